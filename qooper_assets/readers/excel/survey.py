"""The sandboxed subprocess that looks at the first rows of each sheet: `python -m …readers.excel.survey`.

A sample workbook comes before the tenant file that says which sheet and which row is the header. So all
visible sheets are opened, and their first rows are the answer.

Belongs here: the first rows as text, and how their dates are shown. Does not: choosing a sheet or a header
(`readers/sample.py`), what a filled template says (`readers/filled_workbook.py`), or reading the rest
(`child.py`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.readers.excel.cells import Cells, Use, kind
from qooper_assets.readers.excel.package import Package, Sheet, Weights, workbook
from qooper_assets.readers.excel.shared_strings import NotACell
from qooper_assets.readers.excel.sheet_parser import Cell, RowParser
from qooper_assets.readers.sandbox import child as sandbox_child

ROWS_READ = 60
SHEETS_READ = 20
COLUMNS_READ = 1_000


class Job(NamedTuple):
    raw: str
    inflated_bytes_max: int
    inflation_ratio_max: float
    rows_max: int = ROWS_READ
    """Of each sheet; the rest is not read."""


class _Enough(Exception):
    """The first rows have been read."""


def run(job: Job) -> dict[str, Any]:
    """Read the first rows of the visible sheets. Raises `DeliveryError`, blocked."""
    package = Package(Path(job.raw), Weights(job.inflated_bytes_max, job.inflation_ratio_max))
    book = workbook(package)
    cells = Cells(package, book)
    visible = [sheet for sheet in book.sheets if not sheet.is_hidden] or list(book.sheets)
    return {"sheets": [_first_rows(package, cells, sheet, job.rows_max) for sheet in visible[:SHEETS_READ]]}


def _first_rows(package: Package, cells: Cells, sheet: Sheet, rows_max: int) -> dict[str, Any]:
    rows: list[list[str]] = []
    formats: dict[int, str] = {}
    unread: list[tuple[int, int]] = []

    def take(number: int, found: Mapping[int, Cell]) -> None:
        if number > rows_max:
            raise _Enough
        rows.extend([] for _ in range(len(rows), number - 1))
        width = min(max(found, default=-1) + 1, COLUMNS_READ)
        texts = {column: _text(cells, cell) for column, cell in found.items()}
        rows.append([texts.get(column) or "" for column in range(width)])
        unread.extend((number, column) for column, text in texts.items() if text is None)
        for column, cell in found.items():
            code = _date_code(cells, cell)
            if code:
                formats.setdefault(column, code)

    parser = RowParser(take, lambda: None)
    try:
        for block in package.blocks(sheet.part):
            parser.parser.feed(block)
    except _Enough:
        pass
    return {"name": sheet.name, "rows": rows, "date_formats": formats, "unread": unread}


def _text(cells: Cells, cell: Cell) -> str | None:
    """The text of a cell; None if it can't be read: damaged, or a formula without its value."""
    if cell.lacks_result:
        return None
    try:
        return cells.texts(cell.attributes, Use())[cell.content] or ""
    except (NotACell, LookupError, ValueError):
        return None


def _date_code(cells: Cells, cell: Cell) -> str | None:
    """The number format of a cell that shows a date."""
    if cell.content is None:
        return None
    try:
        style = kind(cell.attributes).style
    except NotACell:
        return None
    return cells.styles.codes[style] if style in cells.styles.dates else None


if __name__ == "__main__":
    sandbox_child.serve(Job, run)
