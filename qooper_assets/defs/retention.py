"""The job that deletes what is kept for a limited time, of all tenants, once a day (R13).

Belongs here: its schedule, and what Dagster shows of a purge. Does not: what is deleted
(`core/retention.py`), or deleting it (`stages/purging.py`).
"""

from collections.abc import Sequence

import dagster as dg

from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.retention import Purge
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import tags
from qooper_assets.defs.resources import Unopened
from qooper_assets.stages import Runtime
from qooper_assets.stages.purging import purge

JOB = "qooper_retention"
CRON = "15 3 * * *"
BUSY = "tenant_busy"
"""Not an error: the next day's run does it."""


def job(tenants: Sequence[Tenant]) -> dg.JobDefinition:
    """The job: one step for all tenants, paused ones included. One that fails does not keep the others."""

    @dg.op(name=f"{JOB}__purge")
    def purge_all(context: dg.OpExecutionContext, runtime: dg.ResourceParam[Runtime]) -> None:
        codes: list[str] = []
        files = 0
        for tenant in tenants:
            try:
                if isinstance(runtime, Unopened):
                    raise runtime.error
                receipt = purge(runtime, tenant, context.run.run_id)
            except QooperAssetsError as error:
                if error.code == BUSY:
                    context.log.warning(f"{error} The next run of {JOB} purges it.")
                else:
                    context.log.error(str(error))
                    codes.append(error.code)
                continue
            files += receipt.files
            _report(context, receipt)
        result = Result.FAILED if codes else Result.SUCCEEDED if files else Result.NOOP
        tags.ended(context.instance, context.run.run_id, result, codes[0] if codes else None)
        if codes:
            raise dg.Failure(
                description=f"{len(codes):,} of {len(tenants):,} tenants were not purged"
                f" ({', '.join(sorted(set(codes)))}). The log of the run has each error.",
                allow_retries=False,
            )

    @dg.job(
        name=JOB,
        description=(
            "Delete raw files and hashes of their lines after each tenant's retention.raw_days. The newest"
            " accepted file is kept."
        ),
    )
    def purge_job() -> None:
        purge_all()

    return purge_job


def _report(context: dg.OpExecutionContext, receipt: Purge) -> None:
    """Record on each partition that its raw file is gone, and log the sums; counts only (R13)."""
    for deletion in receipt.deletions:
        context.log_event(
            dg.AssetObservation(
                [receipt.tenant, "raw_file"],
                partition=deletion.partition,
                description=f"{deletion.note}.",
                metadata={"deleted files": deletion.files, "deleted bytes": deletion.bytes},
            )
        )
    if receipt.deletions:
        context.log.info(
            f"{receipt.tenant}: {receipt.files:,} files of {len(receipt.partitions):,} partitions,"
            f" {receipt.bytes:,} bytes, deleted after {receipt.raw_days} days."
        )
    if receipt.kept:
        context.log.warning(
            f"{receipt.tenant}: the newest accepted file, of {receipt.kept}, is older than"
            f" {receipt.raw_days} days, and is kept until a newer one is accepted."
        )


def schedule() -> dg.ScheduleDefinition:
    """The schedule: every night."""
    return dg.ScheduleDefinition(
        name=f"{JOB}_schedule",
        job_name=JOB,
        cron_schedule=CRON,
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        tags={tags.TRIGGER_TAG: "schedule"},
    )
