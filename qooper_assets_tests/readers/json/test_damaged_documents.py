"""Damaged JSON is either refused, or read as another parser reads it.

The other parser is yyjson, which is part of DuckDB. It accepts a trailing comma and takes the first of two
equal keys; ours refuses both, so whatever ours accepts, the other must accept as well. `test_reader.py` tests
the other direction with the parser of the stdlib, on which ours is built.
"""

import re
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.records import WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json import documents
from qooper_assets_tests.readers.damage import Damage, bounded, damaged, damages, examples, without_growth

WANTED = ("/id", "/mail", "/name/first")
"""Pointers mean the same to both parsers; keys are normalized (P09)."""
RECORDS = [
    '{"id": 100123, "mail": "a@x.example", "name": {"first": "Zoë", "last": "O\'Neil"}}',
    '{"mail": "b@x.example", "id": "007", "name": {"first": "\\u0141ukasz"}, "tags": ["x", 1.5e3, null]}',
    '{"id": 12345678901234567890123, "mail": null, "name": null}',
    '{"id": "Zq", "mail": "", "extra": {"deep": [[], {}, [true, false]]}}',
    '{"name": {"first": "\\ud83d\\ude00"}, "id": -0.50, "mail": "e@x.example"}',
]
DOCUMENT = (
    '{"meta": {"next": null, "people": []}, "data": {"n": 5, "people": [\n ' + ",\n ".join(RECORDS) + "]}, "
    '"end": [1, {"a": "b"}]}\n'
).encode()
LINES = ("\n".join(RECORDS) + "\n").encode()
TOKENS = [
    b"{",
    b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n", b"\r\n", b"\xc3", b"\xef\xbb\xbf", b"\0",
    b"null", b"NaN",
    b"0", b"-", b"1e9", b"//", b"'", b'"id"', b'"people"', b"\\u00e9", b"\\ud800", b"\\u0000", b"{},",
    b"[[[[[[[[",
]  # fmt: skip

Table = tuple[list[tuple[int, tuple[str | None, ...]]], dict[int, str], int]
"""Line and cells of each record; those rejected, with their reasons; how many lines or places there are."""


def ours(content: bytes, records: str, block_bytes: int, folder: Path) -> Table:
    raw = folder / "raw"
    raw.write_bytes(content)
    wanted = [WantedColumn(name, None, None) for name in WANTED]
    with bounded():
        found = documents.read(
            raw, records, wanted, Limits(), scratch=folder, where="", block_bytes=block_bytes
        )
    gaps = set(found.gaps)
    lines = [line for line in range(1, found.last_line + 1) if line not in gaps]
    places = {name: f"c{found.header.index(name):05d}" for name in WANTED if name in found.header}
    rows = [row for path in found.paths for row in pl.read_parquet(path).rows(named=True)]
    cells = [tuple(row[places[name]] if name in places else None for name in WANTED) for row in rows]
    reasons = {one.source_line: one.reason for one in found.unreadable}
    return list(zip(lines, cells, strict=True)), reasons, found.last_line


def parsed(text: str, pointer: str) -> list[tuple[str | None, ...]]:
    """Return the values of each record in the array at the pointer, by yyjson. Raises `duckdb.Error`."""
    # It refuses half a surrogate pair, which ours rejects with its record.
    text = re.sub(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?", "?", text)
    values = ", ".join(f"record ->> '{place}'" for place in WANTED)
    query = f"select {values} from (select unnest(json_extract($1::json, '{pointer}')::json[]) as record)"
    return duckdb.execute(query, [text]).fetchall()


def same(cell: str | None, value: str | None) -> bool:
    """True if a cell of ours is this value; a number may be written differently."""
    if cell in (None, "", "#VALUE!") or cell == value or "\\" in repr(cell) or "?" in (value or ""):
        return cell != "" or value in (None, "")
    try:
        return value is not None and float(cell or "") == pytest.approx(float(value))
    except ValueError:
        return False


def is_array(text: str) -> bool:
    """True if the text is an array, which damaged lines may have become."""
    return text.lstrip().startswith("[") and bool(
        duckdb.execute("select json_valid($1)", [text]).fetchone()[0]
    )


def check(content: bytes, records: str, block_bytes: int, folder: Path) -> None:
    try:
        people, rejected, last = ours(content, records, block_bytes, folder)
    except DeliveryError as error:
        assert error.result is Result.BLOCKED
        assert error.remedy
        assert "x.example" not in str(error)
        return
    text = content.removeprefix(b"\xef\xbb\xbf").decode()
    if records or is_array(text):
        theirs = dict(enumerate(parsed(text, records or ""), 1))
        assert len(theirs) == last
        assert len(people) + len(rejected) == last
    else:
        theirs = {}
        for line, one in enumerate(text.split("\n"), 1):
            if one.strip(" \t\r") and line not in rejected:
                (theirs[line],) = parsed(f"[{one}]", "")
        assert {line for line, _ in people} == set(theirs)
    for line, cells in people:
        assert all(map(same, cells, theirs[line])), line


@given(damages(TOKENS), st.sampled_from([1, 64, 1 << 18]))
@examples(200)
def damage_the_document(folder: Path, hits: list[Damage], block_bytes: int) -> None:
    check(damaged(DOCUMENT, hits), "/data/people", block_bytes, folder)


@given(damages(TOKENS), st.sampled_from([1, 64, 1 << 18]))
@examples(200)
def damage_the_lines(folder: Path, hits: list[Damage], block_bytes: int) -> None:
    check(damaged(LINES, hits), "", block_bytes, folder)


def test_a_damaged_document_is_refused_or_read_as_another_parser_reads_it(tmp_path: Path) -> None:
    """P29, P30, F03, F20"""
    with without_growth():
        damage_the_document(tmp_path)


def test_damaged_lines_are_rejected_or_read_as_another_parser_reads_them(tmp_path: Path) -> None:
    """P29, P30, F03, F20"""
    with without_growth():
        damage_the_lines(tmp_path)


@pytest.mark.parametrize(("content", "records"), [(DOCUMENT, "/data/people"), (LINES, "")])
def test_an_undamaged_file_is_read(content: bytes, records: str, tmp_path: Path) -> None:
    """Otherwise the damage would prove nothing."""
    people: Any = ours(content, records, 64, tmp_path)[0]
    assert [cells for _, cells in people] == [
        ("100123", "a@x.example", "Zoë"),
        ("007", "b@x.example", "Łukasz"),
        ("12345678901234567890123", "", None),
        ("Zq", "", None),
        ("-0.50", "e@x.example", "😀"),
    ]
    check(content, records, 64, tmp_path)
