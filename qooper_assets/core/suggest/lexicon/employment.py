"""Words of headers: who is in charge of a person, and when and how somebody is employed."""

WORDS = """
MANAGER: mgr, line mgr, supv, manager, supervisor, reports to, reporting to, line manager,
  reporting manager, immediate manager, immediate supervisor, direct manager, direct supervisor,
  people manager, boss, superior, team lead, leader, managers, report to, responsible, reporting officer,
  reporting authority, reporting line, immediate head, people lead, appraiser, managed by, supervised by,
  foreman, line leader, upline, sup, line supervisor, reporting supervisor, reporting mgr, direct mgr,
  line manager name, people leader, direct leader, immediate leader, 1st level manager, first level manager,
  level 1 manager, reports into, n1 manager, solid line manager, solid line, primary manager,
  primary supervisor, coach manager, report manager, immediate superior, functional head
MANAGER de: vorg, vorges, vorgesetzte r, berichtet, berichtet an, vorgesetzter, vorgesetzte, vorgesetzten,
  vorgesetze, fuhrungskraft, teamleiter, leiter, chef, disziplinarischer vorgesetzter,
  direkter vorgesetzter, direkte fuhrungskraft, vg, fk, linienvorgesetzter, linienmanager, teamleitung,
  unterstellt, unterstellung, linienvorgesetzte, disz vorgesetzter, disziplinarische fuhrungskraft,
  personalverantwortlicher, dienstvorgesetzter, vorgesetztenname, leitung, weisungsbefugter
MANAGER fr: responsable, responsable hierarchique, superieur, superieur hierarchique, n 1, n plus 1,
  manageur, superviseur, superviseur immediat, hierarchique, gestionnaire, gestionnaire immediat,
  rattachement hierarchique, rattache a, rapporte a, releve de, encadrant, referent hierarchique,
  ligne hierarchique, manager direct, manager n 1, n1, superieur immediat, chef direct, responsable direct,
  sup hierarchique, responsable n 1
MANAGER es: resp, jefe, jefe directo, jefe inmediato, gerente, reporta a, linea de reporte, lider,
  encargado, superior jerarquico, superior directo, jefatura, jefatura directa, supervisor directo,
  mando directo, responsable directo, jefe de linea, manager directo, clave del jefe, jefe superior
MANAGER nl: leidinggevende, direct leidinggevende, rapporteert aan, verantwoordelijke,
  hierarchisch verantwoordelijke, naam leidinggevende, teamleider, leidinggevende naam
MANAGER it: responsabile, superiore, responsabile diretto, capo, responsabile gerarchico,
  superiore gerarchico, capo diretto, supervisore, manager diretto, diretto superiore, riporta a,
  responsabile di riferimento
MANAGER pt: chefia, gestor, chefe, gestor imediato, superior imediato, lideranca, gestor direto,
  encarregado, lider imediato, lideranca imediata, chefia imediata, gestor responsavel, superior direto,
  superior hierarquico, lider direto, chefia direta, responsavel, responsavel direto, coordenador
MANAGER ja: 上司, 上長, 直属上司, マネージャー, 直属の上司, 所属長, 直属上長, 直属マネージャー, 一次評価者,
  評価者, マネージャ, 監督者, リーダー, 上司1
MANAGER sv da no: chefens, lederens, leders, narmaste chef, leder, naermeste leder, sjef, leiar,
  rapporterer til, rapport til, personaleansvarlig, rapporterar till, personalansvarig, personalleder,
  overordnet, personaleleder, narmaste ledare, ansvarlig leder
MANAGER cs tr fi hu: nadrizeny, nadrizeneho, primy nadrizeny, vedouci, yonetici, yoneticisi, mudur, amir,
  bagli oldugu, esimies, esihenkilo, felettes, vezeto
MANAGER ko ru: 상사, 관리자, 팀장, руководитель, начальник, менеджер, 직속상사, 상급자
MANAGER pl: przelozony, przelozonego, kierownik, bezposredni przelozony, menedzer
MANAGER zh: 直线经理, 汇报对象, 上级, 直属上级, 主管, 经理, 直接主管, 直接上级, 上级主管, 直属主管,
  汇报上级, 汇报人, 汇报经理
SECOND: second level, second, l2, level 2, skip level, n 2, n plus 2, matrix, dotted line, functional,
  indirect, ubernachster, grand, secondary manager, second line, upper, 2nd level, 2nd manager, skip,
  alternate manager, alternate supervisor, secondary supervisor, zweiter vorgesetzter, zweiter, zweite, hod,
  department head, head of department, abteilungsleiter, reviewer, fachvorgesetzter,
  fachlicher vorgesetzter, fachlich, responsable fonctionnel, manager s manager, supervisor s supervisor,
  n2, chef de service, directeur, deuxieme, segundo, secondo, tweede, nachsthoherer, nachst hoher, backup,
  project manager, projektleiter, dotted, matrix manager, indirect manager, functional manager,
  second supervisor, second level supervisor, 二次評価者, 2次評価者, overste
HR_REP: hr, hrbp, human resource, human resources, hr rep, hr business partner, recruiter, hr partner,
  hr manager, hr contact, buddy, mentor, coach, assistant, sekretariat, approver, timesheet approver,
  personalreferent, rrhh, referente, rrh, rh, career counselor, career counsellor, career advisor,
  counselor, counsellor, sponsor, preceptor, trainer, tutor, ambassador, pate, patin, paten, mentorin,
  betreuer, ausbilder, ausbilderin, praxisanleiter, parrain, marraine, tuteur, tutrice,
  maitre d apprentissage, maitre de stage, formateur, padrinho, madrina, padrino, referent rh,
  hr generalist, hr bp, people partner, hr admin, delegate, proxy, 人事担当, fadder, people operations,
  counsellee, career coach, career manager
EMPLOYMENT: employment, beschaftigung, emploie, empleo, rapport, 雇用, relation, relationship, employ
DATE: tarih, tarihi, data dnia, paivamaara, datumu, 일자, 날짜, дата, dt, date, datum, dat, day, fecha,
  data, dato, 日付, 年月日, 日期, jour, dia
START: doh, date of hire, most recent doh, admission, first day, first working day, hire on, hire, hired,
  last hire, last hired, latest hire, hiring, rehire, joining, joined, join, start, started, starting,
  onboarding, commencement, begin, entry, employed since, service start, doj, employment date,
  date of employment, date employed, engaged, engagement, appointment, appointed, commence, commenced,
  onboard, onboarded, day one, first work date, date entered, entered, eod, entrance on duty, working since,
  doe joined, with company since, employment began, service begin, hiredate, hire dt, startdate,
  employment commencement, joiner, hired on, date joined, employment begin, employment begin date,
  employment start, employee since, employeesince
START de: beginn tatigkeit, beschaftigungsbeginn, eintr, einstellungsdatum, eintritt, eintritts,
  einstellung, einstellungs, beginn, eingetreten, antritt, anstellung, seit, eintrittdatum, eintritt am,
  beschaftigt seit, zugang, einstelldatum, eingestellt am, arbeitsbeginn, betriebseintritt,
  erster arbeitstag, eintrittstermin, dienstbeginn, dienstantritt, beschaftigt ab, firmeneintritt,
  eintr dat, unternehmenseintritt, eintritt firma, in firma seit, diensteintritt, beitritt, erster tag,
  beginn arbeitsverhaltnis
START fr: debut de contrat, date debut de contrat, date de debut de contrat, date debut contrat, entree,
  embauche, arrivee, date d entree, date d embauche, date entree, date embauche, debut, recrutement,
  integration, entree en fonction, entree en service, nomination, premier jour, premier jour de travail,
  incorporation, entre le, entree societe, date arrivee, debut emploi, debut d emploi, entree entreprise
START es: inicio contrato, fecha inicio contrato, antiguedad fecha, ingreso, contratacion, alta, inicio,
  incorporacion, inicio relacion laboral, entrada, vinculacion, fecha de inicio laboral, posesion,
  fecha ingreso empresa, comienzo, fecha de admision, fecha de nombramiento, fecha de empleo,
  primer dia de trabajo, primer dia, nombramiento, admision
START nl: indienst, in dienst, indiensttreding, in dienst per, startdatum, datum in dienst, aanvang,
  aanvangsdatum, aangenomen, begindatum dienstverband, datum aanvang, instroom, startdatum dienstverband,
  begindatum, begin dienstverband, ingangsdatum dienstverband, start dienstverband, aanvang dienstverband,
  aanstellingsdatum, aanstelling, eerste werkdag, aanwervingsdatum, intrededatum, werkzaam sinds
START it: assunzione, data di assunzione, inizio, ingresso, assunto, inizio rapporto, data ingresso,
  inserimento, entrata, decorrenza rapporto, data ass, presa servizio, in forza dal, in azienda dal,
  primo giorno di lavoro, primo giorno, inizio servizio, data inizio servizio, data assunz
START pt: admissao, contratacao, data de admissao, data inicio, posse, contratado, admitido, exercicio,
  nomeacao, incorporacao, primeiro dia, primeiro dia de trabalho, integracao, vinculacao, inicio do vinculo
START ja: 入社, 入社日, 入社年月日, 雇用開始, 採用, 雇用開始日, 採用日, 入職日, 入職, 採用年月日, 入行日,
  入庁日, 着任, 入社年月, 雇用日, 雇入日, 雇入年月日, 雇い入れ日, 就職年月日, 就業開始日, 就労開始日,
  勤務開始日, 勤務開始年月日, 着任日, 在籍開始日, 参画日, 任用年月日, 就任年月日, 入所日
START sv da no: forsta anstallningsdag, forste arbejdsdag, forste ansettelsesdag, anst, anst datum,
  ansattdato, startdato, tiltradelsesdato, borjade, anstallningsdatum, ansaettelsesdato, ansettelsesdato,
  tiltradelse, anstallning, ansat, anstalld sedan, tiltradt, ansatt dato, ansatt fra, ansat den,
  anstalld fran, anstallningsstart, tilltrade, tilltradesdatum, ansattelse startdato, arbeidsstart,
  startdag, ansettelse, fom, anst from, anst fom, tiltredelse, tiltredelsesdato, forsta arbetsdag, borjat,
  ansattelsesstart, ansatt siden, forste arbeidsdag, begynte, anstallningens borjan, ansat siden
START cs tr fi hu: nastup, nastupu, datum nastupu, ise giris, giris, ise baslama, aloitus, aloituspaiva,
  tyosuhteen alku, belepes, tyosuhde alkoi, vstup, alkamispaiva, munkaviszony kezdete, ise baslangic
START ko ru: 입사일, 입사일자, 입사, прием, приема, принят, дата приема
START pl: zatrudnienia, data zatrudnienia, rozpoczecia, data rozpoczecia, przyjecia
START zh: 入职, 入职日期, 入职时间, 到岗日期, 入司日期, 入司时间
BEGIN: start, started, starting, start date, startdate, begin, beginn, debut, inicio, inizio, startdatum,
  startdato, data inicio, commencement, begin date, begindatum
REHIRE: rehired, rejoin, rejoined, rejoining, reinstatement, reinstated, reemployment, re employment,
  reengagement, re engagement, reappointment, re appointment, re hire, wiedereintritt, wiedereintritts,
  wiedereinstellung, reembauche, reintegration, recontratacion, reingreso, readmissao, riassunzione,
  herindiensttreding, 再入社, 再雇用, aterinanstallning, rehire
END: release, term, final employment, final, end of service, last employment, termination, terminated,
  terminate, exit, end, ended, leaving, leave date, left, separation, until, departure, resignation, leaver,
  dol, offboarding, sep, separated, relieving, relieved, finish, finished, cessation, discharge, discharged,
  dismissal, released, stop, quit, exited, resigned, term dt, termdt, termdate, enddate,
  effective termination, exit interview no, employment ends, offboard, offboarded, bis, jusqu au, hasta,
  fino al, till, expiry, expires, expiration, valid to, valid until, resign, resign date, end of employment,
  end of employment date, employment end, service end date, employee gone, ceased, deactivation, ends,
  resignation date, date resigned
END de: beendigung, beendigungs, ende tatigkeit, beschaftigungsende, austr, abgangsdatum, austritt,
  austritts, ende, austrittdatum, austritt am, ausgetreten, abgang, ausscheiden, kundigung,
  ausscheidungsdatum, ausgeschieden, betriebsaustritt, gekundigt, dienstende, dienstaustritt,
  austrittstermin, beschaftigt bis, arbeitsende, ausscheidedatum, vertragsbeendigung, austr dat,
  ende arbeitsverhaltnis, arbeitsverhaltnis beendet
END fr: fin de contrat, date fin de contrat, date de fin de contrat, date fin contrat, sortie, depart, fin,
  date de sortie, date de depart, rupture, radiation, licenciement, fin d emploi, fin emploi,
  fin des fonctions, fin de service, sorti, sorti le, parti, terminaison, fin de fonctions, sortie societe,
  sortie entreprise
END es: termino contrato, fecha termino contrato, baja, cese, egreso, termino, salida, finalizacion,
  desvinculacion, retiro, separacion, terminacion, finiquito, renuncia, fecha fin, desincorporacion,
  despido, extincion, fecha de despido, fin relacion laboral
END nl: uitdienst, uit dienst, uitdiensttreding, einddatum, uit dienst per, datum uit dienst, einde,
  beeindiging, uitstroom, vertrek, vertrekdatum, einddatum dienstverband, einde dienstverband,
  datum einde dienstverband, ontslag, ontslagdatum, vertrokken, laatste dag in dienst, uittredingsdatum
END it: cessazione, fine, uscita, dimissioni, licenziamento, cessato, fine rapporto, dimissione,
  uscita azienda, termine rapporto, risoluzione, termine, fine servizio, chiusura rapporto, data cess,
  data cessaz
END pt: demissao, desligamento, saida, rescisao, fim, encerramento, demitido, desligado, demissional,
  exoneracao, cessacao, termo, dispensa, desvinculacao, fim do vinculo, data da baixa
END ja: 退職, 退社, 退職日, 退社日, 退職年月日, 離職, 離職日, 退職予定日, 退社年月日, 退職年月, 雇用終了日,
  雇用終了年月日, 在籍終了日, 終了日, 解雇日, 退任日, 就業終了日, 勤務終了日, 退職発令日, 離脱日
END sv da no: sista anstallningsdag, sidste arbejdsdag, siste arbeidsdag, avslutad, fratraedelsesdag,
  fratradt, fratrad, slutdag, slutt, sluttdato, avg, avgangsdatum, avgangsdato, slutade, slutdatum,
  slutdato, avgang, fratraedelse, fratredelse, fratradelsesdato, ophor, slutter, sluttet, afsluttet, avslut,
  avslutat, fratraden, avslutningsdato, anstallningsslut, opsagt, fratradte, avslutad anstallning, tom,
  anst tom, anstalld tom, anstalld till, slutat, anstallningens slut, avslutningsdatum, uppsagning per,
  ansat til, ansattelse ophort, ansatt til, opphorsdato, avsluttet, arbeidsforhold avsluttet,
  anstallning upphor
END cs tr fi hu: ukonceni, konec, vystup, isten cikis, cikis, isten ayrilis, lopetus, tyosuhteen loppu,
  kilepes, paattymispaiva, isten cikis tarihi, munkaviszony vege, odchod, odchodu
END ko ru: 퇴사일, 퇴사일자, 퇴직일, увольнение, увольнения, уволен, дата увольнения
END pl: zwolnienia, rozwiazania, zakonczenia, odejscia, zakonczenie
END zh: 离职, 离职日期, 离职时间, 终止日期
FINISH: end, end date, enddate, ended, ends, until, bis, ende, fin, fim, fine, einde, termino, till, end dt,
  slutdatum, sluttdato
NOTICE: resignation, resigned, resign, date resigned, resign date, resignation date, kundigung, gekundigt,
  preavis, notice, renuncia, dimissione, dimissioni, opzegging, notice date, date of resignation, 退職届,
  辞職
EXPIRY: expiry, expires, expiration, valid to, valid until, expires on, gultig bis, scadenza, vencimiento,
  caducidad, validade, echeance
OF_CONTRACT: debut de contrat, date debut de contrat, date de debut de contrat, date debut contrat,
  inicio contrato, fecha inicio contrato, fin de contrat, date fin de contrat, date de fin de contrat,
  date fin contrat, termino contrato, fecha termino contrato
LAST_DAY: 最后工作日, last day, last day worked, last working day, last work day, letzter arbeitstag,
  letzter tag, dernier jour, dernier jour travaille, ultimo dia, laatste werkdag, ultimo giorno,
  ultimo dia trabalhado, 最終出勤日, last day of work, last day in office, last date worked, final day,
  last working date, letzter tag im unternehmen, dernier jour travail, ultimo dia laborado,
  ultimo dia laboral, ultimo giorno lavorato, sista arbetsdag, last physical day
RECENT: most recent doh, last hire, latest, most recent, current, letzter eintritt, last
ORIGINAL: original, originally, first hire, initial, seniority, continuous, adjusted, service, anciennete,
  erst, erster, erstmaliger, ersteintritt, konzerneintritt, konzern, antiguedad, anzianita, group, benefit,
  company service, orig, earliest, enterprise, first employment, first start, first started, first joined,
  first join, first hired, first appointment, first ever, date first hired, ursprunglich, ursprungliches,
  ursprunglicher, erstmalige, erstmals, originales, gruppeneintritt, premiere, premier contrat, initiale,
  origine, originale, groupe, inicial, primera, primeira, prima assunzione, 最初, 初回,
  length of service date, recognised service, reckonable service, continuous employment, erstes,
  dienstjahre seit, dienstalter, dienstalter seit, betriebszugehorigkeit seit
EXPECTED: expected, projected, planned, scheduled, estimated, anticipated, geplant, geplanter, geplantes,
  voraussichtlich, voraussichtliches, voraussichtlicher, prevue, previsionnelle, previsto, prevista,
  estimada, estimado, vorgesehen, tentative
TEMPORARY: temp, temporary, assignment, fixed term, internship, contractor, secondment, apprenticeship,
  befristung, befristet, cdd, stage, mission, praktikum, praktikums, ausbildung, ausbildungs, zeitvertrag,
  engagement end, einsatz, ftc, sow, consultant, agency worker, appointment, appt, appt end, engagement,
  grant
CONTRACT: contract, vertrag, vertrags, contrat, contrato, contratto, befristung, befristet, 契約,
  vertragsbeginn, vertragsende, arbeitsvertrag, arbeidscontract, avtal, kontrakt, umowa, smlouva, 雇用契約,
  契約開始日, begindatum contract, ingangsdatum contract
PROBATION: probation, probezeit, periode d essai, periodo de prueba, proeftijd, periodo di prova,
  experience period, confirmation, review, vesting, visa, permit, passport, certification, training, goal,
  appraisal, evaluation, notice given, promotion, transfer, befordert, beforderung, versetzung, versetzungs,
  mutation, promocao, promocion, ascenso, next review, passeport, 試用期間, anniversary
EFFECTIVE: effective, eff, effdt, effective date, gultig ab, wirksam, vigencia desde, effect
RECORD: created, updated, modified, changed, creation, last modified, exported, extract, snapshot, as of,
  stand, timestamp, stichtag, erstellt, geandert, run
DURATION: years, year, months, tenure, length, duration, anciennete annees, antiguedad anos, 勤続年数,
  betriebszugehorigkeit, dienstjahre
LEAVE: leave, absence, loa, suspension, elternzeit, conge, excedencia, verlof, aspettativa, licenca, 休職
STATUS: stat, enabled, account enabled, is current, currently employed, is employed, status,
  employment status, worker status, employee status, active, is active, active status, account status,
  record status, state of employment, employment state, employee state, lifecycle state, lifecycle,
  current employee, payroll status, work status, job status, hr status, person status, staff status,
  assignment status, user status, emp status, empl status, status description, workforce status,
  active employee, active yn, active y n, active flag, currently active, employment status description,
  service status, sts, current leaver, hiring status, anst status, leaver status, joiner leaver,
  aktiver status, compte actif, cuenta activa, conta ativa, konto aktiv, account active
STATUS de: beschaftigungsstatus, mitarbeiterstatus, aktiv, anstellungsstatus, arbeitsstatus,
  beschaftigungszustand, zustand, statuskennzeichen, ma status, personalstatus, aktives arbeitsverhaltnis,
  aktiv inaktiv, aktiv ja nein, status mitarbeiter, status beschaftigung
STATUS fr: statut, etat, actif, situation, position administrative, statut salarie, situation salarie,
  statut employe, actif inactif, present effectif, etat du salarie, statut du compte, statut emploi,
  statut collaborateur, situation administrative, effectif o n, situation de l agent
STATUS es: sit, situacion laboral, estado laboral, estado, estatus, situacion, activo, vigencia, vigente,
  situacion empleado, estado empleado, estado del empleado, estatus empleado, estado trabajador,
  activo inactivo, estado actual, situacion administrativa, estado colaborador, estado contrato,
  estado vigencia, estatus laboral, estado relacion laboral
STATUS nl: actief, status dienstverband, status medewerker, actief ja nee, dienstverband status, toestand,
  in dienst j n
STATUS it: stato, attivo, stato dipendente, stato rapporto, in forza, stato risorsa, situazione,
  attivo cessato, stato rapporto di lavoro, condizione
STATUS pt: situacao, ativo, situacao funcional, situacao do funcionario, situacao colaborador,
  situacao cadastral, status colaborador, status do colaborador, situacao do colaborador, ativo demitido,
  situacao contratual, condicao
STATUS ja: 在籍状況, 在籍区分, 在職区分, 状態, 在籍状態, ステータス, 在籍, 在職状況, 就業状況, 雇用状況,
  在職状態, 勤務状況, 休退職区分, 在籍フラグ, 在退職区分, 就業状態, 有効, 利用状態, 稼働状況, 現況,
  有効フラグ, アクティブ
STATUS sv da no: anstallningsstatus, ansaettelsesstatus, anstallningsform status, status ansatt,
  ansettelsesstatus, anstallningstillstand, medarbejderstatus, statuskode
STATUS pl cs tr fi hu: stan, stav, durum, durumu, calisma durumu, tila, allapot, statusz,
  status zatrudnienia, status pracownika, aktiivinen, tyosuhteen tila, aktif
STATUS ko ru: 재직상태, 재직구분, 상태, статус, состояние
STATUS zh: 人员状态, 员工状态, 状态, 在职状态, 在职情况, 雇佣状态, 员工在职状态, 任职状态
NEGATED: inactive, is inactive, is terminated, deactivated, archived, suspended, is suspended, is archived,
  inaktiv, gesperrt, deaktiviert, inactif, inactief, desactivado, inattivo, account disabled, left flag,
  ex employee, archive, inactivo, inativo, geblokkeerd, 退職フラグ, 無効, dado de baja, ausgeschieden j n,
  desligado s n, block credential, blocked, sign in blocked, blockcredential
TYPE: type, kind, category, class, classification, group type, employment type, worker type, employee type,
  person type, time type, full time, part time, flsa, ft pt, ftpt, fulltime parttime, full part time,
  reg temp, regular temporary, regular temp, perm temp, permanent temporary, cdi cdd, employment basis,
  time basis, employee group, employee subgroup, ee group, ee subgroup, staff group, persg, persk,
  affiliation, contingent, internal external, internal or external, employee contractor, population, collar,
  work type, hours type, appointment type, worker sub type, staff type, hire type, resource type,
  workforce type, engagement type, permanent
TYPE de: art, typ, beschaftigungsart, arbeitsverhaltnis, mitarbeitergruppe, mitarbeiterkreis,
  anstellungsart, vertragsart, teilzeitkennzeichen, beschaftigungsverhaltnis, kennzeichen, vollzeit,
  teilzeit, vollzeit teilzeit, voll teilzeit, vz tz, arbeitszeitmodell, anstellungsverhaltnis,
  dienstverhaltnis, beschaftigungsform, anstellungsform, vertragsform, personengruppe, mitarbeiterkategorie,
  personalkategorie, statusgruppe, intern extern, arbeitnehmergruppe, beschaftigtengruppe,
  arbeitsvertragsart, personalart
TYPE fr: type de contrat, nature de contrat, categorie, type contrat, temps plein, temps partiel,
  regime de travail, interne externe, titulaire contractuel, type d emploi, type emploi, nature, regime,
  statut cadre, cadre non cadre, categorie socio professionnelle, type de personnel, type d employe
TYPE es: tipo, tipo de contrato, categoria, modalidad, regimen, tipo de empleado, tipo empleado,
  clase de contrato, tipo de jornada, tipo de relacion, tipo personal
TYPE nl: soort, dienstverband, soort dienstverband, contractvorm, type dienstverband, contractsoort,
  type medewerker, soort medewerker, soort contract
TYPE it: tipologia, tipo contratto, qualifica, inquadramento, tipo rapporto, tempo pieno,
  part time full time, tipologia contrattuale
TYPE pt: vinculo, modalidade, tipo de vinculo, tipo de colaborador, tipo contratacao
TYPE ja: 雇用形態, 社員区分, 雇用区分, 従業員区分, 区分, 雇用タイプ, 職員区分, 勤務形態, 雇用種別, 契約区分
TYPE sv da no: ansettelsestype, ansattelsesform, anstallningsform, stillingstype, anstallningstyp,
  ansattelsestype
TYPE zh: 用工类型, 员工类型, 人员类别, 员工类别
FTE: fte, scheduled fte, hours, hours per week, weekly hours, wochenstunden, wochenarbeitszeit,
  beschaftigungsgrad, prozent, percent, percentage, uren, heures, horas, ore, 勤務時間, working time,
  stunden, pensum, standard hours, arbeitszeit, temps de travail, jornada
REASON: reason, grund, motif, motivo, reden, 理由, cause
FLAG: flag, indicator, is, has, y n, yes no, teletravail, teletrabajo, teletrabalho, telearbeit, telewerk,
  telelavoro, work from home, remote, home office eligible
PAYROLL: payroll, payroll area, payroll group, pay frequency
"""
