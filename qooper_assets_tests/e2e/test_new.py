"""The demo's customers drafted from their own files and a filled workbook: `new` finds the tenant files of
the repository again."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from qooper_assets.cli import main, terminal
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.demo import acme, brandau, sundara
from qooper_assets.edges import tenant_files

REPOSITORY = Path(__file__).parents[2] / "tenants"
DAY = date(2026, 3, 2)
Run = Callable[..., Result]

ANSWERS: dict[str, dict[str, str]] = {
    "acme": {
        "Connection!B4": "Acme Corporation", "Connection!B7": "qooper", "Connection!B8": "password",
        "Connection!B10": "/outgoing/employees.csv", "Connection!B11": "CSV", "Connection!B13": "daily",
        "Connection!B15": "05:30", "Connection!B16": "America/New_York", "Connection!B17": "employee ID",
    },
    "brandau": {
        "Connection!B4": "Brandau Söhne GmbH", "Connection!B7": "brandau", "Connection!B8": "private key",
        "Connection!B10": "/Personal/Mitarbeiterliste.xlsx", "Connection!B11": "Excel",
        "Connection!B13": "weekly", "Connection!B14": "Monday", "Connection!B15": "06:00",
        "Connection!B16": "Europe/Berlin", "Connection!B17": "employee ID",
    },
    # The id is what the sample leaves open, and the identifier is the customer's choice.
    "sundara": {
        "Connection!B4": "Sundara Looms", "Connection!B7": "sundara", "Connection!B8": "password",
        "Connection!B10": "/hr/employees.json", "Connection!B11": "JSON", "Connection!B13": "daily",
        "Connection!B15": "07:30", "Connection!B16": "Asia/Kolkata", "Connection!B17": "e-mail",
        "Questions!F4": "id",
    },
}  # fmt: skip
CUSTOMERS = {"acme": (acme, "csv", 1), "brandau": (brandau, "xlsx", 7), "sundara": (sundara, "json", 1)}
HAS_MORE_WORDS = "sundara"
"""Later files of the other two have a status word that their tenant file leaves out, as the demo shows."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "ARTIFACTS"):
        monkeypatch.delenv(f"QOOPER_{name}", raising=False)
    monkeypatch.setattr(terminal.out, "_width", 160)  # it may have been opened with another one
    (tmp_path / "tenants").mkdir()
    return lambda *arguments: CliRunner().invoke(main.main, [*arguments], catch_exceptions=False)


def deliver(customer: ModuleType, suffix: str, step: int, folder: Path) -> list[Path]:
    """Write the files of the demo, without those that are broken on purpose."""
    folder.mkdir()
    days = [DAY + timedelta(days=step * number) for number in range(customer.STORY.days)]
    files = []
    for day, delivery in zip(days, customer.deliveries(days), strict=True):
        if delivery.content is not None:
            files.append(folder / f"employees_{day:%Y%m%d}.{suffix}")
            files[-1].write_bytes(delivery.content)
    return files


def fill(path: Path, cells: dict[str, str]) -> None:
    book = load_workbook(path)
    for place, text in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = text
    book.save(path)


def decided(tenant: Tenant) -> dict[str, Any]:
    """What the customer's files and answers decide: all but address, secrets, owners and limits."""
    found = tenant.model_dump(mode="json", exclude_defaults=True, exclude={"owners", "paused", "guardrails"})
    for key in ("host", "port", "host_keys", "auth"):
        found["feed"].pop(key, None)
    return found


@pytest.mark.parametrize("name", CUSTOMERS)
def test_the_tenant_files_of_the_demo_are_drafted_from_their_own_files(
    name: str, run: Run, tmp_path: Path
) -> None:
    customer, suffix, step = CUSTOMERS[name]
    sample, *_ = deliver(customer, suffix, step, tmp_path / "past")
    questions = tmp_path / "questions.xlsx"
    given = ["new", name, "--sample", str(sample), "--json"]
    given += ["--past", str(tmp_path / "past")] if name == HAS_MORE_WORDS else []
    first = run(*given, "--questions", str(questions), "-o", str(tmp_path / "first.yaml"))
    assert first.exit_code == 0, first.output
    assert len(json.loads(first.stdout)["questions"]) == (name == "sundara")

    fill(questions, ANSWERS[name])
    second = run(*given, "--from", str(questions))
    assert second.exit_code == 0, second.output
    answered = json.loads(second.stdout)
    assert answered["questions"] == []
    assert answered["sample"]["rejects"] == {}

    drafted = tenant_files.find(tenant_files.load(tmp_path / "tenants"), name)
    assert drafted.paused
    written = tenant_files.find(tenant_files.load(REPOSITORY), name)
    assert decided(drafted) == decided(written)
