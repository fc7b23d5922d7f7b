"""Writes the sample workbook: what `core/sample_workbook/layout.py` lays out, as a file of Excel.

Every cell is text, so that nothing in it is a formula (P31) and a number that somebody types keeps its zeros.

Belongs here: openpyxl, and how cells look on screen and on paper. Does not: what is in a cell.
"""

import io
import math
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qooper_assets.core.sample_workbook.layout import Box, Kind, SheetLayout, lay_out
from qooper_assets.core.sample_workbook.texts import HEADER_ROW, Language
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.core.suggest.proposal import Proposal
from qooper_assets.edges.system import private_file

LISTS = "Lists"
"""The hidden sheet with the answers that are offered: a list in a validation itself can't have a comma."""
TEXT_FORMAT = "@"
LINE_POINTS = 15
LETTER_WIDTH = 1.05
"""The width of a letter in units of a column, with some room for words that don't fit into a line."""
FONT = "Calibri"
LINES_MAX = 25
"""A row of Excel is at most 409 points high."""
A4 = 9
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="BFC9CE")
FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
PLAIN = Font(FONT, 11)
FONTS = {
    Kind.TITLE: Font(FONT, 14, bold=True, color="12444E"),
    Kind.HEADER: Font(FONT, 11, bold=True, color="FFFFFF"),
    Kind.LABEL: Font(FONT, 11, bold=True),
    Kind.EXAMPLE: Font(FONT, 11, italic=True, color="5A6B72"),
    Kind.NOT_ASKED: Font(FONT, 11, color="9AA5AA"),
}
FILLS = {
    Kind.HEADER: PatternFill("solid", fgColor="12444E"),
    Kind.ANSWER: PatternFill("solid", fgColor="FFF8D6"),
    Kind.NOT_ASKED: PatternFill("solid", fgColor="EDF0F1"),
}


def write(path: Path, language: Language, proposal: Proposal | None = None) -> None:
    """Write the workbook to a new file that only its owner can access, prefilled with a proposal if given.

    Raises `FileExistsError`, and another `OSError` if the file can't be created.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Qooper"
    lists = _Lists()
    for layout in lay_out(TEXTS[language], proposal):
        _write_sheet(book.create_sheet(layout.name), layout, lists)
    lists.write(book.create_sheet(LISTS))
    content = io.BytesIO()
    book.save(content)
    with private_file(path) as file:
        file.write(content.getbuffer())


class _Lists:
    """The lists of answers, each a column of the hidden sheet."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def refer(self, choices: tuple[str, ...]) -> str:
        letter = get_column_letter(self._columns.setdefault(choices, len(self._columns) + 1))
        return f"{LISTS}!${letter}$1:${letter}${len(choices)}"

    def write(self, sheet: Worksheet) -> None:
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices, 1):
                _put(sheet.cell(row, column), choice)
        sheet.sheet_state = "hidden"


def _write_sheet(sheet: Worksheet, layout: SheetLayout, lists: _Lists) -> None:
    validations: dict[tuple[str, bool], DataValidation] = {}
    for number, row in enumerate(layout.rows, 1):
        if len(row) == 1:
            _write_wide(sheet, number, row[0], layout)
            continue
        for column, box in enumerate(row, 1):
            cell = sheet.cell(number, column)
            _write_box(cell, box)
            if box.choices:
                key = (lists.refer(box.choices), box.takes_others)
                validations.setdefault(key, _validation(*key)).add(cell.coordinate)
        sheet.row_dimensions[number].height = _height(row, layout.widths)
    for validation in validations.values():
        sheet.add_data_validation(validation)
    for column, width in enumerate(layout.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if layout.hidden_column is not None:
        sheet.column_dimensions[get_column_letter(layout.hidden_column + 1)].hidden = True
    _set_up(sheet, layout)


def _validation(reference: str, takes_others: bool) -> DataValidation:
    return DataValidation(
        type="list", formula1=reference, allow_blank=True, showErrorMessage=not takes_others
    )


def _write_wide(sheet: Worksheet, number: int, box: Box, layout: SheetLayout) -> None:
    """Write a title or a help over all columns."""
    cell = sheet.cell(number, 1)
    _put(cell, box.text)
    cell.font = FONTS.get(box.kind, PLAIN)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    shown = _shown_widths(layout)
    sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(shown))
    sheet.row_dimensions[number].height = _height([box], [sum(shown)]) + (6 if box.kind is Kind.TITLE else 0)


def _height(row: Sequence[Box], widths: Sequence[int]) -> float:
    """The height that the longest text of a row needs, in points. Not every program fits it by itself."""
    lines = [
        sum(math.ceil(len(line) * LETTER_WIDTH / width) or 1 for line in box.text.split("\n"))
        for box, width in zip(row, widths, strict=False)
    ]
    return LINE_POINTS * min(max(lines), LINES_MAX) + 4


def _shown_widths(layout: SheetLayout) -> Sequence[int]:
    return [width for column, width in enumerate(layout.widths) if column != layout.hidden_column]


def _write_box(cell: Cell | MergedCell, box: Box) -> None:
    _put(cell, box.text)
    cell.number_format = TEXT_FORMAT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = FRAME
    cell.font = FONTS.get(box.kind, PLAIN)
    if box.kind in FILLS:
        cell.fill = FILLS[box.kind]


def _put(cell: Cell | MergedCell, text: str) -> None:
    """Put a text into a cell as it is: no formula, and no escape of a spreadsheet program in it."""
    if text:
        cell.value = _ESCAPED.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
        cell.data_type = "s"


def _set_up(sheet: Worksheet, layout: SheetLayout) -> None:
    """Freeze the header, and print on A4 landscape, as wide as a page."""
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    last = get_column_letter(len(_shown_widths(layout)))
    sheet.print_area = f"A1:{last}{len(layout.rows)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=layout.name), right=_HeaderFooterPart(text="&P / &N")
    )
