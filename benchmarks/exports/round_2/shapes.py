"""Fresh exports of odd but real shapes: views of databases, lists without ids, hashed ids.

Belongs here and does not: as in `north_america.py`.
"""

from datetime import timedelta
from hashlib import sha256
from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    early_day,
    fixed,
    identifier,
    last_first,
    manager_email,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

SQL_VIEW = export(
    "sql_view_employees",
    "view of a database",
    "en-US",
    cols(
        "emp_no=employee_id | bdg_no=other_id | fname=first_name | mi=middle_name | lname=last_name | "
        "dob=birth_date | ssn_l4=national_id | eml_addr=email | wrk_ph=phone | job_cd=job_code | "
        "job_ttl=title | dept_cd=department_code | dept_nm=department | loc_cd=location_code | "
        "loc_nm=location | mgr_emp_no=manager_id | hire_dt=hire_date | job_eff_dt=position_date | "
        "term_dt=termination_date | stat_cd=status | ft_pt_ind=employment_type | ann_sal=pay | "
        "lst_upd_ts=record_date",
        {
            "emp_no": number("{:06}"),
            "ssn_l4": lambda person, rng: person.digits[:4],
            "mgr_emp_no": lambda person, rng: f"{person.manager.number:06}" if person.manager else "",
            "hire_dt": day("hired_on", "%Y%m%d"),
            "job_eff_dt": day("in_job_since", "%Y%m%d"),
            "term_dt": day("last_day", "%Y%m%d", "NULL"),
            "stat_cd": state("A", "L", "A", "T"),
            "ft_pt_ind": lambda person, rng: "F" if person.full_time else "P",
            "lst_upd_ts": fixed("2026-11-01 23:04:11.337"),
        },
    ),
    {
        "email": "eml_addr",
        "employee_id": "emp_no",
        "first_name": "fname",
        "last_name": "lname",
        "title": "job_ttl",
        "department": "dept_nm",
        "location": "loc_nm",
        "phone": "wrk_ph",
        "hire_date": "hire_dt",
        "termination_date": "term_dt",
        "status": "stat_cd",
        "manager": "mgr_emp_no",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%Y%m%d",
    status={"A": "active", "L": "leave", "T": "inactive"},
    note="short names; a last day that is `NULL` in text",
)


def _planned_end(person: Person, rng: Random) -> Cell:
    return (person.hired_on + timedelta(days=365 * (24 - person.hired_on.year % 3))).strftime("%m/%d/%Y")


_AGENCIES = (
    ("Brightline Staffing", "Pat Moran", "pat@brightline.example"),
    ("Kestrel Talent", "Lou Beck", "lou@kestrel.example"),
    ("Northgate IT", "Jo Stein", "jo@northgate.example"),
)

CONTRACTORS = export(
    "contractor_roster",
    "list of contingent workers",
    "en-US",
    cols(
        "Worker Number=employee_id | Worker Name=full_name | Agency=company | Agency Contact=other | "
        "Agency Contact Email=other_email | Agency Worker ID=other_id | Corporate Email=email | "
        "Role=title | Assigned Department=department | Site=location | Assignment Start=hire_date | "
        "Planned End=planned_end | Actual End=termination_date | Sponsor=manager_name | "
        "Sponsor Email=manager_email | PO Number=other | Bill Rate=pay | Badge Status=other",
        {
            "Worker Number": number("C{}"),
            "Worker Name": last_first,
            "Agency": lambda person, rng: _AGENCIES[person.row % 3][0],
            "Agency Contact": lambda person, rng: _AGENCIES[person.row % 3][1],
            "Agency Contact Email": lambda person, rng: _AGENCIES[person.row % 3][2],
            "Agency Worker ID": of("other_number"),
            "Assignment Start": day("hired_on", "%m/%d/%Y"),
            "Planned End": _planned_end,
            "Actual End": day("last_day", "%m/%d/%Y"),
            "PO Number": one_of("PO-44120", "PO-44871"),
            "Badge Status": one_of("Issued", "Issued", "Returned", "Lost"),
        },
    ),
    {
        "email": "Corporate Email",
        "employee_id": "Worker Number",
        "full_name": "Worker Name",
        "title": "Role",
        "department": "Assigned Department",
        "location": "Site",
        "hire_date": "Assignment Start",
        "termination_date": "Actual End",
    },
    dates="%m/%d/%Y",
    order="last_first",
    optional={"manager": ("Sponsor Email",)},
    note="an agency with a number and a contact of its own; the planned end is no last day",
)

FRONTLINE = export(
    "frontline_personal_mail",
    "list of a retailer",
    "en-GB",
    cols(
        "Colleague No=employee_id | Known As=first_name | Surname=last_name | "
        "Personal Email=personal_email | Personal Mobile=personal_phone | Store=location | "
        "Store No=location_code | Section=department | Job Role=title | Line Manager=manager_name | "
        "Line Manager Email=manager_email | Date Started=hire_date | "
        "Date Left=termination_date | Contract Hours=other",
        {
            "Colleague No": number("{:08}"),
            "Known As": of("first_name"),
            "Personal Email": of("personal_email"),
            "Date Started": day("hired_on", "%d-%m-%y"),
            "Date Left": day("last_day", "%d-%m-%y"),
            "Contract Hours": one_of("16", "24", "39"),
        },
    ),
    {
        "employee_id": "Colleague No",
        "first_name": "Known As",
        "last_name": "Surname",
        "title": "Job Role",
        "department": "Section",
        "location": "Store",
        "hire_date": "Date Started",
        "termination_date": "Date Left",
    },
    dates="%d-%m-%y",
    optional={"manager": ("Line Manager Email",)},
    note="work e-mails only of managers, whose own rows have private ones; years of two digits",
)


def _hash(number: int) -> str:
    return sha256(f"northfield:{number}".encode()).hexdigest()


HASHED = export(
    "warehouse_hashed_ids",
    "extract of a data warehouse",
    "en",
    cols(
        "person_key=employee_id | row_hash=other_id | work_email=email | given_name=first_name | "
        "family_name=last_name | position_title=title | org_unit=department | org_path=other | "
        "work_site=location | manager_person_key=manager_id | employment_start=hire_date | "
        "employment_end=termination_date | is_current=status | snapshot_date=record_date",
        {
            "person_key": lambda person, rng: _hash(person.number),
            "row_hash": lambda person, rng: sha256(f"{person.row}{person.digits}".encode()).hexdigest(),
            "org_path": lambda person, rng: f"{person.division} > {person.department}",
            "manager_person_key": lambda person, rng: _hash(person.manager.number) if person.manager else "",
            "is_current": state("1", "1", "1", "0"),
            "snapshot_date": fixed("2026-11-02"),
        },
    ),
    {
        "email": "work_email",
        "employee_id": "person_key",
        "first_name": "given_name",
        "last_name": "family_name",
        "title": "position_title",
        "department": "org_unit",
        "location": "work_site",
        "hire_date": "employment_start",
        "termination_date": "employment_end",
        "status": "is_current",
        "manager": "manager_person_key",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    status={"1": "active", "0": "inactive"},
    note="hashes as ids, of people and of rows: what managers refer to says which is which",
)

WITHOUT_ID = export(
    "org_chart_without_id",
    "list for an org chart",
    "en",
    cols(
        "Name=full_name | Position=title | Team=department | Office=location | Reports to=manager_name | "
        "Direct line=phone | Start=hire_date | Photo=other | Birthday=birth_date",
        {
            "Start": early_day("hired_on", "%d/%m/%Y"),
            "Photo": lambda person, rng: f"{person.latin_last}.jpg",
            "Birthday": day("born_on", "%d %B"),
        },
    ),
    {
        "full_name": "Name",
        "title": "Position",
        "department": "Team",
        "location": "Office",
        "phone": "Direct line",
        "hire_date": "Start",
    },
    dates=None,
    identity=(),
    order="first_last",
    note="nothing identifies a person; no day is after the twelfth of its month",
)


def _numbered(person: Person | None) -> str:
    return f"{person.number}@staff.ashworth.example" if person else ""


NUMBERED_MAIL = export(
    "numbered_mail_only",
    "export of a mail system",
    "en-GB",
    cols(
        "Mailbox=email | Forename=first_name | Surname=last_name | Job=title | Dept=department | "
        "Base=location | Ext=phone_extension | Mgr Mailbox=manager_email | Quota=other | "
        "Last Logon=record_date | Disabled=disabled",
        {
            "Mailbox": lambda person, rng: _numbered(person),
            "Ext": one_of("4471", "4012", "4890"),
            "Mgr Mailbox": lambda person, rng: _numbered(person.manager),
            "Quota": one_of("50 GB", "100 GB"),
            "Last Logon": sometimes(0.9, fixed("30/10/2026 08:12")),
            "Disabled": state("No", "No", "No", "Yes"),
        },
    ),
    {
        "email": "Mailbox",
        "first_name": "Forename",
        "last_name": "Surname",
        "title": "Job",
        "department": "Dept",
        "location": "Base",
        "status": "Disabled",
        "manager": "Mgr Mailbox",
    },
    refers_to="email",
    status={"No": "active", "Yes": "inactive"},
    note="the number is only in the e-mail; `Disabled` is a status the other way round",
)


def _other_status(person: Person, rng: Random) -> Cell:
    """Wrong for one person in ten or so."""
    gone = person.is_gone if rng.random() < 0.88 else not person.is_gone
    return "Inactive" if gone else "Active"


TWO_STATUSES = export(
    "two_statuses",
    "merged HR export",
    "en-US",
    cols(
        "Emp ID=employee_id | First Name=first_name | Last Name=last_name | Email=email | Title=title | "
        "Department=department | Location=location | Mgr Email=manager_email | Employee Status=status | "
        "Status=status | Date Hired=hire_date | Work Phone=phone",
        {
            "Employee Status": state("Active", "Active", "Active", "Inactive"),
            "Status": _other_status,
            "Date Hired": day("hired_on", "%m/%d/%y"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Emp ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Department",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Date Hired",
        "manager": "Mgr Email",
    },
    refers_to="email",
    dates="%m/%d/%y",
    must_ask=("status",),
    note="two columns of the same words say different things of one person in ten",
)

# From general knowledge: answers of an interface, with an object for each side of a person.
NESTED = export(
    "nested_people_api",
    "interface of an HR system",
    "en",
    cols(
        "id=other_id | /name/given=first_name | /name/family=last_name | /name/preferred=preferred_name | "
        "/business/employeeNumber=employee_id | /business/email=email | "
        "/business/phone=phone | /business/title=title | "
        "/business/department/code=department_code | /business/department/name=department | "
        "/business/site/code=location_code | /business/site/name=location | /business/site/country=country | "
        "/business/reportsTo/name=manager_name | /business/reportsTo/email=manager_email | "
        "/personal/email=personal_email | /personal/phone=personal_phone | "
        "/personal/birthDate=birth_date | /personal/address/street=home_address | "
        "/personal/address/city=home_address | /personal/emergencyContact/phone=sensitive | "
        "/employment/status=status | /employment/type=employment_type | /employment/startDate=hire_date | "
        "/employment/endDate=termination_date | /meta/createdAt=record_date | /meta/updatedAt=record_date",
        {
            "id": identifier,
            "/business/reportsTo/email": manager_email,
            "/personal/address/street": of("street"),
            "/personal/address/city": lambda person, rng: person.place.city,
            "/personal/emergencyContact/phone": of("home_phone"),
            "/employment/status": state("employed", "on_leave", "employed", "exited"),
            "/employment/type": one_of("permanent", "permanent", "fixed_term"),
            "/meta/createdAt": day("first_hired_on", "%Y-%m-%dT08:00:00Z"),
            "/meta/updatedAt": fixed("2026-11-01T02:11:40Z"),
        },
    ),
    {
        "email": "/business/email",
        "employee_id": ("/business/employeeNumber", "id"),
        "first_name": "/name/given",
        "last_name": "/name/family",
        "title": "/business/title",
        "department": "/business/department/name",
        "location": "/business/site/name",
        "phone": "/business/phone",
        "hire_date": "/employment/startDate",
        "termination_date": "/employment/endDate",
        "status": "/employment/status",
        "manager": "/business/reportsTo/email",
    },
    form=Format(kind="json", records=("data", "people")),
    refers_to="email",
    status={"employed": "active", "on_leave": "leave", "exited": "inactive"},
    note="the same keys below `work` and `personal`; names and codes of places and departments",
)

_NO_ID = (WITHOUT_ID, NUMBERED_MAIL)
SHAPES: tuple[Export, ...] = (SQL_VIEW, CONTRACTORS, FRONTLINE, HASHED, *_NO_ID, TWO_STATUSES, NESTED)
