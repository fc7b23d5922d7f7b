"""Checks 64 bytes at a time that a block of lines contains only RFC 4180 records.

Each byte of text becomes one bit, in separate bitmaps for quotes, delimiters and newlines. A running XOR
over the quotes marks what is quoted, and shifts check the position of each quote. The cost does not depend
on the content. After Langdale and Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28 (2019).

Belongs here: bitmaps. Does not: the lines of blocks that are not plain (`lines.py`), or the grammar itself
(`grammar.py`), against which a property test compares this.
"""

import threading
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from qooper_assets.readers.csv.grammar import BLANKS

Words = npt.NDArray[np.uint64]
"""A bitmap, one bit per byte of a block; the first byte is the lowest bit of the first word."""
Places = npt.NDArray[np.int64]

BITS = 64
ONE = np.uint64(1)
LAST = np.uint64(BITS - 1)


class ScratchBuffers(threading.local):
    """Per-thread scratch buffers; allocating costs more than the scan."""

    rows: npt.NDArray[np.uint64] = np.empty((6, 0), np.uint64)

    def of(self, size: int) -> npt.NDArray[np.uint64]:
        if self.rows.shape[1] < size:
            self.rows = np.empty((6, size), np.uint64)
        return self.rows[:, :size]


_buffers = ScratchBuffers()


class Block:
    """A block of whole lines of text. At most one per thread: the next one overwrites its buffers."""

    def __init__(self, data: memoryview | npt.NDArray[np.uint8]) -> None:
        self.data = np.frombuffer(data, np.uint8)
        self._bytes = pl.Series(pl.from_arrow(pa.array(self.data)))
        rows = _buffers.of(-(-self.data.size // BITS))
        self._newlines, self._delimiters, self._quotes, self._inside, self._one, self._other = rows
        self._mark(b"\n", self._newlines)

    @cached_property
    def newlines(self) -> Places:
        """The offsets of the newlines, from 0."""
        return places(self._newlines)

    @property
    def newline_count(self) -> int:
        return int(np.bitwise_count(self._newlines).sum(dtype=np.int64))

    @property
    def ends_in_newline(self) -> bool:
        return bool(self.data[-1] == ord("\n"))

    @property
    def longest(self) -> int:
        """The length of the longest line in bytes, including its line end."""
        return int(np.diff(self.newlines, prepend=-1).max())

    def holds(self, byte: bytes) -> bool:
        return bool((self._bytes == byte[0]).any())

    def has_returns(self) -> bool:
        """True if there is a CR before each newline, and nowhere else."""
        returns = self.data[self.newlines - 1] == ord("\r")
        is_each = bool(returns.all()) and 0 not in self.newlines[:1]
        return is_each and (self._bytes == ord("\r")).sum() == self.newlines.size

    def are_records(self, delimiter: bytes, delimiters: int) -> bool:
        """True if each line is one record with this number of delimiters, and none is blank.

        Requires that the block ends in a newline, and has a CR before each newline or none at all.
        """
        self._mark(delimiter, self._delimiters)
        self._mark(b'"', self._quotes)
        if self._quotes.any() and not self._are_fields():
            return False
        found = _counts(self._delimiters, self.newlines)
        expected = np.arange(1, self.newlines.size + 1) * delimiters
        return bool((found == expected).all()) and not self._is_any_blank(delimiter)

    def _mark(self, byte: bytes, words: Words) -> None:
        """Set the bit of each occurrence of this byte, and none past the end."""
        is_set = self._bytes == byte[0]
        size = -(-self.data.size // 8)
        words.view(np.uint8)[:size] = np.frombuffer(is_set.to_arrow().buffers()[1], np.uint8, size)
        words[-1] &= ~np.uint64(0) >> np.uint64(-self.data.size % BITS)

    def _are_fields(self) -> bool:
        """True if each quote opens or closes a field, or is half of a doubled quote inside one, and no
        newline is quoted. Clears the bits of quoted delimiters."""
        one, other = self._one, self._other
        self._find_inside()
        if np.bitwise_and(self._newlines, self._inside, out=one).any():
            return False
        np.invert(self._inside, out=one)
        self._delimiters &= one
        closes = np.bitwise_and(self._quotes, one, out=one)
        opens = self._inside
        opens &= self._quotes
        borders = self._quotes
        np.bitwise_or(self._delimiters, self._newlines, out=borders)
        # An opening quote follows a border, or a closing quote: the two are then one doubled quote.
        np.bitwise_or(borders, closes, out=other)
        carried = other[:-1] >> LAST
        other <<= ONE
        other[1:] |= carried
        other[0] |= ONE
        np.invert(other, out=other)
        other &= opens
        if other.any():
            return False
        # A closing quote precedes a border, or an opening quote.
        np.bitwise_or(borders, opens, out=other)
        if self.holds(b"\r"):
            self._mark(b"\r", borders)
            other |= borders
        carried = other[1:] << LAST
        other >>= ONE
        other[:-1] |= carried
        np.invert(other, out=other)
        other &= closes
        return not other.any()

    def _find_inside(self) -> None:
        """Mark from each opening quote up to its closing one, excluding it; to the end if it is left open."""
        inside, shifted = self._inside, self._one
        inside[:] = self._quotes
        for step in (1, 2, 4, 8, 16, 32):
            np.left_shift(inside, np.uint64(step), out=shifted)
            inside ^= shifted
        # A word that ends inside quotes inverts the next one.
        is_open = np.right_shift(inside, LAST, out=shifted)
        np.bitwise_xor.accumulate(is_open, out=is_open)
        np.negative(is_open, out=is_open)
        inside[1:] ^= is_open[:-1]

    def _is_any_blank(self, delimiter: bytes) -> bool:
        """True if some line is blank. Nearly all lines are ruled out by their first byte."""
        is_blank = np.zeros(256, np.bool_)
        is_blank[list(BLANKS + b'\r\n"' + delimiter)] = True
        starts = np.concatenate(([0], self.newlines[:-1] + 1))
        doubtful = np.flatnonzero(is_blank[self.data[starts]])
        return any(
            is_blank[self.data[start:end]].all()
            for start, end in zip(starts[doubtful], self.newlines[doubtful], strict=True)
        )


def places(words: Words) -> Places:
    """The positions of the bits that are set, ascending."""
    at = np.flatnonzero(words)
    rest = words[at]
    found = []
    while at.size:
        lowest = rest & (~rest + ONE)
        found.append(at * BITS + np.bitwise_count(lowest - ONE))
        rest ^= lowest
        more = rest != 0
        at, rest = at[more], rest[more]
    return np.sort(np.concatenate([at, *found]))  # `at` is empty here


def _counts(words: Words, places: Places) -> Places:
    """The number of bits set up to each place."""
    counts = np.cumsum(np.bitwise_count(words), dtype=np.int64)
    word = places // BITS
    behind = words[word] >> (places % BITS).astype(np.uint64)
    found: Places = counts[word] - np.bitwise_count(behind)
    return found
