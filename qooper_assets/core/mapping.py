"""Customer header → roster attribute: which column of this very file holds which attribute.

Belongs here: finding mapped columns in a header, and saying what is missing in words that the
customer understands. Does not: rendering the columns (`edges/engine/rendering.py`).
"""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from qooper_assets.core.column_names import folded
from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import HeaderMatch, WantedColumn
from qooper_assets.core.snapshot import ATTRIBUTES
from qooper_assets.core.tenant.mapping import (
    Column,
    CustomColumn,
    DateColumn,
    FullName,
    ManagerColumn,
    StatusColumn,
)
from qooper_assets.core.tenant.tenant import Tenant

AnyColumn = Column | DateColumn | StatusColumn | ManagerColumn | FullName | CustomColumn


def mapped_columns(tenant: Tenant) -> dict[str, AnyColumn]:
    """Every mapped attribute with its column, standard ones first, in the order of the model."""
    mapping = tenant.mapping
    standard = {
        name: getattr(mapping, name)
        for name in type(mapping).model_fields
        if name != "custom" and getattr(mapping, name) is not None
    }
    return {**standard, **mapping.custom}


def wanted_columns(tenant: Tenant) -> tuple[WantedColumn, ...]:
    """The columns that a reader has to give, in the order of `mapped_columns`."""
    required = required_attributes(tenant)
    return tuple(
        WantedColumn(
            column.column,
            column.format if isinstance(column, DateColumn) else None,
            column.split if isinstance(column, CustomColumn) else None,
            attribute,
            attribute in required,
            attribute == tenant.identity,
        )
        for attribute, column in mapped_columns(tenant).items()
    )


WHITE_SPACE = "".join(map(chr, [
    9, 10, 11, 12, 13, 26, 32, 133, 160, 5760, *range(8192, 8206), 8232, 8233, 8239, 8287, 8288, 12288,
    65279
]))  # fmt: skip
"""As in sql/macros.sql: ASCII, the mark at the end of a DOS file, NBSP, the Unicode spaces, zero-width
characters, the BOM."""
LOST_LETTER = "\ufffd"
"""What stands for a letter that could not be converted (P03)."""
SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


class Options(NamedTuple):
    """What the text of a multi-select cell means."""

    value: str | None
    """Each option once, in sorted order, joined by `; `, so that another order in the file is no
    difference (AT03); NULL where none is left, or the value is dropped."""
    is_known: bool
    """Every option is one that Qooper knows, as far as the tenant listed them (P32)."""


def parse_options(text: str, column: CustomColumn, chars_max: int) -> Options:
    """The options of one cell. An option that holds the separator is found if the tenant listed it."""
    assert column.split is not None
    if len(text) > chars_max or LOST_LETTER in text or text.strip(WHITE_SPACE).upper() in SPREADSHEET_ERRORS:
        return Options(None, True)
    parts = [
        unicodedata.normalize("NFC", part).strip(WHITE_SPACE)
        for part in _parted(text, column.split, column.options)
    ]
    found = sorted({part for part in parts if part})
    is_known = not column.options or set(found) <= set(column.options)
    return Options("; ".join(found) if found and is_known else None, is_known)


def _parted(text: str, separator: str, options: Sequence[str]) -> list[str]:
    """The text parted at each separator that is not inside a listed option."""
    composed = sorted((option for option in options if separator in option), key=len, reverse=True)
    if not composed:
        return text.split(separator)
    either = "|".join(map(re.escape, composed))
    part = re.escape(separator)
    white = f"[{re.escape(WHITE_SPACE)}]*"
    return re.findall(
        rf"(?:^|(?<={part}))({white}(?:{either}){white}(?={part}|$)|(?:(?!{part}).)*)", text, flags=re.DOTALL
    )


def attribute_names(tenant: Tenant) -> tuple[str, ...]:
    """The profile attributes of this tenant's people and accounts, in the order of their struct."""
    return (*ATTRIBUTES, *tenant.mapping.custom)


def manager_refers_to(tenant: Tenant) -> str:
    """What the manager column holds of a manager: identity, email or employee_id."""
    manager = tenant.mapping.manager
    return "identity" if manager is None or manager.refers_to == tenant.identity else manager.refers_to


def required_attributes(tenant: Tenant) -> tuple[str, ...]:
    """Attributes whose column has to be there: identifier, e-mail, and status if mapped (P09, S09)."""
    required: list[str] = [tenant.identity, "email"]
    if tenant.mapping.status:
        required.append("status")
    return tuple(dict.fromkeys(required))


def header_match(
    header: Sequence[str], wanted: Sequence[WantedColumn], where: str
) -> HeaderMatch | DeliveryError:
    """What `match_header` returns or raises, as a value."""
    try:
        return match_header(header, wanted, where)
    except DeliveryError as error:
        return error


def match_header(header: Sequence[str], wanted: Sequence[WantedColumn], where: str) -> HeaderMatch:
    """Find the mapped columns in a header.

    Raises `DeliveryError`, each `blocked`: header_not_recognized (P10), missing_required_column
    with near names (P09), duplicate_header (P11).
    """
    places: dict[str, list[int]] = {}
    for position, name in enumerate(header):
        places.setdefault(folded(name), []).append(position)
    found = {column: places.get(folded(column.column), []) for column in wanted}
    if not any(found.values()):
        raise blocked(
            "header_not_recognized",
            f"none of the {len(wanted)} mapped columns is among the {len(header)} of the first row.",
            "Is the header row missing? Ask the customer, or correct `mapping`.",
            where,
        )
    for column, positions in found.items():
        if len(positions) > 1:
            raise blocked(
                "duplicate_header",
                f"{column.column!r} is the name of {len(positions)} columns "
                f"({', '.join(str(p + 1) for p in positions)}), and {column.attribute} is mapped to it.",
                "Ask the customer to name each column once.",
                where,
            )
    absent = [column for column in wanted if column.is_required and not found[column]]
    if absent:
        raise blocked(
            "missing_required_column",
            "; ".join(_missing(column, header) for column in absent) + ".",
            "Ask the customer whether the export changed, or correct `mapping`.",
            where,
        )
    return HeaderMatch(
        positions={column.attribute: positions[0] for column, positions in found.items() if positions},
        missing=tuple(column.attribute for column, positions in found.items() if not positions),
        unmapped=len(unmapped_names(header, wanted)),
    )


def unmapped_names(header: Sequence[str], wanted: Sequence[WantedColumn]) -> list[str]:
    """The columns that nothing is mapped to (P13); a JSON key that a pointer leads into is mapped."""
    columns = [column.column for column in wanted]
    used = {folded(column) for column in columns}
    used |= {folded(column.split("/")[1]) for column in columns if column.startswith("/")}
    return [name for name in header if folded(name) not in used]


def near_names(column: str, header: Sequence[str], at_most: int) -> str:
    """The names in a header that are most like a column's, to be shown; empty if none is."""
    by_folded = {folded(name): name for name in header}
    near = difflib.get_close_matches(folded(column), by_folded, n=at_most, cutoff=0.6)
    return ", ".join(repr(by_folded[name]) for name in near)


def _missing(column: WantedColumn, header: Sequence[str]) -> str:
    near = near_names(column.column, header, 3)
    hint = f" (near: {near})" if near else ""
    return f"column {column.column!r}, mapped to {column.attribute}, is not in the header{hint}"
