"""The four asset checks that Dagster shows: their verdicts, and how a run reports them.

A verdict stays until a later run reaches another one: the checks are no part of a run's plan, because what a
run plans and does not reach, Dagster shows as skipped. The step that knows a verdict reports it.

Belongs here: names, severities, what a failed check shows. Does not: guarding anything. A held change
set is a red check on a green run; what keeps it from being applied is `clear` in `core/approval.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus as Status

from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import tags
from qooper_assets.defs.metadata import (
    DIGITS,
    LOCATION,
    approve_link,
    breaches_table,
    reject_link,
    rejects_table,
)
from qooper_assets.defs.resources import Unopened
from qooper_assets.stages import Runtime

FILE_HEALTH, CONTRACT, ACCOUNTING, GUARDRAILS = "file_health", "contract", "accounting", "guardrails"

ASSETS = {FILE_HEALTH: "raw_file", CONTRACT: "roster", ACCOUNTING: "roster", GUARDRAILS: "change_set"}
"""The asset of each check."""
DESCRIPTIONS = {
    FILE_HEALTH: "A file was delivered; it was settled, complete and fresh when it was taken.",
    CONTRACT: "Every row meets the contract; a row that does not is rejected, with line and reason.",
    ACCOUNTING: "Every record of the file is in the roster, rejected, collapsed or skipped.",
    GUARDRAILS: "Fails while a change set waits for a decision, because it exceeds a limit.",
}
Context = dg.AssetExecutionContext | dg.OpExecutionContext
Verdict = dg.AssetCheckEvaluation


def tenant_checks(tenant: Tenant, pool: str) -> dg.AssetChecksDefinition:
    """The checks of a tenant, for a person who executes one: it repeats its verdict.

    They have no partitions: the badge of a partitioned check is the worst of all days, so one held Friday
    would hide all later days. They depend on no asset, so no run skips them.
    """
    specs = {
        name: dg.AssetCheckSpec(name, asset=[tenant.tenant, noun], description=DESCRIPTIONS[name])
        for name, noun in ASSETS.items()
    }

    @dg.op(
        name=f"{tenant.tenant}__checks",
        out={name: dg.Out(dg.Nothing, is_required=False) for name in specs},
        pool=pool,
    )
    def repeat(context: dg.OpExecutionContext, runtime: dg.ResourceParam[Runtime]) -> Iterator[object]:
        tags.started(context.instance, context.run, tenant)
        for name in context.selected_output_names:
            verdict = (
                guardrails(runtime, tenant, location_of(context))
                if name == GUARDRAILS and not isinstance(runtime, Unopened)
                else latest(context.instance, specs[name].key)
            )
            if verdict is not None:
                yield dg.Output(None, name)
                yield _under(verdict, context.partition_key if context.has_partition_key else None)
        if len(context.job_def.nodes) == 1:
            tags.ended(context.instance, context.run.run_id, Result.NOOP)

    made: dg.AssetChecksDefinition = dg.AssetChecksDefinition.create(
        keys_by_input_name={}, node_def=repeat, check_specs_by_output_name=specs, can_subset=True
    )
    return made


def latest(instance: dg.DagsterInstance, key: dg.AssetCheckKey) -> Verdict | None:
    """The last verdict of a check, if it has one."""
    records = instance.event_log_storage.get_asset_check_execution_history(
        key, limit=1, status={Status.SUCCEEDED, Status.FAILED}
    )
    event = records[0].event if records else None
    return event.dagster_event.asset_check_evaluation_data if event and event.dagster_event else None


def _under(verdict: Verdict, partition: str | None) -> Verdict:
    """The verdict under the partition of a run: Dagster plans the check under it, though it has no
    partitions."""
    return dg.AssetCheckEvaluation(
        asset_key=verdict.asset_key,
        check_name=verdict.check_name,
        passed=verdict.passed,
        metadata=verdict.metadata,
        severity=verdict.severity,
        description=verdict.description,
        partition=partition,
    )


def location_of(context: Context) -> str:
    """The code location of this run."""
    origin = context.run.remote_job_origin
    return origin.location_name if origin else LOCATION


def _verdict(
    tenant: str,
    name: str,
    *,
    passed: bool,
    description: str | None = None,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
    metadata: Mapping[str, Any] | None = None,
) -> Verdict:
    return dg.AssetCheckEvaluation(
        asset_key=dg.AssetKey([tenant, ASSETS[name]]),
        check_name=name,
        passed=passed,
        description=description,
        severity=severity,
        metadata=metadata or {},
    )


def file_health(tenant: Tenant, raw: RawFile | NotDelivered) -> Verdict:
    """A missing file warns (F10); for one that can't be trusted `land` raises, so it never gets here."""
    if isinstance(raw, NotDelivered):
        return _verdict(
            tenant.tenant,
            FILE_HEALTH,
            passed=False,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"Nobody was changed, and no absence was counted: {raw.note}",
        )
    modified_at = raw.modified_at
    metadata: dict[str, float | int] = {"size_bytes": raw.remote_file.size_bytes}
    if modified_at is not None:
        metadata["age_hours"] = round((raw.landed_at - modified_at).total_seconds() / 3600, 2)
    return _verdict(tenant.tenant, FILE_HEALTH, passed=True, metadata=metadata)


def file_blocked(tenant: Tenant, error: QooperAssetsError) -> Verdict:
    """Red: the file, or the way to it, can't be trusted; the code says why."""
    return _verdict(
        tenant.tenant,
        FILE_HEALTH,
        passed=False,
        description=str(error),
        metadata={"code": error.code, "result": error.result.value},
    )


def contract(roster: Roster) -> Verdict:
    rejects = rejects_table(roster.rejects_by_reason)
    return _verdict(
        roster.tenant,
        CONTRACT,
        passed=roster.counts.rejected == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{roster.counts.rejected:,} of {roster.counts.records:,} records are rejected.",
        metadata={"rejected rows": rejects} if rejects else {},
    )


def accounting(roster: Roster) -> Verdict:
    counts = roster.counts
    parts = counts.people + counts.rejected + counts.collapsed + counts.skipped
    return _verdict(roster.tenant, ACCOUNTING, passed=parts == counts.records, metadata=counts.model_dump())


def guardrails(runtime: Runtime, tenant: Tenant, location: str, note: str = "") -> Verdict:
    """Red while a change set waits for a person, with what it exceeds and the links that decide it.

    It is about what waits in the ledger, not about what this run planned: a later run that planned nothing,
    or something that was overtaken, changes nothing about that.
    """
    waiting = runtime.ledger.change_sets.waiting(tenant.tenant)
    if waiting is None:
        return _verdict(tenant.tenant, GUARDRAILS, passed=True, description=note or None)
    change_set = waiting.change_set
    approval = runtime.ledger.approvals.find(tenant.tenant, change_set.change_set_id)
    links = [approve_link(location, change_set)]
    if approval is None:
        waits = f"The change set {change_set.change_set_id[:DIGITS]} of {change_set.partition} waits."
        links.append(reject_link(location, change_set))
    else:
        waits = f"Approved by {approval.person}, and not applied: its run was killed. Approve it again."
    exceeded = "\n".join(f"- {breach}" for breach in change_set.breaches)
    metadata: dict[str, dg.MetadataValue | str | None] = {
        "limits exceeded": breaches_table(change_set.breaches),
        "change set": change_set.change_set_id,
        "partition": change_set.partition,
        "state": waiting.state.value,
        "workbook": dg.MetadataValue.path(runtime.artifacts.where(change_set.workbook_location)),
        "can be approved until": (
            dg.MetadataValue.timestamp(waiting.expires_at) if waiting.expires_at else None
        ),
    }
    return _verdict(
        tenant.tenant,
        GUARDRAILS,
        passed=False,
        description=f"{waits} Read its report, then: {' · '.join(links)}\n\n{exceeded}",
        metadata={key: value for key, value in metadata.items() if value is not None},
    )


def report(context: Context, verdict: Verdict) -> None:
    """Report a verdict as the latest of its check."""
    context.log_event(verdict)  # type: ignore[arg-type]  # missing in Dagster's annotation


def report_guardrails(context: Context, runtime: Runtime, tenant: Tenant, note: str = "") -> None:
    """Report what waits for a decision now; `note` says why nothing does."""
    report(context, guardrails(runtime, tenant, location_of(context), note))
