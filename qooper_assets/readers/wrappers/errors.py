"""Errors about wrapped files, each with its code, its message and its remedy.

They are raised in the process that unwraps, which does not know where the file came from; `reader.py` adds
that.

Belongs here: the wording. Does not: detecting the error.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError, TenantFileError, blocked

NAMES_SHOWN = 5
RATIO_FLOOR_BYTES = 10 << 20
"""Any file may inflate to this size: a small, repetitive one is not a bomb."""


class Budget(NamedTuple):
    """Size limit of each layer of a delivered file."""

    packed_bytes: int
    """The size of the file as delivered, so that the ratios of nested bombs do not multiply."""
    inflated_bytes_max: int
    inflation_ratio_max: float

    @property
    def bytes_max(self) -> int:
        by_ratio = max(RATIO_FLOOR_BYTES, int(self.packed_bytes * self.inflation_ratio_max))
        return min(self.inflated_bytes_max, by_ratio)

    def exceeded(self) -> DeliveryError:
        is_ratio = self.bytes_max < self.inflated_bytes_max
        limit = "inflation_ratio_max" if is_ratio else "inflated_bytes_max"
        times = f", {self.inflation_ratio_max:g} times its size" if is_ratio else ""
        return blocked(
            "too_large",
            f"the file of {self.packed_bytes:,} bytes unwraps to more than {self.bytes_max:,}{times}.",
            f"If the roster really is that large, raise feed.limits.{limit}.",
        )


def differs(what: str, declared: str) -> DeliveryError:
    return blocked(
        "wrapper_differs",
        f"{what}, and feed.wrapped says that it is {declared}.",
        "Ask the customer what changed, or correct feed.wrapped; nothing of the file was used.",
    )


def damaged(what: str) -> DeliveryError:
    return blocked(
        "wrapper_damaged",
        f"{what}.",
        "Ask the customer to deliver the file again; nothing of it was used.",
    )


def unsupported(what: str, remedy: str) -> DeliveryError:
    return blocked("wrapper_unsupported", f"{what}.", remedy)


def members(names: Sequence[str]) -> DeliveryError:
    shown = ", ".join(repr(name[-60:]) for name in names[:NAMES_SHOWN])
    more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
    what = f"{len(names):,} files: {shown}{more}" if names else "no file"
    return blocked(
        "wrapper_members",
        f"the zip archive holds {what}.",
        "Ask the customer for an archive that contains only the roster.",
    )


# OpenPGP


def for_others(recipients: Sequence[str], ours: Sequence[str]) -> DeliveryError:
    shown = ", ".join(recipients[:NAMES_SHOWN]) + (", …" if len(recipients) > NAMES_SHOWN else "")
    return blocked(
        "openpgp_for_others",
        f"the message is encrypted for the keys {shown}; ours are {', '.join(ours)}.",
        "Send the customer the public half of our key, or correct feed.openpgp.private_key.",
    )


def only_password() -> DeliveryError:
    return blocked(
        "openpgp_for_others",
        "the message is encrypted with a password, not for a key.",
        "Send the customer the public half of our key (`gpg --armor --export KEY`), to encrypt for it.",
    )


def unprotected(what: str) -> DeliveryError:
    return blocked(
        "openpgp_unprotected",
        f"{what}.",
        "Ask the customer for a message with integrity protection: any gpg since 2.2.8, without "
        "--rfc2440 or --disable-mdc.",
    )


def unsigned() -> DeliveryError:
    return blocked(
        "openpgp_signature",
        "the message has no valid signature by the key of feed.openpgp.signed_by.",
        "Ask the customer through another channel whether it is theirs, and with which key they sign.",
    )


def key_unreadable(field: str, what: str, remedy: str) -> TenantFileError:
    return TenantFileError("key_unreadable", f"{what}.", where=field, remedy=remedy)


def key_unusable(what: str) -> TenantFileError:
    return TenantFileError(
        "key_type_not_supported",
        f"{what}.",
        where="private_key",
        remedy="`gpg --list-keys --with-subkey-fingerprint` shows why. Extend or renew it, and send the "
        "customer the public half again.",
    )


def passphrase_missing() -> TenantFileError:
    return TenantFileError(
        "key_passphrase_missing",
        "the OpenPGP key is encrypted, and no passphrase is given.",
        where="private_key",
        remedy="Give its reference in feed.openpgp.passphrase.",
    )


def passphrase_wrong() -> TenantFileError:
    return TenantFileError(
        "key_passphrase_wrong",
        "the passphrase does not open the OpenPGP key.",
        where="passphrase",
        remedy="Correct the secret; if it is right, the key was damaged: export it again.",
    )
