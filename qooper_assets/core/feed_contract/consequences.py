"""What happens to a file, a row, a person or a value, in words.

Belongs here: the effects, and the consequences that the tables of reasons describe. Does not: which of them a
column has (`columns.py`).
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from qooper_assets.core.contract import REASONS
from qooper_assets.core.report import DATE_EFFECTS, LEFT_OUT, WITHHELD
from qooper_assets.core.tenant.base import Model

_CASES = re.compile(r" \((?:[A-Z]{1,2}[0-9]+(?:,\s)?)+\)")


class Effect(StrEnum):
    """What happens, at one of the four levels: file, change set, row or person, value."""

    FILE_BLOCKED = "file blocked"
    CHANGES_HELD = "changes held"
    ROW_REJECTED = "row rejected"
    PERSON_WITHHELD = "person withheld"
    VALUE_DROPPED = "value dropped"
    VALUE_KEPT = "current value kept"
    VALUE_CLEARED = "value cleared"
    NO_EFFECT = "no effect"


class Consequence(Model):
    """What happens in one case."""

    effect: Effect
    code: str | None = None
    """The stable code under which it is reported; None if it is only counted."""
    sentence: str


def rejected(reasons: Iterable[str]) -> tuple[Consequence, ...]:
    return _consequences(Effect.ROW_REJECTED, REASONS, reasons)


def withheld(reasons: Iterable[str] = WITHHELD) -> tuple[Consequence, ...]:
    return _consequences(Effect.PERSON_WITHHELD, WITHHELD, reasons)


def left_out(reasons: Iterable[str]) -> tuple[Consequence, ...]:
    return _consequences(Effect.VALUE_KEPT, LEFT_OUT, reasons)


def date_effects(codes: Iterable[str]) -> tuple[Consequence, ...]:
    return _consequences(Effect.VALUE_DROPPED, DATE_EFFECTS, codes)


def _consequences(effect: Effect, words: Mapping[str, str], codes: Iterable[str]) -> tuple[Consequence, ...]:
    return tuple(Consequence(effect=effect, code=code, sentence=words[code]) for code in codes)


def without_cases(sentence: str) -> str:
    """The sentence without the codes of rules and cases, which mean nothing to a customer."""
    return _CASES.sub("", sentence)
