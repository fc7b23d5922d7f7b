"""Another identity for a live tenant: under which id each link would be (I35).

Belongs here: who fits, who does not and why, and the id of what is shown, so that exactly that is done. Does
not: reading the accounts (`sql/rekey/`), or changing links (`edges/ledger/rekeys.py`).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import polars as pl

from qooper_assets.core import identifiers
from qooper_assets.core.approval import refuse_anonymous
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.tenant.tenant import Tenant

REASONS = {
    "account_missing": "Qooper no longer lists their account",
    "no_value": "neither the last accepted file nor their account has that value",
    "shared": "several people would have the same value",
    "unusable": "no row of a file can have that value as its identifier",
}
"""Why the link of a person can't be put under another key."""


class NewKey(NamedTuple):
    """The id under which a link would be; a row of sql/rekey/new_keys.sql."""

    external_id: str
    account_id: str
    is_listed: bool
    key: str | None
    links: int | None
    """How many links would be under that key."""
    is_differing: bool
    """The account has another value than the last accepted roster, which counts."""


class Rekeyed(NamedTuple):
    """A link, and the id under which it will be."""

    external_id: str
    account_id: str
    key: str


class Misfit(NamedTuple):
    """A link without an id in the new identity."""

    external_id: str
    account_id: str
    reason: str


class Rekeying(NamedTuple):
    """What changing the identity of a tenant would do to its links."""

    tenant: str
    before: str
    """The identity that the links are under."""
    after: str
    fits: tuple[Rekeyed, ...]
    misfits: tuple[Misfit, ...]
    differing: int
    """People who fit by the last accepted roster, and whose account has another value."""

    @property
    def rekeying_id(self) -> str:
        """A digest of all of it: whoever approves names it, so that nothing else is done (R11)."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()

    @property
    def by_reason(self) -> dict[str, int]:
        return dict(sorted(Counter(each.reason for each in self.misfits).items()))


def sort_links(tenant: Tenant, before: str, links: Sequence[NewKey]) -> Rekeying:
    """Separate the links that fit the tenant's identity from the others; `before` is the present one."""
    unusable = _unusable({link.key for link in links if link.key is not None}, tenant)
    fits: list[Rekeyed] = []
    misfits: list[Misfit] = []
    differing = 0
    for link in links:
        if reason := _misfit(link, unusable):
            misfits.append(Misfit(link.external_id, link.account_id, reason))
        elif link.key is not None:
            fits.append(Rekeyed(link.external_id, link.account_id, link.key))
            differing += link.is_differing
    return Rekeying(tenant.tenant, before, tenant.identity, tuple(fits), tuple(misfits), differing)


def _misfit(link: NewKey, unusable: Collection[str]) -> str | None:
    """The first of REASONS that holds; None if the link fits."""
    if not link.is_listed:
        return "account_missing"
    if link.key is None:
        return "no_value"
    if link.key in unusable:
        return "unusable"
    return None if link.links == 1 else "shared"


def _unusable(keys: set[str], tenant: Tenant) -> set[str]:
    texts = pl.Series(sorted(keys), dtype=pl.String)
    links = pl.DataFrame({"external_id": texts, "account_id": texts})
    too_long = {key for key in keys if len(key) > identifiers.CHARS_MAX}
    return too_long | {link.external_id for link in identifiers.odd_links(links, tenant)}


def check(rekeying: Rekeying, shown: str, *, releases: bool, person: str, reason: str) -> None:
    """Raise `GuardrailBreach` unless this may be done: approval_incomplete, rekeying_altered (it is not what
    was shown), rekeying_incomplete (people would be released, and nobody agreed to that)."""
    where = f"{rekeying.tenant}: identity"
    refuse_anonymous(person, reason, what="to link people by another attribute", where=where)
    if len(shown) < 8 or not rekeying.rekeying_id.startswith(shown):
        raise GuardrailBreach(
            "rekeying_altered",
            f"accounts or links are not those of {shown!r}; nothing was changed.",
            where=where,
            remedy=f"Look at it again: qooper-assets rekey {rekeying.tenant}. Give 8 digits of its id.",
        )
    if rekeying.misfits and not releases:
        raise GuardrailBreach(
            "rekeying_incomplete",
            f"{len(rekeying.misfits):,} of {len(rekeying.misfits) + len(rekeying.fits):,} people have no "
            f"usable {rekeying.after}; nothing was changed.",
            where=where,
            remedy="Correct their accounts in Qooper, or add --release: then these accounts are no longer "
            "ours. They stay as they are, and a row with their e-mail or id is withheld or adopts them.",
        )
