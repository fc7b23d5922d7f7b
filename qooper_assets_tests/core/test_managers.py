"""Which changes of a manager would close a circle (AT15)."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qooper_assets.core.managers import ManagerEdge, circle_closers

People = dict[str, str | None]


def edges(present: People, changes: People) -> list[ManagerEdge]:
    return [
        ManagerEdge(who, present.get(who), changes.get(who, present.get(who)), who in changes)
        for who in {**present, **changes}
    ]


def test_at15_the_changes_of_a_circle_are_found_whatever_its_length() -> None:
    assert circle_closers(edges({}, {"a": "b", "b": "a"})) == ["a", "b"]
    assert circle_closers(edges({}, {"a": "b", "b": "c", "c": "d", "d": "a", "e": "a"})) == [
        "a",
        "b",
        "c",
        "d",
    ]


def test_at15_only_the_change_is_found_where_the_rest_of_the_circle_exists() -> None:
    assert circle_closers(edges({"b": "a", "c": "b"}, {"a": "c"})) == ["a"]


def test_at15_a_circle_that_qooper_has_already_is_left_as_it_is() -> None:
    assert circle_closers(edges({"a": "b", "b": "a", "c": "d"}, {"c": "a"})) == []


def test_at15_people_who_change_places_are_no_circle() -> None:
    assert circle_closers(edges({"b": "a"}, {"a": "b", "b": None})) == []
    assert circle_closers(edges({"a": "x", "b": "a"}, {"a": "b", "b": "x"})) == []


def test_at15_a_kept_manager_may_complete_another_circle() -> None:
    assert circle_closers(edges({"a": "c"}, {"a": "b", "b": "a", "c": "a"})) == ["a", "b", "c"]


def test_at15_a_chain_of_many_people_is_walked_once() -> None:
    chain: People = {f"{n}": f"{n + 1}" for n in range(20_000)}
    assert circle_closers(edges({}, chain)) == []
    assert len(circle_closers(edges({}, chain | {"20000": "0"}))) == 20_001


def closers_by_trial(present: People, changes: People) -> set[str]:
    """The same, by definition: dissolve circles until none contains a change."""
    left: set[str] = set()
    while True:
        now = {**present, **{who: boss for who, boss in changes.items() if who not in left}}
        found = set()
        for who in now:
            at, seen = now.get(who), set()
            while at is not None and at not in seen and at != who:
                seen.add(at)
                at = now.get(at)
            if at == who and who in changes and who not in left:
                found.add(who)
        if not found:
            return left
        left |= found


PEOPLE = st.sampled_from("abcdefg")


@given(
    st.dictionaries(PEOPLE, st.none() | PEOPLE),
    st.dictionaries(PEOPLE, st.none() | PEOPLE),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, derandomize=True, max_examples=500, database=None)
def test_at15_the_order_of_people_makes_no_difference(present: People, changes: People, dice: object) -> None:
    present = {who: boss for who, boss in present.items() if boss != who}
    changes = {who: boss for who, boss in changes.items() if boss != who and boss != present.get(who)}
    shuffled = edges(present, changes)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(circle_closers(shuffled)) == closers_by_trial(present, changes)
