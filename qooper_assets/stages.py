"""The five verbs: the only place where decisions (`core`) and the world (`edges`) meet.

    land → RawFile → normalize → Roster → (observe → Snapshot) → plan → ChangeSet → apply → Receipt

Each stage takes the value of the one before, stores its own as an immutable artifact, and either
gives a value that can be trusted or raises; it never gives half of one. `apply` is told in
`apply.py`, for it is the only one that writes to Qooper. Belongs here: the order of things. Does
not: any rule, and any call of a library.
"""

import csv
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets import earlier_roster
from qooper_assets.core import changes, feed, guardrails, report, roster, snapshot
from qooper_assets.core.changes import ChangeSet, EmailMove, Summary
from qooper_assets.core.clock import Clock
from qooper_assets.core.feed import Found, NotDelivered, RawFile
from qooper_assets.core.mapping import HeaderMatch, attribute_names, match_header, wanted_columns
from qooper_assets.core.records import Records, RosterWarning
from qooper_assets.core.roster import Roster, RosterCounts
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant import Tenant
from qooper_assets.earlier_roster import Accepted, Earlier
from qooper_assets.edges import secrets, sftp, staging, workbook
from qooper_assets.edges.artifacts import Artifacts, Proof
from qooper_assets.edges.embedded import EmbeddedQooper
from qooper_assets.edges.ledger import Ledger
from qooper_assets.edges.readers import csv as csv_reader
from qooper_assets.edges.readers import excel, formats, json, places, wrapped
from qooper_assets.edges.readers.csv_unchanged import EarlierFile
from qooper_assets.edges.readers.wrapped import Unwrapped
from qooper_assets.edges.settings import Settings
from qooper_assets.edges.system import scratch_folder, sweep
from qooper_assets.edges.target import Target

LINES_SHOWN = 20
MOST_SERIOUS_FIRST = ["DEACTIVATE", "REACTIVATE", "LINK", "CREATE", "UPDATE"]
"""The order of actions in the report, which may have to leave out the end."""
PLANNED_BY: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("35_out_of_step", "36_standings"), ()),
    (("37_in_doubt", "38_seekers", "39_withheld", "40_situations"), ("41_known_managers",)),
    (("42_subjects", "43_differences"), ()),
    (("44_garbled", "45_changes"), ("46_unresolved_managers", "48_population")),
    (("50_summary",), ()),
)
"""The SQL files of `plan`, in order. In some steps others run beside them, that need nothing of them: most
take one core, for as long as the engine plans them, however few people there are."""


@dataclass(frozen=True)
class Edges:
    """What a stage needs of the world, made once per process."""

    home: Path
    """`file:` secrets are relative to this folder."""
    state: Path
    """Scratch files and embedded targets live below it."""
    artifacts: Artifacts
    ledger: Ledger
    clock: Clock

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        with scratch_folder(self.state / "scratch") as folder:
            yield folder

    @contextmanager
    def target(self, tenant: Tenant) -> Iterator[Target]:
        with EmbeddedQooper(
            self.state / "targets" / f"{tenant.tenant}.sqlite", seats_max=tenant.target.seats_max
        ) as target:
            yield target


def open_edges(settings: Settings, clock: Clock) -> Edges:
    """Make the folders that are missing (0700), and open ledger and artifacts.

    Raises `StateError` ledger_unreadable.
    """
    settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(settings.state / "scratch", clock.now())
    return Edges(
        home=settings.home,
        state=settings.state,
        artifacts=open_artifacts(settings),
        ledger=Ledger(settings.ledger, clock),
        clock=clock,
    )


def open_artifacts(settings: Settings, *, marks_latest: bool = True) -> Artifacts:
    return Artifacts(
        settings.artifacts,
        marks_latest=marks_latest,
        sealing_keys=lambda: secrets.sealing_keys(settings.keys, settings.home),
        reads_unsealed=settings.reads_unsealed,
    )


# 1. land


def land(edges: Edges, tenant: Tenant, partition: str, run_id: str) -> RawFile | NotDelivered:
    """Fetch the partition's file, prove it, and store its bytes; or say why there is none (F10).

    Today's partition fetches. A past one takes its own stored file, or asks for its own date; it never
    stores today's file under another date (R12). Raises `DeliveryError`.
    """
    today = feed.effective_on(tenant.schedule, edges.clock.now())
    is_today = partition == feed.partition_key(tenant.schedule, today)
    if not is_today:
        stored = edges.artifacts.find("raw_file", RawFile, tenant.tenant, partition)
        if stored is not None:
            return stored
        if not feed.is_dated(tenant.feed.path):
            return NotDelivered(note=f"nothing was stored for {partition}, and feed.path has no date.")
    path = feed.asked_path(tenant.feed, today if is_today else date.fromisoformat(partition))
    dates = feed.asked_dates(tenant.schedule, partition, today)
    with edges.scratch() as scratch:
        local = scratch / "raw"
        credential = secrets.credential(tenant.feed.auth, edges.home)
        fetched = sftp.fetch(tenant.feed, path, credential, local, clock=edges.clock, dates=dates)
        if isinstance(fetched, NotDelivered):
            return fetched
        dated_on = fetched.choice.dated_on if is_today else None
        feed.check_age(fetched.remote_file, edges.clock.now(), tenant.feed.limits, dated_on=dated_on)
        if is_today:
            _refuse_older(edges, tenant, fetched)
        raw = RawFile(
            tenant=tenant.tenant,
            partition=partition,
            run_id=run_id,
            remote_file=fetched.remote_file,
            choice=fetched.choice,
            sha256=fetched.sha256,
            host_key=fetched.host_key,
            weak_algorithms=fetched.weak_algorithms,
            landed_at=fetched.fetched_at,
            location=edges.artifacts.key(
                tenant.tenant, partition, run_id, "raw_file", f"{fetched.sha256}.{tenant.feed.format}"
            ),
        )
        edges.artifacts.adopt(local, raw.location)
        edges.artifacts.save("raw_file", raw, scratch)
    return raw


def _refuse_older(edges: Edges, tenant: Tenant, fetched: feed.Fetched) -> None:
    """Raise `older_than_accepted` for new content that is older than what was accepted (F12)."""
    last = edges.ledger.last_delivery(tenant.tenant)
    if last is None or fetched.sha256 == last.raw_sha256:
        return
    accepted = edges.artifacts.find("raw_file", RawFile, tenant.tenant, last.partition, last.run_id)
    # The partition's latest file is given where that run landed none, and that may be another one.
    is_it = accepted is not None and accepted.sha256 == last.raw_sha256
    dated_on = accepted.choice.dated_on if accepted is not None and is_it else None
    feed.refuse_older(fetched, dated_on, last.modified_at)


# 2. normalize


def normalize(edges: Edges, tenant: Tenant, raw: RawFile, run_id: str) -> Roster:
    """Turn the raw file into one row per person, and everything else into a reason.

    What stands unchanged since the last accepted roster is taken over from there, where that is certain.
    Raises `DeliveryError` (blocked), or `StateError` accounting.
    """
    effective_on = feed.effective_on(tenant.schedule, edges.clock.now())
    with edges.scratch() as scratch:
        delivered = edges.artifacts.open_local(raw.location, scratch)
        with edges.artifacts.proving(delivered, raw.location, raw.sha256) as proof:
            content = unwrap(edges, delivered, tenant, scratch, raw.remote_file.path).path
            job = _Job(edges, tenant, raw, run_id, effective_on, content, proof, scratch, warnings=())
            try:
                if earlier := _earlier(edges, tenant, effective_on, scratch):
                    return _normalized(job, earlier)
            except earlier_roster.Contested:
                pass
            except (earlier_roster.Unusable, staging.EngineError) as error:
                job = job._replace(warnings=(earlier_roster.warning(error),))
            return _normalized(job, None)


def _earlier(edges: Edges, tenant: Tenant, effective_on: date, scratch: Path) -> Earlier | None:
    """The roster that may be taken over. Raises `Unusable`."""
    last = edges.ledger.last_delivery(tenant.tenant)
    accepted = Accepted(last.partition, last.run_id, last.roster_digest) if last else None
    return earlier_roster.find(edges.artifacts, tenant, accepted, effective_on, scratch)


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


def _normalized(job: _Job, earlier: Earlier | None) -> Roster:
    """Read the file, against an earlier roster if there is one, and store what came of it.

    Raises `Contested` where the whole file has to be read, and `Unusable` or the engine's error where the
    earlier roster is not what it was.
    """
    tenant, raw, scratch, where = job.tenant, job.raw, job.scratch, job.raw.remote_file.path
    names = attribute_names(tenant)
    job.proof.begun()
    with staging.engine(scratch, tenant.feed.limits) as engine, ThreadPoolExecutor(1) as thread:
        before = earlier_roster.as_file(engine, earlier) if earlier else None
        file = read(job.content, tenant, scratch, where, before)
        match = match_header(file.header, tenant, where)
        if not file.unchanged:
            earlier = None
        earlier_roster.stage(engine, earlier, file)
        base = thread.submit(earlier_roster.outdate, engine.beside(), earlier, names) if earlier else None
        has_fingerprints, file = file.fingerprints is not None, file._replace(fingerprints=None)
        engine.set(effective_on=job.effective_on)
        staging.stage_records(engine, file, match, tenant, where)
        contested = thread.submit(earlier_roster.contested, engine.beside(), tenant) if earlier else None
        _check_contract(engine, tenant)
        if contested and contested.result():
            raise earlier_roster.Contested
        engine.run("20_rejects")
        engine.run("25_excluded")
        engine.run("27_managers")
        lines = thread.submit(_save_lines, engine.beside(), scratch)
        if not earlier:
            lines.result()  # of a whole file, one thing at a time is held
        _tell_rejected(engine, file, match, job.content)
        stored = earlier_roster.write(engine, base.result() if base else None, names, scratch)
        lines.result()
        counts = _count(engine, file, stored.totals.people)
        counts.reconcile()

        def key(name: str) -> str:
            return job.edges.artifacts.key(tenant.tenant, raw.partition, job.run_id, "roster", name)

        normalized = Roster(
            tenant=tenant.tenant,
            partition=raw.partition,
            run_id=job.run_id,
            raw_sha256=raw.sha256,
            roster_digest=stored.totals.digest(staging.VERSION),
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
            warnings=(*job.warnings, *_warnings(engine, match, file, counts, tenant)),
            location=key("roster.parquet"),
            base_location=key("base.parquet") if stored.base else None,
            outdated_location=key("outdated.parquet") if stored.outdated else None,
            base_totals=stored.base_totals,
            lines_location=key("lines.parquet"),
            rejects_location=key("rejects.parquet"),
            made_by=earlier_roster.made_by(tenant),
            shape=earlier_roster.shape(file.header, file.delimiter) if has_fingerprints else "",
            is_clean_text=file.is_clean_text,
            effective_on=job.effective_on,
        )
        engine.save("from rejected", scratch / "rejects")
        job.proof.wait()
        for path, location in (
            (stored.people, normalized.location),
            (stored.base, normalized.base_location),
            (stored.outdated, normalized.outdated_location),
            (scratch / "lines", normalized.lines_location),
            (scratch / "rejects", normalized.rejects_location),
        ):
            if path and location:
                job.edges.artifacts.adopt(path, location)
        job.edges.artifacts.save("roster", normalized, scratch)
    return normalized


def _save_lines(engine: staging.Engine, scratch: Path) -> None:
    """Write down on which line each person stands, by an engine that is closed then."""
    with closing(engine):
        engine.write("28_lines", scratch / "lines")
        engine.drop("identities")


def unwrap(edges: Edges, raw: Path, tenant: Tenant, scratch: Path, where: str) -> Unwrapped:
    """What a raw file holds, if it is wrapped; else itself. It is gone with the scratch folder.

    Raises `DeliveryError`, blocked, or `TenantFileError`.
    """
    wanted = tenant.feed
    if not wanted.wrapped:
        return Unwrapped(raw, ())
    keys = secrets.openpgp(wanted.openpgp, edges.home) if wanted.openpgp else None
    return wrapped.unwrap(raw, wanted.wrapped, keys, wanted.limits, scratch=scratch, where=where)


def read(raw: Path, tenant: Tenant, scratch: Path, where: str, earlier: EarlierFile | None = None) -> Records:
    """The records of a file that is not wrapped any more, by the format that it really has (P19); of a CSV
    file only those that an earlier one does not know.

    Raises `DeliveryError`, blocked.
    """
    limits, wanted = tenant.feed.limits, wanted_columns(tenant)
    match formats.recognize(raw, where, tenant.feed.wrapped):
        case "csv":
            return csv_reader.scan(raw, tenant, scratch=scratch, where=where, earlier=earlier)
        case "excel":
            return excel.read(raw, tenant.feed.excel, wanted, limits, scratch=scratch, where=where)
        case "json":
            return json.read(raw, tenant.feed.records, wanted, limits, scratch=scratch, where=where)


def _check_contract(engine: staging.Engine, tenant: Tenant) -> None:
    """Make `contract_failures`: row_id, column_name, reason."""
    schema = roster.contract(tenant)
    found: list[tuple[int, str, str]] = []
    query = f"select row_id, {', '.join(roster.JUDGED)} from identities where not is_header"
    for suspects in roster.suspects(schema, engine.frames(query, roster.BATCH_ROWS)):
        failures = roster.check_contract(schema, suspects, tenant.identity)
        row_ids = suspects["row_id"]
        found.extend(
            (row_ids[row], column, reason)
            for row, column, reason in zip(failures.rows, failures.columns, failures.reasons, strict=True)
        )
    columns = {"row_id": pl.Int64, "column_name": pl.String, "reason": pl.String}
    engine.table("contract_failures", pl.DataFrame(found, schema=columns, orient="row"))


def _tell_rejected(engine: staging.Engine, file: Records, match: HeaderMatch, content: Path) -> None:
    """Make `rejected`, in which each rejected record has its place and, if it could be read, its cells."""
    lines = [line for (line,) in engine.rows("select distinct source_line from rejects order by 1")]
    starts: Iterable[int | None] = repeat(None, len(lines))
    if file.text_encoding:
        ends = places.LINE_FEED if file.format == "json" else places.line_ends(file.text_encoding)
        starts = places.byte_positions(content, lines, ends)
    staging.stage_rejected(engine, match, lines, starts)
    engine.run("29_rejected")


def _count(engine: staging.Engine, file: Records, people: int) -> RosterCounts:
    repeated_headers = engine.value("select count(*) from excluded where why = 'header'")
    return RosterCounts(
        records=file.total + file.unchanged + len(file.unreadable) + file.skipped,
        people=people,
        rejected=engine.distinct("source_line", "rejects"),
        collapsed=engine.value("select count(*) from excluded where why = 'collapsed'"),
        skipped=file.skipped + repeated_headers,
    )


def _warnings(
    engine: staging.Engine, match: HeaderMatch, file: Records, counts: RosterCounts, tenant: Tenant
) -> Iterator[RosterWarning]:
    dropped = engine.rows(
        "select name, count(*) from (select unnest(dropped) as name from roster where dropped is not null)"
        " group by name order by name"
    )
    for name, count in dropped:
        yield RosterWarning(
            code="value_dropped", count=count,
            detail=f"{name}: values that could not be taken over; the present ones are kept",
        )  # fmt: skip
    garbled = engine.garbled("roster", attribute_names(tenant)) if file.may_be_garbled else {}
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


# 3. observe


def observe(edges: Edges, tenant: Tenant, partition: str, run_id: str) -> Snapshot:
    """Read every account, and prove that it is every account. Raises `TargetError` target_listing."""
    previous = edges.artifacts.find("qooper_snapshot", Snapshot, tenant.tenant, partition)
    last = edges.ledger.last_delivery(tenant.tenant)
    with (
        edges.scratch() as scratch,
        staging.engine(scratch, tenant.feed.limits) as engine,
        edges.target(tenant) as target,
    ):
        announced_before = target.count()
        taken_at = edges.clock.now()
        staging.stage_accounts(engine, target.list_accounts(), attribute_names(tenant))
        links_version = edges.ledger.links_version(tenant.tenant)
        engine.table("links", edges.ledger.links(tenant.tenant))
        read = engine.value("select count(*) from listed")
        snapshot.prove_complete(
            announced_before=announced_before,
            announced_after=target.count(),
            read=read,
            distinct=engine.distinct("account_id", "listed"),
            linked=engine.value("select count(*) from links"),
            read_last_time=previous.accounts if previous else (last.accounts if last else None),
        )
        observed = Snapshot(
            tenant=tenant.tenant,
            partition=partition,
            run_id=run_id,
            taken_at=taken_at,
            complete=True,
            accounts=read,
            active_accounts=engine.value("select count(*) from listed where status <> 'deactivated'"),
            links_version=links_version,
            location=edges.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "accounts.parquet"
            ),
            vanished_location=edges.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "vanished.parquet"
            ),
        )
        engine.write("34_correlated", scratch / "accounts")
        engine.write("32_vanished", scratch / "vanished")
        edges.artifacts.adopt(scratch / "accounts", observed.location)
        edges.artifacts.adopt(scratch / "vanished", observed.vanished_location)
        edges.artifacts.save("qooper_snapshot", observed, scratch)
    return observed


# 4. plan


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
    last = edges.ledger.last_delivery(tenant.tenant)
    is_repeat = last is not None and last.raw_sha256 == raw.sha256
    absence_suspended = normalized.unreadable_identifiers > 0
    with (
        ThreadPoolExecutor(1) as thread,
        edges.scratch() as scratch,
        staging.engine(scratch, tenant.feed.limits) as engine,
    ):
        earlier_roster.load(engine, edges.artifacts, normalized, scratch)
        engine.load("lines", edges.artifacts.open_local(normalized.lines_location, scratch))
        engine.load("rejects", edges.artifacts.open_local(normalized.rejects_location, scratch))
        _stage_accounts(edges, engine, observed, scratch)
        engine.table("absences", edges.ledger.absences(tenant.tenant))
        staging.stage_decisions(engine, changes.decisions(tenant.policy))
        engine.set(
            identity=tenant.identity,
            adopts=tenant.policy.adoption != "never",
            effective_on=effective_on,
            protected_emails=[email.lower() for email in tenant.policy.protected_emails] or [""],
            clear_when_blank=list(tenant.policy.clear_when_blank) or [""],
            absent_after_files=tenant.policy.absent_after_files,
            is_new_content=not is_repeat,
            people=normalized.counts.people,
            absence_counts=tenant.feed.coverage == "full_snapshot" and not absence_suspended,
        )
        for stems, others in PLANNED_BY:
            engine.run_beside(stems, others)
        summary = staging.only_row(engine, "summary", Summary)
        source_rows = normalized.counts.records - normalized.counts.skipped
        found = guardrails.breaches(
            summary,
            tenant.guardrails,
            edges.ledger.history(tenant.tenant, effective_on),
            source_rows=source_rows,
            rejected_rows=normalized.counts.rejected,
            filled=normalized.filled,
            email_cycles=len(changes.order_moves(email_moves(engine))[1]),
            asks_for_adoption=tenant.policy.adoption == "ask",
            policy_version=normalized.policy_version,
            is_past_partition=last is not None and last.partition > raw.partition,
        )

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
            absence_suspended=absence_suspended and summary.absent > 0,
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
        )  # fmt: skip
        saved = thread.submit(_save_changes, engine.beside(), scratch)
        _store_report(edges, engine, planned, normalized, scratch)
        saved.result()
        edges.artifacts.adopt(scratch / "changes", planned.location)
        edges.artifacts.adopt(scratch / "situations", planned.situations_location)
        edges.artifacts.save("change_set", planned, scratch)
    return planned


def _stage_accounts(edges: Edges, engine: staging.Engine, observed: Snapshot, scratch: Path) -> None:
    """Make `accounts` and `vanished` of the snapshot, with the links of today: those that it was stored
    with, unless an apply has changed them since."""
    accounts = edges.artifacts.open_local(observed.location, scratch)
    if edges.ledger.links_version(observed.tenant) == observed.links_version:
        engine.load("accounts", accounts, numbered=True)
        engine.load("vanished", edges.artifacts.open_local(observed.vanished_location, scratch))
        return
    engine.load("then", accounts, numbered=True)
    engine.connection.execute(
        "create view listed as select * exclude (linked_to, is_link_active, manager, profile, email_hash,"
        ' manager_hash) from "then"'
    )
    engine.table("links", edges.ledger.links(observed.tenant))
    engine.run("32_vanished")
    engine.run("34_correlated")
    engine.connection.execute("create view accounts as from correlated")


def email_moves(engine: staging.Engine) -> list[EmailMove]:
    """The e-mails that change hands among accounts that are there, from the table `changes`."""
    return [
        EmailMove(*row)
        for row in engine.rows(
            "select external_id, email_key(before ->> 'email'), email_key(after ->> 'email')"
            " from changes where is_email_move order by external_id"
        )
    ]


def look(edges: Edges, tenant: Tenant) -> Found | NotDelivered:
    """What today's run would take, for the arrival sensor: nothing is fetched."""
    today = feed.effective_on(tenant.schedule, edges.clock.now())
    credential = secrets.credential(tenant.feed.auth, edges.home)
    return sftp.stat(
        tenant.feed,
        feed.asked_path(tenant.feed, today),
        credential,
        clock=edges.clock,
        dates=feed.up_to(today),
    )


def _save_changes(engine: staging.Engine, scratch: Path) -> None:
    """Write the tables of a change set down, by an engine that is closed then."""
    with closing(engine):
        engine.save("from changes order by external_id", scratch / "changes")
        engine.save("select * exclude (roster_row, account_row) from situations", scratch / "situations")


def _store_report(
    edges: Edges, engine: staging.Engine, planned: ChangeSet, normalized: Roster, scratch: Path
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
