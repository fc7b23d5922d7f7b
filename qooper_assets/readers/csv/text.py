"""A CSV file as UTF-8 text: its header, dialect and line ends, and a scan of its blocks.

Belongs here: what has to be known about a file before its lines are parsed. Does not: parsing them
(`reader.py`), decoding the file (`readers/encodings/`), or finding the header (`header.py`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.identifiers import IsKnown, nobody
from qooper_assets.core.mapping import header_match
from qooper_assets.core.records import HeaderMatch, WantedColumn
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.csv import block_scan, trailer
from qooper_assets.readers.csv import header as csv_header
from qooper_assets.readers.csv.block_scan import MixedLineEnds, ScanResult
from qooper_assets.readers.csv.grammar import Grammar
from qooper_assets.readers.csv.header import Header
from qooper_assets.readers.csv.line_reader import normalize_line_ends
from qooper_assets.readers.csv.trailer import LastLine

BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 1 << 19
APOSTROPHE_ROWS = 100
"""So many rows are examined for quotes that were not declared."""
LINES_OF_HEAD = 1_100
"""Enough for any header_row that can be declared."""


class CsvFile(NamedTuple):
    """A delivered file, and how the tenant file declares it."""

    raw: Path
    feed: Feed
    wanted: Sequence[WantedColumn]
    scratch: Path
    where: str
    is_known: IsKnown = nobody

    @property
    def csv(self) -> Csv:
        return self.feed.csv

    @property
    def limits(self) -> Limits:
        return self.feed.limits


class CsvText(NamedTuple):
    """A file as UTF-8 text, with its header."""

    file: CsvFile
    path: Path
    """The delivered file itself, or a transcoded copy."""
    header: Header
    match: HeaderMatch | DeliveryError
    grammar: Grammar
    line_end: bytes | None
    """None: the line ends are mixed and have to be rewritten (P05)."""
    ends_in_delimiter: bool = False
    """Each row has a blank cell at its end that the header does not have (P36)."""
    refused_delimiters: int | None = None
    """Of another shape than the header's: the number of delimiters in the header, which no row has."""

    @property
    def row_delimiters(self) -> int:
        """Number of delimiters in a row."""
        return len(self.header.names) - 1 + self.ends_in_delimiter

    def other_shapes(self) -> Iterator["CsvText"]:
        """The other shapes that a file has if none of its rows has as many cells as the header (P36)."""
        *names, last = self.header.names
        shape = self._replace(refused_delimiters=len(names))
        yield shape._replace(ends_in_delimiter=True)
        if names and not last:
            match = header_match(names, self.file.wanted, self.file.where)
            yield shape._replace(header=self.header._replace(names=tuple(names)), match=match)


class ScannedText(NamedTuple):
    """A text whose blocks have been scanned."""

    path: Path
    """The text, or a copy of it with LF as line end."""
    line_end: bytes
    """Of every line of `path`."""
    scan: ScanResult
    last: LastLine | None
    """The last line that is not blank."""


def open_text(file: CsvFile, path: Path) -> CsvText:
    """Find the header, and match it against the wanted columns.

    Raises `DeliveryError`, blocked: not_tabular (P18), delimiter_changed (P07), header_not_recognized (P10),
    preamble_unclear (P16), too_large (columns); or UnicodeDecodeError if the header is not UTF-8.
    """
    head, line_end = _head(path, file.where)
    header = csv_header.find(head, file.csv, file.wanted, file.limits, file.where)
    if file.csv.newlines_in_fields and line_end == b"\r\n":
        line_end = None  # it would be part of values, and LF and CR LF mean the same (P05)
    match = header_match(header.names, file.wanted, file.where)
    return CsvText(file, path, header, match, Grammar(header.dialect), line_end)


def is_in_apostrophes(text: CsvText, scanned: ScannedText) -> bool:
    """True if all cells of the first rows begin and end with an apostrophe, which nobody declared (P37)."""
    if text.header.dialect.quote == "'":
        return False
    with scanned.path.open("rb") as file:
        rows = file.read(HEAD_BYTES).splitlines()[text.header.last_line : LINES_OF_HEAD]
    rows = [row for row in rows if not text.grammar.blank.fullmatch(row)][:APOSTROPHE_ROWS]
    cells = (cell.strip() for row in rows for cell in row.split(text.grammar.delimiter) if cell.strip())
    return bool(rows) and all(len(cell) > 1 and cell[:1] == cell[-1:] == b"'" for cell in cells)


def scan(text: CsvText, *, proves: bool) -> ScannedText:
    """Scan the blocks of a text; if its line ends are mixed, those of a copy with LF (P05).

    Without `proves`, lines are only hashed. Raises `DeliveryError` not_tabular (P18).
    """
    if text.line_end:
        try:
            return _scanned(text, text.path, text.line_end, proves=proves)
        except MixedLineEnds:
            pass
    return _scanned(text, _with_line_feeds(text.path, text.file.scratch), b"\n", proves=proves)


def scan_lines(text: CsvText, path: Path, line_end: bytes, *, proves: bool = True) -> ScanResult:
    """Scan the blocks of a file that contains some or all lines of a text, ended by `line_end`."""
    return block_scan.scan_blocks(
        path,
        text.grammar,
        text.row_delimiters,
        line_end,
        text.file.limits,
        text.file.where,
        proves=proves and not text.ends_in_delimiter,
    )


def _scanned(text: CsvText, path: Path, line_end: bytes, *, proves: bool) -> ScannedText:
    found = scan_lines(text, path, line_end, proves=proves)
    last = trailer.last_line(path, found.lines, text.grammar, text.file.limits.record_bytes_max)
    return ScannedText(path, line_end, found, last)


def _head(text: Path, where: str) -> tuple[list[bytes], bytes | None]:
    """The first lines, without byte order mark and ending in LF; and the line end, None if it varies."""
    with text.open("rb") as file:
        start = file.read(HEAD_BYTES)
        if file.read(1):
            start = start[: max(start.rfind(b"\n"), start.rfind(b"\r", 0, -1)) + 1] or start
    block_scan.refuse_nul(start, where)
    feeds, returns, pairs = start.count(b"\n"), start.count(b"\r"), start.count(b"\r\n")
    line_end = b"\n" if not returns else b"\r\n" if returns == pairs == feeds else None
    lines = normalize_line_ends(start.removeprefix(BOM)).splitlines(keepends=True)
    return lines[:LINES_OF_HEAD], line_end


def _with_line_feeds(text: Path, scratch: Path) -> Path:
    """Write a copy of a file with mixed line ends in which all are LF (P05)."""
    copy = scratch / "line_feeds.csv"
    with text.open("rb") as file, copy.open("wb") as out:
        ends_in_return = False
        while block := file.read(block_scan.BLOCK_BYTES):
            if ends_in_return and block.startswith(b"\n"):
                block = block[1:]
            ends_in_return = block.endswith(b"\r")
            out.write(normalize_line_ends(block))
    return copy
