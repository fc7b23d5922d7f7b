"""The fifth verb: a cleared change set becomes accounts, and every write is known before and after.

Belongs here: what has to hold before the first write, the operations in their order, and the receipt.
Does not: whether it may be done (`core/guardrails.py`, `clear`), what is done (`core/changes.py`), or
the writing of one operation after the other (`stages/writing.py`).
"""

from collections import Counter
from collections.abc import Iterator

from qooper_assets.core.changes import Action, Change, ChangeSet, Receipt, change_set_id, order_moves
from qooper_assets.core.errors import GuardrailBreach, Result
from qooper_assets.core.guardrails import clear
from qooper_assets.core.tenant import Tenant
from qooper_assets.edges import staging
from qooper_assets.edges.engine import Engine, open_engine
from qooper_assets.edges.ledger.ledger import Operation
from qooper_assets.stages.planning import moves
from qooper_assets.stages.world import Edges
from qooper_assets.stages.writing import Writer


def apply(edges: Edges, tenant: Tenant, change_set: ChangeSet, run_id: str) -> Receipt:
    """Write a cleared change set to Qooper, and give the receipt.

    Raises `GuardrailBreach` (held, approval_superseded, approval_decided, approval_expired,
    change_set_stale, change_set_altered) and `StateError` tenant_busy before any write; `TargetError`
    target_auth or target_unreachable, and `StateError` circuit_open or lease_lost, where it had to
    stop: what was confirmed is recorded, and the next run goes on.
    """
    name, identifier = tenant.tenant, change_set.change_set_id
    with edges.ledger.lease(name, run_id) as lease:
        state, change_set = edges.ledger.find_change_set(name, identifier)
        refuse_unless_open(change_set, state)
        approval = edges.ledger.approval(name, identifier)
        # What began in time is finished, however late: an approval does not expire half used.
        began_at = approval.approved_at if approval and state == "applying" else edges.clock.now()
        cleared = clear(change_set, approval, began_at)
        with edges.target(tenant) as target:
            if state != "applying":
                _refuse_if_policy_changed(change_set, tenant)
                with edges.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
                    engine.load("changes", edges.artifacts.open_local(change_set.location, scratch))
                    _verify(engine, change_set)
                    edges.ledger.start_operations(lease, identifier, _operations(engine))
            absent = _absent(edges, tenant, change_set)
            writer = Writer(edges, lease, target, change_set)
            writer.settle_sent()
            writer.refuse_if_stale(tenant.policy.stale_pct_max)
            writer.write_all()
        receipt = _receipt(edges, change_set, run_id, cleared.approval.person if cleared.approval else None)
        edges.ledger.finish(
            lease,
            change_set,
            receipt,
            absent=absent,
            modified_at=change_set.raw_modified_at,
            active_managed=change_set.summary.active_managed
            + sum(receipt.applied.get(a, 0) for a in ("CREATE", "LINK", "REACTIVATE"))
            - receipt.applied.get("DEACTIVATE", 0),
        )
    return receipt


def finish_interrupted(edges: Edges, tenant: Tenant, run_id: str) -> Receipt | None:
    """Finish what an earlier run began, before anything new is observed or planned (AP07)."""
    change_set = edges.ledger.interrupted(tenant.tenant)
    return None if change_set is None else apply(edges, tenant, change_set, run_id)


def refuse_unless_open(change_set: ChangeSet, state: str) -> None:
    """Raise approval_superseded or approval_decided for a change set that is closed."""
    if state in ("cleared", "held", "approved", "applying"):
        return
    code = "approval_superseded" if state == "superseded" else "approval_decided"
    raise GuardrailBreach(
        code,
        f"the change set {change_set.change_set_id[:12]} is {state}.",
        where=change_set.tenant,
        remedy="Run the partition again for a new change set.",
    )


def _refuse_if_policy_changed(change_set: ChangeSet, tenant: Tenant) -> None:
    """Raise approval_superseded where the tenant file decides otherwise by now (R11)."""
    if change_set.policy_version != tenant.policy_version():
        raise GuardrailBreach(
            "approval_superseded",
            f"the tenant file changed since the change set {change_set.change_set_id[:12]} was made.",
            where=change_set.tenant,
            remedy="Nothing was written. Run the partition again for a new change set.",
        )


def _verify(engine: Engine, change_set: ChangeSet) -> None:
    """Raise `change_set_altered` unless the stored changes still make the id that was cleared (R11)."""
    digests = engine.rows(
        "select change_digest(external_id, account_id, action, reason, before, after)"
        " from changes order by external_id"
    )
    found = change_set_id(
        (digest for (digest,) in digests),
        roster_digest=change_set.roster_digest,
        policy_version=change_set.policy_version,
        effective_on=change_set.effective_on,
    )
    if found != change_set.change_set_id:
        raise GuardrailBreach(
            "change_set_altered",
            f"the stored changes make the id {found[:12]}, not {change_set.change_set_id[:12]}.",
            where=change_set.tenant,
            remedy="Nothing was written. Run the partition again, and find out who changed the artifact.",
        )


# Operations: what is written, in which order.


def _operations(engine: Engine) -> Iterator[Operation]:
    """The writes of a change set in order (AP13): who leaves, who moves (whoever frees an e-mail or an
    id before who takes it, I07–I09), who comes, and managers last, when everybody is there (AT08)."""
    engine.run("47_moves")
    order, cycles = order_moves(moves(engine))
    parked_before = {cycle[0]: cycle[-1] for cycle in cycles}
    is_mover = "external_id in (select external_id from moves)"
    movers = {change.external_id: change for change in staging.changes(engine, is_mover)}
    position = 0

    def operation(change: Change, kind: str, values: dict[str, str | None]) -> Operation:
        nonlocal position
        position += 1
        before = {key: change.before.get(key) for key in values if change.action is not Action.CREATE}
        return Operation(
            position, change.external_id, change.account_id, kind, change.action.value, "planned",
            values, before, None,
        )  # fmt: skip

    def write(change: Change) -> Iterator[Operation]:
        values = {key: value for key, value in change.after.items() if key != "manager"}
        if values or change.action is Action.LINK:
            yield operation(change, "write", values)

    for change in staging.changes(engine, "action = 'DEACTIVATE'"):
        yield from write(change)
    for change in staging.changes(engine, f"action in ('LINK', 'UPDATE', 'REACTIVATE') and not {is_mover}"):
        yield from write(change)
    for external_id in order:
        if parked := parked_before.get(external_id):
            change = movers[parked]
            yield operation(change, "park", {"email": f"parked-{change.account_id}@parked.invalid"})
        yield from write(movers[external_id])
    for change in staging.changes(engine, "action = 'CREATE'"):
        yield from write(change)
    for change in staging.changes(engine, "after ->> 'manager' is not null"):
        yield operation(change, "manager", {"manager": change.after["manager"]})


# The receipt.


def _receipt(edges: Edges, change_set: ChangeSet, run_id: str, approved_by: str | None) -> Receipt:
    applied: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    stale = 0
    for outcome in edges.ledger.outcomes(change_set.tenant, change_set.change_set_id):
        match outcome.state:
            case "confirmed":
                applied[outcome.action] += outcome.people
            case "failed":
                failed[outcome.error] += outcome.people
            case "stale":
                stale += outcome.people
            case "skipped":  # a manager who is not there yet, and nothing else to change (AT07)
                pass
            case state:
                raise AssertionError(f"an operation was left {state}")
    if change_set.summary.changes == 0 and not change_set.absence_suspended:
        result = Result.NOOP
    elif failed or stale or change_set.absence_suspended:
        result = Result.PARTIAL
    else:
        result = Result.SUCCEEDED
    return Receipt(
        tenant=change_set.tenant,
        partition=change_set.partition,
        run_id=run_id,
        change_set_id=change_set.change_set_id,
        result=result,
        applied=dict(sorted(applied.items())),
        failed=dict(sorted(failed.items())),
        stale=stale,
        approved_by=approved_by,
        finished_at=edges.clock.now(),
        note=_note(change_set),
    )


def _note(change_set: ChangeSet) -> str:
    if not change_set.absence_suspended:
        return ""
    lines = ", ".join(f"{line:,}" for line in change_set.unreadable_lines)
    return f"nobody was deactivated for absence: no identifier can be read on line {lines} (R2)"


def _absent(edges: Edges, tenant: Tenant, change_set: ChangeSet) -> list[str] | None:
    """Who was absent from new content and is counted so; None where absence does not count."""
    if change_set.absence_suspended or tenant.feed.coverage != "full_snapshot":
        return None
    if not edges.artifacts.exists(change_set.situations_location):
        return None  # Lost since the apply began; that must not keep it from ending.
    with edges.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        engine.load("situations", edges.artifacts.open_local(change_set.situations_location, scratch))
        query = (
            "select external_id from situations where situation = 'SOURCE_MISSING'"
            " and account_state = 'active' and withheld is null and not is_in_doubt order by 1"
        )
        return [person for (person,) in engine.rows(query)]
