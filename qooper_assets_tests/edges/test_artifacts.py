"""Artifacts are immutable, private, and believed only as far as their manifest."""

from pathlib import Path

import pytest

from qooper_assets import stages
from qooper_assets.core.errors import StateError
from qooper_assets.core.feed import RawFile
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets_tests.worlds import World, a_file, people


def test_a_raw_file_that_somebody_changed_is_not_read(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    stored = tmp_path / "artifacts" / raw.location
    stored.write_bytes(a_file(*people(2)))
    with pytest.raises(StateError) as damaged:
        stages.normalize(world.edges, world.tenant, raw, raw.run_id)
    assert damaged.value.code == "artifact_damaged"
    assert "SHA-256" in damaged.value.message


def test_a_preview_counts_for_no_partition_and_a_run_does(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    later = raw.model_copy(update={"run_id": "plan-1"})
    Artifacts(str(tmp_path / "artifacts"), marks_latest=False).save("raw_file", later, tmp_path)
    found = world.edges.artifacts.load("raw_file", RawFile, "acme", raw.partition)
    assert found.run_id == raw.run_id
    assert world.edges.artifacts.load("raw_file", RawFile, "acme", raw.partition, "plan-1") == later


@pytest.mark.parametrize("part", ["../globex", "", ".hidden", "a/b"])
def test_o07_no_key_leads_out_of_its_tenant(tmp_path: Path, part: str) -> None:
    with pytest.raises(AssertionError):
        Artifacts(str(tmp_path)).key("acme", part, "run", "raw_file", "x.csv")


def test_artifacts_in_an_object_store_are_read_through_a_local_copy(tmp_path: Path) -> None:
    store = Artifacts("memory://qooper")
    (tmp_path / "raw").write_bytes(b"bytes")
    key = store.adopt(tmp_path / "raw", store.key("acme", "2026-03-02", "run-1", "raw_file", "x.csv"))
    assert store.exists(key)
    assert store.open_local(key, tmp_path).read_bytes() == b"bytes"
    assert store.where(key) == f"memory:///qooper/{key}"
