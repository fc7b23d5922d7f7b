"""An instance of DuckDB serves one engine after the other, and nothing of one reaches the next."""

import os
import re
from collections import deque
from pathlib import Path

import pytest

import qooper_assets
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.engine import instances
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.instances import Instance

SETTINGS = "select name, value from duckdb_settings() where name not in ('memory_limit', 'temp_directory')"
CATALOG = """
    select table_name from duckdb_tables()
    union all select view_name from duckdb_views() where not internal
    union all select function_name from duckdb_functions() where macro_definition is not null
    union all select name from duckdb_variables()
    union all select type_name from duckdb_types() where not internal
"""


@pytest.fixture(autouse=True)
def idle() -> deque[Instance]:
    """The instances that wait for an engine; none at first."""
    instances.close_idle()
    return instances._idle[os.getpid()]


def state(engine: Engine) -> tuple[list[object], ...]:
    return sorted(engine.rows(SETTINGS)), sorted(engine.rows(CATALOG))


def test_nothing_of_an_engine_reaches_the_next_one(tmp_path: Path, idle: deque[Instance]) -> None:
    with open_engine(tmp_path, Limits()) as engine:
        before = state(engine)
        engine.connection.execute("create table people as select 'Ann' as name")
        engine.connection.execute("create view names as select trimmed(name) as name from people")
        engine.connection.execute("create macro email_key(v) as 'another'")
        engine.connection.execute("create type word as enum ('a', 'b')")
        engine.connection.execute("set disabled_optimizers = 'join_order'")
        engine.connection.execute("set preserve_insertion_order = true")
        engine.expect(1)
        engine.set(identity="email", white_space="x")
        assert state(engine) != before
    (instance,) = idle
    with open_engine(tmp_path, Limits()) as engine:
        assert not idle and engine._instance is instance
        assert state(engine) == before
        assert engine.value("select email_key('A@b.example')") == "a@b.example"
    assert list(idle) == [instance]


def test_every_setting_that_a_stage_changes_is_set_again() -> None:
    package = Path(qooper_assets.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    changed = set(re.findall(r"""execute\(\s*f?["']+\s*set (?!variable)(\w+) = """, code))
    assert changed - {"search_path", "parquet_metadata_cache"} == set(instances.SETTINGS)


def test_each_engine_has_its_own_limits(tmp_path: Path, idle: deque[Instance]) -> None:
    for name, memory_mib_max in (("a", 256), ("b", 64)):
        with open_engine(tmp_path / name, Limits(memory_mib_max=memory_mib_max)) as engine:
            assert engine.value("select current_setting('memory_limit')") == f"{memory_mib_max}.0 MiB"
            assert engine.value("select current_setting('temp_directory')") == str(engine.scratch / "spill")


def test_each_engine_has_an_instance_to_itself(tmp_path: Path, idle: deque[Instance]) -> None:
    with (
        open_engine(tmp_path / "a", Limits()) as first,
        open_engine(tmp_path / "b", Limits()) as second,
        open_engine(tmp_path / "c", Limits()),
    ):
        first.connection.execute("create table people as select 1 as n")
        second.connection.execute("create table people as select 2 as n")
        assert first.value("select n from people") == 1
    assert len(idle) == instances.IDLE_MAX == 2, "the third one is closed"


def test_an_instance_that_failed_or_spilled_is_closed(tmp_path: Path, idle: deque[Instance]) -> None:
    with pytest.raises(ZeroDivisionError), open_engine(tmp_path, Limits()):
        raise ZeroDivisionError
    assert not idle
    with open_engine(tmp_path, Limits(memory_mib_max=64)) as engine:
        engine.connection.execute("create table people as select md5(n::varchar) from range(3_000_000) r (n)")
        assert (engine.scratch / "spill").exists()
    assert not idle


def test_a_forked_process_starts_an_instance_of_its_own(
    tmp_path: Path, idle: deque[Instance], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_engine(tmp_path, Limits()):
        pass
    (parents,) = idle
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with open_engine(tmp_path, Limits()) as engine:
        assert engine._instance is not parents
