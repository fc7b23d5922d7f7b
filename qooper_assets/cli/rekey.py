"""The command `rekey`: link a tenant's people by another attribute.

Belongs here: what it prints and asks for. Does not: who fits (`core/rekeying.py`), or doing it
(`stages/rekeying.py`).
"""

from typing import Any
from uuid import uuid4

import click

from qooper_assets import stages
from qooper_assets.cli.shared import PENDING, Installation, json_option, report_errors
from qooper_assets.cli.show import print_json
from qooper_assets.cli.terminal import out
from qooper_assets.core.rekeying import REASONS, Rekeying

MISFITS_SHOWN = 20


@click.command()
@click.argument("tenant")
@click.argument("shown", required=False, metavar="[ID]")
@click.option("--by", "person", default="", help="Your name, recorded as typed.")
@click.option("--reason", default="", help="Why, so that other readers understand it.")
@click.option("--release", "releases", is_flag=True, help="Give up the accounts of people who do not fit.")
@json_option
@report_errors
def rekey(tenant: str, shown: str | None, person: str, reason: str, releases: bool, as_json: bool) -> int:
    """Link TENANT's people by the identity that its file has now.

    Without ID, shows who would fit and who would not, and changes nothing. With the ID that this shows, does
    exactly that. No account changes in either case.
    """
    installation = Installation()
    found = installation.find_tenant(tenant)
    with installation.open_runtime() as runtime:
        if shown is None:
            rekeying = stages.find_rekeying(runtime, found)
        else:
            run_id = f"rekey-{uuid4().hex}"
            rekeying = stages.rekey(runtime, found, shown, person, reason, run_id, releases=releases)
    if as_json:
        print_json(_describe(rekeying, is_done=shown is not None))
    else:
        _show(rekeying, is_done=shown is not None)
    return 0 if shown is not None else PENDING


def _describe(rekeying: Rekeying, *, is_done: bool) -> dict[str, Any]:
    return {
        "tenant": rekeying.tenant,
        "rekeying_id": rekeying.rekeying_id,
        "before": rekeying.before,
        "after": rekeying.after,
        "is_done": is_done,
        "fits": len(rekeying.fits),
        "differing": rekeying.differing,
        "misfits": [misfit._asdict() for misfit in rekeying.misfits],
    }


def _show(rekeying: Rekeying, *, is_done: bool) -> None:
    def say(text: str) -> None:
        out.print(text, highlight=False, markup=False, soft_wrap=True)

    say(f"{rekeying.tenant}: people are linked by {rekeying.before}, the tenant file says {rekeying.after}.")
    if is_done:
        say(f"{len(rekeying.fits):,} people are linked by {rekeying.after} now.")
        if rekeying.misfits:
            say(f"{len(rekeying.misfits):,} accounts are no longer ours; they are as they were.")
        say(f"Next: qooper-assets plan {rekeying.tenant}")
        return
    say(f"  {len(rekeying.fits):,} fit")
    if rekeying.differing:
        say(f"  {rekeying.differing:,} of them by the last accepted file; their account has another value")
    for reason, people in rekeying.by_reason.items():
        say(f"  {people:,} do not fit: {REASONS[reason]}")
        of_reason = [misfit for misfit in rekeying.misfits if misfit.reason == reason]
        for misfit in of_reason[:MISFITS_SHOWN]:
            say(f"      {misfit.external_id} (account {misfit.account_id})")
        if people > MISFITS_SHOWN:
            say(f"      and {people - MISFITS_SHOWN:,} more: --json lists them")
    release = " --release" if rekeying.misfits else ""
    say("Nothing was changed. To link them so:")
    say(f"  qooper-assets rekey {rekeying.tenant} {rekeying.rekeying_id[:8]} --by NAME --reason WHY{release}")
