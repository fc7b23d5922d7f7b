"""Acme's demo deliveries match their story, read back from the bytes alone."""

import csv
import io
import unicodedata
from collections import Counter
from datetime import date

import pytest

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.demo.acme import FIRM, HEADER, STORY, Dirt, deliveries, rows, to_csv
from qooper_assets.demo.people import company
from qooper_assets.demo.story import Delivery

DAYS = [date(2026, 3, day) for day in range(9, 15)]
Row = dict[str, str]


def read(content: bytes | None) -> list[list[str]]:
    """Return every record below the header, without blank lines."""
    assert content is not None
    header, *records = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert header == list(HEADER)
    return [record for record in records if record]


def people_of(content: bytes | None) -> dict[str, Row]:
    """Return people by id, without the harmless dirt. Only for files in which no row breaks a rule."""
    found: dict[str, Row] = {}
    for record in read(content):
        cells = (unicodedata.normalize("NFC", cell.strip(" \u00a0")) for cell in record)
        row = dict(zip(HEADER, cells, strict=True))
        assert found.setdefault(row["Employee ID"], row) == row, "a duplicate that is not exact"
    return found


@pytest.fixture(scope="module")
def story() -> tuple[Delivery, ...]:
    return deliveries(DAYS)


@pytest.fixture(scope="module")
def good_days(story: tuple[Delivery, ...]) -> dict[int, dict[str, Row]]:
    return {number: people_of(story[number - 1].content) for number in (1, 2, 5)}


def test_the_same_day_gives_the_same_bytes(story: tuple[Delivery, ...]) -> None:
    assert deliveries(DAYS) == story


def test_each_of_the_six_days_has_its_delivery_and_the_last_one_no_new_file(
    story: tuple[Delivery, ...],
) -> None:
    assert [delivery.number for delivery in story] == [1, 2, 3, 4, 5, 6]
    assert [delivery.on for delivery in story] == DAYS
    assert [delivery.number for delivery in story if delivery.content is None] == [6]
    assert STORY.days == 6


def test_a_company_has_unique_ids_and_emails_and_leading_zeros_that_matter() -> None:
    people = company(7, 500, FIRM)
    assert len({person.employee_id.lstrip("C0") for person in people}) == 500
    emails = [person.email for person in people if person.email]
    assert len(set(emails)) == len(emails) == 498
    assert all(person.status == "T" for person in people if not person.email)
    assert any(person.employee_id.startswith("000") for person in people)


def test_a_company_is_the_same_for_the_same_seed_only() -> None:
    assert company(7, 60, FIRM) == company(7, 60, FIRM) != company(8, 60, FIRM)


@pytest.mark.parametrize("people", [1, 2, 9, 75])
def test_a_company_may_be_small(people: int) -> None:
    assert len(company(1, people, FIRM)) == people


def test_dirt_changes_the_bytes_and_nobody() -> None:
    people = company(7, 200, FIRM)
    dirt = Dirt(bom=False, padded_cells=20, decomposed_names=20, blank_lines=3, repeated_rows=4, seed=1)
    dirty, clean = to_csv(people, dirt), to_csv(people)
    assert dirty != clean
    assert people_of(dirty) == people_of(clean)
    assert len(read(dirty)) == 204
    assert clean.startswith(b"\xef\xbb\xbf") and not dirty.startswith(b"\xef\xbb\xbf")
    assert clean.count(b"\r\n") == clean.count(b"\n") == 201


def test_a_file_has_25_columns_and_the_csv_module_reads_it_back() -> None:
    people = company(7, 200, FIRM)
    assert len(HEADER) == len(set(HEADER)) == 25
    assert read(to_csv(people)) == rows(people)


@pytest.mark.parametrize("number", [1, 2, 5])
def test_on_a_good_day_ids_and_emails_are_unique_and_every_manager_exists(
    number: int, good_days: dict[int, dict[str, Row]]
) -> None:
    people = good_days[number]
    assert len({employee_id.lstrip("0") for employee_id in people}) == len(people)
    emails = Counter(row["Work E-mail"].casefold() for row in people.values() if row["Work E-mail"])
    assert set(emails.values()) == {1}
    assert all(row["Status"] == "T" for row in people.values() if not row["Work E-mail"])
    for employee_id in people:
        chain = [employee_id]
        while manager := people[chain[-1]]["Manager ID"]:
            assert people[manager]["Status"] != "T"
            assert manager not in chain, "managers are a tree"
            chain.append(manager)
    assert sum(not row["Manager ID"] for row in people.values()) == 1


def test_nobody_starts_after_the_day_of_the_file(
    story: tuple[Delivery, ...], good_days: dict[int, dict[str, Row]]
) -> None:
    for number, people in good_days.items():
        for row in people.values():
            month, day, year = map(int, row["Start Date"].split("/"))
            assert date(year, month, day) <= story[number - 1].on


def active(people: dict[str, Row]) -> dict[str, Row]:
    return {employee_id: row for employee_id, row in people.items() if row["Status"] != "T"}


def movers(before: dict[str, Row], after: dict[str, Row]) -> list[str]:
    mapped = HEADER[: HEADER.index("SSN")]
    return [
        employee_id
        for employee_id in before.keys() & after.keys()
        if any(before[employee_id][column] != after[employee_id][column] for column in mapped)
    ]


def test_day_1_is_the_whole_company(
    story: tuple[Delivery, ...], good_days: dict[int, dict[str, Row]]
) -> None:
    assert len(good_days[1]) == 3000
    assert story[0].expected.result is Result.HELD
    assert story[0].expected.joiners == len(active(good_days[1])) == 2988


def test_day_2_has_the_joiners_movers_and_leavers_it_announces(
    story: tuple[Delivery, ...], good_days: dict[int, dict[str, Row]]
) -> None:
    before, after, expected = active(good_days[1]), active(good_days[2]), story[1].expected
    moved = movers(before, after)
    assert len(after.keys() - before.keys()) == expected.joiners == 25
    assert len(before.keys() - after.keys()) == expected.leavers == 18
    assert len(before.keys() - good_days[2].keys()) == 12
    assert len(moved) == expected.movers == 40
    assert sum(before[each]["Work E-mail"] != after[each]["Work E-mail"] for each in moved) == 3


def test_day_3_has_eight_bad_rows_and_one_id_without_its_zeros(
    story: tuple[Delivery, ...], good_days: dict[int, dict[str, Row]]
) -> None:
    records = read(story[2].content)
    ragged = [record for record in records if len(record) != 25]
    whole = [dict(zip(HEADER, record, strict=True)) for record in records if len(record) == 25]
    ids = Counter(row["Employee ID"] for row in whole)
    emails = Counter((row["Work E-mail"], row["Employee ID"]) for row in whole if row["Work E-mail"])
    holders = Counter(email for email, _ in emails)
    bad = {
        "ragged": len(ragged),
        "no @": sum("@" not in row["Work E-mail"] and row["Status"] != "T" for row in whole),
        "status": sum(row["Status"] not in {"A", "L", "T"} for row in whole),
        "same id": sum(count for employee_id, count in ids.items() if employee_id and count > 1),
        "no id": ids[""],
        "same e-mail": sum(count for count in holders.values() if count > 1),
    }
    assert bad == {"ragged": 1, "no @": 1, "status": 1, "same id": 2, "no id": 1, "same e-mail": 2}
    assert sum(bad.values()) == story[2].expected.rejects
    (bare,) = (each for each in ids if each and not each.startswith(("0", "C")))
    assert bare.zfill(6) in good_days[2] and bare.zfill(6) not in ids
    assert story[2].expected.withheld == 1


def test_day_4_is_the_first_60_percent_cut_at_a_row_end(story: tuple[Delivery, ...]) -> None:
    assert story[3].content is not None and story[3].content.endswith(b"\r\n")
    records = read(story[3].content)
    assert {len(record) for record in records} == {25}
    assert 0.59 < len(records) / len(read(story[2].content)) < 0.61


def test_day_5_corrects_day_3_and_brings_one_person_back(
    story: tuple[Delivery, ...], good_days: dict[int, dict[str, Row]]
) -> None:
    day_3, day_5, expected = story[2].expected, story[4].expected, story[4].expected
    back = active(good_days[5]).keys() & (active(good_days[1]).keys() - good_days[2].keys())
    joined = active(good_days[5]).keys() - active(good_days[2]).keys() - back
    left = active(good_days[2]).keys() - good_days[5].keys()
    assert len(back) == expected.returners == 1
    assert len(joined) == day_3.joiners + day_5.joiners == 5
    assert len(left) == expected.leavers == 2
    assert not left & {record[0] for record in read(story[2].content)}, "absent since day 3 (R2)"
    moved = movers(active(good_days[2]), active(good_days[5]))
    assert len(moved) == day_3.movers + day_5.movers == 14


def test_the_days_that_are_not_held_stay_below_every_limit(story: tuple[Delivery, ...]) -> None:
    limits, people = Guardrails(), 2988
    week = sum(delivery.expected.leavers for delivery in story)
    assert week <= people * limits.deactivations_7_days_pct_max / 100
    for delivery in story[1:]:
        expected = delivery.expected
        assert expected.leavers <= people * limits.deactivations_pct_max / 100
        assert expected.leavers <= limits.deactivations_count_max
        assert expected.returners <= limits.reactivations_count_floor
        assert expected.joiners <= people * limits.creates_pct_max / 100
        assert expected.rejects <= people * limits.rejects_pct_max / 100
        assert expected.withheld <= limits.withheld_count_floor
