"""Converts JSON records to rows of cells, and writes these to Parquet files.

Belongs here: mapping keys to columns, and rejecting records (P29, P30). Does not: values as text
(`values.py`), or finding the records in the file (`documents.py`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.records import Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json.values import (
    MISSING,
    NO_TEXT_ESCAPED,
    as_cell,
    column_identity,
    is_storable,
    pointer_steps,
    value_at,
)

BATCH_ROWS_MAX = 50_000
BATCH_CHARS_MAX = 1 << 23
"""Maximum text of the records of a batch, so that long ones do not fill the memory."""
PLANS_MAX = 4_096
UNREADABLE_MAX = 100_000
"""Each is kept in memory and shown to the customer; a file with more is not the intended one."""


class _Pointer(NamedTuple):
    slot: int
    name: str
    steps: tuple[str, ...]


class _Plan(NamedTuple):
    """How to convert records with the same keys in the same order to cells, one per wanted column."""

    pick: Callable[[dict[str | None, Any]], Sequence[Any]]
    """Picks the value of the key None for a column without a key."""
    asks_for_none: bool
    pointers: tuple[tuple[tuple[str, ...], tuple[_Pointer, ...]], ...]
    """Pointers that may resolve, grouped by all their steps but the last."""


def _plan(keys: Sequence[str | None], pointers: Iterable[_Pointer]) -> _Plan:
    pick = itemgetter(*keys) if len(keys) > 1 else lambda record: (record[keys[0]],)
    together: dict[tuple[str, ...], list[_Pointer]] = {}
    for pointer in pointers:
        together.setdefault(pointer.steps[:-1], []).append(pointer)
    return _Plan(pick, None in keys, tuple((way, tuple(those)) for way, those in together.items()))


class _Wanted:
    """The columns to read, each in a slot; identical ones share a slot."""

    def __init__(self, columns: Sequence[WantedColumn]) -> None:
        self.slots: dict[str, int] = {}
        """By `column_identity`, in order."""
        self.splits: list[str | None] = []
        self.pointers: list[_Pointer] = []
        for name, _, split, *_ in columns:
            slot = self.slots.setdefault(column_identity(name), len(self.slots))
            if slot == len(self.splits):
                self.splits.append(split)
                if name.startswith("/"):
                    self.pointers.append(_Pointer(slot, name, pointer_steps(name)))
            self.splits[slot] = self.splits[slot] or split


class _Header:
    """The names found so far, in their first spelling."""

    def __init__(self, limits: Limits, where: str) -> None:
        self.names: list[str] = []
        self.positions: dict[str, int] = {}
        """By `column_identity`."""
        self._spellings: set[str] = set()
        self._limits = limits
        self._where = where

    def add(self, name: str, line: int) -> None:
        """Add a name to the header, unless it is there in this or another spelling (P09).

        Raises too_large (columns, or the length of a key).
        """
        if name in self._spellings:
            return
        if len(self._spellings) >= self._limits.columns_max:
            raise blocked(
                "too_large",
                f"up to line {line:,}, the records have {len(self._spellings) + 1:,} different keys, "
                f"the limit is {self._limits.columns_max:,}.",
                "Are the keys people? If the roster really is that wide, raise feed.limits.columns_max.",
                self._where,
            )
        if len(name) > self._limits.field_chars_max:
            raise blocked(
                "too_large",
                f"the record on line {line:,} has a key of {len(name):,} characters, "
                f"the limit is {self._limits.field_chars_max:,}.",
                "Are the keys people? If a key really is that long, raise feed.limits.field_chars_max.",
                self._where,
            )
        self._spellings.add(name)
        position = self.positions.setdefault(column_identity(name), len(self.names))
        if position == len(self.names):
            self.names.append(name)

    def columns(self, slots: Iterable[str]) -> list[str]:
        """The names of the Parquet columns; a placeholder for one that has not occurred yet."""
        positions = (self.positions.get(identity) for identity in slots)
        return [
            f"unseen{slot:05d}" if position is None else f"c{position:05d}"
            for slot, position in enumerate(positions)
        ]


class Table:
    """The records so far: header, rows in Parquet files, and rejects.

    Numbers are kept as text, exactly as in the file.
    """

    def __init__(self, wanted: Sequence[WantedColumn], limits: Limits, scratch: Path, where: str) -> None:
        self.total = 0
        self.skipped = 0
        self.unreadable: list[Unreadable] = []
        self._gaps: list[int] = []
        self._rows_max = limits.rows_max
        self._scratch = scratch
        self._where = where
        self._wanted = _Wanted(wanted)
        self._header = _Header(limits, where)
        self._plans: dict[tuple[str, ...], _Plan] = {}
        self._led: set[int] = set()
        """The slots of pointers that have resolved, so that their names are in the header."""
        self._cells: list[Any] = []
        """Cells of the current batch, row by row."""
        self._batch_rows = 0
        self._batch_chars = 0
        self._parts: list[tuple[Path, list[str]]] = []
        self._vice = ""
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_int=str,
            parse_float=str,
            parse_constant=self._constant,
        ).raw_decode

    # Reading a value

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            self._vice = "duplicate_keys"
        return members

    def _constant(self, _: str) -> None:
        self._vice = "not_a_number"

    def decode(self, text: str, start: int) -> tuple[Any, int]:
        """Decode the value that begins at `start`; return it and its end. `take` checks it.

        Raises `json.JSONDecodeError`, and `RecursionError` far beyond the allowed depth.
        """
        self._vice = ""
        return self._decode(text, start)

    def _reason_against(self, value: Any, text: str, start: int, end: int) -> str | None:
        if not isinstance(value, dict):
            return "not_an_object"
        if self._vice:
            return self._vice
        may_be_no_text = text.find("\\u", start, end) >= 0 and NO_TEXT_ESCAPED.search(text, start, end)
        return "no_text" if may_be_no_text and not is_storable(value) else None

    # Taking a record

    def take(self, line: int, value: Any, text: str, start: int, end: int) -> None:
        """Add the value that was decoded last, from this part of a text, as a row or a reject."""
        if reason := self._reason_against(value, text, start, end):
            self.reject(line, reason)
            return
        keys = tuple(value)
        plan = self._plans.get(keys) or self._new_plan(keys, line)
        if plan is None:
            self.reject(line, "duplicate_keys")
            return
        self._bound(self.total + len(self.unreadable))
        if plan.asks_for_none:
            value[None] = MISSING
        cells = plan.pick(value)
        if plan.pointers or text.count("{", start, end) > 1 or text.count("[", start, end):
            cells = self._without_nesting(cells, plan, value, line)
        self._cells += cells
        self.total += 1
        self._batch_rows += 1
        self._batch_chars += end - start
        if self._batch_rows == BATCH_ROWS_MAX or self._batch_chars > BATCH_CHARS_MAX:
            self._flush()

    def _without_nesting(self, cells: Sequence[Any], plan: _Plan, value: Any, line: int) -> list[Any]:
        """The cells with the targets of pointers filled in, and with lists and objects as text."""
        row = list(cells)
        for way, pointers in plan.pointers:
            around = value_at(value, way)
            for slot, name, steps in pointers:
                if around.__class__ is dict:
                    row[slot] = found = around.get(steps[-1], MISSING)
                else:
                    row[slot] = found = value_at(around, steps[-1:])
                if found is not MISSING and slot not in self._led:
                    self._header.add(name, line)
                    self._led.add(slot)
        return [
            as_cell(cell, split) if cell.__class__ is list or cell.__class__ is dict else cell
            for cell, split in zip(row, self._wanted.splits, strict=True)
        ]

    def too_many_unreadable(self, what: str) -> DeliveryError:
        """The error for a file with too few readable records, or none."""
        counts = sorted(Counter(one.reason for one in self.unreadable).items())
        return blocked(
            "records_not_found",
            f"{what}: {', '.join(f'{reason} {count:,}' for reason, count in counts)}.",
            "Does feed.records point to the people? If so, the runbook explains what to do for each reason.",
            self._where,
        )

    def reject(self, line: int, reason: str) -> None:
        self._bound(self.total + len(self.unreadable))
        self.unreadable.append(Unreadable(line, reason))
        if len(self.unreadable) > UNREADABLE_MAX:
            raise self.too_many_unreadable(
                f"{len(self.unreadable):,} records up to line {line:,} can't be read"
            )
        self._gaps.append(line)

    def skip(self, line: int) -> None:
        self._bound(self.skipped)
        self.skipped += 1
        self._gaps.append(line)

    def _bound(self, count: int) -> None:
        """Raise too_large if another row or blank line would exceed the limit."""
        if count >= self._rows_max:
            raise blocked(
                "too_large",
                f"the file has more than {self._rows_max:,} rows or blank lines, which is the limit.",
                "If the roster really is that long, raise feed.limits.rows_max.",
                self._where,
            )

    def _new_plan(self, keys: tuple[str, ...], line: int) -> _Plan | None:
        """The plan for records with these keys; None where two of them are one wanted column (P30)."""
        # A key that looks like a pointer is never treated as one; a pointer can refer to it.
        names = [key for key in keys if not normalize_header(key).startswith("/")]
        chosen: list[str | None] = [None] * len(self._wanted.slots)
        for name in names:
            slot = self._wanted.slots.get(normalize_header(name))
            if slot is not None and chosen[slot] is not None:
                return None
            if slot is not None:
                chosen[slot] = name
        for name in names:
            self._header.add(name, line)
        if len(self._plans) >= PLANS_MAX:
            self._plans.clear()
        plan = _plan(chosen, (one for one in self._wanted.pointers if one.steps[0] in keys))
        self._plans[keys] = plan
        return plan

    # Writing

    @property
    def has_wanted(self) -> bool:
        """True if a wanted column has occurred."""
        return any(identity in self._header.positions for identity in self._wanted.slots)

    def _flush(self) -> None:
        names, splits = self._header.columns(self._wanted.slots), self._wanted.splits
        part = self._scratch / f"records_{len(self._parts):05d}.parquet"
        columns = []
        for slot, split in enumerate(splits):
            cells = self._cells[slot :: len(names)]
            texts = [cell if cell.__class__ is str else as_cell(cell, split) for cell in cells]
            columns.append(pa.array(texts, pa.large_string()))
        self._write(pa.Table.from_arrays(columns, names), part)
        self._parts.append((part, names))
        self._cells, self._batch_rows, self._batch_chars = [], 0, 0

    def _write(self, rows: pa.Table, part: Path) -> None:
        pq.write_table(rows, part, compression="lz4", use_dictionary=False, write_statistics=False)

    def close(self, last_line: int) -> Records:
        """Finish, and return the records. All files have the same columns: those written before a column
        first occurred are rewritten."""
        if self._batch_rows:
            self._flush()
        names = self._header.columns(self._wanted.slots)
        for part, given in self._parts:
            if given != names:
                self._write(pq.read_table(part, memory_map=False).rename_columns(names), part)
        return Records(
            format="json",
            paths=tuple(part for part, _ in self._parts),
            header=tuple(self._header.names),
            header_line=0,
            total=self.total,
            gaps=tuple(self._gaps),
            skipped=self.skipped,
            unreadable=tuple(self.unreadable),
            last_line=last_line,
        )
