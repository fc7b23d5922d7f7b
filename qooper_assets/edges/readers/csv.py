"""A CSV file as proved records: encoding, header, lines, trailer, and the copy that an engine reads.

Belongs here: the order of things. Does not: a record (`csv_grammar.py`), the header (`csv_header.py`), the
lines (`csv_lines.py`), the last of them (`csv_trailer.py`), or what a value means (`edges/staging.py`,
`sql/`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.mapping import match_header, wanted_columns
from qooper_assets.core.records import Records, RosterWarning
from qooper_assets.core.tenant import Csv, Limits, Tenant
from qooper_assets.edges.readers import csv_header, csv_lines, csv_trailer, encodings
from qooper_assets.edges.readers.csv_grammar import Grammar, as_rfc_4180
from qooper_assets.edges.readers.csv_header import Header
from qooper_assets.edges.readers.csv_lines import MixedLineEnds, Survey, Walk
from qooper_assets.edges.readers.csv_trailer import LastLine

BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 1 << 19
LINES_OF_HEAD = 1_100
"""Enough for the header, wherever it may be declared."""


def scan(raw: Path, tenant: Tenant, *, scratch: Path, where: str) -> Records:
    """Prove the structure of a CSV file.

    Raises `DeliveryError`, all of them `blocked`: not_tabular (P18), encoding, encoding_unclear or
    encoding_unsupported (P03), delimiter_changed (P07), header_not_recognized (P10),
    preamble_unclear (P16), no_rows (F02), truncated (F03), control_total_mismatch (P16), rows_unreadable,
    too_large (columns, blank lines).
    A copy that it needs is written below `scratch`, which the caller removes.
    """
    csv, limits = tenant.feed.csv, tenant.feed.limits
    decoded = encodings.as_utf8(raw, csv.encoding, scratch=scratch, where=where)
    text = decoded.path
    head, line_end = _head(text, where)
    header = csv_header.find(head, csv, wanted_columns(tenant), limits, where)
    if not _is_matched(header, tenant, where):
        return _without_records(header)
    if csv.newlines_in_fields and line_end == b"\r\n":
        line_end = None  # it would be part of values, and LF and CR LF say the same (P05)
    grammar = Grammar(header.dialect)
    text, found = _survey(text, header, grammar, line_end, limits, scratch, where)
    walk = _walk(text, csv, header, grammar, found, limits, where)
    last = csv_trailer.last_line(text, found.lines, walk.grammar, limits.record_bytes_max)
    warnings = [
        *encodings.warnings(decoded, csv.encoding),
        *_set_trailer_apart(csv, header, found, walk, last, where),
    ]
    _refuse_truncated(raw, found, walk, last, where)
    records = found.lines - len(walk.cut) - len(walk.continuations) - 1
    if records < 1 and walk.unreadable:
        raise walk.useless(f"none of the {len(walk.unreadable):,} rows can be read")
    if records < 1:
        raise blocked(
            "no_rows",
            f"the file has a header of {len(header.names)} columns and no rows.",
            "Ask the customer to run the export again; nobody was changed.",
            where,
        )
    if header.preamble:
        warnings.append(RosterWarning(
            code="preamble_skipped", count=len(header.preamble),
            detail=f"lines above the header, which was found in line {header.line} (P16)",
        ))  # fmt: skip
    return Records(
        format="csv",
        paths=(_working_copy(text, header, walk, scratch),),
        header=header.names,
        header_line=header.line,
        total=records,
        gaps=tuple(sorted([*walk.cut, *walk.continuations])),
        skipped=walk.skipped,
        unreadable=tuple(walk.unreadable),
        last_line=found.lines,
        delimiter=header.dialect.delimiter,
        text_encoding=decoded.encoding,
        warnings=tuple(warnings),
        may_be_garbled=decoded.traces.may_be_garbled,
    )


def _is_matched(header: Header, tenant: Tenant, where: str) -> bool:
    try:
        match_header(header.names, tenant, where)
    except DeliveryError:
        return False
    return True


def _without_records(header: Header) -> Records:
    """What is read of a file whose header does not match: who maps it says why, and nothing else matters."""
    return Records(
        format="csv",
        paths=(),
        header=header.names,
        header_line=header.line,
        total=0,
        gaps=(),
        skipped=0,
        unreadable=(),
        last_line=header.last_line,
    )


def _head(text: Path, where: str) -> tuple[list[bytes], bytes | None]:
    """The first lines, without a byte order mark and ended by LF, and how they end; None: not all alike."""
    with text.open("rb") as file:
        start = file.read(HEAD_BYTES)
        if file.read(1):
            start = start[: max(start.rfind(b"\n"), start.rfind(b"\r", 0, -1)) + 1] or start
    csv_lines.refuse_nul(start, 1, where)
    feeds, returns, pairs = start.count(b"\n"), start.count(b"\r"), start.count(b"\r\n")
    line_end = b"\n" if not returns else b"\r\n" if returns == pairs == feeds else None
    lines = csv_lines.fed(start.removeprefix(BOM)).splitlines(keepends=True)
    return lines[:LINES_OF_HEAD], line_end


def _survey(
    text: Path,
    header: Header,
    grammar: Grammar,
    line_end: bytes | None,
    limits: Limits,
    scratch: Path,
    where: str,
) -> tuple[Path, Survey]:
    """What the file is made of; of one with mixed line ends, a copy (P05)."""
    delimiters = len(header.names) - 1
    try:
        if line_end:
            return text, csv_lines.survey(text, grammar, delimiters, line_end, limits, where)
    except MixedLineEnds:
        pass
    text = _with_line_feeds(text, scratch)
    return text, csv_lines.survey(text, grammar, delimiters, b"\n", limits, where)


def _with_line_feeds(text: Path, scratch: Path) -> Path:
    """A copy of a file of mixed line ends, with LF throughout (P05)."""
    copy = scratch / "line_feeds.csv"
    with text.open("rb") as file, copy.open("wb") as out:
        ends_in_return = False
        while block := file.read(csv_lines.BLOCK_BYTES):
            if ends_in_return and block.startswith(b"\n"):
                block = block[1:]
            ends_in_return = block.endswith(b"\r")
            out.write(csv_lines.fed(block))
    return copy


def _walk(
    text: Path, csv: Csv, header: Header, grammar: Grammar, found: Survey, limits: Limits, where: str
) -> Walk:
    """What becomes of each line behind the header."""
    walk = Walk(
        grammar,
        len(header.names) - 1,
        newlines_in_fields=csv.newlines_in_fields,
        record_bytes_max=limits.record_bytes_max,
        where=where,
    )
    walk.line = header.last_line
    walk.cut.update(range(1, header.line))
    walk.continuations.extend(range(header.line + 1, header.last_line + 1))
    walk.over(text, found.not_plain)
    walk.close(found.lines)
    return walk


def _set_trailer_apart(
    csv: Csv, header: Header, found: Survey, walk: Walk, last: LastLine | None, where: str
) -> Iterator[RosterWarning]:
    """Cut the last line off if it is no person; tells of one that was not declared."""
    if last and (last.line <= header.last_line or last.line in walk.continuations[-1:]):
        last = None
    above = found.lines - len(walk.cut) - len(walk.continuations) - 1 + len(walk.unreadable) - 1
    counted = csv_trailer.Counted(records=above, lines=above + 2 + len(header.preamble))
    if not csv_trailer.is_trailer(last, csv.trailer, counted, where):
        return
    assert last
    if last.line in walk.cut:
        walk.unreadable.pop()
    walk.cut.add(last.line)
    walk.skipped += 1
    if csv.trailer is None:
        yield RosterWarning(
            code="trailer_skipped", count=1,
            detail=f"line {last.line}, the last one, is no person; declare it as feed.csv.trailer (P16)",
        )  # fmt: skip


def _refuse_truncated(raw: Path, found: Survey, walk: Walk, last: LastLine | None, where: str) -> None:
    """Raise `truncated` if the file ends inside a record (F03)."""
    rejected = walk.unreadable[-1] if walk.unreadable else None
    opening = walk.grammar.opening
    if rejected == (found.lines, "bad_quoting") and last and opening and opening.fullmatch(last.record):
        how = "a quote is open"
    elif rejected == (found.lines, "too_few_cells") and not found.ends_in_newline:
        how = "cells are missing"
    else:
        return
    raise blocked(
        "truncated",
        f"the file ends at line {found.lines:,}, byte {raw.stat().st_size:,}, in the middle of a row: {how}.",
        "Ask the customer to deliver the whole file; nobody was changed.",
        where,
    )


def _working_copy(text: Path, header: Header, walk: Walk, scratch: Path) -> Path:
    """What the engine reads: the records and nothing else, in RFC 4180; the file itself if it is that."""
    is_rfc_4180 = header.dialect.is_rfc_4180
    if is_rfc_4180 and not walk.cut:
        return text
    copy = scratch / "records.csv"
    with text.open("rb") as file, copy.open("wb") as out:
        lines = (
            (number, line)
            for number, (line, _) in enumerate(csv_lines.lines(file, walk.record_bytes_max), 1)
            if number not in walk.cut
        )
        out.writelines((line for _, line in lines) if is_rfc_4180 else _rewritten(lines, walk))
    return copy


def _rewritten(lines: Iterable[tuple[int, bytes]], walk: Walk) -> Iterator[bytes]:
    """Records of another dialect in RFC 4180."""
    grammar, going_on = walk.grammar, set(walk.continuations)
    record = b""
    for number, line in lines:
        if number not in going_on and record:
            yield as_rfc_4180(grammar.cells(record), grammar.delimiter)
            record = b""
        record += line.removeprefix(BOM) if number == 1 else line
    yield as_rfc_4180(grammar.cells(record), grammar.delimiter)
