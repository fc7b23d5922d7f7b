"""Fresh exports in German, Dutch and Danish.

Belongs here and does not: as in `north_america.py`.
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
    of,
    one_of,
    other_number,
    pattern,
    pay,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d.%m.%Y"

# From general knowledge: the labels of fields in a report with German as the language of the user.
SAP_EC = export(
    "successfactors_adhoc_de",
    "SAP SuccessFactors Employee Central (Ad-hoc-Bericht)",
    "de",
    cols(
        "Benutzer/Mitarbeiter-ID=employee_id | Personen-ID extern=other_id | Benutzername=username | "
        "Vorname=first_name | Nachname=last_name | Geburtsname=birth_name | Anzeigename=full_name | "
        "Geschäftliche E-Mail-Adresse=email | Private E-Mail-Adresse=personal_email | "
        "Geschäftstelefon=phone | Mitarbeiterstatus=status | Ereignisgrund=other | "
        "Stellenbezeichnung=title | Stellencode=job_code | Planstelle=position_id | Gesellschaft=company | "
        "Geschäftsbereich=division | Abteilung=department | Kostenstelle=cost_center_code | "
        "Standort=location | Eintrittsdatum=hire_date | Ursprüngliches Eintrittsdatum=original_hire_date | "
        "Austrittsdatum=termination_date | Gültig ab=record_date | Vorgesetzter=manager_name | "
        "Benutzer-ID des Vorgesetzten=manager_id",
        {
            "Personen-ID extern": other_number(),
            "Geburtsname": sometimes(0.2, of("last_name")),
            "Mitarbeiterstatus": state("Aktiv", "Beurlaubt (unbezahlt)", "Freigestellt", "Ausgeschieden"),
            "Ereignisgrund": one_of("HIRNEW", "DATACHG", "TRANSF"),
            "Planstelle": lambda person, rng: f"POS{person.other_number}",
            "Gesellschaft": fixed("Hartmann Werke GmbH (1000)"),
            "Eintrittsdatum": day("hired_on", _DMY),
            "Ursprüngliches Eintrittsdatum": day("first_hired_on", _DMY),
            "Austrittsdatum": day("last_day", _DMY),
            "Gültig ab": day("in_job_since", _DMY),
            "Vorgesetzter": manager_last_first,
            "Benutzer-ID des Vorgesetzten": manager_number("{}", "NO_MANAGER"),
        },
    ),
    {
        "email": "Geschäftliche E-Mail-Adresse",
        "employee_id": "Benutzer/Mitarbeiter-ID",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Stellenbezeichnung",
        "department": "Abteilung",
        "location": "Standort",
        "phone": "Geschäftstelefon",
        "hire_date": "Eintrittsdatum",
        "termination_date": "Austrittsdatum",
        "status": "Mitarbeiterstatus",
        "manager": "Benutzer-ID des Vorgesetzten",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={
        "Aktiv": "active",
        "Beurlaubt (unbezahlt)": "leave",
        "Freigestellt": "ask",
        "Ausgeschieden": "inactive",
    },
    identity=("Benutzer/Mitarbeiter-ID", "Personen-ID extern"),
    order="first_last",
    full_name_instead=("Anzeigename",),
    note="two ids, of which managers refer to one; whether garden leave keeps the account must be asked",
)

# From general knowledge: a Swiss payroll system, whose list of people has the short labels of its forms.
ABACUS = export(
    "abacus_personalstamm",
    "Abacus",
    "de-CH",
    cols(
        "MA-Nr.=employee_id | Anrede=salutation | Name=last_name | Vorname=first_name | "
        "AHV-Nr.=national_id | Geb.datum=birth_date | Zivilstand=sensitive | Nat.=sensitive | "
        "Bew.=sensitive | Eintritt=hire_date | Austritt=termination_date | BG %=fte | Funktion=title | "
        "Abt.=department_code | Abteilungsbez.=department | Arbeitsort=location | Kst.=cost_center_code | "
        "Vorges. MA-Nr.=manager_id | E-Mail G=email | E-Mail P=personal_email | Tel. G=phone | "
        "Tel. P=personal_phone | IBAN=iban | Lohnart=employment_type",
        {
            "Anrede": gender("Frau", "Herr"),
            "AHV-Nr.": pattern("756.####.####.##"),
            "Geb.datum": day_cell("born_on"),
            "Zivilstand": one_of("led.", "verh.", "gesch."),
            "Nat.": one_of("CH", "CH", "DE", "IT"),
            "Bew.": one_of("", "", "B", "C", "G"),
            "Eintritt": day_cell("hired_on"),
            "Austritt": day_cell("last_day"),
            "BG %": hours(100, 60),
            "IBAN": pattern("CH## #### #### #### #### #"),
            "Lohnart": one_of("Monatslohn", "Monatslohn", "Stundenlohn"),
        },
    ),
    {
        "email": "E-Mail G",
        "employee_id": "MA-Nr.",
        "first_name": "Vorname",
        "last_name": "Name",
        "title": "Funktion",
        "department": "Abteilungsbez.",
        "location": "Arbeitsort",
        "phone": "Tel. G",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "manager": "Vorges. MA-Nr.",
    },
    form=Format(kind="excel", titles=(("Personalstamm Baerlocher AG",), ("Stichtag", "02.11.2026"))),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    note="`Name` is the family name; G and P stand for business and private",
)

# From general knowledge: Workday with German as the language of the user.
WORKDAY_DE = export(
    "workday_mitarbeiter",
    "Workday (Deutsch)",
    "de",
    cols(
        "Mitarbeiter=full_name | Personalnummer=employee_id | Primäre geschäftliche E-Mail-Adresse=email | "
        "Stellenprofil=job_code | Geschäftstitel=title | Kontrollorganisation=department | "
        "Kostenstelle=cost_center | Standort=location | Mitarbeitertyp=employment_type | "
        "Zeittyp=employment_type | Aktiver Status=status | Einstellungsdatum=hire_date | "
        "Betriebszugehörigkeitsdatum=original_hire_date | Beendigungsdatum=termination_date | "
        "Manager=manager_name | E-Mail-Adresse des Managers=manager_email | "
        "Leitungsebene=job_level | Geburtsdatum=birth_date",
        {
            "Mitarbeiter": of("name"),
            "Geschäftstitel": of("title"),
            "Mitarbeitertyp": one_of("Regulär", "Regulär", "Befristet"),
            "Zeittyp": hours("Vollzeit", "Teilzeit"),
            "Aktiver Status": state("Ja", "Ja", "Ja", "Nein"),
            "Einstellungsdatum": day("hired_on", _DMY),
            "Betriebszugehörigkeitsdatum": day("first_hired_on", _DMY),
            "Beendigungsdatum": day("last_day", _DMY),
            "E-Mail-Adresse des Managers": manager_email,
            "Geburtsdatum": day("born_on", _DMY),
        },
    ),
    {
        "email": "Primäre geschäftliche E-Mail-Adresse",
        "employee_id": "Personalnummer",
        "full_name": "Mitarbeiter",
        "title": "Geschäftstitel",
        "department": "Kontrollorganisation",
        "location": "Standort",
        "hire_date": "Einstellungsdatum",
        "termination_date": "Beendigungsdatum",
        "status": "Aktiver Status",
        "manager": "E-Mail-Adresse des Managers",
    },
    form=Format(delimiter=";", encoding="utf-8-sig", quote_all=True),
    refers_to="email",
    dates=_DMY,
    status={"Ja": "active", "Nein": "inactive"},
    order="first_last",
    note="translated labels of Workday: the supervisory organization is the department",
)

# Invantive: Exact Online data model, Payroll.Employees (labels); those of the job from general knowledge.
EXACT = export(
    "exact_werknemers",
    "Exact Online",
    "nl",
    cols(
        "Medewerkernummer=employee_id | Voorletters=initials | Roepnaam=first_name | "
        "Geboortenaam Voorvoegsel=name_prefix | Geboortenaam=birth_name | Achternaam=last_name | "
        "Volledige naam=full_name | Geslacht=gender | Geboortedatum=birth_date | Geboorteplaats=sensitive | "
        "Burgerservicenummer=national_id | Adres Straat=home_address | Adres Straat Nummer=home_address | "
        "Zakelijk E-mailadres=email | Privé E-mailadres=personal_email | Zakelijk telefoonnummer=phone | "
        "Privé mobiel=personal_phone | Afdeling omschrijving=department | Functie omschrijving=title | "
        "Vestiging=location | Datum in dienst=hire_date | Datum uit dienst=termination_date | "
        "Manager medewerkernummer=manager_id | Aangemaakt=record_date",
        {
            "Geboortenaam Voorvoegsel": sometimes(0.2, one_of("van", "de")),
            "Geboortenaam": of("last_name"),
            "Geslacht": gender("V", "M"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
            "Geboorteplaats": one_of("Utrecht", "Breda", "Paramaribo"),
            "Burgerservicenummer": pattern("#########"),
            "Adres Straat": lambda person, rng: person.street.rsplit(" ", 1)[0],
            "Adres Straat Nummer": lambda person, rng: person.street.rsplit(" ", 1)[1],
            "Datum in dienst": day("hired_on", "%d-%m-%Y"),
            "Datum uit dienst": day("last_day", "%d-%m-%Y"),
            "Aangemaakt": day("first_hired_on", "%d-%m-%Y 10:31"),
        },
    ),
    {
        "email": "Zakelijk E-mailadres",
        "employee_id": "Medewerkernummer",
        "first_name": "Roepnaam",
        "last_name": "Achternaam",
        "title": "Functie omschrijving",
        "department": "Afdeling omschrijving",
        "location": "Vestiging",
        "phone": "Zakelijk telefoonnummer",
        "hire_date": "Datum in dienst",
        "termination_date": "Datum uit dienst",
        "manager": "Manager medewerkernummer",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    order="first_last",
    full_name_instead=("Volledige naam",),
    note="the birth name is another column than the family name, and private",
)

# From general knowledge: a Belgian payroll provider; codes of the payroll next to their descriptions.
SD_WORX = export(
    "sdworx_personeelslijst",
    "SD Worx",
    "nl-BE",
    cols(
        "Werkgevernr.=company_code | Werknemersnr.=employee_id | Naam en voornaam=full_name | "
        "INSZ=national_id | Statuut=employment_type | Taal=other | Datum indiensttreding=hire_date | "
        "Datum uitdiensttreding=termination_date | Reden uit dienst=termination_reason | "
        "Functie=title | Dienst=department | Vestigingseenheid=location | Paritair comité=other | "
        "Leidinggevende=manager_name | Nr. leidinggevende=manager_id | E-mail werk=email | "
        "E-mail privé=personal_email | GSM werk=mobile | Brutoloon=pay | Rekeningnummer=iban | "
        "Personen ten laste=sensitive",
        {
            "Werkgevernr.": fixed("0417233"),
            "Werknemersnr.": number("{:07}"),
            "Naam en voornaam": last_first,
            "INSZ": pattern("##.##.##-###.##"),
            "Statuut": one_of("Bediende", "Bediende", "Arbeider", "Kaderlid"),
            "Taal": one_of("N", "N", "F"),
            "Datum indiensttreding": day("hired_on", "%d/%m/%Y"),
            "Datum uitdiensttreding": day("last_day", "%d/%m/%Y"),
            "Reden uit dienst": state("", "", "", "Ontslag door werknemer"),
            "Paritair comité": one_of("200", "209"),
            "Leidinggevende": manager_last_first,
            "Nr. leidinggevende": manager_number("{:07}"),
            "Brutoloon": pay("{:.2f}", comma=True),
            "Rekeningnummer": pattern("BE## #### #### ####"),
            "Personen ten laste": one_of("0", "1", "2"),
        },
    ),
    {
        "email": "E-mail werk",
        "employee_id": "Werknemersnr.",
        "full_name": "Naam en voornaam",
        "title": "Functie",
        "department": "Dienst",
        "location": "Vestigingseenheid",
        "phone": "GSM werk",
        "hire_date": "Datum indiensttreding",
        "termination_date": "Datum uitdiensttreding",
        "manager": "Nr. leidinggevende",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates="%d/%m/%Y",
    order="last_first",
    note="`Statuut` is a kind of contract; `Dienst` is the department",
)

# From general knowledge.
DANLON = export(
    "danlon_medarbejdere",
    "Danløn",
    "da",
    cols(
        "Medarb.nr.=employee_id | CPR-nr.=national_id | Navn=full_name | Adresse=home_address | "
        "Postnr.=home_address | E-mail=email | Mobil=any_phone | Stilling=title | Afdeling=department | "
        "Arbejdssted=location | Ansat dato=hire_date | Fratrådt dato=termination_date | "
        "Lønform=employment_type | Timeløn/månedsløn=pay | Reg.nr.=iban | Kontonr.=iban | "
        "Nærmeste leder=manager_name | Skattekort=sensitive | Status=status",
        {
            "CPR-nr.": lambda person, rng: f"{person.born_on:%d%m%y}-{person.digits[:4]}",
            "Adresse": of("street"),
            "Postnr.": of("zip_code"),
            "Ansat dato": day("hired_on", "%d-%m-%Y"),
            "Fratrådt dato": day("last_day", "%d-%m-%Y"),
            "Lønform": one_of("Månedslønnet", "Månedslønnet", "Timelønnet"),
            "Timeløn/månedsløn": pay("{:.2f}", comma=True),
            "Reg.nr.": pattern("####"),
            "Kontonr.": pattern("##########"),
            "Skattekort": one_of("Hovedkort", "Bikort", "Frikort"),
            "Status": state("Ansat", "Orlov", "Ansat", "Fratrådt"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Medarb.nr.",
        "full_name": "Navn",
        "title": "Stilling",
        "department": "Afdeling",
        "location": "Arbejdssted",
        "hire_date": "Ansat dato",
        "termination_date": "Fratrådt dato",
        "status": "Status",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    dates="%d-%m-%Y",
    status={"Ansat": "active", "Orlov": "leave", "Fratrådt": "inactive"},
    order="first_last",
    optional={"phone": ("Mobil",)},
    note="the manager only by name; much that is private",
)

GERMANIC: tuple[Export, ...] = (SAP_EC, ABACUS, WORKDAY_DE, EXACT, SD_WORX, DANLON)
