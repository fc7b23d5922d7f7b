"""The units that are interleaved: a whole run, an approval or a decline, as in the assets and the CLI.

Each has a ledger, a runtime and a target handle of its own over one folder; all share a clock that does not
advance past a lease. Belongs here: where a run is cut, and retrying a step as Dagster does. Does not:
whose turn it is (`turns.py`), or the required result (`checks.py`).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import QooperAssetsError, Result, StateError
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Account
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.tables import leases
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import recording
from qooper_assets.stages.applying import finish_interrupted
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.e2e.worlds_on_disk import MeddledRuntime
from qooper_assets_tests.races.turns import Cut, moving
from qooper_assets_tests.worlds import World

ATTEMPTS = 3
"""As in `defs/failures.py`: a step is retried twice."""
T = TypeVar("T")


def cut(kind: Cut, what: str) -> None:
    if run := moving():
        run.cut(kind, what)


class CutDatabase(Database):
    """A ledger's database that can be made to wait before each transaction, and once within."""

    def __init__(self, url: str, clock: FakeClock) -> None:
        super().__init__(url, clock)
        self._inside = threading.local()
        if self._engine.dialect.name == "sqlite":
            self._engine.dispose()
            sa.event.listen(self._engine, "connect", _refuse_at_once)
        sa.event.listen(self._engine, "before_cursor_execute", self._before_statement)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        cut(Cut.READ, "ledger")
        with super().reading() as db:
            yield db

    @contextmanager
    def writing(self, tenant: str | None = None) -> Iterator[sa.Connection]:
        cut(Cut.WRITE, "ledger")
        with ExitStack() as stack:
            db = self._begun(stack, tenant)
            self._inside.has_read = False
            try:
                yield db
            finally:
                self._inside.has_read = None

    def _begun(self, stack: ExitStack, tenant: str | None) -> sa.Connection:
        again = False
        while True:
            try:
                return stack.enter_context(super().writing(tenant))
            except StateError as error:
                run = moving()
                if error.code != "ledger_unreadable" or run is None:
                    raise
            run.wait_for_others(again=again)  # one of them has the lock
            again = True

    def _before_statement(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        has_read = getattr(self._inside, "has_read", None)
        if has_read is None:
            return
        is_read = statement.lstrip().upper().startswith("SELECT")
        if is_read:
            self._inside.has_read = True
        elif has_read:
            self._inside.has_read = None  # one cut within is enough
            cut(Cut.INSIDE, " ".join(statement.split()[:3]))


def _refuse_at_once(connection: Any, _: Any) -> None:
    connection.execute("pragma busy_timeout=0")


class CutQooper(EmbeddedQooper):
    """A target that can be made to wait before each write."""

    def create(self, values: Any) -> Account:
        cut(Cut.TARGET, "create")
        return super().create(values)

    def update(self, account_id: str, values: Any, *, version: str) -> Account:
        cut(Cut.TARGET, "update")
        return super().update(account_id, values, version=version)


class Killed(BaseException):
    """The process was killed."""


class Deadly(CutQooper):
    """A target at which the process is killed before its second write."""

    writes = 0

    def create(self, values: Any) -> Account:
        self._count()
        return super().create(values)

    def update(self, account_id: str, values: Any, *, version: str) -> Account:
        self._count()
        return super().update(account_id, values, version=version)

    def _count(self) -> None:
        self.writes += 1
        if self.writes == 2:
            raise Killed


@dataclass
class CutWorld(World):
    """A world as one run sees it: with cuts, and with a run id of its own."""

    run_id: str = ""
    url: str = ""
    rosters: dict[bytes, Roster] = field(default_factory=dict)
    """Normalized rosters of these files, which do not depend on what another run writes."""
    landing: int | None = None
    """Landing number of the file that the run fetched."""
    dies: bool = False
    """The run is killed before its second write."""

    def __post_init__(self) -> None:
        runtime = stages.Runtime(
            home=self.folder,
            state=self.folder / "state",
            artifacts=Artifacts(str(self.folder / "artifacts")),
            ledger=Ledger.on(
                CutDatabase(self.url or f"sqlite:///{self.folder / 'ledger.sqlite'}", self.clock)
            ),
            clock=self.clock,
        )
        self.runtime = MeddledRuntime(
            runtime.home,
            runtime.state,
            runtime.artifacts,
            runtime.ledger,
            runtime.clock,
            make=Deadly if self.dies else CutQooper,
        )


class Ended(NamedTuple):
    """How a run ended, as shown to a person."""

    result: Result | None
    code: str
    note: str
    receipt: Receipt | None = None

    def __str__(self) -> str:
        return f"{self.result}{f' [{self.code}]' if self.code else ''} {self.note}".rstrip()


def sync(world: CutWorld, content: bytes) -> Receipt:
    """Do a whole run with this file, in the five steps of its assets."""
    runtime, tenant = world.runtime, world.tenant
    partition = feed.partition_key(tenant.schedule, world.today)
    raw = _step(world, lambda: world.deliver(content))
    world.landing, run_id = raw.landing, raw.run_id
    roster = _step(world, lambda: _normalize(world, content, run_id, partition))

    def qooper_snapshot() -> Any:
        finish_interrupted(runtime, tenant, run_id)
        return stages.observe(runtime, tenant, partition, run_id)

    def applied_changes() -> Receipt:
        recorded = recording.choose(runtime, tenant, partition, run_id)
        return recording.settle(runtime, tenant, recorded, run_id)

    observed = _step(world, qooper_snapshot)
    _step(world, lambda: recording.plan_and_record(runtime, tenant, raw, roster, observed, run_id))
    return _step(world, applied_changes)


def _normalize(world: CutWorld, content: bytes, run_id: str, partition: str) -> Roster:
    if content not in world.rosters:
        raw = world.runtime.artifacts.load("raw_file", feed.RawFile, world.tenant.tenant, partition, run_id)
        return stages.normalize(world.runtime, world.tenant, raw, run_id)
    roster = world.rosters[content].model_copy(update={"run_id": run_id})
    with world.runtime.scratch() as scratch:
        world.runtime.artifacts.save("roster", roster, scratch)
    return roster


def approve(world: CutWorld, change_set_id: str) -> Receipt:
    """Approve a held change set, in its one step."""

    def applied_changes() -> Receipt:
        runtime, tenant = world.runtime, world.tenant
        partition = runtime.ledger.change_sets.find(tenant.tenant, change_set_id).change_set.partition
        recorded = recording.approve(
            runtime, tenant, partition, change_set_id, f"Ada {world.run_id}", "looked at the report"
        )
        return recording.settle(runtime, tenant, recorded, world.run_id, is_approval=True)

    return _step(world, applied_changes)


def decline(world: CutWorld, change_set_id: str) -> Receipt:
    """Decline by the command line, which does not retry."""
    change_set = world.runtime.ledger.change_sets.find(world.tenant.tenant, change_set_id).change_set
    return recording.decline(
        world.runtime, world.tenant, change_set, "Ada Approver", "their export is broken", world.run_id
    )


def ended(world: CutWorld, work: Callable[[], Receipt]) -> Ended:
    """Do the work, and record a failure as a Dagster run does. Raises errors that are bugs."""
    partition = feed.partition_key(world.tenant.schedule, world.today)
    try:
        receipt = work()
        return Ended(receipt.result, "", receipt.note, receipt)
    except QooperAssetsError as error:
        tenant = world.tenant.tenant
        world.runtime.ledger.receipts.record_failure(
            tenant, partition, world.run_id, error.result, error.code, error.message
        )
        return Ended(None if error.result is Result.FAILED else error.result, error.code, error.message)
    except Killed:
        return Ended(None, "killed", "")
    finally:
        world.runtime.ledger.close()


def _step(world: CutWorld, work: Callable[[], T]) -> T:
    """Do one step; while another run has the tenant, wait until it is released and retry."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return work()
        except QooperAssetsError as error:
            if error.code != "tenant_busy" or attempt == ATTEMPTS:
                raise
        if run := moving():
            run.wait_while(lambda: is_held(world))
    raise AssertionError("unreachable")


def is_held(world: World) -> bool:
    """True if a run holds the tenant."""
    held = (leases.c.tenant == world.tenant.tenant, leases.c.expires_at > world.clock.now())
    with Database.reading(world.runtime.ledger.database) as db:
        return bool(db.scalar(sa.select(sa.func.count()).select_from(leases).where(*held)))
