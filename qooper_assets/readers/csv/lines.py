"""Parses the physical lines of a CSV file: each is one whole record, part of one, or rejected.

After a stray quote, a CSV engine swallows the following lines with every person on them; and a line inside a
quoted cell may look like a row, although it is only somebody's text. So lines are checked first, and a line
between an opening quote and its end is a row of its own under no reading that is certain (P35). Most blocks
of a file are verified as a whole to contain only plain records (`block_scan.py`); only the lines of the
others are parsed one by one. A property test compares the two ways.

Belongs here: lines, and parsing them. Does not: what a record is (`grammar.py`), or reading lines
(`line_reader.py`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.identifiers import IsKnown, nobody
from qooper_assets.core.records import Unreadable
from qooper_assets.readers.csv.block_scan import BLANK_LINES_MAX, LineRange
from qooper_assets.readers.csv.grammar import Grammar
from qooper_assets.readers.csv.line_reader import Line, LineReader

MANY_CELLS = 8
"""Quoted text with this many delimiters is not a sentence in a cell."""
UNREADABLE_MAX = 100_000
FORMULA = re.compile(rb'="[^"]*"')
"""A text that Excel is made to keep as it is."""


class OpenQuote(Exception):
    """A quote is open at the end of a line, and the file does not have the line after it. Never leaves the
    reader."""


class RowRules(NamedTuple):
    """What a row has to be, by the header and the tenant file."""

    delimiters: int
    """Number per row."""
    identity: int
    """Position of the identifier's cell, from 0."""
    email: int
    newlines_in_fields: bool
    record_bytes_max: int
    pads_short_rows: bool = False
    """Missing last cells are blank (P36)."""
    ends_in_delimiter: bool = False
    """Each row ends in a blank cell that the header does not have, included in `delimiters` (P36)."""
    refused_delimiters: int | None = None
    """The number in the header, if no row may have it, because they differ from it uniformly (P36)."""
    is_known: IsKnown = nobody


class _QuotedLines(NamedTuple):
    """The lines from one that leaves a quote open to the one that closes it, or as many as may belong to
    them."""

    last: int
    """Number of the last line."""
    is_closed: bool
    """The closing quote ends a cell."""
    lines: tuple[bytes, ...] = ()
    """Their text; none if together they exceed the limit of a record."""


class LineParser:
    """Parses lines one by one and collects the results. Lines count from 1, as an editor shows them."""

    def __init__(self, grammar: Grammar, rules: RowRules, where: str) -> None:
        self.grammar = grammar
        self.rules = rules
        self.where = where
        self.line = 0
        """The last line that was parsed or needs no parsing."""
        self.excluded: set[int] = set()
        """Lines that are neither a record nor part of one."""
        self.continuations: list[int] = []
        """Lines that continue a record begun on an earlier line."""
        self.skipped = 0
        self.unreadable: list[Unreadable] = []
        self.open_at_end: int | None = None
        """The line on which a quote opens that never closes."""
        self.short_line: int | None = None
        """The last line with too few cells, whether rejected or not."""
        self.contradicts_shape = False
        """Some record shows that the rows do not differ from the header uniformly (`RowRules`)."""
        self.rewrites = False
        """An engine would read some accepted record differently, so they have to be rewritten."""

    def parse_ranges(
        self, text: Path, ranges: Sequence[LineRange], numbers: Sequence[int] | None = None
    ) -> None:
        """Parse the lines of these ranges that are not parsed yet, and past a range those up to the end of an
        open quote.

        `numbers` are the line numbers, if `text` does not contain all lines of a file; then a quote that is
        open at the end of a line raises `OpenQuote`.
        """
        with text.open("rb") as file:
            for line_range in ranges:
                reader = LineReader(file, line_range, self.grammar, self.rules.record_bytes_max, numbers)
                while reader.position < line_range.end_byte and (line := reader.next()):
                    if line.number > self.line:
                        self.parse_line(line, reader)

    def parse_line(self, line: Line, reader: LineReader) -> None:
        self.line = line.number
        grammar = self.grammar
        if line.is_cut:
            if line.has_odd_quotes:
                self._parse_quoted(line, reader)
            else:
                self._reject(line, "record_too_long")
        elif grammar.leaves_open(line.text):
            self._parse_quoted(line, reader)  # also if there is nothing else on it
        elif grammar.blank.fullmatch(line.text):
            self._skip(line.number)
        elif grammar.record.fullmatch(line.text):
            self._take(line, line.text)
        else:
            self._reject(line, "bad_quoting")

    def _take(self, line: Line, record: bytes) -> None:
        """Accept a record, or reject it for its number of cells; engines are not trusted to detect it
        (P14)."""
        reason = self._fault(record)
        if self.grammar.delimiters(record) < self.rules.delimiters:
            self.short_line = line.number
        if reason:
            self._reject(line, reason)

    def _fault(self, record: bytes) -> str | None:
        """The reason why a record has the wrong number of cells; None if it has the right one."""
        delimiters, rules = self.grammar.delimiters(record), self.rules
        self.contradicts_shape |= delimiters == rules.refused_delimiters
        is_strict = self.grammar.quote not in record or self.grammar.strict_record.fullmatch(record)
        if delimiters > rules.delimiters:
            return "too_many_cells" if is_strict else "bad_quoting"
        if delimiters < rules.delimiters and not rules.pads_short_rows:
            return "too_few_cells" if is_strict else "bad_quoting"
        if not is_strict and self._is_quote_in_key(record):
            return "bad_quoting"
        if rules.ends_in_delimiter and self.grammar.cells(record)[-1].strip():
            self.contradicts_shape = True
            return "too_many_cells"
        self.rewrites |= delimiters != rules.delimiters or not is_strict
        return None

    def _is_quote_in_key(self, record: bytes) -> bool:
        """True if the identifier or the e-mail has a quote that nothing encloses, and so may be another
        person's (P37). `="00107"` is left to the rules about identifiers."""
        cells, quote = self.grammar.cells(record), self.grammar.quote
        keys = [cells[place] for place in (self.rules.identity, self.rules.email) if place < len(cells)]
        return any(quote in key and not FORMULA.fullmatch(key.strip()) for key in keys)

    # Lines between quotes

    def _parse_quoted(self, first: Line, reader: LineReader) -> None:
        """Parse the lines from one that leaves a quote open to the one that closes it.

        Either they are one record, where the tenant allows line breaks in cells, or each of them is rejected:
        it may be a row, or part of somebody's text.
        """
        after_first = reader.mark()
        found = self._find_end(first, reader)
        reason = "record_too_long" if first.is_cut else self._reason(found)
        if reason is None:
            self.continuations.extend(range(first.number + 1, found.last + 1))
            self.line = found.last
            return
        self._reject(first, reason, () if first.is_cut else self.grammar.loose_cells(first.text))
        reader.return_to(after_first)
        while self.line < found.last:
            line = reader.next()
            assert line
            self.line = line.number
            if line.is_cut:
                self._reject(line, "between_quotes")
            elif self.grammar.blank.fullmatch(line.text):
                self._skip(line.number)
            else:
                cells = self.grammar.loose_cells(line.text)
                is_row = len(cells) == self.rules.delimiters + 1 or self._names_somebody(cells)
                self._reject(line, "between_quotes", cells if is_row else ())

    def _find_end(self, first: Line, reader: LineReader) -> _QuotedLines:
        """Find the line that closes the quote that `first` leaves open.

        A quote that closes a cell is found at any distance, because its text may be as long as somebody
        likes. Without one, the quote that opens is stray, and no more lines are in doubt than a record may
        have. Each line is scanned once, and no more are kept than one record may have.
        """
        limit, size = self.rules.record_bytes_max, first.size
        lines, last_within, is_proper = [] if first.is_cut else [first.text], first.number, True
        if reader.has_gaps:
            raise OpenQuote
        while line := reader.next():
            size += line.size
            if size <= limit:
                lines.append(line.text)
                last_within = line.number
            else:
                lines.clear()
            if line.is_cut:
                if line.has_odd_quotes:
                    return _QuotedLines(line.number, is_closed=True)
                continue
            rest = self.grammar.after_quote(line.text)
            if rest is None:
                continue
            is_proper &= rest.startswith((self.grammar.delimiter, b"\r", b"\n")) or not rest
            if self.grammar.is_opened_again(rest):
                continue
            last = line.number if is_proper or size <= limit else last_within
            return _QuotedLines(last, is_proper, tuple(lines))
        self.open_at_end = first.number
        return _QuotedLines(last_within, is_closed=False)

    def _reason(self, found: _QuotedLines) -> str | None:
        """The reason why these lines are not one record; None if they are."""
        record = b"".join(found.lines)
        if not found.is_closed:
            return "bad_quoting"
        if not self.rules.newlines_in_fields:
            return "line_break_in_cell"
        if not record:
            return "record_too_long"
        if not self.grammar.record.fullmatch(record):
            return "bad_quoting"
        return self._fault(record) or ("row_in_cell" if self._holds_a_row(record, found.lines[1:]) else None)

    def _holds_a_row(self, record: bytes, continuations: Sequence[bytes]) -> bool:
        """True if a line looks like a row or begins like the one of somebody known, or the quoted text like
        the end of one and the beginning of another: two stray quotes are balanced too, and would swallow
        people."""
        rules, delimiter = self.rules, self.grammar.delimiter
        if any(line.count(delimiter) == rules.delimiters for line in continuations):
            return True
        if any(self._names_somebody(self.grammar.loose_cells(line)) for line in continuations):
            return True
        cells = [cell for cell in self.grammar.cells(record) if b"\n" in cell]
        found = max(cell.count(delimiter) for cell in cells)
        return found >= rules.delimiters and (found >= MANY_CELLS or any(b"@" in cell for cell in cells))

    def _names_somebody(self, cells: Sequence[bytes]) -> bool:
        """True if the identifier's cell of a line is that of somebody known: it may be their row, even if it
        has fewer or more cells than a row."""
        identifier = self._certain(cells, self.rules.identity)
        return identifier is not None and self.rules.is_known(identifier)

    # Results

    def _reject(self, line: Line, reason: str, cells: Sequence[bytes] = ()) -> None:
        """Reject a line; `cells` are those whose column is certain, by which its person is found (R2)."""
        self.excluded.add(line.number)
        self.unreadable.append(
            Unreadable(
                line.number,
                reason,
                self._certain(cells, self.rules.identity),
                self._certain(cells, self.rules.email),
            )
        )
        if len(self.unreadable) > UNREADABLE_MAX:
            raise self.too_many_unreadable(
                f"{len(self.unreadable):,} rows up to line {line.number:,} can't be read"
            )

    def _certain(self, cells: Sequence[bytes], position: int) -> str | None:
        value = self.grammar.certain_value(cells[position]) if position < len(cells) else None
        return value.decode() if value else None

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

    def is_text_of_a_cell(self, line: int) -> bool:
        """True if the last rejected line is this one, and may be part of a cell that was closed."""
        last = self.unreadable[-1:]
        is_inside = [(one.source_line, one.reason) for one in last] == [(line, "between_quotes")]
        return is_inside and self.open_at_end is None

    def too_many_unreadable(self, what: str) -> DeliveryError:
        """The error for a file with too few readable rows, or none."""
        counts = sorted(Counter(one.reason for one in self.unreadable).items())
        return blocked(
            "rows_unreadable",
            f"{what}: {', '.join(f'{reason} {count:,}' for reason, count in counts)}.",
            "Ask the customer what changed in the export; the runbook explains what to do for each reason.",
            self.where,
        )
