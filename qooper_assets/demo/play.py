"""The demo: several days of one customer, played through the real assets on the real instance.

Belongs here: the stage set (server, target, clock) and the order of days. Does not: anything that
the product does; each day is the job that the schedule would have launched, and each approval is
the job that an engineer would have launched.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import dagster as dg

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.errors import Result, StateError
from qooper_assets.core.tenant import Tenant
from qooper_assets.defs.automation import set_pool_limits
from qooper_assets.defs.build import build_definitions, run_approval, run_sync
from qooper_assets.defs.failures import Retries
from qooper_assets.demo.rosters import Delivery, deliveries
from qooper_assets.demo.server import SftpServer
from qooper_assets.edges.embedded import EmbeddedQooper
from qooper_assets.edges.settings import Settings

TENANT = "acme"
APPROVER = "Dana Demo"


class DemoClock:
    """A clock that is set by the story, and that waits in no time."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def set(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Day(NamedTuple):
    """What came of one delivery."""

    delivery: Delivery
    partition: str
    change_set: ChangeSet
    held: bool
    receipt: Receipt
    """The last of the day: of the approval, where there was one."""


def folder(settings: Settings) -> Path:
    return settings.state / "demo"


@contextmanager
def server(settings: Settings, tenant: Tenant) -> Iterator[SftpServer]:
    """The customer's SFTP server, at the port of the tenant file if that is free, else at any."""
    root, password = folder(settings) / "sftp", _password(settings)
    with ExitStack() as stack:
        try:
            wanted = SftpServer(root, tenant.feed.username, password, tenant.feed.port)
            started = stack.enter_context(wanted)
        except OSError:
            started = stack.enter_context(SftpServer(root, tenant.feed.username, password))
        yield started


def _password(settings: Settings) -> str:
    """Made up when the demo is first played; the tenant file refers to it."""
    path = folder(settings) / f"{TENANT}_sftp_password"
    if not path.exists():
        settings.state.mkdir(mode=0o700, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(18))
    return path.read_text()


def clear_stage(settings: Settings, instance: dg.DagsterInstance) -> None:
    """Forget an earlier demo, and only a demo. Raises `StateError` where somebody else's state lies."""
    if (settings.state / "ledger.sqlite").exists() and not (folder(settings) / "played").exists():
        raise StateError(
            "accounting",
            "there is state here that no demo made.",
            where=str(settings.state),
            remedy="Play the demo with QOOPER_STATE set to an empty folder.",
        )
    shutil.rmtree(settings.state, ignore_errors=True)
    for record in instance.get_run_records(dg.RunsFilter(tags={"qooper/tenant": TENANT})):
        instance.delete_run(record.dagster_run.run_id)
    for key in instance.all_asset_keys():
        if key.path[0] == TENANT:
            instance.wipe_assets([key])
    settings.state.mkdir(mode=0o700)
    folder(settings).mkdir(mode=0o700)
    (folder(settings) / "played").write_text("The demo may throw this folder away.\n")


def last_day(tenant: Tenant, now: datetime) -> date:
    """Today at the customer's, or yesterday while today's hour has not come."""
    local = now.astimezone(ZoneInfo(tenant.schedule.timezone))
    due = time.fromisoformat(tenant.schedule.at)
    return local.date() if local.time() > due else local.date() - timedelta(days=1)


def play(
    settings: Settings,
    tenant: Tenant,
    instance: dg.DagsterInstance,
    now: datetime,
    say: Callable[[str], None],
) -> list[Day]:
    """Play every delivery; `say` is told what is being done. Raises what the stages raise."""
    clear_stage(settings, instance)
    clock = DemoClock()
    story = deliveries(last_day(tenant, now))
    with server(settings, tenant) as sftp:
        tenant = tenant.model_copy(update={"feed": tenant.feed.model_copy(update={"port": sftp.port})})
        edges = stages.open_edges(settings, clock)
        definitions = build_definitions([tenant], edges, retries=Retries(retries_max=0))
        set_pool_limits(instance, [tenant])
        _seed(edges, tenant, story[0])
        days = []
        for delivery in story:
            say(f"day {delivery.number}, {delivery.on}: {delivery.title}")
            days.append(_play_day(delivery, tenant, edges, clock, sftp, definitions, instance))
    return days


def _seed(edges: stages.Edges, tenant: Tenant, first: Delivery) -> None:
    """Who was in Qooper before us: an administrator, two people added by hand, and one colleague
    who had registered herself before the roster came."""
    assert first.content is not None
    registered = first.content.decode("utf-8-sig").splitlines()[40].split(",")
    with edges.target(tenant) as target:
        assert isinstance(target, EmbeddedQooper)
        target.seed({"email": "admin@acme.example", "first_name": "Ada"}, is_administrator=True)
        target.seed({"email": "coach@partner.example", "first_name": "Carla", "last_name": "Coach"})
        target.seed({"email": "guest@partner.example", "first_name": "Gus", "last_name": "Guest"})
        target.seed({"email": registered[3].strip(), "first_name": registered[2].strip()})


def _play_day(
    delivery: Delivery,
    tenant: Tenant,
    edges: stages.Edges,
    clock: DemoClock,
    sftp: SftpServer,
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
) -> Day:
    zone, due = ZoneInfo(tenant.schedule.timezone), time.fromisoformat(tenant.schedule.at)
    at = datetime.combine(delivery.on, due, zone)
    clock.set(at.astimezone(UTC))
    if delivery.content is not None:
        sftp.put(tenant.feed.path, delivery.content, clock.now() - timedelta(hours=2))
    partition = feed.partition_key(tenant.schedule, delivery.on)
    run_sync(definitions, instance, tenant.tenant, partition, trigger="demo")
    receipt = _last_receipt(edges, tenant)
    held = receipt.result is Result.HELD
    if held and delivery.number == 1:
        clock.sleep(3 * 3600)
        run_approval(
            definitions,
            instance,
            tenant.tenant,
            partition,
            change_set_id=receipt.change_set_id,
            approved_by=APPROVER,
            reason="first load: compared the report with HR's head count",
        )
        receipt = _last_receipt(edges, tenant)
    _, change_set = edges.ledger.find_change_set(tenant.tenant, receipt.change_set_id)
    return Day(delivery, partition, change_set, held, receipt)


def _last_receipt(edges: stages.Edges, tenant: Tenant) -> Receipt:
    row = edges.ledger.receipts(tenant.tenant, 1)[0]
    if row["code"]:
        raise StateError("accounting", f"a day of the demo ended {row['code']}.", where=tenant.tenant)
    return Receipt.model_validate_json(row["document"])
