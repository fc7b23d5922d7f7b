"""An id in a workbook is what its number format shows, or its row is rejected and its person protected."""

from pathlib import Path

import pytest

from qooper_assets.core.changes import Action
from qooper_assets_tests.laws.deliveries import rows_of
from qooper_assets_tests.readers.excel.workbooks import (
    header,
    number,
    parts,
    row,
    sheet,
    styles,
    text,
    zipped,
)
from qooper_assets_tests.worlds import World, a_tenant

COLUMNS = {"employee_id": "ID", "email": "Mail", "last_name": "Last", "manager": "Boss"}


def a_workbook(*formats: str) -> bytes:
    """Return a workbook with a person on each line from 2, whose id has the format of that place."""
    rows = [
        row(
            line,
            number(f"A{line}", str(line), style),
            text(f"B{line}", f"e{line}@x.example"),
            text(f"C{line}", f"L{line}"),
            number(f"D{line}", "2", 1),
        )
        for style, line in enumerate(range(2, len(formats) + 2), 1)
    ]
    return zipped(parts(sheet(header("ID", "Mail", "Last", "Boss"), *rows), styles=styles(*formats)))


@pytest.mark.parametrize("identity", ["employee_id", "email"])
def test_p34_an_id_is_what_is_shown_or_its_row_is_rejected(identity: str, tmp_path: Path) -> None:
    world = World(tmp_path, tenant=a_tenant(identity=identity, mapping=COLUMNS))
    roster = world.normalize(a_workbook('"E"00000', "00000_)", "0%", "#,##0", "14"))
    assert {row["email"]: row["employee_id"] for row in rows_of(world, roster.location)} == {
        "e2@x.example": "E00002",
        "e3@x.example": "00003",
        "e5@x.example": "5",
    }
    rejects = {(row["source_line"], row["reason"]) for row in rows_of(world, roster.rejects_location)}
    assert {(4, "id_format_unknown"), (6, "id_format_unknown")} <= rejects
    assert {line for line, _ in rejects} == {4, 6}


def test_p34_whoever_may_be_on_such_a_row_is_not_deactivated(tmp_path: Path) -> None:
    """R2: the format of a whole column changes from one day to the next."""
    world = World(tmp_path, tenant=a_tenant(mapping=COLUMNS))
    world.sync(a_workbook("0", "0", "0"), approve=True)
    world.next_day()
    change_set = world.plan(a_workbook("0", "0%"))
    assert change_set.rejects_by_reason == {"id_format_unknown": 1}
    deactivated = [row for row in rows_of(world, change_set.location) if row["action"] == Action.DEACTIVATE]
    assert [row["external_id"] for row in deactivated] == ["4"]
