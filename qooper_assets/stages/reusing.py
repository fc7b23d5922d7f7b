"""The roster of the last accepted delivery, from which is taken over what stands unchanged (decision 19).

From one day to the next few lines of a roster file change. Whose line stands as it stood is whom the earlier
roster says they are, so only the other lines are read, and a large roster is stored as the earlier one's rows
and what is new. Where anything makes that doubtful, the whole file is read.

Belongs here: which roster may be taken over, and how one is stored in parts and loaded. Does not: how a line
is known again (`readers/csv/unchanged.py`), or whose it is (`sql/reuse/line_matches.sql`).
"""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.errors import StateError
from qooper_assets.core.records import Records, RosterWarning
from qooper_assets.core.roster import Roster, Totals
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.staging import totals_of
from qooper_assets.edges.system import code_digest
from qooper_assets.readers.csv.unchanged import EarlierFile

CHANGED_LINES_MIN = 1_000
CHANGED_SHARE_MAX = 0.2
"""Of the lines. Above both, what can be taken over is not worth the work."""
PARTED_PEOPLE_MIN = 100_000
"""Smaller rosters are stored whole: who opens the file sees everybody."""
PARTED_SHARE_MAX = 0.1
"""Of the base: how many of its rows may be outdated, and how many people may stand beside it."""
FILE_ROWS_MAX = 1 << 40
"""More than any file has: where the numbers of the next file's rows begin."""


class Contested(Exception):
    """A record claims what somebody has whose own record stands unchanged. Never leaves `normalize`."""


class Unusable(Exception):
    """The earlier roster is there, and can't be opened or is not what it was. Never leaves `normalize`."""


def warning(error: Exception) -> RosterWarning:
    """What is worth telling of a roster that can't be used. Errors of the engine may hold a person's data, so
    only their kind is told."""
    what = str(error) if isinstance(error, Unusable) else type(error).__name__
    return RosterWarning(
        code="earlier_roster_unusable",
        count=1,
        detail=f"{what}; the file was read whole, and nothing is lost",
    )


class Accepted(NamedTuple):
    """What the ledger knows of the last accepted delivery."""

    partition: str
    run_id: str
    roster_digest: str


class Earlier(NamedTuple):
    """A roster that may be taken over, as local files."""

    roster: Roster
    lines: Path
    people: Path
    base: Path | None
    outdated: Path | None


def made_by(tenant: Tenant) -> str:
    """What the meaning of a line hangs on, beside the line: the tenant file, and our code."""
    told = hashlib.sha256(tenant.model_dump_json().encode()).hexdigest()
    return f"{told[:16]}-{code_digest()[:16]}"


def shape(header: Sequence[str], delimiter: str) -> str:
    """Sixteen hex digits that tell headers apart; what a line means hangs on the header too."""
    return hashlib.sha256(json.dumps([list(header), delimiter]).encode()).hexdigest()[:16]


def find(
    artifacts: Artifacts, tenant: Tenant, last: Accepted | None, effective_on: date, scratch: Path
) -> Earlier | None:
    """The roster of the last accepted delivery, if it may be taken over. Raises `Unusable`."""
    if last is None:
        return None
    try:
        return _found(artifacts, tenant, last, effective_on, scratch)
    except StateError as error:
        raise Unusable(f"the roster of {last.partition}: {error.code}") from None


def _found(
    artifacts: Artifacts, tenant: Tenant, last: Accepted, effective_on: date, scratch: Path
) -> Earlier | None:
    roster = artifacts.find("roster", Roster, tenant.tenant, last.partition, last.run_id)
    if (
        roster is None
        or roster.roster_digest != last.roster_digest
        or not roster.shape
        or roster.made_by != made_by(tenant)
        # Who had ended by that day has ended today; of a later day nobody can say so.
        or roster.effective_on is None
        or roster.effective_on > effective_on
        # A reference that is not the identity may lead to somebody else today (normalize/managers).
        or (tenant.mapping.manager and tenant.mapping.manager.refers_to != tenant.identity)
    ):
        return None
    opened = partial(artifacts.open_local, scratch=scratch)
    return Earlier(
        roster,
        lines=opened(roster.lines_location),
        people=opened(roster.location),
        base=opened(roster.base_location) if roster.base_location else None,
        outdated=opened(roster.outdated_location) if roster.outdated_location else None,
    )


def as_file(engine: Engine, earlier: Earlier) -> EarlierFile:
    """What tells which lines of a file are not known already. It makes `line_matches`."""

    def recognize(header: tuple[str, ...], delimiter: str, fingerprints: pl.DataFrame) -> pl.Series | None:
        if shape(header, delimiter) != earlier.roster.shape:
            return None
        engine.load("lines_before", earlier.lines)
        with engine.shown("fingerprints", fingerprints):
            engine.run("reuse/line_matches")
        found = engine.frames("select source_line from line_matches where source_line is not null")
        unchanged = pl.concat([pl.Series("source_line", dtype=pl.UInt32), *(f["source_line"] for f in found)])
        changed = fingerprints.height - unchanged.len()
        if unchanged.is_empty() or changed > max(CHANGED_LINES_MIN, CHANGED_SHARE_MAX * fingerprints.height):
            engine.drop("line_matches")
            return None
        return unchanged

    return EarlierFile(recognize, earlier.roster.is_clean_text)


def stage(engine: Engine, earlier: Earlier | None, file: Records) -> None:
    """Make `fingerprints`, and what is taken over: `unchanged`, `people_before`, `base` and
    `outdated_before`. Without an earlier roster the first two of these are empty, and there are no others."""
    prints = {"source_line": pl.UInt32, "hash_1": pl.UInt64, "hash_2": pl.UInt64}
    none = pl.DataFrame(schema=prints)
    engine.table("fingerprints", none if file.fingerprints is None else file.fingerprints)
    if earlier is None:
        engine.table("unchanged", pl.DataFrame(schema={"external_id": pl.String, **prints}))
        engine.table("people_before", pl.DataFrame(schema={"external_id": pl.String}))
        return
    engine.view("reuse/unchanged")
    engine.load("base", earlier.base or earlier.people, numbered=True)
    if earlier.base and earlier.outdated:
        engine.load("outdated_before", earlier.outdated)
        engine.load("people_before", earlier.people)
    else:
        engine.table("outdated_before", pl.DataFrame(schema={"base_row": pl.Int64, "external_id": pl.String}))
        nobody = engine.connection.sql("select * exclude (file_row_number) from base limit 0")
        nobody.create_view("people_before")


def contested(engine: Engine, tenant: Tenant) -> bool:
    """Whether a record and an unchanged one claim the same; for an engine that has no variables yet."""
    engine.set(identity=tenant.identity)
    engine.run("reuse/reuse_conflicts")
    return bool(engine.value("select count(*) from reuse_conflicts"))


class Stored(NamedTuple):
    """The files that a roster is stored in, and what is told of it all together."""

    totals: Totals
    people: Path
    base: Path | None = None
    outdated: Path | None = None
    base_totals: Totals | None = None


class Base(NamedTuple):
    """The rows that an earlier roster tells, and how many of them do not count any more."""

    path: Path
    everybody: Totals
    outdated: Totals


def outdate(engine: Engine, earlier: Earlier, attributes: Sequence[str]) -> Base:
    """Make `stale_base_rows`. It waits for nothing but `stage`, so it may be done in another thread. Raises
    `Unusable`."""
    everybody = earlier.roster.base_totals or earlier.roster.totals
    if engine.value("select count(*) from base") != everybody.people:
        raise Unusable(f"the roster of {earlier.roster.partition} has not the people that it says")
    engine.run("reuse/stale_base_rows")
    rows = "base semi join stale_base_rows on base_row = file_row_number"
    return Base(earlier.base or earlier.people, everybody, totals_of(engine, rows, attributes))


def write(engine: Engine, base: Base | None, attributes: Sequence[str], scratch: Path) -> Stored:
    """Write a roster whole or in parts; makes the view `roster`."""
    engine.write("normalize/people", scratch / "people")
    if base is None:
        engine.load("roster", scratch / "people")
        return Stored(totals_of(engine, "roster", attributes), scratch / "people")
    people = totals_of(engine, "people", attributes)
    totals = base.everybody.less(base.outdated).plus(people)
    engine.view("normalize/roster")
    if (
        base.everybody.people < PARTED_PEOPLE_MIN
        or base.outdated.people + people.people > PARTED_SHARE_MAX * base.everybody.people
    ):
        engine.save("select * exclude (file_row_number) from roster", scratch / "roster")
        return Stored(totals, scratch / "roster")
    engine.save("from stale_base_rows", scratch / "outdated")
    _share(base.path, scratch / "base")
    return Stored(totals, scratch / "people", scratch / "base", scratch / "outdated", base.everybody)


def _share(path: Path, other: Path) -> None:
    """Let a file stand at two places. It is never changed, so it need not be copied where a link will do."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def load(engine: Engine, artifacts: Artifacts, roster: Roster, scratch: Path) -> None:
    """Make the view `roster` of a stored one, each row with its file_row_number."""
    people = artifacts.open_local(roster.location, scratch)
    if not roster.base_location or not roster.outdated_location:
        engine.load("roster", people, numbered=True)
        return
    engine.load("base", artifacts.open_local(roster.base_location, scratch), numbered=True)
    engine.load("stale_base_rows", artifacts.open_local(roster.outdated_location, scratch))
    # Numbered behind the rows of the base.
    number = f"file_row_number + {FILE_ROWS_MAX} as file_row_number"
    numbered = engine.connection.read_parquet(str(people), file_row_number=True)
    numbered.project(f"* replace ({number})").create_view("people")
    engine.view("normalize/roster")
