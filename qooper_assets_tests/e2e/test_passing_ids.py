"""I09: an employee id passes from one person to another in one run, on a target that refuses duplicates.

Belongs here: the accounts after one run, and after a run that died at any of its writes. Does not: who may
hand over an id (`sql/plan/withheld`), nor the order of those writes (`core/test_changes.py`).
"""

from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

PEOPLE = "abcdefgh"
FIRST = {name: name.upper() for name in PEOPLE}


class Died(BaseException):
    """The process was killed."""


def a_tenant_by_email() -> Tenant:
    mapping = a_tenant().mapping.model_dump(mode="json") | {"manager": None}
    return a_tenant(identity="email", mapping=mapping, guardrails={"identity_changes_count_floor": 20})


def a_roster(ids: dict[str, str]) -> bytes:
    return a_file(*(a_row(ids[name], f"{name}@acme.example", name, name) for name in ids))


def loaded(folder: Path) -> World:
    world = World(folder, a_tenant_by_email())
    world.sync(a_roster(FIRST), approve=True)
    world.next_day()
    return world


def ids_of(world: World) -> dict[str, str]:
    return {email.partition("@")[0]: account["employee_id"] for email, account in world.accounts().items()}


CHAINS = {
    "two": FIRST | {"a": "B", "b": "X"},
    "three": FIRST | {"a": "B", "b": "C", "c": "X"},
    "three, against the order of the names": FIRST | {"c": "B", "b": "A", "a": "X"},
    "two chains": FIRST | {"a": "B", "b": "C", "c": "X", "h": "G", "g": "F", "f": "Y"},
    "to somebody new": FIRST | {"a": "B", "b": "X", "new": "A"},
}


@pytest.mark.parametrize("wanted", CHAINS.values(), ids=CHAINS)
def test_a_chain_of_employee_ids_is_applied_in_one_run_without_a_conflict(
    wanted: dict[str, str], tmp_path: Path
) -> None:
    world = loaded(tmp_path)
    receipt = world.sync(a_roster(wanted))
    assert (receipt.result, receipt.failed) == (Result.SUCCEEDED, {})
    assert ids_of(world) == wanted
    assert world.plan(a_roster(wanted)).summary.changes == 0


def test_a_cycle_of_employee_ids_is_withheld_and_delays_nobody_else(tmp_path: Path) -> None:
    """I20: parking is for e-mails only."""
    world = loaded(tmp_path)
    change_set = world.plan(a_roster(FIRST | {"a": "B", "b": "A", "c": "D", "d": "X"}))
    assert change_set.withheld_by_reason == {"identity_conflict": 2}
    assert not change_set.breaches, "identity_swap counts cycles of e-mails"
    world.apply(change_set)
    assert ids_of(world) == FIRST | {"c": "D", "d": "X"}


@pytest.mark.parametrize("nth", range(1, 4))
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_chain_that_is_cut_by_a_kill_is_resumed_in_its_order(
    when: str, nth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AP07"""
    world = loaded(tmp_path)
    wanted = CHAINS["three"]
    change_set = world.plan(a_roster(wanted))
    update, calls = EmbeddedQooper.update, 0

    def deadly(self: EmbeddedQooper, *args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            raise Died
        result = update(self, *args, **kwargs)
        if calls == nth:
            raise Died
        return result

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedQooper, "update", deadly)
        with pytest.raises(Died):
            world.apply(change_set)
    world.clock.sleep(300)
    assert ids_of(world) != wanted or (when, nth) == ("after", 3)
    receipt = world.apply(change_set)
    assert (receipt.result, receipt.failed, receipt.applied) == (Result.SUCCEEDED, {}, {"UPDATE": 3})
    assert ids_of(world) == wanted
