"""Changing the identity of a tenant: all its links at once (I35).

Belongs here: the one transaction that does it. Does not: under which id a link will be (`core/rekeying.py`).
"""

from collections.abc import Mapping

import sqlalchemy as sa

from qooper_assets.core.rekeying import Rekeying
from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.decisions import end_all
from qooper_assets.edges.ledger.leases import Lease, renew
from qooper_assets.edges.ledger.tables import absences, approvals, declined_changes, links, tenants
from qooper_assets.edges.ledger.tenant_rows import move_revision

DECISION = "rekey"


class Rekeys:
    """The changes of identity of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rekey(self, lease: Lease, rekeying: Rekeying, person: str, reason: str) -> None:
        """Put the tenant's links, absences and declined changes under their new ids, release the links that
        do not fit, end the answers about people in doubt, and record the identity and who decided.

        A change set planned before is outdated with it. Raises `StateError` lease_lost.
        """
        tenant, now = rekeying.tenant, self._database.now()
        new = {each.external_id: each.key for each in rekeying.fits}
        with self._database.writing(tenant) as db:
            renew(db, lease, now)
            for table in (links, absences, declined_changes):
                _replace_ids(db, table, tenant, new)
            end_all(db, tenant, DECISION, now)
            for revision in ("links_revision", "memory_revision"):
                move_revision(db, tenant, revision, now)
            db.execute(tenants.update().where(tenants.c.tenant == tenant).values(identity=rekeying.after))
            db.execute(
                approvals.insert().values(
                    tenant=tenant,
                    change_set_id=rekeying.rekeying_id,
                    decision=DECISION,
                    person=person.strip(),
                    reason=reason.strip(),
                    decided_at=now,
                    is_spent=True,  # the same may be done again after it was changed back
                )
            )


def _replace_ids(db: sa.Connection, table: sa.Table, tenant: str, new: Mapping[str, str]) -> None:
    """Replace the ids of a table's rows; delete the rows of others. An id may be another row's former one, so
    all rows are written again."""
    of_tenant = table.c.tenant == tenant
    rows = [dict(row._mapping) for row in db.execute(sa.select(table).where(of_tenant))]
    db.execute(table.delete().where(of_tenant))
    kept = (row | {"external_id": new[row["external_id"]]} for row in rows if row["external_id"] in new)
    insert_rows(db, table, kept)
