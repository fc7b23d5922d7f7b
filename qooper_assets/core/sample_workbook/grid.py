"""The cells of a filled workbook, and the problems found in them, each with its sheet and cell.

Belongs here: looking up a cell, and collecting problems until all are known. Does not: what a cell means
(`parse.py`, `parse_fields.py`, `parse_connection.py`, `parse_questions.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.sample_workbook.secrets_found import secret_in
from qooper_assets.core.words import clean

CHARS_SHOWN = 60
CELL_CHARS_MAX = 4_000


class Sheet(NamedTuple):
    """One sheet as text."""

    name: str
    rows: Sequence[Sequence[str]]
    unread: Sequence[tuple[int, int]] = ()
    """Cells that have something that can't be read: row, from 1, and column, from 0."""


class Cell(NamedTuple):
    """A cell of an answer."""

    sheet: str
    row: int
    """From 1, as a spreadsheet shows it."""
    column: int
    """From 0."""
    text: str
    """Without white space at its ends."""

    @property
    def place(self) -> str:
        """As in a formula: `Fields!A1`."""
        return f"{self.sheet}!{letters(self.column)}{self.row}"

    @property
    def shown(self) -> str:
        return shown(self.text)


def shown(text: str) -> str:
    """A text of the customer in a message: one line, and not all of a long one."""
    return repr(text if len(text) <= CHARS_SHOWN else f"{text[:CHARS_SHOWN]}…")


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@dataclass
class Problems:
    """What is wrong with a workbook, in the order in which it is found."""

    where: str
    lines: list[str] = field(default_factory=list)

    def add(self, cell: Cell, problem: str) -> None:
        self.lines.append(f"{cell.place}: {problem}")

    def raise_if_any(self) -> None:
        """Raises `TenantFileError` template_invalid, with one line per problem."""
        if self.lines:
            raise self.error()

    def error(self) -> TenantFileError:
        count = "1 problem" if len(self.lines) == 1 else f"{len(self.lines):,} problems"
        return TenantFileError(
            "template_invalid",
            "\n".join([f"{count}; nothing was read from the workbook.", *self.lines]),
            where=self.where,
        )


class Grid:
    """A sheet without its secrets."""

    def __init__(self, sheet: Sheet, problems: Problems) -> None:
        self.name = sheet.name
        self._rows = [[clean(text) for text in row] for row in sheet.rows]
        while self._rows and not any(self._rows[-1]):
            self._rows.pop()  # a spreadsheet may save rows that have nothing but a format
        for row, column in sheet.unread:
            problems.add(
                Cell(sheet.name, row, column, ""),
                "this cell is damaged, or a formula without its value. Type the answer as a text",
            )
        for cell in list(self):
            kind = secret_in(cell.text)
            if kind:
                problems.add(
                    cell,
                    f"this looks like {kind}. Remove it, treat it as disclosed and replace it; the sheet"
                    " about the connection says how to hand one over",
                )
            elif len(cell.text) > CELL_CHARS_MAX:
                problems.add(
                    cell, f"{len(cell.text):,} characters, the limit is {CELL_CHARS_MAX:,}. Shorten it"
                )
            else:
                continue
            self._rows[cell.row - 1][cell.column] = ""

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Cell]:
        """The cells that are not blank, row by row."""
        for number, row in enumerate(self._rows, 1):
            for column, text in enumerate(row):
                if text:
                    yield Cell(self.name, number, column, text)

    def cell(self, row: int, column: int) -> Cell:
        """A cell; blank where the sheet has none. The row counts from 1."""
        cells = self._rows[row - 1] if 0 < row <= len(self._rows) else []
        return Cell(self.name, row, column, cells[column] if column < len(cells) else "")
