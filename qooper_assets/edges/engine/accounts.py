"""The target's accounts as a table of the engine.

Belongs here: staging the pages of a listing. Does not: reading them (`edges/targets/`), or matching them to
people (`sql/observe/`).
"""

import json
from collections.abc import Iterator, Sequence

import polars as pl
from duckdb import ColumnExpression

from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.rendering import call
from qooper_assets.edges.targets.target import ACCOUNT_COLUMNS


def stage_accounts(engine: Engine, pages: Iterator[pl.DataFrame], attributes: Sequence[str]) -> None:
    """Make `listed`, one row per account, from the pages of a listing; in a file, because it is large."""
    empty = pl.DataFrame(schema=dict(ACCOUNT_COLUMNS))
    engine.table("listing", empty)
    for page in pages:
        engine.append("listing", page)
    structure = json.dumps(dict.fromkeys(attributes, "VARCHAR"))
    engine.connection.table("listing").select(
        *(ColumnExpression(name) for name in ACCOUNT_COLUMNS if name != "attributes"),
        call("email_key", ColumnExpression("email")).alias("email_key"),
        call("from_json", ColumnExpression("attributes").cast("JSON"), structure).alias("attributes"),
    ).create_view("typed")
    engine.save("from typed", engine.scratch / "listed")
    engine.load("listed", engine.scratch / "listed")
    engine.connection.execute("drop view typed")
    engine.drop("listing")
