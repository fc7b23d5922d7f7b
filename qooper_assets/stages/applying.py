"""Apply: turn a cleared change set into accounts, with every write recorded before and after.

Belongs here: the preconditions of the first write, the operations in their order, and the receipt. Does not:
whether it may be done (`core/approval.py`, `clear`), what is done (`core/changes.py`), or writing one
operation after the other (`stages/writing.py`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from qooper_assets.core.approval import ClearedChangeSet, clear
from qooper_assets.core.changes import (
    RELINKS,
    Action,
    Change,
    ChangeSet,
    Receipt,
    change_set_id,
    order_moves,
)
from qooper_assets.core.errors import GuardrailBreach, QooperAssetsError, Result, StateError
from qooper_assets.core.lifecycle import Event, State, check
from qooper_assets.core.report import held_back_note, unreadable_note
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import change_sets
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.ledger.absences import Absence
from qooper_assets.edges.ledger.declines import Declined
from qooper_assets.edges.ledger.links import Remembered
from qooper_assets.edges.ledger.operations import Operation
from qooper_assets.edges.system import is_disk_full
from qooper_assets.stages.runtime import Runtime
from qooper_assets.stages.writing import Writer, open_writer


def apply(runtime: Runtime, tenant: Tenant, change_set: ChangeSet, run_id: str) -> Receipt:
    """Write a cleared change set to Qooper; returns the receipt.

    Raises `GuardrailBreach` (held, approval_superseded, approval_decided, approval_expired, change_set_stale,
    change_set_altered) and `StateError` tenant_busy before any write; `TargetError` target_auth or
    target_unreachable, and `StateError` circuit_open, lease_lost or state_full, if it had to stop: what was
    confirmed is recorded, and the next run continues. A defect of ours, such as `StateError` accounting, ends
    the change set, so that the next run can plan again.
    """
    name, identifier = tenant.tenant, change_set.change_set_id
    with runtime.ledger.leases.hold(name, run_id) as lease:
        recorded = runtime.ledger.change_sets.find(name, identifier)
        change_set, is_resumed = recorded.change_set, recorded.state is State.APPLYING
        check(recorded, Event.START, runtime.clock.now())
        approval = runtime.ledger.approvals.find(name, identifier)
        # An apply that began in time is finished, however late: an approval does not expire halfway.
        began_at = approval.approved_at if approval and is_resumed else runtime.clock.now()
        cleared = clear(change_set, approval, began_at)
        with open_writer(runtime, tenant) as target:
            if not is_resumed:
                _refuse_if_policy_changed(change_set, tenant)
                with runtime.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
                    engine.load("changes", runtime.artifacts.open_local(change_set.location, scratch))
                    _verify(engine, change_set)
                    runtime.ledger.change_sets.start(lease, change_set, _operations(engine))
            writer = Writer(runtime, lease, target, change_set)
            try:
                return _write(runtime, tenant, writer, cleared, run_id)
            except Exception as error:
                if is_defect(error):
                    writer.stop()
                raise


def _write(
    runtime: Runtime, tenant: Tenant, writer: Writer, cleared: ClearedChangeSet, run_id: str
) -> Receipt:
    """Make the remaining writes, and accept the delivery unless a part of the plan is held back."""
    change_set, approval = cleared.change_set, cleared.approval
    accepted = facts_on_acceptance(runtime, tenant, change_set)
    writer.settle_sent()
    writer.refuse_if_stale(tenant.policy.stale_pct_max)
    writer.confirm_made_by_others()
    writer.write_all()
    receipt = _receipt(runtime, change_set, run_id, approval.person if approval else None)
    runtime.ledger.change_sets.finish(
        writer.lease,
        change_set,
        receipt,
        absences=accepted.absences,
        forgotten=accepted.forgotten,
        remembered=accepted.remembered,
        active_managed=change_set.summary.active_managed
        + sum(receipt.applied.get(a, 0) for a in ("CREATE", "LINK", "REACTIVATE"))
        - receipt.applied.get("DEACTIVATE", 0),
    )
    return receipt


def is_defect(error: Exception) -> bool:
    """Detect an error that resuming would only repeat: a violated constraint, counts that do not add up, or a
    bug in our code. Failures outside (target, network, disk, database, lease) pass, and are resumed."""
    if isinstance(error, QooperAssetsError):
        return error.code == "accounting"
    return not isinstance(error, OSError | MemoryError) and not is_disk_full(error)


def finish_interrupted(runtime: Runtime, tenant: Tenant, run_id: str) -> Receipt | None:
    """Finish what an earlier run began, before anything new is observed or planned (AP07).

    Returns None if there is nothing, or if the run that began it, or another one, has ended it meanwhile.
    """
    change_set = runtime.ledger.change_sets.interrupted(tenant.tenant)
    if change_set is None:
        return None
    try:
        return apply(runtime, tenant, change_set, run_id)
    except GuardrailBreach as breach:
        if breach.code not in ("approval_decided", "approval_superseded"):
            raise
        return None


def _refuse_if_policy_changed(change_set: ChangeSet, tenant: Tenant) -> None:
    """Raise approval_superseded if the tenant file has changed since the plan (R11)."""
    if change_set.policy_version != tenant.policy_version():
        raise GuardrailBreach(
            "approval_superseded",
            f"the tenant file changed since the change set {change_set.change_set_id[:12]} was made.",
            where=change_set.tenant,
            remedy="Nothing was written. Run the partition again for a new change set.",
        )


def _verify(engine: Engine, change_set: ChangeSet) -> None:
    """Raise `change_set_altered` unless the stored changes still hash to the id that was cleared (R11)."""
    digests = engine.rows(
        "select change_digest(external_id, account_id, action, reason, before, after)"
        " from changes order by external_id"
    )
    found = change_set_id(
        (digest for (digest,) in digests),
        roster_digest=change_set.roster_digest,
        policy_version=change_set.policy_version,
        effective_on=change_set.effective_on,
        held_back=change_set.held_back,
    )
    if found != change_set.change_set_id:
        raise GuardrailBreach(
            "change_set_altered",
            f"the stored changes hash to {found[:12]}, not {change_set.change_set_id[:12]}.",
            where=change_set.tenant,
            remedy="Nothing was written. Run the partition again, and find out who changed the artifact.",
        )


# Operations: what is written, in which order.


def _operations(engine: Engine) -> Iterator[Operation]:
    """Yield the writes of a change set in order (AP13): leavers, movers (whoever frees an e-mail or an id
    before whoever takes it, I07–I09), newcomers, and managers last, when everybody exists (AT08)."""
    engine.run("plan/moves")
    order, cycles = order_moves(change_sets.moves(engine))
    parked_before = {cycle[0]: cycle[-1] for cycle in cycles}
    is_mover = "external_id in (select external_id from moves)"
    movers = {change.external_id: change for change in change_sets.changes(engine, is_mover)}
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
        if change.reason in RELINKS:
            yield operation(change, "relink", values)
        elif values or change.action is Action.LINK:
            yield operation(change, "write", values)

    for change in change_sets.changes(engine, "action = 'DEACTIVATE'"):
        yield from write(change)
    for change in change_sets.changes(
        engine, f"action in ('LINK', 'UPDATE', 'REACTIVATE') and not {is_mover}"
    ):
        yield from write(change)
    for external_id in order:
        if parked := parked_before.get(external_id):
            change = movers[parked]
            yield operation(change, "park", {"email": f"parked-{change.account_id}@parked.invalid"})
        yield from write(movers[external_id])
    for change in change_sets.changes(engine, "action = 'CREATE'"):
        yield from write(change)
    for change in change_sets.changes(engine, "json_exists(after, '$.manager')"):
        yield operation(change, "manager", {"manager": change.after["manager"]})


# The receipt.


def _receipt(runtime: Runtime, change_set: ChangeSet, run_id: str, approved_by: str | None) -> Receipt:
    """Build the receipt. Raises `StateError` accounting unless every change ended exactly once."""
    applied: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    stale = skipped = 0
    for outcome in runtime.ledger.operations.outcomes(change_set.tenant, change_set.change_set_id):
        match outcome.state:
            case "confirmed":
                applied[outcome.action] += outcome.people
            case "failed":
                failed[outcome.error] += outcome.people
            case "stale":
                stale += outcome.people
            case "skipped":  # a manager who does not exist yet, and nothing else to change (AT07)
                skipped += outcome.people
            case state:
                raise AssertionError(f"an operation was left {state}")
    people = applied.total() + failed.total() + stale + skipped
    if people != change_set.summary.changes:
        raise StateError(
            "accounting",
            f"the change set {change_set.change_set_id[:12]} changes {change_set.summary.changes:,} people,"
            f" but {people:,} are accounted for.",
            where=change_set.tenant,
            remedy="What was written is recorded; the next run plans the rest. This is a defect of ours:"
            " report it.",
        )
    if failed or stale or change_set.unreadable_rows or change_set.held_back:
        result = Result.PARTIAL
    elif change_set.summary.changes == 0:
        result = Result.NOOP
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
        finished_at=runtime.clock.now(),
        note="; ".join(filter(None, [held_back_note(change_set), unreadable_note(change_set)])),
    )


class Accepted(NamedTuple):
    """What the ledger knows about people once this content is accepted."""

    absences: list[Absence] | None = None
    """None: as it has them now."""
    forgotten: Sequence[Declined] = ()
    remembered: Sequence[Remembered] = ()


def facts_on_acceptance(runtime: Runtime, tenant: Tenant, change_set: ChangeSet) -> Accepted:
    """Determine who is absent, which declines are forgotten, and what links remember.

    An artifact lost since the apply began must not keep it from ending: then the ledger stays as it is.
    """

    def stored(location: str | None) -> str | None:
        return location if location and runtime.artifacts.exists(location) else None

    is_full = tenant.feed.coverage == "full_snapshot"
    tables = {
        "situations": stored(change_set.situations_location) if is_full else None,
        "forgotten": stored(change_set.forgotten_location),
        "remembered": stored(change_set.remembered_location),
    }
    if not any(tables.values()):
        return Accepted()
    found = Accepted()
    with runtime.scratch() as scratch:
        rows: dict[str, pl.LazyFrame] = {
            name: pl.scan_parquet(runtime.artifacts.open_local(location, scratch))
            for name, location in tables.items()
            if location
        }
        if (situations := rows.get("situations")) is not None:
            # Also of accounts that somebody else deactivated: an end by absence is recorded for them (S25).
            absent = situations.filter(
                pl.col("situation") == "SOURCE_MISSING",
                pl.col("account_state") != "deactivated_by_us",
                pl.col("withheld").is_null(),
                ~pl.col("is_in_doubt"),
                pl.col("files_absent") > 0,
            )
            people = absent.select("external_id", "files_absent").sort("external_id").collect()
            found = found._replace(absences=[Absence(*row) for row in people.iter_rows()])
        if (forgotten := rows.get("forgotten")) is not None:
            settled = [Declined(person, action, "") for person, action in forgotten.collect().iter_rows()]
            found = found._replace(forgotten=settled)
        if (remembered := rows.get("remembered")) is not None:
            people = remembered.select(Remembered._fields).sort("external_id").collect()
            found = found._replace(remembered=[Remembered(*row) for row in people.iter_rows()])
    return found
