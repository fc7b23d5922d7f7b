"""Every cell of a workbook, as our reader gives it.

Belongs here: driving the reader over all sheets and columns. Does not: another reader's cells (`theirs.py`),
or comparing the two (`compare.py`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers import formats
from qooper_assets.readers.excel.cells import ANY_USE, Cells
from qooper_assets.readers.excel.package import Package, Sheet, Weights, Workbook, workbook
from qooper_assets.readers.excel.rows import SheetRows
from qooper_assets.readers.excel.sheet import Bounds, Reading
from qooper_assets.readers.excel.sheet_parser import COLUMNS_MAX, Cell, Range, letters
from qooper_assets_tests.corpus.theirs import Place

BATCH_ROWS = 1_000


class Page(NamedTuple):
    """One sheet: its texts that are not blank, or why it is refused."""

    name: str
    texts: Mapping[Place, str]
    lack_values: frozenset[Place]
    """Formulas without their results."""
    merged: frozenset[Range]
    refusal: DeliveryError | None


class EveryColumn(Reading):
    """Takes every column, and lists formulas without a result instead of refusing them."""

    def __init__(self, cells: Cells, width: int, first_row: int, limits: Limits, file: Path) -> None:
        bounds = Bounds(limits.rows_max, COLUMNS_MAX, limits.inflated_bytes_max)
        names = [(letters(column), ANY_USE) for column in range(width)]
        super().__init__(cells, wanted=names, header_row=first_row, bounds=bounds, file=file)
        self.header = [name for name, _ in names]
        self.columns = list(range(width))
        self.lack_values: set[Place] = set()
        self.first: dict[Place, str] = {}

    def take_header(self, cells: Mapping[int, Cell]) -> Sequence[int]:
        for column, cell in cells.items():
            self.first[self._header_row, column + 1] = self._text(self._header_row, column, cell)
        return self.columns

    def _check_formula(self, row: int, column: int, cell: Cell) -> None:
        try:
            super()._check_formula(row, column, cell)
        except DeliveryError:
            self.lack_values.add((row, column + 1))

    def texts(self) -> dict[Place, str]:
        found = dict(self.first)
        if self.file.exists():
            for name, texts in pq.read_table(self.file).to_pydict().items():
                column = int(name.removeprefix("c")) + 1
                found |= {(line, column): text for line, text in zip(self.lines, texts, strict=True) if text}
        return found


def pages(raw: Path, folder: Path) -> list[Page]:
    """Every sheet with rows. Raises `DeliveryError` if the workbook as a whole is refused."""
    limits = Limits()
    if formats.recognize(raw, "") != "excel":
        raise blocked("not_tabular", "the file is text.", "")
    package = Package(raw, Weights(limits.inflated_bytes_max, limits.inflation_ratio_max))
    book = workbook(package)
    cells = Cells(package, book)
    return [_page(package, book, cells, sheet, limits, folder) for sheet in book.sheets]


def _page(package: Package, book: Workbook, cells: Cells, sheet: Sheet, limits: Limits, folder: Path) -> Page:
    file = folder / f"{book.sheets.index(sheet)}.parquet"
    try:
        first_row, width = _extent(package, sheet)
        reading = EveryColumn(cells, width, first_row, limits, file)
        rows = SheetRows(package, sheet.part, first_row, reading.take_header)
        for batch in rows.batches(BATCH_ROWS):
            reading.take(batch)
        reading.close()
    except DeliveryError as error:
        return Page(sheet.name, {}, frozenset(), frozenset(), error)
    return Page(sheet.name, reading.texts(), frozenset(reading.lack_values), frozenset(rows.merged), None)


def _extent(package: Package, sheet: Sheet) -> tuple[int, int]:
    """The first row that the sheet has, and the number of its columns."""
    first_row, width = 0, 0

    def ignore(_: Mapping[int, Cell]) -> Sequence[int]:
        return ()

    for batch in SheetRows(package, sheet.part, 0, ignore).batches(BATCH_ROWS):
        for number, cells in batch.parsed:
            first_row = first_row or number
            width = max(width, *(column + 1 for column in cells), 0)
    return first_row, width
