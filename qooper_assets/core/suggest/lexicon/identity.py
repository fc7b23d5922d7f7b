"""Words of headers: what identifies and names a person."""

WORDS = """
PERSON: assoc, colaboradora, ee, ees, employee, employees, emp, empl, worker, staff, associate, colleague,
  person, personnel, user, member, teammate, participant
PERSON de: mitarbeiter, mitarbeitende, mitarbeitenden, mitarbeiterin, personal, angestellte, beschaeftigte
PERSON fr: salarie, employe, collaborateur, agent
PERSON es: empleado, trabajador, colaborador, trab, persona
PERSON nl: medewerker, werknemer, personeels
PERSON it: dipendente, collaboratore, lavoratore
PERSON pt: funcionario, empregado
PERSON ja: 社員, 従業員, 職員
PERSON sv da no: anstalld, medarbetare, medarbejder, ansatt, medarbeider
PERSON pl: pracownik, pracownika
PERSON zh: 人员, 员工
ID: id, identifier, ident, key, uid, guid, ref, reference, referenz
ID fr: identifiant
ID es: identificador
ID it: identificativo
ID de: schlussel
NUMBER: n, number, no, nr, num, nbr, nmr, nmbr
NUMBER de: nummer, kennung
NUMBER fr: numero
NUMBER ja: 番号
NUMBER zh: 编号, 工号
CODE: cod, code, cd, abbreviation, kuerzel, codigo, codice, コード, 代码, kod
EMPLOYEE_ID: ee code, ee id, ee number, personal reference, employee reference, payroll reference,
  person code, staff code, employee id, employee number, employee no, employee nr, emp id, emp no, empl id,
  personnel number, staff id, staff number, worker id, associate id, payroll number, payroll id,
  person number, employee code, emp code, external user id, file number, clock number, pernr, uin,
  company id number, employee ref, emp ref, crew number, payroll no, hr id, hr number, personnel id,
  staff no, ee no, emp num, emplid, employee num, personnel no, staff ref, ee ref, emp number, colleague id,
  colleague number, member number, person no, unique employee id, workforce id, eid, employee identifier,
  works number, eeid, team member id, team member number, teammate id, partner number, service number,
  empno, empid, pay number, pay ref, external id, id externo, id externe, externe id, identifiant externe
EMPLOYEE_ID de: pers nr, persnr, personal nr, personalnr, personalnummer, pnr, mitarbeiternummer,
  mitarbeiternr, mitarbeiter id, stammnummer, ma nr, ma nummer, ma id, mitarbeiterschlussel,
  arbeitnehmernummer, an nummer, an nr, dienstnummer, lohnnummer, personalidentifikationsnummer,
  werksnummer, personal id, p nr, pers id, perso nr, personalnummern, mitarbeiterkennung, mitarbeiter nr,
  personen nr
EMPLOYEE_ID fr: matr, no matricule, code salarie, matricule, numero matricule, numero salarie,
  matricule salarie, n matricule, n employe, n salarie, n personnel, numen, mle, num matricule, code agent,
  n agent, identifiant salarie, numero employe, numero d employe, matricule employe, code employe,
  numero agent, no employe, id salarie, num salarie, no matr, code collaborateur, matricule rh,
  matricule paie
EMPLOYEE_ID es: codigo ficha, ficha, numero ficha, expediente, numero de expediente, cod trabajador,
  codigo trabajador, codigo de trabajador, num trabajador, nro legajo, legajo, numero de empleado,
  num empleado, codigo de empleado, id empleado, codigo empleado, numero empleado, clave empleado,
  no empleado, id trabajador, id del empleado, numero de nomina, num nomina, n empleado, n de empleado,
  n trabajador, num emp, num empl, id colaborador, codigo colaborador, n nomina, n legajo, numero de legajo,
  nro empleado, no nomina, clave trabajador, rut empresa trabajador, numero colaborador,
  numero de trabajador, codigo interno empleado, clave del empleado
EMPLOYEE_ID nl: personeelsnummer, medewerkernummer, medewerkersnummer, personeelsnr, medewerker id,
  medewerkersnr, werknemersnummer, werknemernummer, personeels nr, stamnummer, medewerkernr, werknemer id,
  medewerker nummer, mw nr, werknemernr, stamnr, loonnummer, salarisnummer, persoonsnummer, registernummer,
  mdw nr, medew nr
EMPLOYEE_ID it: matr dipendente, cod dipendente, matricola, codice dipendente, numero matricola,
  numero dipendente, n matricola, id dipendente, codice matricola, matricola dipendente, cod matricola,
  num matricola, n dipendente, id risorsa, codice risorsa, cod dip, codice anagrafico, matr dip
EMPLOYEE_ID pt: n func, num func, no func, numero funcionario, cod funcionario, mat, num cad, numcad, chapa,
  matricula, numero de matricula, codigo do funcionario, registro, identificacao do empregado,
  n funcionario, n de funcionario, numero do funcionario, codigo funcionario, id funcionario,
  codigo do colaborador, n mecanografico, numero mecanografico, matricula do colaborador,
  matricula funcionario, cod colaborador, registro do empregado, numero empregado, matric, cadastro, drt,
  siape, codigo cadastro, numero cadastro
EMPLOYEE_ID ja: 社員番号, 従業員番号, 社員コード, 従業員コード, 社員id, 職員番号, 社員no, 従業員no,
  職員コード, 職員id, スタッフコード, スタッフ番号, 個人コード, 社員cd, 従業員cd, 従業員id, 職員no,
  社員ナンバー, メンバーid, 社番, 人事番号, 員番, 従番, 社員識別番号, 要員番号, 教職員番号, 教職員コード,
  職員ナンバー
EMPLOYEE_ID sv da no: ans nr, ansattnr, anst nr, anstnr, medarb nr, lonnr, anstallningsnummer,
  medarbejdernummer, ansattnummer, lonnummer, medarbejder nr, anstallningsnr, ansatt nr, medarbeidernr,
  medarbejdernr, lonnsnummer, ansatt id, medarbeidernummer, medarbejder id, anstalld nr, medarbetar id,
  anstallnings id, medarbetarnummer, lontagarnummer, ansattelsesnummer, tjenestenummer, personalenr,
  ressursnummer, ansattkode, personalenummer
EMPLOYEE_ID cs tr fi hu: osobni cislo, os cislo, os c, cislo zamestnance, sicil no, sicil, sicil numarasi,
  personel no, henkilonumero, torzsszam, dolgozoi azonosito, id zamestnance, henkilonro, personel numarasi
EMPLOYEE_ID ko ru: 사번, 사원번호, 직원번호, табельный номер, таб номер, табельный, 사원 번호, 직원 id
EMPLOYEE_ID pl: numer pracownika, nr ewidencyjny, numer ewidencyjny, nr pracownika, id pracownika,
  numer kadrowy, numer personalny
EMPLOYEE_ID zh: 人员编号, 职工号, 员工编号, 工号, 员工号, 员工id, 雇员编号, 员工代码, 人员编码
EXTERNAL: external id, external user id, external reference, external ref, id externo, id externe,
  externe id, identifiant externe, external number, external key, sso id
USER_ID: userid, user id, login id, network id, sso id, principal, benutzer id, benutzerid
LOGIN: username, user name, login, logon, samaccountname, account name, benutzername, anmeldename,
  utilisateur, usuario, gebruikersnaam, ユーザー名, brugernavn, ユーザid, ユーザーid, windows id, nt id,
  ntid, ad account, ad id, domain account, domain user, uid ldap, ldap uid, net id, netid, eppn,
  kerberos id, screen name, mail nickname, mailnickname, exchange alias, corporate id, enterprise id,
  racf id, lan id, xid, benutzerkennung, benutzer, nutzername, nutzerkennung, windows benutzer, ad benutzer,
  netzwerkkennung, kontoname, nom d usager, code d usager, connexion, inlognaam, brukernavn, brukarnamn,
  anvandarnamn, ログイン, ログインid, utilizador, nome utente, nombre de usuario, identifiant de connexion,
  identifiant reseau, identifiant windows, nome de usuario, uid, nazwa uzytkownika, uzivatelske jmeno,
  kullanici adi, ユーザ名, account id, アカウント, windows account, user login, network login,
  network account, 用户名, samaccount, login name, login user, onyen, compte windows, compte ad,
  compte reseau, ad konto
OTHER_ID: badge, badge number, num badge, workday id, wid, system id, record id, internal id, source id,
  legacy id, old id, previous id, global id, contract id, assignment id, assignment number, position number,
  source employee id, row, row number, row no, seq, sequence, lfd nr, laufende nummer, chip, card number,
  guid, uuid, objectsid, pidm, orcid, aoid, associate oid, transpondernummer, kartennummer, ausweis nr,
  fremdschlussel, externer schlussel, reference externe, cle externe, cracha, candidate id, applicant id,
  contingent worker id, bewerbernummer, position id, fob, requisition, requisition id, tag number, oid,
  source system id, person guid, record number, 統合キー, 外部id, カード番号, icカード番号, user guid,
  immutable id, sourceanchor, objectguid, object id, entryuuid, distinguished name, dn, sync id,
  numero de tarjeta, numero de carte, n badge, distintivo, badge id, lic, license, licence, license number,
  npi
OLD: old, previous, former, legacy, prior, ancien, ancienne, alte, alter, alt, fruhere, fruherer, antiguo,
  anterior, precedente, vorherige, vorige, tidligere, tidigare, 旧, 前, historical, past
ROW: index
NAME: nm, name
NAME de: namen
NAME fr: nom
NAME es: nombre
NAME nl: naam
NAME it: nome
NAME ja: 名, 名称
NAME sv da no: namn, navn
NAME zh: 姓名
DESCRIPTION: description, desc, descr, text, label, bezeichnung, bez, bezeichng, libelle, lib, omschrijving,
  descrizione, descripcion, descricao, beskrivelse, opis
FIRST_NAME: name first, name given, given, first, first name, given name, forename, christian name, fname,
  first names, firstname legal, frst, 1st name, fore name, first nm, fst name, christian, given nm
FIRST_NAME de: vorname, vornamen, vname, vorn, vorna
FIRST_NAME fr: prenom, pren, prenom 1, prenom etat civil
FIRST_NAME es: nombre de pila, primer nombre, nombres, nombre dado, nombre propio, nombre 1, 1er nombre,
  nombre legal, nombre oficial
FIRST_NAME nl: voornaam, voorn, voornamen, officiele voornamen, doopnaam
FIRST_NAME it: nome di battesimo, primo nome, nomi, nome legale, nome anagrafico
FIRST_NAME pt: primeiro nome, nome proprio, nome de batismo, prenome, nomes proprios, nome inicial
FIRST_NAME ja: 名前名, 名（漢字）, 名（戸籍）, 名前（名）, ファーストネーム, 下の名前
FIRST_NAME sv da no: fornamn, fornavn, gitt navn, forenamn, fornavne, fornavn og mellomnavn
FIRST_NAME cs tr fi hu: jmeno, krestni jmeno, ad, adi, isim, etunimi, keresztnev
FIRST_NAME ko ru: 이름, имя
FIRST_NAME pl: imie
FIRST_NAME zh: 名
LAST_NAME: name family, name last, last, last name, surname, family name, lname, familly name, familyname,
  sn, lst, last nm, l name, fam name, 2nd name, sur name, family nm
LAST_NAME de: nachname, nachnamen, familienname, zuname, nachn, nname, ehename, famname
LAST_NAME fr: nom de famille, nom usuel, nom d usage, patronyme, nom patronymique, nom d epouse,
  nom d etat civil, nom marital, nom officiel, nom legal, nom usage
LAST_NAME es: apellido paterno, primer apellido, apellido 1, apellido1, apellido, apellidos,
  apellidos completos, ap paterno, a paterno, ape paterno, paterno, apellido principal,
  primer apellido paterno
LAST_NAME nl: achternaam, familienaam, geslachtsnaam, eigennaam
LAST_NAME it: cognome, cognomi, cogn, nome di famiglia
LAST_NAME pt: sobrenome, apelido, ultimo nome, nome de familia
LAST_NAME ja: 姓, 苗字, 氏, 姓（戸籍）, ラストネーム, 名字, 戸籍姓, ファミリーネーム
LAST_NAME sv da no: efternamn, efternavn, etternavn, slektsnavn, slaktnamn, familienavn, etternamn
LAST_NAME cs tr fi hu: prijmeni, soyad, soyadi, sukunimi, vezeteknev, csaladnev
LAST_NAME ko ru: 성, фамилия
LAST_NAME pl: nazwisko
FULL_NAME: full name, display name, complete name, employee name, worker, worker name, associate name,
  legal name full, team member, team member name, ename, employee full name, name and surname, payroll name,
  payee, worker full name, person full name, formatted name, staff name, member name, full nm,
  combined name, common name, name first last, name last first, last first, first last, participant,
  participant name
FULL_NAME de: vollstandiger name, vor und nachname, name vorname, nachname vorname, mitarbeitername,
  anzeigename, gesamtname, vor und zuname, arbeitnehmer, angestellter, kollege, bediensteter,
  name des mitarbeiters, name vollstandig, mitarbeiter name
FULL_NAME fr: nom complet, nom prenom, nom et prenom, nom et prenoms, nom prenoms, prenom nom,
  prenom et nom, nom et prenom du salarie, identite, nom affiche, membre, nom prenom salarie,
  nom complet salarie
FULL_NAME es: nombre completo, apellidos y nombre, nombre y apellidos, nombre y apellido, apellido y nombre,
  nombre y apellidos del empleado, nombre del empleado, nombre empleado, nombre trabajador,
  nombre del trabajador, nombre colaborador, nombre del colaborador, apellidos nombre, nombres y apellidos,
  apellidos y nombres, nombre a mostrar, persona, titular, servidor publico
FULL_NAME nl: volledige naam, naam medewerker, weergavenaam, medewerkernaam, naam werknemer,
  voor en achternaam, naam en voornaam, naam voornaam, voornaam naam, voornaam en naam, personeelslid,
  collega, persoon
FULL_NAME it: cognome e nome, nome e cognome, nominativo, cognome nome, nome cognome, nome dipendente,
  nome visualizzato, dipendente nome, cognome e nome dipendente, risorsa, addetto, impiegato
FULL_NAME pt: nome completo, nome do funcionario, nome funcionario, nome do colaborador, nome colaborador,
  nome do empregado, nome de exibicao, nome empregado, nome e sobrenome, nome e apelido, pessoa, servidor,
  trabalhador
FULL_NAME ja: 氏名, 社員名, 名前, 従業員名, 表示名, フルネーム, 社員氏名, 従業員氏名, 職員名, スタッフ名,
  職員氏名, 氏名（漢字）, 漢字氏名, お名前, 本名, 戸籍氏名, 対象者, 対象者氏名, メンバー名, 利用者氏名
FULL_NAME pl cs tr: imie i nazwisko, nazwisko i imie, jmeno a prijmeni, prijmeni a jmeno, adi soyadi,
  ad soyad, isim soyisim
FULL_NAME ko ru: 성명, 성함, фио
FULL_NAME sv da no: fullstandigt namn, fullt navn, visningsnavn, visningsnamn, ansatt navn,
  navn medarbejder, namn anstalld, for och efternamn, for og efternavn, for og etternavn, visingsnamn,
  medarbeider
FULL_NAME zh: 员工姓名, 全名, 显示名称
PREFERRED: tilltalsnamn, kaldenavn, social name, nome social, known name, preferred, nick, nickname,
  known as, goes by, alias, roepnaam, roep, calling, spitzname, surnom, ニックネーム, pref, known by,
  chosen, familiar, called, call name, usual name, name used, short name, informal, aka, badge name,
  name on badge, bevorzugt, bevorzugter, wunschname, gewahlter, rufvorname, genannt, gebrauchlicher,
  kunstlername, kurzname, prenom usuel, prenom d usage, prefere, diminutif, kallenamn, kallenavn, smeknamn,
  apodo, nomignolo, soprannome, bijnaam, 呼び名, ビジネスネーム, lived, nom prefere, prenom prefere,
  nombre preferido, nome preferido, nome preferito, voorkeursnaam, name to use, rufname
MIDDLE: apellido materno, segundo apellido, apellido 2, apellido2, patronymic, middle, middle name,
  middle initial, mi, zweiter vorname, deuxieme prenom, segundo nombre, mid, mid init, midname, mname,
  second given name, second forename, second first name, other names, other name, additional name,
  additional names, other given names, weitere vornamen, weiterer vorname, mittelname, zwischenname,
  2 vorname, vorname 2, zweitname, second prenom, 2e prenom, 2eme prenom, autres prenoms, autre prenom,
  prenom 2, secondo nome, nome do meio, segundo nome, mellemnavn, mellannamn, mellomnavn, mellomnamn,
  middelnaam, tweede naam, ミドルネーム, nombre 2, middle nm, 父称, ap materno, a materno, ape materno,
  materno
INITIALS: initials, initialen, voorl, voorletters
NAME_PREFIX: name prefix, prefix, voorv, voorvoegsel, voorvoegsels, tussenvoegsel, namenszusatz,
  vorsatzwort, titel vor, prefixe, prefisso, prefijo, namensvorsatz, namensprafix, last name prefix
NAME_SUFFIX: name suffix, suffix
SALUTATION: duevo titel, salutation, anrede, civilite, tratamiento, aanhef, courtesy, honorific,
  namenstitel, akademischer titel
MAIDEN: birth name, maiden name, gebname, geburtsname, nom de naissance, nom de jeune fille, geboortenaam,
  former name, previous name, 旧姓
KANA: カナ, フリガナ, かな, ふりがな, ローマ字, kana, furigana, phonetic
"""
