"""Brings the schema of a ledger up to date when it is opened.

Belongs here: which revision a ledger has, whether this program can use it, and the one transaction in which
it is upgraded. Does not: what a revision changes (`migrations/versions/`), today's tables (`tables.py`), or
opening the database (`ledger.py`).

The revision is in a table of our own: Dagster keeps its own revision in Alembic's usual `alembic_version`,
and may share a PostgreSQL database with us. Alembic is imported only where there is something to upgrade; a
new ledger is made from `tables.py`, and a test compares that with what the revisions make.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from qooper_assets.core.errors import StateError
from qooper_assets.edges.ledger.tables import metadata, schema_version

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
HEAD = REVISIONS[-1]
REVISION_TABLE = "ledger_revision"
VERSION_FOR_OLDER_PROGRAMS = 2
"""In `schema_version`, which a program without migrations compares with the 1 that it knows."""
FIRST_TABLES = frozenset(
    {
        "absences",
        "approvals",
        "change_sets",
        "deactivations",
        "deliveries",
        "leases",
        "links",
        "operations",
        "receipts",
        "schema_version",
    }
)
"""All tables of a ledger from before there were migrations."""

_revision = sa.Table(  # as Alembic makes it
    REVISION_TABLE,
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name=f"{REVISION_TABLE}_pkc"),
)
_LOCK_ID = 0x716F6F706572  # of the advisory lock on PostgreSQL: "qooper"
_alembic = threading.Lock()  # Its `op` and `context` are of the whole process.


def migrate(engine: sa.Engine, where: str) -> None:
    """Bring the ledger to `HEAD` in one transaction, or leave it as it is.

    Safe for any number of processes at once: one migrates, the others wait for it and find it done. Raises
    `StateError` ledger_unreadable for a ledger of a newer program or an incomplete ledger,
    and what SQLAlchemy raises.
    """
    with engine.connect() as db:
        recorded = _recorded(db)
    if recorded == HEAD:
        return
    with _alone(engine) as db:
        recorded = _recorded(db)  # Another process may have migrated it since.
        if recorded == HEAD:
            return
        if recorded is not None:
            _refuse_unless_known(recorded, where)
            _upgrade(db)
        elif _is_without_migrations(db, where):
            _upgrade(db, recorded_first=REVISIONS[0])
        else:
            _make(db)


def _recorded(db: sa.Connection) -> str | None:
    """Read the recorded revision; None if there is no table for it."""
    if not sa.inspect(db).has_table(REVISION_TABLE):
        return None
    return ", ".join(sorted(db.scalars(sa.select(_revision.c.version_num)))) or "none"


def _refuse_unless_known(revision: str, where: str) -> None:
    if revision not in REVISIONS:
        raise StateError(
            "ledger_unreadable",
            f"the ledger has schema {revision}, this program knows up to {HEAD}.",
            where=where,
            remedy="Install the version that wrote it, or a newer one.",
        )


def _is_without_migrations(db: sa.Connection, where: str) -> bool:
    """Detect a ledger that predates migrations; False if the database has no table of ours."""
    ours = set(sa.inspect(db).get_table_names()) & set(metadata.tables)
    if not ours:
        return False
    if ours != FIRST_TABLES:
        raise StateError(
            "ledger_unreadable",
            f"the database records no schema, and has {len(ours)} tables with names of the ledger's"
            f" ({', '.join(sorted(ours))}), where a ledger of the first version has {len(FIRST_TABLES)}.",
            where=where,
            remedy="Restore the last backup, or set QOOPER_LEDGER to a database without such tables.",
        )
    versions = db.scalars(sa.select(schema_version.c.version)).all()
    if versions and versions != [1]:  # It is empty if creating the tables was interrupted.
        _refuse_unless_known(", ".join(str(version) for version in versions), where)
    return True


def _make(db: sa.Connection) -> None:
    """Create today's tables in a database that has none of them."""
    metadata.create_all(db)
    db.execute(schema_version.insert().values(version=VERSION_FOR_OLDER_PROGRAMS))
    _revision.create(db)
    db.execute(_revision.insert().values(version_num=HEAD))


def _upgrade(db: sa.Connection, *, recorded_first: str | None = None, to: str = HEAD) -> None:
    """Run the missing revisions, in the transaction of this connection."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": db, "version_table": REVISION_TABLE})
    config.set_main_option("script_location", "qooper_assets.edges.ledger:migrations")
    with _alembic:
        if recorded_first:
            command.stamp(config, recorded_first)
        command.upgrade(config, to)


@contextmanager
def _alone(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction that covers DDL, and in which no other process can migrate."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as db:
            db.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_ID)))
            yield db
        return
    assert engine.dialect.name == "sqlite", f"no lock is known for {engine.dialect.name}"
    # Python's driver would begin a transaction at the first INSERT, too late for DDL and for what was read
    # before it; if one is open, it begins none. This engine shares the caller's pool but not its listeners,
    # so it does not depend on how the caller's engine begins transactions.
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    alone = sa.create_engine(
        "sqlite://", creator=lambda: connection, poolclass=sa.pool.StaticPool, hide_parameters=True
    )
    sa.event.listen(alone, "begin", lambda db: db.exec_driver_sql("begin immediate"))
    try:
        with alone.begin() as db:
            yield db
    finally:
        pooled.close()
