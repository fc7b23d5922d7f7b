"""The commands that only read: test-connection, trust, plan, unseal; see also `cli/status.py`.

Belongs here: what each of them reads and prints, and how it exits. Does not: anything that runs a tenant's
assets or records a decision (`cli/act.py`). Dagster is not imported.
"""

import dataclasses
import shutil
from pathlib import Path

import click

from qooper_assets import stages
from qooper_assets.cli import connection_test, host_keys
from qooper_assets.cli.shared import HELD, NOT_DELIVERED, PENDING, Installation, json_option, report_errors
from qooper_assets.cli.show import (
    print_json,
    shorten_path,
    show_lines,
    tabulate_steps,
)
from qooper_assets.cli.terminal import confirm, out, show_progress
from qooper_assets.core import feed, report
from qooper_assets.core.errors import DeliveryError, Result, family_of
from qooper_assets.core.feed import NotDelivered
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.sftp.connection import describe_attempt
from qooper_assets.edges.system import private_file


@click.command("test-connection")
@click.argument("tenant")
@json_option
@report_errors
def test_connection(tenant: str, as_json: bool) -> int:
    """Test TENANT's delivery step by step, from the server's name to the overlap with Qooper's accounts.

    Changes nothing. The file is kept for today's run, because a server may let it be downloaded only once.
    """
    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime, show_progress(as_json, is_always_shown=True) as say:
        refuse_other_identity(found, *runtime.ledger.deliveries.identity(tenant))
        steps = list(connection_test.examine(runtime, found, say=say))
    failed = next((step for step in steps if not step.ok), None)
    if as_json:
        print_json({"tenant": tenant, "ok": failed is None, "steps": [s.model_dump() for s in steps]})
    else:
        out.print(tabulate_steps(found, steps))
    if failed is None:
        return 0
    if failed.code is None:
        return NOT_DELIVERED
    family = family_of(failed.code) or DeliveryError  # a code without a family rejects rows
    return family.exit_code


@click.command()
@click.argument("tenant")
@click.option(
    "--yes", is_flag=True, help="The customer has confirmed the new keys: don't ask, print the lines."
)
@json_option
@report_errors
def trust(tenant: str, yes: bool, as_json: bool) -> int:
    """Compare the host keys of TENANT's server with the pinned ones, and print the lines that pin them.

    Sends no password and no key, and never writes the tenant file.
    """
    found = Installation().find_tenant(tenant)
    with show_progress(as_json, is_always_shown=True) as say:
        say(f"asking for the host keys: {describe_attempt(found.feed)}")
        keys = host_keys.compare(found)
    new = host_keys.find_new(keys)
    if not as_json:
        show_lines(host_keys.describe(found, keys))
        if new:
            show_lines(host_keys.explain_confirmation(keys))
    is_confirmed = not new or yes or (not as_json and confirm("Has the customer confirmed the new keys?"))
    if as_json:
        print_json(
            {
                "tenant": tenant,
                "confirmed": is_confirmed,
                "host_keys": [key.model_dump() | {"state": key.state} for key in keys],
                "tenant_file": host_keys.write_lines(keys) if new and is_confirmed else [],
            }
        )
    elif is_confirmed:
        if new:
            out.print(f"Write this under feed in {tenant}.yaml:")
            show_lines(host_keys.write_lines(keys))
        show_lines(host_keys.explain_next(found, keys))
    else:
        out.print("The new keys are not confirmed, so nothing is pinned.", style="yellow")
    return 0 if is_confirmed else DeliveryError.exit_code


@click.command()
@click.argument("tenant")
@json_option
@report_errors
def plan(tenant: str, as_json: bool) -> int:
    """Show what a sync of TENANT would change today. Changes no account, and asks nobody for approval."""
    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime:
        # A preview is stored with the real runs, but is never taken for the result of one.
        runtime = dataclasses.replace(
            runtime, artifacts=stages.open_artifacts(installation.settings, marks_latest=False)
        )
        now = runtime.clock.now()
        partition = feed.partition_key(found.schedule, feed.effective_on(found.schedule, now))
        run_id = f"plan-{now:%Y%m%dT%H%M%S%f}"
        with show_progress(as_json) as say:
            say("landing the file")
            raw = stages.land(runtime, found, partition, run_id, is_preview=True)
            if isinstance(raw, NotDelivered):
                return _not_delivered(found, raw, as_json)
            if raw.warning:
                say(raw.warning)
            say("normalizing the roster")
            roster = stages.normalize(runtime, found, raw, run_id)
            say("observing Qooper")
            snapshot = stages.observe(runtime, found, partition, run_id)
            say("planning")
            change_set = stages.plan(runtime, found, raw, roster, snapshot, run_id)
        interrupted = runtime.ledger.change_sets.interrupted(tenant)
        if as_json:
            print_json(
                {
                    "change_set": change_set.model_dump(mode="json"),
                    "counts": roster.counts.model_dump(),
                    "warnings": [warning.model_dump() for warning in roster.warnings],
                }
            )
        else:
            out.print(report.text(change_set, roster), highlight=False, markup=False, soft_wrap=True)
            if interrupted:
                out.print("The next sync will first finish an interrupted run.", style="yellow")
            out.print(
                f"workbook: {shorten_path(runtime.artifacts.where(change_set.workbook_location))}",
                soft_wrap=True,
            )
    if change_set.exceeded:
        return HELD
    return PENDING if change_set.summary.changes else 0


def _not_delivered(tenant: Tenant, missing: NotDelivered, as_json: bool) -> int:
    if as_json:
        result = {"tenant": tenant.tenant, "result": Result.NOT_DELIVERED.value}
        print_json({**result, "code": missing.code, "note": missing.note})
    else:
        out.print(f"{missing.note} No account was changed.", highlight=False, markup=False, soft_wrap=True)
    return NOT_DELIVERED


@click.command()
@click.argument("stored")
@click.argument("file", type=click.Path(path_type=Path))
@report_errors
def unseal(stored: str, file: Path) -> None:
    """Copy STORED, the path of a report or another file as a run shows it, to FILE in readable form."""
    with Installation().open_runtime() as runtime, runtime.scratch() as scratch:
        plain = runtime.artifacts.open_local(runtime.artifacts.key_at(stored), scratch)
        try:
            with plain.open("rb") as found, private_file(file) as readable:
                shutil.copyfileobj(found, readable)
        except FileExistsError:
            raise click.BadParameter(f"{file} already exists.", param_hint="FILE") from None
