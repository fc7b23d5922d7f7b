"""What is done about a situation is one table, and e-mails change hands without a collision."""

import random
from collections import Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.changes import (
    NOTHING,
    Action,
    Decision,
    EmailMove,
    Fact,
    Situation,
    change_set_id,
    decide,
    decisions,
    order_moves,
)
from qooper_assets.core.tenant import Policy

POLICIES = [
    Policy(adoption=adoption, reactivate_admin_deactivated=wins)
    for adoption, wins in product(("ask", "auto", "never"), (False, True))
]


def told(policy: Policy) -> str:
    return f"adoption {policy.adoption}, roster wins {policy.reactivate_admin_deactivated}"


REASONS = {"status_inactive", "absent", "termination_date", "out_of_scope"}


def a_fact(situation: Situation, state: str = "none", **known: object) -> Fact:
    facts = {"ended": None, "is_active": None, "differs": False, "is_due": False, "is_protected": False}
    return Fact(situation, state, **(facts | known))  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_every_fact_there_can_be_has_exactly_one_decision(policy: Policy) -> None:
    counted = Counter(fact for fact, _ in decisions(policy))
    assert set(counted.values()) == {1}
    assert len(counted) == len(Situation) * 4 * 3 * 3 * 2 * 2 * 2


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_a_protected_account_is_never_acted_on(policy: Policy) -> None:
    """R5, G15"""
    assert {decision for fact, decision in decisions(policy) if fact.is_protected} == {NOTHING}


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_every_deactivation_has_a_reason_and_an_active_account(policy: Policy) -> None:
    """R10"""
    for fact, decision in decisions(policy):
        if decision.action is Action.DEACTIVATE:
            assert decision.reason in REASONS
            assert fact.account_state == "active"
            assert fact.situation in (Situation.UNQUALIFIED, Situation.SOURCE_MISSING)


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_every_action_but_none_has_a_reason(policy: Policy) -> None:
    for _, decision in decisions(policy):
        assert (decision.action is Action.NONE) == (decision.reason == "")


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_nobody_ambiguous_or_unassigned_is_acted_on(policy: Policy) -> None:
    untouched = (Situation.AMBIGUOUS, Situation.UNASSIGNED)
    assert {d for fact, d in decisions(policy) if fact.situation in untouched} == {NOTHING}


@pytest.mark.parametrize("policy", POLICIES, ids=told)
def test_only_somebody_who_is_active_in_the_roster_is_reactivated(policy: Policy) -> None:
    """S08, S12: a blank status reactivates nobody."""
    for fact, decision in decisions(policy):
        if decision.action is Action.REACTIVATE:
            assert fact.is_active and fact.situation is Situation.CONFIRMED
            assert fact.account_state == "deactivated_by_us" or policy.reactivate_admin_deactivated


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (a_fact(Situation.NO_ACCOUNT, is_due=True), Decision(Action.CREATE, "new_in_roster")),
        (a_fact(Situation.NO_ACCOUNT), NOTHING),  # S14
        (a_fact(Situation.FOUND, is_due=True), Decision(Action.LINK, "account_adopted")),
        (
            a_fact(Situation.CONFIRMED, "active", differs=True),
            Decision(Action.UPDATE, "attributes_differ"),
        ),
        (a_fact(Situation.CONFIRMED, "active"), NOTHING),
        (
            a_fact(Situation.CONFIRMED, "deactivated_by_us", is_active=True),
            Decision(Action.REACTIVATE, "back_in_roster"),
        ),
        (a_fact(Situation.CONFIRMED, "deactivated_by_us", differs=True), NOTHING),  # S08
        (a_fact(Situation.CONFIRMED, "deactivated_by_others", is_active=True), NOTHING),  # S12
        (
            a_fact(Situation.UNQUALIFIED, "active", ended="status_inactive"),
            Decision(Action.DEACTIVATE, "status_inactive"),
        ),
        (
            a_fact(Situation.UNQUALIFIED, "active", ended="termination_date"),
            Decision(Action.DEACTIVATE, "termination_date"),
        ),
        (
            a_fact(Situation.UNQUALIFIED, "deactivated_by_us", ended="status_inactive"),
            NOTHING,
        ),  # S02, S11
        (a_fact(Situation.UNQUALIFIED, ended="status_inactive"), NOTHING),
        (a_fact(Situation.SOURCE_MISSING, "active", is_due=True), Decision(Action.DEACTIVATE, "absent")),
        (a_fact(Situation.SOURCE_MISSING, "active"), NOTHING),  # S04, S05, R2
        (a_fact(Situation.SOURCE_MISSING, "deactivated_by_us", is_due=True), NOTHING),
    ],
)
def test_the_decision_table_reads_as_it_is_told(fact: Fact, expected: Decision) -> None:
    assert decide(fact, Policy()) == expected


def test_an_account_that_fits_is_not_adopted_where_the_tenant_says_never() -> None:
    """I19"""
    assert decide(a_fact(Situation.FOUND, is_due=True), Policy(adoption="never")) == NOTHING


def test_the_roster_wins_over_an_administrator_only_where_the_tenant_says_so() -> None:
    """S12"""
    fact = a_fact(Situation.CONFIRMED, "deactivated_by_others", is_active=True)
    enforced = decide(fact, Policy(reactivate_admin_deactivated=True))
    assert enforced == Decision(Action.REACTIVATE, "roster_enforced")


# The order in which e-mails change hands


@st.composite
def some_moves(draw: st.DrawFn) -> list[EmailMove]:
    """People who move among their own addresses and free ones: chains, cycles, and single moves."""
    count = draw(st.integers(1, 12))
    held = [f"p{n}" for n in range(count)]
    free = [f"f{n}" for n in range(draw(st.integers(0, count)))]
    wanted = draw(st.permutations(held + free))[:count]
    moves = [EmailMove(f"E{n}", held[n], wanted[n]) for n in range(count) if held[n] != wanted[n]]
    newcomers = draw(st.integers(0, 2))
    left = sorted(set(held + free) - set(wanted) - {m.to_key for m in moves})
    stay = {held[n] for n in range(count) if held[n] == wanted[n]}
    moves += [EmailMove(f"N{n}", None, key) for n, key in enumerate(left[:newcomers]) if key not in stay]
    return draw(st.permutations(moves))


@given(some_moves())
@settings(deadline=None, derandomize=True, max_examples=400)
def test_everybody_gets_their_address_and_no_two_hold_one_at_a_time(moves: list[EmailMove]) -> None:
    """I07 I08 I09: the last of each cycle is parked before its first one moves."""
    order, cycles = order_moves(moves)
    assert sorted(order) == sorted(move.external_id for move in moves)
    by_id = {move.external_id: move for move in moves}
    parked_before = {cycle[0]: cycle[-1] for cycle in cycles}
    holder = {move.from_key: move.external_id for move in moves if move.from_key}
    address = {person: key for key, person in holder.items()}

    def move_to(person: str, key: str) -> None:
        assert key not in holder, f"{person} takes {key}, which {holder[key]} still holds"
        if person in address:
            del holder[address[person]]
        holder[key], address[person] = person, key

    for person in order:
        if person in parked_before:
            move_to(parked_before[person], f"parked {person}")
        move_to(person, by_id[person].to_key)
    assert address == {move.external_id: move.to_key for move in moves}


@given(st.lists(st.integers(1, 5), max_size=4), st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_as_many_cycles_are_found_as_there_are(lengths: list[int], order: random.Random) -> None:
    """I07: each is held as one swap."""
    moves = [
        EmailMove(f"{c}-{n}", f"{c}@{n}", f"{c}@{(n + 1) % length}")
        for c, length in enumerate(lengths)
        for n in range(length)
        if length > 1
    ]
    order.shuffle(moves)
    _, cycles = order_moves(moves)
    assert sorted(map(len, cycles)) == sorted(length for length in lengths if length > 1)


def test_a_chain_starts_where_an_address_is_free() -> None:
    """I09"""
    moves = [EmailMove("A", "a", "b"), EmailMove("B", "b", "c")]
    assert order_moves(moves) == (["B", "A"], [])


# The id of a change set


def test_the_id_of_a_change_set_depends_on_everything_that_it_rests_on() -> None:
    """R11"""
    known = {"roster_digest": "r", "policy_version": "p", "effective_on": date(2026, 3, 2)}
    ids = [
        change_set_id(["x"], **known),
        change_set_id(["y"], **known),
        change_set_id(["x", "y"], **known),
        change_set_id([], **known),
        change_set_id(["x"], **(known | {"roster_digest": "s"})),
        change_set_id(["x"], **(known | {"policy_version": "q"})),
        change_set_id(["x"], **(known | {"effective_on": date(2026, 3, 3)})),
    ]
    assert len(set(ids)) == len(ids)
    assert change_set_id(["x"], **known) == ids[0]
