"""Plan: say what would change, for whom and why, and which limits that exceeds.

Belongs here: the order of that, and storing it with its report. Does not: what is decided (`core/changes.py`,
`core/guardrails.py`), the facts (`sql/`), and how a report reads (`core/report.py`).
"""

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from qooper_assets.core import changes, feed, guardrails, report, roster
from qooper_assets.core.changes import ChangeSet, Move, Summary
from qooper_assets.core.feed import RawFile
from qooper_assets.core.guardrails import DeltaFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant import Tenant
from qooper_assets.edges import workbook
from qooper_assets.edges.engine import staging
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.ledger.deliveries import Delivery
from qooper_assets.stages import reusing
from qooper_assets.stages.runtime import Edges

MOST_SERIOUS_FIRST = ["DEACTIVATE", "REACTIVATE", "LINK", "CREATE", "UPDATE"]
"""The order of actions in the report, which may have to leave out the end."""
PLANNED_BY: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("plan/mismatches", "plan/pairs"), ()),
    (
        ("plan/in_doubt", "plan/declines", "plan/identity_claims", "plan/withheld", "plan/situations"),
        ("plan/known_managers",),
    ),
    (("plan/update_candidates", "plan/differences"), ()),
    (("plan/garbled", "plan/proposals", "plan/changes"), ("plan/unresolved_managers", "plan/population")),
    (("plan/forgotten", "plan/summary"), ("plan/moves",)),
)
"""The SQL files of `plan`, in order. In some steps others run beside them, that need nothing of them: most
take one core, for as long as the engine plans them, however few people there are."""


def plan(
    edges: Edges,
    tenant: Tenant,
    raw: RawFile,
    normalized: Roster,
    observed: Snapshot,
    run_id: str,
) -> ChangeSet:
    """Say what would change, for whom and why, and which limits that exceeds. Writes no account.

    The report is stored before anybody may act on the change set.
    """
    now = edges.clock.now()
    effective_on = feed.effective_on(tenant.schedule, now)
    basis = edges.ledger.change_sets.basis(tenant.tenant)  # before anything else is read of the ledger
    last = edges.ledger.deliveries.last(tenant.tenant)
    before = _undecided(edges, normalized)
    is_repeat = last is not None and _is_repeat(last, raw, normalized)
    is_full = tenant.feed.coverage == "full_snapshot"
    with (
        edges.scratch() as scratch,
        open_engine(scratch, tenant.feed.limits) as engine,
        ThreadPoolExecutor(1) as thread,
    ):
        reusing.load(engine, edges.artifacts, normalized, scratch)
        engine.load("lines", edges.artifacts.open_local(normalized.lines_location, scratch))
        engine.load("rejects", edges.artifacts.open_local(normalized.rejects_location, scratch))
        engine.load("accounts", edges.artifacts.open_local(observed.location, scratch), numbered=True)
        engine.load("vanished", edges.artifacts.open_local(observed.vanished_location, scratch))
        unreadable_rows, is_suspended = _unidentified(engine, tenant)
        engine.table("absences", edges.ledger.absences.all(tenant.tenant))
        engine.table("declined", edges.ledger.declines.all(tenant.tenant))
        staging.stage_decisions(engine, changes.decisions(tenant.policy))
        engine.set(
            identity=tenant.identity,
            manager_refers_to=staging.manager_refers_to(tenant),
            policy_version=normalized.policy_version,
            adopts=tenant.policy.adoption != "never",
            enforces_roster=tenant.policy.reactivate_admin_deactivated,
            effective_on=effective_on,
            protected_emails=[email.lower() for email in tenant.policy.protected_emails] or [""],
            clear_when_blank=list(tenant.policy.clear_when_blank) or [""],
            absent_after_files=tenant.policy.absent_after_files,
            is_new_content=not is_repeat,
            people=normalized.people,
            absence_counts=is_full and not is_suspended,
        )
        for stems, others in PLANNED_BY:
            engine.run_beside(stems, others)
        summary = staging.only_row(engine, "summary", Summary)
        source_rows = normalized.counts.records - normalized.counts.skipped
        delta = _delta_file(edges, engine, normalized, summary, scratch)
        found = guardrails.breaches(
            summary,
            tenant.guardrails,
            edges.ledger.deliveries.history(tenant.tenant, effective_on),
            source_rows=source_rows,
            rejected_rows=normalized.counts.rejected,
            filled=normalized.filled,
            email_cycles=len(changes.order_moves(moves(engine))[1]),
            asks_for_adoption=tenant.policy.adoption == "ask",
            policy_version=normalized.policy_version,
            is_past_partition=last is not None and last.partition > raw.partition,
            declined_in=[
                identifier
                for (identifier,) in engine.rows(
                    "select distinct declined_in from proposals"
                    " where declined_in is not null and not is_repeated"
                )
            ],
            unreadable_rows=unreadable_rows if is_full and not is_repeat else 0,
            unreadable_files_max=tenant.policy.unreadable_files_max,
            delta=delta,
        )
        if before is not None:
            found += guardrails.carried_over(before, found)

        def key(file: str) -> str:
            return edges.artifacts.key(tenant.tenant, raw.partition, run_id, "change_set", file)

        planned = ChangeSet(
            tenant=tenant.tenant,
            partition=raw.partition,
            run_id=run_id,
            change_set_id=changes.change_set_id(
                (digest for (digest,) in engine.stream("select digest from changes order by external_id")),
                roster_digest=normalized.roster_digest,
                policy_version=normalized.policy_version,
                effective_on=effective_on,
            ),
            created_at=now,
            effective_on=effective_on,
            policy_version=normalized.policy_version,
            raw_sha256=raw.sha256,
            raw_modified_at=raw.remote_file.modified_at,
            roster_digest=normalized.roster_digest,
            source_rows=source_rows,
            rejected_rows=normalized.counts.rejected,
            filled=normalized.filled,
            is_repeat=is_repeat,
            absence_suspended=is_full and is_suspended,
            unreadable_rows=unreadable_rows,
            unreadable_lines=normalized.unreadable_lines,
            summary=summary,
            counts=dict(engine.rows(
                "select action || ' ' || reason, count(*) from changes group by 1 order by 1"
            )),
            withheld_by_reason=dict(engine.rows(
                "select withheld, count(*) from situations where withheld is not null"
                " group by 1 order by 1"
            )),
            rejects_by_reason=normalized.rejects_by_reason,
            breaches=found,
            location=key("changes.parquet"),
            situations_location=key("situations.parquet"),
            report_location=key("report.md"),
            workbook_location=key("report.xlsx"),
            rejects_csv_location=key("rejects.csv"),
            forgotten_location=key("forgotten.parquet") if engine.value(
                "select count(*) from forgotten"
            ) else None,
            landing=raw.landing,
            planned_on=basis.model_copy(
                update={"links": observed.links_version, "head": normalized.laid_over}
            ),
            deliveries=_deliveries(raw, normalized, before),
        )  # fmt: skip
        saved = engine.begin(thread, _save_changes, scratch)
        _store_report(edges, engine, planned, normalized, scratch)
        saved.result()
        edges.artifacts.adopt(scratch / "changes", planned.location)
        edges.artifacts.adopt(scratch / "situations", planned.situations_location)
        if planned.forgotten_location:
            edges.artifacts.adopt(scratch / "forgotten", planned.forgotten_location)
        edges.artifacts.save("change_set", planned, scratch)
    return planned


def _unidentified(engine: Engine, tenant: Tenant) -> tuple[int, bool]:
    """How many rows have no identifier that can be read, and whether one of them could be anybody's (R2)."""
    engine.set(name_order=tenant.mapping.full_name.order if tenant.mapping.full_name else "")
    engine.run("plan/unidentified")
    rows, anybodys = engine.rows("select count(*), count(*) filter (not says_something) from unidentified")[0]
    return rows, anybodys > 0


def moves(engine: Engine) -> list[Move]:
    """The e-mails and employee ids that pass on, from the table `moves`."""
    return [
        Move(*row) for row in engine.rows(f"select {', '.join(Move._fields)} from moves order by external_id")
    ]


def _is_repeat(last: Delivery, raw: RawFile, normalized: Roster) -> bool:
    """Whether the content was accepted before, and by the last delivery (F08).

    A delta file is no repeat where it changes something, after what was said since or by another tenant file.
    """
    if last.raw_sha256 != raw.sha256:
        return False
    return normalized.laid_over is None or (
        normalized.laid_over == last.head.key and normalized.roster_digest == last.roster_digest
    )


def _undecided(edges: Edges, normalized: Roster) -> ChangeSet | None:
    """Of a delta feed: the change set, not decided yet, over the roster of which the file was laid."""
    if not normalized.laid_over:
        return None
    undecided = edges.ledger.change_sets.undecided(normalized.tenant)
    if undecided is None or undecided.head.key != normalized.laid_over:
        return None
    return undecided.change_set


def _deliveries(raw: RawFile, normalized: Roster, before: ChangeSet | None) -> tuple[str, ...]:
    """`ChangeSet.deliveries`."""
    if normalized.laid_over is None:
        return ()
    others = (before.deliveries or (before.partition,)) if before else ()
    return (*(partition for partition in others if partition != raw.partition), raw.partition)


def _delta_file(
    edges: Edges, engine: Engine, normalized: Roster, summary: Summary, scratch: Path
) -> DeltaFile | None:
    """What the limits need of a delta file; None of a full snapshot. Where nobody was known before, everybody
    is expected."""
    if normalized.newcomers_location is None:
        return None
    engine.load("newcomers", edges.artifacts.open_local(normalized.newcomers_location, scratch))
    engine.run("plan/strangers")
    has_known = bool(normalized.laid_over) or summary.managed > 0
    strangers = engine.value("select count(*) from strangers") if has_known else 0
    return DeltaFile(normalized.counts.people, strangers)


def _save_changes(engine: Engine, scratch: Path) -> None:
    """Write the tables of a change set down."""
    engine.save("from changes order by external_id", scratch / "changes")
    engine.save("select * exclude (roster_row, account_row) from situations", scratch / "situations")
    engine.save("from forgotten", scratch / "forgotten")


def _store_report(
    edges: Edges, engine: Engine, planned: ChangeSet, normalized: Roster, scratch: Path
) -> None:
    """The report for people: Markdown of aggregates, a workbook of persons, a CSV of rejects."""
    markdown = scratch / "report.md"
    markdown.write_text(report.markdown(planned, normalized), encoding="utf-8")
    edges.artifacts.adopt(markdown, planned.report_location)
    rejects = engine.rows(
        "select source_line, source_byte, external_id, column_name, reason from rejects"
        " order by source_line, reason"
    )
    rows = [(*place, person, column, code, roster.REASONS[code]) for *place, person, column, code in rejects]
    table = scratch / "rejects.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(report.REJECT_COLUMNS)
        writer.writerows([report.escaped(cell) for cell in row] for row in rows)
    edges.artifacts.adopt(table, planned.rejects_csv_location)
    workbook.write(
        scratch / "report.xlsx",
        report.text(planned, normalized),
        changes=engine.stream(
            "select external_id, account_id, action, reason, before, after, source_line from changes"
            f" order by list_position({MOST_SERIOUS_FIRST}, action), external_id limit {workbook.ROWS_MAX}"
        ),
        withheld=engine.stream(
            "select external_id, account_id, situation, withheld, source_line"
            " from (from situations where withheld is not null) left join lines using (external_id)"
            f" order by external_id limit {workbook.ROWS_MAX}"
        ),
        rejects=rows[: workbook.ROWS_MAX],
    )
    edges.artifacts.adopt(scratch / "report.xlsx", planned.workbook_location)
