"""Where the lines of a text file begin, in bytes, so that a rejected record is found again in a large one.

Belongs here: counting line ends in the file as it was delivered. Does not: which lines matter.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

BLOCK_BYTES = 1 << 19
LINE_END = re.compile(rb"\r\n|\r|\n")
LINE_ENDS_OF_TWO_BYTES = {
    "utf-16-le": re.compile(rb"\r\0\n\0|\r\0|\n\0"),
    "utf-16-be": re.compile(rb"\0\r\0\n|\0\r|\0\n"),
}
"""In every other encoding that we read, CR and LF are one byte each, and no part of another character."""


def byte_positions(text: Path, lines: Sequence[int], encoding: str = "utf-8") -> Iterator[int]:
    """The byte, from 0, on which each of these lines begins. They count from 1, ascend, and are all there."""
    two_bytes = LINE_ENDS_OF_TWO_BYTES.get(encoding)
    wanted = iter(lines)
    line = next(wanted, None)
    number, begins, position = 1, 0, 0
    with text.open("rb") as file:
        for block in _blocks(file):
            # Most blocks have no wanted line, and to count is ten times as fast as to look at each.
            if two_bytes is None and line is not None and line > number + (count := _count(block)):
                number += count
                begins = position + max(block.rfind(b"\n"), block.rfind(b"\r")) + 1 if count else begins
            else:
                starts = [begins, *(position + end for end in _ends(block, two_bytes))]
                while line is not None and line < number + len(starts):
                    yield starts[line - number]
                    line = next(wanted, None)
                number, begins = number + len(starts) - 1, starts[-1]
            if line is None:
                return
            position += len(block)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Blocks that part no CR from its LF, nor one byte of a character of two from the other."""
    while block := file.read(BLOCK_BYTES):
        while block.endswith((b"\r", b"\r\0")) and (more := file.read(2)):
            block += more
        yield block


def _count(block: bytes) -> int:
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")


def _ends(block: bytes, two_bytes: re.Pattern[bytes] | None) -> Iterator[int]:
    """Where line ends are over; of those of two bytes, the ones that begin at a character."""
    if two_bytes is None:
        yield from (match.end() for match in LINE_END.finditer(block))
        return
    at = 0
    while match := two_bytes.search(block, at):
        at = match.end() if match.start() % 2 == 0 else match.start() + 1
        if match.start() % 2 == 0:
            yield match.end()
