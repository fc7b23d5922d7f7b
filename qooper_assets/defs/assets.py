"""Five assets per tenant, one for each noun of the pipeline, and both ends of the lineage.

Belongs here: keys, partitions, descriptions, and the thin functions between a stage and Dagster. A
function takes the resource, calls a stage, attaches metadata and returns; values are passed on through
their manifests, never through Dagster. Does not: any rule, or any row.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import dagster as dg

from qooper_assets import stages
from qooper_assets.core.errors import Result
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.file_choice import describe_passed_over
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.schedule import Every, Weekday
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import checks, metadata
from qooper_assets.defs.approval import ApplyConfig, close_partition
from qooper_assets.defs.automation import TENANT_TAG, freshness, pool
from qooper_assets.defs.failures import Retries, tag_result, translated
from qooper_assets.edges import secrets
from qooper_assets.stages import Runtime, recording
from qooper_assets.stages.applying import finish_interrupted

SUPERSEDED_TAG = "qooper/superseded"
REPEATED_RUN_TAGS = ("dagster/parent_run_id", "dagster/root_run_id")
"""Dagster's tags for the run that a run repeats, and for the first of them."""
Context = dg.AssetExecutionContext
EdgesResource = dg.ResourceParam[Runtime]
Shown = Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]


def partitions(tenant: Tenant) -> dg.TimeWindowPartitionsDefinition:
    """One partition per delivery date or week in the tenant's time zone, including today's (R12).

    The keys equal those of `core.feed.partition_key`; a test compares them over a year.
    """
    schedule = tenant.schedule
    starts_on, zone = schedule.starts_on.isoformat(), schedule.timezone
    if schedule.every is Every.DAY:
        return dg.DailyPartitionsDefinition(start_date=starts_on, timezone=zone, end_offset=1)
    assert schedule.on is not None
    sunday_first = (list(Weekday).index(schedule.on) + 1) % 7  # Dagster counts from Sunday
    return dg.WeeklyPartitionsDefinition(
        start_date=starts_on, timezone=zone, end_offset=1, day_offset=sunday_first
    )


def tenant_assets(tenant: Tenant, retries: Retries) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """The five assets of a tenant, and the two external ones at both ends."""
    return [
        *_outside(tenant),
        _raw_file(tenant, retries),
        _roster(tenant, retries),
        _qooper_snapshot(tenant, retries),
        _change_set(tenant, retries),
        _applied_changes(tenant, retries),
    ]


def _outside(tenant: Tenant) -> list[dg.AssetSpec]:
    feed, name = tenant.feed, tenant.tenant
    common: dict[str, Any] = {"group_name": name, "owners": tenant.owners, "tags": {TENANT_TAG: name}}
    return [
        dg.AssetSpec(
            [tenant.tenant, "remote_file"],
            description=f"{tenant.name}'s file on their SFTP server: {feed.host}:{feed.port}{feed.path}",
            kinds={"sftp", feed.format},
            **common,
        ),
        dg.AssetSpec(
            [tenant.tenant, "qooper_accounts"],
            description=f"{tenant.name}'s users in Qooper (target: {tenant.target.type}).",
            kinds={"qooper"},
            **common,
        ),
    ]


def _asset(
    tenant: Tenant,
    compute: Callable[..., Any],
    *,
    after: tuple[str, ...],
    kinds: set[str],
    description: str,
    shown: tuple[str, ...] = (),
    **more: Any,
) -> dg.AssetsDefinition:
    """One asset, named after its function. `shown` lists its checks."""
    key, of = dg.AssetKey([tenant.tenant, compute.__name__]), partitions(tenant)
    made = dg.asset(
        key=key,
        deps=[dg.AssetKey([tenant.tenant, noun]) for noun in after],
        group_name=tenant.tenant,
        owners=tenant.owners,
        kinds=kinds,
        tags={TENANT_TAG: tenant.tenant},
        description=description,
        partitions_def=of,
        pool=pool(tenant),
        code_version=tenant.policy_version(),
        check_specs=checks.specs(key, shown),
        **more,
    )(compute)
    assert isinstance(made, dg.AssetsDefinition)
    return made


def _raw_file(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def raw_file(context: Context, runtime: EdgesResource) -> Shown:
        partition, run_id = context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            raw = stages.land(runtime, tenant, partition, run_id)
            if isinstance(raw, NotDelivered):
                runtime.ledger.receipts.record_failure(
                    tenant.tenant, partition, run_id, Result.NOT_DELIVERED, raw.code, raw.note
                )
                tag_result(context, Result.NOT_DELIVERED, raw.code)
                context.log.warning(f"[{raw.code}] {tenant.tenant}: {raw.note}")
            else:
                if exposed := secrets.find_exposed(tenant.feed.auth, runtime.home):
                    context.log.warning(
                        f"{tenant.tenant}: every user of this machine may read {exposed}: chmod 600 it."
                    )
                if raw.weak_algorithms:
                    used = ", ".join(raw.weak_algorithms)
                    context.log.warning(
                        f"{tenant.tenant}: the connection used {used}, as feed.allow_weak permits."
                    )
                if raw.warning:
                    context.log.warning(f"{tenant.tenant}: {raw.warning}")
                _log_choice(context, raw)
                yield dg.MaterializeResult(
                    metadata=metadata.of_raw_file(raw, runtime.artifacts.where(raw.location))
                )
            yield checks.file_health(raw)

    return _asset(
        tenant,
        raw_file,
        after=("remote_file",),
        shown=(checks.FILE_HEALTH,),
        kinds={"sftp", tenant.feed.format},
        output_required=False,
        description=(
            "The exact bytes that the customer delivered, proved complete and settled, named by their "
            "SHA-256. Without a file the run ends `not_delivered`, and nobody is changed."
        ),
    )


def _log_choice(context: Context, raw: RawFile) -> None:
    """Log why this file was picked, and tag the run with the number of older ones it superseded (F13)."""
    choice = raw.choice
    if choice.why:
        context.log.info(
            "; ".join(
                filter(None, [raw.remote_file.path, choice.why, describe_passed_over(choice.passed_over)])
            )
        )
    if choice.superseded:
        context.instance.add_run_tags(context.run.run_id, {SUPERSEDED_TAG: str(choice.superseded)})


def _roster(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def roster(context: Context, runtime: EdgesResource) -> Shown:
        name, partition, run_id = tenant.tenant, context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            raw = runtime.artifacts.load("raw_file", RawFile, name, partition, run_id)
            normalized = stages.normalize(runtime, tenant, raw, run_id)
        yield dg.MaterializeResult(
            metadata=metadata.of_roster(normalized, runtime.artifacts.where),
            check_results=[checks.contract(normalized), checks.accounting(normalized)],
        )

    return _asset(
        tenant,
        roster,
        after=("raw_file",),
        shown=(checks.CONTRACT, checks.ACCOUNTING),
        kinds={"duckdb", "pandera", "parquet"},
        metadata={"dagster/column_schema": metadata.ROSTER_COLUMNS},
        description=(
            "Who should be a user: one row per person of the file, mapped, cleaned and validated. "
            "Rows that break a rule are in its table `rejects`, with line and reason."
        ),
    )


def _qooper_snapshot(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def qooper_snapshot(context: Context, runtime: EdgesResource) -> Shown:
        partition, run_id = context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            finished = finish_interrupted(runtime, tenant, run_id)
            if finished is not None and finished.partition != partition:
                close_partition(context.instance, finished)
            observed = stages.observe(runtime, tenant, partition, run_id)
        yield dg.MaterializeResult(
            metadata=metadata.of_snapshot(observed, runtime.artifacts.where(observed.location), finished)
        )

    return _asset(
        tenant,
        qooper_snapshot,
        after=("qooper_accounts",),
        kinds={"qooper", "parquet"},
        metadata={"dagster/column_schema": metadata.SNAPSHOT_COLUMNS},
        description=(
            "Every account in Qooper, as read at one time and proved complete. A run that was killed "
            "while writing is finished first, so that nothing is planned on half of its changes."
        ),
    )


def _change_set(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def change_set(context: Context, runtime: EdgesResource) -> Shown:
        name, partition, run_id = tenant.tenant, context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            planned = recording.plan_and_record(
                runtime,
                tenant,
                runtime.artifacts.load("raw_file", RawFile, name, partition, run_id),
                runtime.artifacts.load("roster", Roster, name, partition, run_id),
                runtime.artifacts.load("qooper_snapshot", Snapshot, name, partition, run_id),
                run_id,
            )
            for receipt in planned.closed:
                if receipt.partition != partition:
                    close_partition(context.instance, receipt)
            state, made = planned.recorded.state, planned.recorded.change_set
            workbook = runtime.artifacts.where(made.workbook_location)
        yield dg.MaterializeResult(
            metadata=metadata.of_change_set(made, planned.roster, state, workbook),
            check_results=[checks.guardrails(made, state, _location(context))],
        )

    return _asset(
        tenant,
        change_set,
        after=("roster", "qooper_snapshot"),
        shown=(checks.GUARDRAILS,),
        kinds={"duckdb", "parquet"},
        metadata={"dagster/column_schema": metadata.CHANGE_COLUMNS},
        description=(
            "What would change, for whom and why: the difference between roster and snapshot under the "
            "tenant's policy. Writes no account. Above a limit it is held until somebody approves it; "
            "the first one of a tenant is always held."
        ),
    )


def _launched_at(context: Context) -> datetime | None:
    record = context.instance.get_run_record_by_id(context.run.run_id)
    return record.create_timestamp if record else None


def _location(context: Context) -> str:
    """The code location that launched this run; the default one for a run in process, which has none."""
    origin = context.run.remote_job_origin
    return origin.location_name if origin else metadata.LOCATION


def _applied_changes(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def applied_changes(context: Context, config: ApplyConfig, runtime: EdgesResource) -> Shown:
        with translated(context, runtime, tenant, retries):
            partition, run = context.partition_key, context.run
            is_approval = bool(config.change_set_id)
            if is_approval:
                recorded = recording.approve(
                    runtime,
                    tenant,
                    partition,
                    config.change_set_id,
                    config.approved_by,
                    config.reason,
                    launched_at=_launched_at(context),
                )
            else:
                recorded = recording.choose(runtime, tenant, partition, run.run_id)
            earlier_runs = [run.tags[tag] for tag in REPEATED_RUN_TAGS if tag in run.tags]
            receipt = recording.settle(
                runtime, tenant, recorded, run.run_id, is_approval=is_approval, earlier_runs=earlier_runs
            )
            if receipt.approved_by:
                checks.decided(context.instance, recorded.change_set, f"approved by {receipt.approved_by}")
            if recorded.change_set.held_back is not None:
                waiting = runtime.ledger.change_sets.waiting(tenant.tenant)
                if waiting is not None:
                    checks.rest_held(context.instance, waiting, _location(context))
                    context.log.warning(f"[held back] {tenant.tenant}: {receipt.note}")
            tag_result(context, receipt.result)
            if receipt.result is Result.HELD:
                context.log.warning(f"[held] {tenant.tenant}: {receipt.note}")
                return
            yield dg.MaterializeResult(metadata=metadata.of_receipt(receipt))

    return _asset(
        tenant,
        applied_changes,
        after=("change_set",),
        kinds={"qooper"},
        output_required=False,
        freshness_policy=freshness(tenant),
        description=(
            "What did change in Qooper, confirmed person by person: the receipt. Not materialized "
            f"while its change set is held; to approve one, launch `{tenant.tenant}_approve` with its "
            "id, your name and a reason."
        ),
    )
