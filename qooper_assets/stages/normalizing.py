"""Normalize: one row per person out of the raw file, and everything else with a reason.

Belongs here: the order of that. Does not: reading a file (`reading.py`, `readers/`), what a row means
(`sql/`, `core/roster.py`), what is taken over of an earlier roster (`stages/reusing.py`), and what a delta
file is laid over (`stages/merging.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core import feed
from qooper_assets.core.feed import RawFile
from qooper_assets.core.mapping import HeaderMatch, attribute_names, match_header
from qooper_assets.core.records import Records, RosterWarning
from qooper_assets.core.roster import Roster, RosterCounts
from qooper_assets.core.tenant import Tenant
from qooper_assets.edges.artifacts import Proof
from qooper_assets.edges.engine import staging
from qooper_assets.edges.engine.engine import VERSION, Engine, EngineError, open_engine
from qooper_assets.readers import line_offsets
from qooper_assets.stages import merging, reusing
from qooper_assets.stages.merging import Before
from qooper_assets.stages.reading import check_contract, read, unwrap
from qooper_assets.stages.rejudging import judge_again
from qooper_assets.stages.reusing import Accepted, Earlier
from qooper_assets.stages.runtime import Edges

LINES_SHOWN = 20


def normalize(edges: Edges, tenant: Tenant, raw: RawFile, run_id: str, *, is_alone: bool = False) -> Roster:
    """Turn the raw file into one row per person, and everything else into a reason.

    What stands unchanged since the last accepted roster is taken over from there, where that is certain. A
    delta file is laid over the roster before it, unless it `is_alone`: only the file itself is examined.
    Raises `DeliveryError` (blocked), or `StateError` accounting; of a delta feed artifact_missing and
    artifact_damaged too, where the roster before can't be loaded.
    """
    effective_on = feed.effective_on(tenant.schedule, edges.clock.now())
    with edges.scratch() as scratch:
        delivered = edges.artifacts.open_local(raw.location, scratch)
        with edges.artifacts.proving(delivered, raw.location, raw.sha256) as proof:
            content = unwrap(edges, delivered, tenant, scratch, raw.remote_file.path).path
            job = _Job(edges, tenant, raw, run_id, effective_on, content, proof, scratch, warnings=())
            if tenant.feed.coverage == "delta":
                head = None if is_alone else edges.ledger.change_sets.head(tenant.tenant)
                before = merging.find(edges.artifacts, tenant, head, scratch)
                before = judge_again(edges, tenant, before, effective_on, scratch)
                return _normalized(job._replace(before=before), None)
            try:
                if earlier := _earlier(edges, tenant, effective_on, scratch):
                    return _normalized(job, earlier)
            except reusing.Contested:
                pass
            except (reusing.Unusable, EngineError) as error:
                job = job._replace(warnings=(reusing.warning(error),))
            return _normalized(job, None)


def _earlier(edges: Edges, tenant: Tenant, effective_on: date, scratch: Path) -> Earlier | None:
    """The roster that may be taken over. Raises `Unusable`."""
    last = edges.ledger.deliveries.last(tenant.tenant)
    accepted = Accepted(last.partition, last.run_id, last.roster_digest) if last else None
    return reusing.find(edges.artifacts, tenant, accepted, effective_on, scratch)


class _Job(NamedTuple):
    """One file that becomes a roster."""

    edges: Edges
    tenant: Tenant
    raw: RawFile
    run_id: str
    effective_on: date
    content: Path
    proof: Proof
    """That its bytes are those that landed."""
    scratch: Path
    warnings: tuple[RosterWarning, ...]
    before: Before | None = None
    """Of a delta feed: what the file is laid over."""

    @property
    def landing(self) -> int | None:
        """Of a delta feed: which fetch brought the file, by which its rows are newer than others."""
        return None if self.before is None else merging.landing(self.raw, self.before.head)


def _normalized(job: _Job, earlier: Earlier | None) -> Roster:
    """Read the file, against an earlier roster if there is one, and store what came of it.

    Raises `Contested` where the whole file has to be read, and `Unusable` or the engine's error where the
    earlier roster is not what it was.
    """
    tenant, raw, scratch, where = job.tenant, job.raw, job.scratch, job.raw.remote_file.path
    names = attribute_names(tenant)
    job.proof.begun()
    with open_engine(scratch, tenant.feed.limits) as engine, ThreadPoolExecutor(1) as thread:
        before = reusing.as_file(engine, earlier) if earlier else None
        file = read(job.content, tenant, scratch, where, before)
        match = match_header(file.header, tenant, where)
        if not file.unchanged:
            earlier = None
        if job.before is not None:
            file = file._replace(fingerprints=None)  # no line of it is ever looked for again
        reusing.stage(engine, earlier, file)
        base = engine.begin(thread, reusing.outdate, earlier, names) if earlier else None
        has_fingerprints, file = file.fingerprints is not None, file._replace(fingerprints=None)
        engine.set(effective_on=job.effective_on, landing=job.landing)
        staging.stage_records(engine, file, match, tenant, where)
        contested = engine.begin(thread, reusing.contested, tenant) if earlier else None
        check_contract(engine, tenant)
        if contested and contested.result():
            raise reusing.Contested
        engine.run("normalize/rejects")
        engine.run("normalize/excluded")
        merging.stage(engine, job.before, names, scratch)
        engine.run("normalize/managers")
        lines = engine.begin(thread, _save_lines, scratch)
        if not earlier:
            lines.result()  # of a whole file, one thing at a time is held
        _tell_rejected(engine, file, match, job.content)
        stored = reusing.write(engine, base.result() if base else None, names, scratch)
        lines.result()
        counts = _count(engine, file, merging.people_of_file(engine, job.before, stored.totals.people))
        counts.reconcile()
        newcomers = merging.save_newcomers(engine, job.before, scratch)
        about_earlier = _about_earlier_files(engine, job)

        def key(name: str) -> str:
            return job.edges.artifacts.key(tenant.tenant, raw.partition, job.run_id, "roster", name)

        normalized = Roster(
            tenant=tenant.tenant,
            partition=raw.partition,
            run_id=job.run_id,
            raw_sha256=raw.sha256,
            roster_digest=stored.totals.digest(VERSION),
            policy_version=tenant.policy_version(),
            counts=counts,
            unreadable_identifiers=engine.distinct("source_line", "rejects where not is_identifier_readable"),
            unreadable_lines=tuple(
                line
                for (line,) in engine.rows(
                    "select distinct source_line from rejects where not is_identifier_readable"
                    f" order by 1 limit {LINES_SHOWN}"
                )
            ),
            filled=stored.totals.filled,
            rejects_by_reason=dict(
                engine.rows("select reason, count(*) from rejects group by reason order by reason")
            ),
            warnings=(*job.warnings, *about_earlier, *_warnings(engine, match, file, counts, tenant)),
            location=key("roster.parquet"),
            base_location=key("base.parquet") if stored.base else None,
            outdated_location=key("outdated.parquet") if stored.outdated else None,
            base_totals=stored.base_totals,
            lines_location=key("lines.parquet"),
            rejects_location=key("rejects.parquet"),
            made_by=reusing.made_by(tenant),
            shape=reusing.shape(file.header, file.delimiter) if has_fingerprints else "",
            is_clean_text=file.is_clean_text,
            effective_on=job.effective_on,
            laid_over=merging.key(job.before),
            merged_people=stored.totals.people if job.before is not None else None,
            newcomers_location=key("newcomers.parquet") if newcomers else None,
            open_rows_location=key("open_rows.parquet") if job.before is not None else None,
            newest_partition=merging.newest_partition(job.before, raw),
        )
        engine.save("from rejected", scratch / "rejects")
        job.proof.wait()
        for path, location in (
            (stored.people, normalized.location),
            (stored.base, normalized.base_location),
            (stored.outdated, normalized.outdated_location),
            (scratch / "lines", normalized.lines_location),
            (scratch / "rejects", normalized.rejects_location),
            (newcomers, normalized.newcomers_location),
            (scratch / "open_rows", normalized.open_rows_location),
        ):
            if path and location:
                job.edges.artifacts.adopt(path, location)
        job.edges.artifacts.save("roster", normalized, scratch)
    return normalized


def _about_earlier_files(engine: Engine, job: _Job) -> Sequence[RosterWarning]:
    """Of a delta feed: what is worth knowing about the files before this one (D03). Makes `open_rows`."""
    if job.before is None:
        return ()
    path, policy_version = job.scratch / "open_rows", job.tenant.policy_version()
    return (
        *job.before.warnings,
        *merging.days_missed(job.before, job.raw, job.tenant.schedule),
        *merging.save_open_rows(engine, job.before, job.raw, policy_version, path),
    )


def _save_lines(engine: Engine, scratch: Path) -> None:
    """Write down on which line each person stands."""
    engine.write("normalize/lines", scratch / "lines")
    engine.drop("identities")


def _tell_rejected(engine: Engine, file: Records, match: HeaderMatch, content: Path) -> None:
    """Make `rejected`, in which each rejected record has its place and, if it could be read, its cells."""
    lines = [line for (line,) in engine.rows("select distinct source_line from rejects order by 1")]
    starts: Iterable[int | None] = repeat(None, len(lines))
    if file.text_encoding:
        ends = line_offsets.LINE_FEED if file.format == "json" else line_offsets.line_ends(file.text_encoding)
        starts = line_offsets.byte_positions(content, lines, ends)
    staging.stage_rejected(engine, match, lines, starts)
    engine.run("normalize/rejected")


def _count(engine: Engine, file: Records, people: int) -> RosterCounts:
    repeated_headers = engine.value("select count(*) from excluded where why = 'header'")
    return RosterCounts(
        records=file.total + file.unchanged + len(file.unreadable) + file.skipped,
        people=people,
        rejected=engine.distinct("source_line", "rejects"),
        collapsed=engine.value("select count(*) from excluded where why = 'collapsed'"),
        skipped=file.skipped + repeated_headers,
    )


def _warnings(
    engine: Engine, match: HeaderMatch, file: Records, counts: RosterCounts, tenant: Tenant
) -> Iterator[RosterWarning]:
    said = "roster"
    if tenant.feed.coverage == "delta":  # what earlier files said was reported then
        said = "said_now"
        engine.connection.execute(
            "create view said_now as from roster where landing = getvariable('landing')"
        )
    dropped = engine.rows(
        f"select name, count(*) from (select unnest(dropped) as name from {said} where dropped is not null)"
        " group by name order by name"
    )
    for name, count in dropped:
        yield RosterWarning(
            code="value_dropped", count=count,
            detail=f"{name}: values that could not be taken over; the present ones are kept",
        )  # fmt: skip
    garbled = staging.count_garbled(engine, said, attribute_names(tenant)) if file.may_be_garbled else {}
    if garbled:
        names = ", ".join(f"{name} {count:,}" for name, count in garbled.items())
        yield RosterWarning(
            code="mojibake_suspected", count=sum(garbled.values()),
            detail=f"{names}: values such as `RenÃ©`; was the export read in a wrong encoding? (P04)",
        )  # fmt: skip
    if file.format != tenant.feed.format:
        yield RosterWarning(
            code="format_differs", count=1,
            detail=f"the tenant file says {tenant.feed.format}, the file is {file.format};"
            " it was read as that (P19)",
        )  # fmt: skip
    yield from file.warnings
    for name in match.missing:
        yield RosterWarning(
            code="column_missing", count=1,
            detail=f"{name}: its column is not in the file; the present values are kept (R8)",
        )  # fmt: skip
    if counts.collapsed:
        yield RosterWarning(
            code="duplicates_collapsed", count=counts.collapsed, detail="identical rows of one person (I01)"
        )
    repeated_headers = counts.skipped - file.skipped
    if repeated_headers:
        yield RosterWarning(
            code="header_repeated", count=repeated_headers,
            detail="header rows inside the file; were exports concatenated? (P17)",
        )  # fmt: skip
    if match.unmapped:
        yield RosterWarning(
            code="columns_unmapped", count=match.unmapped,
            detail="columns that nothing is mapped to; they stay in the raw file only (P13, R13)",
        )  # fmt: skip
