"""The contract that every row of a roster meets.

Belongs here: the rules of a row as a pandera schema, and every reason for a rejection in plain words. Does
not: rules between rows (`sql/normalize/rejects.sql`), what becomes of the rows (`roster.py`), or the contract
in words (`core/feed_contract/`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from qooper_assets.core import identifiers
from qooper_assets.core.records import UNSHOWN, Format
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import INVISIBLE, clean

REASONS: dict[str, str] = {
    "identifier_missing": "The identifier is blank. Fill it in; the e-mail is no substitute (I16).",
    "identifier_too_long": f"The identifier has more than {identifiers.CHARS_MAX} characters.",
    "identifier_unreadable": "The identifier is a formula or an error value, or contains quotes or control"
    " characters (P26).",
    "identifier_unprintable": "The identifier or e-mail contains an invisible character, such as a zero-width"
    " space or a soft hyphen. Remove it (I33).",
    "identifier_placeholder": "The identifier is a placeholder such as TBD or N/A. Send the real one (I28).",
    "id_precision_loss": "A spreadsheet turned the id into a rounded number. Export it as text (P23, I31).",
    "id_format_unknown": "A spreadsheet shows the id in a format we can't read. Export it as text (P34).",
    "duplicate_identifier": "Rows of one identifier contradict each other. Keep the right one (I02).",
    "employee_id_shared": "Two identifiers claim one employee id. Each person needs their own.",
    "email_missing": "An active person has no e-mail (I17).",
    "email_invalid": "The e-mail is not one address with one @ and a whole domain, or has lost letters (I17,"
    " AT17).",
    "email_placeholder": "The e-mail is a placeholder (I18).",
    "email_shared": "Two identifiers claim one e-mail. Each person needs their own (I03).",
    "unknown_status": "The status word was not agreed on. Correct it, or have it added to the mapping (S07).",
    "unknown_option": "An option was not agreed on. Correct it, or have it added to the mapping (P32).",
    "too_few_cells": "The row has fewer cells than the header. If the last ones are blank, declare "
    "feed.csv.short_rows: blank_at_end (P14, P36).",
    "too_many_cells": "The row has more cells than the header: a delimiter that is not quoted, or one at the "
    "end of some rows only (P14, P36).",
    "bad_quoting": "A quote opens or closes in the wrong place, so the cells are ambiguous.",
    "line_break_in_cell": "A quoted cell continues on the next line. If cells may contain line breaks, "
    "declare feed.csv.newlines_in_fields: true (P36).",
    "row_in_cell": "A quoted cell contains a line that looks like a row; one of the two may be a stray quote "
    "(P35).",
    "between_quotes": "The line is between an opening quote and its end: it may be a row, or text of a cell. "
    "Correct the quote above it (P35).",
    "record_too_long": "The row is longer than feed.limits.record_bytes_max.",
    "merged_cells": "A cell of the row is merged with another one. Give each value a cell of its own (P27).",
    "bad_json": "The line is not one JSON value. Each line must contain one whole record.",
    "not_an_object": "The record is not a JSON object, {…}.",
    "duplicate_keys": "A key appears twice in one JSON object, or in two spellings. Send it once (P30).",
    "not_a_number": "The record contains NaN or Infinity, which JSON does not have. Send null.",
    "no_text": "The record contains U+0000 or an unpaired surrogate. Send valid text.",
    "nested_too_deep": "Objects or arrays of the record are nested more than 64 levels deep.",
}
"""Why a row is rejected, and what the customer should do about it."""

READING: dict[Format, tuple[str, ...]] = {
    "csv": (
        "too_few_cells", "too_many_cells", "bad_quoting", "line_break_in_cell", "row_in_cell",
        "between_quotes", "record_too_long",
    ),
    "excel": ("merged_cells",),
    "json": (
        "bad_json", "not_an_object", "duplicate_keys", "not_a_number", "no_text", "nested_too_deep",
        "record_too_long",
    ),
}  # fmt: skip
"""The reasons for which the reader of a format rejects a row before it knows the cells."""

FAULTY_CELLS = {"external_id": "identity", "is_known_status": "status", "knows_options": "custom"}
"""Column of JUDGED → the attribute whose cell is at fault, if it has another name. `identity` stands for the
attribute that is the tenant's identity."""


JUDGED = {
    "external_id": pl.String,
    "employee_id": pl.String,
    "email": pl.String,
    "is_ended": pl.Boolean,
    "is_known_status": pl.Boolean,
    "knows_options": pl.Boolean,
}
"""The columns of normalize/identities that the contract checks."""
BATCH_ROWS = 100_000
"""Rows filtered at a time: few enough for memory, enough that the cost per batch is negligible."""
SUSPECTS_MIN = 10_000
"""Suspects collected before the contract validates them, except for the last frame."""


class Failures(NamedTuple):
    """Parallel lists, one entry per failing row and rule."""

    rows: list[int]
    columns: list[str]
    reasons: list[str]


def schema(tenant: Tenant) -> pa.DataFrameSchema:
    """The row rules of a tenant, over the columns of JUDGED.

    For an ended person only the identifiers are checked (R9). The name of each check is the reason.
    """
    by_email = tenant.identity == "email"

    def rule(reason: str, expression: pl.Expr, *, unless_ended: bool = False) -> pa.Check:
        kept = (expression | pl.col("is_ended")) if unless_ended else expression
        return pa.Check(_judged, name=reason, ignore_na=False, passes=kept)

    identifier = pl.col("external_id")
    employee_id = pl.col("employee_id")
    email = pl.col("email")
    is_placeholder = email.str.contains(_placeholder_emails(tenant))
    is_rounded = identifier.str.contains(f"^{identifiers.ROUNDED}$")
    is_nobody = identifier.str.contains(f"(?i)^(?:{identifiers.placeholders(tenant)})$")
    identifier_rules = [
        rule("identifier_missing", identifier.is_not_null()),
        rule(
            "identifier_too_long",
            identifier.is_null() | (identifier.str.len_chars() <= identifiers.CHARS_MAX),
        ),
        rule(
            "identifier_unreadable", identifier.is_null() | ~identifier.str.contains(identifiers.UNREADABLE)
        ),
        rule("identifier_unprintable", identifier.is_null() | ~_has_invisible(identifier)),
        rule("identifier_placeholder", identifier.is_null() | ~is_nobody),
        rule("id_precision_loss", identifier.is_null() | ~is_rounded),
        rule("id_format_unknown", identifier.is_null() | (identifier != UNSHOWN)),
    ]
    is_address = email.str.contains(identifiers.EMAIL)
    if by_email:  # rejected as an identifier already; and R9: whoever is linked under an odd e-mail can leave
        is_address |= is_rounded | is_nobody
        is_address |= pl.col("is_ended") & email.str.contains(identifiers.ONCE_ACCEPTED_EMAIL)
    email_rules = [
        rule("email_invalid", email.is_null() | is_address | is_placeholder, unless_ended=not by_email),
        rule("email_placeholder", email.is_null() | ~is_placeholder, unless_ended=not by_email),
    ]
    if not by_email:
        is_printable = email.is_null() | ~_has_invisible(email)
        email_rules.append(rule("identifier_unprintable", is_printable, unless_ended=True))
        email_rules.append(rule("email_missing", email.is_not_null(), unless_ended=True))
    employee_id_rules = []
    if tenant.identity != "employee_id":
        is_exact = ~employee_id.str.contains(f"^{identifiers.ROUNDED}$")
        employee_id_rules.append(rule("id_precision_loss", employee_id.is_null() | is_exact))
        employee_id_rules.append(rule("id_format_unknown", employee_id.is_null() | (employee_id != UNSHOWN)))
    return pa.DataFrameSchema(
        {
            "external_id": pa.Column(pl.String, identifier_rules, nullable=True),
            "employee_id": pa.Column(pl.String, employee_id_rules, nullable=True),
            "email": pa.Column(pl.String, email_rules, nullable=True),
            "is_known_status": pa.Column(pl.Boolean, rule("unknown_status", pl.col("is_known_status"))),
            "knows_options": pa.Column(pl.Boolean, rule("unknown_option", pl.col("knows_options"))),
        }
    )


def faulty_cell(column: str, identity: str) -> str:
    """The attribute whose cell is at fault if a column of JUDGED fails; `custom` stands for any of these."""
    attribute = FAULTY_CELLS.get(column, column)
    return identity if attribute == "identity" else attribute


def rules_by_cell(tenant: Tenant) -> dict[str, tuple[str, ...]]:
    """The reasons for which a cell rejects its row, by attribute (`faulty_cell`): those of the schema, then
    those between rows (`sql/normalize/rejects.sql`)."""
    found: dict[str, dict[str, None]] = {}
    for name, column in schema(tenant).columns.items():
        reasons = found.setdefault(faulty_cell(name, tenant.identity), {})
        reasons.update(dict.fromkeys(str(check.name) for check in column.checks))
    found.setdefault(tenant.identity, {})["duplicate_identifier"] = None
    if tenant.identity != "email":
        found["email"]["email_shared"] = None
    if tenant.identity != "employee_id":
        found["employee_id"]["employee_id_shared"] = None
    return {attribute: tuple(reasons) for attribute, reasons in found.items()}


def _placeholder_emails(tenant: Tenant) -> str:
    """A pattern of the beginnings of placeholder e-mails, in any case (I17)."""
    # Composed, as the e-mails are (S29); there are too many of these to fold each.
    composed = map(clean, tenant.policy.placeholder_emails)
    either = "|".join(map(re.escape, composed)) or r"[^\s\S]"  # matches nothing
    return f"(?i)^(?:{either})"


def _has_invisible(text: pl.Expr) -> pl.Expr:
    return text.str.contains_any(list(INVISIBLE))


def _judged(data: PolarsData, passes: pl.Expr) -> pl.LazyFrame:
    """Evaluate a check of the contract: one column, true where the row passes."""
    return data.lazyframe.select(passes.alias(data.key))


def suspects(schema: pa.DataFrameSchema, batches: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The rows for the contract to validate: all that do not pass every one of its checks.

    pandera runs one check after another, on one core, and copies data for each. So the expressions of all
    checks run here at once as one filter, and pandera validates the few remaining rows; no other row can
    fail. At least one frame is yielded, even if empty, so that the contract checks the column types.
    """
    passes = [check.statistics["passes"] for column in schema.columns.values() for check in column.checks]
    # Null does not pass, as in a pandera check.
    is_suspect = ~pl.all_horizontal(passes).fill_null(False)
    waiting: list[pl.DataFrame] = []
    for batch in batches:
        waiting.append(_alone(batch.filter(is_suspect)))
        if sum(map(len, waiting)) >= SUSPECTS_MIN:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)


def _alone(rows: pl.DataFrame) -> pl.DataFrame:
    """A copy of the rows in memory of its own: filtered strings would keep all strings of the batch alive.

    Arrow's older layout stores strings contiguously, so converting to it and back copies them.
    """
    frame = pl.from_arrow(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
    assert isinstance(frame, pl.DataFrame)
    return frame


def check(schema: pa.DataFrameSchema, frame: pl.DataFrame, identity: str) -> Failures:
    """The failures of one frame; `rows` are positions in it. A check that raises is a bug."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("index", "column", "check")
        assert cases["index"].null_count() == 0, "a check of the contract raised"
        return Failures(
            rows=cases["index"].to_list(),
            columns=[faulty_cell(column, identity) for column in cases["column"]],
            reasons=cases["check"].to_list(),
        )
    return Failures([], [], [])
