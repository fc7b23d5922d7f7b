"""Parses the XML of a workbook's parts: a parser without document types, and a shortcut for plain elements.

A part is written in one vocabulary, given by its namespaces, into which any program may mix extensions of its
own (ECMA-376 part 3). So names are compared by their namespace: an element or attribute of another one is
ignored with all that it contains, and of alternative contents the one is read that needs no extension.

A sheet is a hundred megabytes of similar elements. Expat calls Python for each of them; a pattern matches a
whole row at once, in a tenth of the time. So the parser reads a part, and *between* two elements of one name
a pattern may consume as many as it matches exactly; whatever it does not match, the parser reads.

Belongs here: XML. Does not: spreadsheets.
"""

import re
from collections.abc import Callable, Collection, Iterable
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from qooper_assets.readers.excel.errors import unreadable
from qooper_assets.readers.excel.namespaces import COMPATIBILITY, OFFICE

OUT_OF_MEMORY = 1
"""XML_ERROR_NO_MEMORY of expat."""
ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "us-ascii")
"""Encodings built into expat."""
REST_BYTES_MAX = 8 << 20
MUST_UNDERSTAND = f"{COMPATIBILITY} MustUnderstand"
PROCESS_CONTENT = f"{COMPATIBILITY} ProcessContent"
RELATIONSHIP_IDS = frozenset(f"{namespace} id" for namespace in OFFICE)

Start = Callable[[str, dict[str, str]], object]
Take = Callable[[bytes, int], int]


def refuse_unknown(element: str, attributes: Iterable[str], known: Collection[str]) -> None:
    """Raise `DeliveryError` if an attribute is not in the standard: it may be a known one that was damaged,
    for which a default would then be used."""
    if not all(name in known for name in attributes):
        raise unreadable(f"an element {element!r} of it has an attribute that the standard does not define")


def refuse_other(element: str, only: str, around: str) -> None:
    """Raise `DeliveryError` if an element is not `only`, the only one allowed in its parent."""
    if element != only:
        raise unreadable(f"an element {around!r} of it contains something other than {only!r}")


class Parser:
    """Expat, with the elements and attributes of one vocabulary, and document types refused.

    Names are given without their namespace, and the attribute that refers to a relationship as `r:id`. The
    root of the part must be `root`. Raises `DeliveryError` workbook_unreadable.
    """

    def __init__(
        self,
        vocabulary: Collection[str],
        root: str,
        start: Start,
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._root = root
        self._start = start
        self._end = end
        self._text = text
        self._is_started = False
        self._ignored = 0
        """How many elements are open of what is ignored."""
        self._has_choice: list[bool] = []
        """For each open AlternateContent, true once one of its alternatives was chosen."""
        self._prefixes: dict[str, list[str]] = {}
        """Prefix → its namespaces, the one in force last."""
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.XmlDeclHandler = self._declared
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.StartNamespaceDeclHandler = self._start_prefix
        self._expat.EndNamespaceDeclHandler = lambda prefix: self._prefixes[prefix or ""].pop()
        self._expat.StartElementHandler = self._start_element
        self._expat.EndElementHandler = self._end_element
        if text:
            self._expat.CharacterDataHandler = self._take_text
        self.is_utf_8 = True
        self.fed_bytes = 0

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        name = (encoding or "utf-8").lower()
        if name not in ENCODINGS:
            raise unreadable("a part of it is written in an encoding that spreadsheet programs do not use")
        self.is_utf_8 = name == "utf-8"

    def _refuse_doctype(self, *_: object) -> None:
        raise unreadable("a part of it declares a document type, which no spreadsheet program writes")

    # Namespaces

    def _start_prefix(self, prefix: str | None, namespace: str | None) -> None:
        self._prefixes.setdefault(prefix or "", []).append(namespace or "")

    def _understands(self, prefixes: str) -> bool:
        return all(self.is_own(prefix) for prefix in prefixes.split())

    def is_own(self, prefix: str) -> bool:
        """True if a prefix, or no prefix, now leads to the vocabulary."""
        return (self._prefixes.get(prefix) or [""])[-1] in self._vocabulary

    def declarations(self) -> bytes:
        """The namespace declarations in force, as attributes of an element in UTF-8."""
        found = {prefix: namespaces[-1] for prefix, namespaces in self._prefixes.items() if namespaces}
        return "".join(
            f" xmlns{prefix and ':'}{prefix}={quoteattr(namespace)}" for prefix, namespace in found.items()
        ).encode()

    # Elements

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        if self._ignored:
            self._ignored += 1
            return
        namespace, _, local = name.rpartition(" ")
        if namespace == COMPATIBILITY:
            self._start_alternative(local, attributes)
            return
        if namespace not in self._vocabulary:
            if not self._is_started:
                raise unreadable(f"the root of a part of it is not {self._root!r} of a workbook")
            self._ignored = 1
            return
        if not self._is_started and local != self._root:
            raise unreadable(f"the root of a part of it is {local[:40]!r}, not {self._root!r}")
        self._is_started = True
        self._start(local, self._own(attributes))

    def _own(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes of the vocabulary. Raises `DeliveryError` if one of the others must not be
        ignored."""
        foreign = [name for name in attributes if " " in name]
        if not foreign:
            return attributes
        if not self._understands(attributes.get(MUST_UNDERSTAND, "")) or PROCESS_CONTENT in attributes:
            raise unreadable("a part of it states that an extension of the format is needed to read it")
        names = {name: "r:id" if name in RELATIONSHIP_IDS else name for name in attributes}
        return {names[name]: value for name, value in attributes.items() if " " not in names[name]}

    def _start_alternative(self, element: str, attributes: dict[str, str]) -> None:
        """Choose the first alternative that needs no extension; its content counts as that of the parent of
        them all (part 3, 7.6)."""
        if element == "AlternateContent" and self._is_started:
            self._has_choice.append(False)
            return
        if element not in ("Choice", "Fallback") or not self._has_choice:
            raise unreadable("a part of it has alternative contents that the standard does not define")
        fits = element == "Fallback" or (
            "Requires" in attributes and self._understands(attributes["Requires"])
        )
        if fits and not self._has_choice[-1]:
            self._has_choice[-1] = True
        else:
            self._ignored = 1

    def _end_element(self, name: str) -> None:
        if self._ignored:
            self._ignored -= 1
            return
        namespace, _, local = name.rpartition(" ")
        if namespace != COMPATIBILITY:
            if self._end:
                self._end(local)
        elif local == "AlternateContent":
            self._has_choice.pop()

    def _take_text(self, text: str) -> None:
        if not self._ignored and self._text:
            self._text(text)

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
