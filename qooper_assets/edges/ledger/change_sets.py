"""Change sets: their life as the ledger keeps it, from recorded to applied.

Each method that writes is one transaction, and excludes every other one of the same tenant
(`Database.writing`), so that no two runs act on the same state. Belongs here: recording,
starting and ending change sets, each only while the state that it was planned on is still the tenant's. Does
not: a person's decision (`approvals.py`), which transition is allowed (`core/lifecycle.py`), or what a run
does about it (`stages/recording.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from qooper_assets.core import lifecycle, notices
from qooper_assets.core.changes import Basis, ChangeSet, Head, Receipt
from qooper_assets.core.decisions import Question
from qooper_assets.core.errors import GuardrailBreach, Result, StateError
from qooper_assets.core.lifecycle import Event, Recorded, State
from qooper_assets.edges.ledger.absences import Absence
from qooper_assets.edges.ledger.accepting import accept_delivery, find_part_applied
from qooper_assets.edges.ledger.approvals import find_approval, spend_approvals
from qooper_assets.edges.ledger.basis import (
    Undecided,
    find_head,
    find_newer,
    find_undecided,
    is_current,
    read_basis,
)
from qooper_assets.edges.ledger.change_set_rows import (
    delete_change_set,
    find_by_prefix,
    find_change_set,
    find_first_partition,
    find_interrupted,
    find_waiting,
    insert_change_set,
    is_declined_content,
    supersede_open,
    update_change_set,
)
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.decisions import end_done, end_outdated, replace_questions
from qooper_assets.edges.ledger.declines import Declined, forget_declined
from qooper_assets.edges.ledger.deliveries import count_deactivations, find_last_delivery
from qooper_assets.edges.ledger.leases import Lease, renew
from qooper_assets.edges.ledger.links import Remembered, remember
from qooper_assets.edges.ledger.operations import (
    Operation,
    delete_operations,
    insert_operations,
    read_outcomes,
)
from qooper_assets.edges.ledger.outbox import find_last_notice, queue_notice
from qooper_assets.edges.ledger.receipts import insert_receipt
from qooper_assets.edges.ledger.tenant_rows import count_partial, go_live, keep_identity

PREFIX_MIN = 8
"""The number of digits of an id that a person has to give."""


class Overtaken(Exception):
    """The basis of a plan changed, but no newer file was accepted: observe and plan again."""


class ChangeSets:
    """The change sets of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def basis(self, tenant: str) -> Basis:
        """Read the state that a plan made now would be based on."""
        with self._database.reading() as db:
            return read_basis(db, tenant)

    def head(self, tenant: str) -> Head | None:
        """Find the roster that the next file of a delta feed is merged into, if any (D02): that of the
        newest change set that was recorded after the last accepted delivery and is undecided, else that of
        the last accepted delivery."""
        with self._database.reading() as db:
            return find_head(db, tenant)

    def undecided(self, tenant: str) -> Undecided | None:
        """Find the undecided delivery that the head belongs to; None if that is an accepted delivery."""
        with self._database.reading() as db:
            return find_undecided(db, tenant, find_last_delivery(db, tenant))

    def find(self, tenant: str, prefix: str) -> Recorded:
        """Find the change set whose id begins with a prefix. Raises `GuardrailBreach` approval_unknown."""
        found: list[Recorded] = []
        with self._database.reading() as db:
            if len(prefix) >= PREFIX_MIN:
                found = find_by_prefix(db, tenant, prefix)
        if len(found) != 1:
            raise GuardrailBreach(
                "approval_unknown",
                f"{len(found)} change sets have an id that begins with {prefix!r}.",
                where=tenant,
                remedy=f"Give at least {PREFIX_MIN} digits of an id that `qooper-assets status {tenant}`"
                " lists.",
            )
        return found[0]

    def first_partition(self, tenant: str) -> str | None:
        """Find the earliest partition that has a change set, if any has."""
        with self._database.reading() as db:
            return find_first_partition(db, tenant)

    def waiting(self, tenant: str) -> Recorded | None:
        """Find the change set that waits for a person, if any: held, or approved and never begun."""
        with self._database.reading() as db:
            return find_waiting(db, tenant)

    def interrupted(self, tenant: str) -> ChangeSet | None:
        """Find the change set whose apply began and did not end, if any."""
        with self._database.reading() as db:
            return find_interrupted(db, tenant)

    def part_applied(self, tenant: str) -> ChangeSet | None:
        """Find the change set that was applied without a part of its plan, if its delivery is not accepted
        yet (AT14)."""
        with self._database.reading() as db:
            return find_part_applied(db, tenant)

    def record(
        self,
        lease: Lease,
        change_set: ChangeSet,
        expires_at: datetime,
        questions: Sequence[Question] = (),
    ) -> tuple[Recorded, ChangeSet | None]:
        """Record a planned change set. Returns it with its state, and the waiting one that it supersedes.

        It is superseded itself if a file that was fetched after its own was accepted, or has an open change
        set (F12), except in a delta feed, where no other file has its rows. One that is already recorded
        keeps the decisions about it. Its `questions` replace those of the plan before. Raises `Overtaken` if
        anything else that it was planned on is no longer the tenant's state.
        """
        tenant, identifier = change_set.tenant, change_set.change_set_id
        assert change_set.planned_on is not None, "a plan of this version has one"
        is_delta = change_set.planned_on.head is not None
        with self._database.writing(tenant) as db:
            renew(db, lease, self._database.now())
            known = find_change_set(db, tenant, identifier)
            basis = read_basis(db, tenant, with_head=is_delta)
            if not is_delta and (newer := find_newer(db, change_set)) is not None:
                return known or _insert_superseded(db, change_set, newer, expires_at), None
            if change_set.planned_on != basis or find_interrupted(db, tenant):
                raise Overtaken
            state = _state_of(db, change_set, known)
            waiting = find_waiting(db, tenant)
            replace_questions(db, tenant, questions, identifier, self._database.now())
            supersede_open(db, tenant, identifier, has_others=is_delta)
            if known is not None and state in (State.APPROVED, State.DECLINED):
                return _keep_decided(db, known, change_set.run_id, basis), None
            if known is not None and state is State.HELD and known.state is State.HELD:
                expires_at = known.expires_at or expires_at  # planning it again doesn't extend it
            recorded = Recorded(state, change_set, "", expires_at)
            _forget_ended(db, tenant, identifier)
            insert_change_set(db, recorded)
            was_held = known is not None and known.state is State.HELD
            if self._database.queues_notices and state is State.HELD and not was_held:
                queue_notice(db, notices.of_held(change_set, self._database.now()))
        is_same = waiting is None or waiting.change_set.change_set_id == identifier
        return recorded, None if is_same or waiting is None else waiting.change_set

    def start(self, lease: Lease, change_set: ChangeSet, planned: Iterable[Operation]) -> None:
        """Store the operations of a change set; it is applying now.

        An approved first load thereby takes the tenant live (R4). Raises `GuardrailBreach` if the change set
        may not begin, for example approval_superseded if what it was planned on was overtaken.
        """
        tenant, identifier, now = lease.tenant, change_set.change_set_id, self._database.now()
        overtaken = None
        with self._database.writing(tenant) as db:
            renew(db, lease, now)
            recorded = find_change_set(db, tenant, identifier)
            assert recorded is not None, "a change set is recorded before it is started"
            state = lifecycle.check(recorded, Event.START, now)
            if not is_current(db, recorded.change_set):
                overtaken = recorded._replace(state=State.SUPERSEDED)
                update_change_set(db, change_set, state=State.SUPERSEDED)
            else:
                count = insert_operations(db, tenant, identifier, planned)
                update_change_set(db, change_set, state=state)
                if count and recorded.state is State.APPROVED:
                    go_live(db, recorded.change_set, now)
                    keep_identity(db, recorded.change_set)
        if overtaken is not None:
            lifecycle.check(overtaken, Event.START, now)

    def finish(
        self,
        lease: Lease,
        change_set: ChangeSet,
        receipt: Receipt,
        *,
        active_managed: int,
        absences: Sequence[Absence] | None,
        forgotten: Sequence[Declined] = (),
        remembered: Sequence[Remembered] = (),
    ) -> None:
        """Accept the delivery and close the change set, in one commit.

        If a part of the plan is held back, the delivery is not accepted yet (AT14). `absences` replace those
        of the tenant, so that for everybody else the count starts again at 0 (R1, S04, S06); None, or a
        repeated content, keeps them. Raises `StateError` accounting if another delivery was accepted
        meanwhile.
        """
        tenant, now = change_set.tenant, self._database.now()
        with self._database.writing(tenant) as db:
            renew(db, lease, now)
            _refuse_unless_applying(db, change_set)
            approval = find_approval(db, tenant, change_set.change_set_id)
            over = sorted({breach.code for breach in change_set.breaches}) if approval else []
            if approval is not None:
                go_live(db, change_set, now)
            keep_identity(db, change_set)
            count_deactivations(db, change_set, receipt.applied.get("DEACTIVATE", 0))
            remember(db, tenant, remembered, now)
            end_done(db, tenant, change_set.used_answers, change_set.change_set_id, now)
            if change_set.held_back is not None:
                update_change_set(db, change_set, state=State.PART_APPLIED)
            else:
                update_change_set(db, change_set, state=State.APPLIED)
                forget_declined(db, tenant, forgotten, now)
                end_outdated(db, tenant, change_set.outdated_answers, now)
                accept_delivery(
                    db,
                    change_set,
                    active_managed=active_managed,
                    approved_over=over,
                    absences=absences,
                    now=now,
                )
            insert_receipt(db, receipt)
            partials = count_partial(db, tenant, is_partial=receipt.result is Result.PARTIAL)
            if self._database.queues_notices:
                last = find_last_notice(db, tenant)
                queue_notice(db, notices.of_receipt(receipt, change_set, partials, last))

    def abandon(self, lease: Lease, change_set: ChangeSet, event: Event) -> None:
        """Close an unfinished change set: stale, or stopped. Its confirmed changes count (for the seven-day
        limit); the others are planned again by the next run."""
        tenant, identifier, now = lease.tenant, change_set.change_set_id, self._database.now()
        with self._database.writing(tenant) as db:
            renew(db, lease, now)
            recorded = find_change_set(db, tenant, identifier)
            assert recorded is not None, "a change set is recorded before it is abandoned"
            update_change_set(db, change_set, state=lifecycle.check(recorded, event, now))
            end_done(db, tenant, change_set.used_answers, identifier, now)
            found = read_outcomes(db, tenant, identifier)
            deactivated = sum(o.people for o in found if (o.action, o.state) == ("DEACTIVATE", "confirmed"))
            count_deactivations(db, change_set, deactivated)


# Inside a transaction


def _state_of(db: sa.Connection, change_set: ChangeSet, known: Recorded | None) -> State:
    """Determine the state of a change set that is planned now, on a current basis."""
    if known is not None and known.state is State.DECLINED:
        return State.DECLINED
    if known is not None and known.state is State.APPROVED:
        approved = {breach.code for breach in known.change_set.breaches}
        if {breach.code for breach in change_set.breaches} <= approved:
            return State.APPROVED
    # G11: the content was declined, and nothing else in it is due.
    if change_set.summary.changes == 0 and is_declined_content(db, change_set):
        return State.DECLINED
    return State.HELD if change_set.breaches else State.CLEARED


def _insert_superseded(
    db: sa.Connection, change_set: ChangeSet, newer: str, expires_at: datetime
) -> Recorded:
    """Record a change set that a newer file overtook while it was planned."""
    recorded = Recorded(State.SUPERSEDED, change_set, newer, expires_at)
    insert_change_set(db, recorded)
    return recorded


def _keep_decided(db: sa.Connection, known: Recorded, run_id: str, basis: Basis) -> Recorded:
    """Keep a change set that was decided earlier; this run has planned it again, on this basis."""
    kept = known.change_set.model_copy(update={"planned_on": basis})
    update_change_set(db, kept, run_id=run_id, manifest=kept.model_dump_json())
    return known._replace(change_set=kept)


def _forget_ended(db: sa.Connection, tenant: str, change_set_id: str) -> None:
    """Remove a change set with this id that was recorded earlier and ended: no approval is reused (G13)."""
    delete_operations(db, tenant, change_set_id)
    delete_change_set(db, tenant, change_set_id)
    spend_approvals(db, tenant, change_set_id)


def _refuse_unless_applying(db: sa.Connection, change_set: ChangeSet) -> None:
    """Raise `StateError` accounting if a change set was closed, or another delivery was accepted."""
    recorded = find_change_set(db, change_set.tenant, change_set.change_set_id)
    planned_on, last = change_set.planned_on, find_last_delivery(db, change_set.tenant)
    event = Event.FINISH if change_set.held_back is None else Event.FINISH_PART
    if (
        recorded is None
        or lifecycle.after(recorded.state, event) is None
        or (planned_on is not None and planned_on.delivery != (last.id if last else 0))
    ):
        raise StateError(
            "accounting",
            f"the change set {change_set.change_set_id[:12]} was overtaken while it was applied.",
            where=change_set.tenant,
            remedy="What was written is recorded, and the next run plans again. Report it: the lease should"
            " have prevented this.",
        )
