"""Status words of many languages, and whether each means access.

Belongs here: words, and what a column of them is. Does not: what the tenant file says about a word
(`core/mapping.py`).

Sources: PeopleSoft and UKG employee status codes (A, L, P, S, T, R, D, …), the status pick lists of
  BambooHR,
Workday, SuccessFactors, Personio, HiBob and Darwinbox, and dictionaries.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from qooper_assets.core.suggest import lexicon
from qooper_assets.core.suggest.headers import fold


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
  angestellt, 在籍, 在職, 在籍中, 勤務中, 在职, aktywny, anstalld, ansat, enabled, confirmed, regular
  active, trabajando, en activo, en activite, tatig, in forza, vigente, alta, trabalhando, notice not
  served, hired
leave: ucretsiz izinde, izinli, urlop, na urlopu, materska, rodicovska, 휴직, 휴직중, отпуск, в отпуске,
  декрет, 停薪留职, auxilio doenca, licenca maternidade, leave, on leave, l, loa, leave of absence, paid
  leave, unpaid leave, leave with pay, p, elternzeit, mutterschutz, beurlaubt, sabbatical, conge, en conge,
  conge parental, conge maternite, licencia, permiso, met verlof, verlof, ouderschapsverlof, aspettativa, in
  aspettativa, maternita, licenca, afastado, ferias, 休職, 休職中, 育休, 育児休業, 産休, 休业, parental
  leave, maternity leave, maternity, sick leave, medical leave, long term sick, foraldraledig, barsel,
  orlov, permisjon, tjanstledig, on parental leave, krank, langzeitkrank, suspended with pay, absent,
  furlough, furloughed
inactive: desactivado, desactivada, desativado, avslutad, disattivato, ayrildi, isten ayrildi, zwolniony,
  ukoncen, ukonceny, paattynyt, 퇴사, 퇴직, уволен, уволена, inactive, i, t, terminated, term, termed,
  inaktiv, ausgeschieden, ausgetreten, gekundigt, beendet, inactif, sorti, parti, demissionne, licencie,
  inactivo, baja, cesado, de baja, inactief, uit dienst, uitdienst, inattivo, cessato, dimesso, inativo,
  demitido, desligado, 退職, 退社, 退職済, 退職済み, 退職者, 离职, left, leaver, separated, resigned,
  retired, r, d, deceased, death, ex employee, former, former employee, disabled, deactivated, no longer
  employed, dismissed, nieaktywny, slutat, fratradt, sluttet, abgemeldet, pensionne, retraite, jubilado,
  rentner, pensioniert, offboarded, departed, archived, withdrawn, cancelled
ending: notice, serving notice, notice period, on notice, resignation submitted, in kundigung, gekundigt
  aktiv, preavis, leaving, pending termination
starting: pending, pre hire, prehire, not started, preboarding, pre boarding, onboarding, future, future
  hire, new hire, to be hired, offer, offer accepted, pre start, noch nicht gestartet, noch nicht
  eingetreten, a venir, hire pending, awaiting start, 入社予定, 内定, upcoming
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
  probation, probationary, probezeit, volunteer, board member, expat
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
