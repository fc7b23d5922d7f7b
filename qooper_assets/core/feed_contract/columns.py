"""What each column of a tenant's file has to contain, and what its values do.

Belongs here: one `ColumnContract` for each mapped attribute, and for the column of the scope. Does not: the
file as a whole (`file_clauses.py`), or a check: the reasons come from the schema (`core/contract.py`).
"""

from collections.abc import Iterator
from typing import Literal

from qooper_assets.core.contract import rules_by_cell
from qooper_assets.core.date_columns import DATES
from qooper_assets.core.day_formats import FIRST_YEAR
from qooper_assets.core.errors import DeliveryError
from qooper_assets.core.feed_contract import consequences
from qooper_assets.core.feed_contract.column_words import (
    ACCESS,
    BLANKS,
    OWNERS,
    ROLES,
    WHO_IS_IN_SCOPE,
    describe_meaning,
    describe_type,
)
from qooper_assets.core.feed_contract.consequences import Consequence, Effect
from qooper_assets.core.feed_contract.examples import example_of
from qooper_assets.core.identifiers import CHARS_MAX
from qooper_assets.core.mapping import (
    LOST_LETTER,
    SCOPE,
    AnyColumn,
    attribute_names,
    mapped_columns,
    may_be_empty,
    required_attributes,
)
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.mapping import (
    AttributeOwner,
    CustomColumn,
    DateColumn,
    FullName,
    ManagerColumn,
    RoleColumn,
    StatusColumn,
)
from qooper_assets.core.tenant.tenant import Tenant

KEPT = "The present value is kept."
NAMES = ("first_name", "last_name", "full_name")


class Word(Model):
    """A word that the column may contain, and what it means."""

    word: str
    meaning: str
    explanation: str


class ColumnContract(Model):
    """One mapped attribute; also the column that decides the scope."""

    attribute: str
    column: str
    """The customer's header, or the key or JSON Pointer of a JSON record."""
    meaning: str
    type: str
    format: str
    example: str
    limit: str | None
    is_identity: bool
    is_required: bool
    """A file without the column is blocked."""
    is_unique: bool
    words: tuple[Word, ...]
    """The words that may be in it; empty if any text may."""
    if_missing: Consequence
    """The file does not have the column."""
    if_blank: Consequence
    if_unusable: tuple[Consequence, ...]
    owner: AttributeOwner | None
    """None for what is not written to an account."""
    ownership: str


def describe_columns(tenant: Tenant) -> tuple[ColumnContract, ...]:
    """Every column that is read, in the order of the mapping; that of the scope is last."""
    reasons = rules_by_cell(tenant)
    mapped = tuple(
        _describe(tenant, name, column, reasons) for name, column in mapped_columns(tenant).items()
    )
    return mapped if tenant.scope is None else (*mapped, _describe_scope(tenant))


def _describe(
    tenant: Tenant, attribute: str, column: AnyColumn, reasons: dict[str, tuple[str, ...]]
) -> ColumnContract:
    kind, text = describe_type(tenant, attribute, column)
    owner = _owner(column, attribute)
    is_required = attribute in required_attributes(tenant)
    return ColumnContract(
        attribute=attribute,
        column=column.column,
        meaning=describe_meaning(attribute),
        type=kind,
        format=text,
        example=example_of(tenant, attribute),
        limit=_limit(tenant, attribute, column),
        is_identity=attribute == tenant.identity,
        is_required=is_required,
        is_unique=attribute in {tenant.identity, "email", "employee_id"},
        words=tuple(_words(column)),
        if_missing=_if_missing(tenant, attribute, is_required),
        if_blank=_if_blank(tenant, attribute),
        if_unusable=(
            *consequences.rejected(_reasons(attribute, column, reasons)),
            *_dropped(tenant, attribute, column),
        ),
        owner=owner,
        ownership=OWNERS[owner] if owner else "Not written to the account: it decides whether there is one.",
    )


def _owner(column: AnyColumn, attribute: str) -> AttributeOwner | None:
    if isinstance(column, StatusColumn) or attribute == "termination_date":
        return None
    return "roster_on_create" if isinstance(column, RoleColumn) else column.owner


def _reasons(attribute: str, column: AnyColumn, reasons: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """The reasons for which a cell of the column rejects its row; a blank one is described apart."""
    blank = {"identifier_missing", "email_missing"}
    yield from (reason for reason in reasons.get(attribute, ()) if reason not in blank)
    if isinstance(column, CustomColumn) and column.unknown_option == "reject":
        yield from reasons["custom"]


def _limit(tenant: Tenant, attribute: str, column: AnyColumn) -> str | None:
    if attribute == tenant.identity:
        return f"at most {CHARS_MAX} characters"
    if attribute in ("email", "employee_id") or isinstance(
        column, DateColumn | StatusColumn | RoleColumn | ManagerColumn
    ):
        return None
    return f"at most {tenant.feed.limits.field_chars_max:,} characters"


def _words(column: AnyColumn) -> Iterator[Word]:
    match column:
        case StatusColumn():
            for word, access in column.values.items():
                yield Word(word=word, meaning=access, explanation=ACCESS[access])
        case RoleColumn():
            for word, role in column.values.items():
                yield Word(word=word, meaning=role, explanation=ROLES[role])
        case CustomColumn():
            for option in column.options:
                yield Word(word=option, meaning=option, explanation="An option of this profile field.")


def _if_missing(tenant: Tenant, attribute: str, is_required: bool) -> Consequence:
    if is_required:
        code = "missing_required_column"
        return Consequence(effect=Effect.FILE_BLOCKED, code=code, sentence=DeliveryError.codes[code])
    is_date = attribute in DATES
    profile = {*attribute_names(tenant), "full_name"}
    is_compared = is_date or (attribute in profile and tenant.feed.coverage == "full_snapshot")
    asks = " If the last accepted file had it, somebody is asked first." if is_compared else ""
    return Consequence(
        effect=Effect.CHANGES_HELD if is_compared else Effect.VALUE_KEPT,
        code="fill_rate_drop" if is_compared else None,
        sentence=f"The file is used, and the present values are kept.{asks}",
    )


def _if_blank(tenant: Tenant, attribute: str) -> Consequence:
    if attribute == tenant.identity:
        return consequences.rejected(["identifier_missing"])[0]
    if attribute == "email":
        return consequences.rejected(["email_missing"])[0]
    if attribute == "termination_date":
        sentence = "There is no last day; one that was sent before is forgotten."
        return Consequence(effect=Effect.VALUE_CLEARED, sentence=sentence)
    is_cleared = attribute in tenant.policy.clear_when_blank
    sentences = ["The present value is cleared." if is_cleared else KEPT, BLANKS.get(attribute, "")]
    return Consequence(
        effect=Effect.VALUE_CLEARED if is_cleared else Effect.VALUE_KEPT,
        sentence=" ".join(sentences).rstrip(),
    )


def _dropped(tenant: Tenant, attribute: str, column: AnyColumn) -> Iterator[Consequence]:
    """What happens with values that can't be used, and do not reject the row."""
    match column:
        case StatusColumn():
            return
        case DateColumn():
            yield from _unusable_days(tenant, attribute)
        case RoleColumn():
            yield _drop("A word that is not listed is dropped; a new account then has no role.")
        case ManagerColumn():
            yield _drop("A placeholder, or an id that a spreadsheet rounded, is dropped.")
            yield from consequences.left_out(("manager_unresolved", "manager_is_self", "manager_circle"))
        case _ if attribute == "email":
            yield from consequences.left_out(("email_taken",) if tenant.identity != "email" else ())
        case _ if attribute == tenant.identity:
            return
        case _ if attribute == "employee_id":
            yield _drop("A placeholder such as TBD is dropped, and the present id is kept.")
        case _:
            yield from _unusable_texts(tenant, attribute, column)


def _unusable_texts(tenant: Tenant, attribute: str, column: AnyColumn) -> Iterator[Consequence]:
    chars_max = tenant.feed.limits.field_chars_max
    yield _drop(
        f"More than {chars_max:,} characters, an error value such as #N/A, or lost letters ({LOST_LETTER}):"
        " the value is dropped, never shortened, and the present one is kept."
    )
    if isinstance(column, FullName):
        yield _drop("A name that can't be split is dropped, and the present names are kept.")
    if isinstance(column, CustomColumn) and column.options and column.unknown_option == "drop":
        yield _drop("With an option that is not listed, the whole value is dropped; the present one is kept.")
    yield from consequences.left_out(("garbled", "letters_lost", "escaped", "rounded"))
    if attribute in may_be_empty(tenant) and tenant.policy.empty_words:
        yield from consequences.left_out(["empty_word"])
    if attribute in NAMES:
        yield from consequences.withheld(["name_damaged"])


def _unusable_days(tenant: Tenant, attribute: str) -> Iterator[Consequence]:
    yield _drop(
        f"A day that is not in this format, has a year with other digits, or is before {FIRST_YEAR}, is"
        " dropped."
    )
    yield from consequences.date_effects(
        ("not_created", "not_reactivated")
        if attribute == "hire_date"
        else ("last_day_kept", "not_reactivated")
    )
    if can_dates_conflict(tenant):
        yield from consequences.withheld(["dates_conflict"])


def can_dates_conflict(tenant: Tenant) -> bool:
    """True if a last day before the first day leaves it open whether somebody has left (S27)."""
    mapping = tenant.mapping
    return bool(mapping.hire_date and mapping.termination_date) and tenant.policy.end_by != "status"


def _drop(sentence: str) -> Consequence:
    return Consequence(effect=Effect.VALUE_DROPPED, sentence=sentence)


def _describe_scope(tenant: Tenant) -> ColumnContract:
    scope = tenant.scope
    assert scope is not None
    rule: Literal["in", "not_in", "matches"] = "in" if scope.in_ else "not_in" if scope.not_in else "matches"
    effect, rest = WHO_IS_IN_SCOPE[rule]
    code = "missing_required_column"
    return ColumnContract(
        attribute=SCOPE,
        column=scope.column,
        meaning="Who is to have an account",
        type="word",
        format=f"{rest}{f' The pattern: {scope.matches}' if scope.matches else ''}",
        example=next(iter(scope.in_), ""),
        limit=None,
        is_identity=False,
        is_required=True,
        is_unique=False,
        words=tuple(
            Word(word=word, meaning=rule, explanation=effect) for word in (*scope.in_, *scope.not_in)
        ),
        if_missing=Consequence(effect=Effect.FILE_BLOCKED, code=code, sentence=DeliveryError.codes[code]),
        if_blank=Consequence(
            effect=Effect.NO_EFFECT, sentence="Puts nobody out of scope, and brings nobody back into it."
        ),
        if_unusable=(_drop("A value that can't be read counts as a blank one."),),
        owner=None,
        ownership="Not written to the account: it decides whether there is one.",
    )
