"""Pages to read in a browser: self-contained HTML, without scripts and without anything loaded from outside.

Belongs here: rendering a template of `qooper_assets/templates/`. Does not: any sentence of a page
(`core/rehearsal/texts.py`). Jinja2 escapes every value.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.judging import Label
from qooper_assets.core.rehearsal.result import Rehearsal, RehearsedDay
from qooper_assets.core.simulation import Outcome

BAR_MIN = 0.04
"""The height of the smallest bar of a day with changes, so that it can be seen."""


def render_rehearsal(rehearsal: Rehearsal) -> str:
    """Render the page of a rehearsal."""
    days = rehearsal.days
    special = [day for day in days if day.label is not Label.ORDINARY or day.held_by_proposed]
    return (
        _environment()
        .get_template("rehearsal.html")
        .render(
            rehearsal=rehearsal,
            summary=list(texts.summarize(rehearsal)),
            special=[(day, list(texts.explain(day))) for day in special if day.label is not Label.FIRST_LOAD],
            bars=_bars(days),
            columns=[texts.describe_columns(change) for change in rehearsal.columns],
            words=[texts.describe_words(words) for words in rehearsal.words],
            questions=list(texts.ask(rehearsal)),
            limits=[(limit, texts.describe_largest(limit)) for limit in rehearsal.limits],
            DATES_SHOWN=texts.DATES_SHOWN,
            snippet=texts.write_limits(rehearsal),
            labels=[label for label in Label if any(day.label is label for day in days)],
        )
    )


def _bars(days: tuple[RehearsedDay, ...]) -> list[tuple[RehearsedDay, int, float]]:
    """Each day with its planned changes, and the height of its bar: the root of their share of the most."""
    counts = [sum(day.day.counts.values()) for day in days]
    later = [count for count, day in zip(counts, days, strict=True) if day.label is not Label.FIRST_LOAD]
    most = max(later, default=0) or max(counts) or 1
    return [
        (day, count, 1.0 if day.day.outcome is Outcome.BLOCKED else _height(count, most))
        for day, count in zip(days, counts, strict=True)
    ]


def _height(count: int, most: int) -> float:
    return max(BAR_MIN, min(1.0, (count / most) ** 0.5)) if count else 0.0


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("qooper_assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
