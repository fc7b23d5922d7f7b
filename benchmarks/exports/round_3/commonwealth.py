"""Last exports of British, Australian and Indian systems.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    identifier,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Export, Format, export

# Humaans: Importing users in bulk with Tables (the required columns); the rest from general knowledge.
HUMAANS = export(
    "humaans_people_table",
    "Humaans",
    "en-GB",
    cols(
        "Employee ID=employee_id | First name=first_name | Last name=last_name | "
        "Preferred name=preferred_name | Work email=email | Personal email=personal_email | "
        "Job title=title | Role effective date=position_date | Department=department | "
        "Place of work=location | Remote city=work_city | Employment start date=hire_date | "
        "Employment end date=termination_date | Probation end date=record_date | Status=status | "
        "Contract type=employment_type | Manager=manager_name | Manager work email=manager_email | "
        "Personal phone=personal_phone | Gender=gender | Nationality=sensitive | Birthday=birth_date | "
        "T-shirt size=other",
        {
            "Employee ID": number("H{}"),
            "Remote city": sometimes(0.1, one_of("Bath", "Hove", "York")),
            "Probation end date": sometimes(0.2, day("in_job_since")),
            "Status": state("Active", "Active", "Active", "Offboarded"),
            "Contract type": one_of("Permanent", "Permanent", "Fixed-term"),
            "Manager work email": manager_email,
            "Nationality": one_of("British", "Irish", "French", "Nigerian"),
            "T-shirt size": one_of("S", "M", "L", ""),
        },
    ),
    {
        "email": "Work email",
        "employee_id": "Employee ID",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Job title",
        "department": "Department",
        "location": "Place of work",
        "hire_date": "Employment start date",
        "termination_date": "Employment end date",
        "status": "Status",
        "manager": "Manager work email",
    },
    refers_to="email",
    status={"Active": "active", "Offboarded": "inactive"},
    note="a date of the role and one of the probation besides those of employment",
)

_DMMMY = "%d-%b-%Y"

# From general knowledge: a report on the staff of a hospital.
ESR = export(
    "esr_staff_in_post",
    "NHS Electronic Staff Record",
    "en-GB",
    cols(
        "Employer=company | Directorate=division | Organisation=department | Location=location | "
        "Employee Number=employee_id | Assignment Number=other_id | Title=salutation | "
        "Last Name=last_name | First Name=first_name | Preferred Name=preferred_name | "
        "Assignment Status=status | Position Number=position_id | Position Title=title | "
        "Staff Group=other | Pay Band=other | FTE=fte | NI Number=national_id | "
        "Latest Start Date=hire_date | Start Date in Position=position_date | "
        "Termination Date=termination_date | Email Address=email | Personal Email Address=personal_email | "
        "Work Telephone=phone | Supervisor Employee Number=manager_id | Disability=sensitive | "
        "Religious Belief=sensitive",
        {
            "Employer": fixed("427 Ashworth NHS Foundation Trust"),
            "Assignment Number": lambda person, rng: f"{person.number:08}-{person.row % 3 + 1}",
            "Employee Number": number("{:08}"),
            "Title": gender("Mrs", "Mr"),
            "Assignment Status": state(
                "Active Assignment",
                "Maternity & Adoption",
                "Suspend No Pay",
                "Terminate Process Assignment",
            ),
            "Position Number": lambda person, rng: f"{person.other_number}",
            "Staff Group": one_of("Administrative and Clerical", "Estates and Ancillary"),
            "Pay Band": one_of("Band 5", "Band 6", "Band 7"),
            "FTE": hours("1.00000", "0.60000"),
            "NI Number": pattern("QQ######C"),
            "Latest Start Date": day("hired_on", _DMMMY),
            "Start Date in Position": day("in_job_since", _DMMMY),
            "Termination Date": day("last_day", _DMMMY),
            "Supervisor Employee Number": manager_number("{:08}"),
            "Disability": one_of("No", "No", "Yes", "Not Declared"),
            "Religious Belief": one_of("Christianity", "Islam", "Not Disclosed"),
        },
    ),
    {
        "email": "Email Address",
        "employee_id": "Employee Number",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Position Title",
        "department": ("Organisation", "Directorate"),
        "location": "Location",
        "phone": "Work Telephone",
        "hire_date": "Latest Start Date",
        "termination_date": "Termination Date",
        "status": "Assignment Status",
        "manager": "Supervisor Employee Number",
    },
    form=Format(kind="excel", titles=(("Staff in Post",), ("Effective Date: 02-Nov-2026",))),
    refers_to="employee_id",
    dates=_DMMMY,
    status={
        "Active Assignment": "active",
        "Maternity & Adoption": "leave",
        "Suspend No Pay": "ask",
        "Terminate Process Assignment": "inactive",
    },
    note="`Title` is Mr or Mrs; dates are text with the name of a month; two levels of departments",
)

# Worknice: Data Transfer Format (columns up to the private phone, and the words of role and status).
WORKNICE = export(
    "worknice_people",
    "Worknice",
    "en-AU",
    cols(
        "id=other_id | employee_code=employee_id | role=other | status=status | archived=status | "
        "created_at=record_date | updated_at=record_date | display_name=full_name | "
        "profile_bio=other | profile_email=email | profile_phone=phone | profile_pronouns=sensitive | "
        "given_name=first_name | other_given_names=middle_name | family_name=last_name | gender=gender | "
        "date_of_birth=birth_date | personal_email=personal_email | personal_phone=personal_phone | "
        "residential_address_line_1=home_address | tenure_start_date=hire_date | "
        "tenure_end_date=termination_date | tax_file_number=national_id | bank_account_bsb=iban | "
        "position_title=title | position_department=department | position_location=location | "
        "manager_employee_code=manager_id",
        {
            "id": lambda person, rng: "-".join(
                (
                    str(identifier(person, rng))[a:b]
                    for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32))
                )
            ),
            "employee_code": number("E{}"),
            "role": lambda person, rng: "manager" if person.level < 5 else "employee",
            "status": one_of("active", "active", "active", "active", "invited"),
            "archived": state("false", "false", "false", "true"),
            "created_at": one_of("2022-10-22T14:12:33+10:00", "2024-02-01T00:00:00Z"),
            "updated_at": fixed("2026-11-01T02:40:19Z"),
            "profile_bio": sometimes(0.1, one_of("Dog person.", "Surfs before work.")),
            "profile_pronouns": sometimes(0.2, gender("she/her", "he/him")),
            "residential_address_line_1": of("street"),
            "tax_file_number": pattern("### ### ###"),
            "bank_account_bsb": pattern("06#-###"),
            "manager_employee_code": manager_number("E{}"),
        },
    ),
    {
        "email": "profile_email",
        "employee_id": "employee_code",
        "first_name": "given_name",
        "last_name": "family_name",
        "title": "position_title",
        "department": "position_department",
        "location": "position_location",
        "phone": "profile_phone",
        "hire_date": "tenure_start_date",
        "termination_date": "tenure_end_date",
        "manager": "manager_employee_code",
    },
    refers_to="employee_id",
    identity=("employee_code", "id"),
    order="first_last",
    full_name_instead=("display_name",),
    must_ask=("status",),
    note="a status of the account, and a flag of who was removed: which is meant must be asked",
)

_DBY = "%d %b %Y"

# From general knowledge.
GREYTHR = export(
    "greythr_employee_master",
    "greytHR",
    "en-IN",
    cols(
        "S.No=row_number | Employee No=employee_id | Employee Name=full_name | Company Email=email | "
        "Personal Email=personal_email | Extension=phone_extension | Mobile=any_phone | "
        "Date Of Join=hire_date | Confirmation Date=record_date | Leaving Date=termination_date | "
        "Employee Status=status | Designation=title | Grade=other | Department=department | "
        "Base Location=location | Cost Center=cost_center_code | Reporting Manager=manager_name | "
        "Reporting Manager Emp No=manager_id | HOD Emp No=second_manager | Date Of Birth=birth_date | "
        "Father's Name=sensitive | Blood Group=sensitive | PAN Number=national_id | "
        "Aadhaar Number=national_id | UAN=national_id | Bank Account No=iban | CTC (p.a.)=pay",
        {
            "S.No": lambda person, rng: person.row,
            "Employee No": number("SHY{}"),
            "Extension": one_of("4021", "4077", "5190"),
            "Date Of Join": day("hired_on", _DBY),
            "Confirmation Date": sometimes(0.8, day("in_job_since", _DBY)),
            "Leaving Date": day("last_day", _DBY),
            "Employee Status": state("Confirmed", "Long Leave", "Serving Notice", "Relieved"),
            "Grade": one_of("M1", "M2", "E3", "E4"),
            "Reporting Manager Emp No": manager_number("SHY{}"),
            "HOD Emp No": lambda person, rng: (
                f"SHY{person.manager.manager.number}" if person.manager and person.manager.manager else ""
            ),
            "Date Of Birth": day("born_on", _DBY),
            "Father's Name": one_of("Anil Kumar", "Suresh Rao", "Mohan Das"),
            "Blood Group": one_of("O+", "B+", "A-"),
            "PAN Number": pattern("ABCPX####Q"),
            "Aadhaar Number": pattern("#### #### ####"),
            "UAN": pattern("10##########"),
            "Bank Account No": pattern("##############"),
        },
    ),
    {
        "email": "Company Email",
        "employee_id": "Employee No",
        "full_name": "Employee Name",
        "title": "Designation",
        "department": "Department",
        "location": "Base Location",
        "hire_date": "Date Of Join",
        "termination_date": "Leaving Date",
        "status": "Employee Status",
        "manager": "Reporting Manager Emp No",
    },
    form=Format(kind="excel", titles=(("Employee Master Report",), ("As on 02 Nov 2026",))),
    refers_to="employee_id",
    dates=_DBY,
    order="first_last",
    optional={"phone": ("Mobile",)},
    status={
        "Confirmed": "active",
        "Long Leave": "leave",
        "Serving Notice": "leave",
        "Relieved": "inactive",
    },
    note="who serves notice is still there, who is relieved has left; HOD is the head of the department",
)

COMMONWEALTH: tuple[Export, ...] = (HUMAANS, ESR, WORKNICE, GREYTHR)
