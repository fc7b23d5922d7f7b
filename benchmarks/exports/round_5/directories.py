"""Exports of directories and of expense reports in the United States: the users of a system that HR feeds.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    hours,
    identifier,
    manager_number,
    number,
    of,
    one_of,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

# apis.io: schema of the table sys_user (all but the fields of the manager behind a dot, which the interface
# of tables writes that way, and the field `u_badge` of the customer).
SERVICENOW = export(
    "servicenow_sys_user",
    "ServiceNow",
    "en-US",
    cols(
        "sys_id=other_id | user_name=username | employee_number=employee_id | name=full_name | "
        "first_name=first_name | middle_name=middle_name | last_name=last_name | email=email | "
        "title=title | department=department | company=company | location=location | building=other | "
        "cost_center=cost_center | manager=manager_name | manager.employee_number=manager_id | "
        "manager.email=manager_email | phone=phone | mobile_phone=mobile | u_badge=other_id | "
        "active=status | locked_out=other | vip=other | roles=other | source=other | time_zone=other | "
        "last_login_time=record_date | failed_attempts=other | sys_created_on=record_date | "
        "sys_created_by=other | sys_updated_on=record_date | sys_updated_by=other",
        {
            "sys_id": identifier,
            "company": fixed("Northfield Holdings, Inc."),
            "building": sometimes(0.4, one_of("Building A", "Building B", "Annex")),
            "u_badge": sometimes(0.8, of("other_number")),
            "active": state("true", "true", "true", "false"),
            "locked_out": state("false", "false", "true", "true"),
            "vip": one_of("false", "false", "false", "true"),
            "roles": sometimes(0.2, one_of("itil", "approver_user", "itil,knowledge")),
            "source": lambda person, rng: f"ldap:CN={person.name},OU=Users,DC=northfield,DC=example",
            "time_zone": sometimes(0.3, one_of("US/Eastern", "US/Central", "US/Pacific")),
            "last_login_time": one_of("2026-10-30 13:05:44", "2026-11-01 08:12:09", ""),
            "failed_attempts": one_of("0", "0", "0", "1"),
            "sys_created_on": day("first_hired_on", "%Y-%m-%d 06:10:02"),
            "sys_created_by": fixed("svc_ldap"),
            "sys_updated_on": one_of("2026-10-29 02:00:17", "2026-11-01 02:00:11"),
            "sys_updated_by": one_of("svc_ldap", "svc_ldap", "admin"),
        },
    ),
    {
        "email": "email",
        "employee_id": "employee_number",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "title",
        "department": "department",
        "location": "location",
        "phone": ("phone", "mobile_phone"),
        "status": "active",
        "manager": ("manager.email", "manager.employee_number"),
    },
    form=Format(kind="json", records=("result",)),
    refers_to={"manager.email": "email", "manager.employee_number": "employee_id"},
    status={"true": "active", "false": "inactive"},
    identity=("employee_number", "sys_id"),
    order="first_last",
    full_name_instead=("name",),
    note="the dates are those of the record, none is of the person; two ways to refer to the manager",
)


def _salesforce_id(person: Person, rng: Random) -> Cell:
    return f"0055g00000{person.other_number % 100000:05}AAA"


def _salesforce_manager(person: Person, rng: Random) -> Cell:
    return _salesforce_id(person.manager, rng) if person.manager else ""


# Gravity Data and CData: columns of the table User; Data Loader writes them in capitals, and those of the
# manager and the role behind a dot.
SALESFORCE = export(
    "salesforce_data_loader_users",
    "Salesforce",
    "en-US",
    cols(
        "ID=other_id | USERNAME=username | LASTNAME=last_name | FIRSTNAME=first_name | NAME=full_name | "
        "COMPANYNAME=company | DIVISION=division | DEPARTMENT=department | TITLE=title | STREET=other | "
        "CITY=work_city | STATE=other | POSTALCODE=other | COUNTRY=country | EMAIL=email | "
        "PHONE=phone | EXTENSION=other | MOBILEPHONE=mobile | FAX=other | ALIAS=other | "
        "COMMUNITYNICKNAME=other | ISACTIVE=status | TIMEZONESIDKEY=other | USERROLE.NAME=other | "
        "LOCALESIDKEY=other | PROFILE.NAME=other | USERTYPE=other | LANGUAGELOCALEKEY=other | "
        "EMPLOYEENUMBER=employee_id | DELEGATEDAPPROVERID=other_id | MANAGERID=manager_other_id | "
        "MANAGER.EMPLOYEENUMBER=manager_id | LASTLOGINDATE=record_date | CREATEDDATE=record_date | "
        "FEDERATIONIDENTIFIER=username",
        {
            "ID": _salesforce_id,
            "USERNAME": lambda person, rng: f"{person.email}.crm",
            "COMPANYNAME": fixed("Northfield"),
            "STREET": fixed("200 Commerce Way"),
            "STATE": one_of("NY", "TX", "IL", "CO"),
            "POSTALCODE": one_of("10018", "78701", "60606"),
            "EXTENSION": sometimes(0.3, one_of("2041", "1187", "3320")),
            "FAX": fixed(""),
            "ALIAS": lambda person, rng: f"{person.latin_first[0]}{person.latin_last[:4]}",
            "COMMUNITYNICKNAME": lambda person, rng: f"{person.latin_first}{person.row}",
            "ISACTIVE": state("true", "true", "true", "false"),
            "TIMEZONESIDKEY": one_of("America/New_York", "America/Chicago"),
            "USERROLE.NAME": one_of("Sales Rep East", "Service Agent", "Regional VP", "Marketing"),
            "LOCALESIDKEY": fixed("en_US"),
            "PROFILE.NAME": one_of("Standard User", "Sales User", "Service User", "Read Only"),
            "USERTYPE": fixed("Standard"),
            "LANGUAGELOCALEKEY": fixed("en_US"),
            "EMPLOYEENUMBER": number("{:06}"),
            "DELEGATEDAPPROVERID": fixed(""),
            "MANAGERID": _salesforce_manager,
            "MANAGER.EMPLOYEENUMBER": manager_number("{:06}"),
            "LASTLOGINDATE": one_of("2026-10-31T15:20:08.000Z", "2026-11-01T09:41:55.000Z", ""),
            "CREATEDDATE": day("in_job_since", "%Y-%m-%dT14:00:00.000Z"),
            "FEDERATIONIDENTIFIER": of("username"),
        },
    ),
    {
        "email": "EMAIL",
        "employee_id": "EMPLOYEENUMBER",
        "first_name": "FIRSTNAME",
        "last_name": "LASTNAME",
        "title": "TITLE",
        "department": "DEPARTMENT",
        "location": "CITY",
        "phone": ("PHONE", "MOBILEPHONE"),
        "status": "ISACTIVE",
        "manager": "MANAGER.EMPLOYEENUMBER",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    status={"true": "active", "false": "inactive"},
    identity=("EMPLOYEENUMBER", "ID"),
    order="first_last",
    full_name_instead=("NAME",),
    note="the user name looks like an e-mail and is none; the role is a place in the hierarchy of sales",
)

# TheJumpCloud/support: parameters of New-JCUser (all but `state` and `created`, from general knowledge).
JUMPCLOUD = export(
    "jumpcloud_users",
    "JumpCloud",
    "en-US",
    cols(
        "firstname=first_name | lastname=last_name | username=username | email=email | "
        "middlename=middle_name | displayname=full_name | jobTitle=title | "
        "employeeIdentifier=employee_id | department=department | costCenter=cost_center_code | "
        "company=company | employeeType=employment_type | description=other | location=location | "
        "work_streetAddress=other | work_locality=work_city | work_region=other | "
        "work_postalCode=other | work_country=country | home_streetAddress=home_address | "
        "home_locality=home_address | home_region=home_address | home_postalCode=home_address | "
        "mobile_number=any_phone | home_number=personal_phone | work_number=phone | "
        "work_mobile_number=mobile | work_fax_number=other | state=account_status | created=record_date",
        {
            "employeeIdentifier": number("NF{}"),
            "company": fixed("Northfield Labs"),
            "employeeType": hours("Regular", "Part time"),
            "description": sometimes(0.1, one_of("on-call rotation", "shared Mac", "hardware key issued")),
            "work_streetAddress": fixed(""),
            "work_region": fixed(""),
            "work_postalCode": fixed(""),
            "home_streetAddress": of("street"),
            "home_locality": place("city"),
            "home_region": one_of("NY", "TX", "CO", "WA"),
            "home_postalCode": of("zip_code"),
            "mobile_number": of("home_phone"),
            "home_number": fixed(""),
            "work_fax_number": fixed(""),
            "state": state("ACTIVATED", "ACTIVATED", "SUSPENDED", "SUSPENDED"),
            "created": day("hired_on", "%Y-%m-%dT09:30:00.000Z"),
        },
    ),
    {
        "email": "email",
        "employee_id": "employeeIdentifier",
        "first_name": "firstname",
        "last_name": "lastname",
        "title": "jobTitle",
        "department": "department",
        "location": ("location", "work_locality"),
        "phone": ("work_number", "work_mobile_number"),
    },
    form=Format(encoding="utf-8-sig"),
    order="first_last",
    full_name_instead=("displayname",),
    optional={"status": ("state",)},
    note="the state is that of the account; two blocks of an address, the one at home is private",
)


def _approver(person: Person, rng: Random) -> Cell:
    above = person.manager
    if above and above.manager and rng.random() < 0.4:
        above = above.manager
    return f"{above.number:07}" if above else ""


# SAP Help Portal: User Import, Available Field Formats (up to `LedgerCode`); the rest from general knowledge.
CONCUR = export(
    "concur_user_import",
    "SAP Concur",
    "en-US",
    cols(
        "FirstName=first_name | MiddleName=middle_name | LastName=last_name | EmployeeID=employee_id | "
        "LoginID=username | EmailPrimary=email | Locale=other | CtryCode=country | CtrySubCode=other | "
        "LedgerCode=other | ReimbursementCrnCode=other | CashAdvanceAccountCode=other | Active=status | "
        "OrgUnit1=company_code | OrgUnit2=department | OrgUnit3=cost_center_code | Custom21=other | "
        "ExpenseApproverEmployeeID=approver | BIManagerEmployeeID=manager_id | IsExpenseUser=other | "
        "IsApprover=other | TravelClassName=other | EmployeeAdministrationCountry=country",
        {
            "EmployeeID": number("{:07}"),
            "LoginID": lambda person, rng: f"{person.username}@northfield.concur.example",
            "Locale": fixed("en_US"),
            "CtrySubCode": one_of("US-NY", "US-TX", "US-IL", "US-WA"),
            "LedgerCode": fixed("NFUS"),
            "ReimbursementCrnCode": fixed("USD"),
            "CashAdvanceAccountCode": fixed(""),
            "Active": state("Y", "Y", "Y", "N"),
            "OrgUnit1": one_of("1000", "1000", "1200"),
            "Custom21": fixed("US Employees"),
            "ExpenseApproverEmployeeID": _approver,
            "BIManagerEmployeeID": manager_number("{:07}"),
            "IsExpenseUser": fixed("Y"),
            "IsApprover": lambda person, rng: "Y" if person.level < 5 else "N",
            "TravelClassName": one_of("Standard", "Standard", "Executive"),
        },
    ),
    {
        "email": "EmailPrimary",
        "employee_id": "EmployeeID",
        "first_name": "FirstName",
        "last_name": "LastName",
        "status": "Active",
    },
    form=Format(delimiter="|"),
    status={"Y": "active", "N": "inactive"},
    must_ask=("manager",),
    optional={
        "department": ("OrgUnit2",),
        "location": ("CtryCode", "CtrySubCode", "EmployeeAdministrationCountry"),
    },
    note="who approves expenses is often, but not always, the manager; levels of the organization by number",
)

DIRECTORIES: tuple[Export, ...] = (SERVICENOW, SALESFORCE, JUMPCLOUD, CONCUR)
