"""A roster as Parquet files: whole, or in parts if little of a large one has changed since an earlier run.

In parts it consists of the rows of the earlier run (the base), the list of those that are stale, and the rows
that replace them or are new. Belongs here: writing and loading those files. Does not: computing the rows
(`sql/normalize/`, `sql/reuse/`), or where the files are kept (`edges/artifacts.py`).
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from qooper_assets.core.roster import Totals
from qooper_assets.edges.engine.engine import Engine

SPLIT_PEOPLE_MIN = 100_000
"""Smaller rosters are stored whole, so that everybody is in one file."""
SPLIT_SHARE_MAX = 0.1
"""The stale rows, and the people stored next to the base, together as a share of its rows."""
FILE_ROWS_MAX = 1 << 40
"""More rows than any file has: the row numbers of the second file begin here."""


class RosterFiles(NamedTuple):
    """The local files of a stored roster."""

    people: Path
    """Everybody; in a roster in parts, those whose row is not in the base."""
    base: Path | None = None
    stale_base_rows: Path | None = None


class StoredRoster(NamedTuple):
    """A roster that has been written."""

    files: RosterFiles
    totals: Totals
    base_totals: Totals | None = None


class Base(NamedTuple):
    """The rows of an earlier roster that are reused."""

    path: Path
    totals: Totals
    stale: Totals
    """Totals of its stale rows."""


def totals_of(engine: Engine, rows: str, attributes: Sequence[str]) -> Totals:
    """Compute the totals of rows of normalize/people, for these attributes in their order."""
    counts = "".join(
        f", coalesce(sum(people) filter (where filled[{place}] = '1'), 0)::bigint"
        for place in range(1, len(attributes) + 1)
    )
    people, xor_hash, *filled = engine.rows(
        f"select coalesce(sum(people), 0)::bigint, coalesce(bit_xor(xor_hash), 0){counts} from ("
        f"select filled, count(*) as people, bit_xor(row_hash) as xor_hash from {rows} group by filled)"
    )[0]
    return Totals(people=people, xor_hash=xor_hash, filled=dict(zip(attributes, filled, strict=True)))


def write(engine: Engine, base: Base | None, attributes: Sequence[str], scratch: Path) -> StoredRoster:
    """Write the roster whole or in parts; makes the view `roster`."""
    engine.write("normalize/people", scratch / "people")
    if base is None:
        engine.load("roster", scratch / "people")
        return StoredRoster(RosterFiles(scratch / "people"), totals_of(engine, "roster", attributes))
    people = totals_of(engine, "people", attributes)
    totals = base.totals.less(base.stale).plus(people)
    engine.view("normalize/roster")
    if (
        base.totals.people < SPLIT_PEOPLE_MIN
        or base.stale.people + people.people > SPLIT_SHARE_MAX * base.totals.people
    ):
        engine.save("select * exclude (file_row_number) from roster", scratch / "roster")
        return StoredRoster(RosterFiles(scratch / "roster"), totals)
    engine.save("from stale_base_rows", scratch / "stale_base_rows")
    _link(base.path, scratch / "base")
    files = RosterFiles(scratch / "people", scratch / "base", scratch / "stale_base_rows")
    return StoredRoster(files, totals, base.totals)


def _link(path: Path, other: Path) -> None:
    """Link a file, or copy it where links are not possible; it is never modified."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


def load(engine: Engine, files: RosterFiles) -> None:
    """Create the view `roster` from a stored one, each row with its file_row_number."""
    if files.base is None or files.stale_base_rows is None:
        _stored(engine, files.people).create_view("roster")
        return
    _stored(engine, files.base).create_view("base")
    engine.load("stale_base_rows", files.stale_base_rows)
    # Numbered after the rows of the base.
    number = f"file_row_number + {FILE_ROWS_MAX} as file_row_number"
    _stored(engine, files.people).project(f"* replace ({number})").create_view("people")
    engine.view("normalize/roster")


def _stored(engine: Engine, path: Path) -> duckdb.DuckDBPyRelation:
    """The rows of a file, numbered. Earlier versions stored them without a scope."""
    rows = engine.connection.read_parquet(str(path), file_row_number=True)
    if "scope" in rows.columns:
        return rows
    return rows.project("*, cast(null as varchar) as scope, false as is_out_of_scope")
