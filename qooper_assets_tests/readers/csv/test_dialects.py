"""The dialect, header and trailer of a CSV file: detected by the mapping, or declared.

Each file here is read as `normalize` reads it; people are identified by their physical line.
"""

from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.records import Unreadable
from qooper_assets_tests.readers.csv.test_reader import read, refused, scanned

PEOPLE = ["E1,a@x.example,Lee,Boss", "E2,b@x.example,Ray,B"]
TABLE = ["id,e-mail,last,title", *PEOPLE]
LEE, RAY = ("E1", "a@x.example", "Lee", "Boss"), ("E2", "b@x.example", "Ray", "B")


def file(*lines: str, end: str = "\n") -> bytes:
    return "".join(line + end for line in lines).encode()


def warned(content: bytes, folder: Path, **dialect: Any) -> dict[str, int]:
    return {warning.code: warning.count for warning in scanned(content, folder, **dialect).warnings}


# The delimiter


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", ":"])
@pytest.mark.parametrize("declared", [False, True])
def test_the_delimiter_is_the_one_that_splits_the_header(
    delimiter: str, declared: bool, tmp_path: Path
) -> None:
    """P07, P08"""
    content = file(*(line.replace(",", delimiter) for line in TABLE))
    dialect = {"delimiter": delimiter} if declared else {}
    assert read(content, tmp_path, **dialect).people == {2: LEE, 3: RAY}


def test_the_delimiter_is_not_detected_from_the_rows(tmp_path: Path) -> None:
    """P08: a sniffer would choose the semicolons, because each row has equally many."""
    rows = ["E1,a@x.example,Lee;;;,Boss", "E2,b@x.example,Ray;;;,B"]
    assert read(file(TABLE[0], *rows), tmp_path).people[2] == ("E1", "a@x.example", "Lee;;;", "Boss")


def test_a_delimiter_inside_a_quoted_header_name_is_ignored(tmp_path: Path) -> None:
    reading = read(file('id;e-mail;last;title;"a,b|c"', "E1;a@x.example;Lee;Boss;1"), tmp_path)
    assert reading.people == {2: LEE}


def test_rows_with_another_delimiter_than_the_header_are_not_rows(tmp_path: Path) -> None:
    """P07, P14: never one giant column."""
    others = [row.replace(",", ";") for row in PEOPLE]
    assert read(file(*TABLE, *others), tmp_path).unreadable == {4: "too_few_cells", 5: "too_few_cells"}
    error = refused(file(TABLE[0], *others), tmp_path)
    assert error.code == "rows_unreadable"
    assert "none of the 2 rows can be read: too_few_cells 2" in error.message


def test_a_declared_delimiter_that_the_file_does_not_have_is_blocked_with_the_one_it_has(
    tmp_path: Path,
) -> None:
    """P07"""
    error = refused(file(*TABLE), tmp_path, delimiter="\t")
    assert error.code == "delimiter_changed"
    assert "line 1 is delimited by ',', not by a tab" in error.message


def test_the_line_that_declares_the_delimiter_for_excel_is_not_the_header(tmp_path: Path) -> None:
    """P16"""
    content = file("sep=;", *(line.replace(",", ";") for line in TABLE))
    assert read(content, tmp_path).people == {3: LEE, 4: RAY}


# The header


def test_lines_above_the_header_are_found_and_reported(tmp_path: Path) -> None:
    """P16"""
    content = file("Roster of Acme", "", "Run by:,Jane Doe,,", *TABLE)
    assert read(content, tmp_path).people == {5: LEE, 6: RAY}
    assert warned(content, tmp_path) == {"preamble_skipped": 2}


def test_lines_above_a_declared_header_are_not_reported(tmp_path: Path) -> None:
    """P16"""
    content = file("Roster of Acme", *PEOPLE, *TABLE)
    assert read(content, tmp_path, header_row=4).people == {5: LEE, 6: RAY}
    assert warned(content, tmp_path, header_row=4) == {}


@pytest.mark.parametrize("person", [PEOPLE[0], "E1,,Lee,Boss", ",a@x.example,,"])
def test_a_header_with_people_above_it_is_blocked(person: str, tmp_path: Path) -> None:
    """P16: somebody sorted the sheet, and the header moved down with the rows."""
    error = refused(file(person, *TABLE), tmp_path)
    assert error.code == "preamble_unclear"
    assert "the header is line 2, and line 1 above it looks like a person" in error.message
    assert "feed.csv.header_row: 2" in error.remedy


def test_a_declared_header_that_is_elsewhere_is_blocked(tmp_path: Path) -> None:
    """P10, P16"""
    error = refused_by_mapping(file("Roster", *TABLE), tmp_path, header_row=1)
    assert error == "header_not_recognized"


def test_a_declared_header_after_the_last_line_is_blocked(tmp_path: Path) -> None:
    error = refused(file(*TABLE), tmp_path, header_row=9)
    assert (error.code, error.message) == (
        "header_not_recognized",
        "at line 9, there is no row that can be read.",
    )


def test_the_header_is_searched_in_the_first_lines_only(tmp_path: Path) -> None:
    """P10: later lines can't be the header."""
    assert read(file(*["-"] * 49, *TABLE), tmp_path).people == {51: LEE, 52: RAY}
    assert refused_by_mapping(file(*["-"] * 50, *TABLE), tmp_path) == "header_not_recognized"


def test_column_names_may_continue_on_the_next_line(tmp_path: Path) -> None:
    """A spreadsheet wraps them; cells of people may not span lines unless the tenant allows it."""
    header = b'"id","e-\nmail","last",title\n'
    content = header + b'E1,a@x.example,Lee,Boss\nE2,"b@x.example\n",Ray,B\nE3,c@x.example,"o"Kay,B\n'
    reading = read(content, tmp_path)
    assert reading.people == {3: LEE}
    assert reading.unreadable == {4: "line_break_in_cell", 5: "between_quotes", 6: "bad_quoting"}


def refused_by_mapping(content: bytes, folder: Path, **dialect: Any) -> str:
    with pytest.raises(DeliveryError) as error:
        read(content, folder, **dialect)
    return error.value.code


# The trailer

TOTAL = {"begins": "TOTAL", "count_in": 2}


@pytest.mark.parametrize("last", ["TOTAL,2", "total,2,,", "Total ,0002", '"TOTAL","2"'])
def test_a_declared_trailer_is_not_a_person_and_its_count_is_compared(last: str, tmp_path: Path) -> None:
    """P16"""
    reading = read(file(*TABLE, last, ""), tmp_path, trailer=TOTAL)
    assert (reading.people, reading.unreadable, reading.skipped) == ({2: LEE, 3: RAY}, {}, 2)
    assert warned(file(*TABLE, last), tmp_path, trailer=TOTAL) == {}


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ("TOTAL,3", "contains 3, the file has 2 records"),
        ("TOTAL,many", "contains no number"),
        ("TOTAL", "no number"),
    ],
)
def test_a_wrong_control_total_blocks_the_file(last: str, message: str, tmp_path: Path) -> None:
    """P16"""
    error = refused(file(*TABLE, last), tmp_path, trailer=TOTAL)
    assert error.code == "control_total_mismatch"
    assert message in error.message


def test_a_control_total_includes_rejected_rows(tmp_path: Path) -> None:
    """P14, P16"""
    reading = read(file(*TABLE, "E3,c@x.example", "TOTAL,3"), tmp_path, trailer=TOTAL)
    assert reading.unreadable == {4: "too_few_cells"}


def test_a_control_total_may_count_every_line(tmp_path: Path) -> None:
    """P16"""
    trailer = {**TOTAL, "counts": "lines"}
    assert len(read(file("Roster", *TABLE, "TOTAL,5"), tmp_path, trailer=trailer).people) == 2
    assert refused(file(*TABLE, "TOTAL,2"), tmp_path, trailer=trailer).code == "control_total_mismatch"


def test_a_trailer_without_a_count_only_proves_that_the_file_is_complete(tmp_path: Path) -> None:
    """P16"""
    assert len(read(file(*TABLE, "TOTAL,9"), tmp_path, trailer={"begins": "TOTAL"}).people) == 2


@pytest.mark.parametrize("rest", [[], ["TOTAL,2", "E3,c@x.example,Kay,B"]])
def test_a_file_without_its_declared_trailer_is_truncated(rest: list[str], tmp_path: Path) -> None:
    """F03, P16"""
    error = refused(file(*TABLE, *rest), tmp_path, trailer=TOTAL)
    assert error.code == "truncated"
    assert "does not begin with 'TOTAL'" in error.message


@pytest.mark.parametrize(
    "last", ["TOTAL,2", "T,000002", "Record Count:,2", "TRL,2,,", "EOF", "End of report,,,", "Anzahl,2"]
)
def test_an_unmistakable_trailer_is_skipped_and_reported(last: str, tmp_path: Path) -> None:
    """P16"""
    reading = read(file(*TABLE, last), tmp_path)
    assert (reading.people, reading.unreadable, reading.skipped) == ({2: LEE, 3: RAY}, {}, 1)
    assert warned(file(*TABLE, last), tmp_path) == {"trailer_skipped": 1}


@pytest.mark.parametrize("last", ["TOTAL,1234", "TOTAL,3", "TOTAL,2,2", "Sum of all,2", "E3,2", "Kay"])
def test_any_other_last_line_is_a_row(last: str, tmp_path: Path) -> None:
    """P16: it is rejected, so that nobody is deactivated for absence."""
    assert read(file(*TABLE, last), tmp_path).unreadable == {4: "too_few_cells"}


def test_a_person_in_the_last_line_is_a_person(tmp_path: Path) -> None:
    reading = read(file(*TABLE, "T,2@x.example,,"), tmp_path)
    assert list(reading.people) == [2, 3, 4]


# Quoting


def test_a_backslash_may_be_declared_as_the_escape_of_a_quote(tmp_path: Path) -> None:
    """P06"""
    rows = [r'E1,a@x.example,"L\"e\", e",A\, B\\C', r'E2,b@x.example,Ray,"B"']
    reading = read(file(TABLE[0], *rows), tmp_path, quoting="escaped")
    assert reading.people == {2: ("E1", "a@x.example", 'L"e", e', "A, B\\C"), 3: RAY}


@pytest.mark.parametrize("cell", [r"A\B", '"a""b"', 'a"b', '"a', '"a\\"'])
def test_the_meaning_of_a_backslash_is_never_guessed(cell: str, tmp_path: Path) -> None:
    """P06: each of these has two readings, or none."""
    rows = [f"E1,a@x.example,Lee,{cell}", 'E9,x@x.example,X,"Y"', PEOPLE[1]]
    reading = read(file(TABLE[0], *rows), tmp_path, quoting="escaped")
    assert (reading.people[4], reading.unreadable[2]) == (RAY, "bad_quoting")


def test_escaped_fields_may_continue_on_the_next_line_where_the_tenant_allows_it(tmp_path: Path) -> None:
    """P06"""
    content = file(TABLE[0], 'E1,a@x.example,"Lee \\"', 'Jr\\"","Boss"', PEOPLE[1])
    reading = read(content, tmp_path, quoting="escaped", newlines_in_fields=True)
    assert reading.people == {2: ("E1", "a@x.example", 'Lee "\nJr"', "Boss"), 4: RAY}


def test_without_quoting_a_quote_is_an_ordinary_character(tmp_path: Path) -> None:
    """P06"""
    reading = read(file(TABLE[0], 'E1,a@x.example,"Lee,7" disk', PEOPLE[1]), tmp_path, quoting="none")
    assert reading.people == {2: ("E1", "a@x.example", '"Lee', '7" disk'), 3: RAY}


def test_cells_may_be_quoted_with_apostrophes(tmp_path: Path) -> None:
    """P06"""
    reading = read(
        file(TABLE[0], "'E1','a@x.example','O''Neil, \"Lee\"','B'", PEOPLE[1]), tmp_path, quote="'"
    )
    assert reading.people == {2: ("E1", "a@x.example", 'O\'Neil, "Lee"', "B"), 3: RAY}


@pytest.mark.parametrize("dialect", [{"quoting": "escaped"}, {"quoting": "none"}, {"quote": "'"}])
def test_rows_in_another_dialect_are_counted_and_located_as_usual(
    dialect: dict[str, str], tmp_path: Path
) -> None:
    """P14, P15, P16"""
    content = "\ufeffRoster\r\n" + "\r\n".join([TABLE[0], PEOPLE[0], "", "E3,x", PEOPLE[1], "TOTAL,3"])
    reading = read(content.encode(), tmp_path, **dialect)
    assert reading.people == {3: LEE, 6: RAY}
    assert (reading.unreadable, reading.skipped) == ({5: "too_few_cells"}, 2)


# Lines


def test_a_line_without_an_end_costs_no_memory(tmp_path: Path) -> None:
    """F20: it is rejected, and the lines after it are read."""
    long = b"E3," + b"x" * 3_000_000
    found = scanned(file(TABLE[0], PEOPLE[0]) + long + b"\n" + file(PEOPLE[1]), tmp_path)
    assert (found.total, found.unreadable) == (2, (Unreadable(3, "record_too_long"),))
    assert found.last_line == 4
    assert refused_by_mapping(long, tmp_path) == "header_not_recognized"


@pytest.mark.parametrize("mark", ["\x1a", "\x0c", "\x0c\r"])
def test_form_feeds_and_old_end_of_file_marks_are_not_rows(mark: str, tmp_path: Path) -> None:
    """P15"""
    reading = read(file(TABLE[0], PEOPLE[0], mark.replace("\r", ""), PEOPLE[1]) + mark.encode(), tmp_path)
    assert (list(reading.people), reading.unreadable) == ([2, 4], {})
