"""Which files were accepted, and what guardrails compare with.

Belongs here: deliveries, deactivations per day. Does not: limits (`core/guardrails.py`).
"""

import json
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core.guardrails import History, rows_compared, unreadable_streak
from qooper_assets.core.roster import Head
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import deactivations, deliveries, tenants

COMPARED_MAX = 400
"""How many accepted files are looked through for the last one that was approved over a limit."""


class Delivery(NamedTuple):
    """A file that was accepted. Grain: one per file."""

    id: int
    partition: str
    run_id: str
    raw_sha256: str
    roster_digest: str
    accounts: int
    """How many there were in Qooper."""
    change_set_id: str
    modified_at: datetime | None
    """Of the file on the customer's server; a server may leave it out."""
    accepted_at: datetime
    landing: int
    """The ordinal of the fetch that brought the file."""

    @property
    def head(self) -> Head:
        """Its roster, which the next file of a delta feed is laid over."""
        return Head(self.partition, self.run_id, self.roster_digest)


class Deliveries(Database):
    """Accepted files of all tenants."""

    def history(self, tenant: str, effective_on: date) -> History:
        """What the guardrails compare with."""
        of_tenant = deliveries.c.tenant == tenant
        week_ago = self.clock.now() - timedelta(days=7)
        with self.reading() as db:
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
            live_at = db.scalar(sa.select(tenants.c.live_at).where(tenants.c.tenant == tenant))
        last = recent[0] if recent else None
        approved_over = [frozenset(json.loads(row.approved_over)) for row in recent]
        return History(
            is_live=live_at is not None,
            source_rows=rows_compared([row.source_rows for row in recent], approved_over),
            filled=json.loads(last.filled) if last else {},
            people=last.people if last else 0,
            policy_version=last.policy_version if last else None,
            deactivated_last_6_days=gone or 0,
            population_7_days_ago=population or 0,
            unreadable_files=unreadable_streak([row.unreadable_rows for row in recent], approved_over),
        )

    def last_delivery(self, tenant: str) -> Delivery | None:
        """The last file that was accepted, if any was."""
        with self.reading() as db:
            return last_delivery(db, tenant)

    def next_landing(self, tenant: str) -> int:
        """Count a file that was fetched; gives its ordinal."""
        key = tenants.c.tenant == tenant
        with self.writing(tenant) as db:
            db.execute(tenants.update().where(key).values(landings=tenants.c.landings + 1))
            return int(db.scalar(sa.select(tenants.c.landings).where(key)) or 0)


# Inside a transaction of another module


def last_delivery(db: sa.Connection, tenant: str) -> Delivery | None:
    """Like the method."""
    query = sa.select(*(deliveries.c[name] for name in Delivery._fields))
    newest = query.where(deliveries.c.tenant == tenant).order_by(deliveries.c.id.desc()).limit(1)
    row = db.execute(newest).one_or_none()
    return None if row is None else Delivery(*row)


def count_deactivations(db: sa.Connection, tenant: str, on: date, people: int) -> None:
    """Add to the confirmed deactivations of a day."""
    key = (deactivations.c.tenant == tenant, deactivations.c.effective_on == on)
    more = deactivations.update().where(*key).values(people=deactivations.c.people + people)
    if not db.execute(more).rowcount:
        db.execute(deactivations.insert().values(tenant=tenant, effective_on=on, people=people))
