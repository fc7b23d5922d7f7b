"""The key `feed`: where a tenant's file is, and what kind of file it is.

Belongs here: server, path, format and wrappers, and the rules between them. Does not: `auth`, `csv`, `excel`,
`openpgp` and `limits`, which have modules of their own; choosing a file (`core/file_choice.py`).
"""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from qooper_assets.core import file_names
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.tenant.auth import Auth
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.openpgp import OpenPgp


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


HostKeyFingerprint = Annotated[str, StringConstraints(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$")]
JsonPointer = Annotated[str, StringConstraints(pattern=r"^(/.*)?$", max_length=500)]
"""RFC 6901."""
WeakAlgorithm = Literal[
    "diffie-hellman-group-exchange-sha1",
    "diffie-hellman-group14-sha1",
    "aes256-cbc",
    "aes192-cbc",
    "aes128-cbc",
    "hmac-sha1",
]
"""What an old server may be excepted for. Nothing that is broken stands here, and no signature by SHA-1."""
Wrapper = Literal["gzip", "zip", "openpgp"]


class Feed(Model):
    """Where and how a tenant's file arrives."""

    host: Annotated[str, StringConstraints(min_length=1, pattern=r"^[A-Za-z0-9._:-]+$")]
    port: Annotated[int, Field(ge=1, le=65535)] = 22
    username: Annotated[str, StringConstraints(min_length=1)]
    auth: Auth
    host_keys: tuple[HostKeyFingerprint, ...] = ()
    allow_weak: tuple[WeakAlgorithm, ...] = ()
    """Weak algorithms that an old server may use because it knows no better ones (F18). Each run that does
    says so. `no_common_algorithm` names the ones to write here."""
    path: Annotated[str, StringConstraints(pattern=r"^/")]
    """The exact remote path, or with `pick` a pattern in its last part. `{date:%Y%m%d}` stands for the
    date: of the run for today's partition, of the partition for a past one."""
    pick: Literal["newest"] | None = None
    """Which file is taken where the name is a pattern: the newest by the date in the name if the pattern
    has one, else by its time. It goes with a pattern, and only with it (F13)."""
    marker: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    """The file beside it that says that it is complete, such as `{name}.done`, where `{name}` is
    employees.csv and `{stem}` is employees. One that ends in `.sha256` holds its checksum."""
    settle_seconds: Annotated[float, Field(ge=0, le=3600)] = 60
    format: Literal["csv", "excel", "json"] = "csv"
    csv: Csv = Csv()
    excel: Excel = Excel()
    records: JsonPointer = ""
    """Where the array of records stands in a JSON document, such as /data/employees. Empty: the document
    itself is the array, or one record stands on each line (NDJSON)."""
    coverage: Literal["full_snapshot", "delta"] = "full_snapshot"
    wrapped: Annotated[tuple[Wrapper, ...], BeforeValidator(_one_or_more), Field(max_length=3)] = ()
    """What the roster is wrapped in, if in anything: one word, or a list with the outermost first, such
    as `[openpgp, gzip]`. A zip holds exactly one file. What is not declared is not opened."""
    openpgp: OpenPgp | None = None
    """The keys. It goes with `openpgp` in `wrapped`, and only with it."""
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _wrappers_fit(self) -> "Feed":
        if len(set(self.wrapped)) < len(self.wrapped):
            raise ValueError("wrapped: each wrapper stands there once")
        if ("openpgp" in self.wrapped) != (self.openpgp is not None):
            raise ValueError("openpgp: it goes with `openpgp` in `wrapped`, and only with it")
        return self

    @model_validator(mode="after")
    def _path_stays_in_its_folder(self) -> "Feed":
        if ".." in self.path.split("/"):
            raise ValueError("path: `..` is not allowed")
        rest = re.sub(r"\{date:[^{}]+\}", "", self.path)
        if "{" in rest or "}" in rest:
            raise ValueError("path: the only placeholder is {date:FORMAT}, as in {date:%Y%m%d}")
        return self

    @model_validator(mode="after")
    def _a_pattern_says_which_is_picked(self) -> "Feed":
        folder, name = file_names.split(self.path)
        if file_names.has_glob(folder):
            raise ValueError(
                "path: `*`, `?` and `[` are a pattern in the name of the file only, not in a folder"
            )
        if file_names.has_glob(name) and self.pick is None:
            raise ValueError(
                "pick: the name in `path` is a pattern, so say which file is taken: pick: newest"
            )
        if self.pick is not None:
            if not file_names.has_glob(name):
                raise ValueError("pick: it goes with a pattern (`*`, `?`, `[…]`) in the name in `path`")
            if self.coverage == "delta":
                raise ValueError(
                    "pick: it passes older files over, and each file of a `delta` feed has changes that no"
                    " other one has"
                )
            try:
                NamePattern(name)
            except ValueError as error:
                raise ValueError(f"path: {error}") from None
        return self

    @model_validator(mode="after")
    def _marker_is_another_file(self) -> "Feed":
        if self.marker is not None:
            try:
                file_names.check_marker(self.marker, file_names.split(self.path)[1])
            except ValueError as error:
                raise ValueError(f"marker: {error}") from None
        return self
