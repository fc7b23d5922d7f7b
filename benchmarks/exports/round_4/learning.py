"""Fourth exports of learning systems, whose users are a company's employees.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
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


def _grand_manager(person: Person, rng: object) -> Cell:
    above = person.manager.manager if person.manager else None
    return f"NF{above.number}" if above else ""


def _grand_manager_name(person: Person, rng: object) -> Cell:
    above = person.manager.manager if person.manager else None
    return f"{above.last_name}, {above.first_name}" if above else ""


# Cornerstone: Custom Reporting Field Descriptions - User (`Absent`, `Allow Reconciliation`, `Approver ID`,
# `Approver Name`, `City`, `Cost Center`, `Cost Center Approver`, `Cost Center Ref`, `Country`), User Record
# (manager, approver, division, position, location); the names of the others from general knowledge.
CORNERSTONE = export(
    "cornerstone_user_report",
    "Cornerstone OnDemand",
    "en-US",
    cols(
        "User ID=employee_id | User Name=username | User First Name=first_name | "
        "User Middle Name=middle_name | User Last Name=last_name | User Email=email | "
        "User Status=status | Absent=other | Division=department | Division ID=department_code | "
        "Position=title | Position ID=title_code | Cost Center=cost_center | "
        "Cost Center Ref=cost_center_code | Cost Center Approver=other_manager | Grade=job_level | "
        "Location=location | Location ID=location_code | City=work_city | Country=country | "
        "Manager ID=manager_id | Manager Name=manager_name | Approver ID=other_manager | "
        "Approver Name=other_manager | Work Phone=phone | Original Hire Date=original_hire_date | "
        "Last Hire Date=hire_date | Last Access=other_date | Allow Reconciliation=other | "
        "Required Approvals=other",
        {
            "User ID": number("NF{}"),
            "User Status": state("Active", "Active", "Active", "Inactive"),
            "Absent": state("No", "Yes", "No", "No"),
            "Cost Center Approver": _grand_manager_name,
            "Manager ID": manager_number("NF{}"),
            "Manager Name": manager_last_first,
            "Approver ID": _grand_manager,
            "Approver Name": _grand_manager_name,
            "Original Hire Date": day_cell("first_hired_on"),
            "Last Hire Date": day_cell("hired_on"),
            "Last Access": lambda person, rng: person.in_job_since if rng.random() < 0.7 else "",
            "Allow Reconciliation": one_of("Yes", "Yes", "No"),
            "Required Approvals": fixed(1),
        },
    ),
    {
        "email": "User Email",
        "employee_id": "User ID",
        "first_name": "User First Name",
        "last_name": "User Last Name",
        "title": "Position",
        "department": "Division",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Last Hire Date",
        "status": "User Status",
        "manager": "Manager ID",
    },
    form=Format(
        kind="excel",
        titles=(("Mentoring - Active Users",), ("Created by: HRIS Integration",), ("Run on: 11/2/2026",), ()),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Inactive": "inactive"},
    note="the unit is called a division; an approver next to the manager",
)


def _branch(person: Person, rng: object) -> Cell:
    return f"Root/{person.division}/{person.department}"


# Docebo: Acceptable values for default user data fields (`Username` to `Branch Name Path`), How to set up
# managers via CSV (`Is Manager`, the types of managers); the additional fields, which each customer names,
# from general knowledge.
DOCEBO = export(
    "docebo_users",
    "Docebo",
    "en-US",
    cols(
        "Username=username | First Name=first_name | Last Name=last_name | Email=email | Level=other | "
        "Profile Name=other | Branch Name=department | Branch Code=department_code | "
        "Branch Name Path=department_path | Is Manager=other | Direct Manager=manager_email | "
        "Language=other | Timezone=other | Active=status | Expiration Date=other_date | "
        "Employee ID=employee_id | Job Title=title | Office=location | Hire Date=hire_date",
        {
            "Username": of("email"),
            "Level": lambda person, rng: "poweruser" if person.level < 3 else "user",
            "Profile Name": lambda person, rng: "Regional Admin" if person.level < 3 else "",
            "Branch Name Path": _branch,
            "Is Manager": lambda person, rng: "yes" if person.level < 5 else "no",
            "Direct Manager": manager_email,
            "Language": fixed("english"),
            "Timezone": one_of("America/New_York", "America/Chicago", "America/Denver"),
            "Active": state("yes", "yes", "no", "no"),
            "Expiration Date": sometimes(0.05, fixed("2027-06-30")),
            "Employee ID": number(),
        },
    ),
    {
        "email": ("Email", "Username"),
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": ("Branch Name", "Branch Name Path"),
        "location": "Office",
        "hire_date": "Hire Date",
        "status": "Active",
        "manager": "Direct Manager",
    },
    form=Format(delimiter=";"),
    refers_to="email",
    status={"yes": "active", "no": "inactive"},
    note="the name of a user is the e-mail; a column that says who is active with yes and no",
)

_PROVINCES = {"MTL": "QC", "QUE": "QC", "OTT": "ON", "TOR": "ON", "CGY": "AB", "VAN": "BC"}


def province(person: Person, rng: object) -> Cell:
    return _PROVINCES[person.place.code]


# Absorb LMS: Importing Users (`Status` to `State/Province`, `Country`); the rest from general knowledge.
ABSORB = export(
    "absorb_users",
    "Absorb LMS",
    "en-CA",
    cols(
        "Status=status | Username=username | First Name=first_name | Middle Name=middle_name | "
        "Last Name=last_name | Email Address=email | CC Email Addresses=other | Department=department | "
        "Gender=gender | Language=other | Phone=phone | Address=other | Address2=other | City=work_city | "
        "State/Province=other | Country=country | Postal Code=other | Employee Number=employee_id | "
        "External ID=other_id | Job Title=title | Supervisor=manager_id | Date Hired=hire_date | "
        "Date Terminated=termination_date | Notes=other | Role=other",
        {
            "Status": state("Active", "Active", "Active", "Inactive"),
            "Username": number("{:07}"),
            "CC Email Addresses": sometimes(0.03, fixed("training@riviere-rouge.example")),
            "Gender": gender("Female", "Male"),
            "Language": one_of("en-us", "fr-ca"),
            "Address": lambda person, rng: f"{len(person.place.name) * 40} Bank Street",
            "Address2": fixed(""),
            "State/Province": province,
            "Postal Code": fixed(""),
            "Employee Number": number("{:07}"),
            "Supervisor": manager_number("{:07}"),
            "Date Hired": day("hired_on"),
            "Date Terminated": day("last_day"),
            "Notes": sometimes(0.05, one_of("seasonal", "transferred from Calgary")),
            "Role": lambda person, rng: "Learner; Admin" if person.level < 3 else "Learner",
        },
    ),
    {
        "email": "Email Address",
        "employee_id": ("Employee Number", "Username"),
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "phone": "Phone",
        "hire_date": "Date Hired",
        "termination_date": "Date Terminated",
        "status": "Status",
        "manager": "Supervisor",
    },
    refers_to="employee_id",
    status={"Active": "active", "Inactive": "inactive"},
    identity=("Employee Number", "Username", "External ID"),
    optional={"location": ("City",)},
    note="the name of a user is the employee's number, and the supervisor is given by it",
)

# LinkedIn Learning: Uploading learners with a CSV file (`preferred_first_name`, `preferred_last_name`,
# `primary_email_address`, `work_title`), Manage unique user IDs (`unique_user_id`), Manage users via CSV (the
# form of the license's header); the further attributes from general knowledge.
LINKEDIN = export(
    "linkedin_learning_users",
    "LinkedIn Learning",
    "en-US",
    cols(
        "primary_email_address=email | unique_user_id=employee_id | preferred_first_name=first_name | "
        "preferred_last_name=last_name | work_title=title | main_license_learning_status=other_status | "
        "department=department | job_function=other | job_level=job_level | building_name=location | "
        "country_code=country | join_date=hire_date | primary_manager_email=manager_email | "
        "worker_type=employment_type | groups=other",
        {
            "unique_user_id": number("{:06}"),
            "main_license_learning_status": one_of("active", "active", "inactive"),
            "job_function": one_of("Engineering", "Business Development", "Operations"),
            "worker_type": one_of("Employee", "Employee", "Contractor"),
            "groups": sometimes(0.5, one_of("New Managers", "Leadership 2026", "All Staff")),
        },
    ),
    {
        "email": "primary_email_address",
        "employee_id": "unique_user_id",
        "first_name": "preferred_first_name",
        "last_name": "preferred_last_name",
        "title": "work_title",
        "department": "department",
        "location": "building_name",
        "hire_date": "join_date",
        "manager": "primary_manager_email",
    },
    refers_to="email",
    optional={"status": ("main_license_learning_status",)},
    note="who has a licence, not who is employed",
)

LEARNING: tuple[Export, ...] = (CORNERSTONE, DOCEBO, ABSORB, LINKEDIN)
