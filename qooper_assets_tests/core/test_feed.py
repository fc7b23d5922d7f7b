"""Which file belongs to which day, and whether it is accepted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from qooper_assets.core import feed
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import Choice, RawFile, RemoteFile
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.schedule import Schedule

DAILY = Schedule(timezone="America/New_York")
FEED = {"host": "h", "username": "u", "auth": {"type": "password", "password": "env:P"}}


def a_file(size_bytes: int = 1, modified_at: datetime | None = None) -> RemoteFile:
    return RemoteFile(path="/x.csv", size_bytes=size_bytes, modified_at=modified_at)


def test_a_day_is_its_own_partition() -> None:
    """R12"""
    assert feed.partition_key(DAILY, date(2026, 3, 2)) == "2026-03-02"


@pytest.mark.parametrize(
    ("day", "on", "expected"),
    [
        (date(2026, 3, 2), "monday", "2026-03-02"),
        (date(2026, 3, 8), "monday", "2026-03-02"),
        (date(2026, 3, 9), "monday", "2026-03-09"),
        (date(2026, 3, 2), "sunday", "2026-03-01"),
        (date(2026, 3, 5), "friday", "2026-02-27"),
        (date(2026, 1, 1), "wednesday", "2025-12-31"),
    ],
)
def test_a_week_begins_on_the_weekday_of_the_schedule(day: date, on: str, expected: str) -> None:
    """R12"""
    weekly = Schedule(every="week", on=on, timezone="UTC")
    assert feed.partition_key(weekly, day) == expected


@pytest.mark.parametrize("on", ["monday", "thursday", "sunday"])
def test_every_week_has_seven_days(on: str) -> None:
    weekly = Schedule(every="week", on=on, timezone="UTC")
    keys = [feed.partition_key(weekly, date(2026, 1, 1) + timedelta(days=n)) for n in range(371)]
    assert {keys.count(key) for key in keys[7:-7]} == {7}
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("timezone", "expected"),
    [("America/New_York", "2026-03-01"), ("UTC", "2026-03-02"), ("Pacific/Auckland", "2026-03-02")],
)
def test_a_run_is_effective_on_the_tenants_own_date(timezone: str, expected: str) -> None:
    """R12"""
    at = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    assert feed.effective_on(Schedule(timezone=timezone), at).isoformat() == expected


def test_the_date_turns_at_local_midnight_on_the_days_that_change_the_clock() -> None:
    """S18: Auckland leaves daylight saving time on 5 April 2026, at 03:00."""
    schedule = Schedule(timezone="Pacific/Auckland")
    midnights = {  # of the day, in UTC
        date(2026, 4, 5): datetime(2026, 4, 4, 11, 0, tzinfo=UTC),
        date(2026, 4, 6): datetime(2026, 4, 5, 12, 0, tzinfo=UTC),
    }
    for day, midnight in midnights.items():
        assert feed.effective_on(schedule, midnight) == day
        assert feed.effective_on(schedule, midnight - timedelta(seconds=1)) == day - timedelta(days=1)


def test_a_dated_path_names_the_file_of_a_day() -> None:
    """R12"""
    path = "/out/{date:%Y}/users_{date:%m%d}.csv"
    assert feed.is_dated(path) and not feed.is_dated("/out/users.csv")
    assert feed.remote_path(path, date(2026, 3, 2)) == "/out/2026/users_0302.csv"
    assert feed.remote_path("/out/users.csv", date(2026, 3, 2)) == "/out/users.csv"


def test_with_pick_the_folder_is_of_the_day_and_the_name_stays_a_pattern() -> None:
    """R12, F13"""
    exact, picked = (
        Feed.model_validate({**FEED, "path": path, "pick": pick})
        for path, pick in (
            ("/out/{date:%Y}/hr_{date:%m%d}.csv", None),
            ("/out/{date:%Y}/hr_{date:%Y%m%d}*.csv", "newest"),
        )
    )
    assert feed.asked_path(exact, date(2026, 3, 2)) == "/out/2026/hr_0302.csv"
    assert feed.asked_path(picked, date(2026, 3, 2)) == "/out/2026/hr_{date:%Y%m%d}*.csv"


def test_todays_partition_takes_any_date_up_to_today_and_a_past_one_its_own() -> None:
    """R12"""
    weekly = Schedule(every="week", on="monday", timezone="UTC")
    today = date(2026, 3, 4)
    assert feed.asked_dates(DAILY, "2026-03-04", today) == (date.min, today)
    assert feed.asked_dates(DAILY, "2026-03-03", today) == (date(2026, 3, 3), date(2026, 3, 3))
    assert feed.asked_dates(weekly, "2026-03-02", today) == (date.min, today)
    assert feed.asked_dates(weekly, "2026-02-23", today) == (date(2026, 2, 23), date(2026, 3, 1))


def test_a_file_exactly_as_old_as_the_limit_passes_and_an_older_one_is_blocked() -> None:
    """F11"""
    limits, now = Limits(age_hours_max=24), datetime(2026, 3, 2, tzinfo=UTC)
    feed.check_age(a_file(modified_at=now - timedelta(hours=24)), now, limits)
    with pytest.raises(DeliveryError) as error:
        feed.check_age(a_file(modified_at=now - timedelta(hours=24, seconds=1)), now, limits)
    assert (error.value.code, error.value.result) == ("stale_file", Result.BLOCKED)


def test_an_old_date_in_the_name_counts_though_the_file_was_copied_again() -> None:
    """F11"""
    limits, dated_on = Limits(age_hours_max=24), date(2026, 3, 1)
    limit = datetime(2026, 3, 3, 12, tzinfo=UTC)  # the day ended last at noon of the next one, in UTC
    for modified_at in (limit, None):
        feed.check_age(a_file(modified_at=modified_at), limit, limits, dated_on=dated_on)
        now = limit + timedelta(seconds=1)
        with pytest.raises(DeliveryError) as error:
            feed.check_age(a_file(modified_at=modified_at), now, limits, dated_on=dated_on)
        assert error.value.code == "stale_file"


MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.mark.parametrize(
    ("dated_on", "modified", "last_dated_on", "last_modified", "is_refused"),
    [
        (MONDAY, TUESDAY, TUESDAY, MONDAY, True),  # F12: modified later, and of an older date
        (TUESDAY, MONDAY, MONDAY, TUESDAY, False),
        (MONDAY, None, TUESDAY, None, True),
        (MONDAY, MONDAY, MONDAY, TUESDAY, True),
        (MONDAY, TUESDAY, MONDAY, MONDAY, False),
        (None, MONDAY, None, TUESDAY, True),
        (None, TUESDAY, None, TUESDAY, False),
        (MONDAY, MONDAY, None, TUESDAY, True),  # names had no date before
        (None, None, TUESDAY, TUESDAY, False),
        (None, MONDAY, None, None, False),
    ],
)
def test_a_file_is_older_by_the_date_in_its_name_else_by_its_time(
    dated_on: date | None,
    modified: date | None,
    last_dated_on: date | None,
    last_modified: date | None,
    is_refused: bool,
) -> None:
    """F12"""
    raw = a_raw_file(midnight(modified), dated_on=dated_on)
    if not is_refused:
        feed.refuse_older(raw, last_dated_on, midnight(last_modified))
        return
    with pytest.raises(DeliveryError) as error:
        feed.refuse_older(raw, last_dated_on, midnight(last_modified))
    assert (error.value.code, error.value.result) == ("older_than_accepted", Result.BLOCKED)


@pytest.mark.parametrize(
    ("modified", "expected"),
    [(MONDAY, MONDAY), (TUESDAY, TUESDAY), (date(2031, 1, 1), TUESDAY), (None, None)],
)
def test_f23_a_file_was_not_modified_after_it_was_received(
    modified: date | None, expected: date | None
) -> None:
    assert a_raw_file(midnight(modified)).modified_at == midnight(expected)


def a_raw_file(modified_at: datetime | None, dated_on: date | None = None) -> RawFile:
    return RawFile(
        tenant="acme",
        partition="2026-03-03",
        run_id="run-1",
        remote_file=a_file(modified_at=modified_at),
        choice=Choice(dated_on=dated_on),
        sha256="",
        host_key="",
        landed_at=datetime(2026, 3, 3, tzinfo=UTC),
        location="",
    )


def midnight(on: date | None) -> datetime | None:
    return on and datetime(on.year, on.month, on.day, tzinfo=UTC)


def test_a_file_without_a_time_is_not_judged_by_it() -> None:
    """F11"""
    feed.check_age(a_file(), datetime(2026, 3, 2, tzinfo=UTC), Limits(age_hours_max=1))


def test_a_file_exactly_as_large_as_the_limit_passes_and_a_larger_one_is_blocked() -> None:
    """F20"""
    limits = Limits(size_bytes_max=1000)
    feed.check_size(a_file(1000), limits)
    with pytest.raises(DeliveryError) as error:
        feed.check_size(a_file(1001), limits)
    assert (error.value.code, error.value.result) == ("too_large", Result.BLOCKED)


def test_a_file_without_bytes_is_blocked_before_it_is_read() -> None:
    """F01"""
    with pytest.raises(DeliveryError) as error:
        feed.check_size(a_file(0), Limits())
    assert (error.value.code, error.value.result) == ("empty_file", Result.BLOCKED)


def test_a_file_has_arrived_when_two_polls_agree_and_it_has_not_landed() -> None:
    """F05, T06"""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    now, grown = a_file(10, at), a_file(20, at)
    assert feed.has_arrived(now, now, None)
    assert feed.has_arrived(now, now, a_file(10, at - timedelta(days=1)))
    assert not feed.has_arrived(now, now, now)  # landed already
    assert not feed.has_arrived(grown, now, None)  # still growing
    assert not feed.has_arrived(now, None, None)  # seen once
    assert not feed.has_arrived(None, None, None)  # nothing there
    assert not feed.has_arrived(None, now, None)  # deleted again
