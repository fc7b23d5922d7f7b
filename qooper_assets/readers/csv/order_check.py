"""Samples records of a CSV file by line number, to be compared with what an engine read.

Records are assigned to lines by counting: the reader counts lines, the engine counts records. An engine that
returned records in another order would put each person on somebody else's line.

Belongs here: choosing and reading the records. Does not: the comparison (`edges/engine/staging.py`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from qooper_assets.core.records import Probe
from qooper_assets.readers.csv import line_reader
from qooper_assets.readers.csv.grammar import Grammar

PROBES = 200
"""Enough, because engines work in buffers of some MB: a reordering would move many records."""


def places(first: int, last: int, no_record: Sequence[int]) -> list[tuple[int, int]]:
    """Some lines from `first` to `last` that are one whole record each, with the record's index, from 0.

    `no_record` are the lines on which no record begins, ascending, from the first line of the file.
    """
    step = max(1, (last - first) // PROBES)
    found = []
    for line in (*range(first, last, step), last):
        before = bisect_left(no_record, line)
        is_record = no_record[before : before + 1] != [line] and no_record[before : before + 1] != [line + 1]
        if is_record:
            found.append((line, line - 1 - before))
    return found


def read(
    text: Path,
    ends: pl.Series,
    chosen: Sequence[tuple[int, int]],
    grammar: Grammar,
    column: int,
    bytes_max: int,
) -> tuple[Probe, ...]:
    """Read the cell of one column on each of these lines; `ends` are the end offsets of all lines."""
    probes = []
    with text.open("rb") as file:
        for line, place in chosen:
            file.seek(ends[line - 2] if line > 1 else 0)
            record, _ = next(line_reader.lines(file, bytes_max))
            probes.append(Probe(place, grammar.cells(record)[column].decode()))
    return tuple(probes)
