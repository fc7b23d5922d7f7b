"""Exports in Dutch, Swedish and Danish.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

# From general knowledge: the export of employees of a Dutch HR system for small companies.
HOORAYHR = export(
    "hoorayhr_medewerkers",
    "HoorayHR",
    "nl",
    cols(
        "Personeelsnummer=employee_id | Voornaam=first_name | Achternaam=last_name | "
        "Roepnaam=preferred_name | Geslacht=gender | Geboortedatum=birth_date | E-mailadres werk=email | "
        "E-mailadres privé=personal_email | Telefoonnummer werk=phone | "
        "Telefoonnummer privé=personal_phone | Functie=title | Afdeling=department | Team=other | "
        "Werklocatie=location | Leidinggevende=manager_name | E-mailadres leidinggevende=manager_email | "
        "Datum in dienst=hire_date | Einddatum contract=planned_end | "
        "Datum uit dienst=termination_date | Status=status | Contracttype=employment_type | "
        "Uren per week=other | BSN=national_id | IBAN=iban | Bruto maandsalaris=pay",
        {
            "Geslacht": gender("Vrouw", "Man"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
            "Team": one_of("Team Noord", "Team Zuid", "Staf"),
            "Datum in dienst": day("hired_on", "%d-%m-%Y"),
            "Einddatum contract": one_of("", "", "31-12-2026", "30-06-2027"),
            "Datum uit dienst": day("last_day", "%d-%m-%Y"),
            "Status": state("Actief", "Actief", "Actief", "Uit dienst"),
            "Contracttype": one_of("Onbepaalde tijd", "Bepaalde tijd"),
            "Uren per week": hours("36", "24"),
            "BSN": pattern("#########"),
            "IBAN": pattern("NL##BANK##########"),
        },
    ),
    {
        "email": "E-mailadres werk",
        "employee_id": "Personeelsnummer",
        "first_name": "Voornaam",
        "last_name": "Achternaam",
        "title": "Functie",
        "department": "Afdeling",
        "location": "Werklocatie",
        "phone": "Telefoonnummer werk",
        "hire_date": "Datum in dienst",
        "termination_date": "Datum uit dienst",
        "status": "Status",
        "manager": "E-mailadres leidinggevende",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="email",
    dates="%d-%m-%Y",
    status={"Actief": "active", "Uit dienst": "inactive"},
    note="the end of a contract is planned, the last day is another column",
)

# From general knowledge: the list that a Dutch scheduling system exports for a care organization.
DYFLEXIS = export(
    "dyflexis_medewerkers",
    "Dyflexis",
    "nl",
    cols(
        "Medewerker-ID=other_id | Personeelsnr.=employee_id | Volledige naam=full_name | "
        "Voornaam=first_name | Achternaam=last_name | E-mail=email | Mobiel=any_phone | "
        "Hoofdfunctie=title | Hoofdafdeling=department | Vestiging=location | "
        "Kostenplaats=cost_center_code | In dienst=hire_date | Uit dienst=termination_date | Actief=status | "
        "Manager personeelsnr.=manager_id | Contracturen=other | Saldo verlof=other | "
        "Geboortedatum=birth_date",
        {
            "Medewerker-ID": lambda person, rng: f"{person.other_number % 100_000}",
            "Personeelsnr.": number("{:05}"),
            "In dienst": day("hired_on", "%d-%m-%Y"),
            "Uit dienst": day("last_day", "%d-%m-%Y"),
            "Actief": state("Ja", "Ja", "Ja", "Nee"),
            "Manager personeelsnr.": manager_number("{:05}"),
            "Contracturen": hours("36,00", "20,00"),
            "Saldo verlof": one_of("12,5", "88,0", "140,25"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Personeelsnr.",
        "first_name": "Voornaam",
        "last_name": "Achternaam",
        "title": "Hoofdfunctie",
        "department": "Hoofdafdeling",
        "location": "Vestiging",
        "hire_date": "In dienst",
        "termination_date": "Uit dienst",
        "status": "Actief",
        "manager": "Manager personeelsnr.",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Ja": "active", "Nee": "inactive"},
    identity=("Personeelsnr.", "Medewerker-ID"),
    order="first_last",
    full_name_instead=("Volledige naam",),
    optional={"phone": ("Mobiel",)},
    note="in and out of service are dates; the number of the manager says manager in English",
)

# From general knowledge: the register of a Swedish HR and payroll system.
FLEX_HRM = export(
    "flex_hrm_anstallda",
    "Flex HRM",
    "sv",
    cols(
        "Företag=company | Anställningsnummer=employee_id | Personnummer=national_id | "
        "Förnamn=first_name | Efternamn=last_name | Befattning=title | Avdelning=department | "
        "Kostnadsställe=cost_center_code | Arbetsplats=location | Anställningsform=employment_type | "
        "Anställningsdatum=hire_date | Anställd t.o.m.=termination_date | Anställningsstatus=status | "
        "Närmaste chef=manager_name | Närmaste chef anställningsnummer=manager_id | "
        "E-post arbete=email | E-post privat=personal_email | Telefon arbete=phone | "
        "Mobiltelefon arbete=mobile | Mobiltelefon privat=personal_phone | Sysselsättningsgrad=fte | "
        "Månadslön=pay | Anhörig=sensitive",
        {
            "Företag": fixed("Norrsken Teknik AB"),
            "Anställningsnummer": number("{}"),
            "Personnummer": pattern("19######-####"),
            "Anställningsform": one_of("Tillsvidare", "Tillsvidare", "Vikariat"),
            "Anställningsstatus": state("Anställd", "Tjänstledig", "Anställd", "Avslutad"),
            "Närmaste chef anställningsnummer": manager_number("{}"),
            "Mobiltelefon privat": sometimes(0.6, of("home_phone")),
            "Sysselsättningsgrad": hours("100", "75"),
            "Anhörig": one_of("Maka", "Make", "Förälder", ""),
        },
    ),
    {
        "email": "E-post arbete",
        "employee_id": "Anställningsnummer",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "title": "Befattning",
        "department": "Avdelning",
        "location": "Arbetsplats",
        "phone": ("Telefon arbete", "Mobiltelefon arbete"),
        "hire_date": "Anställningsdatum",
        "termination_date": "Anställd t.o.m.",
        "status": "Anställningsstatus",
        "manager": "Närmaste chef anställningsnummer",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    status={"Anställd": "active", "Tjänstledig": "leave", "Avslutad": "inactive"},
    note="a number of the employment, a number of the person that is national",
)

# From general knowledge: the list of employees of a Danish payroll service.
DATALON = export(
    "datalon_medarbejderliste",
    "DataLøn",
    "da",
    cols(
        "Lønmodtagernr.=employee_id | CPR-nr.=national_id | Fornavn=first_name | Efternavn=last_name | "
        "Stillingsbetegnelse=title | Afdelingsnr.=department_code | Afdeling=department | "
        "Arbejdssted=location | Ansættelsesdato=hire_date | Anciennitetsdato=original_hire_date | "
        "Fratrædelsesdato=termination_date | Status=status | Lønform=employment_type | "
        "E-mail arbejde=email | E-mail privat=personal_email | Telefon arbejde=phone | "
        "Mobil privat=personal_phone | Nærmeste leder=manager_name | "
        "Nærmeste leder lønmodtagernr.=manager_id | Reg.nr./kontonr.=iban",
        {
            "Lønmodtagernr.": number("{:05}"),
            "CPR-nr.": pattern("######-####"),
            "Ansættelsesdato": day("hired_on", "%d-%m-%Y"),
            "Anciennitetsdato": day("first_hired_on", "%d-%m-%Y"),
            "Fratrædelsesdato": day("last_day", "%d-%m-%Y"),
            "Status": state("Aktiv", "Orlov", "Aktiv", "Fratrådt"),
            "Lønform": one_of("Månedsløn", "Timeløn"),
            "Mobil privat": of("home_phone"),
            "Nærmeste leder": manager_last_first,
            "Nærmeste leder lønmodtagernr.": manager_number("{:05}"),
            "Reg.nr./kontonr.": pattern("#### ##########"),
        },
    ),
    {
        "email": "E-mail arbejde",
        "employee_id": "Lønmodtagernr.",
        "first_name": "Fornavn",
        "last_name": "Efternavn",
        "title": "Stillingsbetegnelse",
        "department": "Afdeling",
        "location": "Arbejdssted",
        "phone": "Telefon arbejde",
        "hire_date": "Ansættelsesdato",
        "termination_date": "Fratrædelsesdato",
        "status": "Status",
        "manager": "Nærmeste leder lønmodtagernr.",
    },
    form=Format(delimiter=";", encoding="latin-1"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Aktiv": "active", "Orlov": "leave", "Fratrådt": "inactive"},
    note="the employee is called the receiver of a wage",
)

NORTHERN: tuple[Export, ...] = (HOORAYHR, DYFLEXIS, FLEX_HRM, DATALON)
