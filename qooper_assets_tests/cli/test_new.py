"""The command `new` as an onboarding engineer uses it: what it writes and prints, and bad samples."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from qooper_assets.cli import main, terminal
from qooper_assets.core.mapping import mapped_columns
from qooper_assets.core.suggest.tenant_text import NOT_ANSWERED
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import tenant_files
from qooper_assets_tests.core.suggest.samples import PEOPLE, columns

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "ARTIFACTS"):
        monkeypatch.delenv(f"QOOPER_{name}", raising=False)
    monkeypatch.setattr(terminal.out, "_width", 160)  # it may have been opened with another one
    (tmp_path / "tenants").mkdir()
    return lambda *arguments: CliRunner().invoke(main.main, ["new", *arguments], catch_exceptions=False)


def table(changes: dict[str, Sequence[str] | None] | None = None) -> list[list[str]]:
    found = {**columns(), **(changes or {})}
    kept = {name: cells for name, cells in found.items() if cells is not None}
    return [list(kept), *map(list, zip(*kept.values(), strict=True))]


def a_csv(path: Path, rows: Sequence[Sequence[str]], separator: str = ",") -> Path:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if set(cell) & set(f'{separator}"\n') else cell

    lines = [separator.join(map(quoted, row)) for row in rows]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def a_workbook(
    path: Path, rows: Sequence[Sequence[Any]], *, merged: str = "", has_formulas: bool = False
) -> Path:
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.worksheets[0].cell(number, column, value)
            if not has_formulas and value:
                cell.data_type = "s"
    if merged:
        book.worksheets[0].merge_cells(merged)
    book.save(path)
    return path


def drafted(name: str = "acme") -> Tenant:
    return tenant_files.find(tenant_files.load(Path("tenants")), name)


def mapped(tenant: Tenant) -> dict[str, str]:
    return {name: column.column for name, column in mapped_columns(tenant).items()}


ALL = {
    "email": "Work Email",
    "employee_id": "Employee ID",
    "first_name": "First Name",
    "last_name": "Last Name",
    "title": "Job Title",
    "hire_date": "Hire Date",
    "status": "Status",
    "manager": "Manager ID",
}


def test_a_sample_becomes_a_paused_tenant_file_with_its_reasons(run: Run, tmp_path: Path) -> None:
    result = run("acme", "--sample", str(a_csv(tmp_path / "people.csv", table())))
    assert result.exit_code == 0, result.output
    tenant = drafted()
    assert mapped(tenant) == ALL and tenant.paused and tenant.identity == "employee_id"
    text = Path("tenants/acme.yaml").read_text()
    assert "# The header says so, and the ids are distinct; all 12 cells are filled." in text
    assert "ASK" in text and "people.csv" in text
    assert stat.S_IMODE(os.stat("tenants/acme.yaml").st_mode) == 0o600
    assert "12 rows of the sample are 12 people, and none is rejected" in result.output


def test_the_next_step_can_be_copied(run: Run, tmp_path: Path) -> None:
    """With questions it is the same command with the filled workbook, which overwrites nothing; a complete
    draft goes on to the secret and the host keys."""
    sample = str(a_csv(tmp_path / "our people.csv", table()))
    drafted_beside = run("acme", "--sample", sample, "-o", "draft.yaml", "--questions", "q.xlsx")
    assert f"\n  qooper-assets new acme --sample '{sample}' --from q.xlsx\n" in drafted_beside.output
    assert "Next:" not in drafted_beside.output
    in_place = run("acme", "--sample", sample, "--questions", "q2.xlsx")
    assert f"new acme --sample '{sample}' --from q2.xlsx -o acme.answered.yaml\n" in in_place.output
    asked = run("globex", "--sample", sample).output
    assert "Next: complete the " in asked and "then qooper-assets trust globex." in asked
    assert "`file:secrets/globex_sftp_password`" in asked


def test_the_folder_of_tenant_files_need_not_exist(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tenants").rmdir()
    assert run("acme", "--sample", str(a_csv(tmp_path / "people.csv", table()))).exit_code == 0
    assert drafted().paused


def test_people_are_masked_unless_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    assert "ada.adler@acme.example" not in run("acme", "--sample", sample).output
    shown = run("globex", "--sample", sample, "--show-values")
    assert "ada.adler@acme.example" in shown.output
    as_json = run("initech", "--sample", sample, "--json")
    assert "ada.adler" not in as_json.output
    assert json.loads(as_json.stdout)["sample"]["people"] == PEOPLE


@pytest.mark.parametrize("name", ["people.xlsx", "people.json", "people.txt"])
def test_each_format_is_recognized_by_its_content(name: str, run: Run, tmp_path: Path) -> None:
    path, rows = tmp_path / name, table()
    if name.endswith("xlsx"):
        a_workbook(path, [["Our people"], [], *rows])
    elif name.endswith("json"):
        records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        path.write_text(json.dumps({"meta": {"n": 1}, "data": {"people": records}}))
    else:
        a_csv(path, [["Our people as of today"], *rows], "\t")
    result = run("acme", "--sample", str(path))
    assert result.exit_code == 0, result.output
    assert mapped(drafted()) == ALL
    feed = drafted().feed
    assert (feed.format, feed.excel.header_row, feed.records, feed.csv.header_row) == {
        "people.xlsx": ("excel", 3, "", "auto"),
        "people.json": ("json", 1, "/data/people", "auto"),
        "people.txt": ("csv", 1, "", 2),
    }[name]


def test_two_header_rows_are_read_by_the_second_one(run: Run, tmp_path: Path) -> None:
    labels = [
        "Employee Id",
        "Given Name",
        "Surname",
        "E-Mail",
        "Title",
        "Start Date",
        "State",
        "Supervisor ID",
    ]
    rows = table()
    rows.insert(1, labels)
    assert run("acme", "--sample", str(a_csv(tmp_path / "people.csv", rows))).exit_code == 0
    assert list(mapped(drafted()).values()) == [
        "E-Mail", "Employee Id", "Given Name", "Surname", "Title", "Start Date", "State", "Supervisor ID",
    ]  # fmt: skip
    assert drafted().feed.csv.header_row == 2


# A tenant that exists, and files that do


def test_a_tenant_that_exists_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    existing = tmp_path / "tenants" / "acme.yaml"
    existing.write_text("tenant: acme\n")
    result = run("acme", "--sample", sample)
    assert result.exit_code == 20 and "tenant_exists" in result.output
    assert existing.read_text() == "tenant: acme\n"
    assert run("acme", "--sample", sample, "-o", str(tmp_path / "draft.yaml")).exit_code == 0
    again = run("acme", "--sample", sample, "-o", str(tmp_path / "draft.yaml"))
    assert again.exit_code == 20 and "tenant_exists" in again.output


def test_existing_questions_are_not_overwritten(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    (tmp_path / "q.xlsx").write_text("answered")
    result = run("acme", "--sample", sample, "--questions", str(tmp_path / "q.xlsx"))
    assert result.exit_code == 2 and (tmp_path / "q.xlsx").read_text() == "answered"
    assert not (tmp_path / "tenants" / "acme.yaml").exists()


def test_questions_that_cannot_be_written_are_refused_before_anything_is(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    missing = tmp_path / "missing" / "q.xlsx"
    result = run("acme", "--sample", sample, "--questions", str(missing))
    assert result.exit_code == 2 and f"{missing} can't be written: No such file" in result.output
    assert list((tmp_path / "tenants").iterdir()) == []


@pytest.mark.parametrize("name", ["Acme", "../acme", "a b", "", "1st"])
def test_a_name_that_is_no_id_is_refused(name: str, run: Run, tmp_path: Path) -> None:
    result = run(name, "--sample", str(a_csv(tmp_path / "people.csv", table())))
    assert result.exit_code == 2 and "is no id" in result.output
    assert list((tmp_path / "tenants").iterdir()) == []


def test_something_to_draft_from_is_needed(run: Run, tmp_path: Path) -> None:
    assert "Give --sample FILE" in run("acme").output
    assert run("acme", "--past", str(tmp_path)).exit_code == 2


# Bad samples: each is a question or an error, and never a wrong tenant file


def test_one_row_is_enough_for_a_draft(run: Run, tmp_path: Path) -> None:
    result = run("acme", "--sample", str(a_csv(tmp_path / "one.csv", table()[:2])), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["sample"]["people"] == 1


def test_without_an_address_the_draft_blocks_each_file(run: Run, tmp_path: Path) -> None:
    sample = a_csv(tmp_path / "people.csv", table({"Work Email": None}))
    result = run("acme", "--sample", str(sample))
    assert result.exit_code == 0, result.output
    assert "Which column holds the e-mail at work?" in result.output
    assert "can't be read with this draft yet" in result.output
    assert mapped(drafted())["email"] == NOT_ANSWERED


def test_two_addresses_and_two_ids_are_two_questions(run: Run, tmp_path: Path) -> None:
    other = [address.replace("@acme", "@globex") for address in columns()["Work Email"]]
    ids = [f"X{n}" for n in range(PEOPLE)]
    changes = {"E-Mail": other, "Work Email": None, "Mail Address": columns()["Work Email"],
               "Employee Number": ids, "Manager ID": None}  # fmt: skip
    result = run("acme", "--sample", str(a_csv(tmp_path / "people.csv", table(changes))), "--json")
    asked = {(one["code"], one["attribute"]) for one in json.loads(result.stdout)["questions"]}
    assert asked == {("which_column", "email"), ("which_column", "employee_id")}
    assert mapped(drafted())["email"] == NOT_ANSWERED


def test_four_hundred_columns_are_no_problem(run: Run, tmp_path: Path) -> None:
    more = {f"Column {n}": ["x"] * PEOPLE for n in range(392)}
    result = run("acme", "--sample", str(a_csv(tmp_path / "people.csv", table(more))))
    assert result.exit_code == 0, result.output
    assert mapped(drafted()) == ALL


def test_merged_headers_and_a_title_page_are_passed_over(run: Run, tmp_path: Path) -> None:
    rows = [["Staff list", *[""] * 7], ["HR, confidential"], [], *table()]
    result = run("acme", "--sample", str(a_workbook(tmp_path / "people.xlsx", rows, merged="A1:H1")))
    assert result.exit_code == 0, result.output
    assert mapped(drafted()) == ALL and drafted().feed.excel.header_row == 4


def test_formulas_without_values_are_an_error(run: Run, tmp_path: Path) -> None:
    header, *rows = table()
    formulas = [[f'="{cell}"' for cell in row] for row in rows]
    result = run(
        "acme", "--sample", str(a_workbook(tmp_path / "people.xlsx", [header, *formulas], has_formulas=True))
    )
    assert result.exit_code == 21 and "formula_without_value" in result.output
    assert not (tmp_path / "tenants" / "acme.yaml").exists()


HOSTILE = [
    '=cmd|"/c calc"!A1',
    "a: &b *c",
    "x\ny",
    "'; DROP TABLE roster; --",
    "<script>",
    "# no comment",
    "\u202etxt",
]


def test_hostile_headers_stay_data(run: Run, tmp_path: Path) -> None:
    more = dict.fromkeys(HOSTILE, HOSTILE[:1] * PEOPLE)
    result = run("acme", "--sample", str(a_workbook(tmp_path / "people.xlsx", table(more))))
    assert result.exit_code == 0, result.output
    assert mapped(drafted()) == ALL
    keys = yaml.safe_load(Path("tenants/acme.yaml").read_text())
    assert set(keys) == {"tenant", "name", "paused", "schedule", "feed", "identity", "mapping", "target"}
    assert "\u202e" not in result.output and "\u202e" not in Path("tenants/acme.yaml").read_text()


def test_a_hostile_header_that_is_answered_is_mapped_as_it_is(run: Run, tmp_path: Path) -> None:
    header = 'Mail "a": &b #1 \\ é \U0001f600'
    rows = table({"Work Email": None, header: columns()["Work Email"]})
    sample = str(a_workbook(tmp_path / "people.xlsx", rows))
    assert run("acme", "--sample", sample, "--questions", "q.xlsx", "-o", "first.yaml").exit_code == 0
    book = load_workbook("q.xlsx")
    book["Fields"]["E4"] = header
    book.save("q.xlsx")
    result = run("acme", "--sample", sample, "--from", "q.xlsx")
    assert result.exit_code == 0, result.output
    assert mapped(drafted())["email"] == header


def test_a_workbook_that_names_other_columns_is_refused(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    assert run("acme", "--sample", sample, "--questions", "q.xlsx", "-o", "first.yaml").exit_code == 0
    book = load_workbook("q.xlsx")
    book["Fields"]["E9"] = "Function"
    book.save("q.xlsx")
    result = run("acme", "--sample", sample, "--from", "q.xlsx")
    assert result.exit_code == 20
    assert (
        "template_invalid" in result.output and "title: the sample has no column 'Function'" in result.output
    )
    assert not (tmp_path / "tenants" / "acme.yaml").exists()


def test_a_filled_workbook_alone_becomes_a_draft(run: Run, tmp_path: Path) -> None:
    sample = str(a_csv(tmp_path / "people.csv", table()))
    assert run("acme", "--sample", sample, "--questions", "q.xlsx", "-o", "first.yaml").exit_code == 0
    result = run("acme", "--from", "q.xlsx")
    assert result.exit_code == 0, result.output
    assert mapped(drafted()) == ALL


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"just a note\nand another one\n", "header_not_recognized"),
        (b"%PDF-1.7\n1 0 obj\n", "not_tabular"),
        (b'{"people": 3}', "records_not_found"),
        (b'[{"id": 1},', "json_malformed"),
        (b"PK\x03\x04 not a workbook", "workbook_unreadable"),
    ],
)
def test_a_file_that_is_no_roster_is_an_error(content: bytes, code: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "sample").write_bytes(content)
    result = run("acme", "--sample", str(tmp_path / "sample"))
    assert (result.exit_code, code in result.output) == (21, True), result.output
    assert list((tmp_path / "tenants").iterdir()) == []


def test_another_archive_is_an_error(run: Run, tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("people.csv", "a,b\n")
    (tmp_path / "people.zip").write_bytes(content.getvalue())
    result = run("acme", "--sample", str(tmp_path / "people.zip"))
    assert result.exit_code == 21 and list((tmp_path / "tenants").iterdir()) == []


def test_an_earlier_file_that_cannot_be_read_is_noted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "past").mkdir()
    a_csv(tmp_path / "past" / "1.csv", table())
    (tmp_path / "past" / "2.csv").write_bytes(b"")
    sample = str(a_csv(tmp_path / "people.csv", table()))
    result = run("acme", "--sample", sample, "--past", str(tmp_path / "past"))
    assert "2.csv: empty_file" in result.output
    assert "'Employee ID' lasts: 12 of 12 people" in result.output


def test_earlier_files_are_rehearsed_and_leave_no_trace(run: Run, tmp_path: Path) -> None:
    past = tmp_path / "past"
    past.mkdir()
    for day in range(1, 13):
        rows = table()
        kept = rows if day != 6 else rows[:5]  # one day with a third of the people
        a_csv(past / f"people_202603{day:02}.csv", [[*row, str(day)] for row in kept])
    sample = str(past / "people_20260312.csv")
    result = run("acme", "--sample", sample, "--past", str(past), "--json")
    assert result.exit_code == 0, result.output
    days = json.loads(result.stdout)["rehearsal"]["days"]
    assert len(days) == 12
    assert [day["day"]["effective_on"] for day in days if day["label"] == "incident"] == ["2026-03-06"]
    assert drafted().paused
    left = {path.name for path in (tmp_path / ".qooper").rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("ledger.sqlite")} == set()
