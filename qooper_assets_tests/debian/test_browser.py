"""What an analyst sees after `make demo` and `make ui`, in a real browser."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from qooper_assets_tests.debian.browser import Browser, browser
from qooper_assets_tests.debian.processes import answers, free_port, running

CHECKOUT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("qooper-assets")


class Shown(NamedTuple):
    browser: Browser
    url: str
    folder: Path


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The demo, run in a folder of its own, and its history in the browser."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("dagster.yaml", "workspace.yaml"):
        shutil.copy(CHECKOUT / name, folder)
    shutil.copytree(CHECKOUT / "tenants", folder / "tenants")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("QOOPER_", "DAGSTER_"))}
    played = subprocess.run([COMMAND, "demo"], cwd=folder, env=environment, capture_output=True, text=True)
    assert played.returncode == 0, played.stderr[-3000:]
    port = free_port()
    with running(
        [str(COMMAND), "ui", "--port", str(port)],
        folder / "ui.log",
        is_ready=lambda: answers(port),
        seconds_max=120,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as ui:
        try:
            with browser(folder / "driver.log") as opened:
                yield Shown(opened, f"http://127.0.0.1:{port}", folder)
        finally:
            os.killpg(ui.pid, signal.SIGKILL)  # `dagster dev` and the processes it started


def test_the_lineage_goes_from_the_remote_file_to_the_applied_changes(shown: Shown) -> None:
    assets = ("remote_file", "raw_file", "roster", "qooper_accounts", "qooper_snapshot", "change_set")
    shown.browser.read(f"{shown.url}/locations/qooper_assets/asset-groups/acme", *assets, "applied_changes")
    shown.browser.screenshot(shown.folder / "lineage.png")
    assert (shown.folder / "lineage.png").stat().st_size > 20_000


def test_each_run_of_the_demo_shows_how_it_ended(shown: Shown) -> None:
    text = shown.browser.read(f"{shown.url}/runs", "acme_sync", "brandau_sync", "sundara_sync")
    for result in ("succeeded", "noop", "held", "partial", "blocked"):
        assert f"qooper/result: {result}" in text
    assert text.count("Failure") == 1  # the upload that broke off


def test_the_change_set_of_a_day_shows_its_report_and_its_counts(shown: Shown) -> None:
    # The parts of the page appear as they load.
    expected = ("Row count", "Columns", "What would change, for whom and why")
    text = shown.browser.read(f"{shown.url}/assets/acme/change_set?view=overview", *expected)
    assert all(part in text for part in expected)


def test_the_guardrail_check_is_green_when_nobody_has_to_act(shown: Shown) -> None:
    text = shown.browser.read(
        f"{shown.url}/assets/acme/change_set?view=checks", "guardrails", "Evaluation result"
    )
    assert "Passed" in text
    assert "Failed" not in text


@pytest.mark.parametrize("tenant", ["acme", "brandau", "sundara"])
def test_r13_no_person_of_the_demo_is_shown(tenant: str, shown: Shown) -> None:
    for view in ("overview", "partitions", "events", "checks"):
        text = shown.browser.read(f"{shown.url}/assets/{tenant}/change_set?view={view}", "change_set")
        assert f"@{tenant}.example" not in text
