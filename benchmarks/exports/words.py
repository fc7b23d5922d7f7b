"""The words of an invented company, for each locale: names, titles, departments, places, phones.

Belongs here: fixed pools. Does not: random choice (`people.py`). Nobody here is a real person: the pools are
common names, combined at random. Some names are those of the demo's companies.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from qooper_assets.demo.names import BENGAL, GERMANY, WORLD, Name


class Place(NamedTuple):
    """An office: its name, a code, city, country, and the form of its phone numbers."""

    name: str
    code: str
    city: str
    country: str
    phone: str


@dataclass(frozen=True)
class Words:
    """What the people of one company are called, do, and where they are."""

    domain: str
    given: tuple[Name, ...]
    family: tuple[Name, ...]
    heads: tuple[str, ...]
    titles: tuple[str, ...]
    departments: tuple[str, ...]
    divisions: tuple[str, ...]
    places: tuple[Place, ...]
    mobile: str
    zip_code: str
    streets: tuple[str, ...]
    private_hosts: tuple[str, ...]


_SPELLED_OUT = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ö": "o", "ł": "l"})


def name_list(text: str) -> tuple[Name, ...]:
    found = []
    for entry in text.split(","):
        written, _, latin = entry.strip().partition("=")
        plain = unicodedata.normalize("NFKD", written.lower().translate(_SPELLED_OUT))
        found.append(Name(written, latin or re.sub("[^a-z]", "", plain)))
    return tuple(found)


def split(text: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in text.split("|"))


def places(text: str) -> tuple[Place, ...]:
    return tuple(Place(*(part.strip() for part in entry.split("/"))) for entry in text.split("|"))


AMERICAN = Words(
    domain="northfield.example",
    given=WORLD.pools[0].given
    + name_list(
        "Emily, Sarah, Michael, Robert, Laura, Kevin, Rachel, Daniel, Priya, Wei, Carlos, Fatima, Ethan, "
        "Olivia"
    ),
    family=WORLD.pools[0].family
    + name_list(
        "Nguyen, Patel, Garcia, Kim, Anderson, Wright, Thompson, Chen, Rivera, Ahmed, Kowalski, Schmidt, "
        "Young"
    ),
    heads=split(
        "Vice President, Operations|Director of Engineering|Head of People|Senior Manager, Finance|Team Lead"
    ),
    titles=split(
        "Software Engineer|Senior Software Engineer|Staff Engineer|Data Analyst|Data Engineer|"
        "Product Manager|Product Designer|UX Researcher|QA Engineer|Site Reliability Engineer|"
        "Security Analyst|IT Support Specialist|Accountant|Senior Accountant|Financial Analyst|"
        "Payroll Specialist|Accounts Payable Clerk|Tax Associate|Account Executive|"
        "Sales Development Representative|Customer Success Manager|Support Specialist|Recruiter|"
        "HR Generalist|HR Business Partner|Learning Consultant|Paralegal|Legal Counsel|"
        "Marketing Coordinator|Content Strategist|Brand Manager|Executive Assistant|Office Manager|Buyer|"
        "Supply Planner|Warehouse Associate|Quality Inspector|Maintenance Technician|Registered Nurse|"
        "Lab Technician"
    ),
    departments=split(
        "Engineering|Product|Design|Finance|People Operations|Sales|Marketing|Customer Support|Legal|IT|"
        "Supply Chain|Facilities"
    ),
    divisions=split("Corporate|Commercial|Technology|Operations"),
    places=places(
        "New York HQ/NYC01/New York/US/(212) 555-01##|Austin/AUS02/Austin/US/(512) 555-01##|"
        "Chicago/CHI01/Chicago/US/(312) 555-01##|Denver/DEN01/Denver/US/(303) 555-01##|"
        "Seattle/SEA01/Seattle/US/(206) 555-01##|Atlanta/ATL03/Atlanta/US/(404) 555-01##|"
        "Boston/BOS01/Boston/US/(617) 555-01##|Remote - US/REM00/Columbus/US/(614) 555-01##"
    ),
    mobile="(646) 555-01##",
    zip_code="#####",
    streets=split("Maple Ave|Oak Street|2nd Street|Lakeview Drive|Cedar Lane"),
    private_hosts=split("gmail.com|yahoo.com|hotmail.com|icloud.com"),
)

BRITISH = replace(
    AMERICAN,
    domain="ashworth.example",
    places=places(
        "London Bridge/LON1/London/United Kingdom/020 7946 0###|"
        "Manchester/MAN1/Manchester/United Kingdom/0161 496 0###|"
        "Leeds/LEE1/Leeds/United Kingdom/0113 496 0###|Bristol/BRI1/Bristol/United Kingdom/0117 496 0###|"
        "Edinburgh/EDI1/Edinburgh/United Kingdom/0131 496 0###|"
        "Cardiff/CAR1/Cardiff/United Kingdom/029 2018 0###|Dublin/DUB1/Dublin/Ireland/+353 1 496 0###|"
        "Home based/HOME/Reading/United Kingdom/0118 496 0###"
    ),
    mobile="07700 900###",
    zip_code="LS# #QT",
    private_hosts=split("gmail.com|hotmail.co.uk|btinternet.com"),
)

INDIAN = replace(
    AMERICAN,
    domain="sahyadri.example",
    given=BENGAL.pools[0].given + BENGAL.pools[2].given,
    family=BENGAL.pools[0].family + BENGAL.pools[2].family,
    places=places(
        "Bengaluru - Whitefield/BLR1/Bengaluru/India/+91 80 4000 ####|"
        "Pune - Hinjewadi/PNQ1/Pune/India/+91 20 6600 ####|"
        "Mumbai - BKC/BOM1/Mumbai/India/+91 22 6100 ####|Gurugram/GGN1/Gurugram/India/+91 124 400 ####|"
        "Hyderabad/HYD1/Hyderabad/India/+91 40 6700 ####|Chennai/MAA1/Chennai/India/+91 44 4200 ####|"
        "Kolkata/CCU1/Kolkata/India/+91 33 4400 ####|Kochi/COK1/Kochi/India/+91 484 400 ####"
    ),
    mobile="98########",
    zip_code="######",
    streets=split("MG Road|Link Road|Station Road|Park Street"),
    private_hosts=split("gmail.com|yahoo.co.in|rediffmail.com"),
)

GERMAN = Words(
    domain="hartmann-werke.example",
    given=GERMANY.pools[0].given,
    family=GERMANY.pools[0].family + name_list("Yilmaz, Kaya, Nowak, Petrovic, Nguyen"),
    heads=split(
        "Bereichsleiter Produktion|Abteilungsleiterin Finanzen|Teamleiter Logistik|Leiterin Personal"
    ),
    titles=(
        *GERMANY.titles,
        *split(
            "Softwareentwickler|Systemadministratorin|Controllerin|Personalreferent|Projektleiterin|"
            "Disponent|Einkäuferin|Vertriebsinnendienst|Assistentin der Geschäftsführung|Mechatroniker|"
            "Staplerfahrer|Qualitätsmanagerin|Prozessingenieur|Werkzeugmacher|Kundenberaterin|"
            "Referent Recht|Marketingreferentin"
        ),
    ),
    departments=(*GERMANY.departments, "Recht"),
    divisions=split("Zentrale Dienste|Technik|Vertrieb & Service|Produktion"),
    places=places(
        "Werk Köln/K01/Köln/DE/0221 4710-###|Zentrale Berlin/B01/Berlin/DE/030 23125-###|"
        "München/M01/München/DE/089 99998-###|Frankfurt am Main/F01/Frankfurt/DE/069 90009-###|"
        "Hamburg/HH1/Hamburg/DE/040 66969-###|Stuttgart/S01/Stuttgart/DE/0711 55500-###|"
        "Leipzig/L01/Leipzig/DE/0341 55500-###|Fürstenwalde/FW1/Fürstenwalde/DE/03361 5550-##"
    ),
    mobile="0171 392####",
    zip_code="#####",
    streets=split("Hauptstraße|Gartenweg|Bahnhofstr.|Am Mühlbach|Lindenallee"),
    private_hosts=split("gmx.de|web.de|gmail.com|t-online.de"),
)

SWISS = replace(
    GERMAN,
    domain="baerlocher.example",
    places=places(
        "Zürich/ZH/Zürich/CH/+41 44 555 ## ##|Bern/BE/Bern/CH/+41 31 555 ## ##|"
        "Basel/BS/Basel/CH/+41 61 555 ## ##|Luzern/LU/Luzern/CH/+41 41 555 ## ##|"
        "St. Gallen/SG/St. Gallen/CH/+41 71 555 ## ##|Winterthur/WI/Winterthur/CH/+41 52 555 ## ##|"
        "Chur/GR/Chur/CH/+41 81 555 ## ##|Zug/ZG/Zug/CH/+41 41 556 ## ##"
    ),
    mobile="+41 79 555 ## ##",
    zip_code="8###",
    private_hosts=split("bluewin.ch|gmail.com|gmx.ch"),
)

FRENCH = Words(
    domain="valmont.example",
    given=WORLD.pools[3].given
    + name_list("Camille, Julien, Sophie, Nicolas, Élodie, Mathieu, Inès, Karim, Céline, Antoine"),
    family=WORLD.pools[3].family
    + name_list(
        "Martin, Bernard, Petit, Moreau, Laurent, Girard, Roux, Fontaine, Chevalier, Benali, Diallo, Le Goff"
    ),
    heads=split("Directeur des opérations|Directrice financière|Responsable RH|Chef de service"),
    titles=split(
        "Ingénieur logiciel|Chargée de recrutement|Comptable|Contrôleur de gestion|"
        "Assistante de direction|Technicien de maintenance|Chef de projet|Juriste|Gestionnaire de paie|"
        "Acheteur|Commercial sédentaire|Attachée commerciale|Chargé d'études|Développeuse|"
        "Administrateur systèmes|Magasinier|Conducteur de ligne|Responsable qualité|"
        "Chargée de communication|Infirmière|Agent d'accueil|Rédacteur territorial|Analyste|"
        "Préparateur de commandes|Ouvrier qualifié|Conseillère clientèle|Formateur|Data analyst"
    ),
    departments=split(
        "Direction générale|Finance|Ressources humaines|Achats|Ventes|Marketing|Production|Qualité|"
        "Logistique|Systèmes d'information|Juridique|Services généraux"
    ),
    divisions=split("Siège|Industrie|Commerce|Support"),
    places=places(
        "Paris La Défense/PAR/Paris/France/01 99 00 ## ##|Lyon Part-Dieu/LYO/Lyon/France/04 65 71 ## ##|"
        "Lille/LIL/Lille/France/03 53 01 ## ##|Nantes/NTE/Nantes/France/02 61 91 ## ##|"
        "Toulouse/TLS/Toulouse/France/05 36 49 ## ##|Marseille/MRS/Marseille/France/04 65 72 ## ##|"
        "Strasbourg/SXB/Strasbourg/France/03 53 02 ## ##|Rennes/RNS/Rennes/France/02 61 92 ## ##"
    ),
    mobile="06 39 98 ## ##",
    zip_code="#####",
    streets=split("rue des Lilas n°|avenue de la République n°|impasse du Moulin n°|bd Victor Hugo n°"),
    private_hosts=split("gmail.com|orange.fr|free.fr|laposte.net"),
)

DUTCH = Words(
    domain="waterhof.example",
    given=WORLD.pools[5].given
    + name_list("Pieter, Marieke, Bram, Lotte, Jeroen, Saskia, Ruben, Esther, Maarten, Fleur, Koen"),
    family=name_list(
        "Berg, Vries, Dijkstra, Janssen, Bakker, Visser, Smit, Meijer, Mulder, Bos, Hendriks, Kuipers, Postma"
    ),
    heads=split("Directeur bedrijfsvoering|Hoofd financiën|Teamleider zorg|Manager HR"),
    titles=split(
        "Beleidsmedewerker|Verpleegkundige|Administratief medewerker|Applicatiebeheerder|"
        "Systeembeheerder|Controller|Salarisadministrateur|Recruiter|HR-adviseur|Projectleider|Inkoper|"
        "Jurist|Communicatieadviseur|Planner|Begeleider|Docent|Onderwijsassistent|Secretaresse|Monteur|"
        "Magazijnmedewerker|Kwaliteitsmedewerker|Data-analist|Softwareontwikkelaar|Klantadviseur|"
        "Facilitair medewerker|Kok|Fysiotherapeut"
    ),
    departments=split(
        "Zorg & Welzijn|Financiën|Personeel & Organisatie|ICT|Inkoop|Communicatie|Kwaliteit|Onderwijs|"
        "Juridische zaken|Facilitair bedrijf|Klantcontact|Directie"
    ),
    divisions=split("Primair proces|Ondersteuning|Staf"),
    places=places(
        "Amsterdam Zuid/AMS/Amsterdam/Nederland/020 555 01 ##|"
        "Utrecht/UTR/Utrecht/Nederland/030 555 01 ##|Rotterdam/RTD/Rotterdam/Nederland/010 555 01 ##|"
        "Eindhoven/EIN/Eindhoven/Nederland/040 555 01 ##|Groningen/GRQ/Groningen/Nederland/050 555 01 ##|"
        "Zwolle/ZWO/Zwolle/Nederland/038 555 01 ##|Arnhem/ARN/Arnhem/Nederland/026 555 01 ##|"
        "'s-Hertogenbosch/DBO/'s-Hertogenbosch/Nederland/073 555 01 ##"
    ),
    mobile="06-555#####",
    zip_code="#### AB",
    streets=split("Dorpsstraat|Kerkweg|Stationsplein|Molenlaan"),
    private_hosts=split("gmail.com|ziggo.nl|kpnmail.nl|hotmail.com"),
)
