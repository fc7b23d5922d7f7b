"""In which formats the dates of a column can be read, and whether only one is left.

Belongs here: evidence from the cells. Does not: which formats exist (`core/day_formats.py`), or which column
is the first day (`propose.py`).
"""

import calendar
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import polars as pl

ISO = "%Y-%m-%d"
"""The default of a date column (`core/tenant/mapping.py`)."""
FORMATS = (
    "%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d",
    "%Y%m%d", "%d%m%Y", "%m%d%Y", "%d.%m.%y", "%m/%d/%y", "%d/%m/%y", "%d-%m-%y", "%m-%d-%y",
    "%d%m%y", "%y%m%d", "%m%d%y", "%d-%b-%Y", "%d %b %Y", "%d-%b-%y", "%b %d, %Y", "%b-%d-%Y",
    "%d/%b/%Y", "%d-%B-%Y", "%d %B %Y", "%B %d, %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dZ", "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p", "%Y年%m月%d日",
)  # fmt: skip
"""Of two that read a text alike, the first one counts."""
SHARE_MIN = 0.97
"""The least share of cells that the best format reads."""
DIGITS = "[0-9].*[0-9]{2}"
"""In every date; the formats are tried only on such texts."""
YEARS = (1920, 2100)
NEVER_YEARS = (2199, 2200, 2999, 3000, 4000, 4712, 9999)
"""Years of last days that mean none."""
HINTS = {
    "ttmmjjjj": "dmY", "ttmmjj": "dmy", "ddmmyyyy": "dmY", "mmddyyyy": "mdY", "yyyymmdd": "Ymd",
    "jjjjmmtt": "Ymd", "ddmmyy": "dmy", "mmddyy": "mdy", "yymmdd": "ymd", "jjmmaaaa": "dmY",
    "ddmmaaaa": "dmY", "aaaammjj": "Ymd", "ddmmjjjj": "dmY",
}  # fmt: skip
"""Order of the parts of a date, as headers spell it."""
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_LONG_MONTHS = "|".join(name for name in calendar.month_name if name)
_SHORT_MONTHS = "|".join(name for name in calendar.month_abbr if name)


class DateEvidence(NamedTuple):
    """The formats of one column."""

    cells: int
    """Cells that look like dates."""
    formats: tuple[str, ...]
    """Those that read the most cells; more than one if several read all cells."""
    share: float
    """The share of filled cells that they read."""
    median_year: int

    @property
    def is_ambiguous(self) -> bool:
        return len(self.formats) > 1


def examine(texts: pl.Series, cells: pl.Series) -> DateEvidence | None:
    """Examine distinct texts, each with its number of cells. None unless some format reads nearly all."""
    filled = int(cells.sum())
    if not filled or int(cells.filter(texts.str.contains(DIGITS)).sum()) < SHARE_MIN * filled:
        return None
    fits: dict[str, int] = {}
    years: dict[str, int] = {}
    for written in FORMATS:
        year = _years(texts, written)
        is_day = year.is_not_null()
        if is_day.any():
            fits[written] = int(cells.filter(is_day).sum())
            years[written] = int(year.filter(~year.is_in(NEVER_YEARS)).median() or 0)  # type: ignore[arg-type]
    most = max(fits.values(), default=0)
    if most < SHARE_MIN * filled:
        return None
    best: list[str] = []
    for written, count in fits.items():
        if count == most and not any(_reads_alike(written, other) for other in best):
            best.append(written)
    return DateEvidence(filled, tuple(best), most / filled, years[best[0]])


def _reads_alike(written: str, other: str) -> bool:
    return written.replace("%B", "%b") == other.replace("%B", "%b")


@cache
def _pattern(written: str) -> str:
    """A pattern of the texts in a format, with a group for year, month and day."""
    number = "{2}" if re.fullmatch("(?:%[dmyY])+", written) else "{1,2}"
    parts = {
        "Y": "(?P<year>[0-9]{4})", "y": "(?P<year>[0-9]{2})", "m": f"(?P<month>[0-9]{number})",
        "d": f"(?P<day>[0-9]{number})", "b": f"(?P<month>(?i:{_SHORT_MONTHS}))",
        "B": f"(?P<month>(?i:{_LONG_MONTHS}))", "H": "[0-2]?[0-9]", "I": "[01]?[0-9]", "M": "[0-5][0-9]",
        "S": "[0-5][0-9]", "f": "[0-9]{1,9}", "p": "(?i:[AP]M)", "z": "[-+][0-9]{2}:?(?:[0-9]{2})?",
    }  # fmt: skip
    literal_or_part = re.findall("%(.)|([^%]+)", written)
    return "^" + "".join(parts[name] if name else re.escape(text) for name, text in literal_or_part) + "$"


def _years(texts: pl.Series, written: str) -> pl.Series:
    """The year of each text that is a possible day in a format; null for others."""
    parts = texts.str.extract_groups(_pattern(written)).struct.unnest()
    year, month, day = (parts.get_column(name) for name in ("year", "month", "day"))
    if re.search("%[bB]", written):
        month = month.str.to_lowercase().replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    year, month, day = (part.cast(pl.Int64, strict=False) for part in (year, month, day))
    if "%y" in written:
        year = year + pl.select(pl.when(year < 69).then(2000).otherwise(1900)).to_series()
    found = pl.DataFrame({"year": year, "month": month, "day": day})
    is_year = pl.col("year").is_between(*YEARS) | pl.col("year").is_in(NEVER_YEARS)
    days = pl.col("month").replace_strict(
        {m: 29 if m == 2 else calendar.monthrange(2001, m)[1] for m in range(1, 13)}, default=0
    )
    is_day = is_year & pl.col("month").is_between(1, 12) & pl.col("day").is_between(1, days)
    return found.select(pl.when(is_day).then("year")).to_series()


def reads(texts: pl.Series, written: str) -> float:
    """The share of filled cells that a format reads."""
    filled = texts.drop_nulls()
    return float(_years(filled, written).is_not_null().sum()) / filled.len() if filled.len() else 1.0


def hinted(header: str, formats: Sequence[str]) -> tuple[str, ...]:
    """The formats that a header itself names, as in `Start date YYYY/MM/DD`; all if it names none."""
    letters = re.sub("[^a-z]", "", header.lower())
    for spelled, order in HINTS.items():
        if spelled in letters:
            fitting = tuple(each for each in formats if "".join(re.findall("%([dmyY])", each)) == order)
            return fitting or tuple(formats)
    return tuple(formats)


def settle(columns: Sequence[DateEvidence]) -> str | None:
    """The one format that reads all columns of a file that are written alike; None if that is not one."""
    shared: set[str] = set(columns[0].formats) if columns else set()
    for column in columns[1:]:
        if shared & set(column.formats):
            shared &= set(column.formats)
    return shared.pop() if len(shared) == 1 else None
