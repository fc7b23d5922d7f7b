"""Reads a customer's sample file, before anybody has written a mapping.

It is the file that will be delivered, so it is read by the reader that will read it: here only the header is
found, and then every column of it is wanted.

Belongs here: finding the header, and the whole table as text. Does not: what a column means
(`core/suggest/`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Records, WantedColumn
from qooper_assets.core.suggest.header_row import HeaderRow, find_header_row
from qooper_assets.core.suggest.headers import header_meaning
from qooper_assets.core.suggest.proposal import Sample
from qooper_assets.core.tenant.auth import PasswordAuth
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers import formats
from qooper_assets.readers.csv import layout
from qooper_assets.readers.csv import reader as csv_reader
from qooper_assets.readers.encodings import detect
from qooper_assets.readers.encodings.detect import Text
from qooper_assets.readers.excel import reader as excel_reader
from qooper_assets.readers.excel.errors import formula_without_value
from qooper_assets.readers.excel.first_rows import first_rows
from qooper_assets.readers.excel.sheet_parser import letters
from qooper_assets.readers.json import reader as json_reader
from qooper_assets.readers.sandbox import parent as sandbox_parent

HEAD_BYTES = 1 << 19
CSV_INSTEAD = "Ask the customer for CSV in UTF-8."
LIST_SEPARATOR = ";"
"""Joins the values of a list in JSON."""
DAY_PARTS = {
    "yyyy": "%Y", "yy": "%y", "mmmm": "%B", "mmm": "%b", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d",
}  # fmt: skip
"""Parts of a number format, and of `strptime`."""
IDS = {"employee_id", "id", "other_id", "user_id", "manager", "manager_id", "username"}
"""Meanings of columns whose cells are read as ids are shown."""
NOWHERE = Feed(
    host="sample.invalid",
    username="sample",
    auth=PasswordAuth(type="password", password="env:SAMPLE"),  # noqa: S106  # a reference to nothing
    path="/sample",
)
"""A sample is read by the rules of a feed, and comes from none."""


def read_sample(raw: Path, *, scratch: Path, where: str) -> Sample:
    """Read a sample file of any format.

    Raises `DeliveryError`, blocked, as `readers.read.read` does; header_not_recognized if no row looks like a
    header.
    """
    match formats.recognize(raw, where):
        case "csv":
            return _read_csv(raw, scratch, where)
        case "excel":
            return _read_excel(raw, scratch, where)
        case "json":
            return _read_json(raw, scratch, where)


def _wanted(names: Sequence[str], lists: Sequence[str] = ()) -> tuple[WantedColumn, ...]:
    """Every column whose name is unique. One of them has to be called the identifier, and one the e-mail, so
    that the reader can say whose row can't be read."""
    counts = Counter(map(normalize_header, names))
    unique = [name for name in names if name and counts[normalize_header(name)] == 1]
    meanings = {name: header_meaning(name).name for name in unique}
    email = next((name for name in unique if meanings[name] == "email"), unique[0] if unique else "")
    key = next((name for name in unique if meanings[name] == "employee_id"), email)
    wanted = [
        WantedColumn(
            name,
            None,
            LIST_SEPARATOR if name in lists else None,
            "email" if name == email else name,
            is_identity=name == key,
            holds_ids=meanings[name] in IDS,
        )
        for name in unique
    ]
    return tuple(wanted)


# CSV


def _read_csv(raw: Path, scratch: Path, where: str) -> Sample:
    text = _decode(raw, scratch, where)
    found = layout.find_layout(_first_lines(text.path), where)
    header = found.header
    row = header.row + bool(header.labels)
    names = header.labels or header.names
    csv: dict[str, Any] = {"delimiter": found.delimiter, "header_row": row}
    if text.encoding not in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        csv["encoding"] = text.encoding
    notes = [f"CSV, delimited by {_named(found.delimiter)}, in {text.encoding}; its header is line {row}."]
    feed = NOWHERE.model_copy(update={"csv": NOWHERE.csv.model_copy(update=csv)})
    records = csv_reader.read(raw, feed, _wanted(names), scratch=scratch, where=where)
    frame = pl.read_csv(
        records.paths[0], separator=records.delimiter, infer_schema=False, has_header=False, skip_rows=1,
        truncate_ragged_lines=True,
    )  # fmt: skip
    declared = {key: value for key, value in csv.items() if key == "encoding"}
    if row > 1:
        declared["header_row"] = row
    return _sample(
        {"format": "csv", "csv": declared} if declared else {"format": "csv"},
        records, frame, header, tuple(notes),
    )  # fmt: skip


def _decode(raw: Path, scratch: Path, where: str) -> Text:
    """Decode a text; where its letters leave the encoding open, the words of its header decide."""
    try:
        return detect.as_utf8(raw, "auto", scratch=scratch, where=where)
    except DeliveryError as error:
        if error.code != "encoding_unclear":
            raise
        found = layout.find_encoding(raw.read_bytes()[:HEAD_BYTES], detect.PAGES, where)
        if found is None:
            raise
        return detect.as_utf8(raw, found, scratch=scratch, where=where)


def _first_lines(text: Path) -> list[str]:
    with text.open(encoding="utf-8-sig", newline="") as file:
        return file.read(HEAD_BYTES).splitlines()


def _named(delimiter: str) -> str:
    return "a tab" if delimiter == "\t" else repr(delimiter)


# Excel


def _read_excel(raw: Path, scratch: Path, where: str) -> Sample:
    sheets = first_rows(raw, NOWHERE.limits, where)
    headers = [(sheet, found) for sheet in sheets if (found := find_header_row(sheet["rows"]))]
    if not headers:
        unread = next((cell for sheet in sheets for cell in sheet["unread"]), None)
        if unread:
            row, column = unread
            error = formula_without_value(f"{letters(column)}{row}")
            raise blocked(error.code, error.message, error.remedy, where)
        raise layout.no_header(where)
    sheet, header = max(headers, key=lambda pair: pair[1].score)
    row = header.row + bool(header.labels)
    excel: dict[str, Any] = {"header_row": row} if row > 1 else {}
    notes = [f"Excel workbook; its header is row {row} of the sheet {sheet['name']!r}."]
    if len(sheets) > 1:
        excel["sheet"] = sheet["name"]
        notes.append("The sheet is read by its name, because another one may come first one day.")
    feed = NOWHERE.model_copy(update={"format": "excel", "excel": NOWHERE.excel.model_copy(update=excel)})
    records = excel_reader.read(
        raw, feed, _wanted(header.labels or header.names), scratch=scratch, where=where
    )
    frame = pl.concat([pl.read_parquet(path) for path in records.paths]) if records.paths else pl.DataFrame()
    formats_of = {
        header.names[int(column)]: written
        for column, code in sheet["date_formats"].items()
        if int(column) < len(header.names) and (written := strptime_format(code))
    }
    declared: dict[str, object] = {"format": "excel", **({"excel": excel} if excel else {})}
    return _sample(declared, records, frame, header, tuple(notes), formats_of)


def strptime_format(code: str) -> str | None:
    """The number format of a date as a format of `strptime`; None if it shows more than a day."""
    plain = re.sub(r"\[[^\]]*\]|\\(.)|\"([^\"]*)\"", r"\1\2", code.split(";")[0]).strip().lower()
    found = re.findall(r"y+|m+|d+|[^a-z]+|[a-z]+", plain)
    written = [DAY_PARTS.get(part, part if not part[0].isalpha() else None) for part in found]
    days = [part for part in written if part and part.startswith("%")]
    return "".join(filter(None, written)) if None not in written and len(days) == 3 else None


# JSON


def _read_json(raw: Path, scratch: Path, where: str) -> Sample:
    def malformed(how: str) -> Any:
        return blocked("json_malformed", how, CSV_INSTEAD, where)

    survey = sandbox_parent.run(
        "qooper_assets.readers.json.survey",
        {"raw": str(raw)},
        NOWHERE.limits,
        where=where,
        if_broken=malformed,
    )
    names = [name for name, _ in survey["columns"]]
    lists = [name for name, is_list in survey["columns"] if is_list]
    feed = NOWHERE.model_copy(update={"format": "json", "records": survey["records"]})
    records = json_reader.read(raw, feed, _wanted(names, lists), scratch=scratch, where=where)
    frame = pl.concat([pl.read_parquet(path) for path in records.paths], how="diagonal")
    declared: dict[str, object] = {"format": "json"}
    notes = ["JSON; the document itself is the array of records, or has one on each line."]
    if survey["records"]:
        declared["records"] = survey["records"]
        notes = [f"JSON; its records are at {survey['records']}."]
    if survey["others"]:
        notes.append(f"Other arrays of objects are at {', '.join(survey['others'])}; they are not read.")
    header = HeaderRow(0, tuple(records.header), 0)
    sample = _sample(declared, records, frame, header, tuple(notes))
    return sample._replace(
        frame=sample.frame.select([name for name in names if name in sample.frame.columns])
    )


# The table


def _sample(
    feed: dict[str, Any],
    records: Records,
    frame: pl.DataFrame,
    header: HeaderRow,
    notes: tuple[str, ...],
    date_formats: dict[str, str] | None = None,
) -> Sample:
    """Name the columns of a table after the header; leave out those whose name is not unique."""
    counts = Counter(map(normalize_header, header.labels or header.names))
    names = list(header.names)
    read_as = list(header.labels or header.names)
    columns: dict[str, pl.Series] = {}
    for position, column in enumerate(frame.columns):
        place = int(column[1:]) if re.fullmatch("c[0-9]{5}", column) else position
        if place >= len(names) or not read_as[place] or counts[normalize_header(read_as[place])] > 1:
            continue
        columns[names[place] or read_as[place]] = frame.get_column(column)
    repeated = tuple(dict.fromkeys(name for name in read_as if name and counts[normalize_header(name)] > 1))
    labels = {name: label for name, label in zip(names, header.labels, strict=False) if name and label}
    table = pl.DataFrame([series.cast(pl.String).rename(name) for name, series in columns.items()])
    return Sample(feed, table, table.height, notes, repeated, date_formats=date_formats or {}, labels=labels)
