"""A process is killed at any point; the next one finishes its work with the same result.

Every test compares with a twin world in which no process was killed.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result, StateError
from qooper_assets.edges.ledger.leases import LEASE_SECONDS
from qooper_assets.edges.ledger.operations import Operation
from qooper_assets.stages import applying, writing
from qooper_assets_tests.e2e.worlds_on_disk import (
    DAY_2,
    Killer,
    another,
    copied,
    files_below,
    holders,
    journal,
    ledger_dump,
)
from qooper_assets_tests.worlds import World, a_file, a_row, people

DAY_3 = DAY_2 + timedelta(days=1)
GROUP = 4
"""The default of `Killer`."""


def row_of(n: int, email: str = "", **changes: str) -> str:
    return a_row(f"{n:05d}", email or f"p{n}@acme.example", f"First{n}", f"Last{n}", **changes)


BEFORE = a_file(*people(36), row_of(37, status="T"), *people(3, first=38))
"""Day two: one of the forty leaves, and comes back on day three."""
AFTER = a_file(
    row_of(1, "p2@acme.example"),  # two people swap their e-mails (I07)
    row_of(2, "p1@acme.example"),
    row_of(3, title="Manager"),
    row_of(4, title="Director"),
    row_of(5, "five@acme.example"),  # a chain: six takes five's old address (I09)
    row_of(6, "p5@acme.example"),
    row_of(7, manager="00041"),  # a manager who is created in the same run (AT08)
    *people(30, first=8),  # 37 comes back
    row_of(38, status="T"),  # 38 is marked inactive, 39 and 40 are absent
    row_of(41),
    row_of(42, manager="00008"),
    row_of(43, manager="00042"),
)
EXPECTED = {"CREATE": 3, "DEACTIVATE": 3, "REACTIVATE": 1, "UPDATE": 7}


@dataclass
class Prepared:
    """A world with an approved change set, and its twin in which that was applied."""

    folder: Path
    change_set_id: str
    twin: dict[str, dict[str, Any]]
    journal: dict[str, int]
    receipt: Receipt
    operations: list[Operation]

    def write_of(self, kind: str) -> int:
        """Return the number of the run's first write of this kind; every operation is one write."""
        return next(o.position for o in self.operations if o.kind == kind)


@pytest.fixture(scope="session")
def prepared(live_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("crash")
    world = copied(live_folder, folder / "world", DAY_2)
    world.sync(BEFORE)
    world.clock.at = DAY_3
    change_set = world.plan(AFTER)
    world.approve(change_set)
    world.runtime.ledger.close()
    twin = copied(world.folder, folder / "twin", DAY_3)
    receipt = twin.apply(change_set)
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, EXPECTED)
    operations = twin.runtime.ledger.operations.in_order("acme", change_set.change_set_id)
    return Prepared(world.folder, change_set.change_set_id, holders(twin), journal(twin), receipt, operations)


def run_again(world: World, prepared: Prepared) -> Receipt:
    """Run it in another process, after the lease of the dead one has expired."""
    change_set = world.runtime.ledger.change_sets.find("acme", prepared.change_set_id).change_set
    with pytest.raises(StateError) as caught:
        world.apply(change_set)
    assert (caught.value.code, caught.value.retryable) == ("tenant_busy", True)
    world.clock.sleep(LEASE_SECONDS)
    return world.apply(change_set)


def assert_everybody_as_the_twin(world: World, prepared: Prepared) -> None:
    assert holders(world) == prepared.twin
    assert journal(world)["create"] == prepared.journal["create"]
    links = world.runtime.ledger.links.all("acme")
    assert links.height == links["account_id"].n_unique() == 43
    ids = {a["account_id"]: a["employee_id"] for a in prepared.twin.values()}
    assert {a: e for e, a, _ in links.iter_rows()} == ids


def assert_as_the_twin(world: World, prepared: Prepared) -> None:
    assert_everybody_as_the_twin(world, prepared)
    writes = world.writes()
    receipt = world.sync(AFTER)
    assert (receipt.result, receipt.applied, world.writes()) == (Result.NOOP, {}, writes)


@pytest.fixture
def world(prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(writing, "GROUP", GROUP)
    return copied(prepared.folder, tmp_path / "world", DAY_3)


@pytest.mark.parametrize(
    ("when", "what", "nth"),
    [
        ("before", "start", 1),
        ("after", "start", 1),
        ("before", "mark_sent", 2),
        ("after", "mark_sent", 1),  # between marking them as sent and the first write
        ("after", "mark_sent", 3),
        ("before", "write", 1),
        ("before", "write", 3),
        ("before", "write", 6),
        ("before", "write", 14),
        ("after", "write", 1),
        ("after", "write", 5),
        ("after", "write", 13),  # a create that was not recorded
        ("after", "write", 16),
        ("after", "write", 17),
        ("before", "settle", 4),
        ("after", "settle", 4),
        ("before", "finish", 1),
    ],
)
def test_ap07_an_apply_killed_anywhere_is_finished_by_the_next_one_as_if_nothing_had_happened(
    world: World, prepared: Prepared, killed: Killer, when: str, what: str, nth: int
) -> None:
    killed(world, f"apply:{prepared.change_set_id}", when, what, nth)
    receipt = run_again(world, prepared)
    assert (receipt.result, receipt.applied) == (prepared.receipt.result, prepared.receipt.applied)
    assert receipt.approved_by == "Ada Approver"
    assert world.writes() == sum(prepared.journal.values())  # none was created twice
    assert_as_the_twin(world, prepared)


def test_ap07_a_group_that_was_written_but_never_settled_is_recognized(
    world: World, prepared: Prepared, killed: Killer
) -> None:
    killed(world, f"apply:{prepared.change_set_id}", "before", "settle", 1, group=50)
    writing.GROUP = 50  # the fixture puts it back
    run_again(world, prepared)
    assert_as_the_twin(world, prepared)


def test_ap07_a_run_that_is_killed_twice_is_finished_by_the_third(
    world: World, prepared: Prepared, killed: Killer
) -> None:
    job = f"apply:{prepared.change_set_id}"
    killed(world, job, "after", "write", 5)
    world.clock.sleep(LEASE_SECONDS)
    killed(world, job, "after", "write", 9)
    run_again(world, prepared)
    assert_as_the_twin(world, prepared)


def test_ap17_a_kill_after_the_end_causes_no_repeated_work(
    world: World, prepared: Prepared, killed: Killer
) -> None:
    killed(world, f"apply:{prepared.change_set_id}", "after", "finish", 1)
    world.clock.sleep(LEASE_SECONDS)
    assert applying.finish_interrupted(world.runtime, world.tenant, "again") is None
    assert journal(world) == prepared.journal
    assert_as_the_twin(world, prepared)


def test_ap07_the_next_delivery_first_finishes_what_was_interrupted(
    world: World, prepared: Prepared, killed: Killer
) -> None:
    killed(world, f"apply:{prepared.change_set_id}", "after", "write", 13)
    world.clock.sleep(timedelta(days=1).total_seconds())
    receipt = world.sync(AFTER.replace(b"Director", b"Captain"))
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"UPDATE": 1})
    assert world.accounts()["p4@acme.example"]["attributes"]["title"] == "Captain"
    assert journal(world)["create"] == prepared.journal["create"]


@pytest.mark.parametrize(("writes_behind", "group"), [(1, 1), (2, 1), (3, 1), (1, 50), (2, 50), (3, 50)])
def test_i07_a_swap_of_e_mails_killed_in_the_middle_ends_correctly_and_never_points_to_a_stranger(
    world: World, prepared: Prepared, killed: Killer, writes_behind: int, group: int
) -> None:
    parking = prepared.write_of("park")
    killed(world, f"apply:{prepared.change_set_id}", "after", "write", parking + writes_behind - 1, group)
    by_id = {a["employee_id"]: email for email, a in world.accounts().items()}
    one, two = by_id["00001"], by_id["00002"]
    assert one in ("p1@acme.example", "p2@acme.example") or one.endswith("@parked.invalid")
    assert two in ("p1@acme.example", "p2@acme.example") or two.endswith("@parked.invalid")
    writing.GROUP = group
    receipt = run_again(world, prepared)
    assert receipt.result is Result.SUCCEEDED
    assert world.writes() == sum(prepared.journal.values())  # nobody is parked a second time
    assert_everybody_as_the_twin(world, prepared)


# Between the stages, and within them


ADOPTED = {
    ".csv": "the raw bytes are not in place",
    "/raw_file.json": "the raw bytes do not count yet",
    "/raw_file.latest": "the raw file is not the latest",
    "/roster.parquet": "the roster is not in place",
    "/roster.json": "the roster has no manifest",
    "/accounts.parquet": "the accounts are not in place",
    "/qooper_snapshot.json": "the snapshot has no manifest",
    "/report.md": "no news of the change set",
    "/changes.parquet": "the changes are not in place",
    "/situations.parquet": "why others are not among them is not in place",
    "/change_set.json": "the change set has no manifest",
    "/change_set.latest": "the change set is not the latest",
}


@pytest.mark.parametrize("name", ADOPTED, ids=ADOPTED.get)
def test_a_run_killed_while_storing_an_artifact_leaves_none_half_written_and_can_run_again(
    live: World, killed: Killer, name: str
) -> None:
    before, accounts = ledger_dump(live), live.accounts()
    content = a_file(*people(39), row_of(41, title="Captain"))
    (live.folder / "incoming.csv").write_bytes(content)
    killed(live, "sync", "before", f"adopt:{name}", 1)
    assert (ledger_dump(live), live.accounts()) == (before, accounts)
    assert not [path for path in files_below(live.folder / "artifacts") if path.suffix == ".part"]
    again = World(live.folder, live.tenant, live.clock, runs=200)  # the same run id again
    receipt = again.sync(content)
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"CREATE": 1, "DEACTIVATE": 1})


def test_a_run_killed_between_plan_and_apply_is_planned_again_and_the_same(
    live: World, killed: Killer
) -> None:
    content = a_file(*people(40), row_of(41))
    (live.folder / "incoming.csv").write_bytes(content)
    killed(live, "sync", "after", "record", 1)
    assert live.writes() == 40
    lines = [line for line in ledger_dump(live) if 'INTO "change_sets"' in line]
    (state,) = (line for line in lines if "cleared" in line)
    live.clock.sleep(LEASE_SECONDS)
    change_set = another(live).plan(content)
    assert change_set.change_set_id in state
    assert live.apply(change_set).applied == {"CREATE": 1}
