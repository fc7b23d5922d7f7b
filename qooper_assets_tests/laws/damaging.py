"""One damage to the bytes of a good file, and the cells that it may legitimately change.

A damaged byte may change the value of the cell that contains it; a damaged delimiter, the two cells next to
it; a damaged line end, the last cell before and the first one after it. Nothing else: every other value is
equal, or its row is rejected, or the file is blocked. The position of each cell is recorded while the bytes
are written, without any reader.

Belongs here: the damages, and which cells they touch. Does not: reading (`test_damaged.py`).
"""

from typing import NamedTuple

from hypothesis import strategies as st

from qooper_assets_tests.laws.rosters import COLUMNS, Dialect, Person, dialects, people

HEADER = -1
TELLING = b"\",;|\t'\\\r\n\0 \x1a\x0c{[<#=a0\x80\xc3\xe2\xef\xff"
"""Bytes with a meaning to some reader; half of the damages insert one of them."""
SLICE_MAX = 8


class Cell(NamedTuple):
    """The byte range of a cell: from its first byte to after its last, quotes included."""

    row: int
    """Row of the roster, from 0; the header is -1."""
    attribute: str
    begin: int
    end: int


class Damaged(NamedTuple):
    content: bytes
    dialect: Dialect
    clean: tuple[Person, ...]
    touched: frozenset[tuple[int, str]]
    """Row and attribute of the cells that the damage may change."""
    cut_at_row: int | None
    """The row in which the file is truncated: people below it are lost undetectably (F04)."""
    damage: str

    @property
    def rows(self) -> set[int]:
        return {row for row, _ in self.touched}


def laid_out(dialect: Dialect, roster: list[Person]) -> tuple[bytes, list[Cell]]:
    """Return a good file, and the byte range of each of its cells."""
    content, cells = b"", []
    attributes = dialect.cells((*COLUMNS, "note"))
    for row, values in enumerate([dialect.header(), *map(dialect.cells, roster)], HEADER):
        for place, (attribute, value) in enumerate(zip(attributes, values, strict=True)):
            begin = len(content)
            content += dialect.written(value).encode()
            cells.append(Cell(row, attribute, begin, len(content)))
            content += (dialect.delimiter if place < len(values) - 1 else dialect.end).encode()
    return content, cells


@st.composite
def damaged_files(draw: st.DrawFn) -> Damaged:
    dialect = draw(dialects())._replace(newlines_in_fields=False)
    roster = draw(people(dialect, at_most=6))
    content, cells = laid_out(dialect, roster)
    cell = draw(st.sampled_from(cells))
    at = draw(st.integers(cell.begin, cell.end))
    byte = bytes([draw(st.sampled_from(TELLING) | st.integers(0, 255))])
    upto = min(at + draw(st.integers(1, SLICE_MAX)), len(content))
    damage = draw(st.sampled_from(["replace", "flip", "insert", "delete", "duplicate", "swap", "truncate"]))
    match damage:
        case "replace":
            upto, put = at + 1, byte
        case "flip":
            upto, put = at + 1, bytes([content[at] ^ (1 << draw(st.integers(0, 7)))])
        case "insert":
            upto, put = at, byte
        case "delete":
            put = b""
        case "duplicate":
            put = content[at:upto] * 2
        case "swap":
            upto = min(at + 2, len(content))
            put = content[at:upto][::-1]
        case _:
            upto, put = len(content), b""
    touched = frozenset((cell.row, cell.attribute) for cell in cells if cell.begin <= upto and cell.end >= at)
    cut = max((cell.row for cell in cells if cell.begin <= at), default=HEADER)
    return Damaged(
        content[:at] + put + content[upto:],
        dialect,
        tuple(roster),
        touched,
        cut if damage == "truncate" else None,
        damage,
    )
