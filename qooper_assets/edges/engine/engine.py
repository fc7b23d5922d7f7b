"""DuckDB, the engine of one run: an in-memory database and the SQL files of `sql/`; nothing persists.

Belongs here: opening the engine, running SQL files, and moving tables to and from Parquet. Does not: the
instance behind it, and its limits (`instances.py`), or what any of the files means.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from copy import copy
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import duckdb
import polars as pl

from qooper_assets.core.errors import StateError
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.engine import instances
from qooper_assets.edges.engine.instances import sql_folder

P = ParamSpec("P")
R = TypeVar("R")

VERSION = duckdb.__version__
EngineError = duckdb.Error
"""Raised for a damaged stored file, among others. Its text may contain a row."""
BATCH_ROWS = 50_000
ROWS_PER_GROUP = 20_480
"""Per row group of a Parquet file; small groups need less memory."""
DICTIONARY_ENTRIES_MAX = 2_000
"""Per column of a row group; building larger dictionaries costs more than they save."""


def _query(stem: str) -> str:
    return (sql_folder() / f"{stem}.sql").read_text()


def _table(stem: str) -> str:
    return stem.rsplit("/", 1)[-1]


class Engine:
    """A DuckDB connection with bounded memory, which spills to its scratch folder."""

    def __init__(self, scratch: Path, memory_mib_max: int) -> None:
        self.scratch = scratch
        self._instance = instances.take(scratch / "spill", memory_mib_max)
        self.connection = self._instance.connect()
        self.connection.execute((sql_folder() / "constants.sql").read_text())

    def begin(
        self, thread: Executor, work: Callable[Concatenate["Engine", P], R], *given: P.args, **named: P.kwargs
    ) -> Future[R]:
        """Run work in another thread, on its own connection to the same database, which is closed afterwards;
        variables are not shared."""
        other = copy(self)
        other.connection = self._instance.connect()

        def done() -> R:
            with closing(other.connection):
                return work(other, *given, **named)

        return thread.submit(done)

    def expect(self, rows: int) -> None:
        """Run each query in one thread if the tables have at most one row group: a scan is divided by row
        groups, and waking another thread costs more than the work that it finds."""
        if rows <= ROWS_PER_GROUP:
            self.connection.execute("set threads = 1")

    def set(self, **variables: Any) -> None:
        """Set the variables that SQL files list under Reads."""
        for name, value in variables.items():
            self.connection.execute(f"set variable {name} = $value", {"value": value})

    @contextmanager
    def shown(self, name: str, frame: pl.DataFrame) -> Iterator[None]:
        """Expose a frame as a view of this connection while the block runs, without copying it."""
        self.connection.register(name, frame)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def table(self, name: str, frame: pl.DataFrame) -> None:
        """Create a small table from values."""
        with self.shown("given", frame):
            self.connection.execute(f'create or replace table "{name}" as select * from given')

    def append(self, name: str, frame: pl.DataFrame) -> None:
        with self.shown("given", frame):
            self.connection.execute(f'insert into "{name}" select * from given')

    def run(self, stem: str) -> None:
        """Run one SQL file: `plan/situations` becomes the table `situations`."""
        self.connection.execute(f'create or replace table "{_table(stem)}" as\n{_query(stem)}')

    def run_in_order(self, stem: str) -> None:
        """Run one SQL file in the order of its input, so that `row_number() over ()` is the position."""
        self.create_in_order(_table(stem), _query(stem))

    def create_in_order(self, name: str, query: str) -> None:
        self.connection.execute("set preserve_insertion_order = true")
        self.connection.execute(f'create table "{name}" as\n{query}')
        self.connection.execute("set preserve_insertion_order = false")

    def view(self, stem: str) -> None:
        """Make a view of a SQL file: it runs wherever it is read, for the columns that are read."""
        self.connection.execute(f'create or replace view "{_table(stem)}" as\n{_query(stem)}')

    def write(self, stem: str, path: Path) -> None:
        """Run one SQL file into a Parquet file, and expose that as its table."""
        self.save(_query(stem), path)
        self.load(_table(stem), path)

    def drop(self, name: str) -> None:
        """Free the memory of a table that is no longer read."""
        self.connection.execute(f'drop table "{name}"')

    def distinct(self, column: str, table: str) -> int:
        """Count distinct values; `count(distinct …)` would have to hold them all in memory."""
        return int(self.value(f"select count(*) from (select distinct {column} from {table})"))

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, parameters or {}).fetchall()

    def value(self, query: str) -> Any:
        return self.rows(query)[0][0]

    def frames(self, query: str, rows: int = BATCH_ROWS) -> Iterator[pl.DataFrame]:
        """Yield the result in batches, so that memory does not grow with it."""
        for batch in self.connection.sql(query).to_arrow_reader(rows):
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            yield frame

    def stream(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows one by one; the query runs when the first one is requested. Large lists of tuples
        would make Python's garbage collector scan every object."""
        for frame in self.frames(query):
            yield from frame.iter_rows()

    def save(self, query: str, path: Path) -> None:
        """Write a query's result as Parquet to a local file."""
        self.connection.execute(
            f"copy ({query}) to $path (format parquet, compression zstd, compression_level 1,"
            f" row_group_size {ROWS_PER_GROUP}, dictionary_size_limit {DICTIONARY_ENTRIES_MAX})",
            {"path": str(path)},
        )

    def load(self, name: str, path: Path, *, numbered: bool = False) -> None:
        """Expose a Parquet file as a view; `numbered` adds the column file_row_number, by which the engine
        finds a few rows again without reading the others."""
        self.connection.read_parquet(str(path), file_row_number=numbered).create_view(name)

    def close(self, *, is_reusable: bool = False) -> None:
        """Drop everything, and close the instance unless the next engine may use it."""
        self.connection.close()
        if is_reusable:
            instances.give_back(self._instance)
        else:
            self._instance.close()


@contextmanager
def open_engine(scratch: Path, limits: Limits) -> Iterator[Engine]:
    """Open an engine in its own folder below `scratch`, removed at the end. Raises `StateError` out_of_memory
    for what can't be spilled."""
    folder = scratch / "engine"
    folder.mkdir(mode=0o700, parents=True)
    opened, is_reusable = None, False
    try:
        opened = Engine(folder, limits.memory_mib_max)
        yield opened
        is_reusable = True
    except duckdb.OutOfMemoryException:
        raise StateError(
            "out_of_memory",
            f"the engine needs more than {limits.memory_mib_max:,} MiB, the limit.",
            where="feed.limits.memory_mib_max",
            remedy="Raise it; 256 MiB is enough for a million people with 25 columns.",
        ) from None
    finally:
        if opened:
            opened.close(is_reusable=is_reusable)
        shutil.rmtree(folder, ignore_errors=True)
