"""Warnings about a delivered file: oddities that rejected nobody.

Belongs here: those that need the whole roster. Does not: warnings of a reader (`Records.warnings`), or about
earlier files of a delta feed (`merging.py`).
"""

from collections.abc import Iterator

from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.records import HeaderMatch, Records, RosterWarning
from qooper_assets.core.roster import RosterCounts
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.records import Respelled, count_garbled


def file_warnings(
    engine: Engine,
    tenant: Tenant,
    records: Records,
    match: HeaderMatch,
    respelled: Respelled,
    counts: RosterCounts,
) -> Iterator[RosterWarning]:
    """Yield the warnings about a file. Reads `roster`."""
    rows = "roster"
    if tenant.feed.coverage == "delta":  # rows of earlier files have been reported
        rows = "rows_of_file"
        engine.connection.execute(
            "create view rows_of_file as from roster where landing = getvariable('landing')"
        )
    dropped = engine.rows(
        f"select name, count(*) from (select unnest(dropped) as name from {rows} where dropped is not null)"
        " group by name order by name"
    )
    for name, count in dropped:
        yield RosterWarning(
            code="value_dropped", count=count,
            detail=f"{name}: values that could not be used; the present ones are kept",
        )  # fmt: skip
    garbled = count_garbled(engine, rows, attribute_names(tenant)) if records.may_be_garbled else {}
    if garbled:
        names = ", ".join(f"{name} {count:,}" for name, count in garbled.items())
        yield RosterWarning(
            code="mojibake_suspected", count=sum(garbled.values()),
            detail=f"{names}: values such as `RenÃ©`; was the export read in a wrong encoding? (P04)",
        )  # fmt: skip
    if respelled.records:
        kept = "; `106.0` was kept, because other ids have decimals" if respelled.ids_have_decimals else ""
        yield RosterWarning(
            code="ids_respelled", count=respelled.records,
            detail="rows with an id as a spreadsheet writes it, such as `'00105`, `=\"00107\"` or `106.0`;"
            f" they were read as 00105, 00107 and 106{kept}. Ask the customer to export ids as text (I32)",
        )  # fmt: skip
    if records.format != tenant.feed.format:
        yield RosterWarning(
            code="format_differs", count=1,
            detail=f"the tenant file says {tenant.feed.format}, the file is {records.format};"
            f" it was read as {records.format} (P19)",
        )  # fmt: skip
    yield from records.warnings
    for name in match.missing:
        yield RosterWarning(
            code="column_missing", count=1,
            detail=f"{name}: its column is not in the file; the present values are kept (R8)",
        )  # fmt: skip
    if counts.collapsed:
        yield RosterWarning(
            code="duplicates_collapsed", count=counts.collapsed, detail="identical rows of one person (I01)"
        )
    repeated_headers = counts.skipped - records.skipped
    if repeated_headers:
        yield RosterWarning(
            code="header_repeated", count=repeated_headers,
            detail="header rows inside the file; were exports concatenated? (P17)",
        )  # fmt: skip
    if match.unmapped:
        yield RosterWarning(
            code="columns_unmapped", count=match.unmapped,
            detail="columns that nothing is mapped to; they stay in the raw file only (P13, R13)",
        )  # fmt: skip
