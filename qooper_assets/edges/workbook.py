"""The report as an Excel workbook, by openpyxl: persons, for those who may read the artifacts."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from qooper_assets.core import report

ROWS_MAX = 5_000
"""Per sheet, more than a person reads; all rows are in the change set's Parquet files."""


def write(
    path: Path,
    summary: str,
    *,
    changes: Sequence[Sequence[Any]],
    withheld: Sequence[Sequence[Any]],
    rejects: Sequence[Sequence[Any]],
) -> None:
    """Write four sheets: the report, and one row per change, withheld person and rejected row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Report")
    sheet.column_dimensions["A"].width = 110
    for line in summary.splitlines():
        sheet.append([_plain(sheet, line)])
    explained = [(*row[:4], report.WITHHELD[row[3]], row[4]) for row in withheld]
    _sheet(book, "Changes", report.CHANGE_COLUMNS, changes)
    _sheet(book, "Withheld", report.WITHHELD_COLUMNS, explained)
    _sheet(book, "Rejected", report.REJECT_COLUMNS, rejects)
    book.save(path)


def _sheet(book: Workbook, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJ", report.widths(columns), strict=False):
        sheet.column_dimensions[letter].width = width
    header = []
    for name in columns:
        cell = WriteOnlyCell(sheet, value=name)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    count = 0
    for row in rows:
        sheet.append([_plain(sheet, value) for value in row])
        count += 1
    if count == ROWS_MAX:
        sheet.append([f"The first {ROWS_MAX:,} rows; all of them are in the Parquet file beside this one."])


def _plain(sheet: Any, value: Any) -> Any:
    """A cell that holds text as text: never a formula (P31), never a character that XML refuses."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("�", value)[:32_767]
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell
