"""Fourth exports of the Netherlands and Sweden.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    identifier,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person


def _prefix(person: Person, rng: object) -> Cell:
    """The words before a Dutch family name, such as `van der`."""
    return " ".join(word for word in person.last_name.split() if word[0].islower())


def _without_prefix(person: Person, rng: object) -> Cell:
    return " ".join(word for word in person.last_name.split() if not word[0].islower())


# Tools4ever: connector to Loket (every path here but the number's, the phone at work's and the pay's).
LOKET = export(
    "loket_employees",
    "Loket.nl",
    "nl",
    cols(
        "id=other_id | employeeNumber=employee_id | /personalDetails/initials=initials | "
        "/personalDetails/firstName=first_name | /personalDetails/prefix=other_name | "
        "/personalDetails/lastName=last_name | /personalDetails/prefixPartner=other_name | "
        "/personalDetails/lastNamePartner=other_name | /personalDetails/howToFormatLastName/value=other | "
        "/personalDetails/dateOfBirth=birth_date | /personalDetails/civilStatus/value=sensitive | "
        "/contactInformation/emailAddress=email | /contactInformation/phoneNumber=phone | "
        "/contactInformation/mobilePhoneNumber=any_phone | /employment/id=other_id | "
        "/employment/startDate=hire_date | /employment/endDate=termination_date | "
        "/employment/typeOfEmployee/value=employment_type | /function/key=title_code | "
        "/function/description=title | /department/key=department_code | "
        "/department/description=department | /distributionUnit/key=cost_center_code | "
        "/distributionUnit/description=cost_center | /workinghours/hoursPerWeek=other | "
        "/employer/employerNumber=company_code | /employer/companyName=company | /wage/grossWage=pay",
        {
            "id": identifier,
            "employeeNumber": lambda person, rng: person.number,
            "/personalDetails/prefix": _prefix,
            "/personalDetails/lastName": _without_prefix,
            "/personalDetails/prefixPartner": fixed(""),
            "/personalDetails/lastNamePartner": fixed(""),
            "/personalDetails/howToFormatLastName/value": one_of("Eigen naam", "Eigen naam - Partner naam"),
            "/personalDetails/dateOfBirth": day("born_on"),
            "/personalDetails/civilStatus/value": one_of("Ongehuwd", "Gehuwd", "Gescheiden"),
            "/employment/id": lambda person, rng: f"{person.other_number * 31:012x}",
            "/employment/startDate": day("hired_on"),
            "/employment/endDate": day("last_day"),
            "/employment/typeOfEmployee/value": one_of("Onbepaalde tijd", "Bepaalde tijd", "Oproep"),
            "/workinghours/hoursPerWeek": hours(40, 24),
            "/employer/employerNumber": fixed(10044),
            "/employer/companyName": fixed("Polderwerk B.V."),
            "/wage/grossWage": lambda person, rng: person.salary // 12,
        },
    ),
    {
        "email": "/contactInformation/emailAddress",
        "employee_id": "employeeNumber",
        "first_name": "/personalDetails/firstName",
        "last_name": "/personalDetails/lastName",
        "title": "/function/description",
        "department": "/department/description",
        "phone": "/contactInformation/phoneNumber",
        "hire_date": "/employment/startDate",
        "termination_date": "/employment/endDate",
    },
    form=Format(kind="json", records=("_embedded",)),
    identity=("employeeNumber", "id"),
    note="nested objects; the prefix of a family name has a column of its own; nobody has a manager",
)

# From general knowledge: a report of Sympa in Swedish, as its Nordic customers have it.
SYMPA = export(
    "sympa_personallista",
    "Sympa",
    "sv",
    cols(
        "Anställningsnr=employee_id | Förnamn=first_name | Efternamn=last_name | "
        "Tilltalsnamn=preferred_name | Personnummer=national_id | Kön=gender | "
        "E-post (arbete)=email | E-post (privat)=personal_email | Telefon (arbete)=phone | "
        "Mobiltelefon (privat)=personal_phone | Bolag=company | Affärsområde=division | "
        "Avdelning=department | Avdelningskod=department_code | Kostnadsställe=cost_center_code | "
        "Arbetsplats=location | Befattning=title | Befattningskod=title_code | Nivå=job_level | "
        "Närmaste chef=manager_name | Närmaste chef, anställningsnr=manager_id | "
        "Anställningsform=employment_type | Första anställningsdatum=original_hire_date | "
        "Anställd från=hire_date | Anställd t.o.m.=termination_date | Avgångsorsak=other | "
        "Anställningsstatus=status | Sysselsättningsgrad %=other | Månadslön=pay | "
        "Närmast anhörig=sensitive",
        {
            "Anställningsnr": number("{:06}"),
            "Personnummer": pattern("19######-####"),
            "Kön": gender("Kvinna", "Man"),
            "Bolag": fixed("Björklunda AB"),
            "Närmaste chef": manager_name,
            "Närmaste chef, anställningsnr": manager_number("{:06}"),
            "Anställningsform": one_of("Tillsvidare", "Tillsvidare", "Vikariat", "Provanställning"),
            "Första anställningsdatum": day_cell("first_hired_on"),
            "Anställd från": day_cell("hired_on"),
            "Anställd t.o.m.": day_cell("last_day"),
            "Avgångsorsak": lambda person, rng: "Egen begäran" if person.is_gone else "",
            "Anställningsstatus": lambda person, rng: {
                "active": "Aktiv",
                "leave": "Föräldraledig",
                "suspended": "Aktiv",
                "terminated": "Avslutad",
            }[person.state],
            "Sysselsättningsgrad %": hours(100, 75),
            "Månadslön": lambda person, rng: person.salary // 2,
            "Närmast anhörig": of("home_phone"),
        },
    ),
    {
        "email": "E-post (arbete)",
        "employee_id": "Anställningsnr",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "title": "Befattning",
        "department": "Avdelning",
        "location": "Arbetsplats",
        "phone": "Telefon (arbete)",
        "hire_date": "Anställd från",
        "termination_date": "Anställd t.o.m.",
        "status": "Anställningsstatus",
        "manager": "Närmaste chef, anställningsnr",
    },
    form=Format(kind="excel", titles=(("Personallista mentorprogram",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Aktiv": "active", "Föräldraledig": "leave", "Avslutad": "inactive"},
)

NORTHERN: tuple[Export, ...] = (LOKET, SYMPA)
