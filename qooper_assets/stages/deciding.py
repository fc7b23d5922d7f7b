"""Decide: show what a question about a person is based on, and record the answer.

Belongs here: reading both rows and the account as the plan saw them. Does not: which answers there are
(`core/decisions.py`), recording them (`edges/ledger/decisions.py`), or carrying them out: the next plan does.
"""

from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core import decisions
from qooper_assets.core.decisions import Answer, Given
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.ledger.decisions import Asked
from qooper_assets.stages.runtime import Runtime

Values = dict[str, str | None]


class Evidence(NamedTuple):
    """What a question is based on, by attribute; None: there is no such row, or no such account."""

    person: Values | None
    """The person's row of the roster."""
    other: Values | None
    """That of the other person."""
    account: Values | None


def find_evidence(runtime: Runtime, tenant: Tenant, asked: Asked) -> Evidence | None:
    """Read what a question is based on, from the artifacts of the plan that asks it; None if they are no
    longer stored."""
    recorded = runtime.ledger.change_sets.find(tenant.tenant, asked.change_set_id)
    place = (tenant.tenant, recorded.change_set.partition, recorded.change_set.run_id)
    roster = runtime.artifacts.find("roster", Roster, *place)
    snapshot = runtime.artifacts.find("qooper_snapshot", Snapshot, *place)
    if roster is None or snapshot is None or roster.roster_digest != recorded.change_set.roster_digest:
        return None
    question = asked.question
    with runtime.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        roster_files.load(engine, runtime.roster_files(roster, scratch))
        engine.load("accounts", _local(runtime, snapshot, scratch))
        return Evidence(
            _row(engine, question.external_id),
            _row(engine, question.other),
            _account(engine, question.account_id),
        )


def _local(runtime: Runtime, snapshot: Snapshot, scratch: Path) -> Path:
    return runtime.artifacts.open_local(snapshot.location, scratch)


def _row(engine: Engine, external_id: str | None) -> Values | None:
    found = engine.rows(
        "select employee_id, email, is_active, termination_on, manager, attributes from roster"
        " where external_id = $who",
        {"who": external_id},
    )
    if not found:
        return None
    employee_id, email, is_active, last_day, manager, attributes = found[0]
    status = None if is_active is None else "active" if is_active else "inactive"
    return _values(employee_id, email, status, manager, attributes) | {"last day": _text(last_day)}


def _account(engine: Engine, account_id: str | None) -> Values | None:
    found = engine.rows(
        "select employee_id, email, status, manager, attributes from accounts where account_id = $which",
        {"which": account_id},
    )
    return _values(*found[0]) if found else None


def _values(
    employee_id: str | None,
    email: str | None,
    status: str | None,
    manager: str | None,
    attributes: dict[str, Any],
) -> Values:
    own = {"employee_id": employee_id, "email": email, "status": status, "manager": manager}
    return own | {name: _text(value) for name, value in attributes.items()}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def decide(
    runtime: Runtime,
    tenant: Tenant,
    person: str,
    other: str | None,
    word: str,
    *,
    shown: str | None,
    by: str,
    why: str,
) -> Given:
    """Record an answer about somebody who waits, bound to the rows and the account that the question shows.

    Raises `GuardrailBreach`: answer_unknown, nobody_waits, decision_ambiguous, and what `Decisions.answer`
    raises.
    """
    answer: Answer = decisions.parse(word, tenant.tenant)
    asked = find_question(runtime, tenant, person, other)
    return runtime.ledger.decisions.answer(
        tenant.tenant, asked, answer, identity=tenant.identity, shown=shown, person=by, why=why
    )


def find_question(runtime: Runtime, tenant: Tenant, person: str, other: str | None) -> Asked:
    """Find the question about a person, or about the one who may be the same. Raises `GuardrailBreach`
    nobody_waits and decision_ambiguous."""
    asked = runtime.ledger.decisions.asked(tenant.tenant, with_answered=True)
    person, other = _key(tenant, person), other and _key(tenant, other)
    question = decisions.choose([each.question for each in asked], person, other, tenant.tenant)
    return next(each for each in asked if each.question is question)


def withdraw(
    runtime: Runtime, tenant: Tenant, person: str, other: str | None, *, by: str, why: str
) -> list[Given]:
    """Take back the answers about a person that are not carried out yet. Raises what `Decisions.withdraw`
    raises."""
    person, other = _key(tenant, person), other and _key(tenant, other)
    return runtime.ledger.decisions.withdraw(tenant.tenant, person, other, person=by, why=why)


def _key(tenant: Tenant, person: str) -> str:
    """The external_id of a person whom somebody names as the file does (I11)."""
    return person.lower() if tenant.identity == "email" else person
