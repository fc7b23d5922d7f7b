"""Login by key (`edges/sftp/login.py`) against real SSH servers on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import Found
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import private_keys, timeouts
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.sftp.private_keys import PrivateKey
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, KeyRequest, SshServer, ssh_server

PATH = "/outgoing/employees.csv"
SHA2 = ("rsa-sha2-256", "rsa-sha2-512")


def made(kind: str, **options: Any) -> PrivateKey:
    text = asyncssh.generate_private_key(kind, **options).export_private_key("openssh").decode()
    return private_keys.parse(text, None, where="env:KEY")


ED25519 = made("ssh-ed25519")
RSA = made("ssh-rsa", key_size=2048)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    (tmp_path / "server" / PATH[1:]).write_bytes(b"Employee ID\n1\n")
    return tmp_path / "server"


@contextmanager
def key_server(root: Path, *keys: PrivateKey, **options: Any) -> Iterator[SshServer]:
    authorized = [key.fingerprint for key in keys]
    with ssh_server(root, **{"methods": ("publickey",), "authorized_keys": authorized, **options}) as server:
        yield server


def is_seen(server: SshServer, key: PrivateKey | Password) -> bool:
    return isinstance(sftp.stat(server.feed(), PATH, key, clock=FakeClock()), Found)


def refusal(
    code: str, server: SshServer, key: PrivateKey, tmp_path: Path, connections: int = 1
) -> DeliveryError:
    """Return the error of a fetch that may retry."""
    with pytest.raises(DeliveryError) as caught:
        sftp.fetch(server.feed(), PATH, key, tmp_path / "raw", clock=FakeClock(), attempts=3)
    error = caught.value
    assert error.code == code, error
    assert error.result is Result.FAILED and not error.retryable
    assert error.__cause__ is None and (error.__context__ is None or error.__suppress_context__)
    assert server.connections == connections
    return error


def asked(server: SshServer) -> list[str]:
    """Return the algorithms of the requests; signatures are in capitals."""
    return [r.algorithm.upper() if r.is_signed else r.algorithm for r in server.key_requests]


@pytest.mark.parametrize(
    ("kind", "options", "signs_by"),
    [
        ("ssh-ed25519", {}, "ssh-ed25519"),
        ("ecdsa-sha2-nistp256", {}, "ecdsa-sha2-nistp256"),
        ("ecdsa-sha2-nistp384", {}, "ecdsa-sha2-nistp384"),
        ("ecdsa-sha2-nistp521", {}, "ecdsa-sha2-nistp521"),
        ("ssh-rsa", {"key_size": 2048}, "rsa-sha2-256"),
        ("ssh-rsa", {"key_size": 3072}, "rsa-sha2-256"),
    ],
)
def test_every_accepted_type_of_key_logs_in_by_one_signature_F18(
    root: Path, kind: str, options: dict[str, int], signs_by: str
) -> None:
    key = made(kind, **options)
    with key_server(root, key) as server:
        assert is_seen(server, key)
    assert server.key_requests == [
        KeyRequest(signs_by, key.fingerprint, False),
        KeyRequest(signs_by, key.fingerprint, True),
    ]


@pytest.mark.parametrize("announced", [None, (), SHA2, (*SHA2, "ssh-rsa"), ("ssh-ed25519",)], ids=str)
@pytest.mark.parametrize("taken", SHA2)
def test_an_rsa_key_signs_by_the_one_sha2_algorithm_that_the_server_takes_F18(
    root: Path, taken: str, announced: tuple[str, ...] | None
) -> None:
    """Whatever it announces: many servers announce more than they accept, or nothing."""
    with key_server(root, RSA, key_algorithms=(taken,), announced_algorithms=announced) as server:
        assert is_seen(server, RSA)
    assert asked(server)[-2:] == [taken, taken.upper()]
    assert "ssh-rsa" not in asked(server)


@pytest.mark.parametrize("announced", [(), SHA2], ids=["announces nothing", "announces more than it accepts"])
def test_a_server_that_takes_rsa_keys_by_sha1_only_is_named_and_sent_no_signature_F18(
    root: Path, tmp_path: Path, announced: tuple[str, ...]
) -> None:
    with key_server(root, RSA, key_algorithms=("ssh-rsa",), announced_algorithms=announced) as server:
        error = refusal("ssh_rsa_not_supported", server, RSA, tmp_path)
    assert asked(server) == [*SHA2, "ssh-rsa"]
    assert "SHA-1" in error.message and RSA.fingerprint in error.message
    assert "rsa-sha2-256" in error.remedy and "password" not in str(error)


def test_a_server_that_announces_sha1_only_is_not_even_asked_F18(root: Path, tmp_path: Path) -> None:
    announced = ("ssh-ed25519", "ssh-rsa")
    with key_server(root, RSA, key_algorithms=("ssh-rsa",), announced_algorithms=announced) as server:
        refusal("ssh_rsa_not_supported", server, RSA, tmp_path)
    assert server.key_requests == []
    with key_server(root, ED25519, announced_algorithms=announced) as server:
        assert is_seen(server, ED25519)


def test_a_server_that_hangs_up_on_an_algorithm_it_does_not_know_is_asked_once_more_F18(
    root: Path, tmp_path: Path
) -> None:
    takes = {
        "key_algorithms": ("ssh-rsa",),
        "announced_algorithms": (),
        "hangs_up_on_unknown_algorithms": True,
    }
    with key_server(root, RSA, **takes) as server:
        refusal("ssh_rsa_not_supported", server, RSA, tmp_path, connections=2)
    assert asked(server) == ["rsa-sha2-256", "ssh-rsa"]
    with key_server(root, **takes) as server:
        error = refusal("auth", server, RSA, tmp_path, connections=2)
    assert "closed the connection" in error.message
    assert asked(server) == ["rsa-sha2-256", "ssh-rsa"]


@pytest.mark.parametrize("key", [ED25519, RSA], ids=["ed25519", "rsa"])
def test_a_key_that_the_server_does_not_know_is_refused_once_with_its_fingerprint_F16(
    root: Path, tmp_path: Path, key: PrivateKey
) -> None:
    with key_server(root, banner="Go \x1b[2J away") as server:
        error = refusal("auth", server, key, tmp_path)
    assert not any(request.is_signed for request in server.key_requests)
    assert key.fingerprint in error.message
    assert "The server says: “Go [2J away”." in error.message
    assert "authorized_keys" in error.remedy and "password" not in str(error)


def test_a_known_key_that_the_server_refuses_is_distinguished_from_an_unknown_one(
    root: Path, tmp_path: Path
) -> None:
    with key_server(root, RSA, takes_signatures=False) as server:
        error = refusal("auth", server, RSA, tmp_path)
    assert asked(server) == ["rsa-sha2-256", "RSA-SHA2-256"]
    assert "The server knows this key." in error.remedy and RSA.fingerprint in error.message


def test_only_the_key_of_the_feed_is_offered_never_one_of_an_agent_or_of_the_home_folder(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, others = tmp_path / "home", []
    (home / ".ssh").mkdir(parents=True)
    for name in ("id_ed25519", "id_rsa", "id_ecdsa"):
        other = asyncssh.generate_private_key("ssh-ed25519")
        other.write_private_key(home / ".ssh" / name)
        others.append(other.get_fingerprint())
    with agent(tmp_path / "agent") as agent_was_asked:
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
        with key_server(root, authorized_keys=others, methods=("publickey", "password")) as server:
            with pytest.raises(DeliveryError):
                is_seen(server, ED25519)
            with pytest.raises(DeliveryError):
                sftp.stat(server.feed(), PATH, Password("wrong"), clock=FakeClock())
        assert {request.fingerprint for request in server.key_requests} == {ED25519.fingerprint}
        assert server.passwords == ["wrong"]
        assert agent_was_asked == []


@contextmanager
def agent(path: Path) -> Iterator[list[bytes]]:
    """Open an agent's socket; gives the requests that it got."""
    was_asked: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                was_asked.append(connection.recv(1000))

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield was_asked
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def test_a_server_without_login_by_key_is_reported_with_what_it_offers(root: Path, tmp_path: Path) -> None:
    with key_server(root, methods=("password",)) as server:
        error = refusal("auth_method_not_offered", server, ED25519, tmp_path)
    assert "does not accept a key; it offers password" in error.message
    assert "enable key login" in error.remedy


def test_a_server_that_also_wants_a_password_is_reported(root: Path, tmp_path: Path) -> None:
    with key_server(root, ED25519, methods=("publickey", "password"), wants_both=True) as server:
        error = refusal("further_factor_wanted", server, ED25519, tmp_path)
    assert server.passwords == []
    assert f"the key {ED25519.fingerprint} is correct, but the server also wants" in error.message
    assert "password" in error.message and "type: key_and_password" in error.remedy


def test_a_password_feed_sends_no_key_and_a_key_feed_no_password(root: Path) -> None:
    with key_server(root, ED25519, methods=("publickey", "password")) as server:
        assert is_seen(server, ED25519)
        assert server.passwords == []
        requests = len(server.key_requests)
        assert is_seen(server, Password(PASSWORD))
        assert len(server.key_requests) == requests


def test_no_key_is_offered_to_a_server_with_another_host_key_F19(root: Path) -> None:
    with key_server(root, ED25519) as server:
        feed = server.feed(host_keys=(ED25519.fingerprint,))
        with pytest.raises(DeliveryError) as caught:
            sftp.stat(feed, PATH, ED25519, clock=FakeClock())
        assert caught.value.code == "host_key_changed"
        assert (server.logins_begun, server.key_requests) == (0, [])


def test_a_login_that_is_never_answered_times_out_and_is_not_repeated_F16(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeouts, "LOGIN_SECONDS", 0.3)
    with key_server(root, RSA, answers_keys=False) as server:
        refusal("connection_timeout", server, RSA, tmp_path)
