"""Approvals: what a person decided about a change set, once (G12).

Each method is one transaction, and excludes every other one of the same tenant (`Database.writing`). Belongs
here: approving, declining, and withdrawing a decline. Does not: which of it is allowed
(`core/lifecycle.py`).
"""

from collections.abc import Iterable

import sqlalchemy as sa

from qooper_assets.core import lifecycle
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.guardrails import Approval
from qooper_assets.core.lifecycle import Event, Recorded
from qooper_assets.edges.ledger.change_set_rows import find, update
from qooper_assets.edges.ledger.database import Database
from qooper_assets.edges.ledger.declines import Declined, forget_declined_with, remember_declined
from qooper_assets.edges.ledger.tables import approvals, change_sets


class Approvals(Database):
    """Approvals and declines of the change sets of all tenants."""

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


# Inside a transaction of another module


def spend_approvals(db: sa.Connection, tenant: str, change_set_id: str) -> None:
    """What was decided about a change set until now is kept, and does not count any more."""
    of_id = (approvals.c.tenant == tenant, approvals.c.change_set_id == change_set_id)
    db.execute(approvals.update().where(*of_id).values(is_spent=True))


def approval_of(db: sa.Connection, tenant: str, change_set_id: str) -> Approval | None:
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
