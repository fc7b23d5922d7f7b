"""Parses the physical lines of a CSV file: each is one whole record, part of one, or rejected.

After a stray quote, a CSV engine swallows the following lines with every person on them, so lines are checked
first. Most blocks of a file are verified as a whole to contain only plain records (`block_scan.py`); only the
lines of the others are parsed one by one. A property test compares the two ways.

Belongs here: lines, and parsing them. Does not: what a record is (`grammar.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Unreadable
from qooper_assets.readers.csv.block_scan import BLOCK_BYTES, LineRange
from qooper_assets.readers.csv.grammar import Grammar

MANY_CELLS = 8
"""Quoted text with this many delimiters is not a sentence in a cell."""
UNREADABLE_MAX = 100_000
BLANK_LINES_MAX = 1_000_000
"""Their line numbers are kept in memory."""


def normalize_line_ends(block: bytes) -> bytes:
    """Replace CR LF and CR by LF."""
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def lines(file: BinaryIO, bytes_max: int) -> Iterator[tuple[bytes, int]]:
    """The remaining lines of a file, each with its size in bytes; a line beyond the limit is cut off."""
    while line := file.readline(bytes_max + 1):
        size, is_whole = len(line), line.endswith(b"\n") or len(line) <= bytes_max
        while not is_whole and (rest := file.readline(BLOCK_BYTES)):
            size, is_whole = size + len(rest), rest.endswith(b"\n")
        yield line, size


class _Opening(NamedTuple):
    """A quoted field that continues on the next line."""

    before: bytes
    inside: bytes


def _opening(pattern: re.Pattern[bytes] | None, line: bytes) -> _Opening | None:
    """The field that a line leaves open; None unless the line is a valid record up to there."""
    match = pattern.fullmatch(line) if pattern else None
    return _Opening(line[: match.start(1)], match[1][1:]) if match else None


class LineParser:
    """Parses lines one by one and collects the results. Lines count from 1, as an editor shows them."""

    def __init__(
        self,
        grammar: Grammar,
        delimiters: int,
        *,
        newlines_in_fields: bool,
        record_bytes_max: int,
        where: str,
    ) -> None:
        self.grammar = grammar
        self.delimiters = delimiters
        self.newlines_in_fields = newlines_in_fields
        self.record_bytes_max = record_bytes_max
        self.where = where
        self.line = 0
        """The last line that was parsed or needs no parsing."""
        self.excluded: set[int] = set()
        """Lines that are neither a record nor part of one."""
        self.continuations: list[int] = []
        """Lines that continue a record begun on an earlier line."""
        self.skipped = 0
        self.unreadable: list[Unreadable] = []
        self._open: list[bytes] = []
        """Lines of a record that is not complete yet."""
        self._open_bytes = 0
        self._open_delimiters = 0
        self._inside_delimiters, self._inside_at = 0, False
        """Content of the open field so far."""

    def parse_ranges(
        self, text: Path, ranges: Sequence[LineRange], numbers: Sequence[int] | None = None
    ) -> None:
        """Parse the lines of these ranges that are not parsed yet, and past a range those of an open record.

        `numbers` are the line numbers, if `text` does not contain all lines of a file."""
        with text.open("rb") as file:
            for line_range in ranges:
                place, position = line_range.first_line, line_range.start_byte
                file.seek(position)
                for line, size in lines(file, self.record_bytes_max):
                    if position >= line_range.end_byte and not self._open:
                        break
                    number = numbers[place - 1] if numbers else place
                    if number > self.line:
                        self.parse_line(number, line)
                    place += 1
                    position += size

    def parse_line(self, number: int, line: bytes) -> None:
        self.line = number
        grammar = self.grammar
        if self._open:
            self._go_on(line)
        elif len(line) > self.record_bytes_max:
            self._reject(number, "record_too_long")
        elif grammar.blank.fullmatch(line):
            self._skip(number)
        elif grammar.record.fullmatch(line):
            self._count_cells(number, grammar.delimiters(line))
        elif self.newlines_in_fields and (opening := _opening(grammar.opening, line)):
            self._open, self._open_bytes, self._open_delimiters = [line], len(line), 0
            self._open_field(opening)
        else:
            self._reject(number, "bad_quoting")

    def _go_on(self, line: bytes) -> None:
        """Parse a line that begins inside a quoted field: it closes the field, continues it, or is invalid.

        Each line is scanned once, however many there are.
        """
        grammar = self.grammar
        assert grammar.closing
        self._open.append(line)
        self._open_bytes += len(line)
        closing = grammar.closing.match(line)
        self._look_inside(line[: closing.end()] if closing else line)
        if self._open_bytes > self.record_bytes_max or self._holds_a_row():
            self._give_up()
        elif closing:
            rest = line[closing.end() :]
            if grammar.rest.fullmatch(rest):
                self._take_whole(grammar.delimiters(rest))
            elif opening := _opening(grammar.rest_opening, rest):
                self._open_field(opening)
            else:
                self._give_up()

    def _open_field(self, opening: _Opening) -> None:
        self._open_delimiters += self.grammar.delimiters(opening.before)
        self._inside_delimiters, self._inside_at = 0, False
        self._look_inside(opening.inside)

    def _look_inside(self, text: bytes) -> None:
        self._inside_delimiters += text.count(self.grammar.delimiter)
        self._inside_at |= b"@" in text

    def _holds_a_row(self) -> bool:
        """True if the quoted text looks like the end of one row and the beginning of another: two stray
        quotes are balanced too, and would swallow people."""
        found = self._inside_delimiters
        return found >= self.delimiters and (found >= MANY_CELLS or self._inside_at)

    def _take_whole(self, delimiters: int) -> None:
        lines, first = self._open, self.line - len(self._open) + 1
        found = self._open_delimiters + delimiters
        self._open = []
        self._count_cells(first, found)
        rest = range(first + 1, first + len(lines))
        if first in self.excluded:
            self.excluded.update(rest)
        else:
            self.continuations.extend(rest)

    def _count_cells(self, number: int, delimiters: int) -> None:
        """Reject a row with a wrong number of cells; engines are not trusted to detect it (P14)."""
        if delimiters != self.delimiters:
            self._reject(number, "too_few_cells" if delimiters < self.delimiters else "too_many_cells")

    def _give_up(self) -> None:
        """Reject the line whose opening quote is not properly closed, and parse the following lines again."""
        lines, first = self._open, self.line - len(self._open) + 1
        self._open = []
        self._reject(first, "bad_quoting")
        for number, line in enumerate(lines[1:], first + 1):
            self.parse_line(number, line)

    def _reject(self, line: int, reason: str) -> None:
        self.excluded.add(line)
        self.unreadable.append(Unreadable(line, reason))
        if len(self.unreadable) > UNREADABLE_MAX:
            raise self.too_many_unreadable(f"{len(self.unreadable):,} rows up to line {line:,} can't be read")

    def _skip(self, line: int) -> None:
        self.excluded.add(line)
        self.skipped += 1
        if self.skipped > BLANK_LINES_MAX:
            raise blocked(
                "too_large",
                f"the file has more than {BLANK_LINES_MAX:,} blank lines.",
                "Ask the customer to export only rows with people.",
                self.where,
            )

    def too_many_unreadable(self, what: str) -> DeliveryError:
        """The error for a file with too few readable rows, or none."""
        counts = sorted(Counter(one.reason for one in self.unreadable).items())
        return blocked(
            "rows_unreadable",
            f"{what}: {', '.join(f'{reason} {count:,}' for reason, count in counts)}.",
            "Ask the customer what changed in the export; the runbook explains what to do for each reason.",
            self.where,
        )

    def close(self, last_line: int) -> None:
        """Finish after the last line; a record that is still open has no end."""
        if self._open:
            self._give_up()
        self.line = last_line
