"""The report as an Excel workbook with personal data, for readers who may see the artifacts.

openpyxl makes the workbook, its sheets and their header rows. The many rows below are inserted as XML,
because openpyxl takes ten times as long to write them.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from qooper_assets.core import report

ROWS_MAX = 5_000
"""Per sheet, more than anybody reads; all rows are in the change set's Parquet files."""
CHARS_MAX = 32_767
"""Per cell, the most that Excel reads."""
COLUMNS = "ABCDEFGHIJ"
MARKED_UP = re.compile(rf"[&<>]|{ILLEGAL_CHARACTERS_RE.pattern}")
ROWS_END = b"</sheetData>"
DIMENSION = re.compile(rb"<dimension [^>]*>")


def write(
    path: Path,
    summary: str,
    *,
    changes: Iterable[Sequence[Any]],
    withheld: Iterable[Sequence[Any]],
    dates: Iterable[Sequence[Any]],
    left_out: Iterable[Sequence[Any]],
    rejects: Iterable[Sequence[Any]],
) -> None:
    """Write six sheets: the report, and one row per change, withheld person, unreadable date with a
    consequence, value that is left out, and rejected row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Report")
    sheet.column_dimensions["A"].width = 110
    title, *lines = summary.splitlines()
    sheet.cell(1, 1, title)
    explained = ((*row[:4], report.WITHHELD[row[3]], *row[4:]) for row in withheld)
    effects = ((*row[:3], report.DATE_EFFECTS[row[2]], *row[3:]) for row in dates)
    values = ((*row[:4], report.LEFT_OUT[row[3]], *row[4:]) for row in left_out)
    _sheet(book, "Changes", report.CHANGE_COLUMNS)
    _sheet(book, "Withheld", report.WITHHELD_COLUMNS)
    _sheet(book, "Dates", report.DATE_COLUMNS)
    _sheet(book, "Left out", report.LEFT_OUT_COLUMNS)
    _sheet(book, "Rejected", report.REJECT_COLUMNS)
    empty = io.BytesIO()
    book.save(empty)
    _fill(
        empty,
        path,
        [[(line,) for line in lines], *map(_limit_rows, (changes, explained, effects, values, rejects))],
    )


def _sheet(book: Workbook, title: str, columns: Sequence[str]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for letter, width in zip(COLUMNS, report.widths(columns), strict=False):
        sheet.column_dimensions[letter].width = width
    for number, name in enumerate(columns, 1):
        sheet.cell(1, number, name).font = Font(bold=True)


def _limit_rows(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet, followed by a note if there are as many as it holds."""
    for number, row in enumerate(rows, 1):
        yield row
        if number == ROWS_MAX:
            yield (f"The first {ROWS_MAX:,} rows; the Parquet file next to this one has all of them.",)


def _fill(empty: io.BytesIO, path: Path, rows_of_sheets: Sequence[Iterable[Sequence[Any]]]) -> None:
    """Copy a workbook, with these rows added below the header row of each sheet."""
    rows_of = {f"xl/worksheets/sheet{n}.xml": rows for n, rows in enumerate(rows_of_sheets, 1)}
    with (
        zipfile.ZipFile(empty) as book,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as filled,
    ):
        for part in book.infolist():
            content = book.read(part)
            if part.filename in rows_of:
                # The dimension covers one row only, and some readers trust it.
                before, after = DIMENSION.sub(b"", content).split(ROWS_END)
                rows = "".join(_rows(rows_of.pop(part.filename))).encode()
                content = b"".join((before, rows, ROWS_END, after))
            filled.writestr(part.filename, content)
    assert not rows_of, "openpyxl names its sheets in another way"


def _rows(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for number, row in enumerate(rows, 2):
        yield f'<row r="{number}">'
        for letter, value in zip(COLUMNS, row, strict=False):
            place = f'r="{letter}{number}"'
            if isinstance(value, int):
                yield f"<c {place}><v>{value}</v></c>"
            elif value is not None:
                yield f'<c {place} t="inlineStr"><is><t xml:space="preserve">{_plain(value)}</t></is></c>'
        yield "</row>"


def _plain(text: str) -> str:
    """Escape a text cell, which is never a formula (P31), and replace what XML does not allow."""
    if len(text) <= CHARS_MAX and not MARKED_UP.search(text):
        return text
    return escape(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:CHARS_MAX])
