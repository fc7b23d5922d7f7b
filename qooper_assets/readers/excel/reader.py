"""An Excel workbook (.xlsx, .xlsm), parsed by a process of its own that may die of it.

Belongs here: what that process is asked, and what its answer means. Does not: the parsing
(`child.py` and what it imports; this process opens no byte of the workbook).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qooper_assets.core.errors import blocked
from qooper_assets.core.records import Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.sandbox import parent as sandbox_parent

FILE = "rows.parquet"
CHILD = "qooper_assets.readers.excel.child"


def read(
    raw: Path, shape: Excel, wanted: Sequence[WantedColumn], limits: Limits, *, scratch: Path, where: str
) -> Records:
    """Prove a workbook, and write the wanted columns of its sheet as text to a Parquet file.

    Raises `DeliveryError`, all of them `blocked`: not_tabular or wrapper_differs (another archive, a
    password), workbook_unreadable, too_large (F20), sheet_missing (P20), header_not_recognized (a blank
    header row), no_rows (F02), formula_without_value (P26). The file stands below `scratch`, which the caller
    removes; there is none where no wanted column is in the header.
    """
    folder = scratch / "workbook"
    with sandbox_parent.whole_or_gone(folder):
        found = _parse(raw, folder, shape, wanted, limits, where)
    unreadable = tuple(Unreadable(line, "merged_cells") for line in found["merged"])
    return Records(
        format="excel",
        paths=(folder / FILE,) if (folder / FILE).exists() else (),
        header=tuple(found["header"]),
        header_line=shape.header_row,
        total=found["total"],
        gaps=tuple(line for first, last in found["gaps"] for line in range(first, last + 1)),
        skipped=found["skipped"],
        unreadable=unreadable,
        last_line=found["last_line"],
    )


def _parse(
    raw: Path, folder: Path, shape: Excel, wanted: Sequence[WantedColumn], limits: Limits, where: str
) -> dict[str, Any]:
    """What the child found. Raises `DeliveryError`, blocked."""
    job = {
        "raw": str(raw),
        "file": str(folder / FILE),
        "sheet": shape.sheet,
        "header_row": shape.header_row,
        "wanted": [(column.column, column.date_format) for column in wanted],
        "inflated_bytes_max": limits.inflated_bytes_max,
        "inflation_ratio_max": limits.inflation_ratio_max,
        "rows_max": limits.rows_max,
        "columns_max": limits.columns_max,
    }
    remedy = "Ask the customer for CSV in UTF-8, and report the workbook to the developers."
    said = sandbox_parent.ask(
        CHILD,
        job,
        limits,
        where=where,
        if_broken=lambda how: blocked("workbook_unreadable", how, remedy, where),
    )
    if "code" in said:
        raise blocked(said["code"], said["message"], said["remedy"], where)
    return said
