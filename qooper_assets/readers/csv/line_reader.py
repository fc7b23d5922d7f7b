"""Reads the lines of a CSV file from a given one on, in bounded memory.

Belongs here: lines and their numbers. Does not: what they contain (`lines.py`).
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from qooper_assets.readers.csv.block_scan import BLOCK_BYTES, LineRange
from qooper_assets.readers.csv.grammar import Grammar


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


class Line(NamedTuple):
    """One line of a file, with its line end."""

    number: int
    """From 1."""
    text: bytes
    """Cut off where the line is too long."""
    size: int
    """In bytes, of the whole line."""
    is_cut: bool = False
    has_odd_quotes: bool = False
    """Of a line that is cut: it opens a quote that it does not close, or closes one that it did not open."""


class Mark(NamedTuple):
    """A place between two lines."""

    place: int
    position: int


class LineReader:
    """Reads lines one by one, and may return to an earlier one."""

    def __init__(
        self,
        file: BinaryIO,
        first: LineRange,
        grammar: Grammar,
        bytes_max: int,
        numbers: Sequence[int] | None,
    ) -> None:
        self.position = first.start_byte
        """Offset of the next line."""
        self._file = file
        self._place = first.first_line
        self._grammar = grammar
        self._bytes_max = bytes_max
        self._numbers = numbers
        file.seek(self.position)

    @property
    def has_gaps(self) -> bool:
        """True if the file contains only some lines of a delivered file."""
        return self._numbers is not None

    def next(self) -> Line | None:
        text = self._file.readline(self._bytes_max + 1)
        if not text:
            return None
        number = self._numbers[self._place - 1] if self._numbers else self._place
        line = Line(number, text, len(text))
        if len(text) > self._bytes_max:
            line = self._measured(line)
        self._place += 1
        self.position += line.size
        return line

    def _measured(self, line: Line) -> Line:
        """A line that is too long, with its size and quotes, read in pieces."""
        size = len(line.text)
        quotes, split = self._grammar.count_quotes(line.text)
        is_whole = line.text.endswith(b"\n")
        while not is_whole and (piece := self._file.readline(BLOCK_BYTES)):
            size, is_whole = size + len(piece), piece.endswith(b"\n")
            more, split = self._grammar.count_quotes(split + piece)
            quotes += more
        return line._replace(size=size, is_cut=True, has_odd_quotes=quotes % 2 == 1)

    def mark(self) -> Mark:
        return Mark(self._place, self.position)

    def return_to(self, mark: Mark) -> None:
        self._place, self.position = mark
        self._file.seek(self.position)
