"""The tags of a run, by which it is found in the list of runs.

Belongs here: their names, what started a run, how it ended, and what was decided about the change set that it
held. Does not: how a run ends (`stages/`), or which error ends it (`defs/failures.py`).
"""

from collections.abc import Mapping
from enum import StrEnum

import dagster as dg

from qooper_assets.core.changes import ChangeSet
from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.base import Named

TENANT_TAG, TRIGGER_TAG = "qooper/tenant", "qooper/trigger"
RESULT_TAG, CODE_TAG = "qooper/result", "qooper/code"
CHANGE_SET_TAG = "qooper/change_set"
"""The first digits of the id of the change set that the run planned."""
DECISION_TAG, DECIDED_BY_TAG = "qooper/decision", "qooper/decided_by_run"
"""Of a run that held a change set: what was decided about it, and the run that did it."""
SUPERSEDED_TAG = "qooper/superseded"
RUNNING, NONE = "running", "none"
"""What replaces the tags that a repeated run has from the run that it repeats: Dagster can't remove a tag."""
COPIED = {RESULT_TAG: RUNNING, CODE_TAG: NONE, DECISION_TAG: NONE, DECIDED_BY_TAG: NONE, SUPERSEDED_TAG: NONE}
REPEATED_RUN_TAGS = ("dagster/parent_run_id", "dagster/root_run_id")
"""Dagster's tags for the run that a run repeats, and for the first of them."""
RETRY_TAG, BACKFILL_TAG, MAX_RETRIES_TAG = "dagster/retry_number", "dagster/backfill", "dagster/max_retries"


class Decision(StrEnum):
    """What became of a held change set."""

    APPROVED = "approved"
    DECLINED = "declined"
    SUPERSEDED = "superseded"


def trigger_of(job: str, tags: Mapping[str, str]) -> str:
    """Determine what started a run. A repeated run has the tags of the first one, so that is asked first."""
    if RETRY_TAG in tags:
        return "retry"
    if REPEATED_RUN_TAGS[0] in tags:
        return "re-execution"
    if job.endswith("_approve"):
        return "approval"
    if job.endswith("_reject"):
        return "rejection"
    return tags.get(TRIGGER_TAG) or ("backfill" if BACKFILL_TAG in tags else "launchpad")


def started(instance: dg.DagsterInstance, run: dg.DagsterRun, tenant: Named) -> None:
    """Tag a run with its tenant and trigger, however it was launched, and reset what it copied."""
    wanted = {TENANT_TAG: tenant.tenant, TRIGGER_TAG: trigger_of(run.job_name, run.tags)}
    if REPEATED_RUN_TAGS[0] in run.tags:
        wanted |= {tag: reset for tag, reset in COPIED.items() if tag in run.tags}
    missing = {tag: value for tag, value in wanted.items() if run.tags.get(tag) != value}
    if missing:
        instance.add_run_tags(run.run_id, missing)


def ended(instance: dg.DagsterInstance, run_id: str, result: Result, code: str | None = None) -> None:
    """Tag a run with its result, for the list of runs and for alerts."""
    instance.add_run_tags(run_id, {RESULT_TAG: result.value} | ({CODE_TAG: code} if code else {}))


def planned(instance: dg.DagsterInstance, run_id: str, change_set: ChangeSet) -> None:
    """Tag a run with the change set that it planned."""
    instance.add_run_tags(run_id, {CHANGE_SET_TAG: _short(change_set)})


def decided(instance: dg.DagsterInstance, change_set: ChangeSet, decision: Decision, run_id: str) -> None:
    """Tag the runs that held a change set with the decision, and with the run that made it."""
    of_it = {TENANT_TAG: change_set.tenant, CHANGE_SET_TAG: _short(change_set)}
    for run in instance.get_runs(dg.RunsFilter(tags=of_it)):
        is_open = run.tags.get(DECISION_TAG, NONE) == NONE
        if run.tags.get(RESULT_TAG) == Result.HELD and is_open and run.run_id != run_id:
            instance.add_run_tags(run.run_id, {DECISION_TAG: decision.value, DECIDED_BY_TAG: run_id})


def _short(change_set: ChangeSet) -> str:
    return change_set.change_set_id[:12]
