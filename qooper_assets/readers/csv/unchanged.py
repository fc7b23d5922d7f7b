"""Lines of a CSV file that stand as they stood in an earlier one, and need not be read again (decision 19).

A line is known again by its fingerprint. Only lines that are one record each are; so there are none where
the tenant allows newlines in fields. The lines of the header, the last one that is not blank, and lines that
stand there twice are always read: what they mean hangs on the rest of the file.

Belongs here: which lines may be known again, and a file of the others. Does not: whose they are
(`sql/reuse/line_matches.sql`), or what a record is (`grammar.py`).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from qooper_assets.readers.csv.header import Header
from qooper_assets.readers.csv.survey import Survey


class EarlierFile(NamedTuple):
    """A file whose lines may be known again."""

    recognize: Callable[[tuple[str, ...], str, pl.DataFrame], pl.Series | None]
    """Takes a file's header, its delimiter and its fingerprints; gives the lines that were known again, or
    None where the whole file is to be read."""
    is_clean_text: bool
    """Each of its lines was UTF-8, and nothing in it lost or garbled."""


class Changed(NamedTuple):
    """The lines that are to be read."""

    lines: tuple[int, ...]
    """Ascending."""
    path: Path
    """A file of them."""
    unchanged: int
    """How many other lines the file has."""


def fingerprints(found: Survey, header: Header, last_line: int) -> pl.DataFrame | None:
    """Grain: one row per line that may be known again. source_line, hash_1, hash_2."""
    if found.prints is None:
        return None
    line, is_unique = pl.col("source_line"), pl.lit(True)
    in_order = np.sort(found.prints["hash_1"].to_numpy())
    if (in_order[1:] == in_order[:-1]).any():  # which ones costs several times as much
        is_unique = pl.col("hash_1").is_unique()
    numbered = found.prints.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("source_line"),
        pl.col("hash_1"),
        pl.col("hash_2"),
    )
    return numbered.filter((line > header.last_line) & (line != last_line) & is_unique)


def part(
    text: Path, found: Survey, fingerprints: pl.DataFrame, unchanged: pl.Series, path: Path
) -> tuple[Changed, pl.DataFrame]:
    """Write the lines of a file that were not known again; gives them, and their fingerprints."""
    assert found.prints is not None
    is_read = np.ones(found.prints.height, np.bool_)
    is_read[unchanged.to_numpy() - 1] = False
    places = np.flatnonzero(is_read)
    sizes = found.prints["size_bytes"].to_numpy()
    starts = np.cumsum(sizes, dtype=np.int64)[places] - sizes[places]
    # Not mapped, for these lines stand everywhere: all of the file would be in memory. Nor with a buffer,
    # which would be filled for each.
    with text.open("rb", buffering=0) as file, path.open("wb") as out:
        number = file.fileno()
        for start, size in zip(starts.tolist(), sizes[places].tolist(), strict=True):
            out.write(os.pread(number, size, start))
    changed = fingerprints.filter(is_read[fingerprints["source_line"].to_numpy() - 1])
    return Changed(tuple((places + 1).tolist()), path, len(unchanged)), changed
