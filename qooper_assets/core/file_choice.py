"""Which of the files in a folder is taken: the newest that fits, whatever the order of the listing.

Belongs here: what newest means, who is passed over and why, and when that can't be told. Does not: what a
single name tells (`core/file_names.py`), or the listing (`edges/sftp/listing.py`). Nothing is followed here:
what was picked is looked at again before it is read.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from qooper_assets.core import file_names
from qooper_assets.core.errors import blocked
from qooper_assets.core.feed import Choice, Dates, NotDelivered, PassedOver
from qooper_assets.core.file_names import NamePattern

NAMES_KEPT = 100
"""Of each reason to pass a file over; the count is always told."""
_FUTURE = timedelta(days=1)
_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Entry(NamedTuple):
    """One entry of a listing, as the server tells it: nothing of it is proved."""

    name: str
    """Bytes that are no UTF-8 as surrogates (PEP 383)."""
    modified_at: datetime | None
    may_be_file: bool
    """A file, a link, or not told; not a folder, a pipe or a device."""


class Picked(NamedTuple):
    """The name to ask for, and why."""

    name: str
    choice: Choice


class _Candidate(NamedTuple):
    dated: datetime
    modified_at: datetime
    name: str


def newest(
    entries: Iterable[Entry],
    pattern: NamePattern,
    *,
    dates: Dates,
    marker: str | None,
    now: datetime,
    where: str,
) -> Picked | NotDelivered:
    """The newest by the date in its name, else by its time; of equal ones the last by name (F13).

    Temporary names and markers are never taken, whatever the pattern says (F06); nor is what is dated
    later than `dates`, so that a mistyped year does not stay the newest for ever. Raises `order_unknown`
    and `name_unusable` (F21), both blocked.
    """
    candidates: list[_Candidate] = []
    times_told = True
    others: dict[str, list[str]] = {}
    for entry in entries:
        fit = pattern.fit(entry.name)
        if fit is None or (marker is not None and file_names.is_marker(marker, entry.name)):
            continue
        reason = _why_not(entry, fit.dated, dates, is_dated=pattern.is_dated)
        if reason:
            others.setdefault(reason, []).append(entry.name)
            continue
        modified_at = _time(entry, now)
        times_told = times_told and modified_at is not None
        dated = fit.dated.replace(tzinfo=UTC) if fit.dated else _NO_TIME
        candidates.append(_Candidate(dated, modified_at or _NO_TIME, entry.name))
    passed_over = [_passed_over(reason, sorted(found)) for reason, found in sorted(others.items())]
    if not candidates:
        return NotDelivered(note=_none(pattern, passed_over, where))
    if len(candidates) > 1 and not times_told:
        if not pattern.is_dated:
            raise _no_order(candidates, pattern, where)
        candidates = [one._replace(modified_at=_NO_TIME) for one in candidates]
    first, *rest = sorted(candidates, reverse=True)
    if not file_names.is_usable(first.name):
        raise blocked(
            "name_unusable",
            f"the newest file that fits {pattern.text} has the name “{file_names.shown(first.name)}”, which"
            " is no plain UTF-8 name in this folder.",
            "Ask the customer to rename it: letters, digits, and no `/`, `\\` or control character.",
            where=where,
        )
    if rest:
        older = _passed_over("superseded", [one.name for one in rest])
        passed_over.insert(0, older)
    choice = Choice(
        why=_why(first, rest, pattern),
        dated_on=first.dated.date() if pattern.is_dated else None,
        passed_over=tuple(passed_over),
    )
    return Picked(first.name, choice)


def _why_not(entry: Entry, dated: datetime | None, dates: Dates, *, is_dated: bool) -> str | None:
    if file_names.is_temporary(entry.name):
        return "temporary"
    if not entry.may_be_file:
        return "not a file"
    if not is_dated:
        return None
    if dated is None:
        return "without a date"
    if dated.date() > dates.last:
        return "not due"
    return "of another date" if dated.date() < dates.first else None


def _time(entry: Entry, now: datetime) -> datetime | None:
    """None where the time can't be true: 1970 is what servers say that do not know, and a time to come
    would make its file the newest for ever."""
    told = entry.modified_at
    if told is None or told.timestamp() == 0 or told > now + _FUTURE:
        return None
    return told


def _passed_over(reason: str, found: list[str]) -> PassedOver:
    return PassedOver.model_validate(
        {
            "reason": reason,
            "count": len(found),
            "names": [file_names.shown(name) for name in found[:NAMES_KEPT]],
        }
    )


def _why(first: _Candidate, rest: list[_Candidate], pattern: NamePattern) -> str:
    if not rest:
        return f"the only one that fits {pattern.text}"
    why = f"of {len(rest) + 1:,} that fit {pattern.text} "
    if pattern.is_dated:
        why += f"it has the latest date in its name, {_told(first.dated)}"
        rest = [one for one in rest if one.dated == first.dated]
        if rest and any(one.modified_at != first.modified_at for one in rest):
            why += f", and of {len(rest) + 1:,} of that date it was modified last"
    else:
        why += "it was modified last"
    same = sum(one[:2] == first[:2] for one in rest)
    return f"{why}, and of {same + 1:,} of that time it is the last by name" if same else why


def _told(dated: datetime) -> date | str:
    return dated.date() if dated.time() == datetime.min.time() else f"{dated:%Y-%m-%d %H:%M:%S}"


def _none(pattern: NamePattern, passed_over: list[PassedOver], where: str) -> str:
    told = f"no file in {where} fits {pattern.text}"
    return f"{told}; {told_over(passed_over)}." if passed_over else f"{told}."


def told_over(passed_over: Iterable[PassedOver], names_shown: int = 3) -> str:
    """Who was passed over, in words: `passed over: 2 superseded (a.csv, b.csv), 1 temporary (c.part)`."""
    parts = []
    for one in passed_over:
        more = ", …" if one.count > names_shown else ""
        parts.append(f"{one.count:,} {one.reason} ({', '.join(one.names[:names_shown])}{more})")
    return f"passed over: {', '.join(parts)}" if parts else ""


def _no_order(candidates: list[_Candidate], pattern: NamePattern, where: str) -> Exception:
    timeless = sorted(file_names.shown(one.name) for one in candidates if one.modified_at == _NO_TIME)
    return blocked(
        "order_unknown",
        f"{len(candidates):,} files fit {pattern.text}, and which is the newest can't be told: the server"
        f" tells no time, or one that can't be true, for {len(timeless):,} of them, such as {timeless[0]}.",
        "Ask the customer for a date in the name, and write it into feed.path as {date:%Y%m%d}; or let only"
        " one such file lie there.",
        where=where,
    )
