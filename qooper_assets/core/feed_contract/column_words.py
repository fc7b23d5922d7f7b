"""The words for columns: what an attribute is, how its values are written, who owns them.

Belongs here: tables of words, and the type of a column in words. Does not: what happens to a value
(`columns.py`).
"""

from typing import Literal

from qooper_assets.core.feed_contract.day_words import describe_format
from qooper_assets.core.mapping import AnyColumn, manager_refers_to
from qooper_assets.core.tenant.mapping import (
    AttributeOwner,
    CustomColumn,
    DateColumn,
    FullName,
    ManagerColumn,
    RoleColumn,
    StatusColumn,
)
from qooper_assets.core.tenant.policy import NO_DATE
from qooper_assets.core.tenant.tenant import Tenant

MEANINGS = {
    "email": "The e-mail address",
    "employee_id": "The employee id",
    "first_name": "The first name",
    "last_name": "The last name",
    "full_name": "First and last name",
    "title": "The job title",
    "department": "The department",
    "location": "The place of work",
    "phone": "The phone number",
    "hire_date": "The first day of work; no account before it",
    "termination_date": "The last day of work; the account is deactivated after it",
    "status": "Whether the person is to have access",
    "manager": "The person's manager",
    "role": "The role in a program",
}
"""Standard attribute → what it is. A custom one is a profile field under its own name."""
ACCESS = {
    "active": "Has access: keeps the account, or gets one.",
    "inactive": "Has no access: the account is deactivated. Nothing of it is deleted.",
}
ROLES = {
    "mentor": "Begins as a mentor.",
    "mentee": "Begins as a mentee.",
    "none": "Begins without a role.",
}
OWNERS: dict[AttributeOwner, str] = {
    "roster": "The file decides: what somebody edits in Qooper is overwritten.",
    "roster_on_create": "The file decides when the account is created; after that, Qooper does.",
    "qooper": "Qooper decides: the value is never written to an account.",
}
ANY_TEXT = "Any text."
BLANKS = {
    "hire_date": "Somebody new gets an account at once.",
    "status": "Somebody new gets an account.",
    "role": "A new account has no role.",
}
"""What a blank cell means for somebody new."""
WHO_IS_IN_SCOPE: dict[Literal["in", "not_in", "matches"], tuple[str, str]] = {
    "in": ("Is to have an account.", "Whoever has any other word is treated as somebody who has left."),
    "not_in": (
        "Is treated as somebody who has left.",
        "Whoever has any other word is to have an account.",
    ),
    "matches": ("", "Whoever has a word that fits the pattern is to have an account; others have left."),
}
"""Rule of the scope → what its words mean, and what all others mean."""
_ORDERS = {
    "last_first": "last name, a comma, first name",
    "first_last": "first name, a space, last name",
}


def describe_meaning(attribute: str) -> str:
    return MEANINGS.get(attribute, f"The profile field {attribute}")


def describe_type(tenant: Tenant, attribute: str, column: AnyColumn) -> tuple[str, str]:
    """The type of a column, and how its values are written."""
    match column:
        case DateColumn():
            cells = " A date cell of the sheet is fine, too." if tenant.feed.format == "excel" else ""
            return "date", f"Written {describe_format(column.format)}.{cells}{_describe_no_dates(tenant)}"
        case StatusColumn():
            return "word", "One of the words below, in upper or lower case."
        case RoleColumn():
            return "word", "One of the words below, in upper or lower case."
        case ManagerColumn():
            return "reference to a person", _describe_reference(tenant)
        case FullName():
            return "name", f"{_ORDERS[column.order]}.".capitalize()
        case CustomColumn() if column.split and attribute != tenant.identity:
            lists = " or a list" if tenant.feed.format == "json" else ""
            any_option = "" if column.options else " Any option is accepted."
            return "options", f"Options separated by {column.split!r}{lists}, in any order.{any_option}"
        case _ if attribute == "email":
            return (
                "e-mail address",
                "One address with one @ and a whole domain. Upper and lower case are the same.",
            )
        case _ if attribute in (tenant.identity, "employee_id"):
            words = ", ".join(tenant.policy.placeholder_ids)
            not_ids = f" These are no ids: {words}." if words else ""
            exact = "Exact text: 000123 is not 123."
            lasting = "Stays the same for a person's whole life, and is never given to somebody else."
            return "id", f"{exact} {lasting}{not_ids}"
        case _:
            return "text", ANY_TEXT


def _describe_no_dates(tenant: Tenant) -> str:
    days = tenant.policy.no_date
    if days == NO_DATE:
        return f" Days that a system writes for none, such as {days[0]} and {days[-1]}, count as blank."
    return f" These days count as blank: {', '.join(map(str, days))}." if days else ""


def _describe_reference(tenant: Tenant) -> str:
    refers_to = manager_refers_to(tenant)
    what = tenant.identity if refers_to == "identity" else refers_to
    column = getattr(tenant.mapping, what, None) or tenant.mapping.custom[what]
    return f"As in the manager's own row, in {column.column!r}."
