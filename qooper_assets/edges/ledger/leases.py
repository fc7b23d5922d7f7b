"""Leases: at most one writer per tenant, enforced by a fence.

Belongs here: acquiring, renewing and releasing a lease. Does not: what is done under it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core.errors import StateError
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.tables import leases

LEASE_SECONDS = 60


class Lease(NamedTuple):
    """The right to write for one tenant, until it expires or a higher fence exists."""

    tenant: str
    holder: str
    fence: int


class Leases:
    """The leases of all tenants, one row per tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def hold(self, tenant: str, holder: str) -> Iterator[Lease]:
        """Hold the tenant's lease while the block runs. Raises `StateError` tenant_busy (AP11)."""
        now = self._database.now()
        with self._database.writing(tenant) as db:
            row = db.execute(sa.select(leases).where(leases.c.tenant == tenant)).one_or_none()
            if row is not None and row.expires_at > now:
                raise StateError(
                    "tenant_busy",
                    f"another run holds the tenant until {row.expires_at:%H:%M:%S} UTC.",
                    where=tenant,
                    remedy="Wait for it; the lease of a run that died expires on its own.",
                    retryable=True,
                )
            fence = 1 if row is None else row.fence + 1
            values = {"holder": holder, "fence": fence, "expires_at": _expiry(now)}
            if row is None:
                db.execute(leases.insert().values(tenant=tenant, **values))
            else:
                db.execute(leases.update().where(leases.c.tenant == tenant).values(values))
        lease = Lease(tenant, holder, fence)
        try:
            yield lease
        finally:
            with suppress(StateError), self._database.writing() as db:  # one that isn't released expires
                db.execute(leases.update().where(*_is(lease)).values(expires_at=self._database.now()))

    def is_held(self, tenant: str) -> bool:
        """True while a run holds the tenant's lease, or has died and its lease has not expired."""
        query = sa.select(leases.c.tenant).where(
            leases.c.tenant == tenant, leases.c.expires_at > self._database.now()
        )
        with self._database.reading() as db:
            return db.execute(query).first() is not None

    def renew(self, lease: Lease) -> None:
        """Keep a lease for another `LEASE_SECONDS`. Raises `StateError` lease_lost."""
        with self._database.writing() as db:
            renew(db, lease, self._database.now())


def renew(db: sa.Connection, lease: Lease, now: datetime) -> None:
    """Check the fence and renew the lease, inside a transaction, which fails as a whole if the fence is no
    longer ours. Raises `StateError` lease_lost."""
    if not db.execute(leases.update().where(*_is(lease)).values(expires_at=_expiry(now))).rowcount:
        raise StateError(
            "lease_lost",
            "another run took the tenant over.",
            where=lease.tenant,
            remedy="This run wrote nothing more; the other one finishes.",
        )


def _expiry(now: datetime) -> datetime:
    return now + timedelta(seconds=LEASE_SECONDS)


def _is(lease: Lease) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        leases.c.tenant == lease.tenant,
        leases.c.holder == lease.holder,
        leases.c.fence == lease.fence,
    )
