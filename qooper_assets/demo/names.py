"""The words that rosters are made of: names in many scripts, titles, departments, offices, skills.

Belongs here: fixed pools, and the Latin spelling of a name for its e-mail address. Does not: random
choice (`people.py`). Nobody here is a real person: the pools are common names, combined at random.
"""

import re
import unicodedata
from typing import NamedTuple


class Name(NamedTuple):
    """One name as its bearer writes it, and in letters a-z for an e-mail address."""

    written: str
    latin: str


class Pool(NamedTuple):
    """Given and family names that go together; `weight` is their share of a company."""

    weight: int
    given: tuple[Name, ...]
    family: tuple[Name, ...]


class Words(NamedTuple):
    """Names, titles, departments, offices and skills of one company."""

    pools: tuple[Pool, ...]
    married_names: tuple[Name, ...]
    heads: tuple[str, str, str, str]
    """The titles of leaders, from the top down."""
    titles: tuple[str, ...]
    """The titles of people who lead nobody."""
    departments: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]
    """The place, and a phone number from the range that the country reserves for fiction, if it does."""
    skills: tuple[str, ...]


_NO_ACCENT = str.maketrans(
    {"ß": "ss", "ł": "l", "đ": "d", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""As spelled out in Germany; elsewhere the dots are dropped."""


def _latin(written: str, spelling: dict[int, str]) -> str:
    plain = unicodedata.normalize("NFKD", written.lower().translate(spelling).translate(_NO_ACCENT))
    return re.sub("[^a-z]", "", plain)


def _names(text: str, spelling: dict[int, str]) -> tuple[Name, ...]:
    """Parse comma-separated names; `李=li` gives a Latin spelling that can't be derived from the letters."""
    found = []
    for entry in text.split(","):
        written, _, latin = entry.strip().partition("=")
        whole = unicodedata.normalize("NFC", written)
        found.append(Name(whole, latin or _latin(whole, spelling)))
    return tuple(found)


def _pool(weight: int, given: str, family: str, spelling: dict[int, str] | None = None) -> Pool:
    return Pool(weight, _names(given, spelling or {}), _names(family, spelling or {}))


_EVERYWHERE: tuple[Pool, ...] = (
    _pool(  # English
        26,
        "James, Mary, Linda, David, Karen, Brian, Ashley, Tyrone, Keisha, Megan, Owen, Grace, Mary Ann",
        "Smith, Johnson, O'Neil, O’Brien, McAllister, Washington, Taylor-Jones, Clarke, Hughes, Baker, "
        "St. John, Fitzgerald, Reed, Cooper, Murphy, Brooks",
    ),
    _pool(  # Names that software takes for something else (P28)
        1,
        "Jennifer, Kim, Drew, Lee, True, Jean-Luc",
        "Null, NA, True, None, False, Nan, Test, Inf, Void, Nil, Undefined",
    ),
    _pool(  # German
        9,
        "Jürgen, Jörg, Käthe, Björn, Anneliese, Günther, Lukas, Zoë, Renate, Matthias",
        "Müller, Schröder, Groß, Weiß, Krämer, Jäger, Schäfer, von der Heide, Böhm, Vogel, Köhler",
    ),
    _pool(  # French
        7,
        "Renée, François, Hélène, Jean-Baptiste, Chloé, Loïc, Aurélie, Gaël, Maëlys, Théo",
        "Lefèvre, Dubois, D'Arcy, Bélanger, de La Fontaine, Guérin, Noël, Garçon, Lemaître, Œuvrard",
    ),
    _pool(  # Spanish and Portuguese
        9,
        "José, María José, Iñaki, Begoña, Joaquín, Inês, João, Conceição, Andrés, Lucía, Álvaro",
        "García López, Núñez, Peña, Ibáñez, Muñoz Díaz, Gonçalves, Magalhães, "
        "da Conceição, de la Cruz, Ordóñez",
    ),
    _pool(  # Dutch
        4,
        "Daan, Sanne, Joost, Femke, Willem, Anouk, Thijs, Noor",
        "van der Berg, de Vries, van 't Hoff, ter Horst, Dijkstra, van den Broek, IJsbrand, Janssen",
    ),
    _pool(  # Polish
        5,
        "Łukasz, Małgorzata, Żaneta, Michał, Grażyna, Paweł, Zofia, Świętosław",
        "Wójcik, Nowak, Król, Zając, Wróbel, Mazur, Gołąb, Źrebiec, Dąbek, Śliwa",
    ),
    _pool(  # Turkish
        4,
        "Işıl, İbrahim, Gülşen, Çağlar, Şebnem, Oğuz, Ümit, Aslı",
        "Yılmaz, Öztürk, Şahin, Çelik, Kılıç, Güneş, İnan, Doğan, Işık",
    ),
    _pool(  # Vietnamese
        5,
        "Thị Hường, Văn Đức, Ngọc Ánh, Quốc Bảo, Thùy Dương, Hữu Nghĩa, Minh Tuấn, Đình Phúc",
        "Nguyễn, Trần, Lê, Phạm, Huỳnh, Võ, Đặng, Bùi, Đỗ, Ngô",
    ),
    _pool(  # Icelandic, women
        1, "Guðrún, Sigríður, Björk, Þórdís, Ásta", "Jónsdóttir, Þórsdóttir, Magnúsdóttir, Ævarsdóttir"
    ),
    _pool(  # Icelandic, men
        1, "Þorsteinn, Ólafur, Sæmundur, Örn, Davíð", "Jónsson, Guðmundsson, Þórðarson, Eiríksson"
    ),
    _pool(  # Ukrainian
        4,
        "Олександр=oleksandr, Наталія=nataliia, Сергій=serhii, Ольга=olha, Євген=yevhen, Юлія=yuliia",
        "Шевченко=shevchenko, Коваленко=kovalenko, Бондаренко=bondarenko, Ткаченко=tkachenko, "
        "Ґудзь=gudz, Їжак=yizhak",
    ),
    _pool(  # Bulgarian and Serbian
        2,
        "Георги=georgi, Милица=milica, Љубица=ljubica, Стефан=stefan, Ђорђе=djordje, Никола=nikola",
        "Петковић=petkovic, Јовановић=jovanovic, Николић=nikolic, Ђурић=djuric, Живковић=zivkovic",
    ),
    _pool(  # Greek
        2,
        "Γιώργος=giorgos, Νίκος=nikos, Θανάσης=thanasis, Οδυσσέας=odysseas, Γιάννης=giannis",
        "Παπαδόπουλος=papadopoulos, Οικονόμου=oikonomou, Γεωργίου=georgiou, Καραγιάννης=karagiannis",
    ),
    _pool(  # Arabic
        4,
        "محمد=mohammed, فاطمة=fatima, أحمد=ahmed, ليلى=layla, يوسف=youssef, مريم=maryam, عبد الله=abdullah",
        "الحسن=alhassan, المصري=almasri, حداد=haddad, بن علي=benali, خوري=khoury, القاسم=alqasim",
    ),
    _pool(  # Hebrew
        2,
        "דוד=david, שרה=sarah, יעקב=yaakov, רחל=rachel, נועם=noam, תמר=tamar",
        "כהן=cohen, לוי=levi, מזרחי=mizrahi, פרידמן=friedman, בן־דוד=bendavid",
    ),
    _pool(  # Chinese
        6,
        "伟=wei, 秀英=xiuying, 娜=na, 敏=min, 静怡=jingyi, 浩然=haoran, 子轩=zixuan, 建國=jianguo",
        "王=wang, 李=li, 張=zhang, 刘=liu, 陈=chen, 欧阳=ouyang, 黄=huang, 趙=zhao, 司馬=sima",
    ),
    _pool(  # Japanese
        4,
        "さくら=sakura, 健太=kenta, 美咲=misaki, マリア=maria, 翔=sho, ゆうき=yuki, 直子=naoko",
        "佐藤=sato, 鈴木=suzuki, 髙橋=takahashi, 田中=tanaka, 渡邊=watanabe, 伊藤=ito, 齋藤=saito",
    ),
    _pool(  # Korean
        4,
        "민준=minjun, 서연=seoyeon, 지훈=jihun, 하은=haeun, 도윤=doyun, 수빈=subin",
        "김=kim, 이=lee, 박=park, 최=choi, 정=jung, 남궁=namgung",
    ),
    _pool(  # Hindi and Marathi
        5,
        "प्रिया=priya, अर्जुन=arjun, लक्ष्मी=lakshmi, विक्रम=vikram, आदित्य=aditya, सुनीता=sunita",
        "शर्मा=sharma, पटेल=patel, गुप्ता=gupta, कुलकर्णी=kulkarni, श्रीवास्तव=shrivastava",
    ),
    _pool(  # Thai
        2,
        "สมชาย=somchai, สุดารัตน์=sudarat, ปิยะ=piya, กมลวรรณ=kamonwan, ณัฐวุฒิ=nattawut",
        "แสงทอง=saengthong, ศรีสุข=srisuk, วงศ์สวัสดิ์=wongsawat, ชัยวัฒน์=chaiwat",
    ),
    _pool(  # One name only: the last name stays blank
        1, "Suharto, Wulandari, Thiruvalluvar, Mahendran, Soekarno, Madhuri, Dewi, Kartika", ""
    ),
)

_GERMANY: tuple[Pool, ...] = (
    _pool(  # German
        76,
        "Jürgen, Jörg, Käthe, Björn, Anneliese, Günther, Lukas, Zoë, Renate, Matthias, Sabine, Ute, "
        "Heike, Torsten, Sören, Antje, Wiebke, Karl-Heinz, Änne, Götz, Ulrike, Lena, Emil, Mathilda",
        "Müller, Schröder, Groß, Weiß, Krämer, Jäger, Schäfer, von der Heide, Böhm, Vogel, Köhler, "
        "Strauß, Lübke, Öhlschläger, Zühlke, Nußbaum, Großmann-Bär, Freiherr von Ühlingen, Hübner, "
        "Kühn, Löffler, Voß, Wächter, Ziegler, Marx, Fuchs, Ostermann",
        _UMLAUTS,
    ),
    _pool(  # Turkish
        9,
        "Işıl, İbrahim, Gülşen, Çağlar, Şebnem, Oğuz, Ümit, Aslı",
        "Yılmaz, Öztürk, Şahin, Çelik, Kılıç, Güneş, Doğan, Işık",
    ),
    _pool(  # Polish
        8,
        "Łukasz, Małgorzata, Michał, Grażyna, Paweł, Zofia",
        "Wójcik, Nowak, Król, Zając, Mazur, Dąbek, Śliwa",
    ),
    _pool(  # Vietnamese
        4,
        "Thị Hường, Văn Đức, Ngọc Ánh, Minh Tuấn",
        "Nguyễn, Trần, Phạm, Đặng",
    ),
    _pool(  # Ukrainian, as a passport spells it
        3,
        "Oleksandr, Nataliia, Serhii, Olha",
        "Shevchenko, Kovalenko, Bondarenko, Tkachenko",
    ),
)

_BENGAL: tuple[Pool, ...] = (
    _pool(  # Bengali, spelled in English
        52,
        "Ananya, Arindam, Bidisha, Debashis, Ishita, Kaushik, Moumita, Parthapratim, Rituparna, Sandip, "
        "Shreya, Sourav, Sudeshna, Tanmoy, Indrani, Abhijit",
        "Banerjee, Chatterjee, Mukherjee, Ganguly, Ghosh, Bose, Dutta, Sen, Roychowdhury, Bhattacharya, "
        "Mitra, Sarkar, Majumdar, Biswas, Kundu, Das",
    ),
    _pool(  # Bengali, in its own letters
        10,
        "অনন্যা=ananya, সৌরভ=sourav, মৌমিতা=moumita, তন্ময়=tanmoy, ঋতুপর্ণা=rituparna, অভিজিৎ=abhijit",
        "মুখোপাধ্যায়=mukhopadhyay, চট্টোপাধ্যায়=chattopadhyay, ঘোষ=ghosh, সেনগুপ্ত=sengupta, দাশগুপ্ত=dasgupta",
    ),
    _pool(  # Hindi and Marathi, spelled in English
        18,
        "Priya, Arjun, Lakshmi, Vikram, Aditya, Sunita, Rohan, Kavita",
        "Sharma, Patel, Gupta, Kulkarni, Shrivastava, Agarwal, Jha, Tripathi",
    ),
    _pool(  # Tamil, in its own letters
        6,
        "கார்த்திக்=karthik, மீனாட்சி=meenakshi, செந்தில்=senthil, தமிழ்ச்செல்வி=tamilselvi",
        "சுப்பிரமணியன்=subramanian, இராமசாமி=ramasamy, முருகேசன்=murugesan",
    ),
    _pool(  # Muslim names of Bengal
        10,
        "Farhan, Nusrat, Rehana, Tariq, Ayesha, Imran",
        "Rahman, Khatun, Haque, Mondal, Chowdhury",
    ),
    _pool(  # Initials before the name
        4, "S. Meera, K. R. Anand, P. Lalitha, T. Suresh", "Iyer, Nair, Menon, Pillai"
    ),
)

WORLD = Words(
    pools=_EVERYWHERE,
    married_names=_EVERYWHERE[0].family + _EVERYWHERE[2].family + _EVERYWHERE[4].family,
    heads=("Chief Executive Officer", "Vice President", "Director", "Team Lead"),
    titles=(
        "Software Engineer", "Senior Software Engineer", "Data Analyst", "Accountant", "Payroll Specialist",
        "Product Designer", "Recruiter", "Sales Representative", "Account Manager, EMEA", "Machinist",
        "Customer Advocate", "Quality Inspector", "Logistics Planner", "Nurse, Occupational Health",
        "Sachbearbeiter:in Einkauf", "Chargé d'études", "Técnico de mantenimiento", "Lab Technician",
        'Engineer "Project Zero"', "Buyer", "Security Engineer", "Technical Writer", "Executive Assistant",
    ),
    departments=(
        "Engineering", "Research, Development & Design", "Finance", "People & Culture", "Sales", "Marketing",
        "Customer Care", "Manufacturing", "Supply Chain", "Legal, Risk and Compliance", "IT", "Quality",
        "Einkauf & Beschaffung", "Facilities",
    ),
    offices=(
        ("New York, NY", "+1 212 555 01{:02}"),
        ("Austin, TX", "+1 512 555 01{:02}"),
        ("Montréal, QC", "+1 514 555 01{:02}"),
        ("London", "+44 20 7946 0{:03}"),
        ("Berlin", "+49 30 23125 {:03}"),
        ("Paris", "+33 1 99 00 {:02} 17"),
        ("Sydney", "+61 2 5550 {:04}"),
        ("São Paulo", ""),
        ("Kraków", ""),
        ("東京", ""),
        ("Remote", ""),
    ),
    skills=(
        "Python", "SQL", "C++", "R&D", "Negotiation", "Public speaking", "Coaching", "Budgeting", "Excel",
        "Lean / Six Sigma", "Français", "Español", "日本語", "Deutsch", "Project management",
        "Conflict resolution", "Welding", "Contract law", "Data visualization", "First aid",
    ),
)  # fmt: skip
"""Words for a company with people from everywhere."""

GERMANY = Words(
    pools=_GERMANY,
    married_names=_GERMANY[0].family,
    heads=("Geschäftsführerin", "Bereichsleitung", "Abteilungsleitung", "Teamleitung"),
    titles=(
        "Industriemechaniker", "Zerspanungsmechanikerin", "Sachbearbeiter:in Einkauf", "Qualitätsprüfer",
        "Konstrukteurin", "Elektroniker für Betriebstechnik", "Buchhalter (Debitoren)", "Lagerlogistiker",
        "Servicetechnikerin", "Entwicklungsingenieur", "Vertriebsbeauftragte, Süd", "Auszubildender",
        "Kauffrau für Büromanagement", "Schweißer",
    ),
    departments=(
        "Fertigung", "Konstruktion & Entwicklung", "Einkauf", "Qualitätssicherung", "Vertrieb",
        "Instandhaltung", "Personal", "Buchhaltung", "Logistik", "IT", "Geschäftsführung",
    ),
    offices=(
        ("Berlin", "+49 30 23125 {:03}"),
        ("München", "+49 89 99998 {:03}"),
        ("Köln", "+49 221 4710 {:03}"),
        ("Frankfurt am Main", "+49 69 90009 {:03}"),
        ("Hamburg", "+49 40 66969 {:03}"),
        ("Fürstenwalde", ""),
    ),
    skills=(
        "Schweißen", "Löten", "CNC-Fräsen", "Drehen", "Hydraulik", "SPS-Programmierung", "Englisch",
        "Türkisch", "Qualitätsmanagement", "Führung", "Gesprächsführung", "Erste Hilfe", "Excel",
    ),
)  # fmt: skip

BENGAL = Words(
    pools=_BENGAL,
    married_names=_BENGAL[0].family + _BENGAL[2].family,
    heads=("Managing Director", "General Manager", "Senior Manager", "Team Lead"),
    titles=(
        "Associate", "Senior Associate", "Software Engineer", "Test Engineer", "Textile Designer",
        "Merchandiser", "Accounts Executive", "HR Executive", "Quality Analyst", "Dye House Supervisor",
        "Export Documentation Officer", "Data Analyst", "Stores In-charge", "Graduate Trainee",
    ),
    departments=(
        "Weaving", "Dyeing & Finishing", "Design Studio", "Exports", "Accounts & Taxation", "People",
        "Information Technology", "Quality", "Stores", "Administration",
    ),
    offices=(
        ("Kolkata, Salt Lake", ""),
        ("Kolkata, Park Street", ""),
        ("Howrah", ""),
        ("Siliguri", ""),
        ("Chennai", ""),
        ("ঢাকা", ""),
    ),
    skills=(
        "Handloom", "Natural dyes", "Block printing", "Pattern making", "Export documentation", "GST",
        "Tally", "Python", "SQL", "Excel", "বাংলা", "हिन्दी", "தமிழ்", "Mentoring", "Public speaking", "R&D",
    ),
)  # fmt: skip
