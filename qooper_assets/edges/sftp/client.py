"""An open SFTP channel, with one place that translates what goes wrong.

Belongs here: the errors that any request may end with. Does not: looking at a path (`edges/sftp/paths.py`),
listing a folder (`edges/sftp/listing.py`), reading a file (`edges/sftp/download.py`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import paramiko
from paramiko.sftp import SFTPError
from paramiko.ssh_exception import SSHException

from qooper_assets.core.clock import Clock
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.edges.sftp import timeouts
from qooper_assets.edges.sftp.connection_errors import connection_lost, connection_timeout
from qooper_assets.edges.sftp.transport import Transport, clean


class Client:
    """An open SFTP channel. Every request raises `connection_lost` or `connection_timeout` (both retryable),
    `transfer_timeout`, `permission_denied` or `request_refused`, in addition to what its method names."""

    def __init__(self, sftp: paramiko.SFTPClient, transport: Transport, feed: Feed, clock: Clock) -> None:
        self.sftp = sftp
        self.transport = transport
        self.feed = feed
        self.clock = clock
        self.host_key = str(transport.get_remote_server_key().fingerprint)

    def require_answer(self, error: OSError) -> None:
        """Raise the error again unless the server answered so: the connection may be broken or silent."""
        if isinstance(error, TimeoutError) or not self.is_open:
            raise error

    @property
    def is_open(self) -> bool:
        channel = self.sftp.get_channel()
        return self.transport.is_active() and channel is not None and not channel.closed

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
            if isinstance(error, OSError) and self.is_open:
                raise _refusal(path, error) from None
            if self.transport.is_overdue:  # a server that answers, byte by byte
                raise DeliveryError(
                    "transfer_timeout",
                    "the whole session took longer than feed.limits.transfer_minutes_max.",
                    where=path,
                    remedy="Ask the customer why their server is so slow, or raise the limit.",
                ) from None
            raise connection_lost(self.feed, "the connection broke during the session.") from None


def _refusal(path: str, error: OSError) -> DeliveryError:
    if isinstance(error, PermissionError):
        return DeliveryError(
            "permission_denied",
            "the account may not read this.",
            where=path,
            remedy="Ask the customer to let this account read the folder and the file.",
        )
    return DeliveryError(
        "request_refused",
        f"the server refuses a request for this: “{clean(str(error))}”.",
        where=path,
        remedy="Run again: it may have been in use. If it happens again, send the customer this message.",
        retryable=True,
    )


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
