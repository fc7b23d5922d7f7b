"""One table maps each situation to its action, and e-mails and ids change hands without a collision."""

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
    Fact,
    HeldBack,
    Move,
    Situation,
    change_set_id,
    decide,
    decisions,
    order_moves,
)
from qooper_assets.core.tenant.policy import Policy

POLICIES = [
    Policy(adoption=adoption, reactivate_admin_deactivated=wins)
    for adoption, wins in product(("ask", "auto", "never"), (False, True))
]


def policy_id(policy: Policy) -> str:
    return f"adoption {policy.adoption}, roster wins {policy.reactivate_admin_deactivated}"


REASONS = {"status_inactive", "absent", "termination_date", "out_of_scope", "id_reused"}


def a_fact(situation: Situation, state: str = "none", **known: object) -> Fact:
    flags = dict.fromkeys(("differs", "is_due", "is_protected", "is_decided"), False)
    facts = {"ended": None, "is_active": None, **flags}
    return Fact(situation, state, **(facts | known))  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_every_fact_there_can_be_has_exactly_one_decision(policy: Policy) -> None:
    counted = Counter(fact for fact, _ in decisions(policy))
    assert set(counted.values()) == {1}
    assert len(counted) == len(Situation) * 4 * 4 * 3 * 2 * 2 * 2 * 2


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_a_protected_account_is_never_acted_on(policy: Policy) -> None:
    """R5, G15"""
    assert {decision for fact, decision in decisions(policy) if fact.is_protected} == {NOTHING}


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_every_deactivation_has_a_reason_and_an_active_account(policy: Policy) -> None:
    """R10"""
    for fact, decision in decisions(policy):
        if decision.action is Action.DEACTIVATE:
            assert decision.reason in REASONS
            assert fact.account_state == "active"
            assert fact.situation in (Situation.UNQUALIFIED, Situation.SOURCE_MISSING)


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_every_action_but_none_has_a_reason(policy: Policy) -> None:
    for _, decision in decisions(policy):
        assert (decision.action is Action.NONE) == (decision.reason == "")


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_nobody_ambiguous_or_unassigned_is_acted_on(policy: Policy) -> None:
    untouched = (Situation.AMBIGUOUS, Situation.UNASSIGNED)
    assert {d for fact, d in decisions(policy) if fact.situation in untouched} == {NOTHING}


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_only_somebody_who_is_active_in_the_roster_is_reactivated(policy: Policy) -> None:
    """S08, S12: a blank status reactivates nobody."""
    for fact, decision in decisions(policy):
        if decision.action is Action.REACTIVATE:
            assert fact.is_active and fact.situation is Situation.CONFIRMED
            assert fact.account_state == "deactivated_by_us" or policy.reactivate_admin_deactivated


@pytest.mark.parametrize("policy", POLICIES, ids=policy_id)
def test_nobody_gets_access_before_the_first_day(policy: Policy) -> None:
    """S14, S24: `is_due` applies to every action that gives access."""
    ways_in = {Action.CREATE, Action.LINK, Action.REACTIVATE}
    found = {(fact.is_due, decision) for fact, decision in decisions(policy) if decision.action in ways_in}
    assert {is_due for is_due, _ in found} == {True}
    reasons = {decision.reason for _, decision in found}
    assert {"new_in_roster", "back_in_roster"} <= reasons
    assert ("roster_enforced" in reasons) == policy.reactivate_admin_deactivated


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
            a_fact(Situation.CONFIRMED, "deactivated_by_us", is_active=True, is_due=True),
            Decision(Action.REACTIVATE, "back_in_roster"),
        ),
        (a_fact(Situation.CONFIRMED, "deactivated_by_us", is_active=True), NOTHING),  # S24
        (a_fact(Situation.CONFIRMED, "deactivated_by_us", is_due=True), NOTHING),  # S08
        (a_fact(Situation.CONFIRMED, "deactivated_by_us", differs=True), NOTHING),  # S08
        (
            a_fact(Situation.CONFIRMED, "deactivated_by_others", is_active=True, is_due=True),
            NOTHING,
        ),  # S12
        (
            a_fact(Situation.UNQUALIFIED, "active", ended="status_inactive"),
            Decision(Action.DEACTIVATE, "status_inactive"),
        ),
        (
            a_fact(Situation.UNQUALIFIED, "active", ended="termination_date"),
            Decision(Action.DEACTIVATE, "termination_date"),
        ),
        (
            a_fact(Situation.UNQUALIFIED, "active", ended="out_of_scope"),
            Decision(Action.DEACTIVATE, "out_of_scope"),
        ),  # S19
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
def test_the_decision_table_reads_as_documented(fact: Fact, expected: Decision) -> None:
    assert decide(fact, Policy()) == expected


def test_an_account_that_fits_is_not_adopted_where_the_tenant_says_never() -> None:
    """I19"""
    assert decide(a_fact(Situation.FOUND, is_due=True), Policy(adoption="never")) == NOTHING


def test_the_roster_wins_over_an_administrator_only_where_the_tenant_says_so() -> None:
    """S12"""
    fact = a_fact(Situation.CONFIRMED, "deactivated_by_others", is_active=True, is_due=True)
    enforced = decide(fact, Policy(reactivate_admin_deactivated=True))
    assert enforced == Decision(Action.REACTIVATE, "roster_enforced")


# The order in which e-mails and employee ids change hands


@st.composite
def some_moves(draw: st.DrawFn) -> list[Move]:
    """People who move among their own addresses and free ones: chains, cycles, and single moves. Those who
    wait for nobody's address may hand over their ids, in chains that begin at a free one."""
    count = draw(st.integers(1, 12))
    held = [f"p{n}" for n in range(count)]
    free = [f"f{n}" for n in range(draw(st.integers(0, count)))]
    wanted = draw(st.permutations(held + free))[:count]
    movers = [Move(f"E{n}", held[n], wanted[n]) for n in range(count) if held[n] != wanted[n]]
    newcomers = draw(st.integers(0, 2))
    left = sorted(set(held + free) - set(wanted) - {m.to_email for m in movers})
    stay = {held[n] for n in range(count) if held[n] == wanted[n]}
    movers += [Move(f"N{n}", None, key) for n, key in enumerate(left[:newcomers]) if key not in stay]
    waits_for_nobody = [m for m in movers if m.to_email not in held]
    keeps_the_address = [Move(f"K{n}", None, None) for n in range(draw(st.integers(0, 4)))]
    moves = {m.external_id: m for m in movers}
    fit = draw(st.permutations(waits_for_nobody + keeps_the_address))
    while fit:
        chain = [fit.pop() for _ in range(min(len(fit), draw(st.integers(1, 4))))]
        for place, move in enumerate(chain):  # each takes the id of the next one, the last one a free id
            is_last = place + 1 == len(chain)
            behind = f"free {move.external_id}" if is_last else f"id {chain[place + 1].external_id}"
            moves[move.external_id] = move._replace(from_id=f"id {move.external_id}", to_id=behind)
    return draw(st.permutations(list(moves.values())))


@given(some_moves())
@settings(deadline=None, derandomize=True, max_examples=600)
def test_everybody_gets_the_address_they_take_and_no_two_hold_one_at_a_time(moves: list[Move]) -> None:
    """I07 I08 I09: the last of each cycle is parked before its first one moves."""
    order, cycles = order_moves(moves)
    assert sorted(order) == sorted(move.external_id for move in moves)
    by_id = {move.external_id: move for move in moves}
    parked_before = {cycle[0]: cycle[-1] for cycle in cycles}
    holder = {move.from_email: move.external_id for move in moves if move.from_email}
    holder |= {move.from_id: move.external_id for move in moves if move.from_id}

    def pass_on(person: str, given_up: str | None, taken: str | None) -> None:
        if taken is not None:
            assert taken not in holder, f"{person} takes {taken}, which {holder[taken]} still holds"
            holder.pop(given_up, None)
            holder[taken] = person

    for person in order:
        if person in parked_before:
            last = by_id[parked_before[person]]
            pass_on(last.external_id, last.from_email, f"parked {last.external_id}")
        move = by_id[person]
        was_parked = holder.get(f"parked {person}") == person
        pass_on(person, f"parked {person}" if was_parked else move.from_email, move.to_email)
        pass_on(person, move.from_id, move.to_id)
    wanted = {(m.to_email, m.external_id) for m in moves} | {(m.to_id, m.external_id) for m in moves}
    assert {(key, person) for key, person in wanted if key is not None} == set(holder.items())


@given(some_moves())
@settings(deadline=None, derandomize=True, max_examples=200)
def test_people_who_exchange_emails_are_written_one_after_the_other(moves: list[Move]) -> None:
    """I07: `Writer.refuse_if_stale` recognizes a cycle by this order, and checks it as a whole."""
    order, cycles = order_moves(moves)
    for cycle in cycles:
        start = order.index(cycle[0])
        assert order[start : start + len(cycle)] == cycle


@given(st.lists(st.integers(1, 5), max_size=4), st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_every_cycle_is_found(lengths: list[int], order: random.Random) -> None:
    """I07: each is held as one swap."""
    moves = [
        Move(f"{c}-{n}", f"{c}@{n}", f"{c}@{(n + 1) % length}")
        for c, length in enumerate(lengths)
        for n in range(length)
        if length > 1
    ]
    order.shuffle(moves)
    _, cycles = order_moves(moves)
    assert sorted(map(len, cycles)) == sorted(length for length in lengths if length > 1)


def test_a_chain_starts_where_an_address_is_free() -> None:
    """I09"""
    moves = [Move("A", "a", "b"), Move("B", "b", "c")]
    assert order_moves(moves) == (["B", "A"], [])


def test_a_chain_may_go_from_an_email_on_to_an_id() -> None:
    """I09: A waits for the address of B, and B for the id of C."""
    moves = [Move("A", "a", "b"), Move("B", "b", "x", "1", "2"), Move("C", None, None, "2", "3")]
    assert order_moves(moves) == (["C", "B", "A"], [])


# The id of a change set


def test_the_id_of_a_change_set_depends_on_all_of_its_inputs() -> None:
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
        *(change_set_id(["x"], **known, held_back=HeldBack(attributes=(a,), breaches=())) for a in "ab"),
    ]
    assert len(set(ids)) == len(ids)
    assert change_set_id(["x"], **known) == ids[0]
