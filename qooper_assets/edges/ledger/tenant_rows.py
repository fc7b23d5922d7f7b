"""The tenant's own row, inside a transaction of another module that has locked it.

Belongs here: the revisions by which an outdated plan is recognized. Does not: locking the row
(`database.py`).
"""

from datetime import datetime

import sqlalchemy as sa

from qooper_assets.edges.ledger.tables import tenants


def move_revision(db: sa.Connection, tenant: str, name: str, now: datetime) -> None:
    """Make a revision another one, in a transaction that has locked the tenant. It counts, and says when: a
    ledger that was restored from a backup never repeats a revision."""
    key = tenants.c.tenant == tenant
    count = int(str(db.scalar(sa.select(tenants.c[name]).where(key))).partition("@")[0])
    db.execute(tenants.update().where(key).values({name: f"{count + 1}@{now:%Y-%m-%dT%H:%M:%S.%f}"}))
