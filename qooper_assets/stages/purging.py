"""Purge: delete raw files and hashes of their lines after the tenant's period (R13).

The receipt, and what is deleted of a run (`raw_deleted`), are stored first. So a purge that is killed leaves
nothing undocumented, and the next one finishes it. The tenant's lease is held meanwhile: no run
records or applies a change set at the same time. A run that is reading a file of the past ends
`artifact_missing`, and writes nothing.

Belongs here: finding stored files, deleting them, and what is known of a deleted one. Does not: which are
deleted (`core/retention.py`).
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from qooper_assets.core import feed
from qooper_assets.core.errors import StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.retention import (
    Deletion,
    Purge,
    StoredRaw,
    choose,
    describe_deletions,
    may_have_expired,
)
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages.receiving import RECEIVED
from qooper_assets.stages.runtime import Runtime

RAW_FOLDER, LINES = "raw_file", "roster/lines.parquet"
DELETED, RECEIPT = "raw_deleted", "purge"
"""Nouns of the artifacts: what was deleted of a run, and the receipt of a purge."""


def purge(runtime: Runtime, tenant: Tenant, run_id: str, *, is_dry_run: bool = False) -> Purge:
    """Delete the tenant's raw files and line hashes whose period has ended; in a dry run, only list them.

    The newest accepted file is never deleted, nor is that of a change set that is being applied. If anything
    is deleted, the receipt is stored before that. Raises `StateError` tenant_busy, and artifact_key_missing
    if manifests can't be opened; then nothing is deleted.
    """
    if is_dry_run:
        return _find(runtime, tenant, run_id, is_dry_run=True)[0]
    with runtime.ledger.leases.hold(tenant.tenant, run_id) as lease:
        receipt, chosen = _find(runtime, tenant, run_id, is_dry_run=False)
        with runtime.scratch() as scratch:
            if receipt.deletions:
                runtime.artifacts.save(RECEIPT, receipt, scratch)
            for deletion in receipt.deletions:
                runtime.ledger.leases.renew(lease)
                _document(runtime, deletion, scratch)
                for stored in chosen:
                    if (stored.partition, stored.run_id) == (deletion.partition, deletion.run_id):
                        runtime.artifacts.delete(stored.key)
    return receipt


def _document(runtime: Runtime, deletion: Deletion, scratch: Path) -> None:
    """Store what is deleted of a run, unless a purge that was killed has stored it before."""
    before = _find_deletion(runtime, deletion.tenant, deletion.partition, deletion.run_id)
    if before is None or before.files < deletion.files:
        runtime.artifacts.save(DELETED, deletion, scratch)


def open_raw(runtime: Runtime, raw: RawFile, scratch: Path) -> Path:
    """Open a stored raw file as a local one. Raises `StateError` artifact_missing, which says when it was
    deleted, and what `Artifacts.open_local` raises."""
    try:
        return runtime.artifacts.open_local(raw.location, scratch)
    except StateError as error:
        deleted = find_deletion(runtime, raw) if error.code == "artifact_missing" else None
        if deleted is None:
            raise
        raise StateError(
            "artifact_missing",
            f"{deleted.note}.",
            where=f"{raw.tenant}/{raw.partition}",
            remedy="Its change set and report are still stored. To plan it again, ask the customer for the"
            " file, and deliver it as today's.",
        ) from None


def find_deletion(runtime: Runtime, raw: RawFile) -> Deletion | None:
    """Find when a raw file was deleted; None if it is stored, or was lost otherwise."""
    if runtime.artifacts.exists(raw.location):
        return None
    return _find_deletion(runtime, raw.tenant, raw.partition, raw.received_by or raw.run_id)


def _find_deletion(runtime: Runtime, name: str, partition: str, run_id: str) -> Deletion | None:
    found = runtime.artifacts.find(DELETED, Deletion, name, partition, run_id)
    return found if found is not None and found.run_id == run_id else None


def _find(
    runtime: Runtime, tenant: Tenant, run_id: str, *, is_dry_run: bool
) -> tuple[Purge, list[StoredRaw]]:
    """Find what has to be deleted now."""
    name, now, raw_days = tenant.tenant, runtime.clock.now(), tenant.retention.raw_days
    today = feed.effective_on(tenant.schedule, now)
    found = [
        stored
        for partition in runtime.artifacts.partitions(name)
        if may_have_expired(partition, raw_days, today)
        for stored in _stored(runtime, name, partition)
    ]
    accepted, needed = _needed(runtime, name, found)
    chosen = choose(found, tenant.schedule, raw_days, now, needed=needed)
    would_be = choose(found, tenant.schedule, raw_days, now, needed=())
    kept = next((stored.partition for stored in would_be if stored.key in accepted), None)
    receipt = Purge(
        tenant=name,
        partition=feed.partition_key(tenant.schedule, today),
        run_id=run_id,
        raw_days=raw_days,
        purged_at=now,
        is_dry_run=is_dry_run,
        deletions=describe_deletions(chosen, name, raw_days, now),
        kept=kept,
    )
    return receipt, chosen


def _stored(runtime: Runtime, name: str, partition: str) -> Iterator[StoredRaw]:
    """Yield the raw files and line hashes of a partition, also what a killed run left of one."""
    for key, size_bytes in runtime.artifacts.files(name, partition):
        _, _, run_id, *rest = key.split("/")
        if rest[0] == RAW_FOLDER or "/".join(rest) == LINES:
            landed_at = _landed_at(runtime, name, partition, run_id)
            yield StoredRaw(key, partition, run_id, size_bytes, landed_at)


def _landed_at(runtime: Runtime, name: str, partition: str, run_id: str) -> datetime | None:
    """When the file of a run landed, by the manifests of that run; None if none of them can be read."""
    landed = []
    for noun in (RECEIVED, "raw_file"):
        try:
            raw = runtime.artifacts.find(noun, RawFile, name, partition, run_id)
        except StateError as error:
            if error.code != "artifact_damaged":
                raise
            continue  # a damaged manifest must not keep a file for ever
        if raw is not None and raw.run_id == run_id:
            landed.append(raw.landed_at)
    return max(landed, default=None)


def _needed(
    runtime: Runtime, name: str, found: Collection[StoredRaw]
) -> tuple[Collection[str], Collection[str]]:
    """The keys of the newest accepted file, and all that must not be deleted."""
    last, applying = runtime.ledger.deliveries.last(name), runtime.ledger.change_sets.interrupted(name)
    accepted = _keys(runtime, name, last.partition, last.run_id) if last else set()
    begun = _keys(runtime, name, applying.partition, applying.run_id) if applying else set()
    if last:  # whatever its manifests say
        accepted |= {one.key for one in found if (one.partition, one.run_id) == (last.partition, last.run_id)}
    return accepted, accepted | begun


def _keys(runtime: Runtime, name: str, partition: str, run_id: str) -> set[str]:
    """The keys of the raw file, which another run may have received, and of the line hashes of a run. If it
    has no manifest of its own, it used the partition's latest."""
    raw = runtime.artifacts.find("raw_file", RawFile, name, partition, run_id)
    roster = runtime.artifacts.find("roster", Roster, name, partition, run_id)
    return {raw.location if raw else "", roster.lines_location if roster else ""}
