"""Exports of the employee tables of business suites and of purchasing.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or other ways to write a value than those of these systems.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    gender,
    identifier,
    manager_number,
    number,
    of,
    one_of,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"


def _department_key(person: Person, rng: object) -> Cell:
    return int(person.department_code) // 110 - 8


# SAP Business One: the columns of the table OHEM, from a list of its fields in 45p1d4/SAPSlayer
# (src/SLORM/OHEM.ts). `deptName` and `branchName` are the usual joins of a saved query, from general
# knowledge.
SAP_BUSINESS_ONE = export(
    "sap_business_one_ohem_query",
    "SAP Business One",
    "en-US",
    cols(
        "empID=employee_id | lastName=last_name | firstName=first_name | middleName=middle_name | "
        "sex=gender | jobTitle=title | type=other | dept=department_code | deptName=department | "
        "branchName=location | workCity=work_city | workCountr=country | manager=manager_id | userId=other | "
        "salesPrson=other | officeTel=phone | officeExt=phone_extension | mobile=mobile | "
        "homeTel=personal_phone | email=email | startDate=hire_date | termDate=termination_date | "
        "termReason=termination_reason | salary=pay | salaryUnit=other | CostCenter=cost_center_code | "
        "bankAcount=iban | homeStreet=home_address | homeCity=home_address | birthDate=birth_date | "
        "martStatus=sensitive | nChildren=sensitive | govID=national_id | Active=status | "
        "UpdateDate=record_date",
        {
            "empID": of("number"),
            "sex": gender("F", "M"),
            "type": one_of("1", "1", "2"),
            "dept": _department_key,
            "userId": sometimes(0.3, one_of("14", "22", "37", "51")),
            "salesPrson": one_of("-1", "-1", "-1", "7", "12"),
            "officeExt": sometimes(0.6, one_of("204", "311", "118", "402")),
            "startDate": day("hired_on", _MDY),
            "termDate": day("last_day", _MDY),
            "termReason": state("", "", "", "2"),
            "salaryUnit": one_of("Y", "Y", "H"),
            "homeStreet": of("street"),
            "homeCity": place("city"),
            "bankAcount": lambda person, rng: person.digits[:10],
            "birthDate": day("born_on", _MDY),
            "martStatus": one_of("S", "M", "D"),
            "nChildren": one_of("0", "0", "1", "2"),
            "Active": state("Y", "Y", "Y", "N"),
            "UpdateDate": one_of("10/30/2026", "09/14/2026", "11/01/2026"),
        },
    ),
    {
        "email": "email",
        "employee_id": "empID",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "jobTitle",
        "department": "deptName",
        "location": ("branchName", "workCity"),
        "phone": ("officeTel", "mobile"),
        "hire_date": "startDate",
        "termination_date": "termDate",
        "status": "Active",
        "manager": "manager",
    },
    form=Format(delimiter="\t", encoding="utf-16"),
    refers_to="employee_id",
    dates=_MDY,
    status={"Y": "active", "N": "inactive"},
    note="names in camel case cut to ten letters; a key next to the name of the department",
)

# Dynamics 365 Business Central: API v2.0, resource `employee` (learn.microsoft.com), every property; its
# three words of a status and the year 1 for no date from general knowledge.
BUSINESS_CENTRAL = export(
    "business_central_api_employees",
    "Dynamics 365 Business Central",
    "en-US",
    cols(
        "id=record_id | number=employee_id | displayName=full_name | givenName=first_name | "
        "middleName=middle_name | surname=last_name | jobTitle=title | addressLine1=home_address | "
        "addressLine2=home_address | city=home_address | state=home_address | country=other | "
        "postalCode=home_address | phoneNumber=any_phone | mobilePhone=any_phone | email=email | "
        "personalEmail=personal_email | employmentDate=hire_date | terminationDate=termination_date | "
        "status=status | birthDate=birth_date | statisticsGroupCode=other | "
        "lastModifiedDateTime=record_date",
        {
            "id": identifier,
            "number": number("E{}"),
            "addressLine1": of("street"),
            "addressLine2": BLANK,
            "city": place("city"),
            "state": one_of("TX", "NY", "IL", "CO"),
            "country": fixed("US"),
            "postalCode": of("zip_code"),
            "phoneNumber": of("phone"),
            "terminationDate": day("last_day", blank="0001-01-01"),
            "status": state("Active", "Inactive", "Inactive", "Terminated"),
            "statisticsGroupCode": one_of("MONTH", "HOUR"),
            "lastModifiedDateTime": one_of("2026-10-30T07:12:44.19Z", "2026-08-02T15:40:01.7Z"),
        },
    ),
    {
        "email": "email",
        "employee_id": "number",
        "first_name": "givenName",
        "last_name": "surname",
        "title": "jobTitle",
        "hire_date": "employmentDate",
        "termination_date": "terminationDate",
        "status": "status",
    },
    form=Format(kind="json", records=("value",)),
    status={"Active": "active", "Inactive": "ask", "Terminated": "inactive"},
    identity=("number", "id"),
    order="first_last",
    full_name_instead=("displayName",),
    optional={"phone": ("phoneNumber", "mobilePhone")},
    note=(
        "the address is the private one; inactive is another thing than terminated; no last day is the year 1"
    ),
)


def _limit(person: Person, rng: object) -> Cell:
    return {1: "250000.00", 2: "100000.00", 3: "25000.00", 4: "5000.00"}.get(person.level, "0.00")


# Coupa: Users Export (compass.coupa.com), the columns up to the account code; the last four are custom fields
# of a customer, from general knowledge.
COUPA = export(
    "coupa_users_export",
    "Coupa",
    "en-US",
    cols(
        "Login=username | Status=status | Id=record_id | Purchasing License=other | Expense License=other | "
        "Analytics License=other | AI Classification License=other | Spend Guard License=other | "
        "Authentication Method=other | Single Sign-on ID=other_id | Email=email | Firstname=first_name | "
        "Lastname=last_name | Employee Number=employee_id | Department=department | Phone Work=phone | "
        "Phone Mobile=mobile | Approval Limit Name=other | Approval Limit Amount=other | "
        "Approval Limit Currency=other | Self-Approval Limit Name=other | Self-Approval Limit Amount=other | "
        "Self-Approval Limit Currency=other | Approver Login=other_manager | "
        "Default Chart Of Accounts Name=company | Default Chart Of Accounts Code=company_code | "
        "Default Account Code Segment-1=cost_center_code | Business Title=title | Office Site=location | "
        "Supervisor Employee Number=manager_id | Worker Type=employment_type",
        {
            "Status": state("active", "active", "inactive", "inactive"),
            "Id": lambda person, rng: person.row + 1041,
            "Purchasing License": one_of("Yes", "Yes", "No"),
            "Expense License": fixed("Yes"),
            "Analytics License": one_of("No", "No", "Yes"),
            "AI Classification License": fixed("No"),
            "Spend Guard License": fixed("No"),
            "Authentication Method": fixed("saml"),
            "Single Sign-on ID": of("username"),
            "Employee Number": number("{:07}"),
            "Approval Limit Name": lambda person, rng: f"Level {min(person.level, 5)}",
            "Approval Limit Amount": _limit,
            "Approval Limit Currency": fixed("USD"),
            "Self-Approval Limit Name": BLANK,
            "Self-Approval Limit Amount": fixed("0.00"),
            "Self-Approval Limit Currency": fixed("USD"),
            "Approver Login": lambda person, rng: person.manager.username if person.manager else "",
            "Default Chart Of Accounts Name": fixed("Northfield US"),
            "Default Chart Of Accounts Code": fixed("1000"),
            "Supervisor Employee Number": manager_number("{:07}"),
            "Worker Type": one_of("Employee", "Employee", "Contingent"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee Number",
        "first_name": "Firstname",
        "last_name": "Lastname",
        "title": "Business Title",
        "department": "Department",
        "location": "Office Site",
        "phone": ("Phone Work", "Phone Mobile"),
        "status": "Status",
        "manager": "Supervisor Employee Number",
    },
    refers_to="employee_id",
    status={"active": "active", "inactive": "inactive"},
    identity=("Employee Number", "Id"),
    note="approvers by their login, limits and licenses; the manager is in a field of the customer's own",
)

# MYOB (Advanced Workforce Management): Importing employees via Excel/CSV, the core data; the tail from
# `EmploymentType` from general knowledge.
MYOB = export(
    "myob_awfm_employees",
    "MYOB",
    "en-AU",
    cols(
        "EmployeeId=other_id | TaxFileNumber=national_id | Title=salutation | PreferredName=preferred_name | "
        "FirstName=first_name | MiddleName=middle_name | Surname=last_name | DateOfBirth=birth_date | "
        "Gender=gender | ExternalId=employee_id | ResidentialStreetAddress=home_address | "
        "ResidentialAddressLine2=home_address | ResidentialSuburb=home_address | "
        "ResidentialState=home_address | ResidentialPostCode=home_address | ResidentialCountry=other | "
        "PostalStreetAddress=home_address | PostalSuburb=home_address | PostalState=home_address | "
        "PostalPostCode=home_address | EmailAddress=email | HomePhone=personal_phone | WorkPhone=phone | "
        "MobilePhone=any_phone | StartDate=hire_date | EndDate=termination_date | "
        "AnniversaryDate=other_date | Tags=other | EmploymentType=employment_type | JobTitle=title | "
        "PrimaryLocation=location | PaySchedule=other | Rate=pay | RateUnit=other | BankAccount1_BSB=iban | "
        "BankAccount1_AccountNumber=iban | SuperFund1_MemberNumber=sensitive | "
        "EmergencyContact1_Name=sensitive",
        {
            "EmployeeId": lambda person, rng: person.other_number % 10_000_000,
            "TaxFileNumber": lambda person, rng: person.digits[:9],
            "Title": gender("Ms", "Mr"),
            "DateOfBirth": day("born_on", "%d/%m/%Y"),
            "ExternalId": number("WB{}"),
            "ResidentialStreetAddress": of("street"),
            "ResidentialAddressLine2": BLANK,
            "ResidentialSuburb": place("city"),
            "ResidentialState": one_of("NSW", "VIC", "QLD"),
            "ResidentialPostCode": of("zip_code"),
            "ResidentialCountry": BLANK,
            "PostalStreetAddress": of("street"),
            "PostalSuburb": place("city"),
            "PostalState": one_of("NSW", "VIC", "QLD"),
            "PostalPostCode": of("zip_code"),
            "StartDate": day("hired_on", "%d/%m/%Y"),
            "EndDate": day("last_day", "%d/%m/%Y"),
            "AnniversaryDate": day("first_hired_on", "%d/%m/%Y"),
            "Tags": sometimes(0.3, one_of("First Aid", "Fire Warden|First Aid")),
            "EmploymentType": one_of("FullTime", "FullTime", "PartTime", "Casual"),
            "PaySchedule": one_of("Fortnightly", "Monthly Salaried"),
            "Rate": pay(),
            "RateUnit": fixed("Annually"),
            "BankAccount1_BSB": lambda person, rng: f"{person.digits[:3]}-{person.digits[3:6]}",
            "BankAccount1_AccountNumber": lambda person, rng: person.digits[6:14],
            "SuperFund1_MemberNumber": lambda person, rng: person.digits[2:12],
            "EmergencyContact1_Name": one_of("Jo Taylor", "Sam Reid", "Alex Wood"),
        },
    ),
    {
        "email": "EmailAddress",
        "employee_id": ("ExternalId", "EmployeeId"),
        "first_name": "FirstName",
        "last_name": "Surname",
        "title": "JobTitle",
        "location": "PrimaryLocation",
        "phone": "WorkPhone",
        "hire_date": "StartDate",
        "termination_date": "EndDate",
    },
    dates="%d/%m/%Y",
    identity=("ExternalId", "EmployeeId"),
    note="`Title` is Ms or Mr; two numbers of a person, the payroll's and that of HR; no status, no manager",
)

SUITES: tuple[Export, ...] = (SAP_BUSINESS_ONE, BUSINESS_CENTRAL, COUPA, MYOB)
