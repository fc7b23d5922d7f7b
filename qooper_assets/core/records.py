"""The records of a delivered file, as a reader has proved them, whatever its format.

Belongs here: the value that every reader makes and the engine takes. Does not: reading
(`readers/`), or what a value means (`sql/normalize/normalized.sql`).

A record has a *line*, counted from 1, by which people find it again: the physical line of a CSV file
and of newline-delimited JSON, the row of a sheet, the place in a JSON array.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.base import Model

if TYPE_CHECKING:  # a process that reads JSON needs no polars, which takes long to load
    import polars as pl

Format = Literal["csv", "excel", "json"]


class WantedColumn(NamedTuple):
    """One column that the mapping reads, and what a reader has to know of it to write its cells as text."""

    column: str
    """The header; for JSON a key, or a JSON Pointer into the record (RFC 6901)."""
    date_format: str | None
    """Of a column of dates: a cell that *is* a date is written so."""
    split: str | None
    """Of a column of many values: a list is joined by it."""
    attribute: str = ""
    """What is mapped to it."""
    is_required: bool = False
    """A file without it is blocked; the header is found by these columns (P09, P10)."""
    is_identity: bool = False


class HeaderMatch(NamedTuple):
    """Which columns of one file hold which attributes."""

    positions: dict[str, int]
    """Attribute → position of its column in the header, from 0."""
    missing: tuple[str, ...]
    """Optional attributes without a column; their present values are kept (R8)."""
    unmapped: int
    """How many columns nothing is mapped to (P13)."""


NO_MATCH = HeaderMatch({}, (), 0)


class Unreadable(NamedTuple):
    """A record that has no certain reading. Grain: one per line that it begins on."""

    source_line: int
    reason: str


class Probe(NamedTuple):
    """The identifier of one record, as its own line tells it."""

    row_id: int
    """The record's place among those of `paths`, from 0."""
    cell: str


class LineReuse(NamedTuple):
    """What incremental normalize has to know of a CSV file (decision 19)."""

    hashes: "pl.DataFrame | None"
    """source_line, hash_1, hash_2. Grain: one row per line that was read and may be matched later."""
    header_digest: str
    is_clean_text: bool
    """The file came in UTF-8, with no character lost or garbled; so is each of its lines."""
    source_lines: tuple[int, ...] | None = None
    """The line of each record in `paths`, where only changed lines were read; then `gaps` is empty."""
    unchanged: int = 0
    """How many more records the file has, each on an unchanged line that was not read."""


class RosterWarning(Model):
    """Something worth telling that rejected nobody."""

    code: str
    count: int
    detail: str


class Records(NamedTuple):
    """What a reader gives: each record of the file is in `paths`, `unreadable` or `skipped`.

    The engine reads columns c00000, c00001, … of text, by position in `header`, at least the wanted
    ones. NULL: the record says nothing about this column (a missing JSON key); the empty text: blank.
    In CSV the two are one.
    """

    format: Format
    """What the bytes are, whatever the tenant file says (P19)."""
    paths: tuple[Path, ...]
    """Of CSV, the raw file or a working copy, in RFC 4180 and with one header line; else Parquet
    files, in order."""
    header: tuple[str, ...]
    header_line: int
    """0 where there is none (JSON)."""
    total: int
    """How many records `paths` hold."""
    gaps: tuple[int, ...]
    """Lines that begin no record of `paths`, without the header; ascending."""
    skipped: int
    """Blank lines after the header."""
    unreadable: tuple[Unreadable, ...]
    last_line: int
    delimiter: str = ","
    """Of CSV."""
    text_encoding: str | None = None
    """Of a text whose physical lines these lines are; None where they are rows of a sheet, or places in an
    array."""
    warnings: tuple[RosterWarning, ...] = ()
    may_be_garbled: bool = True
    """Some value may look like UTF-8 that was read in another encoding; to look for it costs (P04)."""
    probes: tuple[Probe, ...] = ()
    """Of some records of a CSV file, to prove that the engine reads them in the order of the lines."""
    match: HeaderMatch | DeliveryError = NO_MATCH
    """The mapped columns in the header, or why it can't be used. A sandboxed subprocess leaves it to its
    parent."""
    reuse: LineReuse | None = None
    """Of a CSV file whose lines may be matched with those of another."""

    @property
    def unchanged(self) -> int:
        """How many more records the file has than `total` and `unreadable`: those on unchanged lines."""
        return self.reuse.unchanged if self.reuse else 0

    @property
    def columns(self) -> HeaderMatch:
        """The mapped columns in the header. Raises the header's `DeliveryError`, if it has one."""
        if isinstance(self.match, DeliveryError):
            raise self.match
        return self.match
