"""The people of an invented company: who they are, and what may happen to one of them.

Belongs here: hiring, moving, marrying, leaving, as functions from a person to a person. Does not:
the words (`names.py`), which day what happens, or the file it is told in (`rosters.py`).
Everything follows from the `Random` that is passed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from qooper_assets.demo import names


@dataclass(frozen=True, slots=True)
class Person:
    """One employee, as the HR system knows them."""

    employee_id: str
    first_name: str
    last_name: str
    """Blank for people with one name."""
    email: str
    """Blanked by the HR system when the person leaves."""
    title: str
    department: str
    location: str
    phone: str
    manager_id: str
    """Blank for the one who leads the company."""
    hired_on: date
    status: Literal["A", "L", "T"]
    """At work, on leave, terminated."""
    skills: tuple[str, ...]
    not_mapped: tuple[str, ...]
    """The thirteen cells that nobody asked for."""


def company(seed: int, people: int, domain: str = "acme.example") -> tuple[Person, ...]:
    """A whole company: ids and e-mails unique, managers a tree whose root comes first.

    One in ten leads others; one in 250 has left already and is still listed.
    """
    rng = Random(seed)
    taken: set[str] = set()
    numbers = rng.sample(range(101, 101 + people + people // 2), people)
    leaders = max(1, people // 10)
    made: list[Person] = []
    for place, number in enumerate(numbers):
        if place == 0:
            manager, title = "", "Chief Executive Officer"
        elif place < leaders:
            manager = made[(place - 1) // 7].employee_id
            title = "Vice President" if place < 8 else "Director" if place < 57 else "Team Lead"
        else:
            manager, title = made[rng.randrange(leaders // 8, leaders)].employee_id, ""
        contractor = not title and rng.random() < 0.04
        employee_id = f"C{number:05}" if contractor else f"{number:06}"
        hired_on = date(1998, 1, 1) + timedelta(days=rng.randrange(10_000))
        made.append(hired(rng, employee_id, manager, hired_on, taken, domain, title))
    gone = {person.employee_id for person in rng.sample(made[leaders:], people // 250)}
    return tuple(terminated(person) if person.employee_id in gone else person for person in made)


def hired(
    rng: Random,
    employee_id: str,
    manager_id: str,
    hired_on: date,
    taken: set[str],
    domain: str,
    title: str = "",
) -> Person:
    """A new person whose e-mail nobody has or had; `taken` grows by it."""
    (pool,) = rng.choices(names.POOLS, names.WEIGHTS)
    given, family = rng.choice(pool.given), rng.choice(pool.family)
    location, phone = rng.choice(names.OFFICES)
    return Person(
        employee_id=employee_id,
        first_name=given.written,
        last_name=family.written,
        email=_address(given.latin, family.latin, taken, domain),
        title=title or rng.choice(names.TITLES),
        department=rng.choice(names.DEPARTMENTS),
        location=location,
        phone=phone.format(rng.randrange(100)),
        manager_id=manager_id,
        hired_on=hired_on,
        status="L" if not title and rng.random() < 0.03 else "A",
        skills=tuple(rng.sample(names.SKILLS, rng.randrange(6))),
        not_mapped=(
            f"900-00-{rng.randrange(10_000):04}",  # area 9xx, group 00: never issued to anyone
            f"B{rng.randrange(1, 13)}",
            rng.choice(("US-BIWEEKLY", "EU-MONTHLY", "APAC-MONTHLY")),
            f"{rng.randrange(1000, 9999)}-{rng.randrange(100):02}",
            rng.choice(("Acme Corp.", "Acme Europe GmbH", "Acme Asia K.K.")),
            rng.choice(("permanent", "fixed term")),
            rng.choice(("40", "38.5", "35", "20")),
            f"{rng.randrange(10**7):07}",
            rng.choice(("HQ", "North", "Annex B", "")),
            f"{rng.randrange(1, 9)}.{rng.randrange(1, 200):03}",
            rng.choice(("", "", "yes")),
            rng.choice(("XS", "S", "M", "L", "XL", "3XL")),
            f"LT-{rng.randrange(16**6):06X}",
        ),
    )


def _address(given: str, family: str, taken: set[str], domain: str) -> str:
    local = ".".join(part for part in (given, family) if part)
    address, namesakes = f"{local}@{domain}", 1
    while address in taken:
        namesakes += 1
        address = f"{local}{namesakes}@{domain}"
    taken.add(address)
    return address


def terminated(person: Person) -> Person:
    return replace(person, status="T", email="")


def moved(rng: Random, person: Person, what: int, leaders: Sequence[str]) -> Person:
    """The person with another title, department or manager, in turn."""
    if what % 3 == 0:
        return replace(person, title=rng.choice([t for t in names.TITLES if t != person.title]))
    if what % 3 == 1:
        others = [d for d in names.DEPARTMENTS if d != person.department]
        return replace(person, department=rng.choice(others))
    return replace(person, manager_id=rng.choice([i for i in leaders if i != person.manager_id]))


def married(rng: Random, person: Person, taken: set[str], domain: str) -> Person:
    """A new family name, and the e-mail that goes with it, on the same id (I05)."""
    family = rng.choice([name for name in names.MARRIED_NAMES if name.written != person.last_name])
    given = person.email.partition("@")[0].partition(".")[0]
    return replace(person, last_name=family.written, email=_address(given, family.latin, taken, domain))
