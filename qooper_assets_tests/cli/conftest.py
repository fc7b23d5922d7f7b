"""An installation in a temporary folder with one tenant, on which commands are run."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from qooper_assets.cli import main, terminal
from qooper_assets_tests.worlds import a_tenant

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "ARTIFACTS"):
        monkeypatch.delenv(f"QOOPER_{name}", raising=False)
    monkeypatch.setattr(terminal.out, "_width", 160)  # it may have been opened with another one
    (tmp_path / "tenants").mkdir()
    write(tmp_path / "tenants" / "acme.yaml", document())
    return lambda *arguments: CliRunner().invoke(main.main, [*arguments], catch_exceptions=False)


def document(**changes: Any) -> dict[str, Any]:
    return a_tenant().model_dump(mode="json", exclude_defaults=True) | changes


def write(path: Path, tenant: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump(tenant, sort_keys=False))
    return path
