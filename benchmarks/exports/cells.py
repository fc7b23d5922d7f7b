"""How systems write one person's values: a function from a person to a cell, for each way of writing.

Belongs here: the ways, and the usual one for each meaning of a column. Does not: which system writes what
(`shown/`, `round_1/` …).
"""

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from benchmarks.exports.model import Cell, ColumnSpec
from benchmarks.exports.people import Person

Make = Callable[[Person, Random], Cell]


def of(attribute: str) -> Make:
    """An attribute of the person as it is."""
    return lambda person, rng: getattr(person, attribute)


def fixed(value: Cell) -> Make:
    return lambda person, rng: value


BLANK = fixed("")


def one_of(*values: str) -> Make:
    return lambda person, rng: rng.choice(values)


def sometimes(share: float, make: Make) -> Make:
    """The cell for this share of the people, blank for the others."""
    return lambda person, rng: make(person, rng) if rng.random() < share else ""


def number(form: str = "{}") -> Make:
    """The personnel number. `{:07}` gives it leading zeros."""
    return lambda person, rng: form.format(person.number)


def other_number(form: str = "{}") -> Make:
    return lambda person, rng: form.format(person.other_number)


def row(person: Person, rng: Random) -> Cell:
    return person.row


def identifier(person: Person, rng: Random) -> Cell:
    """32 hexadecimal digits, as a database's key of the person."""
    return f"{person.other_number * 7919:08x}{int(person.digits):024x}"[:32]


def manager_number(form: str = "{}", top: str = "") -> Make:
    return lambda person, rng: form.format(person.manager.number) if person.manager else top


def manager_other_number(top: str = "") -> Make:
    return lambda person, rng: str(person.manager.other_number) if person.manager else top


def manager_email(person: Person, rng: Random) -> Cell:
    return person.manager.email if person.manager else ""


def manager_name(person: Person, rng: Random) -> Cell:
    return person.manager.name if person.manager else ""


def manager_last_first(person: Person, rng: Random) -> Cell:
    return f"{person.manager.last_name}, {person.manager.first_name}" if person.manager else ""


def second_manager_number(person: Person, rng: Random) -> Cell:
    above = person.manager.manager if person.manager else None
    return above.number if above else ""


def hr_number(form: str = "{}", top: str = "") -> Make:
    """The number of whom HR is in charge of this part of the company: few people, who have others too."""

    def make(person: Person, rng: Random) -> Cell:
        above = person.manager
        while above and above.level > 2:
            above = above.manager
        return form.format(above.number) if above else top

    return make


def last_first(person: Person, rng: Random) -> Cell:
    return f"{person.last_name}, {person.first_name}"


def day(attribute: str, form: str = "%Y-%m-%d", blank: str = "") -> Make:
    """A date as text. `%-d` and `%-m` have no leading zero on any platform."""

    def make(person: Person, rng: Random) -> Cell:
        value: date | None = getattr(person, attribute)
        if value is None:
            return blank
        bare = form.replace("%-d", str(value.day)).replace("%-m", str(value.month))
        return value.strftime(bare)

    return make


def early_day(attribute: str, form: str) -> Make:
    """A date in the first twelve days of its month, so that day and month can't be distinguished."""

    def make(person: Person, rng: Random) -> Cell:
        value: date | None = getattr(person, attribute)
        return "" if value is None else value.replace(day=(value.day - 1) % 12 + 1).strftime(form)

    return make


def day_cell(attribute: str) -> Make:
    """A real date, for a workbook."""
    return lambda person, rng: getattr(person, attribute)


def state(active: str, leave: str, suspended: str, terminated: str) -> Make:
    words = {"active": active, "leave": leave, "suspended": suspended, "terminated": terminated}
    return lambda person, rng: words[person.state]


def hours(full_time: Cell, part_time: Cell) -> Make:
    return lambda person, rng: full_time if person.full_time else part_time


def gender(female: str, male: str) -> Make:
    return lambda person, rng: female if person.gender == "F" else male


def pattern(form: str) -> Make:
    """The pattern with the person's own digits for each `#`, as in an account or a national id."""

    def make(person: Person, rng: Random) -> Cell:
        own = iter(person.digits * 2)
        return "".join(next(own) if letter == "#" else letter for letter in form)

    return make


def pay(form: str = "{:.2f}", comma: bool = False) -> Make:
    def make(person: Person, rng: Random) -> Cell:
        text = form.format(float(person.salary))
        return text.translate(str.maketrans(".,", ",.")) if comma else text

    return make


def home_address(person: Person, rng: Random) -> Cell:
    return f"{person.street}, {person.zip_code} {person.place.city}"


def place(attribute: str) -> Make:
    return lambda person, rng: getattr(person.place, attribute)


def initials(person: Person, rng: Random) -> Cell:
    return f"{person.latin_first[0].upper()}."


USUAL: dict[str, Make] = {
    "email": of("email"),
    "personal_email": sometimes(0.8, of("personal_email")),
    "employee_id": number(),
    "other_id": other_number(),
    "username": of("username"),
    "first_name": of("first_name"),
    "last_name": of("last_name"),
    "full_name": of("name"),
    "middle_name": of("middle"),
    "preferred_name": of("preferred"),
    "initials": initials,
    "title": of("title"),
    "title_code": of("title_code"),
    "job_code": lambda person, rng: f"J{person.title_code}",
    "job_level": lambda person, rng: f"L{8 - person.level}",
    "department": of("department"),
    "department_code": of("department_code"),
    "division": of("division"),
    "cost_center": lambda person, rng: f"{person.department} {person.place.country}",
    "cost_center_code": lambda person, rng: f"{person.department_code}{len(person.division):02}",
    "location": place("name"),
    "location_code": place("code"),
    "work_city": place("city"),
    "country": place("country"),
    "phone": of("phone"),
    "mobile": of("mobile"),
    "personal_phone": of("home_phone"),
    "any_phone": of("mobile"),
    "hire_date": day("hired_on"),
    "original_hire_date": day("first_hired_on"),
    "position_date": day("in_job_since"),
    "termination_date": day("last_day"),
    "birth_date": day("born_on"),
    "status": state("Active", "Active", "Active", "Terminated"),
    "employment_type": hours("Full-Time", "Part-Time"),
    "manager_id": manager_number(),
    "manager_email": manager_email,
    "manager_name": manager_name,
    "second_manager": second_manager_number,
    "gender": gender("Female", "Male"),
    "pay": pay(),
    "national_id": pattern("###-##-####"),
    "home_address": home_address,
}
"""The usual way to write a column of each meaning."""


def col(header: str, meaning: str, make: Make | None = None) -> ColumnSpec:
    """A column; without `make`, it is written in the usual way of its meaning."""
    return ColumnSpec(header, meaning, make or USUAL[meaning])


def cols(text: str, made: Mapping[str, Make] | None = None) -> tuple[ColumnSpec, ...]:
    """Columns written as `Header=meaning | Header=meaning`; `made` says how unusual ones are written."""
    ways = dict(made or {})
    found = []
    for entry in text.split("|"):
        header, _, meaning = entry.strip().rpartition("=")
        found.append(col(header, meaning, ways.pop(header, None)))
    assert not ways, f"no such columns: {', '.join(ways)}"
    return tuple(found)
