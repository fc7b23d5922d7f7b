"""Real SSH servers on loopback, honest and lying ones, and ports that are not an SSH server."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import asyncssh
from asyncssh.auth import MSG_USERAUTH_PK_OK, _ClientPublicKeyAuth, _ServerPublicKeyAuth, register_auth_method
from asyncssh.packet import SSHPacket, String

from qooper_assets.core.tenant.auth import PasswordAuth
from qooper_assets.core.tenant.feed import Feed

PASSWORD = "correct horse"
ED25519 = asyncssh.generate_private_key("ssh-ed25519")
OTHER_ED25519 = asyncssh.generate_private_key("ssh-ed25519")
ECDSA = asyncssh.generate_private_key("ecdsa-sha2-nistp256")


class KeyRequest(NamedTuple):
    """One request to log in by a key: a question, or a signature (RFC 4252, 7)."""

    algorithm: str
    fingerprint: str
    is_signed: bool


@dataclass
class SshServer:
    """Configuration of one server, and what it recorded about its clients."""

    root: Path
    host_keys: Sequence[asyncssh.SSHKey] = (ED25519,)
    methods: Sequence[str] = ("password",)
    prompts: Sequence[tuple[str, bool]] = (("Password: ", False),)
    further_prompts: Sequence[tuple[str, bool]] = ()
    """Prompts after a correct password."""
    banner: str = ""
    verdict: str = ""
    """A banner sent after the password, correct or not."""
    farewell: str = ""
    """Disconnect message after a wrong password."""
    wants_new_password: str = ""
    authorized_keys: Sequence[str] = ()
    """Fingerprints of the keys that may log in."""
    key_algorithms: Sequence[str] | None = None
    """Algorithms by which a key may sign; None: any."""
    announced_algorithms: Sequence[str] | None = None
    """Algorithms announced before the login (RFC 8308, server-sig-algs); None: those of asyncssh."""
    wants_both: bool = False
    """A key alone is not enough."""
    hangs_up_on_unknown_algorithms: bool = False
    answers_keys: bool = True
    takes_signatures: bool = True
    sftp: Callable[..., asyncssh.SFTPServer] | None = asyncssh.SFTPServer
    options: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    connections: int = 0
    logins_begun: int = 0
    passwords: list[str] = field(default_factory=list)
    key_requests: list[KeyRequest] = field(default_factory=list)
    open_connections: list[asyncssh.SSHServerConnection] = field(default_factory=list)

    @property
    def host_key(self) -> str:
        return self.host_keys[0].get_fingerprint()

    def feed(self, **changes: Any) -> Feed:
        return Feed(
            **{
                "host": "127.0.0.1",
                "port": self.port,
                "username": "qooper",
                "auth": PasswordAuth(type="password", password="env:ACME_SFTP_PASSWORD"),
                "host_keys": (self.host_key,),
                "path": "/outgoing/employees.csv",
                **changes,
            }
        )


class _Gatekeeper(asyncssh.SSHServer):
    def __init__(self, server: SshServer) -> None:
        self.server = server

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self.server.connections += 1
        self.server.open_connections.append(conn)
        self.connection = conn
        if self.server.announced_algorithms is not None:
            conn._sig_algs = [name.encode() for name in self.server.announced_algorithms]

    def begin_auth(self, username: str) -> bool:
        self.server.logins_begun += 1
        if self.server.banner:
            self.connection.send_auth_banner(self.server.banner)
        return True

    def public_key_auth_supported(self) -> bool:
        return "publickey" in self.server.methods

    def password_auth_supported(self) -> bool:
        return "password" in self.server.methods

    def kbdint_auth_supported(self) -> bool:
        return "keyboard-interactive" in self.server.methods

    def validate_password(self, username: str, password: str) -> bool:
        self.server.passwords.append(password)
        if self.server.verdict:
            self.connection.send_auth_banner(self.server.verdict)
        if self.server.wants_new_password:
            raise asyncssh.PasswordChangeRequired(self.server.wants_new_password)
        if self.server.farewell and password != PASSWORD:
            self.connection.disconnect(asyncssh.DISC_PROTOCOL_ERROR, self.server.farewell)
        return password == PASSWORD

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> Any:
        return "", "", "", list(self.server.prompts)

    def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> Any:
        self.server.passwords.extend(responses)
        if self.server.further_prompts and list(responses) == [PASSWORD]:
            return "", self.server.verdict, "", list(self.server.further_prompts)
        return list(responses) == [PASSWORD]


class _PublicKeyAuth(_ServerPublicKeyAuth):
    """asyncssh checks no algorithm and supports no login by two credentials."""

    async def _start(self, packet: SSHPacket) -> None:
        server = getattr(self._conn._owner, "server", None)
        if not isinstance(server, SshServer):
            await super()._start(packet)
            return
        is_signed, algorithm, key_data = packet.get_boolean(), packet.get_string(), packet.get_string()
        signed, signature = packet.get_consumed_payload(), packet.get_string() if is_signed else b""
        key = asyncssh.public_key.decode_ssh_public_key(key_data)
        server.key_requests.append(KeyRequest(algorithm.decode(), key.get_fingerprint(), is_signed))
        is_algorithm_known = server.key_algorithms is None or algorithm.decode() in server.key_algorithms
        is_right = is_algorithm_known and key.get_fingerprint() in server.authorized_keys
        if is_signed and is_right:
            assert SSHPacket(signature).get_string() == algorithm
            is_right = key.verify(String(self._conn._session_id) + signed, signature)
            is_right = is_right and server.takes_signatures
        if not server.answers_keys:
            return
        if not is_algorithm_known and server.hangs_up_on_unknown_algorithms:
            self._conn.abort()
        elif not is_right or (is_signed and server.wants_both):
            self.send_failure(partial_success=is_right)
        elif is_signed:
            await self.send_success()
        else:
            self.send_packet(MSG_USERAUTH_PK_OK, String(algorithm), String(key_data))


register_auth_method(b"publickey", _ClientPublicKeyAuth, _PublicKeyAuth)


@contextmanager
def ssh_server(root: Path, **options: Any) -> Iterator[SshServer]:
    """Run an asyncssh server in its own thread and event loop, with `root` as its whole file system."""
    server = SshServer(root, **options)
    is_ready = threading.Event()
    stop: list[Callable[[], object]] = []

    async def serve() -> None:
        stopped = asyncio.Event()
        sftp = server.sftp
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(stopped.set))
        async with asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=lambda: _Gatekeeper(server),
            server_host_keys=list(server.host_keys),
            sftp_factory=sftp and (lambda channel: sftp(channel, chroot=str(root))),
            **server.options,
        ) as acceptor:
            server.port = acceptor.get_port()
            is_ready.set()
            await stopped.wait()
            acceptor.close()
            for connection in server.open_connections:
                connection.abort()
                await connection.wait_closed()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert is_ready.wait(10)
    try:
        yield server
    finally:
        stop[0]()
        thread.join(10)
        assert not thread.is_alive()


@contextmanager
def tcp_server(answer: bytes | None) -> Iterator[int]:
    """Open a port that reads a line, answers with these bytes, and hangs up; with None it stays silent."""
    is_over = threading.Event()

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                if answer is None:
                    is_over.wait(10)
                else:
                    connection.recv(1000)
                    connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            is_over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            assert not thread.is_alive()
