"""Whatever answers at a host and port instead of SFTP is identified (F22, F15).

Tested with real servers, and with ports that send given bytes.
"""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Found
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.sftp import timeouts
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.meddling import timers_left
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server, tcp_server

PATH = "/outgoing/employees.csv"


def feed_at(port: int, host: str = "127.0.0.1") -> Feed:
    return SshServer(Path(), port=port).feed(host=host)


def refusal(code: str, feed: Feed, tmp_path: Path, slept: list[int] | None = None) -> DeliveryError:
    """Return the error of a fetch that may retry, sleeping `slept` seconds between its attempts."""
    clock = FakeClock()
    with pytest.raises(DeliveryError) as caught:
        sftp.fetch(feed, PATH, Password(PASSWORD), tmp_path / "raw", clock=clock, attempts=3)
    assert caught.value.code == code, caught.value
    assert clock.slept == (slept or [])
    assert PASSWORD not in str(caught.value) and str(caught.value).isprintable()
    return caught.value


BACK_OFF = [1, 2]


# Before SSH


@pytest.mark.parametrize(
    ("errno", "slept", "message"),
    [
        (socket.EAI_NONAME, [], "the host name does not resolve"),
        (socket.EAI_AGAIN, BACK_OFF, "no name server answers"),
    ],
)
def test_an_unknown_name_is_distinguished_from_a_silent_name_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errno: int, slept: list[int], message: str
) -> None:
    def resolve(*_: object, **__: object) -> None:
        raise socket.gaierror(errno, "…")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert message in refusal("dns_failure", feed_at(22, "sftp.acme.example"), tmp_path, slept).message


def test_a_port_where_nothing_listens_is_retried_because_servers_restart(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    refusal("connection_refused", feed_at(port), tmp_path, BACK_OFF)


def test_a_network_without_a_route_is_reported_in_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*_: object) -> None:
        raise OSError(113, "No route to host")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert "No route to host" in refusal("connection_lost", feed_at(22), tmp_path, BACK_OFF).message


@pytest.mark.parametrize(
    ("greeting", "code", "message", "slept"),
    [
        (b"", "connection_lost", "closed it at once", BACK_OFF),
        (b"Exceeded MaxStartups\r\n", "connection_lost", "“Exceeded MaxStartups”", BACK_OFF),
        (b"Not allowed at this time\r\n", "connection_lost", "accepts no connection at present", BACK_OFF),
        (b"SSH-2.0-OpenS", "connection_lost", "broke during the SSH handshake", BACK_OFF),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "connection_lost", "broke during the SSH handshake", BACK_OFF),
        (b"S", "connection_lost", "broke during the SSH handshake", BACK_OFF),
        (b"220 ftp.acme.example ready\r\n", "not_an_ssh_server", "an FTP or mail server", []),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "not_an_ssh_server", "an HTTP server", []),
        (b"\x15\x03\x03\x00\x02\x02\x46", "not_an_ssh_server", "a TLS server", []),
        (b"RFB 003.008\n", "not_an_ssh_server", "“RFB 003.008”", []),
    ],
)
def test_an_answer_that_is_not_a_handshake_is_identified(
    tmp_path: Path, greeting: bytes, code: str, message: str, slept: list[int]
) -> None:
    with tcp_server(greeting) as port:
        assert message in refusal(code, feed_at(port), tmp_path, slept).message


@pytest.mark.parametrize(
    ("greeting", "message"),
    [
        (b"", "sent nothing within"),
        (b"SSH-2.0-Ope", "stopped answering"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "stopped answering"),
    ],
)
def test_a_server_that_falls_silent_times_out_at_any_phase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, greeting: bytes, message: str
) -> None:
    for limit in ("BANNER_SECONDS", "HANDSHAKE_SECONDS"):
        monkeypatch.setattr(timeouts, limit, 0.3)
    with silent_after(greeting) as port:
        assert message in refusal("connection_timeout", feed_at(port), tmp_path, BACK_OFF).message
    assert timers_left() == []


@contextmanager
def silent_after(greeting: bytes) -> Iterator[int]:
    """Open a port that sends these bytes, and then nothing until the client disconnects."""
    taken: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            taken.append(connection)
            connection.sendall(greeting)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for connection in taken:
                connection.close()


def test_a_real_tls_server_is_identified(tmp_path: Path) -> None:
    certificate = tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout {0} -out {0}"
    subprocess.run(command.format(certificate).split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        port = listener.getsockname()[1]
        try:
            assert "a TLS server" in refusal("not_an_ssh_server", feed_at(port), tmp_path).message
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


# Before SFTP


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    (tmp_path / "server" / PATH[1:]).write_bytes(b"Employee ID\n1\n")
    return tmp_path / "server"


Program = Callable[[asyncssh.SSHServerChannel], None]


@pytest.fixture
def in_place_of_sftp(monkeypatch: pytest.MonkeyPatch) -> Callable[[Program], None]:
    """Run a program of ours when SFTP is requested from the server."""

    def replace(program: Program) -> None:
        async def run(_: object, __: object, stdout: Any, ___: object) -> None:
            program(stdout.channel)

        monkeypatch.setattr(asyncssh.stream, "run_sftp_server", run)

    return replace


VERSION = b"\0\0\0\5\2\0\0\0\3"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (b"Welcome to Acme!\nLast login: today\n" + VERSION, "Welcome to Acme! Last login: today"),
        (b"\x1b[32mHi\x1b[0m\r\n" + VERSION, "[32mHi [0m"),
        (b"Hi" + VERSION, "Hi"),
        (b"\n" + VERSION, ""),
        (b"This account is currently not available.\n", "This account is currently not available."),
        ("Grüße \u202eevil\n".encode() + VERSION, "Grüße evil"),
        (b"x" * 100_000, "x" * 200),
    ],
)
def test_a_login_script_that_echoes_is_quoted_in_the_error(
    root: Path, tmp_path: Path, in_place_of_sftp: Callable[[Program], None], text: bytes, quoted: str
) -> None:
    def echo(channel: asyncssh.SSHServerChannel) -> None:
        channel.write(text)
        channel.exit(0)

    in_place_of_sftp(echo)
    with ssh_server(root) as server:
        error = refusal("text_before_sftp", server.feed(), tmp_path)
        assert (server.connections, server.passwords) == (1, [PASSWORD])
    assert f"“{quoted}”" in error.message
    assert ".bashrc" in error.remedy


def test_a_menu_that_waits_for_an_answer_is_quoted_too(
    root: Path, tmp_path: Path, in_place_of_sftp: Callable[[Program], None]
) -> None:
    def ask(channel: asyncssh.SSHServerChannel) -> None:
        channel.write(b"Choose 1, 2 or 3: ")

    in_place_of_sftp(ask)
    with ssh_server(root) as server:
        assert "“Choose 1, 2 or 3:”" in refusal("text_before_sftp", server.feed(), tmp_path).message


def test_a_program_that_ends_at_once_is_reported_with_its_status_and_stderr(
    root: Path, tmp_path: Path, in_place_of_sftp: Callable[[Program], None]
) -> None:
    def fail(channel: asyncssh.SSHServerChannel) -> None:
        channel.write_stderr(b"bash: /usr/lib/sftp-server: No such \x07file\n")
        channel.exit(127)

    in_place_of_sftp(fail)
    with ssh_server(root) as server:
        error = refusal("no_sftp_subsystem", server.feed(), tmp_path)
        assert len(server.passwords) == 1
    assert "status 127" in error.message
    assert "“bash: /usr/lib/sftp-server: No such file”" in error.message


@pytest.mark.parametrize(
    ("complaint", "code"),
    [
        (
            b"WARNING: Your password has expired.\nPassword change required but no TTY available.\n",
            "password_expired",
        ),
        (b"Your account has been locked.\n", "account_locked"),
    ],
)
def test_an_expired_password_may_only_show_where_sftp_should_begin_F16(
    root: Path, tmp_path: Path, in_place_of_sftp: Callable[[Program], None], complaint: bytes, code: str
) -> None:
    def refuse(channel: asyncssh.SSHServerChannel) -> None:
        channel.write_stderr(complaint)
        channel.exit(1)

    in_place_of_sftp(refuse)
    with ssh_server(root) as server:
        error = refusal(code, server.feed(), tmp_path)
        assert len(server.passwords) == 1
    assert "the login works" in error.message


def test_another_version_of_sftp_is_accepted(root: Path) -> None:
    """Servers answer with their own version, and speak ours."""
    with ssh_server(root, options={"sftp_version": 6}) as server:
        seen = sftp.stat(server.feed(), PATH, Password(PASSWORD), clock=FakeClock())
    assert isinstance(seen, Found)
