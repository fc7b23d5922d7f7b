"""Normalize: turn the raw file into one row per person, and everything else into a reason.

Belongs here: the steps, in their order, and storing their results. Does not: reading a file (`readers/`), the
meaning of a row (`sql/normalize/`, `core/contract.py`), reusing unchanged rows (`reusing.py`), and what a
delta file is merged into (`merging.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core import feed
from qooper_assets.core.feed import RawFile
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.records import HeaderMatch, Records, RosterWarning
from qooper_assets.core.roster import Roster, RosterCounts
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Checksum
from qooper_assets.edges.engine import records as engine_records
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import VERSION, Engine, EngineError, open_engine
from qooper_assets.edges.engine.records import Respelled
from qooper_assets.edges.engine.roster_files import Base, StoredRoster
from qooper_assets.edges.engine.steps import Step, run_steps, sql
from qooper_assets.readers import line_offsets
from qooper_assets.readers.read import read, unwrap
from qooper_assets.stages import merging, reusing, scoping
from qooper_assets.stages.file_warnings import file_warnings
from qooper_assets.stages.judging import check_contract
from qooper_assets.stages.merging import Before
from qooper_assets.stages.purging import open_raw
from qooper_assets.stages.rejudging import judge_again
from qooper_assets.stages.reusing import ReusableRoster, ReuseConflict, ReuseUnavailable
from qooper_assets.stages.runtime import Runtime

LINES_SHOWN = 20


def normalize(
    runtime: Runtime, tenant: Tenant, raw: RawFile, run_id: str, *, is_alone: bool = False
) -> Roster:
    """Turn the raw file into one row per person, and everything else into a reason.

    The rows of unchanged lines are reused from the last accepted roster if that is certain to be correct. A
    delta file is merged into the previous roster, unless it `is_alone`: then only the file itself is
    examined. Raises `DeliveryError` (blocked), or `StateError` accounting; for a delta feed also
    artifact_missing and artifact_damaged, if the previous roster can't be loaded.
    """
    effective_on = feed.effective_on(tenant.schedule, runtime.clock.now())
    with runtime.scratch() as scratch:
        delivered = open_raw(runtime, raw, scratch)
        with runtime.artifacts.verifying(delivered, raw.location, raw.sha256) as checksum:
            where = raw.remote_file.path
            content = unwrap(delivered, tenant.feed, runtime.home, scratch=scratch, where=where).path
            job = _Job(runtime, tenant, raw, run_id, effective_on, content, checksum, scratch)
            if tenant.feed.coverage == "delta":
                return _normalize_delta(job, is_alone=is_alone)
            return _normalize_full(job)


class _Job(NamedTuple):
    """One file to normalize."""

    runtime: Runtime
    tenant: Tenant
    raw: RawFile
    run_id: str
    effective_on: date
    content: Path
    checksum: Checksum
    """Verifies that its bytes are those that landed."""
    scratch: Path

    @property
    def where(self) -> str:
        return self.raw.remote_file.path


def _normalize_full(job: _Job) -> Roster:
    """Normalize a full snapshot: with the rows of unchanged lines if they can be reused, else whole."""
    warnings: tuple[RosterWarning, ...] = ()
    try:
        reusable = reusing.find(job.runtime, job.tenant, job.effective_on, job.scratch)
        if reusable:
            return _normalized(job, reusable, None, ())
    except ReuseConflict:
        pass
    except (ReuseUnavailable, EngineError) as error:
        warnings = (reusing.reuse_failed(error),)
    return _normalized(job, None, None, warnings)


def _normalize_delta(job: _Job, *, is_alone: bool) -> Roster:
    """Normalize a delta file, merged into the previous roster."""
    head = None if is_alone else job.runtime.ledger.change_sets.head(job.tenant.tenant)
    before = merging.find(job.runtime, job.tenant, head, job.scratch)
    before = judge_again(job.runtime, job.tenant, before, job.effective_on, job.scratch)
    return _normalized(job, None, before, ())


@dataclass
class _Work:
    """The values that the steps of one file share."""

    job: _Job
    records: Records
    match: HeaderMatch
    names: tuple[str, ...]
    """The attributes."""
    reusable: ReusableRoster | None
    before: Before | None
    """For a delta feed, what the file is merged into."""
    respelled: Respelled = field(default=Respelled())
    base: Base | None = None
    stored: StoredRoster | None = None
    newcomers: Path | None = None
    open_rows: tuple[RosterWarning, ...] = field(default=())

    @property
    def tenant(self) -> Tenant:
        return self.job.tenant

    @property
    def scratch(self) -> Path:
        return self.job.scratch


def _normalized(
    job: _Job, reusable: ReusableRoster | None, before: Before | None, warnings: tuple[RosterWarning, ...]
) -> Roster:
    """Read the file, run the steps, and store the roster.

    Raises `ReuseConflict` if the whole file has to be read, and `ReuseUnavailable` or the engine's error if
    the reusable roster is not what was stored.
    """
    job.checksum.start()
    with open_engine(job.scratch, job.tenant.feed.limits) as engine:
        work = _read(engine, job, reusable, before)
        landing = None if before is None else merging.landing(job.raw, before.head)
        engine.set(effective_on=job.effective_on, landing=landing)
        # A whole file is processed one step at a time, to bound memory.
        run_steps(engine, STEPS, work, is_parallel=work.reusable is not None)
        roster = _roster(engine, work, warnings)
        engine.save("from rejected", job.scratch / "rejects")
        job.checksum.wait()
        _store(work, roster)
    return roster


def _read(engine: Engine, job: _Job, reusable: ReusableRoster | None, before: Before | None) -> _Work:
    """Read the file's records: only those of changed lines, if most lines are unchanged."""
    found = None
    if reusable:
        found = reusing.read_changed(engine, reusable, job.content, job.tenant, job.scratch, job.where)
    records = found or read(
        job.content,
        job.tenant,
        scratch=job.scratch,
        where=job.where,
        is_known=job.runtime.is_linked(job.tenant),
    )
    match = records.columns
    if before is None:
        engine.expect(records.total + records.unchanged)
    else:
        records = records._replace(reuse=None)  # its lines will never be matched
    reusing.stage(engine, reusable if found else None, records)
    if records.reuse:
        records = records._replace(reuse=records.reuse._replace(hashes=None))  # they are a table now
    return _Work(job, records, match, attribute_names(job.tenant), reusable if found else None, before)


def _find_stale_base_rows(engine: Engine, work: _Work) -> None:
    if work.reusable:
        work.base = reusing.find_stale_base_rows(engine, work.reusable, work.names)


def _stage_records(engine: Engine, work: _Work) -> None:
    work.respelled = engine_records.stage_records(
        engine,
        work.records,
        work.match,
        work.tenant,
        work.job.where,
        ids_have_decimals=work.before is not None and work.before.ids_have_decimals,
    )
    if work.reusable and work.respelled.records:
        raise ReuseConflict  # what such an id means depends on the ids of all lines (I32)


def _refuse_reuse_conflicts(engine: Engine, work: _Work) -> None:
    if work.reusable:
        reusing.refuse_conflicts(engine, work.tenant)


def _check_contract(engine: Engine, work: _Work) -> None:
    check_contract(engine, work.tenant)


def _keep_delta_rows(engine: Engine, work: _Work) -> None:
    merging.stage(engine, work.before, work.tenant, work.scratch)


def _save_lines(engine: Engine, work: _Work) -> None:
    """Save the line of each person."""
    engine.write("normalize/lines", work.scratch / "lines")
    engine.drop("identities")


def _locate_rejects(engine: Engine, work: _Work) -> None:
    """Make `rejected`: each rejected record with its position and, if it could be read, its cells."""
    records = work.records
    lines = [line for (line,) in engine.rows("select distinct source_line from rejects order by 1")]
    starts: Iterable[int | None] = repeat(None, len(lines))
    if records.text_encoding:
        is_json = records.format == "json"
        ends = line_offsets.LINE_FEED if is_json else line_offsets.line_ends(records.text_encoding)
        starts = line_offsets.byte_positions(work.job.content, lines, ends)
    engine_records.stage_rejected(engine, work.match, lines, starts)
    engine.run("normalize/rejected")


def _write_roster(engine: Engine, work: _Work) -> None:
    work.stored = roster_files.write(engine, work.base, work.names, work.scratch)


def _compare_with_delta_roster(engine: Engine, work: _Work) -> None:
    """For a delta feed, determine who is new to it, and which rejected rows are open (D03)."""
    if work.before is not None:
        work.newcomers = merging.save_newcomers(engine, work.scratch)
        work.open_rows = merging.save_open_rows(
            engine, work.before, work.job.raw, work.tenant.policy_version(), work.scratch / "open_rows"
        )


STEPS: tuple[Step[_Work], ...] = (
    Step("find stale base rows", _find_stale_base_rows, is_aside=True),
    Step("stage records", _stage_records),
    Step("refuse reuse conflicts", _refuse_reuse_conflicts, ("stage records",), is_aside=True),
    Step("check contract", _check_contract, ("stage records",)),
    sql("normalize/rejects", "stage records", "check contract", "refuse reuse conflicts"),
    sql("normalize/excluded", "normalize/rejects"),
    Step("keep delta rows", _keep_delta_rows, ("normalize/excluded",)),
    sql("normalize/managers", "normalize/excluded", "keep delta rows"),
    Step("save lines", _save_lines, ("normalize/excluded", "normalize/managers"), is_aside=True),
    Step("locate rejects", _locate_rejects, ("normalize/rejects",)),
    Step("write roster", _write_roster, ("normalize/managers", "keep delta rows", "find stale base rows")),
    Step("compare with delta roster", _compare_with_delta_roster, ("save lines", "keep delta rows")),
)
"""The steps of `normalize` after a file has been read."""


def _roster(engine: Engine, work: _Work, warnings: tuple[RosterWarning, ...]) -> Roster:
    """Describe the roster that the steps have made. Raises `StateError` accounting."""
    job, before, stored = work.job, work.before, work.stored
    assert stored
    counts = _count(engine, work.records, merging.people_of_file(engine, before, stored.totals.people))
    counts.reconcile()
    scope, about_scope = scoping.find_new_values(job.runtime, engine, job.tenant)
    is_unreadable = "rejects where not is_identifier_readable"
    return Roster(
        tenant=job.tenant.tenant,
        partition=job.raw.partition,
        run_id=job.run_id,
        raw_sha256=job.raw.sha256,
        roster_digest=stored.totals.digest(VERSION),
        policy_version=job.tenant.policy_version(),
        counts=counts,
        unreadable_identifiers=engine.distinct("source_line", is_unreadable),
        unreadable_lines=tuple(
            line
            for (line,) in engine.rows(
                f"select distinct source_line from {is_unreadable} order by 1 limit {LINES_SHOWN}"
            )
        ),
        filled=stored.totals.filled,
        rejects_by_reason=dict(
            engine.rows("select reason, count(*) from rejects group by reason order by reason")
        ),
        warnings=(
            *warnings,
            *_about_earlier_files(work),
            *file_warnings(engine, work.tenant, work.records, work.match, work.respelled, counts),
            *about_scope,
        ),
        location=_key(job, "roster.parquet"),
        base_location=_key(job, "base.parquet") if stored.files.base else None,
        stale_base_rows_location=_key(job, "outdated.parquet") if stored.files.stale_base_rows else None,
        base_totals=stored.base_totals,
        lines_location=_key(job, "lines.parquet"),
        rejects_location=_key(job, "rejects.parquet"),
        reuse=reusing.roster_reuse(work.records, work.respelled, job.tenant, job.effective_on),
        laid_over=merging.key(before),
        merged_people=stored.totals.people if before is not None else None,
        newcomers_location=_key(job, "newcomers.parquet") if work.newcomers else None,
        open_rows_location=_key(job, "open_rows.parquet") if before is not None else None,
        format=work.records.format,
        newest_partition=merging.newest_partition(before, job.raw),
        scope=scope,
    )


def _key(job: _Job, name: str) -> str:
    return job.runtime.artifacts.key(job.tenant.tenant, job.raw.partition, job.run_id, "roster", name)


def _store(work: _Work, roster: Roster) -> None:
    """Store the roster's files, its manifest last."""
    artifacts, scratch, stored = work.job.runtime.artifacts, work.scratch, work.stored
    assert stored
    for path, location in (
        (stored.files.people, roster.location),
        (stored.files.base, roster.base_location),
        (stored.files.stale_base_rows, roster.stale_base_rows_location),
        (scratch / "lines", roster.lines_location),
        (scratch / "rejects", roster.rejects_location),
        (work.newcomers, roster.newcomers_location),
        (scratch / "open_rows", roster.open_rows_location),
    ):
        if path and location:
            artifacts.adopt(path, location)
    artifacts.save("roster", roster, scratch)


def _count(engine: Engine, records: Records, people: int) -> RosterCounts:
    repeated_headers = engine.value("select count(*) from excluded where why = 'header'")
    return RosterCounts(
        records=records.total + records.unchanged + len(records.unreadable) + records.skipped,
        people=people,
        rejected=engine.distinct("source_line", "rejects"),
        collapsed=engine.value("select count(*) from excluded where why = 'collapsed'"),
        skipped=records.skipped + repeated_headers,
    )


def _about_earlier_files(work: _Work) -> Iterator[RosterWarning]:
    """Yield the warnings about earlier files of a delta feed (D03)."""
    if work.before is not None:
        yield from work.before.warnings
        yield from merging.days_missed(work.before, work.job.raw, work.tenant.schedule)
        yield from work.open_rows
