"""Fill the column "tested in" of `docs/rules.md`: `python -m qooper_assets.docs.rules`.

Belongs here: finding the codes of rules and cases in the repository, and listing the tests that name each.
Does not: what a code means. Each sentence is on the page alone, and is edited there.
"""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "rules.md"
TESTS = ROOT / "qooper_assets_tests"

FAMILIES = ("R", "F", "P", "I", "S", "AT", "D", "G", "AP", "T", "O")
"""The letters of each family, in the order of the page."""

LISTS = frozenset({"model/test_spec_cases.py", "spec/test_behavior.py"})
"""Test modules that list codes without testing what they say."""

UNTESTED = "Not tested: "
"""Starts the cell of a code that no test names. The reason follows and is written by hand."""

_LETTERS = "|".join(family for family in FAMILIES if family != "R")
_CODE = rf"(?:R[1-9][0-9]?|(?:{_LETTERS})[0-9]{{2}})"
_NAMED = re.compile(rf"(?<![A-Za-z0-9{{}}\\!])(?<!\.\.){_CODE}(?![A-Za-z0-9@]|\.\.)")
"""A code in text, also between underscores. Excluded: ranges of example people (`..`), local parts of e-mail
addresses (`@`), cells of a sheet (`!`), and hexadecimal digits or times next to a brace."""
_RANGE = re.compile(rf"(?<![A-Za-z0-9])({_CODE})(?:–| to )({_CODE})(?![A-Za-z0-9])")
_TEST = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
_ROW = re.compile(rf"^\| ({_CODE}) \| (.*?) \| (.*?) *\|$")


def sort_key(code: str) -> tuple[int, int]:
    """Order codes as the page does: by family, then by number."""
    family = code.rstrip("0123456789")
    return FAMILIES.index(family), int(code.removeprefix(family))


def find_codes(text: str) -> set[str]:
    """Find every code that a text names, including those within a range of codes."""
    found = set(_NAMED.findall(text))
    for first, last in _RANGE.findall(text):
        family = first.rstrip("0123456789")
        width = len(first) - len(family)
        numbers = range(sort_key(first)[1], sort_key(last)[1] + 1)
        found |= {f"{family}{number:0{width}}" for number in numbers}
    return found


def read_prose(path: Path) -> str:
    """Read the part of a file in which codes are rules and cases, not people.

    Tables of examples are left out, because their people have names like codes. The names of test functions
    are added in upper case, because some cite a code in lower case.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt" or path.name == "behavior.md":
        return "\n".join(line for line in text.splitlines() if "|" not in line)
    if path.suffix == ".py":
        names = (name.upper() for name in _TEST.findall(text))
        return "\n".join((text, *names))
    return text


def list_files() -> Iterator[Path]:
    """List the files of package, SQL, tests and documents, except the page and its own test."""
    found = chain(
        (ROOT / "qooper_assets").rglob("*.py"),
        (ROOT / "sql").rglob("*.sql"),
        (ROOT / "sql").rglob("*.md"),
        *(TESTS.rglob(f"*.{suffix}") for suffix in ("py", "txt", "yaml")),
        (ROOT / "docs").rglob("*.md"),
        ROOT.glob("*.md"),
    )
    return (path for path in sorted(found) if path not in (PAGE, TESTS / "docs" / "test_rules.py"))


def find_mentions() -> dict[str, list[Path]]:
    """Find the files that name each code."""
    found: dict[str, list[Path]] = {}
    for path in list_files():
        for code in find_codes(read_prose(path)):
            found.setdefault(code, []).append(path)
    return found


def describe_test(path: Path) -> str | None:
    """Give the path of a test within the folder of all tests; None if the file is no test.

    A SQL case or a hostile delivery is one file of many, so it gives its folder.
    """
    if not path.is_relative_to(TESTS):
        return None
    name = path.relative_to(TESTS).as_posix()
    if path.suffix == ".py":
        return name if path.name.startswith("test_") and name not in LISTS else None
    return name if name.startswith("spec/") else name.rpartition("/")[0]


def parse_rows(text: str) -> dict[str, tuple[str, str]]:
    """Parse each code of a page into its sentence and where it is tested."""
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        if row := _ROW.match(line):
            assert row[1] not in found, f"{row[1]} has two rows"
            found[row[1]] = row[2], row[3]
    return found


def fill(text: str) -> str:
    """Fill the last column of a page from the tests."""
    named = find_mentions()

    def filled(line: str) -> str:
        row = _ROW.match(line)
        if row is None:
            return line
        tests = sorted({name for path in named.get(row[1], []) if (name := describe_test(path))})
        by_hand = row[3] if row[3].startswith(UNTESTED) else ""
        links = ", ".join(f"[{name}](../{TESTS.name}/{name})" for name in tests)
        return f"| {row[1]} | {row[2]} | {links or by_hand} |"

    return "\n".join(filled(line) for line in text.splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(fill(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
