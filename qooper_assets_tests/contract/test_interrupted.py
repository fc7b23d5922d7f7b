"""A connection that is cut, reset, stalled or corrupted at a given byte, in each phase of a delivery (F22).

Each fault ends in a named error, or in a second connection that succeeds; no partial file is left.
"""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login, timeouts
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.meddling import (
    Action,
    Direction,
    Fault,
    Marks,
    marks_of,
    meddling,
    timers_left,
)
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server

PATH = "/outgoing/employees.csv"
CONTENT = b"".join(b"%06d,person%06d@example.com\n" % (n, n) for n in range(20_000))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    file = tmp_path / "server" / PATH[1:]
    file.write_bytes(CONTENT)
    os.utime(file, (1_780_000_000, 1_780_000_000))
    return tmp_path / "server"


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "landed").mkdir()
    yield tmp_path / "landed" / "raw"
    assert {entry.name for entry in (tmp_path / "landed").iterdir()} <= {"raw"}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("BANNER_SECONDS", "HANDSHAKE_SECONDS", "LOGIN_SECONDS", "ANSWER_SECONDS"):
        monkeypatch.setattr(timeouts, limit, 1)


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> dict[Direction, Marks]:
    """Take them from a connection without a fault."""
    with ssh_server(tmp_path_factory.mktemp("server")) as server, meddling(server.port) as proxy:
        feed = server.feed(port=proxy.port)
        transport = login.log_in(ssh.greet(ssh.dial(feed), feed), feed, Password(PASSWORD))
        streams = {direction: bytes(proxy.passed[0, direction]) for direction in get_args(Direction)}
        transport.close()
    return {direction: marks_of(stream) for direction, stream in streams.items()}


def fetch(feed: Feed, into: Path, clock: FakeClock | None = None, *, attempts: int) -> None:
    sftp.fetch(feed, PATH, Password(PASSWORD), into, clock=clock or FakeClock(), attempts=attempts)


def fetched(server: SshServer, fault: Fault, into: Path, clock: FakeClock) -> str:
    """Return how it ended, and after how many connections."""
    with meddling(server.port, fault) as proxy:
        feed = server.feed(port=proxy.port)
        try:
            fetch(feed, into, clock, attempts=2)
        except DeliveryError as error:
            assert not into.exists()
            return f"{error.code} after {proxy.connections}"
        assert into.read_bytes() == CONTENT
        return f"fetched after {proxy.connections}"


AGAIN = "fetched after 2"
FAULTS: list[tuple[Action, Direction, str, str]] = [
    ("cut", "from server", "greeting", AGAIN),
    ("reset", "from server", "greeting", AGAIN),
    ("stall", "from server", "greeting", AGAIN),
    ("cut", "from server", "key_exchange", AGAIN),
    ("stall", "from server", "key_exchange", AGAIN),
    ("corrupt", "from server", "key_exchange", AGAIN),
    ("cut", "to server", "key_exchange", AGAIN),
    ("stall", "to server", "key_exchange", AGAIN),
    ("corrupt", "to server", "key_exchange", AGAIN),
    ("cut", "from server", "host_key", AGAIN),
    ("corrupt", "from server", "host_key", AGAIN),
    ("cut", "from server", "login", AGAIN),
    ("stall", "from server", "login", AGAIN),
    ("cut", "to server", "login", AGAIN),
    ("reset", "to server", "login", AGAIN),
    ("stall", "to server", "login", AGAIN),
    ("corrupt", "to server", "login", AGAIN),
    # The password was already sent, so it is not sent again.
    ("cut", "to server", "last_of_login", "auth after 1"),
    ("cut", "from server", "last_of_login", "auth after 1"),
    ("stall", "to server", "last_of_login", "connection_timeout after 1"),
    ("stall", "from server", "last_of_login", "connection_timeout after 1"),
    ("corrupt", "to server", "last_of_login", "connection_lost after 1"),
    ("corrupt", "from server", "last_of_login", "connection_lost after 1"),
    # The password was accepted, so it may be sent again.
    ("cut", "to server", "session", AGAIN),
    ("stall", "to server", "session", AGAIN),
    ("corrupt", "to server", "session", AGAIN),
    ("cut", "from server", "session", AGAIN),
    ("stall", "from server", "session", AGAIN),
    ("cut", "from server", "transfer", AGAIN),
    ("reset", "from server", "transfer", AGAIN),
    ("stall", "from server", "transfer", AGAIN),
    ("corrupt", "from server", "transfer", AGAIN),
]


@pytest.mark.parametrize(("action", "direction", "phase", "ends"), FAULTS)
def test_a_fault_at_any_byte_ends_in_a_named_error_or_a_second_connection_F22(
    root: Path, into: Path, impatient: None, marks: dict[Direction, Marks],
    action: Action, direction: Direction, phase: str, ends: str,
) -> None:  # fmt: skip
    clock = FakeClock()
    fault = Fault(action, direction, getattr(marks[direction], phase))
    with ssh_server(root) as server:
        assert fetched(server, fault, into, clock) == ends
        assert server.connections <= 2
        assert server.passwords == [PASSWORD] * len(server.passwords) and len(server.passwords) <= 2
        if ends != AGAIN:
            assert len(server.passwords) <= 1
    assert (1 in clock.slept) == (ends == AGAIN)
    assert timers_left() == []


@pytest.mark.parametrize("action", ["cut", "reset", "stall", "corrupt"])
def test_a_permanent_fault_is_a_clear_failure_that_leaves_no_file_F22(
    root: Path, into: Path, impatient: None, marks: dict[Direction, Marks], action: Action
) -> None:
    fault = Fault(action, "from server", marks["from server"].transfer)
    code = "connection_timeout" if action == "stall" else "connection_lost"
    with (
        ssh_server(root) as server,
        meddling(server.port, fault) as proxy,
        pytest.raises(DeliveryError) as caught,
    ):
        fetch(server.feed(port=proxy.port), into, attempts=1)
    assert (caught.value.code, caught.value.retryable) == (code, True)
    assert not into.exists()


def test_a_wrong_signature_is_reported_as_damage_and_sends_nothing(
    root: Path, marks: dict[Direction, Marks]
) -> None:
    """A key exchange altered by a man in the middle looks the same."""
    fault = Fault("corrupt", "from server", marks["from server"].key_exchange)
    with ssh_server(root) as server, meddling(server.port, fault) as proxy:
        feed = server.feed(port=proxy.port)
        with pytest.raises(DeliveryError) as caught:
            ssh.greet(ssh.dial(feed), feed)
        assert server.logins_begun == 0
    assert caught.value.code == "connection_lost" and "damaged" in caught.value.message


def test_a_server_that_answers_byte_by_byte_is_left_when_the_session_limit_is_reached_F22(
    root: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer arrives within its timeout, but the file would take hours."""
    drops = asyncio.Lock()

    class Dripping(asyncssh.SFTPServer):
        async def read(self, file_obj: object, offset: int, size: int) -> bytes:
            async with drops:
                try:
                    await asyncio.sleep(0.1)
                except asyncio.CancelledError:
                    file_obj.close()  # type: ignore[attr-defined]
                    raise
            return super().read(file_obj, offset, 1_000)  # type: ignore[return-value]

    monkeypatch.setattr(timeouts, "ANSWER_SECONDS", 1)
    with ssh_server(root, sftp=Dripping) as server:
        feed = server.feed(settle_seconds=0, limits=Limits(transfer_minutes_max=0.001))
        with pytest.raises(DeliveryError) as caught:
            fetch(feed, into, attempts=3)
        assert server.connections == 1
    assert caught.value.code == "transfer_timeout" and not caught.value.retryable
    assert not into.exists()
