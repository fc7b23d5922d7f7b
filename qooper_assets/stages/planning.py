"""Plan: determine what would change, for whom and why, and which limits that exceeds.

Belongs here: the steps, in their order, and storing the change set. Does not: the decisions
(`core/changes.py`, `core/guardrails.py`), the facts (`sql/plan/`), or the report (`reporting.py`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from qooper_assets.core import changes, feed, guardrails
from qooper_assets.core.changes import Basis, Breach, ChangeSet, Summary
from qooper_assets.core.feed import RawFile
from qooper_assets.core.guardrails import DeltaFile, FileFacts
from qooper_assets.core.mapping import manager_refers_to
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.change_sets import (
    find_manager_circles,
    moves,
    only_row,
    stage_decisions,
)
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.steps import Step, run_steps, sql
from qooper_assets.edges.ledger.deliveries import Delivery
from qooper_assets.stages.reporting import store_report
from qooper_assets.stages.runtime import Runtime

PLAN_STEPS = (
    sql("plan/mismatches"),
    sql("plan/pairs", "plan/mismatches"),
    sql("plan/known_managers", "plan/pairs", is_aside=True),
    sql("plan/in_doubt", "plan/pairs"),
    sql("plan/declines", "plan/pairs"),
    sql("plan/identity_claims", "plan/pairs", "plan/declines"),
    sql("plan/reused_ids", "plan/pairs", "plan/identity_claims"),
    sql("plan/withheld", "plan/pairs", "plan/in_doubt", "plan/identity_claims", "plan/reused_ids"),
    sql("plan/taken_emails", "plan/identity_claims", "plan/withheld"),
    sql(
        "plan/situations",
        "plan/pairs",
        "plan/in_doubt",
        "plan/identity_claims",
        "plan/withheld",
        "plan/taken_emails",
    ),
    sql("plan/unresolved_managers", "plan/pairs", "plan/situations", "plan/known_managers", is_aside=True),
    sql("plan/population", is_aside=True),
    sql(
        "plan/update_candidates", "plan/pairs", "plan/situations", "plan/known_managers", "plan/taken_emails"
    ),
    sql("plan/differences", "plan/update_candidates"),
    sql("plan/garbled", "plan/differences"),
    sql("plan/proposals", "plan/declines", "plan/situations", "plan/differences"),
    Step("plan/manager_edges", find_manager_circles, ("plan/proposals",)),
    sql("plan/changes", "plan/proposals"),
    sql("plan/moves", "plan/changes", is_aside=True),
    sql("plan/forgotten", "plan/declines", "plan/situations"),
    sql(
        "plan/summary",
        "plan/situations",
        "plan/garbled",
        "plan/proposals",
        "plan/changes",
        "plan/unresolved_managers",
        "plan/population",
        "plan/taken_emails",
    ),
    sql("plan/left_out", "plan/situations", "plan/taken_emails", "plan/unresolved_managers", "plan/garbled"),
)
"""The SQL files of `plan`. Those that run aside occupy one core while the engine plans their queries,
however few people there are."""


@dataclass(frozen=True)
class _Work:
    """One plan: its inputs, and how this file relates to earlier ones."""

    runtime: Runtime
    tenant: Tenant
    raw: RawFile
    roster: Roster
    snapshot: Snapshot
    run_id: str
    scratch: Path
    now: datetime
    effective_on: date
    basis: Basis
    last: Delivery | None
    before: ChangeSet | None
    """For a delta feed, the undecided change set into whose roster the file was merged."""
    is_repeat: bool

    @property
    def is_full(self) -> bool:
        return self.tenant.feed.coverage == "full_snapshot"

    @property
    def source_rows(self) -> int:
        return self.roster.counts.records - self.roster.counts.skipped

    def key(self, file: str) -> str:
        return self.runtime.artifacts.key(
            self.tenant.tenant, self.raw.partition, self.run_id, "change_set", file
        )

    def open_local(self, location: str) -> Path:
        return self.runtime.artifacts.open_local(location, self.scratch)


def plan(
    runtime: Runtime,
    tenant: Tenant,
    raw: RawFile,
    normalized: Roster,
    observed: Snapshot,
    run_id: str,
) -> ChangeSet:
    """Determine what would change, for whom and why, and which limits that exceeds. Writes no account.

    The report is stored before anybody may act on the change set.
    """
    now = runtime.clock.now()
    basis = runtime.ledger.change_sets.basis(tenant.tenant)  # before anything else is read from the ledger
    last = runtime.ledger.deliveries.last(tenant.tenant)
    with runtime.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        work = _Work(
            runtime=runtime,
            tenant=tenant,
            raw=raw,
            roster=normalized,
            snapshot=observed,
            run_id=run_id,
            scratch=scratch,
            now=now,
            effective_on=feed.effective_on(tenant.schedule, now),
            basis=basis,
            last=last,
            before=_undecided(runtime, normalized),
            is_repeat=last is not None and _is_repeat(last, raw, normalized),
        )
        _load(engine, work)
        unreadable_rows, is_suspended = _unidentified(engine, tenant)
        _set_variables(engine, work, is_suspended=is_suspended)
        run_steps(engine, PLAN_STEPS, None)
        summary = only_row(engine, "summary", Summary)
        found = _breaches(engine, work, summary, unreadable_rows)
        planned = _change_set(engine, work, summary, found, unreadable_rows, is_suspended=is_suspended)
        run_steps(engine, STORE_STEPS, (work, planned))
        _store(work, planned)
    return planned


def _load(engine: Engine, work: _Work) -> None:
    """Create the tables that the SQL files read."""
    roster, snapshot, ledger, tenant = work.roster, work.snapshot, work.runtime.ledger, work.tenant.tenant
    roster_files.load(engine, work.runtime.roster_files(roster, work.scratch))
    engine.load("lines", work.open_local(roster.lines_location))
    engine.load("rejects", work.open_local(roster.rejects_location))
    engine.load("accounts", work.open_local(snapshot.location), numbered=True)
    engine.load("vanished", work.open_local(snapshot.vanished_location))
    engine.table("absences", ledger.absences.all(tenant))
    engine.table("declined", ledger.declines.all(tenant))
    stage_decisions(engine, changes.decisions(work.tenant.policy))


def _unidentified(engine: Engine, tenant: Tenant) -> tuple[int, bool]:
    """Count the rows without a readable identifier, and determine if one could be anybody's (R2)."""
    engine.set(name_order=tenant.mapping.full_name.order if tenant.mapping.full_name else "")
    engine.run("plan/unidentified")
    rows, anybodys = engine.rows("select count(*), count(*) filter (not says_something) from unidentified")[0]
    return rows, anybodys > 0


def _set_variables(engine: Engine, work: _Work, *, is_suspended: bool) -> None:
    policy = work.tenant.policy
    engine.set(
        identity=work.tenant.identity,
        manager_refers_to=manager_refers_to(work.tenant),
        policy_version=work.roster.policy_version,
        adopts=policy.adoption != "never",
        enforces_roster=policy.reactivate_admin_deactivated,
        effective_on=work.effective_on,
        protected_emails=[email.lower() for email in policy.protected_emails] or [""],
        clear_when_blank=list(policy.clear_when_blank) or [""],
        absent_after_files=policy.absent_after_files,
        is_new_content=not work.is_repeat,
        people=work.roster.people,
        absence_counts=work.is_full and not is_suspended,
    )


def _breaches(engine: Engine, work: _Work, summary: Summary, unreadable_rows: int) -> tuple[Breach, ...]:
    """Determine the limits that the change set exceeds, and those carried over from undecided files."""
    tenant, roster = work.tenant, work.roster
    declined_in = engine.rows(
        "select distinct declined_in from proposals where declined_in is not null and not is_repeated"
    )
    file = FileFacts(
        source_rows=work.source_rows,
        rejected_rows=roster.counts.rejected,
        filled=_filled(work, summary),
        policy_version=roster.policy_version,
        email_cycles=len(changes.order_moves(moves(engine))[1]),
        is_past_partition=work.last is not None and work.last.partition > work.raw.partition,
        declined_in=[identifier for (identifier,) in declined_in],
        unreadable_rows=unreadable_rows if work.is_full and not work.is_repeat else 0,
        delta=_delta_file(engine, work, summary),
    )
    history = work.runtime.ledger.deliveries.history(tenant.tenant, work.effective_on)
    found = guardrails.breaches(summary, tenant.guardrails, tenant.policy, history, file)
    return found if work.before is None else found + guardrails.carried_over(work.before, found)


def _filled(work: _Work, summary: Summary) -> dict[str, int]:
    """Count the people with a value, per attribute and for the manager, whom a blank may clear (AT02)."""
    managers = {"manager": summary.people_with_manager} if work.tenant.mapping.manager else {}
    return work.roster.filled | managers


def _change_set(
    engine: Engine,
    work: _Work,
    summary: Summary,
    found: tuple[Breach, ...],
    unreadable_rows: int,
    *,
    is_suspended: bool,
) -> ChangeSet:
    raw, roster = work.raw, work.roster
    digests = engine.stream("select digest from changes order by external_id")
    has_forgotten = engine.value("select count(*) from forgotten") > 0
    has_left_out = engine.value("select count(*) from left_out") > 0
    return ChangeSet(
        tenant=work.tenant.tenant,
        partition=raw.partition,
        run_id=work.run_id,
        change_set_id=changes.change_set_id(
            (digest for (digest,) in digests),
            roster_digest=roster.roster_digest,
            policy_version=roster.policy_version,
            effective_on=work.effective_on,
        ),
        created_at=work.now,
        effective_on=work.effective_on,
        policy_version=roster.policy_version,
        raw_sha256=raw.sha256,
        raw_modified_at=raw.remote_file.modified_at,
        roster_digest=roster.roster_digest,
        source_rows=work.source_rows,
        rejected_rows=roster.counts.rejected,
        filled=_filled(work, summary),
        is_repeat=work.is_repeat,
        absence_suspended=work.is_full and is_suspended,
        unreadable_rows=unreadable_rows,
        unreadable_lines=roster.unreadable_lines,
        summary=summary,
        counts=dict(
            engine.rows("select action || ' ' || reason, count(*) from changes group by 1 order by 1")
        ),
        withheld_by_reason=dict(
            engine.rows(
                "select withheld, count(*) from situations where withheld is not null group by 1 order by 1"
            )
        ),
        rejects_by_reason=roster.rejects_by_reason,
        breaches=found,
        location=work.key("changes.parquet"),
        situations_location=work.key("situations.parquet"),
        report_location=work.key("report.md"),
        workbook_location=work.key("report.xlsx"),
        rejects_csv_location=work.key("rejects.csv"),
        identity=work.tenant.identity,
        left_out_location=work.key("left_out.parquet") if has_left_out else None,
        forgotten_location=work.key("forgotten.parquet") if has_forgotten else None,
        landing=raw.landing,
        planned_on=work.basis.model_copy(
            update={"links": work.snapshot.links_version, "head": roster.laid_over}
        ),
        deliveries=_deliveries(raw, roster, work.before),
    )


def _is_repeat(last: Delivery, raw: RawFile, normalized: Roster) -> bool:
    """Detect a file with the content of the last accepted delivery (F08).

    A delta file is not a repeat if it changes something, after a later file or under another tenant file.
    """
    if last.raw_sha256 != raw.sha256:
        return False
    return normalized.laid_over is None or (
        normalized.laid_over == last.head.key and normalized.roster_digest == last.roster_digest
    )


def _undecided(runtime: Runtime, normalized: Roster) -> ChangeSet | None:
    """Find a delta feed's undecided change set into whose roster the file was merged."""
    if not normalized.laid_over:
        return None
    undecided = runtime.ledger.change_sets.undecided(normalized.tenant)
    if undecided is None or undecided.head.key != normalized.laid_over:
        return None
    return undecided.change_set


def _deliveries(raw: RawFile, normalized: Roster, before: ChangeSet | None) -> tuple[str, ...]:
    """Compute the value of `ChangeSet.deliveries`."""
    if normalized.laid_over is None:
        return ()
    others = (before.deliveries or (before.partition,)) if before else ()
    return (*(partition for partition in others if partition != raw.partition), raw.partition)


def _delta_file(engine: Engine, work: _Work, summary: Summary) -> DeltaFile | None:
    """Collect what the limits need to know of a delta file; None for a full snapshot.

    If nobody was known before, everybody is expected.
    """
    if work.roster.newcomers_location is None:
        return None
    engine.load("newcomers", work.open_local(work.roster.newcomers_location))
    engine.run("plan/strangers")
    has_known = bool(work.roster.laid_over) or summary.managed > 0
    strangers = engine.value("select count(*) from strangers") if has_known else 0
    return DeltaFile(work.roster.counts.people, strangers)


Planned = tuple[_Work, ChangeSet]


def _store_report(engine: Engine, planned: Planned) -> None:
    work, change_set = planned
    store_report(engine, work.runtime.artifacts, change_set, work.roster, work.scratch)


def _save_changes(engine: Engine, planned: Planned) -> None:
    """Save the tables of a change set."""
    scratch = planned[0].scratch
    engine.save("from changes order by external_id", scratch / "changes")
    engine.save("select * exclude (roster_row, account_row) from situations", scratch / "situations")
    engine.save("from left_out order by external_id, name", scratch / "left_out")
    engine.save("from forgotten", scratch / "forgotten")


STORE_STEPS: tuple[Step[Planned], ...] = (
    Step("save changes", _save_changes, is_aside=True),
    Step("store report", _store_report),
)


def _store(work: _Work, planned: ChangeSet) -> None:
    """Store the tables of a change set, and its manifest last."""
    artifacts, scratch = work.runtime.artifacts, work.scratch
    artifacts.adopt(scratch / "changes", planned.location)
    artifacts.adopt(scratch / "situations", planned.situations_location)
    if planned.left_out_location:
        artifacts.adopt(scratch / "left_out", planned.left_out_location)
    if planned.forgotten_location:
        artifacts.adopt(scratch / "forgotten", planned.forgotten_location)
    artifacts.save("change_set", planned, scratch)
