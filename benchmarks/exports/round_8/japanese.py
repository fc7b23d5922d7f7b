"""Exports in Japanese: time recording, and the members of a business messenger.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    gender,
    hours,
    manager_email,
    manager_number,
    number,
    one_of,
    sometimes,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_YMD = "%Y/%m/%d"


def _katakana_first(person: Person, rng: object) -> Cell:
    return ("ハルカ", "ケンジ", "ミサキ", "ダイスケ", "ユウコ")[person.number % 5]


def _katakana_last(person: Person, rng: object) -> Cell:
    return ("サトウ", "タナカ", "ワタナベ", "ヤマモト", "コバヤシ")[person.number % 5]


# KING OF TIME: the items shared with its HR module (code, names, sex, e-mail, birth, entry, leaving), and
# what affiliation and class of employment are; the rest from general knowledge.
KING_OF_TIME = export(
    "king_of_time_jugyoin",
    "KING OF TIME",
    "ja",
    cols(
        "従業員コード=employee_id | 姓=last_name | 名=first_name | 姓(フリガナ)=other | 名(フリガナ)=other | "
        "性別=gender | 所属コード=department_code | 所属名=department | 雇用区分コード=other | "
        "雇用区分名=employment_type | 役職=title | 勤務地=location | メールアドレス=email | "
        "入社日=hire_date | 退職日=termination_date | 生年月日=birth_date | 上長従業員コード=manager_id | "
        "有休付与日=other_date | 備考=other",
        {
            "従業員コード": number("{:06}"),
            "姓(フリガナ)": _katakana_last,
            "名(フリガナ)": _katakana_first,
            "性別": gender("女性", "男性"),
            "雇用区分コード": hours("100", "200"),
            "雇用区分名": hours("正社員", "パートタイマー"),
            "入社日": day("hired_on", _YMD),
            "退職日": day("last_day", _YMD),
            "生年月日": day("born_on", _YMD),
            "上長従業員コード": manager_number("{:06}"),
            "有休付与日": day("in_job_since", _YMD),
            "備考": sometimes(0.05, one_of("出向中", "時短勤務")),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員コード",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "所属名",
        "location": "勤務地",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "manager": "上長従業員コード",
    },
    form=Format(encoding="cp932"),
    refers_to="employee_id",
    dates=_YMD,
    note="the department is called affiliation; a class of employment is no status",
)

# LINE WORKS: the guide to the sample file for adding many members (names, readings, ID, private e-mail); the
# other items of a member from general knowledge.
LINE_WORKS = export(
    "line_works_members",
    "LINE WORKS",
    "ja",
    cols(
        "姓=last_name | 名=first_name | 姓 (フリガナ)=other | 名 (フリガナ)=other | "
        "ニックネーム=preferred_name | "
        "ID=email | 個人メールアドレス=personal_email | 社員番号=employee_id | 職級=job_level | "
        "組織=department | 役職=title | 電話番号=phone | 内線番号=other | 勤務先=location | "
        "担当業務=other | 入社日=hire_date | 誕生日=birth_date | 上長ID=manager_email | 言語=other",
        {
            "姓 (フリガナ)": _katakana_last,
            "名 (フリガナ)": _katakana_first,
            "社員番号": number("A{}"),
            "職級": one_of("一般", "主任", "係長", "課長"),
            "内線番号": sometimes(0.5, lambda person, rng: str(person.number % 9000 + 1000)),
            "担当業務": one_of("法人営業", "経理処理", "採用", "システム運用", ""),
            "入社日": day("hired_on"),
            "誕生日": day("born_on"),
            "上長ID": manager_email,
            "言語": one_of("日本語", "日本語", "English"),
        },
    ),
    {
        "email": "ID",
        "employee_id": "社員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "組織",
        "location": "勤務先",
        "phone": "電話番号",
        "hire_date": "入社日",
        "manager": "上長ID",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="email",
    note="the ID is the address at work; a rank next to the position",
)

JAPANESE: tuple[Export, ...] = (KING_OF_TIME, LINE_WORKS)
