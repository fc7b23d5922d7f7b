"""Declines: the changes that somebody said no to, with the facts that they rested on (G22).

Belongs here: remembering and forgetting them. Does not: what a decline leads to (`sql/plan`,
`core/changes.py`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import BATCH, Database
from qooper_assets.edges.ledger.tables import declined_changes
from qooper_assets.edges.ledger.tenant_rows import move_revision


class Declined(NamedTuple):
    """A change that somebody said no to: of whom, what, and on which facts (G22)."""

    external_id: str
    action: str
    facts: str


class Declines(Database):
    """The declined changes of all tenants."""

    def declined(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person and action that was declined. Columns: external_id, action, facts,
        policy_version, change_set_id."""
        names = ("external_id", "action", "facts", "policy_version", "change_set_id")
        query = sa.select(*(declined_changes.c[name] for name in names))
        with self.reading() as db:
            rows = db.execute(query.where(declined_changes.c.tenant == tenant)).all()
        schema = dict.fromkeys(names, pl.String)
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


# Inside a transaction of another module


def remember_declined(
    db: sa.Connection,
    tenant: str,
    declined: Iterable[Declined],
    *,
    policy_version: str,
    change_set_id: str,
    now: datetime,
) -> None:
    """Remember what somebody said no to; of one person and action the last one counts."""
    given = list(declined)
    forget_declined(db, tenant, given, now)
    rows = [
        change._asdict()
        | {
            "tenant": tenant,
            "policy_version": policy_version,
            "change_set_id": change_set_id,
            "declined_at": now,
        }
        for change in given
    ]
    for start in range(0, len(rows), BATCH):
        db.execute(declined_changes.insert(), rows[start : start + BATCH])
    move_revision(db, tenant, "memory_revision", now)


def forget_declined(db: sa.Connection, tenant: str, some: Iterable[Declined], now: datetime) -> None:
    """Forget what was declined of these people and actions; the revision moves if there was any."""
    keys = [{"person": change.external_id, "what": change.action} for change in some]
    if not keys:
        return
    of_tenant = declined_changes.c.tenant == tenant
    count = sa.select(sa.func.count()).select_from(declined_changes).where(of_tenant)
    before = db.scalar(count)
    one = (
        declined_changes.c.external_id == sa.bindparam("person"),
        declined_changes.c.action == sa.bindparam("what"),
    )
    db.execute(declined_changes.delete().where(of_tenant, *one), keys)
    if db.scalar(count) != before:
        move_revision(db, tenant, "memory_revision", now)


def forget_declined_with(db: sa.Connection, tenant: str, change_set_id: str, now: datetime) -> int:
    """Forget everything that was declined with one change set; gives how much that was."""
    of_set = (declined_changes.c.tenant == tenant, declined_changes.c.change_set_id == change_set_id)
    gone = db.execute(declined_changes.delete().where(*of_set)).rowcount
    move_revision(db, tenant, "memory_revision", now)
    return gone
