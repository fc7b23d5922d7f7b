"""Tokenizes the text of a JSON file of any size through a window that moves over it.

Belongs here: decoding, skipping values without keeping them (RFC 8259), and locating errors. Does not: which
value is a record (`documents.py`), or the contents of a record (`cells.py`).
"""

import codecs
import json
import re
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

from qooper_assets.core.errors import DeliveryError, blocked

BLOCK_BYTES = 1 << 18
BOM = b"\xef\xbb\xbf"
DEPTH_MAX = 64
"""Maximum nesting of objects and arrays. Real records need three or four levels."""

SPACE = re.compile(r"[ \t\n\r]*+")
STRING_PART = re.compile(r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+')
ESCAPE_BEGINNING = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?")
WORD = re.compile(r"[-+.0-9A-Za-z]*+")
SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|true|false|null|NaN|-?Infinity")
BRACKET = re.compile(r'[\[\]{}]|"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
PLAIN = json.JSONDecoder(parse_int=str, parse_float=str)


def is_longer(text: str, start: int, end: int, bytes_max: int) -> bool:
    """True if a part of a text has more bytes in UTF-8 than a limit; a character has four at most."""
    chars = end - start
    return chars * 4 > bytes_max and (chars > bytes_max or len(text[start:end].encode()) > bytes_max)


def is_too_deep(text: str, start: int, end: int, depth_max: int = DEPTH_MAX) -> bool:
    """True if a value is nested deeper than `depth_max`. The order of few brackets need not be checked."""
    if text.count("{", start, end) + text.count("[", start, end) <= depth_max:
        return False
    depth = 0
    for bracket in BRACKET.finditer(text, start, end):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(bracket[0], 0)
        if depth > depth_max:
            return True
    return False


class JsonFile:
    """A raw file as text, and the errors about it. Nothing of the text is quoted."""

    def __init__(self, raw: Path, where: str, block_bytes: int) -> None:
        self.raw = raw
        self.where = where
        self.block_bytes = block_bytes

    def pieces(self) -> Generator[str, None, None]:
        """The text in pieces, without a byte order mark (P01).

        Raises `DeliveryError`, blocked: encoding (P03), truncated (a character is cut).
        """
        decoder = codecs.getincrementaldecoder("utf-8")()
        with self.raw.open("rb") as file:
            if file.read(len(BOM)) != BOM:
                file.seek(0)
            while block := file.read(self.block_bytes):
                try:
                    piece = decoder.decode(block)
                except UnicodeDecodeError as error:
                    offset = file.tell() - len(error.object) + error.start
                    raise self._encoding(offset, error.object[error.start]) from None
                if piece:
                    yield piece
            if decoder.getstate()[0]:
                raise self.truncated()

    def _encoding(self, offset: int, byte: int) -> DeliveryError:
        line = 1
        with self.raw.open("rb") as file:
            while offset > 0 and (block := file.read(min(offset, self.block_bytes))):
                offset -= len(block)
                line += block.count(b"\n")
        return blocked(
            "encoding",
            f"line {line:,} holds the byte 0x{byte:02x}, which is not valid UTF-8.",
            "Ask the customer to export in UTF-8; nobody was changed.",
            self.where,
        )

    def truncated(self) -> DeliveryError:
        with self.raw.open("rb") as file:
            line = 1
            while block := file.read(self.block_bytes):
                line += block.count(b"\n")
        return blocked(
            "truncated",
            f"the file ends at line {line:,}, byte {self.raw.stat().st_size:,}, in the middle of a record "
            "or of the document.",
            "Ask the customer to deliver the whole file; nobody was changed.",
            self.where,
        )

    def malformed(self, what: str, chars: int) -> DeliveryError:
        """The error for the position after `chars` characters of the text."""
        return blocked(
            "json_malformed",
            f"{self._place(chars)}: {what}.",
            "Ask the customer for a file that a JSON validator accepts; nobody was changed.",
            self.where,
        )

    def _place(self, chars: int) -> str:
        line = column = 1
        with self.raw.open("rb") as file:
            byte = 1 + (len(BOM) if file.read(len(BOM)) == BOM else 0)
        for piece in self.pieces():
            before = piece[:chars]
            chars -= len(before)
            byte += len(before.encode())
            line += before.count("\n")
            column = len(before) - before.rfind("\n") if "\n" in before else column + len(before)
            if not chars:
                break
        return f"line {line:,}, column {column:,}, byte {byte:,}"

    def too_long(self, bytes_max: int, chars: int) -> DeliveryError:
        """The error for the record or value that begins after `chars` characters of the text."""
        return blocked(
            "too_large",
            f"{self._place(chars)}: a record, or a single value, has more than {bytes_max:,} bytes.",
            "If records really are that long, raise feed.limits.record_bytes_max.",
            self.where,
        )


class Window:
    """A part of the text, and a position `at` in it. Text before that is dropped, unless it is pinned."""

    def __init__(self, file: JsonFile, pieces: Iterator[str], held_max: int) -> None:
        self.file = file
        self.text = ""
        self.at = 0
        self.pin: int | None = None
        """The text from here on is kept; None: nothing is pinned."""
        self._pieces = pieces
        self._held_max = held_max
        self._dropped = 0

    def _more(self) -> bool:
        """Read more text; False at the end of the file. Raises too_large if too much would be kept."""
        keep = self.at if self.pin is None else self.pin
        held = len(self.text) - keep
        if held > self._held_max:
            raise self.too_long(keep, self._held_max)
        parts, chars = [self.text[keep:]], 0
        for piece in self._pieces:
            parts.append(piece)
            chars += len(piece)
            if chars >= held:  # at least twice as much, so that a long value is not copied block by block
                break
        self.text = "".join(parts)
        self.at -= keep
        self.pin = None if self.pin is None else 0
        self._dropped += keep
        return chars > 0

    def malformed(self, what: str) -> DeliveryError:
        return self.file.malformed(what, self._dropped + self.at)

    def too_long(self, start: int, bytes_max: int) -> DeliveryError:
        return self.file.too_long(bytes_max, self._dropped + start)

    def peek(self) -> str:
        """The next character that is not white space, or "" at the end of the file."""
        while True:
            space = SPACE.match(self.text, self.at)
            assert space
            self.at = space.end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """Consume one of these characters."""
        found = self.peek()
        if not found:
            raise self.file.truncated()
        if found not in expected:
            raise self.malformed(f"{' or '.join(expected)} is expected")
        self.at += 1
        return found

    def key(self) -> str:
        """Consume the key of a member, and return it. Nothing else may be pinned."""
        if self.peek() == '"':
            self.pin = self.at
        self._string()
        key = json.loads(self.text[self.pin : self.at])
        self.pin = None
        assert isinstance(key, str)
        return key

    def _string(self) -> None:
        self.take('"')
        while True:
            part = STRING_PART.match(self.text, self.at)
            assert part
            self.at = part.end()
            rest = self.text[self.at : self.at + 6]
            if rest.startswith('"'):
                self.at += 1
                return
            if rest and not ESCAPE_BEGINNING.fullmatch(rest):
                raise self.malformed("a string holds a control character or an unknown escape")
            if not self._more():
                raise self.file.truncated()

    def _word(self) -> None:
        """Consume a number, true, false or null."""
        while (end := self._word_end()) == len(self.text) and self._more():
            pass
        end = self._word_end()
        if not SCALAR.fullmatch(self.text, self.at, end):
            raise self.file.truncated() if end == len(self.text) else self.malformed("a value is expected")
        self.at = end

    def _word_end(self) -> int:
        word = WORD.match(self.text, self.at)
        assert word
        return word.end()

    def members(self, *, named: bool) -> Iterator[str]:
        """Stop before the value of each member of the current object, for the caller to consume it.

        Yields the key, or "" unless `named`.
        """
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            if named:
                key = self.key()
            else:
                key = ""
                self._string()
            self.take(":")
            yield key
            if self.take(",}") == "}":
                return

    def elements(self) -> Iterator[int]:
        """Stop before each element of the current array, for the caller to consume it. Yields its index."""
        self.take("[")
        if self.peek() == "]":
            self.at += 1
            return
        for index in count():
            yield index
            if self.take(",]") == "]":
                return

    def skip(self, depth: int) -> None:
        """Consume one value of any size at this depth."""
        opening = self.peek()
        if self._skip_at_once(depth):
            return
        if opening and opening in "{[" and depth >= DEPTH_MAX:
            raise self.malformed(f"values are nested deeper than {DEPTH_MAX}")
        if opening == "{":
            for _ in self.members(named=False):
                self.skip(depth + 1)
        elif opening == "[":
            for _ in self.elements():
                self.skip(depth + 1)
        elif opening == '"':
            self._string()
        else:
            self._word()

    def _skip_at_once(self, depth: int) -> bool:
        """Consume an object or array that is completely in the window, with json's own fast decoder."""
        if self.text[self.at : self.at + 1] not in ("{", "["):
            return False
        try:
            _, end = PLAIN.raw_decode(self.text, self.at)
        except (json.JSONDecodeError, RecursionError):
            return False
        if is_too_deep(self.text, self.at, end, DEPTH_MAX - depth):
            return False
        self.at = end
        return True
