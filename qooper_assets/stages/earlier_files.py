"""How a file relates to the files before it: a repeat, old content, or part of what is undecided.

Belongs here: comparing one delivery with earlier ones. Does not: what follows from it (`planning.py`,
`core/guardrails.py`).
"""

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.feed import RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.deliveries import Delivery
from qooper_assets.stages.runtime import Runtime


def is_repeat(last: Delivery, raw: RawFile, normalized: Roster) -> bool:
    """Detect a file with the content of the last accepted delivery (F08).

    A delta file is not a repeat if it changes something, after a later file or under another tenant file.
    """
    if last.raw_sha256 != raw.sha256:
        return False
    return normalized.laid_over is None or (
        normalized.laid_over == last.head.key and normalized.roster_digest == last.roster_digest
    )


def find_undecided(runtime: Runtime, normalized: Roster) -> ChangeSet | None:
    """Find a delta feed's undecided change set into whose roster the file was merged."""
    if not normalized.laid_over:
        return None
    undecided = runtime.ledger.change_sets.undecided(normalized.tenant)
    if undecided is None or undecided.head.key != normalized.laid_over:
        return None
    return undecided.change_set


def list_deliveries(raw: RawFile, normalized: Roster, before: ChangeSet | None) -> tuple[str, ...]:
    """Compute the value of `ChangeSet.deliveries`."""
    if normalized.laid_over is None:
        return ()
    others = (before.deliveries or (before.partition,)) if before else ()
    return (*(partition for partition in others if partition != raw.partition), raw.partition)


def find_old_content(
    runtime: Runtime, tenant: Tenant, last: Delivery | None, raw: RawFile, normalized: Roster
) -> Delivery | None:
    """Find the newest accepted delivery with the content of a full snapshot, unless that is the last one, or
    the file is of an earlier partition, which is planned on purpose and held (G20, R12).

    Content is equal if the bytes are, or all people: the digest of the roster finds a file that was exported
    again, but depends on the version of the engine.
    """
    if last is None or tenant.feed.coverage != "full_snapshot" or raw.partition < last.partition:
        return None
    found = runtime.ledger.deliveries.with_content(tenant.tenant, raw.sha256, normalized.roster_digest)
    return None if found is None or found.id == last.id else found
