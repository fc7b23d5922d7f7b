"""First and last days that can't be read, and what is known of somebody's end (S22, S25, S26).

Belongs here: which end holds, and what a link remembers. Does not: the files' other cells (`rows.py`). Only
tables are modelled: a file has a column for everybody, or not at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from qooper_assets_tests.model.rules import DATES, Link, Person


class Column(NamedTuple):
    """One date column of a file."""

    filled: int
    unreadable: int
    is_there: bool
    was_ever_there: bool


def columns(people: Iterable[Person], before: Mapping[str, Column]) -> dict[str, Column]:
    """Describe the date columns of a file, given those of the last accepted one."""
    own, found = list(people), {}
    for name in DATES:
        is_there = not own or any(name not in person.missing for person in own)
        found[name] = Column(
            filled=sum(person.day(name) is not None for person in own),
            unreadable=sum(name in person.unreadable for person in own),
            is_there=is_there,
            was_ever_there=is_there or (name in before and before[name].was_ever_there),
        )
    return found


def is_gone(column: Column, before: Column | None) -> bool:
    return before is not None and before.is_there and not column.is_there


def breaches(now: Mapping[str, Column], before: Mapping[str, Column], pct_max: float) -> bool:
    """Whether a column is gone, or more of its cells are unreadable than the limit on fill rates allows."""
    for name, column in now.items():
        old = before.get(name)
        if is_gone(column, old) and pct_max < 100:
            return True
        if old is None or max(old.filled, column.unreadable) < 5:
            continue
        rates = [
            c.filled / (c.filled + c.unreadable) if c.filled + c.unreadable else 1 for c in (column, old)
        ]
        if rates[1] and 100 * (1 - rates[0] / rates[1]) > pct_max:
            return True
    return False


@dataclass
class End:
    """What is known of one person's dates today."""

    last_day: date | None
    """The readable one, or the remembered one that holds."""
    has_no_first_day: bool
    """It can't be read."""
    has_no_last_day: bool
    """It can't be read, and nothing says that the person was hired again."""


def end_of(person: Person, link: Link | None, now: Mapping[str, Column], before: Mapping[str, Column]) -> End:
    def is_open(name: str, *, is_known: bool = False) -> bool:
        if name in person.unreadable:
            return True
        column = now[name]
        expected = (
            column.is_there or is_gone(column, before.get(name)) or (is_known and column.was_ever_there)
        )
        return name in person.missing and expected

    known = (link.last_day or link.ended_on) if link else None
    is_back = bool(known and person.hire_date and person.hire_date > known)
    last_day = person.termination_date
    if last_day is None and link and not is_back and is_open("termination_date", is_known=True):
        last_day = link.last_day
    return End(last_day, is_open("hire_date"), is_open("termination_date") and not is_back)


class Remembered(NamedTuple):
    """What a link is to remember."""

    is_seen_active: bool
    last_day: date | None
    ended_on: date | None
    ended_by: str | None


def remember(links: dict[str, Link], remembered: Mapping[str, Remembered]) -> None:
    for who, found in remembered.items():
        if link := links.get(who):
            link.is_active |= found.is_seen_active
            link.last_day, link.ended_on, link.ended_by = found.last_day, found.ended_on, found.ended_by
