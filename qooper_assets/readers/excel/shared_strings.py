"""Reads text in the XML of a workbook, and the shared strings of its cells.

Belongs here: how text is encoded (ECMA-376 part 1, 18.4 and 22.9.2.19). Does not: which cell has it.
"""

import re

import pyarrow as pa

from qooper_assets.readers.excel.errors import unreadable
from qooper_assets.readers.excel.namespaces import MAIN
from qooper_assets.readers.excel.package import Package
from qooper_assets.readers.excel.xml import Parser, Splice


class NotACell(ValueError):
    """A cell has no certain meaning. Its message is the reason, as the end of a sentence."""

    def __init__(self, why: str = "has content that does not fit its type") -> None:
        super().__init__(why)


_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x(?!0000)([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """XML text with its references replaced. Raises `NotACell` at one that XML does not define."""
    if "&" not in text:
        return text
    if text.count("&") != len(_REFERENCE.findall(text)):
        raise NotACell
    return _REFERENCE.sub(_referred, text)


def _referred(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    number = int(match[2]) if match[2] else int(match[3], 16)
    is_character = number in (9, 10, 13) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    if not is_character and not 0x10000 <= number < 0x110000:
        raise NotACell
    return chr(number)


def plain(text: str) -> str:
    """Text with the escapes of spreadsheet programs for control characters replaced (22.4.2.4)."""
    if "_x" not in text:
        return text
    meant = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return meant.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


TEXT_PARTS: dict[str, frozenset[str]] = {
    "sst": frozenset({"si", "extLst"}),
    "si": frozenset({"t", "r", "rPh", "phoneticPr", "extLst"}),
    "is": frozenset({"t", "r", "rPh", "phoneticPr", "extLst"}),
    "r": frozenset({"rPr", "t"}),
    "rPh": frozenset({"t"}),
    "t": frozenset(),
}
"""Elements allowed in each element of texts (18.4). Any other may be a damaged text."""


def refuse_misplaced(element: str, inside: str) -> None:
    """Raise `DeliveryError` if an element is not allowed in its parent."""
    if inside in TEXT_PARTS and element not in TEXT_PARTS[inside]:
        raise unreadable(f"an element {inside!r} of it contains something that is not text")


_ITEMS = re.compile(rb'(?:<si><t(?: xml:space="preserve")?>[^<\x00-\x08\x0b-\x1f]*+</t></si>)*+')
_ITEM = re.compile(r"<t[^>]*+>([^<]*+)")


class SharedStrings:
    """The texts of a workbook that cells refer to by number (18.4). There may be ten million."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._chunks: list[pa.Array] = []
        self._texts: list[str] = []
        self._inside: list[str] = []
        self._text: list[str] = []
        if part and package.has(part):
            parser = Parser(MAIN, "sst", self._start, self._end, self._take)
            self._splice = Splice(parser, "si", self._take_plain)
            for block in package.blocks(part):
                self._splice.feed(block)
                self._pack()
            self._splice.close()
        self._pack()
        self.texts: pa.Array = pa.concat_arrays(self._chunks)

    def _pack(self) -> None:
        self._chunks.append(pa.array(self._texts, pa.large_string()))
        self._texts.clear()

    def _take_plain(self, buffer: bytes, start: int) -> int:
        found = _ITEMS.match(buffer, start)
        assert found
        try:
            items = found[0].decode()
            texts: list[str] = _ITEM.findall(items)
            if "&" in items or "_x" in items:
                texts = [plain(unescaped(text)) if "&" in text or "_x" in text else text for text in texts]
        except ValueError:
            return start  # leave it to the parser, which refuses it
        self._texts.extend(texts)
        return found.end()

    def _start(self, name: str, _: dict[str, str]) -> None:
        if self._inside:
            refuse_misplaced(name, self._inside[-1])
        self._inside.append(name)

    def _end(self, name: str) -> None:
        self._inside.pop()
        if name == "si":
            self._texts.append(plain("".join(self._text)))
            self._text.clear()
            self._splice.ended()

    def _take(self, text: str) -> None:
        # Not the phonetic reading of a text (rPh), which also holds a `t`.
        if self._inside[-1] == "t" and "rPh" not in self._inside:
            self._text.append(text)
        elif self._inside[-1] in TEXT_PARTS.keys() - {"t"} and text.strip():
            raise unreadable("between its shared strings is text that belongs to none of them")
