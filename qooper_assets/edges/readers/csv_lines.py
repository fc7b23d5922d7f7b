"""The physical lines of a CSV file, each proved to be one whole record, or part of one, or rejected.

A CSV engine that meets a stray quote swallows the lines after it, and every person on them. So lines come
first. Most blocks of a file hold nothing but plain records, one on each line, and a library tells that by
one pattern. Only the lines of other blocks are walked, one by one, to tell what each of them is. The two
ways are held together by a property test. The same pass tells each line's fingerprint, by which the next file
knows it again.

Belongs here: blocks, line ends, lines. Does not: what a record is (`csv_grammar.py`).
"""

import mmap
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Unreadable
from qooper_assets.core.tenant import Limits
from qooper_assets.edges.readers.csv_grammar import BLANKS, Grammar

BLOCK_BYTES = 1 << 20
MANY_CELLS = 8
"""No sentence in a cell has so many delimiters."""
UNREADABLE_MAX = 100_000
BLANK_LINES_MAX = 1_000_000
"""Their places are held in memory."""
THREADS = 4
"""They look at blocks while the next ones are read."""
FINGERPRINT_SEEDS = (1, 2)
"""Of the two hashes of 64 bits that are a line's fingerprint. Polars promises them for one version only."""


def fed(block: bytes) -> bytes:
    """The same lines, each ended by LF."""
    return block.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def lines(file: BinaryIO, bytes_max: int) -> Iterator[tuple[bytes, int]]:
    """The rest of a file line by line, each with its bytes; of one longer than the limit, the beginning."""
    while line := file.readline(bytes_max + 1):
        size, is_whole = len(line), line.endswith(b"\n") or len(line) <= bytes_max
        while not is_whole and (rest := file.readline(BLOCK_BYTES)):
            size, is_whole = size + len(rest), rest.endswith(b"\n")
        yield line, size


def refuse_nul(text: bytes | mmap.mmap, where: str) -> None:
    """Raise `not_tabular` at a byte that no text has."""
    offset = text.find(b"\0")
    if offset >= 0:
        line = 1 + (_count(b"\n", text, offset) or _count(b"\r", text, offset))
        raise blocked(
            "not_tabular",
            f"line {line:,} holds a NUL byte, so the file is binary.",
            "Ask the customer for a CSV export; nobody was changed.",
            where,
        )


def _count(byte: bytes, text: bytes | mmap.mmap, end: int) -> int:
    starts = range(0, end, BLOCK_BYTES)
    return sum(text[start : min(start + BLOCK_BYTES, end)].count(byte) for start in starts)


class Stretch(NamedTuple):
    """Lines that have to be walked."""

    first_line: int
    start_byte: int
    end_byte: int


class Survey(NamedTuple):
    """What a pass over the blocks found."""

    lines: int
    ends_in_newline: bool
    not_plain: tuple[Stretch, ...]
    """Where lines are that have to be walked."""
    prints: pl.DataFrame | None
    """One row per line, in order: hash_1, hash_2, and size_bytes with its end. None where a line is too long
    to be looked at."""

    @property
    def without_hashes(self) -> "Survey":
        """The same, in less than half of the memory."""
        return self._replace(prints=None if self.prints is None else self.prints.select("size_bytes"))


class MixedLineEnds(Exception):
    """The lines do not all end as the first one does. Never leaves the reader."""


class _Plain:
    """What a block of plain records is, in RFC 4180: the grammar of a record, on each line."""

    def __init__(self, grammar: Grammar, delimiters: int, line_end: bytes, bytes_max: int) -> None:
        d = re.escape(grammar.dialect.delimiter)
        field = rf'(?:"(?:[^"\r\x00]|"")*"|[^"\r\x00{d}]*)'
        end = line_end.decode().replace("\n", "").replace("\r", r"\r")
        blank = BLANKS.decode()
        line = pl.col("line")
        self.is_record = (
            line.str.contains(rf"^(?:{field}{d}){{{delimiters}}}{field}{end}$")
            & line.str.contains(rf'[^{blank}\r"{d}]')
            & (line.str.len_bytes() < bytes_max)
        )

    def fits(self, lines: pl.DataFrame) -> bool:
        """Whether each line is one record with as many cells as the header, and none is blank."""
        return bool(lines.select(self.is_record.all()).item())


class _Look(NamedTuple):
    """What a library tells of a block of whole lines, outside of Python's lock, so that threads gain."""

    is_plain: bool
    """It holds nothing but plain records."""
    prints: pl.DataFrame


def _look(plain: _Plain | None, has_returns: bool, block: memoryview) -> _Look:
    """Its text is UTF-8, which was proved before. Raises `MixedLineEnds`."""
    ends_in_newline = bytes(block[-1:]) == b"\n"
    ends = pa.py_buffer(struct.pack("<qq", 0, len(block) - ends_in_newline))
    text = pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(block)])
    split = pl.from_arrow(pc.split_pattern(text, "\n").flatten())
    assert isinstance(split, pl.Series)
    if has_returns:
        whole = split if ends_in_newline else split.head(-1)
        returns = pc.count_substring(text, "\r")[0].as_py()
        if returns != len(whole) or not whole.str.ends_with("\r").all():
            raise MixedLineEnds
    lines, line = split.to_frame("line"), pl.col("line")
    prints = lines.select(
        *(line.hash(seed).alias(f"hash_{n}") for n, seed in enumerate(FINGERPRINT_SEEDS, 1)),
        size_bytes=line.str.len_bytes() + 1,
    )
    return _Look(ends_in_newline and plain is not None and plain.fits(lines), prints)


def survey(
    text: Path,
    grammar: Grammar,
    delimiters: int,
    line_end: bytes,
    limits: Limits,
    where: str,
    *,
    proves: bool = True,
) -> Survey:
    """Tell the blocks of plain records from those that have to be walked.

    `delimiters` are those of the header. Without `proves` only the prints are told, and each block is to be
    walked. Raises `MixedLineEnds`, or `DeliveryError` not_tabular (P18).
    """
    is_provable = proves and grammar.dialect.is_rfc_4180
    plain = _Plain(grammar, delimiters, line_end, limits.record_bytes_max) if is_provable else None
    has_returns = line_end == b"\r\n"
    with text.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    looks: list[tuple[int, int, Future[_Look] | None]] = []
    with ThreadPoolExecutor(THREADS) as threads:
        for start, end in _blocks(mapped):
            if mapped.find(b"\0", start, end) >= 0:
                refuse_nul(mapped, where)
            if not has_returns and mapped.find(b"\r", start, end) >= 0:
                raise MixedLineEnds
            is_short = end - start <= BLOCK_BYTES + limits.record_bytes_max
            block = memoryview(mapped)[start:end]
            looks.append((start, end, threads.submit(_look, plain, has_returns, block) if is_short else None))
            if len(looks) > THREADS:  # so that few blocks wait in memory
                first, last, awaited = looks[-THREADS - 1]
                if awaited:
                    awaited.result()
                _give_back(mapped, first, last)
    first_line, not_plain, prints = 1, [], []
    for start, end, look in looks:
        found = look.result() if look else None
        if found:
            prints.append(found.prints)
        if not found or not found.is_plain:
            not_plain.append(Stretch(first_line, start, end))
        first_line += found.prints.height if found else 1
    return Survey(
        lines=first_line - 1,
        ends_in_newline=mapped[-1:] == b"\n",
        not_plain=tuple(not_plain),
        prints=pl.concat(prints) if len(prints) == len(looks) else None,
    )


def _give_back(mapped: mmap.mmap, start: int, end: int) -> None:
    """Let the memory go that shows these bytes of a file; they are there again when they are asked for."""
    start -= start % mmap.PAGESIZE
    mapped.madvise(mmap.MADV_DONTNEED, start, end - start)


def _blocks(mapped: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Where to cut a file into whole lines: about a block at a time, or one line that is longer."""
    start, size = 0, len(mapped)
    while start < size:
        end = size
        if start + BLOCK_BYTES < size:
            end = mapped.rfind(b"\n", start, start + BLOCK_BYTES) + 1 or mapped.find(b"\n", start) + 1 or size
        yield start, end
        start = end


class _Opening(NamedTuple):
    """A field in quotes that goes on in the next line."""

    before: bytes
    inside: bytes


def _opening(pattern: re.Pattern[bytes] | None, line: bytes) -> _Opening | None:
    """The field that a line leaves open, if it does and is a record up to there."""
    match = pattern.fullmatch(line) if pattern else None
    return _Opening(line[: match.start(1)], match[1][1:]) if match else None


class Walk:
    """What a walk over lines has found so far. Lines count from 1, as an editor shows them."""

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
        """The last one that was looked at, or need not be."""
        self.cut: set[int] = set()
        """Lines that are no record, or not part of one."""
        self.continuations: list[int] = []
        """Lines in which a record goes on that began in another."""
        self.skipped = 0
        self.unreadable: list[Unreadable] = []
        self._open: list[bytes] = []
        """Lines of a record that is not at its end."""
        self._open_bytes = 0
        self._open_delimiters = 0
        self._inside_delimiters, self._inside_at = 0, False
        """What the open field holds so far."""

    def over(self, text: Path, stretches: Sequence[Stretch], numbers: Sequence[int] | None = None) -> None:
        """Walk the lines of these stretches that are behind those that were walked; of a record that goes
        on, each. `numbers` are those of the lines, where they are not all lines of a file."""
        with text.open("rb") as file:
            for stretch in stretches:
                place, position = stretch.first_line, stretch.start_byte
                file.seek(position)
                for line, size in lines(file, self.record_bytes_max):
                    if position >= stretch.end_byte and not self._open:
                        break
                    number = numbers[place - 1] if numbers else place
                    if number > self.line:
                        self.take_line(number, line)
                    place += 1
                    position += size

    def take_line(self, number: int, line: bytes) -> None:
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
        """A line that begins inside a quoted field: the field ends in it, or goes on, or something is wrong.

        Each line is looked at once, however many there are.
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
        """Whether what is in quotes looks like the rest of one row and the beginning of another: two quotes
        that nobody meant are balanced too, and would swallow people."""
        found = self._inside_delimiters
        return found >= self.delimiters and (found >= MANY_CELLS or self._inside_at)

    def _take_whole(self, delimiters: int) -> None:
        lines, first = self._open, self.line - len(self._open) + 1
        found = self._open_delimiters + delimiters
        self._open = []
        self._count_cells(first, found)
        rest = range(first + 1, first + len(lines))
        if first in self.cut:
            self.cut.update(rest)
        else:
            self.continuations.extend(rest)

    def _count_cells(self, number: int, delimiters: int) -> None:
        """No engine is trusted to count them (P14)."""
        if delimiters != self.delimiters:
            self._reject(number, "too_few_cells" if delimiters < self.delimiters else "too_many_cells")

    def _give_up(self) -> None:
        """The quote that opened never closed well: that line is unreadable, the rest may be records."""
        lines, first = self._open, self.line - len(self._open) + 1
        self._open = []
        self._reject(first, "bad_quoting")
        for number, line in enumerate(lines[1:], first + 1):
            self.take_line(number, line)

    def _reject(self, line: int, reason: str) -> None:
        self.cut.add(line)
        self.unreadable.append(Unreadable(line, reason))
        if len(self.unreadable) > UNREADABLE_MAX:
            raise self.useless(f"{len(self.unreadable):,} rows up to line {line:,} can't be read")

    def _skip(self, line: int) -> None:
        self.cut.add(line)
        self.skipped += 1
        if self.skipped > BLANK_LINES_MAX:
            raise blocked(
                "too_large",
                f"the file has more than {BLANK_LINES_MAX:,} blank lines.",
                "Ask the customer to export the rows that have people, and no others.",
                self.where,
            )

    def useless(self, what: str) -> DeliveryError:
        """Why the file has too few rows that can be read, or none."""
        counts = sorted(Counter(one.reason for one in self.unreadable).items())
        return blocked(
            "rows_unreadable",
            f"{what}: {', '.join(f'{reason} {count:,}' for reason, count in counts)}.",
            "Ask the customer what changed in the export; the runbook tells what to do for each reason.",
            self.where,
        )

    def close(self, last_line: int) -> None:
        """Behind the last line, a record that goes on has no end."""
        if self._open:
            self._give_up()
        self.line = last_line
