"""The command `template`: writes the sample workbook for a customer to fill in.

Belongs here: its options, and what it prints. Does not: what is in the workbook (`core/sample_workbook/`), or
writing it (`edges/sample_workbook.py`). Dagster is not imported.
"""

from pathlib import Path

import click

from qooper_assets.cli.shared import refuse_overwriting, report_errors, require_xlsx
from qooper_assets.cli.terminal import out
from qooper_assets.core.sample_workbook.texts import Language
from qooper_assets.core.sample_workbook.words import TEXTS
from qooper_assets.edges import sample_workbook


@click.command()
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help="The workbook to write; an existing file is never overwritten.",
)
@click.option(
    "--language",
    type=click.Choice(list(TEXTS)),
    default="en",
    show_default=True,
    help="The language of the workbook.",
)
@report_errors
def template(path: Path, language: Language) -> int:
    """Write the sample workbook, in which a customer describes columns and connection.

    It asks for no secret, and says how to hand one over.
    """
    require_xlsx(path, "'-o'")
    with refuse_overwriting(path, "'-o'"):
        sample_workbook.write(path, language)
    out.print(f"written {path}", highlight=False, markup=False, soft_wrap=True)
    return 0
