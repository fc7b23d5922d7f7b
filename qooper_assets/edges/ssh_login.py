"""The one login attempt on a connection whose host key is the pinned one.

Belongs here: logging in by password or by key, and the name of each way to be refused. Does not: the
connection (`edges/ssh.py`), reading a key (`edges/ssh_keys.py`), where a secret comes from
(`edges/secrets.py`), retries. Only the feed's own credential is ever offered: never a key of an
agent or of ~/.ssh, and never a password where the feed says key.

A key is first asked about and then signed with (RFC 4252, 7), as OpenSSH's client does. A question
holds no signature, so it is no attempt, and it alone tells a key that the server does not know from
one that it takes by SHA-1 only.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import paramiko
from paramiko.auth_handler import AuthHandler
from paramiko.common import cMSG_USERAUTH_REQUEST
from paramiko.ssh_exception import AuthenticationException, BadAuthenticationType, SSHException

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant import Feed
from qooper_assets.edges import ssh
from qooper_assets.edges.secrets import Credential, Password
from qooper_assets.edges.ssh_keys import PrivateKey

SHA1 = "ssh-rsa"
RSA_SIGNATURES = ("rsa-sha2-256", "rsa-sha2-512")
"""In the order of asking: of the two, RFC 8332 recommends to servers the first."""


def log_in(transport: ssh.Transport, feed: Feed, credential: Credential) -> ssh.Transport:
    """The same connection, logged in; or a second one, where the password answers a prompt (F16).

    Exactly one attempt: neither here nor by a caller is a refused login repeated, or the account
    gets locked. Closes the connection when it raises `auth`, `auth_method_not_offered`,
    `ssh_rsa_not_supported` (F18) or `connection_timeout` (not retryable here, for the credential was sent).
    """
    if isinstance(credential, Password):
        transport = _by_password(transport, feed, credential.text)
    else:
        _by_key(transport, feed, credential)
    transport.set_keepalive(ssh.KEEPALIVE_SECONDS)
    return transport


class _Way(NamedTuple):
    """A way to log in, and how it is spoken of."""

    name: str
    shown: str
    to_check: str
    secret: str = ""
    """What is cut out of the server's words, should it repeat it."""


def _by_password(transport: ssh.Transport, feed: Feed, password: str) -> ssh.Transport:
    way = _Way(
        "password", "the password", "Check feed.username and the password with the customer, then run again.",
        password,
    )  # fmt: skip
    offered = _attempt(
        transport, feed, way, lambda: transport.auth_password(feed.username, password, fallback=False)
    )
    if offered is not None and "keyboard-interactive" in offered:
        # A new connection: many servers take only one service request on each.
        transport.close()
        transport = prompted = ssh.greet(ssh.dial(feed), feed)
        answer = _answer_one_prompt(password)
        offered = _attempt(prompted, feed, way, lambda: prompted.auth_interactive(feed.username, answer))
    if offered is not None:
        transport.close()
        raise _does_not_take(way, offered, feed)
    return transport


class _UnexpectedPrompt(SSHException):
    """The server asked for something that is not one hidden password."""


def _answer_one_prompt(password: str) -> Callable[[str, str, list[tuple[str, bool]]], list[str]]:
    asked = 0

    def answer(title: str, instructions: str, prompts: list[tuple[str, bool]]) -> list[str]:
        nonlocal asked
        if not prompts:
            return []
        asked += 1
        (_, is_echoed), *others = prompts
        if asked > 1 or others or is_echoed:
            raise _UnexpectedPrompt
        return [password]

    return answer


def _by_key(transport: ssh.Transport, feed: Feed, key: PrivateKey) -> None:
    way = _Way(
        "key", f"the key {key.fingerprint}",
        "Check feed.username, and ask the customer whether this account takes the key:"
        " `ssh-keygen -lf authorized_keys` lists the fingerprints. Then run again.",
    )  # fmt: skip
    login = _KeyLogin(transport, key.key)
    try:
        offered = _attempt(transport, feed, way, lambda: login.run(feed.username))
    except DeliveryError as error:
        if error.code != "auth":
            raise
        if login.takes_only_sha1 or (login.was_cut_off and _takes_by_sha1(feed, way, key)):
            raise _only_sha1(key, feed) from None
        if login.has_signed:
            raise DeliveryError("auth", error.message, where=error.where, remedy=_KNOWN) from None
        raise
    if offered is not None:
        transport.close()
        raise _does_not_take(way, offered, feed)


_KNOWN = (
    "The server knows this key. Ask the customer whether the account is locked or has expired, and whether"
    " the key may be used from our address."
)


def _takes_by_sha1(feed: Feed, way: _Way, key: PrivateKey) -> bool:
    """Asks this on a new connection: some servers hang up after few questions, or at an unknown name."""
    with suppress(DeliveryError):
        transport = ssh.greet(ssh.dial(feed), feed)
        question = _KeyLogin(transport, key.key, (SHA1,))
        try:
            _attempt(transport, feed, way, lambda: question.run(feed.username))
        except DeliveryError:
            return question.takes_only_sha1
        transport.close()
    return False


class _KeyLogin(AuthHandler):
    """paramiko signs unasked, and an RSA key by the algorithm that it likes best itself, so it is
    refused where the server takes only the other one. This asks before it signs, and signs once."""

    auth_event: threading.Event
    username: str

    def __init__(
        self, transport: ssh.Transport, key: paramiko.PKey, algorithms: Sequence[str] | None = None
    ) -> None:
        super().__init__(transport)
        self._transport: Any = transport  # untyped: what is needed of it is private
        self._key = key
        kind = key.get_name()
        self._to_ask = [*(algorithms or ((*RSA_SIGNATURES, SHA1) if kind == "ssh-rsa" else (kind,)))]
        self._asked = ""
        self.has_signed = False
        self.takes_only_sha1 = False
        """The server would take this key, signed by the algorithm ssh-rsa. It is not."""

    def run(self, username: str) -> list[str]:
        """Like `Transport.auth_publickey`."""
        is_over = threading.Event()
        self._transport.auth_handler = self
        self.auth_publickey(username, self._key, is_over)
        return self.wait_for_response(is_over)

    @property
    def was_cut_off(self) -> bool:
        """It ended, and there was more to ask."""
        return bool(self._to_ask) and not self.has_signed

    def _parse_service_accept(self, m: paramiko.Message) -> None:
        # What the server said of itself (RFC 8308) is here by now; right after the greeting it is not.
        told = self._transport.server_extensions.get("server-sig-algs", b"").decode("ascii", "replace")
        if SHA1 in self._to_ask and set(told.split(",")) & {SHA1, *RSA_SIGNATURES} == {SHA1}:
            self.takes_only_sha1 = True
            self.auth_event.set()
        else:
            self._ask()

    def _ask(self) -> None:
        self._asked = self._to_ask.pop(0)
        self._request(self._asked, is_signed=False)

    def _parse_userauth_info_request(self, m: paramiko.Message) -> None:
        """Message 60, which answers a question about a key by yes."""
        if self.has_signed:
            raise SSHException
        if self._asked == SHA1:
            self.takes_only_sha1 = True
            self.auth_event.set()
        else:
            self.has_signed = True
            self._request(self._asked, is_signed=True)

    def _parse_userauth_failure(self, m: paramiko.Message) -> None:
        is_offered = "publickey" in m.get_list()
        m.rewind()
        if is_offered and self._to_ask and not self.has_signed:
            self._ask()
        else:
            super()._parse_userauth_failure(m)  # type: ignore[misc]

    def _request(self, algorithm: str, *, is_signed: bool) -> None:
        m = paramiko.Message()
        m.add_byte(cMSG_USERAUTH_REQUEST)
        m.add_string(self.username)
        m.add_string("ssh-connection")
        m.add_string("publickey")
        m.add_boolean(is_signed)
        m.add_string(algorithm)
        m.add_string(self._key.asbytes())
        if is_signed:
            blob = self._get_session_blob(  # type: ignore[attr-defined]
                self._key, "ssh-connection", self.username, algorithm
            )
            m.add_string(self._key.sign_ssh_data(blob, algorithm))
        self._transport._send_message(m)


def _attempt(
    transport: ssh.Transport, feed: Feed, way: _Way, login: Callable[[], list[str]]
) -> list[str] | None:
    """None when logged in; the methods that the server offers when this one is not among them."""
    try:
        further = login()
    except BadAuthenticationType as error:
        return list(error.allowed_types)
    except _UnexpectedPrompt:
        problem = _method_not_offered(
            way, "it asks for more than one hidden password, such as a one-time code.", feed
        )
    except Exception as error:  # noqa: BLE001  paramiko hands on whatever its thread died of
        if isinstance(error, AuthenticationException) and str(error) == "Authentication timeout.":
            problem = ssh.timeout(feed, f"no answer to the login within {ssh.LOGIN_SECONDS:g} s.", False)
        else:
            closed = "" if transport.is_active() else " and closed the connection"
            banner = ssh.clean(transport.get_banner() or b"", way.secret)
            problem = DeliveryError(
                "auth",
                f"the server refused {way.shown}{closed}; it was tried once."
                + (f" The server says: “{banner}”." if banner else ""),
                where=ssh.at(feed),
                remedy=way.to_check,
            )
    else:
        if not further:
            return None
        wanted = ssh.clean(", ".join(further))
        problem = _method_not_offered(way, f"{way.shown} is right, but it also wants {wanted}.", feed)
    transport.close()
    raise problem from None


def _does_not_take(way: _Way, offered: list[str], feed: Feed) -> DeliveryError:
    shown = ssh.clean(", ".join(offered)) or "nothing"
    return _method_not_offered(way, f"it does not take a {way.name}; it offers {shown}.", feed)


def _method_not_offered(way: _Way, message: str, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "auth_method_not_offered",
        f"the server has no login by {way.name} alone: {message}",
        where=ssh.at(feed),
        remedy=f"Ask the customer to enable {way.name} login for this account.",
    )


def _only_sha1(key: PrivateKey, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "ssh_rsa_not_supported",
        f"of an RSA key such as {key.fingerprint} the server takes only the signature ssh-rsa, which"
        " rests on SHA-1.",
        where=ssh.at(feed),
        remedy="Ask the customer to enable rsa-sha2-256 for login (the key may stay), or log in by a key"
        " of another type: `ssh-keygen -t ed25519 -f KEY`.",
    )
