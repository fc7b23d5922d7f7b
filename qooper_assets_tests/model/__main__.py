"""`python -m qooper_assets_tests.model --companies N --days M --seed S`: play many companies, print figures.

Exit code 1 where the product and the model differ; each difference with the command that plays it again.
"""

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from qooper_assets_tests.model.companies import IDENTITIES, File, Shape, describe, invent
from qooper_assets_tests.model.play import Played, play, shrunk


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m qooper_assets_tests.model", description=__doc__)
    parser.add_argument("--companies", type=int, default=10)
    parser.add_argument("--days", type=int, default=20, help="days with events, per company")
    parser.add_argument("--seed", type=int, default=1, help="of the first company; the others follow")
    parser.add_argument("--identity", choices=IDENTITIES, default="")
    parser.add_argument("--coverage", choices=("full_snapshot", "delta"), default="")
    parser.add_argument("--without", default="", help="kinds of events that do not happen, by commas")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--shrink", action="store_true", help="show the fewest events that still differ")
    options = parser.parse_args()
    shape = Shape(
        options.identity, options.coverage, options.days, frozenset(filter(None, options.without.split(",")))
    )
    seeds = range(options.seed, options.seed + options.companies)
    began = time.monotonic()
    total: Counter[str] = Counter()
    differences: list[tuple[int, Played]] = []
    with ProcessPoolExecutor(options.processes) as pool:
        jobs = [(seed, pool.submit(_played, seed, shape)) for seed in seeds]
        for seed, job in jobs:
            played = job.result()
            total.update(played.words | {"runs": played.runs, "days": played.days})
            if played.difference:
                differences.append((seed, played))
                print(f"seed {seed}: {played.difference}", flush=True)
    for seed, played in differences if options.shrink else ():
        _show(seed, shape, played)
    print(", ".join(f"{word} {count:,}" for word, count in sorted(total.items())))
    print(
        f"{options.companies:,} companies, {total['days']:,} days, {total['runs']:,} runs, "
        f"{len(differences):,} differences, {time.monotonic() - began:,.0f} s"
    )
    return 1 if differences else 0


def _played(seed: int, shape: Shape) -> Played:
    return play(invent(seed, shape))


def _show(seed: int, shape: Shape, played: Played) -> None:
    assert played.difference
    company = shrunk(invent(seed, shape), played.difference.what)
    print(f"\nseed {seed} {company.rules}")
    before = None
    for event in company.events:
        print(f"  {describe(event, before)}")
        before = event.rows if isinstance(event, File) else before
    print(f"  {play(company).difference}")


if __name__ == "__main__":
    sys.exit(main())
