"""Limits proposed from past days: what they promise, for any days."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qooper_assets.core.measures import allowed_by
from qooper_assets.core.rehearsal.limits import (
    TUNABLES,
    Day,
    ProposedLimit,
    apply,
    held_by,
    propose,
    round_up,
)
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets_tests.core.rehearsal.days import FIRST, measured

CODES = sorted({tunable.code for tunable in TUNABLES})
PERCENTAGES = ("fill_rate_drop", "wrong_tenant_suspected")


@st.composite
def numbers(draw: st.DrawFn) -> object:
    code = draw(st.sampled_from(CODES))
    of = 100 if code in PERCENTAGES else draw(st.sampled_from([0, 7, 90, 1000, 33333]))
    share = draw(st.floats(-1, 1.5, allow_nan=False))
    attribute = draw(st.sampled_from(["", "title"])) if code == "mass_attribute_change" else ""
    if code == "deactivations_share":  # measured from two people on
        found = measured(code, max(2, round(share * of)), of or 7)
        return found.model_copy(update={"is_exclusive": True})
    count = round((share or 0.5) * (of or 30))
    return measured(code, share * of if code in PERCENTAGES else count, of, attribute)


@st.composite
def days(draw: st.DrawFn) -> list[Day]:
    kinds = draw(st.lists(st.sampled_from(["harmless", "incident", "neither"]), max_size=40))
    return [
        Day(
            FIRST + timedelta(days=n),
            tuple(draw(st.lists(numbers(), max_size=4))),  # type: ignore[arg-type]
            kind == "harmless",
            kind == "incident",
        )
        for n, kind in enumerate(kinds)
    ]


@st.composite
def guardrails(draw: st.DrawFn) -> Guardrails:
    return Guardrails(
        deactivations_pct_max=draw(st.sampled_from([1, 10, 80])),
        deactivations_count_max=draw(st.sampled_from([5, 200, 100_000])),
        attribute_changes_pct_max=draw(st.sampled_from([2.5, 30, 100])),
        rejects_count_floor=draw(st.sampled_from([0, 3, 50])),
        overlap_pct_min=draw(st.sampled_from([0, 5, 70])),
    )


def by_key(found: tuple[ProposedLimit, ...]) -> dict[str, ProposedLimit]:
    return {limit.key: limit for limit in found}


@given(days(), guardrails())
def test_a_proposed_limit_holds_no_harmless_day_that_the_present_one_lets_pass(
    given_days: list[Day], present: Guardrails
) -> None:
    after = apply(propose(given_days, present), present)
    for day in given_days:
        if day.is_harmless and not held_by(day, present):
            assert not held_by(day, after)


@given(days(), guardrails())
def test_it_is_never_above_the_present_one_and_stops_whatever_that_one_stops(
    given_days: list[Day], present: Guardrails
) -> None:
    found = propose(given_days, present)
    after = apply(found, present)
    for tunable in TUNABLES:
        assert tunable.present(after) <= tunable.present(present)
    for day in given_days:
        assert set(held_by(day, present)) <= set(held_by(day, after))
    for limit in found:
        assert set(limit.stops_now) <= set(limit.stops)


@given(days(), guardrails(), st.randoms())
def test_the_order_of_the_days_makes_no_difference(
    given_days: list[Day], present: Guardrails, chance: random.Random
) -> None:
    mixed = chance.sample(given_days, len(given_days))
    assert propose(mixed, present) == propose(given_days, present)


@given(days(), guardrails())
def test_what_is_asked_would_let_every_harmless_day_pass(given_days: list[Day], present: Guardrails) -> None:
    found = propose(given_days, present)
    for limit in found:
        if limit.asked is None:  # nothing is held, or more than any percentage
            continue
        asked = int(limit.asked) if limit.key.endswith("count_max") else limit.asked
        raised = apply(found, present).model_copy(update={limit.key: asked})
        again = by_key(propose(given_days, raised))[limit.key]
        assert limit.holds and not again.holds and again.asked is None


@given(days(), guardrails())
def test_stops_and_holds_are_those_of_the_guardrails_that_result(
    given_days: list[Day], present: Guardrails
) -> None:
    """What a proposal says of itself is what the product would do with it."""
    found = propose(given_days, present)
    after = apply(found, present)
    for day in given_days:
        claimed = {
            next(each.code for each in TUNABLES if each.key == limit.key)
            for limit in found
            if day.on in (*limit.stops, *limit.holds)
        }
        if day.is_harmless or day.is_incident:
            assert claimed == set(held_by(day, after))


def ordinary(count: int, leavers: int = 4) -> list[Day]:
    return [
        Day(FIRST + timedelta(days=n), (measured("deactivations", leavers if n else 8),), True, False)
        for n in range(count)
    ]


def test_head_room_is_larger_with_few_days_and_nothing_is_proposed_from_less() -> None:
    assert by_key(propose(ordinary(9), Guardrails()))["deactivations_pct_max"].proposed == 10
    assert by_key(propose(ordinary(10, 30), Guardrails()))["deactivations_pct_max"].proposed == 9
    assert by_key(propose(ordinary(30, 30), Guardrails()))["deactivations_pct_max"].proposed == 6
    assert by_key(propose(ordinary(30), Guardrails()))["deactivations_pct_max"].proposed == 2


def test_a_real_change_above_the_limit_is_a_question_and_does_not_loosen_it() -> None:
    moved = Day(
        FIRST + timedelta(days=50), (measured("mass_attribute_change", 420, 1000, "department"),), True, False
    )
    found = by_key(propose([*ordinary(40), moved], Guardrails()))["attribute_changes_pct_max"]
    assert (found.present, found.proposed, found.asked) == (30, 5, 50)
    assert found.holds == (moved.on,) and found.largest is None


def test_a_minimum_is_raised_and_a_count_is_whole() -> None:
    absent = [
        Day(
            FIRST + timedelta(days=n),
            (measured("wrong_tenant_suspected", 3, 100), measured("deactivations", 31, 50_000)),
            is_harmless=True,
            is_incident=False,
        )
        for n in range(40)
    ]
    found = by_key(propose(absent, Guardrails()))
    assert (found["overlap_pct_min"].present, found["overlap_pct_min"].proposed) == (5, 50)
    after = apply(found.values(), Guardrails())
    assert after.deactivations_count_max == 70 and isinstance(after.deactivations_count_max, int)
    assert Guardrails.model_validate(after.model_dump()) == after


def test_what_a_floor_lets_pass_does_not_count() -> None:
    small = [Day(FIRST + timedelta(days=n), (measured("rejects", 3, 10),), True, False) for n in range(40)]
    found = by_key(propose(small, Guardrails()))["rejects_pct_max"]
    assert (found.largest, found.proposed, found.floor) == (None, 1, 3)


@pytest.mark.parametrize(
    ("value", "rounded"), [(0, 0), (0.01, 0.5), (4.6, 5), (5, 5), (5.2, 6), (19.5, 20), (21, 25), (46, 50)]
)
def test_a_percentage_is_rounded_up_to_one_that_a_person_would_write(value: float, rounded: float) -> None:
    assert round_up(value, is_count=False) == rounded
    assert round_up(61, is_count=True) == 70


def test_every_key_of_the_guardrails_is_proposed_or_is_a_floor() -> None:
    keys = {tunable.key for tunable in TUNABLES} | {each.floor_key for each in TUNABLES} - {""}
    assert keys == set(Guardrails.model_fields)
    for tunable in TUNABLES:
        attribute = "title" if tunable.of_attribute else ""
        assert allowed_by(Guardrails(), tunable.code, 10**9, attribute=attribute) > 0
