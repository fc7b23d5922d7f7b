"""The value of a workbook's cell, however its XML is written: exact text, never a guess."""

import io
import re
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.identifiers import ROUNDED
from qooper_assets.core.records import UNSHOWN
from qooper_assets.readers.excel import child
from qooper_assets.readers.excel import xml as excel_xml
from qooper_assets.readers.excel.cells import date_text
from qooper_assets.readers.excel.namespaces import COMPATIBILITY
from qooper_assets_tests.readers.excel.workbooks import (
    HEAD,
    cell,
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

# Cells


def ids(tmp_path: Path, *cells: str, **more: Any) -> list[str | None]:
    """Read cells as ids; each is given for row 2."""
    rows = [
        row(line, one.replace("A2", f"A{line}"), text(f"B{line}", "e@x.example"))
        for line, one in enumerate(cells, 2)
    ]
    return [person[0] for person in read(zipped(parts(sheet(HEAD, *rows), **more)), tmp_path).people.values()]


def test_a_whole_number_is_its_digits_and_never_a_float(tmp_path: Path) -> None:
    """P21"""
    numbers = ["123", "0", "1.23E5", "123.0", "1E3", "-7", "00123", "999999999999999"]
    assert ids(tmp_path, *(number("A2", value) for value in numbers)) == [
        "123", "0", "123000", "123", "1000", "-7", "123", "999999999999999",
    ]  # fmt: skip


def test_one_float_among_whole_numbers_changes_none_of_them(tmp_path: Path) -> None:
    """P21"""
    assert ids(tmp_path, number("A2", "12"), number("A2", "1.5"), number("A2", "13")) == ["12", "1.5", "13"]
    assert ids(tmp_path, number("A2", "0.1"), number("A2", "45.299999999999997")) == ["0.1", "45.3"]


@pytest.mark.parametrize(
    "value", ["1234567890123456", "1E+15", "1.2345678901234568E+19", "12345678901234567890"]
)
def test_a_number_of_sixteen_digits_or_more_is_rejected_by_the_contract(value: str, tmp_path: Path) -> None:
    """P23: Excel keeps fifteen digits, so the others are unknown."""
    (result, whole) = ids(tmp_path, number("A2", value), number("A2", "5"))
    assert result is not None
    assert re.fullmatch(ROUNDED, result)
    assert whole == "5"


def test_text_stays_text(tmp_path: Path) -> None:
    """P21, P28, P31"""
    texts = ["00123", "1.23E+05", "Null", "NA", "True", "=1+1", "@x", " padded ", "O'Neil", "日本語 😀"]
    assert ids(tmp_path, *(text("A2", value) for value in texts)) == texts


def texts(tmp_path: Path, *cells: str, **more: Any) -> list[str | None]:
    """Read cells of a column of text; each is given for B2."""
    rows = [
        row(line, text(f"A{line}", "E"), one.replace("B2", f"B{line}")) for line, one in enumerate(cells, 2)
    ]
    return [person[1] for person in read(zipped(parts(sheet(HEAD, *rows), **more)), tmp_path).people.values()]


@pytest.mark.parametrize(
    ("code", "value", "result"),
    [
        ("00000", "123", "00123"),
        ("00000", "1234567", "1234567"),
        ("00000", "0", "00000"),
        ("00000", "-5", "-00005"),
        ("00000", "1.5", UNSHOWN),
        ("000000;-000000", "12", "000012"),
        ("[$-409]0000", "7", "0007"),
        ('"E"00000', "123", "E00123"),
        ("\\E0000", "123", "E0123"),
        ("000-00-0000", "12345678", "012-34-5678"),
        ('"0"00', "5", "005"),
        ("0", "123", "123"),
        ("0%", "5", UNSHOWN),
        ("0.00", "5", "5"),
        ("#,##0", "1234567", "1234567"),
        ("00.00", "5", UNSHOWN),
        ("General", "123", "123"),
        ("@", "123", "123"),
        ("00000", "1234567890123456", "1.23456789012346E+15"),
    ],
)
def test_a_format_that_fills_up_with_zeros_is_honored(
    code: str, value: str, result: str, tmp_path: Path
) -> None:
    """P21: the id is what the customer sees."""
    assert ids(tmp_path, number("A2", value, 1), styles=styles(code)) == [result]
    assert ids(tmp_path, number("A2", value, 1), number("A2", "5"), styles=styles(code)) == [result, "5"]


@pytest.mark.parametrize(
    ("code", "value", "result"),
    [
        ('"E"0', "5", "E5"),
        ('0"-X"', "5", "5-X"),
        ("[Red]00000", "123", "00123"),
        ("00000_)", "123", "00123"),
        ("0000#", "5", "00005"),
        ('"id;"0', "5", "id;5"),
        ("[<1000]00000;00", "5", "00005"),
        ("#,##0", "1234567", "1234567"),
        ("41", "1234567", "1234567"),
        ("11", "1234567", "1234567"),
        ("0.00", "1.5", "1.5"),
        ("00000", "1234567890123456", "1.23456789012346E+15"),
        ('"E"0', "1.5", UNSHOWN),
        ("9", "5", UNSHOWN),
        ("12", "5", UNSHOWN),
        ("[h]:mm", "5", UNSHOWN),
        ("44", "5", UNSHOWN),
        ("59", "5", UNSHOWN),
        ('"secret"', "5", UNSHOWN),
    ],
)
def test_p34_an_id_is_what_its_format_shows_or_no_id(
    code: str, value: str, result: str, tmp_path: Path
) -> None:
    given = styles(code)
    assert ids(tmp_path, number("A2", value, 1), styles=given) == [result]
    assert ids(tmp_path, number("A2", value, 1), number("A2", "7"), styles=given) == [result, "7"]


def test_p34_other_columns_show_a_format_only_if_it_pads_with_zeros(tmp_path: Path) -> None:
    """P21: an amount keeps its number, and a postal code its zeros."""
    codes = ['"E"0', "0%", "#,##0", "41", "00000", '"E"00000', "00.00", "[<9]00;0", "00000;-00000", "12"]
    cells = [number("B2", "7", style) for style, _ in enumerate(codes, 1)]
    shown = ["7", "7", "7", "7", "00007", "E00007", "7", "7", "00007", "7"]
    assert texts(tmp_path, *cells, styles=styles(*codes)) == shown
    assert [texts(tmp_path, one, styles=styles(*codes)) for one in cells] == [[one] for one in shown]
    assert texts(tmp_path, number("B2", "-7", 5), number("B2", "1.5", 5), styles=styles(*codes)) == [
        "-7",
        "1.5",
    ]


def test_a_number_format_with_a_fallback_is_honored(tmp_path: Path) -> None:
    """P21: Excel writes newer kinds of formats like this."""
    one = '<numFmt numFmtId="164" formatCode="00000"/>'
    newer = one.replace("/>", ' x:formatCode16="00000"/>')
    choice = f'<m:Choice Requires="x">{newer}</m:Choice>'
    both = f"<m:AlternateContent>{choice}<m:Fallback>{one}</m:Fallback></m:AlternateContent>"
    written = (
        styles("00000")
        .replace(one, both)
        .replace("<styleSheet", f'<styleSheet xmlns:m="{COMPATIBILITY}" xmlns:x="x"')
    )
    assert ids(tmp_path, number("A2", "7", 1), styles=written) == ["00007"]


def test_booleans_errors_and_blanks(tmp_path: Path) -> None:
    """P26"""
    cells = [cell("A2", "b", "1"), cell("A2", "b", "0"), cell("A2", "e", "#N/A"), cell("A2", "e", "#REF!")]
    blanks = ['<c r="A2"/>', '<c r="A2" s="0"></c>', '<c r="A2"><v></v></c>', '<c r="A2"><v/></c>']
    assert ids(tmp_path, *cells) == ["TRUE", "FALSE", "#N/A", "#REF!"]
    assert [result or None for result in ids(tmp_path, *blanks, text("A2", ""))] == [None] * 5


def test_escapes_of_xml_and_of_excel_are_undone(tmp_path: Path) -> None:
    written = [
        "R&amp;D &lt;1&gt; &#233;&#x1F600;",
        "a_x000D_\nb",
        "_x005F_x000D_",
        "_x0000_",
        "_xD83D__xDE00_",
    ]
    meant = ["R&D <1> é😀", "a\r\nb", "_x000D_", "_x0000_", "😀"]
    assert ids(tmp_path, *(text("A2", value) for value in written)) == meant
    cells = [cell("A2", "s", str(n)) for n in range(5)]
    assert ids(tmp_path, *cells, shared=shared(*(f"<t>{value}</t>" for value in written))) == meant
    assert ids(tmp_path, *cells, shared=shared(*(f"<r><t>{value}</t></r>" for value in written))) == meant


def test_rich_text_is_its_text_without_phonetic_runs(tmp_path: Path) -> None:
    rich = (
        "<r><rPr><b/></rPr><t>東</t></r><r><t xml:space='preserve'>京 </t></r>"
        "<rPh sb='0' eb='1'><t>トウ</t></rPh>"
    )
    inline = f'<c r="A2" t="inlineStr"><is>{rich}</is></c>'
    cells = [cell("A2", "s", "1"), inline, cell("A2", "s", "0"), cell("A2", "s", "2")]
    result = ids(tmp_path, *cells, shared=shared("<t>a</t>", rich, '<t xml:space="preserve"> b</t>'))
    assert result == ["東京 ", "東京 ", "a", " b"]


@pytest.mark.parametrize(
    "bad",
    [
        cell("A2", "s", "7"), cell("A2", "s", "-1"), cell("A2", "s", "0x0"), cell("A2", "s", "Smith"),
        cell("A2", "n", "Smith"), cell("A2", "n", "0x1F"), cell("A2", "n", "1e999"), cell("A2", "n", "1_0"),
        cell("A2", "b", "Smith"), cell("A2", "zz", "Smith"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [[], [text("A2", "E1")], [cell("A2", "s", "0")]])
def test_a_cell_that_contradicts_its_type_is_blocked_without_showing_its_value(
    bad: str, others: list[str], tmp_path: Path
) -> None:
    with pytest.raises(DeliveryError) as error:
        ids(tmp_path, bad, *others, shared=shared("<t>x</t>"))
    assert error.value.code == "workbook_unreadable"
    assert "A2" in error.value.message or "type" in error.value.message
    assert "Smith" not in str(error.value)


# Dates


def since(tmp_path: Path, *cells: str, **more: Any) -> list[str | None]:
    """Read cells of a date column; each is given for row 2."""
    rows = [
        row(line, text(f"A{line}", "E"), one.replace("C2", f"C{line}")) for line, one in enumerate(cells, 2)
    ]
    content = zipped(parts(sheet(HEAD, *rows), **more))
    return [person[2] for person in read(content, tmp_path).people.values()]


@pytest.mark.parametrize(
    "code", ["14", "22", "yyyy-mm-dd", "[$-409]d\\-mmm\\-yy;@", "dddd, mmmm dd", "m/d/yy h:mm"]
)
def test_a_cell_of_a_date_is_written_in_the_format_of_its_column(code: str, tmp_path: Path) -> None:
    """P24"""
    assert since(tmp_path, number("C2", "45383", 1), styles=styles(code)) == ["04/01/2024"]
    assert since(tmp_path, number("C2", "45383.75", 1), styles=styles(code)) == ["04/01/2024"]


@pytest.mark.parametrize("code", ['"day;"0', '"id";0', "0\\d", "0_d", "[Red]0", "0.0E+0", "General"])
def test_p34_a_literal_in_a_number_format_is_no_date(code: str, tmp_path: Path) -> None:
    """P24"""
    assert since(tmp_path, number("C2", "45383", 1), styles=styles(code)) == ["45383"]


def test_a_bare_serial_stays_a_number(tmp_path: Path) -> None:
    """P24: not the year 45383; the pipeline drops values that are not dates."""
    assert since(tmp_path, number("C2", "45383")) == ["45383"]
    assert since(tmp_path, number("C2", "45383", 1), styles=styles("0.00")) == ["45383"]
    assert since(tmp_path, number("C2", "45383.5", 1), styles=styles("[h]:mm")) == ["45383.5"]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    """P24"""
    properties = '<workbookPr date1904="1"/>'
    result = since(tmp_path, number("C2", "43921", 1), styles=styles("14"), properties=properties)
    assert result == ["04/01/2024"]


def test_days_before_march_1900_are_those_that_excel_shows(tmp_path: Path) -> None:
    """P24: Excel has a 29 February 1900."""
    cells = [number("C2", serial, 1) for serial in ("1", "59", "60", "61", "2958465", "2958466", "-1")]
    assert since(tmp_path, *cells, styles=styles("14")) == [
        "01/01/1900", "02/28/1900", "60", "03/01/1900", "12/31/9999", "2958466", "-1",
    ]  # fmt: skip


def test_s23_a_year_that_two_digits_would_change_is_written_in_iso() -> None:
    """31.12.99 would be a last day in 1999; ISO is dropped in such a column."""
    years = [datetime(year, 12, 31) for year in (1900, 1969, 2068, 2069, 9999)]
    assert [date_text(at, "%d.%m.%y") for at in years] == [
        "1900-12-31", "31.12.69", "31.12.68", "2069-12-31", "9999-12-31",
    ]  # fmt: skip
    assert date_text(years[-1], "%d.%m.%Y") == "31.12.9999"


def test_a_date_in_a_column_of_text_is_iso(tmp_path: Path) -> None:
    """P24"""
    cells = [number("B2", value, 1) for value in ("45383", "45383.5", "0.5", "45383.000000001")]
    cells += [cell("B2", "d", moment) for moment in ("2024-04-01T00:00:00", "2024-04-01T08:27:48.765Z")]
    assert texts(tmp_path, *cells, styles=styles("22")) == [
        "2024-04-01", "2024-04-01 12:00:00", "12:00:00", "2024-04-01", "2024-04-01", "2024-04-01 08:27:49",
    ]  # fmt: skip


def test_p34_a_day_in_a_column_of_ids_is_no_id(tmp_path: Path) -> None:
    """Excel turns an id such as MAR1 into a day, whose number is not the id."""
    cells = [number("A2", "45352", 1), cell("A2", "d", "2024-03-01"), number("A2", "7"), '<c r="A2" s="1"/>']
    assert ids(tmp_path, *cells, styles=styles("14")) == [UNSHOWN, UNSHOWN, "7", None]


def test_text_in_a_column_of_dates_stays_text(tmp_path: Path) -> None:
    assert since(tmp_path, text("C2", "04/01/2024"), cell("C2", "d", "2024-04-01")) == ["04/01/2024"] * 2


# Formulas


def test_a_formula_is_its_calculated_value(tmp_path: Path) -> None:
    """P26"""
    formula = "<f>A1&amp;&quot;x&quot;</f>"
    cells = [
        cell("A2", "str", "E1", formula),
        cell("A2", "n", "12", "<f>6*2</f>"),
        cell("A2", "b", "1", formula),
        cell("A2", "e", "#N/A", '<f t="shared" si="0"/>'),
        cell("A2", "str", "", formula),
    ]
    assert [result or "" for result in ids(tmp_path, *cells)] == ["E1", "12", "TRUE", "#N/A", ""]


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
@pytest.mark.parametrize("before", [[], [person(2)]])
def test_a_formula_that_was_never_calculated_is_blocked_at_its_cell(
    value: str, before: list[str], tmp_path: Path
) -> None:
    """P26"""
    line = len(before) + 2
    content = zipped(
        parts(sheet(HEAD, *before, row(line, text(f"A{line}", "E"), f'<c r="B{line}"><f>A1</f>{value}</c>')))
    )
    error = refused(content, tmp_path)
    assert error.code == "formula_without_value"
    assert f"cell B{line} holds a formula" in error.message


def test_a_formula_in_an_unwanted_column_does_not_matter(tmp_path: Path) -> None:
    """P26"""
    uncalculated = row(3, text("A3", "E3"), text("B3", "e3@x.example"), '<c r="D3"><f>A1</f></c>')
    filled_down = row(4, cell("A4", "str", "", "<f>X4</f>"), cell("D4", "str", "", "<f>Y4</f>"))
    reading = read(zipped(parts(sheet(HEAD, person(2), uncalculated, filled_down, person(5)))), tmp_path)
    assert (reading.people, reading.skipped) == (people(2, 3, 5), 1)


# The shortcut


def prefixed(xml: str) -> str:
    """Put every element into a prefixed namespace, as some .NET libraries do."""
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")


VARIANTS: dict[str, Callable[[str], str | bytes]] = {
    "pretty": lambda xml: re.sub("<(row|c|v|is)", r"\n  <\1", xml),
    "single quotes": lambda xml: xml.replace('"', "'"),
    "comments": lambda xml: xml.replace("<row", "<!-- <row r='1'></row> --><row"),
    "instructions": lambda xml: xml.replace("<row", "<?p </row>?><row"),
    "cdata": lambda xml: xml.replace("<t>E", "<t><![CDATA[E]]>"),
    "prefix": prefixed,
    "other order": lambda xml: xml.replace('s="0" t="inlineStr"', 't="inlineStr" s="0"'),
    "more attributes": lambda xml: xml.replace("<row ", '<row spans="1:9" ').replace("<c ", '<c cm="1" '),
    "UTF-16": lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"),
    "Latin-1": lambda xml: xml.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_other_spellings_of_the_same_xml_give_the_same_cells(variant: str, tmp_path: Path) -> None:
    rows = [HEAD, person(2), row(3, number("A3", "7"), text("B3", "é@x.example"), text("D3", "x")), person(4)]
    usual = parts(sheet(*rows), styles=styles())
    other = usual | {"xl/worksheets/sheet1.xml": VARIANTS[variant](usual["xl/worksheets/sheet1.xml"])}
    assert other != usual
    expected = read(zipped(usual), tmp_path)
    assert expected.people == people(2, 4) | {3: ("7", "é@x.example", None)}
    assert read(zipped(other), tmp_path) == expected


def test_rows_and_cells_without_a_place_follow_each_other(tmp_path: Path) -> None:
    cells = "<c t='inlineStr'><is><t>{}</t></is></c>"
    bare = f"<row>{cells.format('E{0}')}{cells.format('e{0}@x.example')}</row>"
    content = zipped(parts(sheet(HEAD, person(2), person(3), bare.format(4), person(5), bare.format(6))))
    assert read(content, tmp_path).people == people(2, 3, 4, 5, 6)


def test_a_row_in_a_comment_is_not_a_row(tmp_path: Path) -> None:
    """The end tag of a row inside a comment does not end a row."""
    comment = f"<!-- </row>{person(7)} -->"
    content = zipped(parts(sheet(HEAD, person(2), comment, person(8), comment)))
    assert read(content, tmp_path).people == people(2, 8)
    content = zipped(parts(sheet(HEAD, person(2), f"<![CDATA[</row>{person(9)}]]>", person(8))))
    assert "text outside of a cell" in refused(content, tmp_path).message


def test_plain_rows_never_reach_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the shortcut would be useless."""
    parsed: list[int] = []
    feed = excel_xml.Parser.feed

    def counted(self: excel_xml.Parser, data: bytes, *, is_final: bool = False) -> None:
        parsed.append(len(data))
        feed(self, data, is_final=is_final)

    monkeypatch.setattr(excel_xml.Parser, "feed", counted)
    rows = [
        row(n, cell(f"A{n}", "s", "1"), number(f"B{n}", "5"), number(f"D{n}", "5")) for n in range(2, 5_000)
    ]
    content = zipped(parts(sheet(HEAD, *rows), shared=shared("<t>a</t>", "<t>E</t>", *["<t>b</t>"] * 9_000)))
    assert len(read(content, tmp_path).people) == 4_998
    assert sum(parsed) < 4_000


def test_a_cell_with_unusual_attributes_is_read_as_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digits of both are the same; the first batch has numbers only, and no cell in the last column."""
    monkeypatch.setattr(child, "BATCH_ROWS", 1)
    monkeypatch.setattr("qooper_assets.readers.excel.package.BLOCK_BYTES", 1_000)
    numbers = [row(n, number(f"A{n}", "1"), number(f"B{n}", "1", 1)) for n in range(2, 30)]
    others = [
        row(30, number("A30", "1"), cell("B30", "s", "1"), cell("C30", "s", "0")),
        row(31, cell("A31", "s", "1"), number("B31", "1", 1)),
        row(32, cell("A32", "s", "0")),
    ]
    content = zipped(
        parts(sheet(HEAD, *numbers, *others), styles=styles("00"), shared=shared("<t>a</t>", "<t>b</t>"))
    )
    assert read(content, tmp_path).people == dict.fromkeys(range(2, 30), ("1", "01", None)) | {
        30: ("1", "b", "a"),
        31: ("b", "01", None),
        32: ("a", None, None),
    }


INSIDE = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), max_size=8
)
CELLS = st.one_of(
    st.none(),
    INSIDE.map(lambda value: ("t", value)),
    st.integers(0, 10**15).map(lambda value: ("n", str(value))),
    st.floats(-1e6, 1e6).map(lambda value: ("n", repr(value))),
    st.integers(0, 5).map(lambda value: ("s", str(value))),
    st.sampled_from([("b", "1"), ("e", "#N/A"), ("f", "12"), ("empty", "")]),
)


def written(place: str, value: tuple[str, str] | None) -> str:
    if value is None:
        return ""
    escaped = value[1].replace("&", "&amp;").replace("<", "&lt;")
    match value[0]:
        case "t":
            return text(place, escaped)
        case "f":
            return cell(place, "n", escaped, "<f>1</f>")
        case "empty":
            return f'<c r="{place}" s="1"/>'
        case kind:
            return cell(place, kind, escaped)


@given(
    st.lists(st.lists(CELLS, min_size=5, max_size=5), min_size=1, max_size=12),
    st.sampled_from([1, 60, 1 << 20]),
    st.sampled_from([1, 3, 4_000]),
)
@settings(deadline=None, derandomize=True, max_examples=200)
def test_the_shortcut_agrees_with_the_parser(
    rows: list[list[tuple[str, str] | None]], block_bytes: int, batch_rows: int
) -> None:
    """Blocks of one byte put boundaries everywhere; after the first batch the usual attributes are known."""
    lines = [
        row(line, *(written(f"{letter}{line}", value) for letter, value in zip("ABCDF", cells, strict=True)))
        for line, cells in enumerate(rows, 3)
    ]
    plain = parts(
        sheet(HEAD, person(2), *lines),
        styles=styles("00"),
        shared=shared(*[f"<t>s{n}</t>" for n in range(6)]),
    )
    odd = plain | {
        "xl/worksheets/sheet1.xml": plain["xl/worksheets/sheet1.xml"].replace("<row", "<!-- --><row"),
        "xl/sharedStrings.xml": plain["xl/sharedStrings.xml"].replace("<si", "\n<si"),
    }
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("qooper_assets.readers.excel.package.BLOCK_BYTES", block_bytes)
        patch.setattr(child, "BATCH_ROWS", batch_rows)
        assert read(zipped(plain), Path(folder)) == read(zipped(odd), Path(folder))


# Workbooks of another library

TEXTS = INSIDE.filter(lambda value: value.strip() and "_x" not in value and not value.startswith("="))
VALUES = st.one_of(
    st.none(),
    TEXTS,
    st.integers(0, 10**15 - 1),
    st.floats(-1e9, 1e9)
    .filter(lambda value: not value.is_integer())
    .map(lambda value: float(f"{value:.12g}")),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0)),
)


def expected(value: Any, date_format: str | None, *, is_id: bool = False) -> str | None:
    match value:
        case date() if is_id:
            return UNSHOWN
        case bool():
            return str(value).upper()
        case datetime() if date_format is None and value.time() != datetime.min.time():
            return value.isoformat(" ")
        case date():
            return value.strftime(date_format or "%Y-%m-%d")
        case float() if value.is_integer():
            return str(int(value))
        case float() | int():
            return repr(value)
        case _:
            return value or None


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=10), st.booleans())
@settings(deadline=None, derandomize=True, max_examples=60)
def test_workbooks_written_by_openpyxl_are_read_as_meant(
    rows: list[tuple[Any, ...]], from_1904: bool
) -> None:
    """P21, P24, P28"""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
        rows = [tuple(None if isinstance(v, date) and v.year < 1905 else v for v in cells) for cells in rows]
    page = book.active
    assert page is not None
    page.append(["id", "e-mail", "since"])
    for cells in rows:
        page.append(cells)
        for one in page[page.max_row]:
            one.data_type = "s" if isinstance(one.value, str) else one.data_type
    out = io.BytesIO()
    book.save(out)
    meant = {
        line: (expected(cells[0], None, is_id=True), expected(cells[1], None), expected(cells[2], "%m/%d/%Y"))
        for line, cells in enumerate(rows, 2)
        if any(str(value).strip() for value in cells if value is not None)
    }
    with tempfile.TemporaryDirectory() as folder:
        if meant:
            assert read(out.getvalue(), Path(folder)).people == meant
        else:
            assert refused(out.getvalue(), Path(folder)).code == "no_rows"
