"""Every line of a CSV file has one meaning, or is rejected with a reason and its line number.

`read` checks lines, `stage_records` reads them. Here both run, as in `normalize`.
"""

import tempfile
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.mapping import match_header, wanted_columns
from qooper_assets.core.records import Records, Unreadable
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.engine.records import stage_records
from qooper_assets.readers import formats
from qooper_assets.readers.csv import block_scan, fast_scan
from qooper_assets.readers.csv import lines as csv_lines
from qooper_assets.readers.csv.reader import read as read_csv
from qooper_assets_tests.worlds import a_tenant

HEAD = b"id,e-mail,last,title\n"


def scanned(
    content: bytes,
    folder: Path,
    *,
    limits: Limits | None = None,
    known: Collection[str] = (),
    **dialect: Any,
) -> Records:
    raw = folder / "raw"
    raw.write_bytes(content)
    assert formats.recognize(raw, "/x.csv") == "csv"
    tenant = a_csv_tenant(limits, **dialect)
    return read_csv(
        raw,
        tenant.feed,
        wanted_columns(tenant),
        scratch=folder,
        where="/x.csv",
        is_known=known.__contains__,
    )


def refused(content: bytes, folder: Path, **dialect: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        scanned(content, folder, **dialect)
    assert error.value.result is Result.BLOCKED
    assert error.value.__suppress_context__ or error.value.__context__ is None
    return error.value


class Reading(NamedTuple):
    """The result of every record of a file, by its physical line."""

    people: dict[int, tuple[str | None, ...]]
    headers: list[int]
    unreadable: dict[int, str]
    skipped: int


def a_csv_tenant(limits: Limits | None = None, **dialect: Any) -> Tenant:
    bounds = (limits or Limits()).model_dump(mode="json")
    feed = a_tenant().feed.model_dump(mode="json") | {"csv": dialect, "limits": bounds}
    columns = {"employee_id": "id", "email": "e-mail", "last_name": "last", "title": "title"}
    return a_tenant(feed=feed, mapping=columns)


def read(content: bytes, folder: Path, **dialect: Any) -> Reading:
    tenant = a_csv_tenant(**dialect)
    file = scanned(content, folder, **dialect)
    with open_engine(folder, tenant.feed.limits) as engine:
        engine.set(effective_on="2026-03-02")
        stage_records(engine, file, file.columns, tenant, "/x.csv")
        engine.create_in_order("read", "from normalized")
        rows = engine.rows(
            "select r.rowid + 1 + s.lines_before, is_header, employee_id, email, attributes.last_name,"
            " attributes.title from read as r asof join steps as s on r.rowid >= s.row_id"
        )
        assert engine.value("select count(*) from normalized") == len(rows)
    people = {line: tuple(cells) for line, is_header, *cells in rows if not is_header}
    headers = [line for line, is_header, *_ in rows if is_header]
    assert len(people) + len(headers) == len(rows), "two records on one line"
    unreadable = {one.source_line: one.reason for one in file.unreadable}
    assert len(unreadable) == len(file.unreadable), "one record with two reasons"
    return Reading(people, headers, unreadable, file.skipped)


def test_a_multi_select_column_may_have_no_readable_row(tmp_path: Path) -> None:
    """P14: each row has a cell too many, and is rejected for that."""
    skills = {"skills": {"column": "title", "split": ";"}}
    tenant = a_tenant(mapping={"employee_id": "id", "email": "e-mail", "custom": skills})
    file = scanned(b"id,e-mail,title\nE1,a@x.example,A;B,\n,x@x.example,\n", tmp_path)
    with open_engine(tmp_path, tenant.feed.limits) as engine:
        engine.set(effective_on="2026-03-02")
        stage_records(
            engine, file, match_header(file.header, wanted_columns(tenant), "/x.csv"), tenant, "/x.csv"
        )
        assert engine.rows("select source_line, reason from unreadable") == [(2, "too_many_cells")]
        assert engine.rows("select employee_id, email from normalized") == [(None, "x@x.example")]


# Files that can't be trusted


@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_a_file_without_content_is_blocked(content: bytes, tmp_path: Path) -> None:
    """F01"""
    assert refused(content, tmp_path).code == "empty_file"


@pytest.mark.parametrize("content", [HEAD, HEAD.rstrip(), HEAD + b"\n\n", HEAD + b",,,\n"])
def test_a_file_with_a_header_and_no_rows_is_blocked(content: bytes, tmp_path: Path) -> None:
    """F02"""
    assert refused(content, tmp_path).code == "no_rows"


@pytest.mark.parametrize("newlines_in_fields", [False, True])
def test_a_quote_that_is_open_at_the_end_means_truncated(newlines_in_fields: bool, tmp_path: Path) -> None:
    """F03"""
    content = HEAD + b'E1,a@x.example,Lee,Boss\nE2,b@x.example,"Le'
    error = refused(content, tmp_path, newlines_in_fields=newlines_in_fields)
    assert error.code == "truncated"
    assert f"line 3, byte {len(content)}" in error.message


@pytest.mark.parametrize("rest", [b"E2", b"E2,b@x.example", b"E2,b@x.example,Ray"])
def test_a_last_line_without_its_cells_and_its_end_means_truncated(rest: bytes, tmp_path: Path) -> None:
    """F03"""
    with pytest.raises(DeliveryError, match="line 3") as error:
        read(HEAD + b"E1,a@x.example,Lee,Boss\n" + rest, tmp_path)
    assert (error.value.code, error.value.result) == ("truncated", Result.BLOCKED)


def test_a_last_line_without_its_end_is_a_row_if_it_has_its_cells(tmp_path: Path) -> None:
    assert read(HEAD + b"E1,a@x.example,Lee,Boss", tmp_path).people == {
        2: ("E1", "a@x.example", "Lee", "Boss")
    }


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        b"\r\n  <HTML>",
        HEAD + b"E1,a@x.example,L\0e,Boss\n",
    ],
)
def test_a_file_that_is_not_a_table_is_blocked(content: bytes, tmp_path: Path) -> None:
    """P18, P19"""
    assert refused(content, tmp_path).code == "not_tabular"


def test_invalid_utf_8_is_blocked_with_its_line(tmp_path: Path) -> None:
    """P03"""
    content = HEAD + b"E1,a@x.example,Lee,Boss\nE2,b@x.example,Ren\xe9,Boss\n"
    error = refused(content, tmp_path, encoding="utf-8")
    assert error.code == "encoding"
    assert "line 3 holds the byte 0xe9" in error.message


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_than_the_declared_one_is_blocked(delimiter: str, tmp_path: Path) -> None:
    """P07: never one giant column."""
    content = b"id,e-mail\nE1,a@x.example\n".replace(b",", delimiter.encode())
    assert refused(content, tmp_path, delimiter=",").code == "delimiter_changed"
    assert scanned(content, tmp_path, delimiter=delimiter).header == ("id", "e-mail")


def test_a_header_with_more_columns_than_the_limit_is_blocked(tmp_path: Path) -> None:
    """F20"""
    with pytest.raises(DeliveryError) as error:
        scanned(HEAD + b"1,2,3,4\n", tmp_path, limits=Limits(columns_max=3))
    assert error.value.code == "too_large"


def test_a_row_that_is_too_long_is_rejected_and_the_others_are_not(tmp_path: Path) -> None:
    content = HEAD + b"E1,a@x.example," + b"x" * 200 + b",B\nE2,b@x.example,Ray,B\n"
    file = scanned(content, tmp_path, limits=Limits(record_bytes_max=100))
    assert file.unreadable == (Unreadable(2, "record_too_long"),)
    assert file.total == 1


# Files that can


def test_a_byte_order_mark_is_not_part_of_the_first_header(tmp_path: Path) -> None:
    """P01"""
    reading = read(b"\xef\xbb\xbf" + HEAD + b"E1,a@x.example,Lee,Boss\n", tmp_path)
    assert reading.people == {2: ("E1", "a@x.example", "Lee", "Boss")}


def test_a_byte_order_mark_is_not_part_of_a_quoted_header_either(tmp_path: Path) -> None:
    """P01"""
    reading = read(b'\xef\xbb\xbf"id",e-mail,last,title\nE1,a@x.example,Lee,Boss\n', tmp_path)
    assert reading.people == {2: ("E1", "a@x.example", "Lee", "Boss")}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", ("\n", "\r\n", "\r", "\n")])
def test_every_kind_of_line_end_gives_the_same_roster(ends: str | tuple[str, ...], tmp_path: Path) -> None:
    """P05"""
    lines = [
        "id,e-mail,last,title",
        "E1,a@x.example,Lee,",
        "E2,b@x.example,Ray,Boss",
        "E3,c@x.example,Kay,B",
    ]
    ends = (ends,) * 4 if isinstance(ends, str) else ends
    content = "".join(map("".join, zip(lines, ends, strict=True))).encode()
    reading = read(content, tmp_path)
    assert reading.people == {
        2: ("E1", "a@x.example", "Lee", None),
        3: ("E2", "b@x.example", "Ray", "Boss"),
        4: ("E3", "c@x.example", "Kay", "B"),
    }


def test_a_carriage_return_and_its_line_feed_may_span_two_blocks(tmp_path: Path) -> None:
    """P05: blocks have one MiB."""
    width = (1 << 20) - len(HEAD) - 1
    row = b"E1,a@x.example,Lee," + b"x" * 40
    padding = b"\n".join([row] * (width // (len(row) + 1)))
    filled = HEAD + padding
    filled += b"\n" + b"y" * ((1 << 20) - len(filled) - 2) + b"\r" + b"\nE2,b@x.example,Ray,B\n"
    assert filled[(1 << 20) - 1 : (1 << 20) + 1] == b"\r\n"
    file = scanned(filled, tmp_path)
    assert file.skipped == 0
    assert file.last_line == filled.count(b"\n")


def test_delimiters_and_quotes_inside_quotes_belong_to_the_value(tmp_path: Path) -> None:
    """P06"""
    reading = read(HEAD + b'E1,a@x.example,"Lee, Jr.","the ""Boss"""\nE2,b@x.example,Ray,B\n', tmp_path)
    assert reading.people[2] == ("E1", "a@x.example", "Lee, Jr.", 'the "Boss"')
    assert 3 in reading.people


def test_a_newline_inside_quotes_belongs_to_the_value_where_the_tenant_allows_it(tmp_path: Path) -> None:
    """P06"""
    content = HEAD + b'E1,a@x.example,Lee,"Boss\nof\nall"\nE2,b@x.example,Ray,B\n'
    reading = read(content, tmp_path, newlines_in_fields=True)
    assert reading.people[2][3] == "Boss\nof\nall"
    assert list(reading.people) == [2, 5]
    assert not reading.unreadable


def test_a_newline_inside_quotes_is_rejected_where_the_tenant_does_not(tmp_path: Path) -> None:
    """P06, P35: a quote swallows no person, and nobody comes from between two quotes."""
    row = b"E4,d@x.example,D,B\n"
    content = HEAD + b'E1,a@x.example,Lee,"Boss\nE2,b@x.example,Ray,B\nE3,c@x.example,Kay,"B"\n' + row
    reading = read(content, tmp_path)
    assert reading.unreadable == {2: "bad_quoting", 3: "between_quotes", 4: "between_quotes"}
    assert list(reading.people) == [5]


@pytest.mark.parametrize("delimiter", ["auto", ",", ";", "\t"])
def test_a_single_column_is_a_single_column(delimiter: str, tmp_path: Path) -> None:
    """P08: no letter, digit or @ is ever taken for a delimiter."""
    raw = tmp_path / "raw"
    raw.write_bytes(b"e-mail\na@x.example\nb@x.example\n")
    feed = a_tenant().feed.model_dump(mode="json") | {"csv": {"delimiter": delimiter}}
    tenant = a_tenant(feed=feed, identity="email", mapping={"email": "e-mail"})
    file = read_csv(raw, tenant.feed, wanted_columns(tenant), scratch=tmp_path, where="/x.csv")
    assert (file.header, file.total) == (("e-mail",), 2)


def test_a_row_with_too_few_or_too_many_cells_is_rejected_and_never_shifted(tmp_path: Path) -> None:
    """P14"""
    content = HEAD + b"E1,a@x.example,Lee\nE2,b@x.example,Ray,B\nE3,c@x.example,K,B,x\nE4,d@x.example,D,B\n"
    reading = read(content, tmp_path)
    assert reading.unreadable == {2: "too_few_cells", 4: "too_many_cells"}
    assert list(reading.people) == [3, 5]


def test_a_row_with_an_empty_cell_too_many_is_rejected_too(tmp_path: Path) -> None:
    """P14"""
    reading = read(HEAD + b"E1,a@x.example,Lee,B,\nE2,b@x.example,Ray,B\n", tmp_path)
    assert reading.unreadable == {2: "too_many_cells"}
    assert list(reading.people) == [3]


def test_blank_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    """P15"""
    content = HEAD + b'\nE1,a@x.example,Lee,B\n   \n,,,\n"","","",""\nE2,b@x.example,Ray,B\n\n'
    reading = read(content, tmp_path)
    assert reading.skipped == 5
    assert list(reading.people) == [3, 7]


def test_blank_lines_before_the_header_are_not_rows(tmp_path: Path) -> None:
    """P15, P16"""
    reading = read(b"\n \n" + HEAD + b"E1,a@x.example,Lee,B\n", tmp_path)
    assert reading.skipped == 0
    assert list(reading.people) == [4]


def test_a_header_repeated_inside_the_file_is_not_a_person(tmp_path: Path) -> None:
    """P17"""
    content = HEAD + b"E1,a@x.example,Lee,B\n" + HEAD + b"E2,b@x.example,Ray,B\n"
    reading = read(content, tmp_path)
    assert (reading.headers, list(reading.people)) == ([3], [2, 4])


def test_a_repeated_header_is_recognized_by_the_names_in_the_file(tmp_path: Path) -> None:
    """P09 P17: they may be spelled differently than in the mapping."""
    content = HEAD.upper() + b"E1,a@x.example,Lee,B\n" + HEAD.upper() + b"E2,b@x.example,Ray,B\n"
    reading = read(content, tmp_path)
    assert (reading.headers, list(reading.people)) == ([3], [2, 4])


def test_rows_that_begin_with_a_comment_sign_are_rows(tmp_path: Path) -> None:
    reading = read(HEAD + b"#1,a@x.example,Lee,B\nE2,b@x.example,Ray,B\n", tmp_path)
    assert reading.people[2][0] == "#1"


# Random rosters

WHITE = "\t\n\x0b\x0c\r \x85\u00a0\u2003\u200b\ufeff"
TEXT = st.text(alphabet="abZ09 ,;\t'\"#=-@.\u00e9e\u0301\u00df\u65e5\u00a0\u200b\U0001f600", max_size=12)
KINDS = ("row", "row", "row", "row", "blank", "short", "long", "stray")


def cleaned(cell: str) -> str | None:
    return unicodedata.normalize("NFC", cell).strip(WHITE) or None


@st.composite
def some_files(draw: st.DrawFn) -> tuple[bytes, Reading, bool]:
    """Draw a file with every defect that a single line can have, and its content."""
    newlines_in_fields = draw(st.booleans())
    over_lines = TEXT.map(lambda t: (t[:6] + "\n" + t[6:]).replace(",", ""))
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]))
    expected = Reading({}, [], {}, 0)
    out, line = [], 1

    def cell(value: str) -> str:
        must = any(c in value for c in ',"\n\r')
        return '"' + value.replace('"', '""') + '"' if must or draw(st.booleans()) else value

    def put(record: str, end: str) -> None:
        nonlocal line
        if not record and end == "\n" and out[-1].endswith("\r"):
            end = "\r"  # otherwise the two would form one line end
        out.append(record + end)
        line += record.count("\n") + 1

    put(",".join(map(cell, ["id", "e-mail", "last", "title"])), draw(st.sampled_from(ends)))
    skipped = 0
    kinds = [*draw(st.lists(st.sampled_from(KINDS), min_size=0, max_size=12)), "row"]
    for number, kind in enumerate(kinds):
        here, last = line, number == len(kinds) - 1
        text = TEXT | over_lines if newlines_in_fields and kind == "row" else TEXT
        cells = [f"E{number}", f"p{number}@x.example", draw(text), draw(text)]
        end = "" if last and draw(st.booleans()) else draw(st.sampled_from(ends))
        match kind:
            case "blank":
                put(draw(st.sampled_from(["", "  ", ",,,", '"",,"",', "\t"])), end)
                skipped += 1
            case "short":
                put(",".join(map(cell, cells[:3])), end)
                expected.unreadable[here] = "too_few_cells"
            case "long":
                put(",".join(map(cell, [*cells, draw(st.sampled_from(["more", "", " "]))])), end)
                expected.unreadable[here] = "too_many_cells"
            case "stray":
                put(f'E{number},p{number}@x.example,"o"Neil,x', end)
                expected.unreadable[here] = "bad_quoting"
            case _:
                put(",".join(map(cell, cells)), end)
                expected.people[here] = tuple(map(cleaned, cells))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return (mark + "".join(out)).encode(), expected._replace(skipped=skipped), newlines_in_fields


@given(some_files())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_every_record_is_in_one_place_with_its_own_line(
    example: tuple[bytes, Reading, bool],
) -> None:
    """P05 P06 P14 P15: rows in = read + rejected + skipped."""
    content, expected, newlines_in_fields = example
    with tempfile.TemporaryDirectory() as folder:
        assert read(content, Path(folder), newlines_in_fields=newlines_in_fields) == expected


@st.composite
def some_lines(draw: st.DrawFn) -> bytes:
    """Draw a header of three columns, possibly over two lines or with lines above it, and anything below."""
    above = draw(st.sampled_from(["", "Roster\n", '"Roster\n', "\n", "1,2\n"]))
    header = draw(st.sampled_from(["id,e-mail,c", "id,e-mail,", 'id,e-mail,"c\nd"', '"id","e-mail",c']))
    below = draw(st.text(alphabet='ab,, "\n\n\t\x0c', max_size=300))
    return f"{above}{header}\n{below}".replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some_lines(), st.booleans(), st.sampled_from([100, 1 << 19]))
def test_lines_that_skip_the_parser_are_what_the_parser_would_find(
    content: bytes, newlines_in_fields: bool, block_bytes: int
) -> None:
    """P05 P14 P15: a block that skips the parser must certainly consist of records."""

    def outcome() -> object:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = scanned(content, Path(folder), newlines_in_fields=newlines_in_fields)
            except DeliveryError as error:
                return error.code, error.message
            return found._replace(paths=(), reuse=None), found.paths[0].read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_scan.Block, "are_records", lambda *_: False)
        parsed_lines = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_scan, "BLOCK_BYTES", block_bytes)
        patch.setattr(block_scan, "PART_BYTES", block_bytes // 3)
        patch.setattr(block_scan, "LINES_OF_BLOCK_MAX", block_bytes // 20)
        assert outcome() == parsed_lines


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b'id,e-mail,last,title,"a note\non two lines"\n', id="over two lines"),
        pytest.param(b'"id,e-mail\n\nid,e-mail,last,title,note\n', id="after a line that is not a row"),
    ],
)
@pytest.mark.parametrize("newlines_in_fields", [False, True])
def test_the_lines_of_the_header_are_parsed_once(
    header: bytes, newlines_in_fields: bool, tmp_path: Path
) -> None:
    """P15 P16: a header may span lines, and lines before it are not rows."""
    content = header + b"E1,a@x.example,Lee,Boss,\n"
    found = read(content, tmp_path, newlines_in_fields=newlines_in_fields)
    assert found.people == {header.count(b"\n") + 1: ("E1", "a@x.example", "Lee", "Boss")}
    assert (found.unreadable, found.skipped) == ({}, 0)


def parsed_lines(content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits) -> list[int]:
    """Return the lines after the header that were parsed one by one."""
    taken: list[int] = []
    one_by_one = csv_lines.LineParser.parse_line
    monkeypatch.setattr(block_scan, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(
        csv_lines.LineParser,
        "parse_line",
        lambda parser, line, reader: (taken.append(line.number), one_by_one(parser, line, reader)),
    )
    scanned(HEAD + content, folder, limits=limits)
    return taken


ROWS = b"".join(b'E%d,e%d@x.example,"Lee, ""Jr""",Boss\n' % (n, n) for n in range(1000))


def test_only_blocks_that_are_not_plain_records_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the test above would prove nothing."""
    lines = parsed_lines(ROWS + b'E1,"x\n\n' + ROWS, tmp_path, monkeypatch, Limits())
    assert {1002, 1005} <= set(lines)
    assert len(lines) < 100


@pytest.mark.parametrize("line", [b"\n", b"a\n", b'"\n', b"E1,a@x.example,Lee,B\n"])
def test_p38_a_file_of_too_many_lines_is_blocked_before_all_of_it_is_scanned(
    line: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned_bytes = []
    scan = block_scan.BlockScanner.scan
    monkeypatch.setattr(block_scan, "BLOCK_BYTES", 1000)
    monkeypatch.setattr(block_scan, "BLANK_LINES_MAX", 100)
    monkeypatch.setattr(block_scan, "LINES_BEFORE_ROWS_MAX", 10)
    monkeypatch.setattr(
        block_scan.BlockScanner,
        "scan",
        lambda self, data: (scanned_bytes.append(len(data)), scan(self, data))[1],
    )
    with pytest.raises(DeliveryError) as error:
        scanned(HEAD + line * 20_000, tmp_path, limits=Limits(rows_max=500))
    assert error.value.code == "too_large"
    assert sum(scanned_bytes) < 20_000


def test_p38_as_many_rows_and_blank_lines_as_the_limits_allow_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block_scan, "BLOCK_BYTES", 1000)
    row = b"E1,a@x.example,Lee,B\n"
    assert scanned(HEAD + row * 500 + b"\n" * 1000, tmp_path, limits=Limits(rows_max=500)).total == 500
