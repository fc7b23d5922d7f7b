"""The first partition of a tenant: that of its first delivery, from a local file."""

from datetime import date
from pathlib import Path

import pytest

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.lineage import partitions
from qooper_assets.edges import first_partitions
from qooper_assets_tests.worlds import World, a_file, a_tenant, people


def nothing() -> str | None:
    return None


def weekly() -> Tenant:
    return a_tenant(schedule={"every": "week", "on": "monday", "at": "05:30", "timezone": "Asia/Kolkata"})


def keys(tenant: Tenant, state: Path) -> list[str]:
    (begun,) = first_partitions.begin_there(state, [tenant])
    return list(partitions(begun).get_partition_keys())


@pytest.mark.parametrize("tenant", [a_tenant(), weekly()], ids=["daily", "weekly"])
def test_partitions_begin_with_the_first_delivery(tenant: Tenant, tmp_path: Path) -> None:
    all_of_them = keys(tenant, tmp_path)
    for delivered in (all_of_them[3], all_of_them[5], all_of_them[2]):  # one of a past partition comes last
        first_partitions.note(tmp_path, "acme", delivered, nothing)
    assert keys(tenant, tmp_path) == all_of_them[2:]


def test_a_tenant_without_a_delivery_begins_with_its_schedule(tmp_path: Path) -> None:
    assert keys(a_tenant(), tmp_path)[0] == "2026-01-01"


def test_a_schedule_that_starts_later_counts(tmp_path: Path) -> None:
    tenant = a_tenant(schedule={"at": "05:30", "timezone": "America/New_York", "starts_on": "2026-02-01"})
    first_partitions.note(tmp_path, "acme", "2026-01-10", nothing)
    assert keys(tenant, tmp_path)[0] == "2026-02-01"


def test_a_tenant_that_became_weekly_begins_with_the_week_of_its_first_delivery(tmp_path: Path) -> None:
    first_partitions.note(tmp_path, "acme", "2026-01-15", nothing)  # a Thursday
    assert keys(weekly(), tmp_path)[0] == "2026-01-12"


def test_deliveries_from_before_this_file_existed_count(tmp_path: Path) -> None:
    first_partitions.note(tmp_path, "acme", "2026-03-02", lambda: "2026-02-20")
    first_partitions.note(tmp_path, "acme", "2026-03-03", lambda: "2025-01-01")  # asked once
    assert first_partitions.find(tmp_path, "acme") == date(2026, 2, 20)


@pytest.mark.parametrize("content", [b"", b"yesterday\n", b"\xff"])
def test_a_damaged_file_counts_as_missing_and_is_written_again(content: bytes, tmp_path: Path) -> None:
    first_partitions.note(tmp_path, "acme", "2026-03-02", nothing)
    file = tmp_path / first_partitions.FOLDER / "acme"
    file.write_bytes(content)
    assert keys(a_tenant(), tmp_path)[0] == "2026-01-01"
    first_partitions.note(tmp_path, "acme", "2026-03-04", lambda: "2026-03-02")
    assert first_partitions.find(tmp_path, "acme") == date(2026, 3, 2)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["acme"]


def test_the_policy_version_is_the_same_wherever_partitions_begin(tmp_path: Path) -> None:
    first_partitions.note(tmp_path, "acme", "2026-03-02", nothing)
    (begun,) = first_partitions.begin_there(tmp_path, [a_tenant()])
    assert begun.policy_version() == a_tenant().policy_version()


def test_the_ledger_knows_the_first_partition_that_has_a_change_set(tmp_path: Path) -> None:
    world = World(tmp_path)
    assert world.runtime.ledger.change_sets.first_partition("acme") is None
    first = world.today.isoformat()
    world.plan(a_file(*people(2)))
    world.next_day()
    world.plan(a_file(*people(3)))
    assert world.runtime.ledger.change_sets.first_partition("acme") == first
