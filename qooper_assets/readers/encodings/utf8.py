"""Whether bytes are UTF-8, told several times as fast as by decoding them.

Belongs here: valid or not, where not, and letters that were lost before. Does not: what else it may be.
"""

import re
import struct
from typing import NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

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


def is_valid(data: bytes) -> bool:
    """Several times as fast as decoding it, and outside of Python's lock."""
    try:
        pl.Series(pl.from_arrow(_one(data, pa.large_binary()))).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _one(data: bytes | memoryview, kind: pa.DataType) -> pa.Array:
    """These bytes as the one value of a column, not copied."""
    offsets = pa.py_buffer(struct.pack("=qq", 0, len(data)))
    return pa.Array.from_buffers(kind, 1, [None, offsets, pa.py_buffer(data)])


def first_error(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("pyarrow and Python disagree about UTF-8")


class Seen(NamedTuple):
    """What a block shows by itself."""

    is_ascii: bool
    is_garbled: bool
    holds_lost: bool


def seen_in(data: bytes) -> Seen:
    """Told outside of Python's lock, but for what is as fast as memory."""
    if data.isascii():
        return Seen(True, False, False)
    # A search for one byte is many times as fast as one for three.
    return Seen(False, is_garbled(data), LOST[:1] in data and LOST in data)


def is_garbled(data: bytes | memoryview) -> bool:
    # The library does not know Python's patterns, but this one means the same in both.
    garbled = pc.match_substring_regex(_one(data, pa.large_binary()), GARBLED.pattern.decode())
    return bool(garbled[0].as_py())


def seen_if_valid(data: bytes) -> Seen | None:
    """The same; None of what is not UTF-8."""
    return seen_in(data) if data.isascii() or is_valid(data) else None


class Traces:
    """What bytes in UTF-8 show of what happened to them before, in blocks of whole characters."""

    def __init__(self) -> None:
        self.lost_lines = 0
        """How many lines hold a lost letter."""
        self.may_be_garbled = False
        """Something looks like UTF-8 that was read in another encoding; `sql/macros.sql` tells it exactly."""
        self._is_counted = False
        """The line at hand holds a lost letter already."""
        self._end = b""

    def take(self, data: bytes | memoryview, seen: Seen | None = None) -> None:
        seen = seen or seen_in(bytes(data))
        seam = self._end + bytes(data[:GARBLED_BYTES_MAX])
        self.may_be_garbled = self.may_be_garbled or seen.is_garbled or bool(GARBLED.search(seam))
        self._end = bytes(data[-GARBLED_BYTES_MAX:])
        if not seen.holds_lost:
            self._is_counted = self._is_counted and b"\n" not in bytes(data)
            return
        first, *others = bytes(data).split(b"\n")
        self.lost_lines += (LOST in first and not self._is_counted) + sum(LOST in line for line in others)
        self._is_counted = LOST in others[-1] if others else True
