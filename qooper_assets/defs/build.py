"""Builds Dagster's `Definitions` from tenants, and runs the two jobs in this process.

Belongs here: putting the pieces together. Does not: where tenants and resources come from
(`definitions.py` for Dagster, the caller for the command line, the demo and tests).
"""

from collections.abc import Sequence
from typing import Any

import dagster as dg

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import automation
from qooper_assets.defs.assets import tenant_assets
from qooper_assets.defs.failures import Retries
from qooper_assets.defs.metadata import approve_config
from qooper_assets.stages import Runtime

QUIET: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
"""A run in this process logs its events to the instance, not to the caller's terminal."""


def build_definitions(
    tenants: Sequence[Tenant],
    runtime: Runtime | dg.ResourceDefinition,
    *,
    retries: Retries | None = None,
) -> dg.Definitions:
    """Build the code location of these tenants. `runtime` is an open one, or a resource that opens one."""
    retries = retries or Retries()
    assets: list[dg.AssetsDefinition | dg.AssetSpec] = []
    jobs, schedules, sensors = [], [], []
    for tenant in tenants:
        assets += tenant_assets(tenant, retries)
        sync = automation.sync_job(tenant)
        jobs += [sync, automation.approve_job(tenant)]
        schedules.append(automation.schedule(tenant, sync))
        sensors.append(automation.arrival_sensor(tenant, sync))
    return dg.Definitions(
        assets=assets,
        jobs=jobs,
        schedules=schedules,
        sensors=sensors,
        resources={"runtime": runtime},
        executor=dg.in_process_executor,
    )


def run_sync(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    tenant: str,
    partition: str,
    *,
    trigger: str,
) -> dg.ExecuteInProcessResult:
    """Run all five assets of a partition in this process; a failure is in the result, not raised."""
    job = definitions.resolve_job_def(f"{tenant}_sync")
    return job.execute_in_process(
        instance=instance,
        partition_key=partition,
        run_config=QUIET,
        tags={automation.TRIGGER_TAG: trigger},
        raise_on_error=False,
    )


def run_approval(
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
    tenant: str,
    partition: str,
    *,
    change_set_id: str,
    approved_by: str,
    reason: str,
) -> dg.ExecuteInProcessResult:
    """Approve a held change set and apply it, with the same job that the launchpad starts."""
    job = definitions.resolve_job_def(f"{tenant}_approve")
    config: dict[str, Any] = approve_config(tenant, change_set_id, approved_by, reason)
    return job.execute_in_process(
        instance=instance,
        partition_key=partition,
        run_config=config | QUIET,
        tags={automation.TRIGGER_TAG: "approval"},
        raise_on_error=False,
    )
