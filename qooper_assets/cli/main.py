"""The command line: `qooper-assets`. It renders and exits, and decides nothing.

Exit codes: 0 done, or nothing to do; 10 changes are pending; 11 held; 12 partial; 13 no file was
delivered; 20 tenant file, 21 delivery, 22 target, 23 approval, 24 our own state; 2 wrong usage;
1 a defect of ours.

Dagster is imported only inside the commands that run a tenant's assets.
"""

import dataclasses
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qooper_assets import stages
from qooper_assets.cli import connection_test
from qooper_assets.cli import host_keys as trusting
from qooper_assets.cli.terminal import (
    confirms,
    err,
    error_document,
    out,
    print_json,
    run_document,
    runs_table,
    show_error,
    show_interrupted,
    show_lines,
    show_waiting,
    shown,
    steps_table,
    story,
    watching,
    whys,
    working,
)
from qooper_assets.core import feed, lifecycle, report
from qooper_assets.core.errors import DeliveryError, QooperAssetsError, Result, family_of
from qooper_assets.core.feed import NotDelivered
from qooper_assets.core.lifecycle import Event, State
from qooper_assets.core.tenant import Tenant
from qooper_assets.edges import settings, tenant_files
from qooper_assets.edges.system import SystemClock, disk_full_translated, private_file

if TYPE_CHECKING:
    import dagster as dg

    from qooper_assets.demo.play import Day

PENDING, HELD, PARTIAL, NOT_DELIVERED = 10, 11, 12, 13
EXIT_CODES = {
    Result.NOOP: 0,
    Result.SUCCEEDED: 0,
    Result.HELD: HELD,
    Result.PARTIAL: PARTIAL,
    Result.NOT_DELIVERED: NOT_DELIVERED,
}


def exit_code_of(code: str) -> int:
    """The exit code of a run that ended with this error code."""
    family = family_of(code)
    return family.exit_code if family else 1


def reports_errors(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn an error of ours into a message a stranger can act on, and its exit code."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            with disk_full_translated("qooper-assets"):
                code = command(*args, **kwargs)
        except QooperAssetsError as error:
            if kwargs.get("as_json"):
                print_json({"error": error_document(error)})
            else:
                show_error(error)
            sys.exit(error.exit_code)
        sys.exit(code or 0)

    return wrapped


class Installation:
    """What every command needs: settings, tenant files, and the edges when they are asked for."""

    def __init__(self) -> None:
        self.settings = settings.read(os.environ, Path.cwd())
        self.tenants = settings.of_shard(tenant_files.load(self.settings.tenants), self.settings.shard)

    def tenant(self, name: str) -> Tenant:
        return tenant_files.find(self.tenants, name)

    @contextmanager
    def edges(self) -> Iterator[stages.Edges]:
        opened = stages.open_edges(self.settings, SystemClock())
        try:
            yield opened
        finally:
            opened.ledger.close()

    @contextmanager
    def instance(self) -> Iterator["dg.DagsterInstance"]:
        """The persistent Dagster instance: DAGSTER_HOME, or this folder's dagster.yaml."""
        import dagster as dg

        os.chdir(self.settings.home)
        home = os.environ.get("DAGSTER_HOME") or str(self.settings.home)
        with dg.DagsterInstance.from_config(home) as instance:
            yield instance


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document, for scripts.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=__doc__.split("\n\n")[1])
@click.version_option(package_name="qooper-assets")
def main() -> None:
    """Keep the users of Qooper in step with each customer's HR roster file."""


# Looking


@main.command("test-connection")
@click.argument("tenant")
@as_json
@reports_errors
def test_connection(tenant: str, as_json: bool) -> int:
    """Try TENANT's delivery step by step, from the server's name to the overlap with Qooper's accounts.

    Writes nothing, and keeps nothing of the file.
    """
    installation = Installation()
    found = installation.tenant(tenant)
    with installation.edges() as edges, working(as_json) as say:
        steps = list(connection_test.examine(edges, found, say=say))
    failed = next((step for step in steps if not step.ok), None)
    if as_json:
        print_json({"tenant": tenant, "ok": failed is None, "steps": [s.model_dump() for s in steps]})
    else:
        out.print(steps_table(found, steps))
    if failed is None:
        return 0
    if failed.code is None:
        return NOT_DELIVERED
    family = family_of(failed.code) or DeliveryError  # else it is a reason that rejects rows
    return family.exit_code


@main.command()
@click.argument("tenant")
@click.option("--yes", is_flag=True, help="The customer has confirmed them: print the lines without asking.")
@as_json
@reports_errors
def trust(tenant: str, yes: bool, as_json: bool) -> int:
    """Show the host keys of TENANT's server beside those that are pinned, and the lines that pin them.

    Sends no password and no key, and never writes the tenant file.
    """
    found = Installation().tenant(tenant)
    with working(as_json) as say:
        say(f"asking {found.feed.host} for its host keys")
        keys = trusting.host_keys(found)
    new = trusting.to_confirm(keys)
    if not as_json:
        show_lines(trusting.shown(found, keys))
        if new:
            show_lines(trusting.how_to_confirm(keys))
    is_confirmed = not new or yes or (not as_json and confirms("Has the customer confirmed the new ones?"))
    if as_json:
        print_json(
            {
                "tenant": tenant,
                "confirmed": is_confirmed,
                "host_keys": [key.model_dump() | {"state": key.state} for key in keys],
                "tenant_file": trusting.lines(keys) if new and is_confirmed else [],
            }
        )
    elif is_confirmed:
        if new:
            out.print(f"Write under feed in {tenant}.yaml:")
            show_lines(trusting.lines(keys))
        show_lines(trusting.what_next(found, keys))
    else:
        out.print("Nothing is to be pinned.", style="yellow")
    return 0 if is_confirmed else DeliveryError.exit_code


@main.command()
@click.argument("tenant")
@as_json
@reports_errors
def plan(tenant: str, as_json: bool) -> int:
    """Show what a sync of TENANT would change today. Writes no account, and asks nobody to approve."""
    installation = Installation()
    found = installation.tenant(tenant)
    with installation.edges() as edges:
        # A preview is stored beside the real runs, and counts for none of them.
        edges = dataclasses.replace(
            edges, artifacts=stages.open_artifacts(installation.settings, marks_latest=False)
        )
        now = edges.clock.now()
        partition = feed.partition_key(found.schedule, feed.effective_on(found.schedule, now))
        run_id = f"plan-{now:%Y%m%dT%H%M%S%f}"
        with working(as_json) as say:
            say("landing the file")
            raw = stages.land(edges, found, partition, run_id, is_preview=True)
            if isinstance(raw, NotDelivered):
                return _not_delivered(found, raw, as_json)
            say("normalizing the roster")
            roster = stages.normalize(edges, found, raw, run_id)
            say("observing Qooper")
            snapshot = stages.observe(edges, found, partition, run_id)
            say("planning")
            change_set = stages.plan(edges, found, raw, roster, snapshot, run_id)
        interrupted = edges.ledger.change_sets.interrupted(tenant)
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
                out.print("An interrupted run is finished first by the next sync.", style="yellow")
            out.print(
                f"workbook: {shown(edges.artifacts.where(change_set.workbook_location))}", soft_wrap=True
            )
    if change_set.breaches:
        return HELD
    return PENDING if change_set.summary.changes else 0


def _not_delivered(tenant: Tenant, missing: NotDelivered, as_json: bool) -> int:
    if as_json:
        result = {"tenant": tenant.tenant, "result": Result.NOT_DELIVERED.value}
        print_json({**result, "code": missing.code, "note": missing.note})
    else:
        out.print(f"{missing.note} Nobody was changed.", highlight=False, markup=False, soft_wrap=True)
    return NOT_DELIVERED


@main.command()
@click.argument("stored")
@click.argument("file", type=click.Path(path_type=Path))
@reports_errors
def unseal(stored: str, file: Path) -> None:
    """Write STORED, a report or another file by the path that a run shows, to FILE, for you to read."""
    with Installation().edges() as edges, edges.scratch() as scratch:
        plain = edges.artifacts.open_local(edges.artifacts.key_at(stored), scratch)
        try:
            with plain.open("rb") as found, private_file(file) as readable:
                shutil.copyfileobj(found, readable)
        except FileExistsError:
            raise click.BadParameter(f"{file} is there already.", param_hint="FILE") from None


@main.command()
@click.argument("tenant", required=False)
@click.option("--runs", default=10, show_default=True, help="How many of the last runs.")
@as_json
@reports_errors
def status(tenant: str | None, runs: int, as_json: bool) -> int:
    """Show the last runs of TENANT, or of everybody, and what waits for an approval."""
    installation = Installation()
    chosen = [installation.tenant(tenant)] if tenant else list(installation.tenants)
    documents = []
    with installation.edges() as edges:
        for each in chosen:
            waiting = edges.ledger.change_sets.waiting(each.tenant)
            interrupted = edges.ledger.change_sets.interrupted(each.tenant)
            ended = edges.ledger.receipts.recent(each.tenant, runs)
            documents.append(
                {
                    "tenant": each.tenant,
                    "waiting": waiting and waiting.change_set.model_dump(mode="json"),
                    "state": waiting and waiting.state.value,
                    "interrupted": interrupted and interrupted.change_set_id,
                    "runs": [run_document(run) for run in ended],
                }
            )
            if not as_json:
                out.print(runs_table(each, ended))
                if waiting:
                    show_waiting(waiting, edges)
                if interrupted:
                    show_interrupted(interrupted)
    if as_json:
        print_json(documents)
    return 0


# Doing: these run the tenant's assets, so Dagster has the history.


@main.command()
@click.argument("tenant")
@click.option("--partition", help="A date or week, YYYY-MM-DD; today's by default.")
@as_json
@reports_errors
def sync(tenant: str, partition: str | None, as_json: bool) -> int:
    """Land, plan and apply TENANT's roster now, by the same assets as the schedule."""
    from qooper_assets.defs.build import build_definitions, run_sync

    installation = Installation()
    found = installation.tenant(tenant)
    with installation.edges() as edges, installation.instance() as instance:
        today = feed.effective_on(found.schedule, edges.clock.now())
        key = partition or feed.partition_key(found.schedule, today)
        _check_partition(found, key)
        with working(as_json) as say:
            say(f"running the five assets of {tenant} for {key}")
            definitions = build_definitions([found], edges)
            with watching(edges, found, say):
                result = run_sync(definitions, instance, tenant, key, trigger="command line")
        return _show_run(edges, found, result.run_id, as_json)


def _check_partition(tenant: Tenant, key: str) -> None:
    """A wrong --partition is wrong usage (exit 2)."""
    from qooper_assets.defs.assets import partitions

    if not partitions(tenant).has_partition_key(key):
        raise click.BadParameter(
            f"{key!r} is no partition of {tenant.tenant}: give the date of a delivery, YYYY-MM-DD"
            + (f", on a {tenant.schedule.on}" if tenant.schedule.on else "")
            + f", from {tenant.schedule.starts_on} until today.",
            param_hint="--partition",
        )


def _show_run(edges: stages.Edges, tenant: Tenant, run_id: str, as_json: bool) -> int:
    ended = [run for run in edges.ledger.receipts.recent(tenant.tenant, 5) if run.run_id == run_id]
    if not ended:
        err.print(f"The run {run_id} ended without a receipt; its log is in the UI.", style="red")
        return 1
    run = ended[0]
    if as_json:
        document = run_document(run)
        print_json({**document, "document": json.loads(document["document"])})
    else:
        out.print(runs_table(tenant, [run]))
        if run.result is Result.HELD:
            waiting = edges.ledger.change_sets.waiting(tenant.tenant)
            if waiting:
                show_waiting(waiting, edges)
    return EXIT_CODES[run.result] if run.result in EXIT_CODES else exit_code_of(run.code or "")


decision = [
    click.argument("tenant"),
    click.argument("change_set"),
    click.option("--by", "person", required=True, help="Your name, recorded as typed."),
    click.option("--reason", required=True, help="Why, in words that another reader understands."),
    as_json,
]


def decides(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(decision):
        command = option(command)
    return command


@main.command()
@decides
@reports_errors
def approve(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Approve TENANT's held CHANGE_SET (8 digits of its id are enough) and apply exactly that."""
    from qooper_assets.defs.build import build_definitions, run_approval

    installation = Installation()
    found = installation.tenant(tenant)
    with installation.edges() as edges, installation.instance() as instance:
        recorded = edges.ledger.change_sets.find(tenant, change_set)
        planned = recorded.change_set
        if recorded.state not in (State.APPROVED, State.APPLYING, State.APPLIED):
            lifecycle.check(recorded, Event.APPROVE, edges.clock.now())
        with working(as_json) as say:
            say(f"applying {planned.summary.changes:,} changes")
            definitions = build_definitions([found], edges)
            with watching(edges, found, say):
                result = run_approval(
                    definitions,
                    instance,
                    tenant,
                    planned.partition,
                    change_set_id=planned.change_set_id,
                    approved_by=person,
                    reason=reason,
                )
        return _show_run(edges, found, result.run_id, as_json)


@main.command()
@decides
@reports_errors
def reject(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Reject TENANT's held CHANGE_SET: nothing is written, and the same file is not proposed again."""
    from qooper_assets.defs.approval import decline

    installation = Installation()
    found = installation.tenant(tenant)
    with installation.edges() as edges, installation.instance() as instance:
        planned = edges.ledger.change_sets.find(tenant, change_set).change_set
        run_id = f"reject-{edges.clock.now():%Y%m%dT%H%M%S}"
        decline(edges, instance, found, planned, person, reason, run_id)
        return _show_run(edges, found, run_id, as_json)


@main.command()
@decides
@reports_errors
def withdraw(tenant: str, change_set: str, person: str, reason: str, as_json: bool) -> int:
    """Withdraw the rejection of TENANT's CHANGE_SET: its changes may be proposed again by the next run."""
    installation = Installation()
    installation.tenant(tenant)
    with installation.edges() as edges:
        declined = edges.ledger.change_sets.find(tenant, change_set).change_set
        changes = edges.ledger.approvals.withdraw(declined, person, reason)
        if as_json:
            print_json({"tenant": tenant, "change_set_id": declined.change_set_id, "changes": changes})
        else:
            out.print(
                f"{changes:,} declined changes may be proposed again: qooper-assets sync {tenant}",
                highlight=False,
                soft_wrap=True,
            )
    return 0


@main.command()
@click.option("--port", default=3000, show_default=True, help="Where the browser finds it, on 127.0.0.1.")
@reports_errors
def ui(port: int) -> int:
    """Open Dagster's web server and daemon on this machine; Ctrl-C ends both."""
    import subprocess

    installation = Installation()
    from qooper_assets.defs.automation import set_pool_limits

    home = installation.settings.home
    with installation.edges(), installation.instance() as instance:
        set_pool_limits(instance, installation.tenants)  # before two first runs can start at once
    environment = os.environ | {"DAGSTER_HOME": os.environ.get("DAGSTER_HOME") or str(home)}
    command = [str(Path(sys.executable).with_name("dagster")), "dev", "-h", "127.0.0.1", "-p", str(port)]
    with _demo_server(installation):
        out.print(f"http://127.0.0.1:{port}  (Ctrl-C ends it)", highlight=False)
        process = subprocess.Popen(  # noqa: S603  our own interpreter, and a number
            [*command, "-w", "workspace.yaml"], cwd=home, env=environment
        )
        try:
            return process.wait()
        except KeyboardInterrupt:
            return process.wait()


@contextmanager
def _demo_server(installation: Installation) -> Iterator[None]:
    """While the demo's history is shown, its customers' server runs too, so that runs can be launched."""
    if not (installation.settings.state / "demo" / "played").exists():
        yield
        return
    from qooper_assets.demo import play

    with play.server(installation.settings, [t for t in installation.tenants if t.tenant in play.STORIES]):
        yield


@main.command()
@as_json
@reports_errors
def demo(as_json: bool) -> int:
    """Play several days of three customers, from a real SFTP server to the receipt."""
    from qooper_assets.demo import play

    installation = Installation()
    with installation.instance() as instance:
        days = play.play(
            installation.settings,
            [installation.tenant(name) for name in play.STORIES],
            instance,
            datetime.now(UTC),
            say=lambda what: None if as_json else out.print(f"[dim]{what}[/]", highlight=False),
        )
    if as_json:
        print_json([day_document(day) for day in days])
        return 0
    out.print()
    out.print(story(days))
    out.print()
    for said in whys(days):
        out.print(f"  {said}", highlight=False, markup=False, soft_wrap=True)
    out.print()
    for label, text in (
        ("see it", "make ui, then http://127.0.0.1:3000"),
        ("ask it", ".venv/bin/qooper-assets status"),
        ("files", shown(installation.settings.artifacts) + ": every report and every row, per day and run"),
    ):
        out.print(f"  {label:8}{text}", highlight=False, markup=False, soft_wrap=True)
    return 0


def day_document(day: "Day") -> dict[str, Any]:
    """What came of one delivery of the demo, for scripts."""
    return {
        "tenant": day.tenant,
        "partition": day.partition,
        "title": day.delivery.title,
        "result": day.result.value,
        "code": day.code or None,
        "receipt": day.receipt and day.receipt.model_dump(mode="json"),
    }


if __name__ == "__main__":
    main()
