"""A file from an OpenSSH server on loopback: ours against OpenSSH's own `sftp` and paramiko's `get()`.

    python -m benchmarks.fetch [--megabytes 500] [--turns 3]

All log in with the same key and use the cipher aes128-gcm@openssh.com. Ours checks the file twice, hashes
the bytes, writes them, syncs them to disk and checks once more; the rivals only write. Needs `sshd`, `sftp`
and `ssh-keygen` on the path (Debian: openssh-server, openssh-client).
"""

import argparse
import getpass
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks.measuring import Work, agree, in_turns, measure, ratios, show
from qooper_assets.core.feed import Fetched
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import private_keys
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.system import SystemClock

MIB = 1024**2


def ours(folder: Path) -> Work:
    """`sftp.fetch`, as `stages.land` calls it, without waiting for the file to settle."""
    feed = Feed.model_validate(json.loads((folder / "feed.json").read_text()))
    key = private_keys.parse((folder / "user_key").read_text(), None, where="benchmark")

    def work() -> dict[str, object]:
        fetched = sftp.fetch(feed, feed.path, key, folder / "ours", clock=SystemClock())
        assert isinstance(fetched, Fetched)
        return {"bytes": (folder / "ours").stat().st_size, "sha256": fetched.sha256}

    return work


def openssh_sftp(folder: Path) -> Work:
    """`sftp` as one command, including its start and login."""
    feed = json.loads((folder / "feed.json").read_text())
    command = [
        "sftp", "-q", "-b", "-", "-P", str(feed["port"]), "-i", str(folder / "user_key"),
        "-o", "Ciphers=aes128-gcm@openssh.com", "-o", f"UserKnownHostsFile={folder / 'known_hosts'}",
        "-o", "IdentitiesOnly=yes", "-F", "none", f"{feed['username']}@127.0.0.1",
    ]  # fmt: skip

    def work() -> dict[str, object]:
        get = f"get {feed['path']} {folder / 'theirs'}\n"
        subprocess.run(command, input=get, text=True, check=True, stdout=subprocess.DEVNULL)
        return {"bytes": (folder / "theirs").stat().st_size}

    return work


def paramiko_get(folder: Path) -> Work:
    """`SFTPClient.get`, as documented."""
    import paramiko

    feed = json.loads((folder / "feed.json").read_text())

    class Transport(paramiko.Transport):
        _preferred_ciphers = ("aes128-gcm@openssh.com",)

    def work() -> dict[str, object]:
        transport = Transport(("127.0.0.1", feed["port"]))
        transport.connect(
            username=feed["username"],
            pkey=paramiko.Ed25519Key.from_private_key_file(str(folder / "user_key")),
        )
        client = paramiko.SFTPClient.from_transport(transport)
        assert client is not None
        client.get(feed["path"], str(folder / "get"))
        transport.close()
        return {"bytes": (folder / "get").stat().st_size}

    return work


@contextmanager
def a_server(folder: Path) -> Iterator[None]:
    """Run OpenSSH's server on a free port, with one key that may log in as the current user."""
    for name in ("host_key", "user_key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    shutil.copy(folder / "user_key.pub", folder / "authorized_keys")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host_key'}\nPidFile none\nUsePAM no\n"
        f"StrictModes no\nAuthorizedKeysFile {folder / 'authorized_keys'}\nSubsystem sftp internal-sftp\n"
    )
    public = (folder / "host_key.pub").read_text()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {public}")
    shown = subprocess.run(
        ["ssh-keygen", "-lf", str(folder / "host_key")], check=True, capture_output=True, text=True
    )
    fingerprint = re.search(r"SHA256:\S+", shown.stdout)
    assert fingerprint
    feed = {
        "host": "127.0.0.1",
        "port": port,
        "username": getpass.getuser(),
        "auth": {"type": "key", "private_key": "env:UNUSED"},
        "host_keys": [fingerprint[0]],
        "path": str(folder / "roster.csv"),
        "settle_seconds": 0,
    }
    (folder / "feed.json").write_text(json.dumps(feed))
    sshd = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if sshd is None:
        raise SystemExit("there is no sshd on this machine (Debian: openssh-server)")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with subprocess.Popen([sshd, "-D", "-q", "-f", str(folder / "sshd_config")]) as server:
        try:
            _wait_for(port, server)
            yield
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("sshd did not start")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--turns", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        block = hashlib.sha512(b"roster").digest() * (MIB // 64)
        with (folder / "roster.csv").open("wb") as file:
            for _ in range(arguments.megabytes):
                file.write(block)
        with a_server(folder):
            mine, openssh, get = in_turns(
                arguments.turns,
                partial(measure, "benchmarks.fetch:ours", folder),
                partial(measure, "benchmarks.fetch:openssh_sftp", folder),
                partial(measure, "benchmarks.fetch:paramiko_get", folder),
            )
    agree("bytes", *(m[0].found["bytes"] for m in (mine, openssh, get)))
    show(
        f"{arguments.megabytes:,} MiB, {arguments.turns} turns",
        {
            "ours, wall s": [m.wall for m in mine],
            "OpenSSH sftp, wall s": [m.wall for m in openssh],
            "paramiko get(), wall s": [m.wall for m in get],
            "wall, ours / OpenSSH sftp": ratios([m.wall for m in mine], [m.wall for m in openssh]),
            "wall, ours / get()": ratios([m.wall for m in mine], [m.wall for m in get]),
            "ours, peak MiB": [m.peak_mib for m in mine],
            "paramiko get(), peak MiB": [m.peak_mib for m in get],
        },
    )


if __name__ == "__main__":
    main()
