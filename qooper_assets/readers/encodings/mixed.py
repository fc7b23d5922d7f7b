"""How much of a file in a page of single bytes is UTF-8 all the same.

Belongs here: runs of bytes that are letters in UTF-8, and the others. Does not: what follows from them
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
"""What is not ASCII, from beginning to end, read as letters of UTF-8 that names are written in."""
LEADS = (0xC3, 0xED)
"""The first and the last byte that begins one of them."""


def runs(raw: Path, used: bytes) -> tuple[int, int]:
    """How many bytes stand in runs that are letters in UTF-8, and how many in others; the latter are only
    counted where there are some of the former, and these only where the bytes that are `used` make any."""
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
    """How many bytes of a block are such letters. The patterns are slow, and few blocks get to them."""
    if not _holds_pair(block):
        return 0
    pieces = (block[start : start + BLOCK_BYTES] for start in range(0, len(block), BLOCK_BYTES))
    return sum(
        sum(map(len, LETTERS_IN_UTF_8.findall(piece)))
        for piece in pieces
        if any(beginning.search(piece) for beginning in beginnings)
    )


def _holds_pair(block: bytes) -> bool:
    """Whether a byte that begins a letter is followed by one that goes on, told outside of Python's lock."""
    signed = pl.from_arrow(pa.Array.from_buffers(pa.int8(), len(block), [None, pa.py_buffer(block)]))
    assert isinstance(signed, pl.Series)
    goes_on = signed < 0xC0 - 256
    begins = signed.is_between(LEADS[0] - 256, LEADS[1] - 256)
    return bool((begins.head(len(block) - 1) & goes_on.slice(1)).any())
