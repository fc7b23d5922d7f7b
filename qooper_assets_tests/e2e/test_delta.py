"""A feed that sends changes only: everybody of whom a file says nothing stays as they were said last."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from qooper_assets.core.errors import Result, StateError
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant import Tenant
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

FEED = a_tenant().model_dump(mode="json")["feed"]
EVERYBODY = a_file(*people(40))


def a_delta_tenant(**changes: Any) -> Tenant:
    feed = FEED | {"coverage": "delta"} | changes.pop("feed", {})
    return a_tenant(feed=feed, **changes)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A first load of forty people is applied; it is the next day."""
    world = World(tmp_path, a_delta_tenant())
    world.sync(EVERYBODY, approve=True)
    world.next_day()
    return world


def person(number: int, **said: str) -> str:
    return a_row(f"{number:05d}", f"p{number}@acme.example", f"First{number}", f"Last{number}", **said)


def rows(world: World, location: str | None) -> list[dict[str, Any]]:
    assert location is not None
    with world.edges.scratch() as scratch:
        return pl.read_parquet(world.edges.artifacts.open_local(location, scratch)).to_dicts()


def of_email(world: World, email: str) -> dict[str, Any]:
    return world.accounts()[email]


# D01


def test_small_files_after_the_first_load_are_applied_without_anybody(world: World) -> None:
    """D01: each of them was held for its few rows, and as another customer's."""
    for day in range(1, 5):
        recorded = world.record(a_file(person(day, title="Lead"), person(100 + day)))
        assert not recorded.change_set.breaches
        assert world.apply(recorded.change_set).result is Result.SUCCEEDED
        world.next_day()
    found = world.accounts()
    assert len(found) == 44
    assert all(account["status"] == "active" for account in found.values())
    assert [of_email(world, f"p{n}@acme.example")["attributes"]["title"] for n in (4, 5)] == [
        "Lead",
        "Engineer",
    ]


def test_a_last_day_that_was_said_once_acts_on_the_day_after_it(world: World) -> None:
    """D01: by a file that says nothing about that person, and by the same file again."""
    world.sync(a_file(person(1, last_day="2026-03-05"), person(2, last_day="2026-03-06")))
    other = a_file(person(9, title="Lead"))
    world.next_day(2)  # it is the last day of the one
    assert world.plan(other).summary.deactivations == 0
    world.apply(world.record(other).change_set)
    world.next_day()
    assert world.sync(a_file(person(8, title="Lead"))).applied == {"UPDATE": 1, "DEACTIVATE": 1}
    world.next_day()
    again = world.record(a_file(person(8, title="Lead"))).change_set
    assert again.is_repeat
    assert world.apply(again).applied == {"DEACTIVATE": 1}
    assert [of_email(world, f"p{n}@acme.example")["status"] for n in (1, 2, 3)] == [
        "deactivated",
        "deactivated",
        "active",
    ]


def test_a_first_day_that_was_said_once_acts_on_that_day(world: World) -> None:
    """D01: of somebody who has no account before it."""
    assert world.sync(a_file(person(41, start="2026-03-05"))).result is Result.NOOP
    world.next_day()
    assert world.sync(a_file(person(1, title="Lead"))).applied == {"UPDATE": 1}
    world.next_day()
    assert world.sync(a_file(person(2, title="Lead"))).applied == {"CREATE": 1, "UPDATE": 1}
    assert "p41@acme.example" in world.accounts()


def test_counts_of_the_file_are_apart_from_those_of_the_delta_roster(world: World) -> None:
    """D01"""
    roster = world.normalize(a_file(person(1, title="Lead"), person(41)))
    assert (roster.counts.records, roster.counts.people, roster.people) == (2, 2, 41)
    assert roster.filled["title"] == 41
    assert len(rows(world, roster.lines_location)) == 2
    assert [row["external_id"] for row in rows(world, roster.newcomers_location)] == ["00041"]
    stored = rows(world, roster.location)
    assert len(stored) == 41
    assert {row["landing"] for row in stored if row["external_id"] in ("00001", "00041")} == {2}
    assert {row["landing"] for row in stored if row["external_id"] not in ("00001", "00041")} == {1}


def test_an_attribute_that_was_not_mapped_when_a_row_came_is_unsaid(tmp_path: Path) -> None:
    """D01: and one that is not mapped any more is left out; nobody's account is changed by either."""
    world = World(tmp_path, a_delta_tenant(policy={"clear_when_blank": ["skills"]}))
    world.sync(a_file(*people(3)), approve=True)
    mapping = a_tenant().model_dump(mode="json")["mapping"]
    mapping["custom"] = {"level": {"column": "Level"}, "skills": mapping["custom"]["skills"]}
    world.tenant = a_delta_tenant(mapping=mapping, policy={"clear_when_blank": ["level"]})
    world.next_day()
    header = "Employee ID,E-mail,First Name,Last Name,Level,Status"
    roster = world.normalize(a_file("00001,p1@acme.example,First1,Last1,7,A", header=header))
    found = {row["external_id"]: row for row in rows(world, roster.location)}
    assert found["00001"]["attributes"]["level"] == "7"
    assert found["00002"]["attributes"]["level"] is None
    assert found["00002"]["unsaid"] == ["level"]
    change_set = world.record(a_file("00001,p1@acme.example,First1,Last1,7,A", header=header)).change_set
    assert (change_set.summary.updates, change_set.counts) == (1, {"UPDATE attributes_differ": 1})


def test_a_roster_of_full_snapshots_becomes_the_first_delta_roster(tmp_path: Path) -> None:
    """D01: the way out of a lost one, too."""
    world = World(tmp_path, a_tenant())
    world.sync(EVERYBODY, approve=True)
    world.tenant = a_delta_tenant()
    world.next_day()
    assert world.normalize(a_file(person(1))).people == 40


# Never silently empty


def stored_roster(world: World) -> tuple[Roster, Path]:
    last = world.edges.ledger.last_delivery("acme")
    assert last is not None
    roster = world.edges.artifacts.load("roster", Roster, "acme", last.partition, last.run_id)
    return roster, world.folder / "artifacts" / roster.location


def test_a_delta_roster_that_is_gone_stops_the_run(world: World) -> None:
    """D02"""
    stored_roster(world)[1].unlink()
    with pytest.raises(StateError, match="full_snapshot") as refused:
        world.normalize(a_file(person(1)))
    assert refused.value.code == "artifact_missing"


def test_a_delta_roster_that_holds_other_rows_stops_the_run(world: World) -> None:
    """D02: a row less, or another value in one."""
    path = stored_roster(world)[1]
    frame = pl.read_parquet(path)
    for altered in (frame.head(39), frame.with_columns(email=pl.lit("x@acme.example"))):
        altered.write_parquet(path)
        with pytest.raises(StateError) as refused:
            world.normalize(a_file(person(1)))
        assert refused.value.code == "artifact_damaged"
    path.write_bytes(b"PAR1")
    with pytest.raises(StateError) as refused:
        world.normalize(a_file(person(1)))
    assert refused.value.code == "artifact_damaged"


# D03


def test_changes_of_another_customer_are_held(world: World) -> None:
    """D03: of twenty people or more less than five percent known."""
    strangers = [a_row(f"X{n}") for n in range(20)]
    change_set = world.plan(a_file(*strangers))
    assert [breach.code for breach in change_set.breaches] == ["wrong_tenant_suspected"]
    assert not world.plan(a_file(*strangers, person(1), person(2))).breaches


def test_two_people_of_a_delta_roster_with_one_email_do_not_get_one_account(world: World) -> None:
    """D03: the file gives somebody new the address that a kept row has."""
    change_set = world.plan(a_file(a_row("00041", "p1@acme.example")))
    assert change_set.withheld_by_reason == {"email_taken": 1}
    assert change_set.summary.changes == 0
