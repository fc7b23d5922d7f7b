"""The job that purges every tenant: one that fails does not keep the others (R13)."""

from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from qooper_assets.core.retention import Purge
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import retention, tags
from qooper_assets.defs.build import build_definitions
from qooper_assets.edges.system import state_full
from qooper_assets.stages import Runtime
from qooper_assets.stages.purging import purge
from qooper_assets_tests.worlds import World, a_file, a_tenant, people


def test_r13_the_job_deletes_reports_on_each_partition_and_no_tenant_keeps_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    tenants = [
        world.tenant,
        a_tenant(tenant="globex"),
        a_tenant(tenant="initech", retention={"raw_days": 40}),
    ]
    for world.tenant in tenants:
        raw = world.deliver(a_file(*people(2)))
    damaged = tmp_path / "artifacts" / "acme" / raw.partition / "run-1" / "raw_file.json"
    damaged.write_text("{")  # it does not keep the file
    world.clock.sleep(timedelta(days=30).total_seconds())
    job = build_definitions(tenants, world.runtime).resolve_job_def("qooper_retention")
    with dg.instance_for_test() as instance:
        with world.runtime.ledger.leases.hold("globex", "another run"):
            done = job.execute_in_process(instance=instance)
        assert tags_of(instance, done) == ("succeeded", None)
        shown = [
            (event.asset_key.path[0], event.asset_observation_data.asset_observation.partition)
            for event in done.all_events
            if event.is_asset_observation and event.asset_key
        ]
        assert shown == [("acme", raw.partition)]

        def refuse(runtime: Runtime, tenant: Tenant, run_id: str) -> Purge:
            if tenant.tenant == "acme":
                raise state_full("the artifacts", "here")
            return purge(runtime, tenant, run_id)

        monkeypatch.setattr(retention, "purge", refuse)
        failed = job.execute_in_process(instance=instance, raise_on_error=False)
        assert tags_of(instance, failed) == ("failed", "state_full")
    left = [path.parts[-5] for path in (tmp_path / "artifacts").rglob("*.csv")]
    assert left == ["initech"]


def tags_of(instance: dg.DagsterInstance, done: dg.ExecuteInProcessResult) -> tuple[str | None, str | None]:
    run = instance.get_run_by_id(done.run_id)
    assert run is not None
    return run.tags.get(tags.RESULT_TAG), run.tags.get(tags.CODE_TAG)
