"""Reader of CSV files: proves that every line is a record, or rejects it, before the engine reads them.

Belongs here: the order of steps. Does not: records (`grammar.py`), header and line ends (`text.py`), lines
(`block_scan.py`, `lines.py`), the trailer (`trailer.py`), reading only changed lines (`unchanged.py`), or
what a value means (`edges/engine/`, `sql/`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.identifiers import IsKnown, nobody
from qooper_assets.core.records import LineReuse, Probe, Records, RosterWarning, WantedColumn
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers.csv import line_hashes, order_check, text, trailer, working_copy
from qooper_assets.readers.csv.block_scan import LineRange
from qooper_assets.readers.csv.lines import LineParser, RowRules
from qooper_assets.readers.csv.text import CsvFile, CsvText, ScannedText
from qooper_assets.readers.encodings import detect
from qooper_assets.readers.encodings.detect import Text


class ChangedLines(NamedTuple):
    """The lines to read, if the others are known from an earlier file."""

    numbers: tuple[int, ...]
    """Ascending, from 1."""
    path: Path
    """A file of these lines only."""
    unchanged: int
    """Number of the other lines."""


def read(
    raw: Path,
    feed: Feed,
    wanted: Sequence[WantedColumn],
    *,
    scratch: Path,
    where: str,
    is_known: IsKnown = nobody,
) -> Records:
    """Prove the structure of a CSV file, line by line.

    `is_known` is asked for identifiers on lines that may be text of a cell (P35). A copy is written below
    `scratch`, which the caller removes, unless the file is RFC 4180 already. Raises
    `DeliveryError`, all of them blocked: not_tabular (P18), encoding, encoding_unclear or
    encoding_unsupported (P03), delimiter_changed (P07), header_not_recognized (P10), preamble_unclear (P16),
    no_rows (F02), truncated (F03), control_total_mismatch (P16), rows_unreadable, too_large (columns, blank
    lines).
    """
    file = CsvFile(raw, feed, wanted, scratch, where, is_known)
    decoded = detect.as_utf8(raw, feed.csv.encoding, scratch=scratch, where=where)
    opened = text.open_text(file, decoded.path)
    if isinstance(opened.match, DeliveryError):
        return _without_records(opened, opened.match)
    refused: DeliveryError | None = None
    for shape in (opened, *opened.other_shapes()):
        try:
            return _read(shape, decoded)
        except DeliveryError as error:
            refused = refused or error
        if refused.code != "rows_unreadable":
            break
    assert refused
    raise refused


def _read(opened: CsvText, decoded: Text) -> Records:
    """Read all lines of a text."""
    scanned = text.scan(opened, proves=True)
    is_matchable = not opened.file.csv.newlines_in_fields and opened.refused_delimiters is None
    hashes = line_hashes.matchable(scanned, opened.header) if is_matchable else None
    scanned = scanned._replace(scan=scanned.scan.without_hashes)
    return parse(opened, scanned, decoded, hashes, None)


def parse(
    opened: CsvText,
    scanned: ScannedText,
    decoded: Text,
    hashes: pl.DataFrame | None,
    changed: ChangedLines | None,
) -> Records:
    """Parse the lines of a scanned file that are not plain records; with `changed`, only changed lines.

    `hashes` are those of the lines that are read (`LineReuse.hashes`). Raises `DeliveryError`, as `read`.
    """
    file, header = opened.file, opened.header
    assert not isinstance(opened.match, DeliveryError)
    parser = _parse_lines(opened, scanned, changed)
    warnings = [
        *detect.warnings(decoded, file.csv.encoding),
        *_exclude_trailer(opened, scanned, parser),
    ]
    _refuse_truncated(file, scanned, parser)
    records = scanned.scan.lines - len(parser.excluded) - len(parser.continuations) - 1
    _refuse_without_records(opened, parser, records)
    if header.preamble:
        warnings.append(RosterWarning(
            code="preamble_skipped", count=len(header.preamble),
            detail=f"lines above the header, which was found in line {header.line} (P16)",
        ))  # fmt: skip
    if text.is_in_apostrophes(opened, scanned):
        warnings.append(RosterWarning(
            code="apostrophes_around_cells", count=1,
            detail="all cells of the first rows begin and end with an apostrophe; if that is how they are"
            " quoted, declare feed.csv.quote: \"'\" (P37)",
        ))  # fmt: skip
    no_record = sorted([*parser.excluded, *parser.continuations])
    source_lines = _source_lines(opened, parser, changed) if changed else None
    reuse = LineReuse(
        hashes=hashes,
        header_digest=line_hashes.header_digest(header),
        is_clean_text=decoded.is_clean,
        source_lines=source_lines,
        unchanged=changed.unchanged if changed else 0,
    )
    return Records(
        format="csv",
        paths=(_records_file(opened, scanned, parser, changed),),
        header=header.names,
        header_line=header.line,
        match=opened.match,
        total=records - reuse.unchanged,
        gaps=() if changed else tuple(no_record),
        skipped=parser.skipped,
        unreadable=tuple(parser.unreadable),
        last_line=scanned.scan.lines,
        delimiter=header.dialect.delimiter,
        text_encoding=decoded.encoding,
        warnings=tuple(warnings),
        may_be_garbled=decoded.traces.may_be_garbled,
        probes=_probes(opened, scanned, parser, source_lines, no_record),
        reuse=reuse if hashes is not None else None,
    )


def _without_records(opened: CsvText, error: DeliveryError) -> Records:
    return Records(
        format="csv",
        paths=(),
        header=opened.header.names,
        header_line=opened.header.line,
        match=error,
        total=0,
        gaps=(),
        skipped=0,
        unreadable=(),
        last_line=opened.header.last_line,
    )


def _parse_lines(opened: CsvText, scanned: ScannedText, changed: ChangedLines | None) -> LineParser:
    """Parse the lines after the header that the scan did not verify as plain records."""
    file, header = opened.file, opened.header
    parser = LineParser(opened.grammar, _rules(opened), file.where)
    parser.line = header.last_line
    parser.excluded.update(range(1, header.line))
    parser.continuations.extend(range(header.line + 1, header.last_line + 1))
    if changed:
        ranges: Sequence[LineRange] = text.scan_lines(opened, changed.path, scanned.line_end).not_plain
        parser.parse_ranges(changed.path, ranges, changed.numbers)
    else:
        parser.parse_ranges(scanned.path, scanned.scan.not_plain, None)
    parser.line = scanned.scan.lines
    if opened.refused_delimiters is not None and parser.contradicts_shape:
        raise parser.too_many_unreadable("rows have different numbers of cells")
    return parser


def _rules(opened: CsvText) -> RowRules:
    file = opened.file
    assert not isinstance(opened.match, DeliveryError)
    (identity,) = (column.attribute for column in file.wanted if column.is_identity)
    return RowRules(
        delimiters=opened.row_delimiters,
        identity=opened.match.positions[identity],
        email=opened.match.positions["email"],
        newlines_in_fields=file.csv.newlines_in_fields,
        record_bytes_max=file.limits.record_bytes_max,
        pads_short_rows=file.csv.short_rows == "blank_at_end",
        ends_in_delimiter=opened.ends_in_delimiter,
        refused_delimiters=opened.refused_delimiters,
        is_known=file.is_known,
    )


def _exclude_trailer(opened: CsvText, scanned: ScannedText, parser: LineParser) -> Iterator[RosterWarning]:
    """Exclude the last line if it is a trailer, not a person; warn of one that was not declared."""
    file, header, last = opened.file, opened.header, scanned.last
    if last and (
        last.line <= header.last_line
        or last.line in parser.continuations[-1:]
        or parser.is_text_of_a_cell(last.line)
    ):
        last = None
    above = (
        scanned.scan.lines - len(parser.excluded) - len(parser.continuations) - 1 + len(parser.unreadable) - 1
    )
    counted = trailer.Counted(records=above, lines=above + 2 + len(header.preamble))
    if not trailer.is_trailer(last, file.csv.trailer, counted, file.where):
        return
    assert last
    if last.line in parser.excluded:
        parser.unreadable.pop()
        parser.short_line = None
    parser.excluded.add(last.line)
    parser.skipped += 1
    if file.csv.trailer is None:
        yield RosterWarning(
            code="trailer_skipped", count=1,
            detail=f"line {last.line}, the last one, is not a person; declare it as feed.csv.trailer (P16)",
        )  # fmt: skip


def _refuse_truncated(file: CsvFile, scanned: ScannedText, parser: LineParser) -> None:
    """Raise `truncated` if the file ends inside a record (F03)."""
    scan, size = scanned.scan, file.raw.stat().st_size
    is_cut_in_a_cell = file.csv.newlines_in_fields and not scan.ends_in_newline
    if parser.open_at_end == scan.lines or (parser.open_at_end and is_cut_in_a_cell):
        how = "a quote is open"
    elif parser.short_line == scan.lines and not scan.ends_in_newline:
        how = "cells are missing"
    else:
        return
    raise blocked(
        "truncated",
        f"the file ends at line {scan.lines:,}, byte {size:,}, in the middle of a row: {how}.",
        "Ask the customer to deliver the whole file; nobody was changed.",
        file.where,
    )


def _refuse_without_records(opened: CsvText, parser: LineParser, records: int) -> None:
    if records < 1 and parser.unreadable:
        raise parser.too_many_unreadable(f"none of the {len(parser.unreadable):,} rows can be read")
    if records < 1:
        raise blocked(
            "no_rows",
            f"the file has a header of {len(opened.header.names)} columns and no rows.",
            "Ask the customer to run the export again; nobody was changed.",
            opened.file.where,
        )


def _source_lines(opened: CsvText, parser: LineParser, changed: ChangedLines) -> tuple[int, ...]:
    """The line of each record of the working copy."""
    first = opened.header.last_line + 1
    return tuple(line for line in changed.numbers if line >= first and line not in parser.excluded)


def _records_file(
    opened: CsvText, scanned: ScannedText, parser: LineParser, changed: ChangedLines | None
) -> Path:
    """The file that the engine reads: only records, in RFC 4180; the delivered file itself if it is that."""
    path = changed.path if changed else scanned.path
    is_as_delivered = working_copy.is_as_delivered(opened, parser)
    if is_as_delivered and not parser.excluded:
        return path
    copy = opened.file.scratch / "records.csv"
    columns = None if is_as_delivered else len(opened.header.names)
    working_copy.write(path, copy, parser, changed.numbers if changed else None, columns)
    return copy


def _probes(
    opened: CsvText,
    scanned: ScannedText,
    parser: LineParser,
    source_lines: tuple[int, ...] | None,
    no_record: list[int],
) -> tuple[Probe, ...]:
    """The identifiers of some records, read by line number."""
    header, hashes = opened.header, scanned.scan.line_hashes
    if hashes is None or isinstance(opened.match, DeliveryError):
        return ()
    if source_lines is not None:
        step = max(1, len(source_lines) // order_check.PROBES)
        chosen = [(source_lines[place], place) for place in range(0, len(source_lines), step)]
    else:
        counted = sorted([header.line, *no_record])
        chosen = order_check.places(header.last_line + 1, scanned.scan.lines, counted)
    ends = hashes["size_bytes"].cast(pl.Int64).cum_sum()
    rules = parser.rules
    return order_check.read(
        scanned.path, ends, chosen, parser.grammar, rules.identity, rules.record_bytes_max
    )
