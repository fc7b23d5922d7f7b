"""A CSV file as proved records: encoding, header, lines, trailer, and the copy that an engine reads.

Belongs here: the order of things. Does not: a record (`grammar.py`), the header (`header.py`), the
lines (`survey.py`, `lines.py`), those that are known already (`unchanged.py`), the last of them
(`trailer.py`), or what a value means (`edges/engine/staging.py`, `sql/`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import polars as pl

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.mapping import HeaderMatch, match_header, wanted_columns
from qooper_assets.core.records import Probe, Records, RosterWarning
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.readers.csv import header as csv_header
from qooper_assets.readers.csv import lines as csv_lines
from qooper_assets.readers.csv import order_check, survey, trailer
from qooper_assets.readers.csv import unchanged as csv_unchanged
from qooper_assets.readers.csv.grammar import Grammar, as_rfc_4180
from qooper_assets.readers.csv.header import Header
from qooper_assets.readers.csv.lines import Walk
from qooper_assets.readers.csv.survey import MixedLineEnds, Stretch, Survey
from qooper_assets.readers.csv.trailer import LastLine
from qooper_assets.readers.csv.unchanged import Changed, EarlierFile
from qooper_assets.readers.encodings import detect
from qooper_assets.readers.encodings.detect import Text

BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 1 << 19
LINES_OF_HEAD = 1_100
"""Enough for the header, wherever it may be declared."""


def scan(
    raw: Path, tenant: Tenant, *, scratch: Path, where: str, earlier: EarlierFile | None = None
) -> Records:
    """Prove the structure of a CSV file; where an earlier one is known, of the lines that it does not know.

    Raises `DeliveryError`, all of them `blocked`: not_tabular (P18), encoding, encoding_unclear or
    encoding_unsupported (P03), delimiter_changed (P07), header_not_recognized (P10),
    preamble_unclear (P16), no_rows (F02), truncated (F03), control_total_mismatch (P16), rows_unreadable,
    too_large (columns, blank lines).
    A copy that it needs is written below `scratch`, which the caller removes.
    """
    declared = tenant.feed.csv.encoding
    file = _File(raw, tenant, scratch, where)

    def decoded_whole() -> Text:
        return detect.as_utf8(raw, declared, scratch=scratch, where=where)

    def decoded_by_lines(changed: Changed | None) -> Text:
        found = detect.utf_8_by_lines(raw, changed.path, declared, where) if changed else decoded_whole()
        if found is None or found.path != raw:
            raise _NotUtf8
        return found

    if earlier and earlier.is_clean_text:
        # Then it is enough that the other lines are UTF-8. If they are not, or anything is wrong before that
        # is told, all of the file is looked at.
        with suppress(_NotUtf8, UnicodeDecodeError, DeliveryError):
            return _scanned(file, raw, decoded_by_lines, earlier)
    decoded = decoded_whole()
    return _scanned(file, decoded.path, lambda _: decoded, earlier)


class _NotUtf8(Exception):
    """A file is not what it was taken for. Never leaves the reader."""


class _File(NamedTuple):
    """One delivered file, and what its tenant file says."""

    raw: Path
    tenant: Tenant
    scratch: Path
    where: str

    @property
    def csv(self) -> Csv:
        return self.tenant.feed.csv

    @property
    def limits(self) -> Limits:
        return self.tenant.feed.limits


def _scanned(
    file: _File, text: Path, decode: Callable[[Changed | None], Text], earlier: EarlierFile | None
) -> Records:
    """A file that is text in UTF-8 if `decode` says so of its changed lines, or of all."""
    head, line_end = _head(text, file.where)
    header = csv_header.find(head, file.csv, wanted_columns(file.tenant), file.limits, file.where)
    match = _matched(header, file.tenant, file.where)
    if match is None:
        decode(None)
        return _without_records(header)
    if file.csv.newlines_in_fields:
        earlier = None
        if line_end == b"\r\n":
            line_end = None  # it would be part of values, and LF and CR LF say the same (P05)
    grammar = Grammar(header.dialect)
    surveyed = _survey(file, text, header, grammar, line_end, earlier)
    decoded = decode(surveyed.changed)
    found, changed = surveyed.found, surveyed.changed
    walk = _walk(file, header, grammar, surveyed)
    warnings = [
        *detect.warnings(decoded, file.csv.encoding),
        *_set_trailer_apart(file, header, surveyed, walk),
    ]
    _refuse_truncated(file, surveyed, walk)
    records = found.lines - len(walk.cut) - len(walk.continuations) - 1
    if records < 1 and walk.unreadable:
        raise walk.useless(f"none of the {len(walk.unreadable):,} rows can be read")
    if records < 1:
        raise blocked(
            "no_rows",
            f"the file has a header of {len(header.names)} columns and no rows.",
            "Ask the customer to run the export again; nobody was changed.",
            file.where,
        )
    if header.preamble:
        warnings.append(RosterWarning(
            code="preamble_skipped", count=len(header.preamble),
            detail=f"lines above the header, which was found in line {header.line} (P16)",
        ))  # fmt: skip
    no_record = sorted([*walk.cut, *walk.continuations])
    lines = _lines_read(header, walk, changed) if changed else None
    return Records(
        format="csv",
        paths=(_working_copy(file, surveyed, header, walk),),
        header=header.names,
        header_line=header.line,
        total=records - (changed.unchanged if changed else 0),
        gaps=() if changed else tuple(no_record),
        skipped=walk.skipped,
        unreadable=tuple(walk.unreadable),
        last_line=found.lines,
        delimiter=header.dialect.delimiter,
        text_encoding=decoded.encoding,
        warnings=tuple(warnings),
        may_be_garbled=decoded.traces.may_be_garbled,
        is_clean_text=decoded.is_clean,
        lines=lines,
        unchanged=changed.unchanged if changed else 0,
        fingerprints=surveyed.fingerprints,
        probes=_probes(surveyed, header, walk, match.positions[file.tenant.identity], lines, no_record),
    )


def _matched(header: Header, tenant: Tenant, where: str) -> HeaderMatch | None:
    try:
        return match_header(header.names, tenant, where)
    except DeliveryError:
        return None


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
    survey.refuse_nul(start, where)
    feeds, returns, pairs = start.count(b"\n"), start.count(b"\r"), start.count(b"\r\n")
    line_end = b"\n" if not returns else b"\r\n" if returns == pairs == feeds else None
    lines = csv_lines.fed(start.removeprefix(BOM)).splitlines(keepends=True)
    return lines[:LINES_OF_HEAD], line_end


class _Surveyed(NamedTuple):
    """What is known of a file's lines before the first one is walked."""

    text: Path
    found: Survey
    last: LastLine | None
    fingerprints: pl.DataFrame | None
    """Of `Records`."""
    to_walk: tuple[Stretch, ...]
    """Of `text`; of the changed lines where not all are to be read."""
    changed: Changed | None
    """None: every line is to be read."""


def _survey(
    file: _File,
    text: Path,
    header: Header,
    grammar: Grammar,
    line_end: bytes | None,
    earlier: EarlierFile | None,
) -> _Surveyed:
    """What the file is made of; of one with mixed line ends, a copy (P05). Where lines are known again only
    the others are looked at."""

    def looked_at(path: Path, *, proves: bool) -> Survey:
        delimiters, end = len(header.names) - 1, line_end or b"\n"
        return survey.survey(path, grammar, delimiters, end, file.limits, file.where, proves=proves)

    try:
        found = looked_at(text, proves=earlier is None) if line_end else None
    except MixedLineEnds:
        found = None
    if found is None:
        text, line_end = _with_line_feeds(text, file.scratch), b"\n"
        found = looked_at(text, proves=earlier is None)
    last = trailer.last_line(text, found.lines, grammar, file.limits.record_bytes_max)
    fingerprints = csv_unchanged.fingerprints(found, header, last.line if last else 0)
    found = found.without_hashes
    if earlier and fingerprints is not None:
        unchanged = earlier.recognize(header.names, header.dialect.delimiter, fingerprints)
        if unchanged is not None:
            path = file.scratch / "changed.csv"
            changed, fingerprints = csv_unchanged.part(text, found, fingerprints, unchanged, path)
            to_walk = looked_at(path, proves=True).not_plain
            return _Surveyed(text, found, last, fingerprints, to_walk, changed)
    if earlier:
        found = looked_at(text, proves=True).without_hashes
    return _Surveyed(text, found, last, fingerprints, found.not_plain, None)


def _with_line_feeds(text: Path, scratch: Path) -> Path:
    """A copy of a file of mixed line ends, with LF throughout (P05)."""
    copy = scratch / "line_feeds.csv"
    with text.open("rb") as file, copy.open("wb") as out:
        ends_in_return = False
        while block := file.read(survey.BLOCK_BYTES):
            if ends_in_return and block.startswith(b"\n"):
                block = block[1:]
            ends_in_return = block.endswith(b"\r")
            out.write(csv_lines.fed(block))
    return copy


def _walk(file: _File, header: Header, grammar: Grammar, surveyed: _Surveyed) -> Walk:
    """What becomes of each line behind the header that is to be looked at."""
    walk = Walk(
        grammar,
        len(header.names) - 1,
        newlines_in_fields=file.csv.newlines_in_fields,
        record_bytes_max=file.limits.record_bytes_max,
        where=file.where,
    )
    walk.line = header.last_line
    walk.cut.update(range(1, header.line))
    walk.continuations.extend(range(header.line + 1, header.last_line + 1))
    changed = surveyed.changed
    text = changed.path if changed else surveyed.text
    walk.over(text, surveyed.to_walk, changed.lines if changed else None)
    walk.close(surveyed.found.lines)
    return walk


def _set_trailer_apart(
    file: _File, header: Header, surveyed: _Surveyed, walk: Walk
) -> Iterator[RosterWarning]:
    """Cut the last line off if it is no person; tells of one that was not declared."""
    last = surveyed.last
    if last and (last.line <= header.last_line or last.line in walk.continuations[-1:]):
        last = None
    above = surveyed.found.lines - len(walk.cut) - len(walk.continuations) - 1 + len(walk.unreadable) - 1
    counted = trailer.Counted(records=above, lines=above + 2 + len(header.preamble))
    if not trailer.is_trailer(last, file.csv.trailer, counted, file.where):
        return
    assert last
    if last.line in walk.cut:
        walk.unreadable.pop()
    walk.cut.add(last.line)
    walk.skipped += 1
    if file.csv.trailer is None:
        yield RosterWarning(
            code="trailer_skipped", count=1,
            detail=f"line {last.line}, the last one, is no person; declare it as feed.csv.trailer (P16)",
        )  # fmt: skip


def _refuse_truncated(file: _File, surveyed: _Surveyed, walk: Walk) -> None:
    """Raise `truncated` if the file ends inside a record (F03)."""
    found, last, size = surveyed.found, surveyed.last, file.raw.stat().st_size
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
        f"the file ends at line {found.lines:,}, byte {size:,}, in the middle of a row: {how}.",
        "Ask the customer to deliver the whole file; nobody was changed.",
        file.where,
    )


def _working_copy(file: _File, surveyed: _Surveyed, header: Header, walk: Walk) -> Path:
    """What the engine reads: the records and nothing else, in RFC 4180; the file itself if it is that."""
    is_rfc_4180, changed = header.dialect.is_rfc_4180, surveyed.changed
    text = changed.path if changed else surveyed.text
    if is_rfc_4180 and not walk.cut:
        return text
    copy = file.scratch / "records.csv"
    numbers: Iterable[int] = changed.lines if changed else count(1)
    with text.open("rb") as opened, copy.open("wb") as out:
        delivered = csv_lines.lines(opened, walk.record_bytes_max)
        lines = (
            (number, line)
            for number, (line, _) in zip(numbers, delivered, strict=False)
            if number not in walk.cut
        )
        out.writelines((line for _, line in lines) if is_rfc_4180 else _rewritten(lines, walk))
    return copy


def _lines_read(header: Header, walk: Walk, changed: Changed) -> tuple[int, ...]:
    """On which line each record of the working copy stands."""
    return tuple(n for n in changed.lines if n > header.last_line and n not in walk.cut)


def _probes(
    surveyed: _Surveyed,
    header: Header,
    walk: Walk,
    column: int,
    lines: tuple[int, ...] | None,
    no_record: list[int],
) -> tuple[Probe, ...]:
    if surveyed.found.prints is None:
        return ()
    if lines is not None:
        step = max(1, len(lines) // order_check.PROBES)
        chosen = [(lines[place], place) for place in range(0, len(lines), step)]
    else:
        counted = sorted([header.line, *no_record])
        chosen = order_check.places(header.last_line + 1, surveyed.found.lines, counted)
    ends = surveyed.found.prints["size_bytes"].cast(pl.Int64).cum_sum()
    return order_check.read(surveyed.text, ends, chosen, walk.grammar, column, walk.record_bytes_max)


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
