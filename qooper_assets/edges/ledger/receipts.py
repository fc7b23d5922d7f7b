"""Receipts: how every run ended.

Belongs here: recording and reading them. Does not: how a run ends (`stages/recording.py`,
`stages/applying.py`).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import receipts


class Receipts(Database):
    """The receipts of all runs."""

    def record_receipt(self, receipt: Receipt) -> None:
        """How a run ended that had a change set to speak of."""
        with self.writing() as db:
            insert_receipt(db, receipt)

    def record_failure(
        self, tenant: str, partition: str, run_id: str, result: Result, code: str, message: str
    ) -> None:
        """A run that ended before there was a change set to speak of."""
        with self.writing() as db:
            db.execute(
                receipts.insert().values(
                    tenant=tenant,
                    partition=partition,
                    run_id=run_id,
                    result=result.value,
                    code=code,
                    finished_at=self.clock.now(),
                    document=json.dumps({"note": message}),
                )
            )

    def receipts(self, tenant: str, limit: int = 10) -> list[Mapping[str, Any]]:
        """The last runs, newest first: partition, run_id, result, code, change_set_id, finished_at,
        document."""
        query = sa.select(receipts).where(receipts.c.tenant == tenant)
        with self.reading() as db:
            rows = db.execute(query.order_by(receipts.c.id.desc()).limit(limit)).all()
        return [dict(row._mapping) for row in rows]

    def receipt_by(self, tenant: str, change_set_id: str, run_ids: Sequence[str]) -> Receipt | None:
        """The receipt of a change set that one of these runs wrote, if any did; the last one."""
        query = sa.select(receipts.c.document).where(
            receipts.c.tenant == tenant,
            receipts.c.change_set_id == change_set_id,
            receipts.c.run_id.in_(run_ids),
        )
        with self.reading() as db:
            document = db.scalar(query.order_by(receipts.c.id.desc()).limit(1))
        return None if document is None else Receipt.model_validate_json(document)


# Inside a transaction of another module


def insert_receipt(db: sa.Connection, receipt: Receipt) -> None:
    db.execute(
        receipts.insert().values(
            tenant=receipt.tenant,
            partition=receipt.partition,
            run_id=receipt.run_id,
            result=receipt.result.value,
            change_set_id=receipt.change_set_id,
            finished_at=receipt.finished_at,
            document=receipt.model_dump_json(),
        )
    )
