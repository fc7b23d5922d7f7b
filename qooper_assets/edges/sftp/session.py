"""One file from a customer's SFTP server, from the connection to the bytes, or the reason why there is none.

Belongs here: finding the file of a feed, and repeating what may be repeated. Does not: the connection
(`edges/sftp/connection.py`), looking at a path (`edges/sftp/paths.py`), listing a folder
(`edges/sftp/listing.py`), receiving the bytes (`edges/sftp/download.py`), which path and how old
(`core/feed.py`), which of several files (`core/file_choice.py`).
"""

import posixpath
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qooper_assets.core import file_choice, file_names
from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import ANY_DATE, Choice, Dates, Fetched, Found, NotDelivered, RemoteFile
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.secrets import Credential
from qooper_assets.edges.sftp import connection, login, paths, subsystem
from qooper_assets.edges.sftp.client import Client, incomplete_transfer
from qooper_assets.edges.sftp.download import Keep, download, look_afterwards
from qooper_assets.edges.sftp.listing import find_near_names, list_folder
from qooper_assets.edges.sftp.transport import Transport


def stat(
    feed: Feed, path: str, credential: Credential, *, clock: Clock, dates: Dates = ANY_DATE
) -> Found | NotDelivered:
    """Find the file that would be taken now, or why none would be (F10); none of its bytes are read.

    Raises what `connect` and `Session.find` raise; nothing is retried, because the sensor comes again.
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
    keep: Keep = lambda fetched: None,
) -> Fetched | NotDelivered:
    """Fetch the file's bytes to `into`, or report why there is none (F05, F07, F10, F22).

    `keep` may move them away before the server closes the file. If the connection breaks after that, the
    next one does not fetch it again, but looks whether it is still there (F24).

    Only retryable errors are tried again, after 1, 2, 4 … s and on a new connection: a fault of the network
    or the transfer, never a refused login (F16). Each attempt chooses the file again. Raises the last
    attempt's error, one of those that `connect`, `Session.find` and `Session.fetch` raise.
    """
    received: list[Fetched] = []

    def keep_once(fetched: Fetched) -> None:
        received[:] = [fetched] if fetched.afterwards == "unknown" else []
        if fetched.afterwards == "changed":
            into.unlink(missing_ok=True)
        keep(fetched)

    for failed in range(attempts):
        try:
            with connect(feed, credential, clock=clock) as session:
                if received:
                    return session.look_afterwards(received[0], keep_once)
                found = session.find(path, dates)
                if isinstance(found, NotDelivered):
                    return session.with_near_names(found, path)
                is_last = 0 < failed == attempts - 1
                return session.fetch(found, into, keep_once, is_careful=is_last)
        except DeliveryError as error:
            if not error.retryable or failed + 1 == attempts:
                if received:
                    into.unlink(missing_ok=True)
                raise
        clock.sleep(2**failed)
    raise AssertionError("attempts is at least 1")


@contextmanager
def connect(feed: Feed, credential: Credential, *, clock: Clock) -> Iterator["Session"]:
    """Open a session on the customer's server, and close it at the end.

    Raises what `connection.dial`, `connection.greet`, `login.log_in` and `subsystem.open_sftp` raise.
    """
    transport = login.log_in(connection.greet(connection.dial(feed), feed), feed, credential)
    try:
        yield open_session(transport, feed, credential, clock)
    finally:
        transport.close()


def open_session(transport: Transport, feed: Feed, credential: Credential, clock: Clock) -> "Session":
    """Open SFTP on a connection that is logged in. Raises what `subsystem.open_sftp` raises."""
    return Session(Client(subsystem.open_sftp(transport, feed, credential), transport, feed, clock))


class Session:
    """One logged-in SFTP session. Every method raises what any request of `Client` raises."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._feed = client.feed

    def stat(self, path: str) -> RemoteFile | None:
        """Look at the file at the path; None if it does not exist. Raises what `paths.look` raises."""
        return paths.look(self._client, path)

    def find(self, path: str, dates: Dates = ANY_DATE) -> Found | NotDelivered:
        """Find the file to take: the exact path, or with `feed.pick` the one that its pattern picks; only if
        its marker exists, where the feed has one (F10, F13).

        Raises what `paths.look`, `file_choice.newest` and `list_folder` raise.
        """
        choice = Choice()
        if self._feed.pick is not None:
            picked = self._pick(path, dates)
            if isinstance(picked, NotDelivered):
                return picked
            path, choice = posixpath.join(posixpath.dirname(path), picked.name), picked.choice
        remote_file = self.stat(path)
        if remote_file is None and self._feed.pick is None:
            remote_file, choice = self._stat_other_spelling(path)
        if remote_file is None:
            if paths.exists(self._client, path):
                return NotDelivered(note=f"{path} is a link to a file that does not exist.")
            if self._feed.pick is not None:
                raise incomplete_transfer(path, "the file disappeared while it was being checked.")
            return NotDelivered(note=f"there is no file {path}.")
        return self._require_marker(remote_file, choice)

    def _stat_other_spelling(self, path: str) -> tuple[RemoteFile | None, Choice]:
        """Look for the same name in the other Unicode form: macOS decomposes letters such as ü (F26)."""
        for form in ("NFC", "NFD"):
            other = unicodedata.normalize(form, path)
            if other != path and (found := self.stat(other)) is not None:
                return found, Choice(why=f"the same name as in feed.path, in the Unicode form {form}")
        return None, Choice()

    def _pick(self, path: str, dates: Dates) -> file_choice.Picked | NotDelivered:
        paths.check_folder(self._client, path)
        folder, name = posixpath.split(path)
        return file_choice.newest(
            list_folder(self._client, folder),
            NamePattern(name),
            dates=dates,
            marker=self._feed.marker,
            now=self._client.clock.now(),
            where=folder,
        )

    def _require_marker(self, remote_file: RemoteFile, choice: Choice) -> Found | NotDelivered:
        """A marker that is older than its file belongs to the file that was there before."""
        found = Found(remote_file=remote_file, choice=choice)
        if self._feed.marker is None:
            return found
        folder, name = posixpath.split(remote_file.path)
        marker_name = file_names.marker_of(self._feed.marker, name)
        marker = self.stat(posixpath.join(folder, marker_name))
        if marker is None:
            note = f"{remote_file.path} exists, but its marker {marker_name} does not."
            return NotDelivered(note=note, waiting=found)
        if remote_file.modified_at and marker.modified_at and marker.modified_at < remote_file.modified_at:
            note = f"{remote_file.path} is newer than its marker {marker_name}."
            return NotDelivered(note=note, waiting=found)
        return Found(remote_file=remote_file, choice=choice.model_copy(update={"marker": marker}))

    def with_near_names(self, missing: NotDelivered, path: str) -> NotDelivered:
        """Add similar names of the folder to the note."""
        near = [] if missing.waiting else find_near_names(self._client, path)
        hint = f" Similar names: {', '.join(near)}." if near else ""
        return missing.model_copy(update={"note": f"{missing.note}{hint}"})

    def fetch(self, found: Found, into: Path, keep: Keep, *, is_careful: bool = False) -> Fetched:
        """Receive the file whole. Raises what `download` raises."""
        return download(self._client, found, into, keep, is_careful=is_careful)

    def look_afterwards(self, received: Fetched, keep: Keep) -> Fetched:
        """Look whether a received file is still there. Raises `incomplete_transfer` if another one is."""
        return look_afterwards(self._client, received, keep)
