"""A sample of random companies, in each kind of identity and coverage, does what the model says.

Belongs here: which companies are played in each build. Does not: how they are played (`play.py`); more of
them: `python -m qooper_assets_tests.model`.
"""

import pytest

from qooper_assets_tests.model.companies import IDENTITIES, Shape, invent
from qooper_assets_tests.model.play import play

DAYS = 8
SAMPLE = [
    (seed, identity, coverage)
    for identity in IDENTITIES
    for coverage, seeds in (("full_snapshot", (1, 2)), ("delta", (1,)))
    for seed in seeds
]


@pytest.mark.parametrize(("seed", "identity", "coverage"), SAMPLE)
def test_a_random_company_is_treated_as_the_rules_say(seed: int, identity: str, coverage: str) -> None:
    played = play(invent(seed, Shape(identity, coverage, DAYS)))
    assert played.difference is None, str(played.difference)
    assert played.runs >= DAYS // 2
