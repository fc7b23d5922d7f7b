"""The key `policy`: what is done about a situation where the customer has a choice.

Belongs here: the choices. Does not: how they decide (`core/changes.py`).
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from qooper_assets.core.tenant.base import AttributeName, Model, Percent


class Policy(Model):
    """What is done about a situation, where the customer has a choice."""

    absent_after_files: Annotated[int, Field(ge=1, le=30)] = 1
    adoption: Literal["ask", "auto", "never"] = "ask"
    """An account that fits a new person but is not ours: hold and ask, link by itself, or withhold (I19)."""
    reactivate_admin_deactivated: bool = False
    """An account that an administrator of Qooper deactivated stays so unless this is set (S12)."""
    clear_when_blank: tuple[AttributeName, ...] = ()
    """Attributes that a blank cell clears; any other blank keeps the present value (R8)."""
    placeholder_emails: tuple[str, ...] = ("noemail@", "none@", "na@", "n/a@", "test@example.com")
    """An e-mail that begins with one of these, or is one, is no e-mail (I17)."""
    protected_emails: tuple[str, ...] = ()
    """Accounts that a roster never changes, beside every administrator (R5)."""
    stale_pct_max: Percent = 5
    approval_days_max: Annotated[int, Field(ge=1, le=90)] = 7
    unreadable_files_max: Annotated[int, Field(ge=1, le=365)] = 3
    """How many files in a row may have rows whose identifier can't be read. People who may be on such a row
    are not deactivated for absence, so the next such file is held, and an approver asks the customer (R2)."""

    @model_validator(mode="after")
    def _identity_is_never_cleared(self) -> "Policy":
        never = {"email", "employee_id", "first_name", "last_name"} & set(self.clear_when_blank)
        if never:
            raise ValueError(f"clear_when_blank: {', '.join(sorted(never))} is never cleared (R8)")
        return self
