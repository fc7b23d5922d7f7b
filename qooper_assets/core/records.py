"""The records of a delivered file, as a reader has proved them, whatever its format.

Belongs here: the value that every reader makes and the engine takes. Does not: reading
(`readers/`), or what a value means (`sql/normalize/normalized.sql`).

A record has a *line*, counted from 1, by which people find it again: the physical line of a CSV file
and of newline-delimited JSON, the row of a sheet, the place in a JSON array.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

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
    """Whether a file without it is blocked; the header is known by those (P09, P10)."""


class Unreadable(NamedTuple):
    """A record that has no certain reading. Grain: one per line that it begins on."""

    source_line: int
    reason: str


class Probe(NamedTuple):
    """The identifier of one record, as its own line tells it."""

    row_id: int
    """The record's place among those of `paths`, from 0."""
    cell: str


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
    is_clean_text: bool = False
    """UTF-8 as it came, with nothing in it that was lost or garbled before; so is each of its lines."""
    lines: tuple[int, ...] | None = None
    """On which line each record of `paths` stands, where most are not in `paths`; then `gaps` is empty."""
    unchanged: int = 0
    """How many more records the file holds, each on a line that was known again, and not read."""
    fingerprints: "pl.DataFrame | None" = None
    """By which the lines of a CSV file are known again: source_line, hash_1, hash_2. Grain: one row per line
    that may be, and was not. None: nothing may."""
    probes: tuple[Probe, ...] = ()
    """Of some records of a CSV file, to prove that the engine reads them in the order of the lines."""
