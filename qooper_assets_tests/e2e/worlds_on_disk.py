"""Worlds that are prepared once and copied for every test, and a world behind a real SFTP server.

Belongs here: copying, putting files on the server, the five verbs in a row, and inspecting what a
run left behind. Does not: any expectation.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import applying, recording
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer
from qooper_assets_tests.worlds import START, World, a_tenant

REMOTE_PATH = "/outgoing/employees.csv"


def copied(
    world_folder: Path, into: Path, at: datetime, tenant: Tenant | None = None, runs: int = 100
) -> World:
    """Copy the world in a folder into a folder of its own, with its clock at `at`."""
    shutil.copytree(world_folder, into)
    return World(into, tenant or a_tenant(), FakeClock(at=at), runs)


def another(world: World) -> World:
    """Return the same world as a second process sees it."""
    return World(world.folder, world.tenant, world.clock, world.runs + 50)


def dump(database: Path) -> list[str]:
    """Dump a SQLite file."""
    with closing(sqlite3.connect(database)) as db:
        return list(db.iterdump())


def ledger_dump(world: World) -> list[str]:
    """Dump the ledger without its count of fetches, which a fetch without effect increases too."""
    with closing(sqlite3.connect(world.folder / "ledger.sqlite")) as db:
        db.execute("update tenants set landings = 0")  # not committed
        return list(db.iterdump())


def target_file(world: World) -> Path:
    return world.folder / "state" / "targets" / f"{world.tenant.tenant}.sqlite"


def journal(world: World) -> dict[str, int]:
    """Count all creates and updates that the target ever received."""
    with closing(sqlite3.connect(target_file(world))) as db:
        return dict(db.execute("select kind, count(*) from writes group by kind"))


def holders(world: World) -> dict[str, dict[str, Any]]:
    """Return accounts by e-mail, without the version, which only counts writes."""
    return {
        email: {key: value for key, value in account.items() if key != "version"}
        for email, account in world.accounts().items()
    }


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, kw_only=True)
class MeddledRuntime(stages.Runtime):
    """A runtime whose target the test supplies."""

    make: Callable[[Path], EmbeddedQooper]

    @contextmanager
    def target(self, tenant: Tenant) -> Iterator[EmbeddedQooper]:
        with self.make(self.state / "targets" / f"{tenant.tenant}.sqlite") as target:
            yield target


def meddle(world: World, make: Callable[[Path], EmbeddedQooper]) -> None:
    """Replace the target of this world by what `make` opens from its file."""
    e = world.runtime
    world.runtime = MeddledRuntime(e.home, e.state, e.artifacts, e.ledger, e.clock, make=make)


def heal(world: World) -> None:
    """Restore the real target."""
    e = world.runtime
    world.runtime = stages.Runtime(e.home, e.state, e.artifacts, e.ledger, e.clock)


class Killer(Protocol):
    def __call__(self, world: World, job: str, when: str, what: str, nth: int, group: int = 4) -> None:
        """Run the job in a process of its own, which gets killed (`crashing_apply.py`)."""


# Behind a real server


def tenant_behind(server: SshServer, **changes: Any) -> Tenant:
    """Return the tenant of `worlds.py` with a feed on this server."""
    document = {
        "host": "127.0.0.1",
        "port": server.port,
        "username": "qooper",
        "auth": {"type": "password", "password": "file:sftp_password"},
        "host_keys": [server.host_key],
        "path": REMOTE_PATH,
    }
    feed_changes = changes.pop("feed", {})
    return a_tenant(feed={**document, **feed_changes}, **changes)


@dataclass
class SftpWorld:
    """A world whose files are fetched from an SFTP server."""

    world: World
    server: SshServer

    def __post_init__(self) -> None:
        (self.server.root / "outgoing").mkdir(parents=True, exist_ok=True)
        self.set_password(PASSWORD)
        self.set_feed()

    def set_feed(self, **changes: Any) -> None:
        self.world.tenant = tenant_behind(self.server, feed=changes)

    def set_password(self, password: str) -> None:
        (self.world.folder / "sftp_password").write_text(password)

    @property
    def remote_file(self) -> Path:
        return self.server.root / REMOTE_PATH[1:]

    def put(self, content: bytes, modified_at: datetime | None = None) -> None:
        """Put the customer's export on the server, modified a minute ago by default."""
        seconds = (modified_at or self.world.clock.now() - timedelta(minutes=1)).timestamp()
        self.remote_file.write_bytes(content)
        os.utime(self.remote_file, (seconds, seconds))

    def plan(self) -> ChangeSet | None:
        """Run all verbs up to the change set; None if there is no file."""
        world = self.world
        world.runs += 1
        runtime, tenant, run_id = world.runtime, world.tenant, f"run-{world.runs}"
        raw = stages.land(runtime, tenant, feed.partition_key(tenant.schedule, world.today), run_id)
        if isinstance(raw, feed.NotDelivered):
            return None
        roster = stages.normalize(runtime, tenant, raw, run_id)
        applying.finish_interrupted(runtime, tenant, run_id)
        snapshot = stages.observe(runtime, tenant, raw.partition, run_id)
        planned = recording.plan_and_record(runtime, tenant, raw, roster, snapshot, run_id)
        return planned.recorded.change_set

    def run(self) -> Receipt | None:
        change_set = self.plan()
        return None if change_set is None else self.world.apply(change_set)


DAY_2 = START + timedelta(days=1)
