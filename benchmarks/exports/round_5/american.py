"""Exports of HR systems in the United States: of small and middle companies, of a college and of a city.

Belongs here and does not: as in `directories.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    identifier,
    manager_email,
    manager_last_first,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_MDY = "%m/%d/%Y"
_MDY2 = "%m/%d/%y"

# Trelica and ChartHop: fields imported from Zenefits (names, e-mails, phones, dates, number, manager), help
# center of Zenefits: Basic Info (Legal Gender, Work Location); the rest from general knowledge.
ZENEFITS = export(
    "zenefits_people_report",
    "Zenefits",
    "en-US",
    cols(
        "First Name=first_name | Middle Name=middle_name | Last Name=last_name | "
        "Preferred Name=preferred_name | Employee Number=employee_id | Personal Email=personal_email | "
        "Work Email=email | Personal Phone=personal_phone | Work Phone=phone | Job Title=title | "
        "Department=department | Work Location=location | Location State=other | Manager=manager_name | "
        "Manager Work Email=manager_email | Employment Type=employment_type | "
        "Employment Subtype=other | Employment Status=status | Hire Date=hire_date | "
        "Termination Date=termination_date | Termination Type=other | Date of Birth=birth_date | "
        "Legal Gender=gender | Personal Pronouns=sensitive | SSN=national_id | Home Address=home_address | "
        "Comp Type=other | Annual Salary=pay | EEO Job Category=other",
        {
            "Location State": one_of("NY", "TX", "IL", "MA"),
            "Employment Type": hours("Full Time", "Part Time"),
            "Employment Subtype": one_of("Employee", "Employee", "Intern"),
            "Employment Status": state("Active", "Leave of Absence", "Active", "Terminated"),
            "Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Termination Type": state("", "", "", "Voluntary"),
            "Date of Birth": day("born_on", _MDY),
            "Personal Pronouns": sometimes(0.5, gender("She/Her", "He/Him")),
            "SSN": pattern("XXX-XX-####"),
            "Comp Type": one_of("Salaried", "Hourly"),
            "EEO Job Category": one_of("Professionals", "Sales Workers", "Administrative Support"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Work Location",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Employment Status",
        "manager": "Manager Work Email",
    },
    refers_to="email",
    dates=_MDY,
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    note="what is private and what is for work is written in the header, the private one first",
)

# Kallidus: Get a user (up to `personal_email`, compensation, and the words of `state`), ChartHop: data synced
# from Sapling (dates, names, phones, ethnicity); the shape of the manager from general knowledge.
SAPLING = export(
    "sapling_users_api",
    "Sapling",
    "en-US",
    cols(
        "id=other_id | guid=other_id | employee_number=employee_id | first_name=first_name | "
        "middle_name=middle_name | last_name=last_name | preferred_name=preferred_name | "
        "job_title=title | department=department | location=location | company_email=email | "
        "personal_email=personal_email | mobile_phone_number=any_phone | home_phone_number=personal_phone | "
        "start_date=hire_date | termination_date=termination_date | termination_type=other | "
        "state=status | employment_status=employment_type | /manager/guid=manager_other_id | "
        "/manager/full_name=manager_name | /manager/company_email=manager_email | buddy=other | "
        "date_of_birth=birth_date | gender_identity=gender | race_ethnicity=sensitive | "
        "/home_address/line1=home_address | /home_address/city=home_address | "
        "/compensation/pay_rate=pay | /compensation/pay_schedule=other",
        {
            "guid": identifier,
            "employee_number": number("{:05}"),
            "termination_type": state("", "", "", "voluntary"),
            "state": state("active", "active", "active", "inactive"),
            "employment_status": hours("Full Time", "Part Time"),
            "/manager/guid": lambda person, rng: identifier(person.manager, rng) if person.manager else "",
            "/manager/full_name": manager_name,
            "/manager/company_email": manager_email,
            "buddy": sometimes(0.2, manager_name),
            "race_ethnicity": one_of("White", "Asian", "Prefer not to say", ""),
            "/home_address/line1": of("street"),
            "/home_address/city": lambda person, rng: person.place.city,
            "/compensation/pay_rate": lambda person, rng: person.salary,
            "/compensation/pay_schedule": fixed("Annually"),
        },
    ),
    {
        "email": "company_email",
        "employee_id": "employee_number",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "job_title",
        "department": "department",
        "location": "location",
        "hire_date": "start_date",
        "termination_date": "termination_date",
        "status": "state",
        "manager": "/manager/company_email",
    },
    form=Format(kind="json", records=("users",)),
    refers_to="email",
    status={"active": "active", "inactive": "inactive"},
    identity=("employee_number", "guid", "id"),
    optional={"phone": ("mobile_phone_number",)},
    note="`state` is no place, and `employment_status` says who works full time",
)

# From general knowledge: an extract of Colleague for the HR office of a college, with names of its fields.
COLLEAGUE = export(
    "colleague_hrper_extract",
    "Ellucian Colleague",
    "en-US",
    cols(
        "HRPER.ID=employee_id | LAST.NAME=last_name | FIRST.NAME=first_name | MIDDLE.NAME=middle_name | "
        "PREFERRED.NAME=preferred_name | CAMPUS.EMAIL=email | PERSONAL.EMAIL=personal_email | "
        "HRP.PRI.POSITION=position_id | POS.TITLE=title | HRP.PRI.DEPT=department_code | "
        "DEPTS.DESC=department | POS.DIVISION=division | HRP.PRI.CAMPUS.LOCATION=location_code | "
        "LOC.DESC=location | HRP.PRI.CAMPUS.BUILDING=other | HRP.PRI.CAMPUS.OFFICE=other | "
        "HRP.PRI.CAMPUS.EXTENSION=other | PERSTAT.STATUS=employment_type | POS.CLASS=other | "
        "POS.EEO.RANK=other | HRP.EFFECT.EMPLOY.DATE=hire_date | PERPOS.START.DATE=position_date | "
        "HRP.EFFECT.TERM.DATE=termination_date | SUPERVISOR.ID=manager_id | "
        "SUPERVISOR.NAME=manager_name | SSN=national_id | BIRTH.DATE=birth_date | GENDER=gender | "
        "PER.ETHNICS=sensitive | TENURE.STATUS=other",
        {
            "HRPER.ID": number("{:07}"),
            "HRP.PRI.POSITION": lambda person, rng: f"{person.department_code}{person.title_code}",
            "HRP.PRI.CAMPUS.BUILDING": one_of("ADMN", "SCI", "LIB", "GYM"),
            "HRP.PRI.CAMPUS.OFFICE": one_of("101", "214B", "330", ""),
            "HRP.PRI.CAMPUS.EXTENSION": one_of("4410", "4127", "5093", ""),
            "PERSTAT.STATUS": hours("FT", "PT"),
            "POS.CLASS": one_of("STAFF", "FAC", "ADMIN"),
            "POS.EEO.RANK": one_of("INST", "ASOC", ""),
            "HRP.EFFECT.EMPLOY.DATE": day("hired_on", _MDY2),
            "PERPOS.START.DATE": day("in_job_since", _MDY2),
            "HRP.EFFECT.TERM.DATE": day("last_day", _MDY2),
            "SUPERVISOR.ID": manager_number("{:07}"),
            "SUPERVISOR.NAME": manager_last_first,
            "BIRTH.DATE": day("born_on", _MDY2),
            "GENDER": gender("F", "M"),
            "PER.ETHNICS": one_of("WH", "HIS", "AS", "BL", ""),
            "TENURE.STATUS": one_of("", "", "T", "TT"),
        },
    ),
    {
        "email": "CAMPUS.EMAIL",
        "employee_id": "HRPER.ID",
        "first_name": "FIRST.NAME",
        "last_name": "LAST.NAME",
        "title": "POS.TITLE",
        "department": "DEPTS.DESC",
        "location": "LOC.DESC",
        "hire_date": "HRP.EFFECT.EMPLOY.DATE",
        "termination_date": "HRP.EFFECT.TERM.DATE",
        "manager": "SUPERVISOR.ID",
    },
    form=Format(quote_all=True, encoding="cp1252"),
    refers_to="employee_id",
    dates=_MDY2,
    optional={"phone": ("HRP.PRI.CAMPUS.EXTENSION",)},
    note="a status that says full time or part time, and none that says who is there; years of two digits",
)


# Munis Payroll: Timekeeper Interface (Location, Job Class, Badge Number), How to add an Employee Master
# Record (Group/BU, Org/Obj/Project, STAT: Personnel Status); the rest from general knowledge.
MUNIS = export(
    "munis_employee_master",
    "Tyler Munis",
    "en-US",
    cols(
        "Employee=employee_id | Last Name=last_name | First Name=first_name | MI=middle_name | "
        "SSN=national_id | Badge Number=other_id | Group/BU=other | Location=location_code | "
        "Location Desc=location | Dept Desc=department | Job Class=job_code | Job Class Desc=title | "
        "Org=cost_center_code | Obj=other | Project=other | Personnel Status=employment_type | "
        "Active/Inactive=status | Hire Date=hire_date | Service Date=original_hire_date | "
        "Perm Date=other_date | Term Date=termination_date | Term Reason=other | "
        "Supervisor=manager_id | Supervisor Name=manager_name | E-mail=email | "
        "Home Phone=personal_phone | Work Phone=phone | Birth Date=birth_date | Sex=gender | "
        "Ethnic Code=sensitive | Annual Salary=pay | Entered By=other",
        {
            "Employee": lambda person, rng: person.number,
            "Badge Number": sometimes(0.9, of("other_number")),
            "Group/BU": one_of("AFSC", "IAFF", "NONU"),
            "Obj": fixed("5110"),
            "Project": fixed(""),
            "Personnel Status": hours("FTPM", "PTPM"),
            "Active/Inactive": state("A", "A", "A", "I"),
            "Hire Date": day_cell("hired_on"),
            "Service Date": day_cell("first_hired_on"),
            "Perm Date": day_cell("in_job_since"),
            "Term Date": day_cell("last_day"),
            "Term Reason": state("", "", "", "RSGN"),
            "Supervisor": lambda person, rng: person.manager.number if person.manager else "",
            "Supervisor Name": manager_last_first,
            "Birth Date": day_cell("born_on"),
            "Sex": gender("F", "M"),
            "Ethnic Code": one_of("1", "2", "3", "5"),
            "Annual Salary": lambda person, rng: person.salary,
            "Entered By": one_of("jdorsey", "mlopez", "conv"),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Employee",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Class Desc",
        "department": "Dept Desc",
        "location": "Location Desc",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Term Date",
        "status": "Active/Inactive",
        "manager": "Supervisor",
    },
    form=Format(
        kind="excel",
        titles=(
            ("CITY OF NORTHFIELD",),
            ("EMPLOYEE MASTER LISTING",),
            ("11/02/2026 06:00", "", "", "P 1"),
            (),
        ),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"A": "active", "I": "inactive"},
    note="numbers as numbers; `Supervisor` is a number, the department is not the location's code",
)

AMERICAN: tuple[Export, ...] = (ZENEFITS, SAPLING, COLLEAGUE, MUNIS)
