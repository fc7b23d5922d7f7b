"""Parses the XML of a workbook's parts: a parser without document types, and a shortcut for plain elements.

A sheet is a hundred megabytes of similar elements. Expat calls Python for each of them; a pattern matches a
whole row at once, in a tenth of the time. So the parser reads a part, and *between* two elements of one name
a pattern may consume as many as it matches exactly; whatever it does not match, the parser reads.

Belongs here: XML. Does not: spreadsheets.
"""

import re
from collections.abc import Callable, Collection, Iterable
from xml.parsers import expat

from qooper_assets.readers.excel.errors import unreadable

OUT_OF_MEMORY = 1
"""XML_ERROR_NO_MEMORY of expat."""
ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")
"""Encodings built into expat."""
REST_BYTES_MAX = 8 << 20

Start = Callable[[str, dict[str, str]], object]
Take = Callable[[bytes, int], int]


def local(name: str) -> str:
    return name.rpartition(":")[2]


def _attributes(given: dict[str, str]) -> dict[str, str]:
    """The attributes of an element: `r:id` as `:id`, whatever the prefix; no namespace declarations."""
    return {
        (f":{local(name)}" if ":" in name else name): value
        for name, value in given.items()
        if name != "xmlns" and not name.startswith("xmlns:")
    }


def refuse_unknown(element: str, attributes: Iterable[str], known: Collection[str]) -> None:
    """Raise `DeliveryError` if an attribute without a prefix is not in the standard: it may be a known one
    that was damaged, for which a default would then be used."""
    if not all(name in known or name.startswith(":") for name in attributes):
        raise unreadable(f"an element {element!r} of it has an attribute that the standard does not define")


def refuse_other(element: str, only: str, around: str) -> None:
    """Raise `DeliveryError` if an element is not `only`, the only one allowed in its parent."""
    if element != only:
        raise unreadable(f"an element {around!r} of it contains something other than {only!r}")


class Parser:
    """Expat, with element names stripped of their prefixes, and document types refused.

    Raises `DeliveryError` workbook_unreadable.
    """

    def __init__(
        self,
        start: Start,
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.XmlDeclHandler = self._declared
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.StartElementHandler = lambda name, attributes: start(local(name), _attributes(attributes))
        if end:
            ended = end
            self._expat.EndElementHandler = lambda name: ended(local(name))
        if text:
            self._expat.CharacterDataHandler = text
        self.is_utf_8 = True
        self.fed_bytes = 0

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        name = (encoding or "utf-8").lower()
        if name not in ENCODINGS:
            raise unreadable("a part of it is written in an encoding that spreadsheet programs do not use")
        self.is_utf_8 = name == "utf-8"

    def _refuse_doctype(self, *_: object) -> None:
        raise unreadable("a part of it declares a document type, which no spreadsheet program writes")

    @property
    def event_at(self) -> int:
        """The byte offset of the current event in all data fed."""
        return self._expat.CurrentByteIndex

    def feed(self, data: bytes, *, is_final: bool = False) -> None:
        try:
            self._expat.Parse(data, is_final)
        except expat.ExpatError as error:
            if error.code == OUT_OF_MEMORY:
                raise MemoryError from None
            raise unreadable("a part of it is not well-formed XML") from None
        self.fed_bytes += len(data)


class Splice:
    """Feeds a parser, and lets `take` consume elements called `name` between two of them.

    `take` gets a buffer and the position where such an element may begin; it returns the position after the
    last one that it consumed. The parser's end handler calls `ended` when such an element is complete.
    """

    def __init__(self, parser: Parser, name: str, take: Take) -> None:
        self._parser = parser
        self._end_tag = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?%b>" % name.encode())
        self._take = take
        self._ended_at = -1
        self._is_between = False
        self._is_over = False
        self._rest = b""

    def ended(self) -> None:
        self._ended_at = self._parser.event_at

    def feed(self, block: bytes) -> None:
        buffer, at = self._rest + block, 0
        self._rest = b""
        while at < len(buffer):
            if self._is_between:
                at = self._take(buffer, at)
                self._is_over = buffer.startswith(b"</", at)
            end = None if self._is_over else self._end_tag.search(buffer, at)
            if end is None and self._is_between and not self._is_over and len(buffer) - at < REST_BYTES_MAX:
                self._rest = buffer[at:]
                return
            at = self._parse(buffer, at, end)

    def _parse(self, buffer: bytes, start: int, end: re.Match[bytes] | None) -> int:
        """Parse up to an end tag; the next element begins after it only if the parser saw it as one."""
        expected = self._parser.fed_bytes + end.start() - start if end else -2
        stop = end.end() if end else len(buffer)
        self._parser.feed(buffer[start:stop])
        self._is_between = self._ended_at == expected and self._parser.is_utf_8
        return stop

    def close(self) -> None:
        self._parser.feed(self._rest)
        self._parser.feed(b"", is_final=True)
