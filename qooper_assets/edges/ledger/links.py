"""Links: the durable record of which account is whose.

Belongs here: reading links, and saving those that a write confirmed. Does not: deciding that a person is an
account (`sql/plan`, `core/changes.py`).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import links
from qooper_assets.edges.ledger.tenant_rows import move_revision, read_revisions


class Link(NamedTuple):
    """The durable record that this person is that account."""

    external_id: str
    account_id: str
    is_active: bool
    how: str


class Links:
    """The links of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, tenant: str) -> pl.DataFrame:
        """Grain: one per linked person. Columns: external_id, account_id, is_active."""
        schema = {"external_id": pl.String, "account_id": pl.String, "is_active": pl.Boolean}
        query = sa.select(links.c.external_id, links.c.account_id, links.c.is_active)
        with self._database.reading() as db:
            rows = db.execute(query.where(links.c.tenant == tenant)).all()
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def revision(self, tenant: str) -> str:
        """Read the revision of the tenant's links, which moves only when a link row changes."""
        with self._database.reading() as db:
            return read_revisions(db, tenant).links

    def accounts_of(self, tenant: str, persons: Iterable[str]) -> dict[str, str]:
        """Find the linked accounts of these people."""
        query = sa.select(links.c.external_id, links.c.account_id).where(
            links.c.tenant == tenant, links.c.external_id.in_(set(persons))
        )
        with self._database.reading() as db:
            return dict(tuple(row) for row in db.execute(query))

    def persons_of(self, tenant: str, accounts: Iterable[str]) -> dict[str, str]:
        """Find the people that these accounts are linked to."""
        query = sa.select(links.c.account_id, links.c.external_id).where(
            links.c.tenant == tenant, links.c.account_id.in_(set(accounts))
        )
        with self._database.reading() as db:
            return dict(tuple(row) for row in db.execute(query))


# Inside a transaction of another module


def save_links(
    db: sa.Connection, tenant: str, confirmed: Iterable[Link], change_set_id: str, now: datetime
) -> None:
    """Insert or update these links; the revision moves if any row changed."""
    is_changed = False
    for link in confirmed:
        key = (links.c.tenant == tenant, links.c.external_id == link.external_id)
        values = {"account_id": link.account_id, "is_active": link.is_active}
        known = db.execute(sa.select(links.c.account_id, links.c.is_active).where(*key)).one_or_none()
        if known is None:
            row = values | {"tenant": tenant, "external_id": link.external_id, "how": link.how}
            db.execute(links.insert().values(**row, change_set_id=change_set_id, linked_at=now))
        elif known._asdict() != values:
            db.execute(links.update().where(*key).values(values))
        is_changed |= known is None or known._asdict() != values
    if is_changed:
        move_revision(db, tenant, "links_revision", now)
