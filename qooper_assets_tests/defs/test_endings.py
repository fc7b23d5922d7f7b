"""Every ending of a run is found by its tags: who started it, how it ended, and what was decided about it."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from qooper_assets import stages
from qooper_assets.core.errors import StateError
from qooper_assets.defs import tags
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.endings import complete
from qooper_assets.defs.in_process import run_sync
from qooper_assets.defs.resources import Unopened, runtime_resource
from qooper_assets.edges import running, settings
from qooper_assets.edges.ledger.receipts import Receipts
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.defs.test_runs import MISSING, Floor, floor
from qooper_assets_tests.worlds import START, a_file, a_tenant, people

__all__ = ["floor"]
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("error", "code"), [(FULL, "state_full"), (AssertionError("a bug"), "defect")], ids=["full", "bug"]
)
def test_an_error_of_any_kind_is_tagged_and_recorded(floor: Floor, error: Exception, code: str) -> None:
    result = floor.sync(error)
    assert (floor.tags(result)["qooper/result"], floor.tags(result)["qooper/code"]) == ("failed", code)
    (run,) = floor.world.runtime.ledger.receipts.recent("acme")
    assert (run.run_id, run.code) == (result.run_id, code)


@pytest.mark.parametrize("what", ["full", "unreadable"])
def test_a_ledger_that_can_not_be_opened_is_our_error_and_no_traceback(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "full":

        def fail(*_: object, **__: object) -> None:
            raise FULL

        monkeypatch.setattr(Path, "mkdir", fail)
    else:
        (tmp_path / ".qooper").write_text("a file where the folder should be")
    resource = runtime_resource(settings.read({}, tmp_path), FakeClock(at=START))
    tenant = a_tenant()
    with dg.DagsterInstance.ephemeral() as instance:
        result = run_sync(
            build_definitions([tenant], resource), instance, "acme", "2026-03-02", trigger="test"
        )
        run = instance.get_run_by_id(result.run_id)
    assert not result.success and run is not None
    code = "state_full" if what == "full" else "ledger_unreadable"
    assert {"qooper/result": "failed", "qooper/code": code}.items() <= run.tags.items()
    for failure in result.get_step_failure_events():
        shown = failure.step_failure_data.error_display_string
        assert shown.startswith("dagster._core.definitions.events.Failure")
        assert f"[{code}]" in shown


def test_a_run_whose_tags_could_not_be_written_is_tagged_later_with_its_code(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dagster's own storage and the ledger are on the disk that is full."""
    with monkeypatch.context() as full:
        full.setattr(tags, "ended", lambda *_: (_ for _ in ()).throw(FULL))
        full.setattr(Receipts, "record_failure", lambda *_: (_ for _ in ()).throw(FULL))
        result = floor.sync(FULL)
        assert "qooper/result" not in floor.tags(result)
    assert complete(floor.instance, floor.world.runtime, [floor.world.tenant]) == [result.run_id]
    assert (floor.tags(result)["qooper/result"], floor.tags(result)["qooper/code"]) == (
        "failed",
        "state_full",
    )
    assert complete(floor.instance, floor.world.runtime, [floor.world.tenant]) == []


@pytest.mark.parametrize(
    ("more", "trigger"),
    [
        ({}, "launchpad"),
        ({"qooper/trigger": "schedule"}, "schedule"),
        ({"dagster/backfill": "abc"}, "backfill"),
        ({"qooper/trigger": "schedule", "dagster/parent_run_id": "p"}, "re-execution"),
        ({"qooper/trigger": "schedule", "dagster/parent_run_id": "p", "dagster/retry_number": "1"}, "retry"),
    ],
    ids=str,
)
def test_a_run_is_tagged_with_tenant_and_trigger_however_it_was_launched(
    floor: Floor, more: dict[str, str], trigger: str
) -> None:
    floor.file = MISSING
    result = floor.definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=floor.instance,
        partition_key=floor.partition,
        asset_selection=[dg.AssetKey(["acme", "raw_file"])],
        tags=more,
    )
    run = floor.instance.get_run_by_id(result.run_id)
    assert run is not None
    assert (run.tags["qooper/tenant"], run.tags["qooper/trigger"]) == ("acme", trigger)


def test_a_run_that_is_repeated_does_not_keep_the_ending_of_the_first_one(floor: Floor) -> None:
    """Dagster copies the tags of a run to the one that repeats it."""
    first = floor.sync(AssertionError("a bug"))
    floor.file = a_file(*people(3))
    copied = {tag: value for tag, value in floor.tags(first).items() if tag.startswith("qooper/")}
    again = floor.definitions.resolve_job_def("acme_sync").execute_in_process(
        instance=floor.instance,
        partition_key=floor.partition,
        tags=copied | {"dagster/parent_run_id": first.run_id, "dagster/root_run_id": first.run_id},
    )
    run = floor.instance.get_run_by_id(again.run_id)
    assert run is not None
    assert (run.tags["qooper/result"], run.tags["qooper/code"]) == ("held", "none")


def test_a_run_of_a_part_of_the_assets_has_a_result(floor: Floor) -> None:
    floor.file = a_file(*people(3))
    result = floor.definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=floor.instance,
        partition_key=floor.partition,
        asset_selection=[dg.AssetKey(["acme", "raw_file"]), dg.AssetKey(["acme", "roster"])],
    )
    run = floor.instance.get_run_by_id(result.run_id)
    assert run is not None
    assert run.tags["qooper/result"] == "noop"


@pytest.mark.parametrize("decision", ["approved", "declined", "superseded"])
def test_a_held_run_is_tagged_with_the_decision_and_the_run_that_made_it(floor: Floor, decision: str) -> None:
    held = floor.sync(a_file(*people(3)))
    if decision == "approved":
        by = floor.approve(floor.held())
    elif decision == "declined":
        by = floor.reject(floor.held())
    else:
        by = floor.sync(a_file(*people(4)))
    found = floor.tags(held)
    assert (found["qooper/decision"], found["qooper/decided_by_run"]) == (decision, by.run_id)
    assert found["qooper/result"] == "held"
    assert "qooper/decision" not in floor.tags(by)


def test_a_run_in_this_process_has_an_origin_by_which_the_ui_repeats_it(floor: Floor) -> None:
    run = floor.instance.get_run_by_id(floor.sync(MISSING).run_id)
    assert run is not None and run.remote_job_origin is not None
    assert (run.remote_job_origin.location_name, run.remote_job_origin.job_name) == (
        "qooper_assets",
        "acme_sync",
    )


KILLED = """
import os, sys
from pathlib import Path
import dagster as dg
from qooper_assets import stages
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.in_process import run_sync
from qooper_assets_tests.worlds import World

def land(*_):
    print("landing", flush=True)
    sys.stdin.read()

folder = Path(sys.argv[1])
world = World(folder / "world")
stages.land = land
with dg.DagsterInstance.from_config(str(folder)) as instance:
    run_sync(
        build_definitions([world.tenant], world.runtime), instance, "acme", "2026-03-02",
        trigger="command line", state=world.runtime.state,
    )
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A persistent instance, below the folder of the test."""
    (tmp_path / "world").mkdir()
    (tmp_path / "dagster.yaml").write_text(f"storage: {{sqlite: {{base_dir: {tmp_path / 'dagster'}}}}}\n")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        yield instance


def test_a_run_whose_process_is_killed_ends_worker_lost(home: dg.DagsterInstance, tmp_path: Path) -> None:
    """`kill -9`, in the middle of a step. While the process lives, its run is left alone."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"landing\n"
        world = Floor(tmp_path / "world", home).world
        (run,) = home.get_runs()
        assert complete(home, world.runtime, [world.tenant]) == []
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert complete(home, world.runtime, [world.tenant]) == [run.run_id]
    found = home.get_run_by_id(run.run_id)
    assert found is not None
    assert found.status is dg.DagsterRunStatus.FAILURE
    assert found.tags["qooper/result"] == "failed"
    assert found.tags["qooper/code"] == "worker_lost"
    assert found.tags["qooper/trigger"] == "command line"
    (receipt,) = world.runtime.ledger.receipts.recent("acme")
    assert (receipt.run_id, receipt.code, receipt.partition) == (run.run_id, "worker_lost", "2026-03-02")
    assert running.abandoned(world.runtime.state) == []


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED])
def test_a_run_that_was_failed_or_canceled_from_outside_ends_worker_lost(
    floor: Floor, status: dg.DagsterRunStatus
) -> None:
    """As run monitoring and a person in the UI do: no step of it could say anything."""
    run = floor.instance.create_run_for_job(
        floor.definitions.resolve_job_def("acme_sync"), tags={"dagster/partition": floor.partition}
    )
    if status is dg.DagsterRunStatus.FAILURE:
        floor.instance.report_run_failed(run, "the worker is gone")
    else:
        floor.instance.report_run_canceled(run)
    repository = floor.definitions.get_repository_def()
    context = dg.build_sensor_context(
        instance=floor.instance, repository_def=repository, resources={"runtime": floor.world.runtime}
    )
    repository.get_sensor_def("qooper_endings").evaluate_tick(context)
    found = floor.instance.get_run_by_id(run.run_id)
    assert found is not None
    assert found.tags["qooper/code"] == "worker_lost"
    assert found.tags["qooper/tenant"] == "acme"


def test_runs_of_others_and_runs_that_said_how_they_ended_are_left_alone(floor: Floor) -> None:
    floor.sync(AssertionError("a bug"))
    foreign = floor.instance.create_run_for_job(floor.definitions.resolve_job_def("acme_sync"))
    floor.instance.report_run_failed(foreign, "the worker is gone")
    assert complete(floor.instance, floor.world.runtime, [a_tenant(tenant="globex")]) == []
    unopened = Unopened(StateError("ledger_unreadable", "it is gone."))
    assert complete(floor.instance, unopened, [floor.world.tenant]) == [foreign.run_id]


def test_an_approval_that_waited_for_the_lease_while_its_set_was_applied_ends_green(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G12: the other run began long before this one was launched."""
    floor.sync(a_file(*people(3)))
    held = floor.held()
    waiting = floor.world.runtime.ledger.change_sets.waiting("acme")
    assert waiting is not None
    floor.world.approve(waiting.change_set)  # by the other run, at the time of the world's clock
    settle, calls = stages.recording.settle, []

    def busy_once(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            floor.world.apply(waiting.change_set)  # the other run ends while this one waits
            raise StateError("tenant_busy", "another run.", where="acme", retryable=True)
        return settle(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(stages.recording, "settle", busy_once)
    result = floor.approve(held)
    assert result.success
    assert floor.tags(result)["qooper/result"] == "noop"
    assert len(calls) == 2
