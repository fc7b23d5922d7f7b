"""Check the records of a file against the roster's contract.

Belongs here: running the contract over the engine's records. Does not: the contract (`core/contract.py`), or
the rules across rows (`sql/normalize/rejects.sql`).
"""

import polars as pl

from qooper_assets.core import contract
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine


def check_contract(engine: Engine, tenant: Tenant) -> None:
    """Make `contract_failures`: row_id, column_name, reason."""
    schema = contract.schema(tenant)
    found: list[tuple[int, str, str]] = []
    query = f"select row_id, {', '.join(contract.JUDGED)} from identities where not is_header"
    for suspects in contract.suspects(schema, engine.frames(query, contract.BATCH_ROWS)):
        failures = contract.check(schema, suspects, tenant.identity)
        row_ids = suspects["row_id"]
        found.extend(
            (row_ids[row], column, reason)
            for row, column, reason in zip(failures.rows, failures.columns, failures.reasons, strict=True)
        )
    columns = {"row_id": pl.Int64, "column_name": pl.String, "reason": pl.String}
    engine.table("contract_failures", pl.DataFrame(found, schema=columns, orient="row"))
