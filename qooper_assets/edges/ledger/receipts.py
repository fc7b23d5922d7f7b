"""Receipts: how every run ended.

Belongs here: storing and reading them. Does not: how a run ends (`stages/recording.py`,
`stages/applying.py`).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core import notices
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.outbox import queue_notice
from qooper_assets.edges.ledger.tables import receipts


class EndedRun(NamedTuple):
    """How a run ended. Grain: one per end; a run that also closed another change set has two."""

    id: int
    tenant: str
    partition: str
    run_id: str
    result: Result
    change_set_id: str | None
    code: str | None
    finished_at: datetime
    note: str
    receipt: Receipt | None
    """None for a run that ended before it had a change set."""


class Receipts:
    """The receipts of all runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, receipt: Receipt) -> None:
        """Store how a run with a change set ended."""
        with self._database.writing() as db:
            insert_receipt(db, receipt)

    def record_failure(
        self, tenant: str, partition: str, run_id: str, result: Result, code: str, message: str
    ) -> None:
        """Store how a run ended that had no change set yet, and queue a notice if it failed."""
        now = self._database.now()
        with self._database.writing() as db:
            db.execute(
                receipts.insert().values(
                    tenant=tenant,
                    partition=partition,
                    run_id=run_id,
                    result=result.value,
                    code=code,
                    finished_at=now,
                    document=json.dumps({"note": message}),
                )
            )
            if self._database.queues_notices:
                queue_notice(db, notices.of_failure(tenant, partition, run_id, result, code, message, now))

    def recent(self, tenant: str, limit: int = 10) -> list[EndedRun]:
        """The last runs, newest first."""
        query = sa.select(receipts).where(receipts.c.tenant == tenant)
        with self._database.reading() as db:
            rows = db.execute(query.order_by(receipts.c.id.desc()).limit(limit)).all()
        return [_ended_run(row) for row in rows]

    def failure(self, run_id: str) -> tuple[Result, str] | None:
        """The last failure that a run recorded, if any: result and code."""
        query = sa.select(receipts.c.result, receipts.c.code).where(
            receipts.c.run_id == run_id, receipts.c.code.is_not(None)
        )
        with self._database.reading() as db:
            row = db.execute(query.order_by(receipts.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else (Result(row.result), row.code)

    def find(self, tenant: str, change_set_id: str, run_ids: Sequence[str]) -> Receipt | None:
        """The last receipt that one of these runs stored for a change set, if any did."""
        query = sa.select(receipts.c.document).where(
            receipts.c.tenant == tenant,
            receipts.c.change_set_id == change_set_id,
            receipts.c.run_id.in_(run_ids),
        )
        with self._database.reading() as db:
            document = db.scalar(query.order_by(receipts.c.id.desc()).limit(1))
        return None if document is None else Receipt.model_validate_json(document)


def _ended_run(row: sa.Row[tuple[object, ...]]) -> EndedRun:
    # A failure has a code and a note, any other end a receipt.
    receipt = None if row.code else Receipt.model_validate_json(row.document)
    return EndedRun(
        id=row.id,
        tenant=row.tenant,
        partition=row.partition,
        run_id=row.run_id,
        result=Result(row.result),
        change_set_id=row.change_set_id,
        code=row.code,
        finished_at=row.finished_at,
        note=receipt.note if receipt else json.loads(row.document)["note"],
        receipt=receipt,
    )


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
