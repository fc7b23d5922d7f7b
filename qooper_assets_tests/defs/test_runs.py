"""Whole runs on an ephemeral instance: what Dagster shows for each way a run can end.

Only `land` is replaced, by a delivery without a server; everything else is real.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dagster as dg
import pytest
import yaml

from qooper_assets import stages
from qooper_assets.core.errors import DeliveryError, Result, StateError
from qooper_assets.core.feed import Choice, Found, NotDelivered, PassedOver, RawFile, RemoteFile
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.failures import Retries
from qooper_assets.defs.in_process import ExecutionResult, run_approval, run_rejection, run_sync
from qooper_assets_tests.worlds import World, a_file, a_row, people

RosterFile = bytes | Exception | NotDelivered
MISSING = NotDelivered(note="no file is at /outgoing/employees.csv.")


class Floor:
    """One tenant's world, run by Dagster."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.world, self.instance = World(folder), instance
        self.file: RosterFile = MISSING
        self.choice = Choice()
        self.attempts = 0
        self.definitions = build_definitions(
            [self.world.tenant], self.world.runtime, retries=Retries(delay_seconds=0)
        )

    def land(self, *_: object) -> RawFile | NotDelivered:
        self.attempts += 1
        if isinstance(self.file, Exception):
            raise self.file
        if isinstance(self.file, NotDelivered):
            return self.file
        return self.world.deliver(self.file).model_copy(update={"choice": self.choice})

    @property
    def partition(self) -> str:
        return self.world.today.isoformat()

    def sync(self, file: RosterFile) -> ExecutionResult:
        self.file = file
        return run_sync(self.definitions, self.instance, "acme", self.partition, trigger="test")

    def approve(self, change_set_id: str, by: str = "Ada") -> ExecutionResult:
        return run_approval(
            self.definitions, self.instance, "acme", self.partition,
            change_set_id=change_set_id, approved_by=by, reason="read the report",
        )  # fmt: skip

    def reject(self, change_set_id: str, by: str = "Ada") -> ExecutionResult:
        return run_rejection(
            self.definitions, self.instance, "acme",
            change_set_id=change_set_id, rejected_by=by, reason="their export is broken",
        )  # fmt: skip

    def held(self) -> str:
        waiting = self.world.runtime.ledger.change_sets.waiting("acme")
        assert waiting is not None
        return waiting.change_set.change_set_id

    def apply_again(self, tags: dict[str, str]) -> dg.ExecuteInProcessResult:
        """Materialize `applied_changes` alone, as somebody may in the UI."""
        return self.definitions.resolve_implicit_global_asset_job_def().execute_in_process(
            instance=self.instance,
            partition_key=self.partition,
            asset_selection=[dg.AssetKey(["acme", "applied_changes"])],
            tags=tags,
        )

    def tags(self, result: ExecutionResult) -> dict[str, str]:
        run = self.instance.get_run_by_id(result.run_id)
        assert run is not None
        return dict(run.tags)

    def materialized(self, noun: str) -> set[str]:
        return set(self.instance.get_materialized_partitions(dg.AssetKey(["acme", noun])))


@pytest.fixture
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    with dg.DagsterInstance.ephemeral() as instance:
        made = Floor(tmp_path, instance)
        monkeypatch.setattr(stages, "land", made.land)
        yield made


def checks_of(result: ExecutionResult) -> dict[str, dg.AssetCheckEvaluation]:
    return {check.check_name: check for check in result.get_asset_check_evaluations()}


def test_a_held_change_set_is_a_green_run_with_a_red_check_and_no_receipt_asset(floor: Floor) -> None:
    result = floor.sync(a_file(*people(3)))
    assert result.success
    assert floor.tags(result)["qooper/result"] == "held"
    check = checks_of(result)["guardrails"]
    assert not check.passed
    assert check.severity is dg.AssetCheckSeverity.ERROR
    assert "first_load" in (check.description or "")
    assert floor.materialized("change_set") == {floor.partition}
    assert floor.materialized("applied_changes") == set()
    assert floor.world.runtime.ledger.receipts.recent("acme")[0].result is Result.HELD
    assert floor.world.writes() == 0


def test_the_link_of_the_guardrail_check_fills_in_a_config_that_the_approve_job_takes(
    floor: Floor,
) -> None:
    result = floor.sync(a_file(*people(3)))
    found = re.search(r"\[Approve\]\(([^)]*)\)", checks_of(result)["guardrails"].description or "")
    assert found is not None
    link = urlsplit(found[1])
    assert link.path == "/locations/qooper_assets/jobs/acme_approve/playground/setup"
    query = parse_qs(link.query)
    assert query["tags[0][key]"] == ["dagster/partition"]
    assert query["tags[0][value]"] == [floor.partition]
    config = yaml.safe_load(query["config"][0])
    filled_in = config["ops"]["acme__applied_changes"]["config"]["approval"]
    assert filled_in["change_set_id"] == floor.held()[:12]
    assert (filled_in["approved_by"], filled_in["reason"]) == (None, None)
    filled_in |= {"approved_by": "Ada", "reason": "read the report"}
    approved = floor.definitions.resolve_job_def("acme_approve").execute_in_process(
        instance=floor.instance, run_config=config, partition_key=floor.partition
    )
    assert floor.tags(approved)["qooper/result"] == "succeeded"


def test_an_approval_applies_what_was_held_and_the_next_run_has_nothing_to_do(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    approved = floor.approve(floor.held()[:12])
    assert approved.success
    assert floor.tags(approved)["qooper/result"] == "succeeded"
    assert floor.materialized("applied_changes") == {floor.partition}
    (event,) = approved.get_asset_materialization_events()
    assert event.materialization.metadata["applied/CREATE"].value == 3
    floor.world.next_day()
    again = floor.sync(a_file(*people(3)))
    assert floor.tags(again)["qooper/result"] == "noop"
    assert checks_of(again)["guardrails"].passed


def test_an_approval_is_used_once_and_names_somebody(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    identifier = floor.held()
    nobody = floor.approve(identifier, by=" ")
    assert not nobody.success
    assert floor.tags(nobody)["qooper/code"] == "approval_incomplete"
    assert floor.approve(identifier).success
    twice = floor.approve(identifier)
    assert floor.tags(twice)["qooper/code"] == "approval_decided"


def test_an_approval_for_another_partition_is_refused(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    identifier = floor.held()
    floor.world.next_day()
    assert floor.tags(floor.approve(identifier))["qooper/code"] == "approval_unknown"
    assert floor.world.writes() == 0


def test_a_superseded_change_set_does_not_leave_its_partition_unmaterialized(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    first = floor.partition
    floor.world.next_day()
    floor.sync(a_file(*people(4)))
    assert floor.materialized("applied_changes") == {first}
    notes = [run.note for run in floor.world.runtime.ledger.receipts.recent("acme")]
    assert any("superseded by" in note for note in notes)
    assert floor.world.writes() == 0


def test_rejected_content_ends_in_a_receipt_and_is_not_proposed_again(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    assert floor.reject(floor.held()[:8]).success
    assert floor.materialized("applied_changes") == {floor.partition}
    result = floor.sync(a_file(*people(3)))
    assert result.success
    assert floor.tags(result)["qooper/result"] == "noop"
    assert floor.materialized("applied_changes") == {floor.partition}
    assert floor.world.writes() == 0


def test_a_missing_file_skips_the_following_assets_and_warns(floor: Floor) -> None:
    result = floor.sync(MISSING)
    assert result.success
    tags = floor.tags(result)
    assert (tags["qooper/result"], tags["qooper/code"]) == ("not_delivered", "not_delivered")
    check = checks_of(result)["file_health"]
    assert not check.passed
    assert MISSING.note in (check.description or "")
    assert check.severity is dg.AssetCheckSeverity.WARN
    for noun in ("raw_file", "roster", "change_set", "applied_changes"):
        assert floor.materialized(noun) == set()
    assert floor.world.runtime.ledger.receipts.recent("acme")[0].code == "not_delivered"


def test_a_file_without_its_marker_is_distinguished_from_a_missing_one(floor: Floor) -> None:
    """F05, F10"""
    waiting = Found(remote_file=RemoteFile(path="/out/a.csv", size_bytes=1, modified_at=None))
    result = floor.sync(NotDelivered(note="/out/a.csv is there, and its marker is not.", waiting=waiting))
    assert result.success
    tags = floor.tags(result)
    assert (tags["qooper/result"], tags["qooper/code"]) == ("not_delivered", "marker_missing")
    assert floor.materialized("raw_file") == set()
    (receipt,) = floor.world.runtime.ledger.receipts.recent("acme")
    assert (receipt.result, receipt.code) == ("not_delivered", "marker_missing")


def test_superseded_files_are_shown_on_the_run_and_on_its_raw_file(floor: Floor) -> None:
    """F13"""
    over = PassedOver(reason="superseded", count=2, names=("b.csv", "a.csv"))
    floor.choice = Choice(why="of 3 that match *.csv it was modified last", passed_over=(over,))
    result = floor.sync(a_file(*people(3)))
    assert floor.tags(result)["qooper/superseded"] == "2"
    event = floor.instance.get_latest_materialization_event(dg.AssetKey(["acme", "raw_file"]))
    assert event is not None and event.asset_materialization is not None
    metadata = event.asset_materialization.metadata
    assert metadata["superseded files"].value == 2
    assert "modified last" in str(metadata["picked because"].value)
    (record,) = metadata["passed over"].value.records  # type: ignore[attr-defined]
    assert record.data == {"reason": "superseded", "files": 2, "the first of them": "b.csv, a.csv"}


def test_a_file_of_an_exact_path_has_no_metadata_of_a_choice(floor: Floor) -> None:
    result = floor.sync(a_file(*people(3)))
    assert "qooper/superseded" not in floor.tags(result)
    event = floor.instance.get_latest_materialization_event(dg.AssetKey(["acme", "raw_file"]))
    assert event is not None and event.asset_materialization is not None
    assert not {"superseded files", "passed over", "picked because", "marker"} & set(
        event.asset_materialization.metadata
    )


def test_a_blocked_file_is_a_red_run_with_its_code_and_is_not_tried_again(floor: Floor) -> None:
    error = DeliveryError("empty_file", "the file has no bytes.", where="/out.csv", result=Result.BLOCKED)
    result = floor.sync(error)
    assert not result.success
    assert floor.attempts == 1
    tags = floor.tags(result)
    assert (tags["qooper/result"], tags["qooper/code"]) == ("blocked", "empty_file")
    (failure,) = result.get_step_failure_events()
    assert str(error) in (failure.step_failure_data.error_display_string or "")
    assert floor.world.runtime.ledger.receipts.recent("acme")[0].code == "empty_file"


def test_a_retryable_error_is_tried_again_and_recorded_once(floor: Floor) -> None:
    result = floor.sync(StateError("tenant_busy", "another run.", where="acme", retryable=True))
    assert not result.success
    assert floor.attempts == 3
    receipts = floor.world.runtime.ledger.receipts.recent("acme")
    assert [run.code for run in receipts] == ["tenant_busy"]


def test_a_bug_is_not_tried_again(floor: Floor) -> None:
    result = floor.sync(AssertionError("a bug"))
    assert not result.success
    assert floor.attempts == 1


def test_a_failure_carries_no_chained_error(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    def land(*_: object) -> RawFile:
        try:
            raise ValueError("p1@acme.example")
        except ValueError:
            raise DeliveryError("truncated", "the file ends in a row.", where="/out.csv") from None

    monkeypatch.setattr(stages, "land", land)
    result = floor.sync(MISSING)
    (failure,) = result.get_step_failure_events()
    assert "p1@acme.example" not in str(failure)


def test_a_run_that_died_after_its_last_write_returns_the_recorded_receipt(floor: Floor) -> None:
    """Dagster retries it, and it reports what the dead run applied as its own."""
    floor.sync(a_file(*people(3)))
    approved = floor.approve(floor.held())
    writes = floor.world.writes()
    again = floor.apply_again(
        {"dagster/parent_run_id": approved.run_id, "dagster/root_run_id": approved.run_id}
    )
    assert floor.tags(again)["qooper/result"] == "succeeded"
    assert floor.world.writes() == writes


def test_a_run_whose_work_another_run_has_done_ends_noop_with_a_receipt(floor: Floor) -> None:
    """AP11"""
    floor.sync(a_file(*people(3)))
    floor.approve(floor.held())
    writes = floor.world.writes()
    again = floor.apply_again({})
    assert again.success
    assert floor.tags(again)["qooper/result"] == "noop"
    receipt = floor.world.runtime.ledger.receipts.recent("acme")[0]
    assert receipt.run_id == again.run_id and "another run applied" in receipt.note
    assert floor.world.writes() == writes


def test_a_run_that_was_killed_while_writing_is_finished_by_the_next_one(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sync(a_file(*people(3)))
    first = floor.partition
    with floor.world.runtime.target(floor.world.tenant) as target:
        create: Callable[..., object] = type(target).create
    calls: list[object] = []

    def dies(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return create(*arguments, **more)

    monkeypatch.setattr(type(target), "create", dies)
    assert not floor.approve(floor.held()).success
    assert floor.materialized("applied_changes") == set()
    floor.world.next_day()
    result = floor.sync(a_file(*people(3)))
    assert floor.tags(result)["qooper/result"] == "noop"
    assert floor.materialized("applied_changes") == {first, floor.partition}
    assert len(floor.world.accounts()) == 3


def test_nothing_that_dagster_stores_names_a_person(floor: Floor) -> None:
    # An id that no clock, hash or run id can contain by chance.
    floor.sync(a_file(*people(3), a_row("EMPLOYEE-SEVEN", "zebedee@acme.example", "Zebedee", "Quux")))
    floor.approve(floor.held())
    for run in floor.instance.get_runs():
        stored = str(floor.instance.all_logs(run.run_id)).lower()
        for leak in ("@acme.example", "first1", "last2", "zebedee", "quux", "employee-seven"):
            assert leak not in stored


def test_at14_an_attribute_that_is_held_back_is_a_red_check_and_waits_for_its_approval(floor: Floor) -> None:
    floor.sync(a_file(*people(40)))
    floor.approve(floor.held())
    floor.world.next_day()
    shifted = [row.replace("Engineer", "Shifted") for row in people(30)]
    result = floor.sync(a_file(*shifted, *people(8, first=31)))
    assert floor.tags(result)["qooper/result"] == "partial"
    check = checks_of(result)["guardrails"]
    assert not check.passed and "title of 38 people" in (check.description or "")
    (event,) = [
        e for e in result.get_asset_materialization_events() if e.asset_key.path[-1] == "applied_changes"
    ]
    assert event.materialization.metadata["applied/DEACTIVATE"].value == 2
    key = dg.AssetCheckKey(dg.AssetKey(["acme", "change_set"]), "guardrails")
    last = floor.instance.get_latest_asset_check_evaluation_record(key)
    assert last is not None and last.event is not None and last.event.dagster_event is not None
    shown = last.event.dagster_event.asset_check_evaluation_data
    assert not shown.passed and shown.metadata["change set"].value == floor.held()
    assert "[Approve](" in (shown.description or "")
    approved = floor.approve(floor.held())
    assert floor.tags(approved)["qooper/result"] == "succeeded"
