"""Play every order of the scenarios, or some of them, and show those that go wrong.

    python -m qooper_assets_tests.races --all                    every order with at most two switches
    python -m qooper_assets_tests.races --some 50 --seed 3       a sample of each scenario
    python -m qooper_assets_tests.races --only "two approvals" --play "a:7,b:3,a at target+write"

Exits with 1 if any went wrong. Belongs here: the command line. Does not: what is played (`scenarios.py`).
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from qooper_assets.stages import writing
from qooper_assets_tests.races import playing
from qooper_assets_tests.races.faster import faster
from qooper_assets_tests.races.playing import GROUP, Played, Playground
from qooper_assets_tests.races.scenarios import THREE, TWO, Scenario
from qooper_assets_tests.races.turns import Schedule, parsed

RANDOM_MAX = 300
"""Number of schedules of three runs if every order is requested."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m qooper_assets_tests.races", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every order with at most two switches")
    parser.add_argument("--some", type=int, default=20, help="how many of each scenario, without --all")
    parser.add_argument(
        "--every", type=int, default=1, help="with --all: play only every n-th, starting at --seed"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="scenarios with this in their name")
    parser.add_argument("--play", default="", help="one schedule, as it was shown")
    parser.add_argument("--stop", action="store_true", help="stop a scenario at the first that goes wrong")
    asked = parser.parse_args()
    began, wrong, tried = time.perf_counter(), 0, 0
    with pytest.MonkeyPatch.context() as patch, faster():
        patch.setattr(writing, "GROUP", GROUP)
        for scenario in TWO + THREE:
            if asked.only in scenario.name:
                found, count = _scenario(scenario, asked)
                wrong, tried = wrong + found, tried + count
    print(f"{tried:,} orders tried, {wrong:,} went wrong, {time.perf_counter() - began:,.0f} s")
    return 1 if wrong else 0


def _scenario(scenario: Scenario, asked: argparse.Namespace) -> tuple[int, int]:
    """Return how many went wrong, and how many there were."""
    began, wrong, count = time.perf_counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        playground = Playground(scenario, Path(folder))
        for schedule in _schedules(playground, asked):
            played = playground.play(schedule)
            count += 1
            if played.problems or asked.play:
                wrong += bool(played.problems)
                _show(scenario, played)
                if asked.stop:
                    break
    seconds = time.perf_counter() - began
    print(f"{scenario.name}: {count:,} orders, {wrong} went wrong, {seconds:,.0f} s", flush=True)
    return wrong, count


def _schedules(playground: Playground, asked: argparse.Namespace) -> Iterable[Schedule]:
    if asked.play:
        return [parsed(asked.play)]
    if not asked.all:
        return playing.some(playground, asked.some, asked.seed)
    if len(playground.names) == 2:
        return list(playing.every(playground))[asked.seed % asked.every :: asked.every]
    return playing.some(playground, max(1, RANDOM_MAX // asked.every), asked.seed)


def _show(scenario: Scenario, played: Played) -> None:
    print(f'--only "{scenario.name}" --play "{played.schedule}"')
    for name, end in played.how.items():
        print(f"    {name}: {end}")
    for problem in played.problems:
        print(f"    ! {problem[:1000]}")


if __name__ == "__main__":
    sys.exit(main())
