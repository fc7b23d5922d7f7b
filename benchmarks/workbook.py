"""A workbook turned into proved text (process, proof and Parquet included) against openpyxl reading it.

    python -m benchmarks.workbook [--people 100000] [--pairs 5]

The rival opens the same file read-only and iterates over the bare values of its rows, the fastest that
openpyxl offers, and discards them. Each measurement is a separate process; the two take turns, and the ratio
is computed pair by pair. Two workbooks: one with shared strings, as Excel writes, and one with inline
strings, as openpyxl itself and many exports write.
"""

import argparse
import csv
import resource
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter

from benchmarks import rosters
from benchmarks.measuring import Found, Work, agree, in_turns, measure, ratios, show
from qooper_assets.core.mapping import wanted_columns
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.readers.excel import reader as excel_reader

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EXTRA = ("Hours", "Floor", "Team", "Remote", "Note")
NAME = "workbook.xlsx"
PADDED, DAY = 1, 2
"""Style numbers."""


def people(count: int, folder: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Make header and rows of `rosters.py`, with ids and day as Excel stores them, and five more columns."""
    day1, _ = rosters.write(count, folder)
    with day1.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    rows = []
    for n, cells in enumerate(lines):
        values: list[Any] = [cell or None for cell in cells]
        values[0] = int(cells[0])
        values[8] = int(cells[8]) if cells[8] else None
        values[9] = datetime.strptime(cells[9], "%m/%d/%Y").date()  # noqa: DTZ007
        rows.append((*values, n * 1.5, n % 7, f"x{n % 50}", n % 2 == 0, f"text {n}"))
    return [*header, *EXTRA], rows


def write(path: Path, header: list[str], rows: list[tuple[Any, ...]], *, is_shared: bool) -> None:
    """Write a workbook as Excel does, or one with inline strings."""
    texts: dict[str, int] = {}
    letters = [get_column_letter(n + 1) for n in range(len(header))]

    def cell(place: str, value: Any, column: int) -> str:
        match value:
            case None:
                return ""
            case bool():
                return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
            case date():
                return f'<c r="{place}" s="{DAY}"><v>{(value - date(1899, 12, 30)).days}</v></c>'
            case int() | float():
                style = f' s="{PADDED}"' if column in (0, 8) else ""
                return f'<c r="{place}"{style}><v>{value!r}</v></c>'
            case _ if is_shared:
                return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
            case _:
                return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    def sheet() -> Iterator[str]:
        yield f'{DECLARATION}<worksheet xmlns="{MAIN}">'
        yield f'<dimension ref="A1:{letters[-1]}{len(rows) + 1}"/><sheetData>'
        for number, values in enumerate((header, *rows), 1):
            cells = (cell(f"{letters[n]}{number}", value, n) for n, value in enumerate(values))
            yield f'<row r="{number}" spans="1:{len(header)}">{"".join(cells)}</row>'
        yield "</sheetData></worksheet>"

    def shared() -> Iterator[str]:
        yield f'{DECLARATION}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">'
        yield from (f"<si><t>{escape(text)}</t></si>" for text in texts)
        yield "</sst>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _small_parts().items():
            archive.writestr(name, DECLARATION + content)
        _add(archive, "xl/worksheets/sheet1.xml", sheet())
        _add(archive, "xl/sharedStrings.xml", shared())


def _add(archive: zipfile.ZipFile, name: str, content: Iterable[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in content:
            part.write(piece.encode())


def _small_parts() -> dict[str, str]:
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles",
             "sharedStrings": "sharedStrings"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{SPREADSHEET}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    targets = [("worksheet", "worksheets/sheet1"), ("styles", "styles"), ("sharedStrings", "sharedStrings")]
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        for n, (kind, name) in enumerate(targets, 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Roster" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>'
        '<numFmt numFmtId="164" formatCode="000000000"/></numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
    }  # fmt: skip


def ours(folder: Path) -> Work:
    """Read by the process that the product starts; its resource usage is in `found`."""
    wanted = wanted_columns(rosters.TENANT)
    assert len(wanted) == 20

    def work() -> Found:
        with tempfile.TemporaryDirectory() as scratch:
            feed = rosters.TENANT.feed.model_copy(update={"excel": Excel()})
            records = excel_reader.read(
                folder / NAME, feed, wanted, scratch=Path(scratch), where="/workbook.xlsx"
            )
        took = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "rows": records.total,
            "cpu": took.ru_utime + took.ru_stime,
            "peak_mib": took.ru_maxrss / 1024,
        }

    return work


def rival(folder: Path) -> Work:
    def work() -> Found:
        book = openpyxl.load_workbook(folder / NAME, read_only=True, data_only=True)
        return {"rows": sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1}

    warnings.simplefilter("ignore")  # about the missing style named Normal
    return work


def compare(title: str, pairs: int, folder: Path) -> None:
    a, b = in_turns(
        pairs,
        partial(measure, "benchmarks.workbook:ours", folder),
        partial(measure, "benchmarks.workbook:rival", folder),
    )
    agree("rows", *(m.found["rows"] for m in (*a, *b)))
    cpu = [m.cpu + m.found["cpu"] for m in a]
    show(
        f"{title}, {(folder / NAME).stat().st_size / 1e6:.1f} MB, {pairs} pairs",
        {
            "ours, CPU s": cpu,
            "openpyxl, CPU s": [m.cpu for m in b],
            "CPU, openpyxl / ours": ratios([m.cpu for m in b], cpu),
            "wall, openpyxl / ours": ratios([m.wall for m in b], [m.wall for m in a]),
            "ours, peak MiB (parsing)": [m.found["peak_mib"] for m in a],
            "openpyxl, peak MiB": [m.peak_mib for m in b],
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        header, rows = people(arguments.people, Path(name))
        for kind in ("shared", "inline"):
            folder = Path(name) / kind
            folder.mkdir()
            write(folder / NAME, header, rows, is_shared=kind == "shared")
            title = f"{arguments.people:,} people x {len(header)} columns, 20 wanted, {kind} strings"
            compare(title, arguments.pairs, folder)


if __name__ == "__main__":
    main()
