"""Opens a zip archive (APPNOTE.TXT) of exactly one file, which is verified by its checksum and its size.

Names in the archive are inspected, never used as a path. Folders do not count as files, nor does what macOS
adds (`__MACOSX/`, `.DS_Store`).
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from qooper_assets.readers.wrappers import errors as faults

BLOCK_BYTES = 1 << 20
END, END_BYTES, COMMENT_BYTES_MAX = b"PK\x05\x06", 22, 65_535
"""The record that ends an archive (4.3.16); its last field is a comment."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""Exceptions of the library for malformed archives."""


def blocks(source: Path, budget: faults.Budget) -> Iterator[bytes]:
    """The content of the only file. Raises `DeliveryError`, blocked."""
    try:
        _prove_end(source)
        archive = zipfile.ZipFile(source)
    except BROKEN:
        raise faults.damaged("the zip archive is damaged or cut short") from None
    with archive:
        member = _only_member(archive)
        if member.file_size > budget.bytes_max:
            raise budget.exceeded()
        size = 0
        try:
            with archive.open(member) as file:
                while block := file.read(BLOCK_BYTES):
                    size += len(block)
                    yield block
        except BROKEN:
            raise faults.damaged("the file in the zip archive is damaged or cut short") from None
        if size != member.file_size:
            raise faults.damaged(f"the file in the zip archive has {size:,} bytes, not {member.file_size:,}")


def _prove_end(source: Path) -> None:
    """Raise if anything follows the archive: it may be a second one, with other people in it."""
    with source.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - END_BYTES - COMMENT_BYTES_MAX))
        tail = file.read()
    at = tail.rfind(END)
    record = tail[at : at + END_BYTES]
    if at < 0 or len(record) < END_BYTES:
        raise zipfile.BadZipFile
    follows = len(tail) - at - END_BYTES - int.from_bytes(record[20:22], "little")
    if follows:
        raise zipfile.BadZipFile


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    infos = archive.infolist()
    if min((info.header_offset for info in infos), default=0):
        raise faults.damaged("something precedes the zip archive: are two archives concatenated?")
    names = {info.orig_filename.lower() for info in infos}
    if "[content_types].xml" in names:
        raise faults.differs("the file is an Excel workbook or another Office document", "a zip archive")
    members = [info for info in infos if not _is_no_file(info)]
    if len(members) != 1:
        raise faults.members([info.orig_filename for info in members])
    (member,) = members
    if member.flag_bits & 0x1:
        raise faults.unsupported(
            "the zip archive has a password",
            "Ask the customer for one without, or for a file encrypted with OpenPGP for our key.",
        )
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise faults.unsupported(
            f"the zip archive uses compression method {member.compress_type}, and only deflate (8) is read",
            "Ask the customer to compress it with deflate, or with gzip.",
        )
    return member


def _is_no_file(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename.replace("\\", "/")
    return name.endswith(("/", "/.DS_Store")) or name == ".DS_Store" or name.startswith("__MACOSX/")
