"""Qooper accounts as they were read, and the proof that the reading is complete.

Belongs here: the shape of an account and the judgement of a listing. Does not: the reading
(`edges/targets/embedded.py`). "Could not read" is never "empty": a listing that can't be proved complete
is no Snapshot (AP14, AP15).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from qooper_assets.core.errors import Result, TargetError
from qooper_assets.core.tenant.base import Model

AccountStatus = Literal["active", "suspended", "deactivated"]
"""Qooper's words: Active, Suspended (not eligible in one program), Deactivated (in none)."""

ATTRIBUTES = (
    "first_name",
    "last_name",
    "title",
    "department",
    "location",
    "phone",
    "hire_date",
)
"""Profile attributes that every tenant's accounts have; a tenant's custom ones come after them."""


class Account(Model):
    """One user in Qooper. Grain: one per `account_id`."""

    account_id: str
    employee_id: str | None
    """Qooper's imported id: primary once it is there, and unique."""
    email: str
    """Unique without regard to case, deactivated accounts included."""
    status: AccountStatus
    is_administrator: bool
    manager_account_id: str | None
    attributes: Mapping[str, str]
    """Only attributes that have a value; multi-select values are joined by `; ` in sorted order."""
    version: str
    """Changes with every write to the account: the fence of a conditional write."""


def flatten(account: Account) -> dict[str, str | None]:
    """The values of an account by name, profile attributes among them."""
    return {
        "employee_id": account.employee_id,
        "email": account.email,
        "status": account.status,
        "manager_account_id": account.manager_account_id,
        **account.attributes,
    }


def holds(account: Account, values: Mapping[str, str | None]) -> bool:
    """The account has all of these values."""
    flat = flatten(account)
    return all(is_same_value(key, flat.get(key), value) for key, value in values.items())


def is_same_value(key: str, held: str | None, wanted: str | None) -> bool:
    """A target that was given the wanted value may hold this one: targets trim texts and fold e-mails (AP08,
    I11)."""
    held, wanted = (held or "").strip(), (wanted or "").strip()
    return held.lower() == wanted.lower() if key == "email" else held == wanted


class Snapshot(Model):
    """All accounts of one tenant as read at `taken_at` (`observe` makes it).

    Its tables: `accounts` (sql/observe/correlated.sql), with account_id, employee_id, email, email_key,
    status, is_administrator, manager_account_id, version, attributes (a struct), linked_to, is_link_active,
    manager; and `vanished` (sql/observe/vanished.sql).
    """

    tenant: str
    partition: str
    run_id: str
    taken_at: datetime
    complete: Literal[True]
    accounts: int
    active_accounts: int
    links_version: str
    """The revision of the links that the accounts were stored with (`Links.revision`)."""
    location: str
    vanished_location: str


def prove_complete(
    *,
    announced_before: int,
    announced_after: int,
    read: int,
    distinct: int,
    linked: int,
    read_last_time: int | None,
) -> None:
    """Raise `target_listing` unless every announced account was read exactly once.

    `linked` accounts are ours; a target that lists none of anything while we hold links is
    not empty but unreadable (AP15). A listing below 90 % of the last one, or of our links, by five
    or more, is not believed either, for nothing is ever deleted in Qooper (AP14).
    """

    def refuse(what: str) -> TargetError:
        return TargetError(
            "target_listing",
            what,
            where="observe",
            remedy="Nobody was changed. Run again; if it stays so, ask the operator of Qooper.",
            result=Result.BLOCKED,
        )

    if announced_before != announced_after:
        raise refuse(
            f"the target announced {announced_before:,} accounts before the reading "
            f"and {announced_after:,} after it."
        )
    if read != announced_after:
        raise refuse(f"{read:,} accounts were read, the target announced {announced_after:,}.")
    if distinct != read:
        raise refuse(f"{read - distinct:,} accounts were listed twice.")
    if read == 0 and linked > 0:
        raise refuse(f"the target lists no account at all, but {linked:,} are linked to the roster.")
    known = max(read_last_time or 0, linked)
    if known - read >= 5 and read < 0.9 * known:
        raise refuse(f"the target lists {read:,} accounts, and we know of {known:,}.")
