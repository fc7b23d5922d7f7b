"""Writes an export as a file: the same bytes for the same number of people and seed.

Belongs here: files. Does not: values (`cells.py`).
"""

import csv
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from benchmarks.exports.model import Cell, Export
from benchmarks.exports.people import company
from benchmarks.exports.words_rare import ALL_WORDS

Row = list[Cell]


def write(export: Export, people: int, folder: Path, seed: int = 1) -> Path:
    """Write the file of a company of so many people, and return its path."""
    path = folder / f"{export.name}{export.format.suffix}"
    rows = cells(export, people, seed)
    if export.format.kind == "csv":
        path.write_bytes(_csv(export, rows))
    elif export.format.kind == "excel":
        path.write_bytes(_workbook(export, rows))
    else:
        path.write_text(_document(export, rows), encoding=export.format.encoding)
    return path


def cells(export: Export, people: int, seed: int = 1) -> list[Row]:
    """One row a person, one cell a column."""
    rng = Random(f"{export.name} {seed}")
    everybody = company(ALL_WORDS[export.locale], people, seed)
    return [[column.make(person, rng) for column in export.columns] for person in everybody]


def _above_and_below(export: Export, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    form = export.format
    above: list[Row] = [list(title) for title in form.titles]
    above.append(list(export.headers))
    if form.labels:
        above.append(list(form.labels))
    below: list[Row] = [[text.format(people=len(rows)) for text in form.trailer]] if form.trailer else []
    return above, below


def _csv(export: Export, rows: list[Row]) -> bytes:
    form = export.format
    above, below = _above_and_below(export, rows)
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=form.delimiter, quoting=csv.QUOTE_ALL if form.quote_all else csv.QUOTE_MINIMAL
    )
    writer.writerows(above)
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    writer.writerows(below)
    return text.getvalue().encode(form.encoding)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, list):
        return "; ".join(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _workbook(export: Export, rows: list[Row]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    above, below = _above_and_below(export, rows)
    for row in [*above, *rows, *below]:
        sheet.append([None if cell == "" else cell for cell in row])
    for line in sheet.iter_rows(min_row=len(above) + 1):
        for cell in line:
            if isinstance(cell.value, date):
                cell.number_format = "dd.mm.yyyy" if export.language == "de" else "dd/mm/yyyy"
    written = io.BytesIO()
    book.save(written)
    return _without_the_time_of_day(written)


def _without_the_time_of_day(written: io.BytesIO) -> bytes:
    """The same archive without the moment at which it was written."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-02T06:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 6, 0, 0)), content)
    return again.getvalue()


def _document(export: Export, rows: list[Row]) -> str:
    records = [_record(export.headers, row) for row in rows]
    if export.format.lines:
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    document: Any = records
    for key in reversed(export.format.records):
        document = {"generatedAt": "2026-11-02T06:00:00Z", key: document}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _record(headers: tuple[str, ...], row: Row) -> dict[str, Any]:
    """An object; a header such as `/business/email` stands for an object in it."""
    record: dict[str, Any] = {}
    for header, cell in zip(headers, row, strict=True):
        keys = header[1:].split("/") if header.startswith("/") else [header]
        inside = record
        for key in keys[:-1]:
            inside = inside.setdefault(key, {})
        inside[keys[-1]] = cell.isoformat() if isinstance(cell, date) else None if cell == "" else cell
    return record
