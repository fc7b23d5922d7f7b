"""Last exports of systems that are common in companies of middle size in the United States.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

# RoboMQ: Paycor Data Access Scopes (names of the dates, the numbers, e-mail); labels from general knowledge.
PAYCOR = export(
    "paycor_roster_report",
    "Paycor",
    "en-US",
    cols(
        "Client ID=company_code | Employee Number=employee_id | Badge Number=other_id | "
        "Last Name=last_name | First Name=first_name | MI=middle_name | SSN (Masked)=national_id | "
        "Employee Status=status | FT/PT=employment_type | FLSA=other | Hire Date=hire_date | "
        "Adjusted Hire Date=other_date | Rehire Date=other_date | Seniority Date=original_hire_date | "
        "Termination Date=termination_date | Termination Reason=other | Department Code=department_code | "
        "Department Name=department | Job Code=job_code | Job Title=title | Work Location=location | "
        "Manager Name=manager_name | Manager Employee Number=manager_id | Work Email=email | "
        "Home Email=personal_email | Work Phone=phone | Home Phone=personal_phone | "
        "Birth Date=birth_date | Ethnicity=sensitive | Annual Salary=pay",
        {
            "Client ID": fixed("142877"),
            "Badge Number": of("other_number"),
            "SSN (Masked)": lambda person, rng: f"XXX-XX-{person.digits[:4]}",
            "Employee Status": state("Active", "Leave of Absence", "Active", "Terminated"),
            "FT/PT": hours("FT", "PT"),
            "FLSA": one_of("Exempt", "Exempt", "Non-Exempt"),
            "Hire Date": day_cell("hired_on"),
            "Adjusted Hire Date": lambda person, rng: "",
            "Rehire Date": lambda person, rng: "",
            "Seniority Date": day_cell("first_hired_on"),
            "Termination Date": day_cell("last_day"),
            "Termination Reason": state("", "", "", "Resignation"),
            "Manager Name": manager_last_first,
            "Birth Date": day_cell("born_on"),
            "Ethnicity": one_of("White", "Asian", "Hispanic or Latino", "Black or African American"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department Name",
        "location": "Work Location",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Employee Status",
        "manager": "Manager Employee Number",
    },
    form=Format(
        kind="excel",
        titles=(("Employee Roster - Mentoring",), ("Northfield Holdings (142877)",), ("Run: 11/02/2026",)),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    note="four dates of hiring, two of them blank; a badge number that is unique too",
)

# Justworks: Work IDs (the name of the number, and that it can be changed); the rest from general knowledge.
JUSTWORKS = export(
    "justworks_employee_report",
    "Justworks",
    "en-US",
    cols(
        "Work ID=employee_id | Legal first name=first_name | Preferred first name=preferred_name | "
        "Legal last name=last_name | Personal email=personal_email | Work email=email | "
        "Mobile number=any_phone | Job title=title | Department=department | Office=location | "
        "Member type=other | Employment type=employment_type | Start date=hire_date | "
        "Separation date=termination_date | Employment status=status | Manager=manager_name | "
        "Manager work ID=manager_id | Birthday=birth_date | Sex=gender | "
        "Home address=home_address | Pay rate=pay | EEO-1 race/ethnicity=sensitive",
        {
            "Work ID": number("NF-{}"),
            "Member type": fixed("Employee"),
            "Employment type": hours("Full time", "Part time"),
            "Start date": day("hired_on", _MDY),
            "Separation date": day("last_day", _MDY),
            "Employment status": state("Employed", "On leave", "Employed", "Separated"),
            "Manager work ID": manager_number("NF-{}"),
            "Birthday": day("born_on", "%m/%d"),
            "EEO-1 race/ethnicity": one_of("White", "Asian", "Two or more races", "Declined to state"),
        },
    ),
    {
        "email": "Work email",
        "employee_id": "Work ID",
        "first_name": "Legal first name",
        "last_name": "Legal last name",
        "title": "Job title",
        "department": "Department",
        "location": "Office",
        "hire_date": "Start date",
        "termination_date": "Separation date",
        "status": "Employment status",
        "manager": "Manager work ID",
    },
    refers_to="employee_id",
    dates=_MDY,
    status={"Employed": "active", "On leave": "leave", "Separated": "inactive"},
    optional={"phone": ("Mobile number",)},
    note="the private e-mail comes first; birthdays without a year",
)


def _path(person: Person, rng: object) -> Cell:
    return f"{person.division}/{person.department}"


# From general knowledge: a report of UKG Ready, whose cost centers have a name and a path.
UKG_READY = export(
    "ukg_ready_report",
    "UKG Ready",
    "en-US",
    cols(
        "EIN Name=company | Account Id=other_id | Employee Id=employee_id | Username=username | "
        "First Name=first_name | Last Name=last_name | Employee Status=status | "
        "Employee Type=employment_type | Date Hired=hire_date | Date Re-Hired=other_date | "
        "Date Terminated=termination_date | Default Department=department | "
        "Default Department Full Path=department_path | Default Location=location | Default Job=title | "
        "Pay Grade=other | Manager 1 : Employee Id=manager_id | Manager 1 : Full Name=manager_name | "
        "Manager 2 : Employee Id=second_manager | Primary Email=email | Secondary Email=personal_email | "
        "Work Phone=phone | Cell Phone=any_phone | Home Phone=personal_phone | Base Compensation=pay",
        {
            "EIN Name": fixed("Northfield Services LLC"),
            "Account Id": of("other_number"),
            "Employee Status": state("Active", "Active", "Suspended", "Terminated"),
            "Employee Type": hours("Full Time Regular", "Part Time Regular"),
            "Date Hired": day("hired_on", _MDY),
            "Date Re-Hired": lambda person, rng: "",
            "Date Terminated": day("last_day", _MDY, "00/00/0000"),
            "Default Department Full Path": _path,
            "Pay Grade": one_of("G07", "G08", "G11"),
        },
    ),
    {
        "email": "Primary Email",
        "employee_id": "Employee Id",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Default Job",
        "department": ("Default Department", "Default Department Full Path"),
        "location": "Default Location",
        "phone": "Work Phone",
        "hire_date": "Date Hired",
        "termination_date": "Date Terminated",
        "status": "Employee Status",
        "manager": "Manager 1 : Employee Id",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Suspended": "ask", "Terminated": "inactive"},
    identity=("Employee Id", "Account Id"),
    note="two levels of managers, two e-mails; zeros instead of no last day",
)

# ChartHop: Add new people (the columns up to `Department`, dates, e-mail as manager); the rest from general
# knowledge.
CHARTHOP = export(
    "charthop_people",
    "ChartHop",
    "en-US",
    cols(
        "Work email=email | First name=first_name | Middle name=middle_name | Last name=last_name | "
        "Preferred name=preferred_name | Job title=title | Start date=hire_date | "
        "Current job start date=position_date | Manager=manager_email | Gender=gender | "
        "Ethnicity=sensitive | Base comp=pay | Currency=other | Location=location | Country=country | "
        "Department=department | Band=job_level | Company tenure=other | "
        "Direct reports=other | Job ID=position_id",
        {
            "Start date": day("hired_on", _MDY),
            "Current job start date": day("in_job_since", _MDY),
            "Gender": gender("F", "M"),
            "Ethnicity": one_of("Asian", "White", "Hispanic", "Black", ""),
            "Base comp": of("salary"),
            "Currency": fixed("USD"),
            "Company tenure": lambda person, rng: f"{2026 - person.hired_on.year} years",
            "Direct reports": sometimes(0.15, one_of("3", "5", "8")),
            "Job ID": lambda person, rng: f"NFJ-{person.other_number % 100000}",
            "Manager": manager_email,
        },
    ),
    {
        "email": "Work email",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Start date",
        "manager": "Manager",
    },
    refers_to="email",
    dates=_MDY,
    note="no number of an employee: the id is of the job; nobody who is gone, and no status",
)

AMERICAN: tuple[Export, ...] = (PAYCOR, JUSTWORKS, UKG_READY, CHARTHOP)
