"""Errors about workbooks, each with its code, its message and its remedy.

They are raised in the process that parses, which does not know where the file came from; `reader.py` adds
that.

Belongs here: the wording. Does not: detecting the error.
"""

from collections.abc import Sequence

from qooper_assets.core.errors import DeliveryError, blocked

NAMES_SHOWN = 10


def not_tabular(what: str) -> DeliveryError:
    return blocked(
        "not_tabular",
        f"the file is {what}.",
        "Ask the customer for CSV in UTF-8, an Excel workbook (.xlsx), or JSON.",
    )


def zip_undeclared() -> DeliveryError:
    return blocked(
        "wrapper_differs",
        "the file is a zip archive, but not an Excel workbook.",
        "If it holds the roster and that was agreed, declare feed.wrapped: zip; else ask the customer for "
        "the roster without it.",
    )


def unreadable(what: str) -> DeliveryError:
    return blocked(
        "workbook_unreadable",
        f"{what}.",
        "Ask the customer to open the workbook, save it again as .xlsx and deliver that; nobody was changed.",
    )


def too_large(what: str, limit: str) -> DeliveryError:
    return blocked(
        "too_large", f"{what}.", f"If the workbook really is that large, raise feed.limits.{limit}."
    )


def too_many_blank_rows(first: int, last: int, limit: int) -> DeliveryError:
    return blocked(
        "too_large",
        f"the sheet has content in row {last:,}, and before it more than {limit:,} blank rows, "
        f"the first of them row {first:,}.",
        "Ask the customer to delete the content at the end of the sheet; nobody was changed.",
    )


def sheet_missing(wanted: str | None, names: Sequence[str]) -> DeliveryError:
    shown = ", ".join(repr(name[:31]) for name in names[:NAMES_SHOWN])
    more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
    if wanted is None:
        return blocked(
            "sheet_missing",
            f"the workbook has {len(names):,} sheets that could be the roster: {shown}{more}.",
            "Name the one to read in feed.excel.sheet.",
        )
    return blocked(
        "sheet_missing",
        f"the workbook has no sheet {wanted!r}; it has {shown}{more}.",
        "Ask the customer whether the sheet was renamed, or correct feed.excel.sheet.",
    )


def header_blank(row: int, first: int) -> DeliveryError:
    return blocked(
        "header_not_recognized",
        f"row {row:,} should be the header, but it is blank; the next row with content is {first:,}.",
        "If that is the header, declare it in feed.excel.header_row; else ask the customer.",
    )


def no_rows(columns: int) -> DeliveryError:
    what = f"a header of {columns:,} columns and no rows" if columns else "no header and no rows"
    return blocked(
        "no_rows",
        f"the sheet has {what}.",
        "Ask the customer to run the export again; nobody was changed.",
    )


def formula_without_value(cell: str) -> DeliveryError:
    return blocked(
        "formula_without_value",
        f"cell {cell} holds a formula, and the file does not contain its result.",
        "Ask the customer to save the workbook in Excel, or to export values; nobody was changed.",
    )
