"""Patterns and markers from the customer's folder to the receipt, and in the arrival sensor."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import dagster as dg
import pytest

from qooper_assets import stages
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.defs.build import build_definitions
from qooper_assets.edges.ledger.tables import deliveries
from qooper_assets_tests.contract.ssh_servers import SshServer, ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import SftpWorld
from qooper_assets_tests.worlds import World, a_file, people

DATED = "/outgoing/hr_{date:%Y%m%d}*.csv"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SshServer]:
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server") as server:
        yield server


@pytest.fixture
def customer(live: World, server: SshServer) -> SftpWorld:
    """The forty people of `live`, on 3 March, whose files have a date in their names."""
    world = SftpWorld(live, server)
    world.set_feed(path=DATED, pick="newest")
    return world


def put(customer: SftpWorld, name: str, content: bytes, hours: float = 0) -> Path:
    file = customer.remote_file.with_name(name)
    file.write_bytes(content)
    seconds = (customer.world.clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(file, (seconds, seconds))
    return file


def land(customer: SftpWorld, partition: str | None = None) -> RawFile | NotDelivered:
    world = customer.world
    world.runs += 1
    return stages.land(world.runtime, world.tenant, partition or world.today.isoformat(), f"run-{world.runs}")


def stored(customer: SftpWorld) -> RawFile:
    found = customer.world.runtime.artifacts.find(
        "raw_file", RawFile, "acme", customer.world.today.isoformat()
    )
    assert found is not None
    return found


def assert_succeeded(receipt: Receipt | None) -> None:
    assert receipt is not None and receipt.result in (Result.SUCCEEDED, Result.NOOP)


def test_an_older_date_is_blocked_though_the_file_came_later_F12(customer: SftpWorld) -> None:
    newer = put(customer, "hr_20260303.csv", a_file(*people(41)), hours=5)
    assert_succeeded(customer.run())
    newer.unlink()
    put(customer, "hr_20260302.csv", a_file(*people(39)), hours=0)
    customer.world.next_day()
    writes = customer.world.writes()
    with pytest.raises(DeliveryError) as blocked:
        land(customer)
    assert (blocked.value.code, blocked.value.result) == ("older_than_accepted", Result.BLOCKED)
    assert "dated 2026-03-02 in its name, the last accepted one 2026-03-03" in blocked.value.message
    assert customer.world.writes() == writes


def test_a_late_file_with_an_older_date_is_superseded_and_nothing_of_it_is_applied_F12_F13(
    customer: SftpWorld,
) -> None:
    put(customer, "hr_20260303.csv", a_file(*people(41)), hours=5)
    assert_succeeded(customer.run())
    put(customer, "hr_20260302.csv", a_file(*people(39)), hours=0)
    put(customer, "hr_20260302.csv.part", b"half", hours=0)
    writes = customer.world.writes()
    assert_succeeded(customer.run())
    assert customer.world.writes() == writes
    raw = stored(customer)
    assert raw.remote_file.path == "/outgoing/hr_20260303.csv"
    assert raw.choice.dated_on == date(2026, 3, 3)
    assert [(one.reason, one.names) for one in raw.choice.passed_over] == [
        ("superseded", ("hr_20260302.csv",))
    ]


def test_a_newer_date_is_taken_though_its_time_is_older_F12(customer: SftpWorld) -> None:
    put(customer, "hr_20260302.csv", a_file(*people(41)), hours=1)
    assert_succeeded(customer.run())
    put(customer, "hr_20260303.csv", a_file(*people(42)), hours=20)
    assert_succeeded(customer.run())
    assert stored(customer).remote_file.path == "/outgoing/hr_20260303.csv"


def test_the_date_of_another_file_of_the_partition_is_not_taken_for_the_accepted_one_F12(
    customer: SftpWorld,
) -> None:
    """The accepted file's manifest is lost, and the partition's latest belongs to a file nobody accepted."""
    accepted = put(customer, "hr_20260301.csv", a_file(*people(41)), hours=3)
    assert_succeeded(customer.run())
    manifest = customer.world.folder / "artifacts" / "acme" / "2026-03-03" / f"run-{customer.world.runs}"
    latest = put(customer, "hr_20260303.csv", a_file(*people(42)), hours=2)
    assert isinstance(land(customer), RawFile)
    for file in (accepted, latest, manifest / "raw_file.json"):
        file.unlink()
    put(customer, "hr_20260302.csv", a_file(*people(43)), hours=1)
    assert isinstance(land(customer), RawFile)


def test_a_past_partition_fetches_the_file_dated_in_it_R12(customer: SftpWorld) -> None:
    put(customer, "hr_20260301.csv", a_file(*people(41)), hours=50)
    put(customer, "hr_20260303.csv", a_file(*people(42)), hours=1)
    past = land(customer, "2026-03-01")
    assert isinstance(past, RawFile) and past.remote_file.path == "/outgoing/hr_20260301.csv"
    none = land(customer, "2026-02-28")
    assert isinstance(none, NotDelivered) and "passed over: 2 not due" in none.note
    customer.set_feed(path="/outgoing/hr_*.csv", pick="newest")
    assert isinstance(land(customer, "2026-02-27"), NotDelivered)


def test_a_file_waits_for_its_marker_and_is_then_applied_F05_F10(customer: SftpWorld) -> None:
    customer.set_feed(path=DATED, pick="newest", marker="{name}.done")
    put(customer, "hr_20260303.csv", a_file(*people(41)), hours=1)
    waiting = land(customer)
    assert isinstance(waiting, NotDelivered) and waiting.code == "marker_missing"
    put(customer, "hr_20260303.csv.done", b"", hours=1)
    assert_succeeded(customer.run())
    assert len(customer.world.accounts()) == 41


# The sensor


class Sensor:
    """The arrival sensor, tick by tick, over the real server."""

    def __init__(self, customer: SftpWorld) -> None:
        self.runtime = customer.world.runtime
        tenant = customer.world.tenant.model_copy(update={"on_arrival": True})
        self.repository = build_definitions([tenant], self.runtime).get_repository_def()
        self.cursor: str | None = None

    def tick(self) -> dg.RunRequest | str:
        context = dg.build_sensor_context(
            cursor=self.cursor, repository_def=self.repository, resources={"runtime": self.runtime}
        )
        data = self.repository.get_sensor_def("acme_arrival").evaluate_tick(context)
        self.cursor = data.cursor if data.cursor is not None else self.cursor
        if data.run_requests:
            return data.run_requests[0]
        return str(data.skip_message)


def test_the_sensor_starts_a_run_for_the_newest_once_its_marker_is_there_T06(customer: SftpWorld) -> None:
    customer.set_feed(path=DATED, pick="newest", marker="{name}.done")
    sensor = Sensor(customer)
    assert sensor.tick().startswith("[not_delivered] no file in /outgoing matches")  # type: ignore[union-attr]
    put(customer, "hr_20260303.csv", a_file(*people(41)), hours=1)
    assert sensor.tick().startswith("[marker_missing] /outgoing/hr_20260303.csv exists")  # type: ignore[union-attr]
    put(customer, "hr_20260303.csv.done", b"", hours=1)
    assert sensor.tick() == "A new file; has it settled?"
    request = sensor.tick()
    assert isinstance(request, dg.RunRequest) and "/outgoing/hr_20260303.csv" in str(request.run_key)
    assert_succeeded(customer.run())
    assert sensor.tick() == "This file has already landed."
    put(customer, "hr_20260302.csv", a_file(*people(39)), hours=0)
    put(customer, "hr_20260304.csv.part", b"half", hours=0)
    assert sensor.tick() == "This file has already landed."


def test_the_sensor_reports_why_nothing_can_be_chosen_F13(customer: SftpWorld) -> None:
    customer.set_feed(path="/outgoing/hr*.csv", pick="newest")
    for name in ("hr_1.csv", "hr_2.csv"):
        put(customer, name, b"x", hours=-48)  # from a server whose clock is two days ahead
    assert str(Sensor(customer).tick()).startswith("[order_unknown] /outgoing: 2 files match hr*.csv")


@pytest.mark.parametrize("is_stored_by_an_earlier_version", [False, True])
def test_f23_a_file_from_the_future_does_not_block_the_later_ones(
    customer: SftpWorld, is_stored_by_an_earlier_version: bool
) -> None:
    world, ahead = customer.world, timedelta(days=365)
    customer.set_feed()
    customer.put(a_file(*people(41)), world.clock.now() + ahead)
    assert_succeeded(customer.run())
    if is_stored_by_an_earlier_version:
        with world.runtime.ledger.deliveries._database.writing("acme") as db:
            db.execute(deliveries.update().values(modified_at=world.clock.now() + ahead))
    world.next_day()
    customer.put(a_file(*people(42)))
    assert_succeeded(customer.run())
    assert stored(customer).remote_file.modified_at == world.clock.now() - timedelta(minutes=2)


def test_f23_a_server_whose_clock_is_always_ahead_is_served_each_day(customer: SftpWorld) -> None:
    customer.set_feed()
    for count in (41, 42, 43):
        customer.put(a_file(*people(count)), customer.world.clock.now() + timedelta(hours=30))
        assert_succeeded(customer.run())
        customer.world.next_day()
