"""Exports in Japanese.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_YMD = "%Y/%m/%d"

# サイボウズ: cybozu.dev, CSVフォーマット (the first four columns), File Format for User Information and
# ユーザー情報の項目 (the others, their order and the words of 使用状態); the last four are fields of a
# customer, from general knowledge.
CYBOZU = export(
    "cybozu_user_csv",
    "サイボウズ cybozu.com共通管理",
    "ja",
    cols(
        "ログイン名=username | 表示名=full_name | 新ログイン名=other | パスワード=other | 姓=last_name | "
        "名=first_name | よみがな(姓)=other | よみがな(名)=other | 別言語での表示名=other | "
        "別言語での表示名の言語=other | メールアドレス=email | 使用状態=other | 言語=other | "
        "タイムゾーン=other | 電話番号=phone | 内線番号=phone_extension | 携帯電話番号=mobile | URL=other | "
        "従業員番号=employee_id | 入社日=hire_date | 誕生日=birth_date | メモ=other | 表示優先度=other | "
        "Skype名=other | 削除=other | 所属部門=department | 職名=title | 勤務先事業所=location | "
        "直属上長メールアドレス=manager_email",
        {
            "表示名": lambda person, rng: f"{person.last_name} {person.first_name}",
            "新ログイン名": fixed("*"),
            "パスワード": fixed("*"),
            "よみがな(姓)": one_of("さとう", "すずき", "たかはし", "やまもと"),
            "よみがな(名)": one_of("けんた", "みさき", "なおこ", "だいすけ"),
            "別言語での表示名": lambda person, rng: (
                f"{person.latin_first.capitalize()} {person.latin_last.capitalize()}"
            ),
            "別言語での表示名の言語": fixed("en"),
            "使用状態": state("使用中", "使用中", "停止中", "停止中"),
            "言語": fixed("ja"),
            "タイムゾーン": fixed("Asia/Tokyo"),
            "内線番号": one_of("2041", "3118", "1180"),
            "URL": BLANK,
            "従業員番号": number("{:06}"),
            "入社日": day("hired_on"),
            "誕生日": day("born_on"),
            "メモ": BLANK,
            "表示優先度": of("row"),
            "Skype名": BLANK,
            "削除": fixed("0"),
            "直属上長メールアドレス": manager_email,
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "職名",
        "department": "所属部門",
        "location": "勤務先事業所",
        "phone": ("電話番号", "携帯電話番号"),
        "hire_date": "入社日",
        "manager": "直属上長メールアドレス",
    },
    form=Format(encoding="cp932"),
    refers_to="email",
    optional={"status": ("使用状態",)},
    note=(
        "使用状態 is that of the account; a new login and a password that are stars; a name in another "
        "language"
    ),
)

# Talentify: 従業員管理 (the attributes, the kinds of employment and three words of ステータス); the
# attributes of a customer, from 部署名 on, from general knowledge.
TALENTIFY = export(
    "talentify_jugyoin",
    "Talentify",
    "ja",
    cols(
        "姓=last_name | 名=first_name | 姓カナ=other | 名カナ=other | 従業員番号=employee_id | "
        "メールアドレス=email | 入社日=hire_date | 退職日=termination_date | 雇用形態=employment_type | "
        "ステータス=status | 職種=other | 部署名=department | 部署コード=department_code | 肩書=title | "
        "等級=job_level | 勤務地=location | 現職着任日=position_date | 一次評価者(従業員番号)=manager_id | "
        "二次評価者(従業員番号)=second_manager | 生年月日=birth_date | 性別=gender | "
        "個人携帯番号=personal_phone | 緊急連絡先=personal_phone | 年俸=pay | 障がい者手帳=sensitive",
        {
            "姓カナ": one_of("サトウ", "スズキ", "タカハシ", "ヤマモト"),
            "名カナ": one_of("ケンタ", "ミサキ", "ナオコ", "ダイスケ"),
            "従業員番号": number("EMP{}"),
            "入社日": day("hired_on", _YMD),
            "退職日": day("last_day", _YMD),
            "雇用形態": one_of("正社員", "正社員", "契約社員", "パート・アルバイト"),
            "ステータス": state("在籍中", "休職中", "在籍中", "退職済み"),
            "職種": one_of("総合職", "技術職", "販売職"),
            "等級": one_of("M2", "S1", "S3", "G4"),
            "現職着任日": day("in_job_since", _YMD),
            "一次評価者(従業員番号)": manager_number("EMP{}"),
            "二次評価者(従業員番号)": lambda person, rng: (
                f"EMP{person.manager.manager.number}" if person.manager and person.manager.manager else ""
            ),
            "生年月日": day("born_on", _YMD),
            "性別": one_of("女性", "男性"),
            "障がい者手帳": sometimes(0.04, fixed("有")),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "肩書",
        "department": "部署名",
        "location": "勤務地",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "status": "ステータス",
    },
    form=Format(encoding="utf-8-sig"),
    dates=_YMD,
    status={"在籍中": "active", "休職中": "leave", "退職済み": "inactive"},
    optional={"manager": ("一次評価者(従業員番号)",)},
    note="who rates somebody first is mostly the manager, but the file doesn't say so",
)

JAPANESE: tuple[Export, ...] = (CYBOZU, TALENTIFY)
