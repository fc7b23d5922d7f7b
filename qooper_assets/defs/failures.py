"""The one place where our errors become Dagster failures, retried or not.

Belongs here: which of the three retry mechanisms does what. (1) An error marked as retryable is
retried within its run, here. (2) A run whose process died is restarted by the instance (`run_retries`
in dagster.yaml, crashes only). (3) Everything else waits for the next schedule. Does not: the wording
of an error (`core/errors.py`). A bug is not translated, and not retried.
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
    """How often a retryable error is retried, and after what delay, which doubles each time."""

    retries_max: int = 2
    delay_seconds: float = 35
    """Both delays together outlast a lease of `edges/ledger/`, so that of a dead run has expired."""


def tag_result(context: dg.AssetExecutionContext, result: Result, code: str | None = None) -> None:
    """Tag the run with its result, for the list of runs and for alerts."""
    tags = {RESULT_TAG: result.value} | ({CODE_TAG: code} if code else {})
    context.instance.add_run_tags(context.run.run_id, tags)


@contextmanager
def translated(
    context: dg.AssetExecutionContext, runtime: Runtime, tenant: Tenant, retries: Retries
) -> Iterator[None]:
    """Translate the errors of a stage. The last attempt is recorded in the ledger and on the run.

    Neither the failure nor its traceback has a chained exception, because Dagster stores all of it.
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
        context.log.warning(f"{error} Retrying in {wait_seconds:g} s.")
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
    except Exception as unrecorded:  # noqa: BLE001 - report the first error, even if it is the ledger's
        metadata["not recorded in the ledger"] = type(unrecorded).__name__
    return dg.Failure(description=str(error), metadata=metadata, allow_retries=False)
