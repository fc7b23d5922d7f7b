"""Sundara's demo deliveries match their story, read back from the bytes alone."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.demo.story import Delivery
from qooper_assets.demo.sundara import STORY, deliveries, workforce

DAYS = [date(2026, 3, day) for day in range(9, 15)]
Record = dict[str, Any]
People = dict[str, Record]


def people_of(content: bytes | None) -> People:
    """Return people by e-mail."""
    assert content is not None
    document = json.loads(content)
    found = document["data"]["employees"]
    by_email = {record["contact"]["email"]: record for record in found}
    assert len(by_email) == len(found) == document["count"]
    return by_email


@pytest.fixture(scope="module")
def story() -> tuple[Delivery, ...]:
    return deliveries(DAYS)


@pytest.fixture(scope="module")
def good_days(story: tuple[Delivery, ...]) -> dict[int, People]:
    return {number: people_of(story[number - 1].content) for number in (1, 2, 4, 5)}


def at_work(people: People, on: date) -> People:
    """Return the people who have started and not left."""
    return {
        email: record
        for email, record in people.items()
        if record["joined_on"] <= on.isoformat() <= (record["last_working_day"] or "9999")
    }


def differ(before: People, after: People) -> list[str]:
    mapped = ("name", "contact", "job", "manager", "joined_on", "skills")
    both = before.keys() & after.keys()
    return [email for email in both if any(before[email][key] != after[email][key] for key in mapped)]


def test_the_same_days_give_the_same_bytes(story: tuple[Delivery, ...]) -> None:
    assert deliveries(DAYS) == story
    assert [delivery.on for delivery in story] == DAYS
    assert STORY.days == 6


def test_every_good_day_ids_are_unique_numbers_and_every_manager_is_there(
    good_days: dict[int, People],
) -> None:
    for people in good_days.values():
        ids = Counter(record["id"] for record in people.values())
        assert set(ids.values()) == {1} and all(isinstance(number, int) for number in ids)
        managers = {record["manager"]["email"] for record in people.values() if record["manager"]}
        assert managers <= people.keys()
        assert sum(record["manager"] is None for record in people.values()) == 1


def test_a_full_name_is_split_at_its_last_space(good_days: dict[int, People]) -> None:
    for people in good_days.values():
        for record in people.values():
            first, _, last = record["name"]["full"].rpartition(" ")
            assert first == record["name"]["known_as"] and last


def test_the_first_day_is_the_whole_company(
    story: tuple[Delivery, ...], good_days: dict[int, People]
) -> None:
    assert story[0].expected.result is Result.HELD
    assert story[0].expected.joiners == len(at_work(good_days[1], DAYS[0])) == len(workforce()) == 598


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 4)])
def test_an_ordinary_day_has_the_joiners_movers_and_leavers_it_announces(
    before: int, after: int, story: tuple[Delivery, ...], good_days: dict[int, People]
) -> None:
    old, new = at_work(good_days[before], DAYS[before - 1]), at_work(good_days[after], DAYS[after - 1])
    expected = story[after - 1].expected
    assert len(new.keys() - old.keys()) == expected.joiners > 0
    assert len(old.keys() - new.keys()) == expected.leavers > 0
    assert len(differ(old, new)) == expected.movers > 0


def test_day_3_ends_in_the_middle_of_a_record(story: tuple[Delivery, ...]) -> None:
    assert story[2].content is not None and story[2].expected.result is Result.BLOCKED
    with pytest.raises(ValueError):
        json.loads(story[2].content)
    assert story[2].content.decode().count('"id"') > 300


def test_day_5_renames_one_person_whose_id_stays(
    story: tuple[Delivery, ...], good_days: dict[int, People]
) -> None:
    old, new, expected = good_days[4], good_days[5], story[4].expected
    (leaver,) = old.keys() - new.keys()
    (same,) = (email for email in new.keys() - old.keys() if new[email]["id"] == old[leaver]["id"])
    assert old[leaver]["name"] != new[same]["name"]
    assert same in at_work(new, DAYS[4])
    assert expected.withheld == 1
    assert len(differ(old, new)) == expected.movers == 4
    assert (expected.joiners, expected.leavers) == (0, 0)


def test_on_day_6_first_and_last_working_days_have_come_though_the_file_is_the_same(
    story: tuple[Delivery, ...], good_days: dict[int, People]
) -> None:
    assert story[5].content is None
    before, after = at_work(good_days[5], DAYS[4]), at_work(good_days[5], DAYS[5])
    assert len(after.keys() - before.keys()) == story[5].expected.joiners == 2
    assert len(before.keys() - after.keys()) == story[5].expected.leavers == 2
    assert story[5].expected.withheld == story[4].expected.withheld


def test_every_status_word_is_one_that_the_tenant_file_knows(good_days: dict[int, People]) -> None:
    words = {record["status"] for people in good_days.values() for record in people.values()}
    assert words == {"Active", "On leave", "Serving notice"}


def test_the_days_that_are_not_blocked_stay_below_every_limit(story: tuple[Delivery, ...]) -> None:
    limits = Guardrails()
    for delivery in story[1:]:
        assert delivery.expected.leavers <= limits.deactivations_count_floor
        assert delivery.expected.joiners <= limits.creates_count_floor
        assert 2 * delivery.expected.withheld <= limits.withheld_count_floor
