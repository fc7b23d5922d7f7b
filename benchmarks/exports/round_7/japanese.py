"""Exports in Japanese.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    manager_email,
    manager_number,
    number,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_YMD = "%Y/%m/%d"


def _family_first(person: Person, rng: object) -> Cell:
    return f"{person.last_name} {person.first_name}"


def _boss(person: Person, rng: object) -> Cell:
    return f"{person.manager.last_name} {person.manager.first_name}" if person.manager else ""


# HRBrain: ヘルプセンター, 社員名簿 (the e-mail and the number, which identify a member; 部署); the rest from
# general knowledge.
HRBRAIN = export(
    "hrbrain_shain_meibo",
    "HRBrain",
    "ja",
    cols(
        "メールアドレス=email | 従業員番号=employee_id | 姓=last_name | 名=first_name | "
        "姓(カナ)=other | 名(カナ)=other | 性別=gender | 生年月日=birth_date | 入社日=hire_date | "
        "退職日=termination_date | 在籍状況=status | 雇用形態=employment_type | 部署=department | "
        "役職=title | 等級=other | 勤務地=location | 社用電話番号=phone | "
        "個人メールアドレス=personal_email | 上長の従業員番号=manager_id | 上長の氏名=manager_name | "
        "最終学歴=other",
        {
            "従業員番号": number("{:06}"),
            "姓(カナ)": one_of("サトウ", "スズキ", "タカハシ", "ヤマモト"),
            "名(カナ)": one_of("ケンタ", "ミサキ", "ナオコ", "ダイスケ"),
            "性別": gender("女性", "男性"),
            "生年月日": day("born_on", _YMD),
            "入社日": day("hired_on", _YMD),
            "退職日": day("last_day", _YMD),
            "在籍状況": state("在籍", "休職", "在籍", "退職"),
            "雇用形態": one_of("正社員", "正社員", "契約社員"),
            "等級": one_of("G2", "G3", "M1"),
            "上長の従業員番号": manager_number("{:06}"),
            "上長の氏名": _boss,
            "最終学歴": one_of("大学", "大学院", "専門学校"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "部署",
        "location": "勤務地",
        "phone": "社用電話番号",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "status": "在籍状況",
        "manager": "上長の従業員番号",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_YMD,
    status={"在籍": "active", "休職": "leave", "退職": "inactive"},
    note="the reading of the names in columns of their own",
)

# From general knowledge: the export of a Japanese system of evaluation.
ASHITA = export(
    "ashita_no_cloud_jugyoin",
    "あしたのクラウド",
    "ja",
    cols(
        "社員コード=employee_id | 氏名=full_name | フリガナ=other | 会社名=company | 所属=department | "
        "拠点=location | 役職名=title | 等級=other | 社員区分=employment_type | "
        "入社年月日=hire_date | 退職年月日=termination_date | 在職区分=status | 社用メールアドレス=email | "
        "内線番号=phone_extension | 上司メールアドレス=manager_email | 一次評価者=other | 二次評価者=other | "
        "基本給=pay",
        {
            "社員コード": number("A{:05}"),
            "氏名": _family_first,
            "フリガナ": one_of("サトウ ケンタ", "スズキ ミサキ", "タナカ ナオコ"),
            "会社名": fixed("旭川精機株式会社"),
            "等級": one_of("3等級", "4等級", "5等級"),
            "社員区分": one_of("正社員", "嘱託", "パート"),
            "入社年月日": day("hired_on"),
            "退職年月日": day("last_day"),
            "在職区分": state("在職", "休職", "在職", "退職"),
            "内線番号": sometimes(0.8, one_of("2041", "3118", "1180")),
            "上司メールアドレス": manager_email,
            "一次評価者": _boss,
            "二次評価者": one_of("田中 誠", "伊藤 恵子"),
        },
    ),
    {
        "email": "社用メールアドレス",
        "employee_id": "社員コード",
        "full_name": "氏名",
        "title": "役職名",
        "department": "所属",
        "location": "拠点",
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "status": "在職区分",
        "manager": "上司メールアドレス",
    },
    form=Format(encoding="cp932"),
    refers_to="email",
    status={"在職": "active", "休職": "leave", "退職": "inactive"},
    order="last_first",
    optional={"phone": ("内線番号",)},
    note="two evaluators next to the superior; an internal number is hardly a phone",
)

JAPANESE: tuple[Export, ...] = (HRBRAIN, ASHITA)
