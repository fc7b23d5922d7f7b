"""The delta roster: the newest row of each person, for a feed that sends only changes (decision 21).

A delta file contains a few people, and implies nothing about the others. So the roster of a delta tenant is
the file merged into the previous roster, row by row: people in the file are replaced, everybody else is kept,
including people without an account. Each row carries its `landing`, the ordinal of the fetch that brought it,
which determines which of two rows is newer.

Belongs here: loading the previous roster and proving that it is what was stored, giving its rows the
attributes of the current tenant file, and merging the file into it. Does not: which roster that is
(`edges/ledger/`), which of two rows counts (`sql/normalize/kept.sql`), or reading a file
(`stages/normalizing.py`).
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.changes import Head
from qooper_assets.core.errors import StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.records import RosterWarning
from qooper_assets.core.roster import Roster
from qooper_assets.core.scope import is_of_scope
from qooper_assets.core.tenant.schedule import Every, Schedule
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import VERSION, Engine, EngineError, open_engine
from qooper_assets.edges.engine.records import have_decimals
from qooper_assets.edges.engine.words import stage_scope_words
from qooper_assets.stages.runtime import Runtime

REMEDY = (
    "Nothing was written. Restore the artifacts from the backup. If there is none, ask the customer for one"
    " file of everybody, and set feed.coverage to full_snapshot until it is accepted (runbook, Delta feeds)."
)
NEWEST = (1 << 62) - 1
"""The landing of a file that is only previewed: newer than every stored row."""
OLDEST = -1
"""The landing of a past partition's file that an earlier version stored without one."""
PERSON_HASH = (
    "scoped_hash(person_hash(external_id, employee_id, email, is_active, hire_on, termination_on, manager,"
    " attributes), scope)"
)
COLUMNS = {
    "external_id": "varchar",
    "employee_id": "varchar",
    "email": "varchar",
    "email_key": "varchar",
    "is_active": "boolean",
    "hire_on": "date",
    "termination_on": "date",
    "manager": "varchar",
    "reference": "varchar",
    "filled": "varchar",
    "dropped": "varchar[]",
    "unsaid": "varchar[]",
    "scope": "varchar",
    "is_out_of_scope": "boolean",
    "landing": "bigint",
}
"""The columns of normalize/kept and their types, without the attributes."""
PLACES_SHOWN = 5
"""The number of open rows that a warning lists."""
OPEN_ROWS = {
    "partition": pl.String,
    "run_id": pl.String,
    "raw_sha256": pl.String,
    "landing": pl.Int64,
    "source_line": pl.Int64,
    "external_id": pl.String,
    "reason": pl.String,
    "policy_version": pl.String,
}
"""The columns of normalize/open_rows."""


class Before(NamedTuple):
    """The roster that a delta file is merged into, as local files; without a head, the file is the first."""

    head: Head | None
    open_rows: pl.DataFrame
    roster: Roster | None = None
    people: Path | None = None
    again: tuple[Path, ...] = ()
    """Rows of earlier files that were rejected, and are accepted by the current tenant file (D03)."""
    warnings: tuple[RosterWarning, ...] = ()
    ids_have_decimals: bool = False
    """An id in it is a number with decimals, so `106.0` in the file is one too (I32)."""


def find(runtime: Runtime, tenant: Tenant, head: Head | None, scratch: Path) -> Before:
    """Load the previous roster, proved to be what was stored.

    Raises `StateError` artifact_missing or artifact_damaged: it is never treated as empty, because everybody
    who is not in the file would then be forgotten.
    """
    nothing_open = pl.DataFrame(schema=OPEN_ROWS)
    if head is None:
        return Before(None, nothing_open)
    try:
        roster = runtime.artifacts.find("roster", Roster, tenant.tenant, head.partition, head.run_id)
        if roster is None or roster.roster_digest != head.roster_digest:
            raise _refused("artifact_missing", tenant, head, "is no longer stored")
        people, ids_have_decimals = _whole(runtime, tenant, head, roster, scratch)
        open_rows = nothing_open
        if roster.open_rows_location:
            open_rows = pl.read_parquet(runtime.artifacts.open_local(roster.open_rows_location, scratch))
        return Before(head, open_rows, roster, people, ids_have_decimals=ids_have_decimals)
    except StateError as error:
        if error.code not in ("artifact_missing", "artifact_damaged") or error.remedy == REMEDY:
            raise
        raise _refused(error.code, tenant, head, f"can't be used: {error.message}") from None
    except (EngineError, pl.exceptions.PolarsError) as error:
        raise _refused("artifact_damaged", tenant, head, f"can't be read ({type(error).__name__})") from None


def _refused(code: str, tenant: Tenant, head: Head, what: str) -> StateError:
    return StateError(
        code,
        f"the delta roster of {head.partition}, which this file is merged into, {what}.",
        where=tenant.tenant,
        remedy=REMEDY,
    )


def _whole(runtime: Runtime, tenant: Tenant, head: Head, roster: Roster, scratch: Path) -> tuple[Path, bool]:
    """Return all rows of the previous roster in one file, and whether an id has decimals. Raises `StateError`
    artifact_damaged if they do not match the digest in the ledger."""
    folder = scratch / "before"
    folder.mkdir(mode=0o700)
    with open_engine(folder, tenant.feed.limits) as engine:
        files = runtime.roster_files(roster, folder)
        roster_files.load(engine, files)
        # Another engine version's hashes can't be recomputed; the stored ones yield the digest, too.
        row_hash = PERSON_HASH if roster.roster_digest.startswith(f"{VERSION}-") else "row_hash"
        people, xor_hash = engine.rows(f"select count(*), coalesce(bit_xor({row_hash}), 0) from roster")[0]
        if roster.roster_digest.rsplit("-", 2)[1:] != [f"{people:x}", f"{xor_hash:016x}"]:
            raise _refused("artifact_damaged", tenant, head, "does not contain the rows that were stored")
        ids_have_decimals = have_decimals(engine, "roster", tenant)
        if files.base is None:
            return runtime.artifacts.open_local(roster.location, scratch), ids_have_decimals
        engine.save("select * exclude (file_row_number) from roster", folder / "people")
    return folder / "people", ids_have_decimals


def landing(raw: RawFile, head: Head | None) -> int:
    """Return the ordinal of the fetch that brought a file; a higher one is newer."""
    if raw.landing is not None:
        return raw.landing
    return OLDEST if head is not None and raw.partition < head.partition else NEWEST


def key(before: Before | None) -> str | None:
    """Return the value of `Roster.laid_over` for a file."""
    if before is None:
        return None
    return before.head.key if before.head else ""


def stage(engine: Engine, before: Before | None, tenant: Tenant, scratch: Path) -> None:
    """Make `kept`, from the previous roster and from the file's `identities` and `excluded`; empty for a full
    snapshot, which keeps nobody who is not in it."""
    names = attribute_names(tenant)
    if before is None:
        engine.connection.execute(f"create table kept ({_columns(names)})")
        return
    is_same_column = before.roster is not None and is_of_scope(before.roster.scope, tenant)
    _show(engine, "roster_before", [before.people] if before.people else [], tenant, has_scope=is_same_column)
    _show(engine, "judged_again", before.again, tenant, has_scope=tenant.scope is not None)
    engine.write("normalize/kept", scratch / "kept")


def people_of_file(engine: Engine, before: Before | None, people: int) -> int:
    """Count the people in the file itself; `people` are in the roster."""
    return people if before is None else int(engine.value("select count(*) from lines"))


def save_newcomers(engine: Engine, scratch: Path) -> Path:
    """Save who is in the file but not in the previous roster (`newcomers`, sql/plan/strangers.sql)."""
    engine.save(
        "select external_id from lines anti join roster_before using (external_id)", scratch / "newcomers"
    )
    return scratch / "newcomers"


def save_open_rows(
    engine: Engine, before: Before, raw: RawFile, policy_version: str, path: Path
) -> tuple[RosterWarning, ...]:
    """Save which rejected rows are open (`open_rows`), and report how many."""
    engine.table("open_before", before.open_rows)
    engine.set(
        partition=raw.partition, run_id=raw.run_id, raw_sha256=raw.sha256, policy_version=policy_version
    )
    engine.write("normalize/open_rows", path)
    places = engine.rows(
        "select distinct partition, source_line, landing from open_rows order by landing, source_line"
    )
    if not places:
        return ()
    shown = ", ".join(f"line {line:,} of {partition}" for partition, line, _ in places[:PLACES_SHOWN])
    more = ", …" if len(places) > PLACES_SHOWN else ""
    warning = RosterWarning(
        code="rows_open",
        count=len(places),
        detail=f"{shown}{more}: rejected, and no later row names the person yet. They are judged again"
        " when the tenant file changes (D03)",
    )
    return (warning,)


def days_missed(before: Before, raw: RawFile, schedule: Schedule) -> list[RosterWarning]:
    """Report the partitions between the newest one in the previous roster and the file's own."""
    if before.head is None or before.roster is None:
        return []
    newest = before.roster.newest_partition or before.head.partition
    apart = date.fromisoformat(raw.partition) - date.fromisoformat(newest)
    missed = apart.days // (1 if schedule.every is Every.DAY else 7) - 1
    if missed < 1:
        return []
    return [
        RosterWarning(
            code="days_missed",
            count=missed,
            detail=f"deliveries between {newest} and {raw.partition} are not in the delta roster: none came,"
            " or it was blocked or declined. If one had changes, ask the customer to send them again (D03)",
        )
    ]


def newest_partition(before: Before | None, raw: RawFile) -> str | None:
    """Return the value of `Roster.newest_partition` for a file."""
    if before is None:
        return None
    known = before.roster.newest_partition if before.roster else None
    return max(raw.partition, known or (before.head.partition if before.head else ""))


def _columns(names: Sequence[str]) -> str:
    attributes = ", ".join(f'"{name}" varchar' for name in names)
    return ", ".join(
        [*(f"{name} {kind}" for name, kind in COLUMNS.items()), f"attributes struct({attributes})"]
    )


def _show(engine: Engine, name: str, paths: Sequence[Path], tenant: Tenant, *, has_scope: bool) -> None:
    """Make the view `name` of rows of normalize/people, with the attributes of the current tenant file.

    One that was not mapped then is blank, and listed in `unsaid`: no file stated that it is blank. The scope
    is applied again, unless their text is that of another column, which says nothing.
    """
    names = attribute_names(tenant)
    if not paths:
        engine.connection.execute(f"create table {name} ({_columns(names)})")
        return
    stored = engine.connection.read_parquet([str(path) for path in paths])
    had = {field for field, _ in stored.select("attributes").types[0].children}
    values = {name: f'attributes."{name}"' if name in had else "cast(null as varchar)" for name in names}
    packed = ", ".join(f'"{name}" := {value}' for name, value in values.items())
    filled = " || ".join(f"case when {value} is null then '0' else '1' end" for value in values.values())
    unsaid = ", ".join(f"'{name}'" for name in names if name not in had)
    landing = "coalesce(landing, 0)" if "landing" in stored.columns else "0"
    if has_scope:
        texts = {text for (text,) in stored.project("scope").distinct().fetchall()} - {None}
        stage_scope_words(engine, f"words_{name}", texts, tenant)
        words = engine.connection.table(f"words_{name}").project("word, is_out_of_scope as is_out")
        stored = stored.join(words, "scope = word", how="left")
        scope = "scope, is_out as is_out_of_scope"
    else:
        is_out = "cast(null as boolean)" if tenant.scope else "false"
        scope = f"cast(null as varchar) as scope, {is_out} as is_out_of_scope"
    stored.project(
        "external_id, employee_id, email, is_active, hire_on, termination_on, manager, dropped,"
        f" struct_pack({packed}) as attributes, {filled} as filled,"
        + (f" list_concat(coalesce(unsaid, []), [{unsaid}])" if unsaid else " unsaid")
        + f" as unsaid, {scope}, cast({landing} as bigint) as landing"
    ).create_view(name)
