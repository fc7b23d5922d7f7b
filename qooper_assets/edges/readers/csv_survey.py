"""A look at all blocks of a CSV file: which hold nothing but plain records, and the prints of each line.

Most blocks of a file hold one record on each line, and a library tells that by one pattern, in threads. The
same look gives each line's fingerprint, by which the next file's line is known to be the same.

Belongs here: blocks, line ends. Does not: the lines of other blocks (`csv_lines.py`), or what a record is
(`csv_grammar.py`).
"""

import mmap
import re
import struct
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from qooper_assets.core.errors import blocked
from qooper_assets.core.tenant import Limits
from qooper_assets.edges.readers.csv_grammar import BLANKS, Grammar

BLOCK_BYTES = 1 << 20
THREADS = 4
"""They look at blocks while the next ones are read."""
FINGERPRINT_SEEDS = (1, 2)
"""Of the two hashes of 64 bits that are a line's fingerprint. Polars promises them for one version only."""


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
