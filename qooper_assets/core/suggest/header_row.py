"""Finds the header among the first rows of a table.

Belongs here: rows of cells, whatever the format. Does not: splitting a line into cells (`readers/csv/`), or
what a name means (`headers.py`).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qooper_assets.core.suggest.headers import UNKNOWN, header_meaning

ROWS_SEARCHED = 40
ROWS_COMPARED = 30
CELLS_MIN = 2
NO_NAME = re.compile(r"^[-+]?[0-9][0-9.,/:-]*$|^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}")
"""Numbers and dates, which are in a row of people, and hardly in a header."""
NO_NAMES_MAX = 0.2


class HeaderRow(NamedTuple):
    """The header of a table."""

    row: int
    """Counted from 1."""
    names: tuple[str, ...]
    """Without blank ones at the end."""
    score: float
    """How sure it is, to compare it with another way of splitting the rows."""
    labels: tuple[str, ...] = ()
    """Names in the row below it, where a system writes two header rows."""


def find_header_row(rows: Sequence[Sequence[str]]) -> HeaderRow | None:
    """Find the row whose names are known best, with rows of as many cells below it; None if there is none."""
    found = [_judge(rows, index) for index in range(min(len(rows), ROWS_SEARCHED))]
    best = max(filter(None, found), key=lambda header: (header.score, -header.row), default=None)
    if best is None:
        return None
    # The row above may be the same header with technical names.
    above = next((h for h in found if h and h.row == best.row - 1 and _is_double(h, best)), None)
    if above:
        return above._replace(score=best.score, labels=best.names)
    below = next((h for h in found if h and h.row == best.row + 1 and _is_double(best, h)), None)
    return best._replace(labels=below.names) if below else best


def _judge(rows: Sequence[Sequence[str]], index: int) -> HeaderRow | None:
    names = _trim(rows[index])
    filled = [name for name in names if name]
    if len(filled) < CELLS_MIN or len(filled) < 0.6 * len(names) or any("@" in name for name in filled):
        return None
    if sum(NO_NAME.search(name) is not None for name in filled) > NO_NAMES_MAX * len(filled):
        return None
    below = [_trim(row) for row in rows[index + 1 : index + 1 + ROWS_COMPARED] if any(row)]
    if not below:
        return None
    fitting = sum(CELLS_MIN <= len(row) <= len(names) for row in below) / len(below)
    known = sum(header_meaning(name).name != UNKNOWN for name in filled)
    distinct = len({name.casefold() for name in filled}) / len(filled)
    if fitting < 0.5 or distinct < 0.7:
        return None
    return HeaderRow(index + 1, tuple(names), (known + 0.1 * len(filled)) * fitting * distinct)


def _is_double(above: HeaderRow, below: HeaderRow) -> bool:
    """True if two rows next to each other name the same columns: each is known by itself."""
    pairs = [(a, b) for a, b in zip(above.names, below.names, strict=False) if a and b]
    if len(pairs) < max(CELLS_MIN, 0.8 * len([name for name in above.names if name])):
        return False
    known = [header_meaning(a).name != UNKNOWN and header_meaning(b).name != UNKNOWN for a, b in pairs]
    return sum(known) >= 0.5 * len(pairs)


def _trim(row: Sequence[str]) -> list[str]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells
