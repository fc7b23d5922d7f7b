"""Decrypts an OpenPGP message (RFC 9580) with Sequoia, through pysequoia.

It runs in the process that unwraps, so that the key ends with that process. Sequoia writes while it decrypts,
so its file is not verified before the call has succeeded, and the caller passes it on only then. No error
contains text of Sequoia's, which might quote a key or the content.

Belongs here: what a message must be before a key is tried, our key, and the decryption. Does not: where the
secrets come from (`edges/secrets.py`).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pysequoia
from pysequoia.packet import Packet, PacketPile, Tag

from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.readers.wrappers import errors as faults
from qooper_assets.readers.wrappers import packets as outer

PRIVATE, PUBLIC = "-----BEGIN PGP PRIVATE KEY BLOCK-----", "-----BEGIN PGP PUBLIC KEY BLOCK-----"
_EXPORT = "Export it again: `gpg --armor --export-secret-keys KEY`, from the line BEGIN to the line END."
_DECRYPTS = "the OpenPGP message does not decrypt: it was changed or cut short, or more follows it"


class Keys(NamedTuple):
    """The texts behind the references of `feed.openpgp`."""

    private_key: str
    passphrase: str | None
    signed_by: str | None

    def __repr__(self) -> str:
        return "Keys(…)"


class _Part(NamedTuple):
    """The private key with one part that may decrypt, because Sequoia uses the first one it finds."""

    key_id: str
    key: pysequoia.Tsk


def decrypt(source: Path, into: Path, keys: Keys, budget: faults.Budget) -> None:
    """Write the content of a message to a file, which is verified only if this returns.

    Raises `DeliveryError` wrapper_damaged, wrapper_unsupported, too_large, openpgp_for_others,
    openpgp_unprotected, openpgp_signature, or `TenantFileError` key_….
    """
    with source.open("rb") as file:
        message = outer.message(file.read(outer.HEAD_BYTES))
    assert message is not None, "formats.wrapper_of has recognized it"
    fitting = _fitting(message, _parts(keys.private_key))
    signers = _signers(keys.signed_by)
    fault: QooperAssetsError | None = None
    for decryptor in list(_unlocked(fitting, keys.passphrase)):
        fault = _try(decryptor, source, into, signers, budget)
        if fault is None:
            return
        if fault.code != "wrapper_damaged":
            break  # it does decrypt: no other part can fix what is wrong
    assert fault is not None
    raise fault


def _try(
    decryptor: pysequoia.PyDecryptor,
    source: Path,
    into: Path,
    signers: list[pysequoia.Cert] | None,
    budget: faults.Budget,
) -> QooperAssetsError | None:
    """Decrypt with one part of the key; return the error, or None if the message is verified."""
    store = None if signers is None else lambda ids: signers
    try:
        done = pysequoia.decrypt_file(source, into, decryptor, store)
    except OSError:
        if into.exists() and into.stat().st_size >= budget.bytes_max:
            return budget.exceeded()
        raise
    except BaseException as error:
        # Sequoia panics at some damaged messages, and a panic is not an Exception.
        if isinstance(error, RuntimeError) or type(error).__name__ == "PanicException":
            return _fault(str(error))
        raise
    if into.stat().st_size > budget.bytes_max:
        return budget.exceeded()
    return None if signers is None or done.valid_sigs else faults.unsigned()


def _fault(message: str) -> QooperAssetsError:
    """Our error for a message of Sequoia's, which is not quoted."""
    if message.startswith("Signature verification failed"):
        return faults.unsigned()
    if message.startswith("Policy rejected packet type"):
        return faults.unprotected("the OpenPGP message is protected in a way that is no longer safe")
    if message.startswith("Unexpected message structure"):
        # pysequoia 0.1.35 does not accept a compressed layer inside when it verifies a signature.
        return faults.unsupported(
            "the OpenPGP message is compressed inside, so its signature can't be verified",
            "Ask the customer to sign and encrypt with `gpg --compress-algo none`; to keep it small, they "
            "can gzip it first: feed.wrapped: [openpgp, gzip].",
        )
    if message.startswith("Malformed Message"):
        return faults.unsupported(
            "the OpenPGP message decrypts, but its content can't be read; it may be compressed with BZip2",
            "Ask the customer to compress it differently, for example with `gpg --compress-algo zlib`.",
        )
    return faults.damaged(_DECRYPTS)


# The message


def _fitting(message: outer.Message, parts: list[_Part]) -> list[_Part]:
    """The parts of our key that a message is encrypted for. Raises `DeliveryError`, blocked."""
    if message.content is None:
        raise faults.damaged("the OpenPGP message is cut short")
    if message.content == outer.SED:
        raise faults.unprotected("the OpenPGP message has no integrity protection (no MDC)")
    if message.content == outer.OCB:
        raise faults.unsupported(
            "the OpenPGP message is encrypted in GnuPG's own OCB mode, which is not in any standard",
            "Remove it from the preferences of our key (`gpg --edit-key KEY`, `setpref AES256 SHA512 ZLIB`), "
            "and send the customer its public half again.",
        )
    if message.content != outer.SEIPD:
        raise faults.differs("the file is an OpenPGP message that is not encrypted", "an encrypted one")
    if not message.recipients:
        raise faults.only_password()
    is_anonymous = outer.ANONYMOUS in message.recipients
    fitting = [part for part in parts if is_anonymous or part.key_id in message.recipients]
    if not fitting:
        raise faults.for_others(message.recipients, [part.key_id for part in parts])
    return fitting


# The keys


def _parts(text: str) -> list[_Part]:
    """Our key, once for each of its parts. Raises `TenantFileError` key_unreadable."""
    text = re.sub(r"\\+r?\\*n", "\n", text)  # it may have been pasted into an environment variable
    if PUBLIC in text:
        raise faults.key_unreadable("private_key", "the secret is the public half of an OpenPGP key", _EXPORT)
    if PRIVATE not in text:
        raise faults.key_unreadable("private_key", "the secret is not an OpenPGP private key", _EXPORT)
    try:
        groups = list(_groups(PacketPile.from_bytes(text.encode())))
        first, *subkeys = groups
        return [
            _Part((group[0].key_id or "").upper(), pysequoia.Tsk.from_packets(first + rest))
            for group, rest in [(first, []), *((subkey, subkey) for subkey in subkeys)]
        ]
    except (RuntimeError, ValueError):
        raise faults.key_unreadable(
            "private_key", "the OpenPGP private key is cut off or damaged", _EXPORT
        ) from None


def _groups(packets: PacketPile) -> Iterator[list[Packet]]:
    """The packets of the primary key and of each subkey; the key itself comes first in its group."""
    group: list[Packet] = []
    for packet in packets:
        if packet.tag in (Tag.SecretSubkey, Tag.PublicSubkey) and group:
            yield group
            group = []
        group.append(packet)
    yield group


def _unlocked(parts: list[_Part], passphrase: str | None) -> Iterator[pysequoia.PyDecryptor]:
    """A decryptor for each part that can decrypt. Raises `TenantFileError` if none can."""
    can_decrypt = False
    for part in parts:
        try:
            yield part.key.decryptor()
            can_decrypt = True
            continue
        except RuntimeError as error:
            if str(error).startswith("No suitable"):
                continue
        can_decrypt = True
        if passphrase is None:
            raise faults.passphrase_missing()
        try:
            yield part.key.decryptor(passphrase)
        except RuntimeError:
            raise faults.passphrase_wrong() from None
    if not can_decrypt:
        ids = ", ".join(part.key_id for part in parts)
        raise faults.key_unusable(
            f"the OpenPGP key {ids} can't decrypt: it has expired, is revoked, only signs, or relies on SHA-1"
        )


def _signers(text: str | None) -> list[pysequoia.Cert] | None:
    """The keys one of which must have signed a message; None if no signature is required."""
    if text is None:
        return None
    try:
        return pysequoia.Cert.split_bytes(re.sub(r"\\+r?\\*n", "\n", text).encode())
    except (RuntimeError, ValueError):
        raise faults.key_unreadable(
            "signed_by", "the secret is not an OpenPGP public key", "Export it: `gpg --armor --export KEY`."
        ) from None
