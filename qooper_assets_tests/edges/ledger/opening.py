"""Processes that open ledgers, several at once or killed meanwhile; `test_migrations.py` starts this one.

    python -m qooper_assets_tests.edges.ledger.opening

Every line of its standard input is one job: a JSON list of URLS and NTH. A process is forked for each
address, and all open their ledger at the same time; with an NTH above zero each kills itself by SIGKILL
before its NTH statement or commit. The answer is a JSON list with one word per process: `migrated`, `opened`
(there was nothing to do), `killed`, or `failed`.

The imports take longer than a job, so the parent does them once. Belongs here: opening and dying. Does not:
any expectation.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import alembic.command  # noqa: F401
import sqlalchemy as sa

from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.system import SystemClock

WORDS = ("opened", "migrated", "failed")


class Opener:
    """One opening of a ledger, with its statements and commits counted."""

    def __init__(self, nth: int) -> None:
        self.nth = nth
        self.statements = 0
        self.has_migrated = False
        sa.event.listen(sa.Engine, "before_cursor_execute", self._execute)
        sa.event.listen(sa.Engine, "commit", self._step)

    def _execute(self, _db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.has_migrated |= statement.lstrip().lower().startswith(("alter table", "create table"))
        self._step()

    def _step(self, *_: Any) -> None:
        self.statements += 1
        if self.statements == self.nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def open(self, url: str) -> str:
        try:
            Ledger.open(url, SystemClock()).close()
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            return "failed"
        return "migrated" if self.has_migrated else "opened"


@contextmanager
def opening() -> Iterator[Callable[..., list[str]]]:
    """Run this module as a process; `ask(*urls, nth=0)` gives it a job."""
    command = [sys.executable, "-m", "qooper_assets_tests.edges.ledger.opening"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None

        def ask(*urls: str, nth: int = 0) -> list[str]:
            print(json.dumps([urls, nth]), file=parent.stdin, flush=True)
            return list(json.loads(parent.stdout.readline()))

        yield ask
        parent.stdin.close()


def open_all(urls: list[str], nth: int) -> list[str]:
    gate, opens = os.pipe()
    children = []
    for url in urls:
        child = os.fork()
        if child == 0:
            os.close(opens)
            os.read(gate, 1)  # Returns in all children at once when the parent closes the pipe.
            os._exit(WORDS.index(Opener(nth).open(url)))
        children.append(child)
    os.close(gate)
    os.close(opens)
    ends = [os.waitpid(child, 0)[1] for child in children]
    return ["killed" if os.WIFSIGNALED(end) else WORDS[os.WEXITSTATUS(end)] for end in ends]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(open_all(*json.loads(line))), flush=True)
