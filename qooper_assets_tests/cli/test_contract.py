"""The command `contract` as a person or a script uses it: text, JSON, the customer's page, and bad usage."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from qooper_assets.cli import main
from qooper_assets.core.feed_contract.contract import FeedContract, describe_contract
from qooper_assets_tests.worlds import a_tenant

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "ARTIFACTS", "SHARD"):
        monkeypatch.delenv(f"QOOPER_{name}", raising=False)
    write(tmp_path, "acme", a_tenant().model_dump(mode="json", exclude_defaults=True))
    return lambda *arguments: CliRunner().invoke(main.main, ["contract", *arguments], catch_exceptions=False)


def write(folder: Path, name: str, document: dict[str, Any]) -> None:
    (folder / "tenants").mkdir(exist_ok=True)
    (folder / "tenants" / f"{name}.yaml").write_text(yaml.safe_dump(document, sort_keys=False))


def test_the_text_explains_each_column_and_nothing_is_left_behind(run: Run, tmp_path: Path) -> None:
    result = run("acme")
    assert result.exit_code == 0
    assert result.stdout.startswith("Acme Corporation: feed contract of acme\n")
    assert "  Employee ID → employee_id\n" in result.stdout
    assert "row rejected, unknown_status:" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["tenants"]


def test_the_json_is_the_whole_contract(run: Run) -> None:
    result = run("acme", "--json")
    assert FeedContract.model_validate(json.loads(result.stdout)) == describe_contract(a_tenant())


def test_the_page_is_printed_or_written_to_a_new_file(run: Run, tmp_path: Path) -> None:
    printed = run("acme", "--for-customer")
    assert printed.stdout.startswith("<!DOCTYPE html>\n") and printed.stdout.endswith("</html>\n")
    page = tmp_path / "acme.html"
    written = run("acme", "--for-customer", "-o", "acme.html")
    assert (written.exit_code, written.stdout) == (0, "written acme.html\n")
    assert page.read_text(encoding="utf-8") == printed.stdout
    page.write_text("edited by hand")
    refused = run("acme", "--for-customer", "-o", "acme.html")
    assert refused.exit_code == 2 and "acme.html exists, and is not overwritten" in refused.stderr
    assert page.read_text() == "edited by hand"


def test_the_text_can_be_written_to_a_file_too(run: Run, tmp_path: Path) -> None:
    printed = run("acme").stdout
    run("acme", "--output", str(tmp_path / "acme.txt"))
    assert (tmp_path / "acme.txt").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize("arguments", [("--for-customer",), ("-o", "x.json")])
def test_json_goes_with_nothing_else(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = run("acme", "--json", *arguments)
    assert result.exit_code == 2 and "--json goes neither with" in result.stderr
    assert not (tmp_path / "x.json").exists()


def test_a_file_that_can_not_be_written_is_a_usage_error(run: Run) -> None:
    result = run("acme", "-o", "missing/folder/acme.txt")
    assert result.exit_code == 2 and "can't be written: No such file or directory" in result.stderr


def test_an_unknown_tenant_and_an_invalid_file_exit_20(run: Run, tmp_path: Path) -> None:
    unknown = run("initech", "--json")
    assert (unknown.exit_code, json.loads(unknown.stdout)["error"]["code"]) == (20, "tenant_unknown")
    write(tmp_path, "initech", {"tenant": "initech", "name": "Initech"})
    invalid = run("initech")
    assert invalid.exit_code == 20 and "tenant_file_invalid" in invalid.stderr
    assert run("acme").exit_code == 0


def test_neither_dagster_nor_the_engine_nor_sftp_is_imported_for_the_text() -> None:
    code = "import sys, qooper_assets.cli.contract; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert {"dagster", "duckdb", "jinja2", "paramiko"} & set(loaded.split()) == set()
