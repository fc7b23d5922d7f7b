"""Deliveries: the files that were accepted, and what guardrails compare with.

Belongs here: deliveries, and the confirmed deactivations of each day. Does not: limits
(`core/guardrails.py`).
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core.changes import ChangeSet, Head
from qooper_assets.core.guardrails import DEACTIVATION_LIMITS, History, rows_compared, unreadable_streak
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import deactivations, deliveries
from qooper_assets.edges.ledger.tenant_rows import count_landing, is_live, read_identity

COMPARED_MAX = 400
"""How many accepted files are searched for the last one that was approved over a limit."""


class Delivery(NamedTuple):
    """A file that was accepted. Grain: one per file."""

    id: int
    partition: str
    run_id: str
    raw_sha256: str
    roster_digest: str
    accounts: int
    """How many accounts Qooper had."""
    change_set_id: str
    modified_at: datetime | None
    """When the file changed on the customer's server; None if the server does not report it."""
    accepted_at: datetime
    landing: int
    """The ordinal of the fetch that brought the file."""

    @property
    def head(self) -> Head:
        """Its roster, which the next file of a delta feed is merged into."""
        return Head(self.partition, self.run_id, self.roster_digest)


class Deliveries:
    """The accepted files of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, tenant: str, effective_on: date) -> History:
        """Read the values that the guardrails compare with."""
        of_tenant = deliveries.c.tenant == tenant
        week_ago = self._database.now() - timedelta(days=7)
        with self._database.reading() as db:
            recent = db.execute(
                sa.select(deliveries).where(of_tenant).order_by(deliveries.c.id.desc()).limit(COMPARED_MAX)
            ).all()
            population = db.scalar(
                sa.select(deliveries.c.active_managed)
                .where(of_tenant, deliveries.c.accepted_at <= week_ago)
                .order_by(deliveries.c.id.desc())
                .limit(1)
            )
            if population is None:  # not a week old: the first population there was
                population = db.scalar(
                    sa.select(deliveries.c.active_managed)
                    .where(of_tenant, deliveries.c.active_managed > 0)
                    .order_by(deliveries.c.id)
                    .limit(1)
                )
            gone = db.scalar(
                sa.select(sa.func.sum(deactivations.c.people)).where(
                    deactivations.c.tenant == tenant,
                    deactivations.c.effective_on > effective_on - timedelta(days=7),
                )
            )
            was_live = is_live(db, tenant)
        last = recent[0] if recent else None
        approved_over = [frozenset(json.loads(row.approved_over)) for row in recent]
        return History(
            is_live=was_live,
            source_rows=rows_compared([row.source_rows for row in recent], approved_over),
            filled=json.loads(last.filled) if last else {},
            dates=json.loads(last.dates) if last else {},
            people=last.people if last else 0,
            policy_version=last.policy_version if last else None,
            deactivated_last_6_days=gone or 0,
            population_7_days_ago=population or 0,
            unreadable_files=unreadable_streak([row.unreadable_rows for row in recent], approved_over),
        )

    def last(self, tenant: str) -> Delivery | None:
        """Find the last accepted file, if any."""
        with self._database.reading() as db:
            return find_last_delivery(db, tenant)

    def with_content(self, tenant: str, raw_sha256: str, roster_digest: str) -> Delivery | None:
        """Find the newest accepted file with these bytes, or with this roster, if any."""
        is_same = sa.or_(deliveries.c.raw_sha256 == raw_sha256, deliveries.c.roster_digest == roster_digest)
        with self._database.reading() as db:
            return _find_newest(db, deliveries.c.tenant == tenant, is_same)

    def identity(self, tenant: str) -> tuple[str | None, str | None]:
        """Read by which attribute the tenant's people are linked, None until that is recorded, and the policy
        version of the last accepted file, if any."""
        newest = sa.select(deliveries.c.policy_version).where(deliveries.c.tenant == tenant)
        with self._database.reading() as db:
            return read_identity(db, tenant), db.scalar(newest.order_by(deliveries.c.id.desc()).limit(1))

    def next_landing(self, tenant: str) -> int:
        """Count a fetched file; returns its ordinal."""
        with self._database.writing(tenant) as db:
            return count_landing(db, tenant)


# Inside a transaction of another module


def find_last_delivery(db: sa.Connection, tenant: str) -> Delivery | None:
    """Find the last accepted file, if any."""
    return _find_newest(db, deliveries.c.tenant == tenant)


def _find_newest(db: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Delivery | None:
    query = sa.select(*(deliveries.c[name] for name in Delivery._fields))
    row = db.execute(query.where(*conditions).order_by(deliveries.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else Delivery(*row)


def insert_delivery(
    db: sa.Connection,
    change_set: ChangeSet,
    *,
    active_managed: int,
    approved_over: Sequence[str],
    now: datetime,
) -> None:
    """Accept the file of a change set. `approved_over` are the codes of the limits that it exceeded."""
    db.execute(
        deliveries.insert().values(
            tenant=change_set.tenant,
            partition=change_set.partition,
            run_id=change_set.run_id,
            raw_sha256=change_set.raw_sha256,
            roster_digest=change_set.roster_digest,
            source_rows=change_set.source_rows,
            people=change_set.summary.people,
            filled=json.dumps(change_set.filled),
            dates=json.dumps({name: column.model_dump() for name, column in change_set.dates.items()}),
            accounts=change_set.summary.accounts,
            active_managed=active_managed,
            policy_version=change_set.policy_version,
            change_set_id=change_set.change_set_id,
            modified_at=change_set.raw_modified_at,
            accepted_at=now,
            approved_over=json.dumps(approved_over),
            landing=change_set.landing or 0,
            unreadable_rows=change_set.unreadable_rows,
        )
    )


def repeat_delivery(db: sa.Connection, last: Delivery, change_set: ChangeSet) -> None:
    """Accept the same content again: it counts once, but a changed tenant file is accepted with it (S20)."""
    again = deliveries.update().where(deliveries.c.id == last.id)
    landing = max(last.landing, change_set.landing or 0)
    dates = json.dumps({name: column.model_dump() for name, column in change_set.dates.items()})
    db.execute(again.values(policy_version=change_set.policy_version, landing=landing, dates=dates))


def count_deactivations(db: sa.Connection, change_set: ChangeSet, people: int) -> None:
    """Add confirmed deactivations to those of their day, for the seven-day limit.

    Those of a change set that exceeded a deactivation limit don't count: it is applied only with an approval,
    and what was approved does not count (G19).
    """
    if not people or any(breach.code in DEACTIVATION_LIMITS for breach in change_set.breaches):
        return
    tenant, on = change_set.tenant, change_set.effective_on
    key = (deactivations.c.tenant == tenant, deactivations.c.effective_on == on)
    more = deactivations.update().where(*key).values(people=deactivations.c.people + people)
    if not db.execute(more).rowcount:
        db.execute(deactivations.insert().values(tenant=tenant, effective_on=on, people=people))
