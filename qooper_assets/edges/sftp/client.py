"""Questions to an SFTP server about one path, with one place that translates what goes wrong.

Belongs here: looking at a path and its folder, following links, and the errors that any request may end with.
Does not: which path (`edges/sftp/session.py`), listing a folder (`edges/sftp/listing.py`), reading a file
(`edges/sftp/download.py`).
"""

import posixpath
import stat as modes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import paramiko
from paramiko.sftp import SFTPError
from paramiko.ssh_exception import SSHException

from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import RemoteFile
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import timeouts
from qooper_assets.edges.sftp.connection_errors import connection_lost, connection_timeout
from qooper_assets.edges.sftp.transport import Transport, clean


class Client:
    """An open SFTP channel. Every request raises `connection_lost` or `connection_timeout` (both retryable),
    `transfer_timeout` or `permission_denied`, in addition to what its method names."""

    def __init__(self, sftp: paramiko.SFTPClient, transport: Transport, feed: Feed, clock: Clock) -> None:
        self.sftp = sftp
        self.transport = transport
        self.feed = feed
        self.clock = clock
        self.host_key = str(transport.get_remote_server_key().fingerprint)

    def stat(self, path: str) -> RemoteFile | None:
        """Look at the file at the path; None if it does not exist although its folder does (F15, F21).

        Raises `folder_missing`, `not_a_file` or `link_outside_folder`.
        """
        found = self._follow(path)
        if found is None:
            self.check_folder(path)
            return None
        return as_remote_file(path, found)

    def stat_again(self, path: str) -> RemoteFile | None:
        """Look at a file that was just received; None if it is gone, even with its folder (F24)."""
        found = self._follow(path)
        return None if found is None else as_remote_file(path, found)

    def exists(self, path: str) -> bool:
        """True also for a link that leads to nothing."""
        return self._lstat(path) is not None

    def check_folder(self, path: str) -> None:
        """Raise `folder_missing` if the folder of the path does not exist."""
        folder = posixpath.dirname(path)
        with self.translate_errors(path):
            try:
                is_folder = modes.S_ISDIR(self.sftp.stat(folder).st_mode or modes.S_IFDIR)
            except FileNotFoundError:
                is_folder = False
        if not is_folder:
            raise DeliveryError(
                "folder_missing",
                f"there is no folder {folder}.",
                where=path,
                remedy="Check feed.path with the customer; it is the path as this account sees it.",
            )

    def _follow(self, path: str) -> paramiko.SFTPAttributes | None:
        found = self._lstat(path)
        if found is None or not modes.S_ISLNK(found.st_mode or 0):
            return found
        with self.translate_errors(path):
            try:
                self._refuse_link_outside(path)
                return self.sftp.stat(path)
            except FileNotFoundError:
                return None

    def _lstat(self, path: str) -> paramiko.SFTPAttributes | None:
        with self.translate_errors(path):
            try:
                return self.sftp.lstat(path)
            except FileNotFoundError:
                return None

    def _refuse_link_outside(self, path: str) -> None:
        """A link may lead to another file of its folder, such as today's (F21)."""
        folder, name = posixpath.split(path)
        try:
            target, home = self.sftp.normalize(path), self.sftp.normalize(folder)
        except FileNotFoundError:
            self.sftp.stat(path)  # if the link leads to nothing, this raises, too, and the caller reports it
            target, home = None, ""
        # A target equal to the link itself: this server does not resolve links.
        inside = target and target.startswith(home.rstrip("/") + "/")
        if not inside or target == posixpath.join(home, name):
            raise DeliveryError(
                "link_outside_folder",
                "the path is a link, and it can't be verified that it stays in its folder.",
                where=path,
                remedy="Ask the customer for the exact path of the file itself.",
                result=Result.BLOCKED,
            )

    @contextmanager
    def translate_errors(self, path: str) -> Iterator[None]:
        """Translate what paramiko raises. Where a file may rightly be missing, the caller catches
        `FileNotFoundError` inside; otherwise it means that the file disappeared."""
        try:
            yield
        except FileNotFoundError:
            raise incomplete_transfer(path, "the file disappeared.") from None
        except TimeoutError:
            raise connection_timeout(self.feed, f"no answer within {timeouts.ANSWER_SECONDS:g} s.") from None
        except (OSError, EOFError, SSHException, SFTPError, UnicodeError) as error:
            channel = self.sftp.get_channel()
            is_open = self.transport.is_active() and channel is not None and not channel.closed
            if isinstance(error, OSError) and is_open:
                raise DeliveryError(
                    "permission_denied",
                    "the account may not read this."
                    if isinstance(error, PermissionError)
                    else f"the server refuses to read this: “{clean(str(error))}”.",
                    where=path,
                    remedy="Ask the customer to let this account read the folder and the file.",
                ) from None
            if self.transport.is_overdue:  # a server that answers, byte by byte
                raise DeliveryError(
                    "transfer_timeout",
                    "the whole session took longer than feed.limits.transfer_minutes_max.",
                    where=path,
                    remedy="Ask the customer why their server is so slow, or raise the limit.",
                ) from None
            raise connection_lost(self.feed, "the connection broke during the session.") from None


def as_remote_file(path: str, found: paramiko.SFTPAttributes) -> RemoteFile:
    """Raises `not_a_file`, or `incomplete_transfer` if the server does not report a size."""
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
            "the server does not report the file's size, so no transfer can be proved complete.",
            where=path,
            remedy="Ask the customer for a server that reports sizes, as nearly all do.",
        )
    return RemoteFile(path=path, size_bytes=found.st_size, modified_at=read_time(found))


def read_time(found: paramiko.SFTPAttributes) -> datetime | None:
    return None if found.st_mtime is None else datetime.fromtimestamp(found.st_mtime, UTC)


def incomplete_transfer(path: str, message: str) -> DeliveryError:
    return DeliveryError(
        "incomplete_transfer",
        message,
        where=path,
        remedy="None of it was used. Run again; if it happens again, tell the customer.",
        retryable=True,
    )
