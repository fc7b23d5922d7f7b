"""I35: a tenant whose identity changes, from the refusal over the new links to the next file."""

from pathlib import Path
from typing import Any

import pytest

from qooper_assets import stages
from qooper_assets.core.errors import GuardrailBreach, QooperAssetsError
from qooper_assets.core.rekeying import Misfit, Rekeying
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

OTHERS = people(12, first=10)
NO_MAIL = a_row("00003", "cay@acme.example")
ROSTER = a_file(a_row("00001", "Ann@acme.example"), a_row("00002", "bob@acme.example"), NO_MAIL, *OTHERS)
LATER = a_file(a_row("00001", "Ann@acme.example"), NO_MAIL, *OTHERS)


def tenant(identity: str, **changes: Any) -> Tenant:
    mapping = a_tenant().model_dump(mode="json", exclude_unset=True)["mapping"]
    custom = {"custom": {"badge": "Skills"}, "manager": None}
    return a_tenant(**{"identity": identity, "mapping": mapping | custom} | changes)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Fifteen people linked by their id, whose tenant file names the e-mail now."""
    live = World(tmp_path, tenant("employee_id"))
    live.sync(ROSTER, approve=True)
    live.next_day()
    live.tenant = tenant("email")
    return live


def rekey(
    world: World, shown: Rekeying | str, *, releases: bool = False, reason: str = "new HRIS"
) -> Rekeying:
    text = shown if isinstance(shown, str) else shown.rekeying_id[:8]
    return stages.rekey(world.runtime, world.tenant, text, "Ada", reason, "run-rekey", releases=releases)


def links(world: World) -> dict[str, str]:
    rows = world.runtime.ledger.links.all("acme").iter_rows(named=True)
    return {row["external_id"]: row["account_id"] for row in rows}


def edit(world: World, account_of: str, **values: str | None) -> None:
    """Change an account in Qooper, as an administrator does."""
    with world.runtime.target(world.tenant) as target:
        (account,) = target.find(employee_id=None, email=account_of)
        target.update(account.account_id, values, version=account.version)


def refused(world: World, *given: Any, **named: Any) -> str:
    before = links(world)
    with pytest.raises(QooperAssetsError) as error:
        rekey(world, *given, **named)
    assert links(world) == before
    return error.value.code


def test_i35_the_accounts_stay_the_same_people_s_under_another_identity(world: World) -> None:
    accounts, before, writes = world.accounts(), links(world), world.writes()
    shown = stages.find_rekeying(world.runtime, world.tenant)
    assert (shown.before, shown.after, len(shown.fits), shown.misfits) == ("employee_id", "email", 15, ())
    assert links(world) == before
    rekey(world, shown)
    assert links(world)["ann@acme.example"] == before["00001"]
    assert (world.accounts(), world.writes()) == (accounts, writes)

    planned = world.plan(ROSTER)
    assert planned.summary.changes == 0
    world.apply(planned)
    world.next_day()
    world.sync(LATER, approve=True)
    left = {email for email, account in world.accounts().items() if account["status"] == "deactivated"}
    assert left == {"bob@acme.example"}


def test_i35_a_change_set_planned_before_can_no_longer_be_applied(tmp_path: Path) -> None:
    world = World(tmp_path, tenant("employee_id"))
    world.sync(ROSTER, approve=True)
    world.next_day()
    held = world.plan(a_file(*OTHERS[:3]))
    assert held.breaches
    world.tenant = tenant("email")
    rekey(world, stages.find_rekeying(world.runtime, world.tenant))
    world.approve(held)
    with pytest.raises(GuardrailBreach):
        world.apply(held)
    assert all(account["status"] != "deactivated" for account in world.accounts().values())


def test_i35_the_last_file_says_more_of_a_person_than_the_account_and_a_missing_key_is_named(
    world: World,
) -> None:
    account = links(world)
    edit(world, "bob@acme.example", email="robert@acme.example")
    shown = stages.find_rekeying(world.runtime, world.tenant)
    assert {fit.external_id: fit.key for fit in shown.fits}["00002"] == "bob@acme.example"
    assert shown.differing == 1

    world.tenant = tenant("badge")  # nobody has one
    shown = stages.find_rekeying(world.runtime, world.tenant)
    assert shown.fits == () and shown.by_reason == {"no_value": 15}
    assert Misfit("00002", account["00002"], "no_value") in shown.misfits


def test_i35_nobody_is_released_unless_that_was_said_and_whoever_is_stays_as_they_are(tmp_path: Path) -> None:
    world = World(tmp_path, tenant("employee_id"))
    badges = [
        a_row(f"0000{n}", skills=badge) for n, badge in enumerate(["B1", "B2", "", "TBD", "B5", "B5"], 1)
    ]
    world.sync(a_file(*badges, *[f"{row}X{n}" for n, row in enumerate(OTHERS)]), approve=True)
    world.tenant = tenant("badge")
    shown = stages.find_rekeying(world.runtime, world.tenant)
    assert shown.by_reason == {"no_value": 1, "shared": 2, "unusable": 1}
    assert refused(world, shown) == "rekeying_incomplete"
    accounts = world.accounts()
    rekey(world, shown, releases=True)
    assert set(links(world)) == {"B1", "B2", *(f"X{n}" for n in range(12))}
    assert world.accounts() == accounts


def test_i35_only_what_was_shown_is_done(world: World) -> None:
    shown = stages.find_rekeying(world.runtime, world.tenant)
    assert refused(world, "00000000") == "rekeying_altered"
    assert refused(world, "") == "rekeying_altered"
    assert refused(world, shown, reason=" ") == "approval_incomplete"
    with world.runtime.ledger.leases.hold("acme", "another"):
        assert refused(world, shown) == "tenant_busy"
    world.tenant = tenant("badge")
    assert refused(world, shown) == "rekeying_altered"
    world.tenant = tenant("email")
    rekey(world, shown)
    assert refused(world, shown) == "rekeying_not_possible"


def test_i35_there_and_back_again_is_as_it_was(world: World) -> None:
    before = links(world)
    for identity in ("email", "employee_id", "email", "employee_id"):
        world.tenant = tenant(identity)
        rekey(world, stages.find_rekeying(world.runtime, world.tenant))
    assert links(world) == before


@pytest.mark.parametrize("feed", ["full_snapshot", "delta"])
def test_i35_a_tenant_that_is_not_live_or_has_a_delta_feed_is_refused(feed: str, tmp_path: Path) -> None:
    given = a_tenant().model_dump(mode="json")["feed"] | {"coverage": feed}
    world = World(tmp_path, tenant("employee_id", feed=given))
    if feed == "delta":
        world.sync(ROSTER, approve=True)
    world.tenant = tenant("email", feed=given)
    with pytest.raises(GuardrailBreach) as error:
        stages.find_rekeying(world.runtime, world.tenant)
    assert error.value.code == "rekeying_not_possible"
