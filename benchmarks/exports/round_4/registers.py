"""Fourth exports of registers that are fed by an HR system: clocks, alarms, identities.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
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

_STAMP = "%Y-%m-%d 00:00:00"


def _labor_account(person: Person, rng: object) -> Cell:
    return f"100/{person.place.code}/{person.department_code}/{person.title_code}/-/-/-"


def _full_name(person: Person, rng: object) -> Cell:
    return f"{person.last_name}, {person.first_name} {person.middle}".strip()


# Public SQL against the view VP_EMPLOYEEV42 (`PERSONNUM`, `PERSONFULLNAME`, `FIRSTNM`, `MIDDLEINITIALNM`,
# `LASTNM`, `SHORTNM`, `EMPLOYMENTSTATUS`, `EMPLOYMENTSTATUSDT`, `COMPANYHIREDTM`, `SENIORITYRANKDATE`,
# `HOMELABORLEVELNM`, `SUPERVISORNUM`); the descriptions of the levels, badge, phone and e-mail from general
# knowledge.
KRONOS = export(
    "kronos_wfc_employees",
    "Kronos Workforce Central",
    "en-US",
    cols(
        "PERSONID=other_id | PERSONNUM=employee_id | PERSONFULLNAME=full_name | LASTNM=last_name | "
        "FIRSTNM=first_name | MIDDLEINITIALNM=middle_name | SHORTNM=preferred_name | "
        "EMPLOYMENTSTATUS=status | EMPLOYMENTSTATUSDT=other_date | COMPANYHIREDTM=hire_date | "
        "SENIORITYRANKDATE=original_hire_date | BADGENUM=other_id | BADGEEXPIRATIONDATE=other_date | "
        "HOMELABORACCTNAME=department_path | HOMELABORLEVELNM1=company_code | "
        "HOMELABORLEVELNM2=location_code | HOMELABORLEVELDSC2=location | "
        "HOMELABORLEVELNM3=department_code | HOMELABORLEVELDSC3=department | "
        "HOMELABORLEVELNM4=title_code | HOMELABORLEVELDSC4=title | SUPERVISORNUM=manager_id | "
        "SUPERVISORFULLNAME=manager_name | EMAILADDRESS=email | WORKPHONE=phone | WAGEPROFILENAME=other | "
        "PAYRULENAME=other | BASEWAGEHOURLYAMT=pay",
        {
            "PERSONID": lambda person, rng: person.other_number // 10,
            "PERSONNUM": number("{:09}"),
            "PERSONFULLNAME": _full_name,
            "SHORTNM": lambda person, rng: f"{person.last_name} {person.first_name[0]}",
            "EMPLOYMENTSTATUS": state("Active", "Inactive", "Inactive", "Terminated"),
            "EMPLOYMENTSTATUSDT": lambda person, rng: (person.last_day or person.hired_on).strftime(_STAMP),
            "COMPANYHIREDTM": day("hired_on", _STAMP),
            "SENIORITYRANKDATE": day("first_hired_on", _STAMP),
            "BADGENUM": lambda person, rng: f"{person.other_number % 1_000_000:06}",
            "BADGEEXPIRATIONDATE": fixed("3000-01-01 00:00:00"),
            "HOMELABORACCTNAME": _labor_account,
            "HOMELABORLEVELNM1": fixed("100"),
            "SUPERVISORNUM": manager_number("{:09}"),
            "SUPERVISORFULLNAME": manager_last_first,
            "WAGEPROFILENAME": fixed("Default"),
            "PAYRULENAME": one_of("Exempt 8hr", "Hourly OT40", "Hourly OT8"),
            "BASEWAGEHOURLYAMT": lambda person, rng: f"{person.salary / 2080:.4f}",
        },
    ),
    {
        "email": "EMAILADDRESS",
        "employee_id": "PERSONNUM",
        "first_name": "FIRSTNM",
        "last_name": "LASTNM",
        "title": "HOMELABORLEVELDSC4",
        "department": "HOMELABORLEVELDSC3",
        "location": "HOMELABORLEVELDSC2",
        "phone": "WORKPHONE",
        "hire_date": "COMPANYHIREDTM",
        "status": "EMPLOYMENTSTATUS",
        "manager": "SUPERVISORNUM",
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to="employee_id",
    dates="%Y-%m-%d %H:%M:%S",
    status={"Active": "active", "Inactive": "ask", "Terminated": "inactive"},
    identity=("PERSONNUM", "PERSONID"),
    order="last_first",
    full_name_instead=("PERSONFULLNAME",),
    note="numbered labor levels, which only their values distinguish; inactive is not terminated",
)

# Everbridge: Contact Upload User Guide, and public code that writes the template (every header here).
EVERBRIDGE = export(
    "everbridge_contacts",
    "Everbridge",
    "en-US",
    cols(
        "First Name=first_name | Middle Initial=middle_name | Last Name=last_name | Suffix=other | "
        "External ID=employee_id | Country=country | Business Name=company | Record Type=other | "
        "Groups=other | SSO User ID=username | Location 1=location | Street Address 1=other | "
        "City 1=work_city | Postal Code 1=other | Country 1=country | Extension Phone 1=other | "
        "Phone 1=phone | Phone Country 1=other | Phone 2=any_phone | Phone Country 2=other | "
        "Email Address 1=email | Email Address 2=personal_email | SMS 1=mobile | SMS 1 Country=other | "
        "Custom Field 1=other | Custom Value 1=department | Custom Field 2=other | "
        "Custom Value 2=title | Custom Field 3=other | Custom Value 3=manager_email | "
        "Custom Field 4=other | Custom Value 4=other | END=other",
        {
            "Suffix": sometimes(0.02, one_of("Jr", "III")),
            "Business Name": fixed("Northfield"),
            "Record Type": one_of("Employee", "Employee", "Contractor"),
            "Groups": one_of("All Staff", "All Staff", "Floor Wardens"),
            "Street Address 1": lambda person, rng: f"{len(person.place.name) * 100} Main St",
            "Postal Code 1": lambda person, rng: f"{len(person.place.name) * 7001:05}",
            "Extension Phone 1": fixed(""),
            "Phone Country 1": fixed("US"),
            "Phone 2": sometimes(0.1, of("mobile")),
            "Phone Country 2": fixed(""),
            "SMS 1 Country": fixed("US"),
            "Custom Field 1": fixed("Department"),
            "Custom Field 2": fixed("Job Title"),
            "Custom Field 3": fixed("Supervisor Email"),
            "Custom Value 3": manager_email,
            "Custom Field 4": fixed("Emergency Role"),
            "Custom Value 4": sometimes(0.1, one_of("Incident Commander", "First Aid")),
            "END": fixed("END"),
        },
    ),
    {
        "email": "Email Address 1",
        "employee_id": "External ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Custom Value 2",
        "department": "Custom Value 1",
        "location": "Location 1",
        "manager": "Custom Value 3",
    },
    refers_to="email",
    optional={"phone": ("Phone 1", "SMS 1")},
    note="the names of some columns are in the column to their left, in every row",
)

# From general knowledge: the flat file of an HR system that is the source of identities; its attributes are
# named as those of the identity.
SAILPOINT = export(
    "sailpoint_identitynow_source",
    "SailPoint IdentityNow",
    "en-US",
    cols(
        "employeeNumber=employee_id | uid=username | givenName=first_name | preferredName=preferred_name | "
        "familyName=last_name | displayName=full_name | email=email | personalEmail=personal_email | "
        "phone=phone | personalPhone=personal_phone | jobTitle=title | jobCode=job_code | "
        "department=department | departmentNumber=department_code | businessUnit=division | "
        "costCenter=cost_center_code | company=company | location=location | locationCode=location_code | "
        "country=country | managerId=manager_id | managerDisplayName=manager_name | "
        "isPeopleManager=other | workerType=other | startDate=hire_date | endDate=termination_date | "
        "lifecycleState=status | last4NationalId=national_id",
        {
            "employeeNumber": number("{:08}"),
            "company": one_of("Northfield Holdings LLC", "Northfield Bank N.A."),
            "managerId": manager_number("{:08}"),
            "isPeopleManager": lambda person, rng: "TRUE" if person.level < 5 else "FALSE",
            "workerType": one_of("EMPLOYEE", "EMPLOYEE", "CONTINGENT"),
            "lifecycleState": state("active", "leaveOfAbsence", "active", "terminated"),
            "last4NationalId": pattern("####"),
        },
    ),
    {
        "email": "email",
        "employee_id": "employeeNumber",
        "first_name": "givenName",
        "last_name": "familyName",
        "title": "jobTitle",
        "department": "department",
        "location": "location",
        "phone": "phone",
        "hire_date": "startDate",
        "termination_date": "endDate",
        "status": "lifecycleState",
        "manager": "managerId",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    status={"active": "active", "leaveOfAbsence": "leave", "terminated": "inactive"},
    order="first_last",
    full_name_instead=("displayName",),
    note="four digits of a national id, which help to claim an account",
)

REGISTERS: tuple[Export, ...] = (KRONOS, EVERBRIDGE, SAILPOINT)
