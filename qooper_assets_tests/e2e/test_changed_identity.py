"""I35: a tenant file with another identity than the one that the links are under is refused."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.identity import refuse_other_identity
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.ledger.tables import tenants
from qooper_assets_tests.worlds import World, a_file, a_tenant, people

ROSTER = a_file(*people(3))
BY_EMAIL = {"mapping": a_tenant().model_dump(mode="json", exclude_unset=True)["mapping"]}
"""The mapping of `a_tenant`, in which any of id, e-mail and badge may be the identity."""


def refuse(world: World) -> None:
    """Compare the tenant file's identity with the ledger's, as a run does first."""
    recorded = world.runtime.ledger.deliveries.identity(world.tenant.tenant)
    refuse_other_identity(world.tenant, *recorded)


def tenant(identity: str, **changes: Any) -> Tenant:
    mapping = BY_EMAIL["mapping"] | {"custom": {"badge": "Skills"}, "manager": None}
    return a_tenant(**{"identity": identity, "mapping": mapping} | changes)


@pytest.fixture
def world(tmp_path: Path) -> World:
    live = World(tmp_path, tenant("employee_id"))
    live.sync(ROSTER, approve=True)
    return live


def identities(world: World) -> list[str | None]:
    with world.runtime.ledger.database.reading() as db:
        return list(db.scalars(sa.select(tenants.c.identity)))


def make_unrecorded(world: World) -> None:
    """Make it a tenant that went live before the ledger recorded identities."""
    with world.runtime.ledger.database.writing() as db:
        db.execute(tenants.update().values(identity=None))


def refusal(world: World) -> str:
    with pytest.raises(TenantFileError) as refused:
        refuse(world)
    assert refused.value.code == "identity_changed"
    return str(refused.value)


def test_i35_going_live_records_the_identity_once(tmp_path: Path) -> None:
    world = World(tmp_path, tenant("employee_id"))
    planned = world.plan(ROSTER)
    assert identities(world) == [None]
    world.approve(planned)
    world.apply(planned)
    assert identities(world) == ["employee_id"]


def test_i35_a_run_with_another_identity_is_refused_before_anything_is_fetched(world: World) -> None:
    """The secret does not exist: the run would fail at it next."""
    partition = feed.partition_key(world.tenant.schedule, world.today)
    for identity in ("email", "badge"):
        world.tenant = tenant(identity)
        with pytest.raises(TenantFileError, match="employee_id") as refused:
            stages.land(world.runtime, world.tenant, partition, "run-9")
        assert refused.value.code == "identity_changed"
        assert "Put `identity: employee_id` back" in refused.value.remedy
    world.tenant = tenant("employee_id")
    with pytest.raises(TenantFileError) as missing:
        stages.land(world.runtime, world.tenant, partition, "run-9")
    assert missing.value.code == "secret_missing"


def test_i35_a_run_that_begins_later_is_refused_too(world: World) -> None:
    world.tenant = tenant("email")
    writes = world.writes()
    with pytest.raises(TenantFileError) as refused:
        world.plan(ROSTER)
    assert refused.value.code == "identity_changed"
    assert world.writes() == writes


def test_i35_another_column_for_the_same_identity_is_no_other_identity(tmp_path: Path) -> None:
    world = World(tmp_path, tenant("badge"))
    world.sync(a_file(*(f"{row}B{n}" for n, row in enumerate(people(3)))), approve=True)
    world.tenant = tenant(
        "badge", mapping=BY_EMAIL["mapping"] | {"custom": {"badge": "Badge No"}, "manager": None}
    )
    refuse(world)


def test_i35_a_tenant_that_is_not_live_may_still_choose(tmp_path: Path) -> None:
    world = World(tmp_path, tenant("employee_id"))
    world.plan(ROSTER)
    world.tenant = tenant("email")
    refuse(world)


def test_i35_without_a_record_the_identity_is_inferred_from_the_last_delivery(world: World) -> None:
    make_unrecorded(world)
    refuse(world)
    for identity in ("email", "badge"):
        world.tenant = tenant(identity)
        assert "linked by employee_id" in refusal(world)


def test_i35_without_a_record_the_next_accepted_delivery_makes_one(world: World) -> None:
    make_unrecorded(world)
    world.tenant = tenant("employee_id", policy={"absent_after_files": 2})
    refuse(world)
    world.next_day()
    world.sync(ROSTER, approve=True)
    assert identities(world) == ["employee_id"]
    world.tenant = tenant("email", policy={"absent_after_files": 3})
    refusal(world)
