"""Patterns and markers against real SSH servers on loopback: honest, careless and lying ones."""

import hashlib
import os
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import ANY_DATE, Dates, Fetched, Found, NotDelivered
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.secrets import Password
from qooper_assets.edges.sftp import session as sftp
from qooper_assets_tests.clocks import FakeClock
from qooper_assets_tests.contract.ssh_servers import PASSWORD, SshServer, ssh_server

NOW = datetime(2026, 6, 3, 5, 30, tzinfo=UTC)
DATED = "/outgoing/hr_{date:%Y%m%d}*.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "server" / "outgoing").mkdir(parents=True)
    return tmp_path / "server"


@pytest.fixture
def into(tmp_path: Path) -> Path:
    (tmp_path / "landed").mkdir()
    return tmp_path / "landed" / "raw"


def put(root: Path, name: str, hours: float = 1, content: bytes | None = None) -> None:
    """Write a file modified `hours` ago; its default content is its name."""
    file = root / "outgoing" / name
    file.write_bytes(name.encode() if content is None else content)
    touch(file, hours)


def touch(file: Path, hours: float) -> None:
    seconds = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(file, (seconds, seconds), follow_symlinks=False)


def a_feed(server: SshServer, path: str = "/outgoing/hr*.csv", **changes: Any) -> Feed:
    return server.feed(**{"path": path, "pick": "newest", **changes})


def look(feed: Feed, dates: Dates = ANY_DATE) -> Found | NotDelivered:
    return sftp.stat(feed, feed.path, Password(PASSWORD), clock=FakeClock(), dates=dates)


def picked(feed: Feed, dates: Dates = ANY_DATE) -> str:
    found = look(feed, dates)
    assert isinstance(found, Found), found
    return found.remote_file.path.removeprefix("/outgoing/")


def fetch(feed: Feed, into: Path, **options: Any) -> Fetched | NotDelivered:
    options = {"clock": FakeClock(), **options}
    return sftp.fetch(feed, feed.path, Password(PASSWORD), into, **options)


def fetched(feed: Feed, into: Path, **options: Any) -> Fetched:
    got = fetch(feed, into, **options)
    assert isinstance(got, Fetched), got
    return got


def refusal(code: str, action: Callable[[], object]) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        action()
    assert caught.value.code == code, caught.value
    assert str(caught.value).isprintable()
    return caught.value


def listing(*names: bytes, **attributes: Any) -> type[asyncssh.SFTPServer]:
    """A server that lists these names, existing or not, each with these attributes."""

    class Lister(asyncssh.SFTPServer):
        async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
            for name in names:
                yield asyncssh.SFTPName(name, attrs=asyncssh.SFTPAttrs(**attributes))

    return Lister


# The newest


def test_the_newest_is_fetched_and_the_others_are_reported_F13(root: Path, into: Path) -> None:
    for name, hours in (("hr_a.csv", 3), ("hr_b.csv", 1), ("hr_c.csv", 2), ("other.csv", 0)):
        put(root, name, hours)
    with ssh_server(root) as server:
        got = fetched(a_feed(server), into)
        assert server.connections == 1
    assert into.read_bytes() == b"hr_b.csv"
    assert got.remote_file.path == "/outgoing/hr_b.csv"
    assert got.choice.why == "of 3 that match hr*.csv it was modified last"
    (over,) = got.choice.passed_over
    assert (over.reason, over.count, over.names) == ("superseded", 2, ("hr_c.csv", "hr_a.csv"))


def test_the_date_in_the_name_decides_over_the_time_F12_F13(root: Path, into: Path) -> None:
    put(root, "hr_20260603.csv", hours=9)
    put(root, "hr_20260602.csv", hours=0)
    put(root, "hr_20260604.csv", hours=0)
    today = Dates(date.min, date(2026, 6, 3))
    with ssh_server(root) as server:
        assert fetched(a_feed(server, DATED), into, dates=today).choice.dated_on == date(2026, 6, 3)
        assert into.read_bytes() == b"hr_20260603.csv"
        assert picked(a_feed(server, DATED), Dates(date(2026, 6, 2), date(2026, 6, 2))) == "hr_20260602.csv"


def test_the_extension_is_taken_in_any_case_F14(root: Path) -> None:
    put(root, "hr_1.CSV", hours=1)
    put(root, "hr_2.csv", hours=2)
    with ssh_server(root) as server:
        assert picked(a_feed(server)) == "hr_1.CSV"


def test_an_exact_path_that_exists_in_another_case_is_suggested_F14(root: Path, into: Path) -> None:
    for name in ("HR.CSV", "hr_old.csv", "hr2.csv", "hrx.csv", "unlike.txt"):
        put(root, name)
    with ssh_server(root) as server:
        missing = fetch(server.feed(path="/outgoing/hr.csv"), into)
    assert isinstance(missing, NotDelivered)
    assert missing.note.startswith("there is no file /outgoing/hr.csv. Similar names: HR.CSV, ")


def test_uploads_are_never_taken_F06(root: Path) -> None:
    put(root, "hr.csv", hours=9)
    for name in ("hr.csv.part", "hr.csv.filepart", "hr.csv.tmp", "hr.csv.crdownload", "hr.csv~", ".hr.csv"):
        put(root, name, hours=0)
    with ssh_server(root) as server:
        assert picked(a_feed(server, "/outgoing/*")) == "hr.csv"
        (root / "outgoing" / "hr.csv").unlink()
        missing = look(a_feed(server, "/outgoing/*"))
    assert isinstance(missing, NotDelivered) and "passed over: 6 temporary" in missing.note


# Files that change while they are checked


def test_a_newest_file_that_grows_is_not_taken_and_no_older_one_instead_F05(root: Path, into: Path) -> None:
    put(root, "hr_1.csv", hours=2)
    put(root, "hr_2.csv", hours=0, content=b"half")

    def upload(_: float) -> None:
        if len(clock.slept) == 1:
            put(root, "hr_2.csv", hours=0, content=b"all of it")

    clock = FakeClock(on_sleep=upload)
    with ssh_server(root) as server:
        error = refusal("not_settled", lambda: fetch(a_feed(server), into, clock=clock, attempts=1))
        assert error.retryable and not into.exists()
        fetched(a_feed(server), into, clock=clock)
    assert into.read_bytes() == b"all of it"


def test_each_attempt_chooses_again_F05_F13(root: Path, into: Path) -> None:
    """The picked file is renamed, and a newer one arrives."""
    put(root, "hr_1.csv", hours=2)

    def happen(_: float) -> None:
        if len(clock.slept) == 1:
            (root / "outgoing" / "hr_1.csv").unlink()
            put(root, "hr_2.csv", hours=0)

    clock = FakeClock(on_sleep=happen)
    with ssh_server(root) as server:
        assert fetched(a_feed(server), into, clock=clock).remote_file.path == "/outgoing/hr_2.csv"
    assert clock.slept == [20, 1, 20, 20, 20]


def test_a_file_that_vanished_after_the_listing_is_looked_for_again(root: Path, into: Path) -> None:
    with ssh_server(root, sftp=listing(b"hr.csv", size=1, atime=1, mtime=1)) as server:
        clock = FakeClock()
        error = refusal("incomplete_transfer", lambda: fetch(a_feed(server), into, clock=clock))
        assert server.connections == 3
    assert "disappeared" in error.message


# Entries that are not files


def test_faults_of_a_folder_and_its_files_have_distinct_errors_F15(root: Path, into: Path) -> None:
    outgoing = root / "outgoing"
    (outgoing / "folder.csv").mkdir()
    os.mkfifo(outgoing / "pipe.csv")
    (outgoing / "dangling.csv").symlink_to("nothing.csv")
    put(root, "plain.csv")
    with ssh_server(root) as server:
        for folder in ("outgoings", "outgoing/plain.csv"):
            feed = a_feed(server, f"/{folder}/*.csv")
            error = refusal("folder_missing", lambda f=feed: look(f))  # type: ignore[misc]
            assert f"/{folder}" in error.message
        for kind in ("folder", "pipe"):
            missing = look(a_feed(server, f"/outgoing/{kind}*.csv"))
            assert isinstance(missing, NotDelivered)
            assert f"passed over: 1 not a file ({kind}.csv)" in missing.note
        dangling = NotDelivered(note="/outgoing/dangling.csv is a link to a file that does not exist.")
        assert look(a_feed(server, "/outgoing/dang*.csv")) == dangling
        assert look(server.feed(path="/outgoing/dangling.csv")) == dangling
        nothing = fetch(a_feed(server, "/outgoing/plane*.csv"), into)
        assert isinstance(nothing, NotDelivered)
        assert nothing.note.startswith("no file in /outgoing matches plane*.csv. Similar names: plain.csv")


@pytest.mark.parametrize("leads_to", ["nothing.csv", "hr.dat"])
def test_a_link_that_the_server_can_not_resolve_is_dangling_or_refused_F15_F21(
    root: Path, into: Path, leads_to: str
) -> None:
    class Unresolving(asyncssh.SFTPServer):
        def realpath(self, path: bytes) -> bytes:
            raise asyncssh.SFTPNoSuchFile("No such file")

    put(root, "hr.dat")
    (root / "outgoing" / "hr.csv").symlink_to(leads_to)
    with ssh_server(root, sftp=Unresolving) as server:
        if leads_to == "hr.dat":
            refusal("link_outside_folder", lambda: fetch(a_feed(server), into))
        else:
            missing = fetch(a_feed(server), into)
            assert (
                isinstance(missing, NotDelivered)
                and "is a link to a file that does not exist" in missing.note
            )


class Secretive(asyncssh.SFTPServer):
    """The tests may run as root, which no file mode restricts."""

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        raise asyncssh.SFTPPermissionDenied("Permission denied")
        yield


class Forbidding(asyncssh.SFTPServer):
    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> Any:
        raise asyncssh.SFTPPermissionDenied("Permission denied")


def test_an_unreadable_folder_or_file_is_reported_with_its_path_F15(root: Path, into: Path) -> None:
    put(root, "hr.csv")
    for handler, where in ((Secretive, "/outgoing"), (Forbidding, "/outgoing/hr.csv")):
        with ssh_server(root, sftp=handler) as server:
            error = refusal("permission_denied", lambda s=server: fetch(a_feed(s), into))  # type: ignore[misc]
            assert error.where == where and server.connections == 1


def test_an_exact_path_works_in_a_folder_that_may_not_be_listed(root: Path, into: Path) -> None:
    put(root, "hr.csv")
    with ssh_server(root, sftp=Secretive) as server:
        fetched(server.feed(path="/outgoing/hr.csv"), into)
        missing = fetch(server.feed(path="/outgoing/hr2.csv"), into)
    assert missing == NotDelivered(note="there is no file /outgoing/hr2.csv.")


# Links and names that point elsewhere


def test_a_link_is_picked_by_its_own_time_and_judged_by_its_target_F21(root: Path, into: Path) -> None:
    (root / "secrets").mkdir()
    (root / "secrets" / "payroll.csv").write_bytes(b"salaries")
    put(root, "hr_1.csv", hours=2)
    put(root, "kept.dat", hours=9)
    link = root / "outgoing" / "hr_2.csv"
    link.symlink_to("kept.dat")
    touch(link, 1)
    with ssh_server(root) as server:
        fetched(a_feed(server), into)
        assert into.read_bytes() == b"kept.dat"
        link.unlink()
        link.symlink_to("../secrets/payroll.csv")
        touch(link, 1)
        error = refusal("link_outside_folder", lambda: fetch(a_feed(server), into))
    assert error.result is Result.BLOCKED
    assert into.read_bytes() == b"kept.dat"


@pytest.mark.parametrize(
    "name", [b"hr/../../secrets/x.csv", b"hr/x.csv", b"hr\\..\\x.csv", b"hr\nx.csv", b"hr\xe9.csv"]
)
def test_a_name_from_the_listing_never_leads_out_of_the_folder_F21(
    root: Path, into: Path, name: bytes
) -> None:
    asked: list[bytes] = []

    class Tempting(listing(name, size=1, atime=2, mtime=2)):  # type: ignore[misc]
        def lstat(self, path: bytes) -> Any:
            asked.append(path)
            return super().lstat(path)

        def stat(self, path: bytes) -> Any:
            asked.append(path)
            return super().stat(path)

    with ssh_server(root, sftp=Tempting) as server:
        error = refusal("name_unusable", lambda: fetch(a_feed(server), into))
        assert error.result is Result.BLOCKED and server.connections == 1
    assert set(asked) == {b"/outgoing"}


def test_dot_and_dotdot_in_a_listing_are_never_followed_F21(root: Path) -> None:
    with ssh_server(root, sftp=listing(b".", b"..", b"", size=1)) as server:
        assert look(a_feed(server, "/outgoing/*")) == NotDelivered(note="no file in /outgoing matches *.")


def test_a_name_that_is_not_utf8_hides_no_other(root: Path, into: Path) -> None:
    put(root, "hr.csv", hours=1)
    put(root, os.fsdecode(b"hr_caf\xe9.csv"), hours=2, content=b"x")
    put(root, os.fsdecode(b"\xff\xfe\x00"[:2]), hours=0, content=b"x")
    with ssh_server(root) as server:
        got = fetched(a_feed(server), into)
        assert got.choice.passed_over[0].names == ("hr_caf\\xe9.csv",)
        missing = fetch(server.feed(path="/outgoing/HR.csv"), into)
        assert isinstance(missing, NotDelivered) and "hr.csv" in missing.note
        put(root, os.fsdecode(b"hr_caf\xe9.csv"), hours=0, content=b"x")
        assert "hr_caf\\xe9.csv" in refusal("name_unusable", lambda: look(a_feed(server))).message


# Servers that omit attributes


def test_a_server_that_omits_the_times_blocks_where_several_fit_F13(root: Path, into: Path) -> None:
    for name in ("hr_20260601.csv", "hr_20260602.csv"):
        put(root, name)
    names = (b"hr_20260601.csv", b"hr_20260602.csv")
    with ssh_server(root, sftp=listing(*names, size=15, permissions=0o100644)) as server:
        error = refusal("order_unknown", lambda: fetch(a_feed(server), into))
        assert error.result is Result.BLOCKED and server.connections == 1
        assert picked(a_feed(server, DATED)) == "hr_20260602.csv"
    with ssh_server(root, sftp=listing(names[0])) as server:
        assert picked(a_feed(server)) == "hr_20260601.csv"


def test_a_listing_of_bare_names_is_enough_where_the_name_has_a_date(root: Path, into: Path) -> None:
    """No size, no mode, no time; a folder among them is detected when it is checked."""
    put(root, "hr_20260601.csv")
    (root / "outgoing" / "hr_20260602.csv").mkdir()
    with ssh_server(root, sftp=listing(b"hr_20260601.csv")) as server:
        fetched(a_feed(server, DATED), into)
    with ssh_server(root, sftp=listing(b"hr_20260601.csv", b"hr_20260602.csv")) as server:
        refusal("not_a_file", lambda: fetch(a_feed(server, DATED), into))


def test_a_server_that_omits_the_size_is_refused(root: Path, into: Path) -> None:
    class Sizeless(asyncssh.SFTPServer):
        def lstat(self, path: bytes) -> Any:
            return asyncssh.SFTPAttrs(permissions=super().lstat(path).st_mode)  # type: ignore[union-attr]

    put(root, "hr.csv")
    with ssh_server(root, sftp=Sizeless) as server:
        error = refusal("incomplete_transfer", lambda: fetch(a_feed(server), into))
    assert "does not report the file's size" in error.message


# Large folders


def crowd(names: Iterable[bytes], each: Callable[[], object] = lambda: None) -> type[asyncssh.SFTPServer]:
    class Crowded(asyncssh.SFTPServer):
        async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
            for name in names:
                each()
                yield asyncssh.SFTPName(name, attrs=asyncssh.SFTPAttrs(size=6, atime=1, mtime=1_780_000_000))

    return Crowded


def test_a_folder_of_50_000_entries_is_listed_once_and_the_newest_is_found(root: Path, into: Path) -> None:
    put(root, "hr_20260602.csv")
    names = [b"photo%06d.jpg" % n for n in range(49_997)]
    names[7:7] = [b"hr_20260601.csv", b"hr_20260602.csv", b"hr_20260531.csv"]
    with ssh_server(root, sftp=crowd(names)) as server:
        got = fetched(a_feed(server, DATED), into)
    assert got.remote_file.path == "/outgoing/hr_20260602.csv" and got.choice.superseded == 2


def test_a_folder_is_listed_up_to_its_limit_and_no_further_F20(root: Path, into: Path) -> None:
    put(root, "hr.csv")
    seen: list[int] = []

    def endless() -> Iterable[bytes]:
        while True:
            seen.append(1)
            yield b"x%d.csv" % len(seen)

    for limit in (500, 10_000):
        with ssh_server(root, sftp=crowd(endless())) as server:
            feed = a_feed(server, limits=Limits(listing_entries_max=limit))
            error = refusal("too_large", lambda f=feed: fetch(f, into))  # type: ignore[misc]
        assert error.result is Result.BLOCKED and f"more than {limit:,} entries" in error.message
        assert len(seen) < limit + 500
        seen.clear()
    exactly = crowd([b"hr.csv", *(b"x%d" % n for n in range(499))])
    with ssh_server(root, sftp=exactly) as server:
        fetched(a_feed(server, limits=Limits(listing_entries_max=500)), into)


def test_a_folder_that_is_listed_too_slowly_is_given_up_F22(root: Path, into: Path) -> None:
    clock = FakeClock()
    slow = crowd([b"x%d" % n for n in range(1_000)], each=lambda: clock.sleep(10))
    with ssh_server(root, sftp=slow) as server:
        refusal("transfer_timeout", lambda: fetch(a_feed(server), into, clock=clock))
        assert server.connections == 1


# Markers


def test_a_file_is_not_delivered_until_its_marker_is_there_F05_F10(root: Path, into: Path) -> None:
    put(root, "hr.csv", hours=1)
    with ssh_server(root) as server:
        for feed in (
            server.feed(path="/outgoing/hr.csv", marker="{stem}.ok"),
            a_feed(server, marker="{stem}.ok"),
        ):
            missing = fetch(feed, into)
            assert isinstance(missing, NotDelivered) and missing.code == "marker_missing"
            assert missing.note == "/outgoing/hr.csv exists, but its marker hr.ok does not."
            assert missing.waiting is not None and not into.exists()
            put(root, "hr.ok", hours=1, content=b"")
            got = fetched(feed, into)
            assert got.choice.marker is not None and got.choice.marker.path == "/outgoing/hr.ok"
            (root / "outgoing" / "hr.ok").unlink()
            into.unlink()
        absent = fetch(server.feed(path="/outgoing/nobody.csv", marker="{stem}.ok"), into)
        assert isinstance(absent, NotDelivered) and absent.code == "not_delivered"


def test_a_marker_that_is_older_than_its_file_does_not_count(root: Path, into: Path) -> None:
    put(root, "hr.csv", hours=1)
    put(root, "hr.csv.done", hours=1.01)
    with ssh_server(root) as server:
        feed = server.feed(path="/outgoing/hr.csv", marker="{name}.done")
        missing = fetch(feed, into)
        assert isinstance(missing, NotDelivered) and missing.code == "marker_missing"
        assert missing.note == "/outgoing/hr.csv is newer than its marker hr.csv.done."
        put(root, "hr.csv.done", hours=1)
        fetched(feed, into)


def test_a_marker_without_a_time_counts(root: Path, into: Path) -> None:
    class Dateless(asyncssh.SFTPServer):
        def lstat(self, path: bytes) -> Any:
            return _timeless(super().lstat(path))

        def fstat(self, file_obj: object) -> Any:
            return _timeless(super().fstat(file_obj))

    def _timeless(found: Any) -> asyncssh.SFTPAttrs:
        return asyncssh.SFTPAttrs(size=found.st_size, permissions=found.st_mode)

    put(root, "hr.csv", hours=1)
    put(root, "hr.csv.done", hours=9)
    with ssh_server(root, sftp=Dateless) as server:
        fetched(server.feed(path="/outgoing/hr.csv", marker="{name}.done"), into)


def test_the_newest_waits_for_its_marker_and_no_older_one_is_taken_F13(root: Path) -> None:
    for name, hours in (("hr_1.csv", 3), ("hr_1.csv.done", 2), ("hr_2.csv", 1)):
        put(root, name, hours)
    with ssh_server(root) as server:
        feed = a_feed(server, "/outgoing/hr*", marker="{name}.done")
        missing = look(feed)
        assert isinstance(missing, NotDelivered) and "hr_2.csv exists" in missing.note
        put(root, "hr_2.csv.done", hours=0)
        assert picked(feed) == "hr_2.csv"


def test_a_folder_is_not_accepted_as_a_marker(root: Path) -> None:
    put(root, "hr.csv")
    (root / "outgoing" / "hr.csv.done").mkdir()
    with ssh_server(root) as server:
        error = refusal(
            "not_a_file", lambda: look(server.feed(path="/outgoing/hr.csv", marker="{name}.done"))
        )
    assert error.where == "/outgoing/hr.csv.done"


CONTENT = b"Employee ID\n" * 30_000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def checked(server: SshServer) -> Feed:
    return server.feed(path="/outgoing/hr.csv", marker="{name}.sha256")


def test_the_downloaded_file_is_compared_with_its_checksum_marker_F07(root: Path, into: Path) -> None:
    put(root, "hr.csv", content=CONTENT)
    put(root, "hr.csv.sha256", content=f"{DIGEST}  hr.csv\n".encode())
    with ssh_server(root) as server:
        assert fetched(checked(server), into).sha256 == DIGEST
        into.unlink()
        put(root, "hr.csv", content=CONTENT.swapcase())
        clock = FakeClock()
        error = refusal("incomplete_transfer", lambda: fetch(checked(server), into, clock=clock))
        assert server.connections == 4
    assert f"but the marker says {DIGEST[:12]}" in error.message
    assert not into.exists() and not list(into.parent.iterdir())
    assert clock.slept == [20, 20, 20, 1, 20, 20, 20, 2, 20, 20, 20]


def test_a_checksum_that_is_corrected_meanwhile_is_accepted_F07(root: Path, into: Path) -> None:
    def correct(_: float) -> None:
        put(root, "hr.csv.sha256", content=DIGEST.encode())

    put(root, "hr.csv", content=CONTENT)
    put(root, "hr.csv.sha256", content=b"0" * 64)
    with ssh_server(root) as server:
        assert fetched(checked(server), into, clock=FakeClock(on_sleep=correct)).sha256 == DIGEST
        assert server.connections == 1


@pytest.mark.parametrize(
    "content", [b"", b"done", f"{DIGEST}  other.csv\n".encode(), DIGEST.encode() + b"\n" * 4_097]
)
def test_a_checksum_marker_without_a_checksum_is_named_and_read_within_bounds(
    root: Path, into: Path, content: bytes
) -> None:
    put(root, "hr.csv", content=CONTENT)
    put(root, "hr.csv.sha256", content=content)
    with ssh_server(root) as server:
        error = refusal("marker_unreadable", lambda: fetch(checked(server), into))
        assert server.connections == 3
    assert error.where == "/outgoing/hr.csv.sha256" and not into.exists()
