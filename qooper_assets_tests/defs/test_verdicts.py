"""The guardrails badge: red for as long as a change set waits for a decision, whatever runs meanwhile."""

import re
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

import dagster as dg
import pytest
import yaml
from dagster._core.storage.asset_check_execution_record import (
    AssetCheckExecutionRecord,
    AssetCheckExecutionRecordStatus,
)

from qooper_assets import stages
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import RawFile
from qooper_assets.defs.checks import ASSETS
from qooper_assets.defs.in_process import run_sync
from qooper_assets_tests.defs.test_runs import MISSING, Floor, RosterFile, floor
from qooper_assets_tests.worlds import a_file, people

__all__ = ["floor"]
BLOCKED = DeliveryError("empty_file", "the file has no bytes.", where="/out.csv", result=Result.BLOCKED)


def history(floor: Floor, check: str) -> list[AssetCheckExecutionRecord]:
    key = dg.AssetCheckKey(dg.AssetKey(["acme", ASSETS[check]]), check)
    return list(floor.instance.event_log_storage.get_asset_check_execution_history(key, limit=50))


def badge(floor: Floor, check: str = "guardrails") -> dg.AssetCheckEvaluation:
    record = history(floor, check)[0]
    assert record.event is not None and record.event.dagster_event is not None
    assert record.status is not AssetCheckExecutionRecordStatus.PLANNED
    return record.event.dagster_event.asset_check_evaluation_data


def link(verdict: dg.AssetCheckEvaluation, text: str) -> SplitResult | None:
    """Return the link with this text in the description, which Dagster shows as Markdown."""
    found = re.search(rf"\[{text}\]\(([^)]*)\)", verdict.description or "")
    return urlsplit(found[1]) if found else None


def config_of(verdict: dg.AssetCheckEvaluation, text: str) -> dict[str, Any]:
    found = link(verdict, text)
    assert found is not None
    config: dict[str, Any] = yaml.safe_load(parse_qs(found.query)["config"][0])
    return config


@pytest.mark.parametrize("file", [MISSING, BLOCKED, AssertionError("a bug"), b"\x00\x01"], ids=str)
def test_a_waiting_approval_keeps_its_badge_and_its_links_whatever_run_ends(
    floor: Floor, file: RosterFile
) -> None:
    floor.sync(a_file(*people(3)))
    before = badge(floor)
    assert not before.passed
    floor.sync(file)
    floor.world.next_day()
    floor.sync(file)
    after = badge(floor)
    assert not after.passed
    assert (link(after, "Approve"), link(after, "Reject")) == (
        link(before, "Approve"),
        link(before, "Reject"),
    )


def test_a_run_that_was_overtaken_does_not_hide_what_waits(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run lands a newer file and plans it, before this one plans its own."""

    def land(runtime: stages.Runtime, *arguments: Any) -> RawFile:
        run_id = arguments[-1]
        raw = floor.world.deliver(a_file(*people(3))).model_copy(update={"run_id": run_id})
        with runtime.scratch() as scratch:
            runtime.artifacts.save("raw_file", raw, scratch)
        monkeypatch.setattr(stages, "land", floor.land)
        floor.sync(a_file(*people(4)))
        return raw

    monkeypatch.setattr(stages, "land", land)
    result = run_sync(floor.definitions, floor.instance, "acme", floor.partition, trigger="test")
    assert floor.tags(result)["qooper/result"] == "noop"
    assert not badge(floor).passed
    assert badge(floor).metadata["change set"].value == floor.held()


def test_no_check_has_a_row_that_was_planned_and_not_evaluated(floor: Floor) -> None:
    """Dagster shows such a row as skipped: of a day without a file, and of every run of a partition."""
    for file in (a_file(*people(3)), MISSING, BLOCKED):
        floor.sync(file)
    for check in ASSETS:
        statuses = {record.status for record in history(floor, check)}
        assert AssetCheckExecutionRecordStatus.PLANNED not in statuses, check


def test_the_badge_turns_green_with_the_approval_that_is_applied(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    floor.approve(floor.held())
    assert badge(floor).passed
    assert badge(floor).description == "Approved by Ada: read the report"


def test_the_badge_turns_green_with_a_rejection(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    floor.reject(floor.held())
    assert badge(floor).passed
    assert badge(floor).description == "Rejected by Ada: their export is broken"
    floor.sync(a_file(*people(3)))
    assert badge(floor).passed


def test_the_badge_leads_to_the_newer_change_set_when_the_waiting_one_is_superseded(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    floor.world.next_day()
    floor.sync(a_file(*people(4)))
    assert badge(floor).metadata["change set"].value == floor.held()


def test_an_approval_that_was_killed_before_its_first_write_still_waits(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sync(a_file(*people(3)))
    waiting = floor.world.runtime.ledger.change_sets.waiting("acme")
    assert waiting is not None
    floor.world.approve(waiting.change_set)
    floor.sync(a_file(*people(3)))
    assert not badge(floor).passed
    assert (badge(floor).description or "").startswith("Approved by Ada Approver, and not applied")
    assert link(badge(floor), "Approve") is not None
    assert link(badge(floor), "Reject") is None


def test_a_blocked_file_turns_file_health_red_with_its_code(floor: Floor) -> None:
    floor.sync(BLOCKED)
    assert not badge(floor, "file_health").passed
    assert badge(floor, "file_health").metadata["code"].value == "empty_file"


def test_a_check_that_somebody_executes_repeats_its_verdict(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    before = {check: badge(floor, check) for check in ASSETS}
    keys = [dg.AssetCheckKey(dg.AssetKey(["acme", noun]), check) for check, noun in ASSETS.items()]
    job = dg.define_asset_job("executed", selection=dg.AssetSelection.checks(*keys))
    definitions = dg.Definitions.merge(floor.definitions, dg.Definitions(jobs=[job]))
    result = definitions.resolve_job_def("executed").execute_in_process(instance=floor.instance)
    assert result.success
    for check, verdict in before.items():
        assert (badge(floor, check).passed, badge(floor, check).description) == (
            verdict.passed,
            verdict.description,
        )
    run = floor.instance.get_run_by_id(result.run_id)
    assert run is not None
    assert {"qooper/tenant": "acme", "qooper/result": "noop"}.items() <= run.tags.items()


def test_materializing_all_assets_with_their_checks_leaves_no_planned_row(floor: Floor) -> None:
    """As the button of the asset graph does."""
    floor.file = a_file(*people(3))
    floor.definitions.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=floor.instance, partition_key=floor.partition
    )
    for check in ("guardrails",):
        statuses = {record.status for record in history(floor, check)}
        assert AssetCheckExecutionRecordStatus.PLANNED not in statuses


def test_the_link_to_reject_fills_in_a_config_that_the_reject_job_takes(floor: Floor) -> None:
    floor.sync(a_file(*people(3)))
    found = link(badge(floor), "Reject")
    assert found is not None
    assert found.path == "/locations/qooper_assets/jobs/acme_reject/playground/setup"
    config = config_of(badge(floor), "Reject")
    filled_in = config["ops"]["acme__reject"]["config"]
    assert filled_in == {"change_set_id": floor.held()[:12], "rejected_by": None, "reason": None}
    filled_in |= {"rejected_by": "Ada", "reason": "not the whole company"}
    job = floor.definitions.resolve_job_def("acme_reject")
    rejected = job.execute_in_process(instance=floor.instance, run_config=config)
    run = floor.instance.get_run_by_id(rejected.run_id)
    assert run is not None
    assert {"qooper/trigger": "rejection", "qooper/result": "noop"}.items() <= run.tags.items()
    assert floor.world.runtime.ledger.change_sets.waiting("acme") is None


@pytest.mark.parametrize("which", ["approve", "reject"])
def test_the_launchpad_refuses_the_config_of_a_link_until_name_and_reason_are_given(
    floor: Floor, which: str
) -> None:
    floor.sync(a_file(*people(3)))
    config = config_of(badge(floor), which.capitalize())
    job = floor.definitions.resolve_job_def(f"acme_{which}")
    with pytest.raises(dg.DagsterInvalidConfigError, match="must not be None"):
        job.execute_in_process(
            instance=floor.instance,
            run_config=config,
            partition_key=floor.partition if which == "approve" else None,
        )
