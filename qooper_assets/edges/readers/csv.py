"""The structure of a CSV file, proved line by line before any engine reads it.

A CSV engine that meets a stray quote swallows the lines after it, and every person on them. So this
module walks the physical lines first: each line must be one whole record of RFC 4180 in the
declared dialect, with as many cells as the header, or, where the tenant allows newlines in fields,
the beginning of one. Lines that are not are cut out with their reason; the engine then reads only
records that can have one meaning. (DuckDB's strict mode takes a row with an empty cell too many.)

Belongs here: bytes, lines, header, the working copy. Does not: what a value means
(`edges/staging.py`, `sql/`).
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Records, Unreadable
from qooper_assets.core.tenant import Csv, Limits

BLOCK_BYTES = 1 << 19
BOM = b"\xef\xbb\xbf"
DELIMITERS = ",;\t|^~"


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """The file in blocks of about half a MiB that end at a line's end."""
    while block := file.read(BLOCK_BYTES):
        yield block + file.readline()


def _with_line_feeds(raw: Path, scratch: Path) -> Path:
    """The file itself if its lines end in LF or in CRLF throughout, else a copy with LF (P05)."""
    with raw.open("rb") as file:
        if not any(b"\r" in block for block in _blocks(file)):
            return raw
    returns = pairs = feeds = 0
    with raw.open("rb") as file:
        for block in _blocks(file):
            returns += block.count(b"\r")
            pairs += block.count(b"\r\n")
            feeds += block.count(b"\n")
    if returns == pairs == feeds:
        return raw
    copy = scratch / "line_feeds.csv"
    with raw.open("rb") as file, copy.open("wb") as out:
        ends_in_return = False
        while block := file.read(BLOCK_BYTES):
            if ends_in_return and block.startswith(b"\n"):
                block = block[1:]
            ends_in_return = block.endswith(b"\r")
            out.write(block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return copy


def _check_text(block: bytes, lines_before: int, where: str) -> None:
    """Raise `encoding` or `not_tabular` at the first byte that is no text."""
    try:
        if not block.isascii():
            block.decode("utf-8", "strict")
        offset = block.find(b"\0")
    except UnicodeDecodeError as error:
        line = lines_before + block.count(b"\n", 0, error.start) + 1
        raise blocked(
            "encoding",
            f"line {line:,} holds the byte 0x{block[error.start]:02x}, which is not valid UTF-8.",
            "Ask the customer to export in UTF-8; nobody was changed.",
            where,
        ) from None
    if offset >= 0:
        line = lines_before + block.count(b"\n", 0, offset) + 1
        raise blocked(
            "not_tabular",
            f"line {line:,} holds a NUL byte, so the file is binary.",
            "Ask the customer for a CSV export; nobody was changed.",
            where,
        )


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
        self.blank_line = re.compile(rb"\n(?:" + blank + rb"\n|" + blank[:-2] + rb"++\Z)")
        self.before_cell = self.delimiter + b"\n"
        self.after_cell = self.delimiter + b"\r\n"
        self.within_cells = bytes(set(range(256)) - {ord("\n"), *self.delimiter})

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

    def take_block(self, block: bytes) -> None:
        """Take whole lines: all at once if every one is certainly a record, else one by one."""
        if self.line == 0:
            block = block.removeprefix(BOM)
        if self.header_line and not self.open_bytes and self._are_records(block):
            self.line += block.count(b"\n") + (not block.endswith(b"\n"))
            return
        first = self.line + 1
        for number, line in enumerate(block.splitlines(keepends=True), first):
            self.line = number
            self._take_line(line)

    def _are_records(self, block: bytes) -> bool:
        """Whether each line is one record with as many cells as the header: what `_take_line` would find
        of each, seen of all of them together.

        Parted at the quotes, the text is outside and inside of quotes in turns. Outside may be nothing
        (a doubled quote), or has to begin and end where cells do; inside there is no line's end. Then what
        is left of the outside, but for delimiters and line ends, must be that of whole records.
        """
        grammar = self.grammar
        if not self.delimiters or grammar.blank_line.search(b"\n" + block):
            return False
        if (
            len(block) > self.record_bytes_max
            and max(map(len, block.splitlines(True))) > self.record_bytes_max
        ):
            return False
        outside = block
        if b'"' in block:
            parts = block.split(b'"')
            if len(parts) % 2 == 0:
                return False
            outsides = parts[::2]
            first, last = outsides[0], outsides[-1]
            if (first and first[-1] not in grammar.before_cell) or (
                last and last[0] not in grammar.after_cell
            ):
                return False
            before, after = grammar.before_cell, grammar.after_cell
            if not all(not part or (part[0] in after and part[-1] in before) for part in outsides[1:-1]):
                return False
            outside = b"".join(outsides)
            if outside.count(b"\n") != block.count(b"\n"):
                return False
        lines = block.count(b"\n")
        shape = grammar.delimiter * self.delimiters + b"\n"
        found = outside.translate(None, grammar.within_cells)
        return found == shape * lines + (b"" if block.endswith(b"\n") else shape[:-1])

    def _take_line(self, line: bytes) -> None:
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
        last = self.line
        for self.line, line in enumerate(lines[1:], first + 1):
            self._take_line(line)
        self.line = last

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

    Raises `DeliveryError`, all of them `blocked`: not_tabular (P18), encoding
    (P03), no_rows (F02), truncated (F03), delimiter_changed (P07), too_large (columns).
    A copy that it needs is written below `scratch`, which the caller removes.
    """
    text = _with_line_feeds(raw, scratch)
    walk = _Walk(dialect, limits)
    with text.open("rb") as file:
        for block in _blocks(file):
            _check_text(block, walk.line, where)
            walk.take_block(block)
            last_byte = block[-1:]
    if how := walk.close(last_byte == b"\n"):
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
    )


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
