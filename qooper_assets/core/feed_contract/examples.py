"""Invented people, written as a tenant's file has to be: every format, word and separator is the tenant's.

Belongs here: the cells of an example file, and the file as text. Does not: what is said about a column
(`columns.py`). A test reads such a file with the real stages, and no row or value of it is refused.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from qooper_assets.core.feed_contract.day_words import write_day
from qooper_assets.core.mapping import manager_refers_to, mapped_columns
from qooper_assets.core.tenant.csv import Csv, Delimiter, Trailer
from qooper_assets.core.tenant.mapping import (
    CustomColumn,
    DateColumn,
    FullName,
    ManagerColumn,
    RoleColumn,
    StatusColumn,
)
from qooper_assets.core.tenant.tenant import Tenant

DOMAIN = "yourcompany.example"


class Person(NamedTuple):
    """One invented person."""

    id: str
    first_name: str
    last_name: str
    title: str
    department: str
    location: str
    phone: str
    hired_on: date
    left_on: date | None = None
    has_manager: bool = True

    @property
    def email(self) -> str:
        return f"{self.first_name}.{self.last_name}@{DOMAIN}".lower()


MANAGER = Person(
    "000123", "Amara", "Diallo", "Head of Sales", "Sales", "Lisbon", "+1 202 555 0123", date(2019, 3, 25),
    has_manager=False,
)  # fmt: skip
MEMBER = Person(
    "000456", "Jonas", "Lindqvist", "Account Manager", "Sales", "Oslo", "+1 202 555 0145", date(2024, 9, 30)
)
LEAVER = Person(
    "000089", "Mei", "Tanaka", "Buyer", "Purchasing", "Osaka", "+1 202 555 0189", date(2021, 5, 17),
    left_on=date(2026, 1, 30),
)  # fmt: skip
Row = Mapping[str, str]
"""Cells by header."""


def example_people(tenant: Tenant) -> tuple[Person, ...]:
    """A manager, somebody of theirs, and, if the file can say so, somebody who has left."""
    mapping = tenant.mapping
    can_end = mapping.termination_date or (mapping.status and "inactive" in mapping.status.values.values())
    return (MANAGER, MEMBER, LEAVER) if can_end else (MANAGER, MEMBER)


def example_cell(tenant: Tenant, attribute: str, person: Person) -> str:
    """What a person's cell of an attribute contains."""
    if attribute == "email":
        return person.email
    if attribute in (tenant.identity, "employee_id"):
        return person.id
    match column := mapped_columns(tenant)[attribute]:
        case DateColumn():
            day = person.hired_on if attribute == "hire_date" else person.left_on
            return write_day(day, column.format) if day else ""
        case StatusColumn():
            return _word(column.values, "inactive" if person.left_on else "active")
        case RoleColumn():
            return _word(column.values, "mentor" if person is MANAGER else "mentee")
        case FullName() if column.order == "last_first":
            return f"{person.last_name}, {person.first_name}"
        case FullName():
            return f"{person.first_name} {person.last_name}"
        case ManagerColumn():
            return _reference(tenant) if person.has_manager else ""
        case CustomColumn():
            return _custom(column)
        case _:
            return str(getattr(person, attribute))


def example_of(tenant: Tenant, attribute: str) -> str:
    """What a filled cell of an attribute contains."""
    people = (MEMBER, *example_people(tenant))
    return next(filter(None, (example_cell(tenant, attribute, person) for person in people)), "")


def _word(words: Mapping[str, str], meaning: str) -> str:
    """The first word with this meaning, or else the first one."""
    return next((word for word, meant in words.items() if meant == meaning), next(iter(words)))


def _reference(tenant: Tenant) -> str:
    refers_to = manager_refers_to(tenant)
    return example_cell(tenant, tenant.identity if refers_to == "identity" else refers_to, MANAGER)


def _custom(column: CustomColumn) -> str:
    options = column.options[:2] or ("Coaching", "Negotiation")
    return column.split.join(options) if column.split else options[0]


def example_rows(tenant: Tenant) -> tuple[Row, ...]:
    """The cells of the example people. A column that is mapped twice has the value of its first attribute."""
    rows = []
    for person in example_people(tenant):
        cells: dict[str, str] = {}
        for attribute, column in mapped_columns(tenant).items():
            cells.setdefault(column.column, example_cell(tenant, attribute, person))
        if tenant.scope and tenant.scope.in_:
            cells[tenant.scope.column] = tenant.scope.in_[0]
        elif tenant.scope:
            cells.setdefault(tenant.scope.column, "")
        rows.append(cells)
    return tuple(rows)


def example_text(tenant: Tenant) -> str | None:
    """The example as the text of a file; None for a workbook, or if the dialect can't express a header."""
    rows = example_rows(tenant)
    match tenant.feed.format:
        case "csv":
            return _as_csv(tenant.feed.csv, rows)
        case "json":
            return _as_json(tenant, rows)
        case "excel":
            return None


def _as_csv(dialect: Csv, rows: Sequence[Row]) -> str | None:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    text = io.StringIO()
    try:
        writer = csv.writer(
            text,
            delimiter=_delimiter(dialect, lines),
            lineterminator="\n",
            quotechar=dialect.quote,
            quoting=csv.QUOTE_NONE if dialect.quoting == "none" else csv.QUOTE_MINIMAL,
            doublequote=dialect.quoting == "doubled",
            escapechar="\\" if dialect.quoting == "escaped" else None,
        )
        writer.writerows(lines)
        if dialect.trailer:
            writer.writerow(_trailer(dialect.trailer, len(rows), len(lines[0])))
    except csv.Error:  # without quotes, a cell that contains the delimiter
        return None
    return text.getvalue()


def _delimiter(dialect: Csv, lines: Iterable[Sequence[str]]) -> str:
    """The declared delimiter, or the first one that no cell contains."""
    if dialect.delimiter != "auto":
        return dialect.delimiter
    used = "".join(cell for line in lines for cell in line)
    return next((each for each in get_args(Delimiter) if each not in used), ",")


def _trailer(trailer: Trailer, records: int, width: int) -> list[str]:
    cells = [trailer.begins, *[""] * (max(width, trailer.count_in or 0) - 1)]
    if trailer.count_in:
        cells[trailer.count_in - 1] = str(records if trailer.counts == "records" else records + 2)
    return cells


def _as_json(tenant: Tenant, rows: Iterable[Row]) -> str:
    splits = {
        column.column: column.split
        for column in mapped_columns(tenant).values()
        if isinstance(column, CustomColumn) and column.split
    }
    records = [{key: _with_lists(each) for key, each in _record(row, splits).items()} for row in rows]
    keys = _keys(tenant.feed.records)
    opening = "".join(f"{{{_compact(key)}: " for key in keys)
    people = ",\n".join(_one_key_per_line(record) for record in records)
    return f"{opening}[\n{people}\n]{'}' * len(keys)}\n"


def _one_key_per_line(record: Mapping[str, Any]) -> str:
    lines = ",\n".join(f"    {_compact(key)}: {_compact(value)}" for key, value in record.items())
    return f"  {{\n{lines}\n  }}"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(row: Row, splits: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for header, cell in row.items():
        place = record
        *parents, key = _keys(header) if header.startswith("/") else [header]
        for parent in parents:
            if not isinstance(place.get(parent), dict):
                place[parent] = {}
            place = place[parent]
        place.setdefault(key, cell.split(splits[header]) if header in splits and cell else cell or None)
    return record


def _with_lists(value: Any) -> Any:
    """The value with a list for each object whose keys are 0, 1, …: a pointer may lead into a list."""
    if not isinstance(value, dict):
        return value
    inner = {key: _with_lists(each) for key, each in value.items()}
    is_list = bool(inner) and list(inner) == [str(n) for n in range(len(inner))]
    return list(inner.values()) if is_list else inner


def _keys(pointer: str) -> list[str]:
    """The keys of a JSON Pointer (RFC 6901)."""
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]
