"""Errors about the encoding of a text file, each with its code, its place and its remedy.

Belongs here: the wording, and the line of a byte. Does not: detecting the error (`detect.py`).
"""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.readers.encodings.evidence import codec_of

BLOCK_BYTES = 1 << 18
SHOWN = 4


class Place(NamedTuple):
    """A byte of the file that is not text; the offset counts from 0."""

    offset: int
    byte: int
    is_at_the_end: bool = False
    """It begins a UTF-8 character that the end of the file cuts off."""


class Faults:
    """Errors about the text of one raw file, none of which is quoted."""

    def __init__(self, raw: Path, where: str) -> None:
        self.raw = raw
        self.where = where

    def _line(self, offset: int, encoding: str) -> int:
        """The line of a byte, from 1."""
        decoder = codecs.getincrementaldecoder(codec_of(encoding))("replace")
        ends, is_open = 0, False
        with self.raw.open("rb") as file:
            while offset > 0 and (block := file.read(min(offset, BLOCK_BYTES))):
                offset -= len(block)
                text = decoder.decode(block)
                ends += text.count("\n") + text.count("\r") - text.count("\r\n")
                ends -= is_open and text.startswith("\n")
                is_open = text.endswith("\r")
        return ends + 1

    def undecodable(self, encoding: str, bad: Place, *, is_mixed: bool = False) -> DeliveryError:
        line = self._line(bad.offset, encoding)
        what = f"line {line:,} holds the byte 0x{bad.byte:02x}, which is not valid {shown(encoding)}"
        what += f" (byte {bad.offset + 1:,} of the file)"
        if is_mixed:
            what += "; other lines are UTF-8, so the file mixes two encodings, or is damaged there"
        remedy = "Ask the customer for one encoding throughout, best UTF-8; nobody was changed."
        return blocked("encoding", f"{what}.", remedy, self.where)

    def no_text(self, encoding: str, end: int, text: str, at: int) -> DeliveryError:
        """The error for the character at `text[at]`; the file offset `end` is the end of `text`."""
        behind = len(text[at:].encode(codec_of(encoding), "replace"))
        line = self._line(end - behind, encoding)
        return blocked(
            "encoding",
            f"line {line:,} holds U+{ord(text[at]):04X}, read as {shown(encoding)} (byte {end - behind + 1:,}"
            " of the file), which is not text: a control or private-use character, or a filler.",
            "Is it that encoding? Ask the customer, and correct feed.csv.encoding; nobody was changed.",
            self.where,
        )

    def cut(self, encoding: str) -> DeliveryError:
        size = self.raw.stat().st_size
        return blocked(
            "truncated",
            f"the file ends at line {self._line(size, encoding):,}, byte {size:,}, in the middle of a"
            f" character of {shown(encoding)}.",
            "Ask the customer to deliver the whole file; nobody was changed.",
            self.where,
        )

    def contradicts(self, declared: str, found: str, is_marked: bool) -> DeliveryError:
        how = "begins with the byte order mark of" if is_marked else "is text in"
        return blocked(
            "encoding",
            f"the tenant file says {declared}, and the file {how} {shown(found)}.",
            "Ask the customer which encoding it is, and correct feed.csv.encoding, or set it to auto.",
            self.where,
        )

    def unclear(self, bad: Place, fitting: Sequence[str]) -> DeliveryError:
        names = fitting[:SHOWN]
        could = f"it could be {', '.join(names)}, which differ in its letters" if names else (
            "and its encoding can't be detected"
        )  # fmt: skip
        return blocked(
            "encoding_unclear",
            f"the file is not UTF-8 (line {self._line(bad.offset, 'utf-8'):,}, byte {bad.offset + 1:,}: "
            f"0x{bad.byte:02x}); {could}.",
            "Ask the customer for UTF-8, or which encoding it is, and declare that in feed.csv.encoding.",
            self.where,
        )

    def unlikely_utf8(self, offset: int) -> DeliveryError:
        return blocked(
            "encoding_unclear",
            f"the file could be UTF-8, but the few letters that decide it (the first in line "
            f"{self._line(offset, 'utf-8'):,}, byte {offset + 1:,}) never occur side by side in a word.",
            "Ask the customer which encoding it is, and declare that in feed.csv.encoding.",
            self.where,
        )

    def unsupported(self, name: str) -> DeliveryError:
        return blocked(
            "encoding_unsupported",
            f"the file is text in {name}.",
            "Ask the customer for UTF-8; nobody was changed.",
            self.where,
        )


def shown(encoding: str) -> str:
    return encoding.upper() if encoding.startswith("utf") else encoding
