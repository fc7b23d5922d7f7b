"""No personal data where it does not belong: logs, errors, readable files, unmapped columns."""

import base64
import dataclasses
import logging
import sqlite3
import stat
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from qooper_assets import stages
from qooper_assets.core.errors import QooperAssetsError, Result, StateError, TargetError
from qooper_assets.core.feed import RawFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Account
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.sealed import SealingKey, is_sealed
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets_tests.contract.ssh_servers import PASSWORD, ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import SftpWorld, files_below, heal, meddle
from qooper_assets_tests.readers.wrappers.openpgp_messages import PASSPHRASE, a_key, encrypted, locked
from qooper_assets_tests.worlds import HEADER, World, a_file, a_row, people

SSN = "078-05-1120"
SECRET_SALARY = "salary-of-zebulon-98765"
PERSONAL = ("zq.quackenbush", "Zebulon", "Quackenbush", "Grand Vizier", "@acme.example", "ZQ77X")
ZEBULON = a_row("ZQ77X", "zq.quackenbush@acme.example", "Zebulon", "Quackenbush", "Grand Vizier")


def with_unmapped(*rows: str) -> bytes:
    """Return a file with two unmapped columns."""
    return a_file(*(f"{row},{SSN},{SECRET_SALARY}" for row in rows), header=f"{HEADER},Social Security,Pay")


@pytest.fixture
def customer(live: World, tmp_path: Path) -> Iterator[SftpWorld]:
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server") as server:
        yield SftpWorld(live, server)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Return everything that was logged, including tracebacks."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="paramiko")
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")  # DEBUG shows rows by design

    def text() -> str:
        formatter = logging.Formatter("%(name)s %(message)s")
        assert caplog.records
        return "\n".join(formatter.format(record) for record in caplog.records)

    return text


def assert_of_nobody(text: str) -> None:
    found = [word for word in (*PERSONAL, SSN, SECRET_SALARY, PASSWORD) if word.lower() in text.lower()]
    assert not found, found


def traceback_of(action: Callable[[], object], kind: type[Exception] = QooperAssetsError) -> str:
    """Return all that a log of this error would show: the chain of tracebacks, without our source lines."""
    with pytest.raises(kind) as caught:
        action()
    chain, error = [], caught.value
    for line in traceback.format_exception(error):
        chain.append("" if line.startswith("  File ") else line)
    return "".join(chain) + (str(vars(error)) if isinstance(error, QooperAssetsError) else "")


def test_o03_a_good_run_logs_no_personal_data(customer: SftpWorld, logged: Callable[[], str]) -> None:
    customer.put(with_unmapped(*people(39), ZEBULON))
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}
    assert_of_nobody(logged())
    assert_of_nobody(receipt.model_dump_json())


class Unreachable(EmbeddedQooper):
    """A target that can be read, but answers no write."""

    def create(self, values: object) -> Account:
        raise TargetError("target_unreachable", "HTTP 500.", where="qooper", retryable=True)


FAILURES: dict[str, Callable[[SftpWorld], object]] = {
    "wrong password": lambda c: c.set_password("the wrong password of Zebulon"),
    "changed host key": lambda c: c.set_feed(host_keys=["SHA256:" + "A" * 43]),
    "truncated": lambda c: c.put(with_unmapped(*people(39), ZEBULON)[:-30]),
    "no header": lambda c: c.put(with_unmapped(*people(39), ZEBULON).split(b"\r\n", 1)[1]),
    "not UTF-8": lambda c: c.put(with_unmapped(*people(39), ZEBULON).replace(b"Vizier", b"Vizi\xe9r")),
    "held": lambda c: c.put(with_unmapped(*people(30), ZEBULON)),
    "unreachable target": lambda c: meddle(c.world, Unreachable),
    "garbage target": lambda c: (c.world.folder / "state" / "targets" / "acme.sqlite").write_bytes(
        b"Zebulon" * 1000
    ),
}


@pytest.mark.parametrize("spoil", FAILURES.values(), ids=FAILURES)
def test_o03_a_failing_run_reveals_no_personal_data(
    customer: SftpWorld, logged: Callable[[], str], spoil: Callable[[SftpWorld], object]
) -> None:
    customer.put(with_unmapped(*people(39), ZEBULON))
    spoil(customer)
    text = traceback_of(customer.run)
    assert_of_nobody(text)
    assert "the wrong password" not in text + logged()
    assert_of_nobody(logged())


def test_o03_a_failing_database_does_not_reveal_the_values_it_holds(
    customer: SftpWorld, logged: Callable[[], str]
) -> None:
    with closing(sqlite3.connect(customer.world.folder / "ledger.sqlite")) as db:
        db.execute(
            "create trigger full before insert on operations begin select raise(abort, 'disk full'); end"
        )
        db.commit()
    customer.put(with_unmapped(*people(39), ZEBULON))
    text = traceback_of(customer.run, StateError)
    assert "[accounting]" in text, "an error of ours, not the database's"
    assert_of_nobody(text)
    assert_of_nobody(logged())
    assert customer.world.writes() == 40


def test_o03_rejects_and_duplicates_are_reported_by_line_and_never_by_person(
    customer: SftpWorld, logged: Callable[[], str]
) -> None:
    other = ZEBULON.replace("Grand", "Small")
    customer.put(with_unmapped(*people(38), ZEBULON, other))
    change_set = customer.plan()
    assert change_set is not None
    assert change_set.rejects_by_reason == {"duplicate_identifier": 2}
    assert_of_nobody(change_set.model_dump_json())
    report = customer.world.folder / "artifacts" / change_set.report_location
    assert_of_nobody(report.read_text())
    assert_of_nobody(logged())


# At rest


def everything_in(path: Path) -> Iterator[str]:
    """Return the bytes of a file and of what is compressed inside it."""
    content = path.read_bytes()
    yield content.decode("utf-8", "replace")
    if content.startswith(b"PAR1"):
        yield str(duckdb.sql(f"from read_parquet('{path}')").fetchall())
        yield str(duckdb.sql(f"from parquet_schema('{path}')").fetchall())
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "replace")
    elif content.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as db:
            yield from db.iterdump()


def test_r13_o04_unmapped_columns_are_in_the_raw_file_and_nowhere_else(
    customer: SftpWorld,
) -> None:
    world = customer.world
    customer.put(with_unmapped(*people(37), ZEBULON, a_row("00040", "x@@acme.example")))
    receipt = customer.run()
    assert receipt is not None and receipt.result is Result.SUCCEEDED
    customer.put(with_unmapped(*people(30)))
    held = customer.plan()
    assert held is not None and held.breaches
    files = files_below(world.folder)
    assert {path.suffix for path in files} >= {".csv", ".json", ".parquet", ".xlsx", ".md", ".sqlite"}
    zebulon, unmapped = set(), set()
    for path in files:
        text = "".join(everything_in(path))
        if SSN in text or SECRET_SALARY in text or "Social Security" in text:
            unmapped.add(path)
        if "Zebulon" in text:
            zebulon.add(path.suffix)
    raw = {path for path in unmapped if path.parent.name == "raw_file"}
    assert unmapped == raw and len(raw) == 2
    assert zebulon >= {".csv", ".parquet", ".sqlite", ".xlsx"}  # proves that the search works


def test_o05_everything_stored_is_readable_by_its_owner_only(customer: SftpWorld) -> None:
    world = customer.world
    customer.put(with_unmapped(*people(39), ZEBULON))
    customer.run()
    for path in files_below(world.folder / "artifacts") | files_below(world.folder / "state"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700, path.parent
    for path in world.folder.glob("ledger.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for folder in (world.folder / "artifacts").rglob("*/"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    assert not list((world.folder / "state" / "scratch").iterdir())


def test_o05_a_failed_run_leaves_no_scratch_file_behind(customer: SftpWorld) -> None:
    customer.put(with_unmapped(*people(39), ZEBULON)[:-30])
    with pytest.raises(QooperAssetsError):
        customer.run()
    meddle(customer.world, Unreachable)
    customer.put(with_unmapped(*people(39), ZEBULON))
    with pytest.raises(TargetError):
        customer.run()
    heal(customer.world)
    assert not list((customer.world.folder / "state" / "scratch").iterdir())


# Sealed


def with_keys(world: World, *keys: SealingKey) -> None:
    world.runtime = dataclasses.replace(
        world.runtime, artifacts=Artifacts(str(world.folder / "artifacts"), sealing_keys=lambda: keys)
    )


def test_o05_sealed_artifacts_reveal_nobody_and_no_key_is_stored_anywhere(
    customer: SftpWorld, logged: Callable[[], str]
) -> None:
    """With a message for our passphrase-protected OpenPGP key, from the server to the receipt."""
    world = customer.world
    unsealed = files_below(world.folder)
    (world.folder / "roster.asc").write_text(locked(a_key()))
    (world.folder / "passphrase").write_text(PASSPHRASE)
    given = {world.folder / "roster.asc", world.folder / "passphrase"}
    key = SealingKey.parse(base64.b64encode(bytes(range(32))).decode(), where="")
    with_keys(world, key)
    customer.set_feed(
        wrapped="openpgp", openpgp={"private_key": "file:roster.asc", "passphrase": "file:passphrase"}
    )
    content = with_unmapped(*people(38), ZEBULON, a_row("00040", "x@@acme.example"))
    customer.put(encrypted(content))
    receipt = customer.run()
    assert receipt is not None and receipt.applied == {"CREATE": 1, "DEACTIVATE": 1}
    customer.put(encrypted(with_unmapped(*people(30), ZEBULON)))
    held = customer.plan()
    assert held is not None and held.breaches
    stored = files_below(world.folder / "artifacts") - unsealed
    assert {path.suffix for path in stored} >= {".csv", ".json", ".parquet", ".xlsx", ".md", ".latest"}
    for path in stored:
        assert is_sealed(path.read_bytes()), path
        assert_of_nobody("".join(everything_in(path)))
    for path in files_below(world.folder) - given:
        text = path.read_bytes()
        for secret in (PASSPHRASE.encode(), b"PRIVATE KEY", key.secret, base64.b64encode(key.secret)):
            assert secret not in text, path
    assert not list((world.folder / "state" / "scratch").iterdir())
    assert PASSPHRASE not in logged() and "PRIVATE KEY" not in logged()
    assert_of_nobody(logged())
    with world.runtime.scratch() as scratch:
        roster = world.runtime.artifacts.load("roster", Roster, "acme", held.partition)
        readable = world.runtime.artifacts.open_local(roster.location, scratch)
        assert "Zebulon" in "".join(everything_in(readable)), "the search works"


def test_o05_a_run_that_fails_leaves_nothing_unsealed(customer: SftpWorld) -> None:
    world = customer.world
    before = files_below(world.folder)
    with_keys(world, SealingKey.parse(base64.b64encode(bytes(32)).decode(), where=""))
    customer.put(with_unmapped(*people(39), ZEBULON))
    meddle(world, Unreachable)
    with pytest.raises(TargetError):
        customer.run()
    heal(world)
    assert not list((world.folder / "state" / "scratch").iterdir())
    for path in files_below(world.folder / "artifacts") - before:
        assert is_sealed(path.read_bytes()), path


def test_o05_artifacts_stored_before_sealing_are_still_read_and_applied(
    customer: SftpWorld,
) -> None:
    world = customer.world
    customer.put(with_unmapped(*people(40), ZEBULON))
    change_set = customer.plan()
    assert change_set is not None
    with_keys(world, SealingKey.parse(base64.b64encode(bytes(32)).decode(), where=""))
    raw = world.runtime.artifacts.load("raw_file", RawFile, "acme", change_set.partition)
    assert stages.normalize(world.runtime, world.tenant, raw, "again").counts.people == 41
    receipt = world.apply(change_set)
    assert receipt.applied == {"CREATE": 1}
