"""Customer header → roster attribute: matches the mapped columns with the header of a file.

Belongs here: finding mapped columns in a header, reporting missing ones in terms that the customer
understands, the meaning of a status word and of a multi-select cell. Does not: rendering the columns
(`edges/engine/rendering.py`).
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import HeaderMatch, WantedColumn
from qooper_assets.core.snapshot import ATTRIBUTES
from qooper_assets.core.tenant.mapping import (
    Column,
    CustomColumn,
    DateColumn,
    FullName,
    ManagerColumn,
    RoleColumn,
    StatusColumn,
)
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import WHITE_SPACE, clean, word_key

AnyColumn = Column | DateColumn | StatusColumn | ManagerColumn | FullName | RoleColumn | CustomColumn


def mapped_columns(tenant: Tenant) -> dict[str, AnyColumn]:
    """Every mapped attribute with its column: standard ones in model order, then custom ones."""
    mapping = tenant.mapping
    standard = {
        name: getattr(mapping, name)
        for name in type(mapping).model_fields
        if name != "custom" and getattr(mapping, name) is not None
    }
    return {**standard, **mapping.custom}


SCOPE = "the scope"
"""Stands for an attribute where the column of `scope` is wanted. No attribute has such a name."""


def wanted_columns(tenant: Tenant) -> tuple[WantedColumn, ...]:
    """The columns that a reader must provide, in the order of `mapped_columns`, then that of the scope."""
    required = required_attributes(tenant)
    mapped = tuple(
        WantedColumn(
            column.column,
            column.format if isinstance(column, DateColumn) else None,
            column.split if isinstance(column, CustomColumn) else None,
            attribute,
            attribute in required,
            attribute == tenant.identity,
            attribute in (tenant.identity, "employee_id", "manager"),
        )
        for attribute, column in mapped_columns(tenant).items()
    )
    if tenant.scope is None:
        return mapped
    return (*mapped, WantedColumn(tenant.scope.column, None, None, SCOPE, is_required=True))


LOST_LETTER = "\ufffd"
"""Replaces a letter that could not be converted (P03)."""
SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


class Options(NamedTuple):
    """The parsed content of a multi-select cell."""

    value: str | None
    """Each option once, sorted, joined by `; `, so that order in the file makes no difference (AT03); NULL if
    none is left, or the value is dropped."""
    is_known: bool
    """Every option is in the tenant's list of options, if there is one (P32)."""


def parse_options(text: str, column: CustomColumn, chars_max: int) -> Options:
    """Parse the options of one cell. An option is recognized by its key and written as it is listed (S29);
    one that contains the separator is recognized if it is listed (P32)."""
    assert column.split is not None
    if len(text) > chars_max or LOST_LETTER in text or text.strip(WHITE_SPACE).upper() in SPREADSHEET_ERRORS:
        return Options(None, True)
    listed = {word_key(option): clean(option) for option in column.options}
    parts = map(clean, _split_options(text, column.split, listed))
    found = sorted({listed.get(word_key(part), part) for part in parts if part})
    is_known = not listed or set(found) <= set(listed.values())
    return Options("; ".join(found) if found and is_known else None, is_known)


def _split_options(text: str, separator: str, listed: Mapping[str, str]) -> Iterator[str]:
    """Split the text at each separator that is not inside a listed option; the longest one counts."""
    parts = text.split(separator)
    lengths = sorted({option.count(separator) + 1 for option in listed.values()} | {1}, reverse=True)
    while parts:
        length = next(n for n in lengths if n == 1 or word_key(separator.join(parts[:n])) in listed)
        yield separator.join(parts[:length])
        del parts[:length]


class StatusMeaning(NamedTuple):
    """What one text of the status column means."""

    is_known: bool
    is_active: bool | None
    """NULL if the word says nothing, or is not known."""


def parse_status(text: str, column: StatusColumn) -> StatusMeaning:
    """Look a status word up by its key (S29). A blank one is known, and says nothing (S08)."""
    key = word_key(text)
    if not key:
        return StatusMeaning(True, None)
    meaning = {word_key(word): meaning for word, meaning in column.values.items()}.get(key)
    return StatusMeaning(meaning is not None, meaning == "active" if meaning else None)


def parse_role(text: str, column: RoleColumn) -> str | None:
    """Look the word of a role up by its key (S29); None if it is not listed."""
    return {word_key(word): role for word, role in column.values.items()}.get(word_key(text))


def attribute_names(tenant: Tenant) -> tuple[str, ...]:
    """The profile attributes of this tenant's people and accounts, in the order of their struct."""
    role = ("role",) if tenant.mapping.role else ()
    return (*ATTRIBUTES, *role, *tenant.mapping.custom)


def owned_by_qooper(tenant: Tenant) -> list[str]:
    """The attributes, and `manager`, that are never written (AT04)."""
    return [name for name, owner in _owners(tenant) if owner == "qooper"]


def not_updated(tenant: Tenant) -> list[str]:
    """The attributes, and `manager`, that are not written to an account that exists (AT04)."""
    return [name for name, owner in _owners(tenant) if owner != "roster"]


def _owners(tenant: Tenant) -> Iterator[tuple[str, str]]:
    for name, column in mapped_columns(tenant).items():
        if isinstance(column, RoleColumn):
            yield name, "roster_on_create"
        elif not isinstance(column, StatusColumn):
            for attribute in ("first_name", "last_name") if isinstance(column, FullName) else (name,):
                yield attribute, column.owner


def may_be_empty(tenant: Tenant) -> list[str]:
    """The attributes of which `policy.empty_words` are asked: not of names, because somebody is called Null,
    nor of declared options and roles (P28, AT13)."""
    return [
        name
        for name in attribute_names(tenant)
        if name not in ("first_name", "last_name")
        and not (name == "role" and tenant.mapping.role)
        and not (name in tenant.mapping.custom and tenant.mapping.custom[name].options)
    ]


def manager_refers_to(tenant: Tenant) -> str:
    """How the manager column identifies a manager: identity, email or employee_id."""
    manager = tenant.mapping.manager
    return "identity" if manager is None or manager.refers_to == tenant.identity else manager.refers_to


def required_attributes(tenant: Tenant) -> tuple[str, ...]:
    """Attributes whose column is required: identifier, e-mail, status if mapped (P09, S09), and that of the
    scope (S19)."""
    required: list[str] = [tenant.identity, "email"]
    if tenant.mapping.status:
        required.append("status")
    if tenant.scope:
        required.append(SCOPE)
    return tuple(dict.fromkeys(required))


def header_match(
    header: Sequence[str], wanted: Sequence[WantedColumn], where: str
) -> HeaderMatch | DeliveryError:
    """The result of `match_header`, or the error that it raises, as a value."""
    try:
        return match_header(header, wanted, where)
    except DeliveryError as error:
        return error


def match_header(header: Sequence[str], wanted: Sequence[WantedColumn], where: str) -> HeaderMatch:
    """Find the mapped columns in a header.

    Raises `DeliveryError`, each `blocked`: header_not_recognized (P10), missing_required_column with
    similar names (P09), duplicate_header (P11).
    """
    places: dict[str, list[int]] = {}
    for position, name in enumerate(header):
        places.setdefault(normalize_header(name), []).append(position)
    found = {column: places.get(normalize_header(column.column), []) for column in wanted}
    if not any(found.values()):
        raise blocked(
            "header_not_recognized",
            f"none of the {len(wanted)} mapped columns is among the {len(header)} columns of the first row.",
            "Is the header row missing? Ask the customer, or correct `mapping`.",
            where,
        )
    for column, positions in found.items():
        if len(positions) > 1:
            named = ", ".join(f"{header[position]!r} is column {position + 1}" for position in positions)
            raise blocked(
                "duplicate_header",
                f"{column.column!r} is the name of {len(positions)} columns ({named}), and "
                f"{column.attribute} is mapped to it; case, spaces, `_` and `-` make no difference.",
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
    """The columns without a mapping (P13); a JSON key that a mapped pointer leads into counts as mapped."""
    columns = [column.column for column in wanted]
    used = {normalize_header(column) for column in columns}
    used |= {normalize_header(column.split("/")[1]) for column in columns if column.startswith("/")}
    return [name for name in header if normalize_header(name) not in used]


def near_names(column: str, header: Sequence[str], at_most: int) -> str:
    """The names in a header most similar to a column's, for display; empty if there are none."""
    by_normalized = {normalize_header(name): name for name in header}
    near = difflib.get_close_matches(normalize_header(column), by_normalized, n=at_most, cutoff=0.6)
    return ", ".join(repr(by_normalized[name]) for name in near)


def _missing(column: WantedColumn, header: Sequence[str]) -> str:
    near = near_names(column.column, header, 3)
    hint = f" (similar: {near})" if near else ""
    return f"column {column.column!r}, mapped to {column.attribute}, is not in the header{hint}"
