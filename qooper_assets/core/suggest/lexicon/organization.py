"""Words of headers: the job and its place in the organization."""

WORDS = """
TITLE: ttl, job ttl, job title, business title, position title, designation, title, job description,
  job name, employee title, working title, role title, jobtxt, occupation, profession, post title,
  official title, functional title, classification title, payroll title, civil service title, worker title,
  job position title, posn title, job title name, job title description, jobtitle, current title,
  internal title, external title, job ttl desc, occupation title, working title desc, job class desc,
  job class description, class title, classification desc, job class title, job code desc,
  job code description, jobcode descr, job desc, job descr, nbrjobs desc, function description,
  job class name, position desc, position descr, position description, job long description
TITLE de: beschaftigt als, tatig als, stellenbezeichnung, funktion, positionsbezeichnung, jobtitel,
  berufsbezeichnung, tatigkeit, stelle, funktionsbezeichnung, position bezeichnung, tatigkeitsbezeichnung,
  rolle im unternehmen, beruf, berufstitel, dienstbezeichnung, amtsbezeichnung, arbeitsplatzbezeichnung,
  planstellenbezeichnung, dienststellung, aufgabe, aufgabengebiet, funktion im unternehmen,
  position im unternehmen, stellenbez, stellentitel, ausgeubte tatigkeit, titel der stelle, jobbezeichnung,
  funktion bezeichnung
TITLE fr: libelle fonction, poste, intitule du poste, fonction, emploi, intitule de poste, intitule,
  libelle emploi, metier, libelle poste, emploi occupe, titre, titre fonctionnel, titre professionnel,
  titre d emploi, titre emploi, titre du poste, titre de poste, appellation d emploi, libelle de l emploi,
  libelle du poste, fonction exercee, libelle metier, intitule fonction, intitule emploi,
  intitule de l emploi, emploi exerce, poste occupe, fonct, lib fonction, lib emploi
TITLE es: titulo, titulo profesional, ocupacion, puesto, cargo, funcion, puesto de trabajo,
  titulo del puesto, denominacion del puesto, rol, profesion, cargo actual, nombre del cargo, nombre cargo,
  puesto actual, nombre del puesto, nombre puesto, denominacion puesto, descripcion puesto,
  descripcion cargo, descripcion del cargo, descripcion del puesto, plaza, posicion actual, empleo, oficio,
  desempeno
TITLE nl: functie, functienaam, functietitel, functieomschrijving, functiebenaming, beroep, functieomschr,
  functie omschrijving, functie naam, functie titel, omschrijving functie, werkzaamheden, ambt
TITLE it: profilo, mansione, ruolo, posizione, titolo, funzione, professione, incarico, mansione svolta,
  descrizione mansione, ruolo aziendale, posizione lavorativa, titolo professionale,
  posizione organizzativa, qualifica professionale, figura professionale, occupazione, impiego
TITLE pt: categoria prof, categoria profissional, funcao, titulo do cargo, ocupacao, profissao,
  descricao do cargo, descricao cargo, nome do cargo, nome cargo, cargo atual, posto de trabalho,
  desc cargo, funcao atual
TITLE ja: 肩書き, 役職, 役職名, 職位, 肩書, 職務, 役職名称, 職名, 担当職務, ポジション, 役割, 職務名,
  役職・職位, ジョブタイトル, 担当業務, 職務内容, 業務内容, 職業, 現職位, 役職等, 業務名
TITLE sv da no: yrke, arbeidstittel, yrkestitel, tittel, befattning, stilling, titel, stillingsbetegnelse,
  roll, tjanst, tjanstetitel, yrkesroll, erhverv, stillingstittel, tjanstebenamning, befattningsbenamning,
  stillingsbeskrivelse, rolle, jobbtittel, jobbtitel, funksjon
TITLE pl: stanowisko, nazwa stanowiska, stanowisko pracy
TITLE cs tr fi hu: funkce, pozice, pracovni pozice, unvan, unvani, gorev, gorevi, nimike, tehtava, munkakor,
  beosztas, nazev pozice, nazev funkce, tehtavanimike, ammattinimike, pozisyon, gorev unvani,
  pracovni zarazeni
TITLE ko ru: 직위, 직책, 직급, 직무, должность
TITLE zh: 职位, 岗位, 职务, 职务名称, 岗位名称, 职位名称
OCCUPATION: occupation, profession, beruf, rol, rolle, roll, classification title, payroll title,
  post title, titre professionnel, rank title, professione, profissao, ocupacao, ocupacion, beroep, erhverv,
  occupation title, aufgabe, aufgabengebiet, plaza, incarico, posicao, yrke, civil service title, titulo,
  titolo, external title, job class desc, job class description, class title, classification desc,
  job class title, job code desc, job code description, jobcode descr, position desc, position descr,
  position description, job class name, 担当業務, 業務内容, 職務内容, 業務名
POSITION: position, planstelle, posicion, positie, dienstposten, post, post held, position held, posn,
  posicao, posizione, poz, job position, plstx, stelltx, nome da posicao, nombre de la posicion,
  positienaam, position id, position number
ROLE: function, role, rolle, papel, funkcja
JOB: job
FAMILY: 職種, family, job family, function group, functional area, job function, job category,
  stellenfamilie, famille d emplois, berufsgruppe, job group, subfunction, discipline, job classification,
  occupational series, job series, jobfamilie, famille professionnelle, filiere, funktionsgruppe,
  tatigkeitsgruppe, job cluster, career track, job stream, occupational group, famille metier,
  familia de puestos, familia profesional, familia de cargos, profession family, berufsfeld,
  famille d emploi
LEVEL: level, grade, band, job level, career level, management level, stufe, niveau, nivel, livello, 等級,
  グレード, seniority level, job grade, echelon, coefficient, schaal, rank, tier, besoldungsgruppe,
  karrierestufe, hierarchieebene, hierarchiestufe, fuhrungsebene, ebene, dienstgrad, rang, classe, palier,
  indice, seniority, karrierelevel, nivel jerarquico, categoria salarial, livello di inquadramento,
  job band, nivell, taso, corporate title, corp title, officer title, rank title, bank title,
  corporate level
PROFILE: job profile, competency profile
DEPARTMENT: dpt, department, dept, department name, dept desc, deptnm, dept nm, department title,
  dept title, agency title, dept description, department description, home department, home dept,
  academic department, org unit text, departmental unit, primary department, work department,
  cost center department, department long name, reporting department
DEPARTMENT de: abteilung, abteilungsname, fachbereich, abt, fachabteilung, abteilungsbezeichnung,
  stammabteilung, abteilungsbez, abt bezeichnung, abteilung bezeichnung
DEPARTMENT fr: departement, service, service d affectation, libelle service, nom du service,
  departement service, service affectation, libelle departement, nom service, departement d affectation,
  pole service
DEPARTMENT es: dpto, depto, dpto nombre, departamento, sector, departamento funcional, nombre departamento,
  nombre del departamento, depto nombre, area departamento, departamento area, nombre depto, departament,
  dep, nombre del area funcional
DEPARTMENT nl: afdeling, afdelingsnaam, naam afdeling, omschrijving afdeling, afdeling omschrijving, afd,
  hoofdafdeling
DEPARTMENT it: ufficio, reparto, dipartimento, ufficio reparto, servizio, settore, reparto aziendale,
  descrizione reparto, ufficio di appartenenza
DEPARTMENT pt: setor, departamento setor, lotacao, nome do departamento, nome departamento,
  setor de trabalho, secao, desc departamento, descricao departamento
DEPARTMENT ja: 所属グループ, 所属部署名, 部課, 部署, 部署名, 所属, 部門, 所属部署, 所属名, 部門名, 担当部署,
  部署名称, 配属先, 所属名称, 所属組織, 所属部門, 部, 配属部署, 所属部門名, 主所属, 現所属, 本務所属,
  本務部署, 主務所属, 部署1
DEPARTMENT sv da no: enhet, enhed, avdelning, avdeling, avdelningsnamn, avdelingsnavn, afdelingsnavn, avd,
  seksjon, forvaltning
DEPARTMENT pl: dzial
DEPARTMENT pl cs tr fi hu: wydzial, komorka, utvar, oddeleni, usek, odbor, birim, bolum, departman,
  departmani, osasto, osztaly, nazwa dzialu, dzial nazwa, nazev oddeleni, nazev utvaru, osaston nimi,
  szervezeti egyseg
DEPARTMENT ko ru: 부서, 부서명, 소속, отдел, подразделение, департамент
DEPARTMENT zh: 部门, 所属部门, 部门名称, 一级部门, 所在部门
AREA: area, unit, reporting unit, work unit, unidad, faculty, ward, agency, bureau, tribe, practice,
  service line, school, college, einheit, dezernat, sachgebiet, dienststelle, institut, lehrstuhl,
  hauptabteilung, unterabteilung, structure, cellule, entite organisationnelle, uo, affectation, gerencia,
  diretoria, struttura, settore aziendale, direccion area, gerencia area, subgerencia, area funcional,
  area de trabajo, area aziendale, direzione, functional unit, clinical area, program, chapter, rayon,
  vicepresidencia, coordinacion, coordenacao, amt, servicio, seccion, dependencia, adscripcion, subarea,
  unidad administrativa, unidad organica, unidade organica, seccao, nucleo, servico, celula, unita, sezione,
  groep, werkgroep, eenheid, sectie, onderdeel, cluster, subafdeling, organisatieonderdeel, sektion,
  sektioner, station, stationsname, atelier, struttura di appartenenza, unidad de trabajo, 室,
  arbeitsbereich, ou, dienst, sub unit, subunit
ORGANIZATION: organisatorische eenheid, org eenheid, organization, organisation, org, org unit,
  organizational unit, organization unit, organisationseinheit, orgeinheit, organisational unit, org level,
  unidad organizativa, unite, org name, unita organizzativa, organisatieeenheid, oe, 組織, 組織名,
  organizacion, organizzazione, organizacao, organisatie, organisasjon, organisationsenhet,
  organisasjonsenhet, organisatorisk enhed, unidade organizacional, orgunit text, home organization,
  unite organisationnelle, unite administrative, unite de travail, organisationsenhed, orgtx,
  verantwortungsbereich, organisationsbereich, jednostka organizacyjna, organizacni jednotka,
  unidad organizacional, 組織単位, organisatie eenheid, orgeenheid
ORG_UNIT: org unit, organizational unit, organisational unit, organization unit, organisationseinheit,
  orgeinheit, unidad organizativa, unidad organizacional, unidade organizacional, unita organizzativa,
  unite organisationnelle, organisatorische eenheid, oe, orgtx, organisationsenhet, organisasjonsenhet,
  organisatorisk enhed, jednostka organizacyjna, organizacni jednotka, 組織, 組織単位, organisatie eenheid,
  orgeenheid, entite organisationnelle
SUPERVISORY: kontrollorganisation, organizacion de supervision, organisation de supervision,
  toezichthoudende organisatie, organizzazione di supervisione, organizacao de supervisao,
  supervisory organization, supervisory org
DIVISION: unidade de negocios, unidade de negocio, business segment, division, business unit, bu,
  geschaftsbereich, unternehmensbereich, bereich, sparte, sector, segment, pole, unidad de negocio, branche,
  事業部, 本部, line of business, ressort, divisie, business area, business division, directorate,
  direktion, business group, hauptbereich, 部門本部, divizyon, divisjon, divisione, pole activite,
  branche d activite, domaine, business line, direction
TEAM: team, squad, group, gruppe, equipe, equipo, squadra, チーム, 課, subdepartment, section, crew,
  referat, arbeitsgruppe, groupe, work group, workgroup, subdivision, sub department, sous service,
  unterteam, team name, lag, 班, グループ, メイングループ, equipa, grupp, arbetsgrupp, arbeidsgruppe, 係,
  grupo de trabajo, gruppo di lavoro, groep
GROUP: group, groups, gruppe, groupe, grupo, gruppo, グループ, gruppen, grupp, groep
COST_CENTER: cost center, cost centre, kostenstelle, kst, centre de cout, centro de coste, centro de costo,
  centro de costos, kostenplaats, centro di costo, centro de custo, 原価センター, kostnadsstalle,
  costcenter, gl, centre de couts, cost centre name, cc, kostenst, centre cout, centre de frais, ccosto,
  ceco, c custo, 負担部門, コストセンター, kostenstelle bezeichnung, kostnadssted, omkostningssted,
  profit center, profit centre, fund center
COMPANY: company, company name, legal entity, entity, employer, legal company, firma, gesellschaft,
  buchungskreis, mandant, societe, sociedad, razon social, bedrijf, werkgever, azienda, societa,
  ragione sociale, empresa, 会社名, 法人, business entity, legal employer, unternehmen, tochtergesellschaft,
  coid, codice azienda, filiale di appartenenza, opco, operating company, subsidiary, affiliate, brand,
  institution, betrieb, betriebsname, arbeitgeber, arbeitgebername, trager, firmenname, firmennummer,
  firmen nr, firmenbezeichnung, entreprise, nom de l entreprise, employeur, organisme, compagnie, enseigne,
  collectivite, entidade, compania, selskap, foretag, 企業名, 会社, raison sociale, virksomhed, bedrift,
  bolag, arbetsgivare, arbeidsgiver, arbejdsgiver, company code, employing entity, employing company,
  company legal name, paying company, juridische entiteit, entidad, entidad legal, entita legale, empleador,
  empregador, datore di lavoro, entite juridique, entite legale, entite, spolka, zamestnavatel, sirket,
  yhtio, tytaryhtio, 所属会社, 出向元, 公司名称, 法人名, 法人名称, client, client name,
  societa di appartenenza, business name
LOCATION: loc, store, work store, location, site, office, work location, office location, workplace,
  work site, branch, place of work, job location, building location, primary work location, location name,
  base, duty station, plant, factory, facility, campus, building, premises, depot, warehouse, clinic,
  hospital, establishment, worksite, work address name, restaurant, personnel subarea, duty location,
  office name, primary location, home location, hospital site, location description, location desc,
  work place, base location, work base, physical location, building name, facility name, store name,
  branch name, office site, site name, assigned location, reporting location, working location, hub, bldg
LOCATION de: betr statte, betriebsstatte, buro, arbeitsstatte, standort, arbeitsort, niederlassung, filiale,
  dienstort, werk, arbeitsplatz ort, einsatzort, dienstsitz, betriebsstandort, zweigstelle, geschaftsstelle,
  gebaude, tatigkeitsort, tatigkeitsstatte, erste tatigkeitsstatte, betriebsort, beschaftigungsort, klinik,
  markt, einrichtung, liegenschaft, arbeitsplatz, standortname, standort bezeichnung, haus, betriebsteil,
  burostandort, praxisstandort, name des standortes, einsatzstelle, objekt
LOCATION fr: etablissement, nom etablissement, lieu de travail, lieu, agence, localisation,
  etablissement d affectation, emplacement, succursale, implantation, usine, magasin, point de vente,
  batiment, residence administrative, point d attache, chantier, lieu d emploi, lieu affectation,
  lieu d affectation, site de rattachement, port d attache, site d affectation, site de travail,
  bureau de rattachement, lieu de rattachement, installation, antenne, poste d attache, lieu de service
LOCATION es: centro, c trabajo, centro trabajo, lugar de trabajo, ubicacion, sede, centro de trabajo,
  oficina, localizacion, sucursal, delegacion, planta, local, tienda, edificio, emplazamiento,
  lugar de prestacion, sede de trabajo, ubicacion fisica, sede laboral, ciudad de trabajo,
  ubicacion laboral, faena, establecimiento, sitio, lugar trabajo, obra, plantel, lugar de adscripcion,
  agencia, instalacion, lugar de servicio, ubicacion de trabajo
LOCATION nl: standplaats, locatie, vestiging, werklocatie, kantoor, werkplek, plaats van tewerkstelling,
  werkplaats, gebouw, kantoorlocatie, filiaal, plaats tewerkstelling, vestigingsplaats,
  tewerkstellingsplaats, arbeidsplaats, winkel, fabriek, exploitatiezetel, zetel, plaats van werk
LOCATION it: unita locale, unita operativa, sede di lavoro, luogo di lavoro, localita, stabilimento,
  cantiere, punto vendita, luogo, sede operativa, sede aziendale, sede fisica, sede lavorativa,
  unita produttiva, negozio, ubicazione, localizzazione, agenzia, sede assegnata, sede di assegnazione
LOCATION pt: estabelecimento, loja, local de trabalho, unidade, localidade, filial, escritorio, alocacao,
  localizacao, polo, local trabalho, unidade de trabalho, nome da filial, estabelecimento filial, fabrica,
  predio, instalacao, local de prestacao
LOCATION ja: 勤務拠点, 勤務店舗, 店舗, 就業場所, オフィス, 勤務地, 勤務先, 拠点, 事業所, 勤務場所, 事業所名,
  拠点名, 店舗名, 勤務地名, 勤務先名, 勤務事業所, 事業場, オフィス名, 勤務場所名, 支店, 支社,
  オフィス所在地, 就業先, 営業所, 工場, 工場名, 所在地, ロケーション, 場所, 駐在地, 配属地, 配属場所,
  作業場所, ビル名, 勤務オフィス
LOCATION sv da no: arbetsstalle, arbeidsplass, kontorsort, arbetsplats, placering, arbejdssted, kontor,
  arbeidssted, ort for arbete, lokation, arbetsort, stationeringsort, lokasjon, kontorsted, sted,
  arbejdsplads, kontorssted, tjenestested, placeringsort, lokalitet, stationering, plats, anlaggning, butik,
  tjanstestalle, butikk, anlegg, oppmotested, arbetsstallenamn
LOCATION pl: lokalizacja, miejsce pracy, oddzial, placowka, biuro
LOCATION cs tr fi hu: pracoviste, misto vykonu prace, lokalita, isyeri, is yeri, lokasyon, calisma yeri,
  toimipaikka, telephely, pobocka, ofis, toimisto, munkavegzes helye, munkahely, tyopiste, sube
LOCATION ko ru: 근무지, 근무처, место работы, офис, город работы
LOCATION zh: 工作地点, 办公地点, 工作城市, 工作地, 办公城市, 工作所在地
BUILDING: building, campus, plant, factory, facility, premises, depot, warehouse, clinic, hospital,
  restaurant, gebaude, batiment, edificio, gebouw, klinik, markt, usine, magasin, planta, tienda,
  building name, facility name, store name, hub, installation, haus, store, stabilimento, cantiere, obra,
  faena, predio, fabrica, negozio, winkel, fabriek, butik, butikk, 工場, ビル名, anlegg, plantel, bldg,
  office, buro, bureau, oficina, kantoor, escritorio, オフィス, kontor, ufficio, branch, branch name
CITY: city, town, ort, stadt, ville, ciudad, plaats, citta, cidade, stad, 市区町村, 城市, woonplaats,
  locality, metro, municipality, commune, localite, municipalite, gemeinde, kommune, 市町村, 都市, poststed,
  comune, municipio, gemeente, sijainti, kaupunki, sehir, miasto, mesto
COUNTRY: country, land, pays, pais, paese, 国, staat, nation, country code, region, state, province,
  bundesland, kanton, 都道府県, work country, state province, provincia, estado provincia, cntry, ctry,
  lander, landerkennzeichen, landercode, landerkurzel, nazione, nazionalita, regione, comunidad autonoma,
  uf, kraj, ulke, zeme, maa, usage location
TIMEZONE: timezone, time zone, zeitzone, fuseau horaire, zona horaria, tijdzone
LANGUAGE: language, locale, sprache, langue, idioma, taal, lingua, 言語, native language,
  preferred language, language code, correspondence language
SKILLS: skills, skill, competencies, competences, competence, expertise, interests, fahigkeiten,
  kompetenzen, kenntnisse, qualifikationen, interessen, competencias, habilidades, intereses, competenze,
  vaardigheden, スキル, 資格, languages spoken, sprachkenntnisse, languages, certifications, hobbies,
  topics, mentoring topics
PATH: path, full path, hierarchy, lineage, tree, chemin
BENEFIT: coverage, benefit, benefits, plan, enrollment, enrolment, election, dependents, pension scheme,
  cobra
"""
