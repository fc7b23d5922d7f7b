"""Lists of members, medical staff and new hires: an association's system, and two kept by hand.

Belongs here and does not: as in `american.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    last_first,
    manager_email,
    number,
    one_of,
    other_number,
    row,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import Person

# From general knowledge: a query of contacts of an association's membership system.
IMIS = export(
    "imis_member_query",
    "iMIS",
    "en-US",
    cols(
        "iMIS Id=employee_id | Prefix=salutation | First Name=first_name | Middle Name=middle_name | "
        "Last Name=last_name | Suffix=name_suffix | Designation=other | Informal=preferred_name | "
        "Title=title | Company=company | Company Id=other_id | Member Type=other | "
        "Status=membership_status | "
        "Join Date=other_date | Paid Thru=other_date | Chapter=region | Email=email | Work Phone=phone | "
        "Home Phone=personal_phone | City=work_city | State/Province=region | Country=country | "
        "Birth Date=birth_date | Gender=gender | Bill To Id=other_id",
        {
            "iMIS Id": other_number(),
            "Prefix": one_of("Dr.", "Ms.", "Mr.", ""),
            "Suffix": sometimes(0.04, one_of("Jr.", "Sr.")),
            "Designation": sometimes(0.4, one_of("CPA", "PMP", "SHRM-CP", "PhD")),
            "Company": one_of("Lakeside Medical Group", "Orchard Analytics", "City of Maple Falls"),
            "Company Id": one_of("10442", "10871", "11290"),
            "Member Type": one_of("REG", "REG", "STU", "EMER", "CORP"),
            "Status": state("Active", "Active", "Suspended", "Inactive"),
            "Join Date": day("hired_on", "%m/%d/%Y"),
            "Paid Thru": one_of("12/31/2026", "06/30/2027"),
            "Chapter": one_of("Northeast", "Midwest", "Southwest"),
            "State/Province": one_of("NY", "IL", "TX", "CO"),
            "Birth Date": day("born_on", "%m/%d/%Y"),
            "Bill To Id": one_of("", "10442", "10871"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "iMIS Id",
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "phone": "Work Phone",
    },
    form=Format(encoding="utf-8-sig", quote_all=True),
    optional={
        "status": ("Status",),
        "hire_date": ("Join Date",),
        "location": ("City", "Chapter", "State/Province", "Country"),
        "department": ("Company", "Chapter"),
        "termination_date": ("Paid Thru",),
    },
    note="members instead of employees: they join and lapse, and work elsewhere",
)


def _credentials(person: Person, rng: object) -> Cell:
    return ("MD", "DO", "NP", "PA-C", "RN, MSN")[person.number % 5]


# From general knowledge: a list that the office of a hospital keeps for its mentoring program.
MEDICAL_STAFF = export(
    "medical_staff_mentoring_list",
    "medical staff list",
    "en-US",
    cols(
        "#=row | Provider (Last, First)=full_name | Credentials=other | Emp. No.=employee_id | "
        "NPI=other_id | Position=title | Specialty=other | Dept.=department | Primary Site=location | "
        "Work E-mail=email | Office Ext./Phone=phone | Pager=other | Start Date=hire_date | "
        "Last Day=termination_date | Current Status=status | Dept. Chair=other_manager | "
        "Reports To (e-mail)=manager_email | Mentor or Mentee?=other | Notes=other",
        {
            "#": row,
            "Provider (Last, First)": last_first,
            "Credentials": _credentials,
            "NPI": lambda person, rng: f"1{person.digits[:9]}",
            "Specialty": one_of("Cardiology", "Pediatrics", "Oncology", "Emergency Medicine", "Radiology"),
            "Pager": sometimes(0.5, lambda person, rng: person.digits[9:13]),
            "Start Date": day_cell("hired_on"),
            "Last Day": day_cell("last_day"),
            "Current Status": state("Active", "LOA", "Active", "Left"),
            "Dept. Chair": one_of("Dr. Okafor", "Dr. Lindqvist", "Dr. Patel"),
            "Reports To (e-mail)": manager_email,
            "Mentor or Mentee?": one_of("Mentor", "Mentee", "Both", ""),
            "Notes": sometimes(0.1, one_of("new to the program", "prefers mornings", "see HR")),
        },
    ),
    {
        "email": "Work E-mail",
        "employee_id": "Emp. No.",
        "full_name": "Provider (Last, First)",
        "title": "Position",
        "department": "Dept.",
        "location": "Primary Site",
        "phone": "Office Ext./Phone",
        "hire_date": "Start Date",
        "termination_date": "Last Day",
        "status": "Current Status",
        "manager": "Reports To (e-mail)",
    },
    form=Format(
        kind="excel",
        titles=(("Medical Staff Office - Mentorship Roster FY27",), ("updated 11/2/26 by KM",), ()),
    ),
    refers_to="email",
    dates=ANY_FORMAT,
    status={"Active": "active", "LOA": "leave", "Left": "inactive"},
    order="last_first",
    identity=("Emp. No.", "NPI"),
    note="a specialty next to the department, and a licence number that is unique too",
)

# From general knowledge: a list of everybody and their buddy that a firm keeps for new hires.
NEW_HIRES = export(
    "new_hire_buddy_list",
    "new hire list",
    "en-GB",
    cols(
        "Staff no=employee_id | Forename=first_name | Surname=last_name | Work email=email | "
        "Role=title | Team=department | Base office=location | Joined=hire_date | "
        "Line manager=manager_name | Line manager email=manager_email | Buddy=other | Buddy email=other | "
        "Still here?=status | Mobile=any_phone",
        {
            "Staff no": number("{:05}"),
            "Joined": day("hired_on", "%d %b %Y"),
            "Line manager email": manager_email,
            "Buddy": one_of("Amira Khan", "Tom Ellis", "Grace Obi"),
            "Buddy email": one_of("amira.khan@ashworth.example", "tom.ellis@ashworth.example"),
            "Still here?": state("Y", "Y", "Y", "N"),
        },
    ),
    {
        "email": "Work email",
        "employee_id": "Staff no",
        "first_name": "Forename",
        "last_name": "Surname",
        "title": "Role",
        "department": "Team",
        "location": "Base office",
        "hire_date": "Joined",
        "status": "Still here?",
        "manager": "Line manager email",
    },
    refers_to="email",
    dates="%d %b %Y",
    status={"Y": "active", "N": "inactive"},
    optional={"phone": ("Mobile",)},
    note="a question as a header; the buddy's e-mail is not the manager's",
)

LISTS: tuple[Export, ...] = (IMIS, MEDICAL_STAFF, NEW_HIRES)
