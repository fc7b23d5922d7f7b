"""Exports of payroll and HR systems of employers in the United States: a bank, a college, small companies.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from random import Random

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    hours,
    initials,
    manager_last_first,
    manager_number,
    number,
    one_of,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

# From general knowledge: the employee report of a payroll service for small companies.
ONPAY = export(
    "onpay_employee_report",
    "OnPay",
    "en-US",
    cols(
        "Employee ID=employee_id | Last Name=last_name | First Name=first_name | "
        "Middle Initial=middle_name | "
        "Preferred Name=preferred_name | SSN=national_id | Worker Type=other | Status=status | "
        "Hire Date=hire_date | Termination Date=termination_date | Department=department | Job Title=title | "
        "Work Location=location | Workers Comp Code=other | Manager=manager_name | "
        "Manager Email=manager_email | Work Email=email | Personal Email=personal_email | "
        "Work Phone=phone | Mobile Phone=personal_phone | Street Address=home_address | City=home_address | "
        "State=home_address | Zip=home_address | Date of Birth=birth_date | Pay Type=other | "
        "Pay Rate=pay | Bank Account (last 4)=iban",
        {
            "SSN": lambda person, rng: f"***-**-{person.digits[:4]}",
            "Worker Type": one_of("W-2", "W-2", "W-2", "1099"),
            "Status": state("Active", "Leave", "Active", "Terminated"),
            "Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Workers Comp Code": one_of("8810", "8742", "9101"),
            "Street Address": lambda person, rng: person.street,
            "City": place("city"),
            "State": one_of("NY", "TX", "IL", "CO"),
            "Zip": lambda person, rng: person.zip_code,
            "Date of Birth": day("born_on", _MDY),
            "Pay Type": one_of("Salary", "Salary", "Hourly"),
            "Bank Account (last 4)": lambda person, rng: f"xxxx{person.digits[4:8]}",
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Work Location",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Status",
        "manager": "Manager Email",
    },
    refers_to="email",
    dates=_MDY,
    status={"Active": "active", "Leave": "leave", "Terminated": "inactive"},
    note="the private mobile phone is next to the phone at work; the city is that of the home",
)


def _full_name_with_title(person: Person, rng: Random) -> Cell:
    title = "Ms." if person.gender == "F" else "Mr."
    return f"{person.last_name}, {title} {person.first_name}"


# Oracle E-Business Suite: PER Employee Assignments (which tables the report joins); the labels are those of
# the windows People and Assignment, from general knowledge.
ORACLE_EBS = export(
    "oracle_ebs_assignments",
    "Oracle E-Business Suite HRMS",
    "en-US",
    cols(
        "Business Group=company | Employee Number=employee_id | Title=salutation | Last Name=last_name | "
        "First Name=first_name | Middle Names=middle_name | Full Name=full_name | "
        "National Identifier=national_id | "
        "Birth Date=birth_date | Ethnic Origin=sensitive | Email Address=email | User Name=username | "
        "Latest Start Date=hire_date | Date First Hired=original_hire_date | "
        "Adjusted Service Date=other_date | "
        "Actual Termination Date=termination_date | Assignment Number=other_id | "
        "Assignment Category=employment_type | "
        "Assignment Status=status | Organization=department | Job=title | Position Number=position_id | "
        "Grade=job_level | Payroll=other | Location=location | Ledger=other | "
        "Default Expense Account=cost_center_code | Supervisor=manager_name | "
        "Supervisor Number=manager_id | Work Telephone=phone | Proposed Salary=pay",
        {
            "Business Group": fixed("Northfield Bank BG"),
            "Title": lambda person, rng: "Ms." if person.gender == "F" else "Mr.",
            "Middle Names": lambda person, rng: person.middle,
            "Full Name": _full_name_with_title,
            "Birth Date": lambda person, rng: person.born_on.strftime("%d-%b-%Y").upper(),
            "Ethnic Origin": one_of("White", "Black or African American", "Asian", "Hispanic or Latino"),
            "User Name": lambda person, rng: person.username.upper(),
            "Latest Start Date": lambda person, rng: person.hired_on.strftime("%d-%b-%Y").upper(),
            "Date First Hired": lambda person, rng: person.first_hired_on.strftime("%d-%b-%Y").upper(),
            "Adjusted Service Date": BLANK,
            "Actual Termination Date": lambda person, rng: (
                person.last_day.strftime("%d-%b-%Y").upper() if person.last_day else ""
            ),
            "Assignment Number": lambda person, rng: f"E{person.number}",
            "Assignment Category": hours("Full-Time Regular", "Part-Time Regular"),
            "Assignment Status": state(
                "Active Assignment", "Active Assignment", "Suspend Assignment", "Terminate Process Assignment"
            ),
            "Position Number": lambda person, rng: f"P{person.other_number % 1000000:06}",
            "Payroll": one_of("US Biweekly", "US Semi-Monthly"),
            "Ledger": fixed("Northfield US"),
            "Supervisor": manager_last_first,
        },
    ),
    {
        "email": "Email Address",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job",
        "department": "Organization",
        "location": "Location",
        "phone": "Work Telephone",
        "hire_date": "Latest Start Date",
        "termination_date": "Actual Termination Date",
        "status": "Assignment Status",
        "manager": "Supervisor Number",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={
        "Active Assignment": "active",
        "Suspend Assignment": "ask",
        "Terminate Process Assignment": "inactive",
    },
    identity=("Employee Number", "Assignment Number", "User Name"),
    note="`Title` is a form of address; months in capital letters; the status is that of an assignment",
)

# From general knowledge: a query of the HR module of a college's system.
JENZABAR = export(
    "jenzabar_employees",
    "Jenzabar One",
    "en-US",
    cols(
        "ID Number=employee_id | Last Name=last_name | First Name=first_name | Middle=initials | "
        "Prefix=salutation | Suffix=name_suffix | Campus Email=email | Home Email=personal_email | "
        "Emp Type=employment_type | Faculty Rank=other | Position Title=title | Department=department | "
        "Division=division | Campus=location | Office=room | Campus Phone=phone | "
        "Cell Phone=personal_phone | "
        "Original Hire Date=original_hire_date | Current Hire Date=hire_date | Term Date=termination_date | "
        "Emp Status=status | Supervisor ID=manager_id | Supervisor Name=manager_name | "
        "Tenure Status=other | FTE=fte | Contract Salary=pay | Ethnicity=sensitive | DOB=birth_date",
        {
            "ID Number": number("{:07}"),
            "Middle": sometimes(0.6, initials),
            "Prefix": one_of("Dr.", "Ms.", "Mr.", "Mx.", ""),
            "Suffix": sometimes(0.05, one_of("Jr.", "III", "PhD")),
            "Emp Type": one_of("Faculty", "Staff", "Staff", "Adjunct"),
            "Faculty Rank": sometimes(0.3, one_of("Assistant Professor", "Associate Professor", "Professor")),
            "Office": lambda person, rng: f"LH {person.number % 300 + 100}",
            "Original Hire Date": day_cell("first_hired_on"),
            "Current Hire Date": day_cell("hired_on"),
            "Term Date": day_cell("last_day"),
            "Emp Status": state("Active", "Sabbatical", "Active", "Separated"),
            "Supervisor ID": manager_number("{:07}"),
            "Supervisor Name": manager_last_first,
            "Tenure Status": sometimes(0.3, one_of("Tenured", "Tenure Track", "Non-Tenure")),
            "FTE": hours(1, 0.5),
            "Ethnicity": one_of("White", "Hispanic", "Asian", "Black", "Not Reported"),
            "DOB": day_cell("born_on"),
        },
    ),
    {
        "email": "Campus Email",
        "employee_id": "ID Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position Title",
        "department": "Department",
        "location": "Campus",
        "phone": "Campus Phone",
        "hire_date": "Current Hire Date",
        "termination_date": "Term Date",
        "status": "Emp Status",
        "manager": "Supervisor ID",
    },
    form=Format(kind="excel", titles=(("Faculty and Staff - Mentoring Program",), ("As of 11/02/2026",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Sabbatical": "leave", "Separated": "inactive"},
    note="`Campus` is a place and a prefix of the e-mail and the phone; tenure is no status of employment",
)

AMERICAN: tuple[Export, ...] = (ONPAY, ORACLE_EBS, JENZABAR)
