"""Fresh exports of directories of accounts: Active Directory, Entra, Okta, Google Workspace.

Belongs here and does not: as in `north_america.py`. A directory knows accounts, so it has no first day.
"""

from random import Random

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    identifier,
    last_first,
    manager_number,
    of,
    one_of,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person


def _dn(person: Person) -> str:
    unit = f"OU={person.department},OU=Users,DC=corp,DC=northfield,DC=example"
    return f"CN={person.last_name}\\, {person.first_name},{unit}"


def _own_dn(person: Person, rng: Random) -> Cell:
    return _dn(person)


def _manager_dn(person: Person, rng: Random) -> Cell:
    return _dn(person.manager) if person.manager else ""


# Get-ADUser | Export-Csv with chosen properties: names of LDAP attributes, from general knowledge.
ACTIVE_DIRECTORY = export(
    "active_directory_users",
    "Active Directory",
    "en-US",
    cols(
        "sAMAccountName=username | userPrincipalName=username | mail=email | givenName=first_name | "
        "sn=last_name | displayName=full_name | employeeID=employee_id | title=title | "
        "department=department | company=company | physicalDeliveryOfficeName=location | "
        "telephoneNumber=phone | homePhone=personal_phone | manager=manager_name | Enabled=status | "
        "userAccountControl=status_code | whenCreated=record_date | lastLogonDate=record_date | "
        "extensionAttribute1=cost_center_code | DistinguishedName=other",
        {
            "userPrincipalName": lambda person, rng: f"{person.username}@corp.northfield.example",
            "displayName": last_first,
            "company": fixed("Northfield Group Inc."),
            "manager": _manager_dn,
            "Enabled": state("True", "True", "True", "False"),
            "userAccountControl": state("512", "512", "66048", "514"),
            "whenCreated": day("first_hired_on", "%-m/%-d/%Y 9:14:02 AM"),
            "lastLogonDate": sometimes(0.9, fixed("10/30/2026 8:01:47 AM")),
            "DistinguishedName": _own_dn,
        },
    ),
    {
        "email": "mail",
        "employee_id": "employeeID",
        "first_name": "givenName",
        "last_name": "sn",
        "title": "title",
        "department": "department",
        "location": "physicalDeliveryOfficeName",
        "phone": "telephoneNumber",
        "status": "Enabled",
    },
    status={"True": "active", "False": "inactive"},
    identity=("employeeID", "sAMAccountName", "userPrincipalName"),
    order="last_first",
    full_name_instead=("displayName",),
    note="the login name looks like an e-mail; the manager is a distinguished name; no first day",
)

# Entra documentation: Download a list of users (the attributes that the file includes).
ENTRA = export(
    "entra_download_users",
    "Microsoft Entra ID",
    "en",
    cols(
        "userPrincipalName=email | displayName=full_name | surname=last_name | mail=email | "
        "givenName=first_name | objectId=other_id | userType=other | jobTitle=title | "
        "department=department | accountEnabled=status | usageLocation=country_code | "
        "streetAddress=other | state=other | country=country | physicalDeliveryOfficeName=location | "
        "city=work_city | postalCode=other | telephoneNumber=phone | mobile=mobile | "
        "createdDateTime=record_date",
        {
            "userPrincipalName": of("email"),
            "objectId": identifier,
            "userType": fixed("Member"),
            "accountEnabled": state("True", "True", "True", "False"),
            "usageLocation": place("country"),
            "streetAddress": fixed("1 Northfield Plaza"),
            "state": BLANK,
            "postalCode": BLANK,
            "createdDateTime": day("first_hired_on", "%Y-%m-%dT06:31:00Z"),
        },
    ),
    {
        "email": ("mail", "userPrincipalName"),
        "first_name": "givenName",
        "last_name": "surname",
        "title": "jobTitle",
        "department": "department",
        "location": "physicalDeliveryOfficeName",
        "phone": ("telephoneNumber", "mobile"),
        "status": "accountEnabled",
    },
    form=Format(encoding="utf-8-sig"),
    status={"True": "active", "False": "inactive"},
    identity=("objectId", "userPrincipalName", "mail"),
    order="first_last",
    full_name_instead=("displayName",),
    optional={"employee_id": ("objectId",)},
    note="`state` is a state of the country, and blank; `usageLocation` is a country",
)

# Okta's default user profile (Pulumi: okta.user.User; an adapter's sample of `listGroupUsers`).
OKTA = export(
    "okta_users_ndjson",
    "Okta",
    "en",
    cols(
        "id=other_id | status=status | created=record_date | activated=record_date | "
        "statusChanged=status_date | lastLogin=record_date | /profile/login=email | "
        "/profile/email=email | /profile/secondEmail=personal_email | /profile/firstName=first_name | "
        "/profile/lastName=last_name | /profile/displayName=full_name | "
        "/profile/employeeNumber=employee_id | /profile/title=title | /profile/department=department | "
        "/profile/division=division | /profile/costCenter=cost_center_code | "
        "/profile/organization=company | /profile/city=work_city | /profile/primaryPhone=phone | "
        "/profile/mobilePhone=mobile | /profile/managerId=manager_id | /profile/manager=manager_name | "
        "/profile/userType=employment_type",
        {
            "id": lambda person, rng: f"00u{person.other_number:x}Kq5d7",
            "status": state("ACTIVE", "ACTIVE", "SUSPENDED", "DEPROVISIONED"),
            "created": day("first_hired_on", "%Y-%m-%dT09:12:44.000Z"),
            "activated": day("first_hired_on", "%Y-%m-%dT09:15:02.000Z"),
            "statusChanged": day("in_job_since", "%Y-%m-%dT11:40:31.000Z"),
            "lastLogin": sometimes(0.95, fixed("2026-10-30T08:02:13.000Z")),
            "/profile/login": of("email"),
            "/profile/managerId": manager_number(),
            "/profile/organization": fixed("Northfield Group Inc."),
            "/profile/userType": one_of("Employee", "Employee", "Contractor"),
        },
    ),
    {
        "email": ("/profile/email", "/profile/login"),
        "employee_id": "/profile/employeeNumber",
        "first_name": "/profile/firstName",
        "last_name": "/profile/lastName",
        "title": "/profile/title",
        "department": "/profile/department",
        "location": "/profile/city",
        "phone": ("/profile/primaryPhone", "/profile/mobilePhone"),
        "status": "status",
        "manager": "/profile/managerId",
    },
    form=Format(kind="json", lines=True),
    refers_to="employee_id",
    status={"ACTIVE": "active", "SUSPENDED": "ask", "DEPROVISIONED": "inactive"},
    identity=("/profile/employeeNumber", "id"),
    order="first_last",
    full_name_instead=("/profile/displayName",),
    note="one JSON object on each line; five moments, none of which is the first day",
)

# A user list of the Google Admin console, as pasted into GoogleCloudPlatform/cloud-code-vscode#857.
GOOGLE = export(
    "google_workspace_users",
    "Google Workspace",
    "en-US",
    cols(
        "First Name [Required]=first_name | Last Name [Required]=last_name | "
        "Email Address [Required]=email | Password [Required]=other | "
        "Org Unit Path [Required]=other | New Primary Email [UPLOAD ONLY]=empty | "
        "Status [READ ONLY]=status | Last Sign In [READ ONLY]=record_date | "
        "Recovery Email=personal_email | Home Secondary Email=personal_email | "
        "Work Secondary Email=empty | Recovery Phone [MUST BE IN THE E.164 FORMAT]=personal_phone | "
        "Work Phone=phone | Home Phone=personal_phone | Mobile Phone=empty | Work Address=empty | "
        "Home Address=home_address | Employee ID=employee_id | Employee Type=employment_type | "
        "Employee Title=title | Manager Email=manager_email | Department=department | "
        "Cost Center=cost_center_code | Building ID=location_code | Floor Name=other | "
        "2sv Enrolled [READ ONLY]=other | Email Usage [READ ONLY]=other | "
        "New Status [UPLOAD ONLY]=empty",
        {
            "Password [Required]": fixed("****"),
            "Org Unit Path [Required]": lambda person, rng: f"/{person.division}/{person.department}",
            "New Primary Email [UPLOAD ONLY]": BLANK,
            "Status [READ ONLY]": state("Active", "Active", "Suspended", "Archived"),
            "Last Sign In [READ ONLY]": fixed("2026/10/30 07:57:22"),
            "Work Secondary Email": BLANK,
            "Mobile Phone": BLANK,
            "Work Address": BLANK,
            "Employee Type": one_of("Regular", "Regular", "Temp"),
            "Floor Name": one_of("1", "2", "3"),
            "2sv Enrolled [READ ONLY]": one_of("True", "True", "False"),
            "Email Usage [READ ONLY]": one_of("0.4GB", "2.3GB", "11.0GB"),
            "New Status [UPLOAD ONLY]": BLANK,
        },
    ),
    {
        "email": "Email Address [Required]",
        "employee_id": "Employee ID",
        "first_name": "First Name [Required]",
        "last_name": "Last Name [Required]",
        "title": "Employee Title",
        "department": "Department",
        "phone": "Work Phone",
        "status": "Status [READ ONLY]",
        "manager": "Manager Email",
    },
    refers_to="email",
    status={"Active": "active", "Suspended": "ask", "Archived": "inactive"},
    optional={"location": ("Building ID",)},
    note="headers with notes in brackets; five columns of e-mails; columns that are only for upload",
)

DIRECTORIES: tuple[Export, ...] = (ACTIVE_DIRECTORY, ENTRA, OKTA, GOOGLE)
