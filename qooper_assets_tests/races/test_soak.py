"""Twenty kills in the days of a company; `python -m qooper_assets_tests.races.soak` makes two hundred."""

from pathlib import Path

import pytest

from qooper_assets_tests.races import soak

KILLS = 10


@pytest.mark.parametrize("seed", [1, 2])
def test_ap07_days_on_which_runs_are_killed_and_the_target_fails_end_as_if_nothing_had_happened(
    tmp_path: Path, seed: int
) -> None:
    one, wrong = soak.soak(tmp_path / "world", KILLS, seed)
    assert not wrong
    assert one.kills >= KILLS
