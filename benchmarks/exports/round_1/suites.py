"""Held-out exports of large English suites: ADP, Oracle, PeopleSoft, Dayforce, Rippling, Namely.

Belongs here: columns, values and right answers. Does not: other systems.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    early_day,
    fixed,
    hours,
    last_first,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

_MDY = "%m/%d/%Y"

# ADP Workforce Now, field names of its custom reports, from general knowledge.
ADP = export(
    "adp_workforce_now",
    "ADP Workforce Now",
    "en-US",
    cols(
        "Payroll Name=full_name | Associate ID=employee_id | Position ID=position_id | "
        "File Number=other_id | Legal First Name=first_name | Legal Middle Name=middle_name | "
        "Legal Last Name=last_name | Preferred or Chosen First Name=preferred_name | "
        "Work Contact: Work Email=email | Personal Contact: Personal Email=personal_email | "
        "Work Contact: Work Phone=phone | Personal Contact: Personal Mobile=personal_phone | "
        "Home Department Code=department_code | Home Department Description=department | "
        "Job Title Code=title_code | Job Title Description=title | Location Code=location_code | "
        "Location Description=location | Position Status=status | "
        "Worker Category Description=employment_type | Hire Date/Rehire Date=hire_date | "
        "Original Hire Date=original_hire_date | Position Start Date=position_date | "
        "Termination Date=termination_date | Reports To Name=manager_name | "
        "Reports To Associate ID=manager_id | Birth Date=birth_date | Tax ID (SSN)=national_id | "
        "Annual Salary=pay | Primary Address: Address Line 1=home_address",
        {
            "Payroll Name": last_first,
            "Associate ID": number("A{}QX"),
            "Position ID": number("NFG0{}"),
            "File Number": number("{:06}"),
            "Position Status": state("Active", "Leave", "Active", "Terminated"),
            "Worker Category Description": hours("Full Time", "Part Time"),
            "Hire Date/Rehire Date": day("hired_on", _MDY),
            "Original Hire Date": day("first_hired_on", _MDY),
            "Position Start Date": day("in_job_since", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Reports To Name": manager_last_first,
            "Reports To Associate ID": manager_number("A{}QX"),
            "Birth Date": day("born_on", _MDY),
            "Tax ID (SSN)": pattern("XXX-XX-####"),
        },
    ),
    {
        "email": "Work Contact: Work Email",
        "employee_id": "Associate ID",
        "first_name": "Legal First Name",
        "last_name": "Legal Last Name",
        "title": "Job Title Description",
        "department": "Home Department Description",
        "location": "Location Description",
        "phone": "Work Contact: Work Phone",
        "hire_date": "Hire Date/Rehire Date",
        "termination_date": "Termination Date",
        "status": "Position Status",
        "manager": "Reports To Associate ID",
    },
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Leave": "leave", "Terminated": "inactive"},
    full_name_instead=("Payroll Name",),
    order="last_first",
    note="three numbers a person; managers refer to one of them",
)

# Oracle Fusion HCM: names of Worker.dat and of workers' assignments; dates as HCM Data Loader writes them.
ORACLE = export(
    "oracle_hcm_extract",
    "Oracle HCM Cloud",
    "en-US",
    cols(
        "PersonId=other_id | PersonNumber=employee_id | EffectiveStartDate=record_date | "
        "EffectiveEndDate=record_date | DisplayName=full_name | FirstName=first_name | "
        "LastName=last_name | WorkEmail=email | HomeEmail=personal_email | WorkPhone=phone | "
        "AssignmentNumber=other_id | AssignmentStatus=status | WorkerType=employment_type | "
        "JobCode=job_code | JobName=title | DepartmentName=department | BusinessUnitName=division | "
        "LocationName=location | LegalEmployerName=company | StartDate=hire_date | "
        "ActualTerminationDate=termination_date | ManagerPersonNumber=manager_id | "
        "ManagerName=manager_name | DateOfBirth=birth_date | NationalIdentifierNumber=national_id",
        {
            "PersonId": other_number("3000000{}"),
            "AssignmentNumber": number("E{}"),
            "EffectiveStartDate": day("in_job_since", "%Y/%m/%d"),
            "EffectiveEndDate": fixed("4712/12/31"),
            "AssignmentStatus": state(
                "Active - Payroll Eligible",
                "Active - No Payroll",
                "Suspended - Payroll Eligible",
                "Inactive - Payroll Eligible",
            ),
            "WorkerType": one_of("E", "E", "E", "C"),
            "LegalEmployerName": fixed("Northfield Group Inc."),
            "StartDate": day("hired_on", "%Y/%m/%d"),
            "ActualTerminationDate": day("last_day", "%Y/%m/%d"),
            "DateOfBirth": day("born_on", "%Y/%m/%d"),
        },
    ),
    {
        "email": "WorkEmail",
        "employee_id": "PersonNumber",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobName",
        "department": "DepartmentName",
        "location": "LocationName",
        "phone": "WorkPhone",
        "hire_date": "StartDate",
        "termination_date": "ActualTerminationDate",
        "status": "AssignmentStatus",
        "manager": "ManagerPersonNumber",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%Y/%m/%d",
    status={
        "Active - Payroll Eligible": "active",
        "Active - No Payroll": "leave",
        "Suspended - Payroll Eligible": "ask",
        "Inactive - Payroll Eligible": "inactive",
    },
    full_name_instead=("DisplayName",),
    order="first_last",
    note="every record ends in 4712, which is no last day",
)

# Oracle: PeopleSoft Component Active Sync adapter account attributes; PS_EMPLOYEES' column names.
PEOPLESOFT = export(
    "peoplesoft_employees",
    "PeopleSoft HCM",
    "en-US",
    cols(
        "EMPLID=employee_id | EMPL_RCD=other | NAME=full_name | FIRST_NAME=first_name | "
        "LAST_NAME=last_name | EMPL_STATUS=status | PER_ORG=employment_type | "
        "FULL_PART_TIME=employment_type | DEPTID=department_code | DEPTNAME=department | "
        "JOBCODE=job_code | JOBTITLE=title | LOCATION=location_code | LOCATION_DESCR=location | "
        "EMAIL_ADDR=email | PHONE=phone | SUPERVISOR_ID=manager_id | HIRE_DT=hire_date | "
        "TERMINATION_DT=termination_date | EFFDT=record_date | BIRTHDATE=birth_date | SEX=gender | "
        "NATIONAL_ID=national_id | ANNUAL_RT=pay",
        {
            "EMPLID": number("{:08}"),
            "EMPL_RCD": fixed("0"),
            "NAME": lambda person, rng: f"{person.last_name},{person.first_name}",
            "EMPL_STATUS": state("A", "L", "S", "T"),
            "PER_ORG": one_of("EMP", "EMP", "CWR"),
            "FULL_PART_TIME": hours("F", "P"),
            "SUPERVISOR_ID": manager_number("{:08}"),
            "EFFDT": day("in_job_since"),
            "SEX": lambda person, rng: person.gender,
            "NATIONAL_ID": pattern("#########"),
        },
    ),
    {
        "email": "EMAIL_ADDR",
        "employee_id": "EMPLID",
        "first_name": "FIRST_NAME",
        "last_name": "LAST_NAME",
        "title": "JOBTITLE",
        "department": "DEPTNAME",
        "location": "LOCATION_DESCR",
        "phone": "PHONE",
        "hire_date": "HIRE_DT",
        "termination_date": "TERMINATION_DT",
        "status": "EMPL_STATUS",
        "manager": "SUPERVISOR_ID",
    },
    refers_to="employee_id",
    status={"A": "active", "L": "leave", "S": "ask", "T": "inactive"},
    full_name_instead=("NAME",),
    order="last_first",
    note="LOCATION is a code, next to its description",
)

# Public sample data of Dayforce's Employee entity; contacts and manager as its API nests them.
DAYFORCE = export(
    "dayforce_employees",
    "Dayforce",
    "en-US",
    cols(
        "EmployeeNumber=employee_id | LoginId=username | FirstName=first_name | LastName=last_name | "
        "BirthDate=birth_date | Gender=gender | SocialSecurityNumber=national_id | "
        "HomePhone=personal_phone | HireDate=hire_date | OriginalHireDate=original_hire_date | "
        "NewHireApprovalDate=record_date | TerminationDate=termination_date | "
        "/Contacts/BusinessEmail=email | /Contacts/PersonalEmail=personal_email | "
        "/Contacts/BusinessPhone=phone | /EmploymentStatus/XRefCode=status | /Position/Title=title | "
        "/Position/XRefCode=title_code | /Department/ShortName=department | "
        "/Department/XRefCode=department_code | /Location/ShortName=location | "
        "/Location/XRefCode=location_code | /EmployeeManager/ManagerXRefCode=manager_id",
        {
            "BirthDate": day("born_on", "%Y-%m-%dT00:00:00"),
            "Gender": lambda person, rng: person.gender,
            "HireDate": day("hired_on", "%Y-%m-%dT00:00:00"),
            "OriginalHireDate": day("first_hired_on", "%Y-%m-%dT00:00:00"),
            "NewHireApprovalDate": day("first_hired_on", "%Y-%m-%dT14:02:11"),
            "TerminationDate": day("last_day", "%Y-%m-%dT00:00:00"),
            "/EmploymentStatus/XRefCode": state("ACTIVE", "ONLEAVE", "ACTIVE", "TERMINATED"),
        },
    ),
    {
        "email": "/Contacts/BusinessEmail",
        "employee_id": "EmployeeNumber",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "/Position/Title",
        "department": "/Department/ShortName",
        "location": "/Location/ShortName",
        "phone": "/Contacts/BusinessPhone",
        "hire_date": "HireDate",
        "termination_date": "TerminationDate",
        "status": "/EmploymentStatus/XRefCode",
        "manager": "/EmployeeManager/ManagerXRefCode",
    },
    form=Format(kind="json", records=("Data",)),
    refers_to="employee_id",
    dates="%Y-%m-%dT%H:%M:%S",
    status={"ACTIVE": "active", "ONLEAVE": "leave", "TERMINATED": "inactive"},
    note="nested; the keys of codes and names repeat in each object",
)

# Lattice: Import Your Organization from Rippling (fields and status words of a custom report).
RIPPLING = export(
    "rippling_report",
    "Rippling",
    "en-US",
    cols(
        "Employee name=full_name | Work email=email | Personal email=personal_email | Title=title | "
        "Department=department | Manager=manager_name | Manager - Work email=manager_email | "
        "Employment status=status | Employment type=employment_type | Start date=hire_date | "
        "Last day of work=termination_date | Work location=location | Phone number=any_phone | "
        "Gender=gender | Date of birth=birth_date | Annual compensation=pay",
        {
            "Employment status": state("Active", "Active", "Accepted", "Terminated"),
            "Employment type": one_of("Salaried, full-time", "Salaried, full-time", "Hourly, part-time"),
            "Start date": day("hired_on", _MDY),
            "Last day of work": day("last_day", _MDY),
            "Date of birth": day("born_on", _MDY),
        },
    ),
    {
        "email": "Work email",
        "full_name": "Employee name",
        "title": "Title",
        "department": "Department",
        "location": "Work location",
        "hire_date": "Start date",
        "termination_date": "Last day of work",
        "status": "Employment status",
        "manager": "Manager - Work email",
    },
    refers_to="email",
    dates=_MDY,
    status={"Active": "active", "Accepted": "ask", "Terminated": "inactive"},
    order="first_last",
    optional={"phone": ("Phone number",)},
    note="no employee id; whether an accepted offer gives an account is for the customer to say",
)

# Field labels of Namely's standard report, without a person's number.
NAMELY = export(
    "namely_report",
    "Namely",
    "en",
    cols(
        "GUID=other_id | First name=first_name | Last name=last_name | Email=email | "
        "Personal email=personal_email | Job title=title | Departments=department | "
        "Office locations=location | Reports to (email)=manager_email | User status=status | "
        "Start date=hire_date | Departure date=termination_date | Office phone=phone | Dob=birth_date | "
        "Ethnicity=sensitive",
        {
            "GUID": lambda person, rng: f"{person.other_number:08x}-9d2c-4f31-8a07-{person.number:012x}",
            "User status": state("active", "active", "active", "inactive"),
            "Start date": early_day("hired_on", "%d/%m/%Y"),
            "Departure date": early_day("last_day", "%d/%m/%Y"),
            "Dob": early_day("born_on", "%d/%m/%Y"),
            "Ethnicity": one_of("Asian", "White", "Hispanic or Latino", ""),
            "Office locations": place("name"),
            "Office phone": of("phone"),
            "Personal email": sometimes(0.5, of("personal_email")),
        },
    ),
    {
        "email": "Email",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Departments",
        "location": "Office locations",
        "phone": "Office phone",
        "hire_date": "Start date",
        "termination_date": "Departure date",
        "status": "User status",
        "manager": "Reports to (email)",
    },
    refers_to="email",
    dates=None,
    status={"active": "active", "inactive": "inactive"},
    identity=("GUID", "Email"),
    optional={"employee_id": ("GUID",)},
    note="no day is after the twelfth of its month",
)

SUITES: tuple[Export, ...] = (ADP, ORACLE, PEOPLESOFT, DAYFORCE, RIPPLING, NAMELY)
