"""DuckDB instances with our macros, of which each engine has one to itself.

Starting an instance and creating the macros takes longer than most steps of a small run, so an instance is
used by one engine after the other. Nothing of an engine passes to the next one: its tables are in a database
of its own, which is detached; its variables are those of its connections; and every setting is set again.
Belongs here: starting, bounding, emptying and keeping instances. Does not: what an engine does with one
(`engine.py`).
"""

import atexit
import os
from collections import defaultdict, deque
from collections.abc import Mapping
from pathlib import Path

import duckdb

IDLE_MAX = 2
"""Instances kept for the next engines: the stages of a run follow each other, but in a simulation two run at
once."""
SETTINGS: Mapping[str, bool | str | None] = {
    # Preserving the order of rows doubles the time to write a wide table; where the order matters, a column
    # records it.
    "preserve_insertion_order": False,
    "disabled_optimizers": "",
    "threads": None,
}
"""Those that the code of a stage changes. None: DuckDB's default."""


def sql_folder() -> Path:
    """Locate `sql/`: next to the package in a checkout, inside it in a wheel."""
    package = Path(__file__).parents[2]
    inside = package / "sql"
    return inside if inside.is_dir() else package.parent / "sql"


class Instance:
    """A DuckDB instance with the macros, and a database for the tables of the engine that has it."""

    def __init__(self) -> None:
        self._root = duckdb.connect(
            ":memory:",
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )
        # One transaction; one for each macro takes half as long again.
        self._root.execute(f"begin;\n{(sql_folder() / 'macros.sql').read_text()}\ncommit")

    def begin(self, spill: Path, memory_mib_max: int) -> None:
        """Make an empty database, with bounded memory, which spills to a folder."""
        self._spill = spill
        limits = {"memory_limit": f"{memory_mib_max}MiB", "temp_directory": str(spill)}
        for name, value in {**SETTINGS, **limits}.items():
            if value is None:
                self._root.execute(f"reset {name}")
            else:
                self._root.execute(f"set {name} = $value", {"value": value})
        self._root.execute("attach ':memory:' as engine")

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Open another connection to the engine's database; variables are not shared."""
        connection = self._root.cursor()
        connection.execute("set search_path = 'engine,memory'")
        # No file changes while it is read, and each statement would read the footers of all files again.
        connection.execute("set parquet_metadata_cache = true")
        return connection

    def end(self) -> bool:
        """Drop the database; returns False if the instance can have no other one: after a spill, DuckDB
        would spill to the same folder again."""
        self._root.execute("detach engine")
        return not self._spill.exists()

    def close(self) -> None:
        self._root.close()


_idle: defaultdict[int, deque[Instance]] = defaultdict(deque)
"""By process: an instance's threads do not survive a fork."""


def take(spill: Path, memory_mib_max: int) -> Instance:
    """Return an instance with an empty database, which nobody else has."""
    try:
        instance = _idle[os.getpid()].pop()
    except IndexError:
        instance = Instance()
    instance.begin(spill, memory_mib_max)
    return instance


def give_back(instance: Instance) -> None:
    """Keep the instance of an engine whose connections are closed for the next one, or close it."""
    idle = _idle[os.getpid()]
    if instance.end() and len(idle) < IDLE_MAX:
        idle.append(instance)
    else:
        instance.close()


@atexit.register
def close_idle() -> None:
    """Close the instances that no engine has: DuckDB's threads must not outlive the interpreter."""
    idle = _idle[os.getpid()]
    while idle:
        idle.pop().close()
