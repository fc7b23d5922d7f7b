"""The commands `simulate` and `purge` as a person or a script uses them: output, exit codes, bad input."""

import json
from datetime import UTC, datetime
from pathlib import Path

from qooper_assets_tests.cli.conftest import Run, document, write
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people


def a_folder(path: Path, *contents: bytes) -> Path:
    path.mkdir()
    for number, content in enumerate(contents, 1):
        (path / f"employees_2026030{number}.csv").write_bytes(content)
    return path


def test_simulate_shows_each_day_and_exits_as_plan(run: Run, tmp_path: Path) -> None:
    other = b"Personnel number;Mail\n1;x@globex.example\n"
    folder = a_folder(
        tmp_path / "in", a_file(*people(5)), other, a_file(*people(6)), a_file(*people(6), a_row("")), b""
    )
    shown = run("simulate", "acme", str(folder), "--empty")
    assert shown.exit_code == 21, shown.output
    assert "header" in shown.output and "first_load" in shown.output and "held, approved" in shown.output

    result = run("simulate", "acme", str(folder / "employees_20260301.csv"), str(folder), "--empty", "--json")
    days = json.loads(result.stdout)["days"]
    assert [day["outcome"] for day in days] == ["held", "nothing", "blocked", "applied", "nothing", "blocked"]
    assert [day["counts"] for day in days][3] == {"CREATE new_in_roster": 1}
    assert days[4]["rejects_by_reason"] and days[5]["code"] == "empty_file"
    assert "p1@acme" not in result.output

    files = [str(folder / f"employees_2026030{day}.csv") for day in (1, 3)]
    undecided = run("simulate", "acme", *files, "--empty", "--leave-held", "--json")
    assert undecided.exit_code == 11
    assert [day["counts"]["CREATE new_in_roster"] for day in json.loads(undecided.stdout)["days"]] == [5, 6]
    left = {path.name for path in (tmp_path / ".qooper").rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("ledger.sqlite")} == set()


def test_simulate_refuses_a_wrong_draft_files_of_two_customers_and_a_missing_file(
    run: Run, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "in", a_file(*people(2)))
    wrong = write(tmp_path / "draft.yaml", document(tenant="globex", identity="badge", mappings={}))
    refused = run("simulate", "acme", str(folder), "--tenant-file", str(wrong))
    assert refused.exit_code == 20
    for problem in ("tenant: must be acme", "mappings: unknown key", "draft.yaml"):
        assert problem in refused.stderr

    feed = document()["feed"] | {"path": "/outgoing/employees_{date:%Y%m%d}.csv"}
    dated = write(tmp_path / "dated.yaml", document(feed=feed))
    (folder / "globex_20260301.csv").write_bytes(a_file(*people(2)))
    two = run("simulate", "acme", str(folder), "--tenant-file", str(dated))
    assert two.exit_code == 2 and "globex_20260301.csv" in two.stderr
    one = run(
        "simulate", "acme", str(folder / "employees_20260301.csv"), "--tenant-file", str(dated), "--json"
    )
    assert json.loads(one.stdout)["days"][0]["effective_on"] == "2026-03-01"

    missing = run("simulate", "acme", str(folder / "employees_20260302.csv"))
    assert missing.exit_code == 2 and "does not exist" in missing.stderr
    (tmp_path / "none").mkdir()
    assert run("simulate", "acme", str(tmp_path / "none")).exit_code == 2
    assert run("simulate", "umbrella", str(folder)).exit_code == 20


def test_purge_shows_what_it_deletes_and_goes_on_after_a_tenant_that_is_busy(
    run: Run, tmp_path: Path
) -> None:
    write(tmp_path / "tenants" / "globex.yaml", document(tenant="globex"))
    (tmp_path / "tenants" / "wrong.yaml").write_text("tenant: wrong\n")
    state = tmp_path / ".qooper"
    state.mkdir()
    world = World(state, clock=FakeClock(at=datetime(2026, 3, 2, 12, tzinfo=UTC)))
    world.deliver(a_file(*people(2)))
    world.tenant = a_tenant(tenant="globex")
    world.deliver(a_file(*people(2)))
    stored = list((state / "artifacts").rglob("*.csv"))

    dry = run("purge", "acme", "--dry-run")
    assert dry.exit_code == 0 and "would be deleted" in dry.output and "2026-03-02" in dry.output
    assert [path for path in stored if path.exists()] == stored

    world.clock.at = datetime.now(UTC)
    with world.runtime.ledger.leases.hold("globex", "another run"):
        done = run("purge", "--json")
    found = json.loads(done.stdout)
    assert [(one["tenant"], len(one["deletions"])) for one in found["purges"]] == [("acme", 1)]
    assert sorted(error["code"] for error in found["errors"]) == ["tenant_busy", "tenant_file_invalid"]
    assert done.exit_code == 20
    assert [path.parts[-5] for path in stored if path.exists()] == ["globex"]
