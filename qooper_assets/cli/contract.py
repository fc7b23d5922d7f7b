"""The command `contract`: what a tenant's file has to be, for an engineer, a script, or the customer's HR.

Belongs here: which of the three is asked for, and where it goes. Does not: a sentence of it
(`core/feed_contract/`), or the page (`docs/customer_page.py`). Nothing but the tenant file is read.
"""

from pathlib import Path

import click

from qooper_assets.cli.shared import Installation, json_option, refuse_overwriting, report_errors
from qooper_assets.cli.show import print_json, show_lines
from qooper_assets.cli.terminal import out
from qooper_assets.core.feed import effective_on
from qooper_assets.core.feed_contract.contract import describe_contract
from qooper_assets.core.feed_contract.text import describe_lines
from qooper_assets.edges.system import SystemClock


@click.command()
@click.argument("tenant")
@click.option(
    "--for-customer", is_flag=True, help="Make a page for the customer's HR team instead: HTML, to print."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to this file instead of printing; an existing file is never overwritten.",
)
@json_option
@report_errors
def contract(tenant: str, for_customer: bool, output: Path | None, as_json: bool) -> None:
    """Explain what TENANT's file has to be: each column, what may be in it, and what happens if it is not.

    Everything is derived from the tenant file and the rules that are checked. No server is asked.
    """
    if as_json and (for_customer or output):
        raise click.UsageError("--json goes neither with --for-customer nor with --output.")
    found = Installation().find_tenant(tenant)
    described = describe_contract(found)
    if as_json:
        print_json(described.model_dump(mode="json"))
        return
    if for_customer:
        from qooper_assets.docs.customer_page import render_page  # Jinja2 is slow to import

        text = render_page(found, described, effective_on(found.schedule, SystemClock().now()))
    else:
        text = "".join(f"{line}\n" for line in describe_lines(described))
    if output:
        with refuse_overwriting(output, "'-o'"), output.open("x", encoding="utf-8") as written:
            written.write(text)
        out.print(f"written {output}", highlight=False, markup=False, soft_wrap=True)
    elif for_customer:
        click.echo(text, nl=False)
    else:
        show_lines(text.splitlines())
