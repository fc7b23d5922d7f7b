"""The comparison of two days, against a plain diff in DuckDB and against a public differ.

    python -m benchmarks.planning [--people 100000] [--pairs 5]

Two questions about the same day:

- `plan` alone, against a hash-joined diff of the same two Parquet tables in SQL, which knows no policy, no
  limits and no report: what does deciding cost once the differences are known?
- `normalize` and `plan`, from the file, against csv-diff (PyPI) of the two files: what would the customer's
  analyst run instead? `--no-csv-diff` leaves it out where it needs more memory than there is.

All must find the same people, or there is no result.
"""

import argparse
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from benchmarks import days
from benchmarks.measuring import Measurement, Work, agree, in_turns, measure, ratios, show
from benchmarks.rosters import TENANT
from qooper_assets import stages

KINDS = {
    "CREATE new_in_roster": "added",
    "UPDATE attributes_differ": "changed",
    "DEACTIVATE absent": "removed",
}


def plan(folder: Path) -> Work:
    """Plan the change set of the second day, from the stored roster and snapshot."""
    runtime = days.runtime_of(folder)
    raw, roster, snapshot = days.raw_of(runtime), days.roster_of(runtime), days.snapshot_of(runtime)

    def work() -> dict[str, object]:
        planned = stages.plan(runtime, TENANT, raw, roster, snapshot, "measured")
        return {"counts": planned.counts}

    return work


def _in_rivals_words(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted((KINDS[key], count) for key, count in counts.items()))


def _compare(title: str, ours: list[Measurement], rival: str, theirs: list[Measurement]) -> None:
    agree(title, _in_rivals_words(ours[0].found["counts"]), theirs[0].found)
    show(
        title,
        {
            "ours, wall s": [m.wall for m in ours],
            f"{rival}, wall s": [m.wall for m in theirs],
            f"wall, ours / {rival}": ratios([m.wall for m in ours], [m.wall for m in theirs]),
            f"CPU, ours / {rival}": ratios([m.cpu for m in ours], [m.cpu for m in theirs]),
            f"wall, {rival} / ours": ratios([m.wall for m in theirs], [m.wall for m in ours]),
            "ours, peak MiB": [m.peak_mib for m in ours],
            f"{rival}, peak MiB": [m.peak_mib for m in theirs],
            f"memory, {rival} / ours": ratios([m.peak_mib for m in theirs], [m.peak_mib for m in ours]),
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--no-csv-diff", action="store_true")
    arguments = parser.parse_args()
    size = f"{arguments.people:,} people x 25 columns, {arguments.pairs} pairs"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        days.set_up(arguments.people, folder)

        def process(function: str) -> partial[Measurement]:
            return partial(measure, function, folder)

        ours, diff = in_turns(
            arguments.pairs, process("benchmarks.planning:plan"), process("benchmarks.rivals:duckdb_diff")
        )
        _compare(f"plan against a diff in DuckDB: {size}", ours, "diff", diff)
        if not arguments.no_csv_diff:
            ours, csv_diff = in_turns(
                arguments.pairs,
                process("benchmarks.roster_to_change_set:ours"),
                process("benchmarks.rivals:csv_diff"),
            )
            _compare(f"normalize and plan against csv-diff: {size}", ours, "csv-diff", csv_diff)


if __name__ == "__main__":
    main()
