"""The limits on one change set, and the only way past them.

Belongs here: every rule of R3 and R4 as a comparison of counts, approvals, and `clear`. Does not:
counting (`sql/plan/summary.sql`) or remembering (`edges/ledger/`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from qooper_assets.core.changes import Breach, ChangeSet, Summary
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.guardrails import Guardrails

DEACTIVATION_LIMITS = frozenset({"deactivations", "deactivations_share", "deactivations_7_days"})
"""What is approved over one of these does not count into the seven days after it (G19)."""
FILES_COMPARED = 5
"""Accepted files, whose median is the usual number of rows."""
OF_ONE_FILE = frozenset(
    {"past_partition", "rejects", "row_count_drop", "fill_rate_drop", "wrong_tenant_suspected"}
)
"""Limits on what a single file is. A clean file after it does not lift them: see `carried_over`."""
DELTA_PEOPLE_MIN = 20
"""Of how many people a delta file has to be before it is asked whether it is this customer's."""


class DeltaFile(NamedTuple):
    """What a limit needs to know of a delta file, which no other file can be compared with (D03)."""

    people: int
    strangers: int
    """How many of them nobody knows (sql/plan/strangers.sql)."""


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


class Approval(Model):
    """Somebody's word that one change set may be applied. Names are recorded as typed."""

    change_set_id: str
    person: str
    reason: str
    approved_at: datetime
    expires_at: datetime


class ClearedChangeSet(Model):
    """A change set that may be applied. Only `clear` makes one."""

    change_set: ChangeSet
    approval: Approval | None


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
    summary: Summary,
    limits: Guardrails,
    history: History,
    *,
    source_rows: int,
    rejected_rows: int,
    filled: Mapping[str, int],
    email_cycles: int,
    asks_for_adoption: bool,
    policy_version: str,
    is_past_partition: bool,
    declined_in: Sequence[str] = (),
    unreadable_rows: int = 0,
    unreadable_files_max: int = 3,
    delta: DeltaFile | None = None,
) -> tuple[Breach, ...]:
    """Every limit that this change set exceeds, in a fixed order (R3, R4).

    Withheld people and rejected rows are counted too; a first load is always held. `unreadable_rows` spare
    people from being deactivated for absence: 0 where absence means nothing, and for content that was counted
    before. With `delta`, the limits that compare whole files are not asked: what it has fewer of, it does not
    say (D03).
    """
    found: list[Breach] = []

    def limit(code: str, actual: float, maximum: float, unit: str, detail: str) -> None:
        if actual > maximum:
            found.append(Breach(code=code, actual=actual, limit=maximum, unit=unit, detail=detail))

    active, share = summary.active_managed, limits.deactivations_share_pct_max
    gone = summary.deactivations
    of_active = f"of {active:,} active managed accounts"
    if not history.is_live:
        found.append(
            Breach(
                code="first_load",
                actual=summary.changes,
                limit=0,
                unit="changes",
                detail="a tenant's first change set always waits for an approval (R4)",
            )
        )
    if is_past_partition:
        found.append(
            Breach(
                code="past_partition",
                actual=1,
                limit=0,
                unit="newer accepted file",
                detail="an older delivery is applied over a newer one only with a reason (R12)",
            )
        )
    limit(
        "deactivations",
        gone,
        min(
            allowed(limits.deactivations_count_floor, limits.deactivations_pct_max, active),
            limits.deactivations_count_max,
        ),
        "deactivations",
        of_active,
    )
    if gone >= 2 and active and gone * 100 >= share * active:
        # Half of the accounts or more: the clause that guards a tenant below the count floor (G03).
        maximum = share * active / 100
        found.append(
            Breach(
                code="deactivations_share", actual=gone, limit=maximum, unit="deactivations", detail=of_active
            )
        )
    if summary.declined_before:
        found.append(
            Breach(
                code="declined_before",
                actual=summary.declined_before,
                limit=0,
                unit="people",
                detail="somebody declined this for them on other facts, with the change set "
                + ", ".join(sorted(identifier[:12] for identifier in declined_in)),
            )
        )
    population = max(history.population_7_days_ago, 0)
    if population and gone:  # a set that deactivates nobody does not answer for those before it (G19)
        limit(
            "deactivations_7_days",
            history.deactivated_last_6_days + gone,
            max(limits.deactivations_count_floor, population * limits.deactivations_7_days_pct_max / 100),
            "deactivations in seven days",
            f"of {population:,} accounts seven days ago",
        )
    found.extend(_people_limits(summary, limits, history, of_active, email_cycles, asks_for_adoption))
    found.extend(_row_limits(limits, source_rows, rejected_rows))
    if delta is None:
        found.extend(_whole_file_limits(summary, limits, history, source_rows, filled))
    else:
        found.extend(_delta_limits(limits, delta))
    if summary.changes and history.policy_version not in (None, policy_version):
        found.append(
            Breach(
                code="configuration_changed", actual=1, limit=0, unit="change of the tenant file",
                detail="mapping, identity, policy or guardrails differ from the last accepted run (S20)",
            )
        )  # fmt: skip
    if unreadable_rows and history.unreadable_files + 1 > unreadable_files_max:
        found.append(
            Breach(
                code="unreadable_identifiers",
                actual=history.unreadable_files + 1,
                limit=unreadable_files_max,
                unit="files in a row",
                detail=f"{unreadable_rows:,} rows of this one have no identifier that can be read;"
                " people who may be on them keep their access (R2)",
            )
        )
    return tuple(found)


def _people_limits(
    summary: Summary,
    limits: Guardrails,
    history: History,
    of_active: str,
    email_cycles: int,
    asks_for_adoption: bool,
) -> Iterator[Breach]:
    active = summary.active_managed
    rows = [
        ("reactivations", summary.reactivations,
         allowed(limits.reactivations_count_floor, limits.reactivations_pct_max, active)),
        ("identity_changes", summary.identity_changes,
         allowed(limits.identity_changes_count_floor, limits.identity_changes_pct_max, active)),
        ("withheld", summary.withheld,
         allowed(limits.withheld_count_floor, limits.withheld_pct_max, active)),
    ]  # fmt: skip
    if history.is_live:
        rows.append(
            ("creates", summary.creates, allowed(limits.creates_count_floor, limits.creates_pct_max, active))
        )
        name_limit = allowed(limits.withheld_count_floor, limits.name_changes_pct_max, active)
        rows.append(("mass_attribute_change", summary.name_changes, name_limit))
        if asks_for_adoption:
            rows.append(("adoptions", summary.links, 0))
    rows.append(("identity_swap", email_cycles, 0))
    for code, actual, maximum in rows:
        if actual > maximum:
            yield Breach(code=code, actual=actual, limit=maximum, unit="people", detail=of_active)


def _row_limits(limits: Guardrails, source_rows: int, rejected_rows: int) -> Iterator[Breach]:
    allowed_rejects = allowed(limits.rejects_count_floor, limits.rejects_pct_max, source_rows)
    if rejected_rows > allowed_rejects:
        yield Breach(
            code="rejects", actual=rejected_rows, limit=allowed_rejects, unit="rejected rows",
            detail=f"of {source_rows:,} rows",
        )  # fmt: skip


def _delta_limits(limits: Guardrails, delta: DeltaFile) -> Iterator[Breach]:
    known_pct = 100 * (delta.people - delta.strangers) / max(delta.people, 1)
    if delta.people >= DELTA_PEOPLE_MIN and known_pct < limits.overlap_pct_min:
        yield Breach(
            code="wrong_tenant_suspected", actual=round(100 - known_pct, 1),
            limit=100 - limits.overlap_pct_min, unit="% of the people in the file are not known",
            detail="are these another customer's changes? (O07, D03)",
        )  # fmt: skip


def _whole_file_limits(
    summary: Summary,
    limits: Guardrails,
    history: History,
    source_rows: int,
    filled: Mapping[str, int],
) -> Iterator[Breach]:
    if history.source_rows:
        usual = median(history.source_rows)
        drop, allowed_drop = (
            usual - source_rows,
            max(limits.row_drop_count_floor, usual * limits.row_drop_pct_max / 100),
        )
        if drop > allowed_drop and summary.changes:  # without a change there is nothing to hold (G19)
            yield Breach(
                code="row_count_drop", actual=drop, limit=allowed_drop, unit="rows fewer",
                detail=f"{source_rows:,} rows against a median of {usual:,.10g}",
            )  # fmt: skip
    if summary.active_managed >= 20:
        overlap = 100 * summary.active_managed_in_roster / summary.active_managed
        if overlap < limits.overlap_pct_min:
            yield Breach(
                code="wrong_tenant_suspected", actual=round(100 - overlap, 1),
                limit=100 - limits.overlap_pct_min, unit="% of the managed people are not in the file",
                detail="is this another customer's roster? (O07)",
            )  # fmt: skip
    for name, before in sorted(history.filled.items()):
        # Compared as a share of the people, for the people may have become fewer.
        if before >= 5 and history.people and summary.people:
            drop_pct = 100 * (1 - filled.get(name, 0) / summary.people / (before / history.people))
            if drop_pct > limits.fill_rate_drop_pct_max:
                yield Breach(
                    code="fill_rate_drop", actual=round(drop_pct, 1), limit=limits.fill_rate_drop_pct_max,
                    unit=f"% fewer values of {name}", detail="is the column's export broken? (AT02)",
                )  # fmt: skip


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


def expires_at(change_set: ChangeSet, approval_days_max: int) -> datetime:
    """Until when a held change set can be approved (G10)."""
    return change_set.created_at + timedelta(days=approval_days_max)


def clear(change_set: ChangeSet, approval: Approval | None, now: datetime) -> ClearedChangeSet:
    """The one gate before a write.

    Raises `GuardrailBreach`: held (limits are exceeded and nobody approved this very id),
    approval_incomplete, approval_expired.
    """
    if not change_set.breaches:
        return ClearedChangeSet(change_set=change_set, approval=approval)
    if approval is None or approval.change_set_id != change_set.change_set_id:
        raise held(change_set)
    if not approval.person.strip() or not approval.reason.strip():
        raise GuardrailBreach(
            "approval_incomplete",
            "an approval names a person and a reason.",
            where=change_set.tenant,
        )
    if now >= approval.expires_at:
        raise expired(change_set, approval.expires_at)
    return ClearedChangeSet(change_set=change_set, approval=approval)


def held(change_set: ChangeSet) -> GuardrailBreach:
    """The error of a change set that is over a limit and not approved."""
    short = change_set.change_set_id[:12]
    return GuardrailBreach(
        "held",
        f"the change set {short} exceeds {len(change_set.breaches)} limits: "
        + "; ".join(str(breach) for breach in change_set.breaches),
        where=change_set.tenant,
        remedy="Read its report, then approve or reject it:"
        f" qooper-assets approve {change_set.tenant} {short}",
    )


def expired(change_set: ChangeSet, expires_at: datetime) -> GuardrailBreach:
    """The error of a decision, or of its use, that comes too late (G10)."""
    return GuardrailBreach(
        "approval_expired",
        f"the change set {change_set.change_set_id[:12]} could be approved until"
        f" {expires_at:%Y-%m-%d %H:%M} UTC.",
        where=change_set.tenant,
        remedy="Run the partition again for a new change set.",
    )
