"""Exactly at a limit passes, one above is held, and only an approval of the same id lets it through."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qooper_assets.core.approval import Approval, clear, expires_at
from qooper_assets.core.changes import Breach, ChangeSet, Summary
from qooper_assets.core.date_columns import DateColumn
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.guardrails import (
    AttributeChange,
    DeltaFile,
    FileFacts,
    History,
    ScopeCounts,
    breaches,
    compare,
    held_back,
    measured,
    rows_compared,
    unreadable_streak,
)
from qooper_assets.core.measures import allowed
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.policy import Policy

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LIVE = History(
    is_live=True,
    source_rows=(),
    filled={},
    people=0,
    policy_version="p",
    deactivated_last_6_days=0,
    population_7_days_ago=0,
)
SETTING = {
    "source_rows": 1000,
    "rejected_rows": 0,
    "filled": {},
    "email_cycles": 0,
    "asks_for_adoption": True,
    "policy_version": "p",
    "is_past_partition": False,
}


def a_summary(**counts: int) -> Summary:
    return Summary(**(dict.fromkeys(Summary.model_fields, 0) | counts))


def found(
    summary: dict[str, int], *, history: dict[str, Any] | None = None, **setting: Any
) -> dict[str, Breach]:
    limits = setting.pop("limits", Guardrails())
    past = LIVE.model_copy(update=history or {})
    given: dict[str, Any] = SETTING | setting
    if "active_managed" in summary:
        summary = {"active_managed_in_roster": summary["active_managed"]} | summary
    policy = Policy(
        adoption="ask" if given.pop("asks_for_adoption") else "auto",
        unreadable_files_max=given.pop("unreadable_files_max", 3),
    )
    exceeded = breaches(compare(a_summary(**summary), limits, policy, past, FileFacts(**given)))
    return {breach.code: breach for breach in exceeded}


@pytest.mark.parametrize(
    ("code", "of", "name", "at"),
    [
        ("deactivations", 40, "deactivations", 5),  # the floor
        ("deactivations", 100, "deactivations", 10),  # 10 %
        ("deactivations", 5000, "deactivations", 200),  # the maximum
        ("reactivations", 40, "reactivations", 5),
        ("reactivations", 100, "reactivations", 10),
        ("identity_changes", 100, "identity_changes", 5),
        ("identity_changes", 200, "identity_changes", 10),
        ("withheld", 100, "withheld", 5),
        ("withheld", 200, "withheld", 10),
        ("creates", 10, "creates", 20),
        ("creates", 100, "creates", 50),
        ("mass_attribute_change", 10, "name_changes", 5),
        ("mass_attribute_change", 100, "name_changes", 30),
        ("adoptions", 100, "links", 0),
    ],
)
def test_exactly_at_a_limit_passes_and_one_above_is_held(code: str, of: int, name: str, at: int) -> None:
    """R3, G01"""
    assert code not in found({"active_managed": of, name: at})
    breach = found({"active_managed": of, name: at + 1})[code]
    assert (breach.actual, breach.limit) == (at + 1, at)


@pytest.mark.parametrize(("of", "at"), [(21, 20), (60, 20), (100, 30)])
def test_at14_changed_values_have_a_limit_per_attribute(of: int, at: int) -> None:
    assert not found({}, attribute_changes={"title": AttributeChange(at, of)})
    breach = found({}, attribute_changes={"title": AttributeChange(at + 1, of)})["mass_attribute_change"]
    assert (breach.attribute, breach.actual, breach.limit) == ("title", at + 1, at)
    first_load = found(
        {}, history={"is_live": False}, attribute_changes={"title": AttributeChange(at + 1, of)}
    )
    assert "mass_attribute_change" not in first_load


def test_at14_one_attribute_is_held_back_and_anything_more_holds_everything() -> None:
    def breach(code: str = "mass_attribute_change", attribute: str | None = None) -> Breach:
        return Breach(code=code, actual=2, limit=1, unit="people", detail="", attribute=attribute)

    title, phone = breach(attribute="title"), breach(attribute="phone")
    part = held_back([title])
    assert part is not None and (part.attributes, part.breaches) == (("title",), (title,))
    for several in ([title, phone], [title, breach("deactivations")], [title, breach()], [breach()], []):
        assert held_back(several) is None


def test_g20_old_content_is_held_if_it_deactivates_more_than_the_floor() -> None:
    assert not found({"deactivations": 5, "active_managed": 100}, old_content_of="2026-03-02")
    breach = found({"deactivations": 6, "active_managed": 100}, old_content_of="2026-03-02")["old_content"]
    assert (breach.actual, breach.limit) == (6, 5) and "2026-03-02" in breach.detail


@pytest.mark.parametrize(("rows", "at"), [(50, 3), (60, 3), (200, 10)])
def test_rejected_rows_have_a_limit(rows: int, at: int) -> None:
    """R3, S07"""
    assert not found({}, source_rows=rows, rejected_rows=at)
    assert "rejects" in found({}, source_rows=rows, rejected_rows=at + 1)


@pytest.mark.parametrize(
    ("past", "at"), [((40,), 35), ((100,), 90), ((100, 100, 1, 1, 100), 90), ((90, 110), 90)]
)
def test_a_file_with_fewer_rows_than_the_median_has_a_limit(past: tuple[int, ...], at: int) -> None:
    """R3, F04"""
    one_change = {"updates": 1}
    assert not found(one_change, history={"source_rows": past}, source_rows=at)
    assert "row_count_drop" in found(one_change, history={"source_rows": past}, source_rows=at - 1)


def test_g19_a_set_without_changes_is_not_held_for_fewer_rows_or_for_earlier_deactivations() -> None:
    past = {"source_rows": (100,), "deactivated_last_6_days": 90, "population_7_days_ago": 100}
    assert not found({}, history=past, source_rows=70)
    assert not found({"creates": 1}, history=past, source_rows=100)
    both = found({"deactivations": 1}, history=past, source_rows=70)
    assert set(both) == {"row_count_drop", "deactivations_7_days"}


NO, DROP, READ = frozenset[str](), frozenset({"row_count_drop"}), frozenset({"unreadable_identifiers"})


def test_g19_no_file_older_than_the_last_one_approved_over_the_drop_is_compared_with() -> None:
    rows = [70, 70, 71, 100, 100, 100]
    assert rows_compared(rows, [NO] * 6) == (70, 70, 71, 100, 100)
    assert rows_compared(rows, [NO, NO, DROP, NO, NO, NO]) == (70, 70, 71)
    assert rows_compared(rows, [DROP, NO, NO, NO, NO, NO]) == (70,)
    assert rows_compared([], []) == ()


def test_r2_files_in_a_row_with_unreadable_identifiers_are_counted_from_the_last_one_that_had_none() -> None:
    assert unreadable_streak([1, 4, 2, 0, 5], [NO] * 5) == 3
    assert unreadable_streak([0, 1], [NO] * 2) == 0
    assert unreadable_streak([1, 4, 2], [NO, READ, NO]) == 1  # somebody approved the second one knowingly
    assert unreadable_streak([], []) == 0


def test_g22_a_change_that_was_declined_on_other_facts_is_held_and_names_the_change_set() -> None:
    breach = found({"declined_before": 2}, declined_in=["c" * 64])["declined_before"]
    assert (breach.actual, breach.limit) == (2, 0)
    assert "c" * 12 in str(breach) and "c" * 13 not in str(breach)
    assert not found({"declined": 2})


def test_more_rows_than_before_are_not_a_drop() -> None:
    assert not found({}, history={"source_rows": (10,)}, source_rows=10_000)


@pytest.mark.parametrize(
    ("active", "leavers", "is_held"),
    [(4, 2, True), (4, 3, True), (5, 2, False), (1, 1, False), (2, 1, False), (2, 2, True)],
)
def test_half_of_the_accounts_is_held_when_at_least_two_leave(
    active: int, leavers: int, is_held: bool
) -> None:
    """R3, G03: below the count floor."""
    assert ("deactivations_share" in found({"active_managed": active, "deactivations": leavers})) is is_held


def test_seven_days_have_a_limit_of_their_own() -> None:
    """R3, G05"""
    past = {"deactivated_last_6_days": 20, "population_7_days_ago": 100}
    counts = {"active_managed": 80, "deactivations": 5}
    assert "deactivations_7_days" not in found(counts, history=past)
    assert found(counts | {"deactivations": 6}, history=past)["deactivations_7_days"].actual == 26


def test_a_column_that_loses_its_values_is_held() -> None:
    """AT02: as a share of the people, because their number may have fallen."""
    past = {"filled": {"title": 100}, "people": 100}
    assert not found({"people": 100}, history=past, filled={"title": 50})
    assert found({"people": 100}, history=past, filled={"title": 49})["fill_rate_drop"].actual == 51
    assert not found({"people": 50}, history=past, filled={"title": 25})
    assert "fill_rate_drop" in found({"people": 100}, history=past, filled={})


def test_a_roster_that_matches_hardly_anybody_is_held_as_another_customers() -> None:
    """O07"""
    assert not found({"active_managed": 100, "active_managed_in_roster": 5})
    assert "wrong_tenant_suspected" in found({"active_managed": 100, "active_managed_in_roster": 4})
    assert not found({"active_managed": 19, "active_managed_in_roster": 0})


def test_any_swap_of_emails_is_held() -> None:
    """I07"""
    assert not found({})
    assert found({}, email_cycles=1)["identity_swap"].limit == 0


def test_another_tenant_file_is_held_once() -> None:
    """S20"""
    assert "configuration_changed" in found({"updates": 1}, policy_version="q")
    assert not found({"updates": 1}, policy_version="q", history={"policy_version": None})


def test_a_past_partition_is_held() -> None:
    """R12"""
    assert list(found({}, is_past_partition=True)) == ["past_partition"]


def test_a_first_load_is_always_held_and_creates_as_many_as_there_are() -> None:
    """R4"""
    past = {"is_live": False, "policy_version": None}
    assert list(found({"creates": 10_000}, history=past)) == ["first_load"]
    assert list(found({}, history=past)) == ["first_load"]


def test_adoption_needs_an_approval_only_where_the_tenant_asks() -> None:
    """I19"""
    assert "adoptions" in found({"links": 1}, asks_for_adoption=True)
    assert not found({"links": 1}, asks_for_adoption=False)


def test_a_percentage_of_a_small_number_is_at_least_the_floor() -> None:
    """G02"""
    assert [allowed(5, 10, of) for of in (0, 6, 50, 60)] == [5, 5, 5, 6]


@pytest.mark.parametrize(
    ("files_max", "before", "is_held"), [(3, 2, False), (3, 3, True), (1, 0, False), (1, 1, True)]
)
def test_too_many_files_in_a_row_with_unidentified_rows_are_held(
    files_max: int, before: int, is_held: bool
) -> None:
    """R2: otherwise leavers who may be on such rows would silently keep their access forever."""
    past = {"unreadable_files": before}
    breached = found({}, history=past, unreadable_rows=2, unreadable_files_max=files_max)
    assert ("unreadable_identifiers" in breached) is is_held
    if is_held:
        breach = breached["unreadable_identifiers"]
        assert (breach.actual, breach.limit, breach.unit) == (before + 1, files_max, "files in a row")


def test_a_file_whose_identifiers_can_all_be_read_is_not_held_for_those_before() -> None:
    """R2"""
    assert not found({}, history={"unreadable_files": 300})


def test_no_changes_breach_no_limit_of_the_default() -> None:
    assert found({"active_managed": 100}) == {}


# The gate


def a_change_set(*breached: str) -> ChangeSet:
    """A change set with the fields that the gate checks."""
    return ChangeSet.model_construct(
        tenant="acme",
        partition="2026-03-02",
        change_set_id="a" * 64,
        created_at=NOW,
        breaches=tuple(Breach(code=c, actual=2, limit=1, unit="x", detail="d") for c in breached),
    )


def an_approval(**changes: Any) -> Approval:
    return Approval(**{
        "change_set_id": "a" * 64,
        "person": "Ada",
        "reason": "a merger",
        "approved_at": NOW,
        "expires_at": NOW + timedelta(days=7),
    } | changes)  # fmt: skip


def test_a_change_set_within_the_limits_needs_no_approval() -> None:
    cleared = clear(a_change_set(), None, NOW)
    assert cleared.change_set == a_change_set() and cleared.approval is None


def test_a_change_set_above_a_limit_passes_with_an_approval_of_its_own_id() -> None:
    """G07"""
    assert clear(a_change_set("deactivations"), an_approval(), NOW).approval == an_approval()


@pytest.mark.parametrize(
    ("approval", "code"),
    [
        (None, "held"),
        (an_approval(change_set_id="c" * 64), "held"),
        (an_approval(change_set_id="a" * 63), "held"),
        (an_approval(person=" "), "approval_incomplete"),
        (an_approval(reason=""), "approval_incomplete"),
        (an_approval(expires_at=NOW), "approval_expired"),
        (an_approval(expires_at=NOW - timedelta(days=1)), "approval_expired"),
    ],
)
def test_no_other_approval_lets_it_through(approval: Approval | None, code: str) -> None:
    """R11, G09, G10, G17"""
    with pytest.raises(GuardrailBreach) as error:
        clear(a_change_set("deactivations"), approval, NOW)
    assert error.value.code == code


def test_a_refusal_names_every_limit_with_what_was_found() -> None:
    with pytest.raises(GuardrailBreach, match=r"deactivations: 2 x, the limit is 1; d; creates: 2 x"):
        clear(a_change_set("deactivations", "creates"), None, NOW)


def test_an_approval_expires_counted_from_the_plan() -> None:
    """G10"""
    assert expires_at(a_change_set("creates"), 7) == NOW + timedelta(days=7)


def test_a_delta_file_is_compared_with_no_other_one() -> None:
    """D01: a small file after a large one, or one with blank columns, is not evidence of a fault."""
    past = {"source_rows": (1000,), "filled": {"title": 1000}, "people": 1000}
    small = {"history": past, "source_rows": 3, "filled": {}, "delta": DeltaFile(3, 0)}
    counts = {"active_managed": 1000, "active_managed_in_roster": 3, "people": 3, "updates": 3}
    assert not found(counts, **small)
    assert {"row_count_drop", "fill_rate_drop", "wrong_tenant_suspected"} == set(
        found(counts, **(small | {"delta": None}))
    )


@pytest.mark.parametrize(
    ("people", "known", "is_held"), [(19, 0, False), (20, 0, True), (20, 1, False), (100, 4, True)]
)
def test_a_delta_file_of_strangers_is_held(people: int, known: int, is_held: bool) -> None:
    """D03: exactly 5 % known passes."""
    breaches_found = found({}, delta=DeltaFile(people, people - known))
    assert ("wrong_tenant_suspected" in breaches_found) is is_held


def test_a_delta_file_has_the_limits_of_changes_and_of_rejected_rows() -> None:
    """D03"""
    counts = {"active_managed": 100, "deactivations": 11}
    delta = {"delta": DeltaFile(12, 0), "source_rows": 16, "rejected_rows": 4, "policy_version": "q"}
    assert set(found(counts, **delta)) == {"deactivations", "rejects", "configuration_changed"}


def dates(filled: int = 0, unreadable: int = 0, *, is_present: bool = True) -> dict[str, DateColumn]:
    column = DateColumn(filled=filled, unreadable=unreadable, is_present=is_present, writes_blanks=True)
    return {"termination_date": column}


@pytest.mark.parametrize(
    ("before", "now", "is_held"),
    [
        pytest.param(dates(10), dates(5, 5), False, id="half, at the limit"),
        pytest.param(dates(10), dates(4, 6), True, id="more than half"),
        pytest.param(dates(1), dates(0, 1), False, id="one leaver"),
        pytest.param(dates(0), dates(0, 5), True, id="five cells in a column that was blank"),
        pytest.param(dates(2, 8), dates(2, 8), False, id="as in the accepted file"),
        pytest.param(dates(0, 8), dates(0, 8), False, id="nothing was readable before either"),
        pytest.param(dates(10), dates(1), False, id="fewer leavers"),
        pytest.param(dates(0), dates(is_present=False), True, id="gone"),
        pytest.param(dates(is_present=False), dates(is_present=False), False, id="still gone"),
        pytest.param({}, dates(0, 9), False, id="accepted by an earlier version"),
    ],
)
@pytest.mark.parametrize("delta", [None, DeltaFile(people=10, strangers=0)])
def test_s22_dates_that_can_not_be_read_are_compared_with_the_accepted_file(
    before: dict[str, DateColumn], now: dict[str, DateColumn], is_held: bool, delta: DeltaFile | None
) -> None:
    over = found({"people": 20}, history={"dates": before, "people": 20}, dates=now, delta=delta)
    assert (set(over) == {"fill_rate_drop"}) == is_held
    assert not set(over) - {"fill_rate_drop"}


def test_s26_a_column_that_is_gone_is_one_breach() -> None:
    """AT02 counts the values of first days, too."""
    gone = {"hire_date": dates(is_present=False)["termination_date"]}
    over = compare(
        a_summary(people=20),
        Guardrails(),
        Policy(),
        LIVE.model_copy(
            update={
                "filled": {"hire_date": 20},
                "people": 20,
                "dates": {"hire_date": dates(20)["termination_date"]},
            }
        ),
        FileFacts(source_rows=20, rejected_rows=0, filled={}, policy_version="p", dates=gone),
    )
    assert [breach.code for breach in breaches(over)] == ["fill_rate_drop"]


def test_every_limit_of_the_tenant_file_is_measured_and_judged_alike_by_its_measure() -> None:
    """Also below the limit; a rehearsal asks other limits of what was measured."""
    counts = {
        "active_managed": 100, "active_managed_in_roster": 40, "deactivations": 60, "reactivations": 3,
        "creates": 51, "identity_changes": 9, "withheld": 5, "name_changes": 31, "people": 100,
    }  # fmt: skip
    past = LIVE.model_copy(
        update={
            "source_rows": (1000, 1000),
            "people": 100,
            "filled": {"title": 90},
            "deactivated_last_6_days": 9,
            "population_7_days_ago": 110,
        }
    )
    given = SETTING | {
        "source_rows": 880,
        "rejected_rows": 45,
        "filled": {"title": 20},
        "attribute_changes": {"title": AttributeChange(31, 100)},
    }
    given.pop("asks_for_adoption")
    limits = compare(a_summary(**counts), Guardrails(), Policy(), past, FileFacts(**given))
    set_there = [limit for limit in limits if limit.of is not None]
    assert {limit.code for limit in set_there} == {
        "deactivations", "deactivations_share", "deactivations_7_days", "reactivations", "identity_changes",
        "withheld", "creates", "mass_attribute_change", "rejects", "row_count_drop", "wrong_tenant_suspected",
        "fill_rate_drop",
    }  # fmt: skip
    for limit, one in zip(set_there, measured(limits), strict=True):
        assert one.exceeds(Guardrails()) == limit.is_exceeded, limit
    assert {limit.is_exceeded for limit in set_there} == {True, False}


def test_s19_a_scope_that_leaves_nobody_is_held() -> None:
    """Its limit is one person fewer than there are; without any change there is nothing to hold (G19)."""
    some, nobody = ScopeCounts(1, 9, 10), ScopeCounts(0, 10, 10)
    assert "scope_empty" not in found({"creates": 1}, scope=some)
    assert "scope_empty" not in found({}, scope=nobody)
    assert "scope_empty" not in found({"creates": 1}, scope=ScopeCounts(0, 0, 10))
    breach = found({"creates": 1}, scope=nobody)["scope_empty"]
    assert (breach.actual, breach.limit) == (10, 9)
    assert str(breach).startswith("scope_empty: 10 people out of scope, the limit is 9; of 10 people")
