"""The text of a specification: cases, their paragraphs, and the tables in them.

A file is a chapter: `# Title`, an introduction, then cases. A case is `## ID title` and paragraphs
separated by blank lines. A paragraph with lines that begin with `|` is a block: a heading, a row of
column names, rows. One that begins with `with ` holds settings of the tenant. `approved`, `declined` and
`result …` are paragraphs of their own. Every other paragraph is prose.

In a cell, `\\u00a0` is that character and `␣` a space. A cell `P01..P09` makes nine rows; `#` in the
other cells of the row is the number.
"""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"
CHAPTERS = (
    "identity",
    "decisions",
    "status",
    "attributes",
    "ownership",
    "scope",
    "guardrails",
    "delta",
    "rules",
)

Row = dict[str, str]


class Block(NamedTuple):
    """A heading and its table; without rows where there is only a heading."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    text: str


class Case(NamedTuple):
    ids: tuple[str, ...]
    title: str
    prose: tuple[str, ...]
    settings: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        return f"{'+'.join(self.ids)}: {self.title}"


class Chapter(NamedTuple):
    title: str
    introduction: str
    cases: tuple[Case, ...]


def _cells(line: str) -> list[str]:
    return [
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), cell.strip()).replace("␣", " ")
        for cell in line.strip().strip("|").split("|")
    ]


def _expanded(row: Row) -> list[Row]:
    spans = {
        name: found for name, cell in row.items() if (found := re.fullmatch(r"(\D*)(\d+)\.\.\1(\d+)", cell))
    }
    if not spans:
        return [row]
    (name, span), *more = spans.items()
    assert not more, f"two spans in one row: {row}"
    prefix, first, last = span.groups()
    numbers = [f"{n:0{len(first)}}" for n in range(int(first), int(last) + 1)]
    return [
        {key: prefix + n if key == name else cell.replace("#", n) for key, cell in row.items()}
        for n in numbers
    ]


def block_of(paragraph: str) -> Block:
    heading, *lines = paragraph.splitlines()
    if not lines:
        return Block(heading, (), (), paragraph)
    columns = tuple(_cells(lines[0]))
    rows: list[Row] = []
    for line in lines[1:]:
        cells = _cells(line)
        assert len(cells) == len(columns), f"{heading}: {line}"
        rows += _expanded(dict(zip(columns, cells, strict=True)))
    return Block(heading, columns, tuple(rows), paragraph)


def _case(text: str) -> Case:
    first, *paragraphs = re.split(r"\n\s*\n", text.strip())
    found = re.fullmatch(r"((?:[A-Z]+\d+ )+)(.+)", first)
    assert found, f"a case begins with its ids: {first}"
    prose, settings, blocks = [], {}, []
    for paragraph in paragraphs:
        if paragraph.startswith("with "):
            for line in paragraph.splitlines():
                key, _, value = line.removeprefix("with ").partition(" = ")
                settings[key.strip()] = value.strip()
        elif "\n|" in paragraph or paragraph in ("approved", "declined") or paragraph.startswith("result "):
            blocks.append(block_of(paragraph))
        else:
            prose.append(paragraph)
    return Case(tuple(found[1].split()), found[2], tuple(prose), settings, tuple(blocks))


def chapters() -> list[Chapter]:
    """Return all chapters in order."""
    found = []
    for stem in CHAPTERS:
        head, *cases = re.split(r"^## ", (FOLDER / f"{stem}.txt").read_text(encoding="utf-8"), flags=re.M)
        title, _, introduction = head.removeprefix("# ").partition("\n")
        found.append(Chapter(title.strip(), introduction.strip(), tuple(map(_case, cases))))
    return found


def cases() -> list[Case]:
    return [case for chapter in chapters() for case in chapter.cases]
