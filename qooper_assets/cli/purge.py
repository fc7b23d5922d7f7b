"""The command `purge`: delete raw files after the period of each tenant, as the scheduled job does.

Belongs here: what it purges and prints, and how it exits. Does not: what is deleted (`core/retention.py`), or
deleting it (`stages/purging.py`). Dagster is not imported.
"""

import click
from rich import box
from rich.table import Table

from qooper_assets.cli.shared import Installation, json_option, report_errors
from qooper_assets.cli.show import describe_error, print_json, show_error
from qooper_assets.cli.terminal import out, show_progress
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.retention import Purge
from qooper_assets.stages.purging import purge as purge_tenant


@click.command()
@click.argument("tenant", required=False)
@click.option("--dry-run", "is_dry_run", is_flag=True, help="Show what would be deleted, and delete nothing.")
@json_option
@report_errors
def purge(tenant: str | None, is_dry_run: bool, as_json: bool) -> int:
    """Delete raw files and line hashes of TENANT, or of all tenants, that are older than retention.raw_days.

    The newest accepted file of a tenant is always kept. The scheduled job qooper_retention does the same once
    a day.
    """
    installation = Installation()
    chosen = [installation.find_tenant(tenant)] if tenant else list(installation.tenants)
    done: list[Purge] = []
    errors: list[QooperAssetsError] = [] if tenant else [file.error for file in installation.files.invalid]
    with installation.open_runtime() as runtime, show_progress(as_json) as say:
        for each in chosen:
            say(f"purging {each.tenant}")
            run_id = f"purge-{runtime.clock.now():%Y%m%dT%H%M%S%f}"
            try:
                done.append(purge_tenant(runtime, each, run_id, is_dry_run=is_dry_run))
            except QooperAssetsError as error:  # the other tenants must not wait for this one
                errors.append(error)
    if as_json:
        print_json(
            {
                "purges": [one.model_dump(mode="json") for one in done],
                "errors": [describe_error(refused) for refused in errors],
            }
        )
    else:
        out.print(_tabulate(done, is_dry_run=is_dry_run))
        for refused in errors:
            show_error(refused)
    return errors[0].exit_code if errors else 0


def _tabulate(done: list[Purge], *, is_dry_run: bool) -> Table:
    title = "would be deleted" if is_dry_run else "deleted"
    table = Table(title=title, title_justify="left", box=box.SIMPLE, padding=(0, 1, 0, 0))
    for column in ("tenant", "after days", "partitions", "files", "bytes", "note"):
        table.add_column(column, justify="right" if column in ("after days", "files", "bytes") else "left")
    for one in done:
        partitions = one.partitions
        shown = f"{partitions[0]} to {partitions[-1]}" if len(partitions) > 1 else "".join(partitions)
        note = f"the newest accepted file, of {one.kept}, is older and kept" if one.kept else ""
        table.add_row(one.tenant, str(one.raw_days), shown, f"{one.files:,}", f"{one.bytes:,}", note)
    return table
