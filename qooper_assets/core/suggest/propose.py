"""Decides which column holds which attribute: what is certain is proposed, anything else is asked.

    headers ─ meanings ┐
                       ├ one chooser per attribute ─ chosen, or a question
    cells  ─ profiles  ┘

A column is chosen if its header means the attribute, its cells don't deny it, and no other column could be
meant as well. Otherwise somebody is asked; a wrong mapping harms people, a question costs a minute.

Belongs here: the order of the choosers, and the identifier. Does not: a chooser (`choose_*.py`).
"""

from collections.abc import Callable, Iterator

import polars as pl

from qooper_assets.core.suggest import (
    answered,
    choose_dates,
    choose_manager,
    choose_people,
    choose_text,
    lasting,
)
from qooper_assets.core.suggest.answers import NO_ANSWERS, Answers
from qooper_assets.core.suggest.choosing import LABELS, SENSITIVE_SHARE, Choosing
from qooper_assets.core.suggest.headers import OTHER, SENSITIVE, UNKNOWN, HeaderMeaning, header_meaning
from qooper_assets.core.suggest.prefixes import header_meanings
from qooper_assets.core.suggest.profile import clean, measure, with_earlier
from qooper_assets.core.suggest.proposal import Proposal, Sample, SampleColumn, identity_of, in_order, listed
from qooper_assets.core.suggest.systems import System, key, recognize

CHOOSERS: tuple[Callable[[Choosing], None], ...] = (
    choose_people.choose_email,
    choose_people.choose_employee_id,
    choose_people.choose_names,
    choose_text.choose_title,
    choose_text.choose_department,
    choose_text.choose_location,
    choose_text.choose_phone,
    choose_dates.choose_hire_date,
    choose_dates.choose_termination_date,
    choose_text.choose_status,
    choose_manager.choose_manager,
    choose_text.choose_skills,
)


def propose(sample: Sample, answers: Answers = NO_ANSWERS) -> Proposal:
    """Propose the mapping of a sample. What the customer has answered is taken as it is.

    The headers of the answers must be in the sample (`answered.missing_headers`).
    """
    system = recognize(sample.frame.columns)
    meanings = header_meanings(sample.frame.columns)
    columns = [_column(sample, header, meanings[header], system) for header in sample.frame.columns]
    choosing = Choosing(sample, answered.with_meanings(columns, answers))
    for choose in CHOOSERS:
        choose(choosing)
    _ask_about_repeated(choosing)
    lasting.check(choosing)
    answered.apply(choosing, answers)
    chosen = in_order(choosing.chosen)
    taken = {one.header for one in chosen.values()}
    rest = [column for column in columns if column.header not in taken]
    return Proposal(
        identity=identity_of(chosen, answers.connection.identity),
        chosen=chosen,
        questions=tuple(choosing.questions),
        sensitive=tuple(column.header for column in rest if _is_sensitive(column)),
        unmapped={column.header: _describe(column) for column in rest if not _is_sensitive(column)},
        system=system.name if system else None,
        notes=(*sample.notes, *_notes(sample, system), *choosing.notes),
    )


def _column(sample: Sample, header: str, meaning: HeaderMeaning, system: System | None) -> SampleColumn:
    cells = clean(sample.frame.get_column(header))
    if system and key(header) in system.meanings:
        meaning = HeaderMeaning(system.meanings[key(header)], True, meaning.concepts)
    profile = measure(cells)
    past = [frame.get_column(header) for frame in sample.past if header in frame.columns]
    if past:
        profile = with_earlier(profile, pl.concat([cells, *map(clean, past)]))
    return SampleColumn(header, meaning, profile, cells)


def _ask_about_repeated(choosing: Choosing) -> None:
    """Ask for a column that can't be mapped, because another one has the same header."""
    for header in choosing.sample.repeated:
        attribute = header_meaning(header).name
        if attribute in LABELS and attribute not in choosing.chosen:
            choosing.ask(
                "which_column",
                attribute,
                f"Several columns are named {header!r}. Can the {LABELS[attribute]} get a header of its own?",
                meanwhile=f"No {LABELS[attribute]} is read.",
            )


def _is_sensitive(column: SampleColumn) -> bool:
    return column.meaning.name == SENSITIVE or column.profile.sensitive_share >= SENSITIVE_SHARE


def _describe(column: SampleColumn) -> str:
    """What a column that is not proposed seems to be."""
    if not column.profile.filled:
        return "empty"
    if column.meaning.name in (OTHER, UNKNOWN):
        return ""
    return column.meaning.name.replace("_", " ")


def _notes(sample: Sample, system: System | None) -> Iterator[str]:
    if system:
        yield f"The headers are those of {system.name}."
        for trap in system.traps:
            yield f"{system.name}: {trap}."
    if sample.repeated:
        yield f"Several columns are named {listed(sample.repeated)}, so none of them can be mapped."
