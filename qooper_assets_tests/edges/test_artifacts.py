"""Artifacts are immutable, private, sealed if there is a key, and trusted only as their manifest says."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from qooper_assets import stages
from qooper_assets.core.errors import StateError, TenantFileError
from qooper_assets.core.feed import RawFile
from qooper_assets.edges import sealed, settings
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets_tests.edges.test_sealed import a_key
from qooper_assets_tests.worlds import World, a_file, people


def test_a_changed_raw_file_is_not_read(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    stored = tmp_path / "artifacts" / raw.location
    stored.write_bytes(a_file(*people(2)))
    with pytest.raises(StateError) as damaged:
        stages.normalize(world.runtime, world.tenant, raw, raw.run_id)
    assert damaged.value.code == "artifact_damaged"
    assert "SHA-256" in damaged.value.message


def test_an_existing_file_may_be_adopted_again_by_a_link(tmp_path: Path) -> None:
    """A retried run links the same base to the same place."""
    artifacts, first = Artifacts(str(tmp_path / "artifacts")), tmp_path / "first"
    first.write_bytes(b"base")
    for _ in range(2):
        os.link(first, tmp_path / "base")
        artifacts.adopt(tmp_path / "base", "acme/2026-03-02/run-1/roster/base.parquet")
    (stored,) = (path for path in (tmp_path / "artifacts").rglob("*") if path.is_file())
    assert stored.name == "base.parquet" and stored.samefile(first)


def test_a_preview_counts_for_no_partition_and_a_run_does(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    later = raw.model_copy(update={"run_id": "plan-1"})
    Artifacts(str(tmp_path / "artifacts"), marks_latest=False).save("raw_file", later, tmp_path)
    found = world.runtime.artifacts.load("raw_file", RawFile, "acme", raw.partition)
    assert found.run_id == raw.run_id
    assert world.runtime.artifacts.load("raw_file", RawFile, "acme", raw.partition, "plan-1") == later


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


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o777], indirect=True, ids=oct)
@pytest.mark.parametrize("keys", [[], [a_key()]], ids=["plain", "sealed"])
def test_o05_files_and_folders_are_private_to_their_owner_whatever_the_umask(
    tmp_path: Path, umask: int, keys: list[sealed.SealingKey]
) -> None:
    store = Artifacts(str(tmp_path / "a" / "root"), sealing_keys=lambda: keys)
    (tmp_path / "raw").write_bytes(b"bytes")
    (tmp_path / "raw").chmod(0o644)
    key = store.adopt(tmp_path / "raw", store.key("acme", "2026-03-02", "run-1", "raw_file", "x.csv"))
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    found = store.open_local(key, tmp_path)
    assert found.read_bytes() == b"bytes"
    assert stat.S_IMODE(found.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "key",
    [
        "../x",
        "acme/../globex/x",
        "acme//x",
        "/etc/passwd",
        "acme/./x",
        "acme/.hidden",
        "acme/a b",
        "acme/x\n",
    ],
)
def test_o07_no_key_of_a_manifest_leads_out_of_the_root(tmp_path: Path, key: str) -> None:
    store = Artifacts(str(tmp_path / "root"))
    (tmp_path / "x").write_bytes(b"")
    for use in (
        store.exists,
        lambda key: store.open_local(key, tmp_path),
        lambda key: store.adopt(tmp_path / "x", key),
    ):
        with pytest.raises(AssertionError):
            use(key)


def test_o07_a_manifest_of_another_tenant_is_not_believed(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    store, root = world.runtime.artifacts, tmp_path / "artifacts"
    shutil.copytree(root / "acme", root / "globex")
    with pytest.raises(StateError, match=r"artifact_damaged.*to another tenant"):
        store.load("raw_file", RawFile, "globex", raw.partition)
    ours = raw.model_copy(update={"location": raw.location.replace("acme/", "globex/")})
    (root / "globex" / raw.partition / raw.run_id / "raw_file.json").write_text(ours.model_dump_json())
    with pytest.raises(StateError, match=r"artifact_damaged.*to another tenant"):
        store.load("raw_file", RawFile, "globex", raw.partition)
    leading_away = raw.model_copy(update={"tenant": "globex"})
    assert leading_away.location.startswith("acme/")
    store.save("raw_file", leading_away, tmp_path)
    with pytest.raises(StateError, match=r"artifact_damaged.*to another tenant"):
        store.load("raw_file", RawFile, "globex", raw.partition)


# Sealed


def sealing(root: str | Path, *keys: sealed.SealingKey, reads_unsealed: bool = True) -> Artifacts:
    return Artifacts(str(root), sealing_keys=lambda: keys, reads_unsealed=reads_unsealed)


@pytest.mark.parametrize("root", ["folder", "memory://qooper-sealed"])
def test_o05_every_file_is_sealed_and_the_scratch_folder_alone_has_it_open(tmp_path: Path, root: str) -> None:
    root = str(tmp_path / "root") if root == "folder" else root
    (tmp_path / "scratch").mkdir()
    (tmp_path / "world").mkdir()
    raw = World(tmp_path / "world").deliver(a_file(*people(3)))
    store = sealing(root, a_key())
    (tmp_path / "raw").write_bytes(a_file(*people(3)))
    store.adopt(tmp_path / "raw", raw.location)
    store.save("raw_file", raw, tmp_path / "scratch")
    assert not (tmp_path / "raw").exists() and not list((tmp_path / "scratch").iterdir())
    fs, base = fsspec.core.url_to_fs(root)
    files = fs.find(base)
    assert len(files) == 3
    for path in files:
        content = fs.cat_file(path)
        assert sealed.is_sealed(content)
        assert b"First1" not in content and b"acme" not in content
    found = store.open_local(raw.location, tmp_path / "scratch")
    assert found.parent == tmp_path / "scratch"
    assert found.read_bytes() == a_file(*people(3))
    assert store.load("raw_file", RawFile, "acme", raw.partition) == raw
    assert store.find("raw_file", RawFile, "acme", "1999-01-01") is None


def test_o08_the_first_key_seals_and_each_opens(tmp_path: Path) -> None:
    old, new = a_key(1), a_key(2)
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    sealing(tmp_path / "root", old).save("raw_file", raw, tmp_path)
    rotated = sealing(tmp_path / "root", new, old)
    assert rotated.load("raw_file", RawFile, "acme", raw.partition) == raw
    rotated.save("raw_file", raw.model_copy(update={"run_id": "run-9"}), tmp_path)
    assert sealing(tmp_path / "root", new).load("raw_file", RawFile, "acme", raw.partition).run_id == "run-9"
    with pytest.raises(StateError, match=r"artifact_key_missing. acme/.*raw_file\.json"):
        sealing(tmp_path / "root", new).load("raw_file", RawFile, "acme", raw.partition, raw.run_id)


def test_files_from_before_are_read_until_they_are_refused(tmp_path: Path) -> None:
    world = World(tmp_path)
    raw = world.deliver(a_file(*people(3)))
    root = tmp_path / "artifacts"
    assert sealing(root, a_key()).load("raw_file", RawFile, "acme", raw.partition) == raw
    found = sealing(root, a_key()).open_local(raw.location, tmp_path)
    assert found.read_bytes() == a_file(*people(3))
    strict = sealing(root, a_key(), reads_unsealed=False)
    for use in (
        lambda: strict.load("raw_file", RawFile, "acme", raw.partition),
        lambda: strict.open_local(raw.location, tmp_path),
    ):
        with pytest.raises(StateError, match=r"artifact_unsealed. acme/"):
            use()


def test_a_swapped_or_truncated_sealed_file_leaves_no_output(tmp_path: Path) -> None:
    store = sealing(tmp_path / "root", a_key())
    keys = []
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(name.encode() * (1 << 20))
        keys.append(
            store.adopt(tmp_path / name, store.key(name, "2026-03-02", "run-1", "roster", "x.parquet"))
        )
    one, two = (tmp_path / "root" / key for key in keys)
    content = one.read_bytes()
    (tmp_path / "scratch").mkdir()
    for spoiled in (two.read_bytes(), content[:-1], content[: len(content) // 2], content + b"x"):
        one.write_bytes(spoiled)
        with pytest.raises(StateError, match=r"artifact_damaged. one/2026-03-02/run-1/roster/x\.parquet"):
            store.open_local(keys[0], tmp_path / "scratch")
        assert not list((tmp_path / "scratch").iterdir())
    without = Artifacts(str(tmp_path / "root"))
    with pytest.raises(StateError, match="artifact_key_missing"):
        without.open_local(keys[1], tmp_path / "scratch")


def test_an_unreadable_key_stores_nothing(tmp_path: Path) -> None:
    """Not even unsealed."""
    read = settings.read({"QOOPER_KEYS": "file:gone.key", "QOOPER_STATE": "state"}, tmp_path)
    store = stages.open_artifacts(read)
    (tmp_path / "raw").write_bytes(b"people")
    with pytest.raises(TenantFileError, match=r"secret_missing. file:gone\.key"):
        store.adopt(tmp_path / "raw", store.key("acme", "2026-03-02", "run-1", "raw_file", "x.csv"))
    assert not (tmp_path / "state").exists()


# Settings


def test_the_keys_of_artifacts_are_references_in_the_order_written(tmp_path: Path) -> None:
    read = settings.read({"QOOPER_KEYS": "env:NEW, file:old.key", "QOOPER_UNSEALED": "refuse"}, tmp_path)
    assert (read.keys, read.reads_unsealed) == (("env:NEW", "file:old.key"), False)
    assert settings.read({"QOOPER_KEYS": ""}, tmp_path).keys == ()
    assert settings.read({}, tmp_path).reads_unsealed


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"QOOPER_KEYS": "c2VjcmV0LW9mLXplYnVsb24="}, "QOOPER_KEYS"),
        ({"QOOPER_KEYS": "env:A,,env:B"}, "QOOPER_KEYS"),
        ({"QOOPER_KEYS": "env:A", "QOOPER_UNSEALED": "no"}, "QOOPER_UNSEALED"),
        ({"QOOPER_UNSEALED": "refuse"}, "QOOPER_UNSEALED"),
    ],
)
def test_invalid_settings_of_sealing_are_refused_and_not_shown(
    environ: dict[str, str], name: str, tmp_path: Path
) -> None:
    with pytest.raises(TenantFileError, match=rf"settings_invalid. {name}") as caught:
        settings.read(environ, tmp_path)
    assert "c2Vj" not in str(vars(caught.value))
