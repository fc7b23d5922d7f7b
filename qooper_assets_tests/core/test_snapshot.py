"""A listing that can't be proved complete is not believed, so nobody looks new because of it."""

from typing import Any

import pytest

from qooper_assets.core.errors import Result, TargetError
from qooper_assets.core.snapshot import prove_complete

WHOLE = {
    "announced_before": 100,
    "announced_after": 100,
    "read": 100,
    "distinct": 100,
    "linked": 90,
    "read_last_time": 100,
}


def listing(of: int, **changes: Any) -> dict[str, Any]:
    counts = {"announced_before": of, "announced_after": of, "read": of, "distinct": of}
    return WHOLE | counts | changes


def refused(counts: dict[str, Any]) -> None:
    with pytest.raises(TargetError) as error:
        prove_complete(**counts)
    assert (error.value.code, error.value.result) == ("target_listing", Result.BLOCKED)


def test_a_whole_listing_is_believed() -> None:
    prove_complete(**WHOLE)
    prove_complete(**listing(0, linked=0, read_last_time=None))  # a new tenant
    prove_complete(**listing(500))  # grown


@pytest.mark.parametrize(
    "changes",
    [
        {"announced_after": 101},
        {"announced_before": 101},
        {"read": 99, "distinct": 99},
        {"read": 101, "distinct": 101},
        {"distinct": 99},
    ],
)
def test_a_listing_that_changed_meanwhile_or_is_short_is_blocked(changes: dict[str, int]) -> None:
    """AP14"""
    refused(WHOLE | changes)


def test_a_listing_that_shrank_by_more_than_a_tenth_is_blocked() -> None:
    """AP14: nothing is ever deleted in Qooper."""
    prove_complete(**listing(90))
    refused(listing(89))


def test_a_listing_that_shrank_by_fewer_than_five_is_believed() -> None:
    """AP14"""
    prove_complete(**listing(6, read_last_time=10, linked=5))
    refused(listing(5, read_last_time=10, linked=5))


def test_no_accounts_at_all_is_not_believed_where_people_are_linked() -> None:
    """AP15"""
    refused(listing(0, linked=1, read_last_time=None))
    refused(listing(0, linked=5_000))


def test_ap14_a_listing_below_our_own_links_is_not_believed_on_the_first_day_either() -> None:
    refused(listing(40, linked=50, read_last_time=0))
    prove_complete(**listing(46, linked=50, read_last_time=0))
