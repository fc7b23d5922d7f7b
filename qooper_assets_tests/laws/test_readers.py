"""A roster reads the same from a workbook and from JSON, however its writer chose to encode it.

Hypothesis draws the people and, for each cell, one of the ways in which programs write such a value;
the result has to be the people, in order, each at their row or position.
"""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.records import Records, WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json import documents
from qooper_assets_tests.readers.excel import workbooks

FORMATS = ("00000", "14", '"E"000', "yyyy-mm-dd")
FIVE_ZEROS, DAY, BADGE, ISO_DAY = 1, 2, 3, 4
"""Numbers of styles."""
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}


class Person(NamedTuple):
    """One person's values in the roster; None if blank."""

    id: str
    mail: str | None
    since: date | None
    note: str | None


TEXT = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Z"], blacklist_characters="\ufffe\uffff_"),
    min_size=1,
    max_size=8,
)
PERSON = st.builds(
    Person,
    st.from_regex(r"[0-9]{5}|[1-9][0-9]{0,14}|E[0-9]{3}|[A-Z]{2}-[0-9]{1,3}", fullmatch=True),
    st.none() | TEXT.map("{}@x.example".format),
    st.none() | st.dates(date(1905, 1, 1), date(2200, 1, 1)),
    st.none() | TEXT,
)
ROSTER = st.lists(PERSON, min_size=1, max_size=8)


# As a workbook


class Hand:
    """Writes the cells of one workbook, each in a drawn way."""

    def __init__(self, draw: st.DrawFn, epoch: int) -> None:
        self.draw = draw
        self.epoch = epoch
        self.shared: list[str] = []

    def any_of(self, *ways: str) -> str:
        return self.draw(st.sampled_from(ways))

    def text(self, place: str, value: str | None) -> str:
        if value is None:
            return self.any_of("", f'<c r="{place}" s="{DAY}"/>', workbooks.text(place, ""))
        escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self.shared.append(f"<t>{escaped}</t>")
        return self.any_of(
            workbooks.text(place, escaped),
            workbooks.cell(place, "s", str(len(self.shared) - 1)),
            workbooks.cell(place, "str", escaped, "<f>A1</f>"),
        )

    def id(self, place: str, value: str) -> str:
        ways = [self.text(place, value)]
        if value.isdigit() and len(value) == 5:
            ways.append(workbooks.number(place, str(int(value)), FIVE_ZEROS))
        if value.isdigit() and value[0] != "0":
            ways += [workbooks.number(place, value), workbooks.number(place, f"{value}.0")]
        if value[0] == "E" and value[1:].isdigit() and len(value) == 4:
            ways.append(workbooks.number(place, str(int(value[1:])), BADGE))
        return self.any_of(*ways)

    def day(self, place: str, value: date | None) -> str:
        if value is None:
            return self.text(place, None)
        serial = (value - EPOCHS[self.epoch]).days
        return self.any_of(
            workbooks.number(place, str(serial), DAY),
            workbooks.number(place, f"{serial}.0", ISO_DAY),
            workbooks.cell(place, "d", value.isoformat()),
            self.text(place, value.strftime("%m/%d/%Y")),
        )


@st.composite
def some_workbooks(draw: st.DrawFn) -> tuple[bytes, dict[str, Any], dict[int, Person]]:
    """Draw a workbook, its settings, and the person in each row."""
    people = draw(ROSTER)
    epoch, header_row = draw(st.sampled_from([1900, 1904])), draw(st.integers(1, 4))
    hand, rows, row = Hand(draw, epoch), {}, header_row
    lines = [workbooks.row(1, workbooks.text("A1", "Confidential"))] if header_row > 1 else []
    names = draw(st.permutations(["id", "E-Mail", "since", "note", "other"]))
    lines.append(workbooks.header(*names, number=header_row))
    for person in people:
        row += draw(st.integers(1, 3))
        rows[row] = person
        cells = []
        for letter, name in zip("ABCDE", names, strict=True):
            place = f"{letter}{row}"
            match name:
                case "id":
                    cells.append(hand.id(place, person.id))
                case "E-Mail":
                    cells.append(hand.text(place, person.mail))
                case "since":
                    cells.append(hand.day(place, person.since))
                case "note":
                    cells.append(hand.text(place, person.note))
                case _:
                    cells.append(hand.text(place, "x"))
        lines.append(workbooks.row(row, *cells))
    sheets = {"Roster": workbooks.sheet(*lines)}
    if draw(st.booleans()):
        other = workbooks.sheet(workbooks.HEAD, workbooks.person(2))
        sheets = {"Lists": other, **sheets, "Former": other}
    parts = workbooks.parts(
        sheets,
        properties=f'<workbookPr date1904="{int(epoch == 1904)}"/>',
        styles=workbooks.styles(*FORMATS),
        shared=workbooks.shared(*hand.shared),
    )
    shape = {"sheet": "roster" if len(sheets) > 1 else None, "header_row": header_row}
    return workbooks.zipped(parts), shape, rows


@given(some_workbooks())
@settings(deadline=None, derandomize=True, max_examples=60)
def test_a_roster_in_a_workbook_is_read_as_meant(
    drawn: tuple[bytes, dict[str, Any], dict[int, Person]],
) -> None:
    """P15, P16, P20, P21, P24, P26"""
    content, shape, rows = drawn
    wanted = [
        ("id", None, True),
        ("e-mail", None, False),
        ("since", "%m/%d/%Y", False),
        ("note", None, False),
    ]
    with tempfile.TemporaryDirectory() as name:
        result, file = workbooks.found(content, Path(name), wanted=wanted, **shape)
        places = {normalize_header(name): f"c{at:05d}" for at, name in enumerate(result.header)}
        cells = pl.read_parquet(file).select(places[normalize_header(name)] for name, *_ in wanted).rows()
    gaps = {line for first, last in result.gaps for line in range(first, last + 1)} | {shape["header_row"]}
    lines = [line for line in range(1, result.last_line + 1) if line not in gaps]
    meant = {
        row: (one.id, one.mail, one.since and one.since.strftime("%m/%d/%Y"), one.note)
        for row, one in rows.items()
    }
    found = {line: tuple(text or None for text in texts) for line, texts in zip(lines, cells, strict=True)}
    assert found == meant
    assert result.skipped == max(rows) - shape["header_row"] - len(rows)


# As JSON


@st.composite
def some_json(draw: st.DrawFn) -> tuple[str, str, dict[int, Person]]:
    """Draw a file, the path to its records, and the person on each line or at each position."""
    people = draw(ROSTER)
    shape = draw(st.sampled_from(["array", "lines", "nested"]))
    written = []
    for person in people:
        id_ = (
            int(person.id)
            if person.id.isdigit() and person.id[0] != "0" and draw(st.booleans())
            else person.id
        )
        record: dict[str, Any] = {"id": id_, "since": person.since and person.since.isoformat()}
        if person.mail is not None or draw(st.booleans()):
            record["contact"] = {"mails": [{"to": person.mail}]}
        if person.note is not None or draw(st.booleans()):
            record[draw(st.sampled_from(["note", "Note"]))] = person.note
        keys = draw(st.permutations(list(record)))
        written.append(json.dumps({key: record[key] for key in keys}, ensure_ascii=draw(st.booleans())))
    if shape == "array":
        return "[" + " ,\n".join(written) + "]", "", dict(enumerate(people, 1))
    if shape == "nested":
        return (
            f'{{"a": [{{}}], "data": {{"all": [{",".join(written)}]}}}}',
            "/data/all",
            dict(enumerate(people, 1)),
        )
    text, line, rows = "", 1, {}
    for person, one in zip(people, written, strict=True):
        blank = draw(st.integers(0, 2))
        text += " \n" * blank + one + "\n"
        rows[line + blank] = person
        line += blank + 1
    return text, "", rows


@given(some_json(), st.sampled_from([1, 50, 1 << 18]))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_a_roster_in_json_is_read_as_meant(
    drawn: tuple[str, str, dict[int, Person]], block_bytes: int
) -> None:
    """P29"""
    content, records, rows = drawn
    wanted = [WantedColumn(name, None, None) for name in ("id", "/contact/mails/0/to", "since", "note")]
    with tempfile.TemporaryDirectory() as name:
        raw = Path(name) / "raw"
        raw.write_text(content, encoding="utf-8", newline="")
        result: Records = documents.read(
            raw, records, wanted, Limits(), scratch=Path(name), where="", block_bytes=block_bytes
        )
        places = {normalize_header(name): f"c{at:05d}" for at, name in enumerate(result.header)}
        frame = pl.concat([pl.read_parquet(path) for path in result.paths])
    columns = [
        frame[places[normalize_header(column)]].to_list()
        if normalize_header(column) in places
        else [None] * frame.height
        for column, *_ in wanted
    ]
    lines = [line for line in range(1, result.last_line + 1) if line not in set(result.gaps)]
    found = {
        line: tuple(text or None for text in texts)
        for line, texts in zip(lines, zip(*columns, strict=True), strict=True)
    }
    meant = {
        line: (one.id, one.mail, one.since and one.since.isoformat(), one.note) for line, one in rows.items()
    }
    assert found == meant
    assert result.unreadable == ()
