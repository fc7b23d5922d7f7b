"""Customer header → roster attribute: which column of this very file holds which attribute.

Belongs here: finding mapped columns in a header, and saying what is missing in words that the
customer understands. Does not: rendering the columns (`edges/staging.py`).
"""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.snapshot import ATTRIBUTES
from qooper_assets.core.tenant import Column, CustomColumn, DateColumn, ManagerColumn, StatusColumn, Tenant

AnyColumn = Column | DateColumn | StatusColumn | ManagerColumn | CustomColumn


def mapped_columns(tenant: Tenant) -> dict[str, AnyColumn]:
    """Every mapped attribute with its column, standard ones first, in the order of the model."""
    mapping = tenant.mapping
    standard = {
        name: getattr(mapping, name)
        for name in type(mapping).model_fields
        if name != "custom" and getattr(mapping, name) is not None
    }
    return {**standard, **mapping.custom}


def attribute_names(tenant: Tenant) -> tuple[str, ...]:
    """The profile attributes of this tenant's people and accounts, in the order of their struct."""
    return (*ATTRIBUTES, *tenant.mapping.custom)


def required_attributes(tenant: Tenant) -> tuple[str, ...]:
    """Attributes whose column has to be there: identifier, e-mail, and status if mapped (P09, S09)."""
    required: list[str] = [tenant.identity, "email"]
    if tenant.mapping.status:
        required.append("status")
    return tuple(dict.fromkeys(required))


def folded(name: str) -> str:
    """A header as it is compared: without case, spaces, `_` and `-` (P09)."""
    return re.sub(r"[\s_\-\u00a0\u200b\ufeff]+", "", unicodedata.normalize("NFKC", name)).casefold()


class HeaderMatch(NamedTuple):
    """Which columns of one file hold what."""

    positions: dict[str, int]
    """Attribute → position of its column in the header, from 0."""
    missing: tuple[str, ...]
    """Optional attributes without a column; their present values are kept (R8)."""
    unmapped: int
    """How many columns are in nobody's interest (P13)."""


def match_header(header: Sequence[str], tenant: Tenant, where: str) -> HeaderMatch:
    """Find the mapped columns in a header.

    Raises `DeliveryError`, each `blocked`: header_not_recognized (P10), missing_required_column
    with near names (P09), duplicate_header (P11).
    """
    places: dict[str, list[int]] = {}
    for position, name in enumerate(header):
        places.setdefault(folded(name), []).append(position)
    columns = mapped_columns(tenant)
    found = {name: places.get(folded(column.column), []) for name, column in columns.items()}
    if not any(found.values()):
        raise _blocked(
            "header_not_recognized",
            f"none of the {len(columns)} mapped columns is among the {len(header)} of the first row.",
            "Is the header row missing? Ask the customer, or mend `mapping`.",
            where,
        )
    for name, positions in found.items():
        if len(positions) > 1:
            raise _blocked(
                "duplicate_header",
                f"{columns[name].column!r} is the name of {len(positions)} columns "
                f"({', '.join(str(p + 1) for p in positions)}), and {name} is mapped to it.",
                "Ask the customer to name each column once.",
                where,
            )
    absent = [name for name in required_attributes(tenant) if not found[name]]
    if absent:
        raise _blocked(
            "missing_required_column",
            "; ".join(_missing(name, columns[name].column, header) for name in absent) + ".",
            "Ask the customer whether the export changed, or mend `mapping`.",
            where,
        )
    return HeaderMatch(
        positions={name: positions[0] for name, positions in found.items() if positions},
        missing=tuple(name for name, positions in found.items() if not positions),
        unmapped=len(header) - sum(map(bool, found.values())),
    )


def _missing(attribute: str, column: str, header: Sequence[str]) -> str:
    by_folded = {folded(name): name for name in header}
    near = difflib.get_close_matches(folded(column), by_folded, n=3, cutoff=0.6)
    hint = f" (near: {', '.join(repr(by_folded[name]) for name in near)})" if near else ""
    return f"column {column!r}, mapped to {attribute}, is not in the header{hint}"


def _blocked(code: str, message: str, remedy: str, where: str) -> DeliveryError:
    return DeliveryError(code, message, where=where, remedy=remedy, result=Result.BLOCKED)
