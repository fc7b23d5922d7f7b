"""Exports in Dutch, Swedish and Italian.

Belongs here and does not: as in `directories.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    initials,
    manager_email,
    manager_last_first,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_DMY = "%d/%m/%Y"

# From general knowledge: a report of HR2day.
HR2DAY = export(
    "hr2day_medewerkers",
    "HR2day",
    "nl",
    cols(
        "Medewerkernr=employee_id | Roepnaam=first_name | Voorletters=initials | Voorvoegsel=other | "
        "Achternaam=last_name | Geboortenaam=birth_name | Geslacht=gender | Geboortedatum=birth_date | "
        "BSN=national_id | Werkgever=company | Directie=division | Afdeling=department | "
        "Afdelingscode=department_code | Kostenplaats=cost_center_code | Functie=title | "
        "Functieschaal=job_level | Standplaats=location | Leidinggevende=manager_name | "
        "Leidinggevende (medewerkernr)=manager_id | In dienst=hire_date | "
        "In dienst concern=original_hire_date | Uit dienst=termination_date | Reden uit dienst=other | "
        "Status arbeidsrelatie=status | Soort contract=employment_type | Deeltijd %=fte | "
        "E-mail werk=email | E-mail privé=personal_email | Telefoon werk=phone | Mobiel werk=mobile | "
        "Bruto maandsalaris=pay | IBAN=iban",
        {
            "Medewerkernr": number("{:06}"),
            "Voorletters": initials,
            "Voorvoegsel": sometimes(0.2, one_of("van", "de", "van der")),
            "Geboortenaam": sometimes(0.3, of("last_name")),
            "Geslacht": gender("Vrouw", "Man"),
            "Geboortedatum": day("born_on", "%d-%m-%Y"),
            "BSN": pattern("#########"),
            "Werkgever": fixed("Stichting Waterhof"),
            "Leidinggevende (medewerkernr)": manager_number("{:06}"),
            "In dienst": day("hired_on", "%d-%m-%Y"),
            "In dienst concern": day("first_hired_on", "%d-%m-%Y"),
            "Uit dienst": day("last_day", "%d-%m-%Y"),
            "Reden uit dienst": state("", "", "", "Eigen verzoek"),
            "Status arbeidsrelatie": state("Actief", "Onbetaald verlof", "Actief", "Beëindigd"),
            "Soort contract": one_of("Onbepaalde tijd", "Onbepaalde tijd", "Bepaalde tijd"),
            "Deeltijd %": hours("100", "66,67"),
            "Bruto maandsalaris": lambda person, rng: f"{person.salary // 13},00",
            "IBAN": pattern("NL## BANK #### #### ##"),
        },
    ),
    {
        "email": "E-mail werk",
        "employee_id": "Medewerkernr",
        "first_name": "Roepnaam",
        "last_name": "Achternaam",
        "title": "Functie",
        "department": "Afdeling",
        "location": "Standplaats",
        "phone": ("Telefoon werk", "Mobiel werk"),
        "hire_date": "In dienst",
        "termination_date": "Uit dienst",
        "status": "Status arbeidsrelatie",
        "manager": "Leidinggevende (medewerkernr)",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Actief": "active", "Onbetaald verlof": "leave", "Beëindigd": "inactive"},
    note="dates whose headers do not say that they are dates; a part of the last name in another column",
)

# From general knowledge: a file of Heroma, the HR system of Swedish regions and municipalities.
HEROMA = export(
    "heroma_personalfil",
    "Heroma",
    "sv",
    cols(
        "Personnummer=national_id | Anst.nr=employee_id | Efternamn=last_name | Förnamn=first_name | "
        "Användarid=username | E-post arbete=email | Tfn arbete=phone | Mobil arbete=mobile | "
        "Tfn bostad=personal_phone | Org.nivå 2=division | Org.enhet=department | "
        "Org.enhet kod=department_code | Ansvar=cost_center_code | Befattning=title | "
        "Befattn.kod=title_code | Arbetsplats=location | Anställningsform=employment_type | "
        "Syss.grad=fte | Anst from=hire_date | Anst tom=termination_date | "
        "Första anst.dag=original_hire_date | Chef=manager_name | Chef anst.nr=manager_id | "
        "Chef e-post=manager_email | Frånvaroorsak=sensitive | Månadslön=pay | Facktillhörighet=sensitive",
        {
            "Personnummer": lambda person, rng: f"{person.born_on:%Y%m%d}-{person.digits[:4]}",
            "Anst.nr": number("{:07}"),
            "Anställningsform": one_of("Tillsvidare", "Tillsvidare", "Vikariat"),
            "Syss.grad": hours("100,00", "75,00"),
            "Chef": manager_last_first,
            "Chef anst.nr": manager_number("{:07}"),
            "Chef e-post": manager_email,
            "Frånvaroorsak": state("", "Föräldraledig", "", ""),
            "Månadslön": lambda person, rng: f"{person.salary // 2}",
            "Facktillhörighet": one_of("Kommunal", "Vision", ""),
        },
    ),
    {
        "email": "E-post arbete",
        "employee_id": "Anst.nr",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "title": "Befattning",
        "department": "Org.enhet",
        "location": "Arbetsplats",
        "phone": ("Tfn arbete", "Mobil arbete"),
        "hire_date": "Anst from",
        "termination_date": "Anst tom",
        "manager": ("Chef anst.nr", "Chef e-post"),
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to={"Chef anst.nr": "employee_id", "Chef e-post": "email"},
    note="from and through, as `from` and `tom`; the first column is the number of the state",
)

# From general knowledge: an extraction of Altamira HRM.
ALTAMIRA = export(
    "altamira_elenco_dipendenti",
    "Altamira HRM",
    "it",
    cols(
        "Matricola=employee_id | Codice Fiscale=national_id | Cognome=last_name | Nome=first_name | "
        "Sesso=gender | Data di nascita=birth_date | Azienda=company | Sede di lavoro=location | "
        "Direzione=division | Reparto=department | Centro di costo=cost_center_code | Mansione=title | "
        "Qualifica=other | Livello CCNL=pay | Tipo contratto=employment_type | Part-time %=fte | "
        "Data assunzione=hire_date | Data anzianità=original_hire_date | "
        "Scadenza contratto=planned_end | Data cessazione=termination_date | Motivo cessazione=other | "
        "Stato=status | Responsabile diretto=manager_name | Matricola responsabile=manager_id | "
        "E-mail aziendale=email | E-mail personale=personal_email | Telefono ufficio=phone | "
        "Cellulare aziendale=mobile | RAL=pay | IBAN=iban",
        {
            "Matricola": number("{:05}"),
            "Codice Fiscale": pattern("XXXYYY##A##H###Z"),
            "Sesso": gender("F", "M"),
            "Data di nascita": day("born_on", _DMY),
            "Azienda": fixed("Fontanelli S.p.A."),
            "Qualifica": one_of("Impiegato", "Operaio", "Quadro"),
            "Livello CCNL": one_of("3", "4", "5S"),
            "Tipo contratto": one_of("Tempo indeterminato", "Tempo indeterminato", "Tempo determinato"),
            "Part-time %": hours("", "50"),
            "Data assunzione": day("hired_on", _DMY),
            "Data anzianità": day("first_hired_on", _DMY),
            "Scadenza contratto": sometimes(0.1, one_of("31/12/2026", "30/06/2027")),
            "Data cessazione": day("last_day", _DMY),
            "Motivo cessazione": state("", "", "", "Dimissioni"),
            "Stato": state("In forza", "Aspettativa", "In forza", "Cessato"),
            "Responsabile diretto": manager_name,
            "Matricola responsabile": manager_number("{:05}"),
            "RAL": lambda person, rng: person.salary,
            "IBAN": pattern("IT##X##########000000######"),
        },
    ),
    {
        "email": "E-mail aziendale",
        "employee_id": "Matricola",
        "first_name": "Nome",
        "last_name": "Cognome",
        "title": "Mansione",
        "department": "Reparto",
        "location": "Sede di lavoro",
        "phone": ("Telefono ufficio", "Cellulare aziendale"),
        "hire_date": "Data assunzione",
        "termination_date": "Data cessazione",
        "status": "Stato",
        "manager": "Matricola responsabile",
    },
    form=Format(kind="excel", titles=(("Elenco dipendenti", "Estrazione del 02/11/2026"),)),
    refers_to="employee_id",
    dates=_DMY,
    status={"In forza": "active", "Aspettativa": "leave", "Cessato": "inactive"},
    note="dates as text in a workbook; the Qualifica is a category of law, the Mansione the job",
)

EUROPEAN: tuple[Export, ...] = (HR2DAY, HEROMA, ALTAMIRA)
