"""A process that runs whole days of a tenant and is killed at a chosen point; `soak.py` starts it.

    python -m qooper_assets_tests.races.soaking

Every line of its standard input is one job, done in a process of its own that is forked (see
`e2e/crashing_apply.py`): a `Job` as JSON. The answer is one line: `killed`, `ended`, an error code, or
`raised ...` for a bug. Belongs here: faults and dying. Does not: any expectation.
"""

import errno
import json
import os
import random
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import QooperAssetsError, TargetError
from qooper_assets.core.lifecycle import State
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.operations import Operations
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import recording, writing
from qooper_assets.stages.writing import Writer
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.worlds import World, a_tenant

GROUP = 3
FAULTS = ("refuses", "times out before", "times out after", "loses answers", "disk of the ledger", "disk")
PLACES = ("before", "within", "after")
GUARDS = ("look up", "mark sent", "one commit")
"""Guards that make a killed run harmless: a create that was sent is looked up before it is repeated, a write
is marked as sent before it is made, and confirmations are stored together with their links."""


class Job(NamedTuple):
    """One day's run: its folder, time and fault, and the point at which it is killed."""

    folder: str
    at: str
    runs: int
    seed: int
    fault: str = ""
    kill: int = 0
    """Number of the transaction or write at which it is killed; 0 for never."""
    place: str = "before"
    """Before it, within it (before the commit of a transaction), or after it."""
    without: str = ""
    """The guard that is disabled to prove that the soak detects it."""


def day(world: World) -> Receipt:
    """Do a whole run with today's file, and approve whatever is held."""
    recorded = world.record((world.folder / "incoming.csv").read_bytes())
    is_approval = recorded.state in (State.HELD, State.APPROVED)
    if is_approval:
        change_set = recorded.change_set
        recorded = recording.approve(
            world.runtime, world.tenant, change_set.partition, change_set.change_set_id, "Ada", "the soak"
        )
    run_id = f"apply-{world.runs}"
    return recording.settle(world.runtime, world.tenant, recorded, run_id, is_approval=is_approval)


def opened(folder: Path, at: datetime, runs: int) -> World:
    return World(folder, a_tenant(), FakeClock(at=at), runs)


# Faults


class _Meddler:
    """Injects a fault at the n-th transaction or write of this process."""

    def __init__(self, job: Job) -> None:
        self.job, self.count, self.chance = job, 0, random.Random(job.seed)
        self.fault_at = self.chance.randint(1, 20)
        self.is_full = False
        self.lost: set[str] = set()

    @contextmanager
    def place(self) -> Iterator[None]:
        self.count += 1
        is_last = self.count == self.job.kill
        self.is_full |= self.count >= self.fault_at
        if is_last and self.job.place == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        yield
        if is_last:
            os.kill(os.getpid(), signal.SIGKILL)

    def writing(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @contextmanager
        def called(database: Database, tenant: str | None = None) -> Iterator[sa.Connection]:
            with self.place(), method(database, tenant) as db:
                if self.is_full and self.job.fault == "disk of the ledger":
                    full = sqlite3.OperationalError("database or disk is full")
                    raise sa.exc.OperationalError("", {}, full)
                yield db
                if self.count == self.job.kill and self.job.place == "within":
                    os.kill(os.getpid(), signal.SIGKILL)

        return called

    def write(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def called(target: EmbeddedQooper, *given: Any, **named: Any) -> Any:
            with self.place():
                person = str(given[0])
                is_due = self.chance.random() < 0.3
                if person in self.lost or (self.job.fault == "loses answers" and is_due):
                    self.lost.add(person)
                if self.job.fault == "refuses" and is_due:
                    raise TargetError("target_refused", "made by the soak.", where="qooper")
                if self.job.fault == "times out before" and is_due:
                    raise _unreachable()
                done = method(target, *given, **named)
                if person in self.lost or (self.job.fault == "times out after" and is_due):
                    raise _unreachable()
                return done

        return called

    def adopt(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            if self.is_full and self.job.fault == "disk":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return method(*given)

        return called


def _unreachable() -> TargetError:
    return TargetError("target_unreachable", "made by the soak.", where="qooper", retryable=True)


def remove(guard: str, patch: pytest.MonkeyPatch) -> None:
    """Disable one of `GUARDS` in this process."""
    settle = Operations.settle

    def in_two(operations: Operations, lease: Any, identifier: str, settled: Any, links: Any) -> None:
        settle(operations, lease, identifier, settled, [])
        settle(operations, lease, identifier, [], links)

    match guard:
        case "look up":
            patch.setattr(Writer, "_made", lambda writer, operation: operation.account_id)
        case "mark sent":
            patch.setattr(Operations, "mark_sent", lambda *_: None)
        case "one commit":
            patch.setattr(Operations, "settle", in_two)


def do(job: Job) -> str:
    writing.GROUP = GROUP
    world = opened(Path(job.folder), datetime.fromisoformat(job.at), job.runs)
    meddler = _Meddler(job)
    Database.writing = meddler.writing(Database.writing)  # type: ignore[method-assign]
    EmbeddedQooper.create = meddler.write(EmbeddedQooper.create)  # type: ignore[method-assign]
    EmbeddedQooper.update = meddler.write(EmbeddedQooper.update)  # type: ignore[method-assign]
    Artifacts.adopt = meddler.adopt(Artifacts.adopt)  # type: ignore[method-assign]
    remove(job.without, pytest.MonkeyPatch())
    try:
        day(world)
    except QooperAssetsError as error:
        return error.code
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return "state_full"  # as the command line and the assets call it
        raise
    return "ended"


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                print(do(Job(*json.loads(line))), flush=True)
            except BaseException as error:  # noqa: BLE001
                traceback.print_exc()
                print(f"raised {error!r}".replace("\n", " "), flush=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            print("killed", flush=True)


if __name__ == "__main__":
    main()
