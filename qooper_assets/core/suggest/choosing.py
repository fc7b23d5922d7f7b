"""What the choosers of attributes share: candidates, choosing one, and asking.

Belongs here: how a choice or a question is recorded. Does not: which column is a candidate (`choose_*.py`).
"""

from collections.abc import Callable, Iterable, Sequence

from qooper_assets.core.suggest.proposal import (
    Chosen,
    Question,
    QuestionCode,
    Sample,
    SampleColumn,
    listed,
)

EMAILS_MIN = 0.9
"""The least share of e-mail addresses in a column of them."""
REFERS_MIN = 0.7
"""The least share of managers that are in the file; a sample may be a part of the company."""
SENSITIVE_SHARE = 0.5
"""From this share of cells on that are written like a national or a bank number, a column is sensitive."""
LABELS = {
    "email": "e-mail at work",
    "employee_id": "employee ID",
    "first_name": "first name",
    "last_name": "last name",
    "full_name": "full name",
    "title": "job title",
    "department": "department",
    "location": "place of work",
    "phone": "phone number at work",
    "hire_date": "first day",
    "termination_date": "last day",
    "status": "status (employed or not)",
    "manager": "manager",
}
"""Attributes, in words that HR uses."""


class Choosing:
    """The state of a proposal while one attribute after the other is chosen."""

    def __init__(self, sample: Sample, columns: Sequence[SampleColumn]) -> None:
        self.sample = sample
        self.columns = columns
        self.chosen: dict[str, Chosen] = {}
        self.questions: list[Question] = []
        self.notes: list[str] = []

    def meaning(self, *names: str) -> list[SampleColumn]:
        """The columns with one of these meanings that are not chosen yet, in the order of the file."""
        taken = {one.header for one in self.chosen.values()}
        return [c for c in self.columns if c.meaning.name in names and c.header not in taken]

    def column(self, attribute: str) -> SampleColumn | None:
        """The column that was chosen for an attribute."""
        found = self.chosen.get(attribute)
        return next((c for c in self.columns if found and c.header == found.header), None)

    def choose(self, attribute: str, column: SampleColumn, *reasons: str, **details: object) -> None:
        why = (*reasons, _filled(column))
        self.chosen[attribute] = Chosen(attribute, column.header, why, details)

    def ask(
        self,
        code: QuestionCode,
        attribute: str,
        text: str,
        options: Sequence[str] = (),
        meanwhile: str = "",
        header: str | None = None,
    ) -> None:
        self.questions.append(Question(code, attribute, text, tuple(options), meanwhile, header))

    def ask_which(self, attribute: str, candidates: Sequence[SampleColumn], why: str = "") -> None:
        """Ask which column is an attribute; with one candidate, whether it is."""
        label = LABELS[attribute]
        headers = [column.header for column in candidates]
        meanwhile = f"No {label} is read."
        if not candidates:
            text = f"Which column holds the {label}? None of the sample seems to."
            self.ask("which_column", attribute, f"{text} {why}".strip(), (), meanwhile)
        elif len(candidates) == 1:
            text = f"Does the column {headers[0]!r} hold the {label}?"
            self.ask("is_it", attribute, f"{text} {why}".strip(), (*headers, "none"), meanwhile)
        else:
            text = f"Which of the columns {listed(headers)} is the {label}?"
            self.ask("which_column", attribute, f"{text} {why}".strip(), (*headers, "none"), meanwhile)


def narrow(
    candidates: Sequence[SampleColumn], *preferences: Callable[[SampleColumn], bool]
) -> list[SampleColumn]:
    """Apply preferences in order while more than one candidate is left; one that nobody meets is skipped."""
    left = list(candidates)
    for prefers in preferences:
        if len(left) > 1:
            left = [column for column in left if prefers(column)] or left
    return same_cells(left)


def same_cells(candidates: Iterable[SampleColumn]) -> list[SampleColumn]:
    """Only the first of several columns with equal cells: it does not matter which is taken."""
    left: list[SampleColumn] = []
    for column in candidates:
        if not any(column.cells.equals(other.cells, null_equal=True) for other in left):
            left.append(column)
    return left


def others_in_doubt(
    chosen: Sequence[SampleColumn], others: Iterable[SampleColumn], may_be: Callable[[SampleColumn], bool]
) -> list[SampleColumn]:
    """Other columns that may be meant, if neither their headers nor that of the chosen one is understood."""
    if len(chosen) != 1 or is_certain(chosen[0]):
        return []
    return [column for column in others if not is_certain(column) and may_be(column)]


def has(*concepts: str) -> Callable[[SampleColumn], bool]:
    """Prefer headers with one of these concepts."""
    return lambda column: bool(column.meaning.concepts & set(concepts))


def lacks(*concepts: str) -> Callable[[SampleColumn], bool]:
    return lambda column: not column.meaning.concepts & set(concepts)


def is_certain(column: SampleColumn) -> bool:
    return column.meaning.is_certain


def is_filled(column: SampleColumn) -> bool:
    return column.profile.filled > 0


def _filled(column: SampleColumn) -> str:
    profile = column.profile
    if not profile.filled:
        return "empty in the sample"
    if profile.filled == profile.rows:
        return f"all {profile.rows:,} cells are filled"
    return f"{profile.filled:,} of {profile.rows:,} cells are filled"
