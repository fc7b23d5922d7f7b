"""Lists that somebody keeps by hand, in North America.

Belongs here: headers as people type them, and their ways to write values. Does not: exports of a system.
"""

from random import Random

from benchmarks.exports.cells import (
    cols,
    day,
    hours,
    initials,
    last_first,
    manager_last_first,
    manager_name,
    manager_number,
    number,
    of,
    one_of,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, Export, Format, export
from benchmarks.exports.people import Person

_POSITIONS = ("Associate", "Senior Associate", "Counsel", "Articling Student", "Law Clerk")
_GROUPS = ("Corporate/M&A", "Litigation", "Real Estate", "Tax", "Employment & Labour", "IP", "Banking")


def _position(person: Person, rng: Random) -> Cell:
    return _POSITIONS[person.number % 5] if person.level > 4 else "Partner"


def _practice(person: Person, rng: Random) -> Cell:
    return _GROUPS[len(person.department) % len(_GROUPS)]


# From general knowledge: a workbook of the coordinator of a program in a law firm.
LAW_FIRM = export(
    "law_firm_associate_list",
    "list of a law firm",
    "en-CA",
    cols(
        "Lawyer (Last, First)=full_name | Init.=initials | Timekeeper #=employee_id | Position=title | "
        "Practice Group=department | Office=work_city | Year of Call=other | Started=hire_date | "
        "Supervising Partner=manager_name | Legal Assistant=other | E-mail=email | Direct Line=phone | "
        "Cell=mobile | Mentor last year?=other | Pronouns (if shared)=sensitive | Notes=other",
        {
            "Lawyer (Last, First)": last_first,
            "Init.": initials,
            "Timekeeper #": number(),
            "Position": _position,
            "Practice Group": _practice,
            "Year of Call": lambda person, rng: person.hired_on.year + rng.randrange(2),
            "Started": day("hired_on", "%d/%m/%Y"),
            "Supervising Partner": manager_last_first,
            "Legal Assistant": one_of("D. Roy", "M. Singh", "K. Walsh"),
            "Mentor last year?": one_of("Y", "N", ""),
            "Pronouns (if shared)": sometimes(0.3, one_of("she/her", "he/him", "they/them")),
            "Notes": sometimes(0.1, one_of("on parental leave until Jan", "on secondment", "confirm!!")),
        },
    ),
    {
        "email": "E-mail",
        "employee_id": "Timekeeper #",
        "full_name": "Lawyer (Last, First)",
        "title": "Position",
        "department": "Practice Group",
        "location": "Office",
        "phone": ("Direct Line", "Cell"),
        "hire_date": "Started",
    },
    form=Format(kind="excel", titles=(("Associate Mentoring Program 2026-27",), ("upd. Oct 30 JM",), ())),
    dates="%d/%m/%Y",
    order="last_first",
    note="titles above the header; the partner is known by name only",
)

_RANKS = ("Officer", "AVP", "VP", "SVP")


# From general knowledge: a list that the office of the branches of a bank keeps.
BANK = export(
    "bank_branch_roster",
    "list of a bank",
    "en-US",
    cols(
        "Emp#=employee_id | Name=full_name | Nickname=preferred_name | Corp Title=other | "
        "Functional Title=title | Dept=department | Region=other | Br #=location_code | "
        "Branch Name=location | Mgr Emp#=manager_id | Mgr=manager_name | Bus Email=email | "
        "Bus Phone=phone | NMLS ID=other_id | DOH=hire_date | Last Day=termination_date | "
        "FT/PT=employment_type | Sts=status | Cert. Year=other | Remarks=other",
        {
            "Emp#": number("{:06}"),
            "Corp Title": lambda person, rng: _RANKS[min(3, 5 - person.level)] if person.level < 6 else "",
            "Region": one_of("Metro", "Upstate", "South"),
            "Mgr Emp#": manager_number("{:06}"),
            "Mgr": manager_name,
            "NMLS ID": sometimes(0.3, of("other_number")),
            "DOH": day("hired_on", "%-m/%-d/%Y"),
            "Last Day": day("last_day", "%-m/%-d/%Y"),
            "FT/PT": hours("FT", "PT"),
            "Sts": state("A", "L", "A", "T"),
            "Cert. Year": sometimes(0.2, one_of("2024", "2025")),
            "Remarks": sometimes(0.05, one_of("float pool", "see HR")),
        },
    ),
    {
        "email": "Bus Email",
        "employee_id": "Emp#",
        "full_name": "Name",
        "title": "Functional Title",
        "department": "Dept",
        "location": "Branch Name",
        "phone": "Bus Phone",
        "hire_date": "DOH",
        "termination_date": "Last Day",
        "status": "Sts",
        "manager": "Mgr Emp#",
    },
    form=Format(encoding="cp1252"),
    refers_to="employee_id",
    dates="%m/%d/%Y",
    status={"A": "active", "L": "leave", "T": "inactive"},
    order="first_last",
    note="a rank of the bank next to the title; dates without leading zeros",
)

LISTS: tuple[Export, ...] = (LAW_FIRM, BANK)
