"""Reader of CSV files: proves that every line is a record, or rejects it, before the engine reads them.

Belongs here: the order of steps. Does not: records (`grammar.py`), header and line ends (`text.py`), lines
(`block_scan.py`, `lines.py`), the trailer (`trailer.py`), reading only changed lines (`unchanged.py`), or
what a value means (`edges/engine/`, `sql/`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import LineReuse, Probe, Records, RosterWarning, WantedColumn
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.readers.csv import line_hashes, order_check, text, trailer
from qooper_assets.readers.csv import lines as csv_lines
from qooper_assets.readers.csv.block_scan import LineRange
from qooper_assets.readers.csv.grammar import as_rfc_4180
from qooper_assets.readers.csv.lines import LineParser
from qooper_assets.readers.csv.text import BOM, CsvFile, CsvText, ScannedText
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


def read(raw: Path, feed: Feed, wanted: Sequence[WantedColumn], *, scratch: Path, where: str) -> Records:
    """Prove the structure of a CSV file, line by line.

    A copy is written below `scratch`, which the caller removes, unless the file is RFC 4180 already. Raises
    `DeliveryError`, all of them blocked: not_tabular (P18), encoding, encoding_unclear or
    encoding_unsupported (P03), delimiter_changed (P07), header_not_recognized (P10), preamble_unclear (P16),
    no_rows (F02), truncated (F03), control_total_mismatch (P16), rows_unreadable, too_large (columns, blank
    lines).
    """
    file = CsvFile(raw, feed, wanted, scratch, where)
    decoded = detect.as_utf8(raw, feed.csv.encoding, scratch=scratch, where=where)
    opened = text.open_text(file, decoded.path)
    if isinstance(opened.match, DeliveryError):
        return _without_records(opened, opened.match)
    scanned = text.scan(opened, proves=True)
    hashes = None if feed.csv.newlines_in_fields else line_hashes.matchable(scanned, opened.header)
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
        paths=(_working_copy(opened, scanned, parser, changed),),
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
    parser = LineParser(
        opened.grammar,
        len(header.names) - 1,
        newlines_in_fields=file.csv.newlines_in_fields,
        record_bytes_max=file.limits.record_bytes_max,
        where=file.where,
    )
    parser.line = header.last_line
    parser.excluded.update(range(1, header.line))
    parser.continuations.extend(range(header.line + 1, header.last_line + 1))
    if changed:
        ranges: Sequence[LineRange] = text.scan_lines(opened, changed.path, scanned.line_end).not_plain
        parser.parse_ranges(changed.path, ranges, changed.numbers)
    else:
        parser.parse_ranges(scanned.path, scanned.scan.not_plain, None)
    parser.close(scanned.scan.lines)
    return parser


def _exclude_trailer(opened: CsvText, scanned: ScannedText, parser: LineParser) -> Iterator[RosterWarning]:
    """Exclude the last line if it is a trailer, not a person; warn of one that was not declared."""
    file, header, last = opened.file, opened.header, scanned.last
    if last and (last.line <= header.last_line or last.line in parser.continuations[-1:]):
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
    parser.excluded.add(last.line)
    parser.skipped += 1
    if file.csv.trailer is None:
        yield RosterWarning(
            code="trailer_skipped", count=1,
            detail=f"line {last.line}, the last one, is not a person; declare it as feed.csv.trailer (P16)",
        )  # fmt: skip


def _refuse_truncated(file: CsvFile, scanned: ScannedText, parser: LineParser) -> None:
    """Raise `truncated` if the file ends inside a record (F03)."""
    scan, last, size = scanned.scan, scanned.last, file.raw.stat().st_size
    rejected = parser.unreadable[-1] if parser.unreadable else None
    opening = parser.grammar.opening
    if rejected == (scan.lines, "bad_quoting") and last and opening and opening.fullmatch(last.record):
        how = "a quote is open"
    elif rejected == (scan.lines, "too_few_cells") and not scan.ends_in_newline:
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


def _working_copy(
    opened: CsvText, scanned: ScannedText, parser: LineParser, changed: ChangedLines | None
) -> Path:
    """The file that the engine reads: only records, in RFC 4180; the delivered file itself if it is that."""
    is_rfc_4180 = opened.header.dialect.is_rfc_4180
    path = changed.path if changed else scanned.path
    if is_rfc_4180 and not parser.excluded:
        return path
    copy = opened.file.scratch / "records.csv"
    numbers: Iterable[int] = changed.numbers if changed else count(1)
    with path.open("rb") as file, copy.open("wb") as out:
        delivered = csv_lines.lines(file, parser.record_bytes_max)
        kept = (
            (number, line)
            for number, (line, _) in zip(numbers, delivered, strict=False)
            if number not in parser.excluded
        )
        out.writelines((line for _, line in kept) if is_rfc_4180 else _as_rfc_4180(kept, parser))
    return copy


def _as_rfc_4180(lines: Iterable[tuple[int, bytes]], parser: LineParser) -> Iterator[bytes]:
    """Rewrite records of another dialect."""
    grammar, continuations = parser.grammar, set(parser.continuations)
    record = b""
    for number, line in lines:
        if number not in continuations and record:
            yield as_rfc_4180(grammar.cells(record), grammar.delimiter)
            record = b""
        record += line.removeprefix(BOM) if number == 1 else line
    yield as_rfc_4180(grammar.cells(record), grammar.delimiter)


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
    (identity,) = (column.attribute for column in opened.file.wanted if column.is_identity)
    position = opened.match.positions[identity]
    return order_check.read(scanned.path, ends, chosen, parser.grammar, position, parser.record_bytes_max)
