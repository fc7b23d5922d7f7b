"""Files in the templates of products that receive rosters: Lattice, Balkan ID, Ten Thousand Coffees.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import cols, day, early_day, fixed, number, one_of, other_number, state
from benchmarks.exports.model import Export, export

# Lattice: Column Headers Accepted for SFTP; one choice among its aliases.
LATTICE = export(
    "lattice_template",
    "Lattice (roster consumer)",
    "en-US",
    cols(
        "External user ID=employee_id | First name=first_name | Last name=last_name | "
        "Preferred first name=preferred_name | Email address=email | Title=title | "
        "Start date YYYY/MM/DD=hire_date | Phone Number=phone | Gender identity=gender | "
        "Birth date YYYY/MM/DD=birth_date | Department=department | Manager email address=manager_email | "
        "Active Status=status | Timezone=timezone | Job function=job_family | Job level=job_level",
        {
            "External user ID": number("NF-{}"),
            "Start date YYYY/MM/DD": day("hired_on", "%Y/%m/%d"),
            "Birth date YYYY/MM/DD": day("born_on", "%Y/%m/%d"),
            "Active Status": state("TRUE", "TRUE", "TRUE", "FALSE"),
            "Timezone": fixed("America/New_York"),
            "Job function": one_of("G&A", "R&D", "GTM"),
        },
    ),
    {
        "email": "Email address",
        "employee_id": "External user ID",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Title",
        "department": "Department",
        "phone": "Phone Number",
        "hire_date": "Start date YYYY/MM/DD",
        "status": "Active Status",
        "manager": "Manager email address",
    },
    refers_to="email",
    dates="%Y/%m/%d",
    status={"TRUE": "active", "FALSE": "inactive"},
    note="the status is a truth value",
)

# The same article; another choice.
LATTICE_SHORT = export(
    "lattice_short",
    "Lattice (roster consumer)",
    "en-GB",
    cols(
        "Empl ID=employee_id | Full name=full_name | Email address=email | Business title=title | "
        "Started At=hire_date | Department=department | Manager=manager_email | Active=status | "
        "Date of birth=birth_date",
        {
            "Empl ID": number("{:07}"),
            "Started At": day("hired_on", "%d-%m-%Y"),
            "Date of birth": day("born_on", "%d-%m-%Y"),
            "Active": state("Yes", "Yes", "Yes", "No"),
        },
    ),
    {
        "email": "Email address",
        "employee_id": "Empl ID",
        "full_name": "Full name",
        "title": "Business title",
        "department": "Department",
        "hire_date": "Started At",
        "status": "Active",
        "manager": "Manager",
    },
    refers_to="email",
    dates="%d-%m-%Y",
    status={"Yes": "active", "No": "inactive"},
    order="first_last",
    note="the manager's header says nothing of e-mails; its values do",
)

# Ten Thousand Coffees: file requirements.
TEN_THOUSAND = export(
    "ten_thousand_coffees_template",
    "Ten Thousand Coffees (mentoring, roster consumer)",
    "en-US",
    cols(
        "first_name (required)=first_name | last_name (required)=last_name | email (required)=email | "
        "job_title=title | Management Level=job_level | Business unit=division | Job function=job_family | "
        "People manager status=people_manager_flag | Manager email=manager_email | "
        "City, Country, or Office=location | locale=language | status=status",
        {
            "People manager status": lambda person, rng: "Yes" if person.level < 4 else "No",
            "Job function": one_of("Finance", "Technology", "Operations"),
            "City, Country, or Office": lambda person, rng: f"{person.place.city}, {person.place.country}",
            "locale": fixed("en"),
            "status": state("active", "active", "active", "inactive"),
        },
    ),
    {
        "email": "email (required)",
        "first_name": "first_name (required)",
        "last_name": "last_name (required)",
        "title": "job_title",
        "location": "City, Country, or Office",
        "status": "status",
        "manager": "Manager email",
    },
    refers_to="email",
    status={"active": "active", "inactive": "inactive"},
    optional={"department": ("Business unit",)},
    note="a header with commas; `People manager status` is no status of employment",
)

# BalkanID: Bulk employees upload.
BALKAN = export(
    "balkan_id_template",
    "Balkan ID (roster consumer)",
    "en-US",
    cols(
        "Employee ID=employee_id | Full Name=full_name | First Name=first_name | Last Name=last_name | "
        "Work Email=email | Department=department | Title=title | Start Date=hire_date | "
        "End Date=termination_date | Employment Type=employment_type | Manager=manager_name | "
        "Manager Work Email=manager_email | Source=other | Source Employee ID=other_id",
        {
            "Employee ID": number("E{}"),
            "Start Date": early_day("hired_on", "%m/%d/%Y"),
            "End Date": early_day("last_day", "%m/%d/%Y"),
            "Source": fixed("HRIS"),
            "Source Employee ID": other_number(),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Department",
        "hire_date": "Start Date",
        "termination_date": "End Date",
        "manager": "Manager Work Email",
    },
    refers_to="email",
    dates=None,
    full_name_instead=("Full Name",),
    order="first_last",
    note="no day is after the twelfth of its month, so day and month can't be distinguished",
)

TEMPLATES: tuple[Export, ...] = (LATTICE, LATTICE_SHORT, TEN_THOUSAND, BALKAN)
