"""Runs a tenant's jobs in this process, for the command line, the demo and tests.

Belongs here: creating such a run so that it looks as one that Dagster launched: it can be repeated from the
UI, and it is found if its process is killed. Does not: the jobs (`defs/automation.py`, `defs/approval.py`),
or what becomes of a killed run (`defs/endings.py`).
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import create_execution_plan, execute_run
from dagster._core.execution.execution_result import ExecutionResult
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin

from qooper_assets.defs import tags
from qooper_assets.defs.metadata import LOCATION, approve_config, reject_config
from qooper_assets.edges import running

QUIET: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
"""A run in this process logs its events to the instance, not to the caller's terminal."""


def run_sync(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    tenant: str,
    partition: str,
    *,
    trigger: str,
    state: Path | None = None,
) -> ExecutionResult:
    """Run all five assets of a partition; a failure is in the result, not raised."""
    return _run(definitions, instance, f"{tenant}_sync", partition, {}, trigger, state)


def run_approval(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    tenant: str,
    partition: str,
    *,
    change_set_id: str,
    approved_by: str,
    reason: str,
    state: Path | None = None,
) -> ExecutionResult:
    """Approve a held change set and apply it, with the same job that the launchpad starts."""
    config = approve_config(tenant, change_set_id, approved_by, reason)
    return _run(definitions, instance, f"{tenant}_approve", partition, config, "approval", state)


def run_rejection(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    tenant: str,
    *,
    change_set_id: str,
    rejected_by: str,
    reason: str,
    state: Path | None = None,
) -> ExecutionResult:
    """Reject a held change set, with the same job that the launchpad starts."""
    config = reject_config(tenant, change_set_id, rejected_by, reason)
    return _run(definitions, instance, f"{tenant}_reject", None, config, "rejection", state)


def _run(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    name: str,
    partition: str | None,
    config: dict[str, Any],
    trigger: str,
    state: Path | None,
) -> ExecutionResult:
    """Run a job; `state` is the folder in which the run is marked as running while this process lives."""
    job = definitions.resolve_job_def(name)
    run_config = config | QUIET
    of_partition = (
        job.get_tags_for_partition_key(partition, selected_asset_keys=None) if partition is not None else {}
    )
    run = instance.create_run_for_job(
        job_def=job,
        execution_plan=create_execution_plan(job, run_config=run_config),
        run_config=run_config,
        tags={
            **job.run_tags,
            **of_partition,
            tags.TRIGGER_TAG: trigger,
            # Whoever started it sees that it was killed, and starts it again.
            tags.MAX_RETRIES_TAG: "0",
        },
        remote_job_origin=_origin(name),
    )
    marked: AbstractContextManager[None] = (
        running.marked(state, run.run_id) if state is not None else nullcontext()
    )
    with marked:
        return execute_run(InMemoryJob(job), run, instance, raise_on_error=False)


def _origin(job: str) -> RemoteJobOrigin:
    """The job as workspace.yaml has it. Without an origin, the UI can't repeat a run."""
    location = ManagedGrpcPythonEnvCodeLocationOrigin(
        LoadableTargetOrigin(module_name="qooper_assets.definitions"), LOCATION
    )
    return RemoteRepositoryOrigin(location, "__repository__").get_job_origin(job)
