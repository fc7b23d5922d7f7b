"""What a sample suggests: the proposal, its reasons, and the questions that are left.

Belongs here: values. Does not: how they come about (`propose.py`), or the tenant file (`tenant_text.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

import polars as pl

from qooper_assets.core.suggest.headers import HeaderMeaning
from qooper_assets.core.suggest.profile import Profile
from qooper_assets.core.tenant.mapping import Mapping as MappingModel

QuestionCode = Literal[
    "which_column", "date_format", "status_words", "name_order", "manager", "identifier", "is_it"
]


class SampleColumn(NamedTuple):
    """One column of a sample, with what its header and its cells say."""

    header: str
    meaning: HeaderMeaning
    profile: Profile
    cells: pl.Series
    """Cleaned: blanks and placeholders are null."""


class Sample(NamedTuple):
    """A sample file as a table, and how it has to be read."""

    feed: Mapping[str, object]
    """Keys of `feed` other than the defaults: format, csv, excel, records."""
    frame: pl.DataFrame
    """All columns as text, named after their headers."""
    lines: int
    """Records of the file."""
    notes: tuple[str, ...] = ()
    """How the file is read, and why."""
    repeated: tuple[str, ...] = ()
    """Headers that several columns have, so that none of them can be mapped."""
    date_formats: Mapping[str, str] = {}
    """For a column of real dates of a workbook: the format in which they are shown."""
    past: tuple[pl.DataFrame, ...] = ()
    """Earlier files of the same columns, oldest first: more status words and dates, and whether ids last."""
    labels: Mapping[str, str] = {}
    """For a file with two header rows: the names of the second row, which are mapped, by those of the first,
    which say what they mean."""


@dataclass(frozen=True)
class Chosen:
    """The column of an attribute."""

    attribute: str
    header: str
    reasons: tuple[str, ...] = ()
    """The evidence, as sentences without any cell."""
    details: Mapping[str, object] = field(default_factory=dict)
    """Further keys of the column in the tenant file: format, values, refers_to, order, split."""


@dataclass(frozen=True)
class Question:
    """What somebody at the customer has to say, because the sample does not."""

    code: QuestionCode
    attribute: str
    text: str
    """The question, in words that somebody in HR understands, without any cell but a status word."""
    options: tuple[str, ...] = ()
    """The possible answers, if they can be listed."""
    meanwhile: str = ""
    """What the tenant file does until it is answered."""
    header: str | None = None
    """The column that it is about, if it is certain which one."""

    def about(self, options: tuple[str, ...]) -> "Question":
        """The question about some of its options only."""
        return replace(self, options=options)


@dataclass(frozen=True)
class Proposal:
    """What a sample suggests for the tenant file."""

    identity: str
    chosen: Mapping[str, Chosen]
    """By attribute, in the order of the mapping; custom ones are last."""
    questions: tuple[Question, ...] = ()
    sensitive: tuple[str, ...] = ()
    """Headers of pay, bank, health, national id, birth date, home address and the like: never proposed."""
    unmapped: Mapping[str, str] = field(default_factory=dict)
    """Other headers, and what each seems to be."""
    system: str | None = None
    """The HR system that wrote the file, if its headers give it away."""
    notes: tuple[str, ...] = ()
    """What else has to be known about the file."""

    def asked(self) -> set[str]:
        return {question.attribute for question in self.questions}


def in_order(chosen: Mapping[str, Chosen]) -> dict[str, Chosen]:
    """The chosen columns in the order of the mapping; custom ones are last."""
    order = list(MappingModel.model_fields)
    return dict(
        sorted(chosen.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))
    )


def identity_of(chosen: Mapping[str, Chosen], answered: str | None) -> str:
    """What identifies people: as answered; otherwise the employee ID, or the e-mail if there is none."""
    return answered or ("employee_id" if "employee_id" in chosen else "email")


def listed(headers: Sequence[str]) -> str:
    """Headers in a sentence."""
    return ", ".join(repr(header) for header in headers)
