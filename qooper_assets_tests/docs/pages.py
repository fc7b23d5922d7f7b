"""Reading the documents: tables, headings, code spans."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "qooper_assets"
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """A page without its fenced code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def section(text: str, heading: str) -> str:
    """Return the text below a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    lines = text.splitlines()
    start = lines.index(heading) + 1
    body = []
    for line in lines[start:]:
        if (marks := re.match(r"#+(?= )", line)) and len(marks[0]) <= level:
            break
        body.append(line)
    return "\n".join(body)


def rows(text: str) -> list[list[str]]:
    """The cells of every table row of a text; heads and rules left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    found = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not re.fullmatch(r"[|: -]+", line) and not re.fullmatch(r"\|[|: -]*-[|: -]*", after):
            found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return found


def first_codes(text: str) -> list[str]:
    """The first cell of every table row that is a code span, without its marks."""
    return [row[0].strip("`") for row in rows(text) if re.fullmatch(r"`[^`]+`", row[0])]


def sources() -> dict[Path, str]:
    """Every module of the package."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
