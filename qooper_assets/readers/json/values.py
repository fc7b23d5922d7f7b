"""Finds values of a JSON record by pointer, and converts them to text.

Belongs here: JSON Pointers (RFC 6901), and the text of a value as a cell (P29). Does not: mapping keys to
columns (`cells.py`).
"""

import re
from collections.abc import Sequence
from typing import Any

from qooper_assets.core.column_names import normalize_header

UNUSABLE = "#VALUE!"
"""The cell of a value that has no text, such as an object. `normalize` drops it, and warns."""
MISSING = object()
"""The value of a key that a record does not have."""
INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""U+0000, which databases do not store, and half of a surrogate pair, which no encoding has."""
NO_TEXT_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""The only way to write one of them in UTF-8 (RFC 8259, 7 and 8.2)."""


def pointer_steps(pointer: str) -> tuple[str, ...]:
    """The keys and indexes of a JSON Pointer (RFC 6901, 4)."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def pointer_to(steps: Sequence[str]) -> str:
    """The JSON Pointer of these keys and indexes."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def value_at(value: Any, steps: Sequence[str]) -> Any:
    """The value that a pointer refers to, or `MISSING`."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step, MISSING)
        elif isinstance(value, list) and INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        else:
            return MISSING
    return value


def column_identity(name: str) -> str:
    """The identity of a column: the exact text of a pointer, or the normalized name of a key (P09)."""
    return name if name.startswith("/") else normalize_header(name)


def is_storable(value: Any) -> bool:
    """True if all strings and keys in a value can be stored."""
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, str) and NO_TEXT.search(one):
            return False
        elif isinstance(one, dict):
            rest += [*one, *one.values()]
        elif isinstance(one, list):
            rest += one
    return True


def as_cell(value: Any, split: str | None) -> str | None:
    """A value as text (P29). A list is joined if it can be split into the same parts again."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() if split is not None:
            return _joined([one for one in value if one is not None], split)
        case dict() | list():
            return UNUSABLE
        case _:
            assert value is MISSING
            return None


def _joined(values: list[Any], split: str) -> str:
    parts = [as_cell(value, None) or "" for value in values]
    text = split.join(parts)
    is_clear = UNUSABLE not in parts and (text.split(split) == parts or not parts)
    return text if is_clear else UNUSABLE
