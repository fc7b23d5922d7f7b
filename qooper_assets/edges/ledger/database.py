"""The database of the ledger: opening it, and its transactions.

Belongs here: the engine, reading and writing transactions, the row lock by which the transactions of one
tenant exclude each other, inserting many rows, and the translation of the database's errors. Does not: tables
(`tables.py`), or which rows are read and written (a module for each noun).
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import StateError
from qooper_assets.edges.ledger import schema
from qooper_assets.edges.ledger.tables import tenants
from qooper_assets.edges.system import is_disk_full, state_full

OPEN_ATTEMPTS = 5
ROWS_PER_STATEMENT = 5_000


class Database:
    """An open database whose schema is up to date; all parts of a ledger share one."""

    def __init__(
        self, url: str, clock: Clock, *, is_durable: bool = True, queues_notices: bool = False
    ) -> None:
        """With `is_durable=False`, for a scratch copy, a SQLite file is not synced with each commit."""
        self._clock = clock
        self.queues_notices = queues_notices
        # Values are personal data: they stay out of the database's errors and statement logs (R13).
        self._engine = sa.create_engine(url, hide_parameters=True)
        if self._engine.dialect.name == "sqlite":
            _make_private(self._engine.url.database)
            sa.event.listen(self._engine, "connect", _durable_sqlite if is_durable else _scratch_sqlite)
            sa.event.listen(self._engine, "begin", _begin_sqlite)
        self._writer = self._engine.execution_options(begin="immediate")
        for attempt in range(1, OPEN_ATTEMPTS + 1):
            try:
                schema.migrate(self._engine, self._where)
                return
            except sa.exc.SQLAlchemyError as error:
                if is_disk_full(error):
                    raise state_full("the ledger", self._where) from None
                if attempt == OPEN_ATTEMPTS:
                    raise StateError(
                        "ledger_unreadable",
                        f"the ledger can't be opened ({type(error).__name__}).",
                        where=self._where,
                        remedy="Check the address, the disk and the permissions; nothing was written.",
                    ) from None
                clock.sleep(0.1 * attempt)  # Another process may be migrating it.

    @property
    def _where(self) -> str:
        return self._engine.url.render_as_string(hide_password=True)

    def now(self) -> datetime:
        return self._clock.now()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a transaction that only reads, with one consistent state."""
        with self._translated(), self._engine.connect() as db:
            yield db

    @contextmanager
    def writing(self, tenant: str | None = None) -> Iterator[sa.Connection]:
        """Open a transaction that writes: all of it is committed, or nothing.

        With a tenant, it locks the tenant's row until its end, so that no other such transaction of the
        tenant runs at the same time: what it reads can't have changed when it writes. SQLite has one writer
        at a time anyway.

        Raises `StateError` accounting (a constraint is violated), state_full, or ledger_unreadable.
        """
        with self._translated(), self._writer.begin() as db:
            if tenant is not None:
                db.execute(
                    sa.text("insert into tenants (tenant) values (:tenant) on conflict do nothing"),
                    {"tenant": tenant},
                )
                db.execute(sa.select(tenants.c.tenant).where(tenants.c.tenant == tenant).with_for_update())
            yield db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.IntegrityError:
            raise StateError(
                "accounting",
                "a record contradicts what the ledger holds already; nothing of this step was recorded.",
                where=self._where,
                remedy="This is a defect of ours; keep the ledger and report it.",
            ) from None
        except sa.exc.DBAPIError as error:
            if is_disk_full(error.orig):
                raise state_full("the ledger", self._where) from None
            raise StateError(
                "ledger_unreadable",
                f"the ledger can't be used now ({type(error.orig).__name__}).",
                where=self._where,
                remedy="Check the database and its disk; the next run continues where this one stopped.",
                retryable=True,
            ) from None


def insert_rows(db: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert many rows in batches; returns their number."""
    count = 0
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        count += 1
        batch.append(row)
        if len(batch) == ROWS_PER_STATEMENT:
            db.execute(table.insert(), batch)
            batch = []
    if batch:
        db.execute(table.insert(), batch)
    return count


def _make_private(file: str | None) -> None:
    """Create a SQLite file with mode 0600 before anything is in it; its WAL files get the same mode."""
    if file and file != ":memory:" and Path(file).parent.is_dir():
        os.close(os.open(file, os.O_CREAT, 0o600))


def _durable_sqlite(connection: Any, _: Any) -> None:
    _set_up_sqlite(connection, synchronous="full")


def _scratch_sqlite(connection: Any, _: Any) -> None:
    _set_up_sqlite(connection, synchronous="off")


def _set_up_sqlite(connection: Any, *, synchronous: str) -> None:
    # The driver would begin a transaction only at the first write, so two that read first could both go on.
    connection.isolation_level = None
    for pragma in ("busy_timeout=30000", "journal_mode=wal", f"synchronous={synchronous}", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(db: sa.Connection) -> None:
    is_writer = db.get_execution_options().get("begin") == "immediate"
    db.exec_driver_sql("begin immediate" if is_writer else "begin")
