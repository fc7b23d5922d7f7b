"""Fetching by SFTP (`edges/sftp/`) from real SSH servers on loopback."""

import asyncio
import hashlib
import os
import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import Fetched, Found, NotDelivered, RemoteFile
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.sftp import timeouts
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import (
    ECDSA,
    ED25519,
    OTHER_ED25519,
    PASSWORD,
    SshServer,
    ssh_server,
    tcp_server,
)

PATH = "/outgoing/employees.csv"
CONTENT = b"Employee ID,Work E-mail\n" + b"".join(
    b"%06d,person%06d@example.com\n" % (n, n) for n in range(20_000)
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    put(tmp_path / "server", CONTENT)
    return tmp_path / "server"


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Path]:
    """Where the file is fetched to; nothing else is left behind, whatever happened (F22)."""
    folder = tmp_path / "landed"
    folder.mkdir()
    yield folder / "raw"
    assert {entry.name for entry in folder.iterdir()} <= {"raw"}


def put(root: Path, content: bytes, mtime: int = 1_780_000_000) -> None:
    file = root / PATH[1:]
    file.write_bytes(content)
    os.utime(file, (mtime, mtime))


def fetch(feed: Feed, into: Path, clock: FakeClock | None = None, **options: Any) -> Fetched | None:
    """Fetch the file; None if there is none."""
    credential = Password(options.pop("password", PASSWORD))
    fetched = sftp.fetch(feed, feed.path, credential, into, clock=clock or FakeClock(), **options)
    return fetched if isinstance(fetched, Fetched) else None


def refusal(code: str, action: Callable[[], object]) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        action()
    assert caught.value.code == code, caught.value
    assert PASSWORD not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return caught.value


def refused_fetch(code: str, feed: Feed, into: Path, **options: Any) -> DeliveryError:
    error = refusal(code, lambda: fetch(feed, into, **{"attempts": 1, **options}))
    assert not into.exists()
    return error


# The file


def test_a_file_is_fetched_byte_for_byte_with_its_hash_and_host_key(root: Path, into: Path) -> None:
    clock = FakeClock()
    with ssh_server(root) as server:
        fetched = fetch(server.feed(), into, clock)
    assert into.read_bytes() == CONTENT
    assert into.stat().st_mode & 0o777 == 0o600
    assert clock.slept == [20, 20, 20]
    mtime = datetime.fromtimestamp(1_780_000_000, UTC)
    assert fetched == Fetched(
        remote_file=RemoteFile(path=PATH, size_bytes=len(CONTENT), modified_at=mtime),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        host_key=ED25519.get_fingerprint(),
        fetched_at=clock.now(),
    )


def test_the_sensor_sees_size_and_date_and_fetches_nothing(root: Path) -> None:
    with ssh_server(root) as server:
        seen = sftp.stat(server.feed(), PATH, Password(PASSWORD), clock=FakeClock())
    assert isinstance(seen, Found) and seen.remote_file.size_bytes == len(CONTENT)


def test_a_server_that_omits_the_date_is_accepted(root: Path, into: Path) -> None:
    class Dateless(asyncssh.SFTPServer):
        def lstat(self, path: bytes) -> Any:
            return _attributes(super().lstat(path))

        def fstat(self, file_obj: object) -> Any:
            return _attributes(super().fstat(file_obj))

    def _attributes(found: Any) -> asyncssh.SFTPAttrs:
        return asyncssh.SFTPAttrs(size=found.st_size, permissions=found.st_mode)

    with ssh_server(root, sftp=Dateless) as server:
        fetched = fetch(server.feed(), into)
    assert fetched is not None and fetched.remote_file.modified_at is None


@pytest.mark.parametrize("bytes_at_a_time", [1_000, 32_768, 100_000])
def test_short_answers_out_of_order_still_make_the_whole_file_F07(
    root: Path, into: Path, bytes_at_a_time: int
) -> None:
    shuffle = random.Random(7)

    class Jumbled(asyncssh.SFTPServer):
        async def read(self, file_obj: object, offset: int, size: int) -> bytes:
            await asyncio.sleep(shuffle.random() / 1000)
            return super().read(file_obj, offset, min(size, bytes_at_a_time))  # type: ignore[return-value]

    with ssh_server(root, sftp=Jumbled) as server:
        fetched = fetch(server.feed(), into)
    assert fetched is not None
    assert into.read_bytes() == CONTENT
    assert fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_same_name_size_and_date_but_new_content_has_another_hash_F09(root: Path, into: Path) -> None:
    with ssh_server(root) as server:
        before = fetch(server.feed(), into)
        put(root, CONTENT.replace(b"person000007", b"person777777"))
        after = fetch(server.feed(), into)
    assert before is not None and after is not None
    assert before.remote_file == after.remote_file
    assert before.sha256 != after.sha256


def test_a_missing_file_is_not_an_error_but_none(root: Path, into: Path) -> None:
    with ssh_server(root) as server:
        feed, credential = server.feed(path="/outgoing/employes.csv"), Password(PASSWORD)
        note = "there is no file /outgoing/employes.csv."
        assert sftp.stat(feed, feed.path, credential, clock=FakeClock()) == NotDelivered(note=note)
        fetched = sftp.fetch(feed, feed.path, credential, into, clock=FakeClock())
    assert fetched == NotDelivered(note=f"{note} Similar names: employees.csv.")


class Forbidding(asyncssh.SFTPServer):
    """The tests may run as root, which no file mode restricts."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
        raise asyncssh.SFTPPermissionDenied("Permission denied")


def test_missing_folder_folder_pipe_and_unreadable_file_have_distinct_errors_F15(
    root: Path, into: Path
) -> None:
    os.mkfifo(root / "outgoing" / "pipe.csv")
    with ssh_server(root) as server:
        for code, path in (
            ("folder_missing", "/outgoings/employees.csv"),
            ("folder_missing", "/outgoing/employees.csv/employees.csv"),
            ("not_a_file", "/outgoing"),
            ("not_a_file", "/outgoing/pipe.csv"),
        ):
            error = refused_fetch(code, server.feed(path=path), into, attempts=3)
            assert error.where == path
        assert server.connections == 4  # no retry storm
    with ssh_server(root, sftp=Forbidding) as server:
        refused_fetch("permission_denied", server.feed(), into, attempts=3)
        assert server.connections == 1


def test_a_link_is_followed_within_its_folder_and_refused_beyond_it_F21(root: Path, into: Path) -> None:
    (root / "secrets").mkdir()
    (root / "secrets" / "payroll.csv").write_bytes(b"x\n")
    (root / "outgoing" / "today.csv").symlink_to("employees.csv")
    (root / "outgoing" / "gone.csv").symlink_to("nothing.csv")
    (root / "outgoing" / "up.csv").symlink_to("../secrets/payroll.csv")
    (root / "outgoing" / "out.csv").symlink_to("/etc/hostname")
    with ssh_server(root) as server:
        assert fetch(server.feed(path="/outgoing/gone.csv"), into) is None
        for name in ("up.csv", "out.csv"):
            error = refused_fetch("link_outside_folder", server.feed(path=f"/outgoing/{name}"), into)
            assert error.result is Result.BLOCKED
        assert fetch(server.feed(path="/outgoing/today.csv"), into) is not None
    assert into.read_bytes() == CONTENT


def test_a_file_above_the_limit_is_blocked_before_a_byte_is_read_F20(root: Path, into: Path) -> None:
    with ssh_server(root, sftp=Forbidding) as server:
        exactly, below = (Limits(size_bytes_max=len(CONTENT) - less) for less in (0, 1))
        error = refused_fetch("too_large", server.feed(limits=below), into)
        refused_fetch("permission_denied", server.feed(limits=exactly), into)
    assert error.result is Result.BLOCKED


def test_an_empty_file_is_blocked_F01(root: Path, into: Path) -> None:
    put(root, b"")
    with ssh_server(root) as server:
        assert refused_fetch("empty_file", server.feed(), into).result is Result.BLOCKED


# Files that change, servers that lie or fail


def test_a_growing_file_is_not_consumed_until_it_is_stable_F05(root: Path, into: Path) -> None:
    def upload(seconds: float) -> None:
        if uploads:
            put(root, CONTENT + uploads.pop())

    uploads = [b"last\n"]
    clock = FakeClock(on_sleep=upload)
    with ssh_server(root) as server:
        error = refused_fetch("not_settled", server.feed(), into, clock=clock)
        assert error.retryable and error.result is Result.FAILED
        uploads.append(b"still more\n")
        assert fetch(server.feed(), into, clock) is not None
    assert into.read_bytes() == CONTENT + b"still more\n"
    assert clock.slept == [20, 20, 1, 20, 20, 20]


@pytest.mark.parametrize("lie_bytes", [5, 300_000, -5])
def test_a_server_that_announces_another_size_than_it_delivers_is_detected_F07(
    root: Path, into: Path, lie_bytes: int
) -> None:
    class Lying(asyncssh.SFTPServer):
        def lstat(self, path: bytes) -> Any:
            return _lie(super().lstat(path))

        def fstat(self, file_obj: object) -> Any:
            return _lie(super().fstat(file_obj))

    def _lie(found: Any) -> asyncssh.SFTPAttrs:
        attributes = asyncssh.SFTPAttrs.from_local(found)
        assert attributes.size is not None
        attributes.size += lie_bytes
        return attributes

    clock = FakeClock()
    with ssh_server(root, sftp=Lying) as server:
        error = refused_fetch("incomplete_transfer", server.feed(), into, clock=clock, attempts=3)
        assert server.connections == 3
    assert error.retryable
    assert clock.slept == [20, 20, 20, 1, 20, 20, 20, 2, 20, 20, 20]


def test_a_server_that_answers_with_more_than_was_asked_for_is_stopped_F20(root: Path, into: Path) -> None:
    class Overflowing(asyncssh.SFTPServer):
        def read(self, file_obj: object, offset: int, size: int) -> Any:
            return b"x" * (size + 200_000)

    with ssh_server(root, sftp=Overflowing) as server:
        error = refused_fetch("incomplete_transfer", server.feed(), into)
    assert "received more than" in error.message


def while_reading(action: Callable[[asyncssh.SFTPServer], object]) -> type[asyncssh.SFTPServer]:
    """A server on which `action` runs at the first read past the file's start."""
    happened: list[bool] = []

    class Eventful(asyncssh.SFTPServer):
        def read(self, file_obj: object, offset: int, size: int) -> Any:
            if offset and not happened:
                happened.append(True)
                action(self)
            return super().read(file_obj, offset, size)

    return Eventful


def test_a_file_overwritten_at_the_same_size_while_it_is_read_is_fetched_again_F09(
    root: Path, into: Path
) -> None:
    new = CONTENT.swapcase()

    def overwrite(_: object) -> None:
        put(root, new, mtime=1_780_000_009)

    with ssh_server(root, sftp=while_reading(overwrite)) as server:
        refused_fetch("incomplete_transfer", server.feed(), into)
    put(root, CONTENT)
    with ssh_server(root, sftp=while_reading(overwrite)) as server:
        assert fetch(server.feed(), into) is not None
        assert server.connections == 2
    assert into.read_bytes() == new


def test_a_connection_dropped_midway_leaves_nothing_and_the_second_succeeds_F22(
    root: Path, into: Path
) -> None:
    def drop(server: asyncssh.SFTPServer) -> None:
        server.connection.abort()

    with ssh_server(root, sftp=while_reading(drop)) as server:
        assert refused_fetch("connection_lost", server.feed(), into).retryable
    clock = FakeClock()
    with ssh_server(root, sftp=while_reading(drop)) as server:
        assert fetch(server.feed(), into, clock) is not None
        assert server.connections == 2
        assert server.passwords == [PASSWORD, PASSWORD]
    assert into.read_bytes() == CONTENT
    assert clock.slept == [20, 20, 20, 1, 20, 20, 20]


def test_a_server_that_stops_answering_times_out_F22(
    root: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stalling(asyncssh.SFTPServer):
        async def read(self, file_obj: object, offset: int, size: int) -> bytes:
            with file_obj:  # type: ignore[attr-defined]
                await asyncio.sleep(3600)
            return b""

    monkeypatch.setattr(timeouts, "ANSWER_SECONDS", 0.3)
    with ssh_server(root, sftp=Stalling) as server:
        assert refused_fetch("connection_timeout", server.feed(), into).retryable


def test_a_transfer_beyond_the_time_limit_is_given_up_and_not_repeated_F22(root: Path, into: Path) -> None:
    clock = FakeClock()
    with ssh_server(root, sftp=while_reading(lambda _: clock.sleep(31 * 60))) as server:
        refused_fetch("transfer_timeout", server.feed(), into, clock=clock, attempts=3)
        assert server.connections == 1


def test_a_read_error_of_the_server_is_an_incomplete_transfer_F07(root: Path, into: Path) -> None:
    class Failing(asyncssh.SFTPServer):
        def read(self, file_obj: object, offset: int, size: int) -> Any:
            if offset + size > 100_000:
                raise asyncssh.SFTPFailure("disk \x1b[31mfailure\u202e")
            return super().read(file_obj, offset, size)

    with ssh_server(root, sftp=Failing) as server:
        error = refused_fetch("incomplete_transfer", server.feed(), into)
    assert "“disk [31mfailure”" in error.message


# The host key


def test_a_changed_host_key_is_blocked_and_no_credential_is_sent_F19(root: Path, into: Path) -> None:
    with ssh_server(root) as server:
        feed = server.feed(host_keys=(OTHER_ED25519.get_fingerprint(),))
        error = refused_fetch("host_key_changed", feed, into, attempts=3)
        assert server.connections == 1
        assert (server.logins_begun, server.passwords) == (0, [])
    assert error.result is Result.BLOCKED
    assert server.host_key in error.message


def test_without_a_pin_the_fingerprint_to_confirm_is_shown_and_no_credential_is_sent_F19(
    root: Path, into: Path
) -> None:
    with ssh_server(root) as server:
        error = refused_fetch("host_key_unknown", server.feed(host_keys=()), into)
        assert (server.logins_begun, server.passwords) == (0, [])
    assert error.result is Result.BLOCKED
    assert f'host_keys: ["{server.host_key}"]' in error.remedy


def test_any_of_a_servers_host_keys_may_be_the_pinned_one_F19(root: Path, into: Path) -> None:
    with ssh_server(root, host_keys=(ED25519, ECDSA)) as server:
        fetched = fetch(server.feed(host_keys=(ECDSA.get_fingerprint(),)), into)
        assert fetched is not None and fetched.host_key == ECDSA.get_fingerprint()
        assert len(server.passwords) == 1
        before = server.connections
        feed = server.feed(host_keys=(OTHER_ED25519.get_fingerprint(),))
        refusal("host_key_changed", lambda: fetch(feed, into))
        assert server.connections == before + 2  # once for each key that the server has
        assert len(server.passwords) == 1


def test_a_pin_may_be_rotated_by_two_fingerprints_F19(root: Path, into: Path) -> None:
    with ssh_server(root) as server:
        pins = (OTHER_ED25519.get_fingerprint(), server.host_key)
        assert fetch(server.feed(host_keys=pins), into) is not None


# Algorithms


def _rsa(bits: int, algorithms: tuple[bytes, ...] | None = None) -> asyncssh.SSHKey:
    key = asyncssh.generate_private_key("ssh-rsa", key_size=bits)
    if algorithms:
        key.sig_algorithms = algorithms
    return key


def test_an_rsa_host_key_works_with_sha2_alone_F18(root: Path, into: Path) -> None:
    with ssh_server(root, host_keys=(_rsa(2048, (b"rsa-sha2-256",)),)) as server:
        assert fetch(server.feed(), into) is not None


def test_a_server_that_offers_only_ssh_rsa_is_named_F18(root: Path, into: Path) -> None:
    with ssh_server(root, host_keys=(_rsa(2048, (b"ssh-rsa",)),)) as server:
        error = refused_fetch("ssh_rsa_not_supported", server.feed(), into, attempts=3)
        assert (server.connections, server.passwords) == (1, [])
    assert "rsa-sha2-512" in error.remedy


def test_a_short_rsa_host_key_is_refused_even_if_pinned_F18(root: Path, into: Path) -> None:
    with ssh_server(root, host_keys=(_rsa(1024),)) as server:
        error = refused_fetch("no_common_algorithm", server.feed(), into)
        assert server.passwords == []
    assert "1024 bits; the minimum is 2048" in error.message


@pytest.mark.parametrize(
    ("options", "kind", "offered"),
    [
        ({"kex_algs": ["diffie-hellman-group14-sha1"]}, "key exchange", "diffie-hellman-group14-sha1"),
        ({"encryption_algs": ["aes256-cbc", "3des-cbc"]}, "cipher", "aes256-cbc, 3des-cbc"),
        (
            {"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-sha1", "hmac-md5"]},
            "MAC",
            "hmac-sha1, hmac-md5",
        ),
    ],
)
def test_weak_algorithms_are_refused_and_both_sides_named(
    root: Path, into: Path, options: dict[str, list[str]], kind: str, offered: str
) -> None:
    with ssh_server(root, options=options) as server:
        error = refused_fetch("no_common_algorithm", server.feed(), into)
        assert server.passwords == []
    assert f"no common {kind}: they offer {offered}" in error.message
    assert "we accept" in error.message


@pytest.mark.parametrize(
    "options",
    [
        {"kex_algs": ["curve25519-sha256"]},
        {"kex_algs": ["ecdh-sha2-nistp256"]},
        {"encryption_algs": ["aes128-gcm@openssh.com"]},
        {"encryption_algs": ["aes256-ctr"], "mac_algs": ["hmac-sha2-512-etm@openssh.com"]},
    ],
)
def test_a_server_with_one_accepted_algorithm_works(
    root: Path, into: Path, options: dict[str, list[str]]
) -> None:
    with ssh_server(root, options=options) as server:
        assert fetch(server.feed(), into) is not None
    assert into.read_bytes() == CONTENT


# The login


@pytest.mark.parametrize("method", ["password", "keyboard-interactive"])
def test_a_wrong_password_is_tried_exactly_once_F16(root: Path, into: Path, method: str) -> None:
    with ssh_server(root, methods=(method,)) as server:
        error = refused_fetch("auth", server.feed(), into, attempts=3, password="wrong one")
        assert server.passwords == ["wrong one"]
    assert not error.retryable and error.result is Result.FAILED
    assert "wrong one" not in str(error)


def test_a_password_may_answer_one_hidden_prompt(root: Path, into: Path) -> None:
    with ssh_server(root, methods=("keyboard-interactive",)) as server:
        assert fetch(server.feed(), into) is not None
        assert server.passwords == [PASSWORD]


@pytest.mark.parametrize("prompts", [[("Password: ", True)], [("Password: ", False), ("Code: ", False)]])
def test_any_other_prompt_is_not_answered(root: Path, into: Path, prompts: list[tuple[str, bool]]) -> None:
    with ssh_server(root, methods=("keyboard-interactive",), prompts=prompts) as server:
        refused_fetch("further_factor_wanted", server.feed(), into, attempts=3)
        assert server.passwords == []


def test_a_server_without_password_login_is_reported_with_what_it_offers(root: Path, into: Path) -> None:
    with ssh_server(root, methods=("publickey",)) as server:
        error = refused_fetch("auth_method_not_offered", server.feed(), into, attempts=3)
        assert server.passwords == []
    assert "it offers publickey" in error.message


def test_a_banner_is_quoted_clean_short_and_without_the_password(root: Path, into: Path) -> None:
    banner = f"Hello\x1b[2J\u202e {PASSWORD} " + "x" * 500
    with ssh_server(root, banner=banner.replace(PASSWORD, "wrong one")) as server:
        error = refused_fetch("auth", server.feed(), into, password="wrong one")
    with ssh_server(root, banner=banner, sftp=None) as server:
        quoted = refused_fetch("no_sftp_subsystem", server.feed(), into)
    for message in (error.message, quoted.message):
        assert "“Hello [2J *** xxx" in message
    assert all(c.isprintable() for c in str(error) + str(quoted))
    assert len(quoted.message) < 300


def test_a_login_without_sftp_is_named_and_not_repeated(root: Path, into: Path) -> None:
    with ssh_server(root, sftp=None) as server:
        refused_fetch("no_sftp_subsystem", server.feed(), into, attempts=3)
        assert len(server.passwords) == 1


def test_a_server_that_never_opens_sftp_times_out_F22(
    root: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_waiting(*_: object) -> bool:
        client_left.append(is_over.wait(10))
        return False

    is_over = threading.Event()
    client_left: list[bool] = []
    monkeypatch.setattr(timeouts, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(asyncssh.stream.SSHServerStreamSession, "subsystem_requested", keep_waiting)
    with ssh_server(root) as server:
        assert refused_fetch("connection_timeout", server.feed(), into).retryable
        is_over.set()
    assert client_left == [True]


# The address


@contextmanager
def http_server() -> Iterator[int]:
    class Quiet(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def feed_at(port: int, host: str = "127.0.0.1") -> Feed:
    return SshServer(Path(), port=port).feed(host=host)


def test_an_http_server_is_named(into: Path) -> None:
    with http_server() as port:
        error = refused_fetch("not_an_ssh_server", feed_at(port), into, attempts=3)
    assert "an HTTP server" in error.message


@pytest.mark.parametrize(
    ("greeting", "named"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "an HTTP server"),
        (b"220 ProFTPD ready\r\n", "an FTP or mail server"),
        (b"\x15\x03\x01\x00\x02\x02\x46", "a TLS server"),
        (b"Exceeded \x1b[1mMaxStartups\r\n", "“Exceeded [1mMaxStartups”"),
    ],
)
def test_another_protocol_than_ssh_is_identified_by_its_first_bytes(
    into: Path, greeting: bytes, named: str
) -> None:
    with tcp_server(greeting) as port:
        error = refused_fetch("not_an_ssh_server", feed_at(port), into)
    assert named in error.message


def test_a_silent_server_times_out(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeouts, "BANNER_SECONDS", 0.3)
    with tcp_server(None) as port:
        assert refused_fetch("connection_timeout", feed_at(port), into).retryable


def test_a_server_that_hangs_up_at_once_may_be_tried_again(into: Path) -> None:
    clock = FakeClock()
    with tcp_server(b"") as port:
        refused_fetch("connection_lost", feed_at(port), into, clock=clock, attempts=3)
    assert clock.slept == [1, 2]


def test_a_port_where_nothing_listens_is_reported(into: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    refused_fetch("connection_refused", feed_at(port), into, attempts=3)


def test_a_name_that_does_not_resolve_is_reported(into: Path) -> None:
    refused_fetch("dns_failure", feed_at(22, "no-such-host.invalid"), into, attempts=3)
