"""paramiko's transport with an allow-list, which remembers what the server said.

Belongs here: what paramiko may negotiate, what it is to keep of a server's messages, and quoting them. Does
not: opening and verifying a connection (`edges/sftp/connection.py`), the lists of algorithms
(`edges/sftp/algorithms.py`). paramiko's private names are why its version is pinned.
"""

import logging
import socket
import threading
import unicodedata
from collections.abc import Sequence
from typing import Any, ClassVar

import paramiko
from paramiko.ssh_exception import SSHException

from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import algorithms, timeouts

MAC_ERROR = 5
"""SSH_DISCONNECT_MAC_ERROR (RFC 4253, 11.1)."""
NEVER_SECONDS = 86_400
"""For a time limit of paramiko's that one of ours makes unnecessary."""

_LOG = "qooper_assets.paramiko"
# paramiko logs a traceback for every refused connection. What matters of it is in our error.
logging.getLogger(_LOG).addHandler(logging.NullHandler())
logging.getLogger(_LOG).propagate = False


class Transport(paramiko.Transport):
    """One SSH connection to the server of a feed."""

    # paramiko knows curve25519-sha256 by its older name only.
    _kex_info: ClassVar = {
        **paramiko.Transport._kex_info,  # type: ignore[attr-defined]
        "curve25519-sha256": paramiko.Transport._kex_info["curve25519-sha256@libssh.org"],  # type: ignore[attr-defined]
        **{
            exchange.name: exchange
            for exchange in (
                algorithms.GroupExchangeSha256,
                algorithms.GroupExchangeSha1,
                algorithms.Group14Sha1,
            )
        },
    }
    remote_cipher: str
    packetizer: Any

    def __init__(self, sock: socket.socket, feed: Feed, host_key_algorithms: tuple[str, ...]) -> None:
        super().__init__(sock)
        self.tcp = sock
        self.feed = feed
        self.host_key_algorithms = host_key_algorithms
        self._preferred_kex = algorithms.KEY_EXCHANGE.accepted(feed.allow_weak)
        self._preferred_ciphers = algorithms.CIPHER.accepted(feed.allow_weak)
        self._preferred_macs = algorithms.MAC.accepted(feed.allow_weak)
        self.greeting: bytes | None = None
        """The first bytes; empty if the server hung up, None if it sent nothing."""
        self.is_greeting_late = False
        self.offered: dict[str, list[str]] = {}
        self.disconnect_message = ""
        """The reason that the server gave when it closed the connection."""
        self.got_damage = False
        """True if that reason is that the server received damaged data."""
        self.banner = ""
        """All messages of the server during the login, without the credential."""
        self.auth_messages = ""
        """Those of them that came after the credential; the others are shown to everybody."""
        self.logged_in_by: tuple[str, ...] = ()
        """The parts of the credential that the login used, in order."""
        self.is_overdue = False
        self._end: threading.Timer | None = None
        self.banner_timeout = timeouts.BANNER_SECONDS
        self.handshake_timeout = NEVER_SECONDS  # `start_client` has one, and reports that it ended
        self.auth_timeout = timeouts.LOGIN_SECONDS
        self.channel_timeout = timeouts.ANSWER_SECONDS
        self.set_log_channel(_LOG)

    @property
    def preferred_keys(self) -> Sequence[str]:
        return self.host_key_algorithms

    @property
    def weak_algorithms(self) -> tuple[str, ...]:
        """The weak algorithms that this connection uses; `feed.allow_weak` names each of them."""
        return algorithms.weak_ones(self.offered, self.feed.allow_weak)

    def end_after(self, seconds: float) -> None:
        """Close the connection after this time, even if the server still answers."""
        self._end = threading.Timer(seconds, self._close_overdue)
        self._end.daemon = True
        self._end.start()

    def _close_overdue(self) -> None:
        self.is_overdue = True
        self.close()

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        self.packetizer.complete_handshake()  # otherwise its timer keeps running
        super().close()
        self.tcp.close()

    def _check_banner(self) -> None:
        # Peek after our own line was sent: HTTP and TLS servers speak only when spoken to.
        self.tcp.settimeout(timeouts.BANNER_SECONDS)
        try:
            self.greeting = self.tcp.recv(200, socket.MSG_PEEK)
        except TimeoutError:
            raise SSHException from None  # paramiko's thread can't handle a TimeoutError
        except OSError:
            self.greeting = b""
            raise
        finally:
            self.tcp.settimeout(self._active_check_timeout)  # type: ignore[attr-defined]
        try:
            super()._check_banner()  # type: ignore[misc]
        except SSHException as error:
            self.is_greeting_late = isinstance(error.__context__, TimeoutError)
            if isinstance(error.__context__, EOFError):
                raise EOFError from None
            raise

    def _parse_disconnect(self, m: paramiko.Message) -> None:
        self.got_damage = m.get_int() == MAC_ERROR
        self.disconnect_message = clean(m.get_string())

    def _really_parse_kex_init(self, m: paramiko.Message, ignore_first_byte: bool = False) -> dict[str, Any]:
        offers: dict[str, Any] = super()._really_parse_kex_init(m, ignore_first_byte)  # type: ignore[misc]
        self.offered = {name: [*names] for name, names in offers.items() if isinstance(names, list)}
        if algorithms.needs_no_mac(self.feed.allow_weak, offers):
            # paramiko requires a common MAC even for ciphers that use none.
            for name in algorithms.MAC.lists:
                offers[name] = [*offers[name], *algorithms.MAC.strong]
        return offers


def is_damage(failure: Exception | None) -> bool:
    """True if the received bytes differ from those that were sent; False if too few came."""
    return failure is not None and not isinstance(failure, EOFError | OSError)


def clean(text: str | bytes, secret: str = "") -> str:
    """Make a server's text safe to quote: no control or bidi character, no secret, 200 characters."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if secret:
        words = words.replace(secret, "***")
    shown = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"} else " " for c in words)
    return " ".join(shown.split())[:200]
