"""Ledgers of earlier versions, and the expected result of migrating them.

Belongs here: loading a stored ledger (`ledgers/README.md`) into SQLite or PostgreSQL, and the expectations
that hold on both. Does not: opening it (`opening.py`), or the tests (`test_migrations.py`,
`../debian/test_migrations.py`).
"""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from qooper_assets.core.changes import ChangeSet
from qooper_assets.edges.ledger.schema import HEAD, REVISION_TABLE
from qooper_assets.edges.ledger.tables import metadata

LEDGERS = Path(__file__).parent / "ledgers"

NEW_TABLES = ("declined_changes", "notices", "outbox", "questions", "answers")
"""Made by a migration, so they are empty."""


def load_v1(file: Path) -> str:
    """Make `file` a ledger of the version without migrations; returns its URL."""
    return load(file, "v1.sql")


def load(file: Path, dump: str) -> str:
    """Make `file` a stored ledger; returns its URL."""
    with sqlite3.connect(file) as db:
        db.executescript((LEDGERS / dump).read_text(encoding="utf-8"))
        db.execute("pragma journal_mode=wal")
    db.close()
    return f"sqlite:///{file}"


def load_v1_on_postgresql(url: str, folder: Path) -> None:
    """Make an empty PostgreSQL database such a ledger."""
    source, target = sa.create_engine(load_v1(folder / "v1.sqlite")), sa.create_engine(url)
    with source.connect() as rows, target.begin() as db:
        db.exec_driver_sql((LEDGERS / "v1_tables_on_postgresql.sql").read_text(encoding="utf-8"))
        tables = sa.MetaData()
        tables.reflect(rows)
        for table in tables.sorted_tables:
            db.execute(table.insert(), [dict(row._mapping) for row in rows.execute(table.select())])
            if "id" in table.c:
                last = f"(select max(id) from {table.name})"
                db.exec_driver_sql(f"select setval('{table.name}_id_seq', {last})")
    source.dispose()
    target.dispose()


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    engine = sa.create_engine(url)
    with engine.connect() as db:
        found = [tuple(row) for row in db.execute(sa.text(query))]
    engine.dispose()
    return found


def execute(url: str, *statements: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as db:
        for statement in statements:
            db.execute(sa.text(statement))
    engine.dispose()


def content(url: str) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table, sorted."""
    engine, tables = sa.create_engine(url), sa.MetaData()
    with engine.connect() as db:
        tables.reflect(db)
        found = {
            name: sorted((dict(row._mapping) for row in db.execute(table.select())), key=repr)
            for name, table in tables.tables.items()
        }
    engine.dispose()
    return found


def structure(url: str) -> dict[str, dict[str, Any]]:
    """Return the ordered columns, keys and indexes of every table, as the database reports them."""
    engine = sa.create_engine(url)
    inspector = sa.inspect(engine)
    found = {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)
            ],
            "key": inspector.get_pk_constraint(table),
            "unique": sorted(map(repr, inspector.get_unique_constraints(table))),
            "indexes": sorted(
                repr({**index, "dialect_options": {k: str(v) for k, v in index["dialect_options"].items()}})
                for index in inspector.get_indexes(table)
                if "duplicates_constraint" not in index
            ),
        }
        for table in inspector.get_table_names()
    }
    engine.dispose()
    return found


def differences(url: str, tables: sa.MetaData = metadata) -> list[Any]:
    """Return what Alembic's autogenerate would still change to get from the database to `tables`."""
    engine = sa.create_engine(url)
    with engine.connect() as db:
        context = MigrationContext.configure(
            db,
            opts={
                "version_table": REVISION_TABLE,
                "compare_type": True,
                "compare_server_default": True,
            },
        )
        found = compare_metadata(context, tables)
    engine.dispose()
    return found


def assert_v1_was_migrated(url: str, before: dict[str, list[dict[str, Any]]]) -> None:
    """Assert that the stored ledger is at `HEAD`, and that only what its revisions name has changed."""
    assert rows(url, "select tenant, ordinal, state from change_sets order by tenant, ordinal") == [
        ("acme", 1, "applied"),
        ("acme", 2, "applied"),
        ("acme", 3, "applied"),
        ("acme", 4, "superseded"),
        ("acme", 5, "held"),
        ("brandau", 1, "applied"),
        ("brandau", 2, "superseded"),
        ("brandau", 3, "declined"),
        ("cobalt", 1, "applying"),
        ("dorado", 1, "applied"),
        ("dorado", 2, "applying"),
        ("elbe", 1, "held"),
        ("fjord", 1, "approved"),
        ("gamma", 1, "applied"),
        ("gamma", 2, "stale"),
        ("gamma", 3, "cleared"),
    ]
    assert rows(url, "select decision, is_spent, count(*) from approvals group by 1, 2 order by 1, 2") == [
        ("approve", False, 6),
        ("approve", True, 1),
        ("decline", False, 1),
    ]
    # Tenants with an accepted delivery are live; an approval alone (cobalt, fjord) is not enough.
    first_load = "2026-03-02T12:00:00.000000+00:00"
    assert rows(
        url, "select tenant, live_at, landings, links_revision, memory_revision from tenants order by 1"
    ) == [
        ("acme", first_load, 0, "0", "0"),
        ("brandau", first_load, 0, "0", "0"),
        ("cobalt", None, 0, "0", "0"),
        ("dorado", first_load, 0, "0", "0"),
        ("elbe", None, 0, "0", "0"),
        ("fjord", None, 0, "0", "0"),
        ("gamma", first_load, 0, "0", "0"),
    ]
    assert rows(
        url,
        "select tenant, live_by from tenants where live_by is not null"
        " except select tenant, change_set_id from change_sets where ordinal = 1",
    ) == rows(url, "select tenant, live_by from tenants where (live_by is null) <> (live_at is null)")
    assert rows(url, "select version from schema_version") == [(2,)]
    assert rows(url, f"select version_num from {REVISION_TABLE}") == [(HEAD,)]
    assert_days_of_ends(url)
    assert rows(url, "select count(*) from tenants where identity is not null") == [(0,)]
    after = content(url)
    assert [after.pop(name) for name in NEW_TABLES] == [[]] * len(NEW_TABLES)
    assert rows(url, "select count(*) from tenants where partial_runs <> 0") == [(0,)]
    new = {"tenants", REVISION_TABLE, "schema_version"}
    assert {name: _as_before(name, table) for name, table in after.items() if name not in new} == {
        name: table for name, table in before.items() if name != "schema_version"
    }
    for change_set in after["change_sets"]:
        manifest = ChangeSet.model_validate_json(change_set["manifest"])
        assert (manifest.tenant, manifest.change_set_id) == (
            change_set["tenant"],
            change_set["change_set_id"],
        )


def assert_days_of_ends(url: str) -> None:
    """Assert that whoever is deactivated by us ended on the day of that operation, for a reason not known."""
    deactivated = rows(
        url,
        "select l.tenant, l.external_id, max(substr(o.written_at, 1, 10)) from links as l"
        " join operations as o on o.tenant = l.tenant and o.external_id = l.external_id"
        " where not l.is_active and o.action = 'DEACTIVATE' and o.state = 'confirmed'"
        " group by 1, 2 order by 1, 2",
    )
    assert deactivated
    known = rows(
        url,
        "select tenant, external_id, cast(ended_on as varchar), last_day, ended_by from links"
        " where ended_on is not null order by 1, 2",
    )
    assert known == [(*row, None, None) for row in deactivated]


def _as_before(name: str, table: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without what later revisions added, under their previous names."""
    added = {
        "ordinal",
        "approved_over",
        "landing",
        "unreadable_rows",
        "last_day",
        "ended_on",
        "ended_by",
        "dates",
    }
    renamed = {"declined": "rejected", "decline": "reject"}
    kept = [{key: value for key, value in row.items() if key not in added} for row in table]
    if name in ("change_sets", "approvals"):
        column = "state" if name == "change_sets" else "decision"
        kept = [row | {column: renamed.get(row[column], row[column])} for row in kept]
    if name == "deliveries":
        assert all(
            (row["approved_over"], row["landing"], row["unreadable_rows"], row["dates"]) == ("[]", 0, 0, "{}")
            for row in table
        )
    return sorted(kept, key=repr)
