"""OpenSSH as customers configure it, and other servers: each connects, or the error says why not."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import get_args

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Fetched
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Credential, KeyAndPassword, Password
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login, timeouts
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.meddling import Action, Direction, Fault, Marks, marks_of, meddling
from qooper_assets_tests.debian.openssh import (
    CONTENT,
    USER,
    WITH_SHELL,
    OpenSsh,
    a_feed,
    a_host_key,
    a_key,
    an_account,
    fingerprint,
    sshd,
)
from qooper_assets_tests.debian.processes import answers, free_port, running, shared_folder


@pytest.fixture(scope="module")
def account() -> Iterator[str]:
    with an_account() as password:
        yield password


def fetched(feed: Feed, credential: Credential, tmp_path: Path) -> Fetched:
    into = tmp_path / "raw"
    got = sftp.fetch(feed, feed.path, credential, into, clock=FakeClock())
    assert isinstance(got, Fetched) and into.read_bytes() == CONTENT
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith("raw")] == ["raw"]
    return got


def refusal(code: str, feed: Feed, credential: Credential, tmp_path: Path) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        sftp.fetch(feed, feed.path, credential, tmp_path / "raw", clock=FakeClock(), attempts=2)
    error = caught.value
    assert error.code == code, error
    assert str(error).isprintable() and not (tmp_path / "raw").exists()
    if isinstance(credential, Password):
        assert credential.text not in str(error)
    return error


def tries(server: OpenSsh, what: str = "Failed password") -> int:
    return server.log.read_text(errors="replace").count(what)


# Algorithms


@pytest.mark.parametrize(
    "options",
    [
        ("KexAlgorithms curve25519-sha256",),
        ("KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256@libssh.org",),
        ("KexAlgorithms diffie-hellman-group-exchange-sha256",),
        ("HostKeyAlgorithms rsa-sha2-256",),
        ("HostKeyAlgorithms rsa-sha2-512",),
        ("HostKeyAlgorithms ecdsa-sha2-nistp256",),
        ("Ciphers aes256-gcm@openssh.com", "MACs umac-128-etm@openssh.com"),
        ("Ciphers aes256-ctr", "MACs hmac-sha2-512"),
        ("Compression yes",),
    ],
    ids=str,
)
def test_f18_openssh_with_a_single_accepted_algorithm_delivers(
    account: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with sshd(account, *options, host_keys=("rsa", "ecdsa", "ed25519")) as server:
        assert fetched(server.feed, Password(account), tmp_path).weak_algorithms == ()


def test_f18_openssh_with_an_rsa_host_key_alone_delivers(account: str, tmp_path: Path) -> None:
    with sshd(account, host_keys=("rsa",)) as server:
        assert fetched(server.feed, Password(account), tmp_path).host_key == server.feed.host_keys[0]


def test_f18_openssh_that_signs_by_sha1_alone_is_refused_by_name(account: str, tmp_path: Path) -> None:
    with sshd(account, "HostKeyAlgorithms ssh-rsa", host_keys=("rsa",)) as server:
        error = refusal("ssh_rsa_not_supported", server.feed, Password(account), tmp_path)
        assert tries(server, "password") == 0
    assert "ssh-rsa" in error.message and "rsa-sha2-512" in error.remedy


@pytest.mark.parametrize(
    ("options", "weak"),
    [
        (("Ciphers aes128-cbc",), ("aes128-cbc",)),
        (("Ciphers 3des-cbc,aes256-cbc",), ("aes256-cbc",)),
        (("Ciphers aes128-ctr", "MACs hmac-md5,hmac-sha1"), ("hmac-sha1",)),
        (("KexAlgorithms diffie-hellman-group14-sha1",), ("diffie-hellman-group14-sha1",)),
        (
            ("KexAlgorithms diffie-hellman-group-exchange-sha1",),
            ("diffie-hellman-group-exchange-sha1",),
        ),
        (
            ("Ciphers aes256-cbc", "MACs hmac-sha1", "KexAlgorithms diffie-hellman-group14-sha1"),
            ("diffie-hellman-group14-sha1", "aes256-cbc", "hmac-sha1"),
        ),
    ],
    ids=str,
)
def test_f18_an_old_openssh_is_refused_and_delivers_by_the_exception_that_is_named(
    account: str, tmp_path: Path, options: tuple[str, ...], weak: tuple[str, ...]
) -> None:
    with sshd(account, *options) as server:
        error = refusal("no_common_algorithm", server.feed, Password(account), tmp_path)
        assert f"allow_weak: [{', '.join(weak)}]" in error.remedy
        for option in options:
            assert option.split()[0] in error.remedy or "aes128-ctr" in option
        feed = server.feed.model_copy(update={"allow_weak": weak})
        assert fetched(feed, Password(account), tmp_path).weak_algorithms == weak


@pytest.mark.parametrize(
    "options", [("Ciphers chacha20-poly1305@openssh.com",), ("Ciphers 3des-cbc",)], ids=str
)
def test_f18_openssh_with_no_algorithm_that_can_be_excepted_is_reported(
    account: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with sshd(account, *options) as server:
        error = refusal("no_common_algorithm", server.feed, Password(account), tmp_path)
    assert f"they offer {options[0].split()[1]}" in error.message
    assert "allow_weak: [" not in error.remedy


def test_f19_every_host_key_of_openssh_is_found_with_the_fingerprint_of_ssh_keygen(account: str) -> None:
    with sshd(account, host_keys=("rsa", "ecdsa", "ed25519")) as server:
        found = ssh.list_host_keys(server.feed.model_copy(update={"host_keys": ()}))
        assert tries(server, "password") == 0
    assert {key.fingerprint for key in found} == set(server.feed.host_keys)
    assert {(key.type, key.bits) for key in found} == {
        ("ssh-ed25519", 256),
        ("ecdsa-sha2-nistp256", 256),
        ("ssh-rsa", 3072),
    }


# Login


def test_f16_asking_for_methods_does_not_use_up_the_only_attempt_that_openssh_allows(
    account: str, tmp_path: Path
) -> None:
    """With MaxAuthTries 1, trying a method that it lacks would end the connection."""
    one = "MaxAuthTries 1"
    with sshd(account, one) as server:
        fetched(server.feed, Password(account), tmp_path)
    with sshd(
        account, one, "UsePAM yes", "PasswordAuthentication no", "KbdInteractiveAuthentication yes"
    ) as server:
        fetched(server.feed, Password(account), tmp_path)
    key, public = a_key(tmp_path, "rsa")
    with sshd(account, one) as server:
        server.authorized_keys.write_text(public)
        fetched(server.feed, key, tmp_path)


def test_f16_a_wrong_password_is_reported_with_the_disconnect_message_of_openssh(
    account: str, tmp_path: Path
) -> None:
    with sshd(account, "MaxAuthTries 1") as server:
        error = refusal("auth", server.feed, Password("battery staple"), tmp_path)
        assert tries(server) == 1
    assert "Too many authentication failures" in error.message
    assert "closed the connection; it was tried once" in error.message


def test_f16_openssh_gets_the_password_only_after_the_key(account: str, tmp_path: Path) -> None:
    key, public = a_key(tmp_path, "ed25519")
    other, _ = a_key(tmp_path, "ecdsa")
    with sshd(account, "AuthenticationMethods publickey,password", "LogLevel VERBOSE") as server:
        server.authorized_keys.write_text(public)
        fetched(server.feed, KeyAndPassword(key, Password(account)), tmp_path)
        log = server.log.read_text()
        assert log.index("Partial publickey for") < log.index("Accepted password for")
        (tmp_path / "raw").unlink()
        refusal("auth", server.feed, KeyAndPassword(other, Password(account)), tmp_path)
        assert tries(server) == 0
        refusal("auth", server.feed, KeyAndPassword(key, Password("battery staple")), tmp_path)
        assert tries(server) == 1
        error = refusal("further_factor_wanted", server.feed, key, tmp_path)
        assert "also wants password" in error.message and "key_and_password" in error.remedy
        error = refusal("auth_method_not_offered", server.feed, Password(account), tmp_path)
        assert "it offers publickey" in error.message
        assert tries(server) == 1


def test_f16_a_second_factor_after_the_password_is_named(account: str, tmp_path: Path) -> None:
    with sshd(account, "AuthenticationMethods password,publickey") as server:
        error = refusal("further_factor_wanted", server.feed, Password(account), tmp_path)
        assert tries(server) == 0
    assert "the password is correct, but the server also wants publickey" in error.message


PAM = ("UsePAM yes", "PasswordAuthentication no", "KbdInteractiveAuthentication yes")


def test_f16_the_prompt_of_pam_is_answered_once(account: str, tmp_path: Path) -> None:
    with sshd(account, *PAM) as server:
        fetched(server.feed, Password(account), tmp_path)
        assert "keyboard-interactive/pam" in server.log.read_text()
        (tmp_path / "raw").unlink()
        refusal("auth", server.feed, Password("battery staple"), tmp_path)
        assert tries(server, "PAM: Authentication failure") == 1
    key, public = a_key(tmp_path, "ed25519")
    with sshd(account, *PAM, "AuthenticationMethods publickey,keyboard-interactive") as server:
        server.authorized_keys.write_text(public)
        fetched(server.feed, KeyAndPassword(key, Password(account)), tmp_path)


@pytest.fixture
def chage(account: str) -> Iterator[Callable[..., None]]:
    """Change when the account and its password expire; restored afterwards."""

    def change(*arguments: str) -> None:
        subprocess.run(["chage", *arguments, USER], check=True)

    yield change
    subprocess.run(["usermod", "--unlock", USER], check=False, capture_output=True)
    change("-E", "-1", "-d", "2026-01-01", "-M", "-1")


BY_PASSWORD = ("UsePAM yes",)


@pytest.mark.parametrize("options", [PAM, BY_PASSWORD], ids=["prompt", "password"])
def test_f16_an_expired_password_of_openssh_is_reported(
    account: str, tmp_path: Path, chage: Callable[..., None], options: tuple[str, ...]
) -> None:
    chage("-d", "0")
    with sshd(account, *options) as server:
        error = refusal("password_expired", server.feed, Password(account), tmp_path)
        assert tries(server) == 0
    assert "You are required to change your password immediately" in error.message


def test_f16_a_silently_expired_password_is_suggested_as_the_cause(
    account: str, tmp_path: Path, chage: Callable[..., None]
) -> None:
    """Without PAM, OpenSSH logs in, starts nothing, and reports the reason only in its own log."""
    chage("-d", "0")
    with sshd(account, "UsePAM no") as server:
        error = refusal("no_sftp_subsystem", server.feed, Password(account), tmp_path)
    assert "with status 1" in error.message and "whether its password has expired" in error.remedy


def test_f16_an_expired_account_of_openssh_is_reported(
    account: str, tmp_path: Path, chage: Callable[..., None]
) -> None:
    chage("-E", "2020-01-01")
    with sshd(account, *BY_PASSWORD) as server:
        error = refusal("account_locked", server.feed, Password(account), tmp_path)
    assert "Your account has expired" in error.message


def test_f16_a_locked_account_that_openssh_does_not_mention_is_a_refusal_tried_once(
    account: str, tmp_path: Path, chage: Callable[..., None]
) -> None:
    subprocess.run(["usermod", "--lock", USER], check=True)
    with sshd(account) as server:
        refusal("auth", server.feed, Password(account), tmp_path)
        assert tries(server) == 1


def test_a_banner_of_openssh_with_control_characters_is_quoted_clean(account: str, tmp_path: Path) -> None:
    with sshd(account, "Banner {folder}/banner") as server:
        (server.log.parent / "banner").write_text("No \x1b[2Jentry\u202e.\nAccounts are locked.\n")
        error = refusal("auth", server.feed, Password("battery staple"), tmp_path)
        assert "“No " in error.message and "entry" in error.message
        fetched(server.feed, Password(account), tmp_path)


def test_f22_openssh_that_gave_up_waiting_for_the_login_may_be_tried_again(
    account: str, tmp_path: Path
) -> None:
    with sshd(account, "LoginGraceTime 1") as server:
        transport = ssh.greet(ssh.dial(server.feed), server.feed)
        transport.join(30)
        with pytest.raises(DeliveryError) as caught:
            login.log_in(transport, server.feed, Password(account))
        assert (caught.value.code, caught.value.retryable) == ("connection_lost", True)
        assert tries(server, "password") == 0
        fetched(server.feed, Password(account), tmp_path)


def test_f22_openssh_with_too_many_connections_is_reported_as_busy(account: str) -> None:
    with sshd(account, "MaxStartups 3") as server, ExitStack() as held:

        def connect_and_wait(times: int) -> None:
            for _ in range(times):
                held.callback(ssh.greet(ssh.dial(server.feed), server.feed).close)

        with pytest.raises(DeliveryError) as caught:
            connect_and_wait(4)
    assert (caught.value.code, caught.value.retryable) == ("connection_lost", True)
    assert "“Exceeded MaxStartups”" in caught.value.message


# What opens after the login


def test_f15_in_a_chroot_the_path_is_the_one_that_the_account_sees(account: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(
            sshd(account, "ChrootDirectory /run/qooper-chroot", path="/out/employees.csv")
        )
        root = Path("/run/qooper-chroot")
        stack.callback(subprocess.run, ["rm", "-r", str(root)], check=True)
        (root / "out").mkdir(parents=True)
        (root / "out" / "employees.csv").write_bytes(CONTENT)
        fetched(server.feed, Password(account), tmp_path)
        (tmp_path / "raw").unlink()
        whole = server.feed.model_copy(update={"path": f"{root}/out/employees.csv"})
        refusal("folder_missing", whole, Password(account), tmp_path)


def test_openssh_without_its_subsystem_is_named_and_not_repeated(account: str, tmp_path: Path) -> None:
    with sshd(account, sftp="") as server:
        refusal("no_sftp_subsystem", server.feed, Password(account), tmp_path)
        assert tries(server, "Accepted password") == 1


SFTP_SERVER = "/usr/lib/openssh/sftp-server"


@contextmanager
def shell_account(shell: str, bashrc: str = "") -> Iterator[str]:
    """Create an account with this shell and a home that contains this `.bashrc`."""
    with shared_folder() as home, an_account(WITH_SHELL, shell, home) as password:
        (home / ".bashrc").write_text(bashrc)
        yield password


@pytest.mark.parametrize(
    ("shell", "bashrc", "quoted"),
    [
        (
            "/bin/bash",
            "echo 'Welcome to Acme!'; echo 'Have a nice day'\n",
            "Welcome to Acme! Have a nice day",
        ),
        ("/bin/bash", "printf '\\033[1mHi\\033[0m\\n'\n", "[1mHi [0m"),
        ("/bin/bash", "echo 'Closed for inventory'; exit\n", "Closed for inventory"),
        ("/usr/sbin/nologin", "", "This account is currently not available."),
    ],
)
def test_a_login_script_that_echoes_is_quoted(tmp_path: Path, shell: str, bashrc: str, quoted: str) -> None:
    with (
        shell_account(shell, bashrc) as password,
        sshd(password, sftp=SFTP_SERVER, user=WITH_SHELL) as server,
    ):
        error = refusal("text_before_sftp", server.feed, Password(password), tmp_path)
        assert tries(server, "Accepted password") == 1
    assert f"“{quoted}”" in error.message


def test_a_quiet_login_script_is_harmless(tmp_path: Path) -> None:
    with (
        shell_account("/bin/bash", "MOTD=hello\n") as password,
        sshd(password, sftp=SFTP_SERVER, user=WITH_SHELL) as server,
    ):
        fetched(server.feed, Password(password), tmp_path)


@pytest.mark.parametrize(
    ("shell", "program", "message"),
    [
        ("/bin/bash", "/nowhere/sftp-server", "with status 127"),
        ("/bin/false", SFTP_SERVER, "with status 1"),
    ],
)
def test_a_program_that_does_not_start_is_reported_with_its_output(
    tmp_path: Path, shell: str, program: str, message: str
) -> None:
    with shell_account(shell) as password, sshd(password, sftp=program, user=WITH_SHELL) as server:
        assert message in refusal("no_sftp_subsystem", server.feed, Password(password), tmp_path).message


# A network that fails


@pytest.fixture(scope="module")
def cuttable(account: str) -> Iterator[tuple[OpenSsh, dict[Direction, Marks]]]:
    """An OpenSSH server, and the byte offset at which each phase begins."""
    with sshd(account) as server, meddling(server.feed.port) as proxy:
        feed = server.feed.model_copy(update={"port": proxy.port})
        transport = login.log_in(ssh.greet(ssh.dial(feed), feed), feed, Password(account))
        marks = {direction: marks_of(bytes(proxy.passed[0, direction])) for direction in get_args(Direction)}
        transport.close()
        yield server, marks


AGAIN = "fetched after 2"


@pytest.mark.parametrize(
    ("action", "direction", "phase", "ends"),
    [
        ("cut", "from server", "greeting", AGAIN),
        ("stall", "from server", "greeting", AGAIN),
        ("cut", "from server", "key_exchange", AGAIN),
        ("stall", "to server", "key_exchange", AGAIN),
        ("corrupt", "from server", "key_exchange", AGAIN),
        ("corrupt", "to server", "key_exchange", AGAIN),
        ("corrupt", "from server", "host_key", AGAIN),
        ("reset", "to server", "login", AGAIN),
        ("stall", "to server", "login", AGAIN),
        ("corrupt", "to server", "login", AGAIN),
        ("cut", "to server", "last_of_login", "auth after 1"),
        ("stall", "to server", "last_of_login", "connection_timeout after 1"),
        ("corrupt", "to server", "last_of_login", "auth after 1"),
        ("cut", "to server", "session", AGAIN),
        ("stall", "to server", "session", AGAIN),
        ("cut", "from server", "transfer", AGAIN),
        ("reset", "from server", "transfer", AGAIN),
        ("stall", "from server", "transfer", AGAIN),
        ("corrupt", "from server", "transfer", AGAIN),
    ],
)
def test_f22_a_fault_at_any_byte_of_openssh_ends_in_a_named_error_or_a_second_connection(
    cuttable: tuple[OpenSsh, dict[Direction, Marks]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    action: Action, direction: Direction, phase: str, ends: str,
) -> None:  # fmt: skip
    for limit in ("BANNER_SECONDS", "HANDSHAKE_SECONDS", "LOGIN_SECONDS", "ANSWER_SECONDS"):
        monkeypatch.setattr(timeouts, limit, 2)
    server, marks = cuttable
    before = tries(server)
    with meddling(server.feed.port, Fault(action, direction, getattr(marks[direction], phase))) as proxy:
        feed, into = server.feed.model_copy(update={"port": proxy.port}), tmp_path / "raw"
        try:
            sftp.fetch(feed, feed.path, Password(server.password), into, clock=FakeClock(), attempts=2)
            assert into.read_bytes() == CONTENT
            assert f"fetched after {proxy.connections}" == ends
        except DeliveryError as error:
            assert f"{error.code} after {proxy.connections}" == ends
            assert not into.exists()
    assert {entry.name for entry in tmp_path.iterdir()} <= {"raw"}
    assert tries(server) == before


# Servers that are not OpenSSH


@contextmanager
def dropbear(*options: str) -> Iterator[tuple[Feed, Path]]:
    with shared_folder() as folder:
        port, key, log = free_port(), folder / "host_key", folder / "log"
        subprocess.run(["dropbearkey", "-t", "ed25519", "-f", key], check=True, capture_output=True)
        public = subprocess.run(["dropbearkey", "-y", "-f", key], check=True, capture_output=True, text=True)
        (folder / "host_key.pub").write_text(
            next(line for line in public.stdout.splitlines() if line.startswith("ssh-ed25519 "))
        )
        (folder / "employees.csv").write_bytes(CONTENT)
        command = ["dropbear", "-F", "-E", "-r", str(key), "-p", f"127.0.0.1:{port}", *options]
        with running(command, log, is_ready=lambda: answers(port)):
            path = str(folder / "employees.csv")
            yield a_feed(port, [fingerprint(folder / "host_key.pub")], path, WITH_SHELL), log


def test_f16_dropbear_delivers_by_password_and_refuses_a_wrong_one_once(tmp_path: Path) -> None:
    with shell_account("/bin/sh") as password, dropbear() as (feed, log):
        fetched(feed, Password(password), tmp_path)
        (tmp_path / "raw").unlink()
        refusal("auth", feed, Password("battery staple"), tmp_path)
        assert log.read_text().count("Bad password attempt") == 1


def test_f18_dropbear_delivers_by_key(tmp_path: Path) -> None:
    key, public = a_key(tmp_path, "ed25519")
    with shared_folder() as home, an_account(WITH_SHELL, "/bin/sh", home) as password:
        (home / ".ssh").mkdir(mode=0o700)
        (home / ".ssh" / "authorized_keys").write_text(public)
        (home / ".ssh" / "authorized_keys").chmod(0o600)
        subprocess.run(["chown", "-R", WITH_SHELL, home], check=True)
        with dropbear("-s") as (feed, _):
            fetched(feed, key, tmp_path)
            (tmp_path / "raw").unlink()
            error = refusal("auth_method_not_offered", feed, Password(password), tmp_path)
            assert "it offers publickey" in error.message
            other, _ = a_key(tmp_path, "ecdsa")
            refusal("auth", feed, other, tmp_path)


@contextmanager
def proftpd(*options: str, engine: str = "on") -> Iterator[tuple[Feed, str]]:
    """Run ProFTPD with mod_sftp and an account of its own; gives the password."""
    password = "tr0ub4dor & 3"
    with shared_folder() as folder:
        port, key = free_port(), a_host_key(folder, "rsa")
        hashed = subprocess.run(
            ["openssl", "passwd", "-6", password], check=True, capture_output=True, text=True
        ).stdout.strip()
        users = folder / "users"
        users.write_text(f"{USER}:{hashed}:65534:65534::{folder}:/bin/false\n")
        users.chmod(0o600)
        (folder / "employees.csv").write_bytes(CONTENT)
        config = folder / "proftpd.conf"
        config.write_text(
            "ModulePath /usr/lib/proftpd\nLoadModule mod_sftp.c\n"
            "ServerType standalone\nServerName Acme\nDefaultAddress 127.0.0.1\n"
            f"Port {port}\nUser nobody\nGroup nogroup\nAuthUserFile {users}\nAuthOrder mod_auth_file.c\n"
            f"PidFile {folder}/pid\nScoreboardFile {folder}/scores\nDelayEngine off\nWtmpLog off\n"
            f"RequireValidShell off\nUseReverseDNS off\nSystemLog {folder}/system\n"
            f"SFTPEngine {engine}\nSFTPHostKey {key}\nSFTPLog {folder}/sftp\n"
            + "".join(f"{option}\n" for option in options)
        )
        command = ["/usr/sbin/proftpd", "-n", "-c", str(config)]
        with running(command, folder / "log", is_ready=lambda: answers(port)):
            yield a_feed(port, [fingerprint(key)], str(folder / "employees.csv")), password


@pytest.mark.parametrize(
    "options",
    [
        ("SFTPAuthMethods password",),
        ("MaxLoginAttempts 1",),
        ("SFTPDigests hmac-sha2-256", "SFTPCiphers aes256-ctr"),
        ("SFTPKeyExchanges diffie-hellman-group14-sha256",),
    ],
    ids=str,
)
def test_proftpd_delivers(tmp_path: Path, options: tuple[str, ...]) -> None:
    with proftpd(*options) as (feed, password):
        fetched(feed, Password(password), tmp_path)


def test_f16_proftpd_refuses_a_wrong_password_once(tmp_path: Path) -> None:
    with proftpd("SFTPAuthMethods password") as (feed, _):
        refusal("auth", feed, Password("battery staple"), tmp_path)


def test_f18_an_old_proftpd_delivers_by_the_exception_that_is_named(tmp_path: Path) -> None:
    old = ("SFTPKeyExchanges diffie-hellman-group14-sha1", "SFTPCiphers aes128-cbc", "SFTPDigests hmac-sha1")
    weak = ("diffie-hellman-group14-sha1", "aes128-cbc", "hmac-sha1")
    with proftpd(*old) as (feed, password):
        error = refusal("no_common_algorithm", feed, Password(password), tmp_path)
        assert f"allow_weak: [{', '.join(weak)}]" in error.remedy
        feed = feed.model_copy(update={"allow_weak": weak})
        assert fetched(feed, Password(password), tmp_path).weak_algorithms == weak


def test_proftpd_without_mod_sftp_is_identified_as_ftp(tmp_path: Path) -> None:
    with proftpd(engine="off") as (feed, password):
        assert "an FTP" in refusal("not_an_ssh_server", feed, Password(password), tmp_path).message
