"""The scope of a tenant: what `normalize` keeps of its column, and what `plan` counts of it.

Belongs here: finding the values of earlier files, and running the count. Does not: what a text of the column
means (`core/scope.py`), or the limit (`core/guardrails.py`).
"""

from qooper_assets.core.errors import StateError
from qooper_assets.core.guardrails import ScopeCounts
from qooper_assets.core.records import RosterWarning
from qooper_assets.core.roster import Roster, ScopeValues
from qooper_assets.core.scope import collect_values
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.words import scope_values
from qooper_assets.stages.runtime import Runtime


def find_new_values(
    runtime: Runtime, engine: Engine, tenant: Tenant
) -> tuple[ScopeValues | None, tuple[RosterWarning, ...]]:
    """Collect the values of the scope's column, and report those that are new (S19).

    If the last accepted roster is no longer stored, or is damaged, its values are reported once more.
    """
    if tenant.scope is None:
        return None, ()
    last, roster = runtime.ledger.deliveries.last(tenant.tenant), None
    if last is not None:
        try:
            roster = runtime.artifacts.find("roster", Roster, tenant.tenant, last.partition, last.run_id)
        except StateError as error:
            if error.code not in ("artifact_missing", "artifact_damaged"):
                raise
    named, others = scope_values(engine)
    return collect_values(tenant, named, others, roster.scope if roster else None)


def count_scope(engine: Engine, tenant: Tenant) -> ScopeCounts | None:
    """Count the people of the roster by the scope; None without one."""
    if tenant.scope is None:
        return None
    engine.run("plan/scope")
    return ScopeCounts(*engine.rows(f"select {', '.join(ScopeCounts._fields)} from scope")[0])
