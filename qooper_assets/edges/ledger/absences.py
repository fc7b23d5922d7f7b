"""Absences: the number of consecutive files in which a person was missing.

Belongs here: those counts. Does not: what an absence leads to (`sql/plan`, `core/changes.py`).
"""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.tables import absences


class Absence(NamedTuple):
    """A person who was not in the last files."""

    external_id: str
    files: int
    """Number of consecutive files."""


class Absences:
    """The absences of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, tenant: str) -> pl.DataFrame:
        """Grain: one per absent person. Columns: external_id, files."""
        query = sa.select(absences.c.external_id, absences.c.files).where(absences.c.tenant == tenant)
        with self._database.reading() as db:
            rows = db.execute(query).all()
        schema = {"external_id": pl.String, "files": pl.Int64}
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


# Inside a transaction of another module


def replace_absences(db: sa.Connection, tenant: str, absent: Sequence[Absence]) -> None:
    """Store everybody who is absent; for everybody else the count starts again at 0 (S04)."""
    db.execute(absences.delete().where(absences.c.tenant == tenant))
    insert_rows(db, absences, ({"tenant": tenant} | absence._asdict() for absence in absent))
