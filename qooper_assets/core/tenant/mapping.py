"""The key `mapping`: which column of the file holds which attribute.

Belongs here: the attributes and what can be said about a column. Does not: matching headers with it
(`core/mapping.py`) or converting values (`edges/engine/rendering.py`).
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from qooper_assets.core import day_formats
from qooper_assets.core.tenant.base import AttributeName, Model
from qooper_assets.core.words import clean, word_key

Header = Annotated[str, StringConstraints(min_length=1, max_length=500)]
AttributeOwner = Literal["roster", "roster_on_create", "qooper"]


class Column(Model):
    """A column of plain text."""

    column: Header
    """The customer's header. Case, spaces, `_` and `-` do not matter."""
    owner: AttributeOwner = "roster"
    """Who decides the value (AT04). `roster`: the file, every time; what somebody edits in Qooper is
    overwritten. `roster_on_create`: the file, when the account is created, and Qooper after that. `qooper`:
    the value is never written and never compared. Identifier, e-mail and employee id are always owned by the
    roster."""


def _day_format(value: str) -> str:
    if problem := day_formats.problem(value):
        raise ValueError(problem)
    return value


class DateColumn(Model):
    """A column of dates."""

    column: Header
    """The customer's header."""
    format: Annotated[str, StringConstraints(pattern=r"%"), AfterValidator(_day_format)] = "%Y-%m-%d"
    """How dates are written, in the notation of `strptime`. A date in another format is dropped, and so is a
    year with more or fewer digits than the format has (S23)."""
    owner: AttributeOwner = "roster"
    """As for a column of plain text. It is about the value in Qooper: the first day decides when the account
    is created, whoever owns it. The last day is never written, so it has no owner."""


class StatusColumn(Model):
    """A column of status words. A word that is not listed rejects its row (S07)."""

    column: Header
    """The customer's header. If it is mapped, the file must have this column."""
    values: dict[str, Literal["active", "inactive"]] = Field(
        default={"active": "active", "inactive": "inactive"}, min_length=1
    )
    """Every status word that the customer uses, and what it means. Case does not matter. A word that is not
    listed rejects its row."""

    @model_validator(mode="after")
    def _a_word_has_one_meaning(self) -> "StatusColumn":
        meanings: dict[str, str] = {}
        for word, meaning in self.values.items():
            if not word_key(word):
                raise ValueError("values: a blank word keeps the present status, so it can't be listed (S08)")
            if meanings.setdefault(word_key(word), meaning) != meaning:
                raise ValueError("values: two words that differ only in case have different meanings (S29)")
        return self


class ManagerColumn(Model):
    """A column that refers to each person's manager."""

    column: Header
    """The customer's header."""
    refers_to: AttributeName = "employee_id"
    """Which attribute of the manager the column holds: employee_id, email, or the identity (AT11)."""
    owner: AttributeOwner = "roster"
    """As for a column of plain text. With `roster_on_create`, a manager who is not known yet when the account
    is created is not written later."""


class FullName(Model):
    """A column that holds first and last name (AT05)."""

    column: Header
    """The customer's header."""
    order: Literal["last_first", "first_last"]
    """`last_first`: `Doe, Jane`, split at the first comma. `first_last`: `Jane Doe`, split at the last
    space; a name with a comma is dropped, except before a suffix such as Jr."""
    owner: AttributeOwner = "roster"
    """As for a column of plain text, for both names."""


class CustomColumn(Model):
    """A column for one of the customer's own profile fields; `split` makes it multi-select."""

    column: Header
    """The customer's header."""
    split: Annotated[str, StringConstraints(min_length=1, max_length=3)] | None = None
    """The separator of the options in a multi-select field. Their order does not matter."""
    options: tuple[str, ...] = ()
    """The options that Qooper knows, as they are written there. Case does not matter in the file. Without
    them, any option is accepted. An option may contain the separator (P32)."""
    unknown_option: Literal["drop", "reject"] = "drop"
    """What to do with an option that is not listed: `drop` the value or `reject` the row (P32)."""
    owner: AttributeOwner = "roster"
    """As for a column of plain text."""

    @model_validator(mode="after")
    def _options_go_with_split(self) -> "CustomColumn":
        if self.options and not self.split:
            raise ValueError("options: they go with `split`, for a multi-select field")
        if self.unknown_option == "reject" and not self.options:
            raise ValueError("unknown_option: without `options`, every option is known")
        return self

    @model_validator(mode="after")
    def _options_are_distinct(self) -> "CustomColumn":
        spelled = {clean(option) for option in self.options}
        if "" in spelled:
            raise ValueError("options: an option is blank")
        if len({word_key(option) for option in spelled}) < len(spelled):
            raise ValueError(
                "options: two options differ only in case, which does not matter in a file (S29)"
            )
        return self


class RoleColumn(Model):
    """A column of roles, which are written when an account is created, and never after that.

    A word that is not listed is dropped. Without a role, a new account has none.
    """

    column: Header
    """The customer's header."""
    values: dict[str, Literal["mentor", "mentee", "none"]] = Field(
        default={"mentor": "mentor", "mentee": "mentee", "none": "none"}, min_length=1
    )
    """Every word that the customer uses, and the role that it means. Case does not matter."""

    @model_validator(mode="after")
    def _a_word_has_one_meaning(self) -> "RoleColumn":
        meanings: dict[str, str] = {}
        for word, meaning in self.values.items():
            if not word_key(word):
                raise ValueError("values: a blank word can't be listed; a blank cell means no role")
            if meanings.setdefault(word_key(word), meaning) != meaning:
                raise ValueError("values: two words that differ only in case have different meanings (S29)")
        return self


def _shorthand(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Plain = Annotated[Column, BeforeValidator(_shorthand)]
Dated = Annotated[DateColumn, BeforeValidator(_shorthand)]
Status = Annotated[StatusColumn, BeforeValidator(_shorthand)]
Manager = Annotated[ManagerColumn, BeforeValidator(_shorthand)]
Role = Annotated[RoleColumn, BeforeValidator(_shorthand)]
Custom = Annotated[CustomColumn, BeforeValidator(_shorthand)]


class Mapping(Model):
    """Customer header → roster attribute. `title: Job Title` is short for `{column: Job Title}`.

    A column that is not mapped is ignored. If the column of an optional attribute is missing from the file,
    the present values are kept. The columns of identity, e-mail and, if mapped, status must be in the file.
    """

    email: Plain
    """The e-mail address. Every active person needs one, and no two people may share one."""
    employee_id: Plain | None = None
    """The employee id, as exact text: `000123` stays `000123`. Required where it is the identity."""
    first_name: Plain | None = None
    """The first name."""
    last_name: Plain | None = None
    """The last name."""
    full_name: FullName | None = None
    """First and last name, if they share one column."""
    title: Plain | None = None
    """The job title."""
    department: Plain | None = None
    """The department."""
    location: Plain | None = None
    """The place of work."""
    phone: Plain | None = None
    """The phone number."""
    hire_date: Dated | None = None
    """The first day. No account is created before it."""
    termination_date: Dated | None = None
    """The last day. The first run after it deactivates the account, whatever the status says."""
    status: Status | None = None
    """The status word. Without it, everybody in the file is active."""
    manager: Manager | None = None
    """The manager."""
    role: Role | None = None
    """The role in a program: mentor, mentee or none."""
    custom: dict[AttributeName, Custom] = Field(default={})
    """The customer's own profile fields, each under a name of our choice."""

    @model_validator(mode="after")
    def _custom_names_are_free(self) -> "Mapping":
        # `role` was free in earlier versions.
        standard = set(Mapping.model_fields) - (set() if self.role else {"role"})
        taken = sorted(set(self.custom) & (standard | {"external_id", "is_active"}))
        if taken:
            raise ValueError(f"custom: {', '.join(taken)} is a standard attribute; map it at the top")
        return self

    @model_validator(mode="after")
    def _names_come_once(self) -> "Mapping":
        if self.full_name and (self.first_name or self.last_name):
            raise ValueError("full_name: map either it or first_name and last_name, not both")
        return self
