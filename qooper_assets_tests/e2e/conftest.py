"""Worlds that are made once per session and copied by tests."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets_tests.e2e.worlds_on_disk import DAY_2, Killer, copied
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


@pytest.fixture(scope="module")
def killed() -> Iterator[Killer]:
    """Runs a job in a process that is killed at a chosen point."""
    command = [sys.executable, "-m", "qooper_assets_tests.e2e.crashing_apply"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=pipe, stdout=pipe, text=True
    ) as parent:
        assert parent.stdin and parent.stdout
        to_parent, from_parent = parent.stdin, parent.stdout

        def kill(world: World, job: str, when: str, what: str, nth: int, group: int = 4) -> None:
            world.runtime.ledger.close()
            words = [str(world.folder), job, when, what, nth, world.clock.now().isoformat(), group]
            print(json.dumps(words), file=to_parent, flush=True)
            assert int(from_parent.readline()) == signal.SIGKILL

        yield kill
        to_parent.close()
        assert parent.wait(10) == 0
