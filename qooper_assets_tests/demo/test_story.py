"""What the demo's three stories share: words, days, and one timeline."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from qooper_assets.core import feed
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.demo import names, play
from qooper_assets.demo.story import due_days
from qooper_assets.edges import tenant_files

TENANTS = Path(__file__).parents[2] / "tenants"
WEEK = [datetime(2026, 3, day, 12, 0, tzinfo=UTC) for day in range(9, 16)]
"""From a Monday to a Sunday."""


@pytest.fixture(scope="module")
def tenants() -> list[Tenant]:
    loaded = tenant_files.load(TENANTS)
    return [tenant_files.find(loaded, name) for name in play.STORIES]


def test_every_name_has_a_latin_spelling() -> None:
    for words in (names.WORLD, names.GERMANY, names.BENGAL):
        for pool in words.pools:
            for name in pool.given + pool.family:
                assert name.latin.isascii() and (name.latin.isalpha() or not name.written), name


def test_an_umlaut_is_spelled_out_in_germany_only() -> None:
    assert names.GERMANY.pools[0].given[0] == ("Jürgen", "juergen")
    assert names.WORLD.pools[2].given[0] == ("Jürgen", "jurgen")


def test_a_week_falls_due_on_its_weekday_whatever_the_day_is() -> None:
    schedule = Schedule(every="week", on="monday", timezone="Europe/Berlin")
    for day in range(9, 16):
        assert due_days(schedule, date(2026, 3, day), 2) == (date(2026, 3, 2), date(2026, 3, 9))
    assert due_days(schedule, date(2026, 3, 16), 2) == (date(2026, 3, 9), date(2026, 3, 16))


def test_the_days_of_a_daily_story_end_today() -> None:
    days = due_days(Schedule(timezone="UTC"), date(2026, 3, 2), 3)
    assert days == (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2))


@pytest.mark.parametrize("now", WEEK, ids=lambda now: f"{now:%a}")
def test_on_any_weekday_each_customer_has_all_of_its_deliveries_in_one_timeline(
    now: datetime, tenants: list[Tenant]
) -> None:
    """T03: 8 March 2026 moves the clocks in New York, and not in Berlin or Kolkata."""
    scenes = play.timeline(tenants, now)
    assert [scene.due for scene in scenes] == sorted(scene.due for scene in scenes)
    assert scenes[-1].due <= now
    for tenant in tenants:
        mine = [scene for scene in scenes if scene.tenant is tenant]
        assert len(mine) == play.STORIES[tenant.tenant].days
        partitions = [feed.partition_key(tenant.schedule, scene.on) for scene in mine]
        assert len(set(partitions)) == len(mine)
        for scene, partition in zip(mine, partitions, strict=True):
            local = scene.due.astimezone(ZoneInfo(tenant.schedule.timezone))
            assert f"{local:%Y-%m-%d %H:%M}" == f"{partition} {tenant.schedule.at}"


def test_the_weekly_customer_has_a_delivery_in_the_week_that_the_daily_ones_play(
    tenants: list[Tenant],
) -> None:
    for now in WEEK:
        scenes = play.timeline(tenants, now)
        last = {scene.tenant.tenant: scene.on for scene in scenes}
        assert last["acme"] == last["sundara"] == now.date()
        assert timedelta(0) <= last["acme"] - last["brandau"] < timedelta(days=7)


def test_an_approval_is_over_before_the_next_customer_is_due(tenants: list[Tenant]) -> None:
    for now in WEEK:
        dues = [scene.due for scene in play.timeline(tenants, now)]
        gaps = [later - earlier for earlier, later in pairwise(dues)]
        assert min(gaps) > timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 14, 9, 29, tzinfo=UTC), date(2026, 3, 13)),  # 05:29 in New York
        (datetime(2026, 3, 14, 9, 31, tzinfo=UTC), date(2026, 3, 14)),
        (datetime(2026, 3, 15, 3, 0, tzinfo=UTC), date(2026, 3, 14)),  # Sunday's roster in Kolkata is due
    ],
)
def test_the_stories_end_on_the_last_day_that_is_due_everywhere(
    now: datetime, expected: date, tenants: list[Tenant]
) -> None:
    assert max(scene.on for scene in play.timeline(tenants, now)) == expected
