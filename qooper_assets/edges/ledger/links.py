"""Links: the durable record of which account is whose, and of each person's end.

Belongs here: reading links, saving those that a write confirmed, and what an accepted file says of a person's
end. Does not: deciding that a person is an account, or has ended (`sql/plan`, `core/changes.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import links
from qooper_assets.edges.ledger.tenant_rows import move_revision, read_revisions

MOVED = "moved"
"""`Link.how` of an account that somebody decided is this person's, or was a former one's (`decide`)."""


class Link(NamedTuple):
    """The durable record that this person is that account."""

    external_id: str
    account_id: str
    is_active: bool | None
    """As we confirmed it. None: as it was; only of an account that is linked to somebody."""
    how: str


class Remembered(NamedTuple):
    """What a link remembers once a change set is accepted (sql/plan/remembered.sql)."""

    external_id: str
    is_active: bool | None
    """True: the account was seen active, whoever activated it. None: as it was."""
    last_day: date | None
    ended_on: date | None
    ended_by: str | None


ENDS = {"external_id": pl.String, "last_day": pl.Date, "ended_on": pl.Date, "ended_by": pl.String}
"""The columns of `Links.ends`."""


def _frame(rows: Sequence[Iterable[Any]], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Make a table of rows, by columns: that takes half the time of making it by rows."""
    return pl.DataFrame(dict(zip(schema, zip(*rows, strict=True), strict=True)) if rows else None, schema)


def _by_key(key: sa.Column[str], other: sa.Column[str]) -> sa.Select[str, str]:
    """Select the links of a tenant with some keys, and what is on their other side."""
    return sa.select(key, other).where(
        links.c.tenant == sa.bindparam("tenant"), key.in_(sa.bindparam("keys", expanding=True))
    )


# Built once: `apply` runs them for each operation with a manager.
ACCOUNTS_OF = _by_key(links.c.external_id, links.c.account_id)
PERSONS_OF = _by_key(links.c.account_id, links.c.external_id)


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
        return _frame(rows, schema)

    def ends(self, tenant: str) -> pl.DataFrame:
        """Grain: one per linked person of whose end something is known. Columns: `ENDS`."""
        query = sa.select(*(links.c[name] for name in ENDS)).where(
            links.c.tenant == tenant, sa.or_(links.c.last_day.is_not(None), links.c.ended_on.is_not(None))
        )
        with self._database.reading() as db:
            rows = db.execute(query).all()
        return _frame(rows, ENDS)

    def revision(self, tenant: str) -> str:
        """Read the revision of the tenant's links, which moves only when a link row changes."""
        with self._database.reading() as db:
            return read_revisions(db, tenant).links

    def accounts_of(self, tenant: str, persons: Iterable[str]) -> dict[str, str]:
        """Find the linked accounts of these people."""
        return self._found(ACCOUNTS_OF, tenant, persons)

    def persons_of(self, tenant: str, accounts: Iterable[str]) -> dict[str, str]:
        """Find the people that these accounts are linked to."""
        return self._found(PERSONS_OF, tenant, accounts)

    def _found(self, query: sa.Select[str, str], tenant: str, keys: Iterable[str]) -> dict[str, str]:
        with self._database.reading() as db:
            rows = db.execute(query, {"tenant": tenant, "keys": set(keys)})
            return {row[0]: row[1] for row in rows}


# Inside a transaction of another module


def save_links(
    db: sa.Connection, tenant: str, confirmed: Iterable[Link], change_set_id: str, now: datetime
) -> None:
    """Insert or update these links; the revision moves if any row changed. The account of a link that was
    moved (`MOVED`) leaves the person it was linked to; any other account has to be free, or linked so
    already."""
    of = {link.external_id: link for link in confirmed}
    has_moved = _move(db, tenant, [link for link in of.values() if link.how == MOVED])
    of_people = (links.c.tenant == tenant, links.c.external_id.in_(of))
    known = {
        row.external_id: (row.account_id, row.is_active)
        for row in db.execute(
            sa.select(links.c.external_id, links.c.account_id, links.c.is_active).where(*of_people)
        )
    }
    new = [
        {"tenant": tenant, **link._asdict(), "change_set_id": change_set_id, "linked_at": now}
        for person, link in of.items()
        if person not in known
    ]
    changed = []
    for person, link in of.items():
        if person in known:
            is_active = known[person][1] if link.is_active is None else link.is_active
            if known[person] != (link.account_id, is_active):
                account = {"new_account_id": link.account_id, "new_is_active": is_active}
                changed.append({"person": person} | account)
    if new:
        db.execute(links.insert(), new)
    if changed:
        db.execute(
            links.update()
            .where(links.c.tenant == tenant, links.c.external_id == sa.bindparam("person"))
            .values(
                account_id=sa.bindparam("new_account_id"),
                is_active=sa.bindparam("new_is_active", type_=sa.Boolean),
            ),
            changed,
        )
    if new or changed or has_moved:
        move_revision(db, tenant, "links_revision", now)


def _move(db: sa.Connection, tenant: str, moved: Sequence[Link]) -> bool:
    """Put the links of accounts under other people; True if there were any. What is known about an end was
    said of the former identifier, and is forgotten."""
    of_tenant = links.c.tenant == tenant
    query = sa.select(links.c.account_id, links.c.external_id).where(
        of_tenant, links.c.account_id.in_([link.account_id for link in moved])
    )
    before = dict(tuple(row) for row in db.execute(query)) if moved else {}
    changed = [link for link in moved if before.get(link.account_id, link.external_id) != link.external_id]
    for link in changed:
        # Whoever gets this account has given up one that the target no longer lists, if any.
        db.execute(links.delete().where(of_tenant, links.c.external_id == link.external_id))
        db.execute(
            links.update()
            .where(of_tenant, links.c.account_id == link.account_id)
            .values(external_id=link.external_id, last_day=None, ended_on=None, ended_by=None)
        )
    return bool(changed)


def remember(db: sa.Connection, tenant: str, known: Sequence[Remembered], now: datetime) -> None:
    """Store what links remember; the revision moves if any row changed. People without a link are ignored:
    their account could not be made."""
    if not known:
        return
    new = [{f"new_{name}": value for name, value in row._asdict().items()} for row in known]
    changed = db.execute(
        links.update()
        .where(links.c.tenant == tenant, links.c.external_id == sa.bindparam("new_external_id"))
        .values(
            is_active=sa.func.coalesce(sa.bindparam("new_is_active", type_=sa.Boolean), links.c.is_active),
            **{name: sa.bindparam(f"new_{name}") for name in ("last_day", "ended_on", "ended_by")},
        ),
        new,
    )
    if changed.rowcount:
        move_revision(db, tenant, "links_revision", now)
