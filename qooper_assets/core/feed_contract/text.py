"""The feed contract as text, for an analyst or engineer.

Belongs here: order, labels and line breaks. Does not: a sentence about the file; those are in the contract.
"""

import textwrap
from collections.abc import Iterable, Iterator

from qooper_assets.core.feed_contract.columns import ColumnContract
from qooper_assets.core.feed_contract.consequences import Consequence
from qooper_assets.core.feed_contract.contract import FeedContract
from qooper_assets.core.words import printable

WIDTH = 100
LABEL_CHARS = 12


def describe_lines(contract: FeedContract) -> Iterator[str]:
    """The lines of the text. A name or header of the customer can't change how a terminal shows them."""
    yield printable(f"{contract.name}: feed contract of {contract.tenant}")
    yield from _heading("The file")
    for clause in contract.file:
        yield from _entry(clause.topic, clause.text)
    yield from _heading("Columns")
    first: dict[tuple[Consequence, ...], ColumnContract] = {}
    for column in contract.columns:
        yield ""
        yield printable(f"  {column.column} → {column.attribute}")
        yield from _describe_column(column, first.setdefault(column.if_unusable, column))
    yield from _heading("A row is rejected before its cells are read, and its person left unchanged, if")
    yield from _consequences(contract.rows)
    yield from _heading("A person is withheld, and left unchanged, if it is unclear who it is")
    yield from _consequences(contract.people)
    yield from _heading("Changes are held, and nobody is changed until somebody approves them, if")
    yield from _consequences(contract.limits)


def _describe_column(column: ColumnContract, same: ColumnContract) -> Iterator[str]:
    """`same` is the first column whose unusable values have the same consequences."""
    identity = " It is the identifier." if column.is_identity else ""
    yield from _entry("what", f"{column.meaning}.{identity}")
    limit = f" {column.limit[0].upper()}{column.limit[1:]}." if column.limit else ""
    yield from _entry("format", f"{column.type}: {column.format}{limit}")
    if column.example:
        yield from _entry("example", column.example)
    for word in column.words:
        meaning = "" if word.meaning == word.word else f" → {word.meaning}"
        yield from _entry("word", f"{word.word}{meaning}: {word.explanation}")
    if column.is_unique:
        yield from _entry("unique", "No two people have the same.")
    yield from _entry("missing", _describe_consequence(column.if_missing))
    yield from _entry("blank", _describe_consequence(column.if_blank))
    if same is not column and column.if_unusable:
        yield from _entry("unusable", f"as in {same.column}")
    else:
        for consequence in column.if_unusable:
            yield from _entry("unusable", _describe_consequence(consequence))
    yield from _entry("owner", f"{column.owner}: {column.ownership}" if column.owner else column.ownership)


def _describe_consequence(consequence: Consequence) -> str:
    code = f", {consequence.code}" if consequence.code else ""
    return f"{consequence.effect}{code}: {consequence.sentence}"


def _heading(text: str) -> tuple[str, str]:
    return "", text


def _consequences(consequences: Iterable[Consequence]) -> Iterator[str]:
    for consequence in consequences:
        yield from _wrap("  ", f"{consequence.code}: {consequence.sentence}", "    ")


def _entry(label: str, text: str) -> Iterable[str]:
    return _wrap(f"    {label:{LABEL_CHARS}}", text, " " * (4 + LABEL_CHARS))


def _wrap(first: str, text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
