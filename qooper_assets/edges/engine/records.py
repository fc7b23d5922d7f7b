"""The records of a delivered file as tables of the engine.

Belongs here: staging proved records, and proving that the engine read them as the reader did. Does not: the
meaning of a row or a person (`sql/`, `core/`).

Customers' identifiers and values are data: attributes are slugs, and every other value reaches SQL as a
parameter or a variable.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import duckdb
import polars as pl

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, Result, StateError, blocked
from qooper_assets.core.mapping import manager_refers_to
from qooper_assets.core.records import HeaderMatch, Records
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import clean
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.rendering import render
from qooper_assets.edges.engine.words import column, stage_words

HEADERS_MAX = 1_000
"""How many headers inside a file are checked."""
REJECTED_CELLS_MAX = 10_000
"""How many rejected records keep their cells; the others are located by their position only."""
PLACE = "row_number() over () - 1 as row_id"
"""The position of a record, from 0, if read in order."""
RECORDS_HELD_MAX = 100_000
"""Up to this many are cleaned once and held; each query of normalize/normalized costs as much as cleaning a
few thousand."""


class Respelled(NamedTuple):
    """The records with an id in another spelling than the one that is meant (I32)."""

    records: int = 0
    ids_have_decimals: bool = False
    """Other ids have decimals, so `106.0` was not read as `106`."""


def stage_records(
    engine: Engine,
    file: Records,
    match: HeaderMatch,
    tenant: Tenant,
    where: str,
    *,
    ids_have_decimals: bool = False,
) -> Respelled:
    """Stage proved records: makes `normalized`, and the tables `identities`, `steps` and `unreadable`.

    `ids_have_decimals`: known ids outside the file have. Raises `DeliveryError` too_large (rows), or
    `StateError` accounting if the engine disagrees with the reader.
    """
    records = file.total + file.unchanged + len(file.unreadable)
    if records > tenant.feed.limits.rows_max:
        raise DeliveryError(
            "too_large",
            f"the file has {records:,} rows, the limit is {tenant.feed.limits.rows_max:,}.",
            where=where,
            remedy="If the roster really is that long, raise feed.limits.rows_max.",
            result=Result.BLOCKED,
        )
    # DuckDB has no row count for CSV and may hash the large side in memory, so join reordering is off: joins
    # run as written, the smaller side last.
    engine.connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
    delivered = open_records(engine, file, tenant)
    delivered.create_view("delivered")
    stage_words(engine, delivered, match, tenant)
    _set_mapping_variables(engine, tenant, file, match)
    engine.table("unreadable", pl.DataFrame(
        file.unreadable,
        schema={
            "source_line": pl.Int64, "reason": pl.String, "identifier": pl.String, "email": pl.String
        },
        orient="row",
    ))  # fmt: skip
    respelled = _stage_identities(engine, delivered, file, match, tenant, ids_have_decimals=ids_have_decimals)
    _prove_read_whole(engine, file)
    engine.table("steps", _steps(file))
    _refuse_other_headers(engine, file, match, where)
    return respelled


def _stage_identities(
    engine: Engine,
    delivered: duckdb.DuckDBPyRelation,
    file: Records,
    match: HeaderMatch,
    tenant: Tenant,
    *,
    ids_have_decimals: bool,
) -> Respelled:
    """Make `normalized` and `identities`; again, if ids turn out to have decimals and some end in `.0`, which
    is then no mere spelling (I32)."""
    engine.set(ids_have_decimals=ids_have_decimals)
    # A join returns rows in any order, so records are numbered first. Numbering costs the second thread, so
    # a large roster, which identifies people by their identifier, is read without.
    render(engine, delivered.project(f"{PLACE}, *"), file, match, tenant)
    if file.total <= RECORDS_HELD_MAX:
        engine.run_in_order("normalize/normalized")
        engine.run("normalize/identities")
    else:
        engine.view("normalize/normalized")
        engine.run_in_order("normalize/identities")
        render(engine, delivered.project("cast(null as bigint) as row_id, *"), file, match, tenant)
    people = "identities where not is_header"
    respelled = engine.value(f"select count(*) from {people} and is_respelled")
    if respelled and not ids_have_decimals and have_decimals(engine, people, tenant):
        engine.drop("identities")
        if file.total <= RECORDS_HELD_MAX:
            engine.drop("normalized")
        return _stage_identities(engine, delivered, file, match, tenant, ids_have_decimals=True)
    return Respelled(respelled, ids_have_decimals)


def have_decimals(engine: Engine, people: str, tenant: Tenant) -> bool:
    """True if an id is a number with decimals other than zeros, such as `106.1`."""
    names = [] if tenant.identity == "email" else ["external_id"]
    if tenant.identity != "employee_id":
        names.append("employee_id")
    return any(
        engine.value(
            f"select count(*) from (select {name} as id from {people}) where contains(id, '.')"
            " and regexp_full_match(id, '[0-9]+\\.[0-9]*[1-9][0-9]*')"
        )
        for name in names
    )


def _refuse_other_headers(engine: Engine, file: Records, match: HeaderMatch, where: str) -> None:
    """Raise `header_differs` if a header inside the file has other columns, or has them in another order: the
    rows below it would be read by the wrong columns (P17)."""
    found = engine.rows(f"select row_id from identities where is_header order by row_id limit {HEADERS_MAX}")
    if not found:
        return
    engine.table("headers", pl.DataFrame(found, schema={"row_id": pl.Int64}, orient="row"))
    columns = ", ".join(column(position) for position in match.positions.values())
    engine.create_in_order("header_cells", f"select row_id, {columns} from {_numbered('headers')}")
    first = [normalize_header(file.header[position]) for position in match.positions.values()]
    for row_id, *cells in engine.rows("from header_cells order by row_id"):
        if [normalize_header(cell or "") for cell in cells] != first:
            line = engine.value(f"select max(lines_before) from steps where row_id <= {row_id}") + row_id + 1
            raise blocked(
                "header_differs",
                f"line {line:,} is a header too, and its columns differ from those of the first one.",
                "Two exports were put into one file. Ask the customer for one file with one header.",
                where,
            )


def _numbered(kept: str) -> str:
    """Query of the records of the file whose row_id is in a table; to be read in order."""
    return f"(select {PLACE}, * from delivered) semi join {kept} using (row_id)"


def stage_rejected(
    engine: Engine, match: HeaderMatch, lines: Sequence[int], starts: Iterable[int | None]
) -> None:
    """Make what normalize/rejected reads: `places`, the byte at which each line begins, and `cells`, of the
    first rejected records that could be read."""
    schema = {"source_line": pl.Int64, "source_byte": pl.Int64}
    engine.table("places", pl.DataFrame({"source_line": lines, "source_byte": list(starts)}, schema=schema))
    engine.connection.execute(
        "create table kept_rejects as select distinct row_id from rejects where row_id is not null"
        f" order by row_id limit {REJECTED_CELLS_MAX}"
    )
    if not engine.value("select count(*) from kept_rejects"):
        engine.connection.execute("create table cells (row_id bigint, cells varchar)")
        return
    cells = ", ".join(f'"{name}" := {column(position)}' for name, position in match.positions.items())
    engine.create_in_order(
        "cells",
        f"select row_id, cast(to_json(struct_pack({cells})) as varchar) as cells"
        f" from {_numbered('kept_rejects')}",
    )


def open_records(engine: Engine, file: Records, tenant: Tenant) -> duckdb.DuckDBPyRelation:
    """Return the columns of the file as text, read again by each query that needs some of them.

    Reading a CSV twice costs less than storing its cells once.
    """
    if file.format != "csv":
        return engine.connection.read_parquet([str(path) for path in file.paths])
    return engine.connection.read_csv(
        str(file.paths[0]),
        auto_detect=False,
        header=True,
        delimiter=file.delimiter,
        quotechar='"',
        escapechar='"',
        comment="",
        encoding="utf-8",
        strict_mode=True,
        store_rejects=True,
        rejects_limit=0,
        max_line_size=tenant.feed.limits.record_bytes_max + 2,
        columns={column(position): "VARCHAR" for position in range(len(file.header))},
    )


def _prove_read_whole(engine: Engine, file: Records) -> None:
    if file.format == "csv":
        refused = engine.rows("select line, error_type from reject_errors order by line limit 1")
        if refused:
            line, kind = refused[0]
            raise _disagrees(f"the engine refused record {line:,}, which the reader had proved ({kind}).")
    read = engine.value("select count(*) from identities")
    if read != file.total:
        raise _disagrees(f"the engine read {read:,} records, the reader had proved {file.total:,}.")
    engine.table("probes", pl.DataFrame(
        file.probes, schema={"row_id": pl.Int64, "cell": pl.String}, orient="row"
    ))  # fmt: skip
    misplaced = engine.value(
        "select count(*) from probes join identities as i using (row_id) where i.external_id is distinct from"
        " case getvariable('identity') when 'email' then email_key(email_text(cell)) else id_text(cell) end"
    )
    if misplaced:
        raise _disagrees(
            f"the engine gave {misplaced:,} of {len(file.probes):,} probed records at another position."
        )


def _disagrees(message: str) -> StateError:
    return StateError(
        "accounting",
        message,
        where="normalize",
        remedy="This is a defect of ours; keep the raw file and report it.",
    )


def _set_mapping_variables(engine: Engine, tenant: Tenant, file: Records, match: HeaderMatch) -> None:
    header = [clean(name) for name in file.header]
    has_header = file.header_line > 0
    engine.set(
        identity=tenant.identity,
        end_by=tenant.policy.end_by,
        header_identity=header[match.positions[tenant.identity]] if has_header else None,
        header_email=header[match.positions["email"]] if has_header else None,
        manager_refers_to=manager_refers_to(tenant),
    )
    positions = match.positions.values() if has_header else ()
    names = list(dict.fromkeys(header[position] for position in positions))
    engine.connection.execute(
        "set variable header_names = map($keys::varchar[], $values::boolean[])",
        {"keys": names, "values": [True] * len(names)},
    )


def _steps(file: Records) -> pl.DataFrame:
    """row_id, lines_before: from each record on, how many of the lines before it are not records."""
    if file.reuse and file.reuse.source_lines is not None:
        lines, place = (
            pl.Series("line", file.reuse.source_lines, dtype=pl.Int64).to_frame(),
            pl.int_range(pl.len()),
        )
        steps = lines.select(row_id=place, lines_before=pl.col("line") - place - 1)
        return steps.unique("lines_before", keep="first", maintain_order=True)
    # Line 0, before all others, counts as the 0th line without a record. The record after the n-th one, at
    # line g, has ordinal g - n: that many of the lines before it are records.
    without_record = pl.Series("line", [0, file.header_line, *file.gaps]).unique().sort().to_frame()
    line, n = pl.col("line"), pl.int_range(pl.len())
    steps = without_record.select(row_id=line - n, lines_before=n)
    return steps.unique("row_id", keep="last", maintain_order=True)


def count_garbled(engine: Engine, table: str, attributes: Sequence[str]) -> dict[str, int]:
    """Count the values that look garbled, per attribute that has any (P04)."""
    counts = ", ".join(f'count(*) filter (where looks_garbled(attributes."{name}"))' for name in attributes)
    found = dict(zip(attributes, engine.rows(f'select {counts} from "{table}"')[0], strict=True))
    return {name: count for name, count in found.items() if count}
