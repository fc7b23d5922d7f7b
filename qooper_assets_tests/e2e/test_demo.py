"""The whole demo: three customers over SFTP, by password and key, in three formats and time zones."""

import json
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import dagster as dg
import pytest
from rich.console import Console

from qooper_assets.cli import act, show
from qooper_assets.core import decisions
from qooper_assets.core.changes import Action
from qooper_assets.core.decisions import Answer
from qooper_assets.core.errors import Result, StateError
from qooper_assets.demo import play, summary
from qooper_assets.edges import settings, tenant_files
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.settings import Settings
from qooper_assets.edges.system import SystemClock

CHECKOUT = Path(__file__).parents[2]
DATES = re.compile(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |\d{4}-)?\b\d\d-\d\d\b")


class Played(NamedTuple):
    days: list[play.Day]
    progress: list[str]
    settings: Settings
    runs: dict[tuple[str, str], str]
    """The status of each sync run in Dagster, by tenant and partition."""


@pytest.fixture(scope="module")
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test(overrides=act.NO_CAPTURE) as made:
        yield made


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, instance: dg.DagsterInstance) -> Played:
    """The demo, run in a home of its own, with the state elsewhere."""
    home, elsewhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
    read = settings.read({"QOOPER_STATE": str(elsewhere / "state")}, home)
    loaded = tenant_files.load(CHECKOUT / "tenants")
    tenants = [tenant_files.find(loaded, name) for name in play.STORIES]
    progress: list[str] = []
    days = play.play(read, tenants, instance, datetime.now(UTC), progress.append)
    runs = {
        (run.tags["qooper/tenant"], run.tags["dagster/partition"]): run.status.value
        for run in instance.get_runs()
        if run.job_name.endswith("_sync")
    }
    return Played(days, progress, read, runs)


def of(played: Played, tenant: str) -> list[play.Day]:
    return [day for day in played.days if day.tenant == tenant]


@pytest.mark.parametrize("tenant", play.STORIES)
def test_each_day_ends_as_its_story_says(tenant: str, played: Played) -> None:
    for day in of(played, tenant):
        expected, applied = day.delivery.expected, day.receipt.applied if day.receipt else {}
        first = day.delivery.number == 1
        assert day.held == (expected.result is Result.HELD)
        assert day.result is (Result.SUCCEEDED if first else expected.result), day.delivery.title
        assert applied.get(Action.CREATE, 0) + applied.get(Action.LINK, 0) == expected.joiners
        assert applied.get(Action.LINK, 0) == first  # who had registered herself
        assert applied.get(Action.UPDATE, 0) == expected.movers
        assert applied.get(Action.DEACTIVATE, 0) == expected.leavers
        assert applied.get(Action.REACTIVATE, 0) == expected.returners
        if day.change_set:
            assert day.change_set.rejected_rows == expected.rejects
            assert day.change_set.summary.withheld == 2 * expected.withheld  # with the previous id


def test_one_customers_broken_upload_stops_nobody_else(played: Played) -> None:
    (blocked,) = (day for day in played.days if day.code)
    assert (blocked.tenant, blocked.result, blocked.code) == ("sundara", Result.BLOCKED, "truncated")
    red = [run for run, status in played.runs.items() if status != "SUCCESS"]
    assert red == [("sundara", blocked.partition)]
    (same_day,) = (day for day in of(played, "acme") if day.delivery.on == blocked.delivery.on)
    assert same_day.receipt is not None


def test_i06_a_marriage_where_the_email_is_the_identifier_is_withheld(played: Played) -> None:
    renamed, after = of(played, "sundara")[-2:]
    assert renamed.change_set and renamed.change_set.withheld_by_reason == {"probable_rename": 2}
    assert after.change_set and after.change_set.is_repeat  # the same bytes, and still changes


def test_i06_the_readme_answers_the_question_that_is_open_at_the_end(played: Played) -> None:
    with closing(Ledger.open(played.settings.ledger, SystemClock())) as ledger:
        ((tenant, (asked,)),) = ledger.decisions.waiting().items()
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    answered = re.findall(r"qooper-assets decide (\S+) (\S+) ([a-z]+-[a-z]+)", readme)
    assert answered == [(tenant, asked.question.external_id, "same-person")]
    assert Answer.SAME_PERSON in decisions.answers(asked.question, "email")


def test_i13_decomposed_umlauts_are_not_a_difference(played: Played) -> None:
    """Every name, header and word of the second workbook is decomposed; only the movers are updated."""
    _, second = of(played, "brandau")
    assert second.receipt and second.receipt.applied[Action.UPDATE] == 14
    assert second.change_set and second.change_set.summary.name_changes == 2  # by marriage


def test_every_delivery_is_a_partition_of_its_own_in_the_history(played: Played) -> None:
    partitions = [(day.tenant, day.partition) for day in played.days]
    assert sorted(partitions) == sorted(played.runs)
    assert len(set(partitions)) == len(partitions) == 14


def test_the_printed_progress_is_one_timeline(played: Played) -> None:
    assert len(played.progress) == len(played.days)
    days = [line[:10] for line in played.progress]
    assert days == sorted(days)
    assert max(map(len, played.progress)) <= 80


def test_a_script_gets_every_day_and_a_blocked_one_without_a_receipt(played: Played) -> None:
    documents = json.loads(json.dumps([summary.describe_day(day) for day in played.days]))
    assert [each["tenant"] for each in documents] == [day.tenant for day in played.days]
    for each in documents:
        assert (each["receipt"] is None) == (each["code"] is not None) == (each["result"] == "blocked")


def printed(played: Played) -> str:
    """Return what the command prints, without its last lines."""
    console = Console(width=100, no_color=True)
    with console.capture() as captured:
        console.print(summary.demo_table(played.days, show.color_result))
        for note in summary.demo_notes(played.days):
            console.print(f"  {note}", highlight=False, markup=False, soft_wrap=True)
    return captured.get()


def lines_without_dates(text: str) -> list[str]:
    return [DATES.sub("DATE", line.rstrip()) for line in text.splitlines() if line.strip()]


def test_the_readme_shows_what_is_printed(played: Played) -> None:
    shown = printed(played)
    assert max(map(len, shown.splitlines())) <= 100
    readme = lines_without_dates((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    printed_lines = sorted(DATES.sub("DATE", line) for line in played.progress)
    assert sorted(line for line in readme if line.startswith("DATE ")) == printed_lines
    missing = [line for line in lines_without_dates(shown) if line not in readme]
    assert not missing


def test_secrets_are_made_where_the_tenant_files_look_for_them_and_are_private(played: Played) -> None:
    made = sorted((played.settings.home / ".qooper" / "demo").iterdir())
    assert [path.name for path in made] == [
        "acme_sftp_password",
        "brandau_sftp_key",
        "brandau_sftp_passphrase",
        "sundara_sftp_password",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert stat.S_IMODE(made[0].parent.stat().st_mode) == 0o700
    assert "OPENSSH PRIVATE KEY" in made[1].read_text()


def test_a_state_that_the_demo_did_not_make_is_left_alone(
    tmp_path: Path, instance: dg.DagsterInstance
) -> None:
    read = settings.read({}, tmp_path)
    read.state.mkdir()
    (read.state / "ledger.sqlite").write_bytes(b"somebody's")
    with pytest.raises(StateError, match="not made by the demo"):
        play.clear_stage(read, instance)
    assert (read.state / "ledger.sqlite").read_bytes() == b"somebody's"
