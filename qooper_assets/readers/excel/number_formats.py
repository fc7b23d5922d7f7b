"""Reads the number formats of a workbook: which cells show a date, and how the others show a number.

Belongs here: the styles (ECMA-376 part 1, 18.8). Does not: how a format shows a number
(`shown_numbers.py`), or the cells.
"""

import re
from typing import NamedTuple

from qooper_assets.readers.excel.namespaces import MAIN
from qooper_assets.readers.excel.package import Package
from qooper_assets.readers.excel.shown_numbers import Format, parse
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

BUILT_IN = {
    "0": "General", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%",
    "11": "0.00E+00", "12": "# ?/?", "13": "# ??/??", "37": "#,##0_);(#,##0)", "38": "#,##0_);[Red](#,##0)",
    "39": "#,##0.00_);(#,##0.00)", "40": "#,##0.00_);[Red](#,##0.00)",
    "41": '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "43": '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    "48": "##0.0E+0", "49": "@",
}  # fmt: skip
"""Codes of built-in formats, which a workbook need not define. The others show dates or a currency."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')


def shows_date(code: str) -> bool:
    """True if a number format shows a date or a time of day; a duration such as [h]:mm does not count."""
    section = _LITERAL.sub("", code).split(";")[0]
    if re.search(r"\[(h+|m+|s+)\]", section, re.IGNORECASE):
        return False
    letters = re.sub(r"\[[^\]]*\]|general|e[+-]", "", section, flags=re.IGNORECASE)
    return re.search(r"[dmyhs]", letters, re.IGNORECASE) is not None


class Styles(NamedTuple):
    """What the number formats of styles show; a style is its index in `cellXfs`."""

    dates: frozenset[int]
    formats: tuple[Format, ...]
    """How each style shows a number."""
    known: frozenset[int]
    """All styles whose number format is defined, and always 0."""
    codes: tuple[str | None, ...]
    """The format code of each style; None for a built-in one, which depends on the reader's language."""


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
    known = {
        style
        for style, number in enumerate(formats)
        if number in codes or (number.isdecimal() and int(number) < CUSTOM_FORMATS_FROM)
    }
    parsed = [_format(codes.get(number, BUILT_IN.get(number))) for number in formats or ["0"]]
    written = tuple(codes.get(number) for number in formats or ["0"])
    return Styles(frozenset(dates), tuple(parsed), frozenset(known | {0}), written)


def _format(code: str | None) -> Format:
    return (None,) if code is None else parse(code)
