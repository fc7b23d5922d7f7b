"""Deterministic interleaving of threads: exactly one moves at a time, from cut to cut, as a schedule says.

A schedule is data: whose turn it is, and for how many cuts. Replaying it gives the same run, however busy
the machine is. Belongs here: that, and which run is blocked because another has the database's lock or
the tenant's lease. Does not: where the cuts are and what is done between them (`runs.py`).
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

HUNG_SECONDS = 120
"""No step takes this long; one that does waits for a lock that is never released."""


class Cut(StrEnum):
    """A place where a run can be made to wait."""

    WRITE = "write"
    """Before a transaction of the ledger that writes."""
    READ = "read"
    """Before a transaction of the ledger that reads."""
    INSIDE = "inside"
    """Within a transaction that writes, after its reads and before the first write that follows them."""
    TARGET = "target"
    """Before a write to the target."""


class Turn(NamedTuple):
    """Let a run move for a number of cuts, or until it ends."""

    name: str
    cuts: int | None = None

    def __str__(self) -> str:
        return self.name if self.cuts is None else f"{self.name}:{self.cuts}"


class Schedule(NamedTuple):
    """Turns in order; runs that have not ended by then move to the end, one after the other."""

    turns: tuple[Turn, ...]
    at: frozenset[Cut]
    """Kinds of cuts that count."""

    def __str__(self) -> str:
        return ",".join(map(str, self.turns)) + " at " + "+".join(sorted(self.at))


def parsed(text: str) -> Schedule:
    """Parse a schedule from its text: `a:7,b:3,a at target+write`."""
    turns, _, at = text.partition(" at ")
    words = (word.partition(":") for word in turns.split(","))
    return Schedule(
        tuple(Turn(name, int(cuts) if cuts else None) for name, _, cuts in words),
        frozenset(Cut(name) for name in at.split("+")),
    )


class Deadlock(AssertionError):
    """No run can move, and not all have ended."""


class _Abandoned(BaseException):
    """Ends the thread of a run that no longer gets a turn."""


_here = threading.local()


def moving() -> "Moving | None":
    """Return the run of this thread, if it is one; threads started by a run are not."""
    return getattr(_here, "moving", None)


@dataclass
class Moving:
    """A run that moves only in its turns."""

    name: str
    work: Callable[[], Any]
    at: frozenset[Cut]
    cuts: int = 0
    trace: list[str] = field(default_factory=list)
    ended: Any = None
    error: BaseException | None = None
    is_over: bool = False
    has_other_moved: bool = False
    was_in_vain: bool = False
    """Its last move only found a lock that another run still holds."""
    _blocked: Callable[[], bool] | None = None
    _go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _stopped: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _is_abandoned: bool = False

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        _here.moving = self
        self._go.acquire()
        try:
            if not self._is_abandoned:
                self.ended = self.work()
        except BaseException as error:  # noqa: BLE001 - judged by the player of the schedule
            self.error = error
        self.is_over = True
        self._stopped.release()

    # Called in the thread of the run

    def cut(self, kind: Cut, what: str) -> None:
        """Wait here, if cuts of this kind count."""
        if kind in self.at:
            self.cuts += 1
            self.trace.append(f"{kind} {what}")
            self._wait(None)

    def wait_while(self, is_blocked: Callable[[], bool]) -> None:
        """Don't move while `is_blocked()`; the others move meanwhile."""
        self._wait(is_blocked)

    def wait_for_others(self, *, again: bool) -> None:
        """Don't move until another run has moved. `again`: after a move that achieved nothing."""
        self.has_other_moved, self.was_in_vain = False, again
        self._wait(lambda: not self.has_other_moved)

    def _wait(self, blocked: Callable[[], bool] | None) -> None:
        self._blocked = blocked
        self._stopped.release()
        self._go.acquire()
        if self._is_abandoned:
            raise _Abandoned

    # Called in the thread of the player

    @property
    def can_move(self) -> bool:
        return not self.is_over and (self._blocked is None or not self._blocked())

    def move(self) -> None:
        """Move to the next cut, or to the end."""
        self._blocked, self.was_in_vain = None, False
        self._go.release()
        if not self._stopped.acquire(timeout=HUNG_SECONDS):
            raise Deadlock(f"{self.name} is stuck after {self.trace[-3:]}")

    def abandon(self) -> None:
        while not self.is_over:
            self._is_abandoned = True
            self.move()
        self._thread.join(HUNG_SECONDS)


@dataclass
class Play:
    """All runs of one schedule."""

    runs: Sequence[Moving]

    def play(self, turns: Iterable[Turn]) -> None:
        """Let the runs move as the schedule says. Raises `Deadlock`."""
        by_name = {run.name: run for run in self.runs}
        try:
            for name, cuts in (*turns, *(Turn(run.name) for run in self.runs)):
                self._turn(by_name[name], cuts)
        finally:
            for run in self.runs:
                run.abandon()

    def _turn(self, run: Moving, cuts: int | None) -> None:
        end = None if cuts is None else run.cuts + cuts
        while not run.is_over and (end is None or run.cuts < end):
            # The run that holds what it waits for moves first, cut by cut.
            able = run if run.can_move else next((other for other in self.runs if other.can_move), None)
            if able is None:
                waiting = {other.name: other.trace[-3:] for other in self.runs if not other.is_over}
                raise Deadlock(f"no run can move: {waiting}")
            able.move()
            for other in self.runs:
                other.has_other_moved |= other is not able and not able.was_in_vain
