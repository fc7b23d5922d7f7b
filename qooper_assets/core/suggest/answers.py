"""What a customer has answered in the sample workbook: columns, connection, and the open questions.

Belongs here: the answers as values, with their limits. Does not: the cells of the workbook
(`core/sample_workbook/`), or a proposal made with them (`propose.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qooper_assets.core.tenant.schedule import Every, Weekday

AuthType = Literal["password", "key", "key_and_password"]


@dataclass(frozen=True)
class ColumnAnswer:
    """What the customer says about the column of one attribute. None: nothing."""

    header: str | None = None
    """Their header. The empty text: they have no such column."""
    format: str | None = None
    """Of a date, as `strptime` reads it."""
    values: Mapping[str, Literal["active", "inactive"]] = field(default_factory=dict)
    """Status words, and what each means for access."""
    order: Literal["first_last", "last_first"] | None = None
    """Of a full name."""
    refers_to: Literal["employee_id", "email"] | None = None
    """Of a manager."""
    split: str | None = None
    """Of a list: its separator."""


@dataclass(frozen=True)
class Connection:
    """Where and when the file is delivered. None: not answered, so the tenant file marks it.

    A secret is never an answer: the workbook says how to hand one over.
    """

    name: str | None = None
    host: str | None = None
    port: int | None = None
    username: str | None = None
    auth: AuthType | None = None
    host_keys: tuple[str, ...] = ()
    """Fingerprints, `SHA256:…`."""
    path: str | None = None
    every: Every | None = None
    on: Weekday | None = None
    at: str | None = None
    """`HH:MM` on the customer's clock."""
    timezone: str | None = None
    format: Literal["csv", "excel", "json"] | None = None
    coverage: Literal["full_snapshot", "delta"] | None = None
    identity: Literal["employee_id", "email"] | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Everything that a filled workbook says."""

    connection: Connection = Connection()
    columns: Mapping[str, ColumnAnswer] = field(default_factory=dict)
    """By attribute of the mapping; custom fields under their own name."""
    custom: tuple[str, ...] = ()
    """The names in `columns` that are custom fields."""


NO_ANSWERS = Answers()
"""Nobody has answered anything."""
