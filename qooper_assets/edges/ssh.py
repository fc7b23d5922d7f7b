"""One verified SSH connection to a customer's server: address, greeting, host key.

Belongs here: the socket, the algorithms we accept, the pinned host key, and the name of everything
that goes wrong on the way. Does not: the login (`edges/ssh_login.py`), files (`edges/sftp.py`), retries.

    resolve ─ dial ─ greet (algorithms, then host key) ─ ssh_login.log_in

No credential is sent before `greet` has found a pinned host key. Never `SSHClient`: it offers every
key of the agent and of ~/.ssh to the customer's server. paramiko's private names in `Transport` are
why its version is pinned.
"""

import logging
import socket
import unicodedata
from collections.abc import Sequence
from typing import ClassVar

import paramiko
from paramiko.ssh_exception import IncompatiblePeer, SSHException

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant import Feed
from qooper_assets.edges.ssh_keys import RSA_BITS_MIN

CONNECT_SECONDS = 15
BANNER_SECONDS = 15
HANDSHAKE_SECONDS = 30
LOGIN_SECONDS = 30
ANSWER_SECONDS = 60
"""How long a server may leave one request unanswered."""
KEEPALIVE_SECONDS = 30

HOST_KEY_ALGORITHMS: tuple[str, ...] = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
KEY_EXCHANGES = (
    "mlkem768x25519-sha256",
    "curve25519-sha256",
    "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256",
    "ecdh-sha2-nistp384",
    "ecdh-sha2-nistp521",
    "diffie-hellman-group16-sha512",
    "diffie-hellman-group-exchange-sha256",
    "diffie-hellman-group14-sha256",
)
CIPHERS = ("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr")
MACS = (
    "hmac-sha2-256-etm@openssh.com",
    "hmac-sha2-512-etm@openssh.com",
    "hmac-sha2-256",
    "hmac-sha2-512",
)

_LOG = "qooper_assets.paramiko"
# paramiko logs a traceback for every refused connection. What matters of it is in our error.
logging.getLogger(_LOG).addHandler(logging.NullHandler())
logging.getLogger(_LOG).propagate = False


class Transport(paramiko.Transport):
    """paramiko's transport with an allow-list, which remembers what the server said first."""

    # paramiko knows curve25519-sha256 by its older name only.
    _kex_info: ClassVar = {
        **paramiko.Transport._kex_info,  # type: ignore[attr-defined]
        "curve25519-sha256": paramiko.Transport._kex_info["curve25519-sha256@libssh.org"],  # type: ignore[attr-defined]
    }
    _preferred_kex = KEY_EXCHANGES
    _preferred_ciphers = CIPHERS
    _preferred_macs = MACS
    remote_cipher: str

    def __init__(self, sock: socket.socket, host_key_algorithms: tuple[str, ...]) -> None:
        super().__init__(sock)
        self.tcp = sock
        self.host_key_algorithms = host_key_algorithms
        self.greeting: bytes | None = None
        self.offered: dict[str, list[str]] = {}
        self.banner_timeout = BANNER_SECONDS
        self.handshake_timeout = HANDSHAKE_SECONDS
        self.auth_timeout = LOGIN_SECONDS
        self.channel_timeout = ANSWER_SECONDS
        self.set_log_channel(_LOG)

    @property
    def preferred_keys(self) -> Sequence[str]:
        return self.host_key_algorithms

    def close(self) -> None:
        super().close()
        self.tcp.close()

    def _check_banner(self) -> None:
        # Peeked at after our own line is sent: HTTP and TLS servers only speak when spoken to.
        self.tcp.settimeout(BANNER_SECONDS)
        try:
            self.greeting = self.tcp.recv(200, socket.MSG_PEEK)
        except TimeoutError:
            raise SSHException from None  # paramiko's thread trips over the other one
        finally:
            self.tcp.settimeout(self._active_check_timeout)  # type: ignore[attr-defined]
        super()._check_banner()  # type: ignore[misc]

    def _parse_kex_init(self, m: paramiko.Message) -> None:
        self.offered = self._really_parse_kex_init(m)  # type: ignore[attr-defined]
        m.rewind()
        super()._parse_kex_init(m)  # type: ignore[misc]


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
    """The addresses of the host. Raises `dns_failure`."""
    try:
        found = socket.getaddrinfo(feed.host, feed.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise DeliveryError(
            "dns_failure",
            "the host name does not resolve.",
            where=at(feed),
            remedy="Check feed.host with the customer, and the name server of this machine.",
        ) from None
    return sorted({str(entry[4][0]) for entry in found})


def dial(feed: Feed) -> socket.socket:
    """An open TCP connection. Raises `dns_failure`, `connection_refused`, `connection_timeout` or
    `connection_lost`; the last two are retryable (F22)."""
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
        ) from None
    except TimeoutError:
        raise timeout(feed, f"no connection within {CONNECT_SECONDS:g} s.") from None
    except OSError as error:
        raise DeliveryError(
            "connection_lost",
            f"the network does not lead there: {error.strerror or 'no reason given'}.",
            where=at(feed),
            retryable=True,
        ) from None


def greet(sock: socket.socket, feed: Feed) -> Transport:
    """A connection whose host key is one of the pinned ones; no credential was sent (F18, F19).

    A server may hold several host keys, and we pin fingerprints, which do not tell the type: each
    type that it offers is asked for in turn, on a fresh connection.

    Raises `host_key_unknown`, `host_key_changed` (both end a run blocked), `not_an_ssh_server`,
    `ssh_rsa_not_supported`, `no_common_algorithm`, or what `dial` raises.
    """
    presented: list[str] = []
    algorithms = HOST_KEY_ALGORITHMS
    while True:
        transport = _shake_hands(sock, feed, algorithms)
        key = transport.get_remote_server_key()
        if key.fingerprint in feed.host_keys:
            _refuse_short_rsa(transport, key, feed)
            return transport
        transport.close()
        presented.append(key.fingerprint)
        taken = str(transport.host_key_type)
        algorithms = tuple(
            name
            for name in algorithms
            if name in transport.offered["server_key_algo_list"]
            and name != taken
            and not (name.startswith("rsa-") and taken.startswith("rsa-"))
        )
        if not feed.host_keys or not algorithms:
            raise _unpinned(presented, feed)
        sock = dial(feed)


def _shake_hands(sock: socket.socket, feed: Feed, algorithms: tuple[str, ...]) -> Transport:
    transport = Transport(sock, algorithms)
    failure: Exception | None = None
    try:
        transport.start_client(timeout=BANNER_SECONDS + HANDSHAKE_SECONDS)
    except Exception as error:  # noqa: BLE001  paramiko hands on whatever its thread died of
        failure = error
    if failure is None and transport.initial_kex_done:  # a time-out returns without a word
        return transport
    transport.close()
    if isinstance(failure, IncompatiblePeer):
        raise _no_common(transport, feed)
    if transport.greeting and not transport.remote_version:
        raise _not_ssh(transport.greeting, feed)
    if failure is None or transport.greeting is None:
        raise timeout(feed, "the server took the connection, and then said too little.")
    raise DeliveryError(
        "connection_lost",
        "the connection broke during the SSH handshake.",
        where=at(feed),
        remedy="Ask the customer whether their server admits this address.",
        retryable=True,
    )


def _no_common(transport: Transport, feed: Feed) -> DeliveryError:
    keys = transport.offered.get("server_key_algo_list", [])
    if "ssh-rsa" in keys and not set(keys) & set(HOST_KEY_ALGORITHMS):
        return DeliveryError(
            "ssh_rsa_not_supported",
            f"for its host key the server offers only {clean(', '.join(keys))}, which rests on SHA-1.",
            where=at(feed),
            remedy="Ask the customer to enable rsa-sha2-512 (the key may stay) or an ed25519 host key.",
        )
    for kind, offered, accepted in (
        ("key exchange", "kex_algo_list", KEY_EXCHANGES),
        ("host key algorithm", "server_key_algo_list", transport.host_key_algorithms),
        ("cipher", "server_encrypt_algo_list", CIPHERS),
        ("cipher", "client_encrypt_algo_list", CIPHERS),
        ("MAC", "server_mac_algo_list", MACS),
        ("MAC", "client_mac_algo_list", MACS),
    ):
        theirs = transport.offered.get(offered, [])
        if not set(theirs) & set(accepted):
            return _no_algorithm(
                feed, f"no common {kind}: they offer {clean(', '.join(theirs)) or 'none'}; "
                f"we accept {', '.join(accepted)}."
            )  # fmt: skip
    return _no_algorithm(feed, f"no common protocol: they speak {clean(transport.remote_version)}.")


def _no_algorithm(feed: Feed, message: str) -> DeliveryError:
    return DeliveryError(
        "no_common_algorithm",
        message,
        where=at(feed),
        remedy="Ask the customer to enable one of ours on their server.",
    )


def _refuse_short_rsa(transport: Transport, key: paramiko.PKey, feed: Feed) -> None:
    if isinstance(key, paramiko.RSAKey) and key.get_bits() < RSA_BITS_MIN:
        transport.close()
        raise _no_algorithm(
            feed, f"the host key is RSA with {key.get_bits()} bits, the least is {RSA_BITS_MIN}."
        )


_GREETINGS = (
    (b"HTTP/", "an HTTP server"),
    (b"<", "an HTTP server"),
    (b"220", "an FTP or mail server"),
    (b"\x15\x03", "a TLS server"),
)


def _not_ssh(greeting: bytes, feed: Feed) -> DeliveryError:
    says = clean(greeting.splitlines()[0] if greeting.splitlines() else b"")
    named = next((name for start, name in _GREETINGS if greeting.startswith(start)), f"“{says}”")
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


def timeout(feed: Feed, message: str, retryable: bool = True) -> DeliveryError:
    return DeliveryError("connection_timeout", message, where=at(feed), retryable=retryable)
