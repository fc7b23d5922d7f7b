"""Unwraps a delivered file (gzip, zip, OpenPGP) in a sandboxed subprocess.

Belongs here: the job of that process, and what its answer means. Does not: the unwrapping (`child.py` and
what it imports; this process reads no byte of the file).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qooper_assets.core.errors import TenantFileError, blocked
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.edges.secrets import OpenPgpSecrets
from qooper_assets.readers.sandbox import parent as sandbox_parent

CHILD = "qooper_assets.readers.wrappers.child"


class Unwrapped(NamedTuple):
    """The content of the innermost wrapper."""

    path: Path
    sizes_bytes: tuple[int, ...]
    """Sizes of the content of each layer, the outermost first."""


def unwrap(
    raw: Path,
    wrapped: Sequence[str],
    secrets: OpenPgpSecrets | None,
    limits: Limits,
    *,
    scratch: Path,
    where: str,
) -> Unwrapped:
    """Unwrap every declared layer, and verify it to its last byte.

    Raises `DeliveryError`, all of them `blocked`: wrapper_differs, wrapper_damaged (F03),
    wrapper_unsupported, wrapper_members, too_large (F20), openpgp_for_others, openpgp_unprotected,
    openpgp_signature; or `TenantFileError` key_…. The file is written below `scratch`, which the caller
    removes; there is no file unless this returns.
    """
    folder = scratch / "unwrapped"
    with sandbox_parent.whole_or_gone(folder):
        answer = _ask(raw, folder, wrapped, secrets, limits, where)
    return Unwrapped(folder / str(len(wrapped)), tuple(answer["sizes"]))


def _ask(
    raw: Path,
    folder: Path,
    wrapped: Sequence[str],
    secrets: OpenPgpSecrets | None,
    limits: Limits,
    where: str,
) -> dict[str, Any]:
    keys = secrets and {
        "private_key": secrets.private_key,
        "passphrase": secrets.passphrase,
        "signed_by": secrets.signed_by,
    }
    job = {
        "raw": str(raw),
        "folder": str(folder),
        "wrapped": list(wrapped),
        "inflated_bytes_max": limits.inflated_bytes_max,
        "inflation_ratio_max": limits.inflation_ratio_max,
        "keys": keys,
    }
    remedy = "If this happens with another of their files too, report it to the developers."
    try:
        return sandbox_parent.run(
            CHILD,
            job,
            limits,
            where=where,
            if_broken=lambda how: blocked("wrapper_damaged", how, remedy, where),
        )
    except TenantFileError as error:
        assert secrets is not None
        reference = getattr(secrets.references, error.where)
        raise TenantFileError(error.code, error.message, where=reference, remedy=error.remedy) from None
