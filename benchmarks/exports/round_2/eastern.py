"""Fresh exports in Polish, Czech, Turkish, and Arabic with English.

Belongs here and does not: as in `north_america.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    gender,
    hours,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

# From general knowledge.
ENOVA = export(
    "enova_pracownicy",
    "enova365",
    "pl",
    cols(
        "Kod=employee_id | Nazwisko=last_name | Imię=first_name | Drugie imię=empty | PESEL=national_id | "
        "Data urodzenia=birth_date | Płeć=gender | Wydział=department | Stanowisko=title | "
        "Miejsce pracy=location | Rodzaj umowy=employment_type | Wymiar etatu=fte | "
        "Data zatrudnienia=hire_date | Data zwolnienia=termination_date | Status=status | "
        "Przełożony=manager_name | Kod przełożonego=manager_id | E-mail służbowy=email | "
        "E-mail prywatny=personal_email | Telefon służbowy=phone | Wynagrodzenie zasadnicze=pay | "
        "Nr rachunku=iban",
        {
            "Kod": number("P{:06}"),
            "Drugie imię": BLANK,
            "PESEL": pattern("8##########"),
            "Data urodzenia": day("born_on", "%d.%m.%Y"),
            "Płeć": gender("K", "M"),
            "Rodzaj umowy": one_of("na czas nieokreślony", "na czas nieokreślony", "na czas określony"),
            "Wymiar etatu": hours("1/1", "1/2"),
            "Data zatrudnienia": day("hired_on", "%d.%m.%Y"),
            "Data zwolnienia": day("last_day", "%d.%m.%Y"),
            "Status": state("zatrudniony", "urlop bezpłatny", "zatrudniony", "zwolniony"),
            "Kod przełożonego": manager_number("P{:06}"),
            "Wynagrodzenie zasadnicze": of("salary"),
            "Nr rachunku": pattern("## #### #### #### ####"),
        },
    ),
    {
        "email": "E-mail służbowy",
        "employee_id": "Kod",
        "first_name": "Imię",
        "last_name": "Nazwisko",
        "title": "Stanowisko",
        "department": "Wydział",
        "location": "Miejsce pracy",
        "phone": "Telefon służbowy",
        "hire_date": "Data zatrudnienia",
        "termination_date": "Data zwolnienia",
        "status": "Status",
        "manager": "Kod przełożonego",
    },
    form=Format(delimiter=";", encoding="cp1250"),
    refers_to="employee_id",
    dates="%d.%m.%Y",
    status={"zatrudniony": "active", "urlop bezpłatny": "leave", "zwolniony": "inactive"},
    note="windows-1250; `Kod` says nothing of people",
)

# From general knowledge.
HELIOS = export(
    "helios_zamestnanci",
    "Helios",
    "cs",
    cols(
        "Os. číslo=employee_id | Příjmení=last_name | Jméno=first_name | Titul=salutation | "
        "Rodné číslo=national_id | Středisko=cost_center_code | Útvar=department | Funkce=title | "
        "Pracoviště=location | Datum nástupu=hire_date | Datum ukončení=termination_date | "
        "Druh PP=employment_type | Úvazek=fte | Nadřízený (os. číslo)=manager_id | E-mail=email | "
        "Telefon=phone | Soukromý e-mail=personal_email | Zdravotní pojišťovna=sensitive",
        {
            "Os. číslo": number("{:06}"),
            "Titul": one_of("", "", "Ing.", "Mgr."),
            "Rodné číslo": pattern("######/####"),
            "Datum nástupu": day_cell("hired_on"),
            "Datum ukončení": day_cell("last_day"),
            "Druh PP": one_of("HPP", "HPP", "DPP", "DPČ"),
            "Úvazek": hours(1, 0.5),
            "Nadřízený (os. číslo)": manager_number("{:06}"),
            "Zdravotní pojišťovna": one_of("111", "207", "211"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Os. číslo",
        "first_name": "Jméno",
        "last_name": "Příjmení",
        "title": "Funkce",
        "department": "Útvar",
        "location": "Pracoviště",
        "phone": "Telefon",
        "hire_date": "Datum nástupu",
        "termination_date": "Datum ukončení",
        "manager": "Nadřízený (os. číslo)",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    note="`Titul` is an academic degree, `Funkce` the title",
)

# From general knowledge.
LOGO = export(
    "logo_tiger_sicil",
    "Logo Tiger İK",
    "tr",
    cols(
        "Sicil No=employee_id | Adı Soyadı=full_name | TC Kimlik No=national_id | Cinsiyet=gender | "
        "Doğum Tarihi=birth_date | Kan Grubu=sensitive | İşe Giriş Tarihi=hire_date | "
        "İşten Çıkış Tarihi=termination_date | Çalışma Durumu=status | Unvan=title | Birim=department | "
        "İşyeri=location | Yöneticisi=manager_name | Yönetici Sicil No=manager_id | "
        "Kurumsal E-Posta=email | Kişisel E-Posta=personal_email | Dahili=phone_extension | "
        "Cep Telefonu=any_phone | Brüt Ücret=pay | IBAN=iban",
        {
            "Sicil No": number("{:07}"),
            "TC Kimlik No": pattern("1##########"),
            "Cinsiyet": gender("Kadın", "Erkek"),
            "Doğum Tarihi": day("born_on", "%d.%m.%Y"),
            "Kan Grubu": one_of("A Rh+", "0 Rh+", "B Rh-"),
            "İşe Giriş Tarihi": day("hired_on", "%d.%m.%Y"),
            "İşten Çıkış Tarihi": day("last_day", "%d.%m.%Y"),
            "Çalışma Durumu": state("Çalışıyor", "Ücretsiz İzinde", "Çalışıyor", "Ayrıldı"),
            "Yönetici Sicil No": manager_number("{:07}"),
            "Dahili": one_of("1204", "2310", "4417"),
            "Brüt Ücret": of("salary"),
            "IBAN": pattern("TR## #### #### #### ####"),
        },
    ),
    {
        "email": "Kurumsal E-Posta",
        "employee_id": "Sicil No",
        "full_name": "Adı Soyadı",
        "title": "Unvan",
        "department": "Birim",
        "location": "İşyeri",
        "hire_date": "İşe Giriş Tarihi",
        "termination_date": "İşten Çıkış Tarihi",
        "status": "Çalışma Durumu",
        "manager": "Yönetici Sicil No",
    },
    form=Format(delimiter=";", encoding="cp1254"),
    refers_to="employee_id",
    dates="%d.%m.%Y",
    status={"Çalışıyor": "active", "Ücretsiz İzinde": "leave", "Ayrıldı": "inactive"},
    order="first_last",
    optional={"phone": ("Cep Telefonu",)},
    note="windows-1254, with dotted and dotless i; an extension is no phone",
)

# From general knowledge: a company of the Gulf, whose headers are in both languages.
BILINGUAL = export(
    "gulf_bilingual_roster",
    "bilingual HR list",
    "ar",
    cols(
        "Employee No. رقم الموظف=employee_id | Name (English) الاسم بالإنجليزية=full_name | "
        "Job Title المسمى الوظيفي=title | Department القسم=department | Work Location موقع العمل=location | "
        "Nationality الجنسية=sensitive | Iqama / ID No. رقم الهوية=national_id | "
        "Joining Date تاريخ الالتحاق=hire_date | End of Service نهاية الخدمة=termination_date | "
        "Work Email البريد الإلكتروني=email | Office Phone هاتف المكتب=phone | "
        "Direct Manager المدير المباشر=manager_name | Manager No. رقم المدير=manager_id | "
        "Status الحالة=status | Basic Salary الراتب الأساسي=pay",
        {
            "Nationality الجنسية": one_of("Saudi", "Indian", "Filipino", "Lebanese"),
            "Iqama / ID No. رقم الهوية": pattern("2#########"),
            "Joining Date تاريخ الالتحاق": day("hired_on", "%d/%m/%Y"),
            "End of Service نهاية الخدمة": day("last_day", "%d/%m/%Y"),
            "Status الحالة": state(
                "Active - على رأس العمل",
                "On Leave - في إجازة",
                "Active - على رأس العمل",
                "End of Service - منتهي",
            ),
            "Basic Salary الراتب الأساسي": of("salary"),
        },
    ),
    {
        "email": "Work Email البريد الإلكتروني",
        "employee_id": "Employee No. رقم الموظف",
        "full_name": "Name (English) الاسم بالإنجليزية",
        "title": "Job Title المسمى الوظيفي",
        "department": "Department القسم",
        "location": "Work Location موقع العمل",
        "phone": "Office Phone هاتف المكتب",
        "hire_date": "Joining Date تاريخ الالتحاق",
        "termination_date": "End of Service نهاية الخدمة",
        "status": "Status الحالة",
        "manager": "Manager No. رقم المدير",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d/%m/%Y",
    status={
        "Active - على رأس العمل": "active",
        "On Leave - في إجازة": "leave",
        "End of Service - منتهي": "inactive",
    },
    order="first_last",
    note="English and Arabic in each header and in each word of the status",
)

EASTERN: tuple[Export, ...] = (ENOVA, HELIOS, LOGO, BILINGUAL)
