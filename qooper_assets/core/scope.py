"""Applying a tenant's scope to the cells of its column.

Belongs here: what one text of the column means, and which texts may be listed. Does not: the rule itself
(`core/tenant/scope.py`), damaged values (`is_out_of_scope` in `sql/macros.sql`), or what happens to somebody
who is out of scope (`core/changes.py`).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from qooper_assets.core.column_names import normalize_header
from qooper_assets.core.mapping import LOST_LETTER, SPREADSHEET_ERRORS, mapped_columns
from qooper_assets.core.records import RosterWarning
from qooper_assets.core.roster import ScopeValues
from qooper_assets.core.tenant.scope import Scope, pattern_of
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import clean, word_key

VALUES_MAX = 500
"""A column with more values does not sort people into groups, so its values are neither kept nor listed."""
VALUE_CHARS_MAX = 100
"""A longer value is not listed."""
VALUES_SHOWN = 10
PERSONAL = frozenset(
    {
        "email",
        "employee_id",
        "first_name",
        "last_name",
        "full_name",
        "phone",
        "manager",
        "hire_date",
        "termination_date",
    }
)
"""The attributes that say who somebody is: the values of their column are not listed (R13)."""


class ScopeText(NamedTuple):
    """What one text of the column means."""

    value: str | None
    """The cleaned text; None if it is blank or can't be read."""
    is_named: bool
    """The rule names it: it is in the list, or matches."""


def read_texts(texts: Iterable[str], tenant: Tenant) -> Iterator[tuple[str, ScopeText]]:
    """Yield what each text means. Case does not matter (S29); an empty word says nothing (AT13), unless it is
    listed."""
    scope = tenant.scope
    assert scope is not None
    chars_max = tenant.feed.limits.field_chars_max
    listed = {word_key(word) for word in (*scope.in_, *scope.not_in)}
    empty = {word_key(word) for word in tenant.policy.empty_words} - listed
    texts = list(texts)
    values = [_readable(text, chars_max, empty) for text in texts]
    if scope.matches is None:
        named = [value is not None and word_key(value) in listed for value in values]
    else:
        found = pl.Series(values, dtype=pl.String).str.contains(pattern_of(scope.matches))
        named = found.fill_null(value=False).to_list()
    for text, value, is_named in zip(texts, values, named, strict=True):
        yield text, ScopeText(value, is_named)


def _readable(text: str, chars_max: int, empty: set[str]) -> str | None:
    value = clean(text)
    if not value or len(value) > chars_max or LOST_LETTER in value or value.upper() in SPREADSHEET_ERRORS:
        return None
    return None if word_key(value) in empty else value


def is_named_out(scope: Scope) -> bool:
    """True if who is named by the rule is out of scope, false if everybody else is."""
    return bool(scope.not_in)


def is_of_scope(values: ScopeValues | None, tenant: Tenant) -> bool:
    """True if the values are of the column that decides the scope now."""
    return (
        tenant.scope is not None
        and values is not None
        and values.column == normalize_header(tenant.scope.column)
    )


def collect_values(
    tenant: Tenant, named: Iterable[str], others: Iterable[str], before: ScopeValues | None
) -> tuple[ScopeValues, tuple[RosterWarning, ...]]:
    """Add the values of a file to those of the accepted ones before, and report those that are new: neither
    named by the rule, nor in an accepted file before."""
    scope = tenant.scope
    assert scope is not None
    column = normalize_header(scope.column)
    if before is None or not is_of_scope(before, tenant):
        before = ScopeValues(column=column)
    if not _may_be_listed(tenant):
        return ScopeValues(column=column), ()
    known = {word_key(value): value for value in before.values}
    fresh = {key: value for key, value in _listed(others, column).items() if key not in known}
    found = {**_listed(named, column), **fresh, **known}
    if len(found) > VALUES_MAX:
        return ScopeValues(column=column), ()
    return ScopeValues(column=column, values=tuple(sorted(found.values()))), _about(scope, fresh.values())


def _about(scope: Scope, fresh: Iterable[str]) -> tuple[RosterWarning, ...]:
    values = sorted(fresh)
    if not values:
        return ()
    shown = ", ".join(map(repr, values[:VALUES_SHOWN])) + (", …" if len(values) > VALUES_SHOWN else "")
    effect = "in scope" if is_named_out(scope) else "out of scope"
    return (
        RosterWarning(
            code="scope_values_new",
            count=len(values),
            detail=f"{scope.column}: {shown}: values that `scope` does not name, and no accepted file had"
            f" before; these people are {effect}. Is that meant? (S19)",
        ),
    )


def _may_be_listed(tenant: Tenant) -> bool:
    assert tenant.scope is not None
    column = normalize_header(tenant.scope.column)
    personal = PERSONAL | {tenant.identity}
    return not any(
        normalize_header(mapped.column) == column
        for attribute, mapped in mapped_columns(tenant).items()
        if attribute in personal
    )


def _listed(values: Iterable[str], column: str) -> dict[str, str]:
    """The values that may be listed, by their key: no address, and not the header, which a file may repeat
    (P17)."""
    return {
        word_key(value): value
        for value in sorted(values, reverse=True)
        if len(value) <= VALUE_CHARS_MAX and "@" not in value and normalize_header(value) != column
    }
