"""Parses the XML of a sheet: its rows with their cells, and merged ranges (ECMA-376 part 1, 18.3.1).

Belongs here: elements of a sheet, and the places of cells. Does not: rows that need no parser (`rows.py`), or
the text of a cell (`cells.py`).
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from qooper_assets.readers.excel.errors import unreadable
from qooper_assets.readers.excel.namespaces import MAIN
from qooper_assets.readers.excel.shared_strings import refuse_misplaced
from qooper_assets.readers.excel.xml import Parser, refuse_unknown

ROWS_MAX = 1_048_576
COLUMNS_MAX = 16_384
MERGED_MAX = 1_000_000
"""All of them are kept in memory until the last row is read."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
BELONGS = {
    "sheetData": frozenset({"row"}),
    "row": frozenset({"c", "extLst"}),
    "c": frozenset({"f", "v", "is", "extLst"}),
    "v": frozenset(),
    "mergeCells": frozenset({"mergeCell"}),
}
"""Elements allowed in each element of a sheet (18.3.1). Any other may be a damaged row or cell."""
ROW = frozenset(
    {
        "r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed",
        "thickTop", "thickBot", "ph",
    }
)  # fmt: skip
CELL = frozenset({"r", "s", "t", "cm", "vm", "ph"})
"""Known attributes (18.3.1.73 and 18.3.1.4)."""
WITHOUT_TEXT = frozenset({"sheetData", "mergeCells", "row", "c", "is", "r", "rPh"})


class Cell(NamedTuple):
    """One cell, as its XML has it."""

    attributes: bytes
    """Its type and style, written as ` s="5" t="s"`."""
    content: bytes | None
    """The bytes of its value, escaped as in XML; None if it has none."""
    has_formula: bool

    @property
    def lacks_result(self) -> bool:
        """It has a formula without its result; the empty text is a result."""
        is_text = b't="str"' in self.attributes
        return self.has_formula and (self.content is None or (not self.content and not is_text))


class Range(NamedTuple):
    """Cells merged into one; columns count from 0, rows from 1, both ends included."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(reference: str) -> tuple[int, int]:
    """A1 → (0, 1): the column from 0, the row from 1. Raises `DeliveryError`."""
    match = _REFERENCE.fullmatch(reference)
    column = row = 0
    if match:
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
    if not (1 <= column <= COLUMNS_MAX and 1 <= row <= ROWS_MAX):
        raise unreadable("the reference of a cell of it can't be read")
    return column - 1, row


class RowParser:
    """Builds rows from the events of the XML parser."""

    def __init__(
        self, take: Callable[[int, Mapping[int, Cell]], object], ended: Callable[[], object]
    ) -> None:
        self.parser = Parser(MAIN, "worksheet", self._start, self._end, self._text)
        self.merged: list[Range] = []
        self.inside: list[str] = []
        self._take = take
        self._ended = ended
        self.row = 0
        self._column = -1
        self._cells: dict[int, Cell] = {}
        self._attributes = b""
        self._content: list[str] | None = None
        self._value = ""
        """The element that the content is from."""
        self._has_formula = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        inside = self.inside
        self._refuse_misplaced(name)
        inside.append(name)
        depth = len(inside)
        if depth == 4 and name == "c" and inside[1] == "sheetData":
            self._start_cell(attributes)
        elif depth == 5 and inside[3] == "c":
            self._has_formula |= name == "f"
            if name in ("v", "is"):
                self._start_value(name)
        elif depth == 3 and name == "row" and inside[1] == "sheetData":
            refuse_unknown(name, attributes, ROW)
            number = attributes.get("r", str(self.row + 1))
            self.row = int(number) if re.fullmatch("[0-9]{1,7}", number) else 0
            self._column = -1
            self._cells = {}
        elif depth == 3 and name == "mergeCell" and inside[1] == "mergeCells":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merged.append(Range(*place(first), *place(last or first)))
            if len(self.merged) > MERGED_MAX:
                raise unreadable(f"it has more than {MERGED_MAX:,} merged ranges")

    def _refuse_misplaced(self, name: str) -> None:
        inside = self.inside
        if 2 <= len(inside) <= 5 and inside[1] in BELONGS and name not in BELONGS.get(inside[-1], {name}):
            raise unreadable(f"row {self.row:,} of it, or what follows, has something that is not a cell")
        if len(inside) > 4 and inside[4] == "is":
            refuse_misplaced(name, inside[-1])

    def _start_cell(self, attributes: dict[str, str]) -> None:
        refuse_unknown("c", attributes, CELL)
        self._column += 1
        if "r" in attributes:
            self._column, row = place(attributes["r"])
            if row != self.row:
                raise unreadable(f"a cell in its row {self.row:,} has a reference to row {row:,}")
        if self._column in self._cells:
            raise unreadable(f"its cell {letters(self._column)}{self.row} occurs twice")
        kept = (f' {key}="{attributes[key]}"' for key in ("s", "t") if key in attributes)
        self._attributes = "".join(kept).encode()
        self._content, self._value, self._has_formula = None, "", False

    def _start_value(self, element: str) -> None:
        """Take the content of a cell from `v`, or `is` in a cell of inline text, where some programs write a
        `v` too, which spreadsheets do not show."""
        where = f"its cell {letters(self._column)}{self.row}"
        if element == "is" and b't="inlineStr"' not in self._attributes:
            raise unreadable(f"{where} has text unfit for its type")
        if element == self._value:
            raise unreadable(f"{where} holds two values")
        if self._value != "is":
            self._content, self._value = [], element

    def _end(self, name: str) -> None:
        depth = len(self.inside)
        self.inside.pop()
        if depth == 4 and name == "c" and self.inside[1] == "sheetData":
            content = None if self._content is None else "".join(self._content)
            self._cells[self._column] = Cell(
                self._attributes,
                content.replace("&", "&amp;").encode() if content is not None else None,
                self._has_formula,
            )
        elif depth == 3 and name == "row" and self.inside[1] == "sheetData":
            self._ended()
            self._take(self.row, self._cells)

    def _text(self, text: str) -> None:
        inside = self.inside
        is_value = len(inside) == 5 and inside[4] == "v" and self._value == "v"
        is_inline = len(inside) > 5 and inside[4] == "is" and inside[-1] == "t" and "rPh" not in inside
        if (is_value or is_inline) and inside[3] == "c" and self._content is not None:
            self._content.append(text)
        elif len(inside) > 1 and inside[1] in BELONGS and inside[-1] in WITHOUT_TEXT and text.strip():
            raise unreadable(f"row {self.row:,} of it, or what follows, contains text outside of a cell")
