"""`test-connection`: the whole way from the host's name to the overlap with Qooper, step by step (O12).

    name ─ address ─ host key ─ algorithms ─ login ─ path ─ permission ─ file found ─ (marker) ─ complete
         ─ (unwrapped) ─ readable ─ header mapped ─ identifier unique ─ overlap

Belongs here: the order of the steps, and what each one found in words for the engineer who sets a
customer up. Does not: any rule, for the steps call what a run calls. Nothing is kept: the file and what
is made of it lie in a scratch folder, and neither ledger nor target is written to.

A step holds counts and names of columns; and where no header is recognized, not the names that are in
the file: what stands there instead may be a person. The step `unwrapped` is there for wrapped feeds only.
"""

import dataclasses
import posixpath
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core import file_names as names
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.feed import Fetched, Found, NotDelivered, RawFile
from qooper_assets.core.file_choice import told_over
from qooper_assets.core.mapping import mapped_columns, near_names, unmapped_names, wanted_columns
from qooper_assets.core.records import HeaderMatch, Records
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.secrets import Credential
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.readers.read import read, unwrap
from qooper_assets.readers.wrappers.reader import Unwrapped
from qooper_assets.stages import Edges

RUN_ID = "test-connection"
NAMES_SHOWN = 10
FORMATS = {"csv": "CSV", "excel": "Excel workbook", "json": "JSON"}
NOT_CHOSEN = ("order_unknown", "name_unusable")
"""What can be wrong when the folder is there and could be listed."""
NOT_UNIQUE = ("duplicate_identifier", "employee_id_shared", "email_shared")
"""Reasons of rejected rows that say so of an identifier or an e-mail."""


class Step(Model):
    """One step: what was tried and what came of it."""

    name: str
    ok: bool
    detail: str
    code: str | None = None
    """Of the error, or of the reason that rejects rows. None where all is well, or no file is there."""
    warns: bool = False
    """It is good enough to go on, and somebody should look at it."""


def examine(
    edges: Edges, tenant: Tenant, *, say: Callable[[str], None] = lambda what: None
) -> Iterator[Step]:
    """Every step, up to the one after which there is nothing left to try. Nothing is tried twice.

    It waits for `feed.settle_seconds`, as a run does. `say` is told what takes long.
    """
    with edges.scratch() as scratch:
        say(f"trying {tenant.feed.host}")
        fetched = yield from _fetch(edges, tenant, scratch / "raw", say)
        if fetched is not None:
            preview = dataclasses.replace(edges, artifacts=Artifacts(str(scratch / "artifacts")))
            yield from _understand(preview, tenant, fetched, scratch, say)


def _failed(name: str, error: QooperAssetsError) -> Step:
    return Step(name=name, ok=False, detail=f"{error.message} {error.remedy}".strip(), code=error.code)


# The way to the file


def _fetch(
    edges: Edges, tenant: Tenant, into: Path, say: Callable[[str], None]
) -> Generator[Step, None, Fetched | None]:
    """Gives the file as it was fetched; None where a step before failed."""
    wanted, trying = tenant.feed, "name"
    transport: ssh.Transport | None = None
    try:
        yield Step(name=trying, ok=True, detail=_resolved(wanted.host, ssh.resolve(wanted)))
        trying = "address"
        sock = ssh.dial(wanted)
        yield Step(name=trying, ok=True, detail=f"Port {wanted.port} takes connections.")
        trying = "host key"
        transport = ssh.greet(sock, wanted)
        host_key = transport.get_remote_server_key().fingerprint
        yield Step(name=trying, ok=True, detail=f"{host_key} is pinned.")
        trying = "algorithms"
        yield _algorithms(transport)
        trying = "login"
        credential = secrets.credential(wanted.auth, edges.home)
        transport = login.log_in(transport, wanted, credential)
        session = sftp.open_session(transport, wanted, credential, edges.clock)
        yield Step(name=trying, ok=True, detail=_logged_in(wanted.username, credential, transport))
        trying = "path"
        today = feed.effective_on(tenant.schedule, edges.clock.now())
        path = feed.asked_path(wanted, today)
        found = session.find(path, feed.up_to(today))
        yield _folder(path)
        if isinstance(found, NotDelivered) and found.waiting is None:
            yield _not_found(session.with_near_names(found, path))
            return None
        file = found if isinstance(found, Found) else found.waiting
        assert file is not None
        trying = "permission"
        session.try_reading(file.remote_file.path)
        yield Step(name=trying, ok=True, detail="The file can be opened and read.")
        yield _found(edges, tenant, file)
        if wanted.marker is not None:
            yield _marked(found)
        if isinstance(found, NotDelivered):
            return None
        trying = "complete"
        if wanted.settle_seconds:
            size_bytes = found.remote_file.size_bytes
            say(f"waiting {wanted.settle_seconds:g} s, whether {size_bytes:,} bytes are all of it")
        fetched = session.fetch(found, into)
        received = f"{fetched.remote_file.size_bytes:,} bytes came, as announced"
        yield Step(name=trying, ok=True, detail=f"{received}; SHA-256 {fetched.sha256[:12]}….")
        return fetched
    except QooperAssetsError as error:
        if trying == "host key" and error.code in {"ssh_rsa_not_supported", "no_common_algorithm"}:
            trying = "algorithms"
        if error.code in NOT_CHOSEN:
            yield _folder(error.where + "/")
            trying = "file found"
        yield _failed("permission" if error.code == "permission_denied" else trying, error)
        return None
    finally:
        if transport is not None:
            transport.close()


def _resolved(host: str, addresses: list[str]) -> str:
    return f"{host} is an address already." if addresses == [host] else f"{host} is {', '.join(addresses)}."


def _algorithms(transport: ssh.Transport) -> Step:
    detail = f"{transport.host_key_type}, {transport.remote_cipher}."
    weak = ", ".join(transport.weak_algorithms)
    if weak:
        detail += f" Weak, and excepted by feed.allow_weak: {weak}. Ask the customer again for better ones."
    return Step(name="algorithms", ok=True, detail=detail, warns=bool(weak))


def _logged_in(username: str, credential: Credential, transport: ssh.Transport) -> str:
    key = secrets.key_of(credential)
    by = [f"the key {key.fingerprint}" if part == "key" and key else part for part in transport.logged_in_by]
    parts = [f"{username} may use SFTP, by {' and '.join(by) or 'the name alone'}."]
    if key and key.is_passphrase_needless:
        parts.append("It is not encrypted: its passphrase is not needed.")
    if key and secrets.password_of(credential) and "password" not in transport.logged_in_by:
        parts.append("The password was not asked for.")
    return " ".join(parts)


def _folder(path: str) -> Step:
    return Step(name="path", ok=True, detail=f"{posixpath.dirname(path)} is there.")


def _not_found(missing: NotDelivered) -> Step:
    return Step(name="file found", ok=False, detail=_sentence(missing.note))


def _marked(found: Found | NotDelivered) -> Step:
    if isinstance(found, NotDelivered):
        return Step(name="marker", ok=False, detail=_sentence(found.note))
    marker = found.choice.marker
    assert marker is not None
    more = ", with its SHA-256 in it" if names.is_checksum(marker.path) else ""
    return Step(name="marker", ok=True, detail=f"{posixpath.basename(marker.path)} is there{more}.")


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _found(edges: Edges, tenant: Tenant, found: Found) -> Step:
    """A file that is too old would be blocked, and still can tell whether all else is right."""
    seen, choice = found.remote_file, found.choice
    told = f"{seen.modified_at:%Y-%m-%d %H:%M} UTC" if seen.modified_at else "no date"
    detail = f"{seen.path}, {seen.size_bytes:,} bytes, {told}."
    if choice.why:
        detail += f" {_sentence('; '.join(filter(None, [choice.why, told_over(choice.passed_over)])))}."
    try:
        feed.check_age(seen, edges.clock.now(), tenant.feed.limits, dated_on=choice.dated_on)
    except QooperAssetsError as error:
        failed = _failed("file found", error)
        return failed.model_copy(update={"detail": f"{detail} But {failed.detail}"})
    return Step(name="file found", ok=True, detail=detail)


# What is in it


def _understand(
    edges: Edges, tenant: Tenant, fetched: Fetched, scratch: Path, say: Callable[[str], None]
) -> Iterator[Step]:
    """`edges` has its artifacts in `scratch`, where the file is too."""
    where, trying = fetched.remote_file.path, "unwrapped" if tenant.feed.wrapped else "readable"
    try:
        unwrapped = unwrap(scratch / "raw", tenant.feed, edges.home, scratch=scratch, where=where)
        if tenant.feed.wrapped:
            yield _unwrapped(unwrapped, tenant)
        trying = "readable"
        say("reading the file")
        records = read(unwrapped.path, tenant, scratch=scratch, where=where)
        yield _readable(records, tenant)
        trying = "header mapped"
        yield _mapped(records.columns, records, tenant)
        trying = "identifier unique"
        raw = _stored(edges, tenant, fetched, scratch)
        roster = stages.normalize(edges, tenant, raw, RUN_ID, is_alone=True)
        yield _unique(roster)
        if roster.counts.people:
            trying = "overlap"
            say("reading the accounts of Qooper")
            snapshot = stages.observe(edges, tenant, raw.partition, RUN_ID)
            yield _overlap(edges, tenant, roster, snapshot)
    except QooperAssetsError as error:
        failed = _failed(trying, error)
        if trying == "header mapped":
            is_header = error.code != "header_not_recognized"
            more = _unmapped(records, tenant) if is_header else _expected(records, tenant)
            failed = failed.model_copy(update={"detail": f"{failed.detail} {more}".strip()})
        yield failed


def _unwrapped(unwrapped: Unwrapped, tenant: Tenant) -> Step:
    layers = zip(tenant.feed.wrapped, unwrapped.sizes_bytes, strict=True)
    told = ", then ".join(f"{wrapper} of {size:,} bytes" for wrapper, size in layers)
    return Step(name="unwrapped", ok=True, detail=f"{told}.")


def _readable(records: Records, tenant: Tenant) -> Step:
    count = records.total + len(records.unreadable)
    # A workbook whose header is not recognized has none: only mapped columns are read.
    parts = [f"{FORMATS[records.format]} of {count:,} records." if count else f"{FORMATS[records.format]}."]
    if records.unreadable:
        lines = ", ".join(f"{bad.source_line:,}" for bad in records.unreadable[:NAMES_SHOWN])
        more = ", …" if len(records.unreadable) > NAMES_SHOWN else ""
        parts.append(f"{len(records.unreadable):,} of them can't be read, on lines {lines}{more}.")
    is_other = records.format != tenant.feed.format
    if is_other:
        parts.append(f"The tenant file says {tenant.feed.format}: write feed.format: {records.format}.")
    return Step(name="readable", ok=True, detail=" ".join(parts), warns=is_other or bool(records.unreadable))


def _mapped(match: HeaderMatch, records: Records, tenant: Tenant) -> Step:
    columns = mapped_columns(tenant)
    parts = [f"{len(match.positions)} of {len(columns)} mapped columns are there."]
    if match.missing:
        names = _unmapped_names(records, tenant)
        missing = (
            f"{name} ({columns[name].column!r}{_near(columns[name].column, names)})" for name in match.missing
        )
        parts.append(f"Not there, so that present values are kept: {', '.join(missing)}.")
    parts.append(_unmapped(records, tenant))
    detail = " ".join(filter(None, parts))
    return Step(name="header mapped", ok=True, detail=detail, warns=bool(match.missing))


def _unmapped_names(records: Records, tenant: Tenant) -> list[str]:
    return [ssh.clean(name) for name in unmapped_names(records.header, wanted_columns(tenant))]


def _unmapped(records: Records, tenant: Tenant) -> str:
    names = _unmapped_names(records, tenant)
    if not names:
        return ""
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return f"Not mapped: {', '.join(map(repr, names[:NAMES_SHOWN]))}{more}."


def _near(column: str, names: list[str]) -> str:
    near = near_names(column, names, 2)
    return f"; near: {near}" if near else ""


def _expected(records: Records, tenant: Tenant) -> str:
    names = ", ".join(repr(column.column) for column in mapped_columns(tenant).values())
    row = tenant.feed.excel.header_row
    is_excel = records.format == "excel"
    looked = f" The header was looked for in row {row}, feed.excel.header_row." if is_excel else ""
    return (
        f"The names that we look for are {names}.{looked} What stands there is not shown, for it may be a"
        " person: open the file."
    )


def _stored(edges: Edges, tenant: Tenant, fetched: Fetched, scratch: Path) -> RawFile:
    partition = feed.partition_key(tenant.schedule, feed.effective_on(tenant.schedule, edges.clock.now()))
    location = edges.artifacts.key(tenant.tenant, partition, RUN_ID, "raw_file", "raw")
    edges.artifacts.adopt(scratch / "raw", location)
    return RawFile(
        tenant=tenant.tenant,
        partition=partition,
        run_id=RUN_ID,
        remote_file=fetched.remote_file,
        choice=fetched.choice,
        sha256=fetched.sha256,
        host_key=fetched.host_key,
        landed_at=fetched.fetched_at,
        location=location,
    )


def _unique(roster: Roster) -> Step:
    """Not unique, or not readable: then people are left alone, or nobody is deactivated for absence (R2)."""
    counts, reasons = roster.counts, roster.rejects_by_reason
    parts = [f"{counts.people:,} people."]
    if counts.collapsed:
        parts.append(f"Rows that repeat a person in full: {counts.collapsed:,}.")
    if reasons:
        by_count = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        told = ", ".join(f"{count:,} {reason}" for reason, count in by_count)
        parts.append(f"Rejected rows: {counts.rejected:,} ({told}).")
    if roster.unreadable_identifiers:
        lines = ", ".join(f"{line:,}" for line in roster.unreadable_lines)
        parts.append(
            f"Identifiers that can't be read: {roster.unreadable_identifiers:,}, so whoever may be on these"
            " rows would count as present, and nobody would leave by absence where such a row has no e-mail"
            f" and no name; the first are on line {lines}."
        )
    if not counts.people:
        parts.append("Nobody is left: is the right column mapped as the identifier, and as the e-mail?")
    not_unique = [reason for reason in NOT_UNIQUE if reason in reasons]
    ok = bool(counts.people) and not roster.unreadable_identifiers and not not_unique
    worst = max(not_unique or reasons, key=lambda reason: reasons[reason], default=None)
    return Step(
        name="identifier unique", ok=ok, detail=" ".join(parts), code=None if ok else worst,
        warns=ok and bool(reasons or counts.collapsed),
    )  # fmt: skip


def _overlap(edges: Edges, tenant: Tenant, roster: Roster, snapshot: Snapshot) -> Step:
    """How many people have an account already, ours or not, by what a run would find it."""
    with edges.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        roster_files.load(engine, edges.roster_files(roster, scratch))
        engine.load("accounts", edges.artifacts.open_local(snapshot.location, scratch))
        by_id, by_email, fit = engine.rows(
            "select count(*) filter (by_id), count(*) filter (by_email), count(*) filter (by_id or by_email)"
            " from (select external_id in (select linked_to from accounts where linked_to is not null)"
            "   or employee_id in (select employee_id from accounts where employee_id is not null) as by_id,"
            " email_key(email) in (select email_key from accounts where email_key is not null) as by_email"
            " from roster)"
        )[0]
        ours = engine.value("select count(*) from accounts where linked_to is not null")
        with_id = engine.value("select count(*) from accounts where employee_id is not null")
    people = roster.counts.people
    if not snapshot.accounts:
        return Step(name="overlap", ok=True, detail=f"Qooper has no account: all {people:,} people are new.")
    detail = (
        f"{fit:,} of {people:,} people fit an account, {by_id:,} by identifier and {by_email:,} by e-mail."
        f" Qooper has {snapshot.accounts:,} accounts, {ours:,} of them ours."
    )
    if not fit:
        detail += (
            " Nobody fits: is it this customer's file and not a test, and are the columns right that are"
            " mapped as identifier and as e-mail? Compare one person whom you know in both."
        )
    elif not by_id and tenant.identity == "employee_id":
        lost = f" No id fits, though {with_id:,} accounts have one: did the export lose leading zeros?"
        detail += lost if with_id else " No account holds an employee id yet."
    return Step(name="overlap", ok=True, detail=detail, warns=not fit)
