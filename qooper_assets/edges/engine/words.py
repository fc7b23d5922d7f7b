"""The texts of a file that are looked up in a list of the tenant file: status words, options, roles
and the scope.

There are few of them, so each is parsed once, in Python, and joined as a table. Belongs here: those tables.
Does not: what a text means (`core/mapping.py`, `core/scope.py`).
"""

from collections.abc import Iterable

import duckdb
import polars as pl

from qooper_assets.core import scope
from qooper_assets.core.mapping import SCOPE, parse_options, parse_role, parse_status
from qooper_assets.core.records import HeaderMatch
from qooper_assets.core.tenant.tenant import Tenant
from qooper_assets.edges.engine.engine import Engine


def column(position: int) -> str:
    """The engine's name for a column of the file; zero-padded, so that names sort in column order."""
    return f"c{position:05d}"


def split_attributes(tenant: Tenant) -> list[str]:
    return [name for name, column in tenant.mapping.custom.items() if column.split]


def _looked_up(match: HeaderMatch, tenant: Tenant) -> list[str]:
    """The attributes of the file whose texts are looked up."""
    names = [
        *split_attributes(tenant),
        *(["status"] if tenant.mapping.status else []),
        *(["role"] if tenant.mapping.role else []),
        *([SCOPE] if tenant.scope else []),
    ]
    return [name for name in names if name in match.positions]


def stage_words(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> None:
    """Create a table for each column whose texts are looked up, with what each of its texts means."""
    names = _looked_up(match, tenant)
    if not names:
        return
    columns = [column(match.positions[name]) for name in names]
    each = ", ".join(f"({column})" for column in columns)
    rows = delivered.aggregate(", ".join(columns), f"grouping sets ({each})").fetchall()
    for place, name in enumerate(names):
        _stage(engine, tenant, name, {row[place] for row in rows} - {None, ""})


def _stage(engine: Engine, tenant: Tenant, name: str, texts: set[str]) -> None:
    schema: dict[str, type[pl.DataType]]
    meanings: list[tuple[str | bool | None, ...]]
    if name == SCOPE:
        stage_scope_words(engine, _table(SCOPE), texts, tenant)
        return
    if name == "status" and tenant.mapping.status:
        status = tenant.mapping.status
        schema = {"word": pl.String, "is_known_status": pl.Boolean, "is_active": pl.Boolean}
        meanings = [(text, *parse_status(text, status)) for text in texts]
    elif name == "role" and tenant.mapping.role:
        schema = {"word": pl.String, "value_role": pl.String}
        meanings = [(text, parse_role(text, tenant.mapping.role)) for text in texts]
    else:
        custom, chars_max = tenant.mapping.custom[name], tenant.feed.limits.field_chars_max
        schema = {"word": pl.String, f"value_{name}": pl.String, f"is_known_{name}": pl.Boolean}
        meanings = [(text, *parse_options(text, custom, chars_max)) for text in texts]
    engine.table(_table(name), pl.DataFrame(meanings, schema=schema, orient="row"))


def _table(name: str) -> str:
    return f"words_{name}"


def stage_scope_words(engine: Engine, table: str, texts: Iterable[str], tenant: Tenant) -> None:
    """Create a table with what each text of the scope's column means: word, scope (NULL if it can't be read),
    is_out_of_scope (NULL if it can't be read), is_named."""
    assert tenant.scope is not None
    schema = {"word": pl.String, "scope": pl.String, "is_named": pl.Boolean}
    rows = [(text, *meaning) for text, meaning in scope.read_texts(texts, tenant)]
    with engine.shown("texts", pl.DataFrame(rows, schema=schema, orient="row")):
        engine.connection.execute(
            f'create or replace table "{table}" as'
            " select word, readable_scope(scope, is_named) as scope, is_named,"
            " is_out_of_scope(readable_scope(scope, is_named), is_named, $named_are_out) as is_out_of_scope"
            " from texts",
            {"named_are_out": scope.is_named_out(tenant.scope)},
        )


def scope_values(engine: Engine) -> tuple[list[str], list[str]]:
    """The readable values of the scope's column in the records read: those that the rule names, and the
    others."""
    rows = engine.rows(f'select is_named, scope from "{_table(SCOPE)}" where scope is not null')
    named, others = ([value for is_named, value in rows if is_named is kind] for kind in (True, False))
    return named, others


def with_words(
    engine: Engine, delivered: duckdb.DuckDBPyRelation, match: HeaderMatch, tenant: Tenant
) -> duckdb.DuckDBPyRelation:
    """Join the file with what each of its texts means; a blank one has no row."""
    source = delivered.set_alias("delivered")
    for name in _looked_up(match, tenant):
        words = engine.connection.table(f'"{_table(name)}"').set_alias("words")
        condition = f"delivered.{column(match.positions[name])} = words.word"
        named = words.columns[1:]
        source = source.join(words, condition, how="left").select(
            *(duckdb.ColumnExpression("delivered", other) for other in source.columns),
            *(duckdb.ColumnExpression("words", other) for other in named),
        ).set_alias("delivered")  # fmt: skip
    return source
