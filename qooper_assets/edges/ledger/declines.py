"""Declines: the changes that somebody declined, with the facts that they were based on (G22).

Belongs here: storing and forgetting them. Does not: what a decline leads to (`sql/plan`,
`core/changes.py`), or declining a change set (`approvals.py`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.tables import declined_changes
from qooper_assets.edges.ledger.tenant_rows import move_revision


class Declined(NamedTuple):
    """A change that somebody declined: its person, its action, and a digest of its facts (G22)."""

    external_id: str
    action: str
    facts: str


class Declines:
    """The declined changes of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person and declined action. Columns: external_id, action, facts, policy_version,
        change_set_id."""
        names = ("external_id", "action", "facts", "policy_version", "change_set_id")
        query = sa.select(*(declined_changes.c[name] for name in names))
        with self._database.reading() as db:
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
    """Store what somebody declined; a later decline of the same person and action replaces an earlier one."""
    given = list(declined)
    forget_declined(db, tenant, given, now)
    same = {
        "tenant": tenant,
        "policy_version": policy_version,
        "change_set_id": change_set_id,
        "declined_at": now,
    }
    insert_rows(db, declined_changes, (change._asdict() | same for change in given))
    move_revision(db, tenant, "memory_revision", now)


def forget_declined(db: sa.Connection, tenant: str, some: Iterable[Declined], now: datetime) -> None:
    """Forget the declines of these people and actions; the revision moves if there were any."""
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
    """Forget everything that was declined with one change set; returns the number of changes."""
    of_set = (declined_changes.c.tenant == tenant, declined_changes.c.change_set_id == change_set_id)
    forgotten = db.execute(declined_changes.delete().where(*of_set)).rowcount
    move_revision(db, tenant, "memory_revision", now)
    return forgotten
