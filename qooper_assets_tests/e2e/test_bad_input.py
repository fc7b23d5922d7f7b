"""A bad delivery never does harm: over a real SFTP server, from the file to the receipt.

Each case is one delivery to a live tenant of forty people, followed by a good one.
"""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.errors import DeliveryError, QooperAssetsError, Result, TargetError
from qooper_assets.core.feed import NotDelivered
from qooper_assets_tests.contract.ssh_servers import OTHER_ED25519, SshServer, ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import (
    SftpWorld,
    files_below,
    ledger_dump,
    target_file,
)
from qooper_assets_tests.worlds import HEADER, World, a_file, a_row, people

FORTY = a_file(*people(40))
GOOD = a_file(*people(39), a_row("00041"))
"""Delivered after each bad file: one leaver, one joiner."""
CUT_CELL = FORTY[: FORTY.rindex(b"Engineer") + 3]
CUT_QUOTE = a_file(*people(39), a_row("00040", "p40@acme.example", last='"Van der Berg')).rstrip(b"\r\n")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SshServer]:
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server") as server:
        yield server


@pytest.fixture
def customer(live: World, server: SshServer) -> SftpWorld:
    """The forty people of `live`, whose next file comes from the server."""
    return SftpWorld(live, server)


@dataclass
class Before:
    """What must be the same after a bad delivery."""

    ledger: list[str]
    writes: int
    accounts: object
    files: set[Path]

    @classmethod
    def of(cls, customer: SftpWorld) -> "Before":
        world = customer.world
        artifacts = files_below(world.folder / "artifacts")
        return cls(ledger_dump(world), world.writes(), world.accounts(), artifacts)

    def assert_unharmed(self, customer: SftpWorld, nouns: set[str]) -> None:
        world = customer.world
        after = Before.of(customer)
        assert after.ledger == self.ledger
        assert (after.writes, after.accounts) == (self.writes, self.accounts)
        new = {path.relative_to(world.folder / "artifacts") for path in after.files - self.files}
        manifests = {path.parts[-1].split(".")[0] for path in new if path.suffix == ".json"}
        assert manifests - {"received_file"} == nouns
        assert not [path for path in new if path.suffix == ".part"]
        # Files exist only for complete artifacts, and for what was received, whether it landed or not (F24).
        received = {"raw_file"} if "received_file" in manifests else set()
        assert {path.parts[3] for path in new if len(path.parts) > 4} == nouns | received
        assert not list((world.folder / "state" / "scratch").iterdir())


def assert_error(error: QooperAssetsError, *, where: str, message: str) -> None:
    """Check that an error states where, what, and what to do, and contains no personal data."""
    assert error.where == where and where in str(error)
    assert re.search(message, error.message), error.message
    assert error.remedy and error.remedy in str(error)
    assert "@acme" not in str(error) and "First" not in str(error) and "correct horse" not in str(error)
    assert error.__cause__ is None and (error.__suppress_context__ or error.__context__ is None)


def assert_a_good_file_works(customer: SftpWorld) -> None:
    customer.world.next_day()
    customer.set_feed()
    customer.set_password("correct horse")
    customer.put(GOOD)
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.SUCCEEDED
    assert receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}


# The server


@dataclass
class Door:
    """A fault that prevents access to the file."""

    code: str
    result: Result
    message: str
    prepare: Callable[[SftpWorld], object]
    passwords: int
    logins: int


DOORS = {
    "F16 wrong password": Door(
        "auth", Result.FAILED, "refused", lambda c: c.set_password("not this one"), 1, 1
    ),
    "F19 no host key is pinned": Door(
        "host_key_unknown", Result.BLOCKED, "SHA256:", lambda c: c.set_feed(host_keys=[]), 0, 0
    ),
    "F19 the host key changed": Door(
        "host_key_changed",
        Result.BLOCKED,
        "SHA256:",
        lambda c: c.set_feed(host_keys=[OTHER_ED25519.get_fingerprint()]),
        0,
        0,
    ),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_failed_connection_is_tried_once_and_nobody_is_changed(customer: SftpWorld, door: Door) -> None:
    customer.put(GOOD)
    door.prepare(customer)
    before = Before.of(customer)
    with pytest.raises(DeliveryError) as caught:
        customer.run()
    error = caught.value
    assert (error.code, error.result, error.retryable) == (door.code, door.result, False)
    assert_error(error, where=f"127.0.0.1:{customer.server.port}", message=door.message)
    assert customer.server.connections == 1
    assert len(customer.server.passwords) == door.passwords
    assert customer.server.logins_begun == door.logins
    before.assert_unharmed(customer, set())
    assert_a_good_file_works(customer)


def test_f10_a_missing_file_is_neither_a_delivery_nor_an_absence(customer: SftpWorld) -> None:
    before = Before.of(customer)
    for _ in range(3):
        customer.world.next_day()
        assert customer.run() is None
    before.assert_unharmed(customer, set())
    assert customer.world.runtime.ledger.absences.all("acme").height == 0
    assert_a_good_file_works(customer)


# The file


@dataclass
class Bad:
    """A delivery that can't be trusted, and its error."""

    content: bytes
    code: str
    message: str
    age: timedelta = timedelta(minutes=1)
    lands: bool = True


BAD = {
    "F01 no byte": Bad(b"", "empty_file", "no bytes", lands=False),
    "F01 a byte-order mark and blanks": Bad(b"\xef\xbb\xbf \r\n\r\n", "empty_file", "no content"),
    "F02 a header and no rows": Bad(f"{HEADER}\r\n".encode(), "no_rows", "11 columns and no rows"),
    "F02 a header and blank lines": Bad(f"{HEADER}\r\n\r\n,,,,,,,,,,\r\n".encode(), "no_rows", "no rows"),
    "F03 cut in the middle of the last row": Bad(CUT_CELL, "truncated", "line 41"),
    "F03 cut inside a quote": Bad(CUT_QUOTE, "truncated", rf"line 41, byte {len(CUT_QUOTE):,}"),
    "F11 older than the limit": Bad(
        GOOD, "stale_file", "193 hours old, the limit is 192", timedelta(hours=193), lands=False
    ),
    "F12 older than what was accepted": Bad(
        GOOD, "older_than_accepted", "2026-03-02 11:00 UTC", timedelta(hours=25), lands=False
    ),
    "P03 two encodings": Bad(
        FORTY.replace(b"First7,", b"Ren\xe9,").replace(b"First9,", "Renée Zoë,".encode()),
        "encoding",
        "line 8 holds the byte 0xe9.*mixes two",
    ),
    "P03 an ambiguous letter": Bad(
        FORTY.replace(b"First7,", b"Bar\xf8,"), "encoding_unclear", "line 8.*0xf8"
    ),
    "P16 people above the header": Bad(
        b"".join(sorted(FORTY.splitlines(keepends=True))), "preamble_unclear", "line 1 above it looks like a"
    ),
    "P09 the identifier's column was renamed": Bad(
        FORTY.replace(b"Employee ID", b"Employe No"),
        "missing_required_column",
        "'Employee ID'.*similar: 'Employe No'",
    ),
    "P09 S09 the status column is missing": Bad(
        FORTY.replace(b"Status", b"Statut"), "missing_required_column", "'Status'.*similar: 'Statut'"
    ),
    "P10 no header": Bad(FORTY.split(b"\r\n", 1)[1], "header_not_recognized", "none of the 11"),
    "P11 a duplicate mapped column": Bad(
        FORTY.replace(b"Job Title", b"E-mail"),
        "duplicate_header",
        "'E-mail' is column 2, 'E-mail' is column 5",
    ),
    "P18 a NUL byte": Bad(FORTY.replace(b"First7,", b"First\x007,"), "not_tabular", "line 8 holds a NUL"),
    "P18 a log-in page": Bad(b"<!DOCTYPE html><html>", "not_tabular", "an HTML page"),
    "P19 a workbook, cut short": Bad(
        b"PK\x03\x04" + bytes(50), "workbook_unreadable", "damaged or cut short"
    ),
    "P29 a document, cut short": Bad(b'{"data": [{"Employee ID": "0', "truncated", "ends"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_file_that_can_not_be_trusted_is_blocked_and_harms_nobody(customer: SftpWorld, bad: Bad) -> None:
    customer.put(bad.content, customer.world.clock.now() - bad.age)
    before = Before.of(customer)
    with pytest.raises(DeliveryError) as caught:
        customer.run()
    error = caught.value
    assert (error.code, error.result) == (bad.code, Result.BLOCKED), error
    assert_error(error, where="/outgoing/employees.csv", message=bad.message)
    before.assert_unharmed(customer, {"raw_file"} if bad.lands else set())
    assert_a_good_file_works(customer)


def test_another_delimiter_than_the_declared_one_is_blocked_and_harms_nobody(customer: SftpWorld) -> None:
    """P07"""
    customer.set_feed(csv={"delimiter": ","})
    customer.put(FORTY.replace(b",", b";"))
    before = Before.of(customer)
    with pytest.raises(DeliveryError) as caught:
        customer.run()
    assert caught.value.code == "delimiter_changed"
    assert_error(caught.value, where="/outgoing/employees.csv", message="';'.*','")
    before.assert_unharmed(customer, {"raw_file"})
    customer.set_feed()
    assert_a_good_file_works(customer)


def test_another_delimiter_makes_no_difference_where_none_is_declared(customer: SftpWorld) -> None:
    """P07"""
    customer.put(FORTY.replace(b",", b"\t"))
    receipt = customer.run()
    assert receipt is not None and (receipt.result, receipt.applied) == (Result.NOOP, {})


def test_a_blocked_file_leaves_the_good_one_of_the_same_day_its_chance(customer: SftpWorld) -> None:
    customer.put(CUT_CELL)
    with pytest.raises(DeliveryError):
        customer.run()
    customer.put(GOOD)
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}


# Rows


def rejects(customer: SftpWorld) -> list[tuple[int, str]]:
    """Return lines and reasons from the last run's table of rejects."""
    world = customer.world
    (table,) = (world.folder / "artifacts").glob(f"acme/*/run-{world.runs}/change_set/rejects.csv")
    with table.open(newline="") as file:
        return [(int(row[0]), row[4]) for row in list(csv.reader(file))[1:]]


@dataclass
class Row:
    """One bad row in an otherwise good file, in which 00039 is missing."""

    lines: tuple[str, ...]
    rejected: list[tuple[int, str]]
    result: Result
    applied: dict[str, int]
    """39 is absent, which counts unless an identifier is unreadable (R2)."""
    untouched: str


ROWS = {
    "P14 too few cells": Row(
        (a_row("00040", "p40@acme.example").rsplit(",", 3)[0],),
        [(40, "too_few_cells")], Result.PARTIAL, {}, "00040",
    ),
    "P14 too many cells": Row(
        (a_row("00040", "p40@acme.example", title="Head, Design"),),
        [(40, "too_many_cells")], Result.PARTIAL, {}, "00040",
    ),
    "P14 a quote in the wrong place": Row(
        (a_row("00040", "p40@acme.example", title='"The" Head'), a_row("00041")),
        [(40, "bad_quoting")], Result.PARTIAL, {"CREATE": 1}, "00040",
    ),
    "I16 no identifier": Row(
        (a_row("", "p40@acme.example"),),  # 00039, who shares nothing with it, leaves (R2)
        [(40, "identifier_missing")], Result.PARTIAL, {"DEACTIVATE": 1}, "00040",
    ),
    "I02 one identifier, two rows that differ": Row(
        (a_row("00040", "p40@acme.example", title="A"), a_row("00040", "p40@acme.example", title="B")),
        [(40, "duplicate_identifier"), (41, "duplicate_identifier")],
        Result.SUCCEEDED, {"DEACTIVATE": 1}, "00040",
    ),
    "I04 active in one row and not in the other": Row(
        (a_row("00040", "p40@acme.example"), a_row("00040", "p40@acme.example", status="T")),
        [(40, "duplicate_identifier"), (41, "duplicate_identifier")],
        Result.SUCCEEDED, {"DEACTIVATE": 1}, "00040",
    ),
    "I03 two identifiers, one e-mail": Row(
        (a_row("00040", "p40@acme.example"), a_row("00041", "P40@acme.example")),
        [(40, "email_shared"), (41, "email_shared")], Result.SUCCEEDED, {"DEACTIVATE": 1}, "00040",
    ),
    "I17 no e-mail": Row(
        (a_row("00040", "p40@@acme.example"),),
        [(40, "email_invalid")], Result.SUCCEEDED, {"DEACTIVATE": 1}, "00040",
    ),
    "S07 an unknown status word": Row(
        (a_row("00040", "p40@acme.example", status="LOA"),),
        [(40, "unknown_status")], Result.SUCCEEDED, {"DEACTIVATE": 1}, "00040",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_bad_row_is_rejected_with_its_line_and_its_person_is_present(customer: SftpWorld, row: Row) -> None:
    untouched = next(a for a in customer.world.accounts().values() if a["employee_id"] == row.untouched)
    customer.put(a_file(*people(38), *row.lines))
    receipt = customer.run()
    assert receipt is not None
    assert rejects(customer) == row.rejected
    assert (receipt.result, receipt.applied) == (row.result, row.applied)
    accounts = {a["employee_id"]: a for a in customer.world.accounts().values()}
    assert accounts[row.untouched] == untouched
    assert (accounts["00039"]["status"] == "deactivated") is ("DEACTIVATE" in row.applied)
    customer.world.next_day()
    customer.put(a_file(*people(38)))  # now both are absent, and nothing is in doubt
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.SUCCEEDED
    leaving = 2 + row.applied.get("CREATE", 0) - row.applied.get("DEACTIVATE", 0)
    assert receipt.applied == {"DEACTIVATE": leaving}


def test_r3_more_unknown_status_words_than_the_limit_are_held(customer: SftpWorld) -> None:
    customer.put(a_file(*people(36), *(r.replace(",A,", ",Retired,") for r in people(4, first=37))))
    change_set = customer.plan()
    assert change_set is not None
    assert [breach.code for breach in change_set.breaches] == ["rejects"]
    assert customer.world.writes() == 40


# New content, and content that only seems new


def test_f09_new_content_under_the_same_name_time_and_size_is_processed(customer: SftpWorld) -> None:
    at = customer.world.clock.now() - timedelta(minutes=1)
    customer.put(FORTY, at)
    customer.run()
    content = FORTY.replace(b"First7,", b"Fifth7,")
    assert len(content) == len(FORTY)
    customer.put(content, at)
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"UPDATE": 1}
    customer.world.next_day()
    customer.put(FORTY, at)
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"UPDATE": 1}


def test_f08_s06_repeated_content_under_another_time_is_nothing_new_and_counts_no_absence(
    customer: SftpWorld,
) -> None:
    def set_feed() -> None:
        policy = customer.world.tenant.policy.model_copy(update={"absent_after_files": 2})
        customer.world.tenant = customer.world.tenant.model_copy(update={"policy": policy})

    set_feed()
    customer.put(a_file(*people(39)))
    change_set = customer.plan()
    assert change_set is not None
    if change_set.breaches:  # the tenant file changed (S20)
        customer.world.approve(change_set)
    assert customer.world.apply(change_set).result is Result.NOOP
    for _ in range(3):
        customer.world.next_day()
        customer.put(a_file(*people(39)))
        receipt = customer.run()
        assert receipt is not None and receipt.result is Result.NOOP
        assert customer.world.runtime.ledger.absences.all("acme").rows() == [("00040", 1)]
    customer.put(a_file(*people(38), a_row("00039", "p39@acme.example", "First39", "Last39", "Head")))
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"DEACTIVATE": 1, "UPDATE": 1}


def test_p01_a_byte_order_mark_is_not_part_of_the_first_header(customer: SftpWorld) -> None:
    customer.put(b"\xef\xbb\xbf" + FORTY)
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.NOOP


# The target


def assert_blocked_by_target(customer: SftpWorld, code: str, result: Result, message: str) -> None:
    with pytest.raises(TargetError) as caught:
        customer.run()
    error = caught.value
    assert (error.code, error.result) == (code, result), error
    assert error.where and error.remedy and re.search(message, error.message)


def test_a_target_that_can_not_be_read_is_not_empty(customer: SftpWorld) -> None:
    before = Before.of(customer)
    file = target_file(customer.world)
    kept = file.with_suffix(".kept")
    shutil.copy(file, kept)
    garbage = b"this was a database once\n" * 1000
    file.write_bytes(garbage)
    customer.put(GOOD)
    assert_blocked_by_target(customer, "target_unreachable", Result.FAILED, "not a database")
    assert file.read_bytes() == garbage
    shutil.move(kept, file)
    before.assert_unharmed(customer, {"raw_file", "roster"})
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}


def test_ap15_a_target_that_lists_nobody_though_forty_are_linked_is_not_believed(
    customer: SftpWorld,
) -> None:
    before = Before.of(customer)
    file = target_file(customer.world)
    file.rename(file.with_suffix(".kept"))
    customer.put(GOOD)
    assert_blocked_by_target(customer, "target_listing", Result.BLOCKED, "no account at all, but 40")
    with customer.world.runtime.target(customer.world.tenant) as empty:
        assert empty.count() == 0
    file.with_suffix(".kept").replace(file)
    before.assert_unharmed(customer, {"raw_file", "roster"})
    assert_a_good_file_works(customer)


def test_r12_a_past_partition_without_a_stored_file_never_takes_todays(customer: SftpWorld) -> None:
    customer.put(GOOD)
    world = customer.world
    yesterday = world.today - timedelta(days=1)
    partition = feed.partition_key(world.tenant.schedule, yesterday - timedelta(days=5))
    assert isinstance(stages.land(world.runtime, world.tenant, partition, "run-past"), NotDelivered)
    assert customer.server.connections == 0
