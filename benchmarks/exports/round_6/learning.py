"""Exports of systems for learning, security and safety.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    gender,
    manager_email,
    manager_name,
    manager_number,
    number,
    one_of,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

# Relias: Text File Importing for HRIS Integration: Client FAQ (required and recommended fields, the delimiter
# from its specification); the number, the last day, the supervisor and the second name from general
# knowledge.
RELIAS = export(
    "relias_hris_feed",
    "Relias",
    "en-US",
    cols(
        "EntryType=other | OrgID=company_code | OrgCode=company_code | EmployeeID=employee_id | "
        "LastName=last_name | FirstName=first_name | MiddleInitial=middle_name | Username=username | "
        "Password=other | Active=status | Restricted=other | HireDate=hire_date | "
        "TermDate=termination_date | Email=email | JobTitle=title | Department=department | "
        "Location=location | HierarchyID=other | SupervisorUsername=other_manager | "
        "EmploymentTypes=employment_type | UserDefined1=other | UserDefined2=other",
        {
            "EntryType": fixed("U"),
            "OrgID": fixed("2418"),
            "OrgCode": fixed("NFHEALTH"),
            "Password": BLANK,
            "Active": state("1", "1", "1", "0"),
            "Restricted": one_of("0", "0", "0", "1"),
            "HireDate": day("hired_on", _MDY),
            "TermDate": day("last_day", _MDY),
            "HierarchyID": lambda person, rng: f"{person.place.code}-{person.department_code}",
            "SupervisorUsername": lambda person, rng: person.manager.username if person.manager else "",
            "EmploymentTypes": one_of("FT", "FT", "PT", "PRN"),
            "UserDefined1": sometimes(0.4, one_of("RN", "LPN", "CNA", "LCSW")),
            "UserDefined2": one_of("Days", "Nights", "Rotating"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "EmployeeID",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "Department",
        "location": "Location",
        "hire_date": "HireDate",
        "termination_date": "TermDate",
        "status": "Active",
    },
    form=Format(delimiter="|"),
    dates=_MDY,
    status={"1": "active", "0": "inactive"},
    note="1 and 0 twice; the supervisor by a name of a user, to which nobody can refer",
)


def _groups(person: Person, rng: object) -> Cell:
    return [str(1_400_000 + len(person.department) * 17), "1400001"]


# From general knowledge: the users of the reporting API of KnowBe4.
KNOWBE4 = export(
    "knowbe4_api_users",
    "KnowBe4",
    "en-US",
    cols(
        "id=record_id | employee_number=employee_id | first_name=first_name | last_name=last_name | "
        "job_title=title | email=email | phish_prone_percentage=other | phone_number=phone | "
        "extension=phone_extension | mobile_phone_number=mobile | location=location | division=division | "
        "manager_name=manager_name | manager_email=manager_email | adi_manageable=other | groups=other | "
        "current_risk_score=other | aliases=other_email | joined_on=record_date | last_sign_in=record_date | "
        "status=status | organization=company | department=department | language=other | comment=other | "
        "employee_start_date=hire_date | archived_at=other_date | custom_field_1=other | "
        "custom_field_2=other",
        {
            "id": lambda person, rng: 7_000_000 + person.other_number % 900_000,
            "phish_prone_percentage": lambda person, rng: person.number % 41 + 0.5,
            "extension": sometimes(0.4, one_of("204", "311", "118")),
            "manager_name": manager_name,
            "manager_email": manager_email,
            "adi_manageable": fixed(True),
            "groups": _groups,
            "current_risk_score": lambda person, rng: person.number % 57 + 3.2,
            "aliases": lambda person, rng: [],
            "joined_on": one_of("2023-01-09T14:21:07.000Z", "2025-06-02T08:00:00.000Z"),
            "last_sign_in": one_of("2026-10-28T13:02:19.000Z", "2026-09-30T18:44:51.000Z"),
            "status": state("active", "active", "active", "archived"),
            "organization": fixed("Northfield"),
            "language": fixed("en-US"),
            "comment": BLANK,
            "employee_start_date": day("hired_on"),
            "archived_at": day("last_day", "%Y-%m-%dT05:00:00.000Z"),
            "custom_field_1": BLANK,
            "custom_field_2": one_of("Tier 1", "Tier 2", ""),
        },
    ),
    {
        "email": "email",
        "employee_id": "employee_number",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "job_title",
        "department": "department",
        "location": "location",
        "phone": ("phone_number", "mobile_phone_number"),
        "hire_date": "employee_start_date",
        "status": "status",
        "manager": "manager_email",
    },
    form=Format(kind="json"),
    refers_to="email",
    status={"active": "active", "archived": "inactive"},
    identity=("employee_number", "id"),
    optional={"termination_date": ("archived_at",)},
    note="a list without a key around it; three moments of an account next to the first day at work",
)


def _rehired(person: Person, rng: object) -> Cell:
    return person.hired_on.isoformat() if person.first_hired_on < person.hired_on else ""


# MathCraft Access Commander: HR Data Load - Data Elements (the headers up to the state of birth); the job,
# the unit and the supervisor from general knowledge, in the same style.
ACCESS_COMMANDER = export(
    "access_commander_hr_data_load",
    "Access Commander",
    "en-US",
    cols(
        "LAST_NME=last_name | FIRST_NME=first_name | MIDDLE_NME=middle_name | SUFFIX=name_suffix | "
        "NICK_NME=preferred_name | FCLTY_CD=location_code | SSN=national_id | EMP_NMR_TXT=employee_id | "
        "EMP_TYP_DESC=employment_type | EMP_STS_DESC=status | JOB_TTL_TXT=title | DEPT_DESC=department | "
        "SPRVSR_EMP_NMR_TXT=manager_id | WORK_PHONE_NMR=phone | WORK_EMAIL_TXT=email | HIRE_DT=hire_date | "
        "REHIRE_DT=other_date | START_DT=hire_date | TRMNTN_DT=termination_date | KEY_MGMT_PRSNL_FLG=other | "
        "SR_MGMT_OFFCL_FLG=other | NTWRK_LOGIN_ID_TXT=username | GNDR_DESC=gender | CTZNSHP_DESC=sensitive | "
        "BIRTH_DT=birth_date | BIRTH_CNTRY=sensitive | BIRTH_CITY=sensitive | BIRTH_ST_CD=sensitive",
        {
            "SUFFIX": sometimes(0.03, one_of("Jr.", "III")),
            "EMP_NMR_TXT": number("{:08}"),
            "EMP_TYP_DESC": one_of("Employee", "Employee", "Consultant"),
            "EMP_STS_DESC": state("Active", "Leave of Absence", "Active", "Terminated"),
            "SPRVSR_EMP_NMR_TXT": manager_number("{:08}"),
            "WORK_PHONE_NMR": lambda person, rng: "".join(filter(str.isdigit, person.phone)),
            "HIRE_DT": day("first_hired_on"),
            "REHIRE_DT": _rehired,
            "START_DT": day("hired_on"),
            "KEY_MGMT_PRSNL_FLG": lambda person, rng: "1" if person.level < 2 else "0",
            "SR_MGMT_OFFCL_FLG": lambda person, rng: "1" if person.level < 3 else "0",
            "GNDR_DESC": gender("F", "M"),
            "CTZNSHP_DESC": one_of("U.S. Citizen", "U.S. Citizen", "Naturalized"),
            "BIRTH_CNTRY": fixed("United States"),
            "BIRTH_CITY": place("city"),
            "BIRTH_ST_CD": one_of("VA", "MD", "TX"),
        },
    ),
    {
        "email": "WORK_EMAIL_TXT",
        "employee_id": "EMP_NMR_TXT",
        "first_name": "FIRST_NME",
        "last_name": "LAST_NME",
        "title": "JOB_TTL_TXT",
        "department": "DEPT_DESC",
        "phone": "WORK_PHONE_NMR",
        "hire_date": ("START_DT", "HIRE_DT"),
        "termination_date": "TRMNTN_DT",
        "status": "EMP_STS_DESC",
        "manager": "SPRVSR_EMP_NMR_TXT",
    },
    refers_to="employee_id",
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    optional={"location": ("FCLTY_CD",)},
    note="words without vowels; three days on which somebody began; the site is a code only",
)

LEARNING: tuple[Export, ...] = (RELIAS, KNOWBE4, ACCESS_COMMANDER)
