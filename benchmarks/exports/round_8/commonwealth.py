"""Exports of HR and payroll systems of the United Kingdom, Canada, India, and Singapore.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    hr_number,
    manager_number,
    number,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

# Natural HR: Bulk Upload - Employees (the first four columns), and what the statuses mean; the rest from
# general knowledge.
NATURAL_HR = export(
    "natural_hr_employees",
    "Natural HR",
    "en-GB",
    cols(
        "Employee Works ID=employee_id | Title=salutation | Employee Surname=last_name | "
        "Employee First Name=first_name | Known As=preferred_name | Gender=gender | "
        "Date of Birth=birth_date | "
        "National Insurance Number=national_id | Company Email=email | Personal Email=personal_email | "
        "Work Telephone=phone | Home Telephone=personal_phone | Job Title=title | "
        "Job Status=employment_type | "
        "Employee Status=other | Active Status=status | Job Location=location | Department=department | "
        "Cost Centre=cost_center_code | Manager=manager_name | Manager Works ID=manager_id | "
        "Head of Department=other_manager | Start Date=hire_date | "
        "Continuous Service Date=original_hire_date | "
        "Probation End Date=other_date | Leaving Date=termination_date | Reason for Leaving=other | "
        "Salary=pay",
        {
            "Employee Works ID": number("NH{}"),
            "Title": gender("Ms", "Mr"),
            "Date of Birth": day("born_on", "%d/%m/%Y"),
            "National Insurance Number": pattern("QQ ## ## ## C"),
            "Job Status": hours("Full Time", "Part Time"),
            "Employee Status": one_of("Permanent", "Permanent", "Probation", "Fixed Term"),
            "Active Status": state("Active", "Active", "Active", "Inactive"),
            "Manager Works ID": manager_number("NH{}"),
            "Head of Department": lambda person, rng: f"Head of {person.department}",
            "Start Date": day("hired_on", "%d/%m/%Y"),
            "Continuous Service Date": day("first_hired_on", "%d/%m/%Y"),
            "Probation End Date": day("in_job_since", "%d/%m/%Y"),
            "Leaving Date": day("last_day", "%d/%m/%Y"),
            "Reason for Leaving": state("", "", "", "Resignation"),
        },
    ),
    {
        "email": "Company Email",
        "employee_id": "Employee Works ID",
        "first_name": "Employee First Name",
        "last_name": "Employee Surname",
        "title": "Job Title",
        "department": "Department",
        "location": "Job Location",
        "phone": "Work Telephone",
        "hire_date": "Start Date",
        "termination_date": "Leaving Date",
        "status": "Active Status",
        "manager": "Manager Works ID",
    },
    refers_to="employee_id",
    dates="%d/%m/%Y",
    status={"Active": "active", "Inactive": "inactive"},
    note="three kinds of status, of which one says who is still there; `Title` is a form of address",
)

# From general knowledge: an employee listing of a Canadian payroll service.
PAYWORKS = export(
    "payworks_employee_listing",
    "Payworks",
    "en-CA",
    cols(
        "Employee #=employee_id | Surname=last_name | Given Name=first_name | SIN=national_id | "
        "Pay Group=other | Employment Status=status | Employment Type=employment_type | "
        "Department #=department_code | Department Description=department | Position=title | "
        "NOC Code=other | Work Site=location | Province of Employment=region | Hire Date=hire_date | "
        "Seniority Date=original_hire_date | Last Day Worked=termination_date | ROE Reason=other | "
        "Reports To Employee #=manager_id | Reports To=manager_name | Business Email=email | "
        "Home Email=personal_email | Business Phone=phone | Home Phone=personal_phone | "
        "Mailing Address=home_address | Postal Code=home_address | Date of Birth=birth_date | "
        "Annual Salary=pay | Transit/Account=iban",
        {
            "Employee #": number("{:06}"),
            "SIN": pattern("9## ### ###"),
            "Pay Group": one_of("BW-01", "SM-02"),
            "Employment Status": state("Active", "On Leave", "Active", "Terminated"),
            "Employment Type": hours("FT", "PT"),
            "NOC Code": one_of("11100", "21231", "12101"),
            "Province of Employment": one_of("QC", "ON", "AB", "BC"),
            "Hire Date": day("hired_on"),
            "Seniority Date": day("first_hired_on"),
            "Last Day Worked": day("last_day"),
            "ROE Reason": state("", "", "", "E00 - Quit"),
            "Reports To Employee #": manager_number("{:06}"),
            "Postal Code": lambda person, rng: person.zip_code,
            "Transit/Account": pattern("#####-###-#######"),
        },
    ),
    {
        "email": "Business Email",
        "employee_id": "Employee #",
        "first_name": "Given Name",
        "last_name": "Surname",
        "title": "Position",
        "department": "Department Description",
        "location": "Work Site",
        "phone": "Business Phone",
        "hire_date": "Hire Date",
        "termination_date": "Last Day Worked",
        "status": "Employment Status",
        "manager": "Reports To Employee #",
    },
    form=Format(encoding="cp1252", quote_all=True),
    refers_to="employee_id",
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    note="the department has a number and a description",
)


# Pocket HRMS: Profile (employee code, date of joining, category); the rest from general knowledge.
POCKET_HRMS = export(
    "pocket_hrms_employee_master",
    "Pocket HRMS",
    "en-IN",
    cols(
        "Sr No=row | Employee Code=employee_id | Employee Name=full_name | Father's Name=other | "
        "Gender=gender | Date of Birth=birth_date | Date of Joining=hire_date | "
        "Confirmation Date=other_date | "
        "Date of Leaving=termination_date | Employee Status=status | Category=employment_type | "
        "Designation=title | Grade=job_level | Department=department | Branch=location | "
        "Cost Centre=cost_center_code | Reporting Manager Code=manager_id | Reporting Manager=manager_name | "
        "HOD Code=second_manager | Official Email ID=email | Personal Email ID=personal_email | "
        "Mobile No=any_phone | PAN=national_id | Aadhaar No=national_id | UAN=national_id | "
        "ESI No=sensitive | Bank A/c No=iban | Blood Group=sensitive | Annual CTC=pay",
        {
            "Sr No": lambda person, rng: person.row,
            "Employee Code": number("SHY{}"),
            "Father's Name": lambda person, rng: f"{rng.choice('ABDGKMNPRSV')}. {person.last_name}",
            "Date of Birth": day("born_on", "%d-%b-%Y"),
            "Date of Joining": day("hired_on", "%d-%b-%Y"),
            "Confirmation Date": day("in_job_since", "%d-%b-%Y"),
            "Date of Leaving": day("last_day", "%d-%b-%Y"),
            "Employee Status": state("Active", "Active", "Active", "Resigned"),
            "Category": one_of("Confirmed", "Confirmed", "Probation", "Trainee"),
            "Reporting Manager Code": manager_number("SHY{}"),
            "HOD Code": lambda person, rng: (
                f"SHY{person.manager.manager.number}" if person.manager and person.manager.manager else ""
            ),
            "PAN": pattern("ABCPK####L"),
            "Aadhaar No": pattern("#### #### ####"),
            "UAN": pattern("10##########"),
            "ESI No": sometimes(0.3, pattern("31##########")),
            "Bank A/c No": pattern("50100#########"),
            "Blood Group": one_of("O+", "B+", "A+", "AB+"),
        },
    ),
    {
        "email": "Official Email ID",
        "employee_id": "Employee Code",
        "full_name": "Employee Name",
        "title": "Designation",
        "department": "Department",
        "location": "Branch",
        "hire_date": "Date of Joining",
        "termination_date": "Date of Leaving",
        "status": "Employee Status",
        "manager": "Reporting Manager Code",
    },
    form=Format(kind="excel", titles=(("Sahyadri Technologies Pvt. Ltd.",), ("Employee Master Report",))),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Active": "active", "Resigned": "inactive"},
    order="first_last",
    optional={"phone": ("Mobile No",)},
    note="two superiors with codes; dates are text; the father's name is nobody's",
)

# From general knowledge: the employee listing of an HR system of Singapore.
JUSTLOGIN = export(
    "justlogin_employee_listing",
    "JustLogin",
    "en-SG",
    cols(
        "Employee ID=employee_id | First Name=first_name | Last Name=last_name | Display Name=full_name | "
        "NRIC/FIN=national_id | Race=sensitive | Religion=sensitive | Nationality=sensitive | "
        "Pass Type=sensitive | Company=company | Branch=location | Department=department | "
        "Job Title=title | Job Grade=job_level | Employment Type=employment_type | "
        "Employment Status=status | Join Date=hire_date | Confirmation Date=other_date | "
        "Last Working Date=termination_date | Reporting Officer=manager_name | "
        "Reporting Officer ID=manager_id | Leave Approver ID=other_manager | Work Email=email | "
        "Personal Email=personal_email | Office No.=phone | Residential Address=home_address | "
        "Date of Birth=birth_date | Bank Account No.=iban | Basic Salary (SGD)=pay",
        {
            "Employee ID": number("TB{}"),
            "Display Name": lambda person, rng: f"{person.last_name} {person.first_name}",
            "NRIC/FIN": pattern("S#######A"),
            "Race": one_of("Chinese", "Malay", "Indian", "Others"),
            "Religion": one_of("Buddhism", "Islam", "Hinduism", "Christianity", ""),
            "Nationality": one_of("Singaporean", "Singaporean", "Malaysian", "Indian"),
            "Pass Type": one_of("Citizen", "PR", "EP", "S Pass"),
            "Company": fixed("Tembusu Holdings Pte Ltd"),
            "Employment Type": hours("Full Time", "Part Time"),
            "Employment Status": state("Confirmed", "Confirmed", "Confirmed", "Resigned"),
            "Join Date": day_cell("hired_on"),
            "Confirmation Date": day_cell("in_job_since"),
            "Last Working Date": day_cell("last_day"),
            "Reporting Officer ID": manager_number("TB{}"),
            "Leave Approver ID": hr_number("TB{}"),
            "Date of Birth": day_cell("born_on"),
            "Bank Account No.": pattern("###-#####-#"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Branch",
        "phone": "Office No.",
        "hire_date": "Join Date",
        "termination_date": "Last Working Date",
        "status": "Employment Status",
        "manager": "Reporting Officer ID",
    },
    form=Format(kind="excel"),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Confirmed": "active", "Resigned": "inactive"},
    order="last_first",
    full_name_instead=("Display Name",),
    note="who is confirmed is employed beyond probation; the approver of leave is another column",
)

COMMONWEALTH: tuple[Export, ...] = (NATURAL_HR, PAYWORKS, POCKET_HRMS, JUSTLOGIN)
