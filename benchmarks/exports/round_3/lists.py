"""Last exports of North America that are lists: of people for a program, of a business suite, of an importer.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    early_day,
    fixed,
    gender,
    hours,
    last_first,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY2 = "%m/%d/%y"

# From general knowledge: a workbook that somebody in HR made for a mentoring program.
ELIGIBLE = export(
    "mentoring_eligible_list",
    "list for a mentoring program",
    "en-US",
    cols(
        "No.=row_number | Emp ID #=employee_id | Employee Name (Last, First)=full_name | "
        "Goes By=preferred_name | E-mail Address (Work)=email | Cell # (optional)=any_phone | "
        "Business Title=title | Job Family=other | Dept.=department | Bldg / Site=location | "
        "Orig. DOH=original_hire_date | Most Recent DOH=hire_date | Yrs of Svc=other | "
        "Supv. Name=manager_name | Supv. E-mail=manager_email | HRBP E-mail=other_email | "
        "Mentor / Mentee=other | ERG Membership=sensitive | Race/Ethnicity (self-ID)=sensitive | "
        "Eligible? (Y/N)=other | Comments=other",
        {
            "No.": lambda person, rng: person.row,
            "Emp ID #": number("{:06}"),
            "Employee Name (Last, First)": last_first,
            "Cell # (optional)": sometimes(0.5, of("mobile")),
            "Job Family": one_of("Professional", "Operations", "Leadership"),
            "Orig. DOH": day("first_hired_on", _MDY2),
            "Most Recent DOH": day("hired_on", _MDY2),
            "Yrs of Svc": lambda person, rng: 2026 - person.hired_on.year,
            "Supv. Name": manager_last_first,
            "HRBP E-mail": one_of("hrbp.east@northfield.example", "hrbp.west@northfield.example"),
            "Mentor / Mentee": one_of("Mentor", "Mentee", "Mentee", "Both", ""),
            "ERG Membership": sometimes(0.3, one_of("Women@NF", "Veterans", "PRIDE", "ABN")),
            "Race/Ethnicity (self-ID)": sometimes(0.7, one_of("White", "Black", "Asian", "Latino")),
            "Eligible? (Y/N)": one_of("Y", "Y", "Y", "N"),
            "Comments": sometimes(0.05, one_of("PIP - check w/ HRBP", "prefers virtual")),
        },
    ),
    {
        "email": "E-mail Address (Work)",
        "employee_id": "Emp ID #",
        "full_name": "Employee Name (Last, First)",
        "title": "Business Title",
        "department": "Dept.",
        "location": "Bldg / Site",
        "hire_date": ("Most Recent DOH", "Orig. DOH"),
        "manager": "Supv. E-mail",
    },
    form=Format(
        kind="excel",
        titles=(("FY27 Mentoring Program - Eligible Employees",), ("CONFIDENTIAL - HR use only", "v3")),
        trailer=("", "Total eligible: {people}"),
    ),
    refers_to="email",
    dates=_MDY2,
    order="last_first",
    optional={"phone": ("Cell # (optional)",)},
    note="a Y/N that is no status; three columns of e-mails; years of two digits",
)


def _entity(person: Person, rng: object) -> Cell:
    return f"EMP{person.row:05}"


# From general knowledge: the answer to a SuiteQL query on the table `employee`.
NETSUITE = export(
    "netsuite_suiteql_employee",
    "NetSuite",
    "en-US",
    cols(
        "id=employee_id | entityid=other_id | firstname=first_name | lastname=last_name | email=email | "
        "title=title | department=department | location=location | subsidiary=company | "
        "supervisor=manager_id | hiredate=hire_date | lastreviewdate=record_date | "
        "releasedate=termination_date | isinactive=status | issalesrep=other | officephone=phone | "
        "homephone=personal_phone | birthdate=birth_date | gender=gender | "
        "socialsecuritynumber=national_id | lastmodifieddate=record_date",
        {
            "entityid": _entity,
            "department": lambda person, rng: f"{person.division} : {person.department}",
            "subsidiary": fixed("Northfield Inc. : Northfield US"),
            "hiredate": day("hired_on", "%-m/%-d/%Y"),
            "lastreviewdate": sometimes(0.5, day("in_job_since", "%-m/%-d/%Y")),
            "releasedate": day("last_day", "%-m/%-d/%Y"),
            "isinactive": state("F", "F", "F", "T"),
            "issalesrep": one_of("F", "F", "T"),
            "birthdate": day("born_on", "%-m/%-d/%Y"),
            "gender": gender("f", "m"),
            "lastmodifieddate": one_of("11/1/2026", "10/14/2026"),
        },
    ),
    {
        "email": "email",
        "employee_id": "id",
        "first_name": "firstname",
        "last_name": "lastname",
        "title": "title",
        "department": "department",
        "location": "location",
        "phone": "officephone",
        "hire_date": "hiredate",
        "termination_date": "releasedate",
        "status": "isinactive",
        "manager": "supervisor",
    },
    form=Format(kind="json", records=("items",)),
    refers_to="employee_id",
    dates="%m/%d/%Y",
    status={"F": "active", "T": "inactive"},
    identity=("id", "entityid"),
    note="T is inactive; managers refer to the id of the record, which is thus that of the employee",
)

# Humi: Import Employee Data (the required columns and `Reports To`); the rest from general knowledge.
HUMI = export(
    "humi_employee_export",
    "Humi",
    "en-CA",
    cols(
        "Employee Number=employee_id | Legal First Name=first_name | Legal Last Name=last_name | "
        "Preferred First Name=preferred_name | Email=email | Personal Email=personal_email | "
        "Position=title | Department=department | Office Name=location | Start Date=hire_date | "
        "End Date=termination_date | Humi Role Permission=other | Employment Type=employment_type | "
        "Employment Status=status | Reports To=manager_name | Reports To (Email)=manager_email | "
        "Phone Extension=phone_extension | Cell Phone=any_phone | SIN=national_id | Salary=pay | "
        "Emergency Contact Phone=personal_phone",
        {
            "Employee Number": number("{:07}"),
            "Start Date": early_day("hired_on", "%d/%m/%Y"),
            "End Date": early_day("last_day", "%d/%m/%Y"),
            "Humi Role Permission": one_of("Employee", "Employee", "Manager", "Admin"),
            "Employment Type": hours("Full-Time", "Part-Time"),
            "Employment Status": state("Active", "On Leave", "Active", "Terminated"),
            "Reports To (Email)": manager_email,
            "Phone Extension": one_of("204", "311", "118"),
            "SIN": pattern("9## ### ###"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee Number",
        "first_name": "Legal First Name",
        "last_name": "Legal Last Name",
        "title": "Position",
        "department": "Department",
        "location": "Office Name",
        "hire_date": "Start Date",
        "termination_date": "End Date",
        "status": "Employment Status",
        "manager": "Reports To (Email)",
    },
    refers_to="email",
    dates={"hire_date": None, "termination_date": None},
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    optional={"phone": ("Cell Phone",)},
    note="Canada writes dates either way, and no day of this file is beyond the twelfth",
)

# From general knowledge: the download of an American company's own portal, with words of that company.
STORES = export(
    "retail_associate_feed",
    "feed of a retailer",
    "en-US",
    cols(
        "Associate #=employee_id | Assoc First Nm=first_name | Assoc Last Nm=last_name | "
        "Store/DC Nbr=location_code | Store/DC Name=location | District=other | Dept Desc=department | "
        "Position Desc=title | Assoc Stat=status | Svc Dt=original_hire_date | Hire Dt=hire_date | "
        "Term Dt=termination_date | Company Email=email | Alt Email=personal_email | "
        "Reports-To Assoc #=manager_id | HR Mgr Assoc #=hr_manager | Hrly/Sal=other | "
        "Work State=state | Load Dt=record_date",
        {
            "Associate #": number("{:09}"),
            "District": one_of("D041", "D042", "D107"),
            "Assoc Stat": state("A", "L", "A", "T"),
            "Svc Dt": day("first_hired_on", "%Y%m%d"),
            "Hire Dt": day("hired_on", "%Y%m%d"),
            "Term Dt": day("last_day", "%Y%m%d"),
            "Alt Email": of("personal_email"),
            "Reports-To Assoc #": manager_number("{:09}"),
            "HR Mgr Assoc #": lambda person, rng: f"{10000 + len(person.division):09}",
            "Hrly/Sal": one_of("H", "H", "S"),
            "Work State": one_of("TX", "NY", "IL", "CO"),
            "Load Dt": fixed("20261102"),
        },
    ),
    {
        "email": "Company Email",
        "employee_id": "Associate #",
        "first_name": "Assoc First Nm",
        "last_name": "Assoc Last Nm",
        "title": "Position Desc",
        "department": "Dept Desc",
        "location": "Store/DC Name",
        "hire_date": "Hire Dt",
        "termination_date": "Term Dt",
        "status": "Assoc Stat",
        "manager": "Reports-To Assoc #",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%Y%m%d",
    status={"A": "active", "L": "leave", "T": "inactive"},
    note="short words with a prefix; the date of the file itself is among the dates",
)

LISTS: tuple[Export, ...] = (ELIGIBLE, NETSUITE, HUMI, STORES)
