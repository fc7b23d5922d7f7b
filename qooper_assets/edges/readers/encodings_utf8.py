"""Whether bytes are UTF-8, told several times as fast as by decoding them.

Belongs here: valid or not, where not, and letters that were lost before. Does not: what else it may be.
"""

import re
import struct

import pyarrow as pa

LOST = "\ufffd".encode()
"""What stands for a letter that somebody before us could not convert."""
GARBLED = re.compile(
    rb"\xc3(?:[\x82-\x85\x8e-\x91][\xc2\xc5\xc6\xcb\xe2]|\xa2\xe2\x82\xac|\xaf\xc2\xbb|\xb0\xc5\xb8)"
)
"""`looks_garbled` of sql/macros.sql in bytes, and a little more."""
GARBLED_BYTES_MAX = 5


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


class Traces:
    """What bytes in UTF-8 show of what happened to them before, in blocks that end anywhere."""

    def __init__(self) -> None:
        self.lost_lines = 0
        """How many lines hold a lost letter."""
        self.may_be_garbled = False
        """Something looks like UTF-8 that was read in another encoding; `sql/macros.sql` tells it exactly."""
        self._is_counted = False
        """The line at hand holds a lost letter already."""
        self._end = b""

    def take(self, data: bytes) -> None:
        is_ascii = data.isascii()
        if not self.may_be_garbled and not is_ascii:
            seam = self._end + data[: len(self._end)]
            self.may_be_garbled = bool(GARBLED.search(data) or GARBLED.search(seam))
            self._end = data[-GARBLED_BYTES_MAX:]
        # A search for one byte is many times as fast as one for three.
        if is_ascii or LOST[:1] not in data or LOST not in data:
            self._is_counted = self._is_counted and b"\n" not in data
            return
        first, *others = data.split(b"\n")
        self.lost_lines += (LOST in first and not self._is_counted) + sum(LOST in line for line in others)
        self._is_counted = LOST in others[-1] if others else True
