"""Determines the encoding of a text file and provides its text in UTF-8.

A byte order mark decides, and so do the zeros of UTF-16. What is valid UTF-8 is UTF-8, because hardly any
other text is that by chance; a few letters that would make no word are asked for. Any other encoding is
declared in the tenant file or inferred from the words of the file where their evidence is clear
(`evidence.py`); otherwise the file is blocked, with the encodings that would fit. A declared encoding is
used, and checked against the bytes.

A file in another encoding is transcoded to UTF-8 strictly: each byte is decoded, or the file is blocked at
that byte. No U+FFFD is ever written here.

Belongs here: bytes and characters. Does not: lines, cells, and what a format is.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, get_args

from qooper_assets.core.records import RosterWarning
from qooper_assets.core.tenant.csv import Encoding
from qooper_assets.readers.encodings import evidence
from qooper_assets.readers.encodings.blocks import LARGE_BYTES, blocks, in_order, whole_characters
from qooper_assets.readers.encodings.byte_order_marks import HEAD_BYTES, marked, not_read
from qooper_assets.readers.encodings.errors import BLOCK_BYTES, Faults, Place, shown
from qooper_assets.readers.encodings.evidence import codec_of, is_multibyte
from qooper_assets.readers.encodings.mixed import count_utf8_bytes
from qooper_assets.readers.encodings.transcode import ODD, transcode
from qooper_assets.readers.encodings.utf8 import Traces, first_error, incomplete_tail, scan_if_valid

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be")
PAGES: tuple[str, ...] = tuple(name for name in get_args(Encoding) if name not in ("auto", *UNICODE))
STRANGERS = (
    "cp720", "cp737", "cp775", "cp855", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863",
    "cp864", "cp865", "cp869", "cp874", "cp1125", "iso8859_3", "iso8859_4", "iso8859_6",
    "iso8859_8", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_16", "koi8_u", "mac_cyrillic",
    "mac_greek", "mac_iceland", "mac_latin2", "mac_romanian", "mac_croatian", "mac_turkish",
)  # fmt: skip
"""Code pages that no roster should use and that can't be declared. They are weighed too, so that a file in
one of them is not mistaken for one in a similar page."""
ASCII = bytes(range(128))
FEW_WORDS = 3
"""More words than these are not valid UTF-8 by chance."""
EVIDENCE_BYTES = 8 << 20
"""All words of this much of the file are weighed; of the rest, only those with a new byte."""


class Text(NamedTuple):
    """A text file in UTF-8: the raw file itself if it is UTF-8 already, else a copy."""

    path: Path
    encoding: str
    has_bom: bool
    """The raw file has one; a copy never does."""
    traces: Traces

    @property
    def is_clean(self) -> bool:
        """True if it was delivered in UTF-8, without letters that were lost or garbled before."""
        return self.encoding == "utf-8" and not self.traces.lost_lines and not self.traces.may_be_garbled


def warnings(text: Text, declared: str) -> tuple[RosterWarning, ...]:
    """Warnings about the encoding of a file that was read."""
    found = []
    if text.encoding != "utf-8" and declared == "auto":
        found.append(
            RosterWarning(
                code="encoding_detected",
                count=1,
                detail=f"the file is not UTF-8; it was read as {shown(text.encoding)}. If that is right,"
                " declare it in feed.csv.encoding (P02, P03)",
            )
        )
    if text.traces.lost_lines:
        found.append(
            RosterWarning(
                code="letters_lost",
                count=text.traces.lost_lines,
                detail="lines that contain U+FFFD, for letters that were lost before delivery; values that"
                " contain it are not used (P03)",
            )
        )
    return tuple(found)


def as_utf8(raw: Path, declared: str, *, scratch: Path, where: str) -> Text:
    """Determine the encoding of a text file, and return its text in UTF-8. A copy is written below `scratch`.

    Raises `DeliveryError`, blocked: encoding (P03), encoding_unclear, encoding_unsupported, truncated (a
    character is cut).
    """
    file = _File(raw, scratch, where)
    with raw.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    if name := not_read(head):
        raise file.faults.unsupported(name)
    found = marked(head)
    if found and declared not in _names(found.encoding):
        raise file.faults.contradicts(declared, found.encoding, bool(found.mark))
    if found and found.encoding != "utf-8":
        return file.transcode(found.encoding, found.mark)
    if declared in ("utf-16", "utf-16-le", "utf-16-be") and b"\0" in head:
        return file.transcode("utf-16-le" if declared == "utf-16" else declared, b"")
    checked = file.check_utf8()
    if isinstance(checked, Traces):
        if declared == "auto" and found is None and not file.is_ascii:
            file.refuse_chance_utf8()
        if declared in ("auto", "utf-8") or (file.is_ascii and declared in PAGES):
            return Text(raw, "utf-8", found is not None, checked)
        if declared in PAGES and file.chance_utf8() is not None:
            return file.transcode(declared, b"")
        raise file.faults.contradicts(declared, "utf-8", False)
    if declared == "utf-8" or found is not None:
        raise file.faults.cut("utf-8") if checked.is_at_the_end else file.faults.undecodable("utf-8", checked)
    if declared == "auto":
        declared = file.infer_encoding(checked)
    elif declared in UNICODE:
        raise file.faults.contradicts(declared, "another encoding", False)
    else:
        file.refuse_utf8_in(declared)
    return file.transcode(declared, b"")


def utf_8_by_lines(raw: Path, others: Path, declared: str, where: str) -> Text | None:
    """Like `as_utf8`, for a file whose lines are known to be clean UTF-8 except for those in `others`; None
    if that does not decide."""
    with raw.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    found = marked(head)
    if declared not in ("auto", "utf-8") or not_read(head) or (found and found.encoding != "utf-8"):
        return None
    changed = _File(others, others.parent, where)
    checked = changed.check_utf8()
    if (
        declared == "auto"
        and found is None
        and changed.is_ascii is False
        and changed.chance_utf8() is not None
    ):
        return None  # the other lines may decide
    return Text(raw, "utf-8", found is not None, checked) if isinstance(checked, Traces) else None


def utf_16_as_utf8(raw: Path, *, scratch: Path, where: str) -> Text | None:
    """Transcode a UTF-16 file to UTF-8; None if it is not UTF-16. Raises as `as_utf8`."""
    with raw.open("rb") as opened:
        found = marked(opened.read(HEAD_BYTES))
    if found is None or not found.encoding.startswith("utf-16"):
        return None
    return as_utf8(raw, "auto", scratch=scratch, where=where)


def _names(found: str) -> tuple[str, ...]:
    """The declarations that agree with a detected encoding."""
    return ("auto", found, "utf-16") if found.startswith("utf-16") else ("auto", found)


class _File:
    """One raw file: checks, transcodes or refuses it. Nothing of its text is quoted."""

    def __init__(self, raw: Path, scratch: Path, where: str) -> None:
        self.raw = raw
        self.scratch = scratch
        self.faults = Faults(raw, where)
        self.is_ascii = True
        """Valid after `check_utf8` has found no error."""

    def blocks(self) -> Iterator[bytes]:
        return blocks(self.raw, BLOCK_BYTES)

    def check_utf8(self) -> Traces | Place:
        """The traces in the bytes if all of them are valid UTF-8; else the first byte that is not."""
        traces, offset = Traces(), 0
        characters = whole_characters(blocks(self.raw, LARGE_BYTES))
        with closing(in_order(scan_if_valid, characters)) as scanned:
            for data, block_traces in scanned:
                if block_traces is None:
                    error = first_error(data)
                    is_last = offset + len(data) == self.raw.stat().st_size
                    return Place(offset + error, data[error], incomplete_tail(data) > 0 and is_last)
                self.is_ascii = self.is_ascii and block_traces.is_ascii
                offset += len(data)
                traces.take(data, block_traces)
        return traces

    def chance_utf8(self) -> int | None:
        """The offset of the first letter that is not ASCII, if there are few such words and none of them is
        one in UTF-8: then the text is valid UTF-8 only by chance (P39). Valid after `check_utf8`."""
        words: set[bytes] = set()
        first, offset = None, 0
        for block in whole_characters(self.blocks()):
            if not block.isascii():
                if first is None:
                    first = offset + next(at for at, byte in enumerate(block) if byte > 127)
                for word in evidence.words_of(block):
                    words.add(word)
                    if len(words) > FEW_WORDS or not evidence.is_no_word(word):
                        return None
            offset += len(block)
        return first if words else None

    def refuse_chance_utf8(self) -> None:
        """Raise encoding_unclear if the text is valid UTF-8 only by chance."""
        offset = self.chance_utf8()
        if offset is not None:
            raise self.faults.unlikely_utf8(offset)

    # Another encoding

    def infer_encoding(self, bad: Place) -> str:
        """Infer the encoding from the words. Raises encoding, encoding_unclear or truncated."""
        words, used = self._words()
        utf_8, other = count_utf8_bytes(self.raw, used)
        if utf_8 > other and bad.is_at_the_end:
            raise self.faults.cut("utf-8")
        groups = [*self._groups_of_pages(used), *((name,) for name in PAGES if is_multibyte(name))]
        verdict = evidence.weigh(words, groups)
        fitting = tuple(name for name in verdict.encodings if name in PAGES)
        if utf_8 > other or (utf_8 and fitting and not is_multibyte(fitting[0])):
            raise self.faults.undecodable("utf-8", bad, is_mixed=True)
        if not verdict.is_clear or verdict.encodings[:1] != fitting[:1]:
            raise self.faults.unclear(bad, fitting)
        return fitting[0]

    def _words(self) -> tuple[list[bytes], bytes]:
        """Words of the beginning that are not ASCII, and later words with a byte not seen before, so that
        each byte value of the file is in one of them; and all byte values that are not ASCII."""
        words: dict[bytes, None] = {}
        used = b""
        with self.raw.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                block += file.readline(BLOCK_BYTES)
                fresh = set(block.translate(None, ASCII + used))
                used += bytes(fresh)
                is_early = file.tell() <= EVIDENCE_BYTES and len(words) < evidence.WORDS_MAX
                if not fresh and not is_early:
                    continue
                for word in evidence.words_of(block):
                    if (is_early and len(words) < evidence.WORDS_MAX) or not fresh.isdisjoint(word):
                        words[word] = None
                        fresh.difference_update(word)
        return list(words), used

    def _used(self) -> bytes:
        used = b""
        for block in self.blocks():
            used += bytes(set(block.translate(None, ASCII + used)))
        return used

    def refuse_utf8_in(self, declared: str) -> None:
        """Raise encoding if a file declared in another encoding is mostly UTF-8: names would be garbled."""
        utf_8, other = (0, 0) if is_multibyte(declared) else count_utf8_bytes(self.raw, self._used())
        if utf_8 > other:
            raise self.faults.contradicts(declared, "utf-8", False)

    def _groups_of_pages(self, used: bytes) -> list[tuple[str, ...]]:
        """The code pages that decode all these bytes, grouped by the text that they give."""
        groups: dict[str, list[str]] = {}
        for name in (*PAGES, *STRANGERS):
            if is_multibyte(name):
                continue
            try:
                text = used.decode(codec_of(name))
            except UnicodeDecodeError:
                continue
            if not ODD.search(text):
                groups.setdefault(text, []).append(name)
        return [tuple(group) for group in groups.values()]

    def transcode(self, encoding: str, mark: bytes) -> Text:
        """Write a copy in UTF-8. Raises encoding or truncated."""
        copy = self.scratch / "utf_8.txt"
        return Text(copy, encoding, bool(mark), transcode(self.raw, copy, encoding, mark, self.faults))
