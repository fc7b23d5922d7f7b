"""An attribute that changes for too many people is held back, and everything else is applied (AT14)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import DeliveryError, GuardrailBreach, Result
from qooper_assets.core.feed import RawFile, RemoteFile
from qooper_assets.core.lifecycle import State
from qooper_assets.stages import landing, recording
from qooper_assets_tests.e2e.worlds_on_disk import DAY_2, another, copied
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant


def row_of(n: int, **changes: str) -> str:
    return a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}", **changes)


def shifted(titles: int = 21, leavers: int = 2, joiners: int = 1, **changes: str) -> bytes:
    """The forty people of day one: the first ones get another title, the last ones are gone, others join."""
    changed = {n: {"title": f"Shifted {n}"} for n in range(1, titles + 1)}
    people = [row_of(n, **(changes | changed.get(n, {}))) for n in range(1, 41 - leavers)]
    return a_file(*people, *(row_of(n, title="New") for n in range(41, 41 + joiners)))


def waiting(world: World) -> ChangeSet:
    found = world.runtime.ledger.change_sets.waiting("acme")
    assert found is not None
    return found.change_set


def titles(world: World) -> list[str | None]:
    found = sorted(world.accounts().values(), key=lambda a: str(a["employee_id"]))
    return [account["attributes"].get("title") for account in found]


def active(world: World) -> int:
    return sum(account["status"] == "active" for account in world.accounts().values())


def deliveries(world: World) -> int:
    last = world.runtime.ledger.deliveries.last("acme")
    assert last is not None
    return last.id


def state_of(world: World, change_set: ChangeSet) -> State:
    return world.runtime.ledger.change_sets.find("acme", change_set.change_set_id).state


def test_at14_leavers_leave_while_the_changes_of_one_attribute_wait(live: World) -> None:
    part = live.plan(shifted())
    assert part.breaches == () and part.held_back is not None
    assert part.counts == {"CREATE new_in_roster": 1, "DEACTIVATE absent": 2}
    assert [str(b).split(":")[0] for b in part.held_back.breaches] == ["mass_attribute_change"]
    receipt = live.apply(part)
    assert receipt.result is Result.PARTIAL
    assert receipt.applied == {"CREATE": 1, "DEACTIVATE": 2}
    assert "title is held back" in receipt.note and "mass_attribute_change" in receipt.note
    assert state_of(live, part) is State.PART_APPLIED
    assert active(live) == 39 and set(titles(live)) == {"Engineer", None}


def test_at14_the_rest_is_a_change_set_of_its_own_and_its_approval_accepts_the_delivery(live: World) -> None:
    before = deliveries(live)
    part = live.plan(shifted())
    live.apply(part)
    assert deliveries(live) == before, "the delivery is accepted when the rest is decided"
    rest = waiting(live)
    assert rest.change_set_id != part.change_set_id
    assert [(b.code, b.actual, b.limit) for b in rest.breaches] == [("mass_attribute_change", 21, 20)]
    assert rest.counts == {"UPDATE attributes_differ": 22}, "with the title that the new person did not get"
    live.approve(rest)
    assert live.apply(rest).result is Result.SUCCEEDED
    assert titles(live).count("Engineer") == 19, "the two leavers keep theirs"
    assert deliveries(live) == before + 1
    again = live.plan(shifted())
    assert again.is_repeat and again.summary.changes == 0
    assert live.apply(again).result is Result.NOOP


def test_at14_declining_the_rest_accepts_the_delivery_too(live: World) -> None:
    before = deliveries(live)
    live.apply(live.plan(shifted()))
    live.decline(waiting(live))
    assert deliveries(live) == before + 1
    again = live.plan(shifted())
    assert again.is_repeat and again.summary.changes == 0 and again.summary.declined == 22
    live.next_day()
    more = live.plan(shifted(leavers=3))
    assert more.counts == {"DEACTIVATE absent": 1} and not more.breaches
    live.apply(more)
    assert set(titles(live)) == {"Engineer", None} and active(live) == 38


def test_at14_a_declined_set_of_which_nothing_was_applied_accepts_nothing(live: World) -> None:
    before = deliveries(live)
    only = live.plan(shifted(leavers=0, joiners=0))
    assert only.held_back is None and only.breaches, "nothing is left to do without the attribute"
    live.decline(only)
    assert deliveries(live) == before


def test_at14_the_same_content_again_changes_nothing_while_the_rest_waits(live: World) -> None:
    live.apply(live.plan(shifted()))
    rest, writes = waiting(live), live.writes()
    again = live.plan(shifted())
    assert (again.change_set_id, again.held_back) == (rest.change_set_id, None)
    assert state_of(live, again) is State.HELD
    with pytest.raises(GuardrailBreach, match="mass_attribute_change"):
        live.apply(again)
    assert live.writes() == writes
    live.next_day()
    next_day = live.plan(shifted(leavers=3))
    assert next_day.counts == {"DEACTIVATE absent": 1}, "each later run goes on with everything else"
    live.apply(next_day)
    assert active(live) == 38 and waiting(live).change_set_id != rest.change_set_id
    assert state_of(live, rest) is State.SUPERSEDED


def test_at14_exactly_at_the_limit_passes(live: World) -> None:
    change_set = live.plan(shifted(titles=20))
    assert change_set.held_back is None and not change_set.breaches


def test_at14_filled_blanks_do_not_count(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.sync(a_file(*(row_of(n, title="", department="X") for n in range(1, 41))), approve=True)
    world.next_day()
    change_set = world.plan(a_file(*(row_of(n, department="X") for n in range(1, 41))))
    assert change_set.summary.updates == 40 and not change_set.breaches and change_set.held_back is None


def test_at14_two_attributes_at_once_hold_everything(live: World) -> None:
    rows = [row_of(n, title="R&D", department="Engineer") for n in range(1, 31)]
    change_set = live.plan(a_file(*rows, *(row_of(n) for n in range(31, 39))))
    assert change_set.held_back is None
    assert [b.detail.split(" ")[0] for b in change_set.breaches] == ["department", "title"]
    with pytest.raises(GuardrailBreach, match="held"):
        live.apply(change_set)


def test_at14_another_limit_holds_everything(live: World) -> None:
    change_set = live.plan(shifted(leavers=6))
    assert change_set.held_back is None
    assert {b.code for b in change_set.breaches} >= {"mass_attribute_change", "deactivations"}


def test_at14_managers_are_held_back_like_any_attribute(live: World) -> None:
    live.sync(a_file(*(row_of(n, manager="00001") for n in range(1, 41))))
    live.next_day()
    part = live.plan(a_file(*(row_of(n, manager="00002") for n in range(1, 39))))
    assert part.held_back is not None and part.held_back.attributes == ("manager",)
    assert live.apply(part).applied == {"DEACTIVATE": 2}
    rest = waiting(live)
    live.approve(rest)
    assert live.apply(rest).result is Result.SUCCEEDED
    accounts = live.accounts()
    boss = accounts["p2@acme.example"]["account_id"]
    assert sum(a["manager_account_id"] == boss for a in accounts.values()) >= 36


def test_ap07_a_run_killed_before_the_rest_is_recorded_needs_no_repair(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = live.plan(shifted())
    with monkeypatch.context() as patched:
        patched.setattr(recording, "_record_rest", _killed)
        with pytest.raises(KeyboardInterrupt):
            live.apply(part)
    assert live.runtime.ledger.change_sets.waiting("acme") is None
    live.next_day()
    following = live.plan(shifted())
    assert following.held_back is None and following.counts == {"UPDATE attributes_differ": 22}
    assert state_of(live, following) is State.HELD


def _killed(*_: Any) -> Any:
    raise KeyboardInterrupt


def test_ap17_the_repeated_run_records_the_rest_and_writes_nothing_again(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = live.plan(shifted())
    with monkeypatch.context() as patched:
        patched.setattr(recording, "_record_rest", _killed)
        with pytest.raises(KeyboardInterrupt):
            live.apply(part)
    writes = live.writes()
    receipt = live.apply(part)
    assert receipt.applied == {"CREATE": 1, "DEACTIVATE": 2} and live.writes() == writes
    assert waiting(live).counts == {"UPDATE attributes_differ": 22}
    assert live.apply(part) == receipt and waiting(live).counts == {"UPDATE attributes_differ": 22}


def test_ap11_two_runs_of_one_part_apply_it_once(live: World) -> None:
    part = live.plan(shifted())
    recorded = live.runtime.ledger.change_sets.find("acme", part.change_set_id)
    other = another(live)
    first = recording.settle(other.runtime, other.tenant, recorded, "first")
    second = recording.settle(live.runtime, live.tenant, recorded, "second")
    assert first.applied == {"CREATE": 1, "DEACTIVATE": 2}
    assert (second.result, second.applied) == (Result.NOOP, {})
    assert active(live) == 39 and waiting(live).counts == {"UPDATE attributes_differ": 22}


def test_a_rest_that_nothing_holds_any_more_is_applied_by_the_same_run(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody changes titles in Qooper while the part is written."""
    part = live.plan(shifted())
    record_rest = recording._record_rest

    def changed(*given: Any) -> Any:
        account = live.accounts()["p1@acme.example"]
        with live.runtime.target(live.tenant) as target:
            target.update(account["account_id"], {"title": "Shifted 1"}, version=account["version"])
        return record_rest(*given)

    monkeypatch.setattr(recording, "_record_rest", changed)
    before = deliveries(live)
    receipt = live.apply(part)
    assert receipt.result is Result.SUCCEEDED and receipt.applied == {"UPDATE": 21}
    assert live.runtime.ledger.change_sets.waiting("acme") is None
    assert deliveries(live) == before + 1


def test_f12_an_older_file_does_not_overtake_one_that_was_applied_in_part(
    live: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = another(live)
    raw = older.deliver(a_file(*(row_of(n) for n in range(1, 42))))
    live.runs += 60
    part = live.plan(shifted())
    with monkeypatch.context() as patched:
        patched.setattr(recording, "_record_rest", _killed)
        with pytest.raises(KeyboardInterrupt):
            live.apply(part)
    roster = recording.normalize(older.runtime, older.tenant, raw, raw.run_id)
    observed = recording.observe(older.runtime, older.tenant, raw.partition, raw.run_id)
    planned = recording.plan_and_record(older.runtime, older.tenant, raw, roster, observed, raw.run_id)
    assert planned.recorded.state is State.SUPERSEDED


def test_f12_a_file_older_than_one_that_was_applied_in_part_is_blocked(live: World) -> None:
    live.apply(live.plan(shifted()))
    part = live.runtime.ledger.change_sets.part_applied("acme")
    assert part is not None
    with pytest.raises(DeliveryError, match="older_than_accepted"):
        landing.refuse_older(live.runtime, live.tenant, landed(live, -timedelta(hours=2)))
    landing.refuse_older(live.runtime, live.tenant, landed(live, timedelta(hours=2)))
    live.decline(waiting(live))
    assert live.runtime.ledger.change_sets.part_applied("acme") is None, "it is accepted now"


def landed(world: World, later: timedelta) -> RawFile:
    now = world.clock.now()
    return RawFile(
        tenant="acme",
        partition=f"{world.today}",
        run_id="later",
        remote_file=RemoteFile(path=world.tenant.feed.path, size_bytes=9, modified_at=now + later),
        sha256="0" * 64,
        host_key="SHA256:" + "A" * 43,
        landed_at=now + abs(later),
        landing=9,
        location="nowhere",
    )


# Delta feeds


@pytest.fixture
def delta(tmp_path: Path) -> World:
    feed = a_tenant().model_dump(mode="json")["feed"] | {"coverage": "delta"}
    world = World(tmp_path, a_tenant(feed=feed))
    world.sync(a_file(*(row_of(n) for n in range(1, 41))), approve=True)
    world.next_day()
    return world


CHANGED = a_file(*(row_of(n, title="Shifted") for n in range(1, 22)), row_of(40, status="T"))


def test_d02_the_rows_of_a_delta_file_applied_in_part_are_not_lost(
    delta: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = delta.plan(CHANGED)
    assert part.counts == {"DEACTIVATE status_inactive": 1}
    with monkeypatch.context() as patched:
        patched.setattr(recording, "_record_rest", _killed)
        with pytest.raises(KeyboardInterrupt):
            delta.apply(part)
    delta.next_day()
    following = delta.plan(a_file(row_of(39, status="T")))
    assert following.counts == {"DEACTIVATE status_inactive": 1}, "the first leaver stays deactivated"
    assert following.held_back is not None
    delta.apply(following)
    assert active(delta) == 38
    rest = waiting(delta)
    assert rest.counts == {"UPDATE attributes_differ": 21}
    assert len(rest.deliveries) == 2
    delta.approve(rest)
    delta.apply(rest)
    assert titles(delta).count("Shifted") == 21
    assert delta.sync(a_file(row_of(1, title="Lead"))).applied == {"UPDATE": 1}
    assert active(delta) == 38


def test_d02_declining_the_rest_of_a_delta_file_keeps_what_was_applied(delta: World) -> None:
    delta.apply(delta.plan(CHANGED))
    rest = waiting(delta)
    assert rest.counts == {"UPDATE attributes_differ": 21}
    delta.decline(rest)
    delta.next_day()
    following = delta.plan(a_file(row_of(41)))
    assert following.counts == {"CREATE new_in_roster": 1}, "the leaver is not reactivated"
    delta.apply(following)
    assert active(delta) == 40 and "Shifted" not in titles(delta)


# G20


def test_g20_old_content_that_would_deactivate_many_is_held(live_folder: Path, tmp_path: Path) -> None:
    world = copied(live_folder, tmp_path / "world", DAY_2)
    old = a_file(*(row_of(n) for n in range(1, 41)))
    for last in (45, 50):
        world.sync(a_file(*(row_of(n) for n in range(1, last + 1))))
        world.next_day()
    again = world.plan(old)
    assert again.old_content_of == "2026-03-02"
    (breach,) = [b for b in again.breaches if b.code == "old_content"]
    assert (breach.actual, breach.limit) == (10, 5) and "2026-03-02" in breach.detail


def test_g20_old_content_that_repairs_a_bad_file_is_reported_only(live: World) -> None:
    good = a_file(*(row_of(n) for n in range(1, 41)))
    live.sync(a_file(*(row_of(n) for n in range(1, 38)), *(row_of(n) for n in range(41, 44))))
    live.clock.sleep(timedelta(hours=2).total_seconds())
    repaired = live.plan(good)
    assert repaired.old_content_of == "2026-03-02" and not repaired.breaches
    assert live.apply(repaired).applied == {"DEACTIVATE": 3, "REACTIVATE": 3}
    assert live.plan(good).old_content_of is None, "it is the last content now"


def test_g20_rows_in_another_order_are_the_same_content(live: World) -> None:
    live.sync(a_file(*(row_of(n) for n in range(1, 46))))
    live.next_day()
    again = live.plan(a_file(*(row_of(n) for n in range(40, 0, -1))))
    assert again.old_content_of == "2026-03-02"


def test_g20_is_not_asked_of_a_delta_feed(delta: World) -> None:
    for title in ("Lead", "Chief", "Lead"):
        change_set = delta.plan(a_file(row_of(1, title=title)))
        delta.apply(change_set)
        delta.next_day()
        assert change_set.old_content_of is None
