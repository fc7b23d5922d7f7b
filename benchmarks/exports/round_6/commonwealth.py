"""Exports of systems in the United Kingdom and in Singapore.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

# IRIS Cascade: HR Screens integration with Payroll (the names on the main screen) and ExpenseIn: IRIS Cascade
# HR integration (the two days, `Work Email`, `Position`, `Hierarchy`); the rest from general knowledge.
IRIS_CASCADE = export(
    "iris_cascade_report",
    "IRIS Cascade",
    "en-GB",
    cols(
        "Employee ID=employee_id | Title=salutation | Surname=last_name | Firstname=first_name | "
        "Othername=middle_name | Initials=initials | Known As=preferred_name | Previous Name=birth_name | "
        "Gender=gender | Marital Status=sensitive | Date of Birth=birth_date | "
        "National Insurance Number=national_id | Start Date=hire_date | "
        "Continuous Service Date=original_hire_date | Leave Date=termination_date | "
        "Reason for Leaving=termination_reason | Employee Status=status | Position=title | "
        "Hierarchy=department | Contract Type=employment_type | FTE=fte | Base Location=location | "
        "Line Manager=manager_name | Line Manager ID=manager_id | Work Email=email | "
        "Personal Email=personal_email | Work Telephone=phone | Work Mobile=mobile | "
        "Home Telephone=personal_phone | Basic Salary=pay",
        {
            "Employee ID": number("{:05}"),
            "Title": gender("Mrs", "Mr"),
            "Previous Name": sometimes(0.1, of("last_name")),
            "Marital Status": one_of("Single", "Married", "Civil partnership"),
            "Date of Birth": day_cell("born_on"),
            "National Insurance Number": pattern("QQ ## ## ## C"),
            "Start Date": day_cell("hired_on"),
            "Continuous Service Date": day_cell("first_hired_on"),
            "Leave Date": day_cell("last_day"),
            "Reason for Leaving": state("", "", "", "Resigned"),
            "Employee Status": state("Current", "Family Leave", "Current", "Leaver"),
            "Hierarchy": lambda person, rng: f"Ashworth Group > {person.division} > {person.department}",
            "Contract Type": one_of("Permanent", "Permanent", "Fixed Term"),
            "FTE": hours(1, 0.6),
            "Line Manager": manager_name,
            "Line Manager ID": manager_number("{:05}"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "Firstname",
        "last_name": "Surname",
        "title": "Position",
        "department": "Hierarchy",
        "location": "Base Location",
        "phone": ("Work Telephone", "Work Mobile"),
        "hire_date": "Start Date",
        "termination_date": "Leave Date",
        "status": "Employee Status",
        "manager": "Line Manager ID",
    },
    form=Format(
        kind="excel",
        titles=(("Report: Mentoring - All Staff",), ("Run by: hr.systems", "02/11/2026 06:00")),
        trailer=("Records: {people}",),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Current": "active", "Family Leave": "leave", "Leaver": "inactive"},
    note="the leave date is the last day; a unit as a path; `Title` is Mrs or Mr",
)


def _guid(person: Person) -> str:
    return f"{person.other_number * 2_654_435_761 % 2**32:08x}"


# Invotra: 'User Import' - Fields and required formats (developer.invotra.com), every column; what `Role` and
# `Status` hold from general knowledge.
INVOTRA = export(
    "invotra_user_export",
    "Invotra",
    "en-GB",
    cols(
        "GUID=employee_id | Username=username | email=email | ForeName=first_name | Surname=last_name | "
        "role ID=job_code | Grades=job_level | Birthday=birth_date | Phone=phone | Mobile=mobile | "
        "Linkedin=other | Facebook=sensitive | Twitter=other | LocationID=location_code | "
        "Organisational ID=employee_id | Org unit ID=department_code | Role=title | ImageUrl=other | "
        "Manager=manager_id | Authname=other_id | Status=status | Hide email=other | Hide phone=other",
        {
            "GUID": lambda person, rng: _guid(person),
            "role ID": lambda person, rng: f"jobrole-{person.title_code}",
            "Grades": one_of("AO", "EO", "HEO", "SEO", "Grade 7"),
            "Birthday": day("born_on", "%d/%m"),
            "Linkedin": BLANK,
            "Facebook": BLANK,
            "Twitter": BLANK,
            "LocationID": lambda person, rng: f"location-{person.place.code.lower()}",
            "Organisational ID": number("{:06}"),
            "Org unit ID": lambda person, rng: f"team-{person.department_code}",
            "ImageUrl": BLANK,
            "Manager": lambda person, rng: _guid(person.manager) if person.manager else "",
            "Authname": of("email"),
            "Status": state("1", "1", "0", "0"),
            "Hide email": fixed("0"),
            "Hide phone": one_of("0", "0", "1"),
        },
    ),
    {
        "email": "email",
        "employee_id": ("GUID", "Organisational ID"),
        "first_name": "ForeName",
        "last_name": "Surname",
        "title": "Role",
        "phone": ("Phone", "Mobile"),
        "status": "Status",
        "manager": "Manager",
    },
    refers_to="employee_id",
    status={"1": "active", "0": "inactive"},
    identity=("GUID", "Organisational ID"),
    optional={"location": ("LocationID",), "department": ("Org unit ID",)},
    note=(
        "an intranet: keys instead of names of units and sites; managers by a key, which isn't the "
        "staff number"
    ),
)


def _manager_with_badge(person: Person, rng: object) -> Cell:
    return f"{person.manager.name} ({person.manager.number})" if person.manager else ""


# Quinyx: Import tools: People (the columns up to `Reporting to`) and Edit a person's details (the words of
# the status, but for `Ended`); the days, the phone and the agreement from general knowledge.
QUINYX = export(
    "quinyx_people",
    "Quinyx",
    "en-GB",
    cols(
        "First name*=first_name | Last name*=last_name | Badge number*=employee_id | Email*=email | "
        "Staff category*=other | Home unit*=location | Section=department | "
        "Home cost centre=cost_center_code | Reporting to (First Last (Badge))=manager_name | "
        "Phone number=any_phone | Employee start date=hire_date | Industry start date=other_date | "
        "Employee end date=termination_date | Agreement template=employment_type | Status=status | "
        "Date of birth=birth_date | Gender=gender | Next of kin phone=personal_phone",
        {
            "Badge number*": of("number"),
            "Staff category*": lambda person, rng: "Manager" if person.level < 5 else "Colleague",
            "Reporting to (First Last (Badge))": _manager_with_badge,
            "Employee start date": day_cell("hired_on"),
            "Industry start date": day_cell("first_hired_on"),
            "Employee end date": day_cell("last_day"),
            "Agreement template": hours("Full time 39h", "Part time 20h"),
            "Status": state("Employed", "Passive", "Passive", "Ended"),
            "Date of birth": day_cell("born_on"),
        },
    ),
    {
        "email": "Email*",
        "employee_id": "Badge number*",
        "first_name": "First name*",
        "last_name": "Last name*",
        "department": "Section",
        "location": "Home unit*",
        "hire_date": "Employee start date",
        "termination_date": "Employee end date",
        "status": "Status",
    },
    form=Format(kind="excel"),
    dates=ANY_FORMAT,
    status={"Employed": "active", "Passive": "ask", "Ended": "inactive"},
    optional={"phone": ("Phone number",)},
    note="stars of what is required; the number of the manager is within the name; no job",
)

# ByteHR: Upload Employees (the two numbers, `Branch`, the name, eCheckin and the parts of the address); the
# rest from general knowledge.
BYTE_HR = export(
    "bytehr_employee_upload",
    "ByteHR",
    "en-SG",
    cols(
        "System ID=other_id | Employee ID=employee_id | Branch=location | Salutation=salutation | "
        "First Name=first_name | Last Name=last_name | Nickname=preferred_name | Gender=gender | "
        "NRIC / FIN=national_id | Date of Birth=birth_date | Race=sensitive | Religion=sensitive | "
        "Department=department | Position=title | Employee Type=employment_type | Start Date=hire_date | "
        "Probation End Date=planned_end | Resign Date=termination_date | Status=status | "
        "Supervisor ID=manager_id | Email=email | Office No.=phone | Mobile No.=mobile | "
        "House No.=home_address | District=home_address | City/Town=home_address | "
        "Postal Code=home_address | Country=country | eCheckin=other | Fingerprint Scan ID=sensitive | "
        "Bank Account No.=iban | Basic Salary=pay",
        {
            "Employee ID": number("SG-{}"),
            "Salutation": gender("Ms.", "Mr."),
            "NRIC / FIN": pattern("S#######D"),
            "Date of Birth": day("born_on", "%d/%m/%Y"),
            "Race": one_of("Chinese", "Malay", "Indian", "Others"),
            "Religion": one_of("Buddhist", "Muslim", "Christian", "-"),
            "Employee Type": one_of("Permanent", "Permanent", "Contract"),
            "Start Date": day("hired_on", "%d/%m/%Y"),
            "Probation End Date": day("hired_on", "28/%m/%Y"),
            "Resign Date": day("last_day", "%d/%m/%Y"),
            "Status": state("Working", "No-Pay Leave", "Working", "Resigned"),
            "Supervisor ID": manager_number("SG-{}"),
            "House No.": of("street"),
            "District": one_of("Bedok", "Clementi", "Woodlands"),
            "City/Town": place("city"),
            "Postal Code": of("zip_code"),
            "eCheckin": one_of("Y", "N"),
            "Fingerprint Scan ID": lambda person, rng: person.digits[:4],
            "Bank Account No.": lambda person, rng: person.digits[:10],
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position",
        "department": "Department",
        "location": "Branch",
        "phone": "Office No.",
        "hire_date": "Start Date",
        "termination_date": "Resign Date",
        "status": "Status",
        "manager": "Supervisor ID",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d/%m/%Y",
    status={"Working": "active", "No-Pay Leave": "leave", "Resigned": "inactive"},
    identity=("Employee ID", "System ID"),
    note="a number of the system before that of the person; a fingerprint's number is nobody's business",
)

COMMONWEALTH: tuple[Export, ...] = (IRIS_CASCADE, INVOTRA, QUINYX, BYTE_HR)
