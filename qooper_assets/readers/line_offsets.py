"""Byte offsets of the lines of a text file, by which rejected records are located in a large file.

Belongs here: counting line ends in the file as delivered. Does not: which lines matter.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

BLOCK_BYTES = 1 << 19


class LineEnds:
    """Line terminators: LF alone where CR is white space (newline-delimited JSON); else LF, CR or CR LF."""

    def __init__(self, pattern: bytes, ends: tuple[bytes, ...]) -> None:
        self.pattern = re.compile(pattern)
        self.ends = ends

    def count(self, block: bytes) -> int:
        found = [block.count(end) for end in self.ends]
        return sum(found[:2]) - sum(found[2:])

    def last(self, block: bytes) -> int:
        """The offset after the last line end; 0 if there is none."""
        return max(map(block.rfind, self.ends[:2])) + 1

    def all(self, block: bytes) -> Iterator[int]:
        """The offset after each line end."""
        return (match.end() for match in self.pattern.finditer(block))


class LineEndsOfTwoBytes(LineEnds):
    """Line ends of UTF-16: one begins on an even byte; elsewhere the same bytes belong to two characters."""

    def count(self, block: bytes) -> int:
        return sum(1 for _ in self.all(block))

    def last(self, block: bytes) -> int:
        return max(self.all(block), default=0)

    def all(self, block: bytes) -> Iterator[int]:
        at = 0
        while match := self.pattern.search(block, at):
            is_even = match.start() % 2 == 0
            at = match.end() if is_even else match.start() + 1
            if is_even:
                yield match.end()


LINE_FEED = LineEnds(rb"\n", (b"\n",))
ANY = LineEnds(rb"\r\n|\r|\n", (b"\n", b"\r", b"\r\n"))
UTF_16 = {
    "utf-16-le": LineEndsOfTwoBytes(rb"\r\0\n\0|\r\0|\n\0", ()),
    "utf-16-be": LineEndsOfTwoBytes(rb"\0\r\0\n|\0\r|\0\n", ()),
}


def line_ends(encoding: str) -> LineEnds:
    """The line ends of an encoding. In all supported encodings except UTF-16, CR and LF are single bytes that
    are never part of another character."""
    return UTF_16.get(encoding, ANY)


def byte_positions(text: Path, lines: Sequence[int], ends: LineEnds = ANY) -> Iterator[int]:
    """The byte offset, from 0, of each of these lines, which count from 1, ascend, and all exist."""
    wanted = iter(lines)
    line = next(wanted, None)
    number, begins, position = 1, 0, 0
    with text.open("rb") as file:
        for block in _blocks(file):
            count = ends.count(block)
            if line is not None and line > number + count:
                # Most blocks have no wanted line, and counting is ten times as fast as locating line ends.
                last = ends.last(block)
                begins = position + last if last else begins
            else:
                starts = [begins, *(position + end for end in ends.all(block))]
                while line is not None and line < number + len(starts):
                    yield starts[line - number]
                    line = next(wanted, None)
                begins = starts[-1]
            if line is None:
                return
            number, position = number + count, position + len(block)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Blocks that never split CR LF, nor the two bytes of a character."""
    while block := file.read(BLOCK_BYTES):
        while block.endswith((b"\r", b"\r\0")) and (more := file.read(2)):
            block += more
        yield block
