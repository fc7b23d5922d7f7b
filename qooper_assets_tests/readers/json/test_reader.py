"""Every record of a JSON file has one meaning, or a reason why not, whatever its shape and block limits.

Blocks of one byte put boundaries everywhere: a number, an escape or a character is cut at every position.
"""

import json
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.contract import REASONS
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.mapping import match_header, wanted_columns
from qooper_assets.core.records import Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json import cells as json_cells
from qooper_assets.readers.json import documents as reader
from qooper_assets.readers.json import text as json_text
from qooper_assets_tests.worlds import a_tenant

WANTED = ("id", "e-mail", "title", "skills", "/name/first")
BLOCKS = [1, 7, 1 << 18]


def columns(*names: str) -> list[WantedColumn]:
    return [WantedColumn(name, None, ";" if name == "skills" else None) for name in names]


def proved(
    content: bytes | str,
    folder: Path,
    records: str = "",
    *,
    wanted: tuple[str, ...] = WANTED,
    limits: Limits | None = None,
    block_bytes: int = 7,
) -> Records:
    raw = folder / "raw"
    raw.write_bytes(content.encode() if isinstance(content, str) else content)
    return reader.read(
        raw,
        records,
        columns(*wanted),
        limits or Limits(),
        scratch=folder,
        where="/x.json",
        block_bytes=block_bytes,
    )


def refused(content: bytes | str, folder: Path, records: str = "", **options: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        proved(content, folder, records, **options)
    assert error.value.result is Result.BLOCKED
    assert error.value.__suppress_context__ or error.value.__context__ is None
    return error.value


Person = dict[str, str]
"""By wanted name; missing keys are left out."""


class Reading(NamedTuple):
    """The result of every record of a file, by its line."""

    people: dict[int, Person]
    unreadable: dict[int, str]
    skipped: int


def reading_of(file: Records, wanted: tuple[str, ...] = WANTED) -> Reading:
    """Return what the engine will see: it goes by the normalized names of the header."""
    places = {normalize_header(name): f"c{position:05d}" for position, name in enumerate(file.header)}
    assert len(places) == len(file.header)
    rows = pl.concat([pl.read_parquet(part) for part in file.paths]).rows(named=True) if file.paths else []
    gaps = set(file.gaps)
    lines = [line for line in range(1, file.last_line + 1) if line not in gaps]
    assert list(file.gaps) == sorted(gaps)
    assert len(rows) == len(lines) == file.total
    people = {
        line: {
            name: row[places[normalize_header(name)]]
            for name in wanted
            if normalize_header(name) in places and row[places[normalize_header(name)]] is not None
        }
        for line, row in zip(lines, rows, strict=True)
    }
    assert {one.reason for one in file.unreadable} <= set(REASONS)
    unreadable = {one.source_line: one.reason for one in file.unreadable}
    assert len(unreadable) == len(file.unreadable), "one record with two reasons"
    return Reading(people, unreadable, file.skipped)


def read(content: bytes | str, folder: Path, records: str = "", **options: Any) -> Reading:
    return reading_of(proved(content, folder, records, **options), options.get("wanted", WANTED))


ANN = '{"id": "007", "e-mail": "ann@x.example"}'
BOB = '{"id": 8, "e-mail": "bob@x.example"}'
ANN_AND_BOB = {
    1: {"id": "007", "e-mail": "ann@x.example"},
    2: {"id": "8", "e-mail": "bob@x.example"},
}


LONG = '{"id": "' + "x" * 1_000_000 + '"}'


# Shapes


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    ("content", "records"),
    [
        (f"[{ANN},{BOB}]", ""),
        (f" [\n  {ANN} ,\r\n\t{BOB}\n]\n ", ""),
        (f"\ufeff[{ANN},{BOB}]", ""),
        (f"{ANN}\n{BOB}\n", ""),
        (f"{ANN}\r\n  {BOB}", ""),
        (f"\ufeff{ANN}\n{BOB}\n", ""),
        (f'{{"data": [{ANN},{BOB}]}}', "/data"),
        (
            f'{{"meta": {{"n": [1, {{"a": []}}]}}, "data": {{"rows": [{ANN},{BOB}], "x": 1.5e3}}}}',
            "/data/rows",
        ),
        (f'{{"a/b": {{"~": [{ANN},{BOB}]}}, "z": "\\u00e9\\\\"}}', "/a~1b/~0"),
        (f'[[1], [{ANN},{BOB}], {{"id": 9}}]', "/1"),
    ],
)
def test_the_records_are_the_same_in_every_shape(
    content: str, records: str, block_bytes: int, tmp_path: Path
) -> None:
    """P01, P29"""
    assert read(content, tmp_path, records, block_bytes=block_bytes) == Reading(ANN_AND_BOB, {}, 0)


def test_the_engine_reads_texts_by_the_place_in_the_header(tmp_path: Path) -> None:
    file = proved(f"[{ANN},{BOB}]", tmp_path)
    assert (file.format, file.header, file.header_line) == ("json", ("id", "e-mail"), 0)
    rows = duckdb.read_parquet([str(part) for part in file.paths]).select("c00000, c00001")
    assert rows.types == ["VARCHAR", "VARCHAR"]
    assert rows.fetchall() == [("007", "ann@x.example"), ("8", "bob@x.example")]


def test_the_header_fits_the_mapping_of_a_tenant(tmp_path: Path) -> None:
    """P09"""
    content = '[{"employeeId": 1, "E_Mail": "a@x.example", "Status": "A", "name": {"first": "Ann"}}]'
    names = {"employee_id": "Employee ID", "email": "E-mail", "first_name": "/name/first"}
    tenant = a_tenant(mapping=names)
    file = proved(content, tmp_path, wanted=tuple(names.values()))
    assert file.header == ("employeeId", "E_Mail", "Status", "name", "/name/first")
    match = match_header(file.header, wanted_columns(tenant), "")
    assert match.positions == {"employee_id": 0, "email": 1, "first_name": 4}


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    """P15"""
    reading = read(f"\n{ANN}\n \t\r\n\n{BOB}\n\n", tmp_path)
    assert list(reading.people) == [2, 5]
    assert reading.skipped == 4


def test_a_column_that_first_appears_late_is_in_every_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_cells, "BATCH_ROWS_MAX", 2)
    content = '[{"id": 1}, {"id": 2}, {"id": 3}, {"skills": "a", "name": {"first": "Ann"}}, {"id": 5}]'
    file = proved(content, tmp_path)
    assert len(file.paths) == 3
    assert len({tuple(pl.read_parquet_schema(part)) for part in file.paths}) == 1
    assert reading_of(file).people == {
        **{n: {"id": str(n)} for n in (1, 2, 3, 5)},
        4: {"skills": "a", "/name/first": "Ann"},
    }


def test_long_records_make_smaller_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_cells, "BATCH_CHARS_MAX", 60)
    file = proved(f"[{','.join([ANN, BOB] * 4)}]", tmp_path)
    assert (len(file.paths), file.total) == (4, 8)


def test_one_object_on_the_only_line_is_one_person(tmp_path: Path) -> None:
    """P29: also with an array of objects in it."""
    content = '{"id": 1, "phones": [{"kind": "home"}]}'
    assert read(content, tmp_path).people == {1: {"id": "1"}}


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    ("content", "records", "places"),
    [
        (f'{{"data": [{ANN}]}}', "", "/data"),
        (
            f'{{\n "meta": 1,\n "result": {{"employees": [{ANN}]}}, "x": [{BOB}]\n}}',
            "",
            "/result/employees, /x",
        ),
        (f'{{"data": [{ANN}]}}', "/employees", "/data"),
        (f'{{"data": {{"rows": [{ANN}]}}}}', "/data", "/data/rows"),
        (f"[{ANN}]", "/data", "the top (no feed.records)"),
        ('{"a": 1}', "/data", "no place near the top"),
        ('{\n"a": [1, 2]}', "", "no place near the top"),
        ('"text"', "", "no place near the top"),
    ],
)
def test_a_pointer_to_nothing_is_blocked_with_the_existing_arrays(
    content: str, records: str, places: str, block_bytes: int, tmp_path: Path
) -> None:
    """P29"""
    error = refused(content, tmp_path, records, block_bytes=block_bytes)
    assert error.code == "records_not_found"
    assert f"arrays of objects are at {places}." in error.message


def test_a_key_that_may_name_a_person_is_in_no_message(tmp_path: Path) -> None:
    """R13"""
    error = refused('{"ann@x.example": [{"id": 1}], "Ann Lee": {"a": [{}]}, "ok": [{}]}', tmp_path)
    assert "ok" in error.message and "nn" not in error.message.replace("top (no", "")


# Values


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("123", "123"),
        ("-0", "-0"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("9" * 5000, "9" * 5000),
        ("1.0", "1.0"),
        ("1E5", "1E5"),
        ("0.1000", "0.1000"),
        ("true", "true"),
        ("false", "false"),
        ("null", ""),
        ('""', ""),
        ('" 00123 "', " 00123 "),
        ('"\\u00e9\\n\\"\\\\u0000\\ud83d\\ude00"', 'é\n"\\u0000😀'),
        ('"null"', "null"),
        ("[]", "#VALUE!"),
        ('["a"]', "#VALUE!"),
        ("{}", "#VALUE!"),
    ],
)
def test_a_value_is_read_as_written(value: str, cell: str, tmp_path: Path) -> None:
    """P29: ids keep every digit, and null is not a missing key."""
    content = f'[{{"id": {value}, "other": [{value}]}}, {{"other": 1}}]'
    assert read(content, tmp_path).people == {1: {"id": cell}, 2: {}}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('["SQL", "Go"]', "SQL;Go"),
        ('["a", 1, 1.50, true, null, ""]', "a;1;1.50;true;"),
        ("[]", ""),
        ("[null]", ""),
        ('["SQL;Go", "C"]', "#VALUE!"),
        ('["a", ["b"]]', "#VALUE!"),
        ('["a", {}]', "#VALUE!"),
        ('{"a": 1}', "#VALUE!"),
        ('"SQL;Go"', "SQL;Go"),
        ("null", ""),
        ("7", "7"),
    ],
)
def test_a_list_in_a_column_of_many_values_is_joined(value: str, cell: str, tmp_path: Path) -> None:
    """P29, P32"""
    assert read(f'[{{"skills": {value}}}]', tmp_path).people == {1: {"skills": cell}}


def test_a_separator_formed_where_two_values_meet_splits_nothing_wrongly(tmp_path: Path) -> None:
    """P32"""
    raw = tmp_path / "raw"
    raw.write_text('[{"x": ["a-", "b"]}, {"x": ["a", "b"]}]')
    wanted = [WantedColumn("x", None, "--")]
    file = reader.read(raw, "", wanted, Limits(), scratch=tmp_path, where="")
    assert pl.read_parquet(file.paths[0])["c00000"].to_list() == ["#VALUE!", "a--b"]


@pytest.mark.parametrize(
    ("record", "person"),
    [
        ('{"name": {"first": "Ann", "last": "Lee"}}', {"/name/first": "Ann"}),
        ('{"name": {"first": null}}', {"/name/first": ""}),
        ('{"name": {"First": "Ann"}}', {}),
        ('{"name": null}', {}),
        ('{"name": "Ann"}', {}),
        ('{"name": ["Ann"]}', {}),
        ('{"name": {"first": {"a": 1}}}', {"/name/first": "#VALUE!"}),
        ('{"/name/first": "Ann"}', {}),
        ('{"／name／first": "Ann"}', {}),
    ],
)
def test_a_pointer_resolves_within_the_record_or_gives_no_value(
    record: str, person: Person, tmp_path: Path
) -> None:
    """P29, RFC 6901"""
    content = f'[{{"id": 1, "name": {{"first": "x"}}}}, {record}]'
    assert read(content, tmp_path).people[2] == person


def test_a_pointer_leads_through_lists_and_odd_keys(tmp_path: Path) -> None:
    """RFC 6901, 4 and 5"""
    wanted = ("/mails/0/to", "/a~1b", "/~0", "/", "/mails/00/to", "/mails/-", "/x y")
    content = '[{"mails": [{"to": "ann"}], "a/b": 1, "~": 2, "": 3, "x y": 4}]'
    file = proved(content, tmp_path, wanted=wanted)
    found = {name: f"c{place:05d}" for place, name in enumerate(file.header)}
    row = pl.read_parquet(file.paths[0]).row(0, named=True)
    cells = {name: row[found[name]] for name in wanted if name in found}
    assert cells == {"/mails/0/to": "ann", "/a~1b": "1", "/~0": "2", "/": "3", "/x y": "4"}


def test_spellings_of_one_name_are_one_column_under_the_first(tmp_path: Path) -> None:
    """P09"""
    content = '{"E-Mail": "a", "ID": 1}\n{"email": "b", "i_d": 2}\n{"e mail": "c", "id": 3}\n'
    file = proved(content, tmp_path)
    assert file.header == ("E-Mail", "ID")
    assert reading_of(file).people == {n: {"e-mail": mail, "id": str(n)} for n, mail in enumerate("abc", 1)}


def test_unwanted_columns_may_have_the_same_normalized_name(tmp_path: Path) -> None:
    file = proved('[{"id": 1, "no": 1, "N-O": 2}]', tmp_path)
    assert (file.header, file.total) == (("id", "no"), 1)


def test_two_attributes_may_want_one_column(tmp_path: Path) -> None:
    """For example, the manager's e-mail and the e-mail."""
    file = proved('[{"e-mail": "a"}]', tmp_path, wanted=("e-mail", "E Mail", "id"))
    assert reading_of(file, ("e-mail",)).people == {1: {"e-mail": "a"}}


# Records that are rejected

VICES = [
    ('{"id": 1, "id": 2}', "duplicate_keys"),
    ('{"id": 1, "\\u0069d": 1}', "duplicate_keys"),
    ('{"id": 1, "x": [{"y": {"a": 1, "a": 1}}]}', "duplicate_keys"),
    ('{"e-mail": "a", "Email": "b"}', "duplicate_keys"),
    ('{"id": NaN}', "not_a_number"),
    ('{"id": 1, "x": [-Infinity]}', "not_a_number"),
    ('{"id": "a\\u0000"}', "no_text"),
    ('{"id": 1, "x": {"\\ud83d": 1}}', "no_text"),
    ('{"id": 1, "x": ["\\ude00\\uD83D"]}', "no_text"),
    ('["id", 1]', "not_an_object"),
    ("17", "not_an_object"),
    ("-0.5e7", "not_an_object"),
    ('"id"', "not_an_object"),
    ("null", "not_an_object"),
    ("NaN", "not_an_object"),
]


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(("record", "reason"), VICES)
def test_only_the_defective_record_is_rejected(
    record: str, reason: str, block_bytes: int, tmp_path: Path
) -> None:
    """P29, P30"""
    expected = Reading({1: ANN_AND_BOB[1], 3: ANN_AND_BOB[2]}, {2: reason}, 0)
    assert read(f"[{ANN},{record} ,{BOB}]", tmp_path, block_bytes=block_bytes) == expected
    assert read(f"{ANN}\n{record} \n{BOB}\n", tmp_path, block_bytes=block_bytes) == expected


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    "line",
    ["{", '{"id": 1', '{"id": 01}', "{'id': 1}", '{"id": 1},', '{"id": 1}{"id": 2}', '{"id": "a\tb"}', "{}}",
     '{"id": "\\x"}', "id=1", "{id: 1}", '{"id": +1}', '{"id": 1.}', "\ufeff{}", "nul", '{"id": 1,}'],
)  # fmt: skip
def test_only_the_line_that_is_not_json_is_rejected(line: str, block_bytes: int, tmp_path: Path) -> None:
    """P29"""
    for place, content in enumerate([f"{ANN}\n{line}\n{BOB}\n", f"{ANN}\n{BOB}\n{line}\n"]):
        reading = read(content, tmp_path, block_bytes=block_bytes)
        assert reading.unreadable == {2 + place: "bad_json"}
        assert list(reading.people.values()) == list(ANN_AND_BOB.values())


@pytest.mark.parametrize(
    "line", ["{", '{"id": 1,', '{"id": ', '{"id": 1}}', '{"id": "a', '{"id": 1} {"id": 2}']
)
def test_a_broken_first_line_does_not_hide_the_lines_format(line: str, tmp_path: Path) -> None:
    """P29"""
    reading = read(f"{line}\n{ANN}\n{BOB}\n{ANN}\n", tmp_path)
    assert reading.unreadable == {1: "bad_json"}
    assert len(reading.people) == 3


@pytest.mark.parametrize(("end", "code"), [("\n]}\n", "records_not_found"), ("\n", "truncated")])
def test_a_document_with_a_record_on_its_second_line_is_not_lines(
    end: str, code: str, tmp_path: Path
) -> None:
    """P29, F03"""
    assert refused(f'{{"data": [\n{ANN}{end}', tmp_path).code == code


def test_a_file_of_which_no_record_can_be_read_is_blocked_with_the_reasons(tmp_path: Path) -> None:
    error = refused('[1, 2, {"id": NaN}]', tmp_path)
    assert error.code == "records_not_found"
    assert "none of 3 records can be read: not_a_number 1, not_an_object 2." in error.message


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [63, 64, 500, 100_000])
def test_a_too_deeply_nested_record_is_refused_and_breaks_nothing(
    depth: int, opening: str, tmp_path: Path
) -> None:
    """F20"""
    closing = "]" if opening == "[" else "}"
    record = '{"id": 1, "x": ' + opening * depth + ("1" if opening != "[" else "") + closing * depth + "}"
    lines = read(f"{ANN}\n{record}\n", tmp_path, block_bytes=1 << 18)
    if depth < 64:
        assert len(lines.people) == 2
        assert len(read(f"[{record},{record}]", tmp_path).people) == 2
        return
    assert lines.unreadable == {2: "nested_too_deep"}
    for content, records in [
        (f"[{record},{ANN}]", ""),
        (f"[{record}]", ""),
        (f'{{"x": {record}, "data": []}}', "/data"),
    ]:
        for block_bytes in (7, 1 << 18):
            error = refused(content, tmp_path, records, block_bytes=block_bytes)
            assert error.code == "json_malformed"
            assert "nested deeper than 64" in error.message


def test_brackets_in_texts_are_not_nesting(tmp_path: Path) -> None:
    record = json.dumps({"id": 1, "title": '[{"' * 90, "x": [[]] * 90})
    for content in (f"[{record},{record}]", f"{record}\n{record}\n"):
        assert len(read(content, tmp_path).people) == 2


def test_a_path_deeper_than_the_limit_breaks_nothing(tmp_path: Path) -> None:
    content = '{"a":' * 200 + "[]" + "}" * 200
    assert refused(content, tmp_path, "/a" * 200).code == "json_malformed"


# Files that can't be trusted


@pytest.mark.parametrize(
    ("content", "records"),
    [
        (b"[]", ""),
        (b" [ \n] ", ""),
        (b'{"data": []}', "/data"),
        (b"", ""),
        (b"\n \n", ""),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_a_file_without_records_is_blocked(content: bytes, records: str, tmp_path: Path) -> None:
    """F02"""
    assert refused(content, tmp_path, records).code == "no_rows"


SEVERAL = '{"m": {"x": [1, "é\\u00e9"]}, "data": [' + f"{ANN}, {BOB}" + '], "z": [true, -1.5e3, {"a": null}]}'


@pytest.mark.parametrize("block_bytes", [1, 1 << 18])
def test_a_document_without_its_end_means_truncated_wherever_it_is_cut(
    block_bytes: int, tmp_path: Path
) -> None:
    """F03"""
    whole = SEVERAL.encode()
    assert read(whole, tmp_path, "/data", block_bytes=block_bytes).people == ANN_AND_BOB
    for size in range(1, len(whole)):
        error = refused(whole[:size], tmp_path, "/data", block_bytes=block_bytes)
        assert error.code == "truncated", whole[:size]
        assert f"line 1, byte {size:,}" in error.message


def test_a_last_line_without_its_end_means_truncated_wherever_it_is_cut(tmp_path: Path) -> None:
    """F03"""
    last = '{"id": 8, "title": "Chefé"}'.encode()
    for size in range(1, len(last)):
        error = refused(f"{ANN}\n".encode() + last[:size], tmp_path)
        assert error.code == "truncated", last[:size]
        assert "line 2, byte" in error.message
    assert len(read(f"{ANN}\n".encode() + last, tmp_path).people) == 2


@pytest.mark.parametrize("content", [f"[{ANN}]", f"{ANN}\n", f'{{"data": [{ANN}]}}'])
def test_half_a_character_at_the_end_means_truncated(content: str, tmp_path: Path) -> None:
    """F03"""
    records = "/data" if "data" in content else ""
    assert refused(content.encode() + "é".encode()[:1], tmp_path, records).code == "truncated"


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    ("content", "place"),
    [
        (f"[{ANN} {BOB}]", "line 1, column 43, byte 43: , or ] is expected"),
        (f"[{ANN},\n{BOB},\n]", "line 3, column 1, byte 82: a value is expected"),
        (f"[{ANN}]]", "line 1, column 43, byte 43: something follows"),
        (f"[{ANN}]\n[{BOB}]", "line 2, column 1, byte 44: something follows"),
        ('[{"é": 01}]', "line 1, column 8, byte 9: a value is expected"),
        ('\ufeff[{"é": 1, 2}]', 'line 1, column 11, byte 15: " is expected'),
        ('[{"é" 1}]', "line 1, column 7, byte 8: : is expected"),
        ('[{"é": "a\nb"}]', "line 1, column 10, byte 11: a string holds a control character"),
        ('[{"é": "\\u12x4"}]', "line 1, column 9, byte 10: a string holds a control character"),
        ('[{"é": tru}]', "line 1, column 8, byte 9: a value is expected"),
        ("[{'é': 1}]", 'line 1, column 3, byte 3: " is expected'),
    ],
)
def test_a_broken_document_is_blocked_at_the_place_without_its_data(
    content: str, place: str, block_bytes: int, tmp_path: Path
) -> None:
    """R13"""
    error = refused(content, tmp_path, block_bytes=block_bytes)
    assert error.code == "json_malformed"
    assert error.message.startswith(place)
    assert "ann" not in str(error) and "é" not in str(error)


def test_a_duplicate_key_on_the_path_to_the_records_is_blocked(tmp_path: Path) -> None:
    """P30: either of the two arrays could be the roster."""
    content = f'{{"data": [{ANN}], "data": [{BOB}]}}'
    assert refused(content, tmp_path, "/data").code == "json_malformed"
    content = f'{{"a": {{}}, "a": {{"data": [{BOB}]}}}}'
    assert refused(content, tmp_path, "/a/data").code == "json_malformed"


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize("shape", ["[{}]", "{}\n"])
def test_invalid_utf_8_is_blocked_with_its_line(shape: str, block_bytes: int, tmp_path: Path) -> None:
    """P03"""
    content = ANN.encode() + b"\n" + shape.replace("{}", '{"id": "Ren?"}').encode().replace(b"?", b"\xe9")
    content = content if shape == "{}\n" else b"[" + content[:-1]
    error = refused(content, tmp_path, block_bytes=block_bytes)
    assert error.code == "encoding"
    assert "line 2 holds the byte 0xe9" in error.message


# Limits


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize("filler", ["x" * 200, "é" * 60, "😀" * 30])
def test_a_record_that_is_too_long_is_rejected_on_a_line_and_blocked_in_an_array(
    filler: str, block_bytes: int, tmp_path: Path
) -> None:
    """F20"""
    limits = Limits(record_bytes_max=100)
    record = f'{{"id": "{filler}"}}'
    reading = read(f"{ANN}\n{record}\n{BOB}\n", tmp_path, limits=limits, block_bytes=block_bytes)
    assert reading == Reading({1: ANN_AND_BOB[1], 3: ANN_AND_BOB[2]}, {2: "record_too_long"}, 0)
    for content in (f"[{ANN},{record},{BOB}]", f"[{ANN},{record}]"):
        assert refused(content, tmp_path, limits=limits, block_bytes=block_bytes).code == "too_large"


def test_a_record_as_long_as_the_limit_is_read(tmp_path: Path) -> None:
    record = '{"id": "' + "x" * 90 + '"}'
    assert len(record) == 100
    for block_bytes in BLOCKS:
        for content in (f"[{record},{record}]", f"{record}\n{record}\n"):
            options: dict[str, Any] = {"block_bytes": block_bytes}
            assert len(read(content, tmp_path, limits=Limits(record_bytes_max=100), **options).people) == 2


def test_more_keys_than_the_limit_are_blocked(tmp_path: Path) -> None:
    """F20"""
    content = '[{"a": 1, "b": 1}, {"a": 1, "c": 1}]'
    assert proved(content, tmp_path, limits=Limits(columns_max=3)).total == 2
    assert refused(content, tmp_path, limits=Limits(columns_max=2)).code == "too_large"
    assert (
        refused(f'[{{"{"k" * 200}": 1}}]', tmp_path, limits=Limits(field_chars_max=100)).code == "too_large"
    )


@pytest.mark.parametrize("content", [f"[{ANN},{BOB},1]", f"{ANN}\n{BOB}\n1\n", f"[1,{ANN},{BOB}]"])
def test_more_rows_than_the_limit_are_blocked(content: str, tmp_path: Path) -> None:
    """F20"""
    assert proved(content, tmp_path, limits=Limits(rows_max=3)).total == 2
    assert refused(content, tmp_path, limits=Limits(rows_max=2)).code == "too_large"


def test_blank_lines_have_the_limit_of_rows(tmp_path: Path) -> None:
    """F20: each of them takes memory."""
    content = ANN + "\n" * 5
    assert refused(content, tmp_path, limits=Limits(rows_max=3)).code == "too_large"


def peak_bytes(content: str, folder: Path, records: str) -> int:
    """Return the peak of Python's memory while it reads or refuses a file."""
    raw = folder / "raw"
    raw.write_text(content)
    limits = Limits(record_bytes_max=10_000)
    tracemalloc.start()
    try:
        with suppress(DeliveryError):
            reader.read(raw, records, columns(*WANTED), limits, scratch=folder, where="", block_bytes=1 << 12)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


SHAPES = [("[{}]", "", ","), ('{"a": [{}], "data": [{}]}', "/data", ","), ("{}", "", "\n")]


@pytest.mark.parametrize(("shape", "records", "between"), SHAPES)
def test_memory_does_not_grow_with_the_file(
    shape: str, records: str, between: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F20: records are released once they are read, on a single line too."""
    monkeypatch.setattr(json_cells, "BATCH_ROWS_MAX", 400)
    several = between.join([ANN, BOB] * 200)
    peak_bytes(shape.replace("{}", several), tmp_path, records)  # the first time fills caches
    few = peak_bytes(shape.replace("{}", several), tmp_path, records)
    many = peak_bytes(shape.replace("{}", between.join([several] * 30)), tmp_path, records)
    assert many < few + 100_000 < 29 * len(several) / 2


def test_text_that_is_not_a_record_is_not_held_in_memory(tmp_path: Path) -> None:
    """F20"""
    inner = '{"x": "' + "x" * 1_000_000 + '", "y": [' + "1.5, " * 100_000 + "[]]}"
    content = f'{{"a": {inner}, "data": [{ANN}]}}'
    assert peak_bytes(content, tmp_path, "/data") < 200_000
    assert read(content, tmp_path, "/data").people == {1: ANN_AND_BOB[1]}


@pytest.mark.parametrize(
    "content",
    [
        f"[{ANN}, {LONG}]",
        f"[{ANN}, {LONG[:-2]}",
        f"{ANN}\n{LONG}\n{BOB}",
        f"{ANN}\n{LONG[:-2]}",
        f'{{"{LONG[8:-2]}": 1}}',
        '{"x": ' + "1" * 1_000_000 + "}",
        "[" * 1_000_000,
        " " * 1_000_000,
        "\n" * 1_000_000,
    ],
)
def test_a_record_that_is_too_long_is_not_held_in_memory_either(content: str, tmp_path: Path) -> None:
    """F20"""
    assert peak_bytes(content, tmp_path, "") < 200_000


@pytest.mark.parametrize("between", [",", ", ", " ,\n  "])
def test_only_records_at_the_ends_of_blocks_are_parsed_token_by_token(
    between: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others are decoded at once, ten times as fast."""
    parsed = []
    skip = json_text.Window.skip
    monkeypatch.setattr(json_text.Window, "skip", lambda *given: (parsed.append(1), skip(*given)))
    content = f"[ {between.join([ANN, BOB] * 500)} ]"
    assert len(read(content, tmp_path, block_bytes=1 << 12).people) == 1000
    assert len(parsed) < 5 * len(content) / (1 << 12)


# Random documents


@dataclass(frozen=True)
class Number:
    """A number as written in the file."""

    digits: str


TEXT = st.text(alphabet="aZ09 ,:;[]{}\"\\'/\té\u00df日\u2028\U0001f600", max_size=8)
NUMBER = st.sampled_from(["0", "-0", "7", "00123"[2:], "-12", "1.0", "1E5", "2.50e-3", "9" * 25]).map(Number)
SCALAR = st.one_of(TEXT, NUMBER, st.none(), st.booleans())
VALUE = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["first", "a", "é", ""]), inner, max_size=3)
    ),
    max_leaves=5,
)
RECORD = st.dictionaries(
    st.sampled_from(["id", "E-Mail", "email", "title", "skills", "name", "/name/first", "other"]),
    VALUE,
    max_size=6,
)


class Writer:
    """Writes JSON with all the freedom of RFC 8259."""

    def __init__(self, draw: st.DrawFn, *, newlines: bool) -> None:
        self.draw = draw
        self.space = st.sampled_from(["", "", " ", "\t ", "\r"] + ["\n", "\r\n "] * newlines)

    def text(self, value: str) -> str:
        return json.dumps(value, ensure_ascii=self.draw(st.booleans()))

    def value(self, value: Any) -> str:
        match value:
            case Number(digits):
                out = digits
            case list():
                out = "[" + ",".join(map(self.value, value)) + self.draw(self.space) + "]"
            case dict():
                pairs = [f"{self.text(k)}{self.draw(self.space)}:{self.value(v)}" for k, v in value.items()]
                out = "{" + self.draw(self.space) + ("," + self.draw(self.space)).join(pairs) + "}"
            case str():
                out = self.text(value)
            case _:
                out = json.dumps(value)
        return self.draw(self.space) + out + self.draw(self.space)


def expected_cell(value: Any, name: str) -> str:
    """The rules of P29, implemented independently."""
    if isinstance(value, Number):
        return value.digits
    if isinstance(value, list) and name == "skills":
        parts = [expected_cell(one, "") for one in value if one is not None]
        return "#VALUE!" if any(";" in one or one == "#VALUE!" for one in parts) else ";".join(parts)
    plain: dict[Any, str] = {None: "", True: "true", False: "false"}
    return "#VALUE!" if isinstance(value, list | dict) else value if isinstance(value, str) else plain[value]


def expected_person(record: dict[str, Any]) -> Person | None:
    """Return the cells of a record; None if two keys are one wanted column."""
    found: Person = {}
    for name in WANTED[:4]:
        values = [value for key, value in record.items() if normalize_header(key) == normalize_header(name)]
        if len(values) > 1:
            return None
        for value in values:
            found[name] = expected_cell(value, name)
    inner = record.get("name")
    if isinstance(inner, dict) and "first" in inner:
        found["/name/first"] = expected_cell(inner["first"], "")
    return found


@st.composite
def some_files(draw: st.DrawFn) -> tuple[str, str, Reading]:
    """Draw a file in one of the shapes, its pointer, and its content."""
    records = draw(st.lists(RECORD, min_size=1, max_size=6))
    shape = draw(st.sampled_from(["array", "lines", "nested"]))
    writer = Writer(draw, newlines=shape != "lines")
    people = {line: expected_person(record) for line, record in enumerate(records, 1)}
    reading = Reading(
        {line: person for line, person in people.items() if person is not None},
        {line: "duplicate_keys" for line, person in people.items() if person is None},
        0,
    )
    mark = draw(st.sampled_from(["", "\ufeff"]))
    if shape == "array":
        return mark + writer.value(records), "", reading
    if shape == "lines":
        return mark + "\n".join(map(writer.value, records)) + draw(st.sampled_from(["", "\n"])), "", reading
    before, after = (draw(st.dictionaries(st.sampled_from(["u", "v"]), VALUE, max_size=2)) for _ in range(2))
    after = {f"_{key}": value for key, value in after.items()}
    document = {**before, "data": {**after, "rows": records, **before}, **after}
    return mark + writer.value(document), "/data/rows", reading


@given(some_files(), st.sampled_from([1, 2, 5, 40, 1 << 18]))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_records_written_in_any_shape_are_read(file: tuple[str, str, Reading], block_bytes: int) -> None:
    """P29: with white space, escapes and the ends of blocks anywhere."""
    content, records, expected = file
    with tempfile.TemporaryDirectory() as folder:
        if not expected.people:
            assert refused(content, Path(folder), records).code == "records_not_found"
        elif records or content.lstrip("\ufeff \t\r\n").startswith("[") or len(expected.people) > 1:
            assert read(content, Path(folder), records, block_bytes=block_bytes) == expected


def vice_of(value: Any) -> str | None:
    """Return why we reject a record as the stdlib reads it, with objects as tuples of pairs."""
    if isinstance(value, float):
        return "not_a_number"
    if isinstance(value, str):
        return "no_text" if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value) else None
    if isinstance(value, tuple):
        keys = [key for key, _ in value]
        inner = [vice for one in value for part in one if (vice := vice_of(part))]
        return "duplicate_keys" if len(set(keys)) < len(keys) else next(iter(inner), None)
    if isinstance(value, list):
        return next((vice for one in value if (vice := vice_of(one))), None)
    return None


def as_record(value: Any) -> Any:
    if isinstance(value, tuple):
        return {key: as_record(one) for key, one in value}
    return [as_record(one) for one in value] if isinstance(value, list) else value


def by_stdlib(text: str) -> list[Any]:
    """Parse a whole document with the stdlib. Raises `ValueError`."""
    found = json.loads(
        text, object_pairs_hook=tuple, parse_int=Number, parse_float=Number, parse_constant=float
    )
    if not isinstance(found, list):
        raise ValueError("no array")
    return found


def expected_reading(values: Iterator[tuple[int, Any]]) -> Reading:
    reading = Reading({}, {}, 0)
    for line, value in values:
        vice = vice_of(value) if isinstance(value, tuple) else "not_an_object"
        person = expected_person(as_record(value)) if vice is None else None
        if person is None:
            reading.unreadable[line] = vice or "duplicate_keys"
        else:
            reading.people[line] = person
    return reading


GOOD = (
    '[ {"id": 123, "email": "Zq\\u00e9", "x": {"a": [1.5e3, true]}},\n {"title": null, "skills": ["Zq", 1]},'
    '{"name": {"first": "Zqé😀"}, "E-Mail": "\\ud83d\\ude00Zq"}, {"id": "Zq", "x": [[], {}, -0.0, NaN]} ]'
)
BITS = [
    "",
    ",",
    ":",
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    "\n",
    " ",
    "0",
    "-",
    ".",
    "e",
    "\\u0000",
    "\\ud800",
    "null",
    "\0",
]
DAMAGE = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(BITS) | st.text(max_size=2))


def damaged(text: str, damage: list[tuple[int, int, str]]) -> str:
    for place, length, bit in damage:
        text = text[:place] + bit + text[place + length :]
    return text


def outcome(content: str, block_bytes: int) -> Reading | DeliveryError:
    """Return the records or the refusal; anything else that the reader raises is a bug."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return read(content, Path(folder), block_bytes=block_bytes)
        except DeliveryError as error:
            assert error.result is Result.BLOCKED
            assert "Zq" not in str(error)
            return error


@given(st.lists(DAMAGE, max_size=3), st.sampled_from([1, 3, 1 << 18]))
@example([(0, 1, "{")], 1)
@settings(deadline=None, derandomize=True, max_examples=400)
def test_a_damaged_document_is_read_as_the_stdlib_reads_it_or_refused(
    damage: list[tuple[int, int, str]], block_bytes: int
) -> None:
    """P29, P30, F03: nobody is lost or invented."""
    content = damaged(GOOD, damage).encode("utf-8", "replace").decode()
    found = outcome(content, block_bytes)
    try:
        expected = expected_reading(iter(enumerate(by_stdlib(content), 1)))
    except ValueError:
        assert isinstance(found, DeliveryError) or not content.lstrip().startswith("[")
        return
    if expected.people:
        assert isinstance(found, Reading)
        assert (found.people, set(found.unreadable)) == (expected.people, set(expected.unreadable))
    else:
        assert isinstance(found, DeliveryError)
        assert found.code == ("records_not_found" if expected.unreadable else "no_rows")


LINES = GOOD.strip("[ ]").replace(",\n", "\n").replace("},{", "}\n{").replace("}, {", "}\n{") + "\n"


@given(st.lists(DAMAGE, max_size=2), st.sampled_from([1, 3, 1 << 18]))
@settings(deadline=None, derandomize=True, max_examples=400)
def test_each_damaged_line_is_read_as_the_stdlib_reads_it_or_rejected(
    damage: list[tuple[int, int, str]], block_bytes: int
) -> None:
    """P29, P30, F03"""
    content = damaged(LINES, damage).encode("utf-8", "replace").decode()
    found = outcome(content, block_bytes)
    if isinstance(found, DeliveryError):
        return
    lines = content.split("\n")
    for number, line in enumerate(lines if lines[-1] else lines[:-1], 1):
        try:
            (value,) = by_stdlib(f"[{line}]")
        except ValueError:
            assert number in found.unreadable or not line.strip(" \t\r")
            continue
        expected = expected_reading(iter([(number, value)]))
        assert found.people.get(number) == expected.people.get(number)
        assert (number in found.unreadable) == (number in expected.unreadable)


def test_these_lines_are_lines(tmp_path: Path) -> None:
    assert LINES.count("\n") == 4
    assert read(LINES, tmp_path).unreadable == {4: "not_a_number"}
    assert proved(LINES, tmp_path).unreadable == (Unreadable(4, "not_a_number"),)


@given(st.binary(max_size=60) | st.text(alphabet='[]{}",:\\u0dn1- \n\t', max_size=60).map(str.encode))
@settings(deadline=None, derandomize=True, max_examples=400)
def test_any_bytes_are_records_or_a_refusal(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for records in ("", "/0", "/"):
            try:
                proved(content, Path(folder), records, block_bytes=3)
            except DeliveryError as error:
                assert error.result is Result.BLOCKED
