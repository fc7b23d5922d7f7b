"""Generate `docs/behavior.md` from the cases: `python -m qooper_assets_tests.spec.document`."""

from collections.abc import Iterator
from pathlib import Path

from qooper_assets_tests.spec.tables import Case, chapters

PAGE = Path(__file__).parent.parent.parent / "docs" / "behavior.md"
INTRODUCTION = """\
<!-- Made by `python -m qooper_assets_tests.spec.document`. Edit qooper_assets_tests/spec/cases/. -->

# Behavior

What happens to whom, by example. Every example is played by the test suite as it stands here
(`qooper_assets_tests/spec/`), so this page is true.

How to read one: `Qooper` lists accounts that were there before us. Each `roster` is a delivery, the
first on 2 March 2026, each further one a day later unless it says otherwise; a tenant's first
change set waits for an approval and got it (R4). What stands behind a roster is what the product
makes of it: `changes`, people `withheld`, rows `rejected`, limits by which the change set is `held`,
and the `accounts` after it was applied. What is not listed did not happen. A held change set
writes nothing until it is `approved`; it waits, or is `declined`. After the last roster of every
example that was applied, the same file is planned again, and yields nothing.

In the tables, `P01..P09` stands for nine people, `#` for their number, `–` for no value, `␣` for a
space, `\\u00a0` for a character that can't be seen.
"""


def _section(case: Case) -> Iterator[str]:
    yield f"### {' '.join(case.ids)}: {case.title}"
    yield from case.prose
    lines = [f"{key}: {value}" for key, value in case.settings.items()]
    if lines:
        yield "In the tenant file:\n\n" + "\n".join(f"- `{line}`" for line in lines)
    yield "```text\n" + "\n\n".join(block.text for block in case.blocks) + "\n```"


def document() -> str:
    parts = [INTRODUCTION.strip()]
    for chapter in chapters():
        parts += [f"## {chapter.title}", chapter.introduction]
        for case in chapter.cases:
            parts += _section(case)
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
