"""Reads the rows of a sheet in order, with the wanted cells (ECMA-376 part 1, 18.3.1).

A sheet is parsed as a stream, and its cost depends on its XML, not on how far apart its cells are: one cell
at XFD1048576 costs as much as one at A1.

Belongs here: the order of rows, and the shortcut for plain ones. Does not: parsing the others
(`sheet_parser.py`), or the text of a cell (`cells.py`).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qooper_assets.readers.excel.errors import unreadable
from qooper_assets.readers.excel.package import Package
from qooper_assets.readers.excel.sheet_parser import COLUMNS_MAX, ROWS_MAX, Cell, Range, RowParser, letters
from qooper_assets.readers.excel.xml import Splice

_VALUE = re.compile(rb"<(?:\w+:)?[vtf][\s>/]")


class Rows(NamedTuple):
    """Some rows after the header that have cells, in the order of the sheet. Columns count from 0.

    The first three lists have an entry per row; rows may be blank.
    """

    numbers: list[int]
    wanted: list[Sequence[bytes | None]]
    """The number of the row, then attributes and content of each wanted column. Attributes are None if there
    is no cell, or it has the usual ones."""
    sources: list[Mapping[int, Cell] | re.Match[bytes]]
    """All cells of a row by their column, or the XML in which `cells` finds them."""
    parsed: list[tuple[int, Mapping[int, Cell]]]
    """Number and cells of the rows that the parser read, which include every unusual one."""
    usual: Sequence[bytes | None]
    """The usual attributes of the cells of each wanted column; None: not known."""
    around: bytes
    """The start tags around the rows, with the namespaces that hold for them."""

    def cells(self, index: int) -> Mapping[int, Cell]:
        """The cells of one row; none if none of them has a value."""
        source = self.sources[index]
        if not isinstance(source, re.Match):
            return source
        found: dict[int, Cell] = {}
        if _VALUE.search(source[0]):
            parser = RowParser(lambda _, cells: found.update(cells), lambda: None)
            parser.parser.feed(self.around + source[0])
        return found


# The shortcut


_TEXT = rb"[^<\x00-\x08\x0b-\x1f]*+"
_VALUE_ONLY = rb"(?:><~v>%(text)b</~v></~c>|/>|></~c>)"
_ANY_CONTENT = (
    rb"(?:>(?:<~v>(?=[^<]*+</~v>)"
    # Only cells of this type contain inline text; their style may follow the type.
    rb'|(?:(?<=inlineStr">)|(?<=inlineStr" s="[0-9]">)|(?<=inlineStr" s="[0-9][0-9]">))'
    rb'<~is><~t(?: xml:space="preserve")?+>(?=[^<]*+</~t></~is>)'
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
    # A row that declares a namespace is left to the parser.
    row = rb'<~row r="([0-9]{1,7}+)"(?![^<>]*xmlns)[^<>]*+(?<!/)>%b</~row>' % pattern
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
        self._around = b""
        self._patterns: list[re.Pattern[bytes]] = []
        """The pattern that matched the last row comes first."""
        self._last_number = 0
        self._rows = self._no_rows()
        self._parser = RowParser(self._take_parsed, self._ended)
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
                self._rows = self._no_rows()
        self._splice.close()
        yield self._rows

    def _no_rows(self) -> Rows:
        return Rows([], [], [], [], self._usual, self._around)

    def _learn(self) -> None:
        """Learn the usual attributes from the first rows."""
        if self._patterns and not self._usual:
            by_column = zip(*(row[1::2] for row in self._rows.wanted), strict=True)
            self._usual = [next((kind for kind in kinds if kind is not None), None) for kinds in by_column]
            self._patterns = []

    def _ended(self) -> None:
        self._splice.ended()

    def _count(self, number: int) -> None:
        """Raise `DeliveryError` unless a row comes after the one before it, and within the sheet."""
        if not self._last_number < number <= ROWS_MAX:
            raise unreadable(f"its row {number:,} comes after its row {self._last_number:,}")
        self._last_number = number

    def _take_parsed(self, number: int, cells: Mapping[int, Cell]) -> None:
        self._count(number)
        if number == self._header_row:
            self._columns = self._on_header(cells)
        elif number > self._header_row and cells:
            wanted: list[bytes | None] = [b"%d" % number]
            for column in self._columns:
                cell = cells.get(column)
                wanted += (cell.attributes, cell.content) if cell else (None, None)
            self._rows.numbers.append(number)
            self._rows.wanted.append(wanted)
            self._rows.sources.append(cells)
            self._rows.parsed.append((number, cells))

    def _take_plain(self, buffer: bytes, start: int) -> int:
        if not self._patterns and not self._prepare(buffer, start):
            return start
        numbers, wanted, sources = self._rows.numbers, self._rows.wanted, self._rows.sources
        usual, other = self._patterns
        while row := usual.match(buffer, start) or other.match(buffer, start):
            if row.re is other:
                usual, other = other, usual
            number = int(row[1])
            self._count(number)
            numbers.append(number)
            wanted.append(row.groups())
            sources.append(row)
            start = row.end()
        self._patterns = [usual, other]
        self._parser.row = self._last_number
        return start

    def _prepare(self, buffer: bytes, start: int) -> bool:
        """Make the patterns of plain rows, if a row begins here."""
        tag = re.compile(rb"<((\w*):?)row\b").match(buffer, start)
        if not tag or not self._columns or not self._parser.parser.is_own(tag[2].decode("utf-8", "replace")):
            return False
        uncaptured = self._usual or [None] * len(self._columns)
        kinds = (_VALUE_ONLY, _ANY_CONTENT)
        self._patterns = [row_pattern(tag[1], self._columns, kind, uncaptured) for kind in kinds]
        tags = (tag[1], self._parser.parser.declarations(), tag[1])
        self._around = b"<%bworksheet%b><%bsheetData>" % tags
        self._rows = self._rows._replace(around=self._around)
        return True
