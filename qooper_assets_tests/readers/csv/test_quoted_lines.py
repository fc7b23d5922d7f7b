"""Nobody comes out of the middle of a quoted cell, and nobody is swallowed by one (P35).

Whoever edits a free text that the customer's system exports controls the lines of a quoted cell. Records are
compared as an engine reads them, from the file that the reader hands over.
"""

import csv
import io
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.records import Records
from qooper_assets.core.tenant.limits import Limits
from qooper_assets_tests.readers.csv.test_reader import scanned

HEAD = "id,e-mail,last,title\n"
SHORT_ROWS = {"newlines_in_fields": True, "short_rows": "blank_at_end"}
LEE, RAY = "E1,a@x.example,Lee,Boss\n", "E5,e@x.example,Ray,B\n"


class Seen(NamedTuple):
    """The records of a file by line, and why its other lines are none."""

    records: dict[int, list[str]]
    rejected: dict[int, str]
    present: set[str]
    """Identifiers on rejected lines."""


def seen(records: Records) -> Seen:
    gaps = {records.header_line, *records.gaps}
    lines = [line for line in range(1, records.last_line + 1) if line not in gaps]
    with records.paths[0].open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file, delimiter=records.delimiter, strict=True))[1:]
    return Seen(
        dict(zip(lines, found, strict=True)),
        {one.source_line: one.reason for one in records.unreadable},
        {one.identifier for one in records.unreadable if one.identifier},
    )


def read(content: str, folder: Path, **given: Any) -> Seen:
    return seen(scanned(content.encode(), folder, **given))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("newlines_in_fields", [False, True])
def test_p35_a_row_inside_a_quoted_cell_is_not_a_person(
    newlines_in_fields: bool, end: str, tmp_path: Path
) -> None:
    text = LEE + 'E2,b@x.example,Ng,"\nE9,evil@x.example,Evil,Admin\n"\n' + RAY
    found = read((HEAD + text).replace("\n", end), tmp_path, newlines_in_fields=newlines_in_fields)
    assert [cells[0] for cells in found.records.values()] == ["E1", "E5"]
    opening = "row_in_cell" if newlines_in_fields else "line_break_in_cell"
    assert found.rejected == {3: opening, 4: "between_quotes"}
    assert found.present == {"E2", "E9"}


@pytest.mark.parametrize("newlines_in_fields", [False, True])
def test_p35_two_stray_quotes_swallow_no_row(newlines_in_fields: bool, tmp_path: Path) -> None:
    """One is at the beginning of a last cell, the other at the end of the next row's first cell."""
    text = LEE + 'E2,b@x.example,Ng,"Head\nE3",c@x.example,Kay,B\n' + RAY
    found = read(HEAD + text, tmp_path, newlines_in_fields=newlines_in_fields)
    assert sorted(found.rejected) == [3, 4]
    assert found.present == {"E2", "E3"}
    assert [cells[0] for cells in found.records.values()] == ["E1", "E5"]


def test_p35_two_stray_quotes_that_leave_the_right_number_of_cells_swallow_no_row(tmp_path: Path) -> None:
    text = LEE + 'E2,,"Ng,Head\nE3,,Kay",B\n' + RAY
    found = read(HEAD + text, tmp_path, newlines_in_fields=True)
    assert found.rejected == {3: "row_in_cell", 4: "between_quotes"}
    assert found.present == {"E2", "E3"}


@pytest.mark.parametrize("row", ["E3,c@x.example", "E3", "E3,c@x.example,Kay,B,Berlin"])
def test_p35_a_row_of_somebody_known_is_not_swallowed_though_it_is_short_or_long(
    row: str, tmp_path: Path
) -> None:
    text = LEE + f'E2,,"Ng,Head\n{row}\nE4;Kay",B\n' + RAY
    found = read(HEAD + text, tmp_path, known={"E3"}, **SHORT_ROWS)
    assert found.rejected == {3: "row_in_cell", 4: "between_quotes", 5: "between_quotes"}
    assert found.present == {"E2", "E3"}


def test_p35_a_text_that_names_nobody_is_a_text(tmp_path: Path) -> None:
    text = LEE + 'E2,,"Ng,Head\nE3, please call",B\n' + RAY
    assert read(HEAD + text, tmp_path, known={"E1"}, **SHORT_ROWS).rejected == {}


@pytest.mark.parametrize("newlines_in_fields", [False, True])
def test_p35_a_text_longer_than_a_record_hides_no_row(newlines_in_fields: bool, tmp_path: Path) -> None:
    """The limit of a record does not end the cell."""
    limits = Limits(record_bytes_max=100)
    for filler in ("z" * 40 + "\n", "z" * 300 + "\n"):
        text = f'E2,b@x.example,Ng,"{filler * 9}E9,evil@x.example,Evil,Admin\n"\n'
        found = read(HEAD + LEE + text + RAY, tmp_path, limits=limits, newlines_in_fields=newlines_in_fields)
        assert [cells[0] for cells in found.records.values()] == ["E1", "E5"]
        assert set(found.rejected) == set(range(3, 13))


def test_p35_a_stray_quote_without_an_end_costs_no_more_lines_than_a_record_may_have(tmp_path: Path) -> None:
    rows = "".join(f"E{n},p{n}@x.example,Lee,B\n" for n in range(100, 200))
    limits = Limits(record_bytes_max=100)
    found = read(HEAD + 'E2,b@x.example,"Ng,B\n' + rows, tmp_path, limits=limits)
    assert found.rejected == {2: "bad_quoting", 3: "between_quotes", 4: "between_quotes", 5: "between_quotes"}
    assert found.present == {"E2", "E100", "E101", "E102"}
    assert len(found.records) == 97


def test_p35_the_text_of_a_cell_is_not_the_trailer(tmp_path: Path) -> None:
    text = LEE + 'E2,b@x.example,Ng,"Head\nEOF\n"\n'
    assert read(HEAD + text, tmp_path).rejected == {3: "line_break_in_cell", 4: "between_quotes"}


# Whatever somebody writes

COLUMNS = ("id", "e-mail", "last", "title")
PEOPLE = [(f"E{n}", f"p{n}@x.example", f"Last{n}", f"Title {n}") for n in range(1, 6)]
FRAGMENTS = (
    "\n", "\n", "\n", "\r\n", "\r", '"', '""', "'", "\\", ",", ";", " ", "x", "z" * 150, "EOF", "TOTAL,5",
    "{row}", "{row}", "\n{row}\n", '"\n{row}\n"', "{other}", "\n{other}\n", '{quoted}', "{header}", "\u2028",
)  # fmt: skip


class Export(NamedTuple):
    """How a system writes its file, with Python's csv module."""

    delimiter: str
    end: str
    quotes_all: bool
    quote: str
    is_escaped: bool
    order: tuple[int, ...]

    def write(self, people: list[tuple[str, ...]]) -> str:
        out, ending = io.StringIO(), "\r\n"  # so that both are quoted
        writer = csv.writer(
            out,
            delimiter=self.delimiter,
            lineterminator=ending,
            quoting=csv.QUOTE_ALL if self.quotes_all else csv.QUOTE_MINIMAL,
            quotechar=self.quote,
            doublequote=not self.is_escaped,
            escapechar="\\" if self.is_escaped else None,
        )
        rows = []
        for person in [COLUMNS, *people]:
            writer.writerow([person[place] for place in self.order])
            rows.append(out.getvalue().removesuffix(ending) + self.end)
            out.seek(out.truncate(0))
        return "".join(rows)

    @property
    def settings(self) -> dict[str, Any]:
        quoting = "escaped" if self.is_escaped else "doubled"
        return {"delimiter": self.delimiter, "quote": self.quote, "quoting": quoting}


EXPORTS = st.builds(
    Export,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from('""\''),
    st.sampled_from([False, False, True]),
    st.permutations(range(4)).map(tuple),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    EXPORTS,
    st.lists(st.sampled_from(FRAGMENTS), max_size=9),
    st.integers(0, 4),
    st.integers(2, 3),
    st.booleans(),
    st.sampled_from([100, 1 << 20]),
)
def test_p35_no_text_of_a_cell_adds_a_person_or_changes_another_row(
    export: Export, fragments: list[str], victim: int, column: int, newlines_in_fields: bool, limit: int
) -> None:
    def line(*cells: str) -> str:
        row = dict(zip(COLUMNS, cells, strict=True))
        return export.delimiter.join(row[COLUMNS[place]] for place in export.order)

    other = PEOPLE[(victim + 1) % 5]
    evil = ("E9", "evil@x.example", "Evil", "Admin")
    text = "".join(fragments).format(
        row=line(*evil),
        other=line(other[0], "evil@x.example", "Evil", "Admin"),
        quoted=export.delimiter.join(f"{export.quote}{cell}{export.quote}" for cell in evil),
        header=line(*COLUMNS),
    )
    people = list(PEOPLE)
    people[victim] = (*people[victim][:column], text, *people[victim][column + 1 :])
    limits = Limits(record_bytes_max=limit)
    dialect = export.settings | {"newlines_in_fields": newlines_in_fields}
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = read(export.write(people), Path(folder), limits=limits, **dialect)
        except DeliveryError:
            return  # blocked: nobody is changed
    expected = [[person[place] for place in export.order] for person in people]
    others = [cells for place, cells in enumerate(expected) if place != victim]
    at = export.order.index(0)
    read_now = list(found.records.values())
    assert [cells for cells in read_now if cells[at] != people[victim][0]] == others
    own = [cells for cells in read_now if cells[at] == people[victim][0]]
    is_found = own in ([], [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in expected[victim]]])
    assert is_found or own == [expected[victim]]
    assert own or found.rejected
