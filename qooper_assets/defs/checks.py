"""The four asset checks that Dagster shows, as pure functions of the manifests.

Belongs here: names, severities, what a failed check shows. Does not: guarding anything. A held change
set is a red check on a green run; what keeps it from being applied is `clear` in `core/approval.py`.
"""

import dagster as dg

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.lifecycle import Recorded, State
from qooper_assets.core.report import held_back_note
from qooper_assets.core.roster import Roster
from qooper_assets.defs.metadata import approve_link, breaches_table, rejects_table

FILE_HEALTH, CONTRACT, ACCOUNTING, GUARDRAILS = "file_health", "contract", "accounting", "guardrails"

DESCRIPTIONS = {
    FILE_HEALTH: "A file was delivered; it was settled, complete and fresh when it was taken.",
    CONTRACT: "Every row meets the contract; a row that does not is rejected, with line and reason.",
    ACCOUNTING: "Every record of the file is in the roster, rejected, collapsed or skipped.",
    GUARDRAILS: "The change set is within every limit. Otherwise it is held and waits for an approval.",
}


def specs(key: dg.AssetKey, names: tuple[str, ...]) -> list[dg.AssetCheckSpec]:
    """The checks of one asset. They have no partitions: the badge of a partitioned check is the worst of all
    days, so one held Friday would hide all later days. Each run keeps its own result."""
    return [dg.AssetCheckSpec(name, asset=key, description=DESCRIPTIONS[name]) for name in names]


def file_health(raw: RawFile | NotDelivered) -> dg.AssetCheckResult:
    """A missing file warns (F10); for one that can't be trusted `land` raises, so it never gets here."""
    if isinstance(raw, NotDelivered):
        return dg.AssetCheckResult(
            passed=False,
            check_name=FILE_HEALTH,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Nobody was changed, and no absence was counted: {raw.note}",
        )
    modified_at = raw.modified_at
    metadata: dict[str, float | int] = {"size_bytes": raw.remote_file.size_bytes}
    if modified_at is not None:
        metadata["age_hours"] = round((raw.landed_at - modified_at).total_seconds() / 3600, 2)
    return dg.AssetCheckResult(passed=True, check_name=FILE_HEALTH, metadata=metadata)


def contract(roster: Roster) -> dg.AssetCheckResult:
    rejects = rejects_table(roster.rejects_by_reason)
    return dg.AssetCheckResult(
        passed=roster.counts.rejected == 0,
        check_name=CONTRACT,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{roster.counts.rejected:,} of {roster.counts.records:,} records are rejected.",
        metadata={"rejected rows": rejects} if rejects else {},
    )


def accounting(roster: Roster) -> dg.AssetCheckResult:
    counts = roster.counts
    parts = counts.people + counts.rejected + counts.collapsed + counts.skipped
    return dg.AssetCheckResult(
        passed=parts == counts.records,
        check_name=ACCOUNTING,
        metadata=counts.model_dump(),
    )


def guardrails(change_set: ChangeSet, state: State, location: str) -> dg.AssetCheckResult:
    """Red if a limit is exceeded, even if only a part is held back (AT14); with the approval link while the
    change set is held."""
    metadata: dict[str, dg.MetadataValue | str] = {
        "change set": change_set.change_set_id,
        "state": state.value,
    }
    breaches = breaches_table(change_set.exceeded)
    if breaches is not None:
        metadata["limits exceeded"] = breaches
    if state is State.HELD:
        metadata["approve"] = dg.MetadataValue.url(approve_link(location, change_set))
    return dg.AssetCheckResult(
        passed=not change_set.exceeded,
        check_name=GUARDRAILS,
        severity=dg.AssetCheckSeverity.ERROR,
        description=held_back_note(change_set)
        or "; ".join(str(breach) for breach in change_set.breaches)
        or None,
        metadata=metadata,
    )


def rest_held(instance: dg.DagsterInstance, rest: Recorded, location: str) -> None:
    """Show the approval link of a part that was held back, once it is a change set of its own (AT14)."""
    shown = guardrails(rest.change_set, rest.state, location)
    instance.report_runless_asset_event(
        dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey([rest.change_set.tenant, "change_set"]),
            check_name=GUARDRAILS,
            passed=shown.passed,
            severity=shown.severity,
            description=shown.description,
            metadata=shown.metadata,
        )
    )


def decided(instance: dg.DagsterInstance, change_set: ChangeSet, how: str) -> None:
    """Turn the guardrails check green again, after a decision on the held change set."""
    instance.report_runless_asset_event(
        dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey([change_set.tenant, "change_set"]),
            check_name=GUARDRAILS,
            passed=True,
            description=how,
            metadata={"change set": change_set.change_set_id},
        )
    )
