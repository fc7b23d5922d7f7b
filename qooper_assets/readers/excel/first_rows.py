"""The first rows of every visible sheet of a workbook, read by the sandboxed subprocess `survey.py`.

Belongs here: starting it. Does not: what happens inside it (`survey.py`), or what the rows mean
(`readers/sample.py`, `readers/filled_workbook.py`).
"""

from pathlib import Path
from typing import Any

from qooper_assets.core.errors import blocked
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.sandbox import parent as sandbox_parent


def first_rows(
    raw: Path,
    limits: Limits,
    where: str,
    *,
    rows_max: int | None = None,
    remedy: str = "Ask the customer for CSV in UTF-8.",
) -> list[dict[str, Any]]:
    """Read the name, the rows as text, and the formats of dates of each sheet,
    and the cells that can't be read, as row (from 1) and column (from 0).

    Raises `DeliveryError`, blocked, as the reader of workbooks does; with `remedy` if the process fails.
    """
    job = {
        "raw": str(raw),
        "inflated_bytes_max": limits.inflated_bytes_max,
        "inflation_ratio_max": limits.inflation_ratio_max,
    }
    answer = sandbox_parent.run(
        "qooper_assets.readers.excel.survey",
        job if rows_max is None else {**job, "rows_max": rows_max},
        limits,
        where=where,
        if_broken=lambda how: blocked("workbook_unreadable", how, remedy, where),
    )
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets
