"""Where values come from: every mapped header leads to the roster, and what Qooper owns leads no further."""

from itertools import chain
from pathlib import Path

import duckdb
import pytest

from qooper_assets.core.feed_contract.sources import (
    customer_columns,
    roster_sources,
    written_fields,
)
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.core.feed_contract.tenants import MAPPING, TENANTS
from qooper_assets_tests.core.feed_contract.test_examples import as_file
from qooper_assets_tests.worlds import World, a_tenant

EVERY_TENANT = pytest.mark.parametrize("tenant", TENANTS.values(), ids=TENANTS)


@EVERY_TENANT
def test_every_mapped_header_is_the_source_of_a_roster_column_and_no_other_is(tenant: Tenant) -> None:
    sources = roster_sources(tenant)
    assert set(chain.from_iterable(sources.values())) == set(customer_columns(tenant))


@EVERY_TENANT
def test_every_column_with_a_source_is_in_the_stored_roster(tenant: Tenant, tmp_path: Path) -> None:
    world = World(tmp_path, tenant)
    roster = world.normalize(as_file(tenant))
    stored = duckdb.sql(f"from read_parquet('{world.runtime.artifacts.where(roster.location)}')")
    types = dict(zip(stored.columns, stored.types, strict=True))
    fields = {f"attributes.{name}" for name, _ in types["attributes"].children}
    assert set(roster_sources(tenant)) <= {*types, *fields}


def test_a_name_that_is_split_names_its_column_twice() -> None:
    sources = roster_sources(TENANTS["full name"])
    assert sources["attributes.first_name"] == sources["attributes.last_name"] == ("Name",)
    assert customer_columns(TENANTS["full name"])["Name"] == ("full_name",)


def test_the_identifier_comes_from_the_column_of_the_identity() -> None:
    assert roster_sources(TENANTS["by e-mail"])["external_id"] == ("E-mail",)
    assert roster_sources(TENANTS["by badge, with a role and a scope"])["external_id"] == ("Badge",)


def test_at04_what_qooper_owns_is_in_the_roster_and_is_never_written() -> None:
    mapping = MAPPING | {"title": {"column": "Job Title", "owner": "qooper"}}
    tenant = a_tenant(mapping=mapping)
    assert "attributes.title" in roster_sources(tenant)
    assert "title" not in {field.key for field in written_fields(tenant)}
    assert "title" in {field.key for field in written_fields(a_tenant())}


def test_the_status_of_an_account_comes_from_what_ends_somebody() -> None:
    (status,) = (field for field in written_fields(a_tenant()) if field.key == "status")
    assert status.sources == ("is_active", "hire_on", "termination_on")
