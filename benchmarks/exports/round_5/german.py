"""Exports in German: Germany and Switzerland.

Belongs here and does not: as in `directories.py`.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
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

# From general knowledge: a list of people of ADDISON, as a tax adviser hands it out.
ADDISON = export(
    "addison_mitarbeiterliste",
    "ADDISON Lohn",
    "de",
    cols(
        "Mandant=company_code | Pers.-Nr.=employee_id | Nachname=last_name | Vorname=first_name | "
        "Geburtsdatum=birth_date | Geschlecht=gender | Straße / Hausnr.=home_address | "
        "PLZ=home_address | Wohnort=home_address | Beschäftigungsbeginn=hire_date | "
        "Beschäftigungsende=termination_date | Befristung bis=planned_end | Betriebsstätte=location | "
        "Abteilung=department | Kostenstelle=cost_center_code | Berufsbezeichnung=title | "
        "Tätigkeitsschlüssel=title_code | Personengruppe=other | Steuer-ID=national_id | "
        "SV-Nummer=national_id | Krankenkasse=sensitive | Konfession=sensitive | "
        "E-Mail (Betrieb)=email | Telefon (Betrieb)=phone | Telefon (privat)=personal_phone | "
        "Vorgesetzter (Pers.-Nr.)=manager_id | Std. / Woche=other | Bruttolohn=pay | IBAN=iban",
        {
            "Mandant": fixed("4711"),
            "Pers.-Nr.": number("{:05}"),
            "Geburtsdatum": day_cell("born_on"),
            "Geschlecht": gender("weiblich", "männlich"),
            "Straße / Hausnr.": of("street"),
            "PLZ": of("zip_code"),
            "Wohnort": place("city"),
            "Beschäftigungsbeginn": day_cell("hired_on"),
            "Beschäftigungsende": day_cell("last_day"),
            "Befristung bis": fixed(""),
            "Personengruppe": one_of("101", "101", "109"),
            "Steuer-ID": pattern("## ### ### ###"),
            "SV-Nummer": pattern("########M###"),
            "Krankenkasse": one_of("AOK", "TK", "Barmer"),
            "Konfession": one_of("rk", "ev", "--"),
            "Vorgesetzter (Pers.-Nr.)": manager_number("{:05}"),
            "Std. / Woche": hours(39, 19.5),
            "Bruttolohn": lambda person, rng: round(person.salary / 12, 2),
            "IBAN": pattern("DE####################"),
        },
    ),
    {
        "email": "E-Mail (Betrieb)",
        "employee_id": "Pers.-Nr.",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Berufsbezeichnung",
        "department": "Abteilung",
        "location": "Betriebsstätte",
        "phone": "Telefon (Betrieb)",
        "hire_date": "Beschäftigungsbeginn",
        "termination_date": "Beschäftigungsende",
        "manager": "Vorgesetzter (Pers.-Nr.)",
    },
    form=Format(
        kind="excel", titles=(("Mitarbeiterliste", "", "Hartmann Werke GmbH"), ("Abrechnungsmonat 10/2026",))
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    note="no status; the beginning and the end are those of the employment",
)

# e2n: Mitarbeiterdaten importieren/exportieren (every header, some of those of tax and insurance left out).
E2N = export(
    "e2n_mitarbeiterexport",
    "e2n",
    "de",
    cols(
        "Anrede=salutation | Vorname=first_name | Nachname=last_name | LohnGehalt=other | "
        "Arbeitsbereich=department | Token=other | Personalnummer=employee_id | Geburtsname=birth_name | "
        "Geburtsdatum=birth_date | Geburtsort=sensitive | Geburtsland=sensitive | "
        "Nationalität=sensitive | Familienstand=sensitive | Strasse=home_address | Ort=home_address | "
        "Plz=home_address | Land=home_address | Email=email | Mobil=any_phone | Telefon=any_phone | "
        "Kontoinhaber=iban | Iban=iban | Bic=iban | Kreditinstitut=iban | Berufsbezeichnung=title | "
        "EintrittsdatumWiedereinstellung=hire_date | Austrittsdatum=termination_date | "
        "Arbeitnehmertyp=employment_type | Kellnernummer=other_id | Alias=preferred_name | "
        "Steuerklasse=sensitive | Konfession=sensitive | Steueridentifikationsnummer=national_id | "
        "Kinderfreibetrag=sensitive | Sozialversicherungsnummer=national_id | Krankenkasse=sensitive | "
        "Schwerbehindert=sensitive | Elternzeit=sensitive | Schulabschluss=other | "
        "Ausbildungsabschluss=other | Beschäftigungsstatus=other | Mehrfachbeschäftigung=other | "
        "Entgelt=pay | Gehalt=pay | Stundenlohn=pay | Jahresurlaub=other | Wochenstunden=other | "
        "Bemerkung=other | Tarifgruppe=pay",
        {
            "Anrede": gender("Frau", "Herr"),
            "LohnGehalt": one_of("Gehalt", "Lohn"),
            "Token": lambda person, rng: f"{person.other_number:x}",
            "Geburtsname": sometimes(0.2, of("last_name")),
            "Geburtsdatum": day("born_on", _DMY),
            "Geburtsort": place("city"),
            "Geburtsland": one_of("Deutschland", "Deutschland", "Türkei", "Polen"),
            "Nationalität": one_of("deutsch", "deutsch", "türkisch", "polnisch"),
            "Familienstand": one_of("ledig", "verheiratet"),
            "Strasse": of("street"),
            "Ort": place("city"),
            "Plz": of("zip_code"),
            "Land": fixed("Deutschland"),
            "Telefon": of("home_phone"),
            "Kontoinhaber": lambda person, rng: person.name,
            "Iban": pattern("DE####################"),
            "Bic": fixed("GENODEF1XXX"),
            "Kreditinstitut": one_of("Sparkasse", "Volksbank"),
            "EintrittsdatumWiedereinstellung": day("hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Arbeitnehmertyp": hours("Vollzeit", "Teilzeit"),
            "Kellnernummer": sometimes(0.3, one_of("12", "31", "47")),
            "Steuerklasse": one_of("1", "3", "4"),
            "Konfession": one_of("rk", "ev", "keine"),
            "Steueridentifikationsnummer": pattern("###########"),
            "Kinderfreibetrag": one_of("0", "0,5", "1"),
            "Sozialversicherungsnummer": pattern("########K###"),
            "Krankenkasse": one_of("AOK", "DAK", "TK"),
            "Schwerbehindert": one_of("nein", "nein", "ja"),
            "Elternzeit": state("nein", "ja", "nein", "nein"),
            "Schulabschluss": one_of("Mittlere Reife", "Abitur", ""),
            "Ausbildungsabschluss": one_of("anerkannte Berufsausbildung", "ohne", ""),
            "Beschäftigungsstatus": one_of("Hauptbeschäftigung", "Hauptbeschäftigung", "Nebenbeschäftigung"),
            "Mehrfachbeschäftigung": one_of("nein", "ja"),
            "Entgelt": fixed(""),
            "Gehalt": lambda person, rng: f"{person.salary // 12},00",
            "Stundenlohn": fixed(""),
            "Jahresurlaub": one_of("28", "30"),
            "Wochenstunden": hours("40", "20"),
            "Bemerkung": sometimes(0.05, one_of("Allergenschulung fehlt", "nur abends")),
            "Tarifgruppe": one_of("TG 4", "TG 6", ""),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Personalnummer",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Berufsbezeichnung",
        "department": "Arbeitsbereich",
        "hire_date": "EintrittsdatumWiedereinstellung",
        "termination_date": "Austrittsdatum",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    dates=_DMY,
    optional={"phone": ("Mobil", "Telefon")},
    note="the place is that of the home; a status that says whether it is the main employment",
)


def _short(person: Person, rng: Random) -> Cell:
    return f"{person.latin_last[:2]}{person.latin_first[:1]}".upper()


# LOBOS: Mitarbeiter erfassen (Filiale to Vorname, Privatadresse, Wohnkanton); the rest from general
# knowledge.
LOBOS = export(
    "lobos_mitarbeiterstamm",
    "LOBOS 3.X",
    "de-CH",
    cols(
        "Filiale=company | Mitarbeiternr.=employee_id | Sprache=other | Anrede=salutation | "
        "Kurzzeichen=initials | Name=last_name | Vorname=first_name | Privatadresse=home_address | "
        "Wohnkanton=home_address | AHV-Nr.=national_id | Geburtsdatum=birth_date | Zivilstand=sensitive | "
        "Nationalität=sensitive | Bewilligung=sensitive | Eintritt=hire_date | "
        "Dienstjahre ab=original_hire_date | Austritt=termination_date | Status=status | "
        "Funktion=title | Abteilung=department | Arbeitsort=location | Vorgesetzter Nr.=manager_id | "
        "Vorgesetzter=manager_name | BG %=fte | Tel. Geschäft=phone | Natel Geschäft=mobile | "
        "E-Mail Geschäft=email | E-Mail privat=personal_email | Monatslohn=pay | IBAN=iban",
        {
            "Filiale": one_of("Baerlocher AG", "Baerlocher AG", "Baerlocher Services AG"),
            "Sprache": one_of("D", "D", "F", "I"),
            "Anrede": gender("Frau", "Herr"),
            "Kurzzeichen": _short,
            "Privatadresse": lambda person, rng: f"{person.street}, {person.zip_code} {person.place.city}",
            "Wohnkanton": place("code"),
            "AHV-Nr.": pattern("756.####.####.##"),
            "Geburtsdatum": day("born_on", _DMY),
            "Zivilstand": one_of("ledig", "verheiratet", "geschieden"),
            "Nationalität": one_of("CH", "CH", "DE", "IT"),
            "Bewilligung": one_of("", "", "B", "C", "G"),
            "Eintritt": day("hired_on", _DMY),
            "Dienstjahre ab": day("first_hired_on", _DMY),
            "Austritt": day("last_day", _DMY),
            "Status": state("Aktiv", "Unbezahlter Urlaub", "Aktiv", "Ausgetreten"),
            "Vorgesetzter Nr.": manager_number(),
            "BG %": hours("100", "60"),
            "Monatslohn": lambda person, rng: f"{person.salary / 13:.2f}",
            "IBAN": pattern("CH## #### #### #### #### #"),
        },
    ),
    {
        "email": "E-Mail Geschäft",
        "employee_id": "Mitarbeiternr.",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Funktion",
        "department": "Abteilung",
        "location": "Arbeitsort",
        "phone": ("Tel. Geschäft", "Natel Geschäft"),
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "Status",
        "manager": "Vorgesetzter Nr.",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Aktiv": "active", "Unbezahlter Urlaub": "leave", "Ausgetreten": "inactive"},
    note="the Filiale is a company for the reports of payroll, the place is the Arbeitsort",
)

GERMAN: tuple[Export, ...] = (ADDISON, E2N, LOBOS)
