"""Exports of the large English suites: SAP SuccessFactors, UKG Pro, Workday.

Belongs here: columns, values and right answers. Does not: other systems. The header lists come from public
sources, named at each export.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    hr_number,
    identifier,
    last_first,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_MDY = "%m/%d/%Y"

_USER_DATA_FILE = (
    "STATUS=status | USERID=employee_id | USERNAME=username | FIRSTNAME=first_name | LASTNAME=last_name | "
    "MI=middle_name | GENDER=gender | EMAIL=email | MANAGER=manager_id | HR=hr_rep_id | "
    "DEPARTMENT=department | JOBCODE=job_code | DIVISION=division | LOCATION=location | "
    "TIMEZONE=timezone | HIREDATE=hire_date | EMPID=other_id | TITLE=title | BIZ_PHONE=phone | FAX=fax | "
    "ADDR1=address | ADDR2=address | CITY=work_city | STATE=address | ZIP=address | COUNTRY=country | "
    "REVIEW_FREQ=other"
)
_LABELS = (
    "Status", "User ID", "Username", "First Name", "Last Name", "Middle Name", "Gender", "Email", "Manager",
    "Human Resource", "Department", "Job Code", "Division", "Location", "Time Zone", "Hire Date",
    "Employee Id", "Title", "Business Phone", "Business Fax", "Address Line 1", "Address Line 2", "City",
    "State", "Zip", "Country", "Review Frequency",
)  # fmt: skip

# The first header row as a public writer of the User Data File has it; the second as SuccessFactors has it.
USER_DATA_FILE = export(
    "successfactors_user_data_file",
    "SAP SuccessFactors",
    "en-US",
    cols(
        _USER_DATA_FILE,
        {
            "STATUS": state("active", "active", "active", "inactive"),
            "USERID": number("{:08}"),
            "GENDER": lambda person, rng: person.gender,
            "MANAGER": manager_number("{:08}", "NO_MANAGER"),
            "HR": hr_number("{:08}", "NO_HR"),
            "HIREDATE": day("hired_on", _MDY),
            "TIMEZONE": fixed("US/Eastern"),
            "FAX": BLANK,
            "ADDR1": of("street"),
            "ADDR2": BLANK,
            "STATE": one_of("NY", "TX", "IL", "CO"),
            "ZIP": of("zip_code"),
            "REVIEW_FREQ": fixed("Annual"),
        },
    ),
    {
        "email": ("EMAIL", "Email"),
        "employee_id": ("USERID", "User ID"),
        "first_name": ("FIRSTNAME", "First Name"),
        "last_name": ("LASTNAME", "Last Name"),
        "title": ("TITLE", "Title"),
        "department": ("DEPARTMENT", "Department"),
        "location": ("LOCATION", "Location"),
        "phone": ("BIZ_PHONE", "Business Phone"),
        "hire_date": ("HIREDATE", "Hire Date"),
        "status": ("STATUS", "Status"),
        "manager": ("MANAGER", "Manager"),
    },
    form=Format(labels=_LABELS),
    refers_to="employee_id",
    dates=_MDY,
    status={"active": "active", "inactive": "inactive"},
    note="two header rows; the id that managers refer to is USERID, not EMPID; NO_MANAGER at the top",
)

# The header row as one customer relabelled it (test of an identity-governance product); STATUS, USERID and
# EMAIL have no relabelled name there.
RELABELLED = export(
    "successfactors_relabelled",
    "SAP SuccessFactors",
    "en-US",
    cols(
        "STATUS=status | USERID=employee_id | Username=username | First Name=first_name | "
        "Last Name=last_name | Middle Name=middle_name | EMAIL=email | Manager=manager_id | "
        "Human Resource=hr_rep_id | Area=department | Job Code=job_code | Division=division | "
        "Store / Site / Department=location | Time Zone=timezone | Hire Date=hire_date | "
        "Employee Id=other_id | Title=title | Business Phone=phone | Business Fax=fax | "
        "Post Code=address | Country=country",
        {
            "STATUS": state("active", "active", "active", "inactive"),
            "Manager": manager_number("{}", "NO_MANAGER"),
            "Human Resource": hr_number("{}", "NO_HR"),
            "Time Zone": fixed("US/Central"),
            "Hire Date": day("hired_on", _MDY),
            "Business Fax": BLANK,
            "Post Code": of("zip_code"),
        },
    ),
    {
        "email": "EMAIL",
        "employee_id": "USERID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Area",
        "location": "Store / Site / Department",
        "phone": "Business Phone",
        "hire_date": "Hire Date",
        "status": "STATUS",
        "manager": "Manager",
    },
    refers_to="employee_id",
    dates=_MDY,
    status={"active": "active", "inactive": "inactive"},
    note="the column named after three things holds places; the id that managers refer to is USERID",
)

# Fields of the HelloID source connector for SuccessFactors (Mapping.json); firstName and lastName are of
# SAP's OData entity PerPersonal.
ODATA = export(
    "successfactors_odata",
    "SAP SuccessFactors",
    "en",
    cols(
        "userId=employee_id | firstName=first_name | lastName=last_name | BusinessEmail=email | "
        "PrivateEmail=personal_email | BusinessPhone=phone | MobilePhone=mobile | jobTitle=title | "
        "costCenter=cost_center_code | company=company_code | CompanyName=company | "
        "employmentStartDate=hire_date | employmentEndDate=termination_date",
        {
            "company": fixed("1010"),
            "CompanyName": fixed("Northfield Group Inc."),
            "employmentEndDate": day("last_day", blank="9999-12-31"),
        },
    ),
    {
        "email": "BusinessEmail",
        "employee_id": "userId",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "jobTitle",
        "phone": ("BusinessPhone", "MobilePhone"),
        "hire_date": "employmentStartDate",
        "termination_date": "employmentEndDate",
    },
    form=Format(kind="json", records=("d", "results")),
    note="employed without an end: 9999-12-31",
)

# OrgChart: UKG Pro (API) Fields.
UKG_REPORT = export(
    "ukg_pro_report",
    "UKG Pro",
    "en-US",
    cols(
        "EEID=other_id | Name=full_name | CoID code=company_code | Company=company | "
        "Last Hire Date (Employment Status)=hire_date | Date in Job=position_date | "
        "As Of (Employment Status)=status_date | Suspension=leave_date | Last Day Worked=last_day_worked | "
        "Terminated=termination_date | Primary e-mail=email | Alternate e-mail=personal_email",
        {
            "EEID": lambda person, rng: f"D{person.other_number:X}0000K0",
            "Name": last_first,
            "CoID code": fixed("NFG01"),
            "Company": fixed("Northfield Group Inc."),
            "Last Hire Date (Employment Status)": day("hired_on", _MDY),
            "Date in Job": day("in_job_since", _MDY),
            "As Of (Employment Status)": day("in_job_since", _MDY),
            "Suspension": sometimes(0.02, day("in_job_since", _MDY)),
            "Last Day Worked": day("last_day", _MDY),
            "Terminated": day("last_day", _MDY),
        },
    ),
    {
        "email": "Primary e-mail",
        "full_name": "Name",
        "hire_date": "Last Hire Date (Employment Status)",
        "termination_date": ("Terminated", "Last Day Worked"),
    },
    dates=_MDY,
    order="last_first",
    identity=("EEID", "Primary e-mail"),
    optional={"employee_id": ("EEID",)},
    note="six dates, of which two are the first and the last day",
)

# Fields of the HelloID source connector for UltiPro (mapping.json).
UKG_CONNECTOR = export(
    "ukg_pro_employees",
    "UKG Pro",
    "en-US",
    cols(
        "employeeNumber=employee_id | firstName=first_name | middleName=middle_name | "
        "lastName=last_name | userName=username | emailAddress=email | "
        "emailAddressAlternate=personal_email | dateOfBirth=birth_date | employeeStatusCode=status | "
        "jobDescription=title | primaryJobCode=title_code | jobFamilyDescription=job_family | "
        "orgLevel1=organization | orgLevel2=organization | orgLevel3=organization | "
        "orgLevel4=organization | primaryWorkLocation.description=location | "
        "primaryWorkLocation.city=work_city | primaryWorkLocation.countryCode=country | "
        "supervisorID=manager_id | lastHireDate=hire_date | dateOfTermination=termination_date | "
        "companyCode=company_code | companyName=company | workPhoneNumber=phone | scheduledFTE=fte",
        {
            "employeeNumber": number("{:09}"),
            "supervisorID": manager_number("{:09}"),
            "dateOfBirth": day("born_on", "%Y-%m-%dT00:00:00"),
            "employeeStatusCode": state("A", "L", "S", "T"),
            "jobFamilyDescription": one_of("Professional", "Clerical", "Management"),
            "orgLevel1": lambda person, rng: person.division[:3].upper(),
            "orgLevel2": lambda person, rng: f"D{person.department_code[:2]}",
            "orgLevel3": lambda person, rng: f"{person.place.code}",
            "orgLevel4": one_of("U01", "U02", "U03"),
            "lastHireDate": day("hired_on", "%Y-%m-%dT00:00:00"),
            "dateOfTermination": day("last_day", "%Y-%m-%dT00:00:00"),
            "companyCode": fixed("NFG01"),
            "companyName": fixed("Northfield Group Inc."),
            "scheduledFTE": lambda person, rng: "1.0" if person.full_time else "0.5",
        },
    ),
    {
        "email": "emailAddress",
        "employee_id": "employeeNumber",
        "first_name": "firstName",
        "last_name": "lastName",
        "title": "jobDescription",
        "location": ("primaryWorkLocation.description", "primaryWorkLocation.city"),
        "phone": "workPhoneNumber",
        "hire_date": "lastHireDate",
        "termination_date": "dateOfTermination",
        "status": "employeeStatusCode",
        "manager": "supervisorID",
    },
    refers_to="employee_id",
    dates="%Y-%m-%dT%H:%M:%S",
    status={"A": "active", "L": "leave", "S": "ask", "T": "inactive"},
    must_ask=("department",),
    note="which of four organizational levels is the department is the customer's choice; S is suspended",
)

_ON_LEAVE = state("", " (On Leave)", " (On Leave)", " (Terminated)")

# Zluri: Workday RaaS (custom report, field examples).
WORKDAY_REPORT = export(
    "workday_custom_report",
    "Workday",
    "en-US",
    cols(
        "Name=full_name | First Name=first_name | Last Name=last_name | Username=username | "
        "Work Email=email | Personal Email=personal_email | Reporting Manager Email=manager_email | "
        "Is Active / Status=status | Department=department | Job Title=title | Cost Center=cost_center | "
        "Cost Center Code=cost_center_code | Business Unit=division | Location=location | "
        "Date of Joining=hire_date | Date of Termination=termination_date | Created At=record_date",
        {
            "Name": lambda person, rng: f"{person.name}{_ON_LEAVE(person, rng)}",
            "Is Active / Status": state("Active", "On Leave", "On Leave", "Terminated"),
            "Date of Joining": day("hired_on", _MDY),
            "Date of Termination": day("last_day", _MDY),
            "Created At": day("in_job_since", "%m/%d/%Y 07:15:00 AM"),
        },
    ),
    {
        "email": "Work Email",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Date of Joining",
        "termination_date": "Date of Termination",
        "status": "Is Active / Status",
        "manager": "Reporting Manager Email",
    },
    refers_to="email",
    dates=_MDY,
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    note="the full name carries the state, so first and last name are right; no employee id",
)

# A public classifier's test fixture that holds the header of a Workday headcount report.
WORKDAY_HEADCOUNT = export(
    "workday_headcount",
    "Workday",
    "en-US",
    cols(
        "Workday ID=other_id | Worker=full_name | Job Profile=job_profile | Business Title=title | "
        "Job Code=job_code | Immediate Manager=manager_name | Supervisory Organization=organization | "
        "Cost Center - ID=cost_center_code | Cost Center - Name=cost_center | Functional Area=job_family | "
        "Division=division | Site=location | Original Hire Date=original_hire_date | Hire Date=hire_date | "
        "Years of Service=derived",
        {
            "Workday ID": identifier,
            "Job Profile": lambda person, rng: f"{person.title} - P{person.level}",
            "Immediate Manager": manager_last_first,
            "Supervisory Organization": lambda person, rng: (
                f"{person.department} ({(person.manager or person).name})"
            ),
            "Functional Area": one_of("General & Administrative", "Research", "Go to Market"),
            "Original Hire Date": lambda person, rng: person.first_hired_on,
            "Hire Date": lambda person, rng: person.hired_on,
            "Years of Service": lambda person, rng: round((2026.8 - person.hired_on.year), 1),
        },
    ),
    {"full_name": "Worker", "title": "Business Title", "location": "Site", "hire_date": "Hire Date"},
    form=Format(
        kind="excel", titles=(("Headcount Report - All Workers",), ("Effective Date", "11/02/2026"), ())
    ),
    dates=ANY_FORMAT,
    order="first_last",
    identity=("Workday ID",),
    optional={"employee_id": ("Workday ID",)},
    must_ask=("department",),
    note="a workbook with a title; no e-mail; the manager only by name; the department is anybody's guess",
)

# VersionForge: Workday RaaS Configuration; the e-mail's name is that of the same kind of report.
WORKDAY_JSON = export(
    "workday_raas_json",
    "Workday",
    "en",
    cols(
        "Employee_ID=employee_id | Legal_Name_First_Name=first_name | Legal_Name_Last_Name=last_name | "
        "Primary_Work_Email=email | Hire_Date=hire_date | Termination_Date=termination_date | "
        "Worker_Type=employment_type | Date_of_Birth=birth_date | National_ID=national_id",
        {
            "Employee_ID": number("{:06}"),
            "Worker_Type": one_of("Employee", "Employee", "Employee", "Contingent Worker"),
            "National_ID": pattern("###-##-####"),
        },
    ),
    {
        "email": "Primary_Work_Email",
        "employee_id": "Employee_ID",
        "first_name": "Legal_Name_First_Name",
        "last_name": "Legal_Name_Last_Name",
        "hire_date": "Hire_Date",
        "termination_date": "Termination_Date",
    },
    form=Format(kind="json", records=("Report_Entry",)),
)

SUITES: tuple[Export, ...] = (
    USER_DATA_FILE,
    RELABELLED,
    ODATA,
    UKG_REPORT,
    UKG_CONNECTOR,
    WORKDAY_REPORT,
    WORKDAY_HEADCOUNT,
    WORKDAY_JSON,
)
