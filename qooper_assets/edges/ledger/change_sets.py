"""The life of change sets as the ledger keeps it: recorded, decided, started, finished.

Each method is one transaction, and excludes every other one here for the same tenant (`Database.writing`), so
that no two runs act on what only one of them can have. Belongs here: that, and that a change set only goes on
while the state that it was planned on is still the tenant's. Does not: which transition is allowed
(`core/lifecycle.py`), or what a run does about it (`stages/recording.py`).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from qooper_assets.core import lifecycle
from qooper_assets.core.changes import Basis, ChangeSet, Receipt
from qooper_assets.core.errors import GuardrailBreach, StateError
from qooper_assets.core.guardrails import DEACTIVATION_LIMITS, Approval
from qooper_assets.core.lifecycle import Event, Recorded, State
from qooper_assets.core.roster import Head
from qooper_assets.edges.ledger.basis import (
    Undecided,
    basis_of,
    head_of,
    is_current,
    newer_than,
    undecided_of,
)
from qooper_assets.edges.ledger.change_set_rows import (
    approval_of,
    as_recorded,
    find,
    find_unfinished,
    find_waiting,
    forget_ended,
    insert,
    selected,
    spend_approvals,
    supersede_open,
    update,
)
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.deliveries import (
    count_deactivations,
    insert_receipt,
    last_delivery,
)
from qooper_assets.edges.ledger.leases import Lease, renew
from qooper_assets.edges.ledger.operations import Operation, insert_operations, outcomes
from qooper_assets.edges.ledger.people import (
    Declined,
    forget_declined,
    forget_declined_with,
    remember_declined,
    replace_absences,
)
from qooper_assets.edges.ledger.tables import approvals, change_sets, deliveries, tenants

PREFIX_MIN = 8
"""Digits of an id that somebody has to give."""


class Overtaken(Exception):
    """What a plan rests on changed, but no newer file was accepted: observe and plan again."""


class Absences(NamedTuple):
    """What a finished change set says about absence and declines; None leaves the counts as they are."""

    files: Sequence[tuple[str, int]] | None
    forgotten: Sequence[Declined] = ()


class ChangeSets(Database):
    """The change sets of all tenants."""

    def basis(self, tenant: str) -> Basis:
        """The state that a plan made now would rest on."""
        with self.reading() as db:
            return basis_of(db, tenant)

    def head(self, tenant: str) -> Head | None:
        """The roster that the next file of a delta feed is laid over, if there is one (D02): that of the
        newest change set that was recorded after the last accepted delivery and is undecided, else that of
        the last accepted delivery."""
        with self.reading() as db:
            return head_of(db, tenant)

    def undecided(self, tenant: str) -> Undecided | None:
        """What the head is of, where it is not of an accepted delivery."""
        with self.reading() as db:
            return undecided_of(db, tenant, last_delivery(db, tenant))

    # Recorded

    def record(
        self, lease: Lease, change_set: ChangeSet, expires_at: datetime
    ) -> tuple[Recorded, ChangeSet | None]:
        """Remember a planned change set. Gives it with its state, and the one that waited and is superseded.

        It is superseded itself where a delivery was accepted, or a change set is open, whose file was fetched
        after its own (F12), unless it is of a delta feed: there no other file has its rows. One that is known
        already keeps what was decided about it. Raises `Overtaken` where anything else that it was planned on
        is not the tenant's state any more.
        """
        tenant, identifier = change_set.tenant, change_set.change_set_id
        with self.writing(tenant) as db:
            renew(db, lease, self.clock.now())
            known = find(db, tenant, identifier)
            assert change_set.planned_on is not None, "a plan of this version has one"
            is_delta = change_set.planned_on.head is not None
            basis = basis_of(db, tenant, with_head=is_delta)
            if not is_delta and (newer := newer_than(db, change_set)) is not None:
                if known is not None:
                    return known, None
                recorded = Recorded(State.SUPERSEDED, change_set, newer, expires_at)
                insert(db, recorded)
                return recorded, None
            if change_set.planned_on != basis or find_unfinished(db, tenant):
                raise Overtaken
            state = _state_of(db, change_set, known)
            waiting = find_waiting(db, tenant)
            supersede_open(db, tenant, identifier, has_others=is_delta)
            if known is not None and state in (State.APPROVED, State.DECLINED):
                kept = known.change_set.model_copy(update={"planned_on": basis})
                update(db, kept, run_id=change_set.run_id, manifest=kept.model_dump_json())
                return known._replace(change_set=kept), None
            if known is not None and state is State.HELD and known.state is State.HELD:
                expires_at = known.expires_at or expires_at  # to be planned again gives no more time
            recorded = Recorded(state, change_set, "", expires_at)
            forget_ended(db, tenant, identifier)
            insert(db, recorded)
        is_same = waiting is None or waiting.change_set.change_set_id == identifier
        return recorded, None if is_same or waiting is None else waiting.change_set

    def find_change_set(self, tenant: str, prefix: str) -> Recorded:
        """The change set whose id begins so. Raises `approval_unknown`."""
        with self.reading() as db:
            query = selected().where(
                change_sets.c.tenant == tenant,
                change_sets.c.change_set_id.startswith(prefix, autoescape=True),
            )
            rows = db.execute(query).all() if len(prefix) >= PREFIX_MIN else []
        if len(rows) != 1:
            raise GuardrailBreach(
                "approval_unknown",
                f"{len(rows)} change sets have an id that begins with {prefix!r}.",
                where=tenant,
                remedy=f"Give at least {PREFIX_MIN} digits of an id that `qooper-assets status {tenant}`"
                " lists.",
            )
        return as_recorded(rows[0])

    def waiting(self, tenant: str) -> Recorded | None:
        """The change set that waits for a person, if any: held, or approved and never begun."""
        with self.reading() as db:
            return find_waiting(db, tenant)

    def interrupted(self, tenant: str) -> ChangeSet | None:
        """The change set whose apply began and did not end, if any."""
        with self.reading() as db:
            return find_unfinished(db, tenant)

    # Decided

    def approve(self, change_set: ChangeSet, person: str, reason: str) -> Approval:
        """Record an approval, once (G12).

        Raises `GuardrailBreach`: approval_incomplete, approval_superseded, approval_expired,
        approval_decided, approval_unknown.
        """
        with self.writing(change_set.tenant) as db:
            recorded = self._decide(db, change_set, Event.APPROVE, person, reason)
        return Approval(
            change_set_id=change_set.change_set_id,
            person=person.strip(),
            reason=reason.strip(),
            approved_at=self.clock.now(),
            expires_at=recorded.expires_at or self.clock.now(),
        )

    def decline(self, change_set: ChangeSet, person: str, reason: str, declined: Iterable[Declined]) -> None:
        """Record that somebody said no, and to what, once (G11, G22). Raises as `approve` does."""
        with self.writing(change_set.tenant) as db:
            recorded = self._decide(db, change_set, Event.DECLINE, person, reason)
            remember_declined(
                db,
                change_set.tenant,
                declined,
                policy_version=recorded.change_set.policy_version,
                change_set_id=change_set.change_set_id,
                now=self.clock.now(),
            )

    def withdraw(self, change_set: ChangeSet, person: str, reason: str) -> int:
        """Take a decline back: its changes are proposed again. Gives how many were remembered.

        Raises `GuardrailBreach` approval_incomplete, or approval_decided where it is not declined.
        """
        tenant, identifier, now = change_set.tenant, change_set.change_set_id, self.clock.now()
        with self.writing(tenant) as db:
            spend_approvals(db, tenant, identifier)
            self._decide(db, change_set, Event.WITHDRAW, person, reason)
            spend_approvals(db, tenant, identifier)
            return forget_declined_with(db, tenant, identifier, now)

    def _decide(
        self, db: sa.Connection, change_set: ChangeSet, event: Event, person: str, reason: str
    ) -> Recorded:
        tenant, identifier, now = change_set.tenant, change_set.change_set_id, self.clock.now()
        if not person.strip() or not reason.strip():
            raise GuardrailBreach(
                "approval_incomplete",
                f"to {event} a change set takes a person and a reason.",
                where=tenant,
                remedy="Give both, with --by and --reason.",
            )
        recorded = find(db, tenant, identifier)
        if recorded is None:
            raise GuardrailBreach("approval_unknown", "no such change set.", where=tenant)
        state = lifecycle.check(recorded, event, now)
        update(db, change_set, state=state)
        db.execute(
            approvals.insert().values(
                tenant=tenant,
                change_set_id=identifier,
                decision=event.value,
                person=person.strip(),
                reason=reason.strip(),
                decided_at=now,
            )
        )
        return recorded

    def approval(self, tenant: str, change_set_id: str) -> Approval | None:
        """The recorded approval of a change set, if it has one."""
        with self.reading() as db:
            return approval_of(db, tenant, change_set_id)

    # Applied

    def start(self, lease: Lease, change_set: ChangeSet, planned: Iterable[Operation]) -> None:
        """Write the operations of a change set down; it is applying now.

        An approved first load takes the tenant live with that (R4). Raises `GuardrailBreach` where the change
        set may not begin, among others approval_superseded: what it was planned on was overtaken.
        """
        tenant, identifier, now = lease.tenant, change_set.change_set_id, self.clock.now()
        overtaken = None
        with self.writing(tenant) as db:
            renew(db, lease, now)
            recorded = find(db, tenant, identifier)
            assert recorded is not None, "a change set is recorded before it is started"
            state = lifecycle.check(recorded, Event.START, now)
            if not is_current(db, recorded.change_set):
                overtaken = recorded._replace(state=State.SUPERSEDED)
                update(db, change_set, state=State.SUPERSEDED)
            else:
                count = insert_operations(db, tenant, identifier, planned)
                update(db, change_set, state=state)
                if count and recorded.state is State.APPROVED:
                    _go_live(db, recorded.change_set, now)
        if overtaken is not None:
            lifecycle.check(overtaken, Event.START, now)

    def finish(
        self,
        lease: Lease,
        change_set: ChangeSet,
        receipt: Receipt,
        *,
        absences: Absences,
        active_managed: int,
    ) -> None:
        """Accept the delivery and close the change set, in one commit.

        New content counts: who is absent gets the new count of files, and everybody else starts again at none
        (R1, S04, S06). Raises `StateError` accounting where another delivery was accepted meanwhile.
        """
        tenant, now = change_set.tenant, self.clock.now()
        with self.writing(tenant) as db:
            renew(db, lease, now)
            _refuse_unless_applying(db, change_set)
            approval = approval_of(db, tenant, change_set.change_set_id)
            over = sorted({breach.code for breach in change_set.breaches}) if approval else []
            update(db, change_set, state=State.APPLIED)
            if approval is not None:
                _go_live(db, change_set, now)
            _count_gone(db, change_set, receipt.applied.get("DEACTIVATE", 0))
            forget_declined(db, tenant, absences.forgotten, now)
            last = last_delivery(db, tenant)
            if change_set.is_repeat and last is not None:
                # The content counts once, but a changed tenant file is accepted with it (S20).
                again = deliveries.update().where(deliveries.c.id == last.id)
                landing = max(last.landing, change_set.landing or 0)
                db.execute(again.values(policy_version=change_set.policy_version, landing=landing))
            else:
                if absences.files is not None:
                    replace_absences(db, tenant, absences.files)
                db.execute(deliveries.insert().values(_delivery(change_set, active_managed, over, now)))
            insert_receipt(db, receipt)

    def abandon(self, lease: Lease, change_set: ChangeSet, event: Event) -> None:
        """Close a change set that is not finished: stale, or stopped. What was confirmed of it counts
        (the seven-day limit); what was not is planned again by the next run."""
        tenant, identifier, now = lease.tenant, change_set.change_set_id, self.clock.now()
        with self.writing(tenant) as db:
            renew(db, lease, now)
            recorded = find(db, tenant, identifier)
            assert recorded is not None, "a change set is recorded before it is abandoned"
            update(db, change_set, state=lifecycle.check(recorded, event, now))
            found = outcomes(db, tenant, identifier)
            gone = sum(o.people for o in found if (o.action, o.state) == ("DEACTIVATE", "confirmed"))
            _count_gone(db, change_set, gone)


# Inside a transaction


def _refuse_unless_applying(db: sa.Connection, change_set: ChangeSet) -> None:
    recorded = find(db, change_set.tenant, change_set.change_set_id)
    planned_on, last = change_set.planned_on, last_delivery(db, change_set.tenant)
    if (
        recorded is None
        or lifecycle.after(recorded.state, Event.FINISH) is None
        or (planned_on is not None and planned_on.delivery != (last.id if last else 0))
    ):
        raise StateError(
            "accounting",
            f"the change set {change_set.change_set_id[:12]} was overtaken while it was applied.",
            where=change_set.tenant,
            remedy="What was written is recorded, and the next run plans again. Report it: the lease should"
            " have prevented this.",
        )


def _state_of(db: sa.Connection, change_set: ChangeSet, known: Recorded | None) -> State:
    """The state of a change set that is planned now, on a current basis."""
    state = State.HELD if change_set.breaches else State.CLEARED
    if known is not None and known.state is State.DECLINED:
        return State.DECLINED
    if known is not None and known.state is State.APPROVED:
        approved = {breach.code for breach in known.change_set.breaches}
        if {breach.code for breach in change_set.breaches} <= approved:
            return State.APPROVED
    if change_set.summary.changes == 0 and _is_declined(db, change_set):
        return State.DECLINED
    return state


def _is_declined(db: sa.Connection, change_set: ChangeSet) -> bool:
    """Check that the last decision about this roster under this policy was to decline it (G11)."""
    decided = (State.APPLIED, State.DECLINED)
    same = (
        change_sets.c.tenant == change_set.tenant,
        change_sets.c.roster_digest == change_set.roster_digest,
        change_sets.c.policy_version == change_set.policy_version,
        change_sets.c.state.in_(decided),
    )
    last = sa.select(change_sets.c.state).where(*same).order_by(change_sets.c.ordinal.desc()).limit(1)
    return db.scalar(last) == State.DECLINED


def _count_gone(db: sa.Connection, change_set: ChangeSet, people: int) -> None:
    """Count confirmed deactivations into the seven days, but for those of a change set that went over a
    deactivation limit: only an approval lets it be applied, and what was approved does not count (G19)."""
    if people and not any(breach.code in DEACTIVATION_LIMITS for breach in change_set.breaches):
        count_deactivations(db, change_set.tenant, change_set.effective_on, people)


def _go_live(db: sa.Connection, change_set: ChangeSet, now: datetime) -> None:
    """An approved first load takes the tenant live, once, and nothing else does (R4)."""
    if change_set.is_first_load:
        not_yet = (tenants.c.tenant == change_set.tenant, tenants.c.live_at.is_(None))
        db.execute(tenants.update().where(*not_yet).values(live_at=now, live_by=change_set.change_set_id))


def _delivery(
    change_set: ChangeSet, active_managed: int, over: Sequence[str], now: datetime
) -> dict[str, str | int | date | None]:
    return {
        "tenant": change_set.tenant,
        "partition": change_set.partition,
        "run_id": change_set.run_id,
        "raw_sha256": change_set.raw_sha256,
        "roster_digest": change_set.roster_digest,
        "source_rows": change_set.source_rows,
        "people": change_set.summary.people,
        "filled": json.dumps(change_set.filled),
        "accounts": change_set.summary.accounts,
        "active_managed": active_managed,
        "policy_version": change_set.policy_version,
        "change_set_id": change_set.change_set_id,
        "modified_at": change_set.raw_modified_at,
        "accepted_at": now,
        "approved_over": json.dumps(over),
        "landing": change_set.landing or 0,
        "unreadable_rows": change_set.unreadable_rows,
    }
