"""A rehearsal in words: sentences, questions to the customer, and the lines for the tenant file.

Belongs here: what terminal and page have in common. Does not: tables and colors (`cli/rehearse.py`), or the
page (`edges/pages.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qooper_assets.core.changes import ACTION_WORDS
from qooper_assets.core.mapping import SCOPE
from qooper_assets.core.rehearsal.contents import ColumnChange, NewWords
from qooper_assets.core.rehearsal.judging import HARMLESS, Label
from qooper_assets.core.rehearsal.limits import DAYS_MIN, ProposedLimit
from qooper_assets.core.rehearsal.result import Rehearsal, RehearsedDay
from qooper_assets.core.simulation import Outcome

DATES_SHOWN = 6


def summarize(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield what the whole rehearsal comes to, one sentence each."""
    days, present, proposed = rehearsal.days, rehearsal.present, rehearsal.proposed
    first, last = days[0].day.effective_on, days[-1].day.effective_on
    period = f"{first} to {last}" if len(days) > 1 else f"{first}"
    yield f"{_count(len(days), 'file')}, {period}, ordered by {rehearsal.ordered_by}."
    if present.incidents:
        yield (
            f"{_count(len(present.incidents), 'incident')}: the present limits stop {len(present.stopped)},"
            f" the proposed ones {len(proposed.stopped)}."
        )
    if present.harmless:
        yield (
            f"{_count(present.harmless, 'harmless day')}: the present limits hold {len(present.false_holds)},"
            f" the proposed ones {len(proposed.false_holds)}."
        )
    if totals := rehearsal.totals():
        changes = ", ".join(f"{count:,} {ACTION_WORDS[action]}" for action, count in totals.items())
        yield f"All harmless days together: {changes}."
    if missed := proposed.missed:
        most = max((_changes(day) for day in rehearsal.labeled(Label.ORDINARY)), default=0)
        of_missed = [day for day in rehearsal.days if day.day.effective_on in missed]
        changes = ", ".join(f"{_changes(day):,}" for day in of_missed[:DATES_SHOWN])
        yield (
            f"No limit stops {show_dates(missed)}: they change {changes} accounts, an ordinary day up to"
            f" {most:,}. Values that are rejected or left out do no harm."
        )


def _changes(day: RehearsedDay) -> int:
    return sum(day.day.counts.values())


def show_dates(dates: Sequence[date]) -> str:
    shown = ", ".join(map(str, dates[:DATES_SHOWN]))
    return shown + (f" and {len(dates) - DATES_SHOWN:,} more" if len(dates) > DATES_SHOWN else "")


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def explain(day: RehearsedDay) -> Iterator[str]:
    """Yield what made a day special, one line each; nothing for an ordinary one."""
    simulated = day.day
    if simulated.outcome is Outcome.BLOCKED:
        yield f"blocked: {simulated.code}: {simulated.message}"
        return
    if day.label is Label.FIRST_LOAD:
        return
    yield from (f"held: {breach}" for breach in simulated.breaches)
    if day.why and day.label is not Label.ORDINARY:
        yield f"{day.label}: {day.why}"
    if day.held_by_proposed and not day.held_by:
        yield f"only the proposed limits would hold it: {', '.join(day.held_by_proposed)}"


def ask(rehearsal: Rehearsal) -> Iterator[str]:
    """Yield the questions to go through with the customer."""
    for day in rehearsal.days:
        on, what = day.day.effective_on, _say_what(day)
        match day.label:
            case Label.INCIDENT:
                yield f"{on}: what was wrong with this file ({what})? It was right again soon."
            case Label.REAL_CHANGE:
                yield f"{on}: was this meant ({what})? It stayed."
            case Label.UNCLEAR:
                yield f"{on}: was this meant ({what})? The files do not show it."
            case Label.BLOCKED:
                yield f"{on}: why could this file not be used ({day.day.message})?"
            case _:
                pass
    for limit in rehearsal.questions:
        assert limit.asked is not None
        yield (
            f"{limit.key}: should a day such as {show_dates(limit.holds)} pass without an approval? Then the"
            f" limit has to be {limit.asked:g} instead of {limit.present:g}. Otherwise such a day waits for a"
            " person."
        )
    for words in rehearsal.words:
        if not words.is_known:
            yield f"{describe_words(words)}: what do they mean?"
    for change in rehearsal.columns:
        if not change.is_broken:
            yield f"{describe_columns(change)}: will that stay?"


MEANINGS = {
    "deactivations": "many leavers",
    "deactivations_share": "half of the people leave",
    "deactivations_7_days": "many leavers in seven days",
    "reactivations": "many people are back",
    "identity_changes": "many other e-mails or ids",
    "withheld": "many people in doubt",
    "creates": "many new people",
    "mass_attribute_change": "many other values",
    "rejects": "many rejected rows",
    "row_count_drop": "far fewer rows",
    "fill_rate_drop": "missing values",
    "wrong_tenant_suspected": "many people are missing",
    "manager_unresolved": "unknown managers",
}
"""What a customer would call the numbers."""


def _say_what(day: RehearsedDay) -> str:
    """What made a day special, in a customer's words."""
    keys = [(breach.code, breach.attribute or "") for breach in day.day.breaches] or day.unusual
    said = dict.fromkeys(
        f"{MEANINGS.get(code, code)}{f' of {attribute}' if attribute else ''}" for code, attribute in keys
    )
    return ", ".join(said) or "as you marked it"


def describe_words(words: NewWords) -> str:
    where = "the scope's column" if words.attribute == SCOPE else words.attribute
    more = f" and {words.count - len(words.words):,} more" if words.count > len(words.words) else ""
    known = "" if words.is_known else ", not listed in the tenant file"
    return f"{words.on}: {where} has new words{known}: {', '.join(words.words)}{more}"


def describe_columns(change: ColumnChange) -> str:
    parts = [f"{old!r} is now {new!r}, it seems" for old, new in change.renamed]
    parts += [f"new: {', '.join(change.came)}"] if change.came else []
    parts += [f"gone: {', '.join(change.went)}"] if change.went else []
    return f"{change.on}: columns: {'; '.join(parts)}"


def describe_largest(limit: ProposedLimit) -> str:
    """The largest value of the harmless days that pass, in words."""
    otherwise = "otherwise " if limit.holds else ""
    if limit.largest is None:
        return otherwise + (f"never above the floor of {limit.floor:,}" if limit.floor else "always 0")
    of = f" ({limit.largest.attribute})" if limit.largest.attribute else ""
    return f"{otherwise}{limit.largest.value:.3g} at most{of}, on {limit.largest.on}"


def write_limits(rehearsal: Rehearsal) -> str:
    """The lines for the tenant file, with the reasons as comments."""
    days = [day for day in rehearsal.days if day.label in HARMLESS]
    lines: list[str] = []
    changed = [limit for limit in rehearsal.limits if limit.is_changed]
    if changed:
        first, last = days[0].day.effective_on, days[-1].day.effective_on
        lines += [
            f"# From a rehearsal of {len(days):,} harmless days, {first} to {last}.",
            "# The first run with these limits is held once (configuration_changed).",
            "guardrails:",
            *(line for limit in changed for line in _limit_lines(limit)),
        ]
    elif len(days) < DAYS_MIN:
        lines += [f"# No limit is proposed from {len(days):,} harmless days; it takes {DAYS_MIN}."]
    else:
        lines += ["# No limit is proposed: the present ones fit these days."]
    if rehearsal.questions:
        indent = "  " if changed else ""
        lines += [f"{indent}# Only with the customer's consent, because a higher limit lets more pass:"]
        lines += [
            f"{indent}# {limit.key}: {limit.asked:g}  # would let {show_dates(limit.holds)} pass"
            for limit in rehearsal.questions
        ]
    return "\n".join(lines) + "\n"


def _limit_lines(limit: ProposedLimit) -> Iterable[str]:
    yield f"  # {limit.unit}: {describe_largest(limit)}; the present limit is {limit.present:g}."
    if limit.stops:
        yield f"  # Would have stopped {show_dates(limit.stops)}."
    if limit.holds:
        yield f"  # Would have held the harmless {show_dates(limit.holds)}, as the present one does."
    yield f"  {limit.key}: {limit.proposed:g}"
