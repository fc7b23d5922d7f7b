"""Builds Dagster's `Definitions` from tenants.

Belongs here: putting the pieces together. Does not: where tenants and resources come from (`definitions.py`
for Dagster, the caller for the command line, the demo and tests), or running a job in this process
(`defs/in_process.py`).
"""

from collections.abc import Sequence

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import automation, invalid_files, retention
from qooper_assets.defs.approval import reject_job
from qooper_assets.defs.assets import tenant_assets
from qooper_assets.defs.checks import tenant_checks
from qooper_assets.defs.endings import endings_sensor
from qooper_assets.defs.failures import Retries
from qooper_assets.defs.notices import notices_sensor
from qooper_assets.edges.tenant_files import InvalidFile
from qooper_assets.stages import Runtime


def build_definitions(
    tenants: Sequence[Tenant],
    runtime: Runtime | dg.ResourceDefinition,
    *,
    invalid: Sequence[InvalidFile] = (),
    retries: Retries | None = None,
    notifies: bool = False,
) -> dg.Definitions:
    """Build the code location of these tenants, and of the tenant files that are not valid.

    `runtime` is an open one, or a resource that opens one; `notifies` adds the sensor that sends notices.
    """
    retries = retries or Retries()
    assets: list[dg.AssetsDefinition | dg.AssetSpec] = []
    jobs: list[dg.JobDefinition | UnresolvedAssetJobDefinition] = []
    checks, schedules = [], []
    sensors = [endings_sensor([*tenants, *invalid])]
    if notifies:
        sensors.append(notices_sensor(tenants, invalid))
    for tenant in tenants:
        assets += tenant_assets(tenant, retries)
        checks.append(tenant_checks(tenant, automation.pool(tenant)))
        sync = automation.sync_job(tenant)
        jobs += [sync, automation.approve_job(tenant), reject_job(tenant, retries)]
        schedules.append(automation.schedule(tenant, sync))
        sensors.append(automation.arrival_sensor(tenant, sync))
    if tenants:
        jobs.append(retention.job(tenants))
        schedules.append(retention.schedule())
    for file in invalid:
        assets.append(invalid_files.asset(file, retries))
        checks.append(invalid_files.check(file))
        jobs += invalid_files.jobs(file, retries)
    if invalid:
        sensors.append(invalid_files.sensor(invalid))
    return dg.Definitions(
        assets=assets,
        asset_checks=checks,
        jobs=jobs,
        schedules=schedules,
        sensors=sensors,
        resources={"runtime": runtime},
        executor=dg.in_process_executor,
    )
