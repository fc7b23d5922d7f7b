"""Workbooks for tests, built by hand so that each can have exactly one defect, and reading them.

`read` runs the code of the parsing subprocess in this process, where a bug surfaces instead of being
reported as an unreadable workbook.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

import pyarrow.parquet as pq
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.excel import child

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text(place: str, value: str, style: int = 0) -> str:
    """Return a cell of inline text; `value` is already XML."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place: str, value: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def cell(place: str, kind: str, value: str, formula: str = "") -> str:
    """Return a cell of a type, with `value` as its `v` element."""
    return f'<c r="{place}" t="{kind}">{formula}<v>{value}</v></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def header(*names: str, number: int = 1) -> str:
    return row(number, *(text(f"{chr(65 + n)}{number}", name) for n, name in enumerate(names)))


def sheet(*rows: str, after: str = "") -> str:
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def styles(*formats: str) -> str:
    """Return styles: style 0 is General; style n has the n-th format, or the built-in one of that number."""
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>'
        for n, code in enumerate(formats)
        if not code.isdecimal() or code.startswith("0")
    )
    numbers = [
        code if code.isdecimal() and not code.startswith("0") else str(164 + n)
        for n, code in enumerate(formats)
    ]
    kinds = "".join(f'<xf numFmtId="{number}"/>' for number in ["0", *numbers])
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{kinds}</cellXfs></styleSheet>'
    )


def shared(*items: str) -> str:
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'{DECLARATION}<sst xmlns="{MAIN}">{inside}</sst>'


def parts(
    sheets: str | Mapping[str, str],
    *,
    hidden: Sequence[str] = (),
    properties: str = "",
    styles: str | None = None,
    shared: str | None = None,
) -> dict[str, str]:
    """Return the parts of a workbook by name. `sheets`: one, called Roster, or several by name."""
    if isinstance(sheets, str):
        sheets = {"Roster": sheets}
    names = list(sheets)
    states = {name: 'state="hidden"' if name in hidden else "" for name in names}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" {states[name]} r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    targets = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
    targets += [("rIdA", "styles", "styles.xml"), ("rIdB", "sharedStrings", "sharedStrings.xml")]
    found = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/></Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(targets),
    }
    for n, name in enumerate(names, 1):
        found[f"xl/worksheets/sheet{n}.xml"] = sheets[name]
    if styles is not None:
        found["xl/styles.xml"] = styles
    if shared is not None:
        found["xl/sharedStrings.xml"] = shared
    return found


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, kind, target in targets
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


# Reading

HEAD = header("id", "e-mail", "since", "title")
WANTED = (("id", None, True), ("E-Mail", None, False), ("since", "%m/%d/%Y", False))


class Reading(NamedTuple):
    """The result of every row of a sheet, by its row number."""

    people: dict[int, tuple[str | None, ...]]
    """id, e-mail, since."""
    merged: list[int]
    skipped: int


def found(content: bytes, folder: Path, **changes: Any) -> tuple[child.Found, Path]:
    """Return what the child finds, run in this process."""
    raw = folder / "raw"
    raw.write_bytes(content)
    file = folder / "rows.parquet"
    file.unlink(missing_ok=True)
    limits = Limits()
    job = child.Job(
        raw=str(raw),
        file=str(file),
        sheet=None,
        header_row=1,
        wanted=list(WANTED),
        inflated_bytes_max=limits.inflated_bytes_max,
        inflation_ratio_max=limits.inflation_ratio_max,
        rows_max=limits.rows_max,
        columns_max=limits.columns_max,
    )
    return child.run(job._replace(**changes)), file


def read(content: bytes, folder: Path, **changes: Any) -> Reading:
    result, file = found(content, folder, **changes)
    table = pq.read_table(file)
    assert set(table.column_names) <= {f"c{position:05d}" for position in range(len(result.header))}
    header_row = changes.get("header_row", 1)
    gaps = {line for first, last in result.gaps for line in range(first, last + 1)}
    lines = [line for line in range(1, result.last_line + 1) if line not in gaps and line != header_row]
    assert len(lines) == result.total == table.num_rows, "a row is lost, or in two places"
    assert result.skipped + result.total + len(result.merged) == result.last_line - header_row
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return Reading(dict(zip(lines, rows, strict=True)), result.merged, result.skipped)


def refused(content: bytes, folder: Path, **changes: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        found(content, folder, **changes)
    assert error.value.result is Result.BLOCKED
    assert error.value.remedy
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert not (folder / "rows.parquet").exists() or error.value.code != "not_tabular"
    return error.value


def person(line: int, *, id_: str = "", since: str = "") -> str:
    """Return a row with an id, an e-mail, and optionally a day; cells are given as XML."""
    return row(line, id_ or text(f"A{line}", f"E{line}"), text(f"B{line}", f"e{line}@x.example"), since)


def people(*lines: int) -> dict[int, tuple[str | None, ...]]:
    return {line: (f"E{line}", f"e{line}@x.example", None) for line in lines}
