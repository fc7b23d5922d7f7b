"""Which remote file, for which partition, and whether it may be taken: decided here, fetched elsewhere.

Belongs here: what a feed's path means on a date, partitions, age, settling, arrival. Does not: any
connection (`edges/sftp.py`).
"""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant import Every, Limits, Model, Schedule, Weekday


class RemoteFile(Model):
    """One entry of a listing on the customer's server."""

    path: str
    size_bytes: int
    modified_at: datetime | None
    """UTC; a server may leave it out."""


class Fetched(Model):
    """What one transfer proved: these bytes, from this server, unchanged while they were read."""

    remote_file: RemoteFile
    sha256: str
    host_key: str
    weak_algorithms: tuple[str, ...] = ()
    """What the connection used of `feed.allow_weak`."""
    fetched_at: datetime


class RawFile(Model):
    """The landed bytes of one delivery: immutable, named by their hash (`land` makes it)."""

    tenant: str
    partition: str
    run_id: str
    remote_file: RemoteFile
    sha256: str
    host_key: str
    weak_algorithms: tuple[str, ...] = ()
    landed_at: datetime
    location: str
    """Key of the bytes below the artifact root."""


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
    return "{date:" in path


def remote_path(path: str, on: date) -> str:
    """The path to ask for on a date: `{date:%Y%m%d}` filled in."""
    return re.sub(r"\{date:([^{}]+)\}", lambda found: on.strftime(found[1]), path)


def check_size(remote_file: RemoteFile, limits: Limits) -> None:
    """Raise `too_large` (F20) or `empty_file` (F01) by the announced size, before a byte is read."""
    if remote_file.size_bytes > limits.size_bytes_max:
        raise DeliveryError(
            "too_large",
            f"the file has {remote_file.size_bytes:,} bytes, the limit is {limits.size_bytes_max:,}.",
            where=remote_file.path,
            remedy="If the roster really is that large, raise feed.limits.size_bytes_max.",
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


def check_age(remote_file: RemoteFile, now: datetime, limits: Limits) -> None:
    """Raise `stale_file` (F11). A server that tells no mtime can't be judged by it."""
    if remote_file.modified_at is None:
        return
    age_hours = (now - remote_file.modified_at).total_seconds() / 3600
    if age_hours > limits.age_hours_max:
        raise DeliveryError(
            "stale_file",
            f"the file is {age_hours:,.0f} hours old, the limit is {limits.age_hours_max:,.0f}.",
            where=remote_file.path,
            remedy="The customer's export seems to have stopped; ask for a new file.",
            result=Result.BLOCKED,
        )


def has_arrived(seen: RemoteFile | None, seen_before: RemoteFile | None, landed: RemoteFile | None) -> bool:
    """Whether the arrival sensor starts a run: a file that two ticks saw alike, and not yet landed.

    `settle_seconds` is proved again while landing; this only spares runs for a growing file (F05).
    """
    return seen is not None and seen == seen_before and seen != landed
