"""The command `simulate`: what several files would do, day by day, without a trace.

Belongs here: which files are given, and what is printed of each day. Does not: the day of a file
(`core/simulation.py`), or planning one (`stages/simulating.py`). Dagster is not imported.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click
from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.shared import HELD, PENDING, Installation, json_option, report_errors
from qooper_assets.cli.show import print_json
from qooper_assets.cli.terminal import out, show_progress
from qooper_assets.core.changes import Action
from qooper_assets.core.contract import REASONS
from qooper_assets.core.simulation import Outcome, SimulatedDay, Then, assign_days
from qooper_assets.edges import tenant_files
from qooper_assets.stages.simulating import simulate as simulate_days

ACTIONS = {
    Action.CREATE: "create",
    Action.LINK: "link",
    Action.UPDATE: "update",
    Action.REACTIVATE: "reactivate",
    Action.DEACTIVATE: "deactivate",
}
"""The columns with counts of changes."""
COLORS = {Outcome.NOTHING: "dim", Outcome.APPLIED: "green", Outcome.HELD: "yellow", Outcome.BLOCKED: "red"}


@click.command()
@click.argument("tenant")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--tenant-file",
    "draft",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A draft of the tenant file to use instead of the present one; it may have any name.",
)
@click.option("--empty", "is_empty", is_flag=True, help="Begin without accounts and without history.")
@click.option(
    "--first-day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Deliver the files in the order given, from this day on, whatever dates their names have.",
)
@click.option(
    "--leave-held", is_flag=True, help="Nobody approves what is held, so the next day does not build on it."
)
@json_option
@report_errors
def simulate(
    tenant: str,
    files: tuple[Path, ...],
    draft: Path | None,
    is_empty: bool,
    first_day: datetime | None,
    leave_held: bool,
    as_json: bool,
) -> int:
    """Show what FILES would do to TENANT, one day after the other. Changes nothing, and notifies nobody.

    FILES are rosters, or folders of them. Each is planned on what the ones before it leave. A day that is
    held counts as approved, unless --leave-held. The day of a file is the date in its name, if feed.path has
    one there; otherwise they are delivered on consecutive days, the first one today, or with --empty the last
    one. Exit codes are those of plan: 10 changes, 11 held, 21 a file is blocked.
    """
    installation = Installation()
    found = tenant_files.load_draft(draft, tenant) if draft else installation.find_tenant(tenant)
    paths = _expand(files)
    with installation.open_runtime() as runtime, show_progress(as_json) as say:
        try:
            days = assign_days(
                [path.name for path in paths],
                found.feed,
                found.schedule,
                runtime.clock.now(),
                is_empty=is_empty,
                first_day=first_day.date() if first_day else None,
            )
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="FILES") from None
        say(f"copying the state of {tenant}")
        simulated = []
        then = Then.LEAVE_HELD if leave_held else Then.APPLY
        for day in simulate_days(runtime, found, paths, days, is_empty=is_empty, then=then):
            simulated.append(day)
            say(f"{len(simulated):,} of {len(days):,} days simulated")
    if as_json:
        print_json({"tenant": tenant, "days": [day.model_dump(mode="json") for day in simulated]})
    else:
        out.print(_tabulate(found.name, simulated))
        for day in simulated:
            _explain(day)
    return _exit_code(simulated)


def _expand(files: Sequence[Path]) -> list[Path]:
    """Replace each folder by its files, in the order of their names, without hidden ones."""
    paths: list[Path] = []
    for file in files:
        if not file.is_dir():
            paths.append(file)
            continue
        inside = sorted(path for path in file.iterdir() if path.is_file() and not path.name.startswith("."))
        if not inside:
            raise click.BadParameter(f"the folder {file} has no files.", param_hint="FILES")
        paths += inside
    return paths


def _exit_code(days: Sequence[SimulatedDay]) -> int:
    """The exit code of the most serious day."""
    if blocked := next((day for day in days if day.outcome is Outcome.BLOCKED), None):
        return blocked.exit_code
    outcomes = {day.outcome for day in days}
    return HELD if Outcome.HELD in outcomes else PENDING if Outcome.APPLIED in outcomes else 0


def _tabulate(name: str, days: Iterable[SimulatedDay]) -> Table:
    table = Table(title=name, title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in ("day", "file"):
        table.add_column(column, no_wrap=column == "day")
    for column in ("people", "rejected", "withheld", *ACTIONS.values()):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    for day in days:
        word = f"{day.outcome}, approved" if day.is_approved else str(day.outcome)
        rows = day.rows
        table.add_row(
            day.effective_on.isoformat(),
            escape(day.file),
            f"{rows.people:,}" if rows else "",
            _count(rows.rejected if rows else 0),
            _count(sum(day.withheld_by_reason.values())),
            *(_count(day.changes(action)) for action in ACTIONS),
            f"[{COLORS[day.outcome]}]{word}[/]",
        )
    return table


def _count(count: int) -> str:
    return f"{count:,}" if count else ""


def _explain(day: SimulatedDay) -> None:
    """Print why a day is held or blocked, and what is left out of it."""
    lines = [f"{day.code}: {day.message}"] if day.outcome is Outcome.BLOCKED else []
    lines += [f"held: {breach}" for breach in day.breaches]
    if day.held_back:
        lines.append(f"only the changes of {', '.join(day.held_back)} are held; the others are applied")
    lines += [f"{count:,} rejected, {code}: {REASONS[code]}" for code, count in day.rejects_by_reason.items()]
    lines += [f"{count:,} withheld: {code}" for code, count in day.withheld_by_reason.items()]
    lines += [f"{count:,} failed: {code}" for code, count in day.failed.items()]
    lines += [f"warning {one.code}: {one.count:,}; {one.detail}" for one in day.warnings]
    for line in lines:
        out.print(f"  {day.effective_on} {line}", highlight=False, markup=False, soft_wrap=True)
