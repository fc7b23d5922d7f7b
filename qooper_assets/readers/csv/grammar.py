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

    @property
    def is_rfc_4180(self) -> bool:
        """True for RFC 4180 with any delimiter, which engines take as an option."""
        return (self.quote, self.quoting) == ('"', "doubled")


def declared(csv: Csv, delimiter: str) -> Dialect:
    return Dialect(delimiter, csv.quote, csv.quoting)


class Grammar:
    """The patterns of one dialect.

    `*+` and `++` are possessive: matching a line never backtracks.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.delimiter = dialect.delimiter.encode()
        self.quote = dialect.quote.encode()
        d, q = re.escape(self.delimiter), re.escape(self.quote)
        inside: bytes | None = None
        match dialect.quoting:
            case "doubled":
                inside = rb"[^" + q + rb"]*+(?:" + q + q + rb"[^" + q + rb"]*+)*+"
                bare = rb"[^" + q + rb"\r\n" + d + rb"]*+"
            case "escaped":
                escape = rb"\\[\\" + q + d + rb"]"
                inside = rb"(?:[^\\" + q + rb"]++|" + escape + rb")*+"
                bare = rb"(?:[^\\" + q + rb"\r\n" + d + rb"]++|" + escape + rb")*+"
            case _:
                bare = rb"[^\r\n" + d + rb"]*+"
        field = rb"(?:" + q + inside + q + rb"|" + bare + rb")" if inside else bare
        more = rb"(?:" + d + field + rb")*+"
        self.field = re.compile(field)
        self.record = re.compile(field + more + rb"\r?\n?")
        self.blank = re.compile(rb"[" + BLANKS + rb"\r" + (q if inside else b"") + d + rb"]*+\n?")
        # A quoted field that spans lines: where it opens, where it closes, and what may follow.
        opening = rb"(?:" + field + d + rb")*+(" + q + (inside or b"") + rb")"
        self.opening = re.compile(opening) if inside else None
        self.closing = re.compile(inside + q) if inside else None
        self.rest = re.compile(more + rb"\r?\n?")
        self.rest_opening = re.compile(d + opening) if inside else None
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

    def delimiters(self, record: bytes) -> int:
        """The number of delimiters between the cells of a record."""
        means_more = b"\\" if self.dialect.quoting == "escaped" else self.quote
        if means_more not in record and self.quote not in record:
            return record.count(self.delimiter)
        return len(self.cells(record)) - 1

    def _value(self, field: bytes) -> bytes:
        if self.dialect.quoting == "none":
            return field
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
