"""Notices: the sensor that sends what is due, and where their links lead.

Belongs here: the interval, the cursor, the pages of Dagster that a notice links to. Does not: what is queued
(`core/notices.py`, `edges/ledger/outbox.py`), or sending it (`stages/notifying.py`).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import dagster as dg

from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.notices import Kind, Notice
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.metadata import LOCATION, approve_url
from qooper_assets.defs.resources import Unopened
from qooper_assets.edges import notice_file
from qooper_assets.edges.tenant_files import InvalidFile
from qooper_assets.stages import Runtime
from qooper_assets.stages.notifying import Report, Sender, queue_late

SENT_SECONDS = 30
"""Interval between two ticks."""
TICK_SECONDS_MAX = 20
"""With one attempt that begins just before, a tick is still shorter than the minute after which Dagster ends
it."""
AFTER_RUN_SECONDS_MAX = 10


def open_sender(runtime: Runtime, location: str = LOCATION) -> Sender:
    """Read the channels of an installation that has some. Raises `TenantFileError` settings_invalid."""
    assert runtime.notices is not None, "without channels there is nothing to send"
    channels = notice_file.load(runtime.notices)
    return Sender(runtime.ledger, runtime.clock, channels, runtime.home, partial(link, location))


def link(location: str, base: str, notice: Notice) -> str:
    """The page for a notice: the launchpad that decides about its change set, its run, or the web server."""
    base = base.rstrip("/")
    if notice.kind in (Kind.HELD, Kind.LATE) and notice.change_set_id:
        return base + approve_url(location, notice.tenant, notice.change_set_id, notice.partition)
    return f"{base}/runs/{notice.run_id}" if notice.run_id else base


def notices_sensor(tenants: Sequence[Tenant], invalid: Sequence[InvalidFile]) -> dg.SensorDefinition:
    """The sensor that queues notices of late files, and sends what is due. It starts no run."""

    @dg.sensor(
        name="qooper_notices",
        minimum_interval_seconds=SENT_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Sends notices over the channels of QOOPER_NOTICES. Starts no run.",
        required_resource_keys={"runtime"},
    )
    def qooper_notices(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        runtime: Runtime | Unopened = context.resources.runtime
        if isinstance(runtime, Unopened):
            return dg.SkipReason(str(runtime.error))
        checked = queue_late(runtime.ledger, runtime.clock, tenants, _cursor(context.cursor))
        context.update_cursor(checked.isoformat())
        origin = context.code_location_origin
        try:
            sender = open_sender(runtime, origin.location_name if origin else LOCATION)
        except QooperAssetsError as error:
            return dg.SkipReason(str(error))
        report = sender.send_due([*tenants, *invalid], seconds_max=TICK_SECONDS_MAX)
        return dg.SkipReason(describe(report))

    return qooper_notices


def send_after_run(runtime: Runtime, tenant: Tenant) -> list[str]:
    """Send, once, what a run of the command line queued for its tenant; returns why that failed, if it did.

    Nothing is raised: the run has ended, and the sensor or `notify` sends what is left.
    """
    if runtime.notices is None:
        return []
    try:
        report = open_sender(runtime).send_due(
            [tenant], seconds_max=AFTER_RUN_SECONDS_MAX, tenant=tenant.tenant, is_first=True
        )
    except QooperAssetsError as error:
        return [str(error)]
    except Exception as error:  # noqa: BLE001
        return [type(error).__name__]
    return [f"{channel}: {error}" for channel, error in report.errors.items()]


def describe(report: Report) -> str:
    """One line about a pass."""
    counts = f"{report.sent:,} sent, {report.postponed:,} to be tried again, {report.given_up:,} given up"
    return "; ".join([counts, *(f"{channel}: {error}" for channel, error in report.errors.items())])


def _cursor(text: str | None) -> datetime | None:
    """The instant of the last check; one that can't be read counts as none."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
