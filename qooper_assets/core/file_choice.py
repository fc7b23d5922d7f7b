"""Picks one of the files in a folder: the newest that matches, whatever the order of the listing.

Belongs here: what newest means, which files are passed over and why, and when the newest can't be determined.
Does not: parsing a single name (`core/file_names.py`), or the listing (`edges/sftp/listing.py`). No link is
followed here: the picked file is checked again before it is read.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from qooper_assets.core import file_names
from qooper_assets.core.errors import blocked
from qooper_assets.core.feed import Choice, Dates, NotDelivered, PassedOver
from qooper_assets.core.file_names import NamePattern

NAMES_KEPT = 100
"""Names stored for each reason to pass files over; the count is always complete."""
_FUTURE = timedelta(days=1)
_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Entry(NamedTuple):
    """One entry of a listing, as reported by the server and not verified."""

    name: str
    """Bytes that are not UTF-8 are surrogates (PEP 383)."""
    modified_at: datetime | None
    may_be_file: bool
    """A file, a link, or of unknown type; not a folder, a pipe or a device."""


class Picked(NamedTuple):
    """The name to request, and why."""

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
    """Pick the newest by the date in the name, else by modification time; ties go to the last name (F13).

    Temporary names and markers are never picked, whatever the pattern says (F06). Neither are files dated
    outside `dates`, so a mistyped year does not remain the newest forever. Raises `order_unknown` and
    `name_unusable` (F21), both blocked.
    """
    candidates: list[_Candidate] = []
    has_times = True
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
        has_times = has_times and modified_at is not None
        dated = fit.dated.replace(tzinfo=UTC) if fit.dated else _NO_TIME
        candidates.append(_Candidate(dated, modified_at or _NO_TIME, entry.name))
    passed_over = [_passed_over(reason, sorted(found)) for reason, found in sorted(others.items())]
    if not candidates:
        return NotDelivered(note=_none(pattern, passed_over, where))
    if len(candidates) > 1 and not has_times:
        if not pattern.is_dated:
            raise _no_order(candidates, pattern, where)
        candidates = [one._replace(modified_at=_NO_TIME) for one in candidates]
    first, *rest = sorted(candidates, reverse=True)
    if not file_names.is_usable(first.name):
        raise blocked(
            "name_unusable",
            f"the newest file that matches {pattern.text} is named “{file_names.shown(first.name)}”, which"
            " is not a plain UTF-8 name in this folder.",
            "Ask the customer to rename it: letters and digits, no `/`, `\\` or control character.",
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
    """The modification time; None if it can't be true: servers report 1970 for an unknown time, and a time in
    the future would make its file the newest forever."""
    modified_at = entry.modified_at
    if modified_at is None or modified_at.timestamp() == 0 or modified_at > now + _FUTURE:
        return None
    return modified_at


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
        return f"the only one that matches {pattern.text}"
    why = f"of {len(rest) + 1:,} that match {pattern.text} "
    if pattern.is_dated:
        why += f"it has the latest date in its name, {_format_date(first.dated)}"
        rest = [one for one in rest if one.dated == first.dated]
        if rest and any(one.modified_at != first.modified_at for one in rest):
            why += f", and of {len(rest) + 1:,} of that date it was modified last"
    else:
        why += "it was modified last"
    same = sum(one[:2] == first[:2] for one in rest)
    return f"{why}, and of {same + 1:,} of that time it is the last by name" if same else why


def _format_date(dated: datetime) -> date | str:
    return dated.date() if dated.time() == datetime.min.time() else f"{dated:%Y-%m-%d %H:%M:%S}"


def _none(pattern: NamePattern, passed_over: list[PassedOver], where: str) -> str:
    note = f"no file in {where} matches {pattern.text}"
    return f"{note}; {describe_passed_over(passed_over)}." if passed_over else f"{note}."


def describe_passed_over(passed_over: Iterable[PassedOver], names_shown: int = 3) -> str:
    """Describe the files passed over: `passed over: 2 superseded (a.csv, b.csv), 1 temporary (c.part)`."""
    parts = []
    for one in passed_over:
        more = ", …" if one.count > names_shown else ""
        parts.append(f"{one.count:,} {one.reason} ({', '.join(one.names[:names_shown])}{more})")
    return f"passed over: {', '.join(parts)}" if parts else ""


def _no_order(candidates: list[_Candidate], pattern: NamePattern, where: str) -> Exception:
    timeless = sorted(file_names.shown(one.name) for one in candidates if one.modified_at == _NO_TIME)
    return blocked(
        "order_unknown",
        f"{len(candidates):,} files match {pattern.text}, and the newest can't be determined: the server"
        f" reports no time, or an impossible one, for {len(timeless):,} of them, such as {timeless[0]}.",
        "Ask the customer for a date in the name, and add it to feed.path as {date:%Y%m%d}; or to keep only"
        " one such file there.",
        where=where,
    )
