"""The golden list of a tenant's Dagster definitions. Every operator sees a difference here."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from qooper_assets.core import feed
from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.automation import cron, set_pool_limits
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.lineage import partitions
from qooper_assets.edges import settings, tenant_files
from qooper_assets_tests.worlds import World, a_tenant

CHECKOUT = Path(__file__).parents[2]
NAMES = ("acme", "brandau", "sundara")
"""The tenants of this checkout, daily, weekly and daily."""


def shipped(name: str) -> Tenant:
    return tenant_files.find(tenant_files.load(CHECKOUT / "tenants"), name)


@pytest.fixture
def definitions(tmp_path: Path) -> dg.Definitions:
    return build_definitions(tenant_files.load(CHECKOUT / "tenants").tenants, World(tmp_path).runtime)


def keys_of(definitions: dg.Definitions) -> list[str]:
    graph = definitions.resolve_asset_graph()
    return sorted(key.to_user_string() for key in graph.get_all_asset_keys())


def test_each_tenant_has_five_assets_and_both_ends_of_the_lineage(definitions: dg.Definitions) -> None:
    nouns = [
        "applied_changes",
        "change_set",
        "qooper_accounts",
        "qooper_snapshot",
        "raw_file",
        "remote_file",
        "roster",
    ]
    assert keys_of(definitions) == [f"{name}/{noun}" for name in NAMES for noun in nouns]


def test_the_lineage_follows_the_five_verbs(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    lineage = {
        noun: sorted(parent.path[-1] for parent in graph.get(dg.AssetKey(["acme", noun])).parent_keys)
        for noun in ("raw_file", "roster", "qooper_snapshot", "change_set", "applied_changes")
    }
    assert lineage == {
        "raw_file": ["remote_file"],
        "roster": ["raw_file"],
        "qooper_snapshot": ["qooper_accounts"],
        "change_set": ["qooper_snapshot", "roster"],
        "applied_changes": ["change_set"],
    }
    assert graph.get(dg.AssetKey(["acme", "remote_file"])).is_external
    assert graph.get(dg.AssetKey(["acme", "roster"])).group_name == "acme"
    assert graph.get(dg.AssetKey(["acme", "roster"])).owners == ("team:onboarding",)


def test_each_tenant_has_four_checks_three_jobs_a_schedule_and_a_sensor(
    definitions: dg.Definitions,
) -> None:
    repository = definitions.get_repository_def()
    checks = {check.to_user_string() for check in repository.asset_graph.asset_check_keys}
    shown = ("change_set:guardrails", "raw_file:file_health", "roster:accounting", "roster:contract")
    assert checks == {f"{name}/{check}" for name in NAMES for check in shown}
    jobs = {job for job in repository.job_names if not job.startswith("__")}
    of_tenants = {f"{name}_{verb}" for name in NAMES for verb in ("sync", "approve", "reject")}
    assert jobs == of_tenants | {"qooper_retention"}
    schedules = {schedule.name for schedule in repository.schedule_defs}
    assert schedules == {f"{name}_schedule" for name in (*NAMES, "qooper_retention")}
    arrivals = {sensor.name: sensor.minimum_interval_seconds for sensor in repository.sensor_defs}
    assert arrivals.pop("qooper_endings") == 30
    assert arrivals == {f"{name}_arrival": 300 for name in NAMES}


def test_the_schedule_runs_unless_paused_and_the_sensor_where_it_was_asked_for(tmp_path: Path) -> None:
    tenants = [
        a_tenant(tenant="plain"),
        a_tenant(tenant="eager", on_arrival=True),
        a_tenant(tenant="paused", on_arrival=True, paused=True),
    ]
    repository = build_definitions(tenants, World(tmp_path).runtime).get_repository_def()
    running = {
        name: (
            repository.get_schedule_def(f"{name}_schedule").default_status.value,
            repository.get_sensor_def(f"{name}_arrival").default_status.value,
        )
        for name in ("plain", "eager", "paused")
    }
    assert running == {
        "plain": ("RUNNING", "STOPPED"),
        "eager": ("RUNNING", "RUNNING"),
        "paused": ("STOPPED", "STOPPED"),
    }
    graph = repository.asset_graph
    late = {name: graph.get(dg.AssetKey([name, "applied_changes"])).freshness_policy for name in running}
    assert late["paused"] is None
    assert late["plain"] is not None


def test_every_asset_of_a_tenant_shares_its_pool_and_the_pool_has_room_for_one(
    definitions: dg.Definitions, tmp_path: Path
) -> None:
    job = definitions.resolve_job_def("acme_sync")
    assert {node.definition.pool for node in job.nodes if isinstance(node.definition, dg.OpDefinition)} == {
        "tenant_acme"
    }
    with dg.instance_for_test() as instance:
        for _ in range(2):
            set_pool_limits(instance, [a_tenant(), a_tenant(tenant="globex")])
        limits = {limit.name: limit.limit for limit in instance.event_log_storage.get_pool_limits()}
    assert limits == {"tenant_acme": 1, "tenant_globex": 1}


ZONES = [
    "America/New_York",
    "America/Bogota",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Noumea",
    "Africa/Cairo",  # midnight itself is skipped in spring
    "UTC",
]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("on", [None, "sunday", "monday", "thursday", "saturday"])
def test_a_partition_of_dagster_is_the_partition_of_the_core(zone: str, on: str | None) -> None:
    """Checked for every date of a year, both clock changes included, at three hours of the day."""
    every = {"every": "week", "on": on} if on else {"every": "day"}
    tenant = a_tenant(schedule={**every, "at": "05:30", "timezone": zone, "starts_on": "2025-01-01"})
    of = partitions(tenant)
    for days in range(7, 372):
        local = date(2025, 1, 1) + timedelta(days=days)
        for hour in (0, 5, 23):
            now = datetime(local.year, local.month, local.day, hour, 45, tzinfo=ZoneInfo(zone))
            if now.astimezone(ZoneInfo("UTC")).astimezone(now.tzinfo).hour != hour:
                continue  # an hour that the clocks skip
            expected = feed.partition_key(tenant.schedule, feed.effective_on(tenant.schedule, now))
            with dg.partition_loading_context(now):
                assert of.get_last_partition_key() == expected


@pytest.mark.parametrize(
    ("on", "expected"), [("sunday", "0 6 * * 0"), ("wednesday", "0 6 * * 3"), ("saturday", "0 6 * * 6")]
)
def test_the_cron_of_a_week_counts_from_sunday(on: str, expected: str) -> None:
    assert cron(Schedule(every="week", on=on, at="06:00", timezone="Asia/Kolkata")) == expected


def test_each_tenant_is_due_at_its_own_wall_clock(definitions: dg.Definitions) -> None:
    schedules = definitions.get_repository_def().schedule_defs
    assert [(each.name, each.cron_schedule, each.execution_timezone) for each in schedules] == [
        ("acme_schedule", "30 5 * * *", "America/New_York"),
        ("brandau_schedule", "0 6 * * 1", "Europe/Berlin"),
        ("qooper_retention_schedule", "15 3 * * *", "UTC"),
        ("sundara_schedule", "30 7 * * *", "Asia/Kolkata"),
    ]


def test_the_partitions_of_the_weekly_tenant_are_the_days_of_its_schedule() -> None:
    brandau = shipped("brandau")
    keys = partitions(brandau).get_partition_keys(datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert (keys[0], keys[-1], len(keys)) == ("2026-01-05", "2026-12-28", 52)
    assert {f"{date.fromisoformat(key):%A}".lower() for key in keys} == {brandau.schedule.on}


def test_the_kinds_of_a_remote_file_are_those_of_its_feed(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    kinds = {name: graph.get(dg.AssetKey([name, "remote_file"])).kinds for name in NAMES}
    assert kinds == {"acme": {"sftp", "csv"}, "brandau": {"sftp", "excel"}, "sundara": {"sftp", "json"}}


GUARD = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "sqlite3.connect"):
        raise SystemExit(f"{event}{arguments}")
    if event == "open" and "password" in str(arguments[0]):
        raise SystemExit(f"read {arguments[0]}")

sys.addaudithook(refuse)
from qooper_assets.definitions import defs
defs.get_repository_def()
print("quiet")
"""


def test_loading_the_definitions_opens_no_socket_no_database_and_no_secret() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARD], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("quiet\n"), done.stdout + done.stderr


def test_loading_them_next_to_a_wrong_tenant_file_is_as_quiet_and_loads_the_others(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "tenants", tmp_path / "tenants")
    (tmp_path / "tenants" / "broken.yaml").write_text("tenant: broken\nfeed: {password: correct horse}\n")
    code = GUARD + "print(sorted(job for job in defs.get_repository_def().job_names if '_sync' in job))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env=os.environ | {"QOOPER_HOME": str(tmp_path), "QOOPER_TENANTS": str(tmp_path / "tenants")},
        capture_output=True,
        text=True,
        check=False,
    )
    jobs = [f"{name}_sync" for name in sorted([*NAMES, "broken"])]
    assert done.stdout == f"quiet\n{jobs}\n", done.stdout + done.stderr
    assert "correct horse" not in done.stderr


def test_settings_have_defaults_below_the_folder_they_are_read_in(tmp_path: Path) -> None:
    read = settings.read({}, tmp_path)
    assert read.home == tmp_path
    assert read.tenants == tmp_path / "tenants"
    assert read.artifacts == str(tmp_path / ".qooper" / "artifacts")
    assert read.ledger == f"sqlite:///{tmp_path}/.qooper/ledger.sqlite"
    assert read.shard == (1, 1)
    moved = settings.read({"QOOPER_HOME": "there", "QOOPER_STATE": "/var/q"}, tmp_path)
    assert (moved.tenants, moved.state) == (tmp_path / "there" / "tenants", Path("/var/q"))


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/0"])
def test_an_invalid_shard_is_refused(shard: str, tmp_path: Path) -> None:
    with pytest.raises(TenantFileError, match="QOOPER_SHARD"):
        settings.read({"QOOPER_SHARD": shard}, tmp_path)
