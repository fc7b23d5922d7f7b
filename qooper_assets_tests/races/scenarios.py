"""Scenarios: small worlds that are prepared once, and the runs that are interleaved in a copy of them.

Belongs here: the people, the files and the runs of each scenario. Does not: how runs take turns (`turns.py`),
or the required result (`checks.py`).
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.changes import Receipt
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.e2e.worlds_on_disk import heal, meddle
from qooper_assets_tests.races import runs
from qooper_assets_tests.races.runs import CutWorld
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

NAMES = "abc"


def _row(n: int, **changes: str) -> str:
    return a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}", **changes)


BASE = a_file(*(_row(n) for n in range(1, 6)))
"""Five people, live since yesterday."""
OLDER = a_file(_row(1, title="Lead"), *(_row(n) for n in (2, 3, 4)), _row(6, manager="00001"))
"""5 leaves, 6 comes, 1 has another title."""
NEWER = a_file(_row(1, title="Head"), *(_row(n) for n in (2, 3, 5)), _row(6), _row(7, manager="00006"))
"""4 leaves and 5 stays, 6 and 7 come."""
LAYOFF = a_file(_row(1, title="Lead"), _row(2), _row(8))
"""3, 4 and 5 of five leave: held."""
WITHOUT_5 = a_file(*(_row(n) for n in range(1, 5)))
FIRST = a_file(*(_row(n) for n in (1, 2, 3)))
FIRST_NEWER = a_file(*(_row(n) for n in (1, 2, 4)))


class Doing(NamedTuple):
    """The task of one run."""

    what: str
    """sync, approve or decline"""
    content: bytes = b""
    """Content of the file, for a sync."""
    dies: bool = False
    """It is killed before its second write."""


@dataclass(frozen=True)
class Prepared:
    """A world at rest, and what is known about it."""

    folder: Path
    tenant: Tenant
    clock: FakeClock
    url: str
    rosters: Mapping[bytes, Roster]
    held: str
    """The change set that waits for a decision."""


class Scenario(NamedTuple):
    """Some runs, and the world that they start from."""

    name: str
    doings: tuple[Doing, ...]
    held: bytes = b""
    """A file that was already planned and is held."""
    interrupted: bytes = b""
    """A file whose apply was killed at its second write."""
    is_live: bool = True
    policy: Mapping[str, Any] = {}

    def prepare(self, folder: Path, *, tenant: str = "acme", url: str = "") -> Prepared:
        """Make its world; `url` is a ledger other than the folder's own."""
        folder.mkdir(parents=True)
        world = World(folder, a_tenant(tenant=tenant, policy=self.policy))
        if url:
            world.runtime.ledger.close()
            object.__setattr__(world.runtime, "ledger", Ledger.open(url, world.clock))
        with world.runtime.target(world.tenant) as target:
            target.seed({"employee_id": "X1", "email": "by.hand@acme.example", "first_name": "By"})  # type: ignore[attr-defined]
            target.seed({"email": "admin@acme.example"}, is_administrator=True)  # type: ignore[attr-defined]
        if self.is_live:
            world.sync(BASE, approve=True)
        world.next_day()
        if self.interrupted:
            _killed(world, self.interrupted)
        held = world.plan(self.held).change_set_id if self.held else ""
        contents = {doing.content for doing in self.doings if doing.content}
        rosters = {content: world.normalize(content) for content in sorted(contents)}
        world.runtime.ledger.close()
        return Prepared(folder, world.tenant, world.clock, url, rosters, held)

    def worlds(self, prepared: Prepared, into: Path) -> dict[str, CutWorld]:
        """Copy its world, and return it as each of its runs sees it."""
        if into != prepared.folder:
            shutil.copytree(prepared.folder, into)
        clock = FakeClock(at=prepared.clock.now())
        return {
            name: CutWorld(
                into,
                prepared.tenant,
                clock,
                runs=100 * (number + 1),
                run_id=f"run-{100 * (number + 1) + 1}",
                url=prepared.url,
                rosters=dict(prepared.rosters),
                dies=self.doings[number].dies,
            )
            for number, name in enumerate(NAMES[: len(self.doings)])
        }

    def work(self, prepared: Prepared, worlds: Mapping[str, CutWorld]) -> dict[str, Callable[[], Receipt]]:
        """Return the work of each of its runs."""
        return {
            name: _work(doing, prepared, world)
            for (name, world), doing in zip(worlds.items(), self.doings, strict=True)
        }


def _work(doing: Doing, prepared: Prepared, world: CutWorld) -> Callable[[], Receipt]:
    match doing.what:
        case "sync":
            return lambda: runs.sync(world, doing.content)
        case "approve":
            return lambda: runs.approve(world, prepared.held)
        case _:
            return lambda: runs.decline(world, prepared.held)


def _killed(world: World, content: bytes) -> None:
    """Apply, and die at the second write: some operations are marked as sent, one of them was done."""
    meddle(world, runs.Deadly)
    try:
        world.sync(content)
    except runs.Killed:
        heal(world)
    else:
        raise AssertionError("it has more than one write")


SYNC_OLDER, SYNC_NEWER = Doing("sync", OLDER), Doing("sync", NEWER)
SYNC_LAYOFF, SYNC_FIRST = Doing("sync", LAYOFF), Doing("sync", FIRST)
APPROVE, DECLINE = Doing("approve"), Doing("decline")
TWICE = {"absent_after_files": 2}

TWO = (
    Scenario("two runs with the same file", (SYNC_OLDER, SYNC_OLDER)),
    Scenario("an older file and a newer one", (SYNC_OLDER, SYNC_NEWER)),
    Scenario("an approval and a newer file", (APPROVE, SYNC_NEWER), held=LAYOFF),
    Scenario("an approval and the same file again", (APPROVE, SYNC_LAYOFF), held=LAYOFF),
    Scenario("a decline and a newer file", (DECLINE, SYNC_NEWER), held=LAYOFF),
    Scenario("a decline and the same file again", (DECLINE, SYNC_LAYOFF), held=LAYOFF),
    Scenario("two approvals", (APPROVE, APPROVE), held=LAYOFF),
    Scenario("an approval and a decline", (APPROVE, DECLINE), held=LAYOFF),
    Scenario("an absence that counts by files", (Doing("sync", WITHOUT_5),) * 2, policy=TWICE),
    Scenario("two approvals of a first load", (APPROVE, APPROVE), held=FIRST, is_live=False),
    Scenario(
        "a first load and its approval", (APPROVE, Doing("sync", FIRST_NEWER)), held=FIRST, is_live=False
    ),
    Scenario("two runs that find an interrupted one", (SYNC_OLDER, SYNC_NEWER), interrupted=OLDER),
    Scenario("a run that is killed and a newer file", (Doing("sync", OLDER, dies=True), SYNC_NEWER)),
)
THREE = (
    Scenario("three runs with the same file", (SYNC_OLDER,) * 3),
    Scenario("an older file, a newer one and an approval", (SYNC_OLDER, SYNC_NEWER, APPROVE), held=LAYOFF),
    Scenario("three approvals", (APPROVE,) * 3, held=LAYOFF),
    Scenario("a decline and two files", (DECLINE, SYNC_LAYOFF, SYNC_NEWER), held=LAYOFF),
    Scenario(
        "three runs that find an interrupted one", (SYNC_OLDER, SYNC_NEWER, SYNC_NEWER), interrupted=OLDER
    ),
)
