"""What is at one path of an SFTP server, asked in whichever way the server supports (F25).

Belongs here: looking at a path and its folder, following links, and other questions with the same answer
where a server refuses one. Does not: which path (`edges/sftp/session.py`), errors of any request
(`edges/sftp/client.py`).

Some servers do not support LSTAT or FSTAT, refuse STAT of the root, report modes without the type of the
file, or answer FAILURE for a file that does not exist.
"""

import posixpath
import stat as modes

import paramiko

from qooper_assets.core.errors import DeliveryError, Result
from qooper_assets.core.feed import RemoteFile
from qooper_assets.edges.sftp.client import Client, read_time
from qooper_assets.edges.sftp.listing import list_folder


def look(client: Client, path: str) -> RemoteFile | None:
    """Look at the file at the path; None if it does not exist although its folder does (F15, F21).

    Raises `folder_missing`, `not_a_file` or `link_outside_folder`.
    """
    found = look_again(client, path)
    if found is None:
        check_folder(client, path)
    return found


def look_again(client: Client, path: str) -> RemoteFile | None:
    """Look at a file that was seen before; None if it is gone, even with its folder (F24)."""
    found = _lstat(client, path)
    if found is None or not modes.S_ISLNK(found.st_mode or 0):
        return None if found is None else as_remote_file(path, found)
    with client.translate_errors(path):
        try:
            _refuse_link_outside(client, path, is_link=True)
            return as_remote_file(path, client.sftp.stat(path))
        except FileNotFoundError:
            return None


def exists(client: Client, path: str) -> bool:
    """True also for a link that leads to nothing."""
    return _lstat(client, path) is not None


def check_folder(client: Client, path: str) -> None:
    """Raise `folder_missing` if the folder of the path does not exist."""
    folder = posixpath.dirname(path)
    with client.translate_errors(path):
        try:
            is_folder = _type(client.sftp.stat(folder)) in (0, modes.S_IFDIR)
        except FileNotFoundError:
            is_folder = False
        except OSError as error:
            client.require_answer(error)
            is_folder = _is_folder_listed(client, folder)
    if not is_folder:
        raise DeliveryError(
            "folder_missing",
            f"there is no folder {folder}.",
            where=path,
            remedy="Check feed.path with the customer; it is the path as this account sees it.",
        )


def as_remote_file(path: str, found: paramiko.SFTPAttributes) -> RemoteFile:
    """Raises `not_a_file`, or `incomplete_transfer` if the server does not report a size."""
    kind = _type(found)
    if kind not in (0, modes.S_IFREG):
        what = "a folder" if kind == modes.S_IFDIR else "a pipe, a device or a socket"
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


def _type(found: paramiko.SFTPAttributes) -> int:
    """The type bits of the mode; 0 if the server reports none."""
    return modes.S_IFMT(found.st_mode or 0)


def _lstat(client: Client, path: str) -> paramiko.SFTPAttributes | None:
    with client.translate_errors(path):
        try:
            return client.sftp.lstat(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            client.require_answer(error)
            return _stat_instead(client, path, error)


def _stat_instead(client: Client, path: str, refusal: OSError) -> paramiko.SFTPAttributes | None:
    """Ask by STAT, which follows a link; if that is refused, too, look for the name in the listing."""
    try:
        found = client.sftp.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        client.require_answer(error)
        if isinstance(error, PermissionError):
            raise
        if _is_listed(client, path):
            raise refusal from None
        return None
    _refuse_link_outside(client, path, is_link=False)
    return found


def _is_folder_listed(client: Client, folder: str) -> bool:
    """Open the folder, which proves that it exists, or else look for its name."""
    try:
        for _ in list_folder(client, folder):
            break
    except DeliveryError as error:
        if error.code == "incomplete_transfer":  # there is no such folder
            return False
        if error.code != "request_refused":
            raise
        return _is_listed(client, folder)
    return True


def _is_listed(client: Client, path: str) -> bool:
    """Look for the name in the listing of its folder, which may not exist either."""
    folder, name = posixpath.split(path)
    if not name:
        return True  # the root
    try:
        return any(entry.name == name for entry in list_folder(client, folder))
    except DeliveryError as error:
        if error.code == "incomplete_transfer":  # there is no such folder
            return False
        if error.code != "request_refused" or _is_listed(client, folder):
            raise
        return False


def _refuse_link_outside(client: Client, path: str, *, is_link: bool) -> None:
    """A link may lead to another file of its folder, such as today's (F21)."""
    folder, name = posixpath.split(path)
    try:
        target, home = client.sftp.normalize(path), client.sftp.normalize(folder)
    except FileNotFoundError:
        client.sftp.stat(path)  # if the link leads to nothing, this raises, too, and the caller reports it
        target, home = None, ""
    # A target equal to the link itself: this server does not resolve links.
    inside = target and target.startswith(home.rstrip("/") + "/")
    if not inside or (is_link and target == posixpath.join(home, name)):
        raise DeliveryError(
            "link_outside_folder",
            "the path is a link, and it can't be verified that it stays in its folder.",
            where=path,
            remedy="Ask the customer for the exact path of the file itself.",
            result=Result.BLOCKED,
        )
