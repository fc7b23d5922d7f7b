"""One verified SSH connection to a customer's server: address, greeting, host key.

    resolve ─ dial ─ greet (algorithms, then host key) ─ login.log_in ─ subsystem.open_sftp

Belongs here: the socket, the handshake and the pinned host key. Does not: what paramiko may negotiate
(`edges/sftp/transport.py`), the errors (`edges/sftp/connection_errors.py`), the login
(`edges/sftp/login.py`), files (`edges/sftp/session.py`), retries.

No credential is sent before `greet` has found a pinned host key. Never use `SSHClient`: it offers every
key of the agent and of ~/.ssh to the customer's server.
"""

import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import paramiko

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import algorithms, timeouts
from qooper_assets.edges.sftp.connection_errors import (
    connection_lost,
    connection_timeout,
    error_for_handshake,
    error_for_host_keys,
    error_for_short_key,
    format_address,
)
from qooper_assets.edges.sftp.private_keys import RSA_BITS_MIN
from qooper_assets.edges.sftp.transport import Transport

_log = logging.getLogger(__name__)


def resolve(feed: Feed) -> list[str]:
    """Look up the addresses of the host. Raises `dns_failure`, retryable if no name server answered."""
    try:
        found = socket.getaddrinfo(feed.host, feed.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        is_unanswered = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        raise DeliveryError(
            "dns_failure",
            "no name server answers." if is_unanswered else "the host name does not resolve.",
            where=format_address(feed),
            remedy="Check the name server of this machine."
            if is_unanswered
            else "Check feed.host with the customer, and the name server of this machine.",
            retryable=is_unanswered,
        ) from None
    return sorted({str(entry[4][0]) for entry in found})


def describe_attempt(feed: Feed) -> str:
    """Say what `dial` is about to do."""
    return f"trying {format_address(feed)}, once, for up to {timeouts.CONNECT_SECONDS} s for each address"


def dial(feed: Feed) -> socket.socket:
    """Open a TCP connection. Raises `dns_failure`, `connection_refused`, `connection_timeout` or
    `connection_lost`; all are retryable except a name that does not exist (F22)."""
    resolve(feed)
    try:
        sock = socket.create_connection((feed.host, feed.port), timeouts.CONNECT_SECONDS)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock
    except ConnectionRefusedError:
        raise DeliveryError(
            "connection_refused",
            "nothing listens on this port.",
            where=format_address(feed),
            remedy="Check feed.host and feed.port, and whether their firewall allows connections from our"
            " address.",
            retryable=True,
        ) from None
    except TimeoutError:
        raise connection_timeout(feed, f"no connection within {timeouts.CONNECT_SECONDS:g} s.") from None
    except OSError as error:
        reason = error.strerror or "no reason given"
        raise connection_lost(feed, f"the host can't be reached: {reason}.") from None


def greet(sock: socket.socket, feed: Feed) -> Transport:
    """Shake hands, and verify that the host key is a pinned one; no credential is sent (F18, F19).

    Raises `host_key_unknown`, `host_key_changed` (both end a run blocked), `not_an_ssh_server`,
    `ssh_rsa_not_supported`, `no_common_algorithm`, or what `dial` raises.
    """
    seen: list[str] = []
    for transport in _try_each_host_key(sock, feed):
        key = transport.get_remote_server_key()
        if key.fingerprint in feed.host_keys:
            _refuse_short_rsa(transport, key, feed)
            if weak := ", ".join(transport.weak_algorithms):
                _log.warning("%s uses %s, which feed.allow_weak allows", format_address(feed), weak)
            return transport
        transport.close()
        seen.append(key.fingerprint)
        if not feed.host_keys:
            break
    raise error_for_host_keys(seen, feed)


class HostKey(NamedTuple):
    """One host key that a server presented."""

    type: str
    bits: int
    fingerprint: str
    is_too_short: bool


def list_host_keys(feed: Feed) -> list[HostKey]:
    """List every host key that the server offers, without trusting any; no credential is sent.

    Raises what `greet` raises, except errors about the keys themselves.
    """
    found = []
    for transport in _try_each_host_key(dial(feed), feed):
        key = transport.get_remote_server_key()
        transport.close()
        found.append(HostKey(key.get_name(), key.get_bits(), key.fingerprint, _is_short_rsa(key)))
    return found


def _try_each_host_key(sock: socket.socket, feed: Feed) -> Iterator[Transport]:
    """Ask for each type of host key that the server offers, on a new connection each; the caller closes them.

    A server may have several host keys, and a pinned fingerprint does not contain the type.
    """
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
        transport.start_client(timeout=timeouts.BANNER_SECONDS + timeouts.HANDSHAKE_SECONDS)
    except Exception as error:  # noqa: BLE001  paramiko passes on any exception of its thread
        failure = error
    if failure is None and transport.initial_kex_done:  # a time-out returns without an exception
        return transport
    transport.close()
    raise error_for_handshake(transport, feed, failure, _speaks_tls)


def _speaks_tls(feed: Feed) -> bool:
    """Try TLS: most TLS servers (FTPS is often called SFTP) hang up on our greeting without an answer."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # any TLS server will do
    address = (feed.host, feed.port)
    with suppress(OSError), socket.create_connection(address, timeouts.CONNECT_SECONDS) as sock:
        context.wrap_socket(sock).close()
        return True
    return False


def _is_short_rsa(key: paramiko.PKey) -> bool:
    return isinstance(key, paramiko.RSAKey) and key.get_bits() < RSA_BITS_MIN


def _refuse_short_rsa(transport: Transport, key: paramiko.PKey, feed: Feed) -> None:
    if _is_short_rsa(key):
        transport.close()
        raise error_for_short_key(
            feed, f"the host key is RSA with {key.get_bits()} bits; the minimum is {RSA_BITS_MIN}."
        )
