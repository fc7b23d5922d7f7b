"""Exports of English systems for middle-sized companies: BambooHR, HiBob, Gusto, Zoho, ….

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    hours,
    manager_name,
    manager_other_number,
    number,
    of,
    one_of,
    other_number,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_MDY = "%m/%d/%Y"

# Export headers in the tests of an organization-chart tool and of a roster parser (public repositories).
BAMBOO = export(
    "bamboohr_report",
    "BambooHR",
    "en-US",
    cols(
        "Employee #=employee_id | First Name=first_name | Last Name=last_name | Job Title=title | "
        "Department=department | Division=division | Location=location | Employment Status=employment_type | "
        "Status=status | Hire Date=hire_date | Work Email=email | Reports To=manager_name | "
        "Reports To Email=manager_email",
        {"Status": state("Active", "Active", "Active", "Inactive")},
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee #",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Hire Date",
        "status": "Status",
        "manager": "Reports To Email",
    },
    refers_to="email",
    status={"Active": "active", "Inactive": "inactive"},
    note="Employment Status is how much somebody works",
)

# Workato: BambooHR - List employees in directory (the labels).
BAMBOO_DIRECTORY = export(
    "bamboohr_directory",
    "BambooHR",
    "en-US",
    cols(
        "Employee ID=employee_id | Display name=full_name | Preferred name=preferred_name | Gender=gender | "
        "Job title=title | Work phone=phone | Work phone extension=phone_extension | Mobile phone=mobile | "
        "Work Email=email",
        {"Work phone extension": sometimes(0.5, one_of("101", "204", "317", "422"))},
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "full_name": "Display name",
        "title": "Job title",
        "phone": ("Work phone", "Mobile phone"),
    },
    order="first_last",
)

# Lattice: Integrate HiBob with Lattice; Email is required there.
HIBOB_REPORT = export(
    "hibob_report",
    "HiBob",
    "en-GB",
    cols(
        "Legal first name=first_name | Legal last name=last_name | Email=email | Job Title=title | "
        "Manager email=manager_email | Status=status | Start Date=hire_date | Gender=gender | "
        "Department=department",
        {
            "Status": state("Active", "Active", "Garden Leave", "Inactive"),
            "Start Date": day("hired_on", "%d/%m/%Y"),
        },
    ),
    {
        "email": "Email",
        "first_name": "Legal first name",
        "last_name": "Legal last name",
        "title": "Job Title",
        "department": "Department",
        "hire_date": "Start Date",
        "status": "Status",
        "manager": "Manager email",
    },
    refers_to="email",
    dates="%d/%m/%Y",
    status={"Active": "active", "Garden Leave": "ask", "Inactive": "inactive"},
    note="whether somebody on garden leave keeps the account is for the customer to say",
)

# Fivetran: HiBob schema ERD.
HIBOB_TABLE = export(
    "hibob_employee_table",
    "HiBob",
    "en-GB",
    cols(
        "employee_id_in_company=employee_id | display_name=full_name | email=email | "
        "department=department | reports_to_id_in_company=manager_id | second_level_manager=second_manager | "
        "birth_date=birth_date | ethnicity=sensitive | creation_date_time=record_date | "
        "current_active_status_start_date=status_date | employment_active_effective_date=position_date",
        {
            "ethnicity": one_of("White British", "Asian", "Black African", "Prefer not to say"),
            "creation_date_time": day("first_hired_on", "%Y-%m-%d 09:12:44"),
            "current_active_status_start_date": day("in_job_since"),
        },
    ),
    {
        "email": "email",
        "employee_id": "employee_id_in_company",
        "full_name": "display_name",
        "department": "department",
        "manager": "reports_to_id_in_company",
    },
    refers_to="employee_id",
    order="first_last",
    note="three dates, none of which is the first day",
)

# ChartHop: Synced data from Paylocity; employeeId and the work e-mail are those of Paylocity's API.
PAYLOCITY = export(
    "paylocity_api",
    "Paylocity",
    "en-US",
    cols(
        "employeeId=employee_id | firstName=first_name | lastName=last_name | birthDate=birth_date | "
        "ethnicity=sensitive | gender=gender | /homeAddress/emailAddress=personal_email | "
        "/homeAddress/phone=personal_phone | /workAddress/emailAddress=email | /workAddress/phone=phone | "
        "/workAddress/location=location | /departmentPosition/employeeType=employment_type | "
        "/status/employeeStatus=status | /status/changeReason=termination_reason | "
        "/status/effectiveDate=status_date | /primaryPayRate/annualSalary=pay",
        {
            "employeeId": number("{:06}"),
            "ethnicity": one_of("W", "H", "A", "B", ""),
            "gender": lambda person, rng: person.gender,
            "/departmentPosition/employeeType": hours("RFT", "RPT"),
            "/status/employeeStatus": state("A", "L", "A", "T"),
            "/status/changeReason": state("New Hire", "FMLA", "Merit", "Voluntary"),
            "/status/effectiveDate": day("in_job_since"),
            "/primaryPayRate/annualSalary": of("salary"),
        },
    ),
    {
        "email": "/workAddress/emailAddress",
        "employee_id": "employeeId",
        "first_name": "firstName",
        "last_name": "lastName",
        "location": "/workAddress/location",
        "phone": "/workAddress/phone",
        "status": "/status/employeeStatus",
    },
    form=Format(kind="json"),
    status={"A": "active", "L": "active", "T": "inactive"},
    note="nested; the same keys at home and at work; the status date is no first day",
)

# ChartHop: Synced data from Gusto; the own id is what the manager's id refers to.
GUSTO = export(
    "gusto_sync",
    "Gusto",
    "en-US",
    cols(
        "employee id=employee_id | employee email=personal_email | employee work email=email | "
        "employee first name=first_name | employee middle initial=middle_name | "
        "employee last name=last_name | employee preferred first name=preferred_name | "
        "employee department=department | employee manager id=manager_id | employee jobs[0] title=title | "
        "employee jobs[0] location city=work_city | employee jobs[0] hire date=hire_date | "
        "employee date of birth=birth_date | employee workphone=phone",
        {"employee email": of("personal_email")},
    ),
    {
        "email": "employee work email",
        "employee_id": "employee id",
        "first_name": "employee first name",
        "last_name": "employee last name",
        "title": "employee jobs[0] title",
        "department": "employee department",
        "location": "employee jobs[0] location city",
        "phone": "employee workphone",
        "hire_date": "employee jobs[0] hire date",
        "manager": "employee manager id",
    },
    refers_to="employee_id",
    note="`employee email` is the private one, as its values show",
)

# Gusto support: Run payroll with CSV upload; the columns of hours are of the same template.
GUSTO_PAYROLL = export(
    "gusto_payroll_template",
    "Gusto",
    "en-US",
    cols(
        "last_name=last_name | first_name=first_name | title=title | gusto_employee_id=employee_id | "
        "ssn=national_id | regular_hours=other | overtime_hours=other | bonus=pay",
        {
            "regular_hours": one_of("80.00", "72.00", "40.00"),
            "overtime_hours": one_of("", "", "4.50"),
            "bonus": one_of("", "", "250.00"),
        },
    ),
    {
        "employee_id": "gusto_employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "title",
    },
    note="a payroll file: hardly anything of it is wanted, and it has no e-mail",
)

# APIs.io: Zoho People employee schema.
ZOHO = export(
    "zoho_people",
    "Zoho People",
    "en-IN",
    cols(
        "EmployeeID=employee_id | FirstName=first_name | LastName=last_name | Nickname=preferred_name | "
        "EmailID=email | Department=department | Designation=title | Location=location | "
        "EmploymentType=employment_type | EmployeeStatus=status | DateofJoining=hire_date | "
        "ReportingTo=manager_name | Mobile=personal_phone | WorkPhone=phone",
        {
            "EmployeeID": number("SHY{}"),
            "EmploymentType": one_of("Permanent", "Permanent", "On Contract", "Trainee"),
            "EmployeeStatus": state("Active", "Active", "Notice Period", "Resigned"),
            "DateofJoining": day("hired_on", "%d-%b-%Y"),
            "ReportingTo": manager_name,
            "Mobile": of("mobile"),
        },
    ),
    {
        "email": "EmailID",
        "employee_id": "EmployeeID",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "Designation",
        "department": "Department",
        "location": "Location",
        "phone": "WorkPhone",
        "hire_date": "DateofJoining",
        "status": "EmployeeStatus",
    },
    dates="%d-%b-%Y",
    status={"Active": "active", "Notice Period": "active", "Resigned": "inactive"},
    note="the manager is given by name only",
)

# Schema of a synchronization of Darwinbox's employee master (public repository).
DARWINBOX = export(
    "darwinbox_master",
    "Darwinbox",
    "en-IN",
    cols(
        "employee_id=employee_id | first_name=first_name | last_name=last_name | company_email_id=email | "
        "personal_mobile_no=personal_phone | designation_name=title | department_name=department | "
        "office_location=location | office_area=location | employee_type=employment_type | "
        "job_level=job_level | direct_manager_employee_id=manager_id | "
        "direct_manager_email=manager_email | l2_manager_employee_id=second_manager | "
        "hrbp_employee_id=hr_rep_id | hrbp_email_id=hr_rep_email | date_of_exit=termination_date | "
        "updated_on=record_date | group_company_code=company_code",
        {
            "office_area": of("division"),
            "employee_type": one_of("Permanent", "Permanent", "Contract", "Intern"),
            "hrbp_employee_id": one_of("40112", "40977"),
            "hrbp_email_id": one_of("people.north@sahyadri.example", "people.south@sahyadri.example"),
            "date_of_exit": day("last_day", "%d-%m-%Y"),
            "updated_on": day("in_job_since", "%d-%m-%Y 18:30:00"),
            "group_company_code": fixed("SHY"),
        },
    ),
    {
        "email": "company_email_id",
        "employee_id": "employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "designation_name",
        "department": "department_name",
        "location": "office_location",
        "termination_date": "date_of_exit",
        "manager": ("direct_manager_employee_id", "direct_manager_email"),
    },
    refers_to={"direct_manager_employee_id": "employee_id", "direct_manager_email": "email"},
    dates="%d-%m-%Y",
    note="the only phone is private; four kinds of superiors; the only other date is that of the record",
)

# Fields of the HelloID source connector for CatalystOne (Persons.ps1), which also reads an id and an e-mail.
CATALYSTONE = export(
    "catalystone_persons",
    "CatalystOne",
    "sv",
    cols(
        "EmployeeID=employee_id | FirstName=first_name | LastName=last_name | EmailAddress=email | "
        "AccountStatus=status | Country=country | DateOfHiring=hire_date | "
        "DateOfTermination=termination_date | DepartmentNumber=department_code | "
        "DepartmentName=department | EmploymentType=employment_type | JobLocation=location | "
        "JobTitle=title | Manager=manager_id | MobilePhone=phone | Organization=company",
        {
            "EmployeeID": other_number(),
            "AccountStatus": state("Active", "Active", "Active", "Inactive"),
            "DateOfHiring": day("hired_on", "%d.%m.%Y"),
            "DateOfTermination": day("last_day", "%d.%m.%Y"),
            "EmploymentType": one_of("Permanent", "Temporary"),
            "Manager": manager_other_number(),
            "MobilePhone": of("mobile"),
            "Organization": fixed("Norrsken AB"),
        },
    ),
    {
        "email": "EmailAddress",
        "employee_id": "EmployeeID",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "DepartmentName",
        "location": "JobLocation",
        "phone": "MobilePhone",
        "hire_date": "DateOfHiring",
        "termination_date": "DateOfTermination",
        "status": "AccountStatus",
        "manager": "Manager",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates="%d.%m.%Y",
    status={"Active": "active", "Inactive": "inactive"},
    note="English headers over Swedish values",
)

# Fields of the HelloID source connector for Personio; `id` is Personio's key of an employee.
PERSONIO = export(
    "personio_api",
    "Personio",
    "de",
    cols(
        "id=employee_id | email=email | first_name=first_name | last_name=last_name | gender=gender | "
        "office=location | dynamic_2540812=personal_email | dynamic_2540783=birth_date | "
        "dynamic_2540811=sensitive | Costcenter=cost_center | DepartmentNumber=department_code | "
        "DepartmentName=department | team=team | ManagerExternalId=manager_id | JobTitle=title | "
        "type=employment_type",
        {
            "dynamic_2540812": of("personal_email"),
            "dynamic_2540811": one_of("ledig", "verheiratet", "geschieden"),
            "gender": lambda person, rng: "female" if person.gender == "F" else "male",
            "team": lambda person, rng: f"{person.department} {person.level}",
            "type": one_of("internal", "internal", "external"),
        },
    ),
    {
        "email": "email",
        "employee_id": "id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "JobTitle",
        "department": "DepartmentName",
        "location": "office",
        "manager": "ManagerExternalId",
    },
    refers_to="employee_id",
    note="private data under headers that say nothing",
)

MIDSIZE: tuple[Export, ...] = (
    BAMBOO,
    BAMBOO_DIRECTORY,
    HIBOB_REPORT,
    HIBOB_TABLE,
    PAYLOCITY,
    GUSTO,
    GUSTO_PAYROLL,
    ZOHO,
    DARWINBOX,
    CATALYSTONE,
    PERSONIO,
)
