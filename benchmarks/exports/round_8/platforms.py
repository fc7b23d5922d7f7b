"""Exports of HR, performance and survey platforms that companies in many countries use in English.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_email,
    number,
    one_of,
    other_number,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

# PeopleForce: Fill in the system fields in the import template (the names up to `employment_type`; the mobile
# number is a private one there); the rest from general knowledge, in the same spelling.
PEOPLEFORCE = export(
    "peopleforce_employees",
    "PeopleForce",
    "en",
    cols(
        "employee_id=employee_id | first_name=first_name | middle_name=middle_name | last_name=last_name | "
        "email=email | personal_email=personal_email | date_of_birth=birth_date | gender=gender | "
        "hired_on=hire_date | phone_number=phone | mobile_number=personal_phone | "
        "employment_type=employment_type | position=title | job_level=job_level | department=department | "
        "division=division | location=location | reporting_to=manager_email | probation_ends_on=other_date | "
        "status=status | terminated_on=termination_date | legal_entity=company",
        {
            "employee_id": number("NF-{}"),
            "gender": gender("female", "male"),
            "employment_type": hours("Full-time", "Part-time"),
            "reporting_to": manager_email,
            "probation_ends_on": day("in_job_since"),
            "status": state("employed", "employed", "employed", "dismissed"),
            "legal_entity": fixed("Northfield Software Ltd"),
        },
    ),
    {
        "email": "email",
        "employee_id": "employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "position",
        "department": "department",
        "location": "location",
        "phone": "phone_number",
        "hire_date": "hired_on",
        "termination_date": "terminated_on",
        "status": "status",
        "manager": "reporting_to",
    },
    form=Format(kind="json", records=("data",)),
    refers_to="email",
    status={"employed": "active", "dismissed": "inactive"},
    note="a document with the names of the import template",
)


def _supervisor_first(person: Person, rng: object) -> Cell:
    return person.manager.first_name if person.manager else "---"


def _supervisor_last(person: Person, rng: object) -> Cell:
    return person.manager.last_name if person.manager else "---"


# OrangeHRM: its script of the database (the labels of the display fields of reports).
ORANGEHRM = export(
    "orangehrm_pim_report",
    "OrangeHRM",
    "en",
    cols(
        "Employee Id=employee_id | Employee Last Name=last_name | Employee First Name=first_name | "
        "Employee Middle Name=middle_name | Date of Birth=birth_date | Nationality=sensitive | "
        "Gender=gender | Marital Status=sensitive | Driver License Number=national_id | "
        "Address=home_address | Home Telephone=personal_phone | Work Telephone=phone | "
        "Work Email=email | Other Email=personal_email | Job Title=title | "
        "Employment Status=employment_type | Job Category=other | Joined Date=hire_date | "
        "Sub Unit=department | Location=location | Contract End Date=planned_end | Pay Grade=pay | "
        "First Name=manager_name | Last Name=manager_name | Reporting Method=other",
        {
            "Employee Id": number("{:05}"),
            "Employee Middle Name": lambda person, rng: person.middle or "---",
            "Nationality": one_of("American", "Indian", "Filipino", "British"),
            "Marital Status": one_of("Single", "Married", "Other"),
            "Driver License Number": sometimes(0.4, pattern("D########")),
            "Employment Status": one_of("Full-Time Permanent", "Full-Time Contract", "Part-Time Internship"),
            "Job Category": one_of("Professionals", "Technicians", "Sales Workers"),
            "Contract End Date": sometimes(0.1, one_of("2026-12-31", "2027-06-30")),
            "Pay Grade": one_of("Grade 3", "Grade 5", "Grade 7"),
            "First Name": _supervisor_first,
            "Last Name": _supervisor_last,
            "Reporting Method": fixed("Direct"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee Id",
        "first_name": "Employee First Name",
        "last_name": "Employee Last Name",
        "title": "Job Title",
        "department": "Sub Unit",
        "location": "Location",
        "phone": "Work Telephone",
        "hire_date": "Joined Date",
    },
    form=Format(encoding="utf-8-sig"),
    note="the bare first and last names are those of the supervisor, and no number goes with them",
)


def _teams(person: Person, rng: object) -> Cell:
    return f"{person.division}; {person.department}"


# Leapsome: Formatting your user data files, and Employees page navigation (which attributes there are); the
# spelling of the columns from general knowledge.
LEAPSOME = export(
    "leapsome_users",
    "Leapsome",
    "en-GB",
    cols(
        "User ID=other_id | Email=email | First name=first_name | Last name=last_name | Title=title | "
        "Level=job_level | Primary team=department | Teams=other | Primary manager=manager_email | "
        "Additional managers=other_manager | Start date=hire_date | Status=status | Platform role=other | "
        "Phone number=any_phone | Birthday=birth_date | Gender=gender | Location=location | "
        "Language=other | Employee number=employee_id | Last active=other_date",
        {
            "User ID": lambda person, rng: f"5f{person.other_number * 7919:022x}",
            "Teams": _teams,
            "Primary manager": manager_email,
            "Additional managers": sometimes(0.1, manager_email),
            "Status": state("active", "active", "active", "deactivated"),
            "Platform role": one_of("Employee", "Employee", "Employee", "Admin"),
            "Gender": gender("female", "male"),
            "Language": fixed("en-GB"),
            "Last active": one_of("2026-10-30", "2026-11-01", ""),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee number",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Title",
        "department": "Primary team",
        "location": "Location",
        "hire_date": "Start date",
        "status": "Status",
        "manager": "Primary manager",
    },
    form=Format(kind="excel"),
    refers_to="email",
    status={"active": "active", "deactivated": "inactive"},
    identity=("Employee number", "User ID", "Email"),
    optional={"phone": ("Phone number",)},
    note="teams take the place of departments; the file has two ids",
)

# Peakon: Adding and updating employee records via CSV file (the fields of contact, and that attributes are
# named by the customer); the attributes from general knowledge.
PEAKON = export(
    "peakon_employee_export",
    "Peakon Employee Voice",
    "en",
    cols(
        "First name=first_name | Last name=last_name | Email=email | Phone=any_phone | "
        "Employee ID=employee_id | Language=other | Timezone=other | Manager=manager_id | "
        "Job title=title | Department=department | Business unit=division | Office=location | "
        "Country=country | Cost center=cost_center_code | Start date=hire_date | "
        "Separation date=termination_date | Separation reason=other | Date of birth=birth_date | "
        "Gender=gender | Ethnicity=sensitive | Salary band=pay | Employment type=employment_type | "
        "People leader=other",
        {
            "Employee ID": other_number(),
            "Language": fixed("English (US)"),
            "Timezone": one_of("America/New_York", "America/Chicago", "America/Denver"),
            "Manager": lambda person, rng: str(person.manager.other_number) if person.manager else "",
            "Start date": day("hired_on"),
            "Separation reason": state("", "", "", "Voluntary"),
            "Ethnicity": one_of("White", "Asian", "Hispanic or Latino", "Prefer not to say"),
            "Salary band": one_of("B2", "B3", "C1"),
            "People leader": lambda person, rng: "Yes" if person.level < 5 else "No",
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee ID",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Department",
        "location": "Office",
        "hire_date": "Start date",
        "termination_date": "Separation date",
        "manager": "Manager",
    },
    refers_to="employee_id",
    optional={"phone": ("Phone",)},
    note="the manager is a number; nothing but the last day says who is gone",
)

PLATFORMS: tuple[Export, ...] = (PEOPLEFORCE, ORANGEHRM, LEAPSOME, PEAKON)
