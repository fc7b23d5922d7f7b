"""Writes the rows of one sheet to Parquet: header, blank rows, formulas, merged cells.

Belongs here: how each row of the sheet is treated. Does not: choosing the sheet (`child.py`), or the text of
a cell (`cells.py`).
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from qooper_assets.core.column_names import normalize_header
from qooper_assets.readers.excel import errors as faults
from qooper_assets.readers.excel.cells import ANY_USE, Cells, Use
from qooper_assets.readers.excel.rows import Rows
from qooper_assets.readers.excel.shared_strings import NotACell
from qooper_assets.readers.excel.sheet_parser import Cell, Range, letters

BLANK_ROWS_MAX = 100_000


class Bounds(NamedTuple):
    """Limits for the content of a sheet."""

    rows_max: int
    columns_max: int
    text_bytes_max: int


class Reading:
    """Takes the header and the rows of a sheet, and writes the wanted columns as text to a file.

    `wanted` is the header of each wanted column, and what it is read for.
    """

    def __init__(
        self,
        cells: Cells,
        *,
        wanted: Sequence[tuple[str, Use]],
        header_row: int,
        bounds: Bounds,
        file: Path,
    ) -> None:
        self._cells = cells
        self._header_row = header_row
        self._bounds = bounds
        self._uses = {normalize_header(name): use for name, use in reversed(wanted)}
        self._text_bytes = 0
        self.header: list[str] = []
        self.columns: list[int] = []
        """Positions of the wanted columns."""
        self.file = file
        self._writer: pq.ParquetWriter | None = None
        self.lines = array("I")
        """For each row of the file, its row in the sheet."""
        self.blank = 0
        self.first_blank = 0
        self.last_line = header_row

    # The header

    def take_header(self, cells: Mapping[int, Cell]) -> Sequence[int]:
        """Take the header; return the wanted columns.

        Raises `DeliveryError` too_large, formula_without_value, workbook_unreadable.
        """
        names = {column: self._text(self._header_row, column, cell) for column, cell in cells.items()}
        width = max((column + 1 for column, name in names.items() if name), default=0)
        if width > self._bounds.columns_max:
            raise faults.too_large(
                f"the header extends to column {letters(width - 1)}, which makes {width:,} columns, "
                f"the limit is {self._bounds.columns_max:,}",
                "columns_max",
            )
        self.header = [names.get(column, "") for column in range(width)]
        self.columns = [
            column for column, name in enumerate(self.header) if normalize_header(name) in self._uses
        ]
        return self.columns

    # The rows

    def take(self, rows: Rows) -> None:
        """Write the rows that are not blank to the file.

        Raises `DeliveryError` header_not_recognized, workbook_unreadable, formula_without_value, too_large.
        """
        numbers = rows.numbers
        if not self.header:
            for index, number in enumerate(numbers):
                if self._has_content(rows, index):
                    raise faults.header_blank(self._header_row, number)
        if not self.columns or not numbers:
            return
        for number, cells in rows.parsed:
            for column in self.columns:
                if column in cells:
                    self._check_formula(number, column, cells[column])
        raw = list(zip(*rows.wanted, strict=True))
        usual = rows.usual or [None] * len(self.columns)
        columns = [
            self._converted(numbers, column, kind, kinds, contents)
            for column, kind, kinds, contents in zip(self.columns, usual, raw[1::2], raw[2::2], strict=True)
        ]
        blank = {index for index in _blank(columns, len(numbers)) if not self._has_content(rows, index)}
        if blank:
            kept = [index for index in range(len(numbers)) if index not in blank]
            columns = [texts.take(pa.array(kept, pa.int64())) for texts in columns]
            numbers = [numbers[index] for index in kept]
        if numbers:
            self._count(numbers)
            self._write(columns, numbers)

    def _converted(
        self,
        numbers: Sequence[int],
        column: int,
        usual: bytes | None,
        kinds: Sequence[bytes | None],
        contents: Sequence[bytes | None],
    ) -> pa.Array:
        """One wanted column of some rows as text; the kind of a missing or a usual cell is None."""
        use = self._uses[normalize_header(self.header[column])]
        meant = {kind: usual if kind is None else kind for kind in set(kinds)}
        different = {kind for kind in meant.values() if kind is not None}
        try:
            if len(different) == 1:
                texts = self._cells.arrow(contents, different.pop(), use)
                if texts is not None:
                    return texts
            by_kind = {given: self._cells.texts(kind or b"", use) for given, kind in meant.items()}
            values = [by_kind[kind][content] for kind, content in zip(kinds, contents, strict=True)]
            return pa.array(values, pa.large_string())
        except (ValueError, LookupError, OverflowError):
            for number, kind, content in zip(numbers, kinds, contents, strict=True):
                self._text(number, column, Cell(meant[kind] or b"", content, False))
            raise

    def _text(self, row: int, column: int, cell: Cell) -> str:
        """One cell as text. Raises `DeliveryError` workbook_unreadable, formula_without_value."""
        self._check_formula(row, column, cell)
        try:
            text = self._cells.texts(cell.attributes, ANY_USE)[cell.content]
        except (ValueError, LookupError, OverflowError) as error:
            why = error if isinstance(error, NotACell) else NotACell()
            raise faults.unreadable(f"its cell {letters(column)}{row} {why}") from None
        return (text or "").strip()

    def _check_formula(self, row: int, column: int, cell: Cell) -> None:
        if cell.lacks_result:
            raise faults.formula_without_value(f"{letters(column)}{row}")

    def _has_content(self, rows: Rows, index: int) -> bool:
        """True if any cell of a row, wanted or not, has more than white space (P15)."""
        return any(
            cell.lacks_result or self._text(rows.numbers[index], column, cell)
            for column, cell in rows.cells(index).items()
        )

    def _count(self, numbers: Sequence[int]) -> None:
        """Count rows. Raises `too_large` at too many of them, or too many blank ones before them."""
        before, self.last_line = self.last_line, numbers[-1]
        blank = self.last_line - before - len(numbers)
        if blank and not self.first_blank:
            self.first_blank = _first_gap(before, numbers)
        self.blank += blank
        if self.blank > BLANK_ROWS_MAX:
            raise faults.too_many_blank_rows(self.first_blank, self.last_line, BLANK_ROWS_MAX)
        if len(self.lines) + len(numbers) > self._bounds.rows_max:
            raise faults.too_large(
                f"the sheet has more than {self._bounds.rows_max:,} rows with content", "rows_max"
            )

    def _write(self, columns: Sequence[pa.Array], numbers: Sequence[int]) -> None:
        table = pa.table(
            {f"c{column:05d}": texts for column, texts in zip(self.columns, columns, strict=True)}
        )
        self._text_bytes += table.nbytes
        if self._text_bytes > self._bounds.text_bytes_max:
            raise faults.too_large(
                f"its cells contain more than {self._bounds.text_bytes_max:,} bytes of text",
                "inflated_bytes_max",
            )
        if self._writer is None:
            # The file is read once and removed.
            how = {"compression": "zstd", "compression_level": 1, "write_statistics": False}
            self._writer = pq.ParquetWriter(self.file, table.schema, **how)
        self._writer.write_table(table)
        self.lines.extend(numbers)

    def close(self) -> None:
        """Finish the file after the last row."""
        if self._writer is not None:
            self._writer.close()

    # Merged cells

    def without_merged(self, ranges: Iterable[Range]) -> list[int]:
        """Remove and return the rows whose wanted cells are merged with cells of other rows, or have a value
        that is invisible because they are merged with a cell before them (P27)."""
        ranges = list(ranges)
        spans = sorted(
            (found.first_row, found.last_row)
            for found in ranges
            if found.first_row < found.last_row
            and any(found.first_column <= column <= found.last_column for column in self.columns)
        )
        unseen = self._unseen(ranges)
        inside = _inside(self.lines, spans) if spans else iter([False] * len(self.lines))
        kept = [
            not is_inside and line not in unseen for line, is_inside in zip(self.lines, inside, strict=True)
        ]
        if all(kept):
            return []
        merged = [line for line, is_kept in zip(self.lines, kept, strict=True) if not is_kept]
        self.lines = array("I", (line for line, is_kept in zip(self.lines, kept, strict=True) if is_kept))
        whole = self.file.rename(self.file.with_suffix(".whole"))
        with pq.ParquetFile(whole) as source, pq.ParquetWriter(self.file, source.schema_arrow) as target:
            at = 0
            for number in range(source.num_row_groups):
                group = source.read_row_group(number)
                target.write_table(group.filter(pa.array(kept[at : at + group.num_rows])))
                at += group.num_rows
        whole.unlink()
        return merged

    def _unseen(self, ranges: Iterable[Range]) -> set[int]:
        """The rows with a value in a wanted cell that is merged with one before it in its row."""
        covered: dict[int, set[int]] = {}
        for first_column, first_row, last_column, last_row in ranges:
            behind = {column for column in self.columns if first_column < column <= last_column}
            if behind and first_row == last_row:
                covered.setdefault(first_row, set()).update(behind)
        found: set[int] = set()
        if not covered or not self.lines:
            return found
        with pq.ParquetFile(self.file) as file:
            at = 0
            for number in range(file.num_row_groups):
                group = file.read_row_group(number)
                lines = self.lines[at : at + group.num_rows]
                at += group.num_rows
                for index, line in enumerate(lines):
                    texts = (group[f"c{column:05d}"][index].as_py() for column in covered.get(line, ()))
                    if any(text and not text.isspace() for text in texts):
                        found.add(line)
        return found


def _blank(columns: Sequence[pa.Array], rows: int) -> list[int]:
    """The rows with only white space in all columns."""
    blank = list(range(rows))
    for texts in columns:
        if not blank:
            break
        found = texts.take(pa.array(blank, pa.int64())).to_pylist()
        blank = [index for index, text in zip(blank, found, strict=True) if not text or text.isspace()]
    return blank


def _first_gap(before: int, numbers: Sequence[int]) -> int:
    return next(before + n for n, number in enumerate(numbers, 1) if number != before + n)


def _inside(lines: Iterable[int], spans: Sequence[tuple[int, int]]) -> Iterator[bool]:
    """For each line, True if it is in one of the spans; both ascend."""
    next_span, reach = 0, 0
    for line in lines:
        while next_span < len(spans) and spans[next_span][0] <= line:
            reach = max(reach, spans[next_span][1])
            next_span += 1
        yield line <= reach
