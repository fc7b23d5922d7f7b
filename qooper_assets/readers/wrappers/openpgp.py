"""An OpenPGP message (RFC 9580), decrypted by Sequoia, by way of pysequoia.

Belongs here: what a message must be before a key is tried, our key, and the decryption. Does not: the
secrets' places (`edges/secrets.py`). This runs in the process that unwraps, where the key is gone with it.

Sequoia writes while it decrypts, so what stands in its file is not proved before the call has ended well:
the caller gives the file to nobody unless it did. No error holds a word of Sequoia's, which might quote
a key or the content.
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
    """The private key with one of its parts that may decrypt: Sequoia takes the first it finds."""

    key_id: str
    key: pysequoia.Tsk


def decrypt(source: Path, into: Path, keys: Keys, budget: faults.Budget) -> None:
    """Write what a message holds to a file, which is to be believed only if this returns.

    Raises `DeliveryError` wrapper_damaged, wrapper_unsupported, too_large, openpgp_for_others,
    openpgp_unprotected, openpgp_signature, or `TenantFileError` key_….
    """
    with source.open("rb") as file:
        message = outer.message(file.read(outer.HEAD_BYTES))
    assert message is not None, "formats.wrapper_of has said so"
    fitting = _fitting(message, _parts(keys.private_key))
    signers = _signers(keys.signed_by)
    fault: QooperAssetsError | None = None
    for decryptor in list(_unlocked(fitting, keys.passphrase)):
        fault = _try(decryptor, source, into, signers, budget)
        if fault is None:
            return
        if fault.code != "wrapper_damaged":
            break  # it does decrypt: no other part can mend what is wrong
    assert fault is not None
    raise fault


def _try(
    decryptor: pysequoia.PyDecryptor,
    source: Path,
    into: Path,
    signers: list[pysequoia.Cert] | None,
    budget: faults.Budget,
) -> QooperAssetsError | None:
    """What is wrong, or None where the whole message is decrypted and proved."""
    store = None if signers is None else lambda ids: signers
    try:
        done = pysequoia.decrypt_file(source, into, decryptor, store)
    except OSError:
        if into.exists() and into.stat().st_size >= budget.bytes_max:
            return budget.exceeded()
        raise
    except BaseException as error:
        # For some damaged messages Sequoia panics, and a panic is no Exception.
        if isinstance(error, RuntimeError) or type(error).__name__ == "PanicException":
            return _fault(str(error))
        raise
    if into.stat().st_size > budget.bytes_max:
        return budget.exceeded()
    return None if signers is None or done.valid_sigs else faults.unsigned()


def _fault(said: str) -> QooperAssetsError:
    """What a message of Sequoia means; its words stay here."""
    if said.startswith("Signature verification failed"):
        return faults.unsigned()
    if said.startswith("Policy rejected packet type"):
        return faults.unprotected("the OpenPGP message is protected in a way that is not safe any more")
    if said.startswith("Unexpected message structure"):
        # pysequoia 0.1.35 takes a compressed layer for the outermost one only when it verifies.
        return faults.unsupported(
            "the OpenPGP message is compressed within, and then its signature can't be verified",
            "Ask the customer to sign and encrypt with `gpg --compress-algo none`; to keep it small, they "
            "can gzip it first: feed.wrapped: [openpgp, gzip].",
        )
    if said.startswith("Malformed Message"):
        return faults.unsupported(
            "the OpenPGP message decrypts, but what it holds can't be read; it may be packed by BZip2",
            "Ask the customer to pack it otherwise, such as by `gpg --compress-algo zlib`.",
        )
    return faults.damaged(_DECRYPTS)


# The message


def _fitting(message: outer.Message, parts: list[_Part]) -> list[_Part]:
    """The parts of our key that it is encrypted for. Raises `DeliveryError`, blocked."""
    if message.content is None:
        raise faults.damaged("the OpenPGP message is cut short")
    if message.content == outer.SED:
        raise faults.unprotected("the OpenPGP message has no integrity protection (no MDC)")
    if message.content == outer.OCB:
        raise faults.unsupported(
            "the OpenPGP message is encrypted in GnuPG's own OCB mode, which is in no standard",
            "Take it out of what our key asks for (`gpg --edit-key KEY`, `setpref AES256 SHA512 ZLIB`), "
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
    text = re.sub(r"\\+r?\\*n", "\n", text)  # as it was pasted into a variable
    if PUBLIC in text:
        raise faults.key_unreadable("private_key", "the secret is the public half of an OpenPGP key", _EXPORT)
    if PRIVATE not in text:
        raise faults.key_unreadable("private_key", "the secret is no OpenPGP private key", _EXPORT)
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
    """The packets of the primary key and those of each subkey, each group begun by the key itself."""
    group: list[Packet] = []
    for packet in packets:
        if packet.tag in (Tag.SecretSubkey, Tag.PublicSubkey) and group:
            yield group
            group = []
        group.append(packet)
    yield group


def _unlocked(parts: list[_Part], passphrase: str | None) -> Iterator[pysequoia.PyDecryptor]:
    """What decrypts, of those parts. Raises `TenantFileError` where none does."""
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
            f"the OpenPGP key {ids} can't decrypt: it has expired, is revoked, only signs, or hangs on SHA-1"
        )


def _signers(text: str | None) -> list[pysequoia.Cert] | None:
    """Whose signature a message must have; None for anybody's or none."""
    if text is None:
        return None
    try:
        return pysequoia.Cert.split_bytes(re.sub(r"\\+r?\\*n", "\n", text).encode())
    except (RuntimeError, ValueError):
        raise faults.key_unreadable(
            "signed_by", "the secret is no OpenPGP public key", "Export it: `gpg --armor --export KEY`."
        ) from None
