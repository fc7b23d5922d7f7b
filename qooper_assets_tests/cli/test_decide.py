"""The command `decide`, and what `status` says of those who wait: output and exit codes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qooper_assets.demo.server import Login, SftpServer
from qooper_assets_tests.cli.test_commands import Home
from qooper_assets_tests.worlds import a_row, people

GIVEN = ("--by", "Ada", "--reason", "asked HR")
STAFF = people(12, first=2)
ZEROS_LOST = a_row("1", "p1@acme.example", "First1", "Last1", title="Director")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """An installation whose tenant has thirteen people; the first one's id has lost its zeros since."""
    monkeypatch.chdir(tmp_path)
    for word in ("HOME", "STATE", "TENANTS", "LEDGER", "KEYS", "NOTICES"):
        monkeypatch.delenv(f"QOOPER_{word}", raising=False)
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "dagster.yaml").write_text((Path(__file__).parents[2] / "dagster.yaml").read_text())
    (tmp_path / "sftp_password").write_text("correct horse")
    (tmp_path / "sftp" / "outgoing").mkdir(parents=True)
    with SftpServer([Login("qooper", tmp_path / "sftp", password="correct horse")]) as server:
        found = Home(tmp_path, server)
        found.deliver(*people(1), *STAFF)
        change_set = found.run_json("sync", "acme")[1]["change_set_id"]
        found.run("approve", "acme", change_set, *GIVEN)
        yield found


def refused(home: Home, *arguments: str) -> str:
    code, document = home.run_json("decide", "acme", *arguments)
    assert code == 23
    return document["error"]["code"]  # type: ignore[no-any-return]


def test_p22_a_question_is_listed_shown_answered_and_carried_out(home: Home) -> None:
    assert (home.run("decide", "acme").exit_code, home.run_json("decide", "acme")[0]) == (0, 0)
    assert "acme: nobody waits for a decision." in home.run("decide", "acme").stdout
    home.deliver(ZEROS_LOST, *STAFF)
    assert home.run_json("sync", "acme")[1]["result"] == "noop"

    listed = home.run("decide", "acme")
    assert listed.exit_code == 10
    assert re.search(r"^ *1 +00001 +id_twin +\d{4}-\d\d-\d\d \d\d:\d\d", listed.stdout, re.MULTILINE)
    code, document = home.run_json("decide", "acme")
    (question,) = document["questions"]
    assert (code, document["answers"]) == (10, [])
    assert (question["external_id"], question["other"], question["reason"]) == ("1", "00001", "id_twin")
    assert list(question["answers"]) == ["same-person", "two-people", "leave-alone"]

    status = home.run("status")
    assert (status.exit_code, "1 question about people" in status.stdout) == (0, True)
    assert "see     qooper-assets decide acme" in status.stdout
    of_tenant = home.run("status", "acme").stdout
    assert re.search(r"id_twin +1 or 00001\n +answer +qooper-assets decide acme 1\n", of_tenant)
    (described,) = home.run_json("status", "acme")[1][0]["questions"]
    assert (described["person"], described["other"], described["reason"]) == ("1", "00001", "id_twin")

    # Either identifier will do. There is no row of 00001.
    for person in ("1", "00001"):
        shown = home.run("decide", "acme", person)
        assert shown.exit_code == 10
        assert re.search(r"row of 1 +account u000001", shown.stdout)
        assert re.search(r"employee_id +1 +00001 *\n", shown.stdout)
        assert re.search(r"title +Director +Engineer *\n", shown.stdout)
        assert re.search(r"^  same-person +one human: 1 keeps account u000001 of 00001", shown.stdout, re.M)
        assert f"decide acme 1 ANSWER --shown {question['question_id'][:8]} --by" in shown.stdout
    code, document = home.run_json("decide", "acme", "1")
    assert (code, document["evidence"]["other"]) == (10, None)
    assert document["evidence"]["person"]["title"] == "Director"
    assert document["evidence"]["account"]["employee_id"] == "00001"

    assert refused(home, "1", "perhaps", *GIVEN) == "answer_unknown"
    assert refused(home, "1", "release", *GIVEN) == "answer_not_offered"
    assert refused(home, "1", "same-person", "--by", "Ada") == "approval_incomplete"
    assert refused(home, "1", "same-person", "--shown", "01234567", *GIVEN) == "answer_outdated"
    assert refused(home, "00007", "same-person", *GIVEN) == "nobody_waits"
    assert refused(home, "1", "withdraw", *GIVEN) == "nobody_waits"
    in_words = home.run("decide", "acme", "00007")
    assert (in_words.exit_code, "nobody_waits" in in_words.stderr) == (23, True)

    answer = ("decide", "acme", "1", "same-person", "--shown", question["question_id"][:8], *GIVEN)
    recorded = home.run(*answer)
    assert recorded.exit_code == 0
    assert "recorded: same-person for 1 and 00001 (id_twin), by Ada: asked HR" in recorded.stdout
    assert "qooper-assets sync acme" in recorded.stdout
    code, again = home.run_json(*answer)
    assert (code, [given["answer"] for given in again["answers"]]) == (0, ["same-person"])
    assert refused(home, "1", "two-people", *GIVEN) == "answer_contradicts"
    listed = home.run("decide", "acme")
    assert listed.exit_code == 0
    assert "nobody waits" in listed.stdout and "same-person for 1 and 00001" in listed.stdout
    assert "undecided" not in home.run("status", "acme").stdout

    code, withdrawn = home.run_json("decide", "acme", "00001", "withdraw", *GIVEN)
    assert (code, withdrawn["answers"][0]["answer"]) == (0, "same-person")
    assert home.run("decide", "acme").exit_code == 10
    assert home.run(*answer).exit_code == 0

    code, synced = home.run_json("sync", "acme")
    assert (code, synced["document"]["applied"]) == (0, {"UPDATE": 1})
    code, document = home.run_json("decide", "acme")
    assert (code, document["questions"], document["answers"]) == (0, [], [])


def test_p22_of_several_questions_about_a_person_the_printed_commands_name_the_other_one(home: Home) -> None:
    """Three rows have twin ids; the first one has an account."""
    first = a_row("1", "p1.1@acme.example", "[bold]Ann", "Lee")
    home.deliver(*people(1), first, a_row("0001", "p01@acme.example"), *STAFF)
    home.run("sync", "acme")
    assert refused(home, "0001") == "decision_ambiguous"
    assert refused(home, "0001", "two-people", *GIVEN) == "decision_ambiguous"
    shown = home.run("decide", "acme", "0001", "--other", "00001")
    assert "decide acme 0001 ANSWER --other 00001 --shown" in shown.stdout
    shown = home.run("decide", "acme", "1", "--other", "00001")
    assert re.search(r"row of 1 +row of 00001 +account u000001", shown.stdout)
    assert re.search(r"first_name +\[bold\]Ann +First1 +First1 *\n", shown.stdout)
    commands = re.findall(r"answer +qooper-assets (decide acme .+)", home.run("status", "acme").stdout)
    assert len(commands) == 3
    for command in commands:
        assert home.run(*command.split()).exit_code == 10
