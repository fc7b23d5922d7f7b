"""Requests for the bytes of one open file, many at a time, or as few and small as the server needs (F25).

Belongs here: the requests in flight, their size and number. Does not: counting or hashing what comes
(`edges/sftp/download.py`).
"""

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

import paramiko
from paramiko.sftp import CMD_DATA, CMD_READ, int64

from qooper_assets.edges.sftp.client import Client, incomplete_transfer
from qooper_assets.edges.sftp.transport import clean

READ_BYTES_MIN = 4 * 1024


class Pace(NamedTuple):
    """How much to ask for at a time, and how many times without waiting."""

    read_bytes: int
    in_flight: int


PACES = (Pace(128 * 1024, 64), Pace(32 * 1024, 64), Pace(32 * 1024, 2), Pace(32 * 1024, 1))
"""From the fastest down to what every server must support (draft-ietf-secsh-filexfer-02, 3)."""


CAREFUL = 2


class _Request(NamedTuple):
    number: int
    offset: int
    size: int


def read_blocks(
    client: Client, file: paramiko.SFTPFile, path: str, end: int, *, is_careful: bool = False
) -> Iterator[bytes]:
    """Yield the file's bytes from 0 up to `end` or its own end, in order.

    After a refused request, it and those that follow are repeated, fewer and smaller. Some servers don't
    refuse, but hang up or stop answering: `is_careful` begins with few and small ones.
    """
    reads, waiting = _Reads(client.sftp, file.handle), deque[_Request]()
    pace = CAREFUL if is_careful else 0
    size, asked_up_to = PACES[pace].read_bytes, 0

    def ask(offset: int, wanted: int) -> _Request:
        return _Request(reads.ask(offset, wanted), offset, wanted)

    while True:
        with client.translate_errors(path):
            while asked_up_to < end and len(waiting) < PACES[pace].in_flight:
                wanted = min(size, end - asked_up_to)
                waiting.append(ask(asked_up_to, wanted))
                asked_up_to += wanted
            if not waiting:
                return
            request = waiting.popleft()
            block = reads.wait_for(request.number, path)
            if isinstance(block, OSError):
                if pace == len(PACES) - 1:
                    raise incomplete_transfer(path, f"the server stopped: “{clean(str(block))}”.")
                while waiting:  # no other may be in flight when it is repeated
                    reads.wait_for(waiting.popleft().number, path)
                pace, asked_up_to = pace + 1, request.offset
                size = min(size, PACES[pace].read_bytes)
                continue
            if not block:
                return
            if len(block) < request.size:  # this server sends less at a time: ask for the rest
                size = max(min(size, len(block)), READ_BYTES_MIN)
                waiting.appendleft(ask(request.offset + len(block), request.size - len(block)))
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

    def wait_for(self, request: int, path: str) -> bytes | OSError:
        """Return the bytes of one request, none at the end of the file; or the server's refusal. Raises
        `incomplete_transfer`."""
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
            return error
        raise incomplete_transfer(path, "the server answered a read with neither data nor an error.")

    def _async_response(self, kind: int, message: paramiko.Message, request: int) -> None:
        """Called by `SFTPClient._read_response`."""
        self._answers[request] = (kind, message)
