"""The demo's SFTP server, asked by the client that the product uses."""

import base64
import hashlib
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import paramiko
import pytest
import yaml

from qooper_assets.core.tenant import Tenant
from qooper_assets.demo.server import HOST, SftpServer

ACME = Path(__file__).parents[2] / "tenants" / "acme.yaml"
REMOTE = "/outgoing/employees.csv"
CONTENT = "Employee ID,Last Name\r\n000123,Müller\r\n".encode()
EXPORTED_AT = datetime(2026, 3, 14, 4, 45, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SftpServer]:
    with SftpServer(tmp_path / "served", "qooper", "right") as server:
        server.put(REMOTE, CONTENT, EXPORTED_AT)
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


@pytest.mark.parametrize(("username", "password"), [("qooper", "wrong"), ("other", "right"), ("", "")])
def test_a_wrong_login_is_refused(server: SftpServer, username: str, password: str) -> None:
    with connected(server) as transport:
        with pytest.raises(paramiko.AuthenticationException):
            transport.auth_password(username, password, fallback=False)
        assert not transport.is_authenticated()


def test_no_shell_is_given(server: SftpServer) -> None:
    with connected(server) as transport:
        transport.auth_password("qooper", "right")
        channel = transport.open_session(timeout=10)
        with pytest.raises(paramiko.SSHException):
            channel.exec_command("id")


def test_the_fingerprint_is_the_one_that_the_demo_tenant_pins(server: SftpServer) -> None:
    tenant = Tenant.model_validate(yaml.safe_load(ACME.read_text(encoding="utf-8")))
    with connected(server) as transport:
        sent = hashlib.sha256(transport.get_remote_server_key().asbytes()).digest()
    fingerprint = "SHA256:" + base64.b64encode(sent).decode().rstrip("=")
    assert tenant.feed.host_keys == (fingerprint,) == (server.host_key_fingerprint,)
    assert (tenant.tenant, tenant.feed.host, tenant.feed.path) == ("acme", HOST, REMOTE)


def test_put_replaces_the_file_whole(server: SftpServer, tmp_path: Path) -> None:
    server.put(REMOTE, b"new", EXPORTED_AT)
    (only,) = (tmp_path / "served" / "outgoing").iterdir()
    assert only.read_bytes() == b"new" and stat.S_ISREG(only.stat().st_mode)


def test_a_taken_port_is_told_and_a_stopped_server_frees_its_own(tmp_path: Path) -> None:
    with SftpServer(tmp_path, "qooper", "right") as first:
        second = SftpServer(tmp_path, "qooper", "right", first.port)
        with pytest.raises(OSError):
            second.__enter__()
    with SftpServer(tmp_path, "qooper", "right", first.port) as second:
        assert second.port == first.port


def test_a_stop_ends_open_sessions(tmp_path: Path) -> None:
    with SftpServer(tmp_path, "qooper", "right") as server:
        connection = socket.create_connection((HOST, server.port), timeout=10)
        transport = paramiko.Transport(connection)
        transport.start_client(timeout=10)
        transport.auth_password("qooper", "right")
    transport.join(10)
    assert not transport.is_active()
    transport.close()
    connection.close()
