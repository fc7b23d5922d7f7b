"""What has to be remembered from one run to the next: links, deliveries, change sets, operations.

One database by SQLAlchemy: SQLite by default, PostgreSQL by URL. Belongs here: tables, transactions,
the lease. Does not: deciding what the memory means (`core/`). It holds identifiers and, for
operations under way, the values before and after; it never holds an unmapped column (R13).
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import sqlalchemy as sa

from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import GuardrailBreach, Result, StateError
from qooper_assets.core.guardrails import Approval, History
from qooper_assets.edges.ledger import schema
from qooper_assets.edges.ledger.tables import (
    absences,
    approvals,
    change_sets,
    deactivations,
    deliveries,
    leases,
    links,
    operations,
    receipts,
)

LEASE_SECONDS = 60
OPEN_ATTEMPTS = 5


class Lease(NamedTuple):
    """The right to write for one tenant, until it expires or a higher fence exists."""

    tenant: str
    holder: str
    fence: int


class Link(NamedTuple):
    """The durable record that this person is that account."""

    external_id: str
    account_id: str
    is_active: bool
    how: str


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
"""Of an operation, the worst first. A manager who is not there yet (skipped) spoils nothing."""


class Outcome(NamedTuple):
    """How many people's changes of one action ended so."""

    action: str
    state: str
    error: str
    people: int


class Ledger:
    """All reading and writing of the ledger. Every method is one transaction."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.clock = clock
        # Values are people's: not in an error of the database, nor in a log of its statements (R13).
        self._engine = sa.create_engine(url, hide_parameters=True)
        if self._engine.dialect.name == "sqlite":
            _make_private(self._engine.url.database)
            sa.event.listen(self._engine, "connect", _durable_sqlite)
        for attempt in range(1, OPEN_ATTEMPTS + 1):
            try:
                self._migrate()
                return
            except sa.exc.SQLAlchemyError as error:
                if attempt == OPEN_ATTEMPTS:
                    raise StateError(
                        "ledger_unreadable",
                        f"the ledger can't be opened ({type(error).__name__}).",
                        where=self._engine.url.render_as_string(hide_password=True),
                        remedy="Check the address, the disk and the permissions; nothing was written.",
                    ) from None
                clock.sleep(0.1 * attempt)  # Another process may be migrating it.

    def _migrate(self) -> None:
        schema.migrate(self._engine, self._engine.url.render_as_string(hide_password=True))

    def close(self) -> None:
        self._engine.dispose()

    # Leases: never two writers of one tenant.

    @contextmanager
    def lease(self, tenant: str, holder: str) -> Iterator[Lease]:
        """Hold the tenant while the block runs. Raises `tenant_busy` (AP11)."""
        now = self.clock.now()
        with self._engine.begin() as db:
            row = db.execute(
                sa.select(leases).where(leases.c.tenant == tenant).with_for_update()
            ).one_or_none()
            if row is not None and row.expires_at > now:
                raise StateError(
                    "tenant_busy",
                    f"another run holds the tenant until {row.expires_at:%H:%M:%S} UTC.",
                    where=tenant,
                    remedy="Wait for it; a run that died gives the tenant free by itself.",
                    retryable=True,
                )
            fence = 1 if row is None else row.fence + 1
            values = {"holder": holder, "fence": fence, "expires_at": now + timedelta(seconds=LEASE_SECONDS)}
            if row is None:
                taken = self._insert_lease(db, tenant, values)
            else:
                taken = db.execute(
                    leases.update()
                    .where(leases.c.tenant == tenant, leases.c.fence == row.fence)
                    .values(values)
                ).rowcount
            if not taken:
                raise StateError("tenant_busy", "another run was first.", where=tenant, retryable=True)
        lease = Lease(tenant, holder, fence)
        try:
            yield lease
        finally:
            with self._engine.begin() as db:
                db.execute(leases.update().where(*_is(lease)).values(expires_at=self.clock.now()))

    @staticmethod
    def _insert_lease(db: sa.Connection, tenant: str, values: dict[str, Any]) -> int:
        try:
            return db.execute(leases.insert().values(tenant=tenant, **values)).rowcount
        except sa.exc.IntegrityError:
            return 0

    def _renew(self, db: sa.Connection, lease: Lease) -> None:
        """Renew inside a transaction; the whole transaction fails where the fence is no longer ours."""
        expires_at = self.clock.now() + timedelta(seconds=LEASE_SECONDS)
        if not db.execute(leases.update().where(*_is(lease)).values(expires_at=expires_at)).rowcount:
            raise StateError(
                "lease_lost",
                "another run took the tenant over.",
                where=lease.tenant,
                remedy="Nothing more was written by this run; the other one finishes.",
            )

    def renew(self, lease: Lease) -> None:
        with self._engine.begin() as db:
            self._renew(db, lease)

    # What `plan` needs to know.

    def links(self, tenant: str) -> pl.DataFrame:
        """Grain: one per linked person. Columns: external_id, account_id, is_active."""
        schema = {"external_id": pl.String, "account_id": pl.String, "is_active": pl.Boolean}
        query = sa.select(links.c.external_id, links.c.account_id, links.c.is_active)
        with self._engine.connect() as db:
            rows = db.execute(query.where(links.c.tenant == tenant)).all()
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def links_version(self, tenant: str) -> str:
        """Differs when the links do, for they change only with a lease that is renewed in the same
        transaction; by when that was, a ledger that was put back is told too."""
        query = sa.select(leases.c.fence, leases.c.expires_at).where(leases.c.tenant == tenant)
        with self._engine.connect() as db:
            held = db.execute(query).one_or_none()
        return f"{held.fence}-{held.expires_at.isoformat()}" if held else "0"

    def absences(self, tenant: str) -> pl.DataFrame:
        """Grain: one per person who was absent. Columns: external_id, files."""
        query = sa.select(absences.c.external_id, absences.c.files).where(absences.c.tenant == tenant)
        with self._engine.connect() as db:
            rows = db.execute(query).all()
        schema = {"external_id": pl.String, "files": pl.Int64}
        return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")

    def history(self, tenant: str, effective_on: date) -> History:
        """What the guardrails compare with."""
        of_tenant = deliveries.c.tenant == tenant
        week_ago = self.clock.now() - timedelta(days=7)
        with self._engine.connect() as db:
            recent = db.execute(
                sa.select(deliveries).where(of_tenant).order_by(deliveries.c.id.desc()).limit(5)
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
            is_live = db.scalar(
                sa.select(sa.func.count())
                .select_from(approvals)
                .where(approvals.c.tenant == tenant, approvals.c.decision == "approve")
            )
        last = recent[0] if recent else None
        return History(
            is_live=bool(is_live),
            source_rows=tuple(row.source_rows for row in recent),
            filled=json.loads(last.filled) if last else {},
            people=last.people if last else 0,
            policy_version=last.policy_version if last else None,
            deactivated_last_6_days=gone or 0,
            population_7_days_ago=population or 0,
        )

    def last_delivery(self, tenant: str) -> sa.Row[Any] | None:
        """The last accepted delivery, with the columns of `deliveries`."""
        query = sa.select(deliveries).where(deliveries.c.tenant == tenant)
        with self._engine.connect() as db:
            return db.execute(query.order_by(deliveries.c.id.desc()).limit(1)).one_or_none()

    # Change sets and their approvals.

    def record_change_set(self, change_set: ChangeSet, expires_at: datetime) -> str:
        """Remember a planned change set; gives its state: cleared, held, or rejected where somebody
        rejected this content before (G11). Every older one that waits is superseded (G09)."""
        key = (
            change_sets.c.tenant == change_set.tenant,
            change_sets.c.change_set_id == change_set.change_set_id,
        )
        with self._engine.begin() as db:
            known = db.scalar(sa.select(change_sets.c.state).where(*key))
            if known in ("approved", "applying", "rejected", "held"):
                # The same plan again: what was decided about it stands.
                db.execute(change_sets.update().where(*key).values(run_id=change_set.run_id))
                return "held" if known == "approved" else str(known)
            rejected = db.scalar(
                sa.select(sa.func.count()).where(
                    change_sets.c.tenant == change_set.tenant,
                    change_sets.c.roster_digest == change_set.roster_digest,
                    change_sets.c.policy_version == change_set.policy_version,
                    change_sets.c.state == "rejected",
                )
            )
            state = "cleared"
            if change_set.breaches:
                state = "rejected" if rejected else "held"
            db.execute(
                change_sets.update()
                .where(
                    change_sets.c.tenant == change_set.tenant,
                    change_sets.c.state.in_(("held", "cleared", "approved")),
                )
                .values(state="superseded", superseded_by=change_set.change_set_id)
            )
            db.execute(
                operations.delete().where(
                    operations.c.tenant == change_set.tenant,
                    operations.c.change_set_id == change_set.change_set_id,
                )
            )
            db.execute(change_sets.delete().where(*key))
            db.execute(
                approvals.update()
                .where(
                    approvals.c.tenant == change_set.tenant,
                    approvals.c.change_set_id == change_set.change_set_id,
                )
                .values(is_spent=True)
            )
            db.execute(
                change_sets.insert().values(
                    tenant=change_set.tenant,
                    change_set_id=change_set.change_set_id,
                    state=state,
                    partition=change_set.partition,
                    run_id=change_set.run_id,
                    roster_digest=change_set.roster_digest,
                    policy_version=change_set.policy_version,
                    created_at=change_set.created_at,
                    expires_at=expires_at,
                    manifest=change_set.model_dump_json(),
                )
            )
        return state

    def find_change_set(self, tenant: str, prefix: str) -> tuple[str, ChangeSet]:
        """The state and the change set whose id begins so. Raises `approval_unknown`."""
        query = sa.select(change_sets.c.state, change_sets.c.manifest).where(
            change_sets.c.tenant == tenant, change_sets.c.change_set_id.startswith(prefix, autoescape=True)
        )
        with self._engine.connect() as db:
            rows = db.execute(query).all() if len(prefix) >= 8 else []
        if len(rows) != 1:
            raise GuardrailBreach(
                "approval_unknown",
                f"{len(rows)} change sets have an id that begins with {prefix!r}.",
                where=tenant,
                remedy=f"Give at least 8 digits of an id that `qooper-assets status {tenant}` lists.",
            )
        return rows[0].state, ChangeSet.model_validate_json(rows[0].manifest)

    def waiting(self, tenant: str) -> ChangeSet | None:
        """The change set that waits for an approval, if any."""
        query = sa.select(change_sets.c.manifest).where(
            change_sets.c.tenant == tenant, change_sets.c.state == "held"
        )
        with self._engine.connect() as db:
            manifest = db.scalar(query)
        return None if manifest is None else ChangeSet.model_validate_json(manifest)

    def decide(self, change_set: ChangeSet, decision: str, person: str, reason: str) -> Approval:
        """Record an approval or a rejection, once (G12).

        Raises `GuardrailBreach`: approval_incomplete, approval_superseded, approval_expired,
        approval_decided, approval_unknown.
        """
        tenant, identifier = change_set.tenant, change_set.change_set_id
        if not person.strip() or not reason.strip():
            raise GuardrailBreach(
                "approval_incomplete",
                f"to {decision} a change set takes a person and a reason.",
                where=tenant,
                remedy="Give both, with --by and --reason.",
            )
        key = (change_sets.c.tenant == tenant, change_sets.c.change_set_id == identifier)
        now = self.clock.now()
        with self._engine.begin() as db:
            row = db.execute(sa.select(change_sets).where(*key).with_for_update()).one_or_none()
            if row is None:
                raise GuardrailBreach("approval_unknown", "no such change set.", where=tenant)
            if row.state == "superseded":
                raise GuardrailBreach(
                    "approval_superseded",
                    f"the change set {row.superseded_by[:12]} took this one's place.",
                    where=tenant,
                    remedy="Read the newer report and decide about that one.",
                )
            if row.state == "held" and now >= row.expires_at:
                raise GuardrailBreach(
                    "approval_expired",
                    f"it could be decided until {row.expires_at:%Y-%m-%d %H:%M} UTC.",
                    where=tenant,
                    remedy="Run the partition again for a new change set.",
                )
            if row.state != "held":
                raise GuardrailBreach(
                    "approval_decided",
                    f"the change set {identifier[:12]} is {row.state}; it is not decided twice.",
                    where=tenant,
                )
            state = "approved" if decision == "approve" else "rejected"
            taken = db.execute(
                change_sets.update().where(*key, change_sets.c.state == "held").values(state=state)
            ).rowcount
            if not taken:
                raise GuardrailBreach("approval_decided", "somebody else was first.", where=tenant)
            db.execute(
                approvals.insert().values(
                    tenant=tenant,
                    change_set_id=identifier,
                    decision=decision,
                    person=person.strip(),
                    reason=reason.strip(),
                    decided_at=now,
                )
            )
        return Approval(
            change_set_id=identifier,
            person=person.strip(),
            reason=reason.strip(),
            approved_at=now,
            expires_at=row.expires_at,
        )

    def approval(self, tenant: str, change_set_id: str) -> Approval | None:
        """The recorded approval of a change set, if it has one."""
        query = (
            sa.select(approvals, change_sets.c.expires_at)
            .join_from(
                approvals,
                change_sets,
                sa.and_(
                    approvals.c.tenant == change_sets.c.tenant,
                    approvals.c.change_set_id == change_sets.c.change_set_id,
                ),
            )
            .where(
                approvals.c.tenant == tenant,
                approvals.c.change_set_id == change_set_id,
                approvals.c.decision == "approve",
                ~approvals.c.is_spent,
            )
        )
        with self._engine.connect() as db:
            row = db.execute(query).one_or_none()
        if row is None:
            return None
        return Approval(
            change_set_id=change_set_id,
            person=row.person,
            reason=row.reason,
            approved_at=row.decided_at,
            expires_at=row.expires_at,
        )

    # Operations: written down before they are done.

    def start_operations(self, lease: Lease, change_set_id: str, planned: Iterable[Operation]) -> None:
        """Write the operations of a change set down, unless an earlier run did; it is applying now."""
        key = (operations.c.tenant == lease.tenant, operations.c.change_set_id == change_set_id)
        with self._engine.begin() as db:
            self._renew(db, lease)
            if not db.scalar(sa.select(sa.func.count()).select_from(operations).where(*key)):
                batch: list[dict[str, Any]] = []
                for operation in planned:
                    batch.append(
                        {
                            "tenant": lease.tenant,
                            "change_set_id": change_set_id,
                            **operation._asdict(),
                            "values": json.dumps(operation.values),
                            "before": json.dumps(operation.before),
                        }
                    )
                    if len(batch) == 5_000:
                        db.execute(operations.insert(), batch)
                        batch = []
                if batch:
                    db.execute(operations.insert(), batch)
            db.execute(
                change_sets.update()
                .where(change_sets.c.tenant == lease.tenant, change_sets.c.change_set_id == change_set_id)
                .values(state="applying")
            )

    def operations(
        self, tenant: str, change_set_id: str, *, after: int = -1, limit: int | None = None
    ) -> list[Operation]:
        """In the order in which they are done; those at positions behind `after`, `limit` at the most."""
        query = (
            sa.select(*(operations.c[name] for name in Operation._fields))
            .where(
                operations.c.tenant == tenant,
                operations.c.change_set_id == change_set_id,
                operations.c.position > after,
            )
            .order_by(operations.c.position)
            .limit(limit)
        )
        with self._engine.connect() as db:
            rows = [tuple(row) for row in db.execute(query)]
        found = (Operation(*row) for row in rows)
        return [o._replace(values=json.loads(str(o.values)), before=json.loads(str(o.before))) for o in found]

    def outcomes(self, tenant: str, change_set_id: str) -> list[Outcome]:
        """How the changes ended. A person with several operations ended as the worst of them."""
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
            .where(o.tenant == tenant, o.change_set_id == change_set_id)
            .group_by(o.external_id)
            .subquery()
        )
        query = sa.select(people.c.action, people.c.worst, people.c.error, sa.func.count()).group_by(
            people.c.action, people.c.worst, people.c.error
        )
        with self._engine.connect() as db:
            rows = db.execute(query).all()
        return [Outcome(action, STATES[worst], error or "", n) for action, worst, error, n in rows]

    def progress(self, tenant: str) -> tuple[int, int] | None:
        """Of the change set that is being applied: operations done, and all; None if there is none."""
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
            .where(change_sets.c.tenant == tenant, change_sets.c.state == "applying")
        )
        with self._engine.connect() as db:
            row = db.execute(query).one()
        return (row[0] or 0, row[1]) if row[1] else None

    def accounts_of(self, tenant: str, persons: Iterable[str]) -> dict[str, str]:
        """The linked accounts of these people."""
        query = sa.select(links.c.external_id, links.c.account_id).where(
            links.c.tenant == tenant, links.c.external_id.in_(set(persons))
        )
        with self._engine.connect() as db:
            return dict(tuple(row) for row in db.execute(query))

    def persons_of(self, tenant: str, accounts: Iterable[str]) -> dict[str, str]:
        """The people that these accounts are linked to."""
        query = sa.select(links.c.account_id, links.c.external_id).where(
            links.c.tenant == tenant, links.c.account_id.in_(set(accounts))
        )
        with self._engine.connect() as db:
            return dict(tuple(row) for row in db.execute(query))

    def interrupted(self, tenant: str) -> ChangeSet | None:
        """The change set whose apply began and did not end, if any."""
        query = sa.select(change_sets.c.manifest).where(
            change_sets.c.tenant == tenant, change_sets.c.state == "applying"
        )
        with self._engine.connect() as db:
            manifest = db.scalar(query)
        return None if manifest is None else ChangeSet.model_validate_json(manifest)

    def mark_sent(self, lease: Lease, change_set_id: str, positions: Sequence[int]) -> None:
        """Say that these writes are about to be made; one commit for the group."""
        with self._engine.begin() as db:
            self._renew(db, lease)
            db.execute(
                operations.update()
                .where(
                    operations.c.tenant == lease.tenant,
                    operations.c.change_set_id == change_set_id,
                    operations.c.position.in_(positions),
                )
                .values(state="sent")
            )

    def settle(
        self, lease: Lease, change_set_id: str, settled: Sequence[Operation], linked: Sequence[Link]
    ) -> None:
        """Record how a group of writes ended, and the links that they confirmed, in one commit (R7)."""
        now = self.clock.now()
        with self._engine.begin() as db:
            self._renew(db, lease)
            for operation in settled:
                db.execute(
                    operations.update()
                    .where(
                        operations.c.tenant == lease.tenant,
                        operations.c.change_set_id == change_set_id,
                        operations.c.position == operation.position,
                    )
                    .values(
                        state=operation.state,
                        error=operation.error,
                        account_id=operation.account_id,
                        written_at=now,
                    )
                )
            for link in linked:
                key = (links.c.tenant == lease.tenant, links.c.external_id == link.external_id)
                values = {"account_id": link.account_id, "is_active": link.is_active}
                if not db.execute(links.update().where(*key).values(values)).rowcount:
                    db.execute(
                        links.insert().values(
                            tenant=lease.tenant,
                            external_id=link.external_id,
                            how=link.how,
                            change_set_id=change_set_id,
                            linked_at=now,
                            **values,
                        )
                    )

    def finish(
        self,
        lease: Lease,
        change_set: ChangeSet,
        receipt: Receipt,
        *,
        absent: Sequence[str] | None,
        active_managed: int,
        modified_at: datetime | None,
    ) -> None:
        """Accept the delivery and close the change set, in one commit.

        New content counts: `absent` people are one file further, everybody else starts again at
        none (R1, S04, S06). None leaves the counts alone, where absence was suspended (R2).
        """
        tenant, identifier = change_set.tenant, change_set.change_set_id
        with self._engine.begin() as db:
            self._renew(db, lease)
            db.execute(
                change_sets.update()
                .where(change_sets.c.tenant == tenant, change_sets.c.change_set_id == identifier)
                .values(state="applied")
            )
            if receipt.applied.get("DEACTIVATE"):
                self._count_deactivations(db, tenant, change_set.effective_on, receipt.applied["DEACTIVATE"])
            if not change_set.is_repeat:
                if absent is not None:
                    self._count_absences(db, tenant, absent)
                db.execute(
                    deliveries.insert().values(
                        tenant=tenant,
                        partition=change_set.partition,
                        run_id=change_set.run_id,
                        raw_sha256=change_set.raw_sha256,
                        roster_digest=change_set.roster_digest,
                        source_rows=change_set.source_rows,
                        people=change_set.summary.people,
                        filled=json.dumps(change_set.filled),
                        accounts=change_set.summary.accounts,
                        active_managed=active_managed,
                        policy_version=change_set.policy_version,
                        change_set_id=identifier,
                        modified_at=modified_at,
                        accepted_at=self.clock.now(),
                    )
                )
            else:  # the content counts once, but a changed tenant file is accepted with it (S20)
                last = sa.select(sa.func.max(deliveries.c.id)).where(deliveries.c.tenant == tenant)
                db.execute(
                    deliveries.update()
                    .where(deliveries.c.id == last.scalar_subquery())
                    .values(policy_version=change_set.policy_version)
                )
            self._insert_receipt(db, receipt)

    def abandon(self, lease: Lease, change_set_id: str, effective_on: date, state: str) -> None:
        """Close a change set that is not finished: stale, or stopped. What was confirmed of it counts
        (the seven-day limit); what was not is planned anew by the next run."""
        outcomes = self.outcomes(lease.tenant, change_set_id)
        gone = sum(o.people for o in outcomes if (o.action, o.state) == ("DEACTIVATE", "confirmed"))
        key = (change_sets.c.tenant == lease.tenant, change_sets.c.change_set_id == change_set_id)
        with self._engine.begin() as db:
            self._renew(db, lease)
            db.execute(change_sets.update().where(*key).values(state=state))
            if gone:
                self._count_deactivations(db, lease.tenant, effective_on, gone)

    @staticmethod
    def _count_deactivations(db: sa.Connection, tenant: str, on: date, people: int) -> None:
        key = (deactivations.c.tenant == tenant, deactivations.c.effective_on == on)
        more = deactivations.update().where(*key).values(people=deactivations.c.people + people)
        if not db.execute(more).rowcount:
            db.execute(deactivations.insert().values(tenant=tenant, effective_on=on, people=people))

    @staticmethod
    def _count_absences(db: sa.Connection, tenant: str, absent: Sequence[str]) -> None:
        known = {
            row.external_id: row.files
            for row in db.execute(sa.select(absences).where(absences.c.tenant == tenant))
        }
        db.execute(absences.delete().where(absences.c.tenant == tenant))
        if absent:
            db.execute(
                absences.insert(),
                [
                    {"tenant": tenant, "external_id": person, "files": known.get(person, 0) + 1}
                    for person in absent
                ],
            )

    # Receipts: how every run ended, those that wrote nothing too.

    def _insert_receipt(self, db: sa.Connection, receipt: Receipt) -> None:
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

    def record_receipt(self, receipt: Receipt) -> None:
        with self._engine.begin() as db:
            self._insert_receipt(db, receipt)

    def record_failure(
        self, tenant: str, partition: str, run_id: str, result: Result, code: str, message: str
    ) -> None:
        """A run that ended before there was a change set to speak of."""
        with self._engine.begin() as db:
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
        with self._engine.connect() as db:
            rows = db.execute(query.order_by(receipts.c.id.desc()).limit(limit)).all()
        return [dict(row._mapping) for row in rows]


def _is(lease: Lease) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        leases.c.tenant == lease.tenant,
        leases.c.holder == lease.holder,
        leases.c.fence == lease.fence,
    )


def _make_private(file: str | None) -> None:
    """Make a new SQLite file 0600 before anything is in it; its companions take over its mode."""
    if file and file != ":memory:" and Path(file).parent.is_dir():
        os.close(os.open(file, os.O_CREAT, 0o600))


def _durable_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("busy_timeout=30000", "journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")
