"""The onboarding page matches the product: its blocks are printed again and compared."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

from qooper_assets import stages
from qooper_assets.cli import connection_test, host_keys, show
from qooper_assets.cli.connection_steps import Step
from qooper_assets.core import report
from qooper_assets.core.contract import REASONS
from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.feed import RawFile
from qooper_assets.core.report import WITHHELD
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.demo import play
from qooper_assets.edges import settings, tenant_files
from qooper_assets_tests.docs.pages import DOCS, ROOT, page, prose
from qooper_assets_tests.docs.test_runbook import COMMANDS, breach_codes

ONBOARDING = page("onboarding.md")
BLOCKS = re.findall(r"^```\n(.*?)^```$", ONBOARDING, re.DOTALL | re.MULTILINE)
EXPORTED_AT, NOW = datetime(2026, 11, 22, 17, 4, tzinfo=UTC), datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
DRAFT = {
    "timezone: Europe/Berlin ": "timezone: Berlin ",
    "file:.qooper/demo/brandau_sftp_passphrase": "Rosenheim-2026",
    '- "SHA256:ulheBKxBY': '- "MD5:ulheBKxBY',
    "    sheet: Mitarbeiter ": "    sheets: Mitarbeiter ",
    "ausgeschieden: inactive": "ausgeschieden: gone",
}
"""The five mistakes of the page's draft, as replacements in tenants/brandau.yaml."""


class Tried(NamedTuple):
    """Output of a fresh installation for Brandau."""

    good: list[Step]
    good_table: str
    unknown_host: str
    wrong_path: str
    trusted: list[str]
    plan: str


def table(tenant: Tenant, steps: list[Step]) -> str:
    console = Console(width=100, no_color=True)
    with console.capture() as captured:
        console.print(show.tabulate_steps(tenant, steps))
    return captured.get()


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tried]:
    read = settings.read({}, tmp_path_factory.mktemp("home"))
    brandau = tenant_files.find(tenant_files.load(ROOT / "tenants"), "brandau")
    play.folder(read).mkdir(parents=True)
    clock = play.DemoClock()
    clock.set(NOW)
    runtime = stages.open_runtime(read, clock)
    delivery, _ = play.STORIES["brandau"].tell([date(2026, 11, 16), date(2026, 11, 23)])
    assert delivery.content is not None
    with play.server(read, [brandau]) as sftp, closing(runtime.ledger):
        brandau = play._at(brandau, sftp.port)
        play._seed(runtime, brandau)
        sftp.put(brandau.feed.username, brandau.feed.path, delivery.content, EXPORTED_AT)

        def steps(**feed: object) -> list[Step]:
            changed = brandau.model_copy(update={"feed": brandau.feed.model_copy(update=feed)})
            return list(connection_test.examine(runtime, changed))

        good = steps()
        raw = stages.land(runtime, brandau, "2026-11-23", "plan")
        assert isinstance(raw, RawFile)
        roster = stages.normalize(runtime, brandau, raw, "plan")
        snapshot = stages.observe(runtime, brandau, "2026-11-23", "plan")
        change_set = stages.plan(runtime, brandau, raw, roster, snapshot, "plan")
        yield Tried(
            good=good,
            good_table=table(brandau, good),
            unknown_host=table(brandau, steps(host_keys=())),
            trusted=trusted(brandau),
            wrong_path=table(brandau, steps(path="/Personal/Mitarbeiter.xlsx")),
            plan=report.text(change_set, roster),
        )


def trusted(tenant: Tenant) -> list[str]:
    """Return what `trust` prints before and after the question for a tenant without a pinned key."""
    unpinned = tenant.model_copy(update={"feed": tenant.feed.model_copy(update={"host_keys": ()})})
    keys = host_keys.compare(unpinned)
    return [
        *host_keys.describe(unpinned, keys),
        *host_keys.explain_confirmation(keys),
        *host_keys.write_lines(keys),
    ]


def plain(text: str) -> list[str]:
    """Return its lines without what differs by machine or day, and without the table's padding."""
    text = re.sub(r"(by the key\s+SHA256:)[\w+/]{43}", r"\1…", text)
    text = re.sub(r"(127\.0\.0\.1:|Port )\d+", r"\1…", text)
    text = re.sub(r"[\d,]+ bytes", "… bytes", text)
    text = re.sub(r"SHA-256 [0-9a-f]{12}|change set [0-9a-f]{12}", "…", text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip(" ─")]


def block(*words: str) -> str:
    """Return the only block of the page that contains these words."""
    (found,) = (block for block in BLOCKS if all(word in block for word in words))
    return found


def named(text: str) -> list[str]:
    """Return the steps of a table, in order."""
    return re.findall(r"^  ([a-z]+(?: [a-z]+)?) +(?:ok\??|no)  ", text, re.MULTILINE)


# Printed output


def test_the_successful_attempt_has_every_step_in_order(tried: Tried) -> None:
    names = [step.name for step in tried.good]
    assert named(block("header mapped", "overlap")) == names
    assert f"All {'thirteen' if len(names) == 13 else len(names)} steps" in ONBOARDING
    assert all(step.ok and not step.warns for step in tried.good)


def test_every_step_that_the_page_names_exists(tried: Tried) -> None:
    names = [step.name for step in tried.good]
    shown = [found for block in BLOCKS for found in named(block)]
    assert set(shown) == set(names)
    for name in re.findall(r"\*([A-Z][a-z]+ ?[a-z]*)\*:", ONBOARDING):
        assert name.lower() in names, name


def test_the_attempts_are_printed_as_the_page_shows_them(tried: Tried) -> None:
    assert plain(block("header mapped", "overlap")) == plain(tried.good_table)
    assert plain(block("host_key_unknown")) == plain(tried.unknown_host)
    shown = plain(block("Similar names"))
    assert plain(tried.wrong_path)[-len(shown) :] == shown


def test_the_lines_to_pin_are_printed_as_the_page_shows_them(tried: Tried) -> None:
    asked = ("Has the customer", "Write this under feed")
    shown = [line for line in plain(block("pins of brandau.yaml")) if not line.startswith(asked)]
    assert shown == plain("\n".join(tried.trusted))


def test_the_plan_is_printed_as_the_page_shows_it(tried: Tried) -> None:
    shown = block("CREATE new_in_roster", "first_load").partition("\nworkbook:")[0]
    assert plain(shown) == plain(tried.plan)


def test_the_draft_is_refused_in_the_words_of_the_page(tmp_path: Path) -> None:
    draft = (ROOT / "tenants" / "brandau.yaml").read_text(encoding="utf-8")
    for right, wrong in DRAFT.items():
        assert draft.count(right) == 1, right
        draft = draft.replace(right, wrong)
    (tmp_path / "brandau.yaml").write_text(draft, encoding="utf-8")
    (refused,) = tenant_files.load(tmp_path).invalid
    shown = block("failed tenant_file_invalid").partition("what")[2].split("\n")
    lines = refused.error.message.split("\n")
    assert [line.strip() for line in shown if line] == lines


# Names on the page


def test_every_command_and_option_exists() -> None:
    options = {o for command in COMMANDS.values() for p in command.params for o in p.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ONBOARDING)) <= options
    commands = re.findall(r"qooper-assets ([a-z][a-z-]+)", ONBOARDING)
    assert set(commands) <= set(COMMANDS)
    assert {"test-connection", "plan", "sync", "approve", "reject", "status"} <= set(commands)


def test_every_code_and_result_exists() -> None:
    families = QooperAssetsError.__subclasses__()
    errors = {code for family in families for code in family.codes}
    known = errors | breach_codes() | set(REASONS) | set(WITHHELD) | {result.value for result in Result}
    shown_text = "\n".join(BLOCKS)
    shown = set(re.findall(r"(?:^  |  no   |failed )([a-z]+(?:_[a-z0-9]+)+):? ", shown_text, re.MULTILINE))
    shown |= set(re.findall(r"^ 2026-\S+ +\S+ \S+ +([a-z_]+) ", shown_text, re.MULTILINE))
    assert {"host_key_unknown", "first_load", "held", "succeeded"} <= shown
    assert shown - {"columns_unmapped"} <= known
    results = set(re.findall(r"^\| `([a-z_]+)` \|", ONBOARDING, re.MULTILINE))
    assert results <= {result.value for result in Result}


def test_every_key_of_the_tenant_file_exists() -> None:
    keys = page("tenant-file.md")
    for key in set(
        re.findall(r"`((?:feed|mapping|schedule|policy|guardrails)\.[a-z_.]+)`", prose(ONBOARDING))
    ):
        assert f"`{key}`" in keys, key


def test_the_page_holds_no_path_of_a_machine_and_is_found_from_the_readme() -> None:
    assert not re.search(r"(?<![\w.])/(?:tmp|home|root|work|Users)/", ONBOARDING)
    assert f"docs/{(DOCS / 'onboarding.md').name}" in (ROOT / "README.md").read_text(encoding="utf-8")
