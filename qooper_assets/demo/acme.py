"""Acme's invented roster file: the CSV export of the customer's HR system on six days.

Belongs here: the columns, the bytes with their defects, and what happens from day to day. Does not:
generating a person (`people.py`) or serving the files (`server.py`).
The same day gives the same bytes on any machine.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from random import Random
from typing import NamedTuple

from qooper_assets.core.errors import Result
from qooper_assets.demo import names
from qooper_assets.demo.people import Firm, Person, company, married, moved, terminated
from qooper_assets.demo.story import (
    Delivery,
    Expected,
    Story,
    cast,
    joiners,
    leaders_of,
    next_day,
    numbered,
)

SEED = 20_260
PEOPLE = 3_000

HEADER: tuple[str, ...] = (
    "Employee ID", "Last Name", "First Name", "Work E-mail", "Job Title", "Department", "Location",
    "Work Phone", "Manager ID", "Start Date", "Status", "Skills",
    # Exported by HR although nobody asked for it: not mapped, so it never leaves the raw file (R13).
    "SSN", "Salary Band", "Pay Group", "Cost Center", "Legal Entity", "Contract", "Weekly Hours",
    "Badge No", "Building", "Desk", "Parking Permit", "T-Shirt Size", "Asset Tag",
)  # fmt: skip
ID, LAST_NAME, FIRST_NAME, EMAIL, TITLE, DEPARTMENT, STATUS = 0, 1, 2, 3, 4, 5, 10


class Dirt(NamedTuple):
    """Harmless defects of an export (P01, P15, I01, I12, I13): none rejects a row or changes a person."""

    bom: bool = True
    padded_cells: int = 0
    """Trailing spaces or NBSP around ids, e-mails, names, titles."""
    decomposed_names: int = 0
    blank_lines: int = 0
    repeated_rows: int = 0
    seed: int = 0


CLEAN = Dirt()


def rows(people: Iterable[Person]) -> list[list[str]]:
    """The cells under `HEADER`, one row per person, by employee id."""
    return [
        [
            person.employee_id, person.last_name, person.first_name, person.email, person.title,
            person.department, person.location, person.phone, person.manager_id,
            person.hired_on.strftime("%m/%d/%Y"), person.status, ";".join(person.skills),
            *person.not_mapped,
        ]
        for person in sorted(people, key=lambda person: person.employee_id)
    ]  # fmt: skip


def encode(cells: Sequence[Sequence[str]], dirt: Dirt = CLEAN) -> bytes:
    """The rows as an RFC 4180 file in UTF-8, with CRLF and the given dirt."""
    rng = Random(dirt.seed)
    dirty = [list(row) for row in cells]
    for row in rng.sample(dirty, dirt.padded_cells):
        column = rng.choice([ID, EMAIL, FIRST_NAME, LAST_NAME, TITLE])
        row[column] += rng.choice(["  ", "\u00a0", " \u00a0"])
    for row in rng.sample(dirty, dirt.decomposed_names):
        row[LAST_NAME] = unicodedata.normalize("NFD", row[LAST_NAME])
    dirty = _among(rng, dirty, [list(row) for row in rng.sample(dirty, dirt.repeated_rows)])
    dirty = _among(rng, dirty, [[] for _ in range(dirt.blank_lines)])
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(dirty)
    return text.getvalue().encode("utf-8-sig" if dirt.bom else "utf-8")


def _among(rng: Random, present: list[list[str]], more: list[list[str]]) -> list[list[str]]:
    """All rows, with `more` inserted at random positions."""
    merged = list(present)
    for row in more:
        merged.insert(rng.randrange(len(merged)), row)
    return merged


def to_csv(people: Iterable[Person], dirt: Dirt = CLEAN) -> bytes:
    return encode(rows(people), dirt)


def _employee_id(number: int, is_contractor: bool) -> str:
    return f"C{number:05}" if is_contractor else f"{number:06}"


def _not_mapped(rng: Random) -> tuple[str, ...]:
    return (
        f"900-00-{rng.randrange(10_000):04}",  # area 9xx, group 00: never issued to anyone
        f"B{rng.randrange(1, 13)}",
        rng.choice(("US-BIWEEKLY", "EU-MONTHLY", "APAC-MONTHLY")),
        f"{rng.randrange(1000, 9999)}-{rng.randrange(100):02}",
        rng.choice(("Acme Corp.", "Acme Europe GmbH", "Acme Asia K.K.")),
        rng.choice(("permanent", "fixed term")),
        rng.choice(("40", "38.5", "35", "20")),
        f"{rng.randrange(10**7):07}",
        rng.choice(("HQ", "North", "Annex B", "")),
        f"{rng.randrange(1, 9)}.{rng.randrange(1, 200):03}",
        rng.choice(("", "", "yes")),
        rng.choice(("XS", "S", "M", "L", "XL", "3XL")),
        f"LT-{rng.randrange(16**6):06X}",
    )


FIRM = Firm("acme.example", names.WORLD, _employee_id, _not_mapped)


def workforce() -> tuple[Person, ...]:
    return company(SEED, PEOPLE, FIRM)


def deliveries(days: Sequence[date]) -> tuple[Delivery, ...]:
    """Six days of Acme."""
    rng = Random(SEED + 1)
    first = workforce()
    leaders = leaders_of(first)
    taken = {person.email for person in first}
    payroll = [person for person in first if person.employee_id.startswith("0")]
    fit = cast(rng, payroll, leaders)

    left, ended, movers, spouses = (list(islice(fit, count)) for count in (12, 6, 37, 3))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    changed += [married(rng, person, taken, FIRM) for person in spouses]
    changed += [terminated(person) for person in ended]
    second = next_day(first, changed, gone=left)
    second += joiners(rng, second, 25, leaders, days[1], taken, FIRM)

    leaving, movers, victims = (list(islice(fit, count)) for count in (2, 10, 8))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    third = next_day(second, changed, gone=leaving)
    third += joiners(rng, third, 5, leaders, days[2], taken, FIRM)
    whole = rows(third)

    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(islice(fit, 4))]
    fifth = next_day(third, changed, gone=ended)  # terminated people are no longer in the export (S02)
    fifth += (replace(left[0], hired_on=days[4]),)

    mild = Dirt(padded_cells=40, decomposed_names=25, blank_lines=1, repeated_rows=3)
    contents = (
        to_csv(first, mild),
        to_csv(second, mild._replace(seed=2)),
        encode(_spoiled(rows(third), victims), Dirt(blank_lines=2)),
        encode(whole[: len(whole) * 60 // 100]),
        to_csv(fifth, mild._replace(bom=False, seed=5)),
        None,
    )
    at_first = sum(person.status != "T" for person in first)
    expected = (
        ("first load: the whole company", Expected(Result.HELD, joiners=at_first)),
        (
            "an ordinary day: joiners, movers, leavers",
            Expected(Result.SUCCEEDED, joiners=25, movers=40, leavers=18),
        ),
        (
            "an export with bad rows, one of them without an id",
            Expected(Result.PARTIAL, joiners=5, movers=10, rejects=8, withheld=1),
        ),
        ("a broken export: 60 % of the rows", Expected(Result.HELD)),
        (
            "the export fixed, two more leavers, and somebody is back",
            Expected(Result.SUCCEEDED, movers=4, leavers=2, returners=1),
        ),
        ("the same file as yesterday", Expected(Result.NOOP)),
    )
    return numbered(days, expected, contents)


def _spoiled(cells: list[list[str]], victims: Sequence[Person]) -> list[list[str]]:
    """The rows, eight of them changed to break a rule, and one id without its zeros. Takes eight victims."""
    comma, no_at, word, twice, no_id, lender, borrower, unpadded = (v.employee_id for v in victims)
    row = {cell[ID]: cell for cell in cells}
    row[comma][TITLE : TITLE + 1] = ["Engineer", " Senior"]  # a comma without quotes: 26 cells (P14)
    row[no_at][EMAIL] = row[no_at][EMAIL].replace("@", ".")  # I17
    row[word][STATUS] = "Sabbatical"  # S07
    second = [*row[twice][:DEPARTMENT], "Night Shift", *row[twice][DEPARTMENT + 1 :]]
    cells.insert(cells.index(row[twice]) + 1, second)  # I02: both are rejected
    row[no_id][ID] = ""  # I16: nobody is known to be absent from this file (R2)
    row[borrower][EMAIL] = row[lender][EMAIL]  # I03: both are rejected
    row[unpadded][ID] = row[unpadded][ID].lstrip("0")  # P22: withheld, not rejected
    return cells


STORY = Story(6, workforce, deliveries)
