"""The folder of a step holds personal data only while the step runs."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qooper_assets.edges.system import scratch_folder, sweep

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def left_behind(parent: Path, hours: float) -> Path:
    folder = parent / f"step-{hours:g}"
    folder.mkdir()
    (folder / "raw").write_text("people")
    at = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(folder, (at, at))
    return folder


def test_o05_files_left_by_a_killed_process_are_deleted_after_a_day(tmp_path: Path) -> None:
    old, young = left_behind(tmp_path, 25), left_behind(tmp_path, 3)
    other = tmp_path / "something else"
    other.mkdir()
    sweep(tmp_path, NOW)
    assert not old.exists()
    assert young.exists()
    assert other.exists()


def test_o05_a_folder_is_private_and_deleted_after_its_step_whatever_happens(tmp_path: Path) -> None:
    def step() -> None:
        with scratch_folder(tmp_path / "scratch") as folder:
            assert folder.stat().st_mode & 0o777 == 0o700
            (folder / "raw").write_text("people")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        step()
    assert list((tmp_path / "scratch").iterdir()) == []
