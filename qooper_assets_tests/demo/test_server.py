"""The demo's SFTP server, tested with the client that the product uses."""

import base64
import hashlib
import io
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import paramiko
import pytest

from qooper_assets.demo import play
from qooper_assets.demo.server import HOST, Login, SftpServer, make_private_key, public_key
from qooper_assets.edges import tenant_files

TENANTS = Path(__file__).parents[2] / "tenants"
PASSPHRASE = "tausend Kraniche"
REMOTE = "/outgoing/employees.csv"
CONTENT = "Employee ID,Last Name\r\n000123,Müller\r\n".encode()
EXPORTED_AT = datetime(2026, 3, 14, 4, 45, tzinfo=UTC)


@pytest.fixture(scope="module")
def private_key() -> str:
    return make_private_key(PASSPHRASE)


@pytest.fixture
def server(tmp_path: Path, private_key: str) -> Iterator[SftpServer]:
    by_key = Login("keyed", tmp_path / "keyed", public_key=public_key(private_key, PASSPHRASE))
    by_password = Login("qooper", tmp_path / "served", password="right")
    other = Login("other", tmp_path / "other", password="left")
    with SftpServer([by_password, by_key, other]) as server:
        server.put("qooper", REMOTE, CONTENT, EXPORTED_AT)
        server.put("keyed", "/Personal/Liste.xlsx", b"PK", EXPORTED_AT)
        yield server


@contextmanager
def connected(server: SftpServer) -> Iterator[paramiko.Transport]:
    with socket.create_connection((HOST, server.port), timeout=10) as connection:
        transport = paramiko.Transport(connection)
        try:
            transport.start_client(timeout=10)
            yield transport
        finally:
            transport.close()


@pytest.fixture
def sftp(server: SftpServer) -> Iterator[paramiko.SFTPClient]:
    with connected(server) as transport:
        transport.auth_password("qooper", "right")
        client = paramiko.SFTPClient.from_transport(transport)
        assert client is not None
        yield client


def test_the_file_is_read_with_its_bytes_and_its_time(sftp: paramiko.SFTPClient) -> None:
    with sftp.open(REMOTE, "rb") as file:
        assert file.read() == CONTENT
    found = sftp.stat(REMOTE)
    assert (found.st_size, found.st_mtime) == (len(CONTENT), int(EXPORTED_AT.timestamp()))
    assert sftp.listdir("/outgoing") == ["employees.csv"]


def test_a_login_sees_one_folder_only(sftp: paramiko.SFTPClient) -> None:
    assert sftp.listdir("/") == ["outgoing"]
    assert sftp.listdir("/../..") == ["outgoing"]
    assert sftp.normalize(".") == "/"
    with pytest.raises(FileNotFoundError):
        sftp.stat("/../../../../../../etc/passwd")


def test_each_login_sees_its_own_folder(server: SftpServer, private_key: str) -> None:
    key = paramiko.Ed25519Key.from_private_key(io.StringIO(private_key), PASSPHRASE)
    logins: dict[str, Callable[[paramiko.Transport], object]] = {
        "outgoing": lambda transport: transport.auth_password("qooper", "right"),
        "Personal": lambda transport: transport.auth_publickey("keyed", key),
        "": lambda transport: transport.auth_password("other", "left"),
    }
    for seen, log_in in logins.items():
        with connected(server) as transport:
            log_in(transport)
            client = paramiko.SFTPClient.from_transport(transport)
            assert client is not None
            assert client.listdir("/") == client.listdir("/..") == ([seen] if seen else [])


def test_every_write_is_refused(sftp: paramiko.SFTPClient, tmp_path: Path) -> None:
    served = tmp_path / "served"
    before = (served / "outgoing").stat()
    for mode in ("w", "a", "r+", "x"):
        with pytest.raises(PermissionError):
            sftp.open(REMOTE, mode)
    attempts: list[Callable[[], object]] = [
        lambda: sftp.remove(REMOTE),
        lambda: sftp.rename(REMOTE, "/outgoing/other.csv"),
        lambda: sftp.posix_rename(REMOTE, "/outgoing/other.csv"),
        lambda: sftp.mkdir("/new"),
        lambda: sftp.rmdir("/outgoing"),
        lambda: sftp.chmod(REMOTE, 0o777),
        lambda: sftp.utime(REMOTE, (0, 0)),
        lambda: sftp.truncate(REMOTE, 0),
        lambda: sftp.symlink(REMOTE, "/link"),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionError):
            attempt()
    assert (served / REMOTE.lstrip("/")).read_bytes() == CONTENT
    after = (served / "outgoing").stat()
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    assert [path.name for path in served.iterdir()] == ["outgoing"]


@pytest.mark.parametrize(
    ("username", "password"),
    [("qooper", "wrong"), ("qooper", ""), ("other", "right"), ("nobody", "right"), ("keyed", ""), ("", "")],
)
def test_a_wrong_login_is_refused(server: SftpServer, username: str, password: str) -> None:
    with connected(server) as transport:
        with pytest.raises(paramiko.AuthenticationException):
            transport.auth_password(username, password, fallback=False)
        assert not transport.is_authenticated()


@pytest.mark.parametrize("username", ["keyed", "qooper", "nobody"])
def test_a_key_that_is_not_the_logins_own_is_refused(username: str, server: SftpServer) -> None:
    other = paramiko.Ed25519Key.from_private_key(io.StringIO(make_private_key("x")), "x")
    with connected(server) as transport:
        with pytest.raises(paramiko.AuthenticationException):
            transport.auth_publickey(username, other)
        assert not transport.is_authenticated()


def test_a_login_by_key_is_offered_no_password(server: SftpServer) -> None:
    with connected(server) as transport:
        with pytest.raises(paramiko.BadAuthenticationType) as refused:
            transport.auth_none("keyed")
        assert set(refused.value.allowed_types) == {"publickey"}


def test_a_generated_key_is_openssh_and_opens_with_its_passphrase_only(private_key: str) -> None:
    assert private_key.startswith("-----BEGIN OPENSSH PRIVATE KEY-----")
    with pytest.raises(paramiko.SSHException):
        paramiko.Ed25519Key.from_private_key(io.StringIO(private_key), "another")
    with pytest.raises(paramiko.PasswordRequiredException):
        paramiko.Ed25519Key.from_private_key(io.StringIO(private_key))
    assert make_private_key(PASSPHRASE) != private_key


def test_no_shell_is_given(server: SftpServer) -> None:
    with connected(server) as transport:
        transport.auth_password("qooper", "right")
        channel = transport.open_session(timeout=10)
        with pytest.raises(paramiko.SSHException):
            channel.exec_command("id")


def test_the_fingerprint_is_the_one_that_the_demos_tenants_pin(server: SftpServer) -> None:
    loaded = tenant_files.load(TENANTS)
    with connected(server) as transport:
        sent = hashlib.sha256(transport.get_remote_server_key().asbytes()).digest()
    fingerprint = "SHA256:" + base64.b64encode(sent).decode().rstrip("=")
    for name in play.STORIES:
        tenant = tenant_files.find(loaded, name)
        assert tenant.feed.host_keys == (fingerprint,) == (server.host_key_fingerprint,)
        assert (tenant.feed.host, tenant.feed.port) == (HOST, 20022)


def test_put_replaces_the_file_whole(server: SftpServer, tmp_path: Path) -> None:
    server.put("qooper", REMOTE, b"new", EXPORTED_AT)
    (only,) = (tmp_path / "served" / "outgoing").iterdir()
    assert only.read_bytes() == b"new" and stat.S_ISREG(only.stat().st_mode)


def test_a_taken_port_is_reported_and_a_stopped_server_frees_its_own(tmp_path: Path) -> None:
    login = Login("qooper", tmp_path, password="right")
    with SftpServer([login]) as first:
        second = SftpServer([login], first.port)
        with pytest.raises(OSError):
            second.__enter__()
    with SftpServer([login], first.port) as second:
        assert second.port == first.port


def test_a_stop_ends_open_sessions(tmp_path: Path) -> None:
    with SftpServer([Login("qooper", tmp_path, password="right")]) as server:
        connection = socket.create_connection((HOST, server.port), timeout=10)
        transport = paramiko.Transport(connection)
        transport.start_client(timeout=10)
        transport.auth_password("qooper", "right")
    transport.join(10)
    assert not transport.is_active()
    transport.close()
    connection.close()
