"""A text file in another encoding, written anew in UTF-8: each byte has a meaning, or the file is blocked.

Three ways lead to the same bytes. The plain one is Python's decoder, which tells where a byte has no meaning.
The quick ones, for large files, look code units up in a table that holds them in UTF-8, and do so outside of
Python's lock: each of them, or, where most are ASCII, only the others, between which the bytes are copied as
they stand. A block in which a unit has no place in the table, be it half a pair of UTF-16, a byte without a
meaning or a character that is no text, goes the plain way.

Belongs here: bytes into bytes. Does not: which encoding it is (`detect.py`).
"""

import codecs
import re
import sys
from collections.abc import Generator
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from qooper_assets.readers.encodings.blocks import LARGE_BYTES, blocks, in_order
from qooper_assets.readers.encodings.errors import BLOCK_BYTES, Faults, Place
from qooper_assets.readers.encodings.evidence import codec_of, is_multibyte
from qooper_assets.readers.encodings.utf8 import Seen, Traces, is_garbled, seen_in

ODD = re.compile(r"[\x80-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Control characters of ISO 6429, and private ones: they decode, but no roster holds them."""
ODD_IN_UTF_8 = tuple(
    (lead, re.compile(lead + behind))
    for lead, behind in (
        (b"\xc2", rb"[\x80-\x9f]"),
        (b"\xee", rb""),
        (b"\xef", rb"[\x80-\xa3]"),
        (b"\xf3", rb"[\xb0-\xbf]"),
        (b"\xf4", rb""),
    )
)
"""The same; a search for the byte that each begins with is as fast as memory."""
QUICK_FROM_BYTES = 32 << 20
"""To make the table of UTF-16 takes as long as to decode a file of so many bytes."""
UNITS = {1: pa.uint8(), 2: pa.uint16()}
"""Code units by their bytes."""
FEW = 64
"""One byte in so many that is not ASCII: below that, to copy what is between them is quicker."""
ENTRY_BYTES = 4
NOTHING, NO_PLACE = b"\xff", b"\xfe"
"""Neither is a byte of UTF-8. The first fills up an entry of the table, the second is that of a unit which
alone is no text."""
NOT_ALONE = re.compile(rf"{ODD.pattern}|[\ud800-\udfff]")
NO_TEXT = NO_PLACE.decode("utf-8", "surrogateescape")
"""A character in the place of such a unit, which is encoded as that byte."""


class _Made(NamedTuple):
    """What a table makes of a block."""

    data: bytes | memoryview
    seen: Seen


def transcode(raw: Path, copy: Path, encoding: str, mark: bytes, faults: Faults) -> Traces:
    """Write the copy, and give what it shows. Raises `DeliveryError`, blocked: encoding at the first byte
    that has no meaning, truncated where a character is cut."""
    traces, plain = Traces(), _Plain(encoding, len(mark), faults)
    with copy.open("wb") as out, closing(_made(raw, encoding, len(mark))) as blocks_made:
        for block, made in blocks_made:
            data, seen = made if made and not plain.held else (plain.decoded(block), None)
            plain.offset += len(block)
            traces.take(data, seen)
            out.write(data)
    if plain.held:
        raise faults.cut(encoding)
    return traces


def _made(raw: Path, encoding: str, start: int) -> Generator[tuple[bytes, _Made | None]]:
    """The blocks of a file, each with what a table makes of it, if there is one and it can."""
    if is_multibyte(encoding) or raw.stat().st_size < QUICK_FROM_BYTES:
        return ((block, None) for block in blocks(raw, BLOCK_BYTES, start=start))
    way = _by_table if encoding.startswith("utf-16") else _by_letters
    return in_order(partial(way, encoding), blocks(raw, LARGE_BYTES, start=start))


class _Plain:
    """Python's decoder, and where in the file it is."""

    def __init__(self, encoding: str, offset: int, faults: Faults) -> None:
        self.encoding = encoding
        self.offset = offset
        """Where the next block begins."""
        self.held = b""
        """The beginning of a character, from the block before."""
        self._faults = faults
        self._decoder = codecs.getincrementaldecoder(codec_of(encoding))()
        self._has_ascii = not encoding.startswith("utf-16")

    def decoded(self, block: bytes) -> bytes:
        """The block in UTF-8. Raises encoding."""
        starts = range(0, len(block), BLOCK_BYTES)
        return b"".join(self._piece(block[start : start + BLOCK_BYTES], start) for start in starts)

    def _piece(self, piece: bytes, start: int) -> bytes:
        if self._has_ascii and not self.held and piece.isascii():
            return piece
        start += self.offset
        try:
            text = self._decoder.decode(piece)
        except UnicodeDecodeError as error:
            bad = Place(start - len(self.held) + error.start, error.object[error.start])
            raise self._faults.undecodable(self.encoding, bad) from None
        self.held = self._decoder.getstate()[0]
        data = text.encode()
        if any(lead in data and odd.search(data) for lead, odd in ODD_IN_UTF_8):
            found = ODD.search(text)
            assert found
            end = start + len(piece) - len(self.held)
            raise self._faults.no_text(self.encoding, end, text, found.start())
        return data


def _by_letters(encoding: str, block: bytes) -> _Made | None:
    """The block of a page of single bytes in UTF-8; None if one of its bytes is no text."""
    if block.isascii():
        return _Made(block, seen_in(block))
    units = np.frombuffer(block, np.uint8)
    at = np.flatnonzero(units > 127)
    if len(at) * FEW > len(block):
        return _by_table(encoding, block)
    # What is ASCII, even if it is nothing, and one other byte take turns.
    pieces = 2 * len(at) + 1
    ends = np.zeros(pieces + 1, np.int64)
    ends[1::2], ends[2::2] = np.append(at, len(block)), at + 1
    others = np.zeros(pieces, np.uint8)
    others[1::2] = units[at]
    if not _are_text(encoding)[others].all():
        return None
    letters = pc.take(_letters(encoding), pa.array(others), boundscheck=False)
    stand = pa.Array.from_buffers(pa.large_binary(), pieces, [None, pa.py_buffer(ends), pa.py_buffer(block)])
    joined = pc.if_else(pa.array(others > 0), letters, stand)
    data = memoryview(joined.buffers()[2]).cast("B")
    # Nothing is garbled but where two others stand together, and no page of single bytes has U+FFFD.
    may_be_garbled = bool((np.diff(at) == 1).any())
    return _Made(data, Seen(False, may_be_garbled and is_garbled(data), False))


def _by_table(encoding: str, block: bytes) -> _Made | None:
    """The block in UTF-8, unit by unit; None if one of them alone is no text."""
    table = _table(encoding)
    unit_bytes = 1 if len(table) == 1 << 8 else 2
    if len(block) % unit_bytes:
        return None
    count = len(block) // unit_bytes
    units = pa.Array.from_buffers(UNITS[unit_bytes], count, [None, pa.py_buffer(block)])
    entries = pc.take(table, units, boundscheck=False).buffers()[1]
    filled = pl.from_arrow(pa.Array.from_buffers(pa.uint8(), count * ENTRY_BYTES, [None, entries]))
    assert isinstance(filled, pl.Series)
    kept = filled.filter(filled != NOTHING[0]).to_arrow()
    data = kept.buffers()[1].slice(kept.offset, len(kept)).to_pybytes()
    return None if NO_PLACE in data else _Made(data, seen_in(data))


@cache
def _are_text(encoding: str) -> npt.NDArray[np.bool]:
    """Whether each byte alone is text."""
    return np.array([letter != NO_PLACE for letter in _in_utf_8(encoding)])


@cache
def _letters(encoding: str) -> pa.Array:
    """What stands for each byte in UTF-8."""
    return pa.array(_in_utf_8(encoding), pa.large_binary())


@cache
def _table(encoding: str) -> pa.Array:
    """An entry for each code unit, by its value in this machine."""
    entries = [letter.ljust(ENTRY_BYTES, NOTHING) for letter in _in_utf_8(encoding)]
    return pa.Array.from_buffers(pa.uint32(), len(entries), [None, pa.py_buffer(b"".join(entries))])


def _in_utf_8(encoding: str) -> list[bytes]:
    """Each code unit in UTF-8, or `NO_PLACE`."""
    characters = NOT_ALONE.sub(NO_TEXT, _characters(encoding))
    return [char.encode("utf-8", "surrogateescape") for char in characters]


def _characters(encoding: str) -> str:
    """What each code unit alone is: a surrogate where it has no meaning."""
    if not encoding.startswith("utf-16"):
        return bytes(range(1 << 8)).decode(codec_of(encoding), "surrogateescape")
    characters = "".join(map(chr, range(1 << 16)))
    if encoding == ("utf-16-le" if sys.byteorder == "little" else "utf-16-be"):
        return characters
    return "".join(characters[high :: 1 << 8] for high in range(1 << 8))
