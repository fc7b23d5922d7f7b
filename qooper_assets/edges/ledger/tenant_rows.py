"""A tenant's own row, inside a transaction of another module.

Belongs here: its revisions, which detect an outdated plan, when it went live and with which identity, how
many files were fetched, and how many applies in a row were partial. Does not: locking the row
(`database.py`).
"""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core.changes import ChangeSet
from qooper_assets.edges.ledger.tables import tenants


class Revisions(NamedTuple):
    """Values that change whenever the tenant's links, or its declines, change."""

    links: str = "0"
    memory: str = "0"


def read_revisions(db: sa.Connection, tenant: str) -> Revisions:
    query = sa.select(tenants.c.links_revision, tenants.c.memory_revision).where(tenants.c.tenant == tenant)
    row = db.execute(query).one_or_none()
    return Revisions() if row is None else Revisions(*row)


def move_revision(db: sa.Connection, tenant: str, name: str, now: datetime) -> None:
    """Give a revision a new value; the transaction has locked the tenant. The value has a count and the time,
    so a ledger that was restored from a backup never repeats one."""
    key = tenants.c.tenant == tenant
    count = int(str(db.scalar(sa.select(tenants.c[name]).where(key))).partition("@")[0])
    db.execute(tenants.update().where(key).values({name: f"{count + 1}@{now:%Y-%m-%dT%H:%M:%S.%f}"}))


def count_landing(db: sa.Connection, tenant: str) -> int:
    """Count a fetched file; returns its ordinal."""
    key = tenants.c.tenant == tenant
    db.execute(tenants.update().where(key).values(landings=tenants.c.landings + 1))
    return int(db.scalar(sa.select(tenants.c.landings).where(key)) or 0)


def is_live(db: sa.Connection, tenant: str) -> bool:
    return db.scalar(sa.select(tenants.c.live_at).where(tenants.c.tenant == tenant)) is not None


def read_identity(db: sa.Connection, tenant: str) -> str | None:
    return db.scalar(sa.select(tenants.c.identity).where(tenants.c.tenant == tenant))


def go_live(db: sa.Connection, change_set: ChangeSet, now: datetime) -> None:
    """Take the tenant live with an approved first load, once; nothing else does (R4)."""
    if change_set.is_first_load:
        not_yet = (tenants.c.tenant == change_set.tenant, tenants.c.live_at.is_(None))
        db.execute(tenants.update().where(*not_yet).values(live_at=now, live_by=change_set.change_set_id))


def keep_identity(db: sa.Connection, change_set: ChangeSet) -> None:
    """Record the identity of a live tenant, once: its links are under it (I35)."""
    if change_set.identity is not None:
        unknown = (tenants.c.live_at.is_not(None), tenants.c.identity.is_(None))
        of_tenant = tenants.c.tenant == change_set.tenant
        db.execute(tenants.update().where(of_tenant, *unknown).values(identity=change_set.identity))


def count_partial(db: sa.Connection, tenant: str, *, is_partial: bool) -> int:
    """Count how many applies in a row were partial, with this one; 0 if it was not."""
    key = tenants.c.tenant == tenant
    db.execute(
        tenants.update().where(key).values(partial_runs=tenants.c.partial_runs + 1 if is_partial else 0)
    )
    return int(db.scalar(sa.select(tenants.c.partial_runs).where(key)) or 0)
