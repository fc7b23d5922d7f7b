"""A simulated Qooper: one SQLite file per tenant. The behavior of the real Qooper is unverified.

Belongs here: the accounts of one tenant, and the refusals that Qooper's public knowledge base suggests: an
e-mail is unique regardless of case, deactivated accounts included; an employee id is exact text and unique;
nothing is ever deleted. The rest (a conditional write by version, the response to an unknown manager, the
length limit) is our own strict assumption, because Qooper publishes no write API to check it against. Does
not: any decision about a person (`core/changes.py`).

"Could not read" is never "empty": only a missing file is a new target. A file without our schema, even an
empty one, raises `target_unreachable`.

No error contains a value of an account: it names the account's id and the attribute.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

import polars as pl

from qooper_assets.core.errors import TargetError
from qooper_assets.core.snapshot import Account, AccountStatus, flatten
from qooper_assets.edges.targets.embedded_schema import SCHEMA_VERSION, STATUSES, make_file
from qooper_assets.edges.targets.target import ACCOUNT_COLUMNS

VALUE_CHARS_MAX = 10_000
FETCH_CHUNK = 500
"""Ids per statement: below the 999 variables that the oldest supported SQLite accepts."""

READ_ONLY = frozenset({"account_id", "email_key", "is_administrator", "version"})
"""Set by the target itself; a write that names one is refused."""

CONSTRAINED = {"accounts.email_key": "email", "accounts.employee_id": "employee_id"}
"""SQLite's name of a unique column, and our name of the attribute."""

COLUMNS = (
    "account_id, employee_id, email, status, is_administrator, manager_account_id, "
    "CAST(version AS TEXT), attributes"
)
"""In the order of `ACCOUNT_COLUMNS`."""
EMAIL = list(ACCOUNT_COLUMNS).index("email")


class EmbeddedQooper:
    """Implements `AccountWriter`. One handle may be shared by threads, one file by processes.

    The file and its folder are created at first use. A closed handle reopens when it is used.
    """

    def __init__(self, path: Path, *, seats_max: int | None = None, busy_timeout_seconds: float = 10) -> None:
        """`seats_max` limits how many accounts may be active at once (AP09)."""
        self._path = path
        self._seats_max = seats_max
        self._busy_timeout_seconds = busy_timeout_seconds
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    # Reading

    def count(self) -> int:
        """Count the accounts."""
        return int(self._read("SELECT count(*) FROM accounts")[0][0])

    def writes(self) -> int:
        """Count the creates and updates that this target ever accepted, without seeds."""
        return int(self._read("SELECT count(*) FROM writes")[0][0])

    def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
        """Yield all accounts in the order of their creation, with the columns of `ACCOUNT_COLUMNS`.

        An empty target yields no page. A page is read when it is requested: an account that is created
        meanwhile comes last, and none comes twice. Raises `target_unreachable`.
        """
        assert page_size > 0
        after = 0
        while rows := self._read(
            f"SELECT {COLUMNS}, number FROM accounts WHERE number > ? ORDER BY number LIMIT ?",
            (after, page_size),
        ):
            *columns, numbers = zip(*rows, strict=True)
            page = dict(zip(ACCOUNT_COLUMNS, columns, strict=True))
            page["is_administrator"] = tuple(map(bool, page["is_administrator"]))
            yield pl.DataFrame(page, schema=dict(ACCOUNT_COLUMNS))
            after = numbers[-1]

    def fetch(self, account_ids: Sequence[str]) -> dict[str, Account]:
        """Read the accounts as they are now, by id; one that does not exist is left out."""
        found: dict[str, Account] = {}
        for start in range(0, len(account_ids), FETCH_CHUNK):
            chunk = account_ids[start : start + FETCH_CHUNK]
            marks = ", ".join("?" * len(chunk))
            rows = self._read(f"SELECT {COLUMNS} FROM accounts WHERE account_id IN ({marks})", tuple(chunk))
            found |= {row[0]: _account(row) for row in rows}
        return found

    def find(self, *, employee_id: str | None, email: str | None) -> list[Account]:
        """Find the accounts with this id (exactly) or this e-mail (in any case), oldest first."""
        rows = self._read(
            f"SELECT {COLUMNS} FROM accounts WHERE employee_id = ? OR email_key = ? ORDER BY number",
            (employee_id, None if email is None else _email_key(email)),
        )
        return [_account(row) for row in rows]

    # Writing

    def create(self, values: Mapping[str, str | None]) -> Account:
        """Create an account, `active` unless `values` has another status; one transaction.

        Raises target_conflict if the e-mail or the id is taken, target_refused if a value is not acceptable
        or the manager does not exist.
        """
        return self._insert(values, is_administrator=False, journal=True)

    def seed(
        self,
        values: Mapping[str, str | None],
        *,
        is_administrator: bool = False,
        status: AccountStatus = "active",
    ) -> Account:
        """Create an account that predates us: an administrator's, or one made by hand.

        Not part of `AccountWriter`: for the demo and for tests. It does not count as a write.
        """
        return self._insert({**values, "status": status}, is_administrator=is_administrator, journal=False)

    def fill(self, pages: Iterable[pl.DataFrame]) -> None:
        """Copy the accounts that another target lists into this one, which is empty, with their ids and
        versions; one transaction.

        Not part of `AccountWriter`: for a simulation. It does not count as a write.
        """
        with self._transaction() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")  # a manager may be listed later
            number = 0
            for page in pages:
                db.executemany(
                    "INSERT INTO accounts (account_id, employee_id, email, status, is_administrator, "
                    "manager_account_id, version, attributes, email_key, number) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        (*row, _email_key(row[EMAIL]), number + n)
                        for n, row in enumerate(page.select(*ACCOUNT_COLUMNS).iter_rows(), 1)
                    ),
                )
                number += page.height

    def update(self, account_id: str, values: Mapping[str, str | None], *, version: str) -> Account:
        """Set only these values, None clears one; one transaction, and a new version.

        Raises target_missing, then target_precondition if `version` is no longer the account's, then
        target_refused or target_conflict.
        """
        with self._transaction() as db:
            row = db.execute(f"SELECT {COLUMNS} FROM accounts WHERE account_id = ?", (account_id,)).fetchone()
            if row is None:
                raise self._error("target_missing", f"there is no account {account_id}.")
            before = _account(row)
            if before.version != version:
                raise self._error(
                    "target_precondition",
                    f"account {account_id} has version {before.version}, the write expected another.",
                    "Read the account again.",
                )
            after = self._checked({**flatten(before), **values}, account_id)
            with self._constraints(account_id):
                db.execute(
                    "UPDATE accounts SET employee_id = ?, email = ?, email_key = ?, status = ?, "
                    "manager_account_id = ?, attributes = ?, version = version + 1 "
                    "WHERE account_id = ?",
                    (*_columns(after), account_id),
                )
            return self._written(db, account_id, "update")

    def _insert(self, values: Mapping[str, str | None], *, is_administrator: bool, journal: bool) -> Account:
        checked = self._checked({"status": "active", **values}, "a new account")
        with self._transaction() as db:
            # Nothing is ever deleted (a trigger enforces it), so the highest number is the counter.
            (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM accounts").fetchone()
            account_id = f"u{number:06}"
            if journal:
                self._check_seats(db)
            with self._constraints("a new account"):
                db.execute(
                    "INSERT INTO accounts (employee_id, email, email_key, status, "
                    "manager_account_id, attributes, number, account_id, is_administrator, version) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                    (*_columns(checked), number, account_id, is_administrator),
                )
            return self._written(db, account_id, "create" if journal else None)

    def _check_seats(self, db: sqlite3.Connection) -> None:
        if self._seats_max is None:
            return
        (active,) = db.execute("SELECT count(*) FROM accounts WHERE status <> 'deactivated'").fetchone()
        if active >= self._seats_max:
            raise self._error(
                "target_capacity", f"{active:,} accounts are active, the limit is {self._seats_max:,}."
            )

    def _written(self, db: sqlite3.Connection, account_id: str, kind: str | None) -> Account:
        """Add the write to the journal; returns the account as stored now."""
        if kind is not None:
            db.execute("INSERT INTO writes (account_id, kind) VALUES (?, ?)", (account_id, kind))
        row = db.execute(f"SELECT {COLUMNS} FROM accounts WHERE account_id = ?", (account_id,)).fetchone()
        return _account(row)

    def _checked(self, values: Mapping[str, str | None], whose: str) -> dict[str, str]:
        """Check the values; returns those that are set (an empty text is not). Raises `target_refused`."""
        present = {name: value for name, value in values.items() if value}
        for name, value in present.items():
            if name in READ_ONLY:
                raise self._error("target_refused", f"{whose}: {name} can't be written.")
            if len(value) > VALUE_CHARS_MAX:
                raise self._error(
                    "target_refused",
                    f"{whose}: {name} has {len(value):,} characters, the limit is {VALUE_CHARS_MAX:,}.",
                )
        if "email" not in present:
            raise self._error("target_refused", f"{whose}: email is required.")
        if present.get("status") not in STATUSES:
            raise self._error("target_refused", f"{whose}: status is not one of {', '.join(STATUSES)}.")
        return present

    # The file

    def _read(self, statement: str, parameters: tuple[str | int | None, ...] = ()) -> list[Any]:
        with self._lock, self._translated():
            return self._open().execute(statement, parameters).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._translated():
            db = self._open()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                db.rollback()
                raise

    @contextmanager
    def _constraints(self, whose: str) -> Iterator[None]:
        """Translate a violated constraint of SQLite: names the attribute, never the value."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorname == "SQLITE_CONSTRAINT_FOREIGNKEY":
                raise self._error(
                    "target_refused", f"{whose}: manager_account_id names no account."
                ) from None
            attribute = CONSTRAINED.get(str(error).rpartition(": ")[2])
            assert attribute is not None, "a constraint that _checked should have seen"
            raise self._error(
                "target_conflict",
                f"{whose}: {attribute} is held by another account, perhaps a deactivated one.",
                "Look the holder up; it may be this person.",
            ) from None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except UnicodeEncodeError:
            raise self._error("target_refused", "a value is not valid Unicode text.") from None
        except sqlite3.Error as error:
            # SQLite's own texts name tables, columns and states of the file, never a value.
            raise self._unreachable(str(error)) from None
        except OSError as error:
            raise self._unreachable(error.strerror or type(error).__name__) from None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            if not self._path.exists():
                make_file(self._path)
            db = sqlite3.connect(
                self._path,
                timeout=self._busy_timeout_seconds,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                (version,) = db.execute("PRAGMA user_version").fetchone()
                if version != SCHEMA_VERSION:
                    raise self._unreachable(
                        f"the file has schema version {version}, expected {SCHEMA_VERSION}",
                        retryable=False,
                    )
                db.execute("PRAGMA synchronous = NORMAL")
                db.execute("PRAGMA foreign_keys = ON")
            except BaseException:
                db.close()
                raise
            self._connection = db
        return self._connection

    def _unreachable(self, why: str, *, retryable: bool = True) -> TargetError:
        return self._error(
            "target_unreachable",
            f"{why}.",
            "Nothing is concluded from a target that can't be read.",
            retryable=retryable,
        )

    def _error(self, code: str, message: str, remedy: str = "", *, retryable: bool = False) -> TargetError:
        where = f"embedded target {self._path.name}"
        return TargetError(code, message, where=where, remedy=remedy, retryable=retryable)


def _email_key(email: str) -> str:
    """Lower-case, not case-fold: `ß` and `ss` are different addresses (I14), as in SQL's lower()."""
    return email.lower()


def _account(row: tuple[Any, ...]) -> Account:
    named = dict(zip(ACCOUNT_COLUMNS, row, strict=True))
    named["is_administrator"] = bool(named["is_administrator"])
    named["attributes"] = json.loads(named["attributes"])
    return Account(**named)


def _columns(checked: Mapping[str, str]) -> tuple[str | None, ...]:
    """employee_id, email, email_key, status, manager_account_id, attributes."""
    attributes = dict(checked)
    employee_id = attributes.pop("employee_id", None)
    email = attributes.pop("email")
    status = attributes.pop("status")
    manager_account_id = attributes.pop("manager_account_id", None)
    stored = json.dumps(attributes, ensure_ascii=False, sort_keys=True)
    return employee_id, email, _email_key(email), status, manager_account_id, stored
