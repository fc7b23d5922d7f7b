"""Operations: the writes of a change set, recorded before they are made.

Belongs here: operations in their order, and how they ended. Does not: making them (`stages/writing.py`).
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from qooper_assets.core.lifecycle import State
from qooper_assets.edges.ledger.database import Database, insert_rows
from qooper_assets.edges.ledger.leases import Lease, renew
from qooper_assets.edges.ledger.links import Link, save_links
from qooper_assets.edges.ledger.tables import change_sets, operations


class Operation(NamedTuple):
    """One write to the target. Grain: one per `position` in a change set."""

    position: int
    external_id: str
    account_id: str | None
    kind: str
    action: str
    state: str
    values: dict[str, str | None]
    before: dict[str, str | None]
    error: str | None


STATES = ("sent", "planned", "failed", "stale", "confirmed", "skipped")
"""States of an operation, the worst first. A manager who does not exist yet (skipped) is not a failure."""


class Outcome(NamedTuple):
    """How many people's changes of one action ended in one state."""

    action: str
    state: str
    error: str
    people: int


class Progress(NamedTuple):
    """How far the apply of a change set is, in operations."""

    done: int
    total: int


class Operations:
    """The operations of change sets that are being applied, or were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_order(
        self,
        tenant: str,
        change_set_id: str,
        *,
        after: int = -1,
        limit: int | None = None,
        state: str | None = None,
    ) -> list[Operation]:
        """A change set's operations in the order in which they are done: at most `limit` of those at
        positions above `after`, all or those in one state."""
        query = (
            sa.select(*(operations.c[name] for name in Operation._fields))
            .where(*_of(tenant, change_set_id), operations.c.position > after)
            .order_by(operations.c.position)
            .limit(limit)
        )
        if state is not None:
            query = query.where(operations.c.state == state)
        with self._database.reading() as db:
            rows = [tuple(row) for row in db.execute(query)]
        found = (Operation(*row) for row in rows)
        return [o._replace(values=json.loads(str(o.values)), before=json.loads(str(o.before))) for o in found]

    def outcomes(self, tenant: str, change_set_id: str) -> list[Outcome]:
        """How a change set's changes ended; the worst operation of a person counts."""
        with self._database.reading() as db:
            return read_outcomes(db, tenant, change_set_id)

    def progress(self, tenant: str) -> Progress | None:
        """Return how far the apply in progress is; None if there is none."""
        done = sa.func.sum(sa.case((operations.c.state.in_(("planned", "sent")), 0), else_=1))
        query = (
            sa.select(done, sa.func.count())
            .join_from(
                operations,
                change_sets,
                sa.and_(
                    operations.c.tenant == change_sets.c.tenant,
                    operations.c.change_set_id == change_sets.c.change_set_id,
                ),
            )
            .where(change_sets.c.tenant == tenant, change_sets.c.state == State.APPLYING)
        )
        with self._database.reading() as db:
            row = db.execute(query).one()
        return Progress(row[0] or 0, row[1]) if row[1] else None

    def mark_sent(self, lease: Lease, change_set_id: str, positions: Sequence[int]) -> None:
        """Record that these writes are about to be made, in one commit for the group."""
        with self._database.writing() as db:
            renew(db, lease, self._database.now())
            of_group = (*_of(lease.tenant, change_set_id), operations.c.position.in_(positions))
            db.execute(operations.update().where(*of_group).values(state="sent"))

    def settle(
        self, lease: Lease, change_set_id: str, settled: Sequence[Operation], linked: Sequence[Link]
    ) -> None:
        """Record how a group of writes ended, and the links that they confirmed, in one commit (R7).

        Raises `StateError` accounting if a link contradicts another one; then nothing is recorded.
        """
        now = self._database.now()
        with self._database.writing(lease.tenant if linked else None) as db:
            renew(db, lease, now)
            if settled:
                # The names differ from those of the columns, which SQLAlchemy takes for itself.
                db.execute(
                    operations.update()
                    .where(
                        *_of(lease.tenant, change_set_id),
                        operations.c.position == sa.bindparam("of_position"),
                    )
                    .values(
                        state=sa.bindparam("new_state"),
                        error=sa.bindparam("new_error"),
                        account_id=sa.bindparam("new_account_id"),
                        written_at=now,
                    ),
                    [
                        {
                            "of_position": operation.position,
                            "new_state": operation.state,
                            "new_error": operation.error,
                            "new_account_id": operation.account_id,
                        }
                        for operation in settled
                    ],
                )
            save_links(db, lease.tenant, linked, change_set_id, now)


# Inside a transaction of another module


def read_outcomes(db: sa.Connection, tenant: str, change_set_id: str) -> list[Outcome]:
    """How a change set's changes ended; the worst operation of a person counts."""
    o = operations.c
    rank = sa.case(
        *((o.state == state, position) for position, state in enumerate(STATES)), else_=len(STATES)
    )
    people = (
        sa.select(
            o.external_id,
            sa.func.min(o.action).label("action"),
            sa.func.min(rank).label("worst"),
            sa.func.min(sa.case((o.state == "failed", o.error))).label("error"),
        )
        .where(*_of(tenant, change_set_id))
        .group_by(o.external_id)
        .subquery()
    )
    query = sa.select(people.c.action, people.c.worst, people.c.error, sa.func.count()).group_by(
        people.c.action, people.c.worst, people.c.error
    )
    return [Outcome(a, STATES[worst], error or "", n) for a, worst, error, n in db.execute(query)]


def insert_operations(
    db: sa.Connection, tenant: str, change_set_id: str, planned: Iterable[Operation]
) -> int:
    """Store operations; returns their number."""

    def as_row(operation: Operation) -> dict[str, Any]:
        texts = {"values": json.dumps(operation.values), "before": json.dumps(operation.before)}
        return {"tenant": tenant, "change_set_id": change_set_id} | operation._asdict() | texts

    return insert_rows(db, operations, map(as_row, planned))


def delete_operations(db: sa.Connection, tenant: str, change_set_id: str) -> None:
    """Forget the operations of a change set that is being recorded again."""
    db.execute(operations.delete().where(*_of(tenant, change_set_id)))


def _of(tenant: str, change_set_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return operations.c.tenant == tenant, operations.c.change_set_id == change_set_id
