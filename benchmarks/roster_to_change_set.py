"""A whole day (normalize, validate, diff, artifacts) against DuckDB reading the file once.

    python -m benchmarks.roster_to_change_set [--people 100000] [--pairs 5] [--whole]
    python -m benchmarks.roster_to_change_set --people 1000000 --growth 5 --pairs 2

The rival reads every column of the same CSV as text, with a given dialect, and counts what it read: the least
that any program has to do that reads the file at all. With `--whole` nothing can be reused of the previous
day, as on the day after an edit of the tenant file. With `--growth` we compare ourselves with that many times
as many people.
"""

import argparse
import tempfile
import time
from functools import partial
from pathlib import Path

import polars as pl

from benchmarks import days
from benchmarks.measuring import Measurement, Work, in_turns, measure, ratios, show, warm
from qooper_assets import stages
from qooper_assets.core import contract


def ours(folder: Path) -> Work:
    """The second day, from the landed file to the stored change set."""
    runtime, tenant = days.runtime_of(folder), days.tenant_of(folder)
    raw, snapshot = days.raw_of(runtime), days.snapshot_of(runtime)
    warm(folder / "day2.csv", folder / "ledger.sqlite", *(folder / "artifacts").rglob("*.parquet"))
    # pandera imports hypothesis at its first check, if that is installed; only tests need it.
    contract.check(contract.schema(tenant), pl.DataFrame(schema=contract.JUDGED), tenant.identity)

    def work() -> dict[str, object]:
        started = time.perf_counter()
        people = stages.normalize(runtime, tenant, raw, "measured")
        normalized = time.perf_counter()
        planned = stages.plan(runtime, tenant, raw, people, snapshot, "measured")
        return {
            "counts": planned.counts,
            "normalize": normalized - started,
            "plan": time.perf_counter() - normalized,
        }

    return work


def _ours(folder: Path) -> Measurement:
    return measure("benchmarks.roster_to_change_set:ours", folder)


def against_reading(people: int, pairs: int, folder: Path, *, whole: bool) -> None:
    days.set_up(people, folder)
    if whole:
        days.forget_the_day_before(folder)
    a, b = in_turns(pairs, partial(_ours, folder), partial(measure, "benchmarks.rivals:duckdb_read", folder))
    how = "read whole" if whole else "unchanged lines are reused"
    show(
        f"{people:,} people x 25 columns, {pairs} pairs, {how}; {a[0].found['counts']}",
        {
            "ours, wall s": [m.wall for m in a],
            "  of it normalize": [m.found["normalize"] for m in a],
            "  of it plan": [m.found["plan"] for m in a],
            "DuckDB read, wall s": [m.wall for m in b],
            "wall, ours / read": ratios([m.wall for m in a], [m.wall for m in b]),
            "ours, CPU s": [m.cpu for m in a],
            "DuckDB read, CPU s": [m.cpu for m in b],
            "CPU, ours / read": ratios([m.cpu for m in a], [m.cpu for m in b]),
            "ours, peak MiB": [m.peak_mib for m in a],
            "DuckDB read, peak MiB": [m.peak_mib for m in b],
            "memory, ours / read": ratios([m.peak_mib for m in a], [m.peak_mib for m in b]),
        },
    )


def against_more_people(people: int, times: int, pairs: int, folder: Path) -> None:
    few, many = folder / "few", folder / "many"
    days.set_up(people, few)
    days.set_up(people * times, many)
    a, b = in_turns(pairs, partial(_ours, few), partial(_ours, many))
    show(
        f"{people:,} and {people * times:,} people x 25 columns, {pairs} pairs",
        {
            "fewer, CPU s": [m.cpu for m in a],
            "more, CPU s": [m.cpu for m in b],
            "CPU, more / fewer": ratios([m.cpu for m in b], [m.cpu for m in a]),
            "wall, more / fewer": ratios([m.wall for m in b], [m.wall for m in a]),
            "fewer, peak MiB": [m.peak_mib for m in a],
            "more, peak MiB": [m.peak_mib for m in b],
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--whole", action="store_true", help="reuse nothing of the previous day")
    parser.add_argument(
        "--growth", type=int, metavar="TIMES", help="compare with this many times as many people"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.growth:
            against_more_people(arguments.people, arguments.growth, arguments.pairs, Path(folder))
        else:
            against_reading(arguments.people, arguments.pairs, Path(folder), whole=arguments.whole)


if __name__ == "__main__":
    main()
