"""Exports in German: Germany and Austria.

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
    one_of,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d.%m.%Y"

# From general knowledge: an evaluation of the personnel master of a German payroll and HR program.
SP_DATA = export(
    "sp_data_personalstamm",
    "SP_Data Personalwirtschaft",
    "de",
    cols(
        "Mandant=company_code | Personalnummer=employee_id | Anrede=salutation | Nachname=last_name | "
        "Vorname=first_name | Geburtsname=birth_name | Geburtsdatum=birth_date | Eintritt=hire_date | "
        "Konzernzugehörigkeit seit=original_hire_date | Probezeit bis=other_date | "
        "Austritt=termination_date | Status=status | Tätigkeit=title | Abteilung=department | "
        "Kostenstelle=cost_center_code | Standort=location | Vorgesetzter=manager_name | "
        "Personalnummer Vorgesetzter=manager_id | E-Mail geschäftlich=email | E-Mail privat=personal_email | "
        "Telefon geschäftlich=phone | Telefon privat=personal_phone | Wochenstunden=other | "
        "Steuerklasse=sensitive | Krankenkasse=sensitive | Bruttogehalt=pay | IBAN=iban",
        {
            "Mandant": fixed("100"),
            "Anrede": gender("Frau", "Herr"),
            "Geburtsname": sometimes(0.2, one_of("Krüger", "Seidel", "Wagner")),
            "Geburtsdatum": day_cell("born_on"),
            "Eintritt": day_cell("hired_on"),
            "Konzernzugehörigkeit seit": day_cell("first_hired_on"),
            "Probezeit bis": sometimes(0.1, one_of("31.12.2026", "31.03.2027")),
            "Austritt": day_cell("last_day"),
            "Status": state("aktiv", "Elternzeit", "aktiv", "ausgeschieden"),
            "Vorgesetzter": manager_last_first,
            "Wochenstunden": hours(40, 20),
            "Steuerklasse": one_of("1", "3", "4", "5"),
            "Krankenkasse": one_of("AOK", "TK", "Barmer"),
            "Bruttogehalt": pay("{:,.2f}", comma=True),
            "IBAN": pattern("DE## #### #### #### #### ##"),
        },
    ),
    {
        "email": "E-Mail geschäftlich",
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Tätigkeit",
        "department": "Abteilung",
        "location": "Standort",
        "phone": "Telefon geschäftlich",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "Status",
        "manager": "Personalnummer Vorgesetzter",
    },
    form=Format(kind="excel", titles=(("Auswertung: Mitarbeiterliste Mentoring",), ("Stichtag 02.11.2026",))),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"aktiv": "active", "Elternzeit": "leave", "ausgeschieden": "inactive"},
    note="tax class and health insurance, as a payroll program has them",
)

# TimeTac: page on the import of users (which fields there are); their German labels from general knowledge.
TIMETAC = export(
    "timetac_benutzer",
    "TimeTac",
    "de-AT",
    cols(
        "Nachname=last_name | Vorname=first_name | Mitarbeiternummer=employee_id | "
        "Benutzername=username | E-Mail-Adresse=email | Telefonnummer=phone | Abteilung=department | "
        "Funktion=title | Standort=location | Vorgesetzter (Mitarbeiternummer)=manager_id | "
        "Stellvertreter=other | Eintrittsdatum=hire_date | Austrittsdatum=termination_date | "
        "Aktiv=status | Sprache=other | Arbeitszeitmodell=other | Feiertagskalender=other | "
        "Resturlaub=other | Karten-ID=other_id",
        {
            "Vorgesetzter (Mitarbeiternummer)": manager_number(),
            "Stellvertreter": sometimes(0.3, one_of("Gruber", "Huber", "Wimmer")),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Aktiv": state("Ja", "Ja", "Ja", "Nein"),
            "Sprache": fixed("Deutsch"),
            "Arbeitszeitmodell": hours("Vollzeit 38,5h", "Teilzeit 20h"),
            "Feiertagskalender": one_of("Wien", "Steiermark", "Tirol"),
            "Resturlaub": one_of("12,5", "3", "21"),
            "Karten-ID": pattern("04############"),
        },
    ),
    {
        "email": "E-Mail-Adresse",
        "employee_id": "Mitarbeiternummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Funktion",
        "department": "Abteilung",
        "location": "Standort",
        "phone": "Telefonnummer",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
        "status": "Aktiv",
        "manager": "Vorgesetzter (Mitarbeiternummer)",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Ja": "active", "Nein": "inactive"},
    note="employed is a yes or no; cards for the terminal are identified too",
)

# From general knowledge: the list of employees of a project accounting program for consultants.
ZEP = export(
    "zep_mitarbeiter",
    "ZEP",
    "de",
    cols(
        "Kürzel=username | Personalnr.=employee_id | Nachname=last_name | Vorname=first_name | "
        "E-Mail=email | Telefon=phone | Mobil=mobile | Abteilung=department | "
        "Abteilungsbezeichnung=department | Position=title | Niederlassung=location | "
        "Vorgesetzter=manager_name | Vorgesetzter E-Mail=manager_email | "
        "Beschäftigt von=hire_date | Beschäftigt bis=termination_date | Beschäftigungsart=employment_type | "
        "Stundensatz=other | Geburtsdatum=birth_date | Private E-Mail=personal_email | "
        "Freigabe bis=other_date",
        {
            "Personalnr.": number("{:06}"),
            "Abteilung": lambda person, rng: person.department[:3].upper(),
            "Vorgesetzter": manager_last_first,
            "Beschäftigt von": day("hired_on", _DMY),
            "Beschäftigt bis": day("last_day", _DMY),
            "Beschäftigungsart": hours("Vollzeit", "Teilzeit"),
            "Stundensatz": one_of("95,00", "120,00", "140,00"),
            "Geburtsdatum": day("born_on", _DMY),
            "Freigabe bis": one_of("30.09.2026", "31.10.2026"),
        },
    ),
    {
        "email": "E-Mail",
        "employee_id": "Personalnr.",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Position",
        "department": "Abteilungsbezeichnung",
        "location": "Niederlassung",
        "phone": ("Telefon", "Mobil"),
        "hire_date": "Beschäftigt von",
        "termination_date": "Beschäftigt bis",
        "manager": "Vorgesetzter E-Mail",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="email",
    dates=_DMY,
    identity=("Personalnr.", "Kürzel"),
    note="a department's short form and its name; employed from and until, and no status",
)

GERMAN: tuple[Export, ...] = (SP_DATA, TIMETAC, ZEP)
