"""Every row of a sheet has one meaning, or a reason why not; the worst result of a workbook is a refusal."""

import io
import json
import random
import resource
import signal
import struct
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from qooper_assets.core.contract import REASONS
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.records import NO_MATCH, Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.excel import child, package, sheet_parser
from qooper_assets.readers.excel import reader as excel_reader
from qooper_assets.readers.excel import sheet as excel_sheet
from qooper_assets.readers.sandbox import child as sandbox_child
from qooper_assets.readers.sandbox import parent as sandbox_parent
from qooper_assets_tests.readers.excel.workbooks import (
    HEAD,
    WANTED,
    cell,
    found,
    header,
    number,
    parts,
    people,
    person,
    read,
    refused,
    row,
    shared,
    sheet,
    styles,
    text,
    zipped,
)
from qooper_assets_tests.worlds import a_tenant

# The process


def delivered(content: bytes, folder: Path, limits: Limits | None = None, **shape: Any) -> Records:
    """Return what `read` returns by way of its subprocess."""
    raw = folder / "raw"
    raw.write_bytes(content)
    wanted = [
        WantedColumn(name, date_format, None, holds_ids=holds_ids) for name, date_format, holds_ids in WANTED
    ]
    feed = a_tenant().feed.model_copy(update={"excel": Excel(**shape), "limits": limits or Limits()})
    return excel_reader.read(raw, feed, wanted, scratch=folder, where="/x.xlsx")


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    content = zipped(parts(sheet("", HEAD.replace("1", "3"), person(4), person(6), person(7),
        after='<mergeCells><mergeCell ref="A6:A7"/></mergeCells>')))  # fmt: skip
    records = delivered(content, tmp_path, header_row=3)
    assert records._replace(paths=(), match=NO_MATCH) == Records(
        format="excel",
        paths=(),
        header=("id", "e-mail", "since", "title"),
        header_line=3,
        total=1,
        gaps=(1, 2, 5, 6, 7),
        skipped=1,
        unreadable=(Unreadable(6, "merged_cells"), Unreadable(7, "merged_cells")),
        last_line=7,
    )
    (path,) = records.paths
    assert pq.read_table(path).to_pylist() == [{"c00000": "E4", "c00001": "e4@x.example", "c00002": None}]
    assert "merged_cells" in REASONS


def test_a_refusal_of_the_process_is_reported_with_the_path_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"^.no_rows. /x\.xlsx: the sheet has a header") as error:
        delivered(zipped(parts(sheet(HEAD))), tmp_path)
    assert error.value.result is Result.BLOCKED
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


@pytest.mark.parametrize(
    ("return_code", "code"),
    [
        (-signal.SIGABRT, "workbook_unreadable"),
        (-signal.SIGSEGV, "workbook_unreadable"),
        (-signal.SIGKILL, "workbook_unreadable"),
        (-signal.SIGXCPU, "too_large"),
        (1, "workbook_unreadable"),
    ],
)
def test_a_process_that_dies_blocks_the_file_and_leaves_nothing(
    return_code: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F20"""
    started: list[dict[str, Any]] = []

    def die(command: Sequence[str], **given: Any) -> subprocess.CompletedProcess[bytes]:
        started.append(given)
        Path(json.loads(given["input"])["job"]["file"]).write_bytes(b"PAR1 half")
        return subprocess.CompletedProcess(command, return_code, b"")

    monkeypatch.setattr(subprocess, "run", die)
    with pytest.raises(DeliveryError) as error:
        delivered(zipped(parts(sheet(HEAD, person(2)))), tmp_path)
    assert (error.value.code, error.value.result) == (code, Result.BLOCKED)
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]
    (given,) = started
    assert given["env"] == sandbox_parent.ENVIRONMENT, "the process inherits no secret"
    assert given["stderr"] == subprocess.DEVNULL, "what it prints may hold people's data"


def test_a_bug_in_the_process_is_reported_without_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(job: child.Job) -> child.Found:
        raise KeyError("somebody@x.example")

    monkeypatch.setattr(child, "run", fail)
    monkeypatch.setattr(sandbox_child, "bound", lambda memory_mib_max, cpu_seconds_max: None)
    monkeypatch.setattr(child.gc, "set_threshold", lambda threshold: None)
    job = dict.fromkeys(child.Job._fields) | {"wanted": []}
    request = {"memory_mib_max": 1, "cpu_seconds_max": 1, "job": job}
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request)))
    child.main()
    output = capsys.readouterr().out
    assert "KeyError in test_reader.py, line" in output
    assert "somebody" not in output


def test_a_workbook_that_takes_too_long_is_blocked(tmp_path: Path) -> None:
    """F20"""
    with pytest.raises(DeliveryError, match=r"takes more than 1e-05 minutes") as error:
        delivered(zipped(parts(sheet(HEAD, person(2)))), tmp_path, Limits(parse_minutes_max=0.00001))
    assert error.value.code == "too_large"
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_a_workbook_that_takes_too_much_memory_is_blocked(tmp_path: Path) -> None:
    """F20: 120 MB of text in 0.1 MB, below the limit on inflation."""
    content = zipped(parts(sheet(HEAD, person(2)), shared=shared(*[f"<t>{'x' * 1000}</t>"] * 120_000)))
    limits = Limits(parse_memory_mib_max=100, inflation_ratio_max=5_000)
    with pytest.raises(DeliveryError, match="takes more than 100 MiB of memory") as error:
        delivered(content, tmp_path, limits)
    assert error.value.code == "too_large"
    assert delivered(content, tmp_path, Limits(inflation_ratio_max=5_000)).total == 1


def test_the_process_bounds_its_memory_its_time_and_its_traces() -> None:
    """F20"""
    program = (
        "import resource; from qooper_assets.readers.sandbox import child\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)\n"
        "child.bound(memory_mib_max=100, cpu_seconds_max=7)\n"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE)\n"
        "print([resource.getrlimit(kind)[0] for kind in kinds])"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    memory, seconds, core = json.loads(ended.stdout)
    assert 100 << 20 <= memory < 2 << 30
    assert memory != resource.RLIM_INFINITY
    assert (seconds, core) == (7, 0)


# Files that are not workbooks


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["[Content_Types].xml", "word/document.xml"], "a Word document"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "a PowerPoint presentation"),
        (["[Content_Types].xml", "xl/workbook.bin"], "a binary Excel workbook"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "an OpenDocument file"),
        (["Index/Document.iwa"], "an Apple Numbers"),
    ],
)
def test_another_archive_is_named(names: list[str], what: str, tmp_path: Path) -> None:
    """P19"""
    error = refused(zipped(dict.fromkeys(names, "x")), tmp_path)
    assert error.code == "not_tabular"
    assert what in error.message


@pytest.mark.parametrize("names", [["roster.csv"], ["a.csv", "b.csv"], []])
def test_an_undeclared_zip_archive_is_identified_with_the_setting_that_declares_it(
    names: list[str], tmp_path: Path
) -> None:
    """P19"""
    error = refused(zipped(dict.fromkeys(names, "x")), tmp_path)
    assert error.code == "wrapper_differs"
    assert "a zip archive, but not an Excel workbook" in error.message
    assert "declare feed.wrapped: zip" in error.remedy


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped(parts(sheet(HEAD, person(2)))))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    error = refused(bytes(content), tmp_path)
    assert error.code == "not_tabular"
    assert "password" in error.message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_an_archive_that_is_cut_short_is_blocked(kept: float, tmp_path: Path) -> None:
    """F03"""
    content = zipped(parts(sheet(HEAD, person(2))))
    error = refused(content[: int(len(content) * kept)], tmp_path)
    assert error.code == "workbook_unreadable"
    assert "cut short" in error.message


def test_a_part_whose_bytes_changed_is_blocked(tmp_path: Path) -> None:
    content = bytearray(zipped(parts(sheet(HEAD, person(2))), zipfile.ZIP_STORED))
    content[content.index(b"E2")] ^= 1
    error = refused(bytes(content), tmp_path)
    assert error.code == "workbook_unreadable"
    assert "sheet1.xml" in error.message


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "xl/../../evil", "xl\\..\\..\\evil", "xl/a\0b"]
)
def test_a_part_with_a_path_outside_the_archive_is_blocked(name: str, tmp_path: Path) -> None:
    """F21"""
    content = zipped(parts(sheet(HEAD, person(2))) | {"x" * len(name): "x"})
    error = refused(content.replace(b"x" * len(name), name.encode()), tmp_path)
    assert error.code == "workbook_unreadable"
    assert "leads out" in error.message


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML"])
def test_a_duplicate_part_is_blocked(second: str, tmp_path: Path) -> None:
    out = io.BytesIO(zipped(parts(sheet(HEAD, person(2)))))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(second, sheet(HEAD, person(3)))
    error = refused(out.getvalue(), tmp_path)
    assert (error.code, "occurs twice" in error.message) == ("workbook_unreadable", True)


def test_a_compression_that_no_spreadsheet_program_writes_is_blocked(tmp_path: Path) -> None:
    error = refused(zipped(parts(sheet(HEAD, person(2))), zipfile.ZIP_BZIP2), tmp_path)
    assert error.code == "workbook_unreadable"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml", "_rels/.rels"])  # fmt: skip
def test_a_document_type_is_blocked_before_an_entity_can_grow(part: str, tmp_path: Path) -> None:
    """F20"""
    all_parts = parts(sheet(HEAD, person(2)), styles=styles(), shared=shared("<t>x</t>"))
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    all_parts[part] = all_parts[part].replace("?>\n", "?>\n" + doctype)
    error = refused(zipped(all_parts), tmp_path)
    assert error.code == "workbook_unreadable"
    assert "document type" in error.message


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("broken", ["</x>", "<a", "&b;", "\0", "<![CDATA["])
def test_a_part_that_is_not_xml_is_blocked(part: str, broken: str, tmp_path: Path) -> None:
    all_parts = parts(sheet(HEAD, person(2)), shared=shared("<t>x</t>", "<t>y</t>"))
    place = all_parts[part].rindex("</")
    all_parts[part] = all_parts[part][:place] + broken + all_parts[part][place:]
    assert refused(zipped(all_parts), tmp_path).code == "workbook_unreadable"


@pytest.mark.parametrize("item", [b"<t>a&b;</t>", b"<t>a\xff</t>", b"<t>&#0;</t>", b"<t>&</t>"])
def test_shared_strings_that_are_not_xml_are_blocked(item: bytes, tmp_path: Path) -> None:
    all_parts = parts(sheet(HEAD, person(2)), shared=shared("<t>x</t>", "<t>y</t>", "<t>z</t>"))
    strings = all_parts["xl/sharedStrings.xml"].encode().replace(b"<t>y</t>", item)
    content = zipped({**all_parts, "xl/sharedStrings.xml": strings})
    assert refused(content, tmp_path).code == "workbook_unreadable"


def test_more_parts_than_a_workbook_has_are_blocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F20"""
    monkeypatch.setattr(package, "PARTS_MAX", 4)
    error = refused(zipped(parts(sheet(HEAD, person(2)))), tmp_path)
    assert (error.code, "has 5 parts, the limit is 4" in error.message) == ("too_large", True)


def test_an_encoding_that_no_spreadsheet_program_writes_is_blocked(tmp_path: Path) -> None:
    content = zipped(parts(sheet(HEAD, person(2)).replace("UTF-8", "Shift_JIS")))
    assert refused(content, tmp_path).code == "workbook_unreadable"


# Archives that are too large


def test_a_part_that_inflates_out_of_proportion_is_blocked(tmp_path: Path) -> None:
    """F20"""
    bomb = zipped(parts(sheet(HEAD, person(2), " " * (12 << 20))))
    error = refused(bomb, tmp_path)
    assert error.code == "too_large"
    assert "the limit is 200 times" in error.message
    assert "inflation_ratio_max" in error.remedy
    assert read(bomb, tmp_path, inflation_ratio_max=2_000).people == people(2)


def test_a_small_sheet_may_repeat_itself(tmp_path: Path) -> None:
    content = zipped(parts(sheet(HEAD, person(2), " " * (1 << 20))))
    assert read(content, tmp_path).people == people(2)


def test_parts_that_inflate_to_too_much_together_are_blocked(tmp_path: Path) -> None:
    """F20"""
    content = zipped(parts(sheet(HEAD, person(2))))
    error = refused(content, tmp_path, inflated_bytes_max=1_000)
    assert error.code == "too_large"
    assert "the limit is 1,000" in error.message


def test_a_part_is_never_inflated_beyond_its_announced_size(tmp_path: Path) -> None:
    """F20: the sizes in the archive are small and false."""
    content = bytearray(zipped(parts(sheet(HEAD, person(2), " " * (12 << 20)))))
    at = 0
    while (at := content.find(b"PK\x01\x02", at + 1)) > 0:
        (size,) = struct.unpack_from("<L", content, at + 24)
        if size > 1 << 20:
            struct.pack_into("<L", content, at + 24, 100)
    error = refused(bytes(content), tmp_path)
    assert (error.code, "damaged" in error.message) == ("workbook_unreadable", True)


def test_one_cell_at_the_far_end_of_the_sheet_is_blocked_in_little_memory(tmp_path: Path) -> None:
    """F20: a reader that builds a grid needs half a terabyte."""
    content = zipped(parts(sheet(HEAD, person(2), row(1_048_576, text("XFD1048576", "x")))))
    assert len(content) < 5_000
    with pytest.raises(DeliveryError, match="content in row 1,048,576") as error:
        delivered(content, tmp_path, Limits(parse_memory_mib_max=100))
    assert error.value.code == "too_large"
    assert "more than 100,000 blank rows, the first of them row 3" in error.value.message


def test_blank_rows_below_the_limit_are_skipped(tmp_path: Path) -> None:
    reading = read(zipped(parts(sheet(HEAD, person(2), person(100_002)))), tmp_path)
    assert (reading.people, reading.skipped) == (people(2, 100_002), 99_999)
    last = excel_sheet.BLANK_ROWS_MAX + 4
    assert refused(zipped(parts(sheet(HEAD, person(2), person(last)))), tmp_path).code == "too_large"


def test_formatted_rows_after_the_last_person_are_ignored(tmp_path: Path) -> None:
    """F20, P15: the format of a whole column extends to the last row."""
    far = [f'<row r="{line}"><c r="A{line}" s="0"/></row>' for line in range(3, 1_048_576, 4_000)]
    reading = read(zipped(parts(sheet(HEAD, person(2), *far))), tmp_path)
    assert (reading.people, reading.skipped) == (people(2), 0)


def test_a_header_with_too_many_columns_is_blocked(tmp_path: Path) -> None:
    """F20"""
    wide = HEAD.replace("</row>", text("XFD1", "Notes") + "</row>")
    error = refused(zipped(parts(sheet(wide, person(2)))), tmp_path)
    assert error.code == "too_large"
    assert "to column XFD, which makes 16,384 columns, the limit is 500" in error.message


def test_more_rows_than_the_limit_are_blocked(tmp_path: Path) -> None:
    """F20"""
    content = zipped(parts(sheet(HEAD, *map(person, range(2, 7)))))
    assert refused(content, tmp_path, rows_max=4).code == "too_large"
    assert read(content, tmp_path, rows_max=5).people == people(2, 3, 4, 5, 6)


def test_a_sheet_far_above_the_limit_of_rows_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    """F20: rows beyond the limit are not read, so their defects are not reported."""
    rows = [row(n, number(f"A{n}", "7"), number(f"B{n}", "8")) for n in range(2, 40_000)]
    content = zipped(parts(sheet(HEAD, *rows, "<broken")))
    assert refused(content, tmp_path).code == "workbook_unreadable"
    error = refused(content, tmp_path, rows_max=1_000)
    assert error.code == "too_large"
    assert "more than 1,000 rows" in error.message
    assert "feed.limits.rows_max" in error.remedy


def test_one_long_text_in_many_cells_is_blocked(tmp_path: Path) -> None:
    """F20: shared strings are a bomb too, of 32,000 characters for each reference."""
    rows = [row(n, cell(f"A{n}", "s", "0"), cell(f"B{n}", "s", "0")) for n in range(2, 1_000)]
    content = zipped(parts(sheet(HEAD, *rows), shared=shared(f"<t>{'x' * 32_000}</t>")))
    error = refused(content, tmp_path, inflated_bytes_max=1 << 20)
    assert error.code == "too_large"
    assert "bytes of text" in error.message


# Sheets


def test_the_configured_sheet_is_read_wherever_it_is(tmp_path: Path) -> None:
    """P20"""
    content = zipped(parts({"Notes": sheet(row(1, text("A1", "x"))), "Roster": sheet(HEAD, person(2))}))
    assert read(content, tmp_path, sheet="Roster").people == people(2)
    assert read(content, tmp_path, sheet="roster").people == people(2)


def test_a_missing_configured_sheet_is_blocked_with_the_names_of_the_others(tmp_path: Path) -> None:
    """P20"""
    error = refused(zipped(parts(sheet(HEAD, person(2)))), tmp_path, sheet="Staff")
    assert error.code == "sheet_missing"
    assert error.message == "the workbook has no sheet 'Staff'; it has 'Roster'."


def test_one_of_several_sheets_is_never_guessed(tmp_path: Path) -> None:
    """P20"""
    content = zipped(parts({f"Sheet {n}": sheet(HEAD, person(2)) for n in range(12)}))
    error = refused(content, tmp_path)
    assert error.code == "sheet_missing"
    assert "has 12 sheets that could be the roster: 'Sheet 0', 'Sheet 1'" in error.message
    assert error.message.endswith("'Sheet 9' and 2 more.")


def test_a_workbook_without_a_sheet_is_blocked(tmp_path: Path) -> None:
    error = refused(zipped(parts({})), tmp_path)
    assert (error.code, "no worksheet" in error.message) == ("workbook_unreadable", True)


def test_a_hidden_sheet_is_never_chosen_but_can_be_configured(tmp_path: Path) -> None:
    """P20"""
    sheets = {"Lists": sheet(HEAD, person(9)), "Roster": sheet(HEAD, person(2))}
    content = zipped(parts(sheets, hidden=["Lists"]))
    assert read(content, tmp_path).people == people(2)
    assert read(content, tmp_path, sheet="Lists").people == people(9)


# Header and rows


def test_the_header_is_in_the_configured_row_and_rows_above_it_are_not_read(tmp_path: Path) -> None:
    """P16"""
    content = zipped(
        parts(sheet(row(1, text("A1", "Acme")), header("id", "e-mail", "since", number=3), person(4)))
    )
    output, _ = found(content, tmp_path, header_row=3)
    assert (output.header, output.gaps, output.skipped, output.last_line) == (
        ["id", "e-mail", "since"],
        [(1, 2)],
        0,
        4,
    )


@pytest.mark.parametrize("rows", [[], [row(1)], [row(1, text("A1", " "))], [row(3, '<c r="A3"/>')]])
def test_a_sheet_without_content_has_no_rows(rows: list[str], tmp_path: Path) -> None:
    """F01, F02"""
    error = refused(zipped(parts(sheet(*rows))), tmp_path)
    assert (error.code, error.message) == ("no_rows", "the sheet has no header and no rows.")


@pytest.mark.parametrize("rows", [[], [row(2)], [row(2, text("A2", " "), text("D2", "\t"))]])
def test_a_sheet_with_a_header_alone_has_no_rows(rows: list[str], tmp_path: Path) -> None:
    """F02"""
    error = refused(zipped(parts(sheet(HEAD, *rows))), tmp_path)
    assert (error.code, error.message) == ("no_rows", "the sheet has a header of 4 columns and no rows.")


@pytest.mark.parametrize("first", ["", row(1), row(1, text("A1", " "))])
def test_a_blank_header_row_is_blocked_with_the_first_row_that_is_not_blank(
    first: str, tmp_path: Path
) -> None:
    """P10"""
    error = refused(zipped(parts(sheet(first, header("id", "e-mail", number=3), person(4)))), tmp_path)
    assert error.code == "header_not_recognized"
    assert "row 1 should be the header, but it is blank; the next row with content is 3" in error.message


def test_a_header_without_a_wanted_column_is_returned_unchanged(tmp_path: Path) -> None:
    """P10: `match_header` says what is missing."""
    output, file = found(zipped(parts(sheet(header("a", "b"), person(2)))), tmp_path)
    assert (output.header, output.total, file.exists()) == (["a", "b"], 0, False)


def test_blank_names_in_a_header_are_columns_without_a_name(tmp_path: Path) -> None:
    """P11"""
    content = zipped(parts(sheet(row(1, text("B1", "id"), text("E1", " e_mail ")), row(2, text("E2", "x")))))
    output, file = found(content, tmp_path)
    assert output.header == ["", "id", "", "", "e_mail"]
    assert pq.read_table(file).to_pylist() == [{"c00001": None, "c00004": "x"}]


def test_blank_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    """P15"""
    blank = [row(3), row(4, '<c r="A4" s="0"/>', text("D4", " \t")), row(5, cell("A5", "s", "0"))]
    content = zipped(
        parts(sheet(HEAD, person(2), *blank, person(8), row(9, text("C9", "\n"))), shared=shared("<t> </t>"))
    )
    reading = read(content, tmp_path)
    assert (reading.people, reading.skipped) == (people(2, 8), 5)


def test_a_row_with_content_only_in_an_unwanted_column_is_a_record(tmp_path: Path) -> None:
    """R2: its identifier is blank, and that must be reported."""
    content = zipped(parts(sheet(HEAD, person(2), row(3, text("D3", "Boss")), row(4, text("Z4", "x")))))
    assert read(content, tmp_path).people == people(2) | {3: (None, None, None), 4: (None, None, None)}


def test_hidden_rows_are_rows(tmp_path: Path) -> None:
    """P27"""
    content = zipped(parts(sheet(HEAD, person(2).replace('r="2"', 'r="2" hidden="1"', 1), person(3))))
    assert read(content, tmp_path).people == people(2, 3)


@pytest.mark.parametrize("rows", [[2, 2], [3, 2], [0], [1_048_577], [10**9]])
def test_rows_that_are_out_of_order_are_blocked(rows: list[int], tmp_path: Path) -> None:
    assert refused(zipped(parts(sheet(HEAD, *map(person, rows)))), tmp_path).code == "workbook_unreadable"


@pytest.mark.parametrize(
    "cells",
    [
        text("A2", "E1") + text("A2", "E2"),
        text("A2", "E1") + text("B3", "E2"),
        text("D2", "E1") + text("D2", "E2"),
        text("XFE2", "E1"),
        text("2", "E1"),
        text("A", "E1"),
    ],
)
def test_cells_in_an_impossible_place_are_blocked(cells: str, tmp_path: Path) -> None:
    assert refused(zipped(parts(sheet(HEAD, row(2, cells)))), tmp_path).code == "workbook_unreadable"


# Merged cells


@pytest.mark.parametrize(
    ("ranges", "merged"),
    [
        (["A3:A4"], [3, 4]),
        (["A3:C4"], [3, 4]),
        (["B2:B3", "A3:A5"], [2, 3, 4, 5]),
        (["A2:A6", "A3:A4"], [2, 3, 4, 5, 6]),
        (["A1:A2"], [2]),
        (["D2:D6"], []),
        (["A3:C3"], [3]),
        (["B3:D3", "A5:B5"], [5]),
        (["A6:A1048576"], [6]),
        (["A1:XFD1048576"] * 500, [2, 3, 4, 5, 6]),
    ],
)
def test_rows_that_share_a_merged_cell_are_rejected(
    ranges: list[str], merged: list[int], tmp_path: Path
) -> None:
    """P27"""
    after = (
        f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{one}{chr(34)}/>' for one in ranges)}</mergeCells>"
    )
    reading = read(zipped(parts(sheet(HEAD, *map(person, range(2, 7)), after=after))), tmp_path)
    assert reading.merged == merged
    assert reading.people == people(*(line for line in range(2, 7) if line not in merged))


def test_implausibly_many_merged_ranges_are_blocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F20: six million of them are 350 kB in the file, and a gigabyte in memory."""
    monkeypatch.setattr(sheet_parser, "MERGED_MAX", 2)
    ranges = '<mergeCell ref="A2:B2"/>' * 3
    after = f"<mergeCells>{ranges}</mergeCells>"
    error = refused(zipped(parts(sheet(HEAD, person(2), after=after))), tmp_path)
    assert (error.code, "more than 2 merged ranges" in error.message) == ("workbook_unreadable", True)


def test_a_value_that_a_merged_range_hides_rejects_its_row(tmp_path: Path) -> None:
    """P27: a spreadsheet shows the first cell of a range alone, such as the name of a department."""
    banner = row(3, text("A3", "Engineering"), '<c r="B3" s="0"/>', text("C3", " "))
    after = '<mergeCells><mergeCell ref="A3:D3"/><mergeCell ref="A4:B4"/></mergeCells>'
    reading = read(zipped(parts(sheet(HEAD, person(2), banner, person(4), after=after))), tmp_path)
    assert reading.merged == [4]
    assert reading.people == people(2) | {3: ("Engineering", None, " ")}


# Random damage


@pytest.mark.parametrize("seed", range(6))
def test_a_workbook_with_random_changed_bytes_is_read_or_blocked_and_nothing_else(
    seed: int, tmp_path: Path
) -> None:
    """F20"""
    after = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    rows = [
        row(n, cell(f"A{n}", "s", "0"), number(f"B{n}", "5", 1), number(f"C{n}", "45000", 2))
        for n in range(2, 9)
    ]
    all_parts = parts(sheet(HEAD, *rows, after=after), styles=styles("000", "14"), shared=shared("<t>a</t>"))
    chance = random.Random(seed)
    codes = set()
    for turn in range(120):
        method = zipfile.ZIP_STORED if turn % 2 else zipfile.ZIP_DEFLATED
        if turn % 3 == 2:  # inside a part, so that the archive stays consistent
            name = chance.choice(list(all_parts))
            content = zipped(all_parts | {name: mutated(all_parts[name].encode(), chance)}, method)
        else:
            content = mutated(zipped(all_parts, method), chance)
        try:
            found(content, tmp_path)
        except DeliveryError as error:
            codes.add(error.code)
            assert error.result is Result.BLOCKED
    assert "workbook_unreadable" in codes


def mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) or 1)
        if place >= len(changed):
            break
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place] ^= 1 << chance.randrange(8)
            case 2:
                del changed[place : place + chance.randint(1, 40)]
            case _:
                start = chance.randrange(len(changed))
                changed[place:place] = changed[start : start + chance.randint(1, 40)]
    return bytes(changed) or b"PK"


def test_another_reader_accepts_the_workbooks_of_these_tests() -> None:
    """They are written by code of our own."""
    content = zipped(parts(sheet(HEAD, person(2)), shared=shared("<t>a</t>")))
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page is not None
    assert [[one.value for one in line][:2] for line in page.iter_rows()] == [
        ["id", "e-mail"],
        ["E2", "e2@x.example"],
    ]
