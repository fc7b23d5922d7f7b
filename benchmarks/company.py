"""The files of a company over many days, with planted incidents: what `rehearse` has to find its way in.

Belongs here: an ordinary life (joiners, leavers, movers, a reorganization, a yearly change of titles), and
the incidents. Does not: a measurement (`rehearse.py`), or a single large file (`rosters.py`). The same
people, days and seed give the same bytes.

Ordinary days have more changes on Mondays, hardly any on weekends, and most joiners and leavers around the
first of a month. A file has a few rows that are rejected. Half of the leavers are gone at once, the others
have the status T for two weeks.
"""

import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.rosters import write

FIRST_DAY = date(2026, 1, 5)
REORGANIZED_ON, RETITLED_ON = date(2026, 2, 16), date(2026, 3, 2)
FIRST_INCIDENT = 10
"""Days before the first incident: nobody rehearses a customer whose first files are broken."""
DEPARTMENTS = ("Engineering", "Finance", "Sales", "IT", "Logistics", "Quality", "Legal", "Operations")
PLACES = ("London", "Berlin", "Paris", "Remote", "Nairobi", "Sydney", "Austin, TX")

Rows = dict[str, list[str]]
"""A person's row, by the number under which the generator knows the person."""


class Planted(NamedTuple):
    """The files, and the days on which something is wrong or large."""

    files: list[Path]
    right: dict[date, Path]
    """What the file of a day with an incident should have been."""
    incidents: dict[date, str]
    real_changes: dict[date, str]


class Company:
    """The people of a company, one day after the other."""

    def __init__(self, people: int, seed: int, into: Path) -> None:
        self.chance = random.Random(seed)
        with write(people, into)[0].open(encoding="utf-8", newline="") as first:
            self.header, *rows = csv.reader(first)
        self.at = {name: self.header.index(name) for name in self.header}
        self.rows: Rows = {str(number): row for number, row in enumerate(rows)}
        self.leaving: dict[date, list[str]] = {}
        self.joined = 0

    def live(self, on: date) -> None:
        """Let a day pass."""
        chance, people = self.chance, len(self.rows)
        pace = (2.0, 1.0, 1.0, 1.0, 1.0, 0.1, 0.0)[on.weekday()]
        is_turn = on.day == 1
        for number in self.leaving.pop(on, ()):
            self.rows.pop(number, None)
        self._leave(on, self._count(people * (0.004 if is_turn else 0.0006 * pace)))
        self._join(self._count(people * (0.008 if is_turn else 0.0008 * pace)), on)
        for name, share in (
            ("Job Title", 0.002), ("Department", 0.001), ("Location", 0.001), ("Work Phone", 0.002),
            ("Manager ID", 0.001), ("Work E-mail", 0.0001),
        ):  # fmt: skip
            for number in chance.sample(sorted(self.rows), self._count(people * share * pace)):
                self._change(number, name, on)

    def reorganize(self) -> None:
        """Move 42 % of the people to another department and manager."""
        leaders = [row[self.at["Employee ID"]] for row in list(self.rows.values())[:200]]
        for number in self.chance.sample(sorted(self.rows), len(self.rows) * 42 // 100):
            row = self.rows[number]
            row[self.at["Department"]] = f"Division {self.chance.choice(DEPARTMENTS)}"
            row[self.at["Manager ID"]] = self.chance.choice(leaders)

    def retitle(self, on: date) -> None:
        """Give 38 % of the people the title of another grade."""
        for number in self.chance.sample(sorted(self.rows), len(self.rows) * 38 // 100):
            self._change(number, "Job Title", on)

    def rows_of_day(self) -> list[list[str]]:
        """Return copies of the rows, a few of them with a broken e-mail."""
        rows = [list(row) for row in self.rows.values()]
        for row in self.chance.sample(rows, self.chance.choice((0, 0, 0, 1, 2, 4))):
            row[self.at["Work E-mail"]] = "pending"
        return rows

    def _count(self, expected: float) -> int:
        """Draw a count around the expected one."""
        return max(0, round(self.chance.gauss(expected, expected**0.5)))

    def _leave(self, on: date, count: int) -> None:
        present = [number for number, row in self.rows.items() if row[self.at["Status"]] != "T"]
        for number in self.chance.sample(sorted(present), count):
            if self.chance.random() < 0.5:
                del self.rows[number]
            else:
                self.rows[number][self.at["Status"]] = "T"
                self.leaving.setdefault(on + timedelta(days=14), []).append(number)

    def _join(self, count: int, on: date) -> None:
        for row in [list(self.chance.choice(list(self.rows.values()))) for _ in range(count)]:
            self.joined += 1
            row[self.at["Employee ID"]] = f"9{self.joined:08}"
            row[self.at["Work E-mail"]] = f"n{self.joined}@benchmark.example"
            row[self.at["Status"]] = "A"
            row[self.at["Start Date"]] = f"{on:%m/%d/%Y}"
            self.rows[f"n{self.joined}"] = row

    def _change(self, number: str, name: str, on: date) -> None:
        row, place = self.rows[number], self.at[name]
        match name:
            case "Job Title":
                row[place] = f"{row[place].partition(' (')[0]} ({on:%y%m%d})"
            case "Department":
                row[place] = self.chance.choice(DEPARTMENTS)
            case "Location":
                row[place] = self.chance.choice(PLACES)
            case "Work Phone":
                row[place] = f"+44 {self.chance.randrange(10**9):09}"
            case "Manager ID":
                row[place] = self.chance.choice(list(self.rows.values()))[self.at["Employee ID"]]
            case "Work E-mail":
                row[place] = f"m{row[self.at['Employee ID']]}.{on:%y%m%d}@benchmark.example"


# The incidents: each changes the rows of one day's file.

Incident = Callable[[Company, list[list[str]]], list[list[str]]]


def _half(company: Company, rows: list[list[str]]) -> list[list[str]]:
    return rows[: len(rows) // 2]


def _other_tenant(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for number, row in enumerate(rows):
        row[company.at["Employee ID"]] = f"GX{number:07}"
        row[company.at["Work E-mail"]] = f"x{number}@globex.example"
        row[company.at["Manager ID"]] = f"GX{number // 20:07}"
    return rows


def _shifted(company: Company, rows: list[list[str]]) -> list[list[str]]:
    at = company.at["Job Title"]
    return [[*row[:at], "", *row[at:-1]] for row in rows]


def _all_terminated(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        row[company.at["Status"]] = "T"
    return rows


def _zeros_lost(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        for name in ("Employee ID", "Manager ID"):
            row[company.at[name]] = row[company.at[name]].lstrip("0")
    return rows


def _other_domain(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        at = company.at["Work E-mail"]
        row[at] = row[at].replace("@benchmark.example", "@corp.benchmark.example")
    return rows


def _department_empty(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        row[company.at["Department"]] = ""
    return rows


def _duplicated(company: Company, rows: list[list[str]]) -> list[list[str]]:
    """Add a second row with another department for a fifth of the people, as a wrong join does."""
    for row in company.chance.sample(rows, len(rows) // 5):
        rows.append([*row])
        rows[-1][company.at["Department"]] = "Cost Center"
    return rows


def _rows_missing(company: Company, rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if company.chance.random() >= 0.15]


def _manager_garbage(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        row[company.at["Manager ID"]] = f"#REF{company.chance.randrange(1000)}"
    return rows


def _truncated(company: Company, rows: list[list[str]]) -> list[list[str]]:
    kept = rows[: len(rows) * 7 // 10]
    return [*kept[:-1], kept[-1][:4]]


def _dates_flipped(company: Company, rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        month, day, year = row[company.at["Start Date"]].split("/")
        row[company.at["Start Date"]] = f"{day}/{month}/{year}"
    return rows


INCIDENTS: dict[str, Incident] = {
    "half a file": _half,
    "another tenant's file": _other_tenant,
    "columns shifted by one": _shifted,
    "every status is T": _all_terminated,
    "ids without leading zeros": _zeros_lost,
    "another e-mail domain": _other_domain,
    "empty department": _department_empty,
    "rows duplicated": _duplicated,
    "15 % of the rows missing": _rows_missing,
    "garbage as manager": _manager_garbage,
    "truncated": _truncated,
    "dates day first": _dates_flipped,
}


def plant(people: int, days: int, seed: int, into: Path) -> Planted:
    """Write one file for each day, with each incident once; forty days are enough for that."""
    company = Company(people, seed, into / "first")
    planned = dict(_spread(company.chance, days))
    files, right, real_changes = [], {}, {}
    folder = into / "files"
    folder.mkdir(parents=True)
    (into / "right").mkdir()
    for number in range(days):
        on = FIRST_DAY + timedelta(days=number)
        if number:
            company.live(on)
        if on == REORGANIZED_ON:
            company.reorganize()
            real_changes[on] = "reorganization"
        if on == RETITLED_ON:
            company.retitle(on)
            real_changes[on] = "yearly titles"
        rows = company.rows_of_day()
        files.append(folder / f"roster_{on:%Y%m%d}.csv")
        if on in planned:
            right[on] = into / "right" / files[-1].name
            _write(right[on], company.header, rows)
            rows = INCIDENTS[planned[on]](company, rows)
        _write(files[-1], company.header, rows)
    return Planted(files, right, planned, real_changes)


def _write(file: Path, header: list[str], rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])


def _spread(chance: random.Random, days: int) -> Iterator[tuple[date, str]]:
    """Choose a day for each incident: no two on consecutive days, and none on the day of a real change."""
    large = {(on - FIRST_DAY).days for on in (REORGANIZED_ON, RETITLED_ON)}
    free = [day for day in range(FIRST_INCIDENT, days - 1) if day not in large]
    names = list(INCIDENTS)
    chance.shuffle(names)
    for name in names:
        day = chance.choice(free)
        free = [other for other in free if abs(other - day) > 1]
        yield FIRST_DAY + timedelta(days=day), name
