"""The entries of a folder on an SFTP server, as the server reports them.

Belongs here: listing a folder within limits, and names that resemble one. Does not: which of the entries is
taken (`core/file_choice.py`).

`SFTPClient.listdir()` is not used: it holds a whole folder in memory, and fails as a whole for one name that
is not UTF-8.
"""

import difflib
import posixpath
import stat as modes
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import paramiko
from paramiko.sftp import CMD_CLOSE, CMD_HANDLE, CMD_NAME, CMD_OPENDIR, CMD_READDIR, SFTPError
from paramiko.ssh_exception import SSHException

from qooper_assets.core import file_names
from qooper_assets.core.errors import DeliveryError, blocked
from qooper_assets.core.file_choice import Entry
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.sftp.client import Client, read_time

NEAR_RATIO_MIN = 0.6


def list_folder(client: Client, folder: str) -> Iterator[Entry]:
    """Yield the entries of a folder, one packet of the server at a time.

    Names stay bytes for paramiko and contain surrogates for us, so that one that is not UTF-8 hides no other.
    Raises `too_large` and `transfer_timeout`.
    """
    sftp: Any = client.sftp  # untyped: paramiko's own listing always decodes
    limits, count = client.feed.limits, 0
    deadline = client.clock.now() + timedelta(minutes=limits.transfer_minutes_max)
    with client.translate_errors(folder):
        kind, answer = sftp._request(CMD_OPENDIR, folder.encode("utf-8"))
        if kind != CMD_HANDLE:
            raise SFTPError("no handle")
        handle = answer.get_binary()
    try:
        while True:
            with client.translate_errors(folder):
                try:
                    kind, answer = sftp._request(CMD_READDIR, handle)
                except EOFError:
                    return
                if kind != CMD_NAME:
                    raise SFTPError("no names")
            for _ in range(answer.get_int()):
                count += 1
                if count > limits.listing_entries_max:
                    raise _too_many_entries(folder, limits)
                entry = _parse_entry(answer)
                if entry.name not in ("", ".", ".."):
                    yield entry
            if client.clock.now() > deadline:
                raise _too_slow(folder, count, limits)
    finally:
        with suppress(OSError, EOFError, SSHException, SFTPError, UnicodeError):
            sftp._request(CMD_CLOSE, handle)


def find_near_names(client: Client, path: str) -> list[str]:
    """Find up to three names in the folder that resemble this one; none if it can't be listed. The same name
    in another case comes first (F14)."""
    folder, name = posixpath.split(path)
    wanted = file_names.PLACEHOLDER.sub("", name).translate({ord(c): None for c in "*?[]"}).lower()
    near: list[tuple[float, str]] = []
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)
    try:
        for entry in list_folder(client, folder):
            matcher.set_seq1(entry.name.lower()[: file_names.NAME_CHARS_MAX])
            if (
                matcher.real_quick_ratio() >= NEAR_RATIO_MIN
                and matcher.quick_ratio() >= NEAR_RATIO_MIN
                and matcher.ratio() >= NEAR_RATIO_MIN
            ):
                near = sorted([*near, (-matcher.ratio(), file_names.shown(entry.name))])[:3]
    except DeliveryError:
        return []  # only a hint: stat has proved that the file does not exist
    return [name for _, name in near]


def _parse_entry(answer: paramiko.Message) -> Entry:
    """Parse the next entry of an answer to `readdir` (draft-ietf-secsh-filexfer-02, 7)."""
    name = answer.get_binary().decode("utf-8", "surrogateescape")
    answer.get_binary()  # the same as a line of `ls -l`
    found = paramiko.SFTPAttributes._from_msg(answer)  # type: ignore[attr-defined]
    kind = modes.S_IFMT(found.st_mode or 0)
    return Entry(name, read_time(found), kind in (0, modes.S_IFREG, modes.S_IFLNK))


def _too_many_entries(folder: str, limits: Limits) -> DeliveryError:
    return blocked(
        "too_large",
        f"the folder has more than {limits.listing_entries_max:,} entries, the limit.",
        "Ask the customer for a folder with fewer, or raise feed.limits.listing_entries_max.",
        where=folder,
    )


def _too_slow(folder: str, count: int, limits: Limits) -> DeliveryError:
    return DeliveryError(
        "transfer_timeout",
        f"listed {count:,} entries of the folder in {limits.transfer_minutes_max:g} minutes, the limit.",
        where=folder,
        remedy="Ask the customer for a folder with fewer, or raise feed.limits.transfer_minutes_max.",
    )
