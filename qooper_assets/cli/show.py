"""What the command line prints: tables, errors, one JSON document for scripts.

Belongs here: how a value looks on a terminal. Does not: the terminal itself (`cli/terminal.py`), deciding, or
doing anything.
"""

import json
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.terminal import err, out
from qooper_assets.core.changes import ACTION_WORDS, ChangeSet
from qooper_assets.core.decisions import Question
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.identifiers import OddLink
from qooper_assets.core.lifecycle import Recorded
from qooper_assets.core.tenant.base import Named
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.decisions import Asked
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.receipts import EndedRun
from qooper_assets.edges.settings import Settings

if TYPE_CHECKING:
    from qooper_assets.cli.connection_steps import Step


RUN_COLUMNS = ("partition", "ended (UTC)", "result", "change set", "details")

ODD_LINKS_SHOWN = 20
QUESTIONS_SHOWN = 20


def describe_error(error: QooperAssetsError) -> dict[str, str]:
    """Describe an error for scripts."""
    return {
        "code": error.code,
        "result": error.result.value,
        "where": error.where,
        "message": error.message,
        "remedy": error.remedy,
    }


def show_error(error: QooperAssetsError) -> None:
    """Print an error for people: its result and code, where, what, and what to do."""
    err.print(f"[bold red]{error.result.value}[/] {error.code}", highlight=False)
    for label, text in (("where", error.where), ("what", error.message), ("to do", error.remedy)):
        if text:
            err.print(f"  {label:6}", text, highlight=False, markup=False, soft_wrap=True)


def shorten_path(place: str) -> str:
    """Shorten a path to one relative to the current folder, if it is below it."""
    try:
        return str(Path(place).relative_to(Path.cwd()))
    except ValueError:
        return place


def print_json(document: Any) -> None:
    """Print one JSON document; nothing else goes to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def tabulate_steps(tenant: Tenant, steps: "Sequence[Step]") -> Table:
    """Make a table of the steps of test-connection."""
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


def tabulate_runs(tenant: Named, runs: Sequence[EndedRun]) -> Table:
    """Make a table of the last runs of a tenant, from the ledger's receipts."""
    table = _make_table(*RUN_COLUMNS)
    table.title = tenant.name if isinstance(tenant, Tenant) else tenant.tenant
    for run in runs:
        table.add_row(*_run_cells(run))
    return table


def tabulate_tenants(found: Iterable[tuple[str, QooperAssetsError | None, Sequence[EndedRun]]]) -> Table:
    """Make one table of the last runs of many tenants, and of the errors with which the next one will end."""
    table = _make_table("tenant", *RUN_COLUMNS)
    for name, refused, runs in found:
        if refused:
            table.add_row(name, "", "next run", f"[red]{refused.code}[/]", "", "see below")
        for run in runs:
            table.add_row(name, *_run_cells(run))
        if not runs and not refused:
            table.add_row(name, "", "", "", "", "no run yet")
    return table


def _make_table(*columns: str) -> Table:
    table = Table(title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for name in columns:
        table.add_column(name, no_wrap=name != "details")
    return table


def _run_cells(run: EndedRun) -> tuple[str, ...]:
    """The cells of RUN_COLUMNS for one run."""
    return (
        run.partition,
        f"{run.finished_at:%m-%d %H:%M}",
        color_result(run.result),
        (run.change_set_id or "")[:8],
        _summarize_run(run),
    )


def _summarize_run(run: EndedRun) -> str:
    """Summarize a run in a few words: what was applied, what failed, and the note."""
    parts: list[str] = []
    if receipt := run.receipt:
        parts += [f"{n:,} {ACTION_WORDS[action]}" for action, n in receipt.applied.items()]
        parts += [f"{n:,} failed: {code}" for code, n in receipt.failed.items()]
        if receipt.stale:
            parts.append(f"{receipt.stale:,} changed by others in the meantime")
        if receipt.approved_by:
            parts.append(f"approved by {receipt.approved_by}")
    return escape(", ".join(filter(None, [run.code, *parts, run.note])))


def describe_run(run: EndedRun) -> dict[str, Any]:
    """Describe a run for scripts; `document` is JSON text: the receipt, or the note of a failure."""
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


def color_result(result: str) -> str:
    color = {
        "succeeded": "green", "noop": "green", "held": "yellow", "partial": "yellow",
        "not_delivered": "yellow",
    }.get(result, "red")  # fmt: skip
    return f"[{color}]{result}[/]"


def show_waiting(waiting: Recorded, ledger: Ledger, settings: Settings) -> None:
    """Print what is waiting for a person, why, and the commands that continue."""
    change_set, name = waiting.change_set, waiting.change_set.tenant
    short = change_set.change_set_id[:12]
    out.print(
        f"[yellow]{waiting.state}[/] {name}: change set {short} of {change_set.partition}", highlight=False
    )
    if len(change_set.deliveries) > 1:
        out.print(f"  together with {', '.join(change_set.deliveries[:-1])}", highlight=False)
    for breach in change_set.breaches:
        out.print(f"  {breach}", highlight=False, markup=False, soft_wrap=True)
    approve = f'qooper-assets approve {name} {short} --by "Your Name" --reason "…"'
    if approval := ledger.approvals.find(name, change_set.change_set_id):
        what = f"approved by {approval.person}: {approval.reason}; its run was killed before the first write"
        rows = [("so far", what), ("resume", approve)]
    else:
        rows = [("approve", approve), ("reject", approve.replace(" approve ", " reject ", 1))]
    for label, text in [
        ("report", shorten_path(Artifacts(settings.artifacts).where(change_set.workbook_location))),
        *rows,
    ]:
        out.print(f"  {label:8}{text}", highlight=False, markup=False, soft_wrap=True)


def show_interrupted(change_set: ChangeSet) -> None:
    """Print that a run was killed while it was writing, or is writing now."""
    out.print(
        f"[yellow]applying[/] {change_set.tenant}: change set {change_set.change_set_id[:12]} of"
        f" {change_set.partition}: a run is writing it, or was interrupted; if so, the next sync finishes it",
        highlight=False,
        soft_wrap=True,
    )


def name_other(question: Question) -> str:
    """The option that tells a question from the others about the same person; blank if it is the only one."""
    return f" --other {shlex.quote(question.other)}" if question.other and question.others > 1 else ""


def show_questions(tenant: str, asked: Sequence[Asked], *, with_people: bool) -> None:
    """Print how many people wait for a decision, or who does, with the command that shows the answers."""
    out.print(
        f"[yellow]undecided[/] {tenant}: {len(asked):,} {'questions' if len(asked) > 1 else 'question'} about"
        " people whose identity is in doubt",
        highlight=False,
        soft_wrap=True,
    )
    if not with_people:
        show_lines([f"  see     qooper-assets decide {tenant}"])
        return
    for each in asked[:QUESTIONS_SHOWN]:
        person, other = each.question.external_id, each.question.other
        who = f"{person} or {other}" if other else person
        show_lines(
            [
                f"  {each.question.reason:17} {who}",
                f"    answer  qooper-assets decide {tenant} {shlex.quote(person)}{name_other(each.question)}",
            ]
        )
    if len(asked) > QUESTIONS_SHOWN:
        show_lines([f"  …; all of them with: qooper-assets decide {tenant}"])


def show_odd_links(links: Sequence[OddLink]) -> None:
    """Print the people who are linked under an identifier that no row can have."""
    out.print(
        f"[yellow]{len(links):,} linked[/] under an identifier that no row can have now: see the runbook",
        highlight=False,
        soft_wrap=True,
    )
    for link in links[:ODD_LINKS_SHOWN]:
        what = f"  {link.reason:13}{link.external_id!r}, account {link.account_id}"
        out.print(what, highlight=False, markup=False, soft_wrap=True)
    if len(links) > ODD_LINKS_SHOWN:
        out.print("  …; all of them with --json", markup=False)
