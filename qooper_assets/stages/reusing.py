"""Incremental normalize: reuse the previous roster's rows for the lines that have not changed (decision 19).

From one day to the next, few lines of a roster file change. A person whose line is unchanged keeps the row of
the previous roster, so only the other lines are read. If that is not certain to be correct, the whole file is
read; `QOOPER_REUSE=off` and `sync --whole` read every file whole.

Belongs here: which roster can be reused, matching lines, and the rows that are reused. Does not: reading the
changed lines (`readers/csv/unchanged.py`), or storing a roster (`edges/engine/roster_files.py`).
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.errors import StateError
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.core.records import Records, RosterWarning
from qooper_assets.core.roster import Roster, RosterReuse
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.records import Respelled
from qooper_assets.edges.engine.roster_files import Base, RosterFiles
from qooper_assets.edges.system import code_digest
from qooper_assets.readers.csv import unchanged
from qooper_assets.readers.csv.unchanged import CannotReuse, HashedFile
from qooper_assets.stages.runtime import Runtime

CHANGED_LINES_MIN = 1_000
CHANGED_SHARE_MAX = 0.2
"""As a share of all lines. If the changed lines exceed both limits, reuse is not worth the work."""


class ReuseConflict(Exception):
    """A record claims an id or e-mail of a person with an unchanged line, or has an id whose meaning depends
    on unchanged lines. Never leaves `normalize`."""


class ReuseUnavailable(Exception):
    """The previous roster exists, but can't be opened or is not what was stored. Never leaves `normalize`."""


class ReusableRoster(NamedTuple):
    """A roster whose rows may be reused, as local files."""

    roster: Roster
    reuse: RosterReuse
    lines: Path
    files: RosterFiles


def reuse_failed(error: Exception) -> RosterWarning:
    """Warn that the previous roster could not be reused. An engine's message may contain personal data, so
    only the kind of such an error is reported."""
    what = str(error) if isinstance(error, ReuseUnavailable) else type(error).__name__
    return RosterWarning(
        code="earlier_roster_unusable",
        count=1,
        detail=f"{what}; the file was read whole, and nothing is lost",
    )


def pipeline_digest(tenant: Tenant) -> str:
    """Digest the tenant file and our code: what the meaning of a line depends on, besides the line."""
    digest = hashlib.sha256(tenant.model_dump_json().encode()).hexdigest()
    return f"{digest[:16]}-{code_digest()[:16]}"


def roster_reuse(
    records: Records, respelled: Respelled, tenant: Tenant, effective_on: date
) -> RosterReuse | None:
    """Collect what the next file needs to reuse the roster of these records; None if it can't be reused: the
    meaning of `106.0` depends on the other ids of the file, so a line with it has none of its own (I32)."""
    if records.reuse is None or respelled.records:
        return None
    return RosterReuse(
        pipeline_digest=pipeline_digest(tenant),
        header_digest=records.reuse.header_digest,
        is_clean_text=records.reuse.is_clean_text,
        effective_on=effective_on,
    )


def find(runtime: Runtime, tenant: Tenant, effective_on: date, scratch: Path) -> ReusableRoster | None:
    """Find the roster of the last accepted delivery, if it can be reused. Raises `ReuseUnavailable`."""
    last = runtime.ledger.deliveries.last(tenant.tenant) if runtime.reuses else None
    if last is None:
        return None
    try:
        roster = runtime.artifacts.find("roster", Roster, tenant.tenant, last.partition, last.run_id)
        reuse = roster.reuse if roster else None
        if (
            roster is None
            or reuse is None
            or roster.roster_digest != last.roster_digest
            or reuse.pipeline_digest != pipeline_digest(tenant)
            # Whoever had left by that day has left today; a later day proves nothing about today.
            or reuse.effective_on > effective_on
            # A reference that is not the identity may refer to somebody else today (normalize/managers).
            or (tenant.mapping.manager and tenant.mapping.manager.refers_to != tenant.identity)
        ):
            return None
        lines = runtime.artifacts.open_local(roster.lines_location, scratch)
        return ReusableRoster(roster, reuse, lines, runtime.roster_files(roster, scratch))
    except StateError as error:
        raise ReuseUnavailable(f"the roster of {last.partition}: {error.code}") from None


def read_changed(
    engine: Engine, reusable: ReusableRoster, raw: Path, tenant: Tenant, scratch: Path, where: str
) -> Records | None:
    """Read the lines of a CSV file that the reusable roster's file did not contain; makes `line_matches`.

    None if the whole file has to be read.
    """
    # If the previous file was clean UTF-8, only the changed lines need to be; else the whole file is decoded.
    for is_utf8 in (True, False) if reusable.reuse.is_clean_text else (False,):
        try:
            hashed = unchanged.hash_lines(
                raw, tenant.feed, wanted_columns(tenant), scratch=scratch, where=where, is_utf8=is_utf8
            )
            return unchanged.read(hashed, _match_lines(engine, reusable, hashed))
        except CannotReuse:
            continue
    return None


def _match_lines(engine: Engine, reusable: ReusableRoster, hashed: HashedFile) -> pl.Series:
    """Find the unchanged lines: their numbers, from 1; makes `line_matches`.

    Raises `CannotReuse` if there are none, or too few to be worth it.
    """
    if hashed.header_digest != reusable.reuse.header_digest:
        raise CannotReuse
    engine.load("lines_before", reusable.lines)
    with engine.shown("fingerprints", hashed.hashes):
        engine.run("reuse/line_matches")
    found = engine.frames("select source_line from line_matches where source_line is not null")
    lines = pl.concat([pl.Series("source_line", dtype=pl.UInt32), *(f["source_line"] for f in found)])
    changed = hashed.hashes.height - lines.len()
    if lines.is_empty() or changed > max(CHANGED_LINES_MIN, CHANGED_SHARE_MAX * hashed.hashes.height):
        engine.drop("line_matches")
        raise CannotReuse
    return lines


def stage(engine: Engine, reusable: ReusableRoster | None, records: Records) -> None:
    """Make `fingerprints`, and what is reused: `unchanged`, `people_before`, `base` and `outdated_before`.

    Without a reusable roster, `unchanged` and `people_before` are empty, and the other two are not made.
    """
    hashes = {"source_line": pl.UInt32, "hash_1": pl.UInt64, "hash_2": pl.UInt64}
    found = records.reuse.hashes if records.reuse else None
    engine.table("fingerprints", pl.DataFrame(schema=hashes) if found is None else found)
    if reusable is None:
        engine.table("unchanged", pl.DataFrame(schema={"external_id": pl.String, **hashes}))
        engine.table("people_before", pl.DataFrame(schema={"external_id": pl.String}))
        return
    files = reusable.files
    engine.view("reuse/unchanged")
    engine.load("base", files.base or files.people, numbered=True)
    if files.base and files.stale_base_rows:
        engine.load("outdated_before", files.stale_base_rows)
        engine.load("people_before", files.people)
    else:
        engine.table("outdated_before", pl.DataFrame(schema={"base_row": pl.Int64, "external_id": pl.String}))
        nobody = engine.connection.sql("select * exclude (file_row_number) from base limit 0")
        nobody.create_view("people_before")


def find_stale_base_rows(engine: Engine, reusable: ReusableRoster, attributes: Sequence[str]) -> Base:
    """Make `stale_base_rows`, after `stage`. Raises `ReuseUnavailable`."""
    totals = reusable.roster.base_totals or reusable.roster.totals
    if engine.value("select count(*) from base") != totals.people:
        raise ReuseUnavailable(
            f"the roster of {reusable.roster.partition} has another number of people than it declares"
        )
    engine.run("reuse/stale_base_rows")
    rows = "base semi join stale_base_rows on base_row = file_row_number"
    path = reusable.files.base or reusable.files.people
    return Base(path, totals, roster_files.totals_of(engine, rows, attributes))


def refuse_conflicts(engine: Engine, tenant: Tenant) -> None:
    """Raise `ReuseConflict` if a record that was read and an unchanged one claim the same id or e-mail.

    It sets the variable that it reads, so it may run on a connection of its own.
    """
    engine.set(identity=tenant.identity)
    engine.run("reuse/reuse_conflicts")
    if engine.value("select count(*) from reuse_conflicts"):
        raise ReuseConflict
