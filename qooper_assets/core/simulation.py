"""A simulation: which file is of which day, and what a day came to.

Belongs here: the days of the given files, and the values that a simulation returns. Does not: planning a day
(`stages/simulating.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from qooper_assets.core import file_names
from qooper_assets.core.changes import Breach
from qooper_assets.core.feed import effective_on
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.measures import Measured
from qooper_assets.core.records import RosterWarning
from qooper_assets.core.roster import RosterCounts
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.schedule import Every, Schedule

NAMES_SHOWN = 5


class FileDay(NamedTuple):
    """The day on which a simulation delivers one of the given files."""

    position: int
    """The position of the file among those given."""
    at: datetime
    dated_on: date | None
    """The date in its name, if the names have one."""


class Outcome(StrEnum):
    """What a simulated day came to."""

    NOTHING = "nothing"
    """Nothing is to be done."""
    APPLIED = "applied"
    HELD = "held"
    """All of it, or a part, waits for an approval."""
    BLOCKED = "blocked"
    """The file, or the day, is refused; nothing is done."""


class Then(StrEnum):
    """What becomes of the plan of a simulated day."""

    APPLY = "apply"
    """All of it is applied, as if somebody had approved at once what is held."""
    LEAVE_HELD = "leave held"
    """What is held is left, because nobody decides; everything else is applied."""
    LEAVE = "leave"
    """Nothing of it is applied, whether it is held or not."""


class SimulatedDay(Model):
    """One file of a simulation. Counts only: no person's data (R13)."""

    file: str
    """The name of the file."""
    partition: str
    effective_on: date
    outcome: Outcome
    is_approved: bool = False
    """It is held, and the next day builds on it as if somebody had approved it."""
    code: str = ""
    """Of a blocked day, the code of its error."""
    message: str = ""
    """Of a blocked day, the error without its code."""
    exit_code: int = 0
    """Of a blocked day, the exit code of its error."""
    rows: RosterCounts | None = None
    """None if the file could not be read."""
    counts: Mapping[str, int] = {}
    """Changes by `ACTION reason`, with those of the part that is held back."""
    failed: Mapping[str, int] = {}
    """Changes that the target refuses, such as those above its limit of seats, by error code."""
    rejects_by_reason: Mapping[str, int] = {}
    withheld_by_reason: Mapping[str, int] = {}
    breaches: tuple[Breach, ...] = ()
    """Every limit that the plan exceeds."""
    held_back: tuple[str, ...] = ()
    """The attributes whose changes alone wait (AT14)."""
    measured: tuple[Measured, ...] = ()
    """The numbers of the plan for the limits of the tenant file, exceeded or not."""
    unresolved_managers: int = 0
    """People whose manager is left out, because nobody is known under it (AT07)."""
    warnings: tuple[RosterWarning, ...] = ()

    def changes(self, action: str) -> int:
        """Count the changes with an action."""
        return sum(count for name, count in self.counts.items() if name.partition(" ")[0] == action)


def assign_days(
    names: Sequence[str],
    feed: Feed,
    schedule: Schedule,
    now: datetime,
    *,
    is_empty: bool,
    first_day: date | None = None,
) -> list[FileDay]:
    """Assign a day to each file, in the order of the days.

    By the dates in the names, if `feed.path` has one in its last part and the names fit it. Otherwise, or
    with a `first_day`, one file is delivered after the other, on consecutive days or weeks: from `first_day`
    on; else, against the present state, from today on, because earlier days would be older than what was
    accepted; against an empty one, up to today. Files of one day come one minute after the other, in the
    order given. Raises ValueError if only some of the names fit.
    """
    dates = None if first_day else _dates_of(names, feed)
    if dates is None:
        step = timedelta(days=1 if schedule.every is Every.DAY else 7)
        today = effective_on(schedule, now)
        first = first_day or (today - step * (len(names) - 1) if is_empty else today)
        return [FileDay(n, _due(schedule, first + step * n), None) for n in range(len(names))]
    order = sorted(range(len(names)), key=lambda n: dates[n])
    return follow(order, [dates[position].date() for position in order], schedule)


def follow(positions: Sequence[int], dates: Sequence[date], schedule: Schedule) -> list[FileDay]:
    """Deliver files on their dates, which ascend: the second one of a day a minute after the first."""
    days: list[FileDay] = []
    for position, on in zip(positions, dates, strict=True):
        at = _due(schedule, on)
        if days and days[-1].at >= at:
            at = days[-1].at + timedelta(minutes=1)
        days.append(FileDay(position, at, on))
    return days


def _dates_of(names: Sequence[str], feed: Feed) -> list[datetime] | None:
    """Parse the dates in the names; None if no name fits the path, or the path has no date in its name."""
    try:
        pattern = NamePattern(file_names.split(feed.path)[1])
    except ValueError:  # an exact path may have a date that can't be parsed back
        return None
    if not pattern.is_dated:
        return None
    found = [fit.dated if (fit := pattern.fit(name)) else None for name in names]
    dates = [dated for dated in found if dated is not None]
    if not dates:
        return None
    if len(dates) < len(names):
        others = [file_names.shown(name) for name, dated in zip(names, found, strict=True) if dated is None]
        more = ", …" if len(others) > NAMES_SHOWN else ""
        raise ValueError(
            f"{len(others):,} of {len(names):,} files do not fit the name {pattern.text} of feed.path, so"
            f" their day is not known: {', '.join(others[:NAMES_SHOWN])}{more}. Give the files of one"
            " customer only, or --first-day to take them in the order given."
        )
    return dates


def _due(schedule: Schedule, on: date) -> datetime:
    """The time at which the schedule runs on a local date."""
    hour, minute = (int(part) for part in schedule.at.split(":"))
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZoneInfo(schedule.timezone))
