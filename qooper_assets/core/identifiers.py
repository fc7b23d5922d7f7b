"""How identifiers and e-mails may be written, and which texts are none.

Belongs here: the patterns of what can't be an identifier or an e-mail, and the links that no row can claim
any more. Does not: reading another spelling as the id that is meant (`sql/macros.sql`), or rejecting a row
(`core/contract.py`).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import INVISIBLE, clean, word_key

CHARS_MAX = 255
UNREADABLE = r"[\x00-\x1f\x7f\x{fffd}]|^[='\"]|^#(?i:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$"
ROUNDED = r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+"
"""A number with an exponent, whose last digits may be lost (P23, I31)."""
_NOT_IN_ADDRESS = r"@\s,;<>\"()\[\]\x00-\x1f\x{fffd}"
_LABEL = rf"[^{_NOT_IN_ADDRESS}.:/?='\\]+"
EMAIL = rf"^[^{_NOT_IN_ADDRESS}]+@(?:{_LABEL}\.)+{_LABEL}$"
"""One `@`, no spaces, no list of addresses, and a domain with a dot and no empty label (I17, AT17). RFC 5321
allows more, Qooper's login does not."""
ONCE_ACCEPTED_EMAIL = rf"^[^{_NOT_IN_ADDRESS}]+@[^{_NOT_IN_ADDRESS}]+$"
"""What earlier versions accepted, so an account may be linked under it: it still ends that person (R9)."""
RESPELLED_ID = r"""^(?:'|="|[0-9]+\.0+$)"""
"""An id in the spelling of a spreadsheet, which is read as another one (I32)."""
RESPELLED_EMAIL = r"(?i)^(?:'|=|mailto:|smtp:)|[<>]"


def placeholders(tenant: Tenant) -> str:
    """A pattern of the texts that stand for no identifier (I28); matches whole texts, in any case. If `0` is
    listed, any number of zeros is a placeholder."""
    words = map(clean, tenant.policy.placeholder_ids)
    return (
        "|".join(r"0+(?:\.0+)?" if word == "0" else re.escape(word) for word in words if word) or r"[^\s\S]"
    )


def no_identifier(tenant: Tenant) -> str:
    """A pattern of texts that refer to nobody: placeholders and rounded numbers."""
    return f"(?i)(?:{ROUNDED}|{placeholders(tenant)})"


IsKnown = Callable[[str], bool]
"""True for the identifier of somebody who is linked, in any spelling (`spelling_key`)."""


def nobody(identifier: str) -> bool:
    """Nobody is known."""
    return False


def spelling_key(identifier: str) -> str:
    """A key that is equal for two spellings of one identifier: in another case, or without leading zeros."""
    return word_key(identifier).lstrip("0")


class OddLink(NamedTuple):
    """A link under an identifier that no row of a file can have."""

    external_id: str
    account_id: str
    reason: str


def odd_links(links: pl.DataFrame, tenant: Tenant) -> list[OddLink]:
    """Find the links that were made under a placeholder or another unusable identifier, or under a spelling
    that is read as another id. `links` has the columns external_id and account_id."""
    who = pl.col("external_id")
    if tenant.identity == "email":
        reasons = [("old_spelling", who.str.contains(RESPELLED_EMAIL))]
        reasons += [("unusable", ~who.str.contains(EMAIL) | who.str.contains_any(list(INVISIBLE)))]
    else:
        reasons = [
            ("placeholder", who.str.contains(f"(?i)^(?:{placeholders(tenant)})$")),
            ("rounded", who.str.contains(f"^{ROUNDED}$")),
            ("old_spelling", who.str.contains(RESPELLED_ID)),
            ("unusable", who.str.contains(UNREADABLE) | who.str.contains_any(list(INVISIBLE))),
        ]
    reason = pl.coalesce(pl.when(is_odd).then(pl.lit(name)) for name, is_odd in reasons)
    found = links.select("external_id", "account_id", reason=reason).drop_nulls("reason").sort("external_id")
    return [OddLink(*row) for row in found.iter_rows()]
