"""Ledger migrations on a real PostgreSQL keep the same promises as on SQLite."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from qooper_assets.core.errors import StateError
from qooper_assets.edges.ledger import schema
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.debian import test_postgresql
from qooper_assets_tests.edges.ledger import stored_ledgers
from qooper_assets_tests.edges.ledger.opening import opening
from qooper_assets_tests.edges.ledger.stored_ledgers import (
    content,
    execute,
    load_v1_on_postgresql,
    rows,
    structure,
)

server = test_postgresql.url


@pytest.fixture
def databases(server: str) -> Iterator[Callable[[], str]]:
    """Each call gives the address of a new, empty database."""
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        made.append(f"ledger_{len(made)}")
        with engine.connect() as db:
            db.exec_driver_sql(f"create database {made[-1]}")
        return server.rsplit("/", 1)[0] + f"/{made[-1]}"

    yield make
    with engine.connect() as db:
        for name in made:
            db.exec_driver_sql(f"drop database {name} with (force)")
    engine.dispose()


@pytest.fixture
def v1(databases: Callable[[], str], tmp_path: Path) -> str:
    url = databases()
    load_v1_on_postgresql(url, tmp_path)
    return url


def opened(url: str) -> str:
    Ledger.open(url, FakeClock()).close()
    return url


def test_a_stored_ledger_is_migrated_on_postgresql_as_on_sqlite(v1: str) -> None:
    before = content(v1)
    stored_ledgers.assert_v1_was_migrated(opened(v1), before)


def test_a_new_ledger_and_a_migrated_one_have_the_same_tables_on_postgresql(
    v1: str, databases: Callable[[], str]
) -> None:
    new = opened(databases())
    assert structure(new) == structure(opened(v1))
    assert stored_ledgers.differences(v1) == []
    assert rows(new, "select version from schema_version") == [(2,)]


def test_the_first_revision_makes_the_tables_of_the_version_before_on_postgresql(
    v1: str, databases: Callable[[], str]
) -> None:
    url = databases()
    engine = sa.create_engine(url)
    with schema._alone(engine) as db:
        schema._upgrade(db, to="0001")
    engine.dispose()
    first = structure(url)
    assert first.pop(schema.REVISION_TABLE)
    assert first == structure(v1)


def test_only_one_of_many_processes_that_open_a_ledger_at_once_migrates_it_on_postgresql(
    v1: str, databases: Callable[[], str]
) -> None:
    before, new = content(v1), databases()
    with opening() as ask:
        assert sorted(ask(*[v1] * 8)) == ["migrated"] + ["opened"] * 7
        assert sorted(ask(*[new] * 8)) == ["migrated"] + ["opened"] * 7
    stored_ledgers.assert_v1_was_migrated(v1, before)
    assert stored_ledgers.differences(new) == []


def test_a_migration_that_is_killed_on_postgresql_leaves_the_ledger_as_it_was(v1: str) -> None:
    before, killed = content(v1), 0
    with opening() as ask:
        for nth in range(1, 200, 4):
            if ask(v1, nth=nth) != ["killed"]:
                break
            assert content(v1) == before
            killed += 1
    assert killed > 6
    stored_ledgers.assert_v1_was_migrated(v1, before)  # the last one was not killed


def test_a_ledger_of_a_newer_program_is_refused_by_name_on_postgresql(v1: str) -> None:
    execute(opened(v1), "update ledger_revision set version_num = '0099'")
    with pytest.raises(StateError) as newer:
        Ledger.open(v1, FakeClock())
    assert newer.value.code == "ledger_unreadable"
    assert newer.value.message == f"the ledger has schema 0099, this program knows up to {schema.HEAD}."


def test_a_ledger_may_share_a_postgresql_database_with_dagster(databases: Callable[[], str]) -> None:
    url = databases()
    execute(
        url,
        "create table alembic_version (version_num varchar(32) not null primary key)",
        "insert into alembic_version values ('29b539ebc72a')",
    )
    opened(url)
    assert rows(url, "select version_num from alembic_version") == [("29b539ebc72a",)]
