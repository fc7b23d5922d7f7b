"""The tenant file as frozen models: what one customer's file looks like and what may be done with it.

Belongs here: every key of `tenants/*.yaml`, its default and its unit. Does not: reading the YAML
(`edges/tenant_files.py`) or resolving a secret (`edges/secrets.py`); a secret is only ever a
reference here.
"""

import hashlib
import json
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from qooper_assets.core import file_names
from qooper_assets.core.file_names import NamePattern


class Model(BaseModel):
    """Frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AddedLater:
    """Marks a key that version 0.1 did not have: at its default it is no part of `Tenant.policy_version`, so
    that the version of a tenant file that nobody touched stays the same."""


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{name!r} is not an IANA time zone such as America/New_York") from None
    return name


def _secret_reference(reference: str) -> str:
    if not re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*|file:.+", reference):
        # The value itself is not echoed: it may be the secret.
        raise ValueError("a secret is a reference, env:NAME or file:PATH, never the secret itself")
    return reference


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
TimeZone = Annotated[str, AfterValidator(_time_zone)]
SecretReference = Annotated[str, AfterValidator(_secret_reference)]
HostKeyFingerprint = Annotated[str, StringConstraints(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$")]
AttributeName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Header = Annotated[str, StringConstraints(min_length=1, max_length=500)]
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
Encoding = Literal[
    "auto",
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-9",
    "iso-8859-15",
    "cp850",
    "cp437",
    "cp852",
    "cp866",
    "mac-roman",
    "koi8-r",
    "shift_jis",
    "euc-jp",
    "gb18030",
    "big5",
    "euc-kr",
]
"""What a spreadsheet or an HR system writes where it does not write Unicode: the pages of Windows, their
elder sisters of ISO and DOS, and the Mac's. Where several are the same text, the first one is named."""
Owner = Annotated[str, StringConstraints(pattern=r"^(team:\S.*|[^@\s]+@[^@\s]+)$")]
Percent = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Schedule(Model):
    """When the file is due, in the tenant's own wall-clock time (T01–T03)."""

    every: Every = Every.DAY
    at: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "05:30"
    timezone: TimeZone
    on: Weekday | None = None
    starts_on: date = date(2026, 1, 1)
    """The first partition. Nothing before it can be delivered."""

    @model_validator(mode="after")
    def _weekday_goes_with_week(self) -> "Schedule":
        if (self.every is Every.WEEK) != (self.on is not None):
            raise ValueError("`on: <weekday>` goes with `every: week`, and only with it")
        return self


class PasswordAuth(Model):
    type: Literal["password"]
    password: SecretReference


class KeyAuth(Model):
    """Login by a private key in OpenSSH format; RSA keys sign by rsa-sha2-256 or -512 only (F17, F18)."""

    type: Literal["key"]
    private_key: SecretReference
    passphrase: SecretReference | None = None


class KeyAndPasswordAuth(Model):
    """Login by a private key and then a password, where the server wants both. The password is sent only
    once the server has taken the key and asks for more."""

    type: Literal["key_and_password"]
    private_key: SecretReference
    passphrase: SecretReference | None = None
    password: SecretReference


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Wrapper = Literal["gzip", "zip", "openpgp"]
Auth = Annotated[PasswordAuth | KeyAuth | KeyAndPasswordAuth, Field(discriminator="type")]


Delimiter = Literal[",", ";", "\t", "|", "^", "~", ":"]
"""What may part cells. Never a letter, a digit, `@`, a space or a quote (P08)."""


class Trailer(Model):
    """A last line that is no person, such as `TOTAL,1234` (P16)."""

    begins: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    """What its first cell holds, whatever the case: TOTAL. A file without it is cut short."""
    count_in: Annotated[int, Field(ge=1)] | None = None
    """The cell that holds the control total, counted from 1; without it, nothing is compared."""
    counts: Literal["records", "lines"] = "records"
    """What the control total counts: the records between header and trailer, or all lines of the file that
    are not blank, header and trailer too."""


class Csv(Model):
    """The dialect. What is declared is obeyed, and a file that contradicts it is blocked."""

    delimiter: Delimiter | Literal["auto"] = "auto"
    """What parts the cells of a row; a tab is written `"\\t"`. auto: that by which the header parts into the
    columns of the mapping; the rows are not asked."""
    quote: Literal['"', "'"] = '"'
    """What a cell is put in that holds the delimiter."""
    quoting: Literal["doubled", "escaped", "none"] = "doubled"
    """How a quote in a cell is written. doubled: twice (RFC 4180). escaped: with a backslash before it, as
    are backslashes, and delimiters outside of quotes. none: a quote is a character like others."""
    encoding: Encoding = "auto"
    """How the bytes are read. `auto`: UTF-8 is recognized, and UTF-16; another encoding only where the
    file's words leave no doubt, with a warning, and else the file is blocked, `encoding_unclear`. What is
    declared is obeyed, and a file that contradicts it is blocked, `encoding`."""
    newlines_in_fields: bool = False
    """Whether a cell in quotes may go on in the next line. Where not, one stray quote costs one row."""
    header_row: Annotated[int, Field(ge=1, le=1000)] | Literal["auto"] = "auto"
    """The line of the header, from 1. auto: the first of 50 that holds the required columns of the mapping.
    Lines above it are left out and told, and must not look like people (P16)."""
    trailer: Trailer | None = None
    """The last line, if it is no person (P16)."""

    @model_validator(mode="after")
    def _quotes_go_with_quoting(self) -> "Csv":
        if self.quoting == "none" and (self.quote != '"' or self.newlines_in_fields):
            raise ValueError("quoting: none has no quotes; `quote` and `newlines_in_fields` don't go with it")
        return self


class Excel(Model):
    """Which rows of a workbook are the roster."""

    sheet: str | None = None
    """The name of the sheet. Without it, the workbook must have exactly one (P20)."""
    header_row: Annotated[int, Field(ge=1, le=1000)] = 1
    """The row of the header, as the spreadsheet counts; the rows above it are not read."""


class Limits(Model):
    """What a delivery may cost. Above a limit it is `blocked: too_large`, or late."""

    size_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    rows_max: Annotated[int, Field(ge=1)] = 10_000_000
    columns_max: Annotated[int, Field(ge=1)] = 500
    record_bytes_max: Annotated[int, Field(ge=100)] = 1024**2
    field_chars_max: Annotated[int, Field(ge=1)] = 4_000
    transfer_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 30
    age_hours_max: Annotated[float, Field(gt=0, le=24 * 366)] = 24 * 8
    inflated_bytes_max: Annotated[int, Field(ge=1)] = 2 * 1024**3
    """What a wrapped file, or the parts of a workbook all together, may inflate to."""
    inflation_ratio_max: Annotated[float, Field(gt=1)] = 200
    """How many times its packed size a wrapped file, or a part of a workbook, may have. Below 10 MiB
    any ratio is fine."""
    parse_minutes_max: Annotated[float, Field(gt=0, le=24 * 60)] = 10
    """How long a process may work that unwraps a file, or reads a workbook or JSON."""
    parse_memory_mib_max: Annotated[int, Field(ge=64)] = 1024
    """How much memory that process may have. OpenPGP needs about 200."""
    listing_entries_max: Annotated[int, Field(ge=1)] = 100_000
    """How many entries the folder may have that is listed for a glob."""
    memory_mib_max: Annotated[int, Field(ge=64)] = 256
    """What the engine may hold in memory before it spills to disk."""


class OpenPgp(Model):
    """How an OpenPGP message is opened, and whose it must be."""

    private_key: SecretReference
    """Where our private key is, ASCII-armored as `gpg --armor --export-secret-keys` writes it."""
    passphrase: SecretReference | None = None
    """Where its passphrase is, if it is encrypted."""
    signed_by: SecretReference | None = None
    """Where the customer's public key is. With it, a message without a valid signature by that key is
    refused; without it, signatures are not looked at."""


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


class Column(Model):
    """One roster attribute, from one column of the file."""

    column: Header


class DateColumn(Model):
    column: Header
    format: Annotated[str, StringConstraints(pattern=r"%")] = "%Y-%m-%d"


class StatusColumn(Model):
    """The customer's status words. A word that is not listed rejects its row (S07)."""

    column: Header
    values: dict[str, Literal["active", "inactive"]] = Field(
        default={"active": "active", "inactive": "inactive"}, min_length=1
    )


class ManagerColumn(Model):
    column: Header
    refers_to: AttributeName = "employee_id"
    """What the column holds of the manager: employee_id, email, or the identity (AT11)."""


class FullName(Model):
    """First and last name in one column (AT05)."""

    column: Header
    order: Literal["last_first", "first_last"]
    """last_first: `Doe, Jane`, parted at the first `,`. first_last: `Jane Doe`, parted at the last space."""


class CustomColumn(Model):
    """A profile field of the customer's own; `split` makes it multi-select."""

    column: Header
    split: Annotated[str, StringConstraints(min_length=1, max_length=3)] | None = None
    options: tuple[str, ...] = ()
    """The options that Qooper knows; without them, any. An option may hold the separator (P32)."""
    unknown_option: Literal["drop", "reject"] = "drop"
    """What becomes of an option that is not among them: the value is dropped, or the row rejected (P32)."""

    @model_validator(mode="after")
    def _options_go_with_split(self) -> "CustomColumn":
        if self.options and not self.split:
            raise ValueError("options: they go with `split`, for a field of many values")
        return self


def _shorthand(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Plain = Annotated[Column, BeforeValidator(_shorthand)]
Dated = Annotated[DateColumn, BeforeValidator(_shorthand)]
Status = Annotated[StatusColumn, BeforeValidator(_shorthand)]
Manager = Annotated[ManagerColumn, BeforeValidator(_shorthand)]
Custom = Annotated[CustomColumn, BeforeValidator(_shorthand)]


class Mapping(Model):
    """Customer header → roster attribute. `title: Job Title` is short for `{column: Job Title}`."""

    email: Plain
    employee_id: Plain | None = None
    first_name: Plain | None = None
    last_name: Plain | None = None
    full_name: FullName | None = None
    title: Plain | None = None
    department: Plain | None = None
    location: Plain | None = None
    phone: Plain | None = None
    hire_date: Dated | None = None
    termination_date: Dated | None = None
    status: Status | None = None
    manager: Manager | None = None
    custom: dict[AttributeName, Custom] = {}

    @model_validator(mode="after")
    def _custom_names_are_free(self) -> "Mapping":
        taken = sorted(set(self.custom) & (set(Mapping.model_fields) | {"external_id", "is_active"}))
        if taken:
            raise ValueError(f"custom: {', '.join(taken)} is a standard attribute; map it at the top")
        return self

    @model_validator(mode="after")
    def _names_come_once(self) -> "Mapping":
        if self.full_name and (self.first_name or self.last_name):
            raise ValueError("full_name: it stands instead of first_name and last_name, not beside them")
        return self


class Policy(Model):
    """What is done about a situation, where the customer has a choice."""

    absent_after_files: Annotated[int, Field(ge=1, le=30)] = 1
    adoption: Literal["ask", "auto", "never"] = "ask"
    """An account that fits a new person but is not ours: hold and ask, link by itself, or withhold (I19)."""
    reactivate_admin_deactivated: bool = False
    """An account that an administrator of Qooper deactivated stays so unless this is set (S12)."""
    clear_when_blank: tuple[AttributeName, ...] = ()
    """Attributes that a blank cell clears; any other blank keeps the present value (R8)."""
    placeholder_emails: tuple[str, ...] = ("noemail@", "none@", "na@", "n/a@", "test@example.com")
    """An e-mail that begins with one of these, or is one, is no e-mail (I17)."""
    protected_emails: tuple[str, ...] = ()
    """Accounts that a roster never changes, beside every administrator (R5)."""
    stale_pct_max: Percent = 5
    approval_days_max: Annotated[int, Field(ge=1, le=90)] = 7
    unreadable_files_max: Annotated[int, Field(ge=1, le=365), AddedLater()] = 3
    """How many files in a row may have rows whose identifier can't be read. People who may be on such a row
    are not deactivated for absence, so the next such file is held, and an approver asks the customer (R2)."""

    @model_validator(mode="after")
    def _identity_is_never_cleared(self) -> "Policy":
        never = {"email", "employee_id", "first_name", "last_name"} & set(self.clear_when_blank)
        if never:
            raise ValueError(f"clear_when_blank: {', '.join(sorted(never))} is never cleared (R8)")
        return self


class Guardrails(Model):
    """Limits on one change set. Exactly at a limit passes, one above is held (R3)."""

    deactivations_count_floor: Count = 5
    deactivations_pct_max: Percent = 10
    deactivations_count_max: Count = 200
    deactivations_share_pct_max: Percent = 50
    reactivations_count_floor: Count = 5
    reactivations_pct_max: Percent = 10
    identity_changes_count_floor: Count = 5
    identity_changes_pct_max: Percent = 5
    withheld_count_floor: Count = 5
    withheld_pct_max: Percent = 5
    creates_count_floor: Count = 20
    creates_pct_max: Percent = 50
    row_drop_count_floor: Count = 5
    row_drop_pct_max: Percent = 10
    rejects_count_floor: Count = 3
    rejects_pct_max: Percent = 5
    deactivations_7_days_pct_max: Percent = 25
    name_changes_pct_max: Percent = 30
    fill_rate_drop_pct_max: Percent = 50
    overlap_pct_min: Percent = 5


class EmbeddedTarget(Model):
    """A simulated Qooper: one SQLite file per tenant."""

    type: Literal["embedded"] = "embedded"
    seats_max: Annotated[int, Field(ge=1)] | None = None
    """How many accounts may be active at once; without it, any number (AP09)."""


class Tenant(Model):
    """One customer organization: `tenants/<tenant>.yaml`."""

    tenant: Slug
    name: str
    paused: bool = False
    schedule: Schedule
    on_arrival: bool = False
    owners: tuple[Owner, ...] = ()
    """E-mail addresses or `team:` names of those who answer for this tenant, shown in Dagster."""
    feed: Feed
    identity: AttributeName = "employee_id"
    """What tells one person from another over the years: employee_id, email, or any attribute of plain
    text that is mapped and unique (R6)."""
    mapping: Mapping
    policy: Policy = Policy()
    guardrails: Guardrails = Guardrails()
    target: EmbeddedTarget = EmbeddedTarget()

    @model_validator(mode="after")
    def _identity_is_mapped(self) -> "Tenant":
        column = getattr(self.mapping, self.identity, None) or self.mapping.custom.get(self.identity)
        if column is None:
            raise ValueError(f"mapping.{self.identity}: it is the identity, so it must be mapped")
        if not isinstance(column, Column | CustomColumn) or (
            isinstance(column, CustomColumn) and column.split
        ):
            raise ValueError(f"identity: {self.identity} is not a column of plain text")
        manager = self.mapping.manager
        if manager and manager.refers_to not in {"employee_id", "email", self.identity}:
            raise ValueError("mapping.manager.refers_to: take employee_id, email, or the identity")
        if manager and manager.refers_to == "employee_id" and self.mapping.employee_id is None:
            raise ValueError("mapping.manager.refers_to: employee_id is not mapped")
        return self

    def policy_version(self) -> str:
        """Sixteen hex digits over what decides the changes: feed shape, identity, mapping, policy,
        guardrails. Not schedule, host or secrets (R11)."""
        decisive = {
            "feed": self.feed.model_dump(
                mode="json", include={"format", "csv", "excel", "records", "coverage"}
            ),
            **self.model_dump(mode="json", include={"identity", "mapping", "policy", "guardrails"}),
        }
        _leave_out_new_defaults(decisive, self)
        canonical = json.dumps(decisive, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _leave_out_new_defaults(dumped: dict[str, Any], model: BaseModel) -> None:
    """Take the keys that were added later, and are at their default, out of a model's dump."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in dumped:
            continue
        if value == field.default and any(isinstance(mark, AddedLater) for mark in field.metadata):
            del dumped[name]
        elif isinstance(value, BaseModel):
            _leave_out_new_defaults(dumped[name], value)
        elif isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, BaseModel):
                    _leave_out_new_defaults(dumped[name][key], one)
