"""The result of a rehearsal: each day with what it was, what appeared, and the limits proposed from it.

Belongs here: putting it together, and how many days any limits would have held. Does not: the words
(`texts.py`).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from qooper_assets.core.changes import ACTION_WORDS
from qooper_assets.core.rehearsal import contents, limits
from qooper_assets.core.rehearsal.contents import ColumnChange, Contents, NewWords
from qooper_assets.core.rehearsal.files import Deliveries, PassedOver
from qooper_assets.core.rehearsal.judging import HARMLESS, NOT_OF_THE_FILE, Judgment, Label
from qooper_assets.core.rehearsal.limits import TUNED_CODES, Day, ProposedLimit
from qooper_assets.core.simulation import Outcome, SimulatedDay
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant


class RehearsedDay(Model):
    """One file. Counts only: no person's data (R13)."""

    day: SimulatedDay
    label: Label
    why: str
    """Why it has this label; blank for an ordinary day."""
    unusual: tuple[tuple[str, str], ...]
    """Code and attribute of numbers that are unusual, although no limit holds them."""
    held_by: tuple[str, ...]
    """Codes of the limits that hold it now."""
    held_by_proposed: tuple[str, ...]
    """Codes of the limits that would hold it, with the proposed values."""


class Tally(Model):
    """How many days some limits hold, or the product blocks."""

    incidents: tuple[date, ...]
    """With those that are blocked."""
    stopped: tuple[date, ...]
    """Incidents that are held or blocked."""
    harmless: int
    false_holds: tuple[date, ...]
    """Harmless days that are held."""

    @property
    def missed(self) -> tuple[date, ...]:
        return tuple(sorted(set(self.incidents) - set(self.stopped)))


class Rehearsal(Model):
    """What past files would have done, and which limits follow from that."""

    tenant: str
    name: str
    ordered_by: str
    notes: tuple[str, ...]
    passed_over: tuple[PassedOver, ...]
    days: tuple[RehearsedDay, ...]
    columns: tuple[ColumnChange, ...]
    words: tuple[NewWords, ...]
    limits: tuple[ProposedLimit, ...]
    present: Tally
    proposed: Tally

    @property
    def questions(self) -> tuple[ProposedLimit, ...]:
        """The limits that would have to be higher for some harmless day to pass."""
        return tuple(limit for limit in self.limits if limit.asked is not None)

    def labeled(self, *labels: Label) -> tuple[RehearsedDay, ...]:
        return tuple(day for day in self.days if day.label in labels)

    def totals(self) -> dict[str, int]:
        """The changes of all harmless days, by action."""
        days = [each.day for each in self.labeled(*HARMLESS)]
        counts = {action: sum(day.changes(action) for day in days) for action in ACTION_WORDS}
        return {action: count for action, count in counts.items() if count}


class Rehearsed(NamedTuple):
    """The days as they were simulated and judged."""

    days: Sequence[SimulatedDay]
    judgments: Sequence[Judgment]
    contents: Sequence[Contents]


def make(tenant: Tenant, deliveries: Deliveries, found: Rehearsed) -> Rehearsal:
    """Put a rehearsal together, and propose limits."""
    days = [_day(day, judgment) for day, judgment in zip(found.days, found.judgments, strict=True)]
    proposed = limits.propose(days, tenant.guardrails)
    after = limits.apply(proposed, tenant.guardrails)
    rehearsed = tuple(
        RehearsedDay(
            day=simulated,
            label=judgment.label,
            why=judgment.why,
            unusual=judgment.unusual,
            held_by=limits.held_by(day, tenant.guardrails),
            held_by_proposed=limits.held_by(day, after),
        )
        for simulated, judgment, day in zip(found.days, found.judgments, days, strict=True)
    )
    return Rehearsal(
        tenant=tenant.tenant,
        name=tenant.name,
        ordered_by=deliveries.ordered_by,
        notes=deliveries.notes,
        passed_over=deliveries.passed_over,
        days=rehearsed,
        columns=tuple(contents.find_column_changes(found.contents)),
        words=tuple(contents.find_new_words(found.contents, contents.known_words(tenant))),
        limits=proposed,
        present=_tally(rehearsed, {day.day.file: day.held_by for day in rehearsed}),
        proposed=_tally(rehearsed, {day.day.file: day.held_by_proposed for day in rehearsed}),
    )


def _day(day: SimulatedDay, judgment: Judgment) -> Day:
    return Day(
        on=day.effective_on,
        measured=day.measured,
        is_harmless=judgment.label in HARMLESS,
        is_incident=judgment.label is Label.INCIDENT and day.outcome is not Outcome.BLOCKED,
        other_breaches=tuple(
            breach.code for breach in day.breaches if breach.code not in TUNED_CODES | NOT_OF_THE_FILE
        ),
    )


def as_day(rehearsed: RehearsedDay) -> Day:
    """What limits may be proposed from, or asked of."""
    return _day(rehearsed.day, Judgment(rehearsed.label))


def _tally(days: Sequence[RehearsedDay], held: Mapping[str, tuple[str, ...]]) -> Tally:
    broken = [day for day in days if day.label in (Label.INCIDENT, Label.BLOCKED)]
    harmless = [day for day in days if day.label in HARMLESS]
    return Tally(
        incidents=tuple(day.day.effective_on for day in broken),
        stopped=tuple(
            day.day.effective_on for day in broken if day.day.outcome is Outcome.BLOCKED or held[day.day.file]
        ),
        harmless=len(harmless),
        false_holds=tuple(day.day.effective_on for day in harmless if held[day.day.file]),
    )
