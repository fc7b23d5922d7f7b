"""Brandau's demo deliveries match their story, read back by openpyxl alone."""

import unicodedata
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.demo.brandau import HEADER, HEADER_ROW, SHEET, STORY, deliveries, workforce
from qooper_assets.demo.story import Delivery

MONDAYS = [date(2026, 3, 2), date(2026, 3, 9)]
MAPPED = HEADER[: HEADER.index("Steuer-ID")]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def story() -> tuple[Delivery, ...]:
    return deliveries(MONDAYS)


def book_of(delivery: Delivery) -> Workbook:
    assert delivery.content is not None
    return load_workbook(BytesIO(delivery.content))


@pytest.fixture(scope="module")
def weeks(story: tuple[Delivery, ...]) -> tuple[dict[int, Row], dict[int, Row]]:
    """Return people by id for each week, with every text composed (NFC)."""

    def people(delivery: Delivery) -> dict[int, Row]:
        header, *rows = book_of(delivery)[SHEET].iter_rows(min_row=HEADER_ROW, values_only=True)
        assert tuple(map(composed, header)) == HEADER
        found = [dict(zip(HEADER, map(composed, row), strict=True)) for row in rows]
        by_id = {row["Personalnummer"]: row for row in found}
        assert len(by_id) == len(found)
        return by_id

    first, second = story
    return people(first), people(second)


def composed(cell: Any) -> Any:
    return unicodedata.normalize("NFC", cell) if isinstance(cell, str) else cell


def active(people: dict[int, Row]) -> dict[int, Row]:
    return {number: row for number, row in people.items() if row["Beschäftigungsstatus"] != "ausgeschieden"}


def test_the_same_weeks_give_the_same_bytes(story: tuple[Delivery, ...]) -> None:
    assert deliveries(MONDAYS) == story
    assert [delivery.on for delivery in story] == MONDAYS
    assert STORY.days == 2


def test_the_roster_is_the_second_sheet_below_two_rows_of_title(story: tuple[Delivery, ...]) -> None:
    for delivery in story:
        book = book_of(delivery)
        assert book.sheetnames == ["Legende", SHEET]
        titles = [row[0] for row in book[SHEET].iter_rows(max_row=HEADER_ROW - 1, values_only=True)]
        assert titles[1] == f"Stand: {delivery.on:%d.%m.%Y}"


def test_ids_are_numbers_with_their_zeros_in_the_format_and_dates_are_dates(
    story: tuple[Delivery, ...],
) -> None:
    for delivery in story:
        for row in book_of(delivery)[SHEET].iter_rows(min_row=HEADER_ROW + 1):
            cells = dict(zip(HEADER, row, strict=True))
            number, hired_on = cells["Personalnummer"], cells["Eintritt am"]
            assert isinstance(number.value, int) and number.value < 10_000
            assert number.number_format == cells["Führungskraft"].number_format == "00000"
            assert isinstance(hired_on.value, datetime) and hired_on.is_date


def test_umlauts_are_in_headers_and_names_and_decomposed_in_the_second_week(
    story: tuple[Delivery, ...],
) -> None:
    def texts(delivery: Delivery) -> list[str]:
        rows = book_of(delivery)[SHEET].iter_rows(min_row=HEADER_ROW, values_only=True)
        return [cell for row in rows for cell in row if isinstance(cell, str)]

    first, second = (texts(delivery) for delivery in story)
    assert all(unicodedata.is_normalized("NFC", text) for text in first)
    assert all(unicodedata.is_normalized("NFD", text) for text in second)
    assert sum(not text.isascii() for text in first) > 500


def test_every_week_ids_and_emails_are_unique_and_every_manager_is_there(
    weeks: tuple[dict[int, Row], dict[int, Row]],
) -> None:
    for people in weeks:
        emails = Counter(row["E-Mail (dienstlich)"] for row in active(people).values())
        assert set(emails.values()) == {1} and None not in emails
        assert all(email.isascii() and email == email.lower() for email in emails)
        managers = {row["Führungskraft"] for row in active(people).values()} - {None}
        assert managers <= active(people).keys()
        assert sum(row["Führungskraft"] is None for row in people.values()) == 1


def test_several_values_are_in_one_cell_separated_by_semicolons(
    weeks: tuple[dict[int, Row], dict[int, Row]],
) -> None:
    cells = [row["Fähigkeiten"] for row in weeks[0].values() if row["Fähigkeiten"]]
    assert any("; " in cell for cell in cells)
    assert max(cell.count(";") for cell in cells) == 4


def test_the_first_week_is_the_whole_company(
    story: tuple[Delivery, ...], weeks: tuple[dict[int, Row], dict[int, Row]]
) -> None:
    assert len(weeks[0]) == len(workforce()) == 400
    assert story[0].expected.result is Result.HELD
    assert story[0].expected.joiners == len(active(weeks[0])) == 399


def test_the_second_week_has_the_joiners_movers_and_leavers_it_announces(
    story: tuple[Delivery, ...], weeks: tuple[dict[int, Row], dict[int, Row]]
) -> None:
    before, after, expected = active(weeks[0]), active(weeks[1]), story[1].expected
    unknown = {n for n, row in after.items() if row["Beschäftigungsstatus"] == "Mutterschutz"}
    stay = (before.keys() & after.keys()) - unknown
    moved = [n for n in stay if any(before[n][column] != after[n][column] for column in MAPPED)]
    assert len(after.keys() - before.keys()) == expected.joiners == 9
    assert len(before.keys() - after.keys()) == expected.leavers == 6
    assert len(before.keys() - weeks[1].keys()) == 4
    assert len(moved) == expected.movers == 14
    assert sum(before[n]["E-Mail (dienstlich)"] != after[n]["E-Mail (dienstlich)"] for n in moved) == 2
    assert len(unknown) == expected.rejects == 1


def test_the_second_week_stays_below_every_limit(story: tuple[Delivery, ...]) -> None:
    limits, expected = Guardrails(), story[1].expected
    assert expected.leavers <= 399 * limits.deactivations_pct_max / 100
    assert expected.joiners <= limits.creates_count_floor
    assert expected.rejects <= limits.rejects_count_floor
