"""Exports in Dutch (Netherlands and Belgium) and Norwegian.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    hours,
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

# Vrijedagen: Importeren van medewerkers (the number, that managers are assigned by it, the delimiter); the
# other headers from general knowledge.
VRIJEDAGEN = export(
    "vrijedagen_medewerkers",
    "Vrijedagen",
    "nl",
    cols(
        "Personeelsnummer=employee_id | Voorletters=initials | Voornaam=first_name | "
        "Tussenvoegsel=name_prefix | Achternaam=last_name | Emailadres=email | Telefoonnummer=any_phone | "
        "Administratie=company | Vestiging=location | Afdeling=department | Functieomschrijving=title | "
        "Manager=manager_id | Vervangend manager=other_manager | Dienstverband=employment_type | "
        "Rooster=other | In dienst per=hire_date | Contract tot=planned_end | "
        "Uit dienst per=termination_date | Geboortedatum=birth_date | Verlofsaldo=other | Actief=status",
        {
            "Personeelsnummer": number("{:06}"),
            "Tussenvoegsel": sometimes(0.15, one_of("van", "de", "van der")),
            "Administratie": fixed("Waterhof Zorg B.V."),
            "Manager": manager_number("{:06}"),
            "Vervangend manager": sometimes(0.3, one_of("010044", "010871")),
            "Dienstverband": one_of("Onbepaalde tijd", "Bepaalde tijd"),
            "Rooster": hours("36 uur", "24 uur"),
            "In dienst per": day("hired_on", "%d-%m-%Y"),
            "Contract tot": sometimes(0.2, one_of("31-12-2026", "30-06-2027")),
            "Uit dienst per": day("last_day", "%d-%m-%Y"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
            "Verlofsaldo": one_of("84,5", "120", "16,25"),
            "Actief": state("J", "J", "J", "N"),
        },
    ),
    {
        "email": "Emailadres",
        "employee_id": "Personeelsnummer",
        "first_name": "Voornaam",
        "last_name": "Achternaam",
        "title": "Functieomschrijving",
        "department": "Afdeling",
        "location": "Vestiging",
        "hire_date": "In dienst per",
        "termination_date": "Uit dienst per",
        "status": "Actief",
        "manager": "Manager",
    },
    form=Format(delimiter=";"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"J": "active", "N": "inactive"},
    optional={"phone": ("Telefoonnummer",)},
    note="the manager's number in a column that could be a name; the end of a contract is no last day",
)

# Robaws: Import Werknemers (support.robaws.com), every header but that of the update; e-mail, department and
# site from general knowledge, in the same style.
ROBAWS = export(
    "robaws_werknemers",
    "Robaws",
    "nl-BE",
    cols(
        "ID=record_id | FIRSTNAME=first_name | LASTNAME=last_name | EMAIL=email | TEL=phone | GSM=mobile | "
        "EMERGENCYCALL=personal_phone | BIRTHDATE=birth_date | INSZ=national_id | BANKACCOUNT=iban | "
        "FUNCTION=title | TEAM=department | VESTIGING=location | PERSONEELSNR=employee_id | "
        "EMPLOYEESINCE=hire_date | EMPLOYEEGONE=termination_date | DIMONA=other_id | STREET=home_address | "
        "ZIPCODE=home_address | CITY=home_address | COUNTRY=home_address | STATUS=status | "
        "CIVILSTATE=sensitive | TYPE=employment_type | EMPLOYEESTATUTE=other | COSTPERHOUR=pay",
        {
            "ID": lambda person, rng: person.row + 2300,
            "EMERGENCYCALL": of("home_phone"),
            "BIRTHDATE": day("born_on", "%d/%m/%Y"),
            "INSZ": pattern("##.##.##-###.##"),
            "BANKACCOUNT": pattern("BE## #### #### ####"),
            "PERSONEELSNR": number("{:05}"),
            "EMPLOYEESINCE": day("hired_on", "%d/%m/%Y"),
            "EMPLOYEEGONE": day("last_day", "%d/%m/%Y"),
            "DIMONA": lambda person, rng: person.digits[:12],
            "STREET": of("street"),
            "ZIPCODE": of("zip_code"),
            "CITY": place("city"),
            "COUNTRY": fixed("BE"),
            "STATUS": state("Actief", "Langdurig afwezig", "Actief", "Uit dienst"),
            "CIVILSTATE": one_of("Gehuwd", "Ongehuwd", "Wettelijk samenwonend"),
            "TYPE": one_of("Loondienst", "Loondienst", "Interim"),
            "EMPLOYEESTATUTE": one_of("Bediende", "Arbeider"),
            "COSTPERHOUR": one_of("38,50", "41,20", "52,00"),
        },
    ),
    {
        "email": "EMAIL",
        "employee_id": "PERSONEELSNR",
        "first_name": "FIRSTNAME",
        "last_name": "LASTNAME",
        "title": "FUNCTION",
        "department": "TEAM",
        "location": "VESTIGING",
        "phone": ("TEL", "GSM"),
        "hire_date": "EMPLOYEESINCE",
        "termination_date": "EMPLOYEEGONE",
        "status": "STATUS",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    dates="%d/%m/%Y",
    status={"Actief": "active", "Langdurig afwezig": "leave", "Uit dienst": "inactive"},
    identity=("PERSONEELSNR", "ID"),
    note="two languages of headers in capitals; the city is the private one",
)

# Tripletex: Ansattimport - beskrivelse av kolonner (the headers up to `BRUKERTYPE`, and the dates); the rest
# from general knowledge.
TRIPLETEX = export(
    "tripletex_ansatte",
    "Tripletex",
    "nb",
    cols(
        "ANSATTNUMMER=employee_id | FORNAVN=first_name | ETTERNAVN=last_name | E-POST=email | "
        "TELEFONNR. MOBIL=any_phone | TELEFONNR. ARBEID=phone | FØDSELSDATO=birth_date | "
        "FØDSELSNUMMER=national_id | D-NUMMER=national_id | INTERNASJONAL ID / TYPE=sensitive | "
        "INTERNASJONAL ID / LAND=sensitive | INTERNASJONAL ID / NUMMER=national_id | BANKKONTONUMMER=iban | "
        "IBAN-NUMMER=iban | SWIFT=iban | BRUKERTYPE=other | ADRESSE=home_address | POSTNUMMER=home_address | "
        "POSTSTED=home_address | AVDELING=department | AVDELINGSNUMMER=department_code | "
        "ARBEIDSSTED=location | STILLINGSBETEGNELSE=title | STILLINGSPROSENT=fte | STARTDATO=hire_date | "
        "SLUTTDATO=termination_date | ÅRSAK TIL SLUTTDATO=termination_reason | "
        "NÆRMESTE LEDER (ANSATTNUMMER)=manager_id | ÅRSLØNN=pay | PÅRØRENDE / TELEFON=personal_phone",
        {
            "ANSATTNUMMER": of("number"),
            "FØDSELSNUMMER": pattern("###########"),
            "D-NUMMER": BLANK,
            "INTERNASJONAL ID / TYPE": BLANK,
            "INTERNASJONAL ID / LAND": BLANK,
            "INTERNASJONAL ID / NUMMER": BLANK,
            "BANKKONTONUMMER": pattern("###########"),
            "IBAN-NUMMER": BLANK,
            "SWIFT": BLANK,
            "BRUKERTYPE": one_of("1", "2", "2", "3"),
            "ADRESSE": of("street"),
            "POSTNUMMER": of("zip_code"),
            "POSTSTED": place("city"),
            "STILLINGSPROSENT": hours("100", "60"),
            "ÅRSAK TIL SLUTTDATO": state("", "", "", "Arbeidstaker har sagt opp selv"),
            "NÆRMESTE LEDER (ANSATTNUMMER)": manager_number("{}"),
            "ÅRSLØNN": pay("{:.0f}"),
        },
    ),
    {
        "email": "E-POST",
        "employee_id": "ANSATTNUMMER",
        "first_name": "FORNAVN",
        "last_name": "ETTERNAVN",
        "title": "STILLINGSBETEGNELSE",
        "department": "AVDELING",
        "location": "ARBEIDSSTED",
        "phone": "TELEFONNR. ARBEID",
        "hire_date": "STARTDATO",
        "termination_date": "SLUTTDATO",
        "manager": "NÆRMESTE LEDER (ANSATTNUMMER)",
    },
    form=Format(delimiter=";", encoding="latin-1"),
    refers_to="employee_id",
    note=(
        "headers in capitals; a bank account of eleven digits is as long as the number of a birth; no status"
    ),
)

NORTHERN: tuple[Export, ...] = (VRIJEDAGEN, ROBAWS, TRIPLETEX)
