"""A process that is killed at a chosen point of its work; `test_crash.py` starts it.

    python -m qooper_assets_tests.e2e.crashing_apply

Every line of its standard input is one job, done in a process of its own: a JSON list of FOLDER, JOB,
WHEN, WHAT, NTH, AT and GROUP. The answer is a line with the number of the signal that ended it (or 0).
JOB is `apply:CHANGE_SET_ID`, or `sync`: a whole run with the bytes of FOLDER/incoming.csv. The
process kills itself with SIGKILL before or after the NTH call of WHAT, which may be `adopt:NAME`, the storing
of an artifact of that name; AT is its clock's time.

The imports take longer than a job, so one parent does them once and forks for each job. Belongs here:
dying. Does not: any expectation.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.change_sets import ChangeSets
from qooper_assets.edges.ledger.operations import Operations
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import writing
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.worlds import World

POINTS: dict[str, list[tuple[type, str]]] = {
    "write": [(EmbeddedQooper, "create"), (EmbeddedQooper, "update")],
    "start": [(ChangeSets, "start")],
    "mark_sent": [(Operations, "mark_sent")],
    "settle": [(Operations, "settle")],
    "finish": [(ChangeSets, "finish")],
    "adopt": [(Artifacts, "adopt")],
    "record": [(ChangeSets, "record")],
}


def die_at(when: str, what: str, nth: int) -> None:
    what, _, of = what.partition(":")
    calls = 0

    def deadly(method: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            is_one = not of or str(args[-1]).endswith(of)
            calls += is_one
            is_last = is_one and calls == nth
            if is_last and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = method(*args, **kwargs)
            if is_last:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return called

    for owner, name in POINTS[what]:
        setattr(owner, name, deadly(getattr(owner, name)))


def do(folder: str, job: str, when: str, what: str, nth: int, at: str, group: int) -> None:
    writing.GROUP = group
    world = World(Path(folder), clock=FakeClock(at=datetime.fromisoformat(at)), runs=200)
    die_at(when, what, nth)
    if job == "sync":
        world.sync((world.folder / "incoming.csv").read_bytes())
    else:
        change_set = world.runtime.ledger.change_sets.find("acme", job.removeprefix("apply:")).change_set
        world.apply(change_set)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                do(*json.loads(line))
            except BaseException:  # noqa: BLE001
                traceback.print_exc()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)


if __name__ == "__main__":
    main()
