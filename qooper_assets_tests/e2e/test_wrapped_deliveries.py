"""Wrapped files, from the server to the receipt: stored as delivered, opened for one step only."""

import gzip
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.errors import DeliveryError, QooperAssetsError, Result
from qooper_assets_tests.contract.ssh_servers import ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import SftpWorld, files_below, ledger_dump
from qooper_assets_tests.readers.excel.workbooks import zipped as workbook_zipped
from qooper_assets_tests.readers.wrappers.openpgp_messages import (
    PASSPHRASE,
    a_key,
    armored,
    encrypted,
    locked,
    old,
)
from qooper_assets_tests.readers.wrappers.wrapping import gzipped, zipped
from qooper_assets_tests.worlds import World, a_file, people

FORTY_ONE = a_file(*people(41))
KEYS = {"private_key": "file:roster.asc", "passphrase": "env:ROSTER_PASSPHRASE"}


@pytest.fixture
def customer(live: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SftpWorld]:
    """The forty people of `live`, who are joined by one more."""
    monkeypatch.setenv("ROSTER_PASSPHRASE", PASSPHRASE)
    (live.folder / "roster.asc").write_text(locked(a_key()))
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server") as server:
        yield SftpWorld(live, server)


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (gzipped(FORTY_ONE), {"wrapped": "gzip"}),
        (zipped({"employees.csv": FORTY_ONE}), {"wrapped": "zip"}),
        (encrypted(FORTY_ONE), {"wrapped": "openpgp", "openpgp": KEYS}),
        (old(gzipped(FORTY_ONE), a_key()), {"wrapped": ["openpgp", "gzip"], "openpgp": KEYS}),
    ],
    ids=["gzip", "zip", "openpgp", "gzip in openpgp"],
)
def test_a_wrapped_file_is_stored_as_delivered_and_applied(
    customer: SftpWorld, content: bytes, changes: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    customer.set_feed(**changes)
    customer.put(content)
    world = customer.world
    before = files_below(world.folder)
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.SUCCEEDED
    assert receipt.applied == {"CREATE": 1}
    (raw,) = (path for path in files_below(world.folder) - before if path.parent.name == "raw_file")
    assert raw.read_bytes() == content
    assert not list((world.folder / "state" / "scratch").iterdir())
    for path in files_below(world.folder) - {world.folder / "roster.asc"}:
        assert PASSPHRASE.encode() not in path.read_bytes() and b"PRIVATE KEY" not in path.read_bytes()
    assert PASSPHRASE not in caplog.text and "PRIVATE KEY" not in caplog.text


def test_a_past_partition_opens_its_stored_file_again(customer: SftpWorld) -> None:
    """R12"""
    customer.set_feed(wrapped="openpgp", openpgp=KEYS)
    customer.put(encrypted(FORTY_ONE))
    customer.run()
    world = customer.world
    yesterday = feed.partition_key(world.tenant.schedule, world.today)
    world.next_day()
    raw = stages.land(world.runtime, world.tenant, yesterday, "again")
    assert raw is not None
    assert stages.normalize(world.runtime, world.tenant, raw, "again").counts.people == 41


def test_f08_the_same_bytes_again_are_a_repeat(customer: SftpWorld) -> None:
    customer.set_feed(wrapped="gzip")
    customer.put(gzipped(FORTY_ONE))
    customer.run()
    customer.world.next_day()
    customer.put(gzipped(FORTY_ONE))
    change_set = customer.plan()
    assert change_set is not None and change_set.is_repeat


SPOILED: dict[str, Callable[[], tuple[bytes, dict[str, object], str]]] = {
    "cut": lambda: (gzipped(FORTY_ONE)[:-9], {"wrapped": "gzip"}, "wrapper_damaged"),
    "undeclared": lambda: (gzipped(FORTY_ONE), {}, "wrapper_differs"),
    "undeclared zip": lambda: (zipped({"a.csv": FORTY_ONE}), {}, "wrapper_differs"),
    "missing wrapper": lambda: (FORTY_ONE, {"wrapped": "zip"}, "wrapper_differs"),
    "a workbook": lambda: (
                workbook_zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
        {"wrapped": "zip"},
        "wrapper_differs",
    ),
    "two files": lambda: (zipped({"a": FORTY_ONE, "b": FORTY_ONE}), {"wrapped": "zip"}, "wrapper_members"),
    "bomb": lambda: (gzip.compress(bytes(20 << 20)), {"wrapped": "gzip"}, "too_large"),
    "empty within": lambda: (gzip.compress(b""), {"wrapped": "gzip"}, "empty_file"),
    "for others": lambda: (
        encrypted(FORTY_ONE, a_key("others")), {"wrapped": "openpgp", "openpgp": KEYS}, "openpgp_for_others"
    ),
    "unprotected": lambda: (
        old(FORTY_ONE, a_key(), is_protected=False),
        {"wrapped": "openpgp", "openpgp": KEYS},
        "openpgp_unprotected",
    ),
    "changed": lambda: (
        old(FORTY_ONE, a_key())[:-1] + b"?", {"wrapped": "openpgp", "openpgp": KEYS}, "wrapper_damaged"
    ),
    "unsigned": lambda: (
        encrypted(FORTY_ONE), {"wrapped": "openpgp", "openpgp": {**KEYS, "signed_by": "file:roster.asc"}},
        "openpgp_signature",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_a_wrapped_file_that_can_not_be_trusted_is_blocked_and_harms_nobody(
    customer: SftpWorld, name: str
) -> None:
    """P19, F03, F20"""
    content, changes, code = SPOILED[name]()
    customer.set_feed(**changes)
    customer.put(content)
    world = customer.world
    before = ledger_dump(world), world.accounts(), files_below(world.folder)
    with pytest.raises(DeliveryError) as caught:
        customer.run()
    assert (caught.value.code, caught.value.result) == (code, Result.BLOCKED)
    assert caught.value.where == "/outgoing/employees.csv" and caught.value.remedy
    assert (ledger_dump(world), world.accounts()) == before[:2]
    landed = files_below(world.folder) - before[2]
    kept = ("raw_file", "received_file", "first_partitions")  # the bytes as they came, and that they came
    assert {path for path in landed if not any(name in str(path) for name in kept)} == set()
    assert not list((world.folder / "state" / "scratch").iterdir())


def test_a_wrong_passphrase_is_reported_by_its_reference(
    customer: SftpWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTER_PASSPHRASE", "Zebulon's own")
    customer.set_feed(wrapped="openpgp", openpgp=KEYS)
    customer.put(encrypted(FORTY_ONE))
    with pytest.raises(QooperAssetsError) as caught:
        customer.run()
    assert (caught.value.code, caught.value.where) == ("key_passphrase_wrong", "env:ROSTER_PASSPHRASE")
    assert "Zebulon" not in str(vars(caught.value))
    assert armored(a_key()) not in str(vars(caught.value))
