"""The system clock, the digest of the running code, private files and folders, and disk-full errors."""

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from qooper_assets.core.errors import QooperAssetsError, StateError

NO_ROOM = ("No space left on device", "database or disk is full", "Disk quota exceeded")
"""How libraries report a full disk without an error number."""
LEFT_BEHIND_SECONDS = 24 * 3600
"""No step takes that long; `dagster.yaml` terminates a run after four hours."""


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@cache
def code_digest() -> str:
    """SHA-256 of all code that makes rosters: this package, `sql/`, and the versions of the libraries."""
    package = Path(__file__).parent.parent
    folders = [package, package.parent / "sql"]
    files = (path for folder in folders for end in ("py", "sql") for path in folder.rglob(f"*.{end}"))
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(package.parent).as_posix().encode() + b"\0" + path.read_bytes())
    for library in ("duckdb", "polars", "pyarrow", "pandera"):
        digest.update(version(library).encode() + b"\0")
    return digest.hexdigest()


def sweep(parent: Path, now: datetime) -> None:
    """Remove what killed processes left behind: step folders older than a day (O05)."""
    for folder in parent.glob("step-*"):
        try:
            age_seconds = now.timestamp() - folder.stat().st_mtime
        except FileNotFoundError:
            continue  # another process removed it first
        if age_seconds > LEFT_BEHIND_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def private_file(path: Path) -> BinaryIO:
    """Create a file that only its owner can access, open for writing. Raises `FileExistsError`."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    os.fchmod(file.fileno(), 0o600)  # regardless of the umask
    return file


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """Create a folder (0700) that is removed at the end, whatever happens."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix="step-") as folder:
        yield Path(folder)


@contextmanager
def disk_full_translated(where: str) -> Iterator[None]:
    """Turn any disk-full error into `StateError` state_full, without its cause."""
    try:
        yield
    except QooperAssetsError:
        raise
    except Exception as error:
        if not is_disk_full(error):
            raise
        raise state_full("the artifacts or scratch files", where) from None


def state_full(what: str, where: str) -> StateError:
    """Build the error for a full disk."""
    return StateError(
        "state_full",
        f"the disk that holds {what} is full.",
        where=where,
        remedy="Free some space; the next run continues where this one stopped, and nothing is lost.",
    )


def is_disk_full(error: BaseException | None) -> bool:
    """Detect a disk-full error, raised by the system, SQLite, PostgreSQL or the engine."""
    return error is not None and (
        getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or getattr(error, "sqlite_errorname", None) == "SQLITE_FULL"
        or getattr(error, "pgcode", None) == "53100"
        or any(words in str(error) for words in NO_ROOM)
    )
