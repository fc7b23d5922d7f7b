"""Hostile and odd deliveries, each a file named for its defect, with the expected table or refusal.

A file of `excel/` or `json/` states what it shows (`says`, with the code of its case), what is delivered,
and the result: a table (`expected`, and `skipped` rows, if any), or a refusal (`refused`, its code
and a part of its message). Each line of a table begins with its row in the sheet, its line, or its place in
the array; a row rejected on its own says `rejected` and why. `·` is a key that a JSON record lacks.

Keys of both: `feed` (of the tenant file: `excel`, `records`, `limits`), `wanted` (columns other than id,
e-mail and since), `where` (a name that represents a repeated text in the delivery, and how often).

A workbook is `given` as a table, or as `sheets` of them by name, each cell as
    text   ~shared text   #123   #123 {00000}   ?1   !#N/A   @2024-04-01   =A1 → 12   =A1 → 'x'   =A1 →   .
which is inline text, a shared string, a number, one with a number format (or the number of a built-in one),
a boolean, an error, a day as ISO 8601, formulas with and without their results, and a formatted blank.
Optional keys: `hidden` (sheets), `hidden_rows`, `merged`, `days_from` (1904), `damaged` (part: [what,
by what]), `parts` (additional ones, or the only ones where there is no table), `archive` (damage to
the whole: cut, joined, twice, password). JSON is `given` verbatim; `bytes: true` means that each character
is a byte.
"""

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

import polars as pl
import pytest
import yaml

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.records import Records, WantedColumn
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.excel import child
from qooper_assets.readers.json import documents
from qooper_assets_tests.readers.excel import workbooks

HERE = Path(__file__).parent
WANTED = {"id": None, "e-mail": None, "since": "%Y-%m-%d"}
"""Column → format of its dates."""


def table(text: str) -> dict[int, list[str]]:
    """Return the cells of a table by the number that begins each line; the header, #, is 0."""
    found = {}
    for line in text.strip("\n").splitlines():
        number, *cells = (cell.strip() for cell in line.split("|"))
        found[0 if number == "#" else int(number)] = cells
    return found


def replaced(given: str, where: dict[str, list[Any]]) -> str:
    for name, (text, times) in where.items():
        given = given.replace(name, text * times)
    return given


# Workbooks


class Writer:
    """Writes the XML of cells, and collects the number formats and shared strings that they need."""

    def __init__(self) -> None:
        self.formats: list[str] = []
        self.texts: list[str] = []

    def cell(self, place: str, written: str) -> str:
        written = escape(written)
        mark, rest = written[:1], written[1:]
        match mark:
            case "":
                return ""
            case ".":
                return f'<c r="{place}" s="0"/>'
            case "~":
                return workbooks.cell(place, "s", str(self._number(rest, self.texts)))
            case "#":
                value, _, code = unescape(rest).removesuffix("}").partition(" {")
                style = self._number(code, self.formats) + 1 if code else 0
                return workbooks.number(place, value, style)
            case "?" | "!" | "@":
                return workbooks.cell(place, {"?": "b", "!": "e", "@": "d"}[mark], rest)
            case "=":
                formula, value = (one.strip() for one in rest.split("→"))
                if not value:
                    return f'<c r="{place}"><f>{formula}</f></c>'
                kind = "str" if value.startswith("'") else "n"
                return workbooks.cell(place, kind, value.strip("'"), f"<f>{formula}</f>")
            case _:
                return workbooks.text(place, written)

    @staticmethod
    def _number(one: str, many: list[str]) -> int:
        if one not in many:
            many.append(one)
        return many.index(one)

    def sheet(self, text: str, case: dict[str, Any]) -> str:
        rows = []
        for number, cells in table(text).items():
            placed = (self.cell(f"{chr(65 + n)}{number}", one) for n, one in enumerate(cells))
            row = workbooks.row(number, *placed)
            is_hidden = number in case.get("hidden_rows", ())
            rows.append(row.replace("<row ", '<row hidden="1" ') if is_hidden else row)
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in case.get("merged", ()))
        return workbooks.sheet(*rows, after=f"<mergeCells>{ranges}</mergeCells>" if ranges else "")


def workbook(case: dict[str, Any]) -> bytes:
    writer, where = Writer(), case.get("where", {})
    tables = case.get("sheets") or ({"Roster": case["given"]} if "given" in case else {})
    sheets = {name: replaced(writer.sheet(text, case), where) for name, text in tables.items()}
    parts: dict[str, str] = {}
    if sheets:
        parts = workbooks.parts(
            sheets,
            hidden=case.get("hidden", ()),
            properties=f'<workbookPr date1904="{int(case.get("days_from") == 1904)}"/>',
            styles=workbooks.styles(*writer.formats),
            shared=workbooks.shared(*(f"<t>{replaced(text, where)}</t>" for text in writer.texts)),
        )
    for part, (before, after) in case.get("damaged", {}).items():
        assert before in parts[part], f"nothing to damage in {part}"
        parts[part] = replaced(parts[part].replace(before, after, 1), where)
    content = workbooks.zipped(parts | case.get("parts", {}))
    match case.get("archive"):
        case "cut":
            return content[: len(content) // 2]
        case "joined":
            return content + content
        case "twice":
            out = io.BytesIO(content)
            with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("xl/workbook.xml", parts["xl/workbook.xml"])
            return out.getvalue()
        case "password":
            at = content.index(b"PK\1\2") + 8
            return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]
    return content


def read_workbook(content: bytes, case: dict[str, Any], folder: Path) -> tuple[dict[int, list[str]], int]:
    feed, limits = case.get("feed", {}), Limits(**case.get("feed", {}).get("limits", {}))
    wanted = case.get("wanted", WANTED)
    result, file = workbooks.found(
        content,
        folder,
        **Excel(**feed.get("excel", {})).model_dump(),
        wanted=[(name, date_format, name == "id") for name, date_format in wanted.items()],
        rows_max=limits.rows_max,
        columns_max=limits.columns_max,
        inflated_bytes_max=limits.inflated_bytes_max,
        inflation_ratio_max=limits.inflation_ratio_max,
    )
    assert isinstance(result, child.Found)
    gaps = {line for first, last in result.gaps for line in range(first, last + 1)}
    header_row = feed.get("excel", {}).get("header_row", 1)
    lines = [line for line in range(1, result.last_line + 1) if line not in gaps and line != header_row]
    rows = pl.read_parquet(file).rows(named=True) if file.exists() else []
    names = {normalize_header(name): f"c{position:05d}" for position, name in enumerate(result.header)}
    found = {
        line: [row.get(names.get(normalize_header(name), "")) or "" for name in wanted]
        for line, row in zip(lines, rows, strict=True)
    }
    return found | {line: ["rejected", "merged_cells"] for line in result.merged}, result.skipped


# JSON


def read_json(content: bytes, case: dict[str, Any], folder: Path) -> tuple[dict[int, list[str]], int]:
    feed, wanted = case.get("feed", {}), case.get("wanted", {"id": None, "e-mail": None, "/name/first": None})
    raw = folder / "raw"
    raw.write_bytes(content)
    records: Records = documents.read(
        raw,
        feed.get("records", ""),
        [WantedColumn(name, None, split) for name, split in wanted.items()],
        Limits(**feed.get("limits", {})),
        scratch=folder,
        where="/roster.json",
    )
    names = {normalize_header(name): f"c{position:05d}" for position, name in enumerate(records.header)}
    rows = [row for path in records.paths for row in pl.read_parquet(path).rows(named=True)]
    lines = [line for line in range(1, records.last_line + 1) if line not in set(records.gaps)]
    found = {
        line: [
            "·" if (cell := row.get(names.get(normalize_header(name), ""))) is None else cell
            for name in wanted
        ]
        for line, row in zip(lines, rows, strict=True)
    }
    return found | {one.source_line: ["rejected", one.reason] for one in records.unreadable}, records.skipped


# The results

CASES = sorted(HERE.glob("excel/*.yaml")) + sorted(HERE.glob("json/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_delivery_meets_what_its_file_says(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert re.match(r"[A-Z]+\d\d", case["says"]), "`says` begins with a case code"
    if path.parent.name == "excel":
        content, read = workbook(case), read_workbook
    else:
        text = replaced(case["given"], case.get("where", {}))
        content, read = text.encode("latin-1" if case.get("bytes") else "utf-8"), read_json
    if "refused" in case:
        code, words = case["refused"]
        with pytest.raises(DeliveryError) as error:
            read(content, case, tmp_path)
        assert (error.value.code, error.value.result) == (code, Result.BLOCKED)
        assert words in error.value.message
        return
    expected = table(case["expected"])
    columns = expected.pop(0)
    assert [normalize_header(name) for name in columns] == [
        normalize_header(name) for name in case.get("wanted", {})
    ] or ("wanted" not in case and len(columns) == 3)
    found, skipped = read(content, case, tmp_path)
    assert dict(sorted(found.items())) == expected
    assert skipped == case.get("skipped", 0)


def test_there_are_deliveries_of_both_formats() -> None:
    """Otherwise the test above could silently run without a delivery."""
    assert {path.parent.name for path in CASES} == {"excel", "json"}
