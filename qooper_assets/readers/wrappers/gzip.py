"""Opens a gzip archive (RFC 1952): all of its members, each verified by its checksum and its size."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from qooper_assets.readers.wrappers import errors as faults

BLOCK_BYTES = 1 << 20


def blocks(source: Path) -> Iterator[bytes]:
    """The content. Only zeros may follow the last member, so that a member with a damaged beginning is not
    mistaken for the end. Raises `DeliveryError` wrapper_damaged."""
    with gzip.open(source) as archive:
        while True:
            try:
                block = archive.read(BLOCK_BYTES)
            except EOFError:
                raise faults.damaged("the gzip archive is cut short") from None
            except (gzip.BadGzipFile, zlib.error):
                raise faults.damaged("the gzip archive is damaged, or something follows its end") from None
            if not block:
                return
            yield block
