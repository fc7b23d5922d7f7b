"""`qooper-assets rehearse` of 90 days with 12 planted incidents: what is found, and how long it takes.

    python -m benchmarks.rehearse [--people 10000] [--days 90] [--seed 1]

The files are those of `company.py`; writing them is not measured. Reported are the incidents that the default
limits and the proposed ones stop, and the harmless days that they hold, against what was planted; then the
same for limits that are proposed from the first half of the days and applied to the second. An incident that
no limit stops is harmless if nothing more is done than with the right file of that day: what is wrong in it
was rejected or left out, person by person. What else runs on the machine counts: the load is printed.
"""

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.company import FIRST_DAY, Planted, plant
from benchmarks.rosters import TENANT
from qooper_assets import stages
from qooper_assets.core.rehearsal import limits, result
from qooper_assets.core.rehearsal.files import Deliveries, find_deliveries
from qooper_assets.core.rehearsal.judging import HARMLESS, Label
from qooper_assets.core.rehearsal.result import RehearsedDay
from qooper_assets.core.simulation import Outcome, Then
from qooper_assets.core.tenant.guardrails import Guardrails
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.artifacts import Artifacts
from qooper_assets.edges.ledger.ledger import Ledger
from qooper_assets.stages.rehearsing import list_files, rehearse
from qooper_assets.stages.simulating import DayClock, simulate

GOAL_SECONDS = 90


def a_tenant() -> Tenant:
    """The tenant of `rosters.py`, with the default limits."""
    feed = TENANT.feed.model_copy(update={"path": "/roster_{date:%Y%m%d}.csv"})
    return TENANT.model_copy(update={"feed": feed, "guardrails": Guardrails()})


def describe(
    days: Sequence[RehearsedDay], held: Collection[date], planted: Planted, harmless: Collection[date]
) -> str:
    """Compare the days that are held or blocked with what was planted; `harmless` ones have no effect."""
    on = {day.day.effective_on for day in days if day.label is not Label.FIRST_LOAD}
    stopped = _blocked(days) | set(held)
    incidents = on & planted.incidents.keys()
    left_out = (incidents - stopped) & set(harmless)
    missed = sorted(f"{day} {planted.incidents[day]}" for day in incidents - stopped - left_out)
    false = [f"{day} {planted.real_changes.get(day, '?')}" for day in sorted((on & stopped) - incidents)]
    return (
        f"of {len(incidents)} incidents {len(incidents & stopped)} held or blocked, {len(left_out)} without"
        f" effect ({', '.join(planted.incidents[day] for day in sorted(left_out)) or 'none'}),"
        f" {len(missed)} applied ({', '.join(missed) or 'none'});"
        f" {len(false)} false holds ({', '.join(false) or 'none'})"
    )


def _blocked(days: Sequence[RehearsedDay]) -> set[date]:
    return {day.day.effective_on for day in days if day.day.outcome is Outcome.BLOCKED}


def find_harmless(
    runtime: stages.Runtime,
    tenant: Tenant,
    deliveries: Deliveries,
    files: Sequence[Path],
    days: Sequence[RehearsedDay],
    planted: Planted,
) -> set[date]:
    """Find the incidents that no default limit stopped, and that do no more than their right files."""
    stopped = _blocked(days) | {day.day.effective_on for day in days if day.held_by}
    passed = planted.incidents.keys() - stopped
    if not passed:
        return set()
    dates = [day.day.effective_on for day in days]
    order = [day._replace(position=n) for n, day in enumerate(deliveries.days)]
    right = [
        planted.right[on] if on in passed else files[day.position]
        for on, day in zip(dates, deliveries.days, strict=True)
    ]
    left_out = frozenset(
        n for n, day in enumerate(days) if day.label is Label.INCIDENT and dates[n] not in passed
    )
    simulated = simulate(runtime, tenant, right, order, is_empty=True, then=Then.APPLY, only_planned=left_out)
    return {
        day.effective_on
        for day, was in zip(simulated, days, strict=True)
        if day.effective_on in passed and Counter(was.day.counts) <= Counter(day.counts)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tenant = a_tenant()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted = plant(arguments.people, arguments.days, arguments.seed, folder)
        clock = DayClock(datetime(2026, 12, 1, 12, tzinfo=UTC))
        ledger = Ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}", clock)
        runtime = stages.Runtime(
            folder, folder / "state", Artifacts(str(folder / "artifacts")), ledger, clock
        )
        started = time.perf_counter()
        files = list_files(folder / "files")
        deliveries = find_deliveries(files, tenant.feed, tenant.schedule, clock.at)
        found = rehearse(runtime, tenant, folder / "files", files, deliveries, is_empty=True, marked={})
        seconds = time.perf_counter() - started
        paths = [folder / "files" / file.name for file in files]
        harmless = find_harmless(runtime, tenant, deliveries, paths, found.days, planted)
        ledger.close()
    print(
        f"{arguments.days} days of {arguments.people:,} people, seed {arguments.seed}: {seconds:.0f} s"
        f" (the goal is {GOAL_SECONDS} s); load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    days = found.days
    print(
        "default limits: ",
        describe(days, [day.day.effective_on for day in days if day.held_by], planted, harmless),
    )
    held = [day.day.effective_on for day in days if day.held_by_proposed]
    print("proposed limits:", describe(days, held, planted, harmless))
    half = FIRST_DAY.toordinal() + arguments.days // 2
    first = [day for day in days if day.day.effective_on.toordinal() < half]
    second = [day for day in days if day.day.effective_on.toordinal() >= half]
    proposed = limits.propose(map(result.as_day, first), Guardrails())
    after = limits.apply(proposed, Guardrails())
    held = [day.day.effective_on for day in second if limits.held_by(result.as_day(day), after)]
    print("first half's limits, second half:", describe(second, held, planted, harmless))
    labels = {day.day.effective_on: day for day in days}
    for on, what in sorted((planted.incidents | planted.real_changes).items()):
        print(f"  {on} {what}: {labels[on].label} ({labels[on].why})")
    others = [
        day
        for day in days
        if day.label not in (*HARMLESS, Label.FIRST_LOAD) and day.day.effective_on not in planted.incidents
    ]
    taken = ", ".join(f"{day.day.effective_on} {day.label} ({day.why})" for day in others) or "none"
    print(f"ordinary days that were taken for something else: {taken}")
    for limit in found.limits:
        print(f"  {limit.key}: {limit.present:g} -> {limit.proposed:g}, asked: {limit.asked}")


if __name__ == "__main__":
    main()
