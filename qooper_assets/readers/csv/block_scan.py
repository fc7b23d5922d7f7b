"""Scans a CSV file block by block: which blocks contain only plain records, and a hash of each line.

Most blocks have one record per line, which `fast_scan.py` verifies for all lines of a block at once, in
threads. The hashes identify unchanged lines in the next file.

Belongs here: blocks, line ends. Does not: parsing the lines of other blocks (`lines.py`), or what a record is
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

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.csv import fast_scan
from qooper_assets.readers.csv.fast_scan import Block
from qooper_assets.readers.csv.grammar import Grammar

BLOCK_BYTES = 1 << 22
THREADS = 2
AHEAD = 3
"""Maximum number of blocks queued or in progress."""
PART_BYTES = 1 << 17
"""A block that is not plain is rescanned in parts of this size, so that few lines are parsed one by one."""
LINES_OF_BLOCK_MAX = 1 << 18
"""A block of more lines, which are very short, is scanned in halves: each line costs memory."""
BLANK_LINES_MAX = 1_000_000
LINES_BEFORE_ROWS_MAX = 10_000
"""Lines of the preamble and the header, generously."""
HASH_SEEDS = (1, 2)
"""Seeds of the two 64-bit hashes of a line. Polars keeps hashes stable within one version only."""


class LineRange(NamedTuple):
    """Lines that have to be parsed one by one."""

    first_line: int
    start_byte: int
    end_byte: int

    def shifted_by(self, lines: int, size_bytes: int) -> "LineRange":
        """The same range, counted from the start of the file: `lines` and `size_bytes` precede the block."""
        return LineRange(self.first_line + lines, self.start_byte + size_bytes, self.end_byte + size_bytes)


class ScanResult(NamedTuple):
    """The result of scanning all blocks of a file."""

    lines: int
    ends_in_newline: bool
    not_plain: tuple[LineRange, ...]
    """The lines that have to be parsed one by one."""
    line_hashes: pl.DataFrame | None
    """One row per line, in order: hash_1, hash_2, and size_bytes including the line end. None if a line is
    too long to be hashed."""

    @property
    def without_hashes(self) -> "ScanResult":
        """A copy that keeps only the sizes of the lines, in less than half the memory."""
        return self._replace(
            line_hashes=None if self.line_hashes is None else self.line_hashes.select("size_bytes")
        )


class MixedLineEnds(Exception):
    """The lines do not all end alike. Never leaves the reader."""


class _NulByte(Exception):
    """A block contains a NUL byte."""


class BlockResult(NamedTuple):
    """The result of scanning one block."""

    lines: int
    not_plain: tuple[LineRange, ...]
    """Ranges that are not plain records; lines and bytes count from the start of the block."""
    line_hashes: pl.DataFrame | None
    """As in `ScanResult`."""


class BlockScanner(NamedTuple):
    """Scans blocks of whole lines. Runs mostly without the GIL, so threads help."""

    delimiter: bytes
    delimiters: int
    line_end: bytes
    bytes_max: int
    proves: bool

    def scan(self, data: memoryview) -> BlockResult:
        """Scan one block of UTF-8 text. Raises `MixedLineEnds` or `_NulByte`."""
        if len(data) > BLOCK_BYTES + self.bytes_max:
            return self._scan_long_line(data)
        block = Block(data)
        if block.holds(b"\0"):
            raise _NulByte
        if block.newline_count > LINES_OF_BLOCK_MAX:
            half = bytes(data[: len(data) // 2]).rfind(b"\n") + 1
            if half > 0:
                return _joined(self.scan(data[:half]), self.scan(data[half:]), half)
        if not (block.has_returns() if self.line_end == b"\r\n" else not block.holds(b"\r")):
            raise MixedLineEnds
        ends = block.newlines if block.ends_in_newline else np.append(block.newlines, len(data) - 1)
        bounds = np.concatenate(([0], ends + 1))
        not_plain = tuple(
            LineRange(first + 1, int(bounds[first]), int(bounds[last]))
            for first, last in self._not_plain(block, bounds)
        )
        return BlockResult(bounds.size - 1, not_plain, _hash_lines(data, bounds))

    def _scan_long_line(self, line: memoryview) -> BlockResult:
        returns = 0
        for start in range(0, len(line), BLOCK_BYTES):
            piece = bytes(line[start : start + BLOCK_BYTES])
            if b"\0" in piece:
                raise _NulByte
            returns += piece.count(b"\r")
        if returns > self.line_end.count(b"\r"):
            raise MixedLineEnds
        return BlockResult(1, (LineRange(1, 0, len(line)),), None)

    def _not_plain(self, block: Block, bounds: fast_scan.Places) -> Iterator[tuple[int, int]]:
        """Ranges of lines that are not plain, from 0, the end excluded."""
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


def _joined(first: BlockResult, second: BlockResult, size_bytes: int) -> BlockResult:
    """The result of two neighboring pieces of a block; the first one has this size."""
    hashes = [one.line_hashes for one in (first, second) if one.line_hashes is not None]
    not_plain = (line_range.shifted_by(first.lines, size_bytes) for line_range in second.not_plain)
    return BlockResult(
        first.lines + second.lines,
        (*first.not_plain, *not_plain),
        pl.concat(hashes, rechunk=True) if len(hashes) == 2 else None,
    )


def _hash_lines(data: memoryview, bounds: fast_scan.Places) -> pl.DataFrame:
    sizes = np.diff(bounds)
    parts = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    line = pl.Series(pl.from_arrow(pa.Array.from_buffers(pa.large_string(), sizes.size, parts)))
    hashes = (line.hash(seed).alias(f"hash_{n}") for n, seed in enumerate(HASH_SEEDS, 1))
    return pl.DataFrame([*hashes, pl.Series("size_bytes", pa.array(sizes.astype(np.uint32)))])


def scan_blocks(
    text: Path,
    grammar: Grammar,
    delimiters: int,
    line_end: bytes,
    limits: Limits,
    where: str,
    *,
    proves: bool = True,
) -> ScanResult:
    """Hash all lines, and find the ranges that are not plain records and have to be parsed line by line.

    `delimiters` is the number per record, as in the header. Without `proves`, lines are only hashed, and all
    of them are reported as not plain. Raises `MixedLineEnds`, or `DeliveryError` not_tabular (P18), or
    too_large (P38): lines are counted while they are scanned, because each one costs memory.
    """
    proves = proves and grammar.dialect.is_rfc_4180
    scanner = BlockScanner(grammar.delimiter, delimiters, line_end, limits.record_bytes_max, proves)
    with text.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    blocks: list[tuple[int, int, Future[BlockResult]]] = []
    lines_max, scanned_lines = limits.rows_max + BLANK_LINES_MAX + LINES_BEFORE_ROWS_MAX, 0
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            for start, end in _blocks(mapped):
                blocks.append((start, end, threads.submit(scanner.scan, memoryview(mapped)[start:end])))
                if len(blocks) > AHEAD:  # keeps few blocks in memory
                    first, last, waiting = blocks[-AHEAD - 1]
                    scanned_lines += waiting.result().lines
                    _release_memory(mapped, first, last)
                    if scanned_lines > lines_max:
                        raise _too_many_lines(scanned_lines, limits, where)
        found = [(start, waiting.result()) for start, _, waiting in blocks]
    except _NulByte:
        refuse_nul(mapped, where)
        raise
    lines, not_plain = 0, []
    for start, scanned in found:
        not_plain += [line_range.shifted_by(lines, start) for line_range in scanned.not_plain]
        lines += scanned.lines
    line_hashes = [scanned.line_hashes for _, scanned in found if scanned.line_hashes is not None]
    return ScanResult(
        lines=lines,
        ends_in_newline=mapped[-1:] == b"\n",
        not_plain=tuple(not_plain),
        line_hashes=pl.concat(line_hashes) if len(line_hashes) == len(found) else None,
    )


def _too_many_lines(lines: int, limits: Limits, where: str) -> DeliveryError:
    return blocked(
        "too_large",
        f"the file has {lines:,} lines or more; the limits are {limits.rows_max:,} rows and "
        f"{BLANK_LINES_MAX:,} blank lines.",
        "Ask the customer to export only rows with people. If the roster really is that long, raise "
        "feed.limits.rows_max.",
        where,
    )


def _release_memory(mapped: mmap.mmap, start: int, end: int) -> None:
    """Release the memory that these bytes of a file are mapped to; reading them maps them again."""
    start -= start % mmap.PAGESIZE
    mapped.madvise(mmap.MADV_DONTNEED, start, end - start)


def _blocks(mapped: mmap.mmap) -> Iterator[tuple[int, int]]:
    """The bounds of blocks of whole lines: about `BLOCK_BYTES` each, or one longer line."""
    start, size = 0, len(mapped)
    while start < size:
        end = size
        if start + BLOCK_BYTES < size:
            end = mapped.rfind(b"\n", start, start + BLOCK_BYTES) + 1 or mapped.find(b"\n", start) + 1 or size
        yield start, end
        start = end


def refuse_nul(text: bytes | mmap.mmap, where: str) -> None:
    """Raise `not_tabular` if the text contains a NUL byte."""
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
