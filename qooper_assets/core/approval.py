"""An approval: a person's permission to apply one change set, and the only way past a limit.

Belongs here: the approval, and `clear`, the gate before every write. Does not: the limits
(`core/guardrails.py`), or where approvals are stored (`edges/ledger/`).
"""

from datetime import datetime, timedelta

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.tenant.base import Model


class Approval(Model):
    """A person's permission to apply one change set. Names are recorded as typed."""

    change_set_id: str
    person: str
    reason: str
    approved_at: datetime
    expires_at: datetime


def refuse_anonymous(
    person: str, reason: str, *, what: str, where: str, remedy: str = "Give both, with --by and --reason."
) -> None:
    """Raise `GuardrailBreach` approval_incomplete unless `what` somebody does has their name and a reason."""
    if not person.strip() or not reason.strip():
        raise GuardrailBreach(
            "approval_incomplete", f"{what} takes a person and a reason.", where=where, remedy=remedy
        )


class ClearedChangeSet(Model):
    """A change set that may be applied. Only `clear` makes one."""

    change_set: ChangeSet
    approval: Approval | None


def expires_at(change_set: ChangeSet, approval_days_max: int) -> datetime:
    """The instant until which a held change set can be approved (G10)."""
    return change_set.created_at + timedelta(days=approval_days_max)


def clear(change_set: ChangeSet, approval: Approval | None, now: datetime) -> ClearedChangeSet:
    """Check that a change set may be applied: the one gate before a write.

    Raises `GuardrailBreach`: held (limits are exceeded and nobody approved exactly this id),
    approval_incomplete, approval_expired.
    """
    if not change_set.breaches:
        return ClearedChangeSet(change_set=change_set, approval=approval)
    if approval is None or approval.change_set_id != change_set.change_set_id:
        raise held(change_set)
    if not approval.person.strip() or not approval.reason.strip():
        raise GuardrailBreach(
            "approval_incomplete",
            "an approval must name a person and a reason.",
            where=change_set.tenant,
        )
    if now >= approval.expires_at:
        raise expired(change_set, approval.expires_at)
    return ClearedChangeSet(change_set=change_set, approval=approval)


def held(change_set: ChangeSet) -> GuardrailBreach:
    """The error of a change set that is over a limit and not approved."""
    short = change_set.change_set_id[:12]
    return GuardrailBreach(
        "held",
        f"the change set {short} exceeds {len(change_set.breaches)} limits: "
        + "; ".join(str(breach) for breach in change_set.breaches),
        where=change_set.tenant,
        remedy="Read its report, then approve or reject it:"
        f" qooper-assets approve {change_set.tenant} {short}",
    )


def expired(change_set: ChangeSet, expires_at: datetime) -> GuardrailBreach:
    """The error of a decision that is made or used too late (G10)."""
    return GuardrailBreach(
        "approval_expired",
        f"the change set {change_set.change_set_id[:12]} could be approved until"
        f" {expires_at:%Y-%m-%d %H:%M} UTC.",
        where=change_set.tenant,
        remedy="Run the partition again for a new change set.",
    )
