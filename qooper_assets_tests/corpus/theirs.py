"""Every cell of a workbook, as two other readers give it, and whether a text of ours is that value.

openpyxl knows dates and number formats, but not the strict form, and it fails on workbooks that Excel opens.
Where it fails, ElementTree gives the cells of the XML as they are.

Belongs here: the other readers. Does not: our own (`ours.py`), or comparing them (`compare.py`).
"""

import contextlib
import io
import math
import posixpath
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[int, int]
"""Row and column, both from 1."""
FIRST_DAY = datetime(1899, 12, 31)
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Value(NamedTuple):
    """The value of one cell, and its number format."""

    value: Any
    number_format: str = ""


class Page(NamedTuple):
    """One sheet, by the places of its cells."""

    values: Mapping[Place, Value]
    hidden_by_merging: frozenset[Place]
    merged: int


# openpyxl


def pages(content: bytes) -> Mapping[str, Page]:
    """Every sheet with rows, by its name, as openpyxl reads it. Raises whatever openpyxl raises."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {sheet.title: _page(sheet) for sheet in book.worksheets}


def _page(sheet: Worksheet) -> Page:
    # Not iter_rows, which also visits the millions of places between two distant cells.
    cells = sheet._cells
    return Page(
        {
            place: Value(cell.value, cell.number_format)
            for place, cell in cells.items()
            if cell.value is not None and not isinstance(cell, MergedCell)
        },
        frozenset(place for place, cell in cells.items() if isinstance(cell, MergedCell)),
        len(sheet.merged_cells.ranges),
    )


# ElementTree


def raw_pages(content: bytes) -> Mapping[str, Page]:
    """Every sheet by its name, with the values that its XML has: dates are numbers."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        targets = {
            one.get("Id"): posixpath.join("/xl", one.get("Target", "")).lstrip("/")
            for one in _parsed(archive, "xl/_rels/workbook.xml.rels").iterfind("{*}Relationship")
        }
        names = {name.lower() for name in archive.namelist()}
        is_there = "xl/sharedstrings.xml" in names
        strings = [_text(si) for si in _parsed(archive, "xl/sharedStrings.xml")] if is_there else []
        sheets = [
            (sheet.get("name", ""), targets[sheet.attrib[key]])
            for sheet in _parsed(archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet")
            for key in sheet.attrib
            if key.endswith("}id")
        ]
        return {name: _raw_page(_parsed(archive, part), strings) for name, part in sheets}


def _parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """The root of a part, whose name may be written in another case."""
    name = next(name for name in archive.namelist() if name.lower() == part.lower())
    return ElementTree.fromstring(archive.read(name))


def _text(item: ElementTree.Element) -> str:
    """The text of a shared string, or an inline one, without phonetic runs."""
    return "".join(t.text or "" for path in ("{*}t", "{*}r/{*}t") for t in item.iterfind(path))


def _raw_page(sheet: ElementTree.Element, strings: list[str]) -> Page:
    values = {}
    for row_number, row in enumerate(sheet.iterfind("{*}sheetData/{*}row"), 1):
        line = int(row.get("r", row_number))
        for column, cell in enumerate(row.iterfind("{*}c"), 1):
            place = coordinate_to_tuple(cell.attrib["r"]) if "r" in cell.attrib else (line, column)
            found = cell.findtext("{*}v", "")
            match cell.get("t"):
                case "s" if found:
                    values[place] = Value(strings[int(found)])
                case "inlineStr":
                    values[place] = Value(_text(cell.find("{*}is") or cell))
                case "b" if found:
                    values[place] = Value(found in ("1", "true"))
                case None | "n" if found:
                    number = float(found)
                    values[place] = Value(int(number) if number.is_integer() else number, "0")
                case _:
                    values[place] = Value(found)
    merged = sheet.findall("{*}mergeCells/{*}mergeCell")
    return Page(values, frozenset(), len(merged))


# Texts of ours


def is_text_of(text: str, found: Value) -> bool:
    """True if a text of ours is this value, as a reader shows it: numbers exact, days as ISO 8601."""
    match found.value:
        case bool():
            return text == str(found.value).upper()
        case int() | float():
            return _is_number(text, found.value) or _is_formatted(text, found) or _is_day(text, found.value)
        case datetime() if found.value < FIRST_DAY:  # no spreadsheet has days before
            return _is_number(text, (found.value - FIRST_DAY) / timedelta(days=1) + 1)
        case datetime():
            return text in (found.value.date().isoformat(), _to_the_second(found.value).isoformat(" "))
        case time():
            return text == _to_the_second(datetime.combine(FIRST_DAY, found.value)).time().isoformat()
        case date():
            return text == found.value.isoformat()
        case timedelta():
            return _is_number(text, found.value.total_seconds() / 86_400)
        case value:
            return text in (str(value).strip(), unescaped(str(value)).strip()) or _is_iso(text, str(value))


def _to_the_second(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _is_number(text: str, value: float) -> bool:
    if re.match("-?0[0-9]", text):
        return False  # a format must have added its zeros
    try:
        return math.isclose(float(text), value, rel_tol=1e-13)
    except ValueError:
        return False


def _is_formatted(text: str, found: Value) -> bool:
    """True if a text is a whole number with zeros before it, or a literal of its format around it."""
    digits = re.sub("[^0-9]", "", LITERAL.sub("", found.number_format))
    literal = re.sub(r"[0-9]", "", text)
    return (
        set(digits) == {"0"}
        and re.sub("[^0-9]", "", text).lstrip("0") == str(found.value).lstrip("0")
        and all(character in found.number_format for character in literal)
    )


def _is_day(text: str, serial: float) -> bool:
    """True if a text is the day of a number, in either system; ElementTree knows no formats."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return False
    first_days = (datetime(1899, 12, 30), datetime(1899, 12, 31), datetime(1904, 1, 1))
    return any(abs((at - first) / timedelta(days=1) - serial) < 1e-5 for first in first_days)


def _is_iso(text: str, value: str) -> bool:
    """True if both are the same moment in ISO 8601, but for its zone and fractions of a second."""
    try:
        at = datetime.fromisoformat(value).replace(tzinfo=None)
        return abs(datetime.fromisoformat(text) - at) < timedelta(seconds=1)
    except (ValueError, TypeError):
        return False


def unescaped(text: str) -> str:
    """A text with the escapes of 22.4.2.4 replaced, which openpyxl leaves as they are."""
    units = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
