"""OpenSSH's server and its ssh-keygen, as Debian packages them, in any configuration."""

import re
import secrets
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import private_keys
from qooper_assets.edges.sftp.private_keys import PrivateKey
from qooper_assets_tests.debian.processes import answers, free_port, running, shared_folder

USER, WITH_SHELL = "qooper-sftp-test", "qooper-sftp-shell"
CONTENT = b"Employee ID,E-mail\r\n" + b"".join(
    b"%05d,p%d@acme.example\r\n" % (n, n) for n in range(1, 50_001)
)


class OpenSsh(NamedTuple):
    feed: Feed
    password: str
    log: Path
    authorized_keys: Path


@contextmanager
def an_account(user: str = USER, shell: str = "/usr/sbin/nologin", home: Path | None = None) -> Iterator[str]:
    """Create an account on this machine; gives its password."""
    password = secrets.token_urlsafe(12)
    where = ["--home-dir", str(home)] if home else []
    subprocess.run(["userdel", "--force", user], check=False, capture_output=True)  # left by a killed run
    subprocess.run(["useradd", "--no-create-home", "--shell", shell, *where, user], check=True)
    try:
        subprocess.run(["chpasswd"], input=f"{user}:{password}", text=True, check=True)
        yield password
    finally:
        subprocess.run(["userdel", "--force", user], check=False, capture_output=True)


def keygen(*arguments: str | Path) -> str:
    command = ["ssh-keygen", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, input="").stdout


def fingerprint(key: Path) -> str:
    found = re.search(r"SHA256:\S+", keygen("-lf", key))
    assert found
    return found[0]


def a_host_key(folder: Path, kind: str) -> Path:
    key = folder / f"host_key_{kind}"
    keygen("-q", "-t", kind, "-N", "", "-f", key)
    return key


def a_feed(port: int, host_keys: Sequence[str], path: str, user: str = USER) -> Feed:
    return Feed.model_validate(
        {
            "host": "127.0.0.1",
            "port": port,
            "username": user,
            "auth": {"type": "password", "password": "env:UNUSED"},
            "host_keys": host_keys,
            "path": path,
        }
    )


@contextmanager
def sshd(
    password: str,
    *options: str,
    host_keys: Sequence[str] = ("ed25519",),
    path: str = "{folder}/employees.csv",
    sftp: str = "internal-sftp",
    user: str = USER,
) -> Iterator[OpenSsh]:
    """Run OpenSSH's server with an empty list of authorized keys. The first value of an option counts, so
    the given ones precede ours; `{folder}` in one stands for the server's own."""
    with shared_folder() as folder:
        port, log = free_port(), folder / "log"
        keys = [a_host_key(folder, kind) for kind in host_keys]
        (folder / "employees.csv").write_bytes(CONTENT)
        (folder / "authorized_keys").touch(0o644)
        config = folder / "sshd_config"
        config.write_text(
            "".join(f"{option.format(folder=folder)}\n" for option in options)
            + f"Port {port}\nListenAddress 127.0.0.1\nPidFile none\nUsePAM no\n"
            + "".join(f"HostKey {key}\n" for key in keys)
            + "PasswordAuthentication yes\nKbdInteractiveAuthentication no\nMaxAuthTries 2\n"
            f"AuthorizedKeysFile {folder / 'authorized_keys'}\nStrictModes no\n"
            + (f"Subsystem sftp {sftp}\n" if sftp else "")
            + ("ForceCommand internal-sftp\n" if sftp == "internal-sftp" else "")
        )
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        command = ["/usr/sbin/sshd", "-D", "-e", "-f", str(config)]
        with running(command, log, is_ready=lambda: answers(port)):
            feed = a_feed(port, [fingerprint(key) for key in keys], path.format(folder=folder), user)
            yield OpenSsh(feed, password, log, folder / "authorized_keys")


def a_key(folder: Path, *kind: str, passphrase: str = "") -> tuple[PrivateKey, str]:
    """Make a key with ssh-keygen; returns it and its public half."""
    file = folder / "-".join(["key", *kind])
    keygen("-q", "-t", *kind, "-N", passphrase, "-f", file)
    key = private_keys.parse(file.read_text(), passphrase or None, where="file:key")
    assert key.fingerprint in keygen("-lf", file)
    return key, file.with_name(f"{file.name}.pub").read_text()
