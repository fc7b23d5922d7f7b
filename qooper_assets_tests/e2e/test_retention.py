"""Raw files and hashes of their lines are deleted after the tenant's period; nothing else changes (R13)."""

from datetime import timedelta
from pathlib import Path

import pytest

from qooper_assets import stages
from qooper_assets.core.errors import DeliveryError, StateError
from qooper_assets.core.feed import NotDelivered, RawFile
from qooper_assets.core.retention import Deletion, Purge
from qooper_assets.core.roster import Roster
from qooper_assets.stages.landing import refuse_older
from qooper_assets.stages.purging import purge
from qooper_assets_tests.worlds import HEADER, World, a_file, a_row, a_tenant, people

SECRET = b"078-05-1120"


def deliver_days(world: World, days: int) -> list[RawFile]:
    """Sync on consecutive days; each file has a column that is not mapped."""
    raws = []
    for day in range(days):
        rows = [f"{row},{SECRET.decode()}" for row in people(5 + day)]
        change_set = world.plan(a_file(*rows, header=f"{HEADER},SSN"))
        if change_set.breaches:
            world.approve(change_set)
        world.apply(change_set)
        raws.append(world.runtime.artifacts.load("raw_file", RawFile, "acme", change_set.partition))
        world.next_day()
    return raws


def files_with(folder: Path, content: bytes) -> int:
    return sum(content in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_r13_o04_raw_files_are_deleted_and_runs_go_on_as_before(tmp_path: Path) -> None:
    world = World(tmp_path, a_tenant(retention={"raw_days": 2}))
    artifacts, runtime = world.runtime.artifacts, world.runtime
    raws = deliver_days(world, 4)
    assert files_with(tmp_path, SECRET) == 4
    planned = purge(runtime, world.tenant, "purge-0", is_dry_run=True)
    assert (planned.files, files_with(tmp_path, SECRET)) == (6, 4)

    done = purge(runtime, world.tenant, "purge-1")
    assert done == planned.model_copy(update={"run_id": "purge-1", "is_dry_run": False})
    assert done.partitions == ("2026-03-02", "2026-03-03", "2026-03-04") and done.kept is None
    assert artifacts.find("purge", Purge, "acme", done.partition) == done
    assert files_with(tmp_path, SECRET) == 1
    rosters = [artifacts.load("roster", Roster, "acme", raw.partition) for raw in raws]
    assert [artifacts.exists(one.lines_location) for one in rosters] == [False, False, False, True]
    assert all(artifacts.exists(one.location) for one in rosters)
    assert purge(runtime, world.tenant, "purge-2").deletions == ()

    said = stages.land(runtime, world.tenant, raws[0].partition, "run-past")
    assert isinstance(said, NotDelivered)
    assert "was deleted on 2026-03-06, after 2 days (retention.raw_days)" in said.note
    with pytest.raises(StateError, match="was deleted on 2026-03-06") as gone:
        stages.normalize(runtime, world.tenant, raws[0], "run-past")
    assert gone.value.code == "artifact_missing"

    world.clock.sleep(timedelta(days=30).total_seconds())  # the newest accepted one is older than the period
    kept = purge(runtime, world.tenant, "purge-3")
    assert (kept.deletions, kept.kept) == ((), raws[3].partition)
    stat = raws[3].remote_file.model_copy(update={"modified_at": world.clock.at - timedelta(days=90)})
    older = raws[3].model_copy(update={"sha256": "0" * 64, "remote_file": stat})
    with pytest.raises(DeliveryError, match="older_than_accepted"):  # F12 still compares the times
        refuse_older(runtime, world.tenant, older)
    rows = [f"{row},{SECRET.decode()}" for row in people(9)]
    change_set = world.plan(a_file(*rows, header=f"{HEADER},SSN"))
    assert change_set.counts == {"CREATE new_in_roster": 1}


def test_r13_a_purge_that_is_killed_is_finished_by_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, a_tenant(retention={"raw_days": 1}))
    runtime, tenant = world.runtime, world.tenant
    raws = deliver_days(world, 3)
    deleted: list[str] = []

    def delete_one(key: str) -> None:
        if deleted:
            raise KeyboardInterrupt
        deleted.append(key)
        (tmp_path / "artifacts" / key).unlink()

    with monkeypatch.context() as killed:
        killed.setattr(runtime.artifacts, "delete", delete_one)
        with pytest.raises(KeyboardInterrupt):
            purge(runtime, tenant, "purge-1")
    receipt = runtime.artifacts.load("purge", Purge, "acme", str(world.today))
    assert (receipt.run_id, receipt.files) == ("purge-1", 4)

    world.clock.sleep(120)
    with runtime.ledger.leases.hold("acme", "a run"):
        before = files_with(tmp_path, SECRET)
        with pytest.raises(StateError, match="tenant_busy"):
            purge(runtime, tenant, "purge-2")
        assert files_with(tmp_path, SECRET) == before
    assert purge(runtime, tenant, "purge-3").files == 3
    first = runtime.artifacts.load("raw_deleted", Deletion, "acme", raws[0].partition)
    assert (first.files, first.deleted_at) == (2, receipt.purged_at)
    assert files_with(tmp_path, SECRET) == 1


def test_r13_d03_open_rows_of_a_delta_file_outlive_it(tmp_path: Path) -> None:
    """Their file is deleted all the same: they stay listed, and are not judged again."""
    document = a_tenant().model_dump(mode="json", exclude_defaults=True)
    document["feed"]["coverage"] = "delta"
    document["retention"] = {"raw_days": 1}
    world = World(tmp_path, a_tenant(feed=document["feed"], retention={"raw_days": 1}))
    world.sync(a_file(*people(3), a_row("00009", status="away")), approve=True)
    world.next_day()
    world.sync(a_file(a_row("00004")))
    world.next_day()
    assert purge(world.runtime, world.tenant, "purge-1").partitions == ("2026-03-02",)
    document["mapping"]["status"]["values"]["away"] = "active"
    world.tenant = a_tenant(feed=document["feed"], mapping=document["mapping"])
    change_set = world.plan(a_file(a_row("00005")))
    roster = world.runtime.artifacts.load("roster", Roster, "acme", change_set.partition)
    assert {"rows_open", "rows_not_judged_again"} <= {warning.code for warning in roster.warnings}
    assert change_set.counts["CREATE new_in_roster"] == 1
