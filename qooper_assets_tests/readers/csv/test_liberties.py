"""What is read although RFC 4180 does not allow it, and where that ends (P36, P37)."""

from pathlib import Path

import pytest

from qooper_assets.core.errors import DeliveryError
from qooper_assets_tests.readers.csv.test_quoted_lines import HEAD, LEE, RAY, read
from qooper_assets_tests.readers.csv.test_reader import refused, scanned


@pytest.mark.parametrize("title", ['Robert "Bob" Lee', "5'10\"", 'Head"', ' x"y', '19" ""Rack""'])
def test_p37_a_quote_inside_a_bare_cell_is_read_as_it_is(title: str, tmp_path: Path) -> None:
    found = read(f"{HEAD}{LEE}E2,b@x.example,Ng,{title}\n{RAY}", tmp_path)
    assert found.records[3] == ["E2", "b@x.example", "Ng", title]
    assert list(found.records) == [2, 3, 4]


@pytest.mark.parametrize(
    "row",
    [
        'E2,b@x.example,Ng,5" disk, large',
        'E2,b@x.example,Ng,"Bob" Lee',
        'E"2,b@x.example,Ng,B',
        'E2,b"@x,Ng,B',
    ],
)
def test_p37_a_quote_is_ambiguous_where_the_cells_do_not_fit_or_in_an_identifier(
    row: str, tmp_path: Path
) -> None:
    found = read(f"{HEAD}{LEE}{row}\n{RAY}", tmp_path)
    assert (list(found.records), found.rejected) == ([2, 4], {3: "bad_quoting"})


def test_p37_blanks_around_quoted_cells_are_ignored_where_the_header_has_one_after_each_delimiter(
    tmp_path: Path,
) -> None:
    text = 'E1, "a@x.example", "Lee, ""Jr""" , Boss\n"E2", b@x.example, Ng,B\n'
    found = read('id, "e-mail", last, "title"\n' + text, tmp_path)
    assert [[cell.strip() for cell in cells] for cells in found.records.values()] == [
        ["E1", "a@x.example", 'Lee, "Jr"', "Boss"],
        ["E2", "b@x.example", "Ng", "B"],
    ]
    assert read(HEAD + LEE + text, tmp_path).rejected == {3: "bad_quoting"}


@pytest.mark.parametrize(
    ("rows", "is_warned"),
    [
        ("'E1','a@x.example','Lee',''\n'E2','b@x.example','Ng','B'\n", True),
        ("'E1','a@x.example','Lee',B\n", False),
        (LEE, False),
    ],
)
def test_p37_apostrophes_around_all_cells_are_warned_about(
    rows: str, is_warned: bool, tmp_path: Path
) -> None:
    codes = [warning.code for warning in scanned((HEAD + rows).encode(), tmp_path).warnings]
    assert codes == ["apostrophes_around_cells"] * is_warned


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("header_too", [False, True])
def test_p36_a_delimiter_at_the_end_of_all_rows_or_of_the_header_only_is_ignored(
    end: str, header_too: bool, tmp_path: Path
) -> None:
    rows = LEE + RAY
    text = HEAD.replace("\n", ",\n") + rows if header_too else HEAD + rows.replace("\n", ",\n")
    found = read(text.replace("\n", end), tmp_path)
    assert list(found.records.values()) == [row.split(",") for row in rows.splitlines()]


@pytest.mark.parametrize("other", ["E2,b@x.example,Ng,B,x\n", "E2,b@x.example,Ng,Head, Design\n"])
def test_p36_a_cell_too_many_is_not_ignored_if_some_row_has_something_in_it(
    other: str, tmp_path: Path
) -> None:
    rows = LEE.replace("\n", ",\n") + other
    assert refused((HEAD + rows).encode(), tmp_path).code == "rows_unreadable"


def test_p36_the_missing_last_cells_of_a_short_row_are_blank_where_that_is_declared(tmp_path: Path) -> None:
    rows = LEE + "E2,b@x.example\n" + 'E3,c@x.example,"Ng, Jr"\n'
    found = read(HEAD + rows, tmp_path, short_rows="blank_at_end")
    assert found.records[3] == ["E2", "b@x.example", "", ""]
    assert found.records[4] == ["E3", "c@x.example", "Ng, Jr", ""]
    assert read(HEAD + rows, tmp_path).rejected == {3: "too_few_cells", 4: "too_few_cells"}


def test_p36_a_short_last_row_without_a_line_end_is_truncated_all_the_same(tmp_path: Path) -> None:
    """F03"""
    with pytest.raises(DeliveryError) as error:
        read(HEAD + LEE + "E2,b@x.ex", tmp_path, short_rows="blank_at_end")
    assert error.value.code == "truncated"


def test_p36_a_duplicate_header_is_reported_with_both_spellings(tmp_path: Path) -> None:
    found = scanned(b"id,e-mail,last,title,E_MAIL\nE1,a@x.example,Lee,B,x\n", tmp_path)
    assert isinstance(found.match, DeliveryError)
    assert "'e-mail' is column 2, 'E_MAIL' is column 5" in found.match.message
