"""The commands that change something: sync, approve, reject, withdraw, ui, demo.

Belongs here: which job of the tenant a command runs (so that Dagster has the history), and what it prints
about the run. Does not: what a job does (`defs/`, `stages/`). Dagster takes seconds to import, so only the
commands that need it import it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qooper_assets import stages
from qooper_assets.cli.shared import EXIT_CODES, Installation, find_exit_code, json_option, report_errors
from qooper_assets.cli.show import (
    color_result,
    describe_run,
    print_json,
    shorten_path,
    show_waiting,
    tabulate_runs,
)
from qooper_assets.cli.terminal import err, out, show_progress, watch_writes
from qooper_assets.core import feed, lifecycle
from qooper_assets.core.errors import Result
from qooper_assets.core.lifecycle import Event, State
from qooper_assets.core.tenant.tenant import Tenant

if TYPE_CHECKING:
    import dagster as dg


NO_CAPTURE = {
    "compute_logs": {
        "module": "dagster._core.storage.noop_compute_log_manager",
        "class": "NoOpComputeLogManager",
    }
}
"""A run in this process captures no output: that would redirect the terminal into a file, and start four
processes, which can outlive the run."""


@contextmanager
def open_instance(installation: Installation) -> Iterator["dg.DagsterInstance"]:
    """Open the persistent Dagster instance: DAGSTER_HOME, or the dagster.yaml of the home folder.

    Only for runs in this process: see NO_CAPTURE.
    """
    import dagster as dg
    from dagster._core.instance.ref import InstanceRef

    os.chdir(installation.settings.home)
    home = os.environ.get("DAGSTER_HOME") or str(installation.settings.home)
    with dg.DagsterInstance.from_ref(InstanceRef.from_dir(home, overrides=NO_CAPTURE)) as instance:
        yield instance


@click.command()
@click.argument("tenant")
@click.option("--partition", help="The date or week to run, YYYY-MM-DD; by default today's.")
@click.option("--whole", is_flag=True, help="Read the whole file; reuse no unchanged line of an earlier one.")
@json_option
@report_errors
def sync(tenant: str, partition: str | None, whole: bool, as_json: bool) -> int:
    """Land, plan and apply TENANT's roster now, with the same assets as the schedule."""
    from qooper_assets.defs.build import build_definitions
    from qooper_assets.defs.in_process import run_sync

    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime(whole=whole) as runtime, open_instance(installation) as instance:
        _complete_lost_runs(instance, runtime, found)
        today = feed.effective_on(found.schedule, runtime.clock.now())
        key = partition or feed.partition_key(found.schedule, today)
        _check_partition(found, key)
        with show_progress(as_json) as say:
            say(f"running the five assets of {tenant} for {key}")
            definitions = build_definitions([found], runtime)
            with watch_writes(runtime.ledger, found, say):
                result = run_sync(
                    definitions, instance, tenant, key, trigger="command line", state=runtime.state
                )
        return _report_run(installation, runtime, found, result.run_id, as_json)


def _complete_lost_runs(instance: "dg.DagsterInstance", runtime: stages.Runtime, tenant: Tenant) -> None:
    """Record the end of earlier runs of the tenant that were killed, whether or not a daemon does it."""
    from qooper_assets.defs.endings import complete

    complete(instance, runtime, [tenant])


def _check_partition(tenant: Tenant, key: str) -> None:
    """Reject a --partition that the tenant does not have as wrong usage (exit code 2)."""
    from qooper_assets.defs.lineage import partitions

    if not partitions(tenant).has_partition_key(key):
        raise click.BadParameter(
            f"{key!r} is not a partition of {tenant.tenant}: give the date of a delivery, YYYY-MM-DD"
            + (f", on a {tenant.schedule.on}" if tenant.schedule.on else "")
            + f", between {tenant.schedule.starts_on} and today.",
            param_hint="--partition",
        )


def _report_run(
    installation: Installation, runtime: stages.Runtime, tenant: Tenant, run_id: str, as_json: bool
) -> int:
    """Show how a run ended, and then send its notices; returns the exit code of the run."""
    from qooper_assets.defs.notices import send_after_run

    exit_code = _show_run(installation, runtime, tenant, run_id, as_json)
    for problem in send_after_run(runtime, tenant):
        err.print(f"a notice is not sent yet: {problem}", highlight=False, markup=False, soft_wrap=True)
    return exit_code


def _show_run(
    installation: Installation, runtime: stages.Runtime, tenant: Tenant, run_id: str, as_json: bool
) -> int:
    ended = [run for run in runtime.ledger.receipts.recent(tenant.tenant, 5) if run.run_id == run_id]
    if not ended:
        err.print(f"Run {run_id} ended without a receipt; see its log in the UI.", style="red")
        return 1
    run = ended[0]
    if as_json:
        document = describe_run(run)
        print_json({**document, "document": json.loads(document["document"])})
    else:
        out.print(tabulate_runs(tenant, [run]))
        waiting = runtime.ledger.change_sets.waiting(tenant.tenant)
        if waiting and (run.result is Result.HELD or waiting.change_set.run_id == run_id):
            # all of it, or the part that was held back
            show_waiting(waiting, runtime.ledger, installation.settings)
    return EXIT_CODES[run.result] if run.result in EXIT_CODES else find_exit_code(run.code or "")


DECISION_PARAMETERS = [
    click.argument("tenant"),
    click.argument("change_set"),
    click.option("--by", "person", required=True, help="Your name, recorded as typed."),
    click.option("--reason", required=True, help="Why, so that other readers understand it."),
    json_option,
]


def add_decision_parameters(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(DECISION_PARAMETERS):
        command = option(command)
    return command


@click.command()
@add_decision_parameters
@report_errors
def approve(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Approve TENANT's held CHANGE_SET (8 digits of its id are enough) and apply exactly that one."""
    from qooper_assets.defs.build import build_definitions
    from qooper_assets.defs.in_process import run_approval

    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime, open_instance(installation) as instance:
        recorded = runtime.ledger.change_sets.find(tenant, change_set)
        planned = recorded.change_set
        if recorded.state not in (State.APPROVED, State.APPLYING, State.APPLIED):
            lifecycle.check(recorded, Event.APPROVE, runtime.clock.now())
        _complete_lost_runs(instance, runtime, found)
        with show_progress(as_json) as say:
            say(f"applying {planned.summary.changes:,} changes")
            definitions = build_definitions([found], runtime)
            with watch_writes(runtime.ledger, found, say):
                result = run_approval(
                    definitions,
                    instance,
                    tenant,
                    planned.partition,
                    change_set_id=planned.change_set_id,
                    approved_by=person,
                    reason=reason,
                    state=runtime.state,
                )
        return _report_run(installation, runtime, found, result.run_id, as_json)


@click.command()
@add_decision_parameters
@report_errors
def reject(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Reject TENANT's held CHANGE_SET: nothing is written, and the same changes are not proposed again."""
    from qooper_assets.defs.build import build_definitions
    from qooper_assets.defs.in_process import run_rejection

    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime, open_instance(installation) as instance:
        recorded = runtime.ledger.change_sets.find(tenant, change_set)
        lifecycle.check(recorded, Event.DECLINE, runtime.clock.now())
        _complete_lost_runs(instance, runtime, found)
        result = run_rejection(
            build_definitions([found], runtime),
            instance,
            tenant,
            change_set_id=recorded.change_set.change_set_id,
            rejected_by=person,
            reason=reason,
            state=runtime.state,
        )
        return _report_run(installation, runtime, found, result.run_id, as_json)


@click.command()
@add_decision_parameters
@report_errors
def withdraw(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Withdraw the rejection of TENANT's CHANGE_SET: the next run may propose its changes again."""
    installation = Installation()
    installation.find_tenant(tenant)
    with installation.open_runtime() as runtime:
        declined = runtime.ledger.change_sets.find(tenant, change_set).change_set
        changes = runtime.ledger.approvals.withdraw(declined, person, reason)
        if as_json:
            print_json({"tenant": tenant, "change_set_id": declined.change_set_id, "changes": changes})
        else:
            out.print(
                f"{changes:,} declined changes may be proposed again: qooper-assets sync {tenant}",
                highlight=False,
                soft_wrap=True,
            )
    return 0


@click.command()
@click.option("--port", default=3000, show_default=True, help="The port of the web server, on 127.0.0.1.")
@report_errors
def ui(port: int) -> int:
    """Start Dagster's web server and daemon on this machine; Ctrl-C stops both."""
    import subprocess

    installation = Installation()
    from qooper_assets.defs.automation import set_pool_limits

    home = installation.settings.home
    with installation.open_runtime(), open_instance(installation) as instance:
        set_pool_limits(instance, installation.tenants)  # before two first runs can start at once
    environment = os.environ | {"DAGSTER_HOME": os.environ.get("DAGSTER_HOME") or str(home)}
    command = [str(Path(sys.executable).with_name("dagster")), "dev", "-h", "127.0.0.1", "-p", str(port)]
    with _serve_demo(installation):
        out.print(f"http://127.0.0.1:{port}  (Ctrl-C stops it)", highlight=False)
        process = subprocess.Popen(  # noqa: S603  our own interpreter, and a number
            [*command, "-w", "workspace.yaml"], cwd=home, env=environment
        )
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()


@contextmanager
def _serve_demo(installation: Installation) -> Iterator[None]:
    """Run the demo customers' server too if the history is the demo's, so that runs can be launched."""
    if not (installation.settings.state / "demo" / "played").exists():
        yield
        return
    from qooper_assets.demo import play

    with play.server(installation.settings, [t for t in installation.tenants if t.tenant in play.STORIES]):
        yield


@click.command()
@json_option
@report_errors
def demo(as_json: bool) -> int:
    """Play several days of three customers, from a real SFTP server to the receipt."""
    from qooper_assets.demo import play, summary

    installation = Installation()
    with open_instance(installation) as instance:
        days = play.play(
            installation.settings,
            [installation.find_tenant(name) for name in play.STORIES],
            instance,
            datetime.now(UTC),
            say=lambda what: None if as_json else out.print(f"[dim]{what}[/]", highlight=False),
        )
    if as_json:
        print_json([summary.describe_day(day) for day in days])
        return 0
    out.print()
    out.print(summary.demo_table(days, color_result))
    out.print()
    for said in summary.demo_notes(days):
        out.print(f"  {said}", highlight=False, markup=False, soft_wrap=True)
    out.print()
    for label, text in (
        ("see it", "make ui, then http://127.0.0.1:3000"),
        ("ask it", ".venv/bin/qooper-assets status"),
        (
            "files",
            shorten_path(installation.settings.artifacts) + ": every report and every row, per day and run",
        ),
    ):
        out.print(f"  {label:8}{text}", highlight=False, markup=False, soft_wrap=True)
    return 0
