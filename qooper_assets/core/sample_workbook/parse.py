"""Reads a filled sample workbook: its cells in, the customer's answers out.

Every problem is reported with its sheet and cell, all at once, and nothing is read from a workbook that has
one. What is not answered is no problem: the tenant file marks it as open.

Belongs here: recognizing the workbook and its sheets. Does not: a sheet (`parse_fields.py`,
`parse_connection.py`, `parse_questions.py`), or opening the file (`readers/filled_workbook.py`).
"""

import re
from collections.abc import Sequence

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.sample_workbook.columns import Columns, check_fields, check_identity
from qooper_assets.core.sample_workbook.grid import Cell, Grid, Problems, Sheet, shown
from qooper_assets.core.sample_workbook.parse_connection import parse_connection
from qooper_assets.core.sample_workbook.parse_fields import parse_fields
from qooper_assets.core.sample_workbook.parse_questions import parse_questions
from qooper_assets.core.sample_workbook.texts import HEADER_ROW, VERSION, FieldColumn, SheetKey, Texts
from qooper_assets.core.sample_workbook.validity import check_header
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.core.suggest.answers import Answers, Connection
from qooper_assets.core.words import clean, word_key

ROWS_MAX = 1_000
"""Of one sheet; more are refused, because the rest would be missing."""
SHEETS_SHOWN = 10
NEW_TEMPLATE = "Send the customer a new one, `qooper-assets template`"


def parse(sheets: Sequence[Sheet], where: str) -> Answers:
    """Parse the sheets of a filled workbook. Raises `TenantFileError` template_invalid."""
    problems = Problems(where)
    texts = _recognize(sheets, problems)
    grids = {sheet.name: Grid(sheet, problems) for sheet in sheets}
    columns, connection = Columns(problems), Connection()
    cells: dict[str, Cell] = {}
    for key, header in _sheets_read(texts):
        grid = _find(grids, key)
        if grid is None:
            problems.lines.append(
                f"{texts.sheets[key]}: this sheet is missing. Copy it from the workbook that was sent"
            )
        elif len(grid) > ROWS_MAX:
            problems.add(grid.cell(ROWS_MAX + 1, 0), f"the sheet has more than {ROWS_MAX:,} rows")
        elif not check_header(grid, HEADER_ROW, header, problems):
            continue
        elif key == "fields":
            parse_fields(grid, texts, columns)
        elif key == "connection":
            connection, cells = parse_connection(grid, problems)
        else:
            connection = parse_questions(grid, columns, connection, cells)
    check_fields(columns)
    check_identity(columns, connection.identity, cells.get("identity"))
    problems.raise_if_any()
    answers = Answers(connection, columns.finish(), tuple(columns.custom))
    if answers == Answers():
        blank = Cell(texts.sheets["fields"], 4, FieldColumn.COLUMN, "")
        problems.add(
            blank, "the workbook is blank. Write the headers of the columns here, and fill in the rest"
        )
        raise problems.error()
    return answers


def _sheets_read(texts: Texts) -> tuple[tuple[SheetKey, tuple[str, ...]], ...]:
    """The sheets that have answers, with the headers that they must have."""
    return (
        ("fields", texts.field_header),
        ("connection", texts.connection_header),
        ("questions", texts.question_header),
    )


def _find(grids: dict[str, Grid], key: SheetKey) -> Grid | None:
    names = {word_key(texts.sheets[key]) for texts in TEXTS.values()}
    return next((grid for name, grid in grids.items() if word_key(name) in names), None)


def _recognize(sheets: Sequence[Sheet], problems: Problems) -> Texts:
    """Find the marker. Raises `TenantFileError` template_invalid if the workbook is not one of ours."""
    for sheet in sheets:
        marker = clean(sheet.rows[0][0]) if sheet.rows and sheet.rows[0] else ""
        for texts in TEXTS.values():
            pattern = re.escape(texts.title).replace(re.escape("{version}"), "([0-9]{1,9})")
            match = re.fullmatch(pattern, marker, re.IGNORECASE)
            if match and int(match[1]) == VERSION:
                return texts
            if match:
                problems.add(
                    Cell(sheet.name, 1, 0, marker),
                    f"version {match[1]} of the template is not supported, only {VERSION}. {NEW_TEMPLATE}",
                )
                raise problems.error()
    names = ", ".join(shown(sheet.name) for sheet in sheets[:SHEETS_SHOWN])
    raise TenantFileError(
        "template_invalid",
        f"this is not our template: no first cell of a sheet has its name. Sheets found: {names or 'none'}.",
        where=problems.where,
        remedy=f"{NEW_TEMPLATE}, or read the workbook as a sample file.",
    )
