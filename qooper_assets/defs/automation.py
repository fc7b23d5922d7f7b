"""When a tenant runs: its asset jobs, a schedule, an arrival sensor, freshness, and the pools' limits.

Belongs here: turning a tick into a run of a partition. Does not: what a partition is, or whether a
file has arrived (`core/feed.py`).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition
from pydantic import ValidationError

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.feed import Found, NotDelivered, RawFile, RemoteFile
from qooper_assets.core.notices import GRACE_HOURS
from qooper_assets.core.tenant.base import Model, Named
from qooper_assets.core.tenant.schedule import Every, Schedule, Weekday
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.metadata import approve_config
from qooper_assets.defs.resources import Unopened
from qooper_assets.defs.tags import TENANT_TAG, TRIGGER_TAG
from qooper_assets.stages import Runtime

ARRIVAL_SECONDS = 300
"""Interval between two checks of a customer's server."""
REFUSALS = (
    "auth",
    "auth_method_not_offered",
    "further_factor_wanted",
    "password_expired",
    "account_locked",
)
"""Errors that must not be retried: many servers lock an account after a few refused logins."""
NOUNS = ("raw_file", "roster", "qooper_snapshot", "change_set", "applied_changes")


def pool(tenant: Named) -> str:
    """The pool that allows one run per tenant at a time. It avoids collisions; the guard is the lease in the
    ledger."""
    return f"tenant_{tenant.tenant}"


def set_pool_limits(instance: dg.DagsterInstance, tenants: Sequence[Tenant]) -> None:
    """Register each tenant's pool with the instance, with a limit of one run.

    A pool that the instance has never seen lets its first two runs start together, whatever the
    `default_limit`.
    """
    storage = instance.event_log_storage
    if not storage.supports_global_concurrency_limits:
        return
    known = {limit.name: limit.limit for limit in storage.get_pool_limits()}
    for tenant in tenants:
        if known.get(pool(tenant)) != 1:
            storage.set_concurrency_slots(pool(tenant), 1)


def interval(schedule: Schedule) -> timedelta:
    return timedelta(days=1 if schedule.every is Every.DAY else 7)


def freshness(tenant: Tenant) -> dg.FreshnessPolicy | None:
    """Warn after one interval plus grace, fail after two (F10); a paused tenant is never late (T05)."""
    if tenant.paused:
        return None
    once, grace = interval(tenant.schedule), timedelta(hours=GRACE_HOURS)
    return dg.FreshnessPolicy.time_window(fail_window=2 * once + grace, warn_window=once + grace)


def cron(schedule: Schedule) -> str:
    hour, minute = (int(part) for part in schedule.at.split(":"))
    if schedule.on is None:
        return f"{minute} {hour} * * *"
    return f"{minute} {hour} * * {(list(Weekday).index(schedule.on) + 1) % 7}"  # cron counts from Sunday


def _select(tenant: Tenant, *nouns: str) -> dg.AssetSelection:
    """Select assets without their checks, whose verdicts are reported, not planned (`defs/checks.py`)."""
    return dg.AssetSelection.assets(*(dg.AssetKey([tenant.tenant, noun]) for noun in nouns)).without_checks()


def sync_job(tenant: Tenant) -> UnresolvedAssetJobDefinition:
    return dg.define_asset_job(
        f"{tenant.tenant}_sync",
        selection=_select(tenant, *NOUNS),
        description=f"Land {tenant.name}'s roster, plan, and apply what is within the limits.",
        tags={TENANT_TAG: tenant.tenant},
    )


def approve_job_name(tenant: Named) -> str:
    return f"{tenant.tenant}_approve"


def approve_job(tenant: Tenant) -> UnresolvedAssetJobDefinition:
    return dg.define_asset_job(
        approve_job_name(tenant),
        selection=_select(tenant, "applied_changes"),
        config=approve_config(tenant.tenant, "", "", ""),
        description=(
            "Approve a held change set and apply it: fill in its id, your name and a reason, choose "
            "its partition, launch. The guardrail check of `change_set` links here."
        ),
        tags={TENANT_TAG: tenant.tenant},
    )


def schedule(tenant: Tenant, job: UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """The schedule at the tenant's wall-clock time, once a day or week, all year round (T01–T03)."""
    zone = tenant.schedule.timezone

    @dg.schedule(
        name=f"{tenant.tenant}_schedule",
        job=job,
        cron_schedule=cron(tenant.schedule),
        execution_timezone=zone,
        default_status=(
            dg.DefaultScheduleStatus.STOPPED if tenant.paused else dg.DefaultScheduleStatus.RUNNING
        ),
        description=f"Every {tenant.schedule.every.value} at {tenant.schedule.at}, {zone}.",
    )
    def due(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if tenant.paused:
            return dg.SkipReason("The tenant is paused (T05).")
        set_pool_limits(context.instance, [tenant])
        return scheduled(tenant, context.scheduled_execution_time)

    return due


def scheduled(tenant: Tenant, at: datetime) -> dg.RunRequest | dg.SkipReason:
    """The run of a tick: the partition of the tick's local date."""
    on = at.astimezone(ZoneInfo(tenant.schedule.timezone)).date()
    partition = feed.partition_key(tenant.schedule, on)
    if date.fromisoformat(partition) < tenant.schedule.starts_on:
        return dg.SkipReason(f"The first partition begins on or after {tenant.schedule.starts_on}.")
    return dg.RunRequest(
        # The day, not the instant: after a change of hour, zone or frequency a day still runs once (T07).
        run_key=f"{tenant.tenant}:{on}",
        partition_key=partition,
        tags={TRIGGER_TAG: "schedule", TENANT_TAG: tenant.tenant},
    )


class ArrivalCursor(Model):
    """The sensor's state between ticks."""

    seen: RemoteFile | None = None
    landed: RemoteFile | None = None
    """The last file that landed, so that yesterday's is not mistaken for a new one after midnight."""
    refused_on: date | None = None
    """The local date on which the server refused the login."""


def arrival_sensor(tenant: Tenant, job: UnresolvedAssetJobDefinition) -> dg.SensorDefinition:
    """The sensor that checks the customer's server and starts a run once a new file has settled (T06)."""
    is_on = tenant.on_arrival and not tenant.paused

    @dg.sensor(
        name=f"{tenant.tenant}_arrival",
        job=job,
        minimum_interval_seconds=ARRIVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING if is_on else dg.DefaultSensorStatus.STOPPED,
        description=f"A new file at {tenant.feed.path} that is unchanged between two checks.",
        required_resource_keys={"runtime"},
    )
    def arrival(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        if tenant.paused:
            return dg.SkipReason("The tenant is paused (T05).")
        runtime: Runtime | Unopened = context.resources.runtime
        if isinstance(runtime, Unopened):
            return dg.SkipReason(str(runtime.error))
        on = feed.effective_on(tenant.schedule, runtime.clock.now())
        partition = feed.partition_key(tenant.schedule, on)
        before = _cursor(context.cursor)
        if before.refused_on == on:
            # The scheduled run fails visibly; the sensor would only lock the account (F16).
            return dg.SkipReason("The server refused the login today; the sensor tries again tomorrow.")
        try:
            found = stages.look(runtime, tenant)
            raw = runtime.artifacts.find("raw_file", RawFile, tenant.tenant, partition)
        except QooperAssetsError as error:
            if error.code in REFUSALS:
                context.update_cursor(before.model_copy(update={"refused_on": on}).model_dump_json())
            return dg.SkipReason(str(error))
        return arrived(tenant, partition, found, context.cursor, raw.remote_file if raw else None)

    return arrival


def arrived(
    tenant: Tenant,
    partition: str,
    found: Found | NotDelivered,
    cursor: str | None,
    landed: RemoteFile | None,
) -> dg.SensorResult:
    """The decision of one tick, and the cursor for the next. One run per file and marker, identified by path,
    size and mtime. A file that waits for its marker does not count as seen."""
    before = _cursor(cursor)
    landed = landed or before.landed
    seen = found.remote_file if isinstance(found, Found) else None
    after = ArrivalCursor(seen=seen, landed=landed).model_dump_json()
    if isinstance(found, NotDelivered):
        return dg.SensorResult(skip_reason=f"[{found.code}] {found.note}", cursor=after)
    seen = found.remote_file
    if not feed.has_arrived(seen, before.seen, landed):
        reason = "This file has already landed." if seen == landed else "A new file; has it settled?"
        return dg.SensorResult(skip_reason=reason, cursor=after)
    request = dg.RunRequest(
        run_key=":".join([tenant.tenant, *_key_parts(seen), *_key_parts(found.choice.marker)]),
        partition_key=partition,
        tags={TRIGGER_TAG: "arrival", TENANT_TAG: tenant.tenant},
    )
    return dg.SensorResult(run_requests=[request], cursor=after)


def _key_parts(file: RemoteFile | None) -> list[str]:
    if file is None:
        return []
    modified_at = file.modified_at.isoformat() if file.modified_at else "unknown"
    return [file.path, str(file.size_bytes), modified_at]


def _cursor(text: str | None) -> ArrivalCursor:
    """Parse the cursor. One of another version counts as empty: the sensor recovers one tick later."""
    try:
        return ArrivalCursor.model_validate_json(text) if text else ArrivalCursor()
    except ValidationError:
        return ArrivalCursor()
