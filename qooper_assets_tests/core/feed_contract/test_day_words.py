"""Formats of dates in words: every directive has one, and an example is read as the day that was written."""

from datetime import date

import duckdb
import pytest

from qooper_assets.core import day_formats
from qooper_assets.core.feed_contract.day_words import DIRECTIVES, describe_format, write_day

DAY = date(2024, 9, 3)


def test_every_directive_has_words_and_no_other() -> None:
    assert set(DIRECTIVES) == {*day_formats.NUMBERS, *day_formats.TEXTS}


@pytest.mark.parametrize(
    ("day_format", "described", "written"),
    [
        ("%m/%d/%Y", "MM/DD/YYYY", "09/03/2024"),
        ("%-d.%-m.%y", "DD.MM.YY", "3.9.24"),
        ("%d-%b-%Y", "DD-Mon-YYYY", "03-Sep-2024"),
        ("%B %d, %Y", "Month DD, YYYY", "September 03, 2024"),
        ("%Y%j", "YYYYday of the year", "2024247"),
        ("%Y-%m-%dT%H:%M:%S.%f", "YYYY-MM-DDThh:mm:ss.microseconds", "2024-09-03T00:00:00.000000"),
        ("100%% %x", "100% YYYY-MM-DD", "100% 2024-09-03"),
    ],
)
def test_a_format_is_described_and_written(day_format: str, described: str, written: str) -> None:
    assert describe_format(day_format) == described
    assert write_day(DAY, day_format) == written


@pytest.mark.parametrize(
    "day_format",
    ["%m/%d/%Y", "%-d.%-m.%y", "%d-%b-%Y", "%B %d, %Y", "%Y%j", "%c", "%Y-%m-%d %H:%M:%S.%g", "%x %z"],
)
def test_the_engine_reads_the_example_as_the_same_day(day_format: str) -> None:
    written = write_day(DAY, day_format)
    (found,) = duckdb.execute("select cast(strptime(?, ?) as date)", [written, day_format]).fetchall()[0]
    assert found == DAY
