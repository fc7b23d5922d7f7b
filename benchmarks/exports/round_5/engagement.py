"""Exports of systems for surveys, performance and learning, which hold a roster of their own.

Belongs here and does not: as in `directories.py`.
"""

from datetime import date
from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    fixed,
    gender,
    hours,
    manager_email,
    manager_number,
    number,
    of,
    one_of,
    place,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

# Culture Amp: Employee Data File Template (every header and its order).
CULTURE_AMP = export(
    "culture_amp_employee_data",
    "Culture Amp",
    "en-US",
    cols(
        "Name=full_name | Preferred Name=preferred_name | Employee Id=employee_id | Email=email | "
        "Date of Birth=birth_date | Start Date=hire_date | End Date=termination_date | Language=other | "
        "Manager Email=manager_email | Timezone=other | Mobile Phone Number=any_phone | "
        "Manager=manager_name | Job Title=title | Job Title Level=job_level | Department=department | "
        "Division=division | Country=country | Location=work_city | Region=other | Work Location=other | "
        "Gender=gender | Race/Ethnicity=sensitive | BIPOC=sensitive | Employment Type=employment_type",
        {
            "Language": sometimes(0.1, one_of("es", "fr")),
            "Timezone": one_of("America/New_York", "America/Chicago", "America/Denver"),
            "Job Title Level": lambda person, rng: str(person.level),
            "Country": fixed("United States"),
            "Region": one_of("East Coast", "West Coast", "Central"),
            "Work Location": one_of("Remote", "In-office", "Hybrid"),
            "Gender": gender("Woman", "Man"),
            "Race/Ethnicity": one_of("Asian", "White", "Black", "Latino"),
            "BIPOC": one_of("Yes", "No"),
            "Employment Type": hours("Full-time", "Part-time"),
        },
    ),
    {
        "email": "Email",
        "employee_id": "Employee Id",
        "full_name": "Name",
        "title": "Job Title",
        "department": "Department",
        "location": "Location",
        "hire_date": "Start Date",
        "termination_date": "End Date",
        "manager": "Manager Email",
    },
    form=Format(kind="excel"),
    refers_to="email",
    order="first_last",
    optional={"phone": ("Mobile Phone Number",)},
    note="the work location says whether somebody works remotely; dates are text in a workbook",
)


def _invited_on(person: Person, rng: Random) -> Cell:
    """The day from which somebody has access: that of the rollout for those who were there already."""
    return max(person.hired_on, date(2024, 1, 15)).strftime(_MDY)


# 15Five: Bulk import or update people (email, employee_id, start_date, is_active and its words,
# active_group_names and its tilde, due_day, `custom_` before the customer's); the rest from general
# knowledge.
FIFTEEN_FIVE = export(
    "15five_current_structure",
    "15Five",
    "en-US",
    cols(
        "email=email | employee_id=employee_id | first_name=first_name | last_name=last_name | "
        "preferred_name=preferred_name | title=title | location=location | time_zone=other | "
        "reviewer_email=manager_email | due_day=other | active_group_names=department_path | "
        "start_date=other_date | hire_date=hire_date | is_active=status | is_reviewer=other | "
        "custom_birthday=birth_date | custom_cost_center=cost_center_code | "
        "custom_onboarding_buddy=other_email | custom_work_phone=phone",
        {
            "time_zone": one_of("US/Eastern", "US/Pacific"),
            "reviewer_email": manager_email,
            "due_day": one_of("Friday", "Friday", "Monday"),
            "active_group_names": lambda person, rng: (
                f"Departments~{person.department}, Offices~{person.place.city}"
            ),
            "start_date": _invited_on,
            "hire_date": day("hired_on", _MDY),
            "is_active": state("y", "y", "y", "n"),
            "is_reviewer": lambda person, rng: "y" if person.level < 5 else "n",
            "custom_birthday": day("born_on", "%m/%d"),
            "custom_onboarding_buddy": sometimes(0.2, manager_email),
        },
    ),
    {
        "email": "email",
        "employee_id": "employee_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "title": "title",
        "location": "location",
        "phone": "custom_work_phone",
        "hire_date": "hire_date",
        "status": "is_active",
        "manager": "reviewer_email",
    },
    refers_to="email",
    dates=_MDY,
    status={"y": "active", "n": "inactive"},
    optional={"department": ("active_group_names",)},
    note="the start date is that of the access to the system, the same for all who were there before",
)

# Workleap: How to import users with a CSV file (every header).
WORKLEAP = export(
    "workleap_skills_users",
    "Workleap",
    "en-CA",
    cols(
        "Email=email | FirstName=first_name | LastName=last_name | JobTitle=title | "
        "Department=department | ManagerEmail=manager_email | DateOfBirth=birth_date | "
        "StartDate=hire_date | Gender=gender | Ethnicity=sensitive | Status=status",
        {
            "Ethnicity": sometimes(0.5, one_of("White", "South Asian", "Indigenous", "Black")),
            "Status": state("Active", "Active", "Active", "Inactive"),
        },
    ),
    {
        "email": "Email",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "Department",
        "hire_date": "StartDate",
        "status": "Status",
        "manager": "ManagerEmail",
    },
    refers_to="email",
    status={"Active": "active", "Inactive": "inactive"},
    note="no number of a person, no place",
)

# PeopleFluent: User Data Loader Field Reference (up to `EmploymentCountryCode`, and the form of dates); the
# rest from general knowledge.
PEOPLEFLUENT = export(
    "peoplefluent_user_data_loader",
    "PeopleFluent Learning",
    "en-US",
    cols(
        "Action=other | UserID=employee_id | BirthDate(dd-mmm-yy)=birth_date | City=work_city | "
        "Company Address 1=other | Company Address 2=other | CompanyName=company | "
        "Cost Center=cost_center_code | Cost Center Name=cost_center | Country=country | "
        "DeptId=department_code | Department=department | Direct Appraiser=manager_id | "
        "E-mail Address=email | Employee Num=employee_id | EmploymentCountryCode=country | "
        "FamilyName=last_name | GivenName=first_name | Gender=gender | JobTitle=title | "
        "JoinDate(dd-mmm-yy)=hire_date | Language=other | Organization1=division | Organization2=other | "
        "Phone=phone | Status=status | ExpirationDate(dd-mmm-yy)=other_date",
        {
            "Action": fixed("AU"),
            "UserID": number("{:06}"),
            "BirthDate(dd-mmm-yy)": fixed("NONE"),
            "Company Address 1": place("name"),
            "Company Address 2": fixed(""),
            "CompanyName": fixed("Northfield Health System"),
            "Country": fixed("USA"),
            "Direct Appraiser": manager_number("{:06}"),
            "Employee Num": number("{:06}"),
            "EmploymentCountryCode": fixed("USA"),
            "Gender": gender("F", "M"),
            "JoinDate(dd-mmm-yy)": day("hired_on", "%d-%b-%Y"),
            "Language": fixed("en"),
            "Organization2": fixed("Northfield"),
            "Status": state("Active", "Active", "Suspended", "Closed"),
            "ExpirationDate(dd-mmm-yy)": fixed("NONE"),
        },
    ),
    {
        "email": "E-mail Address",
        "employee_id": ("Employee Num", "UserID"),
        "first_name": "GivenName",
        "last_name": "FamilyName",
        "title": "JobTitle",
        "department": "Department",
        "location": "City",
        "phone": "Phone",
        "hire_date": "JoinDate(dd-mmm-yy)",
        "status": "Status",
        "manager": "Direct Appraiser",
    },
    form=Format(encoding="utf-8-sig"),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"Active": "active", "Suspended": "ask", "Closed": "inactive"},
    note="the format in the header is not that of the values; the same number twice",
)

# Relias: Text File Importing for HRIS Integration, and its FAQ (up to `EmploymentTypes`); the rest from
# general knowledge.
RELIAS = export(
    "relias_hris_text_file",
    "Relias",
    "en-US",
    cols(
        "EntryType=other | OrgID=company_code | OrgCode=company_code | LastName=last_name | "
        "FirstName=first_name | Username=username | Password=other | Active=status | Restricted=other | "
        "HireDate=hire_date | Email=email | JobTitle=title | Department=department | "
        "Location=location | HierarchyID=other | EmploymentTypes=employment_type | "
        "EmployeeNumber=employee_id | SupervisorEmployeeNumber=manager_id | TermDate=termination_date | "
        "LicenseNumber=other_id | UserDefined1=cost_center_code | UserDefined2=other | UserDefined3=other",
        {
            "EntryType": fixed("U"),
            "OrgID": fixed("20417"),
            "OrgCode": fixed("NFHS"),
            "Password": fixed(""),
            "Active": state("1", "1", "1", "0"),
            "Restricted": fixed("0"),
            "HireDate": day("hired_on", _MDY),
            "HierarchyID": lambda person, rng: f"NFHS-{person.department_code}",
            "EmploymentTypes": hours("FTE", "PRN"),
            "EmployeeNumber": number("{:08}"),
            "SupervisorEmployeeNumber": manager_number("{:08}"),
            "TermDate": day("last_day", _MDY),
            "LicenseNumber": sometimes(0.3, of("other_number")),
            "UserDefined2": one_of("Day", "Night", "Weekend"),
            "UserDefined3": fixed(""),
        },
    ),
    {
        "email": "Email",
        "employee_id": "EmployeeNumber",
        "first_name": "FirstName",
        "last_name": "LastName",
        "title": "JobTitle",
        "department": "Department",
        "location": "Location",
        "hire_date": "HireDate",
        "termination_date": "TermDate",
        "status": "Active",
        "manager": "SupervisorEmployeeNumber",
    },
    form=Format(delimiter="|"),
    refers_to="employee_id",
    dates=_MDY,
    status={"1": "active", "0": "inactive"},
    note="a list of a hospital: a license is no number of a person, and not everybody has one",
)

ENGAGEMENT: tuple[Export, ...] = (CULTURE_AMP, FIFTEEN_FIVE, WORKLEAP, PEOPLEFLUENT, RELIAS)
