"""Line numbers of people in a file larger than one buffer.

An engine reads a large file in several threads, and a join returns rows in any order: until November 2026,
everybody after the first 8 MB was reported on somebody else's line.
"""

from pathlib import Path

import pytest

from qooper_assets.core.errors import StateError
from qooper_assets.edges.engine import records
from qooper_assets_tests.laws.deliveries import rows_of
from qooper_assets_tests.worlds import World, a_file, a_row

BYTES = 24 << 20
SKILLS = ["Python;SQL", "Welding", "", "Coaching;Excel;SQL"]


def a_large_file() -> bytes:
    row = a_row("000001", title="x" * 500, skills=SKILLS[0])
    rows = [
        a_row(f"{n:06}", title=f"{n:0500}", skills=SKILLS[n % len(SKILLS)])
        for n in range(1, BYTES // len(row))
    ]
    rows[len(rows) // 2] = a_row("broken", email="nowhere", title="y" * 500)
    return a_file(*rows)


@pytest.mark.parametrize("records_held_max", [0, records.RECORDS_HELD_MAX])
def test_everybody_has_their_own_line_of_a_large_file(
    records_held_max: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O01: the line in a report is the person's line, with or without the records held in memory."""
    monkeypatch.setattr(records, "RECORDS_HELD_MAX", records_held_max)
    content = a_large_file()
    delivered = content.decode().split("\r\n")
    world = World(tmp_path)
    roster = world.normalize(content)
    lines = rows_of(world, roster.lines_location)
    assert len(lines) == roster.counts.people == len(delivered) - 3
    assert [
        row for row in lines if delivered[row["source_line"] - 1].split(",")[0] != row["external_id"]
    ] == []
    (rejected,) = rows_of(world, roster.rejects_location)
    assert delivered[rejected["source_line"] - 1].startswith("broken,")
    assert rejected["source_byte"] == content.index(b"broken,")
    assert '"employee_id":"broken"' in rejected["cells"]


def test_an_engine_that_gives_records_in_another_order_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PLACE", "row_number() over (order by c00001 desc) - 1 as row_id")
    with pytest.raises(StateError) as raised:
        World(tmp_path).normalize(a_file(*(a_row(f"E{n}") for n in range(9))))
    assert raised.value.code == "accounting"
    assert "at another position" in raised.value.message
