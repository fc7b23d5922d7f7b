"""A wrong tenant file in Dagster: it is red, it never runs with old settings, and nobody else is affected."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster._core.definitions.job_base import InMemoryJob
from dagster._core.execution.api import create_execution_plan, execute_run

from qooper_assets.defs import tags
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.in_process import QUIET
from qooper_assets.defs.metadata import approve_config, reject_config
from qooper_assets.edges.tenant_files import InvalidFile
from qooper_assets_tests.worlds import World, a_tenant

PROBLEMS = (
    "acme.yaml: feed.path: is required (line 4)",
    "acme.yaml: polici: unknown key; did you mean policy?",
)
WRONG = InvalidFile("acme", frozenset({"acme"}), PROBLEMS)
RED = dg.AssetKey(["acme", "tenant_file"])


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as opened:
        yield opened


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def location(world: World, *invalid: InvalidFile) -> dg.Definitions:
    """The code location of another tenant, next to the wrong file of acme."""
    return build_definitions([a_tenant(tenant="globex")], world.runtime, invalid=invalid or (WRONG,))


def repository(world: World, *invalid: InvalidFile) -> dg.RepositoryDefinition:
    made = location(world, *invalid).get_repository_def()
    made.load_all_definitions()  # as a code server does; it finds two steps of one name
    return made


def shows(text: str | None) -> bool:
    return text is not None and text.startswith("[tenant_file_invalid]") and all(p in text for p in PROBLEMS)


def test_the_other_tenants_are_loaded_and_the_wrong_one_is_a_group_with_one_asset(world: World) -> None:
    graph = repository(world).asset_graph
    groups = {node.key: node.group_name for node in graph.asset_nodes}
    assert [key for key, group in groups.items() if group == "acme"] == [RED]
    assert sum(group == "globex" for group in groups.values()) == 7
    assert shows(graph.get(RED).description)


def test_the_wrong_one_has_no_schedule_and_no_arrival_sensor_and_its_jobs_keep_their_names(
    world: World,
) -> None:
    of = repository(world)
    assert [each.name for each in of.schedule_defs] == [
        "globex_schedule",
        "qooper_retention_schedule",
    ]
    assert {each.name for each in of.sensor_defs} == {
        "qooper_endings",
        "qooper_tenant_files",
        "globex_arrival",
    }
    jobs = {name for name in of.job_names if not name.startswith("__")}
    verbs = ("sync", "approve", "reject")
    assert jobs == {f"{name}_{verb}" for name in ("acme", "globex") for verb in verbs} | {"qooper_retention"}


QUEUED = [
    ("acme_sync", {}),
    ("acme_approve", approve_config("acme", "0123abcd", "Ada", "checked")),
    ("acme_reject", reject_config("acme", "0123abcd", "Ada", "a test export")),
]


@pytest.mark.parametrize(("name", "config"), QUEUED)
def test_a_run_that_was_queued_while_the_file_was_right_fails_with_its_problems(
    name: str, config: dict[str, Any], world: World, instance: dg.DagsterInstance
) -> None:
    right = build_definitions([world.tenant], world.runtime).resolve_job_def(name)
    queued = instance.create_run_for_job(
        job_def=right,
        execution_plan=create_execution_plan(right, run_config=config),
        run_config=config | QUIET,
        tags={"dagster/partition": world.today.isoformat()} if name != "acme_reject" else {},
    )
    ended = execute_run(InMemoryJob(location(world).resolve_job_def(name)), queued, instance)
    (failed,) = ended.filter_events(lambda event: event.is_step_failure)
    said = failed.step_failure_data.user_failure_data
    assert said is not None and said.description is not None
    assert all(problem in said.description for problem in PROBLEMS)
    run = instance.get_run_by_id(queued.run_id)
    assert run is not None
    assert (run.tags[tags.RESULT_TAG], run.tags[tags.CODE_TAG]) == ("failed", "tenant_file_invalid")
    recorded = world.runtime.ledger.receipts.recent("acme")
    assert [(each.run_id, each.code) for each in recorded] == [(queued.run_id, "tenant_file_invalid")]


@pytest.mark.parametrize(("name", "config"), QUEUED)
def test_its_jobs_fail_with_its_problems_even_without_a_config(
    name: str, config: dict[str, Any], world: World, instance: dg.DagsterInstance
) -> None:
    for given in (config, {}):
        ended = (
            location(world)
            .resolve_job_def(name)
            .execute_in_process(instance=instance, run_config=given | QUIET, raise_on_error=False)
        )
        assert not ended.success
        assert "tenant_file_invalid" in {
            run.tags[tags.CODE_TAG] for run in instance.get_runs(dg.RunsFilter(run_ids=[ended.run_id]))
        }


def test_to_materialize_the_red_asset_fails_with_its_problems(
    world: World, instance: dg.DagsterInstance
) -> None:
    job = location(world).resolve_implicit_global_asset_job_def()
    ended = job.execute_in_process(
        instance=instance, asset_selection=[RED], run_config=QUIET, raise_on_error=False
    )
    assert not ended.success
    assert instance.get_latest_materialization_event(RED) is None
    (failed,) = ended.filter_events(lambda event: event.is_step_failure)
    assert all(problem in str(failed.step_failure_data.user_failure_data) for problem in PROBLEMS)


def tick(world: World, instance: dg.DagsterInstance, *invalid: InvalidFile) -> list[dg.AssetCheckEvaluation]:
    """Evaluate the sensor once, and store what it reports as the daemon would."""
    sensor = repository(world, *invalid).get_sensor_def("qooper_tenant_files")
    context = dg.build_sensor_context(instance=instance, repository_def=repository(world, *invalid))
    reported = sensor.evaluate_tick(context)
    assert not reported.run_requests
    for event in reported.asset_events:
        assert isinstance(event, dg.AssetCheckEvaluation)
        instance.report_runless_asset_event(event)
    return [event for event in reported.asset_events if isinstance(event, dg.AssetCheckEvaluation)]


def test_the_asset_is_red_without_a_run_and_is_reported_once_for_the_same_problems(
    world: World, instance: dg.DagsterInstance
) -> None:
    (verdict,) = tick(world, instance)
    assert (verdict.asset_key, verdict.check_name, verdict.passed) == (RED, "valid", False)
    assert verdict.severity is dg.AssetCheckSeverity.ERROR
    assert shows(verdict.description)
    assert tick(world, instance) == []
    (other,) = tick(world, instance, InvalidFile("acme", frozenset({"acme"}), PROBLEMS[:1]))
    assert PROBLEMS[1] not in str(other.description)


def test_the_check_repeats_its_verdict_when_a_person_executes_it(
    world: World, instance: dg.DagsterInstance
) -> None:
    job = location(world).resolve_implicit_global_asset_job_def()
    key = dg.AssetCheckKey(RED, "valid")
    ended = job.get_subset(asset_selection=set(), asset_check_selection={key}).execute_in_process(
        instance=instance, run_config=QUIET
    )
    (verdict,) = ended.get_asset_check_evaluations()
    assert not verdict.passed and shows(verdict.description)


@pytest.mark.parametrize("name", ["FILE_Acme_0a1b2c", "FILE__0a1b2c", "a" * 63])
def test_every_id_of_a_file_is_a_name_that_dagster_accepts(name: str, world: World) -> None:
    assert (
        dg.AssetKey([name, "tenant_file"])
        in repository(world, InvalidFile(name, frozenset({name}), PROBLEMS)).asset_graph.get_all_asset_keys()
    )
