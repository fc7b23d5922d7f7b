"""The sandboxed subprocess that parses a JSON file: `python -m qooper_assets.readers.json.child`.

It writes Parquet files, and answers with header, counts and line numbers. It gets no secret, and its answer
contains no value of a record.

Belongs here: the order of steps inside that process. Does not: starting it (`reader.py`), or reading
(`documents.py`).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.records import WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json import documents
from qooper_assets.readers.sandbox import child as sandbox_child


class Job(NamedTuple):
    """The job that `reader.py` sends."""

    raw: str
    folder: str
    """Where the Parquet files go."""
    records: str
    wanted: list[list[Any]]
    """`WantedColumn`s."""
    limits: dict[str, Any]
    where: str


def run(job: Job) -> dict[str, Any]:
    """Parse the file. Raises `DeliveryError`, blocked."""
    found = documents.read(
        Path(job.raw),
        job.records,
        [WantedColumn(*column) for column in job.wanted],
        Limits(**job.limits),
        scratch=Path(job.folder),
        where=job.where,
    )
    return {
        "files": [path.name for path in found.paths],
        "header": found.header,
        "total": found.total,
        "gaps": list(_ranges(found.gaps)),
        "skipped": found.skipped,
        "unreadable": found.unreadable,
        "last_line": found.last_line,
        "has_lines": found.text_encoding is not None,
    }


def _ranges(lines: Iterable[int]) -> Iterable[tuple[int, int]]:
    """The first and the last line of each gap, both included."""
    first = last = None
    for line in lines:
        if first is None or last is None or line != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = line
        last = line
    if first is not None and last is not None:
        yield first, last


def main() -> None:
    sandbox_child.serve(Job, run)


if __name__ == "__main__":
    main()
