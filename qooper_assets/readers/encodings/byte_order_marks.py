"""Detects an encoding by the first bytes of a text.

Belongs here: byte order marks, the zeros of UTF-16, and unsupported encodings that can be named. Does not:
code pages that only the words of a file distinguish (`evidence.py`).
"""

import codecs
import re
from typing import NamedTuple

HEAD_BYTES = 1 << 16
BOM = codecs.BOM_UTF8
NOT_READ = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (b"+/v8", "UTF-7"),
    (b"+/v9", "UTF-7"),
    (b"+/v+", "UTF-7"),
    (b"+/v/", "UTF-7"),
    (b"\xdd\x73\x66\x73", "UTF-EBCDIC"),
    (b"\x0e\xfe\xff", "SCSU"),
    (b"\xfb\xee\x28", "BOCU-1"),
)
"""Byte order marks (Unicode Standard, 23.8, and RFC 2152) of unsupported encodings."""
MARKS = (
    (BOM, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ZEROS_MIN = 4
"""A header alone has more in UTF-16; fewer are stray NUL bytes (P39)."""
TEXT_IN_ASCII = bytes([*range(0x20, 0x7F), *b"\r\n\t"])
ESCAPES = re.compile(rb"\x1b(?:\$[@AB]|\(J|\$\))")
"""Escape sequences by which ISO-2022 switches its character set (RFC 1468, RFC 1557)."""


class Marked(NamedTuple):
    """An encoding detected by the beginning of a file; `mark` is empty without a byte order mark."""

    encoding: str
    mark: bytes


def marked(head: bytes) -> Marked | None:
    """Detect an encoding by its byte order mark, or UTF-16 without one by its zeros."""
    for mark, encoding in MARKS:
        if head.startswith(mark) and not_read(head) is None:
            return Marked(encoding, mark)
    by_zeros = _by_zeros(head)
    return Marked(by_zeros, b"") if by_zeros else None


def not_read(head: bytes) -> str | None:
    """The name of a recognized but unsupported encoding."""
    for mark, name in NOT_READ:
        if head.startswith(mark):
            return name
    if _is_utf_32(head):
        return "UTF-32"
    if ESCAPES.search(head) and head.isascii():
        return "ISO-2022"
    return "EBCDIC" if _is_ebcdic(head) else None


def text_of(head: bytes) -> str:
    """Decode the beginning of a text well enough to detect its format: what is not ASCII may be wrong."""
    found = marked(head)
    if found is None:
        return head.decode("latin-1")
    return head[len(found.mark) :].decode(found.encoding, "replace")


def _by_zeros(head: bytes) -> str | None:
    """Detect UTF-16 without a mark: ASCII characters have a zero in one of their two bytes, and hardly any in
    the other. It must also be text, without control characters other than line ends and tabs."""
    even = head[: len(head) // 2 * 2]
    first, second = even[0::2].count(0), even[1::2].count(0)
    encoding = "utf-16-le" if second > first else "utf-16-be"
    most, least = max(first, second), min(first, second)
    if most < ZEROS_MIN or most * 10 < len(even) // 2 or least * 20 > most:
        return None
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(even)
    except UnicodeDecodeError:
        return None
    return None if CONTROL.search(text) else encoding


def _is_utf_32(head: bytes) -> bool:
    """In each character of four bytes, the two high ones are zero in the basic plane."""
    whole = head[: len(head) // 4 * 4]
    if len(whole) < 16:
        return False
    highest, lowest = (whole[3::4], whole[2::4]), (whole[0::4], whole[1::4])
    return any(not any(one) and not any(other) for one, other in (highest, lowest)) and any(whole)


def _is_ebcdic(head: bytes) -> bool:
    """Letters, digits, blanks and line ends have their EBCDIC values, and hardly any byte is ASCII text."""
    if len(head) < 16 or head.isascii() or len(head.translate(None, TEXT_IN_ASCII)) * 2 < len(head):
        return False
    text = head.decode("cp037")
    plain = len(re.findall(r"[A-Za-z0-9 ,;.@|_\t\r\n\x85'\"/:-]", text))
    return plain * 20 >= len(text) * 19
