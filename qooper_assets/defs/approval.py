"""The two decisions about a held change set, as Dagster shows them: what a person fills in, the reject job,
and partitions that are closed outside a run of their own.

Belongs here: run config, and what is shown once a change set is decided or superseded. Does not: whether a
decision is allowed (`core/lifecycle.py`), or its effects (`stages/recording.py`).
"""

from collections.abc import Callable

import dagster as dg

from qooper_assets.core.approval import Approval
from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import GuardrailBreach
from qooper_assets.core.lifecycle import Recorded, State
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.defs import checks, metadata, tags
from qooper_assets.defs.automation import pool
from qooper_assets.defs.failures import Retries, translated
from qooper_assets.stages import Runtime, recording


class ApproveConfig(dg.Config):
    """The decision of an approver. Dagster stores it with the run."""

    change_set_id: str
    """Id of the held change set; 8 digits are enough."""
    approved_by: str
    """Your name, recorded as typed."""
    reason: str
    """Why it is right to exceed the limits this time."""


class ApplyConfig(dg.Config):
    """What `applied_changes` is launched with."""

    approval: ApproveConfig | None = None
    """None in a run that approves nothing, such as a scheduled one."""


class RejectConfig(dg.Config):
    """The decision of somebody who rejects. Dagster stores it with the run."""

    change_set_id: str
    """Id of the held change set; 8 digits are enough."""
    rejected_by: str
    """Your name, recorded as typed."""
    reason: str
    """Why none of these changes is to be made."""


def approve(
    context: dg.AssetExecutionContext, runtime: Runtime, tenant: Tenant, config: ApplyConfig
) -> Recorded:
    """Record the approval that a run was launched for. Raises what `recording.approve` raises."""
    decision = config.approval
    if decision is None or not decision.change_set_id.strip():
        raise GuardrailBreach(
            "approval_incomplete",
            "the run config names no change set.",
            where=tenant.tenant,
            remedy="Follow the link `approve` of the guardrails check, or fill in change_set_id, approved_by"
            " and reason.",
        )
    record = context.instance.get_run_record_by_id(context.run.run_id)
    recorded = recording.approve(
        runtime,
        tenant,
        context.partition_key,
        decision.change_set_id.strip(),
        decision.approved_by,
        decision.reason,
        launched_at=record.create_timestamp if record else None,
        has_waited=context.retry_number > 0,
    )
    tags.decided(context.instance, recorded.change_set, tags.Decision.APPROVED, context.run.run_id)
    return recorded


def reject_job(tenant: Tenant, retries: Retries) -> dg.JobDefinition:
    """The job that rejects a held change set: nothing is written, and its changes are not proposed again."""

    @dg.op(name=f"{tenant.tenant}__reject", pool=pool(tenant))
    def reject(
        context: dg.OpExecutionContext, config: RejectConfig, runtime: dg.ResourceParam[Runtime]
    ) -> None:
        run_id = context.run.run_id
        with translated(context, runtime, tenant, retries):
            found = runtime.ledger.change_sets.find(tenant.tenant, config.change_set_id.strip()).change_set
            receipt = recording.decline(runtime, tenant, found, config.rejected_by, config.reason, run_id)
            tags.decided(context.instance, found, tags.Decision.DECLINED, run_id)
            tags.ended(context.instance, run_id, receipt.result)
            note = f"Rejected by {config.rejected_by.strip()}: {config.reason.strip()}"
            checks.report_guardrails(context, runtime, tenant, note)
            close_partition(context.log_event, receipt, more={"decision": note})

    @dg.job(
        name=f"{tenant.tenant}_reject",
        description=(
            "Reject a held change set: fill in its id, your name and a reason, launch. Nothing is written,"
            " and the same changes are not proposed again. The guardrail check of `change_set` links here."
        ),
        tags={tags.TENANT_TAG: tenant.tenant},
    )
    def job() -> None:
        reject()

    return job


def close_partition(
    report: Callable[[dg.AssetMaterialization], None],
    receipt: Receipt,
    approval: Approval | None = None,
    *,
    more: dict[str, str] | None = None,
) -> None:
    """Materialize `applied_changes` of a partition outside a run of that partition, so that it is not missing
    forever: its change set was superseded, rejected, or finished by a later run."""
    report(
        dg.AssetMaterialization(
            asset_key=[receipt.tenant, "applied_changes"],
            partition=receipt.partition,
            description=receipt.note or None,
            metadata={**metadata.of_receipt(receipt, approval), **(more or {})},
        )
    )


def note_of(recorded: Recorded, approval: Approval | None) -> str:
    """Why nothing waits for a decision, for the guardrails check."""
    if approval is not None:
        return f"Approved by {approval.person}: {approval.reason}"
    match recorded.state:
        case State.CLEARED | State.APPLYING | State.APPLIED:
            return "Within every limit."
        case State.DECLINED:
            return "Rejected, and not proposed again."
        case state:
            return f"The last change set is {state}: nobody has to decide."
