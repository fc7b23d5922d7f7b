"""Start SFTP on a connection that is logged in, or report why that failed.

Belongs here: the channel, the subsystem and the first packet, and what the server may send instead of
it. Does not: the login (`edges/sftp/login.py`), files (`edges/sftp/session.py`).

A server often reports an expired password only here: the login succeeds, but SFTP does not start.
"""

import errno
import threading
from contextlib import suppress

import paramiko
from paramiko.sftp import CMD_INIT, CMD_VERSION, SFTPError
from paramiko.ssh_exception import SSHException

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Credential, password_of
from qooper_assets.edges.sftp import timeouts
from qooper_assets.edges.sftp.connection_errors import connection_lost, connection_timeout, format_address
from qooper_assets.edges.sftp.login_errors import EXPIRED, LOCKED, RENEW, UNLOCK
from qooper_assets.edges.sftp.transport import Transport, clean

SFTP_VERSION = 3
NO_SUCH_PATH = 10
"""SSH_FX_NO_SUCH_PATH (draft-ietf-secsh-filexfer-13, 9.1)."""
VERSION_BYTES_MAX = 34_000
"""The longest first packet that is not text: four letters make a length of more than a billion."""
TEXT_BYTES_MAX = 2_000
ERROR_BYTES_AT_A_TIME = 64 * 1024
REST_SECONDS = 1
"""How long the rest of a text may take after its first bytes."""


def open_sftp(transport: Transport, feed: Feed, credential: Credential) -> paramiko.SFTPClient:
    """Open SFTP. Raises `no_sftp_subsystem`, `text_before_sftp`, `password_expired`, `account_locked`,
    `connection_timeout` or `connection_lost`; the last two are retryable."""
    is_over_time = threading.Event()

    def give_up() -> None:
        is_over_time.set()  # before the wait ends, which may be at once
        transport.close()

    # paramiko waits for the answer to a subsystem request without a limit; closing ends the wait.
    watchdog = threading.Timer(timeouts.ANSWER_SECONDS, give_up)
    watchdog.start()
    channel: paramiko.Channel | None = None
    try:
        channel = transport.open_session()
        channel.settimeout(timeouts.ANSWER_SECONDS)
        channel.invoke_subsystem("sftp")
        client = _Client(channel)
        threading.Thread(target=_drain_errors, args=(channel,), daemon=True).start()
        return client
    except (SSHException, SFTPError, EOFError, OSError) as error:
        is_late = isinstance(error, TimeoutError) or is_over_time.is_set()
        raise _error_for(error, is_late, transport, channel, feed, password_of(credential) or "") from None
    finally:
        watchdog.cancel()


def _drain_errors(channel: paramiko.Channel) -> None:
    """Discard what the server's program writes to standard error, until the channel is closed: it shares the
    channel's window with the answers, which would end when it is full (F26)."""
    while not channel.closed:
        with suppress(TimeoutError):
            if not channel.recv_stderr(ERROR_BYTES_AT_A_TIME):
                return


class _NotAPacket(SFTPError):
    """The server's first bytes are not a packet."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        super().__init__()


class _Client(paramiko.SFTPClient):
    """paramiko's client, which keeps what the server sends instead of the first packet."""

    def _send_version(self) -> int:
        m = paramiko.Message()
        m.add_int(SFTP_VERSION)
        with suppress(OSError):  # closed already; what was received before that says why
            self._send_packet(CMD_INIT, m)  # type: ignore[attr-defined]
        head = self._read(5)
        size = int.from_bytes(head[:4])
        if len(head) < 5 or head[4] != CMD_VERSION or not 5 <= size <= VERSION_BYTES_MAX:
            raise _NotAPacket(head + self._read_text()) if head else EOFError
        packet = self._read(size - 1)
        if len(packet) < size - 1:
            raise EOFError
        return int.from_bytes(packet[:4])

    def _convert_status(self, msg: paramiko.Message) -> None:
        """Take NO_SUCH_PATH of later versions for a file that does not exist; paramiko does not know it."""
        if msg.get_int() == NO_SUCH_PATH:
            raise FileNotFoundError(errno.ENOENT, "no such path")
        msg.rewind()
        msg.get_int()  # the number of the request
        super()._convert_status(msg)  # type: ignore[misc]

    def _read(self, size: int) -> bytes:
        """Read this many bytes, or fewer at the end."""
        got = b""
        while len(got) < size and (more := self.sock.recv(size - len(got))):
            got += more
        return got

    def _read_text(self) -> bytes:
        """Read the rest of a text, up to where SFTP starts after all: a length begins with a zero byte."""
        got = b""
        self.sock.settimeout(REST_SECONDS)
        with suppress(TimeoutError):
            while len(got) < TEXT_BYTES_MAX and b"\0" not in got and (more := self.sock.recv(TEXT_BYTES_MAX)):
                got += more
        return got.partition(b"\0")[0]


def _error_for(
    error: Exception, is_late: bool, transport: Transport, channel: paramiko.Channel | None, feed: Feed,
    password: str,
) -> DeliveryError:  # fmt: skip
    complaint, status = _read_complaint(channel, password)
    said = " ".join(filter(None, [transport.banner, complaint, transport.disconnect_message]))
    quoted = f" The server says: “{said}”." if said else ""
    reasons = f"{transport.auth_messages} {complaint} {transport.disconnect_message}"
    is_over = not transport.is_active()
    transport.close()
    if is_late:
        return connection_timeout(feed, f"no SFTP within {timeouts.ANSWER_SECONDS:g} s.{quoted}")
    if EXPIRED.search(reasons):
        return _refused(
            "password_expired", f"the login works, but the password has expired.{quoted}", RENEW, feed
        )
    if LOCKED.search(reasons):
        return _refused(
            "account_locked", f"the login works, but the account is locked.{quoted}", UNLOCK, feed
        )
    if isinstance(error, _NotAPacket):
        text = clean(error.text, password)
        return _refused(
            "text_before_sftp",
            f"the login works, but the server sends text where SFTP should start: “{text}”.{quoted}",
            "Ask the customer to make sure that no login script of this account (.bashrc, .profile, .cshrc)"
            " prints anything without a terminal, or to give the account OpenSSH's internal-sftp, which runs"
            " no login scripts.",
            feed,
        )
    if is_over and (transport.got_damage or not said):
        return connection_lost(feed, "the connection broke after the login.")
    ended = f" Its program ended at once, with status {status}." if status > 0 else ""
    return _refused(
        "no_sftp_subsystem",
        f"the login works, but the server does not start SFTP.{ended}{quoted}",
        "Ask the customer to enable SFTP for this account, and whether its password has expired.",
        feed,
    )


def _read_complaint(channel: paramiko.Channel | None, password: str) -> tuple[str, int]:
    """Read what the server's program wrote to standard error, and its exit status, if they come. OpenSSH
    does not forward the former."""
    if channel is None:
        return "", 0
    said = b""
    channel.settimeout(REST_SECONDS)
    with suppress(TimeoutError):
        said = channel.recv_stderr(TEXT_BYTES_MAX)
    channel.status_event.wait(REST_SECONDS)
    return clean(said, password), channel.exit_status


def _refused(code: str, message: str, remedy: str, feed: Feed) -> DeliveryError:
    return DeliveryError(code, message, where=format_address(feed), remedy=remedy)
