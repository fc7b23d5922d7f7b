"""What a missing first or last day means depends on how the export writes blanks (S22, S26)."""

import pytest

from qooper_assets.core.date_columns import (
    DateCells,
    DateColumn,
    date_column,
    is_gone,
    is_unreadable_if_missing,
    mapped_dates,
)
from qooper_assets_tests.worlds import a_tenant

ALWAYS = DateColumn(filled=3, unreadable=0, is_present=True, writes_blanks=True)
LEFT_OUT = DateColumn(filled=3, unreadable=0, is_present=True, writes_blanks=False)
WITHOUT = DateColumn(filled=0, unreadable=0, is_present=False, writes_blanks=True)


def cells(**counts: int | bool) -> DateCells:
    given = {
        "people": 10,
        "filled": 3,
        "unreadable": 0,
        "missing": 0,
        "has_blank": True,
        "has_missing": False,
    }
    return DateCells(**given | counts)


def test_a_column_for_everybody_writes_blanks_even_where_nobody_has_one() -> None:
    assert date_column(cells(filled=10, has_blank=False), None, is_json=True).writes_blanks


def test_a_missing_key_is_unreadable_where_others_carry_a_blank() -> None:
    column = date_column(cells(missing=2, has_missing=True), ALWAYS, is_json=True)
    assert column == DateColumn(filled=3, unreadable=2, is_present=True, writes_blanks=True)
    assert is_unreadable_if_missing(column, ALWAYS)


def test_a_missing_key_is_a_blank_where_blanks_are_left_out() -> None:
    column = date_column(cells(missing=7, has_blank=False, has_missing=True), LEFT_OUT, is_json=True)
    assert column == LEFT_OUT
    assert not is_unreadable_if_missing(column, LEFT_OUT)


def test_a_table_has_a_cell_for_everybody_so_only_rows_of_earlier_files_lack_one() -> None:
    """In a delta feed, the roster has them."""
    kept = cells(filled=10, has_blank=False, has_missing=True)
    assert date_column(kept, ALWAYS, is_json=False).writes_blanks
    assert not date_column(kept, ALWAYS, is_json=True).writes_blanks


@pytest.mark.parametrize(
    ("before", "gone", "kept"),
    [(ALWAYS, True, True), (LEFT_OUT, False, False), (WITHOUT, False, True), (None, False, False)],
)
def test_a_column_is_gone_if_the_last_file_had_it_for_everybody(
    before: DateColumn | None, gone: bool, kept: bool
) -> None:
    none = cells(filled=0, missing=10, has_blank=False, has_missing=True)
    column = date_column(none, before, is_json=True)
    assert not column.is_present
    assert is_gone(column, before) == gone == is_unreadable_if_missing(column, before)
    assert column.writes_blanks == kept, (
        "a known end holds as long as it did in the last file with the column"
    )


def test_the_dates_of_a_mapping_are_those_that_begin_or_end_somebody() -> None:
    assert mapped_dates(a_tenant().mapping) == ("hire_date", "termination_date")
    assert mapped_dates(a_tenant(mapping={"employee_id": "id", "email": "e-mail"}).mapping) == ()
