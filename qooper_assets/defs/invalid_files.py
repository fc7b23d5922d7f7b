"""What Dagster shows of a tenant file that is not valid: one red asset in the tenant's group, and its jobs,
which only fail.

None of it knows an earlier version of the file, so the tenant can't run with old settings: a run that was
queued before, or that somebody repeats, finds a job of the same name and steps of the same names, and fails
with the problems of the file.

Belongs here: that asset, its check, its jobs, and the sensor that turns the check red without a run. Does
not: what is wrong with a file (`edges/tenant_files.py`).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import dagster as dg

from qooper_assets.core.errors import Result
from qooper_assets.core.tenant.base import Named
from qooper_assets.defs import checks, tags
from qooper_assets.defs.automation import NOUNS, approve_job_name
from qooper_assets.defs.failures import Retries, translated
from qooper_assets.edges.tenant_files import InvalidFile
from qooper_assets.stages import Runtime

TENANT_FILE, VALID = "tenant_file", "valid"
CHECKED_SECONDS = 30
"""Interval between two ticks of the sensor."""


def asset(file: InvalidFile, retries: Retries) -> dg.AssetsDefinition:
    """The red asset. To materialize it fails."""

    @dg.asset(
        key=_key(file),
        group_name=file.tenant,
        tags={tags.TENANT_TAG: file.tenant},
        kinds={"yaml"},
        description=_describe(file),
    )
    def tenant_file(context: dg.AssetExecutionContext, runtime: dg.ResourceParam[Runtime]) -> None:
        with translated(context, runtime, file, retries):
            raise file.error

    assert isinstance(tenant_file, dg.AssetsDefinition)
    return tenant_file


def check(file: InvalidFile) -> dg.AssetChecksDefinition:
    """The check of the red asset, for a person who executes it: it repeats its verdict."""
    spec = dg.AssetCheckSpec(VALID, asset=_key(file), description="The tenant file can be loaded.")

    @dg.op(name=f"{file.tenant}__checks", out={VALID: dg.Out(dg.Nothing)})
    def repeat(context: dg.OpExecutionContext) -> Any:
        tags.started(context.instance, context.run, file)
        yield dg.Output(None, VALID)
        yield verdict(file)
        if len(context.job_def.nodes) == 1:
            tags.ended(context.instance, context.run.run_id, Result.NOOP)

    made: dg.AssetChecksDefinition = dg.AssetChecksDefinition.create(
        keys_by_input_name={}, node_def=repeat, check_specs_by_output_name={VALID: spec}, can_subset=False
    )
    return made


def jobs(file: InvalidFile, retries: Retries) -> list[dg.JobDefinition]:
    """The jobs of a tenant, with its steps. Each fails in its first step, whatever its config."""
    nodes = [_step(file, noun, retries) for noun in NOUNS]  # shared: Dagster wants one op per name
    steps = {
        f"{file.tenant}_sync": nodes,
        approve_job_name(file): nodes[-1:],
        f"{file.tenant}_reject": [_step(file, "reject", retries)],
    }
    return [_job(file, name, nodes) for name, nodes in steps.items()]


def _job(file: InvalidFile, name: str, nodes: Sequence[dg.OpDefinition]) -> dg.JobDefinition:
    after = {node.name: {"after": dg.DependencyDefinition(earlier.name)} for earlier, node in pairwise(nodes)}
    return dg.GraphDefinition(name, node_defs=nodes, dependencies=after).to_job(
        description=_describe(file), tags={tags.TENANT_TAG: file.tenant}
    )


def _step(file: InvalidFile, noun: str, retries: Retries) -> dg.OpDefinition:
    @dg.op(
        name=f"{file.tenant}__{noun}",
        ins={"after": dg.In(dg.Nothing)},
        out=dg.Out(dg.Nothing),
        config_schema=dg.Field(dict, is_required=False),
    )
    def step(context: dg.OpExecutionContext, runtime: dg.ResourceParam[Runtime]) -> None:
        with translated(context, runtime, file, retries):
            raise file.error

    assert isinstance(step, dg.OpDefinition)
    return step


def sensor(files: Sequence[InvalidFile]) -> dg.SensorDefinition:
    """The sensor that reports the check of each invalid file as failed, so that it is red without a run."""

    @dg.sensor(
        name="qooper_tenant_files",
        minimum_interval_seconds=CHECKED_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Reports tenant files that are not valid. Starts no run.",
    )
    def qooper_tenant_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        new = [file for file in files if not _is_reported(context.instance, file)]
        return dg.SensorResult(
            asset_events=[verdict(file) for file in new],
            skip_reason=f"{len(files)} tenant files are not valid, {len(new)} of them not reported before.",
        )

    return qooper_tenant_files


def _is_reported(instance: dg.DagsterInstance, file: InvalidFile) -> bool:
    last = checks.latest(instance, dg.AssetCheckKey(_key(file), VALID))
    return last is not None and not last.passed and last.description == verdict(file).description


def verdict(file: InvalidFile) -> dg.AssetCheckEvaluation:
    """Red, with every problem of the file."""
    return dg.AssetCheckEvaluation(
        asset_key=_key(file),
        check_name=VALID,
        passed=False,
        description=_describe(file),
        metadata={"code": file.error.code},
    )


def _key(file: Named) -> dg.AssetKey:
    return dg.AssetKey([file.tenant, TENANT_FILE])


def _describe(file: InvalidFile) -> str:
    """The problems as Markdown, each on a line of its own."""
    first, *problems = str(file.error).splitlines()
    return "\n".join([first, "", *(f"- {problem}" for problem in problems)])
