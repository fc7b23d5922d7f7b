"""Exports in English of the United Kingdom, Canada, Australia, India and Singapore.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    pay,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

_DMY = "%d/%m/%Y"

# Sage People help: "Selected reference fields" (labels of team member and employment); the rest from general
# knowledge.
SAGE_PEOPLE = export(
    "sage_people_team_members",
    "Sage People",
    "en-GB",
    cols(
        "Unique Id=employee_id | First Name=first_name | Surname/Family Name=last_name | "
        "Work Email=email | Work Phone=phone | Job Title=title | Department=department | Team=other | "
        "Location=location | Country=country | Manager=manager_name | Manager: Unique Id=manager_id | "
        "HR Manager=other | Hire Date=hire_date | Continuous Service Date=original_hire_date | "
        "Contract End Date=planned_end | Employment End=termination_date | Employment Status=status | "
        "Basis=employment_type | Current Salary=pay | Personal Email=personal_email | "
        "Home Address 1=home_address | Home Address City=home_address | "
        "Home Address Zipcode/Postal Code=home_address | Birth Date=birth_date | Gender=gender",
        {
            "Unique Id": number("ASH{}"),
            "Team": one_of("North", "South", "Shared Services"),
            "Manager: Unique Id": manager_number("ASH{}"),
            "HR Manager": one_of("Priya Patel", "Laura Wright"),
            "Hire Date": day("hired_on", _DMY),
            "Continuous Service Date": day("first_hired_on", _DMY),
            "Contract End Date": sometimes(0.07, one_of("31/03/2027", "30/06/2027")),
            "Employment End": day("last_day", _DMY),
            "Employment Status": state("Active", "Long Term Leave", "Active", "Leaver"),
            "Home Address 1": of("street"),
            "Home Address City": place("city"),
            "Home Address Zipcode/Postal Code": of("zip_code"),
            "Birth Date": day("born_on", _DMY),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Unique Id",
        "first_name": "First Name",
        "last_name": "Surname/Family Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "phone": "Work Phone",
        "hire_date": "Hire Date",
        "termination_date": "Employment End",
        "status": "Employment Status",
        "manager": "Manager: Unique Id",
    },
    form=Format(quote_all=True),
    refers_to="employee_id",
    dates=_DMY,
    status={"Active": "active", "Long Term Leave": "leave", "Leaver": "inactive"},
    note="the personnel number is called a unique id; the end of a contract is no last day",
)

# From general knowledge: an extract of the payroll and HR system of a British council.
ZELLIS = export(
    "zellis_resourcelink_extract",
    "Zellis ResourceLink",
    "en-GB",
    cols(
        "Employee Ref=employee_id | Title=salutation | Surname=last_name | Forename=first_name | "
        "Known As=preferred_name | Post Number=other_id | Post Title=title | Grade=job_level | "
        "Directorate=division | Service=department | Work Base=location | Line Manager Ref=manager_id | "
        "Line Manager Name=manager_name | Latest Start Date=hire_date | "
        "Continuous Service Date=original_hire_date | Leaving Date=termination_date | "
        "Employee Status=status | Hours Basis=employment_type | Work Email Address=email | "
        "Office Telephone=phone | NI Number=national_id | Date of Birth=birth_date | "
        "Ethnic Origin=sensitive | Disability=sensitive | Basic Pay=pay",
        {
            "Employee Ref": number("{:08}"),
            "Title": gender("Ms", "Mr"),
            "Post Number": other_number("P{}"),
            "Line Manager Ref": manager_number("{:08}"),
            "Latest Start Date": day("hired_on", _DMY),
            "Continuous Service Date": day("first_hired_on", _DMY),
            "Leaving Date": day("last_day", _DMY),
            "Employee Status": state("Current", "Current", "Suspended", "Leaver"),
            "Hours Basis": hours("Full Time", "Part Time"),
            "NI Number": pattern("QQ######C"),
            "Date of Birth": day("born_on", _DMY),
            "Ethnic Origin": one_of("White British", "Asian", "Not declared"),
            "Disability": one_of("N", "N", "N", "Y"),
        },
    ),
    {
        "email": "Work Email Address",
        "employee_id": "Employee Ref",
        "first_name": "Forename",
        "last_name": "Surname",
        "title": "Post Title",
        "department": "Service",
        "location": "Work Base",
        "phone": "Office Telephone",
        "hire_date": "Latest Start Date",
        "termination_date": "Leaving Date",
        "status": "Employee Status",
        "manager": "Line Manager Ref",
    },
    form=Format(delimiter="|", encoding="cp1252"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Current": "active", "Suspended": "leave", "Leaver": "inactive"},
    note="`Title` is Ms or Mr; a council's units are services of directorates",
)

# Workforce.com help (Tanda): adding and importing staff (name, payroll id, e-mail); the rest from general
# knowledge.
TANDA = export(
    "tanda_employee_data",
    "Tanda",
    "en-AU",
    cols(
        "Name=full_name | Payroll ID=employee_id | Email=email | Phone=any_phone | Status=status | "
        "Position Title=title | Default Team=department | Location=location | Hired Date=hire_date | "
        "Termination Date=termination_date | Employment Type=employment_type | Award=other | "
        "Base Hourly Rate=pay | Passcode=sensitive | Date of Birth=birth_date | "
        "Emergency Contact=personal_phone | Last Synced=other_date",
        {
            "Status": state("Active", "Active", "Active", "Inactive"),
            "Hired Date": day("hired_on", _DMY),
            "Termination Date": day("last_day", _DMY),
            "Employment Type": one_of("Permanent", "Casual", "Part Time"),
            "Award": one_of("Hospitality Industry (General) Award", "Clerks - Private Sector Award"),
            "Base Hourly Rate": lambda person, rng: f"{person.salary / 1976:.2f}",
            "Passcode": pattern("####"),
            "Date of Birth": day("born_on", _DMY),
            "Last Synced": one_of("01/11/2026 22:00", "02/11/2026 05:00"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Payroll ID",
        "full_name": "Name",
        "title": "Position Title",
        "department": "Default Team",
        "location": "Location",
        "hire_date": "Hired Date",
        "termination_date": "Termination Date",
        "status": "Status",
    },
    order="first_last",
    dates=_DMY,
    status={"Active": "active", "Inactive": "inactive"},
    optional={"phone": ("Phone",)},
    note="a system of rosters: the phone is probably the person's own, and nobody has a manager",
)

# Zoho Payroll help: which fields are taken over from HR, and "Employees" (labels); the rest from general
# knowledge.
ZOHO_PAYROLL = export(
    "zoho_payroll_employees",
    "Zoho Payroll",
    "en-IN",
    cols(
        "Employee ID=employee_id | First Name=first_name | Middle Name=middle_name | "
        "Last Name=last_name | Work Email Address=email | Mobile Number=any_phone | "
        "Designation=title | Department=department | Work Location=location | "
        "Reporting Manager=manager_name | Reporting Manager Employee ID=manager_id | "
        "Date of Joining=hire_date | Confirmation Date=other_date | Date of Exit=termination_date | "
        "Employee Status=status | Employee Type=employment_type | Gender=gender | "
        "Date of Birth=birth_date | Father's Name=sensitive | PAN=national_id | UAN=national_id | "
        "Personal Email Address=personal_email | Annual CTC=pay | Bank Account Number=iban | IFSC=other",
        {
            "Employee ID": number("SAH{}"),
            "Reporting Manager Employee ID": manager_number("SAH{}"),
            "Date of Joining": day("hired_on", "%d-%m-%Y"),
            "Confirmation Date": day("in_job_since", "%d-%m-%Y"),
            "Date of Exit": day("last_day", "%d-%m-%Y"),
            "Employee Status": state("Active", "Active", "Active", "Exited"),
            "Date of Birth": day("born_on", "%d-%m-%Y"),
            "Father's Name": one_of("R. K. Sharma", "Suresh Nair", "A. Banerjee"),
            "PAN": pattern("ABCPD####K"),
            "UAN": pattern("1010########"),
            "Annual CTC": pay("{:.0f}"),
            "Bank Account Number": pattern("##############"),
            "IFSC": one_of("HDFC0000123", "ICIC0000456"),
        },
    ),
    {
        "email": "Work Email Address",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Designation",
        "department": "Department",
        "location": "Work Location",
        "hire_date": "Date of Joining",
        "termination_date": "Date of Exit",
        "status": "Employee Status",
        "manager": "Reporting Manager Employee ID",
    },
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Active": "active", "Exited": "inactive"},
    optional={"phone": ("Mobile Number",)},
    note="joining, confirmation and exit, as India says; the mobile is perhaps the person's own",
)

# From general knowledge: the staff list of an HR system for companies in Singapore, in Excel.
QUICKHR = export(
    "quickhr_staff_list",
    "QuickHR",
    "en-SG",
    cols(
        "S/N=row | Employee ID=employee_id | Employee Name=full_name | NRIC/FIN=national_id | "
        "Company=company | Branch=location | Department=department | Designation=title | "
        "Employment Type=employment_type | Join Date=hire_date | Confirmation Date=other_date | "
        "Last Working Day=termination_date | Status=status | Reporting Officer=manager_name | "
        "Reporting Officer ID=manager_id | Company Email=email | Personal Email=personal_email | "
        "Office No.=phone | Mobile No.=any_phone | Date of Birth=birth_date | Race=sensitive | "
        "Nationality=sensitive | Basic Salary=pay",
        {
            "S/N": lambda person, rng: person.row,
            "Employee ID": number("TB{}"),
            "NRIC/FIN": pattern("S#######A"),
            "Company": fixed("Tembusu Pte. Ltd."),
            "Join Date": day_cell("hired_on"),
            "Confirmation Date": day_cell("in_job_since"),
            "Last Working Day": day_cell("last_day"),
            "Status": state("Confirmed", "Confirmed", "Probation", "Resigned"),
            "Reporting Officer ID": manager_number("TB{}"),
            "Date of Birth": day_cell("born_on"),
            "Race": one_of("Chinese", "Malay", "Indian"),
            "Nationality": one_of("Singaporean", "Singapore PR", "Malaysian"),
        },
    ),
    {
        "email": "Company Email",
        "employee_id": "Employee ID",
        "full_name": "Employee Name",
        "title": "Designation",
        "department": "Department",
        "location": "Branch",
        "phone": "Office No.",
        "hire_date": "Join Date",
        "termination_date": "Last Working Day",
        "status": "Status",
        "manager": "Reporting Officer ID",
    },
    form=Format(kind="excel", titles=(("Employee Listing",), ("Generated on 02 Nov 2026",))),
    refers_to="employee_id",
    order="first_last",
    dates=ANY_FORMAT,
    status={"Confirmed": "active", "Probation": "active", "Resigned": "inactive"},
    note="whoever is on probation or confirmed is employed",
)

COMMONWEALTH: tuple[Export, ...] = (SAGE_PEOPLE, ZELLIS, TANDA, ZOHO_PAYROLL, QUICKHR)
