"""Answers about people in doubt, from the question to the accounts (`decide`).

The cases of `spec/cases/decisions.txt` show what each answer does. Belongs here: what happens between the
question and the plan that carries the answer out, and while that is written.
"""

import shutil
import sqlite3
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from qooper_assets import stages
from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.decisions import Given
from qooper_assets.core.errors import GuardrailBreach, Result, TargetError
from qooper_assets.core.simulation import Then, assign_days
from qooper_assets.core.snapshot import Account
from qooper_assets.edges.ledger.leases import LEASE_SECONDS
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets.stages import deciding, writing
from qooper_assets.stages.simulating import simulate
from qooper_assets_tests.e2e.worlds_on_disk import (
    DAY_2,
    Killer,
    another,
    copied,
    heal,
    holders,
    journal,
    ledger_dump,
    meddle,
    target_file,
)
from qooper_assets_tests.spec import runner
from qooper_assets_tests.worlds import START, World, a_file, a_row, a_tenant, people

ZEROS_LOST = a_row("1", "p1@acme.example", "First1", "Last1")
ANOTHER_HUMAN = a_row("00002", "joy@acme.example", "Joy", "Sun", start="2026-01-01")
LEFT = a_row("00003", "p3@acme.example", "First3", "Last3", status="T")
SUCCESSOR = a_row("00004", "p3@acme.example", "First4", "Last4")


def row_of(n: int, **changes: str) -> str:
    return a_row(f"{n:05d}", f"p{n}@acme.example", f"First{n}", f"Last{n}", **changes)


def file_of(*rows: str) -> bytes:
    """Return the file of the forty people in which these rows take the place of the first ones."""
    return a_file(*rows, *people(36, first=5))


def sync(world: World, *rows: str) -> tuple[ChangeSet, Receipt]:
    """Play the next day, and approve what is held."""
    world.next_day()
    change_set = world.plan(file_of(*rows))
    if change_set.breaches:
        world.approve(change_set)
    return change_set, world.apply(change_set)


def give(
    world: World,
    person: str,
    answer: str,
    other: str | None = None,
    *,
    shown: str | None = None,
    by: str = "Ada",
) -> Given:
    return deciding.decide(
        world.runtime, world.tenant, person, other, answer, shown=shown, by=by, why="asked HR"
    )


def refused(world: World, *given: Any, **named: Any) -> str:
    with pytest.raises(GuardrailBreach) as error:
        give(world, *given, **named)
    return error.value.code


def waits(world: World) -> list[tuple[str, str | None, str]]:
    asked = (each.question for each in world.runtime.ledger.decisions.asked("acme"))
    return [(question.external_id, question.other, question.reason) for question in asked]


def in_effect(world: World) -> list[str]:
    return [str(given.answer) for given in world.runtime.ledger.decisions.given("acme")]


def links(world: World) -> dict[str, str]:
    rows = world.runtime.ledger.links.all("acme").iter_rows(named=True)
    return {row["external_id"]: row["account_id"] for row in rows}


def edit(world: World, account_of: str, **values: str | None) -> None:
    """Change an account in Qooper, as an administrator does."""
    account = world.accounts()[account_of]
    with world.runtime.target(world.tenant) as target:
        target.update(account["account_id"], values, version=account["version"])


def remove(world: World, account_of: str) -> None:
    """Remove an account from Qooper, which has no means to do so."""
    with closing(sqlite3.connect(target_file(world))) as db:
        (trigger,) = db.execute("select sql from sqlite_master where type = 'trigger'").fetchone()
        db.execute("drop trigger accounts_are_never_deleted")
        db.execute("delete from accounts where email = ?", (account_of,))
        db.execute(trigger)
        db.commit()


def owner_of(world: World, email: str) -> str | None:
    return world.accounts()[email]["employee_id"]  # type: ignore[no-any-return]


# From the question to the plan


def test_a_missing_account_is_released_once(live: World) -> None:
    """The account made in its place may go missing too, and then nobody has decided about that one."""
    remove(live, "p1@acme.example")
    sync(live, *people(4))
    assert waits(live) == [("00001", None, "account_missing")]
    give(live, "00001", "release")
    _, receipt = sync(live, *people(4))
    assert receipt.applied == {"CREATE": 1}
    assert (links(live)["00001"], in_effect(live)) == ("u000041", [])

    remove(live, "p1@acme.example")
    change_set, _ = sync(live, *people(4))
    assert change_set.summary.changes == 0
    assert waits(live) == [("00001", None, "account_missing")]


def test_s25_an_administrator_who_deactivates_again_is_not_overruled_by_the_earlier_answer(
    live: World,
) -> None:
    edit(live, "p1@acme.example", status="deactivated")
    sync(live, row_of(1, status="T"), *people(3, first=2))
    sync(live, *people(4))
    give(live, "00001", "reactivate")
    _, receipt = sync(live, *people(4))
    assert (receipt.applied, in_effect(live)) == ({"REACTIVATE": 1}, [])
    edit(live, "p1@acme.example", status="deactivated")
    change_set, _ = sync(live, *people(4))
    assert change_set.summary.changes == 0
    assert live.accounts()["p1@acme.example"]["status"] == "deactivated"


def test_r11_an_answer_supersedes_the_change_set_that_waits_for_an_approval(live: World) -> None:
    live.next_day()
    content = file_of(ZEROS_LOST, *people(3, first=2)).replace(b"Last", b"Fast")
    held = live.plan(content)
    assert held.breaches and waits(live) == [("1", "00001", "id_twin")]
    give(live, "1", "same-person")
    live.approve(held)
    with pytest.raises(GuardrailBreach) as error:
        live.apply(held)
    assert error.value.code == "approval_superseded"
    assert live.sync(content, approve=True).applied == {"UPDATE": 1}
    assert (owner_of(live, "p1@acme.example"), links(live)["1"]) == ("1", "u000001")


def test_p22_an_answer_that_was_taken_back_is_not_carried_out(live: World) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    give(live, "1", "same-person")
    assert waits(live) == []
    (withdrawn,) = live.runtime.ledger.decisions.withdraw(
        "acme", "00001", None, person="Ada", why="asked again"
    )
    assert (withdrawn.external_id, withdrawn.other) == ("1", "00001")
    assert waits(live) == [("1", "00001", "id_twin")]
    change_set, _ = sync(live, ZEROS_LOST, *people(3, first=2))
    assert change_set.summary.changes == 0
    with pytest.raises(GuardrailBreach) as error:
        live.runtime.ledger.decisions.withdraw("acme", "00001", None, person="Ada", why="asked again")
    assert error.value.code == "nobody_waits"


@pytest.mark.parametrize("second", ["same-person", "two-people"])
def test_g12_of_two_people_who_answer_at_once_one_is_recorded(live: World, second: str) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    at_once = Barrier(2)

    def answer(answer: str, by: str) -> str:
        world = another(live)
        at_once.wait(10)
        try:
            return give(world, "1", answer, by=by).person
        except GuardrailBreach as error:
            return error.code
        finally:
            world.runtime.ledger.close()

    with ThreadPoolExecutor(2) as threads:
        said = [*threads.map(answer, ["same-person", second], ["Ada", "Bob"])]
    (given,) = live.runtime.ledger.decisions.given("acme")
    if second == "same-person":
        assert said == [given.person] * 2
    else:
        assert sorted(said) == sorted([given.person, "answer_contradicts"])


def test_i06_one_account_is_given_to_one_of_two_people(tmp_path: Path) -> None:
    """Each of two joiners may be the leaver; if both answers were recorded all the same, neither fits."""
    world = World(tmp_path, a_tenant(identity="email"))
    world.sync(file_of(*people(4)), approve=True)
    joiners = [
        a_row("E8", "ann.8@acme.example", "First1", "Last1"),
        a_row("E9", "ann.9@acme.example", "First1", "Last1"),
    ]
    sync(world, *joiners, *people(3, first=2))
    assert len(waits(world)) == 2
    give(world, "ann.8@acme.example", "same-person")
    assert refused(world, "ann.9@acme.example", "same-person") == "answer_contradicts"
    with closing(sqlite3.connect(world.folder / "ledger.sqlite")) as db:
        facts = {
            asked.question.external_id: asked.question.facts
            for asked in world.runtime.ledger.decisions.asked("acme", with_answered=True)
        }
        columns = "tenant, other, account_id, reason, answer, person, why, decided_at, change_set_id"
        db.execute(
            f"insert into answers (external_id, facts, {columns}) select ?, ?, {columns} from answers",
            ("ann.9@acme.example", facts["ann.9@acme.example"]),
        )
        db.commit()
    change_set, _ = sync(world, *joiners, *people(3, first=2))
    assert (change_set.summary.changes, change_set.outdated_answers) == (0, (1, 2))


def test_an_answer_is_refused_unless_it_is_one_to_the_question_that_was_shown(live: World) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    (asked,) = live.runtime.ledger.decisions.asked("acme")
    shown = asked.question.question_id
    before = ledger_dump(live)
    assert refused(live, "1", "same-person", shown="0" * 8) == "answer_outdated"
    assert refused(live, "1", "same-person", shown=shown[:7]) == "answer_outdated"
    assert refused(live, "1", "release-address", shown=shown[:8]) == "answer_not_offered"
    assert refused(live, "1", "perhaps") == "answer_unknown"
    assert refused(live, "00040", "same-person") == "nobody_waits"
    assert refused(live, "1", "same-person", "00040") == "nobody_waits"
    assert refused(live, "1", "same-person", by=" ") == "approval_incomplete"
    assert ledger_dump(live) == before
    sync(live, ZEROS_LOST.replace("Engineer", "Director"), *people(3, first=2))
    assert refused(live, "1", "same-person", shown=shown[:8]) == "answer_outdated"
    (asked,) = live.runtime.ledger.decisions.asked("acme")
    assert give(live, "1", "same-person", shown=asked.question.question_id[:8]).external_id == "1"


def test_p22_among_three_twins_the_other_one_has_to_be_named(live: World) -> None:
    twins = [ZEROS_LOST, a_row("0001", "p01@acme.example", "First1", "Last1")]
    sync(live, *twins, *people(3, first=2))
    assert waits(live) == [("0001", "00001", "id_twin"), ("0001", "1", "id_twin"), ("1", "00001", "id_twin")]
    assert refused(live, "0001", "two-people") == "decision_ambiguous"
    assert refused(live, "00001", "two-people") == "decision_ambiguous"
    give(live, "0001", "two-people", "00001")
    give(live, "0001", "two-people", "1")
    give(live, "1", "same-person")
    _, receipt = sync(live, *twins, *people(3, first=2))
    assert receipt.applied == {"CREATE": 1, "UPDATE": 1}
    assert (owner_of(live, "p1@acme.example"), owner_of(live, "p01@acme.example")) == ("1", "0001")


def test_i11_somebody_identified_by_e_mail_is_named_as_in_the_file(tmp_path: Path) -> None:
    world = World(tmp_path, a_tenant(identity="email"))
    world.sync(file_of(*people(4)), approve=True)
    sync(world, a_row("E9", "Ann.Ray@acme.example", "First1", "Last1"), *people(3, first=2))
    assert give(world, "Ann.Ray@acme.example", "same-person").external_id == "ann.ray@acme.example"


def test_d02_a_question_of_a_delta_feed_is_carried_out_by_a_file_without_its_row(tmp_path: Path) -> None:
    feed = a_tenant().model_dump(mode="json")["feed"] | {"coverage": "delta"}
    world = World(tmp_path, a_tenant(feed=feed))
    world.sync(a_file(*people(12)), approve=True)

    def deliver(*rows: str) -> Receipt:
        world.next_day()
        return world.sync(a_file(*rows), approve=True)

    deliver(ANOTHER_HUMAN)
    assert waits(world) == [("00002", None, "id_reused")]
    give(world, "00002", "two-people")
    assert deliver(row_of(5, title="Boss")).applied == {"CREATE": 1, "DEACTIVATE": 1, "UPDATE": 1}
    assert owner_of(world, "joy@acme.example") == "00002"
    assert world.accounts()["p2@acme.example"]["status"] == "deactivated"


def test_i35_rekey_ends_all_answers(tmp_path: Path) -> None:
    mapping = a_tenant().model_dump(mode="json", exclude_unset=True)["mapping"] | {"manager": None}
    world = World(tmp_path, a_tenant(mapping=mapping))
    world.sync(file_of(*people(4)), approve=True)
    sync(world, ZEROS_LOST, *people(3, first=2))
    give(world, "1", "same-person")
    world.tenant = a_tenant(mapping=mapping, identity="email")
    shown = stages.find_rekeying(world.runtime, world.tenant)
    stages.rekey(world.runtime, world.tenant, shown.rekeying_id[:8], "Ada", "why", "run-rekey", releases=True)
    assert (waits(world), in_effect(world)) == ([], [])
    change_set, _ = sync(world, *people(4))
    assert (change_set.summary.changes, waits(world)) == (0, [])


def test_r2_nobody_s_account_is_given_away_while_a_rejected_row_may_be_theirs(live: World) -> None:
    """00001 is in the file after all: two people."""
    sync(live, ZEROS_LOST, *people(3, first=2))
    give(live, "1", "same-person")
    rejected = a_row("00001", "other@acme.example", "First1", "Last1", status="LOA")
    change_set, _ = sync(live, rejected, ZEROS_LOST, *people(3, first=2))
    assert (change_set.rejected_rows, change_set.summary.changes) == (1, 0)
    assert refused(live, "1", "same-person") == "answer_not_offered"
    change_set, _ = sync(live, ZEROS_LOST, *people(3, first=2))
    assert (change_set.summary.changes, waits(live)) == (0, [("1", "00001", "id_twin")])


def test_r2_a_rejected_row_of_the_person_ends_the_answer(live: World) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    give(live, "1", "same-person")
    change_set, _ = sync(live, ZEROS_LOST.replace(",A,", ",LOA,"), *people(3, first=2))
    assert (change_set.rejected_rows, change_set.summary.changes) == (1, 0)
    assert in_effect(live) == []


def test_s15_an_answer_gives_no_account_to_somebody_who_has_ended_since(live: World) -> None:
    row = ZEROS_LOST.replace(",,A,", f",{(DAY_2 + timedelta(days=2)).date()},A,")
    assert row != ZEROS_LOST
    sync(live, row, *people(3, first=2))
    give(live, "1", "same-person")
    live.next_day(3)
    sync(live, row, *people(3, first=2))
    _, receipt = sync(live, row, row_of(2, title="Boss"), *people(2, first=3))
    assert receipt.result is Result.SUCCEEDED
    assert live.accounts()["p1@acme.example"]["status"] == "deactivated"
    assert live.accounts()["p1@acme.example"]["employee_id"] == "00001"


def test_r5_an_answer_is_not_used_once_the_account_is_protected(live: World) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    give(live, "1", "same-person")
    accounts = live.accounts()
    live.tenant = a_tenant(policy={"protected_emails": ["p1@acme.example"]})
    change_set, _ = sync(live, ZEROS_LOST, *people(3, first=2))
    assert (change_set.summary.changes, live.accounts()) == (0, accounts)
    assert waits(live) == [("1", "00001", "id_twin")]


def test_i29_i10_the_former_one_keeps_the_account_under_a_new_id(live: World) -> None:
    """The second question is about an account that the first answer is to move."""
    rows = [row_of(1), ANOTHER_HUMAN, a_row("N2", "p2@acme.example", "First2", "Last2"), *people(2, first=3)]
    sync(live, *rows)
    assert waits(live) == [("00002", None, "id_reused"), ("N2", "00002", "email_taken")]
    give(live, "00002", "two-people")
    sync(live, *rows)
    assert ("N2", "released-u000002", "email_reused") in waits(live)
    give(live, "N2", "same-person", "released-u000002")
    change_set, receipt = sync(live, *rows)
    assert change_set.counts == {"CREATE new_in_roster": 1, "UPDATE same_person": 1}
    assert (receipt.failed, receipt.stale) == ({}, 0)
    assert (owner_of(live, "p2@acme.example"), owner_of(live, "joy@acme.example")) == ("N2", "00002")
    assert (links(live)["N2"], links(live)["00002"], waits(live)) == ("u000002", "u000041", [])


def test_p22_i29_who_kept_the_account_is_not_asked_whether_it_is_another_human_s(live: World) -> None:
    row = a_row("1", "joy@acme.example", "Joy", "Sun", start="2026-01-01")
    sync(live, row, *people(3, first=2))
    give(live, "1", "same-person")
    _, receipt = sync(live, row, *people(3, first=2))
    assert (receipt.applied, waits(live)) == ({"UPDATE": 1}, [])
    assert live.accounts()["joy@acme.example"]["account_id"] == "u000001"


def test_i30_a_released_address_is_not_asked_about_while_its_account_has_yet_to_be_deactivated(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, a_tenant(policy={"absent_after_files": 2}))
    world.sync(file_of(*people(4)), approve=True)
    new = a_row("E9", "p1@acme.example", "Nina", "Nein")
    sync(world, new, *people(3, first=2))
    give(world, "E9", "release-address")
    for day in range(4):
        assert waits(world) == []
        _, receipt = sync(world, new, row_of(2, title=f"T{day}"), *people(2, first=3))
        assert receipt.result is Result.SUCCEEDED
    assert owner_of(world, "p1@acme.example") == "E9"
    assert world.accounts()["released-u000001@released.invalid"]["status"] == "deactivated"


def test_i22_i30_two_people_stay_two_people_when_the_e_mail_is_left_alone(live: World) -> None:
    sync(live, *people(3, first=2))
    new = a_row("E9", "p1@acme.example", "Nina", "Nein")
    sync(live, new, *people(3, first=2))
    assert waits(live) == [("E9", "00001", "rehire_candidate")]
    give(live, "E9", "two-people")
    sync(live, new, *people(3, first=2))
    assert waits(live) == [("E9", "00001", "email_taken")]
    give(live, "E9", "leave-alone")
    change_set, _ = sync(live, new, *people(3, first=2))
    assert (waits(live), runner.withheld(live, change_set)) == ([], [("E9", "left_alone")])
    assert in_effect(live) == ["two-people", "leave-alone"]


def test_i10_the_counterpart_of_somebody_left_alone_is_left_alone(live: World) -> None:
    """Nobody is asked about either of them."""
    new = a_row("02", "p1@acme.example", "Nina", "Nein")
    sync(live, new, *people(3, first=2))
    assert waits(live) == [("02", "00002", "id_twin")]
    give(live, "02", "leave-alone")
    change_set, _ = sync(live, new, *people(3, first=2))
    assert waits(live) == []
    assert runner.withheld(live, change_set) == [(who, "left_alone") for who in ("02", "00001", "00002")]


def test_i20_two_doubts_of_one_kind_are_one_question(live: World) -> None:
    """N1 fits an account that M1 fits too, and has the e-mail of somebody who leaves."""
    with live.runtime.target(live.tenant) as target:
        target.seed({"employee_id": "N1", "email": "m@acme.example"})  # type: ignore[attr-defined]
    rows = [a_row("N1", "p1@acme.example", "Ned", "Nil"), a_row("M1", "m@acme.example", "Mia", "Mo")]
    sync(live, *rows, *people(3, first=2))
    assert waits(live) == [("M1", None, "identity_conflict"), ("N1", None, "identity_conflict")]
    assert refused(live, "N1", "adopt") == "answer_not_offered"


def test_who_gave_up_a_missing_account_may_get_another_one(live: World) -> None:
    remove(live, "p1@acme.example")
    row = a_row("00001", "p2@acme.example", "First1", "Last1")
    sync(live, row, *people(2, first=3))
    give(live, "00001", "release")
    sync(live, row, *people(2, first=3))
    give(live, "00001", "same-person")
    _, receipt = sync(live, row, *people(2, first=3))
    assert (receipt.result, receipt.applied) == (Result.SUCCEEDED, {"UPDATE": 1})
    assert links(live)["00001"] == "u000002" and "00002" not in links(live)


def test_at08_a_manager_with_a_new_id_is_nobody_s_change_of_manager(tmp_path: Path) -> None:
    """The `before` of those who get another manager is the present one's link, so they are not stale."""
    world = World(tmp_path)
    team = [row_of(n, manager="00001") for n in (2, 3)]
    world.sync(file_of(row_of(1), *team), approve=True)
    sync(world, ZEROS_LOST, *team)
    give(world, "1", "same-person")
    moved = row_of(2, manager="1"), row_of(3, manager="00005")
    change_set, receipt = sync(world, ZEROS_LOST, *moved)
    assert runner.changes(world, change_set) == [
        ("00003", "UPDATE", "attributes_differ", "manager 00001 → 00005"),
        ("1", "UPDATE", "same_person", "id 00001 → 1"),
    ]
    assert (receipt.result, receipt.stale) == (Result.SUCCEEDED, 0)


def test_i29_the_former_one_loses_access_also_if_the_account_has_another_id_by_hand(live: World) -> None:
    edit(live, "p2@acme.example", employee_id="by-hand")
    rows = [row_of(1), ANOTHER_HUMAN, *people(2, first=3)]
    sync(live, *rows)
    give(live, "00002", "two-people")
    _, receipt = sync(live, *rows)
    assert receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}
    assert live.accounts()["p2@acme.example"]["status"] == "deactivated"
    assert links(live)["00002"] == "u000041" and links(live)["released-u000002"] == "u000002"


def test_i29_an_id_is_given_up_also_if_somebody_deactivates_the_account_before_the_run_does(
    live: World,
) -> None:
    rows = [row_of(1), ANOTHER_HUMAN, *people(2, first=3)]
    sync(live, *rows)
    give(live, "00002", "two-people")
    live.next_day()
    change_set = live.plan(file_of(*rows))
    edit(live, "p2@acme.example", status="deactivated")
    receipt = live.apply(change_set)
    assert (receipt.applied, receipt.failed) == ({"CREATE": 1, "DEACTIVATE": 1}, {})


def test_g22_nothing_is_given_up_that_somebody_declined(tmp_path: Path) -> None:
    """Otherwise the successor would take an e-mail that the account keeps."""
    strict = {"creates_count_floor": 0, "creates_pct_max": 0}
    world = World(tmp_path, a_tenant(guardrails=strict))
    world.sync(file_of(*people(4)), approve=True)
    sync(world, *people(3, first=2))
    new = a_row("E9", "p1@acme.example", "Nina", "Nein")
    sync(world, new, *people(3, first=2))
    give(world, "E9", "release-address")
    world.next_day()
    held = world.plan(file_of(new, *people(3, first=2)))
    assert held.counts == {"CREATE new_in_roster": 1, "UPDATE given_up": 1}
    world.decline(held)
    other = new.replace("Engineer", "Director")
    sync(world, other, *people(3, first=2))
    give(world, "E9", "release-address")
    change_set, receipt = sync(world, other, *people(3, first=2))
    assert (change_set.summary.changes, receipt.failed) == (0, {})


def test_a_simulation_uses_the_answers_of_the_tenant_and_leaves_no_trace(live: World, tmp_path: Path) -> None:
    sync(live, ZEROS_LOST, *people(3, first=2))
    give(live, "1", "same-person")
    live.next_day()
    file = tmp_path / "day.csv"
    file.write_bytes(file_of(ZEROS_LOST, *people(3, first=2)))
    days = assign_days(
        [file.name],
        live.tenant.feed,
        live.tenant.schedule,
        live.clock.now(),
        is_empty=False,
        first_day=live.today,
    )
    before, accounts = ledger_dump(live), live.accounts()
    (day,) = simulate(live.runtime, live.tenant, [file], days, is_empty=False, then=Then.APPLY)
    assert dict(day.counts) == {"UPDATE same_person": 1}
    assert (ledger_dump(live), live.accounts(), in_effect(live)) == (before, accounts, ["same-person"])


# While it is written


class KeepsAddresses(EmbeddedQooper):
    """A target that lets nobody give up an address."""

    def update(self, account_id: str, values: Mapping[str, str | None], *, version: str) -> Account:
        if (values.get("email") or "").endswith("@released.invalid"):
            raise TargetError("target_refused", "no.")
        return super().update(account_id, values, version=version)


def test_i30_if_qooper_refuses_the_release_the_next_run_tries_again(live: World) -> None:
    rows = [row_of(1), row_of(2), LEFT, SUCCESSOR.replace("p3@", "p4@")]
    sync(live, *rows)
    rows = [row_of(1), row_of(2), SUCCESSOR]
    sync(live, *rows)
    assert waits(live) == [("00004", "00003", "email_taken")]
    give(live, "00004", "release-address")
    meddle(live, KeepsAddresses)
    _, receipt = sync(live, *rows)
    assert receipt.failed == {"target_refused": 1, "target_conflict": 1}
    assert owner_of(live, "p3@acme.example") == "00003" and owner_of(live, "p4@acme.example") == "00004"
    heal(live)
    _, receipt = sync(live, *rows)
    assert (receipt.applied, waits(live)) == ({"UPDATE": 2}, [])
    assert owner_of(live, "p3@acme.example") == "00004"


@dataclass
class Prepared:
    """A world with an approved change set that carries out three answers, and its twin in which that was
    applied."""

    folder: Path
    change_set_id: str
    accounts: dict[str, dict[str, Any]]
    links: dict[str, str]
    journal: dict[str, int]


ANSWERED_FILE = file_of(ZEROS_LOST, ANOTHER_HUMAN, SUCCESSOR)


@pytest.fixture(scope="module")
def prepared(live_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("answered")
    world = copied(live_folder, folder / "world", DAY_2)
    world.sync(file_of(row_of(1), row_of(2), LEFT, row_of(4)), approve=True)
    sync(world, ZEROS_LOST, ANOTHER_HUMAN, SUCCESSOR)
    give(world, "1", "same-person")
    give(world, "00002", "two-people")
    give(world, "00004", "release-address")
    world.next_day()
    change_set = world.plan(ANSWERED_FILE)
    assert change_set.counts == {
        "CREATE new_in_roster": 1,
        "DEACTIVATE id_reused": 1,
        "UPDATE attributes_differ": 1,
        "UPDATE given_up": 1,
        "UPDATE same_person": 1,
    }
    if change_set.breaches:
        world.approve(change_set)
    world.runtime.ledger.close()
    twin = copied(world.folder, folder / "twin", world.clock.now())
    assert twin.apply(change_set).result is Result.SUCCEEDED
    found = Prepared(world.folder, change_set.change_set_id, holders(twin), links(twin), journal(twin))
    assert found.links["1"] == "u000001" and found.links["released-u000002"] == "u000002"
    assert "00001" not in found.links and found.links["00002"] == "u000041"
    return found


@pytest.mark.parametrize(
    ("when", "what", "nth", "group"),
    [
        ("after", "start", 1, 50),
        ("after", "mark_sent", 1, 50),
        *(("after", "write", write, 50) for write in range(1, 6)),
        *(("after", "write", write, 1) for write in range(1, 6)),
        ("before", "settle", 1, 50),
        ("before", "finish", 1, 50),
    ],
)
def test_ap07_a_run_killed_while_it_carries_answers_out_is_finished_by_the_next_one(
    prepared: Prepared,
    killed: Killer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
    what: str,
    nth: int,
    group: int,
) -> None:
    """I29, I30, P22: each link is moved once, and nobody is created twice."""
    world = copied(prepared.folder, tmp_path / "world", START + timedelta(days=3))
    killed(world, f"apply:{prepared.change_set_id}", when, what, nth, group)
    monkeypatch.setattr(writing, "GROUP", group)
    world.clock.sleep(LEASE_SECONDS)
    receipt = world.apply(world.runtime.ledger.change_sets.find("acme", prepared.change_set_id).change_set)
    assert receipt.result is Result.SUCCEEDED
    assert (holders(world), links(world), journal(world)) == (
        prepared.accounts,
        prepared.links,
        prepared.journal,
    )
    again = world.plan(ANSWERED_FILE)
    assert (again.summary.changes, waits(world)) == (0, [])
    shutil.rmtree(world.folder)
