"""The machine's clock, the code that runs, and private places: a folder for one step, and a file."""

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
"""How libraries say that the disk is full that pass on no number."""
LEFT_BEHIND_SECONDS = 24 * 3600
"""No step takes so long; `dagster.yaml` ends a run after four hours."""


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@cache
def code_digest() -> str:
    """SHA-256 over what makes rosters: each file of this package and of `sql/`, the libraries' versions."""
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
    """Remove what killed processes left behind: folders of steps that are older than a day (O05)."""
    for folder in parent.glob("step-*"):
        try:
            age_seconds = now.timestamp() - folder.stat().st_mtime
        except FileNotFoundError:
            continue  # another process was first
        if age_seconds > LEFT_BEHIND_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def private_file(path: Path) -> BinaryIO:
    """A new file for its owner alone, opened to be written. Raises `FileExistsError`."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    os.fchmod(file.fileno(), 0o600)  # whatever the umask took away
    return file


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder 0700 that is gone afterwards, whatever happens."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix="step-") as folder:
        yield Path(folder)


@contextmanager
def disk_full_translated(where: str) -> Iterator[None]:
    """Turn whatever says that there is no room into `StateError` state_full, without what led to it."""
    try:
        yield
    except QooperAssetsError:
        raise
    except Exception as error:
        if not is_disk_full(error):
            raise
        raise state_full("the artifacts or scratch files", where) from None


def state_full(what: str, where: str) -> StateError:
    """The error of a disk that is full."""
    return StateError(
        "state_full",
        f"there is no room left on the disk of {what}.",
        where=where,
        remedy="Free some space; the next run goes on where this one stopped, and nothing is lost.",
    )


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, of the system, of SQLite, PostgreSQL or the engine, says that there is no room."""
    return error is not None and (
        getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        or getattr(error, "sqlite_errorname", None) == "SQLITE_FULL"
        or getattr(error, "pgcode", None) == "53100"
        or any(words in str(error) for words in NO_ROOM)
    )
