"""Fresh exports of payroll and benefits: many columns, few of which are wanted.

Belongs here and does not: as in `north_america.py`.
"""

from random import Random

from benchmarks.exports.cells import (
    BLANK,
    cols,
    day,
    fixed,
    hours,
    last_first,
    of,
    one_of,
    pattern,
    sometimes,
    state,
)
from benchmarks.exports.model import Cell, ColumnSpec, Export, Format, export
from benchmarks.exports.people import Person

_MDY = "%m/%d/%Y"

_EARNINGS = (
    "Regular", "Overtime", "Double Time", "Holiday", "PTO", "Sick", "Bonus", "Commission",
    "Jury Duty", "Bereavement", "Retro Pay", "Shift Differential",
)  # fmt: skip
_DEDUCTIONS = ("401K", "Roth 401K", "Medical", "Dental", "Vision", "HSA", "FSA", "Garnishment")
_TAXES = ("Federal Income Tax", "Social Security", "Medicare", "State Income Tax", "Local Tax", "SUI", "FUTA")


def _amounts(headers: list[str]) -> tuple[ColumnSpec, ...]:
    def amount(person: Person, rng: Random) -> Cell:
        return f"{rng.randrange(0, 4000) + rng.randrange(100) / 100:.2f}" if rng.random() < 0.7 else "0.00"

    return tuple(ColumnSpec(header, "pay", amount) for header in headers)


# From general knowledge: a register of one pay date, where each kind of pay has columns of its own.
ISOLVED = export(
    "isolved_payroll_register",
    "isolved",
    "en-US",
    (
        *cols(
            "Client Code=company_code | Employee Number=employee_id | Employee Name=full_name | "
            "SSN=national_id | Pay Group=other | Pay Date=record_date | Check Date=record_date | "
            "Check Number=record_id | Work Location=location | Department=department | Job=title | "
            "Employment Status=status | Employee Type=employment_type | Hire Date=hire_date | "
            "Term Date=termination_date | Self-Service Email=email | Home Email=personal_email",
            {
                "Client Code": fixed("NFIELD"),
                "Employee Name": last_first,
                "SSN": pattern("***-**-####"),
                "Pay Group": one_of("BIWKLY", "SALARY"),
                "Pay Date": fixed("10/30/2026"),
                "Check Date": fixed("10/30/2026"),
                "Check Number": lambda person, rng: 700_100 + person.row,
                "Employment Status": state("Active", "Active", "Active", "Terminated"),
                "Employee Type": hours("FT", "PT"),
                "Hire Date": day("hired_on", _MDY),
                "Term Date": day("last_day", _MDY),
            },
        ),
        *_amounts([f"{kind} {what}" for kind in _EARNINGS for what in ("Hours", "Amount", "YTD")]),
        *_amounts([f"{kind} {what}" for kind in _DEDUCTIONS for what in ("EE", "ER", "YTD")]),
        *_amounts([*_TAXES, "Gross Pay", "Total Deductions", "Net Pay", "Direct Deposit"]),
    ),
    {
        "email": "Self-Service Email",
        "employee_id": "Employee Number",
        "full_name": "Employee Name",
        "title": "Job",
        "department": "Department",
        "location": "Work Location",
        "hire_date": "Hire Date",
        "termination_date": "Term Date",
        "status": "Employment Status",
    },
    form=Format(trailer=("Company Totals", "", "Employees: {people}")),
    dates=_MDY,
    status={"Active": "active", "Terminated": "inactive"},
    order="last_first",
    note="88 columns, of which 71 are amounts; a check number as unique as the employee's; a row of totals",
)

# From general knowledge: a benefits census, where dependents have columns of the employee's row.
TRINET = export(
    "trinet_benefits_census",
    "TriNet",
    "en-US",
    cols(
        "Employee ID=employee_id | Employee First Name=first_name | Employee Last Name=last_name | "
        "Employee Work Email=email | Employee DOB=birth_date | Hire Date=hire_date | "
        "Benefit Class=other | Benefits Start Date=record_date | Medical Plan=sensitive | "
        "Coverage Level=sensitive | Spouse First Name=sensitive | Spouse Last Name=sensitive | "
        "Spouse Email=sensitive | Spouse DOB=sensitive | Dependent 1 First Name=sensitive | "
        "Dependent 1 Last Name=sensitive | Dependent 1 DOB=sensitive | Dependent 2 First Name=sensitive | "
        "Dependent 2 Last Name=sensitive | Dependent 2 DOB=sensitive | Beneficiary Name=sensitive | "
        "Beneficiary Phone=sensitive | Termination of Coverage=record_date | Status=other",
        {
            "Employee DOB": day("born_on", _MDY),
            "Hire Date": day("hired_on", _MDY),
            "Benefit Class": one_of("FT Salaried", "FT Hourly"),
            "Benefits Start Date": day("in_job_since", _MDY),
            "Medical Plan": one_of("PPO 500", "HDHP 3000", "Waived"),
            "Coverage Level": one_of("EE Only", "EE + Spouse", "Family"),
            "Spouse First Name": sometimes(0.5, one_of("Alex", "Jamie", "Robin", "Taylor")),
            "Spouse Last Name": sometimes(0.5, of("last_name")),
            "Spouse Email": sometimes(0.3, of("personal_email")),
            "Spouse DOB": sometimes(0.5, day("born_on", _MDY)),
            "Dependent 1 First Name": sometimes(0.5, one_of("Max", "Ella", "Noah", "Ivy")),
            "Dependent 1 Last Name": sometimes(0.5, of("last_name")),
            "Dependent 1 DOB": sometimes(0.5, fixed("04/17/2015")),
            "Dependent 2 First Name": sometimes(0.3, one_of("Theo", "June")),
            "Dependent 2 Last Name": sometimes(0.3, of("last_name")),
            "Dependent 2 DOB": sometimes(0.3, fixed("09/02/2018")),
            "Beneficiary Name": one_of("Robin Lee", "Taylor Diaz", "Jamie Fox"),
            "Beneficiary Phone": of("home_phone"),
            "Termination of Coverage": BLANK,
            "Status": one_of("Enrolled", "Enrolled", "Waived", "Pending"),
        },
    ),
    {
        "email": "Employee Work Email",
        "employee_id": "Employee ID",
        "first_name": "Employee First Name",
        "last_name": "Employee Last Name",
        "hire_date": "Hire Date",
    },
    dates=_MDY,
    note="names and birthdays of a family next to the employee's; the status is that of an enrolment",
)

PAYROLL: tuple[Export, ...] = (ISOLVED, TRINET)
