"""A real SSH server with SFTP, in a thread of this process: the customers' side of the demo.

Belongs here: asyncssh, which nothing else in the package imports; import this module only where it is
used, because asyncssh is an extra. Does not: the content of the files (`acme.py`, `brandau.py`,
`sundara.py`).

The host key is derived from a public text in this module, so that the demo's tenant files can pin its
fingerprint. It protects nothing. The server listens on 127.0.0.1 only, shows each login one folder,
and refuses every write.
"""

import asyncio
import hashlib
import hmac
import os
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, Self

import asyncssh
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HOST = "127.0.0.1"
START_SECONDS_MAX = 10
STOP_SECONDS_MAX = 10
_HOST_KEY_SEED = b"qooper-assets demo SFTP server: this key is public and protects nothing"
_KEY_ROUNDS = 16
"""Rounds of the key derivation function, the default of `ssh-keygen`."""


class Login(NamedTuple):
    """One user name, the folder that it sees as `/`, and its credential."""

    username: str
    folder: Path
    password: str | None = None
    public_key: str | None = None
    """An `authorized_keys` line."""


def make_private_key(passphrase: str) -> str:
    """A new ed25519 key in OpenSSH format, encrypted."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    return key.export_private_key("openssh", passphrase, rounds=_KEY_ROUNDS, ignore_few_rounds=True).decode()


def public_key(private_key: str, passphrase: str) -> str:
    """The public key of a private one, for a `Login`."""
    key = asyncssh.import_private_key(private_key, passphrase)
    return key.export_public_key("openssh").decode()


def _host_key() -> asyncssh.SSHKey:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(_HOST_KEY_SEED).digest())
    return asyncssh.import_private_key(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
    )


class _Door(asyncssh.SSHServer):
    """Authenticates the users with a `Login`; no forwarding, no shell."""

    def __init__(self, logins: dict[str, Login], connections: list[asyncssh.SSHServerConnection]) -> None:
        self._logins = logins
        self._connections = connections
        self._tried: Login | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        self._connections.append(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.remove(self._connection)

    def begin_auth(self, username: str) -> bool:
        self._tried = self._logins.get(username)
        return True

    def password_auth_supported(self) -> bool:
        return self._tried is None or self._tried.password is not None

    def validate_password(self, username: str, password: str) -> bool:
        login = self._logins.get(username)
        wanted = (login and login.password) or ""
        return hmac.compare_digest(password.encode(), wanted.encode()) and wanted != ""

    def public_key_auth_supported(self) -> bool:
        return self._tried is None or self._tried.public_key is not None

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        login = self._logins.get(username)
        if login is None or login.public_key is None:
            return False
        return key.public_data == asyncssh.import_public_key(login.public_key).public_data


def _denied(*_: object) -> NoReturn:
    raise asyncssh.SFTPPermissionDenied("this server is read-only")


_refuse: Any = _denied
"""`_denied` with any signature."""


class _ReadOnly(asyncssh.SFTPServer):
    """Refuses every call of SFTP version 3, the only one spoken, that could change the folder."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
        return super().open(path, pflags, attrs) if pflags == asyncssh.FXF_READ else _refuse()

    open56 = write = setstat = lsetstat = fsetstat = _refuse
    remove = mkdir = rmdir = rename = posix_rename = symlink = link = _refuse


class SftpServer:
    """`with SftpServer([Login("qooper", folder, "secret")]) as server:` serves until the block ends.

    Raises OSError if the port is taken.
    """

    def __init__(self, logins: Sequence[Login], port: int = 0) -> None:
        self.port = port
        """The requested port; once started, the port it listens on."""
        self._logins = {login.username: login for login in logins}
        self._key = _host_key()
        self._connections: list[asyncssh.SSHServerConnection] = []
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()
        self._thread = Thread(target=self._run, name="demo-sftp-server", daemon=True)

    @property
    def host_key_fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it, and as a tenant file pins it."""
        return self._key.get_fingerprint("sha256")

    def __enter__(self) -> Self:
        for login in self._logins.values():
            login.folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        self._loop, self._stop, self.port = self._started.result(START_SECONDS_MAX)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(STOP_SECONDS_MAX)
        assert not self._thread.is_alive(), "the demo's SFTP server did not stop"

    def put(self, username: str, path: str, content: bytes, modified_at: datetime) -> None:
        """Place a customer's export: the file appears atomically at its remote path, with that time."""
        assert modified_at.tzinfo is not None, "modified_at is an instant"
        assert ".." not in PurePosixPath(path).parts, path
        target = self._logins[username].folder / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.part")
        partial.write_bytes(content)
        seconds = modified_at.astimezone(UTC).timestamp()
        os.utime(partial, (seconds, seconds))
        os.replace(partial, target)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    async def _serve(self) -> None:
        acceptor = await asyncssh.create_server(
            lambda: _Door(self._logins, self._connections),
            HOST,
            self.port,
            server_host_keys=[self._key],
            sftp_factory=self._folder,
            sftp_version=3,
            allow_scp=False,
            agent_forwarding=False,
            x11_forwarding=False,
        )
        stop = asyncio.Event()
        self._started.set_result((asyncio.get_running_loop(), stop, acceptor.get_port()))
        async with acceptor:
            await stop.wait()
        for connection in list(self._connections):
            connection.abort()
            await connection.wait_closed()

    def _folder(self, channel: asyncssh.SSHServerChannel[bytes]) -> _ReadOnly:
        login = self._logins[channel.get_extra_info("username")]
        return _ReadOnly(channel, chroot=os.fsencode(login.folder))
