"""Totals over all people of a roster: its digest, and how many have a value of each attribute."""

from pathlib import Path

import pytest

from qooper_assets_tests.worlds import World, a_file, a_row, people

PLAIN = a_row("00003", manager="00001", title="Nurse")


def test_each_attribute_is_counted_where_it_has_a_value(tmp_path: Path) -> None:
    """The limit on emptied columns depends on it."""
    content = a_file(
        *people(2),
        a_row("00003", title="", department=""),
        a_row("00004", first="", title="", skills="Nursing; Knots"),
    )
    assert World(tmp_path).normalize(content).filled == {
        "first_name": 3,
        "last_name": 4,
        "title": 2,
        "department": 3,
        "hire_date": 4,
        "location": 0,
        "phone": 0,
        "skills": 1,
    }


def test_a_roster_of_nobody_counts_nothing(tmp_path: Path) -> None:
    """Each row is rejected, because its e-mail is invalid."""
    roster = World(tmp_path).normalize(a_file(a_row("00001", "nobody")))
    assert roster.counts.people == 0
    assert set(roster.filled.values()) == {0}
    assert roster.roster_digest.endswith("-0-" + "0" * 16)


@pytest.mark.parametrize(
    "other",
    [
        a_row("00004", "00003@acme.example", manager="00001", title="Nurse"),
        a_row("00003", "three@acme.example", manager="00001", title="Nurse"),
        a_row("00003", "00003@ACME.example", manager="00001", title="Nurse"),
        a_row("00003", manager="00002", title="Nurse"),
        a_row("00003", manager="00001", title="Captain"),
        a_row("00003", manager="00001", title="Nurse", start="2020-01-02"),
        a_row("00003", manager="00001", title="Nurse", last_day="2031-01-01"),
        a_row("00003", manager="00001", title="Nurse", status=""),
    ],
    ids=["id", "e-mail", "case of the e-mail", "manager", "attribute", "hire date", "last day", "status"],
)
def test_the_digest_distinguishes_any_two_rosters(tmp_path: Path, other: str) -> None:
    """G14"""
    world = World(tmp_path)
    one, two = (world.normalize(a_file(*people(2), row)).roster_digest for row in (PLAIN, other))
    assert one != two
    assert world.normalize(a_file(PLAIN, *people(2))).roster_digest == one  # whatever the order
