"""Why an answer is refused: by a model of the tenant file, as a word of no list, or because cells were moved.

Belongs here: what the parsers of all sheets ask for. Does not: a sheet (`parse_fields.py`,
`parse_connection.py`, `parse_questions.py`).
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from qooper_assets.core.sample_workbook.grid import Cell, Grid, Problems
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.core.words import word_key


def problem_of(model: type[BaseModel], document: Mapping[str, Any], otherwise: str) -> str | None:
    """Why a model refuses a document: in its own words if they are ours, and else in these; None if valid."""
    try:
        model.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        if first["type"] != "value_error":
            return otherwise
        return re.sub(r"^[a-z_]+: ", "", str(first.get("ctx", {}).get("error", otherwise)))
    return None


def not_listed(cell: Cell, kind: str, *, is_shown: bool = True) -> str:
    """The problem of a word that is not in a list, with the answers in both languages."""
    choices = dict.fromkeys(" / ".join(texts.choices[kind].values()) for texts in TEXTS.values())
    first, *others = choices
    translated = "".join(f" (or {each})" for each in others)
    what = cell.shown if is_shown else "this"
    return f"{what} is none of the answers. Choose one: {first}{translated}"


def check_header(grid: Grid, row: int, header: tuple[str, ...], problems: Problems) -> bool:
    """Check that the columns of a sheet are where we put them; otherwise nothing below can be read."""
    before = len(problems.lines)
    for column, text in enumerate(header):
        cell = grid.cell(row, column)
        if word_key(cell.text) != word_key(text):
            problems.add(cell, f"{text!r} belongs here. Undo the change of the columns of this sheet")
    return len(problems.lines) == before
