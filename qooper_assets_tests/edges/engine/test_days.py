"""S23, S27: the day of a date cell, in every format of a file: a day, none (blank), or unusable (dropped)."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qooper_assets.core import day_formats
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.engine.records import stage_records
from qooper_assets.readers.read import read
from qooper_assets_tests.worlds import a_tenant

DROPPED = "dropped"


class Days(NamedTuple):
    """What one text means as a first and as a last day: a day, None, or DROPPED."""

    first: date | str | None
    last: date | str | None


def days(folder: Path, day_format: str, texts: list[str], **policy: Any) -> list[Days]:
    """Read a JSON file in which each record has one of the texts in both columns."""
    dated = {"column": "first", "format": day_format}, {"column": "last", "format": day_format}
    feed = a_tenant().feed.model_dump(mode="json") | {"format": "json"}
    mapping = {"employee_id": "id", "email": "mail", "hire_date": dated[0], "termination_date": dated[1]}
    tenant = a_tenant(feed=feed, mapping=mapping, policy=policy)
    raw = folder / "raw"
    raw.write_text(
        json.dumps([{"id": n, "mail": f"{n}@x.example", "first": t, "last": t} for n, t in enumerate(texts)])
    )
    (folder / "scratch").mkdir()
    records = read(raw, tenant, scratch=folder / "scratch", where="/x.json")
    with open_engine(folder, Limits()) as engine:
        engine.set(effective_on=date(2026, 3, 2))
        stage_records(engine, records, records.columns, tenant, "/x.json")
        rows = engine.rows("select hire_on, termination_on, dropped from normalized order by row_id")
    return [
        Days(
            DROPPED if "hire_date" in (dropped or ()) else first,
            DROPPED if "termination_date" in (dropped or ()) else last,
        )
        for first, last, dropped in rows
    ]


@pytest.mark.parametrize(
    ("day_format", "unusable"),
    [
        ("%d.%m.%Y", ["31.12.26", "1.1.1", "01.01.01", "01.01.0026", "00.00.0000", "31.12.20260", "#REF!"]),
        ("%Y-%m-%d", ["26-12-31", "026-12-31", "0000-01-01", "-2026-01-01", "2026-02-30", "1599-12-31"]),
        ("%d.%m.%y", ["31.12.2026", "31.12.6", "31.12.026"]),
        ("%d%m%Y", ["311226", "010101", "45383"]),
        ("%Y%m%d", ["261201", "26123", "45383"]),
        ("%d-%b-%Y", ["31-DEC-26"]),
    ],
)
def test_s23_what_is_not_in_the_format_is_dropped(
    day_format: str, unusable: list[str], tmp_path: Path
) -> None:
    words = ["infinity", "-infinity", "Infinity", "epoch", "EPOCH", "now", "today"]
    found = days(tmp_path, day_format, [*unusable, *words])
    assert found == [Days(DROPPED, DROPPED)] * len(found)


def test_s23_a_last_day_in_a_far_future_is_none(tmp_path: Path) -> None:
    texts = ["30.12.2099", "31.12.2099", "31.12.4712", "31.12.9999", "1.3.2026", "05.06.1999"]
    first = [date(2099, 12, 30), date(2099, 12, 31), date(4712, 12, 31), date(9999, 12, 31)]
    first += [date(2026, 3, 1), date(1999, 6, 5)]
    last = [first[0], None, None, None, *first[4:]]
    assert days(tmp_path, "%d.%m.%Y", texts) == list(map(Days, first, last))


def test_s27_a_day_that_means_never_is_blank_and_not_dropped(tmp_path: Path) -> None:
    never = ["01.01.1900", "30.12.1899", "31.12.1899", "01.01.1601", "01.01.1753", "01.01.0001", "1.1.1970"]
    never += ["", " "]
    assert days(tmp_path, "%d.%m.%Y", never) == [Days(None, None)] * len(never)


def test_s27_the_tenant_says_which_days_mean_never(tmp_path: Path) -> None:
    found = days(tmp_path, "%Y-%m-%d", ["2000-01-01", "1900-01-01", "1899-12-30"], no_date=["2000-01-01"])
    assert found == [Days(None, None), Days(date(1900, 1, 1), date(1900, 1, 1)), Days(DROPPED, DROPPED)]


def test_s27_no_day_means_never_where_the_tenant_says_so(tmp_path: Path) -> None:
    assert days(tmp_path, "%Y-%m-%d", ["1970-01-01"], no_date=[]) == [
        Days(date(1970, 1, 1), date(1970, 1, 1))
    ]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with open_engine(tmp_path, Limits()) as opened:
        yield opened


@pytest.mark.parametrize(
    "day_format",
    ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d.%m.%y", "%-d.%-m.%Y", "%Y%m%d", "%d%m%Y", "%d-%b-%Y",
     "%B %d, %Y",
     "%Y%j", "%Y-%m-%dT%H:%M:%S", "%A, %d %B %Y", "%y%m%d", "%c", "%x"],
)  # fmt: skip
def test_every_day_of_a_roster_in_the_format_is_usable(day_format: str, engine: Engine) -> None:
    first = date(1969, 1, 1) if "%y" in day_format else date(1901, 1, 1)
    last = date(2068, 12, 31) if "%y" in day_format else date(2150, 1, 1)
    of_engine = day_format.replace("%c", "%Y-%m-%d %H:%M:%S").replace("%x", "%Y-%m-%d")
    every = [first + timedelta(days=n) for n in range(0, (last - first).days, 13)]
    parameters = {
        "texts": [day.strftime(of_engine) for day in every],
        "format": day_format,
        "pattern": day_formats.pattern(day_format),
        "certain": day_formats.certain_from(day_format),
    }
    found = engine.rows(
        "select usable_day(parse_date(t, $format), t, $pattern, $certain, '1900-01-01')"
        " from (select unnest($texts::varchar[]) as t, unnest(range(len($texts))) as n) order by n",
        parameters,
    )
    assert [day for (day,) in found] == every
