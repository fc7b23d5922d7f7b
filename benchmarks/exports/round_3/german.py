"""Last exports in German: Germany and Austria.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d.%m.%Y"

# rexx systems: Helpcenter (`Personal ID`, `Personalnummer`, `Benutzername`, `Leitungsposition`); the rest
# from general knowledge.
REXX = export(
    "rexx_personalliste",
    "rexx systems",
    "de",
    cols(
        "Personal ID=other_id | Personalnummer=employee_id | Anrede=salutation | Titel=name_prefix | "
        "Vorname=first_name | Nachname=last_name | Benutzername=username | E-Mail (dienstlich)=email | "
        "E-Mail (privat)=personal_email | Telefon (dienstlich)=phone | Mobil (dienstlich)=mobile | "
        "Organisationseinheit=department | Stelle=title | Leitungsposition=other | "
        "Arbeitsort=location | Kostenstelle=cost_center_code | Führungskraft=manager_name | "
        "Personalnummer der Führungskraft=manager_id | Eintrittsdatum=hire_date | "
        "Befristet bis=planned_end | Austrittsdatum=termination_date | Personalstatus=status | "
        "Entgeltgruppe=pay | Schwerbehinderung=sensitive",
        {
            "Personal ID": other_number(),
            "Personalnummer": number("{:08}"),
            "Anrede": gender("Frau", "Herr"),
            "Titel": sometimes(0.1, one_of("Dr.", "Prof. Dr.")),
            "Leitungsposition": lambda person, rng: "ja" if person.level < 5 else "nein",
            "Führungskraft": manager_last_first,
            "Personalnummer der Führungskraft": manager_number("{:08}"),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Befristet bis": sometimes(0.1, one_of("31.12.2026", "30.06.2027")),
            "Austrittsdatum": day("last_day", _DMY),
            "Personalstatus": state("aktiv", "Elternzeit", "aktiv", "ausgetreten"),
            "Entgeltgruppe": one_of("EG 9", "EG 11", "EG 13"),
            "Schwerbehinderung": one_of("nein", "nein", "nein", "ja"),
        },
    ),
    {
        "email": "E-Mail (dienstlich)",
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Stelle",
        "department": "Organisationseinheit",
        "location": "Arbeitsort",
        "phone": ("Telefon (dienstlich)", "Mobil (dienstlich)"),
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
        "status": "Personalstatus",
        "manager": "Personalnummer der Führungskraft",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"aktiv": "active", "Elternzeit": "leave", "ausgetreten": "inactive"},
    identity=("Personalnummer", "Personal ID"),
    note="`Titel` is a doctor's; the end of a fixed term is no last day",
)

# From general knowledge: a list of people from a payroll program, with the short labels of its masks.
SAGE_100 = export(
    "sage_100_personalstamm",
    "Sage 100 Personalabrechnung",
    "de",
    cols(
        "Mand.=company_code | PersNr=employee_id | Name=last_name | Vorname=first_name | "
        "Geb.-Name=birth_name | GebDatum=birth_date | Straße=home_address | PLZ/Ort=home_address | "
        "Eintr.-Dat.=hire_date | Austr.-Dat.=termination_date | Abt.-Nr.=department_code | "
        "Abt.-Bez.=department | Kst.=cost_center_code | Tätigkeitsschl.=title_code | "
        "Tätigkeitsbez.=title | Betr.-Stätte=location | StKl=sensitive | Konf.=sensitive | "
        "SV-Nr.=national_id | IBAN=iban | Tel. gesch.=phone | Tel. priv.=personal_phone | "
        "E-Mail gesch.=email | Std./Woche=other | Grundgehalt=pay",
        {
            "Mand.": fixed("01"),
            "Geb.-Name": sometimes(0.2, of("last_name")),
            "GebDatum": day_cell("born_on"),
            "Straße": of("street"),
            "PLZ/Ort": lambda person, rng: f"{person.zip_code} {person.place.city}",
            "Eintr.-Dat.": day_cell("hired_on"),
            "Austr.-Dat.": day_cell("last_day"),
            "StKl": one_of("1", "3", "4", "5"),
            "Konf.": one_of("rk", "ev", "--"),
            "SV-Nr.": pattern("## ###### M ###"),
            "IBAN": pattern("DE## #### #### #### #### ##"),
            "Std./Woche": hours(38.5, 20),
            "Grundgehalt": pay("{:,.2f}", comma=True),
        },
    ),
    {
        "email": "E-Mail gesch.",
        "employee_id": "PersNr",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Tätigkeitsbez.",
        "department": "Abt.-Bez.",
        "location": "Betr.-Stätte",
        "phone": "Tel. gesch.",
        "hire_date": "Eintr.-Dat.",
        "termination_date": "Austr.-Dat.",
    },
    form=Format(kind="excel", titles=(("Personalliste", "Stand 02.11.2026"), ())),
    dates=ANY_FORMAT,
    note="neither a manager nor a status; a tax class and a confession, as payroll has them",
)

# From general knowledge: Austrian payroll says Dienstnehmer, and has an own number of social insurance.
BMD = export(
    "bmd_dienstnehmer",
    "BMD NTCS Lohn",
    "de-AT",
    cols(
        "FirmenNr=company_code | DN-Nr.=employee_id | Familienname=last_name | Vorname=first_name | "
        "Akad. Grad=name_prefix | SVNR=national_id | GebDat=birth_date | Staatsb.=sensitive | "
        "Eintritt=hire_date | Konzerneintritt=original_hire_date | Austritt=termination_date | "
        "Austrittsgrund=other | Kollektivvertrag=other | Beschäftigt als=title | Abt.=department | "
        "Filiale=location | KSt=cost_center_code | Vorges. DN-Nr.=manager_id | DV-Status=status | "
        "Mail Firma=email | Mail Privat=personal_email | Handy=any_phone | Bruttobezug=pay",
        {
            "FirmenNr": fixed("210"),
            "DN-Nr.": number("{:06}"),
            "Akad. Grad": sometimes(0.2, one_of("Mag.", "DI", "Dr.")),
            "SVNR": pattern("#### ######"),
            "GebDat": day("born_on", _DMY),
            "Staatsb.": one_of("AT", "AT", "DE", "HU"),
            "Eintritt": day("hired_on", _DMY),
            "Konzerneintritt": day("first_hired_on", _DMY),
            "Austritt": day("last_day", _DMY),
            "Austrittsgrund": state("", "", "", "Kündigung durch DN"),
            "Kollektivvertrag": one_of("Handel Angestellte", "Metallgewerbe"),
            "Vorges. DN-Nr.": manager_number("{:06}"),
            "DV-Status": state("aufrecht", "karenziert", "aufrecht", "beendet"),
            "Bruttobezug": pay(comma=True),
        },
    ),
    {
        "email": "Mail Firma",
        "employee_id": "DN-Nr.",
        "first_name": "Vorname",
        "last_name": "Familienname",
        "title": "Beschäftigt als",
        "department": "Abt.",
        "location": "Filiale",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "DV-Status",
        "manager": "Vorges. DN-Nr.",
    },
    form=Format(delimiter=";", encoding="cp1252", trailer=("Anzahl DN", "{people}")),
    refers_to="employee_id",
    dates=_DMY,
    status={"aufrecht": "active", "karenziert": "leave", "beendet": "inactive"},
    optional={"phone": ("Handy",)},
    note="words of Austria: `aufrecht` is employed, `karenziert` on parental leave",
)


def _english_title(person: Person, rng: object) -> Cell:
    known = ("Specialist", "Senior Specialist", "Technician", "Controller", "Coordinator")
    return known[person.number % 5] if person.level > 4 else "Team Lead"


# From general knowledge: a German group that reports in a mix of German and English.
GROUP = export(
    "konzern_hr_masterdata",
    "HR master data of a group",
    "de",
    cols(
        "Global ID=employee_id | Local PersNr.=other_id | Legal Entity=company | "
        "First Name / Vorname=first_name | Last Name / Nachname=last_name | Work E-Mail=email | "
        "Job Title (EN)=title | Stellenbezeichnung (DE)=title | Dept. / Abteilung=department | "
        "Office / Standort=location | FK Name=manager_name | FK Global ID=manager_id | "
        "HRBP Global ID=hr_manager | Entry Date=hire_date | Exit Date=termination_date | "
        "Headcount Status=status | FTE=fte | Employee Group=employment_type | Gender (m/w/d)=gender",
        {
            "Global ID": number("G00{}"),
            "Local PersNr.": other_number(),
            "Legal Entity": one_of("Hartmann Werke GmbH", "Hartmann Service GmbH"),
            "Job Title (EN)": _english_title,
            "Stellenbezeichnung (DE)": of("title"),
            "FK Global ID": manager_number("G00{}"),
            "HRBP Global ID": lambda person, rng: f"G000{len(person.division)}01",
            "Entry Date": day("hired_on"),
            "Exit Date": day("last_day", "%Y-%m-%d", "9999-12-31"),
            "Headcount Status": state("Active", "Passive (Elternzeit)", "Active", "Exit"),
            "FTE": hours("1,00", "0,50"),
            "Employee Group": one_of("Angestellte", "Gewerbliche", "AT"),
            "Gender (m/w/d)": gender("w", "m"),
        },
    ),
    {
        "email": "Work E-Mail",
        "employee_id": "Global ID",
        "first_name": "First Name / Vorname",
        "last_name": "Last Name / Nachname",
        "title": ("Job Title (EN)", "Stellenbezeichnung (DE)"),
        "department": "Dept. / Abteilung",
        "location": "Office / Standort",
        "hire_date": "Entry Date",
        "termination_date": "Exit Date",
        "status": "Headcount Status",
        "manager": "FK Global ID",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Active": "active", "Passive (Elternzeit)": "leave", "Exit": "inactive"},
    identity=("Global ID", "Local PersNr."),
    note="FK is the Führungskraft; employed without an end: the year 9999",
)

GERMAN: tuple[Export, ...] = (REXX, SAGE_100, BMD, GROUP)
