"""Landing from OpenSSH's own server, the one that most customers run."""

import hashlib
import re
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant import Feed
from qooper_assets.edges import sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.debian.processes import answers, free_port, running, shared_folder

USER = "qooper-sftp-test"
CONTENT = b"Employee ID,E-mail\r\n" + b"".join(b"%05d,p%d@acme.example\r\n" % (n, n) for n in range(50_000))


class OpenSsh(NamedTuple):
    feed: Feed
    password: str
    log: Path


@pytest.fixture(scope="module")
def account() -> Iterator[str]:
    """An account of this machine with a password, for as long as the tests run; gives the password."""
    password = secrets.token_urlsafe(12)
    subprocess.run(["userdel", "--force", USER], check=False, capture_output=True)  # of a killed run
    subprocess.run(["useradd", "--no-create-home", "--shell", "/usr/sbin/nologin", USER], check=True)
    try:
        subprocess.run(["chpasswd"], input=f"{USER}:{password}", text=True, check=True)
        yield password
    finally:
        subprocess.run(["userdel", "--force", USER], check=False, capture_output=True)


@pytest.fixture(scope="module")
def openssh(account: str) -> Iterator[OpenSsh]:
    with shared_folder() as folder:
        key, port, log = folder / "host_key", free_port(), folder / "log"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        shown = subprocess.run(["ssh-keygen", "-lf", str(key)], capture_output=True, text=True, check=True)
        fingerprint = re.search(r"SHA256:\S+", shown.stdout)
        assert fingerprint
        (folder / "employees.csv").write_bytes(CONTENT)
        config = folder / "sshd_config"
        config.write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {key}\nPidFile none\nUsePAM no\n"
            "PasswordAuthentication yes\nKbdInteractiveAuthentication no\nMaxAuthTries 2\n"
            "Subsystem sftp internal-sftp\nForceCommand internal-sftp\n"
        )
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        command = ["/usr/sbin/sshd", "-D", "-e", "-f", str(config)]
        with running(command, log, is_ready=lambda: answers(port)):
            feed = Feed.model_validate(
                {
                    "host": "127.0.0.1",
                    "port": port,
                    "username": USER,
                    "auth": {"type": "password", "password": "env:UNUSED"},
                    "host_keys": [fingerprint[0]],
                    "path": str(folder / "employees.csv"),
                }
            )
            yield OpenSsh(feed, account, log)


def test_a_file_on_an_openssh_server_lands_byte_for_byte(openssh: OpenSsh, tmp_path: Path) -> None:
    fetched = sftp.fetch(
        openssh.feed, openssh.feed.path, openssh.password, tmp_path / "raw", clock=FakeClock()
    )
    assert fetched is not None
    assert (tmp_path / "raw").read_bytes() == CONTENT
    assert fetched.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert fetched.remote_file.size_bytes == len(CONTENT)
    assert fetched.host_key == openssh.feed.host_keys[0]


def test_a_file_that_is_not_there_is_told_from_one_that_is(openssh: OpenSsh) -> None:
    path = openssh.feed.path.replace("employees", "nobody")
    assert sftp.stat(openssh.feed, path, openssh.password, clock=FakeClock()) is None


def test_f16_openssh_refuses_a_wrong_password_once(openssh: OpenSsh, tmp_path: Path) -> None:
    before = openssh.log.read_text().count("Failed password")
    with pytest.raises(DeliveryError) as refused:
        sftp.fetch(openssh.feed, openssh.feed.path, "wrong", tmp_path / "raw", clock=FakeClock())
    assert refused.value.code == "auth"
    assert openssh.log.read_text().count("Failed password") == before + 1


def test_f19_a_changed_host_key_of_openssh_is_sent_no_credential(openssh: OpenSsh, tmp_path: Path) -> None:
    feed = openssh.feed.model_copy(update={"host_keys": ("SHA256:" + "A" * 43,)})
    tried = openssh.log.read_text().count("password")
    with pytest.raises(DeliveryError) as refused:
        sftp.fetch(feed, feed.path, openssh.password, tmp_path / "raw", clock=FakeClock())
    assert refused.value.code == "host_key_changed"
    assert openssh.log.read_text().count("password") == tried


def test_every_step_of_test_connection_is_ok_against_openssh(openssh: OpenSsh) -> None:
    steps = list(sftp.examine(openssh.feed, openssh.feed.path, openssh.password, clock=FakeClock()))
    assert [step.name for step in steps if not step.ok] == []
    assert len(steps) >= 7
