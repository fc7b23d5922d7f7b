"""Five assets per tenant, one for each noun of the pipeline.

Belongs here: keys, descriptions, and the thin functions between a stage and Dagster. A function takes the
resource, calls a stage, attaches metadata and returns; values are passed on through their manifests, never
through Dagster. Does not: any rule, or any row; partitions, and both ends of the lineage (`defs/lineage.py`).
"""

from collections.abc import Callable, Iterator
from typing import Any

import dagster as dg

from qooper_assets import stages
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.file_choice import describe_passed_over
from qooper_assets.core.lifecycle import State
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import checks, columns, lineage, metadata, tags
from qooper_assets.defs.approval import ApplyConfig, approve, close_partition, note_of
from qooper_assets.defs.automation import approve_job_name, freshness, pool
from qooper_assets.defs.failures import Retries, translated
from qooper_assets.edges import secrets
from qooper_assets.stages import Runtime, recording
from qooper_assets.stages.applying import finish_interrupted

Context = dg.AssetExecutionContext
EdgesResource = dg.ResourceParam[Runtime]
Shown = Iterator[dg.MaterializeResult[Any]]


def tenant_assets(tenant: Tenant, retries: Retries) -> list[dg.AssetsDefinition | dg.AssetSpec]:
    """The five assets of a tenant, and the two external ones at both ends."""
    return [
        *lineage.outside(tenant),
        _raw_file(tenant, retries),
        _roster(tenant, retries),
        _qooper_snapshot(tenant, retries),
        _change_set(tenant, retries),
        _applied_changes(tenant, retries),
    ]


def _asset(
    tenant: Tenant,
    compute: Callable[..., Any],
    *,
    after: tuple[str, ...],
    kinds: set[str],
    description: str,
    **more: Any,
) -> dg.AssetsDefinition:
    """One asset, named after its function."""
    made = dg.asset(
        key=[tenant.tenant, compute.__name__],
        deps=[dg.AssetKey([tenant.tenant, noun]) for noun in after],
        group_name=tenant.tenant,
        owners=tenant.owners,
        kinds=kinds,
        tags={tags.TENANT_TAG: tenant.tenant},
        metadata=columns.of_definition(tenant, compute.__name__),
        description=description,
        partitions_def=lineage.partitions(tenant),
        pool=pool(tenant),
        code_version=tenant.policy_version(),
        **more,
    )(compute)
    assert isinstance(made, dg.AssetsDefinition)
    return made


def _result(tenant: Tenant, noun: str, made: metadata.Metadata) -> dg.MaterializeResult[Any]:
    """The result of an asset: its metadata, and the lineage of its columns."""
    return dg.MaterializeResult(metadata={**made, **columns.of_materialization(tenant, noun)})


def _raw_file(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def raw_file(context: Context, runtime: EdgesResource) -> Shown:
        partition, run_id = context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            try:
                raw = stages.land(runtime, tenant, partition, run_id)
            except DeliveryError as error:
                checks.report(context, checks.file_blocked(tenant, error))
                raise
            context.log_event(lineage.observed_file(tenant, raw))
            checks.report(context, checks.file_health(tenant, raw))
            if isinstance(raw, NotDelivered):
                runtime.ledger.receipts.record_failure(
                    tenant.tenant, partition, run_id, Result.NOT_DELIVERED, raw.code, raw.note
                )
                tags.ended(context.instance, run_id, Result.NOT_DELIVERED, raw.code)
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
                _end_unless_applying(context, tenant)
                where = runtime.artifacts.where(raw.location)
                yield _result(tenant, "raw_file", metadata.of_raw_file(raw, where))

    return _asset(
        tenant,
        raw_file,
        after=("remote_file",),
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
        context.instance.add_run_tags(context.run.run_id, {tags.SUPERSEDED_TAG: str(choice.superseded)})


def _roster(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def roster(context: Context, runtime: EdgesResource) -> Shown:
        name, partition, run_id = tenant.tenant, context.partition_key, context.run.run_id
        with translated(context, runtime, tenant, retries):
            raw = runtime.artifacts.load("raw_file", RawFile, name, partition, run_id)
            normalized = stages.normalize(runtime, tenant, raw, run_id)
            checks.report(context, checks.contract(normalized))
            checks.report(context, checks.accounting(normalized))
            _end_unless_applying(context, tenant)
        yield _result(tenant, "roster", metadata.of_roster(normalized, runtime.artifacts.where))

    return _asset(
        tenant,
        roster,
        after=("raw_file",),
        kinds={"duckdb", "pandera", "parquet"},
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
            if finished is not None:
                _show_finished(context, runtime, tenant, finished)
            observed = stages.observe(runtime, tenant, partition, run_id)
            context.log_event(lineage.observed_accounts(tenant, observed))
            _end_unless_applying(context, tenant)
            where = runtime.artifacts.where(observed.location)
        yield _result(tenant, "qooper_snapshot", metadata.of_snapshot(observed, where, finished))

    return _asset(
        tenant,
        qooper_snapshot,
        after=("qooper_accounts",),
        kinds={"qooper", "parquet"},
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
            state, made = planned.recorded.state, planned.recorded.change_set
            tags.planned(context.instance, run_id, made)
            for receipt in planned.closed:
                if receipt.partition != partition:
                    close_partition(context.instance.report_runless_asset_event, receipt)
            if planned.superseded is not None:
                tags.decided(context.instance, planned.superseded, tags.Decision.SUPERSEDED, run_id)
            checks.report_guardrails(context, runtime, tenant, note_of(planned.recorded, None))
            _end_unless_applying(context, tenant, Result.HELD if state is State.HELD else Result.NOOP)
            workbook = runtime.artifacts.where(made.workbook_location)
        shown = metadata.of_change_set(made, planned.roster, state, workbook)
        yield _result(tenant, "change_set", shown)

    return _asset(
        tenant,
        change_set,
        after=("roster", "qooper_snapshot"),
        kinds={"duckdb", "parquet"},
        description=(
            "What would change, for whom and why: the difference between roster and snapshot under the "
            "tenant's policy. Writes no account. Above a limit it is held until somebody approves it; "
            "the first one of a tenant is always held."
        ),
    )


def _end_unless_applying(context: Context, tenant: Tenant, result: Result = Result.NOOP) -> None:
    """Tag a run of a part of the assets with a result: nothing later in it will."""
    if f"{tenant.tenant}__applied_changes" not in {node.name for node in context.job_def.nodes}:
        tags.ended(context.instance, context.run.run_id, result)


def _show_finished(context: Context, runtime: Runtime, tenant: Tenant, finished: Receipt) -> None:
    """Show the end of a change set that this run finished for one that was killed."""
    approval = runtime.ledger.approvals.find(tenant.tenant, finished.change_set_id)
    if finished.partition != context.partition_key:
        close_partition(context.instance.report_runless_asset_event, finished, approval)
    checks.report_guardrails(context, runtime, tenant, f"A later run finished {finished.change_set_id[:12]}.")


def _applied_changes(tenant: Tenant, retries: Retries) -> dg.AssetsDefinition:
    def applied_changes(context: Context, config: ApplyConfig, runtime: EdgesResource) -> Shown:
        with translated(context, runtime, tenant, retries):
            partition, run = context.partition_key, context.run
            is_approval = config.approval is not None or run.job_name == approve_job_name(tenant)
            recorded = (
                approve(context, runtime, tenant, config)
                if is_approval
                else recording.choose(runtime, tenant, partition, run.run_id)
            )
            earlier_runs = [run.tags[tag] for tag in tags.REPEATED_RUN_TAGS if tag in run.tags]
            part = recorded.change_set
            try:
                receipt = recording.settle(
                    runtime, tenant, recorded, run.run_id, is_approval=is_approval, earlier_runs=earlier_runs
                )
            finally:
                approval = runtime.ledger.approvals.find(tenant.tenant, part.change_set_id)
                if is_approval or part.held_back is not None:
                    note = note_of(recorded, approval) if is_approval else ""
                    checks.report_guardrails(context, runtime, tenant, note)
            tags.ended(context.instance, run.run_id, receipt.result)
            if part.held_back is not None:
                context.log.warning(f"[held back] {tenant.tenant}: {receipt.note}")
            if receipt.result is Result.HELD:
                context.log.warning(f"[held] {tenant.tenant}: {receipt.note}")
                return
            yield _result(tenant, "applied_changes", metadata.of_receipt(receipt, approval))

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
