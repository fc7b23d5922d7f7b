"""Transcodes a text file to UTF-8 strictly: every byte is decoded, or the file is blocked.

Three methods give the same bytes. The plain one is Python's decoder, which reports the place of an invalid
byte. The two fast ones, for large files, look up code units in a table of their UTF-8 forms, without the GIL:
all of them, or, where most are ASCII, only the others, and copy the bytes in between. A block with a unit
that has no entry (a UTF-16 surrogate, an invalid byte, or a character that is not text) takes the plain
method.

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
from qooper_assets.readers.encodings.utf8 import BlockTraces, Traces, is_garbled, scan_block

ODD = re.compile(r"[\x80-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Control characters of ISO 6429 and private-use ones: they decode, but do not occur in rosters."""
FILLER = "\u3164"
"""Begins a syllable of KS X 1001 that is spelled out, letter by letter, in eight bytes. Codecs disagree about
these: some give the syllable, others this character and the letters (P39)."""
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
"""The same in UTF-8, by lead byte, because a search for one byte is as fast as memory."""
QUICK_FROM_BYTES = 32 << 20
"""Building the UTF-16 table takes as long as decoding a file of this size."""
UNITS = {1: pa.uint8(), 2: pa.uint16()}
"""Types of code units by their size in bytes."""
FEW = 64
"""If less than one byte in this many is not ASCII, copying the bytes in between is faster."""
ENTRY_BYTES = 4
NOTHING, NO_PLACE = b"\xff", b"\xfe"
"""Neither byte occurs in UTF-8. The first pads an entry of the table, the second is the entry of a unit that
is not text alone."""
NOT_ALONE = re.compile(rf"{ODD.pattern}|[\ud800-\udfff]")
NO_TEXT = NO_PLACE.decode("utf-8", "surrogateescape")
"""Stands for such a unit, and is encoded as that byte."""


class _Utf8Block(NamedTuple):
    """A block transcoded by table."""

    data: bytes | memoryview
    traces: BlockTraces


def transcode(raw: Path, copy: Path, encoding: str, mark: bytes, faults: Faults) -> Traces:
    """Write the copy, and return the traces in it. Raises `DeliveryError`, blocked: encoding at the first
    invalid byte, truncated if a character is cut."""
    traces, plain = Traces(), _Plain(encoding, len(mark), faults)
    with copy.open("wb") as out, closing(_transcode_blocks(raw, encoding, len(mark))) as transcoded:
        for block, by_table in transcoded:
            data, found = by_table if by_table and not plain.held else (plain.decode(block), None)
            plain.offset += len(block)
            traces.take(data, found)
            out.write(data)
    if plain.held:
        raise faults.cut(encoding)
    return traces


def _transcode_blocks(raw: Path, encoding: str, start: int) -> Generator[tuple[bytes, _Utf8Block | None]]:
    """The blocks of a file, each with its transcoded form; None if it needs the plain method."""
    if is_multibyte(encoding) or raw.stat().st_size < QUICK_FROM_BYTES:
        return ((block, None) for block in blocks(raw, BLOCK_BYTES, start=start))
    way = _by_table if encoding.startswith("utf-16") else _by_letters
    return in_order(partial(way, encoding), blocks(raw, LARGE_BYTES, start=start))


class _Plain:
    """Python's decoder, and its position in the file."""

    def __init__(self, encoding: str, offset: int, faults: Faults) -> None:
        self.encoding = encoding
        self.offset = offset
        """The offset of the next block."""
        self.held = b""
        """The beginning of a character, from the previous block."""
        self._faults = faults
        self._decoder = codecs.getincrementaldecoder(codec_of(encoding))()
        self._has_ascii = not encoding.startswith("utf-16")

    def decode(self, block: bytes) -> bytes:
        """The block in UTF-8. Raises encoding."""
        starts = range(0, len(block), BLOCK_BYTES)
        return b"".join(self._decode_piece(block[start : start + BLOCK_BYTES], start) for start in starts)

    def _decode_piece(self, piece: bytes, start: int) -> bytes:
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
        if self.encoding == "euc-kr" and FILLER in text:
            end = start + len(piece) - len(self.held)
            raise self._faults.no_text(self.encoding, end, text, text.index(FILLER))
        return data


def _by_letters(encoding: str, block: bytes) -> _Utf8Block | None:
    """Transcode a block in a single-byte code page; None if one of its bytes is not text."""
    if block.isascii():
        return _Utf8Block(block, scan_block(block))
    units = np.frombuffer(block, np.uint8)
    at = np.flatnonzero(units > 127)
    if len(at) * FEW > len(block):
        return _by_table(encoding, block)
    # ASCII bytes, possibly none, alternate with one other byte.
    pieces = 2 * len(at) + 1
    ends = np.zeros(pieces + 1, np.int64)
    ends[1::2], ends[2::2] = np.append(at, len(block)), at + 1
    others = np.zeros(pieces, np.uint8)
    others[1::2] = units[at]
    if not _are_text(encoding)[others].all():
        return None
    letters = pc.take(_letters(encoding), pa.array(others), boundscheck=False)
    ascii_runs = pa.Array.from_buffers(
        pa.large_binary(), pieces, [None, pa.py_buffer(ends), pa.py_buffer(block)]
    )
    joined = pc.if_else(pa.array(others > 0), letters, ascii_runs)
    data = memoryview(joined.buffers()[2]).cast("B")
    # Garbled text takes two adjacent bytes that are not ASCII, and no single-byte page has U+FFFD.
    may_be_garbled = bool((np.diff(at) == 1).any())
    return _Utf8Block(data, BlockTraces(False, may_be_garbled and is_garbled(data), False))


def _by_table(encoding: str, block: bytes) -> _Utf8Block | None:
    """Transcode a block unit by unit; None if one of them is not text alone."""
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
    return None if NO_PLACE in data else _Utf8Block(data, scan_block(data))


@cache
def _are_text(encoding: str) -> npt.NDArray[np.bool]:
    """For each byte, True if it is text alone."""
    return np.array([letter != NO_PLACE for letter in _in_utf_8(encoding)])


@cache
def _letters(encoding: str) -> pa.Array:
    """The UTF-8 form of each byte."""
    return pa.array(_in_utf_8(encoding), pa.large_binary())


@cache
def _table(encoding: str) -> pa.Array:
    """The entry of each code unit, by its value in the byte order of this machine."""
    entries = [letter.ljust(ENTRY_BYTES, NOTHING) for letter in _in_utf_8(encoding)]
    return pa.Array.from_buffers(pa.uint32(), len(entries), [None, pa.py_buffer(b"".join(entries))])


def _in_utf_8(encoding: str) -> list[bytes]:
    """The UTF-8 form of each code unit, or `NO_PLACE`."""
    characters = NOT_ALONE.sub(NO_TEXT, _characters(encoding))
    return [char.encode("utf-8", "surrogateescape") for char in characters]


def _characters(encoding: str) -> str:
    """The character of each code unit; a surrogate if it has none."""
    if not encoding.startswith("utf-16"):
        return bytes(range(1 << 8)).decode(codec_of(encoding), "surrogateescape")
    characters = "".join(map(chr, range(1 << 16)))
    if encoding == ("utf-16-le" if sys.byteorder == "little" else "utf-16-be"):
        return characters
    return "".join(characters[high :: 1 << 8] for high in range(1 << 8))
