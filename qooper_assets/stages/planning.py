"""Plan: determine what would change, for whom and why, and which limits that exceeds.

Belongs here: the inputs of a plan, what it found, and storing the change set. Does not: the decisions
(`core/changes.py`, `core/guardrails.py`), the facts (`sql/plan/`) and their order (`plan_steps.py`), or the
report (`reporting.py`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from qooper_assets.core import changes, feed, guardrails
from qooper_assets.core.changes import Basis, Breach, ChangeSet, HeldBack, Summary
from qooper_assets.core.date_columns import DateColumn
from qooper_assets.core.feed import RawFile
from qooper_assets.core.guardrails import DeltaFile, FileFacts, History, Limit, ScopeCounts
from qooper_assets.core.mapping import SCOPE, manager_refers_to, may_be_empty, not_updated, owned_by_qooper
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.accounts import protected_keys
from qooper_assets.edges.engine.answers import stage_answers
from qooper_assets.edges.engine.change_sets import moves, only_row, stage_decisions
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.steps import Step, run_steps
from qooper_assets.edges.ledger.deliveries import Delivery
from qooper_assets.stages.dating import describe_dates
from qooper_assets.stages.earlier_files import (
    find_old_content,
    find_undecided,
    is_repeat,
    list_deliveries,
)
from qooper_assets.stages.plan_steps import PLAN_STEPS
from qooper_assets.stages.reporting import store_report
from qooper_assets.stages.runtime import Runtime
from qooper_assets.stages.scoping import count_scope
from qooper_assets.stages.splitting import count_attribute_changes, has_rest, leave_out


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
    old_content: Delivery | None
    """For a full snapshot, the accepted delivery whose content came again (G20)."""
    is_repeat: bool
    noun: str
    """The noun of its artifacts."""

    @property
    def is_full(self) -> bool:
        return self.tenant.feed.coverage == "full_snapshot"

    @property
    def source_rows(self) -> int:
        return self.roster.counts.records - self.roster.counts.skipped

    def key(self, file: str) -> str:
        return self.runtime.artifacts.key(
            self.tenant.tenant, self.raw.partition, self.run_id, self.noun, file
        )

    def open_local(self, location: str) -> Path:
        return self.runtime.artifacts.open_local(location, self.scratch)


@dataclass(frozen=True)
class _Facts:
    """What a plan found, for its limits and its manifest."""

    unreadable_rows: int
    """Rejected rows without a readable identifier."""
    is_suspended: bool
    """One of them could be anybody's, so nobody is deactivated for absence (R2)."""
    dates: dict[str, DateColumn]
    summary: Summary
    scope: ScopeCounts | None


def plan(
    runtime: Runtime,
    tenant: Tenant,
    raw: RawFile,
    normalized: Roster,
    observed: Snapshot,
    run_id: str,
    *,
    is_rest: bool = False,
) -> ChangeSet:
    """Determine what would change, for whom and why, and which limits that exceeds. Writes no account.

    If holding a part back is enough to be within every limit, and something else is to be done, the change
    set is everything else (AT14). With `is_rest`, that has been done, and it is what is left; the run has two
    change sets then. The report is stored before anybody may act on the change set.
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
            before=find_undecided(runtime, normalized),
            old_content=find_old_content(runtime, tenant, last, raw, normalized),
            is_repeat=last is not None and is_repeat(last, raw, normalized),
            noun="held_back" if is_rest else "change_set",
        )
        _load(engine, work)
        unreadable_rows, is_suspended = _unidentified(engine, tenant)
        history = runtime.ledger.deliveries.history(tenant.tenant, work.effective_on)
        dates = describe_dates(engine, tenant, raw, normalized, history.dates)
        _set_variables(engine, work, is_suspended=is_suspended)
        run_steps(engine, PLAN_STEPS, None)
        summary, scope = only_row(engine, "summary", Summary), count_scope(engine, tenant)
        facts = _Facts(unreadable_rows, is_suspended, dates, summary, scope)
        limits = _compare(engine, work, facts, history)
        found = _breaches(work, limits)
        held_back = None if is_rest else guardrails.held_back(found)
        if held_back is not None and not has_rest(engine, held_back):
            held_back = None
        if held_back is not None:
            leave_out(engine, held_back)
            facts, found = replace(facts, summary=only_row(engine, "summary", Summary)), ()
        planned = _change_set(engine, work, facts, found, held_back).model_copy(
            update={"measured": guardrails.measured(limits)}
        )
        run_steps(engine, STORE_STEPS, (work, planned))
        _store(work, planned)
    return planned


def _load(engine: Engine, work: _Work) -> None:
    """Create the tables that the SQL files read."""
    roster, snapshot, ledger, tenant = work.roster, work.snapshot, work.runtime.ledger, work.tenant.tenant
    engine.expect(max(roster.people, snapshot.accounts))
    roster_files.load(engine, work.runtime.roster_files(roster, work.scratch))
    engine.load("lines", work.open_local(roster.lines_location))
    engine.load("rejects", work.open_local(roster.rejects_location))
    engine.load("accounts", work.open_local(snapshot.location), numbered=True)
    engine.load("vanished", work.open_local(snapshot.vanished_location))
    engine.table("absences", ledger.absences.all(tenant))
    engine.table("declined", ledger.declines.all(tenant))
    engine.table("ends", ledger.links.ends(tenant))
    stage_answers(engine, ledger.decisions.given(tenant))
    stage_decisions(engine, work.tenant.policy)


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
        end_by=policy.end_by,
        status_is_mapped=work.tenant.mapping.status is not None,
        protected_emails=protected_keys(engine, policy.protected_emails) or [""],
        clear_when_blank=list(policy.clear_when_blank) or [""],
        empty_words=list(policy.empty_words) or [""],
        may_be_empty=may_be_empty(work.tenant) or [""],
        held_back=[""],
        owned_by_qooper=owned_by_qooper(work.tenant) or [""],
        not_updated=not_updated(work.tenant) or [""],
        absent_after_files=policy.absent_after_files,
        rename_days=policy.rename_days,
        is_new_content=not work.is_repeat,
        people=work.roster.people,
        absence_counts=work.is_full and not is_suspended,
    )


def _breaches(work: _Work, limits: tuple[Limit, ...]) -> tuple[Breach, ...]:
    """Determine the limits that the change set exceeds, and those carried over from undecided files."""
    found = guardrails.breaches(limits)
    return found if work.before is None else found + guardrails.carried_over(work.before, found)


def _compare(engine: Engine, work: _Work, facts: _Facts, history: History) -> tuple[Limit, ...]:
    """Compare the plan with every limit."""
    tenant, roster = work.tenant, work.roster
    declined_in = engine.rows(
        "select distinct declined_in from proposals where declined_in is not null and not is_repeated"
    )
    file = FileFacts(
        source_rows=work.source_rows,
        rejected_rows=roster.counts.rejected,
        filled=_filled(engine, work, facts),
        dates=facts.dates,
        scope=facts.scope,
        policy_version=roster.policy_version,
        email_cycles=len(changes.order_moves(moves(engine))[1]),
        is_past_partition=work.last is not None and work.last.partition > work.raw.partition,
        declined_in=[identifier for (identifier,) in declined_in],
        unreadable_rows=facts.unreadable_rows if work.is_full and not work.is_repeat else 0,
        delta=_delta_file(engine, work, facts.summary),
        old_content_of=work.old_content.partition if work.old_content else None,
        attribute_changes=count_attribute_changes(engine, tenant),
    )
    # Without effect: values that Qooper owns, except the first day, and the scope of an earlier tenant file.
    idle = {*owned_by_qooper(tenant), *([] if tenant.scope else [SCOPE])} - {"hire_date"}
    filled = {name: count for name, count in history.filled.items() if name not in idle}
    history = history.model_copy(update={"filled": filled})
    return guardrails.compare(facts.summary, tenant.guardrails, tenant.policy, history, file)


def _filled(engine: Engine, work: _Work, facts: _Facts) -> dict[str, int]:
    """Count the people with a value, per attribute, for the manager, whom a blank may clear (AT02), and for
    the scope. A damaged value counts as blank (AT13)."""
    damaged = dict(engine.rows("select name, count(*) from damaged group by name"))
    attributes = {name: count - damaged.get(name, 0) for name, count in work.roster.filled.items()}
    managers = {"manager": facts.summary.people_with_manager} if work.tenant.mapping.manager else {}
    scope = {SCOPE: facts.scope.people_read} if facts.scope else {}
    return attributes | managers | scope


def _change_set(
    engine: Engine, work: _Work, facts: _Facts, found: tuple[Breach, ...], held_back: HeldBack | None
) -> ChangeSet:
    raw, roster = work.raw, work.roster
    digests = engine.stream("select digest from changes order by external_id")
    has_forgotten = engine.value("select count(*) from forgotten") > 0
    has_remembered = engine.value("select count(*) from remembered") > 0
    has_questions = engine.value("select count(*) from questions") > 0
    outdated = engine.rows("select id from answered where not is_fitting order by id")
    used = engine.rows(
        "select id from answered semi join changes using (external_id) where is_fitting and answer in"
        " ('same-person', 'adopt', 'reactivate', 'create', 'release') order by id"
    )
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
            held_back=held_back,
        ),
        created_at=work.now,
        effective_on=work.effective_on,
        policy_version=roster.policy_version,
        raw_sha256=raw.sha256,
        raw_modified_at=raw.modified_at,
        roster_digest=roster.roster_digest,
        source_rows=work.source_rows,
        rejected_rows=roster.counts.rejected,
        filled=_filled(engine, work, facts),
        dates=facts.dates,
        is_repeat=work.is_repeat,
        absence_suspended=work.is_full and facts.is_suspended,
        unreadable_rows=facts.unreadable_rows,
        unreadable_lines=roster.unreadable_lines,
        summary=facts.summary,
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
        questions_location=work.key("questions.parquet") if has_questions else None,
        outdated_answers=tuple(identifier for (identifier,) in outdated),
        used_answers=tuple(identifier for (identifier,) in used),
        forgotten_location=work.key("forgotten.parquet") if has_forgotten else None,
        remembered_location=work.key("remembered.parquet") if has_remembered else None,
        landing=raw.landing,
        planned_on=work.basis.model_copy(
            update={"links": work.snapshot.links_version, "head": roster.laid_over}
        ),
        deliveries=list_deliveries(raw, roster, work.before),
        damaged=dict(engine.rows("select name || ' ' || why, count(*) from damaged group by 1 order by 1")),
        old_content_of=work.old_content.partition if work.old_content else None,
        held_back=held_back,
    )


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
    if not work.runtime.reports:
        return
    store_report(engine, work.runtime.artifacts, change_set, work.roster, work.scratch)


def _save_changes(engine: Engine, planned: Planned) -> None:
    """Save the tables of a change set."""
    scratch, change_set = planned[0].scratch, planned[1]
    engine.save("from changes order by external_id", scratch / "changes")
    engine.save("select * exclude (roster_row, account_row) from situations", scratch / "situations")
    if change_set.left_out_location:
        engine.save("from left_out order by external_id, name", scratch / "left_out")
    if change_set.questions_location:
        engine.save("from questions order by external_id, other", scratch / "questions")
    if change_set.forgotten_location:
        engine.save("from forgotten", scratch / "forgotten")
    if change_set.remembered_location:
        engine.save("from remembered", scratch / "remembered")


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
    if planned.questions_location:
        artifacts.adopt(scratch / "questions", planned.questions_location)
    if planned.forgotten_location:
        artifacts.adopt(scratch / "forgotten", planned.forgotten_location)
    if planned.remembered_location:
        artifacts.adopt(scratch / "remembered", planned.remembered_location)
    artifacts.save(work.noun, planned, scratch)
