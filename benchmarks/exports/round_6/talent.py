"""Exports of systems for performance, engagement and recognition.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    hours,
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


def _second_manager_email(person: Person, rng: object) -> Cell:
    above = person.manager.manager if person.manager else None
    return above.email if above else ""


# Engagedly: Import Users Using the Template (help.engagedly.com), every column and the words of `Status`.
ENGAGEDLY = export(
    "engagedly_users",
    "Engagedly",
    "en-US",
    cols(
        "First Name=first_name | Middle Name=middle_name | Last Name=last_name | Email=email | "
        "Employee id=employee_id | Status=status | Job Title=title | Department=department | "
        "Business Unit=division | Location=location | Employee Level=employment_type | "
        "Manager Email=manager_email | HR Manager Email=other_email | "
        "Secondary Manager Email=other_manager | Primary Phone Number=any_phone | "
        "Secondary Phone Number=any_phone | Joining Date=hire_date | Last Promotion Date=position_date | "
        "Next Review Date=other_date | Birthday=birth_date | Gender=gender | Differently Abled=sensitive | "
        "Veteran Status=sensitive | Ethnicity=sensitive",
        {
            "Status": state("Active", "Active", "Blocked", "Blocked"),
            "Employee Level": hours("Full time", "Part-time"),
            "HR Manager Email": one_of("hr.corporate@northfield.example", "hr.field@northfield.example"),
            "Secondary Manager Email": sometimes(0.4, _second_manager_email),
            "Secondary Phone Number": of("home_phone"),
            "Joining Date": day_cell("hired_on"),
            "Last Promotion Date": sometimes(0.5, day_cell("in_job_since")),
            "Next Review Date": one_of("01/15/2027", "07/15/2027"),
            "Birthday": day_cell("born_on"),
            "Differently Abled": one_of("No", "No", "No", "Yes"),
            "Veteran Status": one_of("No", "No", "No", "Yes"),
            "Ethnicity": one_of("White", "Asian", "Hispanic or Latino", "Black or African American"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee id",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Joining Date",
        "status": "Status",
        "manager": "Manager Email",
    },
    form=Format(kind="excel"),
    refers_to="email",
    dates=ANY_FORMAT,
    status={"Active": "active", "Blocked": "ask"},
    optional={"phone": ("Primary Phone Number", "Secondary Phone Number")},
    note="three e-mails of managers; who is blocked may be gone or only without access",
)

# Viva Glint: Employee attribute fundamentals (learn.microsoft.com): the standard attributes and both words of
# `Status`; the attributes from `Business Unit` on are an organization's own, from general knowledge.
VIVA_GLINT = export(
    "viva_glint_employee_file",
    "Viva Glint",
    "en-US",
    cols(
        "Status=status | First name=first_name | Last name=last_name | Employee ID=employee_id | "
        "Email address=email | Personal email address=personal_email | Language=other | Time Zone=other | "
        "Manager ID=manager_id | Hire Date=hire_date | Termination Date=termination_date | "
        "Exit Reason=termination_reason | Business Unit=division | Department=department | "
        "Job Function=other | Job Title=title | Job Grade=job_level | Work Location=location | "
        "Work Country=country | Age Band=sensitive | Gender=gender | Is Manager=other | "
        "Level 1 Leader=other_manager | Level 2 Leader=other_manager",
        {
            "Status": state("ACTIVE", "INACTIVE", "ACTIVE", "INACTIVE"),
            "Employee ID": number("{:06}"),
            "Language": fixed("en-US"),
            "Time Zone": one_of("America/New_York", "America/Chicago", "America/Denver"),
            "Manager ID": manager_number("{:06}"),
            "Hire Date": day("hired_on", "%m-%d-%Y"),
            "Termination Date": day("last_day", "%m-%d-%Y"),
            "Exit Reason": state("", "", "", "Voluntary"),
            "Job Function": one_of("Individual Contributor", "Professional", "Operations"),
            "Age Band": one_of("25-34", "35-44", "45-54"),
            "Is Manager": lambda person, rng: "Y" if person.level < 5 else "N",
            "Level 1 Leader": one_of("Kim, Rachel", "Wright, Ethan"),
            "Level 2 Leader": one_of("Chen, Laura", "Young, Kevin", "Patel, Emily"),
        },
    ),
    {
        "email": "Email address",
        "employee_id": "Employee ID",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job Title",
        "department": "Department",
        "location": "Work Location",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Status",
        "manager": "Manager ID",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%m-%d-%Y",
    status={"ACTIVE": "active", "INACTIVE": "inactive"},
    note="American dates with hyphens; people on leave are INACTIVE too, which the file doesn't show",
)

# Awardco: Report: Users (the columns of the export and their examples); the header of the supervisor and the
# names of the metadata from general knowledge.
AWARDCO = export(
    "awardco_users_report",
    "Awardco",
    "en-US",
    cols(
        "EMPLOYEE ID=employee_id | FIRST NAME=first_name | PREFERRED NAME=preferred_name | "
        "LAST NAME=last_name | EMAIL=email | SECONDARY EMAIL=personal_email | USERNAME=username | "
        "PHONE NUMBER=any_phone | LANGUAGE=other | HIRE DATE=hire_date | BIRTH DATE=birth_date | "
        "COUNTRY=country | NOMINATION APPROVAL IDs=other_manager | SUPERVISOR EMPLOYEE ID=manager_id | "
        "SUPERVISOR NAME=manager_name | STATUS=status | CREATED DATE=record_date | "
        "ARCHIVED DATE=other_date | Meta : Department=department | Meta : JobTitle=title | "
        "Meta : Location=location | Meta : CostCenter=cost_center_code | Meta : PayType=other",
        {
            "EMPLOYEE ID": number("{}"),
            "LANGUAGE": fixed("English"),
            "HIRE DATE": day("hired_on", "%m/%d/%Y"),
            "BIRTH DATE": day("born_on", "%m/%d"),
            "NOMINATION APPROVAL IDs": lambda person, rng: (
                f"{person.manager.number}; {person.manager.manager.number}"
                if person.manager and person.manager.manager
                else ""
            ),
            "STATUS": state("Active", "Active", "Active", "Archived"),
            "CREATED DATE": one_of("05/13/2024 4:01:02 PM", "08/02/2025 9:15:40 AM"),
            "ARCHIVED DATE": day("last_day", "%m/%d/%Y"),
            "Meta : PayType": one_of("Salary", "Hourly"),
        },
    ),
    {
        "email": "EMAIL",
        "employee_id": "EMPLOYEE ID",
        "first_name": "FIRST NAME",
        "last_name": "LAST NAME",
        "title": "Meta : JobTitle",
        "department": "Meta : Department",
        "location": "Meta : Location",
        "hire_date": "HIRE DATE",
        "status": "STATUS",
        "manager": "SUPERVISOR EMPLOYEE ID",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    dates="%m/%d/%Y",
    status={"Active": "active", "Archived": "inactive"},
    optional={"phone": ("PHONE NUMBER",), "termination_date": ("ARCHIVED DATE",)},
    note="the unit, the job and the site are metadata with a prefix; archived on some day is about when gone",
)

# Synergita: Importing of employee data (support.synergita.com), the fields of the template; without the
# status of the user, and with words of `Employee Status` from general knowledge.
SYNERGITA = export(
    "synergita_employee_details",
    "Synergita",
    "en-IN",
    cols(
        "First Name=first_name | Middle Name=middle_name | Last Name=last_name | "
        "Employee Type=employment_type | Employee Type Effective from=other_date | "
        "Date Of Joining=hire_date | Employee Number=employee_id | User Name=username | Designation=title | "
        "Designation Effective From=position_date | Track=other | Track Effective From=other_date | "
        "Work Role=other | Work Role Effective From=other_date | Level=job_level | "
        "Level Effective From=other_date | Employee Status=status | "
        "Employee Status Effective From=other_date | Place of Birth=sensitive | Company=company | "
        "Division=division | Department=department | Org Unit Effective From=other_date | "
        "Location=location | Location Effective From=other_date | Email=email | Office Phone=phone | "
        "IMID=other | Date Of Relieving=termination_date | Relieving Type=termination_reason | "
        "Relieving Reason=termination_reason | Relieving Comments=other | Gender=gender | "
        "Nationality=sensitive | Blood Group=sensitive | Date of Birth=birth_date | "
        "Unique Identifier=national_id | Marital Status=sensitive | Primary Contact Number=personal_phone | "
        "Alternate Number=personal_phone | Personal Email=personal_email | "
        "Emergency Contact Name=sensitive | Emergency Contact Number=personal_phone | "
        "Relationship=sensitive | Current Address line 1=home_address | "
        "Current Address line 2=home_address | Current City=home_address | Current State=home_address | "
        "Current Country=home_address | Current Zip=home_address | Permanent Address Line 1=home_address | "
        "Permanent City=home_address | Permanent State=home_address | Permanent Zip=home_address",
        {
            "Employee Type": one_of("Permanent", "Permanent", "Contract", "Trainee"),
            "Employee Type Effective from": day("hired_on", "%d-%b-%Y"),
            "Date Of Joining": day("hired_on", "%d-%b-%Y"),
            "Employee Number": number("SAH{}"),
            "Designation Effective From": day("in_job_since", "%d-%b-%Y"),
            "Track": one_of("Technology", "Delivery", "Support Functions"),
            "Track Effective From": day("in_job_since", "%d-%b-%Y"),
            "Work Role": one_of("Individual Contributor", "Lead", "Reviewer"),
            "Work Role Effective From": day("in_job_since", "%d-%b-%Y"),
            "Level Effective From": day("in_job_since", "%d-%b-%Y"),
            "Employee Status": state("Confirmed", "Long Leave", "Probation", "Relieved"),
            "Employee Status Effective From": day("in_job_since", "%d-%b-%Y"),
            "Place of Birth": place("city"),
            "Company": fixed("Sahyadri Services Pvt Ltd"),
            "Org Unit Effective From": day("in_job_since", "%d-%b-%Y"),
            "Location Effective From": day("hired_on", "%d-%b-%Y"),
            "IMID": of("username"),
            "Date Of Relieving": day("last_day", "%d-%b-%Y"),
            "Relieving Type": state("", "", "", "Voluntary"),
            "Relieving Reason": state("", "", "", "Better prospects"),
            "Relieving Comments": BLANK,
            "Nationality": fixed("Indian"),
            "Blood Group": one_of("O+", "B+", "A+", "AB+"),
            "Date of Birth": day("born_on", "%d-%b-%Y"),
            "Unique Identifier": pattern("AKTPS####L"),
            "Marital Status": one_of("Single", "Married"),
            "Alternate Number": BLANK,
            "Emergency Contact Name": one_of("R. Sen", "M. Das", "A. Roy"),
            "Relationship": one_of("Spouse", "Father", "Mother"),
            "Current Address line 1": of("street"),
            "Current Address line 2": BLANK,
            "Current City": place("city"),
            "Current State": one_of("Karnataka", "Maharashtra", "Telangana"),
            "Current Country": fixed("India"),
            "Current Zip": of("zip_code"),
            "Permanent Address Line 1": of("street"),
            "Permanent City": place("city"),
            "Permanent State": one_of("Karnataka", "West Bengal", "Kerala"),
            "Permanent Zip": of("zip_code"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Designation",
        "department": "Department",
        "location": "Location",
        "phone": "Office Phone",
        "hire_date": "Date Of Joining",
        "termination_date": "Date Of Relieving",
        "status": "Employee Status",
    },
    form=Format(kind="excel"),
    dates="%d-%b-%Y",
    status={"Confirmed": "active", "Probation": "active", "Long Leave": "leave", "Relieved": "inactive"},
    note="many days from which something holds; a unique identifier that is a tax number; no managers",
)

TALENT: tuple[Export, ...] = (ENGAGEDLY, VIVA_GLINT, AWARDCO, SYNERGITA)
