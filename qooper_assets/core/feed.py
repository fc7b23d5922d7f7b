"""Decides which remote file belongs to a partition and whether it may be fetched.

Belongs here: what a feed's path means on a date, partitions, size, age, arrival. Does not: choosing one of
several files (`core/file_choice.py`), or any connection (`edges/sftp/session.py`).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from qooper_assets.core import file_names as names
from qooper_assets.core.errors import DeliveryError, Result, blocked
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.schedule import Every, Schedule, Weekday


class RemoteFile(Model):
    """One entry of a listing on the customer's server."""

    path: str
    size_bytes: int
    modified_at: datetime | None
    """UTC; a server may omit it."""


class PassedOver(Model):
    """Files of the listing that match the pattern and were not picked, for one reason."""

    reason: Literal["superseded", "not due", "of another date", "without a date", "temporary", "not a file"]
    count: int
    names: tuple[str, ...]
    """Safe to display; the first few by name, of superseded ones the newest."""


class Choice(Model):
    """Why this file was picked, and which were passed over. Empty for an exact path."""

    why: str = ""
    dated_on: date | None = None
    """The date in its name, if `feed.path` has one."""
    passed_over: tuple[PassedOver, ...] = ()
    marker: RemoteFile | None = None

    @property
    def superseded(self) -> int:
        """Number of older files that match the pattern: never read, nothing of them is applied (F13)."""
        return sum(one.count for one in self.passed_over if one.reason == "superseded")


class Found(Model):
    """The file that would be fetched now."""

    remote_file: RemoteFile
    choice: Choice = Choice()


class NotDelivered(Model):
    """No file is there (F10), or one whose completion marker is missing."""

    note: str
    waiting: Found | None = None
    """The file that waits for its marker."""

    @property
    def code(self) -> str:
        return "marker_missing" if self.waiting else "not_delivered"


class Dates(NamedTuple):
    """The dates that a name may contain, both inclusive."""

    first: date
    last: date


ANY_DATE = Dates(date.min, date.max)


def up_to(today: date) -> Dates:
    """The dates that today's run accepts: nothing dated later."""
    return Dates(date.min, today)


Afterwards = Literal["unknown", "same", "gone", "changed"]
"""What was at the path of a file after all its bytes were received and the server closed it: the same file,
nothing (some servers let each file be downloaded once, F24), or another one, so the bytes are not used.
"unknown" until the server has answered."""


class Fetched(Model):
    """The result of one transfer: these bytes, from this server, unchanged while they were read."""

    remote_file: RemoteFile
    choice: Choice = Choice()
    sha256: str
    host_key: str
    weak_algorithms: tuple[str, ...] = ()
    """Those of `feed.allow_weak` that the connection used."""
    fetched_at: datetime
    afterwards: Afterwards = "same"


class RawFile(Model):
    """The landed bytes of one delivery: immutable, named by their hash (`land` makes it)."""

    tenant: str
    partition: str
    run_id: str
    remote_file: RemoteFile
    choice: Choice = Choice()
    sha256: str
    host_key: str
    weak_algorithms: tuple[str, ...] = ()
    landed_at: datetime
    landing: int | None = None
    """The ordinal of this fetch among the tenant's: a later one has the newer file. None in a preview, and in
    manifests of earlier versions."""
    afterwards: Afterwards = "same"
    received_by: str | None = None
    """The earlier run that received the bytes, if the server no longer had the file (F24)."""
    location: str
    """Key of the bytes below the artifact root."""

    @property
    def modified_at(self) -> datetime | None:
        """When the file was modified: not after we received it, whatever the server's clock says (F23)."""
        return bound_time(self.remote_file.modified_at, self.landed_at)

    @property
    def warning(self) -> str:
        """What somebody should know about how the file was received; empty if nothing."""
        path = self.remote_file.path
        if self.received_by is not None:
            return (
                f"{path} is no longer on the server. The file that the run {self.received_by} received at"
                f" {self.landed_at:%Y-%m-%d %H:%M} UTC, and that no run has accepted yet, is used."
            )
        if self.afterwards == "gone":
            return (
                f"{path} was gone from the server right after it was received whole: the server seems to let"
                " each file be downloaded once. The stored copy is used from now on."
            )
        return ""


def bound_time(modified_at: datetime | None, *seen_at: datetime) -> datetime | None:
    """Bound a server's modification time by when the file was seen: otherwise one file from the future would
    be newer than all that follow (F23)."""
    return None if modified_at is None else min(modified_at, *seen_at)


def effective_on(schedule: Schedule, now: datetime) -> date:
    """The tenant's local date at that instant (R12)."""
    return now.astimezone(ZoneInfo(schedule.timezone)).date()


def partition_key(schedule: Schedule, on: date) -> str:
    """The partition that a local date falls in: the date itself, or the first day of its week.

    A tenant's week begins on the weekday of its schedule.
    """
    if schedule.every is Every.DAY:
        return on.isoformat()
    assert schedule.on is not None
    days_back = (on.weekday() - list(Weekday).index(schedule.on)) % 7
    return (on - timedelta(days=days_back)).isoformat()


def is_dated(path: str) -> bool:
    return bool(names.PLACEHOLDER.search(path))


def remote_path(path: str, on: date) -> str:
    """The path for a date, with `{date:%Y%m%d}` filled in."""
    return names.fill_in(path, on)


def asked_path(feed: Feed, on: date) -> str:
    """The path to request on a date. With `pick` the name stays a pattern, whose date is parsed."""
    if feed.pick is None:
        return remote_path(feed.path, on)
    folder, name = names.split(feed.path)
    return f"{remote_path(folder, on)}/{name}"


def asked_dates(schedule: Schedule, partition: str, today: date) -> Dates:
    """The dates that a name may contain to belong to this partition: up to today for today's partition, those
    within it for a past one (R12)."""
    if partition == partition_key(schedule, today):
        return up_to(today)
    first = date.fromisoformat(partition)
    return Dates(first, first if schedule.every is Every.DAY else first + timedelta(days=6))


def check_size(remote_file: RemoteFile, limits: Limits) -> None:
    """Raise `too_large` (F20) or `empty_file` (F01) from the announced size, before a byte is read."""
    if remote_file.size_bytes > limits.size_bytes_max:
        raise DeliveryError(
            "too_large",
            f"the file has {remote_file.size_bytes:,} bytes, the limit is {limits.size_bytes_max:,}.",
            where=remote_file.path,
            remedy="If the roster is really that large, raise feed.limits.size_bytes_max.",
            result=Result.BLOCKED,
        )
    if remote_file.size_bytes == 0:
        raise DeliveryError(
            "empty_file",
            "the file has no bytes.",
            where=remote_file.path,
            remedy="Ask the customer to run the export again; nobody was changed.",
            result=Result.BLOCKED,
        )


def check_age(
    remote_file: RemoteFile, now: datetime, limits: Limits, *, dated_on: date | None = None
) -> None:
    """Raise `stale_file` (F11) by the modification time and, if `dated_on` is given, by the date in the name:
    an old file may have been copied again. An unknown time is not checked."""
    times = [remote_file.modified_at] if remote_file.modified_at else []
    if dated_on is not None:
        # In every time zone the day ends by noon UTC of the next one.
        times.append(datetime(dated_on.year, dated_on.month, dated_on.day, tzinfo=UTC) + timedelta(hours=36))
    if not times:
        return
    age_hours = (now - min(times)).total_seconds() / 3600
    if age_hours > limits.age_hours_max:
        raise DeliveryError(
            "stale_file",
            f"the file is {age_hours:,.0f} hours old, the limit is {limits.age_hours_max:,.0f}.",
            where=remote_file.path,
            remedy="The customer's export seems to have stopped; ask for a new file.",
            result=Result.BLOCKED,
        )


def refuse_older(raw: RawFile, last_dated_on: date | None, last_modified_at: datetime | None) -> None:
    """Raise `older_than_accepted` (F12) for a file older than the last accepted one: by the dates in the
    names, or if those are missing or equal, by modification time."""
    dated_on, modified_at = raw.choice.dated_on, raw.modified_at
    if dated_on and last_dated_on and dated_on != last_dated_on:
        is_older = dated_on < last_dated_on
        comparison = f"dated {dated_on} in its name, the last accepted one {last_dated_on}"
    elif modified_at and last_modified_at:
        is_older = modified_at < last_modified_at
        comparison = (
            f"of {modified_at:%Y-%m-%d %H:%M} UTC, the last accepted one of"
            f" {last_modified_at:%Y-%m-%d %H:%M} UTC"
        )
    else:
        return
    if is_older:
        raise blocked(
            "older_than_accepted",
            f"the file is {comparison}.",
            "Ask the customer to deliver the current roster; nobody was changed.",
            where=raw.remote_file.path,
        )


def has_arrived(seen: RemoteFile | None, seen_before: RemoteFile | None, landed: RemoteFile | None) -> bool:
    """True if the arrival sensor starts a run: two ticks saw the same file, and it has not landed yet.

    `settle_seconds` is checked again while landing; this only avoids runs for a growing file (F05).
    """
    return seen is not None and seen == seen_before and seen != landed
