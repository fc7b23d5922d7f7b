"""The settings of this installation, read once from the environment when a process starts.

Belongs here: every `QOOPER_…` variable and its default. Does not: anything about one customer (which
is in the tenant files), or a secret. The environment is an argument, so nothing is read at import.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from qooper_assets.core.errors import TenantFileError
from qooper_assets.core.tenant.base import SecretReference


@dataclass(frozen=True)
class Settings:
    """The settings of one installation. Every path is absolute."""

    home: Path
    """QOOPER_HOME: the checkout; `file:` secrets are relative to it."""
    state: Path
    """QOOPER_STATE: scratch files, embedded targets, and by default artifacts and ledger."""
    artifacts: str
    """QOOPER_ARTIFACTS: the artifacts' root, a folder or an object store (fsspec URL)."""
    ledger: str
    """QOOPER_LEDGER: SQLAlchemy URL of the ledger."""
    keys: tuple[str, ...]
    """QOOPER_KEYS: references (`env:NAME,file:PATH`) to the keys that seal artifacts. The first one seals,
    any one opens; without one, nothing is sealed."""
    reads_unsealed: bool
    """QOOPER_UNSEALED: `read` artifacts that are not sealed, as long as there are some from before the keys,
    or `refuse` them."""
    tenants: Path
    """QOOPER_TENANTS: the folder with one YAML file per tenant."""
    shard: tuple[int, int]
    """QOOPER_SHARD: (2, 5) for `2/5`, the second of five code locations; (1, 1) has every tenant."""
    notices: Path | None
    """QOOPER_NOTICES: the file with the channels for notices. By default `notices.yaml` in QOOPER_HOME, if it
    is there when the process starts; None: nobody is notified."""
    reuses: bool
    """QOOPER_REUSE: `on`, or `off` to read every file whole instead of reusing unchanged lines."""


def read(environ: Mapping[str, str], cwd: Path) -> Settings:
    """Read the settings from an environment; an empty variable counts as not set.

    Raises `TenantFileError` settings_invalid.
    """

    def path(name: str, base: Path, default: str) -> Path:
        return (base / Path(environ.get(name) or default).expanduser()).absolute()

    home = path("QOOPER_HOME", cwd, ".")
    state = path("QOOPER_STATE", home, ".qooper")
    return Settings(
        home=home,
        state=state,
        artifacts=environ.get("QOOPER_ARTIFACTS") or str(state / "artifacts"),
        ledger=environ.get("QOOPER_LEDGER") or f"sqlite:///{state / 'ledger.sqlite'}",
        keys=_keys(environ.get("QOOPER_KEYS") or ""),
        reads_unsealed=_reads_unsealed(environ),
        tenants=path("QOOPER_TENANTS", home, "tenants"),
        shard=_shard(environ.get("QOOPER_SHARD") or "1/1"),
        notices=_notices(environ, path("QOOPER_NOTICES", home, "notices.yaml")),
        reuses=_reuses(environ.get("QOOPER_REUSE") or "on"),
    )


def _keys(text: str) -> tuple[str, ...]:
    references = tuple(part.strip() for part in text.split(",")) if text else ()
    try:
        return TypeAdapter(tuple[SecretReference, ...]).validate_python(references)
    except ValidationError:
        raise TenantFileError(
            "settings_invalid",
            "a key is a reference, env:NAME or file:PATH, never the key itself; separate several by commas.",
            where="QOOPER_KEYS",
            remedy="Put the key into a file or a variable of its own.",
        ) from None


def _reads_unsealed(environ: Mapping[str, str]) -> bool:
    word = environ.get("QOOPER_UNSEALED") or "read"
    if word not in ("read", "refuse") or (word == "refuse" and not environ.get("QOOPER_KEYS")):
        raise TenantFileError(
            "settings_invalid",
            "it is `read` or `refuse`, and `refuse` needs QOOPER_KEYS.",
            where="QOOPER_UNSEALED",
            remedy="Leave it out until every stored file is sealed.",
        )
    return word == "read"


def _shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    shard = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= shard[0] <= shard[1]:
        raise TenantFileError(
            "settings_invalid",
            f"{text!r} is not a shard; write 2/5 for the second of five.",
            where="QOOPER_SHARD",
            remedy="Set it for each code location, or leave it out to load every tenant.",
        )
    return shard


def _notices(environ: Mapping[str, str], path: Path) -> Path | None:
    """A file that is named and missing is an error of the sender, not silence."""
    return path if environ.get("QOOPER_NOTICES") or path.exists() else None


def _reuses(word: str) -> bool:
    if word not in ("on", "off"):
        raise TenantFileError(
            "settings_invalid",
            f"{word!r} is neither `on` nor `off`.",
            where="QOOPER_REUSE",
            remedy="Leave it out to reuse unchanged lines, or set it to off to read every file whole.",
        )
    return word == "on"
