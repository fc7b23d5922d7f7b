"""Lists that somebody makes by hand, or has made for us, in English: no system prescribes the headers.

Belongs here: lists with the wording of the office that keeps them. Does not: reports of a system.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    hours,
    last_first,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    row,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_MDY = "%m/%d/%Y"

# From general knowledge: the monthly headcount of the HR analyst of a bank.
HEADCOUNT = export(
    "headcount_report_bank",
    "headcount report of a bank",
    "en-US",
    cols(
        "Emp #=employee_id | Employee Name=full_name | Corporate Title=job_level | Functional Title=title | "
        "LOB=division | Dept=department | Dept #=department_code | Cost Ctr=cost_center_code | "
        "Branch / Office=location | Mgr Emp #=manager_id | Mgr Name=manager_name | "
        "Hire Dt=hire_date | Adj Svc Dt=original_hire_date | Term Dt=termination_date | Emp Status=status | "
        "FT/PT=employment_type | Exempt?=other | E-mail=email | Office Phone=phone | HC=other | FTE=fte | "
        "Base Pay=pay",
        {
            "Employee Name": last_first,
            "Corporate Title": one_of("Officer", "AVP", "VP", "SVP", "Non-officer"),
            "Mgr Name": manager_last_first,
            "Hire Dt": day_cell("hired_on"),
            "Adj Svc Dt": day_cell("first_hired_on"),
            "Term Dt": day_cell("last_day"),
            "Emp Status": state("Active", "LOA", "Active", "Termed"),
            "FT/PT": hours("FT", "PT"),
            "Exempt?": one_of("Y", "N"),
            "HC": fixed(1),
            "FTE": hours(1, 0.5),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Emp #",
        "full_name": "Employee Name",
        "title": "Functional Title",
        "department": "Dept",
        "location": "Branch / Office",
        "phone": "Office Phone",
        "hire_date": "Hire Dt",
        "termination_date": "Term Dt",
        "status": "Emp Status",
        "manager": "Mgr Emp #",
    },
    form=Format(
        kind="excel",
        titles=(("Northfield Bancorp - Monthly Headcount",), ("October 2026 - CONFIDENTIAL",), ()),
    ),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Active": "active", "LOA": "leave", "Termed": "inactive"},
    order="last_first",
    note="a corporate title is a rank of a bank, the functional one says what somebody does",
)

# From general knowledge: the list of faculty and staff that a provost's office makes for a program.
FACULTY = export(
    "faculty_staff_list",
    "faculty and staff list of a university",
    "en-US",
    cols(
        "UIN=employee_id | NetID=username | Last Name=last_name | First Name=first_name | MI=middle_name | "
        "Campus Email=email | Campus Phone=phone | Mail Stop=other | Faculty/Staff=employment_type | "
        "Rank/Title=title | Tenure Status=other | College/Division=division | Home Department=department | "
        "Campus=location | Original Hire Date=original_hire_date | Current Hire Date=hire_date | "
        "Appt End Date=planned_end | % Time=fte | Supervisor Name=manager_name | Supervisor UIN=manager_id | "
        "Race/Ethnicity=sensitive | Highest Degree=other",
        {
            "UIN": number("8300{:05}"),
            "Mail Stop": one_of("MS 1042", "MS 3368", "MS 4212"),
            "Faculty/Staff": one_of("Faculty", "Staff", "Staff"),
            "Tenure Status": one_of("Tenured", "Tenure track", "Not applicable"),
            "Original Hire Date": day("first_hired_on", _MDY),
            "Current Hire Date": day("hired_on", _MDY),
            "Appt End Date": one_of("", "", "05/31/2027", "08/15/2027"),
            "% Time": hours("100", "50"),
            "Supervisor Name": manager_last_first,
            "Supervisor UIN": manager_number("8300{:05}"),
            "Race/Ethnicity": one_of("White", "Asian", "Black or African American", "Unknown"),
            "Highest Degree": one_of("PhD", "MA", "MS", "BA"),
        },
    ),
    {
        "email": "Campus Email",
        "employee_id": "UIN",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Rank/Title",
        "department": "Home Department",
        "location": "Campus",
        "phone": "Campus Phone",
        "hire_date": "Current Hire Date",
        "manager": "Supervisor UIN",
    },
    refers_to="employee_id",
    dates=_MDY,
    identity=("UIN", "NetID"),
    note="the end of an appointment is planned; a rank or a title",
)

# From general knowledge: the list of participants that the owner of a program keeps.
COHORT = export(
    "cohort_list_leadership_program",
    "cohort list of a leadership program",
    "en-US",
    cols(
        "No.=other | Participant=full_name | Pronouns=sensitive | Work e-mail=email | Cell=any_phone | "
        "Current role=title | Business unit=division | Department=department | Home office=location | "
        "Joined company=hire_date | Supervisor=manager_name | Supervisor e-mail=manager_email | "
        "Cohort=other | Track=other | Shirt size=other | Dietary needs=sensitive | Notes=other",
        {
            "No.": row,
            "Participant": of("name"),
            "Pronouns": one_of("she/her", "he/him", "they/them", ""),
            "Joined company": day_cell("hired_on"),
            "Supervisor e-mail": manager_email,
            "Cohort": one_of("Fall 2026", "Spring 2027"),
            "Track": one_of("Emerging leaders", "New managers"),
            "Shirt size": one_of("S", "M", "L", "XL"),
            "Dietary needs": one_of("", "", "Vegetarian", "Kosher", "Nut allergy"),
            "Notes": one_of("", "", "", "joins remotely"),
        },
    ),
    {
        "email": "Work e-mail",
        "full_name": "Participant",
        "title": "Current role",
        "department": "Department",
        "location": "Home office",
        "hire_date": "Joined company",
        "manager": "Supervisor e-mail",
    },
    form=Format(kind="excel", titles=(("LEAD 2026/27 participants",),)),
    refers_to="email",
    dates=ANY_FORMAT,
    order="first_last",
    optional={"phone": ("Cell",)},
    note="the number is that of the row; nobody has the number of an employee",
)

# From general knowledge: the extract that the IT department of a county makes of its own database.
COUNTY = export(
    "employee_directory_county",
    "employee directory of a county",
    "en-US",
    cols(
        "Employee ID=employee_id | Employee Last Name=last_name | Employee First Name=first_name | "
        "Class Code=job_code | Class Title=title | Bargaining Unit=other | Department Name=department | "
        "Division Name=division | Work Site=location | Work Site Address=other | Work Phone=phone | "
        "County Email=email | County Cell=mobile | Employment Date=hire_date | "
        "Separation Date=termination_date | Employment Status=status | Supervisor ID=manager_id | "
        "Supervisor Email=manager_email | Dept HR Rep Email=hr_manager",
        {
            "Employee ID": number("{:06}"),
            "Bargaining Unit": one_of("SEIU 721", "AFSCME", "Unrepresented"),
            "Work Site Address": one_of("500 W Temple St", "1 County Plaza", "2200 Center Ave"),
            "Employment Date": day("hired_on", "%Y%m%d"),
            "Separation Date": day("last_day", "%Y%m%d"),
            "Employment Status": state("Active", "On Leave", "Active", "Separated"),
            "Supervisor ID": manager_number("{:06}"),
            "Dept HR Rep Email": one_of("hr-south@northfield.example", "hr-north@northfield.example"),
        },
    ),
    {
        "email": "County Email",
        "employee_id": "Employee ID",
        "first_name": "Employee First Name",
        "last_name": "Employee Last Name",
        "title": "Class Title",
        "department": "Department Name",
        "location": "Work Site",
        "phone": ("Work Phone", "County Cell"),
        "hire_date": "Employment Date",
        "termination_date": "Separation Date",
        "status": "Employment Status",
        "manager": ("Supervisor ID", "Supervisor Email"),
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to={"Supervisor ID": "employee_id", "Supervisor Email": "email"},
    dates="%Y%m%d",
    status={"Active": "active", "On Leave": "leave", "Separated": "inactive"},
    note="dates of eight digits; the supervisor by number and by e-mail",
)

LISTS: tuple[Export, ...] = (HEADCOUNT, FACULTY, COHORT, COUNTY)
