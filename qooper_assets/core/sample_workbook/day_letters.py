"""Formats of dates in letters, DD.MM.YYYY or TT.MM.JJJJ, and in the notation of `strptime`.

Belongs here: both directions. Does not: which directives a tenant file may have (`core/day_formats.py`), or
the format of a sample (`core/suggest/dates.py`).
"""

import re

from qooper_assets.core import day_formats
from qooper_assets.core.sample_workbook.texts import Language

GERMAN = str.maketrans("DY", "TJ")
_DAY, _MONTH, _YEAR = {"%d"}, {"%m", "%b", "%B"}, {"%Y", "%y"}
_PARTS = {
    "yyyy": "%Y", "jjjj": "%Y", "yy": "%y", "jj": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "m": "%m",
    "dd": "%d", "tt": "%d", "d": "%d", "t": "%d", "hh": "%H", "h": "%H", "ss": "%S",
}  # fmt: skip
_TOKEN = re.compile(r"T(?=hh)|TT(?=Thh)|Z\Z|([a-zA-Z])\1*|[^a-zA-Z]")


def write(written: str, language: Language) -> str:
    """Write a format in letters; as it is if letters can't say it."""
    text = day_formats.in_letters(written)
    if parse(text) != written:
        return written
    if language == "de":
        # The T between a date and a time is a letter of ISO 8601.
        day, marker, hours = text.partition("Thh")
        text = day.translate(GERMAN) + marker + hours
    return text if parse(text) == written else written


def parse(text: str) -> str | None:
    """Parse a format in letters, of either language and case, or in the notation of `strptime`; None if it is
    no format of a day."""
    if "%" in text:
        return None if day_formats.problem(text) else text
    parts: list[str] = []
    hours_seen = False
    for token in _TOKEN.finditer(text):
        letters = token[0].lower()
        if token[1] is None and letters != "tt":
            parts.append(token[0])
        elif letters == "mm" and hours_seen:
            parts.append("%M")
        elif letters in _PARTS:
            parts.append(_PARTS[letters])
            hours_seen |= letters in ("h", "hh")
        else:
            return None
    for each in (_DAY, _MONTH, _YEAR):
        if len([part for part in parts if part in each]) != 1:
            return None
    return "".join(parts)
