"""Re-key: link a tenant's people by another attribute (I35).

Belongs here: reading links and accounts, and doing what was shown, under the tenant's lease. Does not: who
fits (`core/rekeying.py`, `sql/rekey/`), or any write to Qooper: no account changes.
"""

from pathlib import Path

import polars as pl

from qooper_assets.core import rekeying
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.rekeying import NewKey, Rekeying
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import Engine, open_engine
from qooper_assets.stages.observing import stage_all_accounts
from qooper_assets.stages.runtime import Runtime

KEYS = ("email", "employee_id")
"""The attributes that are columns of their own."""


def find(runtime: Runtime, tenant: Tenant) -> Rekeying:
    """Determine what linking the tenant's people by its file's `identity` would do. Changes nothing.

    Raises `GuardrailBreach` rekeying_not_possible, and `TargetError` target_listing if the listing of the
    accounts is not complete.
    """
    before = _identity_before(runtime, tenant)
    with (
        runtime.scratch() as scratch,
        open_engine(scratch, tenant.feed.limits) as engine,
        runtime.account_reader(tenant) as accounts,
    ):
        stage_all_accounts(engine, runtime, tenant, accounts)
        engine.set(identity=tenant.identity, ids_have_decimals=True)
        value = tenant.identity if tenant.identity in KEYS else f'attributes."{tenant.identity}"'
        engine.connection.sql(f"select account_id, {value} as text from listed").create_view("account_keys")
        _load_roster_keys(engine, runtime, tenant, value, scratch)
        engine.run("rekey/new_keys")
        found = engine.rows(f"select {', '.join(NewKey._fields)} from new_keys order by external_id")
    return rekeying.sort_links(tenant, before, [NewKey(*row) for row in found])


def _load_roster_keys(engine: Engine, runtime: Runtime, tenant: Tenant, value: str, scratch: Path) -> None:
    """Make `roster_keys` from the last accepted roster; without rows if it has not that attribute, or is no
    longer stored."""
    name, last = tenant.tenant, runtime.ledger.deliveries.last(tenant.tenant)
    roster = runtime.artifacts.find("roster", Roster, name, last.partition, last.run_id) if last else None
    is_its_own = roster is not None and last is not None and roster.roster_digest == last.roster_digest
    if roster is None or not is_its_own or tenant.identity not in {*KEYS, *roster.filled}:
        engine.table("roster_keys", pl.DataFrame(schema={"external_id": pl.String, "text": pl.String}))
        return
    roster_files.load(engine, runtime.roster_files(roster, scratch))
    engine.connection.sql(f"select external_id, {value} as text from roster").create_view("roster_keys")


def rekey(
    runtime: Runtime, tenant: Tenant, shown: str, person: str, reason: str, run_id: str, *, releases: bool
) -> Rekeying:
    """Link the tenant's people by its file's `identity`, if that does exactly what was `shown`: the first
    digits of `Rekeying.rekeying_id`. With `releases`, accounts of people who do not fit are no longer ours.

    Raises what `find` and `core.rekeying.check` raise, and `StateError` tenant_busy or lease_lost.
    """
    with runtime.ledger.leases.hold(tenant.tenant, run_id) as lease:
        found = find(runtime, tenant)
        rekeying.check(found, shown, releases=releases, person=person, reason=reason)
        runtime.ledger.rekeys.rekey(lease, found, person, reason)
    return found


def _identity_before(runtime: Runtime, tenant: Tenant) -> str:
    recorded, policy_version = runtime.ledger.deliveries.identity(tenant.tenant)
    before = recorded or (policy_version and tenant.identity_at(policy_version))

    def refuse(what: str, remedy: str) -> GuardrailBreach:
        return GuardrailBreach(
            "rekeying_not_possible", what, where=f"{tenant.tenant}: identity", remedy=remedy
        )

    if policy_version is None:
        raise refuse("no file was accepted yet, so nobody is linked.", "Run a sync; nothing else is needed.")
    if before is None:
        raise refuse(
            "it is not known by which attribute people are linked.",
            "Restore the tenant file as it was, run a sync, and change the identity then.",
        )
    if before == tenant.identity:
        raise refuse(
            f"people are linked by {before}, as the tenant file says.",
            "Put the new one there first.",
        )
    if tenant.feed.coverage == "delta":
        raise refuse(
            "the rows of a delta feed are kept under the identity of each person.",
            "Ask the customer for whole files (feed.coverage: full_snapshot) before the identity changes.",
        )
    if runtime.ledger.change_sets.interrupted(tenant.tenant):
        raise refuse(
            "an interrupted change set is not finished.",
            f"Put `identity: {before}` back, run qooper-assets sync {tenant.tenant}, and change it then.",
        )
    return before
