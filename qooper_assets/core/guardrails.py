"""The limits on one change set.

Belongs here: every rule of R3 and R4 as a comparison of two numbers. Does not: counting
(`sql/plan/summary.sql`), storing history (`edges/ledger/`), or what an approval is (`core/approval.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from qooper_assets.core.changes import Breach, ChangeSet, HeldBack, Summary
from qooper_assets.core.date_columns import DateColumn, is_gone
from qooper_assets.core.measures import Measured, allowed_by
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.policy import Policy

DEACTIVATION_LIMITS = frozenset({"deactivations", "deactivations_share", "deactivations_7_days"})
"""Deactivations approved over one of these do not count toward the following seven days (G19)."""
FILES_COMPARED = 5
"""Number of accepted files whose median is the usual number of rows."""
OF_ONE_FILE = frozenset(
    {"past_partition", "rejects", "row_count_drop", "fill_rate_drop", "wrong_tenant_suspected"}
)
"""Limits on a single file. A later clean file does not lift them: see `carried_over`."""
OVERLAP_PEOPLE_MIN = 20
"""Minimum of managed people, or of people in a delta file, to suspect another customer's file."""
FILLED_MIN = 5
"""Minimum of values in a column for a drop of its fill rate to be significant."""


class Limit(NamedTuple):
    """One comparison of an actual number with the allowed one."""

    code: str
    actual: float
    allowed: float
    unit: str
    detail: str
    is_exclusive: bool = False
    """Being equal exceeds the limit, too."""
    attribute: str | None = None
    """`Breach.attribute`."""
    of: float | None = None
    """What the percentage of the tenant file is relative to; None if this limit is not set there."""
    measured_attribute: str = ""
    """`Measured.attribute`."""

    @property
    def is_exceeded(self) -> bool:
        return self.actual > self.allowed or (self.is_exclusive and self.actual == self.allowed)

    def as_breach(self) -> Breach:
        return Breach(
            code=self.code,
            actual=round(self.actual, 1),
            limit=self.allowed,
            unit=self.unit,
            detail=self.detail,
            attribute=self.attribute,
        )

    def as_measured(self) -> Measured | None:
        if self.of is None:
            return None
        return Measured(
            code=self.code,
            actual=self.actual,
            of=self.of,
            attribute=self.measured_attribute,
            is_exclusive=self.is_exclusive,
        )


class AttributeChange(NamedTuple):
    """How many people's value of one attribute changes (AT14)."""

    people: int
    """Linked, active people who have a value now (sql/plan/attribute_changes.sql)."""
    of: int
    """All linked, active people who have a value now (sql/plan/attribute_holders.sql)."""


class DeltaFile(NamedTuple):
    """Counts of a delta file for its limit; it can't be compared with other files (D03)."""

    people: int
    strangers: int
    """Number of them who are unknown (sql/plan/strangers.sql)."""


class ScopeCounts(NamedTuple):
    """The row of `sql/plan/scope.sql`: people of the roster, by the scope (S19)."""

    people_in: int
    people_out: int
    people_read: int


class FileFacts(NamedTuple):
    """Facts about the file and its plan for the limits, in addition to the counts of `Summary`."""

    source_rows: int
    rejected_rows: int
    filled: Mapping[str, int]
    """People with a value, per attribute."""
    policy_version: str
    email_cycles: int = 0
    is_past_partition: bool = False
    declined_in: Sequence[str] = ()
    """The change sets in which a change was declined that this one plans again."""
    unreadable_rows: int = 0
    """Rows without a readable identifier, which protect people from deactivation for absence (R2). 0 if
    absence has no meaning, and for content that was counted before."""
    delta: DeltaFile | None = None
    old_content_of: str | None = None
    """`ChangeSet.old_content_of`."""
    attribute_changes: Mapping[str, AttributeChange] = {}
    """Per attribute whose values change for more people than `attribute_changes_count_floor`."""
    dates: Mapping[str, DateColumn] = {}
    """The mapped date columns of the file."""
    scope: ScopeCounts | None = None
    """None if the tenant has no scope."""


class History(Model):
    """A tenant's history in the ledger, as far as the limits need it."""

    is_live: bool
    """A first change set was approved (R4)."""
    source_rows: tuple[int, ...]
    """Rows of the last accepted files, newest first (`rows_compared`)."""
    filled: Mapping[str, int]
    """People with a value in the last accepted file, per attribute."""
    dates: Mapping[str, DateColumn] = {}
    """The date columns of the last accepted file; empty if it was accepted by an earlier version."""
    people: int
    policy_version: str | None
    deactivated_last_6_days: int
    """Confirmed deactivations of the six days before today; today's are added to them."""
    population_7_days_ago: int
    unreadable_files: int = 0
    """Consecutive accepted files that had rows without a readable identifier (`unreadable_streak`)."""


def rows_compared(rows: Sequence[int], approved_over: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """The row counts of accepted files, newest first, that a new file is compared with: none older than the
    last one approved over `row_count_drop`, because that one set the new normal (G19)."""
    for n, over in enumerate(approved_over[:FILES_COMPARED]):
        if "row_count_drop" in over:
            return tuple(rows[: n + 1])
    return tuple(rows[:FILES_COMPARED])


def unreadable_streak(unreadable_rows: Sequence[int], approved_over: Sequence[frozenset[str]]) -> int:
    """Number of consecutive accepted files, from the newest back, with rows without a readable identifier. A
    file approved despite them ends the count, because somebody knows about it (R2)."""
    for n, (rows, over) in enumerate(zip(unreadable_rows, approved_over, strict=True)):
        if not rows or "unreadable_identifiers" in over:
            return n
    return len(unreadable_rows)


def breaches(limits: Iterable[Limit]) -> tuple[Breach, ...]:
    """The limits that are exceeded, in their order."""
    return tuple(limit.as_breach() for limit in limits if limit.is_exceeded)


def measured(limits: Iterable[Limit]) -> tuple[Measured, ...]:
    """The numbers of the limits that the tenant file sets, exceeded or not."""
    return tuple(one for limit in limits if (one := limit.as_measured()) is not None)


def compare(
    summary: Summary, guardrails: Guardrails, policy: Policy, history: History, file: FileFacts
) -> tuple[Limit, ...]:
    """Compare a change set with every limit, in a fixed order (R3, R4).

    Withheld people and rejected rows are counted too; a first load is always held.
    """
    of_file = (
        _whole_file_limits(summary, guardrails, history, file)
        if file.delta is None
        else _delta_limits(guardrails, history, file, file.delta)
    )
    return (
        *_order_limits(summary, history, file),
        *_deactivation_limits(summary, guardrails, history, file),
        *_people_limits(summary, guardrails, policy, history, file),
        *_attribute_limits(guardrails, history, file),
        _reject_limit(guardrails, file),
        *_scope_limits(summary, file),
        *of_file,
        *_tenant_limits(summary, policy, history, file),
    )


def _order_limits(summary: Summary, history: History, file: FileFacts) -> Iterator[Limit]:
    """The first load and a file out of order, which always need an approval."""
    if not history.is_live:
        yield Limit(
            "first_load", summary.changes, 0, "changes",
            "a tenant's first change set always waits for an approval (R4)", is_exclusive=True,
        )  # fmt: skip
    yield Limit(
        "past_partition", int(file.is_past_partition), 0, "newer accepted file",
        "an older delivery is applied over a newer one only with a reason (R12)",
    )  # fmt: skip


def _deactivation_limits(
    summary: Summary, guardrails: Guardrails, history: History, file: FileFacts
) -> Iterator[Limit]:
    active, gone = summary.active_managed, summary.deactivations
    of_active = f"of {active:,} active managed accounts"
    yield Limit(
        "deactivations", gone, allowed_by(guardrails, "deactivations", active), "deactivations", of_active,
        of=active,
    )  # fmt: skip
    if gone >= 2 and active:
        # Half of the accounts or more: protects a tenant too small for the limits on counts (G03).
        yield Limit(
            "deactivations_share", gone, allowed_by(guardrails, "deactivations_share", active),
            "deactivations", of_active, is_exclusive=True, of=active,
        )  # fmt: skip
    if file.old_content_of is not None:
        # A file that is sent again to repair a bad one deactivates few people: A, B, A.
        yield Limit(
            "old_content", gone, guardrails.deactivations_count_floor, "deactivations",
            f"the content of {file.old_content_of} came again, and newer content was accepted since:"
            " is it an old file? (G20)",
        )  # fmt: skip
    yield Limit(
        "declined_before", summary.declined_before, 0, "people",
        "this was declined for them on other facts, in the change set "
        + ", ".join(sorted(identifier[:12] for identifier in file.declined_in)),
    )  # fmt: skip
    population = max(history.population_7_days_ago, 0)
    if population and gone:  # deactivating nobody is not held for earlier deactivations (G19)
        yield Limit(
            "deactivations_7_days",
            history.deactivated_last_6_days + gone,
            allowed_by(guardrails, "deactivations_7_days", population),
            "deactivations in seven days",
            f"of {population:,} accounts seven days ago",
            of=population,
        )


def _people_limits(
    summary: Summary, guardrails: Guardrails, policy: Policy, history: History, file: FileFacts
) -> Iterator[Limit]:
    active = summary.active_managed

    of_active = f"of {active:,} active managed accounts"

    def people(code: str, actual: int) -> Limit:
        return Limit(code, actual, allowed_by(guardrails, code, active), "people", of_active, of=active)

    yield people("reactivations", summary.reactivations)
    yield people("identity_changes", summary.identity_changes)
    yield people("withheld", summary.withheld + summary.taken_emails)
    if history.is_live:
        yield people("creates", summary.creates)
        yield people("mass_attribute_change", summary.name_changes)
        if policy.adoption == "ask":
            yield Limit("adoptions", summary.links, 0, "people", of_active)
    yield Limit("identity_swap", file.email_cycles, 0, "people", of_active)


def _attribute_limits(guardrails: Guardrails, history: History, file: FileFacts) -> Iterator[Limit]:
    """The limit on changed values, for each attribute (AT14); names have a limit of their own (AT05)."""
    for name, change in sorted(file.attribute_changes.items()) if history.is_live else ():
        yield Limit(
            "mass_attribute_change", change.people,
            allowed_by(guardrails, "mass_attribute_change", change.of, attribute=name), "people",
            f"{name} of {change.of:,} people who have one: were columns exchanged, shifted or reset? (AT14)",
            attribute=name, of=change.of, measured_attribute=name,
        )  # fmt: skip


def held_back(found: Sequence[Breach]) -> HeldBack | None:
    """The part to hold back, so that everything else is within every limit; None if nothing is exceeded, or
    if that is not enough: two attributes at once may be two exchanged columns, and hold everything (AT14)."""
    if len(found) != 1 or found[0].attribute is None:
        return None
    return HeldBack(attributes=(found[0].attribute,), breaches=tuple(found))


def _reject_limit(guardrails: Guardrails, file: FileFacts) -> Limit:
    rows = file.source_rows
    return Limit(
        "rejects", file.rejected_rows, allowed_by(guardrails, "rejects", rows), "rejected rows",
        f"of {rows:,} rows", of=rows,
    )  # fmt: skip


def _scope_limits(summary: Summary, file: FileFacts) -> Iterator[Limit]:
    """The limit on a scope that leaves nobody: a wrong word in the tenant file, or a column that the customer
    writes otherwise now (S19)."""
    if file.scope is not None and file.scope.people_out and summary.changes:
        out, people = file.scope.people_out, file.scope.people_out + file.scope.people_in
        yield Limit(
            "scope_empty", out, people - 1, "people out of scope",
            f"of {people:,} people who have not left: the scope leaves nobody; does it still fit the words of"
            " its column? (S19)",
        )  # fmt: skip


def _delta_limits(
    guardrails: Guardrails, history: History, file: FileFacts, delta: DeltaFile
) -> Iterator[Limit]:
    """The limits on a delta file, which can't be compared with others: fewer rows mean nothing (D03)."""
    if delta.people >= OVERLAP_PEOPLE_MIN:
        yield Limit(
            "wrong_tenant_suspected",
            100 * delta.strangers / delta.people,
            allowed_by(guardrails, "wrong_tenant_suspected", 100),
            "% of the people in the file are unknown",
            "are these another customer's changes? (O07, D03)",
            of=100,
        )
    yield from _date_limits(guardrails, history, file).values()


def _whole_file_limits(
    summary: Summary, guardrails: Guardrails, history: History, file: FileFacts
) -> Iterator[Limit]:
    if history.source_rows and summary.changes:  # without changes there is nothing to hold (G19)
        usual = median(history.source_rows)
        yield Limit(
            "row_count_drop",
            usual - file.source_rows,
            allowed_by(guardrails, "row_count_drop", usual),
            "rows fewer",
            f"{file.source_rows:,} rows against a median of {usual:,.10g}",
            of=usual,
        )
    if summary.active_managed >= OVERLAP_PEOPLE_MIN:
        absent = summary.active_managed - summary.active_managed_in_roster
        yield Limit(
            "wrong_tenant_suspected",
            100 * absent / summary.active_managed,
            allowed_by(guardrails, "wrong_tenant_suspected", 100),
            "% of the managed people are not in the file",
            "is this another customer's roster? (O07)",
            of=100,
        )
    of_dates = _date_limits(guardrails, history, file)
    yield from of_dates.values()
    for name, before in sorted(history.filled.items()):
        # Compared as a share of the people, because there may be fewer people.
        if (
            before >= FILLED_MIN
            and history.people
            and summary.people
            and not _is_exceeded(of_dates.get(name))
        ):
            share = file.filled.get(name, 0) / summary.people / (before / history.people)
            yield Limit(
                "fill_rate_drop", 100 * (1 - share), allowed_by(guardrails, "fill_rate_drop", 100),
                f"% fewer values of {name}", "is the column's export broken? (AT02)",
                of=100, measured_attribute=name,
            )  # fmt: skip


def _is_exceeded(limit: Limit | None) -> bool:
    return limit is not None and limit.is_exceeded


def _date_limits(guardrails: Guardrails, history: History, file: FileFacts) -> dict[str, Limit]:
    """The limits on first and last days that can't be read, compared with the last accepted file (S22)."""
    found = {}
    for name, column in sorted(file.dates.items()):
        before = history.dates.get(name)
        if before is None:
            continue
        drop, detail = 0.0, "cells are not blank, and not dates; did their format change? (S22, S26)"
        if is_gone(column, before):
            drop, detail = 100.0, "its column is not in the file (S22, S26)"
        elif max(before.filled, column.unreadable) >= FILLED_MIN and before.readable_share:
            drop = 100 * (1 - column.readable_share / before.readable_share)
        found[name] = Limit(
            "fill_rate_drop", drop, allowed_by(guardrails, "fill_rate_drop", 100),
            f"% fewer readable values of {name}", detail, of=100, measured_attribute=name,
        )  # fmt: skip
    return found


def _tenant_limits(summary: Summary, policy: Policy, history: History, file: FileFacts) -> Iterator[Limit]:
    is_changed = history.policy_version not in (None, file.policy_version)
    if summary.changes:
        yield Limit(
            "configuration_changed", int(is_changed), 0, "change of the tenant file",
            "mapping, identity, policy or guardrails differ from the last accepted run (S20)",
        )  # fmt: skip
    if file.unreadable_rows:
        yield Limit(
            "unreadable_identifiers",
            history.unreadable_files + 1,
            policy.unreadable_files_max,
            "files in a row",
            f"{file.unreadable_rows:,} rows of this one have no readable identifier;"
            " people who may be on them keep their access (R2)",
        )


def carried_over(undecided: ChangeSet, found: Sequence[Breach]) -> tuple[Breach, ...]:
    """The limits that an undecided delivery of a delta feed exceeded on its own.

    They hold every change set that contains its rows, until somebody decides; all other limits are checked
    again for the combined changes (D02).
    """
    codes = {breach.code for breach in found}
    return tuple(
        breach
        if "(delivery of " in breach.detail
        else breach.model_copy(update={"detail": f"{breach.detail} (delivery of {undecided.partition})"})
        for breach in undecided.breaches
        if breach.code in OF_ONE_FILE - codes
    )
