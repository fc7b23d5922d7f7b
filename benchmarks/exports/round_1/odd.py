"""Held-out exports in Japanese, and odd but real shapes: lists by hand, twins of a header, 60 columns.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    col,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    last_first,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    row,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, ColumnSpec, Export, Format, export

_KANA = one_of("サトウ", "スズキ", "タカハシ", "タナカ", "ワタナベ")

# SmartHR: 複数の従業員情報を一括で登録する, and its list of employees (在籍状況, 社員番号, 姓, 名).
SMARTHR = export(
    "smarthr_jugyoin",
    "SmartHR",
    "ja",
    cols(
        "社員番号=employee_id | 姓=last_name | 名=first_name | 姓（ヨミガナ）=other | "
        "名（ヨミガナ）=other | メールアドレス=email | 生年月日=birth_date | 戸籍上の性別=gender | "
        "在籍状況=status | 雇用形態=employment_type | 事業所=location | 部署=department | 役職=title | "
        "入社年月日=hire_date | 退職年月日=termination_date | 電話番号=any_phone | 住所=home_address | "
        "被保険者番号=national_id",
        {
            "社員番号": number("{:06}"),
            "姓（ヨミガナ）": _KANA,
            "名（ヨミガナ）": one_of("ケンタ", "ミサキ", "ナオコ", "ダイスケ"),
            "生年月日": day("born_on", "%Y/%m/%d"),
            "戸籍上の性別": gender("女", "男"),
            "在籍状況": state("在籍中", "休職中", "在籍中", "退職済み"),
            "雇用形態": one_of("正社員", "正社員", "契約社員", "パート・アルバイト"),
            "入社年月日": day("hired_on", "%Y/%m/%d"),
            "退職年月日": day("last_day", "%Y/%m/%d"),
            "被保険者番号": pattern("####-######-#"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "社員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "部署",
        "location": "事業所",
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "status": "在籍状況",
    },
    form=Format(encoding="cp932"),
    dates="%Y/%m/%d",
    status={"在籍中": "active", "休職中": "leave", "退職済み": "inactive"},
    optional={"phone": ("電話番号",)},
    note="Shift JIS; the kana columns are no names to show",
)

# An employee master as public table definitions have it (社員番号, 氏名, 所属, 役職, 在籍区分, 上司).
COMPANY = export(
    "company_shain_master",
    "COMPANY",
    "ja",
    cols(
        "社員番号=employee_id | 氏名=full_name | 氏名カナ=other | 所属コード=department_code | "
        "所属名称=department | 役職コード=title_code | 役職名称=title | 勤務地名称=location | "
        "入社年月日=hire_date | 退職年月日=termination_date | 在籍区分=status_code | "
        "会社メールアドレス=email | 個人メールアドレス=personal_email | 内線番号=phone_extension | "
        "会社携帯=phone | 上司社員番号=manager_id | 生年月日=birth_date | 基本給=pay",
        {
            "社員番号": number("{:08}"),
            "上司社員番号": manager_number("{:08}"),
            "氏名": lambda person, rng: f"{person.last_name}　{person.first_name}",
            "氏名カナ": _KANA,
            "入社年月日": day("hired_on", "%Y%m%d"),
            "退職年月日": day("last_day", "%Y%m%d", "99991231"),
            "在籍区分": state("1", "2", "3", "9"),
            "内線番号": one_of("1201", "1340", "2077"),
            "会社携帯": of("mobile"),
            "生年月日": day("born_on", "%Y%m%d"),
        },
    ),
    {
        "email": "会社メールアドレス",
        "employee_id": "社員番号",
        "title": "役職名称",
        "department": "所属名称",
        "location": "勤務地名称",
        "phone": "会社携帯",
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "manager": "上司社員番号",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%Y%m%d",
    must_ask=("full_name", "status"),
    note="neither order of a full name fits a family name and a space; the status is a code",
)

# Sage HR: Employee Import Checklist (columns, their order, the status words, dates, e-mail in Reports to).
SAGE = export(
    "sage_hr_template",
    "Sage HR",
    "en-GB",
    cols(
        "First Name=first_name | Last Name=last_name | Work Email=email | Password=other | "
        "Employment Start Date=hire_date | Employment Status=employment_type | Position=title | "
        "Employee number=employee_id | Reports to=manager_email | Location=location | Team=department | "
        "Date of birth=birth_date | Gender=gender | Street=home_address | Post code=home_address | "
        "Home phone=personal_phone | Work phone=phone | Nationality=sensitive | Marital status=sensitive",
        {
            "Password": BLANK,
            "Employment Start Date": day_cell("hired_on"),
            "Employment Status": one_of("Full-time", "Full-time", "Part-time", "Contract", "Intern"),
            "Employee number": number("{:05}"),
            "Date of birth": day_cell("born_on"),
            "Street": of("street"),
            "Post code": of("zip_code"),
            "Nationality": one_of("British", "Irish", "Indian"),
            "Marital status": one_of("Single", "Married"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position",
        "department": "Team",
        "location": "Location",
        "phone": "Work phone",
        "hire_date": "Employment Start Date",
        "manager": "Reports to",
    },
    form=Format(
        kind="excel",
        labels=("Required", "Required", "Required", *["Optional"] * 16),
    ),
    refers_to="email",
    dates=ANY_FORMAT,
    note="the second row explains the first; Employment Status is how much somebody works",
)

HAND_LIST = export(
    "hand_kept_list",
    "list kept by hand",
    "en-GB",
    cols(
        "ID=row_number | Name=full_name | E-mail=email | Dept Code=department_code | Dept=department | "
        "Role=title | Boss=manager_name | Office=location | Status=employment_type | Joined=hire_date | "
        "Ext.=phone_extension | Comments=other",
        {
            "ID": row,
            "Status": one_of("Full-time", "Full-time", "Part-time", "Contract"),
            "Joined": day("hired_on", "%-d/%-m/%Y"),
            "Ext.": one_of("201", "317", "402"),
            "Comments": BLANK,
        },
    ),
    {
        "email": "E-mail",
        "full_name": "Name",
        "title": "Role",
        "department": "Dept",
        "location": "Office",
        "hire_date": "Joined",
    },
    form=Format(
        titles=(("Staff list", "", "as of 2 November 2026"), ("Confidential - HR only",), ()),
        trailer=("Total", "{people}"),
    ),
    dates="%d/%m/%Y",
    order="first_last",
    note="the ID is the number of the row; the Status is how much somebody works; the manager is a name",
)

MANAGER_MAIL = export(
    "manager_mail_only",
    "training list",
    "en",
    cols(
        "Employee No.=employee_id | Employee Name=full_name | Position Title=title | "
        "Organization Unit=department | Work Site=location | Supervisor=manager_name | "
        "Supervisor E-mail=manager_email | Compliance Training Due=record_date | "
        "Last Completed=record_date",
        {
            "Employee No.": number("{:07}"),
            "Employee Name": last_first,
            "Supervisor E-mail": manager_email,
            "Compliance Training Due": fixed("2026-12-31"),
            "Last Completed": day("in_job_since"),
        },
    ),
    {
        "employee_id": "Employee No.",
        "full_name": "Employee Name",
        "title": "Position Title",
        "department": "Organization Unit",
        "location": "Work Site",
    },
    order="last_first",
    optional={"manager": ("Supervisor E-mail",)},
    note="the only e-mails are those of managers, and nobody has one that they could refer to",
)

TWINS = export(
    "twin_headers",
    "merged workbook",
    "en-US",
    (
        *cols("Emp ID=employee_id | First=first_name | Last=last_name | Email=email"),
        col("Email", "any_email", of("personal_email")),
        *cols("Phone=phone | Phone=any_phone | Dept=department | Title=title"),
        col("", "empty", BLANK),
        col("Location", "location"),
        col("Hired", "hire_date", day("hired_on", "%m/%d/%Y")),
        col("Left", "termination_date", day("last_day", "%m/%d/%Y")),
        col("Mgr Emp ID", "manager_id"),
        col("Notes", "empty", BLANK),
        col("Column1", "empty", BLANK),
    ),
    {
        "employee_id": "Emp ID",
        "first_name": "First",
        "last_name": "Last",
        "title": "Title",
        "department": "Dept",
        "location": "Location",
        "hire_date": "Hired",
        "termination_date": "Left",
        "manager": "Mgr Emp ID",
    },
    refers_to="employee_id",
    dates="%m/%d/%Y",
    must_ask=("email", "phone"),
    note="two columns of one name can't be distinguished by it; three columns are empty",
)

_PAYROLL = (
    "PersonalNr=employee_id | Nachname=last_name | Vorname=first_name | Geburtsname=birth_name | "
    "Titel=salutation | Vorsatzwort=name_prefix | GeburtsDatum=birth_date | GeburtsOrt=sensitive | "
    "Geschlecht=gender | Staatsangehoerigkeit=sensitive | Aktiv=status | BeginnTaetigkeit=hire_date | "
    "EndeTaetigkeit=termination_date | KostenstellenBezeichner=cost_center | Taetigkeit=job_code | "
    "Stellenbezeichnung=title | EMailDienst=email | EMailPrivat=personal_email | TelefonDienst=phone | "
    "Strasse=home_address | Plz=home_address | Ort=home_address"
)
_PRIVATE = (
    "Steuerklasse", "Kirche", "Kinderfreibetrag", "Identifikationsnummer", "VersicherungsNr",
    "VersicherungsStatus", "KrankenkasseName", "Kontoinhaber", "Iban", "Swift", "Stundenlohn",
    "Grundgehalt", "Behinderungsgrad", "NotfallAnsprechpartner", "NotfallTelefonnummer",
)  # fmt: skip
_OTHER = (
    "Auszahlungsart", "Lohngrundart", "Urlaub", "UrlaubVomVorjahr", "UrlaubSchonGenommen", "ArbeitstageWoche",
    "Wochenstunden", "Tarif", "Tarifgruppe", "Tarifstufe", "Rabattstyp", "MaxAnzahlEssenProMonat",
    "Befristung", "UrspruenglicheBefristungBis", "VertragsformID", "Beschaeftigungsverhaeltnis", "Probezeit",
    "FirmenPKW", "Fahrtkosten", "Arbeitskleidung", "Transponder", "Spindschluessel", "ArbeitserlaubnisBis",
    "GrenzgaengerLand", "KrankenkasseBetriebsnummer", "Mandant",
)  # fmt: skip


def _filler(headers: tuple[str, ...], meaning: str) -> tuple[ColumnSpec, ...]:
    return tuple(
        col(header, meaning, sometimes(0.6, one_of("1", "2", "0", "Ja", "Nein"))) for header in headers
    )


# Analysis of a CSV export of a German payroll program (public repository).
SIXTY = export(
    "lohnprogramm_vollexport",
    "German payroll program",
    "de",
    (
        *cols(
            _PAYROLL,
            {
                "PersonalNr": number("{:05}"),
                "Geburtsname": sometimes(0.2, of("last_name")),
                "Titel": sometimes(0.05, fixed("Dr.")),
                "Vorsatzwort": sometimes(0.03, fixed("von")),
                "GeburtsDatum": day("born_on", "%d.%m.%Y"),
                "GeburtsOrt": one_of("Köln", "Berlin", "Izmir", "Danzig"),
                "Geschlecht": gender("w", "m"),
                "Staatsangehoerigkeit": one_of("deutsch", "deutsch", "türkisch"),
                "Aktiv": state("1", "1", "1", "0"),
                "BeginnTaetigkeit": day("hired_on", "%d.%m.%Y"),
                "EndeTaetigkeit": day("last_day", "%d.%m.%Y"),
                "KostenstellenBezeichner": of("department"),
                "Taetigkeit": pattern("#########"),
                "Strasse": of("street"),
                "Plz": of("zip_code"),
                "Ort": lambda person, rng: person.place.city,
            },
        ),
        *_filler(_PRIVATE, "sensitive"),
        *_filler(_OTHER, "other"),
        col("Arbeitszeitmodell", "employment_type", hours("Vollzeit", "Teilzeit")),
    ),
    {
        "email": "EMailDienst",
        "employee_id": "PersonalNr",
        "first_name": "Vorname",
        "last_name": "Nachname",
        "title": "Stellenbezeichnung",
        "phone": "TelefonDienst",
        "hire_date": "BeginnTaetigkeit",
        "termination_date": "EndeTaetigkeit",
        "status": "Aktiv",
    },
    form=Format(delimiter=";", encoding="cp1252", quote_all=True),
    dates="%d.%m.%Y",
    status={"1": "active", "0": "inactive"},
    optional={"department": ("KostenstellenBezeichner",)},
    note="more than sixty columns, of which few are wanted and many are private",
)

ODD: tuple[Export, ...] = (SMARTHR, COMPANY, SAGE, HAND_LIST, MANAGER_MAIL, TWINS, SIXTY)
