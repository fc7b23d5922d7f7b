"""What a day of a rehearsal was: ordinary, a real change, or an incident.

The past says what a file alone can't: what a broken export changed is gone again in one of the next files, a
reorganization stays (decision 40). Belongs here: that comparison, and which days are asked about. Does not:
planning later files (`stages/rehearsing.py`), or limits (`limits.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.measures import Measured
from qooper_assets.core.rehearsal.limits import find_tunable
from qooper_assets.core.simulation import Outcome, SimulatedDay
from qooper_assets.core.tenant.guardrails import Guardrails

LATER_FILES = 3
"""Later files, each of other content, that show if a change stays. An export that broke on a Friday may be
right again on Monday."""
LEFT_MAX = 0.5
"""A change has returned to normal if less than this share of it is left."""
SPREADS = 6
"""A measured value is unusual this many standard deviations above the median, estimated by the median
deviation."""
TIMES = 3
"""It is also at least this many times the median."""
LEAST_SHARE = 0.5
"""Numbers below this share of the least limit that is ever proposed are never unusual."""
FLOOR_TIMES = 1.5
"""Nor are fewer people or rows than this many times the floor of the limit, because in a small company a few
are some percent."""
WEEKDAYS_MIN = 8
"""With fewer days of the same weekday, all days are compared."""

Key = tuple[str, str]
"""Code and attribute of a measure."""


class Label(StrEnum):
    """What a day was."""

    FIRST_LOAD = "first load"
    ORDINARY = "ordinary"
    REAL_CHANGE = "real change"
    """Unusual, and it stayed. Together with ordinary days, the harmless ones."""
    INCIDENT = "incident"
    """The file was wrong. Nothing of it is applied, so that the next day builds on what was right."""
    BLOCKED = "blocked"
    UNCLEAR = "unclear"
    """Held, and no later file shows if it stayed."""


HARMLESS = frozenset({Label.ORDINARY, Label.REAL_CHANGE})
NOT_OF_THE_FILE = frozenset({"configuration_changed"})
"""A change set is held for these because of our tenant file, which says nothing about the day."""


class Judgment(NamedTuple):
    """What a day was, and why."""

    label: Label
    why: str = ""
    unusual: tuple[Key, ...] = ()
    """The numbers that no limit held."""


def find_exceeded(change_set: ChangeSet, guardrails: Guardrails) -> dict[Key, float]:
    """The numbers by which a plan is held, as far as later files can be compared by them."""
    own = {(one.code, one.attribute): one.actual for one in change_set.measured if one.exceeds(guardrails)}
    codes = {breach.code for breach in change_set.exceeded}
    if codes & _BY_LEAVERS:
        # Earlier days count for the week, and an old file has no number of its own: the day's leavers count.
        own = {key: actual for key, actual in own.items() if key[0] not in _BY_LEAVERS}
        own |= {key: actual for key, actual in _numbers(change_set.measured).items() if key == _LEAVERS}
    return {key: actual for key, actual in own.items() if actual > 0}


_LEAVERS = ("deactivations", "")
_BY_LEAVERS = frozenset({"deactivations_share", "deactivations_7_days", "old_content"})


def _numbers(measured: Iterable[Measured]) -> dict[Key, float]:
    return {(one.code, one.attribute): one.actual for one in measured}


MANAGERS = "manager_unresolved"
"""No limit is asked of it, because such values are left out; but it shows a broken column."""
MANAGERS_PCT, MANAGERS_FLOOR = 10.0, 20


def _measure(day: SimulatedDay) -> dict[Key, Measured]:
    """The numbers of a day, with what no limit is asked of."""
    people = day.rows.people if day.rows else 0
    managers = Measured(code=MANAGERS, actual=day.unresolved_managers, of=people)
    return {(one.code, one.attribute): one for one in (*day.measured, managers)}


def _is_large(one: Measured, guardrails: Guardrails) -> bool:
    """Large enough to be unusual."""
    if one.code == MANAGERS:
        return one.pct > MANAGERS_PCT and one.actual > MANAGERS_FLOOR
    tunable = find_tunable(one)
    return (
        tunable is not None
        and one.pct > LEAST_SHARE * tunable.least
        and one.actual > FLOOR_TIMES * tunable.floor(guardrails)
    )


def judge(own: Mapping[Key, float], later: Iterable[SimulatedDay], guardrails: Guardrails) -> Judgment:
    """Judge a day by plans of later files on the state before it. `own` are its unusual numbers.

    It is an incident as soon as less than half of one of them is left, because its file must have been wrong.
    A later file that exceeds another limit is no witness, because it may be broken itself; it only counts if
    all are so, and then they have to agree. `later` is read no further than needed.
    """
    if not own:
        return Judgment(Label.UNCLEAR, "no later file can show if it was meant")
    last, doubtful = None, []
    for day in (day for day in later if day.outcome is not Outcome.BLOCKED):
        found = _numbers(day.measured)
        back = next((key for key, actual in own.items() if found.get(key, 0.0) < LEFT_MAX * actual), None)
        judgment = (
            Judgment(Label.REAL_CHANGE, f"still so on {day.effective_on}")
            if back is None
            else Judgment(Label.INCIDENT, f"{describe(back)} back to normal on {day.effective_on}")
        )
        over = {(one.code, one.attribute) for one in day.measured if one.exceeds(guardrails)}
        if {key for key in over if key[0] not in _BY_LEAVERS} - own.keys():
            doubtful.append(judgment)
        elif back is not None:
            return judgment
        else:
            last = judgment
    if last is not None:
        return last
    if len({judgment.label for judgment in doubtful}) == 1:
        return doubtful[-1]
    return Judgment(Label.UNCLEAR, "no later file shows if it stayed")


def describe(key: Key) -> str:
    code, attribute = key
    return f"{code} of {attribute}" if attribute else code


class Suspect(NamedTuple):
    """A day that no limit held, although a number is unusual and seems to be undone soon after."""

    number: int
    own: dict[Key, float]
    back_on: date
    """The day of the file that seems to undo it."""

    @property
    def needs_plans(self) -> bool:
        """Something of it was applied, so that only plans on the state before it can judge it."""
        return any(code in _UNDONE_BY for code, _ in self.own)

    @property
    def judgment(self) -> Judgment:
        """The judgment where none are needed."""
        names = ", ".join(map(describe, sorted(self.own)))
        why = f"unusual: {names}; back to normal on {self.back_on}"
        return Judgment(Label.INCIDENT, why, tuple(sorted(self.own)))


def find_suspects(
    days: Sequence[SimulatedDay], labels: Sequence[Label], guardrails: Guardrails
) -> list[Suspect]:
    """Find the ordinary days with an unusual number that a later file seems to undo.

    Unusual among the days of the same weekday, if there are enough. Numbers far below any limit that could be
    proposed are ignored.
    """
    ordinary = [n for n, label in enumerate(labels) if label is Label.ORDINARY]
    measured = {n: _measure(days[n]) for n in ordinary}
    found = []
    for n in ordinary:
        among = [m for m in ordinary if m != n]
        others = [measured[m] for m in _of_class(days[n].effective_on, among, days)]
        own, back_on = {}, None
        for key, one in _find_unusual(measured[n], others, guardrails).items():
            if on := _seems_undone(one, n, days):
                own[key], back_on = one.actual, on
        if back_on:
            found.append(Suspect(n, own, back_on))
    return found


def find_unusual(
    change_set: ChangeSet,
    on: date,
    before: Sequence[SimulatedDay],
    labels: Sequence[Label],
    guardrails: Guardrails,
) -> dict[Key, float]:
    """Find the numbers of a plan, not applied yet, that are unusual among the ordinary days before it."""
    ordinary = [n for n, label in enumerate(labels) if label is Label.ORDINARY]
    own = {(one.code, one.attribute): one for one in change_set.measured if one.code in _UNDONE_BY}
    others = [_measure(before[m]) for m in _of_class(on, ordinary, before)]
    return {key: one.actual for key, one in _find_unusual(own, others, guardrails).items()}


def _find_unusual(
    own: Mapping[Key, Measured], others: Sequence[Mapping[Key, Measured]], guardrails: Guardrails
) -> dict[Key, Measured]:
    return {
        key: one
        for key, one in own.items()
        if _is_large(one, guardrails)
        and is_unusual(one.pct, [other[key].pct if key in other else 0.0 for other in others])
    }


def is_unusual(value: float, others: Sequence[float]) -> bool:
    """Far above the others. Robust against a few large ones among them."""
    if len(others) < WEEKDAYS_MIN:
        return False
    middle = median(others)
    spread = 1.4826 * median(abs(other - middle) for other in others)
    return value > middle + SPREADS * spread and value >= TIMES * middle


def _of_class(on: date, ordinary: Sequence[int], days: Sequence[SimulatedDay]) -> list[int]:
    """The days to compare a day with: those of its weekday, or all of them if these are few."""
    same = [m for m in ordinary if days[m].effective_on.weekday() == on.weekday()]
    return same if len(same) >= WEEKDAYS_MIN else list(ordinary)


_UNDONE_BY: dict[str, tuple[str, ...]] = {
    "deactivations": ("reactivations", "creates"),
    "reactivations": ("deactivations",),
    "creates": ("deactivations",),
    "identity_changes": ("identity_changes",),
    "mass_attribute_change": ("mass_attribute_change",),
}
"""Where the next file undoes what was applied, it shows in the numbers of these limits."""
_OF_THE_FILE = frozenset({"rejects", "withheld", MANAGERS})
"""Measured on each file by itself."""


def _seems_undone(one: Measured, n: int, days: Sequence[SimulatedDay]) -> date | None:
    """The day of the later file that seems to undo it, if any."""
    most = LEFT_MAX * one.actual
    for day in _later(n, days):
        found = {key: each.actual for key, each in _measure(day).items()}
        same = found.get((one.code, one.attribute), 0.0)
        undoing = sum(found.get((code, one.attribute), 0.0) for code in _UNDONE_BY.get(one.code, ()))
        if one.code in _UNDONE_BY and undoing >= most:
            return day.effective_on
        if one.code in _OF_THE_FILE and same < most:
            return day.effective_on
        if one.code == "row_count_drop" and _missing_rows(one, days[n], day) < most:
            return day.effective_on
        if one.code == "fill_rate_drop" and same <= -most:  # negative as soon as the values are back
            return day.effective_on
    return None


def _missing_rows(drop: Measured, day: SimulatedDay, later: SimulatedDay) -> float:
    """How many of the missing rows a later file still misses.

    Its own number does not say: it is measured against the files before it, of which this day is one.
    """
    assert day.rows
    assert later.rows
    return drop.actual + day.rows.records - later.rows.records


def _later(n: int, days: Sequence[SimulatedDay]) -> list[SimulatedDay]:
    return [day for day in days[n + 1 :] if day.outcome is not Outcome.BLOCKED][:LATER_FILES]


def by_mark(marked: Mapping[date, Label], on: date) -> Judgment | None:
    """The label that a person gave to a day, if any."""
    return Judgment(marked[on], "marked by you") if on in marked else None
