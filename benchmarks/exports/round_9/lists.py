"""Lists that a person keeps in a workbook, for a programme or a sheet that several people edit.

Belongs here: headers as people write them, all from general knowledge. Does not: exports of HR systems.
"""

from benchmarks.exports.cells import cols, day_cell, fixed, manager_email, number, of, one_of, sometimes
from benchmarks.exports.model import ANY_FORMAT, Export, Format, export

# From general knowledge: the programme office of a bank follows its analysts through their rotations.
ROTATION = export(
    "rotational_program_roster",
    "rotational program roster",
    "en-US",
    cols(
        "#=row | EID=employee_id | Associate=full_name | Class Year=other | Title=title | "
        "Current Dept=department | Next Dept=other | Office=location | Rotation Manager=manager_name | "
        "Rotation Manager Email=manager_email | Buddy=other | Work Email=email | Desk Phone=phone | "
        "Cell=any_phone | Bank Start Date=hire_date | Rotation End=other_date | Notes=other",
        {
            "#": of("row"),
            "EID": number("E{}"),
            "Class Year": one_of("2024", "2025", "2026"),
            "Next Dept": one_of("TBD", "Credit Risk", "Treasury"),
            "Buddy": sometimes(0.5, one_of("Jamie F.", "Priya", "Tom W.")),
            "Rotation Manager Email": manager_email,
            "Bank Start Date": day_cell("hired_on"),
            "Rotation End": one_of("Jan 2027", "Q2 2027"),
            "Notes": sometimes(0.1, one_of("out until Dec", "wants Chicago", "needs mentor!")),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "EID",
        "full_name": "Associate",
        "title": "Title",
        "department": "Current Dept",
        "location": "Office",
        "phone": "Desk Phone",
        "hire_date": "Bank Start Date",
        "manager": "Rotation Manager Email",
    },
    form=Format(kind="excel", titles=(("Rotational Program Roster - Fall 2026", "", "CONFIDENTIAL"), ())),
    refers_to="email",
    order="first_last",
    dates=ANY_FORMAT,
    note="this department and the next; no status",
)

# From general knowledge: a sheet of an association in an online spreadsheet, with its columns of changes.
SMARTSHEET = export(
    "smartsheet_staff_tracker",
    "Smartsheet",
    "en-US",
    cols(
        "Staff Member=full_name | Staff ID=employee_id | Work Email=email | Role / Title=title | "
        "Team=department | Office Location=location | Reports To (email)=manager_email | "
        "Start Date=hire_date | Last Day=termination_date | Staff Status=status | Work Phone=phone | "
        "Mentor or Mentee?=other | T-Shirt Size=other | Dietary Needs=sensitive | "
        "Emergency Contact Phone=personal_phone | Modified By=other | Modified=other_date",
        {
            "Staff ID": number("NA-{}"),
            "Reports To (email)": manager_email,
            "Start Date": day_cell("hired_on"),
            "Last Day": day_cell("last_day"),
            "Staff Status": lambda person, rng: "Former" if person.is_gone else "Current",
            "Mentor or Mentee?": sometimes(0.6, one_of("Mentor", "Mentee", "Both")),
            "T-Shirt Size": one_of("S", "M", "L", "XL"),
            "Dietary Needs": sometimes(0.2, one_of("Vegetarian", "Gluten free", "Halal")),
            "Modified By": fixed("hr@northfield.example"),
            "Modified": one_of("10/28/26 4:12 PM", "11/01/26 9:40 AM"),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Staff ID",
        "full_name": "Staff Member",
        "title": "Role / Title",
        "department": "Team",
        "location": "Office Location",
        "phone": "Work Phone",
        "hire_date": "Start Date",
        "termination_date": "Last Day",
        "status": "Staff Status",
        "manager": "Reports To (email)",
    },
    form=Format(kind="excel"),
    refers_to="email",
    order="first_last",
    dates=ANY_FORMAT,
    status={"Current": "active", "Former": "inactive"},
    note="a team is the only unit; who edited the row last has an e-mail too",
)

LISTS: tuple[Export, ...] = (ROTATION, SMARTSHEET)
