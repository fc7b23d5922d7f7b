"""The contract of pandera on polars, against the same rules in plain SQL and in pandera on pandas.

    python -m benchmarks.contract [--people 100000] [--turns 5] [--passes 5]

Each rival checks the same table `identities`, which it holds in DuckDB, in a warm process: the median of
several passes counts, after one warm-up. About 0.5 % of the rows break a rule. All must find exactly the same
failing cells, for the same reasons, or there is no result.
"""

import argparse
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

import duckdb

from benchmarks.measuring import Measurement, Work, agree, in_turns, measure, ratios, show
from benchmarks.rosters import TENANT
from qooper_assets.core import contract
from qooper_assets.edges.engine.engine import Engine

_IDENTITIES = """
WITH people AS (
    SELECT n AS row_id, md5_number_lower(concat(n, 'a')) AS a, md5_number_lower(concat(n, 'b')) AS b
    FROM range($people) AS numbers (n)
),
-- 0 to 13: the fault of this row; NULL if it has none.
faulty AS (SELECT *, CASE WHEN a % 200 = 0 THEN CAST((a >> 16) % 14 AS INTEGER) END AS fault FROM people)
SELECT
    row_id,
    CASE fault
        WHEN 0 THEN NULL
        WHEN 1 THEN repeat('7', 300)
        WHEN 2 THEN '#N/A'
        WHEN 3 THEN '1.2' || chr(7)
        WHEN 4 THEN '1.00235E+11'
        WHEN 10 THEN '''' || row_id || ''''
        WHEN 11 THEN row_id || chr(65533)
        ELSE format('{:09}', 100000 + row_id * 17)
    END AS external_id,
    external_id AS employee_id,
    CASE fault
        WHEN 5 THEN NULL
        WHEN 6 THEN 'two@benchmark.example, three@benchmark.example'
        WHEN 7 THEN 'NoEmail@benchmark.example'
        WHEN 12 THEN 'jos' || chr(65533) || '@benchmark.example'
        WHEN 13 THEN 'no' || chr(160) || 'break@benchmark.example'
        ELSE format(
            '{}.{:x}@benchmark.example', ['josé', 'Wilhelmina', 'o''neil', 'li'][1 + (a % 4)::INTEGER], a
        )
    END AS email,
    -- Somebody who has left may have any e-mail.
    b % 50 = 0 AS is_ended,
    fault IS DISTINCT FROM 8 AS is_known_status,
    fault IS DISTINCT FROM 9 AS knows_options
FROM faulty
"""
"""Grain: one row per record of a file. Gives: the columns of normalize/identities that the contract
reads, with faults."""


def ours(folder: Path) -> Work:
    """`core.contract.schema` over batches streamed from the engine, as `stages` does."""
    schema = contract.schema(TENANT)
    engine = Engine(folder / "ours", TENANT.feed.limits.memory_mib_max)
    engine.connection.execute(
        "CREATE OR REPLACE TABLE identities AS FROM read_parquet($path)",
        {"path": str(folder / "identities.parquet")},
    )

    def work() -> dict[str, object]:
        found: list[tuple[int, str, str]] = []
        batches = engine.frames("select * from identities", contract.BATCH_ROWS)
        for suspects in contract.suspects(schema, batches):
            failures = contract.check(schema, suspects, TENANT.identity)
            row_ids = suspects["row_id"]
            found.extend(
                (row_ids[row], column, reason)
                for row, column, reason in zip(failures.rows, failures.columns, failures.reasons, strict=True)
            )
        return {"failures": found}

    return work


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ours").mkdir()
        _write_identities(arguments.people, folder / "identities.parquet")

        def process(function: str) -> partial[Measurement]:
            return partial(measure, function, folder, passes=arguments.passes, warm_ups=1)

        ours, sql, pandas, tuned = in_turns(
            arguments.turns,
            process("benchmarks.contract:ours"),
            process("benchmarks.rivals:sql_rules"),
            process("benchmarks.rivals:pandas_rules"),
            process("benchmarks.rivals:pandas_tuned"),
        )
    failures = [sorted(map(tuple, m[0].found["failures"])) for m in (ours, sql, pandas, tuned)]
    agree("failing cells", *failures)
    by_reason = Counter(reason for _, _, reason in failures[0])
    rows = len({row for row, _, _ in failures[0]})
    print(f"all: {len(failures[0]):,} failing cells in {rows:,} rows: {dict(sorted(by_reason.items()))}")
    show(
        f"{arguments.people:,} rows, {arguments.turns} turns of {arguments.passes} warm passes",
        {
            "ours, CPU s": [m.cpu for m in ours],
            "SQL, CPU s": [m.cpu for m in sql],
            "pandas, CPU s": [m.cpu for m in pandas],
            "CPU, ours / SQL": ratios([m.cpu for m in ours], [m.cpu for m in sql]),
            "wall, ours / SQL": ratios([m.wall for m in ours], [m.wall for m in sql]),
            "CPU, pandas / ours": ratios([m.cpu for m in pandas], [m.cpu for m in ours]),
            "wall, pandas / ours": ratios([m.wall for m in pandas], [m.wall for m in ours]),
            "wall, pandas tuned / ours": ratios([m.wall for m in tuned], [m.wall for m in ours]),
            "ours, peak MiB": [m.peak_mib for m in ours],
            "SQL, peak MiB": [m.peak_mib for m in sql],
            "pandas, peak MiB": [m.peak_mib for m in pandas],
        },
    )


def _write_identities(people: int, path: Path) -> None:
    duckdb.connect().sql(_IDENTITIES, params={"people": people}).write_parquet(str(path))


if __name__ == "__main__":
    main()
