"""Validates UTF-8 several times as fast as decoding it, and finds traces of earlier conversions.

Belongs here: validity, the first error, and letters that were lost before. Does not: other encodings.
"""

import re
import struct
from typing import NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

LOST = "\ufffd".encode()
"""Replaces a letter that an earlier program could not convert."""
GARBLED = re.compile(
    rb"\xc3(?:[\x82-\x85\x8e-\x91][\xc2\xc5\xc6\xcb\xe2]|\xa2\xe2\x82\xac|\xaf\xc2\xbb|\xb0\xc5\xb8)"
)
"""`looks_garbled` of sql/macros.sql in bytes, and a little more."""
GARBLED_BYTES_MAX = 5


def incomplete_tail(data: bytes) -> int:
    """The number of bytes at the end that are an incomplete UTF-8 character."""
    for back in (1, 2, 3):
        byte = data[-back] if back <= len(data) else 0
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if length > back else 0
    return 0


def is_valid(data: bytes) -> bool:
    """True if the bytes are UTF-8; several times as fast as decoding them, and without the GIL."""
    try:
        pl.Series(pl.from_arrow(_one(data, pa.large_binary()))).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _one(data: bytes | memoryview, kind: pa.DataType) -> pa.Array:
    """These bytes as the only value of a column, without a copy."""
    offsets = pa.py_buffer(struct.pack("=qq", 0, len(data)))
    return pa.Array.from_buffers(kind, 1, [None, offsets, pa.py_buffer(data)])


def first_error(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    raise AssertionError("pyarrow and Python disagree about UTF-8")


class BlockTraces(NamedTuple):
    """Traces found in one block."""

    is_ascii: bool
    is_garbled: bool
    holds_lost: bool


def scan_block(data: bytes) -> BlockTraces:
    """Scan a block, without the GIL except for what is as fast as memory."""
    if data.isascii():
        return BlockTraces(True, False, False)
    # A search for one byte is many times as fast as one for three.
    return BlockTraces(False, is_garbled(data), LOST[:1] in data and LOST in data)


def is_garbled(data: bytes | memoryview) -> bool:
    # RE2 is not Python's regex dialect, but this pattern means the same in both.
    garbled = pc.match_substring_regex(_one(data, pa.large_binary()), GARBLED.pattern.decode())
    return bool(garbled[0].as_py())


def scan_if_valid(data: bytes) -> BlockTraces | None:
    """Scan a block; None if it is not UTF-8."""
    return scan_block(data) if data.isascii() or is_valid(data) else None


class Traces:
    """Traces of earlier conversions in UTF-8 text, collected from blocks of whole characters."""

    def __init__(self) -> None:
        self.lost_lines = 0
        """Number of lines with a lost letter."""
        self.may_be_garbled = False
        """Some text looks like UTF-8 decoded in another encoding; `sql/macros.sql` decides exactly."""
        self._is_counted = False
        """The current line already counts as one with a lost letter."""
        self._end = b""

    def take(self, data: bytes | memoryview, block: BlockTraces | None = None) -> None:
        block = block or scan_block(bytes(data))
        seam = self._end + bytes(data[:GARBLED_BYTES_MAX])
        self.may_be_garbled = self.may_be_garbled or block.is_garbled or bool(GARBLED.search(seam))
        self._end = bytes(data[-GARBLED_BYTES_MAX:])
        if not block.holds_lost:
            self._is_counted = self._is_counted and b"\n" not in bytes(data)
            return
        first, *others = bytes(data).split(b"\n")
        self.lost_lines += (LOST in first and not self._is_counted) + sum(LOST in line for line in others)
        self._is_counted = LOST in others[-1] if others else True
