"""The steps of `test-connection` in words: what each one found, for the engineer who sets a customer up.

Belongs here: turning what a step found into a `Step`. Does not: trying anything (`cli/connection_test.py`),
the table of the steps (`cli/show.py`).

A step contains counts and column names, never a person's data. If no header is recognized, it does not even
contain the names in the file's first row, because that row may be a person.
"""

import posixpath
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from qooper_assets.core import feed, file_names
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.feed import Fetched, Found, NotDelivered
from qooper_assets.core.file_choice import describe_passed_over
from qooper_assets.core.mapping import SCOPE, mapped_columns, near_names, unmapped_names, wanted_columns
from qooper_assets.core.records import HeaderMatch, Records
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.feed import Feed
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.edges.secrets import Credential
from qooper_assets.edges.sftp.transport import Transport, clean
from qooper_assets.readers.wrappers.reader import Unwrapped

NAMES_SHOWN = 10
FORMATS = {"csv": "CSV", "excel": "Excel workbook", "json": "JSON"}
NOT_UNIQUE = ("duplicate_identifier", "employee_id_shared", "email_shared")
"""Reject reasons that mean: an identifier or an e-mail is not unique."""


class Step(Model):
    """One step: what was tried, and what was found."""

    name: str
    ok: bool
    detail: str
    code: str | None = None
    """The code of the error, or the reason that rejects rows. None if all is well or there is no file."""
    warns: bool = False
    """Good enough to go on, but somebody should look at it."""


class Overlap(NamedTuple):
    """How many people of the roster match an account, whether it is ours or not."""

    people: int
    by_identifier: int
    by_email: int
    by_either: int
    accounts: int
    accounts_ours: int
    accounts_with_id: int


def report_error(name: str, error: QooperAssetsError) -> Step:
    where = f"{error.where}: " if error.code == "secret_missing" else ""  # other steps name the place
    return Step(name=name, ok=False, detail=f"{where}{error.message} {error.remedy}".strip(), code=error.code)


# The way to the file


def report_addresses(host: str, addresses: list[str]) -> Step:
    is_address = addresses == [host]
    detail = f"{host} is already an IP address." if is_address else f"{host} is {', '.join(addresses)}."
    return Step(name="name", ok=True, detail=detail)


def report_algorithms(transport: Transport) -> Step:
    detail = f"{transport.host_key_type}, {transport.remote_cipher}."
    weak = ", ".join(transport.weak_algorithms)
    if weak:
        detail += f" Weak, allowed by feed.allow_weak: {weak}. Ask the customer again for stronger ones."
    return Step(name="algorithms", ok=True, detail=detail, warns=bool(weak))


def report_login(
    username: str, credential: Credential, transport: Transport, exposed: str | None = None
) -> Step:
    """`exposed` is the reference of a private key that others may read."""
    key = secrets.key_of(credential)
    by = [f"the key {key.fingerprint}" if part == "key" and key else part for part in transport.logged_in_by]
    parts = [f"SFTP works for {username}, logged in by {' and '.join(by) or 'user name alone'}."]
    if key and key.is_passphrase_needless:
        parts.append("The key is not encrypted, so its passphrase is not needed.")
    if key and secrets.password_of(credential) and "password" not in transport.logged_in_by:
        parts.append("The server did not ask for the password.")
    if exposed:
        parts.append(f"Every user of this machine may read {exposed}: chmod 600 it.")
    return Step(name="login", ok=True, detail=" ".join(parts), warns=exposed is not None)


def report_folder(path: str) -> Step:
    return Step(name="path", ok=True, detail=f"The folder {posixpath.dirname(path)} exists.")


def report_missing_file(missing: NotDelivered) -> Step:
    return Step(name="file found", ok=False, detail=_capitalize(missing.note))


def report_file(found: Found, wanted: Feed, now: datetime) -> Step:
    """A file that is too old would be blocked, but the remaining steps can still be tried with it."""
    file, choice = found.remote_file, found.choice
    modified = f"{file.modified_at:%Y-%m-%d %H:%M} UTC" if file.modified_at else "no modification time"
    detail = f"{file.path}, {file.size_bytes:,} bytes, {modified}."
    if choice.why:
        reasons = filter(None, [choice.why, describe_passed_over(choice.passed_over)])
        detail += f" {_capitalize('; '.join(reasons))}."
    try:
        feed.check_age(file, now, wanted.limits, dated_on=choice.dated_on)
    except QooperAssetsError as error:
        failed = report_error("file found", error)
        return failed.model_copy(update={"detail": f"{detail} But {failed.detail}"})
    return Step(name="file found", ok=True, detail=detail)


def report_marker(found: Found | NotDelivered) -> Step:
    if isinstance(found, NotDelivered):
        return Step(name="marker", ok=False, detail=_capitalize(found.note))
    marker = found.choice.marker
    assert marker is not None
    is_checksum = file_names.is_checksum(marker.path)
    more = " and contains the file's SHA-256" if is_checksum else ""
    return Step(name="marker", ok=True, detail=f"{posixpath.basename(marker.path)} exists{more}.")


def report_transfer(fetched: Fetched) -> Step:
    received = f"Received {fetched.remote_file.size_bytes:,} bytes, as announced"
    detail = f"{received}; SHA-256 {fetched.sha256[:12]}…."
    is_gone = fetched.afterwards == "gone"
    if is_gone:
        detail += (
            " Then the file was gone from the server, which seems to let each file be downloaded once. It is"
            " kept, and today's run uses it."
        )
    return Step(name="complete", ok=True, detail=detail, warns=is_gone)


def _capitalize(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


# What is in it


def report_unwrapped(unwrapped: Unwrapped, tenant: Tenant) -> Step:
    layers = zip(tenant.feed.wrapped, unwrapped.sizes_bytes, strict=True)
    opened = ", then ".join(f"{wrapper} unpacks to {size:,} bytes" for wrapper, size in layers)
    return Step(name="unwrapped", ok=True, detail=f"{opened}.")


def report_records(records: Records, tenant: Tenant) -> Step:
    count = records.total + len(records.unreadable)
    # A workbook whose header is not recognized has no records: only mapped columns are read.
    parts = [f"{FORMATS[records.format]} with {count:,} records." if count else f"{FORMATS[records.format]}."]
    if records.unreadable:
        lines = ", ".join(f"{bad.source_line:,}" for bad in records.unreadable[:NAMES_SHOWN])
        more = ", …" if len(records.unreadable) > NAMES_SHOWN else ""
        parts.append(f"{len(records.unreadable):,} of them can't be read, on lines {lines}{more}.")
    is_other = records.format != tenant.feed.format
    if is_other:
        parts.append(f"The tenant file says {tenant.feed.format}: set feed.format: {records.format}.")
    return Step(name="readable", ok=True, detail=" ".join(parts), warns=is_other or bool(records.unreadable))


def report_header(match: HeaderMatch, records: Records, tenant: Tenant) -> Step:
    columns = mapped_columns(tenant)
    parts = [f"{len(set(match.positions) - {SCOPE})} of {len(columns)} mapped columns found."]
    if match.missing:
        unmapped = _clean_unmapped_names(records, tenant)
        missing = (
            f"{name} ({columns[name].column!r}{_suggest(columns[name].column, unmapped)})"
            for name in match.missing
        )
        parts.append(f"Missing, so current values are kept: {', '.join(missing)}.")
    parts.append(_list_unmapped(records, tenant))
    detail = " ".join(filter(None, parts))
    return Step(name="header mapped", ok=True, detail=detail, warns=bool(match.missing))


def report_bad_header(error: QooperAssetsError, records: Records, tenant: Tenant) -> Step:
    failed = report_error("header mapped", error)
    is_recognized = error.code != "header_not_recognized"
    more = _list_unmapped(records, tenant) if is_recognized else _list_expected(records, tenant)
    return failed.model_copy(update={"detail": f"{failed.detail} {more}".strip()})


def _list_unmapped(records: Records, tenant: Tenant) -> str:
    names = _clean_unmapped_names(records, tenant)
    if not names:
        return ""
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return f"Not mapped: {', '.join(map(repr, names[:NAMES_SHOWN]))}{more}."


def _clean_unmapped_names(records: Records, tenant: Tenant) -> list[str]:
    return [clean(name) for name in unmapped_names(records.header, wanted_columns(tenant))]


def _suggest(column: str, names: list[str]) -> str:
    near = near_names(column, names, 2)
    return f"; similar: {near}" if near else ""


def _list_expected(records: Records, tenant: Tenant) -> str:
    names = ", ".join(repr(column.column) for column in wanted_columns(tenant))
    row = tenant.feed.excel.header_row
    is_excel = records.format == "excel"
    expected_at = f" The header is expected in row {row} (feed.excel.header_row)." if is_excel else ""
    return (
        f"The expected columns are {names}.{expected_at} What the file has instead is not shown because it"
        " may be a person's data: open the file."
    )


def report_people(roster: Roster) -> Step:
    """Fails if an identifier is not unique or can't be read: then people would be withheld, or nobody would
    be deactivated for absence (R2)."""
    counts, reasons = roster.counts, roster.rejects_by_reason
    not_unique = [reason for reason in NOT_UNIQUE if reason in reasons]
    ok = bool(counts.people) and not roster.unreadable_identifiers and not not_unique
    worst = max(not_unique or reasons, key=lambda reason: reasons[reason], default=None)
    return Step(
        name="identifier unique", ok=ok, detail=" ".join(_describe_people(roster)),
        code=None if ok else worst, warns=ok and bool(reasons or counts.collapsed),
    )  # fmt: skip


def _describe_people(roster: Roster) -> Iterator[str]:
    counts, reasons = roster.counts, roster.rejects_by_reason
    yield f"{counts.people:,} people."
    if counts.collapsed:
        yield f"Rows that repeat a person exactly: {counts.collapsed:,}."
    if reasons:
        by_count = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        listed = ", ".join(f"{count:,} {reason}" for reason, count in by_count)
        yield f"Rejected rows: {counts.rejected:,} ({listed})."
    if roster.unreadable_identifiers:
        yield (
            f"Unreadable identifiers: {roster.unreadable_identifiers:,}, the first on"
            f" {_list_lines(roster.unreadable_lines)}. Anyone who may be on such a row would count as"
            " present; if such a row has no e-mail and no name, nobody would be deactivated for absence."
        )
    if not counts.people:
        yield "Nobody is left: are the right columns mapped as identifier and as e-mail?"


def _list_lines(lines: Sequence[int]) -> str:
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(f'{line:,}' for line in lines)}"


def report_overlap(found: Overlap, tenant: Tenant) -> Step:
    if not found.accounts:
        detail = f"Qooper has no accounts: all {found.people:,} people are new."
        return Step(name="overlap", ok=True, detail=detail)
    detail = (
        f"{found.by_either:,} of {found.people:,} people match an account: {found.by_identifier:,} by"
        f" identifier, {found.by_email:,} by e-mail. Qooper has {found.accounts:,} accounts,"
        f" {found.accounts_ours:,} of them ours."
    )
    if not found.by_either:
        detail += (
            " Nobody matches: is this the customer's real file, and are the right columns mapped as"
            " identifier and as e-mail? Compare one person you know in both."
        )
    elif not found.by_identifier and tenant.identity == "employee_id":
        detail += (
            f" No ID matches, although {found.accounts_with_id:,} accounts have one: did the export lose"
            " leading zeros?"
            if found.accounts_with_id
            else " No account has an employee ID yet."
        )
    return Step(name="overlap", ok=True, detail=detail, warns=not found.by_either)
