"""The limits on one change set.

Belongs here: every rule of R3 and R4 as a comparison of two numbers. Does not: counting
(`sql/plan/summary.sql`), remembering (`edges/ledger/`), or what an approval is (`core/approval.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from qooper_assets.core.changes import Breach, ChangeSet, Summary
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.policy import Policy

DEACTIVATION_LIMITS = frozenset({"deactivations", "deactivations_share", "deactivations_7_days"})
"""What is approved over one of these does not count into the seven days after it (G19)."""
FILES_COMPARED = 5
"""Accepted files, whose median is the usual number of rows."""
OF_ONE_FILE = frozenset(
    {"past_partition", "rejects", "row_count_drop", "fill_rate_drop", "wrong_tenant_suspected"}
)
"""Limits on a single file. A clean file after it does not lift them: see `carried_over`."""
OVERLAP_PEOPLE_MIN = 20
"""How many managed people, or people in a delta file, it takes to suspect another customer's file."""
FILLED_MIN = 5
"""How many values a column must have had for a drop of its fill rate to mean anything."""


class Limit(NamedTuple):
    """One comparison: how many there are, and how many there may be."""

    code: str
    actual: float
    allowed: float
    unit: str
    detail: str
    is_exclusive: bool = False
    """Being equal already exceeds it."""

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
        )


class DeltaFile(NamedTuple):
    """What a limit needs to know of a delta file, which no other file can be compared with (D03)."""

    people: int
    strangers: int
    """How many of them nobody knows (sql/plan/strangers.sql)."""


class FileFacts(NamedTuple):
    """What the limits need to know of the file and of its plan, besides the counts of `Summary`."""

    source_rows: int
    rejected_rows: int
    filled: Mapping[str, int]
    """People with a value, per attribute."""
    policy_version: str
    email_cycles: int = 0
    is_past_partition: bool = False
    declined_in: Sequence[str] = ()
    """The change sets in which somebody declined a change that this one plans again."""
    unreadable_rows: int = 0
    """Rows without a readable identifier, which spare people from being deactivated for absence (R2). 0 where
    absence means nothing, and for content that was counted before."""
    delta: DeltaFile | None = None


class History(Model):
    """What the ledger remembers of a tenant, as far as a limit needs it."""

    is_live: bool
    """A first change set was approved (R4)."""
    source_rows: tuple[int, ...]
    """Of the last accepted files, newest first (`rows_compared`)."""
    filled: Mapping[str, int]
    """Of the last accepted file: people with a value, per attribute."""
    people: int
    policy_version: str | None
    deactivated_last_6_days: int
    """Confirmed deactivations of the six days before today; today's come on top."""
    population_7_days_ago: int
    unreadable_files: int = 0
    """Accepted files in a row with rows without a readable identifier (`unreadable_streak`)."""


def rows_compared(rows: Sequence[int], approved_over: Sequence[frozenset[str]]) -> tuple[int, ...]:
    """Of accepted files, newest first, those that a new file is compared with: none that is older than the
    last one approved over `row_count_drop`, for that is what a file looks like since then (G19)."""
    for n, over in enumerate(approved_over[:FILES_COMPARED]):
        if "row_count_drop" in over:
            return tuple(rows[: n + 1])
    return tuple(rows[:FILES_COMPARED])


def unreadable_streak(unreadable_rows: Sequence[int], approved_over: Sequence[frozenset[str]]) -> int:
    """How many accepted files in a row, from the newest back, had rows without a readable identifier. One
    that was approved for it ends the count: somebody knows (R2)."""
    for n, (rows, over) in enumerate(zip(unreadable_rows, approved_over, strict=True)):
        if not rows or "unreadable_identifiers" in over:
            return n
    return len(unreadable_rows)


def allowed(floor: int, pct: float, of: int) -> float:
    """The larger of a count and a percentage; exactly at it passes."""
    return max(floor, of * pct / 100)


def breaches(
    summary: Summary, guardrails: Guardrails, policy: Policy, history: History, file: FileFacts
) -> tuple[Breach, ...]:
    """Every limit that this change set exceeds, in a fixed order (R3, R4).

    Withheld people and rejected rows are counted too; a first load is always held.
    """
    of_file = (
        _whole_file_limits(summary, guardrails, history, file)
        if file.delta is None
        else _delta_limits(guardrails, file.delta)
    )
    limits = (
        *_order_limits(summary, history, file),
        *_deactivation_limits(summary, guardrails, history, file),
        *_people_limits(summary, guardrails, policy, history, file),
        _reject_limit(guardrails, file),
        *of_file,
        *_tenant_limits(summary, policy, history, file),
    )
    return tuple(limit.as_breach() for limit in limits if limit.is_exceeded)


def _order_limits(summary: Summary, history: History, file: FileFacts) -> Iterator[Limit]:
    """The first load, and a file out of order: each needs somebody's word."""
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
    floor = guardrails.deactivations_count_floor
    by_share = allowed(floor, guardrails.deactivations_pct_max, active)
    yield Limit(
        "deactivations", gone, min(by_share, guardrails.deactivations_count_max), "deactivations", of_active
    )
    if gone >= 2 and active:
        # Half of the accounts or more: what guards a tenant below the floor of counts (G03).
        most = guardrails.deactivations_share_pct_max * active / 100
        yield Limit("deactivations_share", gone, most, "deactivations", of_active, is_exclusive=True)
    yield Limit(
        "declined_before", summary.declined_before, 0, "people",
        "somebody declined this for them on other facts, with the change set "
        + ", ".join(sorted(identifier[:12] for identifier in file.declined_in)),
    )  # fmt: skip
    population = max(history.population_7_days_ago, 0)
    if population and gone:  # a set that deactivates nobody does not answer for those before it (G19)
        yield Limit(
            "deactivations_7_days",
            history.deactivated_last_6_days + gone,
            allowed(floor, guardrails.deactivations_7_days_pct_max, population),
            "deactivations in seven days",
            f"of {population:,} accounts seven days ago",
        )


def _people_limits(
    summary: Summary, guardrails: Guardrails, policy: Policy, history: History, file: FileFacts
) -> Iterator[Limit]:
    active = summary.active_managed

    def people(code: str, actual: int, most: float) -> Limit:
        return Limit(code, actual, most, "people", f"of {active:,} active managed accounts")

    yield people(
        "reactivations", summary.reactivations,
        allowed(guardrails.reactivations_count_floor, guardrails.reactivations_pct_max, active),
    )  # fmt: skip
    yield people(
        "identity_changes", summary.identity_changes,
        allowed(guardrails.identity_changes_count_floor, guardrails.identity_changes_pct_max, active),
    )  # fmt: skip
    yield people(
        "withheld", summary.withheld,
        allowed(guardrails.withheld_count_floor, guardrails.withheld_pct_max, active),
    )  # fmt: skip
    if history.is_live:
        yield people(
            "creates", summary.creates,
            allowed(guardrails.creates_count_floor, guardrails.creates_pct_max, active),
        )  # fmt: skip
        yield people(
            "mass_attribute_change", summary.name_changes,
            allowed(guardrails.withheld_count_floor, guardrails.name_changes_pct_max, active),
        )  # fmt: skip
        if policy.adoption == "ask":
            yield people("adoptions", summary.links, 0)
    yield people("identity_swap", file.email_cycles, 0)


def _reject_limit(guardrails: Guardrails, file: FileFacts) -> Limit:
    most = allowed(guardrails.rejects_count_floor, guardrails.rejects_pct_max, file.source_rows)
    return Limit("rejects", file.rejected_rows, most, "rejected rows", f"of {file.source_rows:,} rows")


def _delta_limits(guardrails: Guardrails, delta: DeltaFile) -> Iterator[Limit]:
    """A delta file can't be compared with others: what it has fewer of, it does not say (D03)."""
    if delta.people >= OVERLAP_PEOPLE_MIN:
        yield Limit(
            "wrong_tenant_suspected",
            100 * delta.strangers / delta.people,
            100 - guardrails.overlap_pct_min,
            "% of the people in the file are not known",
            "are these another customer's changes? (O07, D03)",
        )


def _whole_file_limits(
    summary: Summary, guardrails: Guardrails, history: History, file: FileFacts
) -> Iterator[Limit]:
    if history.source_rows and summary.changes:  # without a change there is nothing to hold (G19)
        usual = median(history.source_rows)
        yield Limit(
            "row_count_drop",
            usual - file.source_rows,
            max(guardrails.row_drop_count_floor, usual * guardrails.row_drop_pct_max / 100),
            "rows fewer",
            f"{file.source_rows:,} rows against a median of {usual:,.10g}",
        )
    if summary.active_managed >= OVERLAP_PEOPLE_MIN:
        absent = summary.active_managed - summary.active_managed_in_roster
        yield Limit(
            "wrong_tenant_suspected",
            100 * absent / summary.active_managed,
            100 - guardrails.overlap_pct_min,
            "% of the managed people are not in the file",
            "is this another customer's roster? (O07)",
        )
    for name, before in sorted(history.filled.items()):
        # Compared as a share of the people, for there may be fewer people.
        if before >= FILLED_MIN and history.people and summary.people:
            share = file.filled.get(name, 0) / summary.people / (before / history.people)
            yield Limit(
                "fill_rate_drop", 100 * (1 - share), guardrails.fill_rate_drop_pct_max,
                f"% fewer values of {name}", "is the column's export broken? (AT02)",
            )  # fmt: skip


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
            f"{file.unreadable_rows:,} rows of this one have no identifier that can be read;"
            " people who may be on them keep their access (R2)",
        )


def carried_over(undecided: ChangeSet, found: Sequence[Breach]) -> tuple[Breach, ...]:
    """Of a delta feed: the limits that an undecided delivery exceeded by itself.

    They hold each change set that has its rows, until somebody decides; all other limits are asked again of
    the changes together (D02).
    """
    codes = {breach.code for breach in found}
    return tuple(
        breach
        if "(delivery of " in breach.detail
        else breach.model_copy(update={"detail": f"{breach.detail} (delivery of {undecided.partition})"})
        for breach in undecided.breaches
        if breach.code in OF_ONE_FILE - codes
    )
