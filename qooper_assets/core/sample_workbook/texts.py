"""The form of the texts of the sample workbook, equal in all languages, and the fixed places of its cells.

Belongs here: which texts there are, and the columns of each sheet. Does not: a text (`texts_en.py`,
`texts_de.py`), or what a word that somebody wrote means (`words.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, NamedTuple

from qooper_assets.core.tenant import mapping

Language = Literal["en", "de"]
SheetKey = Literal["fields", "connection", "example", "questions"]

VERSION = 1
FIELDS = tuple(name for name in mapping.Mapping.model_fields if name not in ("role", "custom"))
"""The attributes that a customer is asked for, in the order of the rows. A role is agreed on in words."""
OWN_FIELDS = 5
"""Rows for the customer's own profile fields, unless a proposal has more."""
HEADER_ROW = 3
"""Of every sheet, counted from 1; the title and the help are above it."""


class FieldColumn(IntEnum):
    """The columns of the sheet Fields, counted from 0."""

    LABEL = 0
    REQUIRED = 1
    MEANING = 2
    EXAMPLE = 3
    COLUMN = 4
    FORMAT = 5
    VALUES = 6
    NOTES = 7


OWN_NAME = FieldColumn.EXAMPLE
"""In the rows of own profile fields, the name of the field is here."""


class ConnectionColumn(IntEnum):
    LABEL = 0
    ANSWER = 1
    EXAMPLE = 2
    HELP = 3


class QuestionColumn(IntEnum):
    NUMBER = 0
    FIELD = 1
    QUESTION = 2
    CONCERNED = 3
    OPTIONS = 4
    ANSWER = 5
    CODE = 6
    """Hidden: the code of the question."""


class FieldText(NamedTuple):
    """The texts about one field of a profile."""

    label: str
    required: str
    meaning: str
    example: str


class ConnectionText(NamedTuple):
    """The texts about one question of the sheet Connection."""

    label: str
    example: str
    help: str


@dataclass(frozen=True)
class Texts:
    """All texts of the workbook in one language."""

    language: Language
    title: str
    """With `{version}`: the marker in the first cell, by which a workbook is recognized."""
    sheets: Mapping[SheetKey, str]
    """Titles of the sheets."""
    headings: Mapping[SheetKey, str]
    """The first row of the other sheets."""
    help: Mapping[SheetKey, str]
    """The second row of each sheet."""
    field_header: tuple[str, ...]
    own_header: tuple[str, ...]
    """The header above the customer's own profile fields, which have the same columns."""
    fields: Mapping[str, FieldText]
    """By attribute of the mapping."""
    own: FieldText
    """With `{number}` in its label."""
    connection_header: tuple[str, ...]
    connection: Mapping[str, ConnectionText]
    """In the order of the rows, by attribute of `Connection`."""
    secrets: tuple[str, ...]
    """How a secret is handed over, one row each."""
    question_header: tuple[str, ...]
    questions: Mapping[str, str]
    """By code of a question, with `{text}` (English), `{label}`."""
    no_questions: str
    choices: Mapping[str, Mapping[str, str]]
    """The answers of each list, by their value in the tenant file."""
    day_formats: tuple[str, ...]
    """Offered for columns of dates; any other format may be written."""
    example: tuple[tuple[str, ...], ...]
    """A header, and people who do not exist."""
    not_asked: str = "–"
    """In a cell that has no answer."""
