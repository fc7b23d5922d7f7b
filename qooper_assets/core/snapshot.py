"""Qooper accounts as read, and the proof that the listing is complete.

Belongs here: the shape of an account and the check of a listing. Does not: reading accounts
(`edges/targets/embedded.py`). "Could not read" is never "empty": a listing that can't be proved complete
is not a Snapshot (AP14, AP15).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from qooper_assets.core.errors import Result, TargetError
from qooper_assets.core.tenant.base import Model

AccountStatus = Literal["active", "suspended", "deactivated"]
"""Qooper's terms: Active, Suspended (not eligible in one program), Deactivated (eligible in none)."""

ATTRIBUTES = (
    "first_name",
    "last_name",
    "title",
    "department",
    "location",
    "phone",
    "hire_date",
)
"""Profile attributes of every tenant's accounts; a tenant's custom ones follow them."""


class Account(Model):
    """One user in Qooper. Grain: one per `account_id`."""

    account_id: str
    employee_id: str | None
    """Qooper's imported id: the primary key once it is set, and unique."""
    email: str
    """Unique without regard to case, including deactivated accounts."""
    status: AccountStatus
    is_administrator: bool
    manager_account_id: str | None
    attributes: Mapping[str, str]
    """Only attributes that have a value; multi-select values are joined by `; ` in sorted order."""
    version: str
    """Changes with every write to the account; the precondition of a conditional write."""


def flatten(account: Account) -> dict[str, str | None]:
    """The values of an account by name, including profile attributes."""
    return {
        "employee_id": account.employee_id,
        "email": account.email,
        "status": account.status,
        "manager_account_id": account.manager_account_id,
        **account.attributes,
    }


def holds(account: Account, values: Mapping[str, str | None]) -> bool:
    """True if the account has all of these values."""
    flat = flatten(account)
    return all(is_same_value(key, flat.get(key), value) for key, value in values.items())


def is_same_value(key: str, held: str | None, wanted: str | None) -> bool:
    """True if a target that was given the wanted value may store the held one: targets trim texts and change
    the case of e-mails (AP08, I11)."""
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
    """The revision of the links with which the accounts were stored (`Links.revision`)."""
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

    `linked` counts the accounts that are ours; a target that lists no account while we have links is not
    empty but unreadable (AP15). A listing with less than 90 % of the last one, or of our links, and at least
    five accounts fewer, is rejected too, because nothing is ever deleted in Qooper (AP14).
    """

    def refuse(what: str) -> TargetError:
        return TargetError(
            "target_listing",
            what,
            where="observe",
            remedy="Nobody was changed. Run again; if the problem persists, ask the operator of Qooper.",
            result=Result.BLOCKED,
        )

    if announced_before != announced_after:
        raise refuse(
            f"the target announced {announced_before:,} accounts before they were read "
            f"and {announced_after:,} after."
        )
    if read != announced_after:
        raise refuse(f"{read:,} accounts were read, the target announced {announced_after:,}.")
    if distinct != read:
        raise refuse(f"{read - distinct:,} accounts were listed twice.")
    if read == 0 and linked > 0:
        raise refuse(f"the target lists no account at all, but {linked:,} are linked to the roster.")
    known = max(read_last_time or 0, linked)
    if known - read >= 5 and read < 0.9 * known:
        raise refuse(f"the target lists {read:,} accounts, but we know of {known:,}.")
