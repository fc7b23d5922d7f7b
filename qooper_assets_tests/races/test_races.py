"""A sample of the orders in which runs of one tenant can take turns, by a seed; `python -m
qooper_assets_tests.races --all` plays every one with two switches.

Belongs here: the sample, and checking that its results are those of serial orders.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets.stages import writing
from qooper_assets_tests.races import playing
from qooper_assets_tests.races.faster import faster
from qooper_assets_tests.races.playing import GROUP, Playground
from qooper_assets_tests.races.scenarios import THREE, TWO, Scenario
from qooper_assets_tests.races.turns import parsed

SEED = 14
OF_TWO, OF_THREE = 6, 4
BY_NAME = {scenario.name: scenario for scenario in TWO + THREE}


@pytest.fixture(scope="module", autouse=True)
def fast() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, faster():
        patch.setattr(writing, "GROUP", GROUP)
        yield


@pytest.mark.parametrize("scenario", TWO + THREE, ids=lambda scenario: scenario.name)
def test_ap11_interleaved_runs_leave_what_a_serial_order_would(scenario: Scenario, tmp_path: Path) -> None:
    playground = Playground(scenario, tmp_path)
    for schedule in playing.some(playground, OF_TWO if scenario in TWO else OF_THREE, SEED):
        played = playground.play(schedule)
        assert not played.problems, f'--only "{scenario.name}" --play "{schedule}": {played.how}'


FOUND = {
    "a slow run of an older file superseded what was planned of a newer one": (
        "an older file and a newer one",
        "a:2,b:4,a at target+write",
    ),
    "a run that waited for an apply failed because that had ended": (
        "a first load and its approval",
        "a:4,a:1,b:1,a:1,b:1,a:1 at target+write",
    ),
}
"""Schedules that failed once."""


@pytest.mark.parametrize("what", FOUND)
def test_ap11_a_schedule_that_failed_once_does_not_fail_again(what: str, tmp_path: Path) -> None:
    name, schedule = FOUND[what]
    assert not Playground(BY_NAME[name], tmp_path).play(parsed(schedule)).problems


def test_a_schedule_played_twice_gives_the_same_result(tmp_path: Path) -> None:
    playground = Playground(BY_NAME["an older file and a newer one"], tmp_path)
    schedule = parsed("b:3,a:5,b:9,a:1 at inside+read+target+write")
    once, again = playground.play(schedule), playground.play(schedule)
    assert (once.how, once.state, once.trace) == (again.how, again.state, again.trace)
