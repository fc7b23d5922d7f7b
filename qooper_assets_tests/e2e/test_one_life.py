"""A change set is recorded, started and finished only on the state that it was planned on, and no defect
keeps a tenant from its next run.

Concurrent runs are played here step by step; `races/` tries their interleavings systematically.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
import sqlalchemy as sa

from qooper_assets import stages
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach, Result, StateError, TargetError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.lifecycle import State
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.edges.ledger.operations import Operations, Outcome
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import applying, recording
from qooper_assets_tests.e2e.worlds_on_disk import another, journal, meddle
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

FORTY = people(40)
OLDER = a_file(*FORTY, a_row("00041"))
NEWER = a_file(*FORTY, a_row("00041"), a_row("00042"))


class Run(NamedTuple):
    """A run up to its snapshot, as a process of its own."""

    world: World
    raw: RawFile
    roster: Roster
    snapshot: Snapshot

    def record(self) -> recording.Planned:
        world = self.world
        return recording.plan_and_record(
            world.runtime, world.tenant, self.raw, self.roster, self.snapshot, self.raw.run_id
        )

    def settle(self, planned: recording.Planned) -> Any:
        return recording.settle(self.world.runtime, self.world.tenant, planned.recorded, self.raw.run_id)


def begin_run(world: World, content: bytes) -> Run:
    own = another(world)
    world.runs += 60
    raw = own.deliver(content)
    roster = stages.normalize(own.runtime, own.tenant, raw, raw.run_id)
    return Run(own, raw, roster, stages.observe(own.runtime, own.tenant, raw.partition, raw.run_id))


def active(world: World) -> set[str]:
    return {a["employee_id"] for a in world.accounts().values() if a["status"] == "active"}


def everybody(last: int) -> set[str]:
    return {f"{n:05d}" for n in range(1, last + 1)}


# Two runs of one tenant


def test_f12_a_slow_run_of_an_older_file_ends_superseded_once_a_newer_one_is_accepted(live: World) -> None:
    slow = begin_run(live, OLDER)
    assert live.sync(NEWER).applied == {"CREATE": 2}
    planned = slow.record()
    assert planned.recorded.state is State.SUPERSEDED
    receipt = slow.settle(planned)
    assert (receipt.result, receipt.applied) == (Result.NOOP, {})
    assert active(live) == everybody(42)
    assert live.sync(NEWER).result is Result.NOOP


def test_f12_a_slow_run_that_recorded_first_is_superseded_by_the_newer_file(live: World) -> None:
    slow = begin_run(live, OLDER)
    planned = slow.record()
    assert planned.recorded.state is State.CLEARED
    assert live.sync(NEWER).applied == {"CREATE": 2}
    receipt = slow.settle(planned)
    assert (receipt.result, receipt.applied) == (Result.NOOP, {})
    assert "superseded" in receipt.note
    assert active(live) == everybody(42)


def test_a_run_of_the_newer_file_that_an_older_one_overtook_observes_and_plans_again(live: World) -> None:
    older, newer = begin_run(live, OLDER), begin_run(live, NEWER)
    assert older.settle(older.record()).applied == {"CREATE": 1}
    planned = newer.record()
    assert planned.recorded.state is State.CLEARED
    assert newer.settle(planned).applied == {"CREATE": 1}
    assert active(live) == everybody(42)
    assert journal(live)["create"] == 42


def test_f12_a_slow_run_of_an_older_file_does_not_supersede_the_plan_of_a_newer_one(
    live: World,
) -> None:
    slow, newer = begin_run(live, OLDER), begin_run(live, NEWER)
    planned = newer.record()
    overtaken = slow.record()
    assert overtaken.recorded.state is State.SUPERSEDED and overtaken.closed == ()
    assert slow.settle(overtaken).result is Result.NOOP
    assert newer.settle(planned).applied == {"CREATE": 2}
    assert active(live) == everybody(42)


def test_f12_a_slow_run_of_declined_content_leaves_a_newer_held_set_waiting(live: World) -> None:
    declined = live.plan(a_file(*people(30)))
    live.decline(declined)
    slow, newer = begin_run(live, a_file(*people(30))), begin_run(live, a_file(*people(29)))
    assert newer.record().recorded.state is State.HELD
    slow.settle(slow.record())
    waiting = live.runtime.ledger.change_sets.waiting("acme")
    assert waiting is not None and waiting.change_set.run_id == newer.raw.run_id


def test_ap11_a_run_continues_after_the_apply_that_it_waited_for(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_set = live.plan(NEWER)
    own = another(live)
    interrupted = own.runtime.ledger.change_sets.interrupted

    def ended_meanwhile(tenant: str) -> ChangeSet | None:
        assert interrupted(tenant) is None
        assert live.apply(change_set).result is Result.SUCCEEDED
        return change_set

    monkeypatch.setattr(own.runtime.ledger.change_sets, "interrupted", ended_meanwhile)
    assert applying.finish_interrupted(own.runtime, own.tenant, "waited") is None


def meanwhile(world: World, happens: Callable[[], object], times: int) -> None:
    """Make something happen, `times` times, while this world's run lists the accounts."""
    left = iter(range(times))

    class Listing(EmbeddedQooper):
        def list_accounts(self, page_size: int = 10_000) -> Iterator[pl.DataFrame]:
            if next(left, None) is not None:
                happens()
            yield from super().list_accounts(page_size)

    meddle(world, Listing)


def test_ap11_accounts_that_another_run_creates_while_they_are_listed_are_listed_again(live: World) -> None:
    own = another(live)
    meanwhile(own, lambda: live.sync(NEWER), times=1)
    assert stages.observe(own.runtime, own.tenant, "2026-03-03", "own").accounts == 42


def test_ap11_a_run_that_is_overtaken_at_each_listing_is_refused_until_later(live: World) -> None:
    own, numbers = another(live), iter(range(9))

    def create() -> None:
        with live.runtime.target(live.tenant) as target:
            target.create({"email": f"more{next(numbers)}@acme.example"})

    meanwhile(own, create, times=9)
    with live.runtime.ledger.leases.hold("acme", "somebody"), pytest.raises(StateError) as busy:
        stages.observe(own.runtime, own.tenant, "2026-03-03", "own")
    assert busy.value.code == "tenant_busy" and busy.value.retryable
    with pytest.raises(TargetError, match="announced") as listing:  # no other run of ours is active
        stages.observe(own.runtime, own.tenant, "2026-03-03", "own")
    assert listing.value.code == "target_listing"


def test_ap11_a_run_that_finds_its_content_applied_by_another_one_ends_noop(live: World) -> None:
    first, second = begin_run(live, NEWER), begin_run(live, NEWER)
    planned = second.record()
    assert first.settle(first.record()).applied == {"CREATE": 2}
    receipt = second.settle(planned)
    assert (receipt.result, receipt.applied) == (Result.NOOP, {})
    assert "another run applied" in receipt.note
    assert journal(live)["create"] == 42


def test_r1_one_content_is_counted_once_by_two_runs_that_both_planned_before_either_applied(
    live: World,
) -> None:
    live.tenant = a_tenant(policy={"absent_after_files": 2})
    live.sync(a_file(*FORTY), approve=True)
    live.next_day()
    missing = a_file(*people(39))
    first, second = begin_run(live, missing), begin_run(live, missing)
    for run in (first, second):
        run.settle(run.record())
    assert live.runtime.ledger.absences.all("acme").rows() == [("00040", 1)]
    assert len(live.runtime.ledger.deliveries.history("acme", live.today).source_rows) == 2
    assert active(live) == everybody(40)


def test_a_started_set_is_not_taken_away_by_another_run_that_records_the_same_plan(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recording, starting and finishing exclude each other."""
    first, second = begin_run(live, NEWER), begin_run(live, NEWER)
    planned = first.record()
    ledger = first.world.runtime.ledger
    start = ledger.change_sets.start

    def starts(*given: Any) -> None:
        start(*given)
        with pytest.raises(StateError) as busy:
            second.record()
        assert (busy.value.code, busy.value.retryable) == ("tenant_busy", True)

    monkeypatch.setattr(ledger.change_sets, "start", starts)
    assert first.settle(planned).applied == {"CREATE": 2}
    operations = ledger.operations.in_order("acme", planned.recorded.change_set.change_set_id)
    assert {o.state for o in operations} == {"confirmed"}


def test_r11_a_set_whose_links_changed_since_it_was_planned_does_not_begin(live: World) -> None:
    run = begin_run(live, NEWER)
    planned = run.record()
    move_links(live)
    with pytest.raises(GuardrailBreach) as refused:
        live.apply(planned.recorded.change_set)
    assert refused.value.code == "approval_superseded"
    assert live.writes() == 40
    assert live.sync(NEWER).applied == {"CREATE": 2}


def move_links(world: World) -> None:
    with world.runtime.ledger.database.writing("acme") as db:
        db.execute(sa.text("update tenants set links_revision = '99@elsewhere' where tenant = 'acme'"))


# Going live (R4)


def test_r4_an_approval_that_was_never_applied_does_not_take_the_tenant_live(tmp_path: Any) -> None:
    world = World(tmp_path)
    change_set = world.plan(a_file(*FORTY))
    world.approve(change_set)
    world.tenant = a_tenant(policy={"absent_after_files": 2})
    with pytest.raises(GuardrailBreach) as refused:
        world.apply(change_set)
    assert refused.value.code == "approval_superseded"
    world.next_day()
    with pytest.raises(GuardrailBreach) as held:
        world.sync(a_file(*FORTY))
    assert held.value.code == "held" and "first_load" in held.value.message
    assert world.accounts() == {}


def test_r4_the_transaction_that_starts_an_approved_first_load_takes_the_tenant_live(tmp_path: Any) -> None:
    world = World(tmp_path)
    assert not is_live(world)
    change_set = world.plan(a_file(*people(3)))
    assert not is_live(world)
    world.approve(change_set)
    assert not is_live(world), "an approval alone is not a start"
    world.apply(change_set)
    assert is_live(world)


def is_live(world: World) -> bool:
    return world.runtime.ledger.deliveries.history("acme", world.today).is_live


# A declined change set (G22)


def test_g22_a_declined_set_is_not_applied_a_week_later_when_it_breaches_nothing(live: World) -> None:
    """By then the seven-day window has moved on."""
    live.tenant = a_tenant(guardrails={"deactivations_count_floor": 5, "row_drop_pct_max": 100})
    live.sync(a_file(*FORTY), approve=True)
    leavers = [34, 28]
    for day, last in enumerate(leavers):
        live.next_day()
        change_set = live.plan(a_file(*people(last)))
        if day == 0:
            live.approve(change_set)
            live.apply(change_set)
        else:
            live.decline(change_set)
    for _ in range(10):
        live.next_day()
        recorded = live.record(a_file(*people(28)))
        assert recorded.state is State.DECLINED
        assert recorded.change_set.summary.declined == 6
    assert active(live) == everybody(34)


def test_g22_what_becomes_due_later_in_declined_content_is_planned(live: World) -> None:
    rows = [*people(29), a_row("00030", "p30@acme.example", "First30", "Last30", last_day="2026-03-04")]
    change_set = live.plan(a_file(*rows))
    assert change_set.counts == {"DEACTIVATE absent": 10}
    live.decline(change_set)
    live.next_day(2)
    recorded = live.record(a_file(*rows))
    assert recorded.change_set.counts == {"DEACTIVATE termination_date": 1}
    assert recorded.change_set.summary.declined == 10


def test_g11_accepted_content_that_is_declined_when_delivered_again_is_not_proposed_again(
    live: World,
) -> None:
    content = a_file(*FORTY, *(a_row(f"9000{n}", "nobody") for n in range(4)))
    live.sync(content, approve=True)
    live.next_day()
    again = live.record(content)
    assert (again.state, again.change_set.summary.changes) == (State.HELD, 0)
    assert [breach.code for breach in again.change_set.breaches] == ["rejects"]
    live.decline(again.change_set)
    for _ in range(2):
        live.next_day()
        assert live.record(content).state is State.DECLINED


def test_g11_declined_content_that_is_accepted_later_is_no_longer_declined(live: World) -> None:
    first, *others = people(29)
    others.append(a_row("00030", "p30@acme.example", "First30", "Last30", last_day="2026-03-04"))
    content = a_file(first, *others)
    without_status = a_file(a_row("00001", "p1@acme.example", "First1", "Last1", status=""), *others)
    live.decline(live.plan(content))
    live.next_day(2)
    assert live.sync(content, approve=True).applied == {"DEACTIVATE": 1}
    for following in (content, without_status, content):
        live.next_day()
        recorded = live.record(following)
        assert (recorded.state, recorded.change_set.summary.declined) == (State.CLEARED, 10)
        live.apply(recorded.change_set)


def test_g22_a_declined_person_with_a_new_row_is_proposed_again_and_held(live: World) -> None:
    change_set = live.plan(a_file(*people(30)))
    live.decline(change_set)
    live.next_day()
    inactive = a_row("00031", "p31@acme.example", "First31", "Last31", status="T")
    again = live.record(a_file(*people(30), inactive))
    assert again.state is State.HELD
    assert again.change_set.counts == {"DEACTIVATE status_inactive": 1}
    breach = {b.code: b for b in again.change_set.breaches}["declined_before"]
    assert change_set.change_set_id[:12] in breach.detail
    live.approve(again.change_set)
    assert live.apply(again.change_set).applied == {"DEACTIVATE": 1}
    assert active(live) == everybody(40) - {"00031"}
    remembered = set(live.runtime.ledger.declines.all("acme")["external_id"])
    assert remembered == everybody(40) - everybody(31), "the decided person is dropped"


def test_g22_a_person_whose_managers_row_changed_is_still_declined(tmp_path: Path) -> None:
    """A manager's e-mail resolves only once the manager is in the file; the person's own row is the same."""
    mapping = a_tenant().mapping.model_dump(exclude_none=True)
    mapping["manager"] = {"column": "Manager ID", "refers_to": "email"}
    world = World(tmp_path, a_tenant(mapping=mapping))
    world.sync(a_file(*FORTY), approve=True)
    world.next_day()
    newcomer = a_row("00041", manager="boss@acme.example")
    world.decline(world.plan(a_file(*people(30), newcomer)))
    world.next_day()
    again = world.record(a_file(*FORTY, newcomer, a_row("00099", "boss@acme.example")))
    assert (again.state, again.change_set.summary.declined) == (State.CLEARED, 1)
    assert again.change_set.counts == {"CREATE new_in_roster": 1}, "only the manager's account"


def test_g22_the_decline_of_somebody_who_is_back_is_dropped_and_they_can_leave_later(live: World) -> None:
    live.decline(live.plan(a_file(*people(30))))
    live.next_day()
    assert live.sync(a_file(*FORTY)).result is Result.NOOP
    assert live.runtime.ledger.declines.all("acme").height == 0
    live.next_day()
    assert live.sync(a_file(*people(39))).applied == {"DEACTIVATE": 1}


def test_g22_a_withdrawn_decline_lets_its_changes_be_proposed_again(live: World) -> None:
    change_set = live.plan(a_file(*people(30)))
    live.decline(change_set)
    live.next_day()
    assert live.record(a_file(*people(30))).state is State.DECLINED
    assert (
        live.runtime.ledger.approvals.withdraw(change_set, "Ada Approver", "it was a layoff after all") == 10
    )
    live.next_day()
    again = live.record(a_file(*people(30)))
    assert (again.state, again.change_set.counts) == (State.HELD, {"DEACTIVATE absent": 10})
    assert "declined_before" not in {breach.code for breach in again.change_set.breaches}
    with pytest.raises(GuardrailBreach) as refused:
        live.runtime.ledger.approvals.withdraw(change_set, "Ada Approver", "twice")
    assert refused.value.code == "approval_superseded"


def test_g22_a_decline_while_a_run_plans_is_respected(live: World) -> None:
    held = live.plan(a_file(*people(30)))
    run = begin_run(live, a_file(*people(30), a_row("00041")))
    live.decline(held)
    planned = run.record()
    assert planned.recorded.change_set.summary.declined == 10
    assert planned.recorded.change_set.counts == {"CREATE new_in_roster": 1}


# Defects (AP11)


def stored_state(world: World, change_set: ChangeSet) -> State:
    return world.runtime.ledger.change_sets.find("acme", change_set.change_set_id).state


def test_a_receipt_whose_people_do_not_add_up_is_an_accounting_error_and_never_succeeded(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_set = live.plan(NEWER)
    outcomes = Operations.outcomes

    def loses_one(operations: Operations, tenant: str, identifier: str) -> list[Outcome]:
        return [o._replace(people=o.people - 1) for o in outcomes(operations, tenant, identifier)]

    monkeypatch.setattr(Operations, "outcomes", loses_one)
    with pytest.raises(StateError) as caught:
        live.apply(change_set)
    assert caught.value.code == "accounting" and "2 people" in caught.value.message
    monkeypatch.undo()
    assert stored_state(live, change_set) is State.STOPPED
    last = live.runtime.ledger.deliveries.last("acme")
    assert last is not None and last.change_set_id != change_set.change_set_id
    assert live.runtime.ledger.links.all("acme").height == 42, "confirmed writes are recorded"
    live.clock.sleep(1)
    assert live.sync(NEWER).result is Result.NOOP


def test_a_constraint_of_the_ledger_ends_the_set_and_the_next_run_plans_again(live: World) -> None:
    change_set = live.plan(NEWER)
    # As if somebody else were already linked to the next created account.
    with live.runtime.ledger.database.writing("acme") as db:
        columns = "tenant, external_id, account_id, is_active, how, change_set_id, linked_at"
        row = "'acme', 'GHOST', 'u000041', true, 'created', 'x', '2026-03-02T00:00:00.000000+00:00'"
        db.execute(sa.text(f"insert into links ({columns}) values ({row})"))
    with pytest.raises(StateError) as caught:
        live.apply(change_set)
    assert caught.value.code == "accounting"
    assert stored_state(live, change_set) is State.STOPPED
    linked = dict(live.runtime.ledger.links.all("acme").select("external_id", "account_id").iter_rows())
    assert linked["00042"] == "u000042", "sent writes that succeeded are recorded one by one"
    assert live.runtime.ledger.change_sets.interrupted("acme") is None
    live.next_day()
    live.record(NEWER)  # not stuck


def test_a_bug_while_writing_ends_the_set_and_loses_nothing(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_set = live.plan(NEWER)

    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(live.runtime.ledger.operations, "settle", breaks)
    with pytest.raises(ZeroDivisionError):
        live.apply(change_set)
    # Looking up what was sent needs the same call, so the set stays resumable until that works.
    assert live.runtime.ledger.change_sets.interrupted("acme") is not None
    monkeypatch.undo()
    monkeypatch.setattr("qooper_assets.stages.applying._receipt", breaks)
    with pytest.raises(ZeroDivisionError):
        live.apply(change_set)
    assert stored_state(live, change_set) is State.STOPPED
    assert live.runtime.ledger.links.all("acme").height == 42
    monkeypatch.undo()
    live.clock.sleep(1)
    assert live.sync(NEWER).result is Result.NOOP


def test_a_full_disk_has_a_code_of_its_own_and_the_set_is_resumed(live: World) -> None:
    change_set = live.plan(a_file(*people(400)))
    live.approve(change_set)
    free = fill_disk(live)
    with pytest.raises(StateError) as caught:
        live.apply(change_set)
    assert caught.value.code == "state_full"
    assert "@" not in str(caught.value)
    free()
    assert stored_state(live, change_set) in (State.APPROVED, State.APPLYING)
    live.clock.sleep(61)
    assert live.apply(change_set).applied == {"CREATE": 360}


def fill_disk(world: World) -> Any:
    """Keep the ledger's file from growing, as on a full disk; the returned function undoes it."""
    engine = world.runtime.ledger.database._engine

    def limit(connection: Any, _: Any = None, __: Any = None) -> None:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")

    engine.dispose()
    sa.event.listen(engine, "connect", limit)

    def free() -> None:
        sa.event.remove(engine, "connect", limit)
        engine.dispose()

    return free


# Change sets that wait for a person


def test_g12_the_second_of_two_approvals_at_once_ends_noop_and_a_later_one_is_refused(live: World) -> None:
    change_set = live.plan(a_file(*people(30)))
    asked = (live.runtime, live.tenant, change_set.partition, change_set.change_set_id)
    launched_at = live.clock.now()
    first = recording.approve(*asked, "Ada", "looked at it", launched_at=launched_at)
    recording.settle(live.runtime, live.tenant, first, "first", is_approval=True)
    second = recording.approve(*asked, "Bob", "looked at it too", launched_at=launched_at)
    receipt = recording.settle(live.runtime, live.tenant, second, "second", is_approval=True)
    assert (second.state, receipt.result, receipt.applied) == (State.APPLIED, Result.NOOP, {})
    live.clock.sleep(120)
    with pytest.raises(GuardrailBreach) as refused:
        recording.approve(*asked, "Cay", "late", launched_at=live.clock.now())
    assert refused.value.code == "approval_decided"
    assert journal(live)["update"] == 10


def test_an_approval_whose_run_was_killed_before_the_first_write_is_listed_and_can_be_resumed(
    live: World,
) -> None:
    change_set = live.plan(a_file(*people(30)))
    live.approve(change_set)
    waiting = live.runtime.ledger.change_sets.waiting("acme")
    assert waiting is not None and waiting.state is State.APPROVED
    recorded = live.record(a_file(*people(30)))
    assert recorded.state is State.APPROVED, "the same plan keeps its approval"
    receipt = recording.settle(live.runtime, live.tenant, recorded, "unattended")
    assert receipt.result is Result.HELD and "Ada Approver" in receipt.note
    assert live.writes() == 40
    again = recording.approve(
        live.runtime, live.tenant, change_set.partition, change_set.change_set_id, "Ada", "once more"
    )
    receipt = recording.settle(live.runtime, live.tenant, again, "attended", is_approval=True)
    assert receipt.applied == {"DEACTIVATE": 10}
    stored = live.runtime.ledger.receipts.recent("acme")[0].receipt
    assert stored is not None and stored.approved_by == "Ada Approver"
