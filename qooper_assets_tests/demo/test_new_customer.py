"""The customer's side of the onboarding story: two weeks of files, one of them broken, and their answers."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook

from qooper_assets.demo import new_customer, play
from qooper_assets.demo.server import SftpServer
from qooper_assets.edges import sample_workbook, tenant_files

DAY = date(2026, 3, 14)


def test_there_is_a_file_for_each_of_fourteen_days_and_one_broke_off() -> None:
    files = new_customer.files(DAY)
    assert min(files) == "employees_20260301.json"
    assert max(files) == "employees_20260314.json"
    counts = [len(json.loads(content)["data"]["employees"]) for content in files.values()]
    assert len(counts) == new_customer.DAYS
    broken = counts.pop(new_customer.BROKEN)
    assert 0.59 < broken / counts[new_customer.BROKEN] < 0.61
    assert max(abs(a - b) for a, b in pairwise(counts)) < 10
    assert new_customer.files(DAY) == files


def test_the_answers_name_the_server_of_the_demo(tmp_path: Path) -> None:
    assert new_customer.ANSWERS["Connection!B9"] == SftpServer([]).host_key_fingerprint
    sundara = tenant_files.find(tenant_files.load(Path(__file__).parents[2] / "tenants"), "sundara")
    assert sundara.feed.path == new_customer.REMOTE and sundara.feed.username == new_customer.USERNAME
    assert "sundara" in play.STORIES
    workbook = tmp_path / "blank.xlsx"
    sample_workbook.write(workbook, "en")
    labels = [row[0].value for row in load_workbook(workbook)["Connection"].iter_rows()]
    asked = {int(place.partition("!B")[2]) for place in new_customer.ANSWERS if "!B" in place}
    left_blank = {labels[number - 1] for number in range(4, 19)} - {labels[number - 1] for number in asked}
    assert left_blank == {"Weekday", "Contacts"}
