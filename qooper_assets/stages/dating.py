"""The date columns of a file, for `plan`: what they contain, and what a missing cell of them means.

Belongs here: counting their cells, and setting variables for sql/plan/unreadable_dates.sql. Does not:
what the counts mean (`core/date_columns.py`).
"""

from collections.abc import Mapping

from qooper_assets.core import date_columns
from qooper_assets.core.changes import Head
from qooper_assets.core.date_columns import DateCells, DateColumn
from qooper_assets.core.feed import RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.stages import merging


def describe_dates(
    engine: Engine, tenant: Tenant, raw: RawFile, roster: Roster, before: Mapping[str, DateColumn]
) -> dict[str, DateColumn]:
    """Describe the mapped date columns of the file (S22, S26). Reads `roster`; `before` are those of the last
    accepted file."""
    head = Head(*roster.laid_over.split("/")) if roster.laid_over else None
    engine.set(landing=None if roster.laid_over is None else merging.landing(raw, head))
    engine.run("plan/date_cells")
    cells = {
        name: DateCells(*row)
        for name, *row in engine.rows(f"select name, {', '.join(DateCells._fields)} from date_cells")
    }
    is_json = roster.format in ("json", None)
    # A roster without people has no row in `date_cells`.
    mapped = [name for name in date_columns.mapped_dates(tenant.mapping) if name in cells]
    found = {
        name: date_columns.date_column(cells[name], before.get(name), is_json=is_json) for name in mapped
    }
    engine.set(
        unreadable_if_missing=[
            name
            for name, column in found.items()
            if date_columns.is_unreadable_if_missing(column, before.get(name))
        ],
        kept_if_missing=[name for name, column in found.items() if column.writes_blanks],
    )
    return found
