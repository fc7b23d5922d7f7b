"""The engine of one run: its limits, and the files that it leaves behind."""

from pathlib import Path

import pytest

from qooper_assets.core.errors import StateError
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.engine.engine import open_engine


def test_data_above_the_memory_limit_is_reported_with_the_limit(tmp_path: Path) -> None:
    """F20: a list can't be spilled to disk."""
    with pytest.raises(StateError) as error, open_engine(tmp_path, Limits(memory_mib_max=64)) as engine:
        engine.value("select len(list(n)) from range(30_000_000) as numbers (n)")
    assert error.value.code == "out_of_memory"
    assert "64 MiB" in error.value.message
    assert not list(tmp_path.iterdir())


def test_distinct_values_are_counted_within_the_limit(tmp_path: Path) -> None:
    with open_engine(tmp_path, Limits(memory_mib_max=64)) as engine:
        engine.connection.execute(
            "create view people as select 'p' || n as id from range(2_000_000) as r (n)"
        )
        assert engine.distinct("id", "people") == 2_000_000


def test_an_engine_leaves_no_files_after_the_run(tmp_path: Path) -> None:
    with open_engine(tmp_path, Limits()) as engine:
        assert engine.scratch.stat().st_mode & 0o777 == 0o700
    assert not list(tmp_path.iterdir())


def test_few_rows_are_processed_in_one_thread(tmp_path: Path) -> None:
    threads = "select current_setting('threads')"
    with open_engine(tmp_path, Limits()) as engine:
        before = engine.value(threads)
        engine.expect(1_000_000)
        assert engine.value(threads) == before
        engine.expect(10_000)
        assert engine.value(threads) == 1
