"""What the ledger remembers about people: links, absences, declined changes, and when any of that changed.

Belongs here: those tables, and the revisions by which a plan is recognized as overtaken. Does not: what an
absence or a decline means (`sql/plan`, `core/changes.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import absences, declined_changes, links, tenants

BATCH = 5_000
"""Rows per statement."""


class Link(NamedTuple):
    """The durable record that this person is that account."""

    external_id: str
    account_id: str
    is_active: bool
    how: str


class Declined(NamedTuple):
    """A change that somebody said no to: of whom, what, and on which facts (G22)."""

    external_id: str
    action: str
    facts: str


class People(Database):
    """Reading what is remembered about people."""

    def links(self, tenant: str) -> pl.DataFrame:
        """Grain: one per linked person. Columns: external_id, account_id, is_active."""
        schema = {"external_id": pl.String, "account_id": pl.String, "is_active": pl.Boolean}
        query = sa.select(links.c.external_id, links.c.account_id, links.c.is_active)
        with self.reading() as db:
            rows = db.execute(query.where(links.c.tenant == tenant)).all()
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def links_version(self, tenant: str) -> str:
        """The revision of the tenant's links: it moves only when a link row changes."""
        query = sa.select(tenants.c.links_revision).where(tenants.c.tenant == tenant)
        with self.reading() as db:
            return db.scalar(query) or "0"

    def absences(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person who was absent. Columns: external_id, files."""
        query = sa.select(absences.c.external_id, absences.c.files).where(absences.c.tenant == tenant)
        with self.reading() as db:
            rows = db.execute(query).all()
        schema = {"external_id": pl.String, "files": pl.Int64}
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def declined(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person and action that was declined. Columns: external_id, action, facts,
        policy_version, change_set_id."""
        names = ("external_id", "action", "facts", "policy_version", "change_set_id")
        query = sa.select(*(declined_changes.c[name] for name in names))
        with self.reading() as db:
            rows = db.execute(query.where(declined_changes.c.tenant == tenant)).all()
        schema = dict.fromkeys(names, pl.String)
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def accounts_of(self, tenant: str, persons: Iterable[str]) -> dict[str, str]:
        """The linked accounts of these people."""
        query = sa.select(links.c.external_id, links.c.account_id).where(
            links.c.tenant == tenant, links.c.external_id.in_(set(persons))
        )
        with self.reading() as db:
            return dict(tuple(row) for row in db.execute(query))

    def persons_of(self, tenant: str, accounts: Iterable[str]) -> dict[str, str]:
        """The people that these accounts are linked to."""
        query = sa.select(links.c.account_id, links.c.external_id).where(
            links.c.tenant == tenant, links.c.account_id.in_(set(accounts))
        )
        with self.reading() as db:
            return dict(tuple(row) for row in db.execute(query))


# Inside a transaction of somebody else


def save_links(
    db: sa.Connection, tenant: str, confirmed: Iterable[Link], change_set_id: str, now: datetime
) -> None:
    """Insert or change these links; the revision moves if any row did."""
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


def move_revision(db: sa.Connection, tenant: str, name: str, now: datetime) -> None:
    """Make a revision another one, in a transaction that has locked the tenant. It counts, and says when: a
    ledger that was restored from a backup never repeats a revision."""
    key = tenants.c.tenant == tenant
    count = int(str(db.scalar(sa.select(tenants.c[name]).where(key))).partition("@")[0])
    db.execute(tenants.update().where(key).values({name: f"{count + 1}@{now:%Y-%m-%dT%H:%M:%S.%f}"}))


def replace_absences(db: sa.Connection, tenant: str, files: Sequence[tuple[str, int]]) -> None:
    """Everybody who is absent, with the count of files; whoever is not among them starts at none (S04)."""
    db.execute(absences.delete().where(absences.c.tenant == tenant))
    rows = [{"tenant": tenant, "external_id": person, "files": count} for person, count in files]
    for start in range(0, len(rows), BATCH):
        db.execute(absences.insert(), rows[start : start + BATCH])


def remember_declined(
    db: sa.Connection,
    tenant: str,
    declined: Iterable[Declined],
    *,
    policy_version: str,
    change_set_id: str,
    now: datetime,
) -> None:
    """Remember what somebody said no to; of one person and action the last one counts."""
    given = list(declined)
    forget_declined(db, tenant, given, now)
    rows = [
        change._asdict()
        | {
            "tenant": tenant,
            "policy_version": policy_version,
            "change_set_id": change_set_id,
            "declined_at": now,
        }
        for change in given
    ]
    for start in range(0, len(rows), BATCH):
        db.execute(declined_changes.insert(), rows[start : start + BATCH])
    move_revision(db, tenant, "memory_revision", now)


def forget_declined(db: sa.Connection, tenant: str, some: Iterable[Declined], now: datetime) -> None:
    """Forget what was declined of these people and actions; the revision moves if there was any."""
    keys = [{"person": change.external_id, "what": change.action} for change in some]
    if not keys:
        return
    of_tenant = declined_changes.c.tenant == tenant
    count = sa.select(sa.func.count()).select_from(declined_changes).where(of_tenant)
    before = db.scalar(count)
    one = (
        declined_changes.c.external_id == sa.bindparam("person"),
        declined_changes.c.action == sa.bindparam("what"),
    )
    db.execute(declined_changes.delete().where(of_tenant, *one), keys)
    if db.scalar(count) != before:
        move_revision(db, tenant, "memory_revision", now)


def forget_declined_with(db: sa.Connection, tenant: str, change_set_id: str, now: datetime) -> int:
    """Forget everything that was declined with one change set; gives how much that was."""
    of_set = (declined_changes.c.tenant == tenant, declined_changes.c.change_set_id == change_set_id)
    gone = db.execute(declined_changes.delete().where(*of_set)).rowcount
    move_revision(db, tenant, "memory_revision", now)
    return gone
