"""A partition is planned again, by hand, with a snapshot that an apply has overtaken."""

from qooper_assets import stages
from qooper_assets_tests.worlds import World, a_file, a_row, people


def test_who_was_created_since_the_snapshot_is_not_created_again(live: World) -> None:
    """AP07: the links of today count, whatever the accounts were when they were read."""
    raw = live.deliver(a_file(*people(40), a_row("00041")))
    roster = stages.normalize(live.edges, live.tenant, raw, raw.run_id)
    snapshot = stages.observe(live.edges, live.tenant, raw.partition, raw.run_id)
    assert live.sync(a_file(*people(40), a_row("00041"))).applied == {"CREATE": 1}
    planned = stages.plan(live.edges, live.tenant, raw, roster, snapshot, "again")
    assert planned.counts == {}


def test_links_of_the_snapshot_count_where_nothing_was_applied_since(live: World) -> None:
    """They are read from it, and are what the ledger has."""
    raw = live.deliver(a_file(*people(40), a_row("00041")))
    roster = stages.normalize(live.edges, live.tenant, raw, raw.run_id)
    snapshot = stages.observe(live.edges, live.tenant, raw.partition, raw.run_id)
    assert snapshot.links_version == live.edges.ledger.links_version("acme")
    planned = stages.plan(live.edges, live.tenant, raw, roster, snapshot, "again")
    assert planned.counts == {"CREATE new_in_roster": 1}
