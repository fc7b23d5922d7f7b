"""Sundara Looms' invented roster file: the JSON response of the customer's HR service on six days.

Belongs here: the document, and what happens from day to day. Does not: generating a person
(`people.py`) or serving the files (`server.py`).
The same day gives the same bytes on any machine.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

from qooper_assets.core.errors import Result
from qooper_assets.demo import names
from qooper_assets.demo.people import Firm, Person, company, married, moved
from qooper_assets.demo.story import (
    Delivery,
    Expected,
    Story,
    cast,
    joiners,
    leaders_of,
    next_day,
    numbered,
)

SEED = 17_112
PEOPLE = 600


def records(people: Iterable[Person]) -> list[dict[str, Any]]:
    """One object per person, by number: ids are numbers, skills a list, unknown values null."""
    everybody = list(people)
    email = {person.employee_id: person.email for person in everybody}
    return [
        {
            "id": int(person.employee_id),
            "name": {"full": f"{person.first_name} {person.last_name}", "known_as": person.first_name},
            "contact": {"email": person.email, "extension": person.not_mapped[0]},
            "job": {"title": person.title, "department": person.department, "location": person.location},
            "manager": {"email": email[person.manager_id]} if person.manager_id else None,
            "status": "On leave"
            if person.status == "L"
            else "Serving notice"
            if person.last_day
            else "Active",
            "joined_on": person.hired_on.isoformat(),
            "last_working_day": person.last_day.isoformat() if person.last_day else None,
            "skills": list(person.skills),
            # Sent by the service although nobody asked for it (R13).
            "payroll": dict(zip(("pan", "uan", "ctc_inr"), person.not_mapped[1:], strict=True)),
        }
        for person in sorted(everybody, key=lambda person: int(person.employee_id))
    ]


def encode(people: Iterable[Person], on: date) -> bytes:
    """The document, with the records at /data/employees next to a count."""
    found = records(people)
    document = {"as_of": on.isoformat(), "count": len(found), "data": {"employees": found}}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _employee_id(number: int, _: bool) -> str:
    return str(number)


def _not_mapped(rng: Random) -> tuple[str, ...]:
    return (
        f"{rng.randrange(100, 999)}",
        f"ZZZZZ{rng.randrange(10_000):04}Z",  # never issued: no kind of holder has the letter Z
        f"{rng.randrange(10**9):012}",
        f"{rng.randrange(30, 300)}0000",
    )


FIRM = Firm("sundara.example", names.BENGAL, _employee_id, _not_mapped)


def workforce() -> tuple[Person, ...]:
    """Everybody at the beginning. The service drops people the day after their last, so nobody has left."""
    return tuple(person for person in company(SEED, PEOPLE, FIRM) if person.status != "T")


def deliveries(days: Sequence[date]) -> tuple[Delivery, ...]:
    """Six days of Sundara."""
    rng = Random(SEED + 1)
    first = workforce()
    leaders = leaders_of(first)
    taken = {person.email for person in first}
    fit = cast(rng, first, leaders)

    left, movers = (list(islice(fit, count)) for count in (5, 12))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    second = next_day(first, changed, gone=left)
    second += joiners(rng, second, 8, leaders, days[1], taken, FIRM)

    left, movers = (list(islice(fit, count)) for count in (3, 7))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    third = next_day(second, changed, gone=left)
    third += joiners(rng, third, 4, leaders, days[2], taken, FIRM)
    broken = encode(third, days[2])

    movers = list(islice(fit, 2))
    fourth = next_day(third, [moved(rng, person, 0, leaders, FIRM) for person in movers])
    fourth += joiners(rng, fourth, 2, leaders, days[3], taken, FIRM)

    leaving, movers, spouses = (list(islice(fit, count)) for count in (2, 4, 1))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    changed += [married(rng, person, taken, FIRM) for person in spouses]
    changed += [replace(person, last_day=days[4]) for person in leaving]
    fifth = next_day(fourth, changed)
    fifth += joiners(rng, fifth, 2, leaders, days[4] + timedelta(days=1), taken, FIRM)

    contents = (
        encode(first, days[0]),
        encode(second, days[1]),
        broken[: len(broken) * 7 // 10],
        encode(fourth, days[3]),
        encode(fifth, days[4]),
        None,
    )
    expected = (
        (
            "first load: the whole company, from a JSON document",
            Expected(Result.HELD, joiners=len(first)),
        ),
        (
            "an ordinary day: joiners, movers, leavers",
            Expected(Result.SUCCEEDED, joiners=8, movers=12, leavers=5),
        ),
        ("an interrupted upload", Expected(Result.BLOCKED)),
        (
            "the upload fixed, with the changes of two days",
            Expected(Result.SUCCEEDED, joiners=6, movers=9, leavers=3),
        ),
        (
            "an e-mail that is the identifier changes after a wedding",
            Expected(Result.SUCCEEDED, movers=4, withheld=1),
        ),
        (
            "the same file, but first and last working days have come",
            Expected(Result.SUCCEEDED, joiners=2, leavers=2, withheld=1),
        ),
    )
    return numbered(days, expected, contents)


STORY = Story(6, workforce, deliveries)
