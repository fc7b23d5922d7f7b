"""Fourth exports in Japanese.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ",
    "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノ", "h": "ハヒフヘホ", "b": "バビブベボ",
    "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_KANA = {
    start + vowel: kana for start, row in _ROWS.items() for vowel, kana in zip(_VOWELS, row, strict=True)
}
_KANA |= {
    "ya": "ヤ", "yu": "ユ", "yo": "ヨ", "wa": "ワ", "shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ",
    "ji": "ジ", "sha": "シャ", "shu": "シュ", "sho": "ショ", "cha": "チャ", "chu": "チュ", "cho": "チョ",
    "ja": "ジャ", "ju": "ジュ", "jo": "ジョ", "kyo": "キョ", "ryu": "リュ", "ryo": "リョ",
}  # fmt: skip


def _kana(latin: str) -> str:
    """The reading of a name, from its Latin letters."""
    found, at = "", 0
    while at < len(latin):
        size = next((size for size in (3, 2, 1) if latin[at : at + size] in _KANA), 0)
        found += _KANA[latin[at : at + size]] if size else "ン" if latin[at] in "nm" else "ッ"
        at += size or 1
    return found


def _family_first(person: Person, rng: object) -> Cell:
    return f"{person.last_name}　{person.first_name}"


# freee: API of freee人事労務, the employee (従業員番号, 姓, 名, 姓カナ, 名カナ, 生年月日, 性別, 入社日,
# 退職日, 基礎年金番号, 被保険者番号, 給与方式, 基本給, 勤務・賃金設定名, 締め日支払い日グループ名)
# and the help about updates in bulk (部門, 役職); the contacts from general knowledge.
FREEE = export(
    "freee_jinji_jugyoin",
    "freee人事労務",
    "ja",
    cols(
        "従業員番号=employee_id | 従業員名（表示名）=full_name | 姓=last_name | 名=first_name | "
        "姓カナ=kana | 名カナ=kana | 生年月日=birth_date | 性別=gender | 入社日=hire_date | "
        "退職日=termination_date | 雇用形態=employment_type | 部門=department | 役職=title | "
        "勤務地=location | 会社用メールアドレス=email | 個人用メールアドレス=personal_email | "
        "電話番号（会社）=phone | 電話番号（自宅）=personal_phone | 住民票住所=home_address | "
        "勤務・賃金設定名=other | 締め日支払い日グループ名=other | 給与方式=other | 基本給=pay | "
        "基礎年金番号=national_id | 被保険者番号（雇用保険）=national_id | 配偶者の有無=sensitive",
        {
            "従業員番号": number("A-{}"),
            "従業員名（表示名）": lambda person, rng: f"{person.last_name} {person.first_name}",
            "姓カナ": lambda person, rng: _kana(person.latin_last),
            "名カナ": lambda person, rng: _kana(person.latin_first),
            "生年月日": day("born_on"),
            "性別": gender("女性", "男性"),
            "入社日": day("hired_on"),
            "退職日": day("last_day"),
            "雇用形態": one_of("正社員", "正社員", "契約社員", "パート"),
            "勤務・賃金設定名": one_of("固定", "フレックス"),
            "締め日支払い日グループ名": fixed("当月締め翌月払い"),
            "給与方式": one_of("月給", "月給", "時給"),
            "基本給": lambda person, rng: str(person.salary * 4),
            "基礎年金番号": pattern("##########"),
            "被保険者番号（雇用保険）": pattern("###########"),
            "配偶者の有無": one_of("あり", "なし"),
        },
    ),
    {
        "email": "会社用メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "部門",
        "location": "勤務地",
        "phone": "電話番号（会社）",
        "hire_date": "入社日",
        "termination_date": "退職日",
    },
    form=Format(encoding="utf-8-sig"),
    order="last_first",
    full_name_instead=("従業員名（表示名）",),
    note="neither a status nor a manager; names in two scripts",
)

# OBC: help of 奉行クラウド (社員番号, 入社年月日, 社用e-Mail1, 個人用e-Mail); the rest from general
# knowledge.
BUGYO = export(
    "obc_bugyo_shain_joho",
    "人事奉行クラウド",
    "ja",
    cols(
        "社員番号=employee_id | 氏名=full_name | フリガナ=kana | 性別=gender | 生年月日=birth_date | "
        "社員区分=employment_type | 在籍区分=status | 入社年月日=hire_date | 勤続起算日=original_hire_date | "
        "退職年月日=termination_date | 退職事由=other | 所属コード=department_code | 所属名=department | "
        "役職コード=other | 役職名=title | 勤務地名=location | 直属上司社員番号=manager_id | "
        "直属上司氏名=manager_name | 社用e-Mail1=email | 個人用e-Mail=personal_email | 社用電話番号=phone | "
        "社用携帯電話番号=mobile | 郵便番号=home_address | 住所=home_address | 等級=pay | "
        "マイナンバー提出=sensitive",
        {
            "社員番号": number("{:06}"),
            "氏名": _family_first,
            "フリガナ": lambda person, rng: f"{_kana(person.latin_last)}　{_kana(person.latin_first)}",
            "性別": gender("女", "男"),
            "生年月日": day("born_on", "%Y/%m/%d"),
            "社員区分": one_of("正社員", "正社員", "嘱託", "出向"),
            "在籍区分": state("在籍", "休職", "在籍", "退職"),
            "入社年月日": day("hired_on", "%Y/%m/%d"),
            "勤続起算日": day("first_hired_on", "%Y/%m/%d"),
            "退職年月日": day("last_day", "%Y/%m/%d"),
            "退職事由": state("", "", "", "自己都合"),
            "役職コード": lambda person, rng: f"{person.level * 10:03}",
            "直属上司社員番号": manager_number("{:06}"),
            "直属上司氏名": lambda person, rng: (
                f"{person.manager.last_name}　{person.manager.first_name}" if person.manager else ""
            ),
            "郵便番号": of("zip_code"),
            "住所": of("street"),
            "等級": one_of("3等級", "4等級", "M1"),
            "マイナンバー提出": one_of("済", "済", "未"),
        },
    ),
    {
        "email": "社用e-Mail1",
        "employee_id": "社員番号",
        "full_name": "氏名",
        "title": "役職名",
        "department": "所属名",
        "location": "勤務地名",
        "phone": ("社用電話番号", "社用携帯電話番号"),
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "status": "在籍区分",
        "manager": "直属上司社員番号",
    },
    form=Format(encoding="cp932"),
    refers_to="employee_id",
    dates="%Y/%m/%d",
    status={"在籍": "active", "休職": "leave", "退職": "inactive"},
    order="last_first",
    note="a full name with the space of Japanese writing",
)

JAPANESE: tuple[Export, ...] = (FREEE, BUGYO)
