"""The records of a delivered file, as validated by a reader, whatever the format.

Belongs here: the value that every reader returns and the engine loads. Does not: reading
(`readers/`), or what a value means (`sql/normalize/normalized.sql`).

A record has a *line*, counted from 1, by which people find it in the file: the physical line of CSV
and of newline-delimited JSON, the row of a sheet, the position in a JSON array.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.base import Model

if TYPE_CHECKING:  # a process that reads JSON does not need polars, which is slow to import
    import polars as pl

Format = Literal["csv", "excel", "json"]


class WantedColumn(NamedTuple):
    """One column that the mapping reads, with what a reader needs to write its cells as text."""

    column: str
    """The header; for JSON a key, or a JSON Pointer into the record (RFC 6901)."""
    date_format: str | None
    """For a date column: the format in which a cell of type date is written."""
    split: str | None
    """For a multi-value column: the separator by which a list is joined."""
    attribute: str = ""
    """The attribute that the column is mapped to."""
    is_required: bool = False
    """A file without it is blocked; the header is recognized by these columns (P09, P10)."""
    is_identity: bool = False
    holds_ids: bool = False
    """Its cells are ids of people or of their managers, which are read as they are shown (P34)."""


UNSHOWN = "#FORMAT!"
"""A reader gives this text for an id of a spreadsheet whose number format it does not understand."""


class HeaderMatch(NamedTuple):
    """Positions of the mapped columns in the header of one file."""

    positions: dict[str, int]
    """Attribute → position of its column in the header, from 0."""
    missing: tuple[str, ...]
    """Optional attributes without a column; their current values are kept (R8)."""
    unmapped: int
    """Number of columns without a mapping (P13)."""


NO_MATCH = HeaderMatch({}, (), 0)


class Unreadable(NamedTuple):
    """A record that can't be parsed unambiguously. Grain: one per line on which such a record begins."""

    source_line: int
    reason: str
    identifier: str | None = None
    """The cell of the identifier, and below that of the e-mail, where it is certain whose row it would be:
    the person counts as present (R2)."""
    email: str | None = None


class Probe(NamedTuple):
    """The identifier of one record, as parsed from its own line."""

    row_id: int
    """The record's position among those of `paths`, from 0."""
    cell: str


class LineReuse(NamedTuple):
    """Line hashes and changed lines of a CSV file, for incremental normalize (decision 19)."""

    hashes: "pl.DataFrame | None"
    """source_line, hash_1, hash_2. Grain: one row per line that was read and may be matched later."""
    header_digest: str
    is_clean_text: bool
    """The file was delivered in UTF-8 with no lost or garbled character, which then holds for each line."""
    source_lines: tuple[int, ...] | None = None
    """The line of each record in `paths`, if only changed lines were read; `gaps` is empty then."""
    unchanged: int = 0
    """Number of further records in the file, each on an unchanged line that was not read."""


class RosterWarning(Model):
    """A finding worth reporting that rejected nobody."""

    code: str
    count: int
    detail: str


class Records(NamedTuple):
    """The result of a reader: each record of the file is in `paths`, `unreadable` or `skipped`.

    The engine reads text columns c00000, c00001, … by position in `header`, at least the wanted ones.
    NULL: the record does not mention the column (a missing JSON key); the empty text: blank. CSV does not
    distinguish the two.
    """

    format: Format
    """The actual format of the bytes, whatever the tenant file declares (P19)."""
    paths: tuple[Path, ...]
    """For CSV the raw file or a working copy, in RFC 4180 with one header line; else Parquet files, in
    order."""
    header: tuple[str, ...]
    header_line: int
    """0 if there is none (JSON)."""
    total: int
    """Number of records in `paths`."""
    gaps: tuple[int, ...]
    """Lines on which no record of `paths` begins, the header line excluded; ascending."""
    skipped: int
    """Number of blank lines after the header."""
    unreadable: tuple[Unreadable, ...]
    last_line: int
    delimiter: str = ","
    """For CSV only."""
    text_encoding: str | None = None
    """Encoding of the text if lines are physical lines; None if they are rows of a sheet or positions in an
    array."""
    warnings: tuple[RosterWarning, ...] = ()
    may_be_garbled: bool = True
    """Some value may be UTF-8 that was decoded as another encoding; searching for one is expensive (P04)."""
    probes: tuple[Probe, ...] = ()
    """Samples of a CSV file, to prove that the engine reads its records in line order."""
    match: HeaderMatch | DeliveryError = NO_MATCH
    """The mapped columns in the header, or the error why it can't be used. A sandboxed subprocess leaves it
    to its parent."""
    reuse: LineReuse | None = None
    """For a CSV file whose lines may be matched with those of another."""

    @property
    def unchanged(self) -> int:
        """Number of records on unchanged lines, which `total` and `unreadable` do not include."""
        return self.reuse.unchanged if self.reuse else 0

    @property
    def columns(self) -> HeaderMatch:
        """The mapped columns in the header. Raises the `DeliveryError` of a header that can't be used."""
        if isinstance(self.match, DeliveryError):
            raise self.match
        return self.match
