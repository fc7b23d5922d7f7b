"""Copying one tenant into another ledger, in which a simulation goes on from there.

Belongs here: which rows such a copy needs. Does not: what is done with it (`stages/simulating.py`).
"""

import sqlalchemy as sa

from qooper_assets.core.lifecycle import State
from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.tables import (
    change_sets,
    leases,
    metadata,
    notices,
    operations,
    outbox,
    receipts,
    schema_version,
)

NOT_COPIED = frozenset(table.name for table in (schema_version, leases, receipts, notices, outbox))
"""A lease is of a run in progress; receipts and notices are read by people only."""


def copy_tenant(source: Database, into: Database, tenant: str) -> None:
    """Copy the rows of a tenant into a ledger that has none of them. Nothing is written to `source`.

    Of the operations, only those of an apply that was interrupted are copied.
    """
    interrupted = sa.select(change_sets.c.change_set_id).where(
        change_sets.c.tenant == tenant, change_sets.c.state == State.APPLYING
    )
    with source.reading() as read, into.writing() as write:
        for table in metadata.sorted_tables:
            if table.name in NOT_COPIED:
                continue
            query = sa.select(table).where(table.c.tenant == tenant)
            if table is operations:
                query = query.where(table.c.change_set_id.in_(interrupted))
            insert_rows(write, table, (dict(row) for row in read.execute(query).mappings()))
