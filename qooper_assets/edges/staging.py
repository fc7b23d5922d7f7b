"""DuckDB, the engine of one run: a scratch database, the SQL files of `sql/`, and nothing kept.

Belongs here: opening and bounding the engine, turning a proved file and a mapping into the view
`rendered`, running SQL files, and moving tables to and from Parquet. Does not: what a row, a person
or a difference means; that is told by `sql/` and decided in `core/`.

Identifiers and values of customers are data: columns of the file are called c00000, c00001, …; attributes
are slugs; every other value reaches SQL as a constant expression, a parameter or a variable.
"""

import json
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from copy import copy
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from qooper_assets.core.changes import Change, Decision, Fact
from qooper_assets.core.errors import DeliveryError, Result, StateError, blocked
from qooper_assets.core.headers import folded
from qooper_assets.core.mapping import (
    WHITE_SPACE,
    HeaderMatch,
    attribute_names,
    mapped_columns,
    parse_options,
)
from qooper_assets.core.records import Records
from qooper_assets.core.roster import Totals
from qooper_assets.core.tenant import CustomColumn, DateColumn, FullName, Limits, Model, Tenant
from qooper_assets.edges.target import ACCOUNT_COLUMNS

M = TypeVar("M", bound=Model)

VERSION = duckdb.__version__
EngineError = duckdb.Error
"""Of a stored file that is damaged, among others. Its text may hold a row."""
BATCH_ROWS = 50_000
HEADERS_MAX = 1_000
"""How many headers inside a file are looked at."""
REJECTED_CELLS_MAX = 10_000
"""Of how many rejected records the cells are kept; the others are found by their place."""
PLACE = "row_number() over () - 1 as row_id"
"""The place of a record in what is read in order, from 0."""
RECORDS_HELD_MAX = 100_000
"""So many are cleaned once and held: to ask 10_normalized costs as much as to clean some thousands."""
ROWS_PER_GROUP = 20_480
"""Of a Parquet file: small groups keep less in memory."""
DICTIONARY_ENTRIES_MAX = 2_000
"""Of a column within a row group; building larger dictionaries costs more than they save."""


def sql_folder() -> Path:
    """`sql/`: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent.parent
    inside = package / "sql"
    return inside if inside.is_dir() else package.parent / "sql"


def _query(stem: str) -> str:
    return (sql_folder() / f"{stem}.sql").read_text()


def _table(stem: str) -> str:
    return stem.split("_", 1)[1]


class Engine:
    """A DuckDB connection in memory, bounded, that spills to its scratch folder and is gone after the run."""

    def __init__(self, scratch: Path, memory_mib_max: int) -> None:
        self.scratch = scratch
        self.connection = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory_mib_max}MiB",
                "temp_directory": str(scratch / "spill"),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                # To keep the order of rows costs twice the time where a wide table is written; where it
                # matters, a column tells it.
                "preserve_insertion_order": "false",
            },
        )
        # No file changes while it is read here, and each statement would read the ends of all anew.
        self.connection.execute("set parquet_metadata_cache = true")
        self.connection.execute((sql_folder() / "macros.sql").read_text())

    def beside(self) -> "Engine":
        """The same database by a connection of its own, for another thread; variables are not shared."""
        other = copy(self)
        other.connection = self.connection.cursor()
        return other

    def set(self, **variables: Any) -> None:
        """Set the variables that the SQL files name under Reads."""
        for name, value in variables.items():
            self.connection.execute(f"set variable {name} = $value", {"value": value})

    def table(self, name: str, frame: pl.DataFrame) -> None:
        """Make a small table from values."""
        self.connection.register("given", frame)
        self.connection.execute(f'create or replace table "{name}" as select * from given')
        self.connection.unregister("given")

    def append(self, name: str, frame: pl.DataFrame) -> None:
        self.connection.register("given", frame)
        self.connection.execute(f'insert into "{name}" select * from given')
        self.connection.unregister("given")

    def run(self, stem: str) -> None:
        """Run one SQL file: `40_situations` becomes the table `situations`."""
        self.connection.execute(f'create or replace table "{_table(stem)}" as\n{_query(stem)}')

    def run_beside(self, stems: Iterable[str], others: Iterable[str]) -> None:
        """Run some SQL files one after the other, and in another thread some that need none of them, and no
        variable."""
        with closing(self.beside()) as beside, ThreadPoolExecutor(1) as thread:
            awaited = [thread.submit(beside.run, stem) for stem in others]
            for stem in stems:
                self.run(stem)
            for done in awaited:
                done.result()

    def run_in_order(self, stem: str) -> None:
        """Run one SQL file on what it reads in order, so that `row_number() over ()` tells a place."""
        self.create_in_order(_table(stem), _query(stem))

    def create_in_order(self, name: str, query: str) -> None:
        self.connection.execute("set preserve_insertion_order = true")
        self.connection.execute(f'create table "{name}" as\n{query}')
        self.connection.execute("set preserve_insertion_order = false")

    def view(self, stem: str) -> None:
        """Let a SQL file be a view: it runs where it is read, for the columns that are read."""
        self.connection.execute(f'create or replace view "{_table(stem)}" as\n{_query(stem)}')

    def write(self, stem: str, path: Path) -> None:
        """Run one SQL file into a Parquet file, and show that as its table."""
        self.save(_query(stem), path)
        self.load(_table(stem), path)

    def drop(self, name: str) -> None:
        """Give back the memory of a table that nothing reads any more."""
        self.connection.execute(f'drop table "{name}"')

    def distinct(self, column: str, table: str) -> int:
        """How many values there are; `count(distinct …)` would have to hold them all in memory."""
        return int(self.value(f"select count(*) from (select distinct {column} from {table})"))

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters or {}).fetchall()

    def value(self, query: str) -> Any:
        return self.rows(query)[0][0]

    def frames(self, query: str, rows: int = BATCH_ROWS) -> Iterator[pl.DataFrame]:
        """The result in batches, so that memory does not grow with it."""
        for batch in self.connection.sql(query).to_arrow_reader(rows):
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            yield frame

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Rows one after the other, of a query whose turn comes when the first one is asked for. Where ten
        thousands of tuples live, Python looks through everything that it has for garbage."""
        for frame in self.frames(query):
            yield from frame.iter_rows()

    def totals(self, rows: str, attributes: Sequence[str]) -> Totals:
        """Of rows with the columns of 30_people, and these attributes, in their order."""
        counts = "".join(
            f", coalesce(sum(people) filter (where filled[{place}] = '1'), 0)::bigint"
            for place in range(1, len(attributes) + 1)
        )
        people, mixed, *filled = self.rows(
            f"select coalesce(sum(people), 0)::bigint, coalesce(bit_xor(mixed), 0){counts} from ("
            f"select filled, count(*) as people, bit_xor(row_hash) as mixed from {rows} group by filled)"
        )[0]
        return Totals(people=people, mixed=mixed, filled=dict(zip(attributes, filled, strict=True)))

    def garbled(self, table: str, attributes: Sequence[str]) -> dict[str, int]:
        """How many values look garbled, per attribute that has any (P04)."""
        counts = ", ".join(
            f'count(*) filter (where looks_garbled(attributes."{name}"))' for name in attributes
        )
        found = dict(zip(attributes, self.rows(f'select {counts} from "{table}"')[0], strict=True))
        return {name: count for name, count in found.items() if count}

    def save(self, query: str, path: Path) -> None:
        """Write a query's result as Parquet to a local file."""
        self.connection.execute(
            f"copy ({query}) to $path (format parquet, compression zstd, compression_level 1,"
            f" row_group_size {ROWS_PER_GROUP}, dictionary_size_limit {DICTIONARY_ENTRIES_MAX})",
            {"path": str(path)},
        )

    def load(self, name: str, path: Path, *, numbered: bool = False) -> None:
        """Show a Parquet file as a view; `numbered` with the column file_row_number, by which the engine
        finds a few rows again without reading the others."""
        self.connection.read_parquet(str(path), file_row_number=numbered).create_view(name)

    def close(self) -> None:
        self.connection.close()


@contextmanager
def engine(scratch: Path, limits: Limits) -> Iterator[Engine]:
    """An engine in a folder of its own below `scratch`, removed at the end. Raises `StateError`
    out_of_memory for what can't be spilled."""
    folder = scratch / "engine"
    folder.mkdir(mode=0o700, parents=True)
    opened = None
    try:
        opened = Engine(folder, limits.memory_mib_max)
        yield opened
    except duckdb.OutOfMemoryException:
        raise StateError(
            "out_of_memory",
            f"the engine needs more than {limits.memory_mib_max:,} MiB, the limit.",
            where="feed.limits.memory_mib_max",
            remedy="Raise it; 256 MiB do for a million people of 25 columns.",
        ) from None
    finally:
        if opened:
            opened.close()
        shutil.rmtree(folder, ignore_errors=True)


def _call(name: str, *arguments: Expression | str | int) -> Expression:
    return FunctionExpression(
        name, *(a if isinstance(a, Expression) else ConstantExpression(a) for a in arguments)
    )


def _column(position: int) -> str:
    """The engine's name for a column of the file; with leading zeros, names sort as the columns stand."""
    return f"c{position:05d}"


def _null(sql_type: str) -> Expression:
    return ConstantExpression(None).cast(sql_type)


class _Rendering:
    """What one tenant's mapping makes of one file's columns, as expressions over the file's columns."""

    def __init__(self, match: HeaderMatch, tenant: Tenant, file: Records) -> None:
        self.positions = match.positions
        self.columns = mapped_columns(tenant)
        self.tenant = tenant
        self.chars_max = tenant.feed.limits.field_chars_max
        self.says_nothing_by_null = file.format == "json"

    def cell(self, attribute: str) -> Expression:
        """The raw text of an attribute, or NULL if the file has no such column."""
        position = self.positions.get(attribute)
        return _null("VARCHAR") if position is None else ColumnExpression(_column(position))

    def text(self, attribute: str) -> Expression:
        return _call("trimmed", self.cell(attribute))

    def day(self, attribute: str) -> Expression:
        column = self.columns.get(attribute)
        if not isinstance(column, DateColumn) or attribute not in self.positions:
            return _null("DATE")
        return _call("parse_date", self.cell(attribute), column.format)

    def source(self, attribute: str) -> str:
        """The mapped attribute that an attribute's value comes from: names may come in one column."""
        is_part = attribute in {"first_name", "last_name"} and self.tenant.mapping.full_name
        return "full_name" if is_part else attribute

    def value(self, attribute: str) -> Expression:
        """A profile attribute's value; NULL where its cell is blank or can't be taken over."""
        column = self.columns.get(self.source(attribute))
        cell = self.cell(self.source(attribute))
        match column:
            case DateColumn():
                return self.day(attribute).cast("VARCHAR")
            case FullName():
                part = "given_name" if attribute == "first_name" else "family_name"
                return _call(part, _call("usable", cell, self.chars_max), column.order)
            case CustomColumn() if column.split and attribute in self.positions:
                return ColumnExpression(f"value_{attribute}")
            case _:
                return _call("usable", cell, self.chars_max)

    def values(self) -> list[Expression]:
        """The first of two steps: every value beside the cells that it was made of."""
        names = attribute_names(self.tenant)
        known = [
            ColumnExpression(f"is_known_{name}")
            for name in _split_attributes(self.tenant)
            if name in self.positions and self.tenant.mapping.custom[name].unknown_option == "reject"
        ]
        knows = ConstantExpression(True)
        if known:
            knows = duckdb.CoalesceOperator(_call("list_bool_and", _call("list_value", *known)), knows)
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(_column(position)) for position in sorted(set(self.positions.values()))),
            self.text(self.tenant.identity).alias("identifier"),
            self.text("employee_id").alias("employee_id"),
            self.text("email").alias("email"),
            self.text("status").alias("status_word"),
            self.day("hire_date").alias("hire_on"),
            self.day("termination_date").alias("termination_on"),
            self.text("manager").alias("manager"),
            knows.alias("knows_options"),
            *(self.value(name).alias(f"v_{name}") for name in names),
        ]  # fmt: skip

    def rendered(self) -> list[Expression]:
        """The second step: the columns of the view `rendered`."""
        names = attribute_names(self.tenant)
        kept = ("identifier", "employee_id", "email", "status_word", "knows_options", "hire_on",
                "termination_on", "manager")  # fmt: skip
        attributes = _call("struct_pack", *(ColumnExpression(f"v_{name}").alias(name) for name in names))
        return [
            ColumnExpression("row_id"),
            *(ColumnExpression(name) for name in kept),
            attributes.alias("attributes"),
            _call("concat", *(_flag(ColumnExpression(f"v_{name}")) for name in names)).alias("filled"),
            self.dropped(names).alias("dropped"),
            self.unsaid().alias("unsaid"),
        ]

    def dropped(self, names: Sequence[str]) -> Expression:
        """Names of the attributes whose cell is not blank, and gave no value."""
        made = [(name, f"v_{name}") for name in names if self.source(name) in self.positions]
        if "termination_date" in self.positions:
            made.append(("termination_date", "termination_on"))
        if not made:
            return _null("VARCHAR[]")
        gone = [
            ColumnExpression(value).isnull() & self.cell(self.source(name)).isnotnull()
            for name, value in made
        ]
        named = [
            (
                ConstantExpression(name).alias("name"),
                _case(broken, self.cell(self.source(name))).alias("cell"),
            )
            for broken, (name, _) in zip(gone, made, strict=True)
        ]
        cells = _call("list_value", *(_call("struct_pack", *pair) for pair in named))
        return _case(reduce(or_, gone), _call("names_of_texts", cells))

    def unsaid(self) -> Expression:
        """Names of attributes whose JSON key is missing, where a blank would clear them (P29)."""
        names = [name for name in self.tenant.policy.clear_when_blank if self.source(name) in self.positions]
        if not self.says_nothing_by_null or not names:
            return _null("VARCHAR[]")
        return _call("present", _call("list_value", *(
            _case(self.cell(self.source(name)).isnull(), ConstantExpression(name)) for name in names
        )))  # fmt: skip


def _flag(value: Expression) -> Expression:
    """1 if there is one, else 0."""
    return duckdb.CaseExpression(value.isnull(), ConstantExpression("0")).otherwise(ConstantExpression("1"))


def _case(condition: Expression, value: Expression) -> Expression:
    return duckdb.CaseExpression(condition, value)


def _split_attributes(tenant: Tenant) -> list[str]:
    return [name for name, column in tenant.mapping.custom.items() if column.split]


def stage_accounts(engine: Engine, pages: Iterator[pl.DataFrame], attributes: Sequence[str]) -> None:
    """Make `listed`, one row per account, from the pages of a target's listing; stored, for it is large."""
    empty = pl.DataFrame(schema=dict(ACCOUNT_COLUMNS))
    engine.table("listing", empty)
    for page in pages:
        engine.append("listing", page)
    structure = json.dumps(dict.fromkeys(attributes, "VARCHAR"))
    engine.connection.table("listing").select(
        *(ColumnExpression(name) for name in ACCOUNT_COLUMNS if name != "attributes"),
        _call("email_key", ColumnExpression("email")).alias("email_key"),
        _call("from_json", ColumnExpression("attributes").cast("JSON"), structure).alias("attributes"),
    ).create_view("typed")
    engine.save("from typed", engine.scratch / "listed")
    engine.load("listed", engine.scratch / "listed")
    engine.connection.execute("drop view typed")
    engine.drop("listing")


def stage_decisions(engine: Engine, decided: Iterable[tuple[Fact, Decision]]) -> None:
    """Make `decisions`: the columns of Fact, then action and reason."""
    rows = [(*fact, *decision) for fact, decision in decided]
    schema = {
        "situation": pl.String,
        "account_state": pl.String,
        "ended": pl.String,
        "is_active": pl.Boolean,
        "differs": pl.Boolean,
        "is_due": pl.Boolean,
        "is_protected": pl.Boolean,
        "action": pl.String,
        "reason": pl.String,
    }
    engine.table("decisions", pl.DataFrame(rows, schema=schema, orient="row"))


def only_row(engine: Engine, table: str, model: type[M]) -> M:
    """The one row of a table as a value."""
    result = engine.connection.table(table)
    return model.model_validate(dict(zip(result.columns, result.fetchall()[0], strict=True)))


def changes(engine: Engine, condition: str) -> Iterator[Change]:
    """Rows of the table `changes`, in the order of external_id."""
    query = f"select {', '.join(Change.model_fields)} from changes where {condition} order by external_id"
    for frame in engine.frames(query):
        for row in frame.iter_rows(named=True):
            yield Change(**{**row, "before": json.loads(row["before"]), "after": json.loads(row["after"])})


def stage_records(engine: Engine, file: Records, match: HeaderMatch, tenant: Tenant, where: str) -> None:
    """Take over proved records: makes `normalized`, and the tables `identities`, `steps` and `unreadable`.

    Raises `DeliveryError` too_large (rows), or `StateError` accounting where the engine
    disagrees with the reader.
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
    # Nothing is known of a CSV's length, and an engine that takes it for short would hold it in memory
    # to join a few rows to it. So joins are made as they are written: the smaller side last.
    engine.connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
    delivered = open_records(engine, file, tenant)
    delivered.create_view("delivered")
    _stage_options(engine, delivered, match, tenant)
    _set_mapping_variables(engine, tenant, file, match)
    engine.table("unreadable", pl.DataFrame(
        file.unreadable, schema={"source_line": pl.Int64, "reason": pl.String}, orient="row"
    ))  # fmt: skip
    # A join gives rows in any order, so each record is numbered before. To number costs the second thread;
    # a large roster, which knows people by their identifier, is read without.
    _render(engine, delivered.project(f"{PLACE}, *"), file, match, tenant)
    if file.total <= RECORDS_HELD_MAX:
        engine.run_in_order("10_normalized")
        engine.run("15_identities")
    else:
        engine.view("10_normalized")
        engine.run_in_order("15_identities")
        _render(engine, delivered.project("cast(null as bigint) as row_id, *"), file, match, tenant)
    _prove_read_whole(engine, file)
    engine.table("steps", _steps(file))
    _refuse_other_headers(engine, file, match, where)


def _render(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, file: Records, match: HeaderMatch, tenant: Tenant
) -> None:
    """Make the view `rendered` of the columns of a file, and row_id."""
    rendering = _Rendering(match, tenant, file)
    source = _with_options(engine, delivered, match, tenant)
    source.select(*rendering.values()).select(*rendering.rendered()).create_view("rendered", replace=True)


def _refuse_other_headers(engine: Engine, file: Records, match: HeaderMatch, where: str) -> None:
    """Raise `header_differs` where a header inside the file has other columns, or has them in another order:
    the rows below it would be somebody else's (P17)."""
    found = engine.rows(f"select row_id from identities where is_header order by row_id limit {HEADERS_MAX}")
    if not found:
        return
    engine.table("headers", pl.DataFrame(found, schema={"row_id": pl.Int64}, orient="row"))
    columns = ", ".join(_column(position) for position in match.positions.values())
    engine.create_in_order("header_cells", f"select row_id, {columns} from {_numbered('headers')}")
    first = [folded(file.header[position]) for position in match.positions.values()]
    for row_id, *cells in engine.rows("from header_cells order by row_id"):
        if [folded(cell or "") for cell in cells] != first:
            line = engine.value(f"select max(lines_before) from steps where row_id <= {row_id}") + row_id + 1
            raise blocked(
                "header_differs",
                f"line {line:,} is a header too, and its columns are not those of the first one.",
                "Two exports were put into one file. Ask the customer for one with one header.",
                where,
            )


def _numbered(kept: str) -> str:
    """Those records of the file whose row_id is in a table; to be read in order."""
    return f"(select {PLACE}, * from delivered) semi join {kept} using (row_id)"


def stage_rejected(
    engine: Engine, match: HeaderMatch, lines: Sequence[int], starts: Iterable[int | None]
) -> None:
    """Make what 29_rejected reads: `places`, the bytes on which these lines begin, and `cells`, of the first
    rejected records that could be read."""
    schema = {"source_line": pl.Int64, "source_byte": pl.Int64}
    engine.table("places", pl.DataFrame({"source_line": lines, "source_byte": list(starts)}, schema=schema))
    engine.connection.execute(
        "create table kept as select distinct row_id from rejects where row_id is not null"
        f" order by row_id limit {REJECTED_CELLS_MAX}"
    )
    if not engine.value("select count(*) from kept"):
        engine.connection.execute("create table cells (row_id bigint, cells varchar)")
        return
    said = ", ".join(f'"{name}" := {_column(position)}' for name, position in match.positions.items())
    engine.create_in_order(
        "cells",
        f"select row_id, cast(to_json(struct_pack({said})) as varchar) as cells from {_numbered('kept')}",
    )


def open_records(engine: Engine, file: Records, tenant: Tenant) -> duckdb.DuckDBPyRelation:
    """The columns of the file as text, read anew by each query that asks for some of them.

    To read a CSV twice costs less than to write its cells down once.
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
        columns={_column(position): "VARCHAR" for position in range(len(file.header))},
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
        " case getvariable('identity') when 'email' then email_key(trimmed(cell)) else trimmed(cell) end"
    )
    if misplaced:
        raise _disagrees(f"the engine gave {misplaced:,} of {len(file.probes):,} records in another place.")


def _disagrees(message: str) -> StateError:
    return StateError(
        "accounting",
        message,
        where="normalize",
        remedy="This is a defect of ours; keep the raw file and report it.",
    )


def _stage_options(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> None:
    """Make a table for each multi-select column of what its texts mean, decided once for each text."""
    names = [name for name in _split_attributes(tenant) if name in match.positions]
    if not names:
        return
    columns = [_column(match.positions[name]) for name in names]
    each = ", ".join(f"({column})" for column in columns)
    texts = delivered.aggregate(", ".join(columns), f"grouping sets ({each})").fetchall()
    chars_max = tenant.feed.limits.field_chars_max
    for place, name in enumerate(names):
        custom = tenant.mapping.custom[name]
        found = {row[place] for row in texts} - {None, ""}
        meanings = [(text, *parse_options(text, custom, chars_max)) for text in found]
        schema = {f"cell_{name}": pl.String, f"value_{name}": pl.String, f"is_known_{name}": pl.Boolean}
        engine.table(f"options_{name}", pl.DataFrame(meanings, schema=schema, orient="row"))


def _with_options(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> duckdb.DuckDBPyRelation:
    """The file with what each text of a multi-select column means."""
    source = delivered.set_alias("delivered")
    for name in _split_attributes(tenant):
        if name in match.positions:
            options = engine.connection.table(f"options_{name}").set_alias("options")
            condition = f"delivered.{_column(match.positions[name])} = options.cell_{name}"
            source = source.join(options, condition, how="left").set_alias("delivered")
    return source


def _set_mapping_variables(engine: Engine, tenant: Tenant, file: Records, match: HeaderMatch) -> None:
    mapping, status = tenant.mapping, tenant.mapping.status
    header = [unicodedata.normalize("NFC", name).strip(WHITE_SPACE) for name in file.header]
    has_header = file.header_line > 0
    refers_to = mapping.manager.refers_to if mapping.manager else tenant.identity
    engine.set(
        identity=tenant.identity,
        status_is_mapped=status is not None,
        header_identity=header[match.positions[tenant.identity]] if has_header else None,
        header_email=header[match.positions["email"]] if has_header else None,
        manager_refers_to="identity" if refers_to == tenant.identity else refers_to,
    )
    names = [header[position] for position in match.positions.values()] if has_header else []
    _set_map(engine, "header_names", dict.fromkeys(names, True))
    words = (
        {word.strip().lower(): value == "active" for word, value in status.values.items()} if status else {}
    )
    _set_map(engine, "status_values", words)


def _set_map(engine: Engine, name: str, values: Mapping[str, bool]) -> None:
    engine.connection.execute(
        f"set variable {name} = map($keys::varchar[], $values::boolean[])",
        {"keys": list(values), "values": list(values.values())},
    )


def _steps(file: Records) -> pl.DataFrame:
    """row_id, lines_before: from which record on how many lines before it are no record."""
    if file.lines is not None:
        lines, place = pl.Series("line", file.lines, dtype=pl.Int64).to_frame(), pl.int_range(pl.len())
        steps = lines.select(row_id=place, lines_before=pl.col("line") - place - 1)
        return steps.unique("lines_before", keep="first", maintain_order=True)
    # The record after the n-th such line, at line g, has ordinal g - n: so many lines before it are records.
    # Line 0, before all others, is one too: the 0th.
    without_record = pl.Series("line", [0, file.header_line, *file.gaps]).unique().sort().to_frame()
    line, n = pl.col("line"), pl.int_range(pl.len())
    steps = without_record.select(row_id=line - n, lines_before=n)
    return steps.unique("row_id", keep="last", maintain_order=True)
