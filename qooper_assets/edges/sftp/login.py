"""The one login attempt on a connection whose host key is the pinned one.

Belongs here: logging in by password, by key, or by both. Does not: the error of a refusal
(`edges/sftp/login_errors.py`), the connection (`edges/sftp/connection.py`), reading a key
(`edges/sftp/private_keys.py`), where a secret comes from (`edges/secrets.py`), retries. Only the feed's own
credential is ever offered: never a key of an agent or of ~/.ssh, and never a password where the feed says
key.

    none (which methods are there?) ─ key: ask, then sign ─ password, or the answer to one prompt

The server is first asked for its methods, as OpenSSH's client does: some servers count a method that they
do not have as a failure, and hang up after one. The server is asked about a key before the key signs (RFC
4252, 7): a question contains no signature, so it is not an attempt, and only a question distinguishes a key
that the server does not know from one that it accepts with SHA-1 only.
"""

import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import paramiko
from paramiko.auth_handler import AuthHandler
from paramiko.common import cMSG_USERAUTH_INFO_RESPONSE, cMSG_USERAUTH_REQUEST

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Credential, key_of, password_of
from qooper_assets.edges.sftp import connection, login_errors, timeouts
from qooper_assets.edges.sftp.login_errors import (
    EXPIRED,
    Attempt,
    CutOff,
    End,
    FurtherFactor,
    NewPasswordWanted,
    NotOffered,
    OnlySha1,
    Refused,
    Silent,
)
from qooper_assets.edges.sftp.private_keys import PrivateKey
from qooper_assets.edges.sftp.transport import Transport, clean, is_damage

SHA1 = "ssh-rsa"
RSA_SIGNATURES = ("rsa-sha2-256", "rsa-sha2-512")
"""In the order of asking: of the two, RFC 8332 recommends the first to servers."""
BY_PASSWORD = ("password", "keyboard-interactive")
ONE_TIME_CODE = re.compile(r"\b(code|token|otp|one[- ]time|passcode|pin)\b", re.IGNORECASE)
"""Matches a prompt that a password does not answer, although its answer is hidden like one."""
PROMPTS_MAX = 10
BANNER_CHARS_MAX = 2_000


def log_in(transport: Transport, feed: Feed, credential: Credential) -> Transport:
    """Log in on the connection, and limit how long the session on it may take (F16, F22).

    Exactly one attempt: neither this function nor a caller repeats a refused login, because that would lock
    the account. Closes the connection when it raises `auth`, `auth_method_not_offered`,
    `further_factor_wanted`, `password_expired`, `account_locked`, `ssh_rsa_not_supported` (F18),
    `connection_timeout` or `connection_lost` (retryable only if no part of the credential was sent).
    """
    key = key_of(credential)
    login = _Login(transport, feed.username, key, password_of(credential))
    failed = login.run()
    transport.banner, transport.auth_messages = login.quote(), login.quote(login.messages_before)
    if failed is not None:
        transport.close()
        if isinstance(failed.end, CutOff) and key and login.has_more_to_ask and _accepts_sha1_only(feed, key):
            failed = login.attempt(OnlySha1())
        raise login_errors.error_for(failed, feed)
    transport.logged_in_by = tuple(login.sent)
    transport.set_keepalive(timeouts.KEEPALIVE_SECONDS)
    transport.end_after(feed.settle_seconds + 60 * feed.limits.transfer_minutes_max + timeouts.ANSWER_SECONDS)
    return transport


def _accepts_sha1_only(feed: Feed, key: PrivateKey) -> bool:
    """Ask on a new connection: some servers hang up after a few questions, or at an unknown algorithm."""
    if key.key.get_name() != SHA1:
        return False
    with suppress(DeliveryError):
        transport = connection.greet(connection.dial(feed), feed)
        failed = _Login(transport, feed.username, key, None, to_ask=(SHA1,)).run()
        transport.close()
        return failed is not None and isinstance(failed.end, OnlySha1)
    return False


class _Login(AuthHandler):
    """The exchange, driven by the server's answers in paramiko's own thread.

    paramiko's own handler signs without asking, with the algorithm that it prefers, so an RSA key is refused
    if the server accepts only the other one; it keeps only the last banner; it treats a request for a new
    password as an illegal message; and it starts a new login for each part.
    """

    auth_event: threading.Event
    username: str

    def __init__(
        self, transport: Transport, username: str, key: PrivateKey | None, password: str | None,
        to_ask: Sequence[str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(transport)
        self._transport: Any = transport  # untyped: the methods that are needed are private
        self.username = username
        self._key, self._password = key, password
        self._algorithms = to_ask
        self._to_ask: list[str] = []
        self._asked = ""
        self._has_signed = False
        self._methods: list[str] | None = None
        self._end: End | None = None
        self._messages: list[str] = []
        self.messages_before = 0
        """How many of the server's messages came before the credential."""
        self.sent: list[str] = []

    def run(self) -> Attempt | None:
        """Run the exchange; None if it ends logged in."""
        self.auth_event = threading.Event()
        self._transport.auth_handler = self
        with suppress(EOFError, OSError, paramiko.SSHException):  # the connection may be gone already
            self._request_auth()  # type: ignore[attr-defined]
            self.auth_event.wait(timeouts.LOGIN_SECONDS)
        if self.authenticated:
            return None
        if self._end is not None:
            return self.attempt(self._end)
        if self._transport.is_active():
            return self.attempt(Silent())
        got_damage = self._transport.got_damage or is_damage(self._transport.get_exception())
        return self.attempt(CutOff(got_damage))

    def attempt(self, end: End) -> Attempt:
        return Attempt(
            end=end,
            sent=tuple(self.sent),
            fingerprint=self._key.fingerprint if self._key else "",
            has_signed=self._has_signed,
            banner=self.quote(),
            auth_messages=self.quote(self.messages_before),
        )

    def quote(self, first: int = 0) -> str:
        """Quote the server's messages from this one on, without the password."""
        messages = [*self._messages[first:], self._transport.disconnect_message]
        return clean(" ".join(messages), self._password or "")

    @property
    def has_more_to_ask(self) -> bool:
        return bool(self._to_ask) and not self._has_signed

    def _finish(self, end: End) -> None:
        self._end = end
        self.auth_event.set()

    # What we send

    def _offer_next(self) -> None:
        """Offer the next part, by a method that the server has. An empty list of methods means nothing."""
        methods = self._methods or ["publickey", *BY_PASSWORD]
        shown = clean(", ".join(methods))
        if self._key is not None and "key" not in self.sent:
            if "publickey" in methods:
                self._start_asking(self._key)
            else:
                self._finish(NotOffered("key", shown))
        elif self._password is not None and "password" not in self.sent:
            if "password" in methods:
                self._mark("password")
                self._request("password", False, _encode(self._password))
            elif "keyboard-interactive" in methods:
                self._request("keyboard-interactive", "", "")
            else:
                self._finish(NotOffered("password", shown))
        else:
            self._finish(FurtherFactor(shown, is_password=bool({*BY_PASSWORD} & {*methods})))

    def _start_asking(self, key: PrivateKey) -> None:
        kind = key.key.get_name()
        listed = self._transport.server_extensions.get("server-sig-algs", b"").decode("ascii", "replace")
        known = {SHA1, *RSA_SIGNATURES} & {*listed.split(",")}
        if kind != SHA1:
            self._to_ask = [kind]
        elif self._algorithms is not None:
            self._to_ask = [*self._algorithms]
        elif known == {SHA1}:  # as the server itself says (RFC 8308)
            self._finish(OnlySha1())
            return
        else:
            # Many servers list more than they accept, or nothing, so ask for each one in the end.
            self._to_ask = [*sorted(RSA_SIGNATURES, key=lambda name: name not in known), SHA1]
        self._mark("key")
        self._ask(key.key)

    def _ask(self, key: paramiko.PKey) -> None:
        self._asked = self._to_ask.pop(0)
        self._request("publickey", False, self._asked, key.asbytes())

    def _sign(self, key: paramiko.PKey) -> None:
        self._has_signed = True
        blob = self._get_session_blob(  # type: ignore[attr-defined]
            key, "ssh-connection", self.username, self._asked
        )
        signature = key.sign_ssh_data(blob, self._asked).asbytes()
        self._request("publickey", True, self._asked, key.asbytes(), signature)

    def _mark(self, part: str) -> None:
        if not self.sent:
            self.messages_before = len(self._messages)
        self.sent.append(part)

    def _request(self, method: str, *parts: bool | str | bytes) -> None:
        self.auth_method = method
        m = paramiko.Message()
        m.add_byte(cMSG_USERAUTH_REQUEST)
        for part in (self.username, "ssh-connection", method, *parts):
            if isinstance(part, bool):
                m.add_boolean(part)
            else:
                m.add_string(part)
        self._transport._send_message(m)

    # What the server sends

    def _parse_service_accept(self, m: paramiko.Message) -> None:
        self._request("none")

    def _parse_userauth_failure(self, m: paramiko.Message) -> None:
        is_first = self._methods is None
        self._methods = [name for name in m.get_list() if name]
        is_partial = m.get_boolean()
        if is_first or is_partial:
            self._offer_next()
        elif self._key and self.has_more_to_ask and "publickey" in self._methods:
            self._ask(self._key.key)
        else:
            self._finish(Refused())

    def _parse_userauth_info_request(self, m: paramiko.Message) -> None:
        """Message 60, which has another meaning for each method."""
        if self.auth_method == "publickey" and self._key and not self._has_signed:
            if self._asked == SHA1:
                self._finish(OnlySha1())
            else:
                self._sign(self._key.key)
        elif self.auth_method == "password":  # SSH_MSG_USERAUTH_PASSWD_CHANGEREQ (RFC 4252, 8)
            self._keep(m.get_string())
            self._finish(NewPasswordWanted())
        elif self.auth_method == "keyboard-interactive":
            self._answer_prompts(m)
        else:
            raise paramiko.SSHException

    def _answer_prompts(self, m: paramiko.Message) -> None:
        """Answer one hidden prompt, and only once (RFC 4256); without prompts it is a notice."""
        self._keep(m.get_string())
        self._keep(m.get_string())
        m.get_string()
        prompts = [(m.get_text(), m.get_boolean()) for _ in range(min(m.get_int(), PROMPTS_MAX))]
        if not prompts:
            self._reply([])
            return
        asked = clean(" ".join(text for text, _ in prompts), self._password or "")
        is_echoed = any(echoes for _, echoes in prompts)
        is_password = len(prompts) == 1 and not is_echoed and not ONE_TIME_CODE.search(asked)
        if self._password is not None and "password" not in self.sent and is_password:
            self._mark("password")
            self._reply([_encode(self._password)])
        elif "password" in self.sent and EXPIRED.search(f"{self.quote(self.messages_before)} {asked}"):
            self._keep(asked.encode())
            self._finish(NewPasswordWanted())
        else:
            self._finish(FurtherFactor(f"an answer to “{asked}”"))

    def _reply(self, answers: Sequence[bytes]) -> None:
        m = paramiko.Message()
        m.add_byte(cMSG_USERAUTH_INFO_RESPONSE)
        m.add_int(len(answers))
        for answer in answers:
            m.add_string(answer)
        self._transport._send_message(m)

    def _parse_userauth_banner(self, m: paramiko.Message) -> None:
        self._keep(m.get_string())

    def _keep(self, said: bytes) -> None:
        if said.strip() and sum(map(len, self._messages)) < BANNER_CHARS_MAX:
            self._messages.append(said.decode("utf-8", "replace")[:BANNER_CHARS_MAX])


def _encode(password: str) -> bytes:
    """Encode a password to the bytes that were in the environment, even if those are not UTF-8."""
    return password.encode("utf-8", "surrogateescape")
