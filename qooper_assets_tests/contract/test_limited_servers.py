"""Servers that support only a part of SFTP, or answer in their own way: the file still arrives (F25)."""

import asyncio
import re
import stat
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Fetched, NotDelivered
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server

PATH = "/outgoing/employees.csv"
CONTENT = b"".join(b"%06d,person%06d@example.com\n" % (n, n) for n in range(20_000))
KIB = 1024
READ_REQUEST_BYTES = 29
"""Length, type, id, a handle of 4 bytes, offset and size."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "server"
    (root / "outgoing").mkdir(parents=True)
    (root / PATH[1:]).write_bytes(CONTENT)
    return root


def fetch(
    server: SshServer, into: Path, path: str = PATH, attempts: int = 1, **feed: Any
) -> Fetched | NotDelivered:
    wanted = server.feed(path=path, **feed)
    return sftp.fetch(wanted, path, Password(PASSWORD), into, clock=FakeClock(), attempts=attempts)


def refused(*args: object) -> Any:
    raise asyncssh.SFTPFailure("not here")


def unsupported(*args: object) -> Any:
    raise asyncssh.SFTPOpUnsupported("no")


def forbidden(*args: object) -> Any:
    raise asyncssh.SFTPPermissionDenied("no")


def without_type(found: Any) -> asyncssh.SFTPAttrs:
    attributes = asyncssh.SFTPAttrs.from_local(found)
    attributes.permissions = stat.S_IMODE(found.st_mode)
    attributes.type = asyncssh.FILEXFER_TYPE_UNKNOWN
    return attributes


class Typeless(asyncssh.SFTPServer):
    def stat(self, path: bytes) -> Any:
        return without_type(super().stat(path))

    def lstat(self, path: bytes) -> Any:
        return without_type(super().lstat(path))

    def fstat(self, file_obj: object) -> Any:
        return without_type(super().fstat(file_obj))


class LargeReadsRefused(asyncssh.SFTPServer):
    def read(self, file_obj: object, offset: int, size: int) -> Any:
        return refused() if size > 32 * KIB else super().read(file_obj, offset, size)


class TwoReadsAtOnce(asyncssh.SFTPServer):
    """Refuses a read while two more wait behind it. asyncssh itself answers one request after the other."""

    async def read(self, file_obj: object, offset: int, size: int) -> bytes:
        await asyncio.sleep(0.02)
        waiting = sum(map(len, self.channel._session._recv_buf[None]))  # type: ignore[union-attr]
        if waiting > 2 * READ_REQUEST_BYTES - 1:
            refused()
        return super().read(file_obj, offset, size)  # type: ignore[return-value]


def server_with(**methods: Any) -> type[asyncssh.SFTPServer]:
    return type("Limited", (asyncssh.SFTPServer,), methods)


@pytest.mark.parametrize(
    "limited",
    [
        pytest.param(server_with(fstat=unsupported), id="FSTAT unsupported"),
        pytest.param(server_with(fstat=forbidden), id="FSTAT forbidden"),
        pytest.param(Typeless, id="modes without type"),
        pytest.param(LargeReadsRefused, id="reads above 32 KiB refused"),
        pytest.param(TwoReadsAtOnce, id="two reads at once"),
    ],
)
@pytest.mark.parametrize("feed", [{}, {"path": "/outgoing/*.csv", "pick": "newest"}])
def test_f25_the_file_arrives_from_a_server_that_supports_less(
    root: Path, tmp_path: Path, limited: type[asyncssh.SFTPServer], feed: dict[str, Any]
) -> None:
    with ssh_server(root, sftp=limited) as server:
        assert isinstance(fetch(server, tmp_path / "raw", **feed), Fetched)
    assert (tmp_path / "raw").read_bytes() == CONTENT


@pytest.mark.parametrize(
    "limited",
    [
        pytest.param(server_with(lstat=unsupported), id="LSTAT unsupported"),
        pytest.param(server_with(lstat=forbidden), id="LSTAT forbidden"),
        pytest.param(server_with(lstat=refused, fstat=refused), id="only STAT"),
    ],
)
def test_f25_the_file_arrives_from_a_server_without_lstat(
    root: Path, tmp_path: Path, limited: type[asyncssh.SFTPServer]
) -> None:
    """asyncssh lists a folder by LSTAT, so this is an exact path."""
    with ssh_server(root, sftp=limited) as server:
        assert isinstance(fetch(server, tmp_path / "raw"), Fetched)
    assert (tmp_path / "raw").read_bytes() == CONTENT


class RootRefused(asyncssh.SFTPServer):
    def stat(self, path: bytes) -> Any:
        return forbidden() if path == b"/" else super().stat(path)


@pytest.mark.parametrize("feed", [{"path": "/employees.csv"}, {"path": "/*.csv", "pick": "newest"}])
def test_f25_a_root_that_may_not_be_looked_at_is_still_a_folder(
    root: Path, tmp_path: Path, feed: dict[str, Any]
) -> None:
    with ssh_server(root, sftp=RootRefused) as server:
        assert isinstance(fetch(server, tmp_path / "raw", **feed), NotDelivered)
        (root / "employees.csv").write_bytes(CONTENT)
        assert isinstance(fetch(server, tmp_path / "raw", **feed), Fetched)


class FailureForMissing(asyncssh.SFTPServer):
    """Answers FAILURE for a file that does not exist."""

    def stat(self, path: bytes) -> Any:
        try:
            return super().stat(path)
        except OSError:
            return refused()

    def lstat(self, path: bytes) -> Any:
        try:
            return super().lstat(path)
        except OSError:
            return refused()


class NoSuchPath(asyncssh.SFTPServer):
    def lstat(self, path: bytes) -> Any:
        try:
            return super().lstat(path)
        except OSError:
            raise _Status10 from None


class _Status10(asyncssh.SFTPError):
    def __init__(self) -> None:
        super().__init__(10, "no such path")

    def encode(self, version: int) -> bytes:
        return super().encode(6)


@pytest.mark.parametrize("missing", [FailureForMissing, NoSuchPath])
def test_f25_a_missing_file_is_missing_whatever_the_server_answers(
    root: Path, tmp_path: Path, missing: type[asyncssh.SFTPServer]
) -> None:
    with ssh_server(root, sftp=missing) as server:
        found = fetch(server, tmp_path / "raw", "/outgoing/employes.csv")
        assert isinstance(found, NotDelivered) and found.note.startswith("there is no file")
        marked = fetch(server, tmp_path / "raw", marker="{name}.done")
        assert isinstance(marked, NotDelivered) and marked.waiting is not None
        with pytest.raises(DeliveryError) as caught:
            fetch(server, tmp_path / "raw", "/nowhere/employees.csv")
    assert caught.value.code == "folder_missing"


def test_f25_permission_denied_is_said_only_of_that_status(root: Path, tmp_path: Path) -> None:
    for answer, code in ((forbidden, "permission_denied"), (refused, "request_refused")):
        limited = server_with(open=answer)
        with ssh_server(root, sftp=limited) as server, pytest.raises(DeliveryError) as caught:
            fetch(server, tmp_path / "raw")
        assert caught.value.code == code
        assert ("“not here”" in caught.value.message) == (answer is refused)


def test_f25_a_link_out_of_the_folder_is_refused_without_lstat(root: Path, tmp_path: Path) -> None:
    (root / "payroll.csv").write_bytes(b"x\n")
    (root / "outgoing" / "up.csv").symlink_to("../payroll.csv")
    limited = server_with(lstat=unsupported)
    with ssh_server(root, sftp=limited) as server, pytest.raises(DeliveryError) as caught:
        fetch(server, tmp_path / "raw", "/outgoing/up.csv")
    assert caught.value.code == "link_outside_folder"


class HangsUpOnLargeReads(asyncssh.SFTPServer):
    def read(self, file_obj: object, offset: int, size: int) -> Any:
        if size > 32 * KIB and offset:
            self.connection.abort()
        return super().read(file_obj, offset, size)


def test_f25_the_last_attempt_is_careful_with_a_server_that_hangs_up_on_large_reads(
    root: Path, tmp_path: Path
) -> None:
    with ssh_server(root, sftp=HangsUpOnLargeReads) as server:
        with pytest.raises(DeliveryError) as caught:
            fetch(server, tmp_path / "raw")
        assert isinstance(fetch(server, tmp_path / "raw", attempts=3), Fetched)
    assert (tmp_path / "raw").read_bytes() == CONTENT
    assert caught.value.code == "connection_lost"
    assert re.search(rf" [0-9,]+ of {len(CONTENT):,} bytes had come\.$", caught.value.message)
    assert "limit on the time, volume or number" in caught.value.remedy
