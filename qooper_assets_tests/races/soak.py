"""Days of a company on which the process is killed, the target fails and the disk is full, without lasting
effects.

    python -m qooper_assets_tests.races.soak --kills 200 --seed 1
    python -m qooper_assets_tests.races.soak --without "mark sent"   has to fail
    python -m qooper_assets_tests.races.soak --tiny-disk        needs permission to mount a file system

Each round is a day: some people come, leave, come back or change their e-mails; processes run it and are
killed (`soaking.py`), the lease of the dead one expires, and the last run ends well. Belongs here: the
company, the rounds, and the required state after them. Does not: faults (`soaking.py`).
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from qooper_assets.core.changes import Receipt
from qooper_assets.core.errors import Result
from qooper_assets.edges.ledger import tables
from qooper_assets.edges.ledger.leases import LEASE_SECONDS
from qooper_assets.stages import writing
from qooper_assets_tests.e2e.worlds_on_disk import journal
from qooper_assets_tests.races import soaking
from qooper_assets_tests.races.runs import is_held
from qooper_assets_tests.races.soaking import FAULTS, GROUP, GUARDS, PLACES, Job
from qooper_assets_tests.worlds import START, World, a_file, a_row, a_tenant

ROOT = Path(__file__).parents[2]
EXPECTED = {"killed", "ended", "target_unreachable", "state_full", "tenant_busy"}
"""How a process may end."""
FOREIGN = (
    {"employee_id": "X1", "email": "by.hand@acme.example", "first_name": "By"},
    {"email": "admin@acme.example"},
)
KILLS_PER_DAY = 2
NOTHING_LEFT_EVERY = 4
"""On one of this many days, the run is repeated at the end."""
CUTS = 26
"""Approximate number of transactions and writes of a day's run."""


@dataclass
class Person:
    email: str
    title: str = "Engineer"
    manager: str = ""
    is_here: bool = True


@dataclass
class Company:
    """The people who work there; the first three are managers, and stay."""

    chance: random.Random
    people: dict[str, Person] = field(default_factory=dict)
    mails: int = 0
    changed: set[int] = field(default_factory=set)
    """People changed today, each at most once: somebody who leaves on the day on which somebody else takes
    their e-mail is withheld, and rightly so."""

    def __post_init__(self) -> None:
        for _ in range(14):
            self.comes()

    def mail(self) -> str:
        self.mails += 1
        return f"m{self.mails}@acme.example"

    def comes(self) -> None:
        identifier = f"{len(self.people) + 1:05d}"
        manager = f"{self.chance.randint(1, 3):05d}" if len(self.people) >= 3 else ""
        self.people[identifier] = Person(self.mail(), manager=manager)
        self.changed.add(id(self.people[identifier]))

    def some(self, count: int, *, are_here: bool = True) -> list[Person]:
        there = [
            person
            for person in list(self.people.values())[3:]
            if person.is_here is are_here and id(person) not in self.changed
        ]
        chosen = self.chance.sample(there, min(count, len(there)))
        self.changed.update(map(id, chosen))
        return chosen

    def goes_by(self) -> None:
        """Make one day pass; something always changes."""
        self.changed.clear()
        self.comes()
        for what in self.chance.choices(
            ["comes", "leaves", "returns", "swap", "chain", "title", "boss"], k=4
        ):
            match what:
                case "comes":
                    self.comes()
                case "leaves":
                    for person in self.some(1):
                        person.is_here = False
                case "returns":
                    for person in self.some(1, are_here=False):
                        person.is_here = True
                case "swap":
                    if len(two := self.some(2)) == 2:
                        two[0].email, two[1].email = two[1].email, two[0].email
                case "chain":
                    if len(three := self.some(3)) == 3:
                        new = [self.mail(), three[0].email, three[1].email]
                        for person, email in zip(three, new, strict=True):
                            person.email = email
                case "title":
                    for person in self.some(2):
                        person.title = self.chance.choice(["Engineer", "Lead", "Chief"])
                case "boss":
                    for person in self.some(2):
                        person.manager = f"{self.chance.randint(1, 3):05d}"

    def file(self) -> bytes:
        rows = [
            a_row(identifier, person.email, title=person.title, manager=person.manager)
            for identifier, person in self.people.items()
            if person.is_here
        ]
        return a_file(*rows)


@contextmanager
def killers() -> Iterator[Any]:
    """Run a process that forks one for each job; gives the function that does a job."""
    command, pipe = [sys.executable, "-m", "qooper_assets_tests.races.soaking"], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as parent:
        assert parent.stdin and parent.stdout
        to_parent, from_parent = parent.stdin, parent.stdout

        def do(job: Job) -> str:
            print(json.dumps(job), file=to_parent, flush=True)
            return from_parent.readline().strip()

        yield do
        to_parent.close()
        parent.wait(30)


@dataclass
class Soak:
    """One company over its days."""

    folder: Path
    seed: int
    do: Any
    """Does a job, and returns how it ended."""
    without: str = ""
    """The guard that is disabled in all processes."""
    kills: int = 0
    processes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.company = Company(self.chance)
        self.now, self.runs, self.days = START, 0, 0
        self.folder.mkdir(parents=True, exist_ok=True)
        world = World(self.folder, a_tenant())
        with world.runtime.target(world.tenant) as target:
            target.seed(FOREIGN[0])  # type: ignore[attr-defined]
            target.seed(FOREIGN[1], is_administrator=True)  # type: ignore[attr-defined]
        self.foreign = self._foreign(world)
        world.sync(self.company.file(), approve=True)
        world.runtime.ledger.close()
        self.now = world.clock.now()

    def round(self, fault: str | None = None) -> list[str]:
        """Play one day with its kills; returns what is wrong at its end."""
        self.days += 1
        self.company.goes_by()
        (self.folder / "incoming.csv").write_bytes(self.company.file())
        self._later(24 * 3600)
        found: list[str] = []
        for _ in range(self.chance.randint(1, KILLS_PER_DAY)):
            kill, place = self.chance.randint(1, CUTS), self.chance.choice(PLACES)
            this = fault if fault is not None else self.chance.choice(["", *FAULTS])
            self.runs += 1
            seed = self.chance.randrange(10**9)
            job = Job(
                str(self.folder),
                self.now.isoformat(),
                1000 * self.runs,
                seed,
                this,
                kill,
                place,
                self.without,
            )
            how = self.do(job)
            self.kills += how == "killed"
            self.processes[how] += 1
            if how not in EXPECTED:
                found.append(f"{job} ended with {how}")
            self._later(2 * LEASE_SECONDS)  # the clock of the process advanced during retries
        return found + self._ended()

    def _ended(self) -> list[str]:
        """Run it to its end without faults, and check the result."""
        self.runs += 1
        world = soaking.opened(self.folder, self.now, 1000 * self.runs)
        try:
            result = soaking.day(world).result
            if self.days % NOTHING_LEFT_EVERY == 0:
                result = soaking.day(world).result
                if result is not Result.NOOP:
                    return [f"day {self.days} of seed {self.seed}: run once more, it ended {result}"]
            return [f"day {self.days} of seed {self.seed}: {wrong}" for wrong in self._wrong(world)]
        except Exception as error:  # noqa: BLE001 - reported like any other problem
            return [f"day {self.days} of seed {self.seed}: jammed by {error!r}"]
        finally:
            self.now = world.clock.now()
            world.runtime.ledger.close()

    def _wrong(self, world: World) -> Iterator[str]:
        accounts = {a["account_id"]: a for a in world.accounts().values()}
        if self._foreign(world) != self.foreign:
            yield "an account of others was touched"
        ours = [a for a in accounts.values() if a["employee_id"] in self.company.people]
        twice = [i for i, n in Counter(a["employee_id"] for a in ours).items() if n > 1]
        if twice or len(accounts) != len(ours) + len(FOREIGN):
            yield f"{twice} exist twice, or {len(accounts)} accounts are too many"
        found = {
            a["employee_id"]: Person(
                a["email"],
                a["attributes"]["title"],
                accounts[a["manager_account_id"]]["employee_id"] if a["manager_account_id"] else "",
                a["status"] != "deactivated",
            )
            for a in ours
        }
        for identifier, person in self.company.people.items():
            there = found.get(identifier)
            # The account of a person who has left is deactivated, and otherwise unchanged.
            if there != person and (there is None or person.is_here or there.is_here):
                yield f"{identifier} is {there}, should be {person}"
        if parked := [a["email"] for a in accounts.values() if a["email"].endswith("@parked.invalid")]:
            yield f"{len(parked)} are still parked"
        if journal(world)["create"] != len(self.company.people):
            yield f"{journal(world)['create']} creates of {len(self.company.people)} people"
        links = {person: account for person, account, _ in world.runtime.ledger.links.all("acme").rows()}
        if links != {a["employee_id"]: a["account_id"] for a in ours}:
            yield f"the links are {links}"
        with world.runtime.ledger.database.reading() as db:
            adopted = sa.select(tables.links.c.external_id).where(tables.links.c.how == "adopted")
            if found_again := list(db.scalars(adopted)):
                yield f"{found_again} were created by a run that did not know it, and adopted as if by others"
        if world.runtime.ledger.change_sets.interrupted("acme") or is_held(world):
            yield "a change set is still applying, or somebody holds the tenant"
        yield from self._receipts(world)

    def _receipts(self, world: World) -> Iterator[str]:
        """Yield the problems of receipts: wrong totals, and change sets that were applied twice."""
        r = tables.receipts.c
        with world.runtime.ledger.database.reading() as db:
            rows = db.execute(sa.select(r.result, r.document).where(r.change_set_id.is_not(None))).all()
        done: Counter[str] = Counter()
        for result, document in rows[-20:]:
            if result not in (Result.SUCCEEDED, Result.PARTIAL):
                continue
            receipt = Receipt.model_validate_json(document)
            identifier = receipt.change_set_id or ""
            done[identifier] += 1
            planned = world.runtime.ledger.change_sets.find("acme", identifier).change_set.summary.changes
            people = sum(o.people for o in world.runtime.ledger.operations.outcomes("acme", identifier))
            reported = sum(receipt.applied.values()) + sum(receipt.failed.values()) + receipt.stale
            if people != planned or reported > planned:
                yield f"{identifier[:12]} changes {planned}, {people} are accounted for, {reported} reported"
        if twice := [identifier[:12] for identifier, count in done.items() if count > 1]:
            yield f"{twice} were applied twice"

    def _foreign(self, world: World) -> list[Any]:
        emails = {one["email"] for one in FOREIGN}
        return sorted(str(a) for email, a in world.accounts().items() if email in emails)

    def _later(self, seconds: float) -> None:
        clock = soaking.FakeClock(at=self.now)
        clock.sleep(seconds)
        self.now = clock.now()


def soak(
    folder: Path, kills: int, seed: int, *, without: str = "", say: Any = None
) -> tuple[Soak, list[str]]:
    """Play days until `kills` processes were killed; returns what is wrong."""
    group, writing.GROUP = writing.GROUP, GROUP
    try:
        with killers() as do, pytest.MonkeyPatch.context() as patch:
            soaking.remove(without, patch)
            one, found = Soak(folder, seed, do, without), list[str]()
            while one.kills < kills and not found:
                found = one.round()
                if say:
                    say(f"day {one.days}: {one.kills} kills, {dict(one.processes)}")
        return one, found
    finally:
        writing.GROUP = group


def tiny_disk(seed: int) -> list[str]:
    """Play a day on a real file system with hardly any space left, then one with space."""
    found: list[str] = []
    with killers() as do, tempfile.TemporaryDirectory() as name:
        for spare_kib in range(16, 1600, 144):
            folder = Path(name) / "made"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            one = Soak(folder, seed, do)
            used = sum(4096 + path.stat().st_size for path in folder.rglob("*"))
            disk = Path(name) / "disk"
            disk.mkdir(exist_ok=True)
            size = f"size={used // 1024 + spare_kib}k"
            subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)], check=True)
            try:
                shutil.copytree(folder, disk / "world")
                one.folder = disk / "world"
                one.company.goes_by()
                (one.folder / "incoming.csv").write_bytes(one.company.file())
                one._later(24 * 3600)
                how = do(Job(str(one.folder), one.now.isoformat(), 5000, seed))
                print(f"{spare_kib} KiB to spare: {how}", flush=True)
                if how not in ("ended", "state_full"):
                    found.append(f"{spare_kib} KiB to spare: {how}")
                subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
                one._later(LEASE_SECONDS)
                found += one._ended()
            finally:
                subprocess.run(["umount", str(disk)], check=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m qooper_assets_tests.races.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", choices=GUARDS, default="", help="a guard that is taken away")
    parser.add_argument("--tiny-disk", action="store_true")
    asked = parser.parse_args()
    began = time.perf_counter()
    if asked.tiny_disk:
        found, what = tiny_disk(asked.seed), "tiny disks"
    else:
        with tempfile.TemporaryDirectory() as folder:
            one, found = soak(
                Path(folder),
                asked.kills,
                asked.seed,
                without=asked.without,
                say=lambda what: print(what, flush=True),
            )
        what = f"{one.kills} kills in {one.days} days, {dict(one.processes)}"
    print(*found, sep="\n")
    print(f"{what}: {len(found)} wrong, {time.perf_counter() - began:,.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
