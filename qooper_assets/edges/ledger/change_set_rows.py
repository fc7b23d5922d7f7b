"""The rows of change sets, inside a transaction of another module.

Belongs here: finding, inserting and updating them. Does not: which of these is allowed (`core/lifecycle.py`).
"""

from typing import Any

import sqlalchemy as sa

from qooper_assets.core import lifecycle
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.lifecycle import Recorded, State
from qooper_assets.edges.ledger.tables import change_sets

IS_LEFT_ALONE = sa.and_(change_sets.c.state == State.SUPERSEDED, change_sets.c.superseded_by.is_(None))
"""Superseded because its basis was overtaken, not by another change set: in a delta feed, no other change set
has its rows."""


def _select_recorded() -> sa.Select[Any]:
    """Build the query whose rows `_as_recorded` reads."""
    return sa.select(
        change_sets.c.state, change_sets.c.manifest, change_sets.c.superseded_by, change_sets.c.expires_at
    )


def _as_recorded(row: sa.Row[Any]) -> Recorded:
    change_set = ChangeSet.model_validate_json(row.manifest)
    return Recorded(State(row.state), change_set, row.superseded_by or "", row.expires_at)


def find_change_set(db: sa.Connection, tenant: str, change_set_id: str) -> Recorded | None:
    row = db.execute(_select_recorded().where(*_is(tenant, change_set_id))).one_or_none()
    return None if row is None else _as_recorded(row)


def find_by_prefix(db: sa.Connection, tenant: str, prefix: str) -> list[Recorded]:
    """Find the change sets whose ids begin with a prefix."""
    query = _select_recorded().where(
        change_sets.c.tenant == tenant, change_sets.c.change_set_id.startswith(prefix, autoescape=True)
    )
    return [_as_recorded(row) for row in db.execute(query)]


def is_declined_content(db: sa.Connection, change_set: ChangeSet) -> bool:
    """The last decision about this roster and policy was to decline a change set."""
    same = (
        change_sets.c.tenant == change_set.tenant,
        change_sets.c.roster_digest == change_set.roster_digest,
        change_sets.c.policy_version == change_set.policy_version,
        change_sets.c.state.in_((State.APPLIED, State.DECLINED)),
    )
    last = sa.select(change_sets.c.state).where(*same).order_by(change_sets.c.ordinal.desc()).limit(1)
    return db.scalar(last) == State.DECLINED


def find_accepted_ordinal(db: sa.Connection, tenant: str, accepted_by: str | None) -> int:
    """Find the ordinal of the change set with which the last delivery was accepted; 0 if there is none."""
    key = (change_sets.c.tenant == tenant, change_sets.c.change_set_id == accepted_by)
    return db.scalar(sa.select(change_sets.c.ordinal).where(*key)) or 0


def find_first_partition(db: sa.Connection, tenant: str) -> str | None:
    """Find the earliest partition that has a change set, if any has."""
    first = sa.select(sa.func.min(change_sets.c.partition)).where(change_sets.c.tenant == tenant)
    found: str | None = db.scalar(first)
    return found


def find_waiting(db: sa.Connection, tenant: str) -> Recorded | None:
    """Find the change set that waits for a person, if any: held, or approved and never begun."""
    states = (State.HELD, State.APPROVED)
    of_states = (change_sets.c.tenant == tenant, change_sets.c.state.in_(states))
    row = db.execute(_select_recorded().where(*of_states)).one_or_none()
    return None if row is None else _as_recorded(row)


def find_interrupted(db: sa.Connection, tenant: str) -> ChangeSet | None:
    """Find the change set whose apply began and did not end, if any."""
    of_states = (change_sets.c.tenant == tenant, change_sets.c.state.in_(lifecycle.RESUMED_UNATTENDED))
    manifest = db.scalar(sa.select(change_sets.c.manifest).where(*of_states))
    return None if manifest is None else ChangeSet.model_validate_json(manifest)


def supersede_open(db: sa.Connection, tenant: str, by: str, *, has_others: bool) -> None:
    """Supersede everything that was planned before and has not begun (G09). A change set that `has_others`
    also has the rows of those that `IS_LEFT_ALONE` selects."""
    is_open = change_sets.c.state.in_(lifecycle.OPEN)
    others = (
        change_sets.c.tenant == tenant,
        change_sets.c.change_set_id != by,
        sa.or_(is_open, IS_LEFT_ALONE) if has_others else is_open,
    )
    db.execute(change_sets.update().where(*others).values(state=State.SUPERSEDED.value, superseded_by=by))


def insert_change_set(db: sa.Connection, recorded: Recorded) -> None:
    change_set = recorded.change_set
    ordinals = sa.select(sa.func.max(change_sets.c.ordinal)).where(change_sets.c.tenant == change_set.tenant)
    db.execute(
        change_sets.insert().values(
            tenant=change_set.tenant,
            change_set_id=change_set.change_set_id,
            state=recorded.state.value,
            partition=change_set.partition,
            run_id=change_set.run_id,
            roster_digest=change_set.roster_digest,
            policy_version=change_set.policy_version,
            created_at=change_set.created_at,
            expires_at=recorded.expires_at,
            manifest=change_set.model_dump_json(),
            superseded_by=recorded.superseded_by or None,
            ordinal=(db.scalar(ordinals) or 0) + 1,
        )
    )


def update_change_set(db: sa.Connection, change_set: ChangeSet, **values: str) -> None:
    where = _is(change_set.tenant, change_set.change_set_id)
    db.execute(change_sets.update().where(*where).values(values))


def delete_change_set(db: sa.Connection, tenant: str, change_set_id: str) -> None:
    db.execute(change_sets.delete().where(*_is(tenant, change_set_id)))


def _is(tenant: str, change_set_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return change_sets.c.tenant == tenant, change_sets.c.change_set_id == change_set_id
