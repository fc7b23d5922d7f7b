"""Reads the sheet Questions: one answer per row.

Belongs here: what an answer means, by the code of its question. Does not: the questions (`layout.py`), or
merging them with the fields (`columns.py`).
"""

from dataclasses import replace
from typing import Any, cast

from qooper_assets.core.sample_workbook.columns import Columns
from qooper_assets.core.sample_workbook.grid import Cell, Grid
from qooper_assets.core.sample_workbook.parse_fields import (
    LABELS,
    put_choice,
    put_day_format,
    put_header,
    put_word,
)
from qooper_assets.core.sample_workbook.texts import HEADER_ROW, QuestionColumn
from qooper_assets.core.sample_workbook.validity import not_listed
from qooper_assets.core.sample_workbook.words import value_of
from qooper_assets.core.suggest.answers import Connection
from qooper_assets.core.words import word_key

YES, NO = {"yes", "ja"}, {"no", "nein"}


def parse_questions(
    grid: Grid, columns: Columns, connection: Connection, cells: dict[str, Cell]
) -> Connection:
    """Parse every answered row into `columns`; return the connection, with an identifier chosen here, whose
    cell is added to `cells`."""
    for row in range(HEADER_ROW + 1, len(grid) + 1):
        answer = grid.cell(row, QuestionColumn.ANSWER)
        if not answer.text:
            continue
        if grid.cell(row, QuestionColumn.CODE).text == "identifier":
            cells.setdefault("identity", answer)
            connection = _identify(answer, columns, connection)
        else:
            _parse_answer(grid, row, answer, columns)
    return connection


def _parse_answer(grid: Grid, row: int, answer: Cell, columns: Columns) -> None:
    code = grid.cell(row, QuestionColumn.CODE)
    field = grid.cell(row, QuestionColumn.FIELD)
    concerned = grid.cell(row, QuestionColumn.CONCERNED)
    attribute = LABELS.get(word_key(field.text))
    if attribute is None:
        columns.problems.add(
            field, f"{field.shown} is no field of the template. Restore the field of this row"
        )
        return
    match code.text:
        case "which_column":
            put_header(answer, attribute, columns)
        case "is_it":
            put_header(_as_header(answer, concerned), attribute, columns)
        case "date_format":
            put_day_format(answer, attribute, columns)
        case "name_order":
            put_choice(answer, attribute, "order", columns)
        case "manager":
            put_choice(answer, attribute, "refers_to", columns)
        case "status_words" if concerned.text:
            put_word(answer, concerned.text, answer.text, columns)
        case "status_words":
            columns.problems.add(concerned, "the word that this answer is about is missing. Restore it")
        case _:
            columns.problems.add(
                answer, "this row is no question of the template. Move the answer to the notes of its field"
            )


def _as_header(answer: Cell, concerned: Cell) -> Cell:
    """Yes is the column of the question, and no is none; the header itself stays as it is."""
    key = word_key(answer.text)
    if key in YES and concerned.text:
        return answer._replace(text=concerned.text)
    return answer._replace(text="none") if key in NO else answer


def _identify(answer: Cell, columns: Columns, connection: Connection) -> Connection:
    value = value_of("identity", answer.text)
    if value is None:
        columns.problems.add(answer, not_listed(answer, "identity"))
    elif connection.identity not in (None, value):
        columns.problems.add(
            answer, f"{answer.shown} contradicts the sheet about the connection. Correct one of them"
        )
    else:
        return replace(connection, identity=cast(Any, value))
    return connection
