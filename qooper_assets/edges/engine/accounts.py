"""The target's accounts as a table of the engine.

Belongs here: staging the pages of a listing, and finding the addresses that a tenant protects. Does not:
reading them (`edges/targets/`), or matching them to people (`sql/observe/`).
"""

import json
from collections.abc import Iterator, Sequence

import polars as pl
from duckdb import ColumnExpression

from qooper_assets.core.words import word_key
from qooper_assets.edges.engine.engine import Engine
from qooper_assets.edges.engine.rendering import call
from qooper_assets.edges.targets.target import ACCOUNT_COLUMNS

ACCOUNTS_HELD_MAX = 50_000
"""More are stored in a file, so that memory does not grow with their number."""


def stage_accounts(engine: Engine, pages: Iterator[pl.DataFrame], attributes: Sequence[str]) -> None:
    """Make `listed`, one row per account, from the pages of a listing; a long one in a file."""
    empty = pl.DataFrame(schema=dict(ACCOUNT_COLUMNS))
    engine.table("listing", empty)
    for page in pages:
        engine.append("listing", page)
    structure = json.dumps(dict.fromkeys(attributes, "VARCHAR"))
    engine.connection.table("listing").select(
        *(ColumnExpression(name) for name in ACCOUNT_COLUMNS if name != "attributes"),
        call("email_key", ColumnExpression("email")).alias("email_key"),
        call("from_json", ColumnExpression("attributes").cast("JSON"), structure).alias("attributes"),
    ).create_view("typed")
    if engine.value("select count(*) from listing") <= ACCOUNTS_HELD_MAX:
        engine.connection.execute("create table listed as from typed")
    else:
        engine.save("from typed", engine.scratch / "listed")
        engine.load("listed", engine.scratch / "listed")
    engine.connection.execute("drop view typed")
    engine.drop("listing")


def protected_keys(engine: Engine, emails: Sequence[str]) -> list[str]:
    """The `email_key` of each account that has one of these e-mails, compared by `word_key` (S29).

    The key of an e-mail in ASCII is its word key; the others, which are few, are folded here as
    they were sent: the engine's key of `İ` is ASCII.
    """
    listed = {word_key(email) for email in emails}
    if not listed:
        return []
    others = engine.stream("select email_key, email from accounts where strlen(email) > length(email)")
    return [*filter(str.isascii, listed), *(key for key, email in others if word_key(email) in listed)]
