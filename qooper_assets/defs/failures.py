"""The one place where an error of ours becomes a Dagster failure that is, or is not, tried again.

Belongs here: which of the three retry mechanisms does what. (1) An error that says it is retryable
is tried again within its run, here. (2) A run whose process died is started again by the instance
(`run_retries` in dagster.yaml, crashes only). (3) Everything else waits for the next schedule. Does
not: the wording of an error (`core/errors.py`). A bug is not translated, and not tried again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.system import disk_full_translated
from qooper_assets.stages import Runtime

RESULT_TAG, CODE_TAG = "qooper/result", "qooper/code"


@dataclass(frozen=True)
class Retries:
    """How often a retryable error is tried again, and after how long; the wait doubles each time."""

    retries_max: int = 2
    delay_seconds: float = 35
    """The two waits together outlast a lease of `edges/ledger/`, so a dead run's tenant is free."""


def tag_result(context: dg.AssetExecutionContext, result: Result, code: str | None = None) -> None:
    """Say on the run how it ended, for the list of runs and for alerts."""
    tags = {RESULT_TAG: result.value} | ({CODE_TAG: code} if code else {})
    context.instance.add_run_tags(context.run.run_id, tags)


@contextmanager
def translated(
    context: dg.AssetExecutionContext, runtime: Runtime, tenant: Tenant, retries: Retries
) -> Iterator[None]:
    """Translate what a stage raises. The last attempt is recorded in the ledger and on the run.

    Neither the failure nor its traceback holds a chained exception, for Dagster stores what it is given.
    """
    try:
        with disk_full_translated(tenant.tenant):
            yield
    except QooperAssetsError as error:
        raise _translate(error, context, runtime, tenant, retries) from None


def _translate(
    error: QooperAssetsError,
    context: dg.AssetExecutionContext,
    runtime: Runtime,
    tenant: Tenant,
    retries: Retries,
) -> dg.RetryRequested | dg.Failure:
    if error.retryable and context.retry_number < retries.retries_max:
        wait_seconds = retries.delay_seconds * 2**context.retry_number
        context.log.warning(f"{error} Tried again in {wait_seconds:g} s.")
        return dg.RetryRequested(retries.retries_max, wait_seconds)
    tag_result(context, error.result, error.code)
    metadata: dict[str, str | int] = {
        "code": error.code,
        "result": error.result.value,
        "attempts": context.retry_number + 1,
    }
    try:
        runtime.ledger.receipts.record_failure(
            tenant.tenant,
            context.partition_key,
            context.run.run_id,
            error.result,
            error.code,
            " ".join(filter(None, [error.message, error.remedy])),
        )
    except Exception as unrecorded:  # noqa: BLE001 - the first error is told, be it the ledger's own
        metadata["not recorded in the ledger"] = type(unrecorded).__name__
    return dg.Failure(description=str(error), metadata=metadata, allow_retries=False)
