"""The limits on one change set, and the only way past them.

Belongs here: every rule of R3 and R4 as a comparison of counts, approvals, and `clear`. Does not:
counting (`sql/50_summary.sql`) or remembering (`edges/ledger/`).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median

from qooper_assets.core.changes import Breach, ChangeSet, Summary
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.tenant import Guardrails, Model


class History(Model):
    """What the ledger remembers of a tenant, as far as a limit needs it."""

    is_live: bool
    """A first change set was approved (R4)."""
    source_rows: tuple[int, ...]
    """Of the last five accepted files, newest first."""
    filled: Mapping[str, int]
    """Of the last accepted file: people with a value, per attribute."""
    people: int
    policy_version: str | None
    deactivated_last_6_days: int
    """Confirmed deactivations of the six days before today; today's come on top."""
    population_7_days_ago: int
    unreadable_files: int = 0
    """Accepted files in a row, before this one, with a row whose identifier could not be read (R2)."""


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
    unreadable_rows: int = 0,
    unreadable_files_max: int = 3,
) -> tuple[Breach, ...]:
    """Every limit that this change set exceeds, in a fixed order (R3, R4).

    Withheld people and rejected rows are counted beside changes; a first load is always held.
    `unreadable_rows` spare people from being deactivated for absence: 0 where absence means nothing, and for
    content that was counted before.
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
    population = max(history.population_7_days_ago, 0)
    if population:
        limit(
            "deactivations_7_days",
            history.deactivated_last_6_days + gone,
            max(limits.deactivations_count_floor, population * limits.deactivations_7_days_pct_max / 100),
            "deactivations in seven days",
            f"of {population:,} accounts seven days ago",
        )
    found.extend(_people_limits(summary, limits, history, of_active, email_cycles, asks_for_adoption))
    found.extend(_file_limits(summary, limits, history, source_rows, rejected_rows, filled, policy_version))
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


def _file_limits(
    summary: Summary,
    limits: Guardrails,
    history: History,
    source_rows: int,
    rejected_rows: int,
    filled: Mapping[str, int],
    policy_version: str,
) -> Iterator[Breach]:
    allowed_rejects = allowed(limits.rejects_count_floor, limits.rejects_pct_max, source_rows)
    if rejected_rows > allowed_rejects:
        yield Breach(
            code="rejects", actual=rejected_rows, limit=allowed_rejects, unit="rejected rows",
            detail=f"of {source_rows:,} rows",
        )  # fmt: skip
    if history.source_rows:
        usual = median(history.source_rows)
        drop, allowed_drop = (
            usual - source_rows,
            max(limits.row_drop_count_floor, usual * limits.row_drop_pct_max / 100),
        )
        if drop > allowed_drop:
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
    if summary.changes and history.policy_version not in (None, policy_version):
        yield Breach(
            code="configuration_changed", actual=1, limit=0, unit="change of the tenant file",
            detail="mapping, identity, policy or guardrails differ from the last accepted run (S20)",
        )  # fmt: skip


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
        raise GuardrailBreach(
            "held",
            f"the change set {change_set.change_set_id[:12]} exceeds {len(change_set.breaches)} limits: "
            + "; ".join(str(breach) for breach in change_set.breaches),
            where=change_set.tenant,
            remedy=f"Read its report, then approve or reject it: "
            f"qooper-assets approve {change_set.tenant} {change_set.change_set_id[:12]}",
        )
    if not approval.person.strip() or not approval.reason.strip():
        raise GuardrailBreach(
            "approval_incomplete",
            "an approval names a person and a reason.",
            where=change_set.tenant,
        )
    if now >= approval.expires_at:
        raise GuardrailBreach(
            "approval_expired",
            f"the change set {change_set.change_set_id[:12]} could be approved until "
            f"{approval.expires_at:%Y-%m-%d %H:%M} UTC.",
            where=change_set.tenant,
            remedy="Run the partition again for a new change set.",
        )
    return ClearedChangeSet(change_set=change_set, approval=approval)
