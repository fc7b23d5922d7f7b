"""A look at all blocks of a CSV file: which hold nothing but plain records, and the prints of each line.

Most blocks of a file hold one record on each line, which is told of all lines of a block together, in threads
(`fast_scan.py`). The same look gives each line's fingerprint, by which the next file's line is known to be
the same.

Belongs here: blocks, line ends. Does not: the lines of other blocks (`lines.py`), or what a record is
(`grammar.py`).
"""

import mmap
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from qooper_assets.core.errors import blocked
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.csv import fast_scan
from qooper_assets.readers.csv.fast_scan import Block
from qooper_assets.readers.csv.grammar import Grammar

BLOCK_BYTES = 1 << 22
THREADS = 2
AHEAD = 3
"""So many blocks are looked at, or wait."""
PART_BYTES = 1 << 17
"""A block that is not plain is looked at again in parts, so that few of its lines have to be walked."""
FINGERPRINT_SEEDS = (1, 2)
"""Of the two hashes of 64 bits that are a line's fingerprint. Polars promises them for one version only."""


class Stretch(NamedTuple):
    """Lines that have to be walked."""

    first_line: int
    start_byte: int
    end_byte: int

    def behind(self, lines: int, size_bytes: int) -> "Stretch":
        """The same, where so much stands before."""
        return Stretch(self.first_line + lines, self.start_byte + size_bytes, self.end_byte + size_bytes)


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


class _NulByte(Exception):
    """A block holds one."""


class _Looked(NamedTuple):
    """What is told of a block."""

    lines: int
    not_plain: tuple[Stretch, ...]
    """Where it holds anything but plain records, by its own lines and bytes."""
    prints: pl.DataFrame | None
    """Those of `Survey`; None of a line that is too long to be looked at."""


class _Look(NamedTuple):
    """A look at a block of whole lines, outside of Python's lock, so that threads gain."""

    delimiter: bytes
    delimiters: int
    line_end: bytes
    bytes_max: int
    proves: bool

    def at(self, data: memoryview) -> _Looked:
        """Its text is UTF-8, which was proved before. Raises `MixedLineEnds` or `_NulByte`."""
        if len(data) > BLOCK_BYTES + self.bytes_max:
            return self._at_one_line(data)
        block = Block(data)
        if block.holds(b"\0"):
            raise _NulByte
        if not (block.has_returns() if self.line_end == b"\r\n" else not block.holds(b"\r")):
            raise MixedLineEnds
        ends = block.newlines if block.ends_in_newline else np.append(block.newlines, len(data) - 1)
        bounds = np.concatenate(([0], ends + 1))
        not_plain = tuple(
            Stretch(first + 1, int(bounds[first]), int(bounds[last]))
            for first, last in self._not_plain(block, bounds)
        )
        return _Looked(bounds.size - 1, not_plain, _prints(data, bounds))

    def _at_one_line(self, line: memoryview) -> _Looked:
        returns = 0
        for start in range(0, len(line), BLOCK_BYTES):
            piece = bytes(line[start : start + BLOCK_BYTES])
            if b"\0" in piece:
                raise _NulByte
            returns += piece.count(b"\r")
        if returns > self.line_end.count(b"\r"):
            raise MixedLineEnds
        return _Looked(1, (Stretch(1, 0, len(line)),), None)

    def _not_plain(self, block: Block, bounds: fast_scan.Places) -> Iterator[tuple[int, int]]:
        """From a line up to another one, counted from 0."""
        lines = bounds.size - 1
        if not self.proves:
            yield 0, lines
        elif not self._is_plain(block):
            cuts = np.searchsorted(bounds, np.arange(0, block.data.size, PART_BYTES))
            for first, last in pairwise(np.unique([*cuts, lines]).tolist()):
                if not self._is_plain(Block(block.data[bounds[first] : bounds[last]])):
                    yield first, last

    def _is_plain(self, block: Block) -> bool:
        return (
            block.ends_in_newline
            and block.longest <= self.bytes_max
            and block.are_records(self.delimiter, self.delimiters)
        )


def _prints(data: memoryview, bounds: fast_scan.Places) -> pl.DataFrame:
    sizes = np.diff(bounds)
    parts = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    line = pl.Series(pl.from_arrow(pa.Array.from_buffers(pa.large_string(), sizes.size, parts)))
    hashes = (line.hash(seed).alias(f"hash_{n}") for n, seed in enumerate(FINGERPRINT_SEEDS, 1))
    return pl.DataFrame([*hashes, pl.Series("size_bytes", pa.array(sizes.astype(np.uint32)))])


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

    `delimiters` are those of the header. Without `proves` only the prints are told, and all lines are to be
    walked. Raises `MixedLineEnds`, or `DeliveryError` not_tabular (P18).
    """
    proves = proves and grammar.dialect.is_rfc_4180
    look = _Look(grammar.delimiter, delimiters, line_end, limits.record_bytes_max, proves)
    with text.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    blocks: list[tuple[int, int, Future[_Looked]]] = []
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            for start, end in _blocks(mapped):
                blocks.append((start, end, threads.submit(look.at, memoryview(mapped)[start:end])))
                if len(blocks) > AHEAD:  # so that few blocks wait in memory
                    first, last, waiting = blocks[-AHEAD - 1]
                    waiting.result()
                    _give_back(mapped, first, last)
        found = [(start, waiting.result()) for start, _, waiting in blocks]
    except _NulByte:
        refuse_nul(mapped, where)
        raise
    lines, not_plain = 0, []
    for start, looked in found:
        not_plain += [stretch.behind(lines, start) for stretch in looked.not_plain]
        lines += looked.lines
    prints = [looked.prints for _, looked in found if looked.prints is not None]
    return Survey(
        lines=lines,
        ends_in_newline=mapped[-1:] == b"\n",
        not_plain=tuple(not_plain),
        prints=pl.concat(prints) if len(prints) == len(found) else None,
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
        ) from None


def _count(byte: bytes, text: bytes | mmap.mmap, end: int) -> int:
    starts = range(0, end, BLOCK_BYTES)
    return sum(text[start : min(start + BLOCK_BYTES, end)].count(byte) for start in starts)
