"""The format of a date column: which formats there are, and which texts really are in one.

The engine's `strptime` reads fewer digits of a year than its format has (`31.12.26` under `%Y` is a day of
the year 26), and takes `infinity` and `epoch` for a day of 1900 under any format. Each such day is outside of
the years of a roster, so only there a text is compared with the pattern of its format (S23).

Belongs here: directives, patterns, and the days that need no check. Does not: parsing (`sql/macros.sql`), or
what a day means (`edges/engine/rendering.py`).
"""

import re
from datetime import date

NUMBERS = {
    "Y": "4", "G": "4", "y": "2", "j": "1,3",
    **dict.fromkeys("dmHIMSUVW", "1,2"), "u": "1", "w": "1", "f": "1,9", "g": "1,9", "n": "1,9",
}  # fmt: skip
"""Directive → how many digits it has. The engine takes one digit where most have two."""
TEXTS = {
    **dict.fromkeys("aAbBp", r"[A-Za-z]+"),
    "z": r"[-+:Z0-9]+",
    "Z": r"\S+",
    "x": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    **dict.fromkeys("XT", r"[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}"),
    "c": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s+[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}",
    "%": "%",
}
UNPADDED = "dmHIMSyj"
"""Directives that may be written with a `-`, as in `%-d`."""
YEARS = "YyGcx"
_DIRECTIVE = re.compile("%(-?.?)", re.DOTALL)

LETTERS = {
    "%B": "MMMM", "%b": "MMM", "%m": "MM", "%d": "DD", "%Y": "YYYY", "%y": "YY",
    "%H": "hh", "%M": "mm", "%S": "ss",
}  # fmt: skip
"""Directives as people write them in DD.MM.YYYY."""
FIRST_YEAR = 1900
"""A day before it is nobody's first or last day."""


def problem(day_format: str) -> str | None:
    """Why a format can't be used, or None."""
    found = _DIRECTIVE.findall(day_format)
    for name in found:
        known = name[1:] in UNPADDED if name.startswith("-") and len(name) > 1 else name in {*NUMBERS, *TEXTS}
        if not known:
            return f"%{name} is not a directive of dates; write %d, %m, %b, %B, %Y or %y, for example"
    if not any(name.lstrip("-") in YEARS for name in found if name):
        return "it has no year; write %Y for four digits or %y for two"
    return None


def in_letters(day_format: str) -> str:
    """The format as people write it, such as DD.MM.YYYY. A directive without letters stays as it is."""
    return re.sub("%[A-Za-z]", lambda found: LETTERS.get(found[0], found[0]), day_format)


def pattern(day_format: str) -> str:
    """A pattern of RE2 for the texts in this format: a year has as many digits as the format says.

    Where numbers follow each other without a separator, each has all of its digits, because nothing else says
    where it ends.
    """
    parts: list[str] = []
    is_number = False
    for literal, name in re.findall(r"([^%]+)|%(-?.)", day_format, flags=re.DOTALL):
        directive = name.lstrip("-")
        if directive in NUMBERS and name:
            digits = "1,2" if name == "-y" else NUMBERS[directive]
            if is_number:
                parts[-1] = _all_digits(parts[-1])
                digits = digits.rpartition(",")[2]
            parts.append(f"[0-9]{{{digits}}}")
        else:
            parts.append(TEXTS[directive] if name else re.sub(r"(\\\s)+", r"\\s+", re.escape(literal)))
        is_number = bool(name) and directive in NUMBERS
    return "".join(parts)


def _all_digits(part: str) -> str:
    return re.sub(r"\{\d+,(\d+)\}", r"{\1}", part)


def certain_from(day_format: str) -> date:
    """The first day that a text in another format can't yield. One digit under `%y` is a year up to 2009."""
    return date(2010, 1, 1) if re.search("%y", day_format) else date(FIRST_YEAR + 1, 1, 1)


def keeps_year(day_format: str, year: int) -> bool:
    """True if a day of this year, written in the format, is read as the same year again."""
    return 1969 <= year <= 2068 or not re.search("%-?y", day_format)
