"""The sandboxed subprocess that parses a workbook: `python -m qooper_assets.readers.excel.child`.

It writes a Parquet file, and answers with header, counts and row numbers. It gets no secret, and its answer
contains no value of a cell below the header.

Belongs here: the order of steps inside that process. Does not: starting it (`reader.py`).
"""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.readers.excel import errors as faults
from qooper_assets.readers.excel.cells import Cells, Use
from qooper_assets.readers.excel.package import Package, Sheet, Weights, Workbook, workbook
from qooper_assets.readers.excel.rows import SheetRows
from qooper_assets.readers.excel.sheet import Bounds, Reading
from qooper_assets.readers.sandbox import child as sandbox_child

BATCH_ROWS = 4_000
GARBAGE_THRESHOLD = 100_000
"""Rows are many small objects without cycles; scanning them for cycles takes a fifth of the time."""


class Job(NamedTuple):
    """The job that `reader.py` sends."""

    raw: str
    file: str
    """Where the Parquet file goes."""
    sheet: str | None
    header_row: int
    wanted: list[tuple[str, str | None, bool]]
    """Header and date format of each wanted column, and if it holds ids."""
    inflated_bytes_max: int
    inflation_ratio_max: float
    rows_max: int
    columns_max: int


class Found(NamedTuple):
    """The result of parsing the sheet."""

    header: list[str]
    total: int
    gaps: list[tuple[int, int]]
    """The first and the last row of each gap, both included."""
    skipped: int
    merged: list[int]
    """Rows that are unreadable because of merged cells (P27)."""
    last_line: int


def choose(book: Workbook, wanted: str | None) -> Sheet:
    """Choose the configured sheet, by name regardless of case as in Excel; else the only visible one (P20).

    Raises `DeliveryError` sheet_missing.
    """
    if wanted is not None:
        fitting = [sheet for sheet in book.sheets if sheet.name.casefold() == wanted.casefold()]
        names = [sheet.name for sheet in book.sheets]
    else:
        fitting = [sheet for sheet in book.sheets if not sheet.is_hidden] or list(book.sheets)
        names = [sheet.name for sheet in fitting]
    if len(fitting) != 1:
        raise faults.sheet_missing(wanted, names)
    return fitting[0]


def _gaps(lines: Sequence[int], header_row: int, last_line: int) -> list[tuple[int, int]]:
    """The rows up to the last one that are neither in `lines` nor the header."""
    found, expected = [], header_row + 1
    if header_row > 1:
        found.append((1, header_row - 1))
    if len(lines) == last_line - header_row:
        return found
    for line in (*lines, last_line + 1):
        if expected < line:
            found.append((expected, line - 1))
        expected = line + 1
    return found


def run(job: Job) -> Found:
    """Parse the workbook. Raises `DeliveryError`, blocked."""
    package = Package(Path(job.raw), Weights(job.inflated_bytes_max, job.inflation_ratio_max))
    book = workbook(package)
    sheet = choose(book, job.sheet)
    reading = Reading(
        Cells(package, book),
        wanted=[(header, Use(date_format, holds_ids)) for header, date_format, holds_ids in job.wanted],
        header_row=job.header_row,
        bounds=Bounds(job.rows_max, job.columns_max, text_bytes_max=job.inflated_bytes_max),
        file=Path(job.file),
    )
    rows = SheetRows(package, sheet.part, job.header_row, reading.take_header)
    for batch in rows.batches(BATCH_ROWS):
        reading.take(batch)
        if reading.header and not reading.columns:
            break
    reading.close()
    merged = reading.without_merged(rows.merged)
    total, last = len(reading.lines), reading.last_line
    if not reading.header or (reading.columns and not total and not merged):
        raise faults.no_rows(len(reading.header))
    return Found(
        header=reading.header,
        total=total,
        gaps=_gaps(reading.lines, job.header_row, last),
        skipped=last - job.header_row - total - len(merged),
        merged=merged,
        last_line=last,
    )


def main() -> None:
    gc.set_threshold(GARBAGE_THRESHOLD)
    sandbox_child.serve(Job, lambda job: run(job)._asdict())


if __name__ == "__main__":
    main()
