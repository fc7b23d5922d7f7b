"""Which files of a folder are rehearsed, and in which order."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from qooper_assets.core.feed import effective_on
from qooper_assets.core.rehearsal.files import COPIED, Deliveries, FoundFile, find_deliveries
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets_tests.worlds import a_tenant

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SCHEDULE = a_tenant().schedule


def found(
    names: list[str], path: str = "/out/employees.csv", times: list[datetime] | None = None, **options: Any
) -> Deliveries:
    files = [FoundFile(name, (times or [NOW] * len(names))[n]) for n, name in enumerate(names)]
    feed = a_tenant().feed.model_copy(update={"path": path, "marker": options.pop("marker", None)})
    return find_deliveries(files, feed, options.pop("schedule", SCHEDULE), NOW, **options)


def order(deliveries: Deliveries, names: list[str]) -> list[tuple[str, str]]:
    return [(names[day.position], str(effective_on(SCHEDULE, day.at))) for day in deliveries.days]


@pytest.mark.parametrize(
    ("names", "format_"),
    [
        (["e_20260302.csv", "e_20260301.csv"], "%Y%m%d"),
        (["e-2026-03-02.csv", "e-2026-03-01.csv"], "%Y-%m-%d"),
        (["HR 02.03.2026.xlsx", "HR 01.03.2026.xlsx"], "%d.%m.%Y"),
        (["e03022026.csv", "e03012026.csv"], "%m%d%Y"),
        (["e_260302_0530.csv", "e_260301_0530.csv"], "%y%m%d"),
        (["e_20260302053000.csv", "e_20260301053000.csv"], "%Y%m%d"),
        (["e_02Mar2026.csv", "e_01mar2026.csv"], "%d%b%Y"),
        (["of20200101_to20260302.csv", "of20200101_to20260301.csv"], "%Y%m%d"),
    ],
)
def test_the_date_that_all_names_share_orders_them(names: list[str], format_: str) -> None:
    deliveries = found(names)
    assert order(deliveries, names) == [(names[1], "2026-03-01"), (names[0], "2026-03-02")]
    assert deliveries.ordered_by == f"the date in the name, {format_}"
    assert [day.dated_on for day in deliveries.days] == [date(2026, 3, 1), date(2026, 3, 2)]


def test_the_order_of_the_listing_makes_no_difference() -> None:
    names = [f"e_2026{month:02}{day:02}.csv" for month in (3, 4) for day in range(1, 29)]
    names += ["notes.txt", ".hidden", "e_20260301_0600.CSV", "globex_20260301.csv"]
    times = {name: NOW - timedelta(minutes=n) for n, name in enumerate(names)}
    expected = None
    for seed in range(20):
        mixed = random.Random(seed).sample(names, len(names))
        deliveries = found(mixed, times=[times[name] for name in mixed])
        outcome = (order(deliveries, mixed), deliveries.passed_over)
        assert expected in (None, outcome)
        expected = outcome


def test_what_is_no_delivery_is_reported_and_never_mixed_in() -> None:
    names = [*(f"e_2026030{n}.csv" for n in range(1, 5)), ".e_20260305.csv", "e_20260306.csv.part"]
    names += ["e_20260301.csv.done", "globex_20260301.csv", "e_20260307.xlsx", "employees.csv"]
    deliveries = found(names, marker="{name}.done")
    assert len(deliveries.days) == 4
    reasons = {one.name: one.why for one in deliveries.passed_over}
    assert reasons[".e_20260305.csv"] == reasons["e_20260306.csv.part"] == "hidden, or an unfinished file"
    assert reasons["e_20260301.csv.done"] == "a marker"
    assert reasons["employees.csv"] == "no date in its name"
    for name in ("globex_20260301.csv", "e_20260307.xlsx"):
        assert "another customer's or format" in reasons[name]


def test_a_dated_path_and_match_decide_which_names_fit() -> None:
    names = ["e_20260302.csv", "e_20260301.csv", "old_20260301.csv", "old_20260302.csv", "old_20260303.csv"]
    by_path = found(names, "/out/e_{date:%Y%m%d}.csv")
    assert [name for name, _ in order(by_path, names)] == ["e_20260301.csv", "e_20260302.csv"]
    assert {one.why for one in by_path.passed_over} == {"does not fit e_{date:%Y%m%d}.csv"}
    assert len(found(names, match="old_*.csv").days) == 3
    with pytest.raises(ValueError, match=r"no file to rehearse .*does not fit"):
        found(names, match="none_*.csv")
    with pytest.raises(ValueError, match="year, month and day"):
        found(names, match="e_{date:%d}.csv")
    renamed = found(["a_20260301.csv"], "/out/e_{date:%Y%m%d}.csv")  # says nothing about stored files
    assert len(renamed.days) == 1


def test_files_of_two_customers_are_refused() -> None:
    names = [f"{who}_2026030{n}.csv" for who in ("acme", "globex") for n in range(1, 4)]
    with pytest.raises(ValueError, match=r"acme_20260301.csv, globex_20260301.csv.*--match"):
        found(names)
    with pytest.raises(ValueError, match="named in several ways"):
        found([f"{who}{n}.csv" for who in ("acme", "globex") for n in range(1, 4)])


def test_dates_that_can_be_read_in_two_ways() -> None:
    """Consecutive days decide between day and month; if nothing does, it is asked."""
    names = [f"e_{day:02}022026.csv" for day in range(1, 13)]
    assert found(names).ordered_by.endswith("%d%m%Y")
    with pytest.raises(ValueError, match=r"%d%m%Y or as %m%d%Y.*--match 'e_\{date:%d%m%Y\}.csv'"):
        found(["e_01022026.csv", "e_02012026.csv"])
    decided = found(["e_01022026.csv", "e_02012026.csv"], match="e_{date:%m%d%Y}.csv")
    assert [day.dated_on for day in decided.days] == [date(2026, 1, 2), date(2026, 2, 1)]


def test_two_files_of_one_day_come_in_the_order_of_the_rest_of_their_names() -> None:
    names = ["e_20260301_1700.csv", "e_20260301_0530.csv", "e_20260302_0530.csv"]
    deliveries = found(names)
    assert [name for name, _ in order(deliveries, names)] == [names[1], names[0], names[2]]
    assert deliveries.notes == ("2 files of 2026-03-01, in the order of the rest of their names",)
    assert deliveries.days[0].at < deliveries.days[1].at


def test_without_dates_the_modification_time_orders_them() -> None:
    names = ["b.csv", "c.csv", "a.csv"]
    times = [NOW - timedelta(days=n) for n in (1, 3, 2)]
    deliveries = found(names, times=times)
    assert order(deliveries, names) == [
        ("c.csv", "2026-05-29"),
        ("a.csv", "2026-05-30"),
        ("b.csv", "2026-05-31"),
    ]
    assert deliveries.ordered_by == "modification time" and not deliveries.passed_over
    assert {day.dated_on for day in deliveries.days} == {None}


def test_copied_files_come_one_a_day_and_the_result_says_so() -> None:
    names = ["roster10.csv", "roster2.csv", "roster1.csv"]
    deliveries = found(names)
    assert order(deliveries, names) == [
        ("roster1.csv", "2026-05-30"), ("roster2.csv", "2026-05-31"), ("roster10.csv", "2026-06-01"),
    ]  # fmt: skip
    assert deliveries.notes == (COPIED,)
    weekly = found(names, schedule=Schedule(every="week", on="monday", timezone="UTC"))
    assert weekly.days[1].at - weekly.days[0].at == timedelta(days=7)


def test_none_and_one() -> None:
    with pytest.raises(ValueError, match="no file to rehearse"):
        found([])
    with pytest.raises(ValueError, match=r"no file to rehearse \(.x.csv: hidden"):
        found([".x.csv"])
    assert len(found(["any name.csv"]).days) == 1


def test_against_the_present_state_they_come_from_today_on() -> None:
    names = ["e_20260302.csv", "e_20260301.csv"]
    deliveries = found(names, from_now_on=True)
    assert order(deliveries, names) == [("e_20260301.csv", "2026-06-01"), ("e_20260302.csv", "2026-06-02")]
    assert {day.dated_on for day in deliveries.days} == {None}
