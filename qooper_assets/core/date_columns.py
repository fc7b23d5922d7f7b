"""What the date columns of a file contain, and what a missing cell means.

A JSON export may leave a key out where it has no value, or always write it; a table has a column for
everybody, or not at all. Only where blanks are written is a missing cell not a blank.

Belongs here: that distinction, compared with the last accepted file (S22, S26). Does not: counting
(`sql/plan/date_cells.sql`), the limit on unreadable cells (`core/guardrails.py`), or what follows for a
person (`sql/plan/unreadable_dates.sql`).
"""

from typing import NamedTuple

from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.mapping import Mapping

DATES = ("hire_date", "termination_date")
"""The attributes that decide when somebody begins and ends."""


class DateCells(NamedTuple):
    """One row of `sql/plan/date_cells.sql`: the cells of one date."""

    people: int
    filled: int
    unreadable: int
    missing: int
    has_blank: bool
    has_missing: bool


class DateColumn(Model):
    """One date column of a file, as the ledger keeps it for the last accepted one."""

    filled: int
    """Number of people with a readable date."""
    unreadable: int
    """Number of people whose cell is not blank and is no date, or is missing where a blank is written."""
    is_present: bool
    """The file has the column."""
    writes_blanks: bool
    """Where there is no date, the file has a blank, so a missing cell is not a blank. If the column is not
    present, as in the last file that had it."""

    @property
    def readable_share(self) -> float:
        """Readable cells as a share of those that are not blank; 1 if there are none."""
        cells = self.filled + self.unreadable
        return self.filled / cells if cells else 1


def mapped_dates(mapping: Mapping) -> tuple[str, ...]:
    return tuple(name for name in DATES if getattr(mapping, name) is not None)


def date_column(cells: DateCells, before: DateColumn | None, *, is_json: bool) -> DateColumn:
    """Describe a date column. `before` is that of the last accepted file."""
    is_present = cells.missing < cells.people or not cells.people
    if is_present:
        writes_blanks = cells.has_blank or not (is_json and cells.has_missing)
    else:
        writes_blanks = before is not None and before.writes_blanks
    missing = cells.missing if is_present and writes_blanks else 0
    return DateColumn(
        filled=cells.filled,
        unreadable=cells.unreadable + missing,
        is_present=is_present,
        writes_blanks=writes_blanks,
    )


def is_gone(column: DateColumn, before: DateColumn | None) -> bool:
    """The last accepted file had the column for everybody, and this one does not have it."""
    return before is not None and before.is_present and before.writes_blanks and not column.is_present


def is_unreadable_if_missing(column: DateColumn, before: DateColumn | None) -> bool:
    """A missing cell says nothing, so it is unreadable. A column that the last accepted file did not have
    either is expected to be missing."""
    return is_gone(column, before) or (column.is_present and column.writes_blanks)
