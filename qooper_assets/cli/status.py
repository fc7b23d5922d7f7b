"""The command `status`: what happened to the tenants, what is waiting for a person, and why the next run
would fail.

Belongs here: what it reads of the ledger and prints. Does not: anything that a run needs; neither the engine
nor SFTP nor Dagster is imported, so that the answer for many tenants is there at once.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from qooper_assets.cli.shared import Installation, json_option, report_errors
from qooper_assets.cli.show import (
    describe_error,
    describe_run,
    print_json,
    show_error,
    show_interrupted,
    show_odd_links,
    show_questions,
    show_waiting,
    tabulate_runs,
    tabulate_tenants,
)
from qooper_assets.cli.terminal import out
from qooper_assets.core import identifiers
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.identifiers import OddLink
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.lifecycle import Recorded
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import tenant_files
from qooper_assets.edges.ledger.decisions import Asked
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.receipts import EndedRun
from qooper_assets.edges.tenant_files import InvalidFile


@click.command()
@click.argument("tenant", required=False)
@click.option(
    "--runs", type=click.IntRange(min=1), help="How many of the last runs to show: 10 of TENANT, 1 of each."
)
@json_option
@report_errors
def status(tenant: str | None, runs: int | None, as_json: bool) -> int:
    """Show the last runs of TENANT, or of all tenants, and what is waiting for a person.

    For TENANT, also list who waits for a decision, with the command that answers, and links under an
    identifier that no row can have.
    """
    installation = Installation()
    chosen = _choose(installation, tenant)
    with installation.open_ledger() as ledger:
        asked = ledger.decisions.waiting()
        found = [_look_up(each, ledger, runs, asked, is_only_one=tenant is not None) for each in chosen]
        exit_code = next((each.refused.exit_code for each in found if each.refused), 0)
        if as_json:
            print_json([_describe(each) for each in found])
            return exit_code
        if tenant:
            out.print(tabulate_runs(found[0].tenant, found[0].runs))
        else:
            out.print(tabulate_tenants([(each.tenant.tenant, each.refused, each.runs) for each in found]))
        for each in found:
            if each.refused:
                show_error(each.refused)
            if each.waiting:
                show_waiting(each.waiting, ledger, installation.settings)
            if each.interrupted:
                show_interrupted(each.interrupted)
            if each.asked:
                show_questions(each.tenant.tenant, each.asked, with_people=tenant is not None)
            if each.odd_links:
                show_odd_links(each.odd_links)
    return exit_code


def _choose(installation: Installation, name: str | None) -> list[Tenant | InvalidFile]:
    """The tenants to show. One whose file is not valid is shown as well: what happened to it, and what is
    waiting, does not depend on its file."""
    files = installation.files
    if name is None:
        return sorted([*files.tenants, *files.invalid], key=lambda each: each.tenant)
    return [tenant_files.find_invalid(files, name) or installation.find_tenant(name)]


class _Status(NamedTuple):
    """What the ledger knows about one tenant."""

    tenant: Tenant | InvalidFile
    runs: list[EndedRun]
    """The last ones, newest first."""
    waiting: Recorded | None
    interrupted: ChangeSet | None
    refused: TenantFileError | None
    """Why the next run will be refused, if it will."""
    asked: list[Asked]
    """The people who wait for a decision."""
    odd_links: list[OddLink]
    """Looked for only if the status of one tenant is asked for, because all its links have to be read."""


def _look_up(
    tenant: Tenant | InvalidFile,
    ledger: Ledger,
    runs: int | None,
    asked: Mapping[str, list[Asked]],
    *,
    is_only_one: bool,
) -> _Status:
    name = tenant.tenant
    return _Status(
        tenant,
        ledger.receipts.recent(name, runs or (10 if is_only_one else 1)),
        ledger.change_sets.waiting(name),
        ledger.change_sets.interrupted(name),
        _find_refusal(tenant, ledger),
        asked.get(name, []),
        _find_odd_links(tenant, ledger) if is_only_one else [],
    )


def _find_odd_links(tenant: Tenant | InvalidFile, ledger: Ledger) -> list[OddLink]:
    if isinstance(tenant, InvalidFile):
        return []
    return identifiers.odd_links(ledger.links.all(tenant.tenant), tenant)


def _find_refusal(tenant: Tenant | InvalidFile, ledger: Ledger) -> TenantFileError | None:
    if isinstance(tenant, InvalidFile):
        return tenant.error
    try:
        refuse_other_identity(tenant, *ledger.deliveries.identity(tenant.tenant))
    except TenantFileError as error:
        return error
    return None


def _describe(status: _Status) -> dict[str, Any]:
    """Describe a tenant's status for scripts."""
    waiting, interrupted = status.waiting, status.interrupted
    return {
        "tenant": status.tenant.tenant,
        "refused": status.refused and describe_error(status.refused),
        "waiting": waiting and waiting.change_set.model_dump(mode="json"),
        "state": waiting and waiting.state.value,
        "interrupted": interrupted and interrupted.change_set_id,
        "questions": [
            {
                "person": each.question.external_id,
                "other": each.question.other,
                "reason": each.question.reason,
                "asked_at": each.asked_at,
            }
            for each in status.asked
        ],
        "odd_links": [link._asdict() for link in status.odd_links],
        "runs": [describe_run(run) for run in status.runs],
    }
