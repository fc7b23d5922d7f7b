"""Exports of English systems for middle-sized companies: BambooHR, HiBob, Paylocity, Gusto.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    hours,
    number,
    of,
    one_of,
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
    status={"A": "active", "L": "leave", "T": "inactive"},
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

MIDSIZE: tuple[Export, ...] = (
    BAMBOO,
    BAMBOO_DIRECTORY,
    HIBOB_REPORT,
    HIBOB_TABLE,
    PAYLOCITY,
    GUSTO,
    GUSTO_PAYROLL,
)
