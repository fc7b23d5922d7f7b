"""SFTP, begun on a connection that is logged in, or the one reason why not.

Belongs here: the channel, the subsystem and the first packet, and what the server may say instead of
it. Does not: the login (`edges/sftp/login.py`), files (`edges/sftp/session.py`).

A password that has expired is often told only here: the login succeeds, and what opens is closed.
"""

import threading
from contextlib import suppress

import paramiko
from paramiko.sftp import CMD_INIT, CMD_VERSION, SFTPError
from paramiko.ssh_exception import SSHException

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Credential, password_of
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp.login_errors import EXPIRED, LOCKED, RENEW, UNLOCK

SFTP_VERSION = 3
VERSION_BYTES_MAX = 34_000
"""The longest first packet that is not text: four letters make a length of more than a thousand million."""
TEXT_BYTES_MAX = 2_000
REST_SECONDS = 1
"""How long the rest of a text may take that has begun."""


def open_sftp(transport: ssh.Transport, feed: Feed, credential: Credential) -> paramiko.SFTPClient:
    """Raises `no_sftp_subsystem`, `text_before_sftp`, `password_expired`, `account_locked`,
    `connection_timeout` or `connection_lost`; the last two are retryable."""
    # paramiko waits for the answer to a subsystem request without a limit; closing ends the wait.
    watchdog = threading.Timer(ssh.ANSWER_SECONDS, transport.close)
    watchdog.start()
    channel: paramiko.Channel | None = None
    try:
        channel = transport.open_session()
        channel.settimeout(ssh.ANSWER_SECONDS)
        channel.invoke_subsystem("sftp")
        return _Client(channel)
    except (SSHException, SFTPError, EOFError, OSError) as error:
        is_late = isinstance(error, TimeoutError) or not watchdog.is_alive()
        raise _not_opened(error, is_late, transport, channel, feed, password_of(credential) or "") from None
    finally:
        watchdog.cancel()


class _NotAPacket(SFTPError):
    """What came first is no packet."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        super().__init__()


class _Client(paramiko.SFTPClient):
    """paramiko's client, which keeps what comes instead of the first packet."""

    def _send_version(self) -> int:
        m = paramiko.Message()
        m.add_int(SFTP_VERSION)
        with suppress(OSError):  # closed already; what came before that says why
            self._send_packet(CMD_INIT, m)  # type: ignore[attr-defined]
        head = self._read(5)
        size = int.from_bytes(head[:4])
        if len(head) < 5 or head[4] != CMD_VERSION or not 5 <= size <= VERSION_BYTES_MAX:
            raise _NotAPacket(head + self._rest()) if head else EOFError
        packet = self._read(size - 1)
        if len(packet) < size - 1:
            raise EOFError
        return int.from_bytes(packet[:4])

    def _read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end."""
        got = b""
        while len(got) < size and (more := self.sock.recv(size - len(got))):
            got += more
        return got

    def _rest(self) -> bytes:
        """Of a text: up to where SFTP begins after all, with a length whose first bytes are zero."""
        got = b""
        self.sock.settimeout(REST_SECONDS)
        with suppress(TimeoutError):
            while len(got) < TEXT_BYTES_MAX and b"\0" not in got and (more := self.sock.recv(TEXT_BYTES_MAX)):
                got += more
        return got.partition(b"\0")[0]


def _not_opened(
    error: Exception, is_late: bool, transport: ssh.Transport, channel: paramiko.Channel | None, feed: Feed,
    password: str,
) -> DeliveryError:  # fmt: skip
    complaint, status = _last_words(channel, password)
    said = " ".join(filter(None, [transport.words, complaint, transport.farewell]))
    quoted = f" The server says: “{said}”." if said else ""
    verdict = f"{transport.verdict} {complaint} {transport.farewell}"
    is_over = not transport.is_active()
    transport.close()
    if is_late:
        return ssh.timeout(feed, f"no SFTP within {ssh.ANSWER_SECONDS:g} s.{quoted}")
    if EXPIRED.search(verdict):
        return _refused(
            "password_expired", f"the login works, but the password has expired.{quoted}", RENEW, feed
        )
    if LOCKED.search(verdict):
        return _refused(
            "account_locked", f"the login works, but the account is locked.{quoted}", UNLOCK, feed
        )
    if isinstance(error, _NotAPacket):
        text = ssh.clean(error.text, password)
        return _refused(
            "text_before_sftp",
            f"the login works, but text comes where SFTP should begin: “{text}”.{quoted}",
            "Ask the customer to let no login script of this account (.bashrc, .profile, .cshrc) write where"
            " there is no terminal, or to give the account OpenSSH's internal-sftp, which runs none.",
            feed,
        )
    if is_over and (transport.got_damage or not said):
        return ssh.lost(feed, "the connection broke after the login.")
    ended = f" Its program ended at once, with status {status}." if status > 0 else ""
    return _refused(
        "no_sftp_subsystem",
        f"the login works, but the server opens no SFTP.{ended}{quoted}",
        "Ask the customer to enable SFTP for this account, and whether its password expired.",
        feed,
    )


def _last_words(channel: paramiko.Channel | None, password: str) -> tuple[str, int]:
    """What the server's program wrote to where errors are written, and its status, if they come. OpenSSH
    keeps the first to itself."""
    if channel is None:
        return "", 0
    said = b""
    channel.settimeout(REST_SECONDS)
    with suppress(TimeoutError):
        said = channel.recv_stderr(TEXT_BYTES_MAX)
    channel.status_event.wait(REST_SECONDS)
    return ssh.clean(said, password), channel.exit_status


def _refused(code: str, message: str, remedy: str, feed: Feed) -> DeliveryError:
    return DeliveryError(code, message, where=ssh.at(feed), remedy=remedy)
