"""The comparison finds a cell that differs, and accepts a refusal only for a reason that others see."""

import zipfile
from pathlib import Path

import pytest

from qooper_assets.core.errors import blocked
from qooper_assets_tests.corpus import __main__ as corpus
from qooper_assets_tests.corpus import compare, ours, theirs
from qooper_assets_tests.readers.excel.test_damaged_workbooks import WHOLE
from qooper_assets_tests.readers.excel.workbooks import (
    MAIN,
    OFFICE,
    cell,
    header,
    parts,
    row,
    sheet,
    text,
    zipped,
)

STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def judged(content: bytes, folder: Path) -> compare.Verdict:
    file = folder / "a.xlsx"
    file.write_bytes(content)
    return compare.judge(file)


def test_a_whole_workbook_is_equal_in_both_readers(tmp_path: Path) -> None:
    """P33"""
    verdict = judged(zipped(WHOLE), tmp_path)
    assert (verdict.refusals, verdict.sheets, verdict.differences, verdict.other_reader) == ([], 2, [], "")
    assert verdict.cells == 4 + 8 * 4 - 1 + 4 + 3 * 4, "one cell is hidden by a merged one"
    assert not corpus.is_wrong(verdict)


def test_a_workbook_that_openpyxl_does_not_read_is_compared_with_its_xml(tmp_path: Path) -> None:
    """P33"""
    strict = dict(WHOLE)
    for name in strict:
        for before, after in STRICT.items():
            strict[name] = strict[name].replace(before, after)
    verdict = judged(zipped(strict), tmp_path)
    assert (verdict.sheets, verdict.differences) == (2, [])
    assert verdict.other_reader


@pytest.mark.parametrize("lost", [(2, 2), (9, 4)])
def test_a_cell_that_differs_is_found_and_its_value_is_not_shown(
    lost: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = ours.pages

    def changed(raw: Path, folder: Path) -> list[ours.Page]:
        first, *others = pages(raw, folder)
        return [first._replace(texts={**first.texts, lost: "somebody"}), *others]

    monkeypatch.setattr(ours, "pages", changed)
    verdict = judged(zipped(WHOLE), tmp_path)
    assert verdict.differences == [f"'Roster': row {lost[0]}, column {lost[1]}"]
    assert corpus.is_wrong(verdict)
    assert "somebody" not in corpus.report({"a.xlsx": verdict})


def test_a_refusal_without_a_visible_reason_is_wrong(tmp_path: Path) -> None:
    content = zipped(parts(sheet(header("id"), row(2, cell("A2", "zz", "1")))))
    verdict = judged(content, tmp_path)
    assert [what for what, _ in verdict.refusals] == [""]
    assert corpus.is_wrong(verdict)
    assert "NO VISIBLE REASON" in corpus.report({"a.xlsx": verdict})


DOCTYPE = {"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}
DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty file": (b"", "empty_file"),
    "encrypted": (compare.OLE + b"x", "not_tabular"),
    "not a workbook": (zipped({"a.csv": "x"}), "wrapper_differs"),
    "damaged archive": (zipped(WHOLE)[:-30], "workbook_unreadable"),
    "a document type in its XML": (zipped(WHOLE | DOCTYPE), "workbook_unreadable"),
    "damaged XML": (zipped(WHOLE | {"xl/styles.xml": "<x>"}), "workbook_unreadable"),
    "larger than the limits": (zipped(WHOLE | {"xl/x.xml": " " * (11 << 20)}), "too_large"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_reason_is_seen_without_our_reader_and_fits_one_code(kind: str) -> None:
    content, code = DAMAGED[kind]
    assert compare.explained(content, blocked(code, "it is.", ""))[0] == kind
    assert compare.explained(content, blocked("sheet_missing", "it is.", ""))[0] == ""


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(zipped(WHOLE))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/styles.xml", "x")
    assert compare.defects(file.read_bytes()) == ["two parts of one name"]


@pytest.mark.parametrize(
    ("written", "value", "is_equal"),
    [
        ("123", 123, True),
        ("123", 124, False),
        ("00123", 123, False),
        ("2024-04-01", 45383, True),
        ("2024-04-01", "2024-04-01", True),
        ("TRUE", True, True),
        ("x", "y", False),
        ("", "y", False),
        ("a\nb", "a_x000A_b", True),
    ],
)
def test_a_text_is_a_value_or_not(written: str, value: object, is_equal: bool) -> None:
    assert theirs.is_text_of(written, theirs.Value(value)) is is_equal
    assert theirs.is_text_of("00123", theirs.Value(123, "00000"))
    assert not theirs.is_text_of("X0123", theirs.Value(123, "00000"))


def test_the_command_ends_with_1_if_anything_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(zipped(WHOLE))
    (tmp_path / "b.xlsx").write_bytes(b"")
    assert corpus.main([str(tmp_path)]) == 0
    assert "2 workbooks, 1 of them read whole" in capsys.readouterr().out
    (tmp_path / "c.XLSX").write_bytes(zipped(parts(sheet(row(1, text("A1", "x"), text("A1", "y"))))))
    assert corpus.main([str(tmp_path)]) == 1
    assert corpus.main([]) == corpus.main([str(tmp_path / "none")]) == 2
