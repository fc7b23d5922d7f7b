"""A server that lets each file be downloaded once: what was received is never lost (F24)."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import asyncssh
import pytest

from qooper_assets import stages
from qooper_assets.cli import connection_test
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets_tests.contract.once_only import OnceOnly, moving
from qooper_assets_tests.contract.ssh_servers import SshServer, ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import SftpWorld
from qooper_assets_tests.worlds import World, a_file, people

NEW = a_file(*people(41))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SshServer]:
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server", sftp=OnceOnly) as server:
        yield server


@pytest.fixture
def customer(live: World, server: SshServer) -> SftpWorld:
    """The forty people of `live`, with today's file of forty-one on the server."""
    world = SftpWorld(live, server)
    world.put(NEW)
    return world


def land(customer: SftpWorld, run_id: str, *, is_preview: bool = False) -> RawFile | NotDelivered:
    world = customer.world
    today = world.today.isoformat()
    return stages.land(world.runtime, world.tenant, today, run_id, is_preview=is_preview)


def assert_is_new(customer: SftpWorld, raw: RawFile | NotDelivered) -> RawFile:
    assert isinstance(raw, RawFile)
    stored = Path(customer.world.runtime.artifacts.where(raw.location))
    assert stored.read_bytes() == NEW
    return raw


def test_f24_a_file_that_is_gone_after_its_download_is_landed_with_a_warning(customer: SftpWorld) -> None:
    raw = assert_is_new(customer, land(customer, "run-a"))
    assert not customer.remote_file.exists()
    assert (raw.afterwards, raw.received_by) == ("gone", None)
    assert "gone from the server right after it was received whole" in raw.warning


def test_f24_a_run_after_one_that_failed_uses_what_that_one_received(customer: SftpWorld) -> None:
    land(customer, "run-a")
    raw = assert_is_new(customer, land(customer, "run-b"))
    assert (raw.run_id, raw.received_by) == ("run-b", "run-a")
    assert "that the run run-a received at" in raw.warning


def test_f24_a_file_that_was_accepted_is_not_used_again(customer: SftpWorld) -> None:
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.SUCCEEDED
    assert isinstance(land(customer, "run-b"), NotDelivered)


def test_f24_nothing_of_yesterday_is_used_today(customer: SftpWorld) -> None:
    land(customer, "run-a")
    customer.world.next_day()
    assert isinstance(land(customer, "run-b"), NotDelivered)


def test_f24_a_preview_keeps_the_file_for_the_run(customer: SftpWorld) -> None:
    land(customer, "plan-a", is_preview=True)
    raw = assert_is_new(customer, land(customer, "run-b"))
    assert raw.received_by == "plan-a" and raw.landing is not None


def test_f24_a_file_that_a_preview_received_and_a_run_accepted_is_not_used_again(
    live: World, tmp_path: Path
) -> None:
    (tmp_path / "keeping").mkdir()
    with ssh_server(tmp_path / "keeping") as server:
        customer = SftpWorld(live, server)
        customer.put(NEW)
        assert customer.run() is not None
        land(customer, "plan-a", is_preview=True)
        customer.remote_file.unlink()
        assert isinstance(land(customer, "run-b"), NotDelivered)


def test_f24_test_connection_opens_the_file_once_and_keeps_it_for_the_run(customer: SftpWorld) -> None:
    steps = list(connection_test.examine(customer.world.runtime, customer.world.tenant))
    assert all(step.ok for step in steps), steps
    complete = next(step for step in steps if step.name == "complete")
    assert complete.warns and "today's run uses it" in complete.detail
    assert assert_is_new(customer, land(customer, "run-b")).received_by == "test-connection"


def test_f24_a_file_that_is_refused_for_its_age_is_kept_but_not_landed(customer: SftpWorld) -> None:
    world = customer.world
    customer.put(NEW, world.clock.now() - timedelta(days=30))
    for run_id in ("run-a", "run-b"):
        with pytest.raises(DeliveryError, match="stale_file"):
            land(customer, run_id)
    today = world.today.isoformat()
    kept = world.runtime.artifacts.find("received_file", RawFile, "acme", today, "run-a")
    assert kept is not None
    assert_is_new(customer, kept)
    assert world.runtime.artifacts._read(f"acme/{today}/run-a/raw_file.json") is None


def test_f24_a_connection_that_breaks_after_the_close_loses_nothing(live: World, tmp_path: Path) -> None:
    def take_and_drop(path: str, server: asyncssh.SFTPServer) -> None:
        os.unlink(path)
        server.connection.abort()

    (tmp_path / "dropping").mkdir()
    with ssh_server(tmp_path / "dropping", sftp=moving(take_and_drop)) as server:
        customer = SftpWorld(live, server)
        customer.put(NEW)
        raw = assert_is_new(customer, land(customer, "run-a"))
        assert raw.afterwards == "gone" and server.connections == 2


def test_f24_a_file_that_was_replaced_while_it_was_read_is_never_used(live: World, tmp_path: Path) -> None:
    def replace(path: str, server: asyncssh.SFTPServer) -> None:
        if not replaced:
            replaced.append(path)
            Path(path).write_bytes(a_file(*people(42)))

    replaced: list[str] = []
    (tmp_path / "replacing").mkdir()
    with ssh_server(tmp_path / "replacing", sftp=moving(replace)) as server:
        customer = SftpWorld(live, server)
        customer.put(NEW)
        raw = land(customer, "run-a")
        assert isinstance(raw, RawFile) and raw.afterwards == "same"
        stored = Path(customer.world.runtime.artifacts.where(raw.location))
        assert stored.read_bytes() == a_file(*people(42))


def test_f24_a_file_that_was_replaced_each_time_is_not_used_when_it_has_disappeared(
    live: World, tmp_path: Path
) -> None:
    def replace(path: str, server: asyncssh.SFTPServer) -> None:
        with Path(path).open("ab") as file:
            file.write(b"\r\n")

    (tmp_path / "replacing").mkdir()
    with ssh_server(tmp_path / "replacing", sftp=moving(replace)) as server:
        customer = SftpWorld(live, server)
        customer.put(NEW)
        with pytest.raises(DeliveryError, match="incomplete_transfer"):
            land(customer, "run-a")
        customer.remote_file.unlink()
        assert isinstance(land(customer, "run-b"), NotDelivered)
