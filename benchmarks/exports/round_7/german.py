"""Exports in German: Germany, Austria and Switzerland.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
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
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d.%m.%Y"

# From general knowledge: the export of the personnel management of HS.
HS_PERSONAL = export(
    "hs_personalwesen_mitarbeiter",
    "HS Personalwesen",
    "de",
    cols(
        "Mitarbeiternummer=employee_id | Anrede=salutation | Name=last_name | Vorname=first_name | "
        "Straße=home_address | PLZ=home_address | Ort=home_address | Telefon privat=personal_phone | "
        "Telefon geschäftlich=phone | E-Mail geschäftlich=email | E-Mail privat=personal_email | "
        "Geburtsdatum=birth_date | Familienstand=sensitive | Eintrittsdatum=hire_date | "
        "Austrittsdatum=termination_date | Abteilungsnummer=department_code | Abteilung=department | "
        "Kostenstelle=cost_center_code | Ausgeübte Tätigkeit=title | Betriebsstätte=location | "
        "Vorgesetzter (Mitarbeiternummer)=manager_id | Vorgesetzter=manager_name | Status=status | "
        "Steuerklasse=sensitive | Krankenkasse=sensitive | SV-Nummer=national_id | Bruttogehalt=pay",
        {
            "Mitarbeiternummer": number("{:05}"),
            "Anrede": gender("Frau", "Herr"),
            "Straße": of("street"),
            "PLZ": of("zip_code"),
            "Ort": place("city"),
            "Telefon privat": of("home_phone"),
            "Geburtsdatum": day("born_on", _DMY),
            "Familienstand": one_of("ledig", "verheiratet", "geschieden"),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Vorgesetzter (Mitarbeiternummer)": manager_number("{:05}"),
            "Vorgesetzter": manager_last_first,
            "Status": state("Aktiv", "Ruhend", "Aktiv", "Ausgeschieden"),
            "Steuerklasse": one_of("I", "III", "IV", "V"),
            "Krankenkasse": one_of("AOK", "TK", "Barmer"),
            "SV-Nummer": pattern("########M###"),
            "Bruttogehalt": pay(comma=True),
        },
    ),
    {
        "email": "E-Mail geschäftlich",
        "employee_id": "Mitarbeiternummer",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Ausgeübte Tätigkeit",
        "department": "Abteilung",
        "location": "Betriebsstätte",
        "phone": "Telefon geschäftlich",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
        "status": "Status",
        "manager": "Vorgesetzter (Mitarbeiternummer)",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Aktiv": "active", "Ruhend": "leave", "Ausgeschieden": "inactive"},
    note="Ort is that of the home; an employment that rests is one",
)

# From general knowledge: the list that the HR office of an Austrian subsidiary sends to the head office.
BELEGSCHAFT = export(
    "belegschaftsliste_tochter",
    "Belegschaftsliste of a subsidiary",
    "de-AT",
    cols(
        "Lfd. Nr.=other | Personalnr.=employee_id | Zuname=last_name | Vorname=first_name | "
        "Titel=name_prefix | Funktion=title | Bereich=division | Abteilung=department | Dienstort=location | "
        "Durchwahl=phone_extension | Diensthandy=mobile | Dienstliche E-Mail=email | "
        "Eintritt am=hire_date | Austritt am=termination_date | Dienstverhältnis=status | "
        "Beschäftigungsausmaß=employment_type | Vorgesetzte/r=manager_name | "
        "Personalnr. Vorgesetzte/r=manager_id | SV-Nr.=national_id",
        {
            "Lfd. Nr.": of("row"),
            "Personalnr.": number("{:06}"),
            "Titel": sometimes(0.25, one_of("Mag.", "Dr.", "DI", "Mag. (FH)")),
            "Durchwahl": one_of("112", "240", "305", ""),
            "Eintritt am": day_cell("hired_on"),
            "Austritt am": day_cell("last_day"),
            "Dienstverhältnis": state("aufrecht", "in Karenz", "aufrecht", "beendet"),
            "Beschäftigungsausmaß": hours("Vollzeit", "Teilzeit"),
            "Vorgesetzte/r": manager_last_first,
            "Personalnr. Vorgesetzte/r": manager_number("{:06}"),
            "SV-Nr.": pattern("#### ######"),
        },
    ),
    {
        "email": "Dienstliche E-Mail",
        "employee_id": "Personalnr.",
        "first_name": "Vorname",
        "last_name": "Zuname",
        "title": "Funktion",
        "department": "Abteilung",
        "location": "Dienstort",
        "phone": "Diensthandy",
        "hire_date": "Eintritt am",
        "termination_date": "Austritt am",
        "status": "Dienstverhältnis",
        "manager": "Personalnr. Vorgesetzte/r",
    },
    form=Format(kind="excel", titles=(("Belegschaft Österreich für Mentoring",), ("Stand: 02.11.2026",))),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"aufrecht": "active", "in Karenz": "leave", "beendet": "inactive"},
    note="a number of the row before that of the person; Titel is academic",
)

# From general knowledge: the directory of a Swiss insurer, made for a program.
FIRMENVERZEICHNIS = export(
    "firmenverzeichnis_versicherung",
    "Firmenverzeichnis of an insurer",
    "de-CH",
    cols(
        "Mitarbeitenden-ID=employee_id | Kürzel=username | Name=last_name | Rufname=first_name | "
        "Funktionsbezeichnung=title | Funktionsstufe=other | OE-Kürzel=department_code | "
        "Organisationseinheit=department | Arbeitsort=location | Büro=other | Telefon direkt=phone | "
        "Mobile Geschäft=mobile | E-Mail Geschäft=email | Sprache=other | Eintritt=hire_date | "
        "Linienvorgesetzte/r ID=manager_id | Linienvorgesetzte/r=manager_name | "
        "Personalberatung=hr_manager | BG in %=fte | Bemerkung=other",
        {
            "Mitarbeitenden-ID": number("B{:06}"),
            "Funktionsstufe": one_of("FS 08", "FS 11", "FS 14"),
            "Büro": one_of("A 2.14", "B 1.03", "C 4.20"),
            "Sprache": one_of("D", "D", "F", "I"),
            "Eintritt": day("hired_on", _DMY),
            "Linienvorgesetzte/r ID": manager_number("B{:06}"),
            "Linienvorgesetzte/r": manager_last_first,
            "Personalberatung": fixed("Keller Nadja"),
            "BG in %": hours("100", "60"),
            "Bemerkung": BLANK,
        },
    ),
    {
        "email": "E-Mail Geschäft",
        "employee_id": "Mitarbeitenden-ID",
        "first_name": "Rufname",
        "last_name": "Name",
        "title": "Funktionsbezeichnung",
        "department": "Organisationseinheit",
        "location": "Arbeitsort",
        "phone": ("Telefon direkt", "Mobile Geschäft"),
        "hire_date": "Eintritt",
        "manager": "Linienvorgesetzte/r ID",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    identity=("Mitarbeitenden-ID", "Kürzel"),
    note="the only first name is the one by which somebody is called; nobody who is gone",
)

GERMAN: tuple[Export, ...] = (HS_PERSONAL, BELEGSCHAFT, FIRMENVERZEICHNIS)
