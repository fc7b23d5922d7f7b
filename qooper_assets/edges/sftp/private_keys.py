"""One private key in OpenSSH format, read from the text of a secret however that was pasted.

Belongs here: finding the key in the text, recognizing what is not one, and proving that it is complete, of a
kind that we accept, and opened by its passphrase. Does not: where the text comes from (`edges/secrets.py`),
or logging in (`edges/sftp/login.py`). No error contains a character of the key or the passphrase, and none
is chained to an exception of a library, which might.

The file format is documented in OpenSSH's PROTOCOL.key. Its outer part is public: type, length and
fingerprint are known without the passphrase.
"""

import base64
import hashlib
import io
import re
from dataclasses import dataclass, field
from typing import NamedTuple

import paramiko
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from qooper_assets.core.errors import TenantFileError

RSA_BITS_MIN = 2048
TYPES: dict[str, type[paramiko.Ed25519Key | paramiko.ECDSAKey | paramiko.RSAKey]] = {
    "ssh-ed25519": paramiko.Ed25519Key,
    "ecdsa-sha2-nistp256": paramiko.ECDSAKey,
    "ecdsa-sha2-nistp384": paramiko.ECDSAKey,
    "ecdsa-sha2-nistp521": paramiko.ECDSAKey,
    "ssh-rsa": paramiko.RSAKey,
}
"""The accepted types of keys. ssh-rsa is a type of key here, not the signature algorithm with SHA-1."""

CIPHERS = ("none", "aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com")
"""The accepted encryptions of a key; the second is the default of ssh-keygen."""
MAGIC = b"openssh-key-v1\0"
BEGIN, END = "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"
PASTED = re.compile(r"\\+[nrt]|\s")
"""Accepted between the characters of a key: white space, or escaped white space."""

_NEW = "Make a new one with `ssh-keygen -t ed25519 -f KEY`, and send the customer KEY.pub"
_CONVERT = "Convert it with `ssh-keygen -p -f KEY`, which writes OpenSSH format"
_RECODE = "Encrypt it again with `ssh-keygen -p -Z aes256-ctr -f KEY`"
_COPY = (
    "Copy the key's file again, whole, from its line BEGIN to its line END."
    " `ssh-keygen -y -f KEY` shows whether the file itself is good"
)
_PUBLIC = "It belongs on the server. The private key is in the file of the same name without .pub"
_CERTIFICATE = "Login by certificate is not supported: take the private key itself"
FOREIGN = (
    (r"-----BEGIN (RSA|EC) PRIVATE KEY-----", "a key in PEM format (PKCS#1)", _CONVERT),
    (
        r"-----BEGIN (ENCRYPTED )?PRIVATE KEY-----",
        "a key in PEM format (PKCS#8)",
        f"{_CONVERT} (an ed25519 key needs ssh-keygen 9.6 or newer for that)",
    ),
    (r"-----BEGIN DSA PRIVATE KEY-----", "a DSA key, which no server should accept any longer", _NEW),
    (
        r"PuTTY-User-Key-File-",
        "a key in PuTTY's format (.ppk)",
        "Convert it with `puttygen KEY.ppk -O private-openssh-new -o KEY`",
    ),
    (r"-----BEGIN (RSA )?PUBLIC KEY-----", "the public half of a key", _PUBLIC),
    (r"---- BEGIN SSH2 PUBLIC KEY ----", "the public half of a key", _PUBLIC),
    (r"^[a-z0-9@.-]+-cert-v01@openssh\.com\s", "an OpenSSH certificate", _CERTIFICATE),
    (r"-----BEGIN CERTIFICATE-----", "a certificate", _CERTIFICATE),
    (r"^(ssh|ecdsa|sk)-\S+\s+AAAA", "the public half of a key", _PUBLIC),
    (r"^LS0tLS1CRUdJTi", "a key file encoded in base64 once more", "Decode it with `base64 -d`"),
)
"""Frequent mistakes instead of a private key in OpenSSH format, and what to do about each."""


@dataclass(frozen=True)
class PrivateKey:
    """A key that can sign. It exists only if it is complete and of a kind that we accept."""

    key: paramiko.PKey = field(repr=False)
    fingerprint: str
    """As `ssh-keygen -lf` shows it: SHA256:…"""
    is_passphrase_needless: bool = False
    """A passphrase was given, but the key is not encrypted. Harmless: it happens while one is removed."""


class _Outer(NamedTuple):
    """The parts of a key file that are readable without its passphrase."""

    data: bytes
    cipher: str
    public: bytes
    type: str
    bits: int
    """The length of an RSA key; else 0."""
    fingerprint: str


def parse(text: str, passphrase: str | None, *, where: str) -> PrivateKey:
    """Parse the private key in a text, however it was pasted (F17). `where` is the reference of the secret.

    Raises `TenantFileError`: key_not_openssh, key_unreadable, key_type_not_supported,
    key_passphrase_missing, key_passphrase_wrong.
    """
    body = _find(text, where)
    outer = _read_outer(body)
    if outer is None:
        raise _unreadable("a part of it is missing or was changed", where)
    _check_type(outer, where)
    if outer.cipher not in CIPHERS:
        raise _unreadable("it is encrypted by a cipher that we do not read", where, _RECODE)
    is_encrypted = outer.cipher != "none"
    if is_encrypted and passphrase is None:
        raise TenantFileError(
            "key_passphrase_missing",
            f"the key {outer.fingerprint} is encrypted, and no passphrase is given.",
            where=where,
            remedy="Write its reference under feed.auth, as in passphrase: env:NAME.",
        )
    key = _open(outer, passphrase if is_encrypted else None)
    if key is not None:
        return PrivateKey(
            key, outer.fingerprint, is_passphrase_needless=not is_encrypted and bool(passphrase)
        )
    if is_encrypted:
        raise TenantFileError(
            "key_passphrase_wrong",
            f"the passphrase does not open the key {outer.fingerprint}.",
            where=where,
            remedy="Correct the secret of feed.auth.passphrase. If `ssh-keygen -y -f KEY` takes the same"
            " passphrase, the key was damaged on the way: copy its file again, whole.",
        )
    raise _unreadable("a part of it was changed", where)


def _find(text: str, where: str) -> str:
    """Find the base64 between the two lines that enclose a key."""
    _, begin, rest = text.partition(BEGIN)
    if not begin:
        bare = text.strip("\ufeff\"' \t\r\n")
        for pattern, what, remedy in FOREIGN:
            if re.search(pattern, bare):
                raise _not_openssh(f"the secret is {what}", remedy, where)
        raise _not_openssh(f"the secret has no line {BEGIN}", "Give the content of the key's file", where)
    body, end, _ = rest.partition(END)
    if not end:
        raise _unreadable("its end is missing", where)
    return PASTED.sub("", body)


def _read_outer(body: str) -> _Outer | None:
    """Parse the outer part; None if something is missing or violates the format."""
    try:
        data = base64.b64decode(body, validate=True)
        if not data.startswith(MAGIC):
            return None
        cipher, rest = _string(data[len(MAGIC) :])
        _, rest = _string(rest)  # how the passphrase is stretched, and with what options
        _, rest = _string(rest)
        if int.from_bytes(rest[:4]) != 1:
            return None
        public, rest = _string(rest[4:])
        _string(rest)
        type_, numbers = _string(public)
        bits = 0
        if type_ == b"ssh-rsa":
            modulus, _ = _string(_string(numbers)[1])
            bits = int.from_bytes(modulus).bit_length()
        digest = base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")
        return _Outer(data, cipher.decode("ascii"), public, type_.decode("ascii"), bits, f"SHA256:{digest}")
    except ValueError:
        return None


def _string(data: bytes) -> tuple[bytes, bytes]:
    """Split off one string (RFC 4251, 5). Raises `ValueError` if it is truncated."""
    end = 4 + int.from_bytes(data[:4])
    if len(data) < end:
        raise ValueError
    return data[4:end], data[end:]


def _check_type(outer: _Outer, where: str) -> None:
    if outer.type not in TYPES:
        shown = outer.type if re.fullmatch(r"[a-z0-9@.-]{1,60}", outer.type) else "unknown"
        why = f"its type is {shown}"
    elif outer.type == "ssh-rsa" and outer.bits < RSA_BITS_MIN:
        why = f"it is RSA with {outer.bits} bits, the least is {RSA_BITS_MIN}"
    else:
        return
    raise TenantFileError(
        "key_type_not_supported",
        f"the key {outer.fingerprint} can't be used: {why}. We take ed25519, ECDSA, and RSA.",
        where=where,
        remedy=f"{_NEW}.",
    )


def _open(outer: _Outer, passphrase: str | None) -> paramiko.PKey | None:
    """Open the key for paramiko; None if it doesn't open, or its halves don't match.

    paramiko itself does not read every cipher, and accepts a damaged key.
    """
    whole = f"{BEGIN}\n{base64.b64encode(outer.data).decode()}\n{END}\n"
    try:
        opened = load_ssh_private_key(whole.encode(), passphrase.encode() if passphrase else None)
        plain = opened.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
        key = TYPES[outer.type].from_private_key(io.StringIO(plain))
    except Exception:  # noqa: BLE001  a changed character can make a library raise anything
        return None
    return key if key.asbytes() == outer.public else None


def _not_openssh(what: str, remedy: str, where: str) -> TenantFileError:
    return TenantFileError(
        "key_not_openssh",
        f"{what}, where a private key in OpenSSH format is wanted.",
        where=where,
        remedy=f"{remedy}.",
    )


def _unreadable(why: str, where: str, remedy: str = _COPY) -> TenantFileError:
    return TenantFileError(
        "key_unreadable", f"the private key can't be read: {why}.", where=where, remedy=f"{remedy}."
    )
