"""Parses number formats for what matters to a roster: dates, and zeros that pad an id.

Belongs here: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31). Does not: the cells.
"""

import re
from typing import NamedTuple

from qooper_assets.readers.excel.namespaces import MAIN
from qooper_assets.readers.excel.package import Package
from qooper_assets.readers.excel.xml import refuse_other, refuse_unknown

DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""Ids of built-in formats that show a date or a time; 46 is a duration."""

CUSTOM_FORMATS_FROM = 164
"""Ids of formats that a workbook defines itself."""
NUMBER_FORMAT = frozenset({"numFmtId", "formatCode"})
STYLE = frozenset(
    {
        "numFmtId", "fontId", "fillId", "borderId", "xfId", "quotePrefix", "pivotButton", "applyNumberFormat",
        "applyFont", "applyFill", "applyBorder", "applyAlignment", "applyProtection",
    }
)  # fmt: skip
"""Known attributes (18.8.30 and 18.8.45)."""

Padding = tuple[str | None, ...]
"""The parts of a number format such as "E"00000: literals, and None for each zero."""

_LITERAL = r'"[^"]*"|\\.|[-/ ()+]|\[\$-[^\]]*\]'
_HIDDEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PADDED = re.compile(rf"(?:0|{_LITERAL})+")
_PART = re.compile(rf"0|{_LITERAL}")


def shows_date(code: str) -> bool:
    """True if a number format shows a date or a time of day; a duration such as [h]:mm does not count."""
    section = code.split(";")[0]
    if re.search(r"\[(h+|m+|s+)\]", section, re.IGNORECASE):
        return False
    letters = re.sub(r"general|e[+-]", "", _HIDDEN.sub("", section), flags=re.IGNORECASE)
    return re.search(r"[dmyhs]", letters, re.IGNORECASE) is not None


def padding(code: str) -> Padding:
    """The parts of a number format that only pads with zeros: 00000, "E"00000, 000-00-0000."""
    section = code.split(";")[0]
    if not _PADDED.fullmatch(section):
        return ()
    parts = [None if part == "0" else _shown(part) for part in _PART.findall(section)]
    return tuple(part for part in parts if part != "") if parts.count(None) > 1 else ()


def _shown(literal: str) -> str:
    """The text of a literal of a number format; [$-409] is a language, without text."""
    return "" if literal.startswith("[$") else literal.strip('"').removeprefix("\\")


def padded(number: int, parts: Padding) -> str:
    """A whole number in such a format: digits replace the zeros from the right, surplus ones the first."""
    places = parts.count(None)
    digits = list(str(number).zfill(places))
    out = []
    for part in reversed(parts):
        if part is not None:
            out.append(part)
        elif places := places - 1:
            out.append(digits.pop())
        else:
            out.append("".join(digits))
    return "".join(reversed(out))


class Styles(NamedTuple):
    """What the number formats of styles show; a style is its index in `cellXfs`."""

    dates: frozenset[int]
    paddings: dict[int, Padding]
    known: frozenset[int]
    """All styles whose number format is defined, and always 0."""


def styles(package: Package, part: str | None) -> Styles:
    """Read the styles of a workbook. Raises `DeliveryError`, blocked."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    if part and package.has(part):
        for around, name, attributes in package.elements(part, MAIN, "styleSheet"):
            if around == "styleSheet/numFmts":
                refuse_other(name, "numFmt", "numFmts")
                refuse_unknown(name, attributes, NUMBER_FORMAT)
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if around == "styleSheet/cellXfs":
                refuse_other(name, "xf", "cellXfs")
                refuse_unknown(name, attributes, STYLE)
                formats.append(attributes.get("numFmtId", "0"))
    dates = {
        style
        for style, number in enumerate(formats)
        if (number not in codes and number.isdecimal() and int(number) in DATE_FORMATS)
        or shows_date(codes.get(number, ""))
    }
    paddings = {style: padding(codes.get(number, "")) for style, number in enumerate(formats)}
    known = {
        style
        for style, number in enumerate(formats)
        if number in codes or (number.isdecimal() and int(number) < CUSTOM_FORMATS_FROM)
    }
    filled = {style: found for style, found in paddings.items() if found}
    return Styles(frozenset(dates), filled, frozenset(known | {0}))
