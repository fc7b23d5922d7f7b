"""The key `feed`: where a tenant's file is, and what kind of file it is.

Belongs here: server, path, format and wrappers, and the rules between them. Does not: `auth`, `csv`, `excel`,
`openpgp` and `limits`, which have modules of their own; choosing a file (`core/file_choice.py`).
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from qooper_assets.core import file_names
from qooper_assets.core.file_names import NamePattern
from qooper_assets.core.tenant import written
from qooper_assets.core.tenant.auth import Auth
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.csv import Csv
from qooper_assets.core.tenant.excel import Excel
from qooper_assets.core.tenant.limits import Limits
from qooper_assets.core.tenant.openpgp import OpenPgp


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


HostKeyFingerprint = Annotated[
    str,
    StringConstraints(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$"),
    BeforeValidator(written.check_fingerprint),
]
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
"""The weak algorithms that may be allowed for an old server. Never a broken one, nor a SHA-1 signature."""
Wrapper = Literal["gzip", "zip", "openpgp"]


class Feed(Model):
    """Where a tenant's file is, and how it is read.

    We never write, move or delete anything on the customer's server.

    A dated path looks like `/out/employees_{date:%Y%m%d}.csv`. The run of the current day or week asks for
    the date of the run; a run of an earlier partition asks for the date of the partition.

    A pattern has `*`, `?` or `[…]` in the name of the file, never in a folder, and requires `pick: newest`;
    a literal `[` is written `[[]`. If the pattern also has a `{date:…}`, the date is read from each name
    (`%Y %y %m %d %j %H %M %S`): `/out/employees_{date:%Y%m%d}*.csv` takes the latest date up to today, and
    for an earlier partition the files with a date in it. Without a date, the file that was modified last is
    taken. The case of the extension does not matter. Names of unfinished uploads (`.part`, `.filepart`,
    `.tmp`, a leading dot, a trailing `~`, and the like) and markers are never taken. The other files are
    recorded as superseded. `pick` is not allowed with a `delta` feed: each of its files counts.
    """

    host: Annotated[
        str,
        StringConstraints(min_length=1, pattern=r"^[A-Za-z0-9._:-]+$"),
        BeforeValidator(written.check_host),
    ]
    """The host name or address of the customer's SFTP server."""
    port: Annotated[int, Field(ge=1, le=65535)] = 22
    """The port of the server."""
    username: Annotated[str, StringConstraints(min_length=1)]
    """The account we log in with."""
    auth: Auth
    """How we log in."""
    host_keys: tuple[HostKeyFingerprint, ...] = ()
    """The fingerprints of the server's host keys, obtained from the customer through another channel. Without
    a match, no password and no key is sent. List two while the customer replaces a key."""
    allow_weak: tuple[WeakAlgorithm, ...] = ()
    """Weak algorithms to allow for an old server that supports nothing better (F18). Every run that uses one
    reports it. The error `no_common_algorithm` names the ones to list here."""
    path: Annotated[str, StringConstraints(pattern=r"^/"), BeforeValidator(written.check_path)]
    """The exact remote path, or with `pick` a pattern in its last part. `{date:%Y%m%d}` stands for a date:
    that of the run for today's partition, that of the partition for an earlier one. A literal brace is
    written twice: `{{` and `}}`."""
    pick: Literal["newest"] | None = None
    """Which file to take where the name is a pattern. `newest`: the latest by the date in the name if the
    pattern has one, otherwise by modification time. Required with a pattern, and not allowed otherwise
    (F13)."""
    marker: Annotated[str, StringConstraints(min_length=1, max_length=100)] | None = None
    """The name of a file next to the roster that marks it as complete, such as `{name}.done`. For
    `employees.csv`, `{name}` is employees.csv and `{stem}` is employees. A marker that ends in `.sha256`
    holds the checksum of the roster."""
    settle_seconds: Annotated[float, Field(ge=0, le=3600)] = 60
    """How long size and modification time of the file must stay the same before it is fetched."""
    format: Literal["csv", "excel", "json"] = "csv"
    """The format that was agreed on. The content decides how the file is read, with a warning where the two
    differ."""
    csv: Csv = Csv()
    """The dialect of a CSV file."""
    excel: Excel = Excel()
    """Where the roster is in an Excel workbook."""
    records: JsonPointer = ""
    """Where the array of records is in a JSON document, such as /data/employees. Empty: the document itself
    is the array, or there is one record on each line (NDJSON)."""
    coverage: Literal["full_snapshot", "delta"] = "full_snapshot"
    """`full_snapshot`: every file lists everybody, so absence means gone. `delta`: a file lists only changes,
    and absence means nothing."""
    wrapped: Annotated[tuple[Wrapper, ...], BeforeValidator(_one_or_more), Field(max_length=3)] = ()
    """How the roster is compressed or encrypted, if at all: one word, or a list from the outside in, such as
    `[openpgp, gzip]`. A zip archive must hold exactly one file. A wrapper that is not declared is not
    opened."""
    openpgp: OpenPgp | None = None
    """The keys for OpenPGP. Required with `openpgp` in `wrapped`, and not allowed otherwise."""
    limits: Limits = Limits()
    """The resources that one delivery may use."""

    @model_validator(mode="after")
    def _wrappers_fit(self) -> "Feed":
        if len(set(self.wrapped)) < len(self.wrapped):
            raise ValueError("wrapped: each wrapper may be listed only once")
        if ("openpgp" in self.wrapped) != (self.openpgp is not None):
            raise ValueError("openpgp: it goes with `openpgp` in `wrapped`, and only with it")
        return self

    @model_validator(mode="after")
    def _path_stays_in_its_folder(self) -> "Feed":
        if ".." in self.path.split("/"):
            raise ValueError("path: `..` is not allowed")
        rest = file_names.PLACEHOLDER_OR_BRACE.sub("", self.path)
        if "{" in rest or "}" in rest:
            raise ValueError(
                "path: the only placeholder is {date:FORMAT}, as in {date:%Y%m%d}; a literal brace is written"
                " twice, {{ or }}"
            )
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
                    "pick: it skips older files, but each file of a `delta` feed has changes of its own"
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
