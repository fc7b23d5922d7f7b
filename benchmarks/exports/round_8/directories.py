"""Exports of directories of accounts and of a learning platform.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    identifier,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person


def _created(person: Person, rng: object) -> Cell:
    return f"{person.in_job_since:%Y-%m-%d} 0{person.number % 9}:1{person.number % 10}:2{person.number % 7}Z"


# Microsoft 365 admin center: the columns named in a public test of its export of users (up to `Display name`,
# and the user principal name); the rest from general knowledge.
MICROSOFT_365 = export(
    "microsoft_365_users",
    "Microsoft 365 admin center",
    "en-US",
    cols(
        "Block credential=account_status | City=work_city | Country/Region=country | Department=department | "
        "DirSyncEnabled=other | Display name=full_name | Fax=other | First name=first_name | "
        "Last dirsync time=other_date | Last name=last_name | Last password change time stamp=other_date | "
        "License assignment details=other | Licenses=other | Mobile Phone=mobile | Object Id=other_id | "
        "Office=location | Password never expires=other | Phone number=phone | Postal code=other | "
        "Preferred language=other | Proxy addresses=other | State=region | Street address=other | "
        "Title=title | Usage location=country | User principal name=email | When created=other_date",
        {
            "Block credential": state("False", "False", "True", "True"),
            "DirSyncEnabled": fixed("True"),
            "Fax": BLANK,
            "Last dirsync time": fixed("2026-11-02 05:41:09Z"),
            "Last password change time stamp": _created,
            "License assignment details": BLANK,
            "Licenses": one_of("Microsoft 365 E3", "Microsoft 365 E5", "Office 365 F3"),
            "Object Id": identifier,
            "Password never expires": fixed("False"),
            "Postal code": one_of("10001", "78701", "60601"),
            "Preferred language": fixed("en-US"),
            "Proxy addresses": lambda person, rng: f"SMTP:{person.email}",
            "State": one_of("NY", "TX", "IL", "WA"),
            "Street address": one_of("100 Main Street", "2 Congress Avenue"),
            "Usage location": fixed("US"),
            "When created": _created,
        },
    ),
    {
        "email": "User principal name",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Title",
        "department": "Department",
        "location": "Office",
        "phone": ("Phone number", "Mobile Phone"),
    },
    form=Format(encoding="utf-8-sig"),
    identity=("User principal name", "Object Id"),
    order="first_last",
    full_name_instead=("Display name",),
    optional={"status": ("Block credential",), "employee_id": ("Object Id",)},
    note="no personnel number, no date of hiring: the account was created on another day",
)

# OneLogin: User Resource, and the model of a user in its Python library (the names outside of the custom
# attributes); the custom attributes from general knowledge.
ONELOGIN = export(
    "onelogin_users",
    "OneLogin",
    "en-US",
    cols(
        "id=other_id | username=username | email=email | firstname=first_name | lastname=last_name | "
        "title=title | department=department | company=company | comment=other | phone=any_phone | "
        "status=account_status | state=other | directory_id=other | manager_ad_id=other | "
        "manager_user_id=other_manager | samaccountname=username | userprincipalname=other | "
        "distinguished_name=other | external_id=other_id | created_at=other_date | activated_at=other_date | "
        "last_login=other_date | /custom_attributes/employee_number=employee_id | "
        "/custom_attributes/manager_employee_number=manager_id | /custom_attributes/office=location | "
        "/custom_attributes/hire_date=hire_date | /custom_attributes/cost_center=cost_center_code",
        {
            "id": lambda person, rng: person.other_number,
            "company": fixed("Northfield Inc."),
            "comment": BLANK,
            "status": lambda person, rng: {"active": 1, "leave": 1, "suspended": 2, "terminated": 2}[
                person.state
            ],
            "state": fixed(1),
            "directory_id": fixed(40417),
            "manager_ad_id": BLANK,
            "manager_user_id": lambda person, rng: person.manager.other_number if person.manager else "",
            "samaccountname": of("username"),
            "userprincipalname": lambda person, rng: f"{person.username}@corp.northfield.example",
            "distinguished_name": lambda person, rng: (
                f"CN={person.name},OU={person.department},DC=corp,DC=northfield,DC=example"
            ),
            "external_id": identifier,
            "created_at": lambda person, rng: f"{person.hired_on:%Y-%m-%d}T14:02:11.350Z",
            "activated_at": lambda person, rng: f"{person.in_job_since:%Y-%m-%d}T09:31:40.021Z",
            "last_login": one_of("2026-10-30T16:20:04.118Z", "2026-11-01T12:44:59.702Z"),
            "/custom_attributes/employee_number": number("{:06}"),
            "/custom_attributes/manager_employee_number": manager_number("{:06}"),
            "/custom_attributes/hire_date": day("hired_on"),
        },
    ),
    {
        "email": "email",
        "employee_id": "/custom_attributes/employee_number",
        "first_name": "firstname",
        "last_name": "lastname",
        "title": "title",
        "department": "department",
        "location": "/custom_attributes/office",
        "hire_date": "/custom_attributes/hire_date",
        "manager": "/custom_attributes/manager_employee_number",
    },
    form=Format(kind="json"),
    refers_to="employee_id",
    identity=("/custom_attributes/employee_number", "id", "external_id", "email", "username"),
    must_ask=("status",),
    optional={"phone": ("phone",)},
    note="the status is a digit; one manager is an id of the directory, the other a personnel number",
)

# Percipio: Download a CSV File (the first two columns, and that attributes of the customer follow); the rest
# from general knowledge.
PERCIPIO = export(
    "percipio_user_list",
    "Percipio",
    "en-US",
    cols(
        "loginName=username | externalUserId=employee_id | firstName=first_name | lastName=last_name | "
        "email=email | status=status | role=other | language=other | jobTitle=title | "
        "approvalManager=manager_email | Department=department | Work Location=location | "
        "Country=country | Hire Date=hire_date | Cost Center=cost_center_code | "
        "Compliance Group=other | welcomeEmailDate=other_date",
        {
            "externalUserId": number("{:08}"),
            "status": state("Active", "Active", "Active", "Inactive"),
            "role": one_of("LEARNER", "LEARNER", "MANAGER"),
            "language": fixed("en-US"),
            "approvalManager": manager_email,
            "Hire Date": day("hired_on", "%-m/%-d/%Y"),
            "Compliance Group": sometimes(0.5, one_of("HIPAA", "SOX", "HIPAA|SOX")),
            "welcomeEmailDate": BLANK,
        },
    ),
    {
        "email": "email",
        "employee_id": "externalUserId",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "jobTitle",
        "department": "Department",
        "location": "Work Location",
        "hire_date": "Hire Date",
        "status": "status",
        "manager": "approvalManager",
    },
    refers_to="email",
    dates="%m/%d/%Y",
    status={"Active": "active", "Inactive": "inactive"},
    identity=("externalUserId", "loginName", "email"),
    note="the number of HR is the external one; fixed names first, then labels of the customer",
)

DIRECTORIES: tuple[Export, ...] = (MICROSOFT_365, ONELOGIN, PERCIPIO)
