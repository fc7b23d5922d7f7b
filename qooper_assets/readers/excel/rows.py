"""Reads the rows of a sheet in order, with the wanted cells (ECMA-376 part 1, 18.3.1).

A sheet is parsed as a stream, and its cost depends on its XML, not on how far apart its cells are: one cell
at XFD1048576 costs as much as one at A1.

Belongs here: rows, cells, their positions, merged ranges. Does not: the text of a cell (`cells.py`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qooper_assets.readers.excel.errors import unreadable
from qooper_assets.readers.excel.package import Package
from qooper_assets.readers.excel.shared_strings import refuse_misplaced
from qooper_assets.readers.excel.xml import Parser, Splice, refuse_unknown

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


Source = Mapping[int, Cell] | re.Match[bytes]
"""All cells of a row by their column, or the XML in which `cells_of` finds them."""


class Rows(NamedTuple):
    """Some rows after the header, in the order of the sheet. Columns count from 0.

    The first two lists have an entry per row; rows may be blank.
    """

    wanted: list[Sequence[bytes | None]]
    """The number of the row, then attributes and content of each wanted column. Attributes are None if there
    is no cell, or it has the usual ones."""
    sources: list[Source]
    parsed: list[tuple[int, Mapping[int, Cell]]]
    """Number and cells of the rows that the parser read, which include every unusual one."""
    usual: Sequence[bytes | None]
    """The usual attributes of the cells of each wanted column; None: not known."""


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


# The shortcut


_TEXT = rb"[^<\x00-\x08\x0b-\x1f]*+"
_VALUE_ONLY = rb"(?:><~v>%(text)b</~v></~c>|/>|></~c>)"
_ANY_CONTENT = (
    rb"(?:>(?:<~v>(?=[^<]*+</~v>)"
    # Only cells of this type contain inline text; their style may follow the type.
    rb'|(?:(?<=inlineStr">)|(?<=inlineStr" s="[0-9]">)|(?<=inlineStr" s="[0-9][0-9]">))'
    rb"<~is><~t[^<>/]*+>(?=[^<]*+</~t></~is>)"
    # A formula with a value; one without is left to the parser.
    rb"|<~f[^<>]*+(?:(?<=/)>|>[^<]*+</~f>)<~v>(?=[^<]++</~v>)"
    rb")%(text)b</~[^<]++(?:</~is>)?+</~c>|/>|></~c>)"
)


def row_pattern(
    prefix: bytes, columns: Sequence[int], content: bytes, usual: Sequence[bytes | None]
) -> re.Pattern[bytes]:
    """Pattern of a plain row: its number, then attributes and content of each wanted cell, by column.

    `prefix` is that of element names, `content` the pattern of a cell after its attributes. `usual`
    attributes are not captured, because creating an object for each cell takes a tenth of the time.
    """
    names = [letters(column).encode() for column in columns]
    other_name = rb"(?!(?:%b)[0-9])[A-Z]++" % b"|".join(names)
    other = rb'<~c r="%b\1"[^<>/]*+%b' % (other_name, content % {b"text": _TEXT})
    others = b"(?:%b)*+" % other
    pattern = others
    behind = [*columns[1:], COLUMNS_MAX + 1]
    for column, name, after, uncaptured in zip(columns, names, behind, usual, strict=True):
        captured = content % {b"text": b"(%b)" % _TEXT}
        attributes = rb"([^<>/]*+)" if uncaptured is None else rb"(?:%b|([^<>/]*+))" % re.escape(uncaptured)
        pattern += rb'(?:<~c r="%b\1"%b%b)?+' % (name, attributes, captured)
        pattern += others if after > column + 1 else b""
    row = rb'<~row r="([0-9]{1,7}+)"[^<>]*+(?<!/)>%b</~row>' % pattern
    return re.compile(row.replace(b"~", prefix))


# The sheet


class SheetRows:
    """The rows of a sheet after its header.

    `on_header` is called with the cells of the header row, and returns the wanted columns. Raises
    `DeliveryError`, blocked: workbook_unreadable, and what `on_header` raises.
    """

    def __init__(
        self,
        package: Package,
        part: str,
        header_row: int,
        on_header: Callable[[Mapping[int, Cell]], Sequence[int]],
    ) -> None:
        self._package = package
        self._part = part
        self._header_row = header_row
        self._on_header = on_header
        self._columns: Sequence[int] = ()
        self._usual: Sequence[bytes | None] = ()
        """Usual attributes of the wanted columns, learned from the first rows."""
        self._patterns: list[re.Pattern[bytes]] = []
        """The pattern that matched the last row comes first."""
        self._rows = Rows([], [], [], ())
        self._parser = _RowParser(self._take_parsed, self._ended)
        self._splice = Splice(self._parser.parser, "row", self._take_plain)

    @property
    def merged(self) -> Sequence[Range]:
        """Merged ranges; complete after the last row."""
        return self._parser.merged

    def batches(self, rows: int) -> Iterator[Rows]:
        """The rows in batches of at least `rows`; in smaller ones while no column is wanted."""
        for block in self._package.blocks(self._part):
            self._splice.feed(block)
            if len(self._rows.wanted) >= rows or not self._columns:
                yield self._rows
                self._learn()
                self._rows = Rows([], [], [], self._usual)
        self._splice.close()
        yield self._rows

    def _learn(self) -> None:
        """Learn the usual attributes from the first rows."""
        if self._patterns and not self._usual:
            by_column = zip(*(row[1::2] for row in self._rows.wanted), strict=True)
            self._usual = [next((kind for kind in kinds if kind is not None), None) for kinds in by_column]
            self._patterns = []

    def _ended(self) -> None:
        self._splice.ended()

    def _take_parsed(self, number: int, cells: Mapping[int, Cell]) -> None:
        if number == self._header_row:
            self._columns = self._on_header(cells)
        elif number > self._header_row:
            wanted: list[bytes | None] = [b"%d" % number]
            for column in self._columns:
                cell = cells.get(column)
                wanted += (cell.attributes, cell.content) if cell else (None, None)
            self._rows.wanted.append(wanted)
            self._rows.sources.append(cells)
            self._rows.parsed.append((number, cells))

    def _take_plain(self, buffer: bytes, start: int) -> int:
        if not self._patterns:
            if not self._columns or not (prefix := re.compile(rb"<((?:\w+:)?)row\b").match(buffer, start)):
                return start
            uncaptured = self._usual or [None] * len(self._columns)
            kinds = (_VALUE_ONLY, _ANY_CONTENT)
            self._patterns = [row_pattern(prefix[1], self._columns, kind, uncaptured) for kind in kinds]
        wanted, sources = self._rows.wanted, self._rows.sources
        usual, other = self._patterns
        last = None
        while row := usual.match(buffer, start) or other.match(buffer, start):
            if row.re is other:
                usual, other = other, usual
            wanted.append(row.groups())
            sources.append(row)
            start, last = row.end(), row
        self._patterns = [usual, other]
        if last:
            self._parser.row = int(last[1])
        return start


_VALUE = re.compile(rb"<(?:\w+:)?[vtf][\s>/]")


def cells_of(source: Source) -> Mapping[int, Cell]:
    """The cells of one row; none if none of them has a value."""
    if not isinstance(source, re.Match):
        return source
    found: dict[int, Cell] = {}
    if _VALUE.search(source[0]):
        parser = _RowParser(lambda _, cells: found.update(cells), lambda: None)
        parser.inside = ["worksheet", "sheetData"]
        parser.parser.feed(source[0], is_final=True)
    return found


class _RowParser:
    """Builds rows from the events of the XML parser."""

    def __init__(
        self, take: Callable[[int, Mapping[int, Cell]], object], ended: Callable[[], object]
    ) -> None:
        self.parser = Parser(self._start, self._end, self._text)
        self.merged: list[Range] = []
        self.inside: list[str] = []
        self._take = take
        self._ended = ended
        self.row = 0
        self._column = -1
        self._cells: dict[int, Cell] = {}
        self._attributes = b""
        self._content: list[str] | None = None
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
                if name == "is" and b't="inlineStr"' not in self._attributes:
                    raise unreadable(
                        f"its cell {letters(self._column)}{self.row} has text unfit for its type"
                    )
                if self._content is not None:
                    raise unreadable(f"its cell {letters(self._column)}{self.row} holds two values")
                self._content = []
        elif depth == 3 and name == "row" and inside[1] == "sheetData":
            refuse_unknown(name, attributes, ROW)
            number = attributes.get("r", str(self.row + 1))
            self.row = int(number) if re.fullmatch("[0-9]{1,7}", number) else 0
            self._column = -1
            self._cells = {}
        elif depth == 3 and name == "mergeCell":
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
        self._content, self._has_formula = None, False

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
        is_value = len(inside) == 5 and inside[4] == "v"
        is_inline = len(inside) > 5 and inside[4] == "is" and inside[-1] == "t" and "rPh" not in inside
        if (is_value or is_inline) and inside[3] == "c" and self._content is not None:
            self._content.append(text)
        elif len(inside) > 1 and inside[1] in BELONGS and inside[-1] in WITHOUT_TEXT and text.strip():
            raise unreadable(f"row {self.row:,} of it, or what follows, contains text outside of a cell")
