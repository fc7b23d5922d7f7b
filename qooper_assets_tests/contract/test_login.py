"""Login by password, and by key and password (`edges/sftp/login.py`), on loopback."""

import traceback
from pathlib import Path

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.edges.secrets import Credential, KeyAndPassword, Password
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login, private_keys
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server

PATH = "/outgoing/employees.csv"
KEY = private_keys.parse(
    asyncssh.generate_private_key("ssh-ed25519").export_private_key("openssh").decode(), None, where="env:KEY"
)
BOTH = KeyAndPassword(KEY, Password(PASSWORD))
WARNING = "Unauthorized access is prohibited. Accounts are locked, and passwords expire."
"""A message to everybody before any credential."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    (tmp_path / "server" / PATH[1:]).write_bytes(b"Employee ID\n1\n")
    return tmp_path / "server"


def logs_in(server: SshServer, credential: Credential) -> tuple[str, ...]:
    """Return the credentials that were used."""
    with sftp.connect(server.feed(), credential, clock=FakeClock()) as session:
        assert session.stat(PATH) is not None
        return session._client.transport.logged_in_by


def refusal(code: str, server: SshServer, credential: Credential, tmp_path: Path) -> DeliveryError:
    """Return the error of a fetch that may retry, after checking that it made only one connection."""
    with pytest.raises(DeliveryError) as caught:
        sftp.fetch(server.feed(), PATH, credential, tmp_path / "raw", clock=FakeClock(), attempts=3)
    error = caught.value
    assert error.code == code, error
    assert error.result is Result.FAILED and not error.retryable
    assert server.connections == 1 and len(server.passwords) <= 1
    shown = "".join(traceback.TracebackException.from_exception(error).format()) + repr(error)
    assert PASSWORD not in shown and "battery" not in shown
    assert all(c.isprintable() for c in str(error))
    return error


def test_the_server_is_asked_for_its_methods_so_only_those_are_tried_F16(root: Path) -> None:
    """OpenSSH counts a method that is switched off as a failed attempt."""
    with ssh_server(root, methods=("keyboard-interactive",)) as server:
        assert logs_in(server, Password(PASSWORD)) == ("password",)
        assert (server.connections, server.passwords) == (1, [PASSWORD])


def test_a_password_need_not_be_ascii_or_even_utf8_F16(root: Path, tmp_path: Path) -> None:
    with ssh_server(root) as server:
        refusal("auth", server, Password("pässwörd"), tmp_path)
        assert server.passwords == ["pässwörd"]
    with ssh_server(root) as server:  # a variable that holds Latin-1, as decoded by Python
        refusal("auth", server, Password(b"p\xe4ss".decode("utf-8", "surrogateescape")), tmp_path)


# Key, then password


def test_the_password_goes_only_to_a_server_that_took_the_key_and_wants_more_F16(root: Path) -> None:
    methods = ("publickey", "password")
    takes = {"methods": methods, "authorized_keys": (KEY.fingerprint,), "wants_both": True}
    with ssh_server(root, **takes) as server:
        assert logs_in(server, BOTH) == ("key", "password")
        assert [request.is_signed for request in server.key_requests] == [False, True]
        assert (server.connections, server.passwords) == (1, [PASSWORD])
    with ssh_server(root, **takes | {"methods": ("publickey", "keyboard-interactive")}) as server:
        assert logs_in(server, BOTH) == ("key", "password")
        assert server.passwords == [PASSWORD]


def test_a_server_that_takes_the_key_alone_never_sees_the_password(root: Path) -> None:
    with ssh_server(root, methods=("publickey", "password"), authorized_keys=(KEY.fingerprint,)) as server:
        assert logs_in(server, BOTH) == ("key",)
        assert server.passwords == []


def test_a_server_that_refuses_the_key_never_sees_the_password_F16(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, methods=("publickey", "password")) as server:
        error = refusal("auth", server, BOTH, tmp_path)
        assert server.passwords == []
    assert KEY.fingerprint in error.message
    with ssh_server(root, methods=("password",)) as server:
        error = refusal("auth_method_not_offered", server, BOTH, tmp_path)
        assert (server.passwords, server.key_requests) == ([], [])
    assert "does not accept a key; it offers password" in error.message


def test_the_refused_one_of_two_credentials_is_named_F16(root: Path, tmp_path: Path) -> None:
    takes = {"methods": ("publickey", "password"), "authorized_keys": (KEY.fingerprint,), "wants_both": True}
    with ssh_server(root, **takes) as server:
        wrong = KeyAndPassword(KEY, Password("battery staple"))
        error = refusal("auth", server, wrong, tmp_path)
    assert f"the server accepted the key {KEY.fingerprint}, but then refused the password" in error.message
    assert "password" in error.remedy and "authorized_keys" not in error.remedy


def test_a_server_that_wants_a_key_twice_is_reported_with_what_it_wants(root: Path, tmp_path: Path) -> None:
    takes = {"methods": ("publickey",), "authorized_keys": (KEY.fingerprint,), "wants_both": True}
    with ssh_server(root, **takes) as server:
        error = refusal("auth_method_not_offered", server, BOTH, tmp_path)
        assert server.passwords == []
    assert "does not accept a password" in error.message and "it offers publickey" in error.message


# Distinguished causes


def test_a_request_to_change_the_password_is_not_a_wrong_password_F16(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, wants_new_password="Pick a \x1b[1mnew one") as server:
        error = refusal("password_expired", server, Password(PASSWORD), tmp_path)
        assert server.passwords == [PASSWORD]
    assert "the password is correct, but has to be changed" in error.message
    assert "“Pick a [1mnew one”" in error.message


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        ("Your password has expired.", "password_expired"),
        ("WARNING: Password change required but no TTY available.", "password_expired"),
        ("You are required to change your password immediately.", "password_expired"),
        ("Your account has expired; please contact your system administrator.", "account_locked"),
        ("Account locked due to 5 failed logins", "account_locked"),
        ("The user is disabled.", "account_locked"),
        ("Try again.", "auth"),
        ("", "auth"),
    ],
)
def test_an_expired_password_and_a_locked_account_are_detected_by_the_servers_words_F16(
    root: Path, tmp_path: Path, verdict: str, code: str
) -> None:
    with ssh_server(root, verdict=verdict, banner=WARNING) as server:
        error = refusal(code, server, Password("battery staple"), tmp_path)
    assert verdict in error.message
    with ssh_server(root, farewell=verdict or " ", banner=WARNING) as server:
        error = refusal(code, server, Password("battery staple"), tmp_path)
    assert verdict in error.message and "closed the connection" in error.message


def test_a_banner_for_everybody_is_quoted_and_not_taken_for_a_verdict_F16(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, banner=WARNING) as server:
        assert WARNING in refusal("auth", server, Password("battery staple"), tmp_path).message
    with ssh_server(root, banner=WARNING, sftp=None) as server:
        assert WARNING in refusal("no_sftp_subsystem", server, Password(PASSWORD), tmp_path).message


def test_a_login_with_an_expired_password_is_detected_after_it_succeeds_F16(
    root: Path, tmp_path: Path
) -> None:
    verdict = "You are required to change your password immediately (administrator enforced)."
    with ssh_server(root, verdict=verdict, sftp=None) as server:
        error = refusal("password_expired", server, Password(PASSWORD), tmp_path)
    assert verdict in error.message and "the login works" in error.message


@pytest.mark.parametrize(
    ("prompts", "code"),
    [
        ((("Verification code: ", False),), "further_factor_wanted"),
        ((("Your mother's name: ", True),), "further_factor_wanted"),
        ((("New password: ", False),), "password_expired"),
        ((("Current password: ", False), ("New password: ", False)), "password_expired"),
    ],
)
def test_a_question_after_the_password_is_named_and_not_answered(
    root: Path, tmp_path: Path, prompts: tuple[tuple[str, bool], ...], code: str
) -> None:
    with ssh_server(root, methods=("keyboard-interactive",), further_prompts=prompts) as server:
        error = refusal(code, server, Password(PASSWORD), tmp_path)
        assert server.passwords == [PASSWORD]
    if code == "further_factor_wanted":
        assert f"“{prompts[0][0].strip()}”" in error.message and "the password is correct" in error.message


@pytest.mark.parametrize("prompt", ["Verification code: ", "One-time password: ", "PIN: ", "RSA token"])
def test_a_password_is_never_the_answer_to_a_request_for_a_code(
    root: Path, tmp_path: Path, prompt: str
) -> None:
    with ssh_server(root, methods=("keyboard-interactive",), prompts=((prompt, False),)) as server:
        error = refusal("further_factor_wanted", server, Password(PASSWORD), tmp_path)
        assert server.passwords == []
    assert f"“{prompt.strip()}”" in error.message


@pytest.mark.parametrize("prompt", ["Passwort: ", "Mot de passe\u00a0: ", "パスワード: ", ""])
def test_a_hidden_prompt_may_be_in_any_language(root: Path, prompt: str) -> None:
    with ssh_server(root, methods=("keyboard-interactive",), prompts=((prompt, False),)) as server:
        assert logs_in(server, Password(PASSWORD)) == ("password",)


def test_a_prompt_may_not_smuggle_in_control_characters_or_the_password(root: Path, tmp_path: Path) -> None:
    prompt = f"\x1b[2J\u202e Code for {PASSWORD}: "
    with ssh_server(root, methods=("keyboard-interactive",), prompts=((prompt, False),)) as server:
        error = refusal("further_factor_wanted", server, Password(PASSWORD), tmp_path)
    assert "“[2J Code for ***:”" in error.message


def test_every_banner_is_quoted_and_not_only_the_last(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, banner="The first.", verdict="The second.") as server:
        error = refusal("auth", server, Password("battery staple"), tmp_path)
    assert "“The first. The second.”" in error.message


def test_a_server_that_never_stops_talking_is_quoted_briefly(root: Path, tmp_path: Path) -> None:
    with ssh_server(root, banner="x" * 30_000, verdict="y" * 30_000) as server:
        assert len(refusal("auth", server, Password("battery staple"), tmp_path).message) < 400


def test_a_connection_that_ends_before_the_login_may_be_tried_again_F22(root: Path) -> None:
    with ssh_server(root) as server:
        transport = ssh.greet(ssh.dial(server.feed()), server.feed())
        _hang_up(server)
        transport.join(10)
        with pytest.raises(DeliveryError) as caught:
            login.log_in(transport, server.feed(), Password(PASSWORD))
    assert caught.value.code == "connection_lost" and caught.value.retryable
    assert server.passwords == []


def _hang_up(server: SshServer) -> None:
    (connection,) = server.open_connections
    connection._loop.call_soon_threadsafe(connection.abort)
