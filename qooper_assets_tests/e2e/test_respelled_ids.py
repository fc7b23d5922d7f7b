"""I31, I32: ids in another spelling, over several days, beside links of an earlier version, in any format."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.laws.deliveries import changes_of, rows_of
from qooper_assets_tests.readers.excel import workbooks
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

OTHERS = people(30, first=200)


def ids_in(world: World, roster: Roster) -> set[str]:
    return {row["external_id"] for row in rows_of(world, roster.location)}


def test_i32_an_unchanged_line_is_read_again_if_other_ids_decide_its_meaning(tmp_path: Path) -> None:
    """`106.0` is 106, unless another id of the file has decimals, whichever of the two lines has changed."""
    world = World(tmp_path)
    plain, contract = a_row("106.0", "ann@a.example"), a_row("107.1", "bob@a.example")
    for rows, expected in (
        ([contract], set()),
        ([contract, plain], {"106.0"}),
        ([plain], {"106"}),
        ([plain, contract], {"106.0"}),
    ):
        content = a_file(*OTHERS, *rows)
        assert ids_in(world, world.normalize(content)) & {"106", "106.0"} == expected
        world.sync(content, approve=True)
        world.next_day()


def test_i32_the_rows_of_a_file_with_such_ids_are_not_reused(tmp_path: Path) -> None:
    world = World(tmp_path)
    assert world.normalize(a_file(*OTHERS)).reuse is not None
    roster = world.normalize(a_file(*OTHERS, a_row("'7", "ann@a.example"), a_row("8", manager="9.0")))
    assert roster.reuse is None
    assert ("ids_respelled", 2) in {(warning.code, warning.count) for warning in roster.warnings}


def test_i32_in_a_delta_feed_the_ids_of_earlier_files_count(tmp_path: Path) -> None:
    feed = a_tenant().model_dump(mode="json")["feed"] | {"coverage": "delta"}
    world = World(tmp_path, a_tenant(feed=feed))
    world.sync(a_file(a_row("107.1", "bob@a.example"), a_row("105.0", "cay@a.example")), approve=True)
    world.next_day()
    world.sync(a_file(a_row("105.0", "cay@a.example", title="Lead")), approve=True)
    found = {email: account["employee_id"] for email, account in world.accounts().items()}
    assert found == {"bob@a.example": "107.1", "cay@a.example": "105.0"}


def test_i32_a_link_of_an_earlier_version_is_a_twin_of_the_id_that_is_meant(tmp_path: Path) -> None:
    """Never one person more, and one account fewer."""
    world = World(tmp_path)
    world.sync(a_file(*OTHERS, a_row("00105", "ann@a.example")), approve=True)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as ledger, ledger:
        assert ledger.execute("update links set external_id = ? where external_id = ?", ("'00105", "00105"))
    world.next_day()
    planned = world.plan(a_file(*OTHERS, a_row("'00105", "ann.lee@a.example")))
    assert changes_of(world, planned) == []
    assert planned.withheld_by_reason == {"id_twin": 2}


def badge_tenant(format_: str) -> Tenant:
    feed = a_tenant().model_dump(mode="json")["feed"] | {"format": format_}
    mapping = {"employee_id": "Employee ID", "email": "E-mail", "custom": {"badge": "Badge"}}
    return a_tenant(feed=feed, mapping=mapping, identity="badge")


@pytest.mark.parametrize(
    ("number", "badges", "rejects"),
    [
        ("1.0", {"1", "2"}, {}),
        ("1e3", {"2"}, {"id_precision_loss": 1}),
        ("4.00123E+15", {"2"}, {"id_precision_loss": 1}),
    ],
)
def test_i31_i32_numbers_of_json_are_read_as_ids(
    tmp_path: Path, number: str, badges: set[str], rejects: dict[str, int]
) -> None:
    world = World(tmp_path, badge_tenant("json"))
    person = {"Employee ID": "E1", "E-mail": "ann@a.example", "Badge": 0}
    other = {"Employee ID": "E2", "E-mail": "bob@a.example", "Badge": 2}
    roster = world.normalize(json.dumps([person, other]).replace(": 0}", f": {number}}}").encode())
    assert ids_in(world, roster) == badges
    assert roster.rejects_by_reason == rejects
    assert roster.unreadable_identifiers == len(rejects)


def test_i31_i32_a_workbook_gives_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, badge_tenant("excel"))
    badges = [
        workbooks.number("C2", "4001230000000001"),
        workbooks.text("C3", "'00105"),
        workbooks.number("C4", "106.0"),
        workbooks.text("C5", "=&quot;00107&quot;"),
    ]
    rows = [
        workbooks.row(n, workbooks.text(f"A{n}", f"E{n}"), workbooks.text(f"B{n}", f"p{n}@a.example"), badge)
        for n, badge in enumerate(badges, 2)
    ]
    sheet = workbooks.sheet(workbooks.header("Employee ID", "E-mail", "Badge"), *rows)
    roster = world.normalize(workbooks.zipped(workbooks.parts(sheet)))
    assert roster.rejects_by_reason == {"id_precision_loss": 1}
    found = {row["external_id"]: row["attributes"]["badge"] for row in rows_of(world, roster.location)}
    assert found == {"00105": "00105", "106": "106", "00107": "00107"}
