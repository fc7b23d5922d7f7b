"""Trailer of a CSV file: a last line that is not a person, and its control total (P16).

A declared trailer must be there, or the file was cut short. An undeclared one is recognized only if it is
unambiguous: a word for "total" or "end" in its first cell, and otherwise nothing, or exactly the number of
records above it.

Belongs here: recognizing the trailer, and checking its total. Does not: excluding it (`reader.py`).
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import blocked
from qooper_assets.core.tenant.csv import Trailer
from qooper_assets.readers.csv.grammar import Grammar

TOTALS = {"total", "totals", "totalrecords", "recordcount", "rowcount", "count", "trailer", "trl", "tr", "t",
          "footer", "summe", "gesamt", "anzahl", "anzahldatensätze", "nombre", "nombredelignes"}  # fmt: skip
"""Words before a count, normalized as headers are."""
ENDS = {"eof", "end", "endoffile", "endofreport", "endofdata", "***endofreport***", "***endoffile***", "ende",
        "dateiende", "fin", "findefichier"}  # fmt: skip
"""Words without a count."""
NUMBER = re.compile(r"\d{1,18}|\d{1,3}([.,' \u00a0\u202f])\d{3}(?:\1\d{3})*")


class Counted(NamedTuple):
    """Counts to compare with the control total."""

    records: int
    lines: int
    """Lines that are not blank, including the trailer."""


class LastLine(NamedTuple):
    """The last line that is not blank."""

    line: int
    record: bytes
    cells: list[str] | None
    """None if it is not a whole record."""


def last_line(text: Path, lines: int, grammar: Grammar, line_bytes_max: int) -> LastLine | None:
    """The last line that is not blank of a file with `lines` lines; None if it is not near the end."""
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
    """True if the last line is a trailer.

    Raises `DeliveryError`, blocked: truncated if a declared one is missing, control_total_mismatch.
    """
    cells = last.cells if last else None
    if declared is None:
        return cells is not None and _is_unambiguous(cells, counted)
    if cells is None or normalize_header(cells[0]) != normalize_header(declared.begins):
        raise blocked(
            "truncated",
            f"the file ends without its trailer: the last line does not begin with {declared.begins!r}.",
            "Ask the customer to deliver the whole file; nobody was changed. If the export no longer has a"
            " trailer, remove feed.csv.trailer.",
            where,
        )
    if declared.count_in is not None:
        actual = counted.records if declared.counts == "records" else counted.lines
        announced = _number(cells, declared.count_in)
        if announced != actual:
            content = f"{announced:,}" if announced is not None else "no number"
            raise blocked(
                "control_total_mismatch",
                f"cell {declared.count_in} of the trailer contains {content}, the file has {actual:,} "
                f"{declared.counts}.",
                "Ask the customer for the whole file; nobody was changed. If they count differently, correct "
                "feed.csv.trailer.",
                where,
            )
    return True


def _number(cells: Sequence[str], place: int) -> int | None:
    """The number in the cell at this place, from 1."""
    text = cells[place - 1] if place <= len(cells) else ""
    return int(re.sub(r"\D", "", text)) if NUMBER.fullmatch(text) else None


def _is_unambiguous(cells: Sequence[str], counted: Counted) -> bool:
    word, others = normalize_header(cells[0]), [cell for cell in cells[1:] if cell]
    if not others:
        return word.rstrip(":") in ENDS
    if len(others) > 1 or word.rstrip(":") not in TOTALS:
        return False
    return _number(others, 1) == counted.records
