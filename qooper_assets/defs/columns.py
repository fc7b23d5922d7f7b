"""The columns of a tenant's assets as Dagster shows them: what each is, and which columns it is made of.

The lineage goes from the customer's header to a field of Qooper. It is on the definitions, and also on each
materialization, which shows the mapping that was in effect.

Belongs here: types, descriptions and Dagster's values for them. Does not: which column is made of which
(`core/feed_contract/sources.py`), or anything about a row (R13).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import dagster as dg

from qooper_assets.core.feed_contract.column_words import describe_meaning
from qooper_assets.core.feed_contract.sources import (
    ATTRIBUTE,
    WRITTEN,
    customer_columns,
    roster_sources,
    written_fields,
)
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.tenant.tenant import Tenant

SCHEMA, LINEAGE = "dagster/column_schema", "dagster/column_lineage"
Column = tuple[str, str, str]
"""Name, type and description."""
Source = tuple[str, str]
"""The noun of an asset, and a column of it."""

_ROSTER: tuple[Column, ...] = (
    ("external_id", "string", "the identifier that the tenant file names; unique"),
    ("employee_id", "string", "exact text, case-sensitive"),
    ("email", "string", "as the customer wrote it"),
    ("is_active", "boolean", "according to the status; NULL if there is none"),
    ("hire_on", "date", "no account before this day"),
    ("termination_on", "date", "the last day with an account"),
    ("manager", "string", "external_id of the manager"),
    ("attributes", "struct", "profile attributes, including the customer's custom ones"),
    ("profile", "ubigint", "hash of identifier, employee id and attributes, for fast comparison"),
    ("dropped", "list of string", "attributes whose cell could not be used; the current value is kept"),
    ("unsaid", "list of string", "attributes that the record does not mention at all"),
    ("landing", "bigint", "delta feeds only: the fetch that delivered the row; the newest counts"),
)
_IS_OUT_OF_SCOPE = (
    "is_out_of_scope",
    "boolean",
    "according to the column of the scope; NULL if it can't be read",
)
_ACCOUNTS: tuple[Column, ...] = (
    ("account_id", "string", "Qooper's key; unique"),
    ("employee_id", "string", "the imported id"),
    ("email", "string", "unique without regard to case"),
    ("status", "string", "active, suspended or deactivated"),
    ("is_administrator", "boolean", "never changed by a roster"),
    ("manager_account_id", "string", "the manager's account"),
    ("version", "string", "changes with every write to the account"),
    ("attributes", "struct", "profile attributes"),
)
_EMAIL_KEY = ("email_key", "string", "the e-mail for comparison, without case")
_CHANGES: tuple[Column, ...] = (
    ("external_id", "string", "the person; unique in a change set"),
    ("account_id", "string", "the account; NULL for CREATE"),
    ("action", "string", "CREATE, LINK, UPDATE, REACTIVATE or DEACTIVATE"),
    ("reason", "string", "why"),
    ("before", "json", "the values that change, as the snapshot has them"),
    ("after", "json", "the values that are written"),
    ("account_version", "string", "the account's version in the snapshot"),
    ("source_line", "bigint", "the line of the file that the change comes from"),
)


class _Table(NamedTuple):
    """The columns of one asset, and the columns that each is made of."""

    columns: tuple[Column, ...]
    sources: Mapping[str, Iterable[Source]]


def of_definition(tenant: Tenant, noun: str) -> dict[str, dg.TableSchema | dg.TableColumnLineage]:
    """The metadata of an asset's definition."""
    table = _describe(tenant, noun)
    schema = dg.TableSchema(
        columns=[dg.TableColumn(name, kind, description=text) for name, kind, text in table.columns]
    )
    return {SCHEMA: schema, **of_materialization(tenant, noun)}


def of_materialization(tenant: Tenant, noun: str) -> dict[str, dg.TableColumnLineage]:
    """The lineage at the time of a materialization; empty for an asset that is outside."""
    sources = _describe(tenant, noun).sources
    deps = {
        column: [dg.TableColumnDep(dg.AssetKey([tenant.tenant, asset]), name) for asset, name in found]
        for column, found in sources.items()
    }
    return {LINEAGE: dg.TableColumnLineage(deps_by_column=deps)} if deps else {}


def _describe(tenant: Tenant, noun: str) -> _Table:
    match noun:
        case "remote_file":
            return _Table(_of_file(tenant), {})
        case "raw_file":
            columns = _of_file(tenant)
            return _Table(columns, {name: [("remote_file", name)] for name, _, _ in columns})
        case "roster":
            return _roster(tenant)
        case "qooper_accounts":
            return _Table((*_ACCOUNTS, *_attributes(tenant)), {})
        case "qooper_snapshot":
            return _snapshot(tenant)
        case "change_set":
            return _changes(tenant)
        case _:
            assert noun == "applied_changes"
            return _applied(tenant)


def _of_file(tenant: Tenant) -> tuple[Column, ...]:
    """The customer's columns that are mapped; the others are not read (R13)."""
    return tuple(
        (header, "string", f"mapped to {', '.join(attributes)}")
        for header, attributes in customer_columns(tenant).items()
    )


def _attributes(tenant: Tenant) -> tuple[Column, ...]:
    return tuple((f"{ATTRIBUTE}{name}", "string", describe_meaning(name)) for name in attribute_names(tenant))


def _roster(tenant: Tenant) -> _Table:
    scope = (_IS_OUT_OF_SCOPE,) if tenant.scope else ()
    sources = {
        column: [("raw_file", header) for header in headers]
        for column, headers in roster_sources(tenant).items()
    }
    return _Table((*_ROSTER, *scope, *_attributes(tenant)), sources)


def _snapshot(tenant: Tenant) -> _Table:
    columns = (*_ACCOUNTS, *_attributes(tenant))
    sources = {name: [("qooper_accounts", name)] for name, _, _ in columns}
    return _Table((*columns, _EMAIL_KEY), {**sources, _EMAIL_KEY[0]: [("qooper_accounts", "email")]})


def _changes(tenant: Tenant) -> _Table:
    fields = list(written_fields(tenant))
    held = [("qooper_snapshot", field.field) for field in fields]
    written = {f"{WRITTEN}{field.key}": [("roster", name) for name in field.sources] for field in fields}
    judged = [*written[f"{WRITTEN}status"], ("qooper_snapshot", "status")]
    sources = {
        "external_id": [("roster", "external_id")],
        "account_id": [("qooper_snapshot", "account_id")],
        "action": judged,
        "reason": judged,
        "before": held,
        "after": [source for found in written.values() for source in found],
        "account_version": [("qooper_snapshot", "version")],
    }
    columns = tuple((f"{WRITTEN}{field.key}", "string", _describe_field(field.key)) for field in fields)
    return _Table((*_CHANGES, *columns), sources | {name: found for name, found in written.items() if found})


def _applied(tenant: Tenant) -> _Table:
    fields = list(written_fields(tenant))
    return _Table(
        tuple((field.field, "string", _describe_field(field.key)) for field in fields),
        {field.field: [("change_set", f"{WRITTEN}{field.key}")] for field in fields},
    )


def _describe_field(key: str) -> str:
    return "Whether the account is active" if key == "status" else describe_meaning(key)
