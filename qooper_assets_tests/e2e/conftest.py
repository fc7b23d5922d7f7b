"""Worlds that are made once per session and copied by tests."""

from pathlib import Path

import pytest

from qooper_assets_tests.e2e.worlds_on_disk import DAY_2, copied
from qooper_assets_tests.worlds import World, a_file, people


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty people whose first load was approved and applied on day one."""
    world = World(tmp_path_factory.mktemp("live"))
    world.sync(a_file(*people(40)), approve=True)
    world.runtime.ledger.close()
    return world.folder


@pytest.fixture
def live(live_folder: Path, tmp_path: Path) -> World:
    """Those forty people on day two, in a copy for this test."""
    return copied(live_folder, tmp_path / "world", DAY_2)
