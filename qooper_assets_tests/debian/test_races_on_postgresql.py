"""Some interleavings with the ledger on a real PostgreSQL, where a tenant's lock is a row lock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets.stages import writing
from qooper_assets_tests.debian import test_postgresql
from qooper_assets_tests.races.faster import faster
from qooper_assets_tests.races.playing import GROUP, Playground
from qooper_assets_tests.races.scenarios import THREE, TWO
from qooper_assets_tests.races.turns import parsed

url = test_postgresql.url
BY_NAME = {scenario.name: scenario for scenario in TWO + THREE}
SCHEDULES = [
    ("two runs with the same file", "a:5,b:7,a at target+write"),
    ("two runs with the same file", "b:9,a:12,b at target+write"),
    ("an older file and a newer one", "a:2,b:4,a at target+write"),
    ("an older file and a newer one", "a:6,b at target+write"),
    ("an older file and a newer one", "a:20,b:14,a:9,b:12,a:4 at read+target+write"),
    ("an approval and a newer file", "a:2,b:6,a:5 at target+write"),
    ("two approvals", "a:1,b:2,a:1,b:3,a at target+write"),
    ("a decline and the same file again", "b:3,a:1,b at target+write"),
    ("an absence that counts by files", "a:4,b:4,a:1,b at target+write"),
    ("three runs with the same file", "a:4,b:4,c:4,b:2,a:1,c:3 at target+write"),
]


@pytest.fixture(scope="module", autouse=True)
def fast() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, faster():
        patch.setattr(writing, "GROUP", GROUP)
        yield


@pytest.mark.parametrize(("name", "schedule"), SCHEDULES)
def test_ap11_interleaved_runs_on_postgresql_leave_what_a_serial_order_would(
    url: str,
    tmp_path: Path,
    name: str,
    schedule: str,
) -> None:
    played = Playground(BY_NAME[name], tmp_path, url=url).play(parsed(schedule))
    assert not played.problems, played.how
