"""A person's end is remembered, and only something readable ends it."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.laws.deliveries import changes_of, rows_of
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant

FEED = a_tenant().model_dump(mode="json")["feed"]
COLLEAGUES = [a_row(f"E{n}", first=f"First{n}", last=f"Last{n}") for n in range(1, 7)]
BOB = {"employee_id": "BOB", "first": "Bob", "last": "Ray"}


def with_bob(**values: str) -> bytes:
    return a_file(*COLLEAGUES, a_row(**BOB | values))


def proposed(world: World, change_set: ChangeSet) -> list[tuple[str, str]]:
    return [(change["external_id"], change["action"]) for change in changes_of(world, change_set)]


def run(world: World, content: bytes) -> list[tuple[str, str]]:
    """Run the next day; returns what was done."""
    world.next_day()
    planned = world.plan(content)
    assert not planned.breaches
    world.apply(planned)
    return proposed(world, planned)


def links(world: World) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return who has a remembered end: last day, day of the end, reason."""
    return {
        person: tuple(str(value) if value else None for value in known)  # type: ignore[misc]
        for person, *known in world.runtime.ledger.links.ends("acme").iter_rows()
    }


def dates_sheet(world: World, planned: ChangeSet) -> list[tuple[Any, ...]]:
    book = load_workbook(world.runtime.artifacts.where(planned.workbook_location))
    return [row[:3] + row[4:] for row in book["Dates"].iter_rows(min_row=2, values_only=True)]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Bob's last day was 2 March; it is 3 March, and he is deactivated."""
    world = World(tmp_path)
    world.sync(with_bob(last_day="2026-03-02"), approve=True)
    assert run(world, with_bob(last_day="2026-03-02")) == [("BOB", "DEACTIVATE")]
    return world


@pytest.mark.parametrize("cell", ["02.03.2026", "#REF!", "2026-02-30"])
def test_s22_an_unreadable_last_day_keeps_a_leaver_deactivated(world: World, cell: str) -> None:
    assert links(world) == {"BOB": ("2026-03-02", "2026-03-03", "termination_date")}
    world.next_day()
    planned = world.plan(with_bob(last_day=cell))
    assert proposed(world, planned) == []
    assert dates_sheet(world, planned) == [("BOB", "u000001", "last_day_kept", "2026-03-02", 8)]
    assert planned.remembered_location is None, "nothing else is known now"
    assert world.apply(planned).result is Result.NOOP
    assert run(world, with_bob()) == [("BOB", "REACTIVATE")]
    assert links(world) == {}


def test_s22_nothing_is_remembered_of_a_file_that_is_not_accepted(world: World) -> None:
    """A held file says that Bob's last day is gone; it is declined, and the next one can't be read."""
    world.next_day()
    held = world.plan(a_file(a_row(**BOB)))
    assert held.breaches
    world.decline(held)
    assert links(world) == {"BOB": ("2026-03-02", "2026-03-03", "termination_date")}
    assert run(world, with_bob(last_day="?")) == []


def test_s22_the_last_day_of_somebody_new_is_remembered_with_the_account(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.sync(a_file(*COLLEAGUES), approve=True)
    assert run(world, with_bob(last_day="2026-03-04")) == [("BOB", "CREATE")]
    assert links(world) == {"BOB": ("2026-03-04", None, None)}
    assert run(world, with_bob(last_day="#REF!")) == []
    assert run(world, with_bob(last_day="#REF!")) == [("BOB", "DEACTIVATE")], "the same file, a day later"
    assert links(world) == {"BOB": ("2026-03-04", "2026-03-05", "termination_date")}


def test_s22_a_rejected_row_changes_no_memory(world: World) -> None:
    world.next_day()
    assert world.sync(with_bob(status="LOA")).result is Result.NOOP
    assert links(world) == {"BOB": ("2026-03-02", "2026-03-03", "termination_date")}


# JSON


def a_json_tenant() -> Tenant:
    return a_tenant(
        feed=FEED | {"format": "json"},
        mapping={
            "employee_id": "id",
            "email": "email",
            "hire_date": "from",
            "termination_date": "until",
        },
    )


def a_document(until: dict[str, Any], *, writes_blanks: bool, number: int = 6) -> bytes:
    """Six colleagues, whose last day is null or left out, and Bob with these keys."""
    blank = {"until": None} if writes_blanks else {}
    people = [
        {"id": f"E{n}", "email": f"e{n}@a.example", "from": "2020-01-01"} | blank for n in range(number)
    ]
    bob = {"id": "BOB", "email": "bob@a.example", "from": "2020-01-01"} | until
    return json.dumps([*people, bob]).encode()


@pytest.mark.parametrize(
    ("writes_blanks", "until", "expected"),
    [
        pytest.param(True, {}, [], id="a missing key where others carry it"),
        pytest.param(True, {"until": "2.3.26"}, [], id="another notation"),
        pytest.param(True, {"until": None}, [("BOB", "REACTIVATE")], id="null"),
        pytest.param(True, {"until": ""}, [("BOB", "REACTIVATE")], id="blank"),
        pytest.param(False, {}, [("BOB", "REACTIVATE")], id="a key that nobody without a last day carries"),
    ],
)
def test_s22_a_missing_json_key_is_unreadable_only_where_blanks_are_written(
    tmp_path: Path, writes_blanks: bool, until: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    world = World(tmp_path, a_json_tenant())
    left = a_document({"until": "2026-03-02"}, writes_blanks=writes_blanks)
    world.sync(left, approve=True)
    assert run(world, left) == [("BOB", "DEACTIVATE")]
    assert run(world, a_document(until, writes_blanks=writes_blanks)) == expected


@pytest.mark.parametrize("writes_blanks", [True, False])
def test_s22_json_without_any_last_day_is_held_only_where_blanks_are_written(
    tmp_path: Path, writes_blanks: bool
) -> None:
    world = World(tmp_path, a_json_tenant())
    left = a_document({"until": "2026-03-02"}, writes_blanks=writes_blanks)
    world.sync(left, approve=True)
    assert run(world, left) == [("BOB", "DEACTIVATE")]
    world.next_day()
    planned = world.plan(a_document({}, writes_blanks=False))
    assert [breach.code for breach in planned.breaches] == (["fill_rate_drop"] if writes_blanks else [])
    assert proposed(world, planned) == ([] if writes_blanks else [("BOB", "REACTIVATE")])


# Delta feeds


def test_s22_d01_a_remembered_last_day_takes_effect_in_a_delta_feed(tmp_path: Path) -> None:
    """The newest row of a person counts, and its last day can't be read: the known end takes effect."""
    world = World(tmp_path, a_tenant(feed=FEED | {"coverage": "delta"}))
    world.sync(with_bob(last_day="2026-03-04"), approve=True)
    assert run(world, a_file(a_row(**BOB, title="Lead", last_day="#REF!"))) == [("BOB", "UPDATE")]
    other = a_file(a_row("E1", first="First1", last="Last1", title="Lead"))
    assert run(world, other) == [("E1", "UPDATE")]
    assert run(world, other) == [("BOB", "DEACTIVATE")]
    assert run(world, a_file(a_row(**BOB, title="Lead", last_day="?"))) == []
    assert run(world, a_file(a_row(**BOB, title="Lead"))) == [("BOB", "REACTIVATE")]


def test_s22_a_delta_file_without_the_column_is_held(tmp_path: Path) -> None:
    world = World(tmp_path, a_tenant(feed=FEED | {"coverage": "delta"}))
    world.sync(with_bob(last_day="2026-03-02"), approve=True)
    assert run(world, with_bob(last_day="2026-03-02")) == [("BOB", "DEACTIVATE")]
    world.next_day()
    planned = world.plan(with_bob().replace(b"Last Day", b"Leaves"))
    assert [breach.code for breach in planned.breaches] == ["fill_rate_drop"]
    assert proposed(world, planned) == []


# S25


def test_s25_an_end_is_recorded_without_a_write_to_the_target(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.sync(with_bob(), approve=True)
    switch(world, "deactivated")
    writes = world.writes()
    assert run(world, with_bob(last_day="2026-03-02")) == []
    assert links(world) == {"BOB": ("2026-03-02", "2026-03-03", "termination_date")}
    revision = world.runtime.ledger.links.revision("acme")
    assert run(world, with_bob(last_day="2026-03-02")) == []
    assert world.runtime.ledger.links.revision("acme") == revision, "and only once"
    assert world.writes() == writes
    world.next_day()
    planned = world.plan(with_bob())
    book = load_workbook(world.runtime.artifacts.where(planned.workbook_location))
    ((person, _, _, reason, *_, on, by, other),) = book["Withheld"].iter_rows(min_row=2, values_only=True)
    assert (person, reason, on, by, other) == (
        "BOB",
        "rehire_candidate",
        "2026-03-03",
        "termination_date",
        None,
    )


def test_s25_what_somebody_deactivates_while_a_change_set_waits_stays_their_decision(tmp_path: Path) -> None:
    """S12: nothing is left to write, so it was not us who deactivated the account."""
    world = World(tmp_path)
    world.sync(with_bob(), approve=True)
    world.next_day()
    held = world.plan(a_file(*COLLEAGUES[:1]))
    assert held.breaches
    switch(world, "deactivated")
    world.approve(held)
    assert world.apply(held).applied == {"DEACTIVATE": 6}
    assert links(world)["BOB"] == (None, "2026-03-03", "absent")
    world.next_day()
    back = world.plan(with_bob())
    assert ("BOB", "REACTIVATE") not in proposed(world, back)
    assert len(proposed(world, back)) == 5
    withheld = {
        row["external_id"]: row["withheld"]
        for row in rows_of(world, back.situations_location)
        if row["withheld"]
    }
    assert withheld == {"BOB": "rehire_candidate"}


def switch(world: World, status: str) -> None:
    account = world.accounts()["bob@acme.example"]
    with world.runtime.target(world.tenant) as target:
        target.update(account["account_id"], {"status": status}, version=account["version"])


# Clearing


def test_s26_r8_a_missing_column_clears_nothing_even_where_a_blank_does(tmp_path: Path) -> None:
    world = World(tmp_path, a_tenant(policy={"clear_when_blank": ["hire_date", "title"]}))
    world.sync(with_bob(), approve=True)
    world.next_day()
    planned = world.plan(with_bob().replace(b"Start Date", b"From").replace(b"Job Title", b"Role"))
    assert proposed(world, planned) == []
    assert {breach.unit for breach in planned.breaches} == {
        "% fewer readable values of hire_date",
        "% fewer values of title",
    }


def test_the_table_of_what_is_remembered_has_one_row_per_person(world: World) -> None:
    world.next_day()
    planned = world.plan(with_bob())
    assert planned.remembered_location
    with world.runtime.scratch() as scratch:
        table = pl.read_parquet(world.runtime.artifacts.open_local(planned.remembered_location, scratch))
    assert table.rows() == [("BOB", None, None, None, None)]
