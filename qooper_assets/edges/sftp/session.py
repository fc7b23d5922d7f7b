"""One file from a customer's SFTP server, proved complete, or the one reason why not.

Belongs here: looking at a remote path, listing its folder, receiving its bytes whole, and repeating what may
be repeated. Does not: the connection (`edges/sftp/connection.py`), which path and how old (`core/feed.py`),
which of several files (`core/file_choice.py`), what is in the file (`readers/`). Nothing is ever written,
moved or deleted at the source.

`SFTPClient.get()` is not used: it calls a file complete that was cut short, shorter than announced,
or overwritten while it was read. So: stat, settle, stat, count and hash while reading, fstat, stat.
Nor is `listdir()`: it holds a whole folder, and fails as a whole for one name that is not UTF-8.
"""

import difflib
import hashlib
import os
import posixpath
import stat as modes
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import paramiko
from paramiko.sftp import (
    CMD_CLOSE,
    CMD_DATA,
    CMD_HANDLE,
    CMD_NAME,
    CMD_OPENDIR,
    CMD_READ,
    CMD_READDIR,
    SFTPError,
    int64,
)
from paramiko.ssh_exception import SSHException

from qooper_assets.core import file_choice, file_names
from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import DeliveryError, Result, blocked
from qooper_assets.core.feed import (
    ANY_DATE,
    Choice,
    Dates,
    Fetched,
    Found,
    NotDelivered,
    RemoteFile,
    check_size,
)
from qooper_assets.core.file_choice import Entry
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.secrets import Credential
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login, subsystem

READ_BYTES = 128 * 1024
READ_BYTES_MIN = 4 * 1024
READS_IN_FLIGHT = 64
MARKER_BYTES_MAX = 4 * 1024
NEAR_RATIO_MIN = 0.6


def stat(
    feed: Feed, path: str, credential: Credential, *, clock: Clock, dates: Dates = ANY_DATE
) -> Found | NotDelivered:
    """What would be taken now of the path, or why nothing would be (F10); no byte of it is read.

    Raises what `connect` and `Session.find` raise; nothing is retried, for the sensor comes again.
    """
    with connect(feed, credential, clock=clock) as session:
        return session.find(path, dates)


def fetch(
    feed: Feed,
    path: str,
    credential: Credential,
    into: Path,
    *,
    clock: Clock,
    dates: Dates = ANY_DATE,
    attempts: int = 3,
) -> Fetched | NotDelivered:
    """The file's bytes at `into`, or why there is none (F05, F07, F10, F22).

    Only what the error calls retryable is tried again, after 1, 2, 4 … s and on a new connection: a
    fault of the network or the transfer, never a refused login (F16). Each attempt chooses anew. Raises
    the last attempt's error, of those that `connect`, `Session.find` and `Session.fetch` raise.
    """
    for failed in range(attempts):
        try:
            with connect(feed, credential, clock=clock) as session:
                found = session.find(path, dates)
                if isinstance(found, NotDelivered):
                    return session.with_near_names(found, path)
                return session.fetch(found, into)
        except DeliveryError as error:
            if not error.retryable or failed + 1 == attempts:
                raise
        clock.sleep(2**failed)
    raise AssertionError("attempts is at least 1")


@contextmanager
def connect(feed: Feed, credential: Credential, *, clock: Clock) -> Iterator["Session"]:
    """A session on the customer's server, closed at the end.

    Raises what `ssh.dial`, `ssh.greet`, `ssh_login.log_in` and `ssh_subsystem.open_sftp` raise.
    """
    transport = login.log_in(ssh.greet(ssh.dial(feed), feed), feed, credential)
    try:
        yield open_session(transport, feed, credential, clock)
    finally:
        transport.close()


def open_session(transport: ssh.Transport, feed: Feed, credential: Credential, clock: Clock) -> "Session":
    """SFTP on a connection that is logged in. Raises what `ssh_subsystem.open_sftp` raises."""
    return Session(subsystem.open_sftp(transport, feed, credential), transport, feed, clock)


class Session:
    """One logged-in SFTP session. Every method raises `connection_lost` or `connection_timeout` (both
    retryable) and `permission_denied`, beside what it names."""

    def __init__(
        self, client: paramiko.SFTPClient, transport: ssh.Transport, feed: Feed, clock: Clock
    ) -> None:
        self._client = client
        self._transport = transport
        self._feed = feed
        self._where = ssh.at(feed)
        self._clock = clock
        self.host_key = str(transport.get_remote_server_key().fingerprint)

    def stat(self, path: str) -> RemoteFile | None:
        """What lies at the path; None when it is not there though its folder is (F15, F21).

        Raises `folder_missing`, `not_a_file` or `link_outside_folder`.
        """
        found = self._look(path)
        if found is None:
            self._refuse_missing_folder(path)
            return None
        return _remote_file(path, found)

    def find(self, path: str, dates: Dates = ANY_DATE) -> Found | NotDelivered:
        """The file to take: the exact path, or with `feed.pick` the one that its pattern picks, if its
        marker says that it is complete (F10, F13).

        Raises what `stat` and `choosing.newest` raise, and `too_large` for a folder beyond its limit.
        """
        choice = Choice()
        if self._feed.pick is not None:
            picked = self._pick(path, dates)
            if isinstance(picked, NotDelivered):
                return picked
            path, choice = posixpath.join(posixpath.dirname(path), picked.name), picked.choice
        remote_file = self.stat(path)
        if remote_file is None:
            if self._lstat(path) is not None:
                return NotDelivered(note=f"{path} is a link, and what it leads to is not there.")
            if self._feed.pick is not None:
                raise _incomplete(path, "the file went away while it was looked at.")
            return NotDelivered(note=f"no file is at {path}.")
        return self._marked(remote_file, choice)

    def _pick(self, path: str, dates: Dates) -> file_choice.Picked | NotDelivered:
        self._refuse_missing_folder(path)
        folder, name = posixpath.split(path)
        return file_choice.newest(
            self._listing(folder),
            NamePattern(name),
            dates=dates,
            marker=self._feed.marker,
            now=self._clock.now(),
            where=folder,
        )

    def _marked(self, remote_file: RemoteFile, choice: Choice) -> Found | NotDelivered:
        """A marker that is older than its file is of the file that lay there before."""
        found = Found(remote_file=remote_file, choice=choice)
        if self._feed.marker is None:
            return found
        folder, name = posixpath.split(remote_file.path)
        marker_name = file_names.marker_of(self._feed.marker, name)
        marker = self.stat(posixpath.join(folder, marker_name))
        if marker is None:
            note = f"{remote_file.path} is there, and its marker {marker_name} is not."
            return NotDelivered(note=note, waiting=found)
        if remote_file.modified_at and marker.modified_at and marker.modified_at < remote_file.modified_at:
            note = f"{remote_file.path} is newer than its marker {marker_name}."
            return NotDelivered(note=note, waiting=found)
        return Found(remote_file=remote_file, choice=choice.model_copy(update={"marker": marker}))

    def with_near_names(self, missing: NotDelivered, path: str) -> NotDelivered:
        """The same, with the names in the folder that come near."""
        near = [] if missing.waiting else self.near_names(path)
        hint = f" Names like it: {', '.join(near)}." if near else ""
        return missing.model_copy(update={"note": f"{missing.note}{hint}"})

    def near_names(self, path: str) -> list[str]:
        """Up to three names in the folder that resemble this one; none if it can't be listed. The same
        name in another case comes first (F14)."""
        folder, name = posixpath.split(path)
        wanted = file_names.PLACEHOLDER.sub("", name).translate({ord(c): None for c in "*?[]"}).lower()
        near: list[tuple[float, str]] = []
        matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
        try:
            for entry in self._listing(folder):
                matcher.set_seq1(entry.name.lower()[: file_names.NAME_CHARS_MAX])
                if (
                    matcher.real_quick_ratio() >= NEAR_RATIO_MIN
                    and matcher.quick_ratio() >= NEAR_RATIO_MIN
                    and matcher.ratio() >= NEAR_RATIO_MIN
                ):
                    near = sorted([*near, (-matcher.ratio(), file_names.shown(entry.name))])[:3]
        except DeliveryError:
            return []  # only a hint: that the file is not there was proved by stat
        return [name for _, name in near]

    def _listing(self, folder: str) -> Iterator[Entry]:
        """The entries of a folder as the server tells them, one packet at a time.

        Names stay bytes for paramiko and surrogates for us, so that one that is not UTF-8 hides no other.
        Raises `too_large` and `transfer_timeout`.
        """
        client: Any = self._client  # untyped: paramiko's own listing can't be had without its decoding
        limits, count = self._feed.limits, 0
        deadline = self._clock.now() + timedelta(minutes=limits.transfer_minutes_max)
        with self._asking(folder):
            kind, answer = client._request(CMD_OPENDIR, folder.encode("utf-8"))
            if kind != CMD_HANDLE:
                raise SFTPError("no handle")
            handle = answer.get_binary()
        try:
            while True:
                with self._asking(folder):
                    try:
                        kind, answer = client._request(CMD_READDIR, handle)
                    except EOFError:
                        return
                    if kind != CMD_NAME:
                        raise SFTPError("no names")
                for _ in range(answer.get_int()):
                    count += 1
                    if count > limits.listing_entries_max:
                        raise _too_many(folder, limits)
                    entry = _entry(answer)
                    if entry.name not in ("", ".", ".."):
                        yield entry
                if self._clock.now() > deadline:
                    raise _too_slow_listing(folder, count, limits)
        finally:
            with suppress(OSError, EOFError, SSHException, SFTPError, UnicodeError):
                client._request(CMD_CLOSE, handle)

    def try_reading(self, path: str) -> None:
        """Open the file and read its first bytes, as proof that it may be read."""
        with self._asking(path), self._client.open(path, "rb") as file:
            file.read(1)

    def fetch(self, found: Found, into: Path) -> Fetched:
        """Receive the file whole, as it was when it was found and after, or leave nothing behind.

        Raises `not_settled` (F05), `incomplete_transfer` (F07, F09) and `marker_unreadable`, all
        retryable; `too_large` (F20), `empty_file` (F01), `transfer_timeout` (F22), or what `stat`
        raises. An error of the local disk is passed on as it is.
        """
        path, limits = found.remote_file.path, self._feed.limits
        settle_seconds = self._feed.settle_seconds
        self._clock.sleep(settle_seconds)
        settled = self.stat(path)
        if settled is None or settled != found.remote_file:
            raise DeliveryError(
                "not_settled",
                f"the file changed within {settle_seconds:g} s.",
                where=path,
                remedy="It is probably still being uploaded; the run may be repeated later.",
                retryable=True,
            )
        check_size(settled, limits)
        part = into.with_name(into.name + ".part")
        try:
            sha256 = self._receive(settled, part, limits)
            self._check_sha256(found, sha256)
            os.replace(part, into)
        finally:
            part.unlink(missing_ok=True)
        return Fetched(
            remote_file=settled,
            choice=found.choice,
            sha256=sha256,
            host_key=self.host_key,
            weak_algorithms=self._transport.weak_algorithms,
            fetched_at=self._clock.now(),
        )

    def _check_sha256(self, found: Found, sha256: str) -> None:
        """Compare with what a checksum marker tells, as it is now: both may just have been replaced."""
        marker = found.choice.marker
        if marker is None or not file_names.is_checksum(marker.path):
            return
        name = posixpath.basename(found.remote_file.path)
        with self._asking(marker.path), self._client.open(marker.path, "rb") as file:
            content = file.read(MARKER_BYTES_MAX + 1)
        told = file_names.told_sha256(content, name) if len(content) <= MARKER_BYTES_MAX else None
        if told is None:
            raise DeliveryError(
                "marker_unreadable",
                f"the marker does not tell the SHA-256 of {name}, in {MARKER_BYTES_MAX:,} bytes at most.",
                where=marker.path,
                remedy="It is read as sha256sum writes it. Ask the customer what they write there.",
                retryable=True,
            )
        if told != sha256:
            raise _incomplete(
                found.remote_file.path,
                f"the bytes have the SHA-256 {sha256[:12]}…, and its marker tells {told[:12]}….",
            )

    def _receive(self, announced: RemoteFile, part: Path, limits: Limits) -> str:
        """The bytes into `part` (mode 0600, synced), and their SHA-256."""
        path, digest, received = announced.path, hashlib.sha256(), 0
        deadline = self._clock.now() + timedelta(minutes=limits.transfer_minutes_max)
        with self._asking(path):
            file = self._client.open(path, "rb")
        with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
            os.fchmod(out.fileno(), 0o600)
            reads = _Reads(self._client, file.handle)
            # One byte more than announced is asked for: only the end of the file proves the end.
            for block in self._blocks(reads, path, announced.size_bytes + 1):
                received += len(block)
                if received > announced.size_bytes:
                    raise _incomplete(path, f"more came than the {announced.size_bytes:,} bytes told.")
                if self._clock.now() > deadline:
                    raise _too_slow(path, received, announced.size_bytes, limits)
                digest.update(block)
                out.write(block)
            if received != announced.size_bytes:
                raise _incomplete(path, f"{received:,} of {announced.size_bytes:,} bytes came.")
            out.flush()
            os.fsync(out.fileno())
        with self._asking(path):
            read_from = _remote_file(path, file.stat())
            file.close()
        if announced != read_from or announced != self.stat(path):
            raise _incomplete(path, "the file changed while it was read.")
        return digest.hexdigest()

    def _blocks(self, reads: "_Reads", path: str, end: int) -> Iterator[bytes]:
        """The file's bytes from 0 up to `end` or its own end, in order, with many reads in flight."""
        size, asked_up_to = READ_BYTES, 0
        waiting: deque[tuple[int, int, int]] = deque()  # request, offset, size
        while True:
            with self._asking(path):
                while asked_up_to < end and len(waiting) < READS_IN_FLIGHT:
                    wanted = min(size, end - asked_up_to)
                    waiting.append((reads.ask(asked_up_to, wanted), asked_up_to, wanted))
                    asked_up_to += wanted
                if not waiting:
                    return
                request, offset, wanted = waiting.popleft()
                block = reads.answer(request, path)
                if not block:
                    return
                if len(block) < wanted:  # this server answers with less at a time: ask for the rest
                    size = max(min(size, len(block)), READ_BYTES_MIN)
                    rest, offset = wanted - len(block), offset + len(block)
                    waiting.appendleft((reads.ask(offset, rest), offset, rest))
            yield block

    def _look(self, path: str) -> paramiko.SFTPAttributes | None:
        found = self._lstat(path)
        if found is None or not modes.S_ISLNK(found.st_mode or 0):
            return found
        with self._asking(path):
            try:
                self._refuse_link_outside(path)
                return self._client.stat(path)
            except FileNotFoundError:
                return None

    def _lstat(self, path: str) -> paramiko.SFTPAttributes | None:
        with self._asking(path):
            try:
                return self._client.lstat(path)
            except FileNotFoundError:
                return None

    def _refuse_link_outside(self, path: str) -> None:
        """A link may point to a file beside it, such as today's (F21)."""
        folder, name = posixpath.split(path)
        try:
            target, home = self._client.normalize(path), self._client.normalize(folder)
        except FileNotFoundError:
            self._client.stat(path)  # not there either, if the link leads to nothing: the caller tells that
            target, home = None, ""
        # A target equal to the link itself: this server does not resolve links.
        inside = target and target.startswith(home.rstrip("/") + "/")
        if not inside or target == posixpath.join(home, name):
            raise DeliveryError(
                "link_outside_folder",
                "the path is a link that is not proved to stay in its folder.",
                where=path,
                remedy="Ask the customer for the exact path of the file itself.",
                result=Result.BLOCKED,
            )

    def _refuse_missing_folder(self, path: str) -> None:
        folder = posixpath.dirname(path)
        with self._asking(path):
            try:
                is_folder = modes.S_ISDIR(self._client.stat(folder).st_mode or modes.S_IFDIR)
            except FileNotFoundError:
                is_folder = False
        if not is_folder:
            raise DeliveryError(
                "folder_missing",
                f"there is no folder {folder}.",
                where=path,
                remedy="Check feed.path with the customer; it is the path as this account sees it.",
            )

    @contextmanager
    def _asking(self, path: str) -> Iterator[None]:
        """Translates, once, what paramiko raises. Where a file may rightly be missing, the caller
        catches `FileNotFoundError` within; else it means that the file vanished."""
        try:
            yield
        except FileNotFoundError:
            raise _incomplete(path, "the file went away.") from None
        except TimeoutError:
            raise DeliveryError(
                "connection_timeout",
                f"no answer within {ssh.ANSWER_SECONDS:g} s.",
                where=self._where,
                retryable=True,
            ) from None
        except (OSError, EOFError, SSHException, SFTPError, UnicodeError) as error:
            channel = self._client.get_channel()
            is_open = self._transport.is_active() and channel is not None and not channel.closed
            if isinstance(error, OSError) and is_open:
                raise DeliveryError(
                    "permission_denied",
                    "the account may not read this."
                    if isinstance(error, PermissionError)
                    else f"the server refuses to read this: “{ssh.clean(str(error))}”.",
                    where=path,
                    remedy="Ask the customer to let this account read the folder and the file.",
                ) from None
            if self._transport.is_overdue:  # a server that answers, byte by byte
                raise DeliveryError(
                    "transfer_timeout",
                    "the whole session took longer than feed.limits.transfer_minutes_max.",
                    where=path,
                    remedy="Ask the customer why their server is so slow, or raise the limit.",
                ) from None
            raise DeliveryError(
                "connection_lost",
                "the connection broke during the session.",
                where=self._where,
                retryable=True,
            ) from None


class _Reads:
    """The reads in flight on one open file. A server may answer them in any order."""

    def __init__(self, client: Any, handle: Any) -> None:
        self._client = client  # untyped: the asynchronous half of SFTPClient is private
        self._handle = handle
        self._answers: dict[int, tuple[int, paramiko.Message]] = {}

    def ask(self, offset: int, size: int) -> int:
        request: int = self._client._async_request(self, CMD_READ, self._handle, int64(offset), size)
        return request

    def answer(self, request: int, path: str) -> bytes:
        """The bytes of one request; none at the end of the file. Raises `incomplete_transfer`."""
        while request not in self._answers:
            self._client._read_response()
        kind, message = self._answers.pop(request)
        if kind == CMD_DATA:
            return message.get_string()
        try:
            self._client._convert_status(message)
        except EOFError:
            return b""
        except OSError as error:
            raise _incomplete(path, f"the server stopped: “{ssh.clean(str(error))}”.") from None
        raise _incomplete(path, "the server answered a read with neither data nor an error.")

    def _async_response(self, kind: int, message: paramiko.Message, request: int) -> None:
        """Called by `SFTPClient._read_response`."""
        self._answers[request] = (kind, message)


def _remote_file(path: str, found: paramiko.SFTPAttributes) -> RemoteFile:
    if found.st_mode is not None and not modes.S_ISREG(found.st_mode):
        what = "a folder" if modes.S_ISDIR(found.st_mode) else "a pipe, a device or a socket"
        raise DeliveryError(
            "not_a_file",
            f"the path is {what}, not a file.",
            where=path,
            remedy="feed.path names the file itself: folder and file name.",
        )
    if found.st_size is None:
        raise DeliveryError(
            "incomplete_transfer",
            "the server does not tell the file's size, so no transfer can be proved complete.",
            where=path,
            remedy="Ask the customer for a server that tells sizes, as nearly all do.",
        )
    return RemoteFile(path=path, size_bytes=found.st_size, modified_at=_time(found))


def _entry(answer: paramiko.Message) -> Entry:
    """The next entry of an answer to `readdir` (draft-ietf-secsh-filexfer-02, 7)."""
    name = answer.get_binary().decode("utf-8", "surrogateescape")
    answer.get_binary()  # the same as a line of `ls -l`
    found = paramiko.SFTPAttributes._from_msg(answer)  # type: ignore[attr-defined]
    kind = modes.S_IFMT(found.st_mode or 0)
    return Entry(name, _time(found), kind in (0, modes.S_IFREG, modes.S_IFLNK))


def _time(found: paramiko.SFTPAttributes) -> datetime | None:
    return None if found.st_mtime is None else datetime.fromtimestamp(found.st_mtime, UTC)


def _too_many(folder: str, limits: Limits) -> DeliveryError:
    return blocked(
        "too_large",
        f"the folder has more than {limits.listing_entries_max:,} entries, the limit.",
        "Ask the customer for a folder with fewer, or raise feed.limits.listing_entries_max.",
        where=folder,
    )


def _too_slow_listing(folder: str, count: int, limits: Limits) -> DeliveryError:
    return DeliveryError(
        "transfer_timeout",
        f"{count:,} entries of the folder in {limits.transfer_minutes_max:g} minutes, the limit.",
        where=folder,
        remedy="Ask the customer for a folder with fewer, or raise feed.limits.transfer_minutes_max.",
    )


def _incomplete(path: str, message: str) -> DeliveryError:
    return DeliveryError(
        "incomplete_transfer",
        message,
        where=path,
        remedy="Nothing was used of it. Run again; if it recurs, tell the customer.",
        retryable=True,
    )


def _too_slow(path: str, received: int, announced: int, limits: Limits) -> DeliveryError:
    return DeliveryError(
        "transfer_timeout",
        f"{received:,} of {announced:,} bytes in {limits.transfer_minutes_max:g} minutes, the limit.",
        where=path,
        remedy="If their server really is that slow, raise feed.limits.transfer_minutes_max.",
    )
