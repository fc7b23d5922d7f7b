"""Absences: in how many files in a row a person was missing.

Belongs here: those counts. Does not: what an absence leads to (`sql/plan`, `core/changes.py`).
"""

from collections.abc import Sequence

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import BATCH, Database
from qooper_assets.edges.ledger.tables import absences


class Absences(Database):
    """The absences of all tenants."""

    def absences(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person who was absent. Columns: external_id, files."""
        query = sa.select(absences.c.external_id, absences.c.files).where(absences.c.tenant == tenant)
        with self.reading() as db:
            rows = db.execute(query).all()
        schema = {"external_id": pl.String, "files": pl.Int64}
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


# Inside a transaction of another module


def replace_absences(db: sa.Connection, tenant: str, files: Sequence[tuple[str, int]]) -> None:
    """Everybody who is absent, with the count of files; whoever is not among them starts at none (S04)."""
    db.execute(absences.delete().where(absences.c.tenant == tenant))
    rows = [{"tenant": tenant, "external_id": person, "files": count} for person, count in files]
    for start in range(0, len(rows), BATCH):
        db.execute(absences.insert(), rows[start : start + BATCH])
