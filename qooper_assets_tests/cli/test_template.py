"""The command `template`."""

import stat
from pathlib import Path

from click.testing import CliRunner, Result
from openpyxl import load_workbook

from qooper_assets.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main.main, ["template", *arguments], catch_exceptions=False)


def test_the_workbook_is_written_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "acme.xlsx"
    result = run("-o", str(path), "--language", "de")
    assert (result.exit_code, result.output) == (0, f"written {path}\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_workbook(path).sheetnames[0] == "Felder"


def test_the_workbook_is_in_english_by_default(tmp_path: Path) -> None:
    path = tmp_path / "acme.xlsx"
    assert run("--output", str(path)).exit_code == 0
    assert load_workbook(path)["Fields"]["A1"].value == "Qooper roster template, version 1 (en)"


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "acme.xlsx"
    path.write_text("filled in by the customer")
    result = run("-o", str(path))
    assert result.exit_code == 2
    assert (
        f"Invalid value for '-o': {path} exists, and is not overwritten. Choose another name."
        in result.output
    )
    assert path.read_text() == "filled in by the customer"


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "acme.xlsx"
    result = run("-o", str(path))
    assert result.exit_code == 2
    assert f"Invalid value for '-o': {path} can't be written: No such file or directory." in result.output


def test_another_ending_of_the_name_is_refused(tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "acme.csv"))
    assert result.exit_code == 2
    assert "Invalid value for '-o': the name must end in .xlsx, so that Excel opens it." in result.output
    assert not (tmp_path / "acme.csv").exists()


def test_the_file_must_be_named() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Missing option '-o'" in result.output
