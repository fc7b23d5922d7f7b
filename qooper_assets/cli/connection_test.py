"""`test-connection`: every step from the host's name to the overlap with Qooper's accounts (O12).

    name ─ address ─ host key ─ algorithms ─ login ─ path ─ file found ─ (marker) ─ permission ─ complete
         ─ (unwrapped) ─ readable ─ header mapped ─ identifier unique ─ overlap

Belongs here: the order of the steps, and what each one tries. Does not: what a step says
(`cli/connection_steps.py`), or any rule: the steps call what a run calls. The file is kept as a received one,
because a server may let it be downloaded only once (F24); everything made from it stays in a scratch folder,
and neither ledger nor target is written to. For the same reason the file is opened once, to receive it: that
is the proof that it may be read.

The step `marker` exists only for feeds with a marker, `unwrapped` only for wrapped feeds.
"""

import dataclasses
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from qooper_assets import stages
from qooper_assets.cli import connection_steps as steps
from qooper_assets.cli.connection_steps import Overlap, Step
from qooper_assets.core import feed
from qooper_assets.core.errors import QooperAssetsError
from qooper_assets.core.feed import Fetched, Found, NotDelivered
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges import secrets
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.sftp import connection as ssh
from qooper_assets.edges.sftp import login
from qooper_assets.edges.sftp import session as sftp
from qooper_assets.edges.sftp.download import Keep
from qooper_assets.edges.sftp.transport import Transport
from qooper_assets.readers.read import read, unwrap
from qooper_assets.stages import Runtime
from qooper_assets.stages.receiving import Received
from qooper_assets.stages.trying import store_raw

RUN_ID = "test-connection"
NOT_CHOSEN = ("order_unknown", "name_unusable")
"""Errors that leave no file to take, although the folder exists and could be listed."""


def examine(
    runtime: Runtime, tenant: Tenant, *, say: Callable[[str], None] = lambda what: None
) -> Iterator[Step]:
    """Yield every step, up to the one after which nothing is left to try. Nothing is tried twice.

    Waits for `feed.settle_seconds`, as a run does. `say` is called before anything that takes long.
    """
    with runtime.scratch() as scratch:
        say(ssh.describe_attempt(tenant.feed))
        fetched = yield from _fetch(runtime, tenant, scratch, say)
        if fetched is not None:
            preview = dataclasses.replace(runtime, artifacts=Artifacts(str(scratch / "artifacts")))
            yield from _understand(preview, tenant, fetched, scratch, say)


def _fetch(
    runtime: Runtime, tenant: Tenant, scratch: Path, say: Callable[[str], None]
) -> Generator[Step, None, Fetched | None]:
    """Yield the steps up to the fetched file, and return it; None if one of them failed."""
    wanted, trying = tenant.feed, "name"
    transport: Transport | None = None
    try:
        yield steps.report_addresses(wanted.host, ssh.resolve(wanted))
        trying = "address"
        sock = ssh.dial(wanted)
        yield Step(name=trying, ok=True, detail=f"Port {wanted.port} accepts connections.")
        trying = "host key"
        transport = ssh.greet(sock, wanted)
        host_key = transport.get_remote_server_key().fingerprint
        yield Step(name=trying, ok=True, detail=f"{host_key} is pinned.")
        trying = "algorithms"
        yield steps.report_algorithms(transport)
        trying = "login"
        credential = secrets.credential(wanted.auth, runtime.home)
        transport = login.log_in(transport, wanted, credential)
        session = sftp.open_session(transport, wanted, credential, runtime.clock)
        exposed = secrets.find_exposed(wanted.auth, runtime.home)
        yield steps.report_login(wanted.username, credential, transport, exposed)
        trying = "path"
        today = feed.effective_on(tenant.schedule, runtime.clock.now())
        path = feed.asked_path(wanted, today)
        found = session.find(path, feed.up_to(today))
        yield steps.report_folder(path)
        if isinstance(found, NotDelivered) and found.waiting is None:
            yield steps.report_missing_file(session.with_near_names(found, path))
            return None
        file = found if isinstance(found, Found) else found.waiting
        assert file is not None
        yield steps.report_file(file, wanted, runtime.clock.now())
        if wanted.marker is not None:
            yield steps.report_marker(found)
        if isinstance(found, NotDelivered):
            return None
        trying = "complete"
        if wanted.settle_seconds:
            size_bytes = found.remote_file.size_bytes
            say(f"waiting {wanted.settle_seconds:g} s to see whether the {size_bytes:,} bytes still change")
        fetched = session.fetch(found, scratch / "received", _keeper(runtime, tenant, scratch))
        yield Step(name="permission", ok=True, detail="The file can be opened and read.")
        yield steps.report_transfer(fetched)
        return fetched
    except QooperAssetsError as error:
        if trying == "host key" and error.code in {"ssh_rsa_not_supported", "no_common_algorithm"}:
            trying = "algorithms"
        if error.code in NOT_CHOSEN:
            yield steps.report_folder(error.where + "/")
            trying = "file found"
        yield steps.report_error("permission" if error.code == "permission_denied" else trying, error)
        return None
    finally:
        if transport is not None:
            transport.close()


def _keeper(runtime: Runtime, tenant: Tenant, scratch: Path) -> Keep:
    """Keep the file for today's run, and a copy at `scratch / "raw"` for the further steps."""
    partition = feed.partition_key(tenant.schedule, feed.effective_on(tenant.schedule, runtime.clock.now()))
    received = Received(runtime, tenant, partition, RUN_ID, scratch, is_counted=False)

    def keep(fetched: Fetched) -> None:
        if fetched.afterwards == "unknown":
            shutil.copyfile(scratch / "received", scratch / "raw")
        received.keep(fetched, scratch / "received")

    return keep


def _understand(
    runtime: Runtime, tenant: Tenant, fetched: Fetched, scratch: Path, say: Callable[[str], None]
) -> Iterator[Step]:
    """Yield the steps from the fetched file on. The artifacts of `runtime` are in `scratch`, as the file
    is."""
    where, trying = fetched.remote_file.path, "unwrapped" if tenant.feed.wrapped else "readable"
    try:
        unwrapped = unwrap(scratch / "raw", tenant.feed, runtime.home, scratch=scratch, where=where)
        if tenant.feed.wrapped:
            yield steps.report_unwrapped(unwrapped, tenant)
        trying = "readable"
        say("reading the file")
        records = read(
            unwrapped.path, tenant, scratch=scratch, where=where, is_known=runtime.is_linked(tenant)
        )
        yield steps.report_records(records, tenant)
        trying = "header mapped"
        yield steps.report_header(records.columns, records, tenant)
        trying = "identifier unique"
        raw = store_raw(runtime, tenant, fetched, scratch / "raw", RUN_ID)
        roster = stages.normalize(runtime, tenant, raw, RUN_ID, is_alone=True)
        yield steps.report_people(roster)
        if roster.counts.people:
            trying = "overlap"
            say("reading the accounts of Qooper")
            snapshot = stages.observe(runtime, tenant, raw.partition, RUN_ID)
            yield steps.report_overlap(_count_overlap(runtime, tenant, roster, snapshot), tenant)
    except QooperAssetsError as error:
        if trying == "header mapped":
            yield steps.report_bad_header(error, records, tenant)
        else:
            yield steps.report_error(trying, error)


def _count_overlap(runtime: Runtime, tenant: Tenant, roster: Roster, snapshot: Snapshot) -> Overlap:
    """Match people to accounts by the same columns as a run does."""
    with runtime.scratch() as scratch, open_engine(scratch, tenant.feed.limits) as engine:
        roster_files.load(engine, runtime.roster_files(roster, scratch))
        engine.load("accounts", runtime.artifacts.open_local(snapshot.location, scratch))
        by_identifier, by_email, by_either = engine.rows(
            "select count(*) filter (by_id), count(*) filter (by_email), count(*) filter (by_id or by_email)"
            " from (select external_id in (select linked_to from accounts where linked_to is not null)"
            "   or employee_id in (select employee_id from accounts where employee_id is not null) as by_id,"
            " email_key(email) in (select email_key from accounts where email_key is not null) as by_email"
            " from roster)"
        )[0]
        return Overlap(
            people=roster.counts.people,
            by_identifier=by_identifier,
            by_email=by_email,
            by_either=by_either,
            accounts=snapshot.accounts,
            accounts_ours=engine.value("select count(*) from accounts where linked_to is not null"),
            accounts_with_id=engine.value("select count(*) from accounts where employee_id is not null"),
        )
