"""A CSV file read in full (encoding, dialect, header, every line, every value) against DuckDB alone.

    python -m benchmarks.csv_reading [--people 100000] [--pairs 5]

Ours detects encoding, delimiter and header, proves each line, and lets the engine read the records as every
stage does; the rival is given the dialect and trusts the file. Both touch each value of each column once. The
twins contain the same people in UTF-16 and, with characters that it lacks replaced, in windows-1252; the
rival reads the UTF-8 file of the same text.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.measuring import Work, agree, in_turns, measure, ratios, show, warm
from benchmarks.rivals import touched
from benchmarks.rosters import TENANT, write

TWINS = {"utf-8": "utf-8", "utf-16": "utf-16", "windows-1252": "windows-1252"}
BLOCK_CHARS = 1 << 20


def ours(folder: Path) -> Work:
    from qooper_assets import stages  # noqa: F401  # as in a run, which has loaded every library by then
    from qooper_assets.edges.engine.engine import open_engine
    from qooper_assets.edges.engine.records import open_records
    from qooper_assets.readers.read import read

    raw = folder / "delivered.csv"
    warm(raw)

    def work() -> dict[str, object]:
        with tempfile.TemporaryDirectory() as scratch:
            file = read(raw, TENANT, scratch=Path(scratch), where="/delivered.csv")
            assert not file.unreadable
            with open_engine(Path(scratch), TENANT.feed.limits) as engine:
                relation = open_records(engine, file, TENANT)
                return touched(relation)

    return work


def _twins(people: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield a folder for each encoding, with the delivered file and its text in UTF-8."""
    _, day2 = write(people, folder)
    for encoding, codec in TWINS.items():
        twin = folder / encoding
        twin.mkdir()
        with day2.open(encoding="utf-8", newline="") as file:
            delivered = (twin / "delivered.csv").open("w", encoding=codec, errors="replace", newline="")
            plain = (twin / "day2.csv").open("w", encoding="utf-8", newline="")
            with delivered, plain:
                while text := file.read(BLOCK_CHARS):
                    delivered.write(text)
                    is_narrow = encoding == "windows-1252"
                    plain.write(text.encode(codec, "replace").decode(codec) if is_narrow else text)
        os.sync()  # else the disk is still busy with what was written here
        yield encoding, twin


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for encoding, twin in _twins(arguments.people, Path(folder)):
            a, b = in_turns(
                arguments.pairs,
                partial(measure, "benchmarks.csv_reading:ours", twin),
                partial(measure, "benchmarks.rivals:duckdb_read", twin),
            )
            agree(encoding, *(m.found for m in (*a, *b)))
            show(
                f"{arguments.people:,} people x 25 columns in {encoding}, {arguments.pairs} pairs",
                {
                    "ours, wall s": [m.wall for m in a],
                    "DuckDB read, wall s": [m.wall for m in b],
                    "wall, ours / read": ratios([m.wall for m in a], [m.wall for m in b]),
                    "CPU, ours / read": ratios([m.cpu for m in a], [m.cpu for m in b]),
                    "ours, peak MiB": [m.peak_mib for m in a],
                },
            )


if __name__ == "__main__":
    main()
