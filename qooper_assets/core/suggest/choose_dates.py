"""Chooses the columns of the first and of the last day, and their formats.

Belongs here: the evidence for both. Does not: reading dates (`dates.py`).
"""

from collections.abc import Sequence

from qooper_assets.core.day_formats import in_letters
from qooper_assets.core.suggest.choosing import (
    LABELS,
    Choosing,
    has,
    is_certain,
    lacks,
    narrow,
    others_in_doubt,
)
from qooper_assets.core.suggest.dates import ISO, DateEvidence, hinted, settle
from qooper_assets.core.suggest.proposal import SampleColumn

EMPLOYMENT = frozenset({"START", "END", "EMPLOYMENT", "EFFECTIVE", "CONTRACT"})
"""Concepts of a date that may be one of the employment, and not of the person or the file."""
PARTS = ("%d/%m/%Y", "%m/%d/%Y")


def choose_hire_date(choosing: Choosing) -> None:
    """The first day of the present employment: the latest hire, where there are several."""
    named = [c for c in choosing.meaning("hire_date") if c.profile.dates]
    left = narrow(
        named,
        lacks("RECORD", "EFFECTIVE"),
        has("RECENT"),
        lacks("JOB", "CONTRACT", "OF_CONTRACT"),
        lacks("REHIRE"),
        has("PERSON", "EMPLOYMENT"),
        lacks("BEGIN"),
        is_certain,
    )
    left += others_in_doubt(left, choosing.meaning("other", "unknown", "date"), _may_be_of_employment)
    if not named and (
        vague := [c for c in choosing.meaning("original_hire_date", "contract_start") if c.profile.dates]
    ):
        choosing.ask_which("hire_date", vague, "No account is created before it.")
    elif len(left) > 1:
        choosing.ask_which("hire_date", left, "No account is created before it.")
    elif left:
        _choose(choosing, "hire_date", left[0])


def choose_termination_date(choosing: Choosing) -> None:
    """The last day. Its column is often empty in a sample, and its format is then that of the other dates."""
    ends = choosing.meaning("termination_date")
    named = [c for c in ends if lacks("NOTICE")(c)] or choosing.meaning("last_day") or ends
    if not named and (vague := [c for c in choosing.meaning("contract_end") if c.profile.dates]):
        choosing.ask_which("termination_date", vague, "After it, the account is deactivated.")
        return
    named = [c for c in named if c.profile.dates or not c.profile.filled]
    left = narrow(named, lambda c: c.profile.filled > 0, lacks("CONTRACT", "LEAVE"), is_certain)
    left += others_in_doubt(left, choosing.meaning("other", "unknown", "date"), _may_be_of_employment)
    is_doubtful = any(c.profile.filled and (not is_certain(c) or lacks("END", "LAST_DAY")(c)) for c in left)
    if len(left) > 1 or is_doubtful:
        choosing.ask_which("termination_date", left, "After it, the account is deactivated.")
    elif left:
        _choose(choosing, "termination_date", left[0])


def _may_be_of_employment(column: SampleColumn) -> bool:
    return column.profile.dates is not None and bool(column.meaning.concepts & EMPLOYMENT)


def _choose(choosing: Choosing, attribute: str, column: SampleColumn) -> None:
    written, why = _format(choosing, column)
    if written:
        choosing.choose(attribute, column, why, format=written)
        return
    evidence = column.profile.dates
    formats = [in_letters(each) for each in (evidence.formats if evidence else PARTS)]
    choosing.ask(
        "date_format",
        attribute,
        f"How are the dates in the column {column.header!r} written: {' or '.join(formats)}?"
        f" The sample has no date that only one of them can be.",
        formats,
        f"No {LABELS[attribute]} is read.",
        column.header,
    )


def _format(choosing: Choosing, column: SampleColumn) -> tuple[str | None, str]:
    """The format of a column, and why; None if it can't be determined."""
    declared = choosing.sample.date_formats.get(column.header)
    if declared:
        return declared, f"real dates, shown as {in_letters(declared)}"
    evidence = column.profile.dates
    others = [c.profile.dates for c in choosing.columns if c.profile.dates and c.header != column.header]
    if evidence is None:
        return _format_of_others(choosing, column, others)
    formats = hinted(column.header, evidence.formats)
    if len(formats) == 1:
        why = (
            "named in the header"
            if evidence.is_ambiguous
            else f"the only format that reads {evidence.share:.0%}"
        )
        return formats[0], f"dates as {in_letters(formats[0])}, {why}"
    alike = [other for other in others if set(other.formats) & set(formats)]
    written = settle([evidence, *alike])
    return written, f"dates as {in_letters(written)}, as in other columns of the file" if written else ""


def _format_of_others(
    choosing: Choosing, column: SampleColumn, others: Sequence[DateEvidence]
) -> tuple[str | None, str]:
    """The format of an empty column: that which all dates of the file have in common."""
    real = set(choosing.sample.date_formats.values())
    if len(real) == 1:
        written = real.pop()
    else:
        plain = [other for other in others if "%H" not in other.formats[0]] or list(others)
        agreed = set(plain[0].formats).intersection(*(set(one.formats) for one in plain)) if plain else set()
        certain = {one.formats[0] for one in plain if not one.is_ambiguous}
        found = agreed if len(agreed) == 1 else certain if len(certain) == 1 else set[str]()
        if not found and choosing.sample.feed.get("format") == "json":
            found = {ISO}
        if not found:
            return None, ""
        written = found.pop()
    return written, f"other dates of the file are written {in_letters(written)}"
