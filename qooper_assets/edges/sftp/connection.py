"""One verified SSH connection to a customer's server: address, greeting, host key.

Belongs here: the socket, the pinned host key, and the name of everything that goes wrong on the way.
Does not: the lists of algorithms (`edges/sftp/algorithms.py`), the login (`edges/sftp/login.py`), files
(`edges/sftp/session.py`), retries.

    resolve ─ dial ─ greet (algorithms, then host key) ─ ssh_login.log_in ─ ssh_subsystem.open_sftp

No credential is sent before `greet` has found a pinned host key. Never `SSHClient`: it offers every
key of the agent and of ~/.ssh to the customer's server. paramiko's private names in `Transport` are
why its version is pinned.
"""

import logging
import socket
import ssl
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, ClassVar, NamedTuple

import paramiko
from paramiko.ssh_exception import IncompatiblePeer, SSHException

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import algorithms
from qooper_assets.edges.sftp.private_keys import RSA_BITS_MIN

CONNECT_SECONDS = 15
BANNER_SECONDS = 15
HANDSHAKE_SECONDS = 30
LOGIN_SECONDS = 30
ANSWER_SECONDS = 60
"""How long a server may leave one request unanswered."""
KEEPALIVE_SECONDS = 30
MAC_ERROR = 5
"""SSH_DISCONNECT_MAC_ERROR (RFC 4253, 11.1)."""
NEVER_SECONDS = 86_400
"""For a time limit of paramiko's that one of ours makes needless."""

_LOG = "qooper_assets.paramiko"
# paramiko logs a traceback for every refused connection. What matters of it is in our error.
logging.getLogger(_LOG).addHandler(logging.NullHandler())
logging.getLogger(_LOG).propagate = False
_log = logging.getLogger(__name__)


class Transport(paramiko.Transport):
    """paramiko's transport with an allow-list, which remembers what the server said."""

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
        """The first bytes; none if the server hung up, None if it kept silent."""
        self.is_greeting_late = False
        self.offered: dict[str, list[str]] = {}
        self.farewell = ""
        """What the server said when it closed the connection."""
        self.got_damage = False
        """Whether that was because what it got of us was damaged."""
        self.words = ""
        """What it said during the login, without the credential."""
        self.verdict = ""
        """As far as it came after the credential: the rest is what everybody is told."""
        self.logged_in_by: tuple[str, ...] = ()
        """By which parts of the credential, in order."""
        self.is_overdue = False
        self._end: threading.Timer | None = None
        self.banner_timeout = BANNER_SECONDS
        self.handshake_timeout = NEVER_SECONDS  # `start_client` has one, and says so when it ends
        self.auth_timeout = LOGIN_SECONDS
        self.channel_timeout = ANSWER_SECONDS
        self.set_log_channel(_LOG)

    @property
    def preferred_keys(self) -> Sequence[str]:
        return self.host_key_algorithms

    @property
    def weak_algorithms(self) -> tuple[str, ...]:
        """Those that this connection uses. Only what `feed.allow_weak` names can be among them."""
        return algorithms.weak_ones(self.offered, self.feed.allow_weak)

    def end_after(self, seconds: float) -> None:
        """However slowly the server goes on answering: then the connection is closed."""
        self._end = threading.Timer(seconds, self._close_overdue)
        self._end.daemon = True
        self._end.start()

    def _close_overdue(self) -> None:
        self.is_overdue = True
        self.close()

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        self.packetizer.complete_handshake()  # else its timer lives on
        super().close()
        self.tcp.close()

    def _check_banner(self) -> None:
        # Peeked at after our own line is sent: HTTP and TLS servers only speak when spoken to.
        self.tcp.settimeout(BANNER_SECONDS)
        try:
            self.greeting = self.tcp.recv(200, socket.MSG_PEEK)
        except TimeoutError:
            raise SSHException from None  # paramiko's thread trips over the other one
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
        self.farewell = clean(m.get_string())

    def _really_parse_kex_init(self, m: paramiko.Message, ignore_first_byte: bool = False) -> dict[str, Any]:
        offers: dict[str, Any] = super()._really_parse_kex_init(m, ignore_first_byte)  # type: ignore[misc]
        self.offered = {name: [*names] for name, names in offers.items() if isinstance(names, list)}
        if algorithms.needs_no_mac(self.feed.allow_weak, offers):
            # paramiko wants one in common all the same, and then uses none.
            for name in algorithms.MAC.lists:
                offers[name] = [*offers[name], *algorithms.MAC.strong]
        return offers


def at(feed: Feed) -> str:
    return f"{feed.host}:{feed.port}"


def clean(text: str | bytes, secret: str = "") -> str:
    """A server's words, fit to be quoted: no control or bidi character, no secret, 200 characters."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if secret:
        words = words.replace(secret, "***")
    shown = "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"} else " " for c in words)
    return " ".join(shown.split())[:200]


def resolve(feed: Feed) -> list[str]:
    """The addresses of the host. Raises `dns_failure`, retryable where no name server answered."""
    try:
        found = socket.getaddrinfo(feed.host, feed.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        is_unanswered = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise DeliveryError(
            "dns_failure",
            "no name server answers." if is_unanswered else "the host name does not resolve.",
            where=at(feed),
            remedy="Check the name server of this machine."
            if is_unanswered
            else "Check feed.host with the customer, and the name server of this machine.",
            retryable=is_unanswered,
        ) from None
    return sorted({str(entry[4][0]) for entry in found})


def dial(feed: Feed) -> socket.socket:
    """An open TCP connection. Raises `dns_failure`, `connection_refused`, `connection_timeout` or
    `connection_lost`, all of them retryable but a name that does not exist (F22)."""
    resolve(feed)
    try:
        sock = socket.create_connection((feed.host, feed.port), CONNECT_SECONDS)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock
    except ConnectionRefusedError:
        raise DeliveryError(
            "connection_refused",
            "nothing listens there.",
            where=at(feed),
            remedy="Check feed.host and feed.port, and whether their firewall admits this address.",
            retryable=True,
        ) from None
    except TimeoutError:
        raise timeout(feed, f"no connection within {CONNECT_SECONDS:g} s.") from None
    except OSError as error:
        raise lost(feed, f"the network does not lead there: {error.strerror or 'no reason given'}.") from None


def greet(sock: socket.socket, feed: Feed) -> Transport:
    """A connection whose host key is one of the pinned ones; no credential was sent (F18, F19).

    Raises `host_key_unknown`, `host_key_changed` (both end a run blocked), `not_an_ssh_server`,
    `ssh_rsa_not_supported`, `no_common_algorithm`, or what `dial` raises.
    """
    seen: list[str] = []
    for transport in _each_host_key(sock, feed):
        key = transport.get_remote_server_key()
        if key.fingerprint in feed.host_keys:
            _refuse_short_rsa(transport, key, feed)
            if weak := ", ".join(transport.weak_algorithms):
                _log.warning("%s uses %s, which feed.allow_weak excepts", at(feed), weak)
            return transport
        transport.close()
        seen.append(key.fingerprint)
        if not feed.host_keys:
            break
    raise _unpinned(seen, feed)


class HostKey(NamedTuple):
    """One host key that a server presented."""

    type: str
    bits: int
    fingerprint: str
    is_too_short: bool


def host_keys(feed: Feed) -> list[HostKey]:
    """Every host key that the server offers, none of them trusted; no credential is sent.

    Raises what `greet` raises, but nothing about the keys themselves.
    """
    found = []
    for transport in _each_host_key(dial(feed), feed):
        key = transport.get_remote_server_key()
        transport.close()
        found.append(HostKey(key.get_name(), key.get_bits(), key.fingerprint, _is_short_rsa(key)))
    return found


def _each_host_key(sock: socket.socket, feed: Feed) -> Iterator[Transport]:
    """A server may hold several host keys, and we pin fingerprints, which do not tell the type: each
    type that it offers is asked for in turn, on a fresh connection. Whoever takes one closes it."""
    names = algorithms.HOST_KEY.strong
    while True:
        transport = _shake_hands(sock, feed, names)
        yield transport
        taken = str(transport.host_key_type)
        names = tuple(
            name
            for name in names
            if name in transport.offered["server_key_algo_list"]
            and name != taken
            and not (name.startswith("rsa-") and taken.startswith("rsa-"))
        )
        if not names:
            return
        sock = dial(feed)


def _shake_hands(sock: socket.socket, feed: Feed, host_key_algorithms: tuple[str, ...]) -> Transport:
    transport = Transport(sock, feed, host_key_algorithms)
    failure: Exception | None = None
    try:
        transport.start_client(timeout=BANNER_SECONDS + HANDSHAKE_SECONDS)
    except Exception as error:  # noqa: BLE001  paramiko hands on whatever its thread died of
        failure = error
    if failure is None and transport.initial_kex_done:  # a time-out returns without a word
        return transport
    transport.close()
    raise _no_handshake(transport, feed, failure)


def _no_handshake(transport: Transport, feed: Feed, failure: Exception | None) -> DeliveryError:
    greeting = transport.greeting
    if isinstance(failure, algorithms.ShortGroup):
        least = algorithms.GROUP_BITS_MIN
        return _weak_key(
            feed,
            f"for the key exchange the server takes a group of {failure.bits} bits, the least is {least}.",
        )
    if isinstance(failure, IncompatiblePeer):
        return _no_common(transport, feed)
    if greeting is None:
        return timeout(feed, f"the server took the connection, and said nothing within {BANNER_SECONDS:g} s.")
    if greeting == b"":
        if _speaks_tls(feed):
            return _not_ssh_but("a TLS server", feed)
        return lost(feed, "the server took the connection, and closed it at once.", _ADMITTED)
    if not transport.remote_version and not b"SSH-".startswith(greeting[:4]):
        return _not_ssh(greeting, feed)
    if failure is None or transport.is_greeting_late:
        return timeout(feed, "the server fell silent in the middle of the SSH handshake.")
    if transport.farewell and not transport.got_damage:
        return lost(feed, f"the server ended the SSH handshake: “{transport.farewell}”.", _ADMITTED)
    if transport.got_damage or is_damage(failure):
        return lost(
            feed,
            "what came of the SSH handshake is damaged.",
            "If it recurs, tell whoever runs the network between.",
        )
    return lost(feed, "the connection broke during the SSH handshake.", _ADMITTED)


_ADMITTED = "Ask the customer whether their server admits this address."


def is_damage(failure: Exception | None) -> bool:
    """Whether the bytes that came were not those that were sent, rather than too few of them."""
    return failure is not None and not isinstance(failure, EOFError | OSError)


def _no_common(transport: Transport, feed: Feed) -> DeliveryError:
    keys = transport.offered.get("server_key_algo_list", [])
    if "ssh-rsa" in keys and not set(keys) & set(algorithms.HOST_KEY.strong):
        return DeliveryError(
            "ssh_rsa_not_supported",
            f"for its host key the server offers only {clean(', '.join(keys))}, which rests on SHA-1.",
            where=at(feed),
            remedy="Ask the customer to enable rsa-sha2-512 (the key may stay) or an ed25519 host key.",
        )
    found = algorithms.mismatch(transport.offered, feed.allow_weak)
    if not transport.offered or found is None:
        spoken = clean(transport.remote_version)
        return _no_algorithm(
            feed, f"no common protocol: they speak {spoken}, we speak SSH-2.0.", "Ask for a newer server."
        )
    return _no_algorithm(feed, *found)


def _no_algorithm(feed: Feed, message: str, remedy: str) -> DeliveryError:
    return DeliveryError("no_common_algorithm", message, where=at(feed), remedy=remedy)


def _weak_key(feed: Feed, message: str) -> DeliveryError:
    return _no_algorithm(feed, message, "Ask the customer for a longer one, or an ed25519 host key.")


def _is_short_rsa(key: paramiko.PKey) -> bool:
    return isinstance(key, paramiko.RSAKey) and key.get_bits() < RSA_BITS_MIN


def _refuse_short_rsa(transport: Transport, key: paramiko.PKey, feed: Feed) -> None:
    if _is_short_rsa(key):
        transport.close()
        raise _weak_key(feed, f"the host key is RSA with {key.get_bits()} bits, the least is {RSA_BITS_MIN}.")


_GREETINGS = (
    (b"HTTP/", "an HTTP server"),
    (b"<", "an HTTP server"),
    (b"220", "an FTP or mail server"),
    (b"\x15\x03", "a TLS server"),
)
_BUSY = ("Exceeded MaxStartups", "Not allowed at this time")
"""What OpenSSH says instead of its greeting where too many connections come, or too many from here."""


def _not_ssh(greeting: bytes, feed: Feed) -> DeliveryError:
    says = clean(greeting.splitlines()[0] if greeting.splitlines() else b"")
    if says.startswith(_BUSY):
        return lost(feed, f"the server takes no connection at present: “{says}”.", _IF_IT_STAYS)
    named = next((name for start, name in _GREETINGS if greeting.startswith(start)), f"“{says}”")
    return _not_ssh_but(named, feed)


def _speaks_tls(feed: Feed) -> bool:
    """Most TLS servers hang up on our greeting without a word. That of FTPS is often called SFTP."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # only whether it is one
    with suppress(OSError), socket.create_connection((feed.host, feed.port), CONNECT_SECONDS) as sock:
        context.wrap_socket(sock).close()
        return True
    return False


def _not_ssh_but(named: str, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "not_an_ssh_server",
        f"what answers there is not SSH but {named}.",
        where=at(feed),
        remedy="SFTP is SSH, mostly at port 22; FTP and FTPS are something else. Check feed.port.",
    )


def _unpinned(presented: list[str], feed: Feed) -> DeliveryError:
    fingerprints = ", ".join(presented)
    if feed.host_keys:
        return DeliveryError(
            "host_key_changed",
            f"the server presents {fingerprints}, which is not pinned; no credential was sent.",
            where=at(feed),
            remedy="Ask the customer, not by the same way, whether they changed their host key. "
            "Only if they confirm this fingerprint, add it to feed.host_keys.",
            result=Result.BLOCKED,
        )
    return DeliveryError(
        "host_key_unknown",
        f"no host key is pinned, and the server presents {fingerprints}; no credential was sent.",
        where=at(feed),
        remedy="Confirm the fingerprint with the customer, not by the same way, then write under "
        f'feed: host_keys: ["{presented[0]}"]',
        result=Result.BLOCKED,
    )


_IF_IT_STAYS = "If it stays so, ask the customer whether their server or a firewall was changed."


def timeout(feed: Feed, message: str, retryable: bool = True) -> DeliveryError:
    return DeliveryError(
        "connection_timeout", message, where=at(feed), remedy=_IF_IT_STAYS, retryable=retryable
    )


def lost(feed: Feed, message: str, remedy: str = _IF_IT_STAYS, retryable: bool = True) -> DeliveryError:
    return DeliveryError("connection_lost", message, where=at(feed), remedy=remedy, retryable=retryable)
