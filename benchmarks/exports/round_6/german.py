"""Exports in German: Germany and Switzerland.

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
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d.%m.%Y"


def _rehired(person: Person, rng: object) -> Cell:
    return person.hired_on if person.first_hired_on < person.hired_on else ""


# e2n: Mitarbeiterdaten importieren/exportieren (hilfe.e2n.de), the fields in their order, without the flags
# of working time accounts.
E2N = export(
    "e2n_mitarbeiterdaten",
    "e2n",
    "de",
    cols(
        "Anrede=salutation | Vorname=first_name | Nachname=last_name | LohnGehalt=other | "
        "Arbeitsbereich=department | Token=other_id | Personalnummer=employee_id | Geburtsname=birth_name | "
        "Geburtsdatum=birth_date | Geburtsort=sensitive | Geburtsland=sensitive | Nationalität=sensitive | "
        "Familienstand=sensitive | Strasse=home_address | Ort=home_address | Plz=home_address | "
        "Land=home_address | Email=email | Mobil=any_phone | Telefon=any_phone | Kontoinhaber=sensitive | "
        "Iban=iban | Bic=iban | Kreditinstitut=sensitive | Berufsbezeichnung=title | "
        "Eintrittsdatum=hire_date | Wiedereinstellung=other_date | Austrittsdatum=termination_date | "
        "Arbeitnehmertyp=employment_type | Kellnernummer=other_id | Alias=preferred_name | "
        "Steuerklasse=sensitive | Konfession=sensitive | Steueridentifikationsnummer=national_id | "
        "Kinderfreibetrag=sensitive | Sozialversicherungsnummer=national_id | Krankenkasse=sensitive | "
        "PrivatKrankenversichert=sensitive | BefreiungsantragRV=sensitive | Schwerbehindert=sensitive | "
        "Krankheiten=sensitive | Rentenbescheid=sensitive | Pfändungen=sensitive | Elternzeit=sensitive | "
        "Schulabschluss=other | Ausbildungsabschluss=other | AndereBeschäftigungen=sensitive | "
        "Beschäftigungsstatus=other | Mehrfachbeschäftigung=sensitive | Gehalt=pay | Stundenlohn=pay | "
        "Jahresurlaub=other | Wochenstunden=other | AnzahlArbeitstage=other | Bemerkung=other | "
        "Tarifgruppe=pay",
        {
            "Anrede": gender("Frau", "Herr"),
            "LohnGehalt": one_of("Lohn", "Gehalt"),
            "Token": lambda person, rng: person.digits[:8],
            "Geburtsname": sometimes(0.15, of("last_name")),
            "Geburtsdatum": day_cell("born_on"),
            "Geburtsort": place("city"),
            "Geburtsland": fixed("Deutschland"),
            "Nationalität": one_of("deutsch", "deutsch", "türkisch", "polnisch"),
            "Familienstand": one_of("ledig", "verheiratet", "geschieden"),
            "Strasse": of("street"),
            "Ort": place("city"),
            "Plz": of("zip_code"),
            "Land": fixed("Deutschland"),
            "Telefon": of("home_phone"),
            "Kontoinhaber": of("name"),
            "Iban": pattern("DE## #### #### #### #### ##"),
            "Bic": one_of("COBADEFFXXX", "GENODEF1S10"),
            "Kreditinstitut": one_of("Commerzbank", "Sparkasse"),
            "Eintrittsdatum": day_cell("hired_on"),
            "Wiedereinstellung": _rehired,
            "Austrittsdatum": day_cell("last_day"),
            "Arbeitnehmertyp": hours("Vollzeit", "Minijob"),
            "Kellnernummer": sometimes(0.4, lambda person, rng: person.number % 900 + 100),
            "Steuerklasse": one_of("1", "3", "4", "5"),
            "Konfession": one_of("rk", "ev", "keine"),
            "Steueridentifikationsnummer": pattern("## ### ### ###"),
            "Kinderfreibetrag": one_of("0", "0,5", "1"),
            "Sozialversicherungsnummer": pattern("########M###"),
            "Krankenkasse": one_of("AOK", "TK", "Barmer"),
            "PrivatKrankenversichert": fixed("Nein"),
            "BefreiungsantragRV": one_of("Nein", "Ja"),
            "Schwerbehindert": one_of("Nein", "Nein", "Ja"),
            "Krankheiten": BLANK,
            "Rentenbescheid": fixed("Nein"),
            "Pfändungen": fixed("Nein"),
            "Elternzeit": one_of("Nein", "Nein", "Ja"),
            "Schulabschluss": one_of("Mittlere Reife", "Abitur", "Hauptschulabschluss"),
            "Ausbildungsabschluss": one_of("Berufsausbildung", "ohne", "Studium"),
            "AndereBeschäftigungen": BLANK,
            "Beschäftigungsstatus": one_of("Arbeitnehmer", "Student", "Rentner", "Schüler"),
            "Mehrfachbeschäftigung": fixed("Nein"),
            "Gehalt": of("salary"),
            "Stundenlohn": one_of("14,50", "16,20"),
            "Jahresurlaub": one_of("24", "28", "30"),
            "Wochenstunden": hours("40", "10"),
            "AnzahlArbeitstage": one_of("5", "4", "2"),
            "Bemerkung": BLANK,
            "Tarifgruppe": one_of("TG 3", "TG 5"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Berufsbezeichnung",
        "department": "Arbeitsbereich",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
    },
    form=Format(kind="excel"),
    dates=ANY_FORMAT,
    optional={"phone": ("Mobil", "Telefon")},
    note="56 columns; a status that says student or pensioner; the place is where somebody lives",
)

# From general knowledge: a list of a time and attendance system, with its short words.
ATOSS = export(
    "atoss_mitarbeiterliste",
    "ATOSS Staff Efficiency Suite",
    "de",
    cols(
        "MA-Nr.=employee_id | Ausweis-Nr.=other_id | Nachname=last_name | Vorname=first_name | "
        "Kürzel=initials | Mandant=company_code | Abt.-Code=department_code | Abteilung=department | "
        "KST=cost_center_code | Betriebsstätte=location | Planstelle=title | "
        "Personalgruppe=employment_type | AZ-Modell=other | Eintritt=hire_date | Austritt=termination_date | "
        "Ende Probezeit=planned_end | Mail (dienstl.)=email | Tel. (dienstl.)=phone | "
        "Mobil (dienstl.)=mobile | Disponent (MA-Nr.)=other_manager | Verantwortl. FK (MA-Nr.)=manager_id | "
        "Verantwortl. FK (Name)=manager_name | Gleitzeitsaldo=other | Resturlaub=other | "
        "Schichtfähigkeit=sensitive | Letzte Buchung=record_date",
        {
            "MA-Nr.": number("{:08}"),
            "Ausweis-Nr.": of("other_number"),
            "Kürzel": lambda person, rng: f"{person.latin_first[:1]}{person.latin_last[:2]}".upper(),
            "Mandant": fixed("100"),
            "Personalgruppe": one_of("Angestellte", "Gewerbliche", "Auszubildende"),
            "AZ-Modell": hours("GLZ 38,5", "TZ 20"),
            "Eintritt": day("hired_on", _DMY),
            "Austritt": day("last_day", _DMY),
            "Ende Probezeit": day("hired_on", "28.%m.%Y"),
            "Disponent (MA-Nr.)": one_of("00010022", "00010417"),
            "Verantwortl. FK (MA-Nr.)": manager_number("{:08}"),
            "Verantwortl. FK (Name)": manager_last_first,
            "Gleitzeitsaldo": one_of("12:30", "-03:15", "41:00"),
            "Resturlaub": one_of("4,0", "11,5", "0,0"),
            "Schichtfähigkeit": one_of("ja", "ja", "nein (ärztl. Attest)"),
            "Letzte Buchung": one_of("30.10.2026 16:42", "02.11.2026 06:01"),
        },
    ),
    {
        "email": "Mail (dienstl.)",
        "employee_id": "MA-Nr.",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Planstelle",
        "department": "Abteilung",
        "location": "Betriebsstätte",
        "phone": ("Tel. (dienstl.)", "Mobil (dienstl.)"),
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "manager": "Verantwortl. FK (MA-Nr.)",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    identity=("MA-Nr.", "Ausweis-Nr."),
    note="who plans the shifts is no manager; the end of probation is no last day; no status",
)

# From general knowledge: a list of people from the duty planning of a Swiss hospital.
POLYPOINT = export(
    "polypoint_personalliste",
    "POLYPOINT PEP",
    "de-CH",
    cols(
        "Pers.-Nr.=employee_id | Kurzz.=initials | Name=last_name | Vorname=first_name | Anrede=salutation | "
        "Funktion=title | Lohnklasse=pay | OE-Nr.=department_code | Organisationseinheit=department | "
        "Haus=location | Pensum (%)=fte | Eintritt KSB=hire_date | Letzter Arbeitstag=termination_date | "
        "Dienstjahre seit=original_hire_date | Personalstatus=status | Vorgesetzte/r=manager_name | "
        "Vorgesetzte/r Pers.-Nr.=manager_id | E-Mail Geschäft=email | Tel. Geschäft=phone | "
        "Natel=any_phone | AHV-Nr.=national_id | Zivilstand=sensitive | Bewilligung=sensitive | "
        "Dipl. seit=other_date",
        {
            "Pers.-Nr.": of("number"),
            "Kurzz.": lambda person, rng: f"{person.latin_last[:3]}{person.latin_first[:1]}",
            "Anrede": gender("Frau", "Herr"),
            "Lohnklasse": one_of("LK 12", "LK 15", "LK 18"),
            "Pensum (%)": hours(100, 60),
            "Eintritt KSB": day_cell("hired_on"),
            "Letzter Arbeitstag": day_cell("last_day"),
            "Dienstjahre seit": day_cell("first_hired_on"),
            "Personalstatus": state(
                "angestellt", "Mutterschaft/unbez. Urlaub", "angestellt", "ausgeschieden"
            ),
            "Vorgesetzte/r": manager_last_first,
            "Vorgesetzte/r Pers.-Nr.": manager_number("{}"),
            "AHV-Nr.": pattern("756.####.####.##"),
            "Zivilstand": one_of("ledig", "verheiratet"),
            "Bewilligung": one_of("", "", "C", "B", "G"),
            "Dipl. seit": one_of("2011", "2018", ""),
        },
    ),
    {
        "email": "E-Mail Geschäft",
        "employee_id": "Pers.-Nr.",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Funktion",
        "department": "Organisationseinheit",
        "location": "Haus",
        "phone": "Tel. Geschäft",
        "hire_date": "Eintritt KSB",
        "termination_date": "Letzter Arbeitstag",
        "status": "Personalstatus",
        "manager": "Vorgesetzte/r Pers.-Nr.",
    },
    form=Format(
        kind="excel", titles=(("Personalliste Mentoring Pflege",), ("Stichtag 02.11.2026", "vertraulich"))
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={
        "angestellt": "active",
        "Mutterschaft/unbez. Urlaub": "leave",
        "ausgeschieden": "inactive",
    },
    note="the houses are sites; numbers of managers are text, those of people are numbers",
)

GERMAN: tuple[Export, ...] = (E2N, ATOSS, POLYPOINT)
