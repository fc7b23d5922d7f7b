"""The whole of a day (normalize, validate, diff, artifacts) against DuckDB reading the file once.

    python -m benchmarks.roster_to_change_set [--people 100000] [--pairs 5]

The rival reads every column of the same CSV as text, with the dialect given, and counts what it
read: what any program has to pay that wants to look at the file at all. Each measurement is a
process of its own; the two take turns, and the ratio is taken pair by pair.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import sqlalchemy as sa

from benchmarks.rosters import TENANT, write
from qooper_assets import stages
from qooper_assets.core.feed import RawFile, RemoteFile
from qooper_assets.core.mapping import attribute_names
from qooper_assets.core.roster import Roster
from qooper_assets.core.snapshot import Snapshot
from qooper_assets.edges import staging
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger import Ledger
from qooper_assets.edges.ledger_tables import links

DAY = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


class FixedClock:
    """The second day, noon."""

    def now(self) -> datetime:
        return DAY

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing waits here")


def edges_of(folder: Path) -> stages.Edges:
    clock = FixedClock()
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}", clock)
    return stages.Edges(folder, folder / "state", Artifacts(str(folder / "artifacts")), ledger, clock)


def landed(edges: stages.Edges, csv: Path, run_id: str) -> RawFile:
    """The file as `land` would have stored it."""
    sha256 = hashlib.sha256(csv.read_bytes()).hexdigest()
    key = edges.artifacts.key(TENANT.tenant, "2026-03-03", run_id, "raw_file", f"{sha256}.csv")
    size = csv.stat().st_size
    edges.artifacts.adopt(csv, key)
    return RawFile(
        tenant=TENANT.tenant,
        partition="2026-03-03",
        run_id=run_id,
        remote_file=RemoteFile(path="/day.csv", size_bytes=size, modified_at=DAY),
        sha256=sha256,
        host_key="",
        landed_at=DAY,
        location=key,
    )


def set_up(people: int, folder: Path) -> None:
    """Day 1 is in Qooper and linked; day 2 has landed."""
    day1, day2 = write(people, folder)
    edges = edges_of(folder)
    roster = stages.normalize(edges, TENANT, landed(edges, day1, "day1"), "day1")
    with edges.scratch() as scratch, staging.engine(scratch, TENANT.feed.limits) as engine:
        engine.load("roster", edges.artifacts.open_local(roster.location, scratch))
        engine.save(
            "select 'u' || external_id as account_id, employee_id, email, 'active' as status,"
            " false as is_administrator, 'u' || manager as manager_account_id, '1' as version,"
            " email_key, attributes from roster",
            scratch / "accounts",
        )
        key = edges.artifacts.key(TENANT.tenant, "2026-03-03", "day2", "qooper_snapshot", "accounts.parquet")
        edges.artifacts.adopt(scratch / "accounts", key)
        snapshot = Snapshot(
            tenant=TENANT.tenant,
            partition="2026-03-03",
            run_id="day2",
            taken_at=DAY,
            complete=True,
            accounts=roster.counts.people,
            active_accounts=roster.counts.people,
            location=key,
        )
        edges.artifacts.save("qooper_snapshot", snapshot, scratch)
        edges.artifacts.save("raw_file", landed(edges, day2, "day2"), scratch)
        rows = engine.rows("select external_id from roster")
    with edges.ledger._engine.begin() as db:
        db.execute(
            sa.insert(links),
            [
                {
                    "tenant": TENANT.tenant,
                    "external_id": person,
                    "account_id": f"u{person}",
                    "is_active": True,
                    "how": "created",
                    "change_set_id": "0" * 64,
                    "linked_at": DAY,
                }
                for (person,) in rows
            ],
        )


def ours(folder: Path) -> str:
    edges = edges_of(folder)
    raw = edges.artifacts.load("raw_file", RawFile, TENANT.tenant, "2026-03-03")
    snapshot = edges.artifacts.load("qooper_snapshot", Snapshot, TENANT.tenant, "2026-03-03")
    started = time.perf_counter()
    roster: Roster = stages.normalize(edges, TENANT, raw, "day2")
    middle = time.perf_counter()
    planned = stages.plan(edges, TENANT, raw, roster, snapshot, "day2")
    ended = time.perf_counter()
    assert len(attribute_names(TENANT)) >= 15
    return f"normalize {middle - started:.2f} s, plan {ended - middle:.2f} s, {planned.counts}"


def rival(folder: Path) -> str:
    edges = edges_of(folder)
    raw = edges.artifacts.load("raw_file", RawFile, TENANT.tenant, "2026-03-03")
    path = folder / "artifacts" / raw.location
    with path.open(encoding="utf-8") as file:
        width = len(file.readline().split(","))
    columns = {f"c{n:05d}": "VARCHAR" for n in range(width)}
    relation = duckdb.connect().read_csv(
        str(path),
        auto_detect=False,
        header=True,
        delimiter=",",
        quotechar='"',
        escapechar='"',
        columns=columns,
    )
    sums = ", ".join(f"sum(strlen({name}))" for name in columns)
    return str(relation.aggregate(f"count(*), {sums}").fetchall()[0][0])


def measure(which: str, folder: Path) -> dict[str, float]:
    """Wall and CPU seconds of the work, peak memory in MiB of the process, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.roster_to_change_set", "--measure", which, str(folder)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(output.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--measure", nargs=2, metavar=("WHICH", "FOLDER"))
    arguments = parser.parse_args()
    if arguments.measure:
        which, folder = arguments.measure
        before = time.process_time()
        started = time.perf_counter()
        said = {"ours": ours, "rival": rival}[which](Path(folder))
        wall, cpu = time.perf_counter() - started, time.process_time() - before
        status = Path("/proc/self/status").read_text()  # ru_maxrss would count the parent's memory too
        peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
        print(json.dumps({"wall": wall, "cpu": cpu, "peak_mib": peak, "said": said}))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        set_up(arguments.people, folder)
        pairs = [(measure("ours", folder), measure("rival", folder)) for _ in range(arguments.pairs)]
    print(f"{arguments.people:,} people x 25 columns, {arguments.pairs} pairs; {pairs[0][0]['said']}")
    print(f"{'':22}{'min':>9}{'median':>9}{'max':>9}")
    rows = {
        "ours, wall s": [a["wall"] for a, _ in pairs],
        "DuckDB read, wall s": [b["wall"] for _, b in pairs],
        "wall, ours / read": [a["wall"] / b["wall"] for a, b in pairs],
        "CPU, ours / read": [a["cpu"] / b["cpu"] for a, b in pairs],
        "ours, peak MiB": [a["peak_mib"] for a, _ in pairs],
        "DuckDB read, peak MiB": [b["peak_mib"] for _, b in pairs],
    }
    for label, values in rows.items():
        print(f"{label:22}{min(values):9.2f}{statistics.median(values):9.2f}{max(values):9.2f}")


if __name__ == "__main__":
    main()
