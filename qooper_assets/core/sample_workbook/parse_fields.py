"""Reads the sheet Fields: which column is which field, and how its cells are written.

Belongs here: the rows of this sheet. Does not: the rules between fields (`columns.py`), or a word of a list
(`words.py`).
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from qooper_assets.core.sample_workbook import day_letters
from qooper_assets.core.sample_workbook.columns import Columns
from qooper_assets.core.sample_workbook.grid import Cell, Grid, Problems, shown
from qooper_assets.core.sample_workbook.texts import HEADER_ROW, OWN_NAME, FieldColumn, Texts
from qooper_assets.core.sample_workbook.validity import check_header, not_listed, problem_of
from qooper_assets.core.sample_workbook.words import TEXTS, parse_meanings, value_of
from qooper_assets.core.tenant.mapping import Column, CustomColumn, DateColumn, StatusColumn
from qooper_assets.core.tenant.mapping import Mapping as Model
from qooper_assets.core.words import word_key

LABELS = {word_key(text.label): name for texts in TEXTS.values() for name, text in texts.fields.items()}
OWN_LABELS = re.compile(
    "|".join(word_key(texts.own.label).replace("{number}", "[0-9]{1,3}") for texts in TEXTS.values())
)
HEADER_PROBLEM = "this is not the header of a column, which has at most 500 characters"
DAY_FORMAT_PROBLEM = (
    "{shown} is not a format of dates. Write it in letters, such as DD.MM.YYYY, MM/DD/YYYY or YYYY-MM-DD"
)
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "o", "ł": "l"})
ANSWERS = (FieldColumn.COLUMN, FieldColumn.FORMAT, FieldColumn.VALUES)
RESERVED = {*Model.model_fields, "external_id", "is_active"}
"""Names that a profile field of the customer's own can't have."""


def parse_fields(grid: Grid, texts: Texts, columns: Columns) -> None:
    """Parse every row of the sheet into `columns`."""
    problems = columns.problems
    seen: dict[str, Cell] = {}
    for row in range(HEADER_ROW + 1, len(grid) + 1):
        label = grid.cell(row, FieldColumn.LABEL)
        key = word_key(label.text)
        if key in (word_key(each.own_header[0]) for each in TEXTS.values()):
            check_header(grid, row, texts.own_header, problems)
        elif OWN_LABELS.fullmatch(key):
            _parse_own_field(grid, row, columns)
        elif key not in LABELS:
            if any(_answer(grid, row, column).text for column in ANSWERS):
                problems.add(
                    label, f"{label.shown} is no field of the template. Restore the label of this row"
                )
        elif key in seen:
            problems.add(label, f"this field has a row already, {seen[key].place}. Keep one of them")
        else:
            seen[key] = label
            _parse_field(grid, row, LABELS[key], columns)


def _answer(grid: Grid, row: int, column: int) -> Cell:
    """A cell of an answer; the dash of a cell in which none belongs is blank."""
    cell = grid.cell(row, column)
    is_dash = cell.text in {texts.not_asked for texts in TEXTS.values()} and column != FieldColumn.COLUMN
    return cell._replace(text="") if is_dash else cell


# The fields of a profile


def _parse_field(grid: Grid, row: int, attribute: str, columns: Columns) -> None:
    put_header(_answer(grid, row, FieldColumn.COLUMN), attribute, columns)
    written = _answer(grid, row, FieldColumn.FORMAT)
    if written.text:
        match attribute:
            case "hire_date" | "termination_date":
                put_day_format(written, attribute, columns)
            case "full_name":
                put_choice(written, attribute, "order", columns)
            case "manager":
                put_choice(written, attribute, "refers_to", columns)
            case _:
                _refuse(written, columns.problems)
    values = _answer(grid, row, FieldColumn.VALUES)
    if values.text and attribute == "status":
        _put_words(values, columns)
    elif values.text:
        _refuse(values, columns.problems)


def _refuse(cell: Cell, problems: Problems) -> None:
    problems.add(cell, f"nothing is asked for here. Move {cell.shown} to the notes of this row")


def put_header(cell: Cell, attribute: str, columns: Columns) -> None:
    """Record the column of an attribute, or that there is none."""
    if not cell.text:
        return
    if value_of("column", cell.text) == "":
        columns.put(attribute, "header", "", cell)
    elif problem := problem_of(Column, {"column": cell.text}, HEADER_PROBLEM):
        columns.problems.add(cell, problem)
    else:
        columns.put(attribute, "header", cell.text, cell)


def put_day_format(cell: Cell, attribute: str, columns: Columns) -> None:
    written = day_letters.parse(cell.text)
    otherwise = DAY_FORMAT_PROBLEM.format(shown=cell.shown)
    put_valid(cell, attribute, "format", written, DateColumn, columns, otherwise)


def put_choice(cell: Cell, attribute: str, kind: str, columns: Columns) -> None:
    value = value_of(kind, cell.text)
    if value is None:
        columns.problems.add(cell, not_listed(cell, kind))
    else:
        columns.put(attribute, kind, value, cell)


def put_valid(
    cell: Cell,
    attribute: str,
    key: str,
    value: str | None,
    model: type[BaseModel],
    columns: Columns,
    otherwise: str,
) -> None:
    """Record an answer if the model of the column accepts it."""
    document: Mapping[str, Any] = {"column": "example", key: value}
    problem = otherwise if value is None else problem_of(model, document, otherwise)
    if problem:
        columns.problems.add(cell, problem)
    else:
        assert value is not None
        columns.put(attribute, key, value, cell)


def _put_words(cell: Cell, columns: Columns) -> None:
    found = parse_meanings(cell.text)
    if not found:
        columns.problems.add(
            cell, "write one line for each word: word = keeps the account, or word = is deactivated"
        )
        return
    for word, meaning in found:
        put_word(cell, word, meaning, columns)
    values = columns.answers.get("status", {}).get("values")
    otherwise = "a status word can't be blank"
    if values and (problem := problem_of(StatusColumn, {"column": "example", "values": values}, otherwise)):
        columns.problems.add(cell, problem)


def put_word(cell: Cell, word: str, meaning: str, columns: Columns) -> None:
    """Record what a status word means."""
    value = value_of("meaning", meaning)
    if value is None:
        choices = not_listed(cell._replace(text=meaning), "meaning")
        columns.problems.add(cell, f"of the word {shown(word)}: {choices}")
    else:
        columns.put_word(word, value, cell)


# The customer's own fields


def _parse_own_field(grid: Grid, row: int, columns: Columns) -> None:
    name, header = grid.cell(row, OWN_NAME), _answer(grid, row, FieldColumn.COLUMN)
    separator, values = _answer(grid, row, FieldColumn.FORMAT), _answer(grid, row, FieldColumn.VALUES)
    problems = columns.problems
    if values.text:
        _refuse(values, problems)
    if not name.text:
        for cell in (header, separator):
            if cell.text:
                problems.add(name, f"the field of {cell.shown} in {cell.place} needs a name. Write it here")
                break
        return
    attribute = slug(name.text)
    if problem := _name_problem(attribute, columns):
        problems.add(name, f"{name.shown} {problem}")
        return
    columns.custom.append(attribute)
    columns.answers.setdefault(attribute, {})
    put_header(header, attribute, columns)
    if separator.text:
        value = value_of("separator", separator.text) or separator.text
        otherwise = f"{separator.shown} is not a separator, which has at most 3 characters"
        put_valid(separator, attribute, "split", value, CustomColumn, columns, otherwise)


def _name_problem(attribute: str, columns: Columns) -> str | None:
    if not re.fullmatch("[a-z][a-z0-9_]{0,62}", attribute):
        return (
            "is no name of a field. Begin with a letter of the Latin alphabet, and use at most 63 characters"
        )
    if attribute in RESERVED:
        return "is the name of a standard field. Choose another one, or use the row of that field"
    if attribute in columns.custom:
        return "is the name of another field already. Choose another one"
    return None


def slug(name: str) -> str:
    """The name of a field as the tenant file writes it: `Fähigkeiten` → `faehigkeiten`."""
    spelled = unicodedata.normalize("NFC", name).casefold().translate(SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "_", plain).strip("_")
