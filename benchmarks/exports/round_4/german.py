"""Fourth exports in German: Germany and Switzerland.

Belongs here and does not: as in `payroll.py`.
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
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export
from benchmarks.exports.round_4.campus import by_department, by_title

_DMY = "%d.%m.%Y"

# Lexware: Mitarbeiterstammdaten importieren (the form of the file, `Personalnummer`); the rest from general
# knowledge.
LEXWARE = export(
    "lexware_lohn_mitarbeiter",
    "Lexware lohn+gehalt",
    "de",
    cols(
        "Personalnummer=employee_id | Anrede=salutation | Titel=name_prefix | Name=last_name | "
        "Vorname=first_name | Geburtsname=birth_name | Geburtsdatum=birth_date | Straße=home_address | "
        "PLZ=home_address | Wohnort=home_address | Telefon privat=personal_phone | "
        "Telefon dienstlich=phone | E-Mail privat=personal_email | E-Mail dienstlich=email | "
        "Eintrittsdatum=hire_date | Austrittsdatum=termination_date | Austrittsgrund=other | "
        "Befristung bis=planned_end | Berufsbezeichnung=title | Tätigkeitsschlüssel=title_code | "
        "Personengruppe=other | Beitragsgruppe=other | Abteilung=department | Betriebsstätte=location | "
        "Kostenstelle=cost_center_code | Kostenträger=other | Steuerklasse=sensitive | "
        "Kinderfreibetrag=sensitive | Konfession=sensitive | Steuer-ID=national_id | "
        "Sozialversicherungsnummer=national_id | Krankenkasse=sensitive | IBAN=iban | BIC=iban | "
        "Gehalt=pay | Wochenstunden=other",
        {
            "Personalnummer": number("{:05}"),
            "Anrede": gender("Frau", "Herr"),
            "Titel": sometimes(0.08, one_of("Dr.", "Dipl.-Ing.")),
            "Geburtsname": sometimes(0.2, of("last_name")),
            "Geburtsdatum": day("born_on", _DMY),
            "Straße": of("street"),
            "PLZ": of("zip_code"),
            "Wohnort": lambda person, rng: person.place.city,
            "Eintrittsdatum": day("hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Austrittsgrund": state("", "", "", "Kündigung durch AN"),
            "Befristung bis": sometimes(0.1, one_of("31.12.2026", "30.06.2027")),
            "Personengruppe": fixed("101"),
            "Beitragsgruppe": fixed("1111"),
            "Kostenträger": fixed(""),
            "Steuerklasse": one_of("1", "3", "4", "5"),
            "Kinderfreibetrag": one_of("0,0", "0,5", "1,0", "2,0"),
            "Konfession": one_of("rk", "ev", "--"),
            "Steuer-ID": pattern("###########"),
            "Sozialversicherungsnummer": pattern("########M###"),
            "Krankenkasse": one_of("AOK Nordost", "Techniker Krankenkasse", "BARMER"),
            "IBAN": pattern("DE####################"),
            "BIC": one_of("COBADEFFXXX", "DEUTDEFFXXX"),
            "Gehalt": pay(comma=True),
            "Wochenstunden": hours("40,00", "20,00"),
        },
    ),
    {
        "email": "E-Mail dienstlich",
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Berufsbezeichnung",
        "department": "Abteilung",
        "location": "Betriebsstätte",
        "phone": "Telefon dienstlich",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    dates=_DMY,
    note="the master data of payroll: neither a status nor a manager, and much that is nobody's business",
)

_UMANTIS_LABELS = (
    "Personenschlüssel", "Stellenschlüssel", "Quellsystem", "Geschlecht", "Titel (akad.)", "Name", "Vorname",
    "Geburtsdatum", "Eintritt", "Austritt", "E-Mail", "Telefon Geschäft", "Telefon Mobil",
    "Bezeichnung der Stelle", "Abteilung", "Abteilungsnummer", "Standort", "Kostenstelle",
    "Personenschlüssel des Vorgesetzten", "Pensum in %", "Login",
)  # fmt: skip

# Umantis: Importe im Mitarbeitermanagement (variables in row 6, data from row 8), Description Employee-Jobs
# Import (`Person.Schluessel`, `Stelle.Schluessel`, `Quellsystem.Schluessel`, and the beginning of the name of
# the manager's); the rest from general knowledge, after the same pattern.
UMANTIS = export(
    "haufe_umantis_mitarbeiter_stellen",
    "Haufe Talent Management (Umantis)",
    "de",
    cols(
        "[Person.Schluessel]=employee_id | [Stelle.Schluessel]=position_id | "
        "[Quellsystem.Schluessel]=other | [Person.Geschlecht]=gender | [Person.Titel]=name_prefix | "
        "[Person.Nachname]=last_name | [Person.Vorname]=first_name | [Person.Geburtsdatum]=birth_date | "
        "[Person.Eintrittsdatum]=hire_date | [Person.Austrittsdatum]=termination_date | "
        "[Person.EMail]=email | [Person.TelefonGeschaeft]=phone | [Person.TelefonMobil]=any_phone | "
        "[Stelle.Bezeichnung]=title | [Stelle.Abteilung]=department | "
        "[Stelle.AbteilungsNummer]=department_code | [Stelle.Standort]=location | "
        "[Stelle.Kostenstelle]=cost_center_code | [Stelle.VorgesetzterPersonenSchluessel]=manager_id | "
        "[Stelle.Pensum]=other | [Person.Login]=username",
        {
            "[Person.Schluessel]": number("P{}"),
            "[Stelle.Schluessel]": lambda person, rng: f"ST{person.other_number % 100_000}",
            "[Quellsystem.Schluessel]": fixed("SAP"),
            "[Person.Geschlecht]": gender("weiblich", "männlich"),
            "[Person.Titel]": sometimes(0.1, one_of("Dr.", "Prof. Dr.")),
            "[Person.Geburtsdatum]": day_cell("born_on"),
            "[Person.Eintrittsdatum]": day_cell("hired_on"),
            "[Person.Austrittsdatum]": day_cell("last_day"),
            "[Stelle.VorgesetzterPersonenSchluessel]": manager_number("P{}"),
            "[Stelle.Pensum]": hours(100, 60),
        },
    ),
    {
        "email": ("[Person.EMail]", "E-Mail"),
        "employee_id": ("[Person.Schluessel]", "Personenschlüssel"),
        "first_name": ("[Person.Vorname]", "Vorname"),
        "last_name": ("[Person.Nachname]", "Name"),
        "title": ("[Stelle.Bezeichnung]", "Bezeichnung der Stelle"),
        "department": ("[Stelle.Abteilung]", "Abteilung"),
        "location": ("[Stelle.Standort]", "Standort"),
        "phone": ("[Person.TelefonGeschaeft]", "Telefon Geschäft"),
        "hire_date": ("[Person.Eintrittsdatum]", "Eintritt"),
        "termination_date": ("[Person.Austrittsdatum]", "Austritt"),
        "manager": ("[Stelle.VorgesetzterPersonenSchluessel]", "Personenschlüssel des Vorgesetzten"),
    },
    form=Format(
        kind="excel",
        titles=(
            ("Mitarbeitende und Stellen",),
            ("Umantis Mitarbeitermanagement",),
            ("Zeile 6 nicht verändern!",),
            (),
            (),
        ),
        labels=_UMANTIS_LABELS,
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    sensitive=("Geschlecht", "Geburtsdatum"),
    note="a row of variables in brackets and a row of labels; a person's key and a position's",
)

_OFFICES = (
    "Steueramt", "Tiefbauamt", "Amt für Volksschule", "Kantonspolizei", "Staatskanzlei", "Personalamt",
    "Amt für Informatik", "Hochbauamt", "Amt für Landwirtschaft", "Sozialamt", "Grundbuchamt", "Staatsarchiv",
)  # fmt: skip
_FUNCTIONS = (
    "Wissenschaftliche/r Mitarbeiter/in", "Sachbearbeiter/in", "Steuerkommissär/in", "Projektleiter/in Bau",
    "Polizist/in", "Informatiker/in", "Fachspezialist/in HR", "Jurist/in", "Archivar/in", "Sozialarbeiter/in",
)  # fmt: skip

# From general knowledge: the personnel of a Swiss canton, as its computing centre exports it.
ABRAXAS = export(
    "abraxas_personal_kanton",
    "Abraxas Personal",
    "de-CH",
    cols(
        "Mandant=company_code | PersNr=employee_id | AHV-Nr.=national_id | Anrede=salutation | "
        "Name=last_name | Vorname=first_name | Rufname=preferred_name | Geb.datum=birth_date | "
        "Zivilstand=sensitive | Heimatort=sensitive | Konfession=sensitive | Direktion=division | "
        "Amt / Dienststelle=department | Org-Code=department_code | Funktion=title | "
        "Richtposition=job_level | Lohnklasse/-stufe=pay | Arbeitsort=location | BG %=other | "
        "Vorgesetzte/r=manager_name | PersNr Vorgesetzte/r=manager_id | Eintritt Kanton=hire_date | "
        "Eintritt Funktion=position_date | Dienstjubiläum ab=original_hire_date | "
        "Austritt=termination_date | Anst.-Status=status | Anst.-Art=employment_type | "
        "E-Mail Geschäft=email | Tel. Geschäft=phone | Mobile privat=personal_phone | IBAN Lohnkonto=iban",
        {
            "Mandant": fixed("100"),
            "PersNr": number("{:07}"),
            "AHV-Nr.": pattern("756.####.####.##"),
            "Anrede": gender("Frau", "Herr"),
            "Geb.datum": day("born_on", _DMY),
            "Zivilstand": one_of("ledig", "verheiratet", "geschieden"),
            "Heimatort": one_of("Uster ZH", "Köniz BE", "Chur GR"),
            "Konfession": one_of("ref.", "röm.-kath.", "keine"),
            "Direktion": by_department("Finanzdirektion", "Baudirektion", "Bildungsdirektion"),
            "Amt / Dienststelle": by_department(*_OFFICES),
            "Funktion": by_title(*_FUNCTIONS),
            "Richtposition": one_of("RP 412", "RP 305", "RP 218"),
            "Lohnklasse/-stufe": one_of("17/05", "19/11", "21/02"),
            "BG %": hours("100.00", "60.00"),
            "Vorgesetzte/r": manager_last_first,
            "PersNr Vorgesetzte/r": manager_number("{:07}"),
            "Eintritt Kanton": day("hired_on", _DMY),
            "Eintritt Funktion": day("in_job_since", _DMY),
            "Dienstjubiläum ab": day("first_hired_on", _DMY),
            "Austritt": day("last_day", _DMY),
            "Anst.-Status": state("angestellt", "beurlaubt", "angestellt", "ausgetreten"),
            "Anst.-Art": one_of("unbefristet", "unbefristet", "befristet"),
            "IBAN Lohnkonto": pattern("CH## #### #### #### #### #"),
        },
    ),
    {
        "email": "E-Mail Geschäft",
        "employee_id": "PersNr",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Funktion",
        "department": "Amt / Dienststelle",
        "location": "Arbeitsort",
        "phone": "Tel. Geschäft",
        "hire_date": "Eintritt Kanton",
        "termination_date": "Austritt",
        "status": "Anst.-Status",
        "manager": "PersNr Vorgesetzte/r",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"angestellt": "active", "beurlaubt": "leave", "ausgetreten": "inactive"},
    note="a public body: directorates and offices, and the day of an anniversary",
)

GERMAN: tuple[Export, ...] = (LEXWARE, UMANTIS, ABRAXAS)
