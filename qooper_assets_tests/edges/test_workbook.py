"""The report's workbook, read back by openpyxl."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from qooper_assets.edges import workbook

CHANGE = ("E1", "u1", "UPDATE", "attributes_differ", '{"title":"a"}', '{"title":"b"}', 2)


@pytest.mark.parametrize("read_only", [False, True])
def test_every_row_is_written_as_given(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "report.xlsx"
    workbook.write(
        path,
        "# Changes\n\n2 people <&>",
        changes=[CHANGE, ("E2", None, *CHANGE[2:])],
        withheld=[("E3", "u3", "AMBIGUOUS", "id_twin", 4, "2026-03-02", "absent", "E03")],
        dates=[("E4", "u4", "last_day_kept", "2026-03-01", 5)],
        left_out=[("E4", "u4", "email", "email_taken", "u9", 5)],
        rejects=[],
    )
    book = load_workbook(path, read_only=read_only)
    assert book.sheetnames == ["Report", "Changes", "Withheld", "Dates", "Left out", "Rejected"]
    rows = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    assert [row[0] for row in rows["Report"]] == ["# Changes", "", "2 people <&>"]
    assert rows["Changes"][1:] == [CHANGE, ("E2", None, *CHANGE[2:])]
    explained = rows["Withheld"][1]
    assert explained[:4] == ("E3", "u3", "AMBIGUOUS", "id_twin")
    assert explained[5:] == (4, "2026-03-02", "absent", "E03")
    effect = rows["Dates"][1]
    assert (*effect[:3], *effect[4:]) == ("E4", "u4", "last_day_kept", "2026-03-01", 5)
    left_out = rows["Left out"][1]
    assert (*left_out[:4], *left_out[5:]) == ("E4", "u4", "email", "email_taken", "u9", 5)
    assert len(rows["Rejected"]) == 1
    book.close()


def test_text_is_never_a_formula_and_what_xml_refuses_is_replaced(tmp_path: Path) -> None:
    """P31."""
    path = tmp_path / "report.xlsx"
    row = ("=1+1", "bell\x07", "  two\nlines  ", "x" * 40_000, "", "+1", 2)
    workbook.write(path, "Report", changes=[row], withheld=[], dates=[], left_out=[], rejects=[])
    cells = load_workbook(path)["Changes"][2]
    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.value for cell in cells[:3]] == ["=1+1", "bell\ufffd", "  two\nlines  "]
    assert len(cells[3].value) == workbook.CHARS_MAX


def test_a_full_sheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    many = [CHANGE] * workbook.ROWS_MAX
    workbook.write(path, "Report", changes=many, withheld=[], dates=[], left_out=[], rejects=[])
    *_, last = load_workbook(path)["Changes"].iter_rows(values_only=True)
    assert last[0].startswith("The first 5,000 rows")
