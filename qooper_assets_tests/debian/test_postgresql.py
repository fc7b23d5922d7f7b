"""The ledger on a real PostgreSQL keeps the same promises as on SQLite."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets.core.errors import QooperAssetsError, Result, StateError
from qooper_assets.core.notices import Deadline
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.outbox import Recipient
from qooper_assets_tests.debian.processes import free_port, running, shared_folder
from qooper_assets_tests.worlds import World, a_file, a_row, people


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    as_postgres, port = ["runuser", "-u", "postgres", "--"], free_port()
    with shared_folder() as folder:
        data = folder / "data"
        data.mkdir(mode=0o700)
        shutil.chown(data, "postgres", "postgres")
        subprocess.run(
            [*as_postgres, str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "ledger"],
            check=True,
            capture_output=True,
        )
        ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "ledger"]
        server = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1"]
        with running(
            [*as_postgres, *server, "-k", str(data)],
            folder / "log",
            is_ready=lambda: subprocess.run(ready, check=False).returncode == 0,
        ):
            yield f"postgresql+psycopg2://ledger@127.0.0.1:{port}/postgres"


@pytest.fixture
def world(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    world = World(tmp_path)
    world.tenant = world.tenant.model_copy(update={"tenant": f"t{abs(hash(request.node.name)) % 10**9}"})
    world.runtime.ledger.close()
    object.__setattr__(world.runtime, "ledger", Ledger.open(url, world.clock))
    yield world
    world.runtime.ledger.close()


def test_several_days_end_the_same_on_postgresql_as_on_sqlite(world: World) -> None:
    first = world.sync(a_file(*people(30)), approve=True)
    world.next_day()
    second = world.sync(a_file(*people(28), a_row("00031")))
    world.next_day()
    third = world.sync(a_file(*people(28), a_row("00031")))
    assert first.applied == {"CREATE": 30}
    assert second.applied == {"CREATE": 1, "DEACTIVATE": 2}
    assert third.result is Result.NOOP
    assert len(world.accounts()) == 31


def test_r4_a_first_load_is_held_on_postgresql(world: World) -> None:
    with pytest.raises(QooperAssetsError) as held:
        world.sync(a_file(*people(3)))
    assert held.value.code == "held"
    assert world.writes() == 0


def test_ap11_two_writers_of_one_tenant_exclude_each_other_on_postgresql(world: World, url: str) -> None:
    other = Ledger.open(url, world.clock)
    with world.runtime.ledger.leases.hold(world.tenant.tenant, "one"), pytest.raises(StateError) as busy:  # noqa: SIM117
        with other.leases.hold(world.tenant.tenant, "two"):
            pass
    assert busy.value.code == "tenant_busy"
    other.close()


def test_ap11_exactly_one_of_many_simultaneous_runs_gets_the_lease(world: World, url: str) -> None:
    ledgers = [Ledger.open(url, world.clock) for _ in range(8)]
    start, got, done = threading.Barrier(8), [], threading.Event()

    def race(ledger: Ledger, number: int) -> None:
        start.wait()
        try:
            with ledger.leases.hold(world.tenant.tenant, f"run {number}"):
                got.append(number)
                done.wait(30)
        except StateError as busy:
            assert busy.code == "tenant_busy"
            losers.append(number)
            if len(losers) == 7:
                done.set()

    losers: list[int] = []
    threads = [threading.Thread(target=race, args=(ledger, n)) for n, ledger in enumerate(ledgers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len(losers)) == (1, 7)
    for ledger in ledgers:
        ledger.close()


def test_simultaneous_senders_share_the_outbox_and_queue_a_late_file_once(world: World, url: str) -> None:
    ledgers = [Ledger.open(url, world.clock, queues_notices=True) for _ in range(8)]
    tenant, box = world.tenant.tenant, ledgers[0].outbox
    for day in range(1, 21):
        ledgers[0].receipts.record_failure(tenant, f"2026-02-{day:02}", "run", Result.FAILED, "auth", "why")
    deadline = Deadline("2026-03-02", world.clock.now())
    start, claimed = threading.Barrier(8), []

    def send(ledger: Ledger) -> None:
        start.wait()
        ledger.outbox.queue_late(tenant, deadline)
        for notice in ledger.outbox.unaddressed([tenant]):
            ledger.outbox.address(notice, [Recipient("email", "a@vendor.example"), Recipient("ops")])
        while any(each.waiting for each in ledger.outbox.waiting()):
            if (row := ledger.outbox.claim()) is not None:
                claimed.append(row.id)
                ledger.outbox.mark_sent(row)

    threads = [threading.Thread(target=send, args=(ledger,)) for ledger in ledgers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for notice in box.unaddressed([tenant]):  # queued after the others had been addressed
        box.address(notice, [Recipient("email", "a@vendor.example"), Recipient("ops")])
    while (row := box.claim()) is not None:
        claimed.append(row.id)
        box.mark_sent(row)
    assert (len(claimed), len(set(claimed))) == (42, 42)  # 20 failures and the late file, twice each
    world.next_day(60)
    box.prune()
    assert box.waiting() == []
    for ledger in ledgers:
        ledger.close()


def test_g12_only_one_of_two_simultaneous_approvals_counts_on_postgresql(world: World) -> None:
    change_set = world.plan(a_file(*people(3)))
    world.approve(change_set)
    with pytest.raises(QooperAssetsError) as decided:
        world.approve(change_set)
    assert decided.value.code == "approval_decided"
    assert world.apply(change_set).applied == {"CREATE": 3}
