"""Words of column headers in some twenty languages, and the concept that each one stands for.

A header is a few concepts: `Work E-Mail`, `correo electrónico corporativo` and `dienstliche Mailadresse`
  are
all WORK and EMAIL. So the words are listed once, and `headers.py` has the rules about concepts.

Belongs here: words. Does not: what several concepts mean together (`headers.py`), or the words of one HR
system (`systems.py`).

Sources: the field lists of 22 HR systems and roster consumers (Workday, SAP SuccessFactors and HCM, UKG
  Pro,
BambooHR, Personio, HiBob, Paylocity, Gusto, Zoho People, Darwinbox, DATEV LODAS, HRworks, SwissSalary, Visma,
Nmbrs, Ciril, CatalystOne, RHPro, Lattice, Balkan ID), the column names of public sample rosters, and
dictionaries of each language for the words of personnel administration.
"""

import re
from collections.abc import Iterator

# One entry per concept and language: words and phrases, separated by commas; an indented line goes on. Case,
# accents, blanks and punctuation do not matter; German ä may be written ae.
WORDS = """
EMAIL: eml, e mail address, primary email, email, e mail, mail, email id, mail id, email address, mail
  address, mailbox, smtp
EMAIL de: mailadresse, emailadresse, mail adresse
EMAIL fr: courriel, mel, adresse mail, adresse email, adresse electronique, messagerie
EMAIL es: correo, correo electronico, direccion de correo
EMAIL nl: emailadres, mailadres
EMAIL it: posta elettronica, indirizzo email, indirizzo mail
EMAIL pt: correio eletronico, endereco de email
EMAIL ja: メールアドレス, メール, eメール, 電子メール
EMAIL sv da no: jobbmejl, mejl, mail jobb, e post, e postadress, e postadresse, epost, epostadress,
  epostadresse
EMAIL pl: adres email, poczta
EMAIL cs tr fi ko ru: e posta, eposta, sahkoposti, emailova adresa, 이메일, 메일, почта, электронная почта,
  эл почта
EMAIL zh: 邮箱, 电子邮件, 邮件地址

PHONE: ph, direct line, direct dial, ddi, tfno, phone, telephone, tel, phone no, phone number, telephone
  number, landline
PHONE de: telefon, telefonnummer, rufnummer, tel nr, durchwahl, festnetz
PHONE fr: telephone, numero de telephone
PHONE es: telefono, numero de telefono
PHONE nl: telefoonnr, tel werk, telefoon, telefoonnummer
PHONE it: telefono, numero di telefono
PHONE pt: telefone
PHONE ja: 電話番号, 電話
PHONE sv da no: telefonnummer
PHONE cs tr ko ru: telefonni cislo, cep telefonu, puhelin, 전화번호, 전화, 연락처, телефон
PHONE zh: 电话
MOBILE: mobile, cell, cellphone, cellular, mobile phone, cell phone, mobile no, mobile number
MOBILE de: handy, mobiltelefon, mobilnummer, handynummer, mobil
MOBILE fr: portable, telephone portable
MOBILE es: movil, celular
MOBILE nl: mobielnr, mobiel nummer, mobiel
MOBILE it: telemovel, telem, cellulare
MOBILE ja: 携帯電話, 携帯
MOBILE zh: 手机
EXTENSION: extension, ext
FAX: fax, facsimile, telefax

WORK: wrk, work, biz, business, office, corporate, professional, official, company
WORK de: gesch, geschaft, geschafts, firmen, dienstlich, dienstliche, geschaftlich, geschaftliche,
  beruflich, betrieblich, betriebliche
WORK fr: professionnel, professionnelle, pro, bureau
WORK es: corporativo, corporativa, profesional, laboral, trabajo, empresa
WORK nl: werk, zakelijk, zakelijke
WORK it: az, aziend, aziendale, lavoro
WORK pt: corporativo, profissional, trabalho, comercial
WORK ja: 会社用, 会社, 業務用, 社用
WORK sv da no: jobb, jobbmejl, arbete, arbetet, arbejde
PRIMARY: primary, main
SUPERVISORY: kontrollorganisation, organizacion de supervision, organisation de supervision,
  toezichthoudende organisatie, organizzazione di supervisione, organizacao de supervisao, supervisory
  organization, supervisory org
NEUTRAL: default, std, attributes, data, details, fields, properties, profile, use, duevo, actual, dt,
  legal, full, group data, name id, gusto, bamboohr, personio, hibob, darwinbox
EMPLOYMENT: employment, beschaftigung, emploie, empleo, rapport, 雇用, relation, relationship
WORK zh: 公司, 工作
WORK pl cs tr: sluzbowy, sluzbowa, firmowy, firemni, pracovni, sluzebni, kurumsal, is
PRIVATE: private, personal, home, alternate, alternative, secondary, non work
PRIVATE de: priv, privat, private, privates
PRIVATE fr: personnel, personnelle, perso, prive
PRIVATE es: personal, particular, privado
PRIVATE nl: prive, persoonlijk, persoonlijke
PRIVATE it: personale, privato, privata
PRIVATE pt: pessoal, particular
PRIVATE ja: 個人用, 私用, 個人, 自宅

PRIVATE zh: 个人, 私人
PRIVATE pl cs tr: prywatny, prywatna, soukromy, osobni, kisisel, ozel
ID: id, identifier, ident, key, uid, guid
ID fr: identifiant
ID es: identificador
ID it: identificativo
NUMBER: n, number, no, nr, num, nbr
NUMBER de: nummer, kennung
NUMBER fr: numero
NUMBER es: numero
NUMBER it: numero
NUMBER nl: nummer
NUMBER pt: numero
NUMBER ja: 番号
NUMBER zh: 编号, 工号
CODE: cod, code, cd, abbreviation, kurzel, kuerzel, codigo, codice, コード, 代码, kod
PERSON: assoc, colaboradora, ee, ees, employee, employees, emp, empl, worker, staff, associate, colleague,
  person, personnel, user, member, teammate
PERSON de: mitarbeiter, mitarbeitende, mitarbeitenden, mitarbeiterin, personal, angestellte, beschaeftigte
PERSON fr: salarie, employe, collaborateur, agent
PERSON es: trab, empleado, trabajador, colaborador
PERSON nl: medewerker, werknemer, personeels
PERSON it: dipendente, collaboratore, lavoratore
PERSON pt: funcionario, colaborador, empregado
PERSON ja: 社員, 従業員, 職員
PERSON sv da no: anstalld, medarbetare, medarbejder, ansatt
PERSON pl: pracownik, pracownika
PERSON zh: 人员, 员工
EMPLOYEE_ID: ee code, ee id, ee number, personal reference, employee reference, payroll reference, person
  code, staff code, employee id, employee number, employee no, employee nr, emp id, emp no, empl id,
  personnel number, staff id, staff number, worker id, associate id, payroll number, payroll id, person
  number, employee code, emp code, external user id, file number, clock number
EMPLOYEE_ID de: pers nr, persnr, personal nr, personalnr, personalnummer, pnr, mitarbeiternummer,
  mitarbeiternr, mitarbeiter id, stammnummer, ma nr
EMPLOYEE_ID fr: matr, no matricule, code salarie, matricule, numero matricule, numero salarie, matricule
  salarie
EMPLOYEE_ID es: codigo ficha, ficha, numero ficha, expediente, numero de expediente, cod trabajador, codigo
  trabajador, codigo de trabajador, num trabajador, nro legajo, legajo, numero de empleado, num empleado,
  codigo de empleado, id empleado, codigo empleado, numero empleado, clave empleado, no empleado
EMPLOYEE_ID nl: personeelsnummer, medewerkernummer, medewerkersnummer, personeelsnr, medewerker id
EMPLOYEE_ID it: matr, matr dipendente, cod dipendente, matricola, codice dipendente, numero matricola
EMPLOYEE_ID pt: n func, num func, no func, numero funcionario, cod funcionario, mat, num cad, numcad, chapa,
  matricula, numero de matricula, codigo do funcionario, registro
EMPLOYEE_ID ja: 社員番号, 従業員番号, 社員コード, 従業員コード, 社員id, 職員番号
EMPLOYEE_ID sv da no: ans nr, ansattnr, anst nr, anstnr, medarb nr, lonnr, anstallningsnummer,
  medarbejdernummer, ansattnummer, lonnummer, medarbejder nr
EMPLOYEE_ID cs tr fi hu: osobni cislo, os cislo, os c, cislo zamestnance, sicil no, sicil, sicil numarasi,
  personel no, henkilonumero, torzsszam, dolgozoi azonosito
EMPLOYEE_ID ko ru: 사번, 사원번호, 직원번호, табельный номер, таб номер, табельный
EMPLOYEE_ID pl: numer pracownika, nr ewidencyjny, numer ewidencyjny
EMPLOYEE_ID zh: 人员编号, 职工号, 员工编号, 工号
USER_ID: userid, user id, login id, network id, sso id, principal
LOGIN: username, user name, login, logon, samaccountname, account name, benutzername, anmeldename,
  utilisateur, usuario, gebruikersnaam, ユーザー名
OTHER_ID: badge, badge number, num badge, workday id, wid, system id, record id, internal id, source id,
  external reference, legacy id, old id, previous id, global id, contract id, assignment id, assignment
  number, position number, source employee id, eeid, row, row number, row no, line, line number, seq,
  sequence, lfd nr, laufende nummer, chip, card number
ROW: index

NAME: nm, name
NAME de: name, namen
NAME fr: nom
NAME es: nombre
NAME nl: naam
NAME it: nome
NAME pt: nome
NAME ja: 名, 名称
NAME sv da no: namn, navn
NAME zh: 姓名
DESCRIPTION: description, desc, descr, text, label, bezeichnung, bez, bezeichng, libelle, lib, omschrijving,
  descrizione, descripcion, descricao, beskrivelse, opis
FIRST_NAME: name first, name given, given, first, first name, given name, forename, christian name, fname,
  first names, firstname legal
FIRST_NAME de: vorname, vornamen, rufname
FIRST_NAME fr: prenom
FIRST_NAME es: nombre de pila, primer nombre, nombres
FIRST_NAME nl: voornaam, voorn
FIRST_NAME it: nome di battesimo
FIRST_NAME pt: primeiro nome
FIRST_NAME ja: 名前名, 名（漢字）
FIRST_NAME sv da no: fornamn, fornavn
FIRST_NAME cs tr fi hu: jmeno, krestni jmeno, ad, adi, isim, etunimi, keresztnev
FIRST_NAME ko ru: 이름, имя
FIRST_NAME pl: imie
FIRST_NAME zh: 名
LAST_NAME: name family, name last, last, last name, surname, family name, lname, familly name, familyname
LAST_NAME de: nachname, nachnamen, familienname, zuname
LAST_NAME fr: nom de famille, nom usuel, nom d usage
LAST_NAME es: apellido paterno, primer apellido, apellido 1, apellido1, apellido, apellidos
LAST_NAME nl: achternaam, familienaam
LAST_NAME it: cognome
LAST_NAME pt: sobrenome, apelido
LAST_NAME ja: 姓, 苗字, 氏
LAST_NAME sv da no: efternamn, efternavn, etternavn
LAST_NAME cs tr fi hu: prijmeni, soyad, soyadi, sukunimi, vezeteknev, csaladnev
LAST_NAME ko ru: 성, фамилия
LAST_NAME pl: nazwisko
FULL_NAME: full name, display name, complete name, employee name, worker, worker name, associate name, legal
  name full
FULL_NAME de: vollstandiger name, vor und nachname, name vorname, nachname vorname, mitarbeitername
FULL_NAME fr: nom complet, nom prenom, nom et prenom, nom et prenoms, nom prenoms
FULL_NAME es: nombre completo, apellidos y nombre, nombre y apellidos, nombre y apellido, apellido y nombre
FULL_NAME nl: volledige naam
FULL_NAME it: cognome e nome, nome e cognome, nominativo, cognome nome, nome cognome
FULL_NAME pt: nome completo
FULL_NAME ja: 氏名, 社員名, 名前, 従業員名
FULL_NAME pl cs tr: imie i nazwisko, nazwisko i imie, jmeno a prijmeni, prijmeni a jmeno, adi soyadi, ad
  soyad, isim soyisim
FULL_NAME ko ru: 성명, 성함, фио
FULL_NAME sv da no: fullstandigt namn, fullt navn
PREFERRED: tilltalsnamn, kaldenavn, social name, nome social, known name, preferred, nick, nickname, known
  as, goes by, alias, roepnaam, roep, preferred first, calling, spitzname, surnom, ニックネーム
MIDDLE: apellido materno, segundo apellido, apellido 2, apellido2, patronymic, middle, middle name, middle
  initial, mi, zweiter vorname, deuxieme prenom, segundo nombre
INITIALS: initials, initialen, voorl, voorletters
NAME_PREFIX: name prefix, prefix, voorv, voorvoegsel, voorvoegsels, tussenvoegsel, namenszusatz,
  vorsatzwort, titel vor
NAME_SUFFIX: name suffix, suffix
SALUTATION: duevo titel, salutation, anrede, civilite, tratamiento, aanhef, courtesy, honorific,
  namenstitel, akademischer titel
MAIDEN: birth name, maiden name, gebname, geburtsname, nom de naissance, nom de jeune fille, geboortenaam,
  former name, previous name, 旧姓
KANA: カナ, フリガナ, かな, ふりがな, ローマ字, kana, furigana, phonetic
PARTNER: partner, spouse, husband, wife, ehepartner, conjoint, conyuge, coniuge, pp, 配偶者
DEPENDENT: noodcontact, contact d urgence, contacto de emergencia, contato de emergencia, contatto di
  emergenza, narmast anhorig, anhorig, parorende, kontakt awaryjny, mother, father, mae, nome da mae, pai,
  nome do pai, nom de la mere, ice, emergency, dependent, dependant, child, children, next of kin,
  beneficiary, notfall, notfallkontakt, urgence, emergencia, emergenza, noodgeval, 緊急連絡先, 緊急, contact
  person, kinder, enfants, hijos

MANAGER: mgr, line mgr, supv, manager, supervisor, reports to, reporting to, line manager, reporting
  manager, immediate manager, immediate supervisor, direct manager, direct supervisor, people manager, boss,
  superior, team lead, leader, managers, report to, responsible
MANAGER de: vorg, vorges, vorgesetzte r, berichtet, berichtet an, vorgesetzter, vorgesetzte, vorgesetzten,
  vorgesetze, fuhrungskraft, teamleiter, leiter, chef, disziplinarischer vorgesetzter, direkter
  vorgesetzter, direkte fuhrungskraft
MANAGER fr: responsable, responsable hierarchique, superieur, superieur hierarchique, n 1, n plus 1,
  manageur
MANAGER es: resp, jefe, jefe directo, supervisor, responsable, superior, jefe inmediato, gerente
MANAGER nl: leidinggevende, manager, direct leidinggevende
MANAGER it: resp, responsabile, superiore, responsabile diretto, capo
MANAGER pt: chefia, gestor, gerente, superior, supervisor, lider, chefe, gestor imediato
MANAGER ja: 上司, 上長, 直属上司, マネージャー
MANAGER sv da no: chefens, lederens, leders, chef, narmaste chef, leder, naermeste leder, nærmeste leder
MANAGER cs tr fi hu: nadrizeny, nadrizeneho, primy nadrizeny, vedouci, yonetici, yoneticisi, mudur, amir,
  bagli oldugu, esimies, esihenkilo, felettes, vezeto
MANAGER ko ru: 상사, 관리자, 팀장, руководитель, начальник, менеджер
MANAGER pl: przelozony, przelozonego, kierownik
MANAGER zh: 直线经理, 汇报对象, 上级, 直属上级, 主管, 经理
SECOND: second level, second, l2, level 2, skip level, n 2, n plus 2, matrix, dotted line, functional,
  indirect, ubernachster, grand, secondary manager, second line, upper
HR_REP: hr, hrbp, human resource, human resources, hr rep, hr business partner, recruiter, hr partner, hr
  manager, hr contact, buddy, mentor, coach, assistant, sekretariat, approver, timesheet approver,
  personalreferent, rrhh, referente

DATE: tarih, tarihi, data dnia, paivamaara, datumu, 일자, 날짜, дата, dt, date, datum, dat, day, fecha,
  data, dato, 日付, 年月日, 日期, jour, dia
START: doh, date of hire, most recent doh, admission, first day, first working day, hire on, hire, hired,
  last hire, last hired, latest hire, hiring, rehire, joining, joined, join, start, started, starting,
  onboarding, commencement, begin, entry, from, employed since, service start, doj
START de: beginn tatigkeit, beschaftigungsbeginn, eintr, einstellungsdatum, eintritt, eintritts,
  einstellung, einstellungs, beginn, eingetreten, antritt, anstellung, seit, eintrittdatum, eintritt am,
  beschaftigt seit, zugang
START fr: debut de contrat, date debut de contrat, date de debut de contrat, date debut contrat, entree,
  embauche, arrivee, date d entree, date d embauche, date entree, date embauche, debut
START es: inicio contrato, fecha inicio contrato, antiguedad fecha, ingreso, contratacion, alta, inicio,
  incorporacion, inicio relacion laboral
START nl: indienst, in dienst, indiensttreding, in dienst per, startdatum, begin, datum in dienst, aanvang
START it: assunzione, data di assunzione, inizio, ingresso
START pt: admissao, contratacao, inicio, data de admissao
START ja: 入社, 入社日, 入社年月日, 雇用開始, 採用
START sv da no: forsta anstallningsdag, forste arbejdsdag, forste ansettelsesdag, anst, anst datum,
  ansattdato, startdato, tiltradelsesdato, borjade, anstallningsdatum, ansaettelsesdato, ansættelsesdato,
  ansettelsesdato, startdatum, tiltradelse, tiltraedelse, anstallning, ansat
START cs tr fi hu: nastup, nastupu, datum nastupu, ise giris, giris, ise baslama, aloitus, aloituspaiva,
  tyosuhteen alku, belepes
START ko ru: 입사일, 입사일자, 입사, прием, приема, принят, дата приема
START pl: zatrudnienia, data zatrudnienia
START zh: 入职, 入职日期
END: release, term, final employment, final, end of service, last employment, termination, terminated,
  terminate, exit, end, ended, leaving, leave date, left, separation, until, departure, resignation, to,
  leaver, dol, offboarding
END de: beendigung, beendigungs, letzter, ende tatigkeit, beschaftigungsende, austr, abgangsdatum, austritt,
  austritts, ende, austrittdatum, austritt am, ausgetreten, abgang, ausscheiden, kundigung
END fr: fin de contrat, date fin de contrat, date de fin de contrat, date fin contrat, sortie, depart, fin,
  date de sortie, date de depart
END es: termino contrato, fecha termino contrato, baja, cese, egreso, termino, salida, fin, finalizacion,
  desvinculacion
END nl: uitdienst, uit dienst, uitdiensttreding, einddatum, uit dienst per, datum uit dienst, einde
END it: cessazione, fine, uscita, dimissioni, licenziamento
END pt: demissao, desligamento, saida, rescisao, fim, termino
END ja: 退職, 退社, 退職日, 退社日, 退職年月日
END sv da no: sista anstallningsdag, sidste arbejdsdag, siste arbeidsdag, avslutad, fratraedelsesdag,
  fratradt, fratrad, slutdag, slutt, sluttdato, avg, avgangsdatum, avgangsdato, slutade, slutdatum,
  slutdato, avgang, fratraedelse, fratrædelse, fratredelse, fratradelsesdato
END cs tr fi hu: ukonceni, konec, vystup, isten cikis, cikis, isten ayrilis, lopetus, tyosuhteen loppu,
  kilepes
END ko ru: 퇴사일, 퇴사일자, 퇴직일, увольнение, увольнения, уволен, дата увольнения
END pl: zwolnienia
END zh: 离职, 离职日期
LAST_DAY: 最后工作日, last day, last day worked, last working day, last work day, letzter arbeitstag,
  letzter tag, dernier jour, dernier jour travaille, ultimo dia, laatste werkdag, ultimo giorno, ultimo dia
  trabalhado, 最終出勤日, last day of work
RECENT: most recent doh, last hire, latest, most recent, current, letzter eintritt, last
ORIGINAL: original, originally, first hire, initial, seniority, continuous, adjusted, service, anciennete,
  erst, erster, erstmaliger, ersteintritt, konzerneintritt, konzern, antiguedad, anzianita, group, benefit,
  company service
PROBATION: probation, probezeit, periode d essai, periodo de prueba, proeftijd, periodo di prova, experience
  period, confirmation, review, vesting, visa, permit, passport, certification, training, goal, appraisal,
  evaluation, notice given
CONTRACT: contract, vertrag, vertrags, contrat, contrato, contratto, befristung, befristet, 契約
RECORD: created, updated, modified, changed, creation, last modified, effective, exported, extract,
  snapshot, as of, stand, timestamp, stichtag, erstellt, geandert, run
DURATION: years, year, months, tenure, length, duration, anciennete annees, antiguedad anos, 勤続年数,
  betriebszugehorigkeit, dienstjahre
PATH: path, full path, hierarchy, lineage, tree
LEAVE: leave, absence, loa, suspension, elternzeit, conge, excedencia, verlof, aspettativa, licenca, 休職
BIRTH: birth, birthday, birthdate, dob, born, geburtstag, geburtsdatum, geburt, geb, gebdat, naissance,
  nacimiento, geboortedatum, geboorte, nascita, nascimento, 生年月日, 誕生日, fodelsedatum, fodselsdato,
  urodzenia, age, alter, 年齢, 出生

STATUS: stat, enabled, account enabled, is current, currently employed, is employed, status, employment
  status, worker status, employee status, active, is active, active status, account status, record status,
  state of employment
STATUS de: beschaftigungsstatus, mitarbeiterstatus, aktiv
STATUS fr: statut, etat, actif, situation
STATUS es: sit, situacion laboral, estado laboral, estado, estatus, situacion, activo
STATUS nl: actief
STATUS it: stato, attivo
STATUS pt: situacao, ativo
STATUS ja: 在籍状況, 在籍区分, 在職区分, 状態, 在籍状態, ステータス
STATUS sv da no: anstallningsstatus, ansaettelsesstatus, anstallningsform status, aktiv
STATUS pl cs tr fi hu: stan, stav, durum, durumu, calisma durumu, tila, allapot, statusz
STATUS ko ru: 재직상태, 재직구분, 상태, статус, состояние
STATUS zh: 人员状态, 员工状态, 状态, 在职状态
TYPE: type, kind, category, class, classification, group type, employment type, worker type, employee type,
  person type, time type, full time, part time, flsa
TYPE de: art, typ, beschaftigungsart, arbeitsverhaltnis, mitarbeitergruppe, mitarbeiterkreis,
  anstellungsart, vertragsart, teilzeitkennzeichen, beschaftigungsverhaltnis, kennzeichen
TYPE fr: type de contrat, nature de contrat, categorie, type contrat
TYPE es: tipo, tipo de contrato, categoria, modalidad
TYPE nl: soort, dienstverband, soort dienstverband, contractvorm, type dienstverband
TYPE it: tipo, tipologia, tipo contratto, qualifica
TYPE pt: tipo, vinculo
TYPE ja: 雇用形態, 社員区分, 雇用区分, 従業員区分, 区分
FTE: fte, scheduled fte, hours, hours per week, weekly hours, wochenstunden, wochenarbeitszeit,
  beschaftigungsgrad, prozent, percent, percentage, uren, heures, horas, ore, 勤務時間, working time,
  stunden, pensum, standard hours, arbeitszeit, temps de travail, jornada
REASON: reason, grund, motif, motivo, reden, 理由, cause
FLAG: flag, indicator, is, has, y n, yes no

TITLE: ttl, job ttl, job title, business title, position title, designation, title, job description, job
  name, employee title, working title, role title
TITLE de: beschaftigt als, tatig als, stellenbezeichnung, funktion, positionsbezeichnung, jobtitel,
  berufsbezeichnung, tatigkeit, stelle, funktionsbezeichnung, position bezeichnung, tatigkeitsbezeichnung,
  rolle im unternehmen
TITLE fr: libelle fonction, poste, intitule du poste, fonction, emploi, intitule de poste, intitule, libelle
  emploi, metier, libelle poste, emploi occupe
TITLE es: titulo, titulo profesional, ocupacion, puesto, cargo, funcion, puesto de trabajo, titulo del
  puesto, denominacion del puesto
TITLE nl: functie, functienaam, functietitel, functieomschrijving, functiebenaming
TITLE it: profilo, mansione, ruolo, posizione, titolo
TITLE pt: categoria prof, categoria profissional, cargo, funcao, titulo do cargo
TITLE ja: 肩書き, 役職, 役職名, 職位, 肩書, 職務, 役職名称
TITLE sv da no: yrke, arbeidstittel, yrkestitel, tittel, befattning, stilling, titel, stillingsbetegnelse
TITLE pl: stanowisko
TITLE cs tr fi hu: funkce, pozice, pracovni pozice, unvan, unvani, gorev, gorevi, nimike, tehtava, munkakor,
  beosztas
TITLE ko ru: 직위, 직책, 직급, 직무, должность
TITLE zh: 职位, 岗位, 职务
POSITION: position, planstelle, posicion, positie, dienstposten
ROLE: function, role, rolle
JOB: job
FAMILY: 職種, family, job family, function group, functional area, job function, job category,
  stellenfamilie, famille d emplois, berufsgruppe, job group, subfunction, discipline
LEVEL: level, grade, band, job level, career level, management level, stufe, niveau, nivel, livello, 等級,
  グレード, seniority level, job grade, echelon, coefficient, schaal
PROFILE: job profile, competency profile

DEPARTMENT: dpt, department, dept, department name
DEPARTMENT de: abteilung, abteilungsname, fachbereich, abt
DEPARTMENT fr: departement, service, direction
DEPARTMENT es: dpto, depto, dpto nombre, departamento, sector
DEPARTMENT nl: afdeling
DEPARTMENT it: ufficio, reparto, dipartimento
DEPARTMENT pt: departamento, setor
DEPARTMENT ja: 所属グループ, 所属部署名, 部課, 部署, 部署名, 所属, 部門, 所属部署, 所属名, 部門名
DEPARTMENT sv da no: enhet, enhed, avdelning, afdeling, avdeling
DEPARTMENT pl: dzial
DEPARTMENT pl cs tr fi hu: wydzial, komorka, utvar, oddeleni, usek, odbor, birim, bolum, departman,
  departmani, osasto, osztaly
DEPARTMENT ko ru: 부서, 부서명, 소속, отдел, подразделение, департамент
DEPARTMENT zh: 部门
AREA: area, unit, reporting unit, work unit, unidad
ORGANIZATION: organisatorische eenheid, org eenheid, organization, organisation, org, org unit,
  organizational unit, organization unit, organisationseinheit, orgeinheit, organisational unit, org level,
  unidad organizativa, unite, org name, unita organizzativa, organisatieeenheid, oe
DIVISION: unidade de negocios, unidade de negocio, business segment, division, business unit, bu,
  geschaftsbereich, unternehmensbereich, bereich, sparte, sector, segment, pole, unidad de negocio, branche,
  事業部, 本部, line of business, ressort, divisie, business area
TEAM: team, squad, group, gruppe, equipe, equipo, squadra, チーム, 課, subdepartment, section, crew, referat
COST_CENTER: cost center, cost centre, kostenstelle, kst, centre de cout, centro de coste, centro de costo,
  centro de costos, kostenplaats, centro di costo, centro de custo, 原価センター, kostnadsstalle,
  costcenter, gl, centre de couts
COMPANY: company, company name, legal entity, entity, employer, legal company, firma, gesellschaft,
  buchungskreis, mandant, societe, sociedad, razon social, bedrijf, werkgever, azienda, societa, ragione
  sociale, empresa, 会社名, 法人, business entity, legal employer, unternehmen, tochtergesellschaft, coid,
  codice azienda, filiale di appartenenza
LOCATION: loc, store, work store, location, site, office, work location, office location, workplace, work
  site, branch, place of work, job location, building location, primary work location, location name, base
LOCATION de: betr statte, betriebsstatte, buro, arbeitsstatte, standort, arbeitsort, niederlassung, filiale,
  dienstort, werk, arbeitsplatz ort, einsatzort, dienstsitz
LOCATION fr: etablissement, nom etablissement, lieu de travail, site, lieu, agence, localisation,
  etablissement d affectation
LOCATION es: centro, c trabajo, centro trabajo, lugar de trabajo, ubicacion, sede, centro de trabajo,
  oficina, localizacion, sucursal, delegacion
LOCATION nl: standplaats, locatie, vestiging, werklocatie, kantoor, werkplek
LOCATION it: unita locale, unita operativa, sede, sede di lavoro, luogo di lavoro, filiale
LOCATION pt: estabelecimento, loja, local, local de trabalho, unidade, localidade, filial, escritorio
LOCATION ja: 勤務拠点, 勤務店舗, 店舗, 就業場所, オフィス, 勤務地, 勤務先, 拠点, 事業所, 勤務場所
LOCATION sv da no: arbetsstalle, arbeidsplass, kontorsort, arbetsplats, placering, arbejdssted, kontor,
  arbeidssted, ort for arbete, lokation
LOCATION pl: lokalizacja, miejsce pracy
LOCATION cs tr fi hu: pracoviste, misto vykonu prace, lokalita, isyeri, is yeri, lokasyon, calisma yeri,
  toimipaikka, telephely
LOCATION ko ru: 근무지, 근무처, место работы, офис, город работы
LOCATION zh: 工作地点, 办公地点
CITY: city, town, ort, stadt, ville, ciudad, plaats, citta, cidade, stad, 市区町村, 城市, wohnort,
  woonplaats, locality
COUNTRY: country, land, pays, pais, paese, 国, staat, nation, country code, region, state, province,
  bundesland, kanton, 都道府県, work country, state province, provincia, estado provincia
ADDRESS: address, street, addr, zip, zip code, post code, postal code, postcode, adresse, strasse,
  strassenname, hausnummer, plz, postleitzahl, rue, code postal, direccion, calle, codigo postal, adres,
  straat, huisnummer, indirizzo, via, cap, endereco, rua, cep, 住所, 郵便番号, address line, postanschrift,
  anschrift, adress, address1, address2, addr1, addr2, ulica, mailing address
TIMEZONE: timezone, time zone, zeitzone, fuseau horaire, zona horaria, tijdzone
LANGUAGE: language, locale, sprache, langue, idioma, taal, lingua, 言語, native language, preferred
  language, language code, correspondence language
BENEFIT: coverage, benefit, benefits, plan, enrollment, enrolment, election, dependents, pension scheme,
  cobra
SKILLS: skills, skill, competencies, competences, competence, expertise, interests, fahigkeiten,
  kompetenzen, kenntnisse, qualifikationen, interessen, competencias, habilidades, intereses, competenze,
  vaardigheden, スキル, 資格, languages spoken, sprachkenntnisse, languages, certifications, hobbies,
  topics, mentoring topics
GENDER: gender, sex, geschlecht, sexe, genre, genero, sexo, geslacht, sesso, 性別, kon, pronouns, pronoun,
  gender identity, plec
SALARY: salary, pay, pay grade, entgeltgruppe, tarifgruppe, wage, compensation, bonus, gehalt, lohn,
  bruttolohn, brutto, entgelt, grundgehalt, monatsgehalt, jahresgehalt, salaire, remuneration, brut,
  salario, sueldo, retribucion, salaris, loon, retribuzione, stipendio, ral, salario base, 給与, 基本給,
  年収, income, earnings, currency, rate, pay rate, hourly rate, annual, base salary, payroll,
  abrechnungskreis, pay group, salary band, ctc, lon, lonn, verguetung, vergutung, lohnart, stundenlohn, net
  pay, overtime, deduction, tarif
BANK: rachunek, rachunku, nr rachunku, cislo uctu, ucet, hesap, bsb, bank, iban, bic, swift, account number,
  bank account, kontonummer, konto, bankverbindung, rib, cuenta bancaria, cuenta, banca, bankrekening,
  rekeningnummer, 口座番号, 口座, 銀行, routing number, sort code, ifsc, blz, bankleitzahl, clabe, cuenta
  clabe
NATIONAL_ID: n afil, afil, afiliacion ss, numero de identificacion, n de identificacion, identificacion,
  numero de afiliacion, nuss, ni number, ni no, rut, run, cedula, tc kimlik, tc kimlik no, kimlik no, rodne
  cislo, personal identification, inn, snils, ssn, social security, social security number, national id,
  nino, national insurance, tax id, tin, sin, fiscal code, codice fiscale, cpf, rg, pis, dni, nie, nif,
  curp, rfc, nss, bsn, burgerservicenummer, personnummer, cpr, cpr nummer, fodselsnummer, pesel, aadhaar,
  aadhar, pan, uan, pf, esi, steuer id, steuernummer, steueridentifikationsnummer, sozialversicherung,
  sozialversicherungsnummer, sv nummer, svnr, ahv, ahv nummer, rentenversicherungsnummer, numero de securite
  sociale, securite sociale, numero ss, nir, cuil, cuit, passport number, ausweis, id card, マイナンバー, my
  number, 个人番号, 身份证, national identifier, government id, driver license, identity number,
  fuhrerschein, personalausweis, tax number, afiliacion
HEALTH: health, disability, disabled, medical, sick, sickness, krankheit, krankheitstage, krank,
  schwerbehinderung, schwerbehindert, behinderung, grad der behinderung, krankenkasse, handicap, rqth,
  maladie, discapacidad, enfermedad, invalidity, disabilita, arbeitsunfahig, 障害, 健康, blood group, blood
  type, insurance, krankenversicherung, mutuelle, vaccination, maternity, pregnancy
PRIVACY: religion, konfession, kirchensteuer, ethnicity, race, ethnic, nationality, staatsangehorigkeit,
  citizenship, nationalite, nacionalidad, nationaliteit, nazionalita, nacionalidade, 国籍, marital, marital
  status, familienstand, situation familiale, estado civil, burgerlijke staat, stato civile, steuerklasse,
  tax class, tax, steuer, steuerliche, union, gewerkschaft, veteran, military, sexual orientation, criminal,
  visa status, kinderfreibetrag, garnishment, pfandung, political, cast, raza, etnia, syndicat, work permit,
  aufenthaltstitel
"""

STOP_WORDS = """
the of a an and or in at for by de du des d la le les l et del el los las y e di della dell do da dos das
van het
der die das den dem im am an und zu zur fur von o em required optional mandatory value psd field tp u
の si
"""
"""Words that say nothing about a column."""


def entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the key of each entry of a word list, with its words and phrases."""
    for entry in re.split(r"\n(?=\S)", text.strip()):
        key, _, phrases = entry.partition(":")
        yield key, [phrase for part in phrases.split(",") if (phrase := " ".join(part.split()))]
