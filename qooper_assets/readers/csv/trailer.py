"""The last line of a CSV file where it is no person: a trailer, and the control total that it holds (P16).

A declared trailer must be there, or the file was cut short. One that is not declared is only taken for one
if nothing else can be meant: a word for "total" or "end" in its first cell, and beside it nothing, or the
very number of records that stand above it.

Belongs here: which line it is, what it says. Does not: what becomes of the line (`reader.py`).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.column_names import folded
from qooper_assets.core.errors import blocked
from qooper_assets.core.tenant.csv import Trailer
from qooper_assets.readers.csv.grammar import Grammar

TOTALS = {"total", "totals", "totalrecords", "recordcount", "rowcount", "count", "trailer", "trl", "tr", "t",
          "footer", "summe", "gesamt", "anzahl", "anzahldatensätze", "nombre", "nombredelignes"}  # fmt: skip
"""Words that stand before a count, as headers are compared."""
ENDS = {"eof", "end", "endoffile", "endofreport", "endofdata", "***endofreport***", "***endoffile***", "ende",
        "dateiende", "fin", "findefichier"}  # fmt: skip
"""Words that stand alone."""
NUMBER = re.compile(r"\d{1,18}|\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*")


class Counted(NamedTuple):
    """What a file holds beside the trailer itself."""

    records: int
    lines: int
    """That are not blank, the trailer among them."""


class LastLine(NamedTuple):
    """The last line that is not blank."""

    line: int
    record: bytes
    cells: list[str] | None
    """None if it is no whole record."""


def last_line(text: Path, lines: int, grammar: Grammar, line_bytes_max: int) -> LastLine | None:
    """The last line of a file of so many lines that is not blank, if it stands near the end."""
    with text.open("rb") as file:
        size = text.stat().st_size
        file.seek(max(0, size - line_bytes_max))
        tail = file.read().splitlines(keepends=True)
    for back, line in enumerate(reversed(tail)):
        if not grammar.blank.fullmatch(line):
            cells = grammar.cells(line) if grammar.record.fullmatch(line) else None
            texts = None if cells is None else [cell.decode().strip() for cell in cells]
            return LastLine(lines - back, line, texts)
    return None


def is_trailer(last: LastLine | None, declared: Trailer | None, counted: Counted, where: str) -> bool:
    """Whether the last line is a trailer.

    Raises `DeliveryError`, blocked: truncated where a declared one is missing, control_total_mismatch.
    """
    cells = last.cells if last else None
    if declared is None:
        return cells is not None and _means_nothing_else(cells, counted)
    if cells is None or folded(cells[0]) != folded(declared.begins):
        raise blocked(
            "truncated",
            f"the file ends without its trailer: the last line does not begin with {declared.begins!r}.",
            "Ask the customer to deliver the whole file; nobody was changed. If the export has no trailer any"
            " more, take feed.csv.trailer out.",
            where,
        )
    if declared.count_in is not None:
        actual = counted.records if declared.counts == "records" else counted.lines
        announced = _number(cells, declared.count_in)
        if announced != actual:
            said = f"{announced:,}" if announced is not None else "no number"
            raise blocked(
                "control_total_mismatch",
                f"cell {declared.count_in} of the trailer says {said}, the file has {actual:,} "
                f"{declared.counts}.",
                "Ask the customer for the whole file; nobody was changed. If they count otherwise, mend "
                "feed.csv.trailer.",
                where,
            )
    return True


def _number(cells: Sequence[str], place: int) -> int | None:
    """The number in a cell, counted from 1."""
    text = cells[place - 1] if place <= len(cells) else ""
    return int(re.sub(r"\D", "", text)) if NUMBER.fullmatch(text) else None


def _means_nothing_else(cells: Sequence[str], counted: Counted) -> bool:
    word, said = folded(cells[0]), [cell for cell in cells[1:] if cell]
    if not said:
        return word.rstrip(":") in ENDS
    if len(said) > 1 or word.rstrip(":") not in TOTALS:
        return False
    return _number(said, 1) == counted.records
