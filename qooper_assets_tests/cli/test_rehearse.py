"""The command `rehearse` as a person or a script uses it: output, options, bad input."""

import json
import os
from pathlib import Path

import pytest
import yaml

from qooper_assets_tests.cli.conftest import Run, document, write
from qooper_assets_tests.worlds import a_file, people

FILES = (a_file(*people(8)), a_file(*people(9)), a_file(*people(10)))


def a_folder(path: Path, *contents: bytes, name: str = "employees_2026030{}.csv") -> Path:
    path.mkdir(exist_ok=True)
    for number, content in enumerate(contents, 1):
        (path / name.format(number)).write_bytes(content)
    return path


def test_rehearse_prints_the_days_the_limits_and_questions_and_writes_a_page(
    run: Run, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "in", *FILES, b"no roster")
    (folder / ".hidden").write_text("")
    result = run("rehearse", "acme", str(folder), "-o", "page.html")
    assert result.exit_code == 0, result.output
    for text in (
        "2026-03-01", "first load", "blocked: header_not_recognized", ".hidden: hidden",
        "4 files, 2026-03-01 to 2026-03-04, ordered by the date in the name, %Y%m%d.",
        "# No limit is proposed from 2 harmless days; it takes 10.", "why could this file not be used",
        "The page is page.html",
    ):  # fmt: skip
        assert text in result.output, text
    assert max(map(len, result.output.splitlines()[:5])) <= 80
    page = (tmp_path / "page.html").read_text()
    assert page.startswith("<!doctype html>") and "Acme Corporation" in page
    left = {path.name for path in (tmp_path / ".qooper").rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("ledger.sqlite")} == set()


def test_rehearse_for_scripts(run: Run, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "in", *FILES)
    marks = ["--incident", "2026-03-02", "--harmless", "2026-03-03"]
    result = run("rehearse", "acme", str(folder), *marks, "--json")
    found = json.loads(result.stdout)
    assert [day["label"] for day in found["days"]] == ["first load", "incident", "real change"]
    assert found["days"][2]["day"]["counts"] == {"CREATE new_in_roster": 2}
    assert "@acme.example" not in result.output and "First1" not in result.output
    limits = run("rehearse", "acme", str(folder), "--limits")
    assert limits.output == "# No limit is proposed from 2 harmless days; it takes 10.\n"
    assert yaml.safe_load(found["limits_yaml"]) is None

    present = run("rehearse", "acme", str(folder), "--present", "--json")
    days = [day["day"]["effective_on"] for day in json.loads(present.stdout)["days"]]
    assert len(set(days)) == 3 and "2026-03-01" not in days


def test_a_draft_is_rehearsed_for_a_tenant_that_does_not_exist_yet(run: Run, tmp_path: Path) -> None:
    draft = write(tmp_path / "draft.yaml", document(tenant="globex"))
    folder = a_folder(tmp_path / "in", FILES[0])
    assert run("rehearse", "globex", str(folder)).exit_code == 20
    assert run("rehearse", "globex", str(folder), "--tenant-file", str(draft)).exit_code == 0
    assert run("rehearse", "acme", str(folder), "--tenant-file", str(draft)).exit_code == 20


def test_the_same_date_twice_and_no_dates_are_rehearsed_and_said(run: Run, tmp_path: Path) -> None:
    twice = a_folder(tmp_path / "twice", *FILES[:2], name="employees_20260301_0{}.csv")
    result = run("rehearse", "acme", str(twice))
    assert result.exit_code == 0 and "2 files of 2026-03-01" in result.output
    undated = a_folder(tmp_path / "undated", *FILES[:2], name="employees_{}.csv")
    for number in (1, 2):
        os.utime(undated / f"employees_{number}.csv", (10**9, 10**9))
    result = run("rehearse", "acme", str(undated))
    assert result.exit_code == 0 and "were they copied?" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["empty"], "no file to rehearse"),
        (["missing"], "does not exist"),
        (["in/employees_20260301.csv"], "is a file"),
        (["two"], "Are they of several customers?"),
        (["in", "--match", "globex_*.csv"], "does not fit globex_*.csv"),
        (["in", "--match", "[x"], "is never closed"),
        (["in", "--incident", "2026-04-01"], "there is no file of 2026-04-01"),
        (["in", "--incident", "2026-03-01", "--harmless", "2026-03-01"], "can't be both"),
        (["in", "--incident", "soon"], "does not match the format"),
        (["in", "-o", "nowhere/page.html"], "the folder nowhere does not exist"),
    ],
)
def test_bad_input_is_a_usage_error_before_anything_is_simulated(
    run: Run,
    tmp_path: Path,
    arguments: list[str],
    message: str,
) -> None:
    (tmp_path / "empty").mkdir()
    a_folder(tmp_path / "in", FILES[0])
    a_folder(tmp_path / "two", *FILES)
    a_folder(tmp_path / "two", *FILES, name="globex_2026030{}.csv")
    result = run("rehearse", "acme", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split()), result.stderr
