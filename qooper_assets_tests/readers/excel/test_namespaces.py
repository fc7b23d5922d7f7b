"""Names in a workbook are compared by their namespace: what other programs mix in is ignored, not read.

The workbook is written by hand as Excel 2013 and later write them; no library does.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from qooper_assets.readers.excel import xml as excel_xml
from qooper_assets_tests.readers.excel.workbooks import (
    DECLARATION,
    HEAD,
    MAIN,
    OFFICE,
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
    zipped,
)

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
XR = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
ROOT = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="{COMPATIBILITY}" mc:Ignorable="x14ac x15 xr" '
    f'xmlns:x14ac="{AC}" xmlns:x15="{X15}" xmlns:xr="{XR}"'
)
STYLES = (
    f"{DECLARATION}<styleSheet {ROOT}>"
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>'
    '<fonts count="1" x14ac:knownFonts="1"><font><sz val="11"/></font></fonts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
    f'<extLst><ext uri="{{EB79DEF2}}" xmlns:x14="{X14}"><x14:slicerStyles/></ext></extLst></styleSheet>'
)


def current_excel(*rows: str, date1904: str = "") -> dict[str, str]:
    """Return the parts of a workbook as current Excel writes them; each row is given without extensions."""
    written = re.sub('<row (r="[0-9]+")', r'<row \1 spans="1:4" x14ac:dyDescent="0.25"', "".join(rows))
    return parts("", styles=STYLES, shared=shared("<t>S0</t>", "<t>S1</t>")) | {
        "xl/workbook.xml": f"{DECLARATION}<workbook {ROOT}>"
        '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="27328"/>'
        f'<workbookPr {date1904} defaultThemeVersion="166925"/>'
        '<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\Users\\hr\\" '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>'
        '</mc:AlternateContent><xr:revisionPtr revIDLastSave="0" documentId="8_{4D5B}"/>'
        '<sheets><sheet name="Roster" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/>'
        '<extLst><ext uri="{140A7094}"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>',
        "xl/worksheets/sheet1.xml": f'{DECLARATION}<worksheet {ROOT} xr:uid="{{00000000-0001}}">'
        '<dimension ref="A1:D9"/><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
        f"<sheetData>{written}</sheetData>"
        f'<extLst><ext uri="{{CCE6A557}}" xmlns:x14="{X14}"><x14:dataValidations count="1">'
        '<x14:dataValidation sqref="D2:D9"><xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/'
        '2006/main">Lists!A1</xm:f></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>',
    }


def days(line: int) -> str:
    """Return a row with an id in a format, a shared string and a day."""
    return row(
        line, number(f"A{line}", str(line), 1), cell(f"B{line}", "s", "1"), number(f"C{line}", "43921", 2)
    )


def test_p33_a_workbook_of_current_excel_is_read(tmp_path: Path) -> None:
    reading = read(zipped(current_excel(HEAD, days(2), person(3), days(4))), tmp_path)
    assert reading.people == {
        2: ("00002", "S1", "03/31/2020"),
        3: ("E3", "e3@x.example", None),
        4: ("00004", "S1", "03/31/2020"),
    }


def test_p33_its_rows_never_reach_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    feed = excel_xml.Parser.feed

    def counted(self: excel_xml.Parser, data: bytes, *, is_final: bool = False) -> None:
        parsed.append(len(data))
        feed(self, data, is_final=is_final)

    monkeypatch.setattr(excel_xml.Parser, "feed", counted)
    assert len(read(zipped(current_excel(HEAD, *map(days, range(2, 3_000)))), tmp_path).people) == 2_998
    assert sum(parsed) < 10_000


def test_p33_the_system_of_dates_is_that_of_the_workbook_and_of_no_extension(tmp_path: Path) -> None:
    """P24"""
    usual = current_excel(HEAD, days(2), date1904='date1904="1"')
    assert read(zipped(usual), tmp_path).people[2][2] == "04/01/2024"
    other = current_excel(HEAD, days(2))
    odd = other["xl/workbook.xml"].replace("<x15:workbookPr ", '<x15:workbookPr date1904="1" ')
    assert read(zipped(other | {"xl/workbook.xml": odd}), tmp_path).people[2][2] == "03/31/2020"


def test_p33_a_workbook_in_the_strict_form_is_read(tmp_path: Path) -> None:
    usual = current_excel(HEAD, days(2), person(3))
    ours = re.compile(f'"({"|".join(STRICT)})')
    strict = {
        name: ours.sub(lambda match: f'"{STRICT[match[1]]}', content) for name, content in usual.items()
    }
    assert strict["xl/worksheets/sheet1.xml"] != usual["xl/worksheets/sheet1.xml"]
    assert read(zipped(strict), tmp_path) == read(zipped(usual), tmp_path)


SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
INLINE = 't="inlineStr"><is><t>X</t></is>'
SAME_NAMES: Mapping[str, tuple[str, str, str]] = {
    "rows": (SHEET, "</sheetData>", f'<f:row r="9"><f:c r="A9" {INLINE}</f:c></f:row></sheetData>'),
    "rows of ours in it": (SHEET, "<sheetData>", f"<f:x>{HEAD}{person(2)}</f:x><sheetData>"),
    "all rows": (SHEET, "<sheetData>", f"<f:sheetData>{HEAD}{person(9)}</f:sheetData><sheetData>"),
    "a row between two": (SHEET, '<row r="3"',
        f'<f:row r="3"><f:c r="A3" {INLINE}</f:c></f:row><row r="3"'),
    "cells": (SHEET, "</row></sheetData>", f'<f:c r="A4" {INLINE}</f:c></row></sheetData>'),
    "a value": (SHEET, "<v>2</v>", "<f:v>9</f:v><v>2</v>"),
    "a value after it": (SHEET, "<v>2</v>", "<v>2</v><f:v>9</f:v><f:x>9</f:x>"),
    "text in a text": (SHEET, "<t>E3", "<t>E<f:t>9</f:t>3"),
    "an attribute": (SHEET, '<c r="A2" s="1"', '<c r="A2" f:s="2" f:t="s" s="1"'),
    "merged ranges": (SHEET, "<extLst>",
        '<f:mergeCells><f:mergeCell ref="A2:A3"/></f:mergeCells><extLst>'),
    "merged ranges in an extension": (SHEET, "</ext>", '<mergeCell ref="A2:A3"/></ext>'),
    "sheets": (BOOK, "<sheets>", '<f:sheets><f:sheet name="R" sheetId="1" r:id="rId9"/></f:sheets><sheets>'),
    "a sheet": (BOOK, "</sheets>", '<f:sheet name="R" state="hidden" r:id="rId9"/></sheets>'),
    "sheets in an extension": (BOOK, "</ext>",
        '<x15:y><sheets><sheet name="R" r:id="rId9"/></sheets></x15:y></ext>'),
    "an id of a sheet": (BOOK, 'r:id="rId1"', 'f:id="rId9" r:id="rId1"'),
    "number formats": ("xl/styles.xml", "<numFmts",
        '<f:numFmts><f:numFmt numFmtId="164" formatCode="0"/></f:numFmts><numFmts'),
    "a number format": ("xl/styles.xml", "</numFmts>",
        '<f:numFmt numFmtId="164" formatCode="0"/></numFmts>'),
    "styles": ("xl/styles.xml", "<cellXfs", '<f:cellXfs><f:xf numFmtId="14"/></f:cellXfs><cellXfs'),
    "styles in an extension": ("xl/styles.xml", "<x14:slicerStyles/>",
        '<x14:slicerStyles><cellXfs><xf numFmtId="14"/></cellXfs></x14:slicerStyles>'),
    "shared strings": ("xl/sharedStrings.xml", "<si>", "<f:si><f:t>X</f:t></f:si><si>"),
    "a text of one": ("xl/sharedStrings.xml", "<t>S1", "<f:t>X</f:t><t>S1"),
    "a relationship": (RELATIONS, "<Relationship ",
        f'<f:Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="x.xml"/><Relationship '),
    "a type of relationship": (RELATIONS, "</Relationships>",
        '<Relationship Id="rId9" Type="urn:f/styles" Target="sharedStrings.xml"/></Relationships>'),
}  # fmt: skip


@pytest.mark.parametrize("what", SAME_NAMES)
def test_p33_a_name_of_ours_in_another_namespace_is_ignored(what: str, tmp_path: Path) -> None:
    name, before, after = SAME_NAMES[what]
    usual = current_excel(HEAD, days(2), person(3), days(4))
    assert before in usual[name]
    odd = usual[name].replace(before, after, 1)
    odd = re.sub("<(sst|styleSheet|workbook|worksheet|Relationships) ", r'<\1 xmlns:f="urn:f" ', odd)
    assert read(zipped(usual | {name: odd}), tmp_path) == read(zipped(usual), tmp_path)


def test_p33_a_row_that_changes_its_own_namespace_is_not_ours(tmp_path: Path) -> None:
    foreign = person(3).replace("<row ", '<row xmlns="urn:f" ', 1)
    between = person(4).replace('<row r="4"', '<row r="4" xmlns="urn:f"', 1)
    content = zipped(parts(sheet(HEAD, person(2), foreign, between, person(5))))
    assert read(content, tmp_path).people == people(2, 5)


@pytest.mark.parametrize(
    ("alternatives", "lines"),
    [
        ('<mc:Choice Requires="x15">{3}</mc:Choice><mc:Fallback>{4}</mc:Fallback>', [4]),
        ('<mc:Choice Requires="x15">{3}</mc:Choice>', []),
        ('<mc:Choice Requires="m">{3}</mc:Choice><mc:Fallback>{4}</mc:Fallback>', [3]),
        ('<mc:Choice Requires="m x15">{3}</mc:Choice><mc:Choice Requires="m">{4}</mc:Choice>', [4]),
        ('<mc:Choice Requires="m">{3}</mc:Choice><mc:Choice Requires="m">{4}</mc:Choice>', [3]),
        ('<mc:Choice Requires="nobody">{3}</mc:Choice><mc:Fallback>{4}{5}</mc:Fallback>', [4, 5]),
        ("<mc:Fallback>{3}</mc:Fallback>", [3]),
    ],
)
def test_p33_of_alternatives_the_first_is_read_that_needs_no_extension(
    alternatives: str, lines: list[int], tmp_path: Path
) -> None:
    inside = (
        alternatives.replace("{", "{people[")
        .replace("}", "]}")
        .format(people={line: person(line) for line in (3, 4, 5)})
    )
    usual = current_excel(HEAD, person(2), f"<mc:AlternateContent>{inside}</mc:AlternateContent>", person(6))
    odd = usual[SHEET].replace("<worksheet ", f'<worksheet xmlns:m="{MAIN}" ')
    assert read(zipped(usual | {SHEET: odd}), tmp_path).people == people(2, *lines, 6)


@pytest.mark.parametrize("name", [SHEET, BOOK, "xl/styles.xml"])
@pytest.mark.parametrize("demand", ['mc:MustUnderstand="x15"', 'mc:ProcessContent="x15:row"'])
def test_p33_a_part_that_demands_an_extension_is_refused(name: str, demand: str, tmp_path: Path) -> None:
    usual = current_excel(HEAD, person(2))
    error = refused(zipped(usual | {name: usual[name].replace(" xmlns=", f" {demand} xmlns=", 1)}), tmp_path)
    assert error.code == "workbook_unreadable"
    assert "an extension of the format is needed" in error.message


def test_p33_a_demand_for_the_format_itself_is_met(tmp_path: Path) -> None:
    usual = current_excel(HEAD, person(2))
    demand = usual[SHEET].replace(" xmlns=", f' xmlns:m="{MAIN}" mc:MustUnderstand="m" xmlns=', 1)
    assert read(zipped(usual | {SHEET: demand}), tmp_path).people == people(2)


@pytest.mark.parametrize("inside", ["<mc:Choice/>", "<mc:AlternateContent><mc:Other/></mc:AlternateContent>"])
def test_p33_alternatives_that_the_standard_does_not_define_are_refused(inside: str, tmp_path: Path) -> None:
    error = refused(zipped(current_excel(HEAD, inside)), tmp_path)
    assert (error.code, "alternative contents" in error.message) == ("workbook_unreadable", True)


@pytest.mark.parametrize(
    "name", [SHEET, BOOK, "xl/styles.xml", "xl/sharedStrings.xml", RELATIONS, "_rels/.rels"]
)
def test_p33_a_part_of_another_format_is_refused_and_never_empty(name: str, tmp_path: Path) -> None:
    usual = current_excel(HEAD, days(2))
    for root in ('<x xmlns="urn:f"/>', f'<worksheets xmlns="{MAIN}"/>'):
        error = refused(zipped(usual | {name: DECLARATION + root}), tmp_path)
        assert error.code == "workbook_unreadable"
        assert "the root of a part of it" in error.message


def test_p33_an_inline_text_is_read_where_a_number_stands_next_to_it(tmp_path: Path) -> None:
    """Some programs write both; spreadsheets show the text."""
    both = ('<c r="A{0}" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>',
            '<c r="A{0}" t="inlineStr"><is><t>1.</t></is><v>1.0</v></c>')  # fmt: skip
    rows = [row(line, one.format(line)) for line, one in enumerate(both, 2)]
    assert read(zipped(parts(sheet(header("id", "e-mail"), *rows))), tmp_path).people == {
        2: ("1.", None),
        3: ("1.", None),
    }
    twice = row(2, '<c r="A2" t="inlineStr"><is><t>1</t></is><is><t>2</t></is></c>')
    assert "holds two values" in refused(zipped(parts(sheet(HEAD, twice))), tmp_path).message


def test_p33_an_empty_style_is_no_style(tmp_path: Path) -> None:
    """A tax office publishes such workbooks, and Excel opens them."""
    content = zipped(parts(sheet(HEAD, row(2, '<c r="A2" s=""><v>7</v></c>'), row(3, number("A3", "8")))))
    assert [one[0] for one in read(content, tmp_path).people.values()] == ["7", "8"]


def test_p33_the_reader_names_the_sheet_of_a_current_workbook(tmp_path: Path) -> None:
    """P20"""
    result, _ = found(zipped(current_excel(HEAD, person(2))), tmp_path, sheet="roster")
    assert result.total == 1
