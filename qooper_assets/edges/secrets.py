"""Resolves secret references, at the moment of use and nowhere else.

Belongs here: reading `env:NAME` and `file:PATH`, a feed's credential, the keys that decrypt its messages, and
the keys that seal our files. Does not: storing, caching or showing a secret, or parsing a private key
(`edges/sftp/private_keys.py`). No error contains a value, or a text that is not a reference, because it may
be the secret itself; no repr of a credential contains one.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.auth import Auth, KeyAndPasswordAuth, KeyAuth, PasswordAuth
from qooper_assets.core.tenant.openpgp import OpenPgp
from qooper_assets.edges.sealed import SealingKey
from qooper_assets.edges.sftp import private_keys
from qooper_assets.edges.sftp.private_keys import PrivateKey

SECRET_BYTES_MAX = 65_536
"""A private key has a few thousand bytes; a larger file is the wrong one."""


@dataclass(frozen=True)
class Password:
    text: str = field(repr=False)


@dataclass(frozen=True)
class KeyAndPassword:
    key: PrivateKey
    password: Password


Credential = Password | PrivateKey | KeyAndPassword


def key_of(credential: Credential) -> PrivateKey | None:
    if isinstance(credential, KeyAndPassword):
        return credential.key
    return credential if isinstance(credential, PrivateKey) else None


def password_of(credential: Credential) -> str | None:
    if isinstance(credential, KeyAndPassword):
        return credential.password.text
    return credential.text if isinstance(credential, Password) else None


@dataclass(frozen=True)
class OpenPgpSecrets:
    """The keys and passphrase for OpenPGP messages, as text, with the references they came from."""

    references: OpenPgp
    private_key: str = field(repr=False)
    passphrase: str | None = field(repr=False)
    signed_by: str | None = field(repr=False)


def credential(auth: Auth, base: Path) -> Credential:
    """Resolve the login to the feed's server. Raises `secret_missing`, or what parsing a key raises."""
    match auth:
        case PasswordAuth():
            return Password(resolve(auth.password, base))
        case KeyAuth():
            return _key(auth, base)
        case KeyAndPasswordAuth():
            return KeyAndPassword(_key(auth, base), Password(resolve(auth.password, base)))


def _key(auth: KeyAuth | KeyAndPasswordAuth, base: Path) -> PrivateKey:
    passphrase = resolve(auth.passphrase, base) if auth.passphrase else None
    return private_keys.parse(resolve(auth.private_key, base), passphrase, where=auth.private_key)


def find_exposed(auth: Auth, base: Path) -> str | None:
    """Find the reference of a private key whose file others than its owner and group may use, if any."""
    reference = getattr(auth, "private_key", "")
    kind, _, name = reference.partition(":")
    if kind != "file" or not (base / name).is_file():
        return None
    return reference if (base / name).stat().st_mode & stat.S_IRWXO else None


def openpgp(references: OpenPgp, base: Path) -> OpenPgpSecrets:
    """Resolve the secrets that decrypt the feed's messages. Raises `secret_missing`."""
    passphrase, signed_by = references.passphrase, references.signed_by
    return OpenPgpSecrets(
        references=references,
        private_key=resolve(references.private_key, base),
        passphrase=resolve(passphrase, base) if passphrase else None,
        signed_by=resolve(signed_by, base) if signed_by else None,
    )


def sealing_keys(references: Sequence[str], base: Path) -> list[SealingKey]:
    """Resolve the artifact keys: the first seals, any opens. Raises `secret_missing`, settings_invalid."""
    return [SealingKey.parse(resolve(reference, base), where=reference) for reference in references]


def resolve(reference: str, base: Path) -> str:
    """Resolve `env:NAME` or `file:PATH` (relative to `base`) to the secret, without one trailing newline.

    Raises `secret_missing` if it does not exist, is blank or can't be read.
    """
    kind, _, name = reference.partition(":")
    match kind:
        case "env" if name:
            secret = os.environ.get(name)
            if secret is None:
                raise _missing(reference, "the environment variable is not set")
        case "file" if name:
            secret = _read(reference, base / name)
        case _:
            raise _missing("a secret", "it is not a reference of the form env:NAME or file:PATH")
    secret = secret.removesuffix("\r\n" if secret.endswith("\r\n") else "\n")
    if not secret.strip():
        raise _missing(reference, "it is empty")
    return secret


def _read(reference: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(SECRET_BYTES_MAX + 1)
        if len(content) > SECRET_BYTES_MAX:
            raise _missing(reference, f"the file has more than {SECRET_BYTES_MAX:,} bytes")
        return content.decode()
    except OSError as error:
        why = f"the file can't be read: {error.strerror or type(error).__name__}"
    except ValueError:  # not UTF-8, or not a valid path
        why = "the file is not text"
    raise _missing(reference, why)


def _missing(reference: str, why: str) -> TenantFileError:
    return TenantFileError(
        "secret_missing",
        f"{why}.",
        where=reference,
        remedy="Set it where this process runs, or correct the reference in the tenant file.",
    )
