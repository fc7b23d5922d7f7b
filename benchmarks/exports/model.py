"""The values of the examination: an export, its columns, and its right answers.

Belongs here: types, and what follows from them alone. Does not: people (`people.py`), cells (`cells.py`),
files (`writing.py`), points (`score.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Literal

from benchmarks.exports.people import Person

Cell = str | int | float | bool | date | list[str] | None
"""One cell. A CSV file holds its text; a workbook and a JSON document hold the value."""

ATTRIBUTES = (
    "email", "employee_id", "first_name", "last_name", "full_name", "title", "department", "location",
    "phone", "hire_date", "termination_date", "status", "manager",
)  # fmt: skip
"""The attributes that are examined. `role` and custom fields are a matter of taste: they are not."""

SENSITIVE = frozenset({
    "personal_email", "personal_phone", "birth_date", "birth_name", "gender", "pay", "national_id", "iban",
    "home_address", "sensitive",
})  # fmt: skip
"""Meanings of columns that no proposal may use, whatever for."""

ANY_FORMAT = ""
"""Stands for the format of real dates in a workbook: they are read whatever format is given."""

Key = Literal["employee_id", "email"]
Meaning = Literal["active", "inactive", "leave", "ask"]
"""`leave`: away and employed; most customers keep the account: `active` and a question are both right."""


@dataclass(frozen=True)
class ColumnSpec:
    """One column: its header, what it means, and how a cell is rendered for a person."""

    header: str
    meaning: str
    make: Callable[[Person, Random], Cell]


@dataclass(frozen=True)
class Format:
    """How the file is written."""

    kind: Literal["csv", "excel", "json"] = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"
    titles: tuple[tuple[str, ...], ...] = ()
    """Rows above the header."""
    labels: tuple[str, ...] = ()
    """A second header row, below the first."""
    trailer: tuple[str, ...] = ()
    """A last row that is nobody; `{people}` stands for the number of people."""
    quote_all: bool = False
    records: tuple[str, ...] = ()
    """The keys that lead to the array of records in a JSON document."""
    lines: bool = False
    """A JSON document for each record, one on each line (NDJSON)."""

    @property
    def suffix(self) -> str:
        return {"csv": ".tsv" if self.delimiter == "\t" else ".csv", "excel": ".xlsx", "json": ".json"}[
            self.kind
        ]


@dataclass(frozen=True)
class Gold:
    """What an experienced implementation engineer would map, having seen the headers and the values."""

    attributes: Mapping[str, tuple[str, ...]]
    """Attribute → the headers that are equally right."""
    manager_refers_to: Mapping[str, Key] = field(default_factory=dict)
    """Header of a manager column → which attribute of the manager it holds."""
    date_formats: Mapping[str, str | None] = field(default_factory=dict)
    """Date attribute → its format for `strptime`, `ANY_FORMAT`, or None where it must be asked."""
    status: Mapping[str, Meaning] = field(default_factory=dict)
    """Every status word of the file → its meaning; `ask` where customers differ and nothing decides."""
    identity: tuple[str, ...] = ()
    """The headers that may identify a person from file to file."""
    full_name_order: Literal["first_last", "last_first"] | None = None
    full_name_instead: tuple[str, ...] = ()
    """Headers of a full name that may be mapped instead of first and last name."""
    must_ask: tuple[str, ...] = ()
    """Attributes that this file doesn't decide: a question is right, a claim is wrong either way."""
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Attribute → headers that are a fair guess: claimed or left out, neither gains nor loses anything."""
    sensitive: tuple[str, ...] = ()
    """Headers of columns that no proposal may use."""

    @property
    def absent(self) -> frozenset[str]:
        """Attributes that the file doesn't have."""
        return frozenset(ATTRIBUTES) - set(self.attributes) - set(self.must_ask) - set(self.optional)

    @property
    def may_be_asked(self) -> frozenset[str]:
        """Attributes about which a question is right."""
        return self.must_be_asked | ({"status"} if "leave" in self.status.values() else set())

    @property
    def must_be_asked(self) -> frozenset[str]:
        """Attributes of which something must be asked: the column, the format of a date, or a word."""
        formats = {attribute for attribute, known in self.date_formats.items() if known is None}
        words = {"status"} if "ask" in self.status.values() else set()
        return frozenset(self.must_ask) | formats | words


@dataclass(frozen=True)
class Export:
    """One kind of file of one HR system."""

    name: str
    system: str
    locale: str
    language: str
    format: Format
    columns: tuple[ColumnSpec, ...]
    gold: Gold
    note: str = ""
    """What the file examines, if that isn't obvious."""

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)


def export(
    name: str,
    system: str,
    locale: str,
    columns: tuple[ColumnSpec, ...],
    attributes: Mapping[str, str | tuple[str, ...]],
    *,
    form: Format | None = None,
    refers_to: Key | Mapping[str, Key] | None = None,
    dates: str | Mapping[str, str | None] | None = "%Y-%m-%d",
    status: Mapping[str, Meaning] | None = None,
    identity: tuple[str, ...] | None = None,
    order: Literal["first_last", "last_first"] | None = None,
    full_name_instead: tuple[str, ...] = (),
    must_ask: tuple[str, ...] = (),
    optional: Mapping[str, tuple[str, ...]] | None = None,
    sensitive: tuple[str, ...] = (),
    note: str = "",
) -> Export:
    """An export with the answers that follow from its columns filled in.

    `dates` is the format of every date attribute, or one for each. Sensitive headers follow from the
    meanings; `sensitive` adds to them. The identity is the employee id, or the e-mail if there is none.
    """
    right = {
        attribute: (headers,) if isinstance(headers, str) else headers
        for attribute, headers in attributes.items()
    }
    dated = [attribute for attribute in ("hire_date", "termination_date") if attribute in right]
    refers: Mapping[str, Key] = {}
    if isinstance(refers_to, Mapping):
        refers = refers_to
    elif refers_to:
        refers = dict.fromkeys(right["manager"], refers_to)
    return Export(
        name=name,
        system=system,
        locale=locale,
        language=locale[:2],
        format=form or Format(),
        columns=columns,
        gold=Gold(
            attributes=right,
            manager_refers_to=refers,
            date_formats=dates if isinstance(dates, Mapping) else dict.fromkeys(dated, dates),
            status=status or {},
            identity=identity if identity is not None else right.get("employee_id") or right.get("email", ()),
            full_name_order=order,
            full_name_instead=full_name_instead,
            must_ask=must_ask,
            optional=optional or {},
            sensitive=tuple(
                dict.fromkeys([c.header for c in columns if c.meaning in SENSITIVE] + list(sensitive))
            ),
        ),
        note=note,
    )
