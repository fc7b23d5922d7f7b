"""Exports in English from Britain, Australia, India and Singapore.

Belongs here and does not: as in `directories.py`.
"""

from datetime import timedelta
from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    day_cell,
    fixed,
    gender,
    hours,
    manager_last_first,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    pattern,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import ANY_FORMAT, Cell, Export, Format, export
from benchmarks.exports.people import TODAY, Person

_DMY = "%d/%m/%Y"

# From general knowledge: a report of Access SelectHR, with British words of HR.
SELECT_HR = export(
    "selecthr_staff_report",
    "Access SelectHR",
    "en-GB",
    cols(
        "Person Ref=other_id | Payroll Number=employee_id | Title=salutation | Forename=first_name | "
        "Known As=preferred_name | Surname=last_name | Gender=gender | Date of Birth=birth_date | "
        "NI Number=national_id | Company=company | Department=department | Cost Centre=cost_center_code | "
        "Location=location | Job Title=title | Grade=job_level | Reports To=manager_name | "
        "Reports To Payroll No=manager_id | Date Joined=hire_date | "
        "Continuous Service Date=original_hire_date | Probation End Date=other_date | "
        "Date Left=termination_date | Reason for Leaving=other | Current/Leaver=status | "
        "Contract Type=employment_type | FTE=fte | Work Email=email | Work Telephone=phone | "
        "Work Mobile=mobile | Home Email=personal_email | Home Address=home_address | Salary=pay | "
        "Next of Kin=sensitive",
        {
            "Payroll Number": number("{:06}"),
            "Title": gender("Ms", "Mr"),
            "Date of Birth": day_cell("born_on"),
            "NI Number": pattern("QQ ## ## ## A"),
            "Company": fixed("Ashworth Housing Group"),
            "Reports To": manager_last_first,
            "Reports To Payroll No": manager_number("{:06}"),
            "Date Joined": day_cell("hired_on"),
            "Continuous Service Date": day_cell("first_hired_on"),
            "Probation End Date": lambda person, rng: person.hired_on + timedelta(days=182),
            "Date Left": day_cell("last_day"),
            "Reason for Leaving": state("", "", "", "Resignation"),
            "Current/Leaver": state("Current", "Current", "Current", "Leaver"),
            "Contract Type": one_of("Permanent", "Permanent", "Fixed Term"),
            "FTE": hours(1, 0.6),
            "Salary": lambda person, rng: person.salary,
            "Next of Kin": sometimes(0.6, one_of("Partner", "Parent", "Sibling")),
        },
    ),
    {
        "email": "Work Email",
        "employee_id": "Payroll Number",
        "first_name": "Forename",
        "last_name": "Surname",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "phone": ("Work Telephone", "Work Mobile"),
        "hire_date": "Date Joined",
        "termination_date": "Date Left",
        "status": "Current/Leaver",
        "manager": "Reports To Payroll No",
    },
    form=Format(kind="excel", titles=(("Staff List - Mentoring",), ("Run date: 02 November 2026",), ())),
    refers_to="employee_id",
    dates=ANY_FORMAT,
    status={"Current": "active", "Leaver": "inactive"},
    identity=("Payroll Number", "Person Ref"),
    note="the title is Ms or Mr; the continuous service is older than the employment",
)

# Deputy: Bulk import or bulk update team member data (up to `Send Invite (Y/N)`, and the form of dates, and
# that there are a Deputy ID and a Payroll ID); the rest from general knowledge.
DEPUTY = export(
    "deputy_team_members",
    "Deputy",
    "en-AU",
    cols(
        "Deputy ID=other_id | First Name=first_name | Last Name=last_name | "
        "Preferred Name (Display Name)=preferred_name | Mobile=any_phone | Email=email | "
        "Main Location=location | Location Code=location_code | Main Area=department | DOB=birth_date | "
        "Gender=gender | Address=home_address | City=home_address | Post Code=home_address | "
        "State=home_address | Country=other | Emergency Contact Name=sensitive | "
        "Emergency Contact Phone=sensitive | User Name=username | Access Level=other | "
        "Employment Start Date=hire_date | Termination Date=termination_date | Send Invite (Y/N)=other | "
        "Payroll ID=employee_id | Hourly Rate=pay | Employment Terms=other",
        {
            "Deputy ID": lambda person, rng: person.other_number % 100_000 + person.row * 100_000,
            "Gender": gender("Female", "Male"),
            "Address": of("street"),
            "City": place("city"),
            "Post Code": of("zip_code"),
            "State": one_of("NSW", "VIC", "QLD"),
            "Country": fixed("Australia"),
            "Emergency Contact Name": sometimes(0.6, one_of("Jill", "Bruce", "Mei")),
            "Emergency Contact Phone": of("home_phone"),
            "Access Level": lambda person, rng: "Location Manager" if person.level < 5 else "Employee",
            "Send Invite (Y/N)": fixed("N"),
            "Payroll ID": number("WB{}"),
            "Hourly Rate": lambda person, rng: f"{person.salary / 1976:.2f}",
            "Employment Terms": one_of("Full Time Award", "Part Time Award", "Casual"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Payroll ID",
        "first_name": "First Name",
        "last_name": "Last Name",
        "location": "Main Location",
        "hire_date": "Employment Start Date",
        "termination_date": "Termination Date",
    },
    identity=("Payroll ID", "Deputy ID"),
    optional={"phone": ("Mobile",), "department": ("Main Area",)},
    note="a roster of shifts: no title, no status, no manager; the city is that of the home",
)


def _zing_status(person: Person, rng: Random) -> Cell:
    if person.is_gone:
        return "Left"
    if person.state == "leave":
        return "Long Leave"
    return "Probation" if (TODAY - person.hired_on).days < 300 else "Confirmed"


# ZingHR: Employee Master API (every field at the top up to `EmpFlag`, and the form of dates); the names of
# the attributes and the columns of the manager from general knowledge.
ZING_HR = export(
    "zinghr_employee_master",
    "ZingHR",
    "en-IN",
    cols(
        "EmployeeCode=employee_id | EmployeeID=other_id | Salutation=salutation | "
        "EmployeeName=full_name | MiddleName=middle_name | LastName=last_name | Email=email | "
        "Gender=gender | Mobile=any_phone | DateofBirth=birth_date | DateOfJoining=hire_date | "
        "Dateofconfirmation=other_date | DateOfLeaving=termination_date | EmployeeStatus=status | "
        "Age=sensitive | PAN=national_id | UAN=national_id | AadhaarNumber=national_id | "
        "PFAccountNumber=sensitive | ESICAccountNumber=sensitive | /Attributes/Company=company | "
        "/Attributes/Department=department | /Attributes/Designation=title | /Attributes/Grade=job_level | "
        "/Attributes/Location=location | /Attributes/CostCentre=cost_center_code | "
        "ReportingManagerCode=manager_id | ReportingManagerName=manager_name | "
        "LastModified=record_date | CreatedDate=record_date | EmpFlag=other",
        {
            "EmployeeCode": number("SH{}"),
            "Salutation": gender("Ms.", "Mr."),
            "Gender": gender("Female", "Male"),
            "DateofBirth": day("born_on", "%d-%m-%Y"),
            "DateOfJoining": day("hired_on", "%d-%m-%Y"),
            "Dateofconfirmation": lambda person, rng: (person.hired_on + timedelta(days=180)).strftime(
                "%d-%m-%Y"
            ),
            "DateOfLeaving": day("last_day", "%d-%m-%Y"),
            "EmployeeStatus": _zing_status,
            "Age": lambda person, rng: TODAY.year - person.born_on.year,
            "PAN": pattern("ABCPK####L"),
            "UAN": pattern("10##########"),
            "AadhaarNumber": pattern("XXXXXXXX####"),
            "PFAccountNumber": pattern("MHBAN00#####000#######"),
            "ESICAccountNumber": fixed(""),
            "/Attributes/Company": fixed("Sahyadri Technologies Pvt Ltd"),
            "ReportingManagerCode": manager_number("SH{}"),
            "ReportingManagerName": manager_name,
            "LastModified": one_of("28-10-2026", "01-11-2026"),
            "CreatedDate": day("first_hired_on", "%d-%m-%Y"),
            "EmpFlag": one_of("EDIT", "EDIT", "ADD"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "EmployeeCode",
        "full_name": "EmployeeName",
        "title": "/Attributes/Designation",
        "department": "/Attributes/Department",
        "location": "/Attributes/Location",
        "hire_date": "DateOfJoining",
        "termination_date": "DateOfLeaving",
        "status": "EmployeeStatus",
        "manager": "ReportingManagerCode",
    },
    form=Format(kind="json", records=("Employees",)),
    refers_to="employee_id",
    dates="%d-%m-%Y",
    status={"Confirmed": "active", "Probation": "active", "Long Leave": "leave", "Left": "inactive"},
    identity=("EmployeeCode", "EmployeeID"),
    order="first_last",
    optional={"phone": ("Mobile",), "last_name": ("LastName",)},
    note="the whole name and the last name, but no first name; a code and an id",
)


def _resigned_on(person: Person, rng: Random) -> Cell:
    """The day of the letter, a month before the last day."""
    return (person.last_day - timedelta(days=30)).strftime(_DMY) if person.last_day else ""


# From general knowledge: an employee listing of a payroll program in Singapore.
INFO_TECH = export(
    "infotech_employee_listing",
    "Info-Tech HRMS",
    "en-SG",
    cols(
        "S/No=row_number | Emp Code=employee_id | Emp Name=full_name | NRIC/FIN=national_id | "
        "Race=sensitive | Nationality=sensitive | Pass Type=sensitive | Sex=gender | D.O.B.=birth_date | "
        "Date Joined=hire_date | Confirm Date=other_date | Date Resigned=other_date | "
        "Last Working Day=termination_date | Emp Status=status | Designation=title | Dept=department | "
        "Section=other | Branch=location | Cost Centre=cost_center_code | "
        "Reporting To (Emp Code)=manager_id | Reporting To=manager_name | Email (Office)=email | "
        "Email (Personal)=personal_email | DID=phone | HP No.=any_phone | Basic Salary=pay | "
        "Bank A/C No.=iban",
        {
            "S/No": lambda person, rng: person.row,
            "Emp Code": number("E{:05}"),
            "Emp Name": lambda person, rng: f"{person.last_name} {person.first_name}".upper(),
            "NRIC/FIN": pattern("SXXXX###A"),
            "Race": one_of("Chinese", "Malay", "Indian", "Others"),
            "Nationality": one_of("Singaporean", "Singaporean", "Malaysian"),
            "Pass Type": one_of("SC", "SC", "PR", "EP"),
            "Sex": gender("F", "M"),
            "D.O.B.": day("born_on", _DMY),
            "Date Joined": day("hired_on", _DMY),
            "Confirm Date": lambda person, rng: (person.hired_on + timedelta(days=91)).strftime(_DMY),
            "Date Resigned": _resigned_on,
            "Last Working Day": day("last_day", _DMY),
            "Emp Status": state("Active", "No Pay Leave", "Active", "Resigned"),
            "Section": one_of("A", "B", ""),
            "Reporting To (Emp Code)": manager_number("E{:05}"),
            "Reporting To": lambda person, rng: (
                f"{person.manager.last_name} {person.manager.first_name}".upper() if person.manager else ""
            ),
            "Basic Salary": lambda person, rng: round(person.salary / 13),
            "Bank A/C No.": pattern("###-#####-#"),
        },
    ),
    {
        "email": "Email (Office)",
        "employee_id": "Emp Code",
        "title": "Designation",
        "department": "Dept",
        "location": "Branch",
        "phone": "DID",
        "hire_date": "Date Joined",
        "termination_date": "Last Working Day",
        "status": "Emp Status",
        "manager": "Reporting To (Emp Code)",
    },
    form=Format(
        kind="excel",
        titles=(("KALLANG MARINE SERVICES PTE LTD",), ("Employee Listing as at 02/11/2026",)),
        trailer=("Total", "{people}"),
    ),
    refers_to="employee_id",
    dates=_DMY,
    status={"Active": "active", "No Pay Leave": "leave", "Resigned": "inactive"},
    must_ask=("full_name",),
    note="names of several customs in one column; the day of the letter is not the last day",
)

COMMONWEALTH: tuple[Export, ...] = (SELECT_HR, DEPUTY, ZING_HR, INFO_TECH)
