"""Fresh exports in Japanese and Chinese.

Belongs here and does not: as in `north_america.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    manager_number,
    number,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_KANA = one_of("サトウ ケンタ", "スズキ ミサキ", "タナカ ナオコ", "ワタナベ ダイスケ")

# mediment: カオナビAPI連携方法 (社員番号, 氏名, 氏名(フリガナ), メール, 所属名1, 入社日, 退職日).
KAONAVI = export(
    "kaonavi_members",
    "カオナビ",
    "ja",
    cols(
        "社員番号=employee_id | 氏名=full_name | 氏名(フリガナ)=other | メール=email | 入社日=hire_date | "
        "退職日=termination_date | 勤続年数=other | 性別=gender | 生年月日=birth_date | 年齢=sensitive | "
        "所属コード=department_code | 所属名1=division | 所属名2=department | 役職=title | "
        "勤務地=location | 上長社員番号=manager_id | 血液型=sensitive | 評価ランク=sensitive",
        {
            "社員番号": number("A{:05}"),
            "氏名": lambda person, rng: f"{person.last_name} {person.first_name}",
            "氏名(フリガナ)": _KANA,
            "入社日": day("hired_on", "%Y-%m-%d"),
            "退職日": day("last_day", "%Y-%m-%d"),
            "勤続年数": lambda person, rng: f"{2026 - person.hired_on.year}年",
            "性別": gender("女性", "男性"),
            "年齢": lambda person, rng: str(2026 - person.born_on.year),
            "上長社員番号": manager_number("A{:05}"),
            "血液型": one_of("A", "B", "O", "AB"),
            "評価ランク": one_of("S", "A", "B", "C"),
        },
    ),
    {
        "email": "メール",
        "employee_id": "社員番号",
        "title": "役職",
        "location": "勤務地",
        "hire_date": "入社日",
        "termination_date": "退職日",
        "manager": "上長社員番号",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    must_ask=("full_name", "department"),
    note="a family name, a space and a given name; which of two levels is the department must be asked",
)

# From general knowledge.
JINJER = export(
    "jinjer_jugyoin",
    "ジンジャー人事労務",
    "ja",
    cols(
        "従業員番号=employee_id | 氏名（姓）=last_name | 氏名（名）=first_name | "
        "氏名フリガナ（姓）=other | 氏名フリガナ（名）=other | 会社用メールアドレス=email | "
        "個人用メールアドレス=personal_email | 会社用電話番号=phone | 個人用電話番号=personal_phone | "
        "在籍区分=status | 雇用区分=employment_type | 所属グループ=department | 職種=other | "
        "肩書=title | 就業場所=location | 入社年月日=hire_date | 試用期間終了日=record_date | "
        "退職年月日=termination_date | 直属上司=manager_name | 直属上司メールアドレス=manager_email | "
        "マイナンバー提出=sensitive | 基礎年金番号=national_id",
        {
            "従業員番号": number("{:06}"),
            "氏名フリガナ（姓）": one_of("サトウ", "スズキ", "タナカ"),
            "氏名フリガナ（名）": one_of("ケンタ", "ミサキ", "ナオコ"),
            "在籍区分": state("在籍", "休職", "在籍", "退職"),
            "雇用区分": one_of("正社員", "正社員", "契約社員", "パート"),
            "職種": one_of("総合職", "一般職", "技術職"),
            "入社年月日": day("hired_on", "%Y年%m月%d日"),
            "試用期間終了日": sometimes(0.3, day("in_job_since", "%Y年%m月%d日")),
            "退職年月日": day("last_day", "%Y年%m月%d日"),
            "マイナンバー提出": one_of("済", "未"),
            "基礎年金番号": pattern("####-######"),
        },
    ),
    {
        "email": "会社用メールアドレス",
        "employee_id": "従業員番号",
        "first_name": "氏名（名）",
        "last_name": "氏名（姓）",
        "title": "肩書",
        "department": "所属グループ",
        "location": "就業場所",
        "phone": "会社用電話番号",
        "hire_date": "入社年月日",
        "termination_date": "退職年月日",
        "status": "在籍区分",
        "manager": "直属上司メールアドレス",
    },
    form=Format(encoding="cp932"),
    refers_to="email",
    dates="%Y年%m月%d日",
    status={"在籍": "active", "休職": "leave", "退職": "inactive"},
    note="Shift JIS; dates with 年, 月 and 日; the mark of the name is at the end of the header",
)

# From general knowledge.
BEISEN = export(
    "beisen_renyuan",
    "北森 iTalentX",
    "zh",
    cols(
        "工号=employee_id | 姓名=full_name | 性别=gender | 证件号码=national_id | 出生日期=birth_date | "
        "民族=sensitive | 手机号码=any_phone | 公司邮箱=email | 个人邮箱=personal_email | "
        "所属公司=company | 部门=department | 职位=title | 职级=job_level | 工作地点=location | "
        "入职日期=hire_date | 转正日期=record_date | 最后工作日=termination_date | 人员状态=status | "
        "用工形式=employment_type | 直线经理=manager_name | 直线经理工号=manager_id | "
        "紧急联系人=sensitive | 开户银行=sensitive | 银行账号=iban",
        {
            "工号": number("YH{:06}"),
            "姓名": lambda person, rng: f"{person.last_name}{person.first_name}",
            "性别": gender("女", "男"),
            "证件号码": pattern("31##############0X"),
            "出生日期": day("born_on", "%Y/%m/%d"),
            "民族": one_of("汉族", "汉族", "回族", "壮族"),
            "所属公司": fixed("云河科技有限公司"),
            "入职日期": day("hired_on", "%Y/%m/%d"),
            "转正日期": day("in_job_since", "%Y/%m/%d"),
            "最后工作日": day("last_day", "%Y/%m/%d"),
            "人员状态": state("在职", "停薪留职", "在职", "离职"),
            "用工形式": one_of("正式", "正式", "劳务派遣", "实习"),
            "直线经理": lambda person, rng: (
                f"{person.manager.last_name}{person.manager.first_name}" if person.manager else ""
            ),
            "直线经理工号": manager_number("YH{:06}"),
            "紧急联系人": one_of("张丽", "王强", "李娟"),
            "开户银行": one_of("招商银行", "工商银行"),
            "银行账号": pattern("6225############"),
        },
    ),
    {
        "email": "公司邮箱",
        "employee_id": "工号",
        "title": "职位",
        "department": "部门",
        "location": "工作地点",
        "hire_date": "入职日期",
        "termination_date": "最后工作日",
        "status": "人员状态",
        "manager": "直线经理工号",
    },
    form=Format(encoding="gb18030"),
    refers_to="employee_id",
    dates="%Y/%m/%d",
    status={"在职": "active", "停薪留职": "leave", "离职": "inactive"},
    must_ask=("full_name",),
    optional={"phone": ("手机号码",)},
    note="GB 18030; family and given name without a space fit neither order of a full name",
)

CJK: tuple[Export, ...] = (KAONAVI, JINJER, BEISEN)
