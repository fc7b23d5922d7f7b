"""The ends of a failed login, and a pure function from each to its error (F16, F18).

Belongs here: how a login can end; code, message and remedy of each end. Does not: the exchange itself
(`edges/sftp/login.py`).

A server says little. What can be distinguished: the part of the credential that it refused; a method that it
does not have; a further part that it wants; and a message about an expired password or a locked account. Only
messages that came after the credential count, because many servers warn everybody beforehand that accounts
get locked.
"""

import re
from dataclasses import dataclass

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import timeouts
from qooper_assets.edges.sftp.connection_errors import connection_lost, connection_timeout, format_address

EXPIRED = re.compile(
    r"password.{0,30}\bexpired|\bexpired.{0,30}password|change your password|password change required"
    r"|new password",
    re.IGNORECASE,
)
LOCKED = re.compile(
    r"\b(locked|disabled|deactivated|suspended)\b|account.{0,30}\bexpired|expired.{0,30}\baccount",
    re.IGNORECASE,
)
RENEW = "Ask the customer to set a new password for this account, if possible one that does not expire."
UNLOCK = "Ask the customer to unlock or renew the account, and to find out what locked it."
_CHECK_PASSWORD = "Check feed.username and the password with the customer, then run again."  # noqa: S105
_CHECK_KEY = (
    "Check feed.username, and ask the customer whether this account accepts the key:"
    " `ssh-keygen -lf authorized_keys` lists the fingerprints. Then run again."
)
_KNOWN = (
    "The server knows this key. Ask the customer whether the account is locked or has expired, and whether"
    " the key may be used from our address."
)


@dataclass(frozen=True)
class Refused:
    """The last part that was sent, or the user name if none was."""


@dataclass(frozen=True)
class OnlySha1:
    """The server would accept this key only with an ssh-rsa signature, which is never made."""


@dataclass(frozen=True)
class NotOffered:
    """The server has no method for this part of the credential, which was not sent."""

    part: str
    offered: str


@dataclass(frozen=True)
class NewPasswordWanted:
    """The server accepted the password, and asks for a new one."""


@dataclass(frozen=True)
class FurtherFactor:
    """What was sent is correct, and the server wants this as well; or it asks for something we don't have."""

    wanted: str
    is_password: bool = False


@dataclass(frozen=True)
class Silent:
    """No answer came in time."""


@dataclass(frozen=True)
class CutOff:
    """The connection ended before or instead of the server's answer."""

    is_damage: bool


End = Refused | OnlySha1 | NotOffered | NewPasswordWanted | FurtherFactor | Silent | CutOff


@dataclass(frozen=True)
class Attempt:
    """A failed login, as far as it got."""

    end: End
    sent: tuple[str, ...]
    """The parts of the credential that the server received, in order; for a key, a question is enough."""
    fingerprint: str
    """The key's fingerprint, if there is a key."""
    has_signed: bool
    banner: str
    """All messages of the server, safe to quote."""
    auth_messages: str
    """Those of them that came after the credential."""

    def describe(self, part: str) -> str:
        return f"the key {self.fingerprint}" if part == "key" else "the password"


def error_for(attempt: Attempt, feed: Feed) -> DeliveryError:
    what = attempt.describe(attempt.sent[-1]) if attempt.sent else "a credential"
    match attempt.end:
        case OnlySha1():
            return _only_sha1(attempt, feed)
        case NotOffered(part=part, offered=offered):
            after = f" after {attempt.describe('key')}" if attempt.sent else ""
            return _error(
                attempt, feed, "auth_method_not_offered",
                f"the server does not accept a {part}{after}; it offers {offered}.",
                f"Ask the customer to enable {part} login for this account, or correct feed.auth.",
            )  # fmt: skip
        case FurtherFactor(wanted=wanted, is_password=is_password):
            return _further_factor(attempt, wanted, is_password, feed)
        case NewPasswordWanted():
            return _error(
                attempt, feed, "password_expired", f"{what} is correct, but has to be changed.", RENEW
            )
        case Silent():
            seconds = f"{timeouts.LOGIN_SECONDS:g} s"
            return connection_timeout(
                feed, f"no answer to the login within {seconds}.", retryable=not attempt.sent
            )
        case CutOff() if not attempt.sent:
            said = f": “{attempt.banner}”" if attempt.banner else ""
            return connection_lost(feed, f"the connection broke before the login{said}.")
        case CutOff(is_damage=True):
            said = f"{what} was sent, then data was damaged on the way; it is not sent again automatically."
            return connection_lost(feed, said, "Run again.", retryable=False)
        case CutOff() | Refused():
            return _refused(attempt, what, feed)


def _refused(attempt: Attempt, what: str, feed: Feed) -> DeliveryError:
    taken = f" accepted {attempt.describe('key')}, but then" if attempt.sent == ("key", "password") else ""
    message = f"the server{taken} refused {what}; it was tried once."
    if isinstance(attempt.end, CutOff):
        message = f"the server{taken} received {what} and closed the connection; it was tried once."
    if not attempt.sent:
        message = "the server refused the login before it asked for a credential."
    if EXPIRED.search(attempt.auth_messages):
        return _error(attempt, feed, "password_expired", message, RENEW)
    if LOCKED.search(attempt.auth_messages):
        return _error(attempt, feed, "account_locked", message, UNLOCK)
    remedy = _CHECK_PASSWORD
    if attempt.sent[-1:] == ("key",):
        remedy = _KNOWN if attempt.has_signed else _CHECK_KEY
    return _error(attempt, feed, "auth", message, remedy)


def _further_factor(attempt: Attempt, wanted: str, is_password: bool, feed: Feed) -> DeliveryError:
    right = " and ".join(f"{attempt.describe(part)} is correct" for part in attempt.sent)
    message = f"{right}, but the server also wants {wanted}." if right else f"the server wants {wanted}."
    remedy = "Ask the customer for an account that needs nobody to log in: by key, by password, or by both."
    if attempt.sent == ("key",) and is_password:
        remedy = (
            "If they gave you a password as well, write under feed.auth type: key_and_password, and the"
            " reference to the password. Otherwise ask the customer to accept the key alone."
        )
    return _error(attempt, feed, "further_factor_wanted", message, remedy)


def _only_sha1(attempt: Attempt, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "ssh_rsa_not_supported",
        f"for an RSA key such as {attempt.fingerprint} the server accepts only the signature ssh-rsa, which"
        " relies on SHA-1.",
        where=format_address(feed),
        remedy="Ask the customer to enable rsa-sha2-256 for login (the key may stay), or log in by a key"
        " of another type: `ssh-keygen -t ed25519 -f KEY`.",
    )


def _error(attempt: Attempt, feed: Feed, code: str, message: str, remedy: str) -> DeliveryError:
    said = f" The server says: “{attempt.banner}”." if attempt.banner else ""
    return DeliveryError(code, message + said, where=format_address(feed), remedy=remedy)
