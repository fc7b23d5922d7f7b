"""Last exports in Dutch, Swedish and Danish.

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
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

# From general knowledge: an export of HR Core of Visma | Raet.
YOUFORCE = export(
    "youforce_medewerkers",
    "Visma Raet Youforce",
    "nl",
    cols(
        "Personeelsnummer=employee_id | IKV-nummer=other | Voorletters=initials | Roepnaam=first_name | "
        "Voorvoegsels=name_prefix | Achternaam=last_name | Geslacht=gender | Geboortedatum=birth_date | "
        "BSN=national_id | Burgerlijke staat=sensitive | Datum in dienst=hire_date | "
        "Datum uit dienst=termination_date | Reden uit dienst=other | OE-code=department_code | "
        "OE-omschrijving=department | Functiecode=title_code | Functieomschrijving=title | "
        "Standplaats=location | Kostenplaats=cost_center_code | Pers.nr. leidinggevende=manager_id | "
        "E-mail werk=email | E-mail privé=personal_email | Telefoon werk=phone | "
        "Telefoon privé=personal_phone | Deeltijdfactor=fte | Schaal/trede=pay",
        {
            "Personeelsnummer": number("{:08}"),
            "IKV-nummer": fixed("1"),
            "Voorvoegsels": sometimes(0.3, one_of("van", "de", "van der")),
            "Geslacht": gender("V", "M"),
            "Geboortedatum": day("born_on", "%Y%m%d"),
            "BSN": pattern("#########"),
            "Burgerlijke staat": one_of("Gehuwd", "Ongehuwd"),
            "Datum in dienst": day("hired_on", "%Y%m%d"),
            "Datum uit dienst": day("last_day", "%Y%m%d"),
            "Reden uit dienst": state("", "", "", "Op eigen verzoek"),
            "Pers.nr. leidinggevende": manager_number("{:08}"),
            "Deeltijdfactor": hours("100,00", "66,67"),
            "Schaal/trede": one_of("08/05", "10/11"),
        },
    ),
    {
        "email": "E-mail werk",
        "employee_id": "Personeelsnummer",
        "first_name": "Roepnaam",
        "last_name": "Achternaam",
        "title": "Functieomschrijving",
        "department": "OE-omschrijving",
        "location": "Standplaats",
        "phone": "Telefoon werk",
        "hire_date": "Datum in dienst",
        "termination_date": "Datum uit dienst",
        "manager": "Pers.nr. leidinggevende",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates="%Y%m%d",
    note="OE is the unit of the organization; `van der` has a column of its own; no status",
)

# From general knowledge: a workbook of an HR department.
OVERZICHT = export(
    "hr_overzicht_medewerkers",
    "list of a Dutch HR department",
    "nl",
    cols(
        "Pers.nr.=employee_id | Naam medewerker=full_name | Mailadres werk=email | 06 werk=phone | "
        "Functie=title | Team=department | Cluster=division | Locatie=location | "
        "Leidinggevende=manager_name | Mail leidinggevende=manager_email | In dienst per=hire_date | "
        "Jubileumdatum=original_hire_date | Uit dienst per=termination_date | Contract t/m=planned_end | "
        "Soort contract=employment_type | Uren p/w=other | Status medewerker=status | "
        "Bruto salaris=pay | Noodcontact tel.=personal_phone",
        {
            "06 werk": of("mobile"),
            "In dienst per": day_cell("hired_on"),
            "Jubileumdatum": day_cell("first_hired_on"),
            "Uit dienst per": day_cell("last_day"),
            "Contract t/m": sometimes(0.2, day_cell("in_job_since")),
            "Soort contract": one_of("Onbepaalde tijd", "Onbepaalde tijd", "Bepaalde tijd"),
            "Uren p/w": hours(36, 24),
            "Mail leidinggevende": manager_email,
            "Status medewerker": state("In dienst", "Langdurig ziek", "In dienst", "Uit dienst"),
            "Bruto salaris": pay("€ {:,.2f}", comma=True),
        },
    ),
    {
        "email": "Mailadres werk",
        "employee_id": "Pers.nr.",
        "full_name": "Naam medewerker",
        "title": "Functie",
        "department": ("Team", "Cluster"),
        "location": "Locatie",
        "phone": "06 werk",
        "hire_date": "In dienst per",
        "termination_date": "Uit dienst per",
        "status": "Status medewerker",
        "manager": "Mail leidinggevende",
    },
    form=Format(kind="excel", titles=(("Personeelsoverzicht 2026",), ("Peildatum: 2 november 2026",), ())),
    refers_to="email",
    dates=ANY_FORMAT,
    order="first_last",
    status={"In dienst": "active", "Langdurig ziek": "leave", "Uit dienst": "inactive"},
    note="06 is a mobile number; the end of a contract is no last day",
)

# Simployer: Fortnox integration (the fields of people); the Swedish labels from general knowledge.
SIMPLOYER = export(
    "simployer_medarbetare",
    "Simployer One",
    "sv",
    cols(
        "Anst.nr=employee_id | Förnamn=first_name | Efternamn=last_name | Tilltalsnamn=preferred_name | "
        "Personnummer=national_id | Kön=gender | Jobbmejl=email | Privat mejl=personal_email | "
        "Jobbtelefon=phone | Privat telefon=personal_phone | Titel=title | Avdelning=department | "
        "Kontor=location | Närmaste chef=manager_name | Chefens anst.nr=manager_id | "
        "Första anställningsdag=hire_date | Sista anställningsdag=termination_date | "
        "Provanställning t.o.m.=planned_end | Anställningsform=employment_type | "
        "Sysselsättningsgrad (%)=fte | Anställningsstatus=status | Månadslön (SEK)=pay | "
        "Anhörig telefon=personal_phone",
        {
            "Anst.nr": number(),
            "Personnummer": lambda person, rng: f"{person.born_on:%Y%m%d}-{person.digits[:4]}",
            "Kön": gender("Kvinna", "Man"),
            "Provanställning t.o.m.": sometimes(0.1, day("in_job_since")),
            "Anställningsform": one_of("Tillsvidare", "Tillsvidare", "Visstid"),
            "Sysselsättningsgrad (%)": hours("100", "80"),
            "Anställningsstatus": state("Anställd", "Föräldraledig", "Anställd", "Avslutad"),
            "Månadslön (SEK)": lambda person, rng: str(person.salary),
        },
    ),
    {
        "email": "Jobbmejl",
        "employee_id": "Anst.nr",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "title": "Titel",
        "department": "Avdelning",
        "location": "Kontor",
        "phone": "Jobbtelefon",
        "hire_date": "Första anställningsdag",
        "termination_date": "Sista anställningsdag",
        "status": "Anställningsstatus",
        "manager": "Chefens anst.nr",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Anställd": "active", "Föräldraledig": "leave", "Avslutad": "inactive"},
    note="`Titel` is the job; a national id that begins with the day of birth",
)

# From general knowledge: the interface of a Danish company's own HR portal.
DANISH = export(
    "dansk_hr_portal_json",
    "interface of a Danish HR portal",
    "da",
    cols(
        "/medarbejdernr=employee_id | /cpr=national_id | /navn/fornavn=first_name | "
        "/navn/efternavn=last_name | /kontakt/arbejdsmail=email | /kontakt/privatmail=personal_email | "
        "/kontakt/direkteTelefon=phone | /kontakt/privatTelefon=personal_phone | "
        "/ansaettelse/stilling=title | /ansaettelse/afdeling=department | "
        "/ansaettelse/arbejdssted=location | /ansaettelse/ansatDato=hire_date | "
        "/ansaettelse/anciennitetsdato=original_hire_date | "
        "/ansaettelse/fratraedelsesdato=termination_date | /ansaettelse/status=status | "
        "/ansaettelse/timerPrUge=other | /leder/medarbejdernr=manager_id | /leder/navn=manager_name | "
        "/loen/maanedsloen=pay | /aendret=record_date",
        {
            "/cpr": lambda person, rng: f"{person.born_on:%d%m%y}-{person.digits[:4]}",
            "/ansaettelse/arbejdssted": place("name"),
            "/ansaettelse/ansatDato": day("hired_on"),
            "/ansaettelse/status": state("ansat", "orlov", "ansat", "fratrådt"),
            "/ansaettelse/timerPrUge": hours(37, 25),
            "/leder/navn": manager_name,
            "/loen/maanedsloen": of("salary"),
            "/aendret": fixed("2026-11-01T22:10:44Z"),
        },
    ),
    {
        "email": "/kontakt/arbejdsmail",
        "employee_id": "/medarbejdernr",
        "first_name": "/navn/fornavn",
        "last_name": "/navn/efternavn",
        "title": "/ansaettelse/stilling",
        "department": "/ansaettelse/afdeling",
        "location": "/ansaettelse/arbejdssted",
        "phone": "/kontakt/direkteTelefon",
        "hire_date": "/ansaettelse/ansatDato",
        "termination_date": "/ansaettelse/fratraedelsesdato",
        "status": "/ansaettelse/status",
        "manager": "/leder/medarbejdernr",
    },
    form=Format(kind="json", records=("medarbejdere",)),
    refers_to="employee_id",
    status={"ansat": "active", "orlov": "leave", "fratrådt": "inactive"},
    note="objects in objects; Danish letters are spelled out in the keys",
)

NORTHERN: tuple[Export, ...] = (YOUFORCE, OVERZICHT, SIMPLOYER, DANISH)
