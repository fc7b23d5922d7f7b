"""Accepting a delivery, inside a transaction that decides about its change set.

Belongs here: what is recorded of an accepted delivery, and the delivery that was applied in part and is not
accepted yet. Does not: when a delivery is accepted (`change_sets.py`, `approvals.py`).
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.lifecycle import State
from qooper_assets.edges.ledger.absences import Absence, replace_absences
from qooper_assets.edges.ledger.change_set_rows import find_accepted_ordinal
from qooper_assets.edges.ledger.deliveries import find_last_delivery, insert_delivery, repeat_delivery
from qooper_assets.edges.ledger.tables import change_sets


def accept_delivery(
    db: sa.Connection,
    change_set: ChangeSet,
    *,
    active_managed: int,
    approved_over: Sequence[str],
    absences: Sequence[Absence] | None,
    now: datetime,
) -> None:
    """Accept the delivery of a change set, or count it as a repeat of the last one."""
    last = find_last_delivery(db, change_set.tenant)
    if change_set.is_repeat and last is not None:
        repeat_delivery(db, last, change_set)
        return
    if absences is not None:
        replace_absences(db, change_set.tenant, absences)
    insert_delivery(db, change_set, active_managed=active_managed, approved_over=approved_over, now=now)


def find_part_applied(db: sa.Connection, tenant: str) -> ChangeSet | None:
    """Find the newest change set that was applied without a part of its plan, if no delivery was accepted
    since (AT14)."""
    last = find_last_delivery(db, tenant)
    newest = (
        sa.select(change_sets.c.manifest)
        .where(
            change_sets.c.tenant == tenant,
            change_sets.c.state == State.PART_APPLIED,
            change_sets.c.ordinal > find_accepted_ordinal(db, tenant, last.change_set_id if last else None),
        )
        .order_by(change_sets.c.ordinal.desc())
        .limit(1)
    )
    manifest = db.scalar(newest)
    return None if manifest is None else ChangeSet.model_validate_json(manifest)


def is_rest(db: sa.Connection, change_set: ChangeSet) -> bool:
    """Everything else of the content of a change set was applied before (AT14)."""
    part = find_part_applied(db, change_set.tenant)
    return part is not None and (part.raw_sha256, part.roster_digest) == (
        change_set.raw_sha256,
        change_set.roster_digest,
    )
