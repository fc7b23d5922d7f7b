"""The key `policy`: what to do about a situation where the customer has a choice.

Belongs here: the choices. Does not: how they decide (`core/changes.py`).
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from qooper_assets.core.tenant.base import AttributeName, Model, Percent

NO_DATE = tuple(
    map(
        date.fromisoformat,
        ("1900-01-01", "1899-12-30", "1899-12-31", "1601-01-01", "1753-01-01", "0001-01-01", "1970-01-01"),
    )
)
"""The days that Excel, Windows, databases and Unix show for zero."""


def _iso_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("write a date as in 1900-01-01") from None


NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]
Address = Annotated[str, StringConstraints(pattern=r"^[^@]+@[^@]+$")]


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
    """The attributes that a blank cell clears. For all others, a blank cell keeps the present value (R8).
    They must be mapped; the identifier, the e-mail, names, status and last day are never cleared."""
    no_date: tuple[Annotated[date, BeforeValidator(_iso_day)], ...] = NO_DATE
    """The dates that mean that there is none, as 1900-01-01, whatever the format of the column: such a cell
    is blank (S27)."""
    end_by: Literal["status", "date", "earliest"] = "earliest"
    """What ends somebody: the `status` word, the last day (`date`), or whichever is `earliest`. Where the
    other one disagrees, it is reported (S28). With `date`, an inactive row with a last day to come is judged
    as an active one, and an inactive row without a last day ends today."""
    placeholder_emails: tuple[NotBlank, ...] = ("noemail@", "none@", "na@", "n/a@", "test@example.com")
    """Placeholders that do not count as e-mail addresses: an address that starts with one of these, or equals
    one (I17)."""
    placeholder_ids: tuple[NotBlank, ...] = ("TBD", "N/A", "NULL", "none", "0", "-", "unknown", "new")
    """Texts that do not count as an identifier: a row with one of them is rejected (I28). Case does not
    matter; `0` stands for any number of zeros. Elsewhere, such an employee id or manager is dropped."""
    protected_emails: tuple[Address, ...] = ()
    """The e-mail addresses of accounts that a roster never changes, in addition to every administrator
    (R5). Case does not matter."""
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
    empty_words: tuple[NotBlank, ...] = ("null", "(null)", "nan", "#n/a", "undefined")
    """Words that some systems write where there is no value, in any case. Where the account has a value, it
    is kept; otherwise the word is taken for a value, because it may be one. Never applied to names, or to a
    column with `options` (AT13)."""
