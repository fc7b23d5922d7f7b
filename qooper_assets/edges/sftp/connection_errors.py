"""The errors of a connection, from the host's name to the pinned host key (F18, F19, F22).

Belongs here: pure functions from what the server sent to an error. Does not: the connection
(`edges/sftp/connection.py`), the login (`edges/sftp/login_errors.py`).
"""

from collections.abc import Callable

from paramiko.ssh_exception import IncompatiblePeer

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import algorithms, timeouts
from qooper_assets.edges.sftp.transport import Transport, clean, is_damage

GREETINGS = (
    (b"HTTP/", "an HTTP server"),
    (b"<", "an HTTP server"),
    (b"220", "an FTP or mail server"),
    (b"\x15\x03", "a TLS server"),
)
BUSY = ("Exceeded MaxStartups", "Not allowed at this time")
"""What OpenSSH sends instead of its greeting if it has too many connections, in all or from our address."""
_CHECK_ALLOWED = "Ask the customer whether their server allows connections from our address."
_IF_IT_PERSISTS = "If this persists, ask the customer whether their server or a firewall was changed."


def format_address(feed: Feed) -> str:
    return f"{feed.host}:{feed.port}"


def connection_timeout(feed: Feed, message: str, retryable: bool = True) -> DeliveryError:
    return DeliveryError(
        "connection_timeout",
        message,
        where=format_address(feed),
        remedy=_IF_IT_PERSISTS,
        retryable=retryable,
    )


def connection_lost(
    feed: Feed, message: str, remedy: str = _IF_IT_PERSISTS, retryable: bool = True
) -> DeliveryError:
    return DeliveryError(
        "connection_lost", message, where=format_address(feed), remedy=remedy, retryable=retryable
    )


def error_for_handshake(
    transport: Transport, feed: Feed, failure: Exception | None, speaks_tls: Callable[[Feed], bool]
) -> DeliveryError:
    """Find the error of a handshake that failed. `failure` is None if it ended without an exception."""
    greeting = transport.greeting
    if isinstance(failure, algorithms.ShortGroup):
        chosen, least = failure.bits, algorithms.GROUP_BITS_MIN
        return error_for_short_key(
            feed, f"the server chose a group of {chosen} bits for the key exchange; the minimum is {least}."
        )
    if isinstance(failure, IncompatiblePeer):
        return _error_for_no_common(transport, feed)
    if greeting is None:
        waited = f"{timeouts.BANNER_SECONDS:g} s"
        return connection_timeout(
            feed, f"the server accepted the connection, but sent nothing within {waited}."
        )
    if greeting == b"":
        if speaks_tls(feed):
            return _error_for_other_server("a TLS server", feed)
        return connection_lost(
            feed, "the server accepted the connection and closed it at once.", _CHECK_ALLOWED
        )
    if not transport.remote_version and not b"SSH-".startswith(greeting[:4]):
        return _error_for_greeting(greeting, feed)
    if failure is None or transport.is_greeting_late:
        return connection_timeout(feed, "the server stopped answering during the SSH handshake.")
    if transport.disconnect_message and not transport.got_damage:
        said = transport.disconnect_message
        return connection_lost(feed, f"the server ended the SSH handshake: “{said}”.", _CHECK_ALLOWED)
    if transport.got_damage or is_damage(failure):
        return connection_lost(
            feed,
            "data was damaged on the way during the SSH handshake.",
            "If it happens again, tell whoever runs the network in between.",
        )
    return connection_lost(feed, "the connection broke during the SSH handshake.", _CHECK_ALLOWED)


def _error_for_no_common(transport: Transport, feed: Feed) -> DeliveryError:
    keys = transport.offered.get("server_key_algo_list", [])
    if "ssh-rsa" in keys and not set(keys) & set(algorithms.HOST_KEY.strong):
        return DeliveryError(
            "ssh_rsa_not_supported",
            f"the server offers only {clean(', '.join(keys))} for its host key, which relies on SHA-1.",
            where=format_address(feed),
            remedy="Ask the customer to enable rsa-sha2-512 (the key may stay) or an ed25519 host key.",
        )
    found = algorithms.mismatch(transport.offered, feed.allow_weak)
    if not transport.offered or found is None:
        spoken = clean(transport.remote_version)
        return _no_common_algorithm(
            feed,
            f"no common protocol: they speak {spoken}, we speak SSH-2.0.",
            "Ask the customer for a newer server.",
        )
    return _no_common_algorithm(feed, *found)


def _no_common_algorithm(feed: Feed, message: str, remedy: str) -> DeliveryError:
    return DeliveryError("no_common_algorithm", message, where=format_address(feed), remedy=remedy)


def error_for_short_key(feed: Feed, message: str) -> DeliveryError:
    return _no_common_algorithm(feed, message, "Ask the customer for a longer one, or an ed25519 host key.")


def _error_for_greeting(greeting: bytes, feed: Feed) -> DeliveryError:
    says = clean(greeting.splitlines()[0] if greeting.splitlines() else b"")
    if says.startswith(BUSY):
        return connection_lost(feed, f"the server accepts no connection at present: “{says}”.")
    named = next((name for start, name in GREETINGS if greeting.startswith(start)), f"“{says}”")
    return _error_for_other_server(named, feed)


def _error_for_other_server(named: str, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "not_an_ssh_server",
        f"the answer comes not from an SSH server but from {named}.",
        where=format_address(feed),
        remedy="SFTP runs over SSH, usually on port 22; FTP and FTPS are other protocols. Check feed.port.",
    )


def error_for_host_keys(presented: list[str], feed: Feed) -> DeliveryError:
    """The error of a server that presents none of the pinned keys, or of a feed that pins none."""
    fingerprints = ", ".join(presented)
    if feed.host_keys:
        return DeliveryError(
            "host_key_changed",
            f"the server presents {fingerprints}, which is not pinned; no credential was sent.",
            where=format_address(feed),
            remedy="Ask the customer, through another channel, whether they changed their host key. "
            "Only if they confirm this fingerprint, add it to feed.host_keys.",
            result=Result.BLOCKED,
        )
    return DeliveryError(
        "host_key_unknown",
        f"no host key is pinned, and the server presents {fingerprints}; no credential was sent.",
        where=format_address(feed),
        remedy="Confirm the fingerprint with the customer through another channel, then write under "
        f'feed: host_keys: ["{presented[0]}"]',
        result=Result.BLOCKED,
    )
