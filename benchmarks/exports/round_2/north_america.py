"""Fresh exports of payroll and HR systems of the United States and Canada.

Belongs here: exports that nobody who works on a recognizer has seen. A comment names what was looked at;
values are invented. Does not: word lists of any recognizer.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    hours,
    last_first,
    manager_number,
    number,
    of,
    one_of,
    other_number,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

# From general knowledge.
PAYCHEX = export(
    "paychex_flex_workers",
    "Paychex Flex",
    "en-US",
    cols(
        "Company ID=company_code | Worker ID=employee_id | Last Name=last_name | First Name=first_name | "
        "Middle Initial=middle_name | Worker Type=employment_type | Worker Status=status | "
        "Status Date=status_date | Hire Date=hire_date | Termination Date=termination_date | "
        "Organization Unit=department | Job Title=title | Work Location=location | Supervisor=manager_name | "
        "Business Email=email | Personal Email=personal_email | Business Phone=phone | "
        "Home Phone=personal_phone | Pay Frequency=other | Pay Rate=pay | SSN=national_id | "
        "Birth Date=birth_date",
        {
            "Company ID": fixed("0070 NF44"),
            "Worker Type": one_of("Employee", "Employee", "Contractor"),
            "Worker Status": state("Active", "Leave of Absence", "Active", "Terminated"),
            "Status Date": day("in_job_since", _MDY),
            "Hire Date": day("hired_on", _MDY),
            "Termination Date": day("last_day", _MDY),
            "Pay Frequency": one_of("Bi-weekly", "Semi-monthly"),
            "SSN": pattern("XXX-XX-####"),
            "Birth Date": day("born_on", _MDY),
        },
    ),
    {
        "email": "Business Email",
        "employee_id": "Worker ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Job Title",
        "department": "Organization Unit",
        "location": "Work Location",
        "phone": "Business Phone",
        "hire_date": "Hire Date",
        "termination_date": "Termination Date",
        "status": "Worker Status",
    },
    dates=_MDY,
    status={"Active": "active", "Leave of Absence": "leave", "Terminated": "inactive"},
    note="the supervisor only by name; the status date is no first day",
)

# From general knowledge: names of fields in a report of the Report Center.
PAYCOM = export(
    "paycom_report_center",
    "Paycom",
    "en-US",
    cols(
        "EE_Code=employee_id | Legal_Firstname=first_name | Legal_Lastname=last_name | "
        "Nickname=preferred_name | Work_Email=email | Personal_Email=personal_email | "
        "Primary_Phone=any_phone | Department=department_code | Department_Desc=department | "
        "Position=title | Work_Location=location | DOL_Status=employment_type | Employee_Status=status | "
        "Most_Recent_Hire_Date=hire_date | Original_Hire_Date=original_hire_date | "
        "Termination_Date=termination_date | Last_Review_Date=record_date | "
        "Supervisor_Primary=manager_name | Supervisor_Primary_Code=manager_id | "
        "Supervisor_Secondary_Code=second_manager | Annual_Salary=pay | EEO1_Ethnicity=sensitive",
        {
            "EE_Code": number("A{}"),
            "DOL_Status": hours("Full-Time", "Part-Time"),
            "Employee_Status": state("Active", "On Leave", "Active", "Terminated"),
            "Most_Recent_Hire_Date": day("hired_on", _MDY),
            "Original_Hire_Date": day("first_hired_on", _MDY),
            "Termination_Date": day("last_day", _MDY, "00/00/0000"),
            "Last_Review_Date": sometimes(0.6, day("in_job_since", _MDY)),
            "Supervisor_Primary_Code": manager_number("A{}"),
            "Supervisor_Secondary_Code": lambda person, rng: (
                f"A{person.manager.manager.number}" if person.manager and person.manager.manager else ""
            ),
            "EEO1_Ethnicity": one_of("White", "Asian", "Hispanic or Latino", "Two or More Races"),
        },
    ),
    {
        "email": "Work_Email",
        "employee_id": "EE_Code",
        "first_name": "Legal_Firstname",
        "last_name": "Legal_Lastname",
        "title": "Position",
        "department": "Department_Desc",
        "location": "Work_Location",
        "hire_date": "Most_Recent_Hire_Date",
        "termination_date": "Termination_Date",
        "status": "Employee_Status",
        "manager": "Supervisor_Primary_Code",
    },
    refers_to="employee_id",
    dates=_MDY,
    status={"Active": "active", "On Leave": "leave", "Terminated": "inactive"},
    optional={"phone": ("Primary_Phone",)},
    note="00/00/0000 for no last day; two supervisors; whose phone the only one is isn't said",
)


def _supervisor(person: Person, rng: Random) -> Cell:
    above = person.manager
    return f"{above.last_name}, {above.first_name} ({above.number})" if above else ""


def _infor_status(person: Person, rng: Random) -> Cell:
    if person.state == "active":
        return "A1 - Active Full Time" if person.full_time else "A2 - Active Part Time"
    return {"leave": "L1 - Leave of Absence", "suspended": "S1 - Suspended"}.get(
        person.state, "T1 - Terminated"
    )


# From general knowledge.
INFOR = export(
    "infor_employee_listing",
    "Infor HCM",
    "en-US",
    cols(
        "Company=company_code | Process Level=location_code | Employee=employee_id | "
        "Employee Name=full_name | Emp Status=status | Department=department_code | "
        "Department Name=department | Job Code=job_code | Job Description=title | "
        "Location Name=location | Date Hired=hire_date | Adj Hire Date=original_hire_date | "
        "Term Date=termination_date | Supervisor=manager_name | Work Email=email | FTE Total=fte",
        {
            "Company": fixed("4321"),
            "Employee": number("{:09}"),
            "Employee Name": last_first,
            "Emp Status": _infor_status,
            "Date Hired": day("hired_on", "%Y%m%d"),
            "Adj Hire Date": day("first_hired_on", "%Y%m%d"),
            "Term Date": day("last_day", "%Y%m%d"),
            "Supervisor": _supervisor,
            "FTE Total": hours("1.000000", "0.500000"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Employee",
        "full_name": "Employee Name",
        "title": "Job Description",
        "department": "Department Name",
        "location": "Location Name",
        "hire_date": "Date Hired",
        "termination_date": "Term Date",
        "status": "Emp Status",
    },
    form=Format(delimiter="|"),
    dates="%Y%m%d",
    status={
        "A1 - Active Full Time": "active",
        "A2 - Active Part Time": "active",
        "L1 - Leave of Absence": "leave",
        "S1 - Suspended": "ask",
        "T1 - Terminated": "inactive",
    },
    order="last_first",
    note="the supervisor as `Last, First (number)`, which is neither a number nor an e-mail",
)

# From general knowledge: a payroll file of Quebec, with both official languages in each header.
POWERPAY = export(
    "powerpay_bilingual",
    "Ceridian Powerpay",
    "en-CA",
    cols(
        "Employee No. / No d'employé=employee_id | Surname / Nom=last_name | "
        "Given Name / Prénom=first_name | SIN / NAS=national_id | Status / Statut=status | "
        "Hire Date / Date d'embauche=hire_date | Termination Date / Date de cessation=termination_date | "
        "Department / Service=department | Occupation / Fonction=title | "
        "Work Location / Lieu de travail=location | Language / Langue=other | "
        "E-mail (work) / Courriel (travail)=email | E-mail (home) / Courriel (domicile)=personal_email | "
        "Supervisor No. / No du superviseur=manager_id | Hourly Rate / Taux horaire=pay | "
        "Bank Account / Compte bancaire=iban",
        {
            "Employee No. / No d'employé": number("{:06}"),
            "SIN / NAS": pattern("9## ### ###"),
            "Status / Statut": state(
                "Active / Actif", "Leave / Congé", "Active / Actif", "Terminated / Cessé"
            ),
            "Language / Langue": one_of("E", "F"),
            "Supervisor No. / No du superviseur": manager_number("{:06}"),
            "Bank Account / Compte bancaire": pattern("###-#####-#######"),
        },
    ),
    {
        "email": "E-mail (work) / Courriel (travail)",
        "employee_id": "Employee No. / No d'employé",
        "first_name": "Given Name / Prénom",
        "last_name": "Surname / Nom",
        "title": "Occupation / Fonction",
        "department": "Department / Service",
        "location": "Work Location / Lieu de travail",
        "hire_date": "Hire Date / Date d'embauche",
        "termination_date": "Termination Date / Date de cessation",
        "status": "Status / Statut",
        "manager": "Supervisor No. / No du superviseur",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    status={"Active / Actif": "active", "Leave / Congé": "leave", "Terminated / Cessé": "inactive"},
    note="two languages in each header and in each word of the status",
)

# From general knowledge: hires of an applicant tracking system, sent to HR on their first day.
GREENHOUSE = export(
    "greenhouse_hires",
    "Greenhouse Onboarding",
    "en",
    cols(
        "Candidate ID=other_id | Application ID=record_id | Candidate Name=full_name | "
        "Candidate Email=personal_email | Work Email=email | Job=title | Requisition ID=position_id | "
        "Department=department | Office=location | Source=other | Recruiter=recruiter | "
        "Recruiter Email=recruiter_email | Hiring Manager=manager_name | "
        "Hiring Manager Email=manager_email | Applied On=record_date | Offer Accepted On=record_date | "
        "Start Date=hire_date | Offer Status=other | Stage=other",
        {
            "Candidate ID": other_number(),
            "Application ID": lambda person, rng: person.other_number * 3 + 7,
            "Candidate Email": of("personal_email"),
            "Requisition ID": lambda person, rng: f"REQ-{person.title_code}",
            "Source": one_of("LinkedIn", "Referral", "Careers page"),
            "Recruiter": lambda person, rng: ("Dana Whitlock", "Sam Ito")[person.row % 2],
            "Recruiter Email": lambda person, rng: (
                f"{('dana.whitlock', 'sam.ito')[person.row % 2]}@northfield.example"
            ),
            "Applied On": day("first_hired_on"),
            "Offer Accepted On": day("first_hired_on"),
            "Offer Status": fixed("Accepted"),
            "Stage": one_of("Hired", "Hired", "Preboarding"),
        },
    ),
    {
        "email": "Work Email",
        "full_name": "Candidate Name",
        "title": "Job",
        "department": "Department",
        "location": "Office",
        "hire_date": "Start Date",
    },
    identity=("Candidate ID", "Work Email"),
    order="first_last",
    optional={"employee_id": ("Candidate ID",), "manager": ("Hiring Manager Email",)},
    note="candidates: four columns of e-mails, no status of employment, no number of an employee",
)

NORTH_AMERICA: tuple[Export, ...] = (PAYCHEX, PAYCOM, INFOR, POWERPAY, GREENHOUSE)
