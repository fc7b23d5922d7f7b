"""A whole run of Dagster for a small tenant, against the same stages called directly.

    python -m benchmarks.dagster_run [--people 1000] [--pairs 5] [--tenants 1]

What does the orchestration cost? Both sides are a fresh process on a fresh copy of the same installation, in
which day 1 is applied and day 2 is on an SFTP server; both end with day 2 applied. Measured from the start of
the process to its end, including imports.

The run worker is `dagster api execute_run`, which the container launchers start as is; the default launcher
starts a process that does the same from the code server. Before its first step it starts Python, imports
Dagster and us, and loads every tenant of the code location.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import asyncssh
import yaml

from benchmarks.measuring import in_turns, ratios, show
from benchmarks.rosters import TENANT, write

ROOT = Path(__file__).parent.parent
PASSWORD = "benchmark"


class Run(NamedTuple):
    """The times of one process, from start to end, in seconds."""

    wall: float
    cpu: float
    before_first_step: float
    """0 if there are no steps."""


class Login(asyncssh.SSHServer):
    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return password == PASSWORD


@contextmanager
def sftp_server(root: Path) -> Iterator[tuple[int, str]]:
    """Run a server in a thread, with `root` as its whole file system; yields port and host key."""
    host_key = asyncssh.generate_private_key("ssh-ed25519")
    ports: list[int] = []
    stops: list[Callable[[], object]] = []
    is_ready = threading.Event()

    async def serve() -> None:
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        stops.append(lambda: loop.call_soon_threadsafe(stopped.set))
        async with asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Login,
            server_host_keys=[host_key],
            sftp_factory=lambda channel: asyncssh.SFTPServer(channel, chroot=os.fsencode(root)),
        ) as acceptor:
            ports.append(acceptor.get_port())
            is_ready.set()
            await stopped.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert is_ready.wait(10)
    try:
        yield ports[0], host_key.get_fingerprint()
    finally:
        stops[0]()
        thread.join(10)


def install(home: Path, tenants: int, port: int, host_key: str) -> None:
    """Create an installation with this code's dagster.yaml and this many tenants, one of them ours."""
    (home / "tenants").mkdir(parents=True)
    shutil.copy(ROOT / "dagster.yaml", home)
    (home / "sftp_password").touch(0o600)
    (home / "sftp_password").write_text(PASSWORD)
    document = TENANT.model_dump(mode="json", exclude_unset=True)
    document["feed"] |= {
        "port": port,
        "host_keys": [host_key],
        "auth": {"type": "password", "password": "file:sftp_password"},
    }
    for number in range(tenants):
        name = f"other_{number}" if number else document["tenant"]
        text = yaml.safe_dump(document | {"tenant": name})
        (home / "tenants" / f"{name}.yaml").write_text(text)


def by_dagster(home: Path, run_id: str, started_with: str) -> Run:
    with _copy_of(home) as copy:
        command = ["-m", "dagster", "api", "execute_run", started_with]
        started, run = _timed(command, copy)
        seen = _inside(copy, "look", run_id)
        assert seen["result"] == "succeeded", seen
        return run._replace(before_first_step=float(seen["first_step_at"]) - started)


def directly(home: Path) -> Run:
    with _copy_of(home) as copy:
        _, run = _timed(["-m", "benchmarks.installations", "day_2"], copy)
        assert json.loads((copy / "output").read_text().splitlines()[-1]) == {"result": "succeeded"}
        return run


@contextmanager
def _copy_of(home: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        yield copy


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QOOPER_")}
    return kept | {"DAGSTER_HOME": str(home), "PYTHONPATH": str(ROOT)}


def _inside(home: Path, *arguments: str) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.installations", *arguments]
    output = subprocess.run(
        command, cwd=home, env=_environment(home), check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return dict(json.loads(output.splitlines()[-1]))


def _timed(arguments: list[str], home: Path) -> tuple[float, Run]:
    """Run Python; returns when it started (seconds of the epoch), and what it used with its children."""
    with (home / "output").open("wb") as output:
        epoch, started = time.time(), time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=home, env=_environment(home), stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (home / "output").read_text()[-3000:]
    return epoch, Run(wall, usage.ru_utime + usage.ru_stime, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--tenants", type=int, default=1, help="in the code location; one of them runs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, server = Path(folder) / "home", Path(folder) / "server"
        day1, day2 = write(arguments.people, Path(folder))
        server.mkdir()
        with sftp_server(server) as (port, host_key):
            install(home, arguments.tenants, port, host_key)
            shutil.copy(day1, server / "day.csv")
            assert _inside(home, "day_1") == {"result": "succeeded"}
            shutil.copy(day2, server / "day.csv")
            created = _inside(home, "create_run")
            worker = partial(by_dagster, home, created["run_id"], created["arguments"])
            runs, calls = in_turns(arguments.pairs, worker, partial(directly, home))
    show(
        f"a day of {arguments.people:,} people, tenants in the code location: {arguments.tenants}, "
        f"{arguments.pairs} pairs",
        {
            "Dagster run, wall s": [run.wall for run in runs],
            "  of it before the first step": [run.before_first_step for run in runs],
            "stages directly, wall s": [call.wall for call in calls],
            "wall, Dagster / directly": ratios([r.wall for r in runs], [c.wall for c in calls]),
            "CPU, Dagster / directly": ratios([r.cpu for r in runs], [c.cpu for c in calls]),
        },
    )


if __name__ == "__main__":
    main()
