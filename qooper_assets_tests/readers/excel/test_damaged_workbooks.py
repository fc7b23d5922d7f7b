"""A damaged workbook is either refused, or read as another reader reads it.

The other reader is openpyxl, which refuses less. Where only openpyxl refuses, no more cells may differ from
the undamaged workbook than were hit.
"""

import io
import warnings
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets_tests.readers.damage import Damage, bounded, damaged, damages, examples, without_growth
from qooper_assets_tests.readers.excel.workbooks import (
    HEAD,
    SPREADSHEET,
    cell,
    found,
    number,
    parts,
    row,
    shared,
    sheet,
    styles,
    text,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
TOKENS = [
    b"<", b">", b"/", b'"', b"=", b"<row>", b"</row>", b"<c>", b"</c>", b"<x/>", b"<v>1</v>", b"&amp;",
    b"&#0;",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?x?>", b' r="9"', b' s="2"', b' t="s"', b"0", b"9", b"PK\1\2",
]  # fmt: skip


def _whole() -> dict[str, str]:
    """Return a workbook with every kind of cell, complete enough for openpyxl."""
    rows = [
        row(
            n,
            number(f"A{n}", str(100 + n), 1) if n % 2 else cell(f"A{n}", "s", str(n)),
            cell(f"B{n}", "str", f"f{n}@x.example", "<f>A1</f>")
            if n % 3
            else text(f"B{n}", f"e{n}@x.example"),
            number(f"C{n}", str(45_000 + n), 2) if n % 4 else text(f"C{n}", "01/02/2024"),
            cell(f"D{n}", "b", "1") if n % 2 else cell(f"D{n}", "e", "#N/A"),
        )
        for n in range(2, 10)
    ]
    merged = '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    looks = "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    normal = '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    found = parts(
        {"Roster": sheet(HEAD, *rows, after=merged), "Old": sheet(HEAD, *rows[:3])},
        hidden=["Old"],
        properties='<workbookPr date1904="0"/>',
        styles=styles("00000", "14").replace("<cellStyleXfs>", looks + "<cellStyleXfs>")
        .replace("</cellXfs>", "</cellXfs>" + normal),
        shared=shared(*[f"<t>S{n}</t>" for n in range(12)]),
    )  # fmt: skip
    kinds = {"worksheets/sheet1": "worksheet", "worksheets/sheet2": "worksheet", "styles": "styles",
             "sharedStrings": "sharedStrings"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    types = "[Content_Types].xml"
    return found | {types: found[types].replace("</Types>", overrides + "</Types>")}


WHOLE = _whole()


class Table(NamedTuple):
    """The result of our reader: the header, and the texts of the wanted columns by row and column."""

    header: list[str]
    cells: dict[int, dict[int, str]]
    merged: list[int]


def ours(content: bytes, folder: Path) -> Table:
    with bounded():
        result, file = found(content, folder)
    gaps = {line for first, last in result.gaps for line in range(first, last + 1)}
    lines = [line for line in range(2, result.last_line + 1) if line not in gaps]
    assert len(lines) == result.total
    columns = pq.read_table(file).to_pydict() if file.exists() else {}
    cells = {
        line: {int(name[1:]): (texts[at] or "") for name, texts in columns.items()}
        for at, line in enumerate(lines)
    }
    return Table(result.header, cells, result.merged)


def theirs(content: bytes) -> dict[int, dict[int, Any]] | None:
    """Return what openpyxl reads from the only visible sheet; None if there is no workbook or sheet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        (page,) = [page for page in book.worksheets if page.sheet_state == "visible"]
        return {line[0].row: {n: one.value for n, one in enumerate(line)} for line in page.iter_rows()}
    except Exception:  # noqa: BLE001  # it raises arbitrary errors
        return None


def means(value: Any, cell: str) -> bool:
    """True if a value of openpyxl is this text of ours, in some number format."""
    match value:
        case None | "":
            return not cell
        case bool():
            return cell == str(value).upper()
        case int() | float():
            return cell.lstrip("0") == str(value).lstrip("0") or float(cell) == pytest.approx(value)
        case datetime():
            return cell in (value.strftime("%m/%d/%Y"), value.date().isoformat(), value.isoformat(" "))
        case str():
            return cell == value
        case _:
            return cell == value.isoformat()


def check(content: bytes, hits: int, undamaged: Table, folder: Path) -> None:
    """Compare both readers. `hits`: how many cells the damage may have changed without openpyxl."""
    try:
        table = ours(content, folder)
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
        assert error.remedy
        assert "x.example" not in str(error)
        return
    if table == undamaged:
        return
    other = theirs(content)
    if other:
        assert set(table.cells) | set(table.merged) == {
            line for line in other if line > 1 and any(value is not None for value in other[line].values())
        }
        for line, texts in table.cells.items():
            for column, cell in texts.items():
                assert means(other[line].get(column), cell), (line, column)
    else:
        assert set(table.cells) == set(undamaged.cells)
        different = [
            (line, column)
            for line, texts in table.cells.items()
            for column, cell in texts.items()
            if undamaged.cells[line].get(column) not in (cell, None)
        ]
        assert len(different) <= hits, different


@given(st.sampled_from([SHEET] * 4 + sorted(WHOLE)), damages(TOKENS))
@examples(300)
def damage_a_part(undamaged: Table, folder: Path, name: str, hits: list[Damage]) -> None:
    content = zipped(WHOLE | {name: damaged(WHOLE[name].encode(), hits)}, zipfile.ZIP_STORED)
    check(content, 2 * len(hits), undamaged, folder)


@given(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), damages(TOKENS))
@examples(150)
def damage_the_archive(undamaged: Table, folder: Path, method: int, hits: list[Damage]) -> None:
    check(damaged(zipped(WHOLE, method), hits), 0, undamaged, folder)


def test_a_damaged_part_is_refused_or_read_as_openpyxl_reads_it(tmp_path: Path) -> None:
    """F20: within little time and memory."""
    undamaged = ours(zipped(WHOLE), tmp_path)
    assert len(undamaged.cells) == 8
    with without_growth():
        damage_a_part(undamaged, tmp_path)


def test_a_damaged_archive_is_refused_or_reads_the_same(tmp_path: Path) -> None:
    """F03, F20: its parts have checksums."""
    with without_growth():
        damage_the_archive(ours(zipped(WHOLE), tmp_path), tmp_path)


def test_openpyxl_reads_the_undamaged_workbook(tmp_path: Path) -> None:
    """Otherwise the comparison would be empty."""
    other = theirs(zipped(WHOLE))
    assert other is not None
    for line, texts in ours(zipped(WHOLE), tmp_path).cells.items():
        assert all(means(other[line][column], cell) for column, cell in texts.items())


# Damages that a reader with defaults for everything would misread as another roster

SECOND = '<Relationship Id="rId2" Type="x/worksheet" Target="worksheets/sheet3.xml"/>'
HARM: Mapping[str, tuple[str, str, str]] = {
    "the styles are not found": ("xl/_rels/workbook.xml.rels", "/styles\"", "/stiles\""),
    "a style is missing": ("xl/styles.xml", '<xf numFmtId="14"/></cellXfs>', "</cellXfs>"),
    "a style has no number format": ("xl/styles.xml", 'xf numFmtId="164"', 'xf numEmtId="164"'),
    "a number format is not defined": ("xl/styles.xml", 'numFmt numFmtId="164"', 'numFmt numFmtId="166"'),
    "a number format has no code": ("xl/styles.xml", "formatCode", "formatcode"),
    "a cell has a style that is not a number": (SHEET, 's="2"', 's="z"'),
    "a cell has an undefined style": (SHEET, 's="2"', 's="3"'),
    "a cell has two styles": (SHEET, 's="2"', 's="2" s="0"'),
    "a cell has no reference": (SHEET, 'r="C5"', 'q="C5"'),
    "a row has no number": (SHEET, '<row r="5"', '<row q="5"'),
    "a row is misnamed": (SHEET, "</row></sheetData>", "</row><qow></qow></sheetData>"),
    "a cell is misnamed": (SHEET, "</row></sheetData>", "<d></d></row></sheetData>"),
    "a value is misnamed": (SHEET, "<v>105</v>", "<w>105</w>"),
    "a value is in no element": (SHEET, "<v>105</v>", "105"),
    "a value is cut in two": (SHEET, "<v>105</v>", "<v>1</v><v>05</v>"),
    "a value has an element in it": (SHEET, "<v>105</v>", "<v>1<x/>05</v>"),
    "a text is misnamed": (SHEET, "<t>e3@x.example</t>", "<u>e3@x.example</u>"),
    "a text has an element in it": (SHEET, "<t>e3@x.example</t>", "<t>e3<x/>@x.example</t>"),
    "a text is in a cell of another type": (SHEET, 't="inlineStr"><is><t>e3', 't="str"><is><t>e3'),
    "a text is in no element": (SHEET, "<t>e3@x.example</t>", "e3@x.example"),
    "a merged range is misnamed": (SHEET, "<mergeCell ", "<mergeSell "),
    "a shared text is misnamed": ("xl/sharedStrings.xml", "<si><t>S4</t></si>", "<sj><t>S4</t></sj>"),
    "a shared text is in no element": ("xl/sharedStrings.xml", "<si><t>S4</t></si>", "<si>S4</si>"),
    "the system of dates is unclear": ("xl/workbook.xml", 'date1904="0"', 'date1904="8"'),
    "the system of dates is misspelt": ("xl/workbook.xml", 'date1904="0"', 'date19O4="1"'),
    "the state of a sheet is misspelt": ("xl/workbook.xml", "state=", "stare="),
    "a sheet refers to nothing": ("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId7"'),
    "a sheet is misnamed": ("xl/workbook.xml", '<sheet name="Roster"', '<shoot name="Roster"'),
    "a style is misnamed": ("xl/styles.xml", '<cellXfs><xf ', '<cellXfs><yf '),
    "a number format is misnamed": ("xl/styles.xml", "<numFmt ", "<numFat "),
    "a relationship is misnamed": ("xl/_rels/workbook.xml.rels", 'ship Id="rIdA"', 'shop Id="rIdA"'),
    "a sheet is a text": ("xl/workbook.xml", '<sheet name="Roster"', '>sheet name="Roster"'),
    "a merged range is a text": (SHEET, "<mergeCell ", ">mergeCell "),
    "two sheets refer to one part": ("xl/workbook.xml", 'r:id="rId1"', 'r:id="rId2"'),
    "two relationships have one id": ("xl/_rels/workbook.xml.rels", "</Rel", SECOND + "</Rel"),
    "a relationship has no target": ("xl/_rels/workbook.xml.rels", "Target=", "Tarket="),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_damage_that_would_silently_change_the_roster_is_refused(harm: str, tmp_path: Path) -> None:
    name, before, after = HARM[harm]
    assert before in WHOLE[name]
    content = zipped(WHOLE | {name: WHOLE[name].replace(before, after, 1)})
    with pytest.raises(DeliveryError) as error:
        ours(content, tmp_path)
    assert error.value.code == "workbook_unreadable"


def test_two_archives_in_one_file_are_refused(tmp_path: Path) -> None:
    """F20: readers disagree on which of the two counts."""
    with pytest.raises(DeliveryError, match="something precedes the archive"):
        ours(zipped(WHOLE) + zipped(WHOLE), tmp_path)
