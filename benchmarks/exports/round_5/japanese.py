"""Exports in Japanese.

Belongs here and does not: as in `directories.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    gender,
    manager_number,
    number,
    of,
    one_of,
    state,
)
from benchmarks.exports.model import Export, Format, export

_YMD = "%Y/%m/%d"

# ジョブカン: スタッフ情報一括登録, スタッフを登録する (スタッフコード, 姓, 名, メールアドレス, 入社日,
# メイングループ and its arrow, サブグループ, スタッフ種別, 電話番号); the rest from general
# knowledge.
JOBCAN = export(
    "jobcan_staff",
    "ジョブカン",
    "ja",
    cols(
        "スタッフコード=employee_id | 姓=last_name | 名=first_name | 姓(カナ)=other | 名(カナ)=other | "
        "メールアドレス=email | 電話番号=any_phone | 入社日=hire_date | 退職日=termination_date | "
        "在籍区分=status | メイングループ=department_path | メイングループコード=department_code | "
        "サブグループ=other | スタッフ種別=employment_type | 役職=title | 勤務地=location | "
        "上長スタッフコード=manager_id | 上長氏名=manager_name | ICカード番号=other_id | "
        "性別=gender | 生年月日=birth_date | 住所=home_address | 時給=pay",
        {
            "スタッフコード": number("{:06}"),
            "姓(カナ)": one_of("サトウ", "スズキ", "タナカ", "ワタナベ"),
            "名(カナ)": one_of("ケンタ", "ミサキ", "ナオコ", "ダイスケ"),
            "入社日": day("hired_on", _YMD),
            "退職日": day("last_day", _YMD),
            "在籍区分": state("在籍", "休職", "在籍", "退職"),
            "メイングループ": lambda person, rng: f"{person.division}->{person.department}",
            "サブグループ": one_of("", "", "安全衛生委員会"),
            "スタッフ種別": one_of("正社員", "正社員", "契約社員", "アルバイト"),
            "上長スタッフコード": manager_number("{:06}"),
            "上長氏名": lambda person, rng: (
                f"{person.manager.last_name} {person.manager.first_name}" if person.manager else ""
            ),
            "ICカード番号": lambda person, rng: f"01{int(person.digits):014X}",
            "性別": gender("女性", "男性"),
            "生年月日": day("born_on", _YMD),
            "住所": of("street"),
            "時給": one_of("", "", "1250"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "スタッフコード",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "メイングループ",
        "location": "勤務地",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "status": "在籍区分",
        "manager": "上長スタッフコード",
    },
    form=Format(encoding="cp932"),
    refers_to="employee_id",
    dates=_YMD,
    status={"在籍": "active", "休職": "leave", "退職": "inactive"},
    optional={"phone": ("電話番号",)},
    note="the main group is the department, written as a path with arrows",
)

# HRMOS: カスタムCSVエクスポート (the columns of 業務情報_部署・役職_主務, the word of the flag),
# アサインの一括更新 (社員コード, 社員氏名); the rest from general knowledge, in the same pattern.
HRMOS = export(
    "hrmos_core_export",
    "HRMOS",
    "ja",
    cols(
        "社員コード=employee_id | 社員氏名=full_name | 基本情報_氏名_姓=last_name | "
        "基本情報_氏名_名=first_name | 基本情報_性別=gender | 基本情報_生年月日=birth_date | "
        "連絡先_会社メールアドレス=email | 連絡先_個人メールアドレス=personal_email | "
        "連絡先_会社電話番号=phone | 連絡先_個人携帯電話番号=personal_phone | "
        "業務情報_部署・役職_主務 - 部署_部署名=department | "
        "業務情報_部署・役職_主務 - 部署_部署コード=department_code | "
        "業務情報_部署・役職_主務 - 役職_役職名=title | 業務情報_部署・役職_主務 - 配属日=position_date | "
        "業務情報_部署・役職_主務 - 配属終了日=other_date | "
        "業務情報_部署・役職_主務 - 主務_組織長フラグ=other | 業務情報_勤務地_勤務地名=location | "
        "業務情報_上長_社員コード=manager_id | 業務情報_上長_社員氏名=manager_name | "
        "雇用情報_雇用形態=employment_type | 雇用情報_入社日=hire_date | "
        "雇用情報_退職日=termination_date | 雇用情報_在籍状況=status | 給与情報_基本給=pay",
        {
            "社員コード": number("H{}"),
            "社員氏名": lambda person, rng: f"{person.last_name} {person.first_name}",
            "基本情報_性別": gender("女性", "男性"),
            "基本情報_生年月日": day("born_on", _YMD),
            "業務情報_部署・役職_主務 - 配属日": day("in_job_since", _YMD),
            "業務情報_部署・役職_主務 - 配属終了日": one_of("", "", "", "2027/03/31"),
            "業務情報_部署・役職_主務 - 主務_組織長フラグ": lambda person, rng: (
                "該当" if person.level < 5 else ""
            ),
            "業務情報_上長_社員コード": manager_number("H{}"),
            "業務情報_上長_社員氏名": lambda person, rng: (
                f"{person.manager.last_name} {person.manager.first_name}" if person.manager else ""
            ),
            "雇用情報_雇用形態": one_of("正社員", "正社員", "嘱託"),
            "雇用情報_入社日": day("hired_on", _YMD),
            "雇用情報_退職日": day("last_day", _YMD),
            "雇用情報_在籍状況": state("在籍中", "休職中", "在籍中", "退職済"),
        },
    ),
    {
        "email": "連絡先_会社メールアドレス",
        "employee_id": "社員コード",
        "first_name": "基本情報_氏名_名",
        "last_name": "基本情報_氏名_姓",
        "title": "業務情報_部署・役職_主務 - 役職_役職名",
        "department": "業務情報_部署・役職_主務 - 部署_部署名",
        "location": "業務情報_勤務地_勤務地名",
        "phone": "連絡先_会社電話番号",
        "hire_date": "雇用情報_入社日",
        "termination_date": "雇用情報_退職日",
        "status": "雇用情報_在籍状況",
        "manager": "業務情報_上長_社員コード",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_YMD,
    status={"在籍中": "active", "休職中": "leave", "退職済": "inactive"},
    order="last_first",
    full_name_instead=("社員氏名",),
    note="long names with a section before each field; the day of the assignment is no first day",
)

JAPANESE: tuple[Export, ...] = (JOBCAN, HRMOS)
