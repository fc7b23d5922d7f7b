"""The command `rehearse`: what a folder of past files would have done, and which limits follow from it.

Belongs here: which files are given, and what is printed of the result. Does not: judging a day
(`core/rehearsal/`), or simulating it (`stages/simulating.py`). Dagster is not imported.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from qooper_assets.cli import show_rehearsal
from qooper_assets.cli.shared import Installation, json_option, report_errors
from qooper_assets.cli.show import print_json, shorten_path, show_lines
from qooper_assets.cli.terminal import show_progress
from qooper_assets.core.feed import effective_on
from qooper_assets.core.rehearsal import texts
from qooper_assets.core.rehearsal.files import Deliveries, find_deliveries
from qooper_assets.core.rehearsal.judging import Label
from qooper_assets.core.rehearsal.result import Rehearsal
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import pages, tenant_files
from qooper_assets.stages.rehearsing import list_files
from qooper_assets.stages.rehearsing import rehearse as rehearse_files

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("tenant")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--tenant-file",
    "draft",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A draft of the tenant file to use instead of the present one; it may have any name.",
)
@click.option(
    "--match", help="Which files, as the last part of feed.path; for example 'roster_{date:%d%m%Y}.csv'."
)
@click.option(
    "--present",
    "from_present",
    is_flag=True,
    help="Begin with the present accounts and history instead of none; the files come from today on.",
)
@click.option("--incident", "incidents", type=DAY, multiple=True, help="The file of this day was broken.")
@click.option("--harmless", "harmless", type=DAY, multiple=True, help="The file of this day was right.")
@click.option("--limits", "only_limits", is_flag=True, help="Print only the lines for the tenant file.")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Also write a page (HTML) to go through with the customer.",
)
@json_option
@report_errors
def rehearse(
    tenant: str,
    folder: Path,
    draft: Path | None,
    match: str | None,
    from_present: bool,
    incidents: tuple[datetime, ...],
    harmless: tuple[datetime, ...],
    only_limits: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    """Replay the past files in FOLDER, and propose limits for TENANT. Changes nothing, and notifies nobody.

    The files come in the order of the dates in their names, or else of their modification times. Each day is
    judged by those after it: what is gone again soon was an incident, what stays was a real change. A limit
    is proposed if it lets every harmless day pass that the present one does; a higher one is only a question.
    --incident and --harmless say what you know about a day, and may be repeated. The exit code is 0, whatever
    the files are.
    """
    if output and not output.parent.is_dir():
        raise click.BadParameter(f"the folder {output.parent} does not exist.", param_hint="--output")
    installation = Installation()
    found = tenant_files.load_draft(draft, tenant) if draft else installation.find_tenant(tenant)
    with installation.open_runtime() as runtime, show_progress(as_json) as say:
        try:
            files = list_files(folder)
            now = runtime.clock.now()
            deliveries = find_deliveries(
                files, found.feed, found.schedule, now, match=match, from_now_on=from_present
            )
        except (ValueError, OSError) as error:
            raise click.BadParameter(_reason(error), param_hint="FOLDER") from None
        rehearsal = rehearse_files(
            runtime,
            found,
            folder,
            files,
            deliveries,
            is_empty=not from_present,
            marked=_marked(found, deliveries, incidents, harmless),
            report=say,
        )
    if output:
        _write(output, rehearsal)
    if as_json:
        print_json(rehearsal.model_dump(mode="json") | {"limits_yaml": texts.write_limits(rehearsal)})
    elif only_limits:
        click.echo(texts.write_limits(rehearsal), nl=False)
    else:
        show_rehearsal.show(rehearsal)
        if output:
            show_lines([f"The page is {shorten_path(str(output))}"])
    return 0


def _reason(error: ValueError | OSError) -> str:
    return f"can't be read ({error.strerror})." if isinstance(error, OSError) else str(error)


def _marked(
    tenant: Tenant, deliveries: Deliveries, incidents: Iterable[datetime], harmless: Iterable[datetime]
) -> dict[date, Label]:
    """What the user says about days. Raises `click.BadParameter` for a day without a file, or both."""
    days = {effective_on(tenant.schedule, day.at) for day in deliveries.days}
    marked: dict[date, Label] = {}
    for option, given, label in (
        ("--incident", incidents, Label.INCIDENT),
        ("--harmless", harmless, Label.REAL_CHANGE),
    ):
        for on in (moment.date() for moment in given):
            if on not in days:
                raise click.BadParameter(f"there is no file of {on}.", param_hint=option)
            if marked.setdefault(on, label) is not label:
                raise click.BadParameter(f"{on} can't be both.", param_hint=option)
    return marked


def _write(output: Path, rehearsal: Rehearsal) -> None:
    try:
        output.write_text(pages.render_rehearsal(rehearsal), encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(f"can't be written ({error.strerror}).", param_hint="--output") from None
