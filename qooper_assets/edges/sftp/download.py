"""The bytes of one remote file, proved complete, or an error and no file.

Belongs here: settling, counting, hashing, and the checksum of a marker. Does not: which file it is
(`edges/sftp/session.py`), the requests for its bytes (`edges/sftp/reading.py`), what is in the file
(`readers/`). Nothing is ever written, moved or deleted at the source.

`SFTPClient.get()` is not used: it accepts a file that was cut short, is shorter than announced, or was
overwritten while it was read. So: stat, settle, stat, count and hash while reading, fstat, keep, close, stat.
The bytes are kept before the file is closed, because some servers then move it away for good (F24).
"""

import hashlib
import os
import posixpath
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import paramiko

from qooper_assets.core import file_names
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed import Afterwards, Fetched, Found, RemoteFile, check_size
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.sftp import paths, timeouts
from qooper_assets.edges.sftp.client import Client, incomplete_transfer
from qooper_assets.edges.sftp.reading import read_blocks

MARKER_BYTES_MAX = 4 * 1024


Keep = Callable[[Fetched], None]
"""Called before the file is closed, with `afterwards` "unknown", and again when that is known. The first call
may move the file away from where it was received."""


def download(client: Client, found: Found, into: Path, keep: Keep, *, is_careful: bool = False) -> Fetched:
    """Receive the file whole, unchanged since it was found, or leave nothing behind but what `keep` kept.

    Raises `not_settled` (F05), `incomplete_transfer` (F07, F09) and `marker_unreadable`, all retryable;
    `too_large` (F20), `empty_file` (F01), `transfer_timeout` (F22), or what `paths.look` raises. An error of
    the local disk is passed on as it is.
    """
    settled = _wait_until_settled(client, found.remote_file)
    check_size(settled, client.feed.limits)
    part = into.with_name(into.name + ".part")
    with client.translate_errors(settled.path):
        file = client.sftp.open(settled.path, "rb")
    try:
        sha256 = _receive(client, file, settled, part, is_careful)
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
    there = paths.look_again(client, path)
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
    rest = settle_seconds
    while True:
        client.clock.sleep(min(rest, timeouts.QUIET_SECONDS_MAX))
        rest -= timeouts.QUIET_SECONDS_MAX
        settled = paths.look(client, announced.path)
        if settled is None or settled != announced:
            raise DeliveryError(
                "not_settled",
                f"the file changed within {settle_seconds:g} s.",
                where=announced.path,
                remedy="It is probably still being uploaded; the run may be repeated later.",
                retryable=True,
            )
        if rest <= 0:
            return settled


def _receive(
    client: Client, file: paramiko.SFTPFile, announced: RemoteFile, part: Path, is_careful: bool
) -> str:
    """Write the bytes into `part` (mode 0600, synced), and return their SHA-256."""
    path, limits, digest, received = announced.path, client.feed.limits, hashlib.sha256(), 0
    deadline = client.clock.now() + timedelta(minutes=limits.transfer_minutes_max)
    with open(part, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        os.fchmod(out.fileno(), 0o600)
        # Ask for one byte more than announced: only the end of the file proves the end.
        blocks = read_blocks(client, file, path, announced.size_bytes + 1, is_careful=is_careful)
        while block := _next_block(blocks, received, announced.size_bytes):
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
    if _look_at_open(client, file, path) not in (announced, None):
        raise incomplete_transfer(path, "the file changed while it was being read.")
    return digest.hexdigest()


def _next_block(blocks: Iterator[bytes], received: int, announced: int) -> bytes:
    """Wait for the next bytes; none at the end. If the session breaks or is silent, say how much had come."""
    try:
        return next(blocks, b"")
    except DeliveryError as error:
        if error.code not in ("connection_lost", "connection_timeout", "transfer_timeout"):
            raise
        raise DeliveryError(
            error.code,
            f"{error.message} {received:,} of {announced:,} bytes had come.",
            where=error.where,
            remedy=error.remedy
            + " Each attempt begins at the first byte: ask also for a limit on the time, volume or number of"
            " sessions.",
            retryable=error.retryable,
        ) from None


def _look_at_open(client: Client, file: paramiko.SFTPFile, path: str) -> RemoteFile | None:
    """Look at the open file; None if the server does not support that, so only the look afterwards counts."""
    with client.translate_errors(path):
        try:
            return paths.as_remote_file(path, file.stat())
        except OSError as error:
            client.require_answer(error)
            return None


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
