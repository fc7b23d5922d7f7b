"""Finds the records of a JSON file: in an array, in an array inside a document, or one per line (P29).

A file is parsed in pieces, and at most one piece and one record are in memory. Malformed JSON in a document
blocks the file, because it is unknown where the next record begins; in newline-delimited JSON it rejects its
line.

Belongs here: the three layouts. Does not: the process that does this (`child.py`), the text and its positions
(`text.py`), the contents of a record (`cells.py`).
"""

import json
import re
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Records, WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json.cells import Table
from qooper_assets.readers.json.text import (
    BLOCK_BYTES,
    DEPTH_MAX,
    PLAIN,
    JsonFile,
    Window,
    is_longer,
    is_too_deep,
)
from qooper_assets.readers.json.values import pointer_steps, pointer_to

COMMA = re.compile(r"[ \t\n\r]*+,[ \t\n\r]*+")
LINE_SPACE = " \t\r"
CANDIDATES_MAX = 5
CANDIDATE_DEPTH_MAX = 4
CANDIDATE_STEP = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,39}")
"""A key that may be shown in a message; any other may be a person's name or address."""


def read(
    raw: Path,
    records: str,
    wanted: Sequence[WantedColumn],
    limits: Limits,
    *,
    scratch: Path,
    where: str,
    block_bytes: int = BLOCK_BYTES,
) -> Records:
    """Prove a JSON file, and write the wanted columns of its records to Parquet below `scratch`.

    `records` is `Feed.records`. The line of a record is the physical line of newline-delimited JSON, or
    the index in the array, from 1.

    Raises `DeliveryError`, all of them `blocked`: records_not_found, json_malformed, truncated (F03),
    encoding (P03), too_large (F20), no_rows (F02).
    """
    file = JsonFile(raw, where, block_bytes)

    def table() -> Table:
        return Table(wanted, limits, scratch, where)

    first_lines = () if records else _are_objects(file, limits)
    if first_lines[:1] == (True,):
        return _read_lines(file, table(), limits, is_alone=len(first_lines) == 1)
    try:
        return _Document(file, table(), records, limits).read()
    except DeliveryError as error:
        if error.code != "json_malformed" or first_lines[1:] != (True,):
            raise
    # Not a document, but the second line is a complete object: these are lines, and the first is malformed.
    return _read_lines(file, table(), limits, is_alone=False)


def _refuse_without_rows(table: Table, records: int, where: str) -> None:
    """Raise no_rows or records_not_found if there is not a single row."""
    if not records:
        raise blocked(
            "no_rows",
            "the file has no records.",
            "Ask the customer to run the export again; nobody was changed.",
            where,
        )
    if not table.total:
        raise table.too_many_unreadable(f"none of {records:,} records can be read")


# Lines


def _lines(file: JsonFile, bytes_max: int) -> Generator[tuple[str | None, bool], None, None]:
    """The physical lines, and whether they have a line end. None stands for a line that is too long."""
    parts: list[str] = []
    chars = 0
    with closing(file.pieces()) as pieces:
        for piece in pieces:
            head, *rest = piece.split("\n")
            for following in rest:
                chars += len(head)
                yield ("".join([*parts, head]) if chars <= bytes_max else None), True
                parts, chars, head = [], 0, following
            chars += len(head)
            if chars <= bytes_max:
                parts.append(head)
            else:
                parts.clear()
    if chars:
        yield ("".join(parts) if chars <= bytes_max else None), False


def _are_objects(file: JsonFile, limits: Limits) -> tuple[bool, ...]:
    """For each of the first two lines that are not blank, True if it is exactly one object."""
    found: list[bool] = []
    with closing(_lines(file, limits.record_bytes_max)) as lines:
        for text, _ in lines:
            if text is None:
                found.append(False)
            elif record := text.strip(LINE_SPACE):
                found.append(_is_object(record))
            if len(found) == 2:
                break
    return tuple(found)


def _is_object(text: str) -> bool:
    if not text.startswith("{"):
        return False
    try:
        _, end = PLAIN.raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return False
    return end == len(text)


def _read_lines(file: JsonFile, table: Table, limits: Limits, *, is_alone: bool) -> Records:
    """Read newline-delimited JSON: an invalid line is rejected, a blank one skipped.

    Raises records_not_found if there is only one line, with no wanted column but an array of objects.
    """
    number = 0
    with closing(_lines(file, limits.record_bytes_max)) as lines:
        for number, (text, is_ended) in enumerate(lines, 1):
            if text is None or is_longer(text, 0, len(text), limits.record_bytes_max):
                table.reject(number, "record_too_long")
            elif not (record := text.strip(LINE_SPACE)):
                table.skip(number)
            elif reason := _take_line(table, number, record):
                if reason == "bad_json" and not is_ended:
                    raise file.truncated()
                table.reject(number, reason)
    _refuse_without_rows(table, number - table.skipped, file.where)
    if is_alone and not table.has_wanted:
        _Document(file, table, "", limits).refuse_if_around_records()
    return table.close(number)._replace(text_encoding="utf-8")


def _take_line(table: Table, number: int, record: str) -> str | None:
    """Take the record of a line; return the reason if it has none."""
    try:
        value, end = table.decode(record, 0)
    except json.JSONDecodeError:
        return "bad_json"
    except RecursionError:
        return "nested_too_deep"
    if end != len(record):
        return "bad_json"
    if is_too_deep(record, 0, end):
        return "nested_too_deep"
    table.take(number, value, record, 0, end)
    return None


# Documents


class _Document:
    """Parses one document to its array of records, and then to its end."""

    def __init__(self, file: JsonFile, table: Table, pointer: str, limits: Limits) -> None:
        self.file = file
        self.table = table
        self.pointer = pointer
        self.steps = pointer_steps(pointer)
        self.record_bytes_max = limits.record_bytes_max
        self.window: Window
        self.is_found = False
        self.count = 0
        self.candidates: list[str] = []
        """Pointers to arrays of objects."""

    def read(self) -> Records:
        self._parse()
        if not self.is_found:
            raise self._not_found()
        _refuse_without_rows(self.table, self.count, self.file.where)
        return self.table.close(self.count)

    def refuse_if_around_records(self) -> None:
        """Raise records_not_found if it contains an array of objects."""
        self._parse()
        if self.candidates:
            raise self._not_found()

    def _parse(self) -> None:
        with closing(self.file.pieces()) as pieces:
            self.window = Window(self.file, pieces, self.record_bytes_max)
            if not self.window.peek():
                _refuse_without_rows(self.table, 0, self.file.where)
            self._visit(())
            if self.window.peek():
                raise self.window.malformed("something follows after the end of the document")

    def _not_found(self) -> DeliveryError:
        what = f"there is no array at {self.pointer}" if self.pointer else "the document is not an array"
        places = ", ".join(pointer or "the top (no feed.records)" for pointer in self.candidates)
        return blocked(
            "records_not_found",
            f"{what}; arrays of objects are at {places or 'no place near the top'}.",
            "Correct feed.records, or ask the customer what changed in the export.",
            self.file.where,
        )

    def _visit(self, path: tuple[str, ...]) -> None:
        """Consume the value at this path: descend into it if the records may be there, else skip it."""
        opening = self.window.peek()
        is_on_way = self.steps[: len(path)] == path
        is_of_interest = is_on_way or (
            not self.is_found and len(path) <= CANDIDATE_DEPTH_MAX and len(self.candidates) < CANDIDATES_MAX
        )
        if len(path) >= DEPTH_MAX or not is_of_interest:
            self.window.skip(len(path))
        elif opening == "[" and path == self.steps:
            self.is_found = True
            self._read_records()
        elif opening == "{":
            self._visit_object(path, is_on_way)
        elif opening == "[":
            self._visit_array(path, is_on_way)
        else:
            self.window.skip(len(path))

    def _next_step(self, path: tuple[str, ...], is_on_way: bool) -> str | None:
        return self.steps[len(path)] if is_on_way and len(path) < len(self.steps) else None

    def _visit_object(self, path: tuple[str, ...], is_on_way: bool) -> None:
        step, times = self._next_step(path, is_on_way), 0
        for key in self.window.members(named=True):
            times += key == step
            if times > 1:
                raise self.window.malformed("a key on the way to feed.records occurs twice in its object")
            self._visit((*path, key))

    def _visit_array(self, path: tuple[str, ...], is_on_way: bool) -> None:
        step = self._next_step(path, is_on_way)
        for index in self.window.elements():
            if index == 0 and self.window.peek() == "{" and all(map(CANDIDATE_STEP.fullmatch, path)):
                self.candidates.append(pointer_to(path))
            if str(index) == step:
                self._visit((*path, step))
            else:
                self.window.skip(len(path) + 1)

    def _read_records(self) -> None:
        """Take the elements of the current array."""
        window = self.window
        window.take("[")
        if window.peek() == "]":
            window.take("]")
            return
        while True:
            self._take_whole()
            self._take_next()
            if window.take(",]") == "]":
                return

    def _take_whole(self) -> None:
        """Take elements as long as they are in the window together with their comma."""
        window, table, decode = self.window, self.table, self.table.decode
        window.peek()
        text, start, short = window.text, window.at, self.record_bytes_max // 4
        while True:
            try:
                value, end = decode(text, start)
            except (json.JSONDecodeError, RecursionError):
                break
            comma = COMMA.match(text, end)
            if comma is None or is_too_deep(text, start, end):
                break
            if end - start > short:
                self._check_length(start, end)
            self.count += 1
            table.take(self.count, value, text, start, end)
            start = comma.end()
        window.at = start

    def _take_next(self) -> None:
        """Take one element, which may end outside the window. Raises if it is invalid."""
        window = self.window
        window.peek()
        window.pin = window.at
        window.skip(0)
        start, end = window.pin, window.at
        self._check_length(start, end)
        value, _ = self.table.decode(window.text, start)
        self.count += 1
        self.table.take(self.count, value, window.text, start, end)
        window.pin = None

    def _check_length(self, start: int, end: int) -> None:
        if is_longer(self.window.text, start, end, self.record_bytes_max):
            raise self.window.too_long(start, self.record_bytes_max)
