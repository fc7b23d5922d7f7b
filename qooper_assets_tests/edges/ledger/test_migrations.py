"""Opening a ledger of an earlier version migrates it completely or not at all."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from qooper_assets.core.errors import StateError
from qooper_assets.edges.ledger import schema
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.tables import metadata
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.edges.ledger import stored_ledgers
from qooper_assets_tests.edges.ledger.opening import opening
from qooper_assets_tests.edges.ledger.stored_ledgers import (
    LEDGERS,
    content,
    execute,
    load,
    load_v1,
    rows,
    structure,
)

Open = Callable[..., list[str]]


@pytest.fixture(scope="module")
def open_in_processes() -> Iterator[Open]:
    """Open each of these URLs in a process of its own, all at the same time."""
    with opening() as ask:
        yield ask


@pytest.fixture
def v1(tmp_path: Path) -> str:
    return load_v1(tmp_path / "ledger.sqlite")


def opened(url: str) -> str:
    Ledger.open(url, FakeClock()).close()
    return url


def refused(url: str) -> str:
    with pytest.raises(StateError) as unreadable:
        Ledger.open(url, FakeClock())
    assert unreadable.value.code == "ledger_unreadable"
    assert unreadable.value.where == url
    return f"{unreadable.value.message} {unreadable.value.remedy}"


def test_a_ledger_of_the_version_without_migrations_is_migrated_when_it_is_opened(v1: str) -> None:
    before = content(v1)
    stored_ledgers.assert_v1_was_migrated(opened(v1), before)


def test_change_sets_held_or_in_progress_before_a_migration_are_so_after_it(v1: str) -> None:
    ledger = Ledger.open(v1, FakeClock())
    waiting, interrupted = ledger.change_sets.waiting("acme"), ledger.change_sets.interrupted("cobalt")
    assert waiting is not None
    assert waiting.change_set.breaches
    assert interrupted is not None
    operations = ledger.operations.in_order("cobalt", interrupted.change_set_id)
    assert [o.state for o in operations] == ["confirmed"] * 4 + ["sent"] * 4 + ["planned"] * 3
    ((declined,),) = rows(v1, "select change_set_id from change_sets where state = 'declined'")
    assert ledger.change_sets.find("brandau", declined).state == "declined"
    approval = ledger.approvals.find("cobalt", interrupted.change_set_id)
    assert approval is not None
    assert approval.person == "Ada Approver"
    ledger.close()


def test_a_ledger_of_revision_0002_gets_the_days_of_its_leavers(tmp_path: Path) -> None:
    """I34: whoever was deactivated and came back has not ended. What else it has stays as it is."""
    url = load(tmp_path / "ledger.sqlite", "v2.sql")
    before = content(url)
    after = content(opened(url))
    assert stored_ledgers.differences(url) == []
    assert [row for row in after["links"] if row["ended_on"]] == [
        next(row for row in before["links"] if row["external_id"] == "E8")
        | {"last_day": None, "ended_on": date(2026, 3, 3), "ended_by": None}
    ]
    assert {row["dates"] for row in after["deliveries"]} == {"{}"}
    assert [row.pop("identity") for row in after["tenants"]] == [None] * len(after["tenants"])
    assert [row.pop("partial_runs") for row in after["tenants"]] == [0] * len(after["tenants"])
    for name in ("notices", "outbox", "questions", "answers"):
        assert after.pop(name) == []
    ignored = {"links", "deliveries", "ledger_revision"}
    assert {name: table for name, table in after.items() if name not in ignored} == {
        name: table for name, table in before.items() if name not in ignored
    }


def test_a_new_ledger_and_a_migrated_one_have_the_same_tables(v1: str, tmp_path: Path) -> None:
    new = opened(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert structure(new) == structure(opened(v1))
    assert rows(new, "select version from schema_version") == rows(v1, "select version from schema_version")
    assert rows(new, "select * from ledger_revision") == rows(v1, "select * from ledger_revision")


def test_the_first_revision_makes_the_tables_of_the_version_without_migrations(
    v1: str, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'first.sqlite'}"
    engine = sa.create_engine(url)
    with schema._alone(engine) as db:
        schema._upgrade(db, to="0001")
    engine.dispose()
    first = structure(url)
    assert first.pop(schema.REVISION_TABLE)
    assert first == structure(v1)
    assert set(first) == schema.FIRST_TABLES
    assert rows(url, "select version from schema_version") == [(1,)]


def test_a_changed_table_needs_a_migration(v1: str) -> None:
    assert stored_ledgers.differences(opened(v1)) == []
    changed = sa.MetaData()
    for table in metadata.sorted_tables:
        table.to_metadata(changed)
    changed.tables["tenants"].append_column(sa.Column("forgotten", sa.Text))
    assert len(stored_ledgers.differences(v1, changed)) == 1


def test_the_program_names_every_revision_that_it_contains() -> None:
    config = Config()
    config.set_main_option("script_location", "qooper_assets.edges.ledger:migrations")
    brought = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(brought)) == schema.REVISIONS


def test_only_one_of_many_processes_that_open_an_older_ledger_at_once_migrates_it(
    v1: str, open_in_processes: Open
) -> None:
    before = content(v1)
    assert sorted(open_in_processes(*[v1] * 8)) == ["migrated"] + ["opened"] * 7
    stored_ledgers.assert_v1_was_migrated(v1, before)


def test_only_one_of_many_processes_that_open_a_new_ledger_at_once_makes_its_tables(
    tmp_path: Path, open_in_processes: Open
) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    assert sorted(open_in_processes(*[url] * 8)) == ["migrated"] + ["opened"] * 7
    assert stored_ledgers.differences(url) == []
    assert rows(url, "select version_num from ledger_revision") == [(schema.HEAD,)]


def test_threads_that_migrate_ledgers_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    urls = [load_v1(tmp_path / f"{n}.sqlite") for n in range(6)]
    before = content(urls[0])
    threads = [threading.Thread(target=opened, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for url in urls:
        stored_ledgers.assert_v1_was_migrated(url, before)


def test_a_migration_that_is_killed_at_any_statement_leaves_the_ledger_as_it_was(
    tmp_path: Path, open_in_processes: Open
) -> None:
    before = content(load_v1(tmp_path / "untouched.sqlite"))
    for nth in range(1, 200):
        url = load_v1(tmp_path / f"{nth}.sqlite")
        if open_in_processes(url, nth=nth) != ["killed"]:
            break
        assert content(url) == before
        stored_ledgers.assert_v1_was_migrated(opened(url), before)
    assert nth > 25
    stored_ledgers.assert_v1_was_migrated(url, before)  # the last one was not killed


def test_a_killed_creation_of_a_ledger_leaves_nothing(tmp_path: Path, open_in_processes: Open) -> None:
    for nth in range(1, 200, 4):
        url = f"sqlite:///{tmp_path / f'{nth}.sqlite'}"
        if open_in_processes(url, nth=nth) != ["killed"]:
            break
        assert content(url) == {}
        assert stored_ledgers.differences(opened(url)) == []
    assert nth > 15


def test_a_migration_that_fails_leaves_the_ledger_as_it_was_and_the_next_opening_migrates(v1: str) -> None:
    before = content(v1)

    def fail(_db: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("update approvals"):
            raise sa.exc.OperationalError(statement, None, sqlite3.OperationalError("disk I/O error"))

    sa.event.listen(sa.Engine, "before_cursor_execute", fail)
    try:
        assert refused(v1).startswith("the ledger can't be opened (OperationalError).")
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", fail)
    assert content(v1) == before
    stored_ledgers.assert_v1_was_migrated(opened(v1), before)


@pytest.mark.parametrize("begin", [None, "begin", "begin immediate"])
def test_a_migration_is_one_transaction_however_the_engine_begins_its_own(v1: str, begin: str | None) -> None:
    before, engine = content(v1), sa.create_engine(v1)
    if begin:

        def leave_beginning_to_us(connection: sqlite3.Connection, _: object) -> None:
            connection.isolation_level = None

        sa.event.listen(engine, "connect", leave_beginning_to_us)
        sa.event.listen(engine, "begin", lambda db: db.exec_driver_sql(begin))
    schema.migrate(engine, v1)
    stored_ledgers.assert_v1_was_migrated(v1, before)
    with engine.begin() as db:  # the connection is back in the pool, and begins as before
        db.execute(sa.text("update leases set fence = fence + 1"))
        db.rollback()
    engine.dispose()
    stored_ledgers.assert_v1_was_migrated(v1, before)


def test_a_ledger_of_a_newer_program_is_refused_by_name_and_left_alone(v1: str) -> None:
    execute(opened(v1), "update ledger_revision set version_num = '0099'")
    before = content(v1)
    assert refused(v1) == (
        f"the ledger has schema 0099, this program knows up to {schema.HEAD}."
        " Install the version that wrote it, or a newer one."
    )
    assert content(v1) == before


def test_a_ledger_with_an_unknown_version_and_no_revision_is_refused_by_name(v1: str) -> None:
    execute(v1, "update schema_version set version = 7")
    assert refused(v1).startswith(f"the ledger has schema 7, this program knows up to {schema.HEAD}.")


def test_a_ledger_that_lost_its_revision_is_refused(v1: str) -> None:
    execute(opened(v1), "delete from ledger_revision")
    assert refused(v1).startswith(f"the ledger has schema none, this program knows up to {schema.HEAD}.")


def test_the_previous_version_refuses_a_migrated_ledger(v1: str, tmp_path: Path) -> None:
    """It compares `schema_version` with the 1 that it knows before it reads anything else."""
    assert rows(opened(v1), "select version from schema_version") == [(2,)]
    new = opened(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert rows(new, "select version from schema_version") == [(2,)]


def test_part_of_a_ledger_is_refused_and_left_alone(v1: str) -> None:
    execute(v1, "drop table schema_version", "drop table links")
    before = content(v1)
    message = refused(v1)
    assert "records no schema, and has 8 tables" in message
    assert "absences, approvals" in message
    assert content(v1) == before


def test_another_programs_table_with_a_name_of_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'theirs.sqlite'}"
    execute(url, "create table tenants (id integer)")
    assert "1 tables with names of the ledger's (tenants)" in refused(url)
    assert list(content(url)) == ["tenants"]


def test_a_ledger_in_a_database_with_dagsters_tables_leaves_their_revision_alone(v1: str) -> None:
    execute(
        v1,
        "create table alembic_version (version_num varchar(32) not null primary key)",
        "insert into alembic_version values ('29b539ebc72a')",
        "create table runs (id integer primary key)",
    )
    opened(v1)
    assert rows(v1, "select version_num from alembic_version") == [("29b539ebc72a",)]
    assert rows(v1, "select version_num from ledger_revision") == [(schema.HEAD,)]


def test_a_ledger_killed_before_it_recorded_its_first_version_is_migrated(v1: str) -> None:
    """The version without migrations made its tables one by one, and recorded its version last."""
    names = sorted(schema.FIRST_TABLES)
    execute(v1, *[f"delete from {name}" for name in names])
    opened(v1)
    assert rows(v1, "select version from schema_version") == [(2,)]
    assert stored_ledgers.differences(v1) == []


def test_only_a_migration_imports_alembic_and_none_prints(v1: str, tmp_path: Path) -> None:
    code = (
        "import logging, sys\n"
        "from qooper_assets.edges.ledger.ledger import Ledger\n"
        "from qooper_assets.edges.system import SystemClock\n"
        "handlers = list(logging.getLogger().handlers)\n"
        "def imports(url):\n"
        "    Ledger.open(url, SystemClock()).close()\n"
        "    return 'alembic' in sys.modules\n"
        "new, old = sys.argv[1:]\n"
        "assert [imports(url) for url in (new, new, old, old)] == [False, False, True, True]\n"
        "assert logging.getLogger().handlers == handlers\n"
    )
    new = f"sqlite:///{tmp_path / 'new.sqlite'}"
    ran = subprocess.run(
        [sys.executable, "-c", code, new, v1], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert (ran.returncode, ran.stdout.decode()) == (0, "")


def test_opening_a_ledger_of_today_writes_nothing(v1: str, tmp_path: Path) -> None:
    opened(v1)
    file = tmp_path / "ledger.sqlite"
    before = file.read_bytes()
    opened(v1)
    assert file.read_bytes() == before


def test_the_stored_ledger_holds_every_state_of_its_version_and_no_path_of_a_machine() -> None:
    dump = (LEDGERS / "v1.sql").read_text(encoding="utf-8")
    states = ("cleared", "held", "approved", "applying", "applied", "rejected", "superseded", "stale")
    assert [state for state in states if f"'{state}'" not in dump] == []
    assert [state for state in ("planned", "sent", "confirmed") if f"'{state}'" not in dump] == []
    assert [path for path in ("/home", "/tmp", "/work", "/root", "/Users") if path in dump] == []
