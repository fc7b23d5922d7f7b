"""Exports in Dutch, Danish, and Italian.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    pay,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

# Officient: the fields that two connectors read (among them marital status, mobile phone, manager, dates);
# the labels from general knowledge.
OFFICIENT = export(
    "officient_werknemers",
    "Officient",
    "nl-BE",
    cols(
        "Officient ID=other_id | Personeelsnummer=employee_id | Voornaam=first_name | "
        "Achternaam=last_name | Geslacht=gender | Geboortedatum=birth_date | "
        "Rijksregisternummer=national_id | Burgerlijke staat=sensitive | Statuut=employment_type | "
        "Functietitel=title | Team=other | Afdeling=department | Kantoor=location | "
        "Manager=manager_name | E-mail manager=manager_email | E-mail werk=email | "
        "E-mail privé=personal_email | Telefoon werk=phone | GSM privé=personal_phone | "
        "Datum in dienst=hire_date | Datum uit dienst=termination_date | Tewerkstellingsbreuk=fte | "
        "Status=status | Adres=home_address | IBAN=iban | Brutomaandloon=pay",
        {
            "Officient ID": other_number(),
            "Personeelsnummer": number("{:05}"),
            "Geslacht": gender("V", "M"),
            "Geboortedatum": day("born_on", "%d/%m/%Y"),
            "Rijksregisternummer": pattern("##.##.##-###.##"),
            "Burgerlijke staat": one_of("ongehuwd", "gehuwd", "wettelijk samenwonend"),
            "Statuut": one_of("Bediende", "Bediende", "Arbeider", "Student"),
            "Team": of("division"),
            "E-mail manager": manager_email,
            "Datum in dienst": day("hired_on", "%d/%m/%Y"),
            "Datum uit dienst": day("last_day", "%d/%m/%Y"),
            "Tewerkstellingsbreuk": hours("100%", "80%"),
            "Status": state("In dienst", "In dienst", "In dienst", "Uit dienst"),
            "IBAN": pattern("BE## #### #### ####"),
            "Brutomaandloon": pay(comma=True),
        },
    ),
    {
        "email": "E-mail werk",
        "employee_id": "Personeelsnummer",
        "first_name": "Voornaam",
        "last_name": "Achternaam",
        "title": "Functietitel",
        "department": "Afdeling",
        "location": "Kantoor",
        "phone": "Telefoon werk",
        "hire_date": "Datum in dienst",
        "termination_date": "Datum uit dienst",
        "status": "Status",
        "manager": "E-mail manager",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates="%d/%m/%Y",
    status={"In dienst": "active", "Uit dienst": "inactive"},
    identity=("Personeelsnummer", "Officient ID"),
    note="Statuut is a kind of employment; two ids of the person",
)

# Planday: Employee management, and an import guide of another system (the identifier for salary, groups); the
# Danish labels from general knowledge.
PLANDAY = export(
    "planday_medarbejderdetaljer",
    "Planday",
    "da",
    cols(
        "Lønnummer=employee_id | Fornavn=first_name | Efternavn=last_name | Brugernavn=username | "
        "Arbejdsmail=email | Privat e-mail=personal_email | Arbejdstelefon=phone | "
        "Privat mobil=personal_phone | CPR-nummer=national_id | Fødselsdato=birth_date | Køn=gender | "
        "Adresse=home_address | Arbejdssted=location | Afdeling=department | "
        "Medarbejdergrupper=other | Stillingsbetegnelse=title | Medarbejdertype=employment_type | "
        "Ansættelsesdato=hire_date | Fratrædelsesdato=termination_date | Status=status | "
        "Nærmeste leder=manager_name | Nærmeste leders lønnummer=manager_id | "
        "Timeløn=pay | Bankkonto=iban",
        {
            "Lønnummer": number("{:05}"),
            "CPR-nummer": pattern("######-####"),
            "Fødselsdato": day("born_on", "%d-%m-%Y"),
            "Køn": gender("Kvinde", "Mand"),
            "Medarbejdergrupper": one_of("Butik", "Lager", "Kontor", "Kontor, Vagtleder"),
            "Medarbejdertype": one_of("Fastansat", "Fastansat", "Timelønnet"),
            "Ansættelsesdato": day("hired_on", "%d-%m-%Y"),
            "Fratrædelsesdato": day("last_day", "%d-%m-%Y"),
            "Status": state("Aktiv", "Aktiv", "Aktiv", "Deaktiveret"),
            "Nærmeste leders lønnummer": manager_number("{:05}"),
            "Timeløn": lambda person, rng: f"{person.salary / 300:.2f}".replace(".", ","),
            "Bankkonto": pattern("#### ##########"),
        },
    ),
    {
        "email": "Arbejdsmail",
        "employee_id": "Lønnummer",
        "first_name": "Fornavn",
        "last_name": "Efternavn",
        "title": "Stillingsbetegnelse",
        "department": "Afdeling",
        "location": "Arbejdssted",
        "phone": "Arbejdstelefon",
        "hire_date": "Ansættelsesdato",
        "termination_date": "Fratrædelsesdato",
        "status": "Status",
        "manager": "Nærmeste leders lønnummer",
    },
    form=Format(delimiter=";", encoding="utf-16"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Aktiv": "active", "Deaktiveret": "inactive"},
    identity=("Lønnummer", "Brugernavn"),
    note="the number of the person is named after pay, and is not pay",
)

# From general knowledge: the list of employees of a payroll program of an Italian consultancy.
JOB_SISTEMI = export(
    "job_elenco_dipendenti",
    "JOB (Sistemi)",
    "it",
    cols(
        "Cod. azienda=company_code | Ragione sociale=company | Cod. dipendente=employee_id | "
        "Cognome=last_name | Nome=first_name | Codice fiscale=national_id | Sesso=gender | "
        "Data di nascita=birth_date | Data assunzione=hire_date | Data anzianità=original_hire_date | "
        "Data cessazione=termination_date | Stato del rapporto=status | Tipo contratto=employment_type | "
        "Qualifica=job_level | Livello=pay | Mansione=title | Reparto=department | "
        "Sede di lavoro=location | Centro di costo=cost_center_code | Responsabile diretto=manager_name | "
        "Cod. responsabile=manager_id | E-mail aziendale=email | E-mail personale=personal_email | "
        "Tel. ufficio=phone | Indirizzo di residenza=home_address | IBAN=iban | R.A.L.=pay",
        {
            "Cod. azienda": fixed("0007"),
            "Ragione sociale": fixed("Officine Valmarina S.p.A."),
            "Cod. dipendente": number("{:06}"),
            "Codice fiscale": pattern("RSSMRA##A##H###X"),
            "Sesso": gender("F", "M"),
            "Data di nascita": day_cell("born_on"),
            "Data assunzione": day_cell("hired_on"),
            "Data anzianità": day_cell("first_hired_on"),
            "Data cessazione": day_cell("last_day"),
            "Stato del rapporto": state("In forza", "Aspettativa", "In forza", "Cessato"),
            "Tipo contratto": one_of("Tempo indeterminato", "Tempo indeterminato", "Tempo determinato"),
            "Qualifica": one_of("Impiegato", "Operaio", "Quadro", "Dirigente"),
            "Livello": one_of("B1", "B3", "C2", "D1"),
            "Responsabile diretto": manager_last_first,
            "Cod. responsabile": manager_number("{:06}"),
            "IBAN": pattern("IT## X #### #### #### #### ####"),
            "R.A.L.": of("salary"),
        },
    ),
    {
        "email": "E-mail aziendale",
        "employee_id": "Cod. dipendente",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "department": "Reparto",
        "location": "Sede di lavoro",
        "phone": "Tel. ufficio",
        "hire_date": "Data assunzione",
        "termination_date": "Data cessazione",
        "status": "Stato del rapporto",
        "manager": "Cod. responsabile",
    },
    form=Format(kind="excel", titles=(("ELENCO DIPENDENTI",), ("Ditta 0007 - periodo 11/2026",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"In forza": "active", "Aspettativa": "leave", "Cessato": "inactive"},
    note="the qualification is a class of employees, the Mansione the job",
)

EUROPEAN: tuple[Export, ...] = (OFFICIENT, PLANDAY, JOB_SISTEMI)
