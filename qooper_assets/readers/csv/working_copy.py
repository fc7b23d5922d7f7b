"""Writes the copy of a CSV file that the engine reads: only its records, and in RFC 4180.

Belongs here: rewriting records that were accepted. Does not: which ones those are (`lines.py`).
"""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from qooper_assets.readers.csv.grammar import Grammar, as_rfc_4180
from qooper_assets.readers.csv.line_reader import lines
from qooper_assets.readers.csv.lines import LineParser
from qooper_assets.readers.csv.text import BOM, CsvText


def is_as_delivered(opened: CsvText, parser: LineParser) -> bool:
    """True if every engine reads all records as they were delivered."""
    dialect = opened.header.dialect
    is_other_shape = opened.refused_delimiters is not None
    return dialect.is_rfc_4180 and not (parser.rewrites or dialect.is_spaced or is_other_shape)


def write(
    text: Path, copy: Path, parser: LineParser, numbers: Iterable[int] | None, columns: int | None
) -> None:
    """Write the records of a text; with `columns`, rewritten with so many cells.

    `numbers` are the line numbers, if `text` does not contain all lines of a file.
    """
    with text.open("rb") as file, copy.open("wb") as out:
        delivered = lines(file, parser.rules.record_bytes_max)
        kept = (
            (number, line)
            for number, (line, _) in zip(numbers or count(1), delivered, strict=False)
            if number not in parser.excluded
        )
        out.writelines((line for _, line in kept) if columns is None else _rewritten(kept, parser, columns))


def _rewritten(lines: Iterable[tuple[int, bytes]], parser: LineParser, columns: int) -> Iterator[bytes]:
    """Rewrite the records that engines might read differently."""
    continuations = set(parser.continuations)
    record = b""
    for number, line in lines:
        if number not in continuations and record:
            yield _in_columns(record, parser.grammar, columns)
            record = b""
        record += line.removeprefix(BOM) if number == 1 else line
    yield _in_columns(record, parser.grammar, columns)


def _in_columns(record: bytes, grammar: Grammar, columns: int) -> bytes:
    is_strict = grammar.quote not in record or grammar.strict_record.fullmatch(record)
    if is_strict and grammar.dialect.is_rfc_4180 and grammar.delimiters(record) == columns - 1:
        return record
    cells = grammar.cells(record)[:columns]
    return as_rfc_4180([*cells, *[b""] * (columns - len(cells))], grammar.delimiter)
