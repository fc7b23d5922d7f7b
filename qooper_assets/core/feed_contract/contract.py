"""A tenant's feed contract as one value, from which every view of it is made.

Belongs here: putting the parts together. Does not: the parts, or how they look.
"""

from collections.abc import Iterator

from qooper_assets.core.contract import READING
from qooper_assets.core.feed_contract import consequences
from qooper_assets.core.feed_contract.columns import ColumnContract, can_dates_conflict, describe_columns
from qooper_assets.core.feed_contract.consequences import Consequence
from qooper_assets.core.feed_contract.examples import example_rows, example_text
from qooper_assets.core.feed_contract.file_clauses import Clause, describe_file
from qooper_assets.core.feed_contract.limits import describe_limits
from qooper_assets.core.report import WITHHELD
from qooper_assets.core.tenant.base import Model
from qooper_assets.core.tenant.tenant import Tenant


class FeedContract(Model):
    """What a tenant's file has to be, and what happens to what is in it."""

    tenant: str
    name: str
    file: tuple[Clause, ...]
    columns: tuple[ColumnContract, ...]
    rows: tuple[Consequence, ...]
    """Why a row may be rejected before its cells are known."""
    people: tuple[Consequence, ...]
    """Why a person may be left alone, whatever the row says."""
    limits: tuple[Consequence, ...]
    example_rows: tuple[dict[str, str], ...]
    """Cells of invented people, by header."""
    example_text: str | None
    """The same as the text of a file; None for a workbook."""


def describe_contract(tenant: Tenant) -> FeedContract:
    return FeedContract(
        tenant=tenant.tenant,
        name=tenant.name,
        file=describe_file(tenant),
        columns=describe_columns(tenant),
        rows=consequences.rejected(READING[tenant.feed.format]),
        people=consequences.withheld(_possible_doubts(tenant)),
        limits=describe_limits(tenant),
        example_rows=tuple(dict(row) for row in example_rows(tenant)),
        example_text=example_text(tenant),
    )


def _possible_doubts(tenant: Tenant) -> Iterator[str]:
    impossible = set()
    if tenant.identity != "email":
        impossible.add("probable_rename")
    if tenant.policy.adoption != "never":
        impossible.add("not_adopted")
    if not can_dates_conflict(tenant):
        impossible.add("dates_conflict")
    yield from (code for code in WITHHELD if code not in impossible)
