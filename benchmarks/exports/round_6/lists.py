"""Lists of North America: the directory of a university, and what a hospital and a bank keep by hand.

Belongs here and does not: as in `suites.py`.
"""

from benchmarks.exports.cells import (
    cols,
    day,
    hours,
    identifier,
    initials,
    last_first,
    manager_last_first,
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


def _distinguished(person: Person) -> str:
    return f"uid={person.username},ou=people,dc=northfield,dc=example"


def _affiliations(person: Person, rng: object) -> Cell:
    return ["member", "employee", "staff"] if person.number % 3 else ["member", "employee", "faculty"]


# From general knowledge: attributes of inetOrgPerson, eduPerson and the directory server of a university, one
# entry on each line.
UNIVERSITY = export(
    "university_directory_dump",
    "LDAP directory of a university",
    "en-US",
    cols(
        "dn=record_id | uid=username | cn=full_name | displayName=full_name | sn=last_name | "
        "givenName=first_name | initials=initials | mail=email | mailAlternateAddress=personal_email | "
        "eduPersonPrincipalName=other_id | eduPersonAffiliation=other | "
        "eduPersonPrimaryAffiliation=employment_type | eduPersonOrcid=other_id | "
        "employeeNumber=employee_id | title=title | ou=department | departmentNumber=department_code | "
        "l=location | physicalDeliveryOfficeName=other | postalAddress=other | telephoneNumber=phone | "
        "mobile=mobile | homePhone=personal_phone | manager=other_manager | inetUserStatus=status | "
        "entryUUID=record_id | modifyTimestamp=record_date",
        {
            "dn": lambda person, rng: _distinguished(person),
            "initials": initials,
            "eduPersonPrincipalName": lambda person, rng: f"{person.username}@northfield.example",
            "eduPersonAffiliation": _affiliations,
            "eduPersonPrimaryAffiliation": lambda person, rng: "staff" if person.number % 3 else "faculty",
            "eduPersonOrcid": sometimes(0.2, lambda person, rng: f"0000-0002-{person.digits[:4]}-1234"),
            "employeeNumber": number("{:09}"),
            "l": place("city"),
            "physicalDeliveryOfficeName": one_of("Hale Hall 214", "Moffitt 3rd floor", "Annex B-12"),
            "postalAddress": one_of("400 College Way$Room 214", "18 Library Plaza"),
            "manager": lambda person, rng: _distinguished(person.manager) if person.manager else "",
            "inetUserStatus": state("active", "active", "inactive", "deleted"),
            "entryUUID": identifier,
            "modifyTimestamp": one_of("20261030071244Z", "20260802154001Z"),
        },
    ),
    {
        "email": "mail",
        "employee_id": "employeeNumber",
        "first_name": "givenName",
        "last_name": "sn",
        "title": "title",
        "department": "ou",
        "location": "l",
        "phone": ("telephoneNumber", "mobile"),
        "status": "inetUserStatus",
    },
    form=Format(kind="json", lines=True),
    status={"active": "active", "inactive": "inactive", "deleted": "inactive"},
    identity=("employeeNumber", "eduPersonPrincipalName", "entryUUID", "dn", "uid"),
    order="first_last",
    full_name_instead=("cn", "displayName"),
    note="short names of a directory; managers by a path in it; a principal name looks like an e-mail",
)

_MDY2 = "%-m/%-d/%y"

# From general knowledge: the workbook in which a hospital pairs new nurses with older ones.
HOSPITAL = export(
    "hospital_nurse_residency_list",
    "list of a hospital kept by hand",
    "en-US",
    cols(
        "#=row_number | Lawson ID=employee_id | Last=last_name | First=first_name | Creds=other | "
        "Job Class=title | Unit=department | CC#=cost_center_code | Campus=location | Shift=other | "
        "FTE=fte | DOH=hire_date | Unit Start=position_date | Term=termination_date | Stat=status | "
        "Hosp. E-mail=email | Pers. E-mail=personal_email | Unit Ph=phone | Cell=personal_phone | "
        "Nurse Mgr=manager_name | Nurse Mgr E-mail=manager_email | Preceptor=other | "
        "Preceptor Lawson ID=other_manager | RN Lic #=sensitive | Lic Exp=other_date | Mentor Y/N=other | "
        "Scrub Size=other | Notes=other",
        {
            "#": of("row"),
            "Lawson ID": of("number"),
            "Job Class": one_of("Staff Nurse I", "Staff Nurse II", "Charge Nurse", "Clin Nurse Spec"),
            "Creds": one_of("RN", "BSN, RN", "MSN, RN", "RN, CCRN"),
            "Unit": one_of("ICU", "MedSurg 4W", "ED", "L&D", "Oncology", "PACU"),
            "Campus": one_of("Main", "Eastside", "St. Anne", "Outpt Pavilion"),
            "Shift": one_of("D", "N", "D/N"),
            "FTE": hours("0.9", "0.6"),
            "DOH": day("hired_on", _MDY2),
            "Unit Start": day("in_job_since", _MDY2),
            "Term": day("last_day", _MDY2),
            "Stat": state("Active", "LOA", "Active", "Term"),
            "Cell": of("mobile"),
            "Nurse Mgr": manager_last_first,
            "Preceptor": one_of("Kim, Laura", "Rivera, Sarah", "Young, Priya"),
            "Preceptor Lawson ID": one_of("20417", "31188", "54820"),
            "RN Lic #": lambda person, rng: person.digits[:7],
            "Lic Exp": one_of("10/31/27", "4/30/28"),
            "Mentor Y/N": one_of("Y", "N", "N", ""),
            "Scrub Size": one_of("S", "M", "L", "XL"),
            "Notes": sometimes(0.06, one_of("wants nights mentor", "2nd career - see Dana")),
        },
    ),
    {
        "email": "Hosp. E-mail",
        "employee_id": "Lawson ID",
        "first_name": "First",
        "last_name": "Last",
        "title": "Job Class",
        "department": "Unit",
        "location": "Campus",
        "phone": "Unit Ph",
        "hire_date": "DOH",
        "termination_date": "Term",
        "status": "Stat",
        "manager": "Nurse Mgr E-mail",
    },
    form=Format(
        kind="excel",
        titles=(("Nurse Residency - Cohorts 12 thru 14",), ("** do not forward **", "rev 10/30")),
    ),
    refers_to="email",
    dates="%m/%d/%y",
    status={"Active": "active", "LOA": "leave", "Term": "inactive"},
    note="the number has the name of the old HR system; Term is a day in one column and a word in another",
)


def _other_manager(person: Person, rng: object) -> Cell:
    above = person.manager.manager if person.manager else None
    return f"{above.number:08}" if above and person.number % 4 == 0 else ""


# From general knowledge: whom the lines of business of a Canadian bank nominate for mentoring.
BANK = export(
    "bank_mentoring_nominees",
    "list of a bank kept by hand",
    "en-CA",
    cols(
        "Empl ID=employee_id | Legal Name=full_name | Preferred First=preferred_name | "
        "Corporate Title=job_level | Business Title=title | LOB=division | Dept Name=department | "
        "Transit=department_code | Bldg/Floor=location | Prov=other | Empl Class=employment_type | "
        "Empl Stat=status | Orig Hire Dt=original_hire_date | Last Hire Dt=hire_date | "
        "Last Day Wkd=termination_date | Work E-mail=email | Work Tel=phone | People Mgr=manager_name | "
        "People Mgr Empl ID=manager_id | Matrix Mgr Empl ID=other_manager | "
        "Exec Sponsor E-mail=other_email | EE Self-ID=sensitive | Perf Rating FY26=sensitive | "
        "Flight Risk=sensitive | Programme=other",
        {
            "Empl ID": number("{:08}"),
            "Legal Name": last_first,
            "Corporate Title": one_of("Analyst", "Associate", "Vice-President", "Director"),
            "Transit": lambda person, rng: f"{int(person.department_code):05}",
            "Bldg/Floor": place("name"),
            "Prov": one_of("ON", "QC", "AB", "BC"),
            "Empl Class": hours("Reg F/T", "Reg P/T"),
            "Empl Stat": state("A", "L", "A", "T"),
            "Orig Hire Dt": day("first_hired_on", "%d-%b-%Y"),
            "Last Hire Dt": day("hired_on", "%d-%b-%Y"),
            "Last Day Wkd": day("last_day", "%d-%b-%Y"),
            "People Mgr": manager_last_first,
            "People Mgr Empl ID": manager_number("{:08}"),
            "Matrix Mgr Empl ID": _other_manager,
            "Exec Sponsor E-mail": one_of(
                "sponsor.retail@riviere-rouge.example", "sponsor.markets@riviere-rouge.example"
            ),
            "EE Self-ID": one_of("Woman", "Visible minority", "Prefer not to say", ""),
            "Perf Rating FY26": one_of("Meets", "Exceeds", "Outstanding"),
            "Flight Risk": one_of("L", "M", "H"),
            "Programme": one_of("Mentee", "Mentor", "Reverse Mentor"),
        },
    ),
    {
        "email": "Work E-mail",
        "employee_id": "Empl ID",
        "full_name": "Legal Name",
        "title": "Business Title",
        "department": "Dept Name",
        "location": "Bldg/Floor",
        "phone": "Work Tel",
        "hire_date": ("Last Hire Dt", "Orig Hire Dt"),
        "termination_date": "Last Day Wkd",
        "status": "Empl Stat",
        "manager": "People Mgr Empl ID",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    dates="%d-%b-%Y",
    status={"A": "active", "L": "leave", "T": "inactive"},
    order="last_first",
    note="a corporate title is a rank; a transit is a branch of the ledger; ratings next to the names",
)

LISTS: tuple[Export, ...] = (UNIVERSITY, HOSPITAL, BANK)
