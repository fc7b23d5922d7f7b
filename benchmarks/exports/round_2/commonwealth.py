"""Fresh exports of British, Australian and Indian systems.

Belongs here and does not: as in `north_america.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# Breathe Australia: Breathe HR - People (the first nine columns and the words of the status).
BREATHE = export(
    "breathe_people_list",
    "Breathe HR",
    "en-GB",
    cols(
        "First name=first_name | Last name=last_name | Reference=employee_id | Department=department | "
        "Location=location | Line manager=manager_name | Status=status | Permissions=other | "
        "Type=employment_type | Email=email | Personal email=personal_email | Job title=title | "
        "Join date=hire_date | Leaving date=termination_date | Probation end=record_date | "
        "Work mobile=mobile | Personal mobile=personal_phone | NI number=national_id",
        {
            "Reference": number("AW{}"),
            "Status": state("Current", "Current", "Leaving", "Left"),
            "Permissions": one_of("People", "People", "Line manager", "HR"),
            "Type": one_of("E", "E", "E", "C", "V"),
            "Join date": day("hired_on", _DMY),
            "Leaving date": day("last_day", _DMY),
            "Probation end": sometimes(0.2, day("in_job_since", _DMY)),
            "NI number": pattern("QQ######C"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Reference",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Department",
        "location": "Location",
        "phone": "Work mobile",
        "hire_date": "Join date",
        "termination_date": "Leaving date",
        "status": "Status",
    },
    dates=_DMY,
    status={"Current": "active", "Leaving": "leave", "Left": "inactive"},
    note="who is leaving is still there: active or a question; E, C and V are kinds of people",
)

# PeopleHR: Access People Analytics Premium - Employee data fields (but for `Reports To Id` and phones).
PEOPLE_HR = export(
    "peoplehr_query",
    "PeopleHR",
    "en-GB",
    cols(
        "Employee ID=employee_id | First Name=first_name | Last Name=last_name | Gender=gender | "
        "Date of Birth=birth_date | Email=email | Active or Inactive=status | "
        "Employment Type=employment_type | Manager or Non-Manager=other | Job Role=title | "
        "Location=location | Department=department | Company=company | FTE=fte | "
        "Continuous Service Date=original_hire_date | Start Date=hire_date | "
        "Final Employment Date=termination_date | Reason for Leaving=termination_reason | "
        "Nationality=sensitive | Analysis Code 1=cost_center_code | Reports To Id=manager_id",
        {
            "Employee ID": number("PW{}"),
            "Date of Birth": day_cell("born_on"),
            "Active or Inactive": state("Active", "Active", "Active", "Inactive"),
            "Employment Type": one_of("Permanent", "Permanent", "Fixed Term"),
            "Manager or Non-Manager": lambda person, rng: "Manager" if person.level < 5 else "Non-Manager",
            "Company": fixed("Ashworth Group Ltd"),
            "FTE": hours(1, 0.6),
            "Continuous Service Date": day_cell("first_hired_on"),
            "Start Date": day_cell("hired_on"),
            "Final Employment Date": day_cell("last_day"),
            "Reason for Leaving": state("", "", "", "Resignation"),
            "Nationality": one_of("British", "Irish", "Polish"),
            "Reports To Id": manager_number("PW{}"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Role",
        "department": "Department",
        "location": "Location",
        "hire_date": "Start Date",
        "termination_date": "Final Employment Date",
        "status": "Active or Inactive",
        "manager": "Reports To Id",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "Inactive": "inactive"},
    note="the status column is called after its words; real dates",
)

# From general knowledge: a report of a council, one row for each post.
ITRENT = export(
    "itrent_establishment",
    "iTrent",
    "en-GB",
    cols(
        "Personal reference=employee_id | Position reference=position_id | Surname=last_name | "
        "Forename 1=first_name | Known as=preferred_name | Title=salutation | Position title=title | "
        "Position status=other | Reporting unit=department | Reporting unit ID=department_code | "
        "Location=location | Employment start date=hire_date | "
        "Continuous service start date=original_hire_date | "
        "Position start date=position_date | Leaving date=termination_date | Contractual hours=other | "
        "Salary point=pay | Reports to=manager_name | Reports to personal reference=manager_id | "
        "Work e-mail=email | Work telephone=phone | Ethnic origin=sensitive",
        {
            "Personal reference": number("{:08}"),
            "Position reference": other_number("P{}"),
            "Title": gender("Ms", "Mr"),
            "Position status": one_of("Substantive", "Substantive", "Acting", "Secondment"),
            "Employment start date": day("hired_on", _DMY),
            "Continuous service start date": day("first_hired_on", _DMY),
            "Position start date": day("in_job_since", _DMY),
            "Leaving date": day("last_day", _DMY),
            "Contractual hours": hours("37.00", "18.50"),
            "Salary point": lambda person, rng: f"SCP{48 - person.level * 5}",
            "Reports to personal reference": manager_number("{:08}"),
            "Ethnic origin": one_of("White British", "Asian or Asian British", "Not stated"),
        },
    ),
    {
        "email": "Work e-mail",
        "employee_id": "Personal reference",
        "first_name": "Forename 1",
        "last_name": "Surname",
        "title": "Position title",
        "department": "Reporting unit",
        "location": "Location",
        "phone": "Work telephone",
        "hire_date": "Employment start date",
        "termination_date": "Leaving date",
        "manager": "Reports to personal reference",
    },
    form=Format(titles=(("Establishment report",), ("Effective date", "02/11/2026"), ())),
    refers_to="employee_id",
    dates=_DMY,
    note="`Title` is Ms or Mr; the position has a number and a status of its own",
)

# From general knowledge: names of database fields, as the interface of the system returns them.
CHRIS21 = export(
    "chris21_det",
    "Frontier chris21",
    "en-AU",
    cols(
        "detnumber=employee_id | dettitle=salutation | detsurname=last_name | detg1name1=first_name | "
        "detprefnm=preferred_name | detsex=gender | detbirth=birth_date | detemail=email | "
        "detphone=any_phone | detdatejnd=hire_date | terdate=termination_date | "
        "terreason=termination_reason | posnumber=position_id | postitle=title | posdept=department_code | "
        "posdept_desc=department | posloc_desc=location | posempstat=employment_type | "
        "posreptonumber=manager_id | taxfileno=national_id",
        {
            "detnumber": number("{:07}"),
            "dettitle": gender("MS", "MR"),
            "detsex": gender("F", "M"),
            "detbirth": day("born_on", "%Y%m%d"),
            "detdatejnd": day("hired_on", "%Y%m%d"),
            "terdate": day("last_day", "%Y%m%d"),
            "terreason": state("", "", "", "RES"),
            "posnumber": other_number(),
            "posempstat": hours("PFT", "PPT"),
            "posreptonumber": manager_number("{:07}"),
            "taxfileno": pattern("#########"),
        },
    ),
    {
        "email": "detemail",
        "employee_id": "detnumber",
        "first_name": "detg1name1",
        "last_name": "detsurname",
        "title": "postitle",
        "department": "posdept_desc",
        "location": "posloc_desc",
        "hire_date": "detdatejnd",
        "termination_date": "terdate",
        "manager": "posreptonumber",
    },
    form=Format(delimiter="\t"),
    refers_to="employee_id",
    dates="%Y%m%d",
    optional={"phone": ("detphone",)},
    note="short names of fields in lower case; a job's status is how much somebody works",
)

# From general knowledge: an import template, filled in; the hints are part of the headers.
EMPLOYMENT_HERO = export(
    "employment_hero_template",
    "Employment Hero",
    "en-AU",
    cols(
        "Employee ID*=employee_id | First Name*=first_name | Last Name*=last_name | "
        "Company Email* (used to log in)=email | Personal Email (optional)=personal_email | "
        "Start Date* (DD/MM/YYYY)=hire_date | Termination Date (DD/MM/YYYY)=termination_date | "
        "Date of Birth (DD/MM/YYYY)=birth_date | Gender (M/F/X)=gender | "
        "Job Title (max. 100 characters)=title | Department / Team=department | "
        "Work Location (must already exist)=location | Primary Manager* (company email)=manager_email | "
        "Secondary Manager (company email)=second_manager | Mobile (incl. area code)=any_phone | "
        "Tax File Number (9 digits)=national_id | Hours per Week (0.0-38.0)=other | "
        "Account Status (Active/Inactive)=status",
        {
            "Employee ID*": number("EH{}"),
            "Start Date* (DD/MM/YYYY)": day("hired_on", _DMY),
            "Termination Date (DD/MM/YYYY)": day("last_day", _DMY),
            "Date of Birth (DD/MM/YYYY)": day("born_on", _DMY),
            "Gender (M/F/X)": gender("F", "M"),
            "Secondary Manager (company email)": lambda person, rng: (
                person.manager.manager.email if person.manager and person.manager.manager else ""
            ),
            "Tax File Number (9 digits)": pattern("#########"),
            "Hours per Week (0.0-38.0)": hours("38.0", "22.8"),
            "Account Status (Active/Inactive)": state("Active", "Active", "Active", "Inactive"),
        },
    ),
    {
        "email": "Company Email* (used to log in)",
        "employee_id": "Employee ID*",
        "first_name": "First Name*",
        "last_name": "Last Name*",
        "title": "Job Title (max. 100 characters)",
        "department": "Department / Team",
        "location": "Work Location (must already exist)",
        "hire_date": "Start Date* (DD/MM/YYYY)",
        "termination_date": "Termination Date (DD/MM/YYYY)",
        "status": "Account Status (Active/Inactive)",
        "manager": "Primary Manager* (company email)",
    },
    refers_to="email",
    dates=_DMY,
    status={"Active": "active", "Inactive": "inactive"},
    optional={"phone": ("Mobile (incl. area code)",)},
    note="units, hints and stars in the headers",
)

# From general knowledge.
KEKA = export(
    "keka_employee_master",
    "Keka",
    "en-IN",
    cols(
        "Employee Number=employee_id | Attendance Number=other_id | Display Name=full_name | "
        "Work Email=email | Personal Email=personal_email | Mobile Number=any_phone | "
        "Work Phone=phone | Gender=gender | Date Of Birth=birth_date | Blood Group=sensitive | "
        "Date Joined=hire_date | Job Title Primary=title | Job Title Secondary=other | "
        "Business Unit=division | Department=department | Location=location | Worker Type=employment_type | "
        "Employment Status=status | Last Working Day=termination_date | Reporting To=manager_name | "
        "Reporting Manager Employee Number=manager_id | L2 Manager Employee Number=second_manager | "
        "Dotted Line Manager Email=other_manager | PAN Number=national_id | UAN Number=sensitive",
        {
            "Employee Number": number("SHY{}"),
            "Attendance Number": other_number(),
            "Date Of Birth": day("born_on", "%d-%b-%Y"),
            "Blood Group": one_of("O+", "B+", "A-"),
            "Date Joined": day("hired_on", "%d-%b-%Y"),
            "Job Title Secondary": sometimes(0.1, of("title")),
            "Worker Type": one_of("Permanent", "Permanent", "Contingent"),
            "Employment Status": state("Working", "Working", "In Notice Period", "Relieved"),
            "Last Working Day": day("last_day", "%d-%b-%Y"),
            "Reporting Manager Employee Number": manager_number("SHY{}"),
            "L2 Manager Employee Number": lambda person, rng: (
                f"SHY{person.manager.manager.number}" if person.manager and person.manager.manager else ""
            ),
            "Dotted Line Manager Email": sometimes(0.2, manager_email),
            "PAN Number": pattern("ABCPX####K"),
            "UAN Number": pattern("10##########"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee Number",
        "full_name": "Display Name",
        "title": "Job Title Primary",
        "department": "Department",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Date Joined",
        "termination_date": "Last Working Day",
        "status": "Employment Status",
        "manager": "Reporting Manager Employee Number",
    },
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Working": "active", "In Notice Period": "leave", "Relieved": "inactive"},
    order="first_last",
    note="four columns of superiors; a notice period is work: active or a question; `Relieved` has left",
)

COMMONWEALTH: tuple[Export, ...] = (BREATHE, PEOPLE_HR, ITRENT, CHRIS21, EMPLOYMENT_HERO, KEKA)
