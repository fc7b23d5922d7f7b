"""Approvals: people's decisions about change sets, each recorded once (G12).

Each method is one transaction, and excludes every other one of the same tenant (`Database.writing`). Belongs
here: approving, declining, and withdrawing a decline. Does not: what is allowed
(`core/lifecycle.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from qooper_assets.core import lifecycle
from qooper_assets.core.approval import Approval, refuse_anonymous
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.lifecycle import Event, Recorded
from qooper_assets.edges.ledger.absences import Absence
from qooper_assets.edges.ledger.accepting import accept_delivery, is_rest
from qooper_assets.edges.ledger.change_set_rows import find_change_set, update_change_set
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.declines import Declined, forget_declined_with, remember_declined
from qooper_assets.edges.ledger.tables import approvals, change_sets


class Approvals:
    """People's decisions about the change sets of all tenants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def approve(self, change_set: ChangeSet, person: str, reason: str) -> Approval:
        """Record an approval, once (G12).

        Raises `GuardrailBreach`: approval_incomplete, approval_superseded, approval_expired,
        approval_decided, approval_unknown.
        """
        with self._database.writing(change_set.tenant) as db:
            recorded = _decide(db, change_set, Event.APPROVE, person, reason, self._database.now())
        return Approval(
            change_set_id=change_set.change_set_id,
            person=person.strip(),
            reason=reason.strip(),
            approved_at=self._database.now(),
            expires_at=recorded.expires_at or self._database.now(),
        )

    def decline(
        self,
        change_set: ChangeSet,
        person: str,
        reason: str,
        declined: Iterable[Declined],
        absences: Sequence[Absence] | None = None,
    ) -> None:
        """Record that somebody declined a change set, and which changes that are, once (G11, G22).

        If everything else of its delivery was applied, the delivery is decided and thereby accepted, with
        these `absences` (AT14). Raises what `approve` raises.
        """
        with self._database.writing(change_set.tenant) as db:
            now = self._database.now()
            recorded = _decide(db, change_set, Event.DECLINE, person, reason, now)
            remember_declined(
                db,
                change_set.tenant,
                declined,
                policy_version=recorded.change_set.policy_version,
                change_set_id=change_set.change_set_id,
                now=now,
            )
            if is_rest(db, recorded.change_set):
                accept_delivery(
                    db,
                    recorded.change_set,
                    active_managed=recorded.change_set.summary.active_managed,
                    approved_over=[],
                    absences=absences,
                    now=now,
                )

    def withdraw(self, change_set: ChangeSet, person: str, reason: str) -> int:
        """Withdraw a decline, so that its changes are proposed again; returns how many changes it had.

        Raises `GuardrailBreach` approval_incomplete, or approval_decided if it is not declined.
        """
        tenant, identifier = change_set.tenant, change_set.change_set_id
        with self._database.writing(tenant) as db:
            now = self._database.now()
            spend_approvals(db, tenant, identifier)
            _decide(db, change_set, Event.WITHDRAW, person, reason, now)
            spend_approvals(db, tenant, identifier)
            return forget_declined_with(db, tenant, identifier, now)

    def find(self, tenant: str, change_set_id: str) -> Approval | None:
        """Find the approval of a change set that is in effect, if it has one."""
        with self._database.reading() as db:
            return find_approval(db, tenant, change_set_id)


# Inside a transaction


def _decide(
    db: sa.Connection, change_set: ChangeSet, event: Event, person: str, reason: str, now: datetime
) -> Recorded:
    """Record a person's decision; returns the change set as it was before."""
    tenant, identifier = change_set.tenant, change_set.change_set_id
    refuse_anonymous(
        person,
        reason,
        what=f"to {event} a change set",
        where=tenant,
        remedy="Give both: with --by and --reason, or in the launchpad's config.",
    )
    recorded = find_change_set(db, tenant, identifier)
    if recorded is None:
        raise GuardrailBreach("approval_unknown", "no such change set.", where=tenant)
    state = lifecycle.check(recorded, event, now)
    update_change_set(db, change_set, state=state)
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


def spend_approvals(db: sa.Connection, tenant: str, change_set_id: str) -> None:
    """Keep earlier decisions about a change set as history, without effect from now on."""
    of_id = (approvals.c.tenant == tenant, approvals.c.change_set_id == change_set_id)
    db.execute(approvals.update().where(*of_id).values(is_spent=True))


def find_approval(db: sa.Connection, tenant: str, change_set_id: str) -> Approval | None:
    """Find the approval of a change set that is in effect, if it has one."""
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
            approvals.c.decision == Event.APPROVE.value,
            ~approvals.c.is_spent,
        )
    )
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
