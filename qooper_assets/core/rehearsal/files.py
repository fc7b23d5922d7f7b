"""Which files of a folder are a customer's deliveries, and in which order they came.

Belongs here: passing over what is no delivery, or another customer's, and the date in a name. Does not: the
syntax of a pattern (`core/file_names.py`), or listing a folder (`stages/rehearsing.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from qooper_assets.core import file_names
from qooper_assets.core.feed import effective_on
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.simulation import FileDay, follow
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.schedule import Every, Schedule

NAMES_SHOWN = 3
YEAR_MIN = 2000
DATE_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?<!\d)(\d{8})(?=\D|\d{4}(?!\d)|\d{6}(?!\d)|$)", ("%Y%m%d", "%d%m%Y", "%m%d%Y")),
    (r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)", ("%Y-%m-%d",)),
    (r"(?<!\d)(\d{4}_\d{2}_\d{2})(?!\d)", ("%Y_%m_%d",)),
    (r"(?<!\d)(\d{4}\.\d{2}\.\d{2})(?!\d)", ("%Y.%m.%d",)),
    (r"(?<!\d)(\d{2}-\d{2}-\d{4})(?!\d)", ("%d-%m-%Y", "%m-%d-%Y")),
    (r"(?<!\d)(\d{2}_\d{2}_\d{4})(?!\d)", ("%d_%m_%Y", "%m_%d_%Y")),
    (r"(?<!\d)(\d{2}\.\d{2}\.\d{4})(?!\d)", ("%d.%m.%Y", "%m.%d.%Y")),
    (r"(?<!\d)(\d{2}[A-Za-z]{3}\d{4})(?!\d)", ("%d%b%Y",)),
    (r"(?<!\d)(\d{2}-[A-Za-z]{3}-\d{4})(?!\d)", ("%d-%b-%Y",)),
    (r"(?<!\d)(\d{6})(?!\d)", ("%y%m%d", "%d%m%y", "%m%d%y")),
)
"""How a date may be written in a name; the first one that dates the most names is taken."""
DATES_OF_A_NAME = 2
"""A name may have two dates, such as a period and an export's; which one differs most is the delivery's."""

COPIED = (
    "the names have no date, and most files were modified on the same day: were they copied? If their order"
    " is wrong, put a date into their names"
)


class FoundFile(NamedTuple):
    """One entry of the folder."""

    name: str
    modified_at: datetime
    is_file: bool = True


class PassedOver(Model):
    """An entry of the folder that is not rehearsed."""

    name: str
    """Safe to display."""
    why: str


class Deliveries(NamedTuple):
    """The files to rehearse, in their order."""

    days: tuple[FileDay, ...]
    """Positions are those of the entries given."""
    ordered_by: str
    """In words."""
    passed_over: tuple[PassedOver, ...]
    notes: tuple[str, ...] = ()


class _Dated(NamedTuple):
    """How the names are dated by one way to read them."""

    format: str
    dates: dict[int, date]
    """By position."""
    shapes: dict[int, str]
    """The rest of each name, in which digits are no difference."""

    @property
    def span_days(self) -> int:
        return (max(self.dates.values()) - min(self.dates.values())).days


def find_deliveries(
    files: Sequence[FoundFile],
    feed: Feed,
    schedule: Schedule,
    now: datetime,
    *,
    match: str | None = None,
    from_now_on: bool = False,
) -> Deliveries:
    """Find the deliveries and their order, whatever the order of `files`.

    `match` is a pattern like the last part of `feed.path`. With `from_now_on`, they are delivered one after
    the other from today on. Raises ValueError if no file is left, if names of two customers are equally
    frequent, or if their dates can be read in two ways.
    """
    over: dict[int, str] = dict(_no_deliveries(files, feed))
    usable = [n for n in range(len(files)) if n not in over]
    dated, why = _by_pattern(files, usable, match or file_names.split(feed.path)[1], is_strict=bool(match))
    over |= why
    usable = [n for n in usable if n not in over]
    if dated is None:
        dated = _find_dates(files, usable, now)
    over |= _others(files, usable, dated)
    usable = [n for n in usable if n not in over]
    passed_over = tuple(PassedOver(name=file_names.shown(files[n].name), why=over[n]) for n in sorted(over))
    passed_over = tuple(sorted(passed_over, key=lambda one: one.name))
    if not usable:
        shown = "; ".join(f"{one.name}: {one.why}" for one in passed_over[:NAMES_SHOWN])
        raise ValueError(f"no file to rehearse{f' ({shown})' if shown else ''}.")
    found = _in_order(files, usable, dated, schedule, now)
    if from_now_on:
        step = _step(schedule)
        today = effective_on(schedule, now)
        dates = [today + step * n for n in range(len(found.days))]
        days = follow([day.position for day in found.days], dates, schedule)
        found = found._replace(days=_undated(days), ordered_by=f"{found.ordered_by}; from today on")
    return found._replace(passed_over=passed_over)


def _no_deliveries(files: Sequence[FoundFile], feed: Feed) -> Iterator[tuple[int, str]]:
    for n, file in enumerate(files):
        if not file.is_file:
            yield n, "not a file"
        elif file_names.is_temporary(file.name):
            yield n, "hidden, or an unfinished file"
        elif feed.marker and file_names.is_marker(feed.marker, file.name):
            yield n, "a marker"


def _by_pattern(
    files: Sequence[FoundFile], usable: Sequence[int], text: str, *, is_strict: bool
) -> tuple[_Dated | None, dict[int, str]]:
    """Date the names by a pattern that has a date or a glob, and find the names that do not fit it.

    Unless it `is_strict`, a pattern that no name fits says nothing: stored files may have been renamed.
    """
    try:
        pattern = NamePattern(text)
    except ValueError as error:
        if is_strict:
            raise ValueError(f"{text}: {error}.") from None
        return None, {}
    if not is_strict and not pattern.is_dated and not file_names.has_glob(text):
        return None, {}
    fits = {n: fit for n in usable if (fit := pattern.fit(files[n].name))}
    if pattern.is_dated:
        fits = {n: fit for n, fit in fits.items() if fit.dated}
    if not fits and not is_strict:
        return None, {}
    over = {n: f"does not fit {text}" for n in usable if n not in fits}
    if not pattern.is_dated:
        return None, over
    return _Dated(text, {n: fit.dated.date() for n, fit in fits.items() if fit.dated}, {}), over


def _find_dates(files: Sequence[FoundFile], usable: Sequence[int], now: datetime) -> _Dated | None:
    """Find the date that more than half of the names share. Raises ValueError if it is ambiguous."""
    found = [
        dated
        for regex, formats in DATE_PARTS
        for which in range(DATES_OF_A_NAME)
        for format_ in formats
        if (dated := _read_dates(files, usable, regex, format_, which, now.year + 1)) is not None
    ]
    if not found:
        return None
    best = min(found, key=_preference)
    if len(best.dates) * 2 <= len(usable):
        return None
    for other in found:
        is_equal = _preference(other) == _preference(best) and other.shapes == best.shapes
        if is_equal and other.dates != best.dates and best.span_days:
            raise ValueError(
                f"the dates in the names can be read as {best.format} or as {other.format}. Give the names"
                f" with --match, for example --match '{_example(files, best)}'."
            )
    return best


def _preference(dated: _Dated) -> tuple[int, int, int]:
    """Most names, then most different dates, then the shortest time: a wrong order of day and month scatters
    the dates of consecutive days over a year."""
    return (-len(dated.dates), -len(set(dated.dates.values())), dated.span_days)


def _example(files: Sequence[FoundFile], dated: _Dated) -> str:
    n = min(dated.dates, key=lambda n: files[n].name)
    written = dated.dates[n].strftime(dated.format)
    return files[n].name.replace(written, f"{{date:{dated.format}}}", 1)


def _read_dates(
    files: Sequence[FoundFile], usable: Sequence[int], regex: str, format_: str, which: int, year_max: int
) -> _Dated | None:
    dates, shapes = {}, {}
    for n in usable:
        name = files[n].name
        parts = list(re.finditer(regex, name))
        if len(parts) <= which:
            continue
        part = parts[which]
        try:
            on = datetime.strptime(part[1], format_).date()  # noqa: DTZ007
        except ValueError:
            continue
        if YEAR_MIN <= on.year <= year_max:
            dates[n] = on
            shapes[n] = f"{_shape(name[: part.start(1)])}*{_shape(name[part.end(1) :])}"
    return _Dated(format_, dates, shapes) if dates else None


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _others(files: Sequence[FoundFile], usable: Sequence[int], dated: _Dated | None) -> dict[int, str]:
    """Find the files that are named otherwise than most. Raises ValueError if there is no majority."""
    if dated is not None and not dated.shapes:
        return {}
    over = {n: "no date in its name" for n in usable if dated is not None and n not in dated.dates}
    shapes = {n: (dated.shapes[n] if dated else _shape(files[n].name)) for n in usable if n not in over}
    if dated is None and len(set(shapes.values())) == len(shapes):  # all differ: compare what they end with
        shapes = {n: re.sub(r".*?((\.[a-z0-9]{1,8}){0,2})\Z", r"*\1", shape) for n, shape in shapes.items()}
    counts = Counter(shapes.values()).most_common()
    if len(counts) > 1:
        usual = counts[0][0]
        if counts[0][1] * 2 <= len(shapes):
            names = [min(files[n].name for n in shapes if shapes[n] == shape) for shape, _ in sorted(counts)]
            shown = ", ".join(map(file_names.shown, names[:NAMES_SHOWN]))
            raise ValueError(
                "the files are named in several ways, none of which is the usual one:"
                f" {shown}{', …' if len(names) > NAMES_SHOWN else ''}."
                " Are they of several customers? Give the files of one customer with --match PATTERN."
            )
        over |= {
            n: f"named otherwise than most files ({usual}); another customer's or format?"
            for n in shapes
            if shapes[n] != usual
        }
    return over


def _in_order(
    files: Sequence[FoundFile],
    usable: Sequence[int],
    dated: _Dated | None,
    schedule: Schedule,
    now: datetime,
) -> Deliveries:
    if dated is not None:
        order = sorted(usable, key=lambda n: (dated.dates[n], *_tie(files[n])))
        dates = [dated.dates[n] for n in order]
        twice = [on for on, count in Counter(dates).items() if count > 1]
        notes = [f"{dates.count(on)} files of {on}, in the order of the rest of their names" for on in twice]
        return Deliveries(
            tuple(follow(order, dates, schedule)), f"the date in the name, {dated.format}", (), tuple(notes)
        )
    order = sorted(usable, key=lambda n: (files[n].modified_at, *_tie(files[n])))
    zone = ZoneInfo(schedule.timezone)
    dates = [files[n].modified_at.astimezone(zone).date() for n in order]
    if len(order) > 1 and len(set(dates)) * 2 <= len(order):
        step, last = _step(schedule), effective_on(schedule, now)
        dates = [last - step * n for n in reversed(range(len(order)))]
        ordered_by = "modification time, one file a day or week up to today"
        return Deliveries(_undated(follow(order, dates, schedule)), ordered_by, (), (COPIED,))
    return Deliveries(_undated(follow(order, dates, schedule)), "modification time", ())


def _undated(days: Sequence[FileDay]) -> tuple[FileDay, ...]:
    return tuple(day._replace(dated_on=None) for day in days)


def _tie(file: FoundFile) -> tuple[tuple[int, ...], datetime, str]:
    """Order files of one day: by the numbers in the name, such as a time, then by time, then by name."""
    return tuple(int(digits[:18]) for digits in re.findall(r"\d+", file.name)), file.modified_at, file.name


def _step(schedule: Schedule) -> timedelta:
    return timedelta(days=1 if schedule.every is Every.DAY else 7)
