"""A JSON file is read by a process with limits: at worst it is refused, and this process continues."""

import io
import json as stdlib
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.records import NO_MATCH, Records, Unreadable, WantedColumn
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.readers.json import cells, child
from qooper_assets.readers.json import reader as json_reader
from qooper_assets.readers.sandbox import child as sandbox_child
from qooper_assets.readers.sandbox import parent as sandbox_parent
from qooper_assets_tests.worlds import a_tenant

WANTED = (WantedColumn("id", None, None), WantedColumn("/name/first", None, None))
LINES = '\n{"id": 1}\n\n\n{"id": NaN}\n{"id": "007", "name": {"first": "Ann"}}\n7\n'


def delivered(content: str, folder: Path, records: str = "", limits: Limits | None = None) -> Records:
    """Return what `read` returns by way of its subprocess."""
    raw = folder / "raw"
    raw.write_text(content, encoding="utf-8")
    feed = a_tenant().feed.model_copy(update={"records": records, "limits": limits or Limits()})
    return json_reader.read(raw, feed, WANTED, scratch=folder, where="/x.json")


def refused(content: str, folder: Path, records: str = "", limits: Limits | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        delivered(content, folder, records, limits)
    assert error.value.result is Result.BLOCKED
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert [path.name for path in folder.iterdir()] == ["raw"], "it leaves nothing"
    return error.value


def test_records_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    """P29, P30: each is at its physical line."""
    records = delivered(LINES, tmp_path)
    assert records._replace(paths=(), match=NO_MATCH) == Records(
        format="json",
        paths=(),
        header=("id", "name", "/name/first"),
        header_line=0,
        total=2,
        gaps=(1, 3, 4, 5, 7),
        skipped=3,
        unreadable=(Unreadable(5, "not_a_number"), Unreadable(7, "not_an_object")),
        last_line=7,
        text_encoding="utf-8",
    )
    rows = pl.concat([pl.read_parquet(path) for path in records.paths]).rows()
    assert rows == [("1", None), ("007", "Ann")]


def test_a_refusal_of_the_process_is_reported_with_the_path_of_the_file(tmp_path: Path) -> None:
    error = refused('{"data": [{"id": 1}]}', tmp_path, "/people")
    assert str(error).startswith("[records_not_found] /x.json: there is no array at /people;")


@pytest.mark.parametrize(
    ("return_code", "code"),
    [
        (-signal.SIGABRT, "json_malformed"),
        (-signal.SIGKILL, "json_malformed"),
        (-signal.SIGXCPU, "too_large"),
    ],
)
def test_a_process_that_dies_blocks_the_file_and_leaves_nothing(
    return_code: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F20"""

    def die(command: Sequence[str], **given: Any) -> subprocess.CompletedProcess[bytes]:
        Path(stdlib.loads(given["input"])["job"]["folder"], "records_00000.parquet").write_bytes(b"PAR1 half")
        assert given["env"] == sandbox_parent.ENVIRONMENT, "the process inherits no secret"
        return subprocess.CompletedProcess(command, return_code, b"")

    monkeypatch.setattr(subprocess, "run", die)
    assert refused(LINES, tmp_path).code == code


def test_a_bug_in_the_process_is_reported_without_a_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """R13"""

    def fail(job: child.Job) -> dict[str, Any]:
        raise KeyError("somebody@x.example")

    monkeypatch.setattr(child, "run", fail)
    monkeypatch.setattr(sandbox_child, "bound", lambda memory_mib_max, cpu_seconds_max: None)
    request = {"memory_mib_max": 1, "cpu_seconds_max": 1, "job": dict.fromkeys(child.Job._fields)}
    monkeypatch.setattr(sys, "stdin", io.StringIO(stdlib.dumps(request)))
    child.main()
    output = capsys.readouterr().out
    assert "KeyError in test_child.py, line" in output
    assert "somebody" not in output


def test_a_file_that_takes_too_long_is_blocked(tmp_path: Path) -> None:
    """F20"""
    error = refused(LINES, tmp_path, limits=Limits(parse_minutes_max=0.00001))
    assert error.code == "too_large"
    assert "takes more than 1e-05 minutes" in error.message
    assert "feed.limits.parse_minutes_max" in error.remedy


def test_a_record_that_is_a_bomb_uses_only_the_memory_of_its_process(tmp_path: Path) -> None:
    """F20: an empty list takes two bytes in the file and thirty times as many in memory."""
    bomb = '{"id": [' + "[]," * 2_500_000 + "[]]}"
    limits = Limits(record_bytes_max=20 << 20, parse_memory_mib_max=100)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = refused(bomb, tmp_path, limits=limits)
    assert error.code == "too_large"
    assert "takes more than 100 MiB of memory" in error.message
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 << 10


def test_too_many_unreadable_records_are_blocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F20: each of them takes memory."""
    monkeypatch.setattr(cells, "UNREADABLE_MAX", 3)
    raw = tmp_path / "raw"
    raw.write_text('{"id": 1}\n' + "7\n" * 3 + "\n[\n" + '{"id": 2}\n')
    with pytest.raises(DeliveryError) as error:
        child.documents.read(raw, "", WANTED, Limits(), scratch=tmp_path, where="/x.json")
    assert error.value.code == "records_not_found"
    assert "4 records up to line 6 can't be read: bad_json 1, not_an_object 3." in error.value.message


@pytest.mark.parametrize("records", ["", "/data"])
def test_a_file_far_above_the_limit_of_rows_is_stopped_while_it_is_read(records: str, tmp_path: Path) -> None:
    """F20: rows beyond the limit are not read, so their defects are not reported."""
    people = ",".join('{"id": 1}' for _ in range(50_000))
    content = f'{{"data": [{people}, broken' if records else f"[{people}, broken"
    assert refused(content, tmp_path, records).code in ("truncated", "json_malformed")
    error = refused(content, tmp_path, records, Limits(rows_max=1_000))
    assert error.code == "too_large"
    assert "more than 1,000 rows" in error.message
    assert "feed.limits.rows_max" in error.remedy
