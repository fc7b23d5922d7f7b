"""What appeared in the files of a rehearsal: columns that came and went, and new words of a choice.

Column names, options and status words are configuration, and may be shown; a column that is shifted has
people in it instead. So a word is shown only if it is no person's, and never one that only broken files have
(R13).
Belongs here: these comparisons. Does not: reading a file (`stages/rehearsing.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.mapping import SCOPE
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import clean, word_key

WORDS_MAX = 200
"""A column with more different words is no choice; nothing is kept of it."""
WORDS_SHOWN = 12
COLUMNS_SHOWN = 12
CHARS_MAX = 60
SIMILAR_MIN = 0.6
"""How similar two headers are at least, from 0 to 1, for one to be the other renamed."""
MASKED = "(not shown: it may be a person)"


class Contents(NamedTuple):
    """What is kept of one file."""

    on: date
    columns: tuple[str, ...]
    """Empty if the file has no header that could be recognized."""
    words: Mapping[str, frozenset[str]] = {}
    """The different words of each column of choices, by attribute."""
    names: frozenset[str] = frozenset()
    """The parts of people's names, in lower case; they are compared with, and never shown."""
    is_broken: bool = False
    """It was blocked, or an incident."""


class ColumnChange(Model):
    """How the columns differ from those of the file before."""

    on: date
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new name: in the same place, or similar."""
    is_broken: bool = False


class NewWords(Model):
    """Words that a file was the first to have."""

    on: date
    attribute: str
    words: tuple[str, ...]
    """Those that may be shown, at most `WORDS_SHOWN`."""
    count: int
    is_known: bool
    """The tenant file lists them."""


def choices(tenant: Tenant) -> dict[str, str | None]:
    """The attributes whose words are looked at, with the separator of a multi-select one."""
    mapping = tenant.mapping
    single: dict[str, str | None] = {
        name: None
        for name, column in (("status", mapping.status), ("role", mapping.role), (SCOPE, tenant.scope))
        if column
    }
    return single | {name: column.split for name, column in mapping.custom.items() if column.split}


def known_words(tenant: Tenant) -> dict[str, frozenset[str]]:
    """The keys of the words that the tenant file lists, by attribute; an attribute without a list is not in
    it."""
    mapping = tenant.mapping
    listed: dict[str, Iterable[str]] = {}
    if mapping.status:
        listed["status"] = mapping.status.values
    if mapping.role:
        listed["role"] = mapping.role.values
    if tenant.scope and not tenant.scope.matches:
        listed[SCOPE] = (*tenant.scope.in_, *tenant.scope.not_in)
    listed |= {name: column.options for name, column in mapping.custom.items() if column.options}
    return {name: frozenset(map(word_key, words)) for name, words in listed.items()}


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """The parts of names, in lower case."""
    return frozenset(part for name in names for part in _parts(name))


def _parts(text: str) -> list[str]:
    """The words of a text, without initials."""
    parts = re.split(r"[\W\d_]+", clean(text).casefold())
    return [part for part in parts if len(part) > 1 or (part and not part.isascii())]


def find_new_words(files: Sequence[Contents], known: Mapping[str, frozenset[str]]) -> list[NewWords]:
    """Find the words that each file was the first to have; of the first file, those that the tenant file does
    not list. What only broken files have is not shown."""
    names = frozenset[str]().union(*(file.names for file in files if not file.is_broken))
    seen: dict[str, set[str]] = {}
    found = []
    for file in (file for file in files if not file.is_broken):
        for attribute, words in sorted(file.words.items()):
            is_first = attribute not in seen
            before = seen.setdefault(attribute, set())
            fresh = {word_key(word): word for word in sorted(words) if word_key(word) not in before}
            before.update(fresh)
            listed = known.get(attribute, frozenset())
            for is_known in (False, True):
                of_kind = {key: word for key, word in fresh.items() if (key in listed) == is_known}
                if of_kind and not (is_first and (is_known or attribute not in known)):
                    found.append(_new_words(file.on, attribute, of_kind, names, is_known=is_known))
    return found


def _new_words(
    on: date, attribute: str, words: Mapping[str, str], names: frozenset[str], *, is_known: bool
) -> NewWords:
    shown = list(_shown(sorted(words.values()), names))
    return NewWords(
        on=on,
        attribute=attribute,
        words=tuple(dict.fromkeys(shown[:WORDS_SHOWN])),
        count=len(words),
        is_known=is_known,
    )


def _shown(texts: Iterable[str], names: frozenset[str]) -> Iterator[str]:
    for text in texts:
        yield MASKED if may_be_person(text, names) else _cut(text)


def may_be_person(text: str, names: frozenset[str]) -> bool:
    """True for an address, something with four digits or more, and for parts of people's names."""
    parts = _parts(text)
    of_people = sum(part in names for part in parts)
    return "@" in text or sum(map(str.isdigit, text)) >= 4 or of_people >= 2 or 0 < of_people == len(parts)


def _cut(text: str) -> str:
    printable = "".join(char if char.isprintable() else "�" for char in text)
    return printable if len(printable) <= CHARS_MAX else f"{printable[: CHARS_MAX - 1]}…"


def find_column_changes(files: Sequence[Contents]) -> list[ColumnChange]:
    """Compare the columns of each file with those of the last one that had any."""
    names = frozenset[str]().union(*(file.names for file in files))
    readable = [file for file in files if file.columns]
    changes = (_compare_columns(before, file, names) for before, file in pairwise(readable))
    return [change for change in changes if change.came or change.went or change.renamed]


def _compare_columns(before: Contents, file: Contents, names: frozenset[str]) -> ColumnChange:
    old = {normalize_header(name): name for name in before.columns}
    new = {normalize_header(name): name for name in file.columns}
    went = [name for key, name in old.items() if key not in new]
    came = [name for key, name in new.items() if key not in old]
    renamed = list(_pair(before.columns, file.columns, went, came))
    went = [name for name in went if name not in {one for one, _ in renamed}]
    came = [name for name in came if name not in {other for _, other in renamed}]
    return ColumnChange(
        on=file.on,
        came=tuple(_shown(came[:COLUMNS_SHOWN], names)),
        went=tuple(_shown(went[:COLUMNS_SHOWN], names)),
        renamed=tuple(
            (one, other)
            for one, other in zip(
                _shown([one for one, _ in renamed[:COLUMNS_SHOWN]], names),
                _shown([other for _, other in renamed[:COLUMNS_SHOWN]], names),
                strict=True,
            )
        ),
        is_broken=file.is_broken,
    )


def _pair(
    old: Sequence[str], new: Sequence[str], went: Sequence[str], came: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Pair columns that went with those that came, the most similar first."""

    def likeness(one: str, other: str) -> float:
        ratio = SequenceMatcher(None, normalize_header(one), normalize_header(other)).ratio()
        is_same_place = len(old) == len(new) and old.index(one) == new.index(other)
        return max(ratio, 0.8 if is_same_place else 0.0)

    left, right = list(went), list(came)
    pairs = sorted((-likeness(one, other), one, other) for one in left for other in right)
    for worse, one, other in pairs:
        if -worse >= SIMILAR_MIN and one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield one, other
