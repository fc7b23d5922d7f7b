"""The command `notify`: sends the notices that are due, or a test notice over every channel.

Belongs here: what it prints. Does not: what becomes a notice (`core/notices.py`), or sending it
(`stages/notifying.py`).
"""

from typing import Any

import click
from rich import box
from rich.markup import escape
from rich.table import Table

from qooper_assets.cli.shared import Installation, json_option, report_errors
from qooper_assets.cli.show import print_json
from qooper_assets.cli.terminal import out, show_progress
from qooper_assets.core.errors import StateError, TenantFileError
from qooper_assets.core.tenant.base import Named

SECONDS_MAX = 300
"""A pass of the command; what is still due then is left to the next one."""


@click.command()
@click.option("--test", "is_test", is_flag=True, help="Send a test notice over every channel; report each.")
@json_option
@report_errors
def notify(is_test: bool, as_json: bool) -> int:
    """Send the notices that are due, after queuing one for each file that is late."""
    from qooper_assets.defs.notices import open_sender
    from qooper_assets.stages.notifying import queue_late

    installation = Installation()
    if installation.settings.notices is None:
        raise TenantFileError(
            "settings_invalid",
            "no channel for notices is configured.",
            where="QOOPER_NOTICES",
            remedy="Write notices.yaml in QOOPER_HOME as the runbook shows, or name another file.",
        )
    with installation.open_runtime() as runtime:
        sender = open_sender(runtime)
        with show_progress(as_json) as say:
            say("sending")
            if is_test:
                tests = sender.send_tests()
                shown = [
                    {"channel": to.channel, "to": to.address, "error": outcome.error} for to, outcome in tests
                ]
                has_failed = any(outcome.error for _, outcome in tests)
            else:
                queue_late(runtime.ledger, runtime.clock, installation.tenants, None)
                served: list[Named] = [*installation.tenants, *installation.files.invalid]
                report = sender.send_due(served, seconds_max=SECONDS_MAX)
                shown = [each._asdict() for each in runtime.ledger.outbox.waiting()]
                has_failed = bool(report.errors)
        if as_json:
            print_json(shown if is_test else {"sent": report.sent, "not_sent": shown})
        else:
            if not is_test:
                out.print(f"{report.sent:,} sent", highlight=False)
            if shown:
                out.print(_tabulate(shown))
    return StateError.exit_code if has_failed else 0


def _tabulate(rows: list[dict[str, Any]]) -> Table:
    """Make a table of rows with the same keys."""
    table = Table(*(key.replace("_", " ") for key in rows[0]), box=box.SIMPLE)
    for row in rows:
        table.add_row(*(f"{cell:,}" if isinstance(cell, int) else escape(cell) for cell in row.values()))
    return table
