"""Read: the records of a delivered file, and which of them break the contract.

Belongs here: what `normalize` does with any file, also with one that is judged again (`rejudging.py`). Does
not: the formats (`readers/`), or what becomes of the records (`normalizing.py`).
"""

from pathlib import Path

import polars as pl

from qooper_assets.core import roster
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.core.records import Records
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.readers import formats
from qooper_assets.readers.csv import reader as csv_reader
from qooper_assets.readers.csv.unchanged import EarlierFile
from qooper_assets.readers.excel import reader as excel_reader
from qooper_assets.readers.json import reader as json_reader
from qooper_assets.readers.wrappers import reader as wrappers_reader
from qooper_assets.readers.wrappers.reader import Unwrapped
from qooper_assets.stages.runtime import Edges


def unwrap(edges: Edges, raw: Path, tenant: Tenant, scratch: Path, where: str) -> Unwrapped:
    """What a raw file holds, if it is wrapped; else itself. It is gone with the scratch folder.

    Raises `DeliveryError`, blocked, or `TenantFileError`.
    """
    wanted = tenant.feed
    if not wanted.wrapped:
        return Unwrapped(raw, ())
    keys = secrets.openpgp(wanted.openpgp, edges.home) if wanted.openpgp else None
    return wrappers_reader.unwrap(raw, wanted.wrapped, keys, wanted.limits, scratch=scratch, where=where)


def read(raw: Path, tenant: Tenant, scratch: Path, where: str, earlier: EarlierFile | None = None) -> Records:
    """The records of a file that is not wrapped any more, by the format that it really has (P19); of a CSV
    file only those that an earlier one does not know.

    Raises `DeliveryError`, blocked.
    """
    limits, wanted = tenant.feed.limits, wanted_columns(tenant)
    match formats.recognize(raw, where, tenant.feed.wrapped):
        case "csv":
            return csv_reader.scan(raw, tenant, scratch=scratch, where=where, earlier=earlier)
        case "excel":
            return excel_reader.read(raw, tenant.feed.excel, wanted, limits, scratch=scratch, where=where)
        case "json":
            return json_reader.read(raw, tenant.feed.records, wanted, limits, scratch=scratch, where=where)


def check_contract(engine: Engine, tenant: Tenant) -> None:
    """Make `contract_failures`: row_id, column_name, reason."""
    schema = roster.contract(tenant)
    found: list[tuple[int, str, str]] = []
    query = f"select row_id, {', '.join(roster.JUDGED)} from identities where not is_header"
    for suspects in roster.suspects(schema, engine.frames(query, roster.BATCH_ROWS)):
        failures = roster.check_contract(schema, suspects, tenant.identity)
        row_ids = suspects["row_id"]
        found.extend(
            (row_ids[row], column, reason)
            for row, column, reason in zip(failures.rows, failures.columns, failures.reasons, strict=True)
        )
    columns = {"row_id": pl.Int64, "column_name": pl.String, "reason": pl.String}
    engine.table("contract_failures", pl.DataFrame(found, schema=columns, orient="row"))
