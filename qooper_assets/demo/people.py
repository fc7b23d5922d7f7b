"""The people of an invented company: who they are, and what may happen to one of them.

Belongs here: hiring, moving, marrying, leaving, as functions from a person to a person. Does not:
the words (`names.py`), what happens on which day (`story.py`), or one company's file (`acme.py`, …).
Everything is determined by the `Random` that is passed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal, NamedTuple

from qooper_assets.demo.names import Words


class Firm(NamedTuple):
    """The properties in which one company differs from another."""

    domain: str
    words: Words
    employee_id: Callable[[int, bool], str]
    """The id for a number, and for true that of a contractor; it contains the number's digits."""
    not_mapped: Callable[[Random], tuple[str, ...]]
    """One person's cells in columns that are not mapped."""


@dataclass(frozen=True, slots=True)
class Person:
    """One employee, as the HR system knows them."""

    employee_id: str
    first_name: str
    last_name: str
    """Blank for people with one name."""
    email: str
    """Cleared by the HR system when the person leaves."""
    title: str
    department: str
    location: str
    phone: str
    manager_id: str
    """Blank for the head of the company."""
    hired_on: date
    status: Literal["A", "L", "T"]
    """At work, on leave, terminated."""
    skills: tuple[str, ...]
    not_mapped: tuple[str, ...]
    last_day: date | None = None
    """None if it is not known; not every HR system exports it."""


def company(seed: int, people: int, firm: Firm) -> tuple[Person, ...]:
    """A whole company with unique ids and e-mails; the managers form a tree whose root comes first.

    One in ten leads others; one in 250 has already left and is still listed.
    """
    rng = Random(seed)
    taken: set[str] = set()
    numbers = rng.sample(range(101, 101 + people + people // 2), people)
    leaders = max(1, people // 10)
    made: list[Person] = []
    for place, number in enumerate(numbers):
        if place == 0:
            manager, title = "", firm.words.heads[0]
        elif place < leaders:
            manager = made[(place - 1) // 7].employee_id
            title = firm.words.heads[1 if place < 8 else 2 if place < 57 else 3]
        else:
            manager, title = made[rng.randrange(leaders // 8, leaders)].employee_id, ""
        contractor = not title and rng.random() < 0.04
        employee_id = firm.employee_id(number, contractor)
        hired_on = date(1998, 1, 1) + timedelta(days=rng.randrange(10_000))
        made.append(hired(rng, employee_id, manager, hired_on, taken, firm, title))
    gone = {person.employee_id for person in rng.sample(made[leaders:], people // 250)}
    return tuple(terminated(person) if person.employee_id in gone else person for person in made)


def hired(
    rng: Random,
    employee_id: str,
    manager_id: str,
    hired_on: date,
    taken: set[str],
    firm: Firm,
    title: str = "",
) -> Person:
    """A new person with an e-mail that nobody has or had; it is added to `taken`."""
    words = firm.words
    (pool,) = rng.choices(words.pools, [pool.weight for pool in words.pools])
    given, family = rng.choice(pool.given), rng.choice(pool.family)
    location, phone = rng.choice(words.offices)
    return Person(
        employee_id=employee_id,
        first_name=given.written,
        last_name=family.written,
        email=_address(given.latin, family.latin, taken, firm.domain),
        title=title or rng.choice(words.titles),
        department=rng.choice(words.departments),
        location=location,
        phone=phone.format(rng.randrange(100)),
        manager_id=manager_id,
        hired_on=hired_on,
        status="L" if not title and rng.random() < 0.03 else "A",
        skills=tuple(rng.sample(words.skills, rng.randrange(6))),
        not_mapped=firm.not_mapped(rng),
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


def moved(rng: Random, person: Person, what: int, leaders: Sequence[str], firm: Firm) -> Person:
    """The person with another title, department or manager, in turn."""
    words = firm.words
    if what % 3 == 0:
        return replace(person, title=rng.choice([t for t in words.titles if t != person.title]))
    if what % 3 == 1:
        others = [d for d in words.departments if d != person.department]
        return replace(person, department=rng.choice(others))
    return replace(person, manager_id=rng.choice([i for i in leaders if i != person.manager_id]))


def married(rng: Random, person: Person, taken: set[str], firm: Firm) -> Person:
    """The person with a new family name and the matching e-mail, under the same id (I05)."""
    family = rng.choice([name for name in firm.words.married_names if name.written != person.last_name])
    given = person.email.partition("@")[0].partition(".")[0]
    return replace(person, last_name=family.written, email=_address(given, family.latin, taken, firm.domain))
