"""Exports in Japanese and Chinese.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_YMD = "%Y/%m/%d"


def _family_given(person: Person, rng: object) -> Cell:
    return f"{person.last_name} {person.first_name}"


def _family_given_together(person: Person, rng: object) -> Cell:
    return f"{person.last_name}{person.first_name}"


def _manager_family_given(person: Person, rng: object) -> Cell:
    return f"{person.manager.last_name} {person.manager.first_name}" if person.manager else ""


def _manager_together(person: Person, rng: object) -> Cell:
    return f"{person.manager.last_name}{person.manager.first_name}" if person.manager else ""


# From general knowledge: the members' sheet of a talent management system of a Japanese subsidiary.
TALENT_PALETTE = export(
    "talent_palette_members",
    "タレントパレット",
    "ja",
    cols(
        "社員番号=employee_id | 氏名=full_name | 氏名(ローマ字)=other | 性別=gender | "
        "生年月日=birth_date | メールアドレス=email | 所属コード=department_code | 所属=department | "
        "役職=title | 等級=other | 職種=other | 勤務地=location | 雇用形態=employment_type | "
        "在籍状況=status | 入社年月日=hire_date | 退職年月日=termination_date | 上司社員番号=manager_id | "
        "上司氏名=manager_name | 会社電話番号=phone | 最終学歴=other | 評価(2025年度)=sensitive",
        {
            "社員番号": number("{:06}"),
            "氏名": _family_given,
            "氏名(ローマ字)": lambda person, rng: (
                f"{person.latin_last.upper()} {person.latin_first.capitalize()}"
            ),
            "性別": gender("女性", "男性"),
            "生年月日": day("born_on", _YMD),
            "等級": one_of("G3", "G4", "M1"),
            "職種": one_of("事務職", "営業職", "技術職"),
            "雇用形態": one_of("正社員", "正社員", "契約社員"),
            "在籍状況": state("在籍", "休職", "在籍", "退職"),
            "入社年月日": day("hired_on", _YMD),
            "退職年月日": day("last_day", _YMD),
            "上司社員番号": manager_number("{:06}"),
            "上司氏名": _manager_family_given,
            "最終学歴": one_of("大学卒", "大学院修了", "高校卒"),
            "評価(2025年度)": one_of("S", "A", "B"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "社員番号",
        "full_name": "氏名",
        "title": "役職",
        "department": "所属",
        "location": "勤務地",
        "phone": "会社電話番号",
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "status": "在籍状況",
        "manager": "上司社員番号",
    },
    form=Format(encoding="cp932"),
    refers_to="employee_id",
    order="last_first",
    dates=_YMD,
    status={"在籍": "active", "休職": "leave", "退職": "inactive"},
    note="the family name first; the year's assessment is nobody's business",
)

# LINE WORKS guide: adding members by a file (names, ID, private e-mail, nickname, rank); the rest from
# general knowledge.
LINE_WORKS = export(
    "line_works_member_export",
    "LINE WORKS",
    "ja",
    cols(
        "姓=last_name | 名=first_name | 姓(フリガナ)=other | 名(フリガナ)=other | ニックネーム=other | "
        "ID=username | メールアドレス=email | 個人メールアドレス=personal_email | 社員番号=employee_id | "
        "組織=department | 職級=other | 役職=title | 利用権限タイプ=other | 電話番号=phone | "
        "勤務先=location | 入社日=hire_date | 利用状態=account_status | 言語=other",
        {
            "姓(フリガナ)": BLANK,
            "名(フリガナ)": BLANK,
            "ニックネーム": of("preferred"),
            "職級": one_of("一般", "主任", "管理職"),
            "利用権限タイプ": one_of("社員", "社員", "契約社員"),
            "入社日": day("hired_on"),
            "利用状態": state("使用中", "一時停止", "一時停止", "一時停止"),
            "言語": fixed("日本語"),
        },
    ),
    {
        "email": "メールアドレス",
        "employee_id": "社員番号",
        "first_name": "名",
        "last_name": "姓",
        "title": "役職",
        "department": "組織",
        "location": "勤務先",
        "phone": "電話番号",
        "hire_date": "入社日",
    },
    form=Format(encoding="utf-8-sig"),
    identity=("社員番号", "ID"),
    optional={"status": ("利用状態",)},
    note="the directory of a chat: the status is that of an account, and there is no manager",
)

# DingTalk open platform: fields of a member and of the roster (number, title, work place, direct manager,
# entry); the other labels from general knowledge.
DINGTALK = export(
    "dingtalk_roster",
    "钉钉智能人事",
    "zh",
    cols(
        "工号=employee_id | 姓名=full_name | 部门=department | 职位=title | 职级=other | "
        "直属主管=manager_name | 直属主管工号=manager_id | 办公地点=location | 入职时间=hire_date | "
        "转正时间=other_date | 离职日期=termination_date | 员工类型=employment_type | 员工状态=status | "
        "手机号=any_phone | 企业邮箱=email | 个人邮箱=personal_email | 分机号=other | 合同公司=company | "
        "身份证号=national_id | 出生日期=birth_date | 性别=gender | 婚姻状况=sensitive | 银行卡号=iban",
        {
            "工号": number("YH{}"),
            "姓名": _family_given_together,
            "职级": one_of("P5", "P6", "M1"),
            "直属主管": _manager_together,
            "直属主管工号": manager_number("YH{}"),
            "入职时间": day_cell("hired_on"),
            "转正时间": day_cell("in_job_since"),
            "离职日期": day_cell("last_day"),
            "员工类型": one_of("全职", "全职", "实习"),
            "员工状态": state("正式", "正式", "试用", "离职"),
            "分机号": sometimes(0.5, pattern("####")),
            "合同公司": fixed("云河(上海)科技有限公司"),
            "身份证号": pattern("310###############"),
            "出生日期": day_cell("born_on"),
            "性别": gender("女", "男"),
            "婚姻状况": one_of("已婚", "未婚"),
            "银行卡号": pattern("6222############"),
        },
    ),
    {
        "email": "企业邮箱",
        "employee_id": "工号",
        "full_name": "姓名",
        "title": "职位",
        "department": "部门",
        "location": "办公地点",
        "hire_date": "入职时间",
        "termination_date": "离职日期",
        "status": "员工状态",
        "manager": "直属主管工号",
    },
    form=Format(kind="excel", titles=(("员工花名册(导出时间:2026-11-02)",),)),
    refers_to="employee_id",
    order="last_first",
    dates=ANY_FORMAT,
    status={"正式": "active", "试用": "active", "离职": "inactive"},
    optional={"phone": ("手机号",)},
    note="a name without a space; on probation is employed; the phone is the one of the account",
)

EASTERN: tuple[Export, ...] = (TALENT_PALETTE, LINE_WORKS, DINGTALK)
