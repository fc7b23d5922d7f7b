"""HR systems and business systems that American customers run: standard exports and custom reports.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from datetime import date

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    place,
    second_manager_number,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"
_ODATA = "%Y-%m-%dT%H:%M:%SZ"


def _rehired(person: Person, rng: object) -> Cell:
    return None if person.hired_on == person.first_hired_on else person.hired_on


# From general knowledge: a custom report of ADP Vantage HCM, where a code and its description are two fields.
ADP_VANTAGE = export(
    "adp_vantage_employee_report",
    "ADP Vantage HCM",
    "en-US",
    cols(
        "Company Code=company_code | File Number=other_id | Associate ID=employee_id | "
        "Legal Last Name=last_name | Legal First Name=first_name | Preferred First Name=preferred_name | "
        "Employee Status=status | Employee Type=employment_type | Original Hire Date=original_hire_date | "
        "Hire Date=hire_date | Rehire Date=other_date | Termination Date=termination_date | "
        "Job Code=job_code | Job Title=title | Pay Grade=other | Business Unit=division | "
        "Home Department Code=department_code | Home Department Description=department | "
        "Home Cost Number=cost_center_code | Location Code=location_code | Location Description=location | "
        "Work State=other | Reports To Name=manager_name | Reports To Associate ID=manager_id | "
        "Work E-mail=email | Work Phone=phone | Personal E-mail=personal_email | "
        "Personal Cell=personal_phone | Birth Date=birth_date | Gender=gender | EEO Ethnicity=sensitive | "
        "Annual Base Salary=pay",
        {
            "Company Code": fixed("7NF"),
            "File Number": lambda person, rng: f"{person.other_number % 1_000_000:06}",
            "Associate ID": number("AOID{:07}"),
            "Employee Status": state("Active", "Leave of Absence", "Active", "Terminated"),
            "Employee Type": hours("Regular Full-Time", "Regular Part-Time"),
            "Original Hire Date": day_cell("first_hired_on"),
            "Hire Date": day_cell("hired_on"),
            "Rehire Date": _rehired,
            "Termination Date": day_cell("last_day"),
            "Pay Grade": one_of("E07", "E09", "N04", "M12"),
            "Work State": one_of("NY", "TX", "IL", "GA"),
            "Reports To Name": manager_last_first,
            "Reports To Associate ID": manager_number("AOID{:07}"),
            "Birth Date": day_cell("born_on"),
            "EEO Ethnicity": one_of("White", "Asian", "Hispanic or Latino", "Not Specified"),
        },
    ),
    {
        "email": "Work E-mail",
        "employee_id": "Associate ID",
        "first_name": "Legal First Name",
        "last_name": "Legal Last Name",
        "title": "Job Title",
        "department": "Home Department Description",
        "location": "Location Description",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Employee Status",
        "manager": "Reports To Associate ID",
    },
    form=Format(
        kind="excel",
        titles=(("Employee Roster (Mentoring Program)",), ("As of 11/02/2026",), ()),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    identity=("Associate ID", "File Number"),
    note="the first hire, the hire that counts, and a rehire that few have; two numbers of an employee",
)


def _open_end(person: Person, rng: object) -> Cell:
    return f"{person.last_day or date(2154, 12, 31)}T00:00:00Z"


# Microsoft Learn, Dynamics 365 Human Resources: Worker, HCM employment V2 and Employment detail (the names
# of the number, of the primary contact, of the company and of the dates); the Common Data Model (the office);
# the names of the job, of the unit, of the manager and of the status from general knowledge.
DYNAMICS_HR = export(
    "dynamics_365_hr_workers",
    "Dynamics 365 Human Resources",
    "en-US",
    cols(
        "PersonnelNumber=employee_id | PartyNumber=other_id | FirstName=first_name | "
        "MiddleName=middle_name | LastName=last_name | KnownAs=preferred_name | "
        "WorkerType=employment_type | WorkerStatus=status | "
        "LegalEntityId=company_code | EmploymentStartDate=hire_date | EmploymentEndDate=termination_date | "
        "AdjustedWorkerStartDate=original_hire_date | PositionId=position_id | JobTitle=title | "
        "DepartmentNumber=department_code | DepartmentName=department | OfficeLocation=location | "
        "ManagerPersonnelNumber=manager_id | ManagerName=manager_name | PrimaryContactEmail=email | "
        "PrimaryContactPhone=phone | LanguageId=other | Gender=gender | BirthDate=birth_date",
        {
            "PersonnelNumber": number("{:06}"),
            "PartyNumber": lambda person, rng: f"000{person.other_number}",
            "WorkerType": one_of("Employee", "Employee", "Employee", "Contractor"),
            "WorkerStatus": state("Employed", "Employed", "Employed", "Terminated"),
            "LegalEntityId": one_of("USMF", "USRT"),
            "EmploymentStartDate": day("hired_on", _ODATA),
            "EmploymentEndDate": _open_end,
            "AdjustedWorkerStartDate": day("first_hired_on", _ODATA),
            "PositionId": lambda person, rng: f"{person.other_number % 100000:06}",
            "ManagerPersonnelNumber": manager_number("{:06}"),
            "LanguageId": fixed("en-US"),
            "BirthDate": day("born_on", _ODATA),
        },
    ),
    {
        "email": "PrimaryContactEmail",
        "employee_id": "PersonnelNumber",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "DepartmentName",
        "location": "OfficeLocation",
        "phone": "PrimaryContactPhone",
        "hire_date": "EmploymentStartDate",
        "termination_date": "EmploymentEndDate",
        "status": "WorkerStatus",
        "manager": "ManagerPersonnelNumber",
    },
    form=Format(kind="json", records=("value",)),
    refers_to="employee_id",
    dates=_ODATA,
    status={"Employed": "active", "Terminated": "inactive"},
    identity=("PersonnelNumber", "PartyNumber"),
    note="who is employed without an end has the year 2154",
)

# From general knowledge: the employee list of the project accounting of architects and engineers, whose
# organization is a path of codes with a name.
DELTEK = export(
    "deltek_vantagepoint_employees",
    "Deltek Vantagepoint",
    "en-US",
    cols(
        "Employee Number=employee_id | Last Name=last_name | First Name=first_name | "
        "Preferred Name=preferred_name | Status=status | Title=title | Organization=department_code | "
        "Organization Name=department | Location=location | Home Company=company | "
        "Labor Category=other | Billing Rate=pay | Supervisor=manager_id | Supervisor Name=manager_name | "
        "Hire Date=hire_date | Prior Years=other | Termination Date=termination_date | "
        "Work Phone=phone | Mobile Phone=any_phone | Home Phone=personal_phone | Email=email | "
        "Professional License=other | Type=employment_type",
        {
            "Employee Number": number("{:05}"),
            "Status": state("Active", "Active", "Inactive", "Terminated"),
            "Organization": lambda person, rng: f"01:{person.place.code}:{person.department_code}",
            "Home Company": fixed("Northfield Engineers, P.C."),
            "Labor Category": one_of("Principal", "Project Manager", "Engineer III", "Drafter"),
            "Billing Rate": one_of("145.00", "185.00", "210.00"),
            "Supervisor": manager_number("{:05}"),
            "Supervisor Name": manager_last_first,
            "Hire Date": day("hired_on", "%-m/%-d/%Y"),
            "Prior Years": one_of("0", "2", "4", "11"),
            "Termination Date": day("last_day", "%-m/%-d/%Y"),
            "Professional License": sometimes(0.3, one_of("PE - NY", "PE - TX", "AIA", "LEED AP")),
            "Type": one_of("Employee", "Employee", "Principal"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Organization Name",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Status",
        "manager": "Supervisor",
    },
    form=Format(kind="excel", titles=(("Employee List",), ())),
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Inactive": "inactive", "Terminated": "inactive"},
    note="dates are text without leading zeros; the supervisor is a number without a word that says so",
)

# Freshteam: How to add a new employee (the fields of the employment: official e-mail, status, location,
# manager, title, first day, role, id, business unit, type, HR contact); the rest from general knowledge.
FRESHTEAM = export(
    "freshteam_employees",
    "Freshteam",
    "en-US",
    cols(
        "Employee ID=employee_id | First Name=first_name | Middle Initial=middle_name | "
        "Last Name=last_name | Official Email=email | Personal Email=personal_email | "
        "Employment Status=status | Employment Type=employment_type | Job Title=title | Job Role=other | "
        "Business Unit=division | Department=department | Team=other | Job Location=location | "
        "Reporting Manager=manager_name | Reporting Manager Email=manager_email | HR Contact=hr_manager | "
        "Date of Joining=hire_date | Termination Date=termination_date | Work Phone=phone | "
        "Personal Phone=personal_phone | Date of Birth=birth_date | Gender=gender | "
        "Residential Address=home_address",
        {
            "Employee ID": number("FT-{}"),
            "Employment Status": state("Active", "On Leave", "Active", "Terminated"),
            "Employment Type": hours("Full time", "Part time"),
            "Job Role": one_of("Individual contributor", "Manager"),
            "Team": one_of("Platform", "Core", "Field", "Shared services"),
            "HR Contact": one_of("olivia.reed@northfield.example", "p.shah@northfield.example"),
            "Gender": gender("female", "male"),
        },
    ),
    {
        "email": "Official Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Job Location",
        "phone": "Work Phone",
        "hire_date": "Date of Joining",
        "termination_date": "Termination Date",
        "status": "Employment Status",
        "manager": "Reporting Manager Email",
    },
    refers_to="email",
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    note="a business unit, a department and a team; an HR contact is an e-mail of a colleague too",
)

# ClayHR: Instructions for Uploading User Details via Spreadsheet (all headers, the formats, the letters of
# `Status`).
CLAYHR = export(
    "clayhr_users",
    "ClayHR",
    "en-US",
    cols(
        "FirstName=first_name | MiddleName=middle_name | LastName=last_name | Email=email | "
        "EmpID=employee_id | ShortName=username | WorkPhone=phone | JobTitle=title | IM=other | "
        "CellPhone=any_phone | JobGrade=other | Calendar=other | DateOfBirth=birth_date | Gender=gender | "
        "StartDate=hire_date | EndDate=termination_date | WorkerType=employment_type | Status=status | "
        "Orgunit=department | Location=location | AddressLine1=home_address | City=home_address | "
        "State=home_address | Country=country | Zipcode=home_address | ReportsToEmail=manager_email | "
        "JobProfile=other | Language=other | TimeZone=other",
        {
            "IM": BLANK,
            "JobGrade": one_of("G5", "G6", "G8"),
            "Calendar": fixed("US Holidays"),
            "Gender": gender("F", "M"),
            "WorkerType": one_of("Employee", "Employee", "Contractor"),
            "Status": state("A", "A", "A", "I"),
            "AddressLine1": of("street"),
            "City": place("city"),
            "State": one_of("NY", "TX", "WA"),
            "Zipcode": of("zip_code"),
            "JobProfile": one_of("Professional", "Support", "Leadership"),
            "Language": fixed("en"),
            "TimeZone": fixed("America/New_York"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "EmpID",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "Orgunit",
        "location": "Location",
        "phone": "WorkPhone",
        "hire_date": "StartDate",
        "termination_date": "EndDate",
        "status": "Status",
        "manager": "ReportsToEmail",
    },
    form=Format(kind="excel"),
    refers_to="email",
    status={"A": "active", "I": "inactive"},
    note="the city is that of the home address; the state of employment is a letter",
)

# From general knowledge: a report of the report writer of Criterion HCM.
CRITERION = export(
    "criterion_hcm_roster",
    "Criterion HCM",
    "en-US",
    cols(
        "Employer=company | Employee Number=employee_id | Name (Last, First)=full_name | "
        "First Name=first_name | Last Name=last_name | Assignment Title=title | "
        "Org Unit 1 - Division=division | Org Unit 2 - Department=department | "
        "Work Location=location | Work Area=other | Original Hire Date=original_hire_date | "
        "Date of Hire=hire_date | Seniority Date=other_date | Date of Termination=termination_date | "
        "Active=status | Employee Email=email | Work Phone Number=phone | "
        "Supervisor Employee Number=manager_id | Supervisor=manager_name | "
        "Supervisor's Supervisor Employee Number=second_manager | Salary Grade=other | "
        "Annual Salary=pay | Ethnicity=sensitive | Veteran Status=sensitive",
        {
            "Employer": fixed("Northfield Community Bank"),
            "Name (Last, First)": lambda person, rng: f"{person.last_name}, {person.first_name}",
            "Work Area": one_of("Front office", "Back office"),
            "Original Hire Date": day("first_hired_on", _MDY),
            "Date of Hire": day("hired_on", _MDY),
            "Seniority Date": day("first_hired_on", _MDY),
            "Date of Termination": day("last_day", _MDY),
            "Active": state("Yes", "Yes", "Yes", "No"),
            "Supervisor": manager_last_first,
            "Supervisor's Supervisor Employee Number": second_manager_number,
            "Salary Grade": one_of("11", "13", "15"),
            "Ethnicity": one_of("White", "Black", "Asian", "Hispanic"),
            "Veteran Status": one_of("Not a veteran", "Protected veteran", ""),
        },
    ),
    {
        "email": "Employee Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Assignment Title",
        "department": "Org Unit 2 - Department",
        "location": "Work Location",
        "phone": "Work Phone Number",
        "hire_date": "Date of Hire",
        "termination_date": "Date of Termination",
        "status": "Active",
        "manager": "Supervisor Employee Number",
    },
    form=Format(encoding="utf-8-sig", quote_all=True),
    refers_to="employee_id",
    dates=_MDY,
    status={"Yes": "active", "No": "inactive"},
    order="last_first",
    full_name_instead=("Name (Last, First)",),
    note="employed or not is Yes or No; two levels of supervisors",
)

SUITES: tuple[Export, ...] = (ADP_VANTAGE, DYNAMICS_HR, DELTEK, FRESHTEAM, CLAYHR, CRITERION)
