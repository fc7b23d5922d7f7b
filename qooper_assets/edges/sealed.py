"""Encryption at rest of one stored file: sealed whole, bound to its name, opened whole or not at all.

    header   magic and version (8 bytes), id of the key (8), salt (32)
    chunks   AES-256-GCM, 1 MiB each, the last one shorter

A file's key is derived from ours and the file's salt (HKDF-SHA256), so no two files share one. A chunk's
nonce is its number and a flag for the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár, as in age), so chunks can't be dropped, reordered or added. Each is bound to the header and to the
file's name, so files can't be swapped.

Belongs here: the format, and what a key is. Does not: where keys come from (`edges/secrets.py`), or which
files are sealed (`edges/artifacts.py`).
"""

import base64
import binascii
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qooper_assets.core.errors import StateError, TenantFileError

MAGIC = b"QSEALED\x01"
"""Its last byte is the version. No format that we store begins like this."""
KEY_BYTES, ID_BYTES, SALT_BYTES, TAG_BYTES = 32, 8, 32, 16
HEADER_BYTES = len(MAGIC) + ID_BYTES + SALT_BYTES
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class SealingKey:
    """A key of ours, and the id that the files it sealed refer to it by."""

    id: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, where: str) -> "SealingKey":
        """Parse the key in a secret: 32 bytes in base64. Raises `TenantFileError` settings_invalid."""
        try:
            secret = base64.b64decode(re.sub(r"\s", "", text), validate=True)
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) != KEY_BYTES:
            raise TenantFileError(
                "settings_invalid",
                "the secret is not a key for stored files, which is 32 random bytes in base64.",
                where=where,
                remedy="Generate one with `openssl rand -base64 32`; keep it as long as the files it sealed.",
            )
        return cls(id=_derived(secret, b"", b"id", ID_BYTES), secret=secret)


def _derived(secret: bytes, salt: bytes, purpose: bytes, size: int) -> bytes:
    info = b"qooper-assets sealed file 1: " + purpose
    return HKDF(algorithm=SHA256(), length=size, salt=salt or None, info=info).derive(secret)


def is_sealed(head: bytes) -> bool:
    """Detect a sealed file, of this version or a later one, by its first bytes."""
    return head[: len(MAGIC) - 1] == MAGIC[:-1]


def seal(plain: BinaryIO, into: BinaryIO, key: SealingKey, name: str) -> None:
    """Encrypt a file, bound to its name."""
    header = MAGIC + key.id + os.urandom(SALT_BYTES)
    cipher, bound_to = _cipher(key, header, name)
    into.write(header)
    for nonce, chunk in _chunks(plain, CHUNK_BYTES):
        into.write(cipher.encrypt(nonce, chunk, bound_to))


def unseal(sealed: BinaryIO, into: BinaryIO, keys: Sequence[SealingKey], name: str) -> None:
    """Decrypt a sealed file; what is written can be trusted only once this returns.

    Raises `StateError` artifact_key_missing, or artifact_damaged if a single bit has changed.
    """
    header = sealed.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise _damaged(name, "its header is truncated or from a later version")
    key_id = header[len(MAGIC) : len(MAGIC) + ID_BYTES]
    key = next((key for key in keys if key.id == key_id), None)
    if key is None:
        raise StateError(
            "artifact_key_missing",
            f"the stored file is sealed by the key {key_id.hex()}, and QOOPER_KEYS has no such key.",
            where=name,
            remedy="Add its reference to QOOPER_KEYS, after the one that seals.",
        )
    cipher, bound_to = _cipher(key, header, name)
    for nonce, chunk in _chunks(sealed, CHUNK_BYTES + TAG_BYTES):
        try:
            into.write(cipher.decrypt(nonce, chunk, bound_to))
        except InvalidTag:
            raise _damaged(name, "it is not what was sealed under its name") from None


def _cipher(key: SealingKey, header: bytes, name: str) -> tuple[AESGCM, bytes]:
    """Return the cipher for the chunks of one file, and the data that each is bound to."""
    salt = header[-SALT_BYTES:]
    return AESGCM(_derived(key.secret, salt, b"content", KEY_BYTES)), header + name.encode()


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield every chunk with its nonce: its number in eleven bytes, and a flag for the last one."""
    chunk, number, is_last = file.read(size), 0, False
    while not is_last:
        following = file.read(size)
        is_last = not following
        yield number.to_bytes(11, "big") + bytes([is_last]), chunk
        chunk, number = following, number + 1


def _damaged(name: str, what: str) -> StateError:
    return StateError(
        "artifact_damaged",
        f"the stored file can't be opened: {what}.",
        where=name,
        remedy="It was not used. Find out who changed it; then run the partition again.",
    )
