"""The command line as a person or a script uses it: output and exit codes."""

import base64
import json
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from click.testing import CliRunner, Result

from qooper_assets.cli import main, shared, terminal
from qooper_assets.demo.server import Login, SftpServer
from qooper_assets.stages import reusing
from qooper_assets_tests.e2e.test_notices import write_channels
from qooper_assets_tests.notice_servers import hook_server, mail_server, write_certificate
from qooper_assets_tests.worlds import a_file, a_row, a_tenant, people

CHECKOUT = Path(__file__).parents[2]


class Home:
    """An installation in a folder of its own, and its customer's SFTP server."""

    def __init__(self, folder: Path, server: SftpServer) -> None:
        self.folder = folder
        self.server = server
        document = a_tenant().model_dump(mode="json", exclude_defaults=True)
        document["feed"] |= {
            "port": server.port,
            "host_keys": [server.host_key_fingerprint],
            "settle_seconds": 0,
        }
        self.write(document)

    def write(self, document: dict[str, Any]) -> None:
        self.document = document
        (self.folder / "tenants").mkdir(exist_ok=True)
        (self.folder / "tenants" / "acme.yaml").write_text(yaml.safe_dump(document, sort_keys=False))

    def deliver(self, *rows: str) -> None:
        exported_at = datetime.now(UTC) - timedelta(minutes=5)
        self.server.put("qooper", "/outgoing/employees.csv", a_file(*rows), exported_at)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main.main, [*arguments], catch_exceptions=False)

    def run_json(self, *arguments: str) -> tuple[int, Any]:
        result = self.run(*arguments, "--json")
        return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.chdir(tmp_path)
    for name in (
        "DAGSTER_HOME",
        *(f"QOOPER_{word}" for word in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "NOTICES")),
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    shutil.copy(CHECKOUT / "dagster.yaml", tmp_path)
    (tmp_path / "sftp_password").write_text("correct horse")
    (tmp_path / "sftp" / "outgoing").mkdir(parents=True)
    with SftpServer([Login("qooper", tmp_path / "sftp", password="correct horse")]) as server:
        yield Home(tmp_path, server)


def test_notify_tests_every_channel_and_a_run_sends_its_own_notice(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, refused = home.run_json("notify")
    assert (code, refused["error"]["code"]) == (20, "settings_invalid")
    pem = write_certificate(home.folder)
    with hook_server(pem) as hook, mail_server(pem) as mail:
        write_channels(home.folder, pem, mail.port, hook.port)
        code, tested = home.run_json("notify", "--test")
        assert (code, [(each["channel"], each["error"]) for each in tested]) == (
            0,
            [("email", ""), ("ops", "")],
        )
        assert [body["kind"] for body in hook.accepted] == ["test"]
        home.deliver(*people(3))
        assert home.run_json("sync", "acme")[0] == 11
        assert [body["kind"] for body in hook.accepted] == ["test", "held"]
        assert [mail["To"] for mail in mail.mails] == ["oncall@vendor.example"] * 2
        hook.answer = lambda: 500
        code, tested = home.run_json("notify", "--test")
        assert (code, tested[1]["error"]) == (24, "the server answered 500")
        home.deliver(*people(4))
        said = home.run("sync", "acme")  # the first load is held again, with one person more
        assert said.exit_code == 11
        assert "a notice is not sent yet: ops: the server answered 500" in said.stderr
    shown = home.run("notify")
    assert shown.exit_code == 0 and "0 sent" in shown.stdout
    assert re.search(r"ops +1 +0 +the server answered 500", shown.stdout)


def test_a_customer_goes_live_from_test_connection_to_an_ordinary_day(home: Home) -> None:
    home.deliver(*people(10))
    assert home.run("test-connection", "acme").exit_code == 0

    code, planned = home.run_json("plan", "acme")
    assert code == 11  # a first load is always held (R4)
    assert planned["change_set"]["counts"] == {"CREATE new_in_roster": 10}

    code, held = home.run_json("sync", "acme")
    assert (code, held["result"]) == (11, "held")
    change_set = held["change_set_id"]
    assert change_set[:12] in home.run("status", "acme").stdout

    code, approved = home.run_json("approve", "acme", change_set[:12], "--by", "Ada", "--reason", "checked")
    assert (code, approved["result"]) == (0, "succeeded")
    assert approved["document"]["applied"] == {"CREATE": 10}

    assert home.run_json("sync", "acme")[1]["result"] == "noop"
    home.deliver(*people(10), a_row("00011"))
    code, pending = home.run_json("plan", "acme")
    assert (code, pending["change_set"]["counts"]) == (10, {"CREATE new_in_roster": 1})
    assert home.run("sync", "acme").exit_code == 0


def test_i35_another_identity_is_refused_by_every_command_until_people_are_linked_by_it(home: Home) -> None:
    home.deliver(*people(3))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    home.run("approve", "acme", change_set[:12], "--by", "Ada", "--reason", "checked")
    home.write(home.document | {"identity": "email"})
    for command in ("test-connection", "plan"):
        code, refused = home.run_json(command, "acme")
        assert (code, refused["error"]["code"]) == (20, "identity_changed")
    code, (status,) = home.run_json("status", "acme")
    assert (code, status["refused"]["code"]) == (20, "identity_changed")
    assert len(status["runs"]) == 2
    assert "identity_changed" in home.run("status").stderr
    code, ended = home.run_json("sync", "acme")
    assert (code, ended["code"]) == (20, "identity_changed")
    home.write(home.document | {"identity": "employee_id"})
    assert home.run_json("sync", "acme")[1]["result"] == "noop"

    home.write(home.document | {"identity": "email"})
    code, shown = home.run_json("rekey", "acme")
    assert (code, shown["fits"], shown["misfits"], shown["is_done"]) == (10, 3, [], False)
    assert f"rekey acme {shown['rekeying_id'][:8]} --by" in home.run("rekey", "acme").stdout
    code, refused = home.run_json("rekey", "acme", "0123456789", "--by", "Ada", "--reason", "new HRIS")
    assert (code, refused["error"]["code"]) == (23, "rekeying_altered")
    given = ("--by", "Ada", "--reason", "new HRIS")
    assert (
        "3 people are linked by email now" in home.run("rekey", "acme", shown["rekeying_id"], *given).stdout
    )
    code, ended = home.run_json("sync", "acme")
    assert (code, ended["result"], ended["code"]) == (0, "noop", None)


@pytest.mark.parametrize("how", ["", "--whole", "QOOPER_REUSE"])
def test_a_file_is_read_whole_on_request(how: str, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of unchanged lines are reused unless `--whole` is given; the result is the same."""
    home.deliver(*people(20))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    home.run("approve", "acme", change_set[:12], "--by", "Ada", "--reason", "checked")
    home.deliver(*people(21))
    reused: list[int] = []
    stage = reusing.stage

    def counting(engine: Any, reusable: Any, records: Any) -> None:
        reused.append(records.unchanged)
        stage(engine, reusable, records)

    monkeypatch.setattr(reusing, "stage", counting)
    if how == "QOOPER_REUSE":
        monkeypatch.setenv(how, "off")
    code, synced = home.run_json("sync", "acme", *([how] if how == "--whole" else []))
    assert (code, synced["document"]["applied"]) == (0, {"CREATE": 1})
    assert reused == [0] if how else reused[0] > 0


def test_a_reuse_that_is_neither_on_nor_off_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QOOPER_REUSE", "no")
    code, document = home.run_json("status")
    assert (code, document["error"]["code"]) == (20, "settings_invalid")


def test_while_a_run_writes_the_command_reports_progress(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    # A fast machine writes everything in half a second.
    monkeypatch.setattr(terminal, "PROGRESS_POLL_SECONDS", 0.005)
    home.deliver(*people(400))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    installation, messages = shared.Installation(), []
    with installation.open_runtime() as runtime:
        assert runtime.ledger.operations.progress("acme") is None
        tenant = installation.find_tenant("acme")
        ended = threading.Event()

        def say(what: str) -> None:
            messages.append(what)
            ended.set()

        with terminal.watch_writes(runtime.ledger, tenant, say):
            approved = threading.Thread(
                target=home.run, args=("approve", "acme", change_set, "--by", "Ada", "--reason", "ok")
            )
            approved.start()
            assert ended.wait(60)
            approved.join()
        assert runtime.ledger.operations.progress("acme") is None
    assert re.fullmatch(r"\d+ of \d+ writes done", messages[0])


def test_a_run_of_the_command_line_starts_no_process_that_could_outlive_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dagster would capture the output of the run by two `tail -F`, and watch each by a Python process."""
    started: list[Any] = []
    popen = subprocess.Popen.__init__

    def record(self: Any, arguments: Any, *rest: Any, **options: Any) -> None:
        started.append(arguments)
        popen(self, arguments, *rest, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", record)
    home.deliver(*people(3))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    home.run("approve", "acme", change_set, "--by", "Ada", "--reason", "checked")
    assert not [arguments for arguments in started if arguments[0] == "tail"]


def test_g14_a_plan_leaves_no_trace_that_counts(home: Home) -> None:
    home.deliver(*people(3))
    home.run("plan", "acme")
    code, documents = home.run_json("status", "acme")
    assert (code, documents[0]["waiting"], documents[0]["runs"]) == (0, None, [])


def test_a_rejected_change_set_is_not_proposed_again(home: Home) -> None:
    home.deliver(*people(3))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    rejected = home.run("reject", "acme", change_set[:12], "--by", "Ada", "--reason", "wrong file")
    assert rejected.exit_code == 0
    code, again = home.run_json("sync", "acme")
    assert (code, again["result"]) == (0, "noop")
    assert "declined" in again["document"]["note"]
    refused = home.run("approve", "acme", change_set[:12], "--by", "Ada", "--reason", "after all")
    assert refused.exit_code == 23
    assert "approval_decided" in refused.stderr
    code, withdrawn = home.run_json(
        "withdraw", "acme", change_set[:12], "--by", "Ada", "--reason", "after all"
    )
    assert (code, withdrawn["changes"]) == (0, 3)
    assert home.run("sync", "acme").exit_code == 11


def test_an_approval_whose_run_was_killed_before_its_first_write_is_listed_with_the_command_that_resumes_it(
    home: Home,
) -> None:
    home.deliver(*people(3))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"]
    with shared.Installation().open_runtime() as runtime:
        held = runtime.ledger.change_sets.find("acme", change_set).change_set
        runtime.ledger.approvals.approve(held, "Ada", "seen")
    status = home.run("status", "acme")
    assert "approved acme: change set" in status.stdout
    assert "approved by Ada: seen" in status.stdout
    assert f"resume  qooper-assets approve acme {change_set[:12]}" in status.stdout
    assert home.run_json("status", "acme")[1][0]["state"] == "approved"
    assert home.run("sync", "acme").exit_code == 11, "an unattended run does not carry it out"
    assert home.run("approve", "acme", change_set[:12], "--by", "Bob", "--reason", "go on").exit_code == 0
    assert home.run_json("status", "acme")[1][0]["waiting"] is None


def test_f16_a_wrong_password_is_reported_once_and_never_shown(home: Home) -> None:
    (home.folder / "sftp_password").write_text("battery staple")
    for command in ("test-connection", "plan", "sync"):
        result = home.run(command, "acme")
        assert result.exit_code == 21, result.output
        assert "auth" in result.output
        assert "staple" not in result.output


def test_o12_test_connection_reports_the_same_steps_to_people_and_to_scripts(home: Home) -> None:
    home.deliver(*people(10))
    code, document = home.run_json("test-connection", "acme")
    assert (code, document["ok"]) == (0, True)
    assert [step["name"] for step in document["steps"]][-3:] == [
        "header mapped",
        "identifier unique",
        "overlap",
    ]
    shown = home.run("test-connection", "acme")
    assert shown.exit_code == 0
    for step in document["steps"]:
        assert step["name"] in shown.stdout
        assert step["detail"].split()[0] in shown.stdout
    kept = [path.name for path in (home.folder / ".qooper" / "artifacts").rglob("*.json")]
    assert kept == ["received_file.json"]  # for today's run (F24)
    assert home.run_json("status", "acme")[1][0]["runs"] == []


def test_o12_the_exit_code_of_test_connection_depends_on_who_must_act(home: Home) -> None:
    assert home.run("test-connection", "acme").exit_code == 13
    home.deliver(*people(10), a_row("00001", "p11@acme.example"))
    code, document = home.run_json("test-connection", "acme")
    assert (code, document["ok"]) == (21, False)
    assert [step["code"] for step in document["steps"] if not step["ok"]] == ["duplicate_identifier"]
    (home.folder / "sftp_password").unlink()
    code, document = home.run_json("test-connection", "acme")
    assert (code, document["steps"][-1]["code"]) == (20, "secret_missing")


def test_f17_a_key_that_is_not_an_openssh_key_exits_20_and_is_not_shown(home: Home) -> None:
    secret = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQ"
    (home.folder / "key").write_text(f"-----BEGIN PRIVATE KEY-----\n{secret}\n-----END PRIVATE KEY-----\n")
    home.document["feed"]["auth"] = {"type": "key", "private_key": "file:key"}
    home.write(home.document)
    for command in ("test-connection", "plan"):
        result = home.run(command, "acme")
        assert result.exit_code == 20, result.output
        unwrapped = " ".join(result.output.split())
        assert "key_not_openssh" in unwrapped and "ssh-keygen -p -f KEY" in unwrapped
        assert secret not in result.output


def test_f10_a_missing_file_exits_13(home: Home) -> None:
    assert home.run("plan", "acme").exit_code == 13
    code, run = home.run_json("sync", "acme")
    assert (code, run["result"]) == (13, "not_delivered")


def test_an_unknown_tenant_is_reported_with_the_known_ones(home: Home) -> None:
    result = home.run("plan", "acmee")
    assert result.exit_code == 20
    assert "tenant_unknown" in result.stderr
    assert "acme" in result.stderr


def test_all_problems_of_the_tenant_files_are_listed_at_once(home: Home) -> None:
    home.write(home.document | {"identity": "Badge No", "guardrail": {}})
    (home.folder / "tenants" / "broken.yaml").write_text("tenant: [")
    code, (acme, broken) = home.run_json("status")
    assert code == 20
    assert acme["refused"]["code"] == broken["refused"]["code"] == "tenant_file_invalid"
    assert "acme.yaml: identity" in acme["refused"]["message"]
    assert "acme.yaml: guardrail" in acme["refused"]["message"]
    assert "broken.yaml: YAML" in broken["refused"]["message"]
    shown = home.run("status")
    assert (shown.exit_code, shown.stdout.count("tenant_file_invalid")) == (20, 2)
    assert all(line in shown.stderr for line in ("acme.yaml: identity", "broken.yaml: YAML"))


def test_a_wrong_tenant_file_refuses_the_commands_of_its_tenant_and_of_nobody_else(home: Home) -> None:
    home.deliver(*people(3))
    change_set = home.run_json("sync", "acme")[1]["change_set_id"][:12]
    decision = (change_set, "--by", "Ada", "--reason", "checked")
    (home.folder / "tenants" / "broken.yaml").write_text("tenant: broken\n")
    assert home.run("approve", "acme", *decision).exit_code == 0
    assert home.run("test-connection", "broken").exit_code == 20

    home.write(home.document | {"guardrail": {}})
    for command in ("test-connection", "trust", "plan", "sync"):
        code, refused = home.run_json(command, "acme")
        assert (code, refused["error"]["code"]) == (20, "tenant_file_invalid")
        assert "broken.yaml" not in refused["error"]["message"]
    for command in ("approve", "reject", "withdraw"):
        code, refused = home.run_json(command, "acme", *decision)
        assert (code, refused["error"]["code"]) == (20, "tenant_file_invalid")
    code, (status,) = home.run_json("status", "acme")
    assert (code, status["refused"]["code"]) == (20, "tenant_file_invalid")
    assert [run["result"] for run in status["runs"]] == ["succeeded", "held"]


def test_an_error_as_json_has_code_where_what_and_what_to_do(home: Home) -> None:
    home.deliver()
    code, document = home.run_json("plan", "acme")
    assert code == 21
    assert document["error"]["code"] == "no_rows"
    assert document["error"]["result"] == "blocked"
    assert all(document["error"][key] for key in ("where", "message", "remedy"))


def test_an_impossible_partition_is_a_usage_error(home: Home) -> None:
    result = home.run("sync", "acme", "--partition", "yesterday")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_r12_a_past_partition_without_a_stored_file_fetches_nothing(home: Home) -> None:
    home.deliver(*people(3))
    yesterday = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    code, run = home.run_json("sync", "acme", "--partition", yesterday)
    assert (code, run["result"]) == (13, "not_delivered")


def test_an_approval_without_a_name_or_a_reason_is_a_usage_error(home: Home) -> None:
    assert home.run("approve", "acme", "0123456789ab", "--by", "Ada").exit_code == 2
    assert home.run("approve", "acme", "0123456789ab", "--reason", "so").exit_code == 2


def test_an_unknown_id_exits_23(home: Home) -> None:
    result = home.run("approve", "acme", "0123456789ab", "--by", "Ada", "--reason", "so")
    assert result.exit_code == 23
    assert "approval_unknown" in result.stderr


@pytest.mark.parametrize(
    ("module", "unused"),
    [
        ("main", {"dagster", "duckdb", "pandera", "paramiko", "sqlalchemy"}),
        ("inspect", {"dagster"}),
        ("status", {"dagster", "duckdb", "pandera", "paramiko"}),
    ],
)
def test_a_command_imports_only_what_it_needs(module: str, unused: set[str]) -> None:
    code = f"import sys, qooper_assets.cli.{module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert unused & set(loaded.split()) == set()


def test_status_lists_the_last_run_of_each_tenant_with_few_queries(home: Home) -> None:
    home.deliver(*people(3))
    home.run("sync", "acme")
    for number in range(60):
        (home.folder / "tenants" / f"t{number:02}.yaml").write_text(
            yaml.safe_dump(home.document | {"tenant": f"t{number:02}"}, sort_keys=False)
        )
    selects: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            selects.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", count)
    try:
        lines = home.run("status").stdout.splitlines()
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", count)
    assert len([line for line in lines if "no run yet" in line]) == 60
    assert len([line for line in lines if line.strip().startswith("acme") and "held" in line]) == 1
    assert len(selects) < 5 * 61 + 10


def test_a_sealed_report_is_read_by_the_path_that_a_run_shows(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O05: plan, sync and status work with sealed artifacts, and a person can read the report."""
    monkeypatch.setenv("QOOPER_KEYS", "file:artifacts.key")
    home.deliver(*people(10))
    missing = home.run("plan", "acme")
    assert missing.exit_code == 20 and "secret_missing" in missing.output
    assert not list((home.folder / ".qooper" / "artifacts").rglob("*.csv"))
    (home.folder / "artifacts.key").write_text(base64.b64encode(bytes(range(32))).decode())
    planned = home.run("plan", "acme")
    assert planned.exit_code == 11
    (address,) = re.findall(r"workbook: (\S+)", planned.stdout)
    assert not zipfile.is_zipfile(address)
    report = home.folder / "report.xlsx"
    assert home.run("unseal", address, str(report)).exit_code == 0
    assert zipfile.is_zipfile(report) and stat.S_IMODE(report.stat().st_mode) == 0o600
    again = home.run("unseal", str(home.folder / address), str(report))
    assert again.exit_code == 2 and "already exists" in again.output
    elsewhere = home.run("unseal", "/etc/passwd", "passwd")
    assert elsewhere.exit_code == 24 and "artifact_missing" in elsewhere.output
    assert not (home.folder / "passwd").exists()


def test_i28_i32_status_lists_links_under_an_identifier_that_no_row_can_have(home: Home) -> None:
    """An earlier version accepted such identifiers."""
    assert home.run_json("status", "acme")[1][0]["odd_links"] == []
    with closing(sqlite3.connect(home.folder / ".qooper" / "ledger.sqlite")) as ledger, ledger:
        for account, identifier in (("u1", "106"), ("u2", "106.0"), ("u3", "TBD")):
            row = ("acme", identifier, account, True, "created", "0" * 64, "2026-03-02 12:00:00.000000")
            ledger.execute(
                "insert into links (tenant, external_id, account_id, is_active, how, change_set_id,"
                " linked_at) values (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
    found = home.run_json("status", "acme")[1][0]["odd_links"]
    assert [(link["external_id"], link["account_id"], link["reason"]) for link in found] == [
        ("106.0", "u2", "old_spelling"),
        ("TBD", "u3", "placeholder"),
    ]
    assert "2 linked under an identifier" in home.run("status", "acme").stdout
