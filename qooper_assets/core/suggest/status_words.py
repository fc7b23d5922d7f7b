"""Status words of many languages, and whether each means access.

Belongs here: words, and what a column of them is. Does not: what the tenant file says about a word
(`core/mapping.py`).

Sources: PeopleSoft and UKG employee status codes (A, L, P, S, T, R, D, …), the status pick lists of BambooHR,
Workday, SuccessFactors, Personio, HiBob and Darwinbox, and dictionaries.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from qooper_assets.core.suggest import lexicon
from qooper_assets.core.suggest.header_words import fold


class Word(StrEnum):
    """What a word in a column of status says."""

    ACTIVE = "active"
    LEAVE = "leave"
    """On leave: the account is kept unless the customer wants otherwise."""
    INACTIVE = "inactive"
    ENDING = "ending"
    """Still employed, and leaving."""
    STARTING = "starting"
    """Hired, and not begun."""
    TYPE = "type"
    """How somebody is employed: such a column is no status."""


WORDS = """
active: anstalld, tillsvidareanstalld, calisiyor, pracuje, zamestnan, aktywny zawodowo, tyosuhteessa, 재직,
  재직중, работает, в штате, active, a, aktiv, aktive, actif, active employee, activo, activa, actief,
  attivo, ativo, in service, employed, working, current, present, en poste, in dienst, beschaftigt,
  angestellt, 在籍, 在職, 在籍中, 勤務中, 在职, aktywny, ansat, enabled, confirmed, regular active,
  trabajando, en activo, en activite, tatig, in forza, vigente, alta, trabalhando, notice not served, hired,
  active assign, active assignment, active no payroll, active payroll, currently employed, joined, live,
  on roll, onboarded, rehired, reinstated, serving, admitido, aktif, aktiivinen, aktivni, ansatt, assunto,
  ativa, attiva, contratado, czynny, de alta, eingetreten, em atividade, em exercicio, embauche,
  en fonction, en service, fast ansatt, i arbeid, i arbejde, i tjanst, im dienst, in beschaftigung,
  in servizio, laborando, lopend, no quadro, presente, toissa, v pracovnim pomeru, voimassa, werkzaam,
  zatrudniony, アクティブ, 启用, 在岗, 在籍者, 就業中, 有効, 有效, 現職, 稼働中, 근무중, 활성, act, aktywna,
  en alta, probation, probationary, probezeit, on probation, in probation, en periode d essai,
  en periodo de prueba, in prova, proeftijd, 試用期間中, 试用, 试用期, habilitado, habilitada,
  em experiencia, provetid, 正式, 正式员工, 转正, 正式工
leave: ucretsiz izinde, izinli, urlop, na urlopu, materska, rodicovska, 휴직, 휴직중, отпуск, в отпуске,
  декрет, 停薪留职, auxilio doenca, licenca maternidade, leave, on leave, l, loa, leave of absence,
  paid leave, unpaid leave, leave with pay, p, elternzeit, mutterschutz, beurlaubt, sabbatical, conge,
  en conge, conge parental, conge maternite, licencia, permiso, met verlof, verlof, ouderschapsverlof,
  aspettativa, in aspettativa, maternita, licenca, afastado, ferias, 休職, 休職中, 育休, 育児休業, 産休,
  休业, parental leave, maternity leave, maternity, sick leave, medical leave, long term sick,
  foraldraledig, barsel, orlov, permisjon, tjanstledig, on parental leave, krank, langzeitkrank,
  suspended with pay, absent, furlough, furloughed, adoption leave, bereavement leave, bildungskarenz,
  disability leave, educational leave, extended leave, fmla, family leave, freistellung, jury duty, karenz,
  krankenstand, ltd, lwop, lwp, leave paid, leave unpaid, leave without pay, long term disability,
  long term absence, long term leave, military leave, on leave of absence, on maternity leave,
  on sabbatical, paternity leave, personal leave, pflegezeit, std, short work break, short term disability,
  sonderurlaub, study leave, work break, workers compensation, workers comp, abwesend, accident de travail,
  afastada, arbeidsongeschikt, arret maladie, askerde, baixa medica, baja maternal, baja medica,
  baja por maternidad, congedo parentale, conge formation, conge maladie, conge paternite, conge sabbatique,
  conge sans solde, de baixa, de licencia, de licenca, de permiso, dlouhodobe nemocny, dogum izni,
  em licenca, en arret maladie, foreldrepermisjon, freigestellt, i permisjon, in congedo, in maternita,
  incapacidad, incapacitado, infortunio, langdurig ziek, langtidssyg, langtidssykmeldt, ledig,
  licencia medica, licencia sin goce, licenca medica, licenca nao remunerada, licenca parental,
  licenca sem vencimento, longue maladie, langtidssjuk, malattia lunga, maternidad, materska dovolena,
  na materske, onbetaald verlof, paternidad, perhevapaalla, permisjon uten lonn, permiso sin sueldo,
  pa barsel, pa orlov, raporlu, rodicovska dovolena, sairauslomalla, sjukskriven, sygemeldt, sykmeldt,
  unbezahlter urlaub, urlop bezplatny, urlop macierzynski, urlop rodzicielski, urlop wychowawczy,
  vanhempainvapaalla, virkavapaalla, vuorotteluvapaalla, ziek, zwangerschapsverlof, zwolnienie lekarskie,
  ucretsiz izin, 产假, 产假中, 介護休業, 休假, 休業, 休業中, 傷病休職, 産前産後休業, 留職停薪, 病假中,
  病気休職, 私傷病休職, 育児休業中, 長期休暇, 长期病假, 병가, 육아휴직, 출산휴가, 育休中, 産休中,
  licenca-maternidade, ferie lunghe
inactive: desactivado, desactivada, desativado, avslutad, disattivato, ayrildi, isten ayrildi, zwolniony,
  ukoncen, ukonceny, paattynyt, 퇴사, 퇴직, уволен, уволена, inactive, i, t, terminated, term, termed,
  inaktiv, ausgeschieden, ausgetreten, gekundigt, beendet, inactif, sorti, parti, demissionne, licencie,
  inactivo, baja, cesado, de baja, inactief, uit dienst, uitdienst, inattivo, cessato, dimesso, inativo,
  demitido, desligado, 退職, 退社, 退職済, 退職済み, 退職者, 离职, left, leaver, separated, resigned,
  retired, r, d, deceased, death, ex employee, former, former employee, disabled, deactivated,
  no longer employed, dismissed, nieaktywny, slutat, fratradt, sluttet, abgemeldet, pensionne, retraite,
  jubilado, rentner, pensioniert, offboarded, departed, archived, withdrawn, cancelled, absconded, alumni,
  contract ended, deprovisioned, discharged, ehemalige, ehemaliger, end of contract, exited, fired, gone,
  inact, involuntary termination, made redundant, not employed, off roll, quit, redundancy, redundant,
  relieved, separated voluntary, term d, voluntary termination, afskediget, ancien, ancien salarie,
  aposentado, archiviert, archive, archiwalny, avliden, avsluttet, beeindigd, byly pracownik, byvaly,
  cesada, cessata, cesse, congedie, deaktiviert, deceduto, demitida, desligada, despedido, desvinculado,
  dimissionario, dispensado, decede, demissionnaire, desactive, dod, egresado, ehemalig, elakkeella, emekli,
  emeryt, encerrado, entlassen, ex dipendente, ex empleado, ex funcionario, ex medewerker, exonerado,
  falecido, fallecido, fin de contrat, finiquitado, fore detta, geloscht, gepensioneerd, in rente,
  in pensione, inactiva, inativa, irtisanottu, licenciee, licenziato, lopettanut, met pensioen, neaktivni,
  niet actief, non attivo, ontslagen, ophort, oppsagt, opsagt, overleden, partie, pasif, passiivinen,
  pensionado, pensionato, pensionerad, pensioneret, pensjonert, pensjonist, poistunut, propusten, radie,
  reformado, renuncio, rescindido, retirado, retraitee, rozwiazano, saiu, sortie, terminado, terminato,
  termine, uppsagd, uscito, verrentet, verstorben, vertrokken, zakonczono, zwolniona, 会社都合退職, 停用,
  合同终止, 契約終了, 定年退職, 已离职, 死亡, 死亡退職, 無効, 禁用, 自己都合退職, 解雇, 退休, 離職,
  非アクティブ, 계약종료, 비활성, 사망, 정년퇴직, 해고, inactive employee, terminated employee,
  term employee, leavers, retirees, retiree, emerita, emeritus, ceased, deaktiveret, deaktivert,
  deshabilitado, deshabilitada, deleted, off boarded
ending: notice, serving notice, notice period, on notice, resignation submitted, in kundigung,
  gekundigt aktiv, preavis, leaving, pending termination
starting: pending, pre hire, prehire, not started, preboarding, pre boarding, onboarding, future,
  future hire, new hire, to be hired, offer, offer accepted, pre start, noch nicht gestartet,
  noch nicht eingetreten, a venir, hire pending, awaiting start, 入社予定, 内定, upcoming, did not start,
  no show, offer extended, joining, yet to join, vor eintritt, zukunftig, admissao prevista
type: full time, fulltime, part time, parttime, ft, pt, regular, permanent, temporary, temp, contractor,
  contract, fixed term, intern, internship, apprentice, trainee, seasonal, casual, freelance, freelancer,
  consultant, hourly, salaried, exempt, non exempt, cdi, cdd, titulaire, contractuel, stagiaire, apprenti,
  alternant, interim, vacataire, fonctionnaire, vollzeit, teilzeit, unbefristet, befristet, werkstudent,
  auszubildender, azubi, praktikant, minijob, angestellte, arbeiter, leiharbeiter, vast, vaste dienst,
  tijdelijk, onbepaalde tijd, bepaalde tijd, stagiair, uitzendkracht, oproepkracht, indefinido, temporal,
  jornada completa, practicas, becario, fijo, eventual, tempo indeterminato, tempo determinato,
  indeterminato, determinato, tirocinio, stage, clt, pj, estagio, estagiario, efetivo, temporario, aprendiz,
  正社員, 契約社員, 派遣社員, アルバイト, パート, 嘱託, 業務委託, employee, worker, contingent worker,
  contingent, external, extern, statutory, per diem, on call, zero hours, tillsvidare, visstid, fastansat,
  volunteer, board member, expat
"""

YES = "o vero verdadero verdadeiro yes y true 1 ja j oui si s sim vrai wahr x はい tak t"
NO = "falso no n false 0 nein non nee nao faux falsch いいえ nie f"
AWAY = frozenset({"inactive", "inaktiv", "inactif", "inactivo", "inactief", "inattivo", "inativo"})
"""Words that may mean a leave where another word says that somebody has left."""
CODES = frozenset("alptsrdiquvwx")
"""One-letter codes, which mean something only together."""


class StatusEvidence(NamedTuple):
    """What the words of a column say."""

    meanings: Mapping[str, Word | None]
    """By word as written, most frequent first; None if it is not known."""
    known_share: float
    """The share of cells with a word of status."""
    type_share: float
    """The share of cells with a word of how somebody is employed."""

    @property
    def is_status(self) -> bool:
        """Some word says that somebody is active, and hardly one says how somebody is employed."""
        return (
            Word.ACTIVE in self.meanings.values()
            and self.known_share > self.type_share
            and self.type_share < 0.05
        )


@cache
def _known() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for meaning, words in lexicon.entries(WORDS):
        for word in words:
            found.setdefault(_key(word), Word(meaning))
    return found


def _key(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def examine(words: Mapping[str, int], *, is_flag: bool = False, is_negated: bool = False) -> StatusEvidence:
    """Look up words with their numbers of cells. `is_flag`: the header asks whether somebody is active, so
    that yes and no are answers; if it `is_negated`, it asks whether somebody is not."""
    keys = {word: _key(word) for word in words}
    meanings: dict[str, Word | None]
    yes, no = (set(map(_key, words.split())) for words in (YES, NO))
    if is_negated:
        yes, no = no, yes
    if is_flag and set(keys.values()) <= yes | no and set(keys.values()) & yes:
        meanings = {word: Word.ACTIVE if key in yes else Word.INACTIVE for word, key in keys.items()}
    else:
        letters = {key for key in keys.values() if len(key) == 1}
        are_codes = "a" in letters and letters <= CODES
        meanings = {word: _look_up(key, are_codes=are_codes) for word, key in keys.items()}
        if _are_apart(meanings):
            meanings |= dict.fromkeys(word for word, key in keys.items() if key in AWAY)
    return StatusEvidence(
        meanings, _share(words, meanings, set(Word) - {Word.TYPE}), _share(words, meanings, {Word.TYPE})
    )


def _are_apart(meanings: Mapping[str, Word | None]) -> bool:
    """True if there are two words, such as inactive and terminated: the weaker one may be people on leave."""
    gone = {_key(word) for word, meaning in meanings.items() if meaning is Word.INACTIVE}
    return bool(gone & AWAY and gone - AWAY)


def _look_up(key: str, *, are_codes: bool) -> Word | None:
    """A code of one letter is only understood among others: T alone may be temporary."""
    if len(key) == 1 and key.isascii() and not are_codes:
        return None
    return _known().get(key)


def _share(words: Mapping[str, int], meanings: Mapping[str, Word | None], wanted: Iterable[Word]) -> float:
    cells = sum(words.values())
    return (
        sum(count for word, count in words.items() if meanings[word] in set(wanted)) / cells if cells else 0
    )
