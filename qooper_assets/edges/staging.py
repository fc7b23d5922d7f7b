"""DuckDB, the engine of one run: a scratch database, the SQL files of `sql/`, and nothing kept.

Belongs here: opening and bounding the engine, turning a proved file and a mapping into the view
`rendered`, running SQL files, and moving tables to and from Parquet. Does not: what a row, a person
or a difference means; that is told by `sql/` and decided in `core/`.

Identifiers and values of customers are data: columns of the file are called c00000, c00001, …; attributes
are slugs; every other value reaches SQL as a constant expression, a parameter or a variable.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from qooper_assets.core.changes import Change, Decision, Fact
from qooper_assets.core.errors import DeliveryError, Result, StateError
from qooper_assets.core.mapping import HeaderMatch, attribute_names, mapped_columns
from qooper_assets.core.tenant import CustomColumn, DateColumn, Limits, Model, Tenant
from qooper_assets.edges.readers.csv import CsvFile
from qooper_assets.edges.target import ACCOUNT_COLUMNS

M = TypeVar("M", bound=Model)

BATCH_ROWS = 50_000


def sql_folder() -> Path:
    """`sql/`: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parent.parent
    inside = package / "sql"
    return inside if inside.is_dir() else package.parent / "sql"


class Engine:
    """A DuckDB connection over a scratch file, bounded in memory, that is gone after the run."""

    def __init__(self, scratch: Path, memory_mib_max: int) -> None:
        self.scratch = scratch
        self.connection = duckdb.connect(
            str(scratch / "engine.duckdb"),
            config={
                "memory_limit": f"{memory_mib_max}MiB",
                "temp_directory": str(scratch / "spill"),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "true",
            },
        )
        self.connection.execute((sql_folder() / "macros.sql").read_text())

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
        query = (sql_folder() / f"{stem}.sql").read_text()
        name = stem.split("_", 1)[1]
        self.connection.execute(f'create or replace table "{name}" as\n{query}')

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

    def digest(self, query: str) -> str:
        """A digest of rows, whatever their order: the count and the exclusive-or of the rows' MD5.

        It tells rosters apart; it is no defense against somebody who forges one.
        """
        count, mixed = self.rows(
            "select count(*), coalesce(bit_xor(md5_number(cast(to_json(r) as varchar))), 0)"
            f" from ({query}) as r"
        )[0]
        return f"{count:x}-{mixed:032x}"

    def filled(self, table: str, attributes: Sequence[str]) -> dict[str, int]:
        """How many rows have a value, per attribute (slugs, so they can stand in SQL)."""
        counts = ", ".join(f'count(attributes."{name}")' for name in attributes)
        return dict(zip(attributes, self.rows(f'select {counts} from "{table}"')[0], strict=True))

    def save(self, query: str, path: Path) -> None:
        """Write a query's result as Parquet to a local file."""
        self.connection.execute(
            f"copy ({query}) to $path (format parquet, compression zstd)", {"path": str(path)}
        )

    def load(self, name: str, path: Path) -> None:
        """Show a Parquet file as a view."""
        self.connection.read_parquet(str(path)).create_view(name)

    def close(self) -> None:
        self.connection.close()


@contextmanager
def engine(scratch: Path, limits: Limits) -> Iterator[Engine]:
    """An engine in a folder of its own below `scratch`, removed at the end."""
    folder = scratch / "engine"
    folder.mkdir(mode=0o700, parents=True)
    opened = Engine(folder, limits.memory_mib_max)
    try:
        yield opened
    finally:
        opened.close()
        shutil.rmtree(folder, ignore_errors=True)


def _call(name: str, *arguments: Expression | str | int) -> Expression:
    return FunctionExpression(
        name, *(a if isinstance(a, Expression) else ConstantExpression(a) for a in arguments)
    )


def _cell(match: HeaderMatch, attribute: str) -> Expression:
    """The raw text of an attribute, or NULL if the file has no such column."""
    if attribute not in match.positions:
        return ConstantExpression(None).cast("VARCHAR")
    return ColumnExpression(_column(match.positions[attribute]))


def _column(position: int) -> str:
    """The engine's name for a column of the file; with leading zeros, names sort as the columns stand."""
    return f"c{position:05d}"


def _parsed_date(cell: Expression, column: DateColumn) -> Expression:
    return _call("try_strptime", _call("trimmed", cell), column.format).cast("DATE")


def render(match: HeaderMatch, tenant: Tenant) -> list[Expression]:
    """The columns of the view `rendered`: what the mapping says about one record of the file."""
    columns = mapped_columns(tenant)
    chars_max = tenant.feed.limits.field_chars_max

    def text(name: str) -> Expression:
        return _call("trimmed", _cell(match, name))

    def day(name: str) -> Expression:
        column = columns.get(name)
        if not isinstance(column, DateColumn) or name not in match.positions:
            return ConstantExpression(None).cast("DATE")
        return _parsed_date(_cell(match, name), column)

    values, unusable = [], []
    for name in attribute_names(tenant):
        column, cell = columns.get(name), _cell(match, name)
        if isinstance(column, DateColumn):
            value = day(name).cast("VARCHAR")
            broken = value.isnull() & text(name).isnotnull()
        elif isinstance(column, CustomColumn) and column.split:
            value = _call("usable_options", cell, column.split, chars_max)
            broken = _call("is_unusable", cell, chars_max)
        else:
            value = _call("usable", cell, chars_max)
            broken = _call("is_unusable", cell, chars_max)
        values.append(value.alias(name))
        if name in match.positions:
            unusable.append(_case(broken, name))
    if "termination_date" in match.positions:
        unusable.append(
            _case(day("termination_date").isnull() & text("termination_date").isnotnull(), "termination_date")
        )
    return [
        text("employee_id").alias("employee_id"),
        text("email").alias("email"),
        text("status").alias("status_word"),
        day("hire_date").alias("hire_on"),
        day("termination_date").alias("termination_on"),
        text("manager").alias("manager"),
        _call("struct_pack", *values).alias("attributes"),
        _call("list_value", *unusable).alias("dropped")
        if unusable
        else ConstantExpression(None).cast("VARCHAR[]").alias("dropped"),
    ]


def _case(condition: Expression, name: str) -> Expression:
    return duckdb.CaseExpression(condition, ConstantExpression(name))


def stage_accounts(engine: Engine, pages: Iterator[pl.DataFrame], attributes: Sequence[str]) -> None:
    """Make `accounts`, one row per account, from the pages of a target's listing."""
    empty = pl.DataFrame(schema=dict(ACCOUNT_COLUMNS))
    engine.table("listing", empty)
    for page in pages:
        engine.append("listing", page)
    structure = json.dumps(dict.fromkeys(attributes, "VARCHAR"))
    engine.connection.table("listing").select(
        *(ColumnExpression(name) for name in ACCOUNT_COLUMNS if name != "attributes"),
        _call("email_key", ColumnExpression("email")).alias("email_key"),
        _call("from_json", ColumnExpression("attributes").cast("JSON"), structure).alias("attributes"),
    ).create("accounts")


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


def read_csv(engine: Engine, file: CsvFile, match: HeaderMatch, tenant: Tenant, where: str) -> None:
    """Read a proved CSV file into the tables `normalized` and `lines`.

    Raises `DeliveryError` too_large (rows), or `StateError` accounting where the engine disagrees
    with the proof.
    """
    source = engine.connection.read_csv(
        str(file.path),
        auto_detect=False,
        header=True,
        delimiter=tenant.feed.csv.delimiter,
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
    source.select(*render(match, tenant)).create_view("rendered")
    _set_mapping_variables(engine, tenant)
    engine.run("10_normalized")
    refused = engine.rows("select line, error_type from reject_errors order by line limit 1")
    if refused:
        raise StateError(
            "accounting",
            f"the engine refused record {refused[0][0]:,}, which the scan had proved ({refused[0][1]}).",
            where="normalize",
            remedy="This is a defect of ours; keep the raw file and report it.",
        )
    _number_lines(engine, file)
    records = file.records + len(file.unreadable)
    if records > tenant.feed.limits.rows_max:
        raise DeliveryError(
            "too_large",
            f"the file has {records:,} rows, the limit is {tenant.feed.limits.rows_max:,}.",
            where=where,
            remedy="If the roster really is that long, raise feed.limits.rows_max.",
            result=Result.BLOCKED,
        )


def _set_mapping_variables(engine: Engine, tenant: Tenant) -> None:
    mapping, status = tenant.mapping, tenant.mapping.status
    identifier = mapping.email if tenant.identity == "email" else mapping.employee_id
    assert identifier is not None
    engine.set(
        identity=tenant.identity,
        status_is_mapped=status is not None,
        header_identity=identifier.column,
        header_email=mapping.email.column,
        manager_refers_to=mapping.manager.refers_to if mapping.manager else "",
    )
    words = (
        {word.strip().lower(): value == "active" for word, value in status.values.items()} if status else {}
    )
    engine.connection.execute(
        "set variable status_values = map($words::varchar[], $meanings::boolean[])",
        {"words": list(words), "meanings": list(words.values())},
    )


def _number_lines(engine: Engine, file: CsvFile) -> None:
    """Make `lines` from the lines of the raw file that are no row: the header, and the gaps."""
    without_row = sorted({file.header_line, *file.gaps})
    # The row after the n-th such line, at line g, has ordinal g - n: so many lines before it are rows.
    steps = {line - n: n for n, line in enumerate(without_row, 1)}
    frame = pl.DataFrame(
        {"from_row": [0, *steps], "lines_before": [0, *steps.values()]},
        schema={"from_row": pl.Int64, "lines_before": pl.Int64},
    )
    engine.table("gaps", frame.unique("from_row", keep="last").sort("from_row"))
    engine.run("15_lines")
