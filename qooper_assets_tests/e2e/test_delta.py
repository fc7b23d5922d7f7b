"""A feed of changes only: people who are not in a file keep the values that were delivered last."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import sqlalchemy as sa

from qooper_assets import stages
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach, Result, StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.lifecycle import Event, Recorded, State
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages import recording
from qooper_assets_tests.worlds import HEADER, World, a_file, a_row, a_tenant, people

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


def person(number: int, **values: str) -> str:
    return a_row(f"{number:05d}", f"p{number}@acme.example", f"First{number}", f"Last{number}", **values)


def rows(world: World, location: str | None) -> list[dict[str, Any]]:
    assert location is not None
    with world.runtime.scratch() as scratch:
        return pl.read_parquet(world.runtime.artifacts.open_local(location, scratch)).to_dicts()


def of_email(world: World, email: str) -> dict[str, Any]:
    return world.accounts()[email]


# D01


def test_small_files_after_the_first_load_are_applied_without_approval(world: World) -> None:
    """D01: such files were once held for their few rows, and as another customer's."""
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


def test_a_last_day_that_was_delivered_once_takes_effect_the_day_after_it(world: World) -> None:
    """D01: with a file that does not contain that person, and with the same file again."""
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


def test_a_first_day_that_was_delivered_once_takes_effect_on_that_day(world: World) -> None:
    """D01: for somebody who has no account before it."""
    assert world.sync(a_file(person(41, start="2026-03-05"))).result is Result.NOOP
    world.next_day()
    assert world.sync(a_file(person(1, title="Lead"))).applied == {"UPDATE": 1}
    world.next_day()
    assert world.sync(a_file(person(2, title="Lead"))).applied == {"CREATE": 1, "UPDATE": 1}
    assert "p41@acme.example" in world.accounts()


def test_counts_of_the_file_are_separate_from_those_of_the_delta_roster(world: World) -> None:
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


def test_an_attribute_that_was_not_mapped_when_a_row_came_is_unknown(tmp_path: Path) -> None:
    """D01: and one that is no longer mapped is left out; neither changes anybody's account."""
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
    """D01: this also recovers from a lost delta roster."""
    world = World(tmp_path, a_tenant())
    world.sync(EVERYBODY, approve=True)
    world.tenant = a_delta_tenant()
    world.next_day()
    assert world.normalize(a_file(person(1))).people == 40


# Never silently empty


def stored_roster(world: World) -> tuple[Roster, Path]:
    last = world.runtime.ledger.deliveries.last("acme")
    assert last is not None
    roster = world.runtime.artifacts.load("roster", Roster, "acme", last.partition, last.run_id)
    return roster, world.folder / "artifacts" / roster.location


def test_a_missing_delta_roster_stops_the_run(world: World) -> None:
    """D02"""
    stored_roster(world)[1].unlink()
    with pytest.raises(StateError, match="full_snapshot") as refused:
        world.normalize(a_file(person(1)))
    assert refused.value.code == "artifact_missing"


def test_a_delta_roster_with_other_rows_stops_the_run(world: World) -> None:
    """D02: one row fewer, or another value in one."""
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


# D02

LEAVERS = a_file(*(person(n, status="T") for n in range(1, 7)))
"""Six of forty: one above the limit."""


class Run:
    """A run up to its snapshot, to be continued after others have overtaken it."""

    def __init__(self, world: World, content: bytes) -> None:
        self.world, self.raw = world, world.deliver(content)
        self.roster = stages.normalize(world.runtime, world.tenant, self.raw, self.raw.run_id)
        self.snapshot = stages.observe(world.runtime, world.tenant, self.raw.partition, self.raw.run_id)

    def record(self) -> Recorded:
        world, run_id = self.world, self.raw.run_id
        return recording.plan_and_record(
            world.runtime, world.tenant, self.raw, self.roster, self.snapshot, run_id
        ).recorded


def test_a_run_overtaken_by_another_loses_none_of_its_rows(world: World) -> None:
    """D02: its file was fetched first, so for people in both files the other row wins."""
    slow = Run(world, a_file(person(1, title="Slow"), person(2, title="Slow")))
    world.sync(a_file(person(2, title="Fast"), person(3, title="Fast")))
    recorded = slow.record()
    assert recorded.state is State.CLEARED
    assert world.apply(recorded.change_set).applied == {"UPDATE": 1}
    titles = [of_email(world, f"p{n}@acme.example")["attributes"]["title"] for n in (1, 2, 3)]
    assert titles == ["Slow", "Fast", "Fast"]
    assert world.sync(a_file(person(4))).result is Result.NOOP


def test_a_file_is_merged_into_the_delta_roster_recorded_while_it_was_read(world: World) -> None:
    """D02: the basis of a plan includes the head."""
    slow = Run(world, a_file(person(9, title="Lead")))
    held = world.plan(LEAVERS)
    recorded = slow.record()
    assert recorded.change_set.counts == {"DEACTIVATE status_inactive": 6, "UPDATE attributes_differ": 1}
    assert recorded.change_set.deliveries == (held.partition,)
    found = world.runtime.ledger.change_sets.find("acme", held.change_set_id)
    assert (found.state, found.superseded_by) == (State.SUPERSEDED, recorded.change_set.change_set_id)


def test_a_file_is_not_merged_into_a_delta_roster_declined_while_it_was_read(world: World) -> None:
    """D02"""
    held = world.plan(LEAVERS)
    world.next_day()
    slow = Run(world, a_file(person(9, title="Lead")))
    world.decline(held)
    recorded = slow.record()
    assert recorded.change_set.counts == {"UPDATE attributes_differ": 1}
    assert recorded.change_set.deliveries == ("2026-03-04",)


def test_a_decline_states_which_deliveries_are_left_out(world: World) -> None:
    """D02"""
    world.plan(LEAVERS)
    world.next_day()
    together = world.plan(a_file(person(9, title="Lead")))
    assert together.deliveries == ("2026-03-03", "2026-03-04")
    notes = [run.note for run in world.runtime.ledger.receipts.recent("acme")]
    assert "and that one has its rows" in notes[0]
    assert world.decline(together).note.endswith(
        "nothing was written, and the rows of 2026-03-03, 2026-03-04 are left out from now on"
    )


def test_a_withdrawn_decline_brings_its_deliveries_back(world: World) -> None:
    """D02 G22"""
    held = world.plan(LEAVERS)
    world.decline(held)
    world.runtime.ledger.approvals.withdraw(held, "Ada Approver", "they did leave")
    world.next_day()
    together = world.plan(a_file(person(9, title="Lead")))
    assert together.counts == {"DEACTIVATE status_inactive": 6, "UPDATE attributes_differ": 1}
    assert together.deliveries == ("2026-03-03", "2026-03-04")


def test_a_declined_past_partition_is_merged_below_later_deliveries(world: World) -> None:
    """D02 R12: from its stored file, which was fetched earlier."""
    declined = world.plan(a_file(*(person(n, title="Old", status="T") for n in range(1, 7))))
    world.decline(declined)
    raw = world.runtime.artifacts.load("raw_file", RawFile, "acme", declined.partition)
    world.next_day()
    world.sync(a_file(person(1, title="New")))
    runtime, run_id = world.runtime, "past"
    roster = stages.normalize(runtime, world.tenant, raw, run_id)
    snapshot = stages.observe(runtime, world.tenant, raw.partition, run_id)
    past = recording.plan_and_record(runtime, world.tenant, raw, roster, snapshot, run_id)
    change_set = past.recorded.change_set
    assert [breach.code for breach in change_set.breaches] == ["past_partition"]
    assert change_set.counts == {"DEACTIVATE status_inactive": 5}
    kept = {row["external_id"]: row for row in rows(world, roster.location)}
    assert (kept["00001"]["attributes"]["title"], kept["00001"]["is_active"]) == ("New", True)
    assert (kept["00002"]["attributes"]["title"], kept["00002"]["is_active"]) == ("Old", False)
    assert roster.newest_partition == "2026-03-04"


def test_an_approved_change_set_of_two_deliveries_becomes_the_head(world: World) -> None:
    """D02"""
    world.plan(LEAVERS)
    world.next_day()
    together = world.plan(a_file(person(9, title="Lead")))
    world.approve(together)
    assert world.apply(together).applied == {"DEACTIVATE": 6, "UPDATE": 1}
    assert world.runtime.ledger.change_sets.undecided("acme") is None
    world.next_day()
    assert world.sync(a_file(person(9, title="Lead"))).result is Result.NOOP


def test_content_that_comes_again_after_an_undecided_delivery_is_newer_than_it(world: World) -> None:
    """D02 F08: A, then B, then A: the second A is not a repeat, although A was accepted before."""
    content = a_file(*(person(n, title="A") for n in range(1, 8)))
    world.sync(content)
    world.next_day()
    other = world.plan(a_file(*(person(n, title="B", status="T") for n in range(1, 8))))
    assert other.breaches
    world.next_day()
    again = world.plan(content)
    assert not again.is_repeat
    assert world.apply(again).result is Result.NOOP
    last = world.runtime.ledger.deliveries.last("acme")
    assert last is not None
    assert world.runtime.ledger.change_sets.head("acme") == last.head
    assert last.run_id == again.run_id


@pytest.mark.parametrize("event", [Event.STOP, Event.GO_STALE])
def test_an_unfinished_change_set_is_merged_below_the_next_file(world: World, event: Event) -> None:
    """D02"""
    started = world.plan(a_file(person(1, title="Lead")))
    with world.runtime.ledger.leases.hold("acme", "killed") as lease:
        world.runtime.ledger.change_sets.start(lease, started, [])
        world.runtime.ledger.change_sets.abandon(lease, started, event)
    world.next_day()
    assert world.sync(a_file(person(2, title="Lead"))).applied == {"UPDATE": 2}


def test_a_change_set_superseded_by_no_other_is_merged_below_the_next_file(world: World) -> None:
    """D02: another change set was decided between its recording and its start."""
    world.plan(LEAVERS)
    world.next_day()
    cleared = world.plan(a_file(*(person(n) for n in range(1, 7)), person(9, title="Lead")))
    assert not cleared.breaches
    with world.runtime.ledger.database.writing("acme") as db:
        db.execute(sa.text("update tenants set memory_revision = 'another'"))
    with pytest.raises(GuardrailBreach, match="approval_superseded"):
        world.apply(cleared)
    world.next_day()
    assert world.sync(a_file(person(10, title="Lead"))).applied == {"UPDATE": 2}


def test_a_file_with_many_rejected_rows_does_not_pass_because_of_a_clean_one_after_it(world: World) -> None:
    """D02 R3: nobody has reviewed it yet."""
    rows_of_file = [person(n, title="Lead") for n in range(1, 5)]
    bad = world.plan(a_file(*rows_of_file, *(person(n, status="away") for n in range(5, 9))))
    assert [breach.code for breach in bad.breaches] == ["rejects"]
    for number in (9, 10):
        world.next_day()
        later = world.plan(a_file(person(number, title="Lead")))
        assert [breach.code for breach in later.breaches] == ["rejects"]
        assert later.breaches[0].detail == "of 8 rows (delivery of 2026-03-03)"
    world.approve(later)
    assert world.apply(later).applied == {"UPDATE": 6}
    world.next_day()
    assert not world.plan(a_file(person(11, title="Lead"))).breaches


# D03


def test_changes_of_another_customer_are_held(world: World) -> None:
    """D03: less than five percent of twenty or more people are known."""
    strangers = [a_row(f"X{n}") for n in range(20)]
    change_set = world.plan(a_file(*strangers))
    assert [breach.code for breach in change_set.breaches] == ["wrong_tenant_suspected"]
    world.decline(change_set)
    assert not world.plan(a_file(*strangers, person(1), person(2))).breaches


def test_two_people_of_a_delta_roster_with_one_email_do_not_get_one_account(world: World) -> None:
    """D03: the file gives a new person the address of a kept row."""
    change_set = world.plan(a_file(a_row("00041", "p1@acme.example")))
    assert change_set.withheld_by_reason == {"email_taken": 1}
    assert change_set.summary.changes == 0


def warnings_of(world: World, change_set: ChangeSet) -> dict[str, tuple[int, str]]:
    roster = world.runtime.artifacts.load("roster", Roster, "acme", change_set.partition, change_set.run_id)
    return {warning.code: (warning.count, warning.detail) for warning in roster.warnings}


def knowing(*words: str) -> Tenant:
    """Return the tenant with more words that mean active."""
    mapping = a_tenant().model_dump(mode="json")["mapping"]
    mapping["status"]["values"] |= dict.fromkeys(words, "active")
    return a_delta_tenant(mapping=mapping)


def test_a_rejected_row_is_judged_again_when_the_tenant_file_changes(world: World) -> None:
    """D03: it takes precedence over earlier rows of its person, and later ones over it."""
    rejected = a_file(
        person(1, title="Lead", status="away"),
        person(2, title="Lead", status="away"),
        person(41, status="away"),
        person(3, title="Lead", status="strange"),
        person(4, title="Lead"),
    )
    world.sync(rejected, approve=True)
    world.next_day()
    later = world.record(a_file(person(2, title="Chief"))).change_set
    assert warnings_of(world, later)["rows_open"][0] == 3
    assert "line 2 of 2026-03-03, line 4 of 2026-03-03" in warnings_of(world, later)["rows_open"][1]
    world.apply(later)
    world.tenant = knowing("away")
    world.next_day()
    again = world.record(a_file(person(5, title="Lead"))).change_set
    assert again.counts == {"CREATE new_in_roster": 1, "UPDATE attributes_differ": 2}
    assert [breach.code for breach in again.breaches] == ["configuration_changed"]
    assert warnings_of(world, again)["rows_open"][0] == 1
    world.approve(again)
    world.apply(again)
    titles = [of_email(world, f"p{n}@acme.example")["attributes"]["title"] for n in range(1, 6)]
    assert titles == ["Lead", "Chief", "Engineer", "Lead", "Lead"]
    world.next_day()
    settled = world.record(a_file(person(3, title="Chief"))).change_set
    assert settled.counts == {"UPDATE attributes_differ": 1}
    assert "rows_open" not in warnings_of(world, settled)


def test_a_row_without_a_readable_identifier_stays_open(world: World) -> None:
    """D03: no later row can name its person. The same content again does not count it twice."""
    content = a_file(person(1, title="Lead"), a_row("", "p2@acme.example"))
    first = world.record(content).change_set
    assert warnings_of(world, first)["rows_open"][0] == 1
    world.apply(first)
    world.next_day()
    assert warnings_of(world, world.record(content).change_set)["rows_open"][0] == 1
    world.next_day()
    assert warnings_of(world, world.record(a_file(person(2))).change_set)["rows_open"][0] == 1


def test_a_row_declined_with_its_file_is_not_open(world: World) -> None:
    """D02 D03: open rows leave the queue with their delivery."""
    held = world.plan(a_file(*(person(n, status="T") for n in range(1, 7)), person(9, status="away")))
    assert held.breaches
    world.decline(held)
    world.next_day()
    assert "rows_open" not in warnings_of(world, world.plan(a_file(person(10))))


def test_open_rows_of_a_deleted_file_stay_listed(world: World) -> None:
    """D03: its retention has expired."""
    rejected = world.plan(a_file(person(1, title="Lead", status="away"), person(2)))
    world.apply(rejected)
    world.next_day()
    raw = world.runtime.artifacts.load("raw_file", RawFile, "acme", rejected.partition)
    (world.folder / "artifacts" / raw.location).unlink()
    assert "rows_not_judged_again" not in warnings_of(world, world.record(a_file(person(3))).change_set)
    world.tenant = knowing("away")
    for _ in range(2):
        found = warnings_of(world, world.record(a_file(person(3))).change_set)
        assert found["rows_not_judged_again"][0] == found["rows_open"][0] == 1
        assert "line 2 of 2026-03-03" in found["rows_not_judged_again"][1]
        world.next_day()


def test_open_rows_of_a_file_that_no_longer_fits_the_tenant_file_stay_listed(world: World) -> None:
    """D03: its columns had other names."""
    world.apply(world.plan(a_file(person(1, title="Lead", status="away"), person(2))))
    world.next_day()
    tenant = knowing("away")
    mapping = tenant.model_dump(mode="json")["mapping"]
    mapping["status"]["column"] = "State"
    world.tenant = a_delta_tenant(mapping=mapping)
    header = HEADER.replace("Status", "State")
    found = warnings_of(world, world.record(a_file(person(3), header=header)).change_set)
    assert found["rows_open"][0] == 1
    assert "Status" in found["rows_not_judged_again"][1] or "State" in found["rows_not_judged_again"][1]
    world.next_day()
    later = warnings_of(world, world.record(a_file(person(3), header=header)).change_set)
    assert later["rows_open"][0] == 1 and "rows_not_judged_again" not in later


@pytest.mark.parametrize(("days", "missed"), [(1, 0), (2, 1), (4, 3)])
def test_days_without_a_file_are_reported_with_the_next_one(world: World, days: int, missed: int) -> None:
    """D03"""
    world.next_day(days - 1)
    found = warnings_of(world, world.record(a_file(person(1))).change_set)
    assert found.get("days_missed", (0, ""))[0] == missed


def test_weeks_without_a_file_are_counted_in_weeks(tmp_path: Path) -> None:
    """D03"""
    schedule = {"every": "week", "on": "monday", "at": "05:30", "timezone": "America/New_York"}
    world = World(tmp_path, a_delta_tenant(schedule=schedule))
    world.sync(a_file(*people(2)), approve=True)
    world.next_day(21)
    assert warnings_of(world, world.record(a_file(person(1))).change_set)["days_missed"][0] == 2
