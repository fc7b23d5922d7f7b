"""The commands that run inside an installation on disk, the folder that a process is started in.

    python -m benchmarks.installations day_2

Belongs here: the stages of a day called one after the other, and what is needed for Dagster to run the same.
Does not: timing. Dagster is imported inside functions, because a process that calls the stages does not need
it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import settings, tenant_files
from qooper_assets.edges.system import SystemClock
from qooper_assets.stages import applying, recording

TENANT = "benchmark"


def _open() -> tuple[stages.Runtime, Tenant, str]:
    """Open the runtime, with the tenant and its partition of today."""
    here = settings.read(os.environ, Path.cwd())
    tenant = next(t for t in tenant_files.load(here.tenants).tenants if t.tenant == TENANT)
    runtime = stages.open_runtime(here, SystemClock())
    today = feed.effective_on(tenant.schedule, runtime.clock.now())
    return runtime, tenant, feed.partition_key(tenant.schedule, today)


def _plan(runtime: stages.Runtime, tenant: Tenant, partition: str, run_id: str) -> ChangeSet:
    raw = stages.land(runtime, tenant, partition, run_id)
    assert isinstance(raw, feed.RawFile)
    roster = stages.normalize(runtime, tenant, raw, run_id)
    applying.finish_interrupted(runtime, tenant, run_id)
    snapshot = stages.observe(runtime, tenant, partition, run_id)
    planned = recording.plan_and_record(runtime, tenant, raw, roster, snapshot, run_id)
    return planned.recorded.change_set


def day_1() -> dict[str, Any]:
    """Plan, approve and apply the first load."""
    runtime, tenant, partition = _open()
    planned = _plan(runtime, tenant, partition, "day1")
    runtime.ledger.approvals.approve(planned, "Benchmark", "first load")
    return {"result": applying.apply(runtime, tenant, planned, "day1").result}


def day_2() -> dict[str, Any]:
    """Plan and apply an ordinary day, as the five assets do."""
    runtime, tenant, partition = _open()
    planned = _plan(runtime, tenant, partition, "day2")
    return {"result": applying.apply(runtime, tenant, planned, "day2").result}


def create_run() -> dict[str, Any]:
    """Create a run of today's partition that waits for its worker; returns the arguments of the worker."""
    import dagster as dg
    from dagster._core.code_pointer import ModuleCodePointer
    from dagster._core.origin import JobPythonOrigin, RepositoryPythonOrigin
    from dagster._grpc.types import ExecuteRunArgs
    from dagster._serdes import serialize_value

    from qooper_assets.definitions import defs

    _, _, partition = _open()
    repository = RepositoryPythonOrigin(
        executable_path=sys.executable,
        code_pointer=ModuleCodePointer("qooper_assets.definitions", "defs", str(Path.cwd())),
    )
    origin = JobPythonOrigin(f"{TENANT}_sync", repository)
    with dg.DagsterInstance.get() as instance:
        run = instance.create_run_for_job(
            defs.resolve_job_def(origin.job_name),
            tags={"dagster/partition": partition},
            job_code_origin=origin,
        )
    started_with = ExecuteRunArgs(origin, run.run_id, instance_ref=None, set_exit_code_on_failure=True)
    return {"run_id": run.run_id, "arguments": serialize_value(started_with)}


def look(run_id: str) -> dict[str, Any]:
    """Report how a run ended, and when its first step started."""
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        run = instance.get_run_by_id(run_id)
        assert run is not None
        steps = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_START)
    return {
        "result": run.tags.get("qooper/result"),
        "steps": len(steps),
        "first_step_at": min(step.timestamp for step in steps),
    }


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))
