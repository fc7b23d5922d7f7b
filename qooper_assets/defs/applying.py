"""Which change set a run of `applied_changes` is about, and how a partition ends without a write.

Belongs here: the run config of an approval, and receipts of change sets that nothing is written of.
Does not: the writing (`stages/applying.py`), or whether an approval holds (`core/guardrails.py`, the ledger).
"""

import dagster as dg

from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.errors import GuardrailBreach, Result
from qooper_assets.core.tenant import Tenant
from qooper_assets.defs import checks, metadata
from qooper_assets.stages import Edges


class ApplyConfig(dg.Config):
    """What an approver fills in; a scheduled run leaves it empty. Dagster stores it with the run."""

    change_set_id: str = ""
    """Of the held change set; 8 digits are enough."""
    approved_by: str = ""
    """Your name, recorded as typed."""
    reason: str = ""
    """Why it is right to exceed the limits this time."""


def choose(
    edges: Edges, tenant: Tenant, config: ApplyConfig, partition: str, run_id: str
) -> tuple[ChangeSet, str]:
    """The change set to settle and its state in the ledger, after the approval, if this is one.

    Raises what `Ledger.decide` raises, `approval_unknown`, or `artifact_missing`.
    """
    if not config.change_set_id:
        planned = edges.artifacts.load("change_set", ChangeSet, tenant.tenant, partition, run_id)
        state, change_set = edges.ledger.find_change_set(tenant.tenant, planned.change_set_id)
        return change_set, state
    state, change_set = edges.ledger.find_change_set(tenant.tenant, config.change_set_id)
    if change_set.partition != partition:
        raise GuardrailBreach(
            "approval_unknown",
            f"the change set {change_set.change_set_id[:12]} is of the partition "
            f"{change_set.partition}, this run is of {partition}.",
            where=tenant.tenant,
            remedy="Launch the approval for the partition of the change set.",
        )
    if state not in ("approved", "applying"):  # else it was approved, and the run that wrote was killed
        edges.ledger.decide(change_set, "approve", config.approved_by, config.reason)
        state = "approved"
    return change_set, state


def closing(edges: Edges, change_set: ChangeSet, run_id: str, result: Result, note: str) -> Receipt:
    """The receipt of a change set that nothing is written of."""
    return Receipt(
        tenant=change_set.tenant,
        partition=change_set.partition,
        run_id=run_id,
        change_set_id=change_set.change_set_id,
        result=result,
        applied={},
        failed={},
        stale=0,
        approved_by=None,
        finished_at=edges.clock.now(),
        note=note,
    )


def reject(
    edges: Edges,
    instance: dg.DagsterInstance,
    change_set: ChangeSet,
    person: str,
    reason: str,
    run_id: str,
) -> Receipt:
    """Reject a held change set: nothing is written, and the same content is not proposed again (G11).

    Raises what `Ledger.decide` raises.
    """
    edges.ledger.decide(change_set, "reject", person, reason)
    note = f"the change set {change_set.change_set_id[:12]} was rejected: nothing was written"
    receipt = closing(edges, change_set, run_id, Result.NOOP, note)
    edges.ledger.record_receipt(receipt)
    close_partition(instance, receipt)
    checks.decided(instance, change_set, f"rejected by {person}")
    return receipt


def receipt_of(edges: Edges, change_set: ChangeSet, receipts_max: int = 50) -> Receipt | None:
    """The receipt of a change set that was applied, among the tenant's last ones."""
    ended = (Result.SUCCEEDED, Result.PARTIAL, Result.NOOP)
    for row in edges.ledger.receipts(change_set.tenant, receipts_max):
        if row["change_set_id"] == change_set.change_set_id and row["result"] in ended:
            return Receipt.model_validate_json(row["document"])
    return None


def close_partition(instance: dg.DagsterInstance, receipt: Receipt) -> None:
    """Materialize `applied_changes` of a partition outside of a run of it, so that it does not stay
    white for ever: its change set was superseded, rejected, or finished by a later run."""
    instance.report_runless_asset_event(
        dg.AssetMaterialization(
            asset_key=[receipt.tenant, "applied_changes"],
            partition=receipt.partition,
            description=receipt.note or None,
            metadata=metadata.of_receipt(receipt),
        )
    )
