"""The key `policy`: what to do about a situation where the customer has a choice.

Belongs here: the choices. Does not: how they decide (`core/changes.py`).
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from qooper_assets.core.tenant.base import AttributeName, Model, Percent


class Policy(Model):
    """What to do about a situation where the customer has a choice."""

    absent_after_files: Annotated[int, Field(ge=1, le=30)] = 1
    """In how many consecutive accepted files a person must be absent before the account is deactivated."""
    adoption: Literal["ask", "auto", "never"] = "ask"
    """What to do with an account that fits a new person but is not ours (I19). `ask`: hold the change set.
    `auto`: link the account. `never`: withhold the person, `not_adopted`."""
    reactivate_admin_deactivated: bool = False
    """If true, also reactivate accounts that an administrator of Qooper deactivated; otherwise they stay
    deactivated (S12)."""
    clear_when_blank: tuple[AttributeName, ...] = ()
    """The attributes that a blank cell clears. For all others, a blank cell keeps the present value (R8)."""
    placeholder_emails: tuple[str, ...] = ("noemail@", "none@", "na@", "n/a@", "test@example.com")
    """Placeholders that do not count as e-mail addresses: an address that starts with one of these, or equals
    one (I17)."""
    protected_emails: tuple[str, ...] = ()
    """The e-mail addresses of accounts that a roster never changes, in addition to every administrator
    (R5)."""
    stale_pct_max: Percent = 5
    """How many of the accounts to change may have been changed by others since the plan. Above it, nothing is
    written, `change_set_stale`."""
    approval_days_max: Annotated[int, Field(ge=1, le=90)] = 7
    """How long a held change set can be approved, unless the change set of a later run replaces it first."""
    rename_days: Annotated[int, Field(ge=0, le=365)] = 30
    """Where the e-mail is the identifier: for how many days after a leaver a new person of the same name or
    employee id may be the same person with a new address, and is withheld, `probable_rename` (I06, I34)."""
    unreadable_files_max: Annotated[int, Field(ge=1, le=365)] = 3
    """How many consecutive files may have rows whose identifier can't be read. People who may be on such a
    row are not deactivated for absence, so after that many files the next one is held, and an approver asks
    the customer (R2)."""

    @model_validator(mode="after")
    def _identity_is_never_cleared(self) -> "Policy":
        never = {"email", "employee_id", "first_name", "last_name"} & set(self.clear_when_blank)
        if never:
            raise ValueError(f"clear_when_blank: {', '.join(sorted(never))} is never cleared (R8)")
        return self
