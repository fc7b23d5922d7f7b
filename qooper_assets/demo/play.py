"""Plays the demo: several days of three customers, through the real assets on the real instance.

Belongs here: the setup (server, target, clock) and the order of runs. Does not: anything that the
product does; each run is the job that the schedule would have launched, and each approval is the
job that an engineer would have launched.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import dagster as dg

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.errors import Result, StateError
from qooper_assets.core.tenant.auth import KeyAuth
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.automation import set_pool_limits
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.failures import Retries
from qooper_assets.defs.in_process import run_approval, run_sync
from qooper_assets.demo import acme, brandau, sundara
from qooper_assets.demo.server import HOST, Login, SftpServer, make_private_key, public_key
from qooper_assets.demo.story import Delivery, Story, due_days
from qooper_assets.edges.ledger.receipts import EndedRun
from qooper_assets.edges.settings import Settings
from qooper_assets.edges.targets.embedded import EmbeddedQooper

STORIES: dict[str, Story] = {"acme": acme.STORY, "brandau": brandau.STORY, "sundara": sundara.STORY}
"""By tenant."""
APPROVER = "Dana Demo"


class DemoClock:
    """A clock that is set by the story and sleeps without waiting."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def set(self, now: datetime) -> None:
        assert now >= self._now, "the story has one timeline"
        self._now = now

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Day(NamedTuple):
    """The result of one delivery."""

    tenant: str
    delivery: Delivery
    partition: str
    result: Result
    """The result of the last run of the day, which is that of the approval if there was one."""
    code: str
    """The error code of a failed run; blank otherwise."""
    held: bool
    change_set: ChangeSet | None
    """None if the run did not reach one."""
    receipt: Receipt | None


def folder(settings: Settings) -> Path:
    return settings.state / "demo"


@contextmanager
def server(settings: Settings, tenants: Sequence[Tenant]) -> Iterator[SftpServer]:
    """The customers' SFTP server, on the port of the tenant files if it is free, else on any."""
    logins = [_login(settings, tenant) for tenant in tenants]
    ports = {tenant.feed.port for tenant in tenants}
    with ExitStack() as stack:
        try:
            started = stack.enter_context(SftpServer(logins, min(ports, default=0)))
        except OSError:
            started = stack.enter_context(SftpServer(logins))
        yield started


def _login(settings: Settings, tenant: Tenant) -> Login:
    """The login of a tenant file; its secrets are generated when the demo is first played."""
    auth, served = tenant.feed.auth, folder(settings) / "sftp" / tenant.tenant
    if isinstance(auth, KeyAuth):
        assert auth.passphrase is not None
        passphrase = _secret(settings, auth.passphrase, _made_up)
        private_key = _secret(settings, auth.private_key, lambda: make_private_key(passphrase))
        return Login(tenant.feed.username, served, public_key=public_key(private_key, passphrase))
    return Login(tenant.feed.username, served, password=_secret(settings, auth.password, _made_up))


def _made_up() -> str:
    return secrets.token_urlsafe(18)


def _secret(settings: Settings, reference: str, make: Callable[[], str]) -> str:
    """The content of the file that a secret reference names; the file is created if it does not exist."""
    kind, _, name = reference.partition(":")
    assert kind == "file", "the demo's tenants keep their secrets in files"
    path = settings.home / name
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(make())
    return path.read_text()


def clear_stage(settings: Settings, instance: dg.DagsterInstance) -> None:
    """Delete the state of an earlier demo. Raises `StateError` if the state is not that of a demo."""
    if (settings.state / "ledger.sqlite").exists() and not (folder(settings) / "played").exists():
        raise StateError(
            "accounting",
            "there is state here that was not made by the demo.",
            where=str(settings.state),
            remedy="Play the demo with QOOPER_STATE set to an empty folder.",
        )
    shutil.rmtree(settings.state, ignore_errors=True)
    for tenant in STORIES:
        for record in instance.get_run_records(dg.RunsFilter(tags={"qooper/tenant": tenant})):
            instance.delete_run(record.dagster_run.run_id)
    for key in instance.all_asset_keys():
        if key.path[0] in STORIES:
            instance.wipe_assets([key])
    settings.state.mkdir(mode=0o700)
    folder(settings).mkdir(mode=0o700)
    (folder(settings) / "played").write_text("The demo may delete this folder.\n")


def last_day(tenant: Tenant, now: datetime) -> date:
    """The customer's local date today, or yesterday before today's scheduled time."""
    local = now.astimezone(ZoneInfo(tenant.schedule.timezone))
    due = time.fromisoformat(tenant.schedule.at)
    return local.date() if local.time() > due else local.date() - timedelta(days=1)


class Scene(NamedTuple):
    """One time at which a tenant's schedule is due."""

    due: datetime
    tenant: Tenant
    on: date


def timeline(tenants: Sequence[Tenant], now: datetime) -> list[Scene]:
    """The due times of every tenant's deliveries, in order.

    All stories end by the same date, the last one on which every tenant's scheduled time has passed. A
    weekly story uses its last weekdays up to then, so it begins in an earlier week than the daily ones.
    """
    until = min(last_day(tenant, now) for tenant in tenants)
    scenes = []
    for tenant in tenants:
        zone, at = ZoneInfo(tenant.schedule.timezone), time.fromisoformat(tenant.schedule.at)
        for on in due_days(tenant.schedule, until, STORIES[tenant.tenant].days):
            scenes.append(Scene(datetime.combine(on, at, zone).astimezone(UTC), tenant, on))
    return sorted(scenes, key=lambda scene: scene.due)


def play(
    settings: Settings,
    tenants: Sequence[Tenant],
    instance: dg.DagsterInstance,
    now: datetime,
    say: Callable[[str], None],
) -> list[Day]:
    """Play every delivery, and report each to `say`. Raises what the stages raise."""
    clear_stage(settings, instance)
    clock = DemoClock()
    runtime = stages.open_runtime(replace(settings, notices=None), clock)  # nobody is notified of a play
    with server(settings, tenants) as sftp, closing(runtime.ledger):
        tenants = [_at(tenant, sftp.port) for tenant in tenants]
        scenes = timeline(tenants, now)
        deliveries = {
            (tenant.tenant, delivery.on): delivery
            for tenant in tenants
            for delivery in STORIES[tenant.tenant].tell([s.on for s in scenes if s.tenant is tenant])
        }
        definitions = build_definitions(tenants, runtime, retries=Retries(retries_max=0))
        set_pool_limits(instance, tenants)
        for tenant in tenants:
            _seed(runtime, tenant)
        days = []
        for due, tenant, on in scenes:
            delivery = deliveries[tenant.tenant, on]
            say(f"{on} {tenant.tenant:8} {delivery.title}")
            clock.set(due)
            days.append(_play_day(delivery, tenant, runtime, clock, sftp, definitions, instance))
    return days


def _at(tenant: Tenant, port: int) -> Tenant:
    feed = tenant.feed.model_copy(update={"host": HOST, "port": port})
    return tenant.model_copy(update={"feed": feed})


def _seed(runtime: stages.Runtime, tenant: Tenant) -> None:
    """Create the accounts that were in Qooper before us: an administrator, two people added manually, and one
    employee who had registered herself before the first roster."""
    registered = STORIES[tenant.tenant].workforce()[1]
    domain = registered.email.partition("@")[2]
    with runtime.target(tenant) as target:
        assert isinstance(target, EmbeddedQooper)
        target.seed({"email": f"admin@{domain}", "first_name": "Ada"}, is_administrator=True)
        target.seed({"email": "coach@partner.example", "first_name": "Carla", "last_name": "Coach"})
        target.seed({"email": "guest@partner.example", "first_name": "Gus", "last_name": "Guest"})
        target.seed({"email": registered.email, "first_name": registered.first_name})


def _play_day(
    delivery: Delivery,
    tenant: Tenant,
    runtime: stages.Runtime,
    clock: DemoClock,
    sftp: SftpServer,
    definitions: dg.Definitions,
    instance: dg.DagsterInstance,
) -> Day:
    """Play one delivery: a run, and the approval of a first load."""
    if delivery.content is not None:
        exported_at = clock.now() - timedelta(hours=2)
        sftp.put(tenant.feed.username, tenant.feed.path, delivery.content, exported_at)
    partition = feed.partition_key(tenant.schedule, delivery.on)
    run = run_sync(definitions, instance, tenant.tenant, partition, trigger="demo")
    ended = _ended(runtime, tenant, delivery, run.run_id)
    held = ended.result is Result.HELD
    if held and delivery.number == 1:
        assert ended.change_set_id is not None
        clock.sleep(3600)
        run = run_approval(
            definitions,
            instance,
            tenant.tenant,
            partition,
            change_set_id=ended.change_set_id,
            approved_by=APPROVER,
            reason="first load: compared the report with HR's head count",
        )
        ended = _ended(runtime, tenant, delivery, run.run_id)
    change_set_id = ended.change_set_id
    return Day(
        tenant.tenant,
        delivery,
        partition,
        ended.result,
        ended.code or "",
        held,
        runtime.ledger.change_sets.find(tenant.tenant, change_set_id).change_set if change_set_id else None,
        ended.receipt,
    )


def _ended(runtime: stages.Runtime, tenant: Tenant, delivery: Delivery, run_id: str) -> EndedRun:
    """The end of a run. Raises `StateError` for a failed run that is not part of the story."""
    runs = [run for run in runtime.ledger.receipts.recent(tenant.tenant, 1) if run.run_id == run_id]
    assert runs, f"the run {run_id} ended without a receipt; its log is in the UI"
    (run,) = runs
    if run.code and run.result != delivery.expected.result:
        raise StateError(
            "accounting",
            f"a day of the demo ended {run.result}, {run.code}.",
            where=f"{tenant.tenant}, {delivery.on}",
            remedy=run.note,
        )
    return run
