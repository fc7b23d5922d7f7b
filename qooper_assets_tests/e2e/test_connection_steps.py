"""O12: `test-connection` reports every step, against a real SFTP server, and writes nothing."""

import asyncio
import gzip
import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qooper_assets.cli import connection_test
from qooper_assets.cli.connection_steps import Step
from qooper_assets.edges.targets.embedded import EmbeddedQooper
from qooper_assets_tests.contract.ssh_servers import SshServer, ssh_server
from qooper_assets_tests.e2e.worlds_on_disk import (
    SftpWorld,
    files_below,
    ledger_dump,
    meddle,
    target_file,
)
from qooper_assets_tests.readers.wrappers.openpgp_messages import a_key, armored, encrypted, locked
from qooper_assets_tests.readers.wrappers.wrapping import zipped
from qooper_assets_tests.worlds import HEADER, World, a_file, a_row, people

ALL_STEPS = [
    "name", "address", "host key", "algorithms", "login", "path", "file found", "permission", "complete",
    "readable", "header mapped", "identifier unique", "overlap",
]  # fmt: skip
FORTY = a_file(*people(40))


class Forbidding(asyncssh.SFTPServer):
    """The tests may run as root, which no file mode restricts."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
        raise asyncssh.SFTPPermissionDenied("Permission denied")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SshServer]:
    (tmp_path / "server").mkdir()
    with ssh_server(tmp_path / "server") as server:
        yield server


@pytest.fixture
def customer(live: World, server: SshServer) -> SftpWorld:
    """The forty people of `live`, with today's file on the server."""
    world = SftpWorld(live, server)
    world.put(FORTY)
    return world


def without_received(folder: Path) -> set[Path]:
    return {
        path
        for path in files_below(folder)
        if "test-connection" not in path.parts and path.name != "received_file.latest"
    }


def examined(customer: SftpWorld, progress: list[str] | None = None) -> list[Step]:
    """Return the steps, after checking that the world is unchanged but for the received file (F24)."""
    world = customer.world

    def state() -> tuple[object, ...]:
        return ledger_dump(world), world.writes(), world.accounts(), without_received(world.folder)

    before = state()
    steps = list(
        connection_test.examine(
            world.runtime, world.tenant, say=(progress if progress is not None else []).append
        )
    )
    assert state() == before
    assert not list((world.folder / "state" / "scratch").iterdir())
    text = " ".join(step.detail for step in steps)
    assert "@acme.example" not in text and "Last1" not in text and "correct horse" not in text
    return steps


def verdicts(steps: list[Step]) -> dict[str, str]:
    return {s.name: "no" if not s.ok else "warns" if s.warns else "ok" for s in steps}


def step(steps: list[Step], name: str) -> Step:
    return next(step for step in steps if step.name == name)


def stopped_at(steps: list[Step]) -> tuple[str, str | None]:
    """Return the last step, after checking that only it failed."""
    *before, last = steps
    assert all(step.ok and step.code is None for step in before) and not last.ok, steps
    assert [step.name for step in steps] == ALL_STEPS[: len(steps)]
    return last.name, last.code


# A good delivery


def test_every_step_of_a_good_delivery_is_reported_in_order(customer: SftpWorld) -> None:
    progress: list[str] = []
    steps = examined(customer, progress)
    assert [step.name for step in steps] == ALL_STEPS
    assert set(verdicts(steps).values()) == {"ok"} and not [step for step in steps if step.code]
    assert customer.server.connections == 1 and customer.server.passwords == ["correct horse"]
    assert customer.world.clock.slept[-3:] == [20, 20, 20]
    assert progress == [
        f"trying 127.0.0.1:{customer.server.port}, once, for up to 15 s for each address",
        f"waiting 60 s to see whether the {len(FORTY):,} bytes still change",
        "reading the file",
        "reading the accounts of Qooper",
    ]
    for name, text in {
        "host key": customer.server.host_key,
        "login": "by password",
        "file found": f"{len(FORTY):,} bytes, 2026-03-03 11:59 UTC",
        "complete": "SHA-256",
        "readable": "CSV with 40 records.",
        "header mapped": "11 of 11 mapped columns found.",
        "identifier unique": "40 people.",
        "overlap": "40 of 40 people match an account: 40 by identifier, 40 by e-mail."
        " Qooper has 40 accounts, 40 of them ours.",
    }.items():
        assert text in step(steps, name).detail


def test_the_unwrapping_of_a_file_is_a_step_of_its_own(customer: SftpWorld) -> None:
    packed = gzip.compress(FORTY)
    customer.put(zipped({"out/employees.csv.gz": packed}))
    customer.set_feed(wrapped=["zip", "gzip"])
    steps = examined(customer)
    assert [step.name for step in steps] == [*ALL_STEPS[:9], "unwrapped", *ALL_STEPS[9:]]
    assert set(verdicts(steps).values()) == {"ok"}
    text = step(steps, "unwrapped").detail
    assert text == f"zip unpacks to {len(packed):,} bytes, then gzip unpacks to {len(FORTY):,} bytes."


@pytest.mark.parametrize(
    ("content", "wrapped", "name", "code", "message"),
    [
        (FORTY, "gzip", "unwrapped", "wrapper_differs", "text, perhaps CSV"),
        (gzip.compress(FORTY)[:-4], "gzip", "unwrapped", "wrapper_damaged", "cut short"),
        (gzip.compress(FORTY), [], "readable", "wrapper_differs", "declare feed.wrapped: gzip;"),
        (zipped({"a.csv": FORTY}), [], "readable", "wrapper_differs", "declare feed.wrapped: zip;"),
        (zipped({"a.csv": FORTY, "b.csv": b""}), "zip", "unwrapped", "wrapper_members", "2 files"),
    ],
)
def test_a_file_in_another_wrapper_stops_it(
    customer: SftpWorld, content: bytes, wrapped: str | list[str], name: str, code: str, message: str
) -> None:
    customer.put(content)
    customer.set_feed(wrapped=wrapped)
    steps = examined(customer)
    assert (steps[-1].name, steps[-1].code) == (name, code)
    assert message in steps[-1].detail


def test_an_unusable_openpgp_key_stops_it(customer: SftpWorld) -> None:
    customer.put(encrypted(FORTY))
    customer.set_feed(wrapped="openpgp", openpgp={"private_key": "file:roster.asc"})
    assert stops(examined(customer)) == ("unwrapped", "secret_missing")
    key = customer.world.folder / "roster.asc"
    key.write_text(armored(a_key("another")))
    assert stops(examined(customer)) == ("unwrapped", "openpgp_for_others")
    key.write_text(locked(a_key()))
    assert stops(examined(customer)) == ("unwrapped", "key_passphrase_missing")
    key.write_text(armored(a_key()))
    assert set(verdicts(examined(customer)).values()) == {"ok"}


def stops(steps: list[Step]) -> tuple[str, str | None]:
    return steps[-1].name, steps[-1].code


def test_every_step_succeeds_before_the_first_day_when_qooper_is_empty(
    tmp_path: Path, server: SshServer
) -> None:
    (tmp_path / "new").mkdir()
    customer = SftpWorld(World(tmp_path / "new"), server)
    customer.put(FORTY)
    steps = examined(customer)
    assert set(verdicts(steps).values()) == {"ok"}
    assert "Qooper has no accounts: all 40 people are new." in step(steps, "overlap").detail


def test_a_login_by_key_shows_its_fingerprint_and_an_unneeded_passphrase(live: World, tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    options = {"methods": ("publickey",), "authorized_keys": [key.get_fingerprint()]}
    with ssh_server(tmp_path / "server", **options) as server:
        customer = SftpWorld(live, server)
        customer.put(FORTY)
        key.write_private_key(live.folder / "key", "openssh")
        (live.folder / "key").chmod(0o600)
        auth = {"type": "key", "private_key": "file:key"}
        for more, text in ({}, ""), ({"passphrase": "file:sftp_password"}, " The key is not encrypted"):
            customer.set_feed(auth=auth | more)
            steps = examined(customer)
            assert set(verdicts(steps).values()) == {"ok"}
            assert f"by the key {key.get_fingerprint()}.{text}" in step(steps, "login").detail


def test_the_connection_is_closed_before_the_file_is_read(customer: SftpWorld) -> None:
    for step in connection_test.examine(customer.world.runtime, customer.world.tenant):
        if step.name == "readable":
            (connection,) = customer.server.open_connections
            closed = asyncio.run_coroutine_threadsafe(connection.wait_closed(), connection._loop)
            closed.result(10)
    assert step.name == "overlap"


# Where it stops


def broken(customer: SftpWorld, how: str) -> None:
    match how:
        case "name":
            customer.set_feed(host="no-such-host.invalid")
        case "host key":
            customer.set_feed(host_keys=[])
        case "login":
            customer.set_password("battery staple")
        case "secret":
            (customer.world.folder / "sftp_password").unlink()
        case "path":
            customer.set_feed(path="/nowhere/employees.csv")
        case "file":
            customer.set_feed(path="/outgoing/employes.csv")
        case "empty":
            customer.put(b"")
        case "growing":
            customer.world.clock._on_sleep = lambda _: customer.put(FORTY + b"more")
        case "html":
            customer.put(b"<html><body>Please log in</body></html>")
        case "cut":
            customer.put(FORTY[:-10])
        case "no header":
            customer.put(a_file(*people(3)[1:], header=people(1)[0]))
        case "no e-mail column":
            customer.put(a_file(*people(3), header=HEADER.replace("E-mail", "Work E-mail")))
        case _:
            raise AssertionError(how)


@pytest.mark.parametrize(
    ("how", "stops_at", "code", "text"),
    [
        ("name", "name", "dns_failure", "does not resolve"),
        ("host key", "host key", "host_key_unknown", "SHA256:"),
        ("secret", "login", "secret_missing", "sftp_password: the file can't be read"),
        ("login", "login", "auth", "tried once"),
        ("path", "path", "folder_missing", "/nowhere"),
        ("file", "file found", None, "Similar names: employees.csv."),
        ("empty", "complete", "empty_file", "no bytes"),
        ("growing", "complete", "not_settled", "within 60 s"),
        ("html", "readable", "not_tabular", "an HTML page"),
        ("cut", "readable", "truncated", ""),
        ("no header", "header mapped", "header_not_recognized", "'E-mail', 'Employee ID', 'First Name'"),
        (
            "no e-mail column",
            "header mapped",
            "missing_required_column",
            "Not mapped: 'Work E-mail'.",
        ),
    ],
)
def test_it_stops_at_the_step_that_fails_and_says_why(
    customer: SftpWorld, how: str, stops_at: str, code: str | None, text: str
) -> None:
    broken(customer, how)
    steps = examined(customer)
    if steps[-1].name == "complete":  # permission is proved by receiving the file
        steps.insert(-1, Step(name="permission", ok=True, detail=""))
    assert stopped_at(steps) == (stops_at, code)
    assert text in steps[-1].detail
    assert customer.server.connections <= 1
    assert len(customer.server.passwords) <= 1


def test_without_a_secret_the_host_key_can_already_be_read(customer: SftpWorld) -> None:
    customer.set_feed(host_keys=[])
    broken(customer, "secret")
    steps = examined(customer)
    assert stopped_at(steps) == ("host key", "host_key_unknown")
    assert customer.server.host_key in steps[-1].detail


def test_faults_that_are_not_only_the_servers_have_a_step_of_their_own(live: World, tmp_path: Path) -> None:
    found = []
    old = {"options": {"kex_algs": ["diffie-hellman-group14-sha1"]}}
    for options in (old, {"sftp": Forbidding}, {"sftp": None}):
        with ssh_server(tmp_path / "server", **options) as server:
            customer = SftpWorld(live, server)
            customer.put(FORTY)
            steps = examined(customer)
            found.append((steps[-1].name, steps[-1].code))
    assert found == [
        ("algorithms", "no_common_algorithm"),
        ("permission", "permission_denied"),
        ("login", "no_sftp_subsystem"),
    ]
    customer.set_feed(port=server.port)
    assert stopped_at(examined(customer)) == ("address", "connection_refused")


# Several files


def put_also(customer: SftpWorld, name: str, content: bytes, hours: float) -> None:
    file = customer.remote_file.with_name(name)
    file.write_bytes(content)
    seconds = (customer.world.clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(file, (seconds, seconds))


def test_the_picked_file_its_reason_and_the_skipped_files_are_reported(customer: SftpWorld) -> None:
    """F06, F13"""
    customer.set_feed(path="/outgoing/hr_{date:%Y%m%d}*", pick="newest")
    put_also(customer, "hr_20260303.csv", FORTY, hours=30)
    put_also(customer, "hr_20260302.csv", b"older", hours=0)
    put_also(customer, "hr_20260304.csv", b"tomorrow", hours=0)
    put_also(customer, "hr_20260303.csv.part", b"growing", hours=0)
    steps = examined(customer)
    assert [step.name for step in steps] == ALL_STEPS and set(verdicts(steps).values()) == {"ok"}
    assert step(steps, "path").detail == "The folder /outgoing exists."
    text = step(steps, "file found").detail
    assert text.startswith("/outgoing/hr_20260303.csv, ")
    assert text.endswith(
        " Of 2 that match hr_{date:%Y%m%d}* it has the latest date in its name, 2026-03-03; passed over:"
        " 1 superseded (hr_20260302.csv), 1 not due (hr_20260304.csv), 1 temporary (hr_20260303.csv.part)."
    )


def test_an_old_date_in_the_name_is_reported_and_the_rest_is_tried(customer: SftpWorld) -> None:
    """F11"""
    customer.set_feed(path="/outgoing/hr_{date:%Y%m%d}*", pick="newest")
    put_also(customer, "hr_20260201.csv", FORTY, hours=0)
    steps = examined(customer)
    assert [step.name for step in steps] == ALL_STEPS
    assert (step(steps, "file found").ok, step(steps, "file found").code) == (False, "stale_file")


@pytest.mark.parametrize(
    ("marker", "content", "verdict", "text"),
    [
        ("{name}.done", b"", "ok", "employees.csv.done exists."),
        (
            "{stem}.sha256",
            hashlib.sha256(FORTY).hexdigest().encode(),
            "ok",
            "exists and contains the file's SHA-256.",
        ),
        (
            "{name}.done",
            None,
            "no",
            "/outgoing/employees.csv exists, but its marker employees.csv.done does not.",
        ),
    ],
)
def test_a_marker_is_a_step_of_its_own(
    customer: SftpWorld, marker: str, content: bytes | None, verdict: str, text: str
) -> None:
    """F05"""
    customer.set_feed(marker=marker)
    if content is not None:
        put_also(customer, marker.format(name="employees.csv", stem="employees"), content, hours=0)
    steps = examined(customer)
    until = ALL_STEPS if verdict == "ok" else ALL_STEPS[:7]
    assert [step.name for step in steps] == [*ALL_STEPS[:7], "marker", *until[7:]]
    assert verdicts(steps)["marker"] == verdict and text in step(steps, "marker").detail
    assert step(steps, "marker").code is None


def test_a_checksum_that_does_not_fit_fails_the_step_complete(customer: SftpWorld) -> None:
    """F07"""
    customer.set_feed(marker="{name}.sha256")
    put_also(customer, "employees.csv.sha256", b"0" * 64, hours=0)
    steps = examined(customer)
    assert (steps[-1].name, steps[-1].code) == ("complete", "incomplete_transfer")


@pytest.mark.parametrize(
    ("feed", "stops_at", "code", "text"),
    [
        ({"path": "/nowhere/*.csv"}, "path", "folder_missing", "/nowhere"),
        ({"path": "/outgoing/staff*.csv"}, "file found", None, "No file in /outgoing matches staff*.csv."),
        ({"path": "/outgoing/empolyees*.csv"}, "file found", None, "Similar names: employees.csv."),
    ],
)
def test_a_pattern_that_finds_nothing_stops_where_it_fails(
    customer: SftpWorld, feed: dict[str, str], stops_at: str, code: str | None, text: str
) -> None:
    """F15"""
    customer.set_feed(pick="newest", **feed)
    steps = examined(customer)
    assert (steps[-1].name, steps[-1].code) == (stops_at, code)
    assert text in steps[-1].detail


def test_an_impossible_choice_fails_the_step_file_found(live: World, tmp_path: Path) -> None:
    """F13, F21"""

    class Timeless(asyncssh.SFTPServer):
        async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
            for name in (b"employees.csv", b"employees_2.csv"):
                yield asyncssh.SFTPName(name, attrs=asyncssh.SFTPAttrs(size=1))

    with ssh_server(tmp_path / "server", sftp=Timeless) as server:
        customer = SftpWorld(live, server)
        customer.put(FORTY)
        customer.set_feed(path="/outgoing/employees*.csv", pick="newest")
        steps = examined(customer)
    assert [one.name for one in steps] == [*ALL_STEPS[:6], "file found"]
    assert step(steps, "path").detail == "The folder /outgoing exists."
    assert steps[-1].code == "order_unknown"


# The content of the file


def test_an_old_file_is_reported_and_the_rest_is_still_tried(customer: SftpWorld) -> None:
    customer.put(FORTY, customer.world.clock.now() - timedelta(days=30))
    steps = examined(customer)
    assert [step.name for step in steps] == ALL_STEPS
    assert (step(steps, "file found").ok, step(steps, "file found").code) == (False, "stale_file")
    assert verdicts(steps)["overlap"] == "ok"


def test_a_file_of_another_format_than_declared_is_reported(customer: SftpWorld) -> None:
    customer.set_feed(format="excel")
    steps = examined(customer)
    assert verdicts(steps)["readable"] == "warns"
    assert "set feed.format: csv" in step(steps, "readable").detail


def test_unreadable_rows_are_reported_with_their_lines(customer: SftpWorld) -> None:
    customer.put(a_file(*people(38), "00039,p39@acme.example", "00040,p40@acme.example"))
    steps = examined(customer)
    assert "2 of them can't be read, on lines 40, 41." in step(steps, "readable").detail
    unique = step(steps, "identifier unique")
    assert (unique.ok, unique.code) == (False, "too_few_cells")
    assert "Unreadable identifiers: 2, the first on lines 40, 41." in unique.detail
    assert "38 of 38 people" in step(steps, "overlap").detail


def test_missing_and_unmapped_columns_are_reported_by_name(customer: SftpWorld) -> None:
    customer.put(FORTY.replace(b"Department", b"Departement", 1).replace(b"Skills", b"Pay", 1))
    steps = examined(customer)
    header = step(steps, "header mapped")
    assert header.ok and header.warns
    assert "9 of 11 mapped columns found." in header.detail
    assert "department ('Department'; similar: 'Departement'), skills ('Skills')" in header.detail
    assert "Not mapped: 'Departement', 'Pay'." in header.detail


def test_where_no_header_is_recognized_no_name_of_the_file_is_shown(customer: SftpWorld) -> None:
    customer.put(a_file(*people(3), header="Zebulon,Quackenbush"))
    steps = examined(customer)
    assert stopped_at(steps)[1] in {"header_not_recognized", "not_tabular"}
    assert "Zebulon" not in steps[-1].detail


def test_the_row_in_which_a_workbook_has_no_header_is_reported(customer: SftpWorld) -> None:
    book, content = Workbook(), BytesIO()
    assert isinstance(book.active, Worksheet)
    for row in (["Staff of Acme"], *(line.split(",") for line in (HEADER, *people(3)))):
        book.active.append(row)
    book.save(content)
    customer.put(content.getvalue())
    customer.set_feed(format="excel")
    steps = examined(customer)
    assert stopped_at(steps) == ("header mapped", "header_not_recognized")
    assert "expected in row 1 (feed.excel.header_row)" in steps[-1].detail
    assert "Staff" not in steps[-1].detail
    assert step(steps, "readable").detail == "Excel workbook."


@pytest.mark.parametrize(
    ("rows", "verdict", "code", "text"),
    [
        ([a_row("00001"), a_row("00001", "p99@acme.example")], "no", "duplicate_identifier", "2 duplicate"),
        ([a_row("00050"), a_row("00051", "00050@acme.example")], "no", "email_shared", "2 email_shared"),
        (
            [a_row("", "p50@acme.example")],
            "no",
            "identifier_missing",
            "Unreadable identifiers: 1, the first on line 41.",
        ),
        ([a_row("00050", "p1")], "warns", None, "Rejected rows: 1 (1 email_invalid)."),
        ([people(2)[1]], "warns", None, "Rows that repeat a person exactly: 1."),
    ],
)
def test_duplicate_identifiers_and_rejected_rows_are_reported_with_their_reasons(
    customer: SftpWorld, rows: list[str], verdict: str, code: str | None, text: str
) -> None:
    customer.put(a_file(*people(40)[1:], *rows))
    steps = examined(customer)
    assert verdicts(steps)["identifier unique"] == verdict
    assert step(steps, "identifier unique").code == code
    assert text in step(steps, "identifier unique").detail
    assert steps[-1].name == "overlap"


def test_a_file_without_a_valid_row_ends_before_the_overlap(customer: SftpWorld) -> None:
    customer.put(a_file(*(a_row(f"{n:05d}", f"nobody{n}") for n in range(3))))
    steps = examined(customer)
    assert stopped_at(steps) == ("identifier unique", "email_invalid")
    assert "are the right columns mapped as identifier" in steps[-1].detail


# The overlap


def test_a_roster_without_any_matching_account_is_reported_in_words(customer: SftpWorld) -> None:
    customer.put(a_file(*people(10, first=900)))
    overlap = step(examined(customer), "overlap")
    assert overlap.ok and overlap.warns
    assert "0 of 10 people match an account" in overlap.detail
    assert "is this the customer's real file" in overlap.detail


def test_ids_that_lost_their_zeros_are_suspected(customer: SftpWorld) -> None:
    customer.put(a_file(*(row.lstrip("0") for row in people(40))))
    overlap = step(examined(customer), "overlap")
    assert "40 of 40 people match an account: 0 by identifier, 40 by e-mail." in overlap.detail
    assert "lose leading zeros" in overlap.detail


def test_accounts_that_are_not_ours_count_as_theirs(customer: SftpWorld) -> None:
    with EmbeddedQooper(target_file(customer.world)) as target:
        target.seed({"email": "P41@acme.example", "employee_id": None})
    customer.put(a_file(*people(41)))
    assert (
        "41 of 41 people match an account: 40 by identifier, 41 by e-mail. Qooper has 41 accounts, 40 of"
        " them ours."
    ) in step(examined(customer), "overlap").detail


def test_an_incomplete_listing_of_accounts_fails_only_the_overlap(customer: SftpWorld) -> None:
    class Short(EmbeddedQooper):
        def list_accounts(self, page_size: int = 10_000) -> Iterator[Any]:
            yield from ()

    make: Callable[[Path], EmbeddedQooper] = Short
    world = customer.world
    accounts = world.accounts()
    meddle(world, make)
    steps = list(connection_test.examine(world.runtime, world.tenant))
    assert stopped_at(steps) == ("overlap", "target_listing")
    assert accounts
