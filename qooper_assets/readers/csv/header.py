"""Finds the header of a CSV file and its delimiter by the mapping, never by the rows.

A sniffer infers the delimiter from what rows have in common, and one ragged row misleads it. We know more:
the header contains the required columns of the mapping as whole cells. So each of the first lines is split
by each possible delimiter, and the first line that contains those columns is the header. A declared row or
delimiter is not searched for, only checked.

Belongs here: header, delimiter, the lines above. Does not: the rows (`lines.py`), or the meaning of the
header's columns (`core/mapping.py`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import blocked
from qooper_assets.core.records import WantedColumn
from qooper_assets.core.tenant.csv import Csv, Delimiter
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.csv.grammar import Dialect, Grammar, declared

DELIMITERS: tuple[str, ...] = get_args(Delimiter)
LINES_OF_HEADER_MAX = 10
LINES_SEARCHED = 50
"""An undeclared header is searched for in this many lines."""
NO_IDENTITY = {"email", "status"}
"""Required attributes that are not identifiers; an e-mail is recognized by its `@`."""
ID = re.compile(rb"\S*\d\S*")
NAMES = {"\t": "a tab"}


class Header(NamedTuple):
    """A line of the file as the names of columns, in one dialect."""

    dialect: Dialect
    names: tuple[str, ...]
    line: int
    """Its first line, from 1."""
    last_line: int
    """Its last line: a quoted name may span lines."""
    preamble: tuple[int, ...] = ()
    """Lines above it that are not blank."""


class _Wanted:
    """The columns by which a header is recognized."""

    def __init__(self, columns: Sequence[WantedColumn]) -> None:
        self.all = {normalize_header(wanted.column) for wanted in columns}
        self.required = {normalize_header(wanted.column) for wanted in columns if wanted.is_required}
        self.identity = self.required - {
            normalize_header(w.column) for w in columns if w.attribute in NO_IDENTITY
        }

    def found(self, header: Header) -> int:
        return len(self.all & set(map(normalize_header, header.names)))

    def is_complete(self, header: Header) -> bool:
        return self.required <= set(map(normalize_header, header.names))


def find(
    head: Sequence[bytes], csv: Csv, columns: Sequence[WantedColumn], limits: Limits, where: str
) -> Header:
    """Find the header among the first lines of a file, which end in LF.

    If no line has all required columns, the one with most of them is returned, so that the mapping can report
    what is missing. Raises `DeliveryError`, blocked: delimiter_changed (P07), header_not_recognized (P10),
    preamble_unclear (P16), too_large (columns).
    """
    wanted = _Wanted(columns)
    delimiters = DELIMITERS if csv.delimiter == "auto" else (csv.delimiter,)
    candidates = list(_candidates(head, csv, delimiters, wanted))
    complete = [header for header in candidates if wanted.is_complete(header)]
    if complete:
        first = min(header.line for header in complete)
        header = max((h for h in complete if h.line == first), key=lambda h: (wanted.found(h), len(h.names)))
        header = _with_preamble(header, head, csv, wanted, where)
    elif candidates:
        _refuse_another_delimiter(head, csv, candidates, wanted, where)
        header = max(candidates, key=lambda h: (wanted.found(h), -h.line, len(h.names)))
    else:
        is_declared = csv.header_row != "auto"
        at = f"at line {csv.header_row}" if is_declared else f"in the first {LINES_SEARCHED} lines"
        raise blocked(
            "header_not_recognized",
            f"{at}, there is no row that can be read.",
            "Is the header row missing? Ask the customer, or correct feed.csv.",
            where,
        )
    if len(header.names) > limits.columns_max:
        raise blocked(
            "too_large",
            f"the header has {len(header.names):,} columns, the limit is {limits.columns_max:,}.",
            "If the roster really is that wide, raise feed.limits.columns_max.",
            where,
        )
    return header


def _candidates(
    head: Sequence[bytes], csv: Csv, delimiters: Sequence[str], wanted: _Wanted
) -> Iterator[Header]:
    """Each line that may be the header, split by each delimiter, until one has all required columns."""
    if csv.header_row == "auto":
        numbers = range(1, min(len(head), LINES_SEARCHED) + 1)
    else:
        numbers = range(csv.header_row, min(len(head), csv.header_row) + 1)
    dialects = [declared(csv, delimiter) for delimiter in delimiters]
    grammars = [(Grammar(dialect), Grammar(dialect._replace(is_spaced=True))) for dialect in dialects]
    for number in numbers:
        headers = [
            header
            for grammar, spaced in grammars
            if (header := _parse(head, number, spaced if _is_spaced(head[number - 1], grammar) else grammar))
        ]
        yield from headers
        if any(map(wanted.is_complete, headers)):
            return


def _is_spaced(line: bytes, grammar: Grammar) -> bool:
    """True if there is a blank after each delimiter of a line. In the header nobody's text is, so no cell can
    change how those of other people are read (P37)."""
    after = {cell[:1] for cell in line.split(grammar.delimiter)[1:]}
    return grammar.dialect.quoting != "none" and bool(after) and after <= {b" ", b"\t"}


def _parse(head: Sequence[bytes], number: int, grammar: Grammar) -> Header | None:
    """Parse a line, and those that a quoted name spans, as a header; None if it is blank or not a record."""
    record, last = head[number - 1], number
    if grammar.blank.fullmatch(record):
        return None
    while not grammar.record.fullmatch(record):
        may_go_on = grammar.leaves_open(record) and last - number < LINES_OF_HEADER_MAX
        if not may_go_on or last == len(head):
            return None
        record += head[last]
        last += 1
    if last > number and b"@" in record:
        return None  # a stray quote has swallowed a person
    names = tuple(cell.decode().strip() for cell in grammar.cells(record))
    return Header(grammar.dialect, names, number, last)


def _with_preamble(header: Header, head: Sequence[bytes], csv: Csv, wanted: _Wanted, where: str) -> Header:
    """The header with the lines above it, none of which may look like a person unless it is declared."""
    grammar = Grammar(header.dialect)
    above = [number for number in range(1, header.line) if not grammar.blank.fullmatch(head[number - 1])]
    if csv.header_row != "auto":
        return header
    for number in above:
        if _may_be_a_person(head[number - 1], header, grammar, wanted):
            raise blocked(
                "preamble_unclear",
                f"the header is line {header.line}, and line {number} above it looks like a person.",
                "Ask the customer to put the header first. If nobody is in the lines above it, set "
                f"feed.csv.header_row: {header.line}.",
                where,
            )
    return header._replace(preamble=tuple(above))


def _may_be_a_person(line: bytes, header: Header, grammar: Grammar, wanted: _Wanted) -> bool:
    """True if a line has an e-mail, a possible identifier in its column, or as many cells filled as a row.

    A title is a single cell of several words; an `@` in it is not an e-mail.
    """
    if not grammar.record.fullmatch(line):
        return b"@" in line
    cells = [cell.strip() for cell in grammar.cells(line)]
    filled = [cell for cell in cells if cell]
    if b"@" in line and not (len(filled) == 1 and b" " in filled[0]):
        return True
    if len(cells) != len(header.names):
        return False
    ids = [
        cell
        for cell, name in zip(cells, header.names, strict=True)
        if normalize_header(name) in wanted.identity
    ]
    return len(filled) > max(1, len(cells) / 2) or any(map(ID.fullmatch, ids))


def _refuse_another_delimiter(
    head: Sequence[bytes], csv: Csv, found: Sequence[Header], wanted: _Wanted, where: str
) -> None:
    """Raise `delimiter_changed` if the file uses another delimiter than the declared one (P07)."""
    if csv.delimiter == "auto":
        return
    others = [delimiter for delimiter in DELIMITERS if delimiter != csv.delimiter]
    would_fit = [header for header in _candidates(head, csv, others, wanted) if wanted.is_complete(header)]
    if not would_fit and len(found[0].names) == 1:
        would_fit = [
            header for header in _candidates(head, csv, others, wanted)
            if header.line == found[0].line and len(header.names) > 1
        ]  # fmt: skip
    if would_fit:
        other = would_fit[0]
        raise blocked(
            "delimiter_changed",
            f"line {other.line} is delimited by {_named(other.dialect.delimiter)}, not by "
            f"{_named(csv.delimiter)}.",
            "Ask the customer what changed in the export, or correct feed.csv.delimiter.",
            where,
        )


def _named(delimiter: str) -> str:
    return NAMES.get(delimiter, repr(delimiter))
