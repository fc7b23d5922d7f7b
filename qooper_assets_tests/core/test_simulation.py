"""Which file of a simulation is of which day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from qooper_assets.core.feed import effective_on
from qooper_assets.core.simulation import assign_days
from qooper_assets.core.tenant.schedule import Schedule
from qooper_assets_tests.worlds import a_tenant

NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
"""The tenth of March in New York."""


def days(names: list[str], path: str = "/out/employees.csv", **options: Any) -> list[tuple[int, str]]:
    tenant = a_tenant()
    feed = tenant.feed.model_copy(update={"path": path})
    schedule = options.pop("schedule", tenant.schedule)
    found = assign_days(names, feed, schedule, NOW, **{"is_empty": False, **options})
    assert all(day.dated_on in (None, effective_on(schedule, day.at)) for day in found)
    return [(day.position, effective_on(schedule, day.at).isoformat()) for day in found]


def test_files_without_a_date_come_one_after_the_other() -> None:
    names = ["b.csv", "a.csv", "c.csv"]
    assert days(names) == [(0, "2026-03-10"), (1, "2026-03-11"), (2, "2026-03-12")]
    assert days(names, is_empty=True) == [(0, "2026-03-08"), (1, "2026-03-09"), (2, "2026-03-10")]
    weekly = Schedule(every="week", on="monday", timezone="UTC")
    found = days(names[:2], first_day=date(2026, 1, 5), schedule=weekly)
    assert found == [(0, "2026-01-05"), (1, "2026-01-12")]


@pytest.mark.parametrize("path", ["/out/e_{date:%Y%m%d}.csv", "/out/e_{date:%Y%m%d}*.csv"])
def test_files_with_a_date_come_in_its_order_and_a_second_one_of_a_day_is_later(path: str) -> None:
    names = ["e_20260302.csv", "e_20260301.csv", "e_20260302.csv"]
    assert days(names, path) == [(1, "2026-03-01"), (0, "2026-03-02"), (2, "2026-03-02")]
    assert days(names, path, first_day=date(2026, 5, 1))[0] == (0, "2026-05-01")
    assert days(["x.csv", "y.csv"], path) == [(0, "2026-03-10"), (1, "2026-03-11")]


def test_a_file_of_another_customer_is_named() -> None:
    names = ["e_20260302.csv", *(f"globex_2026030{n}.csv" for n in range(1, 8))]
    with pytest.raises(ValueError, match=r"7 of 8 files do not fit .*globex_20260301.csv.*, …"):
        days(names, "/out/e_{date:%Y%m%d}.csv")


def test_a_date_that_can_not_be_parsed_back_counts_as_none() -> None:
    assert days(["e_Mar.csv"], "/out/e_{date:%b}.csv") == [(0, "2026-03-10")]
