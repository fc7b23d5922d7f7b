"""An old server allowed by exception is reported wherever its connection is shown, each time (F18)."""

from pathlib import Path

import dagster as dg
import pytest

from qooper_assets.cli import connection_test
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.in_process import run_sync
from qooper_assets_tests.contract.ssh_servers import ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import SftpWorld
from qooper_assets_tests.worlds import World, a_file, people

WEAK = ("diffie-hellman-group14-sha1", "aes128-cbc")
OLD = {"options": {"kex_algs": [WEAK[0]], "encryption_algs": [WEAK[1]]}}
pytestmark = pytest.mark.filterwarnings("ignore:Diffie-Hellman over finite fields")  # asyncssh's own


@pytest.mark.parametrize(("options", "weak"), [(OLD, ", ".join(WEAK)), ({}, None)], ids=["old", "new"])
def test_a_run_and_test_connection_report_weak_algorithms_only_where_they_are_used_f18(
    tmp_path: Path, options: dict[str, object], weak: str | None
) -> None:
    (tmp_path / "world").mkdir()
    with ssh_server(tmp_path / "server", **options) as server, dg.DagsterInstance.ephemeral() as instance:
        customer = SftpWorld(World(tmp_path / "world"), server)
        customer.put(a_file(*people(3)))
        customer.set_feed(allow_weak=WEAK)
        world = customer.world
        step = next(s for s in connection_test.examine(world.runtime, world.tenant) if s.name == "algorithms")
        definitions = build_definitions([world.tenant], world.runtime)
        result = run_sync(definitions, instance, "acme", world.today.isoformat(), trigger="test")
        logged = [entry.user_message for entry in instance.all_logs(result.run_id)]
    (landed,) = result.asset_materializations_for_node("acme__raw_file")
    shown = landed.metadata.get("weak algorithms")
    assert (shown.value if shown else None) == weak
    assert any(f"the connection used {weak}" in message for message in logged) == bool(weak)
    assert step.ok and step.warns == bool(weak)
    assert (f"allowed by feed.allow_weak: {weak}." in step.detail) == bool(weak)
