"""A simulation of several days gives what as many real runs give, and leaves no trace (simulate)."""

import hashlib
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from qooper_assets import stages
from qooper_assets.core import feed
from qooper_assets.core.errors import DeliveryError, StateError, TenantFileError
from qooper_assets.core.feed import Choice
from qooper_assets.core.roster import Roster
from qooper_assets.core.simulation import FileDay, Outcome, SimulatedDay, Then, assign_days
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.stages import recording
from qooper_assets.stages.simulating import simulate
from qooper_assets_tests.worlds import World, a_file, a_row, a_tenant, people

DAYS = 4


def deliveries(seed: int) -> list[bytes]:
    """Files of consecutive days: a first load, an ordinary day with odd rows, a file that is no roster, and
    more leavers than the limit."""
    chance = random.Random(seed)
    rows = dict(enumerate(people(60)))
    files = []
    for day in range(DAYS):
        for number in chance.sample(sorted(rows), 3):
            rows[number] = a_row(f"{number:05d}", f"p{number}@acme.example", title=f"Title {day}")
        for number in chance.sample(sorted(rows), (0, 1, 0, 20)[day]):
            del rows[number]
        rows[100 + day] = a_row(f"1{day:04d}", manager=f"{min(rows):05d}")
        last_day = chance.choice(("", "2026-03-05", "soon", "2020-01-01"))
        rows[200 + day] = a_row(f"2{day:04d}", last_day=last_day)
        odd = [a_row("", "nobody@acme.example"), a_row("90000"), a_row("90000", "x@y.example")]
        files.append(a_file(*rows.values(), *chance.sample(odd, day % 3)))
    files[2] = b"no roster at all\r\n"
    return files


def shown(day: SimulatedDay) -> tuple[object, ...]:
    return (
        day.partition,
        day.outcome,
        day.code,
        dict(day.counts),
        dict(day.rejects_by_reason),
        dict(day.withheld_by_reason),
        day.breaches,
        day.rows,
    )


def really(world: World, file: Path, day: FileDay) -> SimulatedDay:
    """What the day comes to in a real run, whose held change sets somebody approves."""
    world.clock.at = day.at
    seen = {
        "file": file.name,
        "partition": feed.partition_key(world.tenant.schedule, world.today),
        "effective_on": world.today,
    }
    try:
        change_set = world.plan(file.read_bytes())
    except DeliveryError as error:
        return SimulatedDay(**seen, outcome=Outcome.BLOCKED, code=error.code)
    if change_set.breaches:
        world.approve(change_set)
    world.apply(change_set)
    counts = Counter(change_set.counts)
    rest = world.runtime.ledger.change_sets.waiting(world.tenant.tenant)
    if rest is not None:
        counts.update(rest.change_set.counts)
        world.approve(rest.change_set)
        world.apply(rest.change_set)
    is_held = bool(change_set.exceeded)
    roster = world.runtime.artifacts.load("roster", Roster, world.tenant.tenant, change_set.partition)
    return SimulatedDay(
        **seen,
        outcome=Outcome.HELD if is_held else Outcome.APPLIED if counts else Outcome.NOTHING,
        rows=roster.counts,
        counts=counts,
        rejects_by_reason=change_set.rejects_by_reason,
        withheld_by_reason=change_set.withheld_by_reason,
        breaches=change_set.exceeded,
    )


def test_f12_i35_a_simulated_day_is_refused_as_a_real_one(tmp_path: Path) -> None:
    """By the date of what was accepted; another identity before any day."""
    world = World(tmp_path)
    content = tmp_path / "file.csv"
    content.write_bytes(a_file(*people(2)))
    raw = world.deliver(content.read_bytes())
    raw = raw.model_copy(update={"choice": Choice(dated_on=date(2026, 3, 5))})
    with world.runtime.scratch() as scratch:
        world.runtime.artifacts.save("raw_file", raw, scratch)
    roster = stages.normalize(world.runtime, world.tenant, raw, raw.run_id)
    observed = stages.observe(world.runtime, world.tenant, raw.partition, raw.run_id)
    planned = recording.plan_and_record(world.runtime, world.tenant, raw, roster, observed, raw.run_id)
    world.approve(planned.recorded.change_set)
    world.apply(planned.recorded.change_set)

    content.write_bytes(a_file(*people(3)))
    days = [FileDay(0, world.clock.at, date(2026, 3, day)) for day in (4, 6)]

    def run(tenant: Tenant) -> list[SimulatedDay]:
        return list(simulate(world.runtime, tenant, [content], days, is_empty=False, then=Then.APPLY))

    older, newer = run(world.tenant)
    assert (older.outcome, older.code) == (Outcome.BLOCKED, "older_than_accepted")
    assert (newer.outcome, newer.changes("CREATE")) == (Outcome.APPLIED, 1)
    content.write_bytes(b"no roster at all\n")
    with pytest.raises(TenantFileError, match="identity_changed"):
        run(world.tenant.model_copy(update={"identity": "email"}))
    with world.runtime.ledger.leases.hold("acme", "a run"), pytest.raises(StateError, match="tenant_busy"):
        run(world.tenant)


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of an installation; SQLite's -shm is no data."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".sqlite-shm"
    }


@pytest.mark.parametrize(("seed", "coverage"), [(1, "full_snapshot"), (2, "delta")])
def test_a_simulation_is_what_real_runs_give_and_leaves_no_trace(
    tmp_path: Path, seed: int, coverage: str
) -> None:
    document = a_tenant().model_dump(mode="json", exclude_defaults=True)
    document["feed"]["coverage"] = coverage
    (tmp_path / "world").mkdir()
    world = World(tmp_path / "world", Tenant.model_validate(document))
    files = []
    for number, content in enumerate(deliveries(seed)):
        files.append(tmp_path / f"day{number}.csv")
        files[-1].write_bytes(content)
    days = assign_days(
        [path.name for path in files],
        world.tenant.feed,
        world.tenant.schedule,
        world.clock.now(),
        is_empty=True,
        first_day=world.today,
    )

    from_nothing = list(simulate(world.runtime, world.tenant, files, days, is_empty=True, then=Then.APPLY))
    assert not world.runtime.has_target(world.tenant)
    real = [shown(really(world, files[0], days[0]))]

    before = digest(world.folder)
    later = list(simulate(world.runtime, world.tenant, files, days[1:], is_empty=False, then=Then.APPLY))
    assert digest(world.folder) == before

    real += [shown(really(world, files[day.position], day)) for day in days[1:]]
    assert [*map(shown, from_nothing)] == real
    assert [*map(shown, later)] == real[1:]
    assert [day.outcome for day in from_nothing][::2] == [Outcome.HELD, Outcome.BLOCKED]
