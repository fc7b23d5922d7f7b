"""Where each value comes from: from the customer's header over the roster and the change set to a field of
Qooper.

Belongs here: the columns of those tables by name, and the columns that each is made of. Does not: how Dagster
shows them (`defs/columns.py`). There is no value of anybody in it, only names of columns (R13).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qooper_assets.core.mapping import attribute_names, mapped_columns, owned_by_qooper
from qooper_assets.core.tenant.tenant import Tenant

ATTRIBUTE = "attributes."
"""Before the name of a profile attribute: a field of the struct `attributes`."""
WRITTEN = "after."
"""Before the name of a field that a change writes: a key of the JSON object `after`."""
RENAMED = {"hire_date": "hire_on", "termination_date": "termination_on", "status": "is_active"}
"""Attribute → the column of the roster that has another name."""


class Written(NamedTuple):
    """One field of an account that a change may write."""

    key: str
    """Its name in `before` and `after` of a change."""
    field: str
    """Its name in the snapshot of Qooper's accounts."""
    sources: tuple[str, ...]
    """The columns of the roster that its value comes from."""


def customer_columns(tenant: Tenant) -> dict[str, tuple[str, ...]]:
    """The customer's header → the attributes that it is mapped to, and `scope`."""
    found: dict[str, tuple[str, ...]] = {}
    named = [(attribute, column.column) for attribute, column in mapped_columns(tenant).items()]
    if tenant.scope:
        named.append(("scope", tenant.scope.column))
    for attribute, header in named:
        found[header] = (*found.get(header, ()), attribute)
    return found


def roster_sources(tenant: Tenant) -> dict[str, tuple[str, ...]]:
    """The column of the roster → the customer's headers that its values come from. Others are left out."""
    headers = {attribute: column.column for attribute, column in mapped_columns(tenant).items()}
    sources = {"external_id": headers[tenant.identity], "email": headers["email"]}
    for attribute in ("employee_id", "manager", *RENAMED):
        if attribute in headers:
            sources[RENAMED.get(attribute, attribute)] = headers[attribute]
    if tenant.scope:
        sources["is_out_of_scope"] = tenant.scope.column
    for name, attribute in profile_sources(tenant).items():
        sources[f"{ATTRIBUTE}{name}"] = headers[attribute]
    return {column: (header,) for column, header in sources.items()}


def profile_sources(tenant: Tenant) -> dict[str, str]:
    """The profile attribute → the mapped attribute that it comes from: both names may come in one column."""
    mapped = mapped_columns(tenant)
    found = {}
    for name in attribute_names(tenant):
        is_part = name in ("first_name", "last_name") and "full_name" in mapped
        source = "full_name" if is_part else name
        if source in mapped:
            found[name] = source
    return found


def written_fields(tenant: Tenant) -> Iterator[Written]:
    """Every field of an account that a change may write: those that Qooper owns are never written (AT04)."""
    owned = owned_by_qooper(tenant)
    sources: Mapping[str, object] = roster_sources(tenant)
    decides = ("is_active", "hire_on", "termination_on", "is_out_of_scope")
    for key in ("employee_id", "email"):
        if key in sources:
            yield Written(key, key, (key,))
    yield Written("status", "status", tuple(column for column in decides if column in sources))
    if "manager" in sources and "manager" not in owned:
        yield Written("manager", "manager_account_id", ("manager",))
    for name in profile_sources(tenant):
        if name not in owned:
            yield Written(name, f"{ATTRIBUTE}{name}", (f"{ATTRIBUTE}{name}",))
