"""The key `scope`: who of the people in the file is to have an account.

Belongs here: the rule and what can be written in it. Does not: applying it to a cell (`core/scope.py`), or
what happens to somebody who is out of scope (`core/changes.py`).
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.mapping import Header
from qooper_assets.core.words import word_key

Word = Annotated[str, StringConstraints(pattern=r"\S", max_length=500)]
WORDS_MAX = 1_000


def pattern_of(expression: str) -> str:
    """The expression as it is matched: with the whole cell, in any case."""
    return rf"(?i)\A(?:{expression})\z"


def _expression(expression: str) -> str:
    """Check with the engine that matches it, polars: its time is linear in the cell, and so it has neither
    look-around nor references to groups."""
    import polars as pl  # here, because few tenant files have an expression, and it is slow to import

    for tried in (expression, pattern_of(expression)):
        try:
            pl.Series([""]).str.contains(tried)
        except pl.exceptions.ComputeError as error:
            found = re.search(r"^error: (.*)$|(Compiled regex .*?)\.?$", str(error), re.MULTILINE)
            what = next(filter(None, found.groups()), "") if found else "it can't be compiled"
            raise ValueError(f"not a regular expression that can be used: {what}") from None
    return expression


Expression = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_expression)]


class Scope(Model):
    """Who is to have an account, by one column of the file (S19). Exactly one of `in`, `not_in` and `matches`
    is required; case and spaces at the ends do not matter.

    Somebody out of scope is treated like somebody who has left, with the reason `out_of_scope`. A blank cell,
    or one that can't be read, puts nobody out of scope, and brings nobody back whom the scope has put out.
    """

    column: Header
    """The customer's header. The file must have this column; it may be mapped to an attribute, too."""
    in_: tuple[Word, ...] = Field(default=(), alias="in", max_length=WORDS_MAX)
    """The words of those who are in scope. Every other word is out of scope."""
    not_in: tuple[Word, ...] = Field(default=(), max_length=WORDS_MAX)
    """The words of those who are out of scope. Every other word is in scope."""
    matches: Expression | None = None
    """A regular expression that the whole cell of everybody in scope matches. Look-around and references to
    groups are refused."""

    @model_validator(mode="after")
    def _has_one_rule(self) -> "Scope":
        given = [name for name, value in (("in", self.in_), ("not_in", self.not_in)) if value]
        given += ["matches"] if self.matches is not None else []
        if len(given) != 1:
            what = f"{' and '.join(given)} are given" if given else "none is given"
            raise ValueError(f"exactly one of in, not_in and matches is required, and {what}")
        return self

    @model_validator(mode="after")
    def _words_are_distinct(self) -> "Scope":
        for name, words in (("in", self.in_), ("not_in", self.not_in)):
            keys = {word_key(word) for word in words}
            if "" in keys:
                raise ValueError(f"{name}: a word is blank, and a blank cell is never out of scope")
            if len(keys) < len(words):
                raise ValueError(f"{name}: two words differ only in case, which does not matter (S29)")
        return self
