"""The pattern of a date format admits a year with the digits of the format, and nothing else."""

import re

import pytest

from qooper_assets.core import day_formats


@pytest.mark.parametrize(
    ("day_format", "text", "fits"),
    [
        ("%d.%m.%Y", "1.1.0001", True),
        ("%d.%m.%Y", "01.01.01", False),
        ("%d.%m.%Y", "31.12.9999", True),
        ("%d.%m.%Y", "infinity", False),
        ("%d.%m.%y", "31.12.06", True),
        ("%d.%m.%y", "31.12.6", False),
        ("%d.%m.%-y", "31.12.6", True),
        ("%d%m%Y", "01010001", True),
        ("%d%m%Y", "010101", False),
        ("%Y%m%d", "261201", False),
        ("%Y%j", "9999365", True),
        ("%d-%b-%Y", "31-DEC-9999", True),
        ("%B %d, %Y", "December  31, 9999", True),
        ("%Y-%m-%dT%H:%M:%S%z", "9999-12-31T00:00:00+00:00", True),
        ("%d/%m/%Y %H:%M", "31/12/9999 23:59", True),
        ("100%% %Y", "100% 9999", True),
    ],
)
def test_s23_a_year_has_the_digits_of_its_format(day_format: str, text: str, fits: bool) -> None:
    assert bool(re.fullmatch(day_formats.pattern(day_format), text)) is fits


@pytest.mark.parametrize(
    "day_format", ["%Y-%m-%d", "%-d.%-m.%y", "%d %B %Y", "%Y%j", "%G-W%V-%u", "%c", "%x %T"]
)
def test_a_format_with_a_year_is_accepted(day_format: str) -> None:
    assert day_formats.problem(day_format) is None


@pytest.mark.parametrize("day_format", ["%d.%m.", "%", "%-", "%s", "%Y-%-Y", "%Y %E"])
def test_at16_a_format_that_no_date_can_have_is_not(day_format: str) -> None:
    assert day_formats.problem(day_format)
