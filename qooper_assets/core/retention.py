"""Retention: which stored files have to be deleted now, and the receipt of it (R13).

What contains columns that are not mapped is deleted after `retention.raw_days`: the raw files, and the tables
with hashes of their lines. What later runs need is kept: manifests (with the date in a file's name and its
modification time, which F12 compares), rosters, and in the ledger links, absences and known ends.

Belongs here: the decision for each stored file, and the values of a purge. Does not: finding and deleting
files (`stages/purging.py`).
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple

from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.schedule import Every, Schedule


class StoredRaw(NamedTuple):
    """A stored raw file, or the table of its line hashes."""

    key: str
    partition: str
    run_id: str
    size_bytes: int
    landed_at: datetime | None
    """When the file landed; None if that was never recorded, because the run was killed."""


class Deletion(Model):
    """What of one run is deleted. Stored in the folder of the run, before anything is deleted."""

    tenant: str
    partition: str
    run_id: str
    files: int
    bytes: int
    raw_days: int
    """The period at that time."""
    deleted_at: datetime

    @property
    def note(self) -> str:
        """Why the raw file of a partition can't be read."""
        return (
            f"the raw file of {self.partition} was deleted on {self.deleted_at:%Y-%m-%d}, after"
            f" {self.raw_days} days (retention.raw_days)"
        )


class Purge(Model):
    """The receipt of one purge of one tenant: what was deleted, or in a dry run would be."""

    tenant: str
    partition: str
    """The partition of its day, under which the receipt is stored."""
    run_id: str
    raw_days: int
    purged_at: datetime
    is_dry_run: bool
    deletions: tuple[Deletion, ...]
    kept: str | None = None
    """The partition of the newest accepted file, if only that keeps it from being deleted."""

    @property
    def partitions(self) -> tuple[str, ...]:
        """The partitions of what was deleted."""
        return tuple(dict.fromkeys(one.partition for one in self.deletions))

    @property
    def files(self) -> int:
        return sum(one.files for one in self.deletions)

    @property
    def bytes(self) -> int:
        return sum(one.bytes for one in self.deletions)


def is_expired(stored: StoredRaw, schedule: Schedule, raw_days: int, now: datetime) -> bool:
    """True if the period of a stored file has ended. Without the time at which it landed, the period begins
    with the end of its partition."""
    if stored.landed_at is not None:
        return stored.landed_at + timedelta(days=raw_days) <= now
    days = raw_days + (1 if schedule.every is Every.DAY else 7)
    return date.fromisoformat(stored.partition) + timedelta(days=days) < now.date()


def may_have_expired(partition: str, raw_days: int, today: date) -> bool:
    """True if a file of a partition can be older than the period: none lands before its partition begins."""
    try:
        return date.fromisoformat(partition) + timedelta(days=raw_days) <= today
    except ValueError:
        return False  # not a partition


def choose(
    found: Collection[StoredRaw],
    schedule: Schedule,
    raw_days: int,
    now: datetime,
    *,
    needed: Collection[str],
) -> list[StoredRaw]:
    """Choose the stored files to delete: those whose period has ended, without the keys in `needed`."""
    return [
        stored for stored in found if stored.key not in needed and is_expired(stored, schedule, raw_days, now)
    ]


def describe_deletions(
    chosen: Collection[StoredRaw], tenant: str, raw_days: int, now: datetime
) -> tuple[Deletion, ...]:
    """Describe what is deleted, in the order of partitions and runs. Grain: one per run."""
    runs: dict[tuple[str, str], list[StoredRaw]] = {}
    for stored in chosen:
        runs.setdefault((stored.partition, stored.run_id), []).append(stored)
    return tuple(
        Deletion(
            tenant=tenant,
            partition=partition,
            run_id=run_id,
            files=len(files),
            bytes=sum(stored.size_bytes for stored in files),
            raw_days=raw_days,
            deleted_at=now,
        )
        for (partition, run_id), files in sorted(runs.items())
    )
