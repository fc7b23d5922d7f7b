"""Approvals of a held change set: by whom, for how long, how often, and what exactly is applied."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import duckdb
import pytest

from qooper_assets import stages
from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import GuardrailBreach, QooperAssetsError, Result, StateError
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.e2e.worlds_on_disk import (
    DAY_2,
    another,
    copied,
    dump,
    journal,
    ledger_dump,
    target_file,
)
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

FIRST = a_file(*people(40))
MANY_LEAVE = a_file(*people(30))
"""Ten of forty are absent: above max(5, 10 %)."""


def refused(code: str, action: Callable[[], object]) -> GuardrailBreach:
    with pytest.raises(GuardrailBreach) as caught:
        action()
    assert caught.value.code == code, caught.value
    assert caught.value.where == "acme" and caught.value.message
    assert "@" not in str(caught.value) and "First" not in str(caught.value)
    return caught.value


def stored_changes(world: World, change_set: ChangeSet) -> list[tuple[str, str, str, str]]:
    file = world.folder / "artifacts" / change_set.location
    return duckdb.sql(
        f"select external_id, action, before, after from '{file}' order by external_id"
    ).fetchall()


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Start all together; return what each of them returned or raised."""
    barrier, ended = Barrier(len(actions)), []

    def do(action: Callable[[], object]) -> None:
        barrier.wait(10)
        try:
            ended.append(action())
        except QooperAssetsError as error:
            ended.append(error.code)

    threads = [Thread(target=do, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(ended) == len(actions)
    return ended


# The first load (R4)


def test_r4_a_first_load_is_held_and_writes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path)
    change_set = world.plan(FIRST)
    error = refused("held", lambda: world.apply(change_set))
    assert "approve" in error.remedy and "first_load" in error.message
    assert (world.accounts(), world.writes()) == ({}, 0)
    assert world.runtime.ledger.deliveries.last("acme") is None
    assert world.runtime.ledger.links.all("acme").height == 0


def test_g07_an_approval_runs_exactly_the_approved_actions_and_is_recorded_with_who_and_why(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    change_set = world.plan(FIRST)
    world.approve(change_set)
    receipt = world.apply(change_set)
    assert (receipt.applied, receipt.approved_by) == ({"CREATE": 40}, "Ada Approver")
    assert journal(world) == {"create": 40}
    held = {person: json.loads(after) for person, _, _, after in stored_changes(world, change_set)}
    by_id = {a["employee_id"]: a for a in world.accounts().values()}
    assert by_id.keys() == held.keys()
    for person, after in held.items():
        account = by_id[person]
        assert {**account["attributes"], "email": account["email"], "employee_id": person} == after
    approval = world.runtime.ledger.approvals.find("acme", change_set.change_set_id)
    assert approval is not None
    assert (approval.person, approval.reason) == ("Ada Approver", "looked at the report")
    assert approval.approved_at == world.clock.now()


# Who decides, and how often


def test_an_approval_of_an_unknown_id_is_refused_and_releases_nothing(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    wrong = change_set.model_copy(update={"change_set_id": "0" * 64})
    refused("approval_unknown", lambda: live.approve(wrong))
    refused("approval_unknown", lambda: live.runtime.ledger.change_sets.find("acme", "0" * 12))
    refused("approval_unknown", lambda: live.runtime.ledger.change_sets.find("acme", ""))
    refused("held", lambda: live.apply(change_set))
    assert live.writes() == 40


@pytest.mark.parametrize(("person", "reason"), [("", "seen"), (" ", "seen"), ("Ada", ""), ("Ada", "\t")])
def test_g17_an_approval_without_a_person_or_a_reason_is_invalid(
    live: World, person: str, reason: str
) -> None:
    change_set = live.plan(MANY_LEAVE)
    ledger = live.runtime.ledger
    refused("approval_incomplete", lambda: ledger.approvals.approve(change_set, person, reason))
    refused("approval_incomplete", lambda: ledger.approvals.decline(change_set, person, reason, []))
    refused("held", lambda: live.apply(change_set))


def test_g12_one_of_two_simultaneous_approvers_learns_that_it_is_decided(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    ended = at_once(
        *(lambda w=w: w.approve(change_set) for w in (another(live), another(live), another(live)))
    )
    assert sorted(map(str, ended)) == ["None", "approval_decided", "approval_decided"]


def test_g12_only_one_of_two_simultaneous_applies_writes(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    ended = at_once(*(lambda w=w: w.apply(change_set).result for w in (another(live), another(live))))
    assert Result.SUCCEEDED in ended
    (loser,) = [end for end in ended if end is not Result.SUCCEEDED]
    assert loser in ("tenant_busy", "approval_decided")
    assert journal(live) == {"create": 40, "update": 10}
    assert len(live.runtime.ledger.receipts.recent("acme")) == 2  # the first load's, and this one's


def test_g13_an_approval_is_used_once(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    live.apply(change_set)
    refused("approval_decided", lambda: live.apply(change_set))
    refused("approval_decided", lambda: live.approve(change_set))
    assert journal(live) == {"create": 40, "update": 10}


def test_g13_the_same_change_set_made_again_needs_an_approval_of_its_own(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    live.apply(change_set)
    with live.runtime.target(live.tenant) as target:  # somebody reverts it all in Qooper
        deactivated = [a for a in live.accounts().values() if a["status"] == "deactivated"]
        for account in deactivated:
            target.update(account["account_id"], {"status": "active"}, version=account["version"])
    live.clock.sleep(60)
    again = live.plan(MANY_LEAVE)
    assert again.change_set_id == change_set.change_set_id
    refused("held", lambda: live.apply(again))
    assert {a["status"] for a in live.accounts().values()} == {"active"}
    live.approve(again)
    assert live.apply(again).applied == {"DEACTIVATE": 10}
    decisions = [line for line in ledger_dump(live) if 'INTO "approvals"' in line]
    assert len(decisions) == 3  # the first load's and both of these: all are kept


# How long


def test_g09_a_newer_file_supersedes_a_held_change_set(live: World) -> None:
    older = live.plan(MANY_LEAVE)
    newer = live.plan(a_file(*people(29)))
    refused("approval_superseded", lambda: live.approve(older))
    refused("approval_superseded", lambda: live.apply(older))
    assert waiting_id(live) == newer.change_set_id
    live.approve(newer)
    assert live.apply(newer).applied == {"DEACTIVATE": 11}


def test_g09_an_approval_dies_with_the_next_file_even_if_the_old_one_comes_back(live: World) -> None:
    older = live.plan(MANY_LEAVE)
    live.approve(older)
    live.clock.sleep(60)
    live.plan(a_file(*people(29)))
    refused("approval_superseded", lambda: live.apply(older))
    live.clock.sleep(60)
    again = live.plan(MANY_LEAVE)
    assert again.change_set_id == older.change_set_id
    refused("held", lambda: live.apply(again))
    assert live.writes() == 40


def test_g10_a_held_change_set_expires(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.clock.sleep(timedelta(days=7).total_seconds())
    refused("approval_expired", lambda: live.approve(change_set))
    refused("held", lambda: live.apply(change_set))
    assert live.writes() == 40


def test_g10_an_approval_that_nobody_used_expires_too(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.clock.sleep(timedelta(days=7, seconds=-1).total_seconds())
    live.approve(change_set)
    live.clock.sleep(1)
    refused("approval_expired", lambda: live.apply(change_set))
    assert live.writes() == 40


def test_g11_declined_content_is_not_proposed_again_and_the_next_file_is_judged_on_its_own(
    live: World,
) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.decline(change_set)
    refused("approval_decided", lambda: live.apply(change_set))
    for days in (0, 1):
        live.next_day(days)
        again = live.plan(MANY_LEAVE)
        assert live.runtime.ledger.change_sets.waiting("acme") is None
        refused("approval_decided", lambda a=again: live.apply(a))
        refused("approval_decided", lambda a=again: live.approve(a))
    assert live.writes() == 40
    other = live.plan(a_file(*people(24)))  # six more are absent, and nobody decided about them
    assert waiting_id(live) == other.change_set_id
    assert live.sync(a_file(*people(40))).applied == {}  # the export is corrected
    assert live.sync(a_file(*people(38))).applied == {"DEACTIVATE": 2}


def waiting_id(world: World) -> str | None:
    waiting = world.runtime.ledger.change_sets.waiting("acme")
    return waiting and waiting.change_set.change_set_id


def test_s20_r11_a_changed_policy_voids_the_approval_and_holds_the_next_run(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    live.tenant = a_tenant(policy={"absent_after_files": 2})
    refused("approval_superseded", lambda: live.apply(change_set))
    assert live.writes() == 40
    set_title(live, 7, "Chosen in Qooper")
    held = live.plan(FIRST)
    assert [breach.code for breach in held.breaches] == ["configuration_changed"]
    refused("held", lambda: live.apply(held))
    live.approve(held)
    assert live.apply(held).applied == {"UPDATE": 1}
    live.next_day()
    set_title(live, 7, "Chosen in Qooper")
    assert live.plan(FIRST).breaches == ()  # accepted once, although the content was not new


# Only what was approved is applied


def test_r11_a_stored_change_set_that_was_altered_after_the_approval_is_refused(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    file = live.folder / "artifacts" / change_set.location
    altered = file.with_suffix(".altered")
    duckdb.sql(
        f"copy (select * replace (replace(external_id, '00040', '00001') as external_id) from '{file}')"
        f" to '{altered}' (format parquet)"
    )
    altered.replace(file)
    before = ledger_dump(live)
    refused("change_set_altered", lambda: live.apply(change_set))
    assert live.writes() == 40
    assert _without_lease(ledger_dump(live)) == _without_lease(before)
    live.clock.sleep(60)
    receipt = live.sync(a_file(*people(39)))
    assert receipt.applied == {"DEACTIVATE": 1}


def test_r11_an_altered_digest_column_is_not_believed(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    live.approve(change_set)
    file = live.folder / "artifacts" / change_set.location
    altered = file.with_suffix(".altered")
    duckdb.sql(
        f"copy (select * replace ('{{\"status\": \"suspended\"}}' as after) from '{file}')"
        f" to '{altered}' (format parquet)"
    )
    altered.replace(file)
    refused("change_set_altered", lambda: live.apply(change_set))
    assert live.writes() == 40


def _without_lease(lines: list[str]) -> list[str]:
    return [line for line in lines if 'INTO "leases"' not in line]


def head(n: int, email: str = "", manager: str = "") -> str:
    """Row of one of the forty people with another title."""
    return a_row(f"{n:05d}", email or f"p{n}@acme.example", f"First{n}", f"Last{n}", "Head", manager=manager)


def swap_of_one_and_two() -> bytes:
    rest = (head(n) for n in range(3, 41))
    return a_file(head(1, "p2@acme.example"), head(2, "p1@acme.example"), *rest)


def renamed(count: int) -> bytes:
    """Forty people, of whom the first `count` have another title."""
    rows = (head(n) for n in range(1, count + 1))
    return a_file(*rows, *people(40 - count, first=count + 1))


def set_title(world: World, n: int, title: str) -> None:
    account = world.accounts()[f"p{n}@acme.example"]
    with world.runtime.target(world.tenant) as target:
        target.update(account["account_id"], {"title": title}, version=account["version"])


def titles(world: World) -> dict[str, str]:
    return {a["employee_id"]: a["attributes"]["title"] for a in world.accounts().values()}


@pytest.fixture
def unlimited(tmp_path: Path) -> World:
    """The forty people on day two, of a tenant that limits no changes of attributes (AT14)."""
    world = World(tmp_path, a_tenant(guardrails={"attribute_changes_pct_max": 100}))
    world.sync(FIRST, approve=True)
    world.next_day()
    return world


def test_g08_one_of_forty_people_changed_in_qooper_is_skipped_and_the_rest_are_applied(
    unlimited: World,
) -> None:
    change_set = unlimited.plan(renamed(40))
    set_title(unlimited, 7, "Chosen in Qooper")
    receipt = unlimited.apply(change_set)
    assert (receipt.result, receipt.applied, receipt.stale) == (Result.PARTIAL, {"UPDATE": 39}, 1)
    assert titles(unlimited) == {f"{n:05d}": "Head" for n in range(1, 41)} | {"00007": "Chosen in Qooper"}
    assert unlimited.sync(renamed(40)).applied == {"UPDATE": 1}  # planned again by the next run


@pytest.mark.parametrize(("changed", "is_stale"), [(2, False), (3, True)])
def test_g08_above_five_per_cent_the_whole_change_set_is_stale_and_nothing_is_written(
    unlimited: World, changed: int, is_stale: bool
) -> None:
    change_set = unlimited.plan(renamed(40))
    for n in range(1, changed + 1):
        set_title(unlimited, n, "Chosen in Qooper")
    writes = unlimited.writes()
    if not is_stale:  # exactly at the limit
        assert unlimited.apply(change_set).stale == changed
        return
    error = refused("change_set_stale", lambda: unlimited.apply(change_set))
    assert "3 of 40" in error.message and "5 %" in error.message
    assert unlimited.writes() == writes
    assert unlimited.runtime.ledger.deliveries.last("acme").change_set_id != change_set.change_set_id
    unlimited.clock.sleep(1)
    assert unlimited.sync(renamed(40)).applied == {"UPDATE": 40}


def test_g08_somebody_who_has_the_wanted_value_already_is_not_stale(unlimited: World) -> None:
    change_set = unlimited.plan(renamed(40))
    for n in range(1, 6):
        set_title(unlimited, n, "Head")
    receipt = unlimited.apply(change_set)
    assert (receipt.result, receipt.stale) == (Result.SUCCEEDED, 0)


@pytest.mark.parametrize("stale", [1, 2])
def test_g08_i07_a_swap_of_e_mails_of_which_one_person_is_stale_moves_nobody(live: World, stale: int) -> None:
    change_set = live.plan(swap_of_one_and_two())
    live.approve(change_set)
    set_title(live, stale, "Chosen in Qooper")
    receipt = live.apply(change_set)
    assert (receipt.result, receipt.applied) == (Result.PARTIAL, {"UPDATE": 38})
    assert (receipt.stale, receipt.failed) == (2, {})
    by_email = {email: a["employee_id"] for email, a in live.accounts().items()}
    assert by_email == {f"p{n}@acme.example": f"{n:05d}" for n in range(1, 41)}


def test_g08_an_e_mail_that_an_administrator_changed_is_not_overwritten_by_an_approved_swap(
    live: World,
) -> None:
    change_set = live.plan(swap_of_one_and_two())
    live.approve(change_set)
    for n, email in ((1, "x1@acme.example"), (2, "x2@acme.example")):
        account = live.accounts()[f"p{n}@acme.example"]
        with live.runtime.target(live.tenant) as target:
            target.update(account["account_id"], {"email": email}, version=account["version"])
    receipt = live.apply(change_set)
    assert (receipt.result, receipt.stale) == (Result.PARTIAL, 2)
    by_id = {a["employee_id"]: email for email, a in live.accounts().items()}
    assert (by_id["00001"], by_id["00002"]) == ("x1@acme.example", "x2@acme.example")


def test_r11_a_stale_person_is_skipped_with_the_manager_too(unlimited: World) -> None:
    change_set = unlimited.plan(a_file(head(1), *(head(n, manager="00001") for n in range(2, 41))))
    set_title(unlimited, 7, "Chosen in Qooper")
    assert unlimited.apply(change_set).stale == 1
    assert unlimited.accounts()["p7@acme.example"]["manager_account_id"] is None


# Planning writes nothing, and equal inputs give equal ids


def test_g14_a_plan_writes_nothing_to_the_target_and_an_unrecorded_one_nothing_to_the_ledger(
    live: World,
) -> None:
    raw = live.deliver(MANY_LEAVE)
    before = ledger_dump(live), dump(target_file(live))
    roster = stages.normalize(live.runtime, live.tenant, raw, raw.run_id)
    snapshot = stages.observe(live.runtime, live.tenant, raw.partition, raw.run_id)
    looked = stages.plan(live.runtime, live.tenant, raw, roster, snapshot, raw.run_id)
    assert looked.breaches
    assert (ledger_dump(live), dump(target_file(live))) == before
    real = live.plan(MANY_LEAVE)
    assert real.change_set_id == looked.change_set_id
    assert real.breaches == looked.breaches
    assert dump(target_file(live)) == before[1]


def test_g14_r11_equal_inputs_give_equal_ids_in_another_folder_and_in_any_order(
    live: World, live_folder: Path, tmp_path: Path
) -> None:
    here = live.plan(MANY_LEAVE)
    there = copied(live_folder, tmp_path / "elsewhere" / "deep", DAY_2 + timedelta(hours=3))
    header, *rows = MANY_LEAVE.decode().splitlines()
    reordered = a_file(*reversed(rows), header=header)
    assert there.plan(reordered).change_set_id == here.change_set_id
    assert stored_changes(there, there.plan(MANY_LEAVE)) == stored_changes(live, here)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda w: w.next_day(), id="another date"),
        pytest.param(
            lambda w: setattr(w, "tenant", a_tenant(guardrails={"deactivations_pct_max": 11})),
            id="another policy",
        ),
        pytest.param(lambda w: set_title(w, 40, "Else"), id="a leaver's title"),
    ],
)
def test_r11_the_id_depends_on_the_date_the_policy_and_the_changes(
    live: World, changed: Callable[[World], None], request: pytest.FixtureRequest
) -> None:
    first = live.plan(MANY_LEAVE)
    changed(live)
    is_same = request.node.callspec.id == "a leaver's title"
    assert (live.plan(MANY_LEAVE).change_set_id == first.change_set_id) is is_same


def test_r11_host_schedule_and_secrets_are_not_part_of_the_policy() -> None:
    def moved(tenant: Tenant) -> Tenant:
        feed = tenant.feed.model_copy(update={"host": "other.example", "port": 2222, "path": "/x.csv"})
        return tenant.model_copy(update={"feed": feed, "name": "Renamed"})

    assert moved(a_tenant()).policy_version() == a_tenant().policy_version()


def test_ap11_a_held_set_can_be_decided_while_another_run_holds_the_tenant(live: World) -> None:
    change_set = live.plan(MANY_LEAVE)
    with live.runtime.ledger.leases.hold("acme", "somebody"):
        live.approve(change_set)
        with pytest.raises(StateError) as caught:
            live.apply(change_set)
    assert caught.value.code == "tenant_busy"
    assert live.apply(change_set).applied == {"DEACTIVATE": 10}
