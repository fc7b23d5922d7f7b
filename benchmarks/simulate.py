"""`qooper-assets simulate` of many days, from nothing.

    python -m benchmarks.simulate [--people 10000] [--days 90]

The files are those of `rosters.py` with, from one day to the next, 1 % of the people changed, 0.3 % removed
and 0.5 % new. Writing them is not measured. What else runs on the machine counts: the load is printed.
"""

import argparse
import csv
import os
import random
import resource
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.rosters import TENANT, write
from qooper_assets import stages
from qooper_assets.core.simulation import Outcome, Then, assign_days
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages.simulating import DayClock, simulate

GOAL_SECONDS = 90


def write_days(people: int, days: int, into: Path) -> list[Path]:
    """Write one file for each day."""
    with write(people, into)[0].open(encoding="utf-8", newline="") as first:
        header, *rows = csv.reader(first)
    number, email, title = (header.index(name) for name in ("Employee ID", "Work E-mail", "Job Title"))
    chance, files = random.Random(people), []
    for day in range(days):
        if day:
            for row in chance.sample(rows, len(rows) // 100):
                row[title] = f"{row[title].partition(' (')[0]} ({day})"
            for row in chance.sample(rows, len(rows) * 3 // 1000):
                rows.remove(row)
            for new in range(people * 5 // 1000):
                added = list(chance.choice(rows))
                added[number], added[email] = f"N{day:03}{new:05}", f"n{day}.{new}@benchmark.example"
                rows.append(added)
        files.append(into / f"file{day:03}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows])
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=90)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_days(arguments.people, arguments.days, folder / "files")
        clock = DayClock(datetime(2026, 3, 2, 12, tzinfo=UTC))
        ledger = Ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}", clock)
        runtime = stages.Runtime(
            folder, folder / "state", Artifacts(str(folder / "artifacts")), ledger, clock
        )
        days = assign_days(
            [file.name for file in files], TENANT.feed, TENANT.schedule, clock.at, is_empty=True
        )
        seconds, outcomes, changes = [], Counter[Outcome](), 0
        started = last = time.perf_counter()
        for day in simulate(runtime, TENANT, files, days, is_empty=True, then=Then.APPLY):
            seconds.append(time.perf_counter() - last)
            last = time.perf_counter()
            outcomes[day.outcome] += 1
            changes += sum(day.counts.values())
        ledger.close()
    total = time.perf_counter() - started
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in usage)
    later = sorted(seconds[1:]) or seconds
    print(
        f"{arguments.days} days of {arguments.people:,} people: {total:.1f} s (the goal is {GOAL_SECONDS} s)"
    )
    print(f"the first day {seconds[0]:.1f} s, a later one {later[len(later) // 2]:.2f} s (median)")
    print(f"CPU with writing the files {cpu:.0f} s; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{changes:,} changes; {', '.join(f'{count} {word}' for word, count in outcomes.items())}")


if __name__ == "__main__":
    main()
