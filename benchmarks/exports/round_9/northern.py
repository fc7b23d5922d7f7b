"""Exports in Dutch and Danish.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    initials,
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
from benchmarks.exports.model import Export, Format, export

_DMY = "%d-%m-%Y"

# SDB Groep support: which data of an employee a template may show (numbers of person and employment); the
# rest from general knowledge.
SDB = export(
    "sdb_hr_medewerkers",
    "SDB HR",
    "nl",
    cols(
        "Personeelsnummer=employee_id | Dienstverband volgnummer=other | Voorletters=initials | "
        "Roepnaam=first_name | Tussenvoegsel=other | Achternaam=last_name | Geslacht=gender | "
        "Geboortedatum=birth_date | Datum in dienst=hire_date | Datum uit dienst=termination_date | "
        "Status=status | Functie=title | Functiecode=job_code | Afdeling=department | "
        "Kostenplaats=cost_center_code | Locatie=location | Leidinggevende=manager_name | "
        "Personeelsnummer leidinggevende=manager_id | E-mail werk=email | E-mail privé=personal_email | "
        "Telefoon werk=phone | Mobiel privé=personal_phone | BSN=national_id | Deeltijdpercentage=fte | "
        "FWG=other | Salaris=pay",
        {
            "Personeelsnummer": number("{:07}"),
            "Dienstverband volgnummer": one_of("1", "1", "2"),
            "Voorletters": initials,
            "Tussenvoegsel": sometimes(0.2, one_of("van der", "de", "van")),
            "Geslacht": gender("V", "M"),
            "Geboortedatum": day("born_on", _DMY),
            "Datum in dienst": day("hired_on", _DMY),
            "Datum uit dienst": day("last_day", _DMY),
            "Status": state("In dienst", "In dienst", "In dienst", "Uit dienst"),
            "Personeelsnummer leidinggevende": manager_number("{:07}"),
            "BSN": pattern("#########"),
            "Deeltijdpercentage": hours("100,00", "66,67"),
            "FWG": one_of("35", "45", "55"),
            "Salaris": pay(comma=True),
        },
    ),
    {
        "email": "E-mail werk",
        "employee_id": "Personeelsnummer",
        "first_name": "Roepnaam",
        "last_name": "Achternaam",
        "title": "Functie",
        "department": "Afdeling",
        "location": "Locatie",
        "phone": "Telefoon werk",
        "hire_date": "Datum in dienst",
        "termination_date": "Datum uit dienst",
        "status": "Status",
        "manager": "Personeelsnummer leidinggevende",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"In dienst": "active", "Uit dienst": "inactive"},
    note="a care organization: a person may have several employments, which are numbered",
)

# Zenegy help: creating an employee (name, e-mail, address, dates of employment and seniority); the rest from
# general knowledge.
ZENEGY = export(
    "zenegy_medarbejdere",
    "Zenegy",
    "da",
    cols(
        "Medarbejdernummer=employee_id | Navn=full_name | CPR-nummer=national_id | Stilling=title | "
        "Afdelingsnummer=department_code | Afdeling=department | Arbejdssted=location | P-nummer=other | "
        "E-mail=email | Privat e-mail=personal_email | Telefon arbejde=phone | "
        "Mobil privat=personal_phone | Ansættelsesdato=hire_date | Anciennitetsdato=original_hire_date | "
        "Fratrædelsesdato=termination_date | Status=status | Leder=manager_name | "
        "Leders medarbejdernummer=manager_id | Løntype=other | Adresse=home_address | "
        "Postnummer=home_address | By=home_address | Reg. nr.=iban | Kontonummer=iban | Månedsløn=pay",
        {
            "CPR-nummer": pattern("######-####"),
            "P-nummer": fixed("1012345678"),
            "Ansættelsesdato": day("hired_on", _DMY),
            "Anciennitetsdato": day("first_hired_on", _DMY),
            "Fratrædelsesdato": day("last_day", _DMY),
            "Status": state("Aktiv", "Orlov", "Aktiv", "Fratrådt"),
            "Løntype": one_of("Fast løn", "Time m. ferie"),
            "Adresse": of("street"),
            "Postnummer": of("zip_code"),
            "By": place("city"),
            "Reg. nr.": pattern("####"),
            "Kontonummer": pattern("##########"),
            "Månedsløn": pay(comma=True),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Medarbejdernummer",
        "full_name": "Navn",
        "title": "Stilling",
        "department": "Afdeling",
        "location": "Arbejdssted",
        "phone": "Telefon arbejde",
        "hire_date": "Ansættelsesdato",
        "termination_date": "Fratrædelsesdato",
        "status": "Status",
        "manager": "Leders medarbejdernummer",
    },
    form=Format(delimiter=";", encoding="latin-1"),
    refers_to="employee_id",
    order="first_last",
    dates=_DMY,
    status={"Aktiv": "active", "Orlov": "leave", "Fratrådt": "inactive"},
    note="one name; an account is a number of the bank and one of its own",
)

NORTHERN: tuple[Export, ...] = (SDB, ZENEGY)
