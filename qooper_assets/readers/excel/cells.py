"""Converts the cells of a workbook to text, as a person sees them there, but exact.

Excel keeps 15 digits of a number, so a longer one is written with an exponent, which the contract rejects as
an id (`id_precision_loss`, P23). A number format is applied if it shows a date (P24) or pads with zeros
(`00000`, P21); in a column of ids, whatever it shows (P34). An id whose format is not understood becomes
`UNSHOWN`, which the contract rejects.

Belongs here: the text of a cell by its attributes and content (ECMA-376 part 1, 18.3.1.4). Does not: finding
the cells (`rows.py`).
"""

import functools
import math
import re
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from qooper_assets.core import day_formats
from qooper_assets.core.records import UNSHOWN
from qooper_assets.readers.excel.number_formats import styles
from qooper_assets.readers.excel.package import Package, Workbook
from qooper_assets.readers.excel.shared_strings import NotACell, SharedStrings, plain, unescaped
from qooper_assets.readers.excel.shown_numbers import Format, section_of, shown

EXACT_BELOW = 10**15
"""Excel keeps 15 digits of a number."""
LAST_DAY = 2_958_465
"""9999-12-31 in the 1900 date system."""

TEXTS_KEPT = 200_000
TEXT_KEPT_BYTES = 64
"""Longer texts rarely recur, and would fill the memory."""

ToText = Callable[[bytes], str | None]


class Kind(NamedTuple):
    """The type and style of a cell, its attributes `t` and `s`."""

    type: str
    style: int


class Use(NamedTuple):
    """What the cells of a column are read for."""

    date_format: str | None = None
    """How its days are written, if it has dates."""
    holds_ids: bool = False


ANY_USE = Use()


class Texts(dict[bytes | None, str | None]):
    """Cache of content → text for cells of one kind, many of which recur; None for no content.

    Raises `NotACell` or another ValueError or LookupError if the content is invalid.
    """

    def __init__(self, to_text: ToText) -> None:
        super().__init__({None: None})
        self._to_text = to_text

    def __missing__(self, content: bytes) -> str | None:
        if len(self) > TEXTS_KEPT:
            self.clear()
            self[None] = None
        text = self._to_text(content)
        if len(content) <= TEXT_KEPT_BYTES:
            self[content] = text
        return text


_NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def whole(value: float) -> int | None:
    return int(value) if value.is_integer() and abs(value) < EXACT_BELOW else None


def parsed(raw: bytes) -> float:
    if not _NUMBER.fullmatch(raw.strip()):
        raise NotACell
    value = float(raw)
    if not math.isfinite(value):
        raise NotACell
    return value


def number_text(raw: bytes) -> str | None:
    """A number without a format: 123, never 123.0; 1.5; 1.23456789012346E+15 beyond 15 digits (P23)."""
    if raw.isdigit() and len(raw) <= 15:
        return str(int(raw))
    if not raw:
        return None
    value = parsed(raw)
    number = whole(value)
    if number is not None:
        return str(number)
    return repr(value) if abs(value) < EXACT_BELOW else f"{value:.14E}"


class Cells:
    """Converts the cells of one workbook to text."""

    def __init__(self, package: Package, book: Workbook) -> None:
        self.styles = styles(package, book.styles)
        self.shared = SharedStrings(package, book.shared_strings).texts
        self._counts_from_1904 = book.counts_from_1904
        self._found: dict[tuple[Kind, Use], Texts] = {}

    def _kind(self, attributes: bytes) -> Kind:
        """Raises `NotACell`."""
        found = kind(attributes)
        if found.style not in self.styles.known:
            raise NotACell("has a style or a number format that the workbook does not define")
        return found

    def arrow(self, contents: Sequence[bytes | None], attributes: bytes, use: Use) -> pa.Array | None:
        """Convert many cells of one kind at once; None unless they are shared strings or whole numbers, plain
        or padded with zeros.

        Raises `NotACell`.
        """
        found = self._kind(attributes)
        zeros = self._zeros(found, use)
        if found.type != "s" and zeros is None:
            return None
        try:
            digits = pa.array(contents, pa.binary()).cast(pa.string())
            if not pc.all(pc.ascii_is_decimal(digits)).as_py():
                return None
            numbers = digits.cast(pa.int64())
            if found.type == "s":
                return self.shared.take(numbers)
            if (pc.max(numbers).as_py() or 0) >= EXACT_BELOW:
                return None
            return pc.utf8_lpad(numbers.cast(pa.large_string()), zeros, "0")
        except (ValueError, LookupError):
            return None

    def _zeros(self, kind: Kind, use: Use) -> int | None:
        """To how many digits zeros pad the whole numbers of a kind of cells; None unless that is all that
        their format does."""
        if kind.type != "n" or kind.style in self.styles.dates:
            return None
        section = self.styles.formats[kind.style][0]
        if section and section.pads:
            return None if section.has_literal or len(self.styles.formats[kind.style]) > 1 else section.zeros
        if use.holds_ids and not (section and section.is_plain and section.condition is None):
            return None
        return 0

    def texts(self, attributes: bytes, use: Use) -> Texts:
        """The texts of cells with these attributes in a column. Raises `NotACell`."""
        key = (self._kind(attributes), use)
        if key not in self._found:
            self._found[key] = Texts(self._to_text(*key))
        return self._found[key]

    def _to_text(self, kind: Kind, use: Use) -> ToText:
        is_date = kind.type == "d" or (kind.type == "n" and kind.style in self.styles.dates)
        match kind.type:
            case "s":
                return self._shared
            case "inlineStr" | "str" | "e":
                return inline_text
            case "b":
                return boolean_text
            case _ if is_date and use.holds_ids:
                return unshown
            case "d":
                return functools.partial(iso_text, date_format=use.date_format)
            case "n" if is_date:
                return functools.partial(self._date_text, date_format=use.date_format)
            case "n":
                sections = self.styles.formats[kind.style]
                return functools.partial(id_text if use.holds_ids else padded_text, sections=sections)
        raise NotACell("has a type that Excel does not define")

    def _shared(self, raw: bytes) -> str | None:
        if raw.isdigit():
            return str(self.shared[int(raw)])
        if raw:
            raise NotACell
        return None

    def _date_text(self, raw: bytes, date_format: str | None) -> str | None:
        """A day, a time of day, or both; any other number stays a number."""
        if not raw:
            return None
        value = parsed(raw)
        if not 0 <= value < LAST_DAY + 1 - 1462 * self._counts_from_1904:
            return number_text(raw)
        if 60 <= value < 61 and not self._counts_from_1904:
            return number_text(raw)  # 29 February 1900, which did not exist
        if value < 1 and not self._counts_from_1904:
            return moment(value, self._counts_from_1904).time().isoformat()
        return date_text(moment(value, self._counts_from_1904), date_format)


CELL = frozenset({b"s", b"t", b"cm", b"vm", b"ph"})
"""Attributes of a cell, without its place (18.3.1.4)."""
_ATTRIBUTE = re.compile(rb"""\s+([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def kind(attributes: bytes) -> Kind:
    """Parse the attributes of a cell. Raises `NotACell` if they are malformed or unknown."""
    matches = list(_ATTRIBUTE.finditer(attributes))
    found = {match[1]: match[2] or match[3] or b"" for match in matches}
    unknown = (name for name in found if name not in CELL and b":" not in name)
    if _ATTRIBUTE.sub(b"", attributes).strip() or len(found) < len(matches) or any(unknown):
        raise NotACell("has attributes that the standard does not define")
    style = found.get(b"s") or b"0"
    if not re.fullmatch(b"[0-9]{1,6}", style):
        raise NotACell("has a style that is not a number")
    return Kind(found.get(b"t", b"n").decode("utf-8", "replace"), int(style))


def inline_text(raw: bytes) -> str | None:
    return plain(unescaped(raw.decode())) or None


def boolean_text(raw: bytes) -> str | None:
    return {b"1": "TRUE", b"true": "TRUE", b"0": "FALSE", b"false": "FALSE", b"": None}[raw]


def padded_text(raw: bytes, sections: Format) -> str | None:
    """A number in a format that matters only if it pads with zeros."""
    if not raw or not (sections[0] and sections[0].pads):
        return number_text(raw)
    number = whole(parsed(raw))
    text = None if number is None or number < 0 else shown(number, sections[:1])
    return text or number_text(raw)


def id_text(raw: bytes, sections: Format) -> str | None:
    """An id as it is shown, whatever its format (P34). A fraction keeps its digits in a plain format, and is
    `UNSHOWN` in any other; a number of too many digits keeps its exponent (P23)."""
    if not raw:
        return None
    value = parsed(raw)
    number = whole(value)
    if number is not None:
        return shown(number, sections) or UNSHOWN
    section = section_of(value, sections)
    return number_text(raw) if abs(value) >= EXACT_BELOW or (section and section.is_plain) else UNSHOWN


def unshown(raw: bytes) -> str | None:
    return UNSHOWN if raw else None


def iso_text(raw: bytes, date_format: str | None) -> str | None:
    """The text of a cell of type d, which holds ISO 8601. A time zone is not shown."""
    text = raw.decode()
    try:
        at = datetime.fromisoformat(text).replace(tzinfo=None) + timedelta(microseconds=500_000)
        return date_text(at.replace(microsecond=0), date_format)
    except (ValueError, OverflowError):
        return text or None


def date_text(at: datetime, date_format: str | None) -> str:
    """A date as text, in the column's format. Where two digits of the year would be read as another year, in
    ISO 8601, which the pipeline drops (S23)."""
    if date_format and day_formats.keeps_year(date_format, at.year):
        return at.strftime(date_format)
    return at.date().isoformat() if at.time() == time.min else at.isoformat(" ", "seconds")


def moment(serial: float, counts_from_1904: bool) -> datetime:
    """The date of a serial number in the 1900 or 1904 system. Excel, like Lotus, has a 29 February 1900, so
    serials before 1 March 1900 are off by one."""
    if counts_from_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001  # no time zone: as on the customer's screen
    else:
        start = datetime(1899, 12, 31) if serial < 60 else datetime(1899, 12, 30)  # noqa: DTZ001
    return start + timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
