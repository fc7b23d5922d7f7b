"""Record: from a plan to the one change set that a run carries out, or to the reason why it carries out none.

A plan is recorded only if the state it was made on is still current, so two runs of one tenant can't both act
on it. Belongs here: recording a plan, superseding the waiting change set, an approval or a decline, and how a
run ends that writes nothing. Does not: which transition is allowed (`core/lifecycle.py`), its transactions
(`edges/ledger/`), or writing to Qooper (`applying.py`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from qooper_assets.core import approval
from qooper_assets.core.changes import ChangeSet, Head, Receipt
from qooper_assets.core.decisions import Question
from qooper_assets.core.errors import GuardrailBreach, Result, StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.lifecycle import Recorded, State
from qooper_assets.core.mapping import manager_refers_to
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.answers import read_questions
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.ledger.change_sets import Overtaken
from qooper_assets.edges.ledger.declines import Declined
from qooper_assets.stages.applying import apply, facts_on_acceptance, finish_interrupted
from qooper_assets.stages.normalizing import normalize
from qooper_assets.stages.observing import observe
from qooper_assets.stages.planning import plan
from qooper_assets.stages.runtime import Runtime

PLANS_MAX = 2
"""Plans per run: a second one only if links, declines or the policy changed during the first."""
AT_ONCE = timedelta(minutes=1)
"""Two approvals within this time are one decision of two people: the second one is not an error (G12)."""


class Planned(NamedTuple):
    """A recorded plan, and what else was recorded because of it."""

    recorded: Recorded
    roster: Roster
    closed: tuple[Receipt, ...]
    """The receipt of the waiting change set that this one supersedes."""
    superseded: ChangeSet | None = None
    """That change set."""


def plan_and_record(
    runtime: Runtime,
    tenant: Tenant,
    raw: RawFile,
    roster: Roster,
    observed: Snapshot,
    run_id: str,
    *,
    is_rest: bool = False,
) -> Planned:
    """Plan, and record the change set on the state that it was planned on.

    If that state changed meanwhile, and no newer file was accepted, everything is observed and planned again,
    once. A delta file is then merged into the roster that is now the head: its rows are changes that no other
    file contains, so it is never superseded by a newer one. `is_rest` is that of `plan`. Raises
    what the stages raise, and `StateError` tenant_busy.
    """
    refuse_other_identity(
        tenant, *runtime.ledger.deliveries.identity(tenant.tenant)
    )  # A run may begin at any of its stages.
    is_overtaken = False
    for _ in range(PLANS_MAX):
        has_other_head = _has_other_head(runtime, roster)
        if has_other_head or roster.policy_version != tenant.policy_version():
            roster = normalize(runtime, tenant, raw, run_id)
        if has_other_head or is_overtaken:
            finish_interrupted(runtime, tenant, run_id)
            observed = observe(runtime, tenant, raw.partition, run_id)
        change_set = plan(runtime, tenant, raw, roster, observed, run_id, is_rest=is_rest)
        try:
            return _record(runtime, tenant, change_set, roster)
        except Overtaken:
            is_overtaken = True
            finish_interrupted(runtime, tenant, run_id)  # what it accepts may be the head of the next plan
    raise StateError(
        "tenant_busy",
        f"the links of the tenant changed {PLANS_MAX} times while this run planned.",
        where=tenant.tenant,
        remedy="Another run or a decision is in progress. Nothing was written; run again.",
        retryable=True,
    )


def _has_other_head(runtime: Runtime, roster: Roster) -> bool:
    """A delta file was merged into a roster that is no longer the head: another one has been recorded or
    declined since (D02)."""
    if roster.laid_over is None:
        return False
    head = runtime.ledger.change_sets.head(roster.tenant)
    return roster.laid_over != (head.key if head else "")


def _record(runtime: Runtime, tenant: Tenant, change_set: ChangeSet, roster: Roster) -> Planned:
    expires_at = approval.expires_at(change_set, tenant.policy.approval_days_max)
    with runtime.ledger.leases.hold(tenant.tenant, change_set.run_id) as lease:
        questions = _questions(runtime, change_set)
        recorded, superseded = runtime.ledger.change_sets.record(lease, change_set, expires_at, questions)
        closed: tuple[Receipt, ...] = ()
        if superseded is not None:
            note = f"superseded by {_short(change_set)} of {change_set.partition}: nothing was written"
            if change_set.deliveries:
                note += ", and that one has its rows"
            closed = (_close(runtime, superseded, change_set.run_id, Result.NOOP, note),)
    return Planned(recorded, roster, closed, superseded)


def _questions(runtime: Runtime, change_set: ChangeSet) -> list[Question]:
    """Read about whom a person has to decide, as the plan stored it."""
    if change_set.questions_location is None:
        return []
    with runtime.scratch() as scratch:
        return read_questions(runtime.artifacts.open_local(change_set.questions_location, scratch))


def choose(runtime: Runtime, tenant: Tenant, partition: str, run_id: str) -> Recorded:
    """Find the change set that this run planned. Raises `artifact_missing`, `approval_unknown`."""
    planned = runtime.artifacts.load("change_set", ChangeSet, tenant.tenant, partition, run_id)
    return runtime.ledger.change_sets.find(tenant.tenant, planned.change_set_id)


def approve(
    runtime: Runtime,
    tenant: Tenant,
    partition: str,
    change_set_id: str,
    person: str,
    reason: str,
    *,
    launched_at: datetime | None = None,
    has_waited: bool = False,
) -> Recorded:
    """Record an approval of a held change set; returns its current state.

    If its approval is already recorded, and its run was killed or comes second, this is not an error; nor if
    somebody else approved it at the same time, judging by `launched_at`, when this approval was requested, or
    applied it while this run waited to write (`has_waited`).
    Raises what `Approvals.approve` raises, and `approval_unknown` if it belongs to another partition.
    """
    recorded = runtime.ledger.change_sets.find(tenant.tenant, change_set_id)
    change_set = recorded.change_set
    if change_set.partition != partition:
        raise GuardrailBreach(
            "approval_unknown",
            f"the change set {_short(change_set)} belongs to the partition {change_set.partition}, this run"
            f" to {partition}.",
            where=tenant.tenant,
            remedy="Launch the approval for the partition of the change set.",
        )
    if recorded.state in (State.APPROVED, State.APPLYING):
        return recorded
    try:
        runtime.ledger.approvals.approve(change_set, person, reason)
    except GuardrailBreach:
        now = runtime.ledger.change_sets.find(tenant.tenant, change_set.change_set_id)
        approval = runtime.ledger.approvals.find(tenant.tenant, change_set.change_set_id)
        is_at_once = (
            recorded.state is State.HELD
            or has_waited
            or (
                approval is not None
                and launched_at is not None
                and approval.approved_at >= launched_at - AT_ONCE
            )
        )
        if not is_at_once or now.state not in (State.APPROVED, State.APPLYING, State.APPLIED):
            raise
        return now  # G12: somebody approved it at the same moment; one run applies it
    return runtime.ledger.change_sets.find(tenant.tenant, change_set.change_set_id)


def settle(
    runtime: Runtime,
    tenant: Tenant,
    recorded: Recorded,
    run_id: str,
    *,
    is_approval: bool = False,
    earlier_runs: Sequence[str] = (),
) -> Receipt:
    """Apply the change set of a run, or close the run with the reason why nothing is written.

    If the change set holds a part of its plan back, that part is then recorded as a change set of its own
    (AT14). `earlier_runs` are those that this one repeats: what they applied counts as its own. An approved
    change set is carried out only by an approval run. Raises what `apply` and `plan_and_record` raise.
    """
    receipt = _settle(
        runtime, tenant, recorded, run_id, is_approval=is_approval, earlier_runs=earlier_runs
    )  # fmt: skip
    if recorded.change_set.held_back is None:
        return receipt
    now = runtime.ledger.change_sets.find(tenant.tenant, recorded.change_set.change_set_id)
    if now.state is not State.PART_APPLIED:
        return receipt
    rest = _record_rest(runtime, tenant, now.change_set)
    # Nothing holds it any more if, for example, somebody changed the accounts by hand meanwhile.
    return receipt if rest.state is not State.CLEARED else apply(runtime, tenant, rest.change_set, run_id)


def _record_rest(runtime: Runtime, tenant: Tenant, part: ChangeSet) -> Recorded:
    """Observe and plan again what a change set left out, and record it (AT14).

    A run that is killed before this needs no repair: whatever run comes next finds the same changes.
    """
    name, partition = tenant.tenant, part.partition
    raw = runtime.artifacts.load("raw_file", RawFile, name, partition, part.run_id)
    roster = runtime.artifacts.load("roster", Roster, name, partition, part.run_id)
    if roster.laid_over is not None:  # a delta file: what was applied made its roster the head (D02)
        roster = roster.model_copy(
            update={"laid_over": Head(roster.partition, roster.run_id, roster.roster_digest).key}
        )
    observed = observe(runtime, tenant, partition, part.run_id)
    return plan_and_record(runtime, tenant, raw, roster, observed, part.run_id, is_rest=True).recorded


def _settle(
    runtime: Runtime,
    tenant: Tenant,
    recorded: Recorded,
    run_id: str,
    *,
    is_approval: bool,
    earlier_runs: Sequence[str],
) -> Receipt:
    change_set, short = recorded.change_set, _short(recorded.change_set)
    match recorded.state:
        case State.HELD:
            result, note = Result.HELD, f"the change set {short} waits for an approval"
        case State.APPROVED if not is_approval:
            approval = runtime.ledger.approvals.find(tenant.tenant, change_set.change_set_id)
            by = approval.person if approval else "somebody"
            result = Result.HELD
            note = (
                f"the change set {short} was approved by {by}, but its run was killed before the first write:"
                " repeat the approval to apply it"
            )
        case State.DECLINED:
            result, note = Result.NOOP, "this content was declined, and is not proposed again"
        case State.SUPERSEDED:
            by = f" by {recorded.superseded_by[:12]}" if recorded.superseded_by else ""
            result, note = Result.NOOP, f"the change set {short} was superseded{by}: nothing was written"
        case State.APPLIED | State.PART_APPLIED:
            runs = [run_id, *earlier_runs]
            if receipt := runtime.ledger.receipts.find(tenant.tenant, change_set.change_set_id, runs):
                return receipt  # The run died after its last write, before it reported that.
            result, note = Result.NOOP, f"another run applied the change set {short}: nothing is left to do"
        case _:
            return _apply(
                runtime, tenant, recorded, run_id, is_approval=is_approval, earlier_runs=earlier_runs
            )
    return _close(runtime, change_set, run_id, result, note)


def _apply(
    runtime: Runtime,
    tenant: Tenant,
    recorded: Recorded,
    run_id: str,
    *,
    is_approval: bool,
    earlier_runs: Sequence[str],
) -> Receipt:
    """Apply; if another run has been faster in the meantime, close this one."""
    try:
        return apply(runtime, tenant, recorded.change_set, run_id)
    except GuardrailBreach as breach:
        now = runtime.ledger.change_sets.find(tenant.tenant, recorded.change_set.change_set_id)
        ends = (State.SUPERSEDED, State.APPLIED, State.PART_APPLIED)
        is_overtaken = now.state in ends and now.state is not recorded.state
        if is_approval or not is_overtaken or breach.code not in ("approval_superseded", "approval_decided"):
            raise
        return _settle(runtime, tenant, now, run_id, is_approval=False, earlier_runs=earlier_runs)


def decline(
    runtime: Runtime, tenant: Tenant, change_set: ChangeSet, person: str, reason: str, run_id: str
) -> Receipt:
    """Decline a held change set: nothing is written, and none of its changes is proposed again for the same
    facts (G11, G22).

    Raises what `Approvals.decline` raises, and `StateError` artifact_missing.
    """
    absences = facts_on_acceptance(runtime, tenant, change_set).absences
    runtime.ledger.approvals.decline(
        change_set, person, reason, _declined_changes(runtime, tenant, change_set), absences
    )
    note = f"the change set {_short(change_set)} was declined: nothing was written"
    if change_set.deliveries:
        note += f", and the rows of {', '.join(change_set.deliveries)} are left out from now on"
    return _close(runtime, change_set, run_id, Result.NOOP, note)


def _declined_changes(runtime: Runtime, tenant: Tenant, change_set: ChangeSet) -> list[Declined]:
    """Collect the changes of a change set with the facts that they are based on."""
    if change_set.summary.changes == 0:
        return []
    name, partition = tenant.tenant, change_set.partition
    roster = runtime.artifacts.load("roster", Roster, name, partition, change_set.run_id)
    if roster.roster_digest != change_set.roster_digest:
        raise StateError(
            "artifact_missing",
            "the roster that the change set was made from is no longer stored.",
            where=f"{name}/{partition}",
            remedy="Run the partition again, and decide about the new change set.",
        )
    with runtime.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        roster_files.load(engine, runtime.roster_files(roster, scratch))
        engine.load("changes", runtime.artifacts.open_local(change_set.location, scratch))
        engine.set(manager_refers_to=manager_refers_to(tenant))
        engine.run("plan/declined_facts")
        return [
            Declined(*row) for row in engine.rows("select external_id, action, facts from declined_facts")
        ]


def _close(runtime: Runtime, change_set: ChangeSet, run_id: str, result: Result, note: str) -> Receipt:
    """Record the receipt of a run that writes nothing."""
    receipt = Receipt(
        tenant=change_set.tenant,
        partition=change_set.partition,
        run_id=run_id,
        change_set_id=change_set.change_set_id,
        result=result,
        applied={},
        failed={},
        stale=0,
        approved_by=None,
        finished_at=runtime.clock.now(),
        note=note,
    )
    runtime.ledger.receipts.record(receipt)
    return receipt


def _short(change_set: ChangeSet) -> str:
    return change_set.change_set_id[:12]
