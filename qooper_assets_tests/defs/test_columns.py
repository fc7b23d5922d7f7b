"""Columns in Dagster: schema and lineage of every asset, on definitions and materializations."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from qooper_assets import stages
from qooper_assets.core.feed_contract.sources import customer_columns, written_fields
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import columns
from qooper_assets.defs.build import build_definitions
from qooper_assets_tests.core.feed_contract.tenants import TENANTS
from qooper_assets_tests.core.feed_contract.test_examples import SHIPPED
from qooper_assets_tests.defs.test_runs import Floor
from qooper_assets_tests.worlds import World, a_file, a_tenant, people

NOUNS = (
    "remote_file", "raw_file", "roster", "qooper_accounts", "qooper_snapshot", "change_set",
    "applied_changes",
)  # fmt: skip
EVERY_TENANT = pytest.mark.parametrize(
    "tenant", [*TENANTS.values(), *SHIPPED.values()], ids=[*TENANTS, *SHIPPED]
)
Deps = dict[str, list[str]]
"""Column → the columns that it is made of, as noun.column."""


@pytest.fixture
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    with dg.DagsterInstance.ephemeral() as instance:
        made = Floor(tmp_path, instance)
        monkeypatch.setattr(stages, "land", made.land)
        yield made


def schema_of(tenant: Tenant, noun: str) -> dict[str, str | None]:
    schema = columns.of_definition(tenant, noun)[columns.SCHEMA]
    assert isinstance(schema, dg.TableSchema)
    return {column.name: column.description for column in schema.columns}


def plain(lineage: object) -> Deps:
    if isinstance(lineage, dg.TableColumnLineageMetadataValue):
        lineage = lineage.column_lineage
    assert isinstance(lineage, dg.TableColumnLineage)
    return {
        column: [f"{dep.asset_key.path[-1]}.{dep.column_name}" for dep in deps]
        for column, deps in lineage.deps_by_column.items()
    }


def lineage_of(tenant: Tenant, noun: str) -> Deps:
    found = columns.of_definition(tenant, noun).get(columns.LINEAGE)
    return plain(found) if found else {}


def origins(tenant: Tenant, noun: str, column: str) -> set[str]:
    """Follow a column back to where its lineage begins."""
    found = lineage_of(tenant, noun).get(column)
    if not found:
        return {f"{noun}.{column}"}
    return {origin for each in found for origin in origins(tenant, *each.split(".", 1))}


@EVERY_TENANT
def test_every_asset_has_a_schema_whose_columns_are_described_once(tenant: Tenant) -> None:
    for noun in NOUNS:
        schema = columns.of_definition(tenant, noun)[columns.SCHEMA]
        assert isinstance(schema, dg.TableSchema)
        names = [column.name for column in schema.columns]
        assert names and len(set(names)) == len(names), noun
        assert all(column.description for column in schema.columns), noun


@EVERY_TENANT
def test_every_column_of_a_lineage_is_in_a_schema_of_an_asset_before_it(
    tenant: Tenant, tmp_path: Path
) -> None:
    graph = build_definitions([tenant], World(tmp_path, tenant).runtime).resolve_asset_graph()
    for noun in NOUNS:
        parents = {key.path[-1] for key in graph.get(dg.AssetKey([tenant.tenant, noun])).parent_keys}
        for column, found in lineage_of(tenant, noun).items():
            assert column in schema_of(tenant, noun), (noun, column)
            assert found, (noun, column)
            for asset, name in (each.split(".", 1) for each in found):
                assert asset in parents and name in schema_of(tenant, asset), (noun, column, asset, name)


def test_a_field_of_qooper_comes_from_the_customers_header() -> None:
    tenant = TENANTS["full name"]
    assert origins(tenant, "applied_changes", "attributes.last_name") == {"remote_file.Name"}
    assert origins(tenant, "applied_changes", "email") == {"remote_file.E-mail"}
    assert origins(tenant, "applied_changes", "manager_account_id") == {"remote_file.Manager ID"}
    assert origins(tenant, "applied_changes", "status") == {
        "remote_file.Status",
        "remote_file.Start Date",
        "remote_file.Last Day",
    }
    assert origins(tenant, "change_set", "before") <= {
        f"qooper_accounts.{field.field}" for field in written_fields(tenant)
    }


@EVERY_TENANT
def test_r13_only_mapped_columns_of_the_customer_are_named(tenant: Tenant) -> None:
    assert set(schema_of(tenant, "remote_file")) == set(customer_columns(tenant))
    assert set(schema_of(tenant, "raw_file")) == set(customer_columns(tenant))


def test_each_definition_carries_its_columns(floor: Floor) -> None:
    graph = floor.definitions.resolve_asset_graph()
    for noun in NOUNS:
        found = graph.get(dg.AssetKey(["acme", noun])).metadata
        assert columns.SCHEMA in found
        assert (columns.LINEAGE in found) == (noun not in ("remote_file", "qooper_accounts"))


def test_each_materialization_carries_the_lineage_that_was_in_effect(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    floor.approve(floor.held())
    for noun in ("roster", "qooper_snapshot", "change_set", "applied_changes"):
        event = floor.instance.get_latest_materialization_event(dg.AssetKey(["acme", noun]))
        assert event is not None and event.asset_materialization is not None
        shown = event.asset_materialization.metadata[columns.LINEAGE]
        assert plain(shown) == lineage_of(a_tenant(), noun)
        assert "e1@acme.example" not in str(shown)
