"""Fourth exports of American payroll bureaus, professional employers and their like.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from datetime import date

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    identifier,
    last_first,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"
_ETHNICITIES = ("White", "Asian", "Hispanic or Latino", "Black or African American", "Two or More Races")


def _status_since(person: Person, rng: object) -> Cell:
    return person.last_day or person.in_job_since


# From general knowledge: TotalSource has the fields of ADP's reports, with a client and a worksite.
TOTALSOURCE = export(
    "adp_totalsource_census",
    "ADP TotalSource",
    "en-US",
    cols(
        "Client ID=company_code | Associate ID=employee_id | File Number=other_id | "
        "Payroll Name=full_name | Legal First Name=first_name | Legal Middle Name=middle_name | "
        "Legal Last Name=last_name | Preferred First Name=preferred_name | Tax ID (SSN)=national_id | "
        "Position Status=status | Status Effective Date=other_date | Hire/Rehire Date=hire_date | "
        "Original Hire Date=original_hire_date | Termination Date=termination_date | "
        "Termination Reason Description=other | Worker Category Description=employment_type | "
        "Job Title Code=title_code | Job Title Description=title | Home Department Code=department_code | "
        "Home Department Description=department | Worksite Code=location_code | "
        "Worksite Description=location | Reports To Associate ID=manager_id | "
        "Reports To Name=manager_name | Work Contact: Work Email=email | "
        "Personal Contact: Personal Email=personal_email | Work Contact: Work Phone=phone | "
        "Personal Contact: Personal Mobile=personal_phone | FLSA Description=other | "
        "Annual Salary=pay | Birth Date=birth_date | Gender=gender | Race Description=sensitive",
        {
            "Client ID": fixed("7K4421"),
            "Associate ID": number("N7K0{}"),
            "File Number": lambda person, rng: f"{person.other_number % 1_000_000:06}",
            "Payroll Name": last_first,
            "Tax ID (SSN)": lambda person, rng: f"XXX-XX-{person.digits[:4]}",
            "Position Status": state("Active", "Leave", "Active", "Terminated"),
            "Status Effective Date": _status_since,
            "Hire/Rehire Date": day_cell("hired_on"),
            "Original Hire Date": day_cell("first_hired_on"),
            "Termination Date": day_cell("last_day"),
            "Termination Reason Description": state("", "", "", "Voluntary - Other Position"),
            "Worker Category Description": hours("Full Time", "Part Time"),
            "Reports To Associate ID": manager_number("N7K0{}"),
            "Reports To Name": manager_last_first,
            "FLSA Description": one_of("Exempt", "Exempt", "Non-exempt"),
            "Annual Salary": of("salary"),
            "Birth Date": day_cell("born_on"),
            "Race Description": one_of(*_ETHNICITIES),
        },
    ),
    {
        "email": "Work Contact: Work Email",
        "employee_id": "Associate ID",
        "first_name": "Legal First Name",
        "last_name": "Legal Last Name",
        "title": "Job Title Description",
        "department": "Home Department Description",
        "location": "Worksite Description",
        "phone": "Work Contact: Work Phone",
        "hire_date": "Hire/Rehire Date",
        "termination_date": "Termination Date",
        "status": "Position Status",
        "manager": "Reports To Associate ID",
    },
    form=Format(
        kind="excel",
        titles=(
            ("Mentoring Census",),
            ("Client: Northfield Holdings LLC (7K4421)",),
            ("As of 11/02/2026",),
            (),
        ),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Leave": "leave", "Terminated": "inactive"},
    order="last_first",
    full_name_instead=("Payroll Name",),
    note="an id of the person and a file number of payroll; the manager refers to the former",
)


def _joint_employment(person: Person, rng: object) -> Cell:
    return max(person.hired_on, date(2019, 1, 1)).strftime(_MDY)


# Insperity: Rehire an employee (`Employee Number`, `Badge Number`, `Pay Group`, `Supervisor Level`); the rest
# from general knowledge.
INSPERITY = export(
    "insperity_roster",
    "Insperity",
    "en-US",
    cols(
        "Company #=company_code | Employee Number=employee_id | Badge Number=other_id | "
        "Employee Name=full_name | First Name=first_name | Last Name=last_name | Nickname=preferred_name | "
        "Job Title=title | Department=department | Division=division | Work Location=location | "
        "Pay Group=other | Supervisor Level=other | Supervisor Name=manager_name | "
        "Supervisor Employee Number=manager_id | Employment Status=status | "
        "FT/PT Status=employment_type | Last Hire Date=hire_date | Original Hire Date=original_hire_date | "
        "Co-Employment Date=other_date | Termination Date=termination_date | Business Email=email | "
        "Personal Email=personal_email | Business Phone=phone | Home Phone=personal_phone | "
        "Social Security Number=national_id | Date of Birth=birth_date | Compensation Rate=pay | "
        "Marital Status=sensitive",
        {
            "Company #": fixed("2914400"),
            "Badge Number": lambda person, rng: person.other_number % 100_000,
            "Employee Name": last_first,
            "Pay Group": one_of("SEMI-MONTHLY", "BIWEEKLY"),
            "Supervisor Level": lambda person, rng: "Manager" if person.level < 5 else "Employee",
            "Supervisor Name": manager_last_first,
            "Employment Status": state("Active", "Leave of Absence", "Active", "Inactive"),
            "FT/PT Status": hours("FT", "PT"),
            "Last Hire Date": day("hired_on", _MDY),
            "Original Hire Date": day("first_hired_on", _MDY),
            "Co-Employment Date": _joint_employment,
            "Termination Date": day("last_day", _MDY),
            "Date of Birth": day("born_on", _MDY),
            "Marital Status": one_of("Married", "Single"),
        },
    ),
    {
        "email": "Business Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Work Location",
        "phone": "Business Phone",
        "hire_date": "Last Hire Date",
        "termination_date": "Termination Date",
        "status": "Employment Status",
        "manager": "Supervisor Employee Number",
    },
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Leave of Absence": "leave", "Inactive": "inactive"},
    order="last_first",
    full_name_instead=("Employee Name",),
    note="the day on which the professional employer took over is nobody's first day",
)

# GoCo: What information will be synced (`Department`, `Title`, `Manager`, `Location`), Updating employment
# information (`Employment Type`, `Wage Type`), `Company Class`; the rest from general knowledge.
GOCO = export(
    "goco_team_report",
    "GoCo",
    "en-US",
    cols(
        "First Name=first_name | Last Name=last_name | Preferred Name=preferred_name | "
        "Employee ID=employee_id | Personal Email=personal_email | Work Email=email | "
        "Personal Phone=personal_phone | Work Phone=phone | Title=title | Department=department | "
        "Location=location | Manager=manager_name | Manager Work Email=manager_email | "
        "Employment Type=employment_type | Company Class=other | Wage Type=other | Wage Rate=pay | "
        "Start Date=hire_date | Termination Date=termination_date | Termination Type=other | "
        "Status=status | Date of Birth=birth_date | Gender=gender | Street=home_address",
        {
            "Employee ID": number("{:05}"),
            "Employment Type": hours("Full-Time", "Part-Time"),
            "Company Class": lambda person, rng: "Officer" if person.level < 3 else "Staff",
            "Wage Type": one_of("Salary", "Hourly"),
            "Start Date": day("hired_on", "%b %d, %Y"),
            "Termination Date": day("last_day", "%b %d, %Y"),
            "Termination Type": state("", "", "", "Voluntary"),
            "Status": state("Active", "Active", "Active", "Terminated"),
            "Date of Birth": day("born_on", "%b %d, %Y"),
            "Street": of("street"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Department",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Start Date",
        "termination_date": "Termination Date",
        "status": "Status",
        "manager": "Manager Work Email",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="email",
    dates="%b %d, %Y",
    status={"Active": "active", "Terminated": "inactive"},
    note="dates with the name of the month and a comma",
)

# Knit: PrismHR API Guides (`employeeStatusCode`, `workLocationCode`, `payMethod`, `payRate`, `standardHours`,
# `benefitsGroup`, `payGroup`, `payPeriod`); the rest from general knowledge.
PRISMHR = export(
    "prismhr_employee_extract",
    "PrismHR",
    "en-US",
    cols(
        "clientId=company_code | employeeId=employee_id | lastName=last_name | firstName=first_name | "
        "middleInitial=middle_name | nickname=preferred_name | ssn=national_id | birthDate=birth_date | "
        "gender=gender | ethnicCode=sensitive | addressLine1=home_address | homePhone=personal_phone | "
        "workPhone=phone | workEmail=email | personalEmail=personal_email | employeeStatusCode=status | "
        "employeeTypeCode=employment_type | firstHireDate=original_hire_date | lastHireDate=hire_date | "
        "termDate=termination_date | termReasonCode=other | jobCode=job_code | jobTitle=title | "
        "deptCode=department_code | deptName=department | divisionCode=division | "
        "workLocationCode=location_code | workLocationName=location | supervisorId=manager_id | "
        "supervisorName=manager_name | payMethod=other | payRate=pay | payPeriod=other | "
        "standardHours=other | payGroup=other | benefitsGroup=other | i9Filed=other",
        {
            "clientId": fixed("001187"),
            "employeeId": number("A{}"),
            "gender": gender("F", "M"),
            "ethnicCode": one_of("1", "2", "3", "5"),
            "addressLine1": of("street"),
            "employeeStatusCode": state("A", "L", "A", "T"),
            "employeeTypeCode": hours("FT", "PT"),
            "termReasonCode": state("", "", "", "QUIT"),
            "supervisorId": manager_number("A{}"),
            "payMethod": one_of("S", "H"),
            "payPeriod": fixed("B"),
            "standardHours": hours("80.00", "40.00"),
            "payGroup": fixed("BW1"),
            "benefitsGroup": one_of("STD", "EXEC"),
            "i9Filed": fixed("Y"),
        },
    ),
    {
        "email": "workEmail",
        "employee_id": "employeeId",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "jobTitle",
        "department": "deptName",
        "location": "workLocationName",
        "phone": "workPhone",
        "hire_date": "lastHireDate",
        "termination_date": "termDate",
        "status": "employeeStatusCode",
        "manager": "supervisorId",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    status={"A": "active", "L": "leave", "T": "inactive"},
    note="statuses of one letter",
)

# Deel: People API (the fields of a person, and those by which the list can be sorted); the direct manager's
# fields from general knowledge.
DEEL = export(
    "deel_people",
    "Deel",
    "en-US",
    cols(
        "id=other_id | worker_id=employee_id | created_at=other | first_name=first_name | "
        "last_name=last_name | full_name=full_name | work_email=email | personal_email=personal_email | "
        "birth_date=birth_date | nationality=sensitive | country=country | timezone=other | "
        "hiring_type=employment_type | hiring_status=status | start_date=hire_date | "
        "completion_date=termination_date | job_title=title | seniority=job_level | "
        "/department/id=department_code | /department/name=department | /work_location/name=location | "
        "/client_legal_entity/id=company_code | /client_legal_entity/name=company | "
        "/direct_manager/full_name=manager_name | /direct_manager/work_email=manager_email | "
        "direct_reports_count=other | monthly_payment=pay",
        {
            "id": identifier,
            "worker_id": lambda person, rng: person.number,
            "created_at": day("first_hired_on", "%Y-%m-%dT09:14:22.000Z"),
            "birth_date": day("born_on"),
            "nationality": one_of("US", "PL", "BR", "IN"),
            "timezone": one_of("America/New_York", "America/Chicago"),
            "hiring_type": one_of("direct_employee", "eor", "contractor"),
            "hiring_status": state("active", "active", "active", "inactive"),
            "seniority": one_of("Mid-level", "Senior", "Lead (Individual Contributor Level 4)"),
            "/client_legal_entity/id": fixed(242423),
            "/client_legal_entity/name": fixed("Northfield Inc."),
            "direct_reports_count": lambda person, rng: rng.randrange(2, 9) if person.level < 5 else 0,
            "monthly_payment": lambda person, rng: person.salary // 12,
        },
    ),
    {
        "email": "work_email",
        "employee_id": "worker_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "job_title",
        "department": "/department/name",
        "location": "/work_location/name",
        "hire_date": "start_date",
        "termination_date": "completion_date",
        "status": "hiring_status",
        "manager": "/direct_manager/work_email",
    },
    form=Format(kind="json", records=("data",)),
    refers_to="email",
    status={"active": "active", "inactive": "inactive"},
    identity=("worker_id", "id"),
    order="first_last",
    full_name_instead=("full_name",),
    note="employees and contractors alike; a number and the key of the database",
)

PAYROLL: tuple[Export, ...] = (TOTALSOURCE, INSPERITY, GOCO, PRISMHR, DEEL)
