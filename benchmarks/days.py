"""The measured day: everybody of day 1 is in Qooper, linked and accepted, and day 2 has landed.

Belongs here: bringing an installation in a temporary folder to that point, by the stages themselves as far as
possible, in bounded memory. Does not: a measurement.

    FOLDER/day1.csv, day2.csv        the two deliveries
    FOLDER/accounts.parquet          everybody of day 1, as stored by `observe`
    FOLDER/roster.parquet            everybody of day 2, as stored by `normalize` without a previous day
    FOLDER/artifacts, ledger.sqlite  the installation
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import sqlalchemy as sa

from benchmarks.rosters import TENANT, write
from qooper_assets import stages
from qooper_assets.core.feed import RawFile, RemoteFile
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.edges.ledger.tables import deliveries, links

DAY = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
DAY_BEFORE, PARTITION = "2026-03-02", "2026-03-03"
BATCH_ROWS = 50_000

_ACCOUNTS = """
SELECT
    'u' || external_id AS account_id,
    employee_id,
    email,
    'active' AS status,
    false AS is_administrator,
    'u' || manager AS manager_account_id,
    '1' AS version,
    -- RFC 7396: a merge leaves out nulls, as a target does.
    CAST(json_merge_patch('{}', to_json(attributes)) AS VARCHAR) AS attributes
FROM read_parquet($roster)
"""
"""The accounts made from a roster. Grain: one row per person; the columns of ACCOUNT_COLUMNS."""


class FixedClock:
    """Noon of the second day."""

    def now(self) -> datetime:
        return DAY

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing waits here")


class Listing:
    """The part of a target that `observe` uses: the accounts made from a roster."""

    def __init__(self, roster: Path) -> None:
        self.roster = roster

    def count(self) -> int:
        return int(duckdb.read_parquet(str(self.roster)).aggregate("count(*)").fetchall()[0][0])

    def list_accounts(self) -> Iterator[pl.DataFrame]:
        with duckdb.connect() as connection:
            accounts = connection.sql(_ACCOUNTS, params={"roster": str(self.roster)})
            for batch in accounts.to_arrow_reader(BATCH_ROWS):
                yield pl.DataFrame(pl.from_arrow(batch))


@dataclass(frozen=True, kw_only=True)
class ListingRuntime(stages.Runtime):
    """A runtime with a listing as its target: filling a real one would take minutes."""

    listing: Listing

    @contextmanager
    def target(self, tenant: Tenant) -> Iterator[Listing]:  # type: ignore[override]
        yield self.listing


def runtime_of(folder: Path) -> stages.Runtime:
    return stages.Runtime(**_parts(folder))


def _parts(folder: Path) -> dict[str, Any]:
    clock = FixedClock()
    return {
        "home": folder,
        "state": folder / "state",
        "artifacts": Artifacts(str(folder / "artifacts")),
        "ledger": Ledger.open(_ledger_url(folder), clock),
        "clock": clock,
    }


def _ledger_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.sqlite'}"


def tenant_of(folder: Path) -> Tenant:
    """The tenant; a file above 1 GB gets twice the engine's memory, as the runbook advises."""
    if (folder / "day1.csv").stat().st_size < 10**9:
        return TENANT
    limits = TENANT.feed.limits
    limits = limits.model_copy(update={"memory_mib_max": 2 * limits.memory_mib_max})
    return TENANT.model_copy(update={"feed": TENANT.feed.model_copy(update={"limits": limits})})


def raw_of(runtime: stages.Runtime) -> RawFile:
    return runtime.artifacts.load("raw_file", RawFile, TENANT.tenant, PARTITION)


def roster_of(runtime: stages.Runtime) -> Roster:
    return runtime.artifacts.load("roster", Roster, TENANT.tenant, PARTITION)


def snapshot_of(runtime: stages.Runtime) -> Snapshot:
    return runtime.artifacts.load("qooper_snapshot", Snapshot, TENANT.tenant, PARTITION)


def set_up(people: int, folder: Path) -> None:
    """Put day 1 into Qooper, linked and accepted, and land day 2."""
    day1, day2 = write(people, folder)
    runtime, tenant = runtime_of(folder), tenant_of(folder)
    # Before day 1 is accepted, day 2 is read whole.
    whole = stages.normalize(runtime, tenant, _land(runtime, day2, PARTITION), "day2")
    os.link(runtime.artifacts.where(whole.location), folder / "roster.parquet")
    first = stages.normalize(runtime, tenant, _land(runtime, day1, DAY_BEFORE), "day1")
    roster = Path(runtime.artifacts.where(first.location))
    _link_everybody(roster, folder)
    accounts = stages.observe(
        ListingRuntime(**_parts(folder), listing=Listing(roster)), tenant, PARTITION, "day1"
    )
    os.link(runtime.artifacts.where(accounts.location), folder / "accounts.parquet")
    _accept(first, folder)
    os.sync()  # else the disk is still busy with it during the measurements


def forget_the_day_before(folder: Path) -> None:
    """Leave nothing that can be reused, so that the file is read whole."""
    engine = sa.create_engine(_ledger_url(folder))
    with engine.begin() as db:
        db.execute(sa.update(deliveries).values(roster_digest="forgotten"))
    engine.dispose()


def _accept(roster: Roster, folder: Path) -> None:
    """Record a delivery as `apply` does at its end."""
    engine = sa.create_engine(_ledger_url(folder))
    with engine.begin() as db:
        db.execute(
            sa.insert(deliveries).values(
                tenant=roster.tenant,
                partition=roster.partition,
                run_id=roster.run_id,
                raw_sha256=roster.raw_sha256,
                roster_digest=roster.roster_digest,
                source_rows=roster.counts.records,
                people=roster.counts.people,
                filled=json.dumps(roster.filled),
                accounts=roster.counts.people,
                active_managed=roster.counts.people,
                policy_version=roster.policy_version,
                change_set_id="0" * 64,
                modified_at=DAY,
                accepted_at=DAY,
            )
        )
    engine.dispose()


def _land(runtime: stages.Runtime, csv: Path, partition: str) -> RawFile:
    """Store the file as `land` would."""
    with csv.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    raw = RawFile(
        tenant=TENANT.tenant,
        partition=partition,
        run_id="landed",
        remote_file=RemoteFile(path="/day.csv", size_bytes=csv.stat().st_size, modified_at=DAY),
        sha256=sha256,
        host_key="",
        landed_at=DAY,
        location=runtime.artifacts.key(TENANT.tenant, partition, "landed", "raw_file", f"{sha256}.csv"),
    )
    with runtime.scratch() as scratch:
        os.link(csv, scratch / "raw")
        runtime.artifacts.adopt(scratch / "raw", raw.location)
        runtime.artifacts.save("raw_file", raw, scratch)
    return raw


def _link_everybody(roster: Path, folder: Path) -> None:
    """Link everybody, in batches, because there may be millions."""
    same = {
        "tenant": TENANT.tenant,
        "is_active": True,
        "how": "created",
        "change_set_id": "0" * 64,
        "linked_at": DAY,
    }
    people = duckdb.read_parquet(str(roster)).project("external_id").order("external_id")
    engine = sa.create_engine(_ledger_url(folder))
    with engine.begin() as db:
        for batch in people.to_arrow_reader(BATCH_ROWS):
            ids = batch.column(0).to_pylist()
            db.execute(sa.insert(links), [same | {"external_id": i, "account_id": f"u{i}"} for i in ids])
    engine.dispose()
