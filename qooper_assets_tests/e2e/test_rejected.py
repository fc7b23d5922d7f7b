"""A rejected record can be located: its line and byte in the delivered file, and its mapped cells."""

import json
from pathlib import Path

import pytest

from qooper_assets_tests.laws.deliveries import rows_of
from qooper_assets_tests.worlds import World, a_tenant

COLUMNS = {"employee_id": "ID", "email": "Mail", "last_name": "Last"}
RECORDS = [
    "ID,Mail,Last,SSN",
    "E1,a@x.example,Lé,111-11-1111",
    "E2,b@@x.example,R,222-22-2222",
    "",
    "E3,c@x.example,K",
    "E4,,K,444-44-4444",
    'E5,d@x.example,"K"x,555-55-5555',
    "E6,f@x.example,K,666-66-6666",
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, tenant=a_tenant(mapping=COLUMNS))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_rejected_row_has_its_line_its_byte_and_its_mapped_cells(world: World, line_end: str) -> None:
    """P14, O01, O04, R13: unmapped cells are only in the raw file, at that byte."""
    content = ("\ufeff" + line_end.join(RECORDS)).encode()
    roster = world.normalize(content)
    rejected = {row["source_line"]: row for row in rows_of(world, roster.rejects_location)}
    assert {line: row["reason"] for line, row in rejected.items()} == {
        3: "email_invalid",
        5: "too_few_cells",
        6: "email_missing",
        7: "bad_quoting",
    }
    for line, row in rejected.items():
        record = RECORDS[line - 1].encode()
        assert content[row["source_byte"] :].startswith(record)
    assert {line: row["cells"] and json.loads(row["cells"]) for line, row in rejected.items()} == {
        3: {"employee_id": "E2", "email": "b@@x.example", "last_name": "R"},
        5: None,
        6: {"employee_id": "E4", "email": None, "last_name": "K"},
        7: None,
    }


def test_a_file_without_a_rejected_row_has_an_empty_table_of_them(world: World) -> None:
    roster = world.normalize("\n".join(RECORDS[:2]).encode())
    assert rows_of(world, roster.rejects_location) == []


def test_the_report_for_the_customer_states_line_and_byte(world: World) -> None:
    """O01"""
    change_set = world.plan("\n".join(RECORDS[:3]).encode())
    with world.runtime.scratch() as scratch:
        path = world.runtime.artifacts.open_local(change_set.rejects_csv_location, scratch)
        table = path.read_text(encoding="utf-8").splitlines()
    assert table[0] == "line,byte,identifier,column,code,what to do"
    assert table[1].startswith("3,48,E2,email,email_invalid,")


def test_a_line_of_json_has_its_byte_and_an_array_element_has_none(world: World) -> None:
    """P29"""
    lines = ['{"ID":"E1","Mail":"a@x.example",\r"Last":"L"}', "[]", '{"ID":"E2","Mail":"b@@x.example"}']
    by_line = rows_of(world, world.normalize("\n".join(lines).encode()).rejects_location)
    assert [(row["source_line"], row["source_byte"]) for row in by_line] == [
        (2, len(lines[0]) + 1),
        (3, len(lines[0]) + 1 + len(lines[1]) + 1),
    ]
    cells = {"employee_id": "E2", "email": "b@@x.example", "last_name": None}
    assert json.loads(by_line[1]["cells"]) == cells
    array = f"[{','.join(lines)}]".encode()
    by_place = rows_of(world, world.normalize(array).rejects_location)
    assert [(row["source_line"], row["source_byte"]) for row in by_place] == [(2, None), (3, None)]
