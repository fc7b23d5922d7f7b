"""Whether a block of lines holds nothing but records of RFC 4180, told for 64 bytes at a time.

A byte of text is one bit here: in one row of words the quotes, in another the delimiters, in a third the
newlines. What is inside of quotes is then a running exclusive or, and whether a quote stands where one may
stand is a shift. No line costs more than another, whatever it holds. After Langdale and Lemire, "Parsing
Gigabytes of JSON per Second", VLDB Journal 28 (2019).

Belongs here: bits. Does not: the lines of blocks that are not plain (`lines.py`), or the grammar itself
(`grammar.py`), with which a property test compares this.
"""

import threading

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from qooper_assets.readers.csv.grammar import BLANKS

Words = npt.NDArray[np.uint64]
"""A bit for each byte of a block, the first byte's the lowest of the first word."""
Places = npt.NDArray[np.int64]

BITS = 64
ONE = np.uint64(1)
LAST = np.uint64(BITS - 1)


class ScratchBuffers(threading.local):
    """Rows of words that a thread uses again, for to ask for memory takes longer than to work on it."""

    rows: npt.NDArray[np.uint64] = np.empty((6, 0), np.uint64)

    def of(self, size: int) -> npt.NDArray[np.uint64]:
        if self.rows.shape[1] < size:
            self.rows = np.empty((6, size), np.uint64)
        return self.rows[:, :size]


_rooms = ScratchBuffers()


class Block:
    """A block of whole lines of text. One at a time in each thread; the one before is lost."""

    def __init__(self, data: memoryview | npt.NDArray[np.uint8]) -> None:
        self.data = np.frombuffer(data, np.uint8)
        self._bytes = pl.Series(pl.from_arrow(pa.array(self.data)))
        rows = _rooms.of(-(-self.data.size // BITS))
        self._newlines, self._delimiters, self._quotes, self._inside, self._one, self._other = rows
        self._mark(b"\n", self._newlines)
        self.newlines = places(self._newlines)
        """Where they are, from 0."""

    @property
    def ends_in_newline(self) -> bool:
        return bool(self.data[-1] == ord("\n"))

    @property
    def longest(self) -> int:
        """The bytes of the longest line, with its end."""
        return int(np.diff(self.newlines, prepend=-1).max())

    def holds(self, byte: bytes) -> bool:
        return bool((self._bytes == byte[0]).any())

    def has_returns(self) -> bool:
        """Whether a CR stands before each newline, and nowhere else."""
        returns = self.data[self.newlines - 1] == ord("\r")
        is_each = bool(returns.all()) and 0 not in self.newlines[:1]
        return is_each and (self._bytes == ord("\r")).sum() == self.newlines.size

    def are_records(self, delimiter: bytes, delimiters: int) -> bool:
        """Whether each line is one record of so many delimiters, and none is blank.

        A newline ends the block, and there is a CR before each newline or nowhere.
        """
        self._mark(delimiter, self._delimiters)
        self._mark(b'"', self._quotes)
        if self._quotes.any() and not self._are_fields():
            return False
        found = _counts(self._delimiters, self.newlines)
        expected = np.arange(1, self.newlines.size + 1) * delimiters
        return bool((found == expected).all()) and not self._is_any_blank(delimiter)

    def _mark(self, byte: bytes, words: Words) -> None:
        """Set the bits of each place where this byte stands, and none behind the end."""
        is_set = self._bytes == byte[0]
        size = -(-self.data.size // 8)
        words.view(np.uint8)[:size] = np.frombuffer(is_set.to_arrow().buffers()[1], np.uint8, size)
        words[-1] &= ~np.uint64(0) >> np.uint64(-self.data.size % BITS)

    def _are_fields(self) -> bool:
        """Whether each quote opens or closes a field, or is one of two inside of a field, and no newline is
        in quotes. Delimiters in quotes are no delimiters any more."""
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
        # A quote that opens stands behind a border, or behind one that closes: then both are one of the text.
        np.bitwise_or(borders, closes, out=other)
        carried = other[:-1] >> LAST
        other <<= ONE
        other[1:] |= carried
        other[0] |= ONE
        np.invert(other, out=other)
        other &= opens
        if other.any():
            return False
        # And one that closes stands before a border, or before one that opens.
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
        """From each quote that opens up to the one that closes, without it; of one left open, to the end."""
        inside, shifted = self._inside, self._one
        inside[:] = self._quotes
        for step in (1, 2, 4, 8, 16, 32):
            np.left_shift(inside, np.uint64(step), out=shifted)
            inside ^= shifted
        # A word that is left open turns the next one over.
        is_open = np.right_shift(inside, LAST, out=shifted)
        np.bitwise_xor.accumulate(is_open, out=is_open)
        np.negative(is_open, out=is_open)
        inside[1:] ^= is_open[:-1]

    def _is_any_blank(self, delimiter: bytes) -> bool:
        """Whether a line says nothing. Nearly all say something in their first byte."""
        says_nothing = np.zeros(256, np.bool_)
        says_nothing[list(BLANKS + b'\r\n"' + delimiter)] = True
        starts = np.concatenate(([0], self.newlines[:-1] + 1))
        doubtful = np.flatnonzero(says_nothing[self.data[starts]])
        return any(
            says_nothing[self.data[start:end]].all()
            for start, end in zip(starts[doubtful], self.newlines[doubtful], strict=True)
        )


def places(words: Words) -> Places:
    """Where bits are set, ascending."""
    at = np.flatnonzero(words)
    rest = words[at]
    found = []
    while at.size:
        lowest = rest & (~rest + ONE)
        found.append(at * BITS + np.bitwise_count(lowest - ONE))
        rest ^= lowest
        more = rest != 0
        at, rest = at[more], rest[more]
    return np.sort(np.concatenate([at, *found]))  # `at` has nothing left


def _counts(words: Words, places: Places) -> Places:
    """How many bits are set up to each place."""
    counts = np.cumsum(np.bitwise_count(words), dtype=np.int64)
    word = places // BITS
    behind = words[word] >> (places % BITS).astype(np.uint64)
    found: Places = counts[word] - np.bitwise_count(behind)
    return found
