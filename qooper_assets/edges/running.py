"""Marks of the runs that a process of ours executes itself, by which a killed one is found.

    <state>/running/<run>   a file that the process keeps locked

The operating system releases the lock when the process ends, however it ends, so a mark that nobody has
locked is one of a run that was killed. It works for the processes of one machine. Belongs here: marking a
run, and finding the marks that were left. Does not: what becomes of such a run (`defs/endings.py`).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER, HIDDEN = "running", "."


@contextmanager
def marked(state: Path, run_id: str) -> Iterator[None]:
    """Mark a run as running until the block, or this process, ends."""
    path = state / FOLDER / run_id
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unlocked = path.with_name(f"{HIDDEN}{run_id}")
    mark = os.open(unlocked, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(mark, fcntl.LOCK_EX)
        unlocked.rename(path)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(mark)


def abandoned(state: Path) -> list[str]:
    """Find the runs whose process was killed. `forget` a run once that is recorded."""
    found = []
    with suppress(FileNotFoundError):
        for path in sorted((state / FOLDER).iterdir()):
            if path.name.startswith(HIDDEN):
                continue  # its lock is not acquired yet
            with suppress(FileNotFoundError):  # it ended meanwhile
                mark = os.open(path, os.O_RDWR)
                try:
                    fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    found.append(path.name)
                except BlockingIOError:
                    continue  # it is running
                finally:
                    os.close(mark)
    return found


def forget(state: Path, run_id: str) -> None:
    (state / FOLDER / run_id).unlink(missing_ok=True)
