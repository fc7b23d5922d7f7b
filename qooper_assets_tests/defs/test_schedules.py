"""Ticks around clock changes: a day, or a week, runs exactly once (T01–T03, T07)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs.automation import scheduled
from qooper_assets.defs.build import build_definitions
from qooper_assets_tests.worlds import World, a_tenant


@pytest.fixture(scope="module")
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as made:
        yield made


def a_tenant_due(at: str, zone: str, on: str | None = None) -> Tenant:
    every = {"every": "week", "on": on} if on else {"every": "day"}
    return a_tenant(schedule={**every, "at": at, "timezone": zone, "starts_on": "2026-01-01"})


def runs(
    tenant: Tenant, first: str, days: int, folder: Path, instance: dg.DagsterInstance
) -> list[tuple[str, str]]:
    """Return (partition, local time) of every run that Dagster requests within this many local days."""
    repository = build_definitions([tenant], World(folder).runtime).get_repository_def()
    schedule = repository.get_schedule_def("acme_schedule")
    zone = ZoneInfo(tenant.schedule.timezone)
    start = datetime.fromisoformat(first).replace(tzinfo=zone)
    end = (start + timedelta(days=days)).timestamp()
    found: list[tuple[str, str]] = []
    ticks = schedule_execution_time_iterator(  # the daemon's own
        start.timestamp(), schedule.cron_schedule, schedule.execution_timezone
    )
    for tick in ticks:
        if tick.timestamp() >= end:
            return found
        context = dg.build_schedule_context(
            instance=instance, scheduled_execution_time=tick, repository_def=repository
        )
        for request in schedule.evaluate_tick(context).run_requests or []:
            assert request.partition_key is not None
            assert request.tags["qooper/trigger"] == "schedule"
            local = f"{tick.astimezone(zone):%Y-%m-%d %H:%M}"
            found.append((request.partition_key, local))
    raise AssertionError("the iterator has no end")


def test_an_hour_that_is_skipped_in_spring_runs_once_that_day_t01(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    tenant = a_tenant_due("02:30", "America/New_York")
    assert runs(tenant, "2026-03-07", 3, tmp_path, instance) == [
        ("2026-03-07", "2026-03-07 02:30"),
        ("2026-03-08", "2026-03-08 03:00"),
        ("2026-03-09", "2026-03-09 02:30"),
    ]


def test_an_hour_that_comes_twice_in_fall_runs_once_that_day_t02(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    tenant = a_tenant_due("01:30", "America/New_York")
    found = runs(tenant, "2026-10-31", 3, tmp_path, instance)
    assert [partition for partition, _ in found] == ["2026-10-31", "2026-11-01", "2026-11-02"]


@pytest.mark.parametrize(
    ("zone", "first", "days"),
    [
        ("America/New_York", "2026-03-02", 14),
        ("Australia/Sydney", "2026-03-30", 14),
        ("Europe/Berlin", "2026-10-19", 14),
    ],
)
def test_a_week_keeps_its_wall_clock_across_a_change_t03(
    zone: str, first: str, days: int, tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    found = runs(a_tenant_due("05:30", zone, "wednesday"), first, days, tmp_path, instance)
    assert len(found) == 2
    for partition, local in found:
        assert local == f"{partition} 05:30"


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Pacific/Noumea", "America/Bogota"])
@pytest.mark.parametrize("at", ["00:00", "05:30", "23:59"])
def test_the_partition_is_the_local_date_of_the_tick(
    zone: str, at: str, tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    found = runs(a_tenant_due(at, zone), "2026-06-01", 3, tmp_path, instance)
    assert found == [(f"2026-06-0{day}", f"2026-06-0{day} {at}") for day in (1, 2, 3)]


def test_a_day_runs_once_when_the_hour_or_the_zone_changes_t07() -> None:
    early = a_tenant_due("05:30", "America/New_York")
    late = a_tenant_due("09:00", "America/Chicago")
    first = scheduled(early, datetime(2026, 6, 1, 5, 30, tzinfo=ZoneInfo("America/New_York")))
    second = scheduled(late, datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("America/Chicago")))
    assert isinstance(first, dg.RunRequest)
    assert isinstance(second, dg.RunRequest)
    assert first.run_key == second.run_key


def test_nothing_runs_before_the_first_partition() -> None:
    weekly = a_tenant_due("05:30", "America/New_York", "monday")  # from Thursday, 2026-01-01
    tick = datetime(2026, 1, 2, 5, 30, tzinfo=ZoneInfo("America/New_York"))
    assert isinstance(scheduled(weekly, tick), dg.SkipReason)
    assert isinstance(scheduled(weekly, tick + timedelta(days=3)), dg.RunRequest)


def test_a_paused_tenant_does_not_run_though_somebody_started_its_schedule_t05(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    tenant = a_tenant(paused=True)
    assert runs(tenant, "2026-06-01", 3, tmp_path, instance) == []
