"""The invented people of an export: coherent in themselves, and each with a manager who is in the file.

Belongs here: one company as a function of words, number and seed. Does not: the words (`words.py`), how a
system writes a value (`cells.py`).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

from benchmarks.exports.words import Place, Words

TODAY = date(2026, 11, 2)
"""The day of the export."""


@dataclass(frozen=True)
class Person:
    """One person, as the HR system knows them."""

    row: int
    """Their place in the file, from 1."""
    number: int
    """The personnel number: unique, five digits."""
    other_number: int
    """A number of another register: unique, eight digits."""
    first_name: str
    last_name: str
    latin_first: str
    latin_last: str
    middle: str
    """An initial, mostly blank."""
    preferred: str
    """Mostly blank."""
    gender: Literal["F", "M"]
    born_on: date
    email: str
    personal_email: str
    username: str
    title: str
    title_code: str
    level: int
    """1 for the head of the company, up to 7."""
    department: str
    department_code: str
    division: str
    place: Place
    phone: str
    mobile: str
    home_phone: str
    street: str
    zip_code: str
    hired_on: date
    first_hired_on: date
    """Earlier than `hired_on` for those who came back."""
    in_job_since: date
    last_day: date | None
    state: Literal["active", "leave", "suspended", "terminated"]
    full_time: bool
    salary: int
    digits: str
    """Sixteen digits that national ids and accounts are made of."""
    manager: "Person | None" = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_gone(self) -> bool:
        return self.state == "terminated"


def company(words: Words, people: int, seed: int) -> tuple[Person, ...]:
    """People with unique numbers, e-mails and usernames; managers form a tree."""
    rng = Random(f"{words.domain} {seed}")
    numbers = rng.sample(range(10_000, 99_999), people)
    others = rng.sample(range(20_000_000, 89_999_999), people)
    leaders = max(1, people // 8)
    taken: set[str] = set()
    made: list[Person] = []
    rows = rng.sample(range(1, people + 1), people)
    for place, row in enumerate(rows):
        leads = place < leaders
        if place == 0:
            manager = None
        elif leads:
            manager = made[(place - 1) // 6]
        else:
            manager = made[rng.randrange(leaders // 6, leaders)]
        made.append(_person(rng, words, row, numbers[place], others[place], manager, leads, taken))
    return tuple(sorted(made, key=lambda person: person.row))


def _person(
    rng: Random,
    words: Words,
    row: int,
    number: int,
    other: int,
    manager: Person | None,
    leads: bool,
    taken: set[str],
) -> Person:
    given, family = rng.choice(words.given), rng.choice(words.family)
    local = f"{given.latin}.{family.latin}"
    while local in taken:
        local = f"{given.latin}.{family.latin}{rng.randrange(2, 99)}"
    taken.add(local)
    # The first of a month is the usual first day, but by no means the only one.
    hired_on = date(2004, 1, 1) + timedelta(days=rng.randrange(8_200))
    if rng.random() < 0.4:
        hired_on = hired_on.replace(day=1)
    born_on = max(date(1959, 1, 1), hired_on - timedelta(days=rng.randrange(17 * 365, 45 * 365)))
    born_on += timedelta(days=rng.randrange(300))
    came_back = rng.random() < 0.1
    level = 1 if manager is None else min(manager.level + 1, 4) if leads else rng.randrange(4, 8)
    state: Literal["active", "leave", "suspended", "terminated"] = "active"
    if not leads:
        state = rng.choices(("active", "leave", "suspended", "terminated"), (84, 5, 2, 9))[0]
    tenure = max(1, (TODAY - hired_on).days)
    last_day = None
    if state == "terminated":
        last_day = hired_on + timedelta(days=rng.randrange(tenure // 2, tenure))
    served = ((last_day or TODAY) - hired_on).days
    place = rng.choice(words.places)
    which = rng.randrange(len(words.departments))
    title = rng.choice(words.heads if leads else words.titles)
    return Person(
        row=row,
        number=number,
        other_number=other,
        first_name=given.written,
        last_name=family.written,
        latin_first=given.latin,
        latin_last=family.latin,
        middle=rng.choice("ABCDEGJKLMPRST") if rng.random() < 0.3 else "",
        preferred=given.written[:3] if rng.random() < 0.08 else "",
        gender=rng.choice(("F", "M")),
        born_on=born_on,
        email=f"{local}@{words.domain}",
        personal_email=f"{given.latin}{family.latin}{born_on:%y}{row % 10}@{rng.choice(words.private_hosts)}",
        username=f"{given.latin[0]}{family.latin[:5]}{number % 1000:03}",
        title=title,
        title_code=f"{(words.heads + words.titles).index(title) * 37 + 1001}",
        level=level,
        department=words.departments[which],
        department_code=f"{1000 + which * 110}",
        division=words.divisions[which % len(words.divisions)],
        place=place,
        phone="" if rng.random() < 0.15 else digits(rng, place.phone),
        mobile="" if rng.random() < 0.3 else digits(rng, words.mobile),
        home_phone="" if rng.random() < 0.3 else digits(rng, words.mobile),
        street=f"{rng.choice(words.streets)} {rng.randrange(1, 180)}",
        zip_code=digits(rng, words.zip_code),
        hired_on=hired_on,
        first_hired_on=hired_on - timedelta(days=rng.randrange(400, 2000)) if came_back else hired_on,
        in_job_since=hired_on + timedelta(days=rng.randrange(served + 1)) if rng.random() < 0.5 else hired_on,
        last_day=last_day,
        state=state,
        full_time=rng.random() < 0.8,
        salary=rng.randrange(28, 140) * 1000 + rng.randrange(12) * 50,
        digits=digits(rng, "#" * 16),
        manager=manager,
    )


def digits(rng: Random, pattern: str) -> str:
    """The pattern with a random digit for each `#`."""
    return "".join(str(rng.randrange(10)) if letter == "#" else letter for letter in pattern)
