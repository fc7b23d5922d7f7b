"""Exports of systems that companies, builders and hospitals in the United States run.

Belongs here: headers as the system writes them (a comment says where they were read), and how it writes
values. Does not: points, proposals, or lists that somebody keeps by hand (`lists.py`).
"""

from random import Random

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    gender,
    hours,
    identifier,
    last_first,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"


def _manager_identifier(person: Person, rng: Random) -> Cell:
    return identifier(person.manager, rng) if person.manager else ""


# Quantum Workplace help centre: "Understanding the User Data File" (the required fields); the further
# demographics from general knowledge.
QUANTUM_WORKPLACE = export(
    "quantum_workplace_user_file",
    "Quantum Workplace",
    "en-US",
    cols(
        "Username=username | Employee ID=employee_id | Employee First Name=first_name | "
        "Employee Last Name=last_name | Preferred Name=preferred_name | Email=email | Title=title | "
        "Department=department | Division=division | Location=location | Field or Office=other | "
        "Manager Employee ID=manager_id | Manager Name=manager_name | Hire Date=hire_date | "
        "Employee Active Status=status | Termination Date=termination_date | Termination Type=other | "
        "Exempt Status=other | Tenure Band=other | Gender=gender | Race/Ethnicity=sensitive",
        {
            "Field or Office": one_of("Office", "Office", "Field"),
            "Employee Active Status": state("Active", "Active", "Active", "Inactive"),
            "Termination Type": state("", "", "", "Voluntary"),
            "Exempt Status": one_of("Exempt", "Non-Exempt"),
            "Tenure Band": one_of("0-1 years", "1-3 years", "3-5 years", "5+ years"),
            "Race/Ethnicity": one_of("White", "Asian", "Two or More Races", "Black or African American"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee ID",
        "first_name": "Employee First Name",
        "last_name": "Employee Last Name",
        "title": "Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Employee Active Status",
        "manager": "Manager Employee ID",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    status={"Active": "active", "Inactive": "inactive"},
    note="names and status carry the word Employee; no phone",
)

# Qualtrics support: "Preparing Your Participant File for Import (EX)" (names, e-mail, identifiers); the
# metadata from general knowledge.
QUALTRICS = export(
    "qualtrics_ex_participants",
    "Qualtrics EmployeeXM",
    "en-US",
    cols(
        "First Name=first_name | Last Name=last_name | Email=email | UniqueIdentifier=employee_id | "
        "EmployeeID=employee_id | ManagerID=manager_id | Job Title=title | Job Level=job_level | "
        "Department=department | Business Unit=division | Office Location=location | Country=country | "
        "Hire Date=hire_date | Employee Type=employment_type | People Manager=other | Language=other | "
        "Gender=gender | Age Range=sensitive",
        {
            "Hire Date": day("hired_on", _MDY),
            "People Manager": lambda person, rng: "Yes" if person.level < 5 else "No",
            "Language": fixed("EN"),
            "Age Range": one_of("18-29", "30-44", "45-59", "60+"),
        },
    ),
    {
        "email": "Email",
        "employee_id": ("EmployeeID", "UniqueIdentifier"),
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Office Location",
        "hire_date": "Hire Date",
        "manager": "ManagerID",
    },
    refers_to="employee_id",
    dates=_MDY,
    note="two columns with the same number; nobody's status, as only those who are employed are invited",
)

# Remote: JSON schema of an employment (API Evangelist); `department`, `office` and `work_phone` are fields
# that a company adds, from general knowledge.
REMOTE = export(
    "remote_employments",
    "Remote",
    "en-US",
    cols(
        "id=employee_id | company_id=other_id | full_name=full_name | personal_email=personal_email | "
        "work_email=email | job_title=title | /country/code=country | /country/name=country | "
        "employment_type=other | employment_model=other | status=status | lifecycle_stage=other | "
        "manager_id=manager_id | department=department | office=location | work_phone=phone | "
        "start_date=hire_date | provisional_start_date=other_date | end_date=termination_date | "
        "created_at=other_date | updated_at=other_date",
        {
            "id": identifier,
            "company_id": fixed("7a1c55e0d2b94f6c8e3f0b7740d1a9c2"),
            "/country/code": fixed("USA"),
            "/country/name": fixed("United States"),
            "employment_type": one_of("employee", "employee", "employee", "director"),
            "employment_model": one_of("global_payroll", "peo", "eor"),
            "status": state("active", "active", "active", "archived"),
            "lifecycle_stage": fixed("onboarded"),
            "manager_id": _manager_identifier,
            "provisional_start_date": day("hired_on"),
            "created_at": day("hired_on", "%Y-%m-%dT08:15:00Z"),
            "updated_at": fixed("2026-10-30T04:00:11Z"),
        },
    ),
    {
        "email": "work_email",
        "employee_id": "id",
        "full_name": "full_name",
        "title": "job_title",
        "department": "department",
        "location": "office",
        "phone": "work_phone",
        "hire_date": "start_date",
        "termination_date": "end_date",
        "status": "status",
        "manager": "manager_id",
    },
    form=Format(kind="json", records=("employments",)),
    refers_to="employee_id",
    order="first_last",
    status={"active": "active", "archived": "inactive"},
    note="the provisional start is the same day as the start, as most are; managers by the system's own key",
)

# Webex Help: "Control Hub user management CSV file reference"; the licences from general knowledge.
WEBEX = export(
    "webex_control_hub_users",
    "Webex Control Hub",
    "en-US",
    cols(
        "First Name=first_name | Last Name=last_name | Display Name=full_name | "
        "User ID/Email (Required)=email | User Status=account_status | "
        "Last Service Accessed Time=other_date | "
        "Days since Last Service Accessed=other | Extension=other | Title=title | Department=department | "
        "Manager=manager_email | Phone Number=phone | Caller ID Number=other | "
        "Caller ID First Name=other | Caller ID Last Name=other | Location=location | "
        "Preferred Language=other | Time zone=other | Address type=other | Address country=country | "
        "Webex Meetings [Enterprise]=other | Webex Calling [Professional]=other",
        {
            "User Status": state("Active", "Active", "Inactive", "Inactive"),
            "Last Service Accessed Time": one_of("2026-10-29T18:53:09.064Z", "2026-11-01T09:12:44.310Z"),
            "Days since Last Service Accessed": one_of("0", "1", "4", "31"),
            "Extension": pattern("####"),
            "Manager": manager_email,
            "Caller ID Number": fixed("+12125550100"),
            "Caller ID First Name": BLANK,
            "Caller ID Last Name": BLANK,
            "Preferred Language": fixed("en_US"),
            "Time zone": one_of("America/New_York", "America/Chicago", "America/Los_Angeles"),
            "Address type": fixed("Office"),
            "Webex Meetings [Enterprise]": one_of("TRUE", "TRUE", "FALSE"),
            "Webex Calling [Professional]": one_of("TRUE", "FALSE"),
        },
    ),
    {
        "email": "User ID/Email (Required)",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "department": "Department",
        "location": "Location",
        "phone": "Phone Number",
        "manager": "Manager",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="email",
    order="first_last",
    full_name_instead=("Display Name",),
    optional={"status": ("User Status",)},
    note="the directory of a telephone system: the status is that of an account",
)

# From general knowledge: a report of Sage HRMS, whose levels of organization carry the customer's labels.
SAGE_HRMS = export(
    "sage_hrms_roster",
    "Sage HRMS",
    "en-US",
    cols(
        "Employer=company | Employee ID=employee_id | Last Name=last_name | First Name=first_name | "
        "Middle Initial=middle_name | Suffix=other | Employee Status=status | Status Date=other_date | "
        "Employment Type=employment_type | Job Code=job_code | Job Title=title | Division=division | "
        "Department Code=department_code | Department=department | Location=location | "
        "Supervisor ID=manager_id | Supervisor Name=manager_name | Original Hire Date=original_hire_date | "
        "Last Hire Date=hire_date | Seniority Date=other_date | Termination Date=termination_date | "
        "Termination Reason=other | Work E-mail=email | Home E-mail=personal_email | Work Phone=phone | "
        "Extension=other | Home Phone=personal_phone | Social Security Number=national_id | "
        "Birth Date=birth_date | Sex=gender | EEO Class=other | Annual Salary=pay",
        {
            "Employer": fixed("NFI - Northfield Industries"),
            "Suffix": sometimes(0.04, one_of("Jr.", "III")),
            "Employee Status": state("Active", "Leave", "Active", "Terminated"),
            "Status Date": day("in_job_since", _MDY),
            "Supervisor Name": manager_last_first,
            "Original Hire Date": day("first_hired_on", _MDY),
            "Last Hire Date": day("hired_on", _MDY),
            "Seniority Date": day("first_hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Termination Reason": state("", "", "", "RES"),
            "Extension": pattern("####"),
            "Birth Date": day("born_on", _MDY),
            "Sex": gender("F", "M"),
            "EEO Class": one_of("2 - Professionals", "5 - Administrative Support"),
        },
    ),
    {
        "email": "Work E-mail",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Last Hire Date",
        "termination_date": "Termination Date",
        "status": "Employee Status",
        "manager": "Supervisor ID",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "Leave": "leave", "Terminated": "inactive"},
    note="two dates of hiring, of which the last counts",
)

# From general knowledge: the employee list of the payroll service for small companies, in Excel.
RUN_ADP = export(
    "run_adp_employee_list",
    "RUN Powered by ADP",
    "en-US",
    cols(
        "Employee Name=full_name | Employee ID=employee_id | Status=status | Hire Date=hire_date | "
        "Termination Date=termination_date | Job Title=title | Department=department | "
        "Work Location=location | Reports To=manager_name | Work Email=email | "
        "Personal Email=personal_email | Home Phone=personal_phone | Mobile Phone=any_phone | "
        "Pay Type=other | Pay Rate=pay | Birth Date=birth_date | Address=home_address",
        {
            "Employee Name": last_first,
            "Status": state("Active", "Leave of Absence", "Active", "Terminated"),
            "Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Reports To": manager_last_first,
            "Pay Type": hours("Salary", "Hourly"),
            "Birth Date": day("born_on", _MDY),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "full_name": "Employee Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Work Location",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Status",
    },
    form=Format(
        kind="excel",
        titles=(("Employee List",), ("Northfield Family Dental PLLC",), ("As of 11/02/2026",), ()),
        trailer=("Total employees: {people}",),
    ),
    order="last_first",
    dates=_MDY,
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    optional={"phone": ("Mobile Phone",)},
    note="the manager by name alone; dates are text in a workbook",
)

# From general knowledge: columns of the tables of payroll and HR of this program for builders, in a view.
VISTA = export(
    "viewpoint_vista_preh",
    "Viewpoint Vista",
    "en-US",
    cols(
        "PRCo=company_code | HRRef=other_id | Employee=employee_id | LastName=last_name | "
        "FirstName=first_name | MidName=middle_name | SortName=other | Email=email | WorkPhone=phone | "
        "CellPhone=any_phone | PRDept=department_code | PRDeptDesc=department | PositionCode=title_code | "
        "JobTitle=title | OfficeLocation=location | Craft=other | Class=other | HireDate=hire_date | "
        "TermDate=termination_date | ActiveYN=status | ReportsTo=manager_id | SSN=national_id | "
        "BirthDate=birth_date | Sex=gender | Race=sensitive | HrlyRate=pay",
        {
            "PRCo": fixed("1"),
            "HRRef": of("other_number"),
            "SortName": lambda person, rng: f"{person.latin_last}{person.latin_first}".upper()[:15],
            "Craft": sometimes(0.4, one_of("CARP", "LABR", "OPER")),
            "Class": sometimes(0.4, one_of("JRN", "APP1", "FOR")),
            "HireDate": day("hired_on", "%Y-%m-%d 00:00:00"),
            "TermDate": day("last_day", "%Y-%m-%d 00:00:00"),
            "ActiveYN": state("Y", "Y", "Y", "N"),
            "Sex": gender("F", "M"),
            "Race": one_of("W", "H", "B", "A"),
            "HrlyRate": lambda person, rng: f"{person.salary / 2080:.2f}",
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "PRDeptDesc",
        "location": "OfficeLocation",
        "phone": "WorkPhone",
        "hire_date": "HireDate",
        "termination_date": "TermDate",
        "status": "ActiveYN",
        "manager": "ReportsTo",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%Y-%m-%d %H:%M:%S",
    status={"Y": "active", "N": "inactive"},
    identity=("Employee", "HRRef"),
    note="names of columns of a database; dates with the midnight of SQL Server",
)

# From general knowledge: the employee extract of the scheduling system of a group of hospitals.
SYMPLR = export(
    "symplr_workforce_employees",
    "symplr Workforce",
    "en-US",
    cols(
        "Employee Number=employee_id | Last Name=last_name | First Name=first_name | Credentials=other | "
        "Position Title=title | Job Class=job_code | Facility=location | Facility Code=location_code | "
        "Home Department=department | Home Cost Center=cost_center_code | Supervisor Name=manager_name | "
        "Supervisor Employee Number=manager_id | Employment Status=status | FTE=fte | Shift=other | "
        "Hire Date=hire_date | Seniority Date=original_hire_date | Position Start Date=position_date | "
        "Termination Date=termination_date | Work Email=email | Work Phone=phone | "
        "Personal Cell=personal_phone | License Number=other_id | License Expiration=other_date | "
        "Date of Birth=birth_date | Base Rate=pay",
        {
            "Employee Number": number("{:07}"),
            "Credentials": sometimes(0.4, one_of("RN, BSN", "MD", "RT(R)", "PharmD")),
            "Supervisor Name": manager_last_first,
            "Supervisor Employee Number": manager_number("{:07}"),
            "Employment Status": state("Active", "LOA", "Suspended", "Terminated"),
            "FTE": hours("1.0", "0.6"),
            "Shift": one_of("Days", "Nights", "Evenings"),
            "Hire Date": day("hired_on", "%-m/%-d/%Y"),
            "Seniority Date": day("first_hired_on", "%-m/%-d/%Y"),
            "Position Start Date": day("in_job_since", "%-m/%-d/%Y"),
            "Termination Date": day("last_day", "%-m/%-d/%Y"),
            "License Number": sometimes(0.4, pattern("RN######")),
            "License Expiration": sometimes(0.4, one_of("3/31/2027", "8/31/2028")),
            "Date of Birth": day("born_on", "%-m/%-d/%Y"),
            "Base Rate": lambda person, rng: f"{person.salary / 2080:.4f}",
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position Title",
        "department": "Home Department",
        "location": "Facility",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Employment Status",
        "manager": "Supervisor Employee Number",
    },
    form=Format(delimiter="\t"),
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "LOA": "leave", "Suspended": "leave", "Terminated": "inactive"},
    note="a home department, as nurses work in several; days and months without leading zeros",
)

# From general knowledge: a report on people of the learning system, in the names of its profile.
SABA = export(
    "saba_cloud_people",
    "Saba Cloud",
    "en-US",
    cols(
        "Person No.=employee_id | Username=username | First Name=first_name | Middle Name=middle_name | "
        "Last Name=last_name | Email=email | Work Phone=phone | Job Title=title | Job Type=other | "
        "Organization=department | Organization Number=department_code | Company=company | "
        "Location=location | Domain=other | Manager=manager_name | Manager Person No.=manager_id | "
        "Alternate Manager=other | Status=status | Person Type=other | Started On=hire_date | "
        "Terminated On=termination_date | Locale=other | Time Zone=other | Date of Birth=birth_date | "
        "Is Manager=other",
        {
            "Job Type": one_of("Individual Contributor", "Professional", "Technical"),
            "Company": one_of("Northfield Bank N.A.", "Northfield Securities LLC"),
            "Domain": one_of("world", "world>US>Retail", "world>US>Corporate"),
            "Alternate Manager": BLANK,
            "Status": state("Active", "Leave of Absence", "Suspended", "Terminated"),
            "Person Type": one_of("Regular", "Regular", "Intern"),
            "Started On": day("hired_on", "%d-%b-%Y"),
            "Terminated On": day("last_day", "%d-%b-%Y"),
            "Locale": fixed("English"),
            "Time Zone": fixed("(GMT-05:00) Eastern Time (US & Canada)"),
            "Date of Birth": day("born_on", "%d-%b-%Y"),
            "Is Manager": lambda person, rng: "true" if person.level < 5 else "false",
        },
    ),
    {
        "email": "Email",
        "employee_id": "Person No.",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Organization",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Started On",
        "termination_date": "Terminated On",
        "status": "Status",
        "manager": "Manager Person No.",
    },
    form=Format(encoding="utf-8-sig", quote_all=True),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Active": "active", "Leave of Absence": "leave", "Suspended": "leave", "Terminated": "inactive"},
    note="the unit is an organization, the employer a company",
)

# From general knowledge: a custom report of the payroll system, for a university's foundation.
VIVENTIUM = export(
    "viventium_mentor_report",
    "Viventium",
    "en-US",
    cols(
        "Company Code=company_code | Employee Number=employee_id | Employee=full_name | "
        "First Name=first_name | Last Name=last_name | Nickname=preferred_name | Status=status | "
        "Hire Date=original_hire_date | Rehire Date=other_date | Most Recent Hire Date=hire_date | "
        "Termination Date=termination_date | Position=title | Department=department | "
        "Division=division | Location=location | Supervisor=manager_name | "
        "Supervisor Email=manager_email | Business Email=email | Business Phone=phone | "
        "Personal Email=personal_email | Date of Birth=birth_date | Ethnicity=sensitive | State=other | "
        "Annualized Pay=pay",
        {
            "Company Code": fixed("NF20"),
            "Employee Number": number("{:06}"),
            "Employee": last_first,
            "Status": state("Active", "On Leave", "Active", "Terminated"),
            "Hire Date": day("first_hired_on", _MDY),
            "Rehire Date": lambda person, rng: (
                "" if person.hired_on == person.first_hired_on else f"{person.hired_on:%m/%d/%Y}"
            ),
            "Most Recent Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Date of Birth": day("born_on", _MDY),
            "Ethnicity": one_of("White", "Hispanic or Latino", "Asian"),
            "State": one_of("NY", "TX", "IL", "MA"),
            "Annualized Pay": pay("{:,.2f}"),
        },
    ),
    {
        "email": "Business Email",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position",
        "department": "Department",
        "location": "Location",
        "phone": "Business Phone",
        "hire_date": "Most Recent Hire Date",
        "termination_date": "Termination Date",
        "status": "Status",
        "manager": "Supervisor Email",
    },
    refers_to="email",
    order="last_first",
    full_name_instead=("Employee",),
    dates=_MDY,
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    note="three dates of hiring: the first, the latest, and the latest of those who came back",
)

# From general knowledge: the employees of a tech firm as a script fetched them, one record on a line.
WORKABLE = export(
    "workable_employees",
    "Workable",
    "en-US",
    cols(
        "id=other_id | employee_number=employee_id | first_name=first_name | last_name=last_name | "
        "preferred_name=preferred_name | work_email=email | personal_email=personal_email | "
        "work_phone=phone | personal_phone=personal_phone | job_title=title | department=department | "
        "division=division | entity=company | /work_location/name=location | "
        "/work_location/country=country | employment_status=status | contract_type=employment_type | "
        "start_date=hire_date | original_start_date=original_hire_date | "
        "termination_date=termination_date | /manager/name=manager_name | /manager/email=manager_email | "
        "birthdate=birth_date | gender=gender",
        {
            "id": identifier,
            "employee_number": number("NF-{}"),
            "entity": one_of("Northfield Inc.", "Northfield Labs LLC"),
            "/work_location/name": place("name"),
            "/work_location/country": place("country"),
            "employment_status": state("active", "on_leave", "active", "terminated"),
            "contract_type": hours("full_time", "part_time"),
            "/manager/name": lambda person, rng: person.manager.name if person.manager else "",
            "/manager/email": manager_email,
            "gender": gender("female", "male"),
        },
    ),
    {
        "email": "work_email",
        "employee_id": "employee_number",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "job_title",
        "department": "department",
        "location": "/work_location/name",
        "phone": "work_phone",
        "hire_date": "start_date",
        "termination_date": "termination_date",
        "status": "employment_status",
        "manager": "/manager/email",
    },
    form=Format(kind="json", lines=True),
    refers_to="email",
    status={"active": "active", "on_leave": "leave", "terminated": "inactive"},
    identity=("employee_number", "id"),
    note="a key of the system besides the personnel number; the manager and the place are objects",
)

AMERICAN: tuple[Export, ...] = (
    QUANTUM_WORKPLACE, QUALTRICS, REMOTE, WEBEX, SAGE_HRMS, RUN_ADP, VISTA, SYMPLR, SABA, VIVENTIUM,
    WORKABLE,
)  # fmt: skip
