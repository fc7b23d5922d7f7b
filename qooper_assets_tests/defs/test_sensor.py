"""The arrival sensor: one run per file that has stopped changing, and none for one that landed (T06)."""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from qooper_assets import stages
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Choice, Found, NotDelivered, RemoteFile
from qooper_assets.defs.automation import REFUSALS
from qooper_assets.defs.build import build_definitions
from qooper_assets_tests.worlds import World, a_file, a_tenant, people


class Server:
    """The listing that the sensor sees at each tick, and the run that it requests."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = World(folder, tenant=a_tenant(on_arrival=True))
        definitions = build_definitions([self.world.tenant], self.world.runtime)
        self.repository = definitions.get_repository_def()
        self.sensor = self.repository.get_sensor_def("acme_arrival")
        self.file: RemoteFile | Exception | None = None
        self.marker: RemoteFile | None = None
        self.cursor: str | None = None
        monkeypatch.setattr(stages, "look", self.look)

    def look(self, *_: object) -> Found | NotDelivered:
        if isinstance(self.file, Exception):
            raise self.file
        if self.file is None:
            return NotDelivered(note="no file is at /outgoing/employees.csv.")
        return Found(remote_file=self.file, choice=Choice(marker=self.marker))

    def tick(self) -> dg.RunRequest | str:
        context = dg.build_sensor_context(
            cursor=self.cursor, repository_def=self.repository, resources={"runtime": self.world.runtime}
        )
        data = self.sensor.evaluate_tick(context)
        self.cursor = data.cursor if data.cursor is not None else self.cursor
        if data.run_requests:
            (request,) = data.run_requests
            return request
        assert data.skip_message is not None
        return data.skip_message


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(tmp_path, monkeypatch)


def a_remote_file(size_bytes: int = 10, hour: int = 11) -> RemoteFile:
    return RemoteFile(
        path="/outgoing/employees.csv",
        size_bytes=size_bytes,
        modified_at=datetime(2026, 3, 2, hour, tzinfo=UTC),
    )


def test_a_file_that_is_unchanged_for_two_ticks_starts_a_run_of_todays_partition(server: Server) -> None:
    assert server.tick() == "[not_delivered] no file is at /outgoing/employees.csv."
    server.file = a_remote_file()
    assert server.tick() == "A new file; has it settled?"
    request = server.tick()
    assert isinstance(request, dg.RunRequest)
    assert request.partition_key == "2026-03-02"
    assert request.tags["qooper/trigger"] == "arrival"


def test_a_file_that_grows_waits_f05(server: Server) -> None:
    for size_bytes in (10, 20, 30):
        server.file = a_remote_file(size_bytes)
        assert isinstance(server.tick(), str)
    assert isinstance(server.tick(), dg.RunRequest)


def test_one_file_has_one_run_key_and_another_has_another(server: Server) -> None:
    server.file = a_remote_file()
    server.tick()
    first, again = server.tick(), server.tick()
    server.file = a_remote_file(hour=12)
    server.tick()
    other = server.tick()
    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert isinstance(other, dg.RunRequest)
    assert first.run_key == again.run_key != other.run_key


def test_a_new_marker_of_the_same_file_has_a_run_of_its_own(server: Server) -> None:
    """A wrong checksum was corrected: the file itself did not change (F05)."""
    server.file, server.marker = a_remote_file(), RemoteFile(path="/m", size_bytes=65, modified_at=None)
    server.tick()
    first = server.tick()
    server.marker = RemoteFile(path="/m", size_bytes=64, modified_at=None)
    corrected = server.tick()
    assert isinstance(first, dg.RunRequest) and isinstance(corrected, dg.RunRequest)
    assert first.run_key != corrected.run_key


def test_a_file_that_landed_starts_no_run_today_or_after_midnight(server: Server) -> None:
    server.file = server.world.deliver(a_file(*people(2))).remote_file
    for _ in range(2):
        assert server.tick() == "This file has already landed."
    server.world.next_day()
    for _ in range(2):
        assert server.tick() == "This file has already landed."


def test_a_fault_of_the_server_is_a_skip_reason_and_keeps_the_cursor(server: Server) -> None:
    server.file = a_remote_file()
    server.tick()
    server.file = DeliveryError("connection_refused", "nothing listens.", where="127.0.0.1:22")
    assert "[connection_refused]" in str(server.tick())
    server.file = a_remote_file()
    assert isinstance(server.tick(), dg.RunRequest)


def test_a_cursor_of_another_version_is_treated_as_empty(server: Server) -> None:
    server.file = a_remote_file()
    server.cursor = '{"something": "else"}'
    assert isinstance(server.tick(), str)
    assert isinstance(server.tick(), dg.RunRequest)


def test_a_paused_tenant_is_not_polled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(tmp_path, monkeypatch)
    paused = build_definitions([a_tenant(paused=True)], server.world.runtime).get_repository_def()
    server.sensor = paused.get_sensor_def("acme_arrival")
    server.file = AssertionError("it looked")
    assert "paused" in str(server.tick())


@pytest.mark.parametrize("code", REFUSALS)
def test_f16_a_refused_login_is_not_tried_again_on_the_same_day(server: Server, code: str) -> None:
    asked = 0

    def refuse(*_: object) -> None:
        nonlocal asked
        asked += 1
        raise DeliveryError(code, "the server refused the login; it was tried once.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "look", refuse)
        assert "refused the login" in str(server.tick())
        for _ in range(3):
            assert "tries again tomorrow" in str(server.tick())
        assert asked == 1
        server.world.next_day()
        assert "refused the login" in str(server.tick())
        assert asked == 2
