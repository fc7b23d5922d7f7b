"""The onboarding page matches the product: its commands are run again, and what they print is compared."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from qooper_assets.cli import host_keys, main, terminal
from qooper_assets.core.contract import REASONS
from qooper_assets.core.errors import QooperAssetsError, Result
from qooper_assets.core.report import WITHHELD
from qooper_assets.demo import new_customer
from qooper_assets.demo.server import HOST, Login, SftpServer
from qooper_assets.edges import tenant_files
from qooper_assets.edges.system import SystemClock
from qooper_assets_tests.docs.pages import DOCS, ROOT, page, prose
from qooper_assets_tests.docs.test_runbook import COMMANDS, breach_codes

ONBOARDING = page("onboarding.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(sh|)\n(.*?)^```$", ONBOARDING, re.DOTALL | re.MULTILINE)
BLOCKS = [text for kind, text in FENCED if not kind]
LAST_DAY = date(2026, 11, 30)
"""The day on which the page's output was printed."""
SETUP = ("mkdir story", "../.venv", "cd story", "export PATH")
"""How the lines begin that set up the story; the test has a folder and a server of its own."""
LEFT_OUT = "[…]"
COLUMNS = 100


class Shown(NamedTuple):
    """A command of the page, what the page says that it prints, and what it printed now."""

    command: str
    on_page: str
    printed: str
    exit_code: int


def commands() -> list[tuple[str, str]]:
    """Each command of the page, with the output below it; without those of the setup."""
    found: list[tuple[str, str]] = []
    for (kind, text), (after, output) in zip(FENCED, [*FENCED[1:], ("", "")], strict=True):
        if kind == "sh":
            lines = [line for line in text.splitlines() if not line.startswith(SETUP)]
            found += [(line, "") for line in lines[:-1]]
            found += [(line, "" if after else output) for line in lines[-1:]]
    return found


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the customer's files, as the page sets it up, while their server runs."""
    folder, waited = tmp_path_factory.mktemp("story"), timedelta()
    shutil.copy(ROOT / "dagster.yaml", folder)

    def sleep(_: SystemClock, seconds: float) -> None:
        nonlocal waited
        waited += timedelta(seconds=seconds)

    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "DAGSTER_HOME",
            *(f"QOOPER_{word}" for word in "HOME STATE TENANTS LEDGER KEYS".split()),
        ):
            patch.delenv(name, raising=False)
        patch.chdir(folder)
        patch.setenv("COLUMNS", str(COLUMNS))
        patch.setattr(terminal.out, "_width", COLUMNS)
        patch.setattr(SystemClock, "sleep", sleep)
        patch.setattr(SystemClock, "now", lambda _: datetime.now(UTC) + waited)
        login = Login(new_customer.USERNAME, folder / "customer" / "server", new_customer.PASSWORD)
        with SftpServer([login]) as server:
            patch.setitem(new_customer.ANSWERS, "Connection!B6", server.port)
            new_customer.deliver(server, folder / "customer", datetime.now(UTC))
            yield folder


@pytest.fixture(scope="module")
def played(story: Path) -> list[Shown]:
    """Every command of the page, run in order."""
    change_set, found = "", list[Shown]()
    for command, on_page in commands():
        code, printed = run(re.sub(r"(?<=approve sundara )\w+", change_set, command))
        if waiting := re.search(r"approve (?:qooper-assets approve) sundara (\w+)", printed):
            change_set = waiting[1]
        found.append(Shown(command, on_page, printed, code))
    return found


def run(command: str) -> tuple[int, str]:
    """Run a line of the page; returns the exit code, and what it printed."""
    program, *arguments = shlex.split(command)
    if program == "qooper-assets":
        output = Path(arguments.pop()) if ">>" in arguments else None
        done = CliRunner().invoke(main.main, arguments[:-1] if output else arguments)
        if output:
            with output.open("a") as file:
                file.write(done.stdout)
        return done.exit_code, "" if output else done.stdout
    if arguments[:2] == ["-m", new_customer.__name__]:
        done = CliRunner().invoke(new_customer.main, arguments[2:])
        return done.exit_code, done.stdout
    other = subprocess.run(["sh", "-c", command], check=False, capture_output=True, text=True)
    return other.returncode, other.stdout


def plain(text: str, later: timedelta = timedelta()) -> list[str]:
    """Return its lines without what differs by machine and run, without padding, with dates moved back."""
    text = re.sub(r"\b2026-\d\d-\d\d\b|\b20\d\d-\d\d-\d\d\b", lambda day: _earlier(day[0], later), text)
    text = re.sub(r"\d\d-\d\d \d\d:\d\d|\d\d:\d\d UTC", "…", text)
    text = re.sub(r"(127\.0\.0\.1:|Port )\d+", r"\1…", text)
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|SHA-256 [0-9a-f]{12}", "…", text)
    text = re.sub(r"\b(change set|(?:approve|reject) sundara|held) +[0-9a-f]{8,12}\b", r"\1 …", text)
    text = re.sub(r"\b(succeeded +)[0-9a-f]{8}\b", r"\1…", text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip(" ─")]


def _earlier(day: str, later: timedelta) -> str:
    return (date.fromisoformat(day) - later).isoformat()


def find_missing(on_page: list[str], printed: list[str]) -> list[str]:
    """Return the first part of a block that is not printed after the parts before it; parts are separated by
    the mark of what is left out."""
    at = 0
    for part in _split(on_page):
        places = range(at, len(printed) - len(part) + 1)
        found = next((place for place in places if printed[place : place + len(part)] == part), None)
        if found is None:
            return part
        at = found + len(part)
    return []


def _split(lines: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def block(*words: str) -> str:
    """Return the only block of the page that contains these words."""
    (found,) = (block for block in BLOCKS if all(word in block for word in words))
    return found


# What the commands do and print


def test_every_command_of_the_page_succeeds_and_the_first_change_set_is_held(played: list[Shown]) -> None:
    codes = {each.command: each.exit_code for each in played}
    held = {command for command, code in codes.items() if code == 11}
    assert held == {"qooper-assets sync sundara"}
    assert {command: code for command, code in codes.items() if code not in (0, 11)} == {}


def test_the_commands_print_what_the_page_shows(played: list[Shown]) -> None:
    later = datetime.now(new_customer.ZONE).date() - LAST_DAY
    shown = [each for each in played if each.on_page]
    assert len(shown) == len(BLOCKS) - 1  # one is of another tenant file: without a pinned key
    for each in shown:
        printed = plain(each.printed, later)
        assert find_missing(plain(each.on_page), printed) == [], f"{each.command}:\n{each.printed}"
        if LEFT_OUT not in each.on_page:
            assert plain(each.on_page) == printed, each.command


def test_the_customer_is_live_at_the_end(played: list[Shown], story: Path) -> None:
    assert played
    sundara = tenant_files.find(tenant_files.load(story / "tenants"), "sundara")
    assert not sundara.paused
    assert sundara.guardrails.row_drop_pct_max == 2  # a proposed limit
    assert "ASK:" not in (story / "tenants" / "sundara.yaml").read_text()
    assert "ASK:" in (story / "draft.yaml").read_text()


def test_the_lines_to_pin_are_printed_as_the_page_shows_them(played: list[Shown], story: Path) -> None:
    assert played
    sundara = tenant_files.find(tenant_files.load(story / "tenants"), "sundara")
    unpinned = sundara.model_copy(update={"feed": sundara.feed.model_copy(update={"host_keys": ()})})
    keys = host_keys.compare(unpinned)
    asked = ("Has the customer", "Write this under feed")
    on_page = [line for line in plain(block("[y/N]")) if not line.startswith(asked)]
    printed = [*host_keys.describe(unpinned, keys), *host_keys.write_lines(keys)]
    assert find_missing(on_page, plain("\n".join(printed))) == []


def test_every_step_that_the_page_names_exists() -> None:
    names = re.findall(r"^  ([a-z]+(?: [a-z]+)?) +ok  ", block("header mapped"), re.MULTILINE)
    assert len(names) == 13
    for name in re.findall(r"\*([A-Z][a-z]+ ?[a-z]*)\*:", ONBOARDING):
        assert name.lower() in names, name


def test_the_setup_is_what_the_test_does_instead() -> None:
    assert {line.split(" serve ")[-1] for line in ONBOARDING.splitlines() if " serve " in line} == {
        "customer"
    }
    assert new_customer.ANSWERS["Connection!B5"] == HOST
    assert f"{new_customer.PASSWORD} > secrets/sundara_sftp_password" in ONBOARDING


# Pictures


def test_every_picture_is_there_small_and_referenced_with_a_text() -> None:
    shown = dict(re.findall(r"!\[([^]]+)\]\((pictures/[^)]+)\)", ONBOARDING))
    files = {f"pictures/{path.name}" for path in (DOCS / "pictures").iterdir()}
    assert files and set(shown.values()) == files
    assert all(len(text) > 20 for text in shown)
    for name in files:
        content = (DOCS / name).read_bytes()
        assert content.startswith(b"\x89PNG") and len(content) <= 150 * 1024, name


# The README


def test_the_readme_shows_commands_of_the_page() -> None:
    (text,) = re.findall(r"^```\n(qooper-assets new .*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert text.splitlines() == [line for line, _ in commands() if line in text.splitlines()]
    assert len(text.splitlines()) == 3


# Names on the page


def test_every_command_and_option_exists() -> None:
    options = {o for command in COMMANDS.values() for p in command.params for o in p.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ONBOARDING)) <= options
    names = re.findall(r"qooper-assets ([a-z][a-z-]+)", ONBOARDING)
    assert set(names) <= set(COMMANDS)
    assert {"new", "trust", "test-connection", "rehearse", "contract", "sync", "approve"} <= set(names)


def test_every_code_and_result_exists() -> None:
    families = QooperAssetsError.__subclasses__()
    errors = {code for family in families for code in family.codes}
    known = errors | breach_codes() | set(REASONS) | set(WITHHELD) | {result.value for result in Result}
    shown_text = "\n".join(BLOCKS)
    shown = set(re.findall(r"(?:^  |  no   |failed )([a-z]+(?:_[a-z0-9]+)+):? ", shown_text, re.MULTILINE))
    shown |= set(re.findall(r"^ 2026-\S+ +\S+ \S+ +([a-z_]+) ", shown_text, re.MULTILINE))
    assert {"first_load", "held", "succeeded"} <= shown
    assert shown <= known
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
    assert f"docs/{(DOCS / 'onboarding.md').name}" in README
