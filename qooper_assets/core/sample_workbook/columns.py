"""Collects what the sheets say about the columns, and finds answers that contradict each other.

Belongs here: merging the answers of both sheets, and the rules between fields. Does not: reading a cell
(`parse_fields.py`, `parse_questions.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.sample_workbook.grid import Cell, Problems, shown
from qooper_assets.core.sample_workbook.texts_en import EN
from qooper_assets.core.suggest.answers import ColumnAnswer
from qooper_assets.core.words import word_key


@dataclass
class Columns:
    """The answers about columns, each with the cell that it is from."""

    problems: Problems
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    """By attribute and key of `ColumnAnswer`."""
    custom: list[str] = field(default_factory=list)

    def put(self, attribute: str, key: str, value: str, cell: Cell) -> None:
        """Record an answer. One that contradicts an earlier one is a problem."""
        earlier = self.answers.setdefault(attribute, {}).setdefault(key, value)
        first = self.cells.setdefault((attribute, key), cell)
        same = normalize_header(earlier) == normalize_header(value) if key == "header" else earlier == value
        if not same:
            self.problems.add(cell, f"{cell.shown} contradicts {first.place}. Correct one of them")

    def put_word(self, word: str, meaning: str, cell: Cell) -> None:
        """Record what a status word means."""
        values = self.answers.setdefault("status", {}).setdefault("values", {})
        first = self.cells.setdefault(("status", "values"), cell)
        known = next((each for each in values if word_key(each) == word_key(word)), word)
        if values.setdefault(known, meaning) != meaning:
            self.problems.add(
                cell,
                f"the word {shown(word)} has another meaning in {first.place}. Correct one of them",
            )

    def header(self, attribute: str) -> str | None:
        value: str | None = self.answers.get(attribute, {}).get("header")
        return value

    def finish(self) -> Mapping[str, ColumnAnswer]:
        return {attribute: ColumnAnswer(**answers) for attribute, answers in self.answers.items()}


def check_fields(columns: Columns) -> None:
    """Find columns that are named for two fields, and names that are given twice."""
    first: dict[str, str] = {}
    for attribute in columns.answers:
        header = columns.header(attribute)
        if not header:
            continue
        other = first.setdefault(normalize_header(header), attribute)
        if other != attribute:
            cell, before = columns.cells[attribute, "header"], columns.cells[other, "header"]
            columns.problems.add(
                cell,
                f"the column {shown(header)} is also that of {_label(other)} in"
                f" {before.place}. A column can be only one field",
            )
    parts = [name for name in ("first_name", "last_name") if columns.header(name)]
    if columns.header("full_name") and parts:
        columns.problems.add(
            columns.cells["full_name", "header"],
            "give either the full name, or first name and last name. Clear the column of one of them",
        )


def check_identity(
    columns: Columns, identity: Literal["employee_id", "email"] | None, cell: Cell | None
) -> None:
    """The field that identifies people needs a column, unless no column is named at all yet."""
    if identity is None or cell is None or columns.header(identity):
        return
    is_denied = columns.header(identity) == ""
    if is_denied or any(columns.header(attribute) for attribute in columns.answers):
        columns.problems.add(
            cell,
            f"people are identified by {_label(identity)}, but no column is named for that field. Name it on"
            " the sheet about the fields, or choose the other identifier",
        )


def _label(attribute: str) -> str:
    text = EN.fields.get(attribute)
    return text.label if text else attribute
