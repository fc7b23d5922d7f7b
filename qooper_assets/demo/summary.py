"""A summary of the demo: the result of each delivery, as a table with notes and as JSON.

Belongs here: how the days of the demo look on a terminal, and as JSON. Does not: playing them
(`demo/play.py`), or printing (`cli/act.py`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.table import Table

from qooper_assets.core.changes import ACTION_WORDS
from qooper_assets.core.errors import Result
from qooper_assets.demo.play import Day


def demo_table(days: Sequence[Day], color_result: Callable[[str], str]) -> Table:
    """Make a table: one row per delivery, one block per customer, at most 90 characters wide.

    `color_result` returns a result in rich's markup.
    """
    table = Table(box=None, padding=(0, 1, 0, 0))
    for name in ("customer", "date", "result"):
        table.add_column(name, no_wrap=True)
    for name in (*ACTION_WORDS.values(), "rejected", "withheld"):
        table.add_column(name, justify="right", no_wrap=True)
    for tenant, block in _group_by_customer(days):
        if table.row_count:
            table.add_row()
        for day in block:
            applied = day.receipt.applied if day.receipt else {}
            table.add_row(
                tenant,
                f"{day.delivery.on:%a %m-%d}",
                color_result(day.result.value),
                *(_format_count(applied.get(action, 0)) for action in ACTION_WORDS),
                _format_count(day.change_set.rejected_rows if day.change_set else 0),
                _format_count(day.change_set.summary.withheld if day.change_set else 0),
            )
    return table


def demo_notes(days: Sequence[Day]) -> Iterator[str]:
    """Explain what the numbers of the table do not show, customer by customer."""
    for tenant, block in _group_by_customer(days):
        for day in block:
            for why in _explain(day):
                yield f"{tenant:8} {day.delivery.on:%m-%d}: {why}"


def _group_by_customer(days: Sequence[Day]) -> Iterator[tuple[str, list[Day]]]:
    for tenant in sorted({day.tenant for day in days}):
        yield tenant, [day for day in days if day.tenant == tenant]


def _explain(day: Day) -> Iterator[str]:
    if day.code:
        yield f"{day.result.value} for {day.code}: nobody was changed; the other customers were not affected"
    change_set = day.change_set
    if change_set is None:
        return
    if day.held:
        why = "held for " + _join([breach.code for breach in change_set.breaches])
        approved_by = day.receipt.approved_by if day.receipt else None
        yield f"{why}; approved by {approved_by}" if approved_by else why
    if change_set.rejects_by_reason:
        yield "rejected for " + _join(list(change_set.rejects_by_reason))
    if change_set.withheld_by_reason:
        yield "withheld for " + _join(list(change_set.withheld_by_reason))
    if change_set.absence_suspended:
        yield "an id can't be read, so nobody is deactivated for absence in this run (R2)"
    elif change_set.unreadable_rows:
        yield "an id can't be read, so nobody who may be on that row is deactivated (R2)"
    if change_set.is_repeat:
        nothing = day.result is Result.NOOP
        yield "the same file" + (": nothing to do, nothing written" if nothing else ", on another date")


def _join(codes: Sequence[str], codes_max: int = 3) -> str:
    more = f" and {len(codes) - codes_max} more" if len(codes) > codes_max else ""
    return ", ".join(codes[:codes_max]) + more


def _format_count(count: int) -> str:
    return f"{count:,}" if count else "[dim]·[/]"


def describe_day(day: Day) -> dict[str, Any]:
    """Describe the result of one delivery, for scripts."""
    return {
        "tenant": day.tenant,
        "partition": day.partition,
        "title": day.delivery.title,
        "result": day.result.value,
        "code": day.code or None,
        "receipt": day.receipt and day.receipt.model_dump(mode="json"),
    }
