"""What the command line shows: consoles, tables, errors, one JSON document for scripts.

Belongs here: how a value looks on a terminal. Does not: deciding, or doing anything (`cli/main.py` says
what is done).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qooper_assets import stages
from qooper_assets.cli.connection_test import Step
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.lifecycle import Recorded
from qooper_assets.core.tenant import Tenant
from qooper_assets.edges.ledger.receipts import EndedRun

if TYPE_CHECKING:
    from qooper_assets.demo.play import Day

ACTIONS = {
    "CREATE": "created", "LINK": "linked", "UPDATE": "updated", "REACTIVATE": "back", "DEACTIVATE": "gone",
}  # fmt: skip
"""How the actions are called where there is little room."""
LOOK_SECONDS = 0.5
"""How often somebody who watches is told how far a run is."""

out = Console()
err = Console(stderr=True)


def error_document(error: QooperAssetsError) -> dict[str, str]:
    """An error for scripts."""
    return {
        "code": error.code,
        "result": error.result.value,
        "where": error.where,
        "message": error.message,
        "remedy": error.remedy,
    }


def show_error(error: QooperAssetsError) -> None:
    """An error for people: what it is called, where, what, and what to do."""
    err.print(f"[bold red]{error.result.value}[/] {error.code}", highlight=False)
    for label, text in (("where", error.where), ("what", error.message), ("to do", error.remedy)):
        if text:
            err.print(f"  {label:6}", text, highlight=False, markup=False, soft_wrap=True)


def shown(place: str) -> str:
    """A path as a person here would type it."""
    try:
        return str(Path(place).relative_to(Path.cwd()))
    except ValueError:
        return place


def print_json(document: Any) -> None:
    """One JSON document on standard output, and nothing else there."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


@contextmanager
def working(as_json: bool) -> Iterator[Callable[[str], None]]:
    """Say what is being done, on a terminal by a line that moves."""
    if as_json or not err.is_terminal:
        yield lambda what: None
        return
    with err.status("") as status:
        yield lambda what: status.update(f"{what} …")


@contextmanager
def watching(edges: stages.Edges, tenant: Tenant, say: Callable[[str], None]) -> Iterator[None]:
    """While a run goes on in this process, say how far its writing is; the ledger knows."""
    ended = Event()

    def watch() -> None:
        while not ended.wait(LOOK_SECONDS):
            if progress := edges.ledger.operations.progress(tenant.tenant):
                say(f"{progress.done:,} of {progress.total:,} writes are done")

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def steps_table(tenant: Tenant, steps: Sequence[Step]) -> Table:
    """The steps of test-connection, as far as they came."""
    table = Table("step", "", "what was found", box=box.SIMPLE, title_justify="left")
    table.title = f"{tenant.name}: {tenant.feed.host}:{tenant.feed.port}"
    for step in steps:
        detail = f"{step.code}: {step.detail}" if step.code else step.detail
        verdict = "[red]no[/]" if not step.ok else "[yellow]ok?[/]" if step.warns else "[green]ok[/]"
        table.add_row(step.name, verdict, escape(detail))
    return table


def show_lines(lines: Iterable[str]) -> None:
    for line in lines:
        out.print(line, highlight=False, markup=False, soft_wrap=True)


def confirms(question: str) -> bool:
    """A person's yes. Where nobody can be asked it is no."""
    try:
        return click.confirm(question, default=False)
    except click.Abort:
        out.print()
        return False


def runs_table(tenant: Tenant, runs: Sequence[EndedRun]) -> Table:
    """The last runs of a tenant, from the ledger's receipts."""
    table = Table(title=tenant.name, title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for name in ("partition", "ended (UTC)", "result", "change set"):
        table.add_column(name, no_wrap=True)
    table.add_column("what")
    for run in runs:
        table.add_row(
            run.partition,
            f"{run.finished_at:%m-%d %H:%M}",
            styled(run.result),
            (run.change_set_id or "")[:8],
            _what(run),
        )
    return table


def _what(run: EndedRun) -> str:
    """A run in a few words: what was applied, what failed, and what else there is to say."""
    parts: list[str] = []
    if receipt := run.receipt:
        parts += [f"{n:,} {ACTIONS[action]}" for action, n in receipt.applied.items()]
        parts += [f"{n:,} failed: {code}" for code, n in receipt.failed.items()]
        if receipt.stale:
            parts.append(f"{receipt.stale:,} changed by others meanwhile")
        if receipt.approved_by:
            parts.append(f"approved by {receipt.approved_by}")
    return escape(", ".join(filter(None, [run.code, *parts, run.note])))


def run_document(run: EndedRun) -> dict[str, Any]:
    """A run for scripts; `document` is JSON text: the receipt, or the note of a failure."""
    stored = run.receipt.model_dump_json() if run.receipt else json.dumps({"note": run.note})
    return {
        "id": run.id,
        "tenant": run.tenant,
        "partition": run.partition,
        "run_id": run.run_id,
        "result": run.result.value,
        "change_set_id": run.change_set_id,
        "code": run.code,
        "finished_at": run.finished_at,
        "document": stored,
    }


def styled(result: str) -> str:
    color = {
        "succeeded": "green", "noop": "green", "held": "yellow", "partial": "yellow",
        "not_delivered": "yellow",
    }.get(result, "red")  # fmt: skip
    return f"[{color}]{result}[/]"


def show_waiting(waiting: Recorded, edges: stages.Edges) -> None:
    """What waits for a person, why, and the commands that go on."""
    change_set, name = waiting.change_set, waiting.change_set.tenant
    short = change_set.change_set_id[:12]
    out.print(f"[yellow]{waiting.state}[/] change set {short} of {change_set.partition}", highlight=False)
    if len(change_set.deliveries) > 1:
        out.print(f"  together with {', '.join(change_set.deliveries[:-1])}", highlight=False)
    for breach in change_set.breaches:
        out.print(f"  {breach}", highlight=False, markup=False, soft_wrap=True)
    approve = f'qooper-assets approve {name} {short} --by "Your Name" --reason "…"'
    if approval := edges.ledger.approvals.find(name, change_set.change_set_id):
        what = f"approved by {approval.person}: {approval.reason}; its run was killed before the first write"
        rows = [("so far", what), ("go on", approve)]
    else:
        rows = [("approve", approve), ("reject", approve.replace(" approve ", " reject ", 1))]
    for label, text in [("report", shown(edges.artifacts.where(change_set.workbook_location))), *rows]:
        out.print(f"  {label:8}{text}", highlight=False, markup=False, soft_wrap=True)


def show_interrupted(change_set: ChangeSet) -> None:
    """A run that was killed while it wrote, or is writing now."""
    out.print(
        f"[yellow]applying[/] change set {change_set.change_set_id[:12]} of {change_set.partition}: a run is"
        " writing it, or was interrupted; the next sync finishes it",
        highlight=False,
        soft_wrap=True,
    )


def story(days: Sequence["Day"]) -> Table:
    """One row per delivery, one block per customer, at most 90 columns wide."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    for name in ("customer", "date", "result"):
        table.add_column(name, no_wrap=True)
    for name in (*ACTIONS.values(), "rejected", "withheld"):
        table.add_column(name, justify="right", no_wrap=True)
    for tenant, block in _by_customer(days):
        if table.row_count:
            table.add_row()
        for day in block:
            applied = day.receipt.applied if day.receipt else {}
            table.add_row(
                tenant,
                f"{day.delivery.on:%a %m-%d}",
                styled(day.result.value),
                *(_number(applied.get(action, 0)) for action in ACTIONS),
                _number(day.change_set.rejected_rows if day.change_set else 0),
                _number(day.change_set.summary.withheld if day.change_set else 0),
            )
    return table


def whys(days: Sequence["Day"]) -> Iterator[str]:
    """What the numbers do not tell, customer by customer."""
    for tenant, block in _by_customer(days):
        for day in block:
            for why in _whys(day):
                yield f"{tenant:8} {day.delivery.on:%m-%d}: {why}"


def _by_customer(days: Sequence["Day"]) -> Iterator[tuple[str, list["Day"]]]:
    for tenant in sorted({day.tenant for day in days}):
        yield tenant, [day for day in days if day.tenant == tenant]


def _whys(day: "Day") -> Iterator[str]:
    if day.code:
        yield f"{day.result.value} for {day.code}: nobody was changed, and the other customers went on"
    change_set = day.change_set
    if change_set is None:
        return
    if day.held:
        why = "held for " + _listed([breach.code for breach in change_set.breaches])
        approved_by = day.receipt.approved_by if day.receipt else None
        yield f"{why}; approved by {approved_by}" if approved_by else why
    if change_set.rejects_by_reason:
        yield "rejected for " + _listed(list(change_set.rejects_by_reason))
    if change_set.withheld_by_reason:
        yield "withheld for " + _listed(list(change_set.withheld_by_reason))
    if change_set.absence_suspended:
        yield "an id can't be read, so nobody leaves by absence in this run (R2)"
    elif change_set.unreadable_rows:
        yield "an id can't be read, so nobody leaves who may be on that row (R2)"
    if change_set.is_repeat:
        nothing = day.result is Result.NOOP
        yield "the same file" + (": nothing to do, nothing written" if nothing else ", on another date")


def _listed(codes: Sequence[str], codes_max: int = 3) -> str:
    more = f" and {len(codes) - codes_max} more" if len(codes) > codes_max else ""
    return ", ".join(codes[:codes_max]) + more


def _number(count: int) -> str:
    return f"{count:,}" if count else "[dim]·[/]"
