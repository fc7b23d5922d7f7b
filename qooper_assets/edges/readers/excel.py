"""An Excel workbook (.xlsx, .xlsm), parsed by a process of its own that may die of it.

Belongs here: starting that process, its time limit, and what its end means. Does not: the parsing
(`excel_child.py` and what it imports; this process opens no byte of the workbook).
"""

import json
import math
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Records, Unreadable, WantedColumn
from qooper_assets.core.tenant import Excel, Limits

FILE = "rows.parquet"
CHILD = "qooper_assets.edges.readers.excel_child"
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
"""All that the process gets: no secret, and what makes its memory measurable."""


def read(
    raw: Path, shape: Excel, wanted: Sequence[WantedColumn], limits: Limits, *, scratch: Path, where: str
) -> Records:
    """Prove a workbook, and write the wanted columns of its sheet as text to a Parquet file.

    Raises `DeliveryError`, all of them `blocked`: not_tabular (another archive, a password),
    workbook_unreadable, too_large (F20), sheet_missing (P20), header_not_recognized (a blank header
    row), no_rows (F02), formula_without_value (P26). The file stands below `scratch`, which the caller
    removes; there is none where no wanted column is in the header.
    """
    folder = scratch / "workbook"
    folder.mkdir(mode=0o700)
    try:
        found = _parse(raw, folder, shape, wanted, limits, where)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
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
    seconds = limits.parse_minutes_max * 60
    job = {
        "raw": str(raw),
        "file": str(folder / FILE),
        "sheet": shape.sheet,
        "header_row": shape.header_row,
        "wanted": [(column.column, column.date_format) for column in wanted],
        "inflated_bytes_max": limits.inflated_bytes_max,
        "inflation_ratio_max": limits.inflation_ratio_max,
        "memory_mib_max": limits.parse_memory_mib_max,
        "cpu_seconds_max": math.ceil(seconds),
        "rows_max": limits.rows_max,
        "columns_max": limits.columns_max,
    }
    try:
        # -I: neither the working folder nor a variable of the environment decides what is imported.
        ended = subprocess.run(  # noqa: S603  # our own module, in our own interpreter
            [sys.executable, "-I", "-m", CHILD],
            input=json.dumps(job).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _took_too_long(limits, where) from None
    if ended.returncode == -signal.SIGXCPU:
        raise _took_too_long(limits, where)
    if ended.returncode:
        raise _broken(f"the process that reads it ended with {_told(ended.returncode)}", where)
    said: dict[str, Any] = json.loads(ended.stdout)
    if "code" in said:
        raise blocked(said["code"], said["message"], said["remedy"], where)
    if "defect" in said:
        raise _broken(f"the process that reads it failed ({said['defect']})", where)
    return said


def _told(return_code: int) -> str:
    return f"signal {-return_code}" if return_code < 0 else f"exit code {return_code}"


def _took_too_long(limits: Limits, where: str) -> DeliveryError:
    return blocked(
        "too_large",
        f"to read the workbook takes more than {limits.parse_minutes_max:g} minutes.",
        "If the workbook really is that large, raise feed.limits.parse_minutes_max.",
        where,
    )


def _broken(what: str, where: str) -> DeliveryError:
    return blocked(
        "workbook_unreadable",
        f"{what}.",
        "Ask the customer for CSV in UTF-8, and report the workbook to the developers.",
        where,
    )
