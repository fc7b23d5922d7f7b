"""Limits proposed from what was measured on past days.

A proposed limit is above everything harmless that the present one lets pass, with head-room, and never above
the present one: a higher one is only asked about. Belongs here: that rule, and which days a limit would have
held. Does not: what a day was (`judging.py`), or what a limit compares (`core/measures.py`).
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from qooper_assets.core.measures import Measured
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.guardrails import Guardrails

DAYS_MIN = 10
"""Nothing is proposed from fewer harmless days."""
DAYS_MANY = 30
HEAD_ROOM, HEAD_ROOM_FEW = 2.0, 3.0
"""How many times the largest harmless value a limit is, from `DAYS_MANY` days on, and with fewer."""
HEAD_ROOM_ASKED = 1.1
"""A higher limit, about which is only asked, is this many times the value that it has to let pass."""


class Tunable(NamedTuple):
    """A key of `guardrails` that a rehearsal may propose another value for."""

    key: str
    code: str
    least: float
    """Never proposed below: a number that ordinary days of the next year may reach."""
    unit: str
    of_attribute: bool = False
    floor_key: str = ""
    is_count: bool = False
    is_inverted: bool = False
    """The key is a minimum: 100 minus what is compared."""
    is_exclusive: bool = False
    """`Measured.is_exclusive`."""

    def fits(self, one: Measured) -> bool:
        is_of_attribute = bool(one.attribute) and one.code == "mass_attribute_change"
        return one.code == self.code and is_of_attribute == self.of_attribute

    def value(self, one: Measured, guardrails: Guardrails) -> float:
        """The measured value in the unit of the key; 0 if the floor lets it pass."""
        if self.floor_key and one.actual <= self.floor(guardrails):
            return 0.0
        return max(0.0, one.actual if self.is_count else one.pct)

    def floor(self, guardrails: Guardrails) -> int:
        return int(getattr(guardrails, self.floor_key)) if self.floor_key else 0

    def is_over(self, value: float, most: float) -> bool:
        return value > most or (self.is_exclusive and value == most)

    def present(self, guardrails: Guardrails) -> float:
        return self.as_key(float(getattr(guardrails, self.key)))

    def as_key(self, most: float) -> float:
        """The value of the key for a limit, and the other way round."""
        return 100 - most if self.is_inverted else most


TUNABLES: tuple[Tunable, ...] = (
    Tunable(
        "deactivations_pct_max", "deactivations", 2, "% of the accounts",
        floor_key="deactivations_count_floor",
    ),
    Tunable("deactivations_count_max", "deactivations", 40, "deactivations", is_count=True),
    Tunable(
        "deactivations_share_pct_max", "deactivations_share", 25, "% of the accounts", is_exclusive=True
    ),
    Tunable(
        "deactivations_7_days_pct_max", "deactivations_7_days", 5, "% of the accounts in seven days",
        floor_key="deactivations_count_floor",
    ),
    Tunable(
        "reactivations_pct_max", "reactivations", 2, "% of the accounts",
        floor_key="reactivations_count_floor",
    ),
    Tunable(
        "identity_changes_pct_max", "identity_changes", 1, "% of the accounts",
        floor_key="identity_changes_count_floor",
    ),
    Tunable("withheld_pct_max", "withheld", 1, "% of the accounts", floor_key="withheld_count_floor"),
    Tunable("creates_pct_max", "creates", 5, "% of the accounts", floor_key="creates_count_floor"),
    Tunable("row_drop_pct_max", "row_count_drop", 2, "% of the rows", floor_key="row_drop_count_floor"),
    Tunable("rejects_pct_max", "rejects", 1, "% of the rows", floor_key="rejects_count_floor"),
    Tunable(
        "name_changes_pct_max", "mass_attribute_change", 5, "% of the accounts",
        floor_key="withheld_count_floor",
    ),
    Tunable("fill_rate_drop_pct_max", "fill_rate_drop", 10, "% of the values"),
    Tunable(
        "overlap_pct_min", "wrong_tenant_suspected", 50,
        "% of the people missing (the key is the rest of 100)", is_inverted=True,
    ),
    Tunable(
        "attribute_changes_pct_max", "mass_attribute_change", 5, "% of those who have a value",
        of_attribute=True, floor_key="attribute_changes_count_floor",
    ),
)  # fmt: skip
"""In the order of `Guardrails`. The floors stay: they are for small customers."""
TUNED_CODES = frozenset(tunable.code for tunable in TUNABLES)


def find_tunable(one: Measured) -> Tunable | None:
    """The key with the percentage that limits a number, if any."""
    return next((each for each in TUNABLES if each.fits(one) and not each.is_count), None)


class Day(NamedTuple):
    """What the limits of a day are proposed from."""

    on: date
    measured: tuple[Measured, ...]
    is_harmless: bool
    is_incident: bool
    other_breaches: tuple[str, ...] = ()
    """Limits that are exceeded whatever the tenant file says."""


class Largest(Model):
    """The largest value of a key on harmless days."""

    value: float
    on: date
    attribute: str = ""


class ProposedLimit(Model):
    """What is proposed for one key of `guardrails`."""

    key: str
    unit: str
    present: float
    proposed: float
    """Equal to the present one if nothing better follows from these days."""
    floor: int
    """This many people or rows always pass."""
    largest: Largest | None
    """Of the harmless days that the present limit lets pass; None if all are 0."""
    days: int
    """Harmless days that were looked at."""
    stops: tuple[date, ...]
    """The incidents that the proposed limit would have stopped."""
    stops_now: tuple[date, ...]
    """Those that the present one stops."""
    holds: tuple[date, ...]
    """The harmless days that the proposed limit would have held: those that the present one holds, too."""
    asked: float | None = None
    """A higher value, which would let these days pass: a question to the customer. None if there are no such
    days, or no percentage is high enough."""

    @property
    def is_changed(self) -> bool:
        return self.proposed != self.present


def propose(days: Iterable[Day], guardrails: Guardrails) -> tuple[ProposedLimit, ...]:
    """Propose a value for each key, whatever the order of the days."""
    days = sorted(days, key=lambda day: day.on)
    return tuple(_propose(tunable, days, guardrails) for tunable in TUNABLES)


def _propose(tunable: Tunable, days: Sequence[Day], guardrails: Guardrails) -> ProposedLimit:
    present = tunable.present(guardrails)
    most_of = [(day, found) for day in days if (found := _largest(tunable, day, guardrails))]

    def held(most: float, *, harmless: bool) -> list[Largest]:
        return [
            found
            for day, found in most_of
            if (day.is_harmless if harmless else day.is_incident) and tunable.is_over(found.value, most)
        ]

    over = held(present, harmless=True)
    within = [found for day, found in most_of if day.is_harmless and found not in over]
    largest = max(within, key=lambda found: (found.value, found.on), default=None)
    count = sum(day.is_harmless for day in days)
    proposed = present
    if count >= DAYS_MIN:
        room = HEAD_ROOM if count >= DAYS_MANY else HEAD_ROOM_FEW
        wanted = round_up(room * largest.value, is_count=tunable.is_count) if largest else 0
        proposed = min(present, max(tunable.least, wanted))
    return ProposedLimit(
        key=tunable.key,
        unit=tunable.unit,
        present=tunable.as_key(present),
        proposed=tunable.as_key(proposed),
        floor=tunable.floor(guardrails),
        largest=largest,
        days=count,
        stops=tuple(found.on for found in held(proposed, harmless=False)),
        stops_now=tuple(found.on for found in held(present, harmless=False)),
        holds=tuple(found.on for found in held(proposed, harmless=True)),
        asked=_ask(tunable, over),
    )


def _ask(tunable: Tunable, over: Sequence[Largest]) -> float | None:
    if not over:
        return None
    needed = round_up(HEAD_ROOM_ASKED * max(found.value for found in over), is_count=tunable.is_count)
    if needed > 100 and not tunable.is_count:
        return None if max(found.value for found in over) >= 100 else tunable.as_key(100.0)
    return tunable.as_key(needed)


def _largest(tunable: Tunable, day: Day, guardrails: Guardrails) -> Largest | None:
    """The largest value of a day; None if it is 0 or not measured."""
    found = [
        Largest(value=value, on=day.on, attribute=one.attribute)
        for one in day.measured
        if tunable.fits(one) and (value := tunable.value(one, guardrails)) > 0
    ]
    return max(found, key=lambda one: (one.value, one.attribute), default=None)


def round_up(value: float, *, is_count: bool) -> float:
    """Round up to a number that a person would write."""
    step = 10 if is_count else 0.5 if value <= 5 else 1 if value <= 20 else 5
    return math.ceil(round(value / step, 6)) * step


def apply(proposed: Iterable[ProposedLimit], guardrails: Guardrails) -> Guardrails:
    """The guardrails with the proposed values; a value that is only asked about is not taken."""
    changed = {
        one.key: int(one.proposed) if isinstance(getattr(guardrails, one.key), int) else one.proposed
        for one in proposed
        if one.is_changed
    }
    return guardrails.model_copy(update=changed)


def held_by(day: Day, guardrails: Guardrails) -> tuple[str, ...]:
    """The codes of the limits that hold a day."""
    found = [one.code for one in day.measured if one.exceeds(guardrails)]
    return tuple(sorted({*found, *day.other_breaches}))
