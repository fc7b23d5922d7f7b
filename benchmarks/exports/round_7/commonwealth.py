"""HR systems of the United Kingdom, Canada, Australia, India and Singapore.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
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
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

_DMY = "%d/%m/%Y"


def _manager_first(person: Person, rng: object) -> Cell:
    return person.manager.first_name if person.manager else ""


def _manager_last(person: Person, rng: object) -> Cell:
    return person.manager.last_name if person.manager else ""


# CharlieHR: Bulk upload CSV formatting help (the names, the manager's three fields, the four of the salary,
# the format of the dates); the rest from general knowledge.
CHARLIEHR = export(
    "charliehr_team_members",
    "CharlieHR",
    "en-GB",
    cols(
        "First name=first_name | Last name=last_name | Known as=preferred_name | Email=email | "
        "Personal email=personal_email | Work phone=phone | Personal phone=personal_phone | "
        "Employee number=employee_id | Job title=title | Team=department | Office=location | "
        "Employment type=employment_type | Start date=hire_date | Probation end date=other_date | "
        "Leaving date=termination_date | Line Manager Email=manager_email | "
        "Line Manager First Name=manager_name | Line Manager Last Name=manager_name | "
        "Date of birth=birth_date | Nationality=sensitive | National insurance number=national_id | "
        "Payroll currency=other | Current salary amount=pay | Current salary frequency=other | "
        "Date on which the current salary came into effect=other_date",
        {
            "Employee number": number("{}"),
            "Employment type": hours("Permanent - full time", "Permanent - part time"),
            "Start date": day("hired_on", _DMY),
            "Probation end date": BLANK,
            "Leaving date": day("last_day", _DMY),
            "Line Manager First Name": _manager_first,
            "Line Manager Last Name": _manager_last,
            "Date of birth": day("born_on", _DMY),
            "Nationality": one_of("British", "Irish", "Polish", "Indian"),
            "National insurance number": pattern("QQ ## ## ## C"),
            "Payroll currency": fixed("GBP"),
            "Current salary frequency": fixed("Annual"),
            "Date on which the current salary came into effect": day("in_job_since", _DMY),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee number",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Team",
        "location": "Office",
        "phone": "Work phone",
        "hire_date": "Start date",
        "termination_date": "Leaving date",
        "manager": "Line Manager Email",
    },
    refers_to="email",
    dates=_DMY,
    note="the unit is called a team; the manager is in three columns",
)

# paiyroll: Integrate with Cezanne HR (`Person Code`); Teamtailor: Cezanne HR (the code of the unit); the rest
# from general knowledge.
CEZANNE = export(
    "cezanne_people_report",
    "Cezanne HR",
    "en-GB",
    cols(
        "Person Code=employee_id | Title=salutation | First Name=first_name | Last Name=last_name | "
        "Known As=preferred_name | Company=company | Org Unit Code=department_code | Org Unit=department | "
        "Position=title | Work Location=location | Contract Type=employment_type | "
        "Continuous Service Date=original_hire_date | Start Date=hire_date | End Date=termination_date | "
        "Leaver Reason=other | Employment Status=status | Reports To=manager_name | "
        "Reports To Person Code=manager_id | Work Email=email | Work Telephone=phone | "
        "Work Mobile=mobile | Home Email=personal_email | NI Number=national_id | Date of Birth=birth_date | "
        "Gender=gender | FTE=fte",
        {
            "Person Code": number("P{:05}"),
            "Title": gender("Ms", "Mr"),
            "Company": fixed("Ashworth Charitable Trust"),
            "Contract Type": one_of("Permanent", "Permanent", "Fixed term"),
            "Continuous Service Date": day_cell("first_hired_on"),
            "Start Date": day_cell("hired_on"),
            "End Date": day_cell("last_day"),
            "Leaver Reason": state("", "", "", "Resigned"),
            "Employment Status": state("Current", "Current", "Current", "Leaver"),
            "Reports To Person Code": manager_number("P{:05}"),
            "NI Number": pattern("QQ######C"),
            "Date of Birth": day_cell("born_on"),
            "FTE": hours(1, 0.6),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Person Code",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position",
        "department": "Org Unit",
        "location": "Work Location",
        "phone": ("Work Telephone", "Work Mobile"),
        "hire_date": "Start Date",
        "termination_date": "End Date",
        "status": "Employment Status",
        "manager": "Reports To Person Code",
    },
    form=Format(kind="excel", titles=(("People - mentoring extract",), ("Generated 02/11/2026",))),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Current": "active", "Leaver": "inactive"},
    note="Title is Ms or Mr; continuous service may have begun before",
)

# From general knowledge: a query of the payroll of Canadian municipalities and care homes.
AVANTI = export(
    "avanti_employee_query",
    "Avanti",
    "en-CA",
    cols(
        "Employee No.=employee_id | Surname=last_name | Given Name=first_name | "
        "Status Description=status | Date Hired=hire_date | Seniority Date=original_hire_date | "
        "Date Terminated=termination_date | Position Description=title | "
        "Dept. Description=department | Location Description=location | Union=other | "
        "Supervisor Emp. No.=manager_id | Supervisor=manager_name | Business Email=email | "
        "Business Phone=phone | Ext.=phone_extension | Personal Email=personal_email | "
        "Cell Phone=any_phone | SIN=national_id | Birth Date=birth_date | Hourly Rate=pay",
        {
            "Employee No.": number("{:06}"),
            "Status Description": state("Active", "Leave of Absence", "Layoff", "Terminated"),
            "Union": one_of("CUPE 1582", "ONA", "Non-union"),
            "Supervisor Emp. No.": manager_number("{:06}"),
            "Supervisor": manager_last_first,
            "Ext.": one_of("2041", "2210", "3307", ""),
            "SIN": pattern("### ### ###"),
            "Hourly Rate": one_of("31.40", "38.75", "44.10"),
        },
    ),
    {
        "email": "Business Email",
        "employee_id": "Employee No.",
        "first_name": "Given Name",
        "last_name": "Surname",
        "title": "Position Description",
        "department": "Dept. Description",
        "location": "Location Description",
        "phone": "Business Phone",
        "hire_date": "Date Hired",
        "termination_date": "Date Terminated",
        "status": "Status Description",
        "manager": "Supervisor Emp. No.",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    status={
        "Active": "active",
        "Leave of Absence": "leave",
        "Layoff": "ask",
        "Terminated": "inactive",
    },
    note="names of positions and units are called descriptions; a layoff may end",
)

# University of Queensland: Aurion Enquiry User Manual (the numbers of employee and position, title, unit,
# phone, supervisor); the rest from general knowledge.
AURION = export(
    "aurion_staff_listing",
    "Aurion",
    "en-AU",
    cols(
        "Employee No=employee_id | Title=salutation | Surname=last_name | First Name=first_name | "
        "Preferred Name=preferred_name | Position No=position_id | Position Title=title | "
        "Classification=other | Org Unit No=department_code | Organisation Unit=department | "
        "Work Location=location | Date Commenced=hire_date | Date Ceased=termination_date | "
        "Employment Status=status | Employment Basis=employment_type | Position Phone=phone | "
        "E-mail Address=email | Reports To Position No=other_id | Supervisor Employee No=manager_id | "
        "Supervisor Name=manager_name | Increment Date=other_date | Date of Birth=birth_date | "
        "ATSI Indicator=sensitive",
        {
            "Employee No": number("{:07}"),
            "Title": gender("Ms", "Mr"),
            "Position No": lambda person, rng: f"30{person.other_number % 100000:05}",
            "Classification": one_of("HEW 5", "HEW 7", "HEW 9", "Level B"),
            "Date Commenced": day("hired_on", "%d-%b-%Y"),
            "Date Ceased": day("last_day", "%d-%b-%Y"),
            "Employment Status": state("Active", "Active", "Active", "Ceased"),
            "Employment Basis": hours("Continuing Full-Time", "Continuing Part-Time"),
            "Reports To Position No": lambda person, rng: (
                f"30{person.manager.other_number % 100000:05}" if person.manager else ""
            ),
            "Supervisor Employee No": manager_number("{:07}"),
            "Increment Date": day("in_job_since", "%d-%b-%Y"),
            "Date of Birth": day("born_on", "%d-%b-%Y"),
            "ATSI Indicator": one_of("N", "N", "Y", "Not stated"),
        },
    ),
    {
        "email": "E-mail Address",
        "employee_id": "Employee No",
        "first_name": "First Name",
        "last_name": "Surname",
        "title": "Position Title",
        "department": "Organisation Unit",
        "location": "Work Location",
        "phone": "Position Phone",
        "hire_date": "Date Commenced",
        "termination_date": "Date Ceased",
        "status": "Employment Status",
        "manager": "Supervisor Employee No",
    },
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Active": "active", "Ceased": "inactive"},
    note="months by name; a position reports to a position, a person to a person",
)

# frappe/erpnext: employee.json (the labels of the fields, the words of `Status`).
ERPNEXT = export(
    "erpnext_employee_export",
    "ERPNext",
    "en-IN",
    cols(
        "ID=employee_id | Series=other | First Name=first_name | Middle Name=middle_name | "
        "Last Name=last_name | Full Name=full_name | Gender=gender | Date of Birth=birth_date | "
        "Salutation=salutation | Date of Joining=hire_date | Status=status | Company=company | "
        "Department=department | Employee Number=other | Designation=title | Reports to=manager_id | "
        "Branch=location | Offer Date=other_date | Confirmation Date=other_date | "
        "Contract End Date=planned_end | Notice (days)=other | Mobile=any_phone | "
        "Personal Email=personal_email | Company Email=email | Prefered Contact Email=other | "
        "Current Address=home_address | Emergency Contact Name=sensitive | Emergency Phone=sensitive | "
        "Attendance Device ID (Biometric/RF tag ID)=other_id | Bank A/C No.=iban | "
        "Marital Status=sensitive | Blood Group=sensitive | Passport Number=national_id | "
        "Relieving Date=termination_date | Reason for Leaving=other",
        {
            "ID": number("HR-EMP-{:05}"),
            "Series": fixed("HR-EMP-"),
            "Salutation": gender("Ms", "Mr"),
            "Status": state("Active", "Active", "Suspended", "Left"),
            "Company": fixed("Sahyadri Technologies Pvt Ltd"),
            "Department": lambda person, rng: f"{person.department} - STPL",
            "Employee Number": BLANK,
            "Reports to": manager_number("HR-EMP-{:05}"),
            "Offer Date": BLANK,
            "Confirmation Date": day("in_job_since"),
            "Contract End Date": BLANK,
            "Notice (days)": one_of("30", "60", "90"),
            "Prefered Contact Email": one_of("Company Email", "Company Email", "Personal Email"),
            "Emergency Contact Name": one_of("Asha Rao", "Vikram Nair", "Meera Joshi"),
            "Emergency Phone": of("home_phone"),
            "Attendance Device ID (Biometric/RF tag ID)": of("other_number"),
            "Bank A/C No.": pattern("############"),
            "Marital Status": one_of("Single", "Married"),
            "Blood Group": one_of("A+", "B+", "O+", "AB+"),
            "Passport Number": sometimes(0.4, pattern("Z#######")),
            "Reason for Leaving": state("", "", "", "Better opportunity"),
        },
    ),
    {
        "email": "Company Email",
        "employee_id": "ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Designation",
        "department": "Department",
        "location": "Branch",
        "hire_date": "Date of Joining",
        "termination_date": "Relieving Date",
        "status": "Status",
        "manager": "Reports to",
    },
    refers_to="employee_id",
    status={"Active": "active", "Suspended": "ask", "Left": "inactive"},
    identity=("ID", "Attendance Device ID (Biometric/RF tag ID)"),
    order="first_last",
    full_name_instead=("Full Name",),
    optional={"phone": ("Mobile",)},
    note="a column for the number that nobody has filled: the id of the record is the number",
)

# From general knowledge: the employee export of an HR and payroll service of Singapore.
HREASILY = export(
    "hreasily_employees",
    "HReasily",
    "en-SG",
    cols(
        "Employee ID=employee_id | Full Name=full_name | Preferred Name=preferred_name | "
        "Work Email=email | Personal Email=personal_email | Mobile No.=any_phone | NRIC / FIN=national_id | "
        "Residency Status=sensitive | Race=sensitive | Date of Birth=birth_date | Gender=gender | "
        "Joined Date=hire_date | Resigned Date=termination_date | Employee Status=status | "
        "Job Title=title | Department=department | Office=location | Cost Centre=cost_center_code | "
        "Reporting To (Work Email)=manager_email | Basic Salary=pay | Bank Account No.=iban",
        {
            "Employee ID": number("SG{:05}"),
            "NRIC / FIN": pattern("S#######D"),
            "Residency Status": one_of("Singapore Citizen", "SPR", "EP Holder"),
            "Race": one_of("Chinese", "Malay", "Indian", "Others"),
            "Date of Birth": day("born_on", _DMY),
            "Joined Date": day("hired_on", _DMY),
            "Resigned Date": day("last_day", _DMY),
            "Employee Status": state("Confirmed", "Confirmed", "Probation", "Resigned"),
            "Reporting To (Work Email)": manager_email,
            "Bank Account No.": pattern("###-#####-#"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "full_name": "Full Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Office",
        "hire_date": "Joined Date",
        "termination_date": "Resigned Date",
        "status": "Employee Status",
        "manager": "Reporting To (Work Email)",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="email",
    dates=_DMY,
    status={"Confirmed": "active", "Probation": "active", "Resigned": "inactive"},
    order="first_last",
    optional={"phone": ("Mobile No.",)},
    note="one column for the name; confirmed and on probation are employed",
)

COMMONWEALTH: tuple[Export, ...] = (CHARLIEHR, CEZANNE, AVANTI, AURION, ERPNEXT, HREASILY)
