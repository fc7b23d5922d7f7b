"""Lays what a customer has answered over what a sample suggests.

Belongs here: an answer decides, and evidence against it is noted. Does not: what the sample says by itself
(`propose.py`), or reading the answers (`core/sample_workbook/`).
"""

from collections.abc import Sequence

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.suggest.answers import Answers, ColumnAnswer
from qooper_assets.core.suggest.choosing import LABELS, Choosing
from qooper_assets.core.suggest.dates import FORMATS, reads
from qooper_assets.core.suggest.headers import OTHER, HeaderMeaning
from qooper_assets.core.suggest.profile import refers_to
from qooper_assets.core.suggest.proposal import Chosen, Question, Sample, SampleColumn
from qooper_assets.core.words import word_key

READS_MIN = 0.97
AS_ANSWERED = "as answered by the customer"


def missing_headers(sample: Sample, answers: Answers) -> dict[str, str]:
    """The answered headers that the sample does not have, by attribute."""
    known = {normalize_header(name) for name in (*sample.frame.columns, *sample.labels.values())}
    return {
        attribute: answer.header
        for attribute, answer in answers.columns.items()
        if answer.header and normalize_header(answer.header) not in known
    }


def with_meanings(columns: Sequence[SampleColumn], answers: Answers) -> list[SampleColumn]:
    """The columns, each answered one with the meaning of its attribute, and no other one with it."""
    by_header = {
        normalize_header(answer.header): name for name, answer in answers.columns.items() if answer.header
    }
    answered = {name for name, answer in answers.columns.items() if answer.header is not None}
    found = []
    for column in columns:
        attribute = by_header.get(normalize_header(column.header))
        meaning = column.meaning
        if attribute:
            meaning = HeaderMeaning(attribute if attribute in LABELS else OTHER, True, meaning.concepts)
        elif meaning.name in answered or (meaning.name.startswith("manager") and "manager" in answered):
            meaning = HeaderMeaning(OTHER, True, meaning.concepts)
        found.append(column._replace(meaning=meaning))
    return found


def apply(choosing: Choosing, answers: Answers) -> None:
    """Choose the answered columns that the sample alone did not, and settle what was asked."""
    for attribute, answer in answers.columns.items():
        if answer.header == "":
            choosing.chosen.pop(attribute, None)
            _settle(choosing, attribute)
        elif answer.header:
            _choose(choosing, attribute, answer)
        elif attribute in choosing.chosen or _is_asked(choosing, attribute):
            _add_details(choosing, attribute, answer)


def _choose(choosing: Choosing, attribute: str, answer: ColumnAnswer) -> None:
    column = next(
        c for c in choosing.columns if normalize_header(c.header) == normalize_header(answer.header or "")
    )
    if attribute not in choosing.chosen:
        details: dict[str, object] = {"split": answer.split} if answer.split else {}
        choosing.chosen[attribute] = Chosen(attribute, column.header, (AS_ANSWERED,), details)
        _settle(choosing, attribute, "which_column", "is_it", "manager")
    _add_details(choosing, attribute, answer)
    chosen = choosing.chosen[attribute]
    if attribute == "manager" and "refers_to" not in chosen.details:
        emails = choosing.column("email")
        is_email = emails is not None and refers_to(column.cells, emails.cells) > 0.5
        _update(choosing, attribute, refers_to="email" if is_email else "employee_id")
    # Without its format or order, a column can't be read yet.
    if _is_asked(choosing, attribute, "date_format", "name_order"):
        del choosing.chosen[attribute]


def _add_details(choosing: Choosing, attribute: str, answer: ColumnAnswer) -> None:
    """Take over the format, the words, the order and the reference of an answer."""
    question = next(
        (q for q in choosing.questions if q.attribute == attribute and q.code != "status_words"), None
    )
    if attribute not in choosing.chosen:
        header = _asked_header(choosing, question)
        if header is None or not (answer.format or answer.order):
            return
        choosing.chosen[attribute] = Chosen(attribute, header, (AS_ANSWERED,))
    if answer.format:
        _update(choosing, attribute, format=answer.format)
        _settle(choosing, attribute, "date_format")
        _note_unread(choosing, attribute, answer.format)
    if answer.order:
        _update(choosing, attribute, order=answer.order)
        _settle(choosing, attribute, "name_order")
    if answer.refers_to:
        _update(choosing, attribute, refers_to=answer.refers_to)
    if answer.values:
        _add_words(choosing, answer)


def _asked_header(choosing: Choosing, question: Question | None) -> str | None:
    """The header of the column whose format or order was asked for."""
    if question is None or question.code not in ("date_format", "name_order"):
        return None
    return question.header


def _add_words(choosing: Choosing, answer: ColumnAnswer) -> None:
    """Status words: an answered one decides; those that are left are asked for again."""
    chosen = choosing.chosen["status"]
    suggested = chosen.details.get("values")
    values: dict[str, str] = dict(suggested) if isinstance(suggested, dict) else {}
    keys = {word_key(word): word for word in values}
    for word, meaning in answer.values.items():
        values[keys.get(word_key(word), word)] = meaning
    _update(choosing, "status", values=values)
    known = {word_key(word) for word in values}
    questions = [q for q in choosing.questions if q.code == "status_words"]
    _settle(choosing, "status", "status_words")
    for question in questions:
        left = tuple(word for word in question.options if word_key(word) not in known)
        if left:
            choosing.questions.append(question.about(left))


def _note_unread(choosing: Choosing, attribute: str, written: str) -> None:
    column = choosing.column(attribute)
    is_real_date = column is not None and column.header in choosing.sample.date_formats
    if column is None or is_real_date or written not in FORMATS:
        return
    share = reads(column.cells, written)
    if share < READS_MIN:
        choosing.notes.append(
            f"The answered format of {column.header!r} reads {share:.0%} of its cells; is it the right one?"
        )


def _update(choosing: Choosing, attribute: str, **details: object) -> None:
    chosen = choosing.chosen[attribute]
    reasons = chosen.reasons if AS_ANSWERED in chosen.reasons else (AS_ANSWERED, *chosen.reasons)
    choosing.chosen[attribute] = Chosen(attribute, chosen.header, reasons, {**chosen.details, **details})


def _is_asked(choosing: Choosing, attribute: str, *codes: str) -> bool:
    return any(q.attribute == attribute and (not codes or q.code in codes) for q in choosing.questions)


def _settle(choosing: Choosing, attribute: str, *codes: str) -> None:
    """Remove the questions about an attribute, all or those of some kinds."""
    choosing.questions[:] = [
        q for q in choosing.questions if q.attribute != attribute or (codes and q.code not in codes)
    ]
