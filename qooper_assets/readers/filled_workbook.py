"""Reads a sample workbook that a customer has filled in.

It comes from outside, so it is opened like a delivery: in a sandboxed subprocess, as text.

Belongs here: opening the file. Does not: what its cells mean (`core/sample_workbook/parse.py`).
"""

from pathlib import Path

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.sample_workbook.grid import Sheet
from qooper_assets.core.sample_workbook.parse import ROWS_MAX, parse
from qooper_assets.core.suggest.answers import Answers
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers import formats
from qooper_assets.readers.excel.first_rows import first_rows

SAVE_AGAIN = "Ask the customer to open the template again, and to save it as .xlsx."


def read_filled(path: Path, where: str) -> Answers:
    """Read the answers of a filled workbook.

    Raises `TenantFileError` template_invalid with every problem, by sheet and cell; `DeliveryError`, blocked,
    if the file can't be read at all.
    """
    found = formats.recognize(path, where)
    if found != "excel":
        raise TenantFileError(
            "template_invalid", "the file is not an Excel workbook.", where=where, remedy=SAVE_AGAIN
        )
    # One row more than is read shows that there are too many.
    sheets = first_rows(path, Limits(), where, rows_max=ROWS_MAX + 1, remedy=SAVE_AGAIN)
    return parse([Sheet(sheet["name"], sheet["rows"], sheet["unread"]) for sheet in sheets], where)
