"""The runbook has a row for everything that the on-call engineer can see, and no other."""

import ast
import re

import click
import pytest

from qooper_assets.cli import main, shared
from qooper_assets.core.contract import REASONS
from qooper_assets.core.errors import (
    DeliveryError,
    GuardrailBreach,
    QooperAssetsError,
    Result,
    StateError,
    TargetError,
    TenantFileError,
)
from qooper_assets.core.report import LEFT_OUT, WITHHELD
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.defs import checks
from qooper_assets.defs.automation import REFUSALS
from qooper_assets_tests.docs.pages import PACKAGE, first_codes, page, rows, section, sources

RUNBOOK = page("runbook.md")
COMMANDS = {
    name: command
    for name in main.MODULES
    if (command := main.main.get_command(click.Context(main.main), name))
}
FAMILIES: dict[str, type[QooperAssetsError]] = {
    "### The tenant file is wrong": TenantFileError,
    "### The delivery is wrong": DeliveryError,
    "### Qooper, or the way to it, is wrong": TargetError,
    "### An approval is missing or does not fit": GuardrailBreach,
    "### Our own state": StateError,
}
EVERY_CODE = [code for family in FAMILIES.values() for code in family.codes]


def breach_codes() -> set[str]:
    """Return the codes of `core/guardrails.py`: the first argument of each `Limit(…)` and `people(…)`."""
    calls = (
        node
        for node in ast.walk(ast.parse((PACKAGE / "core" / "guardrails.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
    )
    codes = [call.args[0] for call in calls if ast.unparse(call.func) in ("Limit", "people")]
    return {code.value for code in codes if isinstance(code, ast.Constant) and isinstance(code.value, str)}


def blocking_codes() -> set[str]:
    """Return the codes that are raised with `result=Result.BLOCKED`, or by `errors.blocked`."""
    found = set()
    for text in sources().values():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            is_blocked = isinstance(node.func, ast.Name) and node.func.id == "blocked"
            is_blocked |= any(
                word.arg == "result" and ast.unparse(word.value) == "Result.BLOCKED" for word in node.keywords
            )
            if is_blocked:
                found.add(node.args[0].value)
    return found


# Error codes


def test_every_family_of_errors_has_a_section() -> None:
    assert set(FAMILIES.values()) == set(QooperAssetsError.__subclasses__())


@pytest.mark.parametrize("heading", FAMILIES)
def test_every_code_of_a_family_has_one_row_and_no_other_code_has(heading: str) -> None:
    assert sorted(first_codes(section(RUNBOOK, heading))) == sorted(FAMILIES[heading].codes)


def test_the_result_of_a_code_is_the_one_the_code_gives_it() -> None:
    documented = {
        row[0].strip("`"): row[3] for heading in FAMILIES for row in rows(section(RUNBOOK, heading))
    }
    assert {code for code, result in documented.items() if result == "blocked"} == blocking_codes()
    assert set(documented.values()) <= {result.value for result in Result} | {"–"}


def repeatable_codes() -> set[str]:
    """Return the codes of deliveries that are raised with `retryable=` anything but False."""
    found = set()
    for text in sources().values():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "DeliveryError":
                continue
            code, given = node.args[0], [word for word in node.keywords if word.arg == "retryable"]
            if given and ast.unparse(given[0].value) != "False" and isinstance(code, ast.Constant):
                found.add(code.value)
    return found


def test_the_errors_documented_as_retried_are_those_that_the_code_retries() -> None:
    documented = rows(section(RUNBOOK, "### The delivery is wrong"))
    assert len(repeatable_codes()) >= 6
    assert {row[0].strip("`") for row in documented if "tried again" in row[1].lower()} == repeatable_codes()


def test_errors_that_the_sensor_does_not_retry_follow_the_row_that_says_so() -> None:
    codes = first_codes(section(RUNBOOK, "### The delivery is wrong"))
    at = codes.index("auth")
    assert tuple(codes[at : at + len(REFUSALS)]) == REFUSALS
    assert "nor after the four below" in RUNBOOK and len(REFUSALS) == 5


def test_every_error_of_a_connection_says_what_to_do() -> None:
    """A remedy is a literal text, a constant, or comes from a helper that has one."""
    calls = 0
    for path, text in sources().items():
        if path.name not in {
            "client.py",
            "connection.py",
            "connection_errors.py",
            "download.py",
            "listing.py",
            "login_errors.py",
            "subsystem.py",
            "private_keys.py",
            "secrets.py",
        }:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"DeliveryError", "TenantFileError"}:
                calls += 1
                given = [word.value for word in node.keywords if word.arg == "remedy"]
                assert given and ast.unparse(given[0]) not in {"''", "None"}, f"{path.name}:{node.lineno}"
    assert calls >= 12


def test_every_row_says_what_to_do() -> None:
    for row in rows(RUNBOOK):
        assert all(row[:2]), row
        if len(row) >= 3 and row[0].strip("`") in EVERY_CODE:
            assert row[2], row


@pytest.mark.parametrize("code", EVERY_CODE)
def test_every_code_is_raised_somewhere(code: str) -> None:
    places = [
        path
        for path, text in sources().items()
        if path.parts[-2:] != ("core", "errors.py") and f'"{code}"' in text
    ]
    assert places, f"no module of the package mentions {code}: remove it, and its row in the runbook"


# Limits, withheld people, rejected rows


def test_every_limit_that_holds_has_a_row() -> None:
    codes = breach_codes()
    assert len(codes) >= 15
    assert sorted(first_codes(section(RUNBOOK, "## Limits that hold a change set"))) == sorted(codes)


def test_every_guardrail_of_the_tenant_file_is_named_next_to_its_limit() -> None:
    cells = [row[3] for row in rows(section(RUNBOOK, "## Limits that hold a change set"))]
    assert set(re.findall(r"`(\w+)`", " ".join(cells))) == set(Guardrails.model_fields)


def test_every_reason_to_withhold_a_person_has_a_row() -> None:
    assert sorted(first_codes(section(RUNBOOK, "## Why a person is withheld"))) == sorted(WITHHELD)


def test_every_reason_to_leave_a_value_out_has_a_row() -> None:
    assert sorted(first_codes(section(RUNBOOK, "## Why a value is left out"))) == sorted(LEFT_OUT)


def test_every_reason_to_reject_a_row_has_a_row() -> None:
    assert sorted(first_codes(section(RUNBOOK, "## Why a row is rejected"))) == sorted(REASONS)


# Results, badges, settings


def test_every_result_of_a_run_and_every_badge_has_a_row() -> None:
    documented = first_codes(section(RUNBOOK, "## What do I look at"))
    assert sorted(documented) == sorted([*(result.value for result in Result), *checks.DESCRIPTIONS])


def test_every_setting_has_a_row() -> None:
    documented = set(first_codes(section(RUNBOOK, "## Where state lives")))
    known = set(re.findall(r"QOOPER_[A-Z]+", (PACKAGE / "edges" / "settings.py").read_text(encoding="utf-8")))
    assert documented == known


def test_every_tag_and_setting_that_is_named_exists() -> None:
    text = "\n".join(sources().values())
    for name in set(re.findall(r"`(qooper/\w+|QOOPER_[A-Z]+)`", RUNBOOK)):
        assert name in text, name


# The command line


def test_every_command_and_every_option_has_its_row() -> None:
    documented = {
        row[0].strip("`"): set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", row[2]))
        for row in rows(section(RUNBOOK, "## Commands"))
    }
    known = {
        name: {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        for name, command in COMMANDS.items()
    }
    assert documented == known


def test_every_option_and_command_that_the_page_names_exists() -> None:
    options = {o for command in COMMANDS.values() for p in command.params for o in p.opts}
    assert set(re.findall(r"--[a-z][\w-]*", RUNBOOK)) <= options | {"--help", "--version"}
    for name in re.findall(r"`qooper-assets ([a-z][a-z-]+)", RUNBOOK):
        assert name in COMMANDS, name


def test_every_exit_code_has_its_row() -> None:
    documented = [int(code) for code in first_codes(section(RUNBOOK, "## Exit codes"))]
    families = {family.exit_code for family in FAMILIES.values()}
    named = {int(code) for code in re.findall(r"(?:^|[;:] )(\d+) ", (main.__doc__ or "").replace("\n", " "))}
    assert sorted(documented) == sorted({0, 1, 2, shared.PENDING, *shared.EXIT_CODES.values(), *families})
    assert named <= set(documented)
