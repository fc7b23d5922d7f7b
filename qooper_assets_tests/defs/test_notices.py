"""The sensor that sends notices: once, with links that lead to the right page, and never in a run's way."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dagster as dg
import pytest
import yaml

from qooper_assets import stages
from qooper_assets.core.errors import Result
from qooper_assets.defs.build import build_definitions
from qooper_assets.defs.notices import send_after_run
from qooper_assets.edges import notify
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages.notifying import FIRST_DELAY_SECONDS, GIVEN_UP_HOURS, delay
from qooper_assets_tests.notice_servers import HookServer, hook_server, write_certificate
from qooper_assets_tests.worlds import World, a_file, people


class Installation:
    """A world with one webhook, and the sensor that calls it."""

    def __init__(self, folder: Path, hook: HookServer) -> None:
        self.hook, self.world = hook, World(folder)
        runtime = self.world.runtime
        runtime.ledger.close()
        url = f"sqlite:///{folder / 'ledger.sqlite'}"
        object.__setattr__(runtime, "ledger", Ledger.open(url, self.world.clock, queues_notices=True))
        object.__setattr__(runtime, "notices", folder / "notices.yaml")
        (folder / "hook_url").write_text(f"https://127.0.0.1:{hook.port}/secret")
        self.write({"name": "ops", "url": "file:hook_url", "format": "json", "ca_file": "notices.pem"})
        self.definitions = build_definitions([self.world.tenant], runtime, notifies=True)
        self.cursor: str | None = None

    @property
    def runtime(self) -> stages.Runtime:
        return self.world.runtime

    def write(self, webhook: dict[str, str]) -> None:
        document = {"link": "https://dagster.example/", "webhooks": [webhook]}
        (self.world.folder / "notices.yaml").write_text(yaml.safe_dump(document))

    def tick(self) -> str:
        repository = self.definitions.get_repository_def()
        context = dg.build_sensor_context(
            cursor=self.cursor, repository_def=repository, resources={"runtime": self.runtime}
        )
        data = repository.get_sensor_def("qooper_notices").evaluate_tick(context)
        self.cursor = data.cursor
        return str(data.skip_message)

    def fail(self, partition: str = "2026-03-02") -> None:
        self.runtime.ledger.receipts.record_failure("acme", partition, "run-9", Result.FAILED, "auth", "why")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    pem = write_certificate(tmp_path)
    with hook_server(pem) as hook:
        made = Installation(tmp_path, hook)
        yield made
        made.runtime.ledger.close()


def test_the_sensor_sends_each_notice_once_with_its_link(here: Installation) -> None:
    change_set = here.world.plan(a_file(*people(3)))
    here.fail()
    assert here.tick() == "2 sent, 0 to be tried again, 0 given up"
    assert here.tick() == "0 sent, 0 to be tried again, 0 given up"
    held, failed = here.hook.accepted
    assert failed["link"] == "https://dagster.example/runs/run-9"
    link = urlsplit(held["link"])
    assert (link.netloc, link.path) == (
        "dagster.example", "/locations/qooper_assets/jobs/acme_approve/playground/setup"
    )  # fmt: skip
    config = yaml.safe_load(parse_qs(link.query)["config"][0])
    approval = config["ops"]["acme__applied_changes"]["config"]["approval"]
    assert change_set.change_set_id.startswith(approval["change_set_id"])


def test_the_sensor_queues_a_late_file_when_its_deadline_passes_and_once(here: Installation) -> None:
    """The deadline is 11:30 in New York, 16:30 UTC; the world begins at 12:00 UTC."""
    here.runtime.ledger.receipts.record_failure(
        "acme", "2026-03-02", "run", Result.NOT_DELIVERED, "not_delivered", "no file"
    )
    here.tick()
    here.world.clock.sleep(4.4 * 3600)
    here.tick()
    assert here.hook.accepted == []
    here.world.clock.sleep(0.2 * 3600)
    here.tick()
    here.tick()
    (late,) = here.hook.accepted
    assert (late["kind"], late["partition"]) == ("late", "2026-03-02")
    here.cursor = None  # Dagster's history is lost
    here.tick()
    assert len(here.hook.accepted) == 1


def test_a_failing_webhook_is_retried_later_each_time_and_given_up_after_three_days(
    here: Installation,
) -> None:
    here.fail()
    here.hook.answer = lambda: 500
    assert here.tick() == "0 sent, 1 to be tried again, 0 given up; ops: the server answered 500"
    assert here.tick() == "0 sent, 0 to be tried again, 0 given up"
    here.world.clock.sleep(FIRST_DELAY_SECONDS)
    here.tick()
    assert here.hook.requests == 2
    here.world.clock.sleep(GIVEN_UP_HOURS * 3600)
    assert here.tick().startswith("0 sent, 1 to be tried again, 1 given up")  # and a file is late
    assert [each.given_up for each in here.runtime.ledger.outbox.waiting()] == [1]
    delays = [delay(attempts).total_seconds() for attempts in (1, 2, 3, 7, 99)]
    assert delays == [30, 60, 120, 1_800, 1_800]
    assert delay(1, 3_600).total_seconds() == 3_600


def test_a_channel_that_fails_as_a_whole_is_tried_once_in_a_pass(here: Installation) -> None:
    for day in range(1, 6):
        here.fail(f"2026-02-0{day}")
    here.hook.answer, here.hook.headers = lambda: 302, {"Location": "/x"}
    here.tick()
    assert here.hook.requests == 1
    here.hook.answer = lambda: 200
    here.world.clock.sleep(FIRST_DELAY_SECONDS)
    assert here.tick().startswith("5 sent")
    here.hook.answer = lambda: 410
    here.fail("2026-02-06")
    assert "1 given up; ops: the server answered 410" in here.tick()


def test_settings_that_are_not_valid_keep_the_notices_and_stop_no_run(here: Installation) -> None:
    here.write({"name": "ops", "url": "https://not-a-reference", "format": "carrier pigeon"})
    here.fail()
    said = here.tick()
    assert "settings_invalid" in said and "not-a-reference" not in said
    assert "webhooks.0.url: " in said and "webhooks.0.format: " in said
    (problem,) = send_after_run(here.runtime, here.world.tenant)
    assert "settings_invalid" in problem
    here.write({"name": "ops", "url": "file:hook_url", "format": "json", "ca_file": "notices.pem"})
    assert send_after_run(here.runtime, here.world.tenant) == []
    assert len(here.hook.accepted) == 1


def test_a_defect_of_the_sender_is_reported_and_the_run_has_ended(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.fail()
    monkeypatch.setattr(notify, "_send_webhook", lambda *_: 1 / 0)
    assert send_after_run(here.runtime, here.world.tenant) == [
        "ops: an error that we did not foresee (ZeroDivisionError)"
    ]
    monkeypatch.setattr(notify, "send_webhook", lambda *_: 1 / 0)
    here.fail("2026-02-01")
    assert send_after_run(here.runtime, here.world.tenant) == ["ZeroDivisionError"]


def test_without_channels_there_is_no_sensor_and_nothing_is_sent(tmp_path: Path) -> None:
    world = World(tmp_path)
    definitions = build_definitions([world.tenant], world.runtime)
    assert not definitions.get_repository_def().has_sensor_def("qooper_notices")
    assert send_after_run(world.runtime, world.tenant) == []
