"""Last exports in Japanese.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    gender,
    manager_email,
    manager_number,
    number,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_YMD = "%Y/%m/%d"
_KANA = one_of("サトウ", "スズキ", "タカハシ", "タナカ", "ワタナベ")

# Money Forward: マネーフォワード クラウド年末調整, 「従業員」画面 (the first seven columns and the words of
# 在籍状況, but for 休職中); the rest from general knowledge.
MONEY_FORWARD = export(
    "moneyforward_jugyoin",
    "マネーフォワード クラウド",
    "ja",
    cols(
        "従業員番号=employee_id | 氏名=full_name | 事業所=location | 在籍状況=status | 入社日=hire_date | "
        "退職日=termination_date | メールアドレス=email | 個人メールアドレス=personal_email | "
        "部門=department | 職種=other | 役職=title | 雇用形態=employment_type | 生年月日=birth_date | "
        "性別=gender | 携帯電話番号=any_phone | 上長の従業員番号=manager_id | 上長氏名=manager_name | "
        "基本給(円)=pay | 扶養人数=sensitive",
        {
            "従業員番号": number("A-{}"),
            "氏名": lambda person, rng: f"{person.last_name} {person.first_name}",
            "在籍状況": state("在籍中", "休職中", "退職予定", "退職済み"),
            "入社日": day("hired_on", _YMD),
            "退職日": day("last_day", _YMD),
            "職種": one_of("総合職", "一般職", "専門職"),
            "雇用形態": one_of("正社員", "正社員", "契約社員"),
            "生年月日": day("born_on", _YMD),
            "性別": gender("女性", "男性"),
            "上長の従業員番号": manager_number("A-{}"),
            "上長氏名": lambda person, rng: (
                f"{person.manager.last_name} {person.manager.first_name}" if person.manager else ""
            ),
            "扶養人数": one_of("0", "1", "2"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員番号",
        "title": "役職",
        "department": "部門",
        "location": "事業所",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "status": "在籍状況",
        "manager": "上長の従業員番号",
    },
    form=Format(encoding="cp932"),
    refers_to="employee_id",
    dates=_YMD,
    status={"在籍中": "active", "休職中": "leave", "退職予定": "leave", "退職済み": "inactive"},
    optional={"phone": ("携帯電話番号",)},
    must_ask=("full_name",),
    note="neither order of a full name fits a family name and a space; who is to leave is still there",
)

# kincone: 従業員登録・更新用CSVのフィールド形式 (姓 to 定期代, and the form of dates), and
# 従業員情報の登録・編集 (利用状況 and its words); the rest from general knowledge.
KINCONE = export(
    "kincone_jugyoin",
    "kincone",
    "ja",
    cols(
        "姓=last_name | 名=first_name | カナ(姓)=other | カナ(名)=other | 従業員番号=employee_id | "
        "メールアドレス=email | 入社日=hire_date | 退社日=termination_date | 定期代=sensitive | "
        "所属部署=department | 肩書き=title | 勤務拠点=location | 会社電話=phone | "
        "緊急連絡先=personal_phone | 上司メールアドレス=manager_email | "
        "利用状況=other | ICカードID=other_id | 更新日=record_date",
        {
            "カナ(姓)": _KANA,
            "カナ(名)": one_of("ケンタ", "ミサキ", "ナオコ", "ダイスケ"),
            "従業員番号": number("{:06}"),
            "入社日": day("hired_on", _YMD),
            "退社日": day("last_day", _YMD),
            "定期代": one_of("12000", "8400", ""),
            "上司メールアドレス": manager_email,
            "利用状況": state("利用中", "利用中", "一時停止中", "一時停止中"),
            "ICカードID": sometimes(0.9, lambda person, rng: f"01{int(person.digits):014X}"),
            "更新日": one_of("2026/10/30", "2026/11/01"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "肩書き",
        "department": "所属部署",
        "location": "勤務拠点",
        "phone": "会社電話",
        "hire_date": "入社日",
        "termination_date": "退社日",
        "manager": "上司メールアドレス",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="email",
    dates=_YMD,
    optional={"status": ("利用状況",)},
    note="利用状況 is the status of the account: who is suspended is mostly gone, but not always",
)

JAPANESE: tuple[Export, ...] = (MONEY_FORWARD, KINCONE)
