"""Finds the header and the delimiter of a CSV file that no mapping describes yet.

A roster's header is found by the mapping (`header.py`). A sample comes before the mapping, so here the rows
decide: the header is followed by rows of as many cells, and most of its names are words of personnel
administration.

Belongs here: that search, in the first lines. Does not: reading the rows (`reader.py`).
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.suggest.header_row import HeaderRow, find_header_row
from qooper_assets.core.suggest.headers import UNKNOWN, header_meaning
from qooper_assets.readers.csv.header import DELIMITERS
from qooper_assets.readers.encodings.evidence import codec_of

LINES_READ = 200
WESTERN = "windows-1252"


class Layout(NamedTuple):
    """Where the header of a file is, and how its cells are delimited."""

    delimiter: str
    header: HeaderRow


def find_layout(lines: Sequence[str], where: str) -> Layout:
    """Find the layout of a file by its first lines. Raises `DeliveryError` header_not_recognized, blocked."""
    fits = [
        Layout(delimiter, found)
        for delimiter in DELIMITERS
        if (found := find_header_row(list(_split(lines[:LINES_READ], delimiter))))
    ]
    if not fits:
        raise no_header(where)
    return max(fits, key=lambda fit: (fit.header.score, -DELIMITERS.index(fit.delimiter)))


def find_encoding(head: bytes, encodings: Sequence[str], where: str) -> str | None:
    """Find the one encoding in which more names of the header are known than in any other.

    If the names are the same in all of them, a text in Latin script is taken for what Windows writes in the
    West. None if several are as good.
    """
    known: dict[str, int] = {}
    for encoding in encodings:
        try:
            lines = codecs.getincrementaldecoder(codec_of(encoding))().decode(head).splitlines()
            names = find_layout(lines, where).header.names
        except (UnicodeDecodeError, DeliveryError):
            continue
        known[encoding] = sum(not name.isascii() and header_meaning(name).name != UNKNOWN for name in names)
    most = max(known.values(), default=0)
    best = [encoding for encoding in known if known[encoding] == most > 0]
    if WESTERN in best:  # what Windows writes in the languages of these words
        return WESTERN
    if len(best) == 1:
        return best[0]
    return WESTERN if not best and WESTERN in known and _is_latin(head) else None


def _is_latin(text: bytes) -> bool:
    """True if the words with other letters are mostly of ASCII ones, as they are in Latin script only."""
    words = [word for word in re.findall(rb"[A-Za-z\x80-\xff]+", text) if not word.isascii()]
    return bool(words) and all(2 * sum(letter > 127 for letter in word) < len(word) for word in words)


def _split(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    """The cells of each line; a quoted cell that spans lines counts with its first one."""
    for line in lines:
        try:
            yield [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            yield []


def no_header(where: str) -> DeliveryError:
    return blocked(
        "header_not_recognized",
        "no row of the sample looks like the header of a roster: names of two columns or more, above rows of"
        " as many cells.",
        "Ask the customer for an export with a header row. Is this the right file?",
        where,
    )
