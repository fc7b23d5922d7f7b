"""How a rehearsal looks on the terminal: its days, what appeared in the files, and the limits.

Belongs here: printing. Does not: judging a day or proposing a limit (`core/rehearsal/`).
"""

from collections.abc import Iterable

from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.show import show_lines
from qooper_assets.cli.terminal import out
from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.judging import Label
from qooper_assets.core.rehearsal.limits import ProposedLimit
from qooper_assets.core.rehearsal.result import Rehearsal, RehearsedDay

COLORS = {
    Label.FIRST_LOAD: "green", Label.ORDINARY: "dim", Label.REAL_CHANGE: "yellow", Label.INCIDENT: "red",
    Label.BLOCKED: "red", Label.UNCLEAR: "yellow",
}  # fmt: skip
ACTIONS = {"CREATE": "create", "UPDATE": "update", "REACTIVATE": "react.", "DEACTIVATE": "deact."}
"""The columns with counts of changes; few, so that the table fits a terminal."""


def show(rehearsal: Rehearsal) -> None:
    """Print everything that a rehearsal found."""
    out.print(_tabulate_days(rehearsal))
    for day in rehearsal.days:
        show_lines(f"  {day.day.effective_on} {line}" for line in texts.explain(day))
    for title, lines in (
        ("Not rehearsed", [f"{one.name}: {one.why}" for one in rehearsal.passed_over]),
        ("Columns", [texts.describe_columns(change) for change in rehearsal.columns]),
        ("Words", [texts.describe_words(words) for words in rehearsal.words]),
    ):
        if lines:
            show_lines(["", title, *(f"  {line}" for line in lines)])
    out.print(_tabulate_limits(rehearsal.limits))
    show_lines(texts.write_limits(rehearsal).splitlines())
    if questions := list(texts.ask(rehearsal)):
        show_lines(["", "Questions for the customer", *(f"  {question}" for question in questions)])
    show_lines(["", *texts.summarize(rehearsal), *(f"Note: {note}." for note in rehearsal.notes)])


def _tabulate_days(rehearsal: Rehearsal) -> Table:
    table = Table(title=escape(rehearsal.name), title_justify="left", box=None, padding=(0, 1, 0, 0))
    table.add_column("day", no_wrap=True)
    for column in ("people", "rejected", "withheld", *ACTIONS.values()):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("what it was", no_wrap=True)
    for each in rehearsal.days:
        table.add_row(*_cells(each))
    return table


def _cells(each: RehearsedDay) -> list[str]:
    day = each.day
    return [
        day.effective_on.isoformat(),
        f"{day.rows.people:,}" if day.rows else "",
        _count(day.rows.rejected if day.rows else 0),
        _count(sum(day.withheld_by_reason.values())),
        *(_count(day.changes(action)) for action in ACTIONS),
        f"[{COLORS[each.label]}]{escape(each.label)}[/]",
    ]


def _tabulate_limits(limits: Iterable[ProposedLimit]) -> Table:
    table = Table(
        title="Limits",
        caption="then: the proposed limit, the incidents that it stops, the harmless days that it holds",
        caption_justify="left",
        title_justify="left",
        box=box.SIMPLE,
        padding=(0, 1, 0, 0),
    )
    table.add_column("key", no_wrap=True)
    for column in ("now", "then", "stops", "holds"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("harmless days")
    for limit in limits:
        proposed = f"[green]{limit.proposed:g}[/]" if limit.is_changed else f"{limit.proposed:g}"
        table.add_row(
            limit.key,
            f"{limit.present:g}",
            proposed,
            _count(len(limit.stops)),
            _count(len(limit.holds)),
            escape(texts.describe_largest(limit)),
        )
    return table


def _count(count: int) -> str:
    return f"{count:,}" if count else ""
