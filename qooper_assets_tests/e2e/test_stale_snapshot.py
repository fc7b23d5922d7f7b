"""A plan on a snapshot older than the last apply: the partition is observed and planned again."""

from qooper_assets import stages
from qooper_assets.core.feed import RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.stages import recording
from qooper_assets_tests.worlds import World, a_file, a_row, people

NEWCOMER = a_file(*people(40), a_row("00041"))


def observed(world: World) -> tuple[RawFile, Roster, Snapshot]:
    raw = world.deliver(NEWCOMER)
    roster = stages.normalize(world.runtime, world.tenant, raw, raw.run_id)
    return raw, roster, stages.observe(world.runtime, world.tenant, raw.partition, raw.run_id)


def test_people_created_since_the_snapshot_are_not_created_again(live: World) -> None:
    """AP07: today's links count, whatever the accounts were when they were read."""
    raw, roster, snapshot = observed(live)
    assert live.sync(NEWCOMER).applied == {"CREATE": 1}
    planned = recording.plan_and_record(live.runtime, live.tenant, raw, roster, snapshot, raw.run_id)
    assert planned.recorded.change_set.counts == {}


def test_a_snapshot_that_is_not_stale_is_not_read_again(live: World) -> None:
    raw, roster, snapshot = observed(live)
    assert snapshot.links_version == live.runtime.ledger.links.revision("acme")
    planned = recording.plan_and_record(live.runtime, live.tenant, raw, roster, snapshot, raw.run_id)
    assert planned.recorded.change_set.counts == {"CREATE new_in_roster": 1}
    kept = live.runtime.artifacts.load("qooper_snapshot", Snapshot, "acme", raw.partition, raw.run_id)
    assert kept.taken_at == snapshot.taken_at
