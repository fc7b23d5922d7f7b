"""The building blocks of the demo's stories: deliveries, expected results, a company from day to day.

Belongs here: what all customers share. Does not: one customer's columns, bytes and days (`acme.py`,
`brandau.py`, `sundara.py`), generating a person (`people.py`), or playing a story (`play.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from qooper_assets.core import feed
from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.schedule import Every, Schedule
from qooper_assets.demo.people import Firm, Person, hired


class Expected(NamedTuple):
    """The expected result of a delivery after the ones before it. Counts people, for rejects rows.

    `withheld` counts people, not ids. A person whose absence does not count is not a leaver (R2).
    """

    result: Result
    joiners: int = 0
    movers: int = 0
    leavers: int = 0
    returners: int = 0
    rejects: int = 0
    withheld: int = 0


class Delivery(NamedTuple):
    """The file on the customer's server on one day."""

    number: int
    on: date
    title: str
    content: bytes | None
    """None: no new file, the last one stays."""
    expected: Expected


class Story(NamedTuple):
    """One customer's part in the demo."""

    days: int
    """How many times the schedule is due in it."""
    workforce: Callable[[], tuple[Person, ...]]
    """Everybody at the beginning, leaders first; nothing happens to leaders in the story."""
    tell: Callable[[Sequence[date]], tuple[Delivery, ...]]
    """The deliveries of the given days, in order."""


def due_days(schedule: Schedule, until: date, days: int) -> tuple[date, ...]:
    """The last days on which a schedule is due, the latest of them on or before `until`."""
    step = 1 if schedule.every is Every.DAY else 7
    last = date.fromisoformat(feed.partition_key(schedule, until))
    return tuple(last - timedelta(days=step * back) for back in reversed(range(days)))


def numbered(
    days: Sequence[date], titles: Sequence[tuple[str, Expected]], contents: Sequence[bytes | None]
) -> tuple[Delivery, ...]:
    """The deliveries of these days, numbered; there is one title and one content for each."""
    return tuple(
        Delivery(number, on, title, content, expected)
        for number, (on, content, (title, expected)) in enumerate(
            zip(days, contents, titles, strict=True), start=1
        )
    )


def leaders_of(people: Sequence[Person]) -> list[str]:
    return list(dict.fromkeys(person.manager_id for person in people if person.manager_id))


def cast(rng: Random, people: Sequence[Person], leaders: Sequence[str]) -> Iterator[Person]:
    """People for the events of a story, in random order: at work, leading nobody, with two names.

    Each is used only once: somebody who moves on one day has no broken row and does not leave on another.
    """
    lead = set(leaders)
    fit = [p for p in people if p.status == "A" and p.last_name and p.employee_id not in lead]
    return iter(rng.sample(fit, len(fit)))


def next_day(
    people: Sequence[Person], changed: Sequence[Person], gone: Sequence[Person] = ()
) -> tuple[Person, ...]:
    by_id = {person.employee_id: person for person in changed}
    absent = {person.employee_id for person in gone}
    return tuple(by_id.get(p.employee_id, p) for p in people if p.employee_id not in absent)


def joiners(
    rng: Random,
    people: Sequence[Person],
    count: int,
    leaders: Sequence[str],
    on: date,
    taken: set[str],
    firm: Firm,
) -> tuple[Person, ...]:
    """Hire people whose names nobody has or had: by e-mail, namesakes look like one person (I06, I34)."""
    last = max(int("".join(filter(str.isdigit, person.employee_id))) for person in people)
    found: list[Person] = []
    while len(found) < count:
        employee_id = firm.employee_id(last + len(found) + 1, False)
        person = hired(rng, employee_id, rng.choice(leaders), on, taken, firm)
        if not person.email.partition("@")[0][-1].isdigit():  # else a namesake's
            found.append(person)
    return tuple(found)
