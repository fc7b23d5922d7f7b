"""The structure of a CSV file, proved line by line before any engine reads it.

A CSV engine that meets a stray quote swallows the lines after it, and every person on them. So this
module looks at the physical lines first: each line must be one whole record of RFC 4180 in the
declared dialect, with as many cells as the header, or, where the tenant allows newlines in fields,
the beginning of one. Lines that are not are cut out with their reason; the engine then reads only
records that can have one meaning. (DuckDB's strict mode takes a row with an empty cell too many.)

Most lines are plain records. One pattern tells them, which DuckDB matches on each line as a text, with
no notion of quotes or cells; only the lines that it does not match are walked, one by one.

Belongs here: bytes, lines, header, the working copy. Does not: what a value means
(`edges/staging.py`, `sql/`).
"""

import csv
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Records, Unreadable
from qooper_assets.core.tenant import Csv, Limits
from qooper_assets.edges import staging
from qooper_assets.edges.readers import encodings

BLOCK_BYTES = 1 << 19
BOM = b"\xef\xbb\xbf"
DELIMITERS = ",;\t|^~"
NOWHERE = "\x01"
FEW_LINES = 5_000
"""They are walked before an engine is open."""


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The file in blocks of about half a MiB that end at a line's end."""
    while block := file.read(BLOCK_BYTES):
        yield block + file.readline()


class _Survey(NamedTuple):
    """What a file is made of, byte by byte."""

    returns: int
    pairs: int
    feeds: int
    nuls: int
    ends_in_feed: bool

    @property
    def lines(self) -> int:
        """How many lines there are, if all end alike."""
        return self.feeds + (not self.ends_in_feed)

    @property
    def ends_alike(self) -> bool:
        return self.returns == 0 or self.returns == self.pairs == self.feeds


def _survey(path: Path) -> _Survey:
    returns = pairs = feeds = nuls = 0
    block = b""
    with path.open("rb") as file:
        for block in _blocks(file):
            feeds += block.count(b"\n")
            nuls += block.count(b"\0")
            if found := block.count(b"\r"):
                returns += found
                pairs += block.count(b"\r\n")
    return _Survey(returns, pairs, feeds, nuls, block.endswith(b"\n") or not block)


def _with_line_feeds(raw: Path, scratch: Path) -> Path:
    """A copy of a file of mixed line ends, with LF throughout (P05)."""
    copy = scratch / "line_feeds.csv"
    with raw.open("rb") as file, copy.open("wb") as out:
        ends_in_return = False
        while block := file.read(BLOCK_BYTES):
            if ends_in_return and block.startswith(b"\n"):
                block = block[1:]
            ends_in_return = block.endswith(b"\r")
            out.write(block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return copy


def _check_text(text: Path, where: str) -> None:
    """Raise `not_tabular` at the first byte that is no text."""
    lines_before = 0
    with text.open("rb") as file:
        for block in _blocks(file):
            offset = block.find(b"\0")
            if offset >= 0:
                line = lines_before + block.count(b"\n", 0, offset) + 1
                raise blocked(
                    "not_tabular",
                    f"line {line:,} holds a NUL byte, so the file is binary.",
                    "Ask the customer for a CSV export; nobody was changed.",
                    where,
                )
            lines_before += block.count(b"\n")


class _Grammar:
    """RFC 4180 for one delimiter, as patterns over the bytes of lines."""

    def __init__(self, delimiter: str) -> None:
        d = re.escape(delimiter.encode())
        quoted = rb'"[^"]*+(?:""[^"]*+)*+'
        field = rb"(?:" + quoted + rb'"|[^"\r\n' + d + rb"]*+)"
        blank = rb'[ \t\r"' + d + rb"]*+"
        self.record = re.compile(field + rb"(?:" + d + field + rb")*+\r?\n?")
        self.open_record = re.compile(rb"(?:" + field + d + rb")*+" + quoted)
        self.blank = re.compile(blank + rb"\n?")
        self.quoted_field = re.compile(quoted + rb'"')
        self.delimiter = delimiter.encode()
        self.not_blank = rf'[^ \t\r"{d.decode()}]'

    def records_of(self, delimiters: int) -> str:
        """A line that is one record with so many delimiters, for an engine that knows no `*+` (RE2)."""
        d = re.escape(self.delimiter.decode())
        field = rf'(?:"(?:[^"]|"")*"|[^"\r\n{d}]*)'
        return rf"(?:{field}{d}){{{delimiters}}}{field}"

    def delimiters(self, record: bytes) -> int:
        """How many delimiters part the cells of a record."""
        if b'"' in record:
            record = self.quoted_field.sub(b"", record)
        return record.count(self.delimiter)


class _Walk:
    """What a pass over the lines has found so far. Lines count from 1, as an editor shows them."""

    def __init__(self, dialect: Csv, limits: Limits) -> None:
        self.grammar = _Grammar(dialect.delimiter)
        self.newlines_in_fields = dialect.newlines_in_fields
        self.record_bytes_max = limits.record_bytes_max
        self.line = 0
        self.header = b""
        self.header_line = 0
        self.delimiters = 0
        """In each record, as in the header."""
        self.cut: set[int] = set()
        self.continuations: list[int] = []
        self.skipped = 0
        self.unreadable: list[Unreadable] = []
        self.open_bytes = b""
        self.open_line = 0

    def take_line(self, number: int, line: bytes) -> None:
        self.line = number
        if self.open_bytes:
            self._continue_record(line)
        elif self.grammar.blank.fullmatch(line):
            self.skipped += self.header_line > 0
            self.cut.add(self.line)
        elif len(line) > self.record_bytes_max:
            self._reject(self.line, "record_too_long")
        elif self.grammar.record.fullmatch(line):
            self._take_record(line, self.line)
        elif self.newlines_in_fields and self.grammar.open_record.fullmatch(line):
            self.open_bytes, self.open_line = line, self.line
        else:
            self._reject(self.line, "bad_quoting")

    def _continue_record(self, line: bytes) -> None:
        self.open_bytes += line
        self.continuations.append(self.line)
        if self.grammar.record.fullmatch(self.open_bytes):
            self._take_record(self.open_bytes, self.open_line)
            self.open_bytes = b""
        elif len(self.open_bytes) > self.record_bytes_max or not self.grammar.open_record.fullmatch(
            self.open_bytes
        ):
            self._give_up_open_record()

    def _take_record(self, record: bytes, line: int) -> None:
        """The header, or a record with as many cells; no engine is trusted to count them (P14)."""
        found = self.grammar.delimiters(record)
        if not self.header_line:
            self.header, self.header_line, self.delimiters = record, line, found
        elif found != self.delimiters:
            self._reject(line, "too_few_cells" if found < self.delimiters else "too_many_cells")
            while self.continuations and self.continuations[-1] > line:
                self.cut.add(self.continuations.pop())

    def _give_up_open_record(self) -> None:
        """The quote that opened never closed well: that line is unreadable, the rest may be records."""
        lines = self.open_bytes.splitlines(keepends=True)
        first, self.open_bytes = self.open_line, b""
        del self.continuations[len(self.continuations) - len(lines) + 1 :]
        self._reject(first, "bad_quoting")
        for number, line in enumerate(lines[1:], first + 1):
            self.take_line(number, line)

    def _reject(self, line: int, reason: str) -> None:
        self.cut.add(line)
        self.unreadable.append(Unreadable(line, reason))

    def close(self, ends_in_newline: bool) -> str | None:
        """How the file ends inside a record, if it does (F03)."""
        if self.open_bytes:
            self._give_up_open_record()
        last = self.unreadable[-1] if self.unreadable else None
        if last == (self.line, "bad_quoting"):
            return "a quote is open"
        if last == (self.line, "too_few_cells") and not ends_in_newline:
            return "cells are missing"
        return None


def _without(text: Path, cut: set[int], scratch: Path) -> Path:
    """A working copy without the lines that are cut; the file itself if there are none."""
    if not cut:
        return text
    copy = scratch / "records.csv"
    with text.open("rb") as file, copy.open("wb") as out:
        out.writelines(line for number, line in enumerate(file, 1) if number not in cut)
    return copy


def scan(raw: Path, dialect: Csv, limits: Limits, *, scratch: Path, where: str) -> Records:
    """Prove the structure of a CSV file.

    Raises `DeliveryError`, all of them `blocked`: not_tabular (P18), encoding, encoding_unclear or
    encoding_unsupported (P03), no_rows (F02), truncated (F03), delimiter_changed (P07), too_large (columns).
    A copy that it needs is written below `scratch`, which the caller removes.
    """
    decoded = encodings.as_utf8(raw, dialect.encoding, scratch=scratch, where=where)
    text, survey = decoded.path, _survey(decoded.path)
    if not survey.ends_alike:
        text = _with_line_feeds(text, scratch)
        survey = _survey(text)
    walk = _Walk(dialect, limits)
    _take_header(walk, text)
    suspects = None if survey.lines <= FEW_LINES else _suspects(text, walk, survey, limits, scratch)
    if suspects is None:
        _check_text(text, where)
        _take_lines(walk, text, range(1, survey.lines + 1))
    elif suspects or walk.open_bytes:
        _take_lines(walk, text, suspects)
    walk.line = survey.lines
    if how := walk.close(survey.ends_in_feed):
        raise blocked(
            "truncated",
            f"the file ends at line {walk.line:,}, byte {raw.stat().st_size:,}, "
            f"in the middle of a row: {how}.",
            "Ask the customer to deliver the whole file; nobody was changed.",
            where,
        )
    header = _parse_header(walk.header, dialect, limits, where)
    records = walk.line - len(walk.cut) - len(walk.continuations) - 1
    if records < 1 and not walk.unreadable:
        raise blocked(
            "no_rows",
            f"the file has a header of {len(header)} columns and no rows.",
            "Ask the customer to run the export again; nobody was changed.",
            where,
        )
    return Records(
        format="csv",
        paths=(_without(text, walk.cut, scratch),),
        header=header,
        header_line=walk.header_line,
        total=records,
        gaps=tuple(sorted([*walk.cut, *walk.continuations])),
        skipped=walk.skipped,
        unreadable=tuple(walk.unreadable),
        last_line=walk.line,
        warnings=encodings.warnings(decoded, dialect.encoding),
        may_be_garbled=decoded.traces.may_be_garbled,
    )


def _take_header(walk: "_Walk", text: Path) -> None:
    """Walk as far as the header, which may span lines, or stand behind some that are no record."""
    with text.open("rb") as file:
        for number, line in enumerate(file, 1):
            walk.take_line(number, line.removeprefix(BOM) if number == 1 else line)
            if walk.header_line:
                return


def _take_lines(walk: "_Walk", text: Path, suspects: Container[int]) -> None:
    """Walk the lines that need it, behind those that are walked already; of an open record, each."""
    walked = walk.line
    with text.open("rb") as file:
        for number, line in enumerate(file, 1):
            if number > walked and (number in suspects or walk.open_bytes):
                walk.take_line(number, line)


def _suspects(text: Path, walk: "_Walk", survey: _Survey, limits: Limits, scratch: Path) -> set[int] | None:
    """The lines that are not certainly one record with as many cells as the header; None if the engine
    can't tell that of this file: it is no text, or has lines or headers of an extreme length.

    Each line is read as one text: the delimiter is a character that no roster holds, and there is no quote.
    """
    if survey.nuls or not walk.header_line:
        return None
    line, found = ColumnExpression("line"), FunctionExpression
    is_record = (
        line.isnotnull()
        & (found("strlen", line) <= ConstantExpression(limits.record_bytes_max - 2))
        & found("regexp_full_match", line, ConstantExpression(walk.grammar.records_of(walk.delimiters)))
        & found("regexp_matches", line, ConstantExpression(walk.grammar.not_blank))
    )
    with staging.engine(scratch / "proof", limits) as engine:
        try:
            engine.connection.read_csv(
                str(text),
                auto_detect=False,
                header=False,
                delimiter=NOWHERE,
                quotechar="",
                escapechar="",
                comment="",
                encoding="utf-8",
                strict_mode=True,
                max_line_size=limits.record_bytes_max + 2,
                columns={"line": "VARCHAR"},
            ).select(is_record.alias("is_record")).create_view("lines")
            engine.create_in_order("looked_at", "from lines")
        except (duckdb.InvalidInputException, duckdb.OutOfRangeException):
            return None
        if engine.value("select count(*) from looked_at") != survey.lines:
            return None
        return {
            n for (n,) in engine.rows("select rowid + 1 from looked_at where not coalesce(is_record, false)")
        }


def _parse_header(line: bytes, dialect: Csv, limits: Limits, where: str) -> tuple[str, ...]:
    text = line.removeprefix(BOM).decode("utf-8")
    header = next(csv.reader([text], delimiter=dialect.delimiter, strict=True), [])
    if len(header) > limits.columns_max:
        raise blocked(
            "too_large",
            f"the header has {len(header):,} columns, the limit is {limits.columns_max:,}.",
            "If the roster really is that wide, raise feed.limits.columns_max.",
            where,
        )
    if len(header) == 1:
        others = [d for d in DELIMITERS if d != dialect.delimiter and d in header[0]]
        if others:
            raise blocked(
                "delimiter_changed",
                f"line 1 does not part by {dialect.delimiter!r}, but by {others[0]!r}.",
                "Ask the customer what changed in the export, or mend feed.csv.delimiter.",
                where,
            )
    return tuple(name.strip() for name in header)
