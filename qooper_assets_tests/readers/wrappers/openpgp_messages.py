"""OpenPGP keys and messages for tests, made by the library, or by hand where it can't write them.

The library writes messages of RFC 9580 only, with AEAD, and no key with a passphrase. What GnuPG writes is
built here, packet by packet, according to RFC 4880; `debian/test_gnupg.py` tests GnuPG's own.
"""

import hashlib
import itertools
import os
from functools import cache
from typing import NamedTuple

import pysequoia
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from pysequoia.packet import Packet, PacketPile, Tag

PASSPHRASE = "eight small ducks"
PKESK, SED, SEIPD, OCB, SECRET_KEY, SECRET_SUBKEY = 1, 9, 18, 20, 5, 7
AES256, SHA256, COUNT = 9, 8, 96


@cache
def a_key(name: str = "us") -> pysequoia.Tsk:
    """Return a key that signs and decrypts, the same one for equal names."""
    return pysequoia.Tsk.generate(user_id=name, cipher_suite=pysequoia.CipherSuite.RSA2k)


def packets(key: pysequoia.Tsk) -> list[Packet]:
    return list(PacketPile.from_bytes(bytes(key)))


def subkey(key: pysequoia.Tsk) -> tuple[Packet, Packet]:
    """Return its decryption subkey, and the binding signature."""
    parts = packets(key)
    (found,) = (
        (part, binding)
        for part, binding in itertools.pairwise(parts)
        if part.tag == Tag.SecretSubkey and binding.key_flags and binding.key_flags.transport_encryption
    )
    return found


def armored(key: pysequoia.Tsk) -> str:
    return str(key)


def public(key: pysequoia.Tsk) -> str:
    return str(key.extract_certificate())


def encrypted(
    content: bytes,
    *recipients: pysequoia.Tsk,
    signer: pysequoia.Tsk | None = None,
    armor: bool = False,
) -> bytes:
    return pysequoia.encrypt(
        content,
        [one.extract_certificate() for one in recipients or (a_key(),)],
        signer.signer() if signer else None,
        armor=armor,
    )


# By hand


def packet(tag: int, body: bytes) -> bytes:
    return bytes([0xC0 | tag, 0xFF]) + len(body).to_bytes(4, "big") + body


class Rsa(NamedTuple):
    """The body of an RSA key packet, version 4 (RFC 4880, 5.5)."""

    public: bytes
    numbers: rsa.RSAPublicNumbers
    secret: bytes
    """The secret numbers, as in an unencrypted packet."""


def _mpi(data: bytes) -> int:
    """Return the length of the number at the beginning of the data (3.2)."""
    return 2 + (int.from_bytes(data[:2], "big") + 7) // 8


def read_rsa(body: bytes) -> Rsa:
    n = _mpi(body[6:])
    e = _mpi(body[6 + n :])
    assert body[0] == 4 and body[5] == 1 and body[6 + n + e] == 0
    numbers = rsa.RSAPublicNumbers(
        int.from_bytes(body[6 + n + 2 : 6 + n + e], "big"), int.from_bytes(body[8 : 6 + n], "big")
    )
    return Rsa(body[: 6 + n + e], numbers, body[7 + n + e : -2])


def _cfb(key: bytes, iv: bytes, data: bytes) -> bytes:
    return Cipher(algorithms.AES(key), CFB(iv)).encryptor().update(data)


def locked(key: pysequoia.Tsk, passphrase: str = PASSPHRASE) -> str:
    """Return a key with encrypted secrets, as GnuPG exports it (5.5.3, 3.7.1.3)."""
    parts = []
    for part in packets(key):
        if part.tag not in (Tag.SecretKey, Tag.SecretSubkey):
            parts.append(bytes(part))
            continue
        found, salt, iv = read_rsa(part.body), os.urandom(8), os.urandom(16)
        size = (16 + (COUNT & 15)) << ((COUNT >> 4) + 6)
        salted = salt + passphrase.encode()
        session = hashlib.sha256((salted * (size // len(salted) + 1))[:size]).digest()
        secret = _cfb(session, iv, found.secret + hashlib.sha1(found.secret).digest())
        body = found.public + bytes([254, AES256, 3, SHA256]) + salt + bytes([COUNT]) + iv + secret
        parts.append(packet(SECRET_KEY if part.tag == Tag.SecretKey else SECRET_SUBKEY, body))
    return pysequoia.armor(b"".join(parts), pysequoia.ArmorKind.SecretKey)


def old(content: bytes, key: pysequoia.Tsk, *, is_protected: bool = True, recipient: bytes = b"") -> bytes:
    """Return a message of RFC 4880: protected by an MDC (5.13), or unprotected (5.7). `recipient` replaces
    the correct key id."""
    part, session = subkey(key)[0], os.urandom(32)
    claimed = recipient or bytes.fromhex(part.key_id or "")
    secret = bytes([AES256]) + session + (sum(session) % 65_536).to_bytes(2, "big")
    numbers = read_rsa(part.body).numbers
    number = numbers.public_key().encrypt(secret, padding.PKCS1v15())
    number = number.lstrip(b"\0")
    bits = (len(number) * 8 - 8 + number[0].bit_length()).to_bytes(2, "big")
    start = os.urandom(16)
    plain = start + start[-2:] + packet(11, b"b\0" + bytes(4) + content)
    if is_protected:
        plain += b"\xd3\x14"
        plain += hashlib.sha1(plain).digest()
    data = _cfb(session, bytes(16), plain)
    head = packet(PKESK, b"\3" + claimed + b"\1" + bits + number)
    return head + (packet(SEIPD, b"\1" + data) if is_protected else packet(SED, data))
