"""Observe: read every account, and prove that none is missing.

Belongs here: the order of these steps. Does not: the proof (`core/snapshot.py`), or any write: it gets an
`AccountReader`.
"""

from qooper_assets.core import snapshot
from qooper_assets.core.errors import StateError, TargetError
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.accounts import stage_accounts
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.edges.targets.target import AccountReader
from qooper_assets.stages.runtime import Runtime

READS_MAX = 3
"""How often the accounts are read if another run writes them in the meantime."""


def observe(runtime: Runtime, tenant: Tenant, partition: str, run_id: str) -> Snapshot:
    """Read every account, and prove that none is missing.

    If another run of ours writes accounts in the meantime, they are read again. Raises `TargetError`
    target_listing if the listing is not complete, and `StateError` tenant_busy if the other run goes on.
    """
    for _ in range(READS_MAX):
        # Before anything is read: an apply that ends meanwhile changes it, and what was read is discarded.
        revision = runtime.ledger.links.revision(tenant.tenant)
        try:
            return _observe(runtime, tenant, partition, run_id, revision)
        except TargetError as error:
            if error.code != "target_listing" or not _is_overtaken(runtime, tenant, revision):
                raise
    raise StateError(
        "tenant_busy",
        f"another run wrote accounts each of the {READS_MAX} times that they were read.",
        where=tenant.tenant,
        remedy="This run wrote nothing; run again when the other one has ended.",
        retryable=True,
    )


def stage_all_accounts(
    engine: Engine,
    runtime: Runtime,
    tenant: Tenant,
    accounts: AccountReader,
    read_last_time: int | None = None,
) -> int:
    """Make `listed` and `links`; returns the number of accounts, none of which is missing.

    `read_last_time` is that of the partition's earlier run; without one, the last accepted delivery's counts.
    Raises `TargetError` target_listing.
    """
    last = runtime.ledger.deliveries.last(tenant.tenant)
    if read_last_time is None and last:
        read_last_time = last.accounts
    announced_before = accounts.count()
    engine.expect(announced_before)
    stage_accounts(engine, accounts.list_accounts(), attribute_names(tenant))
    engine.table("links", runtime.ledger.links.all(tenant.tenant))
    read = int(engine.value("select count(*) from listed"))
    snapshot.prove_complete(
        announced_before=announced_before,
        announced_after=accounts.count(),
        read=read,
        distinct=engine.distinct("account_id", "listed"),
        linked=engine.value("select count(*) from links"),
        read_last_time=read_last_time,
    )
    return read


def _is_overtaken(runtime: Runtime, tenant: Tenant, revision: str) -> bool:
    """Another run has changed links since then, or holds the lease and may be writing."""
    ledger = runtime.ledger
    return ledger.links.revision(tenant.tenant) != revision or ledger.leases.is_held(tenant.tenant)


def _observe(runtime: Runtime, tenant: Tenant, partition: str, run_id: str, revision: str) -> Snapshot:
    previous = runtime.artifacts.find("qooper_snapshot", Snapshot, tenant.tenant, partition)
    with (
        runtime.scratch() as scratch,
        open_engine(scratch, tenant.feed.limits) as engine,
        runtime.account_reader(tenant) as accounts,
    ):
        taken_at = runtime.clock.now()
        read = stage_all_accounts(engine, runtime, tenant, accounts, previous.accounts if previous else None)
        observed = Snapshot(
            tenant=tenant.tenant,
            partition=partition,
            run_id=run_id,
            taken_at=taken_at,
            complete=True,
            accounts=read,
            active_accounts=engine.value("select count(*) from listed where status <> 'deactivated'"),
            links_version=revision,
            location=runtime.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "accounts.parquet"
            ),
            vanished_location=runtime.artifacts.key(
                tenant.tenant, partition, run_id, "qooper_snapshot", "vanished.parquet"
            ),
        )
        engine.write("observe/correlated", scratch / "accounts")
        engine.write("observe/vanished", scratch / "vanished")
        runtime.artifacts.adopt(scratch / "accounts", observed.location)
        runtime.artifacts.adopt(scratch / "vanished", observed.vanished_location)
        runtime.artifacts.save("qooper_snapshot", observed, scratch)
    return observed
