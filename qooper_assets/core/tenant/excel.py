"""The key `feed.excel`: which rows of a workbook are the roster.

Belongs here: sheet and header row. Does not: reading a workbook (`readers/excel/`).
"""

from typing import Annotated

from pydantic import Field

from qooper_assets.core.tenant.base import Model


class Excel(Model):
    """Which rows of a workbook are the roster."""

    sheet: str | None = None
    """The name of the sheet. Without it, the workbook must have exactly one sheet (P20)."""
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1
    """The row of the header, as the spreadsheet counts. Rows above it are not read."""
