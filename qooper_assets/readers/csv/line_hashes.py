"""Hashes of a CSV file's lines and header, which identify unchanged lines in the next file (decision 19).

Belongs here: which lines have a hash. Does not: hashing (`block_scan.py`), or matching (`unchanged.py`).
"""

import hashlib
import json

import numpy as np
import polars as pl

from qooper_assets.readers.csv.header import Header
from qooper_assets.readers.csv.text import ScannedText


def header_digest(header: Header) -> str:
    """Sixteen hex digits that identify the header, on which the meaning of a line depends too."""
    text = json.dumps([list(header.names), header.dialect])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def matchable(scanned: ScannedText, header: Header) -> pl.DataFrame | None:
    """The lines that may be matched by hash: source_line, hash_1, hash_2. Grain: one row per such line.

    None if a line is too long to be hashed.
    """
    hashes = scanned.scan.line_hashes
    if hashes is None:
        return None
    line, is_unique = pl.col("source_line"), pl.lit(True)
    in_order = np.sort(hashes["hash_1"].to_numpy())
    if (in_order[1:] == in_order[:-1]).any():  # finding out which ones costs several times as much
        is_unique = pl.col("hash_1").is_unique()
    numbered = hashes.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("source_line"),
        pl.col("hash_1"),
        pl.col("hash_2"),
    )
    last_line = scanned.last.line if scanned.last else 0
    return numbered.filter((line > header.last_line) & (line != last_line) & is_unique)
