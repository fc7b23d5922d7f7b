"""How a login ended, and what that is called: a pure function from the one to the other (F16, F18).

Belongs here: the ends of a login, and for each its code, its words and whom to ask for what. Does not:
the exchange itself (`edges/sftp/login.py`).

A server tells little. What can be told apart: the part of the credential that it refused; a method that
it does not have; a further part that it wants; and where its words speak of an expired password or a
locked account. Only words that came after the credential are judged, for many servers warn everybody,
beforehand, that accounts get locked.
"""

import re
from dataclasses import dataclass

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import connection as ssh

EXPIRED = re.compile(
    r"password.{0,30}\bexpired|\bexpired.{0,30}password|change your password|password change required"
    r"|new password",
    re.IGNORECASE,
)
LOCKED = re.compile(
    r"\b(locked|disabled|deactivated|suspended)\b|account.{0,30}\bexpired|expired.{0,30}\baccount",
    re.IGNORECASE,
)
RENEW = "Ask the customer to set a new password for this account, best one that does not expire."
UNLOCK = "Ask the customer to unlock or renew the account, and what locked it."
_CHECK_PASSWORD = "Check feed.username and the password with the customer, then run again."  # noqa: S105
_CHECK_KEY = (
    "Check feed.username, and ask the customer whether this account takes the key:"
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
    """The server would take this key, signed by the algorithm ssh-rsa. It is not."""


@dataclass(frozen=True)
class NotOffered:
    """The server has no method for this part of the credential, which was not sent."""

    part: str
    offered: str


@dataclass(frozen=True)
class NewPasswordWanted:
    """The server took the password, and asks for another one."""


@dataclass(frozen=True)
class FurtherFactor:
    """What was sent is right, and the server wants this as well; or it asks for what we don't have."""

    wanted: str
    is_password: bool = False


@dataclass(frozen=True)
class Silent:
    """No answer came in time."""


@dataclass(frozen=True)
class CutOff:
    """The connection ended before the server had decided, or instead of its saying so."""

    is_damage: bool


End = Refused | OnlySha1 | NotOffered | NewPasswordWanted | FurtherFactor | Silent | CutOff


@dataclass(frozen=True)
class Attempt:
    """One login that failed, as far as it came."""

    end: End
    sent: tuple[str, ...]
    """The parts of the credential that the server got, in order; of a key, a question is enough."""
    fingerprint: str
    """Of the key, if there is one."""
    has_signed: bool
    words: str
    """What the server said, as it may be quoted."""
    verdict: str
    """As far as it came after the credential."""

    def shown(self, part: str) -> str:
        return f"the key {self.fingerprint}" if part == "key" else "the password"


def name(attempt: Attempt, feed: Feed) -> DeliveryError:
    what = attempt.shown(attempt.sent[-1]) if attempt.sent else "a credential"
    match attempt.end:
        case OnlySha1():
            return _only_sha1(attempt, feed)
        case NotOffered(part=part, offered=offered):
            after = f" after {attempt.shown('key')}" if attempt.sent else ""
            return _error(
                attempt, feed, "auth_method_not_offered",
                f"the server has no login by {part}{after}: it does not take a {part}; it offers {offered}.",
                f"Ask the customer to enable {part} login for this account, or mend feed.auth.",
            )  # fmt: skip
        case FurtherFactor(wanted=wanted, is_password=is_password):
            return _further_factor(attempt, wanted, is_password, feed)
        case NewPasswordWanted():
            return _error(
                attempt, feed, "password_expired", f"{what} is right, and has to be changed.", RENEW
            )
        case Silent():
            seconds = f"{ssh.LOGIN_SECONDS:g} s"
            return ssh.timeout(feed, f"no answer to the login within {seconds}.", retryable=not attempt.sent)
        case CutOff() if not attempt.sent:
            said = f": “{attempt.words}”" if attempt.words else ""
            return ssh.lost(feed, f"the connection broke before the login{said}.")
        case CutOff(is_damage=True):
            said = f"{what} was sent, and the connection got damaged; it is not sent again by itself."
            return ssh.lost(feed, said, "Run again.", retryable=False)
        case CutOff() | Refused():
            return _refused(attempt, what, feed)


def _refused(attempt: Attempt, what: str, feed: Feed) -> DeliveryError:
    taken = f" took {attempt.shown('key')}, and then" if attempt.sent == ("key", "password") else ""
    message = f"the server{taken} refused {what}; it was tried once."
    if isinstance(attempt.end, CutOff):
        message = f"the server{taken} got {what}, and closed the connection; it was tried once."
    if not attempt.sent:
        message = "the server refused the login before it asked for a credential."
    if EXPIRED.search(attempt.verdict):
        return _error(attempt, feed, "password_expired", message, RENEW)
    if LOCKED.search(attempt.verdict):
        return _error(attempt, feed, "account_locked", message, UNLOCK)
    remedy = _CHECK_PASSWORD
    if attempt.sent[-1:] == ("key",):
        remedy = _KNOWN if attempt.has_signed else _CHECK_KEY
    return _error(attempt, feed, "auth", message, remedy)


def _further_factor(attempt: Attempt, wanted: str, is_password: bool, feed: Feed) -> DeliveryError:
    right = " and ".join(f"{attempt.shown(part)} is right" for part in attempt.sent)
    message = f"{right}, but the server also wants {wanted}." if right else f"the server wants {wanted}."
    remedy = "Ask the customer for an account that needs no person: by key, by password, or by both."
    if attempt.sent == ("key",) and is_password:
        remedy = (
            "If they gave you a password as well, write under feed.auth type: key_and_password, and the"
            " password's reference. Else ask the customer to take the key alone."
        )
    return _error(attempt, feed, "further_factor_wanted", message, remedy)


def _only_sha1(attempt: Attempt, feed: Feed) -> DeliveryError:
    return DeliveryError(
        "ssh_rsa_not_supported",
        f"of an RSA key such as {attempt.fingerprint} the server takes only the signature ssh-rsa, which"
        " rests on SHA-1.",
        where=ssh.at(feed),
        remedy="Ask the customer to enable rsa-sha2-256 for login (the key may stay), or log in by a key"
        " of another type: `ssh-keygen -t ed25519 -f KEY`.",
    )


def _error(attempt: Attempt, feed: Feed, code: str, message: str, remedy: str) -> DeliveryError:
    said = f" The server says: “{attempt.words}”." if attempt.words else ""
    return DeliveryError(code, message + said, where=ssh.at(feed), remedy=remedy)
