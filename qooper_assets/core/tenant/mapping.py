"""The key `mapping`: which column of the file holds which attribute.

Belongs here: the attributes and what can be said about a column. Does not: matching headers with it
(`core/mapping.py`) or converting values (`edges/engine/rendering.py`).
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import AttributeName, Model

Header = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Column(Model):
    """One roster attribute, from one column of the file."""

    column: Header


class DateColumn(Model):
    column: Header
    format: Annotated[str, StringConstraints(pattern=r"%")] = "%Y-%m-%d"


class StatusColumn(Model):
    """The customer's status words. A word that is not listed rejects its row (S07)."""

    column: Header
    values: dict[str, Literal["active", "inactive"]] = Field(
        default={"active": "active", "inactive": "inactive"}, min_length=1
    )


class ManagerColumn(Model):
    column: Header
    refers_to: AttributeName = "employee_id"
    """What the column holds of the manager: employee_id, email, or the identity (AT11)."""


class FullName(Model):
    """First and last name in one column (AT05)."""

    column: Header
    order: Literal["last_first", "first_last"]
    """last_first: `Doe, Jane`, parted at the first `,`. first_last: `Jane Doe`, parted at the last space."""


class CustomColumn(Model):
    """A profile field of the customer's own; `split` makes it multi-select."""

    column: Header
    split: Annotated[str, StringConstraints(min_length=1, max_length=3)] | None = None
    options: tuple[str, ...] = ()
    """The options that Qooper knows; without them, any. An option may hold the separator (P32)."""
    unknown_option: Literal["drop", "reject"] = "drop"
    """What becomes of an option that is not among them: the value is dropped, or the row rejected (P32)."""

    @model_validator(mode="after")
    def _options_go_with_split(self) -> "CustomColumn":
        if self.options and not self.split:
            raise ValueError("options: they go with `split`, for a field of many values")
        return self


def _shorthand(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Plain = Annotated[Column, BeforeValidator(_shorthand)]
Dated = Annotated[DateColumn, BeforeValidator(_shorthand)]
Status = Annotated[StatusColumn, BeforeValidator(_shorthand)]
Manager = Annotated[ManagerColumn, BeforeValidator(_shorthand)]
Custom = Annotated[CustomColumn, BeforeValidator(_shorthand)]


class Mapping(Model):
    """Customer header → roster attribute. `title: Job Title` is short for `{column: Job Title}`."""

    email: Plain
    employee_id: Plain | None = None
    first_name: Plain | None = None
    last_name: Plain | None = None
    full_name: FullName | None = None
    title: Plain | None = None
    department: Plain | None = None
    location: Plain | None = None
    phone: Plain | None = None
    hire_date: Dated | None = None
    termination_date: Dated | None = None
    status: Status | None = None
    manager: Manager | None = None
    custom: dict[AttributeName, Custom] = Field(default={})

    @model_validator(mode="after")
    def _custom_names_are_free(self) -> "Mapping":
        taken = sorted(set(self.custom) & (set(Mapping.model_fields) | {"external_id", "is_active"}))
        if taken:
            raise ValueError(f"custom: {', '.join(taken)} is a standard attribute; map it at the top")
        return self

    @model_validator(mode="after")
    def _names_come_once(self) -> "Mapping":
        if self.full_name and (self.first_name or self.last_name):
            raise ValueError("full_name: it stands instead of first_name and last_name, not beside them")
        return self
