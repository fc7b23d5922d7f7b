"""The machine's clock, and a private folder for the files of one step."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder 0700 that is gone afterwards, whatever happens."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix="step-") as folder:
        yield Path(folder)
