"""English headers of companies in India, Sweden and Germany: Zoho, Darwinbox, CatalystOne, Personio.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    manager_name,
    manager_other_number,
    number,
    of,
    one_of,
    other_number,
    state,
)
from benchmarks.exports.model import Export, Format, export

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
    status={"Active": "active", "Notice Period": "leave", "Resigned": "inactive"},
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

WORLDWIDE: tuple[Export, ...] = (ZOHO, DARWINBOX, CATALYSTONE, PERSONIO)
