"""The feed contract of a tenant as a page for the customer's HR team: one HTML file, to read and to print.

Belongs here: what of the contract such a reader needs, in which order. Does not: a sentence derived from the
tenant file (`core/feed_contract/`), or those that are the same for everybody (`customer_page.html`).

Names, headers and words are the customer's text. They are escaped, invisible characters in them are shown,
and the page has no script and no address that a browser would load.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from qooper_assets.core.feed_contract.column_words import ANY_TEXT
from qooper_assets.core.feed_contract.columns import KEPT, ColumnContract
from qooper_assets.core.feed_contract.consequences import Effect, without_cases
from qooper_assets.core.feed_contract.contract import FeedContract
from qooper_assets.core.feed_contract.file_clauses import describe_schedule
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.core.words import printable

LABELS = {
    "server": "Where",
    "path": "Folder and name",
    "time": "When",
    "complete": "Upload",
    "format": "Format",
    "header": "Column names",
    "cells": "Cells",
    "encoding": "Encoding",
    "size": "Size",
    "people": "Who is in it",
    "identity": "Identifier",
    "leaving": "Who has left",
    "scope": "Who has an account",
    "late": "If it is late",
    "not read": "What we do not read",
    "kept": "What we keep",
    "first file": "The first file",
}
"""Topic of a clause → how the page names it."""
OURS = frozenset({"first_load", "past_partition", "configuration_changed", "declined_before", "adoptions"})
"""Limits that hold changes for a reason on our side, about which the customer can do nothing."""


def render_page(tenant: Tenant, contract: FeedContract, as_of: date) -> str:
    """The whole page, as it is on a day."""
    is_json = tenant.feed.format == "json"
    return _template().render(
        tenant=tenant,
        contract=contract,
        as_of=f"{as_of.day} {as_of:%B %Y}",
        schedule=describe_schedule(tenant.schedule),
        noun="key" if is_json else "column",
        labels=LABELS,
        clauses={clause.topic: clause.text for clause in contract.file},
        listed=[column for column in contract.columns if column.words],
        contents={column.attribute: " ".join(_describe_content(column)) for column in contract.columns},
        reasons=_reasons(contract.columns),
        limits=[limit.sentence for limit in contract.limits if limit.code not in OURS],
        contacts=[owner for owner in tenant.owners if not owner.startswith("team:")],
        status=tenant.mapping.status,
        has_last_day=tenant.mapping.termination_date is not None,
        is_delta=tenant.feed.coverage == "delta",
    )


def _describe_content(column: ColumnContract) -> Iterator[str]:
    """What to put into a column; not what the page says once for all of them."""
    yield f"{column.meaning}."
    if column.format != ANY_TEXT:
        yield column.format
    if column.is_unique:
        yield "No two people have the same."
    if column.is_identity:
        yield "Never blank."
    elif column.if_blank.effect is Effect.ROW_REJECTED:
        yield "Blank only for somebody who has left."
    elif column.if_blank.sentence != KEPT:
        yield f"If it is blank: {column.if_blank.sentence}"


def _reasons(columns: tuple[ColumnContract, ...]) -> list[str]:
    """Why a row is rejected for what is in a cell, each reason once."""
    found = {
        consequence.code: without_cases(consequence.sentence)
        for column in columns
        for consequence in (column.if_blank, *column.if_unusable)
        if consequence.effect is Effect.ROW_REJECTED
    }
    return list(found.values())


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("qooper_assets", "docs"),
        autoescape=True,
        finalize=_show,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("customer_page.html")


def _show(value: Any) -> Any:
    """Show invisible characters of a text; what the template made is left alone."""
    return printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
