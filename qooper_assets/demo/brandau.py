"""Brandau Söhne's invented roster file: the workbook that somebody in HR saves once a week.

Belongs here: the sheets, how cells are stored in them, and what happens in a week. Does not: generating
a person (`people.py`) or serving the files (`server.py`).
The same day gives the same bytes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

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

SEED = 10_178
PEOPLE = 400

SHEET = "Mitarbeiter"
HEADER_ROW = 3
HEADER: tuple[str, ...] = (
    "Personalnummer", "Nachname", "Vorname", "E-Mail (dienstlich)", "Funktion", "Abteilung", "Standort",
    "Telefon", "Führungskraft", "Eintritt am", "Beschäftigungsstatus", "Fähigkeiten",
    # Kept by HR in the same sheet although nobody asked for it (R13).
    "Steuer-ID", "IBAN", "Krankenkasse", "Entgeltgruppe", "Wochenstunden", "Kostenstelle",
)  # fmt: skip
ID, MANAGER, HIRED_ON, STATUS = 0, 8, 9, 10
WORDS = {"A": "aktiv", "L": "Elternzeit", "T": "ausgeschieden"}

Cell = str | int | date | None


def rows(people: Iterable[Person]) -> list[list[Cell]]:
    """The cells under `HEADER`, one row per person, by employee id: ids are numbers, dates are dates."""
    return [
        [
            int(person.employee_id), person.last_name, person.first_name, person.email or None, person.title,
            person.department, person.location, person.phone or None,
            int(person.manager_id) if person.manager_id else None,
            person.hired_on, WORDS[person.status], "; ".join(person.skills) or None,
            *person.not_mapped,
        ]
        for person in sorted(people, key=lambda person: person.employee_id)
    ]  # fmt: skip


def encode(cells: Sequence[Sequence[Cell]], as_of: date, *, decomposed: bool = False) -> bytes:
    """A workbook of two sheets; the second is the roster, below two title rows.

    The leading zeros of ids come from the number format only. `decomposed` saves every umlaut as a letter
    and a combining mark, as some programs do (I13).
    """
    book = Workbook()
    legend = book.active
    assert isinstance(legend, Worksheet)
    legend.title = "Legende"
    for word in WORDS.values():
        legend.append([word])
    sheet = book.create_sheet(SHEET)
    sheet.append(["Brandau Söhne GmbH: Mitarbeiterliste"])
    sheet.append([f"Stand: {as_of:%d.%m.%Y}"])
    for row in (HEADER, *cells):
        sheet.append([_decomposed(cell) for cell in row] if decomposed else list(row))
    for written in sheet.iter_rows(min_row=HEADER_ROW + 1):
        written[ID].number_format = written[MANAGER].number_format = "00000"
        written[HIRED_ON].number_format = "DD.MM.YYYY"
    book.properties.created = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001  Excel's own
    book.properties.creator = "Personal"
    unpinned = BytesIO()
    book.save(unpinned)
    return _pinned(unpinned, as_of)


def _decomposed(cell: Cell) -> Cell:
    return unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell


def _pinned(unpinned: BytesIO, as_of: date) -> bytes:
    """The workbook with the day of the file in place of the current time that openpyxl writes."""
    pinned = BytesIO()
    with ZipFile(unpinned) as source, ZipFile(pinned, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"[0-9-]{10}T[0-9:]{8}Z", f"{as_of}T00:00:00Z".encode(), content)
            at = ZipInfo(entry.filename, (as_of.year, as_of.month, as_of.day, 0, 0, 0))
            at.compress_type = ZIP_DEFLATED
            target.writestr(at, content)
    return pinned.getvalue()


def _employee_id(number: int, _: bool) -> str:
    return f"{number:05}"


def _not_mapped(rng: Random) -> tuple[str, ...]:
    return (
        f"00 {rng.randrange(10**9):09}",  # never issued: none begins with 0
        f"DE00 {rng.randrange(10**8):08} {rng.randrange(10**10):010}",  # check digits that no bank has
        rng.choice(("AOK", "TK", "Barmer", "IKK")),
        f"EG {rng.randrange(1, 15)}",
        rng.choice(("35", "38,5", "40", "17,5")),
        f"{rng.randrange(1000, 9999)}",
    )


FIRM = Firm("brandau.example", names.GERMANY, _employee_id, _not_mapped)


def workforce() -> tuple[Person, ...]:
    return company(SEED, PEOPLE, FIRM)


def deliveries(days: Sequence[date]) -> tuple[Delivery, ...]:
    """Two weeks of Brandau."""
    rng = Random(SEED + 1)
    first = workforce()
    leaders = leaders_of(first)
    taken = {person.email for person in first}
    fit = cast(rng, first, leaders)

    left, ended, movers, spouses, mothers = (list(islice(fit, count)) for count in (4, 2, 12, 2, 1))
    changed = [moved(rng, person, turn, leaders, FIRM) for turn, person in enumerate(movers)]
    changed += [married(rng, person, taken, FIRM) for person in spouses]
    changed += [terminated(person) for person in ended]
    second = next_day(first, changed, gone=left)
    second += joiners(rng, second, 9, leaders, days[1], taken, FIRM)

    contents = (
        encode(rows(first), days[0]),
        encode(_spoiled(rows(second), mothers), days[1], decomposed=True),
    )
    expected = (
        (
            "first load: the whole company, from a workbook",
            Expected(Result.HELD, joiners=sum(person.status != "T" for person in first)),
        ),
        (
            "an ordinary week, and a status word that is not mapped",
            Expected(Result.SUCCEEDED, joiners=9, movers=14, leavers=6, rejects=1),
        ),
    )
    return numbered(days, expected, contents)


def _spoiled(cells: list[list[Cell]], mothers: Sequence[Person]) -> list[list[Cell]]:
    """The rows with a status word that is not mapped: rejected, but nobody is deactivated for it (S07)."""
    row = {cell[ID]: cell for cell in cells}
    for person in mothers:
        row[int(person.employee_id)][STATUS] = "Mutterschutz"
    return cells


STORY = Story(2, workforce, deliveries)
