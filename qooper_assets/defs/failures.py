"""The one place where our errors become Dagster failures, retried or not.

Belongs here: which of the three retry mechanisms does what. (1) An error marked as retryable is
retried within its run, here. (2) A run whose process died is restarted by the instance (`run_retries`
in dagster.yaml, crashes only). (3) Everything else waits for the next schedule. Does not: the wording
of an error (`core/errors.py`). A bug keeps its traceback and is not retried; the run is tagged `defect`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import dagster as dg

from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.tenant.base import Named
from qooper_assets.defs import tags
from qooper_assets.defs.resources import Unopened
from qooper_assets.edges.system import disk_full_translated
from qooper_assets.stages import Runtime

DEFECT = "defect"
CODE, RESULT = "code", "result"
"""Metadata of a failed step, in which `defs/endings.py` finds them too."""
Context = dg.AssetExecutionContext | dg.OpExecutionContext


@dataclass(frozen=True)
class Retries:
    """How often a retryable error is retried, and after what delay, which doubles each time."""

    retries_max: int = 2
    delay_seconds: float = 35
    """Both delays together outlast a lease of `edges/ledger/`, so that of a dead run has expired."""


@contextmanager
def translated(
    context: Context, runtime: Runtime | Unopened, tenant: Named, retries: Retries
) -> Iterator[None]:
    """Translate the errors of a stage. The last attempt is recorded in the ledger and on the run.

    Neither the failure nor its traceback has a chained exception, because Dagster stores all of it.
    """
    try:
        with disk_full_translated(tenant.tenant):
            tags.started(context.instance, context.run, tenant)
            if isinstance(runtime, Unopened):
                raise runtime.error
            yield
    except QooperAssetsError as error:
        raise _translate(error, context, runtime, tenant, retries) from None
    except Exception as bug:
        note = (
            f"An error that we did not foresee ({type(bug).__name__}); the log of the run has its traceback."
        )
        _record(context, runtime, tenant, Result.FAILED, DEFECT, note)
        raise


def _translate(
    error: QooperAssetsError,
    context: Context,
    runtime: Runtime | Unopened,
    tenant: Named,
    retries: Retries,
) -> dg.RetryRequested | dg.Failure:
    if error.retryable and context.retry_number < retries.retries_max:
        wait_seconds = retries.delay_seconds * 2**context.retry_number
        context.log.warning(f"{error} Retrying in {wait_seconds:g} s.")
        return dg.RetryRequested(retries.retries_max, wait_seconds)
    note = " ".join(filter(None, [error.message, error.remedy]))
    unrecorded = _record(context, runtime, tenant, error.result, error.code, note)
    metadata: dict[str, Any] = {
        CODE: error.code,
        RESULT: error.result.value,
        "attempts": context.retry_number + 1,
    }
    return dg.Failure(description=str(error), metadata=metadata | unrecorded, allow_retries=False)


def _record(
    context: Context, runtime: Runtime | Unopened, tenant: Named, result: Result, code: str, note: str
) -> dict[str, str]:
    """Record how a run failed, on the run and in the ledger; returns what could not be recorded.

    What fails here must not hide the error that is reported: it may be a full disk, or the ledger itself. The
    tags that are missing then are added later (`defs/endings.py`).
    """
    unrecorded: dict[str, str] = {}
    try:
        tags.ended(context.instance, context.run.run_id, result, code)
    except Exception as untagged:  # noqa: BLE001
        unrecorded["not tagged"] = type(untagged).__name__
    try:
        if isinstance(runtime, Unopened):
            raise runtime.error
        partition = context.partition_key if context.has_partition_key else ""
        runtime.ledger.receipts.record_failure(
            tenant.tenant, partition, context.run.run_id, result, code, note
        )
    except Exception as error:  # noqa: BLE001
        unrecorded["not recorded in the ledger"] = type(error).__name__
    return unrecorded
