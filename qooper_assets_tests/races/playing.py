"""Playing schedules of a scenario, and the schedules there are.

Belongs here: one schedule from a copied world to what is wrong with it, the cuts of an undisturbed run,
every order with at most two switches, and random ones by a seed. Does not: what is wrong (`checks.py`).
"""

import random
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages import applying
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.races import checks, runs
from qooper_assets_tests.races.checks import State
from qooper_assets_tests.races.runs import Ended
from qooper_assets_tests.races.scenarios import Prepared, Scenario
from qooper_assets_tests.races.turns import Cut, Deadlock, Moving, Play, Schedule, Turn
from qooper_assets_tests.worlds import World

WRITES = frozenset({Cut.WRITE, Cut.TARGET})
EVERYWHERE = frozenset(Cut)
GROUP = 2
"""Writes per commit, so that a change set of a few people has several."""


class Played(NamedTuple):
    """The result of one schedule."""

    schedule: Schedule
    how: dict[str, Ended]
    trace: list[str]
    """Every cut that was reached, run by run."""
    problems: tuple[str, ...]
    state: State | None


class Playground:
    """A prepared scenario; every schedule is played in a copy of it."""

    def __init__(self, scenario: Scenario, folder: Path, *, url: str = "") -> None:
        """`url` is a ledger other than a file, in which each schedule gets a tenant of its own."""
        self.scenario, self._folder, self._url = scenario, folder, url
        self._prepared = None if url else scenario.prepare(folder / "prepared")
        self._serial: dict[tuple[tuple[str, ...], bool], State] = {}
        self._cuts: dict[str, list[str]] = {}

    @property
    def names(self) -> list[str]:
        return list(dict(zip("abc", self.scenario.doings, strict=False)))

    def cuts(self, at: frozenset[Cut]) -> dict[str, int]:
        """Count the cuts of each run when it is not disturbed."""
        if not self._cuts:
            for name in self.names:
                alone = Schedule((Turn(name),), EVERYWHERE)
                self._cuts[name] = self._play(alone, (name,), self._folder / "serial")[0].trace
        return {name: sum(cut.partition(" ")[0] in at for cut in cuts) for name, cuts in self._cuts.items()}

    def play(self, schedule: Schedule) -> Played:
        """Play it, and judge the result."""
        played, worlds = self._play(schedule, tuple(self.names), self._folder / "played")
        if played.state is None:
            return played
        landings = {name: world.landing for name, world in worlds.items()}
        wrong = [*self._judge(played.state, played.how, landings), *self._go_on(worlds)]
        return played._replace(problems=(*played.problems, *wrong))

    def _play(
        self, schedule: Schedule, only: tuple[str, ...], into: Path, *, resumes: bool = False
    ) -> tuple[Played, dict[str, runs.CutWorld]]:
        """Play it with these runs in a new folder, and check what holds for any state."""
        shutil.rmtree(into, ignore_errors=True)
        prepared = self._prepared
        if prepared is None:
            prepared = self.scenario.prepare(into, tenant=f"t{uuid.uuid4().hex[:20]}", url=self._url)
        worlds = self.scenario.worlds(prepared, into)
        work = self.scenario.work(prepared, worlds)
        world = _at_rest(prepared, into)
        before = len(world.runtime.ledger.receipts.recent(world.tenant.tenant, 100))
        moving = [
            Moving(name, lambda name=name: runs.ended(worlds[name], work[name]), schedule.at)  # type: ignore[misc]
            for name in only
        ]
        problems: list[str] = []
        try:
            Play(moving).play(schedule.turns)
        except Deadlock as error:
            problems.append(str(error))
        how: dict[str, Ended] = {run.name: run.ended for run in moving if run.ended}
        problems += [f"{run.name} raised {run.error!r}" for run in moving if run.error and not problems]
        state = None
        if not problems:
            problems = checks.problems(world, how, before)
            if resumes:
                applying.finish_interrupted(world.runtime, world.tenant, "run-950")
            state = checks.state(world)
        for one in (world, *worlds.values()):
            one.runtime.ledger.close()
        trace = [cut for run in moving for cut in run.trace]
        return Played(schedule, how, trace, tuple(problems), state), worlds

    def _judge(self, state: State, how: dict[str, Ended], landings: dict[str, int | None]) -> list[str]:
        doings = dict(zip(self.names, self.scenario.doings, strict=True))
        # A run after a killed one may finish its change set, and then have nothing to do.
        is_killed = any(end.code == "killed" for end in how.values())
        expected = []
        for order in checks.orders(doings, how, landings):
            for resumes in (False, True) if is_killed else (False,):
                expected.append(self.serial(order, resumes=resumes))
                if expected[-1] == state:
                    return []
        return [checks.differences(state, expected)]

    def serial(self, order: tuple[str, ...], *, resumes: bool = False) -> State:
        """Return the final state if these run one after the other."""
        key = (order, resumes)
        if key not in self._serial:
            turns = Schedule(tuple(map(Turn, order)), frozenset())
            played, _ = self._play(turns, order, self._folder / "serial", resumes=resumes)
            assert played.state is not None and not played.problems, (order, played.problems)
            self._serial[key] = played.state
        return self._serial[key]

    def _go_on(self, worlds: dict[str, runs.CutWorld]) -> Iterator[str]:
        """Check that nothing is stuck: the newest file can be run again."""
        landings = {name: one.landing for name, one in worlds.items() if one.landing is not None}
        doings = dict(zip(self.names, self.scenario.doings, strict=True))
        newest = max(landings, key=lambda name: landings[name] or 0) if landings else None
        content = doings[newest].content if newest else self.scenario.held
        again = next(iter(worlds.values()))
        again = type(again)(
            again.folder,
            again.tenant,
            again.clock,
            900,
            run_id="run-901",
            url=again.url,
            rosters=again.rosters,
        )
        try:
            receipt = runs.sync(again, content)
        except QooperAssetsError as error:
            yield f"the next run of the newest file ended with {error}"
            return
        finally:
            again.runtime.ledger.close()
        if receipt.result not in (Result.NOOP, Result.SUCCEEDED, Result.PARTIAL, Result.HELD):
            yield f"the next run of the newest file ended {receipt.result}"


def _at_rest(prepared: Prepared, folder: Path) -> World:
    """The world as seen from outside any run."""
    world = World(folder, prepared.tenant, FakeClock(at=prepared.clock.now()))
    if prepared.url:
        world.runtime.ledger.close()
        object.__setattr__(world.runtime, "ledger", Ledger.open(prepared.url, world.clock))
    return world


# Schedules


def every(playground: Playground) -> Iterator[Schedule]:
    """Yield every order of two runs with at most two switches at writes, and with one switch at any cut."""
    yield from two_switches(playground.cuts(WRITES), WRITES)
    yield from one_switch(playground.cuts(EVERYWHERE), EVERYWHERE)


def some(playground: Playground, count: int, seed: int) -> list[Schedule]:
    """Yield a seeded sample: for two runs mostly orders with two switches, for three all random."""
    names, chance = playground.names, random.Random(f"{playground.scenario.name} {seed}")
    of_two = list(every(playground)) if len(names) == 2 else []
    chosen = chance.sample(of_two, min(count * 2 // 3, len(of_two)))
    while len(chosen) < count:
        at = chance.choice([WRITES, EVERYWHERE])
        chosen.append(random_turns(names, playground.cuts(at), at, chance.randrange(10**9)))
    return chosen


def two_switches(cuts: dict[str, int], at: frozenset[Cut]) -> Iterator[Schedule]:
    """Yield every order of two runs with at most two switches; the remaining run then moves to the end."""
    for first, second in (tuple(cuts), tuple(cuts)[::-1]):
        for one in range(cuts[first] + 1):
            for other in range(1, cuts[second] + 1):
                yield Schedule((Turn(first, one), Turn(second, other), Turn(first)), at)
            yield Schedule((Turn(first, one), Turn(second)), at)


def one_switch(cuts: dict[str, int], at: frozenset[Cut]) -> Iterator[Schedule]:
    """Yield every order in which one run moves from start to end while the other waits at a cut."""
    for first, second in (tuple(cuts), tuple(cuts)[::-1]):
        for one in range(cuts[first] + 1):
            yield Schedule((Turn(first, one), Turn(second)), at)


def random_turns(names: list[str], cuts: dict[str, int], at: frozenset[Cut], seed: int) -> Schedule:
    """Return turns of random runs and lengths."""
    chance = random.Random(seed)
    count = chance.randint(3, 10)
    turns = []
    for _ in range(count):
        name = chance.choice(names)
        longest = max(1, cuts[name] // chance.choice([1, 3, 8]))
        turns.append(Turn(name, chance.randint(1, longest)))
    return Schedule(tuple(turns), at)
