"""Two rivals on the same interface as ours: a list of accepted headers, and a general schema matcher.

Belongs here: rivals. Does not: anything that the product uses. Both get more than they would have: the rows
as they were meant, so that neither encoding nor title rows cost them anything, and one simple completion
(format of dates, words, reference), which they lack.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.exports.model import Cell, Export
from benchmarks.exports.people import company
from benchmarks.exports.score import Proposed
from benchmarks.exports.words import AMERICAN
from benchmarks.exports.writing import cells

Rival = Callable[[Sequence[str], Sequence[Sequence[str]]], Proposed]
"""Proposes a mapping for a header and its rows."""

ALIASES: dict[str, tuple[str, ...]] = {
    "email": ("email address", "email", "work email"),
    "employee_id": ("external user id", "employee id", "empl id"),
    "first_name": ("first name", "legal first name"),
    "last_name": ("last name", "surname", "legal last name"),
    "full_name": ("name", "full name"),
    "title": ("title", "business title", "job title"),
    "department": ("department",),
    "location": ("location",),
    "phone": ("phone", "phone number"),
    "hire_date": ("start date", "start date yyyy/mm/dd", "hire date", "started at"),
    "termination_date": ("end date", "termination date"),
    "status": ("status", "active", "active status"),
    "manager": (
        "manager email", "supervisor email", "manager email address", "managers email", "manager id",
        "manager",
    ),
}  # fmt: skip
"""The headers that Lattice accepts (`Column Headers Accepted for SFTP`). It has neither a location nor a last
day: for those, the plain words and Balkan ID's template (`Bulk employees upload`)."""


def aliases(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Proposed:
    """The first column whose header is in the list; case and `_` don't matter. It never asks."""
    plain = [header.lower().replace("_", " ").strip() for header in headers]
    found = {
        attribute: headers[plain.index(alias)]
        for attribute, accepted in ALIASES.items()
        for alias in reversed(accepted)
        if alias in plain
    }
    if "first_name" in found and "last_name" in found:
        found.pop("full_name", None)
    return _completed(found, headers, rows)


COMA_REFERENCE: dict[str, Callable[[Any], str]] = {
    "email": lambda person: person.email,
    "employee id": lambda person: str(person.number),
    "first name": lambda person: person.first_name,
    "last name": lambda person: person.last_name,
    "full name": lambda person: person.name,
    "job title": lambda person: person.title,
    "department": lambda person: person.department,
    "location": lambda person: person.place.name,
    "phone": lambda person: person.phone,
    "hire date": lambda person: person.hired_on.isoformat(),
    "termination date": lambda person: person.last_day.isoformat() if person.last_day else "",
    "status": lambda person: "inactive" if person.is_gone else "active",
    "manager": lambda person: person.manager.email if person.manager else "",
}
"""The table that COMA matches a file with: a column for each attribute, of another company's people."""

_STOP_WORDS = "a an and are as at be by for from in is it of on or that the this to was with"


def coma(headers: Sequence[str], rows: Sequence[Sequence[str]], score_min: float = 0.4) -> Proposed:
    """COMA of the package `valentine`, by headers and values; best pairs first.

    Raises ImportError without the package, which only `benchmarks/requirements.txt` installs.
    """
    nltk, pandas, valentine = (import_module(name) for name in ("nltk", "pandas", "valentine"))
    matcher = import_module("valentine.algorithms").Coma(use_instances=True, use_schema=True)
    unique = [f"{name}#{i}" if name in headers[:i] else name for i, name in enumerate(headers)]
    table = pandas.DataFrame([list(row) for row in rows], columns=unique, dtype=str)
    others = company(AMERICAN, 200, seed=77)
    columns = {name: [make(person) for person in others] for name, make in COMA_REFERENCE.items()}
    reference = pandas.DataFrame(columns)
    with tempfile.TemporaryDirectory() as folder:
        # The package asks NLTK for English stop words, which NLTK would download.
        words = Path(folder, "corpora", "stopwords", "english")
        words.parent.mkdir(parents=True)
        words.write_text("\n".join(_STOP_WORDS.split()))
        nltk.data.path.insert(0, folder)
        try:
            matches = valentine.valentine_match([table, reference], matcher)
        finally:
            nltk.data.path.remove(folder)
    found: dict[str, str] = {}
    for pair, similarity in sorted(matches.items(), key=lambda item: -item[1]):
        attribute = pair.target_column.replace(" ", "_").replace("job_title", "title")
        header = headers[unique.index(pair.source_column)]
        if similarity >= score_min and attribute not in found and header not in found.values():
            found[attribute] = header
    if "first_name" in found and "last_name" in found:
        found.pop("full_name", None)
    elif "full_name" in found:
        found = {a: h for a, h in found.items() if a not in ("first_name", "last_name")}
    return _completed(found, headers, rows)


_FORMATS = (
    "%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y",
    "%Y-%m-%dT%H:%M:%S", "%d%m%y", "%d-%m-%y",
)  # fmt: skip
_GONE = ("inact", "termin", "resign", "false", "inakt", "left")
_GONE_CODES = {"t", "no", "nein", "0"}


def _completed(found: Mapping[str, str], headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Proposed:
    """The first format that fits every date, a small list of words, and an `@` for a manager's e-mail."""

    def values(attribute: str) -> list[str]:
        place = list(headers).index(found[attribute])
        return [row[place] for row in rows if row[place]]

    formats = {a: _format(values(a)) for a in ("hire_date", "termination_date") if a in found}
    words = set(values("status")) if "status" in found else set()
    names = values("full_name") if "full_name" in found else []
    managers = values("manager") if "manager" in found else []
    return Proposed(
        attributes=found,
        refers_to="email" if any("@" in value for value in managers) else "employee_id",
        date_formats=formats,
        status={word: _meaning(word.casefold()) for word in words},
        identity=found.get("employee_id") or found.get("email"),
        full_name_order="last_first" if any("," in name for name in names) else "first_last",
    )


def _meaning(word: str) -> str:
    return "inactive" if word.startswith(_GONE) or word in _GONE_CODES else "active"


def _format(values: Sequence[str]) -> str:
    for form in _FORMATS:
        with suppress(ValueError):
            for value in values:
                datetime.strptime(value, form)  # noqa: DTZ007
            return form
    return _FORMATS[0]


def propose(rival: Rival, export: Export, people: int = 200, seed: int = 1) -> Proposed:
    """A rival's proposal for an export, from its cells as text."""
    return rival(export.headers, [[_shown(cell) for cell in row] for row in cells(export, people, seed)])


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
