"""Exports in German: Austria, Germany, and Switzerland.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    last_first,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d.%m.%Y"

# From general knowledge: an evaluation of the HR module of a payroll suite in Austria.
INFONIQA = export(
    "infoniqa_mitarbeiterliste",
    "Infoniqa ONE Start",
    "de-AT",
    cols(
        "Mandant=company_code | Mitarbeiternummer=employee_id | Anrede=salutation | "
        "Akad. Titel=name_prefix | "
        "Zuname=last_name | Vorname=first_name | Geburtsdatum=birth_date | SV-Nummer=national_id | "
        "Staatsbürgerschaft=sensitive | Eintrittsdatum=hire_date | Vordienstzeiten ab=original_hire_date | "
        "Austrittsdatum=termination_date | Dienstverhältnis-Status=status | Beschäftigungsausmaß=fte | "
        "Funktion=title | Abteilung=department | Kostenstelle=cost_center_code | Dienstort=location | "
        "Vorgesetzter=manager_name | Vorgesetzter Mitarbeiternummer=manager_id | "
        "E-Mail dienstlich=email | E-Mail privat=personal_email | Telefon dienstlich=phone | "
        "Handy privat=personal_phone | KV-Einstufung=pay | IBAN=iban",
        {
            "Mandant": fixed("001"),
            "Mitarbeiternummer": number("{:06}"),
            "Anrede": gender("Frau", "Herr"),
            "Akad. Titel": sometimes(0.2, one_of("Mag.", "DI", "Dr.", "MSc")),
            "Geburtsdatum": day("born_on", _DMY),
            "SV-Nummer": pattern("#### ######"),
            "Staatsbürgerschaft": one_of("Österreich", "Österreich", "Deutschland", "Serbien"),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Vordienstzeiten ab": day("first_hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Dienstverhältnis-Status": state("Aktiv", "Karenz", "Aktiv", "Ausgetreten"),
            "Beschäftigungsausmaß": hours("100", "50"),
            "Vorgesetzter": manager_last_first,
            "Vorgesetzter Mitarbeiternummer": manager_number("{:06}"),
            "KV-Einstufung": one_of("ST1/E", "AT/F", "LT/D"),
            "IBAN": pattern("AT## #### #### #### ####"),
        },
    ),
    {
        "email": "E-Mail dienstlich",
        "employee_id": "Mitarbeiternummer",
        "first_name": "Vorname",
        "last_name": "Zuname",
        "title": "Funktion",
        "department": "Abteilung",
        "location": "Dienstort",
        "phone": "Telefon dienstlich",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
        "status": "Dienstverhältnis-Status",
        "manager": "Vorgesetzter Mitarbeiternummer",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Aktiv": "active", "Karenz": "leave", "Ausgetreten": "inactive"},
    note="earlier service counts from another day; a degree is no job title",
)

# From general knowledge: a report that a company of the energy trade builds for the platform.
PERBILITY = export(
    "perbility_helix_bericht",
    "perbility HELIX",
    "de",
    cols(
        "Personalnummer=employee_id | Name, Vorname=full_name | Geschlecht=gender | "
        "Gesellschaft=company | Geschäftsbereich=division | Organisationseinheit=department | "
        "OE-Kürzel=department_code | Planstelle=title | Tarifgruppe=pay | Standort=location | "
        "Gebäude/Raum=room | Ersteintritt=original_hire_date | Eintritt=hire_date | "
        "Befristung bis=planned_end | Austritt=termination_date | Beschäftigungsstatus=status | "
        "Wochenarbeitszeit=other | Disziplinarische Führungskraft=manager_name | "
        "E-Mail disz. Führungskraft=manager_email | Fachliche Führungskraft=other_manager | "
        "E-Mail geschäftlich=email | Telefon geschäftlich=phone | Geburtsdatum=birth_date | "
        "Schwerbehinderung (ja/nein)=sensitive",
        {
            "Personalnummer": number("{:08}"),
            "Name, Vorname": last_first,
            "Geschlecht": gender("weiblich", "männlich"),
            "Gesellschaft": one_of("Hartmann Energie GmbH", "Hartmann Netz GmbH"),
            "Tarifgruppe": one_of("TV-V 8", "TV-V 10", "AT"),
            "Gebäude/Raum": lambda person, rng: f"B{person.number % 4 + 1}/{person.number % 300 + 100}",
            "Ersteintritt": day_cell("first_hired_on"),
            "Eintritt": day_cell("hired_on"),
            "Befristung bis": sometimes(0.08, one_of("31.12.2026", "31.03.2027")),
            "Austritt": day_cell("last_day"),
            "Beschäftigungsstatus": state("aktiv", "Elternzeit", "ruhend", "ausgeschieden"),
            "Wochenarbeitszeit": hours(39, 19.5),
            "Disziplinarische Führungskraft": manager_last_first,
            "E-Mail disz. Führungskraft": manager_email,
            "Fachliche Führungskraft": sometimes(0.2, manager_last_first),
            "Geburtsdatum": day_cell("born_on"),
            "Schwerbehinderung (ja/nein)": one_of("nein", "nein", "nein", "ja"),
        },
    ),
    {
        "email": "E-Mail geschäftlich",
        "employee_id": "Personalnummer",
        "full_name": "Name, Vorname",
        "title": "Planstelle",
        "department": "Organisationseinheit",
        "location": "Standort",
        "phone": "Telefon geschäftlich",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "Beschäftigungsstatus",
        "manager": "E-Mail disz. Führungskraft",
    },
    form=Format(kind="excel", titles=(("HELIX-Bericht: Mentoring",), ("Stichtag", "02.11.2026"), ())),
    refers_to="email",
    dates=ANY_FORMAT,
    status={"aktiv": "active", "Elternzeit": "leave", "ruhend": "leave", "ausgeschieden": "inactive"},
    order="last_first",
    note="two kinds of superiors; the header of the name says its order",
)

# From general knowledge: the list of employees of a Swiss HR and payroll system for hotels and retail.
MIRUS = export(
    "mirus_mitarbeitende",
    "Mirus HR",
    "de-CH",
    cols(
        "MA-Nr.=employee_id | Nachname=last_name | Vorname=first_name | Geschlecht=gender | "
        "AHV-Nr.=national_id | Geburtstag=birth_date | Zivilstand=sensitive | "
        "Aufenthaltsbewilligung=sensitive | Betrieb=location | Abteilung=department | "
        "Kostenstelle=cost_center_code | Funktion=title | Vertragsart=employment_type | "
        "Pensum %=fte | Eintritt=hire_date | Austritt=termination_date | Status=status | "
        "Vorgesetzte/r (MA-Nr.)=manager_id | Vorgesetzte/r=manager_name | "
        "E-Mail Betrieb=email | E-Mail privat=personal_email | Natel=any_phone | "
        "Adresse=home_address | IBAN=iban | Monatslohn=pay",
        {
            "Geschlecht": gender("w", "m"),
            "AHV-Nr.": pattern("756.####.####.##"),
            "Geburtstag": day("born_on", _DMY),
            "Zivilstand": one_of("ledig", "verheiratet", "geschieden"),
            "Aufenthaltsbewilligung": one_of("", "", "B", "C", "G"),
            "Vertragsart": one_of("unbefristet", "unbefristet", "befristet", "Stundenlohn"),
            "Pensum %": hours("100", "60"),
            "Eintritt": day("hired_on", _DMY),
            "Austritt": day("last_day", _DMY),
            "Status": state("aktiv", "aktiv", "aktiv", "ausgetreten"),
            "IBAN": pattern("CH## #### #### #### #### #"),
            "Monatslohn": pay(),
        },
    ),
    {
        "email": "E-Mail Betrieb",
        "employee_id": "MA-Nr.",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Funktion",
        "department": "Abteilung",
        "location": "Betrieb",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "Status",
        "manager": "Vorgesetzte/r (MA-Nr.)",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"aktiv": "active", "ausgetreten": "inactive"},
    optional={"phone": ("Natel",)},
    note="the Betrieb is the house where somebody works; Natel is a mobile phone",
)

GERMAN: tuple[Export, ...] = (INFONIQA, PERBILITY, MIRUS)
