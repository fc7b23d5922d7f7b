"""The format of a date column in words, and a day written in it.

Belongs here: one word for each directive of `core/day_formats.py`. Does not: which formats are allowed, or
reading a date.
"""

import re
from datetime import date, datetime, time

DIRECTIVES = {
    "Y": "YYYY", "G": "YYYY", "y": "YY", "m": "MM", "d": "DD", "j": "day of the year", "b": "Mon",
    "B": "Month", "a": "Mon", "A": "Monday", "H": "hh", "I": "hh", "M": "mm", "S": "ss", "p": "AM/PM",
    "f": "microseconds", "g": "milliseconds", "n": "nanoseconds", "z": "time zone", "Z": "time zone",
    "U": "week", "V": "week", "W": "week", "u": "weekday", "w": "weekday", "x": "YYYY-MM-DD",
    "X": "hh:mm:ss", "T": "hh:mm:ss", "c": "YYYY-MM-DD hh:mm:ss", "%": "%",
}  # fmt: skip
"""Directive → how a person would write it."""
_AS_THE_ENGINE = {"f": "000000", "g": "000", "n": "000000000", "z": "+0000", "Z": "UTC"}
"""Directives that Python has not, or leaves blank without a time zone."""
_LONG = {"x": "%Y-%m-%d", "X": "%H:%M:%S", "T": "%H:%M:%S", "c": "%Y-%m-%d %H:%M:%S"}
_DIRECTIVE = re.compile("%(-?)(.)")


def describe_format(day_format: str) -> str:
    """Describe a format: `MM/DD/YYYY` for `%m/%d/%Y`."""
    return _DIRECTIVE.sub(lambda found: DIRECTIVES[found[2]], day_format)


def write_day(day: date, day_format: str) -> str:
    """Write a day in a format; a time in it is midnight."""

    def write(found: re.Match[str]) -> str:
        name = found[2]
        if name in _AS_THE_ENGINE:
            return _AS_THE_ENGINE[name]
        written = datetime.combine(day, time()).strftime(_LONG.get(name, f"%{name}"))
        return written.lstrip("0") or "0" if found[1] else written

    return _DIRECTIVE.sub(write, day_format)
