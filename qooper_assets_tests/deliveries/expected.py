"""The expectation of a golden delivery, next to it: `x.txt` describes `x.csv`, readable at a glance.

    What is wrong with it, and who writes such files.
    source: where that was found
    vice: delimiter, every row

    feed.csv {delimiter: ";"}
    feed.csv {}

    line | employee_id = PersNr | email = E-Mail
    2    | 00017                | ada@x.example
    rejected 3 too_few_cells
    suspended
    skipped 1
    warning header_repeated

One or more `feed.csv` lines open a block: each of these settings must give the result below. The first row of
the table is the mapping, attribute = header. A block may say `blocked code` instead of rows, with
`line 3` after it if the message must name the line. In a cell, `\\u00a0` is that character and `\\n` a
line feed; an empty cell is no value. `suspended`: a row does not
identify its person at all, so nobody is deactivated for absence (R2).

Belongs here: parsing that text. Does not: reading the delivery (`reading.py`), comparing (`test_csv.py`).
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from qooper_assets_tests.deliveries.reading import Person

FOLDER = Path(__file__).parent / "csv"
VICES = (
    "delimiter", "quote", "escape", "record separator", "header", "preamble", "footer", "extra cells",
    "missing cells", "empty cells", "encoding", "tables", "truncation", "values", "none",
)  # fmt: skip
WORDS = ("rejected", "suspended", "skipped", "collapsed", "warning", "blocked")
EXTENTS = ("one row", "every row", "the file")


class Setting(NamedTuple):
    csv: dict[str, Any]


class Verdict(NamedTuple):
    """One block: the result of the delivery under each of these settings."""

    settings: tuple[Setting, ...]
    mapping: dict[str, Any]
    people: dict[int, Person]
    """By line."""
    rejected: dict[int, frozenset[str]]
    is_absence_suspended: bool
    skipped: int
    collapsed: int
    warnings: frozenset[str]
    blocked: str | None
    blocked_line: int | None


class Expectation(NamedTuple):
    name: str
    vice: str
    extent: str
    verdicts: tuple[Verdict, ...]


def expectation(path: Path) -> Expectation:
    head, *blocks = re.split(r"\n\n(?=feed\.csv )", path.read_text("utf-8").strip())
    vice, _, extent = re.search(r"^vice: (.+)$", head, re.MULTILINE)[1].partition(", ")  # type: ignore[index]
    assert vice in VICES, f"{path.name}: {vice}"
    assert extent in EXTENTS, f"{path.name}: {extent}"
    return Expectation(path.stem, vice, extent, tuple(map(_verdict, blocks)))


def _verdict(block: str) -> Verdict:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    settings = tuple(_setting(line) for line in lines if line.startswith("feed.csv "))
    columns, *rows = [_cells(line) for line in lines if " | " in line]
    attributes, headers = zip(*(column.split(" = ", 1) for column in columns[1:]), strict=True)
    results = [line.split() for line in lines if line.split()[0] in WORDS]
    blocked = next((rest for word, *rest in results if word == "blocked"), [])
    return Verdict(
        settings,
        dict(zip(attributes, headers, strict=True)),
        {int(line): _person(attributes, cells) for line, *cells in rows},
        {int(rest[0]): frozenset(rest[1:]) for word, *rest in results if word == "rejected"},
        ["suspended"] in results,
        sum(int(rest[0]) for word, *rest in results if word == "skipped"),
        sum(int(rest[0]) for word, *rest in results if word == "collapsed"),
        frozenset(rest[0] for word, *rest in results if word == "warning"),
        blocked[0] if blocked else None,
        int(blocked[2]) if len(blocked) == 3 else None,
    )


def _setting(line: str) -> Setting:
    return Setting(yaml.safe_load(line.removeprefix("feed.csv ")))


def _cells(line: str) -> list[str]:
    return [
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), cell.strip()).replace("\\n", "\n")
        for cell in f"{line} ".split(" | ")
    ]


def _person(attributes: tuple[str, ...], cells: list[str]) -> Person:
    return {name: cell or None for name, cell in zip(attributes, cells, strict=True)}
