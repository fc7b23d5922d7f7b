"""The bytes of one remote file, proved complete, or an error and no file.

Belongs here: settling, reading, counting, hashing, and the checksum of a marker. Does not: which file it is
(`edges/sftp/session.py`), what is in the file (`readers/`). Nothing is ever written, moved or deleted at the
source.

`SFTPClient.get()` is not used: it accepts a file that was cut short, is shorter than announced, or was
overwritten while it was read. So: stat, settle, stat, count and hash while reading, fstat, keep, close, stat.
The bytes are kept before the file is closed, because some servers then move it away for good (F24).
"""

import hashlib
import os
import posixpath
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import paramiko
from paramiko.sftp import CMD_DATA, CMD_READ, int64

from qooper_assets.core import file_names
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Afterwards, Fetched, Found, RemoteFile, check_size
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.sftp.client import Client, as_remote_file, incomplete_transfer
from qooper_assets.edges.sftp.transport import clean

READ_BYTES = 128 * 1024
READ_BYTES_MIN = 4 * 1024
READS_IN_FLIGHT = 64
MARKER_BYTES_MAX = 4 * 1024


Keep = Callable[[Fetched], None]
"""Called before the file is closed, with `afterwards` "unknown", and again when that is known. The first call
may move the file away from where it was received."""


def download(client: Client, found: Found, into: Path, keep: Keep) -> Fetched:
    """Receive the file whole, unchanged since it was found, or leave nothing behind but what `keep` kept.

    Raises `not_settled` (F05), `incomplete_transfer` (F07, F09) and `marker_unreadable`, all retryable;
    `too_large` (F20), `empty_file` (F01), `transfer_timeout` (F22), or what `Client.stat` raises. An error of
    the local disk is passed on as it is.
    """
    settled = _wait_until_settled(client, found.remote_file)
    check_size(settled, client.feed.limits)
    part = into.with_name(into.name + ".part")
    with client.translate_errors(settled.path):
        file = client.sftp.open(settled.path, "rb")
    try:
        sha256 = _receive(client, file, settled, part)
        _check_marker(client, found, sha256)
        os.replace(part, into)
    finally:
        part.unlink(missing_ok=True)
    received = Fetched(
        remote_file=settled,
        choice=found.choice,
        sha256=sha256,
        host_key=client.host_key,
        weak_algorithms=client.transport.weak_algorithms,
        fetched_at=client.clock.now(),
        afterwards="unknown",
    )
    keep(received)
    with client.translate_errors(settled.path):
        file.close()
    return look_afterwards(client, received, keep)


def look_afterwards(client: Client, received: Fetched, keep: Keep) -> Fetched:
    """Prove that the file is still the one that was received, or is gone. Raises `incomplete_transfer`."""
    path = received.remote_file.path
    there = client.stat_again(path)
    afterwards: Afterwards = "gone"
    if there is not None:
        afterwards = "same" if there == received.remote_file else "changed"
    looked = received.model_copy(update={"afterwards": afterwards})
    keep(looked)
    if afterwards == "changed":
        raise incomplete_transfer(path, "the file changed while it was being read.")
    return looked


def _wait_until_settled(client: Client, announced: RemoteFile) -> RemoteFile:
    settle_seconds = client.feed.settle_seconds
    client.clock.sleep(settle_seconds)
    settled = client.stat(announced.path)
    if settled is None or settled != announced:
        raise DeliveryError(
            "not_settled",
            f"the file changed within {settle_seconds:g} s.",
            where=announced.path,
            remedy="It is probably still being uploaded; the run may be repeated later.",
            retryable=True,
        )
    return settled


def _receive(client: Client, file: paramiko.SFTPFile, announced: RemoteFile, part: Path) -> str:
    """Write the bytes into `part` (mode 0600, synced), and return their SHA-256."""
    path, limits, digest, received = announced.path, client.feed.limits, hashlib.sha256(), 0
    deadline = client.clock.now() + timedelta(minutes=limits.transfer_minutes_max)
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        os.fchmod(out.fileno(), 0o600)
        reads = _Reads(client.sftp, file.handle)
        # Ask for one byte more than announced: only the end of the file proves the end.
        for block in _read_blocks(client, reads, path, announced.size_bytes + 1):
            received += len(block)
            if received > announced.size_bytes:
                raise incomplete_transfer(
                    path, f"received more than the {announced.size_bytes:,} bytes that were announced."
                )
            if client.clock.now() > deadline:
                raise _too_slow(path, received, announced.size_bytes, limits)
            digest.update(block)
            out.write(block)
        if received != announced.size_bytes:
            raise incomplete_transfer(path, f"received {received:,} of {announced.size_bytes:,} bytes.")
        out.flush()
        os.fsync(out.fileno())
    with client.translate_errors(path):
        read_from = as_remote_file(path, file.stat())
    if announced != read_from:
        raise incomplete_transfer(path, "the file changed while it was being read.")
    return digest.hexdigest()


def _read_blocks(client: Client, reads: "_Reads", path: str, end: int) -> Iterator[bytes]:
    """Yield the file's bytes from 0 up to `end` or its own end, in order, with many reads in flight."""
    size, asked_up_to = READ_BYTES, 0
    waiting: deque[tuple[int, int, int]] = deque()  # request, offset, size
    while True:
        with client.translate_errors(path):
            while asked_up_to < end and len(waiting) < READS_IN_FLIGHT:
                wanted = min(size, end - asked_up_to)
                waiting.append((reads.ask(asked_up_to, wanted), asked_up_to, wanted))
                asked_up_to += wanted
            if not waiting:
                return
            request, offset, wanted = waiting.popleft()
            block = reads.wait_for(request, path)
            if not block:
                return
            if len(block) < wanted:  # this server sends less at a time: ask for the rest
                size = max(min(size, len(block)), READ_BYTES_MIN)
                rest, offset = wanted - len(block), offset + len(block)
                waiting.appendleft((reads.ask(offset, rest), offset, rest))
        yield block


class _Reads:
    """The reads in flight on one open file. A server may answer them in any order."""

    def __init__(self, client: Any, handle: Any) -> None:
        self._client = client  # untyped: the asynchronous half of SFTPClient is private
        self._handle = handle
        self._answers: dict[int, tuple[int, paramiko.Message]] = {}

    def ask(self, offset: int, size: int) -> int:
        request: int = self._client._async_request(self, CMD_READ, self._handle, int64(offset), size)
        return request

    def wait_for(self, request: int, path: str) -> bytes:
        """Return the bytes of one request; none at the end of the file. Raises `incomplete_transfer`."""
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
            raise incomplete_transfer(path, f"the server stopped: “{clean(str(error))}”.") from None
        raise incomplete_transfer(path, "the server answered a read with neither data nor an error.")

    def _async_response(self, kind: int, message: paramiko.Message, request: int) -> None:
        """Called by `SFTPClient._read_response`."""
        self._answers[request] = (kind, message)


def _check_marker(client: Client, found: Found, sha256: str) -> None:
    """Compare with a checksum marker as it is now: file and marker may both just have been replaced."""
    marker = found.choice.marker
    if marker is None or not file_names.is_checksum(marker.path):
        return
    name = posixpath.basename(found.remote_file.path)
    with client.translate_errors(marker.path), client.sftp.open(marker.path, "rb") as file:
        content = file.read(MARKER_BYTES_MAX + 1)
    expected = file_names.parse_checksum(content, name) if len(content) <= MARKER_BYTES_MAX else None
    if expected is None:
        raise DeliveryError(
            "marker_unreadable",
            f"the marker does not contain the SHA-256 of {name}, or exceeds {MARKER_BYTES_MAX:,} bytes.",
            where=marker.path,
            remedy="The format is that of sha256sum. Ask the customer what they write into the marker.",
            retryable=True,
        )
    if expected != sha256:
        raise incomplete_transfer(
            found.remote_file.path,
            f"the SHA-256 of the bytes is {sha256[:12]}…, but the marker says {expected[:12]}….",
        )


def _too_slow(path: str, received: int, announced: int, limits: Limits) -> DeliveryError:
    minutes = f"{limits.transfer_minutes_max:g} minutes"
    return DeliveryError(
        "transfer_timeout",
        f"received {received:,} of {announced:,} bytes in {minutes}, the limit.",
        where=path,
        remedy="If their server really is that slow, raise feed.limits.transfer_minutes_max.",
    )
