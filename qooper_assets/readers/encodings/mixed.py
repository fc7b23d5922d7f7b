"""Counts how many bytes of a file in a single-byte code page look like UTF-8.

Belongs here: runs of bytes that are letters in UTF-8, and the others. Does not: what follows from the counts
(`detect.py`).
"""

import re
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa

from qooper_assets.readers.encodings.blocks import LARGE_BYTES, blocks, in_order
from qooper_assets.readers.encodings.errors import BLOCK_BYTES

HIGH = bytes(range(128, 256))
NOT_CONTINUED = bytes(set(range(256)) - set(range(0x80, 0xC0)))
LETTERS_IN_UTF_8 = re.compile(
    rb"(?<![\x80-\xff])"
    rb"(?:(?:[\xc3-\xc5\xce-\xd1][\x80-\xbf]|\xe2[\x80\x82][\x80-\xbf])+|(?:[\xe3-\xed][\x80-\xbf]{2}){2,})"
    rb"(?![\x80-\xff])"
)
"""A whole run of bytes that are not ASCII, valid as UTF-8 letters that occur in names."""
LEADS = (0xC3, 0xED)
"""The lowest and the highest byte that begins such a letter."""


def count_utf8_bytes(raw: Path, used: bytes) -> tuple[int, int]:
    """Count the bytes in runs that are letters in UTF-8, and the other bytes that are not ASCII.

    (0, 0) if there are none of the former; `used` are the byte values of the file that are not ASCII.
    """
    followed = used.translate(None, NOT_CONTINUED)
    beginnings = [
        re.compile(re.escape(bytes([lead])) + rb"[\x80-\xbf]" * (1 if lead < 0xE2 else 2))
        for lead in used
        if followed and LEADS[0] <= lead <= LEADS[1]
    ]
    if not beginnings:
        return 0, 0
    with closing(in_order(partial(_letters, beginnings), blocks(raw, LARGE_BYTES))) as found:
        utf_8 = sum(count for _, count in found)
    if not utf_8:
        return 0, 0
    return utf_8, sum(
        len(block) - len(block.translate(None, HIGH)) for block in blocks(raw, LARGE_BYTES)
    ) - utf_8


def _letters(beginnings: Iterable[re.Pattern[bytes]], block: bytes) -> int:
    """Count the bytes of such letters in a block. The patterns are slow, but few blocks need them."""
    if not _holds_pair(block):
        return 0
    pieces = (block[start : start + BLOCK_BYTES] for start in range(0, len(block), BLOCK_BYTES))
    return sum(
        sum(map(len, LETTERS_IN_UTF_8.findall(piece)))
        for piece in pieces
        if any(beginning.search(piece) for beginning in beginnings)
    )


def _holds_pair(block: bytes) -> bool:
    """True if a lead byte is followed by a continuation byte; checked without the GIL."""
    signed = pl.from_arrow(pa.Array.from_buffers(pa.int8(), len(block), [None, pa.py_buffer(block)]))
    assert isinstance(signed, pl.Series)
    goes_on = signed < 0xC0 - 256
    begins = signed.is_between(LEADS[0] - 256, LEADS[1] - 256)
    return bool((begins.head(len(block) - 1) & goes_on.slice(1)).any())
