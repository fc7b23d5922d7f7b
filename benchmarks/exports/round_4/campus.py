"""Fourth exports of universities and hospitals.

Belongs here and does not: as in `payroll.py`.
"""

from datetime import date
from random import Random

from benchmarks.exports.cells import (
    Make,
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_email,
    manager_last_first,
    manager_number,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person


def by_title(*names: str) -> Make:
    """One of the names for each job of the company, and so the same for whoever has that job."""
    return lambda person, rng: names[int(person.title_code) % len(names)]


def by_department(*names: str) -> Make:
    """One of the names for each department of the company."""
    return lambda person, rng: names[int(person.department_code) // 110 % len(names)]


def _oracle_day(attribute: str) -> Make:
    def make(person: Person, rng: Random) -> Cell:
        value: date | None = getattr(person, attribute)
        return value.strftime("%d-%b-%Y").upper() if value else ""

    return make


_UNITS = (
    "Biology", "Registrar", "Financial Aid", "Chemistry", "University Library", "Athletics",
    "School of Nursing", "Information Technology", "English", "Facilities Services",
    "Advancement", "Career Center",
)  # fmt: skip
_RANKS = (
    "Assistant Professor", "Administrative Specialist", "Associate Professor", "Lecturer", "Lab Manager",
    "Academic Advisor", "Systems Analyst", "Program Coordinator", "Professor", "Research Associate",
)  # fmt: skip

# Public SQL against Banner's tables (the columns of SPRIDEN, SPBPERS, PEBEMPL and NBRJOBS); from general
# knowledge: the columns of the e-mail, the organization and the campus, and the supervisor, who is joined.
BANNER = export(
    "banner_active_employees",
    "Ellucian Banner",
    "en-US",
    cols(
        "SPRIDEN_PIDM=other_id | SPRIDEN_ID=employee_id | SPRIDEN_LAST_NAME=last_name | "
        "SPRIDEN_FIRST_NAME=first_name | SPRIDEN_MI=middle_name | "
        "SPBPERS_PREF_FIRST_NAME=preferred_name | SPBPERS_SEX=gender | SPBPERS_BIRTH_DATE=birth_date | "
        "SPBPERS_ETHN_CDE=sensitive | GOREMAL_EMAIL_ADDRESS=email | PEBEMPL_EMPL_STATUS=status | "
        "PEBEMPL_ECLS_CODE=employment_type | PEBEMPL_ORGN_CODE_HOME=department_code | "
        "FTVORGN_TITLE=department | PEBEMPL_CAMP_CODE=location_code | STVCAMP_DESC=location | "
        "PEBEMPL_FIRST_HIRE_DATE=original_hire_date | PEBEMPL_CURRENT_HIRE_DATE=hire_date | "
        "PEBEMPL_ADJ_SERVICE_DATE=other_date | PEBEMPL_SENIORITY_DATE=other_date | "
        "PEBEMPL_TERM_DATE=termination_date | PEBEMPL_INTERNAL_FT_PT_IND=other | "
        "NBRJOBS_POSN=position_id | NBRJOBS_SUFF=other | NBRJOBS_EFFECTIVE_DATE=position_date | "
        "NBRJOBS_DESC=title | NBRJOBS_ANN_SALARY=pay | SUPERVISOR_ID=manager_id | "
        "SUPERVISOR_NAME=manager_name",
        {
            "SPRIDEN_PIDM": lambda person, rng: person.other_number // 10,
            "SPRIDEN_ID": number("N000{}"),
            "SPBPERS_SEX": gender("F", "M"),
            "SPBPERS_BIRTH_DATE": _oracle_day("born_on"),
            "SPBPERS_ETHN_CDE": one_of("1", "2"),
            "PEBEMPL_EMPL_STATUS": state("A", "L", "A", "T"),
            "PEBEMPL_ECLS_CODE": one_of("FA", "AD", "CL", "SE"),
            "FTVORGN_TITLE": by_department(*_UNITS),
            "PEBEMPL_CAMP_CODE": lambda person, rng: person.place.code[:1],
            "STVCAMP_DESC": lambda person, rng: f"{person.place.city} Campus",
            "PEBEMPL_FIRST_HIRE_DATE": _oracle_day("first_hired_on"),
            "PEBEMPL_CURRENT_HIRE_DATE": _oracle_day("hired_on"),
            "PEBEMPL_ADJ_SERVICE_DATE": _oracle_day("first_hired_on"),
            "PEBEMPL_SENIORITY_DATE": _oracle_day("first_hired_on"),
            "PEBEMPL_TERM_DATE": _oracle_day("last_day"),
            "PEBEMPL_INTERNAL_FT_PT_IND": hours("F", "P"),
            "NBRJOBS_POSN": lambda person, rng: f"P{person.other_number % 100_000:05}",
            "NBRJOBS_SUFF": fixed("00"),
            "NBRJOBS_EFFECTIVE_DATE": _oracle_day("in_job_since"),
            "NBRJOBS_DESC": by_title(*_RANKS),
            "SUPERVISOR_ID": manager_number("N000{}"),
            "SUPERVISOR_NAME": manager_last_first,
        },
    ),
    {
        "email": "GOREMAL_EMAIL_ADDRESS",
        "employee_id": "SPRIDEN_ID",
        "first_name": "SPRIDEN_FIRST_NAME",
        "last_name": "SPRIDEN_LAST_NAME",
        "title": "NBRJOBS_DESC",
        "department": "FTVORGN_TITLE",
        "location": "STVCAMP_DESC",
        "hire_date": "PEBEMPL_CURRENT_HIRE_DATE",
        "termination_date": "PEBEMPL_TERM_DATE",
        "status": "PEBEMPL_EMPL_STATUS",
        "manager": "SUPERVISOR_ID",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"A": "active", "L": "leave", "T": "inactive"},
    identity=("SPRIDEN_ID", "SPRIDEN_PIDM"),
    note="columns named after their tables; five dates of service; months in capitals",
)

_WARDS = (
    "Emergency Dept", "Surgical Services", "Med/Surg 4W", "Human Resources", "Pharmacy", "Radiology",
    "Labor & Delivery", "Laboratory", "Revenue Cycle", "Respiratory Therapy", "ICU", "Environmental Services",
)  # fmt: skip
_JOBS = (
    "Registered Nurse", "RN Clinical Coordinator", "Certified Nursing Asst", "Pharmacy Tech II",
    "Patient Access Rep", "Respiratory Therapist", "Radiologic Tech", "Medical Lab Scientist",
    "Physical Therapist", "Unit Secretary", "HR Generalist", "EVS Technician",
)  # fmt: skip


def _name_and_initial(person: Person, rng: object) -> Cell:
    return f"{person.last_name}, {person.first_name} {person.middle}".strip()


# From general knowledge: a report from the self-service portal of a hospital, in the words of its HR office.
HOSPITAL = export(
    "hospital_myhr_staff_report",
    "MyHR of a hospital",
    "en-US",
    cols(
        "Emp #=employee_id | Name=full_name | Pref Name=preferred_name | Job Cd=job_code | "
        "Job Description=title | Dept #=department_code | Dept Name=department | Facility=location | "
        "Cost Ctr=cost_center_code | Shift=other | Class=employment_type | FTE=other | Emp Status=status | "
        "Union Cd=other | Hire Dt=hire_date | Adj Svc Dt=original_hire_date | Term Dt=termination_date | "
        "Supv #=manager_id | Supervisor=manager_name | Director=other_manager | License #=other_id | "
        "Lic Exp=other_date | E-Mail=email | Work Ph=phone | Pager=other | Cell=any_phone | "
        "Base Rate=pay | TB Test Dt=sensitive | Flu Vax=sensitive",
        {
            "Emp #": number("{:06}"),
            "Name": _name_and_initial,
            "Job Description": by_title(*_JOBS),
            "Dept Name": by_department(*_WARDS),
            "Facility": lambda person, rng: f"{person.place.city} Medical Center",
            "Shift": one_of("D", "E", "N", "R"),
            "Class": lambda person, rng: "FT" if person.full_time else rng.choice(("PT", "PRN")),
            "FTE": hours("1.00", "0.60"),
            "Emp Status": state("Active", "LOA", "Active", "Termed"),
            "Union Cd": one_of("NU", "SEIU", "NU"),
            "Hire Dt": day("hired_on", "%m/%d/%y"),
            "Adj Svc Dt": day("first_hired_on", "%m/%d/%y"),
            "Term Dt": day("last_day", "%m/%d/%y"),
            "Supv #": manager_number("{:06}"),
            "Supervisor": manager_last_first,
            "Director": one_of("Nguyen, Robert", "Kowalski, Laura"),
            "License #": sometimes(0.4, lambda person, rng: f"RN{person.other_number % 1_000_000}"),
            "Lic Exp": sometimes(0.4, one_of("04/30/27", "10/31/27", "10/31/28")),
            "Pager": sometimes(0.2, lambda person, rng: f"{person.other_number % 10_000:04}"),
            "Base Rate": lambda person, rng: f"{person.salary / 2080:.2f}",
            "TB Test Dt": one_of("02/11/26", "03/02/26", ""),
            "Flu Vax": one_of("Y", "Y", "DECL"),
        },
    ),
    {
        "email": "E-Mail",
        "employee_id": "Emp #",
        "full_name": "Name",
        "title": "Job Description",
        "department": "Dept Name",
        "location": "Facility",
        "phone": "Work Ph",
        "hire_date": "Hire Dt",
        "termination_date": "Term Dt",
        "status": "Emp Status",
        "manager": "Supv #",
    },
    form=Format(
        kind="excel",
        titles=(("ALL STAFF - PRECEPTOR / MENTOR PROGRAM",), ("Printed 11/02/26 06:00", "", "Page 1"), ()),
        trailer=("Total employees", "{people}"),
    ),
    refers_to="employee_id",
    dates="%m/%d/%y",
    status={"Active": "active", "LOA": "leave", "Termed": "inactive"},
    order="last_first",
    note="abbreviations throughout; a class that says full time, a status that says employed",
)

# From general knowledge: a workbook in which an office of a university collects people for mentoring.
UNIVERSITY = export(
    "university_mentoring_pool",
    "list of a university",
    "en-US",
    cols(
        "Mentor or mentee?=other | Last name=last_name | First name=first_name | Goes by=preferred_name | "
        "UID=employee_id | NetID=other_id | University email=email | College / School=division | "
        "Department or unit=department | Rank / position=title | Campus=location | "
        "Bldg & room=other | Campus phone=phone | Personal cell (optional)=personal_phone | "
        "Start date at University=hire_date | Years in rank=other | Chair / supervisor=manager_name | "
        "Chair / supervisor email=manager_email | Pronouns=other | Topics of interest=other | Notes=other",
        {
            "Mentor or mentee?": one_of("Mentor", "Mentee", "Mentee", "Both"),
            "UID": number("U00{}"),
            "NetID": of("username"),
            "College / School": by_department("Arts & Sciences", "Engineering", "Administration", "Health"),
            "Department or unit": by_department(*_UNITS),
            "Rank / position": by_title(*_RANKS),
            "Campus": lambda person, rng: person.place.city,
            "Bldg & room": lambda person, rng: (
                f"{rng.choice(('Old Main', 'Gates', 'Hill Hall'))} {person.number % 400}"
            ),
            "Start date at University": day("hired_on", "%-m/%-d/%Y"),
            "Years in rank": lambda person, rng: 2026 - person.in_job_since.year,
            "Chair / supervisor email": manager_email,
            "Pronouns": sometimes(0.5, gender("she/her", "he/him")),
            "Topics of interest": one_of(
                "tenure process, grant writing", "leadership", "work-life balance", ""
            ),
            "Notes": sometimes(0.1, one_of("met at orientation", "prefers Zoom", "on sabbatical in spring")),
        },
    ),
    {
        "email": "University email",
        "employee_id": "UID",
        "first_name": "First name",
        "last_name": "Last name",
        "title": "Rank / position",
        "department": "Department or unit",
        "location": "Campus",
        "phone": "Campus phone",
        "hire_date": "Start date at University",
        "manager": "Chair / supervisor email",
    },
    form=Format(
        kind="excel",
        titles=(("Faculty & Staff Mentoring - pool for AY 2026-27",), ("please do not sort!",)),
    ),
    refers_to="email",
    dates="%m/%d/%Y",
    identity=("UID", "NetID"),
    note="kept by hand: headers that are questions, and free text next to the facts",
)

CAMPUS: tuple[Export, ...] = (BANNER, HOSPITAL, UNIVERSITY)
