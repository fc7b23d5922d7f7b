"""Systems other than HR that have a roster: performance, learning, service desk. In English.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    manager_email,
    manager_number,
    number,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"


def _is_away(person: Person, rng: object) -> Cell:
    return person.state == "leave"


# Betterworks: HRIS Integration (e-mail, names, unit, title, manager's e-mail, last day, both numbers; that a
# JSON document is accepted); the rest from general knowledge.
BETTERWORKS = export(
    "betterworks_hris_feed",
    "Betterworks",
    "en-US",
    cols(
        "employee_id=employee_id | email=email | first_name=first_name | last_name=last_name | "
        "preferred_name=preferred_name | title=title | department_name=department | location=location | "
        "manager_id=manager_id | manager_email=manager_email | hire_date=hire_date | "
        "deactivation_date=termination_date | on_leave=other | employee_type=employment_type",
        {"on_leave": _is_away, "employee_type": one_of("Regular", "Regular", "Intern")},
    ),
    {
        "email": "email",
        "employee_id": "employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "title",
        "department": "department_name",
        "location": "location",
        "hire_date": "hire_date",
        "termination_date": "deactivation_date",
        "manager": ("manager_id", "manager_email"),
    },
    form=Format(kind="json"),
    refers_to={"manager_id": "employee_id", "manager_email": "email"},
    identity=("employee_id",),
    note="away or not is no status: those who are gone have a day of deactivation",
)

# Bridge: How do I format a CSV file to upload in Bridge, and CSV Requirements and Best Practices (the
# columns of the names, e-mail, first day, title, roles, the unique identifier, that of the manager); the rest
# from general knowledge.
BRIDGE = export(
    "bridge_lms_users",
    "Bridge LMS",
    "en-US",
    cols(
        "UID=employee_id | First Name=first_name | Last Name=last_name | Email=email | "
        "Hire Date=hire_date | Job Title=title | Manager UID=manager_id | Manager Name=manager_name | "
        "Department=department | Division=division | Location=location | Country=country | Roles=other | "
        "Job Family=other | Is Manager=other | Employment Type=employment_type",
        {
            "UID": number("{:06}"),
            "Hire Date": day("hired_on", _MDY),
            "Manager UID": manager_number("{:06}"),
            "Roles": sometimes(0.1, one_of("Author", "Account Admin|IT Admin", "Author|Admin")),
            "Job Family": one_of("Technology", "Sales", "Corporate functions"),
            "Is Manager": lambda person, rng: "Y" if person.level < 5 else "N",
        },
    ),
    {
        "email": "Email",
        "employee_id": "UID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Hire Date",
        "manager": "Manager UID",
    },
    refers_to="employee_id",
    dates=_MDY,
    note="a file that holds only who is employed, so that nobody needs a status",
)

# HealthStream: Explanation of Import File Specifications (that there are a user id, and titles of the unit
# and of the job); the exact headers from general knowledge.
HEALTHSTREAM = export(
    "healthstream_hospital_feed",
    "HealthStream",
    "en-US",
    cols(
        "Institution ID=company_code | Facility Name=location | User ID=employee_id | "
        "Last Name=last_name | First Name=first_name | Middle Name=middle_name | Email Address=email | "
        "Department Code=department_code | Department Title=department | Job Code=job_code | "
        "Job Title=title | Job Category=other | License Type=other | License Number=other_id | "
        "Shift=other | Hire Date=hire_date | Termination Date=termination_date | User Status=status | "
        "Supervisor User ID=manager_id | Supervisor Name=manager_name | Date of Birth=birth_date",
        {
            "Institution ID": fixed("NFH-0042"),
            "User ID": number("E{:06}"),
            "Job Category": one_of("Clinical", "Non-clinical", "Allied health"),
            "License Type": sometimes(0.4, one_of("RN", "LPN", "RRT", "MD")),
            "License Number": sometimes(0.4, lambda person, rng: f"{person.other_number % 1000000}"),
            "Shift": one_of("Days", "Nights", "Weekend"),
            "Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "User Status": state("Active", "Active", "Active", "Inactive"),
            "Supervisor User ID": manager_number("E{:06}"),
            "Date of Birth": day("born_on", "%m/%d"),
        },
    ),
    {
        "email": "Email Address",
        "employee_id": "User ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department Title",
        "location": "Facility Name",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "User Status",
        "manager": "Supervisor User ID",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Inactive": "inactive"},
    note="two columns whose header ends in Title; the place of work is the facility",
)

# Freshservice: Create requester in Workato's connector (names, title, the e-mails, both phones, unit,
# manager, language, time zone, background, place); the export's own columns from general knowledge.
FRESHSERVICE = export(
    "freshservice_requesters",
    "Freshservice",
    "en-US",
    cols(
        "Requester ID=other_id | First Name=first_name | Last Name=last_name | Job Title=title | "
        "Primary Email=email | Secondary Emails=other_email | Work Phone Number=phone | "
        "Mobile Phone Number=mobile | Department=department | Reporting Manager=manager_email | "
        "Location=location | Address=other | Time Zone=other | Language=other | VIP User=other | "
        "Background Information=other | Employee ID=employee_id | Created At=other_date | Active=other",
        {
            "Requester ID": lambda person, rng: f"2100{person.other_number}",
            "Secondary Emails": sometimes(0.2, lambda person, rng: f"{person.username}@corp.example"),
            "Reporting Manager": manager_email,
            "Address": BLANK,
            "Time Zone": one_of("Eastern Time (US & Canada)", "Central Time (US & Canada)"),
            "Language": fixed("English"),
            "VIP User": lambda person, rng: "true" if person.level < 3 else "false",
            "Background Information": BLANK,
            "Created At": day("in_job_since", "%Y-%m-%d 09:12:44"),
            "Active": fixed("true"),
        },
    ),
    {
        "email": "Primary Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "phone": ("Work Phone Number", "Mobile Phone Number"),
        "manager": "Reporting Manager",
    },
    refers_to="email",
    identity=("Employee ID", "Requester ID"),
    optional={"status": ("Active",)},
    note="a service desk: the day of creation is that of the account; all accounts are active",
)

# From general knowledge: the users of an internal communication platform, with fields of the company.
BEEKEEPER = export(
    "beekeeper_users",
    "Beekeeper",
    "en-US",
    cols(
        "Tenant User ID=employee_id | Username=username | First Name=first_name | Last Name=last_name | "
        "Display Name=full_name | Email=email | Mobile=any_phone | Position=title | "
        "Department=department | Site=location | City=work_city | Language=other | Role=other | "
        "Status=other | Start Date=hire_date | Manager Tenant User ID=manager_id | Last Login=other_date",
        {
            "Tenant User ID": number("{:07}"),
            "Language": one_of("English", "English", "Spanish"),
            "Role": one_of("Member", "Member", "Member", "Admin"),
            "Status": one_of("Active", "Active", "Invited"),
            "Manager Tenant User ID": manager_number("{:07}"),
            "Last Login": lambda person, rng: f"2026-10-{person.number % 28 + 1:02} 14:22",
        },
    ),
    {
        "email": "Email",
        "employee_id": "Tenant User ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position",
        "department": "Department",
        "location": ("Site", "City"),
        "hire_date": "Start Date",
        "manager": "Manager Tenant User ID",
    },
    form=Format(delimiter=";", encoding="utf-8-sig"),
    refers_to="employee_id",
    order="first_last",
    full_name_instead=("Display Name",),
    optional={"phone": ("Mobile",), "status": ("Status",)},
    note="the role is that in the platform, the status that of the invitation",
)

PLATFORMS: tuple[Export, ...] = (BETTERWORKS, BRIDGE, HEALTHSTREAM, FRESHSERVICE, BEEKEEPER)
