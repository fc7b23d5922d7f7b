"""Pollutions of a CSV file: of one row, of every row, or of the file.

The kinds are those of the Pollock benchmark (Vitagliano et al., PVLDB 16(8), 2023: delimiter, quotation mark
and escape of the file or of a row, record delimiter, number of cells of a row, header, preamble, footnote,
several tables, encoding), and those that broken transfers add. Each pollution states its certain effects:
that the row can't be read, or that the file may be blocked, with which code. Everything else must be read
unchanged.

Belongs here: writing a polluted file and what is known about it. Does not: reading it (`test_polluted.py`).
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from qooper_assets_tests.laws.rosters import DELIMITERS, WHITE, Dialect, Person, dialects, people

# Defects of one row


class RowVice(NamedTuple):
    """One way to write a row incorrectly. `write` gives the row's cells as they are in the file."""

    write: Callable[[st.DrawFn, Dialect, list[str]], list[str] | None]
    """Gives None if this row can't have the defect."""
    cells: int = 0
    """1: it may have too many cells, -1: too few. Two defects of opposite sign in one row could form a valid
    row of other content, which no reader could detect, so they are never combined."""
    breaks: bool = True
    """The row can't be read: it is rejected."""
    needs_quotes: bool = False
    """It is a defect of RFC 4180's quotes, either `"` or `'`."""


def _place(draw: st.DrawFn, cells: list[str]) -> int:
    return draw(st.integers(0, len(cells) - 1))


def _other_delimiter(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    other = draw(st.sampled_from([d for d in (*DELIMITERS, ":") if d != dialect.delimiter]))
    return [other.join(map(dialect.written, cells))]


def _not_quoted(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """Legitimate difference: a quoted value that is written unescaped is read without its quotes."""
    if any(cell[:1] == dialect.quote or "\n" in cell for cell in cells):
        return None
    return cells if any(dialect.delimiter in cell or dialect.quote in cell for cell in cells) else None


def _quote_not_doubled(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """Legitimate difference: two adjacent quotes that are not doubled are one quote by RFC 4180, 2.7."""
    q = dialect.quote
    if any(q * 2 in cell or cell[:1] == q or cell[-1:] == q for cell in cells):
        return None
    if not any(q in cell for cell in cells):
        return None
    return [f"{q}{cell}{q}" if q in cell else dialect.written(cell) for cell in cells]


def _backslash(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    q = dialect.quote
    if not any(q in cell for cell in cells):
        return None
    return [q + cell.replace(q, "\\" + q) + q if q in cell else dialect.written(cell) for cell in cells]


def _quote_left_open(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """Legitimate difference: the last line of a first cell that spans lines is then a whole row."""
    written, place = list(map(dialect.written, cells)), _place(draw, cells)
    if place == 0 and "\n" in cells[0]:
        return None
    if written[place].startswith(dialect.quote):
        written[place] = written[place][:-1]
    else:
        written[place] = dialect.quote + written[place]
    return written


def _quote_inside(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """An inch sign, for example: after the first character of an unquoted identifier (P37)."""
    written, place = list(map(dialect.written, cells)), dialect.order.index(0)
    if written[place].startswith(dialect.quote):
        return None
    written[place] = written[place][0] + dialect.quote + written[place][1:]
    return written


def _row_in_a_text(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    """Somebody who may edit one text writes a row into it (P35). The system quotes the text properly."""
    row = dialect.line(dialect.cells(Person("X999", "x999@x.example", "Evil", "Admin", "", "")))
    texts = [place for place, column in enumerate(dialect.order) if column > 1]
    text = draw(st.sampled_from(["\n{}\n", "a\n{}\n", "\n{}\nb\n", "a\n{}\nb", '"\n{}\n"', "\n{}\n{}\n"]))
    place = draw(st.sampled_from(texts))
    return [dialect.written(text.format(row, row) if n == place else cell) for n, cell in enumerate(cells)]


def _space_around_quotes(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    written = list(map(dialect.written, cells))
    quoted = [n for n, cell in enumerate(written) if cell.startswith(dialect.quote)]
    if not quoted:
        return None
    place = draw(st.sampled_from(quoted))
    written[place] = draw(st.sampled_from([" {}", "{} ", " {} "])).format(written[place])
    return written


def _cell_missing(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    written = list(map(dialect.written, cells))
    del written[_place(draw, cells)]
    return written


def _cells_missing_at_the_end(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """Legitimate difference: a row of which nothing is left is a blank line (P15)."""
    kept = cells[: draw(st.integers(1, len(cells) - 1))]
    return list(map(dialect.written, kept)) if "".join(kept).strip() else None


def _cell_added(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str] | None:
    """Legitimate difference: a blank cell at the end of all rows is a delimiter at the end of each (P36)."""
    if not cells[-1].strip(WHITE):
        return None
    written, place = list(map(dialect.written, cells)), draw(st.integers(0, len(cells)))
    more = ["more"] if place == len(cells) else ["", " ", dialect.quote * 2, "more"]
    written.insert(place, draw(st.sampled_from(more)))
    return written


def _all_quoted(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    return list(map(dialect._replace(quotes_all=True).written, cells))


def _padded(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    pad = draw(st.sampled_from([" ", "   ", "\u00a0", "\u200b", "\f"]))
    written = list(map(dialect.written, cells))
    return [cell if cell.startswith(dialect.quote) else f"{pad}{cell}{pad}" for cell in written]


def _id_respelled(draw: st.DrawFn, dialect: Dialect, cells: list[str]) -> list[str]:
    """I32: the id as a spreadsheet marks it as text."""
    place = dialect.order.index(0)
    respelled = draw(st.sampled_from(["'{}", '="{}"'])).format(cells[place])
    return [dialect.written(respelled if n == place else cell) for n, cell in enumerate(cells)]


ROW_VICES = {
    "written as it is": RowVice(lambda draw, dialect, cells: list(map(dialect.written, cells)), breaks=False),
    "all quoted": RowVice(_all_quoted, breaks=False, needs_quotes=True),
    "padded": RowVice(_padded, breaks=False),
    "id respelled": RowVice(_id_respelled, breaks=False),
    "another delimiter": RowVice(_other_delimiter, cells=-1),
    "not quoted": RowVice(_not_quoted, cells=1, needs_quotes=True),
    "quote not doubled": RowVice(_quote_not_doubled, cells=1, needs_quotes=True),
    "backslash for a doubled quote": RowVice(_backslash, cells=1, needs_quotes=True),
    "quote left open": RowVice(_quote_left_open, cells=-1, needs_quotes=True),
    "row in a text": RowVice(_row_in_a_text, needs_quotes=True),
    "quote inside": RowVice(_quote_inside, needs_quotes=True),
    "space around quotes": RowVice(_space_around_quotes, cells=1, needs_quotes=True),
    "cell missing": RowVice(_cell_missing, cells=-1),
    "cells missing at the end": RowVice(_cells_missing_at_the_end, cells=-1),
    "cell added": RowVice(_cell_added, cells=1),
}
MAY_LEAVE_OPEN = [
    ROW_VICES[name] for name in ("quote left open", "not quoted", "backslash for a doubled quote")
]
LINE_ENDS = ("\n", "\r\n", "\r", "\r\r\n", "\n\r", "\n\n", "\r\n \t\r\n")
"""Each ends a line; some add a blank line. A file with newlines in fields has only one kind."""
KINDS = tuple(ROW_VICES)

# The file


class Polluted(NamedTuple):
    """A polluted file, and everything known about it without reading it."""

    content: bytes
    settings: dict[str, Any]
    """Settings of feed.csv."""
    clean: tuple[Person, ...]
    must_come_out: frozenset[str]
    """Identifiers of people whose rows are intact."""
    must_not: frozenset[str]
    """Identifiers of people whose rows are certainly broken."""
    touched_lines: frozenset[int]
    """Only these may be rejected."""
    blocked_by: frozenset[str]
    """Codes that the file may be blocked with; empty: it must be read."""
    vice: str
    """Defect of the file."""


class _Page:
    """A file in progress, written line by line."""

    def __init__(self) -> None:
        self.text = ""
        self.touched: set[int] = set()
        self.is_in_doubt = False
        """All further lines may be text of a cell."""

    @property
    def line(self) -> int:
        """Number of the next line to be written."""
        return len(re.findall("\r\n|\r|\n", self.text)) + 1

    def put(self, text: str, end: str, *, touched: bool = False) -> None:
        first = self.line
        self.text += text
        if touched or self.is_in_doubt:
            self.touched.update(range(first, self.line + 1))
        if not text and end == "\n" and self.text.endswith("\r"):
            end = "\r"  # otherwise the two would form one line end
        self.text += end


FILE_VICES: dict[str, frozenset[str]] = {
    "none": frozenset(),
    "byte order mark": frozenset(),
    "no line end at the end": frozenset(),
    "blank lines": frozenset(),
    "header in other letters": frozenset(),
    "header again": frozenset(),
    "delimiter at every line end": frozenset(),
    "preamble": frozenset({"preamble_unclear"}),
    "no header": frozenset({"header_not_recognized", "delimiter_changed", "no_rows"}),
    "footer": frozenset(),
    "footer with all delimiters": frozenset(),
    "narrow table below": frozenset(),
    "table below as wide": frozenset(),
    "delimiter at every row end": frozenset({"rows_unreadable"}),
    "another delimiter than declared": frozenset({"delimiter_changed", "header_not_recognized"}),
    "one byte of Latin-1": frozenset({"encoding", "encoding_unclear"}),
    "Windows-1250": frozenset({"encoding", "encoding_unclear"}),
    "UTF-16": frozenset({"encoding"}),  # U+0085 in it is not text
    "UTF-16 without a mark": frozenset({"not_tabular", "encoding", "encoding_unclear"}),
    "zeros at the end": frozenset({"not_tabular"}),
    "end-of-file mark of DOS": frozenset(),
}
"""Codes that may block the whole file, by its defect."""


@st.composite
def polluted_files(draw: st.DrawFn) -> Polluted:
    """Draw a roster with at most one defect of the file and one per row, sometimes the same in every row."""
    dialect = draw(dialects())
    roster = draw(people(dialect))
    vice = draw(st.sampled_from(["none", *FILE_VICES]))
    mixed = [*KINDS, *[KINDS[0]] * len(KINDS)]
    every_row = draw(st.sampled_from([*KINDS, *[None] * len(KINDS)]))
    kinds = [every_row or draw(st.sampled_from(mixed)) for _ in roster]
    return polluted(draw, dialect, roster, vice, [ROW_VICES[kind] for kind in kinds])


def polluted(
    draw: st.DrawFn, dialect: Dialect, roster: list[Person], vice: str, row_vices: list[RowVice]
) -> Polluted:
    page, broken, in_doubt, left_open = _Page(), set[str](), set[str](), False
    """`in_doubt`: whose rows may be rejected. Below a quote that is left open that is everybody (P35)."""
    header = dialect.header()
    if vice == "header in other letters":
        header = [f" {name.upper()} " for name in header]
    shared = dialect.delimiter if vice == "delimiter at every line end" else ""
    _begin(draw, page, dialect, vice, dialect.line(header) + shared)
    for person, row_vice in zip(roster, row_vices, strict=True):
        cells = dialect.cells(person)
        written = None
        if row_vice is ROW_VICES["quote left open"] and dialect.newlines_in_fields:
            # Legitimate difference: two open quotes close each other, and the text between them is one
            # cell by RFC 4180. So a file has only one of them; R3 counts the rows of other files.
            row_vice = ROW_VICES["written as it is"] if left_open else row_vice
        if row_vice is ROW_VICES["row in a text"] and shared:
            # Legitimate difference: without the delimiter at its end, the line does not look like a row.
            row_vice = ROW_VICES["written as it is"]
        would_be_whole = vice == "delimiter at every row end" and row_vice.cells < 0
        if not would_be_whole and (dialect.quoting == "doubled" or not row_vice.needs_quotes):
            written = row_vice.write(draw, dialect, cells)
        breaks = row_vice.breaks and written is not None
        line = dialect.delimiter.join(written or map(dialect.written, cells)) + shared
        if vice == "delimiter at every row end":
            line += dialect.delimiter
        left_open |= breaks and row_vice in MAY_LEAVE_OPEN and dialect.quote in line
        # A line of a cell that has as many delimiters as a row may be one (P35).
        width = len(cells) - 1 + len(shared)
        continued = line.split("\n")[1:] if dialect.newlines_in_fields else []
        if left_open or any(abs(part.count(dialect.delimiter) - width) < 2 for part in continued):
            in_doubt.add(person.id)
        if vice == "blank lines" and draw(st.booleans()):
            page.put(draw(st.sampled_from(["", " ", dialect.delimiter * 5])), dialect.end)
        if vice == "header again" and draw(st.integers(0, 3)) == 0:
            page.put(dialect.line(header), dialect.end)
        other_end = not dialect.newlines_in_fields and draw(st.integers(0, 4)) == 0
        page.is_in_doubt, is_touched = left_open, breaks or person.id in in_doubt
        page.put(line, draw(st.sampled_from(LINE_ENDS)) if other_end else dialect.end, touched=is_touched)
        if breaks:
            broken.add(person.id)
    last_is_broken = roster[-1].id in broken or bool(broken and dialect.newlines_in_fields)
    _end(draw, page, dialect, vice)
    settings = dialect.settings
    if vice == "another delimiter than declared":
        settings["delimiter"] = draw(st.sampled_from([d for d in DELIMITERS if d != dialect.delimiter]))
    return Polluted(
        content=_encoded(page.text, vice, roster),
        settings=settings,
        clean=tuple(roster),
        must_come_out=frozenset(person.id for person in roster) - broken - in_doubt,
        must_not=frozenset(broken),
        touched_lines=frozenset(page.touched),
        blocked_by=FILE_VICES[vice]
        | ({"truncated"} if last_is_broken or left_open else set())
        | ({"rows_unreadable"} if len(broken | in_doubt) == len(roster) else set()),
        vice=vice,
    )


def _begin(draw: st.DrawFn, page: _Page, dialect: Dialect, vice: str, header: str) -> None:
    if vice == "preamble":
        above = [["Roster"], ["Roster", "", "as of, 2026"], ["a,b,c,d,e,f"], ["sep=;"]]
        for line in draw(st.sampled_from(above)):
            page.put(line, dialect.end)
    if vice != "no header":
        page.put(header, dialect.end)


def _end(draw: st.DrawFn, page: _Page, dialect: Dialect, vice: str) -> None:
    d, end = dialect.delimiter, dialect.end
    match vice:
        case "no line end at the end":
            page.text = page.text.rstrip("\r\n")
        case "footer":
            page.put(draw(st.sampled_from(["End of report", f"TOTAL{d}3"])), end, touched=True)
        case "footer with all delimiters":
            page.put(d.join(["Total", "3", "", "", "", ""]), end, touched=True)
        case "narrow table below":
            page.put("", end)
            page.put(f"dept{d}site", end, touched=True)
            page.put(f"Blue{d}Oslo", end, touched=True)
        case "table below as wide":
            for line in (["dept", "site", "a", "b", "c", "d"], ["Blue", "Oslo", "1", "2", "3", "4"]):
                page.put(d.join(line), end, touched=True)
        case "end-of-file mark of DOS":
            page.put("\x1a", "", touched=True)


def _encoded(text: str, vice: str, roster: list[Person]) -> bytes:
    match vice:
        case "byte order mark":
            return b"\xef\xbb\xbf" + text.encode()
        case "another delimiter than declared":
            return text.encode()
        case "one byte of Latin-1":
            return text.encode().replace(b"x.example", b"x\xe9.example", 1)
        case "Windows-1250":
            return text.replace(roster[0].id, roster[0].id + "ń", 1).encode("cp1250", "replace")
        case "UTF-16":
            return text.encode("utf-16")
        case "UTF-16 without a mark":
            return text.encode("utf-16-le")
        case "zeros at the end":
            return text.encode() + b"\0" * 512
        case _:
            return text.encode()
