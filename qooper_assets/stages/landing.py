"""Land: fetch the file of a partition, prove it, and store its bytes.

Belongs here: the order of these steps, for one partition. Does not: which file it is (`core/feed.py`), how it
is fetched (`edges/sftp/session.py`), or keeping what was received (`stages/receiving.py`).
"""

from datetime import date
from pathlib import Path

from qooper_assets.core import feed
from qooper_assets.core.feed import Dates, Found, NotDelivered, RawFile
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import first_partitions, secrets
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.stages import receiving
from qooper_assets.stages.purging import find_deletion
from qooper_assets.stages.receiving import Received
from qooper_assets.stages.runtime import Runtime


def land(
    runtime: Runtime, tenant: Tenant, partition: str, run_id: str, *, is_preview: bool = False
) -> RawFile | NotDelivered:
    """Fetch the partition's file, prove it, and store its bytes; or report why there is none (F10).

    Today's partition fetches. If nothing is on the server, it uses what it received before and did not accept
    (F24). A past one uses its own stored file, or asks for its own date if there is none or it was
    deleted (R13); it never stores today's file under another date (R12). Raises `DeliveryError`, and
    `TenantFileError` identity_changed before anything is fetched.
    """
    refuse_other_identity(tenant, *runtime.ledger.deliveries.identity(tenant.tenant))
    today = feed.effective_on(tenant.schedule, runtime.clock.now())
    is_today = partition == feed.partition_key(tenant.schedule, today)
    if not is_today:
        stored = runtime.artifacts.find("raw_file", RawFile, tenant.tenant, partition)
        deleted = find_deletion(runtime, stored) if stored else None
        if stored is not None and deleted is None:
            return stored
        if not feed.is_dated(tenant.feed.path):
            why = deleted.note if deleted else f"nothing was stored for {partition}"
            return NotDelivered(note=f"{why}, and feed.path has no date.")
    path = feed.asked_path(tenant.feed, today if is_today else date.fromisoformat(partition))
    dates = feed.asked_dates(tenant.schedule, partition, today)
    with runtime.scratch() as scratch:
        received = Received(runtime, tenant, partition, run_id, scratch, is_counted=not is_preview)
        raw = _fetch(received, path, dates, scratch / "raw")
        if isinstance(raw, NotDelivered):
            unused = receiving.find_unused(received) if is_today and raw.waiting is None else None
            if unused is None:
                return raw
            raw = unused
        dated_on = raw.choice.dated_on if is_today else None
        feed.check_age(raw.remote_file, runtime.clock.now(), tenant.feed.limits, dated_on=dated_on)
        if is_today:
            refuse_older(runtime, tenant, raw)
        runtime.artifacts.save("raw_file", raw, scratch)
    if not is_preview:
        first_partitions.note(
            runtime.state,
            tenant.tenant,
            partition,
            lambda: runtime.ledger.change_sets.first_partition(tenant.tenant),
        )
    return raw


def _fetch(received: Received, path: str, dates: Dates, into: Path) -> RawFile | NotDelivered:
    runtime, wanted = received.runtime, received.tenant.feed
    credential = secrets.credential(wanted.auth, runtime.home)
    fetched = sftp.fetch(
        wanted,
        path,
        credential,
        into,
        clock=runtime.clock,
        dates=dates,
        keep=lambda fetched: received.keep(fetched, into),
    )
    return fetched if isinstance(fetched, NotDelivered) else received.raw


def refuse_older(runtime: Runtime, tenant: Tenant, raw: RawFile) -> None:
    """Raise `older_than_accepted` for new content that is older than the accepted delivery, or than one that
    was applied in part since (F12, AT14)."""
    last = runtime.ledger.deliveries.last(tenant.tenant)
    if last is None or raw.sha256 == last.raw_sha256:
        return
    part = runtime.ledger.change_sets.part_applied(tenant.tenant)
    newest, modified_at, seen_at = (
        (part, part.raw_modified_at, part.created_at) if part else (last, last.modified_at, last.accepted_at)
    )
    if raw.sha256 == newest.raw_sha256:
        return
    applied = runtime.artifacts.find("raw_file", RawFile, tenant.tenant, newest.partition, newest.run_id)
    # If that run landed none, this is the partition's latest file, which may be another one.
    is_it = applied is not None and applied.sha256 == newest.raw_sha256
    dated_on = None
    if applied is not None and is_it:
        dated_on, seen_at = applied.choice.dated_on, applied.landed_at
    # What earlier versions stored may be in the future (F23).
    feed.refuse_older(raw, dated_on, feed.bound_time(modified_at, seen_at))


def look(runtime: Runtime, tenant: Tenant) -> Found | NotDelivered:
    """Find what today's run would take, for the arrival sensor; nothing is fetched."""
    today = feed.effective_on(tenant.schedule, runtime.clock.now())
    credential = secrets.credential(tenant.feed.auth, runtime.home)
    return sftp.stat(
        tenant.feed,
        feed.asked_path(tenant.feed, today),
        credential,
        clock=runtime.clock,
        dates=feed.up_to(today),
    )
