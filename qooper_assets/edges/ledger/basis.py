"""The state that a plan is based on, inside a transaction of `change_sets.py`.

Belongs here: the basis and whether it is still current, the undecided deliveries of a delta feed, and which
file is newer. Does not: what follows if a basis is overtaken (`change_sets.py`).
"""

from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core import lifecycle
from qooper_assets.core.changes import Basis, ChangeSet, Head
from qooper_assets.edges.ledger.accepting import find_part_applied
from qooper_assets.edges.ledger.change_set_rows import IS_LEFT_ALONE, find_accepted_ordinal
from qooper_assets.edges.ledger.deliveries import Delivery, find_last_delivery
from qooper_assets.edges.ledger.tables import change_sets, deliveries
from qooper_assets.edges.ledger.tenant_rows import read_revisions


class Undecided(NamedTuple):
    """The newest undecided delivery of a delta feed; its roster includes the earlier ones."""

    head: Head
    change_set: ChangeSet


def read_basis(db: sa.Connection, tenant: str, *, with_head: bool = False) -> Basis:
    """Read the state that a plan made now would be based on."""
    head = find_head(db, tenant) if with_head else None
    last = find_last_delivery(db, tenant)
    revisions = read_revisions(db, tenant)
    return Basis(
        delivery=last.id if last else 0,
        links=revisions.links,
        memory=revisions.memory,
        head=None if not with_head else head.key if head else "",
    )


def find_head(db: sa.Connection, tenant: str) -> Head | None:
    """Find the roster that the next file of a delta feed is merged into, if there is one (D02)."""
    last = find_last_delivery(db, tenant)
    undecided = find_undecided(db, tenant, last)
    if undecided is not None:
        return undecided.head
    return last.head if last else None


def find_undecided(db: sa.Connection, tenant: str, last: Delivery | None) -> Undecided | None:
    """Find the newest undecided delivery after the last accepted one, if any."""
    of_tenant = change_sets.c.tenant == tenant
    accepted = find_accepted_ordinal(db, tenant, last.change_set_id if last else None)
    query = (
        sa.select(*(change_sets.c[name] for name in Head._fields), change_sets.c.manifest)
        .where(of_tenant, change_sets.c.ordinal > accepted)
        .where(sa.or_(change_sets.c.state.in_(lifecycle.UNDECIDED), IS_LEFT_ALONE))
        .order_by(change_sets.c.ordinal.desc())
        .limit(1)
    )
    row = db.execute(query).one_or_none()
    if row is None:
        return None
    *head, manifest = row
    return Undecided(Head(*head), ChangeSet.model_validate_json(manifest))


def is_current(db: sa.Connection, change_set: ChangeSet) -> bool:
    """The state that a change set was planned on is still the tenant's."""
    if change_set.planned_on is not None:
        # The head has been its own roster since it was recorded.
        return change_set.planned_on.model_copy(update={"head": None}) == read_basis(db, change_set.tenant)
    # An earlier version stored no basis; at least no delivery may have been accepted since.
    newer = (deliveries.c.tenant == change_set.tenant, deliveries.c.accepted_at > change_set.created_at)
    return not db.scalar(sa.select(sa.func.count()).select_from(deliveries).where(*newer))


def find_newer(db: sa.Connection, change_set: ChangeSet) -> str | None:
    """Find an accepted, partly applied or open change set with other content that was fetched after this
    one's file, if any.

    Change sets of later partitions don't count: a file of an earlier partition was planned on purpose, and is
    held (R12).
    """
    landing, of_tenant = change_set.landing, change_sets.c.tenant == change_set.tenant
    if landing is None:
        return None
    found = [
        (one.landing or 0, one.partition, one.raw_sha256, one.change_set_id)
        for manifest in db.scalars(
            sa.select(change_sets.c.manifest).where(of_tenant, change_sets.c.state.in_(lifecycle.OPEN))
        )
        for one in [ChangeSet.model_validate_json(manifest)]
    ]
    if part := find_part_applied(db, change_set.tenant):
        found.append((part.landing or 0, part.partition, part.raw_sha256, part.change_set_id))
    if last := find_last_delivery(db, change_set.tenant):
        found.append((last.landing, last.partition, last.raw_sha256, last.change_set_id))
    newer = (
        (fetched, identifier)
        for fetched, partition, raw_sha256, identifier in found
        if fetched > landing and partition <= change_set.partition and raw_sha256 != change_set.raw_sha256
    )
    return max(newer, default=(0, None))[1]
