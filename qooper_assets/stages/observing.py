"""Observe: read every account, and prove that it is every account.

Belongs here: the order of that. Does not: the proof (`core/snapshot.py`).
"""

from qooper_assets.core import snapshot
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.accounts import stage_accounts
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.stages.runtime import Edges


def observe(edges: Edges, tenant: Tenant, partition: str, run_id: str) -> Snapshot:
    """Read every account, and prove that it is every account. Raises `TargetError` target_listing."""
    previous = edges.artifacts.find("qooper_snapshot", Snapshot, tenant.tenant, partition)
    last = edges.ledger.deliveries.last(tenant.tenant)
    with (
        edges.scratch() as scratch,
        open_engine(scratch, tenant.feed.limits) as engine,
        edges.target(tenant) as target,
    ):
        # Before anything is read: an apply that ends meanwhile moves it, and what was read is not believed.
        links_version = edges.ledger.links.revision(tenant.tenant)
        announced_before = target.count()
        taken_at = edges.clock.now()
        stage_accounts(engine, target.list_accounts(), attribute_names(tenant))
        engine.table("links", edges.ledger.links.all(tenant.tenant))
        read = engine.value("select count(*) from listed")
        snapshot.prove_complete(
            announced_before=announced_before,
            announced_after=target.count(),
            read=read,
            distinct=engine.distinct("account_id", "listed"),
            linked=engine.value("select count(*) from links"),
            read_last_time=previous.accounts if previous else (last.accounts if last else None),
        )
        observed = Snapshot(
            tenant=tenant.tenant,
            partition=partition,
            run_id=run_id,
            taken_at=taken_at,
            complete=True,
            accounts=read,
            active_accounts=engine.value("select count(*) from listed where status <> 'deactivated'"),
            links_version=links_version,
            location=edges.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "accounts.parquet"
            ),
            vanished_location=edges.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "vanished.parquet"
            ),
        )
        engine.write("observe/correlated", scratch / "accounts")
        engine.write("observe/vanished", scratch / "vanished")
        edges.artifacts.adopt(scratch / "accounts", observed.location)
        edges.artifacts.adopt(scratch / "vanished", observed.vanished_location)
        edges.artifacts.save("qooper_snapshot", observed, scratch)
    return observed
