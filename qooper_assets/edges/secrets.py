"""Secret references become secrets here, at the moment of use, and nowhere else.

Belongs here: reading `env:NAME` and `file:PATH`. Does not: keeping, caching or showing a secret. No
error holds a value, nor a text that is no reference, for it may be the secret itself.
"""

import os
from pathlib import Path

from qooper_assets.core.errors import TenantFileError

SECRET_BYTES_MAX = 65_536
"""A private key has some thousand; more is the wrong file."""


def resolve(reference: str, base: Path) -> str:
    """The secret behind `env:NAME` or `file:PATH` (relative to `base`), less one newline at its end.

    Raises `secret_missing` where there is none, where it is blank, or where it can't be read.
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
            raise _missing("a secret", "it is no reference of the form env:NAME or file:PATH")
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
    except ValueError:  # no UTF-8, or a path that can't be one
        why = "the file is not text"
    raise _missing(reference, why)


def _missing(reference: str, why: str) -> TenantFileError:
    return TenantFileError(
        "secret_missing",
        f"{why}.",
        where=reference,
        remedy="Set it where this process runs, or correct the reference in the tenant file.",
    )
