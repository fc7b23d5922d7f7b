"""Incremental reading: reads only the lines of a CSV file that an earlier file did not have (decision 19).

The caller gets a hash of each line, matches the hashes with the earlier file's, and passes back the unchanged
lines; the others are read. A line can be matched only if it is a complete record: never the header, the last
line that is not blank, or a line that occurs twice; and no line if the tenant allows newlines in fields, or
a changed line leaves a quote open, for then the lines after it may be part of somebody's text (P35).

Belongs here: which lines may be matched, and reading the others. Does not: the matching
(`stages/reusing.py`, `sql/reuse/line_matches.sql`), or what a record is (`grammar.py`).
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.records import Records, WantedColumn
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers.csv import line_hashes, reader
from qooper_assets.readers.csv.lines import OpenQuote
from qooper_assets.readers.csv.reader import ChangedLines
from qooper_assets.readers.csv.text import CsvFile, CsvText, ScannedText, open_text, scan
from qooper_assets.readers.encodings import detect
from qooper_assets.readers.encodings.detect import Text


class CannotReuse(Exception):
    """The file has to be read whole. Never leaves `normalize`."""


class HashedFile(NamedTuple):
    """A CSV file whose lines are hashed but not verified yet."""

    text: CsvText
    scanned: ScannedText
    decoded: Text | None
    """None: assumed to be UTF-8, which the changed lines have to confirm."""
    hashes: pl.DataFrame
    """source_line, hash_1, hash_2. Grain: one row per line that may be matched."""

    @property
    def header_digest(self) -> str:
        return line_hashes.header_digest(self.text.header)


def hash_lines(
    raw: Path, feed: Feed, wanted: Sequence[WantedColumn], *, scratch: Path, where: str, is_utf8: bool
) -> HashedFile:
    """Hash each line of a CSV file; with `is_utf8` it is assumed to be UTF-8 until changed lines are read.

    Raises `CannotReuse`.
    """
    file = CsvFile(raw, feed, wanted, scratch, where)
    if feed.csv.newlines_in_fields:
        raise CannotReuse
    try:
        decoded = None if is_utf8 else detect.as_utf8(raw, feed.csv.encoding, scratch=scratch, where=where)
        text = open_text(file, decoded.path if decoded else raw)
        if isinstance(text.match, DeliveryError):
            raise CannotReuse
        scanned = scan(text, proves=False)
    except (UnicodeDecodeError, DeliveryError):
        raise CannotReuse from None  # reading the whole file reports why
    hashes = line_hashes.matchable(scanned, text.header)
    if hashes is None:
        raise CannotReuse
    return HashedFile(text, scanned._replace(scan=scanned.scan.without_hashes), decoded, hashes)


def read(hashed: HashedFile, unchanged: pl.Series) -> Records:
    """Read the lines of a file except the unchanged ones, given by line number from 1.

    Raises `CannotReuse` if the changed lines can't be read; reading the whole file reports why.
    """
    file = hashed.text.file
    changed, hashes = _write_changed_lines(hashed, unchanged, file.scratch / "changed.csv")
    try:
        decoded = hashed.decoded
        if decoded is None:
            decoded = detect.utf_8_by_lines(file.raw, changed.path, file.csv.encoding, file.where)
            if decoded is None or decoded.path != file.raw:
                raise CannotReuse
        return reader.parse(hashed.text, hashed.scanned, decoded, hashes, changed)
    except (UnicodeDecodeError, DeliveryError, OpenQuote):
        raise CannotReuse from None


def _write_changed_lines(
    hashed: HashedFile, unchanged: pl.Series, path: Path
) -> tuple[ChangedLines, pl.DataFrame]:
    """Write the changed lines to a file; return them, and the hashes of those that may be matched."""
    stored = hashed.scanned.scan.line_hashes
    assert stored is not None
    is_read = np.ones(stored.height, np.bool_)
    is_read[unchanged.to_numpy() - 1] = False
    places = np.flatnonzero(is_read)
    sizes = stored["size_bytes"].to_numpy()
    starts = np.cumsum(sizes, dtype=np.int64)[places] - sizes[places]
    # Not mmap: these lines are spread over the file, and all of it would end up in memory. Unbuffered, or a
    # whole buffer would be read for each line.
    with hashed.scanned.path.open("rb", buffering=0) as file, path.open("wb") as out:
        number = file.fileno()
        for start, size in zip(starts.tolist(), sizes[places].tolist(), strict=True):
            out.write(os.pread(number, size, start))
    hashes = hashed.hashes.filter(is_read[hashed.hashes["source_line"].to_numpy() - 1])
    return ChangedLines(tuple((places + 1).tolist()), path, len(unchanged)), hashes
