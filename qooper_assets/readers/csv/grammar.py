"""The grammar of a CSV record in one dialect, as patterns over UTF-8 bytes.

There are three ways to write a cell: RFC 4180 (quotes inside are doubled), backslash escapes, and no quoting
at all. In each of them a line is either exactly one record or not a record.

Belongs here: records and cells. Does not: lines (`lines.py`), or which dialect it is (`header.py`).
"""

import re
from functools import partial
from typing import NamedTuple

from qooper_assets.core.tenant.csv import Csv

BLANKS = b" \t\x0c\x1a"
"""Bytes of blank lines besides delimiters and quotes: a form feed separates pages, 0x1A ends a DOS file."""


class Dialect(NamedTuple):
    """How cells are delimited and quoted."""

    delimiter: str
    quote: str = '"'
    quoting: str = "doubled"
    is_spaced: bool = False
    """Blanks may surround a quoted cell (P37)."""

    @property
    def is_rfc_4180(self) -> bool:
        """True for RFC 4180 with any delimiter, which engines take as an option; except for blanks around
        quoted cells."""
        return (self.quote, self.quoting) == ('"', "doubled")


def declared(csv: Csv, delimiter: str) -> Dialect:
    return Dialect(delimiter, csv.quote, csv.quoting)


class Grammar:
    """The patterns of one dialect.

    `*+`, `++` and `?+` are possessive: matching a line never backtracks.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.delimiter = dialect.delimiter.encode()
        self.quote = dialect.quote.encode()
        d, q = re.escape(self.delimiter), re.escape(self.quote)
        blanks = rb"[ ]*+" if self.delimiter == b"\t" else rb"[ \t]*+"
        anything = rb"[^\r\n" + d + rb"]*+"
        """Up to the next delimiter."""
        inside: bytes | None = None
        match dialect.quoting:
            case "doubled":
                inside = rb"[^" + q + rb"]*+(?:" + q + q + rb"[^" + q + rb"]*+)*+"
                strict = rb"[^" + q + rb"\r\n" + d + rb"]*+"
                # A quote that does not begin the cell is an ordinary character, as in 5'10" (P37).
                bare = blanks + rb"(?:[^ \t\r\n" + q + d + rb"]" + anything + rb")?+"
            case "escaped":
                escape = rb"\\[\\" + q + d + rb"]"
                inside = rb"(?:[^\\" + q + rb"]++|" + escape + rb")*+"
                strict = bare = rb"(?:[^\\" + q + rb"\r\n" + d + rb"]++|" + escape + rb")*+"
                anything = rb"(?:[^\\\r\n" + d + rb"]++|\\[^\r\n])*+"
            case _:
                strict = bare = anything
        quoted = q + inside + q if inside else None
        around = blanks if dialect.is_spaced else b""
        field = rb"(?:" + around + quoted + around + rb"|" + bare + rb")" if quoted else bare
        strict = rb"(?:" + quoted + rb"|" + strict + rb")" if quoted else strict
        self.field = re.compile(field)
        self.record = re.compile(field + rb"(?:" + d + field + rb")*+\r?\n?")
        self.strict_record = re.compile(strict + rb"(?:" + d + strict + rb")*+\r?\n?")
        """A record without the liberties of `record`, which every engine reads alike."""
        self.blank = re.compile(rb"[" + BLANKS + rb"\r" + (q if inside else b"") + d + rb"]*+\n?")
        # A quoted cell that spans lines: where it opens, where it closes, and what may follow. The other
        # cells may be malformed, because a quote that may be open is never ignored (P35).
        begun = blanks + q + (inside or b"")
        loose = rb"(?:" + begun + q + anything + rb"|" + blanks + rb"(?!" + q + rb")" + anything + rb")"
        opening = rb"(?:" + loose + d + rb")*+" + begun
        self.opening = re.compile(opening) if inside else None
        self.closing = re.compile((inside or b"") + q) if inside else None
        self.rest_opening = re.compile(anything + d + opening) if inside else None
        self.loose_field = re.compile(loose)
        self.escaped = re.compile(rb"\\(.)", re.DOTALL)

    def cells(self, record: bytes) -> list[bytes]:
        """The values of the cells of a valid record."""
        end = len(record)
        end -= record.endswith(b"\n")
        end -= record[:end].endswith(b"\r")
        found, position = [], 0
        while True:
            match = self.field.match(record, position, end)
            assert match is not None, "the pattern of a field matches the empty text"
            found.append(self._value(match[0]))
            position = match.end() + len(self.delimiter)
            if match.end() >= end:
                return found

    def loose_cells(self, line: bytes) -> list[bytes]:
        """The cells of a line that may be malformed, as written; without one that the line leaves open."""
        text, found, position = line.rstrip(b"\r\n"), [], 0
        while match := self.loose_field.match(text, position):
            found.append(match[0].strip(b" \t"))
            position = match.end() + len(self.delimiter)
            if match.end() >= len(text):
                break
        return found

    def leaves_open(self, line: bytes) -> bool:
        """True if a line ends inside a quoted cell."""
        return self.quote in line and bool(self.opening and self.opening.fullmatch(line))

    def after_quote(self, line: bytes) -> bytes | None:
        """What follows the quote that closes a cell that an earlier line left open; None if none does."""
        match = self.closing.match(line) if self.closing else None
        return line[match.end() :] if match else None

    def is_opened_again(self, rest: bytes) -> bool:
        """True if another cell is left open on the line on which one was closed; `rest` follows that."""
        return bool(self.rest_opening and self.rest_opening.fullmatch(rest))

    def count_quotes(self, text: bytes) -> tuple[int, bytes]:
        """The number of quotes that open or close a cell, or are half of a doubled one; and the beginning of
        an escape that is cut off."""
        if self.dialect.quoting == "none":
            return 0, b""
        if self.dialect.quoting == "escaped":
            text = self.escaped.sub(b"", text)
        split = b"\\" if self.dialect.quoting == "escaped" and text.endswith(b"\\") else b""
        return text.count(self.quote), split

    def certain_value(self, cell: bytes) -> bytes | None:
        """The value of a loose cell without stray quotes at its ends; None if it is blank or has more."""
        value = cell.strip(self.quote).strip()
        is_escaped = self.dialect.quoting == "escaped" and b"\\" in value
        return value if value and self.quote not in value and not is_escaped else None

    def delimiters(self, record: bytes) -> int:
        """The number of delimiters between the cells of a record."""
        means_more = b"\\" if self.dialect.quoting == "escaped" else self.quote
        if means_more not in record and self.quote not in record:
            return record.count(self.delimiter)
        return len(self.cells(record)) - 1

    def _value(self, field: bytes) -> bytes:
        if self.dialect.quoting == "none":
            return field
        if self.dialect.is_spaced and field.strip(b" \t").startswith(self.quote):
            field = field.strip(b" \t")
        is_quoted = field.startswith(self.quote)
        value = field[1:-1] if is_quoted else field
        if self.dialect.quoting == "escaped":
            return self.escaped.sub(rb"\1", value) if b"\\" in value else value
        return value.replace(self.quote + self.quote, self.quote) if is_quoted else value


def as_rfc_4180(cells: list[bytes], delimiter: bytes) -> bytes:
    """Write a record in RFC 4180, which every engine reads alike."""
    special = re.compile(rb'["\r\n' + re.escape(delimiter) + rb"]")
    return delimiter.join(map(partial(_quoted, special), cells)) + b"\n"


def _quoted(special: re.Pattern[bytes], cell: bytes) -> bytes:
    return b'"' + cell.replace(b'"', b'""') + b'"' if special.search(cell) else cell
