"""Laws that hold for every delivery, however hostile: each is a function, and a delivery keeps them all.

Failures are not shrunk: that would take minutes.
"""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.errors import GuardrailBreach, Result
from qooper_assets.core.roster import Roster
from qooper_assets_tests.laws.deliveries import (
    FIRST_ROSTER,
    MAPPING,
    Delivery,
    changes_of,
    content_of,
    deliveries,
    first_load,
    flat_accounts,
    rows_of,
    the_day_after,
)
from qooper_assets_tests.worlds import HEADER, World, a_tenant

LAST_DAY, STATUS = HEADER.split(",").index("Last Day"), HEADER.split(",").index("Status")
TENANTS = {
    adoption: a_tenant(mapping=MAPPING, policy={"adoption": adoption}) for adoption in ("ask", "never")
}


class Run(NamedTuple):
    """One delivery after a first load, from the plan to the plan after it."""

    world: World
    lines: tuple[str, ...]
    roster: Roster
    planned: ChangeSet
    changes: list[dict[str, Any]]
    situations: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    before: dict[str, dict[str, Any]]
    receipt: Receipt
    after: dict[str, dict[str, Any]]
    again: list[dict[str, Any]]
    writes_of_again: int


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first loads of a tenant that adopts accounts, and of one that does not."""
    folders = {adoption: tmp_path_factory.mktemp(adoption) for adoption in TENANTS}
    for adoption, folder in folders.items():
        first_load(folder, TENANTS[adoption])
    return folders


def run(world: World, delivery: Delivery) -> Run:
    content = content_of(delivery.lines)
    planned = world.plan(content)
    roster = world.runtime.artifacts.find("roster", Roster, "acme", planned.partition)
    assert roster is not None
    changes = changes_of(world, planned)
    before = flat_accounts(world)
    if planned.breaches:
        world.approve(planned)
    receipt = world.apply(planned)
    after, written = flat_accounts(world), world.writes()
    again = world.plan(content)
    if again.breaches:
        world.approve(again)
    world.apply(again)
    return Run(
        world,
        delivery.lines,
        roster,
        planned,
        changes,
        rows_of(world, planned.situations_location),
        rows_of(world, roster.rejects_location),
        before,
        receipt,
        after,
        changes_of(world, again),
        world.writes() - written,
    )


def planning_again_after_apply_yields_nothing(run: Run) -> None:
    assert run.receipt.failed == {} and run.receipt.stale == 0
    assert run.receipt.result is not Result.FAILED
    assert run.again == []
    assert run.writes_of_again == 0


def every_line_of_the_file_is_in_exactly_one_place(run: Run) -> None:
    counts = run.roster.counts
    assert counts.records == len(run.lines)
    assert counts.people + counts.rejected + counts.collapsed + counts.skipped == len(run.lines)
    kept = {row["source_line"] for row in rows_of(run.world, run.roster.lines_location)}
    refused = {row["source_line"] for row in run.rejects}
    assert not kept & refused
    assert len(kept) == counts.people and len(refused) == counts.rejected
    assert kept | refused <= set(range(2, len(run.lines) + 2))


def every_person_has_their_line(run: Run) -> None:
    lines = rows_of(run.world, run.roster.lines_location)
    people = rows_of(run.world, run.roster.location)
    assert sorted(row["external_id"] for row in lines) == sorted(row["external_id"] for row in people)
    for row in lines:
        assert id_on(run.lines[row["source_line"] - 2]) == row["external_id"]
    for row in run.rejects:
        if row["external_id"]:
            assert id_on(run.lines[row["source_line"] - 2]) == row["external_id"]


def id_on(line: str) -> str:
    """Return the id of a line as it is meant (I32)."""
    return line.split(",")[0].removeprefix("'")


def accounts_that_are_not_ours_never_appear_in_a_change(run: Run) -> None:
    theirs = {i: a for i, a in run.before.items() if a["attributes"].get("title") == "Guest"}
    assert len(theirs) == 4
    adopted = {c["account_id"] for c in run.changes if c["action"] == "LINK"}
    for account_id, account in theirs.items():
        if account["is_administrator"] or account_id not in adopted:
            assert account_id not in {c["account_id"] for c in run.changes}
            assert run.after[account_id] == account
    assert not adopted - set(theirs)


def whoever_is_rejected_or_withheld_is_never_deactivated(run: Run) -> None:
    leavers = {c["external_id"]: c for c in run.changes if c["action"] == "DEACTIVATE"}
    changed = {c["external_id"] for c in run.changes}
    assert not changed & {s["external_id"] for s in run.situations if s["withheld"]}
    assert not changed & {r["external_id"] for r in run.rejects}
    doubtful_emails = {r["email_key"] for r in run.rejects} - {None}
    for change in leavers.values():
        if change["reason"] == "absent":
            assert run.before[change["account_id"]]["email"].lower() not in doubtful_emails
    for row in (row for row in run.rejects if not row["is_identifier_readable"]):
        absent = [run.before[c["account_id"]] for c in leavers.values() if c["reason"] == "absent"]
        cells = json.loads(row["cells"] or "{}")
        identity = {
            name: (cells.get(name) or "").strip().lower() for name in ("email", "first_name", "last_name")
        }
        if "@" not in identity["email"] and not identity["first_name"] and not identity["last_name"]:
            assert not absent
        for account in absent:
            assert all(
                value != (account.get(name) or "").lower() for name, value in identity.items() if value
            )


def every_before_equals_the_snapshot(run: Run) -> None:
    for change in run.changes:
        if change["action"] == "CREATE":
            assert change["before"] == {} and change["account_id"] is None
            continue
        account = run.before[change["account_id"]]
        assert change["account_version"] == account["version"]
        for name, value in change["before"].items():
            assert account.get(name) == value, name


def every_after_is_what_qooper_holds_then(run: Run) -> None:
    links = run.world.runtime.ledger.links.all("acme")
    account_of = dict(zip(links["external_id"], links["account_id"], strict=True))
    for change in run.changes:
        account = run.after[account_of[change["external_id"]]]
        for name, value in change["after"].items():
            assert account.get(name) == value, name


def nobody_leaves_without_a_reason_in_the_file(run: Run) -> None:
    """R10, S23, checked against the file itself."""
    last_days = {id_on(line): line.split(",")[LAST_DAY] for line in run.lines if line.count(",") > LAST_DAY}
    listed = {id_on(line) for line in run.lines}
    for change in run.changes:
        if change["action"] == "DEACTIVATE":
            assert (change["external_id"] in listed) == (change["reason"] != "absent")
        if change["reason"] == "termination_date":
            assert re.fullmatch("20[0-9]{2}-[0-9]{2}-[0-9]{2}", last_days[change["external_id"]])


def every_listed_status_word_is_known(run: Run) -> None:
    """S29: the file spells them as the tenant file does, or in capitals."""
    for reject in run.rejects:
        if reject["reason"] == "unknown_status":
            assert run.lines[reject["source_line"] - 2].split(",")[STATUS] == "LOA"


@given(deliveries(), st.sampled_from(sorted(TENANTS)))
@settings(deadline=None, derandomize=True, max_examples=10, phases=[Phase.generate])
def test_every_delivery_keeps_the_laws(loaded: dict[str, Path], delivery: Delivery, adoption: str) -> None:
    with the_day_after(loaded[adoption], TENANTS[adoption]) as world:
        found = run(world, delivery)
        planning_again_after_apply_yields_nothing(found)
        every_line_of_the_file_is_in_exactly_one_place(found)
        every_person_has_their_line(found)
        accounts_that_are_not_ours_never_appear_in_a_change(found)
        whoever_is_rejected_or_withheld_is_never_deactivated(found)
        every_before_equals_the_snapshot(found)
        every_after_is_what_qooper_holds_then(found)
        nobody_leaves_without_a_reason_in_the_file(found)
        every_listed_status_word_is_known(found)


@given(deliveries(vices=False), st.data())
@settings(deadline=None, derandomize=True, max_examples=4)
def test_the_order_of_rows_and_columns_does_not_matter(
    loaded: dict[str, Path], delivery: Delivery, data: st.DataObject
) -> None:
    """P12, R11: the same change set, with the same id."""
    order = data.draw(st.permutations(range(HEADER.count(",") + 1)))
    lines = data.draw(st.permutations(delivery.lines))

    def turned(line: str) -> str:
        cells = line.split(",")
        return ",".join(cells[place] for place in order)

    with the_day_after(loaded["ask"], TENANTS["ask"]) as world:
        planned = world.plan(content_of(delivery.lines))
        other = world.plan(content_of([turned(line) for line in lines], turned(HEADER)))
        assert other.change_set_id == planned.change_set_id
        assert other.counts == planned.counts
        assert other.withheld_by_reason == planned.withheld_by_reason
        assert other.rejects_by_reason == planned.rejects_by_reason


@given(st.integers(6, 13), st.integers(6, 13))
@settings(deadline=None, derandomize=True, max_examples=3)
def test_nothing_above_a_limit_is_applied_without_an_approval_of_its_own(
    loaded: dict[str, Path], first: int, second: int
) -> None:
    """R3, R11, G09: the approval of one change set does not approve the next."""
    with the_day_after(loaded["ask"], TENANTS["ask"]) as world:
        writes = world.writes()

        def is_refused(change_set: ChangeSet, code: str) -> None:
            with pytest.raises(GuardrailBreach) as error:
                world.apply(change_set)
            assert error.value.code == code
            assert world.writes() == writes

        joiner = "x,x@acme.example" + "," * 8 + "A,"
        planned = world.plan(content_of([*FIRST_ROSTER[first:], joiner]))
        assert {b.code for b in planned.breaches} >= {"deactivations"}
        is_refused(planned, "held")
        world.approve(planned)
        newer = world.plan(content_of(FIRST_ROSTER[:-second]))
        assert newer.change_set_id != planned.change_set_id
        is_refused(newer, "held")
        is_refused(planned, "approval_superseded")
        world.approve(newer)
        assert world.apply(newer).approved_by == "Ada Approver"
        assert world.writes() == writes + newer.summary.changes
