"""Every state of a change set, with every event that can occur in it."""

from datetime import UTC, datetime, timedelta

import pytest

from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.lifecycle import (
    ENDED,
    OPEN,
    RESUMED_UNATTENDED,
    TRANSITIONS,
    Event,
    Recorded,
    State,
    after,
    check,
)
from qooper_assets_tests.core.test_guardrails import a_change_set

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALLOWED = """
cleared   supersede superseded
cleared   start     applying
held      supersede superseded
held      approve   approved
held      decline   declined
declined  withdraw  superseded
approved  supersede superseded
approved  start     applying
applying  start     applying
applying  finish    applied
applying  finish_part part_applied
applying  go_stale  stale
applying  stop      stopped
"""
EXPECTED = {(State(a), Event(b)): State(c) for a, b, c in (row.split() for row in ALLOWED.split("\n") if row)}
EVERY = [(state, event) for state in State for event in Event]


def recorded(state: State) -> Recorded:
    return Recorded(state, a_change_set(), "b" * 64, NOW + timedelta(days=7))


@pytest.mark.parametrize(("state", "event"), EVERY, ids=lambda value: str(value))
def test_an_event_leads_to_the_state_in_the_table_or_is_refused(state: State, event: Event) -> None:
    following = EXPECTED.get((state, event))
    assert after(state, event) is following
    if following is not None:
        assert check(recorded(state), event, NOW) is following
        return
    with pytest.raises(GuardrailBreach) as refused:
        check(recorded(state), event, NOW)
    codes = {State.SUPERSEDED: "approval_superseded", State.HELD: "held"}
    assert refused.value.code == codes.get(state, "approval_decided")
    assert refused.value.where == "acme" and refused.value.message


def test_the_table_has_every_state() -> None:
    assert set(TRANSITIONS) == set(State)
    assert not OPEN & ENDED
    leads_on = {state for state in ENDED if TRANSITIONS[state]}
    assert leads_on == {State.DECLINED}, "a final state is left only by withdrawing a decline"


def test_an_unattended_run_resumes_only_what_needs_no_decision() -> None:
    """A canary and a handed-over change set wait for a person."""
    assert {State.APPLYING} == RESUMED_UNATTENDED


def test_g09_a_superseded_set_names_the_one_that_took_its_place() -> None:
    with pytest.raises(GuardrailBreach) as refused:
        check(recorded(State.SUPERSEDED), Event.APPROVE, NOW)
    assert "b" * 12 in refused.value.message


@pytest.mark.parametrize("event", [Event.APPROVE, Event.DECLINE])
def test_g10_a_decision_that_comes_too_late_is_refused(event: Event) -> None:
    with pytest.raises(GuardrailBreach) as refused:
        check(recorded(State.HELD), event, NOW + timedelta(days=7))
    assert refused.value.code == "approval_expired"
