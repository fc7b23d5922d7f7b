"""Reader of Excel workbooks (.xlsx, .xlsm), parsed in a sandboxed subprocess.

Belongs here: the job of that process, and the records made of its answer. Does not: the parsing (`child.py`
and what it imports; this process reads no byte of the workbook).
"""

from collections.abc import Sequence
from pathlib import Path

from qooper_assets.core.errors import blocked
from qooper_assets.core.mapping import header_match
from qooper_assets.core.records import Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers.sandbox import parent as sandbox_parent

FILE = "rows.parquet"
CHILD = "qooper_assets.readers.excel.child"


def read(raw: Path, feed: Feed, wanted: Sequence[WantedColumn], *, scratch: Path, where: str) -> Records:
    """Prove a workbook, and write the wanted columns of its sheet as text to a Parquet file.

    The file is written below `scratch`, which the caller removes; there is none if the header has no wanted
    column. Raises `DeliveryError`, all of them blocked: not_tabular or wrapper_differs (another archive, a
    password), workbook_unreadable, too_large (F20), sheet_missing (P20), header_not_recognized (a blank
    header row), no_rows (F02), formula_without_value (P26).
    """
    folder, limits = scratch / "workbook", feed.limits
    job = {
        "raw": str(raw),
        "file": str(folder / FILE),
        "sheet": feed.excel.sheet,
        "header_row": feed.excel.header_row,
        "wanted": [(column.column, column.date_format, column.holds_ids) for column in wanted],
        "inflated_bytes_max": limits.inflated_bytes_max,
        "inflation_ratio_max": limits.inflation_ratio_max,
        "rows_max": limits.rows_max,
        "columns_max": limits.columns_max,
    }
    remedy = "Ask the customer for CSV in UTF-8, and report the workbook to the developers."
    with sandbox_parent.whole_or_gone(folder):
        found = sandbox_parent.run(
            CHILD,
            job,
            limits,
            where=where,
            if_broken=lambda how: blocked("workbook_unreadable", how, remedy, where),
        )
    return Records(
        format="excel",
        paths=(folder / FILE,) if (folder / FILE).exists() else (),
        header=tuple(found["header"]),
        header_line=feed.excel.header_row,
        match=header_match(found["header"], wanted, where),
        total=found["total"],
        gaps=tuple(line for first, last in found["gaps"] for line in range(first, last + 1)),
        skipped=found["skipped"],
        unreadable=tuple(Unreadable(line, "merged_cells") for line in found["merged"]),
        last_line=found["last_line"],
    )
