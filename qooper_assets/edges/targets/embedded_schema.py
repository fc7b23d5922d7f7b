"""The SQLite schema of the embedded target, and making a new file with it.

Belongs here: tables and constraints. Does not: reading or writing accounts (`embedded.py`).
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import get_args

from qooper_assets.core.snapshot import AccountStatus

SCHEMA_VERSION = 1
STATUSES = get_args(AccountStatus)

SCHEMA = f"""
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,            -- order of creation; account_id is made from it
    account_id TEXT NOT NULL UNIQUE,
    employee_id TEXT UNIQUE,               -- exact text: 00123 is not 123, e12 is not E12
    email TEXT NOT NULL,                   -- as it was sent
    email_key TEXT NOT NULL UNIQUE,        -- the e-mail in lower case
    status TEXT NOT NULL CHECK (status IN ({", ".join(f"'{status}'" for status in STATUSES)})),
    is_administrator INTEGER NOT NULL,
    manager_account_id TEXT REFERENCES accounts (account_id),
    attributes TEXT NOT NULL,              -- a JSON object of text values
    version INTEGER NOT NULL
);
CREATE TRIGGER accounts_are_never_deleted BEFORE DELETE ON accounts
    BEGIN SELECT RAISE(ABORT, 'nothing is ever deleted'); END;
CREATE TABLE writes (
    seq INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'update'))
);
PRAGMA user_version = {SCHEMA_VERSION};
"""


def make_file(path: Path) -> None:
    """Create a new, empty target, whole or not at all; an existing one is kept.

    It is built under another name and linked into place, so that a crash can't leave a file without a schema,
    and of two processes at first use one wins.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    # mkstemp makes it 0600; SQLite gives its -wal and -shm files the mode of the database.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(descriptor)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(SCHEMA)
        os.link(name, path)
    except FileExistsError:
        pass  # Another process created it first; its file is equivalent.
    finally:
        os.unlink(name)
