"""Fourth exports in English from outside of America: Britain, Singapore, India.

Belongs here and does not: as in `payroll.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    hr_number,
    last_first,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export
from benchmarks.exports.round_4.learning import province

_DMY = "%d/%m/%Y"

# From general knowledge: a report of Ciphr, whose help names the tables of a report and not its fields.
CIPHR = export(
    "ciphr_people_report",
    "Ciphr HR",
    "en-GB",
    cols(
        "Personnel Ref=employee_id | Payroll No=other_id | Title=name_prefix | Surname=last_name | "
        "Forename=first_name | Known As=preferred_name | Post Title=title | Post Ref=position_id | "
        "Organisation Unit=department | Directorate=division | Site=location | "
        "Cost Centre=cost_center_code | Line Manager=manager_name | Line Manager Personnel Ref=manager_id | "
        "Person Status=status | Contract Type=employment_type | Working Pattern=other | "
        "Start Date=hire_date | Continuous Service Date=original_hire_date | "
        "Current Post Start Date=position_date | Leaving Date=termination_date | "
        "Reason for Leaving=other | Work Email=email | Work Telephone=phone | Work Mobile=mobile | "
        "Personal Email=personal_email | Home Telephone=personal_phone | NI Number=national_id | "
        "Date of Birth=birth_date | Gender=gender | Ethnic Origin=sensitive | Disability=sensitive | "
        "Annual Salary=pay",
        {
            "Personnel Ref": number("{:06}"),
            "Payroll No": lambda person, rng: person.other_number % 100_000,
            "Title": gender("Ms", "Mr"),
            "Post Ref": lambda person, rng: f"PO{person.other_number % 100_000}",
            "Line Manager Personnel Ref": manager_number("{:06}"),
            "Person Status": state("Current", "Long Term Absent", "Current", "Leaver"),
            "Contract Type": one_of("Permanent", "Permanent", "Fixed Term"),
            "Working Pattern": hours("Full time 37.5", "Part time 22.5"),
            "Start Date": day("hired_on", _DMY),
            "Continuous Service Date": day("first_hired_on", _DMY),
            "Current Post Start Date": day("in_job_since", _DMY),
            "Leaving Date": day("last_day", _DMY),
            "Reason for Leaving": state("", "", "", "Resignation"),
            "NI Number": pattern("QQ######C"),
            "Date of Birth": day("born_on", _DMY),
            "Ethnic Origin": one_of("White British", "Asian British", "Prefer not to say"),
            "Disability": one_of("No", "No", "Yes"),
            "Annual Salary": of("salary"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Personnel Ref",
        "first_name": "Forename",
        "last_name": "Surname",
        "title": "Post Title",
        "department": "Organisation Unit",
        "location": "Site",
        "phone": ("Work Telephone", "Work Mobile"),
        "hire_date": "Start Date",
        "termination_date": "Leaving Date",
        "status": "Person Status",
        "manager": "Line Manager Personnel Ref",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates=_DMY,
    status={"Current": "active", "Long Term Absent": "leave", "Leaver": "inactive"},
    note="the title of a person and that of a post; units below directorates",
)

# From general knowledge: the employees of Talenox with the fields that Singapore's authorities ask for.
TALENOX = export(
    "talenox_employees",
    "Talenox",
    "en-SG",
    cols(
        "Employee ID=employee_id | First Name=first_name | Last Name=last_name | Nickname=preferred_name | "
        "Email=email | Personal Email=personal_email | Mobile Number=any_phone | Office Number=phone | "
        "NRIC / FIN=national_id | Birthdate (DD/MM/YYYY)=birth_date | Gender=gender | Race=sensitive | "
        "Religion=sensitive | Nationality=sensitive | Immigration Status=sensitive | Job Title=title | "
        "Department=department | Branch=location | Cost Centre=cost_center_code | "
        "Hired Date (DD/MM/YYYY)=hire_date | Probation End Date=other_date | "
        "Resign Date (DD/MM/YYYY)=termination_date | Status=status | Employment Type=employment_type | "
        "Reporting Manager=manager_name | Basic Salary=pay | Bank Account No.=iban",
        {
            "Employee ID": number("SG{}"),
            "NRIC / FIN": pattern("S#######D"),
            "Birthdate (DD/MM/YYYY)": day("born_on", _DMY),
            "Race": one_of("Chinese", "Malay", "Indian", "Others"),
            "Religion": one_of("Buddhism", "Christianity", "Islam", "Others", ""),
            "Nationality": one_of("Singaporean", "Malaysian", "Indian"),
            "Immigration Status": one_of("Citizen", "PR", "EP"),
            "Hired Date (DD/MM/YYYY)": day("hired_on", _DMY),
            "Probation End Date": sometimes(0.1, fixed("31/01/2027")),
            "Resign Date (DD/MM/YYYY)": day("last_day", _DMY),
            "Status": state("Active", "Active", "Active", "Resigned"),
            "Bank Account No.": pattern("###-#####-#"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Branch",
        "phone": "Office Number",
        "hire_date": "Hired Date (DD/MM/YYYY)",
        "termination_date": "Resign Date (DD/MM/YYYY)",
        "status": "Status",
    },
    form=Format(kind="excel"),
    dates=_DMY,
    status={"Active": "active", "Resigned": "inactive"},
    note="the manager is only a name; headers that say how a date is written",
)

# From general knowledge: the employee master of HROne in the words of Indian HR offices.
HRONE = export(
    "hrone_employee_master",
    "HROne",
    "en-IN",
    cols(
        "Sr. No.=other | Emp Code=employee_id | Emp Name=full_name | Gender=gender | DOB=birth_date | "
        "DOJ=hire_date | Group DOJ=original_hire_date | Confirmation Date=other_date | "
        "DOL=termination_date | Emp Status=status | Emp Type=employment_type | Designation=title | "
        "Grade=job_level | Department=department | Sub Department=other | Business Unit=division | "
        "Branch=location | Region=other | Legal Entity=company | Reporting Manager Code=manager_id | "
        "Reporting Manager=manager_name | Functional Manager Code=other_manager | "
        "HR Manager Code=hr_manager | Official Email=email | Personal Email=personal_email | "
        "Official Mobile=mobile | Extension=other | PAN=national_id | UAN=national_id | CTC=pay | "
        "Blood Group=sensitive",
        {
            "Sr. No.": lambda person, rng: person.row,
            "Emp Code": number("SAH{}"),
            "DOB": day("born_on", "%d-%b-%Y"),
            "DOJ": day("hired_on", "%d-%b-%Y"),
            "Group DOJ": day("first_hired_on", "%d-%b-%Y"),
            "Confirmation Date": sometimes(0.8, day("in_job_since", "%d-%b-%Y")),
            "DOL": day("last_day", "%d-%b-%Y"),
            "Emp Status": state("Active", "Long Leave", "Notice Period", "Separated"),
            "Emp Type": one_of("On Roll", "On Roll", "Third Party"),
            "Sub Department": one_of("Operations", "Support", "Strategy", ""),
            "Region": one_of("North", "South", "West"),
            "Legal Entity": fixed("Sahyadri Technologies Pvt Ltd"),
            "Reporting Manager Code": manager_number("SAH{}"),
            "Functional Manager Code": sometimes(0.4, hr_number("SAH{}")),
            "HR Manager Code": hr_number("SAH{}"),
            "Extension": sometimes(0.3, lambda person, rng: f"{person.other_number % 10_000:04}"),
            "PAN": pattern("ABCPK####F"),
            "UAN": pattern("10##########"),
            "CTC": lambda person, rng: person.salary * 20,
            "Blood Group": one_of("O+", "B+", "A+", "AB+"),
        },
    ),
    {
        "email": "Official Email",
        "employee_id": "Emp Code",
        "full_name": "Emp Name",
        "title": "Designation",
        "department": "Department",
        "location": "Branch",
        "phone": "Official Mobile",
        "hire_date": "DOJ",
        "termination_date": "DOL",
        "status": "Emp Status",
        "manager": "Reporting Manager Code",
    },
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Active": "active", "Long Leave": "leave", "Notice Period": "active", "Separated": "inactive"},
    order="first_last",
    note="three managers by their codes; a notice period is still employment",
)

# From general knowledge: a list that a Canadian association keeps of the staff of its members.
ASSOCIATION = export(
    "association_member_staff",
    "list of an association",
    "en-CA",
    cols(
        "Member Organization=company | Member #=company_code | Contact Name (Last, First)=full_name | "
        "Position=title | Branch / Dept.=department | City=work_city | Province=other | "
        "Business E-mail=email | Business Tel.=phone | Fax=other | Joined organization=hire_date | "
        "Preferred language=other",
        {
            "Member Organization": one_of("Rivière Rouge Health", "Rivière Rouge Transit"),
            "Member #": one_of("M-0041", "M-0198"),
            "Contact Name (Last, First)": last_first,
            "Province": province,
            "Fax": fixed(""),
            "Joined organization": day("hired_on"),
            "Preferred language": one_of("EN", "FR"),
        },
    ),
    {
        "email": "Business E-mail",
        "full_name": "Contact Name (Last, First)",
        "title": "Position",
        "department": "Branch / Dept.",
        "location": "City",
        "phone": "Business Tel.",
        "hire_date": "Joined organization",
    },
    form=Format(encoding="cp1252"),
    order="last_first",
    note="a member's number is that of an organization: nobody has one of their own",
)

COMMONWEALTH: tuple[Export, ...] = (CIPHR, TALENOX, HRONE, ASSOCIATION)
