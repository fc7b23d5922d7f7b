"""Servers that end idle sessions, flood their error stream, or decompose the letters of names (F26)."""

import unicodedata
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.feed import Fetched, NotDelivered
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.sftp import timeouts
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server

PATH = "/outgoing/employees.csv"
CONTENT = b"".join(b"%06d,person%06d@example.com\n" % (n, n) for n in range(20_000))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "server"
    (root / "outgoing").mkdir(parents=True)
    (root / PATH[1:]).write_bytes(CONTENT)
    return root


def fetch(
    server: SshServer, into: Path, clock: FakeClock | None = None, **feed: Any
) -> Fetched | NotDelivered:
    wanted = server.feed(**feed)
    return sftp.fetch(wanted, wanted.path, Password(PASSWORD), into, clock=clock or FakeClock(), attempts=1)


@pytest.mark.parametrize("settle_seconds", [0, 5, 60, 61.5])
def test_f26_a_session_is_never_idle_for_long_while_a_file_settles(
    root: Path, tmp_path: Path, settle_seconds: float
) -> None:
    clock = FakeClock()
    with ssh_server(root) as server:
        assert isinstance(fetch(server, tmp_path / "raw", clock, settle_seconds=settle_seconds), Fetched)
    assert sum(clock.slept) == settle_seconds
    assert max(clock.slept) <= 20


class IdleLimit(asyncssh.SFTPServer):
    """Ends a session that sent no request for half a minute of the clock."""

    clock = FakeClock()
    last_at = clock.now()

    def lstat(self, path: bytes) -> Any:
        if (self.clock.now() - self.last_at).total_seconds() > 30:
            self.connection.abort()
        self.last_at = self.clock.now()
        return super().lstat(path)


def test_f26_an_idle_limit_below_the_time_to_settle_is_no_obstacle(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, sftp=IdleLimit) as server:
        assert isinstance(fetch(server, tmp_path / "raw", IdleLimit.clock), Fetched)


class Flooding(asyncssh.SFTPServer):
    def lstat(self, path: bytes) -> Any:
        for _ in range(100):
            self.channel.write(b"debug1: \n" * 8_192, asyncssh.EXTENDED_DATA_STDERR)  # type: ignore[arg-type]
        return super().lstat(path)


def test_f26_a_flooded_error_stream_does_not_stop_the_answers(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeouts, "ANSWER_SECONDS", 5)
    with ssh_server(root, sftp=Flooding) as server:
        assert isinstance(fetch(server, tmp_path / "raw"), Fetched)
    assert (tmp_path / "raw").read_bytes() == CONTENT


@pytest.mark.parametrize("on_server", ["NFC", "NFD"])
@pytest.mark.parametrize("in_tenant_file", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "feed",
    [
        {"path": "/outgoing/Übersicht.csv"},
        {"path": "/outgoing/Übersicht*.csv", "pick": "newest"},
        {"path": "/outgoing/Übersicht.csv", "marker": "{name}.done"},
    ],
)
def test_f26_a_name_is_the_same_in_each_unicode_form(
    root: Path, tmp_path: Path, on_server: str, in_tenant_file: str, feed: dict[str, str]
) -> None:
    name = unicodedata.normalize(on_server, "Übersicht.csv")  # type: ignore[arg-type]
    (root / "outgoing" / name).write_bytes(CONTENT)
    (root / "outgoing" / f"{name}.done").write_bytes(b"")
    path = unicodedata.normalize(in_tenant_file, feed["path"])  # type: ignore[arg-type]
    with ssh_server(root) as server:
        fetched = fetch(server, tmp_path / "raw", **{**feed, "path": path})
    assert isinstance(fetched, Fetched)
    assert fetched.remote_file.path == f"/outgoing/{name}"
