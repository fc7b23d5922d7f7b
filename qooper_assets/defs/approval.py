"""The run config of an approval, and partitions that are closed outside a run of their own.

Belongs here: what an approver fills in, and what Dagster shows for a change set that is never applied. Does
not: whether a decision is allowed (`core/lifecycle.py`), or its effects (`stages/recording.py`).
"""

import dagster as dg

from qooper_assets.core.changes import ChangeSet, Receipt
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import checks, metadata
from qooper_assets.stages import Runtime, recording


class ApplyConfig(dg.Config):
    """The decision of an approver; empty in a scheduled run. Dagster stores it with the run."""

    change_set_id: str = ""
    """Id of the held change set; 8 digits are enough."""
    approved_by: str = ""
    """Your name, recorded as typed."""
    reason: str = ""
    """Why it is right to exceed the limits this time."""


def decline(
    runtime: Runtime,
    instance: dg.DagsterInstance,
    tenant: Tenant,
    change_set: ChangeSet,
    person: str,
    reason: str,
    run_id: str,
) -> Receipt:
    """Decline a held change set, and close its partition. Raises what `recording.decline` raises."""
    receipt = recording.decline(runtime, tenant, change_set, person, reason, run_id)
    close_partition(instance, receipt)
    checks.decided(instance, change_set, f"declined by {person}")
    return receipt


def close_partition(instance: dg.DagsterInstance, receipt: Receipt) -> None:
    """Materialize `applied_changes` of a partition outside a run of that partition, so that it is not missing
    forever: its change set was superseded, declined, or finished by a later run."""
    instance.report_runless_asset_event(
        dg.AssetMaterialization(
            asset_key=[receipt.tenant, "applied_changes"],
            partition=receipt.partition,
            description=receipt.note or None,
            metadata=metadata.of_receipt(receipt),
        )
    )
