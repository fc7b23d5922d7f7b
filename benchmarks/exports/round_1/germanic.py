"""Held-out exports of German, Dutch, Swedish and Norwegian systems.

Belongs here and does not: as in `suites.py`.
"""

from datetime import timedelta

from benchmarks.exports.cells import (
    col,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    last_first,
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

# Labels of a personnel list of LOGA (P&I) and rexx.
LOGA = export(
    "loga_personalliste",
    "P&I LOGA",
    "de",
    cols(
        "Mandant=company_code | Pers.-Nr.=employee_id | Name, Vorname=full_name | "
        "Geb.-Datum=birth_date | Konfession=sensitive | Steuerklasse=sensitive | Eintritt=hire_date | "
        "Austritt=termination_date | Status=status | Vertragsart=employment_type | "
        "Kostenstelle=cost_center_code | OE-Kürzel=department_code | Organisationseinheit=department | "
        "Stellenbezeichnung=title | Dienstort=location | Tel. dienstlich=phone | "
        "Tel. privat=personal_phone | E-Mail dienstlich=email | E-Mail privat=personal_email | "
        "Vorgesetzte/r=manager_name | Vorg. Pers.-Nr.=manager_id",
        {
            "Mandant": fixed("100"),
            "Pers.-Nr.": number("{:07}"),
            "Name, Vorname": last_first,
            "Geb.-Datum": day_cell("born_on"),
            "Konfession": one_of("ev", "rk", "--"),
            "Steuerklasse": one_of("1", "3", "4", "5"),
            "Eintritt": day_cell("hired_on"),
            "Austritt": day_cell("last_day"),
            "Status": state("aktiv", "Elternzeit", "ruhend", "ausgeschieden"),
            "Vertragsart": one_of("unbefristet", "unbefristet", "befristet", "Ausbildung"),
            "Vorgesetzte/r": manager_last_first,
            "Vorg. Pers.-Nr.": manager_number("{:07}"),
        },
    ),
    {
        "email": "E-Mail dienstlich",
        "employee_id": "Pers.-Nr.",
        "full_name": "Name, Vorname",
        "title": "Stellenbezeichnung",
        "department": "Organisationseinheit",
        "location": "Dienstort",
        "phone": "Tel. dienstlich",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "status": "Status",
        "manager": "Vorg. Pers.-Nr.",
    },
    form=Format(
        kind="excel",
        titles=(
            ("Personalliste Mandant 100",),
            ("Stand:", "02.11.2026", "Erstellt von:", "Personalabteilung"),
            (),
        ),
        trailer=("Anzahl:", "{people}"),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"aktiv": "active", "Elternzeit": "leave", "ruhend": "ask", "ausgeschieden": "inactive"},
    order="last_first",
    note="a workbook with titles, real dates and a last row that counts",
)

# An ad hoc query of SAP HCM: codes, each followed by a column that is called Text.
SAP_QUERY = export(
    "sap_hcm_adhoc",
    "SAP HCM (Ad-hoc Query)",
    "de",
    (
        col("PersNr", "employee_id", number("{:08}")),
        *cols("Nachname=last_name | Vorname=first_name"),
        col("PersBer", "other", fixed("1000")),
        col("Text", "company", fixed("Hartmann Werke GmbH")),
        *cols("PTBer=location_code | Text=location | OrgEinheit=department_code | Text=department"),
        col("Planstelle", "position_id", other_number()),
        col("Text", "title"),
        col("MAGruppe", "employment_type", hours("1", "2")),
        col("Text", "employment_type", hours("Vollzeit", "Teilzeit")),
        col("Eintritt", "hire_date", day("hired_on", _DMY)),
        col("Austritt", "termination_date", day("last_day", _DMY, "31.12.9999")),
        col("Gültig bis", "record_date", fixed("31.12.9999")),
        col("E-Mail", "email"),
        col("PersNr Vorges.", "manager_id", manager_number("{:08}", "00000000")),
        col("GebDatum", "birth_date", day("born_on", _DMY)),
    ),
    {
        "email": "E-Mail",
        "employee_id": "PersNr",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "hire_date": "Eintritt",
        "termination_date": "Austritt",
        "manager": "PersNr Vorges.",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    must_ask=("department", "title", "location"),
    note="what is wanted is in five columns of one name, so a header can't say which",
)

# Kenjo: Manuelle Anlage von Mitarbeitern (labels of the fields).
KENJO = export(
    "kenjo_mitarbeiter",
    "Kenjo",
    "de",
    cols(
        "Mitarbeiter-ID=employee_id | Vorname=first_name | Nachname=last_name | "
        "Anzeigename=preferred_name | E-Mail (geschäftlich)=email | E-Mail (privat)=personal_email | "
        "Unternehmen=company | Büro=location | Abteilung=department | Bereich=division | "
        "Berufsbezeichnung=title | Einstellungsdatum=hire_date | Probezeit bis=record_date | "
        "Letzter Arbeitstag=termination_date | Berichtet an=manager_email | Aktiv=status | "
        "Geburtstag=birth_date | Telefon (geschäftlich)=phone | Telefon (privat)=personal_phone",
        {
            "Mitarbeiter-ID": number("HW{}"),
            "Unternehmen": fixed("Hartmann Werke GmbH"),
            "Einstellungsdatum": day("hired_on", _DMY),
            "Probezeit bis": lambda person, rng: (person.hired_on + timedelta(days=182)).strftime(_DMY),
            "Letzter Arbeitstag": day("last_day", _DMY),
            "Aktiv": state("Ja", "Ja", "Ja", "Nein"),
            "Geburtstag": day("born_on", _DMY),
        },
    ),
    {
        "email": "E-Mail (geschäftlich)",
        "employee_id": "Mitarbeiter-ID",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Berufsbezeichnung",
        "department": "Abteilung",
        "location": "Büro",
        "phone": "Telefon (geschäftlich)",
        "hire_date": "Einstellungsdatum",
        "termination_date": "Letzter Arbeitstag",
        "status": "Aktiv",
        "manager": "Berichtet an",
    },
    refers_to="email",
    dates=_DMY,
    status={"Ja": "active", "Nein": "inactive"},
)

# AFAS Profit: fields of the HelloID source connector (mapping.json), with employment and private data.
AFAS = export(
    "afas_medewerkers",
    "AFAS Profit",
    "nl",
    cols(
        "ExternalId=employee_id | Voorletters=initials | Voornaam=first_name | Roepnaam=preferred_name | "
        "Voorvoegsel=name_prefix | Geboortenaam=last_name | Voorvoegsel_partner=name_prefix | "
        "Geboortenaam_partner=partner_name | Naamgebruik_code=other | Geslacht=gender | "
        "Geboortedatum=birth_date | BSN=national_id | Email_werk=email | Email_prive=personal_email | "
        "UPN=username | Telefoonnr_werk=phone | Mobielnr_werk=mobile | Telefoonnr_prive=personal_phone | "
        "Werkgever_omschrijving=company | Organisatorische_eenheid_code=department_code | "
        "Organisatorische_eenheid_omschrijving=department | Functie_code=title_code | "
        "Functie_omschrijving=title | Kostenplaats_code=cost_center_code | "
        "Medewerkernummer_leidinggevende=manager_id | Begindatum_functie=position_date | "
        "Datum_in_dienst=hire_date | Datum_uit_dienst=termination_date | "
        "Soort_medewerker=employment_type | FTE=fte",
        {
            "ExternalId": number("{:06}"),
            "Medewerkernummer_leidinggevende": manager_number("{:06}"),
            "Roepnaam": of("first_name"),
            "Voorvoegsel": one_of("", "", "van", "de", "van der"),
            "Voorvoegsel_partner": sometimes(0.1, fixed("de")),
            "Geboortenaam_partner": sometimes(0.2, of("last_name")),
            "Naamgebruik_code": one_of("0", "0", "1", "3"),
            "Geslacht": gender("V", "M"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
            "BSN": pattern("#########"),
            "UPN": of("email"),
            "Werkgever_omschrijving": fixed("Stichting Waterhof"),
            "Begindatum_functie": day("in_job_since", "%d-%m-%Y"),
            "Datum_in_dienst": day("hired_on", "%d-%m-%Y"),
            "Datum_uit_dienst": day("last_day", "%d-%m-%Y"),
            "Soort_medewerker": one_of("Vast", "Vast", "Tijdelijk", "Stagiair"),
            "FTE": hours("1,00", "0,67"),
        },
    ),
    {
        "email": ("Email_werk", "UPN"),
        "employee_id": "ExternalId",
        "first_name": ("Roepnaam", "Voornaam"),
        "last_name": "Geboortenaam",
        "title": "Functie_omschrijving",
        "department": "Organisatorische_eenheid_omschrijving",
        "phone": ("Telefoonnr_werk", "Mobielnr_werk"),
        "hire_date": "Datum_in_dienst",
        "termination_date": "Datum_uit_dienst",
        "manager": "Medewerkernummer_leidinggevende",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    note="the birth name is the only family name; the prefix has a column of its own",
)

# Labels of a Swedish personnel register.
SWEDISH = export(
    "hogia_personalregister",
    "Hogia Lön",
    "sv",
    cols(
        "Anst.nr=employee_id | Förnamn=first_name | Efternamn=last_name | Personnr=national_id | "
        "Befattning=title | Avd.kod=department_code | Avdelning=department | Arbetsställe=location | "
        "E-post arbete=email | E-post privat=personal_email | Mobil arbete=mobile | "
        "Mobil privat=personal_phone | Anställningsform=employment_type | Anst.datum=hire_date | "
        "Avg.datum=termination_date | Närmaste chef=manager_name | Närmaste chef anst.nr=manager_id | "
        "Månadslön=pay | Clearingnr=iban",
        {
            "Personnr": pattern("19######-####"),
            "Anställningsform": one_of("Tillsvidare", "Tillsvidare", "Visstid", "Provanställning"),
            "Månadslön": pay("{:.0f}"),
            "Clearingnr": pattern("####-#"),
        },
    ),
    {
        "email": "E-post arbete",
        "employee_id": "Anst.nr",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "title": "Befattning",
        "department": "Avdelning",
        "location": "Arbetsställe",
        "phone": "Mobil arbete",
        "hire_date": "Anst.datum",
        "termination_date": "Avg.datum",
        "manager": "Närmaste chef anst.nr",
    },
    form=Format(delimiter=";", encoding="cp1252"),
    refers_to="employee_id",
)

# 24SevenOffice: Kom i gang med onboarding fra Visma Lønn (columns of the list of employees).
VISMA_LONN = export(
    "visma_lonn_ansattliste",
    "Visma Lønn",
    "nb",
    cols(
        "Ans.nr=employee_id | Navn=full_name | Mobiltelefon=any_phone | E-postadresse=email | "
        "Avdeling=department | Ansettelsesforhold=other | Adresse 1=home_address | "
        "Ansattdato=hire_date | Avlønningstype=employment_type | Bankkonto=iban | "
        "Fødselsnr=national_id | Postnr=home_address | Sluttdato=termination_date | Stillingsbrøk=fte | "
        "Årslønn=pay | Yrke=title | Årsak til sluttdato=termination_reason",
        {
            "Ansettelsesforhold": fixed("1"),
            "Adresse 1": of("street"),
            "Ansattdato": day("hired_on", _DMY),
            "Avlønningstype": one_of("Fastlønn", "Fastlønn", "Timelønn"),
            "Bankkonto": pattern("####.##.#####"),
            "Fødselsnr": pattern("0##########"),
            "Postnr": of("zip_code"),
            "Sluttdato": day("last_day", _DMY),
            "Stillingsbrøk": hours("100", "60"),
            "Årslønn": pay("{:.0f}"),
            "Årsak til sluttdato": state("", "", "", "Egen oppsigelse"),
        },
    ),
    {
        "email": "E-postadresse",
        "employee_id": "Ans.nr",
        "full_name": "Navn",
        "title": "Yrke",
        "department": "Avdeling",
        "hire_date": "Ansattdato",
        "termination_date": "Sluttdato",
    },
    form=Format(kind="excel"),
    dates=_DMY,
    order="first_last",
    optional={"phone": ("Mobiltelefon",)},
    note="a national id with a leading zero that is as unique as the employee's number",
)

GERMANIC: tuple[Export, ...] = (LOGA, SAP_QUERY, KENJO, AFAS, SWEDISH, VISMA_LONN)
