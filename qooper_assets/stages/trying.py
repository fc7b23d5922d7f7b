"""Try: normalize a sample with a draft of its tenant file, in a scratch folder.

Belongs here: what a draft makes of a sample. Does not: drafting (`core/suggest/`), or several days
(`simulating.py`).
"""

import hashlib
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from qooper_assets.core import feed
from qooper_assets.core.clock import Clock
from qooper_assets.core.feed import Fetched, RawFile, RemoteFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.engine import roster_files
from qooper_assets.edges.engine.engine import open_engine
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages.normalizing import normalize
from qooper_assets.stages.runtime import Runtime

RUN_ID = "sample"


class Tried(NamedTuple):
    """What a draft makes of a sample."""

    roster: Roster
    people: list[dict[str, object]]
    """Some people as they are read, by attribute."""


def try_out(tenant: Tenant, sample: Path, *, people: int, home: Path, clock: Clock, scratch: Path) -> Tried:
    """Normalize a sample. Nothing outside of `scratch` is written. Raises `DeliveryError`, blocked."""
    ledger = Ledger.open(f"sqlite:///{scratch / 'ledger.sqlite'}", clock, is_durable=False)
    with closing(ledger):
        artifacts = Artifacts(str(scratch / "artifacts"), is_durable=False)
        runtime = Runtime(home, scratch, artifacts, ledger, clock, reuses=False, reports=False)
        shutil.copyfile(sample, scratch / "raw")
        raw = store_raw(runtime, tenant, _describe(sample, runtime), scratch / "raw", RUN_ID)
        roster = normalize(runtime, tenant, raw, RUN_ID, is_alone=True)
        return Tried(roster, _some_people(runtime, tenant, roster, scratch, people))


def _describe(sample: Path, runtime: Runtime) -> Fetched:
    """The sample as if a server had sent it."""
    with sample.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    remote_file = RemoteFile(path=sample.name, size_bytes=sample.stat().st_size, modified_at=None)
    return Fetched(remote_file=remote_file, sha256=sha256, host_key="", fetched_at=runtime.clock.now())


def store_raw(runtime: Runtime, tenant: Tenant, fetched: Fetched, local: Path, run_id: str) -> RawFile:
    """Move a file to the artifacts of a trial, which nobody counts as a delivery."""
    partition = feed.partition_key(tenant.schedule, feed.effective_on(tenant.schedule, runtime.clock.now()))
    location = runtime.artifacts.key(tenant.tenant, partition, run_id, "raw_file", "raw")
    runtime.artifacts.adopt(local, location)
    return RawFile(
        tenant=tenant.tenant,
        partition=partition,
        run_id=run_id,
        remote_file=fetched.remote_file,
        choice=fetched.choice,
        sha256=fetched.sha256,
        host_key=fetched.host_key,
        landed_at=fetched.fetched_at,
        location=location,
    )


def _some_people(
    runtime: Runtime, tenant: Tenant, roster: Roster, scratch: Path, count: int
) -> list[dict[str, object]]:
    with open_engine(scratch, tenant.feed.limits) as engine:
        roster_files.load(engine, runtime.roster_files(roster, scratch))
        columns = [name for name, *_ in engine.rows("describe roster")]
        found = engine.rows(f"select * from roster order by external_id limit {int(count)}")
    return [dict(zip(columns, row, strict=True)) for row in found]
