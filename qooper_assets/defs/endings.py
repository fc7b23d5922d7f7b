"""Runs that ended without saying how: their process was killed, they were terminated, or their tags could not
be written. A sensor, and the next run of the command line, complete their tags.

Belongs here: finding these runs, and what their tags have to be. Does not: runs that say how they end
(`defs/failures.py`), or starting a killed run again, which `run_retries` in dagster.yaml does.
"""

from collections.abc import Iterable, Sequence

import dagster as dg

from qooper_assets.core.errors import Result, StateError
from qooper_assets.core.tenant.base import Named
from qooper_assets.defs import tags
from qooper_assets.defs.failures import CODE, DEFECT, RESULT
from qooper_assets.defs.resources import Unopened
from qooper_assets.edges import running
from qooper_assets.stages import Runtime

CHECKED_SECONDS = 30
"""Interval between two checks."""
RUNS_MAX = 200
"""Failed runs that one check looks at, the last ones first."""
WORKER_LOST = "worker_lost"


def endings_sensor(tenants: Sequence[Named]) -> dg.SensorDefinition:
    """The sensor that tags runs which could not do it themselves. It starts no run."""

    @dg.sensor(
        name="qooper_endings",
        minimum_interval_seconds=CHECKED_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tags runs whose process was killed with their result and code. Starts no run.",
        required_resource_keys={"runtime"},
    )
    def qooper_endings(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        found = complete(context.instance, context.resources.runtime, tenants)
        return dg.SkipReason(f"{len(found)} runs had ended without a result.")

    return qooper_endings


def complete(
    instance: dg.DagsterInstance, runtime: Runtime | Unopened, tenants: Iterable[Named]
) -> list[str]:
    """Tag the runs of these tenants that ended without a result; returns their ids."""
    if isinstance(runtime, Runtime):
        _fail_abandoned(instance, runtime)
    ended = dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED])
    records = instance.get_run_records(ended, limit=RUNS_MAX, order_by="update_timestamp")
    by_name = {tenant.tenant: tenant for tenant in tenants}
    found = []
    for run in (record.dagster_run for record in records):
        tenant = by_name.get(_tenant_of(run))
        if tenant is None or run.tags.get(tags.RESULT_TAG, tags.RUNNING) != tags.RUNNING:
            continue
        result, code = _ending(instance, runtime, run)
        tags.started(instance, run, tenant)
        tags.ended(instance, run.run_id, result, code)
        found.append(run.run_id)
    return found


def _fail_abandoned(instance: dg.DagsterInstance, runtime: Runtime) -> None:
    """Fail the runs that a command of ours was executing when it was killed: nobody else will."""
    for run_id in running.abandoned(runtime.state):
        run = instance.get_run_by_id(run_id)
        if run is not None and not run.is_finished:
            instance.report_run_failed(run, str(_lost(run)))
        running.forget(runtime.state, run_id)


def _tenant_of(run: dg.DagsterRun) -> str:
    """The tenant of a run; blank if it is none of ours. One that never started may have no tag."""
    selected = next(iter(run.asset_selection or ()), None)
    name = run.tags.get(tags.TENANT_TAG)
    return name or (selected.path[0] if selected else run.job_name.rpartition("_")[0])


def _ending(
    instance: dg.DagsterInstance, runtime: Runtime | Unopened, run: dg.DagsterRun
) -> tuple[Result, str]:
    """How a run ended: as it recorded in the ledger or in its log, else its worker was lost."""
    if isinstance(runtime, Runtime) and (failure := runtime.ledger.receipts.failure(run.run_id)):
        return failure
    failures = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
    for event in (entry.dagster_event for entry in failures):
        said = event.step_failure_data.user_failure_data if event else None
        if said is not None and {CODE, RESULT} <= set(said.metadata):
            return Result(str(said.metadata[RESULT].value)), str(said.metadata[CODE].value)
    if failures:
        return Result.FAILED, DEFECT
    lost = _lost(run)
    if isinstance(runtime, Runtime):
        runtime.ledger.receipts.record_failure(
            _tenant_of(run),
            run.tags.get("dagster/partition", ""),
            run.run_id,
            lost.result,
            lost.code,
            f"{lost.message} {lost.remedy}",
        )
    return lost.result, lost.code


def _lost(run: dg.DagsterRun) -> StateError:
    return StateError(
        WORKER_LOST,
        "the process of the run was killed or terminated before it could report how the run ended.",
        where=_tenant_of(run),
        remedy="Nothing has to be cleaned up: run again, and what was begun is finished first.",
    )
