"""Whether bytes are UTF-8, told several times as fast as by decoding them.

Belongs here: valid or not, where not, and letters that were lost before. Does not: what else it may be.
"""

import struct

import pyarrow as pa

LOST = "\ufffd".encode()
"""What stands for a letter that somebody before us could not convert."""


def begun(data: bytes) -> int:
    """How many bytes at the end are the beginning of a character in UTF-8."""
    for back in (1, 2, 3):
        byte = data[-back] if back <= len(data) else 0
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if length > back else 0
    return 0


def is_valid(data: bytes, length: int) -> bool:
    """Several times as fast as decoding it."""
    offsets = pa.py_buffer(struct.pack("=ii", 0, length))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def first_error(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("pyarrow and Python disagree about UTF-8")


class LostLines:
    """How many lines hold a lost letter, in blocks that end anywhere."""

    def __init__(self) -> None:
        self.count = 0
        self._is_counted = False
        """The line at hand holds one already."""

    def take(self, data: bytes) -> None:
        if LOST not in data:
            self._is_counted = self._is_counted and b"\n" not in data
            return
        first, *others = data.split(b"\n")
        self.count += (LOST in first and not self._is_counted) + sum(LOST in line for line in others)
        self._is_counted = LOST in others[-1] if others else True
